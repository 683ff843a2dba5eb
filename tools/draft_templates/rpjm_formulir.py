"""The RPJM-Desa tables: forms F1 to F6, the Matrik of the Perdes, and the yearly matrix."""

from collections.abc import Sequence

from musren.papers.contracts.pkd import BANYAK_KRITERIA_MASALAH
from musren.papers.contracts.rpjm import PERIODE
from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.listing import place
from tools.draft_templates.matrix import Column, Spread, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.pkd import NO, RANK_NOTE, TIE, as_many_as, criteria
from tools.draft_templates.wml import LANDSCAPE, Cell, Row, p, table, tag_row

PERIOD = "TAHUN {{ periode_awal }} S.D. {{ periode_akhir }}"
FOOTER = "{{ kop.instansi|kapital }}, {{ kop.alamat }} – "
_KADES = "penandatangan.kepala_desa"
_SIFAT = "Sifat: B = Baru, L = Lanjutan, R = Rehab, P = Perluasan."
_PAIR = (
    Signer(_KADES, f"{blocks.place_and_date()}\nDiajukan oleh:"),
    Signer("penandatangan.lpmd", "\n"),
)


def formulir_rpjm() -> Draft:
    """The six forms of the Permendagri 66/2007 era, each on a sheet of its own."""
    sheets = [
        _program(
            "F1",
            "RENCANA PROGRAM PEMBANGUNAN DESA",
            "BERDASARKAN SWADAYA MASYARAKAT (DESA) DAN (SUMBANGAN) PIHAK KETIGA",
            "swadaya",
        ),
        _program(
            "F2",
            "RENCANA PROGRAM PEMBANGUNAN DESA YANG ADA DANANYA",
            "(DANA YANG SUDAH ADA/TUGAS PEMBANTUAN)",
            "ada_dana",
        ),
        _program(
            "F3",
            "AGENDA PADUAN KEGIATAN",
            "ANTARA SWADAYA DAN DANA YANG SUDAH ADA (TUGAS PEMBANTUAN)",
            "paduan",
        ),
        _sheet(
            "F4",
            "RENCANA PEMBANGUNAN JANGKA MENENGAH DESA (RPJM-DESA)",
            table=medium_term(_PAIR),
        ),
        _ranking(),
        _indication(),
    ]
    body = LANDSCAPE.section(last=False).join(sheets) + LANDSCAPE.section(last=True)
    title = (
        "Formulir RPJM-Desa {{ wilayah.desa }} Tahun {{ periode_awal }} s.d. {{ periode_akhir }}"
    )
    return Draft(title, f"{FOOTER}{title.replace(' {{ wilayah.desa }}', '')}", body)


def _sheet(mark: str, *titles: str, table: str) -> str:
    """A form: its mark at the right, its title, the place it is about, its table."""
    return (
        p(f"FORMULIR {mark}", "Musren Kode Formulir")
        + blocks.judul_lampiran(*titles, PERIOD)
        + place()
        + table
    )


def sifat(facts: str, width: float = 6.5) -> list[Column]:
    """Four narrow columns with an x in one of them."""
    return [
        Column(s, width, f"{{% if {facts} == '{s}' %}}x{{% endif %}}", "c", "Sifat") for s in "BLRP"
    ]


def _program(mark: str, first: str, second: str, facts: str) -> str:
    columns = (
        NO,
        Column("Program/Kegiatan", 44, "{{ u.kegiatan }}"),
        Column("Tujuan Kegiatan", 35, text("u.tujuan")),
        Column("Lokasi (RW/RT, Kampung, Dusun, dll.)", 36, text("u.lokasi")),
        Column("Sasaran", 29, text("u.sasaran")),
        Column("Target", 22, text("u.target")),
        *sifat("u.sifat"),
        Column("Waktu Pelaksanaan", 22, text("u.waktu"), "c"),
        Column("Biaya (Rp)", 27, money("u.biaya"), "r"),
        Column("Sumber Dana", 24, text("u.sumber")),
        Column("Ket.", 25, remark("u.keterangan")),
    )
    rows = [
        *matrix.body(columns, f"u in {facts}.baris"),
        matrix.total(
            columns, matrix.GRAND_TOTAL, {"Biaya (Rp)": f"{{{{ {facts}.jumlah|angka }}}}"}
        ),
        matrix.spelled(columns, f"{facts}.jumlah"),
        *matrix.no_cost(columns, facts),
        matrix.note(columns, _SIFAT),
    ]
    return _sheet(mark, first, second, table=matrix.matrix(LANDSCAPE, columns, rows, pair=_PAIR))


