"""Pictures as PNG or JPEG: for Word files; the same picture always gives the same bytes."""

import io
import math
from collections.abc import Callable, Iterator
from typing import Any, cast

from PIL import Image, ImageDraw

from musren.papers.gambar.lettering import clean, drawable, font
from musren.papers.gambar.scene import (
    WHITE,
    Circle,
    Group,
    Item,
    Line,
    Look,
    Pattern,
    Photo,
    Point,
    Polygon,
    Rect,
    Scene,
    Text,
)

_FINER = 2  # drawn twice as fine and shrunk, so that edges are smooth
_MM = 25.4
_MOST_PIXELS = 60_000_000
_JPEG_QUALITY = 85
_ANCHORS = {"start": "ls", "middle": "ms", "end": "rs"}
# distance between the lines of a pattern, their weight (mm), and whether they cross
_HATCHES = {Pattern.LINES: (1.2, 0.22, False), Pattern.CROSSES: (0.92, 0.3, True)}


def as_png(scene: Scene, dpi: int = 200) -> bytes:
    """The picture as PNG, grey unless it holds a photo; no metadata but its resolution."""
    out = io.BytesIO()
    _drawn(scene, dpi).save(out, "PNG", compress_level=6, dpi=(dpi, dpi))
    return out.getvalue()


def as_jpeg(scene: Scene, dpi: int = 200) -> bytes:
    """The picture as JPEG, which keeps one with a photo small."""
    out = io.BytesIO()
    _drawn(scene, dpi).save(out, "JPEG", quality=_JPEG_QUALITY, subsampling=0, dpi=(dpi, dpi))
    return out.getvalue()


def _drawn(scene: Scene, dpi: int) -> Image.Image:
    most = math.sqrt(_MOST_PIXELS / max(1.0, scene.width * scene.height))
    scale = min(dpi * _FINER / _MM, most)
    size = [max(_FINER, math.ceil(side * scale)) for side in (scene.width, scene.height)]
    paper = Image.new("RGB" if scene.has_photo else "L", (size[0], size[1]), "white")
    _Brush(paper, scale).items(scene.items, (0, 0))
    return paper.reduce(_FINER)


