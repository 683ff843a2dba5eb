"""Laporan Musrenbang of a kecamatan or the kabupaten: ten chapters with tables and charts."""

from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.dokumen import tabel
from tools.draft_templates.kabupaten import VOLUME
from tools.draft_templates.listing import gap
from tools.draft_templates.lkpj import PERSEN, bab
from tools.draft_templates.matrix import Column, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import PORTRAIT, each, p, tag_row, when

_PLACE = (
    "{% if tingkat == 'kecamatan' %}{{ wilayah.kecamatan }}"
    "{% else %}{{ wilayah.kabupaten }}{% endif %}"
)
_PLACE_CAPITAL = _PLACE.replace(" }}", "|kapital }}")
_BELOW = "{{ 'Desa' if tingkat == 'kecamatan' else 'Kecamatan' }}"
_FIRST = "Musren Isi Menjorok"


def laporan_musrenbang() -> Draft:
    body = (
        blocks.kop()
        + blocks.judul(
            "LAPORAN",
            "MUSYAWARAH PERENCANAAN PEMBANGUNAN (MUSRENBANG)",
            f"{_PLACE_CAPITAL} TAHUN {{{{ tahun }}}}",
        )
        + p("", "Musren Nomor")
        + _summary()
        + _people()
        + _proposals()
        + _funnel()
        + _priorities()
        + _funding()
        + _absorbed()
        + _women()
        + _not_agreed()
        + _board()
        + _closing()
        + PORTRAIT.section(last=True)
    )
    title = f"Laporan Musrenbang {_PLACE} Tahun {{{{ tahun }}}}"
    return Draft(title, title, body)


def _summary() -> str:
    return (
        bab("RINGKASAN")
        + p(
            "Laporan ini memuat proses dan hasil perencanaan pembangunan partisipatif di "
            f"{_PLACE}, "
            "{% if tingkat == 'kecamatan' %}{{ wilayah.kabupaten }}, {% endif %}"
            "{{ wilayah.provinsi }}, Tahun {{ tahun }}. Pokok-pokoknya adalah sebagai berikut:",
            _FIRST,
        )
        + each("butir in ringkasan", p("{{ butir|tanpa_tanda }}.", "Musren Keputusan"))
    )


def _people() -> str:
    held = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column("Musyawarah", 35, "{{ m.nama }}"),
        Column("Tanggal dan Tempat", 33, "{{ m.tanggal|tanggal_pendek }}{% if m.tempat %}, "
               "{{ m.tempat }}{% endif %}"),
        Column("L", 11, "{{ m.laki_laki|angka }}", "r", "Hadir (orang)"),
        Column("P", 11, "{{ m.perempuan|angka }}", "r", "Hadir (orang)"),
        Column("Jumlah", 14, "{{ m.jumlah|angka }}", "r", "Hadir (orang)"),
        Column("Berita Acara", 52, "{% if m.nomor_ba %}Nomor {{ m.nomor_ba }}{% if m.tanggal_ba %}"
               " tanggal {{ m.tanggal_ba|tanggal_pendek }}{% endif %}{% elif m.tanggal_ba %}"
               "Notulen tanggal {{ m.tanggal_ba|tanggal_pendek }}{% elif m.tempat %}Belum terbit"
               "{% else %}–{% endif %}"),
    )  # fmt: skip
    return (
        bab("PESERTA DAN MUSYAWARAH")
        + p(
            "Musyawarah dihadiri oleh {{ kehadiran.jumlah|angka }} "
            "({{ kehadiran.jumlah|terbilang }}) orang, terdiri atas "
            "{{ kehadiran.laki_laki|angka }} orang laki-laki dan "
            "{{ kehadiran.perempuan|angka }} orang perempuan"
            "{% if kehadiran.rtm %}, di antaranya {{ kehadiran.rtm|angka }} orang dari rumah "
            "tangga miskin (RTM){% endif %}.",
            _FIRST,
        )
        + tabel(
            "Peserta menurut unsur",
            (
                Column("No.", 11, "{{ loop.index }}", "c"),
                Column("Unsur", 79, "{{ h.unsur }}"),
                Column("Laki-laki", 25, "{{ h.laki_laki|angka }}", "r"),
                Column("Perempuan", 25, "{{ h.perempuan|angka }}", "r"),
                Column("Jumlah", 25, "{{ h.jumlah|angka }}", "r"),
            ),
            "h in unsur_hadir",
        )
        + p("Rangkaian musyawarah", "Musren Judul Tabel")
        + matrix.matrix(PORTRAIT, held, matrix.body(held, "m in musyawarah"))
        + gap()
    )


