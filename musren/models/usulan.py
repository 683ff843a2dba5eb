"""The proposal, its funding, its decisions at each level and its history."""

from datetime import datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from sqlalchemy import JSON, CheckConstraint, ForeignKey, Index, String, Text, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from musren.models.base import Base, BigId, Code, Key, Name, Rupiah
from musren.models.tahun import Tahun
from musren.models.wilayah import Wilayah

if TYPE_CHECKING:
    from musren.models.verifikasi import Pengembalian


class IsiUsulan:
    """What a proposal says, the same in the yearly and in the medium-term plan."""

    kegiatan: Mapped[str] = mapped_column(Name)
    jenis: Mapped[str] = mapped_column(Key, default="")
    bidang: Mapped[str] = mapped_column(Name, default="")
    lokasi: Mapped[str] = mapped_column(Name, default="")
    dusun: Mapped[str] = mapped_column(Name, default="")
    volume: Mapped[Decimal | None]
    satuan: Mapped[str] = mapped_column(Name, default="")
    tujuan: Mapped[str] = mapped_column(Text, default="")
    sasaran: Mapped[str] = mapped_column(Text, default="")
    target: Mapped[str] = mapped_column(Text, default="")
    waktu: Mapped[str] = mapped_column(Name, default="")
    sifat: Mapped[str] = mapped_column(String(1), default="")
    asal: Mapped[str] = mapped_column(Key, default="")
    asal_usulan_lama_tahun: Mapped[int | None]
    pengusul: Mapped[str] = mapped_column(Name, default="")
    penanggung_jawab: Mapped[str] = mapped_column(Name, default="")
    skpd: Mapped[str] = mapped_column(Name, default="")
    latar_belakang: Mapped[str] = mapped_column(Text, default="")
    manfaat: Mapped[str] = mapped_column(Text, default="")
    keterlibatan_miskin: Mapped[str] = mapped_column(Text, default="")
    potensi: Mapped[str] = mapped_column(Text, default="")
    rencana_pelaksanaan: Mapped[str] = mapped_column(Text, default="")
    rencana_pelestarian: Mapped[str] = mapped_column(Text, default="")
    pemanfaat_l: Mapped[int | None]
    pemanfaat_p: Mapped[int | None]
    pemanfaat_rtm: Mapped[int | None]
    tidak_langsung_l: Mapped[int | None]
    tidak_langsung_p: Mapped[int | None]
    biaya: Mapped[int | None] = mapped_column(Rupiah)
    keterangan: Mapped[str] = mapped_column(Text, default="")


class Usulan(IsiUsulan, Base):
    """One proposal with one identity for life; the village's own values, never overwritten.

    `asal_awal`: of a proposal that was carried over, the forum it first came from.
    """

    __tablename__ = "usulan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    kode: Mapped[str] = mapped_column(String(40))
    kunci: Mapped[str] = mapped_column(String(100))
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    desa_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    nomor_urut: Mapped[int]
    asal_id: Mapped[int | None] = mapped_column(ForeignKey("usulan.id"), index=True)
    asal_awal: Mapped[str] = mapped_column(Key, default="")
    usulan_rpjm_id: Mapped[int | None] = mapped_column(ForeignKey("usulan_rpjm.id"), index=True)
    tindakan_id: Mapped[int | None] = mapped_column(ForeignKey("tindakan.id"), index=True)
    menggantikan_id: Mapped[int | None] = mapped_column(ForeignKey("usulan.id"))
    berkas_asal: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    status: Mapped[str] = mapped_column(Key)
    dibuat: Mapped[datetime]
    diubah: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    tahun: Mapped[Tahun] = relationship()
    desa: Mapped[Wilayah] = relationship()
    asal_usulan: Mapped["Usulan | None"] = relationship(
        foreign_keys=[asal_id], remote_side="Usulan.id"
    )
    dana: Mapped[list["UsulanDana"]] = relationship(
        back_populates="usulan", order_by="UsulanDana.urutan", cascade="all, delete-orphan"
    )
    keputusan: Mapped[list["Keputusan"]] = relationship(
        back_populates="usulan", order_by="Keputusan.id"
    )
    riwayat: Mapped[list["RiwayatStatus"]] = relationship(
        back_populates="usulan", order_by="RiwayatStatus.id"
    )
    pengembalian: Mapped[list["Pengembalian"]] = relationship(
        back_populates="usulan", order_by="Pengembalian.id"
    )

    __table_args__ = (
        UniqueConstraint("kode"),
        UniqueConstraint("kunci"),
        UniqueConstraint("tahun_id", "desa_kode", "nomor_urut"),
        CheckConstraint("biaya is null or biaya >= 0", name="biaya_not_negative"),
        CheckConstraint("volume is null or volume >= 0", name="volume_not_negative"),
        Index("ix_usulan_list", "tahun_id", "desa_kode", "status", "id"),
    )
    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012

    @property
    def forum_awal(self) -> str:
        """The forum it came from in the first year."""
        return self.asal_awal or self.asal


class UsulanDana(Base):
    """A share of the cost: the profile's category (when known) and the village's own words."""

    __tablename__ = "usulan_dana"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), index=True)
    urutan: Mapped[int]
    sumber: Mapped[str | None] = mapped_column(Key)
    rincian: Mapped[str] = mapped_column(Name, default="")
    jumlah: Mapped[int | None] = mapped_column(Rupiah)

    usulan: Mapped[Usulan] = relationship(back_populates="dana")

    __table_args__ = (CheckConstraint("jumlah is null or jumlah >= 0", name="jumlah_not_negative"),)


