"""Drafts of guided forms: what was typed, as it was typed, until it is submitted."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Key
from musren.models.orang import Pengguna


class Draf(Base):
    """One form being filled in; `kunci` is the form key, so a second send is the same send."""

    __tablename__ = "draf"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kunci: Mapped[str] = mapped_column(Key)
    alur: Mapped[str] = mapped_column(Key)
    alur_versi: Mapped[int] = mapped_column(default=1)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    wilayah_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    objek: Mapped[str] = mapped_column(String(80), default="")
    objek_versi: Mapped[int | None]
    jawaban: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    langkah_selesai: Mapped[list[str]] = mapped_column(JSON, default=list)
    status: Mapped[str] = mapped_column(String(16), default="terbuka")
    hasil: Mapped[str] = mapped_column(String(80), default="")
    pengguna_id: Mapped[int] = mapped_column(ForeignKey("pengguna.id"))
    dibuat: Mapped[datetime]
    diubah: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    pengguna: Mapped[Pengguna] = relationship()

    __table_args__ = (
        UniqueConstraint("kunci"),
        Index("ix_draf_alur_place", "alur", "tahun_id", "wilayah_kode", "status"),
    )
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012
