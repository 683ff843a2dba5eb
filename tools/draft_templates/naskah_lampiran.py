"""What is bound in at the end of the long documents: team, tools, lists, meetings, photos."""

from tools.draft_templates import matrix
from tools.draft_templates.dokumen import (
    foto as foto_foto,
)
from tools.draft_templates.dokumen import (
    gambar,
    judul_bagian,
    judul_tabel,
    lampiran,
    tabel,
    teks,
)
from tools.draft_templates.matrix import Column, Spread, money, remark, text
from tools.draft_templates.naskah_bersama import tiap
from tools.draft_templates.wml import LANDSCAPE, each, p, when

_NO = Column("No.", 11, "{{ loop.index }}", "c")


def tim(plan: str) -> str:
    """The decree behind the team and its members (pnpm.md 4.4)."""
    return (
        lampiran(f"Keputusan Kepala Desa tentang Tim Penyusun {plan}")
        + when(
            "tim.nomor",
            p(
                f"Tim Penyusun {plan} dibentuk dengan Keputusan Kepala {{{{ wilayah.desa }}}} "
                "Nomor {{ tim.nomor }}{% if tim.tanggal %} tanggal "
                "{{ tim.tanggal|tanggal }}{% endif %}, dengan susunan sebagai berikut."
            ),
            otherwise=[p(f"Keputusan Kepala Desa tentang Tim Penyusun {plan} belum dicatat.")],
        )
        + tabel(
            f"Susunan Tim Penyusun {plan}",
            (
                _NO,
                Column("Nama", 54, "{{ a.nama }}"),
                Column("L/P", 12, "{{ a.jk }}", "c"),
                Column("Jabatan/Unsur", 50, "{{ a.jabatan }}"),
                Column("Kedudukan dalam Tim", 38, "{{ a.kedudukan }}"),
            ),
            "a in tim.anggota",
        )
    )


def rktl() -> str:
    return lampiran("Rencana Kerja Tindak Lanjut (RKTL) Tim Penyusun") + tabel(
        "RKTL Tim Penyusun",
        (
            _NO,
            Column("Kegiatan", 62, "{{ r.kegiatan }}"),
            Column("Waktu", 32, text("r.waktu")),
            Column("Pelaksana", 34, text("r.pelaksana")),
            Column("Keterangan", 26, remark("r.keterangan")),
        ),
        "r in rktl",
    )


def program_masuk() -> str:
    return lampiran("Data Rencana Program yang Masuk ke Desa") + tabel(
        "Rencana program dari luar desa",
        (
            _NO,
            Column("Kegiatan", 41, "{{ r.kegiatan }}"),
            Column("Lokasi", 24, text("r.lokasi")),
            Column(
                "Volume",
                22,
                "{{ r.volume|angka|default('–') }}{% if r.satuan %} {{ r.satuan }}{% endif %}",
            ),
            Column("Biaya (Rp)", 28, money("r.biaya"), "r"),
            Column("Sumber Dana", 22, "{{ r.sumber }}"),
            Column("Waktu", 17, text("r.waktu"), "c"),
        ),
        "r in program_masuk",
        empty="Belum ada keterangan program dari luar desa.",
    )


def alat_kaji() -> str:
    """The pictures each group drew, with the lists that came from them (PKD-1 to PKD-5)."""
    return lampiran("Sketsa Desa, Kalender Musim, dan Bagan Kelembagaan") + tiap(
        "k in kelompok",
        "kelompok",
        judul_bagian(_KELOMPOK)
        + p(
            "Pertemuan tanggal {{ k.tanggal|tanggal }} di {{ k.tempat }}, dihadiri "
            "{{ k.kehadiran.jumlah|angka }} orang: {{ k.kehadiran.laki_laki|angka }} laki-laki "
            "dan {{ k.kehadiran.perempuan|angka }} perempuan{% if k.kehadiran.rtm %}, "
            "{{ k.kehadiran.rtm|angka }} di antaranya dari rumah tangga miskin{% endif %}."
        )
        + _sketsa()
        + _kalender()
        + _bagan()
        + when("k.foto|banyaknya", foto_foto("k.foto")),
        "Belum ada pertemuan dusun atau kelompok yang dicatat.",
    )


