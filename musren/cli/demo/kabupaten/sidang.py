"""How the villages' proposals are put in order, decided and funded in one kecamatan (II.D.4)."""

from collections import Counter
from collections.abc import Container, Sequence
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo.langkah import begin, raw
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.forms.sidang import CRITERIA, GROUPS
from musren.integration import prioritas
from musren.integration.pendanaan import KEMBALI, TAMBAH_SWADAYA, TAMBAH_VOLUME
from musren.integration.peringkat import picks_for
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.services import kirim
from musren.services.prefill import meeting
from musren.services.prioritas import dana, hak_suara
from musren.services.prioritas.putusan import TIDAK_LAYAK, verified
from musren.services.prioritas.urutan import Daftar, lists
from musren.services.tahun import profile_of

Row = dict[str, Any]

WAYS = (
    {"spp": "kelompok", "bukan_spp": "suara", "apbd": "kriteria"},
    {"spp": "kelompok", "bukan_spp": "kelompok", "apbd": "langsung"},
    {"spp": "suara", "bukan_spp": "suara", "apbd": "kriteria"},
    {"spp": "kriteria", "bukan_spp": "kriteria", "apbd": "langsung"},
)
"""How each list is put in order; the kecamatan take turns."""

MANY_GROUPS = 3
LATE = {"bukan_spp": (0.04, 0.08), "apbd": (0.12, 0.15)}
"""Below the first a proposal is put off, below the second it is a reserve; SPP always pass."""

WHY_LATE = {
    "bukan_spp": "Rancangan teknis dan lahan belum siap.",
    "apbd": "Belum menjadi prioritas; dokumen teknis belum lengkap.",
}
WHY_UNFIT = "Tim Verifikasi menyatakan usulan ini tidak layak; desa memperbaikinya lebih dahulu."
WHY_RESERVE = "Cadangan bila ada dana tambahan atau usulan di atasnya batal."
WHY_MOVED = "Didahulukan karena desanya belum pernah mendapat kegiatan serupa."
MOVED, FROM = 2, 5
"""One proposal of each long list is moved so many places up from this rank."""

MOST_ADDED = 40_000_000
"""What a village can bring more of its own so that its proposal is reached, rupiah."""

MEASURED = ("meter", "meter kubik")


def held(session: Session, year: Tahun, place: RegionCode) -> bool:
    """Whether this kecamatan has sent its Musrenbang already."""
    return meeting(session, hak_suara.JENIS, year, place) is not None


# --- putting in order -----------------------------------------------------------------------------


def rank(
    session: Session, act: Act, year: Tahun, place: RegionCode, nomor: int, chance: Random
) -> None:
    """Hold the session about each list that has proposals, SPP first."""
    for kunci, cara in WAYS[nomor % len(WAYS)].items():
        part = lists(session, year, place)[kunci]
        if part.usulan:
            answers = _session(session, year, place, part, cara, chance)
            _send(session, act, year, place, "sidang-prioritas", answers, objek=kunci)


def _send(  # noqa: PLR0913
    session: Session, act: Act, year: Tahun, place: RegionCode, slug: str, answers: Row, *,
    objek: str = "",
) -> None:  # fmt: skip
    draft = begin(session, act, slug, year, place, objek=objek)
    draft.jawaban = {**draft.jawaban, **{name: raw(value) for name, value in answers.items()}}
    kirim.submit(session, act, draft)


def _session(
    session: Session, year: Tahun, place: RegionCode, part: Daftar, cara: str, chance: Random
) -> Row:
    ids = [one.usulan_id for one in part.usulan]
    picks = picks_for(profile_of(year), len(ids))
    if cara == "suara" and len(ids) > picks:
        voters = sum(one.berhak for one in hak_suara.electorate(session, year, place))
        return {
            "cara": "suara", "jumlah_pemilih": voters,
            "suara_usulan": _votes(chance, ids, voters, picks),
        }  # fmt: skip
    if cara == "kriteria":
        return {"cara": "kriteria", "skor_usulan": _scores(chance, year, ids)}
    if cara == "langsung":
        order = _shuffled(chance, ids)
        ranked = [{"usulan_id": one, "peringkat": n} for n, one in enumerate(order, 1)]
        return {"cara": "langsung", "urutan_langsung": ranked}
    return {
        "cara": "kelompok", "banyak_kelompok": MANY_GROUPS,
        "urutan_kelompok": _groups(chance, ids),
    }  # fmt: skip


def _shuffled(chance: Random, ids: Sequence[int]) -> list[int]:
    return chance.sample(ids, len(ids))


def _votes(chance: Random, ids: Sequence[int], voters: int, picks: int) -> list[Row]:
    """Each voter names so many different proposals, the liked ones more often."""
    liking = {one: chance.uniform(0.2, 1.0) for one in ids}
    votes: Counter[int] = Counter()
    for _ in range(voters):
        keen = sorted(ids, key=lambda one: -chance.random() * liking[one])
        votes.update(keen[:picks])
    return [{"usulan_id": one, "suara": votes[one]} for one in ids]


