"""Laporan Keterangan Pertanggungjawaban Kepala Desa: five chapters and the table of activities."""

from collections.abc import Sequence

from tools.draft_templates import blocks, matrix
from tools.draft_templates.blocks import Signer
from tools.draft_templates.desa import amount
from tools.draft_templates.matrix import GRAND_TOTAL, Column, money, remark, text
from tools.draft_templates.package import Draft
from tools.draft_templates.rkp_formulir import KEPALA_DESA
from tools.draft_templates.wml import LANDSCAPE, PORTRAIT, Row, each, p, tag_row, when

PERSEN = "{{ %s|angka|default('–') }}"


def lkpj() -> Draft:
    body = (
        blocks.kop()
        + blocks.judul(
            "LAPORAN KETERANGAN PERTANGGUNGJAWABAN (LKPj)",
            "KEPALA {{ wilayah.desa|kapital }}",
            "AKHIR TAHUN {{ tahun }}",
        )
        + p(f"Nomor: {blocks.NOMOR}", "Musren Nomor")
        + _pendahuluan()
        + _pelaksanaan()
        + _pendapatan()
        + _belum_selesai()
        + _penutup()
        + PORTRAIT.section(last=False)
        + _lampiran()
        + LANDSCAPE.section(last=True)
    )
    title = "LKPj Kepala {{ wilayah.desa }} Akhir Tahun {{ tahun }}"
    return Draft(title, f"LKPj Kepala {{{{ wilayah.desa }}}} Nomor {blocks.NOMOR}", body)


def bab(words: str) -> str:
    """A chapter; its number is the style's."""
    return p(words, "Musren Bab Laporan")


def _pendahuluan() -> str:
    first = "Musren Isi Menjorok"
    return (
        bab("PENDAHULUAN")
        + p(
            "Kepala Desa menyampaikan laporan keterangan pertanggungjawaban kepada Badan "
            "Permusyawaratan Desa (BPD) satu kali dalam satu tahun dalam Rapat BPD. Laporan ini "
            "memuat pelaksanaan Rencana Kerja Pembangunan Desa (RKP-Desa) {{ wilayah.desa }}, "
            "{{ wilayah.kecamatan }}, {{ wilayah.kabupaten }}, {{ wilayah.provinsi }} untuk masa "
            "{{ tanggal_mulai|tanggal }} sampai dengan {{ tanggal_selesai|tanggal }}.",
            first,
        )
        + p(
            "RKP-Desa Tahun {{ tahun }} ditetapkan dengan Keputusan Kepala {{ wilayah.desa }} "
            "Nomor {{ sk.nomor }} tanggal {{ sk.tanggal|tanggal }}.",
            first,
        )
        + when("pengantar", p("{{ pengantar }}", first))
        + p("Laporan ini disusun berdasarkan:", "Musren Pengantar Tabel")
        + each(
            "butir in mengingat",
            p(
                "{{ butir|tanpa_tanda }}{% if loop.last %}.{% else %};{% endif %}",
                "Musren Keputusan",
            ),
        )
    )


def _pelaksanaan() -> str:
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Sumber Dana", 32, "{{ r.nama }}"),
        Column("Rencana", 15, "{{ r.kegiatan|angka }}", "r", "Jumlah Kegiatan"),
        Column("Selesai", 14, "{{ r.selesai|angka }}", "r", "Jumlah Kegiatan"),
        Column("Sebagian", 16, "{{ r.sebagian|angka }}", "r", "Jumlah Kegiatan"),
        Column("Belum", 14, "{{ r.belum|angka }}", "r", "Jumlah Kegiatan"),
        Column("Rencana ", 26, money("r.biaya_rencana"), "r", "Biaya (Rp)"),
        Column("Realisasi", 26, money("r.biaya_realisasi"), "r", "Biaya (Rp)"),
        Column("%", 14, PERSEN % "r.persen", "r", "Biaya (Rp)"),
    )
    j = "jumlah_rekap"
    sums = {
        "Rencana": f"{{{{ {j}.kegiatan|angka }}}}",
        "Selesai": f"{{{{ {j}.selesai|angka }}}}",
        "Sebagian": f"{{{{ {j}.sebagian|angka }}}}",
        "Belum": f"{{{{ {j}.belum|angka }}}}",
        "Rencana ": money(f"{j}.biaya_rencana"),
        "Realisasi": money(f"{j}.biaya_realisasi"),
        "%": PERSEN % f"{j}.persen",
    }
    rows = [*matrix.body(columns, "r in rekap"), matrix.total(columns, "JUMLAH", sums)]
    return (
        bab("PELAKSANAAN RKP-DESA")
        + _summary(j)
        + matrix.matrix(PORTRAIT, columns, rows)
        + p("", "Musren Jarak")
    )


