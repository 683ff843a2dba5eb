"""Meetings: recording one whole, and what it decided."""

from typing import Any

from flask import Response, jsonify
from marshmallow import Schema, fields

from musren.api import baca, dokumen, unit_of_work
from musren.api.access import by_kode, need, place_given, right_to_see
from musren.api.baca import ApiSchema
from musren.api.skema import answered, day, kunci, many, named, tahun, text, whole, whole_form
from musren.api.tepi import tepi
from musren.api.usulan import KeputusanUsulanSchema, decision_told
from musren.domain.errors import Invalid
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.forms.fields import Text
from musren.forms.kecamatan import MUSRENBANG_KECAMATAN
from musren.forms.musrenbangdes import MUSRENBANGDES
from musren.forms.steps import Flow, guided_fields
from musren.models.musyawarah import Musyawarah
from musren.services import kiriman
from musren.services.naskah import MEETING
from musren.services.prefill import meeting
from musren.services.tahun import year_for

TAG = ["Keputusan"]

MusrenbangdesKiriman = named(
    "MusrenbangdesKiriman", {"kunci": kunci(), **whole_form(MUSRENBANGDES)}
)
MusrenbangKecamatanKiriman = named(
    "MusrenbangKecamatanKiriman", {"kunci": kunci(), **whole_form(MUSRENBANG_KECAMATAN)}
)
BODIES = {
    MUSRENBANGDES.slug: MusrenbangdesKiriman,
    MUSRENBANG_KECAMATAN.slug: MusrenbangKecamatanKiriman,
}

_COMMON: dict[str, Any] = {
    "kunci": "musyawarah-2011-01",
    "undangan_nomor": "005/01/2011", "undangan_tanggal": "2011-01-10", "tanggal": "2011-01-17",
    "jam_mulai": "09:00", "jam_selesai": "13:00", "tempat": "Balai Desa",
    "agenda": [{"acara": "Pembukaan"}, {"acara": "Penetapan RKP-Desa"}],
    "pimpinan_nama": "Dewi", "pimpinan_unsur": "LPMD", "notulis_nama": "Wati",
    "notulis_unsur": "KPMD", "narasumber": [], "cara_putusan": "mufakat",
}  # fmt: skip
_PRESENT = [
    {"nama": nama, "jk": jk, "unsur": "Tokoh masyarakat", "alamat": "Dusun I"}
    for nama, jk in (("Budi", "L"), ("Sari", "P"), ("Joko", "L"), ("Dewi", "P"), ("Wati", "P"))
]
DESA_EXAMPLE = _COMMON | {
    "hadir": _PRESENT, "evaluasi_ada": False,
    "keputusan": [
        {"kode": "99.01.01.2001-2011-001", "putusan": "disepakati", "sumber": "add",
         "peringkat": 1}
    ],
    "wakil_masyarakat": [f"{p['nama']} — Dusun I" for p in _PRESENT[:3]],
    "wakil_desa": [f"{p['nama']} — Dusun I" for p in _PRESENT],
}  # fmt: skip
KECAMATAN_EXAMPLE = _COMMON | {
    "tempat": "Pendopo Kecamatan",
    "hadir": [p | {"desa_kode": f"99.01.01.200{n}"} for n, p in enumerate(_PRESENT, 1)],
    "prioritas_blm": [
        {"kode": "99.01.01.2001-2011-001", "putusan": "disepakati", "peringkat": 1}
    ],
    "prioritas_apbd": [],
    "wakil_utusan": [f"{p['nama']} — Dusun I" for p in _PRESENT[:3]],
    "delegasi": ["Dewi — Dusun I"],
}  # fmt: skip

KeputusanSchema = answered(
    "Keputusan",
    {
        "kode": text("Kode usulan."),
        "kegiatan": text("Nama kegiatan."),
        "desa_kode": text("Desa pengusul."),
        **KeputusanUsulanSchema().fields,
    },
)
MusyawarahSchema = answered(
    "Musyawarah",
    {
        "jenis": text("musrenbangdes_rkp atau musrenbang_kecamatan."),
        "wilayah_kode": text("Desa atau kecamatan."),
        "tanggal": day("Hari musyawarah."),
        "tempat": text("Tempat."),
        "pimpinan_nama": text("Pimpinan."),
        "notulis_nama": text("Notulis."),
        "cara_putusan": text("mufakat atau voting."),
        "hadir_l": whole("Hadir laki-laki."),
        "hadir_p": whole("Hadir perempuan."),
    },
)


class HasilMusyawarahSchema(Schema):
    musyawarah = fields.Nested(
        MusyawarahSchema, allow_none=True, metadata={"description": "null bila belum dicatat."}
    )
    keputusan = many(KeputusanSchema, "Menurut urutan pencatatan.")


class TanyaKeputusan(ApiSchema):
    wilayah = Text("Kode desa atau kecamatan", batas=40, contoh="99.01.01.2001")
    tahun = tahun()


