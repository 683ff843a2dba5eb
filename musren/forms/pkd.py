"""Penggalian gagasan as Pengkajian Keadaan Desa: what one dusun or group drew and told (II.D.1)."""

from typing import Any

from marshmallow import ValidationError, validates_schema

from musren.domain.peran import Hak
from musren.forms.fields import Choice, Hidden, LongText, Many, Text, Whole
from musren.forms.musyawarah import PimpinanSchema, UndanganSchema
from musren.forms.pertemuan import KELOMPOK, PesertaSchema
from musren.forms.pilihan import From, Option
from musren.forms.skala import BULAN, Months, Tingkat
from musren.forms.steps import Flow, Rows, Step, StepSchema, numbered

PAPER = ("pkd_kelompok",)
SIMBOL = tuple(
    Option(key, name)
    for key, name in (
        ("rumah", "Rumah"), ("jalan", "Jalan"), ("jembatan", "Jembatan"), ("air", "Air bersih"),
        ("irigasi", "Irigasi"), ("sawah", "Sawah"), ("kebun", "Kebun"), ("hutan", "Hutan"),
        ("sekolah", "Sekolah"), ("kesehatan", "Kesehatan"), ("ibadah", "Tempat ibadah"),
        ("kantor", "Kantor"), ("pasar", "Pasar"), ("lapangan", "Lapangan"), ("titik", "Titik"),
    )
)  # fmt: skip
JENIS_SIMBOL = (
    Option("masalah", "Masalah"), Option("potensi", "Potensi"), Option("lainnya", "Lainnya"),
)  # fmt: skip
ALAT = {"sketsa": "masalah_sketsa", "kalender": "masalah_kalender", "bagan": "masalah_lembaga"}
"""Tool to the group of rows in which its problems and potentials are told."""


class KelompokSchema(StepSchema):
    kelompok_jenis = Choice("Kelompok", pilihan=KELOMPOK, dasar="II.D.1", mengisi=PAPER)
    dusun = Text(
        "Dusun", "Kosongkan bila pesertanya dari beberapa dusun.", saran=From("dusun"),
        wajib=False, mengisi=PAPER,
    )  # fmt: skip
    kelompok_nama = Text(
        "Nama kelompok", "Tercetak pada lembar PKD.", contoh="Kelompok Perempuan Dusun II",
        mengisi=PAPER,
    )  # fmt: skip

    @validates_schema
    def a_hamlet_is_named(self, data: dict[str, Any], **_: Any) -> None:
        if data.get("kelompok_jenis") == "dusun" and not data.get("dusun"):
            raise ValidationError("Pilih dusunnya, karena ini pertemuan satu dusun.", "dusun")


class SketsaRow(StepSchema):
    simbol = Choice("Simbol", pilihan=SIMBOL)
    nama = Text("Nama atau tempat")
    jenis = Choice("Arti", pilihan=JENIS_SIMBOL)
    x = Whole("Dari kiri", "0 di tepi kiri, 1000 di tepi kanan.", maximum=1000)
    y = Whole("Dari atas", "0 di tepi atas, 1000 di tepi bawah.", maximum=1000)
    keterangan = Text("Keterangan", wajib=False)


class MasalahSketsaRow(StepSchema):
    masalah_id = Hidden("Masalah", wajib=False)
    masalah = LongText("Masalah")
    penyebab = LongText("Penyebab", wajib=False)
    potensi = LongText("Potensi", wajib=False)


class MasalahKalenderRow(StepSchema):
    masalah_id = Hidden("Masalah", wajib=False)
    masalah = LongText("Masalah, kegiatan, atau keadaan")
    bulan = Months("Bulan", wajib=False)
    penyebab = LongText("Penyebab", wajib=False)
    potensi = LongText("Potensi", wajib=False)


class MasalahLembagaRow(StepSchema):
    masalah_id = Hidden("Masalah", wajib=False)
    lembaga = Text("Lembaga", saran=From("lembaga_kelompok"), wajib=False)
    masalah = LongText("Masalah")
    penyebab = LongText("Penyebab", wajib=False)
    potensi = LongText("Potensi", wajib=False)


class FaktorRow(StepSchema):
    faktor = Text("Faktor atau keadaan", saran=From("faktor_kalender"))
    b1, b2, b3, b4, b5, b6, b7, b8, b9, b10, b11, b12 = map(Tingkat, BULAN)
    keterangan = Text("Keterangan", wajib=False)


