"""Issuing and signing papers in the safe order of writes; the edge hands over its transactions.

Order: template kept, number and frozen facts in one short transaction ("disusun"), Word file
rendered outside any transaction and kept, then one short transaction sets it "terbit". What a
crash leaves "disusun" is finished later under the same number.
"""

from collections.abc import Callable, Iterable, Mapping
from contextlib import AbstractContextManager
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Protocol

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from musren.domain.errors import Conflict, Invalid, MusrenError
from musren.domain.peran import Act
from musren.domain.waktu import day_of
from musren.domain.wilayah import RegionCode
from musren.integration.tahapan import StatusUsulan
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Berkas, Naskah, Pindaian
from musren.models.tahun import Tahun
from musren.papers.kinds import template
from musren.papers.render import Purpose, render
from musren.services import jejak, naskah
from musren.services.fakta.desa import agreed, decisions
from musren.services.perubahan import clean_reason, move, refuse_stale
from musren.services.prioritas.dana import unfunded
from musren.services.promosi import promote

DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
PDF = "application/pdf"


class Store(Protocol):
    """Where files are kept by the hash of their content."""

    def put(self, content: bytes) -> str: ...

    def get(self, sha256: str) -> bytes: ...


Work = Callable[[], AbstractContextManager[Session]]
"""Opens one transaction that is kept when the block ends well, dropped otherwise."""


@dataclass(frozen=True, kw_only=True)
class Office:
    """What issuing needs beside the database."""

    work: Work
    store: Store
    templates: Path | None = None


MOST_TRIALS = 5


def issue(office: Office, act: Act, year_id: int, place: RegionCode, order: naskah.Order) -> int:
    """Issue a paper; returns its id. The same form key again answers with the same paper."""
    trial = naskah.Trial(word=template(order.jenis, office.templates), pictures=office.store.get)
    office.store.put(trial.word)
    for _ in range(MOST_TRIALS):
        try:
            paper_id = reserve(office, act, year_id, place, order, trial)
        except naskah.Untried as untried:
            trial = trial.render(untried.facts)  # nobody waits for the database meanwhile
        else:
            finish(office, act, paper_id)
            return paper_id
    raise Conflict(
        "Isi naskah ini sedang diubah dari tempat lain. Tunggu sebentar, lalu terbitkan lagi."
    )


def reserve(
    office: Office, act: Act, year_id: int, place: RegionCode, order: naskah.Order,
    trial: naskah.Trial,
) -> int:  # fmt: skip
    """Take the number and freeze the facts in one transaction; returns the paper's id.

    Raises naskah.Untried, and what naskah.reserve raises.
    """
    with office.work() as session:
        year = session.get_one(Tahun, year_id)
        paper = naskah.reserve(session, act, year, place, order, trial)
        _settle(session, act, paper)
        return paper.id


def finish(office: Office, act: Act, paper_id: int) -> None:
    """Render what was reserved and set it "terbit"; a second call changes nothing."""
    with office.work() as session:
        paper = naskah.get(session, paper_id)
        status, facts, mould = paper.status, paper.fakta, paper.templat_sha256
    if status != "disusun":
        return
    content = render(
        office.store.get(mould), facts, purpose=Purpose.ISSUE, pictures=office.store.get
    )
    sha256 = office.store.put(content)
    with office.work() as session:  # who clicked twice finishes twice; the second finds it done
        paper = session.get_one(Naskah, paper_id, with_for_update=True)
        if paper.status != "disusun":
            return
        paper.docx = stored_file(
            act, paper, sha256=sha256, suffix="docx", tipe=DOCX, size=len(content)
        )
        paper.status = "terbit"
        paper.diterbitkan = act.pada


def finish_all(office: Office, act: Act) -> int:
    """After a crash: finish every paper that has its number but not its file; how many are done.

    A paper that cannot be finished (its template is gone) stays "disusun" and stops no other.
    """
    with office.work() as session:
        waiting = list(session.scalars(select(Naskah.id).where(Naskah.status == "disusun")))
    return sum(_finished(office, act, paper_id) for paper_id in waiting)


