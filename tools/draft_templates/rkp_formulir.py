"""The RKP-Desa papers: forms R1 and R2, DU-RKP, the letter to the Camat, penyelarasan."""

from collections.abc import Sequence

from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.desa import amount, rkp_columns, rkp_rows
from tools.draft_templates.listing import place
from tools.draft_templates.matrix import GRAND_TOTAL, Column, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, Cell, Row, each, p, table, tag_row, when

KEPALA_DESA = "penandatangan.kepala_desa"
PLACE = "{{ tempat_surat }}, {{ tanggal_surat|tanggal }}\n"
SIFAT = "Sifat: B = Baru, L = Lanjutan, R = Rehab, P = Perluasan."


def sifat(width: float) -> tuple[Column, ...]:
    """The four ticked columns."""
    tick = "{%% if u.sifat == '%s' %%}x{%% endif %%}"
    return tuple(Column(s, width, tick % s, "c", "Sifat") for s in "BLRP")


def form_code(words: str) -> str:
    return p(words, "Musren Kode Formulir")


def formulir_rkp() -> Draft:
    """R1 for each dusun and R2, the lembar Desa (Permendagri 66/2007; pnpm.md 4.2)."""
    body = (
        blocks.kop() + _r1() + LANDSCAPE.section(last=False) + _r2() + LANDSCAPE.section(last=True)
    )
    title = "Formulir RKP-Desa Tahun {{ tahun }} {{ wilayah.desa }}"
    return Draft(title, title, body)


def r1_columns() -> tuple[Column, ...]:
    """The fourteen columns of form R1."""
    return (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Jenis Kegiatan", 49.5, "{{ u.kegiatan }}"),
        Column("Tujuan Kegiatan", 40, text("u.tujuan")),
        Column("Lokasi", 29, text("u.lokasi")),
        Column("Sasaran", 30, text("u.sasaran")),
        Column("Target", 25, text("u.target")),
        *sifat(6.5),
        Column("Waktu Pelaksanaan", 22, text("u.waktu"), "c"),
        Column("Rp", 25, money("u.biaya"), "r", "Biaya"),
        Column("Sumber", 22.5, text("u.sumber"), "", "Biaya"),
        Column("Ket.", 22, remark("u.keterangan")),
    )


def _r1() -> str:
    columns = r1_columns()
    rows = [
        *matrix.body(columns, "u in d.baris"),
        matrix.total(columns, "JUMLAH {{ d.nama|kapital }}", {"Rp": money("d.jumlah")}),
        matrix.spelled(columns, "d.jumlah"),
    ]
    return (
        form_code("FORMULIR R1")
        + blocks.judul_lampiran(
            "RENCANA KERJA PEMBANGUNAN DESA (RKP-DESA) TAHUN {{ tahun }}",
            "LEMBAR LINGKUNGAN/DUSUN/KAMPUNG/RW/RT",
        )
        + place("kabupaten/kota")
        + each(
            "d in dusun",
            blocks.sub_judul("{{ loop.index|huruf|kapital }}. {{ d.nama|kapital }}"),
            matrix.matrix(LANDSCAPE, columns, rows),
        )
        + p(
            f"Jumlah seluruh lembar R1: **{{{{ jumlah_dusun|rupiah }}}}** "
            f"({{{{ jumlah_dusun|terbilang_rupiah }}}}). {SIFAT}",
            "Musren Catatan",
        )
    )


def _r2() -> str:
    columns = rkp_columns()
    return (
        form_code("FORMULIR R2")
        + blocks.judul_lampiran(
            "REKAPITULASI RENCANA PEMBANGUNAN DESA",
            "BERDASARKAN RENCANA KERJA PEMBANGUNAN DESA (RKP-DESA) TAHUN {{ tahun }} ¹)",
            "LEMBAR DESA",
        )
        + place("kabupaten/kota")
        + matrix.matrix(LANDSCAPE, columns, rkp_rows(columns), KEPALA_DESA, lead=PLACE)
        + p(
            "¹) Diisi oleh Kabupaten/Kota mengenai himpunan program/kegiatan yang masuk ke desa, "
            "{{ lembar|angka|default('……') }} lembar.",
            "Musren Catatan",
        )
        + _copies()
    )


