"""Writing every paper and list to a folder, with a manifest that names and hashes them."""

import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.cli.demo.bangun import KABUPATEN, Hasil
from musren.cli.ruang import Ruang
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.papers.pages import as_pdf
from musren.services.akun import system
from musren.services.daftar import Saring
from musren.services.susunan.jenis import kind_of
from musren.services.tahun import year_for
from musren.services.unduhan import gather, make, record

Manifest = list[dict[str, Any]]
FORMATS = ("xlsx", "csv", "json")


def write_all(
    room: Ruang, hasil: Hasil, out: Path, to_pdf: Callable[[bytes], bytes] | None = None
) -> Manifest:
    """All papers in force and the consolidated list; returns the manifest it wrote."""
    out.mkdir(parents=True, exist_ok=True)
    with room.database.write() as session:
        year = year_for(session, KABUPATEN, hasil.tahun)
        manifest = _papers(session, room, year, out, to_pdf) + _lists(session, year, out)
    return _listed(manifest, out)


def write_lists(room: Ruang, kabupaten: RegionCode, tahun: int, out: Path) -> Manifest:
    """The consolidated list in every form, and the manifest; the papers stay in the store."""
    out.mkdir(parents=True, exist_ok=True)
    with room.database.write() as session:
        manifest = _lists(session, year_for(session, kabupaten, tahun), out)
    return _listed(manifest, out)


def _listed(manifest: Manifest, out: Path) -> Manifest:
    body = json.dumps(manifest, ensure_ascii=False, indent=2) + "\n"
    (out / "manifest.json").write_text(body, encoding="utf-8")
    return manifest


def _papers(
    session: Session, room: Ruang, year: Tahun, out: Path, to_pdf: Callable[[bytes], bytes] | None
) -> Manifest:
    found = session.scalars(
        select(Naskah)
        .where(Naskah.tahun_id == year.id, Naskah.status.in_(["terbit", "ditandatangani"]))
        .order_by(Naskah.wilayah_kode, Naskah.id)
    )
    manifest: Manifest = []
    for paper in found:
        assert paper.docx is not None
        content = room.gudang.get(paper.docx.sha256)
        kind = kind_of(paper.jenis)
        name = f"{paper.wilayah_kode}_{paper.jenis.replace('~', '-')}"
        manifest.append(_write(out, f"{name}.docx", content, kind, paper, year.tahun))
        if to_pdf is not None:
            pdf = as_pdf(content, to_pdf)
            manifest.append(_write(out, f"{name}.pdf", pdf, kind, paper, year.tahun))
    return manifest


def _lists(session: Session, year: Tahun, out: Path) -> Manifest:
    moment = datetime(year.tahun, 3, 1, 2, 0, tzinfo=UTC)
    act = Act(oleh=system("Peragaan"), pada=moment)
    place = RegionCode.parse(year.kabupaten_kode)
    read = gather(session, act, year, Saring(), (place,))
    manifest: Manifest = []
    for bentuk in FORMATS:
        record(session, act, read, bentuk)
        name, content = f"{place}_daftar_bappeda.{bentuk}", make(read, bentuk).isi
        manifest.append(_write(out, name, content, "daftar_bappeda", place, year.tahun))
    return manifest


def _write(
    out: Path, name: str, content: bytes, paper: str, source: Naskah | RegionCode, tahun: int
) -> dict[str, Any]:
    (out / name).write_bytes(content)
    wilayah, nomor = str(source), None
    if isinstance(source, Naskah):
        wilayah, nomor = source.wilayah_kode, source.nomor
    return {
        "file": name, "paper": paper, "wilayah": wilayah, "tahun": tahun, "nomor": nomor,
        "sha256": hashlib.sha256(content).hexdigest(),
    }  # fmt: skip
