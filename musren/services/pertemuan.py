"""Keeping meetings that only record who came and what was agreed (III.C.1-2, II.D.1, III.C.3.g)."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.errors import NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.pertemuan import FLOWS, MEETING_FLOWS
from musren.forms.steps import Flow
from musren.integration.jenis_musyawarah import JENIS, jenis_of, name_of
from musren.integration.wakil import check_wakil_masyarakat
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.services import jejak
from musren.services.musyawarah import (
    complaints,
    keep_meeting,
    people,
    refuse_complaints,
    soft_complaints,
)
from musren.services.prefill import (
    Start,
    Started,
    again,
    invited,
    meeting_of_key,
    new_meeting,
)
from musren.services.profil import need_village
from musren.services.tahun import profile_of
from musren.services.wilayah import lock_place


def key_of(held: Musyawarah) -> str:
    """The meeting's key: ``mkp`` or ``pertemuan_pkd.3``."""
    return f"{held.jenis}.{held.kelompok}" if held.kelompok else held.jenis


def meeting_name(year: Tahun, acara: str, held: Musyawarah | None = None) -> str:
    """The meeting as papers and pages name it."""
    label = profile_of(year).label
    told = held.kelompok_nama if held is not None else ""
    return name_of(acara, tahun=year.tahun, mkp=label.mkp_panjang, kelompok=told)


def all_held(session: Session, year: Tahun, place: RegionCode) -> list[Musyawarah]:
    """Every meeting of the place in the year, in the order of the steps, then as numbered."""
    found = session.scalars(
        select(Musyawarah)
        .where(Musyawarah.tahun_id == year.id, Musyawarah.wilayah_kode == str(place))
        .order_by(Musyawarah.id)
    )
    order = {kunci: number for number, kunci in enumerate(JENIS)}
    return sorted(found, key=lambda m: (order[m.jenis], int(m.kelompok or 0)))


def next_kelompok(session: Session, jenis: str, year: Tahun, place: RegionCode) -> str:
    """The number of the next meeting of a kind that is held several times."""
    numbers = session.scalars(
        select(Musyawarah.kelompok).where(
            Musyawarah.jenis == jenis,
            Musyawarah.tahun_id == year.id,
            Musyawarah.wilayah_kode == str(place),
        )
    )
    return str(max((int(n) for n in numbers if n.isdigit()), default=0) + 1)


def start_of(form: Flow, jenis: str) -> Start:
    """How the form of this kind of meeting begins; raises NotFound for another kind's meeting."""

    def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
        if objek and objek.partition(".")[0] != jenis:
            raise NotFound("Musyawarah itu tidak ada. Kembali ke beranda dan pilih lagi.")
        wanted = objek or jenis
        if not objek and JENIS[jenis].banyak:
            wanted = f"{jenis}.{next_kelompok(session, jenis, year, place)}"
        held = meeting_of_key(session, wanted, year, place)
        if held is not None:
            return again(session, held)
        return new_meeting(session, form, year, place, wanted), None

    return start


def refuse_wrong_meeting(
    session: Session, jenis: str, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> None:
    """The day, who came and led, the votes, three wakil masyarakat who do not sign already."""
    told = complaints(jenis, year, values)
    if "wakil_masyarakat" in values:
        signing = {
            "Kepala Desa": need_village(session, place).kepala_desa_nama,
            "Pimpinan Musyawarah": values["pimpinan_nama"],
        }
        chosen = people(values["hadir"], values["wakil_masyarakat"])
        told["wakil_masyarakat"] = check_wakil_masyarakat(profile_of(year), chosen, signing)
    refuse_complaints(told)


def keep(  # noqa: PLR0913, PLR0917  the shape every submit handler is called with
    session: Session, act: Act, jenis: str, year: Tahun, place: RegionCode,
    values: Mapping[str, Any], draft: Draf,
) -> Musyawarah:  # fmt: skip
    """Check and store what every meeting has; raises Invalid, Conflict and NotFound."""
    refuse_wrong_meeting(session, jenis, year, place, values)
    kelompok = _number(session, jenis, year, place, draft.objek)
    kept = keep_meeting(session, act, jenis, year, place, values, draft, kelompok)
    kept.kelompok_nama = values.get("kelompok_nama") or kept.kelompok_nama or ""
    kept.materi = [dict(row) for row in values.get("materi", ())]
    session.flush()
    return kept


def _number(
    session: Session, jenis: str, year: Tahun, place: RegionCode, objek: str
) -> str:  # fmt: skip
    """The number of the meeting a form was opened for; a new one gets the next.

    A meeting that was only invited to keeps the number of its invitation. Raises NotFound.
    """
    if not JENIS[jenis].banyak:
        return ""
    lock_place(session, place)  # two that are sent at once get two numbers
    upcoming = next_kelompok(session, jenis, year, place)
    _, _, asked = objek.partition(".")
    if not asked:
        return upcoming
    known = meeting_of_key(session, objek, year, place) is not None
    if known or asked == upcoming or invited(session, year, place, objek):
        return asked
    raise NotFound("Musyawarah itu tidak ada. Kembali ke beranda dan pilih lagi.")


def submit_of(jenis: str, hak: Hak) -> Callable[..., str]:
    """The handler of the form of this kind of meeting."""

    def submit(
        session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
        draft: Draf,
    ) -> str:  # fmt: skip
        held = keep(session, act, jenis, year, place, values, draft)
        jejak.record(
            session, act, "catat_musyawarah", f"musyawarah:{held.id}", place=place, hak=hak,
            rincian={"jenis": jenis, "hadir": len(values["hadir"])},
        )  # fmt: skip
        return f"musyawarah:{held.id}"

    return submit


def attention_of(jenis: str) -> Callable[..., list[str]]:
    """What deserves a second look before the form of this kind of meeting is sent."""

    def attention(
        _session: Session, year: Tahun, _place: RegionCode, values: Mapping[str, Any]
    ) -> list[str]:
        return soft_complaints(jenis, year, values)

    return attention


_BY_SLUG = {form.slug: form for form in FLOWS}

STARTS: dict[str, Start] = {
    slug: start_of(_BY_SLUG[slug], jenis) for slug, jenis in MEETING_FLOWS.items()
}

HANDLERS = {slug: submit_of(jenis, _BY_SLUG[slug].hak) for slug, jenis in MEETING_FLOWS.items()}

PERINGATAN = {slug: attention_of(jenis) for slug, jenis in MEETING_FLOWS.items()}


def how_many(session: Session, year: Tahun, place: RegionCode) -> Mapping[str, int]:
    """How many meetings of each kind were recorded."""
    rows = session.execute(
        select(Musyawarah.jenis, func.count())
        .where(Musyawarah.tahun_id == year.id, Musyawarah.wilayah_kode == str(place))
        .group_by(Musyawarah.jenis)
    )
    return {jenis: int(count) for jenis, count in rows}


def kind_name(year: Tahun, jenis: str) -> str:
    """The kind's name without the group."""
    return name_of(jenis_of(jenis).kunci, tahun=year.tahun, mkp=profile_of(year).label.mkp_panjang)
