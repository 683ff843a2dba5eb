"""One kind of paper as the services know it, and the subject a paper of that kind is about."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.peran import NAMA_PERAN, Hak, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.integration.profil import Profil
from musren.models.tahun import Tahun
from musren.services.tahun import profile_of

Facts = dict[str, Any]

SEPARATOR = "~"


def kind_of(key: str) -> str:
    """The kind in a paper's key: ``daftar_hadir~mkp`` is a ``daftar_hadir``."""
    return key.partition(SEPARATOR)[0]


def object_of(key: str) -> str:
    """What the paper is about beside its place and year: ``mkp``, ``pertemuan_pkd.3``, ``rpjm``."""
    return key.partition(SEPARATOR)[2]


def key_of(kind: str, objek: str = "") -> str:
    return f"{kind}{SEPARATOR}{objek}" if objek else kind


@dataclass(frozen=True, kw_only=True)
class Pokok:
    """The subject of a paper: its kind, its place and year, and the object named in its key."""

    session: Session
    year: Tahun
    place: RegionCode
    jenis: str
    objek: str = ""

    @property
    def profile(self) -> Profil:
        return profile_of(self.year)

    @property
    def kunci(self) -> str:
        return key_of(self.jenis, self.objek)

    def of(self, key: str) -> "Pokok":
        """Another paper of the same place and year."""
        return Pokok(
            session=self.session, year=self.year, place=self.place, jenis=kind_of(key),
            objek=object_of(key),
        )  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Tujuan:
    """Where something is repaired: a form (with its page), another paper, or a page of the place.

    Exactly one of `formulir`, `naskah` and `halaman` is given. `halaman` is the path below the
    home of the place, such as ``usulan``.
    """

    tautan: str
    formulir: str = ""
    langkah: str = ""
    objek: str = ""
    naskah: str = ""
    halaman: str = ""


@dataclass(frozen=True, kw_only=True)
class Kurang:
    """One thing a paper lacks: the sentence, who can supply it, and where."""

    kalimat: str
    peran: tuple[Peran, ...] = ()
    tujuan: Tujuan | None = None

    @property
    def siapa(self) -> str:
        return ", ".join(NAMA_PERAN[one] for one in self.peran)


@dataclass(frozen=True, kw_only=True)
class Butir:
    """One object a place has papers about, with the name it is listed under."""

    objek: str
    nama: str


def _complete(_about: Pokok) -> list[Kurang]:
    return []


def _one(_session: Session, _year: Tahun, _place: RegionCode) -> Sequence[Butir]:
    return (Butir(objek="", nama=""),)


def _no_meeting(_about: Pokok) -> str:
    return ""


@dataclass(frozen=True, kw_only=True)
class JenisNaskah:
    """A kind of paper at one level of place.

    `kurang` says what must come first beyond what the profile's `butuh` names; `objek` lists what
    the place can have this paper about; `acara` is the key of the meeting the paper records or
    rests on (``mkp``, ``pertemuan_pkd.3``), empty for none; `mengunci`: once issued, the meeting
    is changed only by reopening it; `mendahului`: it is dated before its meeting (an invitation).
    """

    kode: str
    tingkat: Level
    bagian: str
    hak: Hak
    hak_ttd: Hak
    fakta: Callable[[Pokok], Facts]
    kurang: Callable[[Pokok], list[Kurang]] = _complete
    objek: Callable[[Session, Tahun, RegionCode], Sequence[Butir]] = _one
    acara: Callable[[Pokok], str] = _no_meeting
    mengunci: bool = False
    mendahului: bool = False
    pada_hari_acara: bool = False


Daftar = Mapping[tuple[Level, str], JenisNaskah]
