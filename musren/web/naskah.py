"""Papers before they are issued: what is missing, how they will look, and issuing them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from musren.domain.bahasa import parse_tanggal, tanggal_pendek
from musren.domain.errors import Invalid, MusrenError
from musren.domain.peran import HAK, NAMA_PERAN, Hak
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level
from musren.models.naskah import Naskah
from musren.papers.words import as_lines
from musren.services import naskah as papers
from musren.services import wilayah
from musren.services.susunan import daftar as susunan
from musren.services.susunan.berlaku import IN_FORCE, of_place
from musren.services.susunan.jenis import key_of
from musren.services.terbit import DOCX, issue
from musren.web.access import Args, by_kode, need
from musren.web.halaman import form_key, page
from musren.web.kantor import office, store
from musren.web.kelengkapan import Butir, holes, lack
from musren.web.tempat import Di, at, sees_kode
from musren.web.unduh import attachment
from musren.web.unit_of_work import current, current_act, current_session, runtime, work

naskah = Blueprint("naskah", __name__)

LEVELS = (Level.DESA, Level.KECAMATAN, Level.KABUPATEN)
KEADAAN = {
    "disusun": "Sedang disusun",
    "terbit": "Terbit, menunggu tanda tangan",
    "ditandatangani": "Ditandatangani lengkap",
    "diganti": "Diganti",
    "batal": "Batal",
}
HOLE = re.compile(r"(\[\[belum diisi: [^\]]+\]\])")
NOT_ISSUED = "Naskah belum diterbitkan. Perbaiki isian yang ditandai."
FIELDS = {"tanggal", "alasan", "setuju"}
CONFIRM = "Tandai bahwa Anda sudah memeriksa pratinjau naskah ini."


@dataclass(frozen=True, kw_only=True)
class Jenis:
    """One paper a place can have, and the one that is in force."""

    kode: str
    nama: str
    bagian: str
    berlaku: Naskah | None
    keadaan: str
    kurang: Sequence[Butir]


# --- all papers of a place ----------------------------------------------------------------------


@naskah.get("/desa/<kode>/<int:tahun>/naskah")
@naskah.get("/kecamatan/<kode>/<int:tahun>/naskah")
@naskah.get("/kabupaten/<kode>/<int:tahun>/naskah")
@need(sees_kode, place=by_kode)
def daftar_naskah(kode: str, tahun: int) -> ResponseReturnValue:
    """Every paper with its state, step by step, and those that were replaced."""
    di = at(current_session(), kode, tahun, *LEVELS)
    every = of_place(di.session, di.year, di.place)
    held = {p.jenis: p for p in every if p.status in IN_FORCE}
    kinds = [
        _kind(di, kind.bagian, key_of(kind.kode, one.objek), one.nama, held)
        for kind, ones in susunan.keys_at(di.session, di.year, di.place)
        for one in ones
    ]
    old = [p for p in every if p.status == "diganti"]
    return page(
        "naskah/daftar.html", "Naskah", **di.context(), lama=old,
        bagian=[(name, list(ones)) for name, ones in groupby(kinds, key=lambda one: one.bagian)],
    )  # fmt: skip


def paper_name(di: Di, key: str) -> str:
    """The paper's name with what it is about: ``Daftar Hadir – Musdes Sosialisasi``."""
    name = papers.rules_of(di.year, key).nama
    about = papers.object_name(di.session, di.year, di.place, key)
    return f"{name} – {about}" if about else name


def _kind(di: Di, bagian: str, key: str, about: str, held: Mapping[str, Naskah]) -> Jenis:
    found, name = held.get(key), papers.rules_of(di.year, key).nama
    missing = [] if found else papers.lacking(di.session, di.year, di.place, key)
    ready = "Belum dapat diterbitkan" if missing else "Siap diterbitkan"
    return Jenis(
        kode=key, nama=f"{name} – {about}" if about else name, bagian=bagian, berlaku=found,
        keadaan=KEADAAN[found.status] if found else ready, kurang=[lack(di, m) for m in missing],
    )  # fmt: skip


# --- before issue -------------------------------------------------------------------------------


def issues_kode(_session: Session, args: Args) -> Hak:
    """For `@need`: the right to issue this kind of paper at ``<kode>``."""
    return papers.right_to_issue(args["jenis"], wilayah.parse_code(args["kode"]))


@naskah.get("/naskah/<jenis>/<kode>/<int:tahun>")
@need(sees_kode, place=by_kode)
def sebelum_terbit(jenis: str, kode: str, tahun: int) -> ResponseReturnValue:
    """The paper as it would be now; a kind that is in force already shows that paper."""
    di = at(current_session(), kode, tahun, *LEVELS)
    susunan.about(di.session, di.year, di.place, jenis)
    found = papers.in_force(di.session, di.year, di.place, jenis)
    replaced = _number("ganti")
    if found is not None and found.id != replaced:
        return redirect(f"/naskah/{found.id}")
    typed = {"alasan": request.args.get("alasan", "")[:1000], "kunci": form_key()}
    return _before(di, jenis, typed, {}, ganti=replaced if found else None)


def _number(name: str) -> int | None:
    text = request.values.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 18 else None  # noqa: PLR2004


