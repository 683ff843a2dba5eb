"""What the draft of a yearly plan is offered: rows of the RPJM-Desa and last year's proposals."""

from collections.abc import Iterable
from decimal import Decimal

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain import rupiah
from musren.domain.bahasa import angka
from musren.domain.wilayah import RegionCode
from musren.integration.lanjutan import Lanjutan
from musren.integration.petik import Petikan, pick
from musren.integration.rpjm_rencana import BarisRpjm, Dana, Tahunan
from musren.integration.tahapan import LABEL_STATUS, StatusUsulan
from musren.models.draf import Draf
from musren.models.rpjm import UsulanRpjm, UsulanRpjmDana
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan, UsulanDana
from musren.services.klasifikasi import main_source
from musren.services.pengumuman import Pengumuman, Tabel
from musren.services.pilihan import Setting
from musren.services.prefill import Started
from musren.services.rkp.lalu import UsulanLama, last_years
from musren.services.rpjm.dokumen import rpjm_of

DITARIK = StatusUsulan.DITARIK.value
AGREED = frozenset({"", "disepakati"})
"""Decisions of the Musrenbangdes RPJM-Desa under which a row may be picked."""

NO_PLAN = (
    "Desa belum mempunyai RPJM-Desa untuk tahun ini di musren, jadi belum ada yang dapat dipetik. "
    "Susun atau tinjau dahulu RPJM-Desa, atau tambahkan usulan satu per satu."
)
NOT_YET = "Belum diambil"


def _of_year(session: Session, year: Tahun, place: RegionCode) -> list[Usulan]:
    return list(
        session.scalars(
            select(Usulan)
            .where(Usulan.tahun_id == year.id, Usulan.desa_kode == str(place))
            .order_by(Usulan.id)
            .options(selectinload(Usulan.dana))
        )
    )


def picked(session: Session, year: Tahun, place: RegionCode) -> dict[int, Usulan]:
    """Usulan of this year by the row of the RPJM-Desa they were picked from, withdrawn ones too."""
    found = _of_year(session, year, place)
    return {one.usulan_rpjm_id: one for one in found if one.usulan_rpjm_id is not None}


def carried(session: Session, year: Tahun, place: RegionCode) -> dict[int, Usulan]:
    """Usulan of this year by the proposal they continue, withdrawn ones too."""
    found = _of_year(session, year, place)
    return {one.asal_id: one for one in found if one.asal_id is not None}


def _picked_earlier(session: Session, year: Tahun, place: RegionCode) -> set[int]:
    """Rows of the RPJM-Desa that a yearly plan before this one picked."""
    found = session.scalars(
        select(Usulan.usulan_rpjm_id)
        .join(Usulan.tahun)
        .where(
            Usulan.desa_kode == str(place),
            Usulan.usulan_rpjm_id.is_not(None),
            Tahun.tahun < year.tahun,
            Usulan.status != DITARIK,
        )
    )
    return {one for one in found if one is not None}


def _planned(session: Session, year: Tahun, place: RegionCode) -> list[UsulanRpjm]:
    plan = rpjm_of(session, year, place)
    if plan is None:
        return []
    return list(
        session.scalars(
            select(UsulanRpjm)
            .where(UsulanRpjm.rpjm_id == plan.id, UsulanRpjm.putusan.in_(AGREED))
            .order_by(UsulanRpjm.nomor_urut)
            .options(selectinload(UsulanRpjm.dana), selectinload(UsulanRpjm.tahunan))
        )
    )


def shares_as_dana(shares: Iterable[UsulanDana | UsulanRpjmDana]) -> tuple[Dana, ...]:
    """Stored shares as plain values for the rules."""
    return tuple(Dana(one.sumber, one.rincian, one.jumlah) for one in shares)


def as_row(one: UsulanRpjm) -> BarisRpjm:
    """A stored row of the plan as plain values for the rules."""
    years = tuple(Tahunan(t.tahun, t.volume, t.biaya) for t in one.tahunan)
    return BarisRpjm(
        kode=one.kode, dana=shares_as_dana(one.dana), biaya=one.biaya, volume=one.volume,
        tahunan=years,
    )  # fmt: skip


# --- rows of the form ---------------------------------------------------------------------------


def petik_rpjm(here: Setting) -> list[dict[str, str]]:
    """Rows of the RPJM-Desa whose turn it is, and those this year's plan has taken."""
    made = picked(here.session, here.year, here.place)
    earlier = _picked_earlier(here.session, here.year, here.place)
    rows = []
    for one in _planned(here.session, here.year, here.place):
        turn = pick(as_row(one), here.year.tahun, pernah=one.id in earlier)
        if turn is not None or _taken(made.get(one.id)):
            rows.append(_picking(one, turn, made.get(one.id)))
    return rows


def _taken(made: Usulan | None) -> bool:
    return made is not None and made.status != DITARIK


