"""The complete RPJM-Desa document: chapters I to VII in the order of pnpm.md 3.2."""

from tools.draft_templates import matrix, naskah_bersama, naskah_profil
from tools.draft_templates import naskah_lampiran as lampiran
from tools.draft_templates.dokumen import (
    Pages,
    bab,
    bab_tanpa_nomor,
    bagian,
    butir_wajib,
    daftar_isi,
    isian,
    judul_tabel,
    pokok,
    sampul,
    sub,
    tabel,
    teks,
    wajib,
)
from tools.draft_templates.matrix import Column, Spread, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import LANDSCAPE, p, tag_row, when

_PERIODE = "{{ periode_awal }}–{{ periode_akhir }}"
_RPJM = f"RPJM-Desa {{{{ wilayah.desa }}}} Tahun {_PERIODE}"
_RUNNING = f"RPJM-Desa Tahun {_PERIODE} – {{{{ wilayah.desa }}}}"


def naskah_rpjm() -> Draft:
    body = (
        sampul("RENCANA PEMBANGUNAN JANGKA MENENGAH DESA", "(RPJM-DESA)", f"TAHUN {_PERIODE}")
        + bagian(Pages.COVER)
        + _front()
        + bagian(Pages.FRONT)
        + _pendahuluan()
        + naskah_profil.profil()
        + _visi_misi()
        + _prioritas()
        + _arah_kebijakan()
        + bagian(Pages.FIRST)
        + _program()
        + bagian(Pages.ON, LANDSCAPE)
        + _penutup()
        + bagian(Pages.ON)
        + _lampiran()
        + bagian(Pages.ON, last=True)
    )
    return Draft(_RPJM, _RPJM, body, running=_RUNNING)


def _front() -> str:
    return (
        bab_tanpa_nomor("KATA PENGANTAR")
        + teks(
            "kata_pengantar",
            "Puji syukur kami panjatkan ke hadirat Tuhan Yang Maha Esa karena atas rahmat-Nya "
            "penyusunan Rencana Pembangunan Jangka Menengah Desa (RPJM-Desa) {{ wilayah.desa }} "
            f"Tahun {_PERIODE} dapat diselesaikan.",
            "Dokumen ini disusun bersama masyarakat melalui pengkajian keadaan desa, pertemuan "
            "dusun dan kelompok perempuan, serta musyawarah desa, dan menjadi pedoman "
            "penyelenggaraan pembangunan desa selama kurun waktu tersebut.",
            "Kepada seluruh warga desa, anggota BPD, LPMD, KPMD, tim penyusun, dan semua pihak "
            "yang telah membantu, kami mengucapkan terima kasih. Saran untuk penyempurnaan "
            "dokumen ini kami terima dengan senang hati.",
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
            "Pembangunan desa perlu direncanakan secara menyeluruh, berdasarkan keadaan desa dan "
            "kebutuhan masyarakatnya. RPJM-Desa memuat arah kebijakan pembangunan desa, arah "
            "kebijakan keuangan desa, program, dan kegiatan untuk Tahun "
            f"{_PERIODE}, yang setiap tahun dijabarkan dalam Rencana Kerja Pembangunan Desa "
            "(RKP-Desa).",
        )
        + sub("Maksud dan Tujuan")
        + teks(
            "maksud_tujuan",
            "RPJM-Desa dimaksudkan sebagai pedoman bagi pemerintah desa dan masyarakat dalam "
            "merencanakan, melaksanakan, dan mengendalikan pembangunan desa.",
            "Tujuannya agar pembangunan desa sesuai dengan kebutuhan masyarakat, terpadu antara "
            "berbagai sumber dana, serta dapat dipertanggungjawabkan.",
        )
        + sub("Dasar Hukum")
        + naskah_bersama.dasar_hukum()
    )


def _visi_misi() -> str:
    return (
        bab("VISI DAN MISI")
        + sub("Visi dan Misi")
        + pokok("Visi")
        + when("visi", p("“{{ visi }}”", "Musren Visi"), otherwise=[p("{{ visi }}", "Musren Visi")])
        + pokok("Misi")
        + butir_wajib("misi", "Musren Materi")
        + sub("Nilai-nilai")
        + teks(
            "nilai",
            "Dalam mewujudkan visi dan misi, pemerintah desa dan masyarakat menjunjung "
            "kebersamaan, keterbukaan, kejujuran, keadilan bagi laki-laki dan perempuan, serta "
            "keberpihakan kepada rumah tangga miskin.",
        )
    )


def _prioritas() -> str:
    return (
        bab("RUMUSAN PRIORITAS PEMBANGUNAN")
        + sub("Masalah")
        + p(
            "Masalah desa digali dalam pertemuan dusun dan kelompok dengan peta sosial, kalender "
            "musim, dan bagan kelembagaan, lalu dikelompokkan menurut bidang dan ditentukan "
            "peringkatnya. Hasil selengkapnya terdapat dalam lampiran."
        )
        + pokok("Masalah menurut Bidang")
        + _masalah()
        + pokok("Peringkat Masalah")
        + tabel(
            "Peringkat masalah",
            (
                Column("No.", 11, "{{ loop.index }}", "c"),
                Column("Masalah", 80, "{{ m.masalah }}"),
                Column("Bidang", 34, text("m.bidang")),
                Column("Jumlah Nilai", 20, money("m.jumlah"), "c"),
                Column("Peringkat", 20, money("m.peringkat"), "c"),
            ),
            "m in peringkat_masalah",
        )
        + _potensi()
    )


