"""A drawn stand-in for any photo, so that samples of papers need no files."""

import math
from functools import cache

from musren.papers.gambar.raster import as_jpeg
from musren.papers.gambar.scene import PALE, WHITE, Circle, Line, Look, Rect, Scene, Text

_WIDE, _HIGH = 160.0, 110.0


def sample_photo(sha256: str) -> bytes:  # noqa: ARG001 - the same picture for every name
    """A JPEG that looks like a sketch on plano paper; always the same bytes."""
    return _drawn()


@cache
def _drawn() -> bytes:
    river = tuple((x, 70 + 14 * math.sin(x / 22)) for x in range(4, 157, 4))
    road = ((4, 40), (60, 34), (100, 48), (156, 30))
    lane = ((60, 34), (66, 70), (58, 106))
    pen, wide = Look(ink=110, stroke=1.0), Look(ink=150, stroke=2.6)
    scene = Scene(
        width=_WIDE,
        height=_HIGH,
        title="Contoh foto",
        description="Sketsa rekaan.",
        items=(
            Rect(0, 0, _WIDE, _HIGH, Look(fill=PALE, stroke=0)),
            Rect(3, 3, _WIDE - 6, _HIGH - 6, Look(fill=WHITE, ink=150, stroke=0.8)),
            Line(river, wide),
            Line(road, pen),
            Line(lane, pen),
            *(Circle(x, y, 6, Look(ink=150, stroke=0.6)) for x, y in ((30, 22), (120, 95))),
            Text(x=_WIDE / 2, y=14, text="Contoh foto", size=7, anchor="middle", ink=110),
        ),
    )
    return as_jpeg(scene, 150)
