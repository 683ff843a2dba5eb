"""The fictional kabupaten: its office and SKPD, a signed decree of the camat, its forums."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.peran import Act, Pelaku, Penugasan, Peran
from musren.domain.wilayah import RegionCode
from musren.forms.alur import flow
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services.alur import answers_for
from musren.services.kabupaten.skpd import register
from musren.services.kabupaten.usulan import of_agency
from tests import dunia
from tests.dunia import KABUPATEN, KECAMATAN, SUKAMAJU, Kantor, attendee, fill

DAY = datetime(2011, 3, 20, 3, 0, tzinfo=UTC)
FORUM_DAY = "7/3/2011"
MUSRENBANG_DAY = "14/3/2011"

PROFIL: dict[str, Any] = {
    "kepala_bappeda_nama": "Ir. Hartono, M.Si.", "kepala_bappeda_nip": "19600817 198603 1 002",
    "alamat_kantor": "Jalan Merdeka Nomor 1", "ibu_kota": "Makmur", "bupati_nama": "H. Sulaiman",
    "skpd": [
        {"nama": "Dinas Pekerjaan Umum", "singkatan": "Dinas PU; DPU",
         "kepala_nama": "Ir. Wijaya", "kepala_nip": "19610101 198703 1 001"},
        {"nama": "Dinas Kesehatan", "kepala_nama": "dr. Ratna", "kepala_nip": ""},
        {"nama": "Dinas Pendidikan", "kepala_nama": "Drs. Slamet", "kepala_nip": ""},
    ],
}  # fmt: skip
SKPD_ROADS, SKPD_HEALTH = "forum_skpd.1", "forum_skpd.2"


def apbd(kegiatan: str, skpd: str = "Dinas PU", biaya: str = "200.000.000") -> dict[str, Any]:
    """Changes that make a proposal for the APBD."""
    return {
        "kegiatan": kegiatan, "skpd": skpd, "biaya": biaya,
        "dana": [{"sumber": "apbd", "rincian": "", "jumlah": biaya}],
    }  # fmt: skip


GIVEN = (
    apbd("Pengaspalan jalan"), apbd("Jembatan gantung", "DPU"),
    apbd("Gedung Puskesmas pembantu", "Dinas PU", "350.000.000"),
    apbd("Alat Posyandu", "Dinas Kesehatan", "40.000.000"),
    apbd("Pasar desa", "Dinas Pasar", "150.000.000"),
)  # fmt: skip


def bappeda(session: Session) -> Act:
    return dunia.act(session, Peran.BAPPEDA, pada=DAY)


def of_skpd(session: Session, nama: str) -> Act:
    """Somebody who acts for this SKPD alone."""
    person = dunia.actor(session, Peran.SKPD)
    held = Penugasan(peran=Peran.SKPD, wilayah=KABUPATEN, mulai=date(2010, 1, 1), skpd=nama)
    return Act(oleh=Pelaku(id=person.id, nama=person.nama, penugasan=(held,)), pada=DAY)


def office(session: Session, opened: Tahun, **changed: Any) -> None:
    fill(session, bappeda(session), "profil-kabupaten", opened, KABUPATEN, PROFIL | changed)


def decreed(
    kantor: Kantor, opened: Tahun, given: Sequence[dict[str, Any]] = GIVEN,
    place: RegionCode = SUKAMAJU,
) -> list[Usulan]:  # fmt: skip
    """A village and its kecamatan up to the signed decree of the camat, and the kabupaten's office.

    The proposals, each of the APBD list, in the order they were given.
    """
    session = kantor.session
    made = kantor.village_signed(opened, place, given)
    dunia.hold_kecamatan(session, opened)
    kantor.signed(opened, "ba_musrenbang_kecamatan", KECAMATAN)
    kantor.signed(opened, "spc", KECAMATAN)
    office(session, opened)
    return made


def present() -> list[dict[str, str]]:
    return [
        {"nama": f"Delegasi {n}", "jk": "P" if n % 2 else "L", "unsur": "Delegasi kecamatan",
         "alamat": "Kecamatan Sukaraya", "telepon": ""}
        for n in range(1, 9)
    ]  # fmt: skip


def meeting(tanggal: str = FORUM_DAY, **changed: Any) -> dict[str, Any]:
    """Answers every meeting of the kabupaten needs."""
    people = present()
    return {
        "tanggal": tanggal, "jam_mulai": "09.00", "jam_selesai": "15.00", "tempat": "Aula Bappeda",
        "agenda": [{"acara": "Pembahasan usulan"}], "hadir": people,
        "pimpinan_nama": "Delegasi 7", "pimpinan_unsur": "Bappeda",
        "notulis_nama": "Delegasi 8", "notulis_unsur": "Bappeda", "cara_putusan": "mufakat",
        "wakil_utusan": [attendee(one) for one in people[:3]],
    } | changed  # fmt: skip


def rows_of(session: Session, opened: Tahun, acara: str) -> list[Usulan]:
    """What lies before this forum."""
    known = register(session, KABUPATEN)
    own = known.of_forum(acara)
    assert own is not None
    return [m.usulan for m in of_agency(session, opened, KABUPATEN, known, own)]


def decide(usulan: Usulan, putusan: str = "diterima", **more: str) -> dict[str, str]:
    return {"usulan_id": str(usulan.id), "putusan": putusan, "alasan": "", **more}


def hold_forum(
    session: Session, opened: Tahun, acara: str, rows: Sequence[dict[str, str]], *,
    who: Act | None = None, **changed: Any,
) -> Musyawarah:  # fmt: skip
    """One Forum SKPD with these decisions, through its form."""
    answers = meeting(putusan_forum=list(rows), **changed)
    told = fill(session, who or bappeda(session), "forum-skpd", opened, KABUPATEN, answers, acara)
    return session.get_one(Musyawarah, int(told.removeprefix("musyawarah:")))


def hold_musrenbang(
    session: Session, opened: Tahun, rows: Sequence[dict[str, str]] = (), **changed: Any
) -> Musyawarah:
    """The Musrenbang Kabupaten with these exceptions, through its form."""
    answers = meeting(MUSRENBANG_DAY, putusan_kabupaten=list(rows), **changed)
    told = fill(session, bappeda(session), "musrenbang-kabupaten", opened, KABUPATEN, answers)
    return session.get_one(Musyawarah, int(told.removeprefix("musyawarah:")))


def begun(session: Session, opened: Tahun, slug: str, objek: str = "") -> dict[str, Any]:
    """The answers with which this form begins."""
    return answers_for(session, flow(slug), opened, KABUPATEN, objek)[0]
