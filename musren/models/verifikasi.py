"""The kecamatan's verification team, what it found on each proposal, and what went back."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Text
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Key
from musren.models.usulan import Usulan


class TimVerifikasi(Base):
    """Who verifies in a kecamatan and year.

    `anggota`: list of {nama, jk, keahlian, kedudukan, alamat}; `tugas`: list of texts.
    """

    __tablename__ = "tim_verifikasi"
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"), primary_key=True)
    kecamatan_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), primary_key=True)
    anggota: Mapped[list[Any]] = mapped_column(JSON, default=list)
    tugas: Mapped[list[str]] = mapped_column(JSON, default=list)
    diubah: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class Verifikasi(Base):
    """What the team found on one proposal (Form.10 to Form.12 of PNPM-MP); it recommends only.

    `kelengkapan`: list of {butir, keadaan, catatan}; `aspek`: list of {aspek, keadaan, catatan};
    `khusus`: answers of the sheet of this kind; `pemeriksa`: names of team members.
    """

    __tablename__ = "verifikasi"
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), primary_key=True)
    lembar: Mapped[str] = mapped_column(Key)
    kelengkapan: Mapped[list[Any]] = mapped_column(JSON, default=list)
    aspek: Mapped[list[Any]] = mapped_column(JSON, default=list)
    khusus: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    tanggal_kunjungan: Mapped[date | None]
    pemeriksa: Mapped[list[str]] = mapped_column(JSON, default=list)
    rekomendasi: Mapped[str] = mapped_column(Key, default="")
    alasan: Mapped[str] = mapped_column(Text, default="")
    diubah: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    usulan: Mapped[Usulan] = relationship()

    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class Pengembalian(Base):
    """One return of a proposal to its village: which fields, until when, and what was mended.

    `kolom`: names of usulan fields; `jawaban`: {field: {semula, menjadi}} of every field that was
    asked, once the village answered (`dana`: its rows); a closed return without it was withdrawn.
    The snapshot that came with the Berita Acara stays as it is.
    """

    __tablename__ = "pengembalian"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), index=True)
    kolom: Mapped[list[str]] = mapped_column(JSON, default=list)
    catatan: Mapped[str] = mapped_column(Text)
    tenggat: Mapped[date]
    pada: Mapped[datetime]
    pelaku_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    dijawab: Mapped[datetime | None]
    jawaban: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    keterangan: Mapped[str] = mapped_column(Text, default="")
    penjawab_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    versi: Mapped[int] = mapped_column()

    usulan: Mapped[Usulan] = relationship(back_populates="pengembalian")

    __table_args__ = (CheckConstraint("catatan <> ''", name="catatan_given"),)
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012
