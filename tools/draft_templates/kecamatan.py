"""The kecamatan papers: Berita Acara Musrenbang Kecamatan and Surat Penetapan Camat."""

from collections.abc import Sequence

from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.desa import KEPUTUSAN, amount, attendance_sentence, closing
from tools.draft_templates.matrix import Column, money, text
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, Cell, Row, each, p, table, tag_row, when

_BA = "Berita Acara Musrenbang Kecamatan Tahun {{ tahun }}"
_SPC = "Surat Penetapan {{ penandatangan.jabatan }}"
_TEMPAT = "{{ wilayah.kecamatan|kapital }}, {{ wilayah.kabupaten|kapital }}"


def ba_musrenbang_kecamatan() -> Draft:
    """Berita Acara with lampiran I to IV (Permendagri 54/2010 Lampiran V; Panduan II.D.4)."""
    body = (
        blocks.kop()
        + blocks.judul(
            "BERITA ACARA",
            "HASIL KESEPAKATAN",
            "MUSYAWARAH PERENCANAAN PEMBANGUNAN (MUSRENBANG)",
            "{{ wilayah.kecamatan|kapital }} TAHUN {{ tahun }}",
        )
        + p(f"Nomor: {blocks.NOMOR}", "Musren Nomor")
        + _opening()
        + _decisions()
        + _signatures()
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _lampiran_hadir()
        + PORTRAIT.section(last=False)
        + _lampiran_prioritas()
        + LANDSCAPE.section(last=False)
        + _lampiran_belum()
        + LANDSCAPE.section(last=False)
        + _lampiran_delegasi()
        + PORTRAIT.section(last=True)
    )
    title = "Berita Acara Musrenbang {{ wilayah.kecamatan }} Tahun {{ tahun }}"
    return Draft(title, f"Berita Acara Musrenbang Kecamatan Nomor {blocks.NOMOR}", body)


def _opening() -> str:
    return (
        p(
            "Pada hari ini, {{ musyawarah.tanggal|tanggal_terbilang }}, "
            + blocks.pukul("musyawarah.")
            + ", bertempat di {{ musyawarah.tempat }}, {{ wilayah.kecamatan }}, "
            "{{ wilayah.kabupaten }}, {{ wilayah.provinsi }}, telah diselenggarakan Musyawarah "
            "Perencanaan Pembangunan (Musrenbang) Kecamatan Tahun {{ tahun }}"
            ".",
            "Musren Isi Menjorok",
        )
        + attendance_sentence("wakil desa dan pemangku kepentingan").replace(
            "daftar hadir yang menjadi bagian tidak terpisahkan dari Berita Acara ini",
            "Lampiran I",
        )
        + when("unsur_hadir|banyaknya", _unsur(), p("", "Musren Jarak"))
        + p("A. Materi Musyawarah", "Musren Sub Judul")
        + each("butir in musyawarah.agenda", p("{{ butir|tanpa_tanda }}.", "Musren Materi"))
        + p("B. Pimpinan Musyawarah dan Narasumber", "Musren Sub Judul")
        + blocks.pimpinan("musyawarah")
        + p("C. Berita Acara Musrenbangdes yang Diterima", "Musren Sub Judul")
        + p(
            "Musyawarah membahas usulan dari {{ desa_masuk|banyaknya }} "
            "({{ desa_masuk|banyaknya|terbilang }}) desa yang telah memiliki Berita Acara "
            "Musrenbangdes yang ditandatangani lengkap, yaitu:"
        )
        + desa_masuk()
        + desa_tertahan()
        + p("", "Musren Jarak")
    )


def _unsur() -> str:
    heads = ("No.", "Unsur", "Laki-laki", "Perempuan", "Jumlah")
    rows = [
        Row([Cell(h, "Musren Daftar Kepala", shade=blocks.GREY) for h in heads], head=True),
        tag_row("for h in unsur_hadir", 5),
        Row(
            [
                Cell("{{ loop.index|huruf }}.", "Musren Daftar Tengah"),
                Cell("{{ h.unsur }}", "Musren Daftar Isi"),
                Cell("{{ h.laki_laki|angka }}", "Musren Daftar Tengah"),
                Cell("{{ h.perempuan|angka }}", "Musren Daftar Tengah"),
                Cell("{{ h.jumlah|angka }}", "Musren Daftar Tengah"),
            ]
        ),
        tag_row("endfor", 5),
    ]
    return table((11, 79, 25, 25, 25), "Musren Tabel Garis", rows)


