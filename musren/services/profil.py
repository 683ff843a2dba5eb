"""Submitting the profiles of a village and of a kecamatan."""

from collections.abc import Mapping
from typing import Any

from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from musren.domain.bahasa import angka
from musren.domain.errors import NotReady
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.integration.profil import Profil, SyaratDesa
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.models.wilayah import Dusun, ProfilDesa, ProfilKecamatan
from musren.services import jejak
from musren.services.perubahan import refuse_stale
from musren.services.tahun import set_blm_ceiling
from musren.services.wilayah import dusun_of

_ASKED = ("kantor_layak", "sekdes_nama", "jumlah_kaur", "bpd_terbentuk")


def submit_desa(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the village's profile and hamlets (Panduan III.B)."""
    del year
    stored = session.get(ProfilDesa, str(place))
    refuse_stale(stored.versi if stored else None, draft.objek_versi, "Profil desa")
    own = {k: v for k, v in values.items() if k != "dusun"}
    own["perangkat"] = [dict(row) for row in values["perangkat"]]
    if stored is None:
        session.add(ProfilDesa(desa_kode=str(place), **own))
    else:
        for name, value in own.items():
            setattr(stored, name, value)
        flag_modified(stored, "alamat_kantor")  # hamlets alone raise the version too
    _replace_hamlets(session, place, values["dusun"])
    jejak.record(session, act, "simpan_profil_desa", f"desa:{place}", place=place, hak=Hak.ISI_DESA)
    return f"profil:{place}"


def _replace_hamlets(session: Session, place: RegionCode, rows: list[dict[str, Any]]) -> None:
    kept = {d.nama.casefold(): d for d in dusun_of(session, place)}
    wanted = {row["nama"].casefold() for row in rows}
    for key, dusun in kept.items():
        if key not in wanted:
            session.delete(dusun)
    session.flush()
    for number, row in enumerate(rows, 1):
        same = kept.get(row["nama"].casefold()) or Dusun(desa_kode=str(place))
        same.urutan = number
        for name, value in row.items():
            setattr(same, name, value)
        session.add(same)


_COUNTS = (
    ("penduduk_l", "Penduduk laki-laki"), ("penduduk_p", "Penduduk perempuan"),
    ("jumlah_kk", "Jumlah KK"), ("jumlah_rtm", "Jumlah RTM"),
)  # fmt: skip


def attention(
    _session: Session, _year: Tahun, _place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """Counts of the hamlets that do not add up to those of the village; an empty one is unknown."""
    rows, told = values.get("dusun") or (), []
    for name, label in _COUNTS:
        known = [row[name] for row in rows if row[name] is not None]
        total, counted = values.get(name), sum(known)
        complete = bool(known) and len(known) == len(rows)
        if total is not None and (counted > total or (complete and counted != total)):
            told.append(
                f"{label} menurut dusun {angka(counted)}, sedangkan menurut desa {angka(total)}. "
                "Periksa keduanya."
            )
    return told


def submit_kecamatan(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the kecamatan's office and the camat; the BLM ceiling belongs to the year."""
    stored = session.get(ProfilKecamatan, str(place))
    refuse_stale(stored.versi if stored else None, draft.objek_versi, "Profil kecamatan")
    own = {k: v for k, v in values.items() if k != "blm"}
    if stored is None:
        session.add(ProfilKecamatan(kecamatan_kode=str(place), **own))
    else:
        for name, value in own.items():
            setattr(stored, name, value)
        flag_modified(stored, "alamat_kantor")  # the ceiling alone raises the version too
    set_blm_ceiling(session, act, year, place, values.get("blm"))
    jejak.record(
        session, act, "simpan_profil_kecamatan", f"kecamatan:{place}", place=place,
        hak=Hak.ISI_KECAMATAN,
    )  # fmt: skip
    return f"profil:{place}"


def unmet_conditions(profile: Profil, stored: ProfilDesa) -> list[SyaratDesa]:
    """Conditions of III.B the village does not meet."""
    return unmet_by_answers(profile, {name: getattr(stored, name) for name in _ASKED})


def unmet_by_answers(profile: Profil, values: Mapping[str, Any]) -> list[SyaratDesa]:
    """The same for answers not sent yet; a condition not answered yet is not called unmet."""
    if not all(name in values for name in _ASKED):
        return []
    officials = values["jumlah_kaur"] or 0
    met = {
        "kantor_layak": bool(values["kantor_layak"]),
        "perangkat_lengkap": bool(values["sekdes_nama"])
        and officials >= profile.batas_int("min_kaur"),
        "bpd_terbentuk": bool(values["bpd_terbentuk"]),
    }
    return [one for one in profile.syarat_desa if not met.get(one.kunci, True)]


def need_village(session: Session, place: RegionCode) -> ProfilDesa:
    stored = session.get(ProfilDesa, str(place))
    if stored is None:
        raise NotReady("Profil desa belum diisi. Isi dahulu “Profil desa dan syarat”.")
    return stored


def need_kecamatan(session: Session, place: RegionCode) -> ProfilKecamatan:
    stored = session.get(ProfilKecamatan, str(place))
    if stored is None:
        raise NotReady("Profil kecamatan belum diisi. Isi dahulu nama dan NIP Camat.")
    return stored
