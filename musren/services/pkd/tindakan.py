"""Actions weighed against problems: alternatives, which are feasible, and what became of them."""

from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.bahasa import angka
from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.pilihan import Option
from musren.forms.pkd_desa import PENGKAJIAN_TINDAKAN
from musren.forms.steps import numbered
from musren.models.draf import Draf
from musren.models.pkd import Masalah, Tindakan
from musren.models.rpjm import UsulanRpjm
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services import jejak
from musren.services.pengumuman import Pengumuman, Tabel
from musren.services.pilihan import Setting
from musren.services.pkd.masalah import actions_of, problems, standing
from musren.services.pkd.nilai import ranked_problems
from musren.services.prefill import Started

SHORT = 100


def ranked_options(here: Setting) -> list[Option]:
    """The problems to find actions for, the most urgent first."""
    return [
        Option(one.kode, f"{one.kode} {one.masalah[:SHORT]}")
        for one, _ in ranked_problems(here.session, here.year, here.place)
    ]


def to_be_weighed(here: Setting) -> list[Pengumuman]:
    """The problems by rank with cause, potential and how many alternatives they have."""
    order = ranked_problems(here.session, here.year, here.place)
    if not order:
        return [
            Pengumuman(
                judul="Belum ada masalah",
                baris=["Catat dahulu pertemuan dusun atau kelompok dalam Penggalian gagasan."],
                nada="peringatan",
            )
        ]
    head = ("Peringkat", "Masalah", "Penyebab", "Potensi", "Alternatif")
    rows = [
        (
            "–" if place.peringkat is None else angka(place.peringkat),
            f"{one.kode} {one.masalah}", one.penyebab or "–", one.potensi or "–",
            angka(len(one.tindakan)),
        )
        for one, place in order
    ]  # fmt: skip
    return [
        Pengumuman(
            judul="Masalah menurut peringkat", tabel=Tabel(kepala=head, isi=rows, angka=(0, 4))
        )
    ]


def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    rows = [
        {
            "tindakan_id": str(one.id), "masalah_kode": one.masalah.kode,
            "alternatif": one.alternatif, "tindakan": one.tindakan, "layak": one.layak,
            "alasan": one.alasan,
        }
        for one in actions_of(session, year, place)
    ]  # fmt: skip
    return PENGKAJIAN_TINDAKAN.write({"pengkajian": rows}), None


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep every alternative; raises Invalid for taking back one that became a proposal."""
    del draft
    by_code = {one.kode: one for one in standing(problems(session, year, place))}
    known = {str(one.id): one for one in actions_of(session, year, place)}
    taken = proposed(session, known.values())
    wrong: dict[str, str] = {}
    for urutan, (number, row) in enumerate(numbered(values["pengkajian"]), 1):
        one = known.pop(row["tindakan_id"], None)
        if one is not None and not row["layak"] and one.id in taken:
            wrong[f"pengkajian.{number}.layak"] = _already(one, taken[one.id])
            continue
        _write(session, one or Tindakan(), by_code[row["masalah_kode"]], urutan, row)
    gone = [one for one in known.values() if one.id in taken]
    if gone:
        wrong["pengkajian"] = " ".join(
            f"{_already(one, taken[one.id])} Kembalikan barisnya." for one in gone
        )
    if wrong:
        raise Invalid("Ada tindakan yang sudah menjadi usulan.", wrong)
    for one in known.values():
        session.delete(one)
    session.flush()
    jejak.record(
        session, act, "kaji_tindakan", f"desa:{place}", place=place, hak=Hak.ISI_DESA,
        rincian={"tindakan": len(values["pengkajian"])},
    )  # fmt: skip
    return f"pkd:{place}"


def _write(
    session: Session, one: Tindakan, masalah: Masalah, urutan: int, row: Mapping[str, Any]
) -> None:
    one.masalah, one.urutan, one.alternatif = masalah, urutan, row["alternatif"]
    one.layak, one.alasan = row["layak"], row["alasan"]
    one.tindakan = (row["tindakan"] or " ".join(row["alternatif"].split())) if one.layak else ""
    if not one.layak:
        one.skor = one.seri = None
    session.add(one)


def _already(one: Tindakan, usulan: str) -> str:
    return f"Tindakan “{one.tindakan}” sudah menjadi usulan {usulan}."


def proposed(session: Session, actions: Iterable[Tindakan]) -> dict[int, str]:
    """Code of the proposal that came of an action, by the action's id; yearly ones first."""
    ids = [one.id for one in actions]
    planned = session.execute(
        select(UsulanRpjm.tindakan_id, UsulanRpjm.kode).where(UsulanRpjm.tindakan_id.in_(ids))
    )
    yearly = session.execute(
        select(Usulan.tindakan_id, Usulan.kode)
        .where(Usulan.tindakan_id.in_(ids))
        .order_by(Usulan.id.desc())
    )
    return {key: kode for key, kode in (*planned, *yearly) if key is not None}
