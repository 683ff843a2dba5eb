"""Langkah: the stages of one proposal as a row of boxes, from proposed to built."""

from collections.abc import Iterator
from dataclasses import dataclass

from musren.papers.gambar import figures
from musren.papers.gambar.lettering import wrap
from musren.papers.gambar.scene import (
    BLACK,
    DARK,
    MIDDLE,
    WHITE,
    Group,
    Item,
    Line,
    Look,
    Rect,
    Scene,
    Text,
)

STATES = {
    "lewat": "sudah dilalui",
    "tidak": "tidak melalui tahap ini",
    "kini": "sedang di sini",
    "berhenti": "berhenti di sini",
    "belum": "belum sampai",
}
_BOX = 6.0
_SPACE = 1.4
_NAME = 2.5
_NAME_LINE = 3.0
_NAMED_FROM, _NAMED_WIDE = 14.0, 8.0
"""From this greatest height, and width of a box, on the names stand below the boxes."""


@dataclass(frozen=True)
class Step:
    """A stage of one proposal and what became of it there."""

    number: int
    name: str
    state: str


def langkah(tahap: object, width: float, max_height: float = _NAMED_FROM) -> Scene:
    """The boxes in a row, `width` millimetres wide; below `_NAMED_FROM` high without names.

    `tahap` are rows {nama, keadaan}; `keadaan` is lewat (black with a tick), kini (thick frame),
    berhenti (crossed out), belum (thin frame) or tidak (broken frame: not on its way).
    """
    steps = [
        Step(number, figures.words(one.get("nama")), _state(one.get("keadaan")))
        for number, one in enumerate(figures.mappings(tahap), 1)
    ]
    count = max(1, len(steps))
    wide = (width + _SPACE) / count - _SPACE
    box = min(_BOX, max(3.0, max_height - 0.6))
    named = max_height >= _NAMED_FROM and wide >= _NAMED_WIDE
    lines = {step: wrap(step.name, _NAME, wide, 3) for step in steps} if named else {}
    below = max((len(one) for one in lines.values()), default=0) * _NAME_LINE
    height = box + 0.6 + (below + 0.6 if below else 0)
    items: list[Item] = [Rect(0, 0, width, height, Look(fill=WHITE, stroke=0))]
    for at, step in enumerate(steps):
        x = at * (wide + _SPACE)
        names = tuple(
            Text(
                x=wide / 2, y=box + 0.9 + (n + 0.75) * _NAME_LINE, text=line, size=_NAME,
                anchor="middle", bold=step.state in {"kini", "berhenti"},
            )
            for n, line in enumerate(lines.get(step, ()))
        )  # fmt: skip
        title = f"{step.number}. {step.name}: {STATES[step.state]}"
        items.append(
            Group(x, 0.3, (*_box(step, wide, box), *names), {"keadaan": step.state}, title)
        )
    told = "; ".join(f"{s.number}. {s.name}: {STATES[s.state]}" for s in steps)
    return Scene(
        width=width,
        height=height,
        title="Perjalanan usulan",
        description=f"{told}." if told else "Belum ada tahap.",
        items=tuple(items),
        data={"jenis": "langkah"},
    )


def _state(given: object) -> str:
    return given if isinstance(given, str) and given in STATES else "belum"


def _box(step: Step, wide: float, high: float) -> Iterator[Item]:
    x, y = wide / 2, high / 2
    look = {
        "lewat": Look(fill=BLACK, stroke=0.3),
        "kini": Look(fill=WHITE, stroke=0.9),
        "berhenti": Look(fill=WHITE, stroke=0.5),
        "belum": Look(fill=WHITE, ink=MIDDLE, stroke=0.2),
        "tidak": Look(fill=WHITE, ink=MIDDLE, stroke=0.2, dash=0.8),
    }[step.state]
    edge = look.stroke / 2
    yield Rect(edge, edge, wide - 2 * edge, high - 2 * edge, look)
    ink = {"lewat": WHITE, "belum": DARK, "tidak": DARK}.get(step.state, BLACK)
    size = min(3.4, high * 0.6, wide * 0.45)
    beside = step.state in {"lewat", "berhenti"}
    left = x - (size * 0.55 if beside else 0)
    yield Text(
        x=left, y=y + size * 0.36, text=str(step.number), size=size, anchor="middle", ink=ink,
        bold=step.state not in {"belum", "tidak"},
    )  # fmt: skip
    if beside:
        yield from _mark(step.state, x + size * 0.55, y, size * 0.32, ink)


def _mark(state: str, x: float, y: float, r: float, ink: int) -> Iterator[Item]:
    pen = Look(ink=ink, stroke=0.45)
    if state == "lewat":
        yield Line(((x - r, y), (x - r * 0.2, y + r * 0.8), (x + r * 1.2, y - r)), pen)
    else:
        yield Line(((x - r, y - r), (x + r, y + r)), pen)
        yield Line(((x - r, y + r), (x + r, y - r)), pen)
