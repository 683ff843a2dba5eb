"""Rows that a form lays out beforehand: one for each thing to be decided or scored."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import selectinload

from musren.domain import rupiah
from musren.domain.bahasa import angka
from musren.forms.steps import Rows
from musren.integration.tahapan import StatusUsulan
from musren.models.usulan import Usulan
from musren.services import pengesahan
from musren.services.klasifikasi import main_source, suggestions
from musren.services.pengesahan import Pengesahan
from musren.services.pilihan import Setting

DECIDABLE = (
    StatusUsulan.BELUM_LENGKAP,
    StatusUsulan.DIAJUKAN,
    StatusUsulan.DISEPAKATI,
    StatusUsulan.DITUNDA,
    StatusUsulan.DITOLAK,
)

FROM_MKP = "disahkan dari MKP: disepakati untuk BLM, tidak dibahas ulang"


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
    sah = pengesahan.of_village(here.session, here.year, here.place)
    women_first = sorted(found, key=lambda u: not sah.fixed(u.id))
    return [_to_decide(u, _advised(advice.get(u.id), names), sah) for u in women_first]


def _to_decide(usulan: Usulan, advised: str, sah: Pengesahan) -> dict[str, str]:
    """The row of one proposal; what the women decided in the MKP is filled in beforehand."""
    row = {"usulan_id": str(usulan.id), "sumber": main_source(usulan)}
    if sah.fixed(usulan.id):
        row |= {"putusan": "disepakati", "sumber": pengesahan.BLM}
        advised = FROM_MKP
    elif usulan.id in sah.halangan:
        advised = f"disepakati MKP, tetapi: {sah.halangan[usulan.id]}"
    return row | {"uraian": " · ".join(p for p in (described(usulan), advised) if p)}


def _advised(sumber: str | None, names: Mapping[str, str]) -> str:
    return f"saran: {names[sumber]}" if sumber else ""


LAYOUTS: dict[str, Callable[[Setting], list[dict[str, str]]]] = {
    "usulan_desa": usulan_desa,
}

OURS: dict[str, tuple[str, ...]] = {}
"""Columns of a layout that are always ours though they could be typed in."""

KEY, PLAIN = "usulan_id", ("usulan_id", "uraian", "kelompok")


def merged(here: Setting, field: Rows, given: Sequence[Any]) -> list[dict[str, Any]]:
    """The laid-out rows of this group as they are now, with what was typed for each kept."""
    if field.tetap is None:
        raise ValueError(f"“{field.label}” is not laid out beforehand")
    return merge(here, field.tetap.name, given, key=field.key, ours=field.ours)


def merge(
    here: Setting, name: str, given: Sequence[Any], *, key: str = KEY,
    ours: Sequence[str] = PLAIN,
) -> list[dict[str, Any]]:  # fmt: skip
    """The rows as they are laid out now, with what was typed for each kept.

    Rows whose `key` is no longer laid out fall away; the columns `ours` (what is hidden or only
    displayed) are always those of the layout, whatever was sent.
    """
    always = {*ours, *OURS.get(name, ())}
    answered = {str(row.get(key)): row for row in given if isinstance(row, Mapping)}
    rows = []
    for laid in LAYOUTS[name](here):
        own = answered.get(laid[key], {})
        ready = {column: laid[column] for column in always & laid.keys()}
        rows.append({**laid, **own, **ready, **_ranked(laid, own)})
    return rows


def _ranked(laid: Mapping[str, str], own: Mapping[str, Any]) -> dict[str, str]:
    """The rank we suggest, where none was typed for what may still be agreed on."""
    open_yet = str(own.get("putusan") or "") in {"", "disepakati"}
    if laid.get("peringkat") and not str(own.get("peringkat") or "").strip() and open_yet:
        return {"peringkat": laid["peringkat"]}
    return {}
