"""Laying the wishes of the DPRD beside the proposals of the villages (Panduan V.A, V.B.4)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, func, or_, select
from sqlalchemy.orm import Session, aliased

from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.integration import kemiripan
from musren.models.prioritas import Pokir, PokirUsulan
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.models.wilayah import Wilayah
from musren.services import jejak
from musren.services.dihitung import counted
from musren.services.perubahan import clean_reason
from musren.services.tahun import profile_of

MOST_OFFERED = 20
MOST_COMPARED = 2_000
NO_PROPOSAL = "Usulan itu tidak ada di wilayah dan tahun pokir ini."


@dataclass(frozen=True, kw_only=True)
class BarisPokir:
    """One wish in the list: where it lies, and what answers it."""

    pokir: Pokir
    desa: str
    kecamatan: str
    usulan: Sequence["Sanding"]

    @property
    def cocok(self) -> bool:
        return bool(self.usulan)


@dataclass(frozen=True, kw_only=True)
class Sanding:
    """A proposal beside a wish: the kecamatan's rank and cost, and where it stands."""

    usulan: Usulan
    desa: str
    kecamatan: str
    peringkat: int | None
    biaya: int | None
    alasan: str = ""
    kawal: bool = False
    catatan: str = ""


@dataclass(frozen=True, kw_only=True, slots=True)
class SaringPokir:
    """What to show; empty means everything. `cocok`: ya, tidak or kawal."""

    dapil: str = ""
    fraksi: str = ""
    kecamatan: str = ""
    cocok: str = ""
    teks: str = ""


def _conditions(asked: SaringPokir) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    for name, column in (
        ("dapil", Pokir.dapil), ("fraksi", Pokir.fraksi), ("kecamatan", Pokir.kecamatan_kode),
    ):  # fmt: skip
        if wanted := getattr(asked, name):
            found.append(column == wanted)
    link = select(PokirUsulan.pokir_id).where(PokirUsulan.pokir_id == Pokir.id)
    if asked.cocok:
        there = link.where(PokirUsulan.kawal.is_(True)) if asked.cocok == "kawal" else link
        found.append(~there.exists() if asked.cocok == "tidak" else there.exists())
    if asked.teks:
        words = (Pokir.kegiatan, Pokir.anggota_nama, Pokir.lokasi, Pokir.kode)
        found.append(or_(*(column.icontains(asked.teks, autoescape=True) for column in words)))
    return found


def page(
    session: Session, year: Tahun, asked: SaringPokir, *, mulai: int = 0, banyak: int = 100
) -> tuple[list[BarisPokir], int]:
    """A page of wishes in the order of their codes, and how many there are in all."""
    where = (Pokir.tahun_id == year.id, *_conditions(asked))
    total = session.scalar(select(func.count()).select_from(Pokir).where(*where)) or 0
    wishes = session.scalars(
        select(Pokir).where(*where).order_by(Pokir.id).offset(mulai).limit(banyak)
    ).all()
    return rows_of(session, wishes), total


def rows_of(session: Session, wishes: Sequence[Pokir]) -> list[BarisPokir]:
    """These wishes with their places and what answers them, in a fixed number of statements."""
    codes = {k for p in wishes for k in (p.desa_kode, p.kecamatan_kode) if k}
    places = session.execute(select(Wilayah.kode, Wilayah.nama).where(Wilayah.kode.in_(codes)))
    names = {kode: nama for kode, nama in places}  # noqa: C416  a Row is not a pair for mypy
    linked = _linked(session, PokirUsulan.pokir_id.in_([p.id for p in wishes]))
    return [
        BarisPokir(
            pokir=one, desa=names.get(one.desa_kode or "", ""),
            kecamatan=names.get(one.kecamatan_kode or "", ""), usulan=linked.get(one.id, ()),
        )
        for one in wishes
    ]  # fmt: skip


def _linked(session: Session, *where: ColumnElement[bool]) -> dict[int, list[Sanding]]:
    found: dict[int, list[Sanding]] = {}
    rows = session.execute(
        _beside(PokirUsulan).join(PokirUsulan, PokirUsulan.usulan_id == Usulan.id)
        .where(*where).order_by(PokirUsulan.pokir_id, Usulan.id)
    )  # fmt: skip
    for usulan, desa, kecamatan, decided, link in rows:
        found.setdefault(link.pokir_id, []).append(
            _side(usulan, desa, kecamatan, decided, kawal=link.kawal, catatan=link.catatan)
        )
    return found


def _beside(*more: Any) -> Any:
    desa, kecamatan = aliased(Wilayah), aliased(Wilayah)
    return (
        select(Usulan, desa.nama, kecamatan.nama, Keputusan, *more)
        .join(desa, desa.kode == Usulan.desa_kode)
        .join(kecamatan, kecamatan.kode == desa.induk_kode)
        .outerjoin(
            Keputusan, (Keputusan.usulan_id == Usulan.id) & (Keputusan.tingkat == "kecamatan")
        )
    )


def _side(
    usulan: Usulan, desa: str, kecamatan: str, decided: Keputusan | None, **more: Any
) -> Sanding:
    agreed = decided if decided is not None and decided.biaya is not None else usulan
    return Sanding(
        usulan=usulan, desa=desa, kecamatan=kecamatan, biaya=agreed.biaya,
        peringkat=decided.peringkat if decided else None, **more,
    )  # fmt: skip


