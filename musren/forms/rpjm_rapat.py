"""The two meetings of the RPJM-Desa: Musrenbangdes for the draft alone, and Rapat BPD (II.D.2)."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, LongText, Text
from musren.forms.musyawarah import (
    PUTUSAN,
    HadirSchema,
    PimpinanSchema,
    UndanganSchema,
    reason_when_not_agreed,
)
from musren.forms.pertemuan import PesertaSchema, WakilSchema
from musren.forms.pilihan import From, Option
from musren.forms.steps import Flow, Rows, Step, StepSchema

BA = ("ba_musrenbangdes_rpjm",)
BPD = ("keputusan_bpd",)
BAB = (
    "Bab I Pendahuluan", "Bab II Profil Desa", "Bab III Visi dan Misi",
    "Bab IV Rumusan Prioritas Pembangunan", "Bab V Arah Kebijakan",
    "Bab VI Program dan Kegiatan Pembangunan", "Bab VII Penutup", "Lampiran",
)  # fmt: skip
BATANG_TUBUH = ("Menimbang dan Mengingat", "Pasal-pasal")
SETUJU, DENGAN_PERUBAHAN, TOLAK = "disetujui", "disetujui_dengan_perubahan", "ditolak"
PUTUSAN_BPD = (
    Option(SETUJU, "Disetujui"),
    Option(DENGAN_PERUBAHAN, "Disetujui dengan perubahan"),
    Option(TOLAK, "Ditolak", "Rancangan dikembalikan; adakan rapat lagi sesudah diperbaiki."),
)


def _plain(names: tuple[str, ...]) -> tuple[Option, ...]:
    return tuple(Option(name, name) for name in names)


class PerubahanRow(StepSchema):
    bagian = Choice("Bagian yang diubah", pilihan=_plain(BAB))
    semula = LongText("Semula", "Kosongkan bila ditambahkan.", batas=2000, wajib=False)
    menjadi = LongText("Menjadi", batas=2000)


class PerubahanSchema(StepSchema):
    perubahan = Rows(
        "Perubahan rancangan yang disepakati", PerubahanRow,
        "Perbaiki juga isian RPJM-Desa dan usulannya sesuai kesepakatan: sebelum Berita Acara "
        "diterbitkan, atau sesudah ditandatangani lengkap sebagai penyempurnaan.",
        paling_banyak=200, baris="perubahan", dasar="II.D.2.c", mengisi=BA,
    )  # fmt: skip


class PutusanRpjmRow(StepSchema):
    usulan_rpjm_id = Hidden("Usulan")
    uraian = Hidden("Uraian", wajib=False)
    putusan = Choice("Keputusan", pilihan=PUTUSAN)
    alasan = Text("Alasan", "Wajib bila ditunda atau tidak disepakati.", wajib=False)


class PutusanRpjmSchema(StepSchema):
    keputusan = Rows(
        "Keputusan atas usulan RPJM-Desa", PutusanRpjmRow,
        "Semula semuanya disepakati sebagai satu rancangan. Ubah yang ditunda atau tidak "
        "disepakati, dan tulis alasannya.",
        tetap=From("usulan_rpjm"), paling_sedikit=1, paling_banyak=1000, dasar="II.D.2.c",
        mengisi=BA, baris="usulan",
    )  # fmt: skip

    @validates_schema
    def each_refusal_has_its_reason(self, data: dict[str, Any], **_: Any) -> None:
        reason_when_not_agreed(data.get("keputusan", []), "keputusan")


def _step(slug: str, title: str, schema: type[StepSchema], dasar: str, **more: Any) -> Step:
    return Step(
        slug=slug, title=title, schema=schema, dasar=dasar, **{"mengisi": BA, **more}
    )  # fmt: skip


MUSRENBANGDES_RPJM = Flow(
    slug="musrenbangdes-rpjm", title="Musrenbangdes RPJM-Desa", tingkat="desa",
    hak=Hak.ISI_DESA, dasar="II.D.2.c", sesudah="profil-desa", mengisi=("daftar_hadir", *BA),
    intro="Catat musyawarah desa yang hanya membahas rancangan RPJM-Desa. Berita Acaranya menjadi "
    "dasar rancangan Peraturan Desa.",
    steps=(
        _step("undangan", "Undangan dan agenda", UndanganSchema, "II.D.2.c"),
        _step("hadir", "Daftar hadir", HadirSchema, "II.D.2.d",
              mengisi=("daftar_hadir", *BA), pengumuman="perempuan_hadir"),
        _step("pimpinan", "Pimpinan dan cara memutuskan", PimpinanSchema, "II.D.2.d"),
        _step("perubahan", "Perubahan rancangan", PerubahanSchema, "II.D.2.c"),
        _step("keputusan", "Keputusan usulan", PutusanRpjmSchema, "II.D.2.b",
              pengumuman="usulan_rpjm_mirip"),
        _step("wakil", "Wakil penanda tangan", WakilSchema, "II.D.2.d"),
    ),
)  # fmt: skip


class PerubahanPerdesRow(StepSchema):
    bagian = Choice("Bagian yang diubah", pilihan=_plain((*BATANG_TUBUH, *BAB)))
    semula = LongText("Semula", "Kosongkan bila ditambahkan.", batas=2000, wajib=False)
    menjadi = LongText("Menjadi", batas=2000)


class PutusanBPDSchema(StepSchema):
    putusan = Choice(
        "Keputusan BPD atas rancangan Peraturan Desa", pilihan=PUTUSAN_BPD, dasar="VI.B.2.f",
        mengisi=BPD,
    )  # fmt: skip
    perubahan = Rows(
        "Perubahan yang diminta BPD", PerubahanPerdesRow,
        "Diisi bila disetujui dengan perubahan.", paling_banyak=100, baris="perubahan",
        mengisi=BPD,
    )  # fmt: skip
    catatan_putusan = LongText("Catatan BPD", "Wajib bila rancangan ditolak.", wajib=False)

    @validates_schema
    def the_decision_is_complete(self, data: dict[str, Any], **_: Any) -> None:
        decided = data.get("putusan")
        if decided == DENGAN_PERUBAHAN and not data.get("perubahan"):
            raise ValidationError(
                "Isi paling sedikit satu perubahan, atau pilih “Disetujui”.", "perubahan"
            )
        if decided == SETUJU and data.get("perubahan"):
            raise ValidationError(
                "Ada perubahan yang diminta. Pilih “Disetujui dengan perubahan”, atau hapus "
                "barisnya.", "putusan",
            )  # fmt: skip
        if decided == TOLAK and not data.get("catatan_putusan"):
            raise ValidationError("Isi catatan BPD: mengapa rancangan ditolak.", "catatan_putusan")


RAPAT_BPD_RPJM = Flow(
    slug="rapat-bpd-rpjm", title="Rapat BPD tentang RPJM-Desa", tingkat="desa",
    hak=Hak.ISI_RAPAT_BPD, dasar="VI.B.2.f", sesudah="profil-desa",
    mengisi=("daftar_hadir", *BPD),
    intro="Catat rapat BPD yang membahas rancangan Peraturan Desa tentang RPJM-Desa bersama Kepala "
    "Desa. Keputusan BPD tersusun dari isian ini.",
    steps=(
        _step("undangan", "Waktu, tempat, dan agenda", UndanganSchema, "VI.B.2.f", mengisi=BPD),
        _step("hadir", "Daftar hadir", PesertaSchema, "VI.B.2.f",
              mengisi=("daftar_hadir", *BPD)),
        _step("pimpinan", "Pimpinan dan cara memutuskan", PimpinanSchema, "VI.B.2.f",
              mengisi=BPD),
        _step("keputusan", "Keputusan BPD", PutusanBPDSchema, "VI.B.2.f", mengisi=BPD),
    ),
)  # fmt: skip

FLOWS = (MUSRENBANGDES_RPJM, RAPAT_BPD_RPJM)
