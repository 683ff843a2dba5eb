"""The village papers: attendance list, Berita Acara Musrenbangdes, SK Kepala Desa."""

from collections.abc import Sequence

from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.listing import listing, silsilah
from tools.draft_templates.matrix import Column, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import (
    LANDSCAPE,
    PORTRAIT,
    Row,
    each,
    p,
    tag_row,
    when,
)

KEPUTUSAN = "Musren Keputusan"


def ba_musrenbangdes() -> Draft:
    """Berita Acara with the lists by funding source and last year's evaluation (II.D.3)."""
    body = (
        blocks.kop()
        + blocks.judul(
            "BERITA ACARA",
            "MUSYAWARAH PERENCANAAN PEMBANGUNAN DESA (MUSRENBANGDES)",
            "DALAM RANGKA PENYUSUNAN RENCANA KERJA PEMBANGUNAN DESA",
            "(RKP-DESA) TAHUN {{ tahun }}",
        )
        + p(f"Nomor: {blocks.NOMOR}", "Musren Nomor")
        + _opening()
        + _decisions()
        + signatures()
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _lampiran_rekap()
        + PORTRAIT.section(last=False)
        + _lampiran_daftar()
        + LANDSCAPE.section(last=False)
        + _lampiran_evaluasi()
        + LANDSCAPE.section(last=False)
        + _lampiran_belum()
        + when(
            "silsilah|banyaknya",
            LANDSCAPE.section(last=False),
            silsilah("LAMPIRAN V", _BA, "TAHUN {{ tahun }}"),
        )
        + LANDSCAPE.section(last=True)
    )
    title = "Berita Acara Musrenbangdes RKP-Desa Tahun {{ tahun }} {{ wilayah.desa }}"
    return Draft(title, f"Berita Acara Musrenbangdes Nomor {blocks.NOMOR}", body)


def _opening() -> str:
    return (
        p(
            "Pada hari ini, {{ musyawarah.tanggal|tanggal_terbilang }}, "
            + blocks.pukul("musyawarah.")
            + ", bertempat di {{ musyawarah.tempat }}, {{ wilayah.desa }}, "
            "{{ wilayah.kecamatan }}, {{ wilayah.kabupaten }}, {{ wilayah.provinsi }}, telah "
            "diselenggarakan Musyawarah Perencanaan Pembangunan Desa (Musrenbangdes) untuk "
            "membahas rancangan Rencana Kerja Pembangunan Desa (RKP-Desa) Tahun {{ tahun }}"
            ".",
            "Musren Isi Menjorok",
        )
        + attendance_sentence("peserta yang mewakili unsur-unsur masyarakat desa")
        + p("A. Materi Musyawarah", "Musren Sub Judul")
        + each("butir in musyawarah.agenda", p("{{ butir|tanpa_tanda }}.", "Musren Materi"))
        + p("B. Pimpinan Musyawarah dan Narasumber", "Musren Sub Judul")
        + blocks.pimpinan("musyawarah")
    )


def attendance_sentence(who: str, meeting: str = "Musyawarah") -> str:
    return p(
        f"{meeting} dihadiri oleh {{{{ kehadiran.jumlah|angka }}}} "
        f"({{{{ kehadiran.jumlah|terbilang }}}}) orang {who}, terdiri atas "
        "{{ kehadiran.laki_laki|angka }} orang laki-laki dan {{ kehadiran.perempuan|angka }} "
        "orang perempuan{% if kehadiran.rtm %}, di antaranya {{ kehadiran.rtm|angka }} orang dari "
        "rumah tangga miskin (RTM){% endif %}, sebagaimana tercantum dalam daftar hadir yang "
        "menjadi bagian tidak terpisahkan dari Berita Acara ini.",
        "Musren Isi Menjorok",
    )


def amount(name: str) -> str:
    """An amount in figures and words."""
    return f"{{{{ {name}|rupiah }}}} ({{{{ {name}|terbilang_rupiah }}}})"


