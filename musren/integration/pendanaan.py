"""MAD Pendanaan: BLM goes down the ranks until it no longer suffices (Panduan II.D.4.c)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal

from musren.domain.rupiah import format_rupiah
from musren.integration.profil import Profil
from musren.integration.usulan import Alasan

TAMBAH_SWADAYA, TAMBAH_VOLUME, KEMBALI = "tambah_swadaya", "tambah_volume", "kembali"

PILIHAN_SISA: Mapping[str, str] = {
    TAMBAH_SWADAYA: "Danai usulan peringkat berikutnya dengan tambahan swadaya",
    TAMBAH_VOLUME: "Tambah volume kegiatan yang sudah disepakati",
    KEMBALI: "Tidak dialokasikan; kembali ke kas negara",
}
"""What a forum may do with BLM too small for the next proposal."""

_PNPM = "ketentuan PNPM-MP"


@dataclass(frozen=True, slots=True)
class Masukan:
    """The frozen inputs in whole rupiah: ceiling, operational shares, most for SPP together."""

    pagu: int
    op_upk: int
    op_tpk: int
    spp_maks: int

    @property
    def operasional(self) -> int:
        return self.op_upk + self.op_tpk


@dataclass(frozen=True, slots=True)
class Calon:
    """One agreed proposal: its rank in its own list, what BLM is to pay, its swadaya."""

    kode: str
    kegiatan: str
    peringkat: int
    blm: int | None
    swadaya: int = 0


@dataclass(frozen=True, slots=True)
class Tambahan:
    """More volume for a funded proposal, paid from the remainder; `biaya` whole rupiah."""

    kode: str
    biaya: int | None


@dataclass(frozen=True, slots=True)
class PilihanSisa:
    """What the forum decided about the remainder; `pilihan` "" while it has not."""

    pilihan: str = ""
    kode: str = ""
    swadaya_tambahan: int = 0
    tambahan: tuple[Tambahan, ...] = ()


@dataclass(frozen=True, slots=True)
class BarisAlokasi:
    """One proposal after allocation.

    `blm` is what it gets (0 when not funded), `swadaya` what people give, both with what the
    forum added; `kumulatif` is the running sum of its list, 0 when not funded.
    """

    kode: str
    kegiatan: str
    peringkat: int
    didanai: bool
    blm: int
    swadaya: int
    kumulatif: int
    alasan: str


@dataclass(frozen=True, slots=True)
class Alokasi:
    """The whole allocation; the sums and the remainder (`sisa`) are whole rupiah.

    `pot` is what is left for the other proposals after operations and funded SPP, `sisa_awal`
    the remainder before the forum's choice, `sisa` after it. `berikut` is the proposal next in
    rank (None when all are funded) and `perlu_swadaya` what it lacks.
    """

    masukan: Masukan
    spp: tuple[BarisAlokasi, ...]
    bukan_spp: tuple[BarisAlokasi, ...]
    pot: int
    sisa_awal: int
    sisa: int
    berikut: str | None
    perlu_swadaya: int | None
    kalimat: tuple[str, ...]

    @property
    def jumlah_spp(self) -> int:
        return sum(b.blm for b in self.spp)

    @property
    def jumlah_bukan_spp(self) -> int:
        return sum(b.blm for b in self.bukan_spp)

    @property
    def didanai(self) -> tuple[str, ...]:
        """Codes of the funded proposals, SPP first, by rank."""
        return tuple(b.kode for b in (*self.spp, *self.bukan_spp) if b.didanai)


def inputs(profil: Profil, pagu: int) -> Masukan:
    """Return the shares of a ceiling as the profile has them, rounded down to whole rupiah."""
    return Masukan(
        pagu,
        _bagian(profil, "op_upk", pagu),
        _bagian(profil, "op_tpk", pagu),
        _bagian(profil, "spp_max_share_blm", pagu),
    )


def input_errors(masukan: Masukan) -> dict[str, str]:
    """Return one sentence per input that cannot be: below zero, or above the ceiling."""
    nilai = {"op_upk": masukan.op_upk, "op_tpk": masukan.op_tpk, "spp_maks": masukan.spp_maks}
    pagu = format_rupiah(masukan.pagu)
    salah = {
        nama: f"{format_rupiah(n)} melebihi pagu BLM {pagu}. Perbaiki salah satunya."
        for nama, n in nilai.items()
        if n > masukan.pagu
    }
    salah |= {nama: "Jumlah tidak boleh kurang dari nol." for nama, n in nilai.items() if n < 0}
    if not salah and masukan.operasional > masukan.pagu:
        salah["op_tpk"] = f"Operasional UPK dan TPK bersama melebihi pagu BLM {pagu}."
    return salah


def check_inputs(profil: Profil, masukan: Masukan) -> tuple[Alasan, ...]:
    """Return what speaks against the inputs: hard above the SPP share, soft above operations'."""
    baku = inputs(profil, masukan.pagu)
    hasil = []
    if masukan.spp_maks > baku.spp_maks:
        persen = _persen(profil, "spp_max_share_blm")
        kalimat = (
            f"Batas SPP {format_rupiah(masukan.spp_maks)} melebihi {persen} persen dari BLM "
            f"kecamatan, yaitu {format_rupiah(baku.spp_maks)}. Kurangi batasnya."
        )
        hasil.append(Alasan("spp_maks", kalimat, _PNPM, "S", keras=True))
    for nama, sebutan in (("op_upk", "UPK"), ("op_tpk", "TPK")):
        isi, lazim = getattr(masukan, nama), getattr(baku, nama)
        if isi > lazim:
            kalimat = (
                f"Operasional {sebutan} {format_rupiah(isi)} lebih besar dari bawaan "
                f"{_persen(profil, nama)} persen ({format_rupiah(lazim)}). Periksa ketentuannya."
            )
            hasil.append(Alasan(nama, kalimat, "bawaan operasional", "G", keras=False))
    return tuple(hasil)


