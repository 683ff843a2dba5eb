"""Rows that a form lays out beforehand: one for each proposal to be decided."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from musren.domain import rupiah
from musren.domain.bahasa import angka
from musren.integration.tahapan import StatusUsulan
from musren.models.usulan import Usulan, UsulanKecamatan
from musren.services.klasifikasi import main_source, suggestions
from musren.services.pilihan import Setting

DECIDABLE = (
    StatusUsulan.BELUM_LENGKAP,
    StatusUsulan.DIAJUKAN,
    StatusUsulan.DISEPAKATI,
    StatusUsulan.DITUNDA,
    StatusUsulan.DITOLAK,
)


def described(usulan: Usulan) -> str:
    """One line by which people in the hall recognise the proposal."""
    size = f"{angka(usulan.volume)} {usulan.satuan}".strip() if usulan.volume is not None else ""
    cost = rupiah.format_rupiah(usulan.biaya) if usulan.biaya is not None else "biaya belum diisi"
    return " · ".join(
        p for p in (f"{usulan.nomor_urut}. {usulan.kegiatan}", usulan.lokasi, size, cost) if p
    )


def usulan_desa(here: Setting) -> list[dict[str, str]]:
    found = list(
        here.session.scalars(
            select(Usulan)
            .where(
                Usulan.tahun_id == here.year.id,
                Usulan.desa_kode == str(here.place),
                Usulan.status.in_([s.value for s in DECIDABLE]),
            )
            .order_by(Usulan.nomor_urut)
            .options(selectinload(Usulan.dana))
        )
    )
    advice = suggestions(here.session, here.year, here.place, found)
    names = {s.kunci: s.nama for s in here.profile.sumber_dana}
    return [
        {
            "usulan_id": str(u.id),
            "uraian": " · ".join(p for p in (described(u), _advised(advice.get(u.id), names)) if p),
            "sumber": main_source(u),
        }
        for u in found
    ]


def _advised(sumber: str | None, names: Mapping[str, str]) -> str:
    return f"saran: {names[sumber]}" if sumber else ""


def incoming(here: Setting, daftar: str) -> list[UsulanKecamatan]:
    return list(
        here.session.scalars(
            select(UsulanKecamatan)
            .where(
                UsulanKecamatan.tahun_id == here.year.id,
                UsulanKecamatan.kecamatan_kode == str(here.place),
                UsulanKecamatan.daftar == daftar,
            )
            .order_by(UsulanKecamatan.id)
        )
    )


def _usulan_masuk(here: Setting, daftar: str) -> list[dict[str, str]]:
    rows = []
    for one in incoming(here, daftar):
        copy = one.salinan
        amount = rupiah.format_rupiah(copy["biaya"]) if copy.get("biaya") is not None else ""
        parts = (f"{copy['desa']}: {copy['kegiatan']}", copy.get("lokasi") or "", amount)
        row = {"usulan_id": str(one.usulan_id), "uraian": " · ".join(p for p in parts if p)}
        if daftar == "apbd":
            row["skpd"] = str(copy.get("skpd") or "")
        else:
            row["kelompok"] = "spp" if copy.get("jenis") == "spp" else "non_spp"
        rows.append(row)
    return rows


LAYOUTS: dict[str, Callable[[Setting], list[dict[str, str]]]] = {
    "usulan_desa": usulan_desa,
    "usulan_blm": lambda here: _usulan_masuk(here, "blm"),
    "usulan_apbd": lambda here: _usulan_masuk(here, "apbd"),
}

OURS = ("usulan_id", "uraian", "kelompok")


def merge(here: Setting, name: str, given: Sequence[Any]) -> list[dict[str, Any]]:
    """The rows as they are laid out now, with what was typed for each kept.

    Rows of proposals that are no longer there fall away; the description and the group in which
    they are ranked are always ours.
    """
    answered = {str(row.get("usulan_id")): row for row in given if isinstance(row, Mapping)}
    merged = []
    for laid in LAYOUTS[name](here):
        own = answered.get(laid["usulan_id"], {})
        merged.append({**laid, **own, **{name: laid[name] for name in OURS if name in laid}})
    return merged
