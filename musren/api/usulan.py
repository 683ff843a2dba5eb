"""Proposals: sending one, the list in pages, one with everything known of it."""

from typing import Any

from flask import Response, jsonify, url_for
from marshmallow import Schema, fields
from sqlalchemy import Row
from sqlalchemy.orm import Session

from musren.api import baca, dokumen, unit_of_work
from musren.api.access import HIDDEN, by_usulan, need, place_given
from musren.api.baca import ApiSchema
from musren.api.skema import (
    STATUS,
    answered,
    kunci,
    many,
    moment,
    named,
    number,
    quantity,
    rupiah,
    tahun,
    text,
    whole,
)
from musren.api.tepi import tepi
from musren.domain.errors import Invalid, NotFound
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.forms.fields import Choice, Text, Whole
from musren.forms.steps import guided_fields
from musren.forms.usulan import USULAN
from musren.integration.klasifikasi import Alasan, Saran
from musren.integration.tahapan import StatusUsulan
from musren.models.usulan import Keputusan, RiwayatStatus, Usulan
from musren.services import daftar, kiriman, klasifikasi, wilayah
from musren.services.daftar import Kunci, Saring
from musren.services.tahun import year_for
from musren.services.usulan import by_code

TAG = ["Usulan"]
MOST = daftar.PAGE
ADDRESS = ("desa_kode", "tahun", "kunci")

_desa = Text("Kode desa", batas=40, contoh="99.01.01.2001")

UsulanBaru = named(
    "UsulanBaru", {"desa_kode": _desa, "tahun": tahun(), "kunci": kunci(), **USULAN.fields}
)
EXAMPLE: dict[str, Any] = {
    "desa_kode": "99.01.01.2001", "tahun": 2011, "kunci": "sistem-desa-7f3a",
    "kegiatan": "Drainase pasangan batu", "jenis": "lainnya", "bidang": "Fisik dan Prasarana",
    "dusun": "Dusun II", "lokasi": "RT 03", "volume": 140, "satuan": "meter", "asal": "dusun",
    "pengusul": "LPMD", "sifat": "B", "pemanfaat_l": 60, "pemanfaat_p": 70, "pemanfaat_rtm": 30,
    "biaya": 37_800_000,
    "dana": [
        {"sumber": "add", "rincian": "", "jumlah": 33_600_000},
        {"sumber": "swadaya", "rincian": "", "jumlah": 4_200_000},
    ],
    "tujuan": "Mencegah banjir", "sasaran": "Warga Dusun II",
}  # fmt: skip


class AlasanSchema(Schema):
    aturan = text("Kunci aturan.")
    kalimat = text("Alasannya dalam satu kalimat.")
    asal = text("Dari mana aturan itu.")
    keras = fields.Boolean(metadata={"description": "Melarang, atau hanya mengingatkan."})


class TertutupSchema(Schema):
    sumber = text("Sumber dana yang tertutup.")
    alasan = many(AlasanSchema, "Aturan yang menutupnya.")


class SaranSchema(Schema):
    """A suggestion; people decide."""

    sumber = text("Sumber dana yang disarankan; null bila tidak ada petunjuk.", allow_none=True)
    alasan = many(AlasanSchema, "Mengapa.")
    pengubah = fields.List(fields.String(), metadata={"description": "Apa yang mengubah saran."})
    tertutup = many(TertutupSchema, "Sumber yang tidak mungkin.")


class KeputusanUsulanSchema(Schema):
    tingkat = text("mkp, desa, atau kecamatan.")
    putusan = text("disepakati, ditunda, atau ditolak (tidak disepakati).")
    sumber = text("Sumber dana menurut musyawarah itu.")
    peringkat = whole("Peringkat dalam daftarnya.", allow_none=True)
    volume = quantity("Volume yang diputuskan.")
    satuan = text("Satuan volume.")
    biaya = rupiah("Biaya yang diputuskan")
    biaya_sumber = rupiah("Bagian dari sumber dana itu")
    swadaya = rupiah("Bagian swadaya")
    skpd = text("SKPD tujuan.")
    alasan = text("Alasan, bila ada.")


class RiwayatSchema(Schema):
    dari = text("Status sebelumnya; kosong pada awal.")
    ke = text("Status sesudahnya.")
    peran = text("Peran yang memindahkan.")
    alasan = text("Alasan, bila ada.")
    pada = moment("Waktu UTC.")


