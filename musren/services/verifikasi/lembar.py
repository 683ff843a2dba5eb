"""The sheet of one proposal: its rows, what it tells, checking and keeping it (Form.10 to 12)."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.bahasa import tanggal
from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.waktu import day_of
from musren.domain.wilayah import RegionCode
from musren.forms.pilihan import Option
from musren.forms.verifikasi import VERIFIKASI
from musren.integration import verifikasi as aturan
from musren.integration.profil import Profil
from musren.integration.usulan import Alasan
from musren.integration.verifikasi import KOLOM, Periksa
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.models.verifikasi import Verifikasi
from musren.services import jejak
from musren.services.perubahan import refuse_stale
from musren.services.pilihan import Setting
from musren.services.prefill import Started
from musren.services.tahun import profile_of
from musren.services.usulan_masuk import current
from musren.services.verifikasi.kembali import (
    RETURNED,
    incoming_one,
    key_of,
    refuse_closed,
    return_errors,
    send_back,
)
from musren.services.verifikasi.tim import members

Row = Mapping[str, Any]
NO_WORD = "Pilih rekomendasi, atau kembalikan usulan ke desa untuk diperbaiki."


def sheet_of(session: Session, one: UsulanKecamatan) -> Verifikasi | None:
    return session.get(Verifikasi, one.usulan_id)


def suited(profile: Profil, one: UsulanKecamatan) -> str:
    """The key of the sheet that suits a proposal."""
    own = current(one)
    words = (str(own.get(name) or "") for name in ("jenis", "bidang", "kegiatan"))
    return aturan.lembar_of(profile, *words)


# --- opening ------------------------------------------------------------------------------------


def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """The sheet as it was kept, or a new one of the suiting kind. Raises NotFound and Conflict."""
    one = incoming_one(session, year, place, objek)
    refuse_closed(session, year, place, one.usulan)
    kept = sheet_of(session, one)
    if kept is None:
        return {"lembar": suited(profile_of(year), one)}, None
    values = {
        "lembar": kept.lembar, "kelengkapan": kept.kelengkapan, "aspek": kept.aspek,
        "khusus": [{"pertanyaan": key, "isi": isi} for key, isi in kept.khusus.items()],
        "tanggal_kunjungan": kept.tanggal_kunjungan, "pemeriksa": kept.pemeriksa,
        "rekomendasi": kept.rekomendasi, "alasan": kept.alasan,
    }  # fmt: skip
    return VERIFIKASI.write(values), kept.versi


def _chosen(here: Setting) -> str:
    """The sheet chosen so far; "" while none of the profile is."""
    key = str(here.answers.get("lembar") or "")
    return key if key in {one.kunci for one in here.profile.lembar} else ""


def document_rows(here: Setting) -> list[dict[str, str]]:
    key = _chosen(here)
    return [
        {"butir": one.kunci, "uraian": f"{one.nama} (wajib)" if one.wajib else one.nama}
        for one in (aturan.checklist(here.profile, key) if key else ())
    ]


def question_rows(here: Setting) -> list[dict[str, str]]:
    key = _chosen(here)
    asked = aturan.pertanyaan(here.profile, key) if key else {}
    return [{"pertanyaan": one, "uraian": text} for one, text in asked.items()]


def aspect_rows(here: Setting) -> list[dict[str, str]]:
    named = aturan.aspek(here.profile)
    return [{"aspek": key, "uraian": name} for key, name in named.items()]


def sheet_options(here: Setting) -> list[Option]:
    return [Option(one.kunci, one.nama, one.formulir) for one in here.profile.lembar]


def member_options(here: Setting) -> list[Option]:
    """The team, and whoever was noted on this sheet before."""
    team = {m["nama"]: m["keahlian"] for m in members(here.session, here.year, here.place)}
    noted = here.answers.get("pemeriksa") or ()
    kept = [noted] if isinstance(noted, str) else [str(one) for one in noted]
    return [Option(name, name, team.get(name, "")) for name in dict.fromkeys((*team, *kept))]


# --- checking -----------------------------------------------------------------------------------


def as_checked(values: Row) -> Periksa:
    """The answers as the rules see them; `values` may be incomplete."""

    def states(name: str, key: str) -> dict[str, str]:
        rows = values.get(name) or ()
        return {row[key]: row["keadaan"] for row in rows if row.get("keadaan")}

    return Periksa(
        lembar=values.get("lembar") or "", kelengkapan=states("kelengkapan", "butir"),
        aspek=states("aspek", "aspek"), khusus=_answers(values),
        rekomendasi=values.get("rekomendasi") or "", alasan=values.get("alasan") or "",
        tanggal_kunjungan=values.get("tanggal_kunjungan"),
        pemeriksa=tuple(values.get("pemeriksa") or ()),
    )  # fmt: skip


def _answers(values: Row) -> dict[str, str]:
    rows = values.get("khusus") or ()
    return {row["pertanyaan"]: row["isi"] for row in rows if row.get("isi")}


def against(profile: Profil, values: Row, today: date) -> tuple[Alasan, ...]:
    """What the rules say of a sheet; nothing while it has no kind."""
    sheet = as_checked(values)
    if sheet.lembar not in {one.kunci for one in profile.lembar}:
        return ()
    return aturan.check(profile, sheet, today)


def attention(
    _session: Session, year: Tahun, _place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """What deserves a second look and refuses nothing."""
    found = against(profile_of(year), values, date.max)
    return [one.kalimat for one in found if not one.keras]


def _refuse_faults(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Row
) -> None:  # fmt: skip
    profile, today = profile_of(year), day_of(act.pada, place)
    wrong = aturan.answer_errors(profile, as_checked(values))
    for one in against(profile, values, today):
        if one.keras:
            wrong.setdefault(KOLOM[one.aturan], one.kalimat)
    visit = values.get("tanggal_kunjungan")
    if visit is not None and visit > today:
        wrong["tanggal_kunjungan"] = (
            f"Tanggal kunjungan {tanggal(visit)} belum tiba. Isi tanggal kunjungan yang sudah "
            "berlangsung, atau kosongkan."
        )
    if values.get("kembalikan"):
        wrong |= return_errors(session, act, year, place, _asked(values))
    elif not values.get("rekomendasi"):
        wrong["rekomendasi"] = NO_WORD
    if wrong:
        raise Invalid("Ada isian lembar verifikasi yang perlu diperbaiki.", wrong)


def _asked(values: Row) -> aturan.Pengembalian:
    return aturan.Pengembalian(
        kolom=tuple(values.get("kolom") or ()), catatan=values.get("catatan") or "",
        tenggat=values.get("tenggat"),
    )  # fmt: skip


# --- keeping ------------------------------------------------------------------------------------


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the sheet, and return the proposal when it says so.

    Raises Invalid, Conflict and NotFound; then nothing was changed.
    """
    one = incoming_one(session, year, place, draft.objek)
    refuse_closed(session, year, place, one.usulan)
    kept = sheet_of(session, one)
    refuse_stale(kept.versi if kept else None, draft.objek_versi, "Lembar verifikasi ini")
    _refuse_faults(session, act, year, place, values)
    if values.get("kembalikan"):
        send_back(session, act, one, _asked(values))  # refuses what is at the village already
    if kept is None:
        kept = Verifikasi(usulan_id=one.usulan_id)
        session.add(kept)
    kept.lembar = values["lembar"]
    kept.kelengkapan = [_line(row, "butir") for row in values["kelengkapan"]]
    kept.aspek = [_line(row, "aspek") for row in values["aspek"] if row.get("keadaan")]
    kept.khusus = _answers(values)
    kept.tanggal_kunjungan = values.get("tanggal_kunjungan")
    kept.pemeriksa = list(values.get("pemeriksa") or ())
    kept.rekomendasi, kept.alasan = values.get("rekomendasi") or "", values.get("alasan") or ""
    kept.diubah = act.pada
    session.flush()
    jejak.record(
        session, act, "verifikasi_usulan", f"usulan:{one.usulan.kode}", place=place,
        hak=Hak.ISI_KECAMATAN,
        rincian={"lembar": kept.lembar, "rekomendasi": kept.rekomendasi,
                 "dikembalikan": one.usulan.status == RETURNED},
    )  # fmt: skip
    return key_of(one.usulan_id)


def _line(row: Row, key: str) -> dict[str, str]:
    return {key: row[key], "keadaan": row["keadaan"], "catatan": row.get("catatan") or ""}
