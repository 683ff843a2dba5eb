"""The village's part of the PKD: grouping, ranks, actions and welfare classes (II.D.1)."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, LongText, Shown, Text, Whole, YesNo
from musren.forms.hitung import Hitung
from musren.forms.pilihan import From
from musren.forms.pkd import refuse_twice
from musren.forms.skala import Score
from musren.forms.steps import Flow, Rows, Step, StepSchema, numbered

PAPER = ("pkd_desa",)
SKALA = From("skala_peringkat")
KRITERIA_MASALAH = tuple(f"k{n}" for n in range(1, 6))
KRITERIA_TINDAKAN = tuple(f"k{n}" for n in range(1, 4))
KELAS = tuple(f"kk{n}" for n in range(1, 7))
"""Columns of scores and of welfare classes; how many are in use the profile or the village says."""

SERI = "Urutan seri (bila nilainya sama)"


class PengelompokanRow(StepSchema):
    masalah_id = Hidden("Masalah")
    kode = Hidden("Kode", wajib=False)
    asal = Shown("Kelompok dan alat kaji")
    masalah = Shown("Masalah")
    potensi = Shown("Potensi")
    bidang = Text("Bidang", saran=From("bidang"), wajib=False)
    penyebab = LongText("Penyebab", wajib=False)
    induk_kode = Text("Gabung ke kode", saran=From("kode_masalah"), wajib=False, batas=16)


class PengelompokanSchema(StepSchema):
    pengelompokan = Rows(
        "Masalah dari semua kelompok", PengelompokanRow,
        "Isi bidang tiap masalah. Bila masalah yang sama disampaikan dua kelompok, isi “Gabung "
        "ke kode” dengan kode masalah yang dipertahankan, misalnya M-003.",
        tetap=From("semua_masalah"), baris="masalah", mengisi=PAPER,
    )  # fmt: skip


class PeringkatMasalahRow(StepSchema):
    masalah_id = Hidden("Masalah")
    kode = Hidden("Kode", wajib=False)
    bidang = Shown("Bidang")
    masalah = Shown("Masalah")
    k1, k2, k3, k4, k5 = (
        Score(f"Kriteria {n}", skala=SKALA, wajib=False) for n in range(1, 6)
    )  # fmt: skip
    seri = Whole(SERI, "Diisi hanya untuk yang jumlah nilainya sama.", minimum=1, wajib=False)


class PeringkatMasalahSchema(StepSchema):
    peringkat_masalah = Rows(
        "Nilai masalah", PeringkatMasalahRow,
        "Beri nilai tiap kriteria bersama-sama. Jumlah terbesar mendapat peringkat 1.",
        tetap=From("masalah_utama"), baris="masalah", judul=From("kriteria_masalah"),
        hitung=Hitung(kolom=KRITERIA_MASALAH, seri="seri"), mengisi=PAPER,
    )  # fmt: skip


class TindakanRow(StepSchema):
    tindakan_id = Hidden("Tindakan", wajib=False)
    masalah_kode = Choice("Masalah", pilihan=From("masalah_peringkat"))
    alternatif = LongText("Alternatif tindakan pemecahan masalah")
    layak = YesNo("Layak")
    tindakan = Text("Tindakan yang layak", "Kosongkan bila sama dengan alternatifnya.", wajib=False)
    alasan = LongText("Alasan bila tidak layak", wajib=False)


class PengkajianSchema(StepSchema):
    pengkajian = Rows(
        "Alternatif tindakan", TindakanRow,
        "Satu baris untuk tiap alternatif; satu masalah boleh punya beberapa alternatif.",
        paling_sedikit=1, paling_banyak=500, baris="alternatif", mengisi=PAPER,
    )  # fmt: skip

    @validates_schema
    def what_is_not_feasible_has_its_reason(self, data: dict[str, Any], **_: Any) -> None:
        wrong: dict[int, dict[str, str]] = {}
        for number, row in numbered(data.get("pengkajian", [])):
            if not row["layak"] and not row.get("alasan"):
                wrong[number] = {"alasan": "Isi alasannya, karena tindakan ini tidak layak."}
            elif row["layak"] and not row.get("tindakan") and len(row["alternatif"]) > LONGEST:
                wrong[number] = {
                    "tindakan": f"Alternatifnya lebih dari {LONGEST} huruf; tulis tindakan yang "
                    "layak dengan singkat."
                }
        if wrong:
            raise ValidationError({"pengkajian": wrong})


LONGEST = 300
"""Letters of an action, which becomes the name of a proposal."""


class PeringkatTindakanRow(StepSchema):
    tindakan_id = Hidden("Tindakan")
    masalah = Shown("Masalah")
    tindakan = Shown("Tindakan yang layak")
    k1, k2, k3 = (Score(f"Kriteria {n}", skala=SKALA, wajib=False) for n in range(1, 4))
    seri = Whole(SERI, "Diisi hanya untuk yang jumlah nilainya sama.", minimum=1, wajib=False)


class PeringkatTindakanSchema(StepSchema):
    peringkat_tindakan = Rows(
        "Nilai tindakan", PeringkatTindakanRow,
        "Beri nilai tiap kriteria bersama-sama. Jumlah terbesar mendapat peringkat 1.",
        tetap=From("tindakan_layak"), baris="tindakan", judul=From("kriteria_tindakan"),
        hitung=Hitung(kolom=KRITERIA_TINDAKAN, seri="seri"), mengisi=PAPER,
    )  # fmt: skip


class KelasRow(StepSchema):
    kelas = Text("Kelas kesejahteraan", batas=60)
    kriteria = LongText("Kriteria setempat", "Misalnya luas sawah, rumah, dan makan.", wajib=False)


class KelasSchema(StepSchema):
    kelas = Rows(
        "Kelas dan kriterianya", KelasRow,
        "Urutkan dari yang paling mampu. Kriteria disepakati pada pertemuan dusun pertama dan "
        "dipakai di dusun lain.",
        paling_sedikit=1, paling_banyak=6, baris="kelas", mengisi=PAPER,
    )  # fmt: skip

    @validates_schema
    def no_class_twice(self, data: dict[str, Any], **_: Any) -> None:
        refuse_twice(data, "kelas", "kelas", "Kelas")


class JumlahKKRow(StepSchema):
    dusun = Hidden("Dusun")
    uraian = Hidden("Dusun", wajib=False)
    kk1, kk2, kk3, kk4, kk5, kk6 = (Whole(f"Kelas {n}", wajib=False) for n in range(1, 7))


class JumlahKKSchema(StepSchema):
    jumlah_kk = Rows(
        "Jumlah kepala keluarga (KK) tiap dusun", JumlahKKRow,
        "Hitung menurut kriteria yang disepakati.", tetap=From("dusun_kesejahteraan"),
        baris="dusun", judul=From("kelas_kesejahteraan"), total=KELAS, mengisi=PAPER,
    )  # fmt: skip


def _one(slug: str, title: str, schema: type[StepSchema], intro: str, notice: str = "") -> Flow:
    """A form of one page that a village fills once a year."""
    return Flow(
        slug=slug, title=title, tingkat="desa", hak=Hak.ISI_DESA, dasar="II.D.1", mengisi=PAPER,
        intro=intro,
        steps=(
            Step(slug="isi", title=title, schema=schema, dasar="II.D.1", mengisi=PAPER,
                 pengumuman=notice),
        ),
    )  # fmt: skip


PENGELOMPOKAN_MASALAH = _one(
    "pengelompokan-masalah", "Pengelompokan masalah", PengelompokanSchema,
    "Kelompokkan semua masalah menurut bidang, dan gabungkan masalah yang sama.",
)  # fmt: skip
PERINGKAT_MASALAH = _one(
    "peringkat-masalah", "Penentuan peringkat masalah", PeringkatMasalahSchema,
    "Beri nilai tiap masalah yang sudah dikelompokkan; jumlah dan peringkatnya dihitungkan.",
    "kriteria_masalah",
)  # fmt: skip
PENGKAJIAN_TINDAKAN = _one(
    "pengkajian-tindakan", "Pengkajian tindakan pemecahan masalah", PengkajianSchema,
    "Cari alternatif tindakan untuk tiap masalah, lalu tentukan mana yang layak.",
    "masalah_belum_dikaji",
)  # fmt: skip
PERINGKAT_TINDAKAN = _one(
    "peringkat-tindakan", "Penentuan peringkat tindakan", PeringkatTindakanSchema,
    "Beri nilai tiap tindakan yang layak; jumlah dan peringkatnya dihitungkan.",
    "kriteria_tindakan",
)  # fmt: skip
KESEJAHTERAAN = Flow(
    slug="kesejahteraan", title="Klasifikasi kesejahteraan", tingkat="desa", hak=Hak.ISI_DESA,
    dasar="II.D.1", mengisi=PAPER,
    intro="Sepakati kelas kesejahteraan dengan kriteria setempat, lalu hitung KK tiap dusun.",
    steps=(
        Step(slug="kelas", title="Kelas dan kriteria", schema=KelasSchema, dasar="II.D.1",
             mengisi=PAPER),
        Step(slug="jumlah", title="Jumlah KK tiap dusun", schema=JumlahKKSchema, dasar="II.D.1",
             mengisi=PAPER, pengumuman="jumlah_kk"),
    ),
)  # fmt: skip

FLOWS = (
    PENGELOMPOKAN_MASALAH, PERINGKAT_MASALAH, PENGKAJIAN_TINDAKAN, PERINGKAT_TINDAKAN,
    KESEJAHTERAAN,
)  # fmt: skip
