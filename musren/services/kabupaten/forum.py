"""Forum SKPD: every proposal sent to an agency is accepted, changed, refused or passed on (V.D)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.bahasa import angka
from musren.domain.errors import Invalid, NotAllowed, NotFound, NotReady
from musren.domain.peran import Act, Hak
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import RegionCode
from musren.forms.forum import FORUM_SKPD as FORM
from musren.forms.steps import numbered
from musren.integration import forum as aturan
from musren.integration.forum import DIALIHKAN, DITERIMA_PERUBAHAN, FORUM_SKPD, Nilai, Putusan
from musren.integration.status import StatusUsulan as S
from musren.integration.wakil import check_delegasi_penanda_tangan
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.prioritas import AcuanProgram
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan
from musren.models.wilayah import SkpdProfil
from musren.services import jejak
from musren.services.kabupaten.hadir import started
from musren.services.kabupaten.skpd import DaftarSkpd, key_of, register
from musren.services.kabupaten.usulan import (
    FORUM_MASIH,
    Dibahas,
    Masuk,
    forum_decisions,
    last_word,
    passed_on,
    to_decide,
)
from musren.services.musyawarah import (
    complaints,
    open_or_new,
    people,
    refuse_complaints,
    replace_attendance,
)
from musren.services.perubahan import move
from musren.services.pilihan import Setting
from musren.services.prefill import Started, again, meeting_of_key
from musren.services.prioritas.acuan import completed, programs
from musren.services.tahun import profile_of

HAK = Hak.ISI_FORUM_SKPD
REOPENED = "Isian Forum SKPD diperbaiki sebelum Berita Acara diterbitkan."
GROUP = "putusan_forum"
UNKNOWN = "Forum SKPD itu tidak ada. Buka papan Forum SKPD, lalu pilih SKPD-nya."
DECIDED_ABOVE = (
    "Usulan ini sudah diputuskan Musyawarah Perencanaan Pembangunan Kabupaten atau sudah masuk "
    "anggaran, jadi keputusan forum tidak dapat diubah lagi."
)

Row = Mapping[str, Any]


def agency_of(session: Session, place: RegionCode, objek: str) -> SkpdProfil:
    """The SKPD whose forum the key names; raises NotFound."""
    found = register(session, place).of_forum(objek)
    if found is None:
        raise NotFound(UNKNOWN)
    return found


def refuse_another_agency(session: Session, act: Act, place: RegionCode, objek: str) -> None:
    """Somebody who acts for one SKPD decides for no other; raises NotAllowed."""
    allowed = act.oleh.agencies(HAK, place)
    if allowed is None:
        return
    known = register(session, place)
    own = known.of_forum(objek)
    if own is None or not any(known.find(one) is own for one in allowed):
        raise NotAllowed(
            "Anda bertugas untuk "
            + (", ".join(sorted(allowed)) or "SKPD lain")
            + ", jadi Forum SKPD lain tidak dapat Anda isi."
        )


def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    if not objek:
        return {}, None  # a blank sheet; it is filled in for one SKPD
    one = agency_of(session, place, objek)
    held = meeting_of_key(session, key_of(one), year, place)
    if held is not None:
        return again(session, held)
    return started(session, FORM, year, place, key_of(one)), None


# --- rows ---------------------------------------------------------------------------------------


def laid_out(here: Setting) -> list[dict[str, str]]:
    """One row for everything on the list of this forum."""
    known = register(here.session, here.place)
    one = known.of_forum(here.objek)
    if one is None:
        return []
    decided = forum_decisions(here.session, here.year)
    return [
        {
            "usulan_id": str(m.usulan.id), "kecamatan": m.kecamatan, "uraian": described(m),
            "semula": told_before(m, passed_here(known, one, decided.get(m.usulan.id, ()))),
            "program": m.kecamatan_putusan.program,
        }
        for m in to_decide(here.session, here.year, here.place, known, one)
    ]  # fmt: skip


def described(m: Masuk) -> str:
    parts = (f"{m.desa}: {m.usulan.kegiatan}", m.usulan.lokasi, m.usulan.kode)
    return " · ".join(part for part in parts if part)


def _sized(volume: Any, satuan: str, biaya: int | None) -> str:
    size = f"{angka(volume)} {satuan}".strip() if volume is not None else ""
    cost = format_rupiah(biaya) if biaya is not None else "biaya belum ada"
    return ", ".join(part for part in (size, cost) if part)


def told_before(m: Masuk, passed: Dibahas | None) -> str:
    """What the village asked, what the kecamatan agreed, and who passed it on."""
    k, u = m.kecamatan_putusan, m.usulan
    rank = f" (peringkat {k.peringkat})" if k.peringkat else ""
    lines = [
        f"Desa: {_sized(u.volume, u.satuan, m.salinan.get('biaya'))}",
        f"Kecamatan: {_sized(k.volume, k.satuan, k.biaya)}{rank}",
    ]
    if passed is not None:
        lines.append(f"Dialihkan dari {passed.skpd}: {passed.putusan.alasan}")
    return "\n".join(lines)


def passed_here(known: DaftarSkpd, one: SkpdProfil, ones: Sequence[Dibahas]) -> Dibahas | None:
    """The forum that passed it on to this SKPD."""
    return next((d for d in passed_on(ones) if known.find(d.putusan.skpd_tujuan) is one), None)


# --- submitting ---------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class _Forum:
    """What a submitted forum is weighed against."""

    known: DaftarSkpd
    own: SkpdProfil
    year: Tahun
    decided: Mapping[int, Sequence[Dibahas]]
    acuan: Sequence[AcuanProgram]

    def mine(self, usulan_id: int) -> Keputusan | None:
        return next((d.putusan for d in self.others(usulan_id, own=True)), None)

    def others(self, usulan_id: int, *, own: bool = False) -> list[Dibahas]:
        ones = self.decided.get(usulan_id, ())
        return [d for d in ones if (d.nomor == self.own.urutan) is own]


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep one forum with its decisions. Raises Invalid, NotReady, NotAllowed or Conflict."""
    known = register(session, place)
    own = agency_of(session, place, draft.objek)
    _refuse_wrong_people(year, values, own)
    came = to_decide(session, year, place, known, own)
    if not came:
        raise NotReady(f"Belum ada usulan dari Surat Penetapan Camat untuk {own.nama}.")
    here = _Forum(known=known, own=own, year=year, decided=forum_decisions(session, year),
                  acuan=programs(session, year))  # fmt: skip
    by_id = {str(one.usulan.id): one for one in came}
    pairs = [(n, by_id[r["usulan_id"]], r) for n, r in numbered(values[GROUP])
             if r["usulan_id"] in by_id]  # fmt: skip
    _refuse_wrong_decisions(here, pairs)
    held = open_or_new(session, act, FORUM_SKPD, year, place, values, draft, str(own.urutan))
    held.kelompok_nama = own.nama
    replace_attendance(session, held, values["hadir"], values)
    session.flush()
    changed = [_decide(session, act, here, held, m, row) for _, m, row in pairs]
    session.flush()
    jejak.record(
        session, act, "catat_forum_skpd", f"musyawarah:{held.id}", place=place, hak=HAK,
        rincian={"skpd": own.nama, "usulan": len(pairs), "berubah": sum(changed)},
    )  # fmt: skip
    return f"musyawarah:{held.id}"