def medium_term(pair: tuple[Signer | None, Signer]) -> str:
    """The thirteen columns of the Matrik RPJM-Desa, bidang by bidang."""
    columns = (
        Column("No.", 10, "{{ loop.index }}", "c"),
        Column("Bidang", 26, "{{ g.bidang }}"),
        Column("Jenis Kegiatan", 58, "{{ u.kegiatan }}"),
        Column("Lokasi", 32, text("u.lokasi")),
        *sifat("u.sifat"),
        Column("Sasaran/Manfaat", 42, text("u.sasaran")),
        Column("Waktu Pelaksanaan", 24, text("u.waktu"), "c"),
        Column("Biaya (Rp)", 29, money("u.biaya"), "r"),
        Column("Sumber Pembiayaan", 27, text("u.sumber")),
        Column("Ket.", 26, remark("u.keterangan")),
    )
    n = len(columns)
    rows = [
        tag_row("for g in matrik.kelompok", n),
        *matrix.body(columns, "u in g.baris"),
        matrix.total(
            columns, "JUMLAH BIDANG {{ g.bidang|kapital }}", {"Biaya (Rp)": "{{ g.jumlah|angka }}"}
        ),
        tag_row("else", n),
        matrix.none(columns),
        tag_row("endfor", n),
        matrix.total(columns, matrix.GRAND_TOTAL, {"Biaya (Rp)": "{{ matrik.jumlah|angka }}"}),
        matrix.spelled(columns, "matrik.jumlah"),
        *matrix.no_cost(columns, "matrik"),
        matrix.note(columns, _SIFAT),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows, pair=pair)


def _ranking() -> str:
    columns = (
        NO,
        Column("Masalah (Usulan)", 92, "{{ m.masalah }}"),
        criteria(
            "kriteria_masalah", 125, BANYAK_KRITERIA_MASALAH, "m.skor",
            "Kriteria dan Nilai Pembobotan",
        ),
        Column("Jumlah Nilai", 18, "{{ m.jumlah|default('–') }}", "c"),
        Column("Urutan Peringkat", 20, "{{ m.peringkat|default('–') }}", "c"),
        Column("Ket.", 35, TIE + remark("m.keterangan")),
    )  # fmt: skip
    rows = [*matrix.body(columns, "m in pemeringkatan"), matrix.note(columns, RANK_NOTE)]
    return _sheet(
        "F5",
        "PEMERINGKATAN USULAN KEGIATAN PEMBANGUNAN DESA",
        "BERDASARKAN RPJM-DESA",
        table=matrix.matrix(LANDSCAPE, columns, rows, _KADES),
    )


def _indication() -> str:
    columns = (
        NO,
        Column("Indikasi Program", 110, "{{ u.kegiatan }}"),
        Column("Lokasi Garapan", 60, text("u.lokasi")),
        Column("Perkiraan Sasaran", 65, text("u.sasaran")),
        Column("Keterangan", 55, remark("u.keterangan")),
    )
    words = "Keterangan memuat sumber dana yang diharapkan."
    rows = [*matrix.body(columns, "u in indikasi"), matrix.note(columns, words)]
    return _sheet(
        "F6",
        "INDIKASI PROGRAM PEMBANGUNAN DESA DARI RPJM-DESA",
        table=matrix.matrix(LANDSCAPE, columns, rows, _KADES),
    )


_BY_LAW = "Peraturan {{ wilayah.desa }}"
_NUMBER = "{{ perdes_nomor|default('…………………') }}"
_DAY = "{% if perdes_tanggal %}{{ perdes_tanggal|tanggal }}{% else %}…………………{% endif %}"


# As a lampiran of the Perdes it is signed on the day its head names.
_DRAFTED = f"{{% if not perdes_tanggal %}}{blocks.place_and_date()}{{% endif %}}"


def matrik_rpjm() -> Draft:
    """F4 alone, as the lampiran of the Perdes tentang RPJM-Desa."""
    style = "Musren Lampiran"
    rows = [
        Row([Cell(name, style), Cell(":", style), Cell(value, style)])
        for name, value in (("LAMPIRAN", _BY_LAW), ("NOMOR", _NUMBER), ("TANGGAL", _DAY))
    ]
    body = (
        table((28, 4, 100), "Musren Tabel Polos", rows, align="right")
        + p("", "Musren Garis Lampiran")
        + blocks.judul_lampiran(
            "MATRIK RENCANA PEMBANGUNAN JANGKA MENENGAH DESA (RPJM-DESA)", PERIOD
        )
        + place()
        + medium_term((None, Signer(_KADES, _DRAFTED)))
        + LANDSCAPE.section(last=True)
    )
    title = "Matrik RPJM-Desa {{ wilayah.desa }} Tahun {{ periode_awal }} s.d. {{ periode_akhir }}"
    return Draft(title, f"{FOOTER}{title.replace(' {{ wilayah.desa }}', '')}", body)


