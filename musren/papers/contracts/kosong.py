"""Facts of the blank form for the hall: what is asked, where to write it, by which row id."""

from collections.abc import Mapping
from typing import Any

from marshmallow import ValidationError, fields, validates_schema

from musren.papers.contracts.parts import (
    PESAN,
    Fakta,
    Naskah,
    WilayahAtas,
    bagian,
    baris,
    bilangan,
    butir,
    pilihan,
    teks,
    teks_opsional,
    ya_tidak,
)

UNITS = {False: 33, True: 60}  # the page's width in steps of 5 mm: upright, on its side
CODE_UNITS = 5


def teks_bebas() -> fields.String:
    """Text that may be blank: a cell to write in."""
    return fields.String(required=True, error_messages=PESAN)


class Isian(Fakta):
    """One question: `kode` is its printed id, `tinggi` asks for room for several lines."""

    kode = teks()
    label = teks()
    petunjuk = teks_opsional()
    pilihan = butir()
    tinggi = ya_tidak()


class Kolom(Fakta):
    """A column; `lebar` counts steps of 5 mm."""

    judul = teks()
    lebar = bilangan(1, 60)


class Sel(Fakta):
    teks = teks_bebas()
    lebar = bilangan(1, 60)


class Baris(Fakta):
    """A row: its printed id, and cells that are laid out beforehand or blank."""

    kode = teks()
    sel = baris(Sel, minimum=1)


class Tabel(Fakta):
    """A table for one repeated group; `keterangan` explains columns and choices below it."""

    judul = teks()
    petunjuk = teks_opsional()
    kolom = baris(Kolom, minimum=1)
    baris = baris(Baris, minimum=1)
    keterangan = butir()

    @validates_schema
    def _rows_fit_the_columns(self, data: Mapping[str, Any], **_: Any) -> None:
        widths = [column["lebar"] for column in data["kolom"]]
        if any([cell["lebar"] for cell in row["sel"]] != widths for row in data["baris"]):
            raise ValidationError({"baris": ["Lebar sel tidak sama dengan lebar kolomnya."]})


class Bagian(Fakta):
    """One part of the form. `akhir` ends a run of pages that lie the same way.

    It is "tegak" or "mendatar" when the next part turns the page, else "".
    """

    judul = teks()
    petunjuk = teks_opsional()
    mendatar = ya_tidak()
    akhir = pilihan("", "tegak", "mendatar")
    isian = baris(Isian)
    tabel = baris(Tabel)

    @validates_schema
    def _tables_fit_the_page(self, data: Mapping[str, Any], **_: Any) -> None:
        room = UNITS[data["mendatar"]] - CODE_UNITS
        if any(sum(k["lebar"] for k in one["kolom"]) != room for one in data["tabel"]):
            raise ValidationError({"tabel": [f"Lebar kolom harus berjumlah {room}."]})


class FormulirKosong(Naskah):
    """A blank form of any guided form; the last part is followed by upright pages."""

    wilayah = bagian(WilayahAtas)
    judul = teks()
    dasar = teks()
    petunjuk = teks_opsional()
    bagian = baris(Bagian, minimum=1)

    @validates_schema
    def _pages_turn_where_they_must(self, data: Mapping[str, Any], **_: Any) -> None:
        parts = data["bagian"]
        turns = [part["mendatar"] for part in parts] + [False]
        for part, follows in zip(parts, turns[1:], strict=True):
            own = "mendatar" if part["mendatar"] else "tegak"
            if part["akhir"] != ("" if part["mendatar"] == follows else own):
                raise ValidationError({"bagian": ["Arah halaman tidak berlanjut."]})
