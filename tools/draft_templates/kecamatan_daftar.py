"""The lists that the kecamatan's Berita Acara and the Camat's decree share."""

from collections.abc import Sequence

from tools.draft_templates import matrix
from tools.draft_templates.desa import amount
from tools.draft_templates.matrix import Column, money, remark, text
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, Cell, Page, Row, p, tag_row, when

TEMPAT = "{{ wilayah.kecamatan|kapital }}, {{ wilayah.kabupaten|kapital }}"
PLACED = "{% if u.lokasi %}, {{ u.lokasi }}{% endif %}"
SIZE = "{{ u.volume|angka|default('–') }}{% if u.satuan %} {{ u.satuan }}{% endif %}"
SIZE_BEFORE = (
    "{% if u.volume_semula is defined %}{{ u.volume_semula|angka }}"
    "{% if u.satuan_semula %} {{ u.satuan_semula }}{% endif %}{% else %}tetap{% endif %}"
)
COST_BEFORE = (
    "{% if u.biaya_semula is defined %}{{ u.biaya_semula|angka }}{% else %}tetap{% endif %}"
)
_NAMED = "{{ u.kegiatan }}" + PLACED + "\n{{ u.kode }}"
PROOF = "Berita Acara Musrenbangdes"
RANKS = "Peringkat"
NOT_SAID = "(alasan tidak ditulis)"


def desa_masuk(page: Page = PORTRAIT) -> str:
    """Villages that came in, each with its signed Berita Acara."""
    room = page.width - PORTRAIT.width
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Desa", 36 + room * 0.4, "{{ d.desa }}"),
        Column("Kode Wilayah", 28, "{{ d.kode }}", "c"),
        Column("Nomor", 42 + room * 0.6, "{{ d.nomor_ba }}", "", PROOF),
        Column("Tanggal", 24, "{{ d.tanggal_ba|tanggal_pendek }}", "c", PROOF),
        Column("BLM", 13, "{{ d.usulan_blm|angka }}", "r", "Banyaknya Usulan"),
        Column("APBD", 13, "{{ d.usulan_apbd|angka }}", "r", "Banyaknya Usulan"),
    )
    return matrix.matrix(page, columns, matrix.body(columns, "d in desa_masuk"))


def desa_tertahan(page: Page = PORTRAIT) -> str:
    """Villages that stay outside until their Berita Acara is signed."""
    room = page.width - PORTRAIT.width
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Desa", 36 + room * 0.4, "{{ d.desa }}"),
        Column("Kode Wilayah", 28, "{{ d.kode }}", "c"),
        Column("Alasan", 92 + room * 0.6, "{{ d.alasan }}"),
    )
    return when(
        "desa_tertahan|banyaknya",
        p(
            "Desa berikut belum dapat diikutsertakan karena persyaratannya belum terpenuhi:",
            "Musren Sub Judul Lampiran" if page is LANDSCAPE else "Musren Pengantar Tabel",
        ),
        matrix.matrix(page, columns, matrix.body(columns, "d in desa_tertahan")),
    )


def ranks(*widths: float) -> tuple[Column, ...]:
    """The rank in the village, the one the rule gave, and the one people decided."""
    names = ("di Desa", "Hitungan", "Putusan")
    facts = ("u.peringkat_desa", "u.peringkat_hitung", "u.peringkat")
    return tuple(
        Column(name, width, money(fact), "c", RANKS)
        for name, width, fact in zip(names, widths, facts, strict=True)
    )


def blm_columns(*more: Column) -> Sequence[Column]:
    """Form.15 and Form.27; `more` takes its room from the activity."""
    room = 109 - sum(column.width for column in more)
    return (
        Column("No.", 8, "{{ loop.index }}", "c"),
        *ranks(11, 15, 14),
        Column("Desa", 24, "{{ u.desa }}"),
        Column("Kegiatan dan Lokasi", room, "{{ u.kegiatan }}" + PLACED),
        Column("Volume", 24, SIZE, "c"),
        Column("BLM", 24, money("u.dari_sumber"), "r", "Biaya (Rp)"),
        Column("Swadaya/Lain", 21, money("u.swadaya"), "r", "Biaya (Rp)"),
        Column("Jumlah", 25, money("u.biaya"), "r", "Biaya (Rp)"),
        Column("Kumulatif BLM Seluruhnya (Rp)", 25, money("u.kumulatif"), "r"),
        *more,
    )


def sums(facts: str, source: str = "BLM") -> dict[str, str]:
    return {
        source: money(f"{facts}.dari_sumber"),
        "Swadaya/Lain": money(f"{facts}.swadaya"),
        "Jumlah": money(f"{facts}.biaya"),
    }


