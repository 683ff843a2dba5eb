"""Pictures on page and paper: they open, say the same in grey, and bear whatever people type."""

import io
import re
import xml.etree.ElementTree as ET
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from musren.papers.gambar import as_jpeg, as_png, as_svg, bagan, kalender, sketsa
from musren.papers.gambar.glyphs import NAMES
from musren.papers.gambar.ring_layout import lay_out
from musren.papers.gambar.samples import sample_photo
from musren.papers.gambar.typed import (
    factors_from_typed,
    institutions_from_typed,
    signs_from_typed,
)

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = [
    "<script>alert(1)</script>",
    "\"' onload='x",
    "]]>&amp;&#0;",
    "\x00\x0b\ud800\uffff",
    "مرحبا بالعالم \u202e",
    "😀👩‍👩‍👧" * 20,
    "A" * 400,
    "kata " * 200,
    "",
]


def simbol(count=6):
    kinds, jenis = list(NAMES), ("potensi", "masalah", "lainnya")
    return [
        {
            "simbol": kinds[n % 15],
            "nama": f"Nama {n}",
            "jenis": jenis[n % 3],
            "x": n * 167 % 1001,
            "y": n * 331 % 1001,
        }
        for n in range(count)
    ]


def musim(count=5):
    return [
        {"faktor": f"Faktor {n}", "bulan": [(n + m) % 4 for m in range(12)]} for n in range(count)
    ]


def lembaga(count=6):
    return [
        {"nama": f"Lembaga {n}", "ukuran": n % 5 + 1, "jarak": n * 3 % 5 + 1, "sudut": None}
        for n in range(count)
    ]


def hostile_rows(text):
    return [
        {
            "simbol": text,
            "nama": text,
            "jenis": text,
            "x": "500",
            "y": "500",
            "faktor": text,
            "bulan": [text] * 12,
            "ukuran": text,
            "jarak": text,
            "sudut": text,
        }
    ]


DRAWERS = {
    "sketsa": (lambda rows, **size: sketsa(rows, None, 160, **size), simbol),
    "kalender": (lambda rows, **size: kalender(rows, 160, **size), musim),
    "bagan": (lambda rows, **size: bagan(rows, 160, **size), lembaga),
}


@pytest.fixture(params=sorted(DRAWERS))
def drawer(request):
    return DRAWERS[request.param]


def opened(content):
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def ink(picture):
    """How much of a picture is dark."""
    histogram = picture.convert("L").histogram()
    return sum(histogram[:128]) / sum(histogram)


def test_a_picture_has_the_size_asked_for_and_is_not_blank(drawer):
    draw, rows = drawer
    scene = draw(rows())
    picture = opened(as_png(scene, 100))
    assert picture.width == pytest.approx(scene.width / 25.4 * 100, abs=2)
    assert picture.height == pytest.approx(scene.height / 25.4 * 100, abs=2)
    assert picture.mode == "L"
    assert 0.005 < ink(picture) < 0.6


def test_the_same_rows_give_the_same_bytes(drawer):
    draw, rows = drawer
    assert as_png(draw(rows())) == as_png(draw(rows()))
    assert as_svg(draw(rows())) == as_svg(draw(rows()))


def test_a_png_holds_no_words_but_its_resolution(drawer):
    draw, rows = drawer
    assert set(opened(as_png(draw(rows()))).info) == {"dpi"}


@pytest.mark.parametrize("count", [0, 1, 15, 60])
def test_any_number_of_rows_is_drawn(drawer, count):
    draw, rows = drawer
    scene = draw(rows(count))
    drawn = set(re.findall(r'data-baris="(\d+)"', as_svg(scene)))
    assert drawn == {str(n) for n in range(count)}
    assert opened(as_png(scene, 60)).width > 100


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_stays_text(drawer, text):
    draw, _ = drawer
    scene = draw(hostile_rows(text))
    svg = as_svg(scene)
    svg.encode()
    root = ET.fromstring(svg)
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        *("svg", "title", "desc", "defs", "pattern", "path", "g", "rect", "circle"),
        *("polygon", "polyline", "text"),
    }
    named = {name for node in root.iter() for name in node.attrib}
    assert not [name for name in named if name.startswith("on") or "href" in name]
    assert opened(as_png(scene, 60)).width > 100