_OWN: dict[str, fields.Field[Any]] = {
    "kode": text("Identitas usulan seumur hidup."),
    "nomor_urut": whole("Nomor urut dalam desa dan tahun."),
    "tahun": whole("Tahun rencana."),
    "desa_kode": text("Kode desa."),
    "status": text("Kedudukan usulan sekarang."),
}
UsulanSchema = answered(
    "Usulan",
    {
        **_OWN,
        **USULAN.fields,
        "keputusan": many(KeputusanUsulanSchema, "Keputusan tiap musyawarah."),
        "riwayat": many(RiwayatSchema, "Perpindahan status, yang lama lebih dahulu."),
        "saran": fields.Nested(SaranSchema),
        "versi": whole("Naik setiap kali usulan berubah."),
    },
)
_LISTED = {
    name: field
    for name, field in USULAN.fields.items()
    if name in {"kegiatan", "lokasi", "dusun", "satuan", "sasaran", "sifat", "asal"}
}
UsulanRingkasSchema = answered(
    "UsulanRingkas",
    {
        "kode": _OWN["kode"], "desa_kode": _OWN["desa_kode"], "desa": text("Nama desa."),
        "kecamatan": text("Nama kecamatan."), "status": _OWN["status"], **_LISTED,
        "volume": quantity("Volume usulan."), "biaya": rupiah("Biaya seluruhnya"),
        "sumber": text("Sumber dana menurut tingkat yang terakhir memutuskan."),
        "putusan": text("Putusan tingkat terakhir; “belum” bila belum ada."),
        "skpd": text("SKPD tujuan."),
        "prioritas_desa": whole("Peringkat di desa.", allow_none=True),
        "prioritas_kecamatan": whole("Peringkat di kecamatan.", allow_none=True),
    },
)  # fmt: skip


class HalamanUsulanSchema(Schema):
    usulan = many(UsulanRingkasSchema, "Menurut kode desa dan nomor urut.")
    berikut = text("Isi untuk sesudah pada halaman berikutnya; null bila habis.", allow_none=True)


class TanyaUsulan(ApiSchema):
    tahun = tahun()
    kabupaten = Text("Kode kabupaten", wajib=False, batas=40)
    kecamatan = Text("Kode kecamatan", wajib=False, batas=40)
    desa = Text("Kode desa", wajib=False, batas=40)
    status = Choice("Status", pilihan=STATUS, wajib=False)
    sumber = Text("Sumber dana", "Kunci sumber; “belum” untuk yang belum dipetakan.", wajib=False,
                  batas=40)  # fmt: skip
    teks = Text("Kata yang dicari", wajib=False, batas=100)
    sesudah = Text("Kode usulan terakhir dari halaman sebelumnya", wajib=False, batas=40)
    batas = Whole("Baris tiap halaman", wajib=False, minimum=1, maximum=MOST, kosong=MOST)


@tepi.route("/v1/usulan", methods=["POST"], endpoint="buat_usulan")
@need(Hak.ISI_DESA)
@tepi.response(200, UsulanSchema, description="Kunci ini sudah terkirim; usulan yang pertama")
@tepi.response(201, UsulanSchema, description="Usulan tercatat")
@tepi.doc(
    operationId="buat_usulan", summary="Ajukan usulan",
    description="Aturan dan pesannya sama dengan formulir usulan. Usulan boleh diubah lewat "
    "formulir sampai musyawarah memutuskan.",
    requestBody=dokumen.json_request(UsulanBaru, EXAMPLE), parameters=[dokumen.KEY_HEADER],
    responses=dokumen.may_fail(400, 401, 403, 404, 409, 413, 415, 422), tags=TAG,
)  # fmt: skip
def buat() -> tuple[Response, int]:
    given = baca.json_body(guided_fields(UsulanBaru))
    key = baca.sending_key(given.get("kunci"))
    where = baca.read(_Letak, {k: given[k] for k in ("desa_kode", "tahun") if k in given})
    answers = {k: v for k, v in given.items() if k not in ADDRESS}
    with unit_of_work.work() as session:
        place = place_given(
            session, where["desa_kode"], Hak.ISI_DESA, name="desa_kode", level=Level.DESA
        )
        year = year_for(session, place, where["tahun"])
        made = kiriman.send(session, unit_of_work.act(), USULAN, year, place, answers, kunci=key)
        session.flush()
        stored = session.get_one(Usulan, int(made.hasil.removeprefix("usulan:")))
        told = _told(session, stored)
    answer = jsonify(told)
    answer.headers["Location"] = url_for("api.lihat_usulan", usulan_kode=told["kode"])
    return answer, 201 if made.baru else 200


_Letak = named("Letak", {"desa_kode": _desa, "tahun": tahun()})


