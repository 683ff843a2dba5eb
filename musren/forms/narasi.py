"""Texts of the RKP-Desa document and of the LKPj, and the promulgation of the Peraturan Desa."""

from typing import Any

from musren.domain.peran import Hak
from musren.forms.fields import Day, LongText, Text
from musren.forms.steps import Flow, Step, StepSchema

RKP, LAPORAN, PERDES = ("naskah_rkp",), ("lkpj",), ("perdes_rpjm",)
LONGEST = 20_000
USUAL = "Kosongkan untuk memakai kalimat baku."


def _text(label: str, hint: str = USUAL, **more: Any) -> LongText:
    """A text the paper can do without: it then prints its usual sentences, or leaves it out."""
    return LongText(label, hint, batas=LONGEST, wajib=False, **more)


class PendahuluanSchema(StepSchema):
    kata_pengantar = _text("Kata pengantar", mengisi=RKP)
    latar_belakang = _text("Latar belakang", mengisi=RKP)
    maksud_tujuan = _text("Maksud, tujuan, dan manfaat", mengisi=RKP)
    proses = _text("Proses penyusunan", mengisi=RKP)


class GambaranSchema(StepSchema):
    kondisi_umum = _text(
        "Kondisi umum desa", "Kosongkan untuk memakai kondisi umum pada RPJM-Desa.", mengisi=RKP
    )
    gambaran_umum = _text("Kerangka ekonomi desa", mengisi=RKP)
    kebijakan_keuangan = _text(
        "Kebijakan keuangan desa",
        "Kosongkan untuk memakai arah kebijakan keuangan pada RPJM-Desa.",
        dasar="I.C.10", mengisi=RKP,
    )  # fmt: skip


class EvaluasiPenutupSchema(StepSchema):
    evaluasi_umum = _text(
        "Hasil pelaksanaan tahun lalu",
        "Daftar kegiatannya diambil dari evaluasi Musrenbangdes. " + USUAL,
        dasar="II.D.3.c", mengisi=RKP,
    )  # fmt: skip
    penutup = _text("Penutup", mengisi=RKP)


NASKAH_RKP = Flow(
    slug="naskah-rkp", title="Teks naskah RKP-Desa", tingkat="desa", hak=Hak.ISI_DESA,
    dasar="I.C.10", mengisi=RKP,
    intro="Tulis bagian naskah RKP-Desa yang tidak diambil dari isian lain. Visi dan misi diambil "
    "dari RPJM-Desa. Semua boleh dikosongkan.",
    steps=(
        Step(slug="pendahuluan", title="Kata pengantar dan pendahuluan",
             schema=PendahuluanSchema, dasar="I.C.10", mengisi=RKP),
        Step(slug="gambaran", title="Gambaran umum dan keuangan", schema=GambaranSchema,
             dasar="I.C.10", mengisi=RKP),
        Step(slug="penutup", title="Evaluasi dan penutup", schema=EvaluasiPenutupSchema,
             dasar="II.D.3.c", mengisi=RKP),
    ),
)  # fmt: skip


class LaporanSchema(StepSchema):
    pengantar = _text("Pengantar", "Tercetak sesudah keterangan tentang RKP-Desa.", mengisi=LAPORAN)
    permasalahan = _text(
        "Permasalahan", "Yang menghambat pelaksanaan kegiatan tahun ini.", mengisi=LAPORAN
    )
    upaya = _text(
        "Upaya penyelesaian", "Yang sudah dan akan dilakukan untuk mengatasinya.", mengisi=LAPORAN
    )


TEKS_LKPJ = Flow(
    slug="lkpj", title="Teks LKPj Kepala Desa", tingkat="desa", hak=Hak.ISI_DESA,
    dasar="III.C.3.g", mengisi=LAPORAN,
    intro="Tulis pengantar, permasalahan, dan upaya penyelesaian. Kegiatan dan dananya diambil "
    "dari realisasi RKP-Desa. Bagian yang dikosongkan tidak tercetak.",
    steps=(
        Step(slug="laporan", title="Pengantar, permasalahan, dan upaya", schema=LaporanSchema,
             dasar="III.C.3.g", mengisi=LAPORAN),
    ),
)  # fmt: skip


class PengundanganSchema(StepSchema):
    lembaran_nomor = Text(
        "Nomor Lembaran atau Berita Desa", "Kosongkan untuk ditulis tangan pada naskahnya.",
        batas=40, wajib=False, contoh="03", mengisi=PERDES,
    )  # fmt: skip
    tanggal_diundangkan = Day(
        "Tanggal diundangkan",
        "Tidak mendahului tanggal Peraturan Desa. Kosongkan untuk ditulis tangan pada naskahnya.",
        wajib=False, mengisi=PERDES,
    )  # fmt: skip


PENGUNDANGAN = Flow(
    slug="pengundangan", title="Pengundangan Peraturan Desa tentang RPJM-Desa", tingkat="desa",
    hak=Hak.ISI_DESA, dasar="III.C.3.c", mengisi=PERDES,
    intro="Bila sudah diketahui, isi sebelum Peraturan Desa diterbitkan: Sekretaris Desa "
    "mengundangkannya, dan nomor serta tanggalnya tercetak pada naskah.",
    steps=(
        Step(slug="pengundangan", title="Nomor dan tanggal pengundangan",
             schema=PengundanganSchema, dasar="III.C.3.c", mengisi=PERDES),
    ),
)  # fmt: skip