def test_an_svg_speaks_to_those_who_cannot_see_it(drawer):
    draw, rows = drawer
    root = ET.fromstring(as_svg(draw(rows()), ident="a1"))
    assert root.get("role") == "img"
    title, desc = (root.find(f"{SVG}{tag}") for tag in ("title", "desc"))
    assert root.get("aria-labelledby") == f"{title.get('id')} {desc.get('id')}"
    assert title.get("id").startswith("a1")
    assert title.text
    assert re.search(r"(Nama|Faktor|Lembaga) 0", desc.text)


def test_an_svg_names_its_kind_and_its_measures():
    shown = {
        kind: ET.fromstring(as_svg(draw(rows()))).attrib for kind, (draw, rows) in DRAWERS.items()
    }
    assert all(found["data-jenis"] == kind for kind, found in shown.items())
    assert len(shown["sketsa"]["data-bidang"].split()) == 4
    assert len(shown["bagan"]["data-jarak"].split()) == 5


def test_nothing_outside_is_fetched(drawer):
    draw, rows = drawer
    svg = as_svg(draw(rows())).replace("http://www.w3.org/2000/svg", "")
    assert "http" not in svg
    assert "style=" not in svg


def test_a_sign_stands_where_it_was_put():
    rows = [{"simbol": "rumah", "nama": "a", "jenis": "potensi", "x": 250, "y": 500}]
    root = ET.fromstring(as_svg(sketsa(rows, None, 160)))
    left, top, wide, high = map(float, root.get("data-bidang").split())
    sign = root.find(f"{SVG}g[@data-baris='0']")
    x, y = map(float, re.findall(r"[\d.]+", sign.get("transform")))
    assert (x, y) == pytest.approx((left + wide / 4, top + high / 2), abs=0.02)


def sign_in_grey(jenis, kind):
    rows = [{"simbol": kind, "nama": "a", "jenis": jenis, "x": 500, "y": 500}]
    scene = sketsa(rows, None, 160)
    left, top, wide, high = map(float, scene.data["bidang"].split())
    box = [left + wide / 2 - 3, top + high / 2 - 3, left + wide / 2 + 3, top + high / 2 + 3]
    return opened(as_png(scene, 200)).convert("L").crop([round(v / 25.4 * 200) for v in box])


@pytest.mark.parametrize("kind", NAMES)
def test_potentials_and_problems_differ_without_colour(kind):
    potensi, masalah = sign_in_grey("potensi", kind), sign_in_grey("masalah", kind)
    assert ink(masalah) > ink(potensi)
    edge = round(0.4 / 25.4 * 200)  # outside a circle, inside a square
    assert masalah.getpixel((edge, edge)) < 60
    assert potensi.getpixel((edge, edge)) > 200
    other = sign_in_grey("lainnya", kind)
    assert ImageChops.difference(potensi, other).getbbox() is not None


def test_every_symbol_has_its_own_picture():
    assert len({sign_in_grey("potensi", kind).tobytes() for kind in NAMES}) == len(NAMES)


def test_the_more_severe_a_month_the_darker_its_cell():
    found = []
    for strength in range(4):
        scene = kalender([{"faktor": "a", "bulan": [strength] * 12}], 160)
        picture = opened(as_png(scene, 200))
        row = picture.crop((500, 65, picture.width - 8, 110))
        found.append(ink(row))
    assert found == sorted(found)
    assert min(b - a for a, b in pairwise(found)) > 0.08


def test_a_photo_lies_below_the_signs():
    scene = sketsa(simbol(), sample_photo(""), 160)
    assert scene.has_photo
    assert opened(as_png(scene, 60)).mode == "RGB"
    assert opened(as_jpeg(scene, 60)).format == "JPEG"
    assert "data:image/jpeg;base64," in as_svg(scene)
    linked = as_svg(scene, photo_href="/foto/1?a=1&b=2")
    assert "data:image" not in linked
    assert 'href="/foto/1?a=1&amp;b=2"' in linked


