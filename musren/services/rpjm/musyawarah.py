"""Musrenbangdes held only for the RPJM-Desa, and the Rapat BPD on its regulation (II.D.2)."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from musren.domain import rupiah
from musren.domain.bahasa import angka, tanggal
from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.rpjm_rapat import DENGAN_PERUBAHAN, MUSRENBANGDES_RPJM, RAPAT_BPD_RPJM
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.rpjm import UsulanRpjm
from musren.models.tahun import Tahun
from musren.services import jejak
from musren.services.musyawarah import soft_complaints
from musren.services.pertemuan import keep, start_of
from musren.services.pilihan import Setting
from musren.services.prefill import Started, meeting
from musren.services.rpjm.dokumen import MUSYAWARAH, RAPAT_BPD, drafted, need_drafted
from musren.services.rpjm.usulan import of_rpjm
from musren.services.susunan.berlaku import in_force

KEY = "usulan_rpjm_id"

_start_meeting = start_of(MUSRENBANGDES_RPJM, MUSYAWARAH)
start_bpd = start_of(RAPAT_BPD_RPJM, RAPAT_BPD)


def described(one: UsulanRpjm) -> str:
    """One line by which people in the hall recognise the proposal."""
    size = f"{angka(one.volume)} {one.satuan}".strip() if one.volume is not None else ""
    cost = rupiah.format_rupiah(one.biaya) if one.biaya is not None else "biaya belum diisi"
    parts = (f"{one.nomor_urut}. {one.kegiatan}", one.lokasi or one.dusun, size, cost)
    return " · ".join(part for part in parts if part)


def laid_out(here: Setting) -> list[dict[str, str]]:
    """Every proposal of the draft, to be decided."""
    rpjm = drafted(here.session, here.year, here.place)
    found = of_rpjm(here.session, rpjm) if rpjm is not None else []
    return [{KEY: str(one.id), "uraian": described(one)} for one in found]


def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """A new record begins with the whole draft agreed; what is added later asks for a decision."""
    answers, version = _start_meeting(session, year, place, objek)
    if version is None:
        here = Setting(session=session, year=year, place=place, answers={})
        agreed = [{KEY: row[KEY], "putusan": "disepakati"} for row in laid_out(here)]
        answers = {**answers, "keputusan": agreed}
    return answers, version


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the meeting, the agreed revisions and the decision on each proposal (II.D.2.c-d).

    Raises NotReady without a draft, Conflict when stale or closed by its Berita Acara, Invalid
    for what can be repaired on the form.
    """
    rpjm = need_drafted(session, year, place)
    held = keep(session, act, MUSYAWARAH, year, place, values, draft)
    held.perubahan = [dict(row) for row in values.get("perubahan", ())]
    found = {str(one.id): one for one in of_rpjm(session, rpjm)}
    for row in values["keputusan"]:
        one = found.get(row[KEY])
        if one is not None:
            agreed = row["putusan"] == "disepakati"
            one.putusan, one.alasan = row["putusan"], "" if agreed else row["alasan"]
    session.flush()
    jejak.record(
        session, act, "catat_musrenbangdes_rpjm", f"musyawarah:{held.id}", place=place,
        hak=Hak.ISI_DESA,
        rincian={"usulan": len(values["keputusan"]), "hadir": len(values["hadir"])},
    )  # fmt: skip
    return f"musyawarah:{held.id}"


# --- Rapat BPD ----------------------------------------------------------------------------------


def submit_bpd(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the meeting of the BPD with its decision; raises as `submit` does (VI.B.2.f)."""
    need_drafted(session, year, place)
    earlier = _earlier(meeting(session, RAPAT_BPD, year, place))
    _refuse_before_musrenbangdes(session, year, place, values)
    held = keep(session, act, RAPAT_BPD, year, place, values, draft)
    held.putusan, held.catatan_putusan = values["putusan"], values.get("catatan_putusan") or ""
    changed = values.get("perubahan", ()) if values["putusan"] == DENGAN_PERUBAHAN else ()
    held.perubahan = [dict(row) for row in changed]
    session.flush()
    jejak.record(
        session, act, "catat_rapat_bpd", f"musyawarah:{held.id}", place=place,
        hak=Hak.ISI_RAPAT_BPD,
        rincian={"putusan": held.putusan, "hadir": len(values["hadir"]), **earlier},
    )  # fmt: skip
    return f"musyawarah:{held.id}"


def _earlier(held: Musyawarah | None) -> dict[str, Any]:
    """The decision this record takes the place of, as the trace keeps it."""
    if held is None or not held.putusan:
        return {}
    return {
        "sebelumnya": {
            "tanggal": held.tanggal.isoformat(), "putusan": held.putusan,
            "catatan_putusan": held.catatan_putusan,
            "perubahan": [dict(row) for row in held.perubahan],
        }
    }  # fmt: skip


def _refuse_before_musrenbangdes(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> None:
    """The BPD discusses what the village agreed, so not before it (VI.B.2.e.6)."""
    agreed = meeting(session, MUSYAWARAH, year, place)
    if agreed is not None and values["tanggal"] < agreed.tanggal:
        told = (
            f"Rapat BPD tanggal {tanggal(values['tanggal'])} mendahului Musrenbangdes RPJM-Desa "
            f"tanggal {tanggal(agreed.tanggal)}. Perbaiki salah satu tanggal."
        )
        raise Invalid(told, {"tanggal": told})


def attention_bpd(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """What deserves a second look before the record is sent; `values` may be incomplete."""
    told = soft_complaints(RAPAT_BPD, year, values)
    paper = in_force(session, year, place, "ba_musrenbangdes_rpjm")
    if paper is None or paper.status != "ditandatangani":
        told.append(
            "Berita Acara Musrenbangdes RPJM-Desa belum ditandatangani lengkap, padahal menjadi "
            "dasar rancangan Peraturan Desa yang dibahas BPD."
        )
    return told
