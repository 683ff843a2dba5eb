"""From a feasible action, or from an idea of a group, to a proposal that remembers its problem."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import Conflict, NotFound
from musren.domain.wilayah import RegionCode
from musren.forms.usulan import USULAN
from musren.models.musyawarah import Musyawarah
from musren.models.pkd import Gagasan, Masalah, Tindakan
from musren.models.rpjm import UsulanRpjm
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services.pkd.masalah import group_of
from musren.services.prefill import MOST_DIGITS, Started
from musren.services.usulan import Permulaan

GONE = "Tindakan atau gagasan itu tidak ada di desa dan tahun ini. Buka lagi halaman PKD."
ORIGIN = {"perempuan": "mkp"}
"""Where a proposal of a kind of group comes from; all others come from their hamlet."""


def key_of(objek: Tindakan | Gagasan) -> str:
    """By what a proposal is begun from it, and known ever after: ``tindakan:7``."""
    return f"{'tindakan' if isinstance(objek, Tindakan) else 'gagasan'}:{objek.id}"


def _id(objek: str) -> int:
    number = objek.partition(":")[2]
    if not (number.isascii() and number.isdigit() and len(number) <= MOST_DIGITS):
        raise NotFound(GONE)
    return int(number)


def need_action(session: Session, year: Tahun, place: RegionCode, objek: str) -> Tindakan:
    """The action, which must be feasible and of this village and year; NotFound, Conflict."""
    found = session.get(Tindakan, _id(objek))
    if found is None or (found.masalah.tahun_id, found.masalah.desa_kode) != (year.id, str(place)):
        raise NotFound(GONE)
    if not found.layak:
        raise Conflict(
            f"Tindakan “{found.alternatif}” dinilai tidak layak, jadi tidak dapat dijadikan "
            "usulan. Ubah dahulu penilaiannya pada Pengkajian tindakan."
        )
    return found


def need_idea(session: Session, year: Tahun, place: RegionCode, objek: str) -> Gagasan:
    """The idea, which must be of a group of this village and year; raises NotFound."""
    found = session.get(Gagasan, _id(objek))
    if found is None:
        raise NotFound(GONE)
    held = found.musyawarah
    if (held.tahun_id, held.wilayah_kode) != (year.id, str(place)):
        raise NotFound(GONE)
    return found


def _refuse_second(session: Session, objek: str) -> None:
    """One proposal from one action or idea."""
    made = session.scalar(select(Usulan).where(Usulan.kunci == objek))
    if made is not None:
        raise Conflict(
            f"Ini sudah menjadi usulan {made.kode} “{made.kegiatan}”. Buka usulan itu bila perlu "
            "diubah."
        )


# --- how the form of a proposal begins ----------------------------------------------------------


def from_action(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """The proposal as far as the problem and the action tell it."""
    one = need_action(session, year, place, objek)
    _refuse_second(session, objek)
    problem = one.masalah
    cause = f"Penyebab: {problem.penyebab}" if problem.penyebab else ""
    told = {
        "kegiatan": one.tindakan,
        "latar_belakang": "\n".join(p for p in (problem.masalah, cause) if p),
        "potensi": problem.potensi, "bidang": problem.bidang, **_group(problem.musyawarah),
    }  # fmt: skip
    return USULAN.write(told), None


def from_idea(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """The proposal as far as Form.2 tells it."""
    one = need_idea(session, year, place, objek)
    _refuse_second(session, objek)
    told = {
        "kegiatan": one.gagasan, "latar_belakang": one.masalah, "potensi": one.potensi,
        "lokasi": one.lokasi, "pemanfaat_l": one.pemanfaat_l, "pemanfaat_p": one.pemanfaat_p,
        "pemanfaat_rtm": one.pemanfaat_rtm, **_group(one.musyawarah),
    }  # fmt: skip
    return USULAN.write(told), None


def _group(held: Musyawarah | None) -> dict[str, Any]:
    if held is None:
        return {"asal": "dusun"}
    return {
        "dusun": held.dusun,
        "asal": ORIGIN.get(held.kelompok_jenis, "dusun"),
        "pengusul": held.kelompok_nama,
    }


def _action_columns(
    session: Session, year: Tahun, place: RegionCode, objek: str
) -> Mapping[str, Any]:
    one = need_action(session, year, place, objek)
    _refuse_second(session, objek)
    return {"tindakan_id": one.id}


def _idea_columns(
    session: Session, year: Tahun, place: RegionCode, objek: str
) -> Mapping[str, Any]:
    need_idea(session, year, place, objek)
    _refuse_second(session, objek)
    return {}


PERMULAAN: dict[str, Permulaan] = {
    "tindakan": Permulaan(mulai=from_action, kolom=_action_columns),
    "gagasan": Permulaan(mulai=from_idea, kolom=_idea_columns),
}


# --- and back -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Asal:
    """What a proposal grew from, in words, and the meeting of the group (None: unknown)."""

    kalimat: str
    musyawarah_id: int | None


def origin_of(session: Session, usulan: Usulan) -> Asal | None:
    """The problem, action or idea behind a proposal; None for one that came without."""
    action = _action_behind(session, usulan)
    if action is not None:
        return _of_action(action)
    kind, _, number = usulan.kunci.partition(":")
    if kind != "gagasan" or not number.isdigit():
        return None
    one = session.get(Gagasan, int(number))
    if one is None:
        return None
    told = f"Berasal dari gagasan “{one.gagasan}”, {one.musyawarah.kelompok_nama}."
    return Asal(kalimat=told, musyawarah_id=one.musyawarah_id)


def _action_behind(session: Session, usulan: Usulan) -> Tindakan | None:
    """The action it was made of, or the one behind the row of the RPJM-Desa it was picked from."""
    found = usulan.tindakan_id
    if found is None and usulan.usulan_rpjm_id is not None:
        found = session.get_one(UsulanRpjm, usulan.usulan_rpjm_id).tindakan_id
    return session.get_one(Tindakan, found) if found is not None else None


def _of_action(one: Tindakan) -> Asal:
    problem: Masalah = one.masalah
    parts = [
        f"masalah {problem.kode} “{problem.masalah}”", f"tindakan “{one.tindakan}”",
        group_of(problem),
    ]  # fmt: skip
    told = f"Berasal dari {', '.join(p for p in parts if p)}."
    return Asal(kalimat=told, musyawarah_id=problem.musyawarah_id)
