"""`musren template check` and `render`: a Word template examined and filled, headless."""

import hashlib
import json
import statistics
import time
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

import click
from docx.opc.exceptions import PackageNotFoundError
from lxml.etree import LxmlError

from musren.cli.indonesia import Kelompok
from musren.domain.errors import Invalid, MusrenError
from musren.papers import contracts
from musren.papers.archive import is_finished
from musren.papers.gambar.samples import sample_photo
from musren.papers.kinds import kinds, sample
from musren.papers.placeholders import compare
from musren.papers.render import Purpose, render

Fault = dict[str, str]


@click.group(name="template", cls=Kelompok)
def command() -> None:
    """Memeriksa dan mengisi templat Word."""


@command.command(name="check")
@click.argument("berkas", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--paper", "jenis", required=True, help="Jenis naskah, misalnya spc.")
@click.option("--json", "as_json", is_flag=True, help="Cetak hasil sebagai JSON.")
def check(berkas: Path, jenis: str, as_json: bool) -> None:  # noqa: FBT001
    """Memeriksa templat: tag, isian yang tidak dikenal, isian wajib yang tidak dipakai."""
    found, unused = examine(berkas.read_bytes(), jenis)
    if as_json:
        told = {"ok": not found, "faults": found, "unused": unused}
        click.echo(json.dumps(told, ensure_ascii=False))
    else:
        for one in found:
            click.echo(f"{one['where']}: {one['message']}")
        if unused:
            click.echo(f"Catatan: tidak dipakai di dalam templat: {', '.join(unused)}.")
        if not found:
            click.echo("Templat ini dapat dipakai.")
    if found:
        raise SystemExit(1)


def examine(content: bytes, jenis: str) -> tuple[list[Fault], list[str]]:
    """What keeps this file from being a template of that paper, and the facts it leaves out."""
    if jenis not in kinds():
        raise Invalid(f"Jenis naskah “{jenis}” tidak ada. Pilih: {', '.join(sorted(kinds()))}.")
    try:
        finished = is_finished(content)
    except (BadZipFile, PackageNotFoundError, LxmlError, KeyError, ValueError):
        return [{"where": "berkas", "message": "Berkas ini bukan berkas Word yang utuh."}], []
    if finished:
        return [{"where": "berkas", "message": "Berkas ini naskah jadi, bukan templat."}], []
    try:
        compared = compare(content, jenis)
        facts = contracts.freeze(jenis, sample(jenis))
        render(content, facts, purpose=Purpose.ISSUE, pictures=sample_photo)
    except MusrenError as reason:
        return [{"where": "berkas", "message": reason.message}], []
    unknown = [
        {"where": name, "message": "Isian ini tidak dikenal oleh naskah."}
        for name in sorted(compared.unknown)
    ]
    return unknown, sorted(compared.unused)


@command.command(name="render")
@click.argument("berkas", type=click.Path(path_type=Path, dir_okay=False))
@click.argument("fakta", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "--out",
    "keluar",
    required=True,
    type=click.Path(path_type=Path, dir_okay=False),
    help="Berkas Word yang ditulis.",
)
@click.option(
    "--repeat",
    "kali",
    default=1,
    type=click.IntRange(1, 10_000),
    show_default=True,
    help="Berapa kali diisi, untuk mengukur waktu.",
)
@click.option("--json", "as_json", is_flag=True, help="Cetak ukuran dan waktu sebagai JSON.")
def render_file(
    berkas: Path,
    fakta: Path,
    keluar: Path,
    kali: int,
    as_json: bool,  # noqa: FBT001
) -> None:
    """Mengisi templat docxtpl apa pun dengan fakta dari berkas JSON."""
    template = berkas.read_bytes()
    try:
        facts: Any = json.loads(fakta.read_text("utf-8"))
    except ValueError as reason:
        raise Invalid(f"Berkas {fakta} bukan JSON yang utuh. Periksa tanda bacanya.") from reason
    if not isinstance(facts, dict):
        raise Invalid(f"Berkas {fakta} harus memuat satu objek JSON: nama fakta dan isinya.")
    taken: list[float] = []
    content = b""
    for _ in range(kali):
        started = time.perf_counter()
        content = render(template, facts, purpose=Purpose.ISSUE)
        taken.append((time.perf_counter() - started) * 1000)
    keluar.write_bytes(content)
    told = {
        "median_ms": round(statistics.median(taken), 3),
        "bytes": len(content),
        "sha256": hashlib.sha256(content).hexdigest(),
    }
    click.echo(json.dumps(told) if as_json else f"{keluar}: {len(content)} bita.")
