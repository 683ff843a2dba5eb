"""Charts and maps on page and paper: the same bytes, readable in grey, linked to their lists."""

import io
import re
import xml.etree.ElementTree as ET

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from musren.papers.gambar import (
    as_png,
    as_svg,
    batang,
    corong,
    figures,
    garis_tahun,
    langkah,
    peta,
    peta_petak,
)
from musren.papers.gambar.lettering import width as text_width
from musren.papers.gambar.scene import Group, Text
from musren.papers.gambar.stages import FILLS, badge, stages_from

SVG = "{http://www.w3.org/2000/svg}"
NAMES = ("Diusulkan", "Disepakati desa", "Masuk kecamatan", "Disepakati kecamatan",
         "Ditetapkan Camat (SPC)", "Diterima kabupaten (RKPD)", "Masuk anggaran", "Terbangun")  # fmt: skip
TAHAP = [{"kunci": f"t{n}", "nama": name} for n, name in enumerate(NAMES, 1)]


def tahap(count=8):
    return [
        {"kunci": f"t{n}", "nama": f"{NAMES[n % 8]} {n}", "usulan": 18_000 // (n + 1),
         "biaya": 2_978_550_000_000 // (n + 1), "mkp": 6_000 // (n + 1), "tautan": f"/d?t={n}&a=1"}
        for n in range(count)
    ]  # fmt: skip


def wilayah(count=8):
    return [
        {"nama": f"Kecamatan {n}", "usulan": n, "dari_usulan": 2 * n, "biaya": n * 10**9,
         "dari_biaya": n * 10**9 + 5, "tautan": f"/kecamatan/{n}"}
        for n in range(count)
    ]  # fmt: skip


def desa(count=8):
    return [
        {"kode": f"99.01.01.{2000 + n}", "nama": f"Desa {n}", "kecamatan": f"Kecamatan {n % 3}",
         "tahap": f"t{n % 9}", "tautan": f"/desa/{n}",
         "bentuk": {"titik": [103 + n % 7 / 50, -2 - n // 7 / 50]} if n % 2 else
         {"bidang": [[[103 + n % 7 / 50 + dx, -2 - n // 7 / 50 + dy]
                      for dx, dy in ((0, 0), (0.02, 0), (0.02, 0.02), (0, 0.02))]]}}
        for n in range(count)
    ]  # fmt: skip


def tahunan(count=4):
    return [{"nama": f"Garis {n}", "nilai": [n, None, n * 3, 9]} for n in range(count)]


DRAWERS = {
    "corong": (corong, tahap),
    "batang": (batang, wilayah),
    "peta": (lambda rows, *size: peta(rows, TAHAP, *size), desa),
    "petak": (lambda rows, *size: peta_petak(rows, TAHAP, *size), desa),
    "garis": (lambda rows, *size: garis_tahun([2008, 2009, 2010, 2011], rows, *size), tahunan),
    "langkah": (
        lambda rows, *size: langkah([{**one, "keadaan": "kini"} for one in rows]
                                    if isinstance(rows, list) and all(isinstance(r, dict) for r in rows)
                                    else rows, *size), tahap),
}  # fmt: skip
LINKED = ("corong", "batang", "peta", "petak")


@pytest.fixture(params=sorted(DRAWERS))
def drawer(request):
    return DRAWERS[request.param]


def opened(content):
    picture = Image.open(io.BytesIO(content))
    picture.load()
    return picture


def ink(picture):
    histogram = picture.convert("L").histogram()
    return sum(histogram[:128]) / sum(histogram)


def words(items, x=0.0):
    """Every text of a scene with where it begins and ends across the sheet."""
    for item in items:
        if isinstance(item, Group):
            yield from words(item.items, x + item.x)
        elif isinstance(item, Text):
            wide = text_width(item.text, item.size, bold=item.bold) / 1.06
            before = {"start": 0, "middle": wide / 2, "end": wide}[item.anchor]
            yield item.text, x + item.x - before, x + item.x - before + wide


def test_the_same_rows_give_the_same_bytes(drawer):
    draw, rows = drawer
    assert as_png(draw(rows(), 95)) == as_png(draw(rows(), 95))
    assert as_svg(draw(rows(), 95)) == as_svg(draw(rows(), 95))


@pytest.mark.parametrize("width", [95, 165])
@pytest.mark.parametrize("count", [0, 1, 8, 60])
def test_all_words_stay_on_the_sheet(drawer, width, count):
    draw, rows = drawer
    scene = draw(rows(count), width)
    assert [(w, a, b) for w, a, b in words(scene.items) if a < -0.1 or b > scene.width + 0.1] == []
    assert opened(as_png(scene, 60)).mode == "L"


def test_the_paper_sheet_is_kept(drawer):
    draw, rows = drawer
    scene = draw(rows(40), 165, 220)
    assert scene.height / scene.width <= 220 / 165 * 3


@pytest.mark.parametrize("kind", LINKED)
def test_each_bar_and_village_opens_its_list(kind):
    draw, rows = DRAWERS[kind]
    root = ET.fromstring(as_svg(draw(rows(), 95)))
    links = root.findall(f"{SVG}a")
    assert {link.get("href") for link in links} == {one["tautan"] for one in rows()}
    assert all(link.get("aria-label") for link in links)
    assert root.get("role") == "group"  # what is inside an img cannot be reached


@pytest.mark.parametrize("kind", LINKED)
@pytest.mark.parametrize(
    "href", ["javascript:alert(1)", "//other.example/x", "/\\other.example", "https://x.example", 7]
)
def test_no_address_leads_off_the_server(kind, href):
    draw, rows = DRAWERS[kind]
    svg = as_svg(draw([{**one, "tautan": href} for one in rows()], 95))
    assert "href" not in svg
    assert 'role="img"' in svg


HOSTILE = ["<script>x</script>", "\"' onload='x", "]]>&#0;", "\x00\ud800\uffff", "😀" * 90, "A" * 400,
           "kata " * 200, ""]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_whatever_is_typed_stays_text(drawer, text):
    draw, rows = drawer
    typed = [{**one, "nama": text, "kecamatan": text, "kunci": text} for one in rows()]
    scene = draw(typed, 95)
    root = ET.fromstring(as_svg(scene))
    assert not [n for node in root.iter() for n in node.attrib if n.startswith("on")]
    assert {node.tag.removeprefix(SVG) for node in root.iter()} <= {
        *("svg", "title", "desc", "defs", "pattern", "path", "g", "rect", "circle"),
        *("polygon", "polyline", "text", "a"),
    }
    assert opened(as_png(scene, 40)).width > 50


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                [
                    "nama",
                    "kunci",
                    "usulan",
                    "biaya",
                    "mkp",
                    "dari_usulan",
                    "dari_biaya",
                    "tahap",
                    "bentuk",
                    "titik",
                    "bidang",
                    "nilai",
                    "keadaan",
                    "tautan",
                ]
            ),
            inner,
            max_size=6,
        )
    ),
    max_leaves=14,
)


