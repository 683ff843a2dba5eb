"""Scores and ranks of problems and of actions, as the meeting gave them (II.D.1)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from sqlalchemy.orm import Session

from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.pilihan import Option
from musren.forms.pkd_desa import SERI
from musren.forms.steps import numbered
from musren.integration import penilaian
from musren.integration.penilaian import Dinilai, Urutan
from musren.integration.profil import Profil
from musren.models.draf import Draf
from musren.models.pkd import Masalah, Tindakan
from musren.models.tahun import Tahun
from musren.services import jejak
from musren.services.pengumuman import Pengumuman
from musren.services.pilihan import Setting
from musren.services.pkd.masalah import actions_of, problems, standing
from musren.services.tahun import profile_of

Rows = Sequence[Mapping[str, Any]]


class Bernilai(Protocol):
    """Something that keeps scores in the order of the criteria."""

    skor: list[Any] | None
    seri: int | None


def skala(here: Setting) -> list[Option]:
    return [Option(str(n), str(n)) for n in penilaian.skala(here.profile)]


def columns(profil: Profil, criteria: Sequence[str]) -> list[Option]:
    """The criteria as headings of the columns from k1 on; `seri` too where it decides."""
    heads = [Option(f"k{n}", name) for n, name in enumerate(criteria, 1)]
    return [*heads, Option("seri", SERI)] if penilaian.seri_memutus(profil) else heads


def weighed(kode: str, one: Bernilai) -> Dinilai:
    return Dinilai(kode, tuple(one.skor) if one.skor is not None else None, one.seri)


def key_of(one: Tindakan) -> str:
    """By what an action is known while it is ranked."""
    return f"T-{one.id:09}"


def ranked_problems(
    session: Session, year: Tahun, place: RegionCode
) -> list[tuple[Masalah, Urutan]]:
    """The problems that stand for themselves with total and rank, best first, unscored last."""
    found = {one.kode: one for one in standing(problems(session, year, place))}
    profile = profile_of(year)
    order = penilaian.urutkan(
        penilaian.kriteria_masalah(profile),
        [weighed(kode, one) for kode, one in found.items()],
        memutus=penilaian.seri_memutus(profile),
    )
    return [(found[one.kode], one) for one in order]


def ranked_actions(
    session: Session, year: Tahun, place: RegionCode
) -> list[tuple[Tindakan, Urutan]]:
    """The feasible actions with total and rank, best first, unscored last."""
    found = {key_of(one): one for one in feasible(actions_of(session, year, place))}
    profile = profile_of(year)
    order = penilaian.urutkan(
        penilaian.kriteria_tindakan(profile),
        [weighed(kode, one) for kode, one in found.items()],
        memutus=penilaian.seri_memutus(profile),
    )
    return [(found[one.kode], one) for one in order]


def feasible(actions: Iterable[Tindakan]) -> list[Tindakan]:
    return [one for one in actions if one.layak]


# --- the forms ----------------------------------------------------------------------------------


def _typed(one: Bernilai) -> dict[str, str]:
    scores = {f"k{n}": "" if s is None else str(s) for n, s in enumerate(one.skor or (), 1)}
    return {**scores, "seri": "" if one.seri is None else str(one.seri)}


def problem_rows(here: Setting) -> list[dict[str, str]]:
    return [
        {
            "masalah_id": str(one.id), "kode": one.kode, "bidang": one.bidang,
            "masalah": f"{one.kode} {one.masalah}", **_typed(one),
        }
        for one in standing(problems(here.session, here.year, here.place))
    ]  # fmt: skip


def action_rows(here: Setting) -> list[dict[str, str]]:
    return [
        {
            "tindakan_id": str(one.id), "masalah": f"{one.masalah.kode} {one.masalah.masalah}",
            "tindakan": one.tindakan, **_typed(one),
        }
        for one in feasible(actions_of(here.session, here.year, here.place))
    ]  # fmt: skip


def told_criteria(profil: Profil, criteria: Sequence[str]) -> list[Pengumuman]:
    scale = ", ".join(map(str, penilaian.skala(profil)))
    lines = [f"{n}. {name}" for n, name in enumerate(criteria, 1)]
    return [
        Pengumuman(
            judul="Kriteria dan skala nilai",
            baris=[
                *lines,
                f"Tiap kriteria dinilai dengan {scale}; makin besar makin penting.",
                penilaian.catatan_seri(profil),
            ],
        )
    ]


def scores(row: Mapping[str, Any], criteria: Sequence[str]) -> list[int | None] | None:
    """The scores of a row in the order of the criteria; None when nothing was scored."""
    found = [row.get(f"k{n}") for n, _ in enumerate(criteria, 1)]
    return found if any(one is not None for one in found) else None


def submit_problems(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the scores of the problems; raises Invalid for a tie that is half decided."""
    del draft
    found = {str(one.id): one for one in standing(problems(session, year, place))}
    _keep("peringkat_masalah", "masalah_id", values["peringkat_masalah"], found,
          _Kaidah.masalah(year))  # fmt: skip
    _traced(session, act, "nilai_masalah", place, len(found))
    return f"pkd:{place}"