def _copies() -> str:
    """Who keeps a sheet: the list printed below form R2."""
    closing = "{% if loop.last %}.{% else %};{% endif %}"
    return when(
        "tembusan|banyaknya",
        p("Lembar ini dibuat untuk:", "Musren Tembusan Judul"),
        each("butir in tembusan", p("{{ butir|tanpa_tanda }}" + closing, "Musren Tembusan")),
    )


def du_rkp() -> Draft:
    """Daftar Usulan RKP-Desa: R2's columns and the code of each proposal (pnpm.md 4.2)."""
    body = (
        blocks.kop()
        + blocks.judul_lampiran("DAFTAR USULAN RKP-DESA (DU-RKP-DESA)", "TAHUN {{ tahun }}")
        + place("kabupaten/kota")
        + p(
            "Jumlah usulan: {{ jumlah_usulan|angka }} ({{ jumlah_usulan|terbilang }}) kegiatan.",
            "Musren Catatan",
        )
        + upward_matrix()
        + LANDSCAPE.section(last=True)
    )
    title = "Daftar Usulan RKP-Desa (DU-RKP-Desa) Tahun {{ tahun }} {{ wilayah.desa }}"
    return Draft(title, title, body)


def du_columns() -> tuple[Column, ...]:
    """R2's columns, with the code of the proposal after its number."""
    return (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Kode Usulan", 24, "{{ u.kode }}"),
        Column("Jenis Kegiatan", 37.5, "{{ u.kegiatan }}"),
        Column("Tujuan Kegiatan", 27, text("u.tujuan")),
        Column("Lokasi", 24, text("u.lokasi")),
        Column("Sasaran", 24, text("u.sasaran")),
        Column("Target", 19, text("u.target")),
        *sifat(6),
        Column("Waktu Pelaksanaan", 22, text("u.waktu"), "c"),
        Column("Rp", 24, money("u.biaya"), "r", "Biaya"),
        Column("Sumber", 22.5, text("u.sumber"), "", "Biaya"),
        Column("Penanggung Jawab", 23, text("u.penanggung_jawab")),
        Column("Ket.", 21, remark("u.keterangan")),
    )


def upward_matrix(lead: str = PLACE) -> str:
    """The DU-RKP, signed by the Kepala Desa: alone, and below the letter to the Camat."""
    columns = du_columns()
    return matrix.matrix(LANDSCAPE, columns, rkp_rows(columns), KEPALA_DESA, lead=lead)


def surat_usulan() -> Draft:
    """The letter that carries the DU-RKP to the Camat."""
    body = (
        blocks.kop()
        + _letter_head()
        + _letter_body()
        + blocks.ttd(Signer(KEPALA_DESA))
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + blocks.lampiran("LAMPIRAN", "Surat Kepala {{ wilayah.desa }}")
        + blocks.judul_lampiran("DAFTAR USULAN RKP-DESA (DU-RKP-DESA) TAHUN {{ tahun }}", _TEMPAT)
        + upward_matrix(lead="")
        + LANDSCAPE.section(last=True)
    )
    title = "{{ hal }} {{ wilayah.desa }}"
    return Draft(title, f"Surat Kepala {{{{ wilayah.desa }}}} Nomor {blocks.NOMOR}", body)


_TEMPAT = (
    "{{ wilayah.desa|kapital }}, {{ wilayah.kecamatan|kapital }}, {{ wilayah.kabupaten|kapital }}"
)


def _letter_head() -> str:
    """Number, nature, enclosure and subject at the left; date and addressee at the right."""
    style = "Musren Sel Kiri"
    left = (
        ("Nomor", blocks.NOMOR),
        ("Sifat", "{{ sifat_surat }}"),
        ("Lampiran", "1 (satu) berkas"),
        ("Hal", "**{{ hal }}**"),
    )
    right = (
        "{{ tempat_surat }}, {{ tanggal_surat|tanggal }}",
        "",
        "Kepada",
        "Yth. {{ kepada.jabatan }}\ndi –",
    )
    below = p("{{ kepada.tempat }}", "Musren Sel Masuk")
    rows = [
        Row(
            [
                Cell(label, style),
                Cell(":", style),
                Cell(value, style),
                Cell(at, style, more=below if at == right[-1] else ""),
            ]
        )
        for (label, value), at in zip(left, right, strict=True)
    ]
    return table((22, 4, 69, 70), "Musren Tabel Polos", rows) + p("", "Musren Jarak")


