"""Drafts of guided forms: opened, autosaved, reviewed, submitted once."""

import hashlib
import json
from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain import teks
from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.forms.alur import flow
from musren.forms.pilihan import Options
from musren.forms.steps import Flow, Rows, Step
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.services import alur, baris_tetap, jejak
from musren.services.pilihan import Setting, options_for
from musren.services.wilayah import lock_place

MAX_TYPED = 20_000


class StaleStep(Conflict):
    """The page was changed elsewhere since it was shown; both versions are at hand."""

    code = "isian_bentrok"

    def __init__(self, stored: Mapping[str, Any]) -> None:
        super().__init__(
            "Isian langkah ini sudah diubah dari tempat lain sejak halaman ini dibuka. "
            "Bandingkan keduanya, lalu pilih isian mana yang dipakai."
        )
        self.stored = dict(stored)


def place_of(draft: Draf) -> RegionCode:
    return RegionCode.parse(draft.wilayah_kode)


def year_of(session: Session, draft: Draf) -> Tahun:
    return session.get_one(Tahun, draft.tahun_id)


def get(session: Session, draft_id: int) -> Draf:
    found = session.get(Draf, draft_id)
    if found is None:
        raise NotFound("Draf itu tidak ada. Kembali ke beranda dan pilih lagi.")
    return found


def find_open(
    session: Session, form: Flow, year: Tahun, place: RegionCode, objek: str = ""
) -> Draf | None:
    """The open draft of this form; what a form there is only one of is opened for is no matter."""
    objek = "" if form.tunggal else objek
    return session.scalar(
        select(Draf)
        .where(
            Draf.alur == form.slug,
            Draf.tahun_id == year.id,
            Draf.wilayah_kode == str(place),
            Draf.objek == objek,
            Draf.status == "terbuka",
        )
        .order_by(Draf.id.desc())
    )


def open_drafts(session: Session, year: Tahun, place: RegionCode) -> list[Draf]:
    return list(
        session.scalars(
            select(Draf)
            .where(
                Draf.tahun_id == year.id,
                Draf.wilayah_kode == str(place),
                Draf.status == "terbuka",
            )
            .order_by(Draf.id)
        )
    )


def start(  # noqa: PLR0913
    session: Session, act: Act, form: Flow, year: Tahun, place: RegionCode, *, kunci: str,
    objek: str = "",
) -> Draf:  # fmt: skip
    """The draft to go on with: the same form key or the open one; else a new, prefilled one.

    A form a place has only one of is about nothing else: whoever opens it, under whatever
    address, goes on with the one open draft, so that nobody overwrites somebody unseen.
    """
    objek = "" if form.tunggal else objek
    alur.refuse_others(session, act, form.slug, place, objek)
    again = session.scalar(select(Draf).where(Draf.kunci == kunci))
    if again is not None:
        if (again.alur, again.tahun_id, again.wilayah_kode) != (form.slug, year.id, str(place)):
            raise Conflict("Kunci formulir ini sudah dipakai. Muat ulang halaman, lalu coba lagi.")
        return again
    if form.tunggal or objek:
        lock_place(session, place)  # two who begin at once begin the same draft
        going_on = find_open(session, form, year, place, objek)
        if going_on is not None:
            return going_on
    answers, objek_versi = alur.STARTS[form.slug](session, year, place, objek)
    made = Draf(
        kunci=kunci, alur=form.slug, alur_versi=form.versi, tahun_id=year.id,
        wilayah_kode=str(place), objek=objek, objek_versi=objek_versi, jawaban=answers,
        langkah_selesai=[], status="terbuka", hasil="", pengguna_id=act.oleh.id,
        dibuat=act.pada, diubah=act.pada,
    )  # fmt: skip
    session.add(made)
    session.flush()
    return made


def setting(session: Session, draft: Draf) -> Setting:
    return Setting(
        session=session,
        year=year_of(session, draft),
        place=place_of(draft),
        answers=draft.jawaban,
        objek=draft.objek,
    )


def options(session: Session, draft: Draf, step: Step) -> Options:
    return options_for(setting(session, draft), step.lists())


def typed(session: Session, draft: Draf, step: Step) -> dict[str, Any]:
    """What the inputs show: the answers kept, with the laid-out rows brought up to date."""
    kept = step.pick(draft.jawaban)
    here = setting(session, draft)
    for name, one in step.fields.items():
        if isinstance(one, Rows) and one.tetap is not None:
            kept[name] = baris_tetap.merged(here, one, kept.get(name) or [])
    return kept


