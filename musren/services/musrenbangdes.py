"""Submitting the Musrenbangdes: rules are checked, people's decisions are kept (II.D.3)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.errors import Invalid, Refused
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.integration.aturan import PERLU_ALASAN
from musren.integration.klasifikasi import Alasan
from musren.integration.tahapan import StatusUsulan
from musren.integration.wakil import check_wakil_desa, check_wakil_masyarakat
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.services import jejak, klasifikasi, pengesahan
from musren.services.musyawarah import (
    complaints,
    open_or_new,
    people,
    refuse_complaints,
    replace_attendance,
)
from musren.services.pengesahan import Pengesahan
from musren.services.perubahan import move
from musren.services.profil import need_village, unmet_conditions
from musren.services.rkp import evaluasi, pagu
from musren.services.tahun import profile_of
from musren.services.usulan import incomplete, of_village

JENIS = "musrenbangdes_rkp"
REOPENED = "Isian Musrenbangdes diperbaiki sebelum Berita Acara diterbitkan."

Row = Mapping[str, Any]


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the meeting with attendance, evaluation, decisions and representatives.

    Raises Refused when a hard rule of the profile forbids a decision, Invalid for what can be
    repaired on the form, Conflict when the meeting was changed elsewhere or is locked.
    """
    _refuse_ineligible(session, year, place)
    _refuse_wrong_people(session, year, place, values)
    pagu.refuse_over_pagu(session, year, place, values)
    held = open_or_new(session, act, JENIS, year, place, values, draft)
    replace_attendance(session, held, values["hadir"], values)
    _replace_evaluation(session, act, year, held, values)
    _decide(session, act, year, held, values["keputusan"])
    session.flush()
    jejak.record(
        session, act, "catat_musrenbangdes", f"musyawarah:{held.id}", place=place, hak=Hak.ISI_DESA,
        rincian={"usulan": len(values["keputusan"]), "hadir": len(values["hadir"])},
    )  # fmt: skip
    return f"musyawarah:{held.id}"


