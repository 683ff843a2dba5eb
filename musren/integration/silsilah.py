"""Merging and splitting proposals: what the new one says, how money is shared (II.D.3.d)."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from decimal import Decimal
from typing import Any

from musren.domain.rupiah import format_rupiah

PALING_BANYAK = 10
"""So many proposals at once; more are merged in several steps."""

Share = tuple[str | None, str, int | None]
"""A share of the cost: funding category, the village's words, whole rupiah (None: unknown)."""

_TEKS = ("kegiatan", "lokasi", "pengusul", "sasaran", "target", "waktu", "penanggung_jawab")
_URAIAN = (
    "tujuan", "latar_belakang", "manfaat", "keterlibatan_miskin", "potensi",
    "rencana_pelaksanaan", "rencana_pelestarian", "keterangan",
)  # fmt: skip
_SAMA = ("jenis", "bidang", "dusun", "satuan", "asal", "sifat", "skpd")
_ORANG = (
    "pemanfaat_l", "pemanfaat_p", "pemanfaat_rtm", "tidak_langsung_l", "tidak_langsung_p",
)  # fmt: skip
_TERPANJANG = 300


def merged(asal: Sequence[Mapping[str, Any]]) -> dict[str, Any]:
    """Return what the proposal made of several says at first; people change it.

    Costs are added when all are known, volumes when they are of one unit; texts stand side by
    side; what is not the same in all of them (kind, bidang, origin) is left open.
    """
    hasil: dict[str, Any] = {nama: _satu(asal, nama) for nama in _SAMA}
    hasil |= {nama: _dan(asal, nama) for nama in _TEKS}
    hasil |= {nama: "\n".join(_berbeda(asal, nama)) for nama in _URAIAN}
    hasil |= {nama: _jumlah(asal, nama) for nama in (*_ORANG, "biaya")}
    hasil["volume"] = _jumlah(asal, "volume") if hasil["satuan"] else None
    tahun = [u["asal_usulan_lama_tahun"] for u in asal if u.get("asal_usulan_lama_tahun")]
    return hasil | {"asal_usulan_lama_tahun": min(tahun, default=None)}


def _berbeda(asal: Iterable[Mapping[str, Any]], nama: str) -> list[str]:
    return list(dict.fromkeys(str(u[nama]).strip() for u in asal if str(u.get(nama) or "").strip()))


def _satu(asal: Sequence[Mapping[str, Any]], nama: str) -> str:
    """The value all of them have; empty when they differ."""
    tertulis = {str(u.get(nama) or "") for u in asal}
    return tertulis.pop() if len(tertulis) == 1 else ""


def _dan(asal: Iterable[Mapping[str, Any]], nama: str) -> str:
    """The different texts in one line; the first alone where the line would be too long."""
    teks = _berbeda(asal, nama)
    baris = " dan ".join(teks)
    return baris if len(baris) <= _TERPANJANG else teks[0]


def _jumlah(asal: Sequence[Mapping[str, Any]], nama: str) -> Any:
    angka = [u.get(nama) for u in asal]
    return None if any(n is None for n in angka) else sum(n for n in angka if n is not None)


def merged_shares(semua: Iterable[Share]) -> list[Share]:
    """Return the shares of several proposals, those of one source added up."""
    jumlah: dict[tuple[str | None, str], int | None] = {}
    for sumber, rincian, nilai in semua:
        kunci = (sumber, rincian)
        lama = jumlah.get(kunci, 0)
        jumlah[kunci] = None if lama is None or nilai is None else lama + nilai
    return [(sumber, rincian, nilai) for (sumber, rincian), nilai in jumlah.items()]


# --- splitting ---------------------------------------------------------------------------------


def split_errors(biaya: int | None, bagian: Sequence[int | None], penjelasan: str) -> list[str]:
    """Return what speaks against these parts of a proposal that costs `biaya`.

    The parts cost together what the whole did; a difference is refused unless it is explained.
    """
    if biaya is None:
        return []
    kosong = sum(n is None for n in bagian)
    if kosong:
        return [f"Isi biaya setiap bagian; {kosong} bagian belum berbiaya."]
    jumlah = sum(n for n in bagian if n is not None)
    if jumlah == biaya or penjelasan.strip():
        return []
    keluhan = (
        f"Jumlah biaya bagian {format_rupiah(jumlah)} tidak sama dengan biaya usulan asal "
        f"{format_rupiah(biaya)}: selisih {format_rupiah(abs(jumlah - biaya))}. Perbaiki biayanya, "
        "atau tulis penjelasan selisihnya."
    )
    return [keluhan]


def split_shares(dana: Sequence[Share], bagian: Sequence[int | None]) -> list[list[Share]]:
    """Return the shares of each part: in proportion, whole rupiah, nothing lost.

    Each part's shares add up to its cost; when the parts add up to the whole, so do the shares of
    each source. Where an amount is unknown the parts only keep the names of the sources.
    """
    isi = [n for _, _, n in dana]
    biaya = [n for n in bagian if n is not None]
    if not dana or None in isi or len(biaya) < len(bagian) or not sum(n or 0 for n in isi):
        return [_unknown(dana, cost) for cost in bagian]
    known = [n or 0 for n in isi]
    tabel = _table(known, biaya)
    return [
        [(s, r, n) for (s, r, _), n in zip(dana, row, strict=True) if n or not cost]
        for row, cost in zip(tabel, biaya, strict=True)
    ]


def _unknown(dana: Sequence[Share], biaya: int | None) -> list[Share]:
    if len(dana) == 1:
        return [(dana[0][0], dana[0][1], biaya)]
    return [(sumber, rincian, None) for sumber, rincian, _ in dana]


def _table(kolom: Sequence[int], baris: Sequence[int]) -> list[list[int]]:
    """Whole numbers in proportion; rows add up to `baris`, columns to `kolom` scaled to them."""
    skala = _scaled(kolom, sum(baris))
    dekat = _cut(skala, baris, lambda a, b, t: round(Decimal(a) * b / t))
    if all(n >= 0 for row in dekat for n in row):
        return dekat
    return _cut(skala, baris, lambda a, b, _t: min(a, b))  # one source after the other


def _scaled(kolom: Sequence[int], jumlah: int) -> list[int]:
    """The columns stretched to another sum, rounded from the left so that it is met."""
    semua, hasil, sampai = sum(kolom), list[int](), 0
    for n in kolom:
        sampai += n
        hasil.append(sampai * jumlah // semua - sum(hasil))
    return hasil


def _cut(
    kolom: Sequence[int], baris: Sequence[int], sampai: Callable[[int, int, int], int]
) -> list[list[int]]:
    """Differences of a table of running sums: its last row and column are those given."""
    jumlah = sum(baris) or 1
    kiri = [sum(kolom[:n]) for n in range(len(kolom) + 1)]
    atas = [sum(baris[:n]) for n in range(len(baris) + 1)]
    c = [[sampai(a, k, jumlah) for k in kiri] for a in atas]
    return [
        [c[i + 1][j + 1] - c[i][j + 1] - c[i + 1][j] + c[i][j] for j in range(len(kolom))]
        for i in range(len(baris))
    ]
