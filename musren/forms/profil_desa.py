"""Profil desa and the eligibility of Panduan III.B."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import LongText, Text, Whole, YesNo
from musren.forms.steps import Flow, Rows, Step, StepSchema, numbered

KOP = ("ba_musrenbangdes", "sk_rkp_desa")  # both carry the letterhead


class DusunRow(StepSchema):
    nama = Text("Nama dusun", contoh="Dusun I")
    rt_rw = Text("RT/RW", "Misalnya RT 01–04", wajib=False)


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
        households, poor = data.get("jumlah_kk"), data.get("jumlah_rtm")
        if households is not None and poor is not None and poor > households:
            raise ValidationError(
                f"Jumlah RTM ({poor}) melebihi jumlah KK ({households}). Periksa keduanya.",
                "jumlah_rtm",
            )


class DusunSchema(StepSchema):
    dusun = Rows(
        "Dusun",
        DusunRow,
        "Nama wilayah di bawah desa menurut sebutan setempat (dusun, dukuh, kampung, RW).",
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


class PerangkatSchema(StepSchema):
    kepala_desa_nama = Text(
        "Nama Kepala Desa", "Penanda tangan Berita Acara dan SK.", dasar="VI.B.2.e",
        mengisi=("ba_musrenbangdes", "sk_rkp_desa"),
    )  # fmt: skip
    sekdes_nama = Text("Nama Sekretaris Desa", "Kosongkan bila belum ada.", wajib=False)
    ketua_bpd_nama = Text("Nama Ketua BPD", "Kosongkan bila belum ada.", wajib=False)
    ketua_lpmd_nama = Text("Nama Ketua LPMD", wajib=False)
    kpmd_nama = Text("Nama KPMD", "Bila lebih dari satu, pisahkan dengan koma.", wajib=False)


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
    mengisi=("ba_musrenbangdes", "sk_rkp_desa"),
    steps=(
        Step(slug="kantor", title="Kantor dan penduduk", schema=KantorSchema, dasar="III.B"),
        Step(slug="dusun", title="Dusun", schema=DusunSchema, dasar="II.D.1"),
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
