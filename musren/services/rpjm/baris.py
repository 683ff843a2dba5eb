"""Proposals of the RPJM-Desa as the rules see them: shares, years, scores, ranks."""

from collections.abc import Iterable, Sequence

from musren.integration import penilaian
from musren.integration.penilaian import Dinilai, Urutan
from musren.integration.profil import Profil
from musren.integration.rpjm_rencana import BarisRpjm, Dana, Tahunan
from musren.models.rpjm import UsulanRpjm

NOT_PLANNED = frozenset({"ditunda", "ditolak"})


def planned(rows: Iterable[UsulanRpjm]) -> list[UsulanRpjm]:
    """What belongs to the plan: everything the meeting did not put off or refuse."""
    return [one for one in rows if one.putusan not in NOT_PLANNED]


def agreed(rows: Iterable[UsulanRpjm]) -> list[UsulanRpjm]:
    return [one for one in rows if one.putusan == "disepakati"]


def scores_of(one: UsulanRpjm) -> tuple[int | None, ...] | None:
    """Its own scores, in the order of the criteria; None when nobody scored it."""
    return None if one.skor is None else tuple(one.skor)


def suggested_scores(one: UsulanRpjm) -> Sequence[int | None]:
    """Its own scores, else those of the problem its action was found for."""
    if one.skor is not None:
        return list(one.skor)
    if one.tindakan is None:
        return ()
    problem = one.tindakan.masalah.induk or one.tindakan.masalah
    return list(problem.skor or ())


def row_of(profil: Profil, one: UsulanRpjm) -> BarisRpjm:
    """The proposal as integration.rpjm_rencana takes it."""
    criteria = penilaian.kriteria_masalah(profil)
    return BarisRpjm(
        kode=one.kode,
        dana=tuple(Dana(d.sumber, d.rincian, d.jumlah) for d in one.dana),
        biaya=one.biaya,
        volume=one.volume,
        tahunan=tuple(Tahunan(t.tahun, t.volume, t.biaya) for t in one.tahunan),
        dinilai=penilaian.total(criteria, scores_of(one)) is not None,
    )


def ranked(profil: Profil, rows: Sequence[UsulanRpjm]) -> list[tuple[UsulanRpjm, Urutan]]:
    """Proposals with total and rank, best first; what is not scored stands last."""
    by_code = {one.kode: one for one in rows}
    criteria = penilaian.kriteria_masalah(profil)
    given = [Dinilai(one.kode, scores_of(one), one.seri) for one in rows]
    order = penilaian.urutkan(criteria, given, memutus=penilaian.seri_memutus(profil))
    return [(by_code[u.kode], u) for u in order]