@settings(deadline=None, max_examples=40)
@given(anything)
def test_no_rows_can_stop_a_picture(rows):
    for draw, _ in DRAWERS.values():
        as_png(draw(rows, 95), 20)
    peta(rows, rows, 95)
    garis_tahun(rows, rows, 95)


def test_a_funnel_says_number_rupiah_and_the_womens_part_without_colour():
    scene = corong(tahap(2), 165)
    assert "Diusulkan 0: 18.000 usulan, 6.000 di antaranya dari MKP" in scene.description
    assert "Rp2.978.550.000.000" in scene.description
    shown = [text for text, _, _ in words(scene.items)]
    assert {"18.000 usulan", "Rp2,98 triliun", "9.000 usulan"} <= set(shown)
    assert "di antaranya dari MKP" in shown


def test_a_stage_half_as_large_has_a_bar_half_as_long():
    svg = as_svg(corong(tahap(2), 165))
    bars = [float(w) for w in re.findall(r'width="([\d.]+)" height="4.4" fill="#464646"', svg)]
    assert bars[1] == pytest.approx(bars[0] / 2, abs=0.02)


def test_a_share_names_part_and_whole_and_ends_in_an_arrow_above_the_whole():
    row = {"nama": "a", "usulan": 12, "dari_usulan": 36, "biaya": 15, "dari_biaya": 10}
    scene = batang([row], 165)
    shown = [text for text, _, _ in words(scene.items)]
    assert "12 dari 36 usulan (33,3%)" in shown
    assert "Rp15 dari Rp10 (150,0%)" in shown
    assert "<polygon" in as_svg(scene)


@pytest.mark.parametrize(
    ("part", "whole", "said"),
    [(1, 3, "33,3%"), (2, 3, "66,7%"), (1, 2000, "0,1%"), (0, 5, "0,0%"), (5, 5, "100,0%"),
     (0, 0, "–"), (3, 0, "–"), (None, 4, "–"), (1, None, "–")],
)  # fmt: skip
def test_a_share_is_rounded_half_up_and_nothing_of_nothing_is_none(part, whole, said):
    assert figures.share(part, whole) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [(0, "Rp0"), (999_999, "Rp999.999"), (1_000_000, "Rp1 juta"), (132_720_000, "Rp132,72 juta"),
     (999_999_999, "Rp1 miliar"), (1_500_000_000, "Rp1,5 miliar"),
     (2_978_550_000_000, "Rp2,98 triliun"), (None, "–")],
)  # fmt: skip
def test_an_amount_is_said_short(amount, said):
    assert figures.short(amount) == said


