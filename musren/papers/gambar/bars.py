"""Batang: shares or amounts side by side, in number and in rupiah."""

from collections.abc import Iterator
from dataclasses import dataclass

from musren.papers.gambar import figures
from musren.papers.gambar.figures import LETTER, LINE, MARGIN, Row
from musren.papers.gambar.lettering import width as text_width
from musren.papers.gambar.lettering import wrap
from musren.papers.gambar.scene import (
    DARK,
    LIGHT,
    WHITE,
    Fill,
    Group,
    Item,
    Line,
    Look,
    Pattern,
    Polygon,
    Rect,
    Scene,
)

_BAR = 3.6
_BETWEEN = 0.9
_GAP = 2.8
_BROAD = 130.0
_QUARTERS = (0.25, 0.5, 0.75)
_NOTHING = "Belum ada data."


@dataclass(frozen=True, kw_only=True)
class _Measure:
    """One bar of a row: how long from 0 to 1, how it is filled, and what it says."""

    long: float
    over: bool
    fill: Fill
    words: str


def batang(
    baris: object, width: float, max_height: float = float("inf"), *, judul: str = ""
) -> Scene:
    """Two bars per row, `width` millimetres wide: solid is the number, hatched the rupiah.

    `baris` are rows {nama, usulan, biaya, dari_usulan, dari_biaya, tautan}. Where a whole
    (`dari_...`) is given the bars are shares of it, from 0 to 100 per cent, and the figures name
    both part and whole; a share above the whole ends in an arrow. Else the longest bar is the
    largest value. A measure no row has is left out. In SVG a row is a group with ``data-baris``.
    """
    rows = figures.rows_from(baris)
    title = figures.words(judul) or "Perbandingan usulan dan nilainya"
    return figures.fitted(lambda wide: _drawn(rows, wide, title), width, max_height)


def _drawn(rows: list[Row], width: float, title: str) -> Scene:
    shares = any(row.of_count is not None or row.of_amount is not None for row in rows)
    measured = {row.row: tuple(_measures(row, rows)) for row in rows}
    items: list[Item] = []
    y = MARGIN
    if shares and rows:
        items += _scale(measured, width)
        y += LINE + 1
    for row in rows:
        drawn, high = _row(row, measured[row.row], _columns(measured, width), shares=shares)
        items.append(Group(0, y, drawn, {"baris": str(row.row)}, _told(row), row.href))
        y += high
    if not rows:
        items.append(figures.nothing(_NOTHING, y + LETTER))
        y += 2 * LINE
    items += _legend(rows, y)
    y += LINE + 1.5 if rows else 0
    return Scene(
        width=width,
        height=y + MARGIN,
        title=title,
        description="; ".join(_told(row) for row in rows) + "." if rows else _NOTHING,
        items=(Rect(0, 0, width, y + MARGIN, Look(fill=WHITE, stroke=0)), *items),
        data={"jenis": "batang"},
    )


def _columns(measured: dict[int, tuple[_Measure, ...]], width: float) -> tuple[float, float, float]:
    """Where the bars begin, how long the longest is, and how wide all is."""
    if width < _BROAD:
        return MARGIN, width - 2 * MARGIN - 3, width
    words = max(
        (text_width(m.words, LETTER) for all_ in measured.values() for m in all_), default=0
    )
    names = width * 0.25
    return names, max(25.0, width - names - words - 6), width


def _measures(row: Row, rows: list[Row]) -> Iterator[_Measure]:
    if any(one.count is not None for one in rows):
        most = figures.largest(one.count for one in rows)
        said = f"{figures.number(row.count)} usulan"
        if row.of_count is not None:
            part = figures.share(row.count, row.of_count)
            said = (
                f"{figures.number(row.count)} dari {figures.number(row.of_count)} usulan ({part})"
            )
        yield _measure(row.count, row.of_count, most, DARK, said)
    if any(one.amount is not None for one in rows):
        most = figures.largest(one.amount for one in rows)
        said = figures.short(row.amount)
        if row.of_amount is not None:
            part = figures.share(row.amount, row.of_amount)
            said = f"{said} dari {figures.short(row.of_amount)} ({part})"
        yield _measure(row.amount, row.of_amount, most, Pattern.LINES, said)