def _proposals() -> str:
    women, agreed = "Di antaranya dari MKP", "Disepakati"
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column(_BELOW, 34, "{{ u.nama }}"),
        Column("Usulan", 14, "{{ u.usulan|angka }}", "r"),
        Column("Biaya (Rp)", 27, money("u.biaya"), "r"),
        Column("Usulan ", 14, "{{ u.mkp|angka }}", "r", women),
        Column("Biaya (Rp) ", 27, money("u.mkp_biaya"), "r", women),
        Column("Usulan  ", 14, "{{ u.disepakati|angka }}", "r", agreed),
        Column("Biaya (Rp)  ", 27, money("u.disepakati_biaya"), "r", agreed),
    )
    names = ("usulan", "biaya", "mkp", "mkp_biaya", "disepakati", "disepakati_biaya")
    sums = {c.head: money(f"seluruh.{n}") for c, n in zip(columns[2:], names, strict=True)}
    return (
        bab("USULAN MENURUT WILAYAH")
        + p("Usulan yang masuk dan yang disepakati menurut wilayah", "Musren Judul Tabel")
        + matrix.matrix(
            PORTRAIT,
            columns,
            [*matrix.body(columns, "u in usulan_wilayah"), matrix.total(columns, "JUMLAH", sums)],
        )
        + gap()
    )


def _funnel() -> str:
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Tahap", 39, "{{ t.nama }}"),
        Column("Usulan", 15, money("t.usulan"), "r"),
        Column("Biaya (Rp)", 30, money("t.biaya"), "r"),
        Column("Usulan ", 15, money("t.mkp"), "r", "Di antaranya dari MKP"),
        Column("Biaya (Rp) ", 28, money("t.mkp_biaya"), "r", "Di antaranya dari MKP"),
        Column("Nilai Rupiah", 30, remark("t.nilai")),
    )
    return (
        bab("PERJALANAN USULAN")
        + p(
            "Gambar dan tabel berikut menunjukkan berapa banyak usulan, dan berapa nilainya, yang "
            "melewati setiap tahap. Nilai rupiah setiap tahap adalah nilai yang berlaku pada tahap "
            "itu.",
            _FIRST,
        )
        + p("{{ corong|gambar_corong(165, 150) }}", "Musren Gambar")
        + p("Perjalanan usulan dari pengusulan sampai terbangun", "Musren Judul Gambar")
        + p("Usulan dan nilainya pada setiap tahap", "Musren Judul Tabel")
        + matrix.matrix(PORTRAIT, columns, matrix.body(columns, "t in corong"))
    )


def _priorities() -> str:
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Peringkat", 16, money("u.peringkat"), "c"),
        Column("Kegiatan", 66, "{{ u.kegiatan }}\n{{ u.kode }}"),
        Column("Wilayah", 29, "{{ u.wilayah }}"),
        Column("Volume", 21, VOLUME, "c"),
        Column("Biaya (Rp)", 25, money("u.biaya"), "r"),
    )
    n = len(columns)
    label = "JUMLAH SELURUHNYA {{ g.usulan|angka }} USULAN"
    rows = [
        *matrix.body(columns, "u in g.baris"),
        matrix.total(columns, label, {"Biaya (Rp)": money("g.biaya")}),
        tag_row("if g.catatan", n),
        matrix.note(columns, "{{ g.catatan }}"),
        tag_row("endif", n),
    ]
    return bab("PRIORITAS") + when(
        "prioritas|banyaknya",
        each(
            "g in prioritas",
            blocks.sub_judul("{{ loop.index|huruf|kapital }}. {{ g.judul }}"),
            matrix.matrix(PORTRAIT, columns, rows),
        ),
        otherwise=[p("Belum ada daftar prioritas.")],
    )


def _funding() -> str:
    spp, other = "SPP", "Non-SPP"
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Kecamatan", 27, "{{ d.kecamatan }}"),
        Column("Pagu BLM (Rp)", 23, money("d.pagu"), "r"),
        Column("Operasional (Rp)", 21, money("d.operasional"), "r"),
        Column("Usulan", 12, "{{ d.spp_usulan|angka }}", "r", spp),
        Column("Biaya (Rp)", 21, money("d.spp_biaya"), "r", spp),
        Column("Usulan ", 12, "{{ d.lain_usulan|angka }}", "r", other),
        Column("Biaya (Rp) ", 21, money("d.lain_biaya"), "r", other),
        Column("Sisa (Rp)", 20, money("d.sisa"), "r"),
    )
    names = (
        *("pagu", "operasional", "spp_usulan", "spp_biaya", "lain_usulan", "lain_biaya", "sisa"),
    )
    sums = {c.head: money(f"jumlah_pendanaan.{n}") for c, n in zip(columns[2:], names, strict=True)}
    n = len(columns)
    rows = [
        tag_row("for d in pendanaan", n),
        matrix.line(columns),
        tag_row("if d.keterangan", n),
        matrix.note(columns, "{{ d.kecamatan }}: {{ d.keterangan|tanpa_tanda }}."),
        tag_row("endif", n),
        tag_row("else", n),
        matrix.none(columns),
        tag_row("endfor", n),
        matrix.total(columns, "JUMLAH", sums),
    ]
    return (
        bab("PENDANAAN BLM")
        + p(
            "Dana BLM dibagi menurut peringkat sampai pagunya tidak cukup lagi untuk peringkat "
            "berikutnya. Peringkat di bawahnya tidak didahulukan.",
            "Musren Pengantar Tabel",
        )
        + matrix.matrix(PORTRAIT, columns, rows)
        + gap()
    )


