"""Where a village stands with its PKD: groups held, problems, ranks, actions, what is next."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.integration.mkp import Bagian, share_of_people
from musren.integration.penilaian import Urutan, tie_sentences
from musren.models.musyawarah import Musyawarah
from musren.models.pkd import Gagasan, KalenderFaktor, Lembaga, Masalah, SketsaSimbol, Tindakan
from musren.models.rpjm import UsulanRpjm
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services.pertemuan import key_of
from musren.services.pkd.kesejahteraan import classes_of
from musren.services.pkd.masalah import NAMA_ALAT, actions_of, problems, standing
from musren.services.pkd.nilai import ranked_actions, ranked_problems
from musren.services.pkd.pertemuan import groups
from musren.services.prefill import meeting_of_key
from musren.services.rpjm.dokumen import drafted
from musren.services.susunan.berlaku import in_force

SELESAI, BERJALAN, BELUM, TERHALANG = "selesai", "berjalan", "menunggu", "terhalang"
DRAWN = {"sketsa": SketsaSimbol, "kalender": KalenderFaktor, "bagan": Lembaga}
PAPER, LOKAKARYA = "pkd_desa", "lokakarya_desa"


@dataclass(frozen=True, kw_only=True)
class Kelompok:
    """One group: its meeting, who came, which tools it used, how much it told."""

    held: Musyawarah
    kunci: str
    perempuan: int
    laki_laki: int
    alat: Sequence[str]
    masalah: int
    gagasan: int


@dataclass(frozen=True, kw_only=True)
class Langkah:
    """A step of the PKD: its form (empty for the paper), its state and the reason in words."""

    kunci: str
    judul: str
    formulir: str
    tombol: str
    keadaan: str
    alasan: str


@dataclass(frozen=True, kw_only=True)
class Papan:
    """Everything a page about the PKD of one village and year tells."""

    kelompok: Sequence[Kelompok]
    perempuan: Bagian
    masalah: Sequence[tuple[Masalah, Urutan]]
    digabung: int
    seri: Sequence[str]
    tindakan: Sequence[tuple[Tindakan, Urutan]]
    gagasan: Sequence[Gagasan]
    usulan: dict[str, Usulan]
    usulan_rpjm: dict[str, UsulanRpjm]
    ada_rpjm: bool
    langkah: Sequence[Langkah]

    @property
    def berikut(self) -> Langkah | None:
        """The first step that is not finished and can be done."""
        left = (one for one in self.langkah if one.keadaan in {BERJALAN, BELUM})
        return next(left, None)


def board(session: Session, year: Tahun, place: RegionCode) -> Papan:
    """The numbers, lists and steps of a village's PKD."""
    held = groups(session, year, place)
    every, order = problems(session, year, place), ranked_problems(session, year, place)
    actions = ranked_actions(session, year, place)
    told = [_group(session, one) for one in held]
    return Papan(
        kelompok=told, perempuan=share_of_people(h.jk for one in held for h in one.hadir),
        masalah=order, digabung=len(every) - len(standing(every)),
        seri=tie_sentences([u for _, u in order], {m.kode: m.masalah for m, _ in order}),
        tindakan=actions, gagasan=_ideas(session, held),
        usulan=proposals(session, year, place),
        usulan_rpjm=planned(session, [t for t, _ in actions]),
        ada_rpjm=drafted(session, year, place) is not None,
        langkah=steps(session, year, place, held),
    )  # fmt: skip


def _group(session: Session, held: Musyawarah) -> Kelompok:
    def many(table: Any) -> int:
        counted = select(func.count()).select_from(table).where(table.musyawarah_id == held.id)
        return int(session.scalar(counted) or 0)

    return Kelompok(
        held=held, kunci=key_of(held), perempuan=sum(h.jk == "P" for h in held.hadir),
        laki_laki=sum(h.jk == "L" for h in held.hadir),
        alat=[NAMA_ALAT[alat] for alat, table in DRAWN.items() if many(table)],
        masalah=many(Masalah), gagasan=many(Gagasan),
    )  # fmt: skip


def _ideas(session: Session, held: Sequence[Musyawarah]) -> list[Gagasan]:
    """The ideas of all groups, group by group, by their own priority."""
    ids = [one.id for one in held]
    found = session.scalars(select(Gagasan).where(Gagasan.musyawarah_id.in_(ids)))
    return sorted(found, key=lambda g: (ids.index(g.musyawarah_id), g.prioritas or 10**6, g.urutan))