def _potensi() -> str:
    return (
        sub("Potensi")
        + p(
            "Potensi adalah segala sesuatu yang dimiliki desa dan dapat dipakai untuk memecahkan "
            "masalah."
        )
        + pokok("Daftar Potensi")
        + tabel(
            "Inventaris potensi",
            (
                Column("No.", 11, "{{ loop.index }}", "c"),
                Column("Potensi", 84, "{{ o.potensi }}"),
                Column("Bidang", 36, text("o.bidang")),
                Column("Diperoleh dari", 34, text("o.asal")),
            ),
            "o in potensi",
        )
        + pokok("Tindakan yang Layak")
        + tabel(
            "Peringkat tindakan pemecahan masalah",
            (
                Column("No.", 11, "{{ loop.index }}", "c"),
                Column("Tindakan yang Layak", 114, "{{ a.tindakan }}"),
                Column("Jumlah Nilai", 20, money("a.jumlah"), "c"),
                Column("Peringkat", 20, money("a.peringkat"), "c"),
            ),
            "a in peringkat_tindakan",
        )
    )


def _masalah() -> str:
    columns = (
        Column("No.", 11, "{{ loop.index }}", "c"),
        Column("Masalah", 70, "{{ m.masalah }}"),
        Column("Potensi", 48, text("m.potensi")),
        Column("Dirasakan di", 36, text("m.kelompok")),
    )
    return naskah_bersama.tiap(
        "g in kelompok_masalah",
        "kelompok_masalah",
        tabel("Masalah bidang {{ g.bidang }}", columns, "m in g.baris"),
        "Masalah desa belum dikelompokkan.",
    )


def _arah_kebijakan() -> str:
    return (
        bab("ARAH KEBIJAKAN")
        + sub("Arah Kebijakan Pembangunan Desa")
        + wajib("arah_pembangunan")
        + sub("Arah Kebijakan Keuangan Desa")
        + wajib("arah_keuangan")
    )


def _program() -> str:
    return (
        bab("PROGRAM DAN KEGIATAN PEMBANGUNAN")
        + sub("Program Pembangunan")
        + teks(
            "program",
            "Program dan kegiatan pembangunan desa disusun dari seluruh usulan masyarakat dan "
            "dikelompokkan menurut bidang.",
        )
        + p(
            f"Selama Tahun {_PERIODE} direncanakan {{{{ jumlah_usulan|angka }}}} "
            "({{ jumlah_usulan|terbilang }}) kegiatan dengan "
            "perkiraan biaya seluruhnya {{ matrik.jumlah|rupiah }} "
            "({{ matrik.jumlah|terbilang_rupiah }})"
            "{% if matrik.tanpa_biaya %}; {{ matrik.tanpa_biaya|angka }} kegiatan di antaranya "
            "belum mempunyai perkiraan biaya{% endif %}."
        )
        + isian(
            "Perkiraan biaya menurut sumber dana",
            _SUMBER,
            heads=("Sumber Dana", "Perkiraan Biaya (Rp)"),
            summed=True,
        )
        + sub("Matrik Program dan Kegiatan")
        + _matrik()
        + sub("Rencana Kegiatan per Tahun")
        + _tahunan()
    )


def _matrik() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Bidang", 28, "{{ g.bidang }}"),
        Column("Jenis Kegiatan", 60, "{{ u.kegiatan }}"),
        Column("Lokasi", 32, text("u.lokasi")),
        *(Column(s, 7, f"{{% if u.sifat == '{s}' %}}x{{% endif %}}", "c", "Sifat") for s in "BLRP"),
        Column("Sasaran/Manfaat", 42, text("u.sasaran")),
        Column("Waktu Pelaksanaan", 24, text("u.waktu"), "c"),
        Column("Biaya (Rp)", 28, money("u.biaya"), "r"),
        Column("Sumber Pembiayaan", 25, text("u.sumber")),
        Column("Ket.", 24, remark("u.keterangan")),
    )
    n = matrix.breadth(columns)
    rows = [
        tag_row("for g in matrik.kelompok", n),
        matrix.group(columns, "{{ loop.index|romawi }}. BIDANG {{ g.bidang|kapital }}"),
        *matrix.body(columns, "u in g.baris"),
        matrix.total(
            columns,
            "JUMLAH BIDANG {{ g.bidang|kapital }}",
            {"Biaya (Rp)": "{{ g.jumlah|angka }}"},
        ),
        *matrix.no_cost(columns, "g"),
        tag_row("else", n),
        matrix.note(columns, "NIHIL"),
        tag_row("endfor", n),
        matrix.total(columns, matrix.GRAND_TOTAL, {"Biaya (Rp)": "{{ matrik.jumlah|angka }}"}),
        matrix.spelled(columns, "matrik.jumlah"),
        matrix.note(columns, "Sifat: B = Baru, L = Lanjutan, R = Rehab, P = Perluasan."),
    ]
    return (
        judul_tabel(f"Matrik RPJM-Desa Tahun {_PERIODE}")
        + matrix.matrix(LANDSCAPE, columns, rows)
        + p("", "Musren Jarak")
    )


