"""The home of a kabupaten: what is next, every kecamatan with what it waits for, the funnel."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from musren.domain.peran import Hak
from musren.domain.wilayah import Level
from musren.services import daftar, papan_kabupaten
from musren.services.daftar import Saring
from musren.web import corong, forum, papan
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.tempat import at
from musren.web.unit_of_work import current_session

kabupaten = Blueprint("kabupaten", __name__, url_prefix="/kabupaten/<kode>/<int:tahun>")


@kabupaten.get("")
@need(Hak.LIHAT_KABUPATEN, place=by_kode)
def beranda(kode: str, tahun: int) -> ResponseReturnValue:
    """Counts and rupiah of the whole kabupaten; what blocks whom; the rest is on its own pages."""
    di = at(current_session(), kode, tahun, Level.KABUPATEN)
    lines, stages = papan.board_of(di)
    return page(
        "kabupaten/beranda.html", di.nama, **di.context(), kecamatan=lines,
        jumlah={name: sum(k.jumlah[name] for k in lines) for name in papan.STATES},
        desa=sum(len(k.desa) for k in lines),
        spc=sum(k.spc == "ditandatangani" for k in lines),
        tahap=stages, berikut=papan_kabupaten.next_stage(stages), label=papan.LABEL,
        corong=corong.small(di), rekap=daftar.totals(di.session, di.year, Saring(), (di.place,)),
        boleh_isi=di.may(Hak.ISI_KABUPATEN), boleh_pokir=di.may(Hak.ISI_POKIR),
        forum_saya=forum.own_forums(di), label_forum=forum.LABEL,
        boleh_unduh=di.may(Hak.UNDUH_DAFTAR), boleh_jejak=di.may(Hak.BACA_JEJAK),
    )  # fmt: skip