def nothing(columns: int) -> list[Row]:
    """What a list without any group says."""
    return [
        tag_row("else", columns),
        Row([Cell("NIHIL", "Musren Matriks Tengah", span=columns)]),
    ]


def blm(columns: Sequence[Column], *after: Row, signer: str = "") -> str:
    """Both BLM lists with their sums, and below them where the money went."""
    n = len(columns)
    rows = [
        tag_row("for g in blm.kelompok", n),
        matrix.group(columns, "{{ loop.index|romawi }}. {{ g.judul|kapital }}"),
        *matrix.body(columns, "u in g.baris"),
        matrix.total(columns, "JUMLAH {{ g.judul|kapital }}", sums("g.jumlah")),
        *nothing(n),
        tag_row("endfor", n),
        matrix.total(columns, matrix.GRAND_TOTAL, sums("blm.jumlah")),
        matrix.spelled(columns, "blm.jumlah.dari_sumber"),
        *after,
        *_where_it_went(columns),
        *matrix.no_cost(columns, "blm.jumlah"),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows, signer)


USED = (
    "{% if pendanaan.pilihan_sisa.pilihan == 'kembali' %}tidak dialokasikan dan dikembalikan ke "
    "kas negara{% elif pendanaan.pilihan_sisa.pilihan == 'tambah_swadaya' %}dipakai untuk mendanai "
    "usulan peringkat berikutnya dengan tambahan swadaya{% else %}dipakai untuk menambah volume "
    "kegiatan yang telah disepakati{% endif %}"
)
ADDED = (
    "{% for t in pendanaan.pilihan_sisa.tambahan %}{% if not loop.first %}; {% endif %}"
    "{{ t.kegiatan }} ({{ t.desa }}) sebesar {{ t.dari_sumber|rupiah }}"
    "{% if t.volume %} untuk {{ t.volume|angka }} {{ t.satuan }}{% endif %}"
    "{% if t.swadaya_tambahan %} dengan tambahan swadaya {{ t.swadaya_tambahan|rupiah }}"
    "{% endif %}{% endfor %}"
)


def _where_it_went(columns: Sequence[Column]) -> list[Row]:
    """Ceiling, shares set aside, the SPP cap, the remainder and what was decided about it."""
    n = len(columns)
    lines = (
        ("PAGU BLM KECAMATAN", "pagu"),
        ("OPERASIONAL UPK", "op_upk"),
        ("OPERASIONAL TPK", "op_tpk"),
        ("BATAS SPP", "spp_maks"),
        ("SISA DANA BLM MENURUT URUTAN PERINGKAT", "sisa"),
    )
    choice = (
        "Sisa dana BLM {{ pendanaan.sisa|rupiah }} " + USED + "{% if "
        "pendanaan.pilihan_sisa.tambahan %}: " + ADDED + "{% endif %}; sisa akhir "
        "{{ pendanaan.pilihan_sisa.sisa_akhir|rupiah }}. Alasan: "
        "{{ pendanaan.pilihan_sisa.alasan|tanpa_tanda }}."
    )
    return [
        tag_row("if pendanaan", n),
        *(matrix.total(columns, name, {"BLM": money(f"pendanaan.{key}")}) for name, key in lines),
        tag_row("if pendanaan.pilihan_sisa", n),
        matrix.note(columns, choice),
        tag_row("endif", n),
        tag_row("endif", n),
    ]


def remainder() -> str:
    """The sentence of the decision about the remainder."""
    return (
        f"Sisa dana BLM sebesar {amount('pendanaan.sisa')} {USED}"
        "{% if pendanaan.pilihan_sisa.tambahan|banyaknya %}, yaitu " + ADDED + "{% endif %}. "
        "Alasan: {{ pendanaan.pilihan_sisa.alasan|tanpa_tanda }}."
    )


_TEN = {"prioritas_daerah": "Prioritas Daerah", "sasaran_daerah": "Sasaran Daerah",
        "program": "Program"}  # fmt: skip
_WIDE = (8, 24, 24, 27, 44, 27, 28, 17, 22, 24)
_NARROW = (7, 20, 19, 22, 34, 22, 24, 15, 20, 21)


