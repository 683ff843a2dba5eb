"""The page of the women's meeting: how far it is, what it brought, and the women's share."""

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from musren.domain.peran import Hak
from musren.domain.wilayah import Level
from musren.integration.tahapan import LABEL_STATUS, StatusUsulan
from musren.services import mkp as services
from musren.services import pengesahan, perempuan
from musren.services.pengesahan import JENIS, meeting_of
from musren.services.susunan.berlaku import in_force
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.tempat import at
from musren.web.unit_of_work import current_session

mkp = Blueprint("mkp", __name__)

PUTUSAN = {
    "disepakati": "Disepakati untuk BLM", "ditunda": "Diserahkan ke Musdes",
    "ditolak": "Tidak disepakati",
}  # fmt: skip


@mkp.get("/desa/<kode>/<int:tahun>/mkp")
@need(Hak.LIHAT_DESA, place=by_kode)
def papan(kode: str, tahun: int) -> ResponseReturnValue:
    """The MKP of a village: its record, its paper, its proposals and candidates."""
    di = at(current_session(), kode, tahun, Level.DESA)
    held = meeting_of(di.session, di.year, di.place)
    decided = {k.usulan_id: k for k in held.keputusan} if held is not None else {}
    return page(
        "mkp/papan.html", di.profile.label.mkp_panjang, **di.context(), rapat=held,
        putusan=decided, nama_putusan=PUTUSAN, cetak="cetak" in request.args,
        usulan=services.womens(di.session, di.year, di.place),
        ba=in_force(di.session, di.year, di.place, "ba_mkp"), boleh_isi=di.may(Hak.ISI_DESA),
        sah=pengesahan.of_village(di.session, di.year, di.place), kelompok=services.group_of,
        pengganti=services.offers(di.session, di.year, di.place), kunci=JENIS,
        kedudukan={s.value: LABEL_STATUS[s] for s in StatusUsulan},
        andil=perempuan.shares(di.session, di.year, di.place),
        naskah=f"/naskah/ba_mkp/{di.place}/{di.year.tahun}",
    )  # fmt: skip
