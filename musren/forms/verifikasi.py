"""Tim Verifikasi: its members, the sheet of one proposal, and its return to the village (II.D.4.a).

The village's answer to a return stands in forms.perbaikan.
"""

from typing import Any

from marshmallow import validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Day, Hidden, LongText, Many, Text, YesNo
from musren.forms.musyawarah import JK
from musren.forms.pilihan import From, options
from musren.forms.steps import Answers, Flow, Rows, Step, StepSchema, numbered
from musren.integration.verifikasi import (
    DAPAT_DIKEMBALIKAN,
    KEADAAN_ASPEK,
    KEADAAN_DOKUMEN,
    LAYAK,
    REKOMENDASI,
)

DECREE, SHEET = ("sk_tim_verifikasi",), ("lembar_verifikasi", "rekap_verifikasi")
KEDUDUKAN = {"ketua": "Ketua", "sekretaris": "Sekretaris", "anggota": "Anggota"}
LONGEST_REASON = 1000


class AnggotaVerifikasiRow(StepSchema):
    nama = Text("Nama")
    jk = Choice("L/P", pilihan=JK)
    keahlian = Text("Keahlian", contoh="Teknik sipil")
    kedudukan = Choice("Kedudukan dalam tim", pilihan=options(KEDUDUKAN))
    alamat = Text("Alamat", contoh="Desa Sukajaya")


class AnggotaVerifikasiSchema(StepSchema):
    anggota = Rows(
        "Susunan Tim Verifikasi", AnggotaVerifikasiRow,
        "Warga yang mempunyai keahlian teknik, simpan pinjam, pendidikan, atau kesehatan.",
        paling_sedikit=1, paling_banyak=40, baris="orang", dasar="II.D.4.a", mengisi=DECREE,
    )  # fmt: skip

    @validates_schema
    def nobody_twice(self, data: dict[str, Any], **_: Any) -> None:
        seen: dict[str, int] = {}
        wrong = {}
        for number, row in numbered(data.get("anggota", [])):
            first = seen.setdefault(str(row["nama"]).casefold(), number)
            if first != number:
                wrong[number] = {"nama": f"Nama ini sudah ada pada baris {first + 1}."}
        if wrong:
            raise self.fault("anggota", wrong)


class TugasRow(StepSchema):
    uraian_tugas = LongText("Tugas")


class TugasVerifikasiSchema(StepSchema):
    tugas = Rows(
        "Tugas Tim Verifikasi", TugasRow, paling_sedikit=1, paling_banyak=20, baris="tugas",
        dasar="II.D.4.a", mengisi=DECREE,
    )  # fmt: skip


class LembarSchema(StepSchema):
    lembar = Choice(
        "Lembar verifikasi", "Disarankan menurut jenis kegiatan; boleh diganti.",
        pilihan=From("lembar_verifikasi"), mengisi=SHEET,
    )  # fmt: skip


class KelengkapanRow(StepSchema):
    butir = Hidden("Butir")
    uraian = Hidden("Dokumen", wajib=False)
    keadaan = Choice("Keadaan", pilihan=options(KEADAAN_DOKUMEN))
    catatan = Text("Catatan", wajib=False)


class KelengkapanSchema(StepSchema):
    kelengkapan = Rows(
        "Kelengkapan dokumen", KelengkapanRow, tetap=From("dokumen_verifikasi"), baris="dokumen",
        dasar="II.D.4.a", mengisi=SHEET,
    )  # fmt: skip


class KhususRow(StepSchema):
    pertanyaan = Hidden("Pertanyaan")
    uraian = Hidden("Yang diperiksa", wajib=False)
    isi = LongText("Temuan", wajib=False)


class KhususSchema(StepSchema):
    khusus = Rows(
        "Isi lembar menurut jenis kegiatan", KhususRow, tetap=From("pertanyaan_verifikasi"),
        baris="pertanyaan", dasar="II.D.4.a", mengisi=SHEET,
    )  # fmt: skip


class AspekRow(StepSchema):
    aspek = Hidden("Aspek")
    uraian = Hidden("Sebutan", wajib=False)
    keadaan = Choice("Penilaian", pilihan=options(KEADAAN_ASPEK), wajib=False)
    catatan = Text("Catatan", wajib=False)


class AspekSchema(StepSchema):
    aspek = Rows(
        "Penilaian tiap aspek", AspekRow, tetap=From("aspek_verifikasi"), baris="aspek",
        dasar="II.D.4.a", mengisi=SHEET,
    )  # fmt: skip


class KunjunganSchema(StepSchema):
    tanggal_kunjungan = Day("Tanggal kunjungan lapangan", wajib=False, mengisi=SHEET)
    pemeriksa = Many(
        "Anggota tim yang memeriksa", pilihan=From("anggota_verifikasi"), mengisi=SHEET
    )


