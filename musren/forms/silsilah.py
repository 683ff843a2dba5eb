"""Merging proposals into one, splitting one into several, before a decision (II.D.3.d)."""

from musren.domain.peran import Hak
from musren.forms.fields import LongText, Quantity, Rupiah, Text
from musren.forms.pilihan import From
from musren.forms.steps import Flow, Rows, Step, StepSchema
from musren.forms.usulan import USULAN

BA = ("ba_musrenbangdes",)


class AlasanGabungSchema(StepSchema):
    alasan = LongText(
        "Alasan digabung",
        "Misalnya satu jaringan saluran, atau diusulkan dua dusun. Tercetak pada lampiran Berita "
        "Acara bersama usulan asalnya.",
        mengisi=BA,
    )


GABUNG_USULAN = Flow(
    slug="gabung-usulan",
    title="Gabungkan usulan",
    tingkat="desa",
    hak=Hak.ISI_DESA,
    dasar="II.D.3.d",
    tunggal=False,
    intro="Usulan yang sama atau berkaitan menjadi satu usulan baru. Usulan asalnya tetap "
    "tersimpan, tidak dihitung dua kali, dan penggabungan dapat dibatalkan sampai musyawarah "
    "memutuskan hasilnya.",
    mengisi=BA,
    steps=(
        Step(slug="alasan", title="Alasan penggabungan", schema=AlasanGabungSchema,
             dasar="II.D.3.d", mengisi=BA, pengumuman="usulan_digabung"),
        *USULAN.steps,
    ),
)  # fmt: skip


class BagianRow(StepSchema):
    kegiatan = Text("Nama kegiatan")
    dusun = Text("Dusun", saran=From("dusun"), wajib=False)
    lokasi = Text("Lokasi")
    volume = Quantity("Volume", wajib=False)
    satuan = Text("Satuan", saran=From("satuan"), wajib=False)
    biaya = Rupiah("Biaya", "Termasuk swadaya.", wajib=False)


class PecahSchema(StepSchema):
    alasan = LongText("Alasan dipecah", "Tercetak pada lampiran Berita Acara.", mengisi=BA)
    bagian = Rows(
        "Menjadi usulan",
        BagianRow,
        "Jumlah biayanya sama dengan biaya usulan asal; sumber dana dibagi sebanding biaya.",
        paling_sedikit=2,
        paling_banyak=20,
        baris="usulan",
        total=("biaya",),
    )
    keterangan = LongText(
        "Penjelasan selisih biaya",
        "Diisi hanya bila jumlah biaya bagian berbeda dari biaya usulan asal; menjadi keterangan "
        "pada usulan baru.",
        wajib=False,
    )


PECAH_USULAN = Flow(
    slug="pecah-usulan",
    title="Pecah usulan",
    tingkat="desa",
    hak=Hak.ISI_DESA,
    dasar="II.D.3.d",
    tunggal=False,
    intro="Satu usulan menjadi beberapa usulan, misalnya karena dua lokasi. Usulan asal tetap "
    "tersimpan, dan pemecahan dapat dibatalkan sampai musyawarah memutuskan hasilnya.",
    mengisi=BA,
    steps=(
        Step(slug="bagian", title="Bagian-bagiannya", schema=PecahSchema, dasar="II.D.3.d",
             mengisi=BA, pengumuman="usulan_dipecah"),
    ),
)  # fmt: skip

FLOWS = (GABUNG_USULAN, PECAH_USULAN)
