"""The Berita Acara of the kabupaten: Forum SKPD and Musrenbang Kabupaten."""

from collections.abc import Sequence

from musren.domain import bahasa
from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.desa import amount, attendance_sentence, closing
from tools.draft_templates.listing import gap, listing
from tools.draft_templates.matrix import Column, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, Cell, Row, each, p, table, tag_row, when

_TEMPAT = "{{ wilayah.kabupaten|kapital }}, {{ wilayah.provinsi|kapital }}"
_FORUM = "Berita Acara Forum {{ skpd }} Tahun {{ tahun }}"
_KABUPATEN = "Berita Acara Musrenbang {{ wilayah.kabupaten }} Tahun {{ tahun }}"
_KIRI, _SEL = "Musren Sel Kiri", "Musren Sel"
VOLUME = "{{ u.volume|angka|default('–') }}{% if u.satuan %} {{ u.satuan }}{% endif %}"
WHERE = (
    "{% if u.desa %}{{ u.desa }}{% endif %}{% if u.lokasi %}{% if u.desa %}, {% endif %}"
    "{{ u.lokasi }}{% endif %}{% if u.kecamatan %}{% if u.desa or u.lokasi %}, {% endif %}"
    "Kec. {{ u.kecamatan }}{% endif %}"
)
ORIGIN = "{{ '(Pokir)' if u.asal == 'pokir' else '(Kecamatan)' }}"


def ba_forum_skpd() -> Draft:
    """Berita Acara Forum SKPD with its four decisions and their reasons (Panduan V.D)."""
    body = (
        _head("FORUM SATUAN KERJA PERANGKAT DAERAH (SKPD)", "{{ skpd|kapital }}", _TAHUN)
        + _opening(
            "Forum Satuan Kerja Perangkat Daerah (SKPD) {{ skpd }} untuk menyelaraskan rancangan "
            "Rencana Kerja (Renja) SKPD dengan hasil Musrenbang Kecamatan",
            "Forum",
        )
        + p("C. Kesepakatan Forum", "Musren Sub Judul")
        + _considering("forum")
        + _dictums(_FORUM_DICTUMS)
        + closing()
        + _signatures("kepala_skpd", "DELEGASI KECAMATAN", "delegasi")
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _attended(_FORUM, "DAFTAR HADIR PESERTA FORUM {{ skpd|kapital }}")
        + PORTRAIT.section(last=False)
        + _forum_accepted()
        + LANDSCAPE.section(last=False)
        + _refused(_FORUM, "III")
        + _next_page_if("dialihkan|banyaknya")
        + _rerouted(_FORUM, "IV")
        + LANDSCAPE.section(last=True)
    )
    title = "Berita Acara Forum SKPD {{ skpd }} {{ wilayah.kabupaten }} Tahun {{ tahun }}"
    return Draft(title, f"Berita Acara Forum SKPD Nomor {blocks.NOMOR}", body)


_TAHUN = "{{ wilayah.kabupaten|kapital }} TAHUN {{ tahun }}"


def _head(*lines: str) -> str:
    return (
        blocks.kop()
        + blocks.judul("BERITA ACARA", "HASIL KESEPAKATAN", *lines)
        + p(f"Nomor: {blocks.NOMOR}", "Musren Nomor")
    )


def _opening(held: str, meeting: str) -> str:
    """When and where, who came, what was said, who led."""
    return (
        p(
            "Pada hari ini, {{ musyawarah.tanggal|tanggal_terbilang }}, "
            + blocks.pukul("musyawarah.")
            + ", bertempat di {{ musyawarah.tempat }}, {{ wilayah.kabupaten }}, "
            f"{{{{ wilayah.provinsi }}}}, telah diselenggarakan {held} Tahun {{{{ tahun }}}}.",
            "Musren Isi Menjorok",
        )
        + attendance_sentence("pemangku kepentingan", meeting).replace(
            "daftar hadir yang menjadi bagian tidak terpisahkan dari Berita Acara ini",
            "Lampiran I",
        )
        + when("unsur_hadir|banyaknya", elements(), gap())
        + p("A. Materi", "Musren Sub Judul")
        + each("butir in musyawarah.agenda", p("{{ butir|tanpa_tanda }}.", "Musren Materi"))
        + p("B. Pimpinan Sidang dan Narasumber", "Musren Sub Judul")
        + blocks.pimpinan("musyawarah").replace("Pimpinan musyawarah", "Pimpinan sidang")
    )


