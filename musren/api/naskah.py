"""Papers: the list, one with its signers, its files, and issuing one."""

from typing import Any

from flask import Response, jsonify, url_for
from marshmallow import Schema, fields
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.orm import Session, joinedload, selectinload

from musren.api import baca, dokumen, unit_of_work
from musren.api.access import (
    by_naskah,
    need,
    place_given,
    require,
    right_to_see,
    right_to_see_naskah,
)
from musren.api.baca import ApiSchema
from musren.api.skema import answered, day, kunci, many, moment, named, tahun, text, whole
from musren.api.tepi import tepi
from musren.api.unduhan import file_answer
from musren.domain.errors import Conflict, NotReady
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.forms.fields import Choice, Day, Text, Whole
from musren.forms.pilihan import Option
from musren.models.naskah import Berkas, Naskah
from musren.models.tahun import Tahun
from musren.papers.kinds import kind
from musren.services import kiriman, terbit
from musren.services import naskah as papers
from musren.services.susunan import daftar
from musren.services.susunan.jenis import SEPARATOR, key_of, kind_of, object_of
from musren.services.tahun import year_for
from musren.services.terbit import DOCX, PDF

TAG = ["Naskah"]
MOST = 100
MAX_ID = 2_000_000_000
JENIS = tuple(
    Option(one, kind(one).title) for one in dict.fromkeys(known.kode for known in daftar.NASKAH)
)
NO_DOCX = "Naskah ini sedang disusun. Coba lagi sebentar."
NO_PDF = (
    "PDF naskah ini belum dibuat. Unduh DOCX, atau buatlah PDF dari halaman naskah di komputer "
    "yang mempunyai LibreOffice."
)
OTHERWISE = "Kunci kiriman ini sudah dipakai untuk naskah lain. Pakai kunci baru."


class TandaTanganSchema(Schema):
    nama = text("Penanda tangan.")
    jabatan = text("Jabatan atau kedudukannya.")
    kelompok = text("Kelompok penanda tangan menurut ketentuan.")
    ditandatangani = day("Tanggal tanda tangan; null selama belum.", allow_none=True)


class BerkasSchema(Schema):
    nama = text("Nama berkas.")
    sha256 = text("Sidik isi berkas.")
    ukuran = whole("Ukuran, bita.")
    tautan = text("Alamat unduhan.")


_PAPER: dict[str, fields.Field[Any]] = {
    "id": whole("Nomor naskah dalam musren."),
    "jenis": text("Jenis naskah."),
    "objek": text("Pokok naskah selain wilayah dan tahunnya, seperti mkp; kosong bila tidak ada."),
    "wilayah_kode": text("Desa atau kecamatan."),
    "tahun": whole("Tahun rencana."),
    "nomor": text("Nomor surat; null bila tidak bernomor.", allow_none=True),
    "tanggal": day("Tanggal naskah."),
    "status": text("disusun, terbit, ditandatangani, diganti, atau batal."),
    "kurang_tanda_tangan": whole("Banyaknya tanda tangan yang belum ada."),
}
NaskahRingkasSchema = answered("NaskahRingkas", _PAPER)
NaskahSchema = answered(
    "Naskah",
    {
        **_PAPER,
        "tanda_tangan": many(TandaTanganSchema, "Siapa saja yang harus menandatangani."),
        "fakta_sha256": text("Sidik fakta yang dibekukan saat terbit."),
        "templat_sha256": text("Sidik templat Word yang dipakai."),
        "menggantikan_id": whole("Naskah yang digantikan.", allow_none=True),
        "diterbitkan": moment("Waktu terbit, UTC."),
        "docx": fields.Nested(BerkasSchema, allow_none=True),
        "pdf": fields.Nested(BerkasSchema, allow_none=True),
    },
)


class HalamanNaskahSchema(Schema):
    naskah = many(NaskahRingkasSchema, "Yang lama lebih dahulu.")
    berikut = whole("Isi untuk sesudah; null bila habis.", allow_none=True)


class TanyaNaskah(ApiSchema):
    wilayah = Text("Kode wilayah", "Termasuk wilayah di dalamnya.", wajib=False, batas=40)
    tahun = Whole("Tahun rencana", wajib=False, minimum=1990, maximum=2100)
    jenis = Choice("Jenis naskah", pilihan=JENIS, wajib=False)
    sesudah = Whole("Nilai berikut dari halaman sebelumnya", wajib=False, maximum=MAX_ID)
    batas = Whole("Baris tiap halaman", wajib=False, minimum=1, maximum=MOST, kosong=MOST)


