"""The verification papers: the team's decree, one proposal's sheet, and the two recaps."""

from dataclasses import replace

from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.kecamatan_daftar import PLACED, SIZE, TEMPAT
from tools.draft_templates.listing import listing
from tools.draft_templates.matrix import Column, Spread, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.tim import dictums
from tools.draft_templates.wml import (
    LANDSCAPE,
    PORTRAIT,
    Cell,
    Page,
    Row,
    each,
    p,
    table,
    tag_row,
    when,
)

_CAMAT = "penandatangan.camat"
SAID = (
    "{%% if %s.rekomendasi == 'layak' %%}Layak{%% elif %s.rekomendasi == 'layak_perbaikan' %%}"
    "Layak dengan perbaikan{%% elif %s.rekomendasi == 'tidak_layak' %%}Tidak layak{%% else %%}"
    "Belum diverifikasi{%% endif %%}"
)


def sk_tim_verifikasi() -> Draft:
    """Keputusan Camat; duties under their dictum, members in the lampiran (pnpm.md 5.1)."""
    office = "{{ penandatangan.camat.jabatan|kapital }}"
    body = (
        blocks.kop()
        + blocks.judul(f"KEPUTUSAN {office}", f"NOMOR {blocks.NOMOR}")
        + p("TENTANG", "Musren Judul Tengah")
        + blocks.judul("{{ tentang|kapital }}")
        + p("", "Musren Jarak")
        + blocks.judul(f"{office},")
        + p("", "Musren Jarak")
        + when("memperhatikan|banyaknya", blocks.konsiderans(),
               otherwise=[blocks.konsiderans(memperhatikan=False)])
        + dictums(f"KEPUTUSAN {office} TENTANG {{{{ tentang|kapital }}}}.")
        + blocks.ditetapkan(_CAMAT)
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _members()
        + PORTRAIT.section(last=True)
    )  # fmt: skip
    title = "Keputusan {{ penandatangan.camat.jabatan }} tentang {{ tentang }}"
    named = "Keputusan {{ penandatangan.camat.jabatan }} Nomor "
    return Draft(title, f"{named}{blocks.NOMOR}", body)


def _members() -> str:
    columns = (
        Column("No.", 11, "{{ loop.index }}.", "c"),
        Column("Nama", 44, "{{ o.nama }}"),
        Column("L/P", 11, "{{ o.jk }}", "c"),
        Column("Keahlian", 40, "{{ o.keahlian }}"),
        Column("Alamat", 31, "{{ o.alamat }}"),
        Column("Kedudukan", 28, "{{ o.kedudukan }}"),
    )
    return (
        blocks.lampiran("LAMPIRAN", "Keputusan {{ penandatangan.camat.jabatan }}", PORTRAIT)
        + blocks.judul_lampiran("SUSUNAN TIM VERIFIKASI USULAN KEGIATAN TAHUN {{ tahun }}", TEMPAT)
        + listing(columns, "o in anggota", signer=_CAMAT)
    )


def team_signs(page: Page = PORTRAIT) -> str:
    """Place and date, and all of Tim Verifikasi in numbered rows that nothing parts."""
    style, half = "Musren Ttd Baris", 25
    widths = (11, 50, page.width - 11 - 50 - 2 * half, half, half)
    heads = [
        Cell(words, "Musren Ttd Kepala", shade=blocks.GREY, ruled=True)
        for words in ("No.", "Nama", "Jabatan dalam Tim dan Keahlian")
    ]
    heads.append(Cell("Tanda Tangan", "Musren Ttd Kepala", span=2, shade=blocks.GREY, ruled=True))
    cells = [
        Cell("{{ loop.index }}.", "Musren Ttd Tengah", ruled=True),
        Cell("{{ w.nama }}", style, ruled=True),
        Cell("{{ w.jabatan }}", style, ruled=True),
        *(replace(cell, ruled=True) for cell in blocks.staggered(style)),
    ]
    rows = [
        Row([Cell("", "Musren Ttd", span=2), Cell(blocks.place_and_date(), "Musren Ttd", span=3)]),
        Row([Cell("TIM VERIFIKASI", "Musren Ttd Judul", span=5)]),
        Row(heads),
        tag_row("for w in penandatangan.tim", 5),
        Row(cells, height=10),
        tag_row("endfor", 5),
    ]
    return p("", "Musren Jarak Ttd") + table(widths, "Musren Tabel Polos", rows)


