"""What a paper still lacks, line by line: who supplies it, and one press to the field."""

from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import urlencode

from musren.domain.wilayah import Level
from musren.forms.alur import flow
from musren.services.lengkap import kurang_of
from musren.services.susunan.jenis import Kurang, Tujuan, object_of
from musren.web.tempat import Di

HOLE_MARK = "belum diisi: "
LEVEL = {Level.DESA: "desa", Level.KECAMATAN: "kecamatan", Level.KABUPATEN: "kabupaten"}


@dataclass(frozen=True, kw_only=True)
class Butir:
    """One line of the checklist; a line that is not done says who repairs it, and where.

    `formulir`: pressing opens that form at its page; `alamat`: a page to look at instead.
    """

    teks: str
    beres: bool
    siapa: str = ""
    alamat: str = ""
    tautan: str = ""
    formulir: str = ""
    objek: str = ""
    langkah: str = ""


def lack(di: Di, one: Kurang) -> Butir:
    """What is missing as a line with its way out."""
    where = one.tujuan
    if where is None:
        return Butir(teks=one.kalimat, beres=False, siapa=one.siapa)
    opens = bool(where.formulir) and di.may(flow(where.formulir).hak)
    return Butir(
        teks=one.kalimat, beres=False, siapa=one.siapa, tautan=where.tautan,
        alamat=_address(di, where), objek=where.objek, langkah=where.langkah,
        formulir=where.formulir if opens else "",
    )  # fmt: skip


def _address(di: Di, where: Tujuan) -> str:
    if where.naskah:
        return f"/naskah/{where.naskah}/{di.place}/{di.year.tahun}"
    if where.halaman:
        return f"{di.beranda}/{where.halaman}"
    if not di.may(flow(where.formulir).hak):
        return ""  # others only read who has to do it
    asked = urlencode({"objek": where.objek} if where.objek else {})
    address = f"/formulir/{where.formulir}/{di.year.tahun}/{di.place}"
    return f"{address}?{asked}" if asked else address


def holes(di: Di, jenis: str, names: Iterable[str]) -> list[Butir]:
    """Each missing fact as a line; several of one page are told once."""
    level = LEVEL[di.place.level]
    found: dict[tuple[str, str, str], Butir] = {}
    for name in names:
        plain = name.strip("[]").removeprefix(HOLE_MARK)
        one = lack(di, kurang_of(plain, jenis, level, object_of(jenis)))
        found.setdefault((one.teks, one.formulir, one.langkah), one)
    return list(found.values())
