"""Keeping what a village writes once a year for a paper: document texts, LKPj, promulgation."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.errors import Invalid
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.forms.narasi import NASKAH_RKP, PENGUNDANGAN, TEKS_LKPJ
from musren.forms.steps import Flow
from musren.models.draf import Draf
from musren.models.narasi import NarasiLkpj, NarasiRkp, Pengundangan
from musren.models.tahun import Tahun
from musren.models.wilayah import columns_of
from musren.services import jejak
from musren.services.perubahan import refuse_stale
from musren.services.prefill import Start, Started
from musren.services.susunan.berlaku import in_force, rules_of

Narasi = NarasiRkp | NarasiLkpj | Pengundangan


@dataclass(frozen=True, kw_only=True)
class Isi:
    """A form with its table, the paper it fills, and the word the trace has for sending it."""

    form: Flow
    table: type[Any]
    naskah: str
    jejak: str

    def stored(self, session: Session, year: Tahun, place: RegionCode) -> Narasi | None:
        """What the village wrote for this year."""
        row: Narasi | None = session.get(self.table, (year.id, str(place)))
        return row


RKP = Isi(form=NASKAH_RKP, table=NarasiRkp, naskah="naskah_rkp", jejak="tulis_naskah_rkp")
LKPJ = Isi(form=TEKS_LKPJ, table=NarasiLkpj, naskah="lkpj", jejak="tulis_lkpj")
UNDANG = Isi(
    form=PENGUNDANGAN, table=Pengundangan, naskah="perdes_rpjm", jejak="catat_pengundangan"
)
ALL: tuple[Isi, ...] = (RKP, LKPJ, UNDANG)


def texts(what: Isi, session: Session, year: Tahun, place: RegionCode) -> dict[str, Any]:
    """The answers by the names of the form; None for what was left empty or never sent."""
    row = what.stored(session, year, place)
    return {name: (getattr(row, name) or None) if row else None for name in what.form.fields}


def _start_of(what: Isi) -> Start:
    def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
        row = what.stored(session, year, place)
        return (what.form.write(columns_of(row)), row.versi) if row is not None else ({}, None)

    return start


def _submit_of(what: Isi) -> Callable[..., str]:
    def submit(
        session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
        draft: Draf,
    ) -> str:  # fmt: skip
        row = what.stored(session, year, place)
        refuse_stale(row.versi if row else None, draft.objek_versi, what.form.title)
        if what is UNDANG:
            _refuse_early(session, year, place, values)
        if row is None:
            row = what.table(tahun_id=year.id, desa_kode=str(place))
            session.add(row)
        for name in what.form.fields:
            setattr(row, name, values[name])
        session.flush()
        jejak.record(
            session, act, what.jejak, f"desa:{place}", place=place, hak=what.form.hak,
            rincian={"diisi": [name for name in what.form.fields if values[name]]},
        )  # fmt: skip
        return f"{what.table.__tablename__}:{year.id}"

    return submit


def _refuse_early(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> None:
    """A regulation is promulgated after the BPD agreed and not before it is determined."""
    day = values["tanggal_diundangkan"]
    for jenis in ("keputusan_bpd", "perdes_rpjm"):
        paper = in_force(session, year, place, jenis) if day else None
        if paper is not None and day < paper.tanggal:
            told = (
                f"Tanggal diundangkan {day:%d-%m-%Y} mendahului {rules_of(year, jenis).nama} "
                f"tanggal {paper.tanggal:%d-%m-%Y}. Periksa tanggalnya."
            )
            raise Invalid(told, {"tanggal_diundangkan": told})


def _attention_of(what: Isi) -> Callable[..., list[str]]:
    def attention(
        session: Session, year: Tahun, place: RegionCode, _values: Mapping[str, Any]
    ) -> list[str]:
        paper = in_force(session, year, place, what.naskah)
        if paper is None:
            return []
        number = f" Nomor {paper.nomor}" if paper.nomor else ""
        told = (
            f"{rules_of(year, what.naskah).nama}{number} sudah diterbitkan dan tidak ikut berubah. "
            "Terbitkan penggantinya bila isian ini harus tercetak."
        )
        return [told]

    return attention


STARTS: dict[str, Start] = {what.form.slug: _start_of(what) for what in ALL}
HANDLERS = {what.form.slug: _submit_of(what) for what in ALL}
PERINGATAN = {what.form.slug: _attention_of(what) for what in ALL}
