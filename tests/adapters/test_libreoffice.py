"""PDF by LibreOffice: one way in, a deadline, nothing left behind, nothing called."""

import io
import os
import signal
import socket
import subprocess
import sys
import threading
import time
import uuid
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pikepdf
import pytest
from docx import Document

from musren.adapters import kurungan, libreoffice
from musren.adapters.libreoffice import MOST_WAITING, Converter
from musren.domain.errors import Invalid, MusrenError, TooLarge, Unavailable

PATIENCE = 20  # seconds for things that end by themselves
HERE = kurungan.walls_of_this_machine()
WALLS = pytest.mark.parametrize(
    "walls",
    list(dict.fromkeys([HERE, kurungan.NO_WALLS])),
    ids=lambda walls: "walls" if walls else "no walls",
)
FULL = HERE == kurungan.FULL_WALLS

OUTDIR = """
while [ "$#" -gt 0 ]; do
  case "$1" in
    --outdir) out=$2; shift ;;
    -env:*) profile=${1#-env:UserInstallation=file://} ;;
  esac
  shift
done
mkdir -p "$out"
"""


def paper(*lines: str) -> bytes:
    document = Document()
    for line in lines or ("Musrenbangdes Sukamaju",):
        document.add_paragraph(line)
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def one_page() -> bytes:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        out = io.BytesIO()
        pdf.save(out, deterministic_id=True)
    return out.getvalue()