def _letter_body() -> str:
    first = "Musren Isi Menjorok"
    return (
        p("Dengan hormat,")
        + p(
            "Berdasarkan Keputusan Kepala {{ wilayah.desa }} Nomor {{ sk.nomor }} tanggal "
            "{{ sk.tanggal|tanggal }} tentang Rencana Kerja Pembangunan Desa (RKP-Desa) Tahun "
            "{{ tahun }} dan Berita Acara Musrenbangdes Nomor {{ berita_acara.nomor }} tanggal "
            "{{ berita_acara.tanggal|tanggal }}, bersama ini kami sampaikan Daftar Usulan "
            "RKP-Desa (DU-RKP-Desa) {{ wilayah.desa }} Tahun {{ tahun }} sebanyak "
            "{{ jumlah_usulan|angka }} ({{ jumlah_usulan|terbilang }}) usulan kegiatan dengan "
            f"perkiraan biaya {amount('jumlah')}, yang terdiri atas:",
            first,
        )
        + each(
            "g in kelompok",
            p(
                "{{ g.nama }}: {{ g.baris|banyaknya }} ({{ g.baris|banyaknya|terbilang }}) usulan "
                f"sebesar {amount('g.jumlah')}{{% if loop.last %}}.{{% else %}};{{% endif %}}",
                "Musren Keputusan",
            ),
        )
        + p(
            "Usulan tersebut memerlukan dana di luar kemampuan keuangan desa. Sehubungan dengan "
            "itu, kami mohon kiranya usulan tersebut dapat dibahas dalam Musrenbang Kecamatan dan "
            "diteruskan kepada Bupati sebagai bahan penyusunan rencana kerja pembangunan daerah.",
            first,
        )
        + p(
            "Demikian surat ini kami sampaikan. Atas perhatian dan bantuan {{ kepada.jabatan }}, "
            "kami ucapkan terima kasih.",
            "Musren Penutup",
        )
    )


def penyelarasan() -> Draft:
    """Income and plan side by side, source by source (Panduan III.C.3.f)."""
    body = (
        blocks.kop()
        + blocks.judul(
            "PENYELARASAN RKP-DESA DENGAN",
            "ANGGARAN PENDAPATAN DAN BELANJA DESA (APB DESA)",
            "TAHUN {{ tahun }}",
        )
        + p("{{ wilayah.desa }}, {{ wilayah.kecamatan }}, {{ wilayah.kabupaten }}", "Musren Nomor")
        + _balance()
        + p("Hasil penyelarasan:", "Musren Pengantar Tabel")
        + each("s in sumber", _said())
        + when("catatan", p("Catatan: {{ catatan }}"))
        + p(
            "Demikian penyelarasan ini dibuat sebagai bahan penyusunan dan perubahan APB Desa.",
            "Musren Penutup",
        )
        + blocks.ttd(
            Signer(KEPALA_DESA, blocks.place_and_date()),
            Signer("penandatangan.ketua_bpd", "Mengetahui,"),
        )
        + PORTRAIT.section(last=False)
        + _activities()
        + LANDSCAPE.section(last=True)
    )
    title = "Penyelarasan RKP-Desa dengan APB Desa Tahun {{ tahun }} {{ wilayah.desa }}"
    return Draft(title, title, body)


