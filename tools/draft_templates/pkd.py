"""The PKD papers: the sheets of one group, and the lists of the whole village (II.D.1)."""

from collections.abc import Callable, Sequence

from musren.papers.contracts.pkd import (
    BANYAK_KRITERIA_MASALAH,
    BANYAK_KRITERIA_TINDAKAN,
    KELAS_TERBANYAK,
)
from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.matrix import Column, Spread, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import (
    LANDSCAPE,
    PORTRAIT,
    each,
    p,
    tag,
    tag_row,
    when,
)

MONTHS = ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov", "Des")
_MARKS = ("", "•", "••", "•••")
_JARAK = p("", "Musren Jarak")
NO = Column("No.", 10, "{{ loop.index }}", "c")
SCORE = "{{ b if b is not none else '–' }}"


def pkd_kelompok() -> Draft:
    """Sketch, season calendar and institutions with their lists, and Form.2 of one group."""
    body = (
        blocks.kop()
        + blocks.judul("PENGKAJIAN KEADAAN DESA (PKD)", "{{ kelompok|kapital }}")
        + p("Tahun {{ tahun }}", "Musren Nomor")
        + _group_head()
        + p("A. Sketsa Desa (Peta Sosial)", "Musren Sub Judul")
        + p("{{ sketsa|gambar_sketsa(145) }}", "Musren Gambar")
        + _sketch_list()
        + PORTRAIT.section(last=False)
        + _season()
        + LANDSCAPE.section(last=False)
        + _institutions()
        + PORTRAIT.section(last=False)
        + _ideas()
        + _signers()
        + LANDSCAPE.section(last=False)
        + _photos()
        + PORTRAIT.section(last=True)
    )
    title = "Pengkajian Keadaan Desa {{ kelompok }} {{ wilayah.desa }} Tahun {{ tahun }}"
    return Draft(title, "PKD {{ kelompok }}, {{ wilayah.desa }}, Tahun {{ tahun }}", body)


def _group_head() -> str:
    rows = [
        ("Kelompok", "{{ kelompok }}"),
        ("Jenis kelompok", text("kelompok_jenis")),
        ("Dusun", text("dusun")),
        ("Hari, tanggal", "{{ tanggal|hari }}, {{ tanggal|tanggal }}"),
        ("Tempat", "{{ tempat }}"),
        ("Hadir", PRESENT),
        (
            "Fasilitator",
            FACILITATORS,
        ),
    ]
    return blocks.pairs(rows, label=30) + _JARAK


FACILITATORS = (
    "{% for f in fasilitator %}{{ f.nama }} ({{ f.unsur }})"
    "{% if not loop.last %}, {% endif %}{% else %}–{% endfor %}"
)
PRESENT = (
    "{{ kehadiran.jumlah|angka }} orang ({{ kehadiran.laki_laki|angka }} laki-laki dan "
    "{{ kehadiran.perempuan|angka }} perempuan){% if kehadiran.rtm %}, di antaranya "
    "{{ kehadiran.rtm|angka }} orang dari RTM{% endif %}"
)


def _sketch_list() -> str:
    columns = (
        NO,
        Column("Masalah", 85, "{{ m.masalah }}"),
        Column("Potensi", 70, text("m.potensi")),
    )
    return blocks.sub_judul("Daftar Masalah dan Potensi dari Sketsa Desa") + matrix.matrix(
        PORTRAIT, columns, matrix.body(columns, "m in masalah_sketsa")
    )


def _season() -> str:
    factor = Column("Faktor/Keadaan", 66, "{{ k.faktor }}")
    remarks = Column("Ket.", 56, remark("k.keterangan"))
    months = [Column(name, 14, "", "c", "Bulan") for name in MONTHS]
    strengths = Column("", 14, _STRENGTH, "c", spread=Spread("", "b in k.bulan", "", 12))
    grid = (NO, factor, *months, remarks)
    told = (
        NO,
        Column("Masalah/Kegiatan/Keadaan", 130, "{{ m.masalah }}"),
        Column("Bulan (Pancaroba/Kemarau/Hujan)", 60, text("m.bulan")),
        Column("Potensi", 100, text("m.potensi")),
    )
    legend = "Keadaan pada bulan itu: • ringan, •• sedang, ••• berat; kosong berarti tidak ada."
    return (
        p("B. Kalender Musim", "Musren Sub Judul")
        + p("{{ kalender|gambar_kalender(230) }}", "Musren Gambar")
        + blocks.sub_judul("Kalender Musim")
        + matrix.matrix(
            LANDSCAPE,
            grid,
            [
                *matrix.body((NO, factor, strengths, remarks), "k in kalender"),
                matrix.note(grid, legend),
            ],
        )
        + blocks.sub_judul("Daftar Masalah dan Potensi dari Kalender Musim")
        + matrix.matrix(LANDSCAPE, told, matrix.body(told, "m in masalah_kalender"))
    )