_KELOMPOK = (
    "{{ k.kelompok }}{% if k.dusun and k.dusun not in k.kelompok %} ({{ k.dusun }}){% endif %}"
)


def _sketsa() -> str:
    return when(
        "k.sketsa.simbol|banyaknya",
        gambar("k.sketsa|gambar_sketsa(150)", "Sketsa desa – {{ k.kelompok }}"),
    ) + tabel(
        "Daftar masalah dan potensi dari sketsa desa – {{ k.kelompok }}",
        (
            _NO,
            Column("Masalah", 80, "{{ m.masalah }}"),
            Column("Potensi", 74, text("m.potensi")),
        ),
        "m in k.masalah_sketsa",
    )


def _kalender() -> str:
    return when(
        "k.kalender|banyaknya",
        gambar("k.kalender|gambar_kalender(150)", "Kalender musim – {{ k.kelompok }}"),
    ) + tabel(
        "Daftar masalah dan potensi dari kalender musim – {{ k.kelompok }}",
        (
            _NO,
            Column("Masalah/Keadaan", 66, "{{ m.masalah }}"),
            Column("Bulan", 34, text("m.bulan")),
            Column("Potensi", 54, text("m.potensi")),
        ),
        "m in k.masalah_kalender",
    )


def _bagan() -> str:
    return when(
        "k.lembaga|banyaknya",
        gambar("k.lembaga|gambar_bagan(130)", "Bagan kelembagaan – {{ k.kelompok }}"),
    ) + tabel(
        "Daftar masalah dan potensi dari bagan kelembagaan – {{ k.kelompok }}",
        (
            _NO,
            Column("Lembaga", 38, text("m.lembaga")),
            Column("Masalah", 62, "{{ m.masalah }}"),
            Column("Potensi", 54, text("m.potensi")),
        ),
        "m in k.masalah_lembaga",
    )


def masalah_dan_potensi() -> str:
    """PKD-6 and PKD-7, in full width."""
    return (
        lampiran("Inventaris dan Peringkat Masalah")
        + tiap(
            "g in kelompok_masalah",
            "kelompok_masalah",
            judul_tabel("Pengelompokan masalah bidang {{ g.bidang }}") + _pengelompokan(),
            "Masalah desa belum dikelompokkan.",
        )
        + judul_tabel("Penentuan peringkat masalah")
        + _peringkat(
            "kriteria_masalah",
            "peringkat_masalah",
            (
                Column("Bidang", 32, text("m.bidang")),
                Column("Masalah", 77, "{{ m.masalah }}"),
            ),
            5,
            (Column("Ket.", 24, remark("m.keterangan")),),
        )
    )


def _pengelompokan() -> str:
    columns = (
        Column("No.", 10, "{{ loop.index }}", "c"),
        Column("Masalah", 96, "{{ m.masalah }}"),
        Column("Potensi", 74, text("m.potensi")),
        Column("Dirasakan di", 50, text("m.kelompok")),
        Column("Masalah yang digabung", 70, _GABUNGAN),
    )
    rows = matrix.body(columns, "m in g.baris")
    return matrix.matrix(LANDSCAPE, columns, rows) + p("", "Musren Jarak")


_GABUNGAN = (
    "{% for a in m.gabungan %}{{ a.masalah }}{% if a.kelompok %} ({{ a.kelompok }}){% endif %}"
    "{% if loop.last %}{% else %}; {% endif %}{% endfor %}"
)


def _peringkat(
    heads: str, facts: str, first: tuple[Column, ...], times: int, last: tuple[Column, ...] = ()
) -> str:
    """Scores under their criteria, their sum and the rank."""
    room = 300 - 10 - sum(c.width for c in (*first, *last)) - 19 - 20
    scores = Spread(f"b in {heads}", "b in m.skor", f"b in {heads}", times=times)
    columns = (
        Column("No.", 10, "{{ loop.index }}", "c"),
        *first,
        Column("{{ b }}", room / times, SKOR, "c", "Kriteria dan Nilai", spread=scores),
        Column("Jumlah Nilai", 19, money("m.jumlah"), "c"),
        Column("Urutan Peringkat", 20, money("m.peringkat"), "c"),
        *last,
    )
    rows = matrix.body(columns, f"m in {facts}")
    return matrix.matrix(LANDSCAPE, columns, rows) + p("", "Musren Jarak")


