"""Papers: gates, issuing with number and frozen facts, rebuilding, replacing (architecture 5)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.errors import Conflict, Invalid, NotFound, NotReady
from musren.domain.peran import HAK, Act, Hak
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level, RegionCode
from musren.integration.jenis_musyawarah import jenis_of
from musren.integration.profil.skema import Surat
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Naskah, TandaTangan
from musren.models.tahun import Tahun
from musren.papers import contracts
from musren.papers.drawings import Pictures
from musren.papers.kinds import template
from musren.papers.render import Purpose, render
from musren.services import jejak, nomor
from musren.services.perubahan import clean_reason
from musren.services.prefill import meeting_of_key
from musren.services.susunan import daftar
from musren.services.susunan.berlaku import IN_FORCE, in_force, of_place, rules_of
from musren.services.susunan.jenis import Kurang, Pokok, Tujuan, kind_of, object_of
from musren.services.undangan import letter_for
from musren.services.wilayah import lock_place

__all__ = [
    "MEETING",
    "Order",
    "Trial",
    "Untried",
    "already",
    "facts_for",
    "fingerprint",
    "form_of",
    "get",
    "in_force",
    "lacking",
    "locks_meeting",
    "missing_before",
    "object_name",
    "of_place",
    "owed",
    "preview",
    "refuse_when_relied_on",
    "reserve",
    "right_to_issue",
    "right_to_sign",
    "rules_of",
    "usual_day",
]

MEETING = {Level.DESA: "musrenbangdes_rkp", Level.KECAMATAN: "musrenbang_kecamatan"}
"""The meeting that decides proposals at each level."""


def right_to_issue(jenis: str, place: RegionCode) -> Hak:
    """The right one needs at this place to issue this paper; raises NotFound."""
    return daftar.find(jenis, place).hak


def right_to_sign(jenis: str, place: RegionCode) -> Hak:
    """The right one needs at this place to record this paper's signatures; raises NotFound."""
    return daftar.find(jenis, place).hak_ttd


def locks_meeting(paper: Naskah) -> bool:
    """Whether the meeting this paper records is changed only by reopening it."""
    return daftar.find(paper.jenis, RegionCode.parse(paper.wilayah_kode)).mengunci


def get(session: Session, naskah_id: int) -> Naskah:
    found = session.get(Naskah, naskah_id, options=[selectinload(Naskah.tanda_tangan)])
    if found is None:
        raise NotFound("Naskah itu tidak ada. Kembali ke daftar naskah dan pilih lagi.")
    return found


def lacking(session: Session, year: Tahun, place: RegionCode, jenis: str) -> list[Kurang]:
    """What must come first: what the thing itself lacks, then the papers it rests on.

    SK needs the signed Berita Acara (VI.B.2.e.14), the SPC that of the kecamatan (II.D.4.e).
    """
    about = daftar.about(session, year, place, jenis)
    found = daftar.find(jenis, place).kurang(about)
    for needed in rules_of(year, jenis).butuh:
        if (place.level, kind_of(needed)) in daftar.DAFTAR:
            found.extend(_unsigned(about, needed))
    return found


def _unsigned(about: Pokok, needed: str) -> list[Kurang]:
    """A paper this one rests on and that is not signed by everybody yet."""
    name = rules_of(about.year, needed).nama
    paper = in_force(about.session, about.year, about.place, needed)
    if paper is not None and paper.status == "ditandatangani":
        return []
    there = paper is not None and paper.status != "disusun"
    said = f"Nomor {paper.nomor} " if there and paper is not None and paper.nomor else ""
    state = "belum ditandatangani lengkap" if there else "belum diterbitkan"
    hak = (right_to_sign if there else right_to_issue)(needed, about.place)
    return [
        Kurang(
            kalimat=f"{name} {said}{state}.", peran=tuple(sorted(HAK[hak])),
            tujuan=Tujuan(naskah=needed, tautan=f"Buka {name}"),
        )
    ]  # fmt: skip


def already(session: Session, year: Tahun, place: RegionCode, jenis: str) -> list[str]:
    """What stands already, as sentences: the meeting that was recorded, the papers signed."""
    held = meeting_behind(session, year, place, jenis)
    done = ["Isian musyawarah sudah dikirim."] if held is not None else []
    for needed in rules_of(year, jenis).butuh:
        if (place.level, kind_of(needed)) not in daftar.DAFTAR:
            continue
        paper = in_force(session, year, place, needed)
        if paper is not None and paper.status == "ditandatangani":
            done.append(f"{rules_of(year, needed).nama} sudah ditandatangani lengkap.")
    return done


