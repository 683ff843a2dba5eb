"""Facts of Laporan Musrenbang, of a kecamatan or of the whole kabupaten (Panduan VI.B.2)."""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.bahasa import tanggal
from musren.domain.errors import NotReady
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import Level, RegionCode
from musren.integration.corong import BarisCorong
from musren.integration.keadaan import Keadaan, berikutnya
from musren.integration.serapan import persen
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.services import corong, papan
from musren.services.corong import CorongWilayah
from musren.services.fakta import bersama, kantor
from musren.services.fakta import laporan_isi as rows
from musren.services.fakta.bersama import Facts
from musren.services.fakta.kabupaten import by_element
from musren.services.papan import Papan
from musren.services.prefill import meeting

JENIS = {
    Level.KECAMATAN: "musrenbang_kecamatan", Level.KABUPATEN: "musrenbang_kabupaten",
}  # fmt: skip
AGREED = {Level.KECAMATAN: "disepakati_kecamatan", Level.KABUPATEN: "kabupaten"}
NILAI = {
    "diusulkan": "menurut usulan desa",
    "disepakati_desa": "menurut Musrenbangdes",
    "masuk_kecamatan": "menurut Berita Acara desa",
    "disepakati_kecamatan": "menurut Musrenbang Kecamatan",
    "spc": "menurut Surat Penetapan Camat",
    "kabupaten": "menurut Musrenbang Kabupaten",
    "anggaran": "menurut APBD atau APB Desa",
    "terbangun": "menurut realisasi",
}
MOST_FOLLOW_UPS = 10


def need(session: Session, year: Tahun, place: RegionCode) -> Musyawarah:
    """The meeting the report is about; raises NotReady."""
    held = meeting(session, JENIS[place.level], year, place)
    if held is None:
        raise NotReady("Isian musyawarah belum dikirim. Selesaikan dahulu formulirnya.")
    return held


