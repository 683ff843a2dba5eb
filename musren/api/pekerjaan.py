"""One piece of long work: how far it is, and what came of it."""

from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields
from sqlalchemy.orm import Session

from musren.api import dokumen, unit_of_work
from musren.api.access import HIDDEN, need
from musren.api.skema import many, moment, text, whole
from musren.api.tepi import tepi
from musren.domain.errors import NotFound
from musren.domain.peran import Hak
from musren.domain.wilayah import RegionCode
from musren.models.kerja import Pekerjaan
from musren.services import pekerjaan as jobs
from musren.services.akses import Args


class HasilPekerjaanSchema(Schema):
    nama = text("Nama berkas.")
    tipe = text("Jenis isi.")
    sha256 = text("Sidik isi berkas.")
    ukuran = whole("Ukuran, bita.")


class PekerjaanSchema(Schema):
    kode = text("Kode pekerjaan.")
    jenis = text("Jenis pekerjaan.")
    judul = text("Judul yang dibaca orang.")
    wilayah = text("Kode wilayah.", allow_none=True)
    status = text("antre, berjalan, selesai, gagal, atau batal.")
    selesai = whole("Langkah yang sudah selesai.")
    jumlah = whole("Semua langkah; 0 selama belum diketahui.")
    kini = text("Langkah yang sedang dikerjakan.")
    pesan = text("Sebabnya, bila gagal.")
    catatan = fields.List(fields.String(), metadata={"description": "Catatan untuk peminta."})
    hasil = many(HasilPekerjaanSchema, "Berkas; diunduh dari halaman pekerjaannya.")
    dibuat = moment("Waktu diminta, UTC.")
    berakhir = fields.String(
        allow_none=True, metadata={"description": "Waktu berakhir, UTC.", "format": "date-time"}
    )


def _by_pekerjaan(session: Session, args: Args) -> RegionCode:
    return _placed(session, args)[1]


def _sees_pekerjaan(session: Session, args: Args) -> Hak:
    return _placed(session, args)[2]


def _placed(session: Session, args: Args) -> tuple[Pekerjaan, RegionCode, Hak]:
    """A key opens jobs by its role at their place; those without one are for people only."""
    one = jobs.find(session, args["pekerjaan_kode"])
    place, hak = jobs.place_of(one), jobs.right_of(one)
    if place is None or hak is None:
        raise NotFound(HIDDEN)
    return one, place, hak


@tepi.route("/v1/pekerjaan/<pekerjaan_kode>", endpoint="lihat_pekerjaan")
@need(_sees_pekerjaan, place=_by_pekerjaan)
@tepi.response(200, PekerjaanSchema, description="Pekerjaan")
@tepi.doc(
    operationId="lihat_pekerjaan", summary="Kemajuan sebuah pekerjaan panjang",
    description="Pekerjaan di wilayah kunci ini: sampai di mana, dan apa hasilnya.",
    responses=dokumen.may_fail(401, 403, 404), tags=["Pekerjaan"],
)  # fmt: skip
def lihat(pekerjaan_kode: str) -> Response:
    return jsonify(_shown(jobs.find(unit_of_work.reading(), pekerjaan_kode)))


def _shown(one: Pekerjaan) -> dict[str, Any]:
    return {
        "kode": one.kode, "jenis": one.jenis, "judul": one.judul, "wilayah": one.wilayah_kode,
        "status": one.status, "selesai": one.selesai, "jumlah": one.jumlah, "kini": one.kini,
        "pesan": one.pesan, "catatan": one.catatan, "hasil": one.hasil,
        "dibuat": one.dibuat.isoformat(),
        "berakhir": one.berakhir.isoformat() if one.berakhir else None,
    }  # fmt: skip
