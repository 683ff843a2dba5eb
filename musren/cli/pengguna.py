"""`musren user add`: a person who may sign in, with one role at one place."""

import secrets

import click

from musren.cli.indonesia import Kelompok
from musren.cli.ruang import code, here_and_now, ruang
from musren.domain.bahasa import parse_tanggal
from musren.domain.peran import NAMA_PERAN, Peran
from musren.domain.waktu import day_of
from musren.services.akun import assign, create_user
from musren.services.wilayah import ensure_region


@click.group(name="user", cls=Kelompok)
def command() -> None:
    """Mengelola pengguna."""


@command.command(name="add")
@click.argument("nama_pengguna")
@click.option("--nama", required=True, help="Nama lengkap.")
@click.option(
    "--peran", required=True, type=click.Choice([p.value for p in Peran]), help="Peran, satu saja."
)
@click.option("--wilayah", required=True, help="Kode wilayah tempat bertugas.")
@click.option("--skpd", default="", help="Nama SKPD, bila perannya skpd.")
@click.option("--mulai", default="", help="Tanggal mulai bertugas (TTTT-BB-HH); bawaan hari ini.")
@click.option("--selesai", default="", help="Tanggal selesai bertugas (TTTT-BB-HH).")
@click.option("--sandi", default="", help="Kata sandi; bila kosong dibuatkan dan dicetak sekali.")
def add(  # noqa: PLR0913, PLR0917  click hands over one argument for each option
    nama_pengguna: str, nama: str, peran: str, wilayah: str, skpd: str, mulai: str,
    selesai: str, sandi: str,
) -> None:  # fmt: skip
    """Menambah pengguna dengan satu peran di satu wilayah."""
    place, act = code(wilayah), here_and_now()
    chosen = sandi or secrets.token_urlsafe(12)
    with ruang() as room, room.database.write() as session:
        ensure_region(session, place)
        user = create_user(session, act, nama_pengguna, nama, chosen, ganti_sandi=not sandi)
        assign(
            session, act, user, Peran(peran), place, skpd=skpd,
            mulai=parse_tanggal(mulai) if mulai else day_of(act.pada, place),
            selesai=parse_tanggal(selesai) if selesai else None,
        )  # fmt: skip
    click.echo(f"Pengguna {nama_pengguna} dibuat: {NAMA_PERAN[Peran(peran)]} di {place}.")
    if not sandi:
        click.echo(f"Kata sandi sekali pakai: {chosen}")
