"""Time zones of Indonesia by province code (Keputusan Presiden 41/1987, later provinces alike)."""

from zoneinfo import ZoneInfo

from musren.domain.wilayah import Level, RegionCode

_WITA = frozenset({"51", "52", "53", "63", "64", "65", "71", "72", "73", "74", "75", "76"})
_WIT = frozenset({"81", "82", "91", "92", "93", "94", "95", "96"})

ZONES = {
    "WIB": ZoneInfo("Asia/Jakarta"),
    "WITA": ZoneInfo("Asia/Makassar"),
    "WIT": ZoneInfo("Asia/Jayapura"),
}


def zona_waktu(code: RegionCode) -> str:
    """Give "WIB", "WITA" or "WIT" for a place."""
    province = str(code.at(Level.PROVINSI))
    if province in _WIT:
        return "WIT"
    return "WITA" if province in _WITA else "WIB"