def mark_of(draft: Draf, step: Step) -> str:
    """A short mark of what is kept for this page, to notice a change made elsewhere."""
    body = json.dumps(step.pick(draft.jawaban), sort_keys=True, ensure_ascii=True)
    return hashlib.sha256(body.encode()).hexdigest()[:16]


def cleaned(value: Any) -> Any:
    """Typed text without the characters that no database keeps; nothing else is changed.

    Raises TextTooLong rather than cutting anything off.
    """
    if isinstance(value, str):
        return teks.clean(value, multiline=True, limit=MAX_TYPED)
    if isinstance(value, Mapping):
        return {str(k): cleaned(v) for k, v in value.items()}
    if isinstance(value, list):
        return [cleaned(v) for v in value]
    return value


def save(  # noqa: PLR0913
    session: Session, act: Act, draft: Draf, step: Step, given: Mapping[str, Any], *,
    mark: str | None = None, done: bool = False,
) -> None:  # fmt: skip
    """Keep what was typed, right or wrong. Raises StaleStep when the page is not the newest."""
    if draft.status != "terbuka":
        raise Conflict("Formulir ini sudah dikirim. Buka dari beranda bila perlu mengubahnya.")
    alur.refuse_others(session, act, draft.alur, place_of(draft), draft.objek)
    kept = {k: v for k, v in draft.jawaban.items() if k not in step.fields}
    fresh = {k: _kept_text(k, v) for k, v in given.items() if k in step.fields}
    for name, one in step.fields.items():
        if isinstance(one, Rows) and one.tetap is not None and name in fresh:
            rows = with_other_parts(draft, name, one, fresh[name])
            fresh[name] = baris_tetap.merged(setting(session, draft), one, rows)
    changed = fresh != step.pick(draft.jawaban)
    if mark is not None and mark != mark_of(draft, step) and changed:
        raise StaleStep(step.pick(draft.jawaban))
    draft.jawaban = {**kept, **fresh}
    if changed or done:  # a late autosave of the same answers leaves the page finished
        finished = [s for s in draft.langkah_selesai if s != step.slug]
        draft.langkah_selesai = [*finished, step.slug] if done else finished
    draft.diubah = act.pada


def with_other_parts(draft: Draf, name: str, field: Rows, given: Any) -> list[Any]:
    """The rows of the part that was sent, and those of the other parts as they are kept."""
    sent = list(given or ())
    if not field.bagian:
        return sent
    known = {str(row.get(field.key)) for row in sent if isinstance(row, Mapping)}
    kept = (row for row in draft.jawaban.get(name) or () if isinstance(row, Mapping))
    return [*(row for row in kept if str(row.get(field.key)) not in known), *sent]


def _kept_text(name: str, value: Any) -> Any:
    try:
        return cleaned(value)
    except teks.TextTooLong as reason:
        raise Invalid(reason.message, {name: reason.message}) from reason


def read_step(session: Session, draft: Draf, step: Step) -> dict[str, Any]:
    """The values of one page; raises Invalid."""
    return step.read(typed(session, draft, step), options(session, draft, step))


def whole(session: Session, draft: Draf) -> dict[str, Any]:
    """All answers as the inputs show them."""
    form = flow(draft.alur)
    answers = dict(draft.jawaban)
    for step in form.steps:
        answers |= typed(session, draft, step)
    return answers


def review(
    session: Session, draft: Draf
) -> tuple[dict[str, Any], dict[str, dict[str, str]], Options]:
    """For "Periksa jawaban": the values that can be read, what is wrong per step, the lists."""
    form = flow(draft.alur)
    lists = options_for(setting(session, draft), form.lists())
    values, wrong = form.check(whole(session, draft), lists)
    return values, wrong, lists


def read_whole(session: Session, draft: Draf) -> dict[str, Any]:
    """All values, for submitting; raises Invalid."""
    form = flow(draft.alur)
    lists = options_for(setting(session, draft), form.lists())
    return form.read(whole(session, draft), lists)


def discard(session: Session, act: Act, draft: Draf) -> None:
    """Put a draft aside; it is kept, but no longer offered."""
    if draft.status != "terbuka":
        raise Conflict("Formulir ini sudah dikirim, jadi tidak dapat dibuang.")
    alur.refuse_others(session, act, draft.alur, place_of(draft), draft.objek)
    draft.status = "dibuang"
    draft.diubah = act.pada
    jejak.record(session, act, "buang_draf", f"draf:{draft.id}", place=place_of(draft))
