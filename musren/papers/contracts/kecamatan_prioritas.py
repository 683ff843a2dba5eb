"""Facts of Form.15: how MAD Prioritas put the proposals in order."""

from collections.abc import Mapping, Sequence
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from musren.papers.contracts.kecamatan_dana import PenandatanganDana
from musren.papers.contracts.parts import (
    PESAN,
    Fakta,
    Jumlah,
    NaskahBertanggal,
    Usulan,
    bagian,
    baris,
    baris_opsional,
    bilangan,
    bilangan_opsional,
    check_list,
    pilihan,
    tanggal,
    teks,
    teks_opsional,
    ya_tidak,
)
from musren.papers.contracts.rkp import same_total


class UsulanPrioritas(Usulan):
    """A ranked row. `rincian` are the ranks of the groups or the scores of the criteria.

    `nilai` is their weighted sum, or the votes; `peringkat_hitung` follows from it, `peringkat`
    is what people decided, `alasan` why it differs. `seri`: the same figure as another row.
    """

    desa = teks()
    rincian = fields.List(bilangan(0), load_default=list, error_messages=PESAN)
    nilai = bilangan_opsional()
    peringkat_hitung = bilangan_opsional()
    peringkat = bilangan(1)
    seri = ya_tidak()
    alasan = teks_opsional()


class Penilai(Fakta):
    """A group, or a criterion with its weight; a group weighs 1."""

    nama = teks()
    bobot = bilangan(1)


class DaftarUrutan(Fakta):
    """One ranked list, in order of the ranks decided.

    `penilai` are the groups or the criteria, in the order of `rincian`. For votes:
    `jumlah_pemilih` delegates pick `pilihan` different proposals each; `jumlah_suara` were cast.
    `aturan` says how a rank follows from the figures, `aturan_seri` what decides between equals.
    """

    kunci = pilihan("spp", "bukan_spp", "apbd")
    judul = teks()
    cara = pilihan("kelompok", "suara", "kriteria", "langsung")
    penilai = baris_opsional(Penilai)
    aturan = teks()
    aturan_seri = teks_opsional()
    jumlah_pemilih = bilangan_opsional()
    pilihan = bilangan_opsional()
    jumlah_suara = bilangan_opsional()
    baris = baris(UsulanPrioritas)
    jumlah = bagian(Jumlah)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        check_list(data["baris"], data["jumlah"])

    @validates_schema
    def _ranks_have_no_gap(self, data: Mapping[str, Any], **_: Any) -> None:
        ranks = [row["peringkat"] for row in data["baris"]]
        if ranks != list(range(1, len(ranks) + 1)):
            told = "Peringkat harus urut dari 1 tanpa ada yang kosong atau kembar."
            raise ValidationError({"baris": [told]})

    @validates_schema
    def _equals_have_a_rule(self, data: Mapping[str, Any], **_: Any) -> None:
        if any(row["seri"] for row in data["baris"]) and not data["aturan_seri"]:
            raise ValidationError({"aturan_seri": ["Ada nilai yang sama; tulis aturan serinya."]})

    @validates_schema
    def _figures_add_up(self, data: Mapping[str, Any], **_: Any) -> None:
        if data["cara"] in {"kelompok", "kriteria"}:
            check_details(data)
        if data["cara"] == "suara":
            check_votes(data)


def check_details(data: Mapping[str, Any]) -> None:
    """Refuse a figure that is not the weighted sum of what the groups or criteria gave."""
    weights = [one["bobot"] for one in data["penilai"]]
    if not weights:
        raise ValidationError({"penilai": ["Kelompok atau kriterianya belum disebut."]})
    wrong = {
        number: {"nilai": ["Nilai tidak sama dengan jumlah rinciannya."]}
        for number, row in enumerate(data["baris"])
        if _weighed(row["rincian"], weights) != row["nilai"]
    }
    if wrong:
        raise ValidationError({"baris": wrong})


def _weighed(given: Sequence[int], weights: Sequence[int]) -> int | None:
    if len(given) != len(weights):
        return None
    return sum(one * weight for one, weight in zip(given, weights, strict=True))


def check_votes(data: Mapping[str, Any]) -> None:
    """Refuse votes that do not add up to what the voters may cast (pnpm.md 8.3)."""
    voters, picks, cast = (data[n] for n in ("jumlah_pemilih", "pilihan", "jumlah_suara"))
    if None in (voters, picks, cast):
        raise ValidationError({"jumlah_suara": ["Pemilih, pilihan, dan jumlah suara wajib diisi."]})
    same_total(data["baris"], "nilai", cast, "jumlah_suara")
    if cast > voters * picks:
        raise ValidationError({"jumlah_suara": ["Suara melebihi pemilih dikali pilihan."]})
    if any((row["nilai"] or 0) > voters for row in data["baris"]):
        raise ValidationError({"baris": ["Suara satu usulan melebihi jumlah pemilih."]})


class HakSuara(Fakta):
    """Those of one village who may vote: persons, women among them, by surat kuasa."""

    desa = teks()
    pemilih = bilangan()
    perempuan = bilangan()
    surat_kuasa = bilangan()


class JumlahHakSuara(Fakta):
    pemilih = bilangan()
    perempuan = bilangan()
    surat_kuasa = bilangan()


class DaftarPrioritas(NaskahBertanggal):
    """Daftar prioritas usulan hasil MAD Prioritas (Form.15); SPP, the others and APBD apart."""

    tanggal = tanggal()
    tempat = teks()
    hak_suara = baris_opsional(HakSuara)
    jumlah_hak_suara = bagian(JumlahHakSuara)
    daftar = baris(DaftarUrutan, minimum=1)
    penandatangan = bagian(PenandatanganDana)

    @validates_schema
    def _voters_add_up(self, data: Mapping[str, Any], **_: Any) -> None:
        total = data["jumlah_hak_suara"]
        for name, count in total.items():
            same_total(data["hak_suara"], name, count, f"jumlah_hak_suara.{name}")
        if data["hak_suara"] and any(
            (one["jumlah_pemilih"] or 0) > total["pemilih"] for one in data["daftar"]
        ):
            raise ValidationError({"daftar": ["Pemilih melebihi yang mempunyai hak suara."]})
