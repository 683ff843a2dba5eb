"""One row of a handed-in table becomes the values of one proposal, or tells what is wrong."""

import hashlib
import json
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from marshmallow import ValidationError

from musren.adapters.tabel import Baris, Rusak, Sel, as_text, is_blank
from musren.domain import bahasa, rupiah, teks
from musren.domain.errors import Invalid
from musren.forms.fields import Guided, Text
from musren.forms.usulan import USULAN, DanaRow
from musren.integration.profil import Pilihan, Profil
from musren.integration.profil.teks import memuat, sederhana
from musren.services.impor_judul import Judul

FIELDS: Mapping[str, Guided] = USULAN.fields
UNFILLED = "(belum diisi)"
OTHER_KIND = "lainnya"

_TEXTS = tuple(n for n, f in FIELDS.items() if isinstance(f, Text) and n != "keterangan")
_COUNTS = (
    "pemanfaat_l", "pemanfaat_p", "pemanfaat_rtm", "tidak_langsung_l", "tidak_langsung_p",
    "asal_usulan_lama_tahun",
)  # fmt: skip
_QUANTITY = re.compile(r"(?P<figure>-?[0-9][0-9.,]*)\s*(?P<unit>.*)", re.DOTALL)
_NOT_A_UNIT = re.compile(r"^(?:x\b|[x*/+–-]\s*[0-9]|s\.?/?d\b|[0-9.,])", re.IGNORECASE)
_DASHES = frozenset({"-", "–", "—"})


@dataclass(frozen=True, slots=True)
class Galat:
    """What is wrong with one field of one row (row as in the file, headings usually 1)."""

    row: int
    field: str
    message: str

    def as_json(self) -> dict[str, Any]:
        return {"row": self.row, "field": self.field, "message": self.message}


@dataclass(frozen=True, slots=True)
class Bagian:
    """A share of the cost: the source in the village's words, its amount in rupiah."""

    rincian: str
    jumlah: int | None


@dataclass(slots=True)
class Terbaca:
    """What one row said. `nilai` has the field names of Usulan; `sidik` identifies the content."""

    nomor: int
    nilai: dict[str, Any] = field(default_factory=dict)
    dana: list[Bagian] = field(default_factory=list)
    kurang: tuple[str, ...] = ()
    asal: dict[str, str] = field(default_factory=dict)
    sidik: str = ""
    galat: list[Galat] = field(default_factory=list)