def _absorbed() -> str:
    count, amount = "Usulan", "Biaya (Rp)"
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Uraian", 39, "{{ r.nama }}"),
        Column("Terserap", 16, "{{ r.usulan|angka }}", "r", count),
        Column("Dari", 15, "{{ r.dari_usulan|angka }}", "r", count),
        Column("%", 13, PERSEN % "r.persen_usulan", "r", count),
        Column("Terserap ", 30, money("r.biaya"), "r", amount),
        Column("Dari ", 31, money("r.dari_biaya"), "r", amount),
        Column("% ", 13, PERSEN % "r.persen_biaya", "r", amount),
    )
    names = ("usulan", "dari_usulan", "persen_usulan", "biaya", "dari_biaya", "persen_biaya")
    sums = {c.head: money(f"s.jumlah.{n}") for c, n in zip(columns[2:], names, strict=True)}
    return bab("SERAPAN DALAM ANGGARAN") + when(
        "serapan|banyaknya",
        each(
            "s in serapan",
            p("{{ loop.index|huruf|kapital }}. {{ s.judul }}", "Musren Sub Judul"),
            p("{{ s.penyebut }}", "Musren Pengantar Tabel"),
            p("{{ s.baris|gambar_batang(165, 120) }}", "Musren Gambar"),
            matrix.matrix(
                PORTRAIT,
                columns,
                [
                    *matrix.body(columns, "r in s.baris"),
                    matrix.total(columns, "{{ s.jumlah.nama|kapital }}", sums),
                ],
            ),
            gap(),
        ),
        otherwise=[p("Anggaran belum dicatat, sehingga serapan belum dapat dihitung.")],
    )


def _women() -> str:
    figure = (
        "{%% if w.satuan == 'rupiah' %%}{{ w.%s|rupiah }}"
        "{%% else %%}{{ w.%s|angka }} {{ w.satuan }}{%% endif %%}"
    )
    return bab("BAGIAN PEREMPUAN") + tabel(
        "Bagian perempuan dalam peserta, usulan, dan dana",
        (
            Column("No.", 11, "{{ loop.index }}", "c"),
            Column("Uraian", 64, "{{ w.uraian }}"),
            Column("Perempuan", 36, figure % ("perempuan", "perempuan"), "r"),
            Column("Seluruhnya", 38, figure % ("seluruh", "seluruh"), "r"),
            Column("%", 16, PERSEN % "w.persen", "r"),
        ),
        "w in perempuan",
    )


def _not_agreed() -> str:
    why = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Alasan", 107, "{{ r.alasan }}"),
        Column("Usulan", 20, "{{ r.usulan|angka }}", "r"),
        Column("Biaya (Rp)", 30, money("r.biaya"), "r"),
    )
    listed = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Kegiatan", 44, "{{ u.kegiatan }}\n{{ u.kode }}"),
        Column("Wilayah", 22, "{{ u.wilayah }}"),
        Column("Volume", 17, VOLUME, "c"),
        Column("Biaya (Rp)", 22, money("u.biaya"), "r"),
        Column("Putusan", 16, "{{ u.putusan }}", "c"),
        Column("Alasan", 36, "{{ u.alasan }}"),
    )
    return (
        bab("USULAN YANG BELUM DISEPAKATI DAN ALASANNYA")
        + blocks.sub_judul("A. Menurut alasan")
        + matrix.matrix(PORTRAIT, why, matrix.body(why, "r in rekap_alasan"))
        + blocks.sub_judul("B. Daftar usulan")
        + matrix.matrix(PORTRAIT, listed, matrix.body(listed, "u in belum_disepakati"))
        + when("catatan_belum", p("{{ catatan_belum }}", "Musren Catatan"))
        + gap()
    )


def _board() -> str:
    columns = (
        Column("No.", 9, "{{ loop.index }}", "c"),
        Column(_BELOW, 40, "{{ b.nama }}"),
        Column("Musyawarah", 36, text("b.musyawarah")),
        Column("Naskah", 36, text("b.naskah")),
        Column("Yang Masih Ditunggu", 44, remark("b.penghambat")),
    )
    return (
        bab("PAPAN MUSYAWARAH")
        + when(
            "petak",
            p("{{ petak|gambar_petak(165, 200) }}", "Musren Gambar"),
            p("Desa menurut tahap yang sudah dicapai", "Musren Judul Gambar"),
        )
        + matrix.matrix(PORTRAIT, columns, matrix.body(columns, "b in papan"))
        + gap()
    )


def _closing() -> str:
    return (
        bab("PENUTUP")
        + when(
            "tindak_lanjut|banyaknya",
            p("Tindak lanjut yang diperlukan:", "Musren Pengantar Tabel"),
            # counted by the loop: the numbers of the summary do not go on here
            each("butir in tindak_lanjut", p("{{ loop.index }}. {{ butir|tanpa_tanda }}.")),
        )
        + p(
            "Demikian laporan ini disusun sebagai bahan pengambilan keputusan dan sebagai jawaban "
            "kepada masyarakat atas usulan yang telah disampaikan.",
            "Musren Penutup",
        )
        + blocks.ttd(Signer("penandatangan.pejabat", blocks.place_and_date()))
    )
