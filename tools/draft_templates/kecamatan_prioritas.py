"""Form.15, how the proposals were ranked, and Form.27, whom the BLM reaches."""

from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.desa import amount
from tools.draft_templates.kecamatan_daftar import NOT_SAID, PLACED, SIZE, TEMPAT
from tools.draft_templates.matrix import Column, money, remark
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import LANDSCAPE, Cell, Row, each, p, table, tag_row, when

_LETTER = "{{ loop.index|huruf|kapital }}. {{ d.judul }}"
_HELD = "Hasil musyawarah tanggal {{ tanggal|tanggal }} di {{ tempat }}."


_PIMPINAN = Signer("penandatangan.pimpinan", blocks.place_and_date())
_CAMAT = Signer("penandatangan.camat", "Mengetahui,")
_NEAR = p("", "Musren Jarak Ttd")


def _signed(sentence: str) -> str:
    """Pimpinan Musyawarah and Camat, below a sentence that keeps them company."""
    return _NEAR + p(sentence, "Musren Penutup") + blocks.ttd(_PIMPINAN, _CAMAT, LANDSCAPE)


def daftar_prioritas() -> Draft:
    """SPP, the other BLM proposals and APBD apart, each with the way it was ranked."""
    body = (
        blocks.kop()
        + p("FORM.15", "Musren Kode Formulir")
        + blocks.judul_lampiran(
            "DAFTAR PRIORITAS USULAN HASIL MUSRENBANG KECAMATAN (MAD PRIORITAS USULAN)",
            "TAHUN {{ tahun }}",
            TEMPAT,
        )
        + p(_HELD, "Musren Catatan")
        + each(
            "d in daftar",
            blocks.sub_judul(_LETTER),
            p(_way(), "Musren Kepala Lampiran"),
            _NEAR,
            _ranking(),
        )
        + _voters()
        + LANDSCAPE.section(last=True)
    )
    title = "Daftar Prioritas Usulan {{ wilayah.kecamatan }} Tahun {{ tahun }}"
    return Draft(title, title, body)


def _way() -> str:
    """How this list was ranked, in one paragraph."""
    judges = (
        "{% for n in d.penilai %}{% if not loop.first %}, {% endif %}{{ n.nama }}"
        "{% if d.cara == 'kriteria' %} (bobot {{ n.bobot }}){% endif %}{% endfor %}"
    )
    ways = {
        "kelompok": f"penggabungan urutan dari kelompok: {judges}",
        "suara": (
            "pemungutan suara oleh {{ d.jumlah_pemilih|angka }} pemilih; tiap pemilih memilih "
            "{{ d.pilihan }} ({{ d.pilihan|terbilang }}) usulan yang berbeda; usulan dalam daftar "
            "ini memperoleh {{ d.jumlah_suara|angka }} suara"
        ),
        "kriteria": f"penilaian dengan kriteria: {judges}",
        "langsung": "musyawarah mufakat",
    }
    said = "".join(
        f"{{% {'if' if n == 0 else 'elif'} d.cara == '{way}' %}}{words}"
        for n, (way, words) in enumerate(ways.items())
    )
    return (
        f"Cara: {said}{{% endif %}}. {{{{ d.aturan|tanpa_tanda }}}}.{{% if d.aturan_seri %}} Bila "
        "nilainya sama: {{ d.aturan_seri|tanpa_tanda }}.{% endif %}"
    )


def _ranking() -> str:
    details = (
        "{% for n in u.rincian %}{% if not loop.first %} + {% endif %}{{ n }}{% else %}–"
        "{% endfor %}"
    )
    why = (
        "{% if u.seri %}Nilai sama (seri). {% endif %}{% if u.alasan %}{{ u.alasan }}"
        "{% elif u.peringkat_hitung is defined and u.peringkat_hitung != u.peringkat %}"
        f"{NOT_SAID}{{% endif %}}"
    )
    columns = (
        Column("Putusan", 15, "{{ u.peringkat }}", "c", "Peringkat"),
        Column("Hitungan", 16, money("u.peringkat_hitung"), "c", "Peringkat"),
        Column("Rincian", 30, details, "c", "Nilai/Suara"),
        Column("Jumlah", 14, money("u.nilai"), "c", "Nilai/Suara"),
        Column("Desa", 24, "{{ u.desa }}"),
        Column("Usulan dan Lokasi", 62, "{{ u.kegiatan }}" + PLACED + "\n{{ u.kode }}"),
        Column("Volume", 24, SIZE, "c"),
        Column("BLM/APBD", 24, money("u.dari_sumber"), "r", "Biaya (Rp)"),
        Column("Swadaya/Lain", 21, money("u.swadaya"), "r", "Biaya (Rp)"),
        Column("Jumlah ", 25, money("u.biaya"), "r", "Biaya (Rp)"),
        Column("Alasan Perubahan dan Keterangan", 45, why),
    )  # fmt: skip
    sums = {
        "BLM/APBD": money("d.jumlah.dari_sumber"),
        "Swadaya/Lain": money("d.jumlah.swadaya"),
        "Jumlah ": money("d.jumlah.biaya"),
    }
    rows = [
        *matrix.body(columns, "u in d.baris"),
        matrix.total(columns, "JUMLAH {{ d.jumlah.usulan|angka }} USULAN", sums),
        matrix.spelled(columns, "d.jumlah.dari_sumber"),
        *matrix.no_cost(columns, "d.jumlah"),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows)


