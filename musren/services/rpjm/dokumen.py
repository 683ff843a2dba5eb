"""The RPJM-Desa of a village: which one holds in a year, beginning one, its years."""

from sqlalchemy import and_, or_, select
from sqlalchemy.orm import Session

from musren.domain.errors import NotReady
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.integration.rpjm_rencana import years
from musren.models.rpjm import Rpjm
from musren.models.tahun import Tahun
from musren.services import jejak
from musren.services.tahun import profile_of
from musren.services.wilayah import lock_place

MUSYAWARAH = "musrenbangdes_rpjm"
RAPAT_BPD = "rapat_bpd_rpjm"

CHAPTERS = (
    "kondisi_umum", "sejarah", "geografis", "sosial_budaya", "ekonomi", "infrastruktur",
    "pemerintahan", "pembagian_wilayah", "struktur_organisasi", "visi", "visi_misi_kepala_desa",
    "nilai", "arah_pembangunan", "arah_keuangan", "program", "kata_pengantar", "latar_belakang",
    "maksud_tujuan", "penutup",
)  # fmt: skip

# --- which one ----------------------------------------------------------------------------------


def drafted(session: Session, year: Tahun, place: RegionCode) -> Rpjm | None:
    """The RPJM-Desa that is drafted or reviewed in this planning year."""
    return session.scalar(
        select(Rpjm).where(Rpjm.tahun_id == year.id, Rpjm.desa_kode == str(place))
    )


def rpjm_of(session: Session, year: Tahun, place: RegionCode) -> Rpjm | None:
    """The RPJM-Desa a planning year rests on (III.C.3.b): drafted in it, else the newest before.

    An earlier one counts only while its period contains the year.
    """
    within = and_(Rpjm.periode_awal <= year.tahun, Rpjm.periode_akhir >= year.tahun)
    return session.scalar(
        select(Rpjm)
        .join(Rpjm.tahun)
        .where(
            Rpjm.desa_kode == str(place),
            Tahun.tahun <= year.tahun,
            or_(Rpjm.tahun_id == year.id, within),
        )
        .order_by(Tahun.tahun.desc())
        .limit(1)
    )


def before(session: Session, year: Tahun, place: RegionCode) -> Rpjm | None:
    """The newest RPJM-Desa of an earlier planning year, whatever its period."""
    return session.scalar(
        select(Rpjm)
        .join(Rpjm.tahun)
        .where(Rpjm.desa_kode == str(place), Tahun.tahun < year.tahun)
        .order_by(Tahun.tahun.desc())
        .limit(1)
    )


def need_drafted(session: Session, year: Tahun, place: RegionCode) -> Rpjm:
    """The RPJM-Desa of this year; raises NotReady."""
    found = drafted(session, year, place)
    if found is None:
        raise NotReady("RPJM-Desa belum diisi. Jawab dahulu pertanyaan pada formulir RPJM-Desa.")
    return found


def ensure(session: Session, act: Act, year: Tahun, place: RegionCode) -> Rpjm:
    """The RPJM-Desa of this year, begun with the usual period when there is none.

    The branch question stays open until somebody answers it.
    """
    lock_place(session, place)
    found = drafted(session, year, place)
    if found is not None:
        return found
    period = years(profile_of(year), year.tahun)
    made = Rpjm(
        desa_kode=str(place), tahun_id=year.id, cabang="", periode_awal=period[0],
        periode_akhir=period[-1], tinjauan=[], misi=[], diubah=act.pada,
    )  # fmt: skip
    session.add(made)
    session.flush()
    jejak.record(
        session, act, "mulai_rpjm", f"rpjm:{made.id}", place=place, hak=Hak.ISI_DESA,
        rincian={"periode": [made.periode_awal, made.periode_akhir]},
    )  # fmt: skip
    return made


def period_of(session: Session, year: Tahun, place: RegionCode) -> tuple[int, ...]:
    """The years of the period: as stored, else those that begin with this year."""
    stored = drafted(session, year, place)
    if stored is None:
        return years(profile_of(year), year.tahun)
    return years_of(stored)


def years_of(rpjm: Rpjm) -> tuple[int, ...]:
    return tuple(range(rpjm.periode_awal, rpjm.periode_akhir + 1))


def place_of(rpjm: Rpjm) -> RegionCode:
    return RegionCode.parse(rpjm.desa_kode)
