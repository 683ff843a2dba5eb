"""What the Musrenbang Kecamatan decides: rows beside the session's result, what refuses them."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.bahasa import tanggal
from musren.domain.rupiah import BadRupiah, format_rupiah, parse_rupiah
from musren.domain.wilayah import RegionCode
from musren.forms.skala import whole_of
from musren.integration import pagu, prioritas
from musren.integration.pagu import Disepakati, PaguSkpd
from musren.integration.prioritas import Beda, Urutan
from musren.integration.profil import Profil
from musren.integration.tahapan import StatusUsulan
from musren.models.musyawarah import Musyawarah
from musren.models.prioritas import SidangPrioritas
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.models.verifikasi import Pengembalian, Verifikasi
from musren.services.pengumuman import INFO, PERINGATAN, Pengumuman, Tabel
from musren.services.pilihan import Setting
from musren.services.prioritas import acuan
from musren.services.prioritas.urutan import MOST_AT_ONCE, UNNAMED_SKPD, Daftar, lists
from musren.services.tahun import profile_of
from musren.services.usulan_masuk import current, described, kode_of, list_key, size_and_cost, title

Row = Mapping[str, Any]
TIDAK_LAYAK = "tidak_layak"
LISTS = {"blm": (prioritas.SPP, prioritas.BUKAN_SPP), "apbd": (prioritas.APBD,)}
RETURNED = StatusUsulan.DIKEMBALIKAN.value
NAMA_REKOMENDASI = {"layak_perbaikan": "layak dengan perbaikan", TIDAK_LAYAK: "tidak layak"}


# --- verification, as it bears on the decision ----------------------------------------------------


def verified(session: Session, ones: Iterable[UsulanKecamatan]) -> dict[int, Verifikasi]:
    """What Tim Verifikasi found, by id of the proposal."""
    ids = [one.usulan_id for one in ones]
    found = session.scalars(select(Verifikasi).where(Verifikasi.usulan_id.in_(ids)))
    return {one.usulan_id: one for one in found}


def returned(session: Session, ones: Iterable[UsulanKecamatan]) -> dict[int, Pengembalian]:
    """The open returns to the villages, by id of the proposal."""
    ids = [one.usulan_id for one in ones if one.usulan.status == RETURNED]
    found = session.scalars(
        select(Pengembalian)
        .where(Pengembalian.usulan_id.in_(ids), Pengembalian.dijawab.is_(None))
        .order_by(Pengembalian.id)
    )
    return {one.usulan_id: one for one in found}


def recommendation(found: Verifikasi | None) -> str:
    """What people must know of the verification before they decide; "" when it is fit."""
    if found is None or found.rekomendasi not in NAMA_REKOMENDASI:
        return ""
    told = f"Tim Verifikasi: {NAMA_REKOMENDASI[found.rekomendasi]}"
    return f"{told} ({found.alasan})" if found.alasan else told


# --- the rows ------------------------------------------------------------------------------------


def rows(daftar: str) -> Callable[[Setting], list[dict[str, str]]]:
    """The rows of the BLM or the APBD list; what went back to its village waits."""

    def laid_out(here: Setting) -> list[dict[str, str]]:
        all_of = lists(here.session, here.year, here.place)
        chosen = [all_of[kunci] for kunci in LISTS[daftar]]
        ones = [one for part in chosen for one in part.usulan if one.usulan.status != RETURNED]
        rank = {key: n for part in chosen for key, n in part.saran.items()}
        found = verified(here.session, ones)
        order = [part.kunci for part in chosen] if rank else []
        made = sorted(
            ones,
            key=lambda u: (
                order.index(list_key(u)) if order else 0, rank.get(u.usulan_id, 10**6), u.id,
            ),
        )  # fmt: skip
        made_rows = [
            _row(daftar, one, all_of[list_key(one)], found.get(one.usulan_id)) for one in made
        ]
        if len(made_rows) > MOST_AT_ONCE:
            return made_rows
        return [row | {"golongan": ""} for row in made_rows]

    return laid_out


def _row(
    daftar: str, one: UsulanKecamatan, part: Daftar, found: Verifikasi | None
) -> dict[str, str]:
    rank = part.saran.get(one.usulan_id)
    row = {
        "usulan_id": str(one.usulan_id), "semula": size_and_cost(one),
        "uraian": described(one, _computed(part, one), recommendation(found)),
        "peringkat": "" if rank is None else str(rank),
    }  # fmt: skip
    if daftar == "apbd":
        skpd = str(current(one).get("skpd") or "")
        return row | {"skpd": skpd, "golongan": skpd or UNNAMED_SKPD}
    spp = part.kunci == prioritas.SPP
    return row | {"kelompok": "spp" if spp else "non_spp", "golongan": part.judul}


def _computed(part: Daftar, one: UsulanKecamatan) -> str:
    rank = part.saran.get(one.usulan_id)
    if rank is None:
        return ""
    found = part.hitungan.get(kode_of(one))
    told = f"hasil sidang: peringkat {rank}"
    return f"{told} (nilai {found.nilai})" if found is not None else told


# --- told above the rows ------------------------------------------------------------------------


def told(daftar: str) -> Callable[[Setting], list[Pengumuman]]:
    """The session's state, what waits in the villages and, for the APBD, the ceilings."""

    def notices(here: Setting) -> list[Pengumuman]:
        all_of = lists(here.session, here.year, here.place)
        chosen = [all_of[kunci] for kunci in LISTS[daftar] if all_of[kunci].usulan]
        found = [*_sessions(chosen), *_waiting(here, chosen)]
        if daftar == "apbd":
            typed = [r for r in here.answers.get("prioritas_apbd") or [] if isinstance(r, Mapping)]
            found += _ceilings(here, typed, chosen)
        return found

    return notices


