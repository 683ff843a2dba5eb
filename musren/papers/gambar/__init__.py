"""Pictures of the village assessment: map, season calendar, institutions; for page and paper."""

from musren.papers.gambar.circles import bagan
from musren.papers.gambar.raster import as_jpeg, as_png
from musren.papers.gambar.season import kalender
from musren.papers.gambar.svg import as_svg
from musren.papers.gambar.village_map import sketsa

__all__ = ["as_jpeg", "as_png", "as_svg", "bagan", "kalender", "sketsa"]
