"""The register of SKPD of a kabupaten, and which of them a written name means."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.wilayah import Level, RegionCode
from musren.forms.pilihan import Option
from musren.integration.profil.teks import sederhana
from musren.models.prioritas import AcuanProgram
from musren.models.wilayah import SkpdProfil
from musren.services.pilihan import Setting

FORUM = "forum_skpd"


@dataclass(frozen=True, kw_only=True)
class DaftarSkpd:
    """The SKPD of one kabupaten in their order; `nama` maps every plain name to its SKPD."""

    semua: Sequence[SkpdProfil]
    nama: Mapping[str, SkpdProfil] = field(default_factory=dict)

    def find(self, written: str) -> SkpdProfil | None:
        """Whom this name means: its own name or one of the others it is known by."""
        return self.nama.get(sederhana(written))

    def canonical(self, written: str) -> str:
        """The name in the register; the written one where the register has none."""
        found = self.find(written)
        return found.nama if found is not None else written

    def number(self, urutan: int) -> SkpdProfil | None:
        return next((one for one in self.semua if one.urutan == urutan), None)

    def of_forum(self, acara: str) -> SkpdProfil | None:
        """The SKPD of a meeting's key such as ``forum_skpd.3``."""
        jenis, _, text = acara.partition(".")
        plain = jenis == FORUM and text.isascii() and text.isdigit() and len(text) < 6  # noqa: PLR2004
        return self.number(int(text)) if plain else None


def known_as(one: SkpdProfil) -> list[str]:
    """Every name of this SKPD in plain form, its own first."""
    written = (one.nama, *one.singkatan.split(";"))
    return [plain for plain in map(sederhana, written) if plain]


def register(session: Session, place: RegionCode) -> DaftarSkpd:
    """The SKPD of the kabupaten this place lies in; with one statement."""
    kabupaten = place.at(Level.KABUPATEN)
    found = list(
        session.scalars(
            select(SkpdProfil)
            .where(SkpdProfil.kabupaten_kode == str(kabupaten))
            .order_by(SkpdProfil.urutan)
        )
    )
    names: dict[str, SkpdProfil] = {}
    for one in found:
        for plain in known_as(one):
            names.setdefault(plain, one)
    return DaftarSkpd(semua=found, nama=names)


def key_of(one: SkpdProfil) -> str:
    """The key of its forum: ``forum_skpd.3``."""
    return f"{FORUM}.{one.urutan}"


def offered(here: Setting) -> list[Option]:
    """Names to suggest: those of the register, else those the profile has."""
    known = [one.nama for one in register(here.session, here.place).semua]
    return [Option(one, one) for one in known or here.profile.skpd]


def others(here: Setting) -> list[Option]:
    """To whom a Forum SKPD may pass a proposal on."""
    known = register(here.session, here.place)
    own = known.of_forum(here.objek)
    return [Option(one.nama, one.nama) for one in known.semua if one is not own]


def institutions(here: Setting) -> list[Option]:
    """Where people of a meeting of the kabupaten come from."""
    names = [one.nama for one in register(here.session, here.place).semua]
    usual = ("Bappeda", "DPRD", "Delegasi kecamatan", "Camat", "Fasilitator", "LSM")
    return [Option(one, one) for one in dict.fromkeys((*names, *usual))]


def programs_of(session: Session, year_id: int) -> list[AcuanProgram]:
    return list(
        session.scalars(
            select(AcuanProgram)
            .where(AcuanProgram.tahun_id == year_id)
            .order_by(AcuanProgram.urutan)
        )
    )
