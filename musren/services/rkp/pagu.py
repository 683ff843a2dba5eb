"""Money of each source of a village against what its plan takes (Panduan III.C.3.f)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain import rupiah
from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.rkp import PAGU_DESA
from musren.integration.penyelarasan import (
    KeadaanDana,
    Pagu,
    Selaras,
    check,
    selaraskan,
)
from musren.models.draf import Draf
from musren.models.rpjm import PaguDesa
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan, UsulanDana
from musren.services import jejak
from musren.services.klasifikasi import counted_under
from musren.services.pengumuman import INFO, PERINGATAN, Pengumuman, Tabel
from musren.services.pilihan import Setting
from musren.services.prefill import Started
from musren.services.tahun import profile_of

Row = Mapping[str, Any]
Pair = tuple[Usulan, str]
"""A proposal with the category a meeting puts it under."""


def stored(session: Session, year: Tahun, place: RegionCode) -> dict[str, PaguDesa]:
    """What is recorded of each source, by its key."""
    rows = session.scalars(
        select(PaguDesa).where(PaguDesa.tahun_id == year.id, PaguDesa.desa_kode == str(place))
    )
    return {row.sumber: row for row in rows}


def known(session: Session, year: Tahun, place: RegionCode) -> bool:
    """Whether the money of any source is known."""
    found = stored(session, year, place).values()
    return any(row.pagu is not None or row.anggaran is not None for row in found)


def shares(usulan: Usulan, sumber: str) -> dict[str, int]:
    """Whole rupiah the proposal takes of each category once it stands under `sumber`."""
    parts: list[UsulanDana] = list(usulan.dana)
    if not parts:
        return {sumber: usulan.biaya or 0}
    found: dict[str, int] = {}
    for one in parts:
        key = counted_under(usulan, one, sumber)
        found[key] = found.get(key, 0) + (one.jumlah or 0)
    return found


def balance(
    session: Session, year: Tahun, place: RegionCode, pairs: Iterable[Pair]
) -> tuple[Selaras, ...]:
    """One line per source: its money against these agreed proposals."""
    money = [
        Pagu(row.sumber, row.pagu, row.anggaran)
        for row in stored(session, year, place).values()
    ]  # fmt: skip
    return selaraskan(profile_of(year), money, [shares(u, sumber) for u, sumber in pairs])


# --- while deciding -----------------------------------------------------------------------------


def _agreed(
    session: Session, year: Tahun, place: RegionCode, rows: Sequence[Any]
) -> list[tuple[Usulan, str]]:
    """The proposals the typed rows agree on; rows that cannot be read yet count for nothing."""
    chosen = {
        str(row.get("usulan_id")): str(row.get("sumber") or "")
        for row in rows
        if isinstance(row, Mapping) and row.get("putusan") == "disepakati" and row.get("sumber")
    }
    if not chosen:
        return []
    found = session.scalars(
        select(Usulan)
        .where(Usulan.tahun_id == year.id, Usulan.desa_kode == str(place))
        .options(selectinload(Usulan.dana))
    )
    return [(one, chosen[str(one.id)]) for one in found if str(one.id) in chosen]


def saldo_pagu(here: Setting) -> list[Pengumuman]:
    """The balance of each source as the answers stand, told above the decisions."""
    pairs = _agreed(here.session, here.year, here.place, here.answers.get("keputusan") or [])
    lines = balance(here.session, here.year, here.place, pairs)
    over = [one.kalimat for one in lines if one.keadaan is KeadaanDana.LEBIH]
    told = list(over)
    if not known(here.session, here.year, here.place):
        told.append(
            "Pagu desa belum diisi, jadi sisa dana belum dapat dihitung. Isi formulir “Pagu desa "
            "menurut sumber dana” bila sudah diketahui."
        )
    return [
        Pengumuman(
            judul="Saldo menurut sumber dana", baris=told, tabel=_table(lines),
            nada=PERINGATAN if over else INFO,
        )
    ]  # fmt: skip


def money(amount: int | None) -> str:
    """Rupiah in a table of balances; a dash while unknown."""
    return "–" if amount is None else rupiah.format_rupiah(amount)


def _table(lines: Sequence[Selaras]) -> Tabel:
    return Tabel(
        kepala=("Sumber dana", "Pagu", "Direncanakan", "Sisa"), angka=(1, 2, 3),
        isi=[(one.nama, money(one.pagu if one.anggaran is None else one.anggaran),
              rupiah.format_rupiah(one.direncanakan), money(one.selisih)) for one in lines],
    )  # fmt: skip


def over_pagu(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """Sentences about sources the decisions take more from than there is."""
    pairs = _agreed(session, year, place, values.get("keputusan") or [])
    found = check(profile_of(year), balance(session, year, place, pairs))
    return [one.kalimat for one in found if not one.keras]


def refuse_over_pagu(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> None:
    """Only where the kabupaten made the money binding; raises Invalid."""
    pairs = _agreed(session, year, place, values["keputusan"])
    found = check(profile_of(year), balance(session, year, place, pairs))
    hard = " ".join(one.kalimat for one in found if one.keras)
    if hard:
        raise Invalid(hard, {"keputusan": hard})


# --- the form -----------------------------------------------------------------------------------


def laid_out(here: Setting) -> list[dict[str, str]]:
    """One row per source the village has."""
    return [{"sumber": s.kunci, "uraian": s.nama} for s in here.profile.sumber_tingkat("desa")]


def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    rows = [
        {"sumber": row.sumber, "pagu": row.pagu, "anggaran": row.anggaran,
         "keterangan": row.keterangan}
        for row in stored(session, year, place).values()
    ]  # fmt: skip
    return PAGU_DESA.write({"pagu_desa": rows}), None


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    _draft: Draf,
) -> str:  # fmt: skip
    """Keep the money of each source; a source about which nothing is said has no row."""
    now = stored(session, year, place)
    for row in values["pagu_desa"]:
        _keep(session, year, place, now.get(row["sumber"]), row)
    session.flush()
    jejak.record(
        session, act, "catat_pagu_desa", f"pagu_desa:{place}", place=place, hak=Hak.ISI_DESA,
        rincian={row["sumber"]: [row["pagu"], row["anggaran"]] for row in values["pagu_desa"]},
    )  # fmt: skip
    return f"pagu_desa:{year.id}"


def _keep(
    session: Session, year: Tahun, place: RegionCode, found: PaguDesa | None, row: Row
) -> None:
    if row["pagu"] is None and row["anggaran"] is None and not row["keterangan"]:
        if found is not None:
            session.delete(found)
        return
    if found is None:
        found = PaguDesa(tahun_id=year.id, desa_kode=str(place), sumber=row["sumber"])
        session.add(found)
    found.pagu, found.anggaran = row["pagu"], row["anggaran"]
    found.keterangan = row["keterangan"]
