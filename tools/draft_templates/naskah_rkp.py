"""The complete RKP-Desa document: chapters I to VI (pnpm.md 4.3, in the words of the time)."""

from tools.draft_templates import matrix, naskah_bersama
from tools.draft_templates import naskah_lampiran as lampiran
from tools.draft_templates.desa import rkp_columns, rkp_rows
from tools.draft_templates.dokumen import (
    Pages,
    bab,
    bab_tanpa_nomor,
    bagian,
    butir_wajib,
    daftar_isi,
    judul_tabel,
    pokok,
    sampul,
    sub,
    tabel,
    teks,
    wajib,
)
from tools.draft_templates.dokumen import (
    lampiran as judul_lampiran,
)
from tools.draft_templates.matrix import Column, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import LANDSCAPE, p, when

_RKP = "RKP-Desa {{ wilayah.desa }} Tahun {{ tahun }}"
_RUNNING = "RKP-Desa Tahun {{ tahun }} – {{ wilayah.desa }}"
_RPJM = "RPJM-Desa Tahun {{ rpjm_awal }}–{{ rpjm_akhir }}"


def naskah_rkp() -> Draft:
    body = (
        sampul("RENCANA KERJA PEMBANGUNAN DESA", "(RKP-DESA)", "TAHUN {{ tahun }}")
        + bagian(Pages.COVER)
        + _front()
        + bagian(Pages.FRONT)
        + _pendahuluan()
        + _gambaran()
        + bagian(Pages.FIRST)
        + _evaluasi()
        + bagian(Pages.ON, LANDSCAPE)
        + _prioritas()
        + bagian(Pages.ON)
        + _rencana()
        + bagian(Pages.ON, LANDSCAPE)
        + _penutup()
        + bagian(Pages.ON)
        + _lampiran()
        + bagian(Pages.ON, last=True)
    )
    return Draft(_RKP, _RKP, body, running=_RUNNING)


def _front() -> str:
    return (
        bab_tanpa_nomor("KATA PENGANTAR")
        + teks(
            "kata_pengantar",
            "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa karena atas rahmat-Nya "
            "penyusunan Rencana Kerja Pembangunan Desa (RKP-Desa) {{ wilayah.desa }} Tahun "
            "{{ tahun }} dapat diselesaikan.",
            "RKP-Desa ini menjabarkan RPJM-Desa untuk satu tahun dan telah dibahas bersama "
            "masyarakat dalam Musrenbangdes. Kepada semua pihak yang telah membantu, kami "
            "mengucapkan terima kasih.",
        )
        + naskah_bersama.tanda_tangan()
        + daftar_isi()
    )


def _pendahuluan() -> str:
    return (
        bab("PENDAHULUAN")
        + sub("Latar Belakang")
        + teks(
            "latar_belakang",
            "RKP-Desa adalah rencana pembangunan desa untuk jangka waktu satu tahun yang "
            f"menjabarkan {_RPJM}. RKP-Desa Tahun {{{{ tahun }}}} memuat hasil evaluasi tahun "
            "sebelumnya, prioritas pembangunan, serta rencana kerja dan pendanaannya.",
        )
        + sub("Dasar Hukum")
        + naskah_bersama.dasar_hukum()
        + sub("Visi dan Misi")
        + pokok("Visi")
        + when("visi", p("“{{ visi }}”", "Musren Visi"), otherwise=[p("{{ visi }}", "Musren Visi")])
        + pokok("Misi")
        + butir_wajib("misi", "Musren Materi")
        + sub("Maksud, Tujuan, dan Manfaat")
        + teks(
            "maksud_tujuan",
            "RKP-Desa dimaksudkan sebagai pedoman kerja pemerintah desa dan masyarakat dalam "
            "Tahun {{ tahun }}. Tujuannya agar kegiatan dari berbagai sumber dana saling "
            "melengkapi, dan manfaatnya menjadi dasar penyusunan Anggaran Pendapatan dan Belanja "
            "Desa (APB Desa) serta bahan Musrenbang Kecamatan.",
        )
        + sub("Proses Penyusunan")
        + teks(
            "proses",
            "RKP-Desa disusun oleh Tim Penyusun yang dibentuk Kepala Desa. Rancangannya dipetik "
            "dari RPJM-Desa, dilengkapi usulan tahun lalu yang belum terlaksana, kemudian dibahas "
            "dan disepakati dalam Musrenbangdes.",
        )
        + sub("Sistematika")
        + p(
            "Dokumen ini terdiri atas pendahuluan, gambaran umum dan kebijakan keuangan desa, "
            "evaluasi pelaksanaan RKP-Desa tahun sebelumnya, prioritas pembangunan, rencana kerja "
            "dan pendanaan, penutup, serta lampiran."
        )
    )


