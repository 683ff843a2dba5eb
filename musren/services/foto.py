"""Photos of flip charts and places: attached to a meeting, a proposal, a problem or a plan."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, joinedload

from musren.domain import teks
from musren.domain.bahasa import tanggal
from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import Level, RegionCode
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Berkas
from musren.models.pkd import Foto, Masalah
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.models.serapan import Kemajuan
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services import jejak
from musren.services.pertemuan import key_of, meeting_name
from musren.services.wilayah import lock_place

MOST = 30
LONGEST_CAPTION = 500
ALAT: Mapping[str, str] = {
    "sketsa": "Sketsa desa", "kalender": "Kalender musim", "bagan": "Bagan kelembagaan",
    "plano": "Kertas plano",
}  # fmt: skip
"""What of a meeting a photo may show, beside the meeting itself."""

UNKNOWN = "Foto itu tidak ada untuk wilayah dan tahun ini. Kembali ke beranda, lalu pilih lagi."
GONE = "Isian yang sudah dihapus"
UP, DOWN = -1, 1

_KEY = re.compile(r"([a-z_]{1,20}):([1-9][0-9]{0,9})(?:/([a-z]{1,20}))?")
_BIGGEST_ID = 2_000_000_000


@dataclass(frozen=True, kw_only=True)
class Objek:
    """A thing photos are attached to: its key, whose it is, and how people call it."""

    kunci: str
    tahun_id: int
    place: RegionCode
    nama: str


@dataclass(frozen=True, kw_only=True)
class Gambar:
    """A cleaned photo that is already kept in the store; `ukuran` in bytes."""

    sha256: str
    ukuran: int


Owner = tuple[int, str, str]  # planning year, code of the place, name


def _of_meeting(session: Session, id_: int) -> Owner | None:
    held = session.get(Musyawarah, id_)
    if held is None:
        return None
    name = meeting_name(held.tahun, key_of(held), held)
    return held.tahun_id, held.wilayah_kode, name


def _of_proposal(session: Session, id_: int) -> Owner | None:
    one = session.get(Usulan, id_)
    return (one.tahun_id, one.desa_kode, f"Usulan {one.kegiatan}") if one else None


def _of_problem(session: Session, id_: int) -> Owner | None:
    one = session.get(Masalah, id_)
    return (one.tahun_id, one.desa_kode, f"Masalah {one.kode} {one.masalah}") if one else None


def _of_plan(session: Session, id_: int) -> Owner | None:
    one = session.get(Rpjm, id_)
    if one is None:
        return None
    return one.tahun_id, one.desa_kode, f"RPJM-Desa {one.periode_awal}–{one.periode_akhir}"


def _of_planned(session: Session, id_: int) -> Owner | None:
    one = session.get(UsulanRpjm, id_)
    if one is None:
        return None
    return one.rpjm.tahun_id, one.rpjm.desa_kode, f"Usulan RPJM-Desa {one.kegiatan}"


def _of_progress(session: Session, id_: int) -> Owner | None:
    one = session.get(Kemajuan, id_)
    if one is None:
        return None
    name = f"Kemajuan {one.persen}% {tanggal(one.tanggal)}, {one.usulan.kegiatan}"
    return one.usulan.tahun_id, one.usulan.desa_kode, name


OWNERS: Mapping[str, Callable[[Session, int], Owner | None]] = {
    "musyawarah": _of_meeting,
    "usulan": _of_proposal,
    "masalah": _of_problem,
    "rpjm": _of_plan,
    "usulan_rpjm": _of_planned,
    "kemajuan": _of_progress,
}


# --- the thing and its photos -------------------------------------------------------------------


def find(session: Session, kunci: str) -> Objek:
    """The thing of a key such as ``usulan:7`` or ``musyawarah:12/sketsa``; raises NotFound."""
    read = _KEY.fullmatch(kunci)
    owner = None
    if read is not None and read[1] in OWNERS and int(read[2]) <= _BIGGEST_ID:
        owner = OWNERS[read[1]](session, int(read[2]))
    if read is None or owner is None:
        raise NotFound(UNKNOWN)
    tahun_id, kode, name = owner
    if read[3]:
        if read[1] != "musyawarah" or read[3] not in ALAT:
            raise NotFound(UNKNOWN)
        name = f"{ALAT[read[3]]}, {name}"
    return Objek(kunci=kunci, tahun_id=tahun_id, place=RegionCode.parse(kode), nama=name)


def need(session: Session, year: Tahun, place: RegionCode, kunci: str) -> Objek:
    """The thing, which must be of this place and year; raises NotFound."""
    found = find(session, kunci)
    if (found.tahun_id, found.place) != (year.id, place):
        raise NotFound(UNKNOWN)
    return found


def photos_of(session: Session, year: Tahun, place: RegionCode, objek: str) -> list[Foto]:
    """The photos of a thing in their order; none for a thing without photos."""
    return list(
        session.scalars(
            _here(year, place)
            .where(Foto.objek == objek)
            .order_by(Foto.urutan, Foto.id)
            .options(joinedload(Foto.berkas))
        )
    )


def all_photos(session: Session, year: Tahun, place: RegionCode) -> list[tuple[Objek, list[Foto]]]:
    """Every thing of this place and year that has photos, by name, with them."""
    rows = session.scalars(
        _here(year, place).order_by(Foto.urutan, Foto.id).options(joinedload(Foto.berkas))
    )
    grouped: dict[str, list[Foto]] = {}
    for one in rows:
        grouped.setdefault(one.objek, []).append(one)
    found = [(_find_still(session, ones[0]), ones) for ones in grouped.values()]
    return sorted(found, key=lambda pair: (pair[0].nama, pair[0].kunci))


def _find_still(session: Session, foto: Foto) -> Objek:
    """What a photo was attached to, also when that is gone."""
    try:
        return find(session, foto.objek)
    except NotFound:
        place = RegionCode.parse(foto.wilayah_kode)
        return Objek(kunci=foto.objek, tahun_id=foto.tahun_id, place=place, nama=GONE)


def _here(year: Tahun, place: RegionCode) -> Any:
    return select(Foto).where(Foto.tahun_id == year.id, Foto.wilayah_kode == str(place))


def get(session: Session, foto_id: int) -> Foto:
    found = session.get(Foto, foto_id)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def facts(foto: Foto) -> dict[str, str | None]:
    """A photo as papers print it: `sha256` of the picture, `keterangan` (None without words)."""
    return {"sha256": foto.berkas.sha256, "keterangan": foto.keterangan or None}


def right_to_change(place: RegionCode, objek: str = "") -> Hak:
    """The right one needs to add, name, order and take off photos of a thing at a place."""
    if objek.startswith("kemajuan:"):
        return Hak.ISI_KEMAJUAN
    return Hak.ISI_DESA if place.level is Level.DESA else Hak.ISI_KECAMATAN


# --- changing them ------------------------------------------------------------------------------


def add(
    session: Session, act: Act, objek: Objek, gambar: Gambar, keterangan: str = ""
) -> Foto:  # fmt: skip
    """Attach a kept picture at the end. The same picture again is the same photo.

    Raises Invalid when the thing has 30 photos, or the caption is too long.
    """
    told = clean_caption(keterangan)
    lock_place(session, objek.place)  # two sends of one photo are one
    same = select(Foto).join(Foto.berkas).where(Foto.objek == objek.kunci)
    again = session.scalar(same.where(Berkas.sha256 == gambar.sha256))
    if again is not None:
        return again
    many, last = session.execute(
        select(func.count(), func.coalesce(func.max(Foto.urutan), 0)).where(
            Foto.objek == objek.kunci
        )
    ).one()
    if many >= MOST:
        raise Invalid(
            f"Sudah ada {MOST} foto di sini, yaitu batasnya. Lepaskan foto yang kurang jelas, "
            "lalu unggah lagi yang ini."
        )
    made = Foto(
        tahun_id=objek.tahun_id, wilayah_kode=str(objek.place), objek=objek.kunci,
        urutan=last + 1, berkas=_file(session, act, objek, gambar), keterangan=told,
        pengguna_id=act.oleh.id or None, pada=act.pada,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _traced(session, act, "tambah_foto", made)
    return made


def _file(session: Session, act: Act, objek: Objek, gambar: Gambar) -> Berkas:
    """The row of the picture at this place; one picture attached twice has one row."""
    known = session.scalar(
        select(Berkas)
        .where(Berkas.sha256 == gambar.sha256, Berkas.wilayah_kode == str(objek.place))
        .order_by(Berkas.id)
        .limit(1)
    )
    return known or Berkas(
        sha256=gambar.sha256, nama=f"foto-{gambar.sha256[:12]}.jpg", tipe="image/jpeg",
        ukuran=gambar.ukuran, wilayah_kode=str(objek.place), pengguna_id=act.oleh.id or None,
        pada=act.pada,
    )  # fmt: skip


def clean_caption(text: str, field: str = "keterangan") -> str:
    """The caption on one line; raises Invalid naming `field` when it is too long."""
    try:
        return teks.clean(text, limit=LONGEST_CAPTION)
    except teks.TextTooLong as reason:
        raise Invalid(reason.message, {field: reason.message}) from reason


@dataclass(frozen=True, kw_only=True)
class Tulisan:
    """A caption as it stood on the page, and as it was typed over."""

    semula: str
    kini: str


def write_captions(
    session: Session, act: Act, fotos: Sequence[Foto], typed: Mapping[int, Tulisan]
) -> None:
    """Keep the captions that were changed on the page; all of them or none.

    Raises Invalid for those that are too long, Conflict for those somebody else changed meanwhile,
    each beside its field ``keterangan-<id>``.
    """
    changed = {one: typed[one.id] for one in fotos if one.id in typed}
    fresh = {
        one: clean_caption(told.kini, f"keterangan-{one.id}")
        for one, told in changed.items()
        if told.kini != told.semula
    }
    crossed = {
        f"keterangan-{one.id}": f"Keterangan ini baru saja diubah orang lain menjadi "
        f"“{one.keterangan}”. Periksa, lalu simpan lagi."
        for one, told in fresh.items()
        if one.keterangan not in {changed[one].semula, told}
    }
    if crossed:
        raise Conflict("Ada keterangan foto yang diubah orang lain.", crossed)
    for one, told in fresh.items():
        if one.keterangan != told:
            one.keterangan = told
            _traced(session, act, "ubah_keterangan_foto", one)


def shift(session: Session, act: Act, fotos: Sequence[Foto], foto_id: int, way: int) -> None:
    """Move a photo one place up (-1) or down (1) among these; at the edge nothing happens."""
    order = list(fotos)
    at = _position(order, foto_id)
    if not 0 <= at + way < len(order):
        return
    order[at], order[at + way] = order[at + way], order[at]
    for number, one in enumerate(order, 1):
        one.urutan = number
    _traced(session, act, "urutkan_foto", order[at + way])


def detach(session: Session, act: Act, fotos: Sequence[Foto], foto_id: int) -> int:
    """Take a photo off its thing; the file stays. Returns the id of the file."""
    gone = fotos[_position(fotos, foto_id)]
    _traced(session, act, "lepas_foto", gone)
    session.delete(gone)
    session.flush()
    return gone.berkas_id


def _position(fotos: Sequence[Foto], foto_id: int) -> int:
    found = next((n for n, one in enumerate(fotos) if one.id == foto_id), None)
    if found is None:
        raise NotFound("Foto itu sudah dilepas. Muat ulang halaman ini.")
    return found


def _traced(session: Session, act: Act, tindakan: str, foto: Foto) -> None:
    place = RegionCode.parse(foto.wilayah_kode)
    jejak.record(
        session, act, tindakan, f"foto:{foto.id}", place=place,
        hak=right_to_change(place, foto.objek),
        rincian={"objek": foto.objek, "berkas": foto.berkas_id, "urutan": foto.urutan},
    )  # fmt: skip