def matrik_rpjm_tahunan() -> Draft:
    """The variant with one cost column per year (the Kutai Timur format, in whole rupiah)."""
    body = (
        blocks.judul_lampiran(
            "RENCANA KEGIATAN PEMBANGUNAN JANGKA MENENGAH DESA (RPJM-DESA)", PERIOD
        )
        + place()
        + as_many_as("tahun_periode", PERIODE, _yearly)
        + LANDSCAPE.section(last=True)
    )
    title = (
        "Rencana Tahunan RPJM-Desa {{ wilayah.desa }} Tahun {{ periode_awal }} s.d. "
        "{{ periode_akhir }}"
    )
    return Draft(title, f"{FOOTER}{title.replace(' {{ wilayah.desa }}', '')}", body)


_SOURCES = (
    ("APBN", "apbn"),
    ("APBD Prov", "apbd_provinsi"),
    ("APBD Kab", "apbd_kabupaten"),
    ("APBDesa", "apb_desa"),
    ("Pihak Ketiga", "pihak_ketiga"),
    ("Swadaya Masyarakat", "swadaya"),
)
_AMOUNT = {5: 19.0, 6: 18.2}  # wide enough for 9.999.999.999 in small letters
_PLAN = {5: 20.5, 6: 19.0}
_NUMBER_WIDTH = 7


def _yearly(years: int) -> str:
    spread = Spread("b in tahun_periode", "b in u.tahunan", "b in jumlah.tahunan", years)
    amount, plan = _AMOUNT[years], _PLAN[years]
    rest = LANDSCAPE.width - _NUMBER_WIDTH - plan - amount * (years + len(_SOURCES))
    columns = (
        Column("No.", _NUMBER_WIDTH, "{{ loop.index }}", "c"),
        Column("Kegiatan", round(rest * 0.42, 3), "{{ u.kegiatan }}"),
        Column("Lokasi Kegiatan (Dusun)", round(rest * 0.30, 3), text("u.lokasi")),
        Column("Rencana Anggaran (Rp)", plan, money("u.biaya"), "r"),
        Column("{{ b }}", amount, _dash("b"), "r", "Tahun Pembiayaan (Rp)", spread),
        *(
            Column(head, amount, _dash(f"u.{name}"), "r", "Sumber Pembiayaan (Rp)")
            for head, name in _SOURCES
        ),
        Column("Sumber Usulan", round(rest * 0.28, 3), text("u.sumber_usulan")),
    )
    sums = {
        "Rencana Anggaran (Rp)": "{{ jumlah.biaya|angka }}",
        "{{ b }}": _dash("b"),
        **{head: _dash(f"jumlah.{name}") for head, name in _SOURCES},
    }
    rows = [
        *matrix.body(columns, "u in baris"),
        matrix.total(columns, matrix.GRAND_TOTAL, sums),
        *_remarks(columns),
    ]
    return matrix.small(matrix.matrix(LANDSCAPE, columns, rows, pair=_RESPONSIBLE))


def _dash(name: str) -> str:
    return f"{{{{ {name}|angka if {name} else '–' }}}}"


_RESPONSIBLE = (
    Signer(_KADES, "\nMengetahui:"),
    Signer("penandatangan.sekdes", f"{blocks.place_and_date()}\n"),
)
_FOLLOWS = (
    "Rencana Pembangunan Jangka Menengah {{ wilayah.desa }} ini disusun berdasarkan hasil "
    "Musrenbang Desa{% if musrenbang_tanggal %} tanggal "
    "{{ musrenbang_tanggal|tanggal }}{% endif %} dan ditetapkan dengan Peraturan "
    "{{ wilayah.desa }}{% if perdes_nomor %} Nomor {{ perdes_nomor|dalam_kalimat }}{% endif %}"
    "{% if perdes_tanggal %} tanggal {{ perdes_tanggal|tanggal }}{% endif %}."
)


def _remarks(columns: Sequence[Column]) -> list[Row]:
    """The total in figures and words, what is not broken down, and what the plan rests on."""
    n = matrix.breadth(columns)
    open_years = (
        "Catatan: {{ jumlah.belum_dirinci|rupiah }} dari jumlah seluruhnya belum dirinci per tahun."
    )
    open_sources = (
        "Catatan: {{ jumlah.belum_bersumber|rupiah }} dari jumlah seluruhnya belum ditentukan "
        "sumbernya."
    )
    total = "Jumlah seluruhnya {{ jumlah.biaya|rupiah }} ({{ jumlah.biaya|terbilang_rupiah }})."
    return [
        matrix.note(columns, total),
        tag_row("if jumlah.belum_dirinci", n),
        matrix.note(columns, open_years),
        tag_row("endif", n),
        tag_row("if jumlah.belum_bersumber", n),
        matrix.note(columns, open_sources),
        tag_row("endif", n),
        *matrix.no_cost(columns, "jumlah"),
        matrix.note(columns, _FOLLOWS),
    ]
