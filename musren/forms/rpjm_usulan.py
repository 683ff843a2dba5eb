"""Proposals of the RPJM-Desa with their shares by year, and how they are ranked (II.D.2)."""

from typing import Any

from marshmallow import validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, LongText, Quantity, Rupiah, Shown, Whole
from musren.forms.hitung import Hitung
from musren.forms.pilihan import From
from musren.forms.rpjm import TABEL
from musren.forms.rpjm_penyempurnaan import PenyempurnaanUsulanSchema, repair_step
from musren.forms.skala import Score
from musren.forms.steps import Flow, Rows, Step, StepSchema
from musren.forms.usulan import (
    AsalSchema,
    BiayaSchema,
    DanaRow,
    KegiatanSchema,
    LokasiSchema,
    PemanfaatSchema,
    RencanaSchema,
)

KRITERIA = tuple(f"k{n}" for n in range(1, 6))
SKALA = From("skala_peringkat")


class KegiatanRpjmSchema(KegiatanSchema):
    masalah = LongText(
        "Masalah yang dipecahkan", "Terisi sendiri bila usulan berasal dari Pengkajian Keadaan "
        "Desa.", wajib=False, mengisi=("formulir_rpjm",),
    )  # fmt: skip


class BiayaRpjmSchema(BiayaSchema):
    """Cost and sources; of a plan for several years the cost may still wait for a survey."""

    biaya = Rupiah(
        "Biaya seluruhnya",
        "Termasuk swadaya, untuk semua tahun. Boleh kosong selama menunggu survei; tulis sebabnya "
        "pada keterangan.",
        wajib=False, mengisi=TABEL,
    )  # fmt: skip
    dana = Rows(
        "Sumber dana", DanaRow,
        "Boleh lebih dari satu sumber. Jumlahnya harus sama dengan biaya seluruhnya.",
        paling_banyak=10, dasar="II.D.3.e", mengisi=TABEL, baris="sumber dana",
    )  # fmt: skip

    @validates_schema
    def sources_add_up(self, data: dict[str, Any], **more: Any) -> None:
        if data.get("biaya") is None and data.get("dana"):
            raise self.fault(
                "biaya", "Isi biaya seluruhnya, karena jumlah sumber dananya sudah diisi."
            )
        if data.get("biaya") is not None:
            super().sources_add_up(data, **more)


class TahunRow(StepSchema):
    tahun = Choice("Tahun", pilihan=From("tahun_rpjm"))
    volume = Quantity("Volume", wajib=False)
    biaya = Rupiah("Biaya", wajib=False)


class TahunanSchema(StepSchema):
    tahunan = Rows(
        "Pembagian menurut tahun", TahunRow,
        "Boleh dikosongkan. Bila diisi, jumlah biaya dan volume tiap tahun harus sama dengan "
        "biaya dan volume seluruhnya.",
        paling_banyak=10, baris="tahun", dasar="III.C.3.b", mengisi=TABEL, total=("biaya",),
    )  # fmt: skip


USULAN_RPJM = Flow(
    slug="usulan-rpjm", title="Usulan RPJM-Desa", tingkat="desa", hak=Hak.ISI_DESA,
    dasar="II.D.2", tunggal=False, mengisi=TABEL,
    intro="Satu kegiatan dalam RPJM-Desa. RKP-Desa tiap tahun memetik usulannya dari sini.",
    steps=(
        Step(slug="kegiatan", title="Kegiatan", schema=KegiatanRpjmSchema, dasar="II.D.2",
             mengisi=TABEL),
        Step(slug="lokasi", title="Lokasi dan volume", schema=LokasiSchema, dasar="II.D.2",
             mengisi=TABEL),
        Step(slug="asal", title="Asal usulan", schema=AsalSchema, dasar="II.D.2", mengisi=TABEL),
        Step(slug="pemanfaat", title="Pemanfaat", schema=PemanfaatSchema, dasar="II.D.2"),
        Step(slug="biaya", title="Biaya dan sumber dana", schema=BiayaRpjmSchema, dasar="I.C.8",
             mengisi=TABEL),
        Step(slug="tahunan", title="Tahun pelaksanaan", schema=TahunanSchema, dasar="I.C.8",
             mengisi=TABEL, pengumuman="masa_rpjm"),
        Step(slug="rencana", title="Rencana", schema=RencanaSchema, dasar="I.C.8", mengisi=TABEL),
        repair_step(PenyempurnaanUsulanSchema, TABEL),
    ),
)  # fmt: skip


class PeringkatUsulanRow(StepSchema):
    usulan_rpjm_id = Hidden("Usulan")
    kode = Shown("Kode")
    masalah = Shown("Masalah (usulan)")
    k1, k2, k3, k4, k5 = (Score(f"Kriteria {n}", skala=SKALA, wajib=False) for n in range(1, 6))
    seri = Whole(
        "Urutan bila nilainya sama", "Diisi hanya untuk yang jumlah nilainya sama.", minimum=1,
        wajib=False,
    )  # fmt: skip


class PeringkatUsulanSchema(StepSchema):
    peringkat_usulan = Rows(
        "Nilai usulan RPJM-Desa", PeringkatUsulanRow,
        "Beri nilai tiap kriteria bersama-sama. Nilai dari pengkajian masalahnya sudah disalinkan. "
        "Jumlah terbesar mendapat peringkat 1.",
        tetap=From("usulan_rpjm_dinilai"), baris="usulan", judul=From("kriteria_masalah"),
        hitung=Hitung(kolom=KRITERIA, seri="seri"), mengisi=("formulir_rpjm",),
    )  # fmt: skip


PERINGKAT_USULAN_RPJM = Flow(
    slug="peringkat-usulan-rpjm", title="Pemeringkatan usulan RPJM-Desa", tingkat="desa",
    hak=Hak.ISI_DESA, dasar="II.D.2", mengisi=("formulir_rpjm",),
    intro="Beri nilai tiap usulan RPJM-Desa; jumlah dan peringkatnya dihitungkan (formulir F5).",
    steps=(
        Step(slug="nilai", title="Nilai tiap usulan", schema=PeringkatUsulanSchema,
             dasar="II.D.2", mengisi=("formulir_rpjm",)),
    ),
)  # fmt: skip

FLOWS = (USULAN_RPJM, PERINGKAT_USULAN_RPJM)