def test_a_photo_that_cannot_be_opened_is_said_to_be_missing():
    assert "Foto tidak tersedia" in as_svg(sketsa(simbol(), b"bukan gambar", 160))


@pytest.mark.parametrize("height", [90, 150, 220])
def test_a_picture_fits_the_page_it_was_made_for(drawer, height):
    draw, rows = drawer
    scene = draw(rows(12), max_height=height)
    printed = min(1, 160 / scene.width, height / scene.height)
    assert scene.width * printed > 60


def test_fifteen_institutions_do_not_cover_each_other_and_are_all_named():
    scene = bagan(lembaga(15), 140)
    svg = as_svg(scene)
    assert all(re.search(rf">(Lembaga )?{n}</text>", svg) for n in range(15))
    rings = lay_out(institutions_from_typed(lembaga(15)), 1)
    for one in rings:
        for other in rings[: rings.index(one)]:
            away = ((one.x - other.x) ** 2 + (one.y - other.y) ** 2) ** 0.5
            assert away > one.radius + other.radius - 1.3


def test_larger_use_is_a_larger_circle_and_closer_is_nearer():
    rows = [
        {"nama": "besar", "ukuran": 5, "jarak": 1},
        {"nama": "kecil", "ukuran": 1, "jarak": 5},
    ]
    besar, kecil = lay_out(institutions_from_typed(rows), 1)
    assert besar.radius > 2 * kecil.radius
    assert besar.x**2 + besar.y**2 < kecil.x**2 + kecil.y**2


@pytest.mark.parametrize(("angle", "x", "y"), [(0, 0, -1), (90, 1, 0), (180, 0, 1), (270, -1, 0)])
def test_an_angle_counts_clockwise_from_the_top(angle, x, y):
    rows = [{"nama": "a", "ukuran": 1, "jarak": 5, "sudut": angle}]
    ring = lay_out(institutions_from_typed(rows), 1)[0]
    away = (ring.x**2 + ring.y**2) ** 0.5
    assert (ring.x / away, ring.y / away) == pytest.approx((x, y), abs=1e-6)


@pytest.mark.parametrize(
    ("row", "place"),
    [
        ({"x": "7", "y": " 8 "}, (7, 8)),
        ({"x": 7, "y": 8}, (7, 8)),
        ({"x": "2000", "y": "-5"}, (1000, 0)),
        ({"x": "", "y": "8"}, None),
        ({"x": "x", "y": "8"}, None),
        ({"x": "9" * 5000, "y": "8"}, None),
        ({"x": None, "y": 8}, None),
        ({}, None),
        ("bukan baris", None),
        (None, None),
    ],
)
def test_a_typed_place_is_read_or_left_out(row, place):
    found = signs_from_typed([row])
    assert [(sign.x, sign.y) for sign in found] == ([place] if place else [])


def test_a_row_keeps_its_number_when_others_are_left_out():
    rows = [{"nama": ""}, {"nama": "b"}, {"nama": "c", "ukuran": "9", "jarak": "2"}]
    found = institutions_from_typed(rows)
    assert [(one.number, one.size, one.distance) for one in found] == [(2, 3, 3), (3, 3, 2)]


def test_months_typed_half_count_as_nothing():
    found = factors_from_typed([{"faktor": "a", "bulan": ["3", "", "x", "9", -4]}])
    assert found[0].months == (3, 0, 0, 3, *[0] * 8)


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=30),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(["simbol", "nama", "jenis", "x", "y", "faktor", "bulan", "ukuran"])
            | st.text(max_size=5),
            inner,
            max_size=6,
        )
    ),
    max_leaves=12,
)


@settings(deadline=None, max_examples=25)
@given(anything)
def test_no_draft_can_stop_a_picture(rows):
    for draw, _ in DRAWERS.values():
        ET.fromstring(as_svg(draw(rows)))


@settings(deadline=None, max_examples=12)
@given(st.text(max_size=60))
def test_no_name_can_stop_a_picture(text):
    for draw, _ in DRAWERS.values():
        as_png(draw(hostile_rows(text)), 40)
