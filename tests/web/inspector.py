"""Every page that a test sees is looked over: heading, title, ids, labels, and no English."""

import gzip
import re
from typing import Any

from flask.testing import FlaskClient
from lxml import html
from werkzeug.test import TestResponse

ENGLISH = re.compile(
    r"Not a valid|Missing data|Unknown field|Invalid value|is required|Field may not|Internal Server"
    r"|Not Found|Bad Request|Forbidden|Method Not Allowed|Traceback|CSRF|Unauthorized",
    re.IGNORECASE,
)
UNLABELLED = "//*[self::input or self::select or self::textarea][not(@type='hidden')]"


class Page:
    """An HTML answer as a person with a screen reader would take it apart."""

    def __init__(self, answer: TestResponse) -> None:
        self.status = answer.status_code
        data = answer.get_data()
        packed = answer.headers.get("Content-Encoding") == "gzip"
        self.text_source = (gzip.decompress(data) if packed else data).decode()
        self.root = html.document_fromstring(self.text_source)

    def find(self, path: str) -> list[Any]:
        return list(self.root.xpath(path))

    @property
    def h1(self) -> str:
        return str(self.find("//h1")[0].text_content()).strip()

    @property
    def text(self) -> str:
        return " ".join(self.find("//main")[0].text_content().split())

    def value(self, name: str) -> str:
        """What the input of that name shows."""
        found = self.find(f"//*[@name='{name}' and not(ancestor::template)]")
        if found[0].tag == "select":
            chosen = found[0].xpath(".//option[@selected]")
            return str(chosen[0].get("value")) if chosen else ""
        if found[0].tag == "textarea":
            return str(found[0].text or "").strip("\n")
        if found[0].get("type") in {"radio", "checkbox"}:
            return next((str(f.get("value")) for f in found if f.get("checked") is not None), "")
        return str(found[0].get("value") or "")

    @property
    def faults(self) -> list[str]:
        """The lines of the summary on top, as they are linked."""
        return [a.text_content() for a in self.find("//*[@id='ringkasan']//li/a")]


def complaints(page: Page) -> list[str]:
    """What a careful reviewer would object to."""
    found = []
    if len(page.find("//h1")) != 1:
        found.append(f"{len(page.find('//h1'))} h1")
    elif not str(page.find("//title")[0].text).startswith(page.h1):
        found.append("the title does not begin with the h1")
    ids = [str(e) for e in page.find("//@id")]
    found += [f"id twice: {one}" for one in {i for i in ids if ids.count(i) > 1}]
    labelled = {str(f) for f in page.find("//label/@for")}
    found += [
        f"no label: {one.get('name')}"
        for one in page.find(UNLABELLED)
        if one.get("id") not in labelled and not one.get("aria-label")
    ]
    for target in page.find("//*[@id='ringkasan']//a/@href"):
        path, _, anchor = str(target).partition("#")
        if not path and anchor not in ids:
            found.append(f"the summary leads nowhere: {target}")
    found += [f"English: {m}" for m in ENGLISH.findall(page.find("//body")[0].text_content())]
    if page.find("//script[not(@src)] | //*[@style] | //*[@onclick] | //style"):
        found.append("inline script or style")
    return found


class Browser(FlaskClient):
    """The test client; every HTML answer is inspected, and marks of forms are put in by themselves."""

    answer: TestResponse

    def open(self, *args: Any, **kwargs: Any) -> TestResponse:
        self.answer = super().open(*args, **kwargs)
        if self.answer.mimetype == "text/html" and self.answer.status_code not in {
            301,
            302,
            303,
            308,
        }:
            told = complaints(Page(self.answer))
            assert told == [], f"{self.answer.request.path}: {told}"
        return self.answer

    def page(self, path: str, status: int = 200) -> Page:
        answer = self.get(path)
        assert answer.status_code == status, (answer.status_code, answer.headers.get("Location"))
        return Page(answer)

    def mark(self) -> str:
        """A valid mark for forms, taken from a page that everybody may open."""
        root = html.document_fromstring(self.get("/wilayah", follow_redirects=True).get_data())
        return str(root.xpath("//input[@name='csrf_token']/@value")[0])

    def send(self, path: str, data: dict[str, Any] | None = None, **more: Any) -> TestResponse:
        """Post a form as one of our own pages would."""
        headers = {"Origin": "http://localhost", **more.pop("headers", {})}
        fields = {"csrf_token": self.mark(), **(data or {})}
        return self.post(path, data=fields, headers=headers, **more)

    def sent(self, path: str, data: dict[str, Any] | None = None, status: int = 200) -> Page:
        answer = self.send(path, data)
        assert answer.status_code == status, (answer.status_code, answer.headers.get("Location"))
        return Page(answer)

    def enter(self, name: str, password: str, **more: str) -> TestResponse:
        return self.send("/masuk", {"nama_pengguna": name, "sandi": password, **more})
