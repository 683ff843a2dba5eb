"""Papers before they are issued: what is missing, how they will look, and issuing them."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

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
from musren.services.prefill import meeting
from musren.services.terbit import DOCX, issue
from musren.web.access import Args, by_kode, need
from musren.web.halaman import form_key, page
from musren.web.kantor import office
from musren.web.tempat import Di, at, sees_kode
from musren.web.unduh import attachment
from musren.web.unit_of_work import current, current_act, current_session, runtime, work

naskah = Blueprint("naskah", __name__)

LEVELS = (Level.DESA, Level.KECAMATAN)
FORM = {Level.DESA: "musrenbangdes", Level.KECAMATAN: "musrenbang-kecamatan"}
PROFILE_FORM = {Level.DESA: "profil-desa", Level.KECAMATAN: "profil-kecamatan"}
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
class Butir:
    """One line of the checklist; a line that is not done says where to repair it."""

    teks: str
    beres: bool
    alamat: str = ""
    tautan: str = ""


@dataclass(frozen=True, kw_only=True)
class Jenis:
    """One kind of paper of a place, and the one that is in force."""

    kode: str
    nama: str
    berlaku: Naskah | None
    keadaan: str
    kurang: Sequence[str]


# --- all papers of a place ----------------------------------------------------------------------


@naskah.get("/desa/<kode>/<int:tahun>/naskah")
@naskah.get("/kecamatan/<kode>/<int:tahun>/naskah")
@need(sees_kode, place=by_kode)
def daftar_naskah(kode: str, tahun: int) -> ResponseReturnValue:
    """Every kind of paper with its state, and those that were replaced."""
    di = at(current_session(), kode, tahun, *LEVELS)
    kinds = [_kind(di, one) for one in papers.KINDS_AT[di.place.level]]
    old = [p for p in papers.of_place(di.session, di.year, di.place) if p.status == "diganti"]
    return page("naskah/daftar.html", "Naskah", **di.context(), jenis=kinds, lama=old)


def _kind(di: Di, jenis: str) -> Jenis:
    found = papers.in_force(di.session, di.year, di.place, jenis)
    lacking = [] if found else papers.missing_before(di.session, di.year, di.place, jenis)
    ready = "Belum dapat diterbitkan" if lacking else "Siap diterbitkan"
    return Jenis(
        kode=jenis, nama=papers.rules_of(di.year, jenis).nama, berlaku=found,
        keadaan=KEADAAN[found.status] if found else ready, kurang=lacking,
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
    papers.right_to_issue(jenis, di.place)
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
    holes = sorted({hole for line in lines for hole in HOLE.findall(line)})
    nama = papers.rules_of(di.year, jenis).nama
    checks = _checklist(di, jenis, holes, unseen)
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
    )  # fmt: skip


def _preview_lines(di: Di, jenis: str) -> tuple[list[str], str]:
    """The words of the paper as they stand, or why there are none yet."""
    try:
        return as_lines(_preview(di, jenis)), ""
    except MusrenError as reason:
        return [], reason.message


def _preview(di: Di, jenis: str) -> bytes:
    day = _usual_day(di, jenis)
    templates = runtime().settings.templates_dir
    return papers.preview(di.session, di.year, di.place, jenis, day, templates)


def _usual_day(di: Di, jenis: str) -> date:
    """A Berita Acara is usually dated on the day of the meeting, a decree today."""
    held = meeting(di.session, papers.MEETING[di.place.level], di.year, di.place)
    today = day_of(current().pada, di.place)
    if held is None or jenis in {"sk_rkp_desa", "spc"}:
        return today
    return held.tanggal


def _parts(line: str) -> list[tuple[str, bool]]:
    """A line in pieces, each marked whether it is a hole."""
    pieces = ((piece, bool(HOLE.fullmatch(piece))) for piece in HOLE.split(line) if piece)
    return [(piece.strip("[]") if hole else piece, hole) for piece, hole in pieces]


def _checklist(di: Di, jenis: str, holes: Sequence[str], unseen: str) -> list[Butir]:
    lacking = papers.missing_before(di.session, di.year, di.place, jenis)
    tail, level = f"{di.year.tahun}/{di.place}", di.place.level
    profile_form = f"/formulir/{PROFILE_FORM[level]}/{tail}"
    sent = meeting(di.session, papers.MEETING[level], di.year, di.place) is not None
    found = [
        Butir(
            teks=f"Isian musyawarah {'sudah' if sent else 'belum'} dikirim.", beres=sent,
            alamat=f"/formulir/{FORM[level]}/{tail}", tautan="Buka isian musyawarah",
        )
    ]  # fmt: skip
    needed = (one for one in papers.rules_of(di.year, jenis).butuh if one in papers.KINDS_AT[level])
    found.extend(_basis(di, one, lacking) for one in needed)
    if not unseen:
        found.append(_filled(holes, profile_form))
    elif sent and not lacking:
        found.append(Butir(teks=unseen, beres=False, alamat=profile_form, tautan="Lengkapi profil"))
    return found


def _basis(di: Di, needed: str, lacking: Sequence[str]) -> Butir:
    """A paper that this one rests on."""
    name = papers.rules_of(di.year, needed).nama
    lack = next((text for text in lacking if text.startswith(name)), "")
    return Butir(
        teks=lack or f"{name} sudah ditandatangani lengkap.", beres=not lack,
        alamat=f"/naskah/{needed}/{di.place}/{di.year.tahun}", tautan=f"Buka {name}",
    )  # fmt: skip


def _filled(holes: Sequence[str], alamat: str) -> Butir:
    if not holes:
        return Butir(teks="Semua isian naskah terisi.", beres=True)
    names = ", ".join(hole.strip("[]").removeprefix("belum diisi: ") for hole in holes)
    told = f"{len(holes)} isian naskah masih kosong: {names}. Di pratinjau ditandai “belum diisi”."
    return Butir(teks=told, beres=False, alamat=alamat, tautan="Lengkapi profil")


@naskah.get("/naskah/<jenis>/<kode>/<int:tahun>/draf.docx")
@need(sees_kode, place=by_kode)
def draf(jenis: str, kode: str, tahun: int) -> ResponseReturnValue:
    """The Word file with its DRAFT mark and without a number."""
    di = at(current_session(), kode, tahun, *LEVELS)
    papers.right_to_issue(jenis, di.place)
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
