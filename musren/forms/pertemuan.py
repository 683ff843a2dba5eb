"""Meetings that record who came, what was told and what was agreed: from sosialisasi to BPD."""

from typing import Any

from marshmallow import validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Clock, Day, LongText, Many, Text
from musren.forms.musyawarah import (
    AgendaRow,
    HadirRow,
    HadirSchema,
    PimpinanSchema,
    UndanganSchema,
    refuse_attendee_twice,
    refuse_wrong_times,
)
from musren.forms.pilihan import From, Option
from musren.forms.steps import Flow, Rows, Step, StepSchema
from musren.integration.jenis_musyawarah import JENIS

KELOMPOK = (
    Option("dusun", "Dusun", "Pertemuan warga satu dusun, laki-laki dan perempuan."),
    Option("perempuan", "Kelompok perempuan", "Pertemuan perempuan saja."),
    Option("campuran", "Kelompok lain", "Kelompok tani, pemuda, atau kelompok lain."),
)


class PesertaSchema(StepSchema):
    """Attendance of a smaller meeting."""

    hadir = Rows(
        "Daftar hadir",
        HadirRow,
        "Salin dari daftar hadir kertas. Anda dapat menempel baris dari lembar kerja.",
        paling_sedikit=1,
        paling_banyak=500,
        dasar="II.D.1",
        mengisi=("daftar_hadir",),
        baris="orang",
    )

    @validates_schema
    def nobody_twice(self, data: dict[str, Any], **_: Any) -> None:
        refuse_attendee_twice(data.get("hadir", []))


class MateriRow(StepSchema):
    judul = Text("Materi")
    penyaji = Text("Penyaji", wajib=False)
    bahan = Text("Bahan atau alat", "Misalnya lembar balik, salinan Panduan.", wajib=False)


class MateriSchema(StepSchema):
    kelompok_nama = Text(
        "Judul kegiatan", "Misalnya “Musdes Sosialisasi” atau “Pelatihan KPMD angkatan I”.",
        wajib=False,
    )  # fmt: skip
    materi = Rows(
        "Daftar materi", MateriRow, paling_sedikit=1, paling_banyak=50, baris="materi",
        dasar="III.C.1", mengisi=("ba_pertemuan",),
    )  # fmt: skip


class WakilSchema(StepSchema):
    """The three who sign with the Kepala Desa and the leader of the meeting."""

    wakil_masyarakat = Many(
        "Tiga wakil masyarakat penanda tangan Berita Acara",
        "Dipilih dari yang hadir, selain Kepala Desa dan pimpinan musyawarah.",
        pilihan=From("hadir"),
        paling_sedikit=3,
        paling_banyak=3,
        dasar="II.D.3.e",
    )


class KeputusanRapatSchema(PimpinanSchema):
    """Leaders and what was agreed; here the agreement itself is asked for."""

    keputusan_lain = LongText(
        "Keputusan atau kesimpulan", "Satu keputusan pada tiap baris; tercetak pada Berita Acara."
    )


def _steps(
    ba: str, *, attendance: type[StepSchema] = HadirSchema, materi: bool = False,
    wakil: bool = True, dasar: str,
) -> tuple[Step, ...]:  # fmt: skip
    fills = (ba,) if ba else ()
    found = [
        Step(slug="undangan", title="Waktu, tempat, dan agenda", schema=UndanganSchema,
             dasar=dasar, mengisi=fills),
        Step(slug="hadir", title="Daftar hadir", schema=attendance, dasar=dasar,
             mengisi=("daftar_hadir", *fills)),
    ]  # fmt: skip
    if materi:
        found.append(
            Step(slug="materi", title="Materi", schema=MateriSchema, dasar=dasar, mengisi=fills)
        )
    found.append(
        Step(slug="pimpinan", title="Pimpinan dan keputusan", schema=KeputusanRapatSchema,
             dasar=dasar, mengisi=fills)
    )  # fmt: skip
    if wakil:
        found.append(
            Step(slug="wakil", title="Wakil penanda tangan", schema=WakilSchema, dasar=dasar,
                 mengisi=fills)
        )  # fmt: skip
    return tuple(found)


SOSIALISASI = Flow(
    slug="sosialisasi", title="Musdes Sosialisasi", tingkat="desa", hak=Hak.ISI_DESA,
    dasar="III.C.1", tunggal=False, mengisi=("daftar_hadir", "ba_pertemuan"),
    intro="Catat musyawarah sosialisasi: siapa yang hadir, materi, dan kesepakatannya.",
    steps=_steps("ba_pertemuan", materi=True, dasar="III.C.1"),
)  # fmt: skip

PELATIHAN = Flow(
    slug="pelatihan", title="Pelatihan Pelaku", tingkat="desa", hak=Hak.ISI_DESA,
    dasar="III.C.2", tunggal=False, mengisi=("daftar_hadir", "ba_pertemuan"),
    intro="Catat pelatihan pelaku: peserta, materi, penyaji, dan kesimpulannya.",
    steps=_steps("ba_pertemuan", attendance=PesertaSchema, materi=True, dasar="III.C.2"),
)  # fmt: skip

