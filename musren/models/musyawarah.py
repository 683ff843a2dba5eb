"""Meetings, invitations, who came, whom they chose, and the evaluation of last year's plan."""

from datetime import date, datetime, time
from decimal import Decimal
from typing import Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Key, Name, Rupiah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan
from musren.models.wilayah import Wilayah


class Undangan(Base):
    """An invitation before its meeting: to what, when, where, and to whom it was delivered."""

    __tablename__ = "undangan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    acara: Mapped[str] = mapped_column(Key)
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    wilayah_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    acara_nama: Mapped[str] = mapped_column(Name, default="")
    tanggal_surat: Mapped[date]
    tanggal: Mapped[date]
    jam_mulai: Mapped[time]
    jam_selesai: Mapped[time | None]
    tempat: Mapped[str] = mapped_column(Name)
    agenda: Mapped[list[str]] = mapped_column(JSON, default=list)
    penerima: Mapped[list[Any]] = mapped_column(JSON, default=list)
    catatan: Mapped[str] = mapped_column(Text, default="")
    diubah: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    __table_args__ = (UniqueConstraint("acara", "tahun_id", "wilayah_kode"),)
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class Musyawarah(Base):
    """A meeting of one year and place; `kelompok` numbers those that are held several times.

    The kinds are declared in `integration.acara`: from Musrenbangdes (II.D.3) to the meetings of
    a hamlet or a women's group (II.D.1).
    """

    __tablename__ = "musyawarah"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    jenis: Mapped[str] = mapped_column(Key)
    kelompok: Mapped[str] = mapped_column(String(16), default="")
    kelompok_nama: Mapped[str] = mapped_column(Name, default="")
    kelompok_jenis: Mapped[str] = mapped_column(Key, default="")
    dusun: Mapped[str] = mapped_column(Name, default="")
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    wilayah_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    undangan_nomor: Mapped[str] = mapped_column(Name, default="")
    undangan_tanggal: Mapped[date | None]
    tanggal: Mapped[date]
    jam_mulai: Mapped[time]
    jam_selesai: Mapped[time]
    tempat: Mapped[str] = mapped_column(Name)
    agenda: Mapped[list[str]] = mapped_column(JSON, default=list)
    pimpinan_nama: Mapped[str] = mapped_column(Name)
    pimpinan_unsur: Mapped[str] = mapped_column(Name)
    notulis_nama: Mapped[str] = mapped_column(Name)
    notulis_unsur: Mapped[str] = mapped_column(Name)
    narasumber: Mapped[list[Any]] = mapped_column(JSON, default=list)
    cara_putusan: Mapped[str] = mapped_column(String(16))
    suara_setuju: Mapped[int | None]
    suara_tidak: Mapped[int | None]
    suara_abstain: Mapped[int | None]
    keputusan_lain: Mapped[str] = mapped_column(Text, default="")
    catatan: Mapped[str] = mapped_column(Text, default="")
    materi: Mapped[list[Any]] = mapped_column(JSON, default=list)
    pembahasan: Mapped[list[Any]] = mapped_column(JSON, default=list)
    perubahan: Mapped[list[Any]] = mapped_column(JSON, default=list)
    putusan: Mapped[str] = mapped_column(Key, default="")
    catatan_putusan: Mapped[str] = mapped_column(Text, default="")
    evaluasi_ada: Mapped[bool] = mapped_column(default=True)
    draf_id: Mapped[int | None] = mapped_column(ForeignKey("draf.id"))
    ditutup: Mapped[datetime]
    dibuka_alasan: Mapped[str] = mapped_column(Text, default="")
    versi: Mapped[int] = mapped_column()

    tahun: Mapped[Tahun] = relationship()
    wilayah: Mapped[Wilayah] = relationship()
    hadir: Mapped[list["Hadir"]] = relationship(
        back_populates="musyawarah", order_by="Hadir.urutan", cascade="all, delete-orphan"
    )
    evaluasi: Mapped[list["Evaluasi"]] = relationship(
        back_populates="musyawarah", order_by="Evaluasi.urutan", cascade="all, delete-orphan"
    )
    keputusan: Mapped[list[Keputusan]] = relationship(
        order_by="Keputusan.id", cascade="all, delete-orphan"
    )

    __table_args__ = (UniqueConstraint("jenis", "tahun_id", "wilayah_kode", "kelompok"),)
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class Hadir(Base):
    """Somebody present, and what the meeting chose him or her for."""

    __tablename__ = "hadir"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    musyawarah_id: Mapped[int] = mapped_column(ForeignKey("musyawarah.id"), index=True)
    urutan: Mapped[int]
    nama: Mapped[str] = mapped_column(Name)
    jk: Mapped[str] = mapped_column(String(1))
    unsur: Mapped[str] = mapped_column(Name)
    alamat: Mapped[str] = mapped_column(Name, default="")
    rtm: Mapped[bool] = mapped_column(default=False)
    telepon: Mapped[str] = mapped_column(String(40), default="")
    desa_kode: Mapped[str | None] = mapped_column(Code, ForeignKey("wilayah.kode"))
    wakil_masyarakat: Mapped[bool] = mapped_column(default=False)
    wakil_desa: Mapped[bool] = mapped_column(default=False)
    wakil_utusan: Mapped[bool] = mapped_column(default=False)
    delegasi: Mapped[bool] = mapped_column(default=False)
    wakil_kelompok: Mapped[bool] = mapped_column(default=False)
    hak_suara: Mapped[bool] = mapped_column(default=False)
    mewakili: Mapped[str] = mapped_column(Name, default="")
    surat_kuasa: Mapped[str] = mapped_column(Name, default="")
    kuasa_diketahui: Mapped[bool] = mapped_column(default=False)

    musyawarah: Mapped[Musyawarah] = relationship(back_populates="hadir")

    __table_args__ = (CheckConstraint("jk in ('L', 'P')", name="jk_known"),)


class Evaluasi(Base):
    """One activity of last year's RKP-Desa: planned, done, why not, what next (II.D.3.c-d)."""

    __tablename__ = "evaluasi"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    musyawarah_id: Mapped[int] = mapped_column(ForeignKey("musyawarah.id"), index=True)
    urutan: Mapped[int]
    usulan_id: Mapped[int | None] = mapped_column(ForeignKey("usulan.id"))
    kegiatan: Mapped[str] = mapped_column(Name)
    lokasi: Mapped[str] = mapped_column(Name, default="")
    satuan: Mapped[str] = mapped_column(Name, default="")
    volume_rencana: Mapped[Decimal | None]
    volume_realisasi: Mapped[Decimal | None]
    biaya_rencana: Mapped[int | None] = mapped_column(Rupiah)
    biaya_realisasi: Mapped[int | None] = mapped_column(Rupiah)
    sumber_dana: Mapped[str] = mapped_column(Name, default="")
    status_pelaksanaan: Mapped[str] = mapped_column(Key)
    sebab: Mapped[str] = mapped_column(Text, default="")
    tindak_lanjut: Mapped[str] = mapped_column(Key, default="")

    musyawarah: Mapped[Musyawarah] = relationship(back_populates="evaluasi")
