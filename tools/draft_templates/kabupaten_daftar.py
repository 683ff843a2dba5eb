"""What the kabupaten hands on: the hearing list for DPRD, and form R4."""

from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.desa import amount, rkp_columns, rkp_rows
from tools.draft_templates.kabupaten import VOLUME, WHERE
from tools.draft_templates.listing import gap
from tools.draft_templates.matrix import Column, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.rkp_formulir import form_code
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, Cell, Row, each, p, table, when

_KIND = "{{ 'Jaring Asmara' if u.jenis == 'jaring_asmara' else 'Pokir' }}"


def daftar_hearing() -> Draft:
    """What people bring to the hearing of DPRD, by electoral district (Panduan V.A, V.B)."""
    body = (
        blocks.kop()
        + blocks.judul(
            "DAFTAR BAHAN DENGAR PENDAPAT (HEARING) DPRD",
            "{{ wilayah.kabupaten|kapital }} TAHUN {{ tahun }}",
        )
        + p("", "Musren Nomor")
        + _asked()
        + PORTRAIT.section(last=False)
        + each("g in kelompok", _district())
        + LANDSCAPE.section(last=True)
    )
    title = "Daftar Bahan Dengar Pendapat (Hearing) DPRD {{ wilayah.kabupaten }} Tahun {{ tahun }}"
    return Draft(title, title, body)


_HELD = (
    "Daftar ini disampaikan dalam dengar pendapat pada {{ acara.tanggal|hari }}, "
    "{{ acara.tanggal|tanggal }}, pukul {{ acara.jam_mulai|jam }} {{ acara.zona_waktu }}, "
    "bertempat di {{ acara.tempat }}."
)


def _asked() -> str:
    """The first page: what the list holds, what is asked, and who answers for it."""
    first = "Musren Isi Menjorok"
    return (
        when("acara", p(_HELD, first))
        + p(
            "Daftar ini memuat {{ jumlah.usulan|angka }} ({{ jumlah.usulan|terbilang }}) usulan "
            f"prioritas hasil Musrenbang dengan perkiraan biaya {amount('jumlah.biaya')}. Dari "
            "pokok-pokok pikiran (pokir) dan jaring asmara anggota DPRD, "
            "{{ jumlah.pokir_cocok|angka }} sudah sejalan dengan usulan hasil Musrenbang dan "
            "{{ jumlah.pokir_belum|angka }} belum ada padanannya.",
            first,
        )
        + _districts()
        + p("Yang dimohonkan kepada DPRD:", "Musren Pengantar Tabel")
        + each("butir in diminta", p("{{ butir|tanpa_tanda }}.", "Musren Keputusan"))
        + p(
            "Demikian daftar ini disampaikan sebagai bahan dengar pendapat bersama masyarakat.",
            "Musren Penutup",
        )
        + blocks.ttd(Signer("penandatangan.kepala_bappeda", blocks.place_and_date()))
    )


def _districts() -> str:
    wishes = "Pokir/Jaring Asmara"
    columns = (
        Column("No.", 10, "{{ loop.index|huruf|kapital }}", "c"),
        Column("Daerah", 64, "{{ g.nama }}"),
        Column("Usulan", 17, "{{ g.jumlah.usulan|angka }}", "r"),
        Column("Biaya (Rp)", 32, money("g.jumlah.biaya"), "r"),
        Column("Sejalan", 19, "{{ g.jumlah.pokir_cocok|angka }}", "r", wishes),
        Column("Belum Ada Padanan", 23, "{{ g.jumlah.pokir_belum|angka }}", "r", wishes),
    )
    names = ("usulan", "biaya", "pokir_cocok", "pokir_belum")
    sums = {c.head: money(f"jumlah.{n}") for c, n in zip(columns[2:], names, strict=True)}
    rows = [*matrix.body(columns, "g in kelompok"), matrix.total(columns, "JUMLAH", sums)]
    return matrix.matrix(PORTRAIT, columns, rows) + gap()


def _district() -> str:
    return (
        p("{{ loop.index|huruf|kapital }}. {{ g.nama|kapital }}", "Musren Sub Judul")
        + p(
            "Kecamatan: {% for k in g.kecamatan %}{{ k }}{% if not loop.last %}, {% endif %}"
            "{% endfor %}. Anggota DPRD daerah pemilihan: {% for a in g.anggota %}{{ a }}"
            "{% if not loop.last %}; {% endif %}{% else %}belum dicatat{% endfor %}.",
            "Musren Kepala Lampiran",
        )
        + blocks.sub_judul("1. Prioritas hasil Musrenbang")
        + _agreed()
        + blocks.sub_judul("2. Pokir dan jaring asmara yang sejalan dengan usulan hasil Musrenbang")
        + _matched()
        + blocks.sub_judul("3. Pokir dan jaring asmara yang belum ada padanannya")
        + _unmatched()
        + when(
            "g.diminta|banyaknya",
            blocks.sub_judul("4. Yang dimohonkan untuk daerah ini"),
            # counted by the loop, because every district begins anew
            each("butir in g.diminta", p("{{ loop.index }}. {{ butir|tanpa_tanda }}.")),
        )
    )


