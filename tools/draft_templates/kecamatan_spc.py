"""Surat Penetapan Camat, its petikan per village, the mandate of the delegates, and form R3."""

from collections.abc import Callable
from functools import partial

from tools.draft_templates import blocks, matrix
from tools.draft_templates import kecamatan_daftar as daftar
from tools.draft_templates.blocks import Signer
from tools.draft_templates.desa import rkp_columns, rkp_rows
from tools.draft_templates.kecamatan_daftar import PLACED, SIZE, TEMPAT
from tools.draft_templates.listing import gap
from tools.draft_templates.matrix import Column, money
from tools.draft_templates.package import Draft
from tools.draft_templates.tim import dictums
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, Cell, Row, each, p, table, tag_row, when

_SPC = "Surat Penetapan {{ penandatangan.jabatan }}"
_CAMAT = "penandatangan.camat"
_SIGNER = "penandatangan"
_KIRI, _ISI = "Musren Sel Kiri", "Musren Sel"


def spc() -> Draft:
    """Surat Penetapan Camat with both priority lists (Panduan II.D.4; pnpm.md 5.5 Form.28)."""
    body = (
        blocks.kop()
        + blocks.judul("SURAT PENETAPAN CAMAT", f"NOMOR {blocks.NOMOR}")
        + p("TENTANG", "Musren Judul Tengah")
        + blocks.judul("{{ tentang|kapital }}")
        + p("", "Musren Jarak")
        + blocks.judul("{{ penandatangan.jabatan|kapital }},")
        + p("", "Musren Jarak")
        + blocks.konsiderans()
        + dictums("SURAT PENETAPAN CAMAT TENTANG {{ tentang|kapital }}.")
        + blocks.ditetapkan("penandatangan")
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _lampiran_blm()
        + LANDSCAPE.section(last=False)
        + _lampiran_apbd()
        + LANDSCAPE.section(last=False)
        + _lampiran_bukti()
        + LANDSCAPE.section(last=True)
    )
    title = "Surat Penetapan Camat tentang {{ tentang }}"
    return Draft(title, f"Surat Penetapan Camat Nomor {blocks.NOMOR}", body)


def _lampiran_blm() -> str:
    columns = daftar.blm_columns(*daftar.cited(41, 11))
    pagu = matrix.total(columns, "PAGU BLM KECAMATAN", {"BLM": "{{ blm.pagu|angka }}"})
    n = len(columns)
    return (
        blocks.lampiran("LAMPIRAN I", _SPC)
        + blocks.judul_lampiran(
            "DAFTAR PRIORITAS USULAN KEGIATAN YANG DIDANAI BLM PNPM-MP TAHUN {{ tahun }}", TEMPAT
        )
        + daftar.blm(
            columns,
            tag_row("if blm.pagu and not pendanaan", n),
            pagu,
            tag_row("endif", n),
            signer="penandatangan",
        )
    )


def _lampiran_apbd() -> str:
    village, _, decided = daftar.ranks(10, 0, 15)
    number, line = daftar.cited(26, 10)
    columns = daftar.skpd_columns([village, decided], number, line)
    return (
        blocks.lampiran("LAMPIRAN II", _SPC)
        + blocks.judul_lampiran(
            "DAFTAR PRIORITAS USULAN KEGIATAN MENURUT SKPD",
            "YANG DIAJUKAN KE MUSRENBANG KABUPATEN UNTUK DIDANAI APBD TAHUN {{ tahun }}",
            TEMPAT,
        )
        + matrix.small(daftar.skpd(columns, "penandatangan"))
    )


def _lampiran_bukti() -> str:
    """The proof: who came with which Berita Acara, who was held back, what changed its rank."""
    return (
        blocks.lampiran("LAMPIRAN III", _SPC)
        + blocks.judul_lampiran(
            "DASAR PENETAPAN MENURUT BERITA ACARA MUSRENBANGDES DAN MUSRENBANG KECAMATAN",
            "TAHUN {{ tahun }}",
            TEMPAT,
        )
        + blocks.sub_judul("A. Desa yang mengikuti Musrenbang Kecamatan")
        + daftar.desa_masuk(LANDSCAPE)
        + daftar.desa_tertahan(LANDSCAPE)
        + blocks.sub_judul("B. Perubahan urutan prioritas beserta alasannya")
        + _signed_last("belum_didanai|banyaknya or cadangan|banyaknya", _changes)
        + when(
            "belum_didanai|banyaknya",
            blocks.sub_judul("C. Usulan yang disepakati tetapi belum terdanai"),
            _signed_last("cadangan|banyaknya", partial(_not_reached, "belum_didanai")),
        )
        + when(
            "cadangan|banyaknya",
            blocks.sub_judul("{{ 'D' if belum_didanai|banyaknya else 'C' }}. Usulan cadangan"),
            _not_reached("cadangan", _SIGNER),
        )
        + p("", "Musren Akhir Bagian")
    )


