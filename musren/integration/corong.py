"""The funnel: how many proposals, and how much money, reached each stage (Panduan V.B)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from musren.integration.status import TIDAK_DIHITUNG

TAHAP: Mapping[str, str] = {
    "diusulkan": "Diusulkan",
    "disepakati_desa": "Disepakati desa",
    "masuk_kecamatan": "Masuk kecamatan",
    "disepakati_kecamatan": "Disepakati kecamatan",
    "spc": "Ditetapkan Camat",
    "kabupaten": "Diterima Musrenbang Kabupaten",
    "anggaran": "Masuk APBD atau APB Desa",
    "terbangun": "Terbangun",
}
"""The stages in order. A proposal the village pays for itself goes from the second to the last two
without the ones between."""

_SELESAI = 100
_DITERIMA = frozenset({"diterima", "diterima_perubahan"})

_SESUDAH_SPC = frozenset(
    {"ditetapkan_camat", "diterima_forum", "ditolak_forum", "diterima_kabupaten"}
    | {"ditolak_kabupaten", "masuk_anggaran", "tidak_masuk_anggaran"}
)
_DI_KECAMATAN = _SESUDAH_SPC | {
    *("diteruskan", "dikembalikan", "disepakati_kecamatan", "cadangan_kecamatan"),
    *("ditunda_kecamatan", "belum_didanai"),
}
_DISEPAKATI_DESA = _DI_KECAMATAN | {"disepakati", "ditetapkan"}
_LANGSUNG_DESA = frozenset({"masuk_anggaran", "tidak_masuk_anggaran"})


@dataclass(frozen=True, slots=True)
class FaktaCorong:
    """One proposal: status, decisions (level to putusan), and each level's own value in rupiah.

    Keys of `putusan`: desa, kecamatan, forum_skpd, kabupaten; of `biaya`: usulan, desa, salinan,
    kecamatan, kabupaten; a value is None while unknown. `terserap` is the sum of budget shares,
    `persen` the last progress, `realisasi` what was spent. `spc`: whether the Surat Penetapan
    Camat names it; None leaves that to status and decision.
    """

    kode: str
    status: str
    putusan: Mapping[str, str] = field(default_factory=dict)
    biaya: Mapping[str, int | None] = field(default_factory=dict)
    terserap: int = 0
    persen: int = 0
    realisasi: int | None = None
    asal_mkp: bool = False
    spc: bool | None = None


@dataclass(frozen=True, slots=True)
class BarisCorong:
    """One stage: proposals and rupiah, the part from the MKP, and how many have no value yet."""

    tahap: str
    nama: str
    usulan: int
    rupiah: int
    usulan_mkp: int
    rupiah_mkp: int
    tanpa_nilai: int


def stages_of(fakta: FaktaCorong) -> tuple[str, ...]:
    """Return the stages one proposal has reached; none for one whose work stands in another."""
    if fakta.status in TIDAK_DIHITUNG:
        return ()
    capai = {
        "diusulkan": True,
        "disepakati_desa": _disepakati_desa(fakta),
        "masuk_kecamatan": _masuk_kecamatan(fakta),
        "disepakati_kecamatan": _disepakati_kecamatan(fakta),
        "spc": _spc(fakta),
        "kabupaten": _kabupaten(fakta),
        "anggaran": fakta.status == "masuk_anggaran" or fakta.terserap > 0,
        "terbangun": fakta.persen >= _SELESAI,
    }
    return tuple(tahap for tahap in TAHAP if capai[tahap])


def value_at(fakta: FaktaCorong, tahap: str) -> int | None:
    """Return the value of a proposal at one stage in whole rupiah, as that level decided it."""
    biaya = fakta.biaya.get
    nilai: dict[str, int | None] = {
        "diusulkan": biaya("usulan"),
        "disepakati_desa": biaya("desa"),
        "masuk_kecamatan": biaya("salinan"),
        "disepakati_kecamatan": biaya("kecamatan"),
        "spc": biaya("kecamatan"),
        "kabupaten": biaya("kabupaten"),
        "anggaran": fakta.terserap or None,
        "terbangun": fakta.realisasi,
    }
    return nilai[tahap]


def funnel(semua: Iterable[FaktaCorong]) -> tuple[BarisCorong, ...]:
    """Count proposals and add up values, stage by stage; an unknown value adds nothing."""
    per_tahap: dict[str, list[tuple[int | None, bool]]] = {tahap: [] for tahap in TAHAP}
    for fakta in semua:
        for tahap in stages_of(fakta):
            per_tahap[tahap].append((value_at(fakta, tahap), fakta.asal_mkp))
    return tuple(
        BarisCorong(
            tahap,
            nama,
            usulan=len(isi),
            rupiah=sum(n or 0 for n, _ in isi),
            usulan_mkp=sum(mkp for _, mkp in isi),
            rupiah_mkp=sum(n or 0 for n, mkp in isi if mkp),
            tanpa_nilai=sum(n is None for n, _ in isi),
        )
        for (tahap, nama), isi in zip(TAHAP.items(), per_tahap.values(), strict=True)
    )


def _disepakati_desa(f: FaktaCorong) -> bool:
    return f.status in _DISEPAKATI_DESA or f.putusan.get("desa") == "disepakati"


def _masuk_kecamatan(f: FaktaCorong) -> bool:
    if "kecamatan" in f.putusan or "salinan" in f.biaya:
        return True
    return f.status in _DI_KECAMATAN - _LANGSUNG_DESA


def _disepakati_kecamatan(f: FaktaCorong) -> bool:
    if f.status in {"disepakati_kecamatan", "belum_didanai"} | _SESUDAH_SPC - _LANGSUNG_DESA:
        return True
    return f.putusan.get("kecamatan") == "disepakati"


def _spc(f: FaktaCorong) -> bool:
    if f.spc is not None:
        return f.spc
    if f.status in _LANGSUNG_DESA:
        return f.putusan.get("kecamatan") == "disepakati"
    return f.status in _SESUDAH_SPC


def _kabupaten(f: FaktaCorong) -> bool:
    return f.status == "diterima_kabupaten" or f.putusan.get("kabupaten") in _DITERIMA
