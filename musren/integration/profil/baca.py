"""From TOML text to a profile, strictly: what is unknown, missing or mistyped is refused."""

import tomllib
import types
from collections.abc import Mapping
from dataclasses import MISSING, fields, is_dataclass
from functools import cache
from importlib.resources import files
from typing import Any, get_args, get_origin, get_type_hints

from musren.integration.profil.periksa import periksa
from musren.integration.profil.skema import ProfileError
from musren.integration.profil.utuh import Profil

_NAMA_TIPE = {
    str: "teks",
    int: "bilangan bulat",
    float: "bilangan",
    bool: "true atau false",
}


def available() -> tuple[str, ...]:
    """Return the slugs of the profiles shipped with the program, sorted."""
    isi = files("musren.integration.profil").iterdir()
    return tuple(sorted(f.name.removesuffix(".toml") for f in isi if f.name.endswith(".toml")))


@cache
def load(slug: str) -> Profil:
    """Return a shipped profile. Raises ProfileError when there is none of that name."""
    if slug not in available():
        raise ProfileError(
            f"Profil aturan '{slug}' tidak ada. Pilih salah satu: {', '.join(available())}."
        )
    berkas = files("musren.integration.profil").joinpath(f"{slug}.toml")
    profil = parse(berkas.read_text(encoding="utf-8"))
    if profil.slug != slug:
        raise ProfileError(f"{slug}.toml: slug di dalamnya '{profil.slug}', seharusnya '{slug}'.")
    return profil


def parse(text: str) -> Profil:
    """Return the profile a TOML text describes, checked completely.

    Raises ProfileError naming table and key.
    """
    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as salah:
        raise ProfileError(f"Berkas profil bukan TOML yang sah: {salah}.") from salah
    nama = data.get("slug")
    tempat = f"{nama}.toml" if isinstance(nama, str) else "profil"
    profil = _tabel(Profil, data, tempat)
    assert isinstance(profil, Profil)
    periksa(profil)
    return profil


def _tabel(kelas: type, data: object, tempat: str) -> object:
    if not isinstance(data, dict):
        raise ProfileError(f"{tempat}: harus berupa tabel.")
    medan = {f.name: f for f in fields(kelas)}
    asing = sorted(data.keys() - medan.keys())
    if asing:
        raise ProfileError(f"{tempat}: kunci '{asing[0]}' tidak dikenal.")
    wajib = (n for n, f in medan.items() if f.default is MISSING)
    kurang = [n for n in wajib if n not in data]
    if kurang:
        raise ProfileError(f"{tempat}: kunci '{kurang[0]}' belum ada.")
    tipe = get_type_hints(kelas)
    return kelas(**{n: _nilai(tipe[n], v, f"{tempat}: {n}") for n, v in data.items()})


def _nilai(tipe: Any, data: object, tempat: str) -> object:
    if isinstance(tipe, types.UnionType):
        return _salah_satu(get_args(tipe), data, tempat)
    if get_origin(tipe) is tuple:
        return _deret(get_args(tipe)[0], data, tempat)
    if is_dataclass(tipe):
        assert isinstance(tipe, type)
        return _tabel(tipe, data, tempat)
    if tipe is float and type(data) is int:
        return float(data)
    if type(data) is not tipe:
        raise ProfileError(f"{tempat}: harus {_NAMA_TIPE[tipe]}, bukan {data!r}.")
    return data


def _deret(tipe: Any, data: object, tempat: str) -> tuple[object, ...]:
    if not isinstance(data, list):
        raise ProfileError(f"{tempat}: harus berupa daftar.")
    return tuple(
        _nilai(tipe, satu, f"{tempat}[{_nama(satu, urut)}]") for urut, satu in enumerate(data, 1)
    )


def _nama(data: object, urut: int) -> str:
    if isinstance(data, Mapping):
        return str(data.get("kunci") or data.get("jenis") or urut)
    return str(urut)


def _salah_satu(pilihan: tuple[Any, ...], data: object, tempat: str) -> object:
    """Take the first member of the union that fits; an int may stay an int."""
    nyata = [p for p in pilihan if p is not type(None)]
    if type(data) in nyata:
        return data
    for tipe in nyata:
        try:
            return _nilai(tipe, data, tempat)
        except ProfileError:
            continue
    raise ProfileError(f"{tempat}: nilai {data!r} tidak sesuai dengan jenis yang diminta.")
