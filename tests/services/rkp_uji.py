"""A village's yearly plan for tests: an RPJM-Desa to pick from, reports, money, carry-over."""

from collections.abc import Sequence
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.peran import Act, Peran
from musren.models.rpjm import Rpjm, UsulanRpjm, UsulanRpjmDana, UsulanRpjmTahun
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services.baris_tetap import LAYOUTS
from musren.services.pilihan import Setting
from tests import dunia
from tests.dunia import SUKAMAJU, fill

Share = tuple[int, Decimal | None, int | None]
Planned = tuple[str, int, list[Share], dict[str, Any]]
"""Name, whole cost, yearly shares (year, volume, cost), and whatever else the row says."""

ROAD = ("Jalan", 100_000_000, [(2011, Decimal(40), 40_000_000), (2012, Decimal(60), 60_000_000)])
BRIDGE = ("Jembatan", 80_000_000, [(2012, Decimal(100), 80_000_000)])
WELL: tuple[str, int, list[Share]] = ("Sumur", 20_000_000, [])
YES, NO = ("ya", ""), ("tidak", "Sudah ditangani desa tetangga")


def here(session: Session, year: Tahun, **answers: Any) -> Setting:
    return Setting(session=session, year=year, place=SUKAMAJU, answers=answers)


def kpmd(session: Session) -> Act:
    return dunia.act(session, Peran.KPMD)


def plan(session: Session, year: Tahun, *rows: Planned, awal: int = 2011) -> list[UsulanRpjm]:
    """An RPJM-Desa of five years with these rows."""
    made = Rpjm(
        desa_kode=str(SUKAMAJU), tahun_id=year.id, cabang="baru", periode_awal=awal,
        periode_akhir=awal + 4, diubah=dunia.NOW,
    )  # fmt: skip
    session.add(made)
    session.flush()
    found = [_planned(made, number, row) for number, row in enumerate(rows, 1)]
    session.add_all(found)
    session.flush()
    return found


def _planned(made: Rpjm, number: int, row: Planned) -> UsulanRpjm:
    nama, biaya, shares, more = row
    dana = more.pop("dana", [("add", "ADD", biaya)])
    return UsulanRpjm(
        kode=f"{SUKAMAJU}-RPJM{made.periode_awal}-{number:03}", kunci=f"uji-{made.id}-{number}",
        rpjm_id=made.id, nomor_urut=number, kegiatan=nama, lokasi="RT 01", dusun="Dusun I",
        volume=Decimal(100), satuan="meter", biaya=biaya, sifat="B", asal="dusun",
        dibuat=dunia.NOW, diubah=dunia.NOW,
        dana=[
            UsulanRpjmDana(urutan=n, sumber=s, rincian=r, jumlah=j)
            for n, (s, r, j) in enumerate(dana, 1)
        ],
        tahunan=[UsulanRpjmTahun(tahun=t, volume=v, biaya=b) for t, v, b in shares], **more,
    )  # fmt: skip


def picks(session: Session, year: Tahun) -> list[dict[str, str]]:
    return LAYOUTS["petik_rpjm"](here(session, year))


def taking(session: Session, year: Tahun, *names: str, **changed: str) -> dict[str, Any]:
    """Answers that pick the rows of these names and leave the others."""
    rows = [
        row | {"petik": "ya" if row["uraian"].partition(" · ")[0] in names else "tidak"} | changed
        for row in picks(session, year)
    ]
    return {"petik": rows}


def draft(session: Session, year: Tahun, **answers: Any) -> str:
    return fill(session, kpmd(session), "rancangan-rkp", year, SUKAMAJU, answers)


def proposals(session: Session, year: Tahun) -> Sequence[Usulan]:
    session.flush()
    return session.scalars(
        select(Usulan).where(Usulan.tahun_id == year.id).order_by(Usulan.nomor_urut)
    ).all()


def decided(session: Session, year: Tahun, *names: str) -> list[Usulan]:
    """Proposals of these kinds that the Musrenbangdes of the year agreed on."""
    made = dunia.village(session, year, given=dunia.kinds(*names))
    dunia.hold(session, year, dunia.agree(made))
    return made


def old_rows(session: Session, year: Tahun) -> list[dict[str, str]]:
    return LAYOUTS["usulan_lama"](here(session, year))


def carry(session: Session, later: Tahun, *answers: tuple[str, str]) -> str:
    """Whether each old proposal is taken, with the reason when not, in the order offered."""
    rows = [
        {"asal_id": row["asal_id"], "ambil": ambil, "alasan": alasan}
        for row, (ambil, alasan) in zip(old_rows(session, later), answers, strict=True)
    ]
    return draft(session, later, usulan_lama=rows)


def report(
    usulan: Usulan, status: str, volume: str = "", biaya: str = "", sebab: str = "",
    lanjut: str = "",
) -> dict[str, str]:  # fmt: skip
    return {
        "usulan_id": str(usulan.id), "status_pelaksanaan": status, "volume_realisasi": volume,
        "biaya_realisasi": biaya, "sebab": sebab, "tindak_lanjut": lanjut,
    }  # fmt: skip


def realise(session: Session, year: Tahun, *rows: dict[str, str]) -> str:
    answers = {"realisasi": list(rows)}
    return fill(session, kpmd(session), "realisasi-rkp", year, SUKAMAJU, answers)


def set_pagu(session: Session, year: Tahun, **amounts: tuple[int | str, int | str]) -> None:
    """Pagu and budget of each source; sources that are not named are emptied."""
    rows = [
        {"sumber": s, "pagu": str(pagu), "anggaran": str(anggaran), "keterangan": ""}
        for s, (pagu, anggaran) in amounts.items()
    ]
    fill(session, kpmd(session), "pagu-desa", year, SUKAMAJU, {"pagu_desa": rows})
    session.flush()
