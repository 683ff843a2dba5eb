"""The slips of the printed guide never reach a paper: laws are cited by their true number."""

import re

import pytest

from tests.guards.tree import contents, project_files, words

SLIPS = re.compile(
    r"72\s+Tahun\s+2007|72/2007|414\.2/3717PMD|Rencana\s+Kerja\s+Pemerintah\s+Desa", re.IGNORECASE
)
PRINTED = ("musren", "doc_templates")
READ = {".py", ".toml", ".html", ".txt", ".md", ".js", ".csv", ".docx", ".xlsx"}


def test_no_slip_stands_in_the_product():
    found = {
        name: match.group()
        for path in project_files()
        if path.parts[0] in PRINTED and path.suffix in READ
        for name, data in contents(path)
        if (match := SLIPS.search(words(data)))
    }
    assert found == {}


@pytest.mark.parametrize(
    ("text", "slip"),
    [
        ("PP Nomor 72 Tahun 2007 tentang Desa", True),
        ("<w:t>72 Tahun </w:t><w:t>2007</w:t>", True),
        ("414.2/3717PMD", True),
        ("rencana kerja pemerintah desa", True),
        ("PP Nomor 72 Tahun 2005 tentang Desa", False),
        ("Nomor 414.2/3717/PMD", False),
        ("Rencana Kerja Pembangunan Desa", False),
    ],
)
def test_a_slip_is_told_from_the_true_citation(text: str, slip: bool):
    assert bool(SLIPS.search(words(text.encode()))) is slip
