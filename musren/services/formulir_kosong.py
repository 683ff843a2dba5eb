"""Blank forms for the hall: any guided form with the lists and the rows of one village now."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.errors import MusrenError
from musren.domain.wilayah import Level, RegionCode
from musren.forms.fields import Choice, Guided, Hidden
from musren.forms.pilihan import Options, provided, resolve
from musren.forms.steps import Flow, Rows
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilDesa, ProfilKabupaten, ProfilKecamatan
from musren.papers import contracts
from musren.papers.kinds import template
from musren.papers.render import Purpose, render
from musren.services import alur, baris_tetap
from musren.services.fakta import bersama
from musren.services.fakta.kosong import blank_form
from musren.services.pilihan import Setting, options_for
from musren.services.tahun import profile_of

KIND = "formulir_kosong"

Facts = dict[str, Any]


def blank(
    session: Session, year: Tahun, place: RegionCode, form: Flow, objek: str = ""
) -> Facts:  # fmt: skip
    """Facts of the paper `formulir_kosong` (III.C.3) for this form, checked by its contract.

    Lists are those of the village; rows that are laid out on the screen are printed with their
    ids. `objek` names the thing the form is about, as the form's own address does.
    """
    here = Setting(
        session=session, year=year, place=place, objek=objek,
        answers=_answers(session, form, year, place, objek),
    )  # fmt: skip
    options = options_for(here, form.lists())
    with provided(options):
        laid = {
            name: _laid(here, field)
            for name, field in form.fields.items()
            if isinstance(field, Rows) and field.tetap is not None
        }
    return contracts.freeze(KIND, _head(here) | blank_form(form, _offered(options), laid))


def as_word(facts: Mapping[str, Any], office: Path | None = None) -> bytes:
    """The blank form as a Word file; `office` is the folder of the office's own templates."""
    return render(template(KIND, office), facts, purpose=Purpose.ISSUE)


def _answers(
    session: Session, form: Flow, year: Tahun, place: RegionCode, objek: str
) -> Mapping[str, Any]:
    """What the form would begin with; nothing where it cannot begin yet."""
    try:
        return alur.answers_for(session, form, year, place, objek)[0]
    except MusrenError:
        return {}


def _offered(options: Options) -> Options:
    """The lists without those that are empty: there one writes."""
    return {name: found for name, found in options.items() if found}


def _laid(here: Setting, field: Rows) -> list[dict[str, str]]:
    """The laid-out rows in words; none where the form waits for something else."""
    try:
        rows = baris_tetap.merged(here, field, [])
    except MusrenError:
        return []
    return [_told(field, row) for row in rows]


def _told(field: Rows, row: Mapping[str, Any]) -> dict[str, str]:
    shown = {name: _words(one, row.get(name)) for name, one in field.columns.items()}
    kept = {name: str(row[name]) for name in ("kode", "uraian") if row.get(name)}
    return shown | kept


def _words(column: Guided, value: Any) -> str:
    """A value that is printed beforehand, as people read it."""
    if not isinstance(value, str):
        return ""
    if isinstance(column, Choice) and not isinstance(column, Hidden):
        offered = resolve(column.pilihan) or ()
        return next((one.label for one in offered if one.value == value), "")
    return value


# --- the head of the sheet ----------------------------------------------------------------------


def _head(here: Setting) -> Facts:
    """Place and letterhead; dots for an address nobody filled in yet."""
    session, place = here.session, here.place
    return {
        "wilayah": bersama.wilayah(session, place), "kop": _kop(here), "tahun": here.year.tahun,
        "draf": False,
    }  # fmt: skip


def _kop(here: Setting) -> Facts:
    session, place = here.session, here.place
    if place.level is Level.DESA:
        village = session.get(ProfilDesa, str(place)) or ProfilDesa(**_DOTTED)
        return bersama.kop_desa(session, place, profile_of(here.year), village)
    if place.level is Level.KABUPATEN:
        kabupaten = session.get(ProfilKabupaten, str(place)) or ProfilKabupaten(**_DOTTED)
        return bersama.kop_kabupaten(session, place, kabupaten)
    office = session.get(ProfilKecamatan, str(place)) or ProfilKecamatan(**_DOTTED)
    return bersama.kop_kecamatan(session, place, office)


_DOTTED = {"alamat_kantor": bersama.DOTTED, "kode_pos": "", "telepon": ""}
