"""What was done of the activities a village decided on in a year (Panduan II.D.3.c, III.C.3.g)."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from musren.domain import rupiah
from musren.domain.bahasa import angka, daftar
from musren.domain.errors import NotReady
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.rkp import REALISASI_RKP, REPORTED, reported
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Realisasi, Usulan
from musren.services import jejak
from musren.services.perubahan import refuse_stale
from musren.services.pilihan import Setting
from musren.services.prefill import Started, meeting
from musren.services.rkp.lalu import realised
from musren.services.susunan.berlaku import in_force

NOTHING_DECIDED = (
    "Belum ada kegiatan yang disepakati Musrenbangdes tahun ini, jadi belum ada yang dapat dicatat "
    "realisasinya. Kirim dahulu isian Musrenbangdes."
)


MEASURED = {"volume_realisasi": "volume realisasi", "biaya_realisasi": "biaya realisasi"}


def decided(session: Session, year: Tahun, place: RegionCode) -> list[Keputusan]:
    """What the Musrenbangdes of this year agreed on: the activities of the RKP-Desa."""
    held = meeting(session, "musrenbangdes_rkp", year, place)
    if held is None:
        return []
    found = session.scalars(
        select(Keputusan)
        .join(Keputusan.usulan)
        .where(Keputusan.musyawarah_id == held.id, Keputusan.putusan == "disepakati")
        .order_by(Usulan.nomor_urut)
        .options(selectinload(Keputusan.usulan).selectinload(Usulan.dana))
    )
    return list(found)


def sources(session: Session, year: Tahun, place: RegionCode) -> list[str]:
    """The funding category of each activity that `decided` tells, in no order."""
    return list(session.scalars(_activities(Keputusan.sumber, year, place)))


def missing(session: Session, year: Tahun, place: RegionCode) -> int:
    """How many activities of the RKP-Desa nobody has reported on."""
    left = (
        _activities(func.count(), year, place)
        .outerjoin(Realisasi, Realisasi.usulan_id == Keputusan.usulan_id)
        .where(Realisasi.usulan_id.is_(None))
    )
    return session.scalar(left) or 0


def _activities(what: Any, year: Tahun, place: RegionCode) -> Select[Any]:
    return (
        select(what)
        .select_from(Keputusan)
        .join(Musyawarah, Musyawarah.id == Keputusan.musyawarah_id)
        .where(
            Musyawarah.jenis == "musrenbangdes_rkp", Musyawarah.tahun_id == year.id,
            Musyawarah.wilayah_kode == str(place), Keputusan.putusan == "disepakati",
        )
    )  # fmt: skip


def laid_out(here: Setting) -> list[dict[str, str]]:
    """One row per activity, with its plan in words."""
    names = {s.kunci: s.singkatan for s in here.profile.sumber_dana}
    return [
        {
            "usulan_id": str(k.usulan_id), "kode": k.usulan.kode,
            "uraian": " · ".join(p for p in (k.usulan.kegiatan, k.usulan.lokasi) if p),
            "rencana": " · ".join(p for p in (planned(k), names.get(k.sumber, k.sumber)) if p),
        }
        for k in decided(here.session, here.year, here.place)
    ]  # fmt: skip


def planned(k: Keputusan) -> str:
    """Volume and cost as decided, in words."""
    size = f"{angka(k.volume)} {k.satuan}".strip() if k.volume is not None else ""
    cost = rupiah.format_rupiah(k.biaya) if k.biaya is not None else ""
    return " · ".join(p for p in (size, cost) if p)


def _version(found: Mapping[int, Realisasi]) -> int:
    """Grows with every report and every change of one."""
    return sum(one.versi for one in found.values())


def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    activities = [k.usulan for k in decided(session, year, place)]
    if not activities:
        raise NotReady(NOTHING_DECIDED)
    found = realised(session, activities)
    rows = [
        {"usulan_id": str(one.usulan_id)} | {name: getattr(one, name) for name in REPORTED}
        for one in found.values()
    ]
    return REALISASI_RKP.write({"realisasi": rows}), _version(found)


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep what was done of each activity. Raises Conflict when reported elsewhere meanwhile."""
    found = realised(session, [k.usulan for k in decided(session, year, place)])
    refuse_stale(_version(found), draft.objek_versi, "Realisasi RKP-Desa")
    rows = [row for row in values["realisasi"] if reported(row)]
    kept = {int(row["usulan_id"]) for row in rows}
    for gone in found.keys() - kept:
        session.delete(found[gone])
    for row in rows:
        keep(session, act, found.get(int(row["usulan_id"])), row)
    session.flush()
    jejak.record(
        session, act, "catat_realisasi", f"realisasi:{place}", place=place, hak=Hak.ISI_DESA,
        rincian={"kegiatan": len(rows)},
    )  # fmt: skip
    return f"realisasi:{year.id}"


def keep(session: Session, act: Act, found: Realisasi | None, row: Mapping[str, Any]) -> None:
    """Write one report; `row` has `usulan_id` and the fields of REPORTED."""
    if found is None:
        found = Realisasi(usulan_id=int(row["usulan_id"]))
        session.add(found)
    found.volume_realisasi, found.biaya_realisasi = row["volume_realisasi"], row["biaya_realisasi"]
    found.status_pelaksanaan, found.sebab = row["status_pelaksanaan"], row["sebab"] or ""
    done = row["status_pelaksanaan"] == "selesai"
    found.tindak_lanjut = row["tindak_lanjut"] or ("tidak_perlu" if done else "")
    found.diubah = act.pada


def attention(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """More done or spent than planned; a report to the BPD that will no longer agree."""
    plans = {str(k.usulan_id): k for k in decided(session, year, place)}
    rows = [
        (k, row)
        for row in values.get("realisasi") or ()
        if (k := plans.get(str(row.get("usulan_id")))) is not None
    ]
    told = [one for k, row in rows for one in _beyond(k, row)]
    told += unmeasured((k.usulan.kegiatan, row) for k, row in rows)
    paper = in_force(session, year, place, "lkpj")
    if paper is not None:
        told.append(
            f"LKPj Nomor {paper.nomor} sudah diterbitkan dari realisasi sebelumnya. Bila isian ini "
            "berubah, terbitkan LKPj pengganti."
        )
    return told


def unmeasured(rows: Iterable[tuple[str, Mapping[str, Any]]]) -> list[str]:
    """Work that was done, in whole or in part, without its volume or its cost; by name."""
    found = [
        (name, [label for field, label in MEASURED.items() if row.get(field) is None])
        for name, row in rows
        if row.get("status_pelaksanaan") in {"selesai", "sebagian"}
    ]
    return [
        f"{daftar(lacking).capitalize()} “{name}” belum diisi, padahal kegiatannya sudah "
        "dilaksanakan."
        for name, lacking in found
        if lacking
    ]


def _beyond(k: Keputusan, row: Mapping[str, Any]) -> list[str]:
    told: list[str] = []
    volume, biaya = row.get("volume_realisasi"), row.get("biaya_realisasi")
    if volume is not None and k.volume is not None and volume > k.volume:
        told.append(
            f"Volume realisasi “{k.usulan.kegiatan}” {angka(volume)} {k.satuan} melebihi rencana "
            f"{angka(k.volume)} {k.satuan}."
        )
    if biaya is not None and k.biaya is not None and biaya > k.biaya:
        told.append(
            f"Biaya realisasi “{k.usulan.kegiatan}” {rupiah.format_rupiah(biaya)} melebihi rencana "
            f"{rupiah.format_rupiah(k.biaya)}."
        )
    return told
