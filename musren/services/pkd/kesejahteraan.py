"""Welfare classes with the village's own criteria, and families per hamlet and class (II.D.1)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from musren.domain.bahasa import angka
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.pilihan import Option
from musren.forms.pkd_desa import KELAS, KESEJAHTERAAN
from musren.forms.skala import whole_of
from musren.models.draf import Draf
from musren.models.pkd import KelasKesejahteraan, KesejahteraanDusun
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilDesa
from musren.services import jejak
from musren.services.pengumuman import Pengumuman
from musren.services.pilihan import Setting
from musren.services.prefill import Started
from musren.services.tahun import profile_of
from musren.services.wilayah import dusun_of

WHOLE = "Seluruh desa"
"""The only row of a village whose hamlets are not listed yet."""


def classes_of(session: Session, year: Tahun, place: RegionCode) -> list[KelasKesejahteraan]:
    return list(
        session.scalars(
            select(KelasKesejahteraan)
            .where(
                KelasKesejahteraan.tahun_id == year.id, KelasKesejahteraan.desa_kode == str(place)
            )
            .order_by(KelasKesejahteraan.urutan)
        )
    )


def hamlets_of(session: Session, year: Tahun, place: RegionCode) -> list[KesejahteraanDusun]:
    return list(
        session.scalars(
            select(KesejahteraanDusun)
            .where(
                KesejahteraanDusun.tahun_id == year.id, KesejahteraanDusun.desa_kode == str(place)
            )
            .order_by(KesejahteraanDusun.urutan)
        )
    )


def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    known = [
        {"kelas": one.kelas, "kriteria": one.kriteria} for one in classes_of(session, year, place)
    ]
    usual = profile_of(year).batas_daftar("kelas_kesejahteraan")
    rows = known or [{"kelas": str(one), "kriteria": ""} for one in usual]
    return KESEJAHTERAAN.write({"kelas": rows}), None


def headings(here: Setting) -> list[Option]:
    """The classes just typed, as headings of the columns from kk1 on."""
    rows = [row for row in here.answers.get("kelas") or () if isinstance(row, Mapping)]
    names = [str(row.get("kelas") or "").strip() for row in rows]
    return [
        Option(column, name) for column, name in zip(KELAS, [n for n in names if n], strict=False)
    ]


def laid_out(here: Setting) -> list[dict[str, str]]:
    """A row for each hamlet with the families counted so far."""
    names = [one.nama for one in dusun_of(here.session, here.place)] or [WHOLE]
    order = [one.kelas for one in classes_of(here.session, here.year, here.place)]
    known = {one.dusun: one.jumlah_kk for one in hamlets_of(here.session, here.year, here.place)}
    return [{"dusun": name, "uraian": name, **_typed(order, known.get(name, {}))} for name in names]


def _typed(order: Sequence[str], counted: Mapping[str, Any]) -> dict[str, str]:
    pairs = zip(KELAS, order, strict=False)
    return {c: str(counted[k]) for c, k in pairs if counted.get(k) is not None}


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Write classes and counts anew."""
    del draft
    for table in (KelasKesejahteraan, KesejahteraanDusun):
        session.execute(
            delete(table).where(table.tahun_id == year.id, table.desa_kode == str(place))
        )
    names = [row["kelas"] for row in values["kelas"]]
    session.add_all(
        KelasKesejahteraan(tahun_id=year.id, desa_kode=str(place), urutan=n, **row)
        for n, row in enumerate(values["kelas"], 1)
    )
    session.add_all(
        KesejahteraanDusun(
            tahun_id=year.id, desa_kode=str(place), urutan=n, dusun=row["dusun"],
            jumlah_kk={k: row[c] for c, k in zip(KELAS, names, strict=False)},
        )
        for n, row in enumerate(values["jumlah_kk"], 1)
    )  # fmt: skip
    session.flush()
    jejak.record(
        session, act, "klasifikasi_kesejahteraan", f"desa:{place}", place=place,
        hak=Hak.ISI_DESA, rincian={"kelas": len(names)},
    )  # fmt: skip
    return f"pkd:{place}"


def _sentence(session: Session, place: RegionCode, counted: int) -> str:
    """What the profile says against the sum; empty when it agrees or does not know."""
    village = session.get(ProfilDesa, str(place))
    known = village.jumlah_kk if village else None
    if known is None or counted <= known:
        return ""
    return (
        f"Jumlah KK menurut kelas {angka(counted)}, lebih banyak dari jumlah KK pada profil desa, "
        f"yaitu {angka(known)}. Periksa hitungan tiap dusun, atau perbaiki profil desa."
    )


def more_than_known(
    session: Session, _year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """A warning when more families are counted than the village has."""
    used = KELAS[: len(values.get("kelas") or ())]
    rows = values.get("jumlah_kk") or ()
    told = _sentence(session, place, sum(row[c] or 0 for row in rows for c in used))
    return [told] if told else []


def balance(here: Setting) -> list[Pengumuman]:
    """The families counted so far beside what the profile says."""
    village = here.session.get(ProfilDesa, str(here.place))
    if village is None or village.jumlah_kk is None:
        return []
    rows = [row for row in here.answers.get("jumlah_kk") or () if isinstance(row, Mapping)]
    used = [one.value for one in headings(here)]
    counted = sum(whole_of(row.get(c) or "") or 0 for row in rows for c in used)
    told = _sentence(here.session, here.place, counted)
    line = f"Menurut profil desa ada {angka(village.jumlah_kk)} KK; terhitung {angka(counted)} KK."
    return [
        Pengumuman(
            judul="Jumlah KK", baris=[line, *([told] if told else [])],
            nada="peringatan" if told else "info",
        )
    ]  # fmt: skip
