"""Proposals: submitting, changing, reading one and the list of a village."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from musren.domain.errors import Conflict, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.integration.tahapan import StatusUsulan
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.models.usulan import RiwayatStatus, Usulan, UsulanDana
from musren.services import jejak, pengesahan, prefill
from musren.services.musyawarah import paper_in_force
from musren.services.perubahan import move, refuse_stale
from musren.services.prefill import Start, Started, meeting, usulan_of
from musren.services.wilayah import lock_place

OPEN = (StatusUsulan.BELUM_LENGKAP, StatusUsulan.DIAJUKAN)
"""States in which no meeting has decided the proposal."""

DECIDED = (StatusUsulan.DISEPAKATI, StatusUsulan.DITUNDA, StatusUsulan.DITOLAK)
"""States of the village's decision; before the Berita Acara they may be taken back."""

CORRECTED = "Isi usulan diperbaiki sebelum Berita Acara diterbitkan; perlu diputuskan lagi."


def incomplete(stored: Usulan) -> bool:
    """Whether cost, volume or source is missing, whatever a meeting said of it meanwhile."""
    told = any(share.sumber or share.rincian for share in stored.dana)
    return (
        stored.status == StatusUsulan.BELUM_LENGKAP.value
        or stored.biaya is None or stored.volume is None or not told
    )  # fmt: skip


def next_number(session: Session, year: Tahun, desa: RegionCode) -> int:
    """The next number of the village in the year; whoever asks next waits for this write."""
    lock_place(session, desa)
    highest = session.scalar(
        select(func.max(Usulan.nomor_urut)).where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(desa)
        )
    )
    return (highest or 0) + 1


def code_of(desa: RegionCode, tahun: int, nomor_urut: int) -> str:
    """The identity a proposal keeps for life, across levels and years."""
    return f"{desa}-{tahun}-{nomor_urut:03}"


def shares_of(rows: Iterable[Mapping[str, Any]]) -> list[UsulanDana]:
    return [
        UsulanDana(
            urutan=number, sumber=row.get("sumber") or None, rincian=row.get("rincian") or "",
            jumlah=row.get("jumlah"),
        )
        for number, row in enumerate(rows, 1)
    ]  # fmt: skip


def create(
    session: Session, act: Act, year: Tahun, desa: RegionCode, values: Mapping[str, Any], *,
    kunci: str,
) -> Usulan:  # fmt: skip
    """A new proposal; the same key again answers with the first one.

    `values` are those of forms.usulan, already read. Raises Conflict when the key was used
    for another place or year.
    """
    again = session.scalar(select(Usulan).where(Usulan.kunci == kunci))
    if again is not None:
        if again.desa_kode != str(desa) or again.tahun_id != year.id:
            raise Conflict("Kunci kiriman ini sudah dipakai untuk usulan lain.")
        return again
    number = next_number(session, year, desa)
    own = {k: v for k, v in values.items() if k != "dana"}
    made = Usulan(
        kode=code_of(desa, year.tahun, number), kunci=kunci, tahun_id=year.id,
        desa_kode=str(desa), nomor_urut=number, status=StatusUsulan.DIAJUKAN.value,
        dibuat=act.pada, diubah=act.pada, dana=shares_of(values.get("dana", ())), **own,
    )  # fmt: skip
    session.add(made)
    session.flush()
    role = act.oleh.role_for(Hak.ISI_DESA, desa)
    session.add(
        RiwayatStatus(
            usulan_id=made.id, dari="", ke=made.status, pelaku_id=act.oleh.id or None,
            peran=role.value if role else "", alasan="", pada=act.pada,
        )
    )  # fmt: skip
    jejak.record(session, act, "ajukan_usulan", f"usulan:{made.kode}", place=desa, hak=Hak.ISI_DESA)
    return made


def may_change(session: Session, stored: Usulan) -> bool:
    """Whether the village may still change the proposal itself."""
    if pengesahan.locked_by(session, stored) is not None:
        return False
    if stored.status in {s.value for s in OPEN}:
        return True
    if stored.status not in {s.value for s in DECIDED}:
        return False
    year, desa = session.get_one(Tahun, stored.tahun_id), RegionCode.parse(stored.desa_kode)
    held = meeting(session, "musrenbangdes_rkp", year, desa)
    return held is None or bool(held.dibuka_alasan) or paper_in_force(session, held) is None


