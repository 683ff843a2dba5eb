"""What the clock on the wall shows at a place."""

from datetime import UTC, date, datetime

import pytest

from musren.domain.waktu import day_of, end_of, zone_of
from musren.domain.wilayah import RegionCode


@pytest.mark.parametrize(
    ("code", "zone"),
    [
        ("35.07.21.2012", "WIB"),
        ("61.01", "WIB"),
        ("51.01", "WITA"),
        ("73.71", "WITA"),
        ("81.01", "WIT"),
        ("91.03", "WIT"),
        ("99.01.01.2001", "WIB"),
    ],
)
def test_a_place_keeps_the_time_of_its_province(code: str, zone: str):
    assert zone_of(RegionCode(code)).tzname(None) == zone


def test_without_a_place_jakarta_counts():
    assert zone_of(None).tzname(None) == "WIB"


def test_the_day_begins_earlier_in_the_east():
    late = datetime(2011, 1, 17, 15, 30, tzinfo=UTC)
    assert day_of(late, RegionCode("35.07")) == date(2011, 1, 17)
    assert day_of(late, RegionCode("91.03")) == date(2011, 1, 18)


@pytest.mark.parametrize(("code", "hour"), [("35.07", 17), ("73.71", 16), ("91.03", 15)])
def test_a_day_ends_at_midnight_of_the_place(code: str, hour: int):
    place, day = RegionCode(code), date(2011, 1, 17)
    assert end_of(day, place) == datetime(2011, 1, 17, hour, tzinfo=UTC)
    assert day_of(end_of(day, place), place) == date(2011, 1, 18)
