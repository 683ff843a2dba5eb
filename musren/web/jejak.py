"""The trace for those who inspect: who did what, where and when."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from musren.domain.peran import Hak
from musren.domain.wilayah import RegionCode
from musren.models.jejak import Jejak
from musren.models.tahun import Tahun
from musren.services import jejak_baca, wilayah
from musren.services.riwayat import names, role_name
from musren.web.access import by_kode, need
from musren.web.halaman import letak, page, place_name
from musren.web.unit_of_work import current_session

jejak = Blueprint("jejak", __name__)


@dataclass(frozen=True, kw_only=True)
class Baris:
    """One act in words."""

    pada: datetime
    nama: str
    peran: str
    tindakan: str
    objek: str
    wilayah: str
    rincian: str


def in_words(kind: str) -> str:
    """``terbitkan_naskah`` as people read it."""
    return kind.replace("_", " ").capitalize()


def _line(session: Session, one: Jejak, known: dict[int, str]) -> Baris:
    return Baris(
        pada=one.pada, nama=known.get(one.pengguna_id or 0, "musren"), peran=role_name(one.peran),
        tindakan=in_words(one.tindakan), objek=_subject(session, one.objek),
        wilayah=_place(session, one.wilayah_kode),
        rincian="; ".join(f"{name}: {_told(value)}" for name, value in one.rincian.items()),
    )  # fmt: skip


def _place(session: Session, kode: str | None) -> str:
    return place_name(session, RegionCode(kode)) if kode else ""


def _told(value: object) -> str:
    if value is None or value == "":
        return "kosong"
    if isinstance(value, str | int):
        return str(value)
    if isinstance(value, Mapping):
        return ", ".join(f"{name} {_told(one)}" for name, one in value.items()) or "tidak ada"
    if isinstance(value, list):
        return ", ".join(map(_told, value)) or "tidak ada"
    return json.dumps(value, ensure_ascii=False)


def _subject(session: Session, objek: str) -> str:
    """``usulan:99.01.01.2001-2011-007`` as people read it; a year by its number of four digits."""
    kind, _, key = objek.partition(":")
    year = session.get(Tahun, int(key)) if kind == "tahun" and key.isdigit() else None
    return f"{in_words(kind)} {year.tahun if year else key}".strip()


@jejak.get("/jejak/<kode>")
@need(Hak.BACA_JEJAK, place=by_kode)
def baca(kode: str) -> ResponseReturnValue:
    """Newest first, 100 at a time; of one kind when asked."""
    session = current_session()
    place = wilayah.parse_code(kode)
    kind, before = request.args.get("tindakan", "")[:64], request.args.get("sebelum", "")
    start = int(before) if before.isascii() and before.isdigit() and len(before) < 18 else None  # noqa: PLR2004
    found = jejak_baca.page(session, place, kind, start)
    known = names(session, (one.pengguna_id for one in found.baris))
    ahead = {"tindakan": kind, "sebelum": found.berikut}
    return page(
        "jejak.html", f"Jejak {place_name(session, place)}", letak=letak(session, place),
        baris=[_line(session, one, known) for one in found.baris], tindakan=kind,
        jenis=[(one, in_words(one)) for one in jejak_baca.kinds(session, place)],
        berikut="?" + urlencode({k: v for k, v in ahead.items() if v}) if found.berikut else "",
        lanjutan=start is not None,
    )  # fmt: skip
