"""Proposals of the RPJM-Desa that may be the same work; only a hint, people decide (II.D.2)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from musren.integration import kemiripan as rule
from musren.integration.profil import Profil
from musren.models.rpjm import UsulanRpjm
from musren.services.kemiripan import MOST_AT_ONCE, MOST_TOLD, TITLE
from musren.services.pengumuman import Pengumuman
from musren.services.pilihan import Setting
from musren.services.rpjm.baris import planned
from musren.services.rpjm.dokumen import drafted
from musren.services.rpjm.usulan import of_rpjm


@dataclass(frozen=True, kw_only=True)
class Pasangan:
    """Two proposals of one plan and why they look alike."""

    usulan: UsulanRpjm
    lain: UsulanRpjm
    alasan: str

    @property
    def kalimat(self) -> str:
        reason = self.alasan[:1].lower() + self.alasan[1:]
        return f"Mirip dengan {self.lain.nomor_urut}. “{self.lain.kegiatan}”, karena {reason}"


def pairs(profile: Profil, rows: Iterable[UsulanRpjm]) -> list[Pasangan]:
    """The pairs of planned proposals that look alike, the most alike first.

    Nothing of a plan too long to be compared while somebody waits for a page.
    """
    found = planned(rows)
    if len(found) > MOST_AT_ONCE:
        return []
    known = {one.kode: one for one in found}
    return [
        Pasangan(usulan=known[m.satu], lain=known[m.dua], alasan=m.kalimat)
        for m in rule.within(profile, map(_compared, found))
    ]


def of_one(profile: Profil, rows: Iterable[UsulanRpjm], one: UsulanRpjm) -> list[Pasangan]:
    """The hints about one proposal, told from its side."""
    if not planned([one]):
        return []
    others = {u.kode: u for u in planned(rows) if u.id != one.id}
    found = rule.against(profile, [_compared(one)], map(_compared, others.values()))
    return [Pasangan(usulan=one, lain=others[m.dua], alasan=m.kalimat) for m in found]


def told(here: Setting) -> list[Pengumuman]:
    """The hints on the page where the meeting decides (form musrenbangdes-rpjm)."""
    plan = drafted(here.session, here.year, here.place)
    found = pairs(here.profile, of_rpjm(here.session, plan)) if plan is not None else []
    if not found:
        return []
    return [Pengumuman(judul=TITLE, baris=[*sentences(found[:MOST_TOLD]), *_rest(found)])]


def sentences(found: Sequence[Pasangan]) -> list[str]:
    """Each pair as one sentence that names both."""
    return [f"{one.usulan.nomor_urut}. {one.usulan.kegiatan}: {one.kalimat}" for one in found]


def _rest(found: Sequence[Pasangan]) -> list[str]:
    left = len(found) - MOST_TOLD
    more = [f"Dan {left} pasang lagi; lihat halaman RPJM-Desa."] if left > 0 else []
    note = "Bila memang sama, sepakati salah satu dan tulis alasannya pada yang lain."
    return [*more, f"Ini hanya petunjuk. {note}"]


def _compared(one: UsulanRpjm) -> rule.Kegiatan:
    return rule.Kegiatan(
        kode=one.kode, kegiatan=one.kegiatan, lokasi=one.lokasi, dusun=one.dusun,
        volume=one.volume, satuan=one.satuan, biaya=one.biaya,
    )  # fmt: skip
