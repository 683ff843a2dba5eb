"""Guided fields: a marshmallow field that also knows its widget and its printed faces.

Each field reads what a person typed (text from HTML) as well as what a program sends (JSON),
and gives its value three faces: `as_raw` for the input, `as_text` for papers and review,
`as_cell` for workbooks.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date, time
from decimal import Decimal
from typing import Any, ClassVar

from marshmallow import ValidationError, fields

from musren.domain import bahasa, rupiah, teks
from musren.forms import messages
from musren.forms.pilihan import From, Option, resolve

MAX_WHOLE = 2_000_000_000
LONGEST_CHOICE = 700  # "name — address" of an attendee
NOISE = Decimal("1e-9")  # what a program's arithmetic leaves on a number
_CLOCK = re.compile(r"([0-9]{1,2})(?:[.:]([0-9]{2})(?:[.:][0-9]{2})?)?")


def is_number(value: Any) -> bool:
    """A number a program may send; a truth value is none, neither is NaN nor infinity."""
    if isinstance(value, bool) or not isinstance(value, int | float | Decimal):
        return False
    return isinstance(value, int) or Decimal(value).is_finite()


class Guided(fields.Field[Any]):
    """Common part: label, hint, clause (`dasar`) and the places on papers it fills."""

    widget: ClassVar[str]
    missing: ClassVar[str] = messages.REQUIRED
    label: str

    def __init__(
        self,
        label: str,
        hint: str = "",
        *,
        wajib: bool = True,
        dasar: str = "",
        mengisi: Sequence[str] = (),
        contoh: str = "",
        **more: Any,
    ) -> None:
        self.label, self.hint, self.dasar, self.contoh = label, hint, dasar, contoh
        self.mengisi = tuple(mengisi)
        told = {
            "title": label,
            "description": hint,
            "x-dasar": dasar,
            "x-mengisi": list(mengisi),
            "x-widget": self.widget,
        }
        missing = self.missing.format(label=label)
        super().__init__(
            required=wajib,
            allow_none=not wajib,
            error_messages={
                "required": missing,
                "null": missing,
                "invalid": messages.NOT_TEXT.format(label=label),
                "validator_failed": missing,
            },
            metadata={k: v for k, v in told.items() if v},
            **({} if wajib else {"load_default": more.pop("kosong", None)}),
            **more,
        )

    def say(self, message: str, **facts: object) -> ValidationError:
        return ValidationError(message.format(label=self.label, **facts))

    def parse(self, value: Any) -> Any:
        """The typed value; raises ValidationError with an Indonesian sentence."""
        raise NotImplementedError

    def _deserialize(
        self,
        value: Any,
        attr: str | None,  # noqa: ARG002
        data: Mapping[str, Any] | None,  # noqa: ARG002
        **_kwargs: Any,
    ) -> Any:
        return self.parse(value)

    def as_raw(self, value: Any) -> Any:
        """What the input shows for this value."""
        return "" if value is None else str(value)

    def as_text(self, value: Any) -> str:
        """What a paper or the review page prints."""
        return "" if value is None else str(value)

    def as_cell(self, value: Any) -> Any:
        """What a workbook cell holds."""
        return value


class Text(Guided, fields.String):
    """One line of text; `saran` names a list of suggestions that binds nobody."""

    widget = "text"
    multiline: ClassVar[bool] = False

    def __init__(
        self,
        label: str,
        hint: str = "",
        *,
        batas: int = 300,
        saran: From | None = None,
        **more: Any,
    ) -> None:
        self.limit, self.saran = batas, saran
        more.setdefault("kosong", "")
        if more.get("wajib", True):
            more.pop("kosong")
        super().__init__(label, hint, **more)

    def parse(self, value: Any) -> str:
        if is_number(value):
            value = str(value)
        if not isinstance(value, str):
            raise self.say(messages.NOT_TEXT)
        try:
            cleaned = teks.clean(value, multiline=self.multiline, limit=self.limit)
        except teks.TextTooLong as reason:
            raise ValidationError(f"“{self.label}”: {reason}") from reason
        if not cleaned and self.required:
            raise self.say(messages.REQUIRED)
        return cleaned


class LongText(Text):
    """Several lines."""

    widget = "longtext"
    multiline = True

    def __init__(self, label: str, hint: str = "", *, batas: int = 5000, **more: Any) -> None:
        super().__init__(label, hint, batas=batas, **more)


class Hidden(Text):
    """Carried along, not shown; still read as user text."""

    widget = "hidden"


class Shown(Hidden):
    """Text that musren lays out in a row beforehand: displayed, never typed, always ours."""

    widget = "shown"
    multiline = True

    def __init__(self, label: str, hint: str = "", *, batas: int = 5000, **more: Any) -> None:
        super().__init__(label, hint, batas=batas, wajib=False, **more)


class _Number(Guided):
    """A number within limits; `refusal` says what would be one."""

    minimum: Any
    maximum: Any
    refusal: ClassVar[str] = messages.NOT_NUMBER

    def exact(self, value: Any) -> Decimal:
        """The figure as typed or sent; never NaN, infinite or a truth value."""
        if not isinstance(value, str) and not is_number(value):
            raise self.say(self.refusal)
        try:
            return bahasa.parse_angka(value)
        except bahasa.BadAngka as reason:
            raise self.say(self.refusal) from reason

    def within(self, value: Any) -> Any:
        if self.minimum is not None and value < self.minimum:
            raise self.say(messages.TOO_SMALL, limit=self.as_text(self.minimum))
        if self.maximum is not None and value > self.maximum:
            raise self.say(messages.TOO_LARGE, limit=self.as_text(self.maximum))
        return value


class Whole(_Number, fields.Integer):
    """A whole number of people, units or places."""

    widget = "whole"
    refusal = messages.NOT_WHOLE

    def __init__(
        self, label: str, hint: str = "", *, minimum: int = 0, maximum: int = MAX_WHOLE, **more: Any
    ) -> None:
        self.minimum, self.maximum = minimum, maximum
        super().__init__(label, hint, **more)

    def parse(self, value: Any) -> int:
        number = self.exact(value)
        if number != number.to_integral_value():
            raise self.say(self.refusal)
        return int(self.within(int(number)))

    def as_text(self, value: int | None) -> str:
        return "" if value is None else bahasa.angka(value)


class Year(Whole):
    """A calendar year; printed without a thousands dot."""

    refusal = messages.NOT_YEAR

    def __init__(self, label: str, hint: str = "", **more: Any) -> None:
        super().__init__(label, hint, minimum=1990, maximum=2100, **more)

    def as_text(self, value: int | None) -> str:
        return "" if value is None else str(value)


class Quantity(_Number, fields.Decimal):
    """A volume with up to three decimals, typed with a comma."""

    widget = "quantity"

    def __init__(self, label: str, hint: str = "", **more: Any) -> None:
        self.minimum, self.maximum = Decimal(0), Decimal(10**9)
        super().__init__(label, hint, **more)

    def parse(self, value: Any) -> Decimal:
        number: Decimal = self.within(self.exact(value))
        kept = number.quantize(Decimal("0.001"))
        if abs(kept - number) > NOISE:
            raise self.say(messages.TOO_FINE)
        whole = kept.to_integral_value()
        return abs(whole if whole == kept else kept.normalize())

    def as_raw(self, value: Decimal | None) -> str:
        return "" if value is None else bahasa.angka(value)

    def as_text(self, value: Decimal | None) -> str:
        return "" if value is None else bahasa.angka(value)


class Rupiah(_Number, fields.Integer):
    """Whole rupiah; typed with or without dots and Rp."""

    widget = "rupiah"
    refusal = messages.NOT_WHOLE

    def __init__(self, label: str, hint: str = "", *, minimum: int = 0, **more: Any) -> None:
        self.minimum, self.maximum = minimum, None
        super().__init__(label, hint, **more)

    def parse(self, value: Any) -> int:
        if not isinstance(value, str) and not is_number(value):
            raise self.say(self.refusal)
        try:
            return int(self.within(rupiah.parse_rupiah(value)))
        except rupiah.BadRupiah as reason:
            raise ValidationError(f"“{self.label}”: {reason}") from reason

    def as_raw(self, value: int | None) -> str:
        return "" if value is None else rupiah.format_angka(value)

    def as_text(self, value: int | None) -> str:
        return "" if value is None else rupiah.format_rupiah(value)


class Day(Guided, fields.Date):
    """A date; typed as 17/1/2011, 17-1-2011, 17 Januari 2011 or picked."""

    widget = "day"

    def parse(self, value: Any) -> date:
        if not isinstance(value, str | date):
            raise self.say(messages.NOT_DATE)
        try:
            return bahasa.parse_tanggal(value)
        except bahasa.BadDate as reason:
            raise ValidationError(f"“{self.label}”: {reason}") from reason

    def as_raw(self, value: date | None) -> str:
        return "" if value is None else value.isoformat()

    def as_text(self, value: date | None) -> str:
        return "" if value is None else bahasa.tanggal(value)


class Clock(Guided, fields.Time):
    """An hour of the day; typed as 09.00 or 09:00."""

    widget = "clock"

    def parse(self, value: Any) -> time:
        if isinstance(value, time):
            return value
        found = _CLOCK.fullmatch(str(value).strip())
        if found is None:
            raise self.say(messages.NOT_CLOCK)
        try:
            return time(int(found[1]), int(found[2] or 0))
        except ValueError as reason:  # 25.00 and 09.75 look like hours and are none
            raise self.say(messages.NOT_CLOCK) from reason

    def as_raw(self, value: time | None) -> str:
        return "" if value is None else bahasa.jam(value)

    def as_text(self, value: time | None) -> str:
        return "" if value is None else bahasa.jam(value)


class YesNo(Guided, fields.Boolean):
    """Ya or Tidak; never taken for granted."""

    widget = "yesno"
    missing = messages.NOT_CHOSEN
    known: ClassVar[dict[Any, bool]] = {
        "ya": True, "y": True, "true": True, "1": True, "x": True,
        "tidak": False, "t": False, "false": False, "0": False,
    }  # fmt: skip

    def parse(self, value: Any) -> bool:
        if isinstance(value, bool):
            return value
        found = self.known.get(str(value).strip().lower())
        if found is None:
            raise self.say(messages.NOT_YES_NO)
        return found

    def as_raw(self, value: bool | None) -> str:  # noqa: FBT001
        return "" if value is None else ("ya" if value else "tidak")

    def as_text(self, value: bool | None) -> str:  # noqa: FBT001
        return "" if value is None else ("Ya" if value else "Tidak")


class Choice(Guided, fields.String):
    """One of a list; the list is fixed or named (`From`)."""

    widget = "choice"
    missing = messages.NOT_CHOSEN

    def __init__(
        self, label: str, hint: str = "", *, pilihan: From | Sequence[Option], **more: Any
    ) -> None:
        self.pilihan = pilihan
        more.setdefault("kosong", "")
        if more.get("wajib", True):
            more.pop("kosong")
        super().__init__(label, hint, **more)
        if not isinstance(pilihan, From):
            offered = {o.value: o.label for o in pilihan}
            self.metadata = {**self.metadata, "enum": list(offered), "x-labels": offered}

    def parse(self, value: Any) -> str:
        if not isinstance(value, str | int) or isinstance(value, bool):
            raise self.say(messages.NOT_TEXT)
        try:
            given = teks.clean(str(value), limit=LONGEST_CHOICE)
        except teks.TextTooLong as reason:
            raise self.say(messages.NOT_OFFERED, given=teks.quoted(str(value))) from reason
        offered = resolve(self.pilihan)
        if offered is not None and given not in {o.value for o in offered}:
            raise self.say(messages.NOT_OFFERED, given=teks.quoted(given))
        return given

    def as_text(self, value: str | None) -> str:
        labels = {o.value: o.label for o in resolve(self.pilihan) or ()}
        return "" if value is None else labels.get(value, value)


class Many(Choice):
    """Several of a list."""

    widget = "many"

    def __init__(
        self,
        label: str,
        hint: str = "",
        *,
        pilihan: From | Sequence[Option],
        paling_sedikit: int = 0,
        paling_banyak: int | None = None,
        **more: Any,
    ) -> None:
        self.fewest, self.most = paling_sedikit, paling_banyak
        more.setdefault("wajib", paling_sedikit > 0)
        if not more["wajib"]:
            more["kosong"] = list
        super().__init__(label, hint, pilihan=pilihan, **more)

    def parse(self, value: Any) -> list[str]:  # type: ignore[override]  # several, not one
        if not isinstance(value, str | list | tuple):
            raise self.say(messages.NOT_LIST)
        given = [value] if isinstance(value, str) else value
        chosen = list(dict.fromkeys(super(Many, self).parse(one) for one in given if one))
        if len(chosen) < self.fewest:
            raise self.say(messages.TOO_FEW_CHOSEN, limit=self.fewest, given=len(chosen))
        if self.most is not None and len(chosen) > self.most:
            raise self.say(messages.TOO_MANY_CHOSEN, limit=self.most, given=len(chosen))
        return chosen

    def _serialize(self, value: Any, attr: str | None, obj: Any, **_kwargs: Any) -> Any:  # noqa: ARG002
        return value

    def as_raw(self, value: Any) -> list[str]:
        return list(value or ())

    def as_text(self, value: Any) -> str:
        return "; ".join(super(Many, self).as_text(one) for one in value or ())
