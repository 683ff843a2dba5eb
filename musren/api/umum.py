"""What every program asks first: is musren there, which regions, which lists."""

from flask import Response, jsonify
from marshmallow import Schema
from sqlalchemy import text as sql

from musren.api import baca, dokumen, unit_of_work
from musren.api.access import need, place_given, right_to_see
from musren.api.baca import ApiSchema
from musren.api.skema import many, tahun, text
from musren.api.tepi import tepi
from musren.domain import daftar_wilayah
from musren.domain.peran import Hak
from musren.forms.alur import FLOWS
from musren.forms.fields import Choice, Text, Whole
from musren.forms.pilihan import Option
from musren.forms.steps import Flow
from musren.services.pilihan import Setting, options_for
from musren.services.tahun import year_for

FROM_ATTENDANCE = frozenset({"hadir", "utusan_hadir"})


class SehatSchema(Schema):
    status = text("Selalu “sehat”; bila tidak, jawabannya galat.")


@tepi.route("/v1/sehat")
@need(Hak.PUBLIK)
@tepi.response(200, SehatSchema, description="Basis data menjawab.")
@tepi.doc(
    operationId="sehat", summary="Keadaan peladen", description="Tanpa kunci.", security=[],
    responses=dokumen.may_fail(), tags=["Umum"],
)  # fmt: skip
def sehat() -> Response:
    unit_of_work.reading().execute(sql("select 1"))
    return jsonify(status="sehat")


class CariWilayah(ApiSchema):
    q = Text("Nama atau awal kode", "Misalnya pandanlandung malang, atau 35.07.", batas=100)
    batas = Whole("Paling banyak", wajib=False, minimum=1, maximum=100, kosong=20)


class WilayahSchema(Schema):
    kode = text("Kode Kemendagri.")
    nama = text("Nama resmi.")
    jalur = text("Nama beserta wilayah di atasnya.")


class DaftarWilayahSchema(Schema):
    wilayah = many(WilayahSchema, "Yang paling cocok lebih dahulu.")


@tepi.route("/v1/wilayah")
@need(Hak.MASUK)
@tepi.response(200, DaftarWilayahSchema, description="Wilayah yang cocok")
@tepi.doc(
    operationId="cari_wilayah", summary="Cari wilayah", parameters=dokumen.asked(CariWilayah),
    description="Seluruh provinsi, kabupaten/kota, kecamatan, dan desa, menurut nama atau kode.",
    responses=dokumen.may_fail(401, 422), tags=["Umum"],
)  # fmt: skip
def wilayah() -> Response:
    given = baca.query(CariWilayah)
    found = daftar_wilayah.search(given["q"], limit=given["batas"])
    rows = [
        {"kode": str(e.kode), "nama": e.nama, "jalur": daftar_wilayah.path_name(e.kode)}
        for e in found
    ]
    return jsonify(wilayah=rows)


class TanyaPilihan(ApiSchema):
    wilayah = Text("Kode desa atau kecamatan", batas=40, contoh="99.01.01.2001")
    tahun = tahun()
    alur = Choice(
        "Formulir", pilihan=tuple(Option(f.slug, f.title) for f in FLOWS.values()), wajib=True
    )


class PilihanSchema(Schema):
    nilai = text("Yang dikirim.")
    label = text("Yang dibaca orang.")
    penjelasan = text("Keterangan, bila ada.")


class DaftarPilihanSchema(Schema):
    nama = text("Nama daftar, seperti x-daftar pada dokumen ini.")
    pilihan = many(PilihanSchema, "Isi daftar.")


class SemuaPilihanSchema(Schema):
    daftar = many(DaftarPilihanSchema, "Daftar yang dipakai formulir itu.")


def _lists(form: Flow) -> set[str]:
    return form.lists() - FROM_ATTENDANCE


@tepi.route("/v1/pilihan")
@need(Hak.MASUK)
@tepi.response(200, SemuaPilihanSchema, description="Daftar pilihan")
@tepi.doc(
    operationId="daftar_pilihan", summary="Daftar pilihan sebuah formulir",
    parameters=dokumen.asked(TanyaPilihan),
    description="Sumber dana, asal, sifat, dan daftar lain menurut ketentuan tahun itu dan "
    "wilayahnya. Daftar yang berasal dari hadirin tidak termasuk.",
    responses=dokumen.may_fail(401, 403, 404, 422), tags=["Umum"],
)  # fmt: skip
def pilihan() -> Response:
    given = baca.query(TanyaPilihan)
    session = unit_of_work.reading()
    place = place_given(session, given["wilayah"], right_to_see, name="wilayah")
    year = year_for(session, place, given["tahun"])
    here = Setting(session=session, year=year, place=place, answers={})
    found = options_for(here, _lists(FLOWS[given["alur"]]))
    return jsonify(
        daftar=[
            {
                "nama": name,
                "pilihan": [
                    {"nilai": o.value, "label": o.label, "penjelasan": o.hint} for o in offered
                ],
            }
            for name, offered in sorted(found.items())
        ]
    )
