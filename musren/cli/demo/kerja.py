"""The RKP-Desa of Sukamaju at play: women's meeting, money, papers, what was done, next year."""

from datetime import date, timedelta
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo import rapat
from musren.cli.demo.jangka import material, team
from musren.cli.demo.lakon import Lakon
from musren.cli.demo.langkah import begin, raw
from musren.domain.peran import Peran
from musren.forms.alur import flow
from musren.forms.musyawarah import attendee_key
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.services import draf, mkp
from musren.services.pilihan import Setting
from musren.services.rkp import tawaran
from musren.services.rkp.realisasi import decided

Row = dict[str, Any]

PAGU = {
    "blm": (310_000_000, "Perkiraan dari alokasi BLM kecamatan"),
    "apbd": (None, "Pagu indikatif kecamatan belum diterima"),
    "add": (128_000_000, "Surat Bupati tentang pagu ADD"),
    "swadaya": (102_600_000, "Kesanggupan warga dalam musyawarah dusun"),
    "lain": (374_000_000, "Surat program dan kesanggupan perusahaan"),
}
ANGGARAN = {
    "blm": 302_700_000, "add": 126_500_000, "swadaya": 102_600_000, "lain": 364_000_000,
}  # fmt: skip
"""Set in the APB Desa of February: less than planned from elsewhere, something left of the ADD."""

DONE = {
    "Pelatihan kader Posyandu", "Pengadaan mebelair SDN 01", "Pembangunan gedung Posyandu 5 x 6 m",
    "Penambahan modal SPP 4 kelompok (38 anggota)", "Talud penahan tanah pasangan batu kali",
    "Sumur bor, tandon dan 6 kran umum", "Bantuan alat kesenian", "Modal usaha Gapoktan",
}  # fmt: skip
PARTLY = {
    "Rabat beton jalan desa lebar 2,5 m tebal 0,15 m": (
        60, "Sebagian dana tahap akhir baru cair bulan Desember", "diusulkan_kembali"),
    "Drainase pasangan batu 0,4 x 0,5 m": (
        75, "Harga batu naik sehingga volume dikurangi", "diusulkan_kembali"),
    "Lapangan olah raga desa": (
        50, "Perataan tanah selesai, tribun belum", "swadaya"),
    "Pembersihan dan pelebaran jalan lingkungan": (
        80, "Dua pagar warga belum digeser", "swadaya"),
}  # fmt: skip
NOT_FUNDED = "Belum tertampung dalam APBD Kabupaten tahun 2011"
PUT_OFF = "Belum disepakati Musrenbang Kecamatan"


# --- before and after the Musrenbangdes ---------------------------------------------------------


def prepare(lakon: Lakon) -> None:
    """The team, the money known so far, and the women's meeting (II.D.3.a)."""
    team(lakon, "rkp", date(2010, 12, 6))
    lakon.fill("pagu-desa", date(2011, 1, 6), {"pagu_desa": money(budgeted=False)})
    desa = lakon.desa
    hadir = [desa.officials()[0], desa.officials()[4], *rapat.women(desa, 18), rapat.guest()]
    keys = [attendee_key(row) for row in hadir]
    with lakon.room.database.read() as session:
        year = session.get_one(Tahun, lakon.year.id)
        rows = womens(session, year, lakon)
    rapat.hold(
        lakon, "mkp", "mkp", hadir,
        {"keputusan": rows, "calon_wakil": keys[2:5], "wakil_masyarakat": keys[6:9]},
        ba="ba_mkp", pimpinan=(desa.kpmd[0], "KPMD"), notulis=(hadir[5]["nama"], hadir[5]["unsur"]),
    )  # fmt: skip


def money(*, budgeted: bool) -> list[Row]:
    """Pagu of each source, with what the APB Desa sets once it is there."""
    return [
        {"sumber": key, "pagu": pagu, "keterangan": words,
         "anggaran": ANGGARAN.get(key) if budgeted else None}
        for key, (pagu, words) in PAGU.items()
    ]  # fmt: skip


def womens(session: Session, year: Tahun, lakon: Lakon) -> list[Row]:
    """All of the women's proposals agreed, each first of its kind."""
    here = Setting(session=session, year=year, place=lakon.kode, answers={})
    return [
        {"usulan_id": row["usulan_id"], "putusan": "disepakati", "peringkat": 1, "alasan": ""}
        for row in mkp.laid_out(here)
    ]


