"""The kabupaten's own stages, from opening the year to the budget."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.integration.keadaan import Keadaan
from musren.models.naskah import Naskah
from musren.models.prioritas import PaguIndikatif
from musren.models.serapan import BarisAnggaran, PotretDaftar
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.models.wilayah import ProfilKabupaten, SkpdProfil
from musren.services.kabupaten import papan as forum
from musren.services.papan import Papan

FINAL = "ba_musrenbang_kabupaten"


@dataclass(frozen=True, slots=True, kw_only=True)
class TahapKabupaten:
    """A stage of the kabupaten: its state, one sentence, and the end of its address.

    `bagian` begins with a slash where the address is not below the home of the place.
    """

    kunci: str
    judul: str
    keadaan: Keadaan
    kalimat: str
    bagian: str


def stages(
    session: Session, year: Tahun, place: RegionCode, kecamatan: list[Papan]
) -> list[TahapKabupaten]:
    """What Bappeda does from opening the year to the budget, in order (Panduan V.A to V.E)."""
    return [
        _office(session, year, place),
        _ceilings(session, year, place),
        _decrees(kecamatan),
        _picture(session, year),
        _forums(session, year, place),
        _final(session, year, place),
        _budget(session, year, place),
    ]


def next_stage(found: list[TahapKabupaten]) -> TahapKabupaten | None:
    """The first stage that is not done."""
    return next((one for one in found if one.keadaan != Keadaan.SELESAI), None)


def _office(session: Session, year: Tahun, place: RegionCode) -> TahapKabupaten:
    known = session.get(ProfilKabupaten, str(place)) is not None
    skpd = _count(session, select(func.count(SkpdProfil.id)).where(
        SkpdProfil.kabupaten_kode == str(place)))  # fmt: skip
    done = known and skpd > 0
    return TahapKabupaten(
        kunci="profil", judul="Profil kabupaten dan daftar SKPD",
        keadaan=Keadaan.SELESAI if done else Keadaan.BELUM,
        kalimat=f"{skpd} SKPD tercatat." if done else "Isi kantor Bappeda dan daftar SKPD.",
        bagian=f"/formulir/profil-kabupaten/{year.tahun}/{place}",
    )  # fmt: skip


def _ceilings(session: Session, year: Tahun, place: RegionCode) -> TahapKabupaten:
    lines = _count(session, select(func.count(PaguIndikatif.id)).where(
        PaguIndikatif.tahun_id == year.id))  # fmt: skip
    return TahapKabupaten(
        kunci="acuan", judul="Program dan pagu indikatif",
        keadaan=Keadaan.SELESAI if lines else Keadaan.BELUM,
        kalimat=f"{lines} pagu indikatif tercatat." if lines
        else "Isi program acuan dan pagu indikatif setiap SKPD.",
        bagian=f"/formulir/acuan-apbd/{year.tahun}/{place}",
    )  # fmt: skip


def _decrees(kecamatan: list[Papan]) -> TahapKabupaten:
    signed = sum(
        one.keadaan == Keadaan.SELESAI
        for board in kecamatan
        for one in board.tahap
        if one.tahap.kunci == "tanda_tangan_spc"
    )
    whole = len(kecamatan)
    state = Keadaan.SELESAI if whole and signed == whole else Keadaan.MENUNGGU
    return TahapKabupaten(
        kunci="spc", judul="Surat Penetapan Camat dari semua kecamatan", keadaan=state,
        kalimat=f"{signed} dari {whole} kecamatan sudah menandatangani SPC.",
        bagian="papan?terhalang=ya" if state != Keadaan.SELESAI else "papan",
    )  # fmt: skip


def _picture(session: Session, year: Tahun) -> TahapKabupaten:
    kept = _count(session, select(func.count(PotretDaftar.id)).where(
        PotretDaftar.tahun_id == year.id))  # fmt: skip
    return TahapKabupaten(
        kunci="potret", judul="Daftar usulan untuk RKPD",
        keadaan=Keadaan.SELESAI if kept else Keadaan.BELUM,
        kalimat=f"{kept} potret daftar tersimpan." if kept
        else "Ambil potret daftar sebagai bahan RKPD.",
        bagian="potret" if kept else "daftar",
    )  # fmt: skip


def _forums(session: Session, year: Tahun, place: RegionCode) -> TahapKabupaten:
    board = forum.board(session, year, place)
    held = [one for one in board.forum if one.usulan]
    signed = sum(one.keadaan == "ditandatangani" for one in held)
    lost = sum(board.tak_dikenal.values())
    if lost:
        state, told = Keadaan.TERHALANG, f"{lost} usulan menyebut SKPD yang tidak ada di daftar."
    elif not held:
        state, told = Keadaan.BELUM, "Menunggu usulan APBD yang ditetapkan Camat."
    else:
        state = Keadaan.SELESAI if signed == len(held) else Keadaan.MENUNGGU
        told = f"Berita Acara {signed} dari {len(held)} Forum SKPD sudah ditandatangani."
    return TahapKabupaten(
        kunci="forum", judul="Forum SKPD", keadaan=state, kalimat=told, bagian="forum"
    )


def _final(session: Session, year: Tahun, place: RegionCode) -> TahapKabupaten:
    paper = session.scalar(
        select(Naskah.status)
        .where(
            Naskah.tahun_id == year.id, Naskah.wilayah_kode == str(place), Naskah.jenis == FINAL,
            Naskah.status.in_(["terbit", "ditandatangani"]),
        )
        .order_by(Naskah.id.desc())
        .limit(1)
    )  # fmt: skip
    told = {
        None: (Keadaan.BELUM, "Berita Acara belum diterbitkan."),
        "terbit": (Keadaan.MENUNGGU, "Berita Acara menunggu tanda tangan."),
        "ditandatangani": (Keadaan.SELESAI, "Berita Acara sudah ditandatangani."),
    }
    state, sentence = told[paper]
    return TahapKabupaten(
        kunci="musrenbang", judul="Musrenbang Kabupaten", keadaan=state, kalimat=sentence,
        bagian="forum",
    )  # fmt: skip


def _budget(session: Session, year: Tahun, place: RegionCode) -> TahapKabupaten:
    here = (BarisAnggaran.tahun_id == year.id, BarisAnggaran.wilayah_kode == str(place))
    lines, parked = session.execute(
        select(
            func.count(BarisAnggaran.id),
            func.count(BarisAnggaran.id).filter(BarisAnggaran.keadaan == "parkir"),
        ).where(*here)
    ).one()
    if parked:
        state, told = Keadaan.TERHALANG, f"{parked} dari {lines} baris APBD menunggu dicocokkan."
    elif lines:
        state, told = Keadaan.SELESAI, f"{lines} baris APBD sudah cocok."
    else:
        state, told = Keadaan.BELUM, "Baris APBD belum dimuat."
    places = _count(session, select(func.count(func.distinct(Usulan.desa_kode))).where(
        Usulan.tahun_id == year.id, Usulan.status == "masuk_anggaran"))  # fmt: skip
    more = f" Usulan dari {places} desa masuk anggaran." if places else ""
    return TahapKabupaten(
        kunci="anggaran", judul="APBD dan serapan usulan", keadaan=state, kalimat=told + more,
        bagian="anggaran?keadaan=parkir" if parked else "anggaran",
    )  # fmt: skip


def _count(session: Session, statement: Any) -> int:
    return int(session.scalar(statement) or 0)
