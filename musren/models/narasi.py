"""Texts and particulars of a village's papers that no other table holds, one row for each year."""

from datetime import date

from sqlalchemy import ForeignKey, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from musren.models.base import Base, Code


class PerTahun:
    """What a village has once for each planning year; `versi` refuses a stale change."""

    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"), primary_key=True)
    desa_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), primary_key=True)


class NarasiRkp(PerTahun, Base):
    """The village's own texts of its RKP-Desa document; an empty one has a usual sentence."""

    __tablename__ = "narasi_rkp"
    kata_pengantar: Mapped[str] = mapped_column(Text, default="")
    latar_belakang: Mapped[str] = mapped_column(Text, default="")
    maksud_tujuan: Mapped[str] = mapped_column(Text, default="")
    proses: Mapped[str] = mapped_column(Text, default="")
    kondisi_umum: Mapped[str] = mapped_column(Text, default="")
    gambaran_umum: Mapped[str] = mapped_column(Text, default="")
    kebijakan_keuangan: Mapped[str] = mapped_column(Text, default="")
    evaluasi_umum: Mapped[str] = mapped_column(Text, default="")
    penutup: Mapped[str] = mapped_column(Text, default="")
    versi: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class NarasiLkpj(PerTahun, Base):
    """What the Kepala Desa writes in the yearly report to the BPD beside its tables (III.C.3.g)."""

    __tablename__ = "narasi_lkpj"
    pengantar: Mapped[str] = mapped_column(Text, default="")
    permasalahan: Mapped[str] = mapped_column(Text, default="")
    upaya: Mapped[str] = mapped_column(Text, default="")
    versi: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class Pengundangan(PerTahun, Base):
    """When and under which number the Peraturan Desa on the RPJM-Desa is promulgated."""

    __tablename__ = "pengundangan"
    lembaran_nomor: Mapped[str] = mapped_column(String(40), default="")
    tanggal_diundangkan: Mapped[date | None]
    versi: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012
