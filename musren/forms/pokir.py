"""What DPRD members bring from their recess: pokir and jaring asmara (Panduan V.A)."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Day, LongText, Quantity, Rupiah, Text
from musren.forms.pilihan import From, Option
from musren.forms.steps import Flow, Step, StepSchema

JENIS = (
    Option("pokir", "Pokok-pokok pikiran DPRD", "Disampaikan DPRD untuk rencana kabupaten."),
    Option("jaring_asmara", "Jaring asmara", "Hasil menjaring aspirasi masyarakat pada reses."),
)
LIST = ("daftar_hearing",)


class AnggotaSchema(StepSchema):
    jenis = Choice("Jenis", pilihan=JENIS, dasar="V.A", mengisi=LIST)
    anggota_nama = Text(
        "Nama anggota DPRD", "Seperti tercetak pada daftar dengar pendapat.",
        saran=From("anggota_dprd"), mengisi=LIST,
    )  # fmt: skip
    fraksi = Text("Fraksi", saran=From("fraksi"), wajib=False, mengisi=LIST)
    dapil = Text("Daerah pemilihan", saran=From("dapil"), mengisi=LIST)
    tanggal_reses = Day("Tanggal reses", "Kosongkan bila tidak diketahui.", wajib=False)


class PokirKegiatanSchema(StepSchema):
    kegiatan = Text("Kegiatan yang diminta", contoh="Peningkatan jalan poros desa", mengisi=LIST)
    kecamatan_kode = Choice("Kecamatan", pilihan=From("kecamatan"), wajib=False, mengisi=LIST)
    desa_kode = Choice(
        "Desa", "Kosongkan bila untuk seluruh kecamatan.", pilihan=From("desa_kabupaten"),
        wajib=False, mengisi=LIST,
    )  # fmt: skip
    lokasi = Text("Lokasi", "Dusun, jalan, atau tempat lain.", wajib=False, mengisi=LIST)
    volume = Quantity("Volume", wajib=False, mengisi=LIST)
    satuan = Text("Satuan", saran=From("satuan"), wajib=False, mengisi=LIST)
    biaya = Rupiah("Perkiraan biaya", wajib=False, mengisi=LIST)
    skpd = Text("SKPD tujuan", saran=From("skpd"), wajib=False)
    keterangan = LongText("Keterangan", wajib=False, mengisi=LIST)

    @validates_schema
    def the_village_lies_in_the_kecamatan(self, data: dict[str, Any], **_: Any) -> None:
        desa, kecamatan = data.get("desa_kode"), data.get("kecamatan_kode")
        if desa and kecamatan and not desa.startswith(f"{kecamatan}."):
            raise ValidationError(
                "Desa ini tidak berada di kecamatan yang dipilih. Ubah salah satunya.", "desa_kode"
            )
        if not desa and not kecamatan:
            raise ValidationError(
                "Pilih kecamatan atau desanya, agar dapat disandingkan dengan usulan Musrenbang.",
                "kecamatan_kode",
            )


POKIR = Flow(
    slug="pokir", title="Pokir atau jaring asmara", tingkat="kabupaten", hak=Hak.ISI_POKIR,
    dasar="V.A", tunggal=False, mengisi=LIST,
    intro="Catat satu permintaan masyarakat yang disampaikan anggota DPRD, agar dapat disandingkan "
    "dengan usulan hasil Musrenbang.",
    steps=(
        Step(slug="anggota", title="Anggota DPRD", schema=AnggotaSchema, dasar="V.A",
             mengisi=LIST),
        Step(slug="kegiatan", title="Kegiatan dan lokasi", schema=PokirKegiatanSchema, dasar="V.A",
             mengisi=LIST),
    ),
)  # fmt: skip

FLOWS = (POKIR,)
