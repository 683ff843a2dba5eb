"""Submitting a draft: once, whatever the form."""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.errors import Conflict
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.services import draf, kecamatan, musrenbangdes, profil, usulan
from musren.services.wilayah import lock_place

Handler = Callable[[Session, Act, Tahun, RegionCode, Mapping[str, Any], Draf], str]

HANDLERS: dict[str, Handler] = {
    "profil-desa": profil.submit_desa,
    "usulan": usulan.submit,
    "musrenbangdes": musrenbangdes.submit,
    "profil-kecamatan": profil.submit_kecamatan,
    "musrenbang-kecamatan": kecamatan.submit,
}


def submit(session: Session, act: Act, draft: Draf) -> str:
    """Send the form; returns what came of it, such as ``usulan:12``.

    A second send answers with the first result. Raises Invalid with a message for each field,
    Refused, NotReady or Conflict; then nothing is changed and the draft stays as it is.
    """
    year, place = draf.year_of(session, draft), draf.place_of(draft)
    session.flush()
    lock_place(session, place)
    session.refresh(draft)  # whoever sent it while we waited was first
    if draft.status == "terkirim":
        return draft.hasil
    if draft.status != "terbuka":
        raise Conflict("Draf ini sudah dibuang, jadi tidak dapat dikirim. Mulai formulir baru.")
    values = draf.read_whole(session, draft)
    draft.hasil = HANDLERS[draft.alur](session, act, year, place, values, draft)
    draft.status = "terkirim"
    draft.diubah = act.pada
    return draft.hasil
