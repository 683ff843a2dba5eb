"""Absorption: what share of the proposals, and of their cost, the budgets took up (Panduan V.B)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from musren.domain.bahasa import angka
from musren.domain.rupiah import format_rupiah
from musren.integration.profil import Profil

PENYEBUT: Mapping[str, str] = {
    "disepakati_desa": "usulan yang disepakati Musrenbangdes",
    "spc": "usulan yang ditetapkan Camat",
    "diterima_kabupaten": "usulan yang diterima Musrenbang Kabupaten",
}
"""What a rate is taken of. Each counts with the cost its own level decided."""

DIMENSI: Mapping[str, str] = {
    "": "Semua",
    "desa": "Desa",
    "kecamatan": "Kecamatan",
    "sumber": "Sumber dana",
    "skpd": "SKPD",
    "bidang": "Bidang",
    "asal": "Asal usulan",
}


@dataclass(frozen=True, slots=True)
class BarisSerapan:
    """One proposal; money is whole rupiah.

    `nilai` maps each level of PENYEBUT the proposal reached to the cost decided there (None while
    unknown); `serapan` is the sum of its shares in budget lines.
    """

    kode: str
    desa: str = ""
    kecamatan: str = ""
    sumber: str = ""
    skpd: str = ""
    bidang: str = ""
    asal_mkp: bool = False
    nilai: Mapping[str, int | None] = field(default_factory=dict)
    serapan: int = 0


@dataclass(frozen=True, slots=True)
class Laju:
    """One group: absorbed of all (`usulan`) in number and in rupiah, and the name of that "all".

    A proposal counts as absorbed when any budget line gives it money, as full (`penuh`) when
    the money reaches its cost. `rupiah_terserap` is not capped: it may be more than the cost.
    `tanpa_biaya` counts proposals whose cost at that level is unknown and so adds nothing.
    """

    kelompok: str
    usulan: int
    terserap: int
    penuh: int
    rupiah: int
    rupiah_terserap: int
    penyebut: str
    tanpa_biaya: int = 0

    @property
    def persen_usulan(self) -> Decimal | None:
        """Percent of the number with one decimal, half up; None of nothing."""
        return persen(self.terserap, self.usulan)

    @property
    def persen_rupiah(self) -> Decimal | None:
        return persen(self.rupiah_terserap, self.rupiah)

    @property
    def teks(self) -> str:
        """Both rates in one sentence, with the denominator named."""
        if not self.usulan:
            return f"Belum ada {self.penyebut}."
        rupiah = (
            f"{format_rupiah(self.rupiah_terserap)} dari {format_rupiah(self.rupiah)}"
            f"{_dalam_kurung(self.persen_rupiah)}"
        )
        return (
            f"{angka(self.terserap)} dari {angka(self.usulan)} {self.penyebut} masuk anggaran"
            f"{_dalam_kurung(self.persen_usulan)}, senilai {rupiah}."
        )


def persen(bagian: int, semua: int) -> Decimal | None:
    """Return percent with one decimal, half up, computed exactly; None of nothing."""
    if not semua:
        return None
    persepuluh = (2000 * bagian + semua) // (2 * semua)  # half up, in whole numbers
    return Decimal(persepuluh).scaleb(-1)


def persen_teks(nilai: Decimal | None) -> str:
    """Write a percentage as people read it: "33,3%"; "-" of nothing."""
    return "-" if nilai is None else f"{nilai:.1f}%".replace(".", ",")


def nama_penyebut(penyebut: str, sumber: str = "") -> str:
    """Name the denominator: "usulan yang ditetapkan Camat untuk APBD"."""
    nama = PENYEBUT[penyebut]
    return f"{nama} untuk {sumber}" if sumber else nama


def rates(
    baris: Iterable[BarisSerapan], penyebut: str, dimensi: str = "", sumber: str = ""
) -> tuple[Laju, ...]:
    """Return one rate per group of a dimension, by name; without a dimension one of all.

    Only proposals that reached `penyebut` count, with the cost decided there; `sumber`, when
    given, keeps one funding source and stands in the denominator's name.
    """
    ambil = _kelompok(dimensi)
    per: dict[str, list[BarisSerapan]] = {} if dimensi else {DIMENSI[""]: []}
    for b in baris:
        if penyebut in b.nilai and sumber in {"", b.sumber}:
            per.setdefault(ambil(b), []).append(b)
    nama = nama_penyebut(penyebut, sumber)
    return tuple(_laju(kelompok, isi, penyebut, nama) for kelompok, isi in sorted(per.items()))


def alasan_tidak_terserap(profil: Profil) -> dict[str, str]:
    """Return the closed list of reasons why a budget left a proposal out: key to name."""
    return profil.batas_kamus("alasan_tidak_terserap")


def reason_errors(profil: Profil, alasan: str, keterangan: str = "") -> dict[str, str]:
    """Return one sentence per field of a reason that is not on the list, or says nothing."""
    boleh = alasan_tidak_terserap(profil)
    if alasan not in boleh:
        return {"alasan": f"Pilih salah satu alasan: {'; '.join(boleh.values())}."}
    if alasan == "lain" and not keterangan.strip():
        return {"keterangan": "Jelaskan alasannya dalam keterangan."}
    return {}


def _kelompok(dimensi: str) -> Callable[[BarisSerapan], str]:
    if dimensi == "asal":
        return lambda b: "MKP" if b.asal_mkp else "Bukan MKP"
    if not dimensi:
        return lambda _: DIMENSI[""]
    return lambda b: str(getattr(b, dimensi)) or "Belum diisi"


def _laju(kelompok: str, isi: Sequence[BarisSerapan], penyebut: str, nama: str) -> Laju:
    biaya = [b.nilai[penyebut] for b in isi]
    return Laju(
        kelompok,
        usulan=len(isi),
        terserap=sum(b.serapan > 0 for b in isi),
        penuh=sum(n is not None and 0 < b.serapan >= n for b, n in zip(isi, biaya, strict=True)),
        rupiah=sum(n or 0 for n in biaya),
        rupiah_terserap=sum(b.serapan for b in isi),
        penyebut=nama,
        tanpa_biaya=sum(n is None for n in biaya),
    )


def _dalam_kurung(nilai: Decimal | None) -> str:
    return "" if nilai is None else f" ({persen_teks(nilai)})"
