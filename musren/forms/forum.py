"""Forum SKPD and Musrenbang Kabupaten: what became of the kecamatan's priorities (V.D-E)."""

from typing import Any

from marshmallow import validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, Many, Quantity, Rupiah, Shown, Text
from musren.forms.musyawarah import PimpinanSchema, UndanganSchema
from musren.forms.pertemuan_atas import HadirKabupatenSchema
from musren.forms.pilihan import From, Option
from musren.forms.steps import Flow, Rows, Step, StepSchema, numbered

BA_FORUM = ("ba_forum_skpd",)
BA_KABUPATEN = ("ba_musrenbang_kabupaten", "formulir_r4")

PUTUSAN_KABUPATEN = (
    Option("diterima", "Diterima"),
    Option("diterima_perubahan", "Diterima dengan perubahan"),
    Option("ditolak", "Tidak diterima"),
)
PUTUSAN_FORUM = (*PUTUSAN_KABUPATEN, Option("dialihkan", "Dialihkan ke SKPD lain"))


class PutusanForumRow(StepSchema):
    usulan_id = Hidden("Usulan")
    uraian = Hidden("Uraian", wajib=False)
    kecamatan = Hidden("Kecamatan", wajib=False)
    semula = Shown("Usulan desa dan kesepakatan kecamatan")
    putusan = Choice("Keputusan", pilihan=PUTUSAN_FORUM)
    volume = Quantity("Volume diterima", "Kosong berarti seperti kesepakatan.", wajib=False)
    biaya = Rupiah("Biaya diterima", "Kosong berarti seperti kesepakatan.", wajib=False)
    program = Text("Program", saran=From("acuan_program"), wajib=False)
    skpd_tujuan = Choice(
        "Dialihkan ke", "Diisi bila dialihkan.", pilihan=From("skpd_lain"), wajib=False
    )
    alasan = Text("Alasan", "Wajib bila berubah, tidak diterima, atau dialihkan.", wajib=False)


class PutusanForumSchema(StepSchema):
    putusan_forum = Rows(
        "Usulan kecamatan untuk SKPD ini", PutusanForumRow,
        "Semua usulan dalam Surat Penetapan Camat untuk SKPD ini, dan yang dialihkan dari Forum "
        "SKPD lain. Putuskan kecamatan demi kecamatan.",
        tetap=From("usulan_forum"), paling_banyak=5000, dasar="V.D", mengisi=BA_FORUM,
        baris="usulan", bagian="kecamatan", setuju="diterima",
    )  # fmt: skip


class WakilForumSchema(StepSchema):
    wakil_utusan = Many(
        "Delegasi kecamatan penanda tangan Berita Acara",
        "Dipilih dari yang hadir, selain Kepala SKPD dan pimpinan sidang; tepat tiga orang.",
        pilihan=From("hadir"), paling_sedikit=3, paling_banyak=3, dasar="V.D", mengisi=BA_FORUM,
    )  # fmt: skip


FORUM_SKPD = Flow(
    slug="forum-skpd", title="Forum SKPD", tingkat="kabupaten", hak=Hak.ISI_FORUM_SKPD,
    dasar="V.D", tunggal=False, sesudah="profil-kabupaten",
    mengisi=("daftar_hadir", *BA_FORUM),
    intro="Satu Forum SKPD untuk tiap SKPD. Setiap usulan yang ditetapkan Camat diputuskan: "
    "diterima, diterima dengan perubahan, tidak diterima, atau dialihkan ke SKPD lain.",
    steps=(
        Step(slug="undangan", title="Waktu, tempat, dan agenda", schema=UndanganSchema,
             dasar="V.D", mengisi=BA_FORUM),
        Step(slug="hadir", title="Daftar hadir", schema=HadirKabupatenSchema, dasar="V.D",
             mengisi=("daftar_hadir", *BA_FORUM)),
        Step(slug="pimpinan", title="Pimpinan dan cara memutuskan", schema=PimpinanSchema,
             dasar="V.D", mengisi=BA_FORUM),
        Step(slug="putusan", title="Keputusan", schema=PutusanForumSchema, dasar="V.D",
             mengisi=BA_FORUM, pengumuman="usulan_forum_ringkas"),
        Step(slug="wakil", title="Penanda tangan", schema=WakilForumSchema, dasar="V.D",
             mengisi=BA_FORUM),
    ),
)  # fmt: skip