def elements() -> str:
    """Those present by element, men and women apart."""
    columns = (
        Column("No.", 11, "{{ loop.index|huruf }}.", "c"),
        Column("Unsur", 79, "{{ h.unsur }}"),
        Column("Laki-laki", 25, "{{ h.laki_laki|angka }}", "c"),
        Column("Perempuan", 25, "{{ h.perempuan|angka }}", "c"),
        Column("Jumlah", 25, "{{ h.jumlah|angka }}", "c"),
    )
    return listing(columns, "h in unsur_hadir")


def _considering(meeting: str) -> str:
    return p(
        "Setelah memperhatikan, mendengar, dan mempertimbangkan sambutan, pemaparan materi, serta "
        f"tanggapan dan saran seluruh peserta, {meeting}",
        "Musren Pengantar Tabel",
    ) + p("MENYEPAKATI:", "Musren Judul Tengah")


def _said(name: str) -> str:
    """A number of proposals in figures and words."""
    return f"{{{{ {name}.usulan|angka }}}} ({{{{ {name}.usulan|terbilang }}}}) usulan"


def _dictums(sentences: Sequence[str]) -> str:
    """KESATU and so on, then what else the meeting decided, counted on."""
    rows = [
        Row([Cell(bahasa.dictum(n), _KIRI), Cell(":", _KIRI), Cell(words, _SEL)])
        for n, words in enumerate(sentences, 1)
    ]
    further = f"{{{{ (loop.index + {len(sentences)})|diktum }}}}"
    rows += [
        tag_row("for butir in keputusan", 3),
        Row([Cell(further, _KIRI), Cell(":", _KIRI), Cell("{{ butir|tanpa_tanda }}.", _SEL)]),
        tag_row("endfor", 3),
    ]
    return table((36, 4, PORTRAIT.width - 40), "Musren Tabel Polos", rows) + gap()


def _refused_words(lampiran: str) -> str:
    return (
        "{% if jumlah.ditolak.usulan %}Tidak menerima "
        + _said("jumlah.ditolak")
        + f" beserta alasannya sebagaimana tercantum dalam Lampiran {lampiran}"
        "{% else %}Tidak ada usulan yang ditolak{% endif %}"
    )


def _rerouted_words(lampiran: str) -> str:
    return (
        "{% if jumlah.dialihkan.usulan %}mengalihkan "
        + _said("jumlah.dialihkan")
        + " kepada SKPD lain yang berwenang beserta alasannya sebagaimana tercantum dalam "
        f"Lampiran {lampiran}{{% else %}}tidak ada usulan yang dialihkan kepada SKPD lain"
        "{% endif %}."
    )


_DISCUSSED = "{{ jumlah.dibahas|angka }} ({{ jumlah.dibahas|terbilang }}) usulan"
_FROM = (
    "{% if asal.pokir %}terdiri atas {{ asal.kecamatan|angka }} usulan hasil Musrenbang Kecamatan "
    "dan {{ asal.pokir|angka }} usulan pokok-pokok pikiran DPRD (pokir){% else %}seluruhnya hasil "
    "Musrenbang Kecamatan{% endif %}."
)
_INSEPARABLE = (
    "Hasil pembahasan dan Lampiran I sampai dengan Lampiran IV merupakan bagian tidak terpisahkan "
    "dari Berita Acara ini."
)
_FORUM_DICTUMS = (
    "Menyelaraskan rancangan Renja {{ skpd }} Tahun {{ tahun }} dengan "
    + _DISCUSSED
    + " yang dibahas, "
    + _FROM,
    "Menerima "
    + _said("jumlah.diterima")
    + f" dengan biaya {amount('jumlah.diterima.biaya')} sebagaimana tercantum dalam Lampiran II "
    "huruf A{% if jumlah.diterima_perubahan.usulan %}, dan menerima dengan perubahan "
    + _said("jumlah.diterima_perubahan")
    + f" dengan biaya {amount('jumlah.diterima_perubahan.biaya')} sebagaimana tercantum dalam "
    "Lampiran II huruf B{% endif %}, sebagai bahan rancangan Renja {{ skpd }} Tahun {{ tahun }}"
    "{% if pagu %}. Pagu indikatif {{ skpd }} yang diketahui pada saat forum adalah "
    "{{ pagu|rupiah }}{% endif %}.",
    _refused_words("III") + "; " + _rerouted_words("IV"),
    _INSEPARABLE,
    (
        "Berita Acara ini menjadi bahan Musrenbang {{ wilayah.kabupaten }} dan penyusunan Rencana "
        "Kerja Pemerintah Daerah (RKPD) {{ wilayah.kabupaten }}."
    ),
)


