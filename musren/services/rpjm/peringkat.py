"""Ranking the proposals of the RPJM-Desa by the criteria of problems (form F5)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.steps import numbered
from musren.integration import penilaian
from musren.integration.penilaian import Dinilai
from musren.models.draf import Draf
from musren.models.rpjm import UsulanRpjm
from musren.models.tahun import Tahun
from musren.services import jejak
from musren.services.pilihan import Setting
from musren.services.pkd.nilai import scores
from musren.services.prefill import Started
from musren.services.rpjm.baris import planned, suggested_scores
from musren.services.rpjm.dokumen import drafted, need_drafted
from musren.services.rpjm.kunci import refuse_locked
from musren.services.rpjm.usulan import of_rpjm
from musren.services.tahun import profile_of

GROUP, KEY = "peringkat_usulan", "usulan_rpjm_id"


def named(one: UsulanRpjm) -> str:
    """The problem with the proposal that solves it; the proposal alone when no problem is told."""
    return f"{one.masalah} ({one.kegiatan})" if one.masalah else one.kegiatan


def start(_session: Session, _year: Tahun, _place: RegionCode, _objek: str) -> Started:
    """Nothing to begin with: the rows are laid out with the scores there are."""
    return {}, None


def laid_out(here: Setting) -> list[dict[str, str]]:
    """Every planned proposal with its scores, else with those of its problem."""
    rpjm = drafted(here.session, here.year, here.place)
    found = planned(of_rpjm(here.session, rpjm)) if rpjm is not None else []
    return [
        {
            KEY: str(one.id), "kode": one.kode, "masalah": named(one),
            **{f"k{n}": "" if s is None else str(s)
               for n, s in enumerate(suggested_scores(one), 1)},
            "seri": "" if one.seri is None else str(one.seri),
        }
        for one in found
    ]  # fmt: skip


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep scores and ties; raises Invalid for a tie that is half decided, Conflict when locked."""
    del draft
    rpjm = need_drafted(session, year, place)
    refuse_locked(session, rpjm)
    found = {str(one.id): one for one in of_rpjm(session, rpjm)}
    profile = profile_of(year)
    criteria = penilaian.kriteria_masalah(profile)
    rows = [(n, row) for n, row in numbered(values[GROUP]) if row[KEY] in found]
    if penilaian.seri_memutus(profile):
        _refuse_half_ties(rows, criteria)
    for _, row in rows:
        one = found[row[KEY]]
        one.skor, one.seri = scores(row, criteria), row["seri"]
    session.flush()
    jejak.record(
        session, act, "nilai_usulan_rpjm", f"rpjm:{rpjm.id}", place=place, hak=Hak.ISI_DESA,
        rincian={"banyak": len(rows)},
    )  # fmt: skip
    return f"rpjm:{rpjm.id}"


def _given(row: Mapping[str, Any], criteria: Sequence[str]) -> Dinilai:
    found = scores(row, criteria)
    return Dinilai(row[KEY], tuple(found) if found is not None else None, row.get("seri"))


def _refuse_half_ties(
    rows: Sequence[tuple[int, Mapping[str, Any]]], criteria: Sequence[str]
) -> None:
    faults = penilaian.tie_errors(criteria, [_given(row, criteria) for _, row in rows])
    wrong = {f"{GROUP}.{n}.seri": faults[row[KEY]] for n, row in rows if row[KEY] in faults}
    if wrong:
        raise Invalid("Ada urutan seri yang belum lengkap.", wrong)


def attention(
    _session: Session, year: Tahun, _place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """Open ties and what is not scored yet; `values` may be incomplete."""
    rows = values.get(GROUP) or ()
    profile = profile_of(year)
    criteria = penilaian.kriteria_masalah(profile)
    given = [_given(row, criteria) for row in rows]
    order = penilaian.urutkan(criteria, given, memutus=penilaian.seri_memutus(profile))
    left = sum(one.jumlah is None for one in order)
    told = [f"{left} usulan belum dinilai lengkap, jadi belum berperingkat."] if left else []
    names = {row[KEY]: str(row.get("masalah") or row.get("kode") or "") for row in rows}
    return [*told, *penilaian.tie_sentences([one for one in order if one.seri], names)]
