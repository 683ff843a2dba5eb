"""The problems of a village: reading them in order, their codes, grouping them (II.D.1)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.errors import Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.pilihan import Option
from musren.forms.steps import numbered
from musren.integration.pengelompokan import merge_errors
from musren.models.draf import Draf
from musren.models.pkd import Masalah, Tindakan
from musren.models.tahun import Tahun
from musren.services import jejak
from musren.services.pilihan import Setting
from musren.services.prefill import Started
from musren.services.wilayah import lock_place

NAMA_ALAT: Mapping[str, str] = {
    "sketsa": "Sketsa desa", "kalender": "Kalender musim", "bagan": "Bagan kelembagaan",
    "lain": "Cara lain",
}  # fmt: skip


def problems(session: Session, year: Tahun, place: RegionCode) -> list[Masalah]:
    """Every problem of the village in the year, merged ones too, by their codes."""
    found = session.scalars(
        select(Masalah)
        .where(Masalah.tahun_id == year.id, Masalah.desa_kode == str(place))
        .options(selectinload(Masalah.musyawarah), selectinload(Masalah.tindakan))
    )
    return sorted(found, key=number_of)


def standing(found: Iterable[Masalah]) -> list[Masalah]:
    """Those that are not merged into another one."""
    return [one for one in found if one.induk_id is None]


def number_of(one: Masalah) -> int:
    return int(one.kode.removeprefix("M-"))


def code_of(number: int) -> str:
    """The code of a problem, per village and year: "M-001"."""
    return f"M-{number:03}"


def next_number(session: Session, year: Tahun, place: RegionCode) -> int:
    """The number of the next problem; whoever asks next waits for this write."""
    lock_place(session, place)
    codes = session.scalars(
        select(Masalah.kode).where(Masalah.tahun_id == year.id, Masalah.desa_kode == str(place))
    )
    return max((int(kode.removeprefix("M-")) for kode in codes), default=0) + 1


def group_of(one: Masalah) -> str:
    """Who told it: the name of the hamlet or group."""
    return one.musyawarah.kelompok_nama if one.musyawarah else ""


def origin_of(one: Masalah) -> str:
    """Who told it with which tool: "Dusun II · Sketsa desa"."""
    return " · ".join(p for p in (group_of(one), NAMA_ALAT.get(one.alat, "")) if p)


def actions_of(session: Session, year: Tahun, place: RegionCode) -> list[Tindakan]:
    """Every action weighed in the village this year, by problem, in its order."""
    return list(
        session.scalars(
            select(Tindakan)
            .join(Tindakan.masalah)
            .where(Masalah.tahun_id == year.id, Masalah.desa_kode == str(place))
            .order_by(Masalah.kode, Tindakan.urutan, Tindakan.id)
            .options(selectinload(Tindakan.masalah).selectinload(Masalah.musyawarah))
        )
    )


# --- grouping -----------------------------------------------------------------------------------


def laid_out(here: Setting) -> list[dict[str, str]]:
    """A row for each problem of each group, as it is grouped now."""
    found = problems(here.session, here.year, here.place)
    codes = {one.id: one.kode for one in found}
    return [
        {
            "masalah_id": str(one.id), "kode": one.kode, "asal": origin_of(one),
            "masalah": f"{one.kode} {one.masalah}", "potensi": one.potensi, "bidang": one.bidang,
            "penyebab": one.penyebab, "induk_kode": codes.get(one.induk_id or 0, ""),
        }
        for one in found
    ]  # fmt: skip


def codes(here: Setting) -> list[Option]:
    return [
        Option(one.kode, one.kode, one.masalah)
        for one in problems(here.session, here.year, here.place)
    ]


def start(_session: Session, _year: Tahun, _place: RegionCode, _objek: str) -> Started:
    """The rows are laid out from what is stored, so nothing is to be filled in beforehand."""
    return {}, None


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep bidang, cause and merging of every problem; raises Invalid."""
    del draft
    found = {str(one.id): one for one in problems(session, year, place)}
    rows = [
        (number, row, found[row["masalah_id"]])
        for number, row in numbered(values["pengelompokan"])
        if row["masalah_id"] in found
    ]
    _refuse_wrong_merges(found.values(), rows)
    by_code = {one.kode: one for one in found.values()}
    for _, row, one in rows:
        one.bidang, one.penyebab = row["bidang"], row["penyebab"]
        target = by_code.get(_code(row))
        one.induk_id = target.id if target else None
    session.flush()
    jejak.record(
        session, act, "kelompokkan_masalah", f"desa:{place}", place=place, hak=Hak.ISI_DESA,
        rincian={"masalah": len(rows)},
    )  # fmt: skip
    return f"pkd:{place}"


def _code(row: Mapping[str, Any]) -> str:
    """The code as we write it, whatever its capitals."""
    return str(row["induk_kode"] or "").strip().upper()


def _refuse_wrong_merges(
    known: Iterable[Masalah], rows: Sequence[tuple[int, Mapping[str, Any], Masalah]]
) -> None:
    kept = dict.fromkeys((one.kode for one in known), "")
    faults = merge_errors(kept | {one.kode: _code(row) for _, row, one in rows})
    wrong = {
        f"pengelompokan.{number}.induk_kode": told
        for number, row, one in rows
        if (told := faults.get(one.kode) or _used_further_on(one, _code(row)))
    }
    if wrong:
        raise Invalid("Ada masalah yang belum dapat digabungkan.", wrong)


def _used_further_on(one: Masalah, ke: str) -> str:
    """A problem for which actions were weighed is not merged away."""
    if not ke or one.induk_id is not None or not one.tindakan:
        return ""
    return (
        f"Masalah {one.kode} sudah punya {len(one.tindakan)} tindakan, jadi tidak dapat digabung. "
        f"Gabungkan {ke} ke {one.kode}, atau pindahkan dahulu tindakannya."
    )
