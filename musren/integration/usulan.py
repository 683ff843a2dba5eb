"""What the rules need to know about a usulan, and the reasons they answer with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from musren.integration.profil import PetaRekap, Profil
from musren.integration.profil.teks import memuat

BELUM_TERINCI = ""
"""Key in `dana` and `rincian` for money whose funding category nobody has named yet."""


@dataclass(frozen=True, slots=True)
class FaktaUsulan:
    """One proposal as the rules see it. Money is whole rupiah.

    `dana` maps a funding category to its amount, swadaya included; `rincian` maps a category to
    the text of the source as given. `biaya` is the total including swadaya, None while unknown.
    `dana_lengkap` is False when an amount is still missing.
    """

    kode: str
    kegiatan: str
    jenis: str = "lainnya"
    asal: str = "dusun"
    bidang: str = ""
    sifat: str = "B"
    biaya: int | None = None
    dana: Mapping[str, int] = field(default_factory=dict)
    rincian: Mapping[str, str] = field(default_factory=dict)
    pengusul: str = ""
    lokasi: str = ""
    skpd: str = ""
    manfaat: str = ""
    pemanfaat_rtm: int | None = None
    dana_lengkap: bool = True

    @property
    def swadaya(self) -> int:
        return self.dana.get("swadaya", 0)

    @property
    def dana_luar(self) -> int:
        """Money that is not the people's own."""
        return sum(self.dana.values()) - self.swadaya

    def nilai_blm(self) -> int:
        """Return what BLM would pay: its own amount, else what swadaya does not cover."""
        tercatat = self.dana.get("blm", 0)
        if tercatat:
            return tercatat
        lain = sum(n for k, n in self.dana.items() if k not in {"blm", BELUM_TERINCI})
        return max((self.biaya or self.dana_luar + self.swadaya) - lain, 0)


@dataclass(frozen=True, slots=True)
class Konteks:
    """What else matters: the village's other BLM usulan, the kecamatan's ceiling and SPP sum."""

    usulan_blm: tuple[FaktaUsulan, ...] = ()
    blm_kecamatan: int | None = None
    spp_kecamatan: int = 0

    def lain(self, usulan: FaktaUsulan) -> tuple[FaktaUsulan, ...]:
        """Return the other BLM proposals of the village, without the one in question."""
        return tuple(u for u in self.usulan_blm if u.kode != usulan.kode)


@dataclass(frozen=True, slots=True)
class Alasan:
    """One rule that fired: its sentence, where the rule comes from, how sure it is.

    `tanda` is P, S, G or D as in `profil.TANDA`. A hard reason (`keras`) refuses; a soft one
    warns and may be overridden with a reason that is kept.
    """

    aturan: str
    kalimat: str
    asal: str
    tanda: str
    keras: bool


@dataclass(frozen=True, slots=True)
class Jumlah:
    """Totals in whole rupiah: per category without swadaya, swadaya, and everything."""

    per_sumber: Mapping[str, int]
    swadaya: int
    total: int


def sums(rows: Iterable[FaktaUsulan]) -> Jumlah:
    """Add up proposals; money without a category is counted under ""."""
    per_sumber: dict[str, int] = {}
    for usulan in rows:
        for sumber, jumlah in usulan.dana.items():
            per_sumber[sumber] = per_sumber.get(sumber, 0) + jumlah
    swadaya = per_sumber.pop("swadaya", 0)
    return Jumlah(per_sumber, swadaya, sum(per_sumber.values()) + swadaya)


def rekap_group(profil: Profil, sumber: str, rincian: str = "") -> str:
    """Return the recap group of a row; the first rule whose words occur in `rincian` wins."""
    for peta in profil.peta_rekap:
        if _cocok(peta, sumber, rincian):
            return peta.kelompok
    return profil.sumber(sumber).kelompok_rekap


def _cocok(peta: PetaRekap, sumber: str, rincian: str) -> bool:
    return sumber in peta.sumber and any(memuat(rincian, kata) for kata in peta.kata)
