"""Pengkajian Keadaan Desa (II.D.1): the three tools, problems, actions, ideas, welfare, photos."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Key, Name
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Berkas


class SketsaSimbol(Base):
    """A symbol on the drawn map of a group; x and y in permille of the sheet from its top left."""

    __tablename__ = "sketsa_simbol"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    musyawarah_id: Mapped[int] = mapped_column(ForeignKey("musyawarah.id"), index=True)
    urutan: Mapped[int]
    simbol: Mapped[str] = mapped_column(Key)
    nama: Mapped[str] = mapped_column(Name)
    jenis: Mapped[str] = mapped_column(Key)
    x: Mapped[int]
    y: Mapped[int]
    keterangan: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        CheckConstraint("x between 0 and 1000 and y between 0 and 1000", name="on_the_sheet"),
    )


class KalenderFaktor(Base):
    """A row of the season calendar: how strong a factor is in each month, 0 to 3."""

    __tablename__ = "kalender_faktor"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    musyawarah_id: Mapped[int] = mapped_column(ForeignKey("musyawarah.id"), index=True)
    urutan: Mapped[int]
    faktor: Mapped[str] = mapped_column(Name)
    bulan: Mapped[list[Any]] = mapped_column(JSON)
    keterangan: Mapped[str] = mapped_column(Text, default="")


class Lembaga(Base):
    """A circle of the bagan kelembagaan: size is use (1-5), distance is closeness (1 near)."""

    __tablename__ = "lembaga"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    musyawarah_id: Mapped[int] = mapped_column(ForeignKey("musyawarah.id"), index=True)
    urutan: Mapped[int]
    nama: Mapped[str] = mapped_column(Name)
    ukuran: Mapped[int]
    jarak: Mapped[int]
    sudut: Mapped[int | None]
    keterangan: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (
        CheckConstraint("ukuran between 1 and 5 and jarak between 1 and 5", name="in_the_scale"),
    )


class Masalah(Base):
    """A problem somebody told, where it came from, how it was grouped, scored and ranked."""

    __tablename__ = "masalah"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kode: Mapped[str] = mapped_column(String(16))
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    desa_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    musyawarah_id: Mapped[int | None] = mapped_column(ForeignKey("musyawarah.id"), index=True)
    alat: Mapped[str] = mapped_column(Key)
    urutan: Mapped[int]
    masalah: Mapped[str] = mapped_column(Text)
    penyebab: Mapped[str] = mapped_column(Text, default="")
    potensi: Mapped[str] = mapped_column(Text, default="")
    lembaga: Mapped[str] = mapped_column(Name, default="")
    bulan: Mapped[list[Any]] = mapped_column(JSON, default=list)
    bidang: Mapped[str] = mapped_column(Name, default="")
    induk_id: Mapped[int | None] = mapped_column(ForeignKey("masalah.id"), index=True)
    skor: Mapped[list[Any] | None] = mapped_column(JSON)
    seri: Mapped[int | None]

    musyawarah: Mapped[Musyawarah | None] = relationship()
    induk: Mapped["Masalah | None"] = relationship(remote_side="Masalah.id")
    tindakan: Mapped[list["Tindakan"]] = relationship(
        back_populates="masalah", order_by="Tindakan.urutan"
    )

    __table_args__ = (
        UniqueConstraint("tahun_id", "desa_kode", "kode"),
        Index("ix_masalah_place", "tahun_id", "desa_kode", "id"),
    )


class Tindakan(Base):
    """An action weighed against a problem; one that is `layak` may become a proposal."""

    __tablename__ = "tindakan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    masalah_id: Mapped[int] = mapped_column(ForeignKey("masalah.id"), index=True)
    urutan: Mapped[int]
    alternatif: Mapped[str] = mapped_column(Text)
    tindakan: Mapped[str] = mapped_column(Text, default="")
    layak: Mapped[bool] = mapped_column(default=False)
    alasan: Mapped[str] = mapped_column(Text, default="")
    skor: Mapped[list[Any] | None] = mapped_column(JSON)
    seri: Mapped[int | None]

    masalah: Mapped[Masalah] = relationship(back_populates="tindakan")


class Gagasan(Base):
    """An idea of one hamlet or group (Form.2), in the group's own order of priority."""

    __tablename__ = "gagasan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    musyawarah_id: Mapped[int] = mapped_column(ForeignKey("musyawarah.id"), index=True)
    urutan: Mapped[int]
    masalah: Mapped[str] = mapped_column(Text, default="")
    gagasan: Mapped[str] = mapped_column(Name)
    lokasi: Mapped[str] = mapped_column(Name, default="")
    pemanfaat_l: Mapped[int | None]
    pemanfaat_p: Mapped[int | None]
    pemanfaat_rtm: Mapped[int | None]
    potensi: Mapped[str] = mapped_column(Text, default="")
    prioritas: Mapped[int | None]

    musyawarah: Mapped[Musyawarah] = relationship()


class KelasKesejahteraan(Base):
    """A welfare class with the criteria this village agreed on."""

    __tablename__ = "kelas_kesejahteraan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    desa_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    urutan: Mapped[int]
    kelas: Mapped[str] = mapped_column(Name)
    kriteria: Mapped[str] = mapped_column(Text, default="")

    __table_args__ = (UniqueConstraint("tahun_id", "desa_kode", "kelas"),)


class KesejahteraanDusun(Base):
    """How many families (KK) of a hamlet are in each class, by name of the class."""

    __tablename__ = "kesejahteraan_dusun"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    desa_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    urutan: Mapped[int]
    dusun: Mapped[str] = mapped_column(Name)
    jumlah_kk: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)

    __table_args__ = (UniqueConstraint("tahun_id", "desa_kode", "dusun"),)


class Foto(Base):
    """A photo attached to something, such as ``musyawarah:12/sketsa`` or ``usulan:7``."""

    __tablename__ = "foto"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    wilayah_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    objek: Mapped[str] = mapped_column(Key)
    urutan: Mapped[int]
    berkas_id: Mapped[int] = mapped_column(ForeignKey("berkas.id"))
    keterangan: Mapped[str] = mapped_column(Text, default="")
    pengguna_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    pada: Mapped[datetime]

    berkas: Mapped[Berkas] = relationship()

    __table_args__ = (
        UniqueConstraint("objek", "berkas_id"),
        Index("ix_foto_place", "tahun_id", "wilayah_kode", "objek"),
    )
