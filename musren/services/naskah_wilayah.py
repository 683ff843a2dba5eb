"""All papers in force below a place, listed for one zip: names inside, hashes, what is lacking."""

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy import exists, or_, select
from sqlalchemy.orm import Session, aliased

from musren.adapters.pindaian import safe_filename
from musren.domain.bahasa import tanggal
from musren.domain.wilayah import RegionCode
from musren.models.naskah import Berkas, Naskah, TandaTangan
from musren.models.tahun import Tahun
from musren.models.wilayah import Wilayah
from musren.services.bundel import title
from musren.services.susunan.berlaku import IN_FORCE


@dataclass(frozen=True, kw_only=True)
class Lembar:
    """One paper in force with the hashes of its files; `pdf` empty where none was made.

    `ditunggu`: a signature is still owed.
    """

    naskah_id: int
    jenis: str
    wilayah: RegionCode
    nama_wilayah: str
    nomor: str
    tanggal: date
    status: str
    ditunggu: bool
    docx: str
    pdf: str

    @property
    def judul(self) -> str:
        return title(self.jenis)

    @property
    def keadaan(self) -> str:
        """Signed, still waiting for somebody's signature, or one that needs none."""
        if self.ditunggu:
            return "belum ditandatangani lengkap"
        return "ditandatangani" if self.status == "ditandatangani" else "terbit"


@dataclass(frozen=True, kw_only=True)
class Isi:
    """One file of the zip: its name inside, its hash, and the paper it belongs to."""

    nama: str
    sha256: str
    lembar: Lembar


def papers(session: Session, year: Tahun, place: RegionCode) -> list[Lembar]:
    """Everything in force at the place and below it, by place and then in order of issue."""
    docx, pdf = aliased(Berkas), aliased(Berkas)
    owed = exists().where(
        TandaTangan.naskah_id == Naskah.id, TandaTangan.ditandatangani.is_(None)
    )  # fmt: skip
    rows = session.execute(
        select(
            Naskah.id, Naskah.jenis, Naskah.wilayah_kode, Wilayah.nama, Naskah.nomor,
            Naskah.tanggal, Naskah.status, owed, docx.sha256, pdf.sha256,
        )
        .join(Wilayah, Wilayah.kode == Naskah.wilayah_kode)
        .join(docx, docx.id == Naskah.docx_id)
        .outerjoin(pdf, pdf.id == Naskah.pdf_id)
        .where(
            Naskah.tahun_id == year.id, Naskah.status.in_(IN_FORCE),
            or_(
                Naskah.wilayah_kode == str(place),
                Naskah.wilayah_kode.startswith(f"{place}.", autoescape=True),
            ),
        )
        .order_by(Naskah.wilayah_kode, Naskah.id)
    ).all()  # fmt: skip
    return [
        Lembar(
            naskah_id=row[0], jenis=row[1], wilayah=RegionCode.parse(row[2]), nama_wilayah=row[3],
            nomor=row[4] or "", tanggal=row[5], status=row[6], ditunggu=bool(row[7]), docx=row[8],
            pdf=row[9] or "",
        )
        for row in rows
    ]  # fmt: skip


def files(found: Sequence[Lembar]) -> Iterator[Isi]:
    """The files under names that sort: a folder for each place, papers counted in each."""
    counted: dict[RegionCode, int] = {}
    for one in found:
        counted[one.wilayah] = counted.get(one.wilayah, 0) + 1
        folder = safe_filename(f"{one.wilayah} {one.nama_wilayah}", ".x").removesuffix(".x")
        stem = f"{counted[one.wilayah]:03d}-{one.jenis}"
        for sha256, suffix in ((one.docx, ".docx"), (one.pdf, ".pdf")):
            if sha256:
                name = f"{folder}/{safe_filename(stem, suffix)}"
                yield Isi(nama=name, sha256=sha256, lembar=one)


def manifest(place: RegionCode, tahun: int, packed: Sequence[Isi]) -> str:
    """Every file with its paper and SHA-256, in the order of the zip, as JSON."""
    told = {
        "wilayah": str(place),
        "tahun": tahun,
        "berkas": [
            {
                "berkas": one.nama, "naskah": one.lembar.jenis, "judul": one.lembar.judul,
                "wilayah": str(one.lembar.wilayah), "nama_wilayah": one.lembar.nama_wilayah,
                "nomor": one.lembar.nomor or None, "tanggal": one.lembar.tanggal.isoformat(),
                "status": one.lembar.status, "sha256": one.sha256,
            }
            for one in packed
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def readme(name: str, tahun: int, found: Sequence[Lembar], left: Sequence[str]) -> str:
    """What lies in the zip and what does not, for whoever opens it later."""
    places = len({one.wilayah for one in found})
    lines = [
        f"Naskah yang berlaku: {name}, tahun {tahun}", "",
        f"{len(found)} naskah dari {places} wilayah. Setiap wilayah mempunyai foldernya sendiri.",
        "Sidik SHA-256 setiap berkas tercantum pada manifest.json.", "",
    ]  # fmt: skip
    for one in found:
        number = f" Nomor {one.nomor}" if one.nomor else ""
        told = f"{one.judul}{number}, {tanggal(one.tanggal)} ({one.keadaan})"
        lines.append(f"- {one.nama_wilayah}: {told}{'' if one.pdf else '; tanpa PDF'}")
    if left:
        lines += ["", "Tidak ikut karena berkasnya tidak dapat dibaca:", *(f"- {n}" for n in left)]
    return "\r\n".join([*lines, ""])
