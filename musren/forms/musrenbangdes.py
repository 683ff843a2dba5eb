"""Musrenbangdes RKP-Desa (Panduan II.D.3): evaluation, decisions, representatives."""

from typing import Any

from marshmallow import validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, Many, Quantity, Rupiah, Text, Whole, YesNo
from musren.forms.musyawarah import (
    PUTUSAN,
    HadirSchema,
    PimpinanSchema,
    UndanganSchema,
    no_rank_twice,
    reason_when_not_agreed,
)
from musren.forms.pilihan import From, Option
from musren.forms.steps import Flow, Rows, Step, StepSchema, numbered

BA = ("ba_musrenbangdes",)
STATUS = (
    Option("selesai", "Selesai 100%"),
    Option("sebagian", "Sebagian"),
    Option("belum", "Belum dilaksanakan"),
)
TINDAK_LANJUT = (
    Option("tidak_perlu", "Tidak perlu tindak lanjut"),
    Option("diusulkan_kembali", "Diusulkan kembali"),
    Option("swadaya", "Dilanjutkan dengan swadaya"),
    Option("dihapus", "Dihapus dari rencana"),
)


class EvaluasiRow(StepSchema):
    usulan_id = Hidden("Usulan tahun lalu", wajib=False)
    kegiatan = Text("Kegiatan (RKP tahun lalu)")
    lokasi = Text("Lokasi", wajib=False)
    volume_rencana = Quantity("Volume rencana", wajib=False)
    volume_realisasi = Quantity("Volume realisasi", wajib=False)
    satuan = Text("Satuan", saran=From("satuan"), wajib=False)
    biaya_rencana = Rupiah("Biaya rencana", wajib=False)
    biaya_realisasi = Rupiah("Biaya realisasi", wajib=False)
    sumber_dana = Text("Sumber dana", wajib=False)
    status_pelaksanaan = Choice("Status", pilihan=STATUS)
    sebab = Text("Sebab", "Diisi bila belum selesai.", wajib=False)
    tindak_lanjut = Choice("Tindak lanjut", pilihan=TINDAK_LANJUT)


class EvaluasiSchema(StepSchema):
    evaluasi_ada = YesNo(
        "Apakah desa mempunyai RKP-Desa tahun lalu untuk dievaluasi?",
        "Evaluasi pelaksanaan RKP-Desa tahun sebelumnya adalah acara wajib.",
        dasar="II.D.3.c",
    )
    evaluasi = Rows(
        "Evaluasi RKP-Desa tahun lalu",
        EvaluasiRow,
        "Kegiatan yang tercatat tahun lalu sudah tersusun; tambahkan yang belum ada.",
        paling_banyak=1000,
        dasar="II.D.3.c",
        mengisi=BA,
        baris="kegiatan",
    )

    @validates_schema
    def what_is_unfinished_has_a_cause(self, data: dict[str, Any], **_: Any) -> None:
        from_rows = data.get("evaluasi", [])
        if data.get("evaluasi_ada") and not from_rows:
            raise self.fault(
                "evaluasi", "Isi paling sedikit satu kegiatan RKP-Desa tahun lalu, atau jawab "
                "Tidak bila desa belum mempunyai RKP-Desa."
            )  # fmt: skip
        wrong = {
            number: {"sebab": "Isi sebabnya, karena kegiatan ini belum selesai."}
            for number, row in numbered(from_rows)
            if row["status_pelaksanaan"] != "selesai" and not row["sebab"]
        }
        if wrong:
            raise self.fault("evaluasi", wrong)


class PutusanDesaRow(StepSchema):
    usulan_id = Hidden("Usulan")
    uraian = Hidden("Uraian", wajib=False)
    putusan = Choice("Keputusan", pilihan=PUTUSAN)
    sumber = Choice("Didanai dari", pilihan=From("sumber"), dasar="II.D.3.e")
    peringkat = Whole("Peringkat", "Urutan dalam daftarnya.", wajib=False, minimum=1, maximum=999)
    alasan = Text(
        "Alasan",
        "Wajib bila ditunda, tidak disepakati, atau bila ada peringatan yang meminta alasan.",
        wajib=False,
    )


class PutusanDesaSchema(StepSchema):
    keputusan = Rows(
        "Keputusan atas setiap usulan",
        PutusanDesaRow,
        "Setiap usulan diputuskan dan ditempatkan pada satu dari lima daftar sumber dana.",
        tetap=From("usulan_desa"),
        paling_sedikit=1,
        paling_banyak=1000,
        dasar="II.D.3.e",
        mengisi=BA,
        baris="usulan",
    )

    @validates_schema
    def each_refusal_has_its_reason(self, data: dict[str, Any], **_: Any) -> None:
        rows = data.get("keputusan", [])
        reason_when_not_agreed(rows, "keputusan")
        no_rank_twice(rows, "keputusan", group="sumber")


class WakilDesaSchema(StepSchema):
    wakil_masyarakat = Many(
        "Tiga wakil masyarakat penanda tangan Berita Acara",
        "Dipilih dari yang hadir, selain Kepala Desa dan pimpinan musyawarah.",
        pilihan=From("hadir"),
        paling_sedikit=3,
        paling_banyak=3,
        dasar="II.D.3.e",
        mengisi=BA,
    )
    wakil_desa = Many(
        "Wakil desa ke Musrenbang Kecamatan",
        "Dipilih dari yang hadir; calon dari MKP diutamakan.",
        pilihan=From("hadir_calon"),
        paling_sedikit=1,
        dasar="II.D.4",
        mengisi=BA,
    )


MUSRENBANGDES = Flow(
    slug="musrenbangdes",
    title="Musrenbangdes RKP-Desa",
    tingkat="desa",
    hak=Hak.ISI_DESA,
    dasar="II.D.3",
    sesudah="profil-desa",
    intro="Catat jalannya Musrenbangdes. Berita Acara dan lampirannya tersusun dari isian ini.",
    mengisi=("daftar_hadir", "ba_musrenbangdes"),
    steps=(
        Step(slug="undangan", title="Undangan dan agenda", schema=UndanganSchema,
             dasar="II.D.3.c", mengisi=BA),
        Step(slug="hadir", title="Daftar hadir", schema=HadirSchema, dasar="II.D.3.e",
             mengisi=("daftar_hadir", "ba_musrenbangdes"), pengumuman="perempuan_hadir"),
        Step(slug="evaluasi", title="Evaluasi RKP-Desa tahun lalu", schema=EvaluasiSchema,
             dasar="II.D.3.c", mengisi=BA),
        Step(slug="pimpinan", title="Pimpinan dan cara memutuskan", schema=PimpinanSchema,
             dasar="II.D.3.e", mengisi=BA),
        Step(slug="keputusan", title="Keputusan usulan", schema=PutusanDesaSchema,
             dasar="II.D.3.e", mengisi=BA, pengumuman="keputusan_desa",
             intro="Saran sumber dana dan alasannya ada di halaman setiap usulan. "
             "Musyawarah yang memutuskan."),
        Step(slug="wakil", title="Wakil yang dipilih", schema=WakilDesaSchema,
             dasar="II.D.3.e", mengisi=BA),
    ),
)  # fmt: skip