def _measure(value: int | None, whole: int | None, most: int, fill: Fill, words: str) -> _Measure:
    against = most if whole is None else whole
    long = (value or 0) / against if against else 0.0
    return _Measure(long=min(1.0, long), over=long > 1, fill=fill, words=words)


def _row(
    row: Row,
    measures: tuple[_Measure, ...],
    place: tuple[float, float, float],
    *,
    shares: bool,
) -> tuple[tuple[Item, ...], float]:
    left, room, width = place
    beside = width >= _BROAD
    lines = wrap(row.name, LETTER, left - 3 if beside else width - 2 * MARGIN, 2, bold=True)
    items: list[Item] = [
        figures.text(line, MARGIN, LETTER + at * LINE, bold=True) for at, line in enumerate(lines)
    ]
    y = 0.0 if beside else LINE * len(lines) + 0.4
    for measure in measures:
        if not beside:
            items.append(figures.text(measure.words, MARGIN, y + LETTER))
            y += LINE + 0.3
        items += _bar(measure, left, y, room, shares=shares)
        if beside:
            items.append(figures.text(measure.words, width - MARGIN, y + _BAR * 0.82, end=True))
        y += _BAR + _BETWEEN
    high = max(y, LINE * len(lines)) + _GAP
    behind = Rect(0, 0, width, high - _GAP, Look(fill=WHITE, stroke=0))
    return (behind, *items), high


def _bar(measure: _Measure, x: float, y: float, room: float, *, shares: bool) -> Iterator[Item]:
    if shares:
        yield Rect(x, y, room, _BAR, Look(ink=LIGHT, stroke=0.2))
    if measure.long:
        wide = max(0.4, room * measure.long)
        yield Rect(x, y, wide, _BAR, Look(fill=measure.fill, stroke=0.25))
    if measure.over:
        tip = ((x + room, y - 0.3), (x + room + 2.4, y + _BAR / 2), (x + room, y + _BAR + 0.3))
        yield Polygon(tip, Look(fill=WHITE, stroke=0.35))


def _scale(measured: dict[int, tuple[_Measure, ...]], width: float) -> Iterator[Item]:
    """Where the quarters are, above the first row."""
    left, room, _ = _columns(measured, width)
    for part in (0.0, *_QUARTERS, 1.0):
        x, y = left + room * part, MARGIN + LINE
        yield Line(((x, y - 0.6), (x, y + 0.5)), Look(stroke=0.2))
        words = f"{round(part * 100)}%"
        shift = 0 if part == 0 else text_width(words, LETTER) / (1 if part == 1 else 2)
        yield figures.text(words, x - shift, y - 1)


def _legend(rows: list[Row], y: float) -> Iterator[Item]:
    entries: list[tuple[Fill, str]] = []
    if any(row.count is not None for row in rows):
        entries.append((DARK, "banyaknya usulan"))
    if any(row.amount is not None for row in rows):
        entries.append((Pattern.LINES, "nilai rupiah"))
    x = MARGIN
    for fill, words in entries:
        yield Rect(x, y, 7, 3.8, Look(fill=fill))
        yield figures.text(words, x + 8.5, y + 3.1)
        x += 14 + text_width(words, LETTER)


def _told(row: Row) -> str:
    parts = []
    if row.count is not None:
        whole = "" if row.of_count is None else f" dari {figures.number(row.of_count)}"
        rate = "" if row.of_count is None else f" ({figures.share(row.count, row.of_count)})"
        parts.append(f"{figures.number(row.count)}{whole} usulan{rate}")
    if row.amount is not None:
        whole = "" if row.of_amount is None else f" dari {figures.full(row.of_amount)}"
        rate = "" if row.of_amount is None else f" ({figures.share(row.amount, row.of_amount)})"
        parts.append(f"{figures.full(row.amount)}{whole}{rate}")
    return f"{row.name}: {', '.join(parts) or 'belum ada data'}"
