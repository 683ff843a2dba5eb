"""Sidang prioritas (MAD Prioritas) and MAD Pendanaan of a kecamatan (Panduan II.D.4.b-c)."""

from collections.abc import Callable
from typing import Any

from marshmallow import validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, LongText, Quantity, Rupiah, Whole
from musren.forms.pilihan import From, options
from musren.forms.steps import Answers, Flow, Rows, Step, StepSchema
from musren.integration.pendanaan import PILIHAN_SISA
from musren.integration.prioritas import CARA

PAPERS = ("daftar_prioritas", "ba_musrenbang_kecamatan")
FUNDING = ("usulan_didanai", "ba_musrenbang_kecamatan", "spc")
MOST_GROUPS, MOST_CRITERIA = 8, 12
MOST = 5000
GROUPS = tuple(f"g{n}" for n in range(1, MOST_GROUPS + 1))
CRITERIA = tuple(f"k{n}" for n in range(1, MOST_CRITERIA + 1))
SERI = "Urutan seri"
SERI_HINT = "Diisi hanya bila nilainya sama dan forum sudah menentukan urutannya."


class CaraSchema(StepSchema):
    cara = Choice("Cara menentukan urutan", pilihan=options(CARA), dasar="II.D.4.c")
    banyak_kelompok = Whole(
        "Banyaknya kelompok", "Diisi bila urutan kelompok digabung.", wajib=False, minimum=1,
        maximum=MOST_GROUPS,
    )  # fmt: skip
    catatan = LongText("Catatan sidang", "Keberatan dan kesepakatan forum.", wajib=False)

    @validates_schema
    def groups_are_counted(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("cara") == "kelompok" and not data.get("banyak_kelompok"):
            raise self.fault("banyak_kelompok", "Isi banyaknya kelompok yang mengurutkan usulan.")


class UsulanSidangRow(StepSchema):
    usulan_id = Hidden("Usulan")
    uraian = Hidden("Uraian", batas=5000, wajib=False)
    golongan = Hidden("Bagian daftar", wajib=False)


class KelompokRow(UsulanSidangRow):
    g1 = Whole("Kelompok 1", wajib=False, minimum=1)
    g2 = Whole("Kelompok 2", wajib=False, minimum=1)
    g3 = Whole("Kelompok 3", wajib=False, minimum=1)
    g4 = Whole("Kelompok 4", wajib=False, minimum=1)
    g5 = Whole("Kelompok 5", wajib=False, minimum=1)
    g6 = Whole("Kelompok 6", wajib=False, minimum=1)
    g7 = Whole("Kelompok 7", wajib=False, minimum=1)
    g8 = Whole("Kelompok 8", wajib=False, minimum=1)
    seri = Whole(SERI, SERI_HINT, wajib=False, minimum=1)


class SuaraRow(UsulanSidangRow):
    suara = Whole("Jumlah suara", wajib=False)
    seri = Whole(SERI, SERI_HINT, wajib=False, minimum=1)


class KriteriaRow(UsulanSidangRow):
    k1 = Whole("Kriteria 1", wajib=False)
    k2 = Whole("Kriteria 2", wajib=False)
    k3 = Whole("Kriteria 3", wajib=False)
    k4 = Whole("Kriteria 4", wajib=False)
    k5 = Whole("Kriteria 5", wajib=False)
    k6 = Whole("Kriteria 6", wajib=False)
    k7 = Whole("Kriteria 7", wajib=False)
    k8 = Whole("Kriteria 8", wajib=False)
    k9 = Whole("Kriteria 9", wajib=False)
    k10 = Whole("Kriteria 10", wajib=False)
    k11 = Whole("Kriteria 11", wajib=False)
    k12 = Whole("Kriteria 12", wajib=False)
    seri = Whole(SERI, SERI_HINT, wajib=False, minimum=1)


class LangsungRow(UsulanSidangRow):
    peringkat = Whole("Peringkat", wajib=False, minimum=1)


def _rows(label: str, row: type[StepSchema], hint: str, **more: Any) -> Rows:
    return Rows(
        label, row, hint, tetap=From("usulan_sidang"), wajib=False, paling_banyak=MOST,
        dasar="II.D.4.c", mengisi=PAPERS, baris="usulan", bagian="golongan", **more,
    )  # fmt: skip


class UrutanKelompokSchema(StepSchema):
    urutan_kelompok = _rows(
        "Urutan tiap kelompok", KelompokRow,
        "Salin dari plano: setiap kelompok mengurutkan semua usulan, 1 paling didahulukan.",
        judul=From("kolom_kelompok"), kolom=(*GROUPS, "seri"),
    )  # fmt: skip


class SuaraSchema(StepSchema):
    jumlah_pemilih = Whole("Jumlah kartu suara yang sah", minimum=1, dasar="II.D.4.c")
    suara_usulan = _rows(
        "Suara tiap usulan", SuaraRow, "Salin dari lembar perhitungan; tulis 0 bila tidak ada.",
        total=("suara",),
    )  # fmt: skip


class KriteriaSchema(StepSchema):
    skor_usulan = _rows(
        "Nilai tiap usulan", KriteriaRow, "Nilai menurut kriteria kecamatan.",
        judul=From("kolom_kriteria"), kolom=(*CRITERIA, "seri"),
    )  # fmt: skip


class LangsungSchema(StepSchema):
    urutan_langsung = _rows(
        "Urutan yang disepakati", LangsungRow, "Peringkat 1 paling didahulukan."
    )


def _when(cara: str) -> Callable[[Answers], bool]:
    return lambda answers: answers.get("cara") == cara


SIDANG_PRIORITAS = Flow(
    slug="sidang-prioritas",
    title="Sidang prioritas",
    tingkat="kecamatan",
    hak=Hak.ISI_KECAMATAN,
    dasar="II.D.4.c",
    tunggal=False,
    sesudah="profil-kecamatan",
    intro="Urutan usulan satu daftar: SPP lebih dahulu, lalu usulan BLM lain dan usulan APBD. "
    "Hasilnya mengisi peringkat pada isian Musrenbang Kecamatan; forum boleh mengubahnya dengan "
    "alasan.",
    mengisi=PAPERS,
    steps=(
        Step(slug="cara", title="Cara menentukan urutan", schema=CaraSchema,
             dasar="II.D.4.c", mengisi=PAPERS, pengumuman="aturan_sidang"),
        Step(slug="kelompok", title="Urutan kelompok", schema=UrutanKelompokSchema,
             dasar="II.D.4.c", mengisi=PAPERS, shown_when=_when("kelompok"),
             pengumuman="hasil_sidang"),
        Step(slug="suara", title="Perhitungan suara", schema=SuaraSchema,
             dasar="II.D.4.c", mengisi=PAPERS, shown_when=_when("suara"),
             pengumuman="hasil_sidang"),
        Step(slug="kriteria", title="Penilaian kriteria", schema=KriteriaSchema,
             dasar="II.D.4.c", mengisi=PAPERS, shown_when=_when("kriteria"),
             pengumuman="hasil_sidang"),
        Step(slug="langsung", title="Urutan langsung", schema=LangsungSchema,
             dasar="II.D.4.c", mengisi=PAPERS, shown_when=_when("langsung")),
    ),
)  # fmt: skip


class PaguBlmSchema(StepSchema):
    pagu = Rupiah("Pagu BLM kecamatan", dasar="II.D.4.c", mengisi=FUNDING)
    op_upk = Rupiah("Operasional UPK", "Bawaan menurut parameter tahun ini.", mengisi=FUNDING)
    op_tpk = Rupiah("Operasional TPK", "Bawaan menurut parameter tahun ini.", mengisi=FUNDING)
    spp_maks = Rupiah("SPP seluruhnya paling banyak", mengisi=FUNDING)


class TambahanRow(StepSchema):
    usulan_id = Choice("Usulan yang didanai", pilihan=From("usulan_terdanai"))
    volume = Quantity("Tambahan volume", wajib=False)
    biaya = Rupiah("Tambahan biaya dari sisa")


class SisaSchema(StepSchema):
    pilihan_sisa = Choice(
        "Sisa BLM yang tidak cukup untuk usulan berikutnya", "Kosongkan bila tidak ada sisa.",
        pilihan=options(PILIHAN_SISA), wajib=False, mengisi=FUNDING,
    )  # fmt: skip
    sisa_usulan_id = Choice(
        "Usulan berikutnya yang didanai", "Diisi bila memilih tambahan swadaya.",
        pilihan=From("usulan_berikut"), wajib=False, mengisi=FUNDING,
    )  # fmt: skip
    swadaya_tambahan = Rupiah(
        "Tambahan swadaya", "Diisi bila memilih tambahan swadaya.", wajib=False, mengisi=FUNDING
    )
    tambahan = Rows(
        "Kegiatan yang volumenya ditambah", TambahanRow, "Diisi bila memilih tambah volume.",
        wajib=False, paling_banyak=50, total=("biaya",), mengisi=FUNDING, baris="kegiatan",
    )  # fmt: skip
    alasan = LongText("Alasan putusan forum", wajib=False, mengisi=FUNDING)

    @validates_schema
    def a_choice_has_its_reason(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("pilihan_sisa") and not data.get("alasan"):
            raise self.fault("alasan", "Isi alasan forum memilih cara itu; tercetak pada naskah.")


PENDANAAN = Flow(
    slug="pendanaan",
    title="Pendanaan BLM",
    tingkat="kecamatan",
    hak=Hak.ISI_KECAMATAN,
    dasar="II.D.4.c",
    sesudah="musrenbang-kecamatan",
    intro="BLM dibagikan menurut peringkat sampai tidak mencukupi. Siapa yang didanai dihitung "
    "musren; forum memutuskan sisanya.",
    mengisi=FUNDING,
    steps=(
        Step(slug="pagu", title="Pagu dan bagian tetap", schema=PaguBlmSchema,
             dasar="II.D.4.c", mengisi=FUNDING),
        Step(slug="sisa", title="Alokasi dan sisa", schema=SisaSchema,
             dasar="II.D.4.c", mengisi=FUNDING, pengumuman="alokasi_blm"),
    ),
)  # fmt: skip

FLOWS = (SIDANG_PRIORITAS, PENDANAAN)