class RekomendasiSchema(StepSchema):
    rekomendasi = Choice(
        "Rekomendasi", "Kosongkan bila usulan dikembalikan dahulu ke desa.",
        pilihan=options(REKOMENDASI), wajib=False, mengisi=SHEET,
    )  # fmt: skip
    alasan = LongText(
        "Alasan", "Wajib bila tidak sepenuhnya layak.", wajib=False, batas=LONGEST_REASON,
        mengisi=SHEET,
    )  # fmt: skip


class PengembalianSchema(StepSchema):
    kembalikan = YesNo("Kembalikan ke desa untuk diperbaiki?", mengisi=SHEET)
    kolom = Many(
        "Isian yang harus diperbaiki desa", pilihan=options(DAPAT_DIKEMBALIKAN), wajib=False,
        mengisi=SHEET,
    )  # fmt: skip
    catatan = LongText(
        "Catatan untuk desa", "Tulis apa yang kurang dan bagaimana memperbaikinya.", wajib=False,
        batas=LONGEST_REASON, mengisi=SHEET,
    )  # fmt: skip
    tenggat = Day("Dijawab paling lambat", wajib=False, mengisi=SHEET)


def _not_fit_yet(answers: Answers) -> bool:
    return answers.get("rekomendasi") != LAYAK


class PencabutanSchema(StepSchema):
    alasan_cabut = LongText("Alasan mencabut pengembalian", batas=900)


TIM_VERIFIKASI = Flow(
    slug="tim-verifikasi", title="Tim Verifikasi", tingkat="kecamatan", hak=Hak.ISI_KECAMATAN,
    dasar="II.D.4.a", sesudah="profil-kecamatan", mengisi=DECREE,
    intro="Susun tim yang memeriksa usulan desa. Keputusan Camat tersusun dari sini.",
    steps=(
        Step(slug="anggota", title="Susunan tim", schema=AnggotaVerifikasiSchema,
             dasar="II.D.4.a", mengisi=DECREE),
        Step(slug="tugas", title="Tugas tim", schema=TugasVerifikasiSchema, dasar="II.D.4.a",
             mengisi=DECREE),
    ),
)  # fmt: skip

VERIFIKASI = Flow(
    slug="verifikasi", title="Verifikasi usulan", tingkat="kecamatan", hak=Hak.ISI_KECAMATAN,
    dasar="II.D.4.a", tunggal=False, sesudah="tim-verifikasi", mengisi=SHEET,
    intro="Satu lembar untuk satu usulan. Tim memberi rekomendasi; yang memutuskan Musrenbang "
    "Kecamatan.",
    steps=(
        Step(slug="lembar", title="Usulan dan lembarnya", schema=LembarSchema, dasar="II.D.4.a",
             mengisi=SHEET, pengumuman="usulan_diperiksa"),
        Step(slug="kelengkapan", title="Kelengkapan dokumen", schema=KelengkapanSchema,
             dasar="II.D.4.a", mengisi=SHEET),
        Step(slug="khusus", title="Isi lembar", schema=KhususSchema, dasar="II.D.4.a",
             mengisi=SHEET),
        Step(slug="aspek", title="Penilaian aspek", schema=AspekSchema, dasar="II.D.4.a",
             mengisi=SHEET),
        Step(slug="kunjungan", title="Kunjungan lapangan", schema=KunjunganSchema,
             dasar="II.D.4.a", mengisi=SHEET),
        Step(slug="rekomendasi", title="Rekomendasi", schema=RekomendasiSchema,
             dasar="II.D.4.a", mengisi=SHEET, pengumuman="rekomendasi_verifikasi"),
        Step(slug="pengembalian", title="Pengembalian ke desa", schema=PengembalianSchema,
             dasar="II.D.4.a", mengisi=SHEET, pengumuman="pengembalian_usulan",
             shown_when=_not_fit_yet),
    ),
)  # fmt: skip

CABUT_PENGEMBALIAN = Flow(
    slug="cabut-pengembalian", title="Cabut pengembalian usulan", tingkat="kecamatan",
    hak=Hak.ISI_KECAMATAN, dasar="II.D.4.a", tunggal=False, mengisi=SHEET,
    intro="Usulan yang belum diperbaiki desa kembali dibahas seperti semula.",
    steps=(
        Step(slug="cabut", title="Cabut pengembalian", schema=PencabutanSchema,
             dasar="II.D.4.a", pengumuman="pengembalian_usulan"),
    ),
)  # fmt: skip

FLOWS = (TIM_VERIFIKASI, VERIFIKASI, CABUT_PENGEMBALIAN)
