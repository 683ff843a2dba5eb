"""Planning years of a kabupaten, the profile they keep, and who changed which parameter."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Integer, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Key, Name, Rupiah


class Tahun(Base):
    """A planning year; it points at one regulation profile and keeps it for ever."""

    __tablename__ = "tahun"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kabupaten_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    tahun: Mapped[int] = mapped_column(Integer)
    profil: Mapped[str] = mapped_column(Key)
    parameter: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    dibuka: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    pagu: Mapped[list["PaguKecamatan"]] = relationship(back_populates="tahun_rencana")

    __table_args__ = (UniqueConstraint("kabupaten_kode", "tahun"),)
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class PaguKecamatan(Base):
    """The BLM ceiling of a kecamatan in a year, rupiah; an input, never a constant."""

    __tablename__ = "pagu_kecamatan"
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"), primary_key=True)
    kecamatan_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), primary_key=True)
    blm: Mapped[int] = mapped_column(Rupiah)

    tahun_rencana: Mapped[Tahun] = relationship(back_populates="pagu")


class PerubahanParameter(Base):
    """Who changed which default of the profile, from what to what, and why."""

    __tablename__ = "perubahan_parameter"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"), index=True)
    kunci: Mapped[str] = mapped_column(Key)
    lama: Mapped[str] = mapped_column(Text)
    baru: Mapped[str] = mapped_column(Text)
    alasan: Mapped[str] = mapped_column(Text)
    pengguna_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    pada: Mapped[datetime]


class PetaSumber(Base):
    """What a village means by a source it wrote in its own words ("DDS", "ADD, DDS")."""

    __tablename__ = "peta_sumber"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    desa_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    rincian: Mapped[str] = mapped_column(Name)
    sumber: Mapped[str] = mapped_column(Key)

    __table_args__ = (UniqueConstraint("tahun_id", "desa_kode", "rincian"),)