class _Brush:
    """Draws things on a sheet of pixels, `scale` of them to the millimetre."""

    def __init__(self, paper: Image.Image, scale: float) -> None:
        self.paper, self.scale = paper, scale
        self.draw = ImageDraw.Draw(paper)
        self.at: Point = (0, 0)

    def items(self, items: tuple[Item, ...], at: Point) -> None:
        for item in items:
            self.at = at
            # each brush is found under the type it draws
            cast("Callable[[Any, Any], None]", _BRUSHES[type(item)])(self, item)

    def group(self, group: Group) -> None:
        self.items(group.items, (self.at[0] + group.x, self.at[1] + group.y))

    def rect(self, rect: Rect) -> None:
        right, bottom = rect.x + rect.width, rect.y + rect.height
        corners = ((rect.x, rect.y), (right, rect.y), (right, bottom), (rect.x, bottom))
        self.polygon(Polygon(corners, rect.look))

    def polygon(self, polygon: Polygon) -> None:
        points = self._pixels(polygon.points)
        self._fill(polygon.look, _paint_polygon, points)
        self._stroke([*points, points[0], points[1]], polygon.look)

    def circle(self, circle: Circle) -> None:
        look, r = circle.look, circle.radius
        corners = ((circle.x - r, circle.y - r), (circle.x + r, circle.y + r))
        box = self._pixels(corners)
        self._fill(look, _paint_ellipse, box)
        if look.dash:
            for arc in _arcs(circle):
                self._stroke(self._pixels(arc), look)
        elif look.stroke:
            half = look.stroke / 2 * self.scale
            (left, top), (right, bottom) = box
            outer = [(left - half, top - half), (right + half, bottom + half)]
            pen = self._pen(look)
            self.draw.ellipse(outer, outline=self._ink(look.ink), width=pen)

    def line(self, line: Line) -> None:
        points = self._pixels(line.points)
        if line.look.fill is not None:
            self._fill(line.look, _paint_polygon, points)
        if not line.look.dash:
            self._stroke(points, line.look)
            return
        for dash in _dashes(line):
            self._stroke(self._pixels(dash), line.look)

    def text(self, text: Text) -> None:
        place = self._pixels(((text.x, text.y),))[0]
        letters = font(round(text.size * self.scale))
        thick = text.size * self.scale * 0.025 if text.bold else 0
        common = {"font": letters, "anchor": _ANCHORS[text.anchor]}
        words = drawable(clean(text.text))
        if text.halo:
            halo = text.halo * self.scale + thick
            white = self._ink(WHITE)
            self.draw.text(place, words, fill=white, stroke_width=halo, stroke_fill=white, **common)
        ink = self._ink(text.ink)
        self.draw.text(place, words, fill=ink, stroke_width=thick, stroke_fill=ink, **common)

    def photo(self, photo: Photo) -> None:
        corner = (photo.x + photo.width, photo.y + photo.height)
        (left, top), (right, bottom) = self._pixels(((photo.x, photo.y), corner))
        size = (max(1, round(right - left)), max(1, round(bottom - top)))
        with Image.open(io.BytesIO(photo.jpeg), formats=("JPEG",)) as source:
            picture = source.convert("RGB").resize(size, Image.Resampling.BICUBIC)
        if photo.fade:
            picture = Image.blend(picture, Image.new("RGB", size, "white"), photo.fade)
        self.paper.paste(picture, (round(left), round(top)))

    def _pixels(self, points: tuple[Point, ...]) -> list[Point]:
        return [((x + self.at[0]) * self.scale, (y + self.at[1]) * self.scale) for x, y in points]

    def _pen(self, look: Look) -> int:
        return max(1, round(look.stroke * self.scale))

    def _ink(self, grey: int) -> int | tuple[int, int, int]:
        return grey if self.paper.mode == "L" else (grey, grey, grey)

    def _stroke(self, points: list[Point], look: Look) -> None:
        if look.stroke:
            ink = self._ink(look.ink)
            self.draw.line(points, fill=ink, width=self._pen(look), joint="curve")

    def _fill(self, look: Look, paint: "Paint", points: list[Point]) -> None:
        if look.fill is None:
            return
        if not isinstance(look.fill, Pattern):
            paint(self.draw, points, self._ink(look.fill))
            return
        xs, ys = [x for x, _ in points], [y for _, y in points]
        box = (math.floor(min(xs)), math.floor(min(ys)), math.ceil(max(xs)), math.ceil(max(ys)))
        mask = Image.new("L", (box[2] - box[0] + 1, box[3] - box[1] + 1), 0)
        paint(ImageDraw.Draw(mask), [(x - box[0], y - box[1]) for x, y in points], WHITE)
        self.paper.paste(self._hatched(look.fill, box[:2], mask.size), box[:2], mask)

    def _hatched(
        self, pattern: Pattern, box: tuple[int, int], size: tuple[int, int]
    ) -> Image.Image:
        """A sheet of the pattern whose lines meet those of its neighbours."""
        wide, high = size
        sheet = Image.new(self.paper.mode, size, "white")
        draw, black = ImageDraw.Draw(sheet), self._ink(0)
        if pattern is Pattern.DOTS:
            step = 1.4 * self.scale
            for x in _steps(-(box[0] % step), wide, step):
                for y in _steps(-(box[1] % step), high, step):
                    draw.circle((x, y), 0.18 * self.scale, fill=black)
            return sheet
        apart, weight, crossing = _HATCHES[pattern]
        step, pen = apart * math.sqrt(2) * self.scale, max(1, round(weight * self.scale))
        for x in _steps(-((box[0] + box[1]) % step), wide + high, step):
            draw.line([(x, 0), (x - high, high)], fill=black, width=pen)
        for x in _steps(-((box[0] - box[1]) % step) - high, wide, step) if crossing else ():
            draw.line([(x, 0), (x + high, high)], fill=black, width=pen)
        return sheet


Paint = Callable[[Any, list[Point], Any], None]


def _paint_polygon(draw: Any, points: list[Point], ink: Any) -> None:
    draw.polygon(points, fill=ink)


def _paint_ellipse(draw: Any, box: list[Point], ink: Any) -> None:
    draw.ellipse(box, fill=ink)


_BRUSHES = {
    Group: _Brush.group,
    Rect: _Brush.rect,
    Circle: _Brush.circle,
    Polygon: _Brush.polygon,
    Line: _Brush.line,
    Text: _Brush.text,
    Photo: _Brush.photo,
}


def _steps(start: float, end: float, step: float) -> Iterator[float]:
    for number in range(math.ceil((end - start) / step) + 1):
        yield start + number * step


def _arcs(circle: Circle) -> Iterator[tuple[Point, ...]]:
    """The dashes of a circle, each a short line of few points."""
    pairs = max(6, round(math.tau * circle.radius / (2 * circle.look.dash)))
    for number in range(pairs):
        turns = [(number + part / 8) / pairs * math.tau for part in range(5)]
        yield tuple(
            (circle.x + circle.radius * math.cos(turn), circle.y + circle.radius * math.sin(turn))
            for turn in turns
        )


def _dashes(line: Line) -> Iterator[tuple[Point, ...]]:
    dash = line.look.dash
    for (x1, y1), (x2, y2) in zip(line.points, line.points[1:], strict=False):
        length = math.hypot(x2 - x1, y2 - y1)
        for start in _steps(0, length - 2 * dash, 2 * dash):
            ends = [min(1.0, at / length) for at in (start, start + dash)] if length else []
            yield tuple((x1 + (x2 - x1) * t, y1 + (y2 - y1) * t) for t in ends)