SKOR = "{% if b is none %}–{% else %}{{ b }}{% endif %}"


def tindakan() -> str:
    """PKD-8 and PKD-9, in full width."""
    return (
        lampiran("Pengkajian dan Peringkat Tindakan Pemecahan Masalah")
        + judul_tabel("Pengkajian tindakan pemecahan masalah")
        + _pengkajian()
        + judul_tabel("Penentuan peringkat tindakan")
        + _peringkat(
            "kriteria_tindakan",
            "peringkat_tindakan",
            (Column("Tindakan yang Layak", 131, "{{ m.tindakan }}"),),
            3,
        )
    )


def _pengkajian() -> str:
    columns = (
        Column("No.", 10, "{{ loop.index }}", "c"),
        Column("Masalah", 62, "{{ m.masalah }}"),
        Column("Penyebab", 56, text("m.penyebab")),
        Column("Potensi", 50, text("m.potensi")),
        Column("Alternatif Tindakan Pemecahan Masalah", 61, _TIAP % "a.alternatif"),
        Column("Tindakan yang Layak", 61, _LAYAK),
    )
    rows = matrix.body(columns, "m in pengkajian")
    return matrix.matrix(LANDSCAPE, columns, rows) + p("", "Musren Jarak")


_TIAP = "{%% for a in m.tindakan %%}{{ loop.index }}) {{ %s }} {%% endfor %%}"
_LAYAK = (
    "{% for a in m.tindakan %}{% if a.layak %}{{ loop.index }}) "
    "{% if a.tindakan %}{{ a.tindakan }}{% else %}{{ a.alternatif }}{% endif %} {% endif %}"
    "{% endfor %}"
)


def gagasan() -> str:
    """Form.2 of every group and Form.3 of the village."""
    columns = (
        Column("No.", 10, "{{ loop.index }}", "c"),
        Column("Masalah", 68, text("u.masalah")),
        Column("Gagasan Kegiatan", 70, "{{ u.gagasan }}"),
        Column("Lokasi", 40, text("u.lokasi")),
        Column("L", 13, money("u.pemanfaat_l"), "r", "Pemanfaat (orang)"),
        Column("P", 13, money("u.pemanfaat_p"), "r", "Pemanfaat (orang)"),
        Column("RTM", 13, money("u.pemanfaat_rtm"), "r", "Pemanfaat (orang)"),
        Column("Potensi/Swadaya", 53, text("u.potensi")),
        Column("Urutan Prioritas", 20, money("u.prioritas"), "c"),
    )
    listed = matrix.matrix(LANDSCAPE, columns, matrix.body(columns, "u in k.gagasan"))
    return (
        lampiran("Daftar dan Rekapitulasi Gagasan")
        + each(
            "k in kelompok",
            judul_tabel(
                "Daftar gagasan {{ k.kelompok }}"
                "{% if k.kelompok_jenis %} ({{ k.kelompok_jenis }}){% endif %}"
            ),
            listed,
            p("", "Musren Jarak"),
        )
        + judul_tabel("Rekapitulasi gagasan dusun dan kelompok")
        + _rekap_gagasan()
    )


def _rekap_gagasan() -> str:
    columns = (
        Column("No.", 10, "{{ loop.index }}", "c"),
        Column("Dusun/Kelompok", 58, "{{ u.kelompok }}"),
        Column("Masalah", 84, text("u.masalah")),
        Column("Gagasan", 90, "{{ u.gagasan }}"),
        Column("Jumlah Kelompok yang Mengusulkan", 34, money("u.jumlah_kelompok"), "c"),
        Column("Peringkat", 24, money("u.peringkat"), "c"),
    )
    return matrix.matrix(LANDSCAPE, columns, matrix.body(columns, "u in gagasan"))


def rancangan() -> str:
    return lampiran("Rancangan RPJM-Desa") + p(
        "Rancangan RPJM-Desa yang dibahas dalam Musrenbangdes tercantum dalam Bab VI, dengan "
        "penyempurnaan sesuai hasil musyawarah."
    )


