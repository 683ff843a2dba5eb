"""Which form fills a fact of a paper: the field, its page, and who may fill it in."""

from collections.abc import Mapping
from functools import cache

from musren.domain.peran import HAK, Peran
from musren.forms.alur import FLOWS
from musren.forms.steps import Flow, Rows
from musren.services.susunan.jenis import Kurang, Tujuan, kind_of

ALIAS: Mapping[str, tuple[str, str]] = {
    "kop.alamat": ("profil-desa", "alamat_kantor"),
    "kepala_desa.nama": ("profil-desa", "kepala_desa_nama"),
    "sekdes.nama": ("profil-desa", "sekdes_nama"),
    "ketua_bpd.nama": ("profil-desa", "ketua_bpd_nama"),
    "lpmd.nama": ("profil-desa", "ketua_lpmd_nama"),
    "kpmd.nama": ("profil-desa", "kpmd_nama"),
    "camat.nama": ("profil-kecamatan", "camat_nama"),
    "camat.nip": ("profil-kecamatan", "camat_nip"),
    "fasilitator": ("profil-desa", "kpmd_nama"),
}
"""Facts that a form asks for under another name, by the end of the fact's dotted name."""

LEVEL = {"desa": "profil-desa", "kecamatan": "profil-kecamatan"}


def kurang_of(hole: str, jenis: str, tingkat: str, objek: str = "") -> Kurang:
    """A fact that is missing in a paper, as a sentence with who fills it in and where.

    `hole` is the fact's dotted name, with numbers of rows counted from 0. What no form asks for
    by that name is looked for in the profile of the place.
    """
    form, step, label = _field(hole, kind_of(jenis), tingkat)
    return Kurang(
        kalimat=f"{label} belum diisi." if label else f"Isian “{hole}” belum ada.",
        peran=tuple(one for one in Peran if one in HAK[form.hak]),
        tujuan=Tujuan(
            formulir=form.slug, langkah=step, tautan=f"Isi pada {form.title}",
            objek="" if form.tunggal else objek,
        ),
    )  # fmt: skip


def _field(hole: str, kind: str, tingkat: str) -> tuple[Flow, str, str]:
    names = [part for part in hole.replace("[", ".").replace("]", "").split(".") if part]
    words = [part for part in names if not part.isdigit()]
    for size in range(min(2, len(words)), 0, -1):
        known = ALIAS.get(".".join(words[-size:]))
        if known is not None:
            return _asked_in(FLOWS[known[0]], known[1])
    for form in sorted(_filling(kind), key=lambda one: one.slug):
        for name in words:
            if name in form.fields:
                return _asked_in(form, name, words[-1])
    form = FLOWS[LEVEL[tingkat]]
    found = next((name for name in words if name in form.fields), "")
    return _asked_in(form, found) if found else (form, "", "")


def _asked_in(form: Flow, name: str, column: str = "") -> tuple[Flow, str, str]:
    step = next(step for step in form.steps if name in step.fields)
    field = step.fields[name]
    label = field.label
    if isinstance(field, Rows) and column in field.columns:
        label = f"{field.columns[column].label} pada {label}"
    return form, step.slug, f"“{label}” ({step.title})"


@cache
def _filling(kind: str) -> tuple[Flow, ...]:
    """The forms that say they fill this kind of paper."""
    return tuple(
        form
        for form in FLOWS.values()
        if kind in form.mengisi or any(kind in step.mengisi for step in form.steps)
    )
