"""Profil kecamatan and Musrenbang Kecamatan (Panduan II.D.4)."""

from typing import Any

from marshmallow import validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, Many, Quantity, Rupiah, Text, Whole
from musren.forms.musyawarah import (
    JK,
    PUTUSAN,
    PimpinanSchema,
    UndanganSchema,
    no_rank_twice,
    reason_when_not_agreed,
    refuse_attendee_twice,
)
from musren.forms.pilihan import From
from musren.forms.steps import Flow, Rows, Step, StepSchema, numbered

BA = ("ba_musrenbang_kecamatan",)
LISTS = ("ba_musrenbang_kecamatan", "spc")


class CamatSchema(StepSchema):
    camat_nama = Text("Nama Camat", mengisi=LISTS)
    camat_nip = Text("NIP Camat", batas=40, mengisi=LISTS)
    camat_pangkat = Text("Pangkat/golongan", wajib=False)
    alamat_kantor = Text("Alamat kantor camat", "Tercetak pada kop surat.", mengisi=LISTS)
    ibu_kota = Text("Ibu kota kecamatan", "Tempat penetapan pada surat.", mengisi=LISTS)
    kode_pos = Text("Kode pos", batas=10, wajib=False)
    telepon = Text("Telepon", batas=40, wajib=False)
    fk_nama = Text("Nama Fasilitator Kecamatan (FK)", wajib=False)
    ketua_bkad_nama = Text("Nama Ketua BKAD", wajib=False)
    blm = Rupiah(
        "Pagu BLM kecamatan tahun ini",
        "Dipakai untuk memeriksa batas SPP. Kosongkan bila belum diketahui.",
        wajib=False,
        dasar="II.D.4.c",
    )


class HadirKecamatanRow(StepSchema):
    nama = Text("Nama")
    jk = Choice("L/P", pilihan=JK)
    unsur = Text("Lembaga/instansi atau unsur", saran=From("unsur"))
    desa_kode = Choice("Utusan desa", "Diisi bila wakil desa.", pilihan=From("desa"), wajib=False)
    alamat = Text("Alamat", wajib=False)
    telepon = Text("Telepon", batas=40, wajib=False)


class HadirKecamatanSchema(StepSchema):
    hadir = Rows(
        "Daftar hadir",
        HadirKecamatanRow,
        "Wakil desa yang dipilih Musrenbangdes sudah tercantum; tambahkan peserta lain.",
        paling_sedikit=1,
        paling_banyak=1000,
        dasar="II.D.4.d",
        mengisi=BA,
        baris="orang",
    )

    @validates_schema
    def nobody_twice(self, data: dict[str, Any], **_: Any) -> None:
        refuse_attendee_twice(data.get("hadir", []))


class PutusanKecamatanRow(StepSchema):
    usulan_id = Hidden("Usulan")
    uraian = Hidden("Uraian", wajib=False)
    putusan = Choice("Keputusan", pilihan=PUTUSAN)
    peringkat = Whole("Peringkat", wajib=False, minimum=1, maximum=9999)
    volume = Quantity("Volume disepakati", wajib=False)
    biaya = Rupiah("Biaya disepakati", wajib=False)
    alasan = Text("Alasan", "Wajib bila ditunda atau tidak disepakati.", wajib=False)


class PutusanBlmRow(PutusanKecamatanRow):
    kelompok = Hidden("Kelompok", wajib=False)


class PutusanApbdRow(PutusanKecamatanRow):
    skpd = Text("SKPD", saran=From("skpd"), wajib=False)


def check_ranked(rows: list[dict[str, Any]], name: str, group: str = "") -> None:
    """Every refusal with its reason, every agreed row with a rank that is given once in a group."""
    reason_when_not_agreed(rows, name)
    no_rank_twice(rows, name, group)
    wrong = {
        number: {"peringkat": "Isi peringkatnya, karena usulan ini disepakati."}
        for number, row in numbered(rows)
        if row["putusan"] == "disepakati" and row.get("peringkat") is None
    }
    if wrong:
        raise StepSchema.fault(name, wrong)


