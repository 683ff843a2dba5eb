"""The RPJM-Desa at play: team, proposals, chapters, meetings, Peraturan Desa (II.D.2)."""

import tomllib
from collections.abc import Mapping, Sequence
from datetime import date
from functools import cache
from pathlib import Path
from string import Template
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo import kajian, rapat
from musren.cli.demo.lakon import Lakon
from musren.domain.bahasa import angka
from musren.domain.peran import Peran
from musren.forms.tim import JENIS
from musren.models.rpjm import UsulanRpjm
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilDesa
from musren.services.pilihan import Setting
from musren.services.rpjm import musyawarah, peringkat
from musren.services.tahun import profile_of

Row = dict[str, Any]
Pairs = Sequence[Mapping[str, Any]]

SEATS = {
    "rpjm": ("pembina", "ketua", "sekretaris", "anggota"),
    "rkp": ("pengendali", "penanggungjawab", "pelaksana", "anggota"),
}
ROUND = 100_000


@cache
def material() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "rpjm.toml").read_text("utf-8"))


# --- the team -----------------------------------------------------------------------------------


def team(lakon: Lakon, jenis: str, day: date) -> None:
    """The team and its signed decree."""
    desa, seats = lakon.desa, SEATS[jenis]
    offices = (
        (desa.kades, "L", "Kepala Desa", 0), (desa.sekdes, desa.sekdes_jk, "Sekretaris Desa", 1),
        (desa.lpmd, "L", "Ketua LPMD", 2), (desa.kpmd[0], "P", "KPMD", 3),
        (desa.kpmd[1], "L", "KPMD", 3),
    )  # fmt: skip
    villagers = [desa.warga_hadir[n] for n in (0, 1, 2, 3)]
    rows = [
        {"nama": n, "jk": jk, "jabatan": office, "kedudukan": seats[at]}
        for n, jk, office, at in offices
    ]
    rows += [
        {"nama": r["nama"], "jk": r["jk"], "jabatan": r["unsur"], "kedudukan": "anggota"}
        for r in villagers
    ]
    slug = next(form for form, kind in JENIS.items() if kind == jenis)
    lakon.fill(slug, day, {"anggota": rows})
    lakon.signed(f"sk_tim_penyusun~{jenis}", day, after=1)


# --- proposals ----------------------------------------------------------------------------------


def proposals(lakon: Lakon, rows: Sequence[Mapping[str, Any]], day: date) -> None:
    """Every proposal; one whose name is that of a feasible action is begun from it."""
    for number, row in enumerate(rows, 1):
        with lakon.room.database.read() as session:
            year = session.get_one(Tahun, lakon.year.id)
            bidang = {b.kunci: b.nama for b in profile_of(year).bidang}
            action = kajian.action_named(session, year, lakon, row["kegiatan"])
            objek = f"tindakan:{action.id}" if action is not None else ""
        lakon.fill(
            "usulan-rpjm", day, answers(row, bidang), objek=objek, kali=f"usulan {number}",
        )  # fmt: skip


def answers(row: Mapping[str, Any], bidang: Mapping[str, str]) -> Row:
    """A row of the material as answers of the form; what the PKD tells is left to it."""
    men, female, poor = row["heads"]
    plain = (
        "kegiatan", "jenis", "lokasi", "dusun", "satuan", "tujuan", "sasaran", "pengusul", "skpd",
        "penanggung_jawab", "volume", "masalah",
    )  # fmt: skip
    years = [year for year, _, _ in row["tahunan"]]
    told = f"{row['volume']} {row['satuan']}"
    return {
        **{name: row[name] for name in plain if name in row}, "bidang": bidang[row["bidang"]],
        "asal": row.get("asal", "dusun"), "sifat": row.get("sifat", "B"),
        "target": told, "waktu": ", ".join(map(str, years)),
        "pemanfaat_l": men, "pemanfaat_p": female, "pemanfaat_rtm": poor,
        "biaya": sum(amount for _, _, amount in row["dana"]),
        "dana": [
            dict(zip(("sumber", "rincian", "jumlah"), share, strict=True)) for share in row["dana"]
        ],
        "tahunan": [
            dict(zip(("tahun", "volume", "biaya"), share, strict=True)) for share in row["tahunan"]
        ],
    }  # fmt: skip


def scaled(row: Mapping[str, Any], factor: float) -> Row:
    """The same work in another village: other amounts that still add up."""
    shares = [
        [sumber, told, max(ROUND, round(amount * factor / ROUND) * ROUND)]
        for sumber, told, amount in row["dana"]
    ]
    return {**row, "dana": shares, "tahunan": []}