@tepi.route("/v1/usulan", endpoint="daftar_usulan")
@need(Hak.LIHAT_DESA)
@tepi.response(200, HalamanUsulanSchema, description="Satu halaman usulan")
@tepi.doc(
    operationId="daftar_usulan", summary="Daftar usulan", parameters=dokumen.asked(TanyaUsulan),
    description="Hanya usulan di wilayah kunci ini. Halaman berikutnya: sesudah=<berikut>.",
    responses=dokumen.may_fail(401, 403, 404, 422), tags=TAG,
)  # fmt: skip
def semua() -> Response:
    given = baca.query(TanyaUsulan)
    session = unit_of_work.reading()
    places = visible_places(session, given, Hak.LIHAT_DESA)
    year = year_for(session, places[0], given["tahun"])
    chosen = Saring(status=given["status"], sumber=given["sumber"], teks=given["teks"])
    page = daftar.page(session, year, chosen, places, _after(given["sesudah"]))
    shown = page.baris[: given["batas"]]
    more = page.berikut is not None or len(page.baris) > len(shown)
    return jsonify(
        usulan=[_listed(row) for row in shown], berikut=shown[-1].kode if more and shown else None
    )


def visible_places(session: Session, given: dict[str, Any], hak: Hak) -> list[RegionCode]:
    """The places of the key, narrowed to the one asked for; raises NotFound outside of them."""
    held = list(unit_of_work.pelaku().places(hak))
    for name in ("kabupaten", "kecamatan", "desa"):
        if not given.get(name):
            continue
        try:
            asked = RegionCode.parse(given[name])
        except Invalid as reason:
            raise Invalid(reason.message, {name: reason.message}) from reason
        held = [max(asked, p, key=lambda one: one.level) for p in held if _meet(asked, p)]
    try:
        for one in held:
            wilayah.get(session, one)
    except NotFound:
        held = []
    if not held:
        raise NotFound(HIDDEN)
    return held


def _meet(one: RegionCode, other: RegionCode) -> bool:
    return one.contains(other) or other.contains(one)


def _after(kode: str) -> Kunci | None:
    """The key of a page from the code of the last proposal seen; raises Invalid."""
    if not kode:
        return None
    desa, _, rest = kode.partition("-")
    _, _, urut = rest.partition("-")
    if not (urut.isascii() and urut.isdigit() and len(urut) <= 9):  # noqa: PLR2004
        told = "Isi sesudah dengan nilai berikut dari halaman sebelumnya."
        raise Invalid(told, {"sesudah": told})
    return Kunci(desa, int(urut))


def _listed(row: Row[*tuple[Any, ...]]) -> dict[str, Any]:
    names = UsulanRingkasSchema().fields
    return {n: getattr(row, n) for n in names} | {"volume": number(row.volume)}


@tepi.route("/v1/usulan/<usulan_kode>", endpoint="lihat_usulan")
@need(Hak.LIHAT_DESA, place=by_usulan)
@tepi.response(200, UsulanSchema, description="Usulan")
@tepi.doc(
    operationId="lihat_usulan", summary="Satu usulan",
    description="Isi usulan, keputusan tiap tingkat, riwayat, dan saran sumber dana dengan "
    "alasannya. Saran tidak mengikat; orang yang memutuskan.",
    responses=dokumen.may_fail(401, 403, 404), tags=TAG,
)  # fmt: skip
def satu(usulan_kode: str) -> Response:
    session = unit_of_work.reading()
    return jsonify(_told(session, by_code(session, usulan_kode)))


def _told(session: Session, one: Usulan) -> dict[str, Any]:
    year = one.tahun
    plain = {n: getattr(one, n) for n in USULAN.fields if n not in {"dana", "volume"}}
    return {
        "kode": one.kode, "nomor_urut": one.nomor_urut, "tahun": year.tahun,
        "desa_kode": one.desa_kode, "status": StatusUsulan(one.status).value, **plain,
        "volume": number(one.volume),
        "dana": [
            {"sumber": d.sumber, "rincian": d.rincian, "jumlah": d.jumlah} for d in one.dana
        ],
        "keputusan": [decision_told(k) for k in one.keputusan],
        "riwayat": [_move_told(r) for r in one.riwayat],
        "saran": _suggestion_told(klasifikasi.suggestion(session, year, one)),
        "versi": one.versi,
    }  # fmt: skip


def decision_told(k: Keputusan) -> dict[str, Any]:
    names = KeputusanUsulanSchema().fields
    return {n: getattr(k, n) for n in names} | {"volume": number(k.volume)}


def _move_told(r: RiwayatStatus) -> dict[str, Any]:
    return {
        "dari": r.dari, "ke": r.ke, "peran": r.peran, "alasan": r.alasan,
        "pada": r.pada.isoformat(),
    }  # fmt: skip


def _suggestion_told(saran: Saran) -> dict[str, Any]:
    return {
        "sumber": saran.sumber,
        "alasan": [_reason_told(a) for a in saran.alasan],
        "pengubah": list(saran.pengubah),
        "tertutup": [
            {"sumber": sumber, "alasan": [_reason_told(a) for a in why]}
            for sumber, why in saran.tertutup.items()
        ],
    }


def _reason_told(a: Alasan) -> dict[str, Any]:
    return {"aturan": a.aturan, "kalimat": a.kalimat, "asal": a.asal, "keras": a.keras}
