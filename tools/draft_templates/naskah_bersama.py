"""What the two long documents have in common: legal base, signature, groups of tables."""

from tools.draft_templates import blocks
from tools.draft_templates.blocks import Signer
from tools.draft_templates.wml import each, p, when


def dasar_hukum() -> str:
    closing = "{% if loop.last %}.{% else %};{% endif %}"
    return p("Penyusunan dokumen ini berdasarkan:", "Musren Pengantar Tabel") + each(
        "b in dasar_hukum", p("{{ b|tanpa_tanda }}" + closing, "Musren Keputusan")
    )


def tanda_tangan() -> str:
    """The Kepala Desa below a preface or the last chapter."""
    return blocks.ttd(Signer("penandatangan", blocks.place_and_date()))


def tiap(loop: str, fact: str, body: str, empty: str) -> str:
    """The body once per item, or a sentence when there is none."""
    return when(f"{fact}|banyaknya", each(loop, body), otherwise=[p(empty)])
