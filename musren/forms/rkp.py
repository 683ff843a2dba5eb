"""RKP-Desa: what is picked and carried over, the money of each source, what was realised."""

from collections.abc import Mapping
from typing import Any

from marshmallow import validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, LongText, Quantity, Rupiah, Shown, Text, YesNo
from musren.forms.musrenbangdes import STATUS, TINDAK_LANJUT
from musren.forms.pilihan import From
from musren.forms.steps import Flow, Rows, Step, StepSchema, is_blank, numbered

MOST = 1000
DRAFT_PAPERS = ("formulir_rkp", "du_rkp", "naskah_rkp")


class PetikRow(StepSchema):
    usulan_rpjm_id = Hidden("Usulan RPJM-Desa")
    kode = Hidden("Kode", wajib=False)
    uraian = Hidden("Uraian", wajib=False)
    tahun_rencana = Shown("Tahun rencana")
    biaya_rencana = Shown("Biaya menurut RPJM-Desa")
    keadaan = Shown("Keadaan")
    petik = YesNo("Petik", wajib=False, kosong=False)
    volume = Quantity("Volume tahun ini", wajib=False)
    biaya = Rupiah("Biaya tahun ini", wajib=False)
    sumber = Choice("Sumber dana", pilihan=From("sumber"), wajib=False)


class PetikSchema(StepSchema):
    petik = Rows(
        "Usulan RPJM-Desa untuk tahun ini",
        PetikRow,
        "Jawab Ya pada yang dipetik. Yang sudah menjadi usulan diubah pada halaman usulannya; "
        "jawab Tidak untuk mengeluarkannya dari rancangan selama belum diputuskan.",
        tetap=From("petik_rpjm"),
        wajib=False,
        paling_banyak=MOST,
        dasar="III.C.3.b",
        mengisi=DRAFT_PAPERS,
        baris="usulan",
    )

    @validates_schema
    def what_is_picked_has_cost_and_source(self, data: dict[str, Any], **_: Any) -> None:
        wrong: dict[int, dict[str, str]] = {}
        for number, row in numbered(data.get("petik", [])):
            if not row["petik"]:
                continue
            told = {
                "biaya": "Isi biaya tahun ini, karena usulan ini dipetik.",
                "sumber": "Pilih sumber dana, supaya usulan terpilah menurut sumbernya.",
            }
            lacking = {n: text for n, text in told.items() if row[n] in {None, ""}}
            if lacking:
                wrong[number] = lacking
        if wrong:
            raise self.fault("petik", wrong)


class UsulanLamaRow(StepSchema):
    asal_id = Hidden("Usulan lama")
    kode = Hidden("Kode", wajib=False)
    uraian = Hidden("Uraian", wajib=False)
    riwayat = Shown("Riwayat")
    sisa = Shown("Sisa pekerjaan")
    keadaan = Shown("Keadaan")
    ambil = YesNo("Diusulkan lagi")
    alasan = Text("Alasan", "Wajib bila tidak diusulkan lagi.", wajib=False)


class UsulanLamaSchema(StepSchema):
    usulan_lama = Rows(
        "Usulan tahun lalu yang belum terlaksana",
        UsulanLamaRow,
        "Setiap usulan lama diperiksa: masih perlu diusulkan atau tidak, dengan alasannya.",
        tetap=From("usulan_lama"),
        wajib=False,
        paling_banyak=MOST,
        dasar="II.D.3.d",
        mengisi=("ba_musrenbangdes", *DRAFT_PAPERS),
        baris="usulan lama",
    )

    @validates_schema
    def what_is_left_out_has_a_reason(self, data: dict[str, Any], **_: Any) -> None:
        wrong = {
            number: {"alasan": "Isi alasannya, karena usulan lama ini tidak diusulkan lagi."}
            for number, row in numbered(data.get("usulan_lama", []))
            if not row["ambil"] and not row["alasan"]
        }
        if wrong:
            raise self.fault("usulan_lama", wrong)


RANCANGAN_RKP = Flow(
    slug="rancangan-rkp",
    title="Rancangan RKP-Desa",
    tingkat="desa",
    hak=Hak.ISI_DESA,
    dasar="III.C.3.b",
    intro="RKP-Desa dipetik dari RPJM-Desa, ditambah usulan lama yang belum terlaksana. Yang "
    "dipilih menjadi usulan tahun ini dan dibahas dalam Musrenbangdes.",
    mengisi=DRAFT_PAPERS,
    steps=(
        Step(slug="dipetik", title="Dipetik dari RPJM-Desa", schema=PetikSchema,
             dasar="III.C.3.b", mengisi=DRAFT_PAPERS, pengumuman="petik_rpjm"),
        Step(slug="usulan-lama", title="Usulan lama", schema=UsulanLamaSchema,
             dasar="II.D.3.d", mengisi=("ba_musrenbangdes", *DRAFT_PAPERS),
             pengumuman="usulan_lama"),
    ),
)  # fmt: skip