def _refuse_wrong_people(year: Tahun, values: Mapping[str, Any], own: SkpdProfil) -> None:
    signing = {f"Kepala {own.nama}": own.kepala_nama, "Pimpinan Sidang": values["pimpinan_nama"]}
    chosen = people(values["hadir"], values["wakil_utusan"])
    profile = profile_of(year)
    refuse_complaints(
        {
            **complaints(FORUM_SKPD, year, values),
            "wakil_utusan": check_delegasi_penanda_tangan(profile, chosen, signing),
        }
    )


def _refuse_wrong_decisions(here: _Forum, pairs: Sequence[tuple[int, Masuk, Row]]) -> None:
    profile = profile_of(here.year)
    names = [name for one in here.known.semua for name in (one.nama, *one.singkatan.split(";"))]
    wrong: dict[str, str] = {}
    for number, m, row in pairs:
        asal = Nilai(
            volume=m.nilai.volume, satuan=m.nilai.satuan, biaya=m.nilai.biaya,
            lokasi=m.nilai.lokasi, skpd=here.own.nama,
        )  # fmt: skip
        told = aturan.decision_errors(profile, FORUM_SKPD, asal, decision(row), names)
        told = {**told, **_clashes(here, m, row)}
        for field, sentence in told.items():
            wrong[f"{GROUP}.{number}.{'volume' if field == 'perubahan' else field}"] = sentence
    if wrong:
        raise Invalid("Ada keputusan yang perlu diperbaiki.", wrong)


def decision(row: Row) -> Putusan:
    return Putusan(
        putusan=row["putusan"], alasan=row.get("alasan") or "", volume=row.get("volume"),
        biaya=row.get("biaya"), skpd_tujuan=row.get("skpd_tujuan") or "",
    )  # fmt: skip


