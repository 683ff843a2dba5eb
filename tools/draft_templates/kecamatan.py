"""The Berita Acara Musrenbang Kecamatan with its lampiran."""

from tools.draft_templates import blocks
from tools.draft_templates import kecamatan_daftar as daftar
from tools.draft_templates.blocks import Signer
from tools.draft_templates.desa import KEPUTUSAN, amount, attendance_sentence, closing
from tools.draft_templates.kecamatan_daftar import TEMPAT
from tools.draft_templates.matrix import Column, money
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, Cell, Row, each, p, table, tag_row, when

_BA = "Berita Acara Musrenbang Kecamatan Tahun {{ tahun }}"


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
        + daftar.desa_masuk()
        + daftar.desa_tertahan()
        + p("", "Musren Jarak")
        + when("verifikasi", p("D. Hasil Verifikasi Usulan", "Musren Sub Judul"), _verified())
    )


def _verified() -> str:
    """What Tim Verifikasi recommended, and what went back to the villages."""
    v = "verifikasi"

    def counted(name: str) -> str:
        return f"{{{{ {v}.{name}|angka }}}} ({{{{ {v}.{name}|terbilang }}}}) usulan"

    return p(
        "Tim Verifikasi{% if verifikasi.sk %} yang dibentuk dengan Keputusan Camat Nomor "
        "{{ verifikasi.sk.nomor }} tanggal {{ verifikasi.sk.tanggal|tanggal }}{% endif %} telah "
        f"memeriksa {counted('usulan')} dengan rekomendasi layak sebanyak {counted('layak')}, "
        f"layak dengan perbaikan sebanyak {counted('layak_perbaikan')}, dan tidak layak sebanyak "
        f"{counted('tidak_layak')}. Dikembalikan kepada desa untuk diperbaiki sebanyak "
        f"{counted('dikembalikan')}, dan yang telah diperbaiki sebanyak {counted('diperbaiki')}."
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


def _decisions() -> str:
    return (
        p("{{ 'E' if verifikasi else 'D' }}. Kesepakatan Musyawarah", "Musren Sub Judul")
        + p(
            "Setelah memperhatikan, mendengar, dan mempertimbangkan sambutan, pemaparan materi, "
            "serta tanggapan dan saran seluruh peserta, musyawarah menyepakati hal-hal sebagai "
            "berikut:"
        )
        + each("butir in cara_prioritas", p("{{ butir|tanpa_tanda }}.", KEPUTUSAN))
        + p(
            "Daftar prioritas usulan kegiatan yang didanai BLM PNPM-MP sebanyak "
            "{{ blm.jumlah.usulan|angka }} ({{ blm.jumlah.usulan|terbilang }}) usulan dengan "
            f"kebutuhan dana BLM sebesar {amount('blm.jumlah.dari_sumber')}"
            "{% if pendanaan %}, yang terdanai menurut urutan peringkat sebesar "
            f"{amount('(pendanaan.spp + pendanaan.bukan_spp)')}{{% endif %}}, sebagaimana "
            "tercantum dalam Lampiran II huruf A.",
            KEPUTUSAN,
        )
        + when("pendanaan and pendanaan.pilihan_sisa", p(daftar.remainder(), KEPUTUSAN))
        + p(
            "Daftar prioritas usulan kegiatan yang diajukan ke Musrenbang Kabupaten untuk didanai "
            "APBD sebanyak {{ apbd.jumlah.usulan|angka }} ({{ apbd.jumlah.usulan|terbilang }}) "
            f"usulan dengan perkiraan biaya sebesar {amount('apbd.jumlah.biaya')} sebagaimana "
            "tercantum dalam Lampiran II huruf B.",
            KEPUTUSAN,
        )
        + _left_and_moved()
        + _sent()
        + each("butir in keputusan", p("{{ butir|tanpa_tanda }}.", KEPUTUSAN))
        + p(
            "Lampiran I sampai dengan Lampiran IV merupakan bagian tidak terpisahkan dari Berita "
            "Acara ini.",
            KEPUTUSAN,
        )
        + closing()
    )


def _left_and_moved() -> str:
    """What was not agreed, what is in reserve, and what stands elsewhere than computed."""
    return (
        when(
            "belum_disepakati|banyaknya",
            p(
                "Usulan kegiatan yang belum disepakati sebanyak "
                "{{ belum_disepakati|banyaknya }} ({{ belum_disepakati|banyaknya|terbilang }}) "
                "usulan beserta alasannya sebagaimana tercantum dalam Lampiran III"
                "{% if cadangan|banyaknya %} huruf A{% endif %}.",
                KEPUTUSAN,
            ),
        )
        + when(
            "cadangan|banyaknya",
            p(
                "Usulan kegiatan cadangan sebanyak {{ cadangan|banyaknya }} "
                "({{ cadangan|banyaknya|terbilang }}) usulan, yang dipakai menurut urutannya bila "
                "tersedia dana tambahan, sebagaimana tercantum dalam Lampiran III huruf B.",
                KEPUTUSAN,
            ),
        )
        + when(
            "perubahan_urutan|banyaknya",
            p(
                "Menyepakati peringkat yang berbeda dari hasil hitungan bagi "
                "{{ perubahan_urutan|banyaknya }} ({{ perubahan_urutan|banyaknya|terbilang }}) "
                "usulan beserta alasannya sebagaimana tercantum dalam Lampiran II huruf C.",
                KEPUTUSAN,
            ),
        )
    )


def _sent() -> str:
    return when(
        "delegasi|banyaknya",
        p(
            "Menunjuk {{ delegasi|banyaknya }} ({{ delegasi|banyaknya|terbilang }}) orang "
            "delegasi kecamatan untuk mengikuti Forum SKPD dan Musrenbang Kabupaten "
            "sebagaimana tercantum dalam Lampiran IV.",
            KEPUTUSAN,
        ),
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
        + blocks.judul_lampiran("DAFTAR HADIR PESERTA MUSRENBANG KECAMATAN", TEMPAT)
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


def _lampiran_prioritas() -> str:
    rank = Column("Peringkat", 16, money("u.peringkat"), "c")
    return (
        blocks.lampiran("LAMPIRAN II", _BA)
        + blocks.judul_lampiran(
            "DAFTAR URUTAN KEGIATAN PRIORITAS KECAMATAN TAHUN {{ tahun }}", TEMPAT
        )
        + blocks.sub_judul("A. Prioritas usulan kegiatan yang didanai BLM PNPM-MP")
        + daftar.blm(daftar.blm_columns(daftar.keterangan(30)))
        + blocks.sub_judul(
            "B. Prioritas usulan kegiatan menurut SKPD yang diajukan ke Musrenbang Kabupaten "
            "untuk didanai APBD"
        )
        + daftar.skpd(daftar.skpd_columns([rank]))
        + when(
            "perubahan_urutan|banyaknya",
            blocks.sub_judul("C. Perubahan urutan terhadap hasil hitungan"),
            daftar.perubahan(),
        )
    )


def _lampiran_belum() -> str:
    return (
        blocks.lampiran("LAMPIRAN III", _BA)
        + blocks.judul_lampiran(
            "DAFTAR KEGIATAN YANG BELUM DISEPAKATI{% if cadangan|banyaknya %} DAN USULAN CADANGAN"
            "{% endif %} TAHUN {{ tahun }}",
            TEMPAT,
        )
        + when("cadangan|banyaknya", blocks.sub_judul("A. Kegiatan yang belum disepakati"))
        + daftar.belum_disepakati()
        + when(
            "cadangan|banyaknya",
            blocks.sub_judul("B. Usulan cadangan"),
            daftar.cadangan("cadangan"),
        )
    )


def _lampiran_delegasi() -> str:
    return (
        blocks.lampiran("LAMPIRAN IV", _BA, PORTRAIT)
        + blocks.judul_lampiran(
            "DAFTAR DELEGASI KECAMATAN",
            "UNTUK FORUM SKPD DAN MUSRENBANG KABUPATEN TAHUN {{ tahun }}",
            TEMPAT,
        )
        + _people("delegasi", 14)
    )
