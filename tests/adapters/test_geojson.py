"""Maps handed in: what is taken, how small it becomes, and hostile files refused in words."""

import json
import math
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musren.adapters import geojson
from musren.adapters.geojson import MOST_POINTS, BadMap, read_map, simplified

KODE = "99.01.01.2001"
SQUARE = [[112.0, -7.0], [112.1, -7.0], [112.1, -7.1], [112.0, -7.1], [112.0, -7.0]]


def feature(geometry: Any, **properties: Any) -> dict[str, Any]:
    return {"type": "Feature", "properties": properties or {"kode": KODE}, "geometry": geometry}


def collection(*features: Any) -> bytes:
    return json.dumps({"type": "FeatureCollection", "features": list(features)}).encode()


def polygon(*rings: Any) -> dict[str, Any]:
    return {"type": "Polygon", "coordinates": list(rings)}


def circle(count: int, radius: float = 0.1, x: float = 112.0) -> list[list[float]]:
    turns = [2 * math.pi * at / count for at in range(count)]
    ring = [[x + radius * math.cos(t), -7 + radius * math.sin(t)] for t in turns]
    return [*ring, ring[0]]


def test_points_and_areas_are_read_with_their_codes():
    data = collection(
        feature({"type": "Point", "coordinates": [112.5, -7.5, 30]}, KODE_DESA="9901012002"),
        feature(polygon(SQUARE)),
    )
    one, two = read_map(data).bidang
    assert (str(one.kode), one.as_json()) == (KODE, {"bidang": [SQUARE[:-1]]})
    assert (str(two.kode), two.as_json()) == ("99.01.01.2002", {"titik": [112.5, -7.5]})


def test_the_parts_of_a_village_become_one_shape_and_holes_fall_away():
    other = [[x + 1, y] for x, y in SQUARE]
    data = collection(
        feature({"type": "MultiPolygon", "coordinates": [[SQUARE, circle(9, 0.01)], [other]]}),
        feature({"type": "Point", "coordinates": [112, -7]}),
    )
    (found,) = read_map(data).bidang
    assert len(found.cincin) == 2
    assert found.titik is None


@pytest.mark.parametrize("sizes", [[500], [5_000, 40], [200] * 8, [300] * 20])
def test_a_village_becomes_at_most_sixty_points(sizes: list[int]):
    rings = [[circle(n, x=112.0 + at)] for at, n in enumerate(sizes)]
    (found,) = read_map(collection(feature({"type": "MultiPolygon", "coordinates": rings}))).bidang
    assert sum(len(ring) for ring in found.cincin) <= MOST_POINTS
    assert all(len(ring) >= 3 for ring in found.cincin)


def test_corners_are_kept_when_a_line_is_made_simpler():
    side = [at / 100 for at in range(100)]
    ring = [
        *((x, 0.0) for x in side), *((1.0, y) for y in side),
        *((1 - x, 1.0) for x in side), *((0.0, 1 - y) for y in side),
    ]  # fmt: skip
    assert set(simplified(ring, 4)) == {(0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)}


@settings(deadline=None)
@given(
    st.lists(st.tuples(st.floats(-180, 180), st.floats(-90, 90)), min_size=3, max_size=120),
    st.integers(3, 60),
)
def test_what_is_simplified_is_part_of_the_ring_in_its_order(ring, most):
    found = simplified(ring, most)
    assert len(found) <= max(most, 3)
    rest = iter(ring)
    assert all(point in rest for point in found)


@pytest.mark.parametrize(
    "data",
    [
        b"", b"{", b"[]", b"null", b"\xff\xfe\x00", b'{"type": "FeatureCollection"}',
        b'{"type": "FeatureCollection", "features": []}', b"[" * 100_000,
        b'{"type": "FeatureCollection", "features": {"a": 1}}',
        b'{"type": "FeatureCollection", "features": [NaN]}',
        b'{"type": "Topology", "objects": {}}', b"PK\x03\x04",
    ],
)  # fmt: skip
def test_what_is_no_map_is_refused_with_a_sentence(data: bytes):
    with pytest.raises(BadMap, match=r"GeoJSON|tidak berisi"):
        read_map(data)


@pytest.mark.parametrize(
    ("one", "told"),
    [
        (feature(polygon(SQUARE), nama="Sukamaju"), "tidak ada kode desa"),
        (feature(polygon(SQUARE), kode="99.01"), "bukan kode desa"),
        (feature(polygon(SQUARE), kode="<script>"), "bukan kode wilayah"),
        (feature(polygon(SQUARE), kode=["a"]), "tidak ada kode desa"),
        (feature({"type": "LineString", "coordinates": SQUARE}), "bukan titik atau bidang"),
        (feature({"type": "Point", "coordinates": [650_000, 9_200_000]}), "WGS 84"),
        (feature({"type": "Point", "coordinates": ["a", None]}), "bujur dan lintang"),
        (feature({"type": "Point", "coordinates": [True, False]}), "bujur dan lintang"),
        (feature({"type": "Point", "coordinates": [10**400, 1]}), "WGS 84"),
        (feature({"type": "Point"}), "bujur dan lintang"),
        (feature(polygon([[1, 1], [1, 1], [1, 1]])), "kurang dari tiga"),
        (feature({"type": "Polygon", "coordinates": []}), "garis batas"),
        (feature({"type": "Polygon", "coordinates": "x"}), "garis batas"),
        (feature(None), "bukan titik atau bidang"),
        ("teks", "tidak ada kode desa"),
    ],
)
def test_a_wrong_village_is_told_and_the_others_are_taken(one: Any, told: str):
    read = read_map(collection(one, feature(polygon(SQUARE))))
    assert len(read.bidang) == 1
    (sentence,) = read.galat
    assert sentence.startswith("Fitur 1: ")
    assert told in sentence


def test_floods_are_refused_before_they_are_worked_on(monkeypatch: pytest.MonkeyPatch):
    with pytest.raises(BadMap, match="fitur"):
        read_map(collection(*[feature(None)] * (geojson.MOST_FEATURES + 1)))
    monkeypatch.setattr(geojson, "MOST_VERTICES", 100)
    with pytest.raises(BadMap, match="lebih dari 100 titik"):
        read_map(collection(feature(polygon(circle(101)))))
    monkeypatch.setattr(geojson, "MOST_BYTES", 100)
    with pytest.raises(BadMap, match="MB"):
        read_map(b"x" * 101)