def _balance() -> str:
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Sumber Dana", 28, "{{ s.nama }}"),
        Column("Pagu/Rencana Pendapatan (Rp)", 21, money("s.pagu"), "r"),
        Column("APB Desa (Anggaran) (Rp)", 21, money("s.anggaran"), "r"),
        Column("Direncanakan dalam RKP-Desa (Rp)", 22.5, money("s.direncanakan"), "r"),
        Column("Lebih", 21, money("s.lebih"), "r", "Selisih (Rp)"),
        Column("Kurang", 21, money("s.kurang"), "r", "Selisih (Rp)"),
        Column("Keterangan", 22.5, remark("s.keterangan")),
    )
    names = ("pagu", "anggaran", "direncanakan", "lebih", "kurang")
    heads = [column.head for column in columns[2:7]]
    sums = {head: money(f"jumlah.{name}") for head, name in zip(heads, names, strict=True)}
    rows = [
        *matrix.body(columns, "s in sumber"),
        matrix.total(columns, "JUMLAH", sums),
        matrix.note(
            columns,
            "Selisih dihitung dari anggaran dalam APB Desa, atau dari pagu bila anggaran belum "
            "ditetapkan. Lebih: dana yang belum direncanakan. Kurang: rencana yang melebihi dana.",
        ),
    ]
    return matrix.matrix(PORTRAIT, columns, rows)


def _said() -> str:
    """The balance of one source as a sentence."""
    plan = "direncanakan {{ s.direncanakan|rupiah }}"
    fund = (
        "{% if s.anggaran is defined %}anggaran {{ s.anggaran|rupiah }}"
        "{% elif s.pagu is defined %}pagu {{ s.pagu|rupiah }}{% endif %}"
    )
    return when(
        "s.kurang",
        p(
            f"{{{{ s.nama }}}}: {fund}, {plan}, sehingga rencana **melebihi dana** sebesar "
            f"{amount('s.kurang')} dan perlu dikurangi atau dicarikan sumber dana lain.",
            "Musren Keputusan",
        ),
    ) + _said_otherwise(fund, plan)


def _said_otherwise(fund: str, plan: str) -> str:
    """Unspent, even, or unknown income."""
    return (
        when(
            "s.lebih",
            p(
                f"{{{{ s.nama }}}}: {fund}, {plan}, sehingga masih ada dana yang **belum "
                f"direncanakan** sebesar {amount('s.lebih')}.",
                "Musren Keputusan",
            ),
        )
        + when(
            "s.lebih is defined and s.lebih == 0 and s.kurang == 0",
            p(f"{{{{ s.nama }}}}: {fund}, {plan}, **seimbang**.", "Musren Keputusan"),
        )
        + when(
            "s.lebih is not defined",
            p(
                f"{{{{ s.nama }}}}: {plan}; pagu dan anggaran **belum diketahui** sehingga belum "
                "dapat diselaraskan.",
                "Musren Keputusan",
            ),
        )
    )


def _activities() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kode Usulan", 42, "{{ u.kode }}"),
        Column("Kegiatan", 93, "{{ u.kegiatan }}"),
        Column("Lokasi", 44, text("u.lokasi")),
        Column("Volume", 20, "{{ u.volume|angka|default('–') }}", "r"),
        Column("Satuan", 22, text("u.satuan"), "c"),
        Column("Biaya dari Sumber Ini (Rp)", 32, money("u.biaya"), "r"),
        Column("Keterangan", 38, remark("u.keterangan")),
    )
    return blocks.judul_lampiran(
        "DAFTAR KEGIATAN RKP-DESA TAHUN {{ tahun }} MENURUT SUMBER DANA", _TEMPAT
    ) + matrix.matrix(LANDSCAPE, columns, _activity_rows(columns))


def _activity_rows(columns: Sequence[Column]) -> list[Row]:
    n, cost = len(columns), "Biaya dari Sumber Ini (Rp)"
    return [
        tag_row("for s in sumber", n),
        matrix.group(columns, "{{ loop.index|romawi }}. {{ s.nama|kapital }}"),
        *matrix.body(columns, "u in s.baris"),
        matrix.total(
            columns, "JUMLAH {{ loop.index|romawi }}", {cost: "{{ s.direncanakan|angka }}"}
        ),
        tag_row("endfor", n),
        matrix.total(columns, GRAND_TOTAL, {cost: "{{ jumlah.direncanakan|angka }}"}),
        matrix.spelled(columns, "jumlah.direncanakan"),
    ]