def _picking(one: UsulanRpjm, turn: Petikan | None, made: Usulan | None) -> dict[str, str]:
    years = ", ".join(str(t) for t in (turn.tahun if turn else [t.tahun for t in one.tahunan]))
    cost = turn.biaya if turn else one.biaya
    shown = {
        "usulan_rpjm_id": str(one.id), "kode": one.kode,
        "uraian": " · ".join(p for p in (one.kegiatan, one.dusun, one.lokasi) if p),
        "tahun_rencana": years or "Belum dibagi per tahun",
        "biaya_rencana": "Belum diisi" if cost is None else rupiah.format_rupiah(cost),
        "keadaan": told(made),
    }  # fmt: skip
    if made is not None and _taken(made):
        return shown | {"petik": "ya", **_figures(made.volume, made.biaya, main_source(made))}
    volume, biaya = (turn.volume, turn.biaya) if turn else (one.volume, one.biaya)
    return shown | _figures(volume, biaya, _main(one))


def _main(one: UsulanRpjm) -> str:
    known = [d for d in one.dana if d.sumber and d.sumber != "swadaya"] or [
        d for d in one.dana if d.sumber
    ]
    return str(max(known, key=lambda d: d.jumlah or 0).sumber) if known else ""


def _figures(volume: Decimal | None, biaya: int | None, sumber: str) -> dict[str, str]:
    return {
        "volume": "" if volume is None else angka(volume),
        "biaya": "" if biaya is None else rupiah.format_angka(biaya),
        "sumber": sumber,
    }


def told(made: Usulan | None) -> str:
    """What became of a row in this year's plan."""
    if made is None:
        return NOT_YET
    return f"{made.kode}: {LABEL_STATUS[StatusUsulan(made.status)].lower()}"


def offered(session: Session, year: Tahun, place: RegionCode) -> list[UsulanLama]:
    """Last year's proposals that are offered again, or were taken over already."""
    made = carried(session, year, place)
    return [
        one
        for one in last_years(session, year, place)
        if one.lanjutan.ditawarkan or _taken(made.get(one.usulan.id))
    ]


def usulan_lama(here: Setting) -> list[dict[str, str]]:
    """One row per old proposal to look at again, with its history and what is left."""
    made = carried(here.session, here.year, here.place)
    rows = []
    for one in offered(here.session, here.year, here.place):
        found = made.get(one.usulan.id)
        row = {
            "asal_id": str(one.usulan.id), "kode": one.usulan.kode,
            "uraian": " · ".join(p for p in (one.usulan.kegiatan, one.usulan.lokasi) if p),
            "riwayat": f"{one.lanjutan.riwayat} {one.lanjutan.alasan}",
            "sisa": _rest(one.usulan, one.lanjutan), "keadaan": told(found),
        }  # fmt: skip
        rows.append(row | ({"ambil": "ya"} if _taken(found) else {}))
    return rows


def _rest(usulan: Usulan, rest: Lanjutan) -> str:
    size = f"{angka(rest.volume)} {usulan.satuan}".strip() if rest.volume is not None else ""
    cost = "" if rest.biaya is None else rupiah.format_rupiah(rest.biaya)
    return " · ".join(p for p in (f"Sifat {rest.sifat}", size, cost) if p)


# --- notices and beginning ----------------------------------------------------------------------


def no_plan(here: Setting) -> list[Pengumuman]:
    """Said above the first page while the village has no RPJM-Desa."""
    if rpjm_of(here.session, here.year, here.place) is not None:
        return []
    return [Pengumuman(judul="RPJM-Desa belum ada", baris=[NO_PLAN])]


def not_offered(here: Setting) -> list[Pengumuman]:
    """Last year's proposals that are not offered again, each with the reason."""
    asked = {one.usulan.id for one in offered(here.session, here.year, here.place)}
    left = [
        (one.usulan.kode, one.usulan.kegiatan, one.lanjutan.alasan)
        for one in last_years(here.session, here.year, here.place)
        if one.usulan.id not in asked
    ]
    if not left:
        return []
    table = Tabel(kepala=("Kode", "Kegiatan", "Sebabnya"), isi=left)
    return [Pengumuman(judul="Usulan tahun lalu yang tidak ditawarkan lagi", tabel=table)]


def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    """Begin with what is there now; reasons given last time for leaving something out stay."""
    sent = session.scalar(
        select(Draf)
        .where(
            Draf.alur == "rancangan-rkp", Draf.tahun_id == year.id,
            Draf.wilayah_kode == str(place), Draf.status == "terkirim",
        )
        .order_by(Draf.id.desc())
    )  # fmt: skip
    rows = (sent.jawaban.get("usulan_lama") or []) if sent else []
    made = carried(session, year, place)
    kept = [
        {"asal_id": row["asal_id"], "ambil": "tidak", "alasan": row["alasan"]}
        for row in rows
        if row.get("alasan") and not _taken(made.get(int(row["asal_id"])))
    ]
    return {"usulan_lama": kept}, None
