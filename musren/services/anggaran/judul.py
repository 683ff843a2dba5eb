"""Headings of an APBD or APB Desa table, by meaning."""

from collections.abc import Mapping

PESAN = (
    "Judul kolom tidak dikenali. Yang diperlukan paling sedikit “Kegiatan” dan “Pagu”; sebaiknya "
    "juga “Kode usulan”, “SKPD”, “Desa”, “Kecamatan”, dan “Lokasi”."
)
RANKS: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "kode_usulan": (
        ("kode usulan", "nomor usulan", "kode usulan musrenbang", "usulan musrenbang", "id usulan"),
    ),
    "kode_kegiatan": (
        ("kode kegiatan", "kode rekening", "kode anggaran", "no rekening", "nomor rekening"),
        ("kode", "rekening"),
    ),
    "skpd": (
        ("skpd", "nama skpd", "unit kerja", "skpd pelaksana", "skpd penanggung jawab"),
        ("opd", "perangkat daerah", "dinas", "instansi"),
    ),
    "program": (("program", "nama program"),),
    "kegiatan": (
        ("kegiatan", "nama kegiatan", "uraian kegiatan", "sub kegiatan", "rincian kegiatan"),
        ("uraian", "pekerjaan", "nama pekerjaan", "uraian pekerjaan", "program kegiatan"),
    ),
    "desa_kode": (
        ("desa", "nama desa", "kode desa", "desa kelurahan", "desa kel", "desa kode"),
    ),
    "kecamatan_kode": (("kecamatan", "nama kecamatan", "kode kecamatan", "kec", "kecamatan kode"),),
    "lokasi": (("lokasi", "lokasi kegiatan"), ("tempat", "letak", "alamat", "dusun")),
    "volume_satuan": (("volume satuan", "volume dan satuan", "vol satuan"),),
    "volume": (("volume", "vol", "kuantitas"),),
    "satuan": (("satuan",),),
    "sumber": (("sumber dana", "sumber", "sumber anggaran", "sumber pembiayaan"),),
    "pagu": (
        ("pagu", "pagu anggaran", "anggaran", "jumlah anggaran", "pagu rp", "nilai anggaran",
         "alokasi"),
        ("jumlah", "jumlah rp", "nilai", "biaya", "total", "rp", "rupiah"),
    ),
    "nomor": (("no", "nomor", "no urut", "nomor urut"),),
}  # fmt: skip
"""For each column of a budget line, spellings in ranks as in `impor_judul.SINONIM`."""