class PaguRow(StepSchema):
    sumber = Hidden("Sumber dana")
    uraian = Hidden("Uraian", wajib=False)
    pagu = Rupiah("Pagu atau rencana pendapatan", wajib=False)
    anggaran = Rupiah("Anggaran dalam APB Desa", wajib=False)
    keterangan = Text("Keterangan", wajib=False)


class PaguSchema(StepSchema):
    pagu_desa = Rows(
        "Dana setiap sumber",
        PaguRow,
        "Kosongkan yang belum diketahui. Anggaran diisi setelah APB Desa ditetapkan, dan sejak itu "
        "anggaranlah yang dipakai menghitung sisa.",
        tetap=From("pagu_desa"),
        wajib=False,
        dasar="III.C.3.f",
        mengisi=("penyelarasan", "naskah_rkp", "lkpj"),
        baris="sumber dana",
        total=("pagu", "anggaran"),
    )


PAGU_DESA = Flow(
    slug="pagu-desa",
    title="Pagu desa menurut sumber dana",
    tingkat="desa",
    hak=Hak.ISI_DESA,
    dasar="III.C.3.f",
    intro="Catat dana yang diharapkan dari setiap sumber. Sisa dana dihitung langsung saat "
    "Musrenbangdes memutuskan usulan.",
    mengisi=("penyelarasan", "naskah_rkp", "lkpj"),
    steps=(
        Step(slug="pagu", title="Dana setiap sumber", schema=PaguSchema, dasar="III.C.3.f",
             mengisi=("penyelarasan", "naskah_rkp", "lkpj")),
    ),
)  # fmt: skip


class RealisasiRow(StepSchema):
    usulan_id = Hidden("Usulan")
    kode = Hidden("Kode", wajib=False)
    uraian = Hidden("Uraian", wajib=False)
    rencana = Shown("Rencana")
    volume_realisasi = Quantity("Volume realisasi", wajib=False)
    biaya_realisasi = Rupiah("Biaya realisasi", wajib=False)
    status_pelaksanaan = Choice("Status", pilihan=STATUS, wajib=False)
    sebab = LongText("Sebab", "Diisi bila belum selesai.", batas=1000, wajib=False)
    tindak_lanjut = Choice("Tindak lanjut", pilihan=TINDAK_LANJUT, wajib=False)


class RealisasiSchema(StepSchema):
    realisasi = Rows(
        "Realisasi setiap kegiatan RKP-Desa",
        RealisasiRow,
        "Kegiatan yang belum dinilai boleh dikosongkan dan diisi kemudian.",
        tetap=From("realisasi_rkp"),
        wajib=False,
        paling_banyak=MOST,
        dasar="II.D.3.c",
        mengisi=("lkpj", "ba_musrenbangdes"),
        baris="kegiatan",
        total=("biaya_realisasi",),
    )

    @validates_schema
    def what_is_told_hangs_together(self, data: dict[str, Any], **_: Any) -> None:
        rows = numbered(data.get("realisasi", []))
        wrong = {number: told for number, row in rows if (told := _faults(row))}
        if wrong:
            raise self.fault("realisasi", wrong)


REPORTED = (
    "volume_realisasi", "biaya_realisasi", "status_pelaksanaan", "sebab", "tindak_lanjut",
)  # fmt: skip


def reported(row: Mapping[str, Any]) -> bool:
    """Whether anything was told of this activity."""
    return not all(is_blank(row.get(name)) for name in REPORTED)


def _faults(row: Mapping[str, Any]) -> dict[str, str]:
    if not reported(row):
        return {}
    status = row["status_pelaksanaan"]
    if not status:
        return {"status_pelaksanaan": "Pilih statusnya, karena realisasinya sudah diisi."}
    if status == "selesai":
        return {}
    told: dict[str, str] = {}
    if status == "belum" and (row["volume_realisasi"] or row["biaya_realisasi"]):
        told["status_pelaksanaan"] = (
            "Sudah ada volume atau biaya realisasi, jadi statusnya bukan “Belum dilaksanakan”. "
            "Pilih “Sebagian” atau kosongkan realisasinya."
        )
    if not row["sebab"]:
        told["sebab"] = "Isi sebabnya, karena kegiatan ini belum selesai."
    if not row["tindak_lanjut"]:
        told["tindak_lanjut"] = "Pilih tindak lanjutnya, karena kegiatan ini belum selesai."
    return told


REALISASI_RKP = Flow(
    slug="realisasi-rkp",
    title="Realisasi RKP-Desa",
    tingkat="desa",
    hak=Hak.ISI_DESA,
    dasar="II.D.3.c",
    intro="Catat apa yang terlaksana dari RKP-Desa tahun ini. Evaluasi Musrenbangdes tahun "
    "berikutnya dan LKPj Kepala Desa tersusun dari isian ini.",
    mengisi=("lkpj", "ba_musrenbangdes"),
    steps=(
        Step(slug="realisasi", title="Realisasi kegiatan", schema=RealisasiSchema,
             dasar="II.D.3.c", mengisi=("lkpj", "ba_musrenbangdes")),
    ),
)  # fmt: skip

FLOWS = (RANCANGAN_RKP, PAGU_DESA, REALISASI_RKP)
