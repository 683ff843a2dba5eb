"""The wishes of the DPRD beside the proposals of the villages: list, one wish, matching (V.A-B)."""

from urllib.parse import urlencode

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue

from musren.domain.errors import Invalid
from musren.domain.peran import Hak
from musren.domain.wilayah import Level
from musren.forms.pokir import JENIS
from musren.services.pilihan import Setting
from musren.services.pokir import catat, sanding
from musren.services.pokir.catat import PROVIDERS
from musren.services.pokir.sanding import SaringPokir
from musren.services.wilayah import children
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.saringan import Pilih
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current_act, current_session

pokir = Blueprint("pokir", __name__, url_prefix="/kabupaten/<kode>/<int:tahun>/pokir")

PER_PAGE = 100
LONGEST = 200
MATCHED = (("ya", "Sudah cocok"), ("tidak", "Belum cocok"), ("kawal", "Usulannya dikawal"))
LABEL = {one.value: one.label for one in JENIS}
TYPED = ("kode", "catatan", "kawal", "usulan_id")
CHANGED = {"cocok": "Sandingan disimpan.", "lepas": "Sandingan dilepas."}


def _asked() -> SaringPokir:
    given = {name: request.args.get(name, "")[:LONGEST].strip() for name in SaringPokir.__slots__}
    return SaringPokir(**given)


def _filters(di: Di, asked: SaringPokir) -> list[Pilih]:
    here = Setting(session=di.session, year=di.year, place=di.place, answers={})
    known = {name: [(o.value, o.label) for o in PROVIDERS[name](here)]
             for name in ("dapil", "fraksi")}  # fmt: skip
    places = [(one.kode, one.nama) for one in children(di.session, di.place)]
    return [
        Pilih(nama="dapil", label="Daerah pemilihan", nilai=asked.dapil, pilihan=known["dapil"]),
        Pilih(nama="fraksi", label="Fraksi", nilai=asked.fraksi, pilihan=known["fraksi"]),
        Pilih(nama="kecamatan", label="Kecamatan", nilai=asked.kecamatan, pilihan=places),
        Pilih(nama="cocok", label="Dengan usulan", nilai=asked.cocok, pilihan=MATCHED),
        Pilih(nama="teks", label="Cari dalam kegiatan, anggota, lokasi, kode", nilai=asked.teks),
    ]


def _number() -> int:
    text = request.args.get("halaman", "")
    plain = text.isascii() and text.isdigit() and len(text) < 5  # noqa: PLR2004
    return max(int(text), 1) if plain else 1


@pokir.get("")
@need(Hak.LIHAT_KABUPATEN, place=by_kode)
def semua(kode: str, tahun: int) -> ResponseReturnValue:
    """All wishes of the year, and which proposals answer them."""
    di, asked, number = at(current_session(), kode, tahun, Level.KABUPATEN), _asked(), _number()
    rows, total = sanding.page(
        di.session, di.year, asked, mulai=(number - 1) * PER_PAGE, banyak=PER_PAGE
    )
    shown = _filters(di, asked)
    return page(
        "kabupaten/pokir.html", "Pokir dan jaring asmara", **di.context(), baris=rows,
        banyak=total, halaman=number, per=PER_PAGE, saring=shown, label=LABEL,
        dipakai=any(one.nilai for one in shown), jumlah=sanding.counts(di.session, di.year),
        cari="".join(f"&{urlencode({one.nama: one.nilai})}" for one in shown if one.nilai),
        boleh=di.may(Hak.ISI_POKIR),
    )  # fmt: skip


@pokir.get("/<kode_pokir>")
@need(Hak.LIHAT_KABUPATEN, place=by_kode)
def satu(kode: str, tahun: int, kode_pokir: str) -> ResponseReturnValue:
    """One wish: what answers it, and what looks like it, with the reason."""
    di = at(current_session(), kode, tahun, Level.KABUPATEN)
    return _shown(di, kode_pokir)


def _shown(di: Di, kode_pokir: str, status: int = 200, **galat: str) -> tuple[str, int]:
    wish = catat.get(di.session, di.year, kode_pokir)
    (row,) = sanding.rows_of(di.session, [wish])
    return page(
        "kabupaten/pokir_satu.html", wish.kegiatan, status, **di.context(), satu=row, label=LABEL,
        mirip=sanding.offers(di.session, di.year, wish), boleh=di.may(Hak.ISI_POKIR), galat=galat,
        diketik={n: request.form.get(n, "") for n in TYPED},
        pesan=CHANGED.get(request.args.get("pesan", ""), ""),
    )  # fmt: skip


@pokir.post("/<kode_pokir>/cocok")
@need(Hak.ISI_POKIR, place=by_kode)
def cocok(kode: str, tahun: int, kode_pokir: str) -> ResponseReturnValue:
    """Say that a proposal answers the wish, perhaps that it is escorted."""
    di = at(current_session(), kode, tahun, Level.KABUPATEN)
    wish = catat.get(di.session, di.year, kode_pokir)
    given = {
        "kode": request.form.get("kode", "").strip()[:40],
        "catatan": request.form.get("catatan", ""),
        "kawal": request.form.get("kawal") == "ya",
    }
    if not given["kode"]:
        return _shown(di, kode_pokir, 422, kode="Isi kode usulan yang menjawab pokir ini.")
    sanding.match(di.session, current_act(), di.year, di.place, wish, given)
    return redirect(f"{di.beranda}/pokir/{wish.kode}?pesan=cocok", 303)


@pokir.post("/<kode_pokir>/lepas")
@need(Hak.ISI_POKIR, place=by_kode)
def lepas(kode: str, tahun: int, kode_pokir: str) -> ResponseReturnValue:
    """Take a match back with a reason."""
    di = at(current_session(), kode, tahun, Level.KABUPATEN)
    wish = catat.get(di.session, di.year, kode_pokir)
    text = request.form.get("usulan_id", "")
    number = int(text) if text.isascii() and text.isdigit() and len(text) < 18 else 0  # noqa: PLR2004
    try:
        sanding.unmatch(
            di.session, current_act(), di.place, wish, number, request.form.get("alasan", "")
        )
    except Invalid as reason:
        return _shown(di, kode_pokir, reason.status, lepas=reason.message)
    return redirect(f"{di.beranda}/pokir/{wish.kode}?pesan=lepas", 303)
