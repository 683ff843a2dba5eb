"""Planning years of a kabupaten and the defaults of their profile, each changed with a reason."""

import json
import re
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from musren.domain import bahasa, rupiah
from musren.domain.errors import Conflict, Invalid, MusrenError, NotFound, Refused
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.integration.profil import TANDA, Nilai, Parameter, load
from musren.models.orang import Pengguna
from musren.models.tahun import Tahun
from musren.services import wilayah
from musren.services.tahun import (
    change_parameter,
    changes_of,
    open_year,
    profile_of,
    year_for,
    years_of,
)
from musren.web.access import HIDDEN, by_kode, need
from musren.web.errors import CHANGED_MEANWHILE
from musren.web.halaman import home_path, letak, page
from musren.web.unit_of_work import current_act, current_pelaku, current_session

parameter = Blueprint("parameter", __name__, url_prefix="/kabupaten/<kode>")


def _kabupaten(kode: str) -> RegionCode:
    code = wilayah.parse_code(kode)
    if code.level is not Level.KABUPATEN:
        raise NotFound(HIDDEN)
    return code


def in_words(one: Parameter, value: Any) -> str:
    """A value of the profile as people read it."""
    if value is None or value == "":
        return "belum diisi"
    if one.jenis == "bool":
        return "Ya" if value else "Tidak"
    if one.jenis == "rupiah":
        return rupiah.format_rupiah(int(value))
    if isinstance(value, list | tuple):
        return "; ".join(map(str, value)) or "kosong"
    return str(value).replace(".", ",") if one.jenis == "float" else str(value)


def as_typed(one: Parameter, value: Any) -> str:
    """The value as the input shows it; a list one item to a line."""
    if value is None:
        return ""
    if one.jenis == "bool":
        return "ya" if value else "tidak"
    if isinstance(value, list | tuple):
        return "\n".join(map(str, value))
    return str(value).replace(".", ",") if one.jenis == "float" else str(value)


def read_typed(one: Parameter, text: str) -> object:
    """The typed value; raises Invalid with an Indonesian sentence for the field `nilai`."""
    try:
        return _read(one, text.strip())
    except ValueError as reason:
        told = f"“{one.label}”: {reason}" if isinstance(reason, MusrenError) else _NOT_A_NUMBER
        raise Invalid(told, {"nilai": told}) from reason


_PLACE = re.compile(r"^(?:[\w-]+\.toml: )?(?:[a-z_]+\[[^\]]*\](?:\.[a-z_]+)?(?: isian)?: )?")


def for_people(one: Parameter, told: str, labels: dict[str, str]) -> str:
    """A refusal of the profile without its file, path and keys, with the labels of the page."""
    plain = _PLACE.sub("", told.replace(f" ({one.kunci})", ""))
    for kunci, label in labels.items():
        plain = plain.replace(f"batas '{kunci}'", f"“{label}”").replace(f"'{kunci}'", f"“{label}”")
    return plain if one.label in plain else f"“{one.label}”: {plain}"


def from_history(one: Parameter | None, stored: str) -> str:
    """A kept value of the history as people read it."""
    value = json.loads(stored)
    if value is None or value in ("", []):
        return "(kosong)"
    if isinstance(value, bool):
        return "ya" if value else "tidak"
    if isinstance(value, list):
        return "; ".join(map(str, value))
    return in_words(one, value) if one else str(value)


_NOT_A_NUMBER = "Isi dengan angka, misalnya 3 atau 0,25."


def _read(one: Parameter, text: str) -> object:
    if one.jenis == "bool":
        return text == "ya"
    if one.jenis == "rupiah":
        return rupiah.parse_rupiah(text)
    if one.jenis == "float":
        return float(bahasa.parse_angka(text))
    if one.jenis == "int":
        number = bahasa.parse_angka(text)
        if number != int(number):
            raise ValueError(text)
        return int(number)
    if one.jenis == "list":
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        figures = isinstance(one.nilai, tuple) and one.nilai and isinstance(one.nilai[0], int)
        return [int(line) for line in lines] if figures else lines
    return text


@dataclass(frozen=True, kw_only=True)
class Line:
    """A parameter as the list shows it."""

    parameter: Parameter
    sekarang: str
    bawaan: str
    berubah: bool


def _lines(year: Tahun, wanted: str) -> list[Line]:
    defaults: dict[str, Nilai] = {p.kunci: p.nilai for p in load(year.profil).parameter()}
    return [
        Line(
            parameter=one, sekarang=in_words(one, one.nilai),
            bawaan=in_words(one, defaults.get(one.kunci)), berubah=one.kunci in year.parameter,
        )
        for one in profile_of(year).parameter()
        if wanted in f"{one.label} {one.kunci}".casefold()
    ]  # fmt: skip