_STRENGTH = (
    "".join(
        f"{{% {'if' if n == 1 else 'elif'} b == {n} %}}{mark}" for n, mark in enumerate(_MARKS) if n
    )
    + "{% endif %}"
)


def _institutions() -> str:
    seen = (
        NO,
        Column("Lembaga", 65, "{{ m.nama }}"),
        Column("Ukuran/besar manfaat (1–5)", 25, "{{ m.ukuran }}", "c"),
        Column("Jarak/kedekatan (1–5)", 25, "{{ m.jarak }}", "c"),
        Column("Ket.", 40, remark("m.keterangan")),
    )
    told = (
        NO,
        Column("Lembaga", 40, text("m.lembaga")),
        Column("Masalah", 60, "{{ m.masalah }}"),
        Column("Potensi", 55, text("m.potensi")),
    )
    legend = (
        "Ukuran: 5 = paling besar manfaatnya bagi masyarakat. "
        "Jarak: 1 = paling dekat, 5 = paling jauh dari masyarakat."
    )
    return (
        p("C. Bagan Kelembagaan", "Musren Sub Judul")
        + p("{{ lembaga|gambar_bagan(140) }}", "Musren Gambar")
        + blocks.sub_judul("Bagan Kelembagaan: Lembaga, Manfaat, dan Kedekatannya")
        + matrix.matrix(
            PORTRAIT, seen, [*matrix.body(seen, "m in lembaga"), matrix.note(seen, legend)]
        )
        + blocks.sub_judul("Daftar Masalah dan Potensi dari Bagan Kelembagaan")
        + matrix.matrix(PORTRAIT, told, matrix.body(told, "m in masalah_lembaga"))
    )


def _ideas() -> str:
    users = "Pemanfaat (orang)"
    columns = (
        NO,
        Column("Masalah", 66, text("g.masalah")),
        Column("Gagasan Kegiatan", 66, "{{ g.gagasan }}"),
        Column("Lokasi", 36, text("g.lokasi")),
        Column("L", 13, money("g.pemanfaat_l"), "r", users),
        Column("P", 13, money("g.pemanfaat_p"), "r", users),
        Column("RTM", 13, money("g.pemanfaat_rtm"), "r", users),
        Column("Potensi/Swadaya", 63, text("g.potensi")),
        Column("Urutan Prioritas", 20, "{{ g.prioritas|default('–') }}", "c"),
    )
    return (
        p("D. Daftar Gagasan (Form.2)", "Musren Sub Judul")
        + p(
            "{{ kelompok }}{% if kelompok_jenis %} ({{ kelompok_jenis }}){% endif %}"
            "{% if dusun and dusun not in kelompok %}, {{ dusun }}{% endif %}, "
            "{{ tanggal|tanggal }}. "
            f"Hadir: {PRESENT}.",
            "Musren Kepala Lampiran",
        )
        + _JARAK
        + matrix.matrix(LANDSCAPE, columns, matrix.body(columns, "g in gagasan"))
    )


def _signers() -> str:
    """KPMD, and below those of the group who sign."""
    return blocks.ttd_with_group(
        Signer("penandatangan.kpmd", blocks.place_and_date()),
        "Mengetahui, wakil kelompok:",
        "penandatangan.wakil_kelompok",
        LANDSCAPE,
    )


def _photos() -> str:
    return p("E. Foto Hasil Kerja Kelompok", "Musren Sub Judul") + when(
        "foto|banyaknya",
        each(
            "f in foto",
            p("{{ f|gambar_foto(120) }}", "Musren Gambar"),
            p(
                "Foto {{ loop.index }}.{% if f.keterangan %} {{ f.keterangan }}{% endif %}",
                "Musren Keterangan Gambar",
            ),
        ),
        otherwise=[p("Tidak ada foto yang dilampirkan.")],
    )


def pkd_desa() -> Draft:
    """PKD-6 to PKD-9, Form.3 and the welfare classes, as agreed at the lokakarya desa."""
    body = (
        blocks.kop()
        + blocks.judul("PENGKAJIAN KEADAAN DESA (PKD)", "{{ wilayah.desa|kapital }}")
        + p("Tahun {{ tahun }}", "Musren Nomor")
        + blocks.pairs(
            [
                ("Lokakarya Desa", "{{ tanggal|hari }}, {{ tanggal|tanggal }}"),
                ("Tempat", "{{ tempat }}"),
                ("Hadir", PRESENT),
            ],
            label=36,
        )
        + _JARAK
        + _grouping()
        + PORTRAIT.section(last=False)
        + _problem_ranks()
        + _weighing()
        + _action_ranks()
        + _recap()
        + LANDSCAPE.section(last=False)
        + _welfare()
        + _notes()
        + blocks.ttd(
            Signer("penandatangan.lpmd", blocks.place_and_date()),
            Signer("penandatangan.kepala_desa", "Mengetahui,"),
        )
        + PORTRAIT.section(last=True)
    )
    title = "Pengkajian Keadaan Desa {{ wilayah.desa }} Tahun {{ tahun }}"
    return Draft(title, "PKD {{ wilayah.desa }} Tahun {{ tahun }}", body)


