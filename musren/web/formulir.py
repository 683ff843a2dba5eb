"""The runner of all guided forms: opening, pages, rows, autosave, review, sending."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from flask.typing import ResponseReturnValue
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from musren.domain.errors import Conflict, Invalid, MusrenError, NotFound
from musren.domain.wilayah import Level, RegionCode
from musren.forms.alur import flow
from musren.forms.kode import codes, row_code
from musren.forms.profil_desa import PROFIL_DESA
from musren.forms.steps import Flow, Rows, Step
from musren.integration.profil import Profil, SyaratDesa
from musren.integration.wakil import berapa_orang
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.services import draf, kirim, pengumuman, profil, wilayah
from musren.services.tahun import profile_of, year_for
from musren.web import banding, baris, form_parser, gambar, isian, periksa
from musren.web.access import HIDDEN, by_draft, by_kode, need, right_of_draft, right_of_flow
from musren.web.halaman import form_key, home_path, letak, page, pukul
from musren.web.sesudah import AFTER
from musren.web.unit_of_work import current, current_act, current_session, work

formulir = Blueprint("formulir", __name__)
formulir.add_app_template_global(gambar.drawn, "gambar_dari")
formulir.add_app_template_global(gambar.NAMES.__getitem__, "nama_gambar")
formulir.add_app_template_global(gambar.HELP.__getitem__, "bantuan_gambar")

_TINGKAT = {"desa": Level.DESA, "kecamatan": Level.KECAMATAN, "kabupaten": Level.KABUPATEN}


@dataclass(frozen=True, kw_only=True)
class Opened:
    """A draft with everything its pages speak of."""

    session: Session
    draft: Draf
    form: Flow
    year: Tahun
    place: RegionCode

    @property
    def profile(self) -> Profil:
        return profile_of(self.year)

    def step(self, slug: str) -> Step:
        found = self.form.step(slug)
        if found is None:
            raise NotFound(HIDDEN)
        return found

    def path(self) -> tuple[Step, ...]:
        return self.form.path(self.draft.jawaban)

    def address(self, slug: str = "") -> str:
        return f"/draf/{self.draft.id}/{slug}".rstrip("/")

    def notices(self, step: Step) -> Sequence[pengumuman.Pengumuman]:
        return pengumuman.for_step(draf.setting(self.session, self.draft), step.pengumuman)

    def home(self) -> str:
        return home_path(self.place, self.year.tahun)

    def context(self) -> dict[str, Any]:
        done = set(self.draft.langkah_selesai)
        return {
            "buka": self,
            "letak": letak(self.session, self.place, self.year.tahun),
            "langkah_semua": [(step, step.slug in done) for step in self.path()],
        }


def _open(session: Session, draft_id: int, *, lock: bool = False) -> Opened:
    if lock:  # two tabs that save at once wait for each other, on PostgreSQL too
        session.get(Draf, draft_id, with_for_update=True)
    draft = draf.get(session, draft_id)
    return Opened(
        session=session, draft=draft, form=flow(draft.alur), year=draf.year_of(session, draft),
        place=draf.place_of(draft),
    )  # fmt: skip


def paper_names(profile: Profil, kinds: tuple[str, ...]) -> list[str]:
    """The papers by the names the profile gives them."""
    named = {surat.jenis: surat.nama for surat in profile.surat}
    return [named[kind] for kind in kinds if kind in named]


# --- opening ------------------------------------------------------------------------------------


def form_at(slug: str, kode: str) -> tuple[Flow, RegionCode]:
    """The form and the place of an address; raises NotFound when they do not go together."""
    form, place = flow(slug), wilayah.parse_code(kode)
    if place.level is not _TINGKAT[form.tingkat]:
        raise NotFound(HIDDEN)
    return form, place


@formulir.get("/formulir/<slug>/<int:tahun>/<kode>")
@need(right_of_flow, place=by_kode)
def tentang(slug: str, tahun: int, kode: str) -> ResponseReturnValue:
    """What the form is for, before it is begun."""
    session = current_session()
    form, place = form_at(slug, kode)
    year, objek = year_for(session, place, tahun), request.args.get("objek", "")[:80]
    return page(
        "mulai.html", form.title, form=form, kode=kode, tahun=tahun, objek=objek,
        mengisi=paper_names(profile_of(year), form.mengisi), beranda=home_path(place, tahun),
        berjalan=draf.find_open(session, form, year, place, objek)
        if form.tunggal or objek else None,
        letak=letak(session, place, tahun),
    )  # fmt: skip


@formulir.post("/formulir/<slug>/<int:tahun>/<kode>/mulai")
@need(right_of_flow, place=by_kode)
def mulai(slug: str, tahun: int, kode: str) -> ResponseReturnValue:
    """Open a draft, or go on with the one that is open; a double click opens one."""
    form, place = form_at(slug, kode)
    kunci = (request.form.get("kunci") or form_key())[:64]
    objek = request.form.get("objek", "")[:80]
    try:
        address = _started(form, place, tahun, kunci, objek)
    except IntegrityError:  # the other click was quicker; its draft is the draft
        address = _started(form, place, tahun, kunci, objek)
    return redirect(address, 303)


def _started(form: Flow, place: RegionCode, tahun: int, kunci: str, objek: str) -> str:
    with work() as session:
        year = year_for(session, place, tahun)
        draft = draf.start(session, current_act(), form, year, place, kunci=kunci, objek=objek)
        here, asked = _open(session, draft.id), request.form.get("langkah", "")
        if asked and asked in {step.slug for step in here.path()}:
            return here.address(asked)  # somebody came for this page
        return _next_address(here)


def _next_address(here: Opened) -> str:
    """Where to go on: the first page that is not finished, else the review."""
    left = (s.slug for s in here.path() if s.slug not in here.draft.langkah_selesai)
    return here.address(next(left, "periksa"))


@formulir.get("/draf/<int:draf_id>")
@need(right_of_draft, place=by_draft)
def lanjut(draf_id: int) -> ResponseReturnValue:
    return redirect(_next_address(_open(current_session(), draf_id)))


# --- one page -----------------------------------------------------------------------------------


@formulir.get("/draf/<int:draf_id>/<langkah>")
@need(right_of_draft, place=by_draft)
def langkah(draf_id: int, langkah: str) -> ResponseReturnValue:
    here = _open(current_session(), draf_id)
    step = here.step(langkah)
    if here.draft.status != "terbuka":
        return redirect(here.address("selesai"))
    kept = draf.typed(here.session, here.draft, step)
    return _step_page(here, step, kept, {}, more=baris.asked_for(request.args, step))


def _step_page(  # noqa: PLR0913
    here: Opened, step: Step, typed: Mapping[str, Any], errors: Mapping[str, str], *,
    status: int = 200, message: str = "", more: Mapping[str, int] | None = None,
) -> tuple[str, int]:  # fmt: skip
    lists = draf.options(here.session, here.draft, step)
    path, shown = here.path(), isian.boxes(step, typed, errors, lists, more, _part())
    return page(
        "langkah.html", step.title, status, **here.context(), step=step, isian=shown,
        lebar=isian.is_wide(shown),
        saran=isian.suggestion_lists(step, lists), galat=isian.faults(step, errors, shown),
        sebab=message, nomor=path.index(step) + 1 if step in path else 0, banyak=len(path),
        mengisi=paper_names(here.profile, step.mengisi), tanda=draf.mark_of(here.draft, step),
        ketentuan=[f"{step.fields[name].label}: {told}"
                   for name, told in berapa_orang(here.profile).items() if name in step.fields],
        kembali=request.values.get("kembali", ""), disimpan=pukul(here.draft.diubah, here.place),
        pengumuman=here.notices(step), foto=gambar.foto_dasar(here.session, here.draft),
        kode_kertas=codes(here.form), baris_kertas=row_code,
    )  # fmt: skip


def _part() -> int | None:
    """The part of the rows that is shown, from 0; None when the address names none."""
    text = request.values.get("bagian", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 5 else None  # noqa: PLR2004


@formulir.post("/draf/<int:draf_id>/<langkah>")
@need(right_of_draft, place=by_draft)
def simpan(draf_id: int, langkah: str) -> ResponseReturnValue:
    """Keep the page, right or wrong, and go where the pressed button says."""
    here = _open(current_session(), draf_id, lock=True)
    step = here.step(langkah)
    given = form_parser.nested(request.form, step.fields)
    action = baris.Action.read(request.form.get("aksi", ""))
    if action.whole:
        given = _with_other_parts(here, step, given)
    given = form_parser.without_blank_rows(action.on_rows(given, step))
    try:
        draf.save(
            here.session, current_act(), here.draft, step, given, mark=request.form.get("tanda")
        )
    except draf.StaleStep as reason:
        return _two_versions(here, step, given, reason)
    except Invalid as reason:  # too long to keep; the page still shows it
        return _step_page(here, step, given, reason.errors, status=422, message=reason.message)
    if action.goes_on:
        return _checked(here, step)
    return redirect(_after(here, step, action), 303)


def _with_other_parts(here: Opened, step: Step, given: Mapping[str, Any]) -> dict[str, Any]:
    """What was sent, each parted group with the rows of its other parts."""
    parted = {n: f for n, f in step.fields.items() if isinstance(f, Rows) and f.bagian}
    return {
        **given,
        **{
            name: draf.with_other_parts(here.draft, name, field, given[name])
            for name, field in parted.items()
            if name in given
        },
    }


def _part_to_go_on(step: Step, kept: Mapping[str, Any], errors: Mapping[str, str]) -> int | None:
    """The part that is wrong or waits when the one that was sent is right; else None."""
    here = _part()
    for name, field in step.fields.items():
        if here is None or not isinstance(field, Rows):
            continue
        parts = isian.parts_of(field, kept.get(name) or ())
        elsewhere = any(p.split(".")[0] != name or p == name for p in errors)
        if here >= len(parts) or elsewhere:
            continue
        if isian.faulty_part(name, [parts[here]], errors) is None:
            return isian.faulty_part(name, parts, errors)
    return None


def _checked(here: Opened, step: Step) -> ResponseReturnValue:
    """The next page when this one is right; else this one with what is wrong."""
    try:
        draf.read_step(here.session, here.draft, step)
    except Invalid as reason:
        kept = draf.typed(here.session, here.draft, step)
        if (onward := _part_to_go_on(step, kept, reason.errors)) is not None:
            return redirect(f"{here.address(step.slug)}?bagian={onward}", 303)
        return _step_page(here, step, kept, reason.errors, status=422, message=reason.message)
    here.draft.langkah_selesai = [*here.draft.langkah_selesai, step.slug]
    if request.form.get("kembali") == "periksa":
        return redirect(here.address("periksa"), 303)
    return redirect(here.address(_neighbour(here, step, 1) or "periksa"), 303)


def _neighbour(here: Opened, step: Step, way: int) -> str:
    slugs = [s.slug for s in here.path()]
    at = slugs.index(step.slug) + way if step.slug in slugs else -1
    return slugs[at] if 0 <= at < len(slugs) else ""


def _after(here: Opened, step: Step, action: baris.Action) -> str:
    if action.name == "kembali":
        before = _neighbour(here, step, -1)
        return here.address(before) if before else here.home()
    back = request.form.get("kembali") == "periksa"
    query = action.query() + ("&kembali=periksa" if back else "")
    if action.name != "bagian" and _part() is not None:
        query += f"&bagian={_part()}"
    return f"{here.address(step.slug)}?{query}{action.anchor()}"


def _two_versions(
    here: Opened, step: Step, given: Mapping[str, Any], reason: draf.StaleStep
) -> ResponseReturnValue:
    """Both versions side by side; nothing is overwritten until the person chose."""
    return page(
        "bentrok.html", "Isian ini berubah di tempat lain", 409, **here.context(), step=step,
        banding=banding.compared(step, given, reason.stored), sebab=reason.message,
        tanda=draf.mark_of(here.draft, step),
        pasangan=list(form_parser.flattened(given)), kembali=request.form.get("kembali", ""),
    )  # fmt: skip


@formulir.post("/draf/<int:draf_id>/<langkah>/otomatis")
@need(right_of_draft, place=by_draft)
def otomatis(draf_id: int, langkah: str) -> ResponseReturnValue:
    """Autosave: JSON in, out {tersimpan: hour, tanda: mark of what is kept now}."""
    here = _open(current_session(), draf_id, lock=True)
    step = here.step(langkah)
    given = form_parser.without_blank_rows(form_parser.nested(request.form, step.fields))
    act, mark = current_act(), request.form.get("tanda")
    draf.save(here.session, act, here.draft, step, given, mark=mark)
    return jsonify(
        tersimpan=pukul(act.pada, here.place), tanda=draf.mark_of(here.draft, step)
    )  # fmt: skip


@formulir.post("/draf/<int:draf_id>/<langkah>/gambar.svg")
@need(right_of_draft, place=by_draft)
def gambar_langkah(draf_id: int, langkah: str) -> ResponseReturnValue:
    """The picture of the rows as they are typed now; keeps nothing. 204 where none is drawn."""
    here = _open(current().reading(), draf_id)
    step, wanted = here.step(langkah), request.form.get("kelompok", "")
    group = step.fields.get(wanted)
    if not isinstance(group, Rows) or not group.gambar:
        return Response(status=204, mimetype="image/svg+xml")
    rows = form_parser.nested(request.form, {wanted: group})[wanted]
    svg = gambar.drawn(group.gambar, rows, gambar.foto_dasar(here.session, here.draft), wanted)
    return Response(str(svg), mimetype="image/svg+xml")


@formulir.post("/draf/<int:draf_id>/<langkah>/pengumuman")
@need(right_of_draft, place=by_draft)
def pengumuman_langkah(draf_id: int, langkah: str) -> ResponseReturnValue:
    """The notices of the page for what is typed now, such as the balance; keeps nothing."""
    here = _open(current().reading(), draf_id)
    step = here.step(langkah)
    given = _with_other_parts(here, step, form_parser.nested(request.form, step.fields))
    kept = draf.setting(here.session, here.draft)
    typed = replace(kept, answers={**kept.answers, **given})
    shown = pengumuman.for_step(typed, step.pengumuman)
    return jsonify(isi=render_template("pengumuman.html", pengumuman=shown))


# --- review and sending ---------------------------------------------------------------------------


@formulir.get("/draf/<int:draf_id>/periksa")
@need(right_of_draft, place=by_draft)
def periksa_jawaban(draf_id: int) -> ResponseReturnValue:
    here = _open(current_session(), draf_id)
    if here.draft.status != "terbuka":
        return redirect(here.address("selesai"))
    return _review_page(here)


def _review_page(
    here: Opened, status: int = 200, message: str = "", errors: Mapping[str, str] | None = None
) -> tuple[str, int]:
    """All answers; `errors`: what a rule refused, by field, to be shown where it is repaired."""
    values, unread, lists = draf.review(here.session, here.draft)
    whole = draf.whole(here.session, here.draft)
    wrong, placed = periksa.with_refusals(here.path(), unread, errors or {})
    message = "" if placed else message
    notices = {step.slug: here.notices(step) for step in here.path()}
    bagian = periksa.sections(here.form, whole, wrong, lists, here.draft.langkah_selesai, notices)
    return page(
        "periksa.html", "Periksa jawaban", status, **here.context(), bagian=bagian, sebab=message,
        mengisi=paper_names(here.profile, here.form.mengisi),
        syarat=profil.unmet_by_answers(here.profile, values) if _is_profile(here) else [],
        perhatian=kirim.warnings(here.session, here.draft, values),
        foto=gambar.foto_dasar(here.session, here.draft),
    )  # fmt: skip


@formulir.post("/draf/<int:draf_id>/kirim")
@need(right_of_draft, place=by_draft)
def kirim_draf(draf_id: int) -> ResponseReturnValue:
    """Send it, once; a refusal changes nothing and shows the review with its reason."""
    try:
        with work() as session:
            here = _open(session, draf_id, lock=True)
            kirim.submit(session, current_act(), here.draft)
    except MusrenError as reason:
        here = _open(current().reading(), draf_id)
        return _review_page(here, reason.status, reason.message, reason.errors)
    return redirect(f"/draf/{draf_id}/selesai", 303)


@formulir.get("/draf/<int:draf_id>/selesai")
@need(right_of_draft, place=by_draft)
def selesai(draf_id: int) -> ResponseReturnValue:
    """What happened, and what can be done next."""
    here = _open(current_session(), draf_id)
    if here.draft.status == "terbuka":
        return redirect(here.address("periksa"))
    sent = here.draft.status == "terkirim"
    title = f"Isian “{here.form.title}” sudah {'dikirim' if sent else 'dibuang'}"
    return page(
        "selesai.html", title, **here.context(), terkirim=sent, sesudah=AFTER.get(here.form.slug),
        mengisi=paper_names(here.profile, here.form.mengisi),
        syarat=_unmet(here) if sent and _is_profile(here) else [],
    )  # fmt: skip


def _is_profile(here: Opened) -> bool:
    return here.form is PROFIL_DESA


def _unmet(here: Opened) -> list[SyaratDesa]:
    """What the village lacks for the integrated planning (Panduan III.B)."""
    return profil.unmet_conditions(here.profile, profil.need_village(here.session, here.place))


@formulir.get("/draf/<int:draf_id>/buang")
@need(right_of_draft, place=by_draft)
def tanya_buang(draf_id: int) -> ResponseReturnValue:
    here = _open(current_session(), draf_id)
    if here.draft.status != "terbuka":
        raise Conflict("Formulir ini sudah dikirim atau dibuang.")
    return page("buang.html", "Buang draf ini?", **here.context())


@formulir.post("/draf/<int:draf_id>/buang")
@need(right_of_draft, place=by_draft)
def buang(draf_id: int) -> ResponseReturnValue:
    here = _open(current_session(), draf_id, lock=True)
    draf.discard(here.session, current_act(), here.draft)
    return redirect(f"{here.home()}?pesan=dibuang", 303)