def _finished(office: Office, act: Act, paper_id: int) -> bool:
    try:
        finish(office, act, paper_id)
    except MusrenError:
        return False
    return True


def stored_file(
    act: Act, paper: Naskah, *, sha256: str, suffix: str, tipe: str, size: int
) -> Berkas:
    label = "-".join(
        p
        for p in (paper.jenis.replace("~", "-"), paper.wilayah_kode, str(paper.nomor_urut or ""))
        if p
    )
    return Berkas(
        sha256=sha256, nama=f"{label}.{suffix}", tipe=tipe, ukuran=size,
        wilayah_kode=paper.wilayah_kode, pengguna_id=act.oleh.id or None, pada=act.pada,
    )  # fmt: skip


def _settle(session: Session, act: Act, paper: Naskah) -> None:
    """What a decree does to the proposals it names, in the write that takes its number."""
    if paper.jenis not in {"sk_rkp_desa", "spc"} or paper.musyawarah_id is None:
        return
    held = session.get_one(Musyawarah, paper.musyawarah_id)
    before, after = {
        "sk_rkp_desa": (StatusUsulan.DISEPAKATI, StatusUsulan.DITETAPKAN),
        "spc": (StatusUsulan.DISEPAKATI_KECAMATAN, StatusUsulan.DITETAPKAN_CAMAT),
    }[paper.jenis]
    hak = naskah.right_to_issue(paper.jenis, RegionCode.parse(paper.wilayah_kode))
    left = _left_over(session, paper)
    for one in agreed(decisions(session, held)):
        if one.usulan.status != before.value:
            continue
        why = left.get(one.usulan_id, "")
        target = StatusUsulan.BELUM_DIDANAI if why else after
        move(session, act, one.usulan, target.value, hak=hak, alasan=why)


def _left_over(session: Session, paper: Naskah) -> Mapping[int, str]:
    """What the Camat's decree cannot put on the BLM, for the money ends before it."""
    if paper.jenis != "spc":
        return {}
    year = session.get_one(Tahun, paper.tahun_id)
    return unfunded(session, year, RegionCode.parse(paper.wilayah_kode))


def rebuild(store: Store, paper: Naskah) -> bytes:
    """The paper again, from its frozen facts and its own template; the bytes are the same."""
    word = store.get(paper.templat_sha256)
    return render(word, paper.fakta, purpose=Purpose.ISSUE, pictures=store.get)


@dataclass(frozen=True, kw_only=True)
class Scan:
    """A checked scan that is already kept in the store."""

    sha256: str
    tipe: str
    ukuran: int


def record_signatures(
    session: Session, act: Act, paper: Naskah, scan: Scan, signed: Mapping[int, date], *,
    versi: int | None = None,
) -> None:  # fmt: skip
    """Keep the scan and who signed when; `signed` maps TandaTangan.id to a day.

    The paper is signed when nobody is owed any more; a village's Berita Acara then brings its
    proposals to the kecamatan in the same transaction. Raises Invalid and Conflict.
    """
    if paper.status not in {"terbit", "ditandatangani"}:
        raise Conflict("Naskah ini tidak sedang berlaku, jadi tanda tangan tidak dapat dicatat.")
    if versi is not None:
        refuse_stale(paper.versi, versi, "Naskah ini")
    if paper.status == "ditandatangani":
        raise Conflict("Semua tanda tangan naskah ini sudah tercatat.")
    place = RegionCode.parse(paper.wilayah_kode)
    _refuse_reopened(session, paper)
    _refuse_bad_days(act, paper, signed)
    session.add(
        Pindaian(
            naskah=paper, berkas=stored_file(
                act, paper, sha256=scan.sha256, suffix=SUFFIX[scan.tipe], tipe=scan.tipe,
                size=scan.ukuran,
            ), pada=act.pada, pengguna_id=act.oleh.id or None,
        )
    )  # fmt: skip
    for one in paper.tanda_tangan:
        if one.id in signed and one.ditandatangani is None:
            one.ditandatangani, one.cara = signed[one.id], "tinta"
    flag_modified(paper, "status")  # a signature raises the version of its paper
    still = [one for one in paper.tanda_tangan if one.ditandatangani is None]
    if not still:
        paper.status = "ditandatangani"
    session.flush()
    jejak.record(
        session, act, "catat_tanda_tangan", f"naskah:{paper.id}", place=place,
        hak=naskah.right_to_sign(paper.jenis, place), rincian={"kurang": len(still)},
    )  # fmt: skip
    if not still and paper.jenis == "ba_musrenbangdes":
        promote(session, act, session.get_one(Tahun, paper.tahun_id), place, paper)


