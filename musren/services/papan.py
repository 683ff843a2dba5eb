"""The boards: how far each village and kecamatan is, what blocks it, who has to act."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.orm import Session

from musren.domain.errors import NotFound
from musren.domain.peran import Peran
from musren.domain.wilayah import Level, RegionCode
from musren.integration.keadaan import KeadaanTahap, berikutnya, keadaan_desa, keadaan_kecamatan
from musren.integration.profil import Profil
from musren.integration.tahapan import FaktaDesa, FaktaKecamatan, StatusUsulan
from musren.models.draf import Draf
from musren.models.jejak import Jejak
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.naskah import Naskah, Pindaian, TandaTangan
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan, UsulanKecamatan
from musren.models.wilayah import ProfilDesa, ProfilKecamatan, Wilayah
from musren.services.dihitung import counted
from musren.services.langkah_kecamatan import LangkahKecamatan, kecamatan_steps
from musren.services.profil import unmet_conditions
from musren.services.tahun import profile_of
from musren.services.wilayah import inside, is_desa

UNDECIDED = (StatusUsulan.BELUM_LENGKAP.value, StatusUsulan.DIAJUKAN.value)

WAITING = (StatusUsulan.DITERUSKAN.value, StatusUsulan.DIKEMBALIKAN.value)
"""States of what a kecamatan has not decided; the second is at its village for repair."""

TAKES_THE_LIST = (Peran.BAPPEDA.value, Peran.ADMINISTRATOR.value)
"""Who takes the list for the kabupaten; a kecamatan downloads only its own part."""


@dataclass(frozen=True, kw_only=True)
class Papan:
    """One place on a board: its stages and the next one to work on."""

    kode: RegionCode
    nama: str
    tahap: tuple[KeadaanTahap, ...]
    usulan: int = 0
    biaya: int = 0

    @property
    def berikutnya(self) -> KeadaanTahap | None:
        return berikutnya(self.tahap)


@dataclass(frozen=True, kw_only=True)
class Bersama:
    """The boards of all kecamatan and villages of a place, and what each kecamatan did between."""

    kecamatan: list[Papan]
    desa: list[Papan]
    langkah: Mapping[str, LangkahKecamatan]


@dataclass
class _Counts:
    """Grouped answers of the database, by code of place."""

    usulan: dict[str, tuple[int, int, int, int]] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    chosen: dict[str, int] = field(default_factory=dict)
    upward: dict[str, int] = field(default_factory=dict)
    sent: dict[str, int] = field(default_factory=dict)
    drafts: set[tuple[str, str]] = field(default_factory=set)
    papers: dict[tuple[str, str], Row[int, str, str, str]] = field(default_factory=dict)
    owed: dict[int, int] = field(default_factory=dict)
    profiles: dict[str, ProfilDesa] = field(default_factory=dict)


def _count(session: Session, year: Tahun, place: RegionCode, jenis: str) -> _Counts:
    """Everything the boards need below a place, in a fixed number of statements."""
    found = _Counts()
    usulan = session.execute(
        select(
            Usulan.desa_kode, func.count(),
            func.count().filter(Usulan.status == StatusUsulan.BELUM_LENGKAP.value),
            func.count().filter(Usulan.status.in_(UNDECIDED)),
            func.coalesce(func.sum(Usulan.biaya), 0),
        )
        .where(Usulan.tahun_id == year.id, inside(Usulan.desa_kode, place), counted())
        .group_by(Usulan.desa_kode)
    )  # fmt: skip
    found.usulan = {k: (int(n), int(i), int(u), int(b or 0)) for k, n, i, u, b in usulan}
    _count_meetings(session, year, place, jenis, found)
    _count_papers(session, year, place, found)
    return found


def _count_meetings(
    session: Session, year: Tahun, place: RegionCode, jenis: str, found: _Counts
) -> None:
    meetings = session.execute(
        select(Musyawarah.wilayah_kode, Musyawarah.id).where(
            Musyawarah.tahun_id == year.id, Musyawarah.jenis == jenis,
            inside(Musyawarah.wilayah_kode, place),
        )
    )  # fmt: skip
    found.held = {kode: int(held) for kode, held in meetings}
    chosen = Hadir.wakil_masyarakat if jenis == "musrenbangdes_rkp" else Hadir.wakil_utusan
    ids = {held: kode for kode, held in found.held.items()}
    signers = session.execute(
        select(Hadir.musyawarah_id, func.count())
        .where(Hadir.musyawarah_id.in_(list(ids)), chosen.is_(True))
        .group_by(Hadir.musyawarah_id)
    )
    found.chosen = {ids[key]: int(count) for key, count in signers}
    agreed = session.execute(
        select(Keputusan.musyawarah_id, func.count())
        .where(
            Keputusan.musyawarah_id.in_(list(ids)), Keputusan.putusan == "disepakati",
            Keputusan.sumber.in_([s.kunci for s in profile_of(year).sumber_tingkat("kecamatan")]),
        )
        .group_by(Keputusan.musyawarah_id)
    )  # fmt: skip
    found.upward = {ids[key]: int(count) for key, count in agreed}


def _count_papers(session: Session, year: Tahun, place: RegionCode, found: _Counts) -> None:
    here = (
        Naskah.tahun_id == year.id, inside(Naskah.wilayah_kode, place),
        Naskah.status.in_(["terbit", "ditandatangani"]),
    )  # fmt: skip
    papers = session.execute(
        select(Naskah.id, Naskah.wilayah_kode, Naskah.jenis, Naskah.status).where(*here)
    )
    found.papers = {(p.wilayah_kode, p.jenis): p for p in papers}
    owed = session.execute(
        select(TandaTangan.naskah_id, func.count())
        .join(Naskah, Naskah.id == TandaTangan.naskah_id)
        .where(*here, TandaTangan.ditandatangani.is_(None))
        .group_by(TandaTangan.naskah_id)
    )
    found.owed = {int(key): int(count) for key, count in owed}
    sent = session.execute(
        select(Naskah.wilayah_kode, func.count())
        .join(UsulanKecamatan, UsulanKecamatan.ba_naskah_id == Naskah.id)
        .where(UsulanKecamatan.tahun_id == year.id, inside(Naskah.wilayah_kode, place))
        .group_by(Naskah.wilayah_kode)
    )
    found.sent = {kode: int(count) for kode, count in sent}
    drafts = session.execute(
        select(Draf.wilayah_kode, Draf.alur).where(
            Draf.tahun_id == year.id, inside(Draf.wilayah_kode, place), Draf.status == "terbuka"
        )
    )
    found.drafts = {(kode, alur) for kode, alur in drafts}
    profiles = session.scalars(select(ProfilDesa).where(inside(ProfilDesa.desa_kode, place)))
    found.profiles = {p.desa_kode: p for p in profiles}


def _village_facts(profile: Profil, kode: str, c: _Counts) -> FaktaDesa:
    stored = c.profiles.get(kode)
    count, incomplete, undecided, _ = c.usulan.get(kode, (0, 0, 0, 0))
    ba, sk = c.papers.get((kode, "ba_musrenbangdes")), c.papers.get((kode, "sk_rkp_desa"))
    unmet = [u for u in unmet_conditions(profile, stored) if u.menghalangi] if stored else []
    return FaktaDesa(
        profil_ada=stored is not None or (kode, "profil-desa") in c.drafts,
        profil_lengkap=stored is not None,
        syarat_kurang=tuple(one.teks for one in unmet),
        akibat_syarat=tuple(one.akibat for one in unmet),
        usulan=count, usulan_belum_lengkap=incomplete,
        musrenbang_ada=kode in c.held or (kode, "musrenbangdes") in c.drafts,
        musrenbang_selesai=kode in c.held,
        usulan_belum_diputus=0 if ba else undecided,  # later ones wait for the next meeting
        wakil_masyarakat=c.chosen.get(kode, 0),
        wakil_dibutuhkan=profile.batas_int("wakil_masyarakat_ba"),
        ba_terbit=ba is not None, ba_tanda_tangan_kurang=c.owed.get(ba.id, 0) if ba else 0,
        ba_ttd=ba is not None and ba.status == "ditandatangani",
        sk_terbit=sk is not None, sk_ttd=sk is not None and sk.status == "ditandatangani",
        usulan_untuk_kecamatan=c.upward.get(kode, 0), usulan_diteruskan=c.sent.get(kode, 0),
    )  # fmt: skip


def _below(session: Session, place: RegionCode, level: Level) -> list[Wilayah]:
    found = session.scalars(
        select(Wilayah)
        .where(Wilayah.tingkat == int(level), inside(Wilayah.kode, place))
        .order_by(Wilayah.kode)
    )
    if level is Level.DESA:  # kelurahan plan elsewhere
        return [w for w in found if is_desa(w)]
    return list(found)


def villages(session: Session, year: Tahun, place: RegionCode) -> list[Papan]:
    """The board of all villages at or below a place, in the order of codes."""
    counts = _count(session, year, place, "musrenbangdes_rkp")
    return _villages(year, counts, _below(session, place, Level.DESA))


def _villages(year: Tahun, counts: _Counts, desa: Sequence[Wilayah]) -> list[Papan]:
    profile = profile_of(year)
    return [
        Papan(
            kode=RegionCode.parse(w.kode), nama=w.nama,
            tahap=keadaan_desa(_village_facts(profile, w.kode, counts)),
            usulan=counts.usulan.get(w.kode, (0, 0, 0, 0))[0],
            biaya=counts.usulan.get(w.kode, (0, 0, 0, 0))[3],
        )
        for w in desa
    ]  # fmt: skip


def village(session: Session, year: Tahun, desa: RegionCode) -> Papan:
    """The task list of one village."""
    found = villages(session, year, desa)
    if not found:
        raise NotFound(f"Wilayah {desa} bukan desa yang menyusun RKP-Desa.")
    return found[0]


def together(session: Session, year: Tahun, place: RegionCode) -> Bersama:
    """Both boards from one count, in a fixed number of statements."""
    base = _count(session, year, place, "musrenbangdes_rkp")
    steps, desa = kecamatan_steps(session, year, place), _below(session, place, Level.DESA)
    return Bersama(
        kecamatan=_districts(session, year, place, base, desa, steps),
        desa=_villages(year, base, desa), langkah=steps,
    )  # fmt: skip


def kecamatan_board(session: Session, year: Tahun, place: RegionCode) -> list[Papan]:
    """The board of all kecamatan at or below a place, in the order of codes."""
    return together(session, year, place).kecamatan


def _districts(
    session: Session, year: Tahun, place: RegionCode, base: _Counts, desa: Sequence[Wilayah],
    steps: Mapping[str, LangkahKecamatan],
) -> list[Papan]:  # fmt: skip
    counts = _Counts(papers=base.papers, owed=base.owed, drafts=base.drafts)
    _count_meetings(session, year, place, "musrenbang_kecamatan", counts)
    offices = set(
        session.scalars(
            select(ProfilKecamatan.kecamatan_kode).where(
                inside(ProfilKecamatan.kecamatan_kode, place)
            )
        )
    )
    arrived = _arrived(session, year, place)
    signed, taken = _signed_at(session, counts), _taken(session, year)
    boards = []
    for w in _below(session, place, Level.KECAMATAN):
        own = [d.kode for d in desa if d.induk_kode == w.kode]
        facts = replace(
            _kecamatan_facts(w.kode, own, counts, base, arrived.get(w.kode), w.kode in offices),
            daftar_diambil=_taken_since(w.kode, signed.get(w.kode), taken),
            **_between(steps.get(w.kode, LangkahKecamatan())),
        )
        boards.append(
            Papan(
                kode=RegionCode.parse(w.kode), nama=w.nama, tahap=keadaan_kecamatan(facts),
                usulan=sum(base.usulan.get(k, (0, 0, 0, 0))[0] for k in own),
                biaya=sum(base.usulan.get(k, (0, 0, 0, 0))[3] for k in own),
            )
        )  # fmt: skip
    return boards


def _between(done: LangkahKecamatan) -> dict[str, Any]:
    return {
        "perlu_verifikasi": done.perlu, "belum_verifikasi": done.belum,
        "dikembalikan": done.dikembalikan, "daftar": done.daftar,
        "daftar_diperingkat": done.daftar_diperingkat, "perlu_pendanaan": done.perlu_dana,
        "pendanaan_ada": done.pendanaan,
    }  # fmt: skip


def kecamatan(session: Session, year: Tahun, place: RegionCode) -> Papan:
    return district(session, year, place).kecamatan[0]


def district(session: Session, year: Tahun, place: RegionCode) -> Bersama:
    """The board of one kecamatan with those of its villages; raises NotFound."""
    found = together(session, year, place)
    if not found.kecamatan:
        raise NotFound(f"Wilayah {place} bukan kecamatan yang dimuat.")
    return found


def _signed_at(session: Session, counts: _Counts) -> dict[str, datetime]:
    """Per kecamatan: when the scan of its wholly signed Surat Penetapan Camat came in."""
    ids = {
        paper.id: kode
        for (kode, jenis), paper in counts.papers.items()
        if jenis == "spc" and paper.status == "ditandatangani"
    }
    moments = session.execute(
        select(Pindaian.naskah_id, func.max(Pindaian.pada))
        .where(Pindaian.naskah_id.in_(list(ids)))
        .group_by(Pindaian.naskah_id)
    )
    return {ids[key]: pada for key, pada in moments}


def _taken(session: Session, year: Tahun) -> list[tuple[datetime, Mapping[str, str]]]:
    """When Bappeda, or the command on its server, took this year's list, and by which filters."""
    rows = session.execute(
        select(Jejak.pada, Jejak.rincian).where(
            Jejak.tindakan == "unduh_daftar", Jejak.objek == f"tahun:{year.id}",
            Jejak.wilayah_kode == year.kabupaten_kode,
            Jejak.peran.in_(TAKES_THE_LIST) | Jejak.pengguna_id.is_(None),
        )
    )  # fmt: skip
    return [(pada, told.get("saring") or {}) for pada, told in rows]


