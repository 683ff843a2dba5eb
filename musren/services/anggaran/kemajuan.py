"""How far the work of a proposal is: day, percent, rupiah spent, photos (Panduan V.B)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import Invalid, NotAllowed, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.waktu import day_of
from musren.domain.wilayah import RegionCode
from musren.forms.anggaran import KEMAJUAN
from musren.integration.forum import DIALIHKAN, FORUM_SKPD, KABUPATEN
from musren.integration.status import LABEL_STATUS, StatusUsulan
from musren.models.draf import Draf
from musren.models.pkd import Foto
from musren.models.serapan import Kemajuan
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.services import jejak
from musren.services.foto import photos_of
from musren.services.kabupaten.skpd import register
from musren.services.prefill import Started
from musren.services.wilayah import lock_place

GONE = "Usulan itu tidak ada di desa ini. Buka formulir ini dari halaman usulannya."
ELSEWHERE = "Usulan ini dikerjakan SKPD lain. Kemajuannya dicatat SKPD itu, desa, atau Bappeda."
UNDER_WAY = frozenset(
    s.value
    for s in (
        StatusUsulan.MASUK_ANGGARAN, StatusUsulan.DITETAPKAN_CAMAT, StatusUsulan.DITETAPKAN,
        StatusUsulan.DISEPAKATI,
    )
)  # fmt: skip
"""Work that a budget, the BLM or the village itself pays for."""
MOST_DIGITS = 18


def of_objek(session: Session, objek: str, place: RegionCode) -> Usulan:
    number = objek.removeprefix("usulan:")
    plain = number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS
    found = session.get(Usulan, int(number)) if plain else None
    if found is None or found.desa_kode != str(place):
        raise NotFound(GONE)
    return found


def agency_of(session: Session, usulan: Usulan) -> str:
    """The SKPD that is to carry it out, as the last level wrote it."""
    told = session.scalars(
        select(Keputusan).where(Keputusan.usulan_id == usulan.id).order_by(Keputusan.id)
    )
    named: dict[str, str] = {}
    for one in told:
        passed_on = one.putusan == DIALIHKAN
        if passed_on and "kept" in named:
            continue
        if one.tingkat == FORUM_SKPD and not passed_on:
            named["kept"] = one.skpd
        named[one.tingkat] = (one.skpd_tujuan if passed_on else one.skpd) or ""
    order = (named.get(level, "") for level in (KABUPATEN, FORUM_SKPD, "kecamatan", "desa"))
    return next((name for name in order if name), usulan.skpd)


def may_tell(session: Session, act: Act, usulan: Usulan) -> bool:
    """Whether this person may write down progress: an SKPD only of its own work."""
    place = RegionCode.parse(usulan.desa_kode)
    if not act.oleh.may(Hak.ISI_KEMAJUAN, place):
        return False
    allowed = act.oleh.agencies(Hak.ISI_KEMAJUAN, place)
    if allowed is None:
        return True
    known = register(session, place)
    own = known.canonical(agency_of(session, usulan))
    return bool(own) and any(known.canonical(one) == own for one in allowed)


def refuse_another_agency(session: Session, act: Act, place: RegionCode, objek: str) -> None:
    """Raises NotAllowed when the work belongs to another SKPD, NotFound for no work."""
    if not may_tell(session, act, of_objek(session, objek, place)):
        raise NotAllowed(ELSEWHERE)


def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    usulan = of_objek(session, objek, place)
    if usulan.tahun_id != year.id:
        raise NotFound(GONE)
    before = last(session, usulan.id)
    return ({} if before is None else KEMAJUAN.write({"persen": before.persen})), None


def last(session: Session, usulan_id: int) -> Kemajuan | None:
    return session.scalar(
        select(Kemajuan)
        .where(Kemajuan.usulan_id == usulan_id)
        .order_by(Kemajuan.tanggal.desc(), Kemajuan.id.desc())
        .limit(1)
    )


def submit(
    session: Session, act: Act, _year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Write down how far it is. Raises Invalid, NotAllowed, NotFound."""
    usulan = of_objek(session, draft.objek, place)
    refuse_another_agency(session, act, place, draft.objek)
    lock_place(session, place)
    wrong = faults(session, act, usulan, values)
    if wrong:
        raise Invalid(next(iter(wrong.values())), wrong)
    made = Kemajuan(
        usulan_id=usulan.id, tanggal=values["tanggal"], persen=values["persen"],
        realisasi=values["realisasi"], catatan=values["catatan"],
        pelaku_id=act.oleh.id or None, dibuat=act.pada,
    )  # fmt: skip
    session.add(made)
    session.flush()
    jejak.record(
        session, act, "catat_kemajuan", f"usulan:{usulan.kode}", place=place,
        hak=Hak.ISI_KEMAJUAN, rincian={"persen": made.persen, "tanggal": str(made.tanggal)},
    )  # fmt: skip
    return f"kemajuan:{made.id}"


def faults(session: Session, act: Act, usulan: Usulan, values: Mapping[str, Any]) -> dict[str, str]:
    """One sentence per field: a day to come, work nobody pays, progress that fell."""
    wrong = {}
    place = RegionCode.parse(usulan.desa_kode)
    if values["tanggal"] > day_of(act.pada, place):
        wrong["tanggal"] = "Tanggal ini belum tiba. Isi hari keadaan pekerjaan dilihat."
    if usulan.status not in UNDER_WAY:
        label = LABEL_STATUS[StatusUsulan(usulan.status)]
        wrong["persen"] = (
            f"Usulan berstatus “{label}”, jadi belum ada pekerjaan yang dibiayai. Catat dahulu "
            "anggarannya."
        )
    before = session.scalar(
        select(Kemajuan)
        .where(Kemajuan.usulan_id == usulan.id, Kemajuan.tanggal <= values["tanggal"])
        .order_by(Kemajuan.tanggal.desc(), Kemajuan.id.desc())
        .limit(1)
    )
    if before is not None and values["persen"] < before.persen and not values["catatan"]:
        wrong["catatan"] = (
            f"Kemajuan turun dari {before.persen}% menjadi {values['persen']}%. Jelaskan sebabnya."
        )
    return wrong


@dataclass(frozen=True, kw_only=True)
class Catatan:
    """One entry of the timeline with its photos."""

    isi: Kemajuan
    foto: Sequence[Foto]


def timeline(session: Session, year: Tahun, usulan: Usulan) -> list[Catatan]:
    """What was written down of the work, the newest first."""
    found = session.scalars(
        select(Kemajuan)
        .where(Kemajuan.usulan_id == usulan.id)
        .order_by(Kemajuan.tanggal.desc(), Kemajuan.id.desc())
    )
    place = RegionCode.parse(usulan.desa_kode)
    return [
        Catatan(isi=one, foto=photos_of(session, year, place, f"kemajuan:{one.id}"))
        for one in found
    ]