def offers(session: Session, year: Tahun, wish: Pokir) -> list[Sanding]:
    """Proposals of the same place that look like the wish, the likeliest first, with the reason."""
    place = wish.desa_kode or f"{wish.kecamatan_kode}."
    taken = select(PokirUsulan.usulan_id).where(PokirUsulan.pokir_id == wish.id)
    rows = session.execute(
        _beside()
        .where(
            Usulan.tahun_id == year.id, counted(), Usulan.id.not_in(taken),
            Usulan.desa_kode == place if wish.desa_kode else Usulan.desa_kode.startswith(place),
        )
        .order_by(Keputusan.peringkat.is_(None), Usulan.id)
        .limit(MOST_COMPARED)
    ).all()  # fmt: skip
    by_code = {usulan.kode: (usulan, *rest) for usulan, *rest in rows}
    asked = kemiripan.Kegiatan(
        wish.kode, wish.kegiatan, wish.lokasi, "", wish.volume, wish.satuan, wish.biaya
    )
    them = [
        kemiripan.Kegiatan(u.kode, u.kegiatan, u.lokasi, u.dusun, u.volume, u.satuan, u.biaya)
        for u, *_ in by_code.values()
    ]
    alike = kemiripan.against(profile_of(year), [asked], them)
    return [_side(*by_code[one.dua], alasan=one.kalimat) for one in alike[:MOST_OFFERED]]


def match(
    session: Session, act: Act, year: Tahun, place: RegionCode, wish: Pokir,
    given: Mapping[str, Any],
) -> None:  # fmt: skip
    """Say that a proposal answers the wish; `given`: kode, catatan, kawal.

    The same again only changes the note and the escort. Raises NotFound.
    """
    usulan = session.scalar(
        select(Usulan).where(
            Usulan.tahun_id == year.id, Usulan.kode == given["kode"],
            Usulan.desa_kode.startswith(f"{place}."), counted(),
        )
    )  # fmt: skip
    if usulan is None:
        raise NotFound(f"{NO_PROPOSAL} Periksa kodenya: “{given['kode']}”.")
    link = session.get(PokirUsulan, (wish.id, usulan.id))
    if link is None:
        link = PokirUsulan(pokir_id=wish.id, usulan_id=usulan.id, pada=act.pada)
        session.add(link)
    link.catatan, link.kawal = clean_reason(given.get("catatan", "")), bool(given.get("kawal"))
    link.pelaku_id, link.pada = act.oleh.id or None, act.pada
    session.flush()
    jejak.record(
        session, act, "sandingkan_pokir", f"pokir:{wish.kode}", place=place, hak=Hak.ISI_POKIR,
        rincian={"usulan": usulan.kode, "kawal": link.kawal},
    )  # fmt: skip


def unmatch(
    session: Session, act: Act, place: RegionCode, wish: Pokir, usulan_id: int, alasan: str
) -> None:
    """Take a match back, with a reason that stays in the trace. Raises Invalid and Conflict."""
    link = session.get(PokirUsulan, (wish.id, usulan_id))
    if link is None:
        raise Conflict("Sandingan itu sudah dilepas. Muat ulang halaman ini.")
    told = clean_reason(alasan)
    if not told:
        raise Invalid("Isi alasan melepas sandingan.", {"alasan": "Isi alasan melepas sandingan."})
    session.delete(link)
    session.flush()
    jejak.record(
        session, act, "lepas_sandingan_pokir", f"pokir:{wish.kode}", place=place,
        hak=Hak.ISI_POKIR, rincian={"usulan_id": usulan_id, "alasan": told},
    )  # fmt: skip


def wishes_for(session: Session, usulan_ids: Sequence[int]) -> dict[int, list[tuple[Pokir, bool]]]:
    """For these proposals, the wishes they answer and whether each is escorted."""
    found: dict[int, list[tuple[Pokir, bool]]] = {}
    rows = session.execute(
        select(PokirUsulan.usulan_id, Pokir, PokirUsulan.kawal)
        .join(Pokir, Pokir.id == PokirUsulan.pokir_id)
        .where(PokirUsulan.usulan_id.in_(usulan_ids))
        .order_by(Pokir.id)
    )
    for usulan_id, wish, kawal in rows:
        found.setdefault(usulan_id, []).append((wish, kawal))
    return found


def counts(session: Session, year: Tahun) -> dict[str, int]:
    """How many wishes there are, how many are answered, how many proposals are escorted."""
    linked = (
        select(PokirUsulan).join(Pokir, Pokir.id == PokirUsulan.pokir_id)
        .where(Pokir.tahun_id == year.id).subquery()
    )  # fmt: skip
    alias = aliased(PokirUsulan, linked)
    row = session.execute(
        select(
            func.count(func.distinct(alias.pokir_id)),
            func.count(func.distinct(alias.usulan_id)).filter(alias.kawal.is_(True)),
        )
    ).one()
    total = session.scalar(select(func.count()).where(Pokir.tahun_id == year.id)) or 0
    return {"semua": total, "cocok": row[0], "kawal": row[1], "belum": total - row[0]}
