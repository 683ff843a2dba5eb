"""Pictures for Word files, each drawn once: a paper is looked at and tried before it is issued."""

import hashlib
import pickle
from dataclasses import dataclass, field
from functools import lru_cache

from musren.papers.gambar.raster import as_jpeg, as_png
from musren.papers.gambar.scene import Scene

_KEPT = 32


@dataclass(frozen=True)
class _Sheet:
    """A picture to be drawn, known by all that is on it."""

    digest: bytes
    scene: Scene = field(compare=False, repr=False)


def as_picture(scene: Scene, dpi: int) -> bytes:
    """The picture as JPEG when it holds a photo, else as PNG."""
    return _drawn(_Sheet(hashlib.sha256(pickle.dumps(scene)).digest(), scene), dpi)


@lru_cache(maxsize=_KEPT)
def _drawn(sheet: _Sheet, dpi: int) -> bytes:
    draw = as_jpeg if sheet.scene.has_photo else as_png
    return draw(sheet.scene, dpi)