class PutusanKabupatenRow(StepSchema):
    kode = Text("Kode usulan", "Seperti pada daftar usulan.", batas=40)
    putusan = Choice("Keputusan", pilihan=PUTUSAN_KABUPATEN)
    volume = Quantity("Volume", "Kosong berarti seperti sebelumnya.", wajib=False)
    biaya = Rupiah("Biaya", "Kosong berarti seperti sebelumnya.", wajib=False)
    alasan = Text("Alasan")


class PutusanKabupatenSchema(StepSchema):
    putusan_kabupaten = Rows(
        "Keputusan yang berbeda dari Forum SKPD", PutusanKabupatenRow,
        "Yang diterima Forum SKPD diterima seperti keputusan forum. Tulis di sini hanya yang "
        "diputuskan lain, yang ditolak forum tetapi diterima, dan yang belum dibahas forum.",
        paling_banyak=2000, dasar="V.E", mengisi=BA_KABUPATEN, baris="usulan",
    )  # fmt: skip

    @validates_schema
    def nothing_twice(self, data: dict[str, Any], **_: Any) -> None:
        seen: dict[str, int] = {}
        wrong: dict[int, dict[str, str]] = {}
        for number, row in numbered(data.get("putusan_kabupaten", [])):
            first = seen.setdefault(row["kode"].casefold(), number)
            if first != number:
                wrong[number] = {"kode": f"Usulan ini sudah ada pada baris {first + 1}."}
        if wrong:
            raise StepSchema.fault("putusan_kabupaten", wrong)


class WakilKabupatenSchema(StepSchema):
    wakil_utusan = Many(
        "Delegasi penanda tangan Berita Acara",
        "Dipilih dari yang hadir, selain pimpinan sidang; tepat tiga orang.",
        pilihan=From("hadir"), paling_sedikit=3, paling_banyak=3, dasar="V.E",
        mengisi=BA_KABUPATEN,
    )  # fmt: skip


MUSRENBANG_KABUPATEN = Flow(
    slug="musrenbang-kabupaten", title="Musrenbang Kabupaten", tingkat="kabupaten",
    hak=Hak.ISI_KABUPATEN, dasar="V.E", sesudah="profil-kabupaten",
    mengisi=("daftar_hadir", *BA_KABUPATEN),
    intro="Tahap akhir perencanaan di kabupaten. Hasil Forum SKPD diterima, kecuali yang "
    "diputuskan lain beserta alasannya.",
    steps=(
        Step(slug="undangan", title="Waktu, tempat, dan agenda", schema=UndanganSchema,
             dasar="V.E", mengisi=BA_KABUPATEN),
        Step(slug="hadir", title="Daftar hadir", schema=HadirKabupatenSchema, dasar="V.E",
             mengisi=("daftar_hadir", *BA_KABUPATEN)),
        Step(slug="pimpinan", title="Pimpinan dan cara memutuskan", schema=PimpinanSchema,
             dasar="V.E", mengisi=BA_KABUPATEN),
        Step(slug="putusan", title="Keputusan", schema=PutusanKabupatenSchema, dasar="V.E",
             mengisi=BA_KABUPATEN, pengumuman="hasil_forum"),
        Step(slug="wakil", title="Penanda tangan", schema=WakilKabupatenSchema, dasar="V.E",
             mengisi=BA_KABUPATEN),
    ),
)  # fmt: skip

FLOWS = (FORUM_SKPD, MUSRENBANG_KABUPATEN)