def _before(  # noqa: PLR0913
    di: Di, jenis: str, typed: Mapping[str, str], errors: Mapping[str, str], *,
    ganti: int | None, status: int = 200, message: str = "",
) -> tuple[str, int]:  # fmt: skip
    hak = papers.right_to_issue(jenis, di.place)
    lines, unseen = _preview_lines(di, jenis)
    empty = sorted({hole for line in lines for hole in HOLE.findall(line)})
    nama = paper_name(di, jenis)
    checks = _checklist(di, jenis, empty, unseen)
    ready = all(one.beres for one in checks)
    shown = {name: text for name, text in errors.items() if ready and name in FIELDS}
    return page(
        "naskah/sebelum.html", nama, status, **di.context(), jenis=jenis, ganti=ganti,
        butir=checks, boleh=di.may(hak),
        penerbit=" atau ".join(sorted(NAMA_PERAN[one] for one in HAK[hak])),
        baris=[_parts(line) for line in lines], galat=shown,
        sebab=NOT_ISSUED if shown else message,
        isian={"tanggal": tanggal_pendek(_usual_day(di, jenis)), "setuju": "", **typed},
        lama=di.session.get(Naskah, ganti) if ganti else None,
        mendahului=susunan.find(jenis, di.place).mendahului,
        bernomor=bool(papers.rules_of(di.year, jenis).register),
    )  # fmt: skip


def _preview_lines(di: Di, jenis: str) -> tuple[list[str], MusrenError | None]:
    """The words of the paper as they stand, or why there are none yet."""
    try:
        return as_lines(_preview(di, jenis)), None
    except MusrenError as reason:
        return [], reason


def _preview(di: Di, jenis: str) -> bytes:
    day = _usual_day(di, jenis)
    templates = runtime().settings.templates_dir
    return papers.preview(
        di.session, di.year, di.place, jenis, day, templates, pictures=store().get
    )


def _usual_day(di: Di, jenis: str) -> date:
    today = day_of(current().pada, di.place)
    return papers.usual_day(di.session, di.year, di.place, jenis, today)


def _parts(line: str) -> list[tuple[str, bool]]:
    """A line in pieces, each marked whether it is a hole."""
    pieces = ((piece, bool(HOLE.fullmatch(piece))) for piece in HOLE.split(line) if piece)
    return [(piece.strip("[]") if hole else piece, hole) for piece, hole in pieces]


def _checklist(di: Di, jenis: str, empty: Sequence[str], unseen: MusrenError | None) -> list[Butir]:
    """What stands already, what must come first, and every fact that is missing."""
    missing = papers.lacking(di.session, di.year, di.place, jenis)
    told = {one.kalimat for one in missing}
    found = [
        Butir(teks=text, beres=True)
        for text in papers.already(di.session, di.year, di.place, jenis)
        if text not in told
    ]
    found.extend(lack(di, one) for one in missing)
    if unseen is not None and unseen.errors:
        found.extend(holes(di, jenis, unseen.errors))
    elif unseen is not None and not missing:
        found.append(Butir(teks=unseen.message, beres=False))
    elif unseen is None and empty:
        found.extend(holes(di, jenis, empty))
    elif unseen is None:
        found.append(Butir(teks="Semua isian naskah terisi.", beres=True))
    return found


@naskah.get("/naskah/<jenis>/<kode>/<int:tahun>/draf.docx")
@need(sees_kode, place=by_kode)
def draf(jenis: str, kode: str, tahun: int) -> ResponseReturnValue:
    """The Word file with its DRAFT mark and without a number."""
    di = at(current_session(), kode, tahun, *LEVELS)
    susunan.about(di.session, di.year, di.place, jenis)
    return attachment(_preview(di, jenis), f"DRAF-{jenis}-{di.place}-{di.year.tahun}.docx", DOCX)


# --- issuing ------------------------------------------------------------------------------------


@naskah.post("/naskah/<jenis>/<kode>/<int:tahun>")
@need(issues_kode, place=by_kode)
def terbitkan(jenis: str, kode: str, tahun: int) -> ResponseReturnValue:
    """Issue it once, however often the form is sent."""
    typed = {
        name: request.form.get(name, "")[:1000] for name in ("tanggal", "alasan", "kunci", "setuju")
    }
    replaced = _number("mengganti")
    try:
        order = _order(jenis, typed, replaced)
        paper_id = _issued(kode, tahun, order)
    except MusrenError as reason:
        di = at(current().reading(), kode, tahun, *LEVELS)
        return _before(
            di, jenis, typed, reason.errors, ganti=replaced, status=reason.status,
            message=reason.message,
        )  # fmt: skip
    return redirect(f"/naskah/{paper_id}?pesan=terbit", 303)


def _order(jenis: str, typed: Mapping[str, str], replaced: int | None) -> papers.Order:
    wrong: dict[str, str] = {}
    day = date.min
    try:
        day = parse_tanggal(typed["tanggal"])
    except Invalid as reason:
        wrong["tanggal"] = reason.message
    if typed["setuju"] != "ya":
        wrong["setuju"] = CONFIRM
    if wrong:
        raise Invalid(NOT_ISSUED, wrong)
    return papers.Order(
        jenis=jenis, tanggal=day, kunci=typed["kunci"][:64] or form_key(), mengganti=replaced,
        alasan=typed["alasan"],
    )  # fmt: skip


def _issued(kode: str, tahun: int, order: papers.Order) -> int:
    with work() as session:
        di = at(session, kode, tahun, *LEVELS)
        place, year_id = di.place, di.year.id
    try:
        return issue(office(), current_act(), year_id, place, order)
    except IntegrityError:  # the other click was quicker; its paper is the paper
        return issue(office(), current_act(), year_id, place, order)