NaskahBaru = named(
    "NaskahBaru",
    {
        "jenis": Choice("Jenis naskah", pilihan=JENIS),
        "objek": Text(
            "Pokok naskah",
            "Misalnya mkp, pertemuan_pkd.3, atau rpjm; bila jenisnya memerlukan.",
            wajib=False,
            batas=40,
        ),
        "wilayah": Text("Kode desa atau kecamatan", batas=40, contoh="99.01.01.2001"),
        "tahun": tahun(),
        "tanggal": Day("Tanggal naskah", "Tidak sebelum tanggal musyawarahnya."),
        "mengganti": Whole("Naskah yang diganti", "id-nya.", wajib=False, maximum=MAX_ID),
        "alasan": Text("Alasan penggantian", "Wajib bila mengganti.", wajib=False),
        "kunci": kunci(),
    },
)
EXAMPLE = {
    "jenis": "ba_musrenbangdes", "wilayah": "99.01.01.2001", "tahun": 2011,
    "tanggal": "2011-01-17", "kunci": "ba-2011-2001",
}  # fmt: skip


@tepi.route("/v1/naskah", endpoint="daftar_naskah")
@need(Hak.LIHAT_DESA)
@tepi.response(200, HalamanNaskahSchema, description="Satu halaman naskah")
@tepi.doc(
    operationId="daftar_naskah", summary="Daftar naskah", parameters=dokumen.asked(TanyaNaskah),
    description="Naskah di wilayah kunci ini, termasuk yang sudah diganti.",
    responses=dokumen.may_fail(401, 403, 404, 422), tags=TAG,
)  # fmt: skip
def semua() -> Response:
    given = baca.query(TanyaNaskah)
    session = unit_of_work.reading()
    wanted = [_seen()]
    if given["wilayah"]:
        place = place_given(session, given["wilayah"], right_to_see, name="wilayah")
        wanted.append(_inside(place))
    if given["tahun"] is not None:
        wanted.append(Tahun.tahun == given["tahun"])
    if given["jenis"]:
        kept = given["jenis"]
        wanted.append((Naskah.jenis == kept) | Naskah.jenis.startswith(f"{kept}{SEPARATOR}"))
    if given["sesudah"] is not None:
        wanted.append(Naskah.id > given["sesudah"])
    found = list(
        session.scalars(
            select(Naskah)
            .join(Naskah.tahun)
            .where(*wanted)
            .order_by(Naskah.id)
            .limit(given["batas"] + 1)
            .options(selectinload(Naskah.tanda_tangan), joinedload(Naskah.tahun))
        )
    )
    shown = found[: given["batas"]]
    more = len(found) > len(shown)
    return jsonify(naskah=[_brief(p) for p in shown], berikut=shown[-1].id if more else None)


def _inside(place: RegionCode) -> ColumnElement[bool]:
    code = Naskah.wilayah_kode
    return or_(code == str(place), code.startswith(f"{place}.", autoescape=True))


def _seen() -> ColumnElement[bool]:
    """Papers of villages and of kecamatan, each where the key may see that level."""
    length = {Level.DESA: 13, Level.KECAMATAN: 8}
    pelaku = unit_of_work.pelaku()
    return or_(
        *(
            and_(func.length(Naskah.wilayah_kode) == length[level], _inside(place))
            for level, hak in ((Level.DESA, Hak.LIHAT_DESA), (Level.KECAMATAN, Hak.LIHAT_KECAMATAN))
            for place in pelaku.places(hak)
        )
    )


@tepi.route(f"/v1/naskah/<int(max={MAX_ID}):naskah_id>", endpoint="lihat_naskah")
@need(right_to_see_naskah, place=by_naskah)
@tepi.response(200, NaskahSchema, description="Naskah")
@tepi.doc(
    operationId="lihat_naskah", summary="Satu naskah",
    description="Nomor, kedudukan, penanda tangan, dan sidik berkasnya.",
    responses=dokumen.may_fail(401, 403, 404), tags=TAG,
)  # fmt: skip
def satu(naskah_id: int) -> Response:
    return jsonify(_told(papers.get(unit_of_work.reading(), naskah_id)))


def _brief(paper: Naskah) -> dict[str, Any]:
    return {
        "id": paper.id, "jenis": kind_of(paper.jenis), "objek": object_of(paper.jenis),
        "wilayah_kode": paper.wilayah_kode,
        "tahun": paper.tahun.tahun, "nomor": paper.nomor, "tanggal": paper.tanggal.isoformat(),
        "status": paper.status,
        "kurang_tanda_tangan": sum(t.ditandatangani is None for t in paper.tanda_tangan),
    }  # fmt: skip


def _told(paper: Naskah) -> dict[str, Any]:
    return {
        **_brief(paper),
        "tanda_tangan": [
            {
                "nama": t.nama, "jabatan": t.jabatan, "kelompok": t.kelompok,
                "ditandatangani": t.ditandatangani.isoformat() if t.ditandatangani else None,
            }
            for t in paper.tanda_tangan
        ],
        "fakta_sha256": paper.fakta_sha256, "templat_sha256": paper.templat_sha256,
        "menggantikan_id": paper.menggantikan_id,
        "diterbitkan": paper.diterbitkan.isoformat(),
        "docx": _file(paper.docx, "api.unduh_docx", paper.id),
        "pdf": _file(paper.pdf, "api.unduh_pdf", paper.id),
    }  # fmt: skip


