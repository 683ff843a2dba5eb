"""The offices of the fictional kabupaten: Bappeda, the SKPD, their programs and ceilings."""

from dataclasses import dataclass
from datetime import date
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo.kabupaten.tempat import KABUPATEN
from musren.cli.demo.langkah import fill
from musren.cli.demo.nama import Warga
from musren.cli.demo.orang import BUILT, FROM, QUICK, SANDI, Pemeran, login_for
from musren.cli.ruang import Ruang
from musren.domain.peran import Act, Peran
from musren.models.tahun import Tahun
from musren.services.akun import assign, create_user, find_user, system
from musren.services.tahun import profile_of
from musren.services.wilayah import children

Row = dict[str, Any]

OTHER_NAMES = {"Dinas Pekerjaan Umum": "Dinas PU; PU", "Dinas Kesehatan": "Dinkes"}
MOST_PROGRAMS = 2
CEILING = (1_500, 9_000, 50)
"""Indicative ceiling of an SKPD for a kecamatan: from, to, step, in million rupiah."""

PRIORITIES = (
    ("Peningkatan prasarana perdesaan", "Jalan dan jembatan desa dalam keadaan baik"),
    ("Peningkatan mutu pendidikan dan kesehatan", "Layanan dasar terjangkau setiap dusun"),
    ("Pertumbuhan ekonomi rakyat", "Pendapatan keluarga petani dan nelayan naik"),
    ("Penanggulangan kemiskinan", "Jumlah rumah tangga miskin berkurang"),
)


@dataclass(frozen=True, kw_only=True)
class Kantor:
    """Who works for the kabupaten: the heads of its SKPD and two people of Bappeda."""

    skpd: tuple[tuple[str, str], ...]
    pimpinan: str
    notulis: str


def cast_of(year: Tahun, seed: int) -> Kantor:
    """The invented people of the offices; the SKPD are those of the profile."""
    warga = Warga(Random(f"{seed}/{KABUPATEN}/kantor"))  # noqa: S311  a repeatable play
    names = profile_of(year).skpd
    return Kantor(
        skpd=tuple((name, f"Ir. {warga.person('LP'[n % 4 == 3])}, M.Si.")  # noqa: PLR2004
                   for n, name in enumerate(names)),
        pimpinan=f"Dr. {warga.person('L')}, M.Si.", notulis=warga.person("P"),
    )  # fmt: skip


def open_office(room: Ruang, year_id: int, seed: int) -> None:
    """Profile, register of SKPD with somebody who signs in for each, programs and ceilings."""
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        kantor, chance = cast_of(year, seed), Random(f"{seed}/acuan")  # noqa: S311  repeatable
        act = Pemeran(session).act(Peran.BAPPEDA, KABUPATEN, date(year.tahun, 1, 3))
        fill(session, act, "profil-kabupaten", year, KABUPATEN, _profile(kantor))
        fill(session, act, "acuan-apbd", year, KABUPATEN, _reference(session, kantor, chance))
        for number, (name, head) in enumerate(kantor.skpd, 1):
            _sign_in(session, number, name, head)


def _profile(kantor: Kantor) -> Row:
    return {
        "kepala_bappeda_nama": kantor.pimpinan, "kepala_bappeda_nip": "19610411 198703 1 004",
        "kepala_bappeda_pangkat": "Pembina Utama Muda (IV/c)",
        "alamat_kantor": "Jalan Perencana Nomor 2", "kode_pos": "99200",
        "telepon": "(0998) 210000", "ibu_kota": "Tirta Kencana",
        "bupati_nama": "H. Suryadi Prawira, S.H.",
        "skpd": [
            {"nama": name, "singkatan": OTHER_NAMES.get(name, ""), "kepala_nama": head,
             "kepala_nip": f"19{58 + n}0{n % 9 + 1}17 198{n % 10}03 1 {n + 1:03}"}
            for n, (name, head) in enumerate(kantor.skpd)
        ],
    }  # fmt: skip


def _reference(session: Session, kantor: Kantor, chance: Random) -> Row:
    programs = [
        {"skpd": name, "prioritas_daerah": priority, "sasaran_daerah": aim,
         "program": f"Program {name.split(maxsplit=1)[1]} {number}"}
        for n, (name, _) in enumerate(kantor.skpd)
        for number in range(1, 1 + (MOST_PROGRAMS if n % 4 == 0 else 1))
        for priority, aim in [PRIORITIES[(n + number) % len(PRIORITIES)]]
    ]  # fmt: skip
    ceilings = [
        {"kecamatan_kode": place.kode, "skpd": name,
         "pagu": chance.randrange(*CEILING) * 1_000_000}
        for place in children(session, KABUPATEN)
        for name, _ in kantor.skpd
    ]  # fmt: skip
    return {"acuan": programs, "pagu_indikatif": ceilings}


def _sign_in(session: Session, number: int, name: str, head: str) -> None:
    """Somebody of each SKPD: ``skpd.02.3`` for the third."""
    login = f"{login_for(Peran.SKPD, KABUPATEN)}.{number}"
    if find_user(session, login) is None:
        act = Act(oleh=system("Peragaan"), pada=BUILT)
        user = create_user(session, act, login, head, SANDI, hasher=QUICK)
        assign(session, act, user, Peran.SKPD, KABUPATEN, mulai=FROM, skpd=name)