class Keputusan(Base):
    """What one meeting decided about one proposal, with that level's own values.

    `nilai` and `peringkat_hitung` are what the rule of the ranking gave (sum of ranks, votes or
    score, and the rank that follows); `peringkat` is what people decided, `alasan_urutan` why
    they changed it. `skpd_tujuan`: to whom a Forum SKPD passed it on.
    """

    __tablename__ = "keputusan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), index=True)
    musyawarah_id: Mapped[int] = mapped_column(ForeignKey("musyawarah.id"), index=True)
    tingkat: Mapped[str] = mapped_column(String(16))
    putusan: Mapped[str] = mapped_column(Key)
    sumber: Mapped[str] = mapped_column(Key)
    peringkat: Mapped[int | None]
    volume: Mapped[Decimal | None]
    satuan: Mapped[str] = mapped_column(Name, default="")
    biaya: Mapped[int | None] = mapped_column(Rupiah)
    biaya_sumber: Mapped[int | None] = mapped_column(Rupiah)
    swadaya: Mapped[int | None] = mapped_column(Rupiah)
    skpd: Mapped[str] = mapped_column(Name, default="")
    alasan: Mapped[str] = mapped_column(Text, default="")
    saran: Mapped[dict[str, Any] | None] = mapped_column(JSON)
    nilai: Mapped[int | None]
    peringkat_hitung: Mapped[int | None]
    alasan_urutan: Mapped[str] = mapped_column(Text, default="")
    prioritas_daerah: Mapped[str] = mapped_column(Name, default="")
    sasaran_daerah: Mapped[str] = mapped_column(Name, default="")
    program: Mapped[str] = mapped_column(Name, default="")
    pagu_indikatif: Mapped[int | None] = mapped_column(Rupiah)
    skpd_tujuan: Mapped[str] = mapped_column(Name, default="")

    usulan: Mapped[Usulan] = relationship(back_populates="keputusan")

    __table_args__ = (UniqueConstraint("usulan_id", "musyawarah_id"),)


class RiwayatStatus(Base):
    """A move along the declared table: who, in which role, when and why."""

    __tablename__ = "riwayat_status"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), index=True)
    dari: Mapped[str] = mapped_column(Key)
    ke: Mapped[str] = mapped_column(Key)
    pelaku_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    peran: Mapped[str] = mapped_column(Key, default="")
    alasan: Mapped[str] = mapped_column(Text, default="")
    pada: Mapped[datetime]

    usulan: Mapped[Usulan] = relationship(back_populates="riwayat")


class Silsilah(Base):
    """One line of descent between proposals: merged into, or split from; it can be undone."""

    __tablename__ = "silsilah"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    jenis: Mapped[str] = mapped_column(String(16))
    asal_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), index=True)
    hasil_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), index=True)
    alasan: Mapped[str] = mapped_column(Text, default="")
    status_asal: Mapped[str] = mapped_column(Key, default="")
    pelaku_id: Mapped[int | None] = mapped_column(ForeignKey("pengguna.id"))
    pada: Mapped[datetime]
    dibatalkan: Mapped[datetime | None]
    alasan_batal: Mapped[str] = mapped_column(Text, default="")

    asal: Mapped[Usulan] = relationship(foreign_keys=[asal_id])
    hasil: Mapped[Usulan] = relationship(foreign_keys=[hasil_id])


class Realisasi(Base):
    """What was done of a decided proposal in its year (II.D.3.c; III.C.3.g)."""

    __tablename__ = "realisasi"
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"), primary_key=True)
    volume_realisasi: Mapped[Decimal | None]
    biaya_realisasi: Mapped[int | None] = mapped_column(Rupiah)
    status_pelaksanaan: Mapped[str] = mapped_column(Key)
    sebab: Mapped[str] = mapped_column(Text, default="")
    tindak_lanjut: Mapped[str] = mapped_column(Key, default="")
    diubah: Mapped[datetime]
    versi: Mapped[int] = mapped_column()

    usulan: Mapped[Usulan] = relationship()

    __mapper_args__ = {"version_id_col": versi}  # noqa: RUF012


class UsulanKecamatan(Base):
    """The immutable snapshot of a proposal that came to the kecamatan with its village's BA."""

    __tablename__ = "usulan_kecamatan"
    id: Mapped[int] = mapped_column(BigId, primary_key=True)
    usulan_id: Mapped[int] = mapped_column(ForeignKey("usulan.id"))
    tahun_id: Mapped[int] = mapped_column(ForeignKey("tahun.id"))
    kecamatan_kode: Mapped[str] = mapped_column(Code, ForeignKey("wilayah.kode"))
    ba_naskah_id: Mapped[int] = mapped_column(ForeignKey("naskah.id"))
    daftar: Mapped[str] = mapped_column(Key)
    baris: Mapped[int]
    salinan: Mapped[dict[str, Any]] = mapped_column(JSON)
    diteruskan: Mapped[datetime]

    usulan: Mapped[Usulan] = relationship()

    __table_args__ = (
        UniqueConstraint("usulan_id"),
        Index("ix_usulan_kecamatan_list", "tahun_id", "kecamatan_kode", "daftar"),
    )
