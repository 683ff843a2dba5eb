"""Submitting the profile of the kabupaten, and its programs and indicative ceilings."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from musren.domain.errors import Invalid, NotReady
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import Level, RegionCode
from musren.forms.kabupaten import ACUAN_APBD, PROFIL_KABUPATEN
from musren.forms.pilihan import Option
from musren.forms.steps import numbered
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah, Undangan
from musren.models.prioritas import AcuanProgram, PaguIndikatif
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilKabupaten, SkpdProfil, columns_of
from musren.services import jejak
from musren.services.kabupaten.skpd import FORUM, DaftarSkpd, programs_of, register
from musren.services.perubahan import refuse_stale
from musren.services.pilihan import Setting
from musren.services.prefill import Started
from musren.services.wilayah import children, name

Row = Mapping[str, Any]


def need_kabupaten(session: Session, place: RegionCode) -> ProfilKabupaten:
    """The office of the kabupaten this place lies in; raises NotReady."""
    stored = session.get(ProfilKabupaten, str(place.at(Level.KABUPATEN)))
    if stored is None:
        raise NotReady("Profil kabupaten belum diisi. Isi dahulu Kepala Bappeda dan daftar SKPD.")
    return stored


def start_profil(session: Session, _year: Tahun, place: RegionCode, _objek: str) -> Started:
    stored = session.get(ProfilKabupaten, str(place))
    if stored is None:
        return {"ibu_kota": name(session, place)}, None
    rows = [columns_of(one) for one in register(session, place).semua]
    return PROFIL_KABUPATEN.write(columns_of(stored) | {"skpd": rows}), stored.versi


def submit_profil(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep Bappeda's office and the register of SKPD; raises Invalid and Conflict.

    An SKPD keeps the number of its forum for ever, also under another name.
    """
    del year
    stored = session.get(ProfilKabupaten, str(place))
    refuse_stale(stored.versi if stored else None, draft.objek_versi, "Profil kabupaten")
    rows = _numbered(session, place, values["skpd"])
    own = {k: v for k, v in values.items() if k != "skpd"}
    if stored is None:
        session.add(ProfilKabupaten(kabupaten_kode=str(place), **own))
    else:
        for field, value in own.items():
            setattr(stored, field, value)
        flag_modified(stored, "alamat_kantor")  # a new SKPD alone raises the version too
    session.execute(delete(SkpdProfil).where(SkpdProfil.kabupaten_kode == str(place)))
    session.add_all(SkpdProfil(kabupaten_kode=str(place), **row) for row in rows)
    session.flush()
    jejak.record(
        session, act, "simpan_profil_kabupaten", f"kabupaten:{place}", place=place,
        hak=Hak.ISI_KABUPATEN, rincian={"skpd": len(rows)},
    )  # fmt: skip
    return f"profil:{place}"


def _numbered(session: Session, place: RegionCode, rows: Sequence[Row]) -> list[dict[str, Any]]:
    """The rows with the number of their forum: the one they had, or a fresh one."""
    known = register(session, place)
    held = _forums_held(session, place)
    free = max([*held, *(one.urutan for one in known.semua)], default=0)
    taken: set[int] = set()
    ready = []
    for row in rows:
        number = _number_of(known, row)
        if number is None or number in taken:
            free += 1
            number = free
        taken.add(number)
        ready.append({**row, "urutan": number})
    gone = [one for one in known.semua if one.urutan in held and one.urutan not in taken]
    if gone:
        told = (
            f"{gone[0].nama} tidak dapat dihapus, karena Forum SKPD-nya sudah tercatat. Kembalikan "
            "barisnya; namanya boleh diubah."
        )
        raise Invalid(told, {"skpd": told})
    return ready


def _number_of(known: DaftarSkpd, row: Row) -> int | None:
    text = str(row.get("urutan") or "")
    if text.isascii() and text.isdigit() and len(text) < 6:  # noqa: PLR2004
        kept = known.number(int(text))
        if kept is not None:
            return kept.urutan
    same = known.find(row["nama"])
    return same.urutan if same is not None else None


def _forums_held(session: Session, place: RegionCode) -> set[int]:
    """Numbers of the forums that were recorded or invited to, in any year."""
    held = session.scalars(
        select(Musyawarah.kelompok).where(
            Musyawarah.jenis == FORUM, Musyawarah.wilayah_kode == str(place)
        )
    )
    letters = session.scalars(
        select(Undangan.acara).where(
            Undangan.acara.startswith(f"{FORUM}."), Undangan.wilayah_kode == str(place)
        )
    )
    texts = [*held, *(one.partition(".")[2] for one in letters)]
    return {int(one) for one in texts if one.isascii() and one.isdigit()}


# --- programs and ceilings ----------------------------------------------------------------------


def start_acuan(session: Session, year: Tahun, _place: RegionCode, _objek: str) -> Started:
    programs = [columns_of(one) for one in programs_of(session, year.id)]
    ceilings = session.scalars(
        select(PaguIndikatif)
        .where(PaguIndikatif.tahun_id == year.id)
        .order_by(PaguIndikatif.kecamatan_kode, PaguIndikatif.id)
    )
    known = {"acuan": programs, "pagu_indikatif": [columns_of(one) for one in ceilings]}
    return ACUAN_APBD.write(known), None


def submit_acuan(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the programs and ceilings of the year, under the names of the register."""
    del draft
    known = register(session, place)
    rows = _ceilings(known, values["pagu_indikatif"])
    session.execute(delete(AcuanProgram).where(AcuanProgram.tahun_id == year.id))
    session.execute(delete(PaguIndikatif).where(PaguIndikatif.tahun_id == year.id))
    session.add_all(
        AcuanProgram(tahun_id=year.id, urutan=n, **{**row, "skpd": known.canonical(row["skpd"])})
        for n, row in enumerate(values["acuan"], 1)
    )
    session.add_all(PaguIndikatif(tahun_id=year.id, **row) for row in rows)
    session.flush()
    jejak.record(
        session, act, "simpan_acuan_apbd", f"tahun:{year.id}", place=place, hak=Hak.ISI_KABUPATEN,
        rincian={"program": len(values["acuan"]), "pagu": len(rows)},
    )  # fmt: skip
    return f"acuan:{year.id}"


def _ceilings(known: DaftarSkpd, rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The ceilings under the names of the register; two names of one SKPD are one SKPD."""
    found: dict[tuple[str, str], dict[str, Any]] = {}
    for number, row in numbered(rows):
        ready = {**row, "skpd": known.canonical(row["skpd"])}
        key = (ready["kecamatan_kode"], ready["skpd"])
        if key in found:
            told = f"Pagu {ready['skpd']} untuk kecamatan itu sudah ada. Hapus salah satu."
            raise Invalid(told, {f"pagu_indikatif.{number}.skpd": told})
        found[key] = ready
    return list(found.values())


def unknown_names(
    session: Session, _year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """Names that the register does not have; kept as they are."""
    known = register(session, place)
    written = [
        row.get("skpd") or ""
        for group in ("acuan", "pagu_indikatif")
        for row in values.get(group) or ()
    ]
    strange = dict.fromkeys(one for one in written if one and known.find(one) is None)
    return [
        f"“{one}” tidak ada dalam daftar SKPD. Periksa ejaannya, atau tambahkan pada profil "
        "kabupaten."
        for one in strange
    ]


def kecamatan_of(here: Setting) -> list[Option]:
    """The kecamatan of the kabupaten."""
    kabupaten = here.place.at(Level.KABUPATEN)
    return [Option(one.kode, one.nama) for one in children(here.session, kabupaten)]