def desa_masuk() -> str:
    """Villages that came in, each with its signed Berita Acara."""
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Desa", 36, "{{ d.desa }}"),
        Column("Kode Wilayah", 28, "{{ d.kode }}", "c"),
        Column("Nomor", 42, "{{ d.nomor_ba }}", "", "Berita Acara Musrenbangdes"),
        Column(
            "Tanggal", 24, "{{ d.tanggal_ba|tanggal_pendek }}", "c", "Berita Acara Musrenbangdes"
        ),
        Column("BLM", 13, "{{ d.usulan_blm|angka }}", "r", "Banyaknya Usulan"),
        Column("APBD", 13, "{{ d.usulan_apbd|angka }}", "r", "Banyaknya Usulan"),
    )
    return matrix.matrix(PORTRAIT, columns, matrix.body(columns, "d in desa_masuk"))


def desa_tertahan() -> str:
    """Villages that stay outside until their Berita Acara is signed."""
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Desa", 36, "{{ d.desa }}"),
        Column("Kode Wilayah", 28, "{{ d.kode }}", "c"),
        Column("Alasan", 92, "{{ d.alasan }}"),
    )
    return when(
        "desa_tertahan|banyaknya",
        p(
            "Desa berikut belum dapat diikutsertakan karena persyaratannya belum terpenuhi:",
            "Musren Pengantar Tabel",
        ),
        matrix.matrix(PORTRAIT, columns, matrix.body(columns, "d in desa_tertahan")),
    )


def _decisions() -> str:
    return (
        p("D. Kesepakatan Musyawarah", "Musren Sub Judul")
        + p(
            "Setelah memperhatikan, mendengar, dan mempertimbangkan sambutan, pemaparan materi, "
            "serta tanggapan dan saran seluruh peserta, musyawarah menyepakati hal-hal sebagai "
            "berikut:"
        )
        + p(
            "Daftar prioritas usulan kegiatan yang didanai BLM PNPM-MP sebanyak "
            "{{ blm.jumlah.usulan|angka }} ({{ blm.jumlah.usulan|terbilang }}) usulan dengan "
            f"kebutuhan dana BLM sebesar {amount('blm.jumlah.dari_sumber')} sebagaimana tercantum "
            "dalam Lampiran II huruf A.",
            KEPUTUSAN,
        )
        + p(
            "Daftar prioritas usulan kegiatan yang diajukan ke Musrenbang Kabupaten untuk didanai "
            "APBD sebanyak {{ apbd.jumlah.usulan|angka }} ({{ apbd.jumlah.usulan|terbilang }}) "
            f"usulan dengan perkiraan biaya sebesar {amount('apbd.jumlah.biaya')} sebagaimana "
            "tercantum dalam Lampiran II huruf B.",
            KEPUTUSAN,
        )
        + when(
            "belum_disepakati|banyaknya",
            p(
                "Usulan kegiatan yang belum disepakati sebanyak "
                "{{ belum_disepakati|banyaknya }} ({{ belum_disepakati|banyaknya|terbilang }}) "
                "usulan beserta alasannya sebagaimana tercantum dalam Lampiran III.",
                KEPUTUSAN,
            ),
        )
        + when(
            "delegasi|banyaknya",
            p(
                "Menunjuk {{ delegasi|banyaknya }} ({{ delegasi|banyaknya|terbilang }}) orang "
                "delegasi kecamatan untuk mengikuti Forum SKPD dan Musrenbang Kabupaten "
                "sebagaimana tercantum dalam Lampiran IV.",
                KEPUTUSAN,
            ),
        )
        + each("butir in keputusan", p("{{ butir|tanpa_tanda }}.", KEPUTUSAN))
        + p(
            "Lampiran I sampai dengan Lampiran IV merupakan bagian tidak terpisahkan dari Berita "
            "Acara ini.",
            KEPUTUSAN,
        )
        + closing()
    )


def _signatures() -> str:
    who = "penandatangan"
    return blocks.ttd_with_wakil(
        Signer(f"{who}.pimpinan", blocks.place_and_date()),
        Signer(f"{who}.camat", "Mengetahui,"),
        "WAKIL UTUSAN DESA",
        f"{who}.wakil_utusan",
    )


def _lampiran_hadir() -> str:
    return (
        blocks.lampiran("LAMPIRAN I", _BA, PORTRAIT)
        + blocks.judul_lampiran("DAFTAR HADIR PESERTA MUSRENBANG KECAMATAN", _TEMPAT)
        + p(
            "Hari, tanggal: {{ musyawarah.tanggal|hari }}, {{ musyawarah.tanggal|tanggal }}",
            "Musren Kepala Lampiran",
        )
        + p("Tempat: {{ musyawarah.tempat }}", "Musren Kepala Lampiran")
        + p("", "Musren Jarak")
        + _people("hadir", 8.5)
        + p(
            "Laki-laki: {{ kehadiran.laki_laki|angka }} orang; perempuan: "
            "{{ kehadiran.perempuan|angka }} orang; jumlah: {{ kehadiran.jumlah|angka }} orang"
            "{% if kehadiran.rtm %}, di antaranya RTM: {{ kehadiran.rtm|angka }} orang{% endif %}.",
            "Musren Catatan",
        )
    )


