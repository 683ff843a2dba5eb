"""The form of the RPJM-Desa as a document: how it begins, keeping it, what its pages tell."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.bahasa import daftar
from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.rpjm import BARU, HAL, RPJM, TINJAU
from musren.integration.rpjm_rencana import years
from musren.models.draf import Draf
from musren.models.rpjm import Rpjm, UsulanRpjm, UsulanRpjmTahun
from musren.models.tahun import Tahun
from musren.models.wilayah import columns_of
from musren.services import jejak
from musren.services.pengumuman import Pengumuman
from musren.services.perubahan import refuse_stale
from musren.services.pilihan import Setting
from musren.services.prefill import Started
from musren.services.rpjm import kunci
from musren.services.rpjm.dokumen import CHAPTERS, before, drafted, ensure, period_of
from musren.services.susunan.berlaku import in_force
from musren.services.tahun import profile_of

OLD = ("perdes_lama_nomor", "perdes_lama_tanggal", "lama_awal", "lama_akhir", "tinjauan")
"""Columns about the RPJM-Desa under review; empty in a new one."""


def _misi_rows(misi: list[Any]) -> list[dict[str, str]]:
    return [{"misi": one} for one in misi]


def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    """The stored document; else the old one to be reviewed; else a blank one of this year."""
    stored = drafted(session, year, place)
    if stored is not None and stored.cabang:
        values = columns_of(stored) | {"misi": _misi_rows(stored.misi)}
        return RPJM.write(values) | kunci.begun(session, stored), stored.versi
    old = before(session, year, place)
    values = {"periode_awal": stored.periode_awal if stored else year.tahun}
    if old is not None:
        values |= _from_old(session, year, place, old)
    empty = [{"hal": one.value} for one in HAL]
    return {"tinjauan": empty, **RPJM.write(values)}, None


def _from_old(session: Session, year: Tahun, place: RegionCode, old: Rpjm) -> dict[str, Any]:
    """What a review starts from: the old plan's texts, its period and its Peraturan Desa."""
    law = in_force(session, old.tahun, place, "perdes_rpjm")
    running = old.periode_awal <= year.tahun <= old.periode_akhir
    return {
        "cabang": TINJAU, "periode_awal": old.periode_awal if running else year.tahun,
        "perdes_lama_nomor": law.nomor if law and law.nomor else "",
        "perdes_lama_tanggal": law.tanggal if law else None,
        "lama_awal": old.periode_awal, "lama_akhir": old.periode_akhir,
        **{name: getattr(old, name) for name in CHAPTERS}, "misi": _misi_rows(old.misi),
    }  # fmt: skip


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the document. Raises Conflict when stale or locked, Invalid for a wrong period."""
    stored = drafted(session, year, place)
    known = stored.versi if stored is not None and stored.cabang else None
    refuse_stale(known, draft.objek_versi, "RPJM-Desa")
    stored = stored or ensure(session, act, year, place)
    _, answer = kunci.admit(session, stored, values)
    period = years(profile_of(year), values["periode_awal"])
    _refuse_outside(session, stored, period)
    _refuse_wrong_years(year, values, period)
    stored.cabang = values["cabang"]
    stored.periode_awal, stored.periode_akhir = period[0], period[-1]
    for name in CHAPTERS:
        setattr(stored, name, values.get(name) or "")
    stored.misi = [row["misi"] for row in values.get("misi", ())]
    _keep_review(stored, values)
    stored.diubah = act.pada
    session.flush()
    jejak.record(
        session, act, "simpan_rpjm", f"rpjm:{stored.id}", place=place, hak=Hak.ISI_DESA,
        rincian={"cabang": stored.cabang, "periode": list(period)},
    )  # fmt: skip
    kunci.record(session, act, stored, f"rpjm:{stored.id}", answer)
    return f"rpjm:{stored.id}"


def _keep_review(stored: Rpjm, values: Mapping[str, Any]) -> None:
    reviewed = {} if values["cabang"] == BARU else {name: values.get(name) for name in OLD}
    stored.perdes_lama_nomor = reviewed.get("perdes_lama_nomor") or ""
    stored.perdes_lama_tanggal = reviewed.get("perdes_lama_tanggal")
    stored.lama_awal, stored.lama_akhir = reviewed.get("lama_awal"), reviewed.get("lama_akhir")
    stored.tinjauan = [dict(row) for row in reviewed.get("tinjauan") or ()]


def _refuse_wrong_years(year: Tahun, values: Mapping[str, Any], period: tuple[int, ...]) -> None:
    """A plan begins no later than the year after it is drafted, and is not over yet."""
    first, last = values["periode_awal"], period[-1]
    if first > year.tahun + 1 or last < year.tahun:
        told = (
            f"Masa {first} sampai {last} tidak memuat tahun rencana {year.tahun} atau tahun "
            "sesudahnya. Periksa tahun pertama RPJM-Desa."
        )
        raise Invalid(told, {"periode_awal": told})


def _refuse_outside(session: Session, stored: Rpjm, period: tuple[int, ...]) -> None:
    """Proposals that are planned for years the new period would not have."""
    rows = session.execute(
        select(UsulanRpjm.kegiatan, UsulanRpjmTahun.tahun)
        .join(UsulanRpjmTahun.usulan)
        .where(UsulanRpjm.rpjm_id == stored.id, UsulanRpjmTahun.tahun.not_in(period))
        .order_by(UsulanRpjm.nomor_urut)
    ).all()
    if rows:
        named = daftar([f"“{row.kegiatan}” ({row.tahun})" for row in rows[:3]])
        told = (
            f"Masa {period[0]} sampai {period[-1]} tidak memuat tahun pada {len(rows)} pembagian "
            f"usulan, misalnya {named}. Ubah dahulu pembagian tahunnya."
        )
        raise Invalid(told, {"periode_awal": told})


def told_period(here: Setting) -> list[Pengumuman]:
    """The years of the period that follow from the first one, as typed or as stored."""
    typed = str(here.answers.get("periode_awal") or "").strip()
    plain = typed.isascii() and typed.isdigit() and len(typed) == len("2011")
    period = (
        years(here.profile, int(typed)) if plain else period_of(here.session, here.year, here.place)
    )
    line = f"Masa RPJM-Desa {period[0]} sampai {period[-1]}, yaitu {len(period)} tahun."
    return [*kunci.told_closed(here), Pengumuman(judul="Masa RPJM-Desa", baris=[line])]
