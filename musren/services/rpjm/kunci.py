"""What closes the draft of the RPJM-Desa, and what it may still be repaired for (III.C.3.c).

The Berita Acara closes it; once that is signed, document and proposals may be changed for what
the Musrenbangdes or the BPD asked, until the BPD agreed or the Peraturan Desa is there.
"""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import Conflict
from musren.domain.peran import Act, Hak
from musren.forms.pilihan import Option
from musren.forms.rpjm_penyempurnaan import DIMINTA, ONLY_WHEN_REPAIRED, PENYEMPURNAAN
from musren.forms.rpjm_rapat import BATANG_TUBUH, SETUJU, TOLAK
from musren.models.jejak import Jejak
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Naskah
from musren.models.rpjm import Rpjm
from musren.services import jejak
from musren.services.musyawarah import paper_in_force
from musren.services.pengumuman import PERINGATAN, Pengumuman
from musren.services.pilihan import Setting
from musren.services.prefill import meeting
from musren.services.rpjm.dokumen import MUSYAWARAH, RAPAT_BPD, drafted, place_of
from musren.services.susunan.berlaku import in_force, rules_of

BPD, LAW = "keputusan_bpd", "perdes_rpjm"
TRACED = "sempurnakan_rpjm"

# --- what closes it -----------------------------------------------------------------------------


def locked_by(session: Session, rpjm: Rpjm) -> Naskah | None:
    """The highest paper that closed the draft; None while everything may be changed."""
    for jenis in (LAW, BPD):
        paper = in_force(session, rpjm.tahun, place_of(rpjm), jenis)
        if paper is not None:
            return paper
    held = meeting(session, MUSYAWARAH, rpjm.tahun, place_of(rpjm))
    if held is None or held.dibuka_alasan:
        return None
    return paper_in_force(session, held)


def closed_by(session: Session, rpjm: Rpjm) -> Naskah | None:
    """The paper that closes document and proposals too; None also while they are repaired."""
    paper = locked_by(session, rpjm)
    if paper is None or paper.jenis == LAW:
        return paper
    if paper.jenis == BPD:
        held = _bpd(session, rpjm)
        if held is None or held.putusan == SETUJU:
            return paper
    elif paper.status != "ditandatangani":
        return paper
    return None if asked(session, rpjm) else paper


def repaired(session: Session, rpjm: Rpjm) -> bool:
    """Whether the draft is closed but for what was asked."""
    return locked_by(session, rpjm) is not None and closed_by(session, rpjm) is None


def why(rpjm: Rpjm, paper: Naskah) -> str:
    """Why nothing can be changed any more and what to do instead, in two sentences."""
    name = f"{rules_of(rpjm.tahun, paper.jenis).nama} Nomor {paper.nomor}"
    shut = "jadi RPJM-Desa dan usulannya tidak dapat diubah."
    if paper.jenis == LAW:
        return f"{name} sudah diterbitkan, {shut} {_REVIEW}"
    if paper.jenis == BPD:
        return f"{name} sudah menyetujui rancangannya, {shut} {_REVIEW}"
    if paper.status == "ditandatangani":
        return (
            f"{name} sudah ditandatangani dan tidak ada perubahan yang diminta, {shut} Perubahan "
            "dibahas dalam Rapat BPD, atau dengan meninjau ulang RPJM-Desa."
        )
    return (
        f"{name} sudah diterbitkan, {shut} Bila ada kekeliruan, buka halaman Berita Acara itu dan "
        "pilih “Ganti dengan yang baru”."
    )


_REVIEW = "Perubahan berikutnya dilakukan dengan meninjau ulang RPJM-Desa."


def refuse_locked(session: Session, rpjm: Rpjm) -> None:
    """For what is not even done while repairing: ranking, taking rows in; raises Conflict."""
    paper = locked_by(session, rpjm)
    if paper is None:
        return
    if closed_by(session, rpjm) is None:
        raise Conflict(
            f"{rules_of(rpjm.tahun, paper.jenis).nama} Nomor {paper.nomor} sudah ada. Yang masih "
            "dapat diubah hanya isian RPJM-Desa dan usulannya satu per satu, menurut perubahan "
            "yang diminta."
        )
    raise Conflict(why(rpjm, paper))


def refuse_closed(session: Session, rpjm: Rpjm) -> None:
    """What the papers tell is not changed behind their back; raises Conflict."""
    paper = closed_by(session, rpjm)
    if paper is not None:
        raise Conflict(why(rpjm, paper))


# --- what it is repaired for --------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Diminta:
    """One revision somebody asked for; `kunci` stays the same while its words do.

    `dokumen`: it is about the document, not about the articles of the Peraturan Desa.
    """

    kunci: str
    oleh: str
    kalimat: str
    dokumen: bool = True


def _bpd(session: Session, rpjm: Rpjm) -> Musyawarah | None:
    return meeting(session, RAPAT_BPD, rpjm.tahun, place_of(rpjm))


