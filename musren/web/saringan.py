"""Filters of lists as they stand in the address, and the way from one page of rows to the next."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields, replace
from urllib.parse import urlencode

from flask import request

from musren.domain import teks
from musren.integration.corong import TAHAP
from musren.integration.profil import Profil
from musren.integration.tahapan import LABEL_STATUS
from musren.services.daftar import Kunci, Saring

LONGEST = 200
NOT_MAPPED = ("belum", "Belum dipetakan")
WOMEN = (("ya", "Dari Musyawarah Khusus Perempuan"), ("tidak", "Selain itu"))


@dataclass(frozen=True, kw_only=True)
class Pilih:
    """One filter with its choices; `nilai` is the one in force. Without choices it is free text."""

    nama: str
    label: str
    nilai: str
    pilihan: Sequence[tuple[str, str]] = ()


def read(**fixed: str) -> Saring:
    """The filters of this address; `fixed` ones are not the reader's to choose."""
    given = {
        f.name: _clean(request.args.get(f.name, "")) for f in fields(Saring) if f.name not in fixed
    }
    return replace(Saring(**given), **fixed)


def _clean(text: str) -> str:
    try:
        return teks.clean(text[:LONGEST], limit=LONGEST)
    except teks.TextTooLong:
        return ""


def after() -> Kunci | None:
    """Where the page of rows starts: ``sesudah=<desa>~<nomor>``."""
    desa, _, number = request.args.get("sesudah", "").partition("~")
    plain = number.isascii() and number.isdigit() and len(number) < 10  # noqa: PLR2004
    return Kunci(desa[:16], int(number)) if plain else None


def query(saring: Saring, hidden: Sequence[str] = (), **more: str) -> str:
    """The filters as the end of an address: ``?sumber=blm&teks=jalan`` or nothing."""
    used = {name: value for name, value in saring.used().items() if name not in hidden}
    told = urlencode({**used, **{name: value for name, value in more.items() if value}})
    return f"?{told}" if told else ""


def next_query(saring: Saring, key: Kunci | None, hidden: Sequence[str] = ()) -> str:
    return query(saring, hidden, sesudah=f"{key.desa}~{key.nomor_urut}") if key else ""


def choices(profile: Profil, saring: Saring, names: Sequence[str]) -> list[Pilih]:
    """The filters of these names, with the profile's own words."""
    lists: Mapping[str, tuple[str, Sequence[tuple[str, str]]]] = {
        "status": ("Status", [(s.value, label) for s, label in LABEL_STATUS.items()]),
        "sumber": (
            "Sumber dana",
            [*((s.kunci, s.nama) for s in profile.sumber_dana), NOT_MAPPED],
        ),
        "asal": ("Asal usulan", [(a.kunci, a.nama) for a in profile.asal]),
        "bidang": ("Bidang", [(b.nama, b.nama) for b in profile.bidang]),
        "skpd": ("SKPD", [(one, one) for one in profile.skpd]),
        "tahap": ("Sudah sampai tahap", list(TAHAP.items())),
        "perempuan": ("Usulan perempuan", WOMEN),
        "teks": ("Cari dalam kegiatan, lokasi, pengusul, kode", ()),
    }
    return [
        Pilih(nama=name, label=lists[name][0], nilai=getattr(saring, name),
              pilihan=_with_own(lists[name][1], getattr(saring, name)))
        for name in names
    ]  # fmt: skip


def _with_own(options: Sequence[tuple[str, str]], value: str) -> Sequence[tuple[str, str]]:
    """A value that is in no list stays visible, for it narrows the rows all the same."""
    if not options or not value or value in {key for key, _ in options}:
        return options
    return [*options, (value, value)]