def _voters() -> str:
    columns = (
        Column("No.", 12, "{{ loop.index }}", "c"),
        Column("Desa", 138, "{{ h.desa }}"),
        Column("Pemilih", 50, "{{ h.pemilih|angka }}", "c"),
        Column("Perempuan", 50, "{{ h.perempuan|angka }}", "c"),
        Column("Dengan Surat Kuasa", 50, "{{ h.surat_kuasa|angka }}", "c"),
    )
    sums = {
        "Pemilih": "{{ jumlah_hak_suara.pemilih|angka }}",
        "Perempuan": "{{ jumlah_hak_suara.perempuan|angka }}",
        "Dengan Surat Kuasa": "{{ jumlah_hak_suara.surat_kuasa|angka }}",
    }
    rows = [
        *matrix.body(columns, "h in hak_suara"),
        matrix.total(columns, matrix.GRAND_TOTAL, sums),
    ]
    return when(
        "hak_suara|banyaknya",
        blocks.sub_judul("Wakil desa yang mempunyai hak suara"),
        matrix.matrix(LANDSCAPE, columns, rows, pair=(_CAMAT, _PIMPINAN)),
        otherwise=[
            _signed(
                "Demikian daftar prioritas ini dibuat menurut hasil musyawarah untuk dipergunakan "
                "sebagaimana mestinya."
            )
        ],
    )


def usulan_didanai() -> Draft:
    """Form.27: strictly by rank with the running sum, where it stopped, and what was left."""
    body = (
        blocks.kop()
        + p("FORM.27", "Musren Kode Formulir")
        + blocks.judul_lampiran(
            "DAFTAR USULAN KEGIATAN YANG AKAN DIDANAI BLM PNPM-MP TAHUN {{ tahun }}", TEMPAT
        )
        + p(_HELD, "Musren Catatan")
        + blocks.sub_judul("A. Dana BLM kecamatan")
        + _money()
        + each("butir in aturan", p("{{ butir|tanpa_tanda }}.", "Musren Catatan"))
        + blocks.sub_judul("B. Usulan yang didanai menurut urutan peringkat")
        + _funded()
        + blocks.sub_judul("C. Usulan yang tidak didanai")
        + _not_funded()
        + blocks.sub_judul("D. Sisa dana dan penggunaannya")
        + _remainder()
        + _signed(
            "Demikian daftar ini dibuat menurut hasil musyawarah sebagai bahan Surat Penetapan "
            "Camat."
        )
        + LANDSCAPE.section(last=True)
    )
    title = "Daftar Usulan Kegiatan yang Akan Didanai {{ wilayah.kecamatan }} Tahun {{ tahun }}"
    return Draft(title, title, body)


def _money() -> str:
    """From the ceiling to what is left, a line each."""
    lines = (
        ("Pagu BLM kecamatan", "pagu", ""),
        ("Operasional UPK", "op_upk", "dikurangkan dari pagu"),
        ("Operasional TPK", "op_tpk", "dikurangkan dari pagu"),
        ("Batas SPP seluruh kecamatan", "spp_maks", "batas; sisanya dipakai usulan bukan SPP"),
        ("Didanai untuk SPP", "spp", "menurut urutan peringkat"),
        ("Didanai untuk kegiatan bukan SPP", "bukan_spp", "menurut urutan peringkat"),
        ("Sisa dana BLM", "sisa", "pagu dikurangi operasional, SPP, dan kegiatan bukan SPP"),
    )
    heads = ("No.", "Uraian", "Jumlah (Rp)", "Keterangan")
    grey, cell = blocks.GREY, "Musren Matriks Isi"
    rows = [Row([Cell(h, "Musren Matriks Kepala", shade=grey) for h in heads], head=True)]
    rows += [
        Row(
            [
                Cell(str(n), "Musren Matriks Tengah"),
                Cell(words, cell),
                Cell(money(f"dana.{name}"), "Musren Matriks Angka"),
                Cell(note, cell),
            ]
        )
        for n, (words, name, note) in enumerate(lines, 1)
    ]
    return table((12, 118, 40, 130), "Musren Tabel Garis", rows)


LEFT = (
    "{% if g.kunci == 'spp' %}SISA BATAS SPP (DIPAKAI UNTUK KEGIATAN BUKAN SPP){% else %}SISA DANA "
    "{{ g.judul|kapital }}{% endif %}"
)


