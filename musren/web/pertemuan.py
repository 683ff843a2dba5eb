"""All meetings of a village in a year: inviting to them, recording them, and their papers."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from flask import Blueprint
from flask.typing import ResponseReturnValue

from musren.domain.wilayah import Level
from musren.forms.alur import flow
from musren.forms.pertemuan_atas import UNDANGAN_DI
from musren.integration.jenis_musyawarah import JENIS, JenisMusyawarah, jenis_of
from musren.models.musyawarah import Musyawarah, Undangan
from musren.models.naskah import Naskah
from musren.services import undangan as letters
from musren.services.fakta.bersama import attendance
from musren.services.kabupaten.skpd import FORUM
from musren.services.naskah import MEETING
from musren.services.pertemuan import all_held, key_of, kind_name, meeting_name, next_kelompok
from musren.services.susunan.berlaku import IN_FORCE, of_place
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.kelengkapan import LEVEL
from musren.web.tempat import Di, at, sees_kode
from musren.web.unit_of_work import current_session

pertemuan = Blueprint("pertemuan", __name__)

LEVELS = (Level.DESA, Level.KECAMATAN, Level.KABUPATEN)
WITH_PHOTOS = frozenset({Level.DESA, Level.KECAMATAN})
PER_MEETING = frozenset({"ba_pertemuan", "ba_forum_skpd"})
"""Berita Acara that name their meeting in their key."""


@dataclass(frozen=True, kw_only=True)
class Naskahnya:
    """A paper of the meeting: its name, where it is, and its state."""

    nama: str
    alamat: str
    keadaan: str


@dataclass(frozen=True, kw_only=True)
class Pertemuan:
    """One meeting that was recorded or only invited to."""

    nama: str
    tanggal: date
    tempat: str
    hadir: Mapping[str, int] | None
    formulir: str
    naskah: Sequence[Naskahnya]
    foto: str = ""


@dataclass(frozen=True, kw_only=True)
class Jenis:
    """A kind of meeting with those of this year, and where a new one begins."""

    nama: str
    dasar: str
    isi: Sequence[Pertemuan]
    formulir: str
    undangan: str
    boleh_isi: bool
    papan: str = ""


@pertemuan.get("/desa/<kode>/<int:tahun>/pertemuan")
@pertemuan.get("/kecamatan/<kode>/<int:tahun>/pertemuan")
@pertemuan.get("/kabupaten/<kode>/<int:tahun>/pertemuan")
@need(sees_kode, place=by_kode)
def daftar(kode: str, tahun: int) -> ResponseReturnValue:
    """Every kind of meeting the Panduan asks of the place, in the order of the steps."""
    di = at(current_session(), kode, tahun, *LEVELS)
    held = all_held(di.session, di.year, di.place)
    papers = {p.jenis: p for p in of_place(di.session, di.year, di.place) if p.status in IN_FORCE}
    kinds = [
        _kind(di, one, held, papers) for one in JENIS.values() if one.tingkat is di.place.level
    ]
    return page(
        "desa/pertemuan.html", "Musyawarah dan undangan", **di.context(), jenis=kinds,
        banyak=len(held), boleh_isi=di.may(letters.HAK[di.place.level]),
    )  # fmt: skip


def _kind(
    di: Di, kind: JenisMusyawarah, held: Sequence[Musyawarah], papers: Mapping[str, Naskah]
) -> Jenis:
    own = {key_of(m): m for m in held if m.jenis == kind.kunci}
    invited = [
        one
        for one in letters.letters(di.session, di.year, di.place)
        if jenis_of(one.acara) is kind and one.acara not in own
    ]
    several = kind.kunci == FORUM  # each SKPD has its own; they begin on the board of forums
    upcoming = "" if several else _upcoming(di, kind)
    known = {*own, *(one.acara for one in invited)}
    letter = UNDANGAN_DI[LEVEL[di.place.level]].slug
    return Jenis(
        nama=kind_name(di.year, kind.kunci), dasar=kind.dasar,
        isi=[*(_recorded(di, kind, m, papers) for m in own.values()),
             *(_invited(di, kind, letter, papers) for letter in invited)],
        formulir=_form(di, kind, "")
        if not several and not invited and (kind.banyak or not own) else "",
        undangan="" if not upcoming or upcoming in known else
        f"/formulir/{letter}/{di.year.tahun}/{di.place}?objek={upcoming}",
        papan=f"{di.beranda}/forum" if several else "",
        boleh_isi=di.may(flow(kind.formulir).hak),
    )  # fmt: skip


def _upcoming(di: Di, kind: JenisMusyawarah) -> str:
    """The key the next meeting of this kind will have."""
    if not kind.banyak:
        return kind.kunci
    return f"{kind.kunci}.{next_kelompok(di.session, kind.kunci, di.year, di.place)}"


def _form(di: Di, kind: JenisMusyawarah, acara: str) -> str:
    asked = f"?objek={acara}" if acara and kind.banyak else ""
    return f"/formulir/{kind.formulir}/{di.year.tahun}/{di.place}{asked}"


def _recorded(
    di: Di, kind: JenisMusyawarah, held: Musyawarah, papers: Mapping[str, Naskah]
) -> Pertemuan:
    acara = key_of(held)
    decides = acara == MEETING.get(di.place.level)
    hadir = "daftar_hadir" if decides else f"daftar_hadir~{acara}"
    keys = [("Undangan", f"undangan~{acara}")] if _has_letter(di, acara) else []
    keys += [("Daftar hadir", hadir), ("Notulen", f"notulen~{acara}")]
    if kind.ba:
        keys.append(
            ("Keputusan BPD" if kind.ba == "keputusan_bpd" else "Berita Acara",
             f"{kind.ba}~{acara}" if kind.ba in PER_MEETING else kind.ba)
        )  # fmt: skip
    return Pertemuan(
        nama=meeting_name(di.year, acara, held), tanggal=held.tanggal, tempat=held.tempat,
        hadir=attendance(held.hadir), formulir=_form(di, kind, acara),
        naskah=[_paper(di, nama, key, papers) for nama, key in keys],
        foto=f"/foto/{di.year.tahun}/{di.place}?objek=musyawarah:{held.id}"
        if di.place.level in WITH_PHOTOS else "",
    )  # fmt: skip


def _invited(
    di: Di, kind: JenisMusyawarah, letter: Undangan, papers: Mapping[str, Naskah]
) -> Pertemuan:  # fmt: skip
    return Pertemuan(
        nama=letters.name_for(di.session, di.year, di.place, letter.acara),
        tanggal=letter.tanggal, tempat=letter.tempat, hadir=None,
        formulir=_form(di, kind, letter.acara),
        naskah=[_paper(di, "Undangan", f"undangan~{letter.acara}", papers)],
    )  # fmt: skip


def _has_letter(di: Di, acara: str) -> bool:
    return letters.letter_for(di.session, di.year, di.place, acara) is not None


STATE = {
    "disusun": "sedang disusun", "terbit": "menunggu tanda tangan",
    "ditandatangani": "ditandatangani",
}  # fmt: skip


def _paper(di: Di, nama: str, key: str, papers: Mapping[str, Naskah]) -> Naskahnya:
    found = papers.get(key)
    if found is None:
        alamat, keadaan = f"/naskah/{key}/{di.place}/{di.year.tahun}", "belum terbit"
    else:
        alamat, keadaan = f"/naskah/{found.id}", STATE[found.status]
    return Naskahnya(nama=nama, alamat=alamat, keadaan=keadaan)
