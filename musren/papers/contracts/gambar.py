"""Facts that are drawn: pictures of the village assessment, photos, charts and stages."""

from collections.abc import Mapping
from types import MappingProxyType

from marshmallow import fields, validate

from musren.papers.contracts.parts import (
    PESAN,
    Fakta,
    baris,
    bilangan,
    bilangan_opsional,
    pilihan,
    teks,
    teks_opsional,
)
from musren.papers.gambar.glyphs import NAMES
from musren.papers.gambar.steps import STATES

_SHA256 = validate.Regexp(r"[0-9a-f]{64}\Z", error="Tanda berkas foto tidak sah.")


def bilangan_atau_kosong(minimum: int, maximum: int) -> fields.Integer:
    rule = validate.Range(minimum, maximum, error="Angkanya di luar batas yang wajar.")
    return fields.Integer(
        strict=True, load_default=None, allow_none=True, validate=rule, error_messages=PESAN
    )


class SimbolSketsa(Fakta):
    """A symbol on the map; `x` and `y` in permille from its top left corner."""

    simbol = pilihan(*NAMES)
    nama = teks()
    jenis = pilihan("potensi", "masalah", "lainnya")
    x = bilangan(0, 1000)
    y = bilangan(0, 1000)
    keterangan = teks_opsional()


class Sketsa(Fakta):
    """The village map (pnpm.md PKD-1): `foto` is the SHA-256 of the photo below the symbols."""

    foto = fields.String(load_default=None, allow_none=True, validate=_SHA256, error_messages=PESAN)
    simbol = baris(SimbolSketsa)


class BarisKalender(Fakta):
    """A factor of the season calendar (PKD-2); `bulan` are twelve strengths from 0 to 3."""

    faktor = teks()
    bulan = fields.List(
        bilangan(0, 3),
        required=True,
        validate=validate.Length(equal=12, error="Harus tepat dua belas bulan."),
        error_messages=PESAN,
    )
    keterangan = teks_opsional()


class LembagaBagan(Fakta):
    """A circle of the bagan kelembagaan (PKD-4); `sudut` in degrees clockwise from the top."""

    nama = teks()
    ukuran = bilangan(1, 5)
    jarak = bilangan(1, 5)
    sudut = bilangan_atau_kosong(0, 359)
    keterangan = teks_opsional()


class Foto(Fakta):
    """A photo by the SHA-256 of its file."""

    sha256 = fields.String(required=True, validate=_SHA256, error_messages=PESAN)
    keterangan = teks_opsional()


class BarisGrafik(Fakta):
    """A bar, or a stage of the corong: proposals and whole rupiah; `mkp` is the women's part.

    `dari_usulan` and `dari_biaya` are the wholes the two are shares of.
    """

    nama = teks()
    usulan = bilangan_opsional()
    biaya = bilangan_opsional()
    mkp = bilangan_opsional()
    dari_usulan = bilangan_opsional()
    dari_biaya = bilangan_opsional()


class Langkah(Fakta):
    """A stage of one proposal and what became of it there."""

    nama = teks()
    keadaan = pilihan(*STATES)


class TahapPeta(Fakta):
    """A stage that villages are told apart by, in its order."""

    kunci = teks()
    nama = teks()


class DesaPetak(Fakta):
    """A village on the grid map; `tahap` is the key of its stage, missing where none is reached."""

    kode = teks()
    nama = teks()
    kecamatan = teks_opsional()
    tahap = teks_opsional()


class PetaPetak(Fakta):
    """The grid map of villages by the stage they have come to."""

    tahap = baris(TahapPeta, minimum=1)
    desa = baris(DesaPetak)


DRAWN: Mapping[str, tuple[type[Fakta], bool]] = MappingProxyType(
    {
        "gambar_sketsa": (Sketsa, False),
        "gambar_kalender": (BarisKalender, True),
        "gambar_bagan": (LembagaBagan, True),
        "gambar_foto": (Foto, False),
        "gambar_corong": (BarisGrafik, True),
        "gambar_batang": (BarisGrafik, True),
        "gambar_langkah": (Langkah, True),
        "gambar_petak": (PetaPetak, False),
    }
)
"""Which facts each filter draws, and whether it takes rows of them."""
