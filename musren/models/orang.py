"""People, the roles they hold at a place for a period, sessions, tokens and sign-in tries."""

from datetime import date, datetime

from sqlalchemy import CheckConstraint, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Key, Name


class Pengguna(Base):
    """Somebody who may sign in; no e-mail, no NIK."""

    __tablename__ = "pengguna"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    nama_pengguna: Mapped[str] = mapped_column(String(64))
    nama: Mapped[str] = mapped_column(Name)
    sandi_hash: Mapped[str] = mapped_column(String(200))
    aktif: Mapped[bool] = mapped_column(default=True)
    ganti_sandi: Mapped[bool] = mapped_column(default=False)
    dibuat: Mapped[datetime]

    tugas: Mapped[list["Tugas"]] = relationship(back_populates="pengguna", order_by="Tugas.id")

    __table_args__ = (UniqueConstraint("nama_pengguna"),)


class Tugas(Base):
    """A role at a place, from a day, perhaps to a day."""

    __tablename__ = "tugas"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    pengguna_id: Mapped[int] = mapped_column(ForeignKey("pengguna.id"), index=True)
    peran: Mapped[str] = mapped_column(Key)
    wilayah_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), index=True)
    skpd: Mapped[str] = mapped_column(Name, default="")
    mulai: Mapped[date]
    selesai: Mapped[date | None]

    pengguna: Mapped[Pengguna] = relationship(back_populates="tugas")

    __table_args__ = (
        CheckConstraint("selesai is null or selesai >= mulai", name="period_in_order"),
    )


class Sesi(Base):
    """A signed-in browser; only the hash of its secret is kept."""

    __tablename__ = "sesi"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    rahasia_hash: Mapped[str] = mapped_column(String(64))
    pengguna_id: Mapped[int] = mapped_column(ForeignKey("pengguna.id"), index=True)
    dibuat: Mapped[datetime]
    berakhir: Mapped[datetime]

    pengguna: Mapped[Pengguna] = relationship()

    __table_args__ = (UniqueConstraint("rahasia_hash"),)


class Token(Base):
    """A key for a program: one role at one place, until a day; only its hash is kept."""

    __tablename__ = "token"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    rahasia_hash: Mapped[str] = mapped_column(String(64))
    nama: Mapped[str] = mapped_column(Name)
    pengguna_id: Mapped[int] = mapped_column(ForeignKey("pengguna.id"), index=True)
    peran: Mapped[str] = mapped_column(Key)
    wilayah_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    dibuat: Mapped[datetime]
    berakhir: Mapped[datetime]
    dicabut: Mapped[datetime | None]

    pengguna: Mapped[Pengguna] = relationship()

    __table_args__ = (UniqueConstraint("rahasia_hash"),)


class PercobaanMasuk(Base):
    """A failed sign-in, counted per name and per address for a while."""

    __tablename__ = "percobaan_masuk"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    nama_pengguna: Mapped[str] = mapped_column(String(64))
    alamat: Mapped[str] = mapped_column(String(64))
    pada: Mapped[datetime]

    __table_args__ = (
        Index("ix_percobaan_masuk_nama_pengguna_pada", "nama_pengguna", "pada"),
        Index("ix_percobaan_masuk_alamat_pada", "alamat", "pada"),
    )
