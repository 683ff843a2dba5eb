"""RPJM-Desa as a document: the branch question, reviewing the old one, its chapters (II.D.2)."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.domain.bahasa import daftar
from musren.domain.peran import Hak
from musren.forms.fields import Choice, Day, LongText, Text, Year
from musren.forms.pilihan import Option
from musren.forms.rpjm_penyempurnaan import PenyempurnaanSchema, repair_step
from musren.forms.steps import Answers, Flow, Rows, Step, StepSchema

NASKAH = ("naskah_rpjm",)
VISI_MISI = (*NASKAH, "naskah_rkp")  # the yearly document repeats them
TABEL = ("formulir_rpjm", "matrik_rpjm", "matrik_rpjm_tahunan", *NASKAH)
TINJAU, BARU = "tinjau", "baru"
CABANG = (
    Option(TINJAU, "Ya, sudah", "RPJM-Desa itu ditinjau ulang dan disempurnakan (III.C.3.a)."),
    Option(BARU, "Belum", "Desa mengkaji keadaannya dan menyusun RPJM-Desa baru (III.C.3.c)."),
)
HAL = (
    Option("potensi", "Potensi"), Option("masalah", "Masalah"), Option("gagasan", "Gagasan"),
)  # fmt: skip
LONGEST = 20_000


def reviewing(answers: Answers) -> bool:
    """The village has a RPJM-Desa, so the pages about the old one are asked."""
    return answers.get("cabang") == TINJAU


class CabangSchema(StepSchema):
    cabang = Choice(
        "Apakah desa sudah mempunyai RPJM-Desa?",
        "Jawabannya menentukan langkah berikutnya: meninjau ulang atau menyusun baru.",
        pilihan=CABANG, dasar="III.C.3",
    )  # fmt: skip
    periode_awal = Year(
        "Tahun pertama RPJM-Desa", "Tahun terakhirnya dihitungkan dari lamanya masa RPJM-Desa.",
        dasar="I.C.8", mengisi=TABEL,
    )  # fmt: skip


class LamaSchema(StepSchema):
    perdes_lama_nomor = Text(
        "Nomor Peraturan Desa tentang RPJM-Desa yang lama",
        "Tercetak pada Peraturan Desa yang baru. Kosongkan bila belum pernah ditetapkan.",
        contoh="03 Tahun 2009", wajib=False, mengisi=("perdes_rpjm",),
    )  # fmt: skip
    perdes_lama_tanggal = Day("Tanggal Peraturan Desa itu", wajib=False)
    lama_awal = Year("Tahun pertama RPJM-Desa yang lama", wajib=False)
    lama_akhir = Year("Tahun terakhir RPJM-Desa yang lama", wajib=False)

    @validates_schema
    def the_old_period_is_in_order(self, data: dict[str, Any], **_: Any) -> None:
        first, last = data.get("lama_awal"), data.get("lama_akhir")
        if first is not None and last is not None and last < first:
            raise ValidationError(
                f"Tahun terakhir ({last}) mendahului tahun pertamanya ({first}). Periksa keduanya.",
                "lama_akhir",
            )


class TinjauanRow(StepSchema):
    hal = Choice("Hal", pilihan=HAL)
    uraian = LongText("Menurut RPJM-Desa yang lama", batas=2000)
    keadaan_sekarang = LongText("Keadaan sekarang", batas=2000)
    tindak_lanjut = LongText("Tindak lanjut", "Tulis “tetap” bila tidak berubah.", batas=2000)


class TinjauanSchema(StepSchema):
    tinjauan = Rows(
        "Peninjauan potensi, masalah, dan gagasan", TinjauanRow,
        "Ketiganya ditinjau: paling sedikit satu baris potensi, satu masalah, dan satu gagasan. "
        "Bila tidak ada yang berubah, tulis demikian.",
        paling_sedikit=1, paling_banyak=300, baris="hal", dasar="III.C.3.a", mengisi=NASKAH,
    )  # fmt: skip

    @validates_schema
    def all_three_are_reviewed(self, data: dict[str, Any], **_: Any) -> None:
        there = {row["hal"] for row in data.get("tinjauan", ())}
        left = [one.label.lower() for one in HAL if one.value not in there]
        if there and left:
            raise ValidationError(
                f"Belum ada baris tentang {daftar(left)}. Tambahkan baris untuk tiap hal; bila "
                "tidak ada yang berubah, tulis “tidak berubah” dan sebabnya.",
                "tinjauan",
            )


def _chapter(label: str, hint: str = "", **more: Any) -> LongText:
    """A text of the document; it may be told later, the papers then say that it is missing."""
    return LongText(label, hint, batas=LONGEST, wajib=False, mengisi=NASKAH, **more)


class GambaranSchema(StepSchema):
    kondisi_umum = _chapter("Kondisi umum desa")
    sejarah = _chapter("Sejarah desa", "Asal usul desa, peristiwa penting, dan para pemimpinnya.")
    geografis = _chapter("Keadaan geografis", "Letak, luas, batas, dan bentuk wilayah.")
    sosial_budaya = _chapter("Keadaan sosial budaya")
    ekonomi = _chapter("Keadaan ekonomi")
    infrastruktur = _chapter("Prasarana dan sarana")


class PemerintahanSchema(StepSchema):
    pemerintahan = _chapter("Pemerintahan desa")
    pembagian_wilayah = _chapter("Pembagian wilayah desa", "Daftar dusun diambil dari profil desa.")
    struktur_organisasi = _chapter("Struktur organisasi pemerintahan desa")


class MisiRow(StepSchema):
    misi = LongText("Misi", batas=1000)


class VisiMisiSchema(StepSchema):
    visi = LongText("Visi", batas=2000, wajib=False, mengisi=VISI_MISI)
    misi = Rows(
        "Misi", MisiRow, "Satu misi pada tiap baris.", paling_banyak=30, baris="misi",
        mengisi=VISI_MISI,
    )  # fmt: skip
    visi_misi_kepala_desa = _chapter(
        "Dokumen visi dan misi Kepala Desa", "Dilampirkan pada naskah bila diisi."
    )
    nilai = _chapter("Nilai-nilai", "Yang dipegang bersama dalam membangun desa.")


class ArahSchema(StepSchema):
    arah_pembangunan = _chapter("Arah kebijakan pembangunan desa", dasar="I.C.8")
    arah_keuangan = _chapter("Arah kebijakan keuangan desa", dasar="I.C.8")
    program = _chapter(
        "Pengantar program dan kegiatan", "Mengawali Bab VI; daftar kegiatannya dari usulan."
    )


class PenutupSchema(StepSchema):
    kata_pengantar = _chapter("Kata pengantar", "Kosongkan untuk memakai kalimat baku.")
    latar_belakang = _chapter("Latar belakang", "Kosongkan untuk memakai kalimat baku.")
    maksud_tujuan = _chapter("Maksud dan tujuan", "Kosongkan untuk memakai kalimat baku.")
    penutup = _chapter("Penutup", "Kosongkan untuk memakai kalimat baku.")


def _step(slug: str, title: str, schema: type[StepSchema], **more: Any) -> Step:
    usual = {"dasar": "II.D.2.a", "mengisi": NASKAH}
    return Step(slug=slug, title=title, schema=schema, **{**usual, **more})


RPJM = Flow(
    slug="rpjm", title="RPJM-Desa", tingkat="desa", hak=Hak.ISI_DESA, dasar="II.D.2",
    sesudah="profil-desa", mengisi=(*TABEL, "perdes_rpjm"),
    intro="Isi dokumen RPJM-Desa selain daftar kegiatannya. Boleh dikirim sebelum lengkap; naskah "
    "memberi tahu apa yang masih kosong. Daftar kegiatan diisi sebagai usulan RPJM-Desa.",
    steps=(
        Step(slug="cabang", title="Sudah ada atau belum", schema=CabangSchema, dasar="III.C.3",
             mengisi=TABEL, pengumuman="masa_rpjm"),
        _step("lama", "RPJM-Desa yang lama", LamaSchema, dasar="III.C.3.a",
              shown_when=reviewing),
        _step("tinjauan", "Peninjauan ulang", TinjauanSchema, dasar="III.C.3.a",
              shown_when=reviewing),
        _step("gambaran", "Gambaran desa", GambaranSchema),
        _step("pemerintahan", "Pemerintahan dan wilayah", PemerintahanSchema),
        _step("visi-misi", "Visi, misi, dan nilai", VisiMisiSchema, mengisi=VISI_MISI),
        _step("arah", "Arah kebijakan", ArahSchema, dasar="I.C.8"),
        _step("penutup", "Pendahuluan dan penutup", PenutupSchema),
        repair_step(PenyempurnaanSchema, NASKAH),
    ),
)  # fmt: skip
