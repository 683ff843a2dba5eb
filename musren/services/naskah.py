"""Papers: gates, issuing with number and frozen facts, rebuilding, replacing (architecture 5)."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from musren.domain.errors import Conflict, Invalid, NotFound, NotReady
from musren.domain.peran import Act, Hak
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level, RegionCode
from musren.integration.profil.skema import Surat
from musren.integration.tahapan import StatusUsulan
from musren.models.naskah import Naskah, TandaTangan
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan, UsulanKecamatan
from musren.papers import contracts
from musren.papers.kinds import kind, template
from musren.papers.render import Purpose, render
from musren.services import jejak, nomor
from musren.services.fakta import desa, kecamatan
from musren.services.perubahan import clean_reason
from musren.services.prefill import meeting
from musren.services.tahun import profile_of
from musren.services.wilayah import lock_place

IN_FORCE = ("disusun", "terbit", "ditandatangani")

HAK_TERBIT: Mapping[str, Hak] = {
    "daftar_hadir@desa": Hak.TERBITKAN_BA_DESA,
    "daftar_hadir@kecamatan": Hak.TERBITKAN_BA_KECAMATAN,
    "ba_musrenbangdes": Hak.TERBITKAN_BA_DESA,
    "sk_rkp_desa": Hak.TERBITKAN_SK,
    "ba_musrenbang_kecamatan": Hak.TERBITKAN_BA_KECAMATAN,
    "spc": Hak.TERBITKAN_SPC,
}

MEETING = {Level.DESA: "musrenbangdes_rkp", Level.KECAMATAN: "musrenbang_kecamatan"}

KINDS_AT: Mapping[Level, tuple[str, ...]] = {
    Level.DESA: ("daftar_hadir", "ba_musrenbangdes", "sk_rkp_desa"),
    Level.KECAMATAN: ("daftar_hadir", "ba_musrenbang_kecamatan", "spc"),
}


def right_to_issue(jenis: str, place: RegionCode) -> Hak:
    """The right one needs at this place to issue this paper; raises NotFound."""
    level = "desa" if place.level is Level.DESA else "kecamatan"
    found = HAK_TERBIT.get(jenis) or HAK_TERBIT.get(f"{jenis}@{level}")
    if found is None or jenis not in KINDS_AT.get(place.level, ()):
        raise NotFound("Jenis naskah itu tidak ada untuk wilayah ini.")
    return found


def rules_of(year: Tahun, jenis: str) -> Surat:
    return profile_of(year).surat_jenis(jenis)


def in_force(session: Session, year: Tahun, place: RegionCode, jenis: str) -> Naskah | None:
    """The paper of this kind that holds now: not replaced, not void."""
    return session.scalar(
        select(Naskah)
        .where(
            Naskah.tahun_id == year.id,
            Naskah.wilayah_kode == str(place),
            Naskah.jenis == jenis,
            Naskah.status.in_(IN_FORCE),
        )
        .order_by(Naskah.id.desc())
        .options(selectinload(Naskah.tanda_tangan))
    )


def of_place(session: Session, year: Tahun, place: RegionCode) -> list[Naskah]:
    """All papers of a place in a year, replaced ones too, oldest first."""
    return list(
        session.scalars(
            select(Naskah)
            .where(Naskah.tahun_id == year.id, Naskah.wilayah_kode == str(place))
            .order_by(Naskah.id)
            .options(selectinload(Naskah.tanda_tangan))
        )
    )


def get(session: Session, naskah_id: int) -> Naskah:
    found = session.get(Naskah, naskah_id, options=[selectinload(Naskah.tanda_tangan)])
    if found is None:
        raise NotFound("Naskah itu tidak ada. Kembali ke daftar naskah dan pilih lagi.")
    return found


def missing_before(session: Session, year: Tahun, place: RegionCode, jenis: str) -> list[str]:
    """What must come first, as sentences; empty when the paper may be issued.

    SK needs the signed Berita Acara (VI.B.2.e.14), the SPC that of the kecamatan (II.D.4.e).
    """
    lacking = []
    if meeting(session, MEETING[place.level], year, place) is None:
        lacking.append("Isian musyawarah belum dikirim.")
    elif jenis.startswith("ba_") and (open_still := undecided(session, year, place)):
        lacking.append(
            f"{open_still} usulan belum diputuskan. Lengkapi keputusannya pada formulir musyawarah."
        )
    for needed in rules_of(year, jenis).butuh:
        if needed not in KINDS_AT[place.level]:
            continue
        name = rules_of(year, needed).nama
        paper = in_force(session, year, place, needed)
        if paper is None or paper.status == "disusun":
            lacking.append(f"{name} belum diterbitkan.")
        elif paper.status != "ditandatangani":
            lacking.append(f"{name} Nomor {paper.nomor} belum ditandatangani lengkap.")
    if jenis == "spc" and not lacking and not _any_agreed(session, year, place):
        lacking.append("Belum ada usulan yang disepakati Musrenbang Kecamatan.")
    return lacking


def undecided(session: Session, year: Tahun, place: RegionCode) -> int:
    """How many proposals of this village, or that came to this kecamatan, wait for a decision."""
    waiting = select(func.count()).select_from(Usulan).where(Usulan.tahun_id == year.id)
    if place.level is Level.DESA:
        open_states = [StatusUsulan.BELUM_LENGKAP.value, StatusUsulan.DIAJUKAN.value]
        waiting = waiting.where(Usulan.desa_kode == str(place), Usulan.status.in_(open_states))
    else:
        waiting = waiting.join(UsulanKecamatan, UsulanKecamatan.usulan_id == Usulan.id).where(
            UsulanKecamatan.kecamatan_kode == str(place),
            Usulan.status == StatusUsulan.DITERUSKAN.value,
        )
    return session.scalar(waiting) or 0


def _any_agreed(session: Session, year: Tahun, place: RegionCode) -> bool:
    held = meeting(session, MEETING[place.level], year, place)
    return held is not None and any(k.putusan == "disepakati" for k in held.keputusan)


def _basis(session: Session, year: Tahun, place: RegionCode, jenis: str) -> Naskah:
    found = in_force(session, year, place, jenis)
    if found is None:
        raise NotReady(f"{rules_of(year, jenis).nama} belum diterbitkan.")
    return found


def facts_for(session: Session, year: Tahun, place: RegionCode, jenis: str) -> dict[str, Any]:
    """The facts as they stand now, without number and date. Raises NotReady."""
    if jenis == "daftar_hadir":
        if place.level is Level.DESA:
            return desa.daftar_hadir(session, year, place)
        return kecamatan.daftar_hadir(session, year, place)
    if jenis == "ba_musrenbangdes":
        return desa.ba_musrenbangdes(session, year, place)
    if jenis == "ba_musrenbang_kecamatan":
        return kecamatan.ba_musrenbang_kecamatan(session, year, place)
    if jenis == "sk_rkp_desa":
        ba = _basis(session, year, place, "ba_musrenbangdes")
        return desa.sk_rkp_desa(session, year, place, ba)
    ba = _basis(session, year, place, "ba_musrenbang_kecamatan")
    return kecamatan.spc(session, year, place, ba)


def _dated(
    facts: Mapping[str, Any], jenis: str, *, number: str | None, day: date
) -> dict[str, Any]:
    if kind(jenis).register is None:
        return {**facts, "draf": number is None}
    return {**facts, "draf": number is None, "nomor": number, "tanggal_surat": day.isoformat()}


def preview(
    session: Session, year: Tahun, place: RegionCode, jenis: str, day: date,
    office: Path | None = None,
) -> bytes:  # fmt: skip
    """The paper as it would look now: DRAFT mark, no number, holes shown."""
    facts = contracts.freeze(
        jenis, _dated(facts_for(session, year, place, jenis), jenis, number=None, day=day)
    )
    return render(template(jenis, office), facts, purpose=Purpose.PREVIEW)


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
    """The template, and the marks of facts that were rendered with it without a hole."""

    word: bytes
    passed: frozenset[str] = frozenset()

    def render(self, facts: Mapping[str, Any]) -> "Trial":
        """Render outside any transaction; raises PaperHoles and BrokenTemplate."""
        render(self.word, facts, purpose=Purpose.ISSUE)
        return Trial(word=self.word, passed=self.passed | {fingerprint(facts)})


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
    lacking = missing_before(session, year, place, jenis)
    if lacking:
        raise NotReady("Naskah belum dapat diterbitkan. " + " ".join(lacking))
    old = _replaced(session, year, place, order)
    facts = facts_for(session, year, place, jenis)
    _refuse_wrong_day(facts, order.tanggal, today=day_of(act.pada, place))
    tried = contracts.freeze(jenis, _dated(facts, jenis, number="(nomor)", day=order.tanggal))
    if fingerprint(tried) not in trial.passed:
        raise Untried(tried)
    surat, held = rules_of(year, jenis), meeting(session, MEETING[place.level], year, place)
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
    if held is not None and jenis.startswith("ba_"):
        held.dibuka_alasan = ""  # the record and its Berita Acara agree again
    session.flush()
    jejak.record(
        session, act, "terbitkan_naskah", f"naskah:{paper.id}", place=place,
        hak=right_to_issue(jenis, place), rincian={"jenis": jenis, "nomor": number},
    )  # fmt: skip
    return paper


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
    held = facts.get("musyawarah", facts).get("tanggal")
    basis = facts.get("berita_acara", {}).get("tanggal")
    for first, what in ((held, "musyawarahnya"), (basis, "Berita Acara yang menjadi dasarnya")):
        if first is not None and day < date.fromisoformat(first):
            earliest = f"{date.fromisoformat(first):%d-%m-%Y}"
            told = f"Tanggal naskah tidak boleh sebelum tanggal {what} ({earliest})."
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
    for jenis in KINDS_AT[place.level]:
        above = in_force(session, year, place, jenis)
        if above is not None and paper.jenis in rules_of(year, jenis).butuh:
            raise Conflict(
                f"Naskah ini menjadi dasar {rules_of(year, jenis).nama}"
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
    "mengetahui": "mengetahui",
    "kepala_desa": "kepala_desa",
    "pimpinan_musyawarah": "pimpinan",
    "wakil_masyarakat": "wakil_masyarakat",
    "camat": "camat",
    "wakil_utusan_desa": "wakil_utusan",
}


def _signers(facts: Mapping[str, Any], group: str) -> list[Mapping[str, Any]]:
    block = facts.get("penandatangan", facts)
    if "nama" in block:  # a decree has one signer
        return [block]
    found = block.get(SIGNER_FACT[group])
    return list(found) if isinstance(found, list) else [found]
