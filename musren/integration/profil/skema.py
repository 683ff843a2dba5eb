"""The parts of a regulation profile as plain frozen values; the TOML file has the same shape."""

from collections.abc import Mapping
from dataclasses import dataclass

Nilai = int | float | bool | str | tuple[str, ...] | tuple[int, ...] | None

TANDA: Mapping[str, str] = {
    "P": "tertulis dalam Panduan Teknis Integrasi",
    "S": "terbaca pada sumber lain dari masa yang sama",
    "G": "kebiasaan umum, belum dapat diperiksa pada naskah aslinya",
    "D": "usulan perancang aplikasi",
}
"""How sure a rule is. Only "P" may be printed as the word of the guide."""

JENIS_NILAI = frozenset({"int", "float", "rupiah", "bool", "text", "list"})


class ProfileError(ValueError):
    """The profile, or a change to it, is wrong; the Indonesian message names the place."""


@dataclass(frozen=True, slots=True)
class Label:
    """Names shown to people; long names differ between sources, so an office may change them."""

    mkp: str
    mkp_panjang: str
    musdes_perencanaan: str
    musrenbangdes: str
    musrenbang_kecamatan: str
    musrenbang_kabupaten: str
    rpjm: str
    rpjm_panjang: str
    rkp: str
    rkp_panjang: str
    blm: str
    blm_panjang: str
    spp: str
    spp_panjang: str
    spc: str
    skpd: str
    kop_desa: str
    lembaran_desa: str


@dataclass(frozen=True, slots=True)
class SumberDana:
    """One funding category (Panduan II.D.3.e at the village, II.D.4.c at the kecamatan)."""

    kunci: str
    nama: str
    singkatan: str
    urutan: int
    judul_daftar: str
    judul_daftar_kecamatan: str
    kelompok_rekap: str
    tingkat: tuple[str, ...]
    penjelasan: str


@dataclass(frozen=True, slots=True)
class KelompokRekap:
    """A roman heading of the recap sheets, in their fixed order."""

    kunci: str
    nama: str
    judul: str


@dataclass(frozen=True, slots=True)
class PetaRekap:
    """Words in the source text that send a row to a recap group; the first match wins."""

    kelompok: str
    sumber: tuple[str, ...]
    kata: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class AliasSumber:
    """Ways offices write one funding category, compared without case and punctuation."""

    sumber: str
    teks: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Pilihan:
    """A plain code list entry."""

    kunci: str
    nama: str
    penjelasan: str


@dataclass(frozen=True, slots=True)
class Bidang:
    kunci: str
    nama: str
    sub: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Unsur:
    """An element of the community or an office, as written in attendance lists."""

    kunci: str
    nama: str
    tingkat: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Batas:
    """One limit or default; `min` and `max` bound the value (the count for a list)."""

    kunci: str
    label: str
    jenis: str
    tanda: str
    alasan: str
    dapat_diubah: bool
    nilai: Nilai = None
    min: float | None = None
    max: float | None = None


@dataclass(frozen=True, slots=True)
class Larangan:
    """Something BLM may not pay for; `keras` says whether the words alone are enough to refuse."""

    kunci: str
    teks: str
    tanda: str
    keras: bool
    berlaku: bool
    kata: tuple[str, ...]
    kecuali: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Suara:
    """How many different proposals one delegate picks, up to `sampai` proposals."""

    kunci: str
    pilihan: int
    sampai: int | None = None


@dataclass(frozen=True, slots=True)
class DasarHukum:
    kunci: str
    teks: str
    tanda: str


@dataclass(frozen=True, slots=True)
class Penandatangan:
    """Who signs, in printed order; `jumlah` people of one group."""

    kelompok: str
    jabatan: str
    jumlah: int
    nip: bool


@dataclass(frozen=True, slots=True)
class Surat:
    """The rules of one paper. Texts may hold `{isian}`; see `teks.isi`.

    `tentang_tinjau` and `menimbang_tinjau` stand in for `tentang` and `menimbang` when a plan is
    reviewed rather than drafted anew (III.C.3.a); empty where that makes no difference.
    """

    jenis: str
    nama: str
    instrumen: str
    tentang: str
    dasar: str
    register: str
    pola_nomor: str
    klasifikasi: str
    penandatangan: tuple[Penandatangan, ...]
    menimbang: tuple[str, ...]
    mengingat: tuple[str, ...]
    memperhatikan: tuple[str, ...]
    diktum: tuple[str, ...]
    tembusan: tuple[str, ...]
    butuh: tuple[str, ...]
    tentang_tinjau: str = ""
    menimbang_tinjau: tuple[str, ...] = ()

    @property
    def kunci(self) -> str:
        return self.jenis


@dataclass(frozen=True, slots=True)
class TugasTim:
    """What a drafting team (rpjm or rkp) has to do, as its decree lists it."""

    kunci: str
    tugas: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Lembar:
    """One verification sheet: which kinds of work (`jenis`) and words (`kata`) lead to it.

    `dokumen` and `pertanyaan` hold lines "key: text"; `dokumen_wajib` the keys of documents
    without which a proposal is not fit.
    """

    kunci: str
    nama: str
    formulir: str
    tanda: str
    jenis: tuple[str, ...]
    kata: tuple[str, ...]
    dokumen: tuple[str, ...]
    dokumen_wajib: tuple[str, ...]
    pertanyaan: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Kalender:
    """The usual months of a stage, 1 to 12."""

    kunci: str
    nama: str
    bulan: tuple[int, ...]
    tanda: str


@dataclass(frozen=True, slots=True)
class SyaratDesa:
    """One condition of Panduan III.B and what its absence means."""

    kunci: str
    teks: str
    dasar: str
    menghalangi: bool
    akibat: str


@dataclass(frozen=True, slots=True)
class Agenda:
    """Lines every meeting of this kind starts with; `wajib` counts the obligatory first ones."""

    kunci: str
    nama: str
    dasar: str
    wajib: tuple[str, ...]
    baku: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One value of the profile a settings page may show; see `Profil.dengan`.

    `dipakai` is False while no rule, form or paper of the program reads the value yet.
    """

    kunci: str
    label: str
    jenis: str
    nilai: Nilai
    tanda: str
    alasan: str
    dapat_diubah: bool
    min: float | None
    max: float | None
    dipakai: bool = True
