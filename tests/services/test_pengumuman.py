"""Notices above a page: women and men present, counted from what is typed so far."""

from typing import Any

import pytest

from musren.services.pengumuman import for_step
from musren.services.pilihan import Setting
from tests.dunia import SUKAMAJU


def notices(session, tahun, answers: dict[str, Any]):
    here = Setting(session=session, year=tahun, place=SUKAMAJU, answers=answers)
    return for_step(here, "perempuan_hadir")


def present(*jk: str) -> list[dict[str, str]]:
    return [{"nama": f"Warga {n}", "jk": one} for n, one in enumerate(jk)]


@pytest.mark.parametrize(
    ("jk", "told", "warns"),
    [
        ("PPL", "Tercatat 3 orang: 2 perempuan dan 1 laki-laki (67% perempuan).", False),
        ("LL", "Tercatat 2 orang: 0 perempuan dan 2 laki-laki (0% perempuan).", True),
        (["P", ""], "Tercatat 2 orang: 1 perempuan dan 0 laki-laki (100% perempuan).", False),
        (["", "x"], "Tercatat 2 orang: 0 perempuan dan 0 laki-laki.", True),
    ],
)
def test_those_present_are_counted(session, tahun, jk: Any, told: str, warns: bool):
    (notice,) = notices(session, tahun, {"hadir": present(*jk)})
    assert notice.baris[0] == told
    assert notice.warns is warns


@pytest.mark.parametrize("hadir", [None, [], ["x", None], [{"nama": " ", "jk": "L"}]])
def test_of_an_empty_list_nothing_is_told(session, tahun, hadir: Any):
    assert notices(session, tahun, {"hadir": hadir}) == []
    assert for_step(Setting(session=session, year=tahun, place=SUKAMAJU, answers={}), "") == ()
