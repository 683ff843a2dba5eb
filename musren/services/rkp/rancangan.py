"""The draft of the RKP-Desa: picked from the RPJM-Desa and carried over from last year (III.C.3.b).

Whatever is chosen becomes a usulan of this year, once; it remembers where it came from.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.steps import numbered
from musren.integration.lanjutan import Lanjutan
from musren.integration.petik import share_out
from musren.integration.rpjm_rencana import Dana
from musren.integration.tahapan import LABEL_STATUS, StatusUsulan
from musren.models.draf import Draf
from musren.models.rpjm import UsulanRpjm
from musren.models.tahun import Tahun
from musren.models.usulan import IsiUsulan, Usulan
from musren.services import jejak
from musren.services.pengesahan import agreed_in_mkp
from musren.services.perubahan import move
from musren.services.rkp.lalu import UsulanLama
from musren.services.rkp.tawaran import carried, offered, picked, shares_as_dana
from musren.services.usulan import OPEN, create, incomplete, may_change, shares_of

Row = Mapping[str, Any]
CONTENT = tuple(
    name for name in IsiUsulan.__annotations__ if name not in {"volume", "biaya", "keterangan"}
)
CARRIED = "usulan_lama"
DROPPED = "Tidak jadi dipetik dari RPJM-Desa."
UNKNOWN = "Volume, biaya, atau sumber dananya belum diketahui saat dipetik."
DITARIK = StatusUsulan.DITARIK.value
AGAIN = "Dipetik kembali ke dalam rancangan RKP-Desa."


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Make usulan of what was chosen, take back what was left out and is not decided yet.

    Sent again, nothing is made twice. Raises Invalid when something already decided is left out.
    """
    by_rpjm, by_asal = picked(session, year, place), carried(session, year, place)
    _refuse_decided(values, by_rpjm, by_asal)
    plan, old = _plan(session, values), _old(session, year, place)
    for row in values["petik"]:
        _pick(session, act, year, place, row, plan, by_rpjm)
    for row in values["usulan_lama"]:
        _carry(session, act, year, place, row, old, by_asal)
    session.flush()
    jejak.record(
        session, act, "susun_rancangan_rkp", f"draf:{draft.id}", place=place, hak=Hak.ISI_DESA,
        rincian=_trace(values, old),
    )  # fmt: skip
    return f"rancangan_rkp:{year.id}"


def _trace(rows: Row, old: Mapping[int, UsulanLama]) -> dict[str, Any]:
    """How many were taken, and why each old proposal was not."""
    return {
        "dipetik": sum(bool(row["petik"]) for row in rows["petik"]),
        "usulan_lama": sum(bool(row["ambil"]) for row in rows["usulan_lama"]),
        "tidak_diambil": {
            old[int(row["asal_id"])].usulan.kode: row["alasan"]
            for row in rows["usulan_lama"]
            if not row["ambil"] and int(row["asal_id"]) in old
        },
    }


def _refuse_decided(
    rows: Row, by_rpjm: Mapping[int, Usulan], by_asal: Mapping[int, Usulan]
) -> None:
    wrong: dict[str, str] = {}
    for group, key, taken, made in (
        ("petik", "usulan_rpjm_id", "petik", by_rpjm),
        ("usulan_lama", "asal_id", "ambil", by_asal),
    ):
        for number, row in numbered(rows[group]):
            found = made.get(int(row[key]))
            if found is not None and _holds(found) and not row[taken] and not _free(found):
                wrong[f"{group}.{number}.{taken}"] = (
                    f"Usulan {found.kode} “{found.kegiatan}” {_decided(found)}, jadi tidak dapat "
                    "dikeluarkan dari rancangan. Jawab Ya; perubahannya melalui musyawarah."
                )
    if wrong:
        raise Invalid(
            f"Ada {len(wrong)} usulan yang tidak dapat dikeluarkan. Perbaiki yang ditandai.", wrong
        )


def _holds(usulan: Usulan) -> bool:
    return usulan.status != DITARIK


def _decided(usulan: Usulan) -> str:
    if agreed_in_mkp(usulan):
        return "sudah disepakati MKP"
    return f"sudah berstatus “{LABEL_STATUS[StatusUsulan(usulan.status)]}”"


def _free(usulan: Usulan) -> bool:
    """Whether no meeting spoke of it, the women's neither."""
    return usulan.status in {s.value for s in OPEN} and not agreed_in_mkp(usulan)


# --- from the RPJM-Desa -------------------------------------------------------------------------


def _plan(session: Session, rows: Row) -> dict[int, UsulanRpjm]:
    ids = [int(row["usulan_rpjm_id"]) for row in rows["petik"]]
    found = session.scalars(
        select(UsulanRpjm).where(UsulanRpjm.id.in_(ids)).options(selectinload(UsulanRpjm.dana))
    )
    return {one.id: one for one in found}


