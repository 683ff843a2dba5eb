"""Rates of absorption of a kabupaten, a kecamatan and a village, with charts and as CSV (V.B)."""

from collections.abc import Mapping
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue
from markupsafe import Markup

from musren.domain.peran import Hak
from musren.domain.wilayah import Level, RegionCode
from musren.exports.data_terbuka import csv_bytes
from musren.exports.kolom import Baris, Kolom
from musren.integration.serapan import PENYEBUT, Laju, persen_teks
from musren.papers.gambar import as_svg, batang
from musren.services import serapan as counting
from musren.services.serapan import Tabel
from musren.web.access import by_kode, need
from musren.web.halaman import home_path, page
from musren.web.saringan import Pilih
from musren.web.tempat import Di, at, sees_kode
from musren.web.unduh import attachment
from musren.web.unit_of_work import current_session

serapan = Blueprint("serapan", __name__)

LEVELS = (Level.KABUPATEN, Level.KECAMATAN, Level.DESA)
LEBAR = 165.0
MOST_BARS = 25
"""A chart of more rows than this says less than its table."""
FIRST = "spc"

KOLOM: tuple[Kolom, ...] = (
    Kolom("dimensi", "Menurut", "teks", 16, "Dari sisi apa usulan dikelompokkan."),
    Kolom("kelompok", "Kelompok", "teks", 30, "Nama kelompoknya."),
    Kolom("penyebut", "Penyebut", "teks", 40, "Usulan mana yang dihitung."),
    Kolom("usulan", "Usulan", "bulat", 10, "Banyaknya usulan."),
    Kolom("terserap", "Masuk anggaran", "bulat", 10, "Di antaranya yang mendapat dana."),
    Kolom("penuh", "Didanai penuh", "bulat", 10, "Di antaranya yang mendapat seluruh biayanya."),
    Kolom("persen_usulan", "Persen usulan", "desimal", 10, "Masuk anggaran dari usulan."),
    Kolom("rupiah", "Biaya", "rupiah", 18, "Biaya menurut tingkat penyebut, rupiah."),
    Kolom("rupiah_terserap", "Dana", "rupiah", 18, "Dana yang diterima, rupiah."),
    Kolom("persen_rupiah", "Persen rupiah", "desimal", 10, "Dana dari biaya."),
    Kolom("tanpa_biaya", "Belum berbiaya", "bulat", 10, "Usulan yang biayanya belum ada."),
)


def _asked(di: Di) -> tuple[str, str]:
    """The denominator and the funding source of the address; known ones only."""
    penyebut = request.args.get("penyebut", FIRST)
    sumber = request.args.get("sumber", "")
    known = {s.kunci for s in di.profile.sumber_dana}
    return penyebut if penyebut in PENYEBUT else FIRST, sumber if sumber in known else ""


def _tables(di: Di, more: Mapping[int, int]) -> list[Tabel]:
    penyebut, sumber = _asked(di)
    wanted = counting.dimensions(di.place)
    return counting.tables(di.session, di.year, di.place, penyebut, wanted, sumber, more)


def _extras(di: Di) -> Mapping[int, int]:
    return counting.extras(di.session, di.year, di.place)


@serapan.get("/kabupaten/<kode>/<int:tahun>/serapan", endpoint="kabupaten")
@serapan.get("/kecamatan/<kode>/<int:tahun>/serapan", endpoint="kecamatan")
@serapan.get("/desa/<kode>/<int:tahun>/serapan", endpoint="desa")
@need(sees_kode, place=by_kode)
def lihat(kode: str, tahun: int) -> ResponseReturnValue:
    """How much was taken up, told of the denominator that was chosen."""
    di = at(current_session(), kode, tahun, *LEVELS)
    penyebut, sumber = _asked(di)
    more = _extras(di)
    whole, *parts = _tables(di, more)
    chosen = [
        Pilih(nama="penyebut", label="Dihitung dari", nilai=penyebut,
              pilihan=[(k, n) for k, n in PENYEBUT.items()]),
        Pilih(nama="sumber", label="Sumber dana", nilai=sumber,
              pilihan=[(s.kunci, s.nama) for s in di.profile.sumber_dana]),
    ]  # fmt: skip
    return page(
        "anggaran/serapan.html", "Serapan usulan dalam anggaran", **di.context(),
        seluruhnya=whole.baris[0][1], bagian=[(one, _picture(di, one)) for one in parts],
        asal=counting.origins(di.session, di.year, di.place, more), saring=chosen,
        persen=persen_teks, dipakai=penyebut != FIRST or bool(sumber),
        cari=f"?penyebut={penyebut}&sumber={sumber}",
        tautan=lambda tabel, kunci: _address(di, tabel, kunci),
        anggaran=di.place.level is not Level.KECAMATAN and di.may(Hak.ISI_ANGGARAN),
    )  # fmt: skip


def _address(di: Di, tabel: Tabel, kunci: str) -> str:
    """The rates of a place in a row; nothing for what is no place."""
    if tabel.dimensi not in {"desa", "kecamatan"}:
        return ""
    return f"{home_path(RegionCode(kunci), di.year.tahun)}/serapan"


def _picture(di: Di, tabel: Tabel) -> Markup | None:
    """The rates as bars; the table below says the same exactly."""
    if not 0 < len(tabel.baris) <= MOST_BARS:
        return None
    rows: list[dict[str, Any]] = [
        {
            "nama": one.kelompok, "usulan": one.terserap, "dari_usulan": one.usulan,
            "biaya": one.rupiah_terserap, "dari_biaya": one.rupiah,
            "tautan": _address(di, tabel, kunci),
        }
        for kunci, one in tabel.baris
    ]  # fmt: skip
    scene = batang(rows, LEBAR, judul=f"Serapan menurut {tabel.judul.lower()}")
    return Markup(as_svg(scene, ident=f"serapan-{tabel.dimensi}"))  # noqa: S704  the writer escapes


@serapan.get("/kabupaten/<kode>/<int:tahun>/serapan.csv", endpoint="kabupaten_csv")
@serapan.get("/kecamatan/<kode>/<int:tahun>/serapan.csv", endpoint="kecamatan_csv")
@serapan.get("/desa/<kode>/<int:tahun>/serapan.csv", endpoint="desa_csv")
@need(sees_kode, place=by_kode)
def unduh(kode: str, tahun: int) -> ResponseReturnValue:
    """Every table of the page as one file."""
    di = at(current_session(), kode, tahun, *LEVELS)
    rows = [_csv_row(tabel, one) for tabel in _tables(di, _extras(di)) for _, one in tabel.baris]
    name = f"serapan-{di.place}-{di.year.tahun}-{_asked(di)[0]}.csv"
    return attachment(csv_bytes(KOLOM, rows), name, "text/csv; charset=utf-8")


def _csv_row(tabel: Tabel, one: Laju) -> Baris:
    return (
        tabel.judul, one.kelompok, one.penyebut, one.usulan, one.terserap, one.penuh,
        one.persen_usulan, one.rupiah, one.rupiah_terserap, one.persen_rupiah, one.tanpa_biaya,
    )  # fmt: skip
