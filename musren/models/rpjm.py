"""RPJM-Desa (II.D.2): the document, its proposals over the period, and the drafting teams."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Key, Name, Rupiah
from musren.models.pkd import Tindakan
from musren.models.tahun import Tahun
from musren.models.usulan import IsiUsulan
from musren.models.wilayah import Wilayah


class Rpjm(Base):
    """The medium-term plan of a village: reviewed ("tinjau") or drafted anew ("baru"), III.C.3."""

    __tablename__ = "rpjm"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    desa_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    cabang: Mapped[str] = mapped_column(Key)
    periode_awal: Mapped[int]
    periode_akhir: Mapped[int]
    perdes_lama_nomor: Mapped[str] = mapped_column(Name, default="")
    perdes_lama_tanggal: Mapped[date | None]
    lama_awal: Mapped[int | None]
    lama_akhir: Mapped[int | None]
    tinjauan: Mapped[list[Any]] = mapped_column(JSON, default=list)
    kata_pengantar: Mapped[str] = mapped_column(Text, default="")
    latar_belakang: Mapped[str] = mapped_column(Text, default="")
    maksud_tujuan: Mapped[str] = mapped_column(Text, default="")
    kondisi_umum: Mapped[str] = mapped_column(Text, default="")
    sejarah: Mapped[str] = mapped_column(Text, default="")
    geografis: Mapped[str] = mapped_column(Text, default="")
    sosial_budaya: Mapped[str] = mapped_column(Text, default="")
    ekonomi: Mapped[str] = mapped_column(Text, default="")
    infrastruktur: Mapped[str] = mapped_column(Text, default="")
    pemerintahan: Mapped[str] = mapped_column(Text, default="")
    pembagian_wilayah: Mapped[str] = mapped_column(Text, default="")
    struktur_organisasi: Mapped[str] = mapped_column(Text, default="")
    visi: Mapped[str] = mapped_column(Text, default="")
    misi: Mapped[list[Any]] = mapped_column(JSON, default=list)
    visi_misi_kepala_desa: Mapped[str] = mapped_column(Text, default="")
    nilai: Mapped[str] = mapped_column(Text, default="")
    arah_pembangunan: Mapped[str] = mapped_column(Text, default="")
    arah_keuangan: Mapped[str] = mapped_column(Text, default="")
    program: Mapped[str] = mapped_column(Text, default="")
    penutup: Mapped[str] = mapped_column(Text, default="")
    diubah: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    tahun: Mapped[Tahun] = relationship()
    desa: Mapped[Wilayah] = relationship()
    usulan: Mapped[list["UsulanRpjm"]] = relationship(
        back_populates="rpjm", order_by="UsulanRpjm.nomor_urut"
    )

    __table_args__ = (
        UniqueConstraint("desa_kode", "tahun_id"),
        CheckConstraint("periode_akhir >= periode_awal", name="period_in_order"),
    )
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class UsulanRpjm(IsiUsulan, Base):
    """A proposal of the medium-term plan; yearly plans pick from it ("dipetik", III.C.3.b)."""

    __tablename__ = "usulan_rpjm"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kode: Mapped[str] = mapped_column(String(40))
    kunci: Mapped[str] = mapped_column(String(100))
    rpjm_id: Mapped[int] = mapped_column(ForeignKey("rpjm.id"))
    nomor_urut: Mapped[int]
    tindakan_id: Mapped[int | None] = mapped_column(ForeignKey("tindakan.id"), index=True)
    masalah: Mapped[str] = mapped_column(Text, default="")
    skor: Mapped[list[Any] | None] = mapped_column(JSON)
    seri: Mapped[int | None]
    putusan: Mapped[str] = mapped_column(String(16), default="")
    alasan: Mapped[str] = mapped_column(Text, default="")
    berkas_asal: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    dibuat: Mapped[datetime]
    diubah: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    rpjm: Mapped[Rpjm] = relationship(back_populates="usulan")
    tindakan: Mapped[Tindakan | None] = relationship()
    dana: Mapped[list["UsulanRpjmDana"]] = relationship(
        back_populates="usulan", order_by="UsulanRpjmDana.urutan", cascade="all, delete-orphan"
    )
    tahunan: Mapped[list["UsulanRpjmTahun"]] = relationship(
        back_populates="usulan", order_by="UsulanRpjmTahun.tahun", cascade="all, delete-orphan"
    )

    __table_args__ = (
        UniqueConstraint("kode"),
        UniqueConstraint("kunci"),
        UniqueConstraint("rpjm_id", "nomor_urut"),
        CheckConstraint("biaya is null or biaya >= 0", name="biaya_not_negative"),
        CheckConstraint("volume is null or volume >= 0", name="volume_not_negative"),
    )
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class UsulanRpjmDana(Base):
    """A share of the cost: the profile's category (when known) and the village's own words."""

    __tablename__ = "usulan_rpjm_dana"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan_rpjm.id"), index=True)
    urutan: Mapped[int]
    sumber: Mapped[str | None] = mapped_column(Key)
    rincian: Mapped[str] = mapped_column(Name, default="")
    jumlah: Mapped[int | None] = mapped_column(Rupiah)

    usulan: Mapped[UsulanRpjm] = relationship(back_populates="dana")

    __table_args__ = (CheckConstraint("jumlah is null or jumlah >= 0", name="jumlah_not_negative"),)


class UsulanRpjmTahun(Base):
    """What of a proposal is planned for one year of the period, rupiah and volume."""

    __tablename__ = "usulan_rpjm_tahun"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan_rpjm.id"), index=True)
    tahun: Mapped[int]
    volume: Mapped[Decimal | None]
    biaya: Mapped[int | None] = mapped_column(Rupiah)

    usulan: Mapped[UsulanRpjm] = relationship(back_populates="tahunan")

    __table_args__ = (UniqueConstraint("usulan_id", "tahun"),)


class TimPenyusun(Base):
    """The team that drafts the RPJM-Desa or the RKP-Desa (VI.B.2.e).

    `rktl` is its work plan: list of {kegiatan, waktu, pelaksana, keterangan}.
    """

    __tablename__ = "tim_penyusun"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    jenis: Mapped[str] = mapped_column(String(16))
    desa_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    rktl: Mapped[list[Any]] = mapped_column(JSON, default=list)
    diubah: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    anggota: Mapped[list["AnggotaTim"]] = relationship(
        back_populates="tim", order_by="AnggotaTim.urutan", cascade="all, delete-orphan"
    )

    __table_args__ = (UniqueConstraint("jenis", "desa_kode", "tahun_id"),)
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class AnggotaTim(Base):
    """A member of a team: who, from which body, in which place of the team."""

    __tablename__ = "anggota_tim"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    tim_id: Mapped[int] = mapped_column(ForeignKey("tim_penyusun.id"), index=True)
    urutan: Mapped[int]
    nama: Mapped[str] = mapped_column(Name)
    jk: Mapped[str] = mapped_column(String(1))
    jabatan: Mapped[str] = mapped_column(Name)
    kedudukan: Mapped[str] = mapped_column(Key)

    tim: Mapped[TimPenyusun] = relationship(back_populates="anggota")


class PaguDesa(Base):
    """Expected and budgeted income of a village by source, rupiah (penyelarasan, III.C.3.f)."""

    __tablename__ = "pagu_desa"
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"), primary_key=True)
    desa_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"), primary_key=True)
    sumber: Mapped[str] = mapped_column(Key, primary_key=True)
    pagu: Mapped[int | None] = mapped_column(Rupiah)
    anggaran: Mapped[int | None] = mapped_column(Rupiah)
    keterangan: Mapped[str] = mapped_column(Text, default="")
