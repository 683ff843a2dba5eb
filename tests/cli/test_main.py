"""The command line speaks Indonesian: its help, and whatever was typed wrongly."""

import re
from pathlib import Path

import click
import pytest

from musren.cli import galat
from musren.cli.main import COMMANDS, musren
from tests.cli.conftest import Run

ENGLISH = re.compile(
    r"\b(?:usage|options?|commands?|arguments?|error|missing|no such|invalid|required|default|show"
    r"|exit|try|help for|unexpected|requires|value|is not|range|traceback|TEXT|INTEGER|FILE)\b",
    re.IGNORECASE,
)


def without_names(text: str) -> str:
    """The text without command names, quoted words and values, which are no sentences."""
    return re.sub(r"“[^”]*”|--?[a-z]+|musren [a-z ]+|\[bawaan: [^\]]*\]|/\S+", "", text)


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("nope", "Tidak ada perintah nope."),
        ("serve --nope", "Tidak ada pilihan --nope."),
        ("export bappeda --formt csv", "Mungkin maksud Anda --format"),
        ("import usulan", "Isian BERKAS belum diisi."),
        ("import usulan a.csv", "Pilihan --desa belum diisi."),
        ("import usulan a.csv b.csv --desa 1 --tahun 2011", "“b.csv” berlebih"),
        ("serve --port", "Pilihan --port harus diikuti isinya."),
        ("serve --port 70000", "dari 1 sampai 65535"),
        ("demo --out x --pdf=ya", "Pilihan --pdf tidak memakai isi."),
        ("demo --out x --villages 0", "dari 1 sampai 1200"),
        ("export bappeda --kabupaten 99.01 --tahun x --out y", "harus bilangan bulat"),
        ("export bappeda --kabupaten 99.01 --tahun 1 --format pdf --out y", "xlsx, csv, json"),
        ("export bappeda --kabupaten 99.01 --tahun 2011 --out {here}", "harus berkas, bukan folder"),
        ("demo --out {here}/x.txt", "harus folder, bukan berkas"),
        ("user add siti --nama S --peran raja --wilayah 99", "pilih salah satu dari administrator"),
    ],
)  # fmt: skip
def test_a_slip_on_the_command_line_is_told_in_indonesian(
    run: Run, tmp_path: Path, typed: str, told: str
):
    (tmp_path / "x.txt").write_text("")
    found = run(*typed.format(here=tmp_path).split())
    assert found.code == 2
    assert told in found.err
    assert found.err.startswith("Galat: ")
    assert "--help" in found.err
    assert not ENGLISH.search(without_names(found.err)), found.err
    assert found.out == ""


def every_command(group: click.Group, path: tuple[str, ...] = ()) -> list[tuple[str, ...]]:
    found = [path]
    context = click.Context(group)
    for name in group.list_commands(context):
        inner = group.get_command(context, name)
        found += (
            every_command(inner, (*path, name))
            if isinstance(inner, click.Group)
            else [(*path, name)]
        )
    return found


@pytest.mark.parametrize("path", every_command(musren), ids=" ".join)
def test_the_help_of_every_command_is_indonesian(run: Run, path: tuple[str, ...]):
    found = run(*path, "--help")
    assert found.code == 0
    assert found.out.startswith(f"Pemakaian: {' '.join(('musren', *path))} [PILIHAN]")
    assert "Tampilkan bantuan ini." in found.out
    assert not ENGLISH.search(without_names(found.out)), found.out


@pytest.mark.parametrize("path", [(), ("import",), ("user",)])
def test_a_command_alone_shows_its_help(run: Run, path: tuple[str, ...]):
    found = run(*path)
    assert (found.code, found.err) == (0, "")
    assert "Perintah:" in found.out


def test_every_command_is_told_in_one_line(run: Run):
    shown = run("--help").out
    assert all(f"  {name}" in shown and told in shown for name, (_, told) in COMMANDS.items())


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ({"MUSREN_DATABASE_URL": "mysql://a:geheim@b/c"}, "awali dengan sqlite:/// atau postgresql://"),
        ({"MUSREN_DATABASE_URL": "quatsch"}, "MUSREN_DATABASE_URL"),
        ({"MUSREN_DATABASE_URL": "postgresql://u:geheim@127.0.0.1:1/x"}, "tidak menjawab"),
        ({"MUSREN_DATABSE_URL": "sqlite://"}, "Pengaturan tidak dikenal: MUSREN_DATABSE_URL"),
        ({"MUSREN_PDF_SECONDS": "lama"}, "bilangan bulat"),
        ({"MUSREN_DATA_DIR": "/proc/x"}, "“/proc/x” tidak ada"),
    ],
)  # fmt: skip
def test_a_setting_that_cannot_be_used_is_named_without_its_secrets(
    run: Run,
    plain_home: Path,
    monkeypatch: pytest.MonkeyPatch,
    names: dict[str, str],
    told: str,
):
    for name, value in names.items():
        monkeypatch.setenv(name, value)
    found = run("export", "bappeda", "--kabupaten", "99.01", "--tahun", "2011", "--out", "x.csv")
    assert found.code == 1
    assert told in found.err
    assert "geheim" not in found.err
    assert "Traceback" not in found.err


def test_an_unexpected_fault_is_kept_for_whoever_repairs_it(
    run: Run, plain_home: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    def broken(*_: object) -> None:
        raise KeyError("inside")

    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    monkeypatch.setattr("musren.cli.impor.read_table", broken)
    table = tmp_path / "a.csv"
    table.write_text("x")
    found = run("import", "usulan", table, "--desa", "99.01.01.2001", "--tahun", "2011")
    (kept,) = tmp_path.glob("musren-galat-*.txt")
    assert found.code == 1
    assert str(kept) in found.err
    assert "KeyError" not in found.err
    assert "KeyError: 'inside'" in kept.read_text()


def test_reasons_of_the_system_are_told_in_indonesian():
    assert galat.why(FileNotFoundError(2, "No such file or directory")) == "tidak ada"
    assert "Permission" not in galat.why(PermissionError(13, "Permission denied"))
    assert galat.why(OSError("odd")) == "tidak dapat dibuka atau ditulis"


def test_ctrl_c_ends_in_peace(run: Run, plain_home: Path, monkeypatch: pytest.MonkeyPatch):
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("musren.cli.doctor.load", interrupted)
    found = run("doctor")
    assert (found.code, found.err) == (130, "\nDihentikan.\n")
