"""Facts of the RPJM-Desa's decrees: the team, the Berita Acara, the BPD, the Peraturan Desa."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.bahasa import tanggal
from musren.domain.errors import NotReady
from musren.domain.wilayah import Level, RegionCode
from musren.forms.rpjm import TINJAU
from musren.integration.profil import Profil
from musren.integration.profil.teks import isi, memuat
from musren.integration.tim import kedudukan
from musren.models.naskah import Naskah
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.models.tahun import Tahun
from musren.services import narasi
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import head, kepala_desa, size
from musren.services.fakta.pertemuan import need_held, signers
from musren.services.fakta.rpjm import (
    period,
    place_text,
    sekdes,
    signer,
    totals,
    totals_by_bidang,
)
from musren.services.profil import need_village
from musren.services.rpjm.baris import NOT_PLANNED, agreed
from musren.services.rpjm.dokumen import MUSYAWARAH, RAPAT_BPD, need_drafted, period_of
from musren.services.rpjm.tim import team
from musren.services.rpjm.usulan import of_rpjm
from musren.services.susunan.berlaku import need_in_force
from musren.services.tahun import profile_of

NAMA_TIM = {"rpjm": "RPJM-Desa", "rkp": "RKP-Desa"}

# --- texts --------------------------------------------------------------------------------------


def period_text(rpjm: Rpjm) -> str:
    return f"{rpjm.periode_awal}–{rpjm.periode_akhir}"


def old_plan(rpjm: Rpjm) -> str:
    """The reviewed plan in words, with its period and its Peraturan Desa as far as told."""
    told = "RPJM-Desa"
    if rpjm.lama_awal and rpjm.lama_akhir:
        told += f" Tahun {rpjm.lama_awal}–{rpjm.lama_akhir}"
    if not rpjm.perdes_lama_nomor:
        return f"{told} yang sudah dimiliki desa"
    told += f" yang ditetapkan dengan Peraturan Desa Nomor {rpjm.perdes_lama_nomor}"
    day = rpjm.perdes_lama_tanggal
    return f"{told} tanggal {tanggal(day)}" if day else told


def _values(
    session: Session, place: RegionCode, profile: Profil, rpjm: Rpjm, **more: str
) -> Mapping[str, str]:
    return {
        **bersama.names_for(session, place), "tahun": str(rpjm.tahun.tahun),
        "tahun_lalu": str(rpjm.tahun.tahun - 1), "periode": period_text(rpjm),
        "periode_rpjm": str(profile.periode_rpjm), "rpjm_lama": old_plan(rpjm),
        "nomor_lama": rpjm.perdes_lama_nomor, **more,
    }  # fmt: skip


def _considered(profile: Profil, jenis: str, rpjm: Rpjm, values: Mapping[str, str]) -> Facts:
    """Texts of a decree; those of a review when the village had a plan (III.C.3.a)."""
    surat, told = profile.surat_jenis(jenis), bersama.konsiderans(profile, jenis, values)
    if rpjm.cabang == TINJAU and surat.menimbang_tinjau:
        told["menimbang"] = bersama.filled(surat.menimbang_tinjau, values)
        if rpjm.perdes_lama_nomor:
            told["tentang"] = isi(surat.tentang_tinjau, values)
    return told


def _of_paper(paper: Naskah, what: str) -> dict[str, str]:
    return {f"nomor_{what}": paper.nomor or "", f"tanggal_{what}": tanggal(paper.tanggal)}


def _reference(paper: Naskah) -> Facts:
    return {"nomor": paper.nomor, "tanggal": paper.tanggal.isoformat()}


# --- the team -----------------------------------------------------------------------------------


def members(session: Session, jenis: str, year: Tahun, place: RegionCode) -> list[Facts]:
    """The team as papers list it; nobody while it was not formed."""
    found = team(session, jenis, year, place)
    seats = kedudukan(profile_of(year), jenis)
    return [
        {
            "nama": one.nama, "jk": one.jk, "jabatan": one.jabatan,
            "kedudukan": seats.get(one.kedudukan, one.kedudukan),
        }
        for one in (found.anggota if found else ())
    ]  # fmt: skip


def sk_tim(session: Session, year: Tahun, place: RegionCode, jenis: str) -> Facts:
    """Keputusan Kepala Desa that forms a team (VI.B.2.e); raises NotReady without one."""
    people = members(session, jenis, year, place)
    if not people:
        raise NotReady("Susunan tim belum diisi. Isi dahulu formulir Tim Penyusun.")
    profile, years = profile_of(year), period_of(session, year, place)
    long = {"rpjm": profile.label.rpjm_panjang, "rkp": profile.label.rkp_panjang}
    values = {
        **bersama.names_for(session, place), "tahun": str(year.tahun), "tim": NAMA_TIM[jenis],
        "tim_panjang": long[jenis],
        "periode": f"{years[0]}–{years[-1]}" if jenis == "rpjm" else str(year.tahun),
    }  # fmt: skip
    return {
        **head(session, year, place, profile),
        **bersama.konsiderans(profile, "sk_tim_penyusun", values),
        "tim": NAMA_TIM[jenis],
        "tugas": list(profile.tugas(jenis)),
        "anggota": people,
        "penandatangan": {"kepala_desa": kepala_desa(session, place)},
    }


# --- Berita Acara -------------------------------------------------------------------------------


def ba_musrenbangdes(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Panduan II.D.2.d: what was agreed of the draft, and what was changed in it."""
    held, profile = need_held(session, year, place, MUSYAWARAH), profile_of(year)
    rpjm = need_drafted(session, year, place)
    rows = of_rpjm(session, rpjm)
    groups = totals_by_bidang(profile, agreed(rows))
    return {
        **head(session, year, place, profile),
        **period(rpjm),
        "musyawarah": bersama.meeting(held),
        "kehadiran": bersama.attendance(held.hadir),
        "perubahan": [_revision(one) for one in held.perubahan],
        "bidang": groups,
        "jumlah": totals(groups),
        "belum_disepakati": [_not_agreed(one) for one in rows if one.putusan in NOT_PLANNED],
        "keputusan": [
            *_review_result(session, place, profile, rpjm), *bersama.further_decisions(held)
        ],
        "tembusan": bersama.copies(session, place, profile, "ba_musrenbangdes_rpjm"),
        "penandatangan": signers(session, place, held),
    }  # fmt: skip


