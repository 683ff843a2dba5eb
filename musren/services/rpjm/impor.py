"""Rows of a village's own table become proposals of its RPJM-Desa, once (III.C.3.c)."""

from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.models.rpjm import Rpjm, UsulanRpjm, UsulanRpjmDana
from musren.models.tahun import Tahun
from musren.services.impor import Keyed, Sasaran
from musren.services.impor_baris import Terbaca
from musren.services.impor_sumber import (
    Kamus,
    SumberAsing,
    dictionary,
    map_source,
    same_words,
)
from musren.services.rpjm.dokumen import drafted, ensure
from musren.services.rpjm.kunci import locked_by, refuse_locked
from musren.services.rpjm.usulan import code_of, next_number, of_rpjm


def _prefix(year: Tahun, desa: RegionCode) -> str:
    return f"rpjm:{year.id}:{desa}:"


def _known(session: Session, awalan: str) -> set[str]:
    return set(
        session.scalars(
            select(UsulanRpjm.kunci).where(UsulanRpjm.kunci.startswith(awalan, autoescape=True))
        )
    )


def _store(
    session: Session, act: Act, year: Tahun, desa: RegionCode, fresh: Keyed, nama_berkas: str
) -> None:
    """Proposals of the year's plan, which is begun when there is none; Conflict when locked."""
    rpjm = ensure(session, act, year, desa)
    refuse_locked(session, rpjm)
    first, words = next_number(session, rpjm), dictionary(session, year, desa)
    common: dict[str, Any] = {"rpjm_id": rpjm.id, "dibuat": act.pada, "diubah": act.pada}
    session.add_all(
        UsulanRpjm(
            **row.nilai, **common, kunci=key, nomor_urut=number, kode=code_of(rpjm, number),
            berkas_asal={"berkas": nama_berkas, "baris": row.nomor, "isi": row.asal},
            dana=_shares(row, words),
        )
        for number, (key, row) in enumerate(fresh, first)
    )  # fmt: skip
    session.flush()


def _shares(row: Terbaca, words: Kamus) -> list[UsulanRpjmDana]:
    return [
        UsulanRpjmDana(
            urutan=number, sumber=words.category(share.rincian), rincian=share.rincian,
            jumlah=share.jumlah,
        )
        for number, share in enumerate(row.dana, 1)
    ]  # fmt: skip


RPJM = Sasaran(awalan=_prefix, dikenal=_known, simpan=_store, tindakan="impor_usulan_rpjm")
"""The medium-term plan of the planning year."""


# --- sources in the village's words --------------------------------------------------------------


def unknown_sources(session: Session, year: Tahun, desa: RegionCode) -> list[SumberAsing]:
    """Sources of the plan without a category; none once its Berita Acara closed it."""
    rpjm = drafted(session, year, desa)
    if rpjm is None or locked_by(session, rpjm) is not None:
        return []
    rows = session.execute(
        select(
            UsulanRpjmDana.rincian, func.count(), func.coalesce(func.sum(UsulanRpjmDana.jumlah), 0)
        )
        .join(UsulanRpjmDana.usulan)
        .where(
            UsulanRpjm.rpjm_id == rpjm.id,
            UsulanRpjmDana.sumber.is_(None),
            UsulanRpjmDana.rincian != "",
        )
        .group_by(UsulanRpjmDana.rincian)
        .order_by(UsulanRpjmDana.rincian)
    )
    merged: dict[str, SumberAsing] = {}
    for rincian, count, amount in rows:
        old = merged.get(same_words(rincian), SumberAsing(rincian, 0, 0))
        merged[same_words(rincian)] = SumberAsing(
            old.rincian, old.usulan + count, old.jumlah + int(amount or 0)
        )
    return list(merged.values())


def map_in_plan(
    session: Session, act: Act, year: Tahun, desa: RegionCode, rincian: str, sumber: str
) -> int:  # fmt: skip
    """Say what a source means, in the yearly proposals and in the plan; how many were filled.

    As with the yearly ones, shares that carry the former answer follow a corrected one. Raises
    Invalid when the category is not one of the village's.
    """
    before = dictionary(session, year, desa).category(rincian)
    filled = map_source(session, act, year, desa, rincian, sumber)
    rpjm = drafted(session, year, desa)
    if rpjm is None or locked_by(session, rpjm) is not None:
        return filled
    return filled + _filled(session, act, rpjm, rincian, (before, sumber))


def _filled(
    session: Session, act: Act, rpjm: Rpjm, rincian: str, change: tuple[str | None, str]
) -> int:  # fmt: skip
    before, sumber = change
    words, changed = same_words(rincian), 0
    for one in of_rpjm(session, rpjm):
        found = [
            d for d in one.dana
            if d.rincian and same_words(d.rincian) == words and d.sumber in {None, before}
            and d.sumber != sumber
        ]  # fmt: skip
        for share in found:
            share.sumber = sumber
        if found:
            one.diubah = act.pada
            flag_modified(one, "diubah")
            changed += 1
    session.flush()
    return changed