def _evaluated() -> str:
    return when(
        "evaluasi|banyaknya",
        p(
            "Menerima hasil evaluasi pelaksanaan RKP-Desa Tahun {{ tahun_evaluasi }} "
            "sebagaimana tercantum dalam Lampiran III.",
            KEPUTUSAN,
        ),
        otherwise=[
            p(
                "Menyatakan bahwa tidak ada kegiatan RKP-Desa Tahun {{ tahun_evaluasi }} yang "
                "dapat dievaluasi.",
                KEPUTUSAN,
            )
        ],
    )


def _decisions() -> str:
    return (
        p("C. Keputusan Musyawarah", "Musren Sub Judul")
        + p(
            "Setelah dilakukan pembahasan terhadap materi tersebut di atas, musyawarah memutuskan "
            "dan menyepakati hal-hal sebagai berikut:"
        )
        + _evaluated()
        + p(
            "Menyepakati {{ jumlah.usulan|angka }} ({{ jumlah.usulan|terbilang }}) usulan kegiatan "
            f"dengan perkiraan biaya seluruhnya {amount('jumlah.biaya')}, terdiri atas dana dari "
            f"sumber pembiayaan sebesar {amount('jumlah.dari_sumber')} dan swadaya atau sumber "
            f"dana lain sebesar {amount('jumlah.swadaya')}, yang dirinci menurut sumber dana dalam "
            "Lampiran I dan Lampiran II.",
            KEPUTUSAN,
        )
        + when(
            "belum_disepakati|banyaknya",
            p(
                "Mencatat {{ belum_disepakati|banyaknya }} "
                "({{ belum_disepakati|banyaknya|terbilang }}) usulan kegiatan yang ditunda atau "
                "tidak disepakati beserta alasannya sebagaimana tercantum dalam Lampiran IV.",
                KEPUTUSAN,
            ),
        )
        + _from_the_women()
        + when(
            "silsilah|banyaknya",
            p(
                "Menyepakati penggabungan dan pemecahan usulan sebagaimana tercantum dalam "
                "Lampiran V.",
                KEPUTUSAN,
            ),
        )
        + each("butir in keputusan", p("{{ butir|tanpa_tanda }}.", KEPUTUSAN))
        + when(
            "wakil_desa|banyaknya",
            p(_MENUNJUK, KEPUTUSAN),
            _wakil_desa(),
            p("", "Musren Jarak"),
        )
        + closing()
    )


def _from_the_women() -> str:
    """The proposals of the MKP, legalised as they are, and their share of the result."""
    return when(
        "mkp_disahkan|banyaknya",
        p(
            "Mengesahkan {{ mkp_disahkan|banyaknya }} ({{ mkp_disahkan|banyaknya|terbilang }}) "
            "usulan hasil MKP{% if berita_acara_mkp %} sebagaimana tertuang dalam Berita Acara MKP "
            "Nomor {{ berita_acara_mkp.nomor }} tanggal {{ berita_acara_mkp.tanggal|tanggal }}"
            "{% endif %} tanpa dibahas ulang, yaitu: {% for u in mkp_disahkan %}"
            "{{ u.kegiatan|tanpa_tanda }} ({{ u.kode }}){% if not loop.last %}; {% endif %}"
            "{% endfor %}.",
            KEPUTUSAN,
        ),
    ) + when(
        "perempuan",
        p(
            "Mencatat bahwa {{ perempuan.usulan|angka }} ({{ perempuan.usulan|terbilang }}) dari "
            "usulan yang disepakati berasal dari MKP dengan perkiraan biaya "
            f"{amount('perempuan.biaya')}, dan bahwa musyawarah dihadiri oleh "
            "{{ perempuan.hadir|angka }} ({{ perempuan.hadir|terbilang }}) orang perempuan.",
            KEPUTUSAN,
        ),
    )


_PUTUSAN = "{{ 'TIDAK DISEPAKATI' if u.putusan == 'ditolak' else 'DITUNDA' }}"