def _file(berkas: Berkas | None, endpoint: str, naskah_id: int) -> dict[str, Any] | None:
    if berkas is None:
        return None
    return {
        "nama": berkas.nama, "sha256": berkas.sha256, "ukuran": berkas.ukuran,
        "tautan": url_for(endpoint, naskah_id=naskah_id),
    }  # fmt: skip


_BINARY = {"type": "string", "format": "binary"}


@tepi.route(f"/v1/naskah/<int(max={MAX_ID}):naskah_id>/docx", endpoint="unduh_docx")
@need(right_to_see_naskah, place=by_naskah)
@tepi.response(200, _BINARY, content_type=DOCX, description="Berkas Word")
@tepi.doc(
    operationId="unduh_docx", summary="Unduh Word", description="Naskah terbit sebagai DOCX.",
    responses=dokumen.may_fail(401, 403, 404, 409, 503), tags=TAG,
)  # fmt: skip
def docx(naskah_id: int) -> Response:
    return _handed_out(papers.get(unit_of_work.reading(), naskah_id).docx, NO_DOCX)


@tepi.route(f"/v1/naskah/<int(max={MAX_ID}):naskah_id>/pdf", endpoint="unduh_pdf")
@need(right_to_see_naskah, place=by_naskah)
@tepi.response(200, _BINARY, content_type=PDF, description="Berkas PDF")
@tepi.doc(
    operationId="unduh_pdf", summary="Unduh PDF",
    description="Naskah terbit sebagai PDF; 409 selama PDF belum dibuat.",
    responses=dokumen.may_fail(401, 403, 404, 409, 503), tags=TAG,
)  # fmt: skip
def pdf(naskah_id: int) -> Response:
    return _handed_out(papers.get(unit_of_work.reading(), naskah_id).pdf, NO_PDF)


def _handed_out(berkas: Berkas | None, otherwise: str) -> Response:
    if berkas is None:
        raise NotReady(otherwise)
    content = unit_of_work.office().store.get(berkas.sha256)
    return file_answer(content, name=berkas.nama, tipe=berkas.tipe)


@tepi.route("/v1/naskah", methods=["POST"], endpoint="terbitkan_naskah")
@need(Hak.MASUK)
@tepi.response(200, NaskahSchema, description="Kunci ini sudah terkirim; naskah yang pertama")
@tepi.response(201, NaskahSchema, description="Naskah terbit")
@tepi.doc(
    operationId="terbitkan_naskah", summary="Terbitkan naskah",
    description="Nomor diambil saat terbit dan fakta dibekukan. Naskah terbit tidak pernah diubah; "
    "kekeliruan diperbaiki dengan naskah pengganti.",
    requestBody=dokumen.json_request(NaskahBaru, EXAMPLE), parameters=[dokumen.KEY_HEADER],
    responses=dokumen.may_fail(400, 401, 403, 404, 409, 413, 415, 422, 503), tags=TAG,
)  # fmt: skip
def terbitkan() -> tuple[Response, int]:
    given = baca.body(NaskahBaru)
    key = kiriman.own_key(unit_of_work.act(), baca.sending_key(given["kunci"]))
    session = unit_of_work.reading()
    place = place_given(session, given["wilayah"], right_to_see, name="wilayah")
    jenis = key_of(given["jenis"], given["objek"])
    require(unit_of_work.pelaku(), papers.right_to_issue(jenis, place), place)
    year = year_for(session, place, given["tahun"])
    order = papers.Order(
        jenis=jenis, tanggal=given["tanggal"], kunci=key, mengganti=given["mengganti"],
        alasan=given["alasan"],
    )  # fmt: skip
    there = _sent_before(session, year, place, order)
    paper_id = terbit.issue(unit_of_work.office(), unit_of_work.act(), year.id, place, order)
    unit_of_work.current().end_reading()
    told = _told(papers.get(unit_of_work.reading(), paper_id))
    answer = jsonify(told)
    answer.headers["Location"] = url_for("api.lihat_naskah", naskah_id=paper_id)
    return answer, 200 if there else 201


def _sent_before(session: Session, year: Tahun, place: RegionCode, order: papers.Order) -> bool:
    """Whether this key issued this very paper; raises Conflict when it issued another."""
    found = session.scalar(select(Naskah).where(Naskah.kunci == order.kunci))
    if found is None:
        return False
    same = (
        found.jenis, found.tahun_id, found.wilayah_kode, found.tanggal, found.menggantikan_id
    )  # fmt: skip
    if same != (order.jenis, year.id, str(place), order.tanggal, order.mengganti):
        raise Conflict(OTHERWISE, {"kunci": OTHERWISE})
    return True
