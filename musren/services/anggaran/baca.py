"""One row of a budget table becomes the values of a budget line, or tells what is wrong."""

import hashlib
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.adapters.tabel import Baris, as_text
from musren.domain.teks import clean, quoted
from musren.domain.wilayah import BadRegionCode, Level, RegionCode
from musren.forms.anggaran import BARIS_ANGGARAN
from musren.integration.profil import Profil
from musren.integration.profil.teks import sederhana
from musren.models.wilayah import Wilayah
from musren.services.impor_baris import Pembaca, Terbaca
from musren.services.impor_judul import Judul

TEXTS = ("kode_usulan", "kode_kegiatan", "skpd", "program", "kegiatan", "lokasi", "satuan",
         "sumber")  # fmt: skip
_TOTALS = frozenset(
    {"jumlah", "total", "subtotal", "sub total", "jumlah total", "total anggaran", "grand total"}
    | {"jumlah seluruhnya", "jumlah anggaran"}
)
_CALLED = {
    Level.KECAMATAN: ("kecamatan", "kec"),
    Level.DESA: ("desa", "kelurahan", "kel", "nagari", "kampung"),
}


@dataclass(frozen=True, kw_only=True)
class Tempat:
    """The places inside the budget's own place, by code and by plain name."""

    punya: RegionCode
    kode: Mapping[str, Wilayah] = field(default_factory=dict)
    nama: Mapping[tuple[Level, str], Sequence[str]] = field(default_factory=dict)

    def find(self, written: str, level: Level, inside: str = "") -> str | None:
        """The code a text means; None when no place, or more than one, is called so."""
        if _is_code(written):
            found = self.kode.get(written.strip())
            return found.kode if found is not None and found.tingkat == int(level) else None
        plain = sederhana(written)
        for word in _CALLED[level]:
            plain = plain.removeprefix(f"{word} ")
        hits = [k for k in self.nama.get((level, plain), ()) if not inside or _in(k, inside)]
        return hits[0] if len(hits) == 1 else None


def places(session: Session, place: RegionCode) -> Tempat:
    """Everything inside the place, with one statement."""
    found = list(
        session.scalars(
            select(Wilayah).where(
                (Wilayah.kode == str(place)) | Wilayah.kode.startswith(f"{place}.")
            )
        )
    )
    names: defaultdict[tuple[Level, str], list[str]] = defaultdict(list)
    for one in found:
        names[Level(one.tingkat), sederhana(one.nama)].append(one.kode)
    return Tempat(punya=place, kode={one.kode: one for one in found}, nama=dict(names))


def _in(kode: str, inside: str) -> bool:
    return kode.startswith(f"{inside}.")


def _is_code(written: str) -> bool:
    text = written.strip()
    return bool(text) and text[0].isdigit() and set(text) <= set("0123456789.")


class PembacaAnggaran(Pembaca):
    """Reads rows of a budget under one set of headings."""

    def __init__(self, judul: Judul, profile: Profil, tempat: Tempat) -> None:
        super().__init__(judul, profile)
        self.tempat = tempat

    def read(self, row: Baris) -> Terbaca:
        """Every fault of the row is told at once; a row with faults is not to be stored."""
        out = Terbaca(row.nomor)
        notes: list[str] = []
        self._width(row, out)
        for name in TEXTS:
            out.nilai[name] = self._text(row, out, name)
        self._named(out)
        self._volume(row, out, notes)
        out.nilai["pagu"] = self._pagu(row, out)
        self._place(row, out)
        return out

    def _text(self, row: Baris, out: Terbaca, name: str) -> str:
        most = BARIS_ANGGARAN.fields[name].limit  # type: ignore[attr-defined]
        return self._try(row, out, name, lambda c: clean(as_text(c), limit=most)) or ""

    def _named(self, out: Terbaca) -> None:
        if any(g.field == "kegiatan" for g in out.galat):
            return
        kegiatan = out.nilai["kegiatan"]
        if not kegiatan:
            self._fault(out, "kegiatan", "Nama kegiatan kosong. Isilah, atau hapus baris ini.")
        elif sederhana(kegiatan) in _TOTALS:
            self._fault(out, "kegiatan", "Baris jumlah tidak dipakai. Hapus baris ini.")

    def _pagu(self, row: Baris, out: Terbaca) -> int | None:
        pagu = self._money(row, out, "pagu")
        if not pagu and not any(g.field == "pagu" for g in out.galat):
            self._fault(out, "pagu", "Pagu kosong atau nol. Isilah lebih dari nol, atau hapus.")
        return pagu

    def _place(self, row: Baris, out: Terbaca) -> None:
        """Village and kecamatan; names nobody knows are kept with the location."""
        own = self.tempat.punya
        if own.level is Level.DESA:
            out.nilai |= {"desa_kode": str(own), "kecamatan_kode": str(own.parent)}
            return
        unknown: list[str] = []
        kecamatan = self._one(row, out, "kecamatan_kode", Level.KECAMATAN, "", unknown)
        desa = self._one(row, out, "desa_kode", Level.DESA, kecamatan or "", unknown)
        if desa:
            kecamatan = str(RegionCode(desa).at(Level.KECAMATAN))
        out.nilai |= {"desa_kode": desa, "kecamatan_kode": kecamatan}
        told = ", ".join([p for p in (out.nilai["lokasi"], *unknown) if p])
        out.nilai["lokasi"] = told[:500]

    def _one(
        self, row: Baris, out: Terbaca, name: str, level: Level, inside: str, unknown: list[str]
    ) -> str | None:
        written = self._try(row, out, name, lambda c: clean(as_text(c), limit=200)) or ""
        found = self.tempat.find(written, level, inside) if written else None
        if found is None and written:
            if _is_code(written):
                self._fault(out, name, _wrong_code(written, self.tempat.punya))
            else:
                unknown.append(written)
        elif found and inside and not _in(found, inside):
            self._fault(out, name, "Desa ini tidak berada di kecamatan pada baris yang sama.")
        return found


def _wrong_code(written: str, place: RegionCode) -> str:
    try:
        RegionCode.parse(written.strip())
    except BadRegionCode:
        return f"{quoted(written)} bukan kode wilayah. Tulis kodenya, atau namanya."
    return f"{quoted(written)} bukan wilayah di dalam {place}. Periksa kodenya."


# --- the key of a line --------------------------------------------------------------------------

_PLACE = ("desa_kode", "kecamatan_kode", "lokasi")


def keyed(rows: Sequence[Terbaca]) -> list[tuple[str, Terbaca]]:
    """Each row with the key that names its line in the year, however often it is imported.

    The code of the activity with its place and proposal is enough; where that stands twice, and
    where there is no code, the name decides too. Rows alike in all that are told apart by count.
    """
    short = Counter(_of(row, with_name=False) for row in rows)
    seen: Counter[str] = Counter()
    found = []
    for row in rows:
        coded = bool(row.nilai["kode_kegiatan"])
        first = _of(row, with_name=False)
        own = first if coded and short[first] == 1 else _of(row, with_name=True)
        seen[own] += 1
        found.append((hashlib.sha256(f"{own}#{seen[own]}".encode()).hexdigest(), row))
    return found


def _of(row: Terbaca, *, with_name: bool) -> str:
    names = ["kode_kegiatan", "kode_usulan", *_PLACE]
    if with_name:
        names += ["skpd", "kegiatan", "sumber"]
    return "|".join(sederhana(str(row.nilai[n] or "")) for n in names)