def _gambaran() -> str:
    return (
        bab("GAMBARAN UMUM DAN KEBIJAKAN KEUANGAN DESA")
        + sub("Kondisi Umum Desa")
        + teks("kondisi_umum", f"Keadaan umum desa diuraikan dalam Bab II {_RPJM}.")
        + sub("Kerangka Ekonomi Desa")
        + teks(
            "gambaran_umum",
            "Kerangka ekonomi desa mengikuti arah kebijakan RPJM-Desa dan disesuaikan dengan "
            "kemampuan keuangan pada Tahun {{ tahun }}.",
        )
        + sub("Kebijakan Keuangan Desa")
        + wajib("kebijakan_keuangan")
        + tabel(
            "Rencana pendapatan menurut sumber dana Tahun {{ tahun }}",
            (
                Column("No.", 11, "{{ loop.index }}", "c"),
                Column("Sumber Dana", 44, "{{ s.nama }}"),
                Column("Rencana Pendapatan/ Pagu (Rp)", 33, money("s.pagu"), "r"),
                Column("Ditetapkan dalam APB Desa (Rp)", 33, money("s.anggaran"), "r"),
                Column("Keterangan", 44, remark("s.keterangan")),
            ),
            "s in sumber",
            sums={
                "Rencana Pendapatan/ Pagu (Rp)": "{{ jumlah_sumber.pagu|angka }}",
                "Ditetapkan dalam APB Desa (Rp)": "{{ jumlah_sumber.anggaran|angka }}",
            },
        )
    )


def _evaluasi() -> str:
    return (
        bab("EVALUASI PELAKSANAAN RKP-DESA TAHUN {{ tahun_evaluasi }}")
        + sub("Hasil Pelaksanaan")
        + teks(
            "evaluasi_umum",
            "Pelaksanaan RKP-Desa Tahun {{ tahun_evaluasi }} dievaluasi bersama masyarakat dalam "
            "Musrenbangdes. Sebanyak {{ evaluasi|banyaknya }} "
            "({{ evaluasi|banyaknya|terbilang }}) kegiatan dengan rencana biaya "
            "{{ jumlah_evaluasi.biaya_rencana|rupiah }} menghabiskan biaya "
            "{{ jumlah_evaluasi.biaya_realisasi|rupiah }}.",
        )
        + sub("Evaluasi Kegiatan")
        + judul_tabel("Evaluasi pelaksanaan RKP-Desa Tahun {{ tahun_evaluasi }}")
        + _matrik_evaluasi()
    )


def _matrik_evaluasi() -> str:
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
    rows = [*matrix.body(columns, "e in evaluasi"), matrix.total(columns, "JUMLAH", sums)]
    return matrix.matrix(LANDSCAPE, columns, rows)


_PRIORITAS = (
    Column("No.", 11, "{{ loop.index }}", "c"),
    Column("Kegiatan", 54, "{{ u.kegiatan }}"),
    Column("Lokasi", 30, text("u.lokasi")),
    Column(
        "Volume",
        24,
        "{{ u.volume|angka|default('–') }}{% if u.satuan %} {{ u.satuan }}{% endif %}",
    ),
    Column("Sifat", 12, text("u.sifat"), "c"),
    Column("Biaya (Rp)", 34, money("u.biaya"), "r"),
)


def _daftar(facts: str, empty: str) -> str:
    return naskah_bersama.tiap(
        f"d in {facts}",
        facts,
        tabel(
            "{{ d.judul }}",
            _PRIORITAS,
            "u in d.baris",
            sums={"Biaya (Rp)": "{{ d.jumlah.biaya|angka }}"},
            label="Jumlah {{ d.nama }}",
            empty="NIHIL",
        ),
        empty,
    )


