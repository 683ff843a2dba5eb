"""The pages there are: a module with pages adds its blueprint here, in one line."""

from flask import Blueprint, Flask

from musren.web import errors, guard, halaman, headers, static_files
from musren.web.anggaran import anggaran, apb_desa
from musren.web.bundel import bundel
from musren.web.corong import corong
from musren.web.daftar import daftar
from musren.web.desa import desa
from musren.web.formulir import formulir
from musren.web.forum import forum
from musren.web.foto import foto
from musren.web.impor import impor
from musren.web.jejak import jejak
from musren.web.kabar import kabar
from musren.web.kabupaten import kabupaten
from musren.web.kecamatan import kecamatan
from musren.web.kosong import kosong
from musren.web.kunci import kunci
from musren.web.masuk import pintu_masuk
from musren.web.mkp import mkp
from musren.web.naskah import naskah
from musren.web.naskah_terbit import naskah_terbit
from musren.web.papan import papan
from musren.web.parameter import parameter
from musren.web.paspor import paspor
from musren.web.pekerjaan import pekerjaan
from musren.web.pengguna import pengguna
from musren.web.pertemuan import pertemuan
from musren.web.peta import peta
from musren.web.pintu import pintu
from musren.web.pkd import pkd
from musren.web.pokir import pokir
from musren.web.potret import potret
from musren.web.prioritas import prioritas
from musren.web.publik import publik
from musren.web.rkp import rkp
from musren.web.rpjm import rpjm
from musren.web.serapan import serapan
from musren.web.silsilah import silsilah
from musren.web.tanda_tangan import tanda_tangan
from musren.web.unduh import unduh
from musren.web.usulan import usulan
from musren.web.verifikasi import verifikasi

BLUEPRINTS: tuple[Blueprint, ...] = (
    pintu, pintu_masuk, formulir, pengguna, kunci, parameter,
    desa, pertemuan, pkd, rpjm, rkp, usulan, silsilah, mkp, impor, kecamatan, prioritas, kabupaten,
    forum, pokir, corong, daftar, potret, papan, peta,
    verifikasi, anggaran, apb_desa, serapan, paspor, kabar, publik,
    naskah, naskah_terbit, tanda_tangan, unduh, jejak, foto, kosong, bundel, pekerjaan,
)  # fmt: skip


def register(app: Flask) -> None:
    """Everything of the HTML edge: headers, guard, templates, error pages, pages."""
    headers.register(app)
    guard.register(app)
    halaman.register(app)
    errors.register(app)
    static_files.register(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