def _signatures(head: str, title: str, group: str) -> str:
    who = "penandatangan"
    return blocks.ttd_with_wakil(
        Signer(f"{who}.pimpinan", blocks.place_and_date()),
        Signer(f"{who}.{head}", "Mengetahui,"),
        title,
        f"{who}.{group}",
    )


def _attended(paper: str, *title: str) -> str:
    """Lampiran I (Permendagri 54/2010 Lampiran V)."""
    head = "Musren Kepala Lampiran"
    return (
        blocks.lampiran("LAMPIRAN I", paper, PORTRAIT)
        + blocks.judul_lampiran(*title, _TEMPAT)
        + p("Hari, tanggal: {{ musyawarah.tanggal|hari }}, {{ musyawarah.tanggal|tanggal }}", head)
        + p("Tempat: {{ musyawarah.tempat }}", head)
        + gap()
        + _people()
        + p(
            "Laki-laki: {{ kehadiran.laki_laki|angka }} orang; perempuan: "
            "{{ kehadiran.perempuan|angka }} orang; jumlah: {{ kehadiran.jumlah|angka }} orang"
            "{% if kehadiran.rtm %}, di antaranya RTM: {{ kehadiran.rtm|angka }} orang{% endif %}.",
            "Musren Catatan",
        )
    )


def _people() -> str:
    columns = (
        Column("No.", 11, "{{ loop.index }}.", "c"),
        Column("Nama", 38, "{{ h.nama }}"),
        Column("L/P", 10, "{{ h.jk }}", "c"),
        Column("Lembaga/Instansi", 33, "{{ h.unsur }}"),
        Column(
            "Alamat dan No. Telepon", 35, "{{ h.alamat }}{% if h.telepon %}, {{ h.telepon }}"
            "{% endif %}",
        ),
    )  # fmt: skip
    return listing(columns, "h in hadir", signed=38, height=8.5)


def _program_columns(last: Column) -> tuple[Column, ...]:
    """The ten columns of Permendagri 54/2010, and who brought the proposal."""
    return (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Prioritas Daerah", 28, text("u.prioritas_daerah")),
        Column("Sasaran Daerah", 27, text("u.sasaran_daerah")),
        Column("Program", 29, text("u.program")),
        Column("Kegiatan Prioritas", 46, "{{ u.kegiatan }}\n{{ u.kode }}"),
        Column("Sasaran Kegiatan", 26, text("u.sasaran")),
        Column("Lokasi (Kecamatan, Desa)", 37, WHERE),
        Column("Volume", 18, VOLUME, "c"),
        Column("Pagu (Rp)", 25, money("u.biaya"), "r"),
        Column("Asal", 19, ORIGIN, "c"),
        last,
    )


def _total_rows(columns: Sequence[Column], label: str, sums: str) -> list[Row]:
    return [
        matrix.total(columns, label, {"Pagu (Rp)": money(f"{sums}.biaya")}),
        matrix.spelled(columns, f"{sums}.biaya"),
        *matrix.no_cost(columns, sums),
    ]