def allocate(
    masukan: Masukan,
    spp: Iterable[Calon],
    bukan_spp: Iterable[Calon],
    sisa: PilihanSisa | None = None,
) -> Alokasi:
    """Go down both lists by rank, SPP first; whoever does not fit stops its list.

    No lower rank is pulled up past one that does not fit. What SPP does not use goes to the
    others. A choice about the remainder counts only while it is free of `option_errors`.
    """
    bersih = max(masukan.pagu - masukan.operasional, 0)
    batas_spp = min(masukan.spp_maks, bersih)
    baris_spp = _turun(spp, batas_spp, "batas SPP")
    pot = bersih - sum(b.blm for b in baris_spp)
    urut = sorted(bukan_spp, key=_kunci)
    baris = _turun(urut, pot, "BLM untuk usulan bukan SPP")
    tersisa = pot - sum(b.blm for b in baris)
    berikut = next((c for c, b in zip(urut, baris, strict=True) if not b.didanai), None)
    perlu = None if berikut is None or not berikut.blm else berikut.blm - tersisa
    kode = None if berikut is None else berikut.kode
    dasar = Alokasi(masukan, tuple(baris_spp), tuple(baris), pot, tersisa, tersisa, kode, perlu, ())
    if sisa is not None and sisa.pilihan and not option_errors(dasar, sisa):
        dasar = _pakai_sisa(dasar, sisa, berikut)
    return replace(dasar, kalimat=_kalimat(dasar, sisa))


def option_errors(alokasi: Alokasi, sisa: PilihanSisa) -> dict[str, str]:
    """Return one sentence per form field of a choice about the remainder that cannot be.

    Fields: pilihan_sisa, sisa_usulan_id, swadaya_tambahan, tambahan and tambahan.N.biaya.
    `alokasi` is the allocation without a choice.
    """
    if not sisa.pilihan:
        return {}
    if sisa.pilihan not in PILIHAN_SISA:
        return {"pilihan_sisa": f"Pilih salah satu: {'; '.join(PILIHAN_SISA.values())}."}
    if not alokasi.sisa_awal:
        return {"pilihan_sisa": "BLM sudah habis teralokasi, sehingga tidak ada sisa untuk diatur."}
    if sisa.pilihan == TAMBAH_SWADAYA:
        return _salah_swadaya(alokasi, sisa)
    return _salah_volume(alokasi, sisa) if sisa.pilihan == TAMBAH_VOLUME else {}


def what_if(
    profil: Profil, pagu: Iterable[int], spp: Sequence[Calon], bukan_spp: Sequence[Calon]
) -> tuple[Alokasi, ...]:
    """Return the allocation under each ceiling, with the shares of the profile."""
    return tuple(allocate(inputs(profil, satu), spp, bukan_spp) for satu in pagu)


# --- going down the ranks ----------------------------------------------------------------------


