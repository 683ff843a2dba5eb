"""All papers in force of a kecamatan or kabupaten as one zip, packed one paper at a time."""

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import structlog

from musren.adapters.pindaian import safe_filename
from musren.domain.errors import Conflict, MusrenError
from musren.jobs.konteks import Konteks
from musren.jobs.pdf import BROKEN, AntreanPdf
from musren.models.naskah import Naskah
from musren.services.naskah_wilayah import Isi, Lembar, files, manifest, papers, readme
from musren.services.wilayah import name

ZIP = "application/zip"
MANIFEST, README = "manifest.json", "BACA-SAYA.txt"
NOTHING = (
    "Belum ada naskah yang terbit di wilayah ini untuk tahun itu. Terbitkan dahulu naskahnya, lalu "
    "minta lagi."
)
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can name
_PLAIN_FILE = 0o100644 << 16

log = structlog.get_logger()


def naskah_wilayah(konteks: Konteks) -> None:
    """The same papers give the same bytes. Raises Conflict when nothing was issued yet."""
    with konteks.read() as session:
        year = konteks.year(session)
        tahun, called = year.tahun, name(session, konteks.place)
        found = papers(session, year, konteks.place)
    if not found:
        raise Conflict(NOTHING)
    made = _with_pdfs(konteks, found) if konteks.isian.get("buat_pdf") else found
    _note_missing_pdfs(konteks, made)
    with konteks.store.scratch() as path:
        _pack(konteks, path, made, called, tahun)
        label = safe_filename(f"naskah {konteks.place} {tahun}", ".zip")
        konteks.put_large(label, ZIP, path)


def _with_pdfs(konteks: Konteks, found: list[Lembar]) -> list[Lembar]:
    """Make the PDFs that are not there yet; one that cannot be made is told and left out."""
    lacking = [one for one in found if not one.pdf]
    maker = AntreanPdf(konteks.database, konteks.store, konteks.alat.find, konteks.alat.clock)
    why = maker.lacking()
    if why or not lacking:
        if why:
            konteks.note(why)
        return found
    made: dict[int, str] = {}
    for done, one in enumerate(lacking):
        konteks.progress(done, len(lacking), f"Membuat PDF: {one.judul}, {one.nama_wilayah}")
        if why := _not_made(konteks, maker, one):
            konteks.note(f"PDF {one.judul} {one.nama_wilayah} tidak jadi: {why}")
            continue
        with konteks.read() as session:
            pdf = session.get_one(Naskah, one.naskah_id).pdf
            made[one.naskah_id] = pdf.sha256 if pdf else ""
    return [replace(one, pdf=made.get(one.naskah_id, one.pdf)) for one in found]


def _not_made(konteks: Konteks, maker: AntreanPdf, one: Lembar) -> str:
    """Why there is no PDF of this paper now; empty when there is."""
    try:
        maker.make(one.naskah_id, konteks.act.oleh)
    except MusrenError as reason:
        return reason.message
    except Exception:
        log.exception("pdf failed", naskah=one.naskah_id)
        return BROKEN
    return ""


def _note_missing_pdfs(konteks: Konteks, found: Iterable[Lembar]) -> None:
    without = sum(not one.pdf for one in found)
    if without:
        konteks.note(f"{without} naskah belum mempunyai PDF, jadi hanya Word-nya yang ikut.")


def _pack(konteks: Konteks, path: Path, found: list[Lembar], called: str, tahun: int) -> None:
    packed: list[Isi] = []
    left: list[str] = []
    every = list(files(found))
    with ZipFile(path, "w", ZIP_STORED) as made:  # Word files and PDFs are packed already
        for done, one in enumerate(every):
            konteks.progress(done, len(every), f"{one.lembar.judul}, {one.lembar.nama_wilayah}")
            try:
                content = konteks.store.get(one.sha256)
            except MusrenError as reason:
                left.append(one.nama)
                konteks.note(f"{one.nama} tidak ikut: {reason.message}")
                continue
            made.writestr(_entry(one.nama), content)
            packed.append(one)
        told = manifest(konteks.place, tahun, packed)
        made.writestr(_entry(MANIFEST), told, ZIP_DEFLATED)
        made.writestr(_entry(README), readme(called, tahun, found, left), ZIP_DEFLATED)
    konteks.progress(len(every), len(every))


def _entry(name: str) -> ZipInfo:
    """A file without the moment, the machine and the person that packed it."""
    entry = ZipInfo(name, _NO_MOMENT)
    entry.create_system, entry.external_attr = 3, _PLAIN_FILE
    return entry