def _pick(  # noqa: PLR0913, PLR0917
    session: Session, act: Act, year: Tahun, place: RegionCode, row: Row,
    plan: Mapping[int, UsulanRpjm], made: Mapping[int, Usulan],
) -> None:  # fmt: skip
    source = plan[int(row["usulan_rpjm_id"])]
    before = made.get(source.id)
    if not row["petik"]:
        _withdraw(session, act, before, DROPPED)
        return
    dana = share_out(shares_as_dana(source.dana), row["biaya"], row["sumber"])
    values = {name: getattr(source, name) for name in CONTENT} | {
        "volume": row["volume"], "biaya": row["biaya"], "keterangan": source.keterangan,
        "usulan_rpjm_id": source.id, "tindakan_id": source.tindakan_id, "dana": _rows(dana),
    }  # fmt: skip
    kunci = f"rpjm:{source.id}:tahun:{year.id}"
    _make(session, act, year, place, before, values, kunci)


def _rows(dana: Iterable[Dana]) -> list[dict[str, Any]]:
    return [{"sumber": d.sumber, "rincian": d.rincian, "jumlah": d.jumlah} for d in dana]


# --- from last year -----------------------------------------------------------------------------


def _old(session: Session, year: Tahun, place: RegionCode) -> dict[int, UsulanLama]:
    return {one.usulan.id: one for one in offered(session, year, place)}


def _carry(  # noqa: PLR0913, PLR0917
    session: Session, act: Act, year: Tahun, place: RegionCode, row: Row,
    old: Mapping[int, UsulanLama], made: Mapping[int, Usulan],
) -> None:  # fmt: skip
    source = old[int(row["asal_id"])]
    before = made.get(source.usulan.id)
    if not row["ambil"]:
        _withdraw(session, act, before, row["alasan"])
        return
    kunci = f"lama:{source.usulan.id}:tahun:{year.id}"
    _make(session, act, year, place, before, _continued(source.usulan, source.lanjutan), kunci)


def _continued(before: Usulan, rest: Lanjutan) -> dict[str, Any]:
    """The same proposal with what is left of it; a rest that costs nothing has no cost yet."""
    biaya = rest.biaya or None
    dana = share_out(shares_as_dana(before.dana), biaya)
    if biaya is None and before.biaya:
        dana = tuple(Dana(d.sumber, d.rincian) for d in dana)
    return {name: getattr(before, name) for name in CONTENT} | {
        "volume": rest.volume, "biaya": biaya, "sifat": rest.sifat, "asal": CARRIED,
        "asal_usulan_lama_tahun": rest.asal_usulan_lama_tahun, "keterangan": rest.keterangan,
        "asal_awal": "" if before.forum_awal == CARRIED else before.forum_awal,
        "asal_id": before.id, "usulan_rpjm_id": None, "tindakan_id": before.tindakan_id,
        "dana": _rows(dana),
    }  # fmt: skip


# --- making and taking back ---------------------------------------------------------------------


def _make(  # noqa: PLR0913, PLR0917
    session: Session, act: Act, year: Tahun, place: RegionCode, before: Usulan | None,
    values: Mapping[str, Any], kunci: str,
) -> None:  # fmt: skip
    if before is None:
        _unless_complete(session, act, create(session, act, year, place, values, kunci=kunci))
    elif before.status == DITARIK:
        move(
            session, act, before, StatusUsulan.DIAJUKAN.value, hak=Hak.ISI_DESA, alasan=AGAIN
        )  # fmt: skip
        for name, value in values.items():
            if name != "dana":
                setattr(before, name, value)
        before.dana = shares_of(values["dana"])
        _unless_complete(session, act, before)


def _unless_complete(session: Session, act: Act, made: Usulan) -> None:
    if incomplete(made):
        move(
            session, act, made, StatusUsulan.BELUM_LENGKAP.value, hak=Hak.ISI_DESA,
            alasan=UNKNOWN,
        )  # fmt: skip


def _withdraw(session: Session, act: Act, made: Usulan | None, alasan: str) -> None:
    """What was taken and not decided leaves the draft, with the reason; it is never deleted."""
    if made is not None and _free(made):
        move(session, act, made, DITARIK, hak=Hak.ISI_DESA, alasan=alasan)


def attention(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """Figures typed for what is a usulan already: they are changed on its own page."""
    made = picked(session, year, place)
    told: list[str] = []
    for row in values.get("petik") or ():
        found = made.get(int(row["usulan_rpjm_id"]))
        if found is None or not _holds(found) or not row.get("petik"):
            continue
        if (row.get("volume"), row.get("biaya")) != (found.volume, found.biaya):
            where = "pada halaman usulannya" if may_change(session, found) else "melalui musyawarah"
            told.append(
                f"Volume atau biaya usulan {found.kode} “{found.kegiatan}” tidak berubah lewat "
                f"formulir ini. Ubah {where}."
            )
    return told