def _review_result(
    session: Session, place: RegionCode, profile: Profil, rpjm: Rpjm
) -> list[str]:  # fmt: skip
    """That the plan is a reviewed one, as a decision of the meeting."""
    sentence = profile.surat_jenis("ba_musrenbangdes_rpjm").tentang_tinjau
    if rpjm.cabang != TINJAU or not sentence:
        return []
    return [isi(sentence, _values(session, place, profile, rpjm))]


def _revision(one: Mapping[str, Any]) -> Facts:
    return {
        "bagian": one["bagian"], "semula": one.get("semula") or None, "menjadi": one["menjadi"],
    }  # fmt: skip


def _not_agreed(one: UsulanRpjm) -> Facts:
    return {
        "kode": one.kode, "kegiatan": one.kegiatan, "lokasi": place_text(one),
        "volume": size(one.volume), "satuan": one.satuan or None,
        "pengusul": one.pengusul or None, "putusan": one.putusan, "alasan": one.alasan,
    }  # fmt: skip


# --- BPD and Peraturan Desa ---------------------------------------------------------------------


def keputusan_bpd(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Keputusan BPD on the draft (VI.B.2.f); raises NotReady."""
    held, profile = need_held(session, year, place, RAPAT_BPD), profile_of(year)
    rpjm = need_drafted(session, year, place)
    ba = need_in_force(session, year, place, "ba_musrenbangdes_rpjm")
    values = _values(
        session, place, profile, rpjm, **_of_paper(ba, "ba"), tanggal_rapat=tanggal(held.tanggal)
    )
    where = bersama.short(session, place, Level.DESA)
    letterhead = head(session, year, place, profile)
    office = {**letterhead["kop"], "instansi": f"Badan Permusyawaratan Desa {where}"}
    return {
        **letterhead,
        **period(rpjm),
        "kop": office,
        "berita_acara": _reference(ba),
        **_considered(profile, "keputusan_bpd", rpjm, values),
        "rapat": {
            "tanggal": held.tanggal.isoformat(), "tempat": held.tempat,
            "hadir": sum(memuat(one.unsur, "BPD") for one in held.hadir) or None,
            "anggota": need_village(session, place).jumlah_anggota_bpd,
        },
        "perubahan": [_revision(one) for one in held.perubahan],
        "penandatangan": {
            "ketua_bpd": signer(
                f"Ketua BPD Desa {where}", need_village(session, place).ketua_bpd_nama
            )
        },
    }  # fmt: skip


def rancangan_perdes(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """The draft, resting on the Berita Acara (VI.B.2.e.6); raises NotReady."""
    return _law(session, year, place, "rancangan_perdes_rpjm")


def perdes(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Peraturan Desa tentang RPJM-Desa, agreed with the BPD; raises NotReady."""
    bpd = need_in_force(session, year, place, "keputusan_bpd")
    told = narasi.texts(narasi.UNDANG, session, year, place)
    day = told["tanggal_diundangkan"]
    return {
        **_law(session, year, place, "perdes_rpjm", **_of_paper(bpd, "bpd")),
        "keputusan_bpd": _reference(bpd),
        "tanggal_diundangkan": day.isoformat() if day else None,
        "lembaran_nomor": told["lembaran_nomor"],
    }


def _law(
    session: Session, year: Tahun, place: RegionCode, jenis: str, **more: str
) -> Facts:  # fmt: skip
    rpjm, profile = need_drafted(session, year, place), profile_of(year)
    ba = need_in_force(session, year, place, "ba_musrenbangdes_rpjm")
    values = _values(session, place, profile, rpjm, **_of_paper(ba, "ba"), **more)
    told = _considered(profile, jenis, rpjm, values)
    return {
        **head(session, year, place, profile),
        **period(rpjm),
        "tentang": told["tentang"], "menimbang": told["menimbang"],
        "mengingat": told["mengingat"], "berita_acara": _reference(ba),
        "masa_rpjm": rpjm.periode_akhir - rpjm.periode_awal + 1,
        "jumlah": totals(totals_by_bidang(profile, agreed(of_rpjm(session, rpjm)))),
        "lembaran": profile.label.lembaran_desa,
        "penandatangan": {
            "kepala_desa": kepala_desa(session, place), "sekdes": sekdes(session, place),
        },
    }  # fmt: skip
