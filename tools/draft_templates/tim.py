"""Keputusan Kepala Desa that forms a Tim Penyusun."""

from tools.draft_templates import blocks
from tools.draft_templates.listing import TEMPAT, listing
from tools.draft_templates.matrix import Column
from tools.draft_templates.package import Draft
from tools.draft_templates.wml import PORTRAIT, Cell, Row, p, table, tag_row

_KIRI, _ISI = "Musren Sel Kiri", "Musren Sel"
_KEPALA_DESA = "penandatangan.kepala_desa"


def sk_tim_penyusun() -> Draft:
    """For RPJM-Desa or RKP-Desa; duties under their dictum, members in the lampiran (4.4)."""
    body = (
        blocks.kop()
        + blocks.judul("KEPUTUSAN KEPALA {{ wilayah.desa|kapital }}", f"NOMOR {blocks.NOMOR}")
        + p("TENTANG", "Musren Judul Tengah")
        + blocks.judul("{{ tentang|judul }}")
        + p("DENGAN RAHMAT TUHAN YANG MAHA ESA", "Musren Judul Tengah")
        + blocks.judul("KEPALA {{ wilayah.desa|kapital }},")
        + p("", "Musren Jarak")
        + blocks.konsiderans()
        + dictums("KEPUTUSAN KEPALA {{ wilayah.desa|kapital }} TENTANG {{ tentang|kapital }}.")
        + blocks.ditetapkan(_KEPALA_DESA)
        + blocks.tembusan()
        + PORTRAIT.section(last=False)
        + _members()
        + PORTRAIT.section(last=True)
    )
    title = "Keputusan Kepala {{ wilayah.desa }} tentang {{ tentang }}"
    return Draft(title, f"Keputusan Kepala {{{{ wilayah.desa }}}} Nomor {blocks.NOMOR}", body)


def dictums(named: str) -> str:
    """As in every decree; the dictum that opens a list is followed by the duties."""
    told = "{% if butir|membuka_daftar %}{{ butir }}{% else %}{{ butir|tanpa_tanda }}.{% endif %}"
    duty = (
        "{{ tugas_tim|tanpa_tanda }}{% if loop.last %}.{% elif loop.revindex == 2 %}; dan"
        "{% else %};{% endif %}"
    )
    rows = [
        _dictum("Menetapkan", named),
        tag_row("for butir in diktum", 4),
        _dictum("{{ loop.index|diktum }}", told),
        tag_row("if butir|membuka_daftar", 4),
        tag_row("for tugas_tim in tugas", 4),
        Row(
            [
                Cell("", _KIRI),
                Cell("", _KIRI),
                Cell("{{ loop.index|huruf }}.", _KIRI),
                Cell(duty, _ISI),
            ]
        ),
        tag_row("endfor", 4),
        tag_row("endif", 4),
        tag_row("endfor", 4),
    ]
    return p("MEMUTUSKAN:", "Musren Judul Tengah") + table(
        (36, 4, 8, PORTRAIT.width - 48), "Musren Tabel Polos", rows
    )


def _dictum(label: str, words: str) -> Row:
    return Row([Cell(label, _KIRI), Cell(":", _KIRI), Cell(words, _ISI, span=2)])


def _members() -> str:
    columns = (
        Column("No.", 11, "{{ loop.index }}.", "c"),
        Column("Nama", 54, "{{ o.nama }}"),
        Column("L/P", 12, "{{ o.jk }}", "c"),
        Column("Jabatan/Unsur", 46, "{{ o.jabatan }}"),
        Column("Kedudukan dalam Tim", 42, "{{ o.kedudukan }}"),
    )
    return (
        blocks.lampiran("LAMPIRAN", "Keputusan Kepala {{ wilayah.desa }}", PORTRAIT)
        + blocks.judul_lampiran("SUSUNAN TIM PENYUSUN {{ tim|kapital }}", TEMPAT)
        + listing(columns, "o in anggota", signer=_KEPALA_DESA)
    )