_ADA = "{{% if {0} %}}{{{{ {0}|angka }}}}{{% else %}}–{{% endif %}}"
_JUMLAH = "{% if b %}{{ b|angka }}{% else %}–{% endif %}"


def _tahunan() -> str:
    years = Spread(
        "b in tahunan.tahun_periode", "b in u.tahunan", "b in tahunan.jumlah.tahunan", times=5
    )
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kegiatan", 66, "{{ u.kegiatan }}"),
        Column("Lokasi", 34, text("u.lokasi")),
        Column("Rencana Anggaran (Rp)", 26, money("u.biaya"), "r"),
        Column("{{ b }}", 22, _JUMLAH, "r", "Tahun Pembiayaan (Rp)", spread=years),
        Column("Belum Dirinci", 25, _ADA.format("u.belum_dirinci"), "r"),
        Column("Sumber Usulan", 30, text("u.sumber_usulan")),
    )
    sums = {
        "Rencana Anggaran (Rp)": "{{ tahunan.jumlah.biaya|angka }}",
        "{{ b }}": _JUMLAH,
        "Belum Dirinci": _ADA.format("tahunan.jumlah.belum_dirinci"),
    }
    rows = [
        *matrix.body(columns, "u in tahunan.baris"),
        matrix.total(columns, matrix.GRAND_TOTAL, sums),
    ]
    return (
        judul_tabel(f"Rencana kegiatan per tahun, Tahun {_PERIODE}")
        + matrix.matrix(LANDSCAPE, columns, rows)
        + p("", "Musren Jarak")
        + judul_tabel(f"Rencana kegiatan menurut sumber dana, Tahun {_PERIODE}")
        + _menurut_sumber()
    )


def _menurut_sumber() -> str:
    sources = _SUMBER_DANA[:-1]
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Kegiatan", 70, "{{ u.kegiatan }}"),
        Column("Rencana Anggaran (Rp)", 25, money("u.biaya"), "r"),
        *(
            Column(head, 28, _ADA.format(f"u.{name}"), "r", "Sumber Dana (Rp)")
            for head, name in sources
        ),
    )
    sums = {head: _ADA.format(f"tahunan.jumlah.{name}") for head, name in sources}
    sums["Rencana Anggaran (Rp)"] = "{{ tahunan.jumlah.biaya|angka }}"
    rows = [
        *matrix.body(columns, "u in tahunan.baris"),
        matrix.total(columns, matrix.GRAND_TOTAL, sums),
    ]
    return matrix.matrix(LANDSCAPE, columns, rows)


_SUMBER_DANA = (
    ("APBN", "apbn"),
    ("APBD Provinsi", "apbd_provinsi"),
    ("APBD Kabupaten/Kota", "apbd_kabupaten"),
    ("APB Desa", "apb_desa"),
    ("Pihak Ketiga", "pihak_ketiga"),
    ("Swadaya Masyarakat", "swadaya"),
    ("Belum Ditentukan", "belum_bersumber"),
    ("Jumlah", "biaya"),
)
_SUMBER = tuple((head, f"{{{{ tahunan.jumlah.{name}|angka }}}}") for head, name in _SUMBER_DANA)


def _penutup() -> str:
    return (
        bab("PENUTUP")
        + teks(
            "penutup",
            "RPJM-Desa ini menjadi pedoman penyusunan RKP-Desa setiap tahun dan pegangan bagi "
            "pemerintah desa, BPD, lembaga kemasyarakatan, serta seluruh warga dalam membangun "
            "desa.",
            "Keberhasilan pelaksanaannya bergantung pada peran serta semua pihak. Apabila terjadi "
            "perubahan keadaan yang mendasar, RPJM-Desa ini dapat ditinjau kembali melalui "
            "musyawarah desa.",
        )
        + naskah_bersama.tanda_tangan()
    )


def _lampiran() -> str:
    return (
        bab_tanpa_nomor("LAMPIRAN")
        + lampiran.tim("RPJM-Desa")
        + lampiran.rktl()
        + lampiran.program_masuk()
        + lampiran.alat_kaji()
        + bagian(Pages.ON)
        + lampiran.masalah_dan_potensi()
        + lampiran.tindakan()
        + lampiran.gagasan()
        + bagian(Pages.ON, LANDSCAPE)
        + lampiran.rancangan()
        + lampiran.visi_misi()
        + lampiran.rujukan()
        + lampiran.undangan_dan_hadir()
        + lampiran.notulen()
        + lampiran.foto(
            "Peta desa terdapat dalam lampiran sketsa desa. Foto lain tidak dilampirkan."
        )
    )