def laporan_musrenbang(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """The report with its charts, as things stand now."""
    held = need(session, year, place)
    stages = {one.tahap: one for one in corong.funnel(session, year, (place,))}
    parts = [_place(place, one) for one in corong.funnels(session, year, place)]
    funded = rows.funding(session, year, place)
    board = _board(session, year, place)
    return {
        **kantor.head(session, year, place),
        "tingkat": place.level.name.lower(),
        "ringkasan": _summary(place, stages, funded, board),
        "musyawarah": rows.meetings(session, year, place),
        "kehadiran": bersama.attendance(held.hadir),
        "unsur_hadir": by_element(held.hadir),
        "usulan_wilayah": parts,
        "seluruh": {name: sum(one[name] for one in parts) for name in _COUNTED},
        "corong": [_stage(one) for one in stages.values()],
        "prioritas": rows.priorities(session, year, place),
        "pendanaan": funded,
        "jumlah_pendanaan": {name: sum(one[name] for one in funded) for name in rows.FUNDED},
        "serapan": rows.absorption(session, year, place),
        "perempuan": _women(held, stages, AGREED[place.level]),
        **rows.not_agreed(session, year, place),
        "papan": _board_rows(session, year, place, board),
        "petak": rows.grid(session, year, place),
        "tindak_lanjut": _follow_up(board),
        "penandatangan": {"pejabat": kantor.officer(session, place)},
    }


_COUNTED = ("usulan", "biaya", "mkp", "mkp_biaya", "disepakati", "disepakati_biaya")


def _place(place: RegionCode, one: CorongWilayah) -> Facts:
    """A place below with what it proposed and what was agreed of it."""
    by_stage = {row.tahap: row for row in one.baris}
    first, agreed = by_stage["diusulkan"], by_stage[AGREED[place.level]]
    return {
        "nama": one.nama, "kode": one.kode, "usulan": first.usulan, "biaya": first.rupiah,
        "mkp": first.usulan_mkp, "mkp_biaya": first.rupiah_mkp, "disepakati": agreed.usulan,
        "disepakati_biaya": agreed.rupiah,
    }  # fmt: skip


def _stage(one: BarisCorong) -> Facts:
    return {
        "nama": one.nama, "usulan": one.usulan, "biaya": one.rupiah, "mkp": one.usulan_mkp,
        "mkp_biaya": one.rupiah_mkp, "nilai": NILAI[one.tahap], "dari_usulan": None,
        "dari_biaya": None,
    }  # fmt: skip


def _women(held: Musyawarah, stages: Mapping[str, BarisCorong], agreed: str) -> list[Facts]:
    """The women's share of those present and of proposals; nothing of nothing is left out."""
    present = bersama.attendance(held.hadir)
    told = [
        ("Hadir dalam musyawarah", "orang", present["perempuan"], present["jumlah"]),
        *(
            (f"Usulan perempuan (MKP) pada tahap {one.nama}", "usulan", one.usulan_mkp, one.usulan)
            for one in (stages["diusulkan"], stages[agreed])
        ),
        (
            f"Nilai usulan perempuan (MKP) pada tahap {stages[agreed].nama}", "rupiah",
            stages[agreed].rupiah_mkp, stages[agreed].rupiah,
        ),
    ]  # fmt: skip
    return [
        {"uraian": name, "satuan": unit, "perempuan": part, "seluruh": whole,
         "persen": str(persen(part, whole))}
        for name, unit, part, whole in told
        if whole
    ]  # fmt: skip


def _board(session: Session, year: Tahun, place: RegionCode) -> list[Papan]:
    if place.level is Level.KECAMATAN:
        return papan.villages(session, year, place)
    return papan.kecamatan_board(session, year, place)


def _board_rows(
    session: Session, year: Tahun, place: RegionCode, board: Sequence[Papan]
) -> list[Facts]:
    """Each place below: when it met, its paper, and the one thing it waits for."""
    kind = "musrenbangdes_rkp" if place.level is Level.KECAMATAN else "musrenbang_kecamatan"
    days = {
        kode: tanggal(day)
        for kode, day in session.execute(
            select(Musyawarah.wilayah_kode, Musyawarah.tanggal).where(
                Musyawarah.tahun_id == year.id, Musyawarah.jenis == kind,
                Musyawarah.wilayah_kode.startswith(f"{place}."),
            )
        )
    }  # fmt: skip
    return [_board_row(one, days.get(str(one.kode))) for one in board]


def _board_row(one: Papan, day: str | None) -> Facts:
    states = {stage.tahap.kunci: stage.keadaan == Keadaan.SELESAI for stage in one.tahap}
    paper = "Berita Acara belum terbit"
    if states["berita_acara"]:
        signed = states["tanda_tangan_ba"]
        paper = "Berita Acara ditandatangani" if signed else "Berita Acara belum ditandatangani"
    current = berikutnya(one.tahap)
    return {
        "nama": one.nama, "musyawarah": day, "naskah": paper,
        "penghambat": f"{current.tahap.judul}: {current.alasan}" if current else None,
    }  # fmt: skip


def _follow_up(board: Sequence[Papan]) -> list[str]:
    """What the places below still owe, in their words."""
    found = [
        f"{one.nama}: {current.tahap.judul} ({current.pelaku})"
        for one in board
        if (current := berikutnya(one.tahap)) is not None
    ]
    more = len(found) - MOST_FOLLOW_UPS
    left = [f"dan {more} wilayah lain seperti tertulis pada papan musyawarah"] if more > 0 else []
    return [*found[:MOST_FOLLOW_UPS], *left]


def _summary(
    place: RegionCode, stages: Mapping[str, BarisCorong], funded: Sequence[Facts],
    board: Sequence[Papan],
) -> list[str]:  # fmt: skip
    first, agreed = stages["diusulkan"], stages[AGREED[place.level]]
    below = "desa" if place.level is Level.KECAMATAN else "kecamatan"
    met = sum(_meeting_done(one) for one in board)
    came = f"Dari {first.usulan} usulan senilai {format_rupiah(first.rupiah)}"
    went = f"{agreed.usulan} usulan senilai {format_rupiah(agreed.rupiah)}"
    told = [
        f"{met} dari {len(board)} {below} sudah selesai bermusyawarah",
        f"{came}, {went} sampai pada tahap {agreed.nama[:1].lower()}{agreed.nama[1:]}",
    ]
    if funded:
        pagu, left = (sum(one[name] for one in funded) for name in ("pagu", "sisa"))
        count = sum(one["spp_usulan"] + one["lain_usulan"] for one in funded)
        told.append(
            f"Dana BLM sebesar {format_rupiah(pagu)} mendanai {count} usulan, sisanya "
            f"{format_rupiah(left)}"
        )
    paid = stages["anggaran"]
    if paid.usulan:
        told.append(f"{paid.usulan} usulan sudah masuk anggaran: {format_rupiah(paid.rupiah)}")
    return told


def _meeting_done(one: Papan) -> bool:
    return any(
        stage.keadaan == Keadaan.SELESAI
        for stage in one.tahap
        if stage.tahap.kunci in {"musrenbangdes", "musrenbang_kecamatan"}
    )
