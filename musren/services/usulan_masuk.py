"""The proposals that came to a kecamatan with their villages' Berita Acara (Panduan II.D.4.b)."""

from collections.abc import Container, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.bahasa import angka
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import RegionCode
from musren.integration.prioritas import daftar_of
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan, UsulanKecamatan
from musren.services.fakta.desa import place_text, size
from musren.services.klasifikasi import from_source


def incoming(session: Session, year: Tahun, kecamatan: RegionCode) -> list[UsulanKecamatan]:
    """What the villages with a signed Berita Acara brought, village by village."""
    return list(
        session.scalars(
            select(UsulanKecamatan)
            .where(
                UsulanKecamatan.tahun_id == year.id,
                UsulanKecamatan.kecamatan_kode == str(kecamatan),
            )
            .order_by(UsulanKecamatan.id)
            .options(
                selectinload(UsulanKecamatan.usulan).selectinload(Usulan.keputusan),
                selectinload(UsulanKecamatan.usulan).selectinload(Usulan.pengembalian),
            )
        )
    )


PLAIN = (
    "satuan", "tujuan", "sasaran", "pemanfaat_l", "pemanfaat_p", "pemanfaat_rtm", "biaya",
)  # fmt: skip
"""What the snapshot tells of a proposal in its own words, and a village may be asked to mend."""


def current(one: UsulanKecamatan) -> Mapping[str, Any]:
    """What the kecamatan works with: the snapshot, and what the village mended since.

    The snapshot itself stays as it came with the Berita Acara (`salinan`).
    """
    changed = mended(one.usulan)
    return {**one.salinan, **_overlay(one, changed)} if changed else one.salinan


def mended(usulan: Usulan) -> set[str]:
    """The fields that the village changed when Tim Verifikasi sent the proposal back."""
    return {
        kolom
        for back in usulan.pengembalian
        for kolom, beda in back.jawaban.items()
        if beda["semula"] != beda["menjadi"]
    }


def _overlay(one: UsulanKecamatan, changed: Container[str]) -> dict[str, Any]:
    """The mended values, as a snapshot taken now would tell them."""
    usulan = one.usulan
    found = {name: getattr(usulan, name) for name in PLAIN if name in changed}
    if "volume" in changed:
        found["volume"] = size(usulan.volume)
    if "lokasi" in changed or "dusun" in changed:
        found["lokasi"] = place_text(usulan)
    if "biaya" in changed or "dana" in changed:
        paid = from_source(usulan, one.daftar)
        rest = None if usulan.biaya is None else usulan.biaya - paid
        found |= {"biaya_sumber": None if usulan.biaya is None else paid, "swadaya": rest}
    return found


def list_key(one: UsulanKecamatan) -> str:
    """The list it is ranked in: "spp", "bukan_spp" or "apbd" (integration.prioritas)."""
    return daftar_of(one.daftar, str(current(one).get("jenis") or ""))


def of_list(ones: Sequence[UsulanKecamatan], daftar: str) -> list[UsulanKecamatan]:
    return [one for one in ones if list_key(one) == daftar]


def kode_of(one: UsulanKecamatan) -> str:
    return str(current(one)["kode"])


def title(one: UsulanKecamatan) -> str:
    """Village and work, as people in the hall call it."""
    own = current(one)
    return f"{own['desa']}: {own['kegiatan']}"


def size_and_cost(one: UsulanKecamatan) -> str:
    """Volume with its unit and the cost; beside what was mended stands what the BA tells."""
    now, before = _sized(current(one)), _sized(one.salinan)
    return now if now == before else f"{now} (semula dalam Berita Acara desa: {before})"


def _sized(own: Mapping[str, Any]) -> str:
    volume = own.get("volume")
    size = f"{angka(volume)} {own.get('satuan') or ''}".strip() if volume is not None else ""
    cost = own.get("biaya")
    told = format_rupiah(cost) if cost is not None else "biaya belum diisi"
    return " · ".join(p for p in (size, told) if p)


def described(one: UsulanKecamatan, *more: str) -> str:
    """One line by which the proposal is known, with what else there is to say of it."""
    parts = (title(one), str(current(one).get("lokasi") or ""), *more)
    return " · ".join(p for p in parts if p)
