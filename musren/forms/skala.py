"""Answers on a scale and in the months of a year: scores, season levels, months."""

from collections.abc import Sequence
from typing import Any, ClassVar

from marshmallow import ValidationError

from musren.domain import bahasa, teks
from musren.forms import messages
from musren.forms.fields import Choice, Many, is_number
from musren.forms.pilihan import From, Option, resolve

BULAN = tuple(nama[:3] for nama in bahasa.BULAN)
"""Short names, for columns: ``b1, b2, ... b12 = map(Tingkat, BULAN)`` in a row schema."""

TINGKAT = (
    Option("", "0", "tidak ada"),
    Option("1", "1", "ringan"),
    Option("2", "2", "sedang"),
    Option("3", "3", "berat"),
)


def whole_of(value: Any) -> int | None:
    """The whole number that was typed or sent; None when it is none."""
    if not isinstance(value, str) and not is_number(value):
        return None
    try:
        number = bahasa.parse_angka(value)
    except bahasa.BadAngka:
        return None
    return int(number) if number == number.to_integral_value() else None


class Score(Choice):
    """A whole number of a scale that is given beforehand, such as 1 to 5."""

    widget = "score"

    def __init__(
        self, label: str, hint: str = "", *, skala: From | Sequence[Option], **more: Any
    ) -> None:
        if not more.get("wajib", True):
            more.setdefault("kosong", None)
        super().__init__(label, hint, pilihan=skala, **more)
        if "enum" in self.metadata:
            numbers = [int(o.value or 0) for o in resolve(skala) or ()]
            self.metadata = {**self.metadata, "enum": numbers}

    def parse(self, value: Any) -> int:  # type: ignore[override]  # a number, not its text
        number, allowed = whole_of(value), self._allowed()
        if number is None or (allowed is not None and number not in allowed):
            raise ValidationError(self._refusal(value, allowed))
        return number

    def _allowed(self) -> list[int] | None:
        """The numbers of the scale; None when nobody provided it."""
        offered = resolve(self.pilihan)
        found = None if offered is None else [whole_of(o.value or "0") for o in offered]
        return None if found is None else [n for n in found if n is not None]

    def _refusal(self, value: Any, allowed: Sequence[int] | None) -> str:
        if not allowed:
            return messages.NOT_WHOLE.format(label=self.label)
        *first, last = map(str, allowed)
        told = f"{', '.join(first)} atau {last}" if first else last
        given = teks.quoted(str(value))
        return messages.OFF_SCALE.format(label=self.label, allowed=told, given=given)

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_kwargs: Any) -> Any:  # noqa: ARG002
        return value

    def as_raw(self, value: int | None) -> str:
        return "" if value is None else str(value)

    def as_text(self, value: Any) -> str:
        return "" if value is None else str(value)


class Tingkat(Score):
    """How strongly a season shows in one month: 0 to 3; left open it is 0 (not at all)."""

    widget = "level"

    def __init__(self, label: str, hint: str = "", **more: Any) -> None:
        super().__init__(label, hint, skala=TINGKAT, wajib=False, kosong=0, **more)

    def as_raw(self, value: int | None) -> str:
        return str(value) if value else ""


class Months(Many):
    """Months of a year, kept as their numbers."""

    widget = "months"
    offered: ClassVar[tuple[Option, ...]] = tuple(
        Option(str(number), nama) for number, nama in enumerate(BULAN, 1)
    )

    def __init__(self, label: str, hint: str = "", **more: Any) -> None:
        super().__init__(label, hint, pilihan=self.offered, **more)
        self.metadata = {**self.metadata, "enum": [int(o.value) for o in self.offered]}

    def parse(self, value: Any) -> list[int]:  # type: ignore[override]  # numbers, not their text
        given = [value] if is_number(value) else value
        if isinstance(given, list | tuple):
            given = [str(one) if is_number(one) else one for one in given]
        return sorted(int(one) for one in super().parse(given))

    def as_raw(self, value: Any) -> list[str]:
        return [str(number) for number in value or ()]

    def as_text(self, value: Any) -> str:
        return ", ".join(BULAN[number - 1] for number in value or ())
