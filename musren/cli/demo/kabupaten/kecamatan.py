"""One kecamatan of the fictional kabupaten: its office, its Musrenbang with funding, its papers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo.kabupaten import sidang
from musren.cli.demo.kabupaten.surat import Meja
from musren.cli.demo.kabupaten.tahap import RencanaKecamatan, TahapKecamatan
from musren.cli.demo.langkah import begin, fill, raw
from musren.cli.demo.nama import Warga
from musren.cli.demo.orang import KECAMATAN_ROLES, Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Act, Peran
from musren.domain.wilayah import RegionCode
from musren.forms.alur import flow
from musren.forms.musyawarah import attendee_key
from musren.models.tahun import Tahun
from musren.services import kirim

Row = dict[str, Any]

PER_VILLAGE = 175_000_000
"""BLM ceiling for each village of the kecamatan, rupiah: less than the villages ask for."""

TITLES = ("S.Sos.", "S.IP., M.Si.", "S.H.", "S.STP., M.Si.", "S.E.", "M.M.")
GUESTS = (
    ("P", "Perangkat kecamatan"), ("L", "Perangkat kecamatan"), ("P", "Fasilitator dan Setrawan"),
    ("L", "BKAD dan UPK"), ("P", "BKAD dan UPK"), ("L", "SKPD, UPTD, Bappeda"),
    ("P", "SKPD, UPTD, Bappeda"), ("L", "Anggota DPRD"), ("P", "TP-PKK"),
    ("L", "LSM dan organisasi masyarakat"),
)  # fmt: skip
NOTULIS, DELEGASI = 0, 4
"""Of the guests: who writes, and who goes to the kabupaten with two of the villages."""


@dataclass(frozen=True, kw_only=True)
class Kecamatan:
    """One invented kecamatan, how many villages it has, and who leads it."""

    kode: RegionCode
    nama: str
    nomor: int
    desa: int
    camat: str
    camat_nip: str
    fk: str
    ketua_bkad: str
    tamu: tuple[str, ...]

    @property
    def people(self) -> Mapping[tuple[Peran, RegionCode], str]:
        """Who plays which office of the kecamatan."""
        return {
            (Peran.CAMAT, self.kode): self.camat, (Peran.FK, self.kode): self.fk,
            (Peran.BKAD, self.kode): self.ketua_bkad,
        }  # fmt: skip


def cast_of(rencana: RencanaKecamatan, seed: int) -> Kecamatan:
    """The kecamatan with the invented people of its offices."""
    tempat = rencana.tempat
    chance = Random(f"{seed}/{tempat.kode}/orang")  # noqa: S311  a repeatable play
    warga = Warga(chance)
    born, served = chance.randint(1956, 1972), chance.randint(1984, 1998)
    return Kecamatan(
        kode=tempat.kode, nama=tempat.nama, nomor=tempat.nomor, desa=len(tempat.desa),
        camat=f"{warga.person('L')}, {chance.choice(TITLES)}",
        camat_nip=f"{born}{chance.randint(1, 12):02}{chance.randint(1, 28):02} {served}03 1 "
        f"{chance.randint(1, 9):03}",
        fk=warga.person(chance.choice("LP")), ketua_bkad=warga.person("L"),
        tamu=tuple(warga.person(jk) for jk, _ in GUESTS),
    )  # fmt: skip


def open_office(room: Ruang, year_id: int, here: Kecamatan) -> None:
    """The people who sign in, and the profile with the BLM ceiling."""
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        cast = Pemeran(session, names=here.people)
        for peran in KECAMATAN_ROLES:
            cast.actor(peran, here.kode)
        act = cast.act(Peran.STAF_KECAMATAN, here.kode, date(year.tahun, 1, 4))
        fill(session, act, "profil-kecamatan", year, here.kode, {
            "camat_nama": here.camat, "camat_nip": here.camat_nip,
            "camat_pangkat": "Pembina (IV/a)", "ibu_kota": here.nama,
            "alamat_kantor": f"Jalan Raya {here.nama} Nomor {here.nomor}",
            "kode_pos": f"992{here.nomor:02}", "telepon": f"(0998) 2100{here.nomor:02}",
            "fk_nama": here.fk, "ketua_bkad_nama": here.ketua_bkad,
            "blm": here.desa * PER_VILLAGE,
        })  # fmt: skip


def held_on(tahun: int, nomor: int) -> date:
    """The kecamatan meet in February, two a day."""
    days = [date(tahun, 2, 8) + timedelta(days=n) for n in range(17)]
    working = [day for day in days if day.weekday() < 5]  # noqa: PLR2004  Saturday
    return working[nomor // 2 % len(working)]


def play(room: Ruang, year_id: int, rencana: RencanaKecamatan, here: Kecamatan, seed: int) -> None:
    """Hold the Musrenbang Kecamatan and issue its papers, as far as this kecamatan comes.

    One transaction; a kecamatan that was played already stays as it is.
    """
    tahap = rencana.tahap
    if tahap < TahapKecamatan.MUSYAWARAH:
        return
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        if sidang.held(session, year, here.kode):
            return
        cast, day = Pemeran(session), held_on(year.tahun, here.nomor)
        chance = Random(f"{seed}/{here.kode}/{year.tahun}")  # noqa: S311  a repeatable play
        act = cast.act(Peran.STAF_KECAMATAN, here.kode, day, hour=9)
        sidang.rank(session, act, year, here.kode, here.nomor, chance)
        _meet(session, act, year, here, chance)
        sidang.fund(session, act, year, here.kode, here.nomor)
        meja = Meja(room=room, session=session, year=year, place=here.kode)
        _papers(meja, cast, tahap, day)


def _meet(session: Session, act: Act, year: Tahun, here: Kecamatan, chance: Random) -> None:
    """Send the form of the Musrenbang Kecamatan: who came, what was agreed, who goes on."""
    day = act.pada.date()
    draft = begin(session, act, "musrenbang-kecamatan", year, here.kode)
    envoys, guests = draft.jawaban["hadir"], _guests(here)
    women = [r for r in envoys if r["jk"] == "P"]
    men = [r for r in envoys if r["jk"] == "L"]
    told = {
        "undangan_nomor": f"005/{chance.randint(10, 40)}/Kec.{here.nama}/II/{day.year}",
        "undangan_tanggal": day - timedelta(days=10),
        "tanggal": day, "jam_mulai": "08:30", "jam_selesai": "15:30",
        "tempat": f"Aula Kantor Camat {here.nama}",
        "hadir": [*envoys, *guests],
        "pimpinan_nama": here.ketua_bkad, "pimpinan_unsur": "BKAD dan UPK",
        "notulis_nama": guests[NOTULIS]["nama"], "notulis_unsur": guests[NOTULIS]["unsur"],
        "narasumber": [{"nama": here.fk, "unsur": "Fasilitator Kecamatan"}],
        "cara_putusan": "mufakat",
        **sidang.decisions(session, year, here.kode, chance),
        "wakil_utusan": [attendee_key(raw(r)) for r in (men[0], women[0], women[-1])],
        "delegasi": [attendee_key(raw(r)) for r in (guests[DELEGASI], women[1], men[1])],
    }  # fmt: skip
    draft.jawaban = {**draft.jawaban, **{name: raw(value) for name, value in told.items()}}
    draft.langkah_selesai = [step.slug for step in flow("musrenbang-kecamatan").steps]
    kirim.submit(session, act, draft)


def _guests(here: Kecamatan) -> list[Row]:
    rows = [
        {"nama": nama, "jk": jk, "unsur": unsur, "alamat": f"Kecamatan {here.nama}"}
        for nama, (jk, unsur) in zip(here.tamu, GUESTS, strict=True)
    ]
    leader = {"nama": here.ketua_bkad, "jk": "L", "unsur": "BKAD dan UPK"}
    return [*rows, leader | {"alamat": f"Kecamatan {here.nama}"}]


def _papers(meja: Meja, cast: Pemeran, tahap: TahapKecamatan, day: date) -> None:
    camat, place = Peran.CAMAT, meja.place
    after, later = day + timedelta(days=1), day + timedelta(days=7)
    if tahap >= TahapKecamatan.BERITA_ACARA:
        meja.issue(cast.act(camat, place, day, 9), "daftar_hadir", day)
        ba = meja.issue(cast.act(camat, place, day, 9), "ba_musrenbang_kecamatan", day)
        if tahap >= TahapKecamatan.TANDA_TANGAN:
            meja.sign(cast.act(camat, place, after), ba, after)
    if tahap >= TahapKecamatan.SPC:
        spc = meja.issue(cast.act(camat, place, later), "spc", later)
        if tahap >= TahapKecamatan.SELESAI:
            meja.sign(cast.act(camat, place, later, 5), spc, later)
