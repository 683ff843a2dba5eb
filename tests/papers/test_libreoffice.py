"""LibreOffice opens every paper and shows its number."""

import shutil
import subprocess

import pytest

from musren.papers import kinds
from musren.papers.words import as_lines

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def pdf_text(tmp_path_factory, soffice):
    reader = shutil.which("pdftotext")
    if reader is None:
        pytest.skip("no pdftotext here: apt install poppler-utils")
    folder = tmp_path_factory.mktemp("kantor")

    def convert(name, content):
        source = folder / f"{name}.docx"
        source.write_bytes(content)
        profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
        command = [
            str(soffice),
            profile,
            "--headless",
            "--convert-to",
            "pdf",
            "--outdir",
            str(folder),
        ]
        subprocess.run([*command, str(source)], check=True, timeout=120, capture_output=True)
        shown = [reader, "-layout", str(source.with_suffix(".pdf")), "-"]
        return subprocess.run(shown, check=True, capture_output=True, text=True).stdout

    return convert


LONG = {"naskah_rkp", "naskah_rpjm"}  # their title is on top, their pages begin anew


@pytest.mark.parametrize("kind", sorted(set(kinds.kinds()) - LONG))
def test_every_page_names_the_paper_and_counts_itself(kind, facts, issue, pdf_text):
    frozen = facts(kind)
    pages = pdf_text(kind, issue(kind, frozen)).strip("\f\n").split("\f")
    footer = next(line for line in as_lines(issue(kind, frozen)) if line.startswith("[kaki] "))
    named = footer.removeprefix("[kaki] ").partition(" – Halaman")[0]
    for number, page in enumerate(pages, 1):
        assert named in page
        assert f"Halaman {number} dari {len(pages)}" in page