@tepi.route("/v1/keputusan", endpoint="daftar_keputusan")
@need(Hak.LIHAT_DESA)
@tepi.response(200, HasilMusyawarahSchema, description="Keputusan musyawarah")
@tepi.doc(
    operationId="daftar_keputusan", summary="Keputusan sebuah musyawarah",
    description="Keputusan Musrenbangdes (kode desa) atau Musrenbang Kecamatan (kode kecamatan).",
    parameters=dokumen.asked(TanyaKeputusan), responses=dokumen.may_fail(401, 403, 404, 422),
    tags=TAG,
)  # fmt: skip
def keputusan() -> Response:
    given = baca.query(TanyaKeputusan)
    session = unit_of_work.reading()
    place = place_given(session, given["wilayah"], right_to_see, name="wilayah")
    if place.level not in MEETING:
        told = "Isi kode desa atau kecamatan; musyawarah yang dicatat ada di kedua tingkat itu."
        raise Invalid(told, {"wilayah": told})
    year = year_for(session, place, given["tahun"])
    return jsonify(_told(meeting(session, MEETING[place.level], year, place)))


def _told(held: Musyawarah | None) -> dict[str, Any]:
    if held is None:
        return {"musyawarah": None, "keputusan": []}
    return {
        "musyawarah": {
            "jenis": held.jenis, "wilayah_kode": held.wilayah_kode,
            "tanggal": held.tanggal.isoformat(), "tempat": held.tempat,
            "pimpinan_nama": held.pimpinan_nama, "notulis_nama": held.notulis_nama,
            "cara_putusan": held.cara_putusan,
            "hadir_l": sum(h.jk == "L" for h in held.hadir),
            "hadir_p": sum(h.jk == "P" for h in held.hadir),
        },
        "keputusan": [
            {
                "kode": k.usulan.kode, "kegiatan": k.usulan.kegiatan,
                "desa_kode": k.usulan.desa_kode, **decision_told(k),
            }
            for k in held.keputusan
        ],
    }  # fmt: skip


def _record(form: Flow, kode: str, tahun_rencana: int, level: Level) -> tuple[Response, int]:
    given = baca.json_body(guided_fields(BODIES[form.slug]))
    key = baca.sending_key(given.pop("kunci", None))
    with unit_of_work.work() as session:
        place = place_given(session, kode, form.hak, name="kode", level=level)
        year = year_for(session, place, tahun_rencana)
        made = kiriman.send(session, unit_of_work.act(), form, year, place, given, kunci=key)
        session.flush()
        session.expire_all()
        told = _told(meeting(session, MEETING[level], year, RegionCode(str(place))))
    return jsonify(told), 201 if made.baru else 200


_RECORDING = (
    "Seluruh isian formulir sekaligus; aturan dan pesannya sama dengan halaman. Usulan disebut "
    "dengan kode (atau usulan_id), dan setiap usulan yang menunggu harus diputuskan. Kiriman "
    "berikutnya mengganti catatan musyawarah selama Berita Acara belum diterbitkan. Galat pada "
    "baris usulan menyebut nomor baris kiriman, atau kode usulan yang tidak dikirim. Wakil disebut "
    "dengan “nama — alamat” dari daftar hadir."
)


@tepi.route(
    "/v1/desa/<kode>/<int(max=9999):tahun>/musrenbangdes", methods=["POST"],
    endpoint="catat_musrenbangdes",
)  # fmt: skip
@need(MUSRENBANGDES.hak, place=by_kode)
@tepi.response(200, HasilMusyawarahSchema, description="Kunci ini sudah terkirim")
@tepi.response(201, HasilMusyawarahSchema, description="Musyawarah tercatat")
@tepi.doc(
    operationId="catat_musrenbangdes", summary="Catat Musrenbangdes", description=_RECORDING,
    requestBody=dokumen.json_request(MusrenbangdesKiriman, DESA_EXAMPLE),
    parameters=[dokumen.KEY_HEADER],
    responses=dokumen.may_fail(400, 401, 403, 404, 409, 413, 415, 422), tags=TAG,
)  # fmt: skip
def musrenbangdes(kode: str, tahun: int) -> tuple[Response, int]:
    return _record(MUSRENBANGDES, kode, tahun, Level.DESA)


@tepi.route(
    "/v1/kecamatan/<kode>/<int(max=9999):tahun>/musrenbang-kecamatan", methods=["POST"],
    endpoint="catat_musrenbang_kecamatan",
)  # fmt: skip
@need(MUSRENBANG_KECAMATAN.hak, place=by_kode)
@tepi.response(200, HasilMusyawarahSchema, description="Kunci ini sudah terkirim")
@tepi.response(201, HasilMusyawarahSchema, description="Musyawarah tercatat")
@tepi.doc(
    operationId="catat_musrenbang_kecamatan", summary="Catat Musrenbang Kecamatan",
    description=_RECORDING, parameters=[dokumen.KEY_HEADER],
    requestBody=dokumen.json_request(MusrenbangKecamatanKiriman, KECAMATAN_EXAMPLE),
    responses=dokumen.may_fail(400, 401, 403, 404, 409, 413, 415, 422), tags=TAG,
)  # fmt: skip
def musrenbang_kecamatan(kode: str, tahun: int) -> tuple[Response, int]:
    return _record(MUSRENBANG_KECAMATAN, kode, tahun, Level.KECAMATAN)