def _refuse_wrong_people(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> None:
    """The day, who came and led; three wakil masyarakat who do not sign already; the wakil desa."""
    profile, present = profile_of(year), values["hadir"]
    signing = {
        "Kepala Desa": need_village(session, place).kepala_desa_nama,
        "Pimpinan Musyawarah": values["pimpinan_nama"],
    }
    chosen = people(present, values["wakil_masyarakat"])
    refuse_complaints(
        {
            **complaints(JENIS, year, values),
            "wakil_masyarakat": check_wakil_masyarakat(profile, chosen, signing),
            "wakil_desa": check_wakil_desa(profile, people(present, values["wakil_desa"])),
        }
    )


def _refuse_ineligible(session: Session, year: Tahun, place: RegionCode) -> None:
    unmet = unmet_conditions(profile_of(year), need_village(session, place))
    blocking = [f"{one.teks}: {one.akibat}" for one in unmet if one.menghalangi]
    if blocking:
        raise Refused(
            "Syarat keikutsertaan desa belum terpenuhi (Panduan III.B). " + " ".join(blocking)
            + " Perbarui profil desa setelah syarat dipenuhi."
        )  # fmt: skip


def _replace_evaluation(
    session: Session, act: Act, year: Tahun, held: Musyawarah, values: Mapping[str, Any]
) -> None:
    place = RegionCode.parse(held.wilayah_kode)
    fresh = evaluasi.rows(session, act, year, place, values, held.evaluasi)
    held.evaluasi_ada = values["evaluasi_ada"]
    held.evaluasi.clear()
    session.flush()
    held.evaluasi.extend(fresh)


def _decide(session: Session, act: Act, year: Tahun, held: Musyawarah, rows: Sequence[Row]) -> None:
    place = RegionCode.parse(held.wilayah_kode)
    known = {str(u.id): u for u in of_village(session, year, place)}
    pairs = [(row, known[row["usulan_id"]]) for row in rows if row["usulan_id"] in known]
    told = _objections(session, year, place, pairs)
    advised = klasifikasi.suggestions(session, year, place, [usulan for _, usulan in pairs])
    _drop_old(session, held)
    for number, (row, usulan) in enumerate(pairs):
        move_to(session, act, usulan, row)
        advice = {
            "saran": advised[usulan.id],
            "aturan": [{"kunci": a.aturan, "kalimat": a.kalimat} for a in told.get(number, ())],
        }
        held.keputusan.append(_decision(usulan, row, advice))


def _objections(
    session: Session, year: Tahun, place: RegionCode, pairs: Sequence[tuple[Row, Usulan]]
) -> dict[int, tuple[Alasan, ...]]:
    """Refuse what hard rules forbid; keep what soft rules said beside the decision.

    What the women decided in the MKP is not weighed again against what is decided now.
    """
    putusan = {usulan.id: row["putusan"] for row, usulan in pairs}
    sah = pengesahan.of_village(session, year, place, putusan)
    instead = pengesahan.replacing(session, year, place, putusan)
    agreed = [(n, r, u) for n, (r, u) in enumerate(pairs) if r["putusan"] == "disepakati"]
    on_blm = [u for _, r, u in agreed if r["sumber"] == "blm" and u.id not in instead]
    wrong = _discussed_again(sah, pairs)
    told: dict[int, tuple[Alasan, ...]] = {}
    for number, row, usulan in agreed:
        if sah.fixed(usulan.id):
            continue
        if row["sumber"] == "blm" and usulan.id in instead:
            wrong[f"keputusan.{number}.sumber"] = pengesahan.replaced_sentence(
                usulan, instead[usulan.id]
            )
            continue
        if incomplete(usulan):
            wrong[f"keputusan.{number}.putusan"] = (
                f"Usulan “{usulan.kegiatan}” belum lengkap, jadi belum dapat disepakati. "
                "Lengkapi usulannya dahulu, atau tunda dengan alasan."
            )
            continue
        found = klasifikasi.objections(session, year, usulan, row["sumber"], on_blm)
        told[number] = found
        hard = [one.kalimat for one in found if one.keras]
        soft = [one.kalimat for one in found if one.aturan in PERLU_ALASAN]
        if hard:
            wrong[f"keputusan.{number}.sumber"] = " ".join(hard)
        elif soft and not row["alasan"]:
            wrong[f"keputusan.{number}.alasan"] = (
                " ".join(soft) + " Bila musyawarah tetap memutuskan demikian, tulis alasannya."
            )
    if wrong:
        raise Invalid(
            f"Ada {len(wrong)} keputusan yang belum dapat dicatat. Perbaiki yang ditandai.", wrong
        )
    return told


def _discussed_again(sah: Pengesahan, pairs: Sequence[tuple[Row, Usulan]]) -> dict[str, str]:
    """Complaints, by field, where a decision of the MKP was changed (II.D.3.a)."""
    wrong = {}
    for number, (row, usulan) in enumerate(pairs):
        if sah.fixed(usulan.id):
            if row["putusan"] != "disepakati":
                wrong[f"keputusan.{number}.putusan"] = pengesahan.READ_ONLY
            elif row["sumber"] != pengesahan.BLM:
                wrong[f"keputusan.{number}.sumber"] = pengesahan.READ_ONLY
    return wrong


def _drop_old(session: Session, held: Musyawarah) -> None:
    if held.id is not None:
        held.keputusan.clear()
    session.flush()


def move_to(session: Session, act: Act, usulan: Usulan, row: Row) -> None:
    """Bring the proposal to its decision; a decision taken again goes through "diajukan"."""
    target = {"disepakati": StatusUsulan.DISEPAKATI, "ditunda": StatusUsulan.DITUNDA,
              "ditolak": StatusUsulan.DITOLAK}[row["putusan"]]  # fmt: skip
    if usulan.status == target.value:
        return
    decided = {StatusUsulan.DISEPAKATI, StatusUsulan.DITUNDA, StatusUsulan.DITOLAK}
    if usulan.status in {s.value for s in decided}:
        move(session, act, usulan, StatusUsulan.DIAJUKAN.value, hak=Hak.ISI_DESA, alasan=REOPENED)
    move(session, act, usulan, target.value, hak=Hak.ISI_DESA, alasan=row["alasan"])


def _decision(usulan: Usulan, row: Row, advice: dict[str, Any]) -> Keputusan:
    """What was decided, beside what the rules suggested and warned of at that moment."""
    biaya = usulan.biaya
    paid = 0 if row["sumber"] == "swadaya" else klasifikasi.from_source(usulan, row["sumber"])
    return Keputusan(
        usulan_id=usulan.id, tingkat="desa", putusan=row["putusan"], sumber=row["sumber"],
        peringkat=row.get("peringkat"), volume=usulan.volume,
        satuan=usulan.satuan, biaya=biaya, swadaya=None if biaya is None else biaya - paid,
        biaya_sumber=None if biaya is None else paid, skpd=usulan.skpd,
        alasan=row["alasan"] or "", saran=advice,
    )  # fmt: skip
