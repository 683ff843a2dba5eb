"""Profil desa and the eligibility of Panduan III.B."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import LongText, Quantity, Text, Whole, YesNo
from musren.forms.steps import Flow, Rows, Step, StepSchema, numbered

KOP = ("ba_musrenbangdes", "sk_rkp_desa")  # both carry the letterhead
DOKUMEN = ("naskah_rpjm",)  # tells where the village lies and who governs it


def refuse_more_poor(data: Mapping[str, Any]) -> None:
    """Poor households are households too; raises ValidationError when there are more."""
    households, poor = data.get("jumlah_kk"), data.get("jumlah_rtm")
    if households is not None and poor is not None and poor > households:
        raise ValidationError(
            f"Jumlah RTM ({poor}) melebihi jumlah KK ({households}). Periksa keduanya.",
            "jumlah_rtm",
        )


class DusunRow(StepSchema):
    nama = Text("Nama dusun", contoh="Dusun I")
    kepala_dusun = Text("Kepala dusun", wajib=False, mengisi=DOKUMEN)
    rt_rw = Text("RT/RW", "Misalnya RT 01–04", wajib=False)
    penduduk_l = Whole("Laki-laki", wajib=False, mengisi=DOKUMEN)
    penduduk_p = Whole("Perempuan", wajib=False, mengisi=DOKUMEN)
    jumlah_kk = Whole("KK", wajib=False, mengisi=DOKUMEN)
    jumlah_rtm = Whole("RTM", wajib=False, mengisi=DOKUMEN)

    @validates_schema
    def poor_households_are_households(self, data: dict[str, Any], **_: Any) -> None:
        refuse_more_poor(data)


class KantorSchema(StepSchema):
    alamat_kantor = Text("Alamat kantor desa", "Tercetak pada kop surat.", mengisi=KOP)
    kode_pos = Text("Kode pos", batas=10, wajib=False, mengisi=KOP)
    telepon = Text("Telepon", batas=40, wajib=False)
    penduduk_l = Whole("Penduduk laki-laki", wajib=False)
    penduduk_p = Whole("Penduduk perempuan", wajib=False)
    jumlah_kk = Whole("Jumlah kepala keluarga (KK)", wajib=False)
    jumlah_rtm = Whole("Jumlah rumah tangga miskin (RTM)", wajib=False)

    @validates_schema
    def poor_households_are_households(self, data: dict[str, Any], **_: Any) -> None:
        refuse_more_poor(data)


class DusunSchema(StepSchema):
    dusun = Rows(
        "Dusun",
        DusunRow,
        "Nama wilayah di bawah desa menurut sebutan setempat (dusun, dukuh, kampung, RW). Selain "
        "namanya boleh diisi kemudian.",
        paling_sedikit=1,
        paling_banyak=60,
        baris="dusun",
    )

    @validates_schema
    def no_hamlet_twice(self, data: dict[str, Any], **_: Any) -> None:
        seen: dict[str, int] = {}
        for number, row in numbered(data.get("dusun", ())):
            name = row["nama"].casefold()
            if name in seen:
                raise ValidationError(
                    {"dusun": {number: {"nama": f"“{row['nama']}” sudah ada pada baris "
                                                f"{seen[name] + 1}. Hapus salah satu."}}}
                )  # fmt: skip
            seen[name] = number


BATAS = "Desa, sungai, hutan, atau laut yang berbatasan."


class WilayahSchema(StepSchema):
    luas = Quantity("Luas wilayah (hektare)", wajib=False, mengisi=DOKUMEN)
    jarak_kecamatan = Quantity("Jarak ke ibu kota kecamatan (km)", wajib=False, mengisi=DOKUMEN)
    jarak_kabupaten = Quantity("Jarak ke ibu kota kabupaten (km)", wajib=False, mengisi=DOKUMEN)
    batas_utara = Text("Batas sebelah utara", BATAS, wajib=False, mengisi=DOKUMEN)
    batas_timur = Text("Batas sebelah timur", wajib=False, mengisi=DOKUMEN)
    batas_selatan = Text("Batas sebelah selatan", wajib=False, mengisi=DOKUMEN)
    batas_barat = Text("Batas sebelah barat", wajib=False, mengisi=DOKUMEN)


class PejabatRow(StepSchema):
    jabatan = Text("Jabatan", contoh="Kepala Urusan Pembangunan")
    nama = Text("Nama")
    keterangan = Text("Keterangan", wajib=False)


class PerangkatSchema(StepSchema):
    kepala_desa_nama = Text(
        "Nama Kepala Desa", "Penanda tangan Berita Acara dan SK.", dasar="VI.B.2.e",
        mengisi=("ba_musrenbangdes", "sk_rkp_desa"),
    )  # fmt: skip
    sekdes_nama = Text("Nama Sekretaris Desa", "Kosongkan bila belum ada.", wajib=False)
    ketua_bpd_nama = Text("Nama Ketua BPD", "Kosongkan bila belum ada.", wajib=False)
    ketua_lpmd_nama = Text("Nama Ketua LPMD", wajib=False)
    kpmd_nama = Text("Nama KPMD", "Bila lebih dari satu, pisahkan dengan koma.", wajib=False)
    jumlah_anggota_bpd = Whole(
        "Jumlah anggota BPD", "Tercetak pada Keputusan BPD di samping yang hadir.", maximum=50,
        wajib=False, mengisi=("keputusan_bpd",),
    )  # fmt: skip
    perangkat = Rows(
        "Perangkat desa lainnya", PejabatRow,
        "Kepala Urusan dan pejabat lain untuk struktur organisasi desa. Kepala dusun diambil dari "
        "daftar dusun.",
        paling_banyak=60, baris="orang", mengisi=DOKUMEN,
    )  # fmt: skip


class SyaratSchema(StepSchema):
    kantor_layak = YesNo(
        "Apakah desa memiliki sarana, kantor, atau sekretariat yang layak?", dasar="III.B.1"
    )
    jumlah_kaur = Whole(
        "Jumlah Kepala Urusan (Kaur) yang bertugas",
        "Panduan meminta sekurang-kurangnya dua, di samping Sekretaris Desa.",
        maximum=50,
        dasar="III.B.2",
    )
    bpd_terbentuk = YesNo(
        "Apakah Badan Permusyawaratan Desa (BPD) sudah terbentuk?", dasar="III.B.3"
    )
    keterangan = LongText("Keterangan", "Rencana pemenuhan bila ada yang belum.", wajib=False)


PROFIL_DESA = Flow(
    slug="profil-desa",
    title="Profil desa dan syarat keikutsertaan",
    tingkat="desa",
    hak=Hak.ISI_DESA,
    dasar="III.B",
    intro="Diisi sekali dan dipakai berulang: kop surat, nama pejabat, dusun, serta syarat desa "
    "peserta pengintegrasian.",
    mengisi=("ba_musrenbangdes", "sk_rkp_desa", *DOKUMEN),
    steps=(
        Step(slug="kantor", title="Kantor dan penduduk", schema=KantorSchema, dasar="III.B"),
        Step(slug="dusun", title="Dusun", schema=DusunSchema, dasar="II.D.1"),
        Step(
            slug="wilayah",
            title="Letak, luas, dan batas",
            schema=WilayahSchema,
            dasar="II.D.2.a",
            mengisi=DOKUMEN,
            intro="Tercetak pada naskah RPJM-Desa. Boleh dikosongkan dan diisi kemudian.",
        ),
        Step(slug="perangkat", title="Pejabat desa", schema=PerangkatSchema, dasar="VI.B.2.e"),
        Step(
            slug="syarat",
            title="Syarat keikutsertaan",
            schema=SyaratSchema,
            dasar="III.B",
            intro="Ketiga syarat ini menentukan apakah pengintegrasian wajib dan dapat "
            "dijalankan di desa Anda.",
        ),
    ),
)
