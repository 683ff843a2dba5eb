"""How old a wish is: how often it was proposed, and what stopped it each time (II.D.3.d)."""

from collections.abc import Sequence
from dataclasses import dataclass

from musren.domain.bahasa import daftar
from musren.integration.status import StatusUsulan as S

_KALI = (
    "pertama", "kedua", "ketiga", "keempat", "kelima", "keenam", "ketujuh", "kedelapan",
    "kesembilan", "kesepuluh",
)  # fmt: skip
_BANYAK = (
    "tidak pernah", "sekali", "dua kali", "tiga kali", "empat kali", "lima kali", "enam kali",
    "tujuh kali", "delapan kali", "sembilan kali", "sepuluh kali",
)  # fmt: skip

_HENTI = {
    S.DITUNDA: "ditunda",
    S.DITUNDA_KECAMATAN: "ditunda",
    S.CADANGAN_KECAMATAN: "menjadi cadangan",
    S.BELUM_DIDANAI: "belum terdanai",
    S.DITOLAK: "tidak disepakati",
    S.DITOLAK_FORUM: "tidak diterima",
    S.DITOLAK_KABUPATEN: "tidak diterima",
    S.TIDAK_MASUK_ANGGARAN: "tidak masuk anggaran",
}


@dataclass(frozen=True, slots=True)
class TahunUsulan:
    """One year in the life of a wish: where it stood in the end, and why."""

    tahun: int
    status: str
    alasan: str = ""


def age(tahun: Sequence[TahunUsulan]) -> str:
    """Return the whole age in one sentence; `tahun` are the years up to the one looked at.

    Several rows of one year (merged proposals) count once. For example: "Diusulkan ketiga
    kali (2009, 2010, dan 2011); dua kali ditunda: 2009 karena lahan belum jelas, 2010.".
    """
    years = sorted({one.tahun for one in tahun})
    if not years:
        return ""
    kali = _KALI[len(years) - 1] if len(years) <= len(_KALI) else f"ke-{len(years)}"
    awal = f"Diusulkan {kali} kali ({daftar([str(one) for one in years])})"
    return f"{'; '.join([awal, *_stops(tahun)])}."


def _stops(tahun: Sequence[TahunUsulan]) -> list[str]:
    stopped: dict[str, dict[int, str]] = {}
    for one in sorted(tahun, key=lambda one: one.tahun):
        word = _HENTI.get(S(one.status))
        if word:
            known = stopped.setdefault(word, {})
            known[one.tahun] = known.get(one.tahun) or one.alasan.strip().rstrip(".")
    return [f"{_times(len(years))} {word}: {_told(years)}" for word, years in stopped.items()]


def _times(count: int) -> str:
    return _BANYAK[count] if count < len(_BANYAK) else f"{count} kali"


def _told(years: dict[int, str]) -> str:
    return ", ".join(f"{year} karena {why}" if why else str(year) for year, why in years.items())
