"""Long work somebody asked for: what, how far, and what came of it."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Key, Name
from musren.models.orang import Pengguna


class Pekerjaan(Base):
    """One job; the table is the truth, whoever runs it.

    `status`: antre, berjalan, selesai, gagal or batal. `selesai` of `jumlah` steps are done,
    `kini` names the one at work. `hasil`: list of {nama, tipe, sha256, ukuran}; `catatan`: texts
    for the asker. `detak` is the last sign of life of the one who runs it.
    """

    __tablename__ = "pekerjaan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kode: Mapped[str] = mapped_column(String(64))
    jenis: Mapped[str] = mapped_column(Key)
    judul: Mapped[str] = mapped_column(Name)
    tahun_id: Mapped[int | None] = mapped_column(ForeignKey("tahun.id"))
    wilayah_kode: Mapped[str | None] = mapped_column(Code, ForeignKey("wilayah.kode"))
    isian: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    status: Mapped[str] = mapped_column(Key)
    jumlah: Mapped[int] = mapped_column(default=0)
    selesai: Mapped[int] = mapped_column(default=0)
    kini: Mapped[str] = mapped_column(Name, default="")
    pesan: Mapped[str] = mapped_column(Text, default="")
    batal_diminta: Mapped[bool] = mapped_column(default=False)
    hasil: Mapped[list[Any]] = mapped_column(JSON, default=list)
    catatan: Mapped[list[Any]] = mapped_column(JSON, default=list)
    percobaan: Mapped[int] = mapped_column(default=0)
    pelaku_id: Mapped[int] = mapped_column(ForeignKey("pengguna.id"))
    dibuat: Mapped[datetime]
    mulai: Mapped[datetime | None]
    berakhir: Mapped[datetime | None]
    detak: Mapped[datetime | None]
    versi: Mapped[int] = mapped_column()

    pelaku: Mapped[Pengguna] = relationship()

    __table_args__ = (
        UniqueConstraint("kode"),
        Index("ix_pekerjaan_status", "status", "id"),
        Index("ix_pekerjaan_mine", "pelaku_id", "id"),
    )
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012