def lembar_verifikasi() -> Draft:
    """Form.11 with Form.10, the part of Form.12 for the kind, and what went back."""
    body = (
        blocks.kop()
        + p("FORM.10, FORM.11{% if formulir != 'Form.11' %}, {{ formulir|kapital }}{% endif %}",
            "Musren Kode Formulir")
        + blocks.judul("FORMULIR VERIFIKASI USULAN KEGIATAN", "TAHUN {{ tahun }}")
        + p("", "Musren Jarak")
        + _proposal()
        + p("A. Kelengkapan Dokumen (Form.10)", "Musren Sub Judul")
        + _documents()
        + p("B. Penilaian Tim Verifikasi (Form.11)", "Musren Sub Judul")
        + _aspects()
        + p("C. {{ judul_lembar }}{% if formulir != 'Form.11' %} ({{ formulir }}){% endif %}",
            "Musren Sub Judul Halaman")
        + _special()
        + p("D. Pengembalian kepada Desa", "Musren Sub Judul")
        + _returns()
        + p("E. Rekomendasi Tim Verifikasi", "Musren Sub Judul")
        + _recommendation()
        + team_signs()
        + PORTRAIT.section(last=True)
    )  # fmt: skip
    title = "Formulir Verifikasi Usulan {{ usulan.kode }}"
    return Draft(title, f"{title} – Desa {{{{ usulan.desa }}}}", body)


def _proposal() -> str:
    served = (
        "{{ usulan.pemanfaat_l|angka|default('–') }} laki-laki, "
        "{{ usulan.pemanfaat_p|angka|default('–') }} perempuan; di antaranya RTM "
        "{{ usulan.pemanfaat_rtm|angka|default('–') }} orang"
    )
    ba = (
        "Nomor {{ usulan.nomor_ba }} tanggal {{ usulan.tanggal_ba|tanggal }}, baris "
        "{{ usulan.baris_ba }}{% if usulan.peringkat_desa %}, peringkat desa "
        "{{ usulan.peringkat_desa }}{% endif %}"
    )
    proposer = (
        "{{ usulan.pengusul|default('–') }}{% if usulan.asal %} ({{ usulan.asal }}){% endif %}"
    )
    visited = (
        "{% if tanggal_kunjungan %}{{ tanggal_kunjungan|hari }}, {{ tanggal_kunjungan|tanggal }}"
        "{% else %}–{% endif %}"
    )
    visitors = (
        "{% for n in pemeriksa %}{% if not loop.first %}; {% endif %}{{ n }}{% else %}–{% endfor %}"
    )
    lines = [
        ("Kode usulan", "{{ usulan.kode }}"),
        ("Desa", "{{ usulan.desa }}"),
        ("Kegiatan", "**{{ usulan.kegiatan }}**"),
        ("Jenis kegiatan", "{{ usulan.jenis }}"),
        ("Lokasi", text("usulan.lokasi")),
        ("Volume", SIZE.replace("u.", "usulan.")),
        ("Tujuan", text("usulan.tujuan")),
        ("Sasaran", text("usulan.sasaran")),
        ("Pengusul", proposer),
        ("Pemanfaat", served),
        ("Perkiraan biaya", _cost()),
        ("Berita Acara Musrenbangdes", ba),
        ("Tanggal kunjungan", visited),
        ("Pemeriksa lapangan", visitors),
    ]
    return blocks.pairs(lines, label=58)


def _cost() -> str:
    return (
        "{% if usulan.biaya is defined %}{{ usulan.biaya|rupiah }} "
        "({{ usulan.biaya|terbilang_rupiah }}): dari sumber dana "
        "{{ usulan.dari_sumber|rupiah|default('–') }}, swadaya "
        "{{ usulan.swadaya|rupiah|default('–') }}{% else %}belum diisi{% endif %}"
    )


def _ticks(name: str, states: tuple[tuple[str, str, float], ...]) -> list[Column]:
    return [
        Column(head, width, f"{{% if {name}.keadaan == '{key}' %}}x{{% endif %}}", "c")
        for head, key, width in states
    ]


def _documents() -> str:
    columns = (
        Column("No.", 10, "{{ loop.index }}.", "c"),
        Column("Dokumen", 73, "{{ k.butir }}"),
        *_ticks("k", (("Ada", "ada", 13), ("Tidak", "tidak", 15),
                      ("Tidak Perlu", "tidak_perlu", 16))),
        Column("Catatan", 38, remark("k.catatan")),
    )  # fmt: skip
    return listing(columns, "k in kelengkapan")


