"""How the kecamatan ranks its proposals, and how its BLM is shared out (Panduan II.D.4.b)."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, ForeignKey, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from musren.models.base import Base, BigId, Code, Key, Name, Rupiah


class SidangPrioritas(Base):
    """The ranking of one list: by group orders, by votes or by criteria.

    `baris`: list of {usulan_id, kelompok: [rank or None], suara, skor: [int] or None, seri}.
    """

    __tablename__ = "sidang_prioritas"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    kecamatan_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    daftar: Mapped[str] = mapped_column(Key)
    cara: Mapped[str] = mapped_column(Key)
    jumlah_pemilih: Mapped[int | None]
    pilihan: Mapped[int | None]
    baris: Mapped[list[Any]] = mapped_column(JSON, default=list)
    catatan: Mapped[str] = mapped_column(Text, default="")
    diubah: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    __table_args__ = (UniqueConstraint("tahun_id", "kecamatan_kode", "daftar"),)
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class Pendanaan(Base):
    """What decides the sharing of the BLM; who is funded is computed from it, never typed.

    Rupiah: `pagu`, `op_upk`, `op_tpk`, `spp_maks`, `swadaya_tambahan`. `tambahan`: list of
    {usulan_id, volume, biaya} when the remainder enlarges agreed activities.
    """

    __tablename__ = "pendanaan"
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"), primary_key=True)
    kecamatan_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), primary_key=True)
    pagu: Mapped[int] = mapped_column(Rupiah)
    op_upk: Mapped[int] = mapped_column(Rupiah)
    op_tpk: Mapped[int] = mapped_column(Rupiah)
    spp_maks: Mapped[int] = mapped_column(Rupiah)
    pilihan_sisa: Mapped[str] = mapped_column(Key, default="")
    sisa_usulan_id: Mapped[int | None] = mapped_column(ForeignKey("usulan.id"))
    swadaya_tambahan: Mapped[int | None] = mapped_column(Rupiah)
    tambahan: Mapped[list[Any]] = mapped_column(JSON, default=list)
    alasan: Mapped[str] = mapped_column(Text, default="")
    diubah: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class AcuanProgram(Base):
    """A program of the kabupaten's plan that proposals are put under (Permendagri 54/2010)."""

    __tablename__ = "acuan_program"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"), index=True)
    urutan: Mapped[int]
    skpd: Mapped[str] = mapped_column(Name)
    prioritas_daerah: Mapped[str] = mapped_column(Name, default="")
    sasaran_daerah: Mapped[str] = mapped_column(Name, default="")
    program: Mapped[str] = mapped_column(Name)


class PaguIndikatif(Base):
    """What an SKPD sets aside for a kecamatan in a year, rupiah; an input of Bappeda."""

    __tablename__ = "pagu_indikatif"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    kecamatan_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    skpd: Mapped[str] = mapped_column(Name)
    pagu: Mapped[int] = mapped_column(Rupiah)

    __table_args__ = (UniqueConstraint("tahun_id", "kecamatan_kode", "skpd"),)


class Pokir(Base):
    """A wish DPRD members brought from their recess: pokir or jaring asmara (Panduan V.A)."""

    __tablename__ = "pokir"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kode: Mapped[str] = mapped_column(Key)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"), index=True)
    jenis: Mapped[str] = mapped_column(Key)
    anggota_nama: Mapped[str] = mapped_column(Name)
    fraksi: Mapped[str] = mapped_column(Name, default="")
    dapil: Mapped[str] = mapped_column(Name, default="")
    tanggal_reses: Mapped[date | None]
    kegiatan: Mapped[str] = mapped_column(Name)
    kecamatan_kode: Mapped[str | None] = mapped_column(Code, ForeignKey("wilayah.kode"))
    desa_kode: Mapped[str | None] = mapped_column(Code, ForeignKey("wilayah.kode"))
    lokasi: Mapped[str] = mapped_column(Name, default="")
    volume: Mapped[Decimal | None]
    satuan: Mapped[str] = mapped_column(Name, default="")
    biaya: Mapped[int | None] = mapped_column(Rupiah)
    skpd: Mapped[str] = mapped_column(Name, default="")
    keterangan: Mapped[str] = mapped_column(Text, default="")
    pelaku_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    dibuat: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    __table_args__ = (UniqueConstraint("kode"),)
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class PokirUsulan(Base):
    """A wish of the DPRD that a proposal of the villages answers; `kawal`: it is escorted."""

    __tablename__ = "pokir_usulan"
    pokir_id: Mapped[int] = mapped_column(ForeignKey("pokir.id"), primary_key=True)
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), primary_key=True, index=True)
    kawal: Mapped[bool] = mapped_column(default=False)
    catatan: Mapped[str] = mapped_column(Text, default="")
    pelaku_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    pada: Mapped[datetime]
