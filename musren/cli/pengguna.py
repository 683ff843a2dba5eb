"""`musren user`: a person who may sign in, with one role at one place; their keys for programs."""

import secrets
from datetime import timedelta

import click

from musren.cli.indonesia import Kelompok
from musren.cli.ruang import code, here_and_now, ruang
from musren.domain.bahasa import parse_tanggal, tanggal
from musren.domain.errors import NotFound
from musren.domain.peran import NAMA_PERAN, Peran
from musren.domain.waktu import day_of, end_of
from musren.models.orang import Token
from musren.services import akun
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


@command.command(name="key")
@click.argument("nama_pengguna")
@click.option(
    "--peran", required=True, type=click.Choice([p.value for p in Peran]),
    help="Peran yang dijalankan program; harus sedang dipegang pengguna.",
)  # fmt: skip
@click.option("--wilayah", required=True, help="Kode wilayah peran itu, atau di dalamnya.")
@click.option("--nama", required=True, help="Nama kunci, misalnya nama program pemakainya.")
@click.option(
    "--hari", default=180, show_default=True, type=click.IntRange(1, akun.LONGEST_TOKEN.days),
    help="Berlaku berapa hari.",
)  # fmt: skip
def key(nama_pengguna: str, peran: str, wilayah: str, nama: str, hari: int) -> None:
    """Membuat kunci program (API) dan mencetaknya sekali."""
    place, act = code(wilayah), here_and_now()
    with ruang() as room, room.database.write() as session:
        user = akun.find_user(session, nama_pengguna)
        if user is None:
            raise NotFound(f"Pengguna “{nama_pengguna}” tidak ada. Periksa nama penggunanya.")
        until = end_of(day_of(act.pada, place) + timedelta(days=hari), place)
        secret = akun.create_token(
            session, act, user, Peran(peran), place, nama=nama, berakhir=until
        )  # fmt: skip
        made = akun.token_with(session, secret)
        assert made is not None, "just made"
        number, last = made.id, tanggal(akun.last_day(made))
    click.echo(
        f"Kunci nomor {number} dibuat: {NAMA_PERAN[Peran(peran)]} di {place}, sampai {last}."
    )
    click.echo(f"Kunci, hanya dicetak sekali: {secret}")
    click.echo("Pakai dengan kepala Authorization: Bearer …; alamatnya dalam /api/openapi.json.")


@command.command(name="revoke-key")
@click.argument("nomor", type=click.IntRange(1, 2**63 - 1))
def revoke_key(nomor: int) -> None:
    """Mencabut kunci program menurut nomornya."""
    with ruang() as room, room.database.write() as session:
        found = session.get(Token, nomor)
        if found is None:
            raise NotFound(f"Kunci nomor {nomor} tidak ada. Nomornya ada di halaman pengguna.")
        told = f"Kunci nomor {nomor} ({found.nama}) milik {found.pengguna.nama_pengguna}"
        before = found.dicabut
        akun.revoke_token(session, here_and_now(), found)
    click.echo(f"{told} {'memang sudah dicabut sebelumnya' if before else 'sudah dicabut'}.")
