"""Facts of the complete RKP-Desa document (pnpm.md 4.3, in the words of the time)."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.papers.contracts.desa import (
    BelumDisepakati,
    DaftarSumber,
    Evaluasi,
    JumlahEvaluasi,
    KelompokRKP,
)
from musren.papers.contracts.naskah_dokumen import BidangJumlah, NaskahDokumen
from musren.papers.contracts.parts import (
    Fakta,
    Jumlah,
    bagian,
    baris,
    bilangan,
    bilangan_opsional,
    same_sums,
    tahun,
    teks,
    teks_opsional,
)
from musren.papers.contracts.rkp import JumlahSelaras, same_total


class PaguSumber(Fakta):
    """Money and plan of one source in whole rupiah; names as in `SumberSelaras`.

    `lebih` and `kurang` measure what the APB Desa fixed, else the pagu, against the plan; both
    are missing when neither is known.
    """

    kunci = teks()
    nama = teks()
    pagu = bilangan_opsional()
    anggaran = bilangan_opsional()
    direncanakan = bilangan()
    lebih = bilangan_opsional()
    kurang = bilangan_opsional()
    keterangan = teks_opsional()

    @validates_schema
    def _balance_is_true(self, data: Mapping[str, Any], **_: Any) -> None:
        income = data["anggaran"] if data["anggaran"] is not None else data["pagu"]
        balance = None if income is None else income - data["direncanakan"]
        expected = (None, None) if balance is None else (max(balance, 0), max(-balance, 0))
        if (data["lebih"], data["kurang"]) != expected:
            raise ValidationError({"lebih": ["Selisih ini tidak sesuai dengan dana dan rencana."]})


class NaskahRKP(NaskahDokumen):
    """The whole RKP-Desa document, chapters I to VI and lampiran.

    `prioritas_desa` are the lists of the sources the village itself disposes of,
    `prioritas_luar` those that go through the kecamatan and above; `jumlah` is the sum of both.
    """

    rpjm_awal = tahun()
    rpjm_akhir = tahun()
    tahun_evaluasi = tahun()
    proses = teks_opsional()
    gambaran_umum = teks_opsional()
    kebijakan_keuangan = teks_opsional()
    evaluasi_umum = teks_opsional()
    evaluasi = baris(Evaluasi)
    jumlah_evaluasi = bagian(JumlahEvaluasi)
    prioritas_desa = baris(DaftarSumber)
    prioritas_luar = baris(DaftarSumber)
    jumlah_prioritas = bagian(Jumlah)
    bidang = baris(BidangJumlah)
    kelompok = baris(KelompokRKP)
    jumlah = bilangan()
    sumber = baris(PaguSumber)
    jumlah_sumber = bagian(JumlahSelaras)
    belum_disepakati = baris(BelumDisepakati)

    @validates_schema
    def _totals_are_true(self, data: Mapping[str, Any], **_: Any) -> None:
        same_total(data["kelompok"], "jumlah", data["jumlah"], "jumlah")
        for name, total in data["jumlah_sumber"].items():
            same_total(data["sumber"], name, total, f"jumlah_sumber.{name}")
        for name, total in data["jumlah_evaluasi"].items():
            same_total(data["evaluasi"], name, total, f"jumlah_evaluasi.{name}")
        parts = [one["jumlah"] for one in (*data["prioritas_desa"], *data["prioritas_luar"])]
        try:
            same_sums(parts, data["jumlah_prioritas"], "usulan biaya")
        except ValidationError as wrong:
            found = {"jumlah_prioritas": wrong.messages_dict["jumlah"]}
            raise ValidationError(found) from wrong
