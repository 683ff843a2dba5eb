"""A whole guided form sent at once by a program: once per key, under the rules of the pages."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import Conflict, Invalid
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.forms.steps import Flow, Rows
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services import alur, baris_tetap, draf, kirim
from musren.services.pilihan import Setting
from musren.services.wilayah import lock_place

MARK = "kiriman_sha256"
"""Beside the answers of such a draft: what was sent, to know the same content again."""

USED = (
    "Kunci kiriman ini sudah dipakai untuk isi yang lain. Pakai kunci baru untuk kiriman baru; "
    "kunci yang sama hanya untuk mengulang kiriman yang sama."
)

Answers = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Kiriman:
    """What came of it, such as ``usulan:12``; `baru` is False when it was there already."""

    hasil: str
    baru: bool


@dataclass(frozen=True, kw_only=True)
class Baris:
    """Rows a form lays out, as the program sent them: which stands where."""

    nama: str
    ids: tuple[str, ...]
    kode: Mapping[str, str]
    letak: Mapping[str, int]

    def told(self, number: str) -> str:
        """The sender's own row number for a row of the form, or the code of a row not sent."""
        if not number.isdigit() or int(number) >= len(self.ids):
            return number
        one = self.ids[int(number)]
        return str(self.letak[one]) if one in self.letak else self.kode[one]


def own_key(act: Act, kunci: str) -> str:
    """The key as it is kept: everybody has keys of their own, so nobody meets another's."""
    return "api-" + hashlib.sha256(f"{act.oleh.id}\n{kunci}".encode()).hexdigest()[:56]


def fingerprint(*told: Any) -> str:
    body = json.dumps(told, sort_keys=True, ensure_ascii=True, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


def send(  # noqa: PLR0913
    session: Session, act: Act, form: Flow, year: Tahun, place: RegionCode, answers: Answers, *,
    kunci: str,
) -> Kiriman:  # fmt: skip
    """Check the whole form and submit it; the same key and content again answers with the first.

    `answers` are JSON values by field name; rows laid out by the form name their proposal by
    `kode` or `usulan_id`. A draft somebody has open stays as it is. Raises Conflict when the key
    was used for something else, and what `kirim.submit` raises; errors name the sender's rows.
    """
    key, mark = own_key(act, kunci), fingerprint(form.slug, year.id, str(place), answers)
    lock_place(session, place)  # sent twice at once, the second waits and finds the first
    again = session.scalar(select(Draf).where(Draf.kunci == key))
    if again is not None:
        if again.jawaban.get(MARK) != mark:
            raise Conflict(USED, {"kunci": USED})
        return Kiriman(hasil=again.hasil, baru=False)
    draft = _fresh(session, act, form, year, place, key)
    here = Setting(session=session, year=year, place=place, answers=answers)
    given, laid = _addressed(session, form, here, answers)
    draft.jawaban = draf.cleaned(given)
    try:
        draft.jawaban = {**_canonical(session, form, draft), MARK: mark}
        session.add(draft)
        session.flush()
        return Kiriman(hasil=kirim.submit(session, act, draft), baru=True)
    except Invalid as reason:
        reason.errors = {_renamed(path, laid): told for path, told in reason.errors.items()}
        raise


def _fresh(
    session: Session, act: Act, form: Flow, year: Tahun, place: RegionCode, key: str
) -> Draf:
    _, objek_versi = alur.answers_for(session, form, year, place, "")
    return Draf(
        kunci=key, alur=form.slug, alur_versi=form.versi, tahun_id=year.id,
        wilayah_kode=str(place), objek="", objek_versi=objek_versi, jawaban={},
        langkah_selesai=[s.slug for s in form.steps], status="terbuka", hasil="",
        pengguna_id=act.oleh.id, dibuat=act.pada, diubah=act.pada,
    )  # fmt: skip


def _canonical(session: Session, form: Flow, draft: Draf) -> dict[str, Any]:
    """The answers as a page would keep them; raises Invalid with every fault of every step."""
    values, wrong, _ = draf.review(session, draft)
    if wrong:
        told = {path: text for errors in wrong.values() for path, text in errors.items()}
        raise Invalid(
            f"“{form.title}” belum dapat diterima. Perbaiki {len(told)} isian yang disebut.", told
        )
    return form.write(values)


def _addressed(
    session: Session, form: Flow, here: Setting, answers: Answers
) -> tuple[dict[str, Any], dict[str, Baris]]:
    """The answers with every `kode` turned into the row it means; raises Invalid."""
    ready, wrong = dict(answers), dict[str, str]()
    laid: dict[str, Baris] = {}
    for name, field in form.fields.items():
        if not isinstance(field, Rows) or field.tetap is None or field.key != baris_tetap.KEY:
            continue  # rows about something other than a proposal carry their own key
        ids = tuple(row["usulan_id"] for row in baris_tetap.LAYOUTS[field.tetap.name](here))
        kode = _codes(session, ids)
        rows, letak, faults = _matched(answers.get(name) or [], kode)
        wrong |= {f"{name}.{path}": told for path, told in faults.items()}
        ready[name], laid[name] = rows, Baris(nama=name, ids=ids, kode=kode, letak=letak)
    if wrong:
        raise Invalid("Ada baris yang tidak menunjuk usulan yang diputuskan di sini.", wrong)
    return ready, laid


def _codes(session: Session, ids: tuple[str, ...]) -> dict[str, str]:
    found = session.execute(select(Usulan.id, Usulan.kode).where(Usulan.id.in_(map(int, ids))))
    return {str(key): kode for key, kode in found}


def _matched(
    rows: list[Answers], kode: Mapping[str, str]
) -> tuple[list[dict[str, Any]], dict[str, int], dict[str, str]]:
    by_code = {code: key for key, code in kode.items()}
    ready: list[dict[str, Any]] = []
    letak: dict[str, int] = {}
    wrong: dict[str, str] = {}
    for number, row in enumerate(rows):
        named = str(row.get("kode") or kode.get(str(row.get("usulan_id")), ""))
        key = by_code.get(named)
        if key is None:
            wrong[f"{number}.kode"] = "Usulan ini tidak ada dalam daftar yang diputuskan di sini."
        elif key in letak:
            wrong[f"{number}.kode"] = f"Usulan ini sudah ada pada baris {letak[key] + 1}."
        else:
            letak[key] = number
            ready.append({**{k: v for k, v in row.items() if k != "kode"}, "usulan_id": key})
    return ready, letak, wrong


def _renamed(path: str, laid: Mapping[str, Baris]) -> str:
    name, _, rest = path.partition(".")
    if name not in laid or not rest:
        return path
    number, _, field = rest.partition(".")
    return ".".join(part for part in (name, laid[name].told(number), field) if part)
