"""Pages: one way to render them, and what every template knows."""

from dataclasses import dataclass
from datetime import datetime
from secrets import token_hex
from typing import Any

from flask import Flask, render_template, request
from jinja2 import StrictUndefined
from sqlalchemy.orm import Session

from musren.domain import bahasa, daftar_wilayah, rupiah
from musren.domain.peran import Hak, Pelaku
from musren.domain.waktu import zone_of
from musren.domain.wilayah import Level, RegionCode
from musren.integration.dasar import CLAUSES
from musren.services import wilayah
from musren.web.unit_of_work import current

PESAN = {
    "tersimpan": "Draf tersimpan. Anda dapat melanjutkannya kapan saja.",
    "dibuang": "Draf dibuang. Isian yang sudah dikirim tidak berubah.",
    "keluar": "Anda sudah keluar.",
    "sandi": "Kata sandi sudah diganti. Perangkat lain harus masuk lagi.",
    "pengguna": "Pengguna sudah dibuat.",
    "tugas": "Tugas sudah dicatat dan berlaku mulai permintaan berikutnya.",
    "tugas_akhir": "Tugas sudah diakhiri.",
    "kunci": "Kunci program sudah dicabut dan tidak membuka apa pun lagi.",
    "status": "Status pengguna sudah diubah.",
    "parameter": "Perubahan sudah disimpan dan tercatat.",
    "tahun": "Tahun perencanaan sudah dibuka.",
    "terbit": "Naskah sudah terbit. Unduh, cetak, lalu mintalah tanda tangannya.",
    "tanda_tangan": "Tanda tangan dan pindaiannya sudah tercatat.",
    "batal_gabung": "Sudah dibatalkan. Usulan asalnya berlaku lagi.",
    "beda": "Tercatat: kedua usulan itu berbeda.",
    "anggaran": "Catatan anggaran sudah disimpan.",
    "sumber": "Pemetaan sumber dana sudah disimpan.",
    "foto": "Foto sudah tersimpan.",
    "foto_atur": "Perubahan pada foto sudah disimpan.",
    "foto_lepas": "Foto sudah dilepas. Berkasnya tetap tersimpan.",
    "salin": "Usulan RPJM-Desa lama sudah disalin. Periksa dan sesuaikan satu per satu.",
    "peta": "Peta sudah dimuat.",
    "saring": "Saringan sudah disimpan.",
    "saring_hapus": "Saringan sudah dihapus.",
    "batal_pekerjaan": "Permintaan untuk berhenti sudah dicatat.",
    "bundel": "PDF sedang dibuat satu per satu. Muat ulang halaman ini sebentar lagi.",
}
"""What happened, by the short word in the address (`?pesan=`)."""

_LEVELS = {Level.DESA: "desa", Level.KECAMATAN: "kecamatan", Level.KABUPATEN: "kabupaten"}
_SEES = {
    Level.DESA: Hak.LIHAT_DESA,
    Level.KECAMATAN: Hak.LIHAT_KECAMATAN,
    Level.KABUPATEN: Hak.LIHAT_KABUPATEN,
}


@dataclass(frozen=True, kw_only=True)
class Letak:
    """Where a page is: the place with those around it (name and address, or no link), the year."""

    tempat: tuple[tuple[str, str], ...]
    tahun: int | None = None


def page(template: str, judul: str, status: int = 200, **context: Any) -> tuple[str, int]:
    """The page; `judul` is both its only h1 and the beginning of its title."""
    context.setdefault("letak", None)
    return render_template(f"pages/{template}", judul=judul, **context), status


def home_path(place: RegionCode, tahun: int) -> str:
    """The home of a place in a year: ``/desa/<kode>/<tahun>`` and so on."""
    return f"/{_LEVELS.get(place.level, 'kabupaten')}/{place}/{tahun}"


def place_name(session: Session, place: RegionCode) -> str:
    """The name with what the place is called: "Desa Sukamaju"."""
    return daftar_wilayah.Entry(place, wilayah.name(session, place)).nama_lengkap


def letak(session: Session, place: RegionCode, tahun: int | None = None) -> Letak:
    """The trail from the kabupaten down; a link only where the person may go."""
    pelaku, found = current().pelaku, []
    for code in (*place.ancestors, place):
        hak = _SEES.get(code.level)
        if hak is not None:
            linked = tahun is not None and pelaku is not None and pelaku.may(hak, code)
            address = home_path(code, tahun) if linked and tahun is not None else ""
            found.append((place_name(session, code), address))
    return Letak(tempat=tuple(found), tahun=tahun)


def pukul(moment: datetime, place: RegionCode | None = None) -> str:
    """The time of day at the place: ``09.12``."""
    return bahasa.jam(moment.astimezone(zone_of(place)).time())


def waktu_lengkap(moment: datetime, place: RegionCode | None = None) -> str:
    """Day and time at the place: ``17 Januari 2011 pukul 09.12``."""
    there = moment.astimezone(zone_of(place))
    return f"{bahasa.tanggal(there.date())} pukul {bahasa.jam(there.time())}"


def klausul(kunci: str) -> str:
    """A clause in plain words; of the nearest one above when this one is not retold."""
    while kunci:
        if kunci in CLAUSES:
            return CLAUSES[kunci]
        kunci = kunci.rpartition(".")[0]
    return ""


def form_key() -> str:
    """A fresh form key: the second send of the same form is the same send."""
    return token_hex(16)


def _known_everywhere() -> dict[str, Any]:
    pelaku: Pelaku | None = current().pelaku
    return {
        "pelaku": pelaku,
        "pesan": PESAN.get(request.args.get("pesan", ""), ""),
        "di_sini": request.path,
    }


def register(app: Flask) -> None:
    environment = app.jinja_env
    environment.undefined = StrictUndefined
    environment.add_extension("jinja2.ext.do")
    environment.trim_blocks = environment.lstrip_blocks = True
    for name, face in (
        ("rupiah", rupiah.format_rupiah),
        ("tanggal", bahasa.tanggal),
        ("angka", bahasa.angka),
        ("waktu_lengkap", waktu_lengkap),
        ("klausul", klausul),
    ):
        environment.filters[name] = face
    environment.globals.update(form_key=form_key, home_path=home_path, Hak=Hak)
    app.context_processor(_known_everywhere)