def proposals(session: Session, year: Tahun, place: RegionCode) -> dict[str, Usulan]:
    """The proposals of the year by the action or idea they came of: ``tindakan:7``."""
    found = session.scalars(
        select(Usulan).where(Usulan.tahun_id == year.id, Usulan.desa_kode == str(place))
    )
    made: dict[str, Usulan] = {}
    for one in found:
        if one.tindakan_id is not None:
            made[f"tindakan:{one.tindakan_id}"] = one
        elif one.kunci.startswith("gagasan:"):
            made[one.kunci] = one
    return made


def planned(session: Session, actions: Sequence[Tindakan]) -> dict[str, UsulanRpjm]:
    """The proposals of an RPJM-Desa that came of these actions, by ``tindakan:7``."""
    ids = [one.id for one in actions]
    found = session.scalars(select(UsulanRpjm).where(UsulanRpjm.tindakan_id.in_(ids)))
    return {f"tindakan:{one.tindakan_id}": one for one in found}


# --- steps --------------------------------------------------------------------------------------


def steps(
    session: Session, year: Tahun, place: RegionCode, held: Sequence[Musyawarah]
) -> list[Langkah]:
    """The steps from the first meeting to the village's paper, each with its state."""
    order, weighed = ranked_problems(session, year, place), actions_of(session, year, place)
    actions = ranked_actions(session, year, place)
    grouped = sum(bool(m.bidang) for m, _ in order)
    scored = sum(u.jumlah is not None for _, u in order)
    covered = len({t.masalah_id for t in weighed} & {m.id for m, _ in order})
    ranked = sum(u.jumlah is not None for _, u in actions)
    classes = len(classes_of(session, year, place))
    none = "Belum ada masalah yang dicatat kelompok."
    return [
        Langkah(
            kunci="pertemuan", judul="Pertemuan dusun dan kelompok",
            formulir="penggalian-gagasan", tombol="Catat pertemuan",
            keadaan=SELESAI if held else BELUM,
            alasan=f"{len(held)} pertemuan dicatat." if held
            else "Belum ada pertemuan yang dicatat.",
        ),
        _part("pengelompokan", "Pengelompokan masalah", "pengelompokan-masalah",
              grouped, len(order), "masalah sudah berbidang", none),
        _part("peringkat", "Penentuan peringkat masalah", "peringkat-masalah",
              scored, len(order), "masalah sudah dinilai", none),
        _part("pengkajian", "Pengkajian tindakan", "pengkajian-tindakan",
              covered, len(order), "masalah sudah dikaji", none),
        _part("tindakan", "Penentuan peringkat tindakan", "peringkat-tindakan",
              ranked, len(actions), "tindakan layak sudah dinilai",
              "Belum ada tindakan yang layak."),
        Langkah(
            kunci="kesejahteraan", judul="Klasifikasi kesejahteraan", formulir="kesejahteraan",
            tombol="Isi klasifikasi", keadaan=SELESAI if classes else BELUM,
            alasan=f"{classes} kelas disepakati." if classes else "Kelas belum disepakati.",
        ),
        _paper(session, year, place, scored),
    ]  # fmt: skip


def _part(  # noqa: PLR0913, PLR0917  one line of the table of steps
    kunci: str, judul: str, formulir: str, done: int, every: int, told: str, empty: str
) -> Langkah:
    if not every:
        keadaan = TERHALANG
    elif done == every:
        keadaan = SELESAI
    else:
        keadaan = BERJALAN if done else BELUM
    return Langkah(
        kunci=kunci, judul=judul, formulir=formulir, tombol="Isi" if not done else "Lanjutkan",
        keadaan=keadaan, alasan=f"{done} dari {every} {told}." if every else empty,
    )  # fmt: skip


def _paper(session: Session, year: Tahun, place: RegionCode, scored: int) -> Langkah:
    there = in_force(session, year, place, PAPER)
    if there is None and scored and meeting_of_key(session, LOKAKARYA, year, place) is None:
        return Langkah(
            kunci="naskah", judul="Lembar Hasil PKD Desa", formulir="lokakarya-desa",
            tombol="Catat Lokakarya Desa", keadaan=BELUM,
            alasan="Catat dahulu Lokakarya Desa: siapa yang hadir dan siapa yang menandatangani.",
        )  # fmt: skip
    if there is not None:
        keadaan, alasan = SELESAI, "Lembar Hasil PKD Desa sudah disusun."
    elif scored:
        keadaan, alasan = BELUM, "Lembar Hasil PKD Desa belum disusun."
    else:
        keadaan, alasan = TERHALANG, "Tentukan dahulu peringkat masalah."
    return Langkah(
        kunci="naskah", judul="Lembar Hasil PKD Desa", formulir="", tombol="Periksa dan susun",
        keadaan=keadaan, alasan=alasan,
    )  # fmt: skip
