"""Forum SKPD of every agency, and the Musrenbang Kabupaten of the fictional kabupaten (V.D-E)."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo.kabupaten.kantor import Kantor, cast_of
from musren.cli.demo.kabupaten.surat import Meja
from musren.cli.demo.kabupaten.tempat import KABUPATEN
from musren.cli.demo.langkah import begin, raw
from musren.cli.demo.orang import Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Act, Peran
from musren.forms.alur import flow
from musren.forms.musyawarah import attendee_key
from musren.integration.forum import DIALIHKAN, DITERIMA, DITERIMA_PERUBAHAN, DITOLAK
from musren.models.tahun import Tahun
from musren.models.wilayah import SkpdProfil
from musren.services import kirim
from musren.services.kabupaten.forum import agency_of
from musren.services.kabupaten.musrenbang import JENIS, before
from musren.services.kabupaten.skpd import key_of, register
from musren.services.kabupaten.usulan import Masuk, of_agency
from musren.services.prefill import meeting, meeting_of_key

Row = dict[str, Any]

UNFINISHED = 2
"""Of many forums the last is not held and the one before has no Berita Acara yet."""

MANY = 6
CHANGED, REFUSED, PASSED_ON = 0.14, 0.26, 0.29
"""Below each: accepted with a change, refused, passed on to a later forum."""

OTHERWISE = 40
"""The kabupaten decides otherwise about every so-manieth proposal a forum refused."""

ROUND = 100_000
WHY = {
    DITERIMA_PERUBAHAN: "Disesuaikan dengan pagu indikatif SKPD.",
    DITOLAK: "Tidak termasuk program SKPD tahun ini; diusulkan kembali tahun depan.",
    DIALIHKAN: "Kegiatan ini termasuk tugas SKPD yang dituju.",
}
AGENDA = (
    "Pembukaan", "Pemaparan rancangan rencana kerja SKPD", "Pembahasan usulan kecamatan",
    "Penetapan prioritas kegiatan", "Penandatanganan Berita Acara",
)  # fmt: skip


def play_forums(room: Ruang, year_id: int, seed: int) -> None:
    """Hold the forums in the order of the register; each in a transaction of its own."""
    with room.database.read() as session:
        year = session.get_one(Tahun, year_id)
        kantor = cast_of(year, seed)
        agencies = [
            (key_of(one), one.nama)
            for one in register(session, KABUPATEN).semua
            if _waits(session, year, one)
        ]
    done = len(agencies) - (UNFINISHED if len(agencies) >= MANY else 0)
    for turn, (acara, _) in enumerate(agencies[: done + 1]):
        later = [nama for _, nama in agencies[turn + 1 : done]]
        with room.database.write() as session:
            year = session.get_one(Tahun, year_id)
            if meeting_of_key(session, acara, year, KABUPATEN) is None:
                chance = Random(f"{seed}/{acara}")  # noqa: S311  a repeatable play
                day = _working(date(year.tahun, 3, 7), turn)
                _forum(session, year, kantor, acara, _Sitting(chance, day, later))
                if turn < done:
                    _paper(room, session, year, f"ba_forum_skpd~{acara}", day)


def _waits(session: Session, year: Tahun, one: SkpdProfil) -> bool:
    return bool(of_agency(session, year, KABUPATEN, register(session, KABUPATEN), one))


def _working(first: date, turn: int) -> date:
    days = [first + timedelta(days=n) for n in range(40)]
    return [day for day in days if day.weekday() < 5][turn]  # noqa: PLR2004  Saturday


class _Sitting:
    """The chance, the day, and the agencies whose forum comes later, of one meeting."""

    def __init__(self, chance: Random, day: date, later: Sequence[str] = ()) -> None:
        self.chance, self.day, self.later = chance, day, later


def _forum(session: Session, year: Tahun, kantor: Kantor, acara: str, at: _Sitting) -> None:
    one = agency_of(session, KABUPATEN, acara)
    came = of_agency(session, year, KABUPATEN, register(session, KABUPATEN), one)
    act = Pemeran(session).act(Peran.BAPPEDA, KABUPATEN, at.day, hour=8)
    answers = {"tempat": f"Aula {one.nama}", "putusan_forum": [_decided(m, at) for m in came]}
    _send(session, act, year, "forum-skpd", kantor, at, answers, objek=acara)


def _decided(m: Masuk, at: _Sitting) -> Row:
    row: Row = {"usulan_id": m.usulan.id, "putusan": DITERIMA, "alasan": ""}
    lucky, cost = at.chance.random(), m.kecamatan_putusan.biaya or 0
    less = cost * at.chance.randint(70, 92) // 100 // ROUND * ROUND
    if lucky < CHANGED and less:
        return row | {
            "putusan": DITERIMA_PERUBAHAN, "biaya": less, "alasan": WHY[DITERIMA_PERUBAHAN],
        }  # fmt: skip
    if CHANGED <= lucky < REFUSED:
        return row | {"putusan": DITOLAK, "alasan": WHY[DITOLAK]}
    first = m.kecamatan_putusan.skpd
    others = [name for name in at.later if name != first]
    if REFUSED <= lucky < PASSED_ON and others:
        to = at.chance.choice(others)
        return row | {"putusan": DIALIHKAN, "skpd_tujuan": to, "alasan": WHY[DIALIHKAN]}
    return row


def _send(  # noqa: PLR0913, PLR0917
    session: Session, act: Act, year: Tahun, slug: str, kantor: Kantor, at: _Sitting,
    answers: Mapping[str, Any], *, objek: str = "",
) -> None:  # fmt: skip
    """Send the form of one meeting: its day, who came, and what it decided."""
    draft = begin(session, act, slug, year, KABUPATEN, objek=objek)
    present = _present(kantor, draft.jawaban["hadir"])
    signing = _three(present)
    told = {
        "undangan_nomor": f"005/{at.day.day + 20}/Bappeda/III/{at.day.year}",
        "undangan_tanggal": at.day - timedelta(days=7), "tanggal": at.day,
        "jam_mulai": "08:30", "jam_selesai": "15:00",
        "agenda": [{"acara": one} for one in AGENDA], "hadir": present,
        "pimpinan_nama": kantor.pimpinan, "pimpinan_unsur": "Bappeda",
        "notulis_nama": kantor.notulis, "notulis_unsur": "Bappeda",
        "narasumber": [], "cara_putusan": "mufakat",
        "wakil_utusan": [attendee_key(raw(row)) for row in signing], **answers,
    }  # fmt: skip
    draft.jawaban = {**draft.jawaban, **{name: raw(value) for name, value in told.items()}}
    draft.langkah_selesai = [step.slug for step in flow(slug).steps]
    kirim.submit(session, act, draft)


def _present(kantor: Kantor, known: Sequence[Mapping[str, Any]]) -> list[Row]:
    """Heads and delegates who are known, and two people of Bappeda."""
    own = ((kantor.pimpinan, "L"), (kantor.notulis, "P"))
    rows = [{**row, "jk": row["jk"] or "L"} for row in known]
    return [
        *rows,
        *({"nama": n, "jk": jk, "unsur": "Bappeda", "alamat": "", "telepon": ""} for n, jk in own),
    ]


def _three(present: Sequence[Row]) -> list[Row]:
    """Delegates of as many kecamatan as there are, three in all."""
    envoys = [row for row in present if row["unsur"] == "Delegasi kecamatan"]
    first = {row["alamat"]: row for row in reversed(envoys)}
    chosen = list(first.values())[-3:]
    rest = [row for row in envoys if row not in chosen]
    return [*chosen, *rest][:3]


def _paper(room: Ruang, session: Session, year: Tahun, jenis: str, day: date) -> None:
    meja = Meja(room=room, session=session, year=year, place=KABUPATEN)
    cast, after = Pemeran(session), day + timedelta(days=1)
    paper = meja.issue(cast.act(Peran.BAPPEDA, KABUPATEN, day, 10), jenis, day)
    meja.sign(cast.act(Peran.BAPPEDA, KABUPATEN, after), paper, after)


def play_kabupaten(room: Ruang, year_id: int, seed: int) -> None:
    """Hold the Musrenbang Kabupaten on what the forums passed, and issue its Berita Acara."""
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        came = before(session, year, KABUPATEN)
        decided = [one for one in came if one.forum is not None]
        if not decided or meeting(session, JENIS, year, KABUPATEN) is not None:
            return
        refused = [
            one for one in decided if one.forum and one.forum.putusan.putusan == DITOLAK
        ]  # fmt: skip
        rows = [
            {"kode": one.masuk.usulan.kode, "putusan": DITERIMA,
             "alasan": "Disepakati untuk kecamatan yang belum pernah mendapat kegiatan SKPD ini."}
            for one in refused[::OTHERWISE]
        ]  # fmt: skip
        at = _Sitting(Random(seed), date(year.tahun, 3, 29))  # noqa: S311  a repeatable play
        act = Pemeran(session).act(Peran.BAPPEDA, KABUPATEN, at.day, hour=8)
        answers = {"tempat": "Pendopo Kabupaten", "putusan_kabupaten": rows}
        _send(session, act, year, "musrenbang-kabupaten", cast_of(year, seed), at, answers)
        _paper(room, session, year, "ba_musrenbang_kabupaten", at.day)