def _prioritas() -> str:
    return (
        bab("PRIORITAS PEMBANGUNAN DESA")
        + p(
            "Musrenbangdes menyepakati {{ jumlah_prioritas.usulan|angka }} "
            "({{ jumlah_prioritas.usulan|terbilang }}) kegiatan dengan perkiraan biaya "
            "{{ jumlah_prioritas.biaya|rupiah }} "
            "({{ jumlah_prioritas.biaya|terbilang_rupiah }}) menurut sumber dana berikut."
        )
        + sub("Prioritas Skala Desa")
        + _daftar("prioritas_desa", "Tidak ada kegiatan dengan dana yang dikelola desa.")
        + sub("Prioritas yang Diajukan melalui Musrenbang Kecamatan")
        + _daftar("prioritas_luar", "Tidak ada kegiatan yang diajukan ke Musrenbang Kecamatan.")
        + sub("Pagu Indikatif menurut Bidang")
        + tabel(
            "Rencana biaya menurut bidang",
            (
                Column("No.", 11, "{{ loop.index }}", "c"),
                Column("Bidang", 80, "{{ b.nama }}"),
                Column("Banyaknya Kegiatan", 32, "{{ b.usulan|angka }}", "r"),
                Column("Rencana Biaya (Rp)", 42, "{{ b.biaya|angka }}", "r"),
            ),
            "b in bidang",
            sums={
                "Banyaknya Kegiatan": "{{ jumlah_prioritas.usulan|angka }}",
                "Rencana Biaya (Rp)": "{{ jumlah_prioritas.biaya|angka }}",
            },
        )
    )


def _rencana() -> str:
    columns = rkp_columns()
    return (
        bab("RENCANA KERJA DAN PENDANAAN")
        + sub("Rencana Kerja")
        + judul_tabel("Rekapitulasi rencana pembangunan desa Tahun {{ tahun }}")
        + matrix.matrix(LANDSCAPE, columns, rkp_rows(columns))
        + p("", "Musren Jarak")
        + sub("Pendanaan")
        + judul_tabel("Pagu dan keseimbangan menurut sumber dana")
        + _pagu()
    )


def _pagu() -> str:
    columns = (
        Column("No.", 10, "{{ loop.index }}", "c"),
        Column("Sumber Dana", 66, "{{ s.nama }}"),
        Column("Pagu (Rp)", 38, money("s.pagu"), "r"),
        Column("APB Desa (Rp)", 38, money("s.anggaran"), "r"),
        Column("Rencana Biaya (Rp)", 38, "{{ s.direncanakan|angka }}", "r"),
        Column("Lebih", 35, money("s.lebih"), "r", "Selisih (Rp)"),
        Column("Kurang", 35, money("s.kurang"), "r", "Selisih (Rp)"),
        Column("Keterangan", 40, remark("s.keterangan")),
    )
    sums = {
        "Pagu (Rp)": money("jumlah_sumber.pagu"),
        "APB Desa (Rp)": money("jumlah_sumber.anggaran"),
        "Rencana Biaya (Rp)": money("jumlah_sumber.direncanakan"),
        "Lebih": money("jumlah_sumber.lebih"),
        "Kurang": money("jumlah_sumber.kurang"),
    }
    rows = [*matrix.body(columns, "s in sumber"), matrix.total(columns, "JUMLAH", sums)]
    return matrix.matrix(LANDSCAPE, columns, rows)


def _penutup() -> str:
    return (
        bab("PENUTUP")
        + teks(
            "penutup",
            "RKP-Desa Tahun {{ tahun }} ini menjadi pedoman penyusunan APB Desa dan pelaksanaan "
            "pembangunan desa selama satu tahun. Kegiatan di luar kemampuan desa diajukan melalui "
            "Musrenbang Kecamatan.",
            "Pelaksanaannya dipantau bersama masyarakat dan dievaluasi dalam Musrenbangdes tahun "
            "berikutnya.",
        )
        + naskah_bersama.tanda_tangan()
    )


def _lampiran() -> str:
    return (
        bab_tanpa_nomor("LAMPIRAN")
        + lampiran.tim("RKP-Desa")
        + lampiran.rujukan()
        + _belum_disepakati()
        + lampiran.undangan_dan_hadir()
        + lampiran.notulen()
        + lampiran.foto("Tidak ada peta atau foto lain yang dilampirkan.")
    )


def _belum_disepakati() -> str:
    return judul_lampiran("Usulan yang Ditunda atau Tidak Disepakati") + tabel(
        "Usulan yang ditunda atau tidak disepakati",
        (
            Column("No.", 11, "{{ loop.index }}", "c"),
            Column("Kegiatan", 50, "{{ u.kegiatan }}"),
            Column("Lokasi", 30, text("u.lokasi")),
            Column(
                "Putusan", 28, "{{ 'Tidak disepakati' if u.putusan == 'ditolak' else 'Ditunda' }}"
            ),
            Column("Alasan", 46, "{{ u.alasan }}"),
        ),
        "u in belum_disepakati",
        empty="NIHIL",
    )