def change(
    session: Session, act: Act, stored: Usulan, values: Mapping[str, Any], expected: int | None
) -> None:
    """Change a proposal that no Berita Acara names yet; one that was decided must be decided again.

    Raises Conflict.
    """
    refuse_stale(stored.versi, expected, f"Usulan “{stored.kegiatan}”")
    if not may_change(session, stored):
        raise Conflict(
            f"Usulan “{stored.kegiatan}” sudah tercantum dalam Berita Acara, jadi isinya tidak "
            "dapat diubah lagi. Perubahan hanya melalui musyawarah."
        )
    if stored.status in {s.value for s in DECIDED}:
        move(session, act, stored, StatusUsulan.DIAJUKAN.value, hak=Hak.ISI_DESA, alasan=CORRECTED)
    for name, value in values.items():
        if name != "dana":
            setattr(stored, name, value)
    stored.dana = shares_of(values.get("dana", ()))
    stored.diubah = act.pada
    if stored.status == StatusUsulan.BELUM_LENGKAP.value:
        move(session, act, stored, StatusUsulan.DIAJUKAN.value, hak=Hak.ISI_DESA)
    place = RegionCode.parse(stored.desa_kode)
    jejak.record(
        session, act, "ubah_usulan", f"usulan:{stored.kode}", place=place, hak=Hak.ISI_DESA
    )


Check = Callable[[Session, Tahun, RegionCode, str, Mapping[str, Any]], None]


def _nothing_asked(*_told: Any) -> None:
    """A beginning that asks nothing more of what was typed."""


@dataclass(frozen=True, kw_only=True)
class Permulaan:
    """Something a new proposal may be begun from, named in the draft's `objek` ("tindakan:7").

    `mulai` fills the form in beforehand; `kolom` gives the columns the proposal keeps of it, and
    refuses what cannot (or no longer) become one; `periksa` refuses what was filled in when it
    does not fit. `objek` is the key of the proposal for ever.
    """

    mulai: Start
    kolom: Callable[[Session, Tahun, RegionCode, str], Mapping[str, Any]]
    periksa: Check = _nothing_asked


PERMULAAN: dict[str, Permulaan] = {}
"""By the word before the colon of `objek`; the stages put theirs in (services.alur)."""


def beginning_of(objek: str) -> Permulaan | None:
    return PERMULAAN.get(objek.partition(":")[0])


def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """A blank proposal, one to be changed (``usulan:7``), or one begun from something else."""
    beginning = beginning_of(objek)
    if beginning is not None:
        return beginning.mulai(session, year, place, objek)
    return prefill.STARTS["usulan"](session, year, place, objek)


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    beginning = beginning_of(draft.objek)
    if beginning is not None:
        beginning.periksa(session, year, place, draft.objek, values)
        more = beginning.kolom(session, year, place, draft.objek)
        stored = create(session, act, year, place, {**values, **more}, kunci=draft.objek)
    elif draft.objek:
        stored = usulan_of(session, draft.objek)
        change(session, act, stored, values, draft.objek_versi)
    else:
        stored = create(session, act, year, place, values, kunci=f"draf:{draft.kunci}")
    return f"usulan:{stored.id}"


def get(session: Session, usulan_id: int) -> Usulan:
    found = session.get(
        Usulan, usulan_id, options=[selectinload(Usulan.dana), selectinload(Usulan.keputusan)]
    )
    if found is None:
        raise NotFound("Usulan itu tidak ada. Kembali ke daftar usulan dan pilih lagi.")
    return found


def by_code(session: Session, kode: str) -> Usulan:
    found = session.scalar(
        select(Usulan).where(Usulan.kode == kode).options(selectinload(Usulan.dana))
    )
    if found is None:
        raise NotFound(f"Usulan {kode} tidak ada.")
    return found


def of_village(session: Session, year: Tahun, desa: RegionCode) -> list[Usulan]:
    """All proposals of a village in a year, in the order in which they came."""
    return list(
        session.scalars(
            select(Usulan)
            .where(Usulan.tahun_id == year.id, Usulan.desa_kode == str(desa))
            .order_by(Usulan.nomor_urut)
            .options(selectinload(Usulan.dana), selectinload(Usulan.keputusan))
        )
    )
