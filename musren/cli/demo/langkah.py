"""Filling guided forms, issuing and signing as people do, only without a browser."""

import hashlib
from collections.abc import Mapping
from datetime import date
from io import BytesIO
from typing import Any

from PIL import Image, ImageDraw
from sqlalchemy.orm import Session

from musren.adapters.pindaian_isi import examine
from musren.cli.ruang import Ruang
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.forms.alur import flow
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.services import draf, kirim, naskah, terbit


def form_key(*parts: object) -> str:
    """A form key that is the same in every run."""
    return hashlib.sha256("/".join(str(p) for p in parts).encode()).hexdigest()[:32]


def fill(  # noqa: PLR0913
    session: Session, act: Act, slug: str, year: Tahun, place: RegionCode,
    answers: Mapping[str, Any], *, objek: str = "", kali: str = "",
) -> str:  # fmt: skip
    """Answer every step of a guided form and submit it; returns what came of it."""
    draft = begin(session, act, slug, year, place, objek=objek, kali=kali)
    if draft.status == "terkirim":  # a play that was interrupted goes on
        return draft.hasil
    save(session, act, draft.id, answers)
    return kirim.submit(session, act, draft)


def send(  # noqa: PLR0913
    session: Session, act: Act, slug: str, year: Tahun, place: RegionCode,
    answers: Mapping[str, Any], *, objek: str = "", kali: str = "",
) -> str:  # fmt: skip
    """As `fill`, but the whole form at once: for many forms that are alike."""
    draft = begin(session, act, slug, year, place, objek=objek, kali=kali)
    if draft.status == "terkirim":  # a play that was interrupted goes on
        return draft.hasil
    draft.jawaban = {**draft.jawaban, **{name: raw(value) for name, value in answers.items()}}
    draft.langkah_selesai = [step.slug for step in flow(slug).steps]
    return kirim.submit(session, act, draft)


def begin(  # noqa: PLR0913
    session: Session, act: Act, slug: str, year: Tahun, place: RegionCode, *, objek: str = "",
    kali: str = "",
) -> Draf:  # fmt: skip
    """The draft of a form, begun as the service begins it; `kali` names one of several."""
    more = [part for part in (objek, kali) if part]
    kunci = form_key("peragaan", slug, year.tahun, place, *more)
    return draf.start(session, act, flow(slug), year, place, kunci=kunci, objek=objek)


def save(session: Session, act: Act, draft_id: int, answers: Mapping[str, Any]) -> None:
    draft = draf.get(session, draft_id)
    for step in flow(draft.alur).steps:
        given = {name: raw(answers[name]) for name in step.fields if name in answers}
        if given:
            whole = {**step.pick(draft.jawaban), **given}
            draf.save(session, act, draft, step, whole, done=True)
    session.flush()


def raw(value: Any) -> Any:
    """A value as a browser would send it."""
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, Mapping):
        return {k: raw(v) for k, v in value.items()}
    if isinstance(value, list | tuple):
        return [raw(v) for v in value]
    return "" if value is None else str(value)


def issue(room: Ruang, act: Act, year: Tahun, place: RegionCode, jenis: str, day: date) -> int:
    order = naskah.Order(
        jenis=jenis, tanggal=day, kunci=form_key("peragaan", jenis, year.tahun, place)
    )
    return terbit.issue(room.office, act, year.id, place, order)


def scan_of(title: str) -> bytes:
    """A picture that stands for the scanned, signed sheet."""
    sheet = Image.new("L", (620, 940), 250)
    pen = ImageDraw.Draw(sheet)
    pen.rectangle((30, 30, 590, 910), outline=120)
    pen.text((60, 60), f"PINDAIAN CONTOH\n{title}", fill=40)
    for line in range(5):
        pen.line((360, 640 + line * 50, 540, 625 + line * 50), fill=60, width=3)
    out = BytesIO()
    sheet.save(out, "PNG")
    return out.getvalue()


def sign(room: Ruang, act: Act, paper_id: int, day: date) -> None:
    """Everybody signs on paper; the scan comes back the same day."""
    with room.database.write() as session:
        paper = naskah.get(session, paper_id)
        if paper.status == "ditandatangani":
            return
        checked = examine(scan_of(paper.nomor or paper.jenis))  # our own picture needs no walls
        scan = terbit.Scan(
            sha256=room.gudang.put(checked.content), tipe=checked.tipe, ukuran=len(checked.content)
        )
        signed = {one.id: day for one in paper.tanda_tangan}
        terbit.record_signatures(session, act, paper, scan, signed)
