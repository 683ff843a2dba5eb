"""An issued paper: its state, files, signatures, history and proof; and replacing it."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import Conflict, Invalid, MusrenError
from musren.domain.peran import Hak
from musren.domain.wilayah import RegionCode
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.services import naskah as papers
from musren.services import riwayat, terbit
from musren.services.bundel import Bundel, gather, is_bundled
from musren.services.susunan.berlaku import IN_FORCE
from musren.web.access import Args, by_naskah, need
from musren.web.halaman import page
from musren.web.kantor import office, pdf_maker, store
from musren.web.naskah import KEADAAN, paper_name
from musren.web.tempat import Di, right_to_see
from musren.web.unit_of_work import current, current_act, current_pelaku, current_session, work

naskah_terbit = Blueprint("naskah_terbit", __name__, url_prefix="/naskah/<int:naskah_id>")


def sees_paper(session: Session, args: Args) -> Hak:
    return right_to_see(by_naskah(session, args))


def issues_paper(session: Session, args: Args) -> Hak:
    paper = papers.get(session, args["naskah_id"])
    return papers.right_to_issue(paper.jenis, by_naskah(session, args))


@dataclass(frozen=True, kw_only=True)
class Lembar:
    """An issued paper with the place and year it belongs to."""

    di: Di
    naskah: Naskah

    @property
    def nama(self) -> str:
        return paper_name(self.di, self.naskah.jenis)

    @property
    def formulir(self) -> str:
        """The form of the meeting this paper records."""
        held = self.di.session.get(Musyawarah, self.naskah.musyawarah_id or 0)
        slug, objek = papers.form_of(held) if held else ("", "")
        address = f"/formulir/{slug}/{self.di.year.tahun}/{self.di.place}" if slug else ""
        return f"{address}?objek={objek}" if address and objek else address

    @property
    def locks(self) -> bool:
        return papers.locks_meeting(self.naskah)

    @property
    def owed(self) -> int:
        return sum(t.ditandatangani is None for t in self.naskah.tanda_tangan)

    def may_issue(self) -> bool:
        return self.di.may(papers.right_to_issue(self.naskah.jenis, self.di.place))

    def may_sign(self) -> bool:
        return self.di.may(papers.right_to_sign(self.naskah.jenis, self.di.place))


def opened(session: Session, naskah_id: int) -> Lembar:
    paper = papers.get(session, naskah_id)
    place, year = RegionCode.parse(paper.wilayah_kode), session.get_one(Tahun, paper.tahun_id)
    return Lembar(di=Di(session=session, place=place, year=year), naskah=paper)


@naskah_terbit.get("")
@need(sees_paper, place=by_naskah)
def lihat(naskah_id: int) -> ResponseReturnValue:
    """State, number, signers and who is owed, files, history, proof."""
    here = opened(current_session(), naskah_id)
    paper, session = here.naskah, here.di.session
    known = riwayat.names(session, [paper.penerbit_id, *(p.pengguna_id for p in paper.pindaian)])
    successor = session.scalar(select(Naskah.id).where(Naskah.menggantikan_id == paper.id))
    held = session.get(Musyawarah, paper.musyawarah_id) if paper.musyawarah_id else None
    return page(
        "naskah/satu.html", here.nama, **here.di.context(), naskah=paper, lembar=here,
        keadaan=KEADAAN[paper.status], penerbit=known.get(paper.penerbit_id or 0, "musren"),
        pengganti=successor, pdf=_pdf(paper), peristiwa=_events(paper, known),
        dibuka=held.dibuka_alasan if held and here.locks else "",
        halangan=_why_not_replace(here), formulir=here.formulir, bundel=_bundle(here),
    )  # fmt: skip


def _bundle(here: Lembar) -> Bundel | None:
    """What goes along with this paper, for kinds that are handed out with others."""
    paper = here.naskah
    if not is_bundled(paper.jenis) or paper.status not in IN_FORCE or paper.docx is None:
        return None
    return gather(here.di.session, paper)


@dataclass(frozen=True, kw_only=True)
class Pdf:
    """Empty when it may be asked for; else "ada", "dibuat", "gagal" or "tidak_ada", and why."""

    keadaan: str
    sebab: str = ""


def _pdf(paper: Naskah) -> Pdf:
    if paper.pdf_id is not None:
        return Pdf(keadaan="ada")
    maker = pdf_maker()
    state, why = maker.state(paper.id)
    if state:
        return Pdf(keadaan=state, sebab=why)
    lacking = maker.lacking()
    return Pdf(keadaan="tidak_ada" if lacking else "", sebab=lacking)


def _events(paper: Naskah, known: Mapping[int, str]) -> Sequence[tuple[datetime, str]]:
    """What happened to the paper, oldest first."""
    issuer = known.get(paper.penerbit_id or 0, "musren")
    told = [(paper.diterbitkan, f"Diterbitkan oleh {issuer.removesuffix('.')}.")]
    for scan in paper.pindaian:
        who = known.get(scan.pengguna_id or 0, "musren")
        told.append((scan.pada, f"Pindaian bertanda tangan diunggah oleh {who.removesuffix('.')}."))
    if paper.pdf is not None:
        told.append((paper.pdf.pada, "PDF dibuat."))
    return sorted(told)


def _why_not_replace(here: Lembar) -> str:
    """Why this paper cannot be replaced any more, or nothing."""
    if here.naskah.status not in {"terbit", "ditandatangani"}:
        return "Hanya naskah yang sedang berlaku dapat diganti."
    try:
        papers.refuse_when_relied_on(here.di.session, here.di.year, here.di.place, here.naskah)
    except MusrenError as reason:
        return reason.message
    return ""


@naskah_terbit.post("/pdf")
@need(sees_paper, place=by_naskah)
def buat_pdf(naskah_id: int) -> ResponseReturnValue:
    """Ask for the PDF; it is made beside the requests, and at most once."""
    paper = papers.get(current().reading(), naskah_id)
    if paper.pdf_id is None and paper.docx_id is not None:
        pdf_maker().ask(naskah_id, current_pelaku())
    return redirect(f"/naskah/{naskah_id}#berkas", 303)


@naskah_terbit.post("/selesaikan")
@need(issues_paper, place=by_naskah)
def selesaikan(naskah_id: int) -> ResponseReturnValue:
    """Finish a paper that has its number but not its file, after a crash."""
    terbit.finish(office(), current_act(), naskah_id)
    return redirect(f"/naskah/{naskah_id}?pesan=terbit", 303)


# --- proof --------------------------------------------------------------------------------------


@naskah_terbit.get("/keaslian")
@need(sees_paper, place=by_naskah)
def keaslian(naskah_id: int) -> ResponseReturnValue:
    """Build the paper again from its frozen facts and compare everything with the register."""
    here = opened(current_session(), naskah_id)
    checks = _proofs(here.naskah)
    return page(
        "naskah/keaslian.html", f"Keaslian {here.nama}", **here.di.context(), naskah=here.naskah,
        bukti=checks, asli=all(held for _name, held, _mark in checks),
    )  # fmt: skip


def _proofs(paper: Naskah) -> list[tuple[str, bool, str]]:
    """What is compared, whether it holds, and the SHA-256 in the register."""
    word = paper.docx.sha256 if paper.docx else ""
    facts = papers.fingerprint(paper.fakta) == paper.fakta_sha256
    template = paper.templat_sha256
    return [
        ("Fakta yang dibekukan saat terbit tidak berubah", facts, paper.fakta_sha256),
        ("Berkas Word tersimpan utuh", _whole_file(word), word),
        ("Templat yang dipakai tersimpan utuh", _whole_file(template), template),
        ("Naskah yang disusun ulang sama persis dengan berkas Word", _rebuilt(paper), word),
    ]


def _whole_file(sha256: str) -> bool:
    """Whether the store has it, undamaged."""
    try:
        return bool(store().get(sha256))
    except MusrenError:
        return False


def _rebuilt(paper: Naskah) -> bool:
    try:
        again = terbit.rebuild(store(), paper)
    except MusrenError:
        return False
    return paper.docx is not None and hashlib.sha256(again).hexdigest() == paper.docx.sha256


# --- replacing ----------------------------------------------------------------------------------


@naskah_terbit.get("/ganti")
@need(issues_paper, place=by_naskah)
def tanya_ganti(naskah_id: int) -> ResponseReturnValue:
    return _replace_page(opened(current_session(), naskah_id), {}, {})


def _replace_page(
    here: Lembar, typed: Mapping[str, str], errors: Mapping[str, str], *, status: int = 200,
    message: str = "",
) -> tuple[str, int]:  # fmt: skip
    reopens = here.locks and here.naskah.status == "terbit"
    halangan = _why_not_replace(here)
    shown = {} if halangan else dict(errors)
    return page(
        "naskah/ganti.html", f"Ganti {here.nama}", status, **here.di.context(), naskah=here.naskah,
        isian={"alasan": "", "perbaikan": "musyawarah" if reopens else "lain", **typed},
        galat=shown, sebab="" if halangan else message, halangan=halangan, buka_musyawarah=reopens,
    )  # fmt: skip


@naskah_terbit.post("/ganti")
@need(issues_paper, place=by_naskah)
def ganti(naskah_id: int) -> ResponseReturnValue:
    """Open the meeting's form again, or go straight to issuing the successor."""
    typed = {name: request.form.get(name, "")[:1000] for name in ("alasan", "perbaikan")}
    here = opened(current().reading(), naskah_id)
    tail = f"{here.di.place}/{here.di.year.tahun}"
    form = here.formulir
    onward = f"/naskah/{here.naskah.jenis}/{tail}?ganti={naskah_id}"
    try:
        if halangan := _why_not_replace(here):
            raise Conflict(halangan)
        if not typed["alasan"].strip():
            raise Invalid("Isi alasan penggantian.", {"alasan": "Isi alasan penggantian."})
        if typed["perbaikan"] != "musyawarah":
            return redirect(f"{onward}&{_reason(typed['alasan'])}", 303)
        with work() as session:
            paper = papers.get(session, naskah_id)
            terbit.reopen_meeting(session, current_act(), paper, typed["alasan"])
    except MusrenError as reason:
        here = opened(current().reading(), naskah_id)
        return _replace_page(
            here, typed, reason.errors, status=reason.status, message=reason.message
        )
    return redirect(form, 303)


def _reason(text: str) -> str:
    return urlencode({"alasan": text.strip()})