def skpd_columns(ranked: Sequence[Column], *more: Column) -> Sequence[Column]:
    """The ten columns of Permendagri 54/2010, volume and cost as proposed and as agreed.

    `ranked` stands after the number; `more` stands last and makes the others narrower.
    """
    no, *three, activity, target, place, size, cost, office = _NARROW if more else _WIDE
    return (
        Column("No.", no, "{{ loop.index }}", "c"),
        *ranked,
        *(
            Column(head, width, text(f"u.{name}"))
            for (name, head), width in zip(_TEN.items(), three, strict=True)
        ),
        Column("Kegiatan Prioritas", activity, "{{ u.kegiatan }}"),
        Column("Sasaran Kegiatan", target, text("u.sasaran")),
        Column("Lokasi (Desa/Kelurahan)", place, "{{ u.desa }}" + PLACED),
        Column("Usulan Desa", size, SIZE_BEFORE, "c", "Volume"),
        Column("Disepakati", size, SIZE, "c", "Volume"),
        Column("Usulan Desa ", cost, COST_BEFORE, "r", "Pagu (Rp)"),
        Column("Disepakati ", cost, money("u.biaya"), "r", "Pagu (Rp)"),
        Column("SKPD Penanggung Jawab", office, "{{ g.skpd }}"),
        *more,
    )


def skpd(columns: Sequence[Column], signer: str = "") -> str:
    n, agreed = len(columns), "Disepakati "
    label = "JUMLAH {{ g.skpd|kapital }}"
    rows = [
        tag_row("for g in apbd.kelompok", n),
        matrix.group(columns, "{{ loop.index|romawi }}. {{ g.skpd|kapital }}"),
        *matrix.body(columns, "u in g.baris"),
        matrix.total(columns, label, {agreed: money("g.jumlah.biaya")}),
        *nothing(n),
        tag_row("endfor", n),
        matrix.total(columns, matrix.GRAND_TOTAL, {agreed: money("apbd.jumlah.biaya")}),
        matrix.spelled(columns, "apbd.jumlah.biaya"),
        *matrix.no_cost(columns, "apbd.jumlah"),
        matrix.note(columns, "Tetap: volume atau biaya disepakati sama dengan usulan desa."),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows, signer)


def cited(number: float, line: float) -> tuple[Column, Column]:
    """The village's Berita Acara and the line there."""
    return (
        Column("Nomor", number, "{{ u.nomor_ba }}", "", PROOF),
        Column("Baris", line, "{{ u.baris_ba }}", "c", PROOF),
    )


def perubahan(*proof: Column, signer: str = "") -> str:
    """Where people put a proposal elsewhere than the rule did, and why."""
    room = 196 - sum(column.width for column in proof)
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Daftar", 26, "{{ u.daftar }}"),
        Column("Desa", 22, "{{ u.desa }}"),
        Column("Kegiatan", round(room * 0.45), "{{ u.kegiatan }}\n{{ u.kode }}"),
        *ranks(14, 17, 17),
        *proof,
        Column(
            "Alasan Perubahan",
            room - round(room * 0.45),
            f"{{{{ u.alasan|default('{NOT_SAID}') }}}}",
        ),
    )
    rows = [
        *matrix.body(columns, "u in perubahan_urutan"),
        matrix.note(
            columns,
            "Hitungan: peringkat menurut penggabungan urutan, suara, atau nilai. Putusan: "
            "peringkat yang disepakati musyawarah.",
        ),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows, signer)


def cadangan(facts: str, *proof: Column, signer: str = "") -> str:
    """Proposals in reserve, or agreed but beyond the money."""
    room = 179 - sum(column.width for column in proof)
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Daftar", 26, "{{ u.daftar }}"),
        Column("Peringkat", 16, money("u.peringkat"), "c"),
        Column("Desa", 22, "{{ u.desa }}"),
        Column("Kegiatan dan Lokasi", round(room * 0.5), _NAMED),
        Column("Volume", 24, SIZE, "c"),
        Column("Perkiraan Biaya (Rp)", 25, money("u.biaya"), "r"),
        *proof,
        Column("Alasan", room - round(room * 0.5), "{{ u.alasan }}"),
    )
    rows = matrix.body(columns, f"u in {facts}", tied=bool(signer))
    return matrix.matrix(LANDSCAPE, columns, rows, signer)


def belum_disepakati() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kegiatan", 95, "{{ u.kegiatan }}"),
        Column("Lokasi (Desa/Kelurahan)", 65, "{{ u.desa }}" + PLACED),
        Column("Volume", 31, SIZE, "c"),
        Column("Alasan", 100, "{{ u.alasan }}"),
    )
    return matrix.matrix(LANDSCAPE, columns, matrix.body(columns, "u in belum_disepakati"))


def keterangan(width: float) -> Column:
    return Column("Ket.", width, remark("u.keterangan"))
