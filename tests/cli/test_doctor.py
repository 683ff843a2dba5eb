"""`musren doctor`: what this machine can do, and never a secret."""

from pathlib import Path

import pytest

from tests.cli.conftest import Run


def test_a_healthy_machine_is_told_line_by_line(run: Run, home: Path):
    found = run("doctor")
    assert (found.code, found.err) == (0, "")
    for what in ("Python", "SQLite", "Basis data", "PostgreSQL", "PDF", "Folder data", "Naskah"):
        assert f" {what}: " in found.out
    assert "[kurang] Basis data" not in found.out


def test_the_way_to_get_pdf_is_told_where_there_is_none(
    run: Run, plain_home: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("musren.cli.doctor.find", lambda: None)
    found = run("doctor")
    assert "[kurang] PDF: LibreOffice belum ada. Pasang dengan: sudo apt-get install" in found.out
    assert "1 hal kurang" in found.out


@pytest.mark.parametrize(
    "address",
    [
        "postgresql://musren:geheim@127.0.0.1:1/musren",
        "postgresql://musren@127.0.0.1:1/musren?password=geheim",
        "postgresql://musren@127.0.0.1:1/musren?sslpassword=geheim",
        "postgresql://musren:geheim@[::1/musren",
    ],
)
def test_no_secret_is_shown(
    run: Run, plain_home: Path, monkeypatch: pytest.MonkeyPatch, address: str
):
    monkeypatch.setenv("MUSREN_DATABASE_URL", address)
    monkeypatch.setenv("MUSREN_SECRET_KEY", "sangat-rahasia-sekali")
    found = run("doctor")
    shown = found.out + found.err
    assert "[kurang] Basis data" in shown or "MUSREN_DATABASE_URL tidak terbaca" in shown
    assert "geheim" not in shown
    assert "sangat-rahasia" not in shown
    assert "Traceback" not in shown


def test_the_kept_key_is_not_shown(run: Run, plain_home: Path):
    found = run("doctor")
    kept = (plain_home / "kunci_rahasia").read_text()
    assert len(kept) == 64
    assert kept not in found.out


def test_a_folder_that_cannot_be_written_is_told(
    run: Run, plain_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("MUSREN_SECRET_KEY", "x" * 64)
    monkeypatch.setenv("MUSREN_DATABASE_URL", f"sqlite:///{tmp_path / 'a.db'}")
    monkeypatch.setenv("MUSREN_DATA_DIR", str(tmp_path / "file"))
    found = run("doctor")
    assert "[kurang] Folder data: " in found.out
    assert "Errno" not in found.out
