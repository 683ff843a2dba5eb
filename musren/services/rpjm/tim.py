"""Tim Penyusun of the RPJM-Desa and of the RKP-Desa: beginning, checking, keeping (VI.B.2.e)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.tim import FLOWS, JENIS
from musren.integration.tim import AnggotaTim as Anggota
from musren.integration.tim import check_tim
from musren.integration.usulan import Alasan
from musren.models.draf import Draf
from musren.models.rpjm import AnggotaTim, TimPenyusun
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilDesa
from musren.services import jejak
from musren.services.perubahan import refuse_stale
from musren.services.prefill import Start, Started
from musren.services.tahun import profile_of

SEATS: Mapping[str, tuple[str, str, str]] = {
    "rpjm": ("pembina", "ketua", "sekretaris"),
    "rkp": ("pengendali", "penanggungjawab", "pelaksana"),
}
"""Where Kepala Desa, Sekretaris Desa and Ketua LPMD usually sit [G]."""

_FORMS = {form.slug: form for form in FLOWS}


def team(session: Session, jenis: str, year: Tahun, place: RegionCode) -> TimPenyusun | None:
    return session.scalar(
        select(TimPenyusun).where(
            TimPenyusun.jenis == jenis,
            TimPenyusun.tahun_id == year.id,
            TimPenyusun.desa_kode == str(place),
        )
    )


def _usual(session: Session, jenis: str, place: RegionCode) -> list[dict[str, str]]:
    """The officials of the village's profile on their usual seats, KPMD as members."""
    village = session.get(ProfilDesa, str(place))
    if village is None:
        return []
    officials = (
        (village.kepala_desa_nama, "Kepala Desa"), (village.sekdes_nama, "Sekretaris Desa"),
        (village.ketua_lpmd_nama, "Ketua LPMD"),
    )  # fmt: skip
    seated = [
        {"nama": who, "jk": "", "jabatan": office, "kedudukan": seat}
        for (who, office), seat in zip(officials, SEATS[jenis], strict=True)
        if who
    ]
    kpmd = [who.strip() for who in village.kpmd_nama.split(",") if who.strip()]
    return [
        *seated,
        *({"nama": who, "jk": "", "jabatan": "KPMD", "kedudukan": "anggota"} for who in kpmd),
    ]


def _start_of(slug: str) -> Start:
    jenis = JENIS[slug]

    def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
        stored = team(session, jenis, year, place)
        if stored is None:
            return {"anggota": _usual(session, jenis, place)}, None
        rows = [
            {"nama": a.nama, "jk": a.jk, "jabatan": a.jabatan, "kedudukan": a.kedudukan}
            for a in stored.anggota
        ]
        return _FORMS[slug].write({"anggota": rows}), stored.versi

    return start


def _told(jenis: str, year: Tahun, rows: Iterable[Mapping[str, Any]]) -> tuple[Alasan, ...]:
    people = [
        Anggota(
            nama=str(row.get("nama") or ""), jk=str(row.get("jk") or ""),
            jabatan=str(row.get("jabatan") or ""), kedudukan=str(row.get("kedudukan") or ""),
        )
        for row in rows
    ]  # fmt: skip
    return check_tim(profile_of(year), jenis, people)


def _submit_of(slug: str) -> Callable[..., str]:
    jenis = JENIS[slug]

    def submit(
        session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
        draft: Draf,
    ) -> str:  # fmt: skip
        rows = values["anggota"]
        hard = [one.kalimat for one in _told(jenis, year, rows) if one.keras]
        if hard:
            raise Invalid("Susunan tim perlu diperbaiki. " + " ".join(hard),
                          {"anggota": " ".join(hard)})  # fmt: skip
        stored = team(session, jenis, year, place)
        refuse_stale(stored.versi if stored else None, draft.objek_versi, "Susunan tim")
        if stored is None:
            stored = TimPenyusun(
                jenis=jenis, desa_kode=str(place), tahun_id=year.id, diubah=act.pada
            )
            session.add(stored)
        stored.anggota = [AnggotaTim(urutan=n, **row) for n, row in enumerate(rows, 1)]
        stored.diubah = act.pada
        session.flush()
        jejak.record(
            session, act, "susun_tim", f"tim:{stored.id}", place=place, hak=Hak.ISI_DESA,
            rincian={"jenis": jenis, "anggota": len(rows)},
        )  # fmt: skip
        return f"tim:{stored.id}"

    return submit


def _attention_of(slug: str) -> Callable[..., list[str]]:
    jenis = JENIS[slug]

    def attention(
        _session: Session, year: Tahun, _place: RegionCode, values: Mapping[str, Any]
    ) -> list[str]:
        rows = values.get("anggota") or ()
        return [one.kalimat for one in _told(jenis, year, rows) if not one.keras]

    return attention


STARTS: dict[str, Start] = {slug: _start_of(slug) for slug in JENIS}
HANDLERS = {slug: _submit_of(slug) for slug in JENIS}
PERINGATAN = {slug: _attention_of(slug) for slug in JENIS}
