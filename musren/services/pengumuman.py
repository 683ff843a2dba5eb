"""What a page of a form tells above its questions: live balances, shares, hints; by name."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from musren.domain.bahasa import angka
from musren.integration.acara import check_hadir
from musren.integration.profil import Profil
from musren.services.pilihan import Setting, attendees

INFO, PERINGATAN = "info", "peringatan"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tabel:
    """Figures in rows; `angka` names the columns (from 0) that stand at the right."""

    kepala: Sequence[str]
    isi: Sequence[Sequence[str]]
    angka: Sequence[int] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Pengumuman:
    """One notice: a title, then sentences and/or a table. `nada`: "info" or "peringatan"."""

    judul: str
    baris: Sequence[str] = ()
    tabel: Tabel | None = None
    nada: str = INFO

    @property
    def warns(self) -> bool:
        return self.nada == PERINGATAN


def perempuan_hadir(here: Setting) -> list[Pengumuman]:
    """How many women and men are on the attendance list as it is kept (Panduan II.D.3.e)."""
    people = attendees(here.answers)
    if not people:
        return []
    women = sum(row.get("jk") == "P" for row in people)
    men = sum(row.get("jk") == "L" for row in people)
    told = f"{angka(women)} perempuan dan {angka(men)} laki-laki"
    if women + men:
        told += f" ({angka(round(100 * women / (women + men)))}% perempuan)"
    lines = [f"Tercatat {angka(len(people))} orang: {told}."]
    unknown = len(people) - women - men
    if unknown:
        lines.append(f"{angka(unknown)} orang belum diisi L/P-nya.")
    against = _no_women(here.profile, [str(row.get("jk") or "") for row in people])
    nada = PERINGATAN if against else INFO
    return [Pengumuman(judul="Perempuan yang hadir", baris=[*lines, *against], nada=nada)]


def _no_women(profile: Profil, jk: Sequence[str]) -> list[str]:
    return [one.kalimat for one in check_hadir(profile, "musrenbangdes_rkp", jk)]


PENGUMUMAN: dict[str, Callable[[Setting], Sequence[Pengumuman]]] = {
    "perempuan_hadir": perempuan_hadir,
}


def several(*names: str) -> Callable[[Setting], Sequence[Pengumuman]]:
    """The notices of these names, one after the other, for a page that needs them all."""
    return lambda here: [one for name in names for one in PENGUMUMAN[name](here)]


def for_step(here: Setting, name: str) -> Sequence[Pengumuman]:
    """The notices of that name; none for a page that names none."""
    return PENGUMUMAN[name](here) if name else ()