def _refuse_reopened(session: Session, paper: Naskah) -> None:
    """Nobody signs what the meeting is being corrected for."""
    if not naskah.locks_meeting(paper) or paper.musyawarah_id is None:
        return
    if session.get_one(Musyawarah, paper.musyawarah_id).dibuka_alasan:
        raise Conflict(
            "Isian musyawarah dibuka kembali untuk diperbaiki, jadi Berita Acara ini tidak "
            "ditandatangani lagi. Terbitkan dahulu Berita Acara penggantinya."
        )


SUFFIX = {"application/pdf": "pdf", "image/jpeg": "jpg", "image/png": "png"}


def _refuse_bad_days(act: Act, paper: Naskah, signed: Mapping[int, date]) -> None:
    known = {one.id: one for one in paper.tanda_tangan}
    if not signed or not set(signed) <= set(known):
        raise Invalid(
            "Tandai paling sedikit satu penanda tangan yang tanda tangannya ada pada pindaian.",
            {"penandatangan": "Tandai siapa saja yang sudah menandatangani."},
        )
    if all(known[key].ditandatangani is not None for key in signed):
        told = "Tanda tangan yang ditandai sudah tercatat sebelumnya. Tandai yang belum."
        raise Invalid(told, {"penandatangan": told})
    today = day_of(act.pada, RegionCode.parse(paper.wilayah_kode))
    wrong = {
        f"tanggal-{key}": f"Tanggal tanda tangan {known[key].nama} harus antara tanggal naskah "
        f"({paper.tanggal:%d-%m-%Y}) dan hari ini ({today:%d-%m-%Y})."
        for key, day in signed.items()
        if known[key].ditandatangani is None and not paper.tanggal <= day <= today
    }
    if wrong:
        raise Invalid(" ".join(wrong.values()), wrong)


def attach_pdf(act: Act, paper: Naskah, *, sha256: str, size: int) -> None:
    """Keep the PDF made of the issued Word file."""
    if paper.pdf is None:
        paper.pdf = stored_file(act, paper, sha256=sha256, suffix="pdf", tipe=PDF, size=size)


def reopen_meeting(session: Session, act: Act, paper: Naskah, alasan: str) -> None:
    """Open the meeting's form again because its unsigned Berita Acara is wrong.

    The paper stays in force until its successor is issued. Raises Conflict and Invalid.
    """
    alasan = clean_reason(alasan)
    if not alasan:
        raise Invalid("Isi alasan penggantian.", {"alasan": "Isi alasan penggantian."})
    place = RegionCode.parse(paper.wilayah_kode)
    if not naskah.locks_meeting(paper) or paper.musyawarah_id is None:
        raise Conflict("Hanya Berita Acara yang musyawarahnya dapat dibuka kembali.")
    if paper.status == "ditandatangani":
        raise Conflict(
            "Berita Acara ini sudah ditandatangani lengkap, jadi isinya tidak dapat diubah."
        )
    if paper.status != "terbit":
        raise Conflict("Berita Acara ini tidak sedang berlaku. Buka yang terbaru.")
    held = session.get_one(Musyawarah, paper.musyawarah_id)
    held.dibuka_alasan = alasan
    jejak.record(
        session, act, "buka_kembali_musyawarah", f"musyawarah:{held.id}", place=place,
        hak=naskah.right_to_issue(paper.jenis, place), rincian={"alasan": alasan},
    )  # fmt: skip


def signers_owed(paper: Naskah) -> Iterable[str]:
    return [f"{t.nama} ({t.jabatan})" for t in paper.tanda_tangan if t.ditandatangani is None]
