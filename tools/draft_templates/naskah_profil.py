"""Chapter II of the RPJM-Desa document: the village in words and tables (pnpm.md 3.2)."""

from tools.draft_templates import matrix
from tools.draft_templates import naskah_lampiran as lampiran
from tools.draft_templates.dokumen import bab, isian, judul_tabel, sub, tabel, teks, wajib
from tools.draft_templates.matrix import Column, Spread, money, remark, text
from tools.draft_templates.wml import PORTRAIT, p


def profil() -> str:
    """The chapter: every section with its text, or with the table the facts allow."""
    return (
        bab("PROFIL DESA")
        + sub("Kondisi Umum")
        + teks(
            "kondisi_umum",
            "Gambaran singkat {{ wilayah.desa }}, {{ wilayah.kecamatan }}, "
            "{{ wilayah.kabupaten }}, disajikan dalam tabel berikut.",
        )
        + isian("Jumlah penduduk dan rumah tangga", _PENDUDUK)
        + sub("Sejarah")
        + wajib("sejarah")
        + sub("Geografis")
        + teks("geografis", "Letak, luas, dan batas desa disajikan dalam tabel berikut.")
        + isian("Letak, luas, dan batas desa", _LETAK)
        + sub("Sosial Budaya")
        + teks("sosial_budaya", "Keadaan kesejahteraan warga desa disajikan dalam tabel berikut.")
        + _kesejahteraan()
        + sub("Ekonomi")
        + teks("ekonomi", "Uraian keadaan ekonomi desa belum disusun.")
        + sub("Infrastruktur")
        + teks("infrastruktur", "Uraian keadaan prasarana desa belum disusun.")
        + sub("Pemerintahan")
        + teks(
            "pemerintahan",
            "Pemerintahan desa diselenggarakan oleh Kepala Desa dibantu perangkat desa bersama "
            "Badan Permusyawaratan Desa (BPD).",
        )
        + sub("Pembagian Wilayah")
        + teks(
            "pembagian_wilayah",
            "{{ wilayah.desa }} terdiri atas {{ dusun|banyaknya }} "
            "({{ dusun|banyaknya|terbilang }}) dusun sebagaimana disajikan dalam tabel berikut.",
        )
        + _dusun()
        + sub("Struktur Organisasi Pemerintahan Desa")
        + teks(
            "struktur_organisasi",
            "Susunan organisasi pemerintahan desa disajikan dalam tabel berikut.",
        )
        + _perangkat()
    )


def _counted(name: str, unit: str) -> str:
    return f"{{% if {name} %}}{{{{ {name}|angka }}}} {unit}{{% else %}}–{{% endif %}}"


_PENDUDUK = (
    ("Penduduk laki-laki", _counted("profil.penduduk.laki_laki", "orang")),
    ("Penduduk perempuan", _counted("profil.penduduk.perempuan", "orang")),
    ("Jumlah penduduk", _counted("profil.penduduk.jumlah", "orang")),
    ("Kepala keluarga (KK)", _counted("profil.penduduk.kk", "KK")),
    ("Rumah tangga miskin (RTM)", _counted("profil.penduduk.rtm", "RTM")),
)
_LETAK = (
    ("Luas wilayah", _counted("profil.luas", "hektare")),
    ("Jarak ke ibu kota kecamatan", _counted("profil.jarak_kecamatan", "km")),
    ("Jarak ke ibu kota kabupaten", _counted("profil.jarak_kabupaten", "km")),
    ("Batas sebelah utara", text("profil.batas.utara")),
    ("Batas sebelah timur", text("profil.batas.timur")),
    ("Batas sebelah selatan", text("profil.batas.selatan")),
    ("Batas sebelah barat", text("profil.batas.barat")),
)


def _kesejahteraan() -> str:
    return _kelas() + judul_tabel("Rumah tangga menurut kelas kesejahteraan") + _kk_per_dusun()


def _kk_per_dusun() -> str:
    classes = Spread(
        "b in kesejahteraan.kelas", "b in d.jumlah_kk", "b in kesejahteraan.kelas", times=4
    )
    columns = (
        Column("No.", 11, "{{ loop.index }}", "c"),
        Column("Dusun", 46, "{{ d.dusun }}"),
        Column("{{ b.kelas }}", 21, lampiran.SKOR, "r", "Jumlah KK", spread=classes),
        Column("Jumlah", 24, "{{ d.jumlah|angka }}", "r"),
    )
    sums = {
        "{{ b.kelas }}": "{{ b.jumlah_kk|angka }}",
        "Jumlah": "{{ kesejahteraan.jumlah|angka }}",
    }
    rows = [
        *matrix.body(columns, "d in kesejahteraan.dusun"),
        matrix.total(columns, "JUMLAH", sums),
    ]
    return matrix.matrix(PORTRAIT, columns, rows) + p("", "Musren Jarak")


def _kelas() -> str:
    return tabel(
        "Klasifikasi kesejahteraan",
        (
            Column("No.", 11, "{{ loop.index }}", "c"),
            Column("Kelas", 34, "{{ k.kelas }}"),
            Column("Kriteria Setempat", 90, text("k.kriteria")),
            Column("Jumlah KK", 30, money("k.jumlah_kk"), "r"),
        ),
        "k in kesejahteraan.kelas",
        sums={"Jumlah KK": "{{ kesejahteraan.jumlah|angka }}"},
    )


def _dusun() -> str:
    return tabel(
        "Pembagian wilayah desa",
        (
            Column("No.", 11, "{{ loop.index }}", "c"),
            Column("Dusun", 38, "{{ d.nama }}"),
            Column("Kepala Dusun", 36, text("d.kepala")),
            Column("RT/RW", 24, text("d.rt_rw"), "c"),
            Column("L", 14, money("d.laki_laki"), "r"),
            Column("P", 14, money("d.perempuan"), "r"),
            Column("KK", 14, money("d.kk"), "r"),
            Column("RTM", 14, money("d.rtm"), "r"),
        ),
        "d in dusun",
    )


def _perangkat() -> str:
    return tabel(
        "Susunan organisasi pemerintahan desa",
        (
            Column("No.", 11, "{{ loop.index }}", "c"),
            Column("Jabatan", 62, "{{ o.jabatan }}"),
            Column("Nama", 56, "{{ o.nama }}"),
            Column("Keterangan", 36, remark("o.keterangan")),
        ),
        "o in perangkat",
    )
