"""Pictures of the consolidated list: kept as they were, and the same files for ever."""

from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.errors import NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.exports.isi_potret import Isi, decode, encode
from musren.exports.potret import Potret
from musren.models.serapan import PotretDaftar
from musren.models.tahun import Tahun
from musren.services import jejak
from musren.services.terbit import Store, Work
from musren.services.unduhan import TIPE, Bahan, Unduhan, check_form, make, record
from musren.services.wilayah import name

UNKNOWN = (
    "Potret dengan kode itu tidak ada. Periksa kodenya pada berkas atau pada halaman Potret daftar."
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Tempat:
    """Where pictures are kept: each block of `work` is a transaction of its own."""

    work: Work
    store: Store


def take(tempat: Tempat, act: Act, bahan: Bahan) -> str:
    """Keep what was read as a picture and give its code.

    What was kept before with the same filters, places and rows is that picture again.
    """
    isi = Isi(baris=bahan.baris, skpd=bahan.skpd, rekap=bahan.rekap)
    content = tempat.store.put(encode(isi))
    with tempat.work() as session:
        return _kept(session, act, bahan, isi, content).kode


def _kept(session: Session, act: Act, bahan: Bahan, isi: Isi, content: str) -> PotretDaftar:
    # one after the other, so that no number is given twice
    year = session.scalars(select(Tahun).where(Tahun.id == bahan.tahun_id).with_for_update()).one()
    same = session.scalars(
        select(PotretDaftar)
        .where(PotretDaftar.tahun_id == year.id, PotretDaftar.isi_sha256 == content)
        .order_by(PotretDaftar.id)
    )
    places, saring = [str(one) for one in bahan.wilayah], dict(bahan.potret.saring)
    for one in same:
        if one.wilayah == places and one.saring == saring:
            return one
    made = PotretDaftar(
        kode=_next_code(session, year), tahun_id=year.id, kabupaten_kode=year.kabupaten_kode,
        wilayah=places, saring=saring, pada=bahan.potret.pada, usulan=bahan.rekap.usulan,
        biaya=bahan.rekap.biaya, sha256_baris=isi.sha256_baris, isi_sha256=content, berkas={},
        pelaku_id=act.oleh.id or None,
    )  # fmt: skip
    session.add(made)
    session.flush()
    jejak.record(
        session, act, "ambil_potret", f"potret:{made.id}", place=bahan.kabupaten,
        hak=Hak.UNDUH_DAFTAR, rincian={"kode": made.kode, "sha256_baris": made.sha256_baris},
    )  # fmt: skip
    return made


def _next_code(session: Session, year: Tahun) -> str:
    """``P-99.01-2011-0007``: numbered within the kabupaten and the year."""
    count = session.scalar(
        select(func.count(PotretDaftar.id)).where(PotretDaftar.tahun_id == year.id)
    )
    return f"P-{year.kabupaten_kode}-{year.tahun}-{(count or 0) + 1:04}"


def find(session: Session, kode: str) -> PotretDaftar:
    """The picture of that code; raises NotFound."""
    found = session.scalar(select(PotretDaftar).where(PotretDaftar.kode == kode.strip().upper()))
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def places_of(one: PotretDaftar) -> tuple[RegionCode, ...]:
    """The places whose proposals stand in the picture; all of them ask for the right."""
    return tuple(RegionCode(kode) for kode in one.wilayah)


def listed(session: Session, year: Tahun, place: RegionCode) -> list[PotretDaftar]:
    """The pictures of this place or of places in it, the newest first."""
    found = session.scalars(
        select(PotretDaftar)
        .where(PotretDaftar.tahun_id == year.id, PotretDaftar.kabupaten_kode == year.kabupaten_kode)
        .order_by(PotretDaftar.id.desc())
    )
    return [one for one in found if all(place.contains(p) for p in places_of(one))]


def file(tempat: Tempat, kode: str, bentuk: str) -> Unduhan:
    """The picture as xlsx, csv or json: made once, and the same bytes for ever.

    Raises NotFound, Invalid for another form, Unavailable when the store lost the content.
    """
    check_form(bentuk)
    with tempat.work() as session:
        one = find(session, kode)
        bahan = _bahan(session, one, decode(tempat.store.get(one.isi_sha256)))
        known, potret_id = one.berkas.get(bentuk), one.id
    if known is not None:
        return _as_download(bahan, bentuk, tempat.store.get(known))
    made = make(bahan, bentuk)
    sha256 = tempat.store.put(made.isi)
    with tempat.work() as session:
        kept = session.get_one(PotretDaftar, potret_id, with_for_update=True)
        kept.berkas = {**kept.berkas, bentuk: sha256}
    return made


def _as_download(bahan: Bahan, bentuk: str, content: bytes) -> Unduhan:
    return Unduhan(bahan.nama(bentuk), TIPE[bentuk], content, bahan.rekap.usulan, bahan.rekap.biaya)


def _bahan(session: Session, one: PotretDaftar, isi: Isi) -> Bahan:
    kabupaten = RegionCode(one.kabupaten_kode)
    year = session.get_one(Tahun, one.tahun_id)
    return Bahan(
        kabupaten=kabupaten, tahun_id=year.id, wilayah=places_of(one), baris=isi.baris,
        skpd=isi.skpd, rekap=isi.rekap,
        potret=Potret(name(session, kabupaten), year.tahun, one.saring, one.pada, one.kode),
    )  # fmt: skip


def download(tempat: Tempat, act: Act, bahan: Bahan, bentuk: str) -> Unduhan:
    """Keep what was read, make its file, and keep who took it."""
    check_form(bentuk)
    made = file(tempat, take(tempat, act, bahan), bentuk)
    with tempat.work() as session:
        record(session, act, bahan, bentuk)
    return made


def same_rows(tempat: Tempat, kode: str) -> tuple[str, bool]:
    """The hash of the kept rows counted anew, and whether it is the one that was printed."""
    with tempat.work() as session:
        one = find(session, kode)
        told, content = one.sha256_baris, one.isi_sha256
    counted = decode(tempat.store.get(content)).sha256_baris
    return counted, counted == told
