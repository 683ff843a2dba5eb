"""Letterhead and signing officer of the office of any level: village, kecamatan, kabupaten."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from musren.domain.wilayah import Level, RegionCode
from musren.models.tahun import Tahun
from musren.services.fakta import bersama, desa
from musren.services.fakta.bersama import Facts
from musren.services.kabupaten.profil import need_kabupaten
from musren.services.profil import need_kecamatan
from musren.services.tahun import profile_of

BUPATI = "Bupati"


def head(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Names, letterhead, year and place of writing."""
    if place.level is Level.DESA:
        return desa.head(session, year, place, profile_of(year))
    common = {"wilayah": _names(session, place), "tahun": year.tahun}
    if place.level is Level.KECAMATAN:
        office = need_kecamatan(session, place)
        return {
            **common, "kop": bersama.kop_kecamatan(session, place, office),
            "tempat_surat": office.ibu_kota or bersama.short(session, place, Level.KECAMATAN),
        }  # fmt: skip
    kabupaten = need_kabupaten(session, place)
    return {
        **common, "kop": bersama.kop_kabupaten(session, place, kabupaten),
        "tempat_surat": kabupaten.ibu_kota or bersama.short(session, place, Level.KABUPATEN),
    }  # fmt: skip


def _names(session: Session, place: RegionCode) -> Facts:
    return bersama.wilayah(session, place)


def officer(session: Session, place: RegionCode) -> Facts:
    """Who invites and knows of a meeting: Kepala Desa, Camat or Kepala Bappeda."""
    if place.level is Level.DESA:
        return desa.kepala_desa(session, place)
    if place.level is Level.KECAMATAN:
        name = bersama.short(session, place, Level.KECAMATAN)
        return bersama.camat(need_kecamatan(session, place), name)
    return kepala_bappeda(session, place)


def kepala_bappeda(session: Session, place: RegionCode) -> Facts:
    office = need_kabupaten(session, place)
    named = bersama.entry(session, place.at(Level.KABUPATEN)).nama_lengkap
    return {
        "jabatan": f"Kepala Bappeda {named}", "nama": office.kepala_bappeda_nama,
        "nip": office.kepala_bappeda_nip or None, "pangkat": office.kepala_bappeda_pangkat or None,
    }  # fmt: skip


def bupati(session: Session, place: RegionCode) -> Facts:
    office = need_kabupaten(session, place)
    return {
        "jabatan": f"{office.bupati_sebutan or BUPATI} "
        f"{bersama.short(session, place, Level.KABUPATEN)}",
        "nama": office.bupati_nama, "nip": None, "pangkat": None,
    }  # fmt: skip


def copies(session: Session, year: Tahun, place: RegionCode, jenis: str) -> Sequence[str]:
    """Who gets a copy; what the profile says of a village's paper does not fit those above."""
    if place.level is Level.DESA:
        return bersama.copies(session, place, profile_of(year), jenis)
    name = bersama.short(session, place, Level.KABUPATEN)
    if place.level is Level.KECAMATAN:
        return [f"Kepala Bappeda Kabupaten {name}", "Arsip"]
    return [f"{need_kabupaten(session, place).bupati_sebutan or BUPATI} {name}", "Arsip"]