def ranked(session: Session, year: Tahun, lakon: Lakon) -> Row:
    """Scores from the problem behind each proposal, else its own; the best tie as it came."""
    own = {row["kegiatan"]: row.get("skor", "") for row in material()["usulan"]}
    here = Setting(session=session, year=year, place=lakon.kode, answers={})
    laid = peringkat.laid_out(here)
    scores = [_score(row, own[_work(session, row)]) for row in laid]
    rows = [
        {peringkat.KEY: row[peringkat.KEY], **kajian.scored(skor), "seri": place}
        for row, skor, place in zip(laid, scores, kajian.tie_order(scores), strict=True)
    ]
    return {peringkat.GROUP: rows}


def _work(session: Session, row: Mapping[str, str]) -> str:
    return session.get_one(UsulanRpjm, int(row[peringkat.KEY])).kegiatan


def _score(row: Mapping[str, str], own: str) -> str:
    return own or "".join(row.get(f"k{n}", "") or "3" for n in range(1, 6))


# --- the document -------------------------------------------------------------------------------


def chapters(session: Session, lakon: Lakon, texts: Mapping[str, Any]) -> Row:
    """The chapters with the village's own names and counts."""
    desa, village = lakon.desa, session.get_one(ProfilDesa, str(lakon.kode))
    known = {
        "nama": desa.nama, "kades": desa.kades, "sekdes": desa.sekdes, "bpd": desa.bpd,
        "lpmd": desa.lpmd,
        **{
            name: angka(getattr(village, name) or 0)
            for name in ("jumlah_kk", "penduduk_l", "penduduk_p")
        },
    }  # fmt: skip
    return {
        name: Template(text.strip()).substitute(known)
        for name, text in texts.items()
        if isinstance(text, str)
    }


def missions(rows: Sequence[str]) -> Row:
    return {"misi": [{"misi": one} for one in rows]}


def document(lakon: Lakon, day: date, misi: str, kali: str = "") -> None:
    """The new RPJM-Desa of a village that has none (III.C.3.c)."""
    lakon.fill(
        "rpjm", day,
        lambda s, _y: {
            "cabang": "baru", "periode_awal": 2011, **chapters(s, lakon, material()["bab"]),
            **missions(material()["misi"][misi]),
        },
        kali=kali, peran=Peran.SEKDES,
    )  # fmt: skip


def decided(session: Session, year: Tahun, lakon: Lakon) -> Row:
    """The whole draft agreed, but for what the material puts off."""
    late = {row["kegiatan"]: row.get("ditunda", "") for row in material()["usulan"]}
    here = Setting(session=session, year=year, place=lakon.kode, answers={})
    rows = []
    for row in musyawarah.laid_out(here):
        reason = late.get(session.get_one(UsulanRpjm, int(row[musyawarah.KEY])).kegiatan, "")
        rows.append(
            {musyawarah.KEY: row[musyawarah.KEY], "alasan": reason,
             "putusan": "ditunda" if reason else "disepakati"}
        )  # fmt: skip
    return {"keputusan": rows}


TABLES = ("formulir_rpjm", "matrik_rpjm", "matrik_rpjm_tahunan")


def play(lakon: Lakon) -> None:
    """From the proposals to the Peraturan Desa and the document (Sukamaju)."""
    proposals(lakon, material()["usulan"], date(2010, 10, 13))
    document(lakon, date(2010, 10, 18), "semula")
    lakon.fill("peringkat-usulan-rpjm", date(2010, 10, 20), lambda s, y: ranked(s, y, lakon))
    hadir = rapat.all_of(lakon.desa, 36)
    rapat.invite(lakon, "rpjm", hadir)
    _agree(lakon, hadir)
    document(lakon, date(2010, 11, 2), "menjadi", kali="perubahan")
    held = rapat.rapat("rpjm")["tanggal"]
    lakon.signed("ba_musrenbangdes_rpjm", held, late=1, after=1)
    rapat.minutes(lakon, "rpjm", hadir)
    by_law(lakon, {"putusan": "disetujui"})
    for jenis in TABLES:
        lakon.issue(jenis, date(2010, 11, 23), Peran.SEKDES)
    lakon.issue("naskah_rpjm", date(2010, 11, 24), Peran.SEKDES)


