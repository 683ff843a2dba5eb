"""All posters of Kabar Usulan of a village, a kecamatan or a kabupaten as one zip."""

from datetime import datetime
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import structlog

from musren.adapters.pindaian import safe_filename
from musren.domain.errors import Conflict, MusrenError
from musren.domain.waktu import day_of
from musren.domain.wilayah import RegionCode
from musren.jobs.konteks import Converter, Konteks
from musren.jobs.naskah_wilayah import ZIP
from musren.papers.pages import as_pdf
from musren.services import kabar_kelompok as news
from musren.services.wilayah import name

NOTHING = "Belum ada usulan di wilayah ini untuk tahun itu, jadi belum ada yang dikabarkan."
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)
_PLAIN_FILE = 0o100644 << 16

log = structlog.get_logger()


def kabar_wilayah(konteks: Konteks) -> None:
    """A folder per village, a poster per hamlet and group. Raises Conflict without proposals."""
    pada = konteks.alat.clock()
    with konteks.read() as session:
        year = konteks.year(session)
        tahun, villages = year.tahun, news.villages_below(session, year, konteks.place)
    if not villages:
        raise Conflict(NOTHING)
    to_pdf, packed = _converter(konteks), 0
    with konteks.store.scratch() as path:
        with ZipFile(path, "w", ZIP_STORED) as made:  # Word files are packed already
            for done, desa in enumerate(villages):
                konteks.progress(done, len(villages), f"Poster desa {desa}")
                packed += _village(konteks, made, desa, pada, to_pdf)
        if not packed:
            raise Conflict(NOTHING)
        _hand_over(konteks, path, tahun, packed)
    konteks.progress(len(villages), len(villages))


def _hand_over(konteks: Konteks, path: Path, tahun: int, packed: int) -> None:
    konteks.put_large(safe_filename(f"kabar usulan {konteks.place} {tahun}", ".zip"), ZIP, path)
    konteks.note(f"{packed} poster menurut keadaan saat pekerjaan ini berjalan.")


def _converter(konteks: Konteks) -> Converter | None:
    """The maker of PDFs when they are wanted and can be made; told when they cannot."""
    if not konteks.isian.get("buat_pdf"):
        return None
    try:
        return konteks.alat.find()
    except MusrenError as reason:
        konteks.note(reason.message)
        return None


def _village(
    konteks: Konteks, made: ZipFile, desa: RegionCode, pada: datetime, to_pdf: Converter | None
) -> int:
    """How many posters of this village went in; one without a profile is told and left out."""
    with konteks.read() as session:
        year, called = konteks.year(session), name(session, desa)
        found = [one for one in news.groups(session, year, desa) if one.usulan]
        try:
            facts = [
                (one, news.poster(session, year, desa, one, day_of(pada, desa))) for one in found
            ]
        except MusrenError as reason:
            konteks.note(f"Desa {called} tidak ikut: {reason.message}")
            return 0
    folder = safe_filename(f"{desa} {called}", ".d").removesuffix(".d")
    for one, told in facts:
        konteks.cancelled()
        word = news.as_word(told, konteks.alat.templates)
        label = f"{one.kunci} {one.nama}"
        made.writestr(_entry(f"{folder}/{safe_filename(label, '.docx')}"), word)
        if to_pdf is not None:
            _add_pdf(konteks, made, f"{folder}/{safe_filename(label, '.pdf')}", word, to_pdf)
    with konteks.write() as session:
        keys = [one.kunci for one, _ in facts]
        news.record_printed(session, konteks.act, konteks.year(session), desa, keys)
    return len(facts)


def _add_pdf(konteks: Konteks, made: ZipFile, nama: str, word: bytes, to_pdf: Converter) -> None:
    try:
        made.writestr(_entry(nama), as_pdf(word, to_pdf.to_pdf), ZIP_DEFLATED)
    except MusrenError as reason:
        konteks.note(f"{nama} tidak jadi: {reason.message}")


def _entry(nama: str) -> ZipInfo:
    """A file without the moment, the machine and the person that packed it."""
    entry = ZipInfo(nama, _NO_MOMENT)
    entry.create_system, entry.external_attr = 3, _PLAIN_FILE
    return entry
