"""Profil kecamatan and Musrenbang Kecamatan (Panduan II.D.4)."""

from typing import Any

from marshmallow import validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, Many, Quantity, Rupiah, Shown, Text, Whole, YesNo
from musren.forms.musyawarah import (
    JK,
    PUTUSAN,
    PimpinanSchema,
    UndanganSchema,
    no_rank_twice,
    reason_when_not_agreed,
    refuse_attendee_twice,
)
from musren.forms.pilihan import From, Option
from musren.forms.steps import Flow, Rows, Step, StepSchema, numbered
from musren.integration.prioritas import rank_errors

BA = ("ba_musrenbang_kecamatan",)
LISTS = ("ba_musrenbang_kecamatan", "spc")
PUTUSAN_KECAMATAN = (
    PUTUSAN[0], Option("cadangan", "Cadangan (bila ada dana tambahan)"), *PUTUSAN[1:],
)  # fmt: skip


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


class PemilihRow(StepSchema):
    hadir_kunci = Hidden("Peserta", batas=700)
    uraian = Hidden("Uraian", batas=5000, wajib=False)
    hak_suara = YesNo("Memberi suara", wajib=False)
    mewakili = Text("Mewakili", "Nama wakil desa yang digantikan.", wajib=False)
    surat_kuasa = Text("Surat kuasa", "Nomor atau tanggalnya.", wajib=False)
    kuasa_diketahui = YesNo(
        "Diketahui Kades dan BPD", "Surat kuasa diketahui Kepala Desa dan BPD.", wajib=False,
        kosong=False,
    )  # fmt: skip


class PemilihSchema(StepSchema):
    pemilih = Rows(
        "Hak suara wakil desa",
        PemilihRow,
        "Yang memberi suara adalah wakil desa pilihan Musrenbangdes. Pengganti memerlukan surat "
        "kuasa yang diketahui Kepala Desa dan BPD.",
        tetap=From("pemilih"),
        wajib=False,
        paling_banyak=1000,
        dasar="II.D.4.c",
        mengisi=("daftar_prioritas",),
        baris="utusan",
    )


class PutusanKecamatanRow(StepSchema):
    usulan_id = Hidden("Usulan")
    uraian = Hidden("Uraian", batas=5000, wajib=False)
    golongan = Hidden("Bagian daftar", wajib=False)
    semula = Shown("Usulan desa")
    putusan = Choice("Keputusan", pilihan=PUTUSAN_KECAMATAN)
    peringkat = Whole("Peringkat", wajib=False, minimum=1, maximum=9999)
    alasan_urutan = Text(
        "Alasan urutan diubah", "Wajib bila peringkat berbeda dari hasil sidang.", wajib=False
    )
    volume = Quantity("Volume disepakati", wajib=False)
    biaya = Rupiah("Biaya disepakati", wajib=False)
    alasan = Text("Alasan", "Wajib bila menjadi cadangan, ditunda, atau ditolak.", wajib=False)


class PutusanBlmRow(PutusanKecamatanRow):
    kelompok = Hidden("Kelompok", wajib=False)


class PutusanApbdRow(PutusanKecamatanRow):
    skpd = Text("SKPD", saran=From("skpd"), wajib=False)
    program = Text("Program", saran=From("acuan_program"), wajib=False)
    prioritas_daerah = Text("Prioritas daerah", saran=From("acuan_prioritas"), wajib=False)
    sasaran_daerah = Text("Sasaran daerah", saran=From("acuan_sasaran"), wajib=False)
    pagu_indikatif = Rupiah("Pagu indikatif kegiatan", wajib=False)


def check_ranked(rows: list[dict[str, Any]], name: str, group: str = "") -> None:
    """Every refusal with its reason; what is agreed on ranked 1, 2, 3 … within its group."""
    reason_when_not_agreed(rows, name)
    no_rank_twice(rows, name, group)
    agreed = [(n, row) for n, row in numbered(rows) if row["putusan"] == "disepakati"]
    wrong = {
        number: {"peringkat": "Isi peringkatnya, karena usulan ini disepakati."}
        for number, row in agreed
        if row.get("peringkat") is None
    }
    if not wrong:
        for one in dict.fromkeys(str(row.get(group, "")) for _, row in agreed):
            wrong |= _gaps([(n, row) for n, row in agreed if str(row.get(group, "")) == one])
    if wrong:
        raise StepSchema.fault(name, wrong)


def _gaps(agreed: list[tuple[int, dict[str, Any]]]) -> dict[int, dict[str, str]]:
    found = rank_errors(
        {str(n): row["peringkat"] for n, row in agreed},
        {str(n): short(str(row.get("uraian") or f"baris {n + 1}")) for n, row in agreed},
    )
    return {int(number): {"peringkat": told} for number, told in found.items()}


def short(uraian: str) -> str:
    """The first part of the line by which a proposal is shown: village and work."""
    return uraian.partition(" · ")[0]


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
        bagian="golongan",
    )

    @validates_schema
    def ranks_and_reasons(self, data: dict[str, Any], **_: Any) -> None:
        check_ranked(data.get("prioritas_blm", []), "prioritas_blm", group="kelompok")


class PrioritasApbdSchema(StepSchema):
    prioritas_apbd = Rows(
        "Prioritas usulan ke Musrenbang Kabupaten (APBD)",
        PutusanApbdRow,
        "Daftar dilipat menurut SKPD; peringkat berurutan untuk seluruh daftar.",
        tetap=From("usulan_apbd"),
        paling_banyak=5000,
        dasar="II.D.4.c",
        mengisi=LISTS,
        baris="usulan",
        bagian="golongan",
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
        Step(slug="hak-suara", title="Hak suara", schema=PemilihSchema,
             dasar="II.D.4.c", mengisi=("daftar_prioritas",), pengumuman="kuorum"),
        Step(slug="pimpinan", title="Pimpinan dan cara memutuskan", schema=PimpinanSchema,
             dasar="II.D.4.d", mengisi=BA),
        Step(slug="prioritas-blm", title="Prioritas BLM", schema=PrioritasBlmSchema,
             dasar="II.D.4.c", mengisi=LISTS, pengumuman="putusan_blm"),
        Step(slug="prioritas-apbd", title="Prioritas APBD", schema=PrioritasApbdSchema,
             dasar="II.D.4.c", mengisi=LISTS, pengumuman="putusan_apbd"),
        Step(slug="wakil", title="Wakil utusan desa dan delegasi", schema=WakilKecamatanSchema,
             dasar="II.D.4.d", mengisi=BA),
    ),
)  # fmt: skip