def _aspects() -> str:
    columns = (
        Column("No.", 10, "{{ loop.index }}.", "c"),
        Column("Aspek", 61, "{{ k.aspek }}"),
        *_ticks("k", (("Baik", "baik", 14), ("Cukup", "cukup", 15), ("Kurang", "kurang", 17))),
        Column("Catatan", 48, remark("k.catatan")),
    )
    return listing(columns, "k in aspek")


def _special() -> str:
    columns = (
        Column("No.", 10, "{{ loop.index }}.", "c"),
        Column("Yang Diperiksa", 68, "{{ k.butir }}"),
        Column("Hasil Pemeriksaan", 87, "{{ k.isi }}"),
    )
    return listing(columns, "k in khusus")


def _returns() -> str:
    columns = (
        Column("No.", 10, "{{ loop.index }}.", "c"),
        Column("Isian", 39, "{{ c.kolom }}"),
        Column("Semula", 58, "{{ c.semula|default('–') }}"),
        Column("Menjadi", 58, "{{ c.menjadi|default('–') }}"),
    )
    told = (
        "Pengembalian ke-{{ loop.index }} tanggal {{ k.tanggal|tanggal }}, harus dijawab paling "
        "lambat {{ k.tenggat|tanggal }}. Catatan Tim: {{ k.catatan|tanpa_tanda }}. "
        "{% if k.dijawab %}Dijawab desa tanggal {{ k.dijawab|tanggal }}"
        "{% if k.keterangan %}: {{ k.keterangan|tanpa_tanda }}{% endif %}."
        "{% else %}**Belum dijawab desa.**{% endif %}"
    )
    return when(
        "pengembalian|banyaknya",
        each(
            "k in pengembalian",
            p(told, "Musren Pengantar Tabel"),
            listing(columns, "c in k.kolom"),
        ),
        otherwise=[p("Usulan tidak dikembalikan kepada desa.")],
    )


def _recommendation() -> str:
    return p(
        "Berdasarkan hasil pemeriksaan dokumen dan keadaan di lapangan, Tim Verifikasi "
        "merekomendasikan usulan ini: **"
        + (SAID % ("rekomendasi", "rekomendasi", "rekomendasi"))
        .replace("rekomendasi.rekomendasi", "rekomendasi")
        .replace("Layak dengan perbaikan", "LAYAK DENGAN PERBAIKAN")
        .replace("Tidak layak", "TIDAK LAYAK")
        .replace("}Layak{", "}LAYAK{")
        + "**.",
        "Musren Penutup",
    ) + when("alasan", p("Alasan: {{ alasan|tanpa_tanda }}.", "Musren Penutup"))


def rekap_verifikasi() -> Draft:
    """Form.13: what the team recommended on every proposal of every village."""
    body = (
        blocks.kop()
        + p("FORM.13", "Musren Kode Formulir")
        + blocks.judul_lampiran("REKAPITULASI REKOMENDASI TIM VERIFIKASI TAHUN {{ tahun }}", TEMPAT)
        + _recap_matrix()
        + p("", "Musren Jarak Ttd")
        + p(f"Seluruh kecamatan: {_counts('jumlah')}.", "Musren Penutup")
        + team_signs(LANDSCAPE)
        + LANDSCAPE.section(last=True)
    )
    title = "Rekapitulasi Rekomendasi Tim Verifikasi {{ wilayah.kecamatan }} Tahun {{ tahun }}"
    return Draft(title, title, body)


def _counts(facts: str) -> str:
    pieces = (("usulan", "usulan"), ("layak", "layak"), ("layak dengan perbaikan",
              "layak_perbaikan"), ("tidak layak", "tidak_layak"), ("belum diverifikasi", "belum"),
              ("pernah dikembalikan", "dikembalikan"))  # fmt: skip
    first, *rest = (f"{{{{ {facts}.{name}|angka }}}} {words}" for words, name in pieces)
    return f"{first}; {', '.join(rest)}"