def _sessions(chosen: Sequence[Daftar]) -> list[Pengumuman]:
    lines = [
        f"{part.judul}: peringkat diisi menurut hasil sidang ({prioritas.CARA[kept.cara].lower()})."
        if (kept := part.sidang) is not None
        else f"{part.judul}: belum ada sidang prioritas; peringkat diisi langsung di sini."
        for part in chosen
    ]
    return [Pengumuman(judul="Asal peringkat", baris=lines)] if lines else []


def _waiting(here: Setting, chosen: Sequence[Daftar]) -> list[Pengumuman]:
    ones = [one for part in chosen for one in part.usulan if one.usulan.status == RETURNED]
    found = returned(here.session, ones)
    lines = [_awaited(one, found.get(one.usulan_id)) for one in ones]
    if not lines:
        return []
    return [Pengumuman(judul="Menunggu perbaikan desa", baris=lines, nada=PERINGATAN)]


def _awaited(one: UsulanKecamatan, back: Pengembalian | None) -> str:
    until = f" sampai {tanggal(back.tenggat)}: {back.catatan}" if back is not None else ""
    return f"{title(one)} dikembalikan Tim Verifikasi{until}. Belum dapat diputuskan."


def _ceilings(
    here: Setting, typed: Sequence[Row], chosen: Sequence[Daftar]
) -> list[Pengumuman]:  # fmt: skip
    by_id = {str(one.usulan_id): one for part in chosen for one in part.usulan}
    pairs = [
        ({**row, "peringkat": whole_of(row.get("peringkat")), "biaya": _typed(row.get("biaya"))},
         by_id[str(row["usulan_id"])])
        for row in typed
        if str(row.get("usulan_id")) in by_id
    ]  # fmt: skip
    lines = acuan.against(here.session, here.year, here.place, agreed_of(pairs))
    if not lines:
        return []
    over = [one.kalimat for one in pagu.check(here.profile, lines)]
    return [
        Pengumuman(
            judul="Pagu indikatif SKPD", baris=over, tabel=ceiling_table(lines),
            nada=PERINGATAN if over else INFO,
        )
    ]  # fmt: skip


def _typed(value: Any) -> int | None:
    try:
        return parse_rupiah(value) if value else None
    except BadRupiah:
        return None


def ceiling_table(lines: Sequence[PaguSkpd]) -> Tabel:
    return Tabel(
        kepala=("SKPD", "Pagu indikatif", "Disepakati", "Selisih"), angka=(1, 2, 3),
        isi=[
            (one.skpd or UNNAMED_SKPD, _money(one.pagu), format_rupiah(one.disepakati),
             _money(one.selisih))
            for one in lines
        ],
    )  # fmt: skip


def _money(amount: int | None) -> str:
    return "–" if amount is None else format_rupiah(amount)


# --- what refuses -------------------------------------------------------------------------------

Pair = tuple[Row, UsulanKecamatan]


def agreed_of(pairs: Iterable[Pair]) -> list[Disepakati]:
    """What is agreed for the APBD, as the ceilings see it: the source's part of the cost."""
    return [
        Disepakati(
            kode_of(one), title(one), str(row.get("skpd") or current(one).get("skpd") or ""),
            row.get("peringkat"), source_part(row, one),
        )
        for row, one in pairs
        if row.get("putusan") == "disepakati"
    ]  # fmt: skip


def source_part(row: Row, one: UsulanKecamatan) -> int | None:
    """The agreed cost without swadaya, rupiah."""
    own = current(one)
    cost = row["biaya"] if row.get("biaya") is not None else own.get("biaya")
    return None if cost is None else max(int(cost) - (own.get("swadaya") or 0), 0)


@dataclass(frozen=True, kw_only=True)
class Terhitung:
    """What the rule says of one decided proposal: its figure, its rank, and the difference."""

    nilai: int | None
    peringkat: int | None
    beda: Beda | None


