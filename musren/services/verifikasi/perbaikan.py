"""What a village mends of a returned proposal: the same record, old and new kept (II.D.4.a)."""

from collections.abc import Mapping, Sequence
from typing import Any, cast

from marshmallow import ValidationError
from sqlalchemy.orm import Session

from musren.domain.errors import Invalid, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.perbaikan import PERBAIKAN_USULAN
from musren.forms.pilihan import Options, provided
from musren.forms.steps import Step, as_errors
from musren.forms.usulan import USULAN
from musren.integration.tahapan import StatusUsulan
from musren.integration.verifikasi import DAPAT_DIKEMBALIKAN
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.models.verifikasi import Pengembalian
from musren.models.wilayah import columns_of
from musren.services import jejak
from musren.services.perubahan import move, refuse_stale
from musren.services.pilihan import Setting, options_for
from musren.services.prefill import Started, usulan_of
from musren.services.usulan import shares_of
from musren.services.verifikasi.kembali import (
    MONEY,
    PREFIX,
    key_of,
    need_open,
    open_return,
    shares,
    stored,
    told,
)

Row = Mapping[str, Any]
UNCHANGED = (
    "Tidak ada isian yang berubah. Ubah isian yang diminta, atau jelaskan di sini mengapa isinya "
    "tetap."
)


def own_proposal(session: Session, year: Tahun, place: RegionCode, objek: str) -> Usulan:
    """The proposal of this village and year; raises NotFound."""
    found = usulan_of(session, objek) if objek.startswith(PREFIX) else None
    if found is None or found.tahun_id != year.id or found.desa_kode != str(place):
        raise NotFound("Usulan itu tidak ada di desa dan tahun ini.")
    return found


def asked_of(back: Pengembalian) -> list[str]:
    """The fields to answer, in the order of the form; the cost brings its sources along."""
    chosen = {*back.kolom, *({"dana"} if MONEY & set(back.kolom) else ())}
    return [name for name in DAPAT_DIKEMBALIKAN if name in chosen]


def _raw(usulan: Usulan) -> dict[str, Any]:
    """The whole proposal as its own form shows it."""
    return USULAN.write(columns_of(usulan) | {"dana": shares(usulan.dana)})


# --- opening ------------------------------------------------------------------------------------


def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """The marked fields with the values they have. Raises NotFound and NotReady."""
    usulan = own_proposal(session, year, place, objek)
    asked = asked_of(need_open(usulan))
    if "dana" not in asked:
        return {}, usulan.versi
    return PERBAIKAN_USULAN.write({"dana": shares(usulan.dana)}), usulan.versi


def field_rows(here: Setting) -> list[dict[str, str]]:
    """One row per marked field; the shares of the cost have a page of their own."""
    if not here.objek:
        return []
    usulan = own_proposal(here.session, here.year, here.place, here.objek)
    back = open_return(usulan)
    return [
        {
            "kolom": name, "uraian": DAPAT_DIKEMBALIKAN[name],
            "semula": told(here.profile, name, stored(usulan, name)) or "(belum diisi)",
            "menjadi": str(USULAN.fields[name].as_raw(getattr(usulan, name))),
        }
        for name in (asked_of(back) if back is not None else ())
        if name != "dana"
    ]  # fmt: skip


# --- reading ------------------------------------------------------------------------------------


def _read(
    session: Session, year: Tahun, usulan: Usulan, asked: Sequence[str], values: Row
) -> dict[str, Any]:
    """The new values of the fields asked for, read as the form of the proposal reads them.

    Raises Invalid with a message beside each row.
    """
    rows = {row["kolom"]: row.get("menjadi") or "" for row in values.get("jawaban") or ()}
    raw = _raw(usulan)
    typed = {**raw, **{name: rows[name] for name in asked if name in rows}}
    if "dana" in asked:
        typed["dana"] = [dict(row) for row in values.get("dana") or ()]
    place = RegionCode.parse(usulan.desa_kode)
    here = Setting(session=session, year=year, place=place, answers=typed)
    lists = options_for(here, USULAN.lists())
    read: dict[str, Any] = {}
    wrong: dict[str, str] = {}
    for step in USULAN.steps:
        own = [name for name in asked if name in step.fields]
        if own:
            got, faults = _step(step, own, raw, typed, lists)
            read |= got
            wrong |= {_beside(path, own, list(rows)): text for path, text in faults.items()}
    if wrong:
        raise Invalid("Ada isian yang perlu diperbaiki.", wrong)
    return read