class Pembaca:
    """Reads rows under one set of headings and one profile."""

    def __init__(self, judul: Judul, profile: Profil) -> None:
        self.judul, self.profile = judul, profile

    def read(self, row: Baris) -> Terbaca:
        """Every fault of the row is told at once; a row with faults is not to be stored."""
        out = Terbaca(row.nomor, asal=_copy(self.judul, row))
        notes: list[str] = []
        self._width(row, out)
        for name in (*_TEXTS, *_COUNTS):
            self._field(row, out, name)
        self._codes(row, out, notes)
        self._volume(row, out, notes)
        self._cost(row, out)
        self._notes(row, out, notes)
        out.kurang = _lacking(out)
        out.sidik = self._content(row, out)
        return out

    def cell(self, row: Baris, name: str) -> Sel:
        at = self.judul.letak.get(name)
        return None if at is None or at >= len(row.sel) else row.sel[at]

    def _fault(self, out: Terbaca, name: str, message: str, heading: str | None = None) -> None:
        told = heading or self.judul.name_of(name)
        out.galat.append(Galat(out.nomor, name, f"Kolom {teks.quoted(told)}: {message}"))

    def _try(self, row: Baris, out: Terbaca, name: str, read: Callable[[Sel], Any]) -> Any:
        """What `read` makes of the cell; None for a blank one and for a fault, which is kept."""
        cell = self.cell(row, name)
        if isinstance(cell, Rusak):
            self._fault(out, name, cell.sebab)
            return None
        if is_blank(cell):
            return None
        try:
            return read(cell)
        except ValidationError as reason:
            self._fault(out, name, " ".join(map(str, reason.messages)))
        except Invalid as reason:
            self._fault(out, name, reason.message)
        return None

    def _width(self, row: Baris, out: Terbaca) -> None:
        extra = len(row.sel) - len(self.judul.nama)
        if extra > 0:
            out.galat.append(
                Galat(
                    row.nomor, "",
                    f"Baris ini berisi {len(row.sel)} kolom, padahal judulnya "
                    f"{len(self.judul.nama)}. Isian yang memuat koma atau titik koma harus diapit "
                    "tanda kutip.",
                )
            )  # fmt: skip

    def _field(self, row: Baris, out: Terbaca, name: str) -> None:
        guided = FIELDS[name]
        value = self._try(row, out, name, lambda c: guided.parse(_typed(guided, c)))
        if name in _COUNTS:
            out.nilai[name] = value
            return
        out.nilai[name] = value or ""
        if name == "kegiatan" and not value and not _told(out, name):
            self._fault(out, name, "Nama kegiatan kosong. Isilah, atau hapus baris ini.")

    def _codes(self, row: Baris, out: Terbaca, notes: list[str]) -> None:
        lists = {
            "sifat": self.profile.sifat,
            "asal": self.profile.asal,
            "jenis": (*self.profile.jenis_blm, Pilihan(OTHER_KIND, "Lainnya", "")),
        }
        for name, choices in lists.items():
            written = self._try(row, out, name, lambda c: teks.clean(as_text(c))) or ""
            out.nilai[name] = _code(choices, written)
            if written and not out.nilai[name]:
                notes.append(f"{FIELDS[name].label} tertulis {teks.quoted(written)}.")

    def _volume(self, row: Baris, out: Terbaca, notes: list[str]) -> None:
        name = "volume_satuan" if "volume_satuan" in self.judul.letak else "volume"
        if name == "volume_satuan" and not is_blank(self.cell(row, "volume")):
            name = "volume"
        out.nilai["volume"] = None
        read = self._try(row, out, name, self._quantity)
        if read is None:
            return
        volume, unit, written = read
        out.nilai["volume"] = volume
        if unit and not out.nilai["satuan"]:
            out.nilai["satuan"] = unit
        elif volume is None or unit:
            notes.append(f"Volume tertulis {teks.quoted(written)}.")

    def _quantity(self, cell: Sel) -> tuple[Any, str, str] | None:
        """Volume, unit and the text; "1Ls" is 1 Ls, what cannot be parted has no volume."""
        written = teks.clean(as_text(cell))
        found = _QUANTITY.fullmatch(written)
        if written in _DASHES:
            return None
        if not isinstance(cell, str):
            return FIELDS["volume"].parse(cell), "", written
        if found is None or _NOT_A_UNIT.match(found["unit"]):
            return None, "", written
        try:
            number = bahasa.parse_angka(found["figure"].rstrip(".,"))
        except bahasa.BadAngka:
            return None, "", written
        unit = FIELDS["satuan"].parse(found["unit"]) if found["unit"] else ""
        return FIELDS["volume"].parse(number), unit, written

    def _money(self, row: Baris, out: Terbaca, name: str) -> int | None:
        found: int | None = self._try(row, out, name, _amount)
        return found

    def _shares(self, row: Baris, out: Terbaca) -> list[Bagian]:
        """The columns that are named after a source."""
        found = []
        for at, source in self.judul.bagian.items():
            cell = row.sel[at] if at < len(row.sel) else None
            try:
                amount = None if is_blank(cell) else _amount(cell)
            except Invalid as reason:
                self._fault(out, "dana", reason.message, self.judul.nama[at])
                continue
            if amount:
                found.append(Bagian(source, amount))
        return found

    def _cost(self, row: Baris, out: Terbaca) -> None:
        """Total and shares; a share is never guessed, only what is left over is computed."""
        told = self._try(
            row, out, "sumber", lambda c: DanaRow().fields["rincian"].deserialize(as_text(c))
        )
        source = told if told and told not in _DASHES else ""
        total, main = self._money(row, out, "biaya"), self._money(row, out, "biaya_sumber")
        shares = self._shares(row, out)
        apart = sum(s.jumlah or 0 for s in shares)
        if main is None and total is not None:
            main = total - apart
        if total is None and (main is not None or shares):
            total = (main or 0) + apart
        out.nilai["biaya"] = total
        if total is not None and (main or 0) + apart != total and not _told(out, "biaya"):
            self._fault(
                out, "biaya",
                f"Jumlah {rupiah.format_rupiah(total)} tidak sama dengan jumlah sumber dananya "
                f"{rupiah.format_rupiah((main if main and main > 0 else 0) + apart)}. "
                "Samakan keduanya.",
            )  # fmt: skip
        elif main is not None and main < 0:
            self._fault(
                out, "biaya",
                f"Jumlah {rupiah.format_rupiah(total or 0)} lebih kecil daripada jumlah sumber "
                f"dananya {rupiah.format_rupiah(apart)}. Periksa keduanya.",
            )  # fmt: skip
        if main or (source and not shares) or (main is not None and not shares):
            out.dana.append(Bagian(source, main))
        out.dana.extend(shares)

    def _notes(self, row: Baris, out: Terbaca, notes: list[str]) -> None:
        guided = FIELDS["keterangan"]
        own = self._try(row, out, "keterangan", lambda c: guided.parse(as_text(c))) or ""
        out.nilai["keterangan"] = "\n".join(part for part in (own, *notes) if part)

    def _content(self, row: Baris, out: Terbaca) -> str:
        """A hash of what the row says; columns may move and the numbering may change."""
        extras = {
            sederhana(self.judul.nama[at]): as_text(row.sel[at]).strip()
            for at in self.judul.extras
            if at < len(row.sel) and not is_blank(row.sel[at])
        }
        told = {
            "nilai": {k: str(v) for k, v in out.nilai.items() if v not in ("", None)},
            "dana": [[d.rincian, d.jumlah] for d in out.dana],
            "lain": extras,
        }
        return hashlib.sha256(
            json.dumps(told, sort_keys=True, ensure_ascii=True).encode()
        ).hexdigest()


