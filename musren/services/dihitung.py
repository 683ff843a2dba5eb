"""Which proposals count: not those that were merged, split, or whose merging was undone."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, or_

from musren.integration.tahapan import TIDAK_DIHITUNG
from musren.models.usulan import Usulan

NOT_COUNTED = tuple(sorted(one.value for one in TIDAK_DIHITUNG))


def counted() -> ColumnElement[bool]:
    """The condition for every list and sum: each piece of work once."""
    return Usulan.status.not_in(NOT_COUNTED)


def from_women() -> ColumnElement[bool]:
    """Of proposals the women decided on in the MKP, this year or in the year they came from."""
    return or_(Usulan.asal == "mkp", Usulan.asal_awal == "mkp")


def counts(usulan: Usulan) -> bool:
    return usulan.status not in NOT_COUNTED


def not_replaced(found: Iterable[Usulan], *also: Usulan) -> list[Usulan]:
    """Without those for which the women handed in another one (MKP); `also` may replace too."""
    semua = list(found)
    gone = {
        u.menggantikan_id for u in (*semua, *also) if u.menggantikan_id and u.status != "ditolak"
    }
    return [u for u in semua if u.id not in gone]