def _taken_since(
    kode: str, signed: datetime | None, taken: Sequence[tuple[datetime, Mapping[str, str]]]
) -> bool:
    """Whether a list with this kecamatan in it was taken after its paper was signed."""
    return signed is not None and any(
        pada >= signed and saring.get("kecamatan") in {None, kode} and "desa" not in saring
        for pada, saring in taken
    )


def _arrived(
    session: Session, year: Tahun, place: RegionCode
) -> Mapping[str, Row[str, int, int, int]]:
    """Per kecamatan: how many proposals came in, wait for a decision, were agreed."""
    agreed = (
        StatusUsulan.DISEPAKATI_KECAMATAN.value,
        StatusUsulan.DITETAPKAN_CAMAT.value,
    )
    rows = session.execute(
        select(
            UsulanKecamatan.kecamatan_kode, func.count(),
            func.count().filter(Usulan.status.in_(WAITING)),
            func.count().filter(Usulan.status.in_(agreed)),
        )
        .join(Usulan, Usulan.id == UsulanKecamatan.usulan_id)
        .where(
            UsulanKecamatan.tahun_id == year.id, inside(UsulanKecamatan.kecamatan_kode, place)
        )
        .group_by(UsulanKecamatan.kecamatan_kode)
    )  # fmt: skip
    return {row[0]: row for row in rows}