def _typed(guided: Guided, cell: Sel) -> Sel:
    """Text fields read a figure as a clerk would type it, without a trailing .0."""
    return as_text(cell) if isinstance(guided, Text) or not isinstance(cell, int | float) else cell


def _amount(cell: Sel) -> int | None:
    if isinstance(cell, Rusak):
        raise Invalid(cell.sebab)
    if isinstance(cell, str):
        return None if cell.strip() in _DASHES else rupiah.parse_rupiah(cell)
    if isinstance(cell, int | float) and not isinstance(cell, bool):
        return rupiah.parse_rupiah(cell)
    return rupiah.parse_rupiah(as_text(cell))


def _told(out: Terbaca, name: str) -> bool:
    return any(g.field == name for g in out.galat)


def _code(choices: Sequence[Pilihan], written: str) -> str:
    """The key a text means: the key itself, its name, or a text that contains one of them."""
    if not written:
        return ""
    plain = sederhana(written)
    for one in choices:
        if plain in {sederhana(one.kunci), sederhana(one.nama)}:
            return one.kunci
    inside = {c.kunci for c in choices if len(c.kunci) > 1 and memuat(written, c.kunci)}
    inside |= {c.kunci for c in choices if memuat(written, c.nama)}
    return inside.pop() if len(inside) == 1 else ""


def _lacking(out: Terbaca) -> tuple[str, ...]:
    known = {
        "biaya": out.nilai["biaya"] is not None,
        "volume": out.nilai["volume"] is not None,
        "sumber": any(d.rincian for d in out.dana),
    }
    return tuple(name for name, there in known.items() if not there)


def _copy(judul: Judul, row: Baris) -> dict[str, str]:
    """The row as it was handed in, cleaned only of what no database can keep."""
    names = (*judul.nama, *(f"kolom {n}" for n in range(len(judul.nama) + 1, len(row.sel) + 1)))
    return {
        name: as_text(cell).replace("\x00", "").encode("utf-8", "replace").decode()
        for name, cell in zip(names, row.sel, strict=False)
        if not is_blank(cell)
    }