def _agreed() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Peringkat", 16, money("u.peringkat"), "c"),
        Column("Kegiatan", 70, "{{ u.kegiatan }}\n{{ u.kode }}"),
        Column("Lokasi", 48, WHERE),
        Column("Volume", 22, VOLUME, "c"),
        Column("Biaya (Rp)", 27, money("u.biaya"), "r"),
        Column("SKPD", 34, text("u.skpd")),
        Column("Keadaan Sekarang", 36, "{{ u.status }}"),
        Column("Pokir yang Sejalan", 38, text("u.pokir")),
    )
    sums = {"Biaya (Rp)": money("g.jumlah.biaya")}
    rows = [
        *matrix.body(columns, "u in g.usulan"),
        matrix.total(columns, "JUMLAH {{ g.nama|kapital }}", sums),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows)


_MEMBER = "{{ u.anggota_nama }}{% if u.fraksi %} ({{ u.fraksi }}){% endif %}"


def _matched() -> str:
    wish, answer = "Pokir/Jaring Asmara", "Usulan Hasil Musrenbang"
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Anggota DPRD", 44, _MEMBER),
        Column("Kode", 24, "{{ u.kode }}", "", wish),
        Column("Jenis", 19, _KIND, "c", wish),
        Column("Kegiatan", 58, "{{ u.kegiatan }}", "", wish),
        Column("Biaya (Rp)", 25, money("u.biaya"), "r", wish),
        Column("Kode ", 38, "{{ u.usulan_kode }}", "", answer),
        Column("Kegiatan ", 58, "{{ u.usulan_kegiatan }}", "", answer),
        Column("Biaya (Rp) ", 25, money("u.usulan_biaya"), "r", answer),
    )
    return matrix.matrix(LANDSCAPE, columns, matrix.body(columns, "u in g.pokir_cocok"))


def _unmatched() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Anggota DPRD", 46, _MEMBER),
        Column("Kode", 26, "{{ u.kode }}"),
        Column("Jenis", 22, _KIND, "c"),
        Column("Kegiatan", 70, "{{ u.kegiatan }}"),
        Column("Lokasi", 42, text("u.lokasi")),
        Column("Volume", 22, VOLUME, "c"),
        Column("Biaya (Rp)", 26, money("u.biaya"), "r"),
        Column("Keterangan", 37, remark("u.keterangan")),
    )
    return matrix.matrix(LANDSCAPE, columns, matrix.body(columns, "u in g.pokir_belum"))


def formulir_r4() -> Draft:
    """Form R4, the lembar Kabupaten/Kota in fifteen columns (Permendagri 66/2007)."""
    columns = rkp_columns()
    footnote = (
        "¹) Diisi oleh Kabupaten/Kota mengenai himpunan program/kegiatan yang masuk ke desa, "
        "{{ lembar|angka|default('……') }} lembar."
    )
    rows = [*rkp_rows(columns), matrix.note(columns, footnote)]
    place = "{{ tempat_surat }}, {{ tanggal_surat|tanggal }}\n"
    body = (
        blocks.kop()
        + form_code("FORMULIR R4")
        + blocks.judul_lampiran(
            "REKAPITULASI RENCANA PEMBANGUNAN DESA",
            "BERDASARKAN RENCANA KERJA PEMBANGUNAN DESA (RKP-DESA) TAHUN {{ tahun }} ¹)",
            "LEMBAR KABUPATEN/KOTA",
        )
        + _r4_place()
        + matrix.matrix(LANDSCAPE, columns, rows, "penandatangan.bupati", lead=place)
        + _copies()
        + LANDSCAPE.section(last=True)
    )
    title = "Formulir R4 Rekapitulasi RKP-Desa Tahun {{ tahun }} {{ wilayah.kabupaten }}"
    return Draft(title, title, body)


def _r4_place() -> str:
    style = "Musren Kepala Lampiran"
    said = (("KABUPATEN/KOTA", "kabupaten"), ("PROVINSI", "provinsi"))
    rows = [
        Row([
            Cell(label, style), Cell(":", style),
            Cell(f"{{{{ wilayah.{name}|nama_wilayah|kapital }}}}", style),
        ])
        for label, name in said
    ]  # fmt: skip
    return table((38, 4, 258), "Musren Tabel Polos", rows) + gap()


def _copies() -> str:
    closing_mark = "{% if loop.last %}.{% else %};{% endif %}"
    return when(
        "tembusan|banyaknya",
        p("Lembar ini dibuat untuk:", "Musren Tembusan Judul"),
        each("butir in tembusan", p("{{ butir|tanpa_tanda }}" + closing_mark, "Musren Tembusan")),
    )
