"""Submitting a draft: once, whatever the form."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.errors import Conflict
from musren.domain.peran import Act
from musren.models.draf import Draf
from musren.services import alur, draf
from musren.services.wilayah import lock_place


def warnings(session: Session, draft: Draf, values: Mapping[str, Any]) -> list[str]:
    """Sentences for "Periksa jawaban"; `values` may lack what is not filled in yet."""
    told = alur.PERINGATAN.get(draft.alur)
    if told is None:
        return []
    return told(session, draf.year_of(session, draft), draf.place_of(draft), values)


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
    alur.refuse_others(session, act, draft.alur, place, draft.objek)
    values = draf.read_whole(session, draft)
    draft.hasil = alur.HANDLERS[draft.alur](session, act, year, place, values, draft)
    draft.status = "terkirim"
    draft.diubah = act.pada
    return draft.hasil
