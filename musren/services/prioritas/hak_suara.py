"""Who votes at the MAD Prioritas: the wakil desa present, replacements, the quorum (II.D.4.b)."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import distinct, func, select
from sqlalchemy.orm import Session

from musren.domain.errors import NotReady
from musren.domain.wilayah import RegionCode
from musren.forms.musyawarah import attendee_key
from musren.forms.steps import numbered
from musren.integration.hak_suara import (
    HakSuara,
    Kuorum,
    Pemilih,
    check_quorum,
    quorum,
    right_errors,
    voters,
)
from musren.integration.profil import Profil
from musren.models.draf import Draf
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan, UsulanKecamatan
from musren.services.pengumuman import INFO, PERINGATAN, Pengumuman
from musren.services.pilihan import Setting, attendees
from musren.services.prefill import meeting
from musren.services.tahun import profile_of
from musren.services.wilayah import children

JENIS = "musrenbang_kecamatan"
FORM = "musrenbang-kecamatan"

Row = Mapping[str, Any]
Chosen = Mapping[str, Sequence[str]]
"""Codes of villages to the names their Musrenbangdes sends as wakil desa."""


def chosen(session: Session, year: Tahun, kecamatan: RegionCode) -> Chosen:
    found: dict[str, list[str]] = defaultdict(list)
    rows = session.execute(
        select(Musyawarah.wilayah_kode, Hadir.nama)
        .join(Hadir.musyawarah)
        .where(
            Hadir.wakil_desa.is_(True), Musyawarah.jenis == "musrenbangdes_rkp",
            Musyawarah.tahun_id == year.id, Musyawarah.wilayah_kode.startswith(f"{kecamatan}."),
        )
        .order_by(Musyawarah.wilayah_kode, Hadir.urutan)
    )  # fmt: skip
    for kode, nama in rows:
        found[kode].append(nama)
    return found


def taking_part(session: Session, year: Tahun, kecamatan: RegionCode) -> int:
    """How many villages brought proposals."""
    counted = (
        select(func.count(distinct(Usulan.desa_kode)))
        .join(UsulanKecamatan, UsulanKecamatan.usulan_id == Usulan.id)
        .where(
            UsulanKecamatan.tahun_id == year.id, UsulanKecamatan.kecamatan_kode == str(kecamatan)
        )
    )
    return session.scalar(counted) or 0


# --- the attendance as typed or read ------------------------------------------------------------


def _yes(value: Any) -> bool:
    return value is True or value == "ya"


def _no(value: Any) -> bool:
    return value is False or value == "tidak"


def claims(hadir: Sequence[Row], pemilih: Sequence[Row]) -> tuple[list[Pemilih], list[bool]]:
    """Everybody present as the rules see them, and who of them does not want to vote."""
    told = {str(row.get("hadir_kunci")): row for row in pemilih}
    own = [told.get(attendee_key(dict(row)), {}) for row in hadir]
    people = [
        Pemilih(
            nama=str(row.get("nama") or ""), desa_kode=str(row.get("desa_kode") or ""),
            hak_suara=_yes(claim.get("hak_suara")) or bool(_said(claim, "mewakili")),
            mewakili=_said(claim, "mewakili"), surat_kuasa=_said(claim, "surat_kuasa"),
            kuasa_diketahui=_yes(claim.get("kuasa_diketahui")),
        )
        for row, claim in zip(hadir, own, strict=True)
    ]  # fmt: skip
    return people, [_no(claim.get("hak_suara")) for claim in own]


def _said(row: Row, name: str) -> str:
    return str(row.get(name) or "").strip()


def rights(
    profile: Profil, hadir: Sequence[Row], pemilih: Sequence[Row], wakil: Chosen
) -> list[HakSuara]:
    """Who of those present votes, in the order of the list."""
    people, declined = claims(hadir, pemilih)
    found = voters(profile, people, wakil)
    return [
        replace(one, berhak=False, alasan="Tidak memberi suara.") if no and one.berhak else one
        for one, no in zip(found, declined, strict=True)
    ]


def electorate(session: Session, year: Tahun, place: RegionCode) -> list[HakSuara]:
    """Everybody known to be present with the right to vote or without it.

    Read from the open form of the Musrenbang Kecamatan, else from the recorded meeting; before
    either, the wakil desa the villages chose are taken to come.
    """
    wakil = chosen(session, year, place)
    draft = _open_draft(session, year, place)
    if draft is not None and attendees(draft.jawaban):
        rows = draft.jawaban.get("pemilih") or []
        return rights(profile_of(year), attendees(draft.jawaban), rows, wakil)
    held = meeting(session, JENIS, year, place)
    if held is not None:
        return [HakSuara(h.nama, h.desa_kode or "", h.hak_suara, "") for h in held.hadir]
    coming = [{"nama": n, "desa_kode": kode} for kode, names in wakil.items() for n in names]
    return rights(profile_of(year), coming, [], wakil)


def _open_draft(session: Session, year: Tahun, place: RegionCode) -> Draf | None:
    return session.scalar(
        select(Draf)
        .where(
            Draf.alur == FORM, Draf.tahun_id == year.id, Draf.wilayah_kode == str(place),
            Draf.status == "terbuka",
        )
        .order_by(Draf.id.desc())
    )  # fmt: skip


def reached(
    session: Session, year: Tahun, place: RegionCode, hak: Sequence[HakSuara]
) -> Kuorum:  # fmt: skip
    return quorum(profile_of(year), hak, taking_part(session, year, place))


def missing(
    session: Session, year: Tahun, place: RegionCode, hak: Sequence[HakSuara], *, keras: bool
) -> list[str]:
    """What lacks to the quorum, where it refuses (`keras`) or where it only warns."""
    found = check_quorum(profile_of(year), reached(session, year, place, hak))
    return [one.kalimat for one in found if one.keras is keras]


# --- the form of the meeting --------------------------------------------------------------------


def voter_rows(here: Setting) -> list[dict[str, str]]:
    """One row for each village's envoy on the attendance list; the chosen wakil vote."""
    wakil = chosen(here.session, here.year, here.place)
    villages = {w.kode: w.nama for w in children(here.session, here.place)}
    known = {(kode, _plain(n)) for kode, names in wakil.items() for n in names}
    rows = []
    for one in attendees(here.answers):
        kode = str(one.get("desa_kode") or "")
        if not kode:
            continue
        named = (kode, _plain(str(one["nama"]))) in known
        desa = villages.get(kode, kode)
        role = "wakil desa" if named else str(one.get("unsur") or "utusan desa")
        rows.append(
            {
                "hadir_kunci": attendee_key(dict(one)),
                "uraian": f"{one['nama']} · Desa {desa} · {role}",
                "hak_suara": "ya" if named else "",
            }
        )  # fmt: skip
    return rows