def test_stages_differ_without_colour():
    stages = list(stages_from(TAHAP).values())
    drawn = set()
    for stage in (None, *stages):
        scene = peta_petak([{"nama": "a", "tahap": stage.key if stage else ""}], TAHAP, 95)
        picture = opened(as_png(scene, 150))
        drawn.add(picture.crop((0, 0, 60, 55)).tobytes())
    assert len(drawn) == len(FILLS) == 9
    assert len({str(badge(stage, 0, 0).items[0].look.fill) for stage in (None, *stages)}) == 9


def test_villages_lie_on_the_map_as_they_lie_on_earth():
    rows = [
        {"kode": "w", "nama": "Barat", "bentuk": {"titik": [103.0, -2.0]}},
        {"kode": "e", "nama": "Timur", "bentuk": {"titik": [103.2, -2.0]}},
        {"kode": "s", "nama": "Selatan", "bentuk": {"titik": [103.0, -2.1]}},
    ]
    root = ET.fromstring(as_svg(peta(rows, TAHAP, 95)))
    at = {
        group.get("data-kode"): [float(group.find(f"{SVG}circle").get(n)) for n in ("cx", "cy")]
        for group in root.findall(f"{SVG}g")
        if group.get("data-kode")
    }
    east, south = at["e"][0] - at["w"][0], at["s"][1] - at["w"][1]
    assert east > 0
    assert south > 0
    assert at["e"][1] == at["w"][1]
    assert east / south == pytest.approx(2, rel=0.01)  # so near the equator a degree is a degree


def test_a_village_without_shape_is_counted_not_lost():
    rows = [*desa(3), {"kode": "x", "nama": "Tanpa", "bentuk": None, "tahap": "t1"}]
    scene = peta(rows, TAHAP, 95)
    shown = " ".join(text for text, _, _ in words(scene.items))
    assert "1 desa belum mempunyai batas atau titik peta" in shown
    assert scene.description.startswith("4 desa.")
    assert 'data-kode="x"' not in as_svg(scene)
    assert 'data-kode="x"' in as_svg(peta_petak(rows, TAHAP, 95))


@pytest.mark.parametrize(
    "shape",
    [{"titik": [200, 0]}, {"titik": ["a", 1]}, {"titik": [float("nan"), 1]}, {"titik": [1]},
     {"bidang": [[[1, 1], [2, 2]]]}, {"bidang": [[[1, 1], [1, 1], [1, 1]]]}, {}, None, "x",
     {"bidang": "x"}, {"titik": [True, False]}],
)  # fmt: skip
def test_what_is_no_place_on_earth_is_not_drawn(shape):
    scene = peta([{"kode": "x", "nama": "a", "bentuk": shape}], TAHAP, 95)
    assert "data-kode" not in as_svg(scene)
    assert "Belum ada desa yang mempunyai batas" in as_svg(scene)


def test_every_village_has_a_tile_below_its_kecamatan():
    svg = as_svg(peta_petak(desa(30), TAHAP, 95))
    assert len(re.findall("data-kode=", svg)) == 30
    assert [svg.index(f">Kecamatan {n}</text>") for n in range(3)] == sorted(
        svg.index(f">Kecamatan {n}</text>") for n in range(3)
    )


def test_a_year_without_a_value_parts_the_line():
    broken = as_svg(garis_tahun([1, 2, 3], [{"nama": "a", "nilai": [1, None, 3]}], 95))
    whole = as_svg(garis_tahun([1, 2, 3], [{"nama": "a", "nilai": [1, 2, 3]}], 95))
    assert whole.count("<polyline") == broken.count("<polyline") + 2


def test_what_became_of_a_proposal_is_told_at_each_stage():
    states = ("lewat", "tidak", "kini", "berhenti", "belum")
    scene = langkah([{"nama": f"T{n}", "keadaan": s} for n, s in enumerate(states)], 64, 7)
    assert scene.description == (
        "1. T0: sudah dilalui; 2. T1: tidak melalui tahap ini; 3. T2: sedang di sini; "
        "4. T3: berhenti di sini; 5. T4: belum sampai."
    )
    picture = opened(as_png(scene, 200))
    part = picture.width // 5
    boxes = [picture.crop((n * part, 0, (n + 1) * part, picture.height)) for n in range(5)]
    shades = [ink(box) for box in boxes]
    assert shades[0] > 2 * max(shades[1:])
    assert max(shades[1], shades[4]) < min(shades[2:4])
