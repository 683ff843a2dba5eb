"""The list of one forum for reading: what was asked, agreed, decided there and at the kabupaten."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.integration.forum import KABUPATEN
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.models.wilayah import SkpdProfil
from musren.services.kabupaten.forum import passed_here
from musren.services.kabupaten.skpd import register
from musren.services.kabupaten.usulan import Dibahas, Masuk, forum_decisions, of_agency


@dataclass(frozen=True, kw_only=True)
class BarisForum:
    """One proposal before a forum: who passed it on, what this forum and the kabupaten said."""

    masuk: Masuk
    dari: Dibahas | None
    putusan: Keputusan | None
    kabupaten: Keputusan | None


def rows_of(session: Session, year: Tahun, place: RegionCode, one: SkpdProfil) -> list[BarisForum]:
    """Everything on the list of this forum; with a fixed number of statements."""
    known, decided = register(session, place), forum_decisions(session, year)
    final = {
        k.usulan_id: k
        for k in session.scalars(
            select(Keputusan)
            .join(Musyawarah, Musyawarah.id == Keputusan.musyawarah_id)
            .where(Musyawarah.tahun_id == year.id, Keputusan.tingkat == KABUPATEN)
        )
    }
    return [
        BarisForum(
            masuk=m, dari=passed_here(known, one, decided.get(m.usulan.id, ())),
            putusan=_of_forum(one, decided.get(m.usulan.id, ())),
            kabupaten=final.get(m.usulan.id),
        )
        for m in of_agency(session, year, place, known, one)
    ]  # fmt: skip


def _of_forum(one: SkpdProfil, decided: Sequence[Dibahas]) -> Keputusan | None:
    return next((d.putusan for d in decided if d.nomor == one.urutan), None)


def final_counts(session: Session, year: Tahun) -> Mapping[str, tuple[int, int]]:
    """What the Musrenbang Kabupaten decided: decision to number and rupiah."""
    rows = session.execute(
        select(Keputusan.putusan, func.count(), func.coalesce(func.sum(Keputusan.biaya), 0))
        .join(Usulan, Usulan.id == Keputusan.usulan_id)
        .where(Usulan.tahun_id == year.id, Keputusan.tingkat == KABUPATEN)
        .group_by(Keputusan.putusan)
    )
    return {putusan: (int(count), int(cost or 0)) for putusan, count, cost in rows}
