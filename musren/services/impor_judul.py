"""Headings of a handed-in table, matched by meaning: any order, any case, many spellings."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from musren.adapters.tabel import Baris, Sel, Tabel, as_text, is_blank
from musren.domain import bahasa
from musren.domain.errors import Invalid
from musren.domain.teks import quoted
from musren.forms.usulan import USULAN
from musren.integration.profil import Profil

HEADING_WITHIN = 15
"""Titles may stand above the table; the headings are looked for in this many rows."""

_Ranks = tuple[tuple[str, ...], ...]

SINONIM: Mapping[str, _Ranks] = {
    "kegiatan": (
        (
            "kegiatan", "nama kegiatan", "uraian kegiatan", "usulan kegiatan", "nama usulan",
            "kegiatan prioritas", "judul kegiatan", "rincian kegiatan", "nama kegiatan usulan",
        ),
        ("jenis kegiatan", "usulan", "kegiatan pembangunan", "program kegiatan", "sub kegiatan"),
        ("uraian", "pekerjaan", "nama pekerjaan", "uraian pekerjaan"),
    ),
    "biaya": (
        (
            "biaya", "jumlah biaya", "total biaya", "biaya total", "biaya usulan", "jumlah rp",
            "anggaran", "jumlah anggaran", "pagu", "pagu indikatif", "pagu anggaran",
            "perkiraan biaya", "prakiraan biaya", "rencana biaya", "rencana anggaran", "rab",
            "kebutuhan dana", "kebutuhan biaya", "nilai usulan", "jumlah dana", "nilai rp",
        ),
        ("jumlah", "total", "nilai", "dana", "rp", "rupiah"),
    ),
    "biaya_sumber": (("biaya sumber", "biaya dari sumber", "dana dari sumber", "dari sumber"),),
    "sumber": (
        (
            "sumber dana", "sumber biaya", "sumber pembiayaan", "sumber pendanaan",
            "sumber anggaran", "asal dana", "sumber", "sumber dana biaya",
        ),
        ("kategori sumber", "kategori dana", "kategori"),
    ),
    "volume_satuan": (
        ("volume satuan", "volume dan satuan", "vol satuan", "vol dan satuan", "satuan volume"),
    ),
    "volume": (("volume", "vol", "kuantitas", "banyaknya"),),
    "satuan": (("satuan", "nama satuan"),),
    "lokasi": (
        ("lokasi", "lokasi kegiatan", "dusun lokasi", "lokasi dusun"),
        ("tempat", "letak", "alamat"),
    ),
    "dusun": (("dusun", "nama dusun", "kampung", "lingkungan"),),
    "bidang": (("bidang", "nama bidang", "bidang kegiatan", "bidang pembangunan"),),
    "sasaran": (
        ("sasaran", "sasaran kegiatan"),
        ("sasaran manfaat", "penerima manfaat", "sasaran penerima manfaat", "pemanfaat"),
    ),
    "manfaat": (("manfaat", "manfaat kegiatan"),),
    "target": (("target", "target capaian", "target kegiatan", "target kinerja"),),
    "latar_belakang": (
        ("latar belakang", "data eksisting", "kondisi eksisting", "kondisi saat ini"),
        ("masalah", "permasalahan"),
    ),
    "tujuan": (("tujuan", "tujuan kegiatan"),),
    "waktu": (
        ("waktu", "waktu pelaksanaan", "rencana waktu pelaksanaan"),
        ("jadwal", "jadwal pelaksanaan"),
    ),
    "sifat": (("sifat", "sifat kegiatan"),),
    "asal": (("asal", "asal usulan", "usulan dari"),),
    "asal_usulan_lama_tahun": (("tahun usulan lama", "asal usulan lama tahun"),),
    "pengusul": (("pengusul", "diusulkan oleh", "kelompok pengusul", "nama pengusul"),),
    "penanggung_jawab": (
        ("penanggung jawab", "penanggungjawab"),
        ("pelaksana", "pelaksana kegiatan"),
    ),
    "skpd": (
        ("skpd", "skpd tujuan", "skpd penanggung jawab", "skpd penanggungjawab"),
        ("opd", "perangkat daerah", "dinas"),
    ),
    "jenis": (("jenis", "jenis usulan", "jenis kegiatan blm"), ("jenis kegiatan",)),
    "keterlibatan_miskin": (("keterlibatan miskin", "keterlibatan kelompok miskin"),),
    "potensi": (("potensi", "potensi sumber daya"),),
    "rencana_pelaksanaan": (("rencana pelaksanaan",),),
    "rencana_pelestarian": (("rencana pelestarian",),),
    "pemanfaat_l": (
        ("pemanfaat l", "pemanfaat laki laki", "penerima manfaat l"),
        ("l", "laki laki"),
    ),
    "pemanfaat_p": (
        ("pemanfaat p", "pemanfaat perempuan", "penerima manfaat p"),
        ("p", "perempuan"),
    ),
    "pemanfaat_rtm": (("pemanfaat rtm", "jumlah rtm", "penerima manfaat rtm"), ("rtm",)),
    "tidak_langsung_l": (("tidak langsung l", "pemanfaat tidak langsung l"),),
    "tidak_langsung_p": (("tidak langsung p", "pemanfaat tidak langsung p"),),
    "keterangan": (("keterangan", "ket"), ("catatan",)),
    "nomor": (("no", "nomor", "no urut", "nomor urut"),),
    "wilayah": (("desa", "kecamatan", "kabupaten", "kabupaten kota", "provinsi"),),
}  # fmt: skip
"""For each field, spellings in ranks: a later rank counts only where an earlier one is absent."""

UNSTORED = frozenset({"nomor", "wilayah"})
"""Known, so that nothing else claims them; they stay in the copy of the row."""

_MANY_ALLOWED = frozenset({"wilayah"})
_CONTAINING: Mapping[str, tuple[str, frozenset[str]]] = {
    "kegiatan": (
        "kegiatan",
        frozenset(
            [
                "no",
                "nomor",
                "kode",
                "jenis",
                "lokasi",
                "waktu",
                "sifat",
                "sasaran",
                "biaya",
                "anggaran",
                "dana",
                "pelaksana",
                "tahun",
                "tujuan",
                "target",
                "manfaat",
                "volume",
                "satuan",
                "keterangan",
                "sumber",
                "bidang",
                "status",
            ]
        ),
    ),
    "biaya": ("biaya", frozenset({"sumber", "tahun", "kode"})),
    "volume": ("volume", frozenset({"satuan"})),
    "lokasi": ("lokasi", frozenset({"kode"})),
}
_NOT_LETTERS = re.compile(r"[^0-9a-z]+")
_MONEY = frozenset({"rp", "rupiah", "idr"})
_OF_A_SHARE = frozenset({"biaya", "dana", "nilai", "jumlah", "dari"})


@dataclass(frozen=True, slots=True)
class Judul:
    """Which column means what; positions count from 0."""

    baris: int
    nama: tuple[str, ...]
    letak: Mapping[str, int]
    bagian: Mapping[int, str]  # columns with one source's share: position -> source as written

    def name_of(self, field: str) -> str:
        at = self.letak.get(field)
        return field if at is None else self.nama[at]

    @property
    def extras(self) -> tuple[int, ...]:
        """Columns nobody knows; kept in the copy of the row."""
        known = {at for field, at in self.letak.items() if field not in UNSTORED}
        return tuple(
            at
            for at in range(len(self.nama))
            if at not in known and at not in self.bagian and at != self.letak.get("nomor")
        )


def find_headings(table: Tabel, profile: Profil) -> tuple[Judul, tuple[Baris, ...]]:
    """The headings and the rows below them. Raises Invalid, telling what was found."""
    at, letak = _likeliest(table.baris)
    head = table.baris[at]
    below = _without_numbering(table.baris[at + 1 :])
    names = _names(head.sel)
    return Judul(head.nomor, names, letak, _shares(names, letak, below, profile)), below


def find_columns(
    table: Tabel, ranks: Mapping[str, _Ranks], pesan: str
) -> tuple[Judul, tuple[Baris, ...]]:
    """The same for a table of another kind: its own spellings, and what is said without them."""
    at, letak = _likeliest(table.baris, ranks, pesan)
    head = table.baris[at]
    return Judul(head.nomor, _names(head.sel), letak, {}), _without_numbering(table.baris[at + 1 :])


def _likeliest(
    rows: Sequence[Baris], ranks: Mapping[str, _Ranks] | None = None, pesan: str = ""
) -> tuple[int, dict[str, int]]:
    """The first of the upper rows in which most headings are understood."""
    narrow = max(len(row.sel) for row in rows) == 1
    found: list[tuple[int, int, dict[str, int]]] = []
    for at, row in enumerate(rows[:HEADING_WITHIN]):
        filled = sum(not is_blank(c) for c in row.sel)
        try:
            letak = match([as_text(c) for c in row.sel], ranks)
        except Invalid:
            if not found:
                raise  # headings stand above what could be mistaken for them
            continue
        if "kegiatan" in letak and (filled > 1 or narrow):
            found.append((-len(letak), at, letak))
    if not found:
        raise Invalid(f"{pesan or _NEEDED} {_found(rows[0].sel)}")
    _, at, letak = min(found, key=lambda f: f[:2])
    return at, letak


def match(headings: Sequence[str], ranks: Mapping[str, _Ranks] | None = None) -> dict[str, int]:
    """Position of each field among the headings. Raises Invalid when two columns mean the same."""
    forms = [_forms(text) for text in headings]
    found: dict[str, int] = {}
    for field, spellings in (ranks or _all_ranks()).items():
        at = _first(field, spellings, forms, headings, set(found.values()))
        if at is not None:
            found[field] = at
    return found if ranks else _by_containing(found, forms)


@cache
def _all_ranks() -> dict[str, _Ranks]:
    """The spellings above, together with the label and the name the forms use."""
    labels = {name: _plain(f.label) for name, f in USULAN.fields.items()}
    out = {}
    for field, (first, *later) in SINONIM.items():
        own = {field.replace("_", " "), labels.get(field, field)}
        out[field] = (tuple(own | set(first)), *later)
    return out


def _first(
    field: str, ranks: _Ranks, forms: Sequence[tuple[str, ...]], headings: Sequence[str],
    taken: set[int],
) -> int | None:  # fmt: skip
    for rank in ranks:
        hits = [at for at, seen in enumerate(forms) if at not in taken and set(seen) & set(rank)]
        if len(hits) > 1 and field not in _MANY_ALLOWED:
            columns = bahasa.daftar([quoted(headings[at]) for at in hits])
            raise Invalid(
                f"Kolom {columns} sama-sama dapat berarti “{field.replace('_', ' ')}”. "
                "Ganti judul salah satunya, lalu impor lagi."
            )
        if hits:
            return hits[0]
    return None


def _by_containing(found: dict[str, int], forms: Sequence[tuple[str, ...]]) -> dict[str, int]:
    """Last resort: the only heading left that contains the word."""
    for field, (word, never) in _CONTAINING.items():
        if field in found or (field == "volume" and "volume_satuan" in found):
            continue
        hits = [
            at
            for at, seen in enumerate(forms)
            if at not in found.values() and word in seen[0].split()
            and not never & set(seen[0].split())
        ]  # fmt: skip
        if len(hits) == 1:
            found[field] = hits[0]
    return found


def _plain(text: str) -> str:
    return _NOT_LETTERS.sub(" ", text.casefold()).strip()


def _forms(text: str) -> tuple[str, ...]:
    """The heading as written, without what stands in brackets, and without the word Rp."""
    whole, bare = _plain(text), _plain(re.sub(r"\([^)]*\)", " ", text))
    unpriced = " ".join(w for w in bare.split() if w not in _MONEY)
    return tuple(dict.fromkeys(f for f in (whole, bare, unpriced) if f)) or ("",)


def _names(cells: Sequence[Sel]) -> tuple[str, ...]:
    """A name for each column, none twice."""
    names: list[str] = []
    for at, cell in enumerate(cells, 1):
        name = own = " ".join(as_text(cell).split()) or f"kolom {at}"
        again = 1
        while name in names:
            again += 1
            name = f"{own} ({again})"
        names.append(name)
    return tuple(names)


def _without_numbering(rows: tuple[Baris, ...]) -> tuple[Baris, ...]:
    """Leave out the line of column numbers, (1) (2) (3), that printed forms carry."""
    if not rows:
        return rows
    texts = [as_text(c).strip("() ") for c in rows[0].sel]
    counted = [str(n) for n in range(1, len(texts) + 1)]
    return rows[1:] if len(texts) > 2 and texts == counted else rows  # noqa: PLR2004


def _shares(
    names: Sequence[str], letak: Mapping[str, int], rows: Sequence[Baris], profile: Profil
) -> dict[int, str]:
    """Unclaimed columns that are named after a source and hold amounts."""
    claimed = set(letak.values())
    found = {}
    for at, name in enumerate(names):
        source = _source_of(name, profile) if at not in claimed else ""
        if source and _mostly_figures(row.sel[at] for row in rows if at < len(row.sel)):
            found[at] = source
    return found


def _source_of(name: str, profile: Profil) -> str:
    """The source a heading names ("Swadaya (Rp)" is "Swadaya"), or nothing."""
    bare = re.sub(r"\([^)]*\)", " ", name).replace("_", " ").split()
    while bare and bare[-1].casefold().strip(".") in _MONEY:
        bare.pop()
    while bare and bare[0].casefold() in _OF_A_SHARE:
        bare.pop(0)
    told = " ".join(bare)
    category = profile.sumber_dari_teks(told) if told else None
    if category is None:
        return ""
    return profile.sumber(category).singkatan if told.casefold() == category else told


def _mostly_figures(cells: Iterable[Sel]) -> bool:
    filled = [c for c in cells if not is_blank(c)]
    figures = [c for c in filled if re.search(r"\d", as_text(c))]
    return bool(filled) and 2 * len(figures) >= len(filled)


_NEEDED = (
    "Judul kolom tidak dikenali. Yang diperlukan paling sedikit “Kegiatan”; sebaiknya juga "
    "“Volume”, “Satuan”, “Lokasi”, “Biaya”, dan “Sumber dana”."
)


def _found(cells: Sequence[Sel]) -> str:
    names = [quoted(as_text(c)) for c in cells if not is_blank(c)]
    shown = ", ".join(names[:12]) + (", …" if len(names) > 12 else "")  # noqa: PLR2004
    return f"Yang ditemukan pada baris pertama: {shown or 'kosong'}."
