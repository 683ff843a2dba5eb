"""Papers: number, frozen facts, files, signatures; and the registers numbers come from."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Key, Name
from musren.models.tahun import Tahun
from musren.models.wilayah import Wilayah


class Register(Base):
    """The counter of one kind of paper of one office in one year; only ever raised by one."""

    __tablename__ = "register"
    wilayah_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), primary_key=True)
    kode: Mapped[str] = mapped_column(Key, primary_key=True)
    tahun: Mapped[int] = mapped_column(primary_key=True)
    terakhir: Mapped[int] = mapped_column(default=0)


class Berkas(Base):
    """A stored file, named by the hash of its content."""

    __tablename__ = "berkas"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    sha256: Mapped[str] = mapped_column(String(64), index=True)
    nama: Mapped[str] = mapped_column(Name)
    tipe: Mapped[str] = mapped_column(String(100))
    ukuran: Mapped[int]
    wilayah_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    pengguna_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    pada: Mapped[datetime]


class Naskah(Base):
    """One official paper; once issued it is never edited or deleted, only succeeded."""

    __tablename__ = "naskah"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kunci: Mapped[str] = mapped_column(Key)
    jenis: Mapped[str] = mapped_column(Key)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    wilayah_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    musyawarah_id: Mapped[int | None] = mapped_column(ForeignKey("musyawarah.id"))
    status: Mapped[str] = mapped_column(Key)
    register_kode: Mapped[str | None] = mapped_column(Key)
    register_tahun: Mapped[int | None]
    nomor_urut: Mapped[int | None]
    nomor: Mapped[str | None] = mapped_column(String(200))
    tanggal: Mapped[date]
    fakta: Mapped[dict[str, Any]] = mapped_column(JSON)
    fakta_sha256: Mapped[str] = mapped_column(String(64))
    templat_sha256: Mapped[str] = mapped_column(String(64))
    docx_id: Mapped[int | None] = mapped_column(ForeignKey("berkas.id"))
    pdf_id: Mapped[int | None] = mapped_column(ForeignKey("berkas.id"))
    menggantikan_id: Mapped[int | None] = mapped_column(ForeignKey("naskah.id"))
    alasan_ganti: Mapped[str] = mapped_column(Text, default="")
    penerbit_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    diterbitkan: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    tahun: Mapped[Tahun] = relationship()
    wilayah: Mapped[Wilayah] = relationship()
    docx: Mapped[Berkas | None] = relationship(foreign_keys=[docx_id])
    pdf: Mapped[Berkas | None] = relationship(foreign_keys=[pdf_id])
    tanda_tangan: Mapped[list["TandaTangan"]] = relationship(
        back_populates="naskah", order_by="TandaTangan.urutan", cascade="all, delete-orphan"
    )
    pindaian: Mapped[list["Pindaian"]] = relationship(
        back_populates="naskah", order_by="Pindaian.id"
    )

    __table_args__ = (
        UniqueConstraint("kunci"),
        UniqueConstraint("wilayah_kode", "register_kode", "register_tahun", "nomor_urut"),
        UniqueConstraint("menggantikan_id"),
        Index("ix_naskah_place", "tahun_id", "wilayah_kode", "jenis"),
    )
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class TandaTangan(Base):
    """A signature the paper needs: who owes it, and when it was given in ink."""

    __tablename__ = "tanda_tangan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    naskah_id: Mapped[int] = mapped_column(ForeignKey("naskah.id"), index=True)
    urutan: Mapped[int]
    kelompok: Mapped[str] = mapped_column(Key)
    jabatan: Mapped[str] = mapped_column(Name)
    nama: Mapped[str] = mapped_column(Name)
    nip: Mapped[str] = mapped_column(String(40), default="")
    cara: Mapped[str] = mapped_column(String(16), default="")
    ditandatangani: Mapped[date | None]

    naskah: Mapped[Naskah] = relationship(back_populates="tanda_tangan")


class Pindaian(Base):
    """An uploaded scan of the signed paper."""

    __tablename__ = "pindaian"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    naskah_id: Mapped[int] = mapped_column(ForeignKey("naskah.id"), index=True)
    berkas_id: Mapped[int] = mapped_column(ForeignKey("berkas.id"))
    pada: Mapped[datetime]
    pengguna_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))

    naskah: Mapped[Naskah] = relationship(back_populates="pindaian")
    berkas: Mapped[Berkas] = relationship()

    __table_args__ = (UniqueConstraint("naskah_id", "berkas_id"),)