class LembagaRow(StepSchema):
    nama = Text("Lembaga")
    ukuran = Whole("Besar manfaat (1–5)", "5 paling besar manfaatnya.", minimum=1, maximum=5)
    jarak = Whole("Kedekatan (1–5)", "1 paling dekat dengan masyarakat.", minimum=1, maximum=5)
    sudut = Whole(
        "Arah (derajat)", "Boleh kosong; kami yang menata letaknya.", wajib=False, maximum=359
    )
    keterangan = Text("Keterangan", wajib=False)


class SketsaSchema(StepSchema):
    sketsa = Rows(
        "Isi sketsa desa", SketsaRow, "Simbol pada sketsa: apa, di mana, dan artinya.",
        paling_banyak=80, baris="simbol", gambar="sketsa", mengisi=PAPER,
    )  # fmt: skip
    masalah_sketsa = Rows(
        "Daftar masalah dan potensi dari sketsa desa", MasalahSketsaRow, paling_banyak=100,
        baris="masalah", mengisi=PAPER,
    )  # fmt: skip


class KalenderSchema(StepSchema):
    kalender = Rows(
        "Kalender musim", FaktorRow,
        "Hapus baris yang tidak dibahas, tambahkan yang khas di sini.", paling_banyak=30,
        baris="faktor", gambar="kalender", mengisi=PAPER,
    )  # fmt: skip
    masalah_kalender = Rows(
        "Daftar masalah dan potensi dari kalender musim", MasalahKalenderRow, paling_banyak=100,
        baris="masalah", mengisi=PAPER,
    )  # fmt: skip

    @validates_schema
    def no_factor_twice(self, data: dict[str, Any], **_: Any) -> None:
        refuse_twice(data, "kalender", "faktor", "Faktor")


class BaganSchema(StepSchema):
    lembaga = Rows(
        "Bagan kelembagaan", LembagaRow,
        "Besar lingkaran berarti besar manfaatnya; letaknya berarti dekat atau jauh dari "
        "masyarakat.",
        paling_banyak=40, baris="lembaga", gambar="bagan", mengisi=PAPER,
    )  # fmt: skip
    masalah_lembaga = Rows(
        "Daftar masalah dan potensi dari bagan kelembagaan", MasalahLembagaRow,
        paling_banyak=100, baris="masalah", mengisi=PAPER,
    )  # fmt: skip

    @validates_schema
    def no_institution_twice(self, data: dict[str, Any], **_: Any) -> None:
        refuse_twice(data, "lembaga", "nama", "Lembaga")


class GagasanRow(StepSchema):
    gagasan_id = Hidden("Gagasan", wajib=False)
    masalah = LongText("Masalah", wajib=False)
    gagasan = Text("Gagasan kegiatan")
    lokasi = Text("Lokasi", wajib=False)
    pemanfaat_l = Whole("Pemanfaat L", wajib=False)
    pemanfaat_p = Whole("Pemanfaat P", wajib=False)
    pemanfaat_rtm = Whole("Pemanfaat RTM", wajib=False)
    potensi = LongText("Potensi atau swadaya", wajib=False)
    prioritas = Whole("Urutan prioritas", minimum=1, maximum=1000, wajib=False)


class GagasanSchema(StepSchema):
    gagasan = Rows(
        "Daftar gagasan (Form.2)", GagasanRow,
        "Urutan prioritas 1 adalah yang paling penting menurut kelompok ini.",
        paling_banyak=100, baris="gagasan", mengisi=PAPER,
    )  # fmt: skip

    @validates_schema
    def every_priority_once(self, data: dict[str, Any], **_: Any) -> None:
        rows = data.get("gagasan", [])
        seen: dict[int, int] = {}
        wrong: dict[int, dict[str, str]] = {}
        for number, row in numbered(rows):
            rank = row.get("prioritas")
            if rank is not None and rank in seen:
                wrong[number] = {
                    "prioritas": f"Urutan prioritas {rank} sudah dipakai pada baris "
                    f"{seen[rank] + 1}. Beri nomor yang berbeda."
                }
            if rank is not None:
                seen.setdefault(rank, number)
        if wrong:
            raise ValidationError({"gagasan": wrong})

    @validates_schema
    def the_poor_are_among_the_users(self, data: dict[str, Any], **_: Any) -> None:
        wrong = {}
        for number, row in numbered(data.get("gagasan", [])):
            poor, users = row.get("pemanfaat_rtm"), _users(row)
            if poor is not None and users is not None and poor > users:
                wrong[number] = {
                    "pemanfaat_rtm": f"Pemanfaat RTM ({poor}) melebihi jumlah pemanfaat "
                    f"({users}). Periksa ketiganya."
                }
        if wrong:
            raise ValidationError({"gagasan": wrong})