class PrioritasBlmSchema(StepSchema):
    prioritas_blm = Rows(
        "Prioritas usulan BLM PNPM-MP",
        PutusanBlmRow,
        "Peringkat 1 paling didahulukan. SPP diberi peringkat lebih dahulu, terpisah dari usulan "
        "bukan SPP: masing-masing mulai dari 1.",
        tetap=From("usulan_blm"),
        paling_banyak=2000,
        dasar="II.D.4.c",
        mengisi=LISTS,
        baris="usulan",
    )

    @validates_schema
    def ranks_and_reasons(self, data: dict[str, Any], **_: Any) -> None:
        check_ranked(data.get("prioritas_blm", []), "prioritas_blm", group="kelompok")


class PrioritasApbdSchema(StepSchema):
    prioritas_apbd = Rows(
        "Prioritas usulan ke Musrenbang Kabupaten (APBD)",
        PutusanApbdRow,
        tetap=From("usulan_apbd"),
        paling_banyak=5000,
        dasar="II.D.4.c",
        mengisi=LISTS,
        baris="usulan",
    )

    @validates_schema
    def ranks_and_reasons(self, data: dict[str, Any], **_: Any) -> None:
        check_ranked(data.get("prioritas_apbd", []), "prioritas_apbd")


class WakilKecamatanSchema(StepSchema):
    wakil_utusan = Many(
        "Tiga wakil utusan desa penanda tangan Berita Acara",
        "Dipilih dari utusan desa yang hadir; tepat tiga orang.",
        pilihan=From("utusan_hadir"),
        paling_sedikit=3,
        paling_banyak=3,
        dasar="II.D.4.d",
        mengisi=BA,
    )
    delegasi = Many(
        "Delegasi kecamatan ke Musrenbang Kabupaten",
        pilihan=From("hadir"),
        paling_sedikit=1,
        paling_banyak=10,
        dasar="V.E",
        mengisi=BA,
    )


PROFIL_KECAMATAN = Flow(
    slug="profil-kecamatan",
    title="Profil kecamatan",
    tingkat="kecamatan",
    hak=Hak.ISI_KECAMATAN,
    dasar="VI.B.2.b",
    intro="Diisi sekali: kop surat, nama dan NIP Camat, pagu BLM.",
    mengisi=LISTS,
    steps=(Step(slug="camat", title="Camat dan kantor", schema=CamatSchema, dasar="VI.B.2.b"),),
)

MUSRENBANG_KECAMATAN = Flow(
    slug="musrenbang-kecamatan",
    title="Musrenbang Kecamatan",
    tingkat="kecamatan",
    hak=Hak.ISI_KECAMATAN,
    dasar="II.D.4",
    sesudah="profil-kecamatan",
    intro="Usulan dari desa yang Berita Acaranya sudah ditandatangani masuk dengan sendirinya.",
    mengisi=("daftar_hadir", "ba_musrenbang_kecamatan", "spc"),
    steps=(
        Step(slug="undangan", title="Undangan dan agenda", schema=UndanganSchema,
             dasar="II.D.4", mengisi=BA),
        Step(slug="hadir", title="Daftar hadir", schema=HadirKecamatanSchema,
             dasar="II.D.4.d", mengisi=("daftar_hadir", "ba_musrenbang_kecamatan")),
        Step(slug="pimpinan", title="Pimpinan dan cara memutuskan", schema=PimpinanSchema,
             dasar="II.D.4.d", mengisi=BA),
        Step(slug="prioritas-blm", title="Prioritas BLM", schema=PrioritasBlmSchema,
             dasar="II.D.4.c", mengisi=LISTS),
        Step(slug="prioritas-apbd", title="Prioritas APBD", schema=PrioritasApbdSchema,
             dasar="II.D.4.c", mengisi=LISTS),
        Step(slug="wakil", title="Wakil utusan desa dan delegasi", schema=WakilKecamatanSchema,
             dasar="II.D.4.d", mengisi=BA),
    ),
)  # fmt: skip
