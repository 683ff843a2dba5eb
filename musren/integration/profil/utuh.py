"""The whole profile: its parts, and the questions the rest of the program asks it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Protocol, TypeVar

from musren.integration.profil import parameter
from musren.integration.profil.skema import (
    Agenda,
    AliasSumber,
    Batas,
    Bidang,
    DasarHukum,
    Kalender,
    KelompokRekap,
    Label,
    Larangan,
    Lembar,
    Parameter,
    PetaRekap,
    Pilihan,
    ProfileError,
    Suara,
    SumberDana,
    Surat,
    SyaratDesa,
    TugasTim,
    Unsur,
)
from musren.integration.profil.teks import kamus, sederhana


class _Berkunci(Protocol):
    @property
    def kunci(self) -> str: ...


T = TypeVar("T", bound=_Berkunci)


@dataclass(frozen=True, slots=True)
class Profil:
    """One regulation, complete. A planning year of a kabupaten keeps its profile for ever."""

    slug: str
    versi: str
    nama: str
    keterangan: str
    periode_rpjm: int
    periode_rkp: int
    label: Label
    sumber_dana: tuple[SumberDana, ...]
    kelompok_rekap: tuple[KelompokRekap, ...]
    peta_rekap: tuple[PetaRekap, ...]
    alias_sumber: tuple[AliasSumber, ...]
    sifat: tuple[Pilihan, ...]
    asal: tuple[Pilihan, ...]
    jenis_blm: tuple[Pilihan, ...]
    bidang: tuple[Bidang, ...]
    unsur: tuple[Unsur, ...]
    skpd: tuple[str, ...]
    lembaga_desa: tuple[str, ...]
    batas: tuple[Batas, ...]
    larangan: tuple[Larangan, ...]
    larangan_tambahan: tuple[str, ...]
    larangan_kata_tempat: tuple[str, ...]
    suara: tuple[Suara, ...]
    dasar_hukum: tuple[DasarHukum, ...]
    dasar_hukum_daerah: tuple[str, ...]
    isian_teks: tuple[str, ...]
    surat: tuple[Surat, ...]
    lembar: tuple[Lembar, ...]
    kalender: tuple[Kalender, ...]
    syarat_desa: tuple[SyaratDesa, ...]
    agenda_baku: tuple[Agenda, ...]
    tugas_tim: tuple[TugasTim, ...]
    alasan_ditunda: tuple[str, ...]

    def parameter(self) -> tuple[Parameter, ...]:
        """Every value a settings page may show, flat, in the order of the file."""
        return parameter.daftar(self)

    def dengan(self, perubahan: Mapping[str, object]) -> "Profil":
        """Return a copy with the overrides of one kabupaten; this profile stays as it is.

        Keys are `Parameter.kunci`. Raises ProfileError when a key is unknown, may not be
        changed, has the wrong type, is out of range, or breaks the profile as a whole.
        """
        return parameter.terapkan(self, perubahan)

    def sumber(self, kunci: str) -> SumberDana:
        return _cari(self.sumber_dana, kunci, "sumber dana")

    def sumber_tingkat(self, tingkat: str) -> tuple[SumberDana, ...]:
        """The categories of one level ("desa" or "kecamatan") in their printed order."""
        pilih = (s for s in self.sumber_dana if tingkat in s.tingkat)
        return tuple(sorted(pilih, key=lambda s: s.urutan))

    def sumber_dari_teks(self, teks: str) -> str | None:
        """Return the category an office means by its text, or None; never splits "ADD, DDS"."""
        dicari = sederhana(teks)
        for alias in self.alias_sumber:
            if dicari in {sederhana(t) for t in alias.teks}:
                return alias.sumber
        return None

    def surat_jenis(self, jenis: str) -> Surat:
        return _cari(self.surat, jenis, "surat")

    def agenda(self, musyawarah: str) -> Agenda:
        return _cari(self.agenda_baku, musyawarah, "agenda")

    def tugas(self, tim: str) -> tuple[str, ...]:
        """The duties of a drafting team ("rpjm" or "rkp")."""
        return _cari(self.tugas_tim, tim, "tugas tim").tugas

    def lembar_verifikasi(self, kunci: str) -> Lembar:
        return _cari(self.lembar, kunci, "lembar verifikasi")

    def kalender_tahap(self, tahap: str) -> Kalender:
        return _cari(self.kalender, tahap, "kalender")

    def hukum(self, kunci: str) -> DasarHukum:
        return _cari(self.dasar_hukum, kunci, "dasar hukum")

    def mengingat(self, jenis: str) -> tuple[str, ...]:
        """Return the legal bases of a paper as printed, regional rules last."""
        teks = (self.hukum(kunci).teks for kunci in self.surat_jenis(jenis).mengingat)
        return (*teks, *self.dasar_hukum_daerah)

    def unsur_tingkat(self, tingkat: str) -> tuple[Unsur, ...]:
        return tuple(u for u in self.unsur if tingkat in u.tingkat)

    def batas_int(self, kunci: str) -> int:
        """Return a limit as a whole number (people, proposals or rupiah)."""
        nilai = _cari(self.batas, kunci, "batas").nilai
        if isinstance(nilai, int) and not isinstance(nilai, bool):
            return nilai
        raise ProfileError(f"Batas '{kunci}' bukan bilangan bulat.")

    def batas_float(self, kunci: str) -> float:
        """Return a limit as a fraction, such as 0.25 for 25 percent."""
        nilai = _cari(self.batas, kunci, "batas").nilai
        if isinstance(nilai, int | float) and not isinstance(nilai, bool):
            return float(nilai)
        raise ProfileError(f"Batas '{kunci}' bukan bilangan.")

    def batas_bool(self, kunci: str) -> bool:
        nilai = _cari(self.batas, kunci, "batas").nilai
        if isinstance(nilai, bool):
            return nilai
        raise ProfileError(f"Batas '{kunci}' bukan pilihan ya atau tidak.")

    def batas_kamus(self, kunci: str) -> dict[str, str]:
        """Return a limit whose lines are "key: name", in printed order."""
        return kamus(map(str, self.batas_daftar(kunci)))

    def batas_daftar(self, kunci: str) -> tuple[str, ...] | tuple[int, ...]:
        nilai = _cari(self.batas, kunci, "batas").nilai
        if isinstance(nilai, tuple):
            return nilai
        raise ProfileError(f"Batas '{kunci}' bukan daftar.")


def _cari(isi: Iterable[T], kunci: str, apa: str) -> T:
    for satu in isi:
        if satu.kunci == kunci:
            return satu
    raise ProfileError(f"Profil tidak memuat {apa} '{kunci}'.")