def _summary(j: str) -> str:
    return p(
        f"RKP-Desa Tahun {{{{ tahun }}}} memuat {{{{ {j}.kegiatan|angka }}}} "
        f"({{{{ {j}.kegiatan|terbilang }}}}) kegiatan. Sampai dengan akhir masa laporan, "
        f"{{{{ {j}.selesai|angka }}}} kegiatan telah selesai, {{{{ {j}.sebagian|angka }}}} "
        f"kegiatan dilaksanakan sebagian, dan {{{{ {j}.belum|angka }}}} kegiatan belum "
        f"dilaksanakan. Realisasi biaya seluruhnya {amount(f'{j}.biaya_realisasi')} dari rencana "
        f"{amount(f'{j}.biaya_rencana')}{{% if {j}.persen is defined %}} atau "
        f"{{{{ {j}.persen|angka }}}} persen{{% endif %}}. Rincian setiap kegiatan tercantum dalam "
        "Lampiran.",
        "Musren Isi Menjorok",
    )


def _pendapatan() -> str:
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Sumber Dana", 37, "{{ s.nama }}"),
        Column("Pagu (Rp)", 28, money("s.pagu"), "r"),
        Column("Anggaran (Rp)", 28, money("s.anggaran"), "r"),
        Column("Realisasi (Rp)", 28, money("s.realisasi"), "r"),
        Column("Keterangan", 36, remark("s.keterangan")),
    )
    names = ("pagu", "anggaran", "realisasi")
    heads = [column.head for column in columns[2:5]]
    sums = {h: money(f"jumlah_pendapatan.{name}") for h, name in zip(heads, names, strict=True)}
    return (
        bab("PENDAPATAN DAN PEMBIAYAAN")
        + p(
            "Pendapatan dan pembiayaan pembangunan desa menurut sumber dana adalah sebagai "
            "berikut:",
            "Musren Pengantar Tabel",
        )
        + matrix.matrix(
            PORTRAIT,
            columns,
            [*matrix.body(columns, "s in pendapatan"), matrix.total(columns, "JUMLAH", sums)],
        )
        + p("", "Musren Jarak")
        + p(
            f"Dari anggaran sebesar {amount('jumlah_pendapatan.anggaran')} telah terealisasi "
            f"{amount('jumlah_pendapatan.realisasi')}."
        )
    )


def _belum_selesai() -> str:
    columns = (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Kode Usulan", 23, "{{ u.kode }}"),
        Column("Kegiatan", 34, "{{ u.kegiatan }}"),
        Column("Lokasi", 19, text("u.lokasi")),
        Column("Sumber Dana", 18, text("u.sumber")),
        Column("Status", 20, "{{ u.status }}"),
        Column("Sebab", 23, text("u.sebab")),
        Column("Tindak Lanjut", 20, text("u.tindak_lanjut")),
    )
    return (
        bab("KEGIATAN YANG BELUM SELESAI DAN TINDAK LANJUT")
        + when(
            "belum_selesai|banyaknya",
            p(
                "Terdapat {{ belum_selesai|banyaknya }} ({{ belum_selesai|banyaknya|terbilang }}) "
                "kegiatan yang belum selesai, yaitu:",
                "Musren Pengantar Tabel",
            ),
            matrix.matrix(PORTRAIT, columns, matrix.body(columns, "u in belum_selesai")),
            p("", "Musren Jarak"),
            otherwise=[p("Seluruh kegiatan dalam RKP-Desa Tahun {{ tahun }} telah selesai.")],
        )
        + when("permasalahan", p("Permasalahan", "Musren Sub Judul"), p("{{ permasalahan }}"))
        + when("upaya", p("Upaya Penyelesaian", "Musren Sub Judul"), p("{{ upaya }}"))
    )