def visi_misi() -> str:
    return lampiran("Dokumen Visi dan Misi Kepala Desa") + teks(
        "visi_misi_kepala_desa",
        "Visi dan misi Kepala Desa telah dituangkan dalam Bab III dokumen ini.",
    )


def rujukan() -> str:
    return lampiran("Berita Acara dan Keputusan yang Mendasari") + tabel(
        "Berita acara dan keputusan",
        (
            _NO,
            Column("Naskah", 84, "{{ r.nama }}"),
            Column("Nomor", 40, "{{ r.nomor|default('–')|dalam_kalimat }}"),
            Column("Tanggal", 30, "{{ r.tanggal|tanggal|default('–') }}"),
        ),
        "r in rujukan",
        empty="Belum ada berita acara atau keputusan yang dicatat.",
    )


def undangan_dan_hadir() -> str:
    """What invitation went out and who came, meeting by meeting."""
    return (
        lampiran("Undangan dan Daftar Hadir")
        + tabel(
            "Musyawarah dan pertemuan",
            (
                _NO,
                Column("Musyawarah", 34, "{{ m.nama }}"),
                Column("Tanggal", 25, "{{ m.tanggal|tanggal }}"),
                Column("Undangan", 53, _UNDANGAN),
                Column("L", 9, "{{ m.kehadiran.laki_laki|angka }}", "r"),
                Column("P", 9, "{{ m.kehadiran.perempuan|angka }}", "r"),
                Column("RTM", 12, "{{ m.kehadiran.rtm|angka }}", "r"),
                Column("Hadir", 12, "{{ m.kehadiran.jumlah|angka }}", "r"),
            ),
            "m in musyawarah",
        )
        + each(
            "m in musyawarah",
            when(
                "m.hadir|banyaknya",
                judul_bagian("Daftar hadir {{ m.nama }}"),
                p(
                    "{{ m.tanggal|hari }}, {{ m.tanggal|tanggal }}{% if m.tempat %}, bertempat di "
                    "{{ m.tempat }}{% endif %}."
                ),
                tabel("Daftar hadir {{ m.nama }}", _HADIR, "h in m.hadir"),
            ),
        )
    )


_UNDANGAN = (
    "{% if m.undangan_nomor %}{{ m.undangan_nomor }}{% if m.undangan_tanggal %}, "
    "{{ m.undangan_tanggal|tanggal }}{% endif %}{% else %}–{% endif %}"
    "{% if m.diundang %} ({{ m.diundang|angka }} diundang){% endif %}"
)
_HADIR = (
    _NO,
    Column("Nama", 58, "{{ h.nama }}"),
    Column("L/P", 12, "{{ h.jk }}", "c"),
    Column("Jabatan/Unsur", 48, "{{ h.unsur }}"),
    Column("Alamat", 36, text("h.alamat")),
)


def notulen() -> str:
    return lampiran("Notulen") + tiap(
        "m in musyawarah",
        "musyawarah",
        judul_bagian("Notulen {{ m.nama }}")
        + when(
            "m.pembahasan|banyaknya",
            tabel(
                "Pembahasan {{ m.nama }}",
                (
                    _NO,
                    Column("Pembicara", 36, "{{ b.pembicara }}"),
                    Column("Uraian", 64, "{{ b.uraian }}"),
                    Column("Tanggapan", 54, text("b.tanggapan")),
                ),
                "b in m.pembahasan",
            ),
            otherwise=[p("Pembahasan tidak dicatat tersendiri.")],
        )
        + when(
            "m.keputusan|banyaknya",
            p("Keputusan musyawarah:", "Musren Pengantar Tabel"),
            each("b in m.keputusan", p("{{ b|tanpa_tanda }}.", "Musren Butir")),
        ),
        "Belum ada musyawarah yang dicatat.",
    )


def foto(otherwise: str) -> str:
    return (
        lampiran("Peta dan Foto")
        + each("m in musyawarah", when("m.foto|banyaknya", foto_foto("m.foto")))
        + when(
            "foto|banyaknya",
            foto_foto("foto"),
            otherwise=[p(otherwise)],
        )
    )
