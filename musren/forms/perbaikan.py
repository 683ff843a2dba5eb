"""The village's answer to Tim Verifikasi: only the marked fields, old and new (II.D.4.a)."""

from musren.domain.peran import Hak
from musren.forms.fields import Hidden, LongText, Shown
from musren.forms.pilihan import From
from musren.forms.steps import Answers, Flow, Rows, Step, StepSchema
from musren.forms.usulan import DanaRow

SHEET = ("lembar_verifikasi",)


class JawabanRow(StepSchema):
    kolom = Hidden("Isian")
    uraian = Hidden("Sebutan", wajib=False)
    semula = Shown("Semula")
    menjadi = LongText("Menjadi", wajib=False)


class JawabanSchema(StepSchema):
    jawaban = Rows(
        "Isian yang harus diperbaiki", JawabanRow,
        "Ubah yang perlu diubah. Isian lain tetap seperti dalam Berita Acara desa.",
        tetap=From("kolom_dikembalikan"), wajib=False, baris="isian", dasar="II.D.4.a",
        mengisi=SHEET,
    )  # fmt: skip


class DanaPerbaikanSchema(StepSchema):
    dana = Rows(
        "Sumber dana", DanaRow, "Jumlahnya harus sama dengan biaya seluruhnya.",
        paling_sedikit=1, paling_banyak=10, baris="sumber dana", dasar="II.D.3.e", mengisi=SHEET,
    )  # fmt: skip


class PenjelasanSchema(StepSchema):
    keterangan = LongText(
        "Penjelasan desa", "Wajib bila tidak ada isian yang diubah.", wajib=False, batas=1000,
        mengisi=SHEET,
    )  # fmt: skip


def _about_money(answers: Answers) -> bool:
    """The start of the form lays out the shares where the cost or its sources went back."""
    return "dana" in answers


PERBAIKAN_USULAN = Flow(
    slug="perbaikan-usulan", title="Perbaikan usulan", tingkat="desa", hak=Hak.ISI_DESA,
    dasar="II.D.4.a", tunggal=False, mengisi=SHEET,
    intro="Tim Verifikasi kecamatan meminta beberapa isian diperbaiki. Usulannya tetap sama, dan "
    "Berita Acara desa tidak berubah.",
    steps=(
        Step(slug="isian", title="Isian yang diperbaiki", schema=JawabanSchema, dasar="II.D.4.a",
             mengisi=SHEET, pengumuman="catatan_pengembalian"),
        Step(slug="dana", title="Sumber dana", schema=DanaPerbaikanSchema, dasar="II.D.3.e",
             mengisi=SHEET, shown_when=_about_money),
        Step(slug="penjelasan", title="Penjelasan", schema=PenjelasanSchema, dasar="II.D.4.a",
             mengisi=SHEET),
    ),
)  # fmt: skip