def _clashes(here: _Forum, m: Masuk, row: Row) -> dict[str, str]:
    """A decision that others already built on, or that would send the proposal in a circle."""
    kept = here.mine(m.usulan.id)
    same = kept is not None and told_of(kept) == _told(here, m, row)
    if S(m.usulan.status) not in FORUM_MASIH:
        return {} if same else {"putusan": DECIDED_ABOVE}
    last = last_word(here.others(m.usulan.id))
    if kept is not None and kept.putusan == DIALIHKAN and last is not None and not same:
        return {"putusan": f"Forum SKPD {last.skpd} sudah memutuskan usulan yang dialihkan ini."}
    if row["putusan"] == DIALIHKAN and not same:
        target = here.known.find(row.get("skpd_tujuan") or "")
        seen = {d.nomor for d in here.others(m.usulan.id)}
        if target is not None and target.urutan in seen:
            return {
                "skpd_tujuan": f"Forum SKPD {target.nama} sudah membahas usulan ini. Terima, "
                "tolak, atau alihkan ke SKPD lain."
            }
    return {}


Told = tuple[Any, ...]


def told_of(k: Keputusan) -> Told:
    """What a decision says, for comparing."""
    return (k.putusan, k.volume, k.biaya, k.program, k.skpd_tujuan, k.alasan)


def _told(here: _Forum, m: Masuk, row: Row) -> Told:
    passed = row["putusan"] == DIALIHKAN
    return (
        row["putusan"], *amounts(m.nilai, row),
        _planned(here, m.kecamatan_putusan, row.get("program") or "")["program"],
        here.known.canonical(row.get("skpd_tujuan") or "") if passed else "",
        row.get("alasan") or "",
    )  # fmt: skip


def amounts(asal: Nilai, row: Row) -> tuple[Decimal | None, int | None]:
    """Volume and cost as decided: those that were changed, else those of the level below."""
    if row["putusan"] != DITERIMA_PERUBAHAN:
        return asal.volume, asal.biaya
    volume, biaya = row.get("volume"), row.get("biaya")
    return asal.volume if volume is None else volume, asal.biaya if biaya is None else biaya


def _decide(session: Session, act: Act, here: _Forum, held: Musyawarah, m: Masuk, row: Row) -> bool:
    """Keep the decision and move the proposal; whether anything changed."""
    told, kept = _told(here, m, row), here.mine(m.usulan.id)
    if kept is not None and told_of(kept) == told:
        return False
    k = m.kecamatan_putusan
    if kept is None:
        kept = Keputusan(
            usulan_id=m.usulan.id, musyawarah_id=held.id, tingkat=FORUM_SKPD, sumber=k.sumber,
            satuan=k.satuan, saran=None,
        )  # fmt: skip
        session.add(kept)
    kept.putusan, kept.volume, kept.biaya, kept.program, kept.skpd_tujuan, kept.alasan = told
    kept.skpd, kept.peringkat = here.own.nama, k.peringkat
    plan = _planned(here, k, kept.program)
    kept.prioritas_daerah, kept.sasaran_daerah = plan["prioritas_daerah"], plan["sasaran_daerah"]
    share(kept, k)
    settle(session, act, m, aturan.status_after(FORUM_SKPD, kept.putusan), kept.alasan)
    return True


def _planned(here: _Forum, below: Keputusan, program: str) -> dict[str, str]:
    """What the kabupaten's plan says of the program; as the kecamatan put it while that stands."""
    same = program == below.program
    given = {
        "program": program,
        "prioritas_daerah": below.prioritas_daerah if same else "",
        "sasaran_daerah": below.sasaran_daerah if same else "",
    }
    return completed(here.acuan, here.own.nama, given)


def share(kept: Keputusan, below: Keputusan) -> None:
    """The cost split as the level below split it."""
    swadaya = min(below.swadaya or 0, kept.biaya or 0)
    kept.swadaya = swadaya if kept.biaya is not None else None
    kept.biaya_sumber = None if kept.biaya is None else kept.biaya - swadaya


def settle(session: Session, act: Act, m: Masuk, ke: str | None, alasan: str) -> None:
    """Move the proposal to what the forum decided; passed on, it is where the camat put it."""
    usulan, wanted = m.usulan, ke or S.DITETAPKAN_CAMAT.value
    if usulan.status == wanted:
        return
    if usulan.status != S.DITETAPKAN_CAMAT.value:
        move(session, act, usulan, S.DITETAPKAN_CAMAT.value, hak=HAK, alasan=REOPENED)
    if wanted != S.DITETAPKAN_CAMAT.value:
        move(session, act, usulan, wanted, hak=HAK, alasan=alasan)