def _kecamatan_facts(
    kode: str, desa: list[str], c: _Counts, base: _Counts,
    arrived: Row[str, int, int, int] | None, office: bool,  # noqa: FBT001
) -> FaktaKecamatan:  # fmt: skip
    ba, spc = c.papers.get((kode, "ba_musrenbang_kecamatan")), c.papers.get((kode, "spc"))
    signed = [
        d for d in desa
        if (p := base.papers.get((d, "ba_musrenbangdes"))) and p.status == "ditandatangani"
    ]  # fmt: skip
    came, waiting, agreed = (arrived[1], arrived[2], arrived[3]) if arrived else (0, 0, 0)
    return FaktaKecamatan(
        profil_lengkap=office, desa=len(desa), desa_ba_ttd=len(signed),
        desa_diteruskan=len(signed), usulan_masuk=int(came),
        musrenbang_ada=kode in c.held or (kode, "musrenbang-kecamatan") in c.drafts,
        musrenbang_selesai=kode in c.held, usulan_belum_diputus=int(waiting),
        usulan_disepakati=int(agreed), wakil_utusan=c.chosen.get(kode, 0),
        ba_terbit=ba is not None,
        ba_tanda_tangan_kurang=c.owed.get(ba.id, 0) if ba else 0,
        ba_ttd=ba is not None and ba.status == "ditandatangani",
        spc_terbit=spc is not None, spc_ttd=spc is not None and spc.status == "ditandatangani",
    )  # fmt: skip