def _people(facts: str, height: float) -> str:
    heads = ("No.", "Nama", "L/P", "Lembaga/Instansi", "Alamat dan No. Telepon")
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
        tag_row(f"for h in {facts}", 7),
        Row(row, height=height),
        tag_row("endfor", 7),
    ]
    return table((11, 38, 10, 33, 35, 19, 19), "Musren Tabel Garis", rows)


def _blm_columns(*more: Column) -> Sequence[Column]:
    """Form.15 and Form.27; `more` takes its room from the activity and the place."""
    room = 151 - sum(column.width for column in more)
    return (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Peringkat", 16, money("u.peringkat"), "c"),
        Column("Desa", 25, "{{ u.desa }}"),
        Column("Kegiatan", round(room * 0.66), "{{ u.kegiatan }}"),
        Column("Lokasi", room - round(room * 0.66), text("u.lokasi")),
        Column("Volume", 15, "{{ u.volume|angka|default('–') }}", "r"),
        Column("Satuan", 17, text("u.satuan"), "c"),
        Column("BLM", 24, money("u.dari_sumber"), "r", "Biaya (Rp)"),
        Column("Swadaya/Lain", 20, money("u.swadaya"), "r", "Biaya (Rp)"),
        Column("Jumlah", 24, money("u.biaya"), "r", "Biaya (Rp)"),
        *more,
    )


def _sums(facts: str, source: str = "BLM") -> dict[str, str]:
    return {
        source: money(f"{facts}.dari_sumber"),
        "Swadaya/Lain": money(f"{facts}.swadaya"),
        "Jumlah": money(f"{facts}.biaya"),
    }


def _nothing(columns: int) -> list[Row]:
    """What a list without any group says."""
    return [
        tag_row("else", columns),
        Row([Cell("NIHIL", "Musren Matriks Tengah", span=columns)]),
    ]


def _blm(columns: Sequence[Column], *after: Row, signer: str = "") -> str:
    n = len(columns)
    rows = [
        tag_row("for g in blm.kelompok", n),
        matrix.group(columns, "{{ loop.index|romawi }}. {{ g.judul|kapital }}"),
        *matrix.body(columns, "u in g.baris"),
        matrix.total(columns, "JUMLAH {{ g.judul|kapital }}", _sums("g.jumlah")),
        *_nothing(n),
        tag_row("endfor", n),
        matrix.total(columns, matrix.GRAND_TOTAL, _sums("blm.jumlah")),
        matrix.spelled(columns, "blm.jumlah.dari_sumber"),
        *after,
        *matrix.no_cost(columns, "blm.jumlah"),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows, signer)


def _skpd_columns(*more: Column) -> Sequence[Column]:
    """The ten columns of Permendagri 54/2010; `more` takes room from the widest ones."""
    room = sum(column.width for column in more)
    return (
        Column("No.", 10, "{{ loop.index }}", "c"),
        Column("Prioritas Daerah", 34 - room / 4, text("u.prioritas_daerah")),
        Column("Sasaran Daerah", 32 - room / 4, text("u.sasaran_daerah")),
        Column("Program", 36 - room / 4, text("u.program")),
        Column("Kegiatan Prioritas", 52, "{{ u.kegiatan }}"),
        Column("Sasaran Kegiatan", 32 - room / 4, text("u.sasaran")),
        Column(
            "Lokasi (Desa/Kelurahan)",
            33,
            "{{ u.desa }}{% if u.lokasi %}, {{ u.lokasi }}{% endif %}",
        ),
        Column(
            "Volume",
            19,
            "{{ u.volume|angka|default('–') }}{% if u.satuan %} {{ u.satuan }}{% endif %}",
            "c",
        ),
        Column("Pagu (Rp)", 24, money("u.biaya"), "r"),
        Column("SKPD Penanggung Jawab", 28, "{{ g.skpd }}"),
        *more,
    )


def _skpd(columns: Sequence[Column], signer: str = "") -> str:
    n = len(columns)
    rows = [
        tag_row("for g in apbd.kelompok", n),
        matrix.group(columns, "{{ loop.index|romawi }}. {{ g.skpd|kapital }}"),
        *matrix.body(columns, "u in g.baris"),
        matrix.total(
            columns, "JUMLAH {{ g.skpd|kapital }}", {"Pagu (Rp)": money("g.jumlah.biaya")}
        ),
        *_nothing(n),
        tag_row("endfor", n),
        matrix.total(columns, matrix.GRAND_TOTAL, {"Pagu (Rp)": money("apbd.jumlah.biaya")}),
        matrix.spelled(columns, "apbd.jumlah.biaya"),
        *matrix.no_cost(columns, "apbd.jumlah"),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows, signer)


