"""What became of the proposals of a village, told back to those who proposed (Panduan III.C.1).

All is computed from what is kept at this moment: no stage does anything for it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.bahasa import angka
from musren.domain.rupiah import format_rupiah
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level, RegionCode
from musren.integration.corong import TAHAP, FaktaCorong, stages_of
from musren.integration.kabar import PANJANG, FaktaKabar, Kabar, PutusanKabar, message, news
from musren.integration.profil import Profil
from musren.integration.serapan import alasan_tidak_terserap
from musren.integration.status import StatusUsulan as S
from musren.integration.verifikasi import labels_of
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.services.fakta.bersama import short
from musren.services.klasifikasi import main_source
from musren.services.rekam import SK, SPC, Putusan, Rekam, budget_name, read
from musren.services.tahun import profile_of

WHOLE = 100
JALAN, HENTI, JADI = "berjalan", "berhenti", "selesai"

_STOPPED = frozenset({
    S.DITUNDA, S.DITOLAK, S.DITUNDA_KECAMATAN, S.CADANGAN_KECAMATAN, S.BELUM_DIDANAI,
    S.DITOLAK_FORUM, S.DITOLAK_KABUPATEN, S.TIDAK_MASUK_ANGGARAN, S.DITARIK, S.DIGABUNG,
    S.DIPECAH, S.DIBATALKAN,
})  # fmt: skip
_BEFORE_SPC = frozenset({
    S.DITERUSKAN, S.DIKEMBALIKAN, S.DISEPAKATI_KECAMATAN, S.CADANGAN_KECAMATAN, S.DITUNDA_KECAMATAN,
})  # fmt: skip
_ELSEWHERE = frozenset({"digabung", "dipecah", "dibatalkan"})


@dataclass(frozen=True, slots=True, kw_only=True)
class KabarUsulan:
    """The news of one proposal: `keadaan` berjalan, berhenti or selesai; `langkah` the boxes."""

    usulan: Usulan
    kabar: Kabar
    keadaan: str
    langkah: Sequence[tuple[str, str]]
    pesan: str


def of_village(session: Session, year: Tahun, desa: RegionCode) -> list[KabarUsulan]:
    """The news of every proposal of a village, in their order; a fixed number of statements.

    What was merged, split or undone is left out: its news is that of what was made of it.
    """
    found = list(
        session.scalars(
            select(Usulan)
            .where(
                Usulan.tahun_id == year.id, Usulan.desa_kode == str(desa),
                Usulan.status.not_in(sorted(_ELSEWHERE)),
            )
            .order_by(Usulan.nomor_urut)
            .options(selectinload(Usulan.dana))
        )
    )  # fmt: skip
    ids = select(Usulan.id).where(Usulan.tahun_id == year.id, Usulan.desa_kode == str(desa))
    rekam, profile = read(session, ids, desa, [year.id]), profile_of(year)
    names = (short(session, desa, Level.DESA), short(session, desa, Level.KECAMATAN))
    return [told(profile, year, names, one, rekam) for one in found]


def told(
    profile: Profil, year: Tahun, names: tuple[str, str], one: Usulan, rekam: Rekam
) -> KabarUsulan:
    """The news of one proposal; `names` are those of the village and its kecamatan."""
    said = news(profile, facts_of(profile, year, names, one, rekam))
    reached = stages_of(_stage_facts(one, rekam))
    standing = standing_of(one, rekam)
    return KabarUsulan(
        usulan=one, kabar=said, keadaan=standing, pesan=message(said, PANJANG),
        langkah=steps(reached, standing),
    )  # fmt: skip


def percent(one: Usulan, rekam: Rekam) -> int:
    """How far the work is, from the last progress or the evaluation."""
    told_ = rekam.kemajuan.get(one.id)
    if told_:
        return int(told_[-1].persen)
    done = rekam.realisasi.get(one.id)
    return WHOLE if done is not None and done.status_pelaksanaan == "selesai" else 0


def standing_of(one: Usulan, rekam: Rekam) -> str:
    """Whether a proposal goes on, has stopped for this year, or is built."""
    if percent(one, rekam) >= WHOLE:
        return JADI
    return HENTI if one.status in _STOPPED else JALAN


def steps(reached: Iterable[str], standing: str) -> list[tuple[str, str]]:
    """Each stage with lewat, tidak, kini, berhenti or belum; the last one reached is where it is.

    A stage before it that was never reached (the kecamatan, for what the village pays) is tidak.
    """
    known = set(reached)
    last = max((n for n, stage in enumerate(TAHAP) if stage in known), default=0)
    here = {JALAN: "kini", HENTI: "berhenti", JADI: "lewat"}[standing]
    return [
        (name, _step(n, last, here, reached=stage in known))
        for n, (stage, name) in enumerate(TAHAP.items())
    ]


def _step(number: int, last: int, here: str, *, reached: bool) -> str:
    if number == last:
        return here
    if number > last:
        return "belum"
    return "lewat" if reached else "tidak"


def _stage_facts(one: Usulan, rekam: Rekam) -> FaktaCorong:
    levels = {p.keputusan.tingkat: p.keputusan.putusan for p in rekam.putusan.get(one.id, ())}
    return FaktaCorong(
        one.kode, one.status, levels, {"salinan": None} if one.id in rekam.masuk else {},
        terserap=sum(s.jumlah for s in rekam.serapan.get(one.id, ())), persen=percent(one, rekam),
    )  # fmt: skip


# --- the facts the sentences are made of --------------------------------------------------------


def facts_of(
    profile: Profil, year: Tahun, names: tuple[str, str], one: Usulan, rekam: Rekam
) -> FaktaKabar:
    """Everything the news of one proposal is made of."""
    made = _decisions(profile, one, rekam)
    levels = {p.keputusan.tingkat: p.keputusan for p in rekam.putusan.get(one.id, ())}
    last = levels.get("kecamatan") or levels.get("desa")
    back = next((b for b in rekam.kembali.get(one.id, ()) if b.dijawab is None), None)
    if back is not None:
        place = RegionCode.parse(one.desa_kode)
        made["verifikasi"] = PutusanKabar(
            tanggal=day_of(back.pada, place), alasan=back.catatan
        )  # fmt: skip
    shares = rekam.serapan.get(one.id, ())
    return FaktaKabar(
        one.kode, one.kegiatan, one.status, *names,
        sumber=(last.sumber if last else "") or main_source(one) or "", putusan=made,
        kolom=labels_of(back.kolom) if back else (), tenggat=back.tenggat if back else None,
        anggaran=budget_name(shares[0].baris, year) if shares else "",
        terserap=sum(s.jumlah for s in shares), persen=percent(one, rekam),
    )  # fmt: skip


def _decisions(profile: Profil, one: Usulan, rekam: Rekam) -> dict[str, PutusanKabar]:
    sources = {s.kunci: s.nama for s in profile.sumber_dana}
    before: Keputusan | None = None
    made: dict[str, PutusanKabar] = {}
    for p in rekam.putusan.get(one.id, ()):
        level = p.keputusan.tingkat
        changed = _changes(before, p.keputusan) if level in {"kecamatan", FORUM, KAB} else ()
        made[level] = _decided(p, rekam, sources, changed)
        before = p.keputusan if p.keputusan.volume is not None or before is None else before
    made |= _decrees(one, rekam, made)
    refused = rekam.tidak_terserap.get(one.id)
    if refused is not None:
        why = alasan_tidak_terserap(profile).get(refused.alasan, refused.alasan)
        made["anggaran"] = PutusanKabar(alasan=why)
    return made


FORUM, KAB = "forum_skpd", "kabupaten"


def _decided(
    p: Putusan, rekam: Rekam, sources: Mapping[str, str], changed: tuple[str, ...]
) -> PutusanKabar:
    k, paper = p.keputusan, rekam.record_of(p)
    agreed = k.putusan == "disepakati"
    return PutusanKabar(
        k.putusan, p.tanggal, paper.nomor if paper else "", k.alasan,
        sources.get(k.sumber, k.sumber) if agreed else "", k.peringkat,
        p.kelompok_nama if k.tingkat == FORUM else k.skpd, k.skpd_tujuan, changed,
    )  # fmt: skip


def _changes(before: Keputusan | None, k: Keputusan) -> tuple[str, ...]:
    """What this level agreed to differently from the one before it."""
    if before is None or k.putusan not in {"disepakati", "diterima", "diterima_perubahan"}:
        return ()
    found = []
    if _differs(before.volume, k.volume) and before.volume is not None and k.volume is not None:
        unit = f" {k.satuan}" if k.satuan else ""
        found.append(f"volume {angka(before.volume)} menjadi {angka(k.volume)}{unit}")
    if _differs(before.biaya, k.biaya) and before.biaya is not None and k.biaya is not None:
        found.append(f"biaya {format_rupiah(before.biaya)} menjadi {format_rupiah(k.biaya)}")
    return tuple(found)


def _differs(one: Decimal | int | None, other: Decimal | int | None) -> bool:
    return one is not None and other is not None and one != other


def _decrees(
    one: Usulan, rekam: Rekam, made: Mapping[str, PutusanKabar]
) -> dict[str, PutusanKabar]:
    """What the decrees of Kepala Desa and Camat add: their number and day."""
    found: dict[str, PutusanKabar] = {}
    sk = rekam.paper(SK, one.desa_kode, one.tahun_id)
    if sk is not None:
        found["sk"] = PutusanKabar(tanggal=sk.tanggal, nomor=sk.nomor)
    kecamatan = str(RegionCode.parse(one.desa_kode).at(Level.KECAMATAN))
    spc = rekam.paper(SPC, kecamatan, one.tahun_id)
    agreed: Any = made.get("kecamatan")
    if spc is not None and agreed is not None and one.status not in _BEFORE_SPC:
        found["spc"] = PutusanKabar(
            agreed.putusan, spc.tanggal, spc.nomor, agreed.alasan, agreed.sumber, agreed.peringkat,
            perubahan=agreed.perubahan,
        )  # fmt: skip
    return found


# --- for messaging ------------------------------------------------------------------------------


def summary(nama: str, tahun: int, found: Sequence[KabarUsulan]) -> str:
    """The short text about a whole group: how many go on, stopped, are done."""
    count = {name: sum(one.keadaan == name for one in found) for name in (JALAN, HENTI, JADI)}
    return (
        f"Kabar usulan {nama} tahun {tahun}: {len(found)} usulan; {count[JALAN]} berjalan, "
        f"{count[HENTI]} belum berhasil tahun ini, {count[JADI]} selesai dikerjakan."
    )