def _grouping() -> str:
    columns = (
        NO,
        Column("Bidang", 28, "{{ g.bidang }}"),
        Column("Masalah", 77, f"{{{{ m.kode }}}} {{{{ m.masalah }}}}{_MERGED}"),
        Column("Potensi", 50, text("m.potensi")),
    )
    n = len(columns)
    rows = [
        tag_row("for g in kelompok_masalah", n),
        matrix.group(columns, "{{ loop.index|romawi }}. {{ g.bidang|kapital }}"),
        *matrix.body(columns, "m in g.baris"),
        tag_row("else", n),
        matrix.none(columns),
        tag_row("endfor", n),
    ]
    return p("A. Pengelompokan Masalah", "Musren Sub Judul") + matrix.matrix(
        PORTRAIT, columns, rows
    )


_MERGED = (
    "{% if m.kelompok %} ({{ m.kelompok }}){% endif %}{% if m.gabungan|banyaknya %}; "
    "gabungan dari {% for a in m.gabungan %}{{ a.kode }} {{ a.masalah }}"
    "{% if a.kelompok %} ({{ a.kelompok }}){% endif %}{% if not loop.last %}; {% endif %}"
    "{% endfor %}{% endif %}"
)


def criteria(
    facts: str, total: float, times: int, row: str, group: str = "Kriteria dan Nilai"
) -> Column:
    """The criterion columns, headed as the profile names them."""
    spread = Spread(f"b in {facts}", f"b in {row}", f"b in {facts}", times)
    width = round(total / times, 3)
    return Column("{{ b }}", width, SCORE, "c", group, spread)


RANK_NOTE = (
    "Skala nilai setiap kriteria: {{ skala }}. Jumlah nilai terbesar mendapat peringkat 1; "
    "nilai yang sama mendapat peringkat yang sama, kecuali bila musyawarah menyepakati urutannya."
)
TIE = "{% if m.seri %}Nilai sama; urutan menurut musyawarah: {{ m.seri }}. {% endif %}"


def _problem_ranks() -> str:
    columns = (
        NO,
        Column("Bidang", 30, text("m.bidang")),
        Column("Masalah", 76, "{{ m.kode }} {{ m.masalah }}"),
        criteria("kriteria_masalah", 120, BANYAK_KRITERIA_MASALAH, "m.skor"),
        Column("Jumlah Nilai", 16, "{{ m.jumlah|default('–') }}", "c"),
        Column("Urutan Peringkat", 18, "{{ m.peringkat|default('–') }}", "c"),
        Column("Ket.", 30, TIE + remark("m.keterangan")),
    )
    return p("B. Penentuan Peringkat Masalah", "Musren Sub Judul") + matrix.matrix(
        LANDSCAPE,
        columns,
        [*matrix.body(columns, "m in peringkat_masalah"), matrix.note(columns, RANK_NOTE)],
    )


def _weighing() -> str:
    columns = (
        Column("No.", 10, "{% vm %}{{ nomor }}", "c"),
        Column("Masalah", 60, "{% vm %}{{ m.masalah }}"),
        Column("Penyebab", 60, "{% vm %}{{ m.penyebab|default('–') }}"),
        Column("Potensi", 50, "{% vm %}{{ m.potensi|default('–') }}"),
        Column("Alternatif Tindakan Pemecahan Masalah", 60, "{{ t.alternatif }}"),
        Column("Tindakan yang Layak", 60, _FEASIBLE),
    )
    n = len(columns)
    rows = [
        tag_row("for m in pengkajian", n),
        tag_row("set nomor = loop.index", n),
        tag_row("for t in m.tindakan", n),
        matrix.line(columns),
        tag_row("else", n),
        matrix.line(_UNWEIGHED),
        tag_row("endfor", n),
        tag_row("else", n),
        matrix.none(columns),
        tag_row("endfor", n),
    ]
    return p("C. Pengkajian Tindakan Pemecahan Masalah", "Musren Sub Judul") + matrix.matrix(
        LANDSCAPE, columns, rows
    )