def _signed_last(follows: str, draw: Callable[[str], str]) -> str:
    """A list that carries the signature when no other list follows it."""
    return when(follows, draw(""), otherwise=[draw(_SIGNER)])


def _changes(signer: str) -> str:
    return daftar.perubahan(*daftar.cited(38, 11), signer=signer)


def _not_reached(facts: str, signer: str) -> str:
    return daftar.cadangan(facts, *daftar.cited(36, 10), signer=signer)


def petikan_spc() -> Draft:
    """What the decree says about one village, for that village."""
    body = (
        blocks.kop()
        + blocks.judul("PETIKAN", "SURAT PENETAPAN CAMAT", "NOMOR {{ spc.nomor }}")
        + p("TENTANG", "Musren Judul Tengah")
        + blocks.judul("{{ tentang|kapital }}")
        + p("", "Musren Jarak")
        + blocks.judul("{{ penandatangan.camat.jabatan|kapital }},")
        + p("", "Musren Jarak")
        + _excerpt_grounds()
        + dictums("SURAT PENETAPAN CAMAT TENTANG {{ tentang|kapital }}.")
        + p(
            "Petikan dari Lampiran Surat Penetapan Camat tersebut bagi Desa {{ desa }} (kode "
            "wilayah {{ desa_kode }}), yang usulannya bersumber dari Berita Acara Musrenbangdes "
            "Nomor {{ berita_acara.nomor }} tanggal {{ berita_acara.tanggal|tanggal }}, adalah "
            "sebagai berikut:",
            "Musren Pengantar Tabel",
        )
        + _excerpt_blm()
        + _excerpt_apbd()
        + _excerpt_left_out()
        + p("", "Musren Jarak Ttd")
        + p(
            "Petikan ini sesuai dengan Surat Penetapan Camat tanggal {{ spc.tanggal|tanggal }} dan "
            "diberikan kepada Kepala Desa {{ desa }} untuk diketahui dan dilaksanakan.",
            "Musren Penutup",
        )
        + blocks.ttd(Signer(_CAMAT, blocks.place_and_date()))
        + blocks.tembusan()
        + PORTRAIT.section(last=True)
    )
    title = "Petikan Surat Penetapan Camat Nomor {{ spc.nomor }} bagi Desa {{ desa }}"
    return Draft(title, "Petikan SPC Nomor {{ spc.nomor }} – Desa {{ desa }}", body)


def _excerpt_grounds() -> str:
    """The grounds are not repeated, but the Berita Acara is."""
    result = (
        "Berita Acara Musrenbang Kecamatan Nomor {{ berita_acara_kecamatan.nomor }} tanggal "
        "{{ berita_acara_kecamatan.tanggal|tanggal }}."
    )
    lines = (
        ("Menimbang", "dan seterusnya;"),
        ("Mengingat", "dan seterusnya;"),
        ("Memperhatikan", result),
    )
    rows = [Row([Cell(n, _KIRI), Cell(":", _KIRI), Cell(v, _KIRI)]) for n, v in lines]
    return table((36, 4, PORTRAIT.width - 40), "Musren Tabel Polos", rows)


_LINE = Column("Baris Lampiran", 16, "{{ u.baris_lampiran }}", "c")
_LINES = (
    Column("di Desa", 11, money("u.peringkat_desa"), "c", "Peringkat"),
    Column("Putusan", 14, money("u.peringkat"), "c", "Peringkat"),
)
_BARIS_BA = Column("Baris BA Desa", 13, "{{ u.baris_ba }}", "c")


def _excerpt_blm() -> str:
    columns = (
        _LINE,
        *_LINES,
        Column("Kegiatan dan Lokasi", 38, "{{ u.kegiatan }}" + PLACED),
        Column("Volume", 17, SIZE, "c"),
        Column("BLM", 19, money("u.dari_sumber"), "r", "Biaya (Rp)"),
        Column("Swadaya", 17, money("u.swadaya"), "r", "Biaya (Rp)"),
        Column("Jumlah", 20, money("u.biaya"), "r", "Biaya (Rp)"),
        _BARIS_BA,
    )
    totals = {
        "BLM": money("blm.jumlah.dari_sumber"),
        "Swadaya": money("blm.jumlah.swadaya"),
        "Jumlah": money("blm.jumlah.biaya"),
    }
    rows = [
        *matrix.body(columns, "u in blm.baris"),
        matrix.total(columns, "JUMLAH", totals),
        matrix.spelled(columns, "blm.jumlah.dari_sumber"),
        *matrix.no_cost(columns, "blm.jumlah"),
    ]
    return blocks.sub_judul("A. Lampiran I: kegiatan yang didanai BLM PNPM-MP") + matrix.small(
        matrix.matrix(PORTRAIT, columns, rows)
    )


