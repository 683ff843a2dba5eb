"""Berita Acara of the Musrenbangdes held only for the draft RPJM-Desa."""

from tools.draft_templates import blocks, matrix
from tools.draft_templates.desa import KEPUTUSAN, amount, attendance_sentence, closing, signatures
from tools.draft_templates.listing import PERIODE, TEMPAT, perubahan
from tools.draft_templates.matrix import Column, money, text
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, each, p, when

_BA = f"Berita Acara Musrenbangdes RPJM-Desa Tahun {PERIODE}"
_RPJM = f"RPJM-DESA TAHUN {PERIODE}"


def ba_musrenbangdes_rpjm() -> Draft:
    """The draft is agreed with its revisions, totals, and what was put off (II.D.2, III.C.3)."""
    body = (
        blocks.kop()
        + blocks.judul(
            "BERITA ACARA",
            "MUSYAWARAH PERENCANAAN PEMBANGUNAN DESA (MUSRENBANGDES)",
            "PEMBAHASAN RANCANGAN",
            "RENCANA PEMBANGUNAN JANGKA MENENGAH DESA",
            f"(RPJM-DESA) TAHUN {PERIODE}",
        )
        + p(f"Nomor: {blocks.NOMOR}", "Musren Nomor")
        + _opening()
        + _decisions()
        + signatures()
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + perubahan("LAMPIRAN I", _BA, "PERUBAHAN YANG DISEPAKATI ATAS RANCANGAN", _RPJM)
        + PORTRAIT.section(last=False)
        + _recap()
        + PORTRAIT.section(last=False)
        + _not_agreed()
        + LANDSCAPE.section(last=True)
    )
    title = f"{_BA} {{{{ wilayah.desa }}}}"
    return Draft(title, f"Berita Acara Musrenbangdes RPJM-Desa Nomor {blocks.NOMOR}", body)


def _opening() -> str:
    return (
        p(
            "Pada hari ini, {{ musyawarah.tanggal|tanggal_terbilang }}, "
            + blocks.pukul("musyawarah.")
            + ", bertempat di {{ musyawarah.tempat }}, {{ wilayah.desa }}, "
            "{{ wilayah.kecamatan }}, {{ wilayah.kabupaten }}, {{ wilayah.provinsi }}, telah "
            "diselenggarakan Musyawarah Perencanaan Pembangunan Desa (Musrenbangdes) yang khusus "
            "membahas rancangan Rencana Pembangunan Jangka Menengah Desa (RPJM-Desa) Tahun "
            f"{PERIODE}.",
            "Musren Isi Menjorok",
        )
        + attendance_sentence("peserta yang mewakili unsur-unsur masyarakat desa")
        + p("A. Materi Musyawarah", "Musren Sub Judul")
        + each("butir in musyawarah.agenda", p("{{ butir|tanpa_tanda }}.", "Musren Materi"))
        + p("B. Pimpinan Musyawarah dan Narasumber", "Musren Sub Judul")
        + blocks.pimpinan("musyawarah")
    )


def _decisions() -> str:
    return (
        p("C. Keputusan Musyawarah", "Musren Sub Judul")
        + p(
            "Setelah dilakukan pembahasan terhadap materi tersebut di atas, musyawarah memutuskan "
            "dan menyepakati hal-hal sebagai berikut:"
        )
        + when(
            "perubahan|banyaknya",
            p(
                f"Menerima rancangan RPJM-Desa Tahun {PERIODE} dengan "
                "{{ perubahan|banyaknya }} ({{ perubahan|banyaknya|terbilang }}) perubahan "
                "sebagaimana tercantum dalam Lampiran I.",
                KEPUTUSAN,
            ),
            otherwise=[
                p(f"Menerima rancangan RPJM-Desa Tahun {PERIODE} tanpa perubahan.", KEPUTUSAN)
            ],
        )
        + p(
            "Menyepakati {{ jumlah.usulan|angka }} ({{ jumlah.usulan|terbilang }}) kegiatan "
            f"dengan perkiraan biaya seluruhnya {amount('jumlah.biaya')}, yang dirinci menurut "
            "bidang dalam Lampiran II.",
            KEPUTUSAN,
        )
        + when(
            "belum_disepakati|banyaknya",
            p(
                "Mencatat {{ belum_disepakati|banyaknya }} "
                "({{ belum_disepakati|banyaknya|terbilang }}) usulan yang ditunda atau tidak "
                "disepakati beserta alasannya sebagaimana tercantum dalam Lampiran III.",
                KEPUTUSAN,
            ),
        )
        + each("butir in keputusan", p("{{ butir|tanpa_tanda }}.", KEPUTUSAN))
        + p(
            "Rancangan RPJM-Desa yang disempurnakan menurut Berita Acara ini menjadi dasar "
            "penyusunan Rancangan Peraturan Desa tentang RPJM-Desa.",
            KEPUTUSAN,
        )
        + closing()
    )


def _recap() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Bidang", 50, "{{ b.nama }}"),
        Column("Jumlah Kegiatan", 19, "{{ b.usulan|angka }}", "r"),
        Column("Perkiraan Biaya (Rp)", 29, money("b.biaya"), "r"),
        Column("Terbilang", 58, "{{ b.biaya|terbilang_rupiah }}"),
    )
    sums = {
        "Jumlah Kegiatan": "{{ jumlah.usulan|angka }}",
        "Perkiraan Biaya (Rp)": money("jumlah.biaya"),
    }
    rows = [
        *matrix.body(columns, "b in bidang"),
        matrix.total(columns, "JUMLAH", sums),
        matrix.spelled(columns, "jumlah.biaya"),
        *matrix.no_cost(columns, "jumlah"),
    ]
    return (
        blocks.lampiran("LAMPIRAN II", _BA, PORTRAIT)
        + blocks.judul_lampiran("REKAPITULASI KEGIATAN MENURUT BIDANG", _RPJM, TEMPAT)
        + matrix.matrix(PORTRAIT, columns, rows)
    )


def _not_agreed() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kode Usulan", 46, "{{ u.kode }}"),
        Column("Kegiatan", 66, "{{ u.kegiatan }}"),
        Column("Lokasi", 34, text("u.lokasi")),
        Column("Volume", 18, "{{ u.volume|angka|default('–') }}", "r"),
        Column("Satuan", 18, text("u.satuan"), "c"),
        Column("Pengusul", 32, text("u.pengusul")),
        Column(
            "Putusan",
            22,
            "{{ 'TIDAK DISEPAKATI' if u.putusan == 'ditolak' else 'DITUNDA' }}",
            "c",
        ),
        Column("Alasan", 55, "{{ u.alasan }}"),
    )
    return (
        blocks.lampiran("LAMPIRAN III", _BA)
        + blocks.judul_lampiran(
            f"DAFTAR USULAN YANG DITUNDA ATAU TIDAK DISEPAKATI DALAM {_RPJM}", TEMPAT
        )
        + matrix.matrix(LANDSCAPE, columns, matrix.body(columns, "u in belum_disepakati"))
    )
