"""What became of proposals in the budgets: lines, shares, reasons, progress (Panduan V.B.4)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Key, Name, Rupiah
from musren.models.usulan import Usulan


class BarisAnggaran(Base):
    """A line of the APBD (place: the kabupaten) or of an APB Desa (place: the village).

    `kunci` names the line within its place and year, so that a second import changes nothing;
    `keadaan`: cocok, parkir (it waits for somebody, `alasan` says why) or abaikan.
    """

    __tablename__ = "baris_anggaran"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    wilayah_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    jenis: Mapped[str] = mapped_column(Key)
    kunci: Mapped[str] = mapped_column(String(100))
    kode_kegiatan: Mapped[str] = mapped_column(Name, default="")
    skpd: Mapped[str] = mapped_column(Name, default="")
    program: Mapped[str] = mapped_column(Name, default="")
    kegiatan: Mapped[str] = mapped_column(Name)
    lokasi: Mapped[str] = mapped_column(Name, default="")
    kecamatan_kode: Mapped[str | None] = mapped_column(Code, ForeignKey("wilayah.kode"))
    desa_kode: Mapped[str | None] = mapped_column(Code, ForeignKey("wilayah.kode"))
    volume: Mapped[Decimal | None]
    satuan: Mapped[str] = mapped_column(Name, default="")
    sumber: Mapped[str] = mapped_column(Name, default="")
    pagu: Mapped[int] = mapped_column(Rupiah)
    kode_usulan: Mapped[str] = mapped_column(Name, default="")
    berkas: Mapped[str] = mapped_column(Name, default="")
    nomor_baris: Mapped[int | None]
    keadaan: Mapped[str] = mapped_column(Key)
    alasan: Mapped[str] = mapped_column(Text, default="")
    dibuat: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    serapan: Mapped[list["Serapan"]] = relationship(
        back_populates="baris", order_by="Serapan.id", cascade="all, delete-orphan"
    )

    __table_args__ = (
        UniqueConstraint("tahun_id", "wilayah_kode", "jenis", "kunci"),
        CheckConstraint("pagu >= 0", name="pagu_not_negative"),
    )
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class Serapan(Base):
    """The part of a budget line that pays for a proposal, rupiah."""

    __tablename__ = "serapan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    baris_id: Mapped[int] = mapped_column(ForeignKey("baris_anggaran.id"))
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), index=True)
    jumlah: Mapped[int] = mapped_column(Rupiah)
    cara: Mapped[str] = mapped_column(Key)
    catatan: Mapped[str] = mapped_column(Text, default="")
    pelaku_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    pada: Mapped[datetime]

    baris: Mapped[BarisAnggaran] = relationship(back_populates="serapan")
    usulan: Mapped[Usulan] = relationship()

    __table_args__ = (
        UniqueConstraint("baris_id", "usulan_id"),
        CheckConstraint("jumlah > 0", name="jumlah_positive"),
    )


class TidakTerserap(Base):
    """Why a proposal is in no budget: a key of the profile's list, and words."""

    __tablename__ = "tidak_terserap"
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), primary_key=True)
    alasan: Mapped[str] = mapped_column(Key)
    keterangan: Mapped[str] = mapped_column(Text, default="")
    pelaku_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    pada: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    usulan: Mapped[Usulan] = relationship()

    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class Kemajuan(Base):
    """How far the work is on a day: percent of the work and rupiah spent so far."""

    __tablename__ = "kemajuan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), index=True)
    tanggal: Mapped[date]
    persen: Mapped[int]
    realisasi: Mapped[int | None] = mapped_column(Rupiah)
    catatan: Mapped[str] = mapped_column(Text, default="")
    pelaku_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    dibuat: Mapped[datetime]

    usulan: Mapped[Usulan] = relationship()

    __table_args__ = (CheckConstraint("persen between 0 and 100", name="persen_in_range"),)


class SaringTersimpan(Base):
    """A filter of the consolidated list somebody uses again."""

    __tablename__ = "saring_tersimpan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    pengguna_id: Mapped[int] = mapped_column(ForeignKey("pengguna.id"))
    kabupaten_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    nama: Mapped[str] = mapped_column(String(100))
    saring: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    pada: Mapped[datetime]

    __table_args__ = (UniqueConstraint("pengguna_id", "kabupaten_kode", "nama"),)


class PotretDaftar(Base):
    """A picture of the consolidated list at one moment; its files are the same for ever.

    `isi_sha256` is the stored content all files are made from, `berkas` {format: sha256}.
    """

    __tablename__ = "potret_daftar"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kode: Mapped[str] = mapped_column(Key)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    kabupaten_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    wilayah: Mapped[list[str]] = mapped_column(JSON, default=list)
    saring: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    pada: Mapped[datetime]
    usulan: Mapped[int]
    biaya: Mapped[int] = mapped_column(Rupiah)
    sha256_baris: Mapped[str] = mapped_column(String(64))
    isi_sha256: Mapped[str] = mapped_column(String(64))
    berkas: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    pelaku_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))

    __table_args__ = (
        UniqueConstraint("kode"),
        Index("ix_potret_daftar_place", "tahun_id", "kabupaten_kode"),
    )
