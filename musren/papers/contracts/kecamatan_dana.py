"""Facts of how the BLM of a kecamatan is shared out: the summary, and Form.27."""

from collections.abc import Mapping
from itertools import accumulate
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.parts import (
    Fakta,
    Jumlah,
    NaskahBertanggal,
    Penandatangan,
    Usulan,
    bagian,
    bagian_opsional,
    baris,
    bilangan,
    bilangan_opsional,
    butir_opsional,
    check_list,
    pilihan,
    tanggal,
    teks,
    teks_opsional,
    volume,
)


class TambahanDana(Fakta):
    """What a remainder pays for: the next proposal, or more of an agreed one (`volume` more).

    Rupiah: `dari_sumber` from the remainder, `swadaya_tambahan` what the village adds.
    """

    kode = teks()
    kegiatan = teks()
    desa = teks()
    peringkat = bilangan_opsional()
    volume = volume()
    satuan = teks_opsional()
    dari_sumber = bilangan()
    swadaya_tambahan = bilangan()


class PilihanSisa(Fakta):
    """Which of the three ways was chosen for a remainder, and why (pnpm.md 5.3)."""

    pilihan = pilihan("tambah_swadaya", "tambah_volume", "kembali")
    alasan = teks()
    tambahan = baris(TambahanDana)
    sisa_akhir = bilangan()

    @validates_schema
    def _fits_the_choice(self, data: Mapping[str, Any], **_: Any) -> None:
        if (data["pilihan"] == "kembali") == bool(data["tambahan"]):
            told = "Tambahan diisi hanya bila sisa dana dipakai, dan harus diisi bila dipakai."
            raise ValidationError({"tambahan": [told]})


class RingkasanPendanaan(Fakta):
    """Rupiah: ceiling, shares set aside, what each list took, and what is left over."""

    pagu = bilangan()
    op_upk = bilangan()
    op_tpk = bilangan()
    spp_maks = bilangan()
    spp = bilangan()
    bukan_spp = bilangan()
    sisa = bilangan()
    pilihan_sisa = bagian_opsional(PilihanSisa)

    @validates_schema
    def _balances(self, data: Mapping[str, Any], **_: Any) -> None:
        taken = sum(data[name] for name in ("op_upk", "op_tpk", "spp", "bukan_spp"))
        if data["pagu"] - taken != data["sisa"]:
            raise ValidationError({"sisa": ["Sisa tidak sama dengan pagu dikurangi pemakaian."]})
        if data["spp"] > data["spp_maks"]:
            raise ValidationError({"spp": ["SPP melebihi batas SPP kecamatan."]})
        check_remainder(data)


def check_remainder(data: Mapping[str, Any]) -> None:
    """Refuse a final remainder that is not the remainder less what it pays for."""
    chosen = data["pilihan_sisa"]
    if chosen is None:
        return
    added = sum(row["dari_sumber"] for row in chosen["tambahan"])
    if data["sisa"] - added != chosen["sisa_akhir"]:
        told = "Sisa akhir tidak sama dengan sisa dikurangi tambahan."
        raise ValidationError({"pilihan_sisa": {"sisa_akhir": [told]}})


class UsulanTerdanai(Usulan):
    """A funded row by rank; `kumulatif` runs over `dari_sumber` of its own list."""

    desa = teks()
    peringkat = bilangan(1)
    kumulatif = bilangan()


class Berhenti(Fakta):
    """The first rank the money did not reach: rupiah it needs, finds, and lacks.

    `kebutuhan` and `kekurangan` are None where its cost is not known.
    """

    kode = teks()
    kegiatan = teks()
    desa = teks()
    peringkat = bilangan(1)
    kebutuhan = bilangan_opsional()
    tersedia = bilangan()
    kekurangan = bilangan_opsional()

    @validates_schema
    def _lacks_the_difference(self, data: Mapping[str, Any], **_: Any) -> None:
        needed = data["kebutuhan"]
        lacking = None if needed is None else needed - data["tersedia"]
        if data["kekurangan"] != lacking or lacking == 0:
            raise ValidationError({"kekurangan": ["Kekurangan tidak sesuai kebutuhan dan dana."]})


