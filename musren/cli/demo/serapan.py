"""The budgets of the small demo: APBD and APB Desa lines, reasons, and work under way."""

import csv
import io
from collections.abc import Iterable, Sequence
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.adapters.berkas_tabel import read_table
from musren.cli.demo.langkah import fill
from musren.cli.demo.orang import Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Peran
from musren.domain.wilayah import Level, RegionCode
from musren.models.serapan import BarisAnggaran
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services.anggaran import alasan
from musren.services.anggaran.impor import import_lines
from musren.services.anggaran.kaitan import Pembagian, set_shares
from musren.services.kabupaten.usulan import Masuk, incoming

Line = tuple[str, str, str, str, str, int, str]

HEAD = ("Kode Kegiatan", "SKPD", "Kegiatan", "Desa", "Kecamatan", "Pagu", "Kode Usulan")
BY_CODE, ALIKE, TOGETHER = 3, 4, 6
"""The first are found by their code, the next by likeness, the last two share one line."""
VILLAGE = 3


def play(room: Ruang, year_id: int, place: RegionCode, desa: RegionCode) -> None:
    """APBD and APB Desa are taken in, what they left out gets a reason, two works are seen."""
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        came = incoming(session, year, place)
        if len(came) < TOGETHER or _played(session, year, place):
            return  # no camat decided on enough, or it was played before
        cast = Pemeran(session)
        _apbd(session, cast, year, place, came)
        _village(session, cast, year, desa)
        _reasons(session, cast, year, place)
        _works(session, cast, year, [one.usulan for one in came[:2]])


def _played(session: Session, year: Tahun, place: RegionCode) -> bool:
    lines = select(BarisAnggaran.id).where(
        BarisAnggaran.tahun_id == year.id, BarisAnggaran.wilayah_kode == str(place)
    )
    return session.scalar(lines.limit(1)) is not None


def table(lines: Iterable[Sequence[object]], head: Sequence[str] = HEAD) -> bytes:
    """The lines as a CSV file under their headings."""
    out = io.StringIO()
    csv.writer(out).writerows([head, *lines])
    return out.getvalue().encode()


def _apbd(
    session: Session, cast: Pemeran, year: Tahun, place: RegionCode, came: Sequence[Masuk]
) -> None:
    """Some by code, one by likeness, one that pays two in part, one that nobody asked for."""
    act = cast.act(Peran.BAPPEDA, place, date(year.tahun, 5, 16))
    lines = [_line(n, m, 10 if n > 1 else 8, coded=True) for n, m in enumerate(came[:BY_CODE], 1)]
    lines += [_line(n, m, 10, coded=False) for n, m in enumerate(came[BY_CODE:ALIKE], ALIKE)]
    two = [one.usulan for one in came[ALIKE:TOGETHER]]
    both = " ".join(one.kode for one in two)
    paid = sum(_cost(m) for m in came[ALIKE:TOGETHER]) // 2
    lines += [
        ("1.05", "Dinas PU", "Paket pekerjaan dua desa", "", "", paid, both),
        ("1.06", "Sekretariat Daerah", "Pengadaan kendaraan dinas", "", "", 250_000_000, ""),
    ]
    import_lines(session, act, year, place, read_table(table(lines)),
                 nama_berkas=f"apbd-{year.tahun}.csv")  # fmt: skip
    shared = session.scalars(
        select(BarisAnggaran).where(
            BarisAnggaran.tahun_id == year.id, BarisAnggaran.kode_kegiatan == "1.05"
        )
    ).one()
    if shared.keadaan == "parkir":
        given = [Pembagian(usulan_id=one.id, jumlah=paid // 3) for one in two]
        set_shares(session, act, year, shared, given, versi=shared.versi)


def _cost(one: Masuk) -> int:
    return one.kecamatan_putusan.biaya or 0


def _line(number: int, one: Masuk, tenths: int, *, coded: bool) -> Line:
    kode = one.usulan.kode if coded else ""
    name = one.usulan.kegiatan
    return (
        f"1.{number:02}", one.kecamatan_putusan.skpd, name, one.desa, one.kecamatan,
        max(1, _cost(one) * tenths // 10), kode,
    )  # fmt: skip


def _village(session: Session, cast: Pemeran, year: Tahun, desa: RegionCode) -> None:
    """The APB Desa pays some of what the village decided on for itself."""
    act = cast.act(Peran.SEKDES, desa, date(year.tahun, 5, 9))
    own = session.scalars(
        select(Usulan)
        .where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(desa),
            Usulan.status.in_(["ditetapkan", "disepakati"]), Usulan.biaya > 0,
        )
        .order_by(Usulan.nomor_urut)
        .limit(VILLAGE)
    )  # fmt: skip
    lines = [
        (f"2.{n:02}", "", one.kegiatan, "", "", one.biaya, one.kode) for n, one in enumerate(own, 1)
    ]
    lines.append(("2.90", "", "Penghasilan aparat desa", "", "", 36_000_000, ""))
    import_lines(session, act, year, desa, read_table(table(lines)),
                 nama_berkas=f"apb-desa-{year.tahun}.csv")  # fmt: skip


def _reasons(session: Session, cast: Pemeran, year: Tahun, place: RegionCode) -> None:
    """Half of what the APBD left out was too dear, the rest is not told yet."""
    act = cast.act(Peran.BAPPEDA, place, date(year.tahun, 5, 20))
    left = [one.id for one in alasan.waiting(session, year, place)]
    ids = left[: (len(left) + 1) // 2]
    if ids:
        alasan.set_reason(session, act, year, place, ids, alasan="dana",
                          keterangan="Ditampung lagi tahun berikutnya.")  # fmt: skip


def _works(session: Session, cast: Pemeran, year: Tahun, usulan: Sequence[Usulan]) -> None:
    """One work is finished, the other is under way."""
    steps = ((100, date(year.tahun, 10, 10)), (60, date(year.tahun, 10, 12)))
    for one, (percent, day) in zip(usulan, steps, strict=False):
        desa = RegionCode.parse(one.desa_kode)
        fill(
            session, cast.act(Peran.BAPPEDA, desa.at(Level.KABUPATEN), day, hour=9), "kemajuan",
            year, desa, {"tanggal": day.isoformat(), "persen": percent, "realisasi": "",
                         "catatan": "Dilihat bersama TPK."}, objek=f"usulan:{one.id}",
        )  # fmt: skip