LOKAKARYA = Flow(
    slug="lokakarya-desa", title="Lokakarya Desa", tingkat="desa", hak=Hak.ISI_DESA,
    dasar="II.D.1", mengisi=("daftar_hadir", "ba_pertemuan"),
    intro="Catat lokakarya desa yang mengelompokkan dan memeringkat masalah dari dusun.",
    steps=_steps("ba_pertemuan", dasar="II.D.1"),
)  # fmt: skip

RAPAT_BPD_LKPJ = Flow(
    slug="rapat-bpd-lkpj", title="Rapat BPD tentang LKPj Kepala Desa", tingkat="desa",
    hak=Hak.ISI_RAPAT_BPD, dasar="III.C.3.g", mengisi=("daftar_hadir", "ba_pertemuan"),
    intro="Catat rapat BPD yang menerima Laporan Keterangan Pertanggungjawaban Kepala Desa.",
    steps=_steps("ba_pertemuan", attendance=PesertaSchema, dasar="III.C.3.g"),
)  # fmt: skip


# --- invitation and minutes of any meeting ------------------------------------------------------


class PenerimaRow(StepSchema):
    nama = Text("Nama yang diundang")
    jabatan = Text("Jabatan atau unsur", saran=From("unsur"))
    alamat = Text("Alamat", saran=From("dusun"), wajib=False)
    diterima = Day("Tanggal diterima", "Diisi sesudah surat disampaikan.", wajib=False)


class IsiUndanganSchema(StepSchema):
    acara = Choice("Undangan untuk", pilihan=From("acara"))
    acara_nama = Text(
        "Nama acara dalam surat", "Kosongkan untuk memakai nama bakunya.", wajib=False
    )
    tanggal_surat = Day("Tanggal surat")
    tanggal = Day("Hari dan tanggal acara")
    jam_mulai = Clock("Pukul mulai")
    jam_selesai = Clock("Pukul selesai", "Kosongkan untuk “sampai selesai”.", wajib=False)
    tempat = Text("Tempat", contoh="Balai Desa")
    agenda = Rows("Susunan acara", AgendaRow, paling_sedikit=1, paling_banyak=30, baris="acara")
    catatan = LongText("Catatan untuk yang diundang", wajib=False)

    @validates_schema
    def in_order(self, data: dict[str, Any], **_: Any) -> None:
        refuse_wrong_times(data)


class PenerimaSchema(StepSchema):
    penerima = Rows(
        "Yang diundang", PenerimaRow, "Tercetak sebagai daftar penerima (ekspedisi).",
        paling_sedikit=1, paling_banyak=500, baris="orang", mengisi=("undangan",),
    )  # fmt: skip


UNDANGAN = Flow(
    slug="undangan", title="Surat undangan", tingkat="desa", hak=Hak.ISI_DESA, dasar="II.D.3",
    tunggal=False, mengisi=("undangan",),
    intro="Siapkan surat undangan bernomor dan daftar penerimanya. Isian musyawarah nanti "
    "memakai waktu, tempat, dan acara dari sini.",
    steps=(
        Step(slug="isi", title="Isi undangan", schema=IsiUndanganSchema, dasar="II.D.3",
             mengisi=("undangan",)),
        Step(slug="penerima", title="Yang diundang", schema=PenerimaSchema, dasar="II.D.3",
             mengisi=("undangan",)),
    ),
)  # fmt: skip


class PembahasanRow(StepSchema):
    pembicara = Text("Pembicara", saran=From("hadir_nama"))
    uraian = LongText("Yang disampaikan")
    tanggapan = LongText("Tanggapan atau kesimpulan", wajib=False)


class NotulenSchema(StepSchema):
    acara = Choice("Notulen musyawarah", pilihan=From("acara_berlangsung"))
    pembahasan = Rows(
        "Jalannya pembahasan", PembahasanRow, paling_sedikit=1, paling_banyak=300,
        baris="pembicaraan", mengisi=("notulen",),
    )  # fmt: skip


NOTULEN = Flow(
    slug="notulen", title="Notulen", tingkat="desa", hak=Hak.ISI_DESA, dasar="II.D.3",
    tunggal=False, mengisi=("notulen",),
    intro="Catat siapa berkata apa dalam musyawarah yang isiannya sudah dikirim.",
    steps=(
        Step(slug="pembahasan", title="Jalannya pembahasan", schema=NotulenSchema,
             dasar="II.D.3", mengisi=("notulen",)),
    ),
)  # fmt: skip

FLOWS = (SOSIALISASI, PELATIHAN, LOKAKARYA, RAPAT_BPD_LKPJ, UNDANGAN, NOTULEN)

MEETING_FLOWS = {
    one.formulir: one.kunci for one in JENIS.values() if one.formulir in {f.slug for f in FLOWS}
}
"""Form to kind of meeting, for the forms of this module."""
