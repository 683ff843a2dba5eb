"""Which values of a profile an office may change, and how a change is checked and applied."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from musren.integration.profil.periksa import di_luar, periksa
from musren.integration.profil.skema import Batas, Bidang, Nilai, Parameter, ProfileError
from musren.integration.profil.teks import sederhana

if TYPE_CHECKING:
    from musren.integration.profil.utuh import Profil

_DAPAT = "Dapat disesuaikan oleh kabupaten."
_TIDAK_DAPAT = "ditetapkan Panduan dan tidak dapat diubah"


@dataclass(frozen=True, slots=True)
class _Letak:
    """Where a parameter lives: `profil.koleksi[kunci].medan`, or `profil.medan` itself."""

    koleksi: str
    kunci: str
    medan: str


@dataclass(frozen=True, slots=True)
class _Golongan:
    """One kind of editable field, repeated for each item of a collection."""

    koleksi: str
    medan: str
    label: str
    jenis: str


_GOLONGAN = (
    _Golongan("surat", "pola_nomor", "Pola nomor {nama}", "text"),
    _Golongan("surat", "klasifikasi", "Kode klasifikasi {nama}", "text"),
    _Golongan("surat", "menimbang", "Menimbang {nama}", "list"),
    _Golongan("surat", "mengingat", "Kunci dasar hukum {nama}", "list"),
    _Golongan("surat", "memperhatikan", "Memperhatikan {nama}", "list"),
    _Golongan("surat", "diktum", "Diktum {nama}", "list"),
    _Golongan("surat", "tembusan", "Tembusan {nama}", "list"),
    _Golongan("agenda_baku", "baku", "Agenda baku {nama}", "list"),
    _Golongan("kalender", "bulan", "Bulan {nama}", "list"),
    _Golongan("larangan", "berlaku", "Larangan berlaku: {teks}", "bool"),
    _Golongan("larangan", "teks", "Bunyi larangan: {teks}", "text"),
    _Golongan("larangan", "kata", "Kata kunci larangan: {teks}", "list"),
    _Golongan("larangan", "kecuali", "Pengecualian larangan: {teks}", "list"),
    _Golongan("suara", "pilihan", "Pilihan tiap wakil, tabel suara {kunci}", "int"),
    _Golongan("suara", "sampai", "Sampai jumlah usulan, tabel suara {kunci}", "int"),
    _Golongan("lembar", "dokumen", "Dokumen yang diperiksa, lembar {nama}", "list"),
    _Golongan("lembar", "dokumen_wajib", "Kunci dokumen wajib, lembar {nama}", "list"),
    _Golongan("lembar", "pertanyaan", "Pertanyaan lembar {nama}", "list"),
    _Golongan("lembar", "kata", "Kata kunci lembar {nama}", "list"),
    _Golongan("dasar_hukum", "teks", "Bunyi dasar hukum: {awal}", "text"),
)
_LEPAS = (
    ("skpd", "Daftar SKPD"),
    ("lembaga_desa", "Lembaga desa"),
    ("larangan_tambahan", "Kata larangan tambahan kabupaten"),
    ("dasar_hukum_daerah", "Peraturan daerah pada Mengingat"),
    ("alasan_ditunda", "Pilihan alasan usulan ditunda"),
)
_LABEL = (
    ("mkp_panjang", "Kepanjangan MKP"),
    ("musdes_perencanaan", "Nama Musdes Perencanaan"),
    ("kop_desa", "Baris ketiga kop surat desa"),
    ("lembaran_desa", "Tempat Peraturan Desa diundangkan, di depan nama desa"),
)


BELUM_DIPAKAI = (
    "blm_kecamatan", "delegasi_desa_maks", "delegasi_desa_min", "delegasi_desa_min_perempuan",
    "masa_rkp", "masa_rpjm", "alasan_ditunda", "label.mkp_panjang", "label.lembaran_desa",
)  # fmt: skip
"""Values kept for stages to come; a name that ends with a point means all that begin so."""


def dipakai(kunci: str) -> bool:
    """Whether a change of this value changes anything the program does."""
    return not any(
        kunci.startswith(satu) if satu.endswith(".") else kunci == satu for satu in BELUM_DIPAKAI
    )


def daftar(profil: "Profil") -> tuple[Parameter, ...]:
    """Every parameter with its value, in the order limits, texts, lists."""
    return tuple(replace(p, dipakai=dipakai(p.kunci)) for p, _ in _semua(profil))


def terapkan(profil: "Profil", perubahan: Mapping[str, object]) -> "Profil":
    """Return a changed copy; see `Profil.dengan`."""
    dikenal = {p.kunci: (p, letak) for p, letak in _semua(profil)}
    baru = profil
    for kunci, nilai in perubahan.items():
        if kunci not in dikenal:
            raise ProfileError(f"Parameter '{kunci}' tidak dikenal dalam profil {profil.slug}.")
        p, letak = dikenal[kunci]
        if not p.dapat_diubah:
            raise ProfileError(f"{p.label} ({kunci}) {_TIDAK_DAPAT}.")
        baru = _pasang(baru, letak, _terima(p, nilai))
    periksa(baru)
    return baru


def _semua(profil: "Profil") -> Iterator[tuple[Parameter, _Letak]]:
    for b in profil.batas:
        yield _dari_batas(b), _Letak("batas", b.kunci, "nilai")
    for medan, nama in _LABEL:
        yield (
            _bebas(f"label.{medan}", nama, getattr(profil.label, medan)),
            _Letak("label", "", medan),
        )
    for golongan in _GOLONGAN:
        yield from _dari_golongan(profil, golongan)
    for medan, nama in _LEPAS:
        yield _bebas(medan, nama, getattr(profil, medan)), _Letak("", "", medan)
    bidang = tuple(_tulis_bidang(b) for b in profil.bidang)
    alasan = "Tulis satu bidang per baris: nama, titik dua, lalu sub-bidang dipisah koma."
    yield _bebas("bidang", "Daftar bidang", bidang, alasan, 1), _Letak("", "", "bidang")


def _dari_batas(b: Batas) -> Parameter:
    return Parameter(
        b.kunci, b.label, b.jenis, b.nilai, b.tanda, b.alasan, b.dapat_diubah, b.min, b.max
    )


def _dari_golongan(profil: "Profil", g: _Golongan) -> Iterator[tuple[Parameter, _Letak]]:
    for satu in getattr(profil, g.koleksi):
        nilai = getattr(satu, g.medan)
        if nilai is None or (g.koleksi == "surat" and not nilai):
            continue
        nama = str(getattr(satu, "nama", satu.kunci))
        teks = str(getattr(satu, "teks", nama))
        label = g.label.format(nama=nama, kunci=satu.kunci, teks=teks, awal=_awal(teks))
        bawah = 1.0 if g.jenis == "int" else None
        yield (
            Parameter(
                f"{g.koleksi}.{satu.kunci}.{g.medan}", label, g.jenis, nilai,
                getattr(satu, "tanda", "D"), _DAPAT, dapat_diubah=True, min=bawah, max=None,
            ),
            _Letak(g.koleksi, satu.kunci, g.medan),
        )  # fmt: skip


def _awal(teks: str) -> str:
    """The first words of a legal basis, by which people know it."""
    pokok = teks.partition(" tentang ")[0].split()
    return " ".join(pokok[:8])


def _bebas(
    kunci: str, label: str, nilai: Nilai, alasan: str = "", paling_sedikit: float | None = None
) -> Parameter:
    jenis = "list" if isinstance(nilai, tuple) else "text"
    return Parameter(
        kunci, label, jenis, nilai, "D", alasan or _DAPAT,
        dapat_diubah=True, min=paling_sedikit, max=None,
    )  # fmt: skip


def _terima(p: Parameter, nilai: object) -> Nilai:
    """Check type and range; the value comes from a settings form or a stored JSON."""
    bersih = _jenis(p, nilai)
    if isinstance(bersih, str) and not bersih.strip():
        raise ProfileError(f"{p.label} ({p.kunci}): isi tidak boleh kosong.")
    keluhan = di_luar(p, bersih)
    if keluhan:
        raise ProfileError(f"{p.label} ({p.kunci}): {keluhan}")
    return bersih


def _jenis(p: Parameter, nilai: object) -> Nilai:
    if p.jenis == "bool" and isinstance(nilai, bool):
        return nilai
    if p.jenis == "text" and isinstance(nilai, str):
        return nilai
    if p.jenis == "list" and isinstance(nilai, list | tuple):
        return _deret(p, nilai)
    if isinstance(nilai, int) and not isinstance(nilai, bool) and p.jenis in {"int", "rupiah"}:
        return nilai
    if isinstance(nilai, int | float) and not isinstance(nilai, bool) and p.jenis == "float":
        return float(nilai)
    raise ProfileError(f"{p.label} ({p.kunci}): {nilai!r} bukan {_NAMA[p.jenis]}.")


def _deret(p: Parameter, nilai: Sequence[Any]) -> Nilai:
    lama = p.nilai if isinstance(p.nilai, tuple) else ()
    tipe = int if lama and isinstance(lama[0], int) else str
    if any(type(satu) is not tipe for satu in nilai):
        raise ProfileError(f"{p.label} ({p.kunci}): setiap baris harus {_NAMA_BARIS[tipe]}.")
    return tuple(nilai)


_NAMA = {
    "int": "bilangan bulat",
    "rupiah": "jumlah rupiah bulat",
    "float": "bilangan",
    "bool": "pilihan ya atau tidak",
    "text": "teks",
    "list": "daftar",
}
_NAMA_BARIS = {int: "bilangan bulat", str: "teks"}


def _pasang(profil: "Profil", letak: _Letak, nilai: Nilai) -> "Profil":
    perubahan: dict[str, Any]
    if letak.medan == "bidang":
        perubahan = {"bidang": _baca_bidang(profil, nilai)}
    elif not letak.koleksi:
        perubahan = {letak.medan: nilai}
    elif letak.koleksi == "label":
        label: dict[str, Any] = {letak.medan: nilai}
        perubahan = {"label": replace(profil.label, **label)}
    else:
        isi = (
            replace(satu, **{letak.medan: nilai}) if satu.kunci == letak.kunci else satu
            for satu in getattr(profil, letak.koleksi)
        )
        perubahan = {letak.koleksi: tuple(isi)}
    return replace(profil, **perubahan)


def _tulis_bidang(b: Bidang) -> str:
    return f"{b.nama}: {', '.join(b.sub)}" if b.sub else b.nama


def _baca_bidang(profil: "Profil", nilai: Nilai) -> tuple[Bidang, ...]:
    """Read the lines back; a field whose name stays keeps its key."""
    lama = {sederhana(b.nama): b.kunci for b in profil.bidang}
    hasil = []
    for baris in nilai if isinstance(nilai, tuple) else ():
        nama, _, sub = str(baris).partition(":")
        polos = sederhana(nama)
        if not polos:
            raise ProfileError(f"Daftar bidang: baris '{baris}' belum bernama.")
        kunci = lama.get(polos) or re.sub(r"\s+", "_", polos)
        bagian = tuple(s.strip() for s in sub.split(",") if s.strip())
        hasil.append(Bidang(kunci, nama.strip(), bagian))
    return tuple(hasil)
