"""The clock on the wall: which of Indonesia's three time zones a place keeps."""

from datetime import UTC, date, datetime, time, timedelta, timezone

from musren.domain.wilayah import Level, RegionCode

WIB = timezone(timedelta(hours=7), "WIB")
WITA = timezone(timedelta(hours=8), "WITA")
WIT = timezone(timedelta(hours=9), "WIT")

# Province codes of Kemendagri; whatever is in neither set keeps Jakarta's time.
_WITA = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_WIT = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})


def zone_of(place: RegionCode | None) -> timezone:
    """The zone of a place; WIB (Jakarta) where no place is known."""
    province = place.at(Level.PROVINSI).text if place else ""
    if province in _WIT:
        return WIT
    return WITA if province in _WITA else WIB


def day_of(moment: datetime, place: RegionCode | None = None) -> date:
    """The calendar day that people at the place write at this moment."""
    return moment.astimezone(zone_of(place)).date()


def end_of(day: date, place: RegionCode | None = None) -> datetime:
    """The moment (UTC) at which the calendar day is over at the place."""
    return datetime.combine(day + timedelta(days=1), time(), zone_of(place)).astimezone(UTC)