_MENUNJUK = (
    "Menunjuk {{ wakil_desa|banyaknya }} ({{ wakil_desa|banyaknya|terbilang }}) orang wakil desa"
    "{% if wakil_desa|banyaknya_perempuan %}, {{ wakil_desa|banyaknya_perempuan }} "
    "({{ wakil_desa|banyaknya_perempuan|terbilang }}) orang di antaranya perempuan,{% endif %} "
    "untuk mengikuti Musrenbang Kecamatan, yaitu:"
)


def closing() -> str:
    """How it was decided, and the sentence that closes every Berita Acara."""
    return blocks.cara_putusan("musyawarah") + p(
        "Demikian Berita Acara ini dibuat dan disahkan dengan penuh tanggung jawab agar dapat "
        "dipergunakan sebagaimana mestinya.",
        "Musren Penutup",
    )


def _wakil_desa() -> str:
    columns = (
        Column("No.", 11, "{{ loop.index }}.", "c"),
        Column("Nama", 52, "{{ w.nama }}"),
        Column("L/P", 12, "{{ w.jk }}", "c"),
        Column("Unsur", 50, "{{ w.unsur }}"),
        Column("Alamat", 40, "{{ w.alamat }}"),
    )
    return listing(columns, "w in wakil_desa")


def signatures() -> str:
    """Kepala Desa, Pimpinan Musyawarah and three wakil masyarakat (Panduan II.D.3)."""
    who = "penandatangan"
    return blocks.ttd_with_wakil(
        Signer(f"{who}.pimpinan", blocks.place_and_date()),
        Signer(f"{who}.kepala_desa", "Mengetahui,"),
        "WAKIL MASYARAKAT",
        f"{who}.wakil_masyarakat",
    )


_BA = "Berita Acara Musrenbangdes RKP-Desa Tahun {{ tahun }}"
_TEMPAT = (
    "{{ wilayah.desa|kapital }}, {{ wilayah.kecamatan|kapital }}, {{ wilayah.kabupaten|kapital }}"
)


def _lampiran_rekap() -> str:
    columns = (
        Column("No.", 10, "{{ loop.index|huruf|kapital }}", "c"),
        Column("Sumber Dana", 55, "{{ d.nama }}"),
        Column("Jumlah Usulan", 19, "{{ d.jumlah.usulan|angka }}", "r"),
        Column("Dari Sumber Dana (Rp)", 28, money("d.jumlah.dari_sumber"), "r"),
        Column("Swadaya/Lain (Rp)", 25, money("d.jumlah.swadaya"), "r"),
        Column("Jumlah Biaya (Rp)", 28, money("d.jumlah.biaya"), "r"),
    )
    rows = [
        *matrix.body(columns, "d in daftar"),
        matrix.total(
            columns,
            "JUMLAH",
            {
                "Jumlah Usulan": "{{ jumlah.usulan|angka }}",
                "Dari Sumber Dana (Rp)": money("jumlah.dari_sumber"),
                "Swadaya/Lain (Rp)": money("jumlah.swadaya"),
                "Jumlah Biaya (Rp)": money("jumlah.biaya"),
            },
        ),
        matrix.spelled(columns, "jumlah.biaya"),
        *matrix.no_cost(columns, "jumlah"),
    ]
    return (
        blocks.lampiran("LAMPIRAN I", _BA, PORTRAIT)
        + blocks.judul_lampiran(
            "REKAPITULASI USULAN KEGIATAN MENURUT SUMBER DANA", "TAHUN {{ tahun }}", _TEMPAT
        )
        + matrix.matrix(PORTRAIT, columns, rows)
    )