_FEASIBLE = (
    "{% if t.layak %}{{ t.tindakan|default(t.alternatif) }}"
    "{% else %}Tidak layak{% if t.alasan %}: {{ t.alasan }}{% endif %}{% endif %}"
)
_UNWEIGHED = (
    Column("No.", 10, "{{ nomor }}", "c"),
    Column("Masalah", 60, "{{ m.masalah }}"),
    Column("Penyebab", 60, text("m.penyebab")),
    Column("Potensi", 50, text("m.potensi")),
    Column("Alternatif", 60, "Belum dikaji"),
    Column("Tindakan", 60, "–"),
)


def _action_ranks() -> str:
    columns = (
        NO,
        Column("Tindakan yang Layak", 110, "{{ m.tindakan }}"),
        criteria("kriteria_tindakan", 120, BANYAK_KRITERIA_TINDAKAN, "m.skor"),
        Column("Jumlah Nilai", 20, "{{ m.jumlah|default('–') }}", "c"),
        Column("Peringkat Tindakan", 40, _ACTION_RANK, "c"),
    )
    return p("D. Penentuan Peringkat Tindakan", "Musren Sub Judul") + matrix.matrix(
        LANDSCAPE,
        columns,
        [*matrix.body(columns, "m in peringkat_tindakan"), matrix.note(columns, RANK_NOTE)],
    )


_ACTION_RANK = (
    "{{ m.peringkat|default('–') }}"
    "{% if m.seri %} (nilai sama; urutan menurut musyawarah: {{ m.seri }}){% endif %}"
)


def _recap() -> str:
    columns = (
        NO,
        Column("Dusun/Kelompok", 60, "{{ g.kelompok }}"),
        Column("Masalah", 85, text("g.masalah")),
        Column("Gagasan", 85, "{{ g.gagasan }}"),
        Column("Jumlah Kelompok Pengusul", 32, "{{ g.jumlah_kelompok }}", "c"),
        Column("Peringkat", 28, "{{ g.peringkat|default('–') }}", "c"),
    )
    return p("E. Rekapitulasi Gagasan (Form.3)", "Musren Sub Judul") + matrix.matrix(
        LANDSCAPE, columns, matrix.body(columns, "g in gagasan")
    )


def _welfare() -> str:
    criteria = (
        NO,
        Column("Kelas Kesejahteraan", 40, "{{ k.kelas }}"),
        Column("Kriteria Setempat", 115, text("k.kriteria")),
    )
    return (
        p("F. Klasifikasi Kesejahteraan", "Musren Sub Judul")
        + matrix.matrix(PORTRAIT, criteria, matrix.body(criteria, "k in kesejahteraan.kelas"))
        + blocks.sub_judul("Jumlah Kepala Keluarga (KK) Menurut Dusun dan Kelas Kesejahteraan")
        + as_many_as("kesejahteraan.kelas", _COUNTS, _households)
    )


_USUAL = 4  # kaya, menengah, miskin, sangat miskin
_COUNTS = (_USUAL, *(n for n in range(1, KELAS_TERBANYAK + 1) if n != _USUAL))


def as_many_as(facts: str, counts: Sequence[int], draw: Callable[[int], str]) -> str:
    """One table per possible number of columns; the paper keeps the one that fits the facts.

    The first count is the usual one, and is drawn too when the facts are still missing.
    """
    usual, *others = counts
    branches = "".join(
        tag(f"{'elif' if n else 'if'} {facts}|banyaknya == {count}") + draw(count)
        for n, count in enumerate(others)
    )
    return branches + tag("else") + draw(usual) + tag("endif")


def _households(classes: int) -> str:
    spread = Spread(
        "b in kesejahteraan.kelas", "b in d.jumlah_kk", "b in kesejahteraan.kelas", classes
    )
    columns = (
        NO,
        Column("Dusun", 45, "{{ d.dusun }}"),
        Column(
            "{{ b.kelas }}", round(85 / classes, 3), "{{ b|angka if b else '–' }}", "r",
            "Jumlah KK Menurut Kelas", spread,
        ),
        Column("Jumlah KK", 25, "{{ d.jumlah|angka }}", "r"),
    )  # fmt: skip
    sums = {
        "{{ b.kelas }}": "{{ b.jumlah_kk|angka }}",
        "Jumlah KK": "{{ kesejahteraan.jumlah|angka }}",
    }
    return matrix.matrix(
        PORTRAIT,
        columns,
        [
            *matrix.body(columns, "d in kesejahteraan.dusun"),
            matrix.total(columns, "JUMLAH", sums),
        ],
    )


def _notes() -> str:
    return when(
        "catatan|banyaknya",
        p("Catatan", "Musren Sub Judul"),
        each("butir in catatan", p("{{ butir|tanpa_tanda }}.", "Musren Keputusan")),
    )