class KelompokTerdanai(Fakta):
    """SPP or the others: the money of the list, its rows strictly by rank, what is left of it."""

    kunci = pilihan("spp", "bukan_spp")
    judul = teks()
    dana = bilangan()
    baris = baris(UsulanTerdanai)
    jumlah = bagian(Jumlah)
    sisa = bilangan()
    berhenti = bagian_opsional(Berhenti)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_list(data["baris"], data["jumlah"])
        if data["dana"] - data["jumlah"]["dari_sumber"] != data["sisa"]:
            raise ValidationError({"sisa": ["Sisa tidak sama dengan dana dikurangi jumlah."]})

    @validates_schema
    def _runs_by_rank(self, data: Mapping[str, Any], **_: Any) -> None:
        rows = data["baris"]
        ranks = [row["peringkat"] for row in rows]
        if ranks != sorted(set(ranks)):
            raise ValidationError({"baris": ["Yang didanai harus urut menurut peringkatnya."]})
        if [r["kumulatif"] for r in rows] != list(accumulate(r["dari_sumber"] or 0 for r in rows)):
            raise ValidationError({"baris": ["Jumlah kumulatif tidak sesuai dengan barisnya."]})

    @validates_schema
    def _stops_where_it_must(self, data: Mapping[str, Any], **_: Any) -> None:
        stop = data["berhenti"]
        if stop is None:
            return
        last = max((row["peringkat"] for row in data["baris"]), default=0)
        if stop["peringkat"] <= last or stop["tersedia"] != data["sisa"]:
            told = "Pendanaan harus berhenti pada peringkat pertama yang tidak terjangkau."
            raise ValidationError({"berhenti": [told]})


class TidakDidanai(Fakta):
    """A ranked proposal the BLM does not pay for."""

    kunci = pilihan("spp", "bukan_spp")
    kode = teks()
    kegiatan = teks()
    desa = teks()
    peringkat = bilangan(1)
    dari_sumber = bilangan_opsional()
    alasan = teks()


class PenandatanganDana(Fakta):
    pimpinan = bagian(Penandatangan)
    camat = bagian(Penandatangan)


class UsulanDidanai(NaskahBertanggal):
    """Daftar usulan kegiatan yang akan didanai (Form.27; pnpm.md 5.3).

    `aturan` are sentences on how the money is shared. The lists come SPP first.
    """

    tanggal = tanggal()
    tempat = teks()
    aturan = butir_opsional()
    dana = bagian(RingkasanPendanaan)
    kelompok = baris(KelompokTerdanai, minimum=1)
    jumlah = bagian(Jumlah)
    tidak_didanai = baris(TidakDidanai)
    penandatangan = bagian(PenandatanganDana)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        for name, total in data["jumlah"].items():
            if sum(group["jumlah"][name] for group in data["kelompok"]) != total:
                told = "Jumlah ini tidak sama dengan jumlah baris-barisnya."
                raise ValidationError({"jumlah": {name: [told]}})

    @validates_schema
    def _lists_match_the_money(self, data: Mapping[str, Any], **_: Any) -> None:
        money = data["dana"]
        free = max(money["pagu"] - money["op_upk"] - money["op_tpk"], 0)
        given = {"spp": min(money["spp_maks"], free), "bukan_spp": free - money["spp"]}
        for group in data["kelompok"]:
            name = group["kunci"]
            if (group["dana"], group["jumlah"]["dari_sumber"]) != (given[name], money[name]):
                told = f"Dana dan jumlah {group['judul']} tidak sesuai dengan ringkasan dana."
                raise ValidationError({"kelompok": [told]})
        if money["sisa"] and not data["draf"] and money["pilihan_sisa"] is None:
            raise ValidationError({"dana": {"pilihan_sisa": ["Sisa dana belum diputuskan."]}})

    @validates_schema
    def _nobody_is_passed_over(self, data: Mapping[str, Any], **_: Any) -> None:
        for group in data["kelompok"]:
            last = max((row["peringkat"] for row in group["baris"]), default=0)
            left = [r["peringkat"] for r in data["tidak_didanai"] if r["kunci"] == group["kunci"]]
            if any(rank <= last for rank in left):
                told = "Peringkat di atasnya belum didanai; urutan tidak boleh dilompati."
                raise ValidationError({"kelompok": [told]})
