"""A guided form that exists in tests only: scores, a calendar, pictures, laid-out rows, notices."""

from typing import Any

import pytest

from musren.domain.peran import Hak
from musren.forms import alur
from musren.forms.fields import Choice, Hidden, Rupiah, Shown, Text, Whole
from musren.forms.hitung import Hitung
from musren.forms.pilihan import From, Option, options
from musren.forms.skala import BULAN, Months, Score, Tingkat
from musren.forms.steps import Flow, Rows, Step, StepSchema
from musren.services import alur as layanan
from musren.services import baris_tetap, pengumuman, pilihan

SKALA = [Option(str(n), str(n)) for n in range(1, 6)]
LAID = [
    {"masalah_id": "7", "masalah": "Jalan rusak", "asal": "Sketsa desa", "peringkat_lama": "1"},
    {"masalah_id": "9", "masalah": "Air bersih jauh <b>", "asal": "Kalender musim",
     "peringkat_lama": "2"},
]  # fmt: skip


class NilaiRow(StepSchema):
    masalah_id = Hidden("Masalah")
    masalah = Shown("Masalah")
    asal = Shown("Asal")
    k1, k2, k3 = (Score(f"Kriteria {n}", skala=From("skala_uji"), wajib=False) for n in (1, 2, 3))
    seri = Whole("Urutan bila sama", wajib=False)
    peringkat_lama = Text("Peringkat lama", wajib=False)


class NilaiSchema(StepSchema):
    nilai = Rows(
        "Peringkat masalah", NilaiRow, tetap=From("masalah_uji"), baris="masalah",
        hitung=Hitung(kolom=("k1", "k2", "k3"), seri="seri"),
    )  # fmt: skip


class BiayaRow(StepSchema):
    kegiatan = Text("Kegiatan")
    biaya = Rupiah("Biaya", wajib=False)


class BiayaSchema(StepSchema):
    rincian = Rows("Rincian", BiayaRow, baris="kegiatan", total=("biaya",))


class SimbolRow(StepSchema):
    simbol = Choice("Simbol", pilihan=options({"rumah": "Rumah", "air": "Air", "jalan": "Jalan"}))
    nama = Text("Nama")
    jenis = Choice("Jenis", pilihan=options({"potensi": "Potensi", "masalah": "Masalah"}))
    x = Whole("Dari kiri", wajib=False, maximum=1000)
    y = Whole("Dari atas", wajib=False, maximum=1000)


class SketsaSchema(StepSchema):
    simbol = Rows("Simbol", SimbolRow, baris="simbol", gambar="sketsa")


class LembagaRow(StepSchema):
    nama = Text("Nama lembaga")
    ukuran = Whole("Besar manfaat", minimum=1, maximum=5)
    jarak = Whole("Kedekatan", minimum=1, maximum=5)
    sudut = Whole("Sudut", wajib=False, maximum=359)


class BaganSchema(StepSchema):
    lembaga = Rows("Lembaga", LembagaRow, baris="lembaga", gambar="bagan")


class FaktorRow(StepSchema):
    faktor = Text("Keadaan")
    b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12 = map(Tingkat, BULAN)


class MusimRow(StepSchema):
    masalah = Text("Masalah")
    bulan = Months("Bulan", wajib=False)


class KalenderSchema(StepSchema):
    faktor = Rows("Kalender musim", FaktorRow, baris="keadaan", gambar="kalender")
    musim = Rows("Masalah menurut bulan", MusimRow, baris="masalah")


def _step(slug: str, schema: type[StepSchema], notice: str = "") -> Step:
    return Step(slug=slug, title=slug.capitalize(), schema=schema, dasar="II.D.1",
                pengumuman=notice)  # fmt: skip


ALUR_UJI = Flow(
    slug="uji", title="Formulir uji", tingkat="desa", hak=Hak.ISI_DESA, dasar="II.D.1",
    steps=(
        _step("nilai", NilaiSchema, "uji"), _step("rincian", BiayaSchema),
        _step("sketsa", SketsaSchema), _step("bagan", BaganSchema),
        _step("kalender", KalenderSchema),
    ),
)  # fmt: skip


def _notices(_here: Any) -> list[pengumuman.Pengumuman]:
    table = pengumuman.Tabel(kepala=("Sumber", "Sisa"), isi=[("ADD", "Rp5.000.000")], angka=(1,))
    return [pengumuman.Pengumuman(judul="Sisa pagu", tabel=table, nada=pengumuman.PERINGATAN)]


def _attention(*_asked: Any) -> list[str]:
    return ["Nilai masalah ini berbeda jauh dari tahun lalu."]


@pytest.fixture
def alur_uji(monkeypatch: pytest.MonkeyPatch) -> Flow:
    """The form, known to musren as long as the test lasts."""
    monkeypatch.setitem(alur.FLOWS, "uji", ALUR_UJI)
    monkeypatch.setitem(pilihan.PROVIDERS, "skala_uji", lambda _here: list(SKALA))
    monkeypatch.setitem(baris_tetap.LAYOUTS, "masalah_uji", lambda _here: [dict(r) for r in LAID])
    monkeypatch.setitem(baris_tetap.OURS, "masalah_uji", ("peringkat_lama",))
    monkeypatch.setitem(pengumuman.PENGUMUMAN, "uji", _notices)
    monkeypatch.setitem(layanan.PERINGATAN, "uji", _attention)
    monkeypatch.setitem(layanan.STARTS, "uji", lambda *_asked: ({}, None))
    return ALUR_UJI
