"""Open data of one village: its proposals as CSV, without a single name of a person."""

from collections.abc import Iterable, Sequence

from musren.exports.data_terbuka import csv_bytes
from musren.exports.kolom import Baris, Kolom

KOLOM_PUBLIK: tuple[Kolom, ...] = (
    Kolom("kode", "Kode usulan", "teks", 24, "Identitas usulan seumur hidup."),
    Kolom("kegiatan", "Kegiatan", "teks", 44, "Nama kegiatan menurut desa."),
    Kolom("dusun", "Dusun", "teks", 18, "Dusun menurut profil desa."),
    Kolom("volume", "Volume", "desimal", 10, "Volume yang diusulkan desa."),
    Kolom("satuan", "Satuan", "teks", 12, "Satuan volume."),
    Kolom("biaya", "Biaya", "rupiah", 16, "Biaya usulan desa termasuk swadaya, rupiah."),
    Kolom("sumber", "Sumber dana", "teks", 18, "Sumber dana menurut desa."),
    Kolom("nama_tahap", "Tahap", "teks", 26, "Tahap terjauh yang dicapai."),
    Kolom("keadaan", "Keadaan", "teks", 12, "berjalan, berhenti, atau selesai."),
    Kolom("posisi", "Sekarang", "teks", 44, "Kedudukannya dalam satu kalimat."),
    Kolom("oleh", "Yang memutuskan", "teks", 30, "Musyawarah atau pejabat yang memutuskan."),
    Kolom("tanggal", "Tanggal putusan", "teks", 12, "Tanggal putusan, tahun-bulan-hari."),
    Kolom("nomor", "Nomor naskah", "teks", 24, "Nomor Berita Acara atau penetapannya."),
    Kolom("alasan", "Alasan", "teks", 30, "Alasan dari daftar baku, bila berhenti."),
)  # fmt: skip


def csv_village(rows: Iterable[object]) -> bytes:
    """The proposals of a village; `rows` have the columns of `KOLOM_PUBLIK` as attributes."""
    return csv_bytes(KOLOM_PUBLIK, (_row(one) for one in rows))


def _row(one: object) -> Baris:
    values: Sequence[object] = [getattr(one, k.nama) for k in KOLOM_PUBLIK]
    return [v if isinstance(v, str | int) or v is None else str(v) for v in values]