@dataclass(frozen=True, kw_only=True)
class Sandingan:
    """The decisions of one list beside the computed order."""

    sidang: SidangPrioritas | None
    per_usulan: Mapping[int, Terhitung]


def compared(all_of: Mapping[str, Daftar], pairs: Sequence[Pair]) -> dict[str, Sandingan]:
    """For each list: computed and decided ranks, counted among what was agreed."""
    return {kunci: _compared(part, [p for p in pairs if list_key(p[1]) == kunci])
            for kunci, part in all_of.items()}  # fmt: skip


def _compared(part: Daftar, pairs: Sequence[Pair]) -> Sandingan:
    decided = {
        kode_of(one): row["peringkat"] for row, one in pairs if row["putusan"] == "disepakati"
    }
    differ = {b.kode: b for b in prioritas.differences(part.urutan, decided)} if part.urutan else {}
    found = {}
    for _, one in pairs:
        kode = kode_of(one)
        rule, beda = part.hitungan.get(kode), differ.get(kode)
        found[one.usulan_id] = Terhitung(
            nilai=rule.nilai if rule else None, peringkat=_rank(rule, beda, decided.get(kode)),
            beda=beda,
        )  # fmt: skip
    return Sandingan(sidang=part.sidang, per_usulan=found)


def _rank(rule: Urutan | None, beda: Beda | None, decided: int | None) -> int | None:
    """The computed rank: among what was agreed, else in the whole list."""
    if beda is not None:
        return beda.dihitung
    if rule is None:
        return None
    return rule.peringkat if decided is None else decided


SHIFTED = "Bergeser karena usulan lain dipindah."


def why_moved(reason: str, beda: Beda | None) -> str:
    """The forum's reason for another rank; who only made room says so."""
    if beda is None:
        return ""
    return reason or ("" if beda.dipindah else SHIFTED)


def recount(session: Session, year: Tahun, place: RegionCode, held: Musyawarah) -> None:
    """Write the computed ranks anew beside decisions that were recorded before the session."""
    all_of = lists(session, year, place)
    by_id = {one.usulan_id: one for part in all_of.values() for one in part.usulan}
    decided = [k for k in held.keputusan if k.usulan_id in by_id]
    pairs = [
        ({"putusan": k.putusan, "peringkat": k.peringkat}, by_id[k.usulan_id]) for k in decided
    ]
    beside = compared(all_of, pairs)
    for k in decided:
        own = beside[list_key(by_id[k.usulan_id])].per_usulan[k.usulan_id]
        k.nilai, k.peringkat_hitung = own.nilai, own.peringkat
        k.alasan_urutan = why_moved(k.alasan_urutan, own.beda)
    session.flush()


def unexplained(profile: Profil, held: Musyawarah) -> int:
    """How many decided ranks differ from the computed ones without saying why."""
    if not profile.batas_bool("alasan_urutan_wajib"):
        return 0
    return sum(
        k.putusan == "disepakati" and not k.alasan_urutan
        and k.peringkat_hitung not in {None, k.peringkat}
        for k in held.keputusan
    )  # fmt: skip


def refusals(
    session: Session, year: Tahun, place: RegionCode, group: str, pairs: Sequence[Pair],
    beside: Mapping[str, Sandingan],
) -> dict[str, str]:  # fmt: skip
    """What refuses decisions, by field: changed ranks without a reason, unfit ones, ceilings."""
    profile = profile_of(year)
    found = verified(session, (one for _, one in pairs))
    wrong: dict[str, str] = {}
    for number, (row, one) in enumerate(pairs):
        own = beside[list_key(one)].per_usulan[one.usulan_id]
        if own.beda is not None:
            why = {own.beda.kode: row.get("alasan_urutan") or ""}
            for said in prioritas.reason_errors(profile, [own.beda], why).values():
                wrong[f"{group}.{number}.alasan_urutan"] = said
        if _unfit(found.get(one.usulan_id), row):
            wrong[f"{group}.{number}.alasan"] = (
                "Tim Verifikasi menyatakan usulan ini tidak layak. Isi alasan forum menyepakatinya."
            )
    if group == "prioritas_apbd":
        lines = acuan.against(session, year, place, agreed_of(pairs))
        hard = " ".join(one.kalimat for one in pagu.check(profile, lines) if one.keras)
        wrong |= {group: hard} if hard else {}
    return wrong


def _unfit(found: Verifikasi | None, row: Row) -> bool:
    return (
        found is not None and found.rekomendasi == TIDAK_LAYAK
        and row["putusan"] == "disepakati" and not row.get("alasan")
    )  # fmt: skip


def over_ceilings(
    session: Session, year: Tahun, place: RegionCode, pairs: Sequence[Pair]
) -> list[str]:
    """Sentences about SKPD whose indicative ceiling is passed, where that refuses nothing."""
    lines = acuan.against(session, year, place, agreed_of(pairs))
    return [one.kalimat for one in pagu.check(profile_of(year), lines) if not one.keras]