def _lampiran_daftar() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kegiatan", 57, "{{ u.kegiatan }}"),
        Column("Lokasi", 30, text("u.lokasi")),
        Column("Volume", 16, "{{ u.volume|angka|default('–') }}", "r"),
        Column("Satuan", 17, text("u.satuan"), "c"),
        Column("Sifat", 11, text("u.sifat"), "c"),
        Column("L", 11, money("u.pemanfaat_l"), "r", "Pemanfaat (orang)"),
        Column("P", 11, money("u.pemanfaat_p"), "r", "Pemanfaat (orang)"),
        Column("RTM", 11, money("u.pemanfaat_rtm"), "r", "Pemanfaat (orang)"),
        Column("Pengusul/ Pelaksana", 31, text("u.pengusul")),
        Column("Sumber Dana", 25, money("u.dari_sumber"), "r", "Perkiraan Biaya (Rp)"),
        Column("Swadaya/Lain", 22, money("u.swadaya"), "r", "Perkiraan Biaya (Rp)"),
        Column("Jumlah", 25, money("u.biaya"), "r", "Perkiraan Biaya (Rp)"),
        Column("Ket.", 24, remark("u.keterangan")),
    )
    sums = {
        "Sumber Dana": money("d.jumlah.dari_sumber"),
        "Swadaya/Lain": money("d.jumlah.swadaya"),
        "Jumlah": money("d.jumlah.biaya"),
    }
    rows = [
        *matrix.body(columns, "u in d.baris"),
        matrix.total(columns, "JUMLAH {{ d.nama|kapital }}", sums),
        matrix.spelled(columns, "d.jumlah.biaya"),
        *matrix.no_cost(columns, "d.jumlah"),
    ]
    return (
        blocks.lampiran("LAMPIRAN II", _BA)
        + blocks.judul_lampiran(
            "DAFTAR USULAN KEGIATAN MENURUT SUMBER DANA TAHUN {{ tahun }}", _TEMPAT
        )
        + each(
            "d in daftar",
            blocks.sub_judul("{{ loop.index|huruf|kapital }}. {{ d.judul }}"),
            matrix.matrix(LANDSCAPE, columns, rows),
        )
        + p("Sifat: B = Baru, L = Lanjutan, R = Rehab, P = Perluasan.", "Musren Catatan")
    )


def _lampiran_evaluasi() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kegiatan", 58, "{{ e.kegiatan }}"),
        Column("Lokasi", 30, text("e.lokasi")),
        Column("Satuan", 17, text("e.satuan"), "c"),
        Column("Rencana", 16, "{{ e.volume_rencana|angka|default('–') }}", "r", "Volume"),
        Column("Realisasi", 16, "{{ e.volume_realisasi|angka|default('–') }}", "r", "Volume"),
        Column("Rencana ", 25, money("e.biaya_rencana"), "r", "Biaya (Rp)"),
        Column("Realisasi ", 25, money("e.biaya_realisasi"), "r", "Biaya (Rp)"),
        Column("Sumber Dana", 22.5, text("e.sumber")),
        Column("Status", 21, "{{ e.status }}"),
        Column("Sebab", 31.5, remark("e.sebab")),
        Column("Tindak Lanjut", 29, remark("e.tindak_lanjut")),
    )
    sums = {
        "Rencana ": money("jumlah_evaluasi.biaya_rencana"),
        "Realisasi ": money("jumlah_evaluasi.biaya_realisasi"),
    }
    return (
        blocks.lampiran("LAMPIRAN III", _BA)
        + blocks.judul_lampiran("EVALUASI PELAKSANAAN RKP-DESA TAHUN {{ tahun_evaluasi }}", _TEMPAT)
        + matrix.matrix(
            LANDSCAPE,
            columns,
            [*matrix.body(columns, "e in evaluasi"), matrix.total(columns, "JUMLAH", sums)],
        )
    )


def _lampiran_belum() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kode Usulan", 38, "{{ u.kode }}"),
        Column("Kegiatan", 70, "{{ u.kegiatan }}"),
        Column("Lokasi", 36, text("u.lokasi")),
        Column("Volume", 18, "{{ u.volume|angka|default('–') }}", "r"),
        Column("Satuan", 18, text("u.satuan"), "c"),
        Column("Pengusul", 34, text("u.pengusul")),
        Column("Putusan", 20, _PUTUSAN, "c"),
        Column("Alasan", 57, "{{ u.alasan }}"),
    )
    return (
        blocks.lampiran("LAMPIRAN IV", _BA)
        + blocks.judul_lampiran(
            "DAFTAR USULAN KEGIATAN YANG DITUNDA ATAU TIDAK DISEPAKATI TAHUN {{ tahun }}", _TEMPAT
        )
        + matrix.matrix(LANDSCAPE, columns, matrix.body(columns, "u in belum_disepakati"))
    )


