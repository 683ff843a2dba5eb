"""The sessions on priorities, the ranked decisions and the shared-out BLM of the demo kecamatan."""

from collections import Counter
from datetime import date
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo.langkah import fill
from musren.cli.demo.orang import Pemeran
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.forms.sidang import GROUPS
from musren.integration import prioritas
from musren.integration.pendanaan import KEMBALI, TAMBAH_SWADAYA
from musren.integration.peringkat import picks_for
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.services.prioritas import dana, hak_suara
from musren.services.prioritas.putusan import TIDAK_LAYAK, verified
from musren.services.prioritas.urutan import Daftar, lists
from musren.services.tahun import profile_of
from musren.services.usulan_masuk import current

Row = dict[str, Any]

WAYS = {prioritas.SPP: "kelompok", prioritas.BUKAN_SPP: "suara", prioritas.APBD: "langsung"}
HALL_GROUPS = 3
MOST_MORE_SWADAYA = 60_000_000
MOVED = "Forum mendahulukan usulan yang pemanfaat rumah tangga miskinnya lebih banyak."
RESERVE = "Menunggu kepastian pagu indikatif SKPD."
LATE = "Belum menjadi prioritas; dokumen teknis belum lengkap."
NOTE = {
    "kelompok": "Wakil desa dibagi dalam tiga kelompok; keberatan dibahas sebelum digabung.",
    "suara": "Tidak tercapai mufakat, maka diadakan pemungutan suara.",
    "langsung": "Urutan disepakati forum setelah pembahasan menurut SKPD.",
}


def sessions(
    session: Session, cast: Pemeran, year: Tahun, place: RegionCode, day: date, chance: Random
) -> None:
    """SPP by groups, the other BLM proposals by votes, the APBD list by agreement."""
    for kunci, cara in WAYS.items():
        part = lists(session, year, place)[kunci]
        if not part.usulan:
            continue
        answers = {"cara": cara, "catatan": NOTE[cara]}
        answers |= {"kelompok": _groups, "suara": _votes, "langsung": _direct}[cara](
            session, year, place, part, chance
        )
        fill(
            session, cast.act(Peran.FK, place, day, hour=5), "sidang-prioritas", year, place,
            answers, objek=kunci,
        )  # fmt: skip


def _shuffled(part: Daftar, chance: Random) -> list[UsulanKecamatan]:
    own = list(part.usulan)
    chance.shuffle(own)
    return own


def _groups(
    _session: Session, _year: Tahun, _place: RegionCode, part: Daftar, chance: Random
) -> Row:
    """Three groups that mostly agree."""
    order = _shuffled(part, chance)
    rows: dict[int, Row] = {one.usulan_id: {"usulan_id": one.usulan_id} for one in order}
    for name in GROUPS[:HALL_GROUPS]:
        own = list(order)
        if len(own) > 1:
            at = chance.randrange(len(own) - 1)
            own[at], own[at + 1] = own[at + 1], own[at]
        for rank, one in enumerate(own, 1):
            rows[one.usulan_id][name] = rank
    return {"banyak_kelompok": HALL_GROUPS, "urutan_kelompok": list(rows.values())}


def _votes(session: Session, year: Tahun, place: RegionCode, part: Daftar, chance: Random) -> Row:
    """Every wakil names so many different proposals; some are liked better than others."""
    voters = sum(one.berhak for one in hak_suara.electorate(session, year, place))
    order = _shuffled(part, chance)
    liked = {one.usulan_id: 1 / (n + 2) for n, one in enumerate(order)}
    cast: Counter[int] = Counter()
    for _ in range(voters):
        drawn = sorted(liked, key=lambda key: chance.random() ** (1 / liked[key]), reverse=True)
        cast.update(drawn[: picks_for(profile_of(year), len(liked))])
    rows = [{"usulan_id": key, "suara": cast[key]} for key in liked]
    return {"jumlah_pemilih": voters, "suara_usulan": rows}


