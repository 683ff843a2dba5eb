"""`musren import anggaran`: lines of an APBD or APB Desa, and the proposals they pay for."""

import json
from pathlib import Path
from typing import Any

import click

from musren.adapters.berkas_tabel import read_table
from musren.cli.indonesia import Perintah
from musren.cli.ruang import code, here_and_now, ruang
from musren.domain.peran import Act, Pelaku, Penugasan, Peran
from musren.domain.rupiah import format_rupiah
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level, RegionCode
from musren.models.wilayah import Wilayah
from musren.services.anggaran.impor import JENIS, LEVEL, import_lines
from musren.services.tahun import open_year
from musren.services.wilayah import ensure_region


@click.command(name="anggaran", cls=Perintah)
@click.argument("berkas", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--wilayah", required=True, help="Kode kabupaten (APBD) atau desa (APB Desa).")
@click.option("--tahun", required=True, type=int, help="Tahun rencana.")
@click.option("--jenis", type=click.Choice(list(JENIS)), required=True, help="apbd, atau apb_desa.")
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
def anggaran(berkas: Path, wilayah: str, tahun: int, jenis: str, as_json: bool) -> None:  # noqa: FBT001
    """Memasukkan baris anggaran dari CSV atau xlsx, dan mencarikan usulan yang dibiayainya."""
    place, act = code(wilayah, LEVEL[jenis]), here_and_now()
    table = read_table(berkas.read_bytes())
    with ruang() as room, room.database.write() as session:
        year = open_year(session, act, place.at(Level.KABUPATEN), tahun)
        session.flush()
        if session.get(Wilayah, str(place)) is None:
            ensure_region(session, place)  # tells that no list has it
        result = import_lines(
            session, as_bappeda(act, place), year, place, table, nama_berkas=berkas.name
        ).as_json()
    click.echo(json.dumps(result, ensure_ascii=False) if as_json else told(result))


def as_bappeda(act: Act, place: RegionCode) -> Act:
    """The machine in the place of Bappeda, for a budget moves proposals."""
    held = Penugasan(
        peran=Peran.BAPPEDA, wilayah=place.at(Level.KABUPATEN), mulai=day_of(act.pada, place)
    )
    return Act(oleh=Pelaku(id=0, nama=act.oleh.nama, penugasan=(held,)), pada=act.pada)


def told(result: dict[str, Any]) -> str:
    lines = [
        (
            f"Baris dibaca: {result['rows']}; baru: {result['taken']}; berubah: "
            f"{result['changed']}; cocok: {result['matched']}; menunggu: {result['parked']}; "
            f"salah: {len(result['errors'])}."
        ),
        f"Jumlah pagu: {format_rupiah(result['sum'])}",
        *(f"Baris {e['row']}, {e['field']}: {e['message']}" for e in result["errors"]),
    ]
    return "\n".join(lines)