def _lampiran_prioritas() -> str:
    return (
        blocks.lampiran("LAMPIRAN II", _BA)
        + blocks.judul_lampiran(
            "DAFTAR URUTAN KEGIATAN PRIORITAS KECAMATAN TAHUN {{ tahun }}", _TEMPAT
        )
        + blocks.sub_judul("A. Prioritas usulan kegiatan yang didanai BLM PNPM-MP")
        + _blm(_blm_columns())
        + blocks.sub_judul(
            "B. Prioritas usulan kegiatan menurut SKPD yang diajukan ke Musrenbang Kabupaten "
            "untuk didanai APBD"
        )
        + _skpd(_skpd_columns())
    )


def _lampiran_belum() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kegiatan", 95, "{{ u.kegiatan }}"),
        Column(
            "Lokasi (Desa/Kelurahan)",
            65,
            "{{ u.desa }}{% if u.lokasi %}, {{ u.lokasi }}{% endif %}",
        ),
        Column(
            "Volume",
            31,
            "{{ u.volume|angka|default('–') }}{% if u.satuan %} {{ u.satuan }}{% endif %}",
            "c",
        ),
        Column("Alasan", 100, "{{ u.alasan }}"),
    )
    return (
        blocks.lampiran("LAMPIRAN III", _BA)
        + blocks.judul_lampiran("DAFTAR KEGIATAN YANG BELUM DISEPAKATI TAHUN {{ tahun }}", _TEMPAT)
        + matrix.matrix(LANDSCAPE, columns, matrix.body(columns, "u in belum_disepakati"))
    )


def _lampiran_delegasi() -> str:
    return (
        blocks.lampiran("LAMPIRAN IV", _BA, PORTRAIT)
        + blocks.judul_lampiran(
            "DAFTAR DELEGASI KECAMATAN",
            "UNTUK FORUM SKPD DAN MUSRENBANG KABUPATEN TAHUN {{ tahun }}",
            _TEMPAT,
        )
        + _people("delegasi", 14)
    )


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
        + blocks.dictums("SURAT PENETAPAN CAMAT TENTANG {{ tentang|kapital }}.")
        + blocks.ditetapkan("penandatangan")
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _lampiran_blm()
        + LANDSCAPE.section(last=False)
        + _lampiran_apbd()
        + LANDSCAPE.section(last=False)
        + _lampiran_desa()
        + PORTRAIT.section(last=True)
    )
    title = "Surat Penetapan Camat tentang {{ tentang }}"
    return Draft(title, f"Surat Penetapan Camat Nomor {blocks.NOMOR}", body)


def _lampiran_blm() -> str:
    columns = _blm_columns(
        Column("Kumulatif BLM (Rp)", 24, "{{ u.kumulatif|angka }}", "r"),
        Column("Nomor", 41, "{{ u.nomor_ba }}", "", "Berita Acara Desa"),
        Column("Baris", 10, "{{ u.baris_ba }}", "c", "Berita Acara Desa"),
    )
    pagu = matrix.total(columns, "PAGU BLM KECAMATAN", {"BLM": "{{ blm.pagu|angka }}"})
    n = len(columns)
    return (
        blocks.lampiran("LAMPIRAN I", _SPC)
        + blocks.judul_lampiran(
            "DAFTAR PRIORITAS USULAN KEGIATAN YANG DIDANAI BLM PNPM-MP TAHUN {{ tahun }}", _TEMPAT
        )
        + _blm(
            columns,
            tag_row("if blm.pagu", n),
            pagu,
            tag_row("endif", n),
            signer="penandatangan",
        )
    )


def _lampiran_apbd() -> str:
    columns = _skpd_columns(
        Column("BA Desa", 30, "{{ u.nomor_ba }}"), Column("Baris BA", 11, "{{ u.baris_ba }}", "c")
    )
    return (
        blocks.lampiran("LAMPIRAN II", _SPC)
        + blocks.judul_lampiran(
            "DAFTAR PRIORITAS USULAN KEGIATAN MENURUT SKPD",
            "YANG DIAJUKAN KE MUSRENBANG KABUPATEN UNTUK DIDANAI APBD TAHUN {{ tahun }}",
            _TEMPAT,
        )
        + _skpd(columns, "penandatangan")
    )


def _lampiran_desa() -> str:
    return (
        blocks.lampiran("LAMPIRAN III", _SPC, PORTRAIT)
        + blocks.judul_lampiran(
            "DAFTAR DESA YANG MENGIKUTI MUSRENBANG KECAMATAN",
            "BERDASARKAN BERITA ACARA MUSRENBANGDES TAHUN {{ tahun }}",
            _TEMPAT,
        )
        + desa_masuk()
        + desa_tertahan()
        + blocks.ttd(Signer("penandatangan"))
    )