def _funded() -> str:
    columns = (
        Column("Peringkat", 17, "{{ u.peringkat }}", "c"),
        Column("Desa", 27, "{{ u.desa }}"),
        Column("Kegiatan", 76, "{{ u.kegiatan }}"),
        Column("Volume", 26, SIZE, "c"),
        Column("Lokasi", 31, "{{ u.lokasi|default('–') }}"),
        Column("BLM", 26, money("u.dari_sumber"), "r", "Biaya (Rp)"),
        Column("Swadaya/Lain", 24, money("u.swadaya"), "r", "Biaya (Rp)"),
        Column("Jumlah", 26, money("u.biaya"), "r", "Biaya (Rp)"),
        Column("Kumulatif BLM per Daftar (Rp)", 27, money("u.kumulatif"), "r"),
        Column("Ket.", 20, remark("u.keterangan")),
    )
    n = len(columns)

    def sums(facts: str) -> dict[str, str]:
        return {
            "BLM": money(f"{facts}.dari_sumber"),
            "Swadaya/Lain": money(f"{facts}.swadaya"),
            "Jumlah": money(f"{facts}.biaya"),
        }

    stop = (
        "Berhenti pada peringkat {{ g.berhenti.peringkat }}: {{ g.berhenti.kegiatan }} (Desa "
        "{{ g.berhenti.desa }}). {% if g.berhenti.kebutuhan is defined %}Memerlukan BLM "
        "{{ g.berhenti.kebutuhan|rupiah }}, dana yang tersisa {{ g.berhenti.tersedia|rupiah }}, "
        "kurang {{ g.berhenti.kekurangan|rupiah }}.{% else %}Biayanya belum diketahui; dana yang "
        "tersisa {{ g.berhenti.tersedia|rupiah }}.{% endif %} Peringkat di bawahnya tidak "
        "didahulukan."
    )
    rows = [
        tag_row("for g in kelompok", n),
        matrix.group(columns, "{{ loop.index|romawi }}. {{ g.judul|kapital }} – "
                     "{% if g.kunci == 'spp' %}BATAS DANA{% else %}DANA TERSEDIA{% endif %} "
                     "{{ g.dana|rupiah }}"),
        *matrix.body(columns, "u in g.baris"),
        matrix.total(columns, "JUMLAH {{ g.judul|kapital }}", sums("g.jumlah")),
        matrix.total(columns, LEFT, {"BLM": money("g.sisa")}),
        tag_row("if g.berhenti", n),
        matrix.note(columns, stop),
        tag_row("endif", n),
        tag_row("endfor", n),
        matrix.total(columns, matrix.GRAND_TOTAL, sums("jumlah")),
        matrix.spelled(columns, "jumlah.dari_sumber"),
        *matrix.no_cost(columns, "jumlah"),
    ]  # fmt: skip
    return matrix.matrix(LANDSCAPE, columns, rows)


_CHOICE = (
    "{% if dana.pilihan_sisa.pilihan == 'kembali' %}tidak dialokasikan dan dikembalikan ke kas "
    "negara{% elif dana.pilihan_sisa.pilihan == 'tambah_swadaya' %}mendanai usulan peringkat "
    "berikutnya dengan tambahan swadaya{% else %}menambah volume kegiatan yang telah disepakati"
    "{% endif %}"
)


def _remainder() -> str:
    """Sentences that keep the signatures company, wherever the page ends."""
    style = "Musren Kepala Lampiran"
    left = f"Sisa dana BLM {amount('dana.sisa')}. "
    decided = (
        f"{left}Pilihan yang disepakati: {_CHOICE}. Alasan: "
        "{{ dana.pilihan_sisa.alasan|tanpa_tanda }}. Sisa akhir "
        "{{ dana.pilihan_sisa.sisa_akhir|rupiah }}."
    )
    paid = (
        "{{ loop.index|huruf }}. {{ u.kegiatan }} ({{ u.kode }}), Desa {{ u.desa }}"
        "{% if u.peringkat %}, peringkat {{ u.peringkat }}{% endif %}"
        "{% if u.volume %}, volume {% if dana.pilihan_sisa.pilihan == 'tambah_volume' %}tambahan "
        "{% endif %}" + SIZE + "{% endif %}: dari sisa BLM {{ u.dari_sumber|rupiah }}"
        "{% if u.swadaya_tambahan %} dan tambahan swadaya {{ u.swadaya_tambahan|rupiah }}"
        "{% endif %}."
    )
    undecided = f"{left}{{% if dana.sisa %}}Penggunaannya belum diputuskan.{{% endif %}}"
    return when(
        "dana.pilihan_sisa",
        p(decided, style),
        each("u in dana.pilihan_sisa.tambahan", p(paid, style)),
        otherwise=[p(undecided, style)],
    )


def _not_funded() -> str:
    columns = (
        Column("No.", 10, "{{ loop.index }}", "c"),
        Column("Daftar", 26, "{{ 'SPP' if u.kunci == 'spp' else 'Bukan SPP' }}", "c"),
        Column("Peringkat", 20, "{{ u.peringkat }}", "c"),
        Column("Desa", 30, "{{ u.desa }}"),
        Column("Kegiatan", 94, "{{ u.kegiatan }}\n{{ u.kode }}"),
        Column("Kebutuhan BLM (Rp)", 32, money("u.dari_sumber"), "r"),
        Column("Alasan", 88, "{{ u.alasan }}"),
    )
    return matrix.matrix(LANDSCAPE, columns, matrix.body(columns, "u in tidak_didanai"))