def _direct(
    _session: Session, _year: Tahun, _place: RegionCode, part: Daftar, chance: Random
) -> Row:
    order = _shuffled(part, chance)
    rows = [{"usulan_id": one.usulan_id, "peringkat": n} for n, one in enumerate(order, 1)]
    return {"urutan_langsung": rows}


# --- decisions -----------------------------------------------------------------------------------


def blm(session: Session, year: Tahun, place: RegionCode) -> list[Row]:
    """Everything ranked is agreed on; one of the others is put one place up, with its reason."""
    all_of = lists(session, year, place)
    rows = []
    for kunci in (prioritas.SPP, prioritas.BUKAN_SPP):
        part = all_of[kunci]
        order = sorted(part.usulan, key=lambda one: part.saran[one.usulan_id])
        own = [_agreed(one, n) for n, one in enumerate(order, 1)]
        if kunci == prioritas.BUKAN_SPP:
            found = verified(session, order)
            fit = [n for n, one in enumerate(order)
                   if one.usulan_id not in found
                   or found[one.usulan_id].rekomendasi != TIDAK_LAYAK]  # fmt: skip
            _move_up(own, fit)
        rows += own
    return rows


def _move_up(rows: list[Row], fit: list[int]) -> None:
    """The third of those that are fit changes places with the second."""
    if len(fit) < 3:  # noqa: PLR2004  nobody to pass
        return
    above, below = rows[fit[1]], rows[fit[2]]
    above["peringkat"], below["peringkat"] = below["peringkat"], above["peringkat"]
    below["alasan_urutan"] = MOVED


def apbd(session: Session, year: Tahun, place: RegionCode, chance: Random) -> list[Row]:
    """Most are agreed on in the session's order; the last waits in reserve, some are put off."""
    part = lists(session, year, place)[prioritas.APBD]
    order = sorted(part.usulan, key=lambda one: part.saran[one.usulan_id])
    late = {one.usulan_id for one in order if chance.random() < 0.15}  # noqa: PLR2004
    rows, rank = [], 0
    for one in order:
        if one.usulan_id in late:
            rows.append(_not_yet(one, "ditunda", LATE))
            continue
        rank += 1
        rows.append(_agreed(one, rank) | {"skpd": current(one)["skpd"]})
    if rank > 1:
        last = max(rows, key=lambda row: row["peringkat"] or 0)
        last |= {"putusan": "cadangan", "peringkat": None, "alasan": RESERVE}
    return rows


def _agreed(one: UsulanKecamatan, rank: int) -> Row:
    return {
        "usulan_id": one.usulan_id, "putusan": "disepakati", "peringkat": rank, "alasan": "",
        "alasan_urutan": "",
    }  # fmt: skip


def _not_yet(one: UsulanKecamatan, putusan: str, why: str) -> Row:
    return _agreed(one, 0) | {"putusan": putusan, "peringkat": None, "alasan": why}


# --- the money -----------------------------------------------------------------------------------


def fund(session: Session, cast: Pemeran, year: Tahun, place: RegionCode, day: date) -> None:
    """The BLM goes down the ranks; what is left helps the next one where its village can add."""
    found = dana.expected(session, year, place)
    if found is None:
        return
    answers: Row = {name: getattr(found.masukan, name) for name in dana.INPUTS}
    fill(
        session, cast.act(Peran.FK, place, day, hour=7), "pendanaan", year, place,
        answers | _choice(found),
    )  # fmt: skip


def _choice(found: dana.Dana) -> Row:
    base = found.dasar
    if not base.sisa_awal:
        return {}
    if base.berikut is None or (base.perlu_swadaya or MOST_MORE_SWADAYA + 1) > MOST_MORE_SWADAYA:
        why = "Sisa tidak cukup untuk usulan berikutnya dan desanya belum sanggup menambah swadaya."
        return {"pilihan_sisa": KEMBALI, "alasan": why}
    return {
        "pilihan_sisa": TAMBAH_SWADAYA, "swadaya_tambahan": base.perlu_swadaya,
        "sisa_usulan_id": found.per_kode[base.berikut].keputusan.usulan_id,
        "alasan": "Desa pengusul menyanggupi tambahan swadaya dan forum menyetujuinya.",
    }  # fmt: skip
