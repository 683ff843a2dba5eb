"""Money in whole rupiah: how it is read, written and said."""

import math
import re
from decimal import Decimal

from musren.domain.bahasa import terbilang
from musren.domain.errors import Invalid
from musren.domain.teks import quoted

MOST = 10**15

_NOISE = 1e-6
_EXAMPLE = "Tulislah rupiah bulat, misalnya 132.720.000."
_PREFIX = re.compile(r"^(?:rp\.?|idr)\s*", re.IGNORECASE)
_DASH = re.compile(r"[,.]\s?[-–—]{1,2}$")
_PLAIN = re.compile(r"(?P<whole>[0-9]+)(?:[.,](?P<cents>[0-9]{1,2}))?")
_DOTS = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?:\.[0-9]{3})+)(?:,(?P<cents>[0-9]{1,2}))?")
_COMMAS = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?:,[0-9]{3})+)(?:\.(?P<cents>[0-9]{1,2}))?")
_BLANKS = re.compile(r"(?P<whole>[1-9][0-9]{0,2}(?: [0-9]{3})+)(?:,(?P<cents>[0-9]{1,2}))?")
_ONE_COMMA = re.compile(r"[1-9][0-9]{0,2},[0-9]{3}")


class BadRupiah(Invalid, ValueError):
    """What was typed is not an amount in whole rupiah."""

    code = "rupiah_tidak_sah"


def format_angka(n: int) -> str:
    """Write 132720000 as ``132.720.000``."""
    return f"{n:,}".replace(",", ".")


def format_rupiah(n: int) -> str:
    """Write 132720000 as ``Rp132.720.000``."""
    return f"{_sign(n)}Rp{format_angka(abs(n))}"


def format_rupiah_surat(n: int) -> str:
    """Write 132720000 as official letters do: ``Rp 132.720.000,-``."""
    return f"{_sign(n)}Rp {format_angka(abs(n))},-"


def terbilang_rupiah(n: int) -> str:
    """Say the amount in words, with the word rupiah."""
    return f"{terbilang(n)} rupiah"


def parse_rupiah(text: str | Decimal | float) -> int:
    """Read an amount of whole rupiah, 0 to 10**15.

    Text may carry Rp, dots, blanks, a closing ``,-`` or ``,00``. Commas for thousands are
    read only where nothing else can be meant. Raises BadRupiah.
    """
    if isinstance(text, bool):
        raise BadRupiah(f"Jumlah harus berupa angka. {_EXAMPLE}")
    whole = _from_text(text) if isinstance(text, str) else _from_number(_settled(text))
    if whole > MOST:
        raise BadRupiah(
            f"Jumlah terlalu besar: paling banyak {format_rupiah(MOST)}. Periksa jumlah nolnya."
        )
    return whole


def _sign(n: int) -> str:
    return "-" if n < 0 else ""


def _settled(number: Decimal | float) -> Decimal:
    """Undo the last-digit noise that sums in a spreadsheet leave on a float."""
    if isinstance(number, float) and math.isfinite(number):
        nearest = round(number)
        return Decimal(nearest if abs(number - nearest) < _NOISE else number)
    return Decimal(number)


def _from_number(number: Decimal) -> int:
    if not number.is_finite():
        raise BadRupiah(f"Jumlah harus berupa angka. {_EXAMPLE}")
    if number < 0:
        raise BadRupiah(f"Jumlah tidak boleh kurang dari nol. {_EXAMPLE}")
    if number > MOST:
        return MOST + 1  # refused by the caller without unfolding a huge exponent
    if number != number.to_integral_value():
        raise BadRupiah(f"Pecahan rupiah (sen) tidak dipakai. {_EXAMPLE}")
    return int(number)


def _from_text(text: str) -> int:
    figure = _DASH.sub("", _PREFIX.sub("", " ".join(text.split())))
    _refuse_words(text, figure)
    for shape in (_DOTS, _COMMAS, _BLANKS, _PLAIN):
        if found := shape.fullmatch(figure):
            return _whole(found["whole"], found["cents"])
    raise BadRupiah(f"Letak titik atau koma pada {quoted(text)} tidak jelas. {_EXAMPLE}")


def _refuse_words(text: str, figure: str) -> None:
    if not figure:
        raise BadRupiah(f"Jumlah masih kosong. {_EXAMPLE}")
    if figure[0] in "-–−(":
        raise BadRupiah(f"Jumlah tidak boleh kurang dari nol. {_EXAMPLE}")
    if strange := re.search(r"[^0-9., ]", figure):
        raise BadRupiah(f"{quoted(text)} memuat “{strange[0]}” yang bukan angka. {_EXAMPLE}")
    if _ONE_COMMA.fullmatch(figure):
        raise BadRupiah(
            f"{quoted(text)} dapat dibaca dengan dua cara: koma sebagai pemisah ribuan atau "
            f"pecahan. Pakailah titik untuk ribuan, misalnya {figure.replace(',', '.')}."
        )


def _whole(digits: str, cents: str | None) -> int:
    if cents is not None and cents.strip("0"):
        raise BadRupiah(f"Pecahan rupiah (sen) tidak dipakai. {_EXAMPLE}")
    figure = re.sub("[^0-9]", "", digits).lstrip("0")
    return int(figure or "0") if len(figure) <= len(str(MOST)) else MOST + 1
