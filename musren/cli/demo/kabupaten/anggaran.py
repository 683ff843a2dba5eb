"""The APBD of the fictional kabupaten: what it pays, what is not clear, what it left out (V.B)."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import cycle, islice
from random import Random

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.adapters.berkas_tabel import read_table
from musren.cli.demo.kabupaten.tempat import KABUPATEN
from musren.cli.demo.orang import Pemeran
from musren.cli.demo.serapan import table
from musren.cli.ruang import Ruang
from musren.domain.peran import Act, Peran
from musren.integration.anggaran import PARKIR
from musren.integration.serapan import alasan_tidak_terserap
from musren.integration.status import StatusUsulan
from musren.models.serapan import BarisAnggaran
from musren.models.tahun import Tahun
from musren.services.anggaran import alasan, kaitan
from musren.services.anggaran.calon import payable
from musren.services.anggaran.impor import import_lines
from musren.services.anggaran.kaitan import Pembagian
from musren.services.kabupaten.usulan import Masuk, incoming
from musren.services.tahun import profile_of

Line = tuple[object, ...]

HEAD = (
    "Kode Kegiatan", "SKPD", "Kegiatan", "Lokasi", "Desa", "Kecamatan", "Volume", "Satuan",
    "Sumber Dana", "Pagu", "Kode Usulan",
)  # fmt: skip
MOST_LINES = 700
KODE, MIRIP, GABUNG, KELIRU, SENDIRI = "kode", "mirip", "gabung", "keliru", "sendiri"
ORDER = tuple(
    {"K": KODE, "M": MIRIP, "G": GABUNG, "X": KELIRU, "S": SENDIRI}[one]
    for one in "KMKGXSKMKKGKKMKKKMKS"
)
"""What becomes of each line, over and over: found by its code or by likeness; one line for two
proposals; a code that is misspelt; work nobody proposed."""

PERCENT = (100, 100, 100, 100, 90, 80, 65, 50)
"""How much of its cost a line may give a proposal."""

ROUND = 100_000
SUMBER = ("DAU", "DAU", "DAU", "DAK", "PAD")
OFFICE = (
    ("Pengadaan kendaraan dinas operasional", "Sekretariat Daerah", 385_000_000),
    ("Penyediaan jasa surat menyurat", "Sekretariat Daerah", 48_500_000),
    ("Rapat koordinasi dan konsultasi ke luar daerah", "Bappeda", 175_000_000),
    ("Rehabilitasi gedung kantor", "Sekretariat DPRD", 640_000_000),
    ("Penyusunan laporan kinerja", "Inspektorat", 62_000_000),
)
"""Lines of the offices: work, SKPD, ceiling in rupiah."""

NOT_OURS = "Belanja kantor, bukan usulan desa."
MANY, OTHERS = 3, 2
"""At most one line for so many proposals; every so-manieth line is handled by people."""

TOLD = 0.65
"""How often it is written down already why a proposal was left out."""

WEIGHTS: Mapping[str, int] = {
    "dana": 46, "bukan_prioritas": 22, "ditunda": 14, "lahan": 8, "teknis": 6, "data": 4,
}  # fmt: skip
MORE = {"dana": "Ditampung lagi tahun berikutnya."}


@dataclass(frozen=True, kw_only=True)
class _Bahan:
    """What the budget is made of: proposals, their cost at the last level, the chance."""

    chance: Random
    came: Sequence[Masuk]
    biaya: Mapping[int, int]


def play(room: Ruang, year_id: int, seed: int) -> None:
    """Take the APBD in, share out what is clear to people, say why the rest was left out."""
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        came = incoming(session, year, KABUPATEN)
        if not came or _lines(session, year):
            return
        chance = Random(f"{seed}/apbd")  # noqa: S311  a repeatable play
        cost = {one.id: one.biaya or 0 for one in payable(session, year, KABUPATEN)}
        rows = written(_Bahan(chance=chance, came=came, biaya=cost))
        cast = Pemeran(session)
        act = cast.act(Peran.BAPPEDA, KABUPATEN, date(year.tahun, 5, 16))
        import_lines(session, act, year, KABUPATEN, read_table(table(rows, HEAD)),
                     nama_berkas=f"apbd-{year.tahun}.csv")  # fmt: skip
        act = cast.act(Peran.BAPPEDA, KABUPATEN, date(year.tahun, 5, 18))
        _by_hand(session, act, year, {m.usulan.kode: m.usulan.id for m in came})
        act = cast.act(Peran.BAPPEDA, KABUPATEN, date(year.tahun, 5, 23))
        _reasons(session, act, year, chance)


def _lines(session: Session, year: Tahun) -> Sequence[BarisAnggaran]:
    return session.scalars(
        select(BarisAnggaran)
        .where(
            BarisAnggaran.tahun_id == year.id, BarisAnggaran.wilayah_kode == str(KABUPATEN)
        )
        .order_by(BarisAnggaran.nomor_baris)
    ).all()  # fmt: skip


def written(bahan: _Bahan) -> list[Line]:
    """The lines of the file; what the kabupaten accepted comes before the rest."""
    accepted = StatusUsulan.DITERIMA_KABUPATEN
    drawn = bahan.chance.sample(bahan.came, len(bahan.came))
    waiting = iter(sorted(drawn, key=lambda m: m.usulan.status != accepted))
    many = min(MOST_LINES, -(-len(bahan.came) // MANY))
    kinds = islice(cycle(ORDER), many)
    return [_line(bahan, number, kind, waiting) for number, kind in enumerate(kinds, 1)]


def _line(bahan: _Bahan, number: int, kind: str, waiting: Iterator[Masuk]) -> Line:
    code, sumber = f"1.{number:04}", bahan.chance.choice(SUMBER)
    if kind == SENDIRI:
        work, skpd, pagu = OFFICE[number % len(OFFICE)]
        return code, skpd, work, "", "", "", "", "", sumber, pagu + number * ROUND, ""
    m = next(waiting)
    pagu, skpd = _pagu(bahan, m), m.kecamatan_putusan.skpd
    if kind == GABUNG:
        other = next(waiting)
        both = f"{m.usulan.kode} {other.usulan.kode}"
        name = f"Paket pekerjaan {m.desa} dan {other.desa}"
        return code, skpd, name, "", "", "", "", "", sumber, pagu + _pagu(bahan, other), both
    told = {MIRIP: "", KELIRU: f"{m.usulan.kode}X"}.get(kind, m.usulan.kode)
    u = m.usulan
    return (
        code, skpd, u.kegiatan, u.lokasi, m.desa, m.kecamatan, u.volume or "", u.satuan, sumber,
        pagu, told,
    )  # fmt: skip


def _pagu(bahan: _Bahan, m: Masuk) -> int:
    """What the budget gives: all of the cost, or a part to the next hundred thousand."""
    cost = bahan.biaya.get(m.usulan.id, 0) or ROUND
    percent = bahan.chance.choice(PERCENT)
    part = max(ROUND, cost * percent // 100 // ROUND * ROUND)
    return min(cost, part) if percent < 100 else cost  # noqa: PLR2004  the whole


def _by_hand(session: Session, act: Act, year: Tahun, ids: Mapping[str, int]) -> None:
    """Half of the lines for two proposals are shared out, half of the office lines put aside."""
    parked = [one for one in _lines(session, year) if one.keadaan == PARKIR]
    together = [one for one in parked if " " in one.kode_usulan]
    own = [one for one in parked if not one.kode_usulan and not one.kecamatan_kode]
    for line in together[::OTHERS]:
        first, second = (ids[kode] for kode in line.kode_usulan.split())
        half = line.pagu // 2
        given = [Pembagian(usulan_id=first, jumlah=half),
                 Pembagian(usulan_id=second, jumlah=half // 2)]  # fmt: skip
        kaitan.set_shares(session, act, year, line, given, versi=line.versi)
    for line in own[::OTHERS]:
        kaitan.ignore(session, act, line, NOT_OURS, line.versi)


def _reasons(session: Session, act: Act, year: Tahun, chance: Random) -> None:
    """Most of what was left out has its reason; the others still wait for one."""
    known = [key for key in alasan_tidak_terserap(profile_of(year)) if key in WEIGHTS]
    if not known:
        return
    weights = [WEIGHTS[key] for key in known]
    found: dict[str, list[int]] = {}
    for one in alasan.waiting(session, year, KABUPATEN):
        reason = chance.choices(known, weights)[0]
        if chance.random() < TOLD:
            found.setdefault(reason, []).append(one.id)
    for reason, left in found.items():
        alasan.set_reason(session, act, year, KABUPATEN, left, alasan=reason,
                          keterangan=MORE.get(reason, ""))  # fmt: skip