def _forum_accepted() -> str:
    columns = _program_columns(
        Column(
            "Peringkat Kecamatan/ Ket.", 36, "{% if u.peringkat %}Peringkat {{ u.peringkat }}"
            "{% endif %}{% if u.keterangan %}{% if u.peringkat %}. {% endif %}{{ u.keterangan }}"
            "{% endif %}",
        )
    )  # fmt: skip
    rows = [
        *matrix.body(columns, "u in diterima"),
        *_total_rows(columns, "JUMLAH", "jumlah.diterima"),
    ]
    return (
        blocks.lampiran("LAMPIRAN II", _FORUM)
        + blocks.judul_lampiran(
            "DAFTAR USULAN YANG DITERIMA SEBAGAI BAHAN RANCANGAN RENJA TAHUN {{ tahun }}",
            "{{ skpd|kapital }} {{ wilayah.kabupaten|kapital }}",
        )
        + blocks.sub_judul("A. Diterima sesuai usulan")
        + matrix.matrix(LANDSCAPE, columns, rows)
        + blocks.sub_judul("B. Diterima dengan perubahan")
        + _changed(skpd=False)
    )


def _changed(*, skpd: bool) -> str:
    """Original and new volume and cost side by side, with the reason."""
    semula, menjadi = "Semula", "Menjadi"
    own = (Column("SKPD", 30, "{{ u.skpd }}"),) if skpd else ()
    room = 162 - sum(column.width for column in own)
    before = "{{ u.volume_semula|angka|default('–') }}{% if u.satuan %} {{ u.satuan }}{% endif %}"
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kegiatan", round(room * 0.4), "{{ u.kegiatan }}\n{{ u.kode }}"),
        Column("Lokasi", round(room * 0.25), WHERE),
        Column("Asal", 19, ORIGIN, "c"),
        *own,
        Column("Volume", 26, before, "c", semula),
        Column("Biaya (Rp)", 29, money("u.biaya_semula"), "r", semula),
        Column("Volume ", 26, VOLUME, "c", menjadi),
        Column("Biaya (Rp) ", 29, money("u.biaya"), "r", menjadi),
        Column("Alasan", room - round(room * 0.4) - round(room * 0.25), "{{ u.alasan }}"),
    )
    rows = [
        *matrix.body(columns, "u in diterima_perubahan"),
        matrix.total(columns, "JUMLAH", {"Biaya (Rp) ": money("jumlah.diterima_perubahan.biaya")}),
        matrix.spelled(columns, "jumlah.diterima_perubahan.biaya"),
        *matrix.no_cost(columns, "jumlah.diterima_perubahan"),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows)


def _next_page_if(something: str) -> str:  # NIHIL does not take a page of its own
    return when(something, LANDSCAPE.section(last=False), otherwise=[gap()])


def _refused(paper: str, number: str) -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kegiatan", 72, "{{ u.kegiatan }}\n{{ u.kode }}"),
        Column("Lokasi", 45, WHERE),
        Column("Asal", 20, ORIGIN, "c"),
        Column("SKPD", 34, "{{ u.skpd }}"),
        Column("Volume", 22, VOLUME, "c"),
        Column("Biaya Usulan (Rp)", 28, money("u.biaya"), "r"),
        Column("Alasan", 70, "{{ u.alasan }}"),
    )
    sums = {"Biaya Usulan (Rp)": money("jumlah.ditolak.biaya")}
    rows = [*matrix.body(columns, "u in ditolak"), matrix.total(columns, "JUMLAH", sums)]
    return (
        blocks.lampiran(f"LAMPIRAN {number}", paper)
        + blocks.judul_lampiran(
            "DAFTAR USULAN YANG TIDAK DITERIMA BESERTA ALASANNYA TAHUN {{ tahun }}", _TEMPAT
        )
        + matrix.matrix(LANDSCAPE, columns, rows)
    )