def sk_rkp_desa() -> Draft:
    """Keputusan Kepala Desa with the recap in the fifteen columns of form R2 (pnpm.md 4.4)."""
    body = (
        blocks.kop()
        + blocks.judul(
            "KEPUTUSAN KEPALA {{ wilayah.desa|kapital }}",
            f"NOMOR {blocks.NOMOR}",
        )
        + p("TENTANG", "Musren Judul Tengah")
        + blocks.judul("{{ tentang|judul }}")
        + p("DENGAN RAHMAT TUHAN YANG MAHA ESA", "Musren Judul Tengah")
        + blocks.judul("KEPALA {{ wilayah.desa|kapital }},")
        + p("", "Musren Jarak")
        + blocks.konsiderans()
        + blocks.dictums(
            "KEPUTUSAN KEPALA {{ wilayah.desa|kapital }} TENTANG {{ tentang|kapital }}."
        )
        + blocks.ditetapkan("penandatangan")
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _lampiran_rkp()
        + LANDSCAPE.section(last=True)
    )
    title = "Keputusan Kepala {{ wilayah.desa }} tentang {{ tentang }}"
    footer = f"Keputusan Kepala {{{{ wilayah.desa }}}} Nomor {blocks.NOMOR}"
    return Draft(title, footer, body)


def rkp_columns() -> tuple[Column, ...]:
    """The fifteen columns of form R2 (Permendagri 66/2007)."""
    return (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Jenis Kegiatan", 44.5, "{{ u.kegiatan }}"),
        Column("Tujuan Kegiatan", 34, text("u.tujuan")),
        Column("Lokasi", 25, text("u.lokasi")),
        Column("Sasaran", 26, text("u.sasaran")),
        Column("Target", 22, text("u.target")),
        *(
            Column(s, 6.5, f"{{% if u.sifat == '{s}' %}}x{{% endif %}}", "c", "Sifat")
            for s in "BLRP"
        ),
        Column("Waktu Pelaksanaan", 21, text("u.waktu"), "c"),
        Column("Rp", 25, money("u.biaya"), "r", "Biaya"),
        Column("Sumber", 22.5, text("u.sumber"), "", "Biaya"),
        Column("Penanggung Jawab", 26, text("u.penanggung_jawab")),
        Column("Ket.", 19, remark("u.keterangan")),
    )


def rkp_rows(columns: Sequence[Column]) -> list[Row]:
    """Groups I to V with their totals, the grand total, and what the letters mean."""
    n = len(columns)
    return [
        tag_row("for g in kelompok", n),
        matrix.group(columns, "{{ loop.index|romawi }}. {{ g.nama|kapital }}"),
        *matrix.body(columns, "u in g.baris"),
        matrix.total(
            columns,
            "JUMLAH {{ loop.index|romawi }} ({{ g.nama|kapital }})",
            {"Rp": "{{ g.jumlah|angka }}"},
        ),
        matrix.spelled(columns, "g.jumlah"),
        tag_row("endfor", n),
        matrix.total(columns, matrix.GRAND_TOTAL, {"Rp": "{{ jumlah|angka }}"}),
        matrix.spelled(columns, "jumlah"),
        matrix.note(columns, "Sifat: B = Baru, L = Lanjutan, R = Rehab, P = Perluasan."),
    ]


def _lampiran_rkp() -> str:
    columns = rkp_columns()
    return (
        blocks.lampiran("LAMPIRAN", "Keputusan Kepala {{ wilayah.desa }}")
        + blocks.judul_lampiran(
            "REKAPITULASI RENCANA PEMBANGUNAN DESA",
            "BERDASARKAN RENCANA KERJA PEMBANGUNAN DESA (RKP-DESA) TAHUN {{ tahun }}",
            f"{_TEMPAT}, {{{{ wilayah.provinsi|kapital }}}}",
        )
        + matrix.matrix(LANDSCAPE, columns, rkp_rows(columns), "penandatangan")
    )