def object_name(session: Session, year: Tahun, place: RegionCode, jenis: str) -> str:
    """The name of what the paper is about, empty when it is about the place and year alone."""
    named = daftar.find(jenis, place).objek(session, year, place)
    return next((one.nama for one in named if one.objek == object_of(jenis)), "")


def missing_before(session: Session, year: Tahun, place: RegionCode, jenis: str) -> list[str]:
    """What must come first, as sentences; empty when the paper may be issued."""
    return [one.kalimat for one in lacking(session, year, place, jenis)]


def facts_for(session: Session, year: Tahun, place: RegionCode, jenis: str) -> dict[str, Any]:
    """The facts as they stand now, without number and date. Raises NotReady and NotFound."""
    return daftar.find(jenis, place).fakta(daftar.about(session, year, place, jenis))


def meeting_behind(
    session: Session, year: Tahun, place: RegionCode, jenis: str
) -> Musyawarah | None:
    """The meeting the paper records or rests on."""
    about = daftar.about(session, year, place, jenis)
    key = daftar.find(jenis, place).acara(about)
    return meeting_of_key(session, key, year, place) if key else None


def form_of(held: Musyawarah) -> tuple[str, str]:
    """The form in which a meeting was recorded, and the object to open it with."""
    kind = jenis_of(held.jenis)
    return kind.formulir, f"{held.jenis}.{held.kelompok}" if kind.banyak else ""


def usual_day(
    session: Session, year: Tahun, place: RegionCode, jenis: str, today: date
) -> date:  # fmt: skip
    """The record of a meeting is dated on its day, an invitation as its form says, else today."""
    kind = daftar.find(jenis, place)
    if kind.mendahului:
        letter = letter_for(session, year, place, object_of(jenis))
        return letter.tanggal_surat if letter is not None else today
    if not kind.pada_hari_acara:
        return today
    held = meeting_behind(session, year, place, jenis)
    return held.tanggal if held is not None else today


def _dated(
    facts: Mapping[str, Any], jenis: str, *, number: str | None, day: date
) -> dict[str, Any]:
    """The facts with what only issuing knows, as far as the paper's contract prints it."""
    printed = contracts.contract(jenis).fields
    told = {"draf": number is None, "nomor": number, "tanggal_surat": day.isoformat()}
    return {**facts, **{name: value for name, value in told.items() if name in printed}}


def preview(  # noqa: PLR0913
    session: Session, year: Tahun, place: RegionCode, jenis: str, day: date,
    office: Path | None = None, *, pictures: Pictures | None = None,
) -> bytes:  # fmt: skip
    """The paper as it would look now: DRAFT mark, no number, holes and missing photos shown."""
    facts = contracts.freeze(
        jenis, _dated(facts_for(session, year, place, jenis), jenis, number=None, day=day)
    )
    return render(template(jenis, office), facts, purpose=Purpose.PREVIEW, pictures=pictures)


@dataclass(frozen=True, kw_only=True)
class Order:
    """What one wants issued. `kunci` is the form key: sent twice, issued once."""

    jenis: str
    tanggal: date
    kunci: str
    mengganti: int | None = None
    alasan: str = ""


