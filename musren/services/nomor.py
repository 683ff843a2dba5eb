"""Numbers of papers: one counter per office, register and year, raised in the paper's own write."""

from datetime import date

from sqlalchemy import insert, update
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from musren.domain.nomor import Pattern
from musren.domain.wilayah import Level, RegionCode
from musren.integration.profil.skema import Surat
from musren.models.naskah import Register
from musren.services.fakta import bersama


def take(session: Session, place: RegionCode, kode: str, tahun: int) -> int:
    """The next number of the register; no two papers get one, and a rollback gives it back."""
    raised = (
        update(Register)
        .where(Register.wilayah_kode == str(place), Register.kode == kode, Register.tahun == tahun)
        .values(terakhir=Register.terakhir + 1)
        .returning(Register.terakhir)
        .execution_options(synchronize_session=False)
    )
    number = session.scalar(raised)
    if number is not None:
        return int(number)
    try:
        with session.begin_nested():
            session.execute(
                insert(Register).values(wilayah_kode=str(place), kode=kode, tahun=tahun, terakhir=1)
            )
    except IntegrityError:  # somebody opened the register in the same moment
        return take(session, place, kode, tahun)
    return 1


def unit_of(session: Session, place: RegionCode) -> str:
    """The office's short mark inside a number: Ds.Sukamaju, Kec.Sukaraya, Bappeda."""
    if place.level is Level.KABUPATEN:
        return "Bappeda"
    prefix = {Level.DESA: "Ds", Level.KECAMATAN: "Kec"}.get(place.level, "Prov")
    return f"{prefix}.{bersama.short(session, place, place.level).replace(' ', '')}"


def written(session: Session, place: RegionCode, surat: Surat, urut: int, day: date) -> str:
    """The number as it is printed."""
    return Pattern.parse(surat.pola_nomor).render(
        urut=urut, tanggal=day, unit=unit_of(session, place), kode=surat.klasifikasi
    )
