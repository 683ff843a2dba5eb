"""Pictures for page and paper: those of the village assessment, and charts, maps and stages."""

from musren.papers.gambar.bars import batang
from musren.papers.gambar.circles import bagan
from musren.papers.gambar.funnel import corong
from musren.papers.gambar.raster import as_jpeg, as_png
from musren.papers.gambar.region_map import peta
from musren.papers.gambar.season import kalender
from musren.papers.gambar.steps import langkah
from musren.papers.gambar.svg import as_svg
from musren.papers.gambar.tiles import peta_petak
from musren.papers.gambar.village_map import sketsa
from musren.papers.gambar.years import garis_tahun

__all__ = [
    "as_jpeg",
    "as_png",
    "as_svg",
    "bagan",
    "batang",
    "corong",
    "garis_tahun",
    "kalender",
    "langkah",
    "peta",
    "peta_petak",
    "sketsa",
]
