"""A budget line typed by hand, and the progress of the work it pays for (Panduan V.B)."""

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Day, LongText, Quantity, Rupiah, Text, Whole
from musren.forms.pilihan import From
from musren.forms.steps import Flow, Step, StepSchema

LIST = ("laporan_musrenbang",)


class _BarisSchema(StepSchema):
    """What every budget line says; the fields an import reads too."""

    kode_kegiatan = Text("Kode kegiatan", "Kode rekening, bila ada.", wajib=False)
    kegiatan = Text("Kegiatan", "Seperti tertulis dalam anggaran.", contoh="Pengaspalan jalan")
    lokasi = Text("Lokasi", wajib=False)
    volume = Quantity("Volume", wajib=False)
    satuan = Text("Satuan", saran=From("satuan"), wajib=False)
    sumber = Text("Sumber dana", "Seperti tertulis dalam anggaran, misalnya DAU.", wajib=False)
    pagu = Rupiah("Pagu", "Jumlah pada baris anggaran ini.", minimum=1)
    kode_usulan = Text(
        "Kode usulan", "Kode usulan yang dibiayai. Kosongkan bila belum tahu; musren mencarikan.",
        wajib=False,
    )  # fmt: skip


class BarisApbdSchema(_BarisSchema):
    skpd = Text("SKPD", saran=From("skpd"), wajib=False)
    program = Text("Program", wajib=False)
    kecamatan_kode = Choice("Kecamatan", pilihan=From("kecamatan"), wajib=False)
    desa_kode = Choice("Desa", pilihan=From("desa_kabupaten"), wajib=False)


class BarisApbDesaSchema(_BarisSchema):
    pass


class KemajuanSchema(StepSchema):
    tanggal = Day("Tanggal", "Hari keadaan ini dilihat.")
    persen = Whole("Kemajuan pekerjaan", "Persen, 0 sampai 100.", maximum=100)
    realisasi = Rupiah("Dana yang sudah dipakai", "Sampai hari itu.", wajib=False)
    catatan = LongText(
        "Catatan", "Wajib diisi bila kemajuannya turun dari catatan sebelumnya.", wajib=False,
    )  # fmt: skip


BARIS_ANGGARAN = Flow(
    slug="baris-anggaran", title="Baris APBD", tingkat="kabupaten", hak=Hak.ISI_ANGGARAN,
    dasar="V.B", tunggal=False, mengisi=LIST,
    intro="Catat satu baris APBD. Usulan yang dibiayainya dicarikan menurut kode atau kemiripan.",
    steps=(Step(slug="baris", title="Baris anggaran", schema=BarisApbdSchema, dasar="V.B"),),
)  # fmt: skip
BARIS_APB_DESA = Flow(
    slug="baris-apb-desa", title="Baris APB Desa", tingkat="desa", hak=Hak.ISI_ANGGARAN,
    dasar="V.B", tunggal=False, mengisi=LIST,
    intro="Catat satu baris APB Desa. Usulan yang dibiayainya dicarikan menurut kode atau "
    "kemiripan.",
    steps=(Step(slug="baris", title="Baris anggaran", schema=BarisApbDesaSchema, dasar="V.B"),),
)  # fmt: skip
KEMAJUAN = Flow(
    slug="kemajuan", title="Kemajuan pekerjaan", tingkat="desa", hak=Hak.ISI_KEMAJUAN,
    dasar="V.B", tunggal=False, mengisi=LIST,
    intro="Catat sampai di mana pekerjaan pada satu hari. Fotonya ditambahkan sesudah dikirim.",
    steps=(Step(slug="kemajuan", title="Kemajuan", schema=KemajuanSchema, dasar="V.B"),),
)  # fmt: skip

FLOWS = (BARIS_ANGGARAN, BARIS_APB_DESA, KEMAJUAN)
