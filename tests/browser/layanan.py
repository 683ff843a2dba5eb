"""A served musren and a person at a browser: signing in, answering steps, issuing, signing."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from io import BytesIO
from pathlib import Path
from threading import Thread

from flask import Flask
from PIL import Image
from playwright.sync_api import Page
from werkzeug.serving import make_server

GO_ON = "main form .tombol-tombol button[value=lanjut]"


@contextmanager
def served(app: Flask) -> Iterator[str]:
    """The application on a free port of this machine only."""
    server = make_server("127.0.0.1", 0, app, threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()


def scan() -> bytes:
    out = BytesIO()
    Image.new("L", (300, 420), 240).save(out, "PNG")
    return out.getvalue()


class Orang:
    """Somebody working in the browser; works the same with and without JavaScript."""

    def __init__(self, page: Page, address: str, name: str, password: str) -> None:
        self.page, self.address = page, address
        self.faults: list[str] = []
        page.on("pageerror", lambda error: self.faults.append(str(error)))
        self.open("/masuk")
        page.fill("[name=nama_pengguna]", name)
        page.fill("[name=sandi]", password)
        page.press("[name=sandi]", "Enter")
        page.wait_for_load_state()

    def open(self, path: str) -> None:
        answer = self.page.goto(path if path.startswith("http") else self.address + path)
        assert answer is not None
        assert answer.ok, (path, answer.status)

    def click(self, target: str) -> None:
        self.page.locator(target).first.click()
        self.page.wait_for_load_state()

    def start(self, slug: str, tahun: int, kode: str) -> None:
        self.open(f"/formulir/{slug}/{tahun}/{kode}")
        self.click("main form button")
        assert "/draf/" in self.page.url, self.page.url

    def answer(self, answers: Mapping[str, str | list[str]]) -> None:
        """Fill this page and go on; the page must be taken."""
        before = self.page.url
        for name, value in answers.items():
            self.put(name, value)
        self.click(GO_ON)
        told = self.page.locator("#ringkasan").all_inner_texts()
        assert told == [], told
        assert self.page.url != before

    def put(self, name: str, value: str | list[str]) -> None:
        if isinstance(value, list):
            for one in value:
                self.page.check(f'[name="{name}"][value="{one}"]')
            return
        field = self.page.locator(f'[name="{name}"]:visible').first
        kind = field.evaluate("e => e.tagName + ':' + (e.type || '')")
        if kind.startswith("SELECT"):
            field.select_option(value)
        elif kind.endswith((":radio", ":checkbox")):
            self.page.check(f'[name="{name}"][value="{value}"]')
        else:
            field.fill(value)

    def rows(self, group: str, lines: list[Mapping[str, str]]) -> None:
        """Fill the rows of a group, asking for more rows by the button when they run out."""
        for number, line in enumerate(lines):
            first = f'[name="{group}-{number}-{next(iter(line))}"]'
            while not self.page.locator(first).count():
                self.click(f'button[value="tambah:{group}"]')
            for name, value in line.items():
                self.put(f"{group}-{number}-{name}", value)

    def send(self) -> None:
        """From "Periksa jawaban" to the confirmation."""
        assert self.page.url.endswith("/periksa"), self.page.url
        self.click('main button[value="kirim"]')
        told = self.page.locator("#ringkasan").all_inner_texts()
        assert told == [], told
        assert self.page.url.endswith("/selesai"), self.page.url

    def issue(self, jenis: str, kode: str, tahun: int, tanggal: str) -> str:
        """Issue a paper; returns what its page tells."""
        self.open(f"/naskah/{jenis}/{kode}/{tahun}")
        self.put("tanggal", tanggal)
        self.page.check("[name=setuju]")
        self.click("main form.isian button.btn-primary")
        told = self.page.locator("#ringkasan").all_inner_texts()
        assert told == [], told
        return self.page.locator("main").inner_text()

    def sign(self, path: Path) -> None:
        """On the paper's page: everybody signed; the scan is sent in."""
        self.open(self.page.url.partition("?")[0] + "/tanda-tangan")
        for box in self.page.locator("[name=ttd]").all():
            box.check()
        self.page.set_input_files("[name=pindaian]", path)
        self.click("main form.isian button.btn-primary")
        told = self.page.locator("#ringkasan").all_inner_texts()
        assert told == [], told

    def done(self) -> None:
        assert self.faults == []