def _turun(calon: Iterable[Calon], pot: int, sebutan: str) -> list[BarisAlokasi]:
    jalan, henti = 0, ""
    hasil = []
    for c in sorted(calon, key=_kunci):
        sebab = henti or _tidak_cukup(c, pot - jalan, sebutan)
        if not sebab:
            jalan += c.blm or 0
        if sebab and not henti:
            henti = (
                f"Tidak didanai karena peringkat {c.peringkat} belum terdanai; urutan tidak "
                "dilompati."
            )
        hasil.append(_baris(c, jalan, pot, sebab))
    return hasil


def _tidak_cukup(c: Calon, tersisa: int, sebutan: str) -> str:
    if not c.blm:
        return "Tidak didanai karena biaya BLM belum diisi. Isi biayanya agar alokasi berlanjut."
    if c.blm <= tersisa:
        return ""
    return (
        f"Tidak didanai: perlu {format_rupiah(c.blm)}, sisa {sebutan} {format_rupiah(tersisa)}, "
        f"kurang {format_rupiah(c.blm - tersisa)}."
    )


def _baris(c: Calon, jalan: int, pot: int, sebab: str) -> BarisAlokasi:
    didanai = not sebab
    return BarisAlokasi(
        c.kode, c.kegiatan, c.peringkat, didanai,
        blm=(c.blm or 0) if didanai else 0,
        swadaya=c.swadaya,
        kumulatif=jalan if didanai else 0,
        alasan=sebab
        or f"Didanai: jumlah berjalan {format_rupiah(jalan)} dari {format_rupiah(pot)}.",
    )  # fmt: skip


def _kunci(c: Calon) -> tuple[int, str]:
    return c.peringkat, c.kode


def _bagian(profil: Profil, kunci: str, pagu: int) -> int:
    return int(Decimal(str(profil.batas_float(kunci))) * pagu)


def _persen(profil: Profil, kunci: str) -> str:
    return f"{profil.batas_float(kunci) * 100:g}".replace(".", ",")


# --- the remainder -----------------------------------------------------------------------------


def _salah_swadaya(alokasi: Alokasi, sisa: PilihanSisa) -> dict[str, str]:
    if alokasi.berikut is None:
        return {"pilihan_sisa": "Semua usulan sudah didanai. Pilih tambah volume atau kembali."}
    if sisa.kode != alokasi.berikut:
        return {
            "sisa_usulan_id": "Tambahan swadaya hanya untuk usulan peringkat berikutnya, yaitu "
            f"{_nama(alokasi, alokasi.berikut)}. Peringkat di bawahnya tidak didahulukan."
        }
    if alokasi.perlu_swadaya is None:
        return {"sisa_usulan_id": "Biaya BLM usulan berikutnya belum diisi. Isi dahulu biayanya."}
    perlu, penuh = alokasi.perlu_swadaya, alokasi.perlu_swadaya + alokasi.sisa_awal
    if not perlu <= sisa.swadaya_tambahan < penuh:
        return {
            "swadaya_tambahan": f"Tambahan swadaya paling sedikit {format_rupiah(perlu)} dan "
            f"kurang dari {format_rupiah(penuh)}, yaitu biaya BLM usulan itu."
        }
    return {}


def _salah_volume(alokasi: Alokasi, sisa: PilihanSisa) -> dict[str, str]:
    if not sisa.tambahan:
        return {"tambahan": "Pilih kegiatan yang volumenya ditambah beserta tambahan biayanya."}
    salah: dict[str, str] = {}
    jumlah, spp, sudah = 0, alokasi.jumlah_spp, set[str]()
    for urut, t in enumerate(sisa.tambahan):
        tempat = f"tambahan.{urut}"
        if t.kode not in alokasi.didanai:
            salah[f"{tempat}.usulan_id"] = "Volume hanya ditambah pada usulan yang didanai."
        elif t.kode in sudah:
            salah[f"{tempat}.usulan_id"] = "Usulan ini sudah disebut; jadikan satu baris."
        if not t.biaya or t.biaya < 0:
            salah[f"{tempat}.biaya"] = "Isi tambahan biaya lebih dari nol."
        sudah.add(t.kode)
        jumlah += t.biaya or 0
        spp += (t.biaya or 0) * (t.kode in {b.kode for b in alokasi.spp})
    if jumlah > alokasi.sisa_awal:
        salah["tambahan"] = (
            f"Tambahan biaya berjumlah {format_rupiah(jumlah)}, melebihi sisa "
            f"{format_rupiah(alokasi.sisa_awal)}."
        )
    elif spp > max(alokasi.masukan.spp_maks, alokasi.jumlah_spp):
        batas = format_rupiah(alokasi.masukan.spp_maks)
        salah["tambahan"] = f"Dengan tambahan ini SPP {format_rupiah(spp)}, melebihi batas {batas}."
    return salah