def _plain(nama: str) -> str:
    return " ".join(nama.split()).casefold()


def told(here: Setting) -> list[Pengumuman]:
    """Voters by village and the quorum, as the answers stand."""
    hadir, pemilih = attendees(here.answers), here.answers.get("pemilih") or []
    wakil = chosen(here.session, here.year, here.place)
    hak = rights(here.profile, hadir, pemilih, wakil)
    there = reached(here.session, here.year, here.place, hak)
    against = [one.kalimat for one in check_quorum(here.profile, there)]
    line = (
        f"Berhak memberi suara: {there.pemilih} orang dari {there.desa} desa (kuorum "
        f"{there.pemilih_perlu} orang dari {there.desa_perlu} desa)."
    )
    people, _ = claims(hadir, pemilih)
    wrong = list(right_errors(people, hak).values())
    nada = PERINGATAN if against or wrong else INFO
    return [Pengumuman(judul="Hak suara dan kuorum", baris=[line, *against, *wrong], nada=nada)]


def complaints(
    session: Session, year: Tahun, place: RegionCode, values: Row
) -> tuple[list[HakSuara], dict[str, list[str]]]:
    """Who votes, and what refuses it by field: a claim without the right, a binding quorum."""
    hadir, rows = values["hadir"], values.get("pemilih") or []
    hak = rights(profile_of(year), hadir, rows, chosen(session, year, place))
    people, _ = claims(hadir, rows)
    where = {str(row.get("hadir_kunci")): number for number, row in numbered(rows)}
    wrong = {
        f"pemilih.{where[attendee_key(dict(hadir[n]))]}.hak_suara": [said]
        for n, said in right_errors(people, hak).items()
    }
    hard = missing(session, year, place, hak, keras=True)
    return hak, wrong | ({"pemilih": hard} if hard else {})


def attention(session: Session, year: Tahun, place: RegionCode, values: Row) -> list[str]:
    """A missing quorum that refuses nothing; `values` may be incomplete."""
    hadir = values.get("hadir") or []
    if not hadir:
        return []
    wakil = chosen(session, year, place)
    hak = rights(profile_of(year), hadir, values.get("pemilih") or [], wakil)
    return missing(session, year, place, hak, keras=False)


def need_meeting(session: Session, year: Tahun, place: RegionCode) -> Musyawarah:
    """The Musrenbang Kecamatan as it was recorded; raises NotReady."""
    held = meeting(session, JENIS, year, place)
    if held is None:
        raise NotReady("Isian Musrenbang Kecamatan belum dikirim. Selesaikan dahulu formulirnya.")
    return held


def keep(held: Musyawarah, values: Row, hak: Sequence[HakSuara]) -> None:
    """Write beside each attendee whether he or she votes, and for whom by which letter."""
    people, _ = claims(values["hadir"], values.get("pemilih") or [])
    for hadir, person, right in zip(held.hadir, people, hak, strict=True):
        hadir.hak_suara = right.berhak
        hadir.mewakili, hadir.surat_kuasa = person.mewakili, person.surat_kuasa
        hadir.kuasa_diketahui = person.kuasa_diketahui
