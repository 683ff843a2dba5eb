"""Usulan kegiatan: the fields of PNPM Form.5 that a village needs for RKP and BLM."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.domain import rupiah
from musren.domain.peran import Hak
from musren.forms.fields import Choice, LongText, Quantity, Rupiah, Text, Whole, Year
from musren.forms.pilihan import From
from musren.forms.steps import Flow, Rows, Step, StepSchema

BOTH = ("ba_musrenbangdes", "sk_rkp_desa")


class KegiatanSchema(StepSchema):
    kegiatan = Text(
        "Nama kegiatan",
        "Satu jenis kegiatan atau satu paket yang langsung berkaitan.",
        contoh="Rabat beton jalan dusun",
        mengisi=BOTH,
    )
    jenis = Choice("Jenis kegiatan", pilihan=From("jenis"), dasar="II.D.3.e")
    bidang = Text("Bidang", saran=From("bidang"), mengisi=BOTH)
    latar_belakang = LongText("Latar belakang", "Masalah, penyebab, dan akibatnya.", wajib=False)
    manfaat = LongText("Manfaat", wajib=False)


class LokasiSchema(StepSchema):
    dusun = Text("Dusun", "Kosongkan bila untuk seluruh desa.", saran=From("dusun"), wajib=False)
    lokasi = Text("Lokasi", "Misalnya RT 03, atau dari mana sampai mana.", mengisi=BOTH)
    volume = Quantity("Volume", contoh="620", mengisi=BOTH)
    satuan = Text("Satuan", saran=From("satuan"), contoh="meter", mengisi=BOTH)


class AsalSchema(StepSchema):
    asal = Choice("Asal usulan", pilihan=From("asal"), dasar="II.D.3")
    pengusul = Text("Pengusul", "Kelompok, dusun, atau lembaga yang mengusulkan.")
    asal_usulan_lama_tahun = Year(
        "Tahun usulan lama", "Diisi bila usulan ini diajukan kembali.", wajib=False,
        dasar="II.D.3.d",
    )  # fmt: skip
    sifat = Choice("Sifat kegiatan", pilihan=From("sifat"), mengisi=("sk_rkp_desa",))

    @validates_schema
    def an_old_proposal_tells_its_year(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("asal") == "usulan_lama" and data.get("asal_usulan_lama_tahun") is None:
            raise ValidationError(
                "Isi tahun usulan lama, karena asal usulan ini adalah usulan lama.",
                "asal_usulan_lama_tahun",
            )


class PemanfaatSchema(StepSchema):
    pemanfaat_l = Whole("Pemanfaat langsung laki-laki", wajib=False)
    pemanfaat_p = Whole("Pemanfaat langsung perempuan", wajib=False)
    pemanfaat_rtm = Whole("Di antaranya rumah tangga miskin (RTM)", wajib=False)
    tidak_langsung_l = Whole("Pemanfaat tidak langsung laki-laki", wajib=False)
    tidak_langsung_p = Whole("Pemanfaat tidak langsung perempuan", wajib=False)

    @validates_schema
    def the_poor_are_among_the_direct(self, data: dict[str, Any], **_: Any) -> None:
        poor = data.get("pemanfaat_rtm")
        men, women = data.get("pemanfaat_l"), data.get("pemanfaat_p")
        if poor and men is not None and women is not None and poor > men + women:
            raise ValidationError(
                f"Pemanfaat RTM ({poor}) melebihi jumlah pemanfaat langsung "
                f"({men + women}). Periksa ketiganya.",
                "pemanfaat_rtm",
            )


class DanaRow(StepSchema):
    sumber = Choice("Sumber dana", pilihan=From("sumber"))
    rincian = Text("Nama sumber", "Misalnya APBD Kab, PPIP, PAMSIMAS.", wajib=False)
    jumlah = Rupiah("Jumlah")


class BiayaSchema(StepSchema):
    biaya = Rupiah(
        "Biaya seluruhnya", "Termasuk nilai swadaya (dana, bahan, tenaga, lahan).", mengisi=BOTH
    )
    dana = Rows(
        "Sumber dana",
        DanaRow,
        "Boleh lebih dari satu sumber. Jumlahnya harus sama dengan biaya seluruhnya.",
        paling_sedikit=1,
        paling_banyak=10,
        dasar="II.D.3.e",
        mengisi=BOTH,
        baris="sumber dana",
    )

    @validates_schema
    def sources_add_up(self, data: dict[str, Any], **_: Any) -> None:
        if "biaya" not in data or not data.get("dana"):
            return
        total = sum(row["jumlah"] for row in data["dana"])
        if total != data["biaya"]:
            raise ValidationError(
                f"Biaya {rupiah.format_rupiah(data['biaya'])} belum sama dengan jumlah sumber "
                f"dananya {rupiah.format_rupiah(total)}: selisih "
                f"{rupiah.format_rupiah(abs(total - data['biaya']))}. Ubah biaya atau sumber dana.",
                "biaya",
            )


class RencanaSchema(StepSchema):
    tujuan = LongText("Tujuan kegiatan", mengisi=("sk_rkp_desa",))
    sasaran = Text("Sasaran", contoh="Warga Dusun I dan III", mengisi=("sk_rkp_desa",))
    target = Text("Target", contoh="620 meter selesai", wajib=False, mengisi=("sk_rkp_desa",))
    waktu = Text("Waktu pelaksanaan", contoh="Juni–Agustus", wajib=False, mengisi=("sk_rkp_desa",))
    penanggung_jawab = Text("Penanggung jawab", wajib=False, mengisi=("sk_rkp_desa",))
    skpd = Text(
        "SKPD tujuan", "Diisi bila akan diajukan ke APBD.", saran=From("skpd"), wajib=False,
        mengisi=("spc",),
    )  # fmt: skip
    keterlibatan_miskin = LongText("Keterlibatan kelompok miskin", wajib=False)
    potensi = LongText("Potensi sumber daya dan swadaya setempat", wajib=False)
    rencana_pelaksanaan = LongText("Rencana pelaksanaan", wajib=False)
    rencana_pelestarian = LongText("Rencana pelestarian", wajib=False)
    keterangan = LongText("Keterangan", wajib=False)


USULAN = Flow(
    slug="usulan",
    title="Usulan kegiatan",
    tingkat="desa",
    hak=Hak.ISI_DESA,
    dasar="II.D.3.e",
    tunggal=False,
    intro="Satu usulan, satu identitas sampai akhir. Isi seperti Formulir 5 (Usulan Kegiatan).",
    mengisi=BOTH,
    steps=(
        Step(slug="kegiatan", title="Kegiatan", schema=KegiatanSchema, dasar="II.D.3.e"),
        Step(slug="lokasi", title="Lokasi dan volume", schema=LokasiSchema, dasar="II.D.3.e"),
        Step(slug="asal", title="Asal usulan", schema=AsalSchema, dasar="II.D.3.d"),
        Step(slug="pemanfaat", title="Pemanfaat", schema=PemanfaatSchema, dasar="II.D.3"),
        Step(
            slug="biaya",
            title="Biaya dan sumber dana",
            schema=BiayaSchema,
            dasar="III.C.3.b",
            intro="Besar dan sumber dana sudah harus tercantum, supaya usulan untuk BLM terpilah "
            "dengan jelas.",
        ),
        Step(slug="rencana", title="Rencana", schema=RencanaSchema, dasar="III.C.3.b"),
    ),
)