def _pakai_sisa(alokasi: Alokasi, sisa: PilihanSisa, berikut: Calon | None) -> Alokasi:
    if sisa.pilihan == TAMBAH_SWADAYA and berikut is not None:
        return _dengan_swadaya(alokasi, berikut, sisa.swadaya_tambahan)
    if sisa.pilihan == TAMBAH_VOLUME:
        return _dengan_volume(alokasi, {t.kode: t.biaya or 0 for t in sisa.tambahan})
    return alokasi


def _dengan_swadaya(alokasi: Alokasi, berikut: Calon, tambahan: int) -> Alokasi:
    blm = (berikut.blm or 0) - tambahan
    jalan = alokasi.jumlah_bukan_spp + blm
    alasan = (
        f"Didanai dengan tambahan swadaya {format_rupiah(tambahan)} atas kesepakatan forum: jumlah "
        f"berjalan {format_rupiah(jalan)} dari {format_rupiah(alokasi.pot)}."
    )
    baris = tuple(
        replace(b, didanai=True, blm=blm, swadaya=b.swadaya + tambahan, kumulatif=jalan,
                alasan=alasan)
        if b.kode == berikut.kode
        else b
        for b in alokasi.bukan_spp
    )  # fmt: skip
    return replace(alokasi, bukan_spp=baris, sisa=alokasi.pot - jalan)


def _dengan_volume(alokasi: Alokasi, tambahan: Mapping[str, int]) -> Alokasi:
    spp = _naikkan(alokasi.spp, tambahan)
    bukan = _naikkan(alokasi.bukan_spp, tambahan)
    return replace(
        alokasi, spp=spp, bukan_spp=bukan, sisa=alokasi.sisa_awal - sum(tambahan.values())
    )


def _naikkan(
    baris: Iterable[BarisAlokasi], tambahan: Mapping[str, int]
) -> tuple[BarisAlokasi, ...]:
    jalan, hasil = 0, []
    for b in baris:
        lebih = tambahan.get(b.kode, 0)
        jalan += b.blm + lebih
        alasan = f"{b.alasan} Volume ditambah dengan {format_rupiah(lebih)} dari sisa BLM."
        hasil.append(
            replace(
                b, blm=b.blm + lebih, kumulatif=jalan if b.didanai else 0,
                alasan=alasan if lebih else b.alasan,
            )
        )  # fmt: skip
    return tuple(hasil)


def _nama(alokasi: Alokasi, kode: str) -> str:
    return next(f"“{b.kegiatan}”" for b in alokasi.bukan_spp if b.kode == kode)


def _kalimat(a: Alokasi, sisa: PilihanSisa | None) -> tuple[str, ...]:
    m = a.masukan
    awal = (
        f"Pagu BLM {format_rupiah(m.pagu)}, operasional {format_rupiah(m.operasional)}, SPP "
        f"{format_rupiah(a.jumlah_spp)} dari batas {format_rupiah(m.spp_maks)}, usulan bukan SPP "
        f"{format_rupiah(a.jumlah_bukan_spp)}."
    )
    hasil = [awal]
    if m.operasional > m.pagu:
        hasil.append("Operasional melebihi pagu, sehingga tidak ada usulan yang terdanai.")
    if a.sisa:
        hasil.append(f"Sisa BLM {format_rupiah(a.sisa)}.")
    if a.berikut is not None and a.perlu_swadaya is not None and a.sisa == a.sisa_awal > 0:
        hasil.append(
            f"Usulan berikutnya {_nama(a, a.berikut)} memerlukan tambahan swadaya "
            f"{format_rupiah(a.perlu_swadaya)} agar dapat didanai."
        )
    if a.sisa_awal and (sisa is None or not sisa.pilihan):
        hasil.append("Forum belum memutuskan sisa BLM.")
    elif a.sisa_awal and sisa is not None and sisa.pilihan in PILIHAN_SISA:
        hasil.append(f"Putusan forum atas sisa: {PILIHAN_SISA[sisa.pilihan]}.")
    return tuple(hasil)