def _excerpt_apbd() -> str:
    columns = (
        _LINE,
        *_LINES,
        Column("Kegiatan dan Lokasi", 44, "{{ u.kegiatan }}" + PLACED),
        Column("Volume", 18, SIZE, "c"),
        Column("Jumlah", 21, money("u.biaya"), "r"),
        Column("SKPD Penanggung Jawab", 28, "{{ u.skpd }}"),
        _BARIS_BA,
    )
    rows = [
        *matrix.body(columns, "u in apbd.baris"),
        matrix.total(columns, "JUMLAH", {"Jumlah": money("apbd.jumlah.biaya")}),
        matrix.spelled(columns, "apbd.jumlah.biaya"),
        *matrix.no_cost(columns, "apbd.jumlah"),
    ]
    return blocks.sub_judul(
        "B. Lampiran II: kegiatan yang diajukan ke Musrenbang Kabupaten untuk didanai APBD"
    ) + matrix.small(matrix.matrix(PORTRAIT, columns, rows))


def _excerpt_left_out() -> str:
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Kode Usulan", 34, "{{ u.kode }}"),
        Column("Kegiatan dan Lokasi", 45, "{{ u.kegiatan }}" + PLACED),
        Column("Volume", 20, SIZE, "c"),
        Column("Putusan", 20, "{{ u.putusan }}", "c"),
        Column("Alasan", 38, "{{ u.alasan }}"),
    )
    return when(
        "tidak_ditetapkan|banyaknya",
        blocks.sub_judul("C. Usulan desa yang tidak termuat dalam Surat Penetapan"),
        matrix.small(
            matrix.matrix(PORTRAIT, columns, matrix.body(columns, "u in tidak_ditetapkan"))
        ),
    )


def surat_mandat() -> Draft:
    """The letter the delegates take to Forum SKPD and Musrenbang Kabupaten (pnpm.md 6.2)."""
    body = (
        blocks.kop()
        + blocks.judul("SURAT MANDAT")
        + p(f"Nomor: {blocks.NOMOR}", "Musren Nomor")
        + p("Yang bertanda tangan di bawah ini:")
        + _giver()
        + p(
            "berdasarkan Berita Acara Musrenbang Kecamatan Tahun {{ tahun }} Nomor "
            "{{ berita_acara.nomor }} tanggal {{ berita_acara.tanggal|tanggal }}, dengan ini "
            "memberikan mandat kepada {{ delegasi|banyaknya }} "
            "({{ delegasi|banyaknya|terbilang }}) orang delegasi {{ wilayah.kecamatan }}"
            "{% if delegasi|banyaknya_perempuan %}, {{ delegasi|banyaknya_perempuan }} "
            "({{ delegasi|banyaknya_perempuan|terbilang }}) orang di antaranya perempuan,"
            "{% endif %} yaitu:",
            "Musren Pengantar Tabel",
        )
        + _delegates()
        + gap()
        + p("untuk mewakili {{ wilayah.kecamatan }} dalam:")
        + each("butir in kegiatan", p(_item("butir"), "Musren Materi"))
        + p("dengan tugas:", "Musren Pengantar Tabel")
        + _duties()
        + when("berlaku", p("Surat mandat ini berlaku {{ berlaku|tanpa_tanda }}."))
        + p(
            "Demikian surat mandat ini dibuat untuk dilaksanakan dengan penuh tanggung jawab dan "
            "dipergunakan sebagaimana mestinya.",
            "Musren Penutup",
        )
        + _mandate_signed()
        + blocks.tembusan()
        + PORTRAIT.section(last=True)
    )
    title = "Surat Mandat Delegasi {{ wilayah.kecamatan }} Tahun {{ tahun }}"
    return Draft(title, f"Surat Mandat Nomor {blocks.NOMOR}", body)


def _item(name: str) -> str:
    return f"{{{{ {name}|tanpa_tanda }}}}{{% if loop.last %}}.{{% else %}};{{% endif %}}"