def _agree(lakon: Lakon, hadir: Sequence[Row]) -> None:
    told = rapat.rapat("rpjm")
    lakon.fill(
        "musrenbangdes-rpjm", told["tanggal"],
        lambda s, y: {
            **rapat.record(
                lakon, told["tanggal"], hadir, jam=told["jam"], keputusan=told["keputusan"]
            ),
            "perubahan": material()["perubahan"], **decided(s, y, lakon),
        },
        hour=8,
    )  # fmt: skip
    lakon.issue("daftar_hadir~musrenbangdes_rpjm", told["tanggal"])


def by_law(lakon: Lakon, putusan: Mapping[str, Any]) -> None:
    """Draft of the Peraturan Desa, meeting and decision of the BPD, Peraturan Desa."""
    lakon.issue("rancangan_perdes_rpjm", date(2010, 11, 8), Peran.SEKDES)
    desa = lakon.desa
    hadir = [*desa.officials()[:4], *desa.warga_hadir[15:21]]
    for number, row in enumerate(hadir[4:]):
        hadir[4 + number] = row | {"unsur": "BPD"}
    rapat.hold(
        lakon, "bpd", "rapat-bpd-rpjm", hadir, putusan, peran=Peran.BPD,
        pimpinan=(desa.bpd, "Ketua BPD"), notulis=(desa.sekdes, "Sekretaris Desa"),
    )  # fmt: skip
    lakon.signed("keputusan_bpd", date(2010, 11, 16), Peran.BPD)
    day = date(2010, 11, 22)
    promulgated = {"lembaran_nomor": "01", "tanggal_diundangkan": day}
    lakon.fill("pengundangan", day, promulgated, peran=Peran.SEKDES)
    lakon.signed("perdes_rpjm", day)


# --- the other villages -------------------------------------------------------------------------


def chosen(lakon: Lakon, many: int) -> list[Row]:
    """Some of the proposals, other amounts; what is put off in Sukamaju is not among them."""
    chance = lakon.desa.chance
    pool = [row for row in material()["usulan"] if "ditunda" not in row]
    wanted = sorted(chance.sample(range(len(pool)), many))
    return [scaled(pool[n], chance.randint(50, 110) / 100) for n in wanted]


def play_draft(lakon: Lakon, day: date) -> None:
    """A draft under way: some proposals and the vision, nothing decided."""
    proposals(lakon, chosen(lakon, 7), day)
    texts = {name: material()["tinjau"][name] for name in ("visi", "kondisi_umum")}
    lakon.fill(
        "rpjm", day,
        lambda s, _y: {
            "cabang": "baru", "periode_awal": 2011, **chapters(s, lakon, texts),
            **missions(material()["tinjau"]["misi"]),
        },
    )  # fmt: skip


def play_review(lakon: Lakon) -> None:
    """A village that has a RPJM-Desa reviews it, up to its new Peraturan Desa (III.C.3.a)."""
    team(lakon, "rpjm", date(2010, 8, 2))
    proposals(lakon, chosen(lakon, 12), date(2010, 10, 13))
    told = material()["tinjau"]
    lakon.fill(
        "rpjm", date(2010, 10, 18),
        lambda s, _y: {
            "cabang": "tinjau", "periode_awal": 2011, "perdes_lama_nomor": "03 Tahun 2009",
            "perdes_lama_tanggal": "2009-03-16", "lama_awal": 2009, "lama_akhir": 2013,
            "tinjauan": told["tinjauan"], **chapters(s, lakon, told), **missions(told["misi"]),
        },
        peran=Peran.SEKDES,
    )  # fmt: skip
    lakon.fill("peringkat-usulan-rpjm", date(2010, 10, 20), lambda s, y: ranked(s, y, lakon))
    hadir = rapat.all_of(lakon.desa, 24)
    held = rapat.rapat("rpjm")["tanggal"]
    lakon.fill(
        "musrenbangdes-rpjm", held,
        lambda s, y: {**rapat.record(lakon, held, hadir, jam=("09:00", "13:00")),
                      **decided(s, y, lakon)},
        hour=8,
    )  # fmt: skip
    lakon.issue("daftar_hadir~musrenbangdes_rpjm", held)
    lakon.signed("ba_musrenbangdes_rpjm", held, late=1, after=1)
    by_law(lakon, {"putusan": "disetujui_dengan_perubahan", "perubahan": told["perubahan"]})
    lakon.issue("naskah_rpjm", date(2010, 11, 24), Peran.SEKDES)
