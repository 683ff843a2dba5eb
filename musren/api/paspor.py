"""The passport of a proposal: its whole life over the years, as data."""

from dataclasses import asdict
from datetime import date
from decimal import Decimal
from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields

from musren.api import dokumen, unit_of_work
from musren.api.access import by_usulan, need
from musren.api.skema import day, many, number, quantity, rupiah, text, whole
from musren.api.tepi import tepi
from musren.domain.peran import Hak
from musren.services.paspor import passport
from musren.services.usulan import by_code

TAG = ["Usulan"]


class RujukanSchema(Schema):
    """The paper that proves an event."""

    naskah_id = whole("Nomor naskah di musren.")
    nomor = text("Nomor resmi; kosong bila naskahnya tanpa nomor.")
    tanggal = day("Tanggal naskah.")
    baris = text("Kelompok dan baris di dalamnya.")


class UbahanSchema(Schema):
    """A field mended when the proposal came back."""

    kolom = text("Isian yang diperbaiki.")
    semula = text("Isi sebelumnya.")
    menjadi = text("Isi sesudahnya.")


class PeristiwaSchema(Schema):
    """One event in the life of a proposal."""

    tingkat = text(
        "usulan, mkp, desa, sk, masuk, verifikasi, kecamatan, spc, pokir, forum_skpd, kabupaten, "
        "anggaran, kemajuan, atau realisasi."
    )
    judul = text("Nama tahap atau musyawarahnya.")
    tanggal = day("Tanggalnya; null bila tidak diketahui.", allow_none=True)
    putusan = text("Putusan dalam kata-kata.")
    volume = quantity("Volume menurut tingkat itu.")
    satuan = text("Satuan volume.")
    biaya = rupiah("Nilai menurut tingkat itu")
    sumber = text("Nama sumber dana.")
    peringkat = whole("Peringkat yang diputuskan.", allow_none=True)
    peringkat_hitung = whole("Peringkat menurut hitungan.", allow_none=True)
    skpd = text("SKPD.")
    alasan = text("Alasan, bila ada.")
    alasan_urutan = text("Mengapa peringkat diubah.")
    naskah = fields.Nested(RujukanSchema, allow_none=True)
    ubahan = many(UbahanSchema, "Isian yang diperbaiki desa.")
    persen = whole("Kemajuan pekerjaan.", allow_none=True)
    catatan = text("Catatan.")


class TahunPasporSchema(Schema):
    """One year."""

    tahun = whole("Tahun rencana.")
    usulan_id = whole("Nomor usulan di musren.")
    kode = text("Kode usulan.")
    kegiatan = text("Kegiatan.")
    hubungan = text("ini, asal, atau lanjutan.")
    jadi = text("Menjadi usulan apa sesudahnya.")
    kedudukan = text("Kedudukan sekarang.")
    kabar = fields.List(fields.String(), metadata={"description": "Kabarnya, kalimat demi kalimat"})
    peristiwa = many(PeristiwaSchema, "Yang terjadi, menurut urutan tahap.")
    foto = fields.List(fields.Integer(), metadata={"description": "Nomor foto."})


class PasporSchema(Schema):
    """The whole life of a proposal."""

    kode = text("Kode usulan yang diminta.")
    kegiatan = text("Kegiatan.")
    desa_kode = text("Kode desa.")
    umur = text("Sudah berapa kali diusulkan, dan apa yang menghentikannya.")
    asal = fields.List(fields.String(), metadata={"description": "Asal-usulnya dalam kalimat."})
    tahun = many(TahunPasporSchema, "Tahun demi tahun, yang lama lebih dahulu.")


@tepi.route("/v1/usulan/<usulan_kode>/paspor", endpoint="paspor_usulan")
@need(Hak.LIHAT_DESA, place=by_usulan)
@tepi.response(200, PasporSchema, description="Paspor usulan")
@tepi.doc(
    operationId="paspor_usulan", summary="Paspor usulan",
    description="Seluruh riwayat satu usulan dari tahun ke tahun: asal, keputusan tiap tingkat "
    "dengan nomor dan baris naskahnya, perbaikan, anggaran, dan kemajuan.",
    responses=dokumen.may_fail(401, 403, 404), tags=TAG,
)  # fmt: skip
def lihat(usulan_kode: str) -> Response:
    session = unit_of_work.reading()
    return jsonify(_plain(asdict(passport(session, by_code(session, usulan_kode)))))


def _plain(value: Any) -> Any:
    """Days and quantities as JSON has them."""
    if isinstance(value, dict):
        return {name: _plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if isinstance(value, date):
        return value.isoformat()
    return number(value) if isinstance(value, Decimal) else value
