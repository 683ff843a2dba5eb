"""Pictures as SVG: for pages, where a browser draws them and JavaScript may move their signs."""

import base64
from collections.abc import Callable, Iterator, Mapping
from typing import Any, cast
from xml.sax.saxutils import escape, quoteattr

from musren.papers.gambar.lettering import clean
from musren.papers.gambar.scene import (
    Circle,
    Fill,
    Group,
    Item,
    Line,
    Look,
    Pattern,
    Photo,
    Polygon,
    Rect,
    Scene,
    Text,
)

_FONTS = "Arial, Helvetica, 'Liberation Sans', Roboto, sans-serif"
_PATTERNS = {
    Pattern.LINES: (1.7, '<path d="M-.4 2.1L2.1 -.4M-.4 .4L.4 -.4M1.3 2.1L2.1 1.3"'),
    Pattern.CROSSES: (1.3, '<path d="M0 0L1.3 1.3M0 1.3L1.3 0"'),
    Pattern.DOTS: (1.4, '<path d="M.7 .55L.7 .85"'),
}
_WEIGHT = {Pattern.LINES: 0.22, Pattern.CROSSES: 0.3, Pattern.DOTS: 0.35}


def as_svg(scene: Scene, *, ident: str = "", photo_href: str | None = None) -> str:
    """The picture as one ``<svg>`` element that refers to nothing outside.

    `ident` keeps the ids of several pictures on one page apart. `photo_href` is the address of
    the photo on our own server; without it the photo is carried inside. Everything a person
    typed is escaped; there is no style attribute and no script. A group with an address is a link.
    """
    return _Writer(ident or scene.data.get("jenis", "gambar"), photo_href).document(scene)


class _Writer:
    def __init__(self, ident: str, photo_href: str | None) -> None:
        self.ident = "".join(sign if sign.isalnum() and sign.isascii() else "-" for sign in ident)
        self.photo_href = photo_href

    def document(self, scene: Scene) -> str:
        named = f"{self.ident}-judul {self.ident}-uraian"
        root = {
            "xmlns": "http://www.w3.org/2000/svg",
            "viewBox": f"0 0 {_n(scene.width)} {_n(scene.height)}",
            "width": "100%",
            "role": "group" if scene.has_links else "img",  # links in an img are hidden
            "aria-labelledby": named,
            "font-family": _FONTS,
            **_data(scene.data),
        }
        drawn = "".join(self._item(item) for item in scene.items)
        return (
            f"<svg{_attributes(root)}>"
            f'<title id="{self.ident}-judul">{escape(clean(scene.title))}</title>'
            f'<desc id="{self.ident}-uraian">{escape(clean(scene.description))}</desc>'
            f"<defs>{''.join(self._patterns())}</defs>"
            f"{drawn}</svg>"
        )

    def _patterns(self) -> Iterator[str]:
        for pattern, (size, path) in _PATTERNS.items():
            yield (
                f'<pattern id="{self.ident}-{pattern.value}" patternUnits="userSpaceOnUse" '
                f'width="{size}" height="{size}"><rect width="{size}" height="{size}" '
                f'fill="#fff"/>{path} stroke="#000" stroke-width="{_WEIGHT[pattern]}"/></pattern>'
            )

    def _item(self, item: Item) -> str:
        # each writer is found under the type it writes
        write = cast("Callable[[Any, Any], str]", _WRITERS[type(item)])
        return write(self, item)

    def _group(self, group: Group) -> str:
        place = {"transform": f"translate({_n(group.x)} {_n(group.y)})"}
        title = f"<title>{escape(clean(group.title))}</title>" if group.title else ""
        inner = "".join(self._item(item) for item in group.items)
        drawn = f"<g{_attributes({**place, **_data(group.data)})}>{title}{inner}</g>"
        if not group.href:
            return drawn
        link = {"href": group.href, "aria-label": clean(group.title)}
        return f"<a{_attributes(link)}>{drawn}</a>"

    def _rect(self, rect: Rect) -> str:
        place = {"x": rect.x, "y": rect.y, "width": rect.width, "height": rect.height}
        return f"<rect{self._shape(place, rect.look)}/>"

    def _circle(self, circle: Circle) -> str:
        place = {"cx": circle.x, "cy": circle.y, "r": circle.radius}
        return f"<circle{self._shape(place, circle.look)}/>"

    def _polygon(self, polygon: Polygon) -> str:
        return f"<polygon{self._shape({'points': _points(polygon.points)}, polygon.look)}/>"

    def _line(self, line: Line) -> str:
        return f"<polyline{self._shape({'points': _points(line.points)}, line.look)}/>"

    def _shape(self, place: Mapping[str, float | str], look: Look) -> str:
        drawn = {"fill": self._fill(look.fill)}
        if look.stroke:
            drawn |= {"stroke": _grey(look.ink), "stroke-width": _n(look.stroke)}
            drawn |= {"stroke-linejoin": "round", "stroke-linecap": "round"}
        if look.dash:
            drawn["stroke-dasharray"] = _n(look.dash)
        return _attributes({**place, **drawn})

    def _fill(self, fill: Fill) -> str:
        if isinstance(fill, Pattern):
            return f"url(#{self.ident}-{fill.value})"
        return "none" if fill is None else _grey(fill)

    def _text(self, text: Text) -> str:
        drawn: dict[str, float | str] = {
            "x": text.x,
            "y": text.y,
            "font-size": text.size,
            "fill": _grey(text.ink),
        }
        drawn |= {} if text.anchor == "start" else {"text-anchor": text.anchor}
        drawn |= {"font-weight": "bold"} if text.bold else {}
        if text.halo:
            drawn |= {"stroke": "#fff", "stroke-width": 2 * text.halo, "paint-order": "stroke"}
            drawn |= {"stroke-linejoin": "round"}
        return f"<text{_attributes(drawn)}>{escape(clean(text.text))}</text>"

    def _photo(self, photo: Photo) -> str:
        inside = f"data:image/jpeg;base64,{base64.b64encode(photo.jpeg).decode()}"
        place = {"x": photo.x, "y": photo.y, "width": photo.width, "height": photo.height}
        drawn = {"preserveAspectRatio": "none", "opacity": _n(1 - photo.fade)}
        return f"<image{_attributes({**place, **drawn, 'href': self.photo_href or inside})}/>"


_WRITERS = {
    Group: _Writer._group,  # noqa: SLF001 - the table of our own methods
    Rect: _Writer._rect,  # noqa: SLF001
    Circle: _Writer._circle,  # noqa: SLF001
    Polygon: _Writer._polygon,  # noqa: SLF001
    Line: _Writer._line,  # noqa: SLF001
    Text: _Writer._text,  # noqa: SLF001
    Photo: _Writer._photo,  # noqa: SLF001
}


def _data(data: Mapping[str, str]) -> dict[str, str]:
    return {f"data-{name}": value for name, value in data.items()}


def _attributes(values: Mapping[str, float | str]) -> str:
    return "".join(
        f" {name}={quoteattr(value if isinstance(value, str) else _n(value))}"
        for name, value in values.items()
    )


def _points(points: tuple[tuple[float, float], ...]) -> str:
    return " ".join(f"{_n(x)},{_n(y)}" for x, y in points)


def _n(value: float) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")


def _grey(value: int) -> str:
    return f"#{value:02x}{value:02x}{value:02x}"
