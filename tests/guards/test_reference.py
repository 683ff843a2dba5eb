"""The reference pages say what the program says; `make docs` writes them."""

from pathlib import Path

import pytest

from musren import settings
from musren.cli.acuan import pages
from musren.cli.docs import REFERENCE, stale_pages
from musren.cli.main import COMMANDS, musren
from musren.domain.peran import HAK, NAMA_PERAN
from musren.forms.alur import FLOWS
from musren.integration.aturan import RULES
from musren.papers.kinds import kinds

PAGES = pages(musren)


def test_the_reference_is_fresh():
    assert stale_pages(PAGES, REFERENCE) == [], "run: make docs"


def test_the_pages_are_the_same_every_time():
    assert pages(musren) == PAGES


@pytest.mark.parametrize(
    ("page", "words"),
    [
        ("isian.md", [f"`{name}`" for flow in FLOWS.values() for name in flow.fields]),
        ("isian.md", [flow.title for flow in FLOWS.values()]),
        ("naskah.md", [one.title for one in kinds().values()]),
        ("pengaturan.md", [f"`{name}`" for name in settings.NAMES]),
        ("perintah.md", [f"## `musren {name}`" for name in COMMANDS]),
        ("aturan.md", [f"`{rule.kunci}`" for rule in RULES]),
        ("hak.md", [*NAMA_PERAN.values(), "`isi_desa`"]),
    ],
)
def test_a_page_leaves_nothing_out(page: str, words: list[str]):
    assert [word for word in words if word not in PAGES[page]] == []
    assert HAK


def test_a_stale_a_missing_and_a_left_over_page_are_seen(tmp_path: Path):
    (tmp_path / "a.md").write_text("old")
    (tmp_path / "c.md").write_text("left")
    assert stale_pages({"a.md": "new", "b.md": "new"}, tmp_path) == ["a.md", "b.md", "c.md"]
