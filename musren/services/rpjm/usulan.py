"""Proposals of the RPJM-Desa: adding one, changing it, reading one and all of them."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.rupiah import format_rupiah
from musren.integration.rpjm_rencana import BarisRpjm, Tahunan, split_errors
from musren.models.pkd import Tindakan
from musren.models.rpjm import Rpjm, UsulanRpjm, UsulanRpjmDana, UsulanRpjmTahun
from musren.models.usulan import Usulan
from musren.services import jejak
from musren.services.perubahan import refuse_stale
from musren.services.rpjm import kunci as lock
from musren.services.rpjm.dokumen import place_of, rpjm_of, years_of
from musren.services.wilayah import lock_place

__all__ = [
    "GONE", "PREFIX", "change", "code_of", "create", "from_action", "get", "next_number",
    "of_rpjm", "picked", "rpjm_of",
]  # fmt: skip

PREFIX = "usulan_rpjm:"
GONE = "Usulan RPJM-Desa itu tidak ada. Kembali ke halaman RPJM-Desa dan pilih lagi."
GROUPS = ("dana", "tahunan")


# --- reading ------------------------------------------------------------------------------------


def get(session: Session, usulan_id: int) -> UsulanRpjm:
    """One proposal with its shares; raises NotFound."""
    found = session.get(
        UsulanRpjm, usulan_id,
        options=[selectinload(UsulanRpjm.dana), selectinload(UsulanRpjm.tahunan)],
    )  # fmt: skip
    if found is None:
        raise NotFound(GONE)
    return found


def of_rpjm(session: Session, rpjm: Rpjm) -> list[UsulanRpjm]:
    """All proposals of a plan, in the order in which they came."""
    return list(
        session.scalars(
            select(UsulanRpjm)
            .where(UsulanRpjm.rpjm_id == rpjm.id)
            .order_by(UsulanRpjm.nomor_urut)
            .options(
                selectinload(UsulanRpjm.dana), selectinload(UsulanRpjm.tahunan),
                selectinload(UsulanRpjm.tindakan).selectinload(Tindakan.masalah),
            )
        )
    )  # fmt: skip


def picked(session: Session, one: UsulanRpjm) -> list[Usulan]:
    """The proposals of yearly plans that were picked from it, oldest first (III.C.3.b)."""
    return list(
        session.scalars(select(Usulan).where(Usulan.usulan_rpjm_id == one.id).order_by(Usulan.id))
    )


def from_action(
    session: Session, tindakan_id: int, rpjm: Rpjm | None = None
) -> UsulanRpjm | None:  # fmt: skip
    """The proposal that was made of an action of the PKD, of this plan or of any."""
    found = select(UsulanRpjm).where(UsulanRpjm.tindakan_id == tindakan_id).order_by(UsulanRpjm.id)
    if rpjm is not None:
        found = found.where(UsulanRpjm.rpjm_id == rpjm.id)
    return session.scalars(found).first()


# --- adding and changing ------------------------------------------------------------------------


def code_of(rpjm: Rpjm, nomor_urut: int) -> str:
    """The identity a proposal keeps for life: ``99.01.01.2001-RPJM2011-007``."""
    return f"{rpjm.desa_kode}-RPJM{rpjm.periode_awal}-{nomor_urut:03}"


def next_number(session: Session, rpjm: Rpjm) -> int:
    """The next number; plans of one village that begin in the same year share the numbers."""
    lock_place(session, place_of(rpjm))
    session.flush()
    highest = session.scalar(
        select(func.max(UsulanRpjm.nomor_urut)).where(
            (UsulanRpjm.rpjm_id == rpjm.id)
            | UsulanRpjm.kode.startswith(f"{rpjm.desa_kode}-RPJM{rpjm.periode_awal}-")
        )
    )
    return (highest or 0) + 1


def _shares(rows: Iterable[Mapping[str, Any]]) -> list[UsulanRpjmDana]:
    return [
        UsulanRpjmDana(
            urutan=number, sumber=row.get("sumber") or None, rincian=row.get("rincian") or "",
            jumlah=row.get("jumlah"),
        )
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip


def _years(rows: Iterable[Mapping[str, Any]]) -> list[UsulanRpjmTahun]:
    return [
        UsulanRpjmTahun(tahun=int(row["tahun"]), volume=row.get("volume"), biaya=row.get("biaya"))
        for row in sorted(rows, key=lambda row: int(row["tahun"]))
    ]


def refuse_wrong_split(rpjm: Rpjm, values: Mapping[str, Any]) -> None:
    """Years outside the period or named twice, sums that do not fit; raises Invalid."""
    told = tuple(
        Tahunan(int(row["tahun"]), row.get("volume"), row.get("biaya"))
        for row in values.get("tahunan") or ()
    )
    row = BarisRpjm(kode="", biaya=values.get("biaya"), volume=values.get("volume"), tahunan=told)
    wrong = split_errors(years_of(rpjm), row) | _wrong_money(values, told)
    if wrong:
        raise Invalid("Biaya usulan perlu diperbaiki. " + " ".join(wrong.values()),
                      wrong)  # fmt: skip


def _wrong_money(values: Mapping[str, Any], split: Sequence[Tahunan]) -> dict[str, str]:
    """Amounts without a total, or sources that come to more than it."""
    total = values.get("biaya")
    shares = sum(row.get("jumlah") or 0 for row in values.get("dana") or ())
    if total is None and any(one.biaya for one in split):
        return {"biaya": "Isi biaya seluruhnya, karena biaya tiap tahun sudah diisi."}
    if shares > (total or 0):
        return {
            "biaya": f"Jumlah sumber dana {format_rupiah(shares)} melebihi biaya seluruhnya "
            f"{format_rupiah(total or 0)}. Periksa keduanya."
        }
    return {}


def _refuse_second(session: Session, rpjm: Rpjm, tindakan_id: int | None) -> None:
    """One proposal of a plan from one action."""
    made = from_action(session, tindakan_id, rpjm) if tindakan_id is not None else None
    if made is not None:
        raise Conflict(
            f"Tindakan ini sudah menjadi usulan RPJM-Desa {made.kode} “{made.kegiatan}”. Buka "
            "usulan itu bila perlu diubah."
        )


def _problem_text(session: Session, tindakan_id: int | None) -> str:
    source = session.get(Tindakan, tindakan_id) if tindakan_id is not None else None
    return source.masalah.masalah if source is not None else ""


def create(
    session: Session, act: Act, rpjm: Rpjm, values: Mapping[str, Any], *, kunci: str,
    tindakan_id: int | None = None,
) -> UsulanRpjm:  # fmt: skip
    """A new proposal; the same key again answers with the first one.

    `values` are those of forms.rpjm_usulan, already read, as many as there are. `tindakan_id`:
    the action of the PKD it comes from. Raises Conflict when the plan is locked or the key was
    used for another plan or the action has its proposal, Invalid for a wrong split by years.
    """
    again = session.scalar(select(UsulanRpjm).where(UsulanRpjm.kunci == kunci))
    if again is not None:
        if again.rpjm_id != rpjm.id:
            raise Conflict("Kunci kiriman ini sudah dipakai untuk usulan RPJM-Desa lain.")
        return again
    own, answer = lock.admit(session, rpjm, values)
    _refuse_second(session, rpjm, tindakan_id)
    refuse_wrong_split(rpjm, values)
    number = next_number(session, rpjm)
    own = {k: v for k, v in own.items() if k not in GROUPS}
    if answer is not None:
        own.setdefault("putusan", "disepakati")  # nobody meets again to decide it
    own["masalah"] = own.get("masalah") or _problem_text(session, tindakan_id)
    made = UsulanRpjm(
        kode=code_of(rpjm, number), kunci=kunci, rpjm_id=rpjm.id, nomor_urut=number,
        tindakan_id=tindakan_id, dibuat=act.pada, diubah=act.pada,
        dana=_shares(values.get("dana") or ()), tahunan=_years(values.get("tahunan") or ()), **own,
    )  # fmt: skip
    session.add(made)
    session.flush()
    _traced(session, act, "ajukan_usulan_rpjm", rpjm, made)
    lock.record(session, act, rpjm, f"usulan_rpjm:{made.kode}", answer)
    return made


def change(
    session: Session, act: Act, stored: UsulanRpjm, values: Mapping[str, Any], expected: int | None
) -> None:
    """Change a proposal while the plan is open or repaired. Raises Conflict and Invalid."""
    refuse_stale(stored.versi, expected, f"Usulan “{stored.kegiatan}”")
    own, answer = lock.admit(session, stored.rpjm, values)
    refuse_wrong_split(stored.rpjm, values)
    for name, value in own.items():
        if name not in GROUPS:
            setattr(stored, name, value)
    stored.dana = _shares(values.get("dana") or ())
    stored.tahunan.clear()
    stored.diubah = act.pada
    session.flush()  # a year stands once; the old ones go first
    stored.tahunan.extend(_years(values.get("tahunan") or ()))
    session.flush()
    _traced(session, act, "ubah_usulan_rpjm", stored.rpjm, stored)
    lock.record(session, act, stored.rpjm, f"usulan_rpjm:{stored.kode}", answer)


def _traced(session: Session, act: Act, tindakan: str, rpjm: Rpjm, one: UsulanRpjm) -> None:
    jejak.record(
        session, act, tindakan, f"usulan_rpjm:{one.kode}", place=place_of(rpjm), hak=Hak.ISI_DESA
    )
