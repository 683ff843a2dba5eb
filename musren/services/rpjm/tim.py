"""Tim Penyusun of the RPJM-Desa and of the RKP-Desa: beginning, checking, keeping (VI.B.2.e)."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.pilihan import Option
from musren.forms.tim import FLOWS, JENIS
from musren.integration.profil import Profil
from musren.integration.tim import AnggotaTim as Anggota
from musren.integration.tim import check_antartim, check_tim, kedudukan, kursi_tunggal
from musren.integration.usulan import Alasan
from musren.models.draf import Draf
from musren.models.rpjm import AnggotaTim, TimPenyusun
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilDesa
from musren.services import jejak
from musren.services.perubahan import refuse_stale
from musren.services.pilihan import Setting
from musren.services.prefill import Start, Started
from musren.services.tahun import profile_of

_FORMS = {form.slug: form for form in FLOWS}


def team(session: Session, jenis: str, year: Tahun, place: RegionCode) -> TimPenyusun | None:
    return session.scalar(
        select(TimPenyusun).where(
            TimPenyusun.jenis == jenis,
            TimPenyusun.tahun_id == year.id,
            TimPenyusun.desa_kode == str(place),
        )
    )


def _usual(session: Session, profil: Profil, jenis: str, place: RegionCode) -> list[dict[str, str]]:
    """The officials of the village's profile on the first seats for one, KPMD on the last seat."""
    village = session.get(ProfilDesa, str(place))
    if village is None:
        return []
    officials = (
        (village.kepala_desa_nama, "Kepala Desa"), (village.sekdes_nama, "Sekretaris Desa"),
        (village.ketua_lpmd_nama, "Ketua LPMD"),
    )  # fmt: skip
    seats = list(kedudukan(profil, jenis))
    for_one = kursi_tunggal(profil)
    seated = [
        {"nama": who, "jk": "", "jabatan": office, "kedudukan": seat}
        for (who, office), seat in zip(officials, (s for s in seats if s in for_one), strict=False)
        if who
    ]
    kpmd = [who.strip() for who in village.kpmd_nama.split(",") if who.strip()]
    return [
        *seated,
        *({"nama": who, "jk": "", "jabatan": "KPMD", "kedudukan": seats[-1]} for who in kpmd),
    ]


def _start_of(slug: str) -> Start:
    jenis = JENIS[slug]

    def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
        stored = team(session, jenis, year, place)
        if stored is None:
            return {"anggota": _usual(session, profile_of(year), jenis, place)}, None
        rows = [
            {"nama": a.nama, "jk": a.jk, "jabatan": a.jabatan, "kedudukan": a.kedudukan}
            for a in stored.anggota
        ]
        return _FORMS[slug].write({"anggota": rows, "rktl": stored.rktl}), stored.versi

    return start


def _told(
    session: Session, jenis: str, year: Tahun, place: RegionCode, rows: Iterable[Mapping[str, Any]]
) -> tuple[Alasan, ...]:
    profile = profile_of(year)
    people = [
        Anggota(
            nama=str(row.get("nama") or ""), jk=str(row.get("jk") or ""),
            jabatan=str(row.get("jabatan") or ""), kedudukan=str(row.get("kedudukan") or ""),
        )
        for row in rows
    ]  # fmt: skip
    other = team(session, "rkp" if jenis == "rpjm" else "rpjm", year, place)
    there = [
        Anggota(nama=a.nama, jk=a.jk, jabatan=a.jabatan, kedudukan=a.kedudukan)
        for a in (other.anggota if other else ())
    ]
    return (
        *check_tim(profile, jenis, people), *check_antartim(profile, jenis, people, there)
    )  # fmt: skip


def _submit_of(slug: str) -> Callable[..., str]:
    jenis = JENIS[slug]

    def submit(
        session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
        draft: Draf,
    ) -> str:  # fmt: skip
        rows = values["anggota"]
        hard = [one.kalimat for one in _told(session, jenis, year, place, rows) if one.keras]
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
        else:
            flag_modified(stored, "diubah")  # members alone raise the version too
        stored.rktl = [dict(row) for row in values.get("rktl", ())]
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
        session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
    ) -> list[str]:
        told = _told(session, jenis, year, place, values.get("anggota") or ())
        return [one.kalimat for one in told if not one.keras]

    return attention


def _seats_of(jenis: str) -> Callable[[Setting], list[Option]]:
    return lambda here: [Option(k, nama) for k, nama in kedudukan(here.profile, jenis).items()]


PROVIDERS = {f"kursi_tim_{jenis}": _seats_of(jenis) for jenis in JENIS.values()}
STARTS: dict[str, Start] = {slug: _start_of(slug) for slug in JENIS}
HANDLERS = {slug: _submit_of(slug) for slug in JENIS}
PERINGATAN = {slug: _attention_of(slug) for slug in JENIS}
