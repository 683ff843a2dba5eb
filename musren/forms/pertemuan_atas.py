"""Invitations, minutes and plain meetings of the kecamatan and the kabupaten (Panduan V.B-C)."""

from dataclasses import replace

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Text
from musren.forms.musyawarah import JK, HadirSchema, UndanganSchema
from musren.forms.pertemuan import (
    NOTULEN,
    UNDANGAN,
    KeputusanRapatSchema,
    MateriRow,
)
from musren.forms.pilihan import From
from musren.forms.steps import Flow, Rows, Step, StepSchema

HAK = {"kecamatan": Hak.ISI_KECAMATAN, "kabupaten": Hak.ISI_KABUPATEN}


def _above(form: Flow, tingkat: str, dasar: str) -> Flow:
    """The village's form for the meetings of this level."""
    steps = tuple(replace(step, dasar=dasar) for step in form.steps)
    return replace(
        form, slug=f"{form.slug}-{tingkat}", title=f"{form.title} {tingkat}", tingkat=tingkat,
        hak=HAK[tingkat], dasar=dasar, steps=steps,
    )  # fmt: skip


UNDANGAN_KECAMATAN = _above(UNDANGAN, "kecamatan", "II.D.4")
UNDANGAN_KABUPATEN = _above(UNDANGAN, "kabupaten", "V.E")
NOTULEN_KECAMATAN = _above(NOTULEN, "kecamatan", "II.D.4.d")
NOTULEN_KABUPATEN = _above(NOTULEN, "kabupaten", "V.E")

UNDANGAN_DI = {"desa": UNDANGAN, "kecamatan": UNDANGAN_KECAMATAN, "kabupaten": UNDANGAN_KABUPATEN}
NOTULEN_DI = {"desa": NOTULEN, "kecamatan": NOTULEN_KECAMATAN, "kabupaten": NOTULEN_KABUPATEN}


class HadirKabupatenRow(StepSchema):
    nama = Text("Nama")
    jk = Choice("L/P", pilihan=JK)
    unsur = Text("Lembaga, instansi, atau unsur", saran=From("instansi"))
    alamat = Text("Alamat", wajib=False)
    telepon = Text("Telepon", batas=40, wajib=False)


class HadirKabupatenSchema(HadirSchema):
    hadir = Rows(
        "Daftar hadir", HadirKabupatenRow,
        "Salin dari daftar hadir kertas. Anda dapat menempel baris dari lembar kerja.",
        paling_sedikit=1, paling_banyak=1000, dasar="V.E", mengisi=("daftar_hadir",),
        baris="orang",
    )  # fmt: skip


class BahanSchema(StepSchema):
    materi = Rows(
        "Bahan yang dibahas", MateriRow, paling_sedikit=1, paling_banyak=50, baris="bahan",
        dasar="V.C", mengisi=("notulen",),
    )  # fmt: skip


class JudulHearingSchema(UndanganSchema):
    kelompok_nama = Text(
        "Dengar pendapat dengan", "Misalnya “Komisi C” atau “Daerah Pemilihan II”.", wajib=False
    )


def _steps(first: type[StepSchema], dasar: str) -> tuple[Step, ...]:
    return (
        Step(slug="undangan", title="Waktu, tempat, dan agenda", schema=first, dasar=dasar,
             mengisi=("notulen",)),
        Step(slug="hadir", title="Daftar hadir", schema=HadirKabupatenSchema, dasar=dasar,
             mengisi=("daftar_hadir",)),
        Step(slug="materi", title="Bahan", schema=BahanSchema, dasar=dasar, mengisi=("notulen",)),
        Step(slug="pimpinan", title="Pimpinan dan kesimpulan", schema=KeputusanRapatSchema,
             dasar=dasar, mengisi=("notulen",)),
    )  # fmt: skip


RAKOR_PERENCANA = Flow(
    slug="rakor-perencana", title="Rapat koordinasi unit perencana SKPD", tingkat="kabupaten",
    hak=Hak.ISI_KABUPATEN, dasar="V.C", sesudah="profil-kabupaten",
    mengisi=("daftar_hadir", "notulen"),
    intro="Catat rapat perencana SKPD: siapa yang hadir, hasil Musrenbang Kecamatan yang dibahas, "
    "dan kesimpulannya bagi Renja SKPD.",
    steps=_steps(UndanganSchema, "V.C"),
)  # fmt: skip

HEARING_DPRD = Flow(
    slug="hearing-dprd", title="Dengar pendapat dengan DPRD", tingkat="kabupaten",
    hak=Hak.ISI_KABUPATEN, dasar="V.B", tunggal=False, sesudah="profil-kabupaten",
    mengisi=("daftar_hadir", "notulen"),
    intro="Catat dengar pendapat: siapa yang hadir, usulan yang disampaikan, dan kesepakatannya.",
    steps=_steps(JudulHearingSchema, "V.B"),
)  # fmt: skip

MEETINGS = (RAKOR_PERENCANA, HEARING_DPRD)

FLOWS = (
    UNDANGAN_KECAMATAN, NOTULEN_KECAMATAN, UNDANGAN_KABUPATEN, NOTULEN_KABUPATEN, *MEETINGS,
)  # fmt: skip