def _rerouted(paper: str, number: str) -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kegiatan", 62, "{{ u.kegiatan }}\n{{ u.kode }}"),
        Column("Lokasi", 42, WHERE),
        Column("Asal", 20, ORIGIN, "c"),
        Column("Semula", 36, "{{ u.skpd }}", "", "SKPD"),
        Column("Dialihkan kepada", 36, "{{ u.skpd_tujuan }}", "", "SKPD"),
        Column("Volume", 20, VOLUME, "c"),
        Column("Biaya Usulan (Rp)", 26, money("u.biaya"), "r"),
        Column("Alasan", 49, "{{ u.alasan }}"),
    )
    sums = {"Biaya Usulan (Rp)": money("jumlah.dialihkan.biaya")}
    rows = [*matrix.body(columns, "u in dialihkan"), matrix.total(columns, "JUMLAH", sums)]
    return (
        blocks.lampiran(f"LAMPIRAN {number}", paper)
        + blocks.judul_lampiran(
            "DAFTAR USULAN YANG DIALIHKAN KEPADA SKPD LAIN TAHUN {{ tahun }}", _TEMPAT
        )
        + matrix.matrix(LANDSCAPE, columns, rows)
    )


def ba_musrenbang_kabupaten() -> Draft:
    """Berita Acara Musrenbang Kabupaten: what goes into the RKPD, and what does not (V.E)."""
    body = (
        _head("MUSYAWARAH PERENCANAAN PEMBANGUNAN (MUSRENBANG)", _TAHUN)
        + _opening(
            "Musyawarah Perencanaan Pembangunan (Musrenbang) {{ wilayah.kabupaten }}",
            "Musyawarah",
        )
        + _came_in()
        + p("D. Kesepakatan Musyawarah", "Musren Sub Judul")
        + _considering("musyawarah")
        + _dictums(_KABUPATEN_DICTUMS)
        + closing()
        + _signatures("kepala_bappeda", "WAKIL PESERTA", "wakil_peserta")
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _attended(_KABUPATEN, "DAFTAR HADIR PESERTA MUSRENBANG KABUPATEN")
        + PORTRAIT.section(last=False)
        + _accepted_by_skpd()
        + LANDSCAPE.section(last=False)
        + _refused(_KABUPATEN, "III")
        + _next_page_if("dialihkan|banyaknya")
        + _rerouted(_KABUPATEN, "IV")
        + LANDSCAPE.section(last=True)
    )
    title = "Berita Acara Musrenbang {{ wilayah.kabupaten }} Tahun {{ tahun }}"
    return Draft(title, f"Berita Acara Musrenbang Kabupaten Nomor {blocks.NOMOR}", body)


def _came_in() -> str:
    """Which kecamatan came with their decree, and which stayed outside and why."""
    came = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kecamatan", 36, "{{ k.kecamatan }}"),
        Column("Kode Wilayah", 21, "{{ k.kode }}", "c"),
        Column("Nomor", 43, "{{ k.nomor_spc }}", "", "Surat Penetapan Camat"),
        Column("Tanggal", 17, "{{ k.tanggal_spc|tanggal_pendek }}", "c", "Surat Penetapan Camat"),
        Column("Usulan", 13, "{{ k.usulan|angka }}", "r"),
        Column("Biaya (Rp)", 26, money("k.biaya"), "r"),
    )
    held = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kecamatan", 36, "{{ k.kecamatan }}"),
        Column("Kode Wilayah", 28, "{{ k.kode }}", "c"),
        Column("Alasan", 92, "{{ k.alasan }}"),
    )
    return (
        p("C. Bahan Musyawarah", "Musren Sub Judul")
        + p(
            "Musyawarah membahas hasil Forum SKPD atas usulan dari {{ kecamatan_masuk|banyaknya }} "
            "({{ kecamatan_masuk|banyaknya|terbilang }}) kecamatan yang telah memiliki Surat "
            "Penetapan Camat (SPC), yaitu:"
        )
        + matrix.matrix(PORTRAIT, came, matrix.body(came, "k in kecamatan_masuk"))
        + when(
            "kecamatan_tertahan|banyaknya",
            p(
                "Kecamatan berikut belum dapat diikutsertakan karena persyaratannya belum "
                "terpenuhi:",
                "Musren Pengantar Tabel",
            ),
            matrix.matrix(PORTRAIT, held, matrix.body(held, "k in kecamatan_tertahan")),
        )
        + gap()
    )