class Fake:
    """A program in LibreOffice's place, and the marks by which its traces are found."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.path = folder / "soffice"
        self.sleeper = folder / f"tidur-{uuid.uuid4().hex}"
        self.sleeper.symlink_to("/bin/sleep")
        (folder / "baik.pdf").write_bytes(one_page())

    def does(self, script: str) -> Path:
        marks = {"SLEEP": self.sleeper, "HERE": self.folder}
        for mark, value in marks.items():
            script = script.replace(mark, str(value))
        self.path.write_text("#!/bin/sh\n" + OUTDIR + script)
        self.path.chmod(0o755)
        return self.path

    def strays(self) -> list[str]:
        """The processes that still run our sleeper, seen by their command line."""
        mark = self.sleeper.name.encode()
        found = []
        for entry in Path("/proc").glob("[0-9]*"):
            try:
                line = (entry / "cmdline").read_bytes()
            except OSError:
                continue
            if mark in line.split(b"\0")[0]:
                found.append(entry.name)
        return found

    def starts(self) -> int:
        return len(list(self.folder.glob("mulai.*")))


@pytest.fixture
def fake(tmp_path: Path) -> Iterator[Fake]:
    made = Fake(tmp_path)
    yield made
    for pid in made.strays():
        os.kill(int(pid), signal.SIGKILL)


def wait_until(condition) -> bool:
    end = time.monotonic() + PATIENCE
    while time.monotonic() < end:
        if condition():
            return True
        time.sleep(0.02)
    return False


@WALLS
def test_the_pdf_comes_back_whole(fake: Fake, walls: tuple[str, ...]):
    soffice = fake.does('cp HERE/baik.pdf "$out/naskah.pdf"')
    assert Converter(soffice, 20, walls=walls).to_pdf(paper()) == one_page()


@WALLS
def test_a_program_that_hangs_is_killed_with_its_children_and_tried_twice(
    fake: Fake, walls: tuple[str, ...]
):
    soffice = fake.does(": > HERE/mulai.$(date +%N)\nSLEEP 3600 &\n(SLEEP 3600 &)\nSLEEP 3600")
    with pytest.raises(Unavailable, match="1 detik") as caught:
        Converter(soffice, 1, walls=walls).to_pdf(paper())
    assert "berkas word" in caught.value.message.lower()
    assert fake.starts() == 2
    assert wait_until(lambda: fake.strays() == [])


@WALLS
def test_children_left_behind_by_a_good_run_are_gone(fake: Fake, walls: tuple[str, ...]):
    soffice = fake.does('SLEEP 3600 &\ncp HERE/baik.pdf "$out/naskah.pdf"')
    assert Converter(soffice, 20, walls=walls).to_pdf(paper())
    assert wait_until(lambda: fake.strays() == [])


def test_a_child_that_leaves_the_group_does_not_outlive_the_full_walls(fake: Fake):
    soffice = fake.does('setsid SLEEP 3600 &\nsleep 0.2\ncp HERE/baik.pdf "$out/naskah.pdf"')
    assert Converter(soffice, 20).to_pdf(paper())
    assert wait_until(lambda: fake.strays() == []) or not FULL


def test_when_we_are_killed_the_program_dies_too(fake: Fake):
    soffice = fake.does("exec SLEEP 3600")
    code = (
        "import sys; from pathlib import Path\n"
        "from musren.adapters.libreoffice import Converter\n"
        "Converter(Path(sys.argv[1]), 600).to_pdf(Path(sys.argv[2]).read_bytes())"
    )
    docx = fake.folder / "naskah.docx"
    docx.write_bytes(paper())
    with subprocess.Popen([sys.executable, "-c", code, str(soffice), str(docx)]) as ours:
        assert wait_until(fake.strays)
        ours.kill()
    assert wait_until(lambda: fake.strays() == []) or kurungan.NO_WALLS == HERE


@pytest.mark.parametrize(
    "script",
    [
        "exit 0",
        "exit 1",
        "kill -9 $$",
        'echo "bukan pdf" > "$out/naskah.pdf"',
        'printf "%%PDF-1.7 sampah" > "$out/naskah.pdf"',
        'head -c 300 HERE/baik.pdf > "$out/naskah.pdf"',
        ': > "$out/naskah.pdf"',
        'cp HERE/baik.pdf "$out/naskah.pdf"; exit 1',
        'mkdir "$out/naskah.pdf"',
    ],
)
def test_a_run_without_a_good_pdf_is_a_failure(fake: Fake, script: str):
    soffice = fake.does(f": > HERE/mulai.$(date +%N)\n{script}")
    with pytest.raises(Unavailable, match="Berkas Word tetap dapat diunduh"):
        Converter(soffice, 20).to_pdf(paper())
    assert fake.starts() == 2


def test_the_second_try_has_a_fresh_profile(fake: Fake):
    soffice = fake.does(
        'if [ -e "$profile/kotor" ]; then exit 1; fi\n: > "$profile/kotor"\n'
        "if [ ! -e HERE/pernah ]; then : > HERE/pernah; exit 1; fi\n"
        'cp HERE/baik.pdf "$out/naskah.pdf"'
    )
    assert Converter(soffice, 20).to_pdf(paper()) == one_page()


def test_the_program_sees_almost_nothing_of_our_environment(
    fake: Fake, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("MUSREN_SECRET_KEY", "rahasia")
    soffice = fake.does('env > HERE/lihat\ncp HERE/baik.pdf "$out/naskah.pdf"')
    Converter(soffice, 20).to_pdf(paper())
    seen = {line.split("=")[0] for line in (fake.folder / "lihat").read_text().splitlines()}
    assert seen - {"PWD", "OLDPWD", "SHLVL", "_"} == {"PATH", "HOME", "TMPDIR", "LANG"}


def test_the_program_has_limits(fake: Fake):
    soffice = fake.does('ulimit -a > HERE/batas\ncp HERE/baik.pdf "$out/naskah.pdf"')
    Converter(soffice, 20).to_pdf(paper())
    limits = (fake.folder / "batas").read_text().splitlines()
    memory = next(
        line.split()[-1] for line in limits if line.startswith(("vmem", "virtual", "address"))
    )
    assert 0 < int(memory) <= 4 * 1024 * 1024


def test_nothing_stays_in_the_temporary_folder(fake: Fake, monkeypatch: pytest.MonkeyPatch):
    room = fake.folder / "sementara"
    room.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(room))
    good = fake.does('cp HERE/baik.pdf "$out/naskah.pdf"')
    Converter(good, 20).to_pdf(paper())
    with pytest.raises(Unavailable):
        Converter(fake.does("exit 1"), 20).to_pdf(paper())
    assert list(room.iterdir()) == []


def test_requests_do_not_pile_up(fake: Fake):
    """One runs, a few wait, the next is told to come back; those who waited get theirs."""
    soffice = fake.does(
        ": > HERE/mulai.$(date +%N)\nmkdir HERE/satu || : > HERE/tabrakan\n"
        "while [ ! -e HERE/jalan ]; do sleep 0.05; done\n"
        'cp HERE/baik.pdf "$out/naskah.pdf"; rmdir HERE/satu'
    )
    results: list[bytes | MusrenError] = []

    def ask() -> None:
        try:
            results.append(Converter(soffice, 60).to_pdf(docx))
        except MusrenError as error:
            results.append(error)

    docx = paper()
    people = [threading.Thread(target=ask) for _ in range(MOST_WAITING + 3)]
    for person in people:
        person.start()
    told = wait_until(lambda: len(results) == 2 and fake.starts() == 1)
    (fake.folder / "jalan").touch()
    for person in people:
        person.join()
    assert told
    assert fake.starts() == MOST_WAITING + 1
    assert not (fake.folder / "tabrakan").exists(), "only one conversion runs at a time"
    refused = [result for result in results if isinstance(result, Unavailable)]
    assert [error.message for error in refused] == [libreoffice.BUSY] * 2
    assert results.count(one_page()) == MOST_WAITING + 1


def zipped(**parts: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name.replace("__", "/"), content)
    return out.getvalue()


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"Berita Acara",
        b"<html><img src='http://127.0.0.1/'></html>",
        b"{\\rtf1 x}",
        b"PK\x03\x04 rusak",
        zipped(mimetype=b"application/vnd.oasis.opendocument.text"),
        paper()[:-30],
    ],
    ids=["empty", "text", "html", "rtf", "broken zip", "odt", "cut short"],
)
def test_only_a_word_file_goes_in(fake: Fake, content: bytes):
    soffice = fake.does(": > HERE/mulai.1")
    with pytest.raises(Invalid, match="docx"):
        Converter(soffice, 20).to_pdf(content)
    assert fake.starts() == 0


def test_a_word_file_that_swells_does_not_go_in(fake: Fake):
    soffice = fake.does(": > HERE/mulai.1")
    with pytest.raises(TooLarge):
        Converter(soffice, 20).to_pdf(
            zipped(word__document=b"", **{"word/document.xml": bytes(201 * 1024 * 1024)})
        )
    assert fake.starts() == 0


def test_without_libreoffice_the_word_file_remains(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    monkeypatch.setenv("PATH", str(tmp_path))
    assert libreoffice.find() is None
    assert libreoffice.version() is None
    with pytest.raises(Unavailable, match=r"belum terpasang.*Word tetap dapat diunduh"):
        libreoffice.converter(20)


def test_a_program_that_was_removed_is_said_to_be_missing(tmp_path: Path):
    with pytest.raises(Unavailable) as caught:
        Converter(tmp_path / "soffice", 20).to_pdf(paper())
    assert caught.value.message == libreoffice.NOT_INSTALLED


@pytest.mark.parametrize("name", libreoffice.PROGRAMS)
def test_the_program_is_found_under_both_its_names(
    fake: Fake, monkeypatch: pytest.MonkeyPatch, name: str
):
    (fake.folder / name).write_text("#!/bin/sh\necho LibreOffice 7.4.7.2 abc")
    (fake.folder / name).chmod(0o755)
    monkeypatch.setenv("PATH", str(fake.folder))
    assert libreoffice.find() == fake.folder / name
    assert libreoffice.version(fake.folder / name) == "7.4.7.2"


class Canary:
    """A web server of the most modest kind: it counts who calls."""

    def __init__(self) -> None:
        self.calls = 0
        self._door = socket.create_server(("127.0.0.1", 0))
        self.port = self._door.getsockname()[1]
        self._listener = threading.Thread(target=self._listen)
        self._listener.start()

    def _listen(self) -> None:
        while True:
            caller, _ = self._door.accept()
            with caller:
                if caller.recv(1000) == b"selesai":
                    return
                self.calls += 1

    def close(self) -> None:
        with socket.create_connection(("127.0.0.1", self.port)) as last:
            last.sendall(b"selesai")
        self._listener.join()
        self._door.close()


@pytest.fixture
def canary() -> Iterator[Canary]:
    bird = Canary()
    yield bird
    bird.close()


def with_linked_picture(tmp_path: Path, target: str) -> bytes:
    """A paper whose picture is not inside it but somewhere else."""
    from PIL import Image  # noqa: PLC0415

    dot = tmp_path / "titik.png"
    Image.new("RGB", (64, 64), "red").save(dot)
    document = Document()
    document.add_picture(str(dot))
    out = io.BytesIO()
    document.save(out)
    changed = io.BytesIO()
    with zipfile.ZipFile(out) as old, zipfile.ZipFile(changed, "w") as new:
        for part in old.infolist():
            content = old.read(part).replace(b"r:embed=", b"r:link=")
            if part.filename == "word/_rels/document.xml.rels":
                linked = f'Target="{target}" TargetMode="External"'.encode()
                content = content.replace(b'Target="media/image1.png"', linked)
            new.writestr(part.filename, content)
    return changed.getvalue()


def pictures_in(pdf: bytes) -> int:
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        return sum(len(page.get_images()) for page in opened.pages)


@pytest.mark.slow
def test_a_real_paper_becomes_a_real_pdf(soffice: Path):
    pdf = Converter(soffice, 120).to_pdf(paper("Berita Acara", "Nomor 1 & <2>"))
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        assert len(opened.pages) == 1
    assert libreoffice.version(soffice)


@pytest.mark.slow
@WALLS
def test_a_linked_picture_calls_nobody(
    soffice: Path, canary: Canary, tmp_path: Path, walls: tuple[str, ...]
):
    docx = with_linked_picture(tmp_path, f"http://127.0.0.1:{canary.port}/titik.png")
    assert Converter(soffice, 120, walls=walls).to_pdf(docx)
    assert canary.calls == 0


@pytest.mark.slow
@WALLS
def test_a_linked_file_of_this_machine_is_not_drawn(
    soffice: Path, tmp_path: Path, walls: tuple[str, ...]
):
    secret = (tmp_path / "titik.png").as_uri()
    pdf = Converter(soffice, 120, walls=walls).to_pdf(with_linked_picture(tmp_path, secret))
    assert pictures_in(pdf) == 0


@pytest.mark.slow
def test_without_the_locked_settings_the_canary_is_called(
    soffice: Path, canary: Canary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    """The lures of the two tests above are real ones."""
    monkeypatch.setattr(libreoffice, "_LOCKED", ())
    open_door = Converter(soffice, 120, walls=kurungan.NO_WALLS)
    docx = with_linked_picture(tmp_path, f"http://127.0.0.1:{canary.port}/titik.png")
    assert open_door.to_pdf(docx)
    assert canary.calls > 0
    secret = (tmp_path / "titik.png").as_uri()
    assert pictures_in(open_door.to_pdf(with_linked_picture(tmp_path, secret))) == 1