def submit_actions(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the scores of the feasible actions; raises Invalid for a tie that is half decided."""
    del draft
    found = {str(one.id): one for one in feasible(actions_of(session, year, place))}
    _keep("peringkat_tindakan", "tindakan_id", values["peringkat_tindakan"], found,
          _Kaidah.tindakan(year))  # fmt: skip
    _traced(session, act, "nilai_tindakan", place, len(found))
    return f"pkd:{place}"


@dataclass(frozen=True, slots=True)
class _Kaidah:
    """By which criteria is ranked, and whether the meeting's order decides among equals."""

    criteria: Sequence[str]
    memutus: bool

    @classmethod
    def masalah(cls, year: Tahun) -> "_Kaidah":
        profile = profile_of(year)
        return cls(penilaian.kriteria_masalah(profile), penilaian.seri_memutus(profile))

    @classmethod
    def tindakan(cls, year: Tahun) -> "_Kaidah":
        profile = profile_of(year)
        return cls(penilaian.kriteria_tindakan(profile), penilaian.seri_memutus(profile))


def _keep(
    group: str, key: str, rows: list[dict[str, Any]], found: Mapping[str, Bernilai],
    kaidah: _Kaidah,
) -> None:  # fmt: skip
    criteria = kaidah.criteria
    told = [(number, row) for number, row in numbered(rows) if row[key] in found]
    given = [_given(row[key], row, criteria) for _, row in told]
    faults = penilaian.tie_errors(criteria, given) if kaidah.memutus else {}
    wrong = {
        f"{group}.{number}.seri": faults[row[key]] for number, row in told if row[key] in faults
    }
    if wrong:
        raise Invalid("Ada urutan seri yang belum lengkap.", wrong)
    for _, row in told:
        one = found[row[key]]
        one.skor, one.seri = scores(row, criteria), row["seri"]


def _given(kode: str, row: Mapping[str, Any], criteria: Sequence[str]) -> Dinilai:
    found = scores(row, criteria)
    return Dinilai(kode, tuple(found) if found is not None else None, row.get("seri"))


def _traced(session: Session, act: Act, tindakan: str, place: RegionCode, many: int) -> None:
    session.flush()
    jejak.record(
        session, act, tindakan, f"desa:{place}", place=place, hak=Hak.ISI_DESA,
        rincian={"banyak": many},
    )  # fmt: skip


def tied_problems(
    _session: Session, year: Tahun, _place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """Open ties and what is not scored yet; `values` may be incomplete."""
    rows = values.get("peringkat_masalah") or ()
    names = {row["masalah_id"]: row["masalah"] for row in rows}
    return _open(_Kaidah.masalah(year), "masalah", "masalah_id", rows, names)


def tied_actions(
    _session: Session, year: Tahun, _place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """Open ties and what is not scored yet; `values` may be incomplete."""
    rows = values.get("peringkat_tindakan") or ()
    names = {row["tindakan_id"]: row["tindakan"] for row in rows}
    return _open(_Kaidah.tindakan(year), "tindakan", "tindakan_id", rows, names)


def _open(kaidah: _Kaidah, what: str, key: str, rows: Rows, names: Mapping[str, str]) -> list[str]:
    given = [_given(row[key], row, kaidah.criteria) for row in rows]
    order = penilaian.urutkan(kaidah.criteria, given, memutus=kaidah.memutus)
    left = sum(one.jumlah is None for one in order)
    told = [f"{left} {what} belum dinilai lengkap, jadi belum berperingkat."] if left else []
    return [*told, *penilaian.tie_sentences([one for one in order if one.seri], names)]