def after_decree(lakon: Lakon, day: date) -> None:
    """What follows the SK: forms, list, letter to the camat, document, APB Desa."""
    later = day + timedelta(days=2)
    for jenis in ("formulir_rkp", "du_rkp"):
        lakon.issue(jenis, later, Peran.SEKDES)
    lakon.signed("surat_usulan", later)
    lakon.fill("naskah-rkp", later, material()["rkp"], peran=Peran.SEKDES)
    lakon.issue("naskah_rkp", later + timedelta(days=1), Peran.SEKDES)
    apb = date(day.year, 2, 8)
    lakon.fill("pagu-desa", apb, {"pagu_desa": money(budgeted=True)}, kali="APB Desa")
    lakon.issue("penyelarasan", apb, Peran.SEKDES)


# --- the end of the year ------------------------------------------------------------------------


WAITING = frozenset({"ditunda_kecamatan", "cadangan_kecamatan", "dikembalikan"})
UNPAID = frozenset({"belum_didanai", "ditolak_forum", "ditolak_kabupaten", "tidak_masuk_anggaran"})


def realised(k: Keputusan) -> Row:
    """What became of one activity, from its source and what the kecamatan said of it."""
    usulan: Usulan = k.usulan
    row: Row = {"usulan_id": usulan.id}
    if usulan.status in WAITING:
        return row | _not_done(PUT_OFF)
    if usulan.status in UNPAID:
        return row | _not_done(NOT_FUNDED)
    if usulan.kegiatan in PARTLY:
        share, why, then = PARTLY[usulan.kegiatan]
        return row | {
            "volume_realisasi": (usulan.volume or 0) * share // 100,
            "biaya_realisasi": (usulan.biaya or 0) * share // 100,
            "status_pelaksanaan": "sebagian", "sebab": why, "tindak_lanjut": then,
        }  # fmt: skip
    if k.sumber == "apbd" and usulan.kegiatan not in DONE:
        return row | _not_done(NOT_FUNDED)
    return row | {
        "volume_realisasi": usulan.volume, "biaya_realisasi": usulan.biaya,
        "status_pelaksanaan": "selesai", "sebab": "", "tindak_lanjut": "tidak_perlu",
    }  # fmt: skip


def _not_done(why: str) -> Row:
    return {
        "status_pelaksanaan": "belum", "sebab": why, "tindak_lanjut": "diusulkan_kembali",
    }  # fmt: skip


def account(lakon: Lakon) -> None:
    """Realisation, the report of the Kepala Desa, and the meeting of the BPD (III.C.3.g)."""

    def rows(session: Session, year: Tahun) -> Row:
        return {"realisasi": [realised(k) for k in decided(session, year, lakon.kode)]}

    lakon.fill("realisasi-rkp", date(2011, 12, 19), rows, peran=Peran.SEKDES)
    lakon.fill("lkpj", date(2011, 12, 21), material()["lkpj"], peran=Peran.SEKDES)
    lakon.signed("lkpj", date(2011, 12, 22))
    desa = lakon.desa
    hadir = [*desa.officials()[:4], *(r | {"unsur": "BPD"} for r in desa.warga_hadir[15:25])]
    keys = [attendee_key(row) for row in hadir]
    rapat.hold(
        lakon, "lkpj", "rapat-bpd-lkpj", hadir, {"wakil_masyarakat": keys[5:8]},
        ba="ba_pertemuan~rapat_bpd_lkpj", peran=Peran.BPD, pimpinan=(desa.bpd, "Ketua BPD"),
        notulis=(desa.sekdes, "Sekretaris Desa"),
    )  # fmt: skip


# --- next year, under way -----------------------------------------------------------------------


def start_next(lakon: Lakon, day: date) -> None:
    """Money known, and two forms begun and left open: the draft of the plan, the Musrenbangdes."""
    lakon.fill("pagu-desa", day, {"pagu_desa": money(budgeted=False)})
    act = lakon.cast.act(Peran.KPMD, lakon.kode, day, 4)
    with lakon.room.database.write() as session:
        year = session.get_one(Tahun, lakon.year.id)
        draft = begin(session, act, "rancangan-rkp", year, lakon.kode)
        here = Setting(session=session, year=year, place=lakon.kode, answers={})
        picked = [row | {"petik": "ya"} for row in tawaran.petik_rpjm(here)[:3]]
        step = flow("rancangan-rkp").steps[0]
        draf.save(session, act, draft, step, {"petik": raw(picked)})
        begin(session, act, "musrenbangdes", year, lakon.kode)
