"""The kecamatan's part: profile, Musrenbang Kecamatan, Berita Acara and Surat Penetapan Camat."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo import prioritas
from musren.cli.demo.langkah import fill, issue, raw, sign
from musren.cli.demo.nama import Warga
from musren.cli.demo.orang import Pemeran
from musren.cli.demo.verifikasi import heeded
from musren.cli.ruang import Ruang
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.forms.alur import flow
from musren.forms.musyawarah import attendee_key
from musren.models.tahun import Tahun
from musren.services import naskah
from musren.services.alur import answers_for
from musren.services.fakta.kecamatan_petikan import villages_of

Row = dict[str, Any]

CAMAT = "Drs. Haryono Wibowo, M.Si."
PER_VILLAGE = 210_000_000  # BLM ceiling for each village of the kecamatan, rupiah
GUESTS = (
    ("L", "Perangkat kecamatan"), ("P", "Perangkat kecamatan"), ("P", "Fasilitator dan Setrawan"),
    ("L", "Fasilitator dan Setrawan"), ("L", "BKAD dan UPK"), ("P", "BKAD dan UPK"),
    ("L", "SKPD, UPTD, Bappeda"), ("P", "SKPD, UPTD, Bappeda"), ("L", "Anggota DPRD"),
    ("P", "TP-PKK"), ("L", "LSM dan organisasi masyarakat"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Kecamatan:
    """One invented kecamatan and how many villages it has."""

    kode: RegionCode
    nama: str
    desa: int
    seed: int


def profile(session: Session, cast: Pemeran, year: Tahun, here: Kecamatan, day: date) -> None:
    place, nama = here.kode, here.nama
    fill(
        session, cast.act(Peran.STAF_KECAMATAN, place, day), "profil-kecamatan", year, place,
        {
            "camat_nama": CAMAT, "camat_nip": "19640817 199103 1 005",
            "camat_pangkat": "Pembina Tingkat I (IV/b)", "ibu_kota": nama,
            "alamat_kantor": f"Jalan Raya {nama} Nomor 10", "kode_pos": "99101",
            "telepon": "(0999) 123456", "fk_nama": "Rina Puspita", "ketua_bkad_nama": "Sutarjo",
            "blm": here.desa * PER_VILLAGE,
        },
    )  # fmt: skip


def hold(session: Session, cast: Pemeran, year: Tahun, here: Kecamatan, day: date) -> None:
    """Rank, agree or put off every proposal that came in."""
    place, nama = here.kode, here.nama
    chance = Random(f"{here.seed}/{place}/{year.tahun}")  # noqa: S311  a repeatable play
    started, _ = answers_for(session, flow("musrenbang-kecamatan"), year, place, "")
    envoys = started["hadir"]
    guests = _guests(Warga(chance), nama)
    prioritas.sessions(session, cast, year, place, day, chance)
    women = [r for r in envoys if r["jk"] == "P"]
    men = [r for r in envoys if r["jk"] == "L"]
    fill(
        session, cast.act(Peran.STAF_KECAMATAN, place, day, hour=9), "musrenbang-kecamatan", year,
        place,
        {
            "undangan_nomor": f"005/{chance.randint(10, 40)}/Kec.{nama}/II/{day.year}",
            "undangan_tanggal": (day - timedelta(days=10)).isoformat(),
            "tanggal": day.isoformat(), "jam_mulai": "08:30", "jam_selesai": "15:00",
            "tempat": f"Aula Kantor Camat {nama}", "agenda": started["agenda"],
            "hadir": envoys + guests,
            "pimpinan_nama": "Sutarjo", "pimpinan_unsur": "BKAD dan UPK",
            "notulis_nama": guests[1]["nama"], "notulis_unsur": guests[1]["unsur"],
            "narasumber": [{"nama": "Rina Puspita", "unsur": "Fasilitator Kecamatan"}],
            "cara_putusan": "mufakat",
            "prioritas_blm": heeded(session, year, place, prioritas.blm(session, year, place)),
            "prioritas_apbd": prioritas.apbd(session, year, place, chance),
            "wakil_utusan": [attendee_key(raw(r)) for r in (men[0], women[0], women[-1])],
            "delegasi": [attendee_key(raw(r)) for r in (guests[4], women[1], men[1])],
        },
    )  # fmt: skip
    prioritas.fund(session, cast, year, place, day)


def _guests(warga: Warga, nama: str) -> list[Row]:
    rows = [
        {"nama": warga.person(jk), "jk": jk, "unsur": unsur, "alamat": f"Kecamatan {nama}"}
        for jk, unsur in GUESTS
    ]
    rows[4]["nama"] = "Sutarjo"
    return rows


def papers(room: Ruang, cast: Pemeran, year: Tahun, place: RegionCode, day: date) -> None:
    """Every paper of the meeting and of the decree, signed."""
    camat = Peran.CAMAT
    issue(room, cast.act(camat, place, day, 9), year, place, "daftar_hadir", day)
    after, later = day + timedelta(days=1), day + timedelta(days=7)
    for jenis in ("daftar_prioritas", "usulan_didanai", "ba_musrenbang_kecamatan"):
        made = issue(room, cast.act(camat, place, day, 9), year, place, jenis, day)
        sign(room, cast.act(camat, place, after), made, after)
    spc = issue(room, cast.act(camat, place, later), year, place, "spc", later)
    sign(room, cast.act(camat, place, later, 5), spc, later)
    with room.database.read() as session:
        heard = [key for key, _ in villages_of(naskah.get(session, spc))]
    more = (f"petikan_spc~{key}" for key in heard)
    for jenis in ("surat_mandat", "formulir_r3", *more, "laporan_musrenbang"):
        made = issue(room, cast.act(camat, place, later, 6), year, place, jenis, later)
        sign(room, cast.act(camat, place, later, 7), made, later)