def _penutup() -> str:
    return (
        bab("PENUTUP")
        + p(
            "Demikian laporan keterangan pertanggungjawaban ini disampaikan kepada Badan "
            "Permusyawaratan Desa sebagai bahan penilaian dan perbaikan perencanaan pembangunan "
            "desa tahun berikutnya.",
            "Musren Penutup",
        )
        + blocks.ttd(Signer(KEPALA_DESA, blocks.place_and_date()))
        + p("Penerimaan oleh BPD", "Musren Sub Judul")
        + p(
            "Laporan ini diterima dalam Rapat BPD tanggal "
            "{% if rapat_bpd.tanggal %}{{ rapat_bpd.tanggal|tanggal }}"
            "{% else %}……………………………{% endif %} dengan Berita Acara Nomor "
            "{{ rapat_bpd.nomor|default('……………………………') }}.",
        )
        + blocks.tembusan()
    )


def activity_columns() -> tuple[Column, ...]:
    """Plan and realisation of each activity (pnpm.md 4.5)."""
    return (
        Column("No.", 8, "{{ loop.index }}", "c"),
        Column("Kode Usulan", 24, "{{ u.kode }}"),
        Column("Kegiatan", 48, "{{ u.kegiatan }}"),
        Column("Lokasi", 27, text("u.lokasi")),
        Column("Satuan", 16, text("u.satuan"), "c"),
        Column("Rencana", 15, "{{ u.volume_rencana|angka|default('–') }}", "r", "Volume"),
        Column("Realisasi", 16, "{{ u.volume_realisasi|angka|default('–') }}", "r", "Volume"),
        Column("Rencana ", 25, money("u.biaya_rencana"), "r", "Biaya (Rp)"),
        Column("Realisasi ", 25, money("u.biaya_realisasi"), "r", "Biaya (Rp)"),
        Column("Sumber Dana", 22.5, text("u.sumber")),
        Column("Status", 21, "{{ u.status }}"),
        Column("Sebab", 27.5, remark("u.sebab")),
        Column("Tindak Lanjut", 25, remark("u.tindak_lanjut")),
    )


def _lampiran() -> str:
    columns = activity_columns()
    return (
        blocks.lampiran("LAMPIRAN", "LKPj Kepala {{ wilayah.desa }} Akhir Tahun {{ tahun }}")
        + blocks.judul_lampiran(
            "RENCANA DAN REALISASI KEGIATAN RKP-DESA TAHUN {{ tahun }}",
            "{{ wilayah.desa|kapital }}, {{ wilayah.kecamatan|kapital }}, "
            "{{ wilayah.kabupaten|kapital }}",
        )
        + matrix.matrix(LANDSCAPE, columns, _activity_rows(columns), KEPALA_DESA)
    )


def _activity_rows(columns: Sequence[Column]) -> list[Row]:
    n = len(columns)

    def sums(of: str) -> dict[str, str]:
        return {
            "Rencana ": money(f"{of}.biaya_rencana"),
            "Realisasi ": money(f"{of}.biaya_realisasi"),
        }

    return [
        tag_row("for g in kelompok", n),
        matrix.group(columns, "{{ loop.index|romawi }}. {{ g.nama|kapital }}"),
        *matrix.body(columns, "u in g.baris"),
        matrix.total(columns, "JUMLAH {{ loop.index|romawi }}", sums("g.jumlah")),
        tag_row("endfor", n),
        matrix.total(columns, GRAND_TOTAL, sums("jumlah_rekap")),
    ]