def asked(session: Session, rpjm: Rpjm) -> list[Diminta]:
    """The revisions the Musrenbangdes agreed on, then what the BPD asks for or refused for."""
    agreed = meeting(session, MUSYAWARAH, rpjm.tahun, place_of(rpjm))
    bpd = _bpd(session, rpjm)
    found = [_row("Musrenbangdes", one) for one in (agreed.perubahan if agreed else ())]
    if bpd is None:
        return found
    found += [_row("BPD", one) for one in bpd.perubahan]
    if bpd.putusan == TOLAK:
        found.append(_asked("BPD", f"rancangan ditolak: {bpd.catatan_putusan}"))
    return found


def _row(oleh: str, one: Mapping[str, Any]) -> Diminta:
    old = f"“{one['semula']}” menjadi " if one.get("semula") else ""
    inside = one["bagian"] not in BATANG_TUBUH
    return _asked(oleh, f"{one['bagian']}, {old}“{one['menjadi']}”", dokumen=inside)


def _asked(oleh: str, told: str, *, dokumen: bool = True) -> Diminta:
    kalimat = " ".join(f"{oleh}: {told}".split())
    mark = hashlib.sha256(kalimat.encode()).hexdigest()[:16]
    return Diminta(kunci=mark, oleh=oleh, kalimat=kalimat, dokumen=dokumen)


@dataclass(frozen=True, kw_only=True)
class Jawaban:
    """What one change answers: the revisions, and a word of who changed it."""

    menjawab: Sequence[Diminta]
    alasan: str


def admit(
    session: Session, rpjm: Rpjm, values: Mapping[str, Any]
) -> tuple[dict[str, Any], Jawaban | None]:
    """The values to keep and, while repairing, what they answer; raises Conflict when closed.

    A form that was begun before names no revision; it then answers all of them.
    """
    own = {name: one for name, one in values.items() if name not in ONLY_WHEN_REPAIRED}
    refuse_closed(session, rpjm)
    if locked_by(session, rpjm) is None:
        return own, None
    every = asked(session, rpjm)
    named = [one for one in every if one.kunci == values.get("menjawab")]
    decided = {name: values[name] for name in ("putusan", "alasan") if name in values}
    if decided.get("putusan") == "disepakati":
        decided["alasan"] = ""
    return own | decided, Jawaban(
        menjawab=named or every, alasan=values.get("alasan_perubahan") or ""
    )


def record(session: Session, act: Act, rpjm: Rpjm, objek: str, answer: Jawaban | None) -> None:
    """Trace which revision the change of `objek` answers; nothing while the draft is open."""
    if answer is None:
        return
    jejak.record(
        session, act, TRACED, f"rpjm:{rpjm.id}", place=place_of(rpjm), hak=Hak.ISI_DESA,
        rincian={
            "diubah": objek, "alasan": answer.alasan,
            "menjawab": [one.kunci for one in answer.menjawab],
            "diminta": [one.kalimat for one in answer.menjawab],
        },
    )  # fmt: skip


def answers(session: Session, rpjm: Rpjm) -> list[Jejak]:
    """The traced changes that answered a revision, oldest first."""
    found = select(Jejak).where(Jejak.tindakan == TRACED, Jejak.objek == f"rpjm:{rpjm.id}")
    return list(session.scalars(found.order_by(Jejak.id)))


def unanswered(session: Session, rpjm: Rpjm) -> list[Diminta]:
    """What was asked and no change answers yet."""
    rows = answers(session, rpjm)
    done = {mark for row in rows for mark in row.rincian.get("menjawab", ())}
    return [one for one in asked(session, rpjm) if one.kunci not in done]


# --- what the forms tell ------------------------------------------------------------------------


def begun(session: Session, rpjm: Rpjm | None) -> dict[str, Any]:
    """What a draft begins with so that it asks which revision it answers."""
    if rpjm is None or not repaired(session, rpjm):
        return {}
    return {PENYEMPURNAAN: "ya"}


def _here(here: Setting) -> Rpjm | None:
    return drafted(here.session, here.year, here.place)


def options(here: Setting) -> list[Option]:
    """The revisions a change can answer."""
    stored = _here(here)
    found = asked(here.session, stored) if stored is not None else []
    return [Option(one.kunci, one.kalimat) for one in found]


def told(here: Setting) -> list[Pengumuman]:
    """Which revisions are still without an answer."""
    stored = _here(here)
    left = unanswered(here.session, stored) if stored is not None else []
    if not left:
        return []
    return [Pengumuman(judul="Perubahan yang belum dikerjakan", baris=[o.kalimat for o in left])]


def told_closed(here: Setting) -> list[Pengumuman]:
    """That the form cannot be sent, and why."""
    stored = _here(here)
    paper = closed_by(here.session, stored) if stored is not None else None
    if stored is None or paper is None:
        return []
    return [Pengumuman(judul="RPJM-Desa terkunci", baris=[why(stored, paper)], nada=PERINGATAN)]


PROVIDERS = {DIMINTA: options}
PENGUMUMAN = {DIMINTA: told}
