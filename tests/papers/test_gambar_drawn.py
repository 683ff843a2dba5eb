"""A picture drawn a second time is the same picture; another one never is."""

import io
from dataclasses import replace

import pytest
from PIL import Image

from musren.papers.gambar.drawn import as_picture
from musren.papers.gambar.raster import as_jpeg, as_png
from musren.papers.gambar.scene import Group, Line, Photo, Rect, Scene, Text


def photo(grey):
    out = io.BytesIO()
    Image.new("RGB", (40, 30), (grey, grey, grey)).save(out, "JPEG")
    return Photo(x=0, y=0, width=40, height=30, jpeg=out.getvalue())


def scene(*items):
    return Scene(width=40, height=30, title="Judul", description="Uraian", items=items)


BOX = Rect(5, 5, 20, 10)
SCENES = [
    scene(), scene(BOX), scene(replace(BOX, x=6)), scene(BOX, Line(((0, 0), (9, 9)))),
    scene(Group(3, 3, (BOX,))), scene(Text(x=2, y=9, text="a", size=5)),
    scene(Text(x=2, y=9, text="b", size=5)), scene(photo(40)), scene(photo(90)),
    scene(replace(photo(40), fade=0.5)),
]  # fmt: skip


@pytest.mark.parametrize("dpi", [50, 100])
@pytest.mark.parametrize("one", SCENES)
def test_it_is_what_the_painter_makes_the_second_time_too(one, dpi):
    draw = as_jpeg if one.has_photo else as_png
    assert as_picture(one, dpi) == as_picture(one, dpi) == draw(one, dpi)


def test_different_pictures_stay_different():
    assert len({as_picture(one, 50) for one in SCENES}) == len(SCENES)