_ACCEPTED = (
    "Menerima {{ jumlah_rekap.usulan|angka }} ({{ jumlah_rekap.usulan|terbilang }}) usulan dengan "
    f"biaya {amount('jumlah_rekap.biaya')} sebagai bahan penyusunan Rencana Kerja Pemerintah "
    "Daerah (RKPD) {{ wilayah.kabupaten }} menurut SKPD sebagaimana tercantum dalam Lampiran II, "
    "terdiri atas {{ jumlah.diterima.usulan|angka }} usulan sesuai usulan semula "
    "({{ jumlah.diterima.biaya|rupiah }}) dan {{ jumlah.diterima_perubahan.usulan|angka }} usulan "
    "dengan perubahan ({{ jumlah.diterima_perubahan.biaya|rupiah }})."
)
_MATERIAL = (
    "Berita Acara ini menjadi bahan penyusunan RKPD {{ wilayah.kabupaten }} dan disampaikan kepada "
    "DPRD sebagai bahan pembahasan anggaran."
)
_KABUPATEN_DICTUMS = (
    "Membahas " + _DISCUSSED + ", " + _FROM,
    _ACCEPTED,
    _refused_words("III") + "; " + _rerouted_words("IV"),
    _INSEPARABLE,
    _MATERIAL,
)


def _accepted_by_skpd() -> str:
    columns = _program_columns(Column("SKPD Penanggung Jawab", 36, "{{ g.skpd }}"))
    n = len(columns)
    rows = [
        tag_row("for g in kelompok", n),
        matrix.group(columns, "{{ loop.index|romawi }}. {{ g.skpd|kapital }}"),
        *matrix.body(columns, "u in g.baris"),
        matrix.total(
            columns, "JUMLAH {{ g.skpd|kapital }}", {"Pagu (Rp)": money("g.jumlah.biaya")}
        ),
        *matrix.no_cost(columns, "g.jumlah"),
        tag_row("else", n),
        matrix.none(columns),
        tag_row("endfor", n),
        matrix.total(columns, matrix.GRAND_TOTAL, {"Pagu (Rp)": money("jumlah_rekap.biaya")}),
        matrix.spelled(columns, "jumlah_rekap.biaya"),
    ]
    return (
        blocks.lampiran("LAMPIRAN II", _KABUPATEN)
        + blocks.judul_lampiran(
            "DAFTAR USULAN YANG DITERIMA MENURUT SKPD TAHUN {{ tahun }}", _TEMPAT
        )
        + blocks.sub_judul("A. Rekapitulasi menurut SKPD")
        + _recap()
        + blocks.sub_judul("B. Daftar kegiatan prioritas menurut SKPD")
        + matrix.matrix(LANDSCAPE, columns, rows)
        + blocks.sub_judul("C. Usulan yang diterima dengan perubahan")
        + _changed(skpd=True)
    )


def _recap() -> str:
    forum, diff = "Berita Acara Forum SKPD", "Terhadap Pagu (Rp)"
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("SKPD", 66, "{{ r.skpd }}"),
        Column("Nomor", 54, text("r.nomor_ba"), "", forum),
        Column(
            "Tanggal", 22, "{% if r.tanggal_ba %}{{ r.tanggal_ba|tanggal_pendek }}"
            "{% else %}–{% endif %}", "c", forum,
        ),
        Column("Usulan", 17, "{{ r.usulan|angka }}", "r"),
        Column("Biaya (Rp)", 34, money("r.biaya"), "r"),
        Column("Pagu Indikatif (Rp)", 34, money("r.pagu"), "r"),
        Column("Kurang", 32, remark("r.kurang|angka"), "r", diff),
        Column("Lebih", 32, remark("r.lebih|angka"), "r", diff),
    )  # fmt: skip
    sums = {
        "Usulan": "{{ jumlah_rekap.usulan|angka }}",
        "Biaya (Rp)": money("jumlah_rekap.biaya"),
        "Pagu Indikatif (Rp)": money("jumlah_rekap.pagu"),
    }
    note = (
        "Kurang: biaya masih di bawah pagu indikatif. Lebih: biaya melampaui pagu indikatif. "
        "Tanda – pada pagu indikatif berarti belum diketahui."
    )
    rows = [
        *matrix.body(columns, "r in rekap"),
        matrix.total(columns, "JUMLAH", sums),
        matrix.note(columns, note),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows)
