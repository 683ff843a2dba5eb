"""The consolidated list on screen and as a file; a kecamatan sees its own part of it."""

from collections.abc import Iterator
from itertools import groupby, islice

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.exports.kolom import KOLOM_SKPD, KOLOM_USULAN, Baris
from musren.services import daftar as rows
from musren.services import potret, wilayah
from musren.services.daftar import Saring
from musren.services.potret import Tempat
from musren.services.unduhan import check_form, gather
from musren.web import saringan
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.kantor import store
from musren.web.potret import own_filters
from musren.web.saringan import Pilih
from musren.web.tempat import Di, at, sees_kode
from musren.web.unduh import attachment
from musren.web.unit_of_work import current_act, current_session, release, work

daftar = Blueprint("daftar", __name__)

MOST_PRINTED = 2000
SHOWN = (
    "kode", "kecamatan", "desa", "kegiatan", "lokasi", "volume", "satuan", "biaya", "swadaya",
    "sumber", "prioritas_desa", "prioritas_kecamatan", "biaya_kecamatan", "skpd", "status",
    "kode_asal", "keterangan",
)  # fmt: skip
"""The columns on the screen, in the order of the download, which has them all."""

COLUMNS = tuple((number, one) for number, one in enumerate(KOLOM_USULAN) if one.nama in SHOWN)
LEVELS = (Level.KABUPATEN, Level.KECAMATAN)


def _here(kode: str, tahun: int) -> Di:
    return at(current_session(), kode, tahun, *LEVELS)


def _saring(di: Di) -> tuple[Saring, tuple[str, ...]]:
    """The filters of the address, and those that the place itself sets."""
    if di.place.level is Level.KECAMATAN:
        return saringan.read(kecamatan=str(di.place)), ("kecamatan",)
    return saringan.read(), ()


def _places(di: Di, saring: Saring) -> list[Pilih]:
    """Choices of kecamatan and desa; villages once their kecamatan is chosen."""
    found, known = [], {str(di.place)}
    if di.place.level is Level.KABUPATEN:
        below = [(w.kode, w.nama) for w in wilayah.children(di.session, di.place)]
        known = {kode for kode, _ in below}
        found.append(
            Pilih(nama="kecamatan", label="Kecamatan", nilai=saring.kecamatan, pilihan=below)
        )
    if saring.kecamatan in known:
        villages = wilayah.children(di.session, RegionCode(saring.kecamatan))
        names = [(w.kode, w.nama) for w in villages if wilayah.is_desa(w)]
        found.append(Pilih(nama="desa", label="Desa", nilai=saring.desa, pilihan=names))
    return found


@daftar.get("/kabupaten/<kode>/<int:tahun>/daftar")
@daftar.get("/kecamatan/<kode>/<int:tahun>/daftar")
@need(sees_kode, place=by_kode)
def lihat(kode: str, tahun: int) -> ResponseReturnValue:
    """100 rows at a time; with ``cetak=ya`` all of them, for the printer."""
    di = _here(kode, tahun)
    saring, hidden = _saring(di)
    places, words = (di.place,), rows.in_words(di.profile)
    if request.args.get("cetak"):
        printed = list(islice(rows.stream(di.session, di.year, saring, places), MOST_PRINTED))
        lines, ahead = [(0, row) for row in printed], ""
    else:
        found = rows.page(di.session, di.year, saring, places, saringan.after())
        lines = [(row.id, words.row(row)) for row in found.baris]
        ahead = saringan.next_query(saring, found.berikut, hidden)
    names = ("tahap", "sumber", "status", "bidang", "skpd", "asal", "perempuan", "teks")
    return page(
        "kabupaten/daftar.html", "Daftar usulan", **di.context(), kolom=COLUMNS, baris=lines,
        rekap=rows.totals(di.session, di.year, saring, places), berikut=ahead,
        saring=[*_places(di, saring), *saringan.choices(di.profile, saring, names)],
        dipakai=any(name not in hidden for name in saring.used()), cetak="cetak" in request.args,
        batas_cetak=MOST_PRINTED, alamat=request.path, cari=saringan.query(saring, hidden),
        cari_cetak=saringan.query(saring, hidden, cetak="ya"), lanjutan="sesudah" in request.args,
        boleh_unduh=di.may(Hak.UNDUH_DAFTAR), tersimpan=own_filters(di),
    )  # fmt: skip


@daftar.get("/kabupaten/<kode>/<int:tahun>/daftar.<bentuk>")
@daftar.get("/kecamatan/<kode>/<int:tahun>/daftar.<bentuk>")
@need(Hak.UNDUH_DAFTAR, place=by_kode)
def unduh(kode: str, tahun: int, bentuk: str) -> ResponseReturnValue:
    """Exactly the filtered rows as a file of a kept picture; who took what is in the trace."""
    check_form(bentuk)
    di = _here(kode, tahun)
    saring, _hidden = _saring(di)
    bahan = gather(current_session(), current_act(), di.year, saring, (di.place,))
    release()  # nobody waits while the file is made
    made = potret.download(Tempat(work=work, store=store()), current_act(), bahan, bentuk)
    return attachment(made.isi, made.nama, made.tipe)


@daftar.get("/kabupaten/<kode>/<int:tahun>/skpd")
@daftar.get("/kecamatan/<kode>/<int:tahun>/skpd")
@need(sees_kode, place=by_kode)
def menurut_skpd(kode: str, tahun: int) -> ResponseReturnValue:
    """What the kecamatan agreed on for APBD, in the ten columns, SKPD by SKPD."""
    di = _here(kode, tahun)
    saring, _hidden = _saring(di)
    found = rows.per_skpd(di.session, di.year, saring, (di.place,))
    return page(
        "kabupaten/skpd.html", "Kegiatan prioritas menurut SKPD", **di.context(),
        kolom=KOLOM_SKPD, skpd=list(_grouped(found)), cari=saringan.query(saring),
    )  # fmt: skip


def _grouped(found: Iterator[Baris]) -> Iterator[tuple[str, list[Baris], int]]:
    """SKPD, its rows, its rupiah."""
    for name, group in groupby(found, key=lambda row: row[-1]):
        lines = list(group)
        yield str(name or ""), lines, sum(int(row[-2] or 0) for row in lines)
