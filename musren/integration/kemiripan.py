"""Hints that two proposals may be the same work; people decide (Panduan II.D.3.d)."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from difflib import SequenceMatcher

from musren.domain.bahasa import angka, daftar
from musren.domain.rupiah import format_rupiah
from musren.integration.profil import Profil
from musren.integration.profil.teks import sederhana


@dataclass(frozen=True, slots=True)
class Kegiatan:
    """What is compared of one proposal. `kode` is its own; `biaya` whole rupiah."""

    kode: str
    kegiatan: str
    lokasi: str = ""
    dusun: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    biaya: int | None = None


@dataclass(frozen=True, slots=True)
class Mirip:
    """A pair with its likeness (0 to 1, three decimals) and the reasons as short phrases."""

    satu: str
    dua: str
    nilai: float
    alasan: tuple[str, ...]

    @property
    def kalimat(self) -> str:
        """The reasons as one sentence: "Nama hampir sama, lokasi sama."."""
        teks = ", ".join(self.alasan)
        return f"{teks[:1].upper()}{teks[1:]}."


def within(profil: Profil, usulan: Iterable[Kegiatan]) -> tuple[Mirip, ...]:
    """Return the pairs of one village that look alike, the most alike first.

    `satu` is always the smaller code; the result does not depend on the order of the input.
    """
    siap = [_Sidik.dari(u) for u in sorted(usulan, key=_kunci)]
    pasangan = ((a, b) for i, a in enumerate(siap) for b in siap[i + 1 :])
    return _terurut(profil, pasangan)


def against(
    profil: Profil, usulan: Iterable[Kegiatan], lama: Iterable[Kegiatan]
) -> tuple[Mirip, ...]:
    """Return the pairs of this year's proposals (`satu`) and last year's (`dua`)."""
    dahulu = [_Sidik.dari(u) for u in sorted(lama, key=_kunci)]
    kini = [_Sidik.dari(u) for u in sorted(usulan, key=_kunci)]
    return _terurut(profil, ((a, b) for a in kini for b in dahulu))


def nama_serupa(profil: Profil, satu: str, dua: str) -> bool:
    """Whether two names are as alike as the profile asks for a replacement of the MKP.

    Letters or words may be what makes them alike; 1 in the profile asks for the same words.
    A name without words is like no other.
    """
    if not sederhana(satu) or not sederhana(dua):
        return False
    batas = profil.batas_float("kemiripan_usulan")
    huruf = SequenceMatcher(None, sederhana(satu), sederhana(dua)).ratio()
    return huruf >= batas or _sama(_bobot(satu), _bobot(dua)) >= batas


# --- words -------------------------------------------------------------------------------------

_FRASA: Sequence[tuple[str, str]] = (
    ("olah raga", "olahraga"), ("pos kamling", "poskamling"), ("pos ronda", "poskamling"),
    ("gorong gorong", "gorong"), ("hand tractor", "traktor"), ("hand traktor", "traktor"),
    ("sekolah dasar", "sd"), ("taman kanak kanak", "tk"), ("simpan pinjam", "spp"),
    ("rabat beton", "rabat"), ("cor beton", "rabat"), ("saluran air", "drainase"),
    ("jamban keluarga", "mck"),
)  # fmt: skip

_SINONIM: Mapping[str, str] = {
    "gang": "jalan", "lorong": "jalan", "jln": "jalan", "jl": "jalan",
    "mushola": "musala", "mushala": "musala", "musola": "musala", "surau": "musala",
    "langgar": "musala", "mesjid": "masjid",
    "selokan": "drainase", "parit": "drainase", "got": "drainase",
    "talut": "talud", "turap": "talud", "tpt": "talud",
    "wc": "mck", "jamban": "mck", "kakus": "mck",
    "sdn": "sd",
    "benih": "bibit", "tractor": "traktor", "mebelair": "mebel", "mebeler": "mebel",
    "meubelair": "mebel", "jbt": "jembatan", "titian": "jembatan",
    "kamling": "poskamling", "cor": "rabat", "betonisasi": "rabat", "semenisasi": "rabat",
    "rehabilitasi": "rehab", "renovasi": "rehab", "perbaikan": "rehab", "pemugaran": "rehab",
    "memperbaiki": "rehab", "pembuatan": "pembangunan", "membangun": "pembangunan",
    "bangun": "pembangunan", "pendirian": "pembangunan", "pembelian": "pengadaan",
    "bantuan": "pengadaan", "penyediaan": "pengadaan", "kursus": "pelatihan",
    "pembinaan": "pelatihan", "mtr": "meter", "m": "meter", "dsn": "dusun", "kampung": "dusun",
    "satu": "1", "dua": "2", "tiga": "3", "empat": "4", "lima": "5", "enam": "6", "tujuh": "7",
    "delapan": "8", "sembilan": "9", "sepuluh": "10",
    "i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8",
    "ix": "9",
}  # fmt: skip

_ABAIKAN = frozenset(
    {"dan", "di", "ke", "dari", "untuk", "yang", "pada", "dengan", "atau", "serta", "oleh"}
    | {"bagi", "dalam", "antar", "menuju", "sampai", "s", "d", "x"}
    | {"desa", "warga", "masyarakat", "umum", "kegiatan", "program"}
)
_UMUM = frozenset(
    {"pembangunan", "pengadaan", "rehab", "pemeliharaan", "peningkatan", "penambahan"}
    | {"pengembangan", "pembersihan", "pelebaran", "penyusunan", "operasional", "insentif"}
    | {"lanjutan", "pemasangan", "gedung"}
)
_TEMPAT = frozenset({"dusun", "rt", "rw", "blok", "lingkungan"})
_UKURAN = frozenset(
    {"meter", "lebar", "panjang", "tebal", "tinggi", "diameter", "bentang"}
    | {"unit", "paket", "buah"}
)

_BOBOT_UMUM = 0.3
_BOBOT_SEDANG = 0.5
_BOBOT_ANGKA = 0.4
_GANDA = re.compile(r"([a-z])\1+")
_SINGKAT = 4  # shorter words are often acronyms: PKK is not PK


def _kata(teks: str) -> frozenset[str]:
    """The words of a text in one spelling, without those that say nothing."""
    return frozenset(k for tertulis in _potong(teks) if (k := _ejaan(tertulis)) not in _ABAIKAN)


def _potong(teks: str) -> list[str]:
    polos = f" {sederhana(teks)} "
    for frasa, ganti in _FRASA:
        polos = polos.replace(f" {frasa} ", f" {ganti} ")
    return polos.split()


def _ejaan(kata: str) -> str:
    if kata.isdigit():
        return kata.lstrip("0") or "0"
    if kata in _SINONIM or kata in _UMUM:
        return _SINONIM.get(kata, kata)
    tunggal = _GANDA.sub(r"\1", kata) if len(kata) > _SINGKAT else kata
    return _SINONIM.get(tunggal, tunggal)


def _berat(kata: str) -> float:
    if kata in _UMUM or kata in _TEMPAT or kata in _UKURAN:
        return _BOBOT_UMUM
    if kata.isdigit():
        return _BOBOT_ANGKA
    return _BOBOT_SEDANG if kata == "pelatihan" else 1.0


def _bobot(teks: str) -> Mapping[str, float]:
    return {kata: _berat(kata) for kata in sorted(_kata(teks))}


def _sama(a: Mapping[str, float], b: Mapping[str, float]) -> float:
    """The weight of the shared words against that of all words, 0 to 1."""
    semua = sum(a.values()) + sum(b.values())
    return 2 * sum(n for kata, n in a.items() if kata in b) / semua if semua else 0.0


# --- pairs -------------------------------------------------------------------------------------

_NAMA_HAMPIR = 0.8
_NAMA_TERKECIL = 0.5
_BIAYA_DEKAT = 0.1
_TAMBAH_TEMPAT, _KURANG_TEMPAT = 0.1, 0.25
_TAMBAH_UKURAN = 0.05


@dataclass(frozen=True, slots=True)
class _Sidik:
    """One proposal made ready for comparing."""

    asli: Kegiatan
    nama: Mapping[str, float]
    pokok: frozenset[str]
    tempat: frozenset[str]

    @classmethod
    def dari(cls, u: Kegiatan) -> "_Sidik":
        nama = _bobot(u.kegiatan)
        pokok = frozenset(k for k, n in nama.items() if n >= _BOBOT_SEDANG) or frozenset(nama)
        tempat = (_kata(u.lokasi) | _kata(u.dusun)) - _TEMPAT
        return cls(u, nama, pokok, tempat)


def _terurut(profil: Profil, pasangan: Iterable[tuple[_Sidik, _Sidik]]) -> tuple[Mirip, ...]:
    batas = profil.batas_float("kemiripan_petunjuk")
    temu = (_banding(a, b, batas) for a, b in pasangan if not a.pokok.isdisjoint(b.pokok))
    return tuple(sorted((m for m in temu if m), key=lambda m: (-m.nilai, m.satu, m.dua)))


def _banding(a: _Sidik, b: _Sidik, batas: float) -> Mirip | None:
    nama = _sama(a.nama, b.nama)
    if nama < _NAMA_TERKECIL:
        return None
    bagian = [_alasan_nama(a, b, nama), _alasan_tempat(a, b), *_alasan_ukuran(a.asli, b.asli)]
    nilai = round(min(max(nama + sum(n for n, _ in bagian), 0.0), 1.0), 3)
    if nilai < batas:
        return None
    return Mirip(a.asli.kode, b.asli.kode, nilai, tuple(teks for _, teks in bagian if teks))


def _alasan_nama(a: _Sidik, b: _Sidik, nama: float) -> tuple[float, str]:
    if sederhana(a.asli.kegiatan) == sederhana(b.asli.kegiatan):
        return 0.0, "nama sama"
    if nama >= _NAMA_HAMPIR:
        return 0.0, "nama hampir sama"
    bersama = [k for k in _potong(a.asli.kegiatan) if _ejaan(k) in a.pokok & b.pokok]
    return 0.0, f"sama-sama menyebut {daftar(list(dict.fromkeys(bersama)))}"


def _alasan_tempat(a: _Sidik, b: _Sidik) -> tuple[float, str]:
    if not a.tempat or not b.tempat:
        return 0.0, ""
    if a.tempat == b.tempat:
        return _TAMBAH_TEMPAT, "lokasi sama"
    if a.tempat & b.tempat:
        return 0.0, "sebagian lokasi sama"
    return -_KURANG_TEMPAT, "lokasi berbeda"


def _alasan_ukuran(a: Kegiatan, b: Kegiatan) -> Iterable[tuple[float, str]]:
    satuan = sederhana(a.satuan)
    if a.volume is not None and a.volume == b.volume and satuan == sederhana(b.satuan):
        yield _TAMBAH_UKURAN, f"volume sama ({angka(a.volume)} {a.satuan})".replace(" )", ")")
    if a.biaya and b.biaya:
        if a.biaya == b.biaya:
            yield _TAMBAH_UKURAN, f"biaya sama ({format_rupiah(a.biaya)})"
        elif abs(a.biaya - b.biaya) <= _BIAYA_DEKAT * max(a.biaya, b.biaya):
            yield 0.0, "biaya hampir sama"


def _kunci(u: Kegiatan) -> tuple[str, str]:
    return u.kode, u.kegiatan