def fingerprint(facts: Mapping[str, Any]) -> str:
    body = json.dumps(facts, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(body.encode()).hexdigest()


@dataclass(frozen=True, kw_only=True)
class Trial:
    """The template, where photos come from, and the marks of facts it was rendered with."""

    word: bytes
    pictures: Pictures | None = None
    passed: frozenset[str] = frozenset()

    def render(self, facts: Mapping[str, Any]) -> "Trial":
        """Render outside any transaction; raises PaperHoles and BrokenTemplate."""
        render(self.word, facts, purpose=Purpose.ISSUE, pictures=self.pictures)
        return replace(self, passed=self.passed | {fingerprint(facts)})


class Untried(Exception):
    """These facts were not rendered for trial yet; nothing was written."""

    def __init__(self, facts: Mapping[str, Any]) -> None:
        super().__init__("facts not tried")
        self.facts = facts


def reserve(
    session: Session, act: Act, year: Tahun, place: RegionCode, order: Order, trial: Trial
) -> Naskah:
    """Take the number and freeze the facts, in one transaction; the file comes after.

    Everything that can go wrong with the facts goes wrong before the number is taken: facts that
    did not pass a trial are refused as Untried. Raises NotReady, Invalid, Conflict.
    """
    order = replace(order, alasan=clean_reason(order.alasan))
    jenis = order.jenis
    right_to_issue(jenis, place)
    lock_place(session, place)
    again = session.scalar(select(Naskah).where(Naskah.kunci == order.kunci))
    if again is not None:
        return _same(again, year, place, order)
    missing = missing_before(session, year, place, jenis)
    if missing:
        raise NotReady("Naskah belum dapat diterbitkan. " + " ".join(missing))
    old = _replaced(session, year, place, order)
    facts = _tried(act, place, order, facts_for(session, year, place, jenis), trial)
    surat, held = rules_of(year, jenis), meeting_behind(session, year, place, jenis)
    urut, number = _numbered(session, place, surat, order.tanggal)
    frozen = contracts.freeze(jenis, _dated(facts, jenis, number=number or "-", day=order.tanggal))
    paper = Naskah(
        kunci=order.kunci, jenis=jenis, tahun_id=year.id, wilayah_kode=str(place),
        musyawarah_id=held.id if held else None, status="disusun",
        register_kode=surat.register or None,
        register_tahun=order.tanggal.year if surat.register else None,
        nomor_urut=urut, nomor=number, tanggal=order.tanggal, fakta=frozen,
        fakta_sha256=fingerprint(frozen), templat_sha256=hashlib.sha256(trial.word).hexdigest(),
        menggantikan_id=old.id if old else None, alasan_ganti=order.alasan,
        penerbit_id=act.oleh.id or None, diterbitkan=act.pada, tanda_tangan=owed(surat, frozen),
    )  # fmt: skip
    session.add(paper)
    if old is not None:
        old.status = "diganti"
    if held is not None and daftar.find(jenis, place).mengunci:
        held.dibuka_alasan = ""  # the record and its Berita Acara agree again
    session.flush()
    jejak.record(
        session, act, "terbitkan_naskah", f"naskah:{paper.id}", place=place,
        hak=right_to_issue(jenis, place), rincian={"jenis": jenis, "nomor": number},
    )  # fmt: skip
    return paper


def _tried(
    act: Act, place: RegionCode, order: Order, facts: dict[str, Any], trial: Trial
) -> dict[str, Any]:
    """The facts, when their day is right and they passed the trial; else Invalid or Untried."""
    if daftar.find(order.jenis, place).mendahului:
        _refuse_late_day(facts, order.tanggal)
    else:
        _refuse_wrong_day(facts, order.tanggal, today=day_of(act.pada, place))
        _refuse_after_promulgation(facts, order.tanggal)
    dated = _dated(facts, order.jenis, number="(nomor)", day=order.tanggal)
    tried = contracts.freeze(order.jenis, dated)
    if fingerprint(tried) not in trial.passed:
        raise Untried(tried)
    return facts


def _numbered(
    session: Session, place: RegionCode, surat: Surat, day: date
) -> tuple[int | None, str | None]:
    """The next number of the paper's register; nothing for a paper without one."""
    if not surat.register:
        return None, None
    urut = nomor.take(session, place, surat.register, day.year)
    return urut, nomor.written(session, place, surat, urut, day)


def _same(paper: Naskah, year: Tahun, place: RegionCode, order: Order) -> Naskah:
    """The paper that came of this form key; Conflict when the key ordered something else."""
    ordered = (order.jenis, year.id, str(place), order.tanggal, order.mengganti)
    if ordered == (
        paper.jenis, paper.tahun_id, paper.wilayah_kode, paper.tanggal, paper.menggantikan_id
    ):  # fmt: skip
        return paper
    raise Conflict(
        "Kunci formulir ini sudah dipakai untuk naskah lain"
        + (f", yaitu Nomor {paper.nomor}" if paper.nomor else "")
        + ". Muat ulang halaman ini, lalu terbitkan lagi."
    )


def _refuse_wrong_day(facts: Mapping[str, Any], day: date, *, today: date) -> None:
    """A paper is dated neither ahead of today nor before its meeting or its basis."""
    if day > today:
        told = (
            f"Tanggal naskah {day:%d-%m-%Y} belum tiba; hari ini {today:%d-%m-%Y}. Nomor diambil "
            "menurut tanggal itu, jadi periksa hari, bulan, dan tahunnya."
        )
        raise Invalid(told, {"tanggal": told})
    meeting = facts.get("musyawarah", facts)
    bases = (
        (meeting.get("tanggal") if isinstance(meeting, Mapping) else None, "musyawarahnya"),
        (facts.get("rapat", {}).get("tanggal"), "rapatnya"),
        (facts.get("berita_acara", {}).get("tanggal"), "Berita Acara yang menjadi dasarnya"),
        (facts.get("keputusan_bpd", {}).get("tanggal"), "Keputusan BPD yang menjadi dasarnya"),
    )
    for first, what in bases:
        if first is not None and day < date.fromisoformat(first):
            earliest = f"{date.fromisoformat(first):%d-%m-%Y}"
            told = f"Tanggal naskah tidak boleh sebelum tanggal {what} ({earliest})."
            raise Invalid(told, {"tanggal": told})


def _refuse_after_promulgation(facts: Mapping[str, Any], day: date) -> None:
    """A regulation is determined before it is promulgated, or on the same day."""
    told_day = facts.get("tanggal_diundangkan")
    if told_day is not None and day > date.fromisoformat(told_day):
        told = (
            f"Tanggal naskah tidak boleh sesudah tanggal diundangkan "
            f"({date.fromisoformat(told_day):%d-%m-%Y}). Perbaiki tanggal naskah, atau tanggal "
            "diundangkan pada isian pengundangan."
        )
        raise Invalid(told, {"tanggal": told})


def _refuse_late_day(facts: Mapping[str, Any], day: date) -> None:
    """An invitation is dated before what it invites to; it may be written ahead of its day."""
    held = date.fromisoformat(facts["tanggal"])
    if day > held:
        told = (
            f"Tanggal surat undangan tidak boleh sesudah tanggal acaranya ({held:%d-%m-%Y}). "
            "Perbaiki tanggal naskah, atau tanggal acara pada isian undangan."
        )
        raise Invalid(told, {"tanggal": told})


def _replaced(session: Session, year: Tahun, place: RegionCode, order: Order) -> Naskah | None:
    current = in_force(session, year, place, order.jenis)
    if order.mengganti is None:
        if current is None:
            return None
        raise Conflict(
            f"{rules_of(year, order.jenis).nama} sudah diterbitkan"
            + (f" dengan Nomor {current.nomor}" if current.nomor else "")
            + ". Bila ada kekeliruan, pilih “Ganti dengan yang baru” pada naskah itu."
        )
    if current is None or current.id != order.mengganti:
        raise Conflict("Naskah yang akan diganti sudah tidak berlaku. Muat ulang halaman ini.")
    if not order.alasan:
        raise Invalid("Isi alasan penggantian.", {"alasan": "Isi alasan penggantian."})
    refuse_when_relied_on(session, year, place, current)
    return current


def refuse_when_relied_on(session: Session, year: Tahun, place: RegionCode, paper: Naskah) -> None:
    """A paper that others already rest on cannot be replaced from below."""
    for above in of_place(session, year, place):
        if above.status not in IN_FORCE or paper.jenis not in rules_of(year, above.jenis).butuh:
            continue
        raise Conflict(
            f"Naskah ini menjadi dasar {rules_of(year, above.jenis).nama}"
            + (f" Nomor {above.nomor}" if above.nomor else "")
            + ", jadi tidak dapat diganti lagi."
        )
    if paper.jenis == "ba_musrenbangdes" and paper.status == "ditandatangani":
        raise Conflict(
            "Berita Acara ini sudah ditandatangani dan usulannya sudah masuk ke kecamatan, jadi "
            "tidak dapat diganti lagi. Perubahan dibahas di Musrenbang Kecamatan."
        )


def owed(surat: Surat, facts: Mapping[str, Any]) -> list[TandaTangan]:
    """The signatures the paper needs, exactly as the profile says, named from its facts."""
    found: list[TandaTangan] = []
    for rule in surat.penandatangan:
        for person in _signers(facts, rule.kelompok):
            found.append(
                TandaTangan(
                    urutan=len(found) + 1, kelompok=rule.kelompok,
                    jabatan=person.get("jabatan") or rule.jabatan, nama=person["nama"],
                    nip=person.get("nip") or "", cara="",
                )
            )  # fmt: skip
    return found


SIGNER_FACT = {
    "pimpinan_musyawarah": "pimpinan", "wakil_utusan_desa": "wakil_utusan",
    "tim_verifikasi": "tim", "ketua_tim_verifikasi": "ketua_tim",
}  # fmt: skip
"""Where the facts of a group of signers stand, when not under the group's own name."""


def _signers(facts: Mapping[str, Any], group: str) -> list[Mapping[str, Any]]:
    block = facts.get("penandatangan", facts)
    if "nama" in block:  # a decree has one signer
        return [block]
    found = block.get(SIGNER_FACT.get(group, group))
    if found is None:
        return []  # this paper has nobody of that group now
    return list(found) if isinstance(found, list) else [found]
