"""The trace: who did what, where and when; rows are only ever added."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String
from sqlalchemy.orm import Mapped, mapped_column

from musren.models.base import Base, BigId, Code, Key


class Jejak(Base):
    """One act, written in the transaction of the change it tells about."""

    __tablename__ = "jejak"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    pada: Mapped[datetime]
    pengguna_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"), index=True)
    peran: Mapped[str] = mapped_column(Key, default="")
    tindakan: Mapped[str] = mapped_column(Key)
    objek: Mapped[str] = mapped_column(String(120))
    wilayah_kode: Mapped[str | None] = mapped_column(Code)
    rincian: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    __table_args__ = (Index("ix_jejak_wilayah_kode_id", "wilayah_kode", "id"),)
