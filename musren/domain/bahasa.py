"""Indonesian as papers write it: numbers in words, days, months, dates, lists and names."""

import re
from collections.abc import Sequence
from datetime import date, datetime, time
from decimal import Decimal, InvalidOperation

from musren.domain.errors import Invalid
from musren.domain.teks import quoted

HARI = ("Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu")
BULAN = (
    *("Januari", "Februari", "Maret", "April", "Mei", "Juni", "Juli"),
    *("Agustus", "September", "Oktober", "November", "Desember"),
)

_DIGITS = (
    *("", "satu", "dua", "tiga", "empat"),
    *("lima", "enam", "tujuh", "delapan", "sembilan"),
)
_SCALES = (
    *((10**15, "kuadriliun"), (10**12, "triliun"), (10**9, "miliar")),
    *((10**6, "juta"), (10**3, "ribu")),
)
_ROMAN = (
    *((1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L")),
    *((40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_FIRST_YEAR, _LAST_YEAR = 1900, 2199
_LAST_ROMAN = 3999
_LAST_DICTUM = 20


class BadDate(Invalid, ValueError):
    """What was typed is not a date."""

    code = "tanggal_tidak_sah"


class BadAngka(Invalid, ValueError):
    """What was typed is not a number."""

    code = "angka_tidak_sah"


# --- numbers in words --------------------------------------------------------------------


def terbilang(n: int) -> str:
    """Say a whole number below 10**18 in words, without hyphens; negative ones with minus.

    num2words is not used: it says "satu juta satu ribu satu" where Indonesian says
    "satu juta seribu satu".
    """
    if n < 0:
        return f"minus {terbilang(-n)}"
    if n >= 10**18:
        raise BadAngka("Angka terlalu besar untuk ditulis dengan huruf.")
    return " ".join(_words(n)) or "nol"


def _words(n: int) -> list[str]:
    words: list[str] = []
    for scale, name in _SCALES:
        count, n = divmod(n, scale)
        if count == 1 and name == "ribu":
            words.append("seribu")
        elif count:
            words += [*_below_thousand(count), name]
    return words + _below_thousand(n)


def _below_thousand(n: int) -> list[str]:
    hundreds, n = divmod(n, 100)
    words = ["seratus"] if hundreds == 1 else [_DIGITS[hundreds], "ratus"] if hundreds else []
    tens, ones = divmod(n, 10)
    if n in {10, 11}:
        return [*words, "sepuluh" if n == 10 else "sebelas"]  # noqa: PLR2004
    if tens == 1:
        return [*words, _DIGITS[ones], "belas"]
    if tens:
        words += [_DIGITS[tens], "puluh"]
    return [*words, _DIGITS[ones]] if ones else words


def romawi(n: int) -> str:
    """Write 1 to 3999 in Roman capitals."""
    if not 1 <= n <= _LAST_ROMAN:
        raise BadAngka(f"Angka Romawi hanya untuk 1 sampai {_LAST_ROMAN}.")
    letters = ""
    for value, sign in _ROMAN:
        count, n = divmod(n, value)
        letters += sign * count
    return letters


def huruf(n: int) -> str:
    """Letter a list item: 1 is ``a``, 26 ``z``, 27 ``aa``."""
    if n < 1:
        raise BadAngka("Urutan huruf dimulai dari 1.")
    letters = ""
    while n:
        n, rest = divmod(n - 1, 26)
        letters = chr(ord("a") + rest) + letters
    return letters


def dictum(n: int) -> str:
    """Name the n-th dictum (1 to 20) of a decree: KESATU, KEDUA, ... KEDUA PULUH."""
    if not 1 <= n <= _LAST_DICTUM:
        raise BadAngka(f"Diktum hanya sampai {_LAST_DICTUM}.")
    return f"KE{terbilang(n).upper()}"


# --- dates and hours ---------------------------------------------------------------------


def nama_hari(day: date) -> str:
    return HARI[day.weekday()]


def nama_bulan(month: int | date) -> str:
    """Name a month given as 1 to 12 or as any day in it."""
    number = month.month if isinstance(month, date) else month
    if not 1 <= number <= len(BULAN):
        raise BadDate(f"Tidak ada bulan ke-{number}. Bulan bernomor 1 sampai 12.")
    return BULAN[number - 1]


def tanggal(day: date) -> str:
    """Write ``17 Januari 2011``."""
    return f"{day.day} {nama_bulan(day)} {day.year}"


def tanggal_pendek(day: date) -> str:
    """Write ``17-01-2011``."""
    return f"{day.day:02}-{day.month:02}-{day.year:04}"


def tanggal_terbilang(day: date) -> str:
    """Open a berita acara: ``Senin tanggal tujuh belas bulan Januari tahun ... (17-01-2011)``."""
    return (
        f"{nama_hari(day)} tanggal {terbilang(day.day)} bulan {nama_bulan(day)} "
        f"tahun {terbilang(day.year)} ({tanggal_pendek(day)})"
    )


def jam(moment: time) -> str:
    """Write a time of day as ``09.00``."""
    return f"{moment.hour:02}.{moment.minute:02}"


_DATE_EXAMPLE = "Tulislah hari-bulan-tahun, misalnya 17-01-2011 atau 17 Januari 2011."
_ISO = re.compile(r"(?P<y>[0-9]{4})-(?P<m>[0-9]{1,2})-(?P<d>[0-9]{1,2})")
_NUMERIC = re.compile(r"(?P<d>[0-9]{1,2})([-/.]) ?(?P<m>[0-9]{1,2})\2 ?(?P<y>[0-9]+)")
_WORDED = re.compile(
    r"(?:hari )?(?:(?P<hari>[a-z'’`]+),? )?(?:tanggal |tgl\.? )?"
    r"(?P<d>[0-9]{1,2})[ -](?P<m>[a-z]+)\.?,?[ -](?P<y>[0-9]+)"
)
# Older spellings and the short forms people type.
_MONTH_WORDS = {name.lower(): number for number, name in enumerate(BULAN, 1)} | {
    word: number
    for number, words in enumerate(
        (
            *("jan", "feb peb pebruari febuari", "mar mrt", "apr", "mey", "jun", "jul"),
            *("agt agu ags agust", "sep sept", "okt", "nov nop nopember", "des"),
        ),
        1,
    )
    for word in words.split()
}


def parse_tanggal(text: str | date) -> date:
    """Read a date between 1900 and 2199; day before month, four figures for the year.

    Takes 17/1/2011, 17-01-2011, 17.01.2011, 2011-01-17 and 17 Januari 2011, with or without
    the day's name, which must then be right. Raises BadDate.
    """
    if isinstance(text, datetime):
        return text.date()
    if isinstance(text, date):
        return text
    written = " ".join(text.lower().split())
    if not written:
        raise BadDate(f"Tanggal masih kosong. {_DATE_EXAMPLE}")
    found = _ISO.fullmatch(written) or _NUMERIC.fullmatch(written) or _WORDED.fullmatch(written)
    if found is None:
        raise BadDate(f"{quoted(text)} bukan tanggal. {_DATE_EXAMPLE}")
    day = _date_of(found["y"], found["m"], found["d"], text)
    _same_weekday(day, found.groupdict().get("hari"))
    return day


def _date_of(year: str, month: str, day: str, text: str) -> date:
    if not _FIRST_YEAR <= int(year[:9]) <= _LAST_YEAR:
        raise BadDate(f"Tahun {quoted(year)} harus empat angka, misalnya 2011.")
    number = int(month) if month.isdigit() else _MONTH_WORDS.get(month, 0)
    if not 1 <= number <= len(BULAN):
        raise BadDate(f"Tidak ada bulan {quoted(month)}. {_DATE_EXAMPLE}")
    try:
        return date(int(year), number, int(day))
    except ValueError:
        raise BadDate(
            f"{quoted(text)} tidak ada pada kalender: {BULAN[number - 1]} {year} "
            f"tidak mempunyai tanggal {int(day)}."
        ) from None


def _same_weekday(day: date, word: str | None) -> None:
    if word is None:
        return
    spoken = re.sub("['’`]", "", word)
    if spoken not in {name.lower() for name in HARI} | {"ahad"}:
        raise BadDate(f"Tidak ada hari {quoted(word)}. {_DATE_EXAMPLE}")
    if spoken.replace("ahad", "minggu") != nama_hari(day).lower():
        raise BadDate(
            f"{tanggal(day)} jatuh pada hari {nama_hari(day)}, bukan {word.capitalize()}. "
            "Perbaiki hari atau tanggalnya."
        )


# --- figures with a decimal comma --------------------------------------------------------

_FIGURE_EXAMPLE = "Tulislah misalnya 2,5 atau 1.800."
_INDONESIAN = re.compile(r"-?(?:[1-9][0-9]{0,2}(?:\.[0-9]{3})+|[0-9]+)(?:,[0-9]+)?")
_ENGLISH = re.compile(r"-?[1-9][0-9]{0,2}(?:(?:,[0-9]{3})+\.[0-9]+|(?:,[0-9]{3}){2,})")
_LONE_DOT = re.compile(r"-?[0-9]+\.[0-9]+")
_LONGEST = 30


def angka(number: Decimal | int) -> str:
    """Write a number with dots for thousands and a decimal comma: ``2,5``, ``1.800``."""
    exact = Decimal(number) or Decimal(0)
    if not exact.is_finite() or abs(exact.adjusted()) > _LONGEST:
        raise BadAngka(f"Angka tidak dapat ditulis. {_FIGURE_EXAMPLE}")
    whole, _, rest = f"{exact:f}".partition(".")
    sign, whole = ("-", whole[1:]) if exact < 0 else ("", whole.lstrip("-"))
    rest = rest.rstrip("0")
    return f"{sign}{int(whole):,}".replace(",", ".") + (f",{rest}" if rest else "")


def parse_angka(text: str | Decimal | float) -> Decimal:
    """Read a figure as Indonesians write it: ``2,5``, ``1.800``, ``1.800,50``.

    A lone dot with one to three figures before it and exactly three after it parts thousands
    (1.800 is 1800); any other lone dot is a decimal point (2.5). Raises BadAngka.
    """
    if isinstance(text, bool):
        raise BadAngka(f"Isian harus berupa angka. {_FIGURE_EXAMPLE}")
    written = re.sub(r"\s", "", text) if isinstance(text, str) else str(text)
    if not written:
        raise BadAngka(f"Angka masih kosong. {_FIGURE_EXAMPLE}")
    if len(written) > 2 * _LONGEST:
        raise BadAngka(f"{quoted(written)} terlalu panjang. {_FIGURE_EXAMPLE}")
    try:
        number = Decimal(_pointed(written) if isinstance(text, str) else written)
    except InvalidOperation:
        raise BadAngka(f"{quoted(written)} bukan angka. {_FIGURE_EXAMPLE}") from None
    if not number.is_finite() or abs(number.adjusted()) > _LONGEST:
        raise BadAngka(f"{quoted(written)} terlalu panjang. {_FIGURE_EXAMPLE}")
    return number


def _pointed(figure: str) -> str:
    """Turn the figure into what Decimal reads; anything unclear becomes unreadable."""
    if _INDONESIAN.fullmatch(figure):
        return figure.replace(".", "").replace(",", ".")
    if _ENGLISH.fullmatch(figure):
        return figure.replace(",", "")
    return figure if _LONE_DOT.fullmatch(figure) else ""


# --- lists and names ---------------------------------------------------------------------

_LOWER = frozenset({"dan", "di", "ke", "dari", "yang", "untuk", "atau"})
_ACRONYMS = frozenset(
    {"APBD", "APBN", "BLM", "BPD", "DKI", "LPMD", "PKK", "PNPM"}
    | {"RT", "RW", "SD", "SKPD", "SMP", "SPP", "TK", "UPK"}
)
_SMALL_ROMAN = re.compile(r"X{0,3}(?:IX|IV|V?I{0,3})")
_WORD = re.compile(r"[^\W_]+(?:['’`\"][^\W_]+)*")


def daftar(items: Sequence[str]) -> str:
    """Join as a sentence does: ``a, b dan c``."""
    if len(items) < 2:  # noqa: PLR2004
        return "".join(items)
    return f"{', '.join(items[:-1])} dan {items[-1]}"


def kapital(text: str) -> str:
    """Capitalise a name: ``KECAMATAN AIR BENING II`` becomes ``Kecamatan Air Bening II``.

    Roman numerals up to XXXIX and common acronyms stay capital, joining words inside the
    name become small. "DI" before Yogyakarta or Aceh is Daerah Istimewa.
    """
    return _WORD.sub(_capital, text)


def _capital(found: re.Match[str]) -> str:
    word, upper = found[0], found[0].upper()
    if upper in _ACRONYMS or _SMALL_ROMAN.fullmatch(upper):
        return upper
    if word.lower() in _LOWER:
        if re.match(r" (?:yogyakarta|aceh)\b", found.string[found.end() :], re.IGNORECASE):
            return upper if upper == "DI" else word.lower()
        if found.start() > 0:
            return word.lower()
    if any(sign.isdigit() for sign in word):
        return word
    return word[0].upper() + word[1:].lower()
