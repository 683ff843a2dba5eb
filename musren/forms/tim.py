"""Tim Penyusun of the RPJM-Desa and of the RKP-Desa (Panduan VI.B.2.e, VI.B.2.h)."""

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Text
from musren.forms.musyawarah import JK
from musren.forms.pilihan import From
from musren.forms.steps import Flow, Rows, Step, StepSchema

PAPER, DOCUMENT = ("sk_tim_penyusun",), ("naskah_rpjm",)
HINT = (
    "Kepala Desa membentuk tim; KPMD menjadi anggotanya. Tulis “KPMD” pada jabatannya. Satu orang "
    "hanya satu kedudukan."
)


class AnggotaRpjmRow(StepSchema):
    nama = Text("Nama")
    jk = Choice("L/P", pilihan=JK)
    jabatan = Text("Jabatan atau unsur", saran=From("unsur"))
    kedudukan = Choice("Kedudukan dalam tim", pilihan=From("kursi_tim_rpjm"))


class AnggotaRkpRow(StepSchema):
    nama = Text("Nama")
    jk = Choice("L/P", pilihan=JK)
    jabatan = Text("Jabatan atau unsur", saran=From("unsur"))
    kedudukan = Choice("Kedudukan dalam tim", pilihan=From("kursi_tim_rkp"))


class TimRpjmSchema(StepSchema):
    anggota = Rows(
        "Susunan tim", AnggotaRpjmRow, HINT, paling_sedikit=1, paling_banyak=60, baris="orang",
        dasar="VI.B.2.h", mengisi=PAPER,
    )  # fmt: skip


class LangkahRow(StepSchema):
    kegiatan = Text("Kegiatan")
    waktu = Text("Waktu", contoh="Minggu kedua Januari", wajib=False)
    pelaksana = Text("Penanggung jawab", wajib=False)
    keterangan = Text("Keterangan", wajib=False)


class RktlSchema(StepSchema):
    rktl = Rows(
        "Rencana kerja tindak lanjut (RKTL)", LangkahRow,
        "Langkah kerja tim sampai RPJM-Desa ditetapkan. Boleh diisi kemudian.", paling_banyak=60,
        baris="langkah", dasar="VI.B.2.h", mengisi=DOCUMENT,
    )  # fmt: skip


class TimRkpSchema(StepSchema):
    anggota = Rows(
        "Susunan tim", AnggotaRkpRow, HINT, paling_sedikit=1, paling_banyak=60, baris="orang",
        dasar="VI.B.2.h", mengisi=PAPER,
    )  # fmt: skip


TIM_RPJM = Flow(
    slug="tim-rpjm", title="Tim Penyusun RPJM-Desa", tingkat="desa", hak=Hak.ISI_DESA,
    dasar="VI.B.2.e", sesudah="profil-desa", mengisi=PAPER,
    intro="Susun tim yang menyiapkan rancangan RPJM-Desa. SK pembentukannya tersusun dari sini.",
    steps=(
        Step(slug="anggota", title="Susunan Tim Penyusun RPJM-Desa", schema=TimRpjmSchema,
             dasar="VI.B.2.e", mengisi=PAPER),
        Step(slug="rktl", title="Rencana kerja tim", schema=RktlSchema, dasar="VI.B.2.h",
             mengisi=DOCUMENT),
    ),
)  # fmt: skip

TIM_RKP = Flow(
    slug="tim-rkp", title="Tim Penyusun RKP-Desa", tingkat="desa", hak=Hak.ISI_DESA,
    dasar="VI.B.2.e.11", sesudah="profil-desa", mengisi=PAPER,
    intro="Susun tim yang menyiapkan rancangan RKP-Desa. SK pembentukannya tersusun dari sini.",
    steps=(
        Step(slug="anggota", title="Susunan Tim Penyusun RKP-Desa", schema=TimRkpSchema,
             dasar="VI.B.2.e.11", mengisi=PAPER),
    ),
)  # fmt: skip

FLOWS = (TIM_RPJM, TIM_RKP)
JENIS = {TIM_RPJM.slug: "rpjm", TIM_RKP.slug: "rkp"}
"""Form to the kind of team it is about."""