def _giver() -> str:
    style = "Musren Sel Kiri"
    rows = [
        Row([Cell(n, style), Cell(":", style), Cell(v, style)])
        for n, v in (
            ("Nama", f"{{{{ {_CAMAT}.nama }}}}"),
            ("Jabatan", f"{{{{ {_CAMAT}.jabatan }}}}"),
        )
    ]
    rank = [
        tag_row(f"if {_CAMAT}.nip", 3),
        Row([Cell("NIP", style), Cell(":", style), Cell(f"{{{{ {_CAMAT}.nip }}}}", style)]),
        tag_row("endif", 3),
    ]
    return table((46, 4, 115), "Musren Tabel Polos", [rows[0], *rank, rows[1]]) + gap()


def _delegates() -> str:
    heads = ("No.", "Nama", "L/P", "Unsur/Lembaga", "Alamat dan No. Telepon")
    cells = [Cell(one, "Musren Daftar Kepala", shade=blocks.GREY) for one in heads]
    cells.append(Cell("Tanda Tangan", "Musren Daftar Kepala", span=2, shade=blocks.GREY))
    row = [
        Cell("{{ loop.index }}.", "Musren Daftar Tengah"),
        Cell("{{ h.nama }}", "Musren Daftar Isi"),
        Cell("{{ h.jk }}", "Musren Daftar Tengah"),
        Cell("{{ h.unsur }}", "Musren Daftar Isi"),
        Cell("{{ h.alamat }}{% if h.telepon %}, {{ h.telepon }}{% endif %}", "Musren Daftar Isi"),
        *blocks.staggered("Musren Daftar Isi"),
    ]
    rows = [
        Row(cells, head=True),
        tag_row("for h in delegasi", 7),
        Row(row, height=10),
        tag_row("endfor", 7),
    ]
    return table((11, 38, 10, 33, 35, 19, 19), "Musren Tabel Garis", rows)


def _duties() -> str:
    rows = [
        tag_row("for butir in mandat", 2),
        Row([Cell("{{ loop.index|huruf }}.", _KIRI), Cell(_item("butir"), _ISI)]),
        tag_row("endfor", 2),
    ]
    return table((8, PORTRAIT.width - 8), "Musren Tabel Polos", rows)


def _mandate_signed() -> str:
    camat = Signer(_CAMAT, blocks.place_and_date())
    both = Signer("penandatangan.pimpinan")
    return when(
        "penandatangan.pimpinan",
        blocks.ttd(camat, both),
        otherwise=[blocks.ttd(camat)],
    )


def formulir_r3() -> Draft:
    """Form R3, the recap of the kecamatan in fifteen columns (Permendagri 66/2007)."""
    columns = rkp_columns()
    lead = "{{ tempat_surat }}, {{ tanggal_surat|tanggal }}\n"
    body = (
        blocks.kop()
        + p("FORMULIR R3", "Musren Kode Formulir")
        + blocks.judul_lampiran(
            "REKAPITULASI RENCANA PEMBANGUNAN DESA",
            "BERDASARKAN RENCANA KERJA PEMBANGUNAN DESA (RKP-DESA) TAHUN {{ tahun }} ¹)",
            "LEMBAR KECAMATAN",
        )
        + _places()
        + matrix.matrix(LANDSCAPE, columns, rkp_rows(columns), _CAMAT, lead=lead)
        + p(
            "¹) Diisi oleh Kabupaten/Kota mengenai himpunan program/kegiatan yang masuk ke desa, "
            "{{ lembar|angka|default('……') }} lembar.",
            "Musren Catatan",
        )
        + when(
            "tembusan|banyaknya",
            p("Lembar ini dibuat untuk:", "Musren Tembusan Judul"),
            each("butir in tembusan", p(_item("butir"), "Musren Tembusan")),
        )
        + LANDSCAPE.section(last=True)
    )
    title = "Formulir R3 (Lembar Kecamatan) {{ wilayah.kecamatan }} Tahun {{ tahun }}"
    return Draft(title, title, body)


def _places() -> str:
    """KECAMATAN, KABUPATEN, PROVINSI, as the form heads itself."""
    style = "Musren Kepala Lampiran"
    rows = [
        Row([Cell(label.upper(), style), Cell(":", style), Cell(_named(name), style)])
        for label, name in (
            ("kecamatan", "kecamatan"),
            ("kabupaten/kota", "kabupaten"),
            ("provinsi", "provinsi"),
        )
    ]
    return table((34, 4, 262), "Musren Tabel Polos", rows) + gap()


def _named(name: str) -> str:
    return f"{{{{ wilayah.{name}|nama_wilayah|kapital }}}}"
