"""A small fictional world for tests: people with roles, a kecamatan, proposals, meetings, papers."""

import secrets
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.peran import Act, Pelaku, Penugasan, Peran
from musren.domain.wilayah import RegionCode
from musren.forms.alur import flow
from musren.models.orang import Pengguna
from musren.models.tahun import Tahun
from musren.models.wilayah import Wilayah
from musren.services import draf, kirim
from musren.services.tahun import open_year

KABUPATEN = RegionCode.parse("99.01")
KECAMATAN = RegionCode.parse("99.01.01")
SUKAMAJU = RegionCode.parse("99.01.01.2001")
SUKAMULYA = RegionCode.parse("99.01.01.2002")
NOW = datetime(2011, 1, 20, 3, 0, tzinfo=UTC)


def place_for(peran: Peran, desa: RegionCode = SUKAMAJU) -> RegionCode:
    from musren.domain.peran import TINGKAT_PERAN

    return desa.at(TINGKAT_PERAN[peran])


def actor(session: Session, peran: Peran, place: RegionCode | None = None) -> Pelaku:
    """A stored person holding this one role."""
    where = place or place_for(peran)
    name = f"{peran.value}-{where}"
    person = session.scalar(select(Pengguna).where(Pengguna.nama_pengguna == name))
    if person is None:
        person = Pengguna(
            nama_pengguna=name, nama=f"{peran.value.title()} {where}", sandi_hash="-", aktif=True,
            ganti_sandi=False, dibuat=NOW,
        )
        session.add(person)
        session.flush()
    held = Penugasan(peran=peran, wilayah=where, mulai=date(2010, 1, 1))
    return Pelaku(id=person.id, nama=person.nama, penugasan=(held,))


def act(session: Session, peran: Peran, place: RegionCode | None = None) -> Act:
    return Act(oleh=actor(session, peran, place), pada=NOW)


def year(session: Session, tahun: int = 2011) -> Tahun:
    """The opened planning year of the fictional kabupaten, its regions loaded."""
    system = Act(oleh=Pelaku(id=0, nama="uji"), pada=NOW)
    opened = open_year(session, system, KABUPATEN, tahun)
    assert session.get(Wilayah, str(SUKAMAJU)) is not None
    return opened


def key() -> str:
    return secrets.token_hex(8)


def fill(
    session: Session, who: Act, slug: str, opened: Tahun, place: RegionCode,
    answers: dict[str, Any], objek: str = "",
) -> str:  # fmt: skip
    """Fill a guided form step by step, as the browser does, and submit it."""
    form = flow(slug)
    draft = draf.start(session, who, form, opened, place, kunci=key(), objek=objek)
    for step in form.steps:
        given = {k: v for k, v in answers.items() if k in step.fields}
        if given:
            draf.save(session, who, draft, step, {**step.pick(draft.jawaban), **given}, done=True)
    session.flush()
    return kirim.submit(session, who, draft)


PROFIL = {
    "alamat_kantor": "Jalan Poros Desa Nomor 1", "kode_pos": "99101",
    "dusun": [{"nama": f"Dusun {n}", "rt_rw": ""} for n in ("I", "II", "III", "IV")],
    "kepala_desa_nama": "Ahmad Sukri", "sekdes_nama": "Siti Rohani",
    "ketua_bpd_nama": "Marwan", "kantor_layak": "ya", "jumlah_kaur": "3", "bpd_terbentuk": "ya",
}  # fmt: skip

CAMAT = {
    "camat_nama": "Drs. Bambang Haryadi", "camat_nip": "19650312 199003 1 004",
    "alamat_kantor": "Jalan Raya Sukaraya Nomor 10", "ibu_kota": "Sukaraya", "blm": "1.500.000.000",
}  # fmt: skip


def usulan(**changed: Any) -> dict[str, Any]:
    """Answers of a complete proposal paid from ADD; anything may be given differently."""
    given = {
        "kegiatan": "Drainase pasangan batu", "jenis": "lainnya", "bidang": "Fisik dan Prasarana",
        "dusun": "Dusun II", "lokasi": "RT 03", "volume": "140", "satuan": "meter",
        "asal": "dusun", "pengusul": "LPMD", "sifat": "B", "pemanfaat_l": "60",
        "pemanfaat_p": "70", "pemanfaat_rtm": "30", "biaya": "37.800.000",
        "dana": [
            {"sumber": "add", "rincian": "", "jumlah": "33.600.000"},
            {"sumber": "swadaya", "rincian": "", "jumlah": "4.200.000"},
        ],
        "tujuan": "Mencegah banjir", "sasaran": "Warga Dusun II",
    }  # fmt: skip
    return given | changed


def hadir(count: int = 12) -> list[dict[str, str]]:
    return [
        {
            "nama": f"Peserta {n}", "jk": "P" if n % 2 else "L", "unsur": "Tokoh masyarakat",
            "alamat": f"Dusun {'I' * (n % 3 + 1)}", "rtm": "ya" if n % 4 == 0 else "tidak",
        }
        for n in range(1, count + 1)
    ]  # fmt: skip


def attendee(row: dict[str, str]) -> str:
    return f"{row['nama']} — {row['alamat']}"


def musrenbangdes(decisions: list[dict[str, str]], **changed: Any) -> dict[str, Any]:
    present = hadir()
    given = {
        "undangan_nomor": "005/01/2011", "undangan_tanggal": "10/1/2011", "tanggal": "17/1/2011",
        "jam_mulai": "09.00", "jam_selesai": "13.00", "tempat": "Balai Desa",
        "hadir": present, "evaluasi_ada": "tidak", "pimpinan_nama": "Peserta 2",
        "pimpinan_unsur": "LPMD", "notulis_nama": "Peserta 3", "notulis_unsur": "KPMD",
        "narasumber": [], "cara_putusan": "mufakat", "keputusan": decisions,
        "wakil_masyarakat": [attendee(r) for r in present[:3]],
        "wakil_desa": [attendee(r) for r in present[3:9]],
    }  # fmt: skip
    return given | changed
