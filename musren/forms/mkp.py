"""The women's meeting (MKP): its proposals for BLM and its candidates (Panduan II.D.3.a-b)."""

from typing import Any

from marshmallow import validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, Many, Shown, Text, Whole
from musren.forms.musyawarah import (
    HadirSchema,
    PimpinanSchema,
    UndanganSchema,
    no_rank_twice,
    reason_when_not_agreed,
)
from musren.forms.pertemuan import WakilSchema
from musren.forms.pilihan import From, Option
from musren.forms.steps import Flow, Rows, Step, StepSchema

BA = ("ba_mkp",)
PUTUSAN_MKP = (
    Option("disepakati", "Disepakati untuk BLM", "Disahkan Musdes Perencanaan tanpa dibahas lagi."),
    Option("ditunda", "Diserahkan ke Musdes", "Dibahas Musdes Perencanaan untuk sumber dana lain."),
    Option("ditolak", "Tidak disepakati"),
)


class PutusanMkpRow(StepSchema):
    usulan_id = Hidden("Usulan")
    uraian = Hidden("Uraian", wajib=False)
    kelompok = Shown("Jenis")
    putusan = Choice("Keputusan", pilihan=PUTUSAN_MKP)
    peringkat = Whole("Peringkat", "Urutan dalam jenisnya.", wajib=False, minimum=1, maximum=999)
    alasan = Text("Alasan", "Wajib bila tidak disepakati untuk BLM.", wajib=False)


class PutusanMkpSchema(StepSchema):
    keputusan = Rows(
        "Keputusan atas setiap usulan perempuan",
        PutusanMkpRow,
        "Yang tampil adalah usulan tahun ini yang asalnya MKP.",
        tetap=From("usulan_mkp"),
        paling_banyak=300,
        dasar="II.D.3.a",
        mengisi=BA,
        baris="usulan",
    )

    @validates_schema
    def each_refusal_has_its_reason(self, data: dict[str, Any], **_: Any) -> None:
        rows = data.get("keputusan", [])
        reason_when_not_agreed(rows, "keputusan")
        no_rank_twice(rows, "keputusan", group="kelompok")


class WakilMkpSchema(WakilSchema):
    calon_wakil = Many(
        "Calon wakil desa dari perempuan",
        "Dipilih dari perempuan yang hadir; Musrenbangdes mengutamakan mereka.",
        pilihan=From("hadir"),
        dasar="II.D.3.a",
        mengisi=BA,
    )


MKP = Flow(
    slug="mkp",
    title="Musyawarah Kelompok Perempuan (MKP)",
    tingkat="desa",
    hak=Hak.ISI_DESA,
    dasar="II.D.3",
    sesudah="profil-desa",
    intro="Catat musyawarah perempuan. Usulan yang disepakati di sini disahkan Musdes Perencanaan "
    "tanpa dibahas ulang.",
    mengisi=("daftar_hadir", "ba_mkp"),
    steps=(
        Step(slug="undangan", title="Waktu, tempat, dan agenda", schema=UndanganSchema,
             dasar="II.D.3.a", mengisi=BA),
        Step(slug="hadir", title="Daftar hadir", schema=HadirSchema, dasar="II.D.3.a",
             mengisi=("daftar_hadir", "ba_mkp"), pengumuman="hadir_mkp",
             intro="Yang memutuskan adalah perempuan; laki-laki hadir sebagai tamu."),
        Step(slug="pimpinan", title="Pimpinan dan cara memutuskan", schema=PimpinanSchema,
             dasar="II.D.3.a", mengisi=BA),
        Step(slug="usulan", title="Usulan perempuan", schema=PutusanMkpSchema, dasar="II.D.3.a",
             mengisi=BA, pengumuman="tempat_mkp"),
        Step(slug="wakil", title="Wakil dan calon wakil desa", schema=WakilMkpSchema,
             dasar="II.D.3.a", mengisi=BA),
    ),
)  # fmt: skip
