"""Regions that were loaded, their hamlets and outlines, and the profiles of their offices."""

from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Name


class Wilayah(Base):
    """A province, kabupaten, kecamatan or desa with its Kemendagri code."""

    __tablename__ = "wilayah"
    kode: Mapped[str] = mapped_column(Code, primary_key=True)
    nama: Mapped[str] = mapped_column(Name)
    tingkat: Mapped[int]
    induk_kode: Mapped[str | None] = mapped_column(Code, ForeignKey("wilayah.kode"), index=True)

    __table_args__ = (CheckConstraint("tingkat between 1 and 4", name="tingkat_known"),)


class Dusun(Base):
    """A hamlet; villages name them themselves."""

    __tablename__ = "dusun"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    desa_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), index=True)
    nama: Mapped[str] = mapped_column(Name)
    kepala_dusun: Mapped[str] = mapped_column(Name, default="")
    rt_rw: Mapped[str] = mapped_column(Name, default="")
    penduduk_l: Mapped[int | None]
    penduduk_p: Mapped[int | None]
    jumlah_kk: Mapped[int | None]
    jumlah_rtm: Mapped[int | None]
    urutan: Mapped[int]

    __table_args__ = (UniqueConstraint("desa_kode", "nama"),)


class ProfilDesa(Base):
    """What the papers and the eligibility check (Panduan III.B) know of a village.

    `luas` in hectares, `jarak_*` in kilometres; `perangkat` are further posts of the village
    government: list of {jabatan, nama, keterangan}.
    """

    __tablename__ = "profil_desa"
    desa_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), primary_key=True)
    alamat_kantor: Mapped[str] = mapped_column(Name)
    kode_pos: Mapped[str] = mapped_column(String(10), default="")
    telepon: Mapped[str] = mapped_column(String(40), default="")
    penduduk_l: Mapped[int | None]
    penduduk_p: Mapped[int | None]
    jumlah_kk: Mapped[int | None]
    jumlah_rtm: Mapped[int | None]
    luas: Mapped[Decimal | None]
    jarak_kecamatan: Mapped[Decimal | None]
    jarak_kabupaten: Mapped[Decimal | None]
    batas_utara: Mapped[str] = mapped_column(Name, default="")
    batas_timur: Mapped[str] = mapped_column(Name, default="")
    batas_selatan: Mapped[str] = mapped_column(Name, default="")
    batas_barat: Mapped[str] = mapped_column(Name, default="")
    kepala_desa_nama: Mapped[str] = mapped_column(Name)
    sekdes_nama: Mapped[str] = mapped_column(Name, default="")
    ketua_bpd_nama: Mapped[str] = mapped_column(Name, default="")
    ketua_lpmd_nama: Mapped[str] = mapped_column(Name, default="")
    kpmd_nama: Mapped[str] = mapped_column(Name, default="")
    jumlah_anggota_bpd: Mapped[int | None]
    perangkat: Mapped[list[Any]] = mapped_column(JSON, default=list)
    kantor_layak: Mapped[bool]
    jumlah_kaur: Mapped[int]
    bpd_terbentuk: Mapped[bool]
    keterangan: Mapped[str] = mapped_column(Text, default="")
    versi: Mapped[int] = mapped_column()

    wilayah: Mapped[Wilayah] = relationship()

    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class ProfilKecamatan(Base):
    """The camat and his office, for letterheads and signature blocks."""

    __tablename__ = "profil_kecamatan"
    kecamatan_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), primary_key=True)
    alamat_kantor: Mapped[str] = mapped_column(Name)
    kode_pos: Mapped[str] = mapped_column(String(10), default="")
    telepon: Mapped[str] = mapped_column(String(40), default="")
    ibu_kota: Mapped[str] = mapped_column(Name, default="")
    camat_nama: Mapped[str] = mapped_column(Name)
    camat_nip: Mapped[str] = mapped_column(String(40))
    camat_pangkat: Mapped[str] = mapped_column(Name, default="")
    fk_nama: Mapped[str] = mapped_column(Name, default="")
    ketua_bkad_nama: Mapped[str] = mapped_column(Name, default="")
    versi: Mapped[int] = mapped_column()

    wilayah: Mapped[Wilayah] = relationship()

    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class ProfilKabupaten(Base):
    """The kabupaten's planning office, for letterheads and signature blocks."""

    __tablename__ = "profil_kabupaten"
    kabupaten_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), primary_key=True)
    alamat_kantor: Mapped[str] = mapped_column(Name)
    kode_pos: Mapped[str] = mapped_column(String(10), default="")
    telepon: Mapped[str] = mapped_column(String(40), default="")
    ibu_kota: Mapped[str] = mapped_column(Name, default="")
    bupati_nama: Mapped[str] = mapped_column(Name)
    bupati_sebutan: Mapped[str] = mapped_column(Name, default="")
    kepala_bappeda_nama: Mapped[str] = mapped_column(Name)
    kepala_bappeda_nip: Mapped[str] = mapped_column(String(40), default="")
    kepala_bappeda_pangkat: Mapped[str] = mapped_column(Name, default="")
    versi: Mapped[int] = mapped_column()

    wilayah: Mapped[Wilayah] = relationship()

    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class SkpdProfil(Base):
    """An agency of the kabupaten and who heads it; `urutan` also numbers its Forum SKPD."""

    __tablename__ = "skpd"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kabupaten_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    urutan: Mapped[int]
    nama: Mapped[str] = mapped_column(Name)
    singkatan: Mapped[str] = mapped_column(Name, default="")
    kepala_nama: Mapped[str] = mapped_column(Name, default="")
    kepala_nip: Mapped[str] = mapped_column(String(40), default="")

    __table_args__ = (
        UniqueConstraint("kabupaten_kode", "nama"),
        UniqueConstraint("kabupaten_kode", "urutan"),
    )


class PetaWilayah(Base):
    """Where a village lies: {"titik": [x, y]} or {"bidang": [[[x, y], ...], ...]}, lon and lat."""

    __tablename__ = "peta_wilayah"
    wilayah_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), primary_key=True)
    bentuk: Mapped[dict[str, Any]] = mapped_column(JSON)
    sumber: Mapped[str] = mapped_column(Name, default="")


def columns_of(row: Base) -> dict[str, Any]:
    """The row as a plain mapping of column name to value."""
    return {c.key: getattr(row, c.key) for c in row.__mapper__.column_attrs}