@parameter.get("/<int:tahun>/parameter")
@need(Hak.LIHAT_KABUPATEN, place=by_kode)
def daftar(kode: str, tahun: int) -> ResponseReturnValue:
    session, place = current_session(), _kabupaten(kode)
    year = year_for(session, place, tahun)
    wanted = request.args.get("q", "").strip().casefold()[:100]
    return page(
        "parameter/daftar.html", "Ketentuan dan nilai bawaan", kode=kode, tahun=tahun,
        letak=letak(session, place, tahun), q=wanted, baris=_lines(year, wanted), tanda=TANDA,
        boleh=current_pelaku().may(Hak.UBAH_PARAMETER, place), profil=profile_of(year).nama,
        riwayat=_history(session, year),
    )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Change:
    """A change of a parameter as the history shows it."""

    pada: datetime
    oleh: str
    label: str
    lama: str
    baru: str
    alasan: str


def _history(session: Session, year: Tahun) -> list[Change]:
    known = {p.kunci: p for p in load(year.profil).parameter()}
    rows = []
    for one in changes_of(session, year):
        who = session.get(Pengguna, one.pengguna_id) if one.pengguna_id else None
        about = known.get(one.kunci)
        rows.append(
            Change(
                pada=one.pada, oleh=who.nama if who else "musren", alasan=one.alasan,
                label=about.label if about else one.kunci,
                lama=from_history(about, one.lama), baru=from_history(about, one.baru),
            )
        )  # fmt: skip
    return rows


def _find(year: Tahun, kunci: str) -> Parameter:
    found = next((p for p in profile_of(year).parameter() if p.kunci == kunci), None)
    if found is None:
        raise NotFound(HIDDEN)
    return found


@parameter.get("/<int:tahun>/parameter/<kunci>")
@need(Hak.UBAH_PARAMETER, place=by_kode)
def ubah(kode: str, tahun: int, kunci: str) -> ResponseReturnValue:
    year = year_for(current_session(), _kabupaten(kode), tahun)
    return _edit_page(year, _find(year, kunci), {}, {})


def _edit_page(
    year: Tahun, one: Parameter, typed: dict[str, str], errors: dict[str, str], status: int = 200
) -> tuple[str, int]:  # fmt: skip
    place = RegionCode(year.kabupaten_kode)
    default = next((p.nilai for p in load(year.profil).parameter() if p.kunci == one.kunci), None)
    shown = {"nilai": as_typed(one, one.nilai), "alasan": "", **typed}
    return page(
        "parameter/ubah.html", one.label, status, kode=str(place), tahun=year.tahun, satu=one,
        letak=letak(current_session(), place, year.tahun), isi=shown, galat=errors,
        bawaan=in_words(one, default), sekarang=in_words(one, one.nilai), versi=year.versi,
        tanda=TANDA,
    )  # fmt: skip


@parameter.post("/<int:tahun>/parameter/<kunci>")
@need(Hak.UBAH_PARAMETER, place=by_kode)
def simpan(kode: str, tahun: int, kunci: str) -> ResponseReturnValue:
    session = current_session()
    year = year_for(session, _kabupaten(kode), tahun)
    one = _find(year, kunci)
    typed = {name: request.form.get(name, "")[:20_000] for name in ("nilai", "alasan")}
    if not one.dapat_diubah:
        raise Refused(f"“{one.label}” ditetapkan Panduan dan tidak dapat diubah.")
    if not one.dipakai:
        raise Refused(f"“{one.label}” belum dipakai pada tahap ini, jadi tidak dapat diubah.")
    if request.form.get("versi") != str(year.versi):
        raise Conflict(CHANGED_MEANWHILE)
    try:
        value = read_typed(one, typed["nilai"])
        change_parameter(session, current_act(), year, {kunci: value}, typed["alasan"])
    except Invalid as reason:
        labels = {p.kunci: p.label for p in profile_of(year).parameter()}
        errors = {
            ("nilai" if k == kunci else k): for_people(one, text, labels) if k == kunci else text
            for k, text in reason.errors.items()
        }
        return _edit_page(year, one, typed, errors or {"nilai": reason.message}, reason.status)
    return redirect(f"/kabupaten/{kode}/{tahun}/parameter?pesan=parameter", 303)


@parameter.get("/tahun")
@need(Hak.UBAH_PARAMETER, place=by_kode)
def tahun_perencanaan(kode: str) -> ResponseReturnValue:
    return _years_page(kode, "", {})


def _years_page(
    kode: str, typed: str, errors: dict[str, str], status: int = 200
) -> tuple[str, int]:  # fmt: skip
    session, place = current_session(), _kabupaten(kode)
    return page(
        "parameter/tahun.html", "Tahun perencanaan", status, kode=kode, isi=typed, galat=errors,
        letak=letak(session, place), terbuka=years_of(session, place),
    )  # fmt: skip


@parameter.post("/tahun")
@need(Hak.UBAH_PARAMETER, place=by_kode)
def buka_tahun(kode: str) -> ResponseReturnValue:
    typed, place = request.form.get("tahun", "").strip()[:10], _kabupaten(kode)
    if not (typed.isascii() and typed.isdigit()):
        told = "Isi tahun empat angka, misalnya 2011."
        return _years_page(kode, typed, {"tahun": told}, 422)
    try:
        year = open_year(current_session(), current_act(), place, int(typed))
    except Invalid as reason:
        return _years_page(kode, typed, {"tahun": reason.message}, reason.status)
    return redirect(f"{home_path(place, year.tahun)}?pesan=tahun", 303)
