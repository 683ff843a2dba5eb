"""The attendance list of a village meeting."""

from tools.draft_templates import blocks
from tools.draft_templates.blocks import Signer
from tools.draft_templates.listing import listing
from tools.draft_templates.matrix import Column
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import PORTRAIT, p


def daftar_hadir() -> Draft:
    """Rows with names, signatures left and right by turns, sums L/P/RTM (pnpm.md 7)."""
    columns = (
        Column("No.", 11, "{{ loop.index }}.", "c"),
        Column("Nama", 40, "{{ h.nama }}"),
        Column("L/P", 10, "{{ h.jk }}", "c"),
        Column("Jabatan/Unsur", 32, "{{ h.unsur }}"),
        Column("Alamat", 24, "{{ h.alamat }}"),
        Column("RTM", 12, "{% if h.rtm %}Ya{% else %}–{% endif %}", "c"),
    )
    body = (
        blocks.kop()
        + blocks.judul("DAFTAR HADIR", "{{ acara|kapital }}")
        + p("", "Musren Nomor")
        + blocks.pairs(
            [
                ("Hari, tanggal", "{{ tanggal|hari }}, {{ tanggal|tanggal }}"),
                ("Waktu", f"P{blocks.pukul()[1:]}"),
                ("Tempat", "{{ tempat }}"),
            ],
            label=40,
        )
        + p("", "Musren Jarak")
        + listing(columns, "h in hadir", signed=36, height=8.5, tied=True)
        + p("", "Musren Jarak Ttd")
        + _counts()
        + blocks.ttd(
            Signer("pimpinan", "{{ tempat_surat }}, {{ tanggal|tanggal }}"),
            Signer("mengetahui", "Mengetahui,"),
        )
        + PORTRAIT.section(last=True)
    )
    return Draft("Daftar Hadir {{ acara }}", "Daftar Hadir {{ acara }}", body)


def _counts() -> str:
    """The sums, kept with the signatures below them."""
    counts = (
        ("Laki-laki", "laki_laki"),
        ("Perempuan", "perempuan"),
        ("Jumlah", "jumlah"),
        ("Di antaranya RTM", "rtm"),
    )
    rows = [(label, f"{{{{ kehadiran.{name}|angka }}}} orang") for label, name in counts]
    return blocks.pairs(rows, label=40, style="Musren Sel Ttd")
