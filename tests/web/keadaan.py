"""A village and its kecamatan brought to a stage through the services, for the pages' tests."""

import io
from datetime import date
from typing import Any

from PIL import Image
from werkzeug.test import TestResponse

from musren.adapters.gudang import Gudang
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.models.database import Database
from musren.services import naskah, terbit
from musren.services.prefill import envoys
from musren.settings import Settings
from tests import dunia
from tests.web.inspector import Browser

TAHUN = 2011
DESA = f"/desa/{dunia.SUKAMAJU}/{TAHUN}"
KECAMATAN = f"/kecamatan/{dunia.KECAMATAN}/{TAHUN}"
KABUPATEN = f"/kabupaten/{dunia.KABUPATEN}/{TAHUN}"
PROPOSALS: tuple[dict[str, Any], ...] = (
    {"kegiatan": "Drainase Dusun II"},
    {
        "kegiatan": "Rabat beton", "jenis": "prasarana", "asal": "campuran",
        "dana": [{"sumber": "blm", "jumlah": "37.800.000"}],
    },
    {
        "kegiatan": "Pengaspalan jalan poros", "skpd": "Dinas PU",
        "dana": [{"sumber": "apbd", "rincian": "APBD Kab", "jumlah": "37.800.000"}],
    },
)  # fmt: skip
SOURCES = ("add", "blm", "apbd")


def profile(database: Database, desa: RegionCode = dunia.SUKAMAJU) -> None:
    with database.write() as session:
        who = dunia.act(session, Peran.KPMD, desa)
        dunia.fill(session, who, "profil-desa", dunia.year(session), desa, dunia.PROFIL)


def proposals(database: Database, desa: RegionCode = dunia.SUKAMAJU) -> list[int]:
    """Three proposals: ADD, BLM, APBD; their ids."""
    with database.write() as session:
        who, year = dunia.act(session, Peran.KPMD, desa), dunia.year(session)
        made = [
            dunia.fill(session, who, "usulan", year, desa, dunia.usulan(**one)) for one in PROPOSALS
        ]
    return [int(one.removeprefix("usulan:")) for one in made]


def meeting(database: Database, desa: RegionCode = dunia.SUKAMAJU) -> list[int]:
    """Profile, proposals and the decided meeting; the ids of the proposals."""
    profile(database, desa)
    ids = proposals(database, desa)
    rows = [
        {"usulan_id": str(one), "putusan": "disepakati", "sumber": sumber, "peringkat": str(n)}
        for n, (one, sumber) in enumerate(zip(ids, SOURCES, strict=True), 1)
    ]
    with database.write() as session:
        who = dunia.act(session, Peran.KPMD, desa)
        answers = dunia.musrenbangdes(rows)
        dunia.fill(session, who, "musrenbangdes", dunia.year(session), desa, answers)
    return ids


def office(database: Database, settings: Settings) -> terbit.Office:
    return terbit.Office(work=database.write, store=Gudang(settings.files_dir))


def issued(
    database: Database, settings: Settings, jenis: str = "ba_musrenbangdes",
    place: RegionCode = dunia.SUKAMAJU, peran: Peran = Peran.KEPALA_DESA,
    day: date = date(2011, 1, 17),
) -> int:  # fmt: skip
    """A paper issued on the day of the meeting; its id."""
    with database.write() as session:
        who, year_id = dunia.act(session, peran, place), dunia.year(session).id
    order = naskah.Order(jenis=jenis, tanggal=day, kunci=f"{jenis}-{place}")
    return terbit.issue(office(database, settings), who, year_id, place, order)


def signed(database: Database, settings: Settings, paper_id: int) -> None:
    """Everybody signed the paper in ink."""
    content = f"pindaian {paper_id}".encode()
    sha256 = Gudang(settings.files_dir).put(content)
    scan = terbit.Scan(sha256=sha256, tipe="application/pdf", ukuran=len(content))
    with database.write() as session:
        paper = naskah.get(session, paper_id)
        place = RegionCode.parse(paper.wilayah_kode)
        level = Peran.KEPALA_DESA if len(paper.wilayah_kode) > len("99.01.01") else Peran.CAMAT
        days = {t.id: date(2011, 1, 18) for t in paper.tanda_tangan}
        terbit.record_signatures(session, dunia.act(session, level, place), paper, scan, days)


def signed_ba(database: Database, settings: Settings, desa: RegionCode = dunia.SUKAMAJU) -> int:
    """The village's Berita Acara, signed, its proposals in the kecamatan."""
    meeting(database, desa)
    paper_id = issued(database, settings, place=desa)
    signed(database, settings, paper_id)
    return paper_id


def kecamatan_meeting(database: Database) -> None:
    """The Musrenbang Kecamatan that agrees with everything that came in."""
    with database.write() as session:
        camat, year = dunia.act(session, Peran.CAMAT), dunia.year(session)
        dunia.fill(session, camat, "profil-kecamatan", year, dunia.KECAMATAN, dunia.CAMAT)
        came = [
            {
                "nama": h.nama, "jk": h.jk, "unsur": h.unsur, "alamat": "Desa Sukamaju",
                "desa_kode": h.musyawarah.wilayah_kode, "telepon": "",
            }
            for h in envoys(session, year, dunia.KECAMATAN)
        ]  # fmt: skip
        answers = dunia.musrenbangdes(
            [], hadir=came, tanggal="18/1/2011", tempat="Aula",
            pimpinan_nama=came[3]["nama"], notulis_nama=came[4]["nama"],
        )  # fmt: skip
        for name in ("keputusan", "wakil_masyarakat", "wakil_desa", "evaluasi_ada"):
            answers.pop(name)
        for name in ("blm", "apbd"):
            more = {"skpd": "Dinas PU"} if name == "apbd" else {}
            answers[f"prioritas_{name}"] = dunia.rank(session, year, name, **more)
        answers["wakil_utusan"] = [dunia.attendee(r) for r in came[:3]]
        answers["delegasi"] = [dunia.attendee(r) for r in came[3:6]]
        dunia.fill(session, camat, "musrenbang-kecamatan", year, dunia.KECAMATAN, answers)
        dunia.fund(session, year)


def scan() -> bytes:
    """A picture of a page, as a telephone makes one."""
    out = io.BytesIO()
    Image.new("RGB", (600, 900), "white").save(out, "PNG")
    return out.getvalue()


def send_file(
    browser: Browser, path: str, name: str, content: bytes, filename: str, **fields: Any
) -> TestResponse:
    """Post a form with a file, as one of our own pages would."""
    return browser.send(path, {name: (io.BytesIO(content), filename), **fields})
