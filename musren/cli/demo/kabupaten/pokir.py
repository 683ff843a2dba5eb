"""What the DPRD of the fictional kabupaten brought from its recess: half of it is answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from random import Random
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.cli.demo.kabupaten.tempat import KABUPATEN
from musren.cli.demo.langkah import send
from musren.cli.demo.nama import Warga
from musren.cli.demo.orang import Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Act, Peran
from musren.models.prioritas import Pokir
from musren.models.tahun import Tahun
from musren.models.wilayah import Wilayah
from musren.services.kabupaten.usulan import Masuk, incoming
from musren.services.pokir import catat, sanding
from musren.services.wilayah import children

Row = dict[str, Any]

PER_KECAMATAN = 6
ANSWERED = (4, 3)
"""Of the wishes for a kecamatan, so many are answered by a proposal; by turns."""

ESCORTED, DISTRICTS = 3, 4
"""One of so many answered wishes is escorted; so many kecamatan elect their members together."""

MEMBERS = 4
PARTIES = ("Karya Bersama", "Amanat Rakyat", "Persatuan Desa", "Bina Makmur")
ALONE = (
    ("Pelebaran jembatan kabupaten di {}", "Dinas Pekerjaan Umum", 450),
    ("Rehabilitasi pasar kecamatan {}", "", 320),
    ("Penerangan jalan umum sepanjang jalan poros {}", "", 60),
    ("Pembangunan terminal angkutan perdesaan {}", "", None),
    ("Peningkatan puskesmas {} menjadi rawat inap", "Dinas Kesehatan", 900),
)
"""Wishes no village proposed: work, SKPD, cost in million rupiah."""

WORDING = "Mohon diprioritaskan; disampaikan warga pada pertemuan reses."


@dataclass(frozen=True, kw_only=True)
class Anggota:
    """One member of the DPRD."""

    nama: str
    fraksi: str
    dapil: str

    @property
    def row(self) -> Row:
        return {"anggota_nama": self.nama, "fraksi": self.fraksi, "dapil": self.dapil}


def play(room: Ruang, year_id: int, seed: int) -> None:
    """Write down every wish and lay proposals beside half of them, in one transaction."""
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        if session.scalar(select(func.count()).where(Pokir.tahun_id == year.id)):
            return
        chance = Random(f"{seed}/pokir")  # noqa: S311  a repeatable play
        act = Pemeran(session).act(Peran.DPRD, KABUPATEN, date(year.tahun, 3, 1))
        came = _by_kecamatan(incoming(session, year, KABUPATEN))
        for turn, place in enumerate(children(session, KABUPATEN)):
            asked = _asked(chance, turn, place, year.tahun, came.get(place.kode, ()))
            for number, (given, answers) in enumerate(asked):
                who = members(seed, turn // DISTRICTS)[number % MEMBERS].row
                kali = str(turn * PER_KECAMATAN + number)
                wish = _enter(session, act, year, who | given, kali)
                for at, one in enumerate(answers):
                    told = {"kode": one.usulan.kode, "catatan": "Sama dengan hasil reses",
                            "kawal": number % ESCORTED == 0 and at == 0}  # fmt: skip
                    sanding.match(session, act, year, KABUPATEN, wish, told)


def members(seed: int, district: int) -> Sequence[Anggota]:
    """The invented members one electoral district sends."""
    warga = Warga(Random(f"{seed}/dprd/{district}"))  # noqa: S311  a repeatable play
    return [
        Anggota(
            nama=warga.person("LP"[n % 3 == 2]),  # noqa: PLR2004  each third is a woman
            fraksi=f"Fraksi {PARTIES[(n + district) % len(PARTIES)]}",
            dapil=f"Daerah Pemilihan {district + 1}",
        )
        for n in range(MEMBERS)
    ]  # fmt: skip


def _by_kecamatan(came: Sequence[Masuk]) -> Mapping[str, Sequence[Masuk]]:
    return {kode: list(own) for kode, own in groupby(came, key=lambda m: m.kecamatan_kode)}


def _asked(
    chance: Random, turn: int, place: Wilayah, tahun: int, came: Sequence[Masuk]
) -> list[tuple[Row, Sequence[Masuk]]]:
    """The wishes for one kecamatan, each with the proposals that answer it."""
    answered = ANSWERED[turn % len(ANSWERED)]
    found: list[tuple[Row, Sequence[Masuk]]] = [
        (_kind(chance, tahun) | _like(chance, m), (m,))
        for m in chance.sample(came, min(answered, len(came)))
    ]
    for number in range(PER_KECAMATAN - len(found)):
        work, skpd, million = ALONE[(turn + number) % len(ALONE)]
        alone = {
            "kegiatan": work.format(place.nama), "kecamatan_kode": place.kode, "skpd": skpd,
            "biaya": None if million is None else million * 1_000_000,
            "keterangan": "Belum ada usulan desa yang sejalan.",
        }  # fmt: skip
        found.append((_kind(chance, tahun) | alone, ()))
    return found


def _kind(chance: Random, tahun: int) -> Row:
    reses = date(tahun, 2, 1) + timedelta(days=chance.randint(0, 20))
    return {"jenis": chance.choice(("pokir", "jaring_asmara")), "tanggal_reses": reses}


def _like(chance: Random, m: Masuk) -> Row:
    """As the village wrote it; seldom with a size, and with a cost of its own."""
    u = m.usulan
    sized = chance.random() < 1 / 2
    cost = (m.kecamatan_putusan.biaya or 0) * chance.randint(90, 130) // 100
    return {
        "kegiatan": u.kegiatan, "desa_kode": u.desa_kode, "kecamatan_kode": m.kecamatan_kode,
        "lokasi": u.lokasi, "skpd": m.kecamatan_putusan.skpd, "biaya": cost or None,
        "volume": u.volume if sized else None, "satuan": u.satuan if sized else "",
        "keterangan": WORDING,
    }  # fmt: skip


def _enter(session: Session, act: Act, year: Tahun, given: Row, kali: str) -> Pokir:
    made = send(session, act, "pokir", year, KABUPATEN, given, kali=kali)
    return catat.get(session, year, made.partition(":")[2])