def _users(row: dict[str, Any]) -> int | None:
    men, women = row.get("pemanfaat_l"), row.get("pemanfaat_p")
    return None if men is None or women is None else men + women


class WakilKelompokSchema(StepSchema):
    wakil_kelompok = Many(
        "Wakil kelompok penanda tangan lembar PKD",
        "Satu sampai tiga orang dari yang hadir.", pilihan=From("hadir"), paling_sedikit=1,
        paling_banyak=3, dasar="II.D.1", mengisi=PAPER,
    )  # fmt: skip


def refuse_twice(data: dict[str, Any], group: str, column: str, what: str) -> None:
    """Refuse rows that name the same thing twice, whatever its capitals."""
    seen: dict[str, int] = {}
    wrong: dict[int, dict[str, str]] = {}
    for number, row in numbered(data.get(group, [])):
        key = str(row[column]).casefold()
        if key in seen:
            wrong[number] = {
                column: f"{what} “{row[column]}” sudah ada pada baris {seen[key] + 1}. "
                "Hapus salah satu."
            }
        seen.setdefault(key, number)
    if wrong:
        raise ValidationError({group: wrong})


PHOTO_COMES_LATER = (
    "Foto peta yang digambar warga ditambahkan pada halaman pertemuan ini sesudah isiannya "
    "dikirim; foto itu lalu menjadi alas gambar sketsa."
)
EMPTY_IS_FINE = "Boleh dikosongkan bila kelompok ini tidak memakai alat ini."

PENGGALIAN_GAGASAN = Flow(
    slug="penggalian-gagasan", title="Penggalian gagasan dusun atau kelompok", tingkat="desa",
    hak=Hak.ISI_DESA, dasar="II.D.1", tunggal=False, mengisi=("daftar_hadir", *PAPER),
    intro="Salin hasil satu pertemuan dusun atau kelompok: sketsa desa, kalender musim, bagan "
    "kelembagaan, daftar masalah dan potensi, dan daftar gagasan (Form.2). Satu alat kaji saja "
    "sudah cukup.",
    steps=(
        Step(slug="kelompok", title="Dusun atau kelompok", schema=KelompokSchema, dasar="II.D.1",
             mengisi=PAPER),
        Step(slug="undangan", title="Waktu, tempat, dan agenda", schema=UndanganSchema,
             dasar="II.D.1", mengisi=PAPER),
        Step(slug="hadir", title="Daftar hadir", schema=PesertaSchema, dasar="II.D.1",
             mengisi=("daftar_hadir", *PAPER), pengumuman="perempuan_hadir"),
        Step(slug="pimpinan", title="Pimpinan pertemuan", schema=PimpinanSchema, dasar="II.D.1",
             mengisi=PAPER),
        Step(slug="sketsa", title="Sketsa desa", schema=SketsaSchema, dasar="II.D.1",
             intro=f"{EMPTY_IS_FINE} {PHOTO_COMES_LATER}", mengisi=PAPER),
        Step(slug="kalender", title="Kalender musim", schema=KalenderSchema, dasar="II.D.1",
             intro=EMPTY_IS_FINE, mengisi=PAPER),
        Step(slug="bagan", title="Bagan kelembagaan", schema=BaganSchema, dasar="II.D.1",
             intro=EMPTY_IS_FINE, mengisi=PAPER),
        Step(slug="gagasan", title="Daftar gagasan", schema=GagasanSchema, dasar="II.D.1",
             mengisi=PAPER),
        Step(slug="wakil", title="Wakil kelompok", schema=WakilKelompokSchema, dasar="II.D.1",
             mengisi=PAPER),
    ),
)  # fmt: skip
