"""The board of the forums: how much lies before each SKPD, what is decided, what blocks it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import and_, func, select
from sqlalchemy.orm import Session, aliased, defer, selectinload

from musren.domain.wilayah import RegionCode
from musren.integration.forum import DIALIHKAN, FORUM_SKPD
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.models.wilayah import SkpdProfil
from musren.services.kabupaten.skpd import DaftarSkpd, key_of, register
from musren.services.kabupaten.usulan import FORUM_MASIH, sent

PAPER = "ba_forum_skpd~"
STILL_OPEN = tuple(one.value for one in FORUM_MASIH)
IN_FORCE = ("disusun", "terbit", "ditandatangani")


@dataclass(frozen=True, kw_only=True)
class PapanForum:
    """One SKPD: proposals before it (number and rupiah), its decisions, its Berita Acara."""

    skpd: SkpdProfil
    usulan: int
    biaya: int
    putusan: Mapping[str, int]
    belum: int
    tercatat: bool
    draf: bool
    ba: Naskah | None

    @property
    def acara(self) -> str:
        return key_of(self.skpd)

    @property
    def diputus(self) -> int:
        return sum(self.putusan.values())

    @property
    def keadaan(self) -> str:
        """One of kosong, belum, draf, menunggu, terbit, ditandatangani."""
        if self.ba is not None and self.ba.status != "disusun":
            return self.ba.status
        if not self.usulan:
            return "kosong"
        if self.tercatat and not self.belum:
            return "menunggu"
        return "draf" if self.draf or self.tercatat else "belum"

    @property
    def halangan(self) -> str:
        """What keeps this forum from being finished; empty when it is."""
        if not self.usulan:
            return "Belum ada usulan untuk SKPD ini."
        if not self.tercatat:
            return "Isian Forum SKPD belum dikirim."
        if self.ba is None:
            if self.belum:
                return f"{self.belum} usulan belum diputuskan."
            return "Berita Acara belum diterbitkan."
        if self.belum:
            return f"{self.belum} usulan dialihkan ke sini sesudah Berita Acara diterbitkan."
        left = sum(one.ditandatangani is None for one in self.ba.tanda_tangan)
        return f"Berita Acara kurang {left} tanda tangan." if left else ""


@dataclass(frozen=True, kw_only=True)
class Papan:
    """All forums, and proposals whose SKPD the register does not know: name to number."""

    forum: Sequence[PapanForum]
    tak_dikenal: Mapping[str, int]


def board(session: Session, year: Tahun, place: RegionCode) -> Papan:
    """The board of the kabupaten, with a fixed number of statements."""
    known = register(session, place)
    before, strange = _before(session, year, place, known)
    decided = _decided(session, year, place)
    waiting = _waiting(session, year, place, known)
    papers = _papers(session, year, place)
    drafts = set(
        session.scalars(
            select(Draf.objek).where(
                Draf.tahun_id == year.id, Draf.wilayah_kode == str(place),
                Draf.alur == "forum-skpd", Draf.status == "terbuka",
            )
        )
    )  # fmt: skip
    held = set(
        session.scalars(
            select(Musyawarah.kelompok).where(
                Musyawarah.tahun_id == year.id, Musyawarah.jenis == FORUM_SKPD,
                Musyawarah.wilayah_kode == str(place),
            )
        )
    )  # fmt: skip
    return Papan(
        forum=[
            PapanForum(
                skpd=one, usulan=before.get(one.urutan, (0, 0))[0],
                biaya=before.get(one.urutan, (0, 0))[1],
                putusan=decided.get(str(one.urutan), {}), belum=waiting.get(one.urutan, 0),
                tercatat=str(one.urutan) in held, draf=key_of(one) in drafts,
                ba=papers.get(f"{PAPER}{key_of(one)}"),
            )
            for one in known.semua
        ],
        tak_dikenal=strange,
    )  # fmt: skip


Sums = dict[int, tuple[int, int]]


def _added(rows: Iterable[tuple[str, int, int]], known: DaftarSkpd) -> tuple[Sums, dict[str, int]]:
    found: Sums = {}
    strange: dict[str, int] = {}
    for name, count, cost in rows:
        one = known.find(name)
        if one is None:
            strange[name] = strange.get(name, 0) + count
            continue
        had = found.get(one.urutan, (0, 0))
        found[one.urutan] = (had[0] + count, had[1] + cost)
    return found, strange


def _before(
    session: Session, year: Tahun, place: RegionCode, known: DaftarSkpd
) -> tuple[Sums, dict[str, int]]:
    """What the decrees sent to each SKPD, and what other forums passed on to it."""
    rows = session.execute(
        select(Keputusan.skpd, func.count(), func.coalesce(func.sum(Keputusan.biaya), 0))
        .join(Usulan, Usulan.id == Keputusan.usulan_id)
        .where(Usulan.tahun_id == year.id, Usulan.desa_kode.startswith(f"{place}."), *sent())
        .group_by(Keputusan.skpd)
    )
    first, strange = _added([(n, int(c), int(b or 0)) for n, c, b in rows], known)
    passed = session.execute(
        select(Keputusan.skpd_tujuan, func.count(), func.coalesce(func.sum(Keputusan.biaya), 0))
        .join(Musyawarah, Musyawarah.id == Keputusan.musyawarah_id)
        .where(
            Musyawarah.tahun_id == year.id, Musyawarah.jenis == FORUM_SKPD,
            Keputusan.putusan == DIALIHKAN,
        )
        .group_by(Keputusan.skpd_tujuan)
    )  # fmt: skip
    more, _ = _added([(n, int(c), int(b or 0)) for n, c, b in passed], known)
    for urutan, (count, cost) in more.items():
        had = first.get(urutan, (0, 0))
        first[urutan] = (had[0] + count, had[1] + cost)
    return first, strange


def _decided(session: Session, year: Tahun, place: RegionCode) -> dict[str, dict[str, int]]:
    """By number of the forum: how many of each decision."""
    found: dict[str, dict[str, int]] = {}
    for kelompok, putusan, count in session.execute(
        select(Musyawarah.kelompok, Keputusan.putusan, func.count())
        .join(Keputusan, Keputusan.musyawarah_id == Musyawarah.id)
        .where(
            Musyawarah.tahun_id == year.id, Musyawarah.jenis == FORUM_SKPD,
            Musyawarah.wilayah_kode == str(place),
        )
        .group_by(Musyawarah.kelompok, Keputusan.putusan)
    ):  # fmt: skip
        found.setdefault(kelompok, {})[putusan] = int(count)
    return found


def _waiting(session: Session, year: Tahun, place: RegionCode, known: DaftarSkpd) -> dict[int, int]:
    """By number of the forum: what lies before it and was not decided by it."""
    found: dict[int, int] = {}
    own, meeting = aliased(Keputusan), aliased(Musyawarah)
    seen = (
        select(own.usulan_id, meeting.kelompok.label("kelompok"))
        .join(meeting, meeting.id == own.musyawarah_id)
        .where(meeting.tahun_id == year.id, meeting.jenis == FORUM_SKPD)
        .subquery()
    )
    rows = session.execute(
        select(Keputusan.skpd, func.count())
        .join(Usulan, Usulan.id == Keputusan.usulan_id)
        .outerjoin(seen, seen.c.usulan_id == Usulan.id)
        .where(
            Usulan.tahun_id == year.id, Usulan.desa_kode.startswith(f"{place}."), *sent(),
            seen.c.usulan_id.is_(None), Usulan.status.in_(STILL_OPEN),
        )
        .group_by(Keputusan.skpd)
    )  # fmt: skip
    for name, count in rows:
        one = known.find(name)
        if one is not None:
            found[one.urutan] = found.get(one.urutan, 0) + int(count)
    for name, numbers in _passed_on(session, year):
        one = known.find(name)
        if one is not None and str(one.urutan) not in numbers:
            found[one.urutan] = found.get(one.urutan, 0) + 1
    return found


def _passed_on(session: Session, year: Tahun) -> list[tuple[str, set[str]]]:
    """Each passing on: to whom, and the numbers of the forums that decided the proposal."""
    first, other = aliased(Keputusan), aliased(Keputusan)
    from_, by = aliased(Musyawarah), aliased(Musyawarah)
    rows = session.execute(
        select(first.skpd_tujuan, first.usulan_id, by.kelompok)
        .join(from_, from_.id == first.musyawarah_id)
        .join(Usulan, Usulan.id == first.usulan_id)
        .join(other, other.usulan_id == first.usulan_id)
        .join(by, and_(by.id == other.musyawarah_id, by.jenis == FORUM_SKPD))
        .where(
            from_.tahun_id == year.id, from_.jenis == FORUM_SKPD, first.putusan == DIALIHKAN,
            Usulan.status.in_(STILL_OPEN),
        )
    )  # fmt: skip
    found: dict[tuple[str, int], set[str]] = {}
    for name, usulan_id, kelompok in rows:
        found.setdefault((name, usulan_id), set()).add(kelompok)
    return [(name, numbers) for (name, _), numbers in found.items()]


def waiting_of(session: Session, year: Tahun, place: RegionCode, one: SkpdProfil) -> int:
    """How many proposals before this forum are not decided."""
    return _waiting(session, year, place, register(session, place)).get(one.urutan, 0)


def _papers(session: Session, year: Tahun, place: RegionCode) -> dict[str, Naskah]:
    found = session.scalars(
        select(Naskah)
        .where(
            Naskah.tahun_id == year.id, Naskah.wilayah_kode == str(place),
            Naskah.jenis.startswith(PAPER), Naskah.status.in_(IN_FORCE),
        )
        .order_by(Naskah.id)
        .options(defer(Naskah.fakta), selectinload(Naskah.tanda_tangan))
    )  # fmt: skip
    return {one.jenis: one for one in found}
