"""`musren docs`: the reference pages are written, and found stale when they are."""

from pathlib import Path

from tests.cli.conftest import Run


def test_pages_are_written_once_and_then_found_fresh(run: Run, tmp_path: Path):
    out = tmp_path / "reference"
    assert "6 halaman ditulis" in run("docs", "--out", out).out
    assert len(list(out.glob("*.md"))) == 6
    assert run("docs", "--check", "--out", out).code == 0


def test_a_stale_page_is_named_and_left_alone(run: Run, tmp_path: Path):
    out = tmp_path / "reference"
    run("docs", "--out", out)
    (out / "hak.md").write_text("old")
    found = run("docs", "--check", "--out", out)
    assert found.code == 1
    assert "usang: hak.md. Jalankan make docs" in found.err
    assert (out / "hak.md").read_text() == "old"
