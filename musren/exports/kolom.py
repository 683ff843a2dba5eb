"""The columns of the consolidated lists: one definition for page, workbook, CSV and JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

Nilai = str | int | Decimal | None
Baris = Sequence[Nilai]


@dataclass(frozen=True, slots=True)
class Kolom:
    """`nama` is the machine's name, `judul` the heading, `lebar` the width in letters."""

    nama: str
    judul: str
    jenis: Literal["teks", "bulat", "desimal", "rupiah"]
    lebar: int
    penjelasan: str

    @property
    def is_text(self) -> bool:
        return self.jenis == "teks"


def _k(
    nama: str, judul: str, lebar: int, penjelasan: str,
    jenis: Literal["teks", "bulat", "desimal", "rupiah"] = "teks",
) -> Kolom:  # fmt: skip
    return Kolom(nama, judul, jenis, lebar, penjelasan)


KOLOM_USULAN: tuple[Kolom, ...] = (
    _k("kode", "Kode usulan", 24, "Identitas usulan seumur hidup: kode desa, tahun, nomor urut."),
    _k("kecamatan", "Kecamatan", 18, "Nama kecamatan."),
    _k("desa", "Desa", 18, "Nama desa atau kelurahan."),
    _k("lokasi", "Dusun/lokasi", 24, "Dusun dan letak kegiatan menurut desa."),
    _k("kegiatan", "Kegiatan", 44, "Nama kegiatan menurut desa."),
    _k("volume", "Volume", 10, "Volume yang diusulkan desa.", "desimal"),
    _k("satuan", "Satuan", 12, "Satuan volume."),
    _k("biaya", "Biaya usulan", 16, "Biaya seluruhnya termasuk swadaya, rupiah.", "rupiah"),
    _k("swadaya", "Swadaya", 14, "Bagian biaya dari swadaya masyarakat, rupiah.", "rupiah"),
    _k("sasaran", "Sasaran", 26, "Kelompok atau wilayah yang dituju."),
    _k("pemanfaat_l", "Pemanfaat L", 10, "Pemanfaat langsung laki-laki, orang.", "bulat"),
    _k("pemanfaat_p", "Pemanfaat P", 10, "Pemanfaat langsung perempuan, orang.", "bulat"),
    _k("pemanfaat_rtm", "Pemanfaat RTM", 10, "Di antaranya rumah tangga miskin.", "bulat"),
    _k("prioritas_desa", "Prioritas desa", 10, "Peringkat menurut Musrenbangdes.", "bulat"),
    _k(
        "prioritas_kecamatan", "Prioritas kecamatan", 10,
        "Peringkat menurut Musrenbang Kecamatan, dalam daftar sumber dananya.", "bulat",
    ),
    _k("skpd", "SKPD", 24, "SKPD tujuan menurut tingkat yang terakhir memutuskan."),
    _k("sifat", "Sifat", 7, "B baru, L lanjutan, R rehab, P perluasan."),
    _k("asal", "Asal", 16, "Forum asal: MKP, campuran, dusun, atau usulan lama."),
    _k("sumber", "Sumber dana", 18, "Sumber dana menurut tingkat yang terakhir memutuskan."),
    _k("rincian", "Sumber menurut desa", 18, "Nama sumber dana seperti ditulis desa."),
    _k("status", "Status", 26, "Kedudukan usulan saat daftar ini dibuat."),
    _k("biaya_desa", "Biaya disepakati desa", 16, "Biaya menurut Musrenbangdes.", "rupiah"),
    _k(
        "biaya_kecamatan", "Biaya disepakati kecamatan", 16,
        "Biaya menurut Musrenbang Kecamatan, rupiah.", "rupiah",
    ),
    _k("nomor_ba_desa", "Nomor BA desa", 24, "Nomor Berita Acara Musrenbangdes."),
    _k(
        "status_forum_skpd", "Status di Forum SKPD", 20,
        "Keputusan Forum SKPD yang menerima, menolak, atau terakhir mengalihkannya.",
    ),
    _k("status_kabupaten", "Status di Musrenbang Kab", 20, "Keputusan Musrenbang Kabupaten."),
    _k("masuk_apbd", "Masuk APBD", 10, "ya atau tidak; kosong selama APBD belum dicatat."),
    _k("masuk_apbd_rp", "Masuk APBD (Rp)", 16, "Bagian baris APBD, rupiah.", "rupiah"),
    _k(
        "anggaran_rp", "Semua anggaran (Rp)", 16,
        "Bagian baris APBD dan APB Desa bersama, rupiah.", "rupiah",
    ),
    _k("kemajuan_persen", "Kemajuan (%)", 10, "Kemajuan pekerjaan yang terakhir dicatat.", "bulat"),
    _k("keterangan", "Keterangan", 30, "Catatan desa pada usulan."),
    _k(
        "kode_asal", "Lanjutan dari usulan", 24,
        "Kode usulan tahun sebelumnya yang dilanjutkan oleh usulan ini.",
    ),
    _k("forum_awal", "Forum awal", 16, "Forum asal ketika usulan ini pertama kali diajukan."),
)  # fmt: skip
"""The flat sheet: one row for each proposal."""

KOLOM_SKPD: tuple[Kolom, ...] = (
    _k("nomor", "No", 6, "Nomor urut dalam SKPD.", "bulat"),
    _k("prioritas_daerah", "Prioritas Daerah", 20, "Menurut acuan program kabupaten (RKPD)."),
    _k("sasaran_daerah", "Sasaran Daerah", 20, "Menurut acuan program kabupaten (RKPD)."),
    _k("program", "Program", 20, "Menurut acuan program kabupaten (RKPD)."),
    _k("kegiatan", "Kegiatan Prioritas", 40, "Kegiatan yang disepakati Musrenbang Kecamatan."),
    _k("sasaran", "Sasaran Kegiatan", 26, "Sasaran menurut usulan desa."),
    _k("lokasi", "Lokasi (Desa/Kel)", 30, "Desa, kecamatan, dan letak kegiatan."),
    _k("volume", "Volume", 16, "Volume dan satuan."),
    _k("pagu", "Pagu", 16, "Biaya yang disepakati kecamatan, rupiah.", "rupiah"),
    _k("skpd", "SKPD Penanggung Jawab", 26, "SKPD yang akan melaksanakan."),
)
"""Daftar Urutan Kegiatan Prioritas Kecamatan Menurut SKPD (Permendagri 54/2010 Lampiran V)."""

LETAK_BIAYA = next(at for at, k in enumerate(KOLOM_USULAN) if k.nama == "biaya")
LETAK_PAGU = next(at for at, k in enumerate(KOLOM_SKPD) if k.nama == "pagu")


def dictionary(columns: Sequence[Kolom]) -> list[dict[str, str]]:
    """The data dictionary of these columns."""
    return [
        {"nama": k.nama, "judul": k.judul, "jenis": k.jenis, "penjelasan": k.penjelasan}
        for k in columns
    ]