def _step(
    step: Step, own: Sequence[str], raw: Row, typed: Row, lists: Options
) -> tuple[dict[str, Any], dict[str, str]]:
    """The values asked for on one page of the proposal, and what the change made wrong there."""
    try:
        got = step.read(step.pick(typed), lists)
    except Invalid as reason:
        old = _faults(step, step.pick(raw), lists)
        new = {
            path: text for path, text in reason.errors.items()
            if path.split(".")[0] in own or old.get(path) != text
        }  # fmt: skip
        if new:
            return {}, new
        got = _alone(step, own, typed, lists)
    return {name: got[name] for name in own}, {}


def _faults(step: Step, raw: Row, lists: Options) -> dict[str, str]:
    try:
        step.read(raw, lists)
    except Invalid as reason:
        return reason.errors
    return {}


def _alone(step: Step, own: Sequence[str], typed: Row, lists: Options) -> dict[str, Any]:
    """The fields by themselves, where the rest of the page was incomplete before."""
    with provided(lists):
        try:
            picked = {name: typed[name] for name in own}
            return cast("dict[str, Any]", step.schema(only=own).load(picked))
        except ValidationError as reason:
            raise Invalid("Ada isian yang perlu diperbaiki.", as_errors(reason)) from reason


def _beside(path: str, own: Sequence[str], rows: Sequence[str]) -> str:
    """Where a fault of the proposal's form stands in this form."""
    name = path.split(".", maxsplit=1)[0]
    if name == "dana" or name not in rows:
        if "dana" in own:
            return path if name == "dana" else "dana"
        name = next(one for one in own if one in rows)
    return f"jawaban.{rows.index(name)}.menjadi"


# --- keeping ------------------------------------------------------------------------------------


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Mend the proposal itself; the snapshot at the kecamatan stays as it came.

    Raises Invalid, NotReady, Conflict and NotFound.
    """
    usulan = own_proposal(session, year, place, draft.objek)
    refuse_stale(usulan.versi, draft.objek_versi, f"Usulan “{usulan.kegiatan}”")
    back = need_open(usulan)
    asked, why = asked_of(back), values.get("keterangan") or ""
    new = _read(session, year, usulan, asked, values)
    before = {name: stored(usulan, name) for name in asked}
    _write(usulan, new)
    session.flush()
    after = {name: stored(usulan, name) for name in asked}
    if before == after and not why:
        raise Invalid(UNCHANGED, {"keterangan": UNCHANGED})
    back.jawaban = {name: {"semula": before[name], "menjadi": after[name]} for name in asked}
    back.dijawab, back.penjawab_id, back.keterangan = act.pada, act.oleh.id or None, why
    usulan.diubah = act.pada
    changed = [DAPAT_DIKEMBALIKAN[name] for name in asked if before[name] != after[name]]
    move(session, act, usulan, StatusUsulan.DITERUSKAN.value, hak=Hak.ISI_DESA,
         alasan=why or f"Diperbaiki: {', '.join(changed)}.")  # fmt: skip
    jejak.record(
        session, act, "perbaiki_usulan", f"usulan:{usulan.kode}", place=place, hak=Hak.ISI_DESA,
        rincian={"pengembalian": back.id, "berubah": changed},
    )  # fmt: skip
    return key_of(usulan.id)


def _write(usulan: Usulan, new: Row) -> None:
    """Change only what differs: rows that stay the same keep their place."""
    for name, value in new.items():
        if name != "dana":
            setattr(usulan, name, value)
        elif shares(shares_of(value)) != shares(usulan.dana):
            usulan.dana = shares_of(value)
