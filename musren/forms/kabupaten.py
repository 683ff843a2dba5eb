"""The kabupaten's planning office, its register of SKPD, and its programs and ceilings."""

from typing import Any

from marshmallow import validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, Rupiah, Text
from musren.forms.pilihan import From
from musren.forms.steps import Flow, Rows, Step, StepSchema, numbered

SURAT = ("undangan", "ba_forum_skpd", "ba_musrenbang_kabupaten", "formulir_r4")
LISTS = ("ba_musrenbang_kecamatan", "spc")


class KantorKabupatenSchema(StepSchema):
    kepala_bappeda_nama = Text("Nama Kepala Bappeda", mengisi=SURAT)
    kepala_bappeda_nip = Text("NIP Kepala Bappeda", batas=40, wajib=False)
    kepala_bappeda_pangkat = Text("Pangkat/golongan Kepala Bappeda", wajib=False)
    alamat_kantor = Text("Alamat kantor Bappeda", "Tercetak pada kop surat.", mengisi=SURAT)
    kode_pos = Text("Kode pos", batas=10, wajib=False)
    telepon = Text("Telepon", batas=40, wajib=False)
    ibu_kota = Text("Ibu kota kabupaten", "Tempat penetapan pada surat.", mengisi=SURAT)
    bupati_nama = Text("Nama kepala daerah", mengisi=("formulir_r4",))
    bupati_sebutan = Text("Sebutan kepala daerah", "Kosongkan untuk “Bupati”.", wajib=False)


class SkpdRow(StepSchema):
    urutan = Hidden("Nomor Forum SKPD", wajib=False)
    nama = Text("Nama SKPD", contoh="Dinas Pekerjaan Umum")
    singkatan = Text(
        "Singkatan atau nama lain",
        "Nama lain yang dipakai desa dan kecamatan, dipisahkan titik koma: “Dinas PU; PU”.",
        wajib=False,
    )
    kepala_nama = Text("Nama kepala", wajib=False, mengisi=("ba_forum_skpd",))
    kepala_nip = Text("NIP kepala", batas=40, wajib=False)


def names_of(row: dict[str, Any]) -> list[str]:
    """Every name by which this SKPD is known, its own first."""
    others = str(row.get("singkatan") or "").split(";")
    return [one for one in (" ".join(str(n).split()) for n in (row["nama"], *others)) if one]


class DaftarSkpdSchema(StepSchema):
    skpd = Rows(
        "Daftar SKPD", SkpdRow,
        "Tiap SKPD mempunyai satu Forum SKPD. Usulan dari kecamatan sampai ke SKPD yang nama atau "
        "nama lainnya cocok.",
        paling_sedikit=1, paling_banyak=100, baris="SKPD", dasar="VI.B.1.c",
        mengisi=("ba_forum_skpd",),
    )  # fmt: skip

    @validates_schema
    def one_name_one_agency(self, data: dict[str, Any], **_: Any) -> None:
        seen: dict[str, int] = {}
        wrong: dict[int, dict[str, str]] = {}
        for number, row in numbered(data.get("skpd", [])):
            for name in names_of(row):
                first = seen.setdefault(name.casefold(), number)
                if first != number:
                    wrong[number] = {
                        "nama": f"“{name}” sudah menjadi nama pada baris {first + 1}. Satu nama "
                        "menunjuk satu SKPD saja."
                    }
        if wrong:
            raise StepSchema.fault("skpd", wrong)


PROFIL_KABUPATEN = Flow(
    slug="profil-kabupaten", title="Profil kabupaten", tingkat="kabupaten", hak=Hak.ISI_KABUPATEN,
    dasar="VI.B.1.c", mengisi=SURAT,
    intro="Diisi sekali: kop surat Bappeda, kepala daerah, dan daftar SKPD beserta kepalanya.",
    steps=(
        Step(slug="kantor", title="Bappeda dan kepala daerah", schema=KantorKabupatenSchema,
             dasar="VI.B.1.a", mengisi=SURAT),
        Step(slug="skpd", title="Daftar SKPD", schema=DaftarSkpdSchema, dasar="VI.B.1.c",
             mengisi=("ba_forum_skpd",)),
    ),
)  # fmt: skip


class AcuanRow(StepSchema):
    skpd = Text("SKPD", saran=From("skpd"))
    prioritas_daerah = Text("Prioritas daerah", wajib=False)
    sasaran_daerah = Text("Sasaran daerah", wajib=False)
    program = Text("Program")


class AcuanSchema(StepSchema):
    acuan = Rows(
        "Prioritas, sasaran, dan program daerah", AcuanRow,
        "Dari rancangan awal RKPD. Dipakai sebagai saran di Musrenbang Kecamatan dan Forum SKPD.",
        paling_banyak=1000, baris="program", dasar="V.D", mengisi=LISTS,
    )  # fmt: skip


class PaguIndikatifRow(StepSchema):
    kecamatan_kode = Choice("Kecamatan", pilihan=From("kecamatan"))
    skpd = Text("SKPD", saran=From("skpd"))
    pagu = Rupiah("Pagu indikatif")


class PaguIndikatifSchema(StepSchema):
    pagu_indikatif = Rows(
        "Pagu indikatif SKPD untuk tiap kecamatan", PaguIndikatifRow,
        "Kosongkan bila belum ditetapkan; jumlah prioritas kecamatan lalu tidak dibandingkan.",
        paling_banyak=3000, baris="pagu", dasar="V.D", total=("pagu",), mengisi=LISTS,
    )  # fmt: skip

    @validates_schema
    def one_ceiling_each(self, data: dict[str, Any], **_: Any) -> None:
        seen: dict[tuple[str, str], int] = {}
        wrong: dict[int, dict[str, str]] = {}
        for number, row in numbered(data.get("pagu_indikatif", [])):
            key = (row["kecamatan_kode"], row["skpd"].casefold())
            first = seen.setdefault(key, number)
            if first != number:
                wrong[number] = {
                    "skpd": f"Pagu SKPD ini untuk kecamatan itu sudah ada pada baris {first + 1}. "
                    "Hapus salah satu."
                }
        if wrong:
            raise StepSchema.fault("pagu_indikatif", wrong)


ACUAN_APBD = Flow(
    slug="acuan-apbd", title="Acuan program dan pagu indikatif", tingkat="kabupaten",
    hak=Hak.ISI_KABUPATEN, dasar="V.D", sesudah="profil-kabupaten", mengisi=LISTS,
    intro="Program daerah tahun ini dan pagu indikatif tiap SKPD untuk tiap kecamatan.",
    steps=(
        Step(slug="acuan", title="Program daerah", schema=AcuanSchema, dasar="V.D",
             mengisi=LISTS),
        Step(slug="pagu", title="Pagu indikatif", schema=PaguIndikatifSchema, dasar="V.D",
             mengisi=LISTS),
    ),
)  # fmt: skip

FLOWS = (PROFIL_KABUPATEN, ACUAN_APBD)
