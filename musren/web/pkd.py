"""Pages of Pengkajian Keadaan Desa: where the village stands, and what one group drew and told."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import Blueprint, Response, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from musren.domain.errors import NotFound
from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.integration import penilaian
from musren.models.musyawarah import Musyawarah
from musren.services.fakta.pkd import months_in_words, tools
from musren.services.foto import ALAT, photos_of
from musren.services.pertemuan import key_of
from musren.services.pkd.jadi_usulan import key_of as objek_of
from musren.services.pkd.masalah import NAMA_ALAT
from musren.services.pkd.papan import board, proposals
from musren.services.pkd.pertemuan import JENIS, ideas_of, problems_of
from musren.services.susunan.berlaku import in_force
from musren.services.susunan.jenis import key_of as paper_key
from musren.web import gambar
from musren.web.access import HIDDEN, Args, by_kode, need
from musren.web.halaman import page
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current_session

pkd = Blueprint("pkd", __name__)

DRAWN = {"sketsa": "Sketsa desa", "kalender": "Kalender musim", "bagan": "Bagan kelembagaan"}


def _meeting(session: Session, musyawarah_id: int) -> Musyawarah:
    found = session.get(Musyawarah, musyawarah_id)
    if found is None or found.jenis != JENIS:
        raise NotFound(HIDDEN)
    return found


def by_meeting(session: Session, args: Args) -> RegionCode:
    return RegionCode(_meeting(session, args["musyawarah_id"]).wilayah_kode)


def _di(session: Session, held: Musyawarah) -> Di:
    return Di(session=session, place=RegionCode(held.wilayah_kode), year=held.tahun)


@pkd.get("/desa/<kode>/<int:tahun>/pkd")
@need(Hak.LIHAT_DESA, place=by_kode)
def papan(kode: str, tahun: int) -> ResponseReturnValue:
    """The PKD of a village: groups, problems by rank, actions, and what comes next."""
    di = at(current_session(), kode, tahun, Level.DESA)
    found = board(di.session, di.year, di.place)
    return page(
        "pkd/papan.html", "Pengkajian Keadaan Desa", **di.context(), papan=found,
        boleh_isi=di.may(Hak.ISI_DESA), cetak="cetak" in request.args, kunci_dari=objek_of,
        selesai=sum(one.keadaan == "selesai" for one in found.langkah),
        kriteria=penilaian.kriteria_masalah(di.profile),
        kriteria_tindakan=penilaian.kriteria_tindakan(di.profile),
        naskah=f"/naskah/pkd_desa/{di.place}/{di.year.tahun}",
    )  # fmt: skip


@pkd.get("/pkd/<int:musyawarah_id>")
@need(Hak.LIHAT_DESA, place=by_meeting)
def kelompok(musyawarah_id: int) -> ResponseReturnValue:
    """What one group drew and told, with the tables under the pictures."""
    session = current_session()
    held = _meeting(session, musyawarah_id)
    di, kunci = _di(session, held), key_of(held)
    lembar = paper_key("pkd_kelompok", kunci)
    return page(
        "pkd/kelompok.html", held.kelompok_nama, **di.context(), rapat=held, kunci=kunci,
        boleh_isi=di.may(Hak.ISI_DESA), cetak="cetak" in request.args, kunci_dari=objek_of,
        alat=_drawings(di, held), gagasan=ideas_of(session, held),
        usulan=proposals(session, di.year, di.place), foto=_photos(di, held),
        perempuan=sum(h.jk == "P" for h in held.hadir),
        laki_laki=sum(h.jk == "L" for h in held.hadir), rtm=sum(h.rtm for h in held.hadir),
        terbit=in_force(session, di.year, di.place, lembar),
        lembar=f"/naskah/{lembar}/{di.place}/{di.year.tahun}",
    )  # fmt: skip


@pkd.get("/pkd/<int:musyawarah_id>/<alat>.svg")
@need(Hak.LIHAT_DESA, place=by_meeting)
def lukisan(musyawarah_id: int, alat: str) -> ResponseReturnValue:
    """One of the three pictures as a file of its own, its photo inside."""
    session = current_session()
    held = _meeting(session, musyawarah_id)
    if alat not in DRAWN:
        raise NotFound(HIDDEN)
    photo = gambar.foto_rapat(_di(session, held), held)
    inside = gambar.Foto(alamat="", isi=photo.isi) if photo else None
    svg = gambar.drawn(alat, _rows(_di(session, held), held)[alat], inside)
    return Response(str(svg), mimetype="image/svg+xml")


def _rows(di: Di, held: Musyawarah) -> dict[str, Sequence[Mapping[str, Any]]]:
    """Rows by tool, as the pictures and the tables take them."""
    told = tools(di.session, di.year, di.place, held)
    return {
        "sketsa": told["sketsa"]["simbol"], "kalender": told["kalender"], "bagan": told["lembaga"]
    }  # fmt: skip


def _drawings(di: Di, held: Musyawarah) -> list[dict[str, Any]]:
    """Each tool that was used: its picture, its rows, its problems."""
    rows, photo = _rows(di, held), gambar.foto_rapat(di, held)
    told: dict[str, list[Any]] = {alat: [] for alat in DRAWN}
    for one in problems_of(di.session, held):
        told[one.alat].append(one)
    return [
        {
            "kunci": alat, "nama": NAMA_ALAT[alat], "baris": rows[alat], "masalah": told[alat],
            "gambar": gambar.drawn(alat, rows[alat], photo, alat),
            "bulan": {one.id: months_in_words(one.bulan) for one in told[alat]},
        }
        for alat in DRAWN
        if rows[alat] or told[alat] or (alat == "sketsa" and photo)
    ]  # fmt: skip


def _photos(di: Di, held: Musyawarah) -> list[tuple[str, str, int]]:
    """What of the meeting can be photographed: name, key and how many photos there are."""
    return [
        (name, key, len(photos_of(di.session, di.year, di.place, key)))
        for tool, name in ALAT.items()
        for key in (f"musyawarah:{held.id}/{tool}",)
    ]
