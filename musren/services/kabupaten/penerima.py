"""Who is usually invited to the meetings above the village, as far as it is known."""

from collections.abc import Iterator

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.wilayah import Level, RegionCode
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.prioritas import Pokir
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilDesa, ProfilKecamatan, Wilayah
from musren.services.kabupaten.skpd import FORUM, register
from musren.services.prefill import envoys
from musren.services.wilayah import children, is_desa

Penerima = dict[str, str]
DPRD = "Anggota DPRD daerah pemilihan …"


def invited_above(
    session: Session, year: Tahun, place: RegionCode, acara: str
) -> list[Penerima]:  # fmt: skip
    """Rows {nama, jabatan, alamat} for the letter; a blank name is still to be filled in."""
    if place.level is Level.KECAMATAN:
        return _to_kecamatan(session, year, place)
    jenis = acara.partition(".")[0]
    heads = list(_skpd(session, place, acara))
    if jenis == "rakor_perencana":
        return [_row("", f"Perencana {one['jabatan'].removeprefix('Kepala ')}") for one in heads]
    below = [*_camat(session, place), *_delegates(session, year, place)]
    if jenis == FORUM:
        return [*heads, *below]
    return [*heads, *_members(session, year, place), *below]


def _row(nama: str, jabatan: str, alamat: str = "") -> Penerima:
    return {"nama": nama, "jabatan": jabatan, "alamat": alamat}


def _to_kecamatan(session: Session, year: Tahun, place: RegionCode) -> list[Penerima]:
    """Kepala Desa and BPD of each village, its wakil desa, SKPD, and the members of DPRD."""
    offices = {
        one.desa_kode: one
        for one in session.scalars(
            select(ProfilDesa).where(ProfilDesa.desa_kode.startswith(f"{place}."))
        )
    }
    chosen: dict[str, list[Hadir]] = {}
    for one in envoys(session, year, place):
        chosen.setdefault(one.musyawarah.wilayah_kode, []).append(one)
    found = []
    for village in (one for one in children(session, place) if is_desa(one)):
        office, at = offices.get(village.kode), f"Desa {village.nama}"
        found += [
            _row(office.kepala_desa_nama if office else "", "Kepala Desa", at),
            _row(office.ketua_bpd_nama if office else "", "Ketua BPD", at),
            *(_row(one.nama, "Wakil desa", at) for one in chosen.get(village.kode, ())),
        ]
    return [*found, *_skpd(session, place, ""), *_members(session, year, place)]


def _skpd(session: Session, place: RegionCode, acara: str) -> Iterator[Penerima]:
    """The heads of the SKPD; of a forum, that of its own SKPD first."""
    known = register(session, place)
    own = known.of_forum(acara)
    for one in sorted(known.semua, key=lambda s: (s is not own, s.urutan)):
        yield _row(one.kepala_nama or f"Kepala {one.nama}", f"Kepala {one.nama}")


def _camat(session: Session, place: RegionCode) -> Iterator[Penerima]:
    rows = session.execute(
        select(Wilayah.nama, ProfilKecamatan.camat_nama)
        .outerjoin(ProfilKecamatan, ProfilKecamatan.kecamatan_kode == Wilayah.kode)
        .where(Wilayah.induk_kode == str(place))
        .order_by(Wilayah.kode)
    )
    for nama, camat in rows:
        yield _row(camat or f"Camat {nama}", f"Camat {nama}")


def delegates(session: Session, year: Tahun, place: RegionCode) -> list[Hadir]:
    """Whom the Musrenbang Kecamatan sent to the kabupaten, kecamatan by kecamatan."""
    return list(
        session.scalars(
            select(Hadir)
            .join(Hadir.musyawarah)
            .where(
                Hadir.delegasi.is_(True),
                Musyawarah.jenis == "musrenbang_kecamatan",
                Musyawarah.tahun_id == year.id,
                Musyawarah.wilayah_kode.startswith(f"{place}."),
            )
            .order_by(Musyawarah.wilayah_kode, Hadir.urutan)
            .options(selectinload(Hadir.musyawarah).selectinload(Musyawarah.wilayah))
        )
    )


def _delegates(session: Session, year: Tahun, place: RegionCode) -> Iterator[Penerima]:
    for one in delegates(session, year, place):
        yield _row(one.nama, "Delegasi kecamatan", f"Kecamatan {one.musyawarah.wilayah.nama}")


def _members(session: Session, year: Tahun, place: RegionCode) -> list[Penerima]:
    """The members of DPRD who are known for the place; else one line to be filled in."""
    wanted = select(Pokir.anggota_nama, Pokir.dapil).where(Pokir.tahun_id == year.id)
    if place.level is Level.KECAMATAN:
        wanted = wanted.where(Pokir.kecamatan_kode == str(place))
    known = dict.fromkeys(
        (nama, dapil) for nama, dapil in session.execute(wanted.order_by(Pokir.anggota_nama))
    )
    rows = [
        _row(nama, f"Anggota DPRD daerah pemilihan {dapil}" if dapil else "Anggota DPRD")
        for nama, dapil in known
        if nama
    ]
    return rows or [_row("", DPRD)]