def _groups(chance: Random, ids: Sequence[int]) -> list[Row]:
    orders = [_shuffled(chance, ids) for _ in range(MANY_GROUPS)]
    return [
        {"usulan_id": one}
        | {name: order.index(one) + 1 for name, order in zip(GROUPS, orders, strict=False)}
        for one in ids
    ]


def _scores(chance: Random, year: Tahun, ids: Sequence[int]) -> list[Row]:
    profile = profile_of(year)
    scale, names = prioritas.skala(profile), CRITERIA[: len(prioritas.kriteria(profile))]
    return [{"usulan_id": one} | {name: chance.choice(scale) for name in names} for one in ids]


# --- deciding -------------------------------------------------------------------------------------


def decisions(session: Session, year: Tahun, place: RegionCode, chance: Random) -> Row:
    """The rows of both lists: mostly as the sessions ordered them, the exceptions with reasons."""
    all_of = lists(session, year, place)
    unfit = {
        key
        for part in all_of.values()
        for key, sheet in verified(session, part.usulan).items()
        if sheet.rekomendasi == TIDAK_LAYAK
    }
    found = {kunci: _decided(kunci, part, chance, unfit) for kunci, part in all_of.items()}
    return {
        "prioritas_blm": [*found["spp"], *found["bukan_spp"]], "prioritas_apbd": found["apbd"],
    }  # fmt: skip


def _decided(kunci: str, part: Daftar, chance: Random, unfit: Container[int]) -> list[Row]:
    ordered = sorted(part.usulan, key=lambda one: part.saran[one.usulan_id])
    put_off, reserve = LATE.get(kunci, (0.0, 0.0))
    agreed: list[UsulanKecamatan] = []
    rows: list[Row] = []
    for one in ordered:
        lucky = chance.random()
        if one.usulan_id in unfit:
            rows.append(_row(one, "ditunda", alasan=WHY_UNFIT))
        elif lucky < put_off:
            rows.append(_row(one, "ditunda", alasan=WHY_LATE[kunci]))
        elif lucky < reserve:
            rows.append(_row(one, "cadangan", alasan=WHY_RESERVE))
        else:
            agreed.append(one)
    return [*_ranked(part, agreed, move=bool(put_off)), *rows]


def _ranked(part: Daftar, agreed: list[UsulanKecamatan], *, move: bool) -> list[Row]:
    """Ranks without gaps; one proposal is moved up where a rule put them in order."""
    moved = None
    if move and part.urutan and len(agreed) >= FROM:
        moved = agreed.pop(FROM - 1)
        agreed.insert(FROM - 1 - MOVED, moved)
    return [
        _row(one, "disepakati", peringkat=n, alasan_urutan=WHY_MOVED if one is moved else "")
        for n, one in enumerate(agreed, 1)
    ]


def _row(one: UsulanKecamatan, putusan: str, **more: object) -> Row:
    skpd = {"skpd": one.salinan["skpd"]} if one.daftar == "apbd" else {}
    return {"usulan_id": one.usulan_id, "putusan": putusan, "alasan": ""} | skpd | more


# --- funding --------------------------------------------------------------------------------------


def fund(session: Session, act: Act, year: Tahun, place: RegionCode, nomor: int) -> None:
    """Share out the BLM; what is left over goes one of the three ways, in turn."""
    expected = dana.expected(session, year, place)
    if expected is not None:
        _send(session, act, year, place, "pendanaan", _remainder(expected, nomor))


def _more_of(expected: dana.Dana) -> Row | None:
    """So much more of the highest funded work that is measured as the remainder pays."""
    for row in expected.dasar.bukan_spp:
        k = expected.per_kode[row.kode].keputusan
        if row.didanai and k.satuan in MEASURED and k.volume and k.biaya:
            price = k.biaya // int(k.volume)
            volume = expected.dasar.sisa_awal // price
            if volume:
                return {"usulan_id": k.usulan_id, "volume": volume, "biaya": volume * price}
    return None


def _remainder(expected: dana.Dana, nomor: int) -> Row:
    base = expected.dasar
    if not base.sisa_awal:
        return {}
    lacking, turn = base.perlu_swadaya, nomor % 3
    if base.berikut and lacking and turn != 0 and lacking <= MOST_ADDED:
        return {
            "pilihan_sisa": TAMBAH_SWADAYA, "swadaya_tambahan": lacking,
            "sisa_usulan_id": expected.per_kode[base.berikut].keputusan.usulan_id,
            "alasan": "Desa menyanggupi kekurangannya dari swadaya, supaya urutan tidak dilompati.",
        }  # fmt: skip
    more = _more_of(expected) if turn == 1 else None
    if more is not None:
        return {
            "pilihan_sisa": TAMBAH_VOLUME,
            "tambahan": [more],
            "alasan": "Sisa dipakai menambah panjang pekerjaan yang peringkatnya paling atas.",
        }
    return {
        "pilihan_sisa": KEMBALI,
        "alasan": "Sisa tidak cukup untuk peringkat berikutnya; tidak ada tambahan swadaya.",
    }  # fmt: skip