def _recap_matrix() -> str:
    marks = Spread("b in nama_aspek", "b in u.aspek", "b in nama_aspek", times=7)
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Usulan", 80, "{{ u.kegiatan }}\n{{ u.kode }}"),
        Column("Jenis", 29, "{{ u.jenis }}"),
        Column("Perkiraan Biaya (Rp)", 25, money("u.biaya"), "r"),
        Column("Dokumen Ada/Perlu", 19, "{{ u.dokumen_ada }}/{{ u.dokumen_perlu }}", "c"),
        Column("Dikem-balikan", 15, "{% if u.dikembalikan %}{{ u.dikembalikan }} kali{% else %}–"
               "{% endif %}", "c"),
        Column("Rekomendasi", 28, _said("u"), "c"),
        Column("Catatan", 40, remark("u.catatan")),
        Column("{{ loop.index|huruf }}", 8, "{{ b }}", "c", "Aspek", spread=marks),
    )  # fmt: skip
    n = matrix.breadth(columns)
    count = Cell(f"Jumlah: {_counts('d.jumlah')}", "Musren Matriks Label Jumlah", span=n)
    legend = (
        "Aspek: {% for b in nama_aspek %}{{ loop.index|huruf }} = {{ b }}{% if not loop.last %}; "
        "{% endif %}{% endfor %}. Penilaian: B = baik, C = cukup, K = kurang."
    )
    rows = [
        tag_row("for d in desa", n),
        matrix.group(columns, "{{ loop.index|romawi }}. DESA {{ d.desa|kapital }} ({{ d.kode }})"),
        *matrix.body(columns, "u in d.baris"),
        Row([count]),
        tag_row("else", n),
        matrix.none(columns),
        tag_row("endfor", n),
        matrix.note(columns, legend),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows)


def _said(name: str) -> str:
    return SAID % (name, name, name)


def rekap_usulan_desa() -> Draft:
    """Form.14: what every village asks from BLM."""
    lead = "{{ tempat_surat }}, {{ tanggal_surat|tanggal }}"
    body = (
        blocks.kop()
        + p("FORM.14", "Musren Kode Formulir")
        + blocks.judul_lampiran("REKAPITULASI USULAN DESA TAHUN {{ tahun }}", TEMPAT)
        + _village_matrix((Signer(_CAMAT, "Mengetahui,"), Signer("penandatangan.ketua_tim", lead)))
        + LANDSCAPE.section(last=True)
    )
    title = "Rekapitulasi Usulan Desa {{ wilayah.kecamatan }} Tahun {{ tahun }}"
    return Draft(title, title, body)


def _village_matrix(pair: tuple[Signer, Signer]) -> str:
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Usulan dan Lokasi", 88, "{{ u.kegiatan }}" + PLACED + "\n{{ u.kode }}"),
        Column("Jenis", 30, "{{ u.jenis }}"),
        Column("Volume", 27, SIZE, "c"),
        Column("L", 12, money("u.pemanfaat_l"), "r", "Pemanfaat (orang)"),
        Column("P", 12, money("u.pemanfaat_p"), "r", "Pemanfaat (orang)"),
        Column("RTM", 13, money("u.pemanfaat_rtm"), "r", "Pemanfaat (orang)"),
        Column("BLM", 26, money("u.dari_sumber"), "r", "Biaya (Rp)"),
        Column("Swadaya/Lain", 24, money("u.swadaya"), "r", "Biaya (Rp)"),
        Column("Jumlah", 27, money("u.biaya"), "r", "Biaya (Rp)"),
        Column("Rekomendasi", 33, _said("u"), "c"),
    )
    n = len(columns)

    def sums(facts: str) -> dict[str, str]:
        return {
            "BLM": money(f"{facts}.dari_sumber"),
            "Swadaya/Lain": money(f"{facts}.swadaya"),
            "Jumlah": money(f"{facts}.biaya"),
        }

    of_village = "JUMLAH DESA {{ d.desa|kapital }}: {{ d.jumlah.usulan|angka }} USULAN"
    rows = [
        tag_row("for d in desa", n),
        matrix.group(columns, "{{ loop.index|romawi }}. DESA {{ d.desa|kapital }} ({{ d.kode }})"),
        *matrix.body(columns, "u in d.baris"),
        matrix.total(columns, of_village, sums("d.jumlah")),
        tag_row("else", n),
        matrix.none(columns),
        tag_row("endfor", n),
        matrix.total(columns, matrix.GRAND_TOTAL, sums("jumlah")),
        matrix.spelled(columns, "jumlah.dari_sumber"),
        *matrix.no_cost(columns, "jumlah"),
    ]  # fmt: skip
    return matrix.matrix(LANDSCAPE, columns, rows, pair=pair)
