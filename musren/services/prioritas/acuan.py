"""The kabupaten's programs and indicative ceilings, as the kecamatan puts its APBD list to them."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.forms.pilihan import Option
from musren.integration.pagu import Disepakati, PaguSkpd, compare
from musren.integration.profil.teks import sederhana
from musren.models.prioritas import AcuanProgram, PaguIndikatif
from musren.models.tahun import Tahun
from musren.services.kabupaten.skpd import DaftarSkpd, register
from musren.services.pilihan import Setting

FILLED = ("program", "prioritas_daerah", "sasaran_daerah")


def programs(session: Session, year: Tahun) -> list[AcuanProgram]:
    return list(
        session.scalars(
            select(AcuanProgram)
            .where(AcuanProgram.tahun_id == year.id)
            .order_by(AcuanProgram.urutan, AcuanProgram.id)
        )
    )


def suggested(name: str) -> Callable[[Setting], list[Option]]:
    """The values of one column of the reference, each once, with the SKPD beside it."""

    def offered(here: Setting) -> list[Option]:
        known: dict[str, list[str]] = {}
        for one in programs(here.session, here.year):
            if value := getattr(one, name):
                known.setdefault(value, []).append(one.skpd)
        return [Option(value, ", ".join(dict.fromkeys(skpd))) for value, skpd in known.items()]

    return offered


def completed(
    all_of: Sequence[AcuanProgram], skpd: str, given: Mapping[str, Any]
) -> dict[str, str]:
    """The three texts of an APBD row: what was typed, else what its program and SKPD say.

    `skpd` is the name of the register, as the reference has it. A program is taken over without
    being typed only where its SKPD has no other.
    """
    own = [one for one in all_of if sederhana(one.skpd) == sederhana(skpd)] if skpd else []
    typed = str(given.get("program") or "")
    fitting = [one for one in own if sederhana(one.program) == sederhana(typed)] if typed else own
    source = fitting[0] if len(fitting) == 1 else None
    return {
        name: str(given.get(name) or "") or (getattr(source, name) if source else "")
        for name in FILLED
    }


def ceilings(
    session: Session, year: Tahun, place: RegionCode, known: DaftarSkpd
) -> dict[str, int | None]:
    """What each SKPD sets aside for this kecamatan, rupiah, under the name of the register.

    Ceilings written under several names of one SKPD are one ceiling, their sum.
    """
    found = session.scalars(
        select(PaguIndikatif)
        .where(PaguIndikatif.tahun_id == year.id, PaguIndikatif.kecamatan_kode == str(place))
        .order_by(PaguIndikatif.id)
    )
    whole: dict[str, int | None] = {}
    for one in found:
        skpd = known.canonical(one.skpd)
        whole[skpd] = (whole.get(skpd) or 0) + one.pagu
    return whole


def against(
    session: Session, year: Tahun, place: RegionCode, agreed: Sequence[Disepakati]
) -> tuple[PaguSkpd, ...]:
    """Agreed sums beside the ceilings, whichever of its names an SKPD was given by.

    Nothing while no ceiling is known.
    """
    agencies = register(session, place)
    known = ceilings(session, year, place, agencies)
    if not known:
        return ()
    return compare(known, [replace(one, skpd=agencies.canonical(one.skpd)) for one in agreed])
