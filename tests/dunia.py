"""A small fictional world for tests: people with roles, a kecamatan, proposals, meetings, papers."""

import secrets
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from random import Random
from typing import Any

from docx import Document
from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.adapters.berkas_tabel import read_table
from musren.adapters.gudang import Gudang
from musren.domain.peran import TINGKAT_PERAN, Act, Pelaku, Penugasan, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.forms.alur import flow
from musren.forms.musyawarah import attendee_key
from musren.models.musyawarah import Musyawarah
from musren.models.naskah import Naskah
from musren.models.orang import Pengguna
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.models.wilayah import ProfilKecamatan, Wilayah
from musren.papers.kinds import kinds as kinds_of_paper
from musren.services import draf, kirim, naskah, terbit
from musren.services.alur import answers_for
from musren.services.impor import import_usulan
from musren.services.kecamatan import incoming
from musren.services.klasifikasi import main_source
from musren.services.prioritas import dana
from musren.services.prioritas.dana import Dana
from musren.services.tahun import open_year
from musren.services.usulan_masuk import list_key

KABUPATEN = RegionCode.parse("99.01")
KECAMATAN = RegionCode.parse("99.01.01")
SUKAMAJU = RegionCode.parse("99.01.01.2001")
SUKAMULYA = RegionCode.parse("99.01.01.2002")
NOW = datetime(2011, 1, 20, 3, 0, tzinfo=UTC)
LATER = datetime(2011, 3, 1, 3, 0, tzinfo=UTC)


def place_for(peran: Peran, desa: RegionCode = SUKAMAJU) -> RegionCode:
    return desa.at(TINGKAT_PERAN[peran])


def actor(session: Session, peran: Peran, place: RegionCode | None = None) -> Pelaku:
    """A stored person holding this one role."""
    where = place or place_for(peran)
    name = f"{peran.value}-{where}"
    person = session.scalar(select(Pengguna).where(Pengguna.nama_pengguna == name))
    if person is None:
        person = Pengguna(
            nama_pengguna=name,
            nama=f"{peran.value.title()} {where}",
            sandi_hash="-",
            aktif=True,
            ganti_sandi=False,
            dibuat=NOW,
        )
        session.add(person)
        session.flush()
    held = Penugasan(peran=peran, wilayah=where, mulai=date(2010, 1, 1))
    return Pelaku(id=person.id, nama=person.nama, penugasan=(held,))


def act(
    session: Session, peran: Peran, place: RegionCode | None = None, pada: datetime = NOW
) -> Act:
    return Act(oleh=actor(session, peran, place), pada=pada)


def year(session: Session, tahun: int = 2011) -> Tahun:
    """The opened planning year of the fictional kabupaten, its regions loaded."""
    system = Act(oleh=Pelaku(id=0, nama="uji"), pada=NOW)
    opened = open_year(session, system, KABUPATEN, tahun)
    assert session.get(Wilayah, str(SUKAMAJU)) is not None
    return opened


def key() -> str:
    return secrets.token_hex(8)


def fill(  # noqa: PLR0917  as the handlers are called
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
    return attendee_key(row)


def musrenbangdes(decisions: list[dict[str, str]], **changed: Any) -> dict[str, Any]:
    present = hadir()
    given = {
        "undangan_nomor": "005/01/2011", "undangan_tanggal": "10/1/2011", "tanggal": "17/1/2011",
        "jam_mulai": "09.00", "jam_selesai": "13.00", "tempat": "Balai Desa",
        "hadir": present, "evaluasi_ada": "tidak", "pimpinan_nama": "Peserta 10",
        "pimpinan_unsur": "LPMD", "notulis_nama": "Peserta 11", "notulis_unsur": "KPMD",
        "narasumber": [], "cara_putusan": "mufakat", "keputusan": decisions,
        "wakil_masyarakat": [attendee(r) for r in present[:3]],
        "wakil_desa": [attendee(r) for r in present[3:9]],
    }  # fmt: skip
    return given | changed


def propose(
    session: Session, opened: Tahun, place: RegionCode = SUKAMAJU, **changed: Any
) -> Usulan:
    """A proposal sent through its form by the KPMD of the village."""
    who = act(session, Peran.KPMD, place)
    told = fill(session, who, "usulan", opened, place, usulan(**changed))
    return session.get_one(Usulan, int(told.removeprefix("usulan:")))


def incomplete(session: Session, opened: Tahun, place: RegionCode = SUKAMAJU) -> Usulan:
    """A proposal as an imported table brings it: no cost, no volume."""
    table = read_table(b"Kegiatan,Lokasi\nPerbaikan talud,RT 01\n")
    who = act(session, Peran.KPMD, place)
    import_usulan(session, who, opened, place, table, nama_berkas="rkp.csv")
    return session.scalars(select(Usulan).order_by(Usulan.id.desc()).limit(1)).one()


def kinds(*names: str) -> list[dict[str, Any]]:
    """Changes that make a proposal for the list of that name: "add", "blm", "mkp", "spp", …"""
    return [KINDS[name] | {"kegiatan": f"{KINDS[name]['kegiatan']} {n}"}
            for n, name in enumerate(names, 1)]  # fmt: skip


def _whole(sumber: str, jumlah: str, **more: Any) -> dict[str, Any]:
    return {"biaya": jumlah, "dana": [{"sumber": sumber, "rincian": "", "jumlah": jumlah}], **more}


KINDS: dict[str, dict[str, Any]] = {
    "add": {"kegiatan": "Gorong-gorong"},
    "blm": _whole("blm", "168.200.000", kegiatan="Rabat beton", jenis="prasarana",
                  asal="campuran"),
    "mkp": _whole("blm", "58.500.000", kegiatan="Gedung Posyandu", jenis="prasarana", asal="mkp"),
    "spp": _whole("blm", "76.000.000", kegiatan="Modal kelompok", jenis="spp", asal="mkp"),
    "apbd": _whole("apbd", "720.000.000", kegiatan="Pengaspalan jalan", skpd="Dinas PU"),
    "swadaya": _whole("swadaya", "9.000.000", kegiatan="Bersih jalan"),
    "lain": {"kegiatan": "Sumur bor", "biaya": "110.000.000",
             "dana": [{"sumber": "lain", "rincian": "PAMSIMAS", "jumlah": "110.000.000"}]},
}  # fmt: skip


def agree(made: Sequence[Usulan], **changed: Any) -> list[dict[str, Any]]:
    """Decisions that agree on everything, on the list the village itself named."""
    return [
        {
            "usulan_id": str(one.id), "putusan": "disepakati", "sumber": main_source(one),
            "peringkat": str(number), "alasan": "",
        } | changed
        for number, one in enumerate(made, 1)
    ]  # fmt: skip


def village(
    session: Session, opened: Tahun, place: RegionCode = SUKAMAJU,
    given: Sequence[dict[str, Any]] | None = None,
) -> list[Usulan]:  # fmt: skip
    """Profile and proposals of a village that is ready to meet."""
    fill(session, act(session, Peran.KPMD, place), "profil-desa", opened, place, PROFIL)
    wanted = kinds("add", "blm", "apbd") if given is None else given
    return [propose(session, opened, place, **one) for one in wanted]


def hold(
    session: Session, opened: Tahun, decisions: list[dict[str, Any]],
    place: RegionCode = SUKAMAJU, **changed: Any,
) -> Musyawarah:  # fmt: skip
    """The Musrenbangdes with these decisions, through its form."""
    who = act(session, Peran.KPMD, place)
    answers = musrenbangdes(decisions, **changed)
    told = fill(session, who, "musrenbangdes", opened, place, answers)
    return session.get_one(Musyawarah, int(told.removeprefix("musyawarah:")))


def mkp(decisions: list[dict[str, Any]], **changed: Any) -> dict[str, Any]:
    """Answers of a women's meeting a few days before the Musrenbangdes; eight women, four men."""
    present = [r | {"jk": "L" if n in {1, 3, 5, 7} else "P"} for n, r in enumerate(hadir())]
    base = musrenbangdes(
        decisions, hadir=present, tanggal="13/1/2011", pimpinan_nama="Peserta 11",
        notulis_nama="Peserta 9", wakil_masyarakat=[attendee(present[n]) for n in (0, 2, 4)],
        calon_wakil=[attendee(present[n]) for n in (6, 8)],
    )  # fmt: skip
    for name in ("wakil_desa", "evaluasi_ada"):
        del base[name]
    return base | changed


def mkp_agrees(made: Sequence[Usulan], **changed: Any) -> list[dict[str, Any]]:
    """Decisions of the women that bring all these to BLM."""
    return [
        {"usulan_id": str(one.id), "putusan": "disepakati", "peringkat": "", "alasan": ""} | changed
        for one in made
    ]


def hold_mkp(
    session: Session, opened: Tahun, decisions: list[dict[str, Any]],
    place: RegionCode = SUKAMAJU, **changed: Any,
) -> Musyawarah:  # fmt: skip
    """The women's meeting with these decisions, through its form."""
    who = act(session, Peran.KPMD, place)
    told = fill(session, who, "mkp", opened, place, mkp(decisions, **changed))
    return session.get_one(Musyawarah, int(told.removeprefix("musyawarah:")))


def rank(session: Session, opened: Tahun, daftar: str, **changed: Any) -> list[dict[str, Any]]:
    """Decisions of the kecamatan that agree on a whole list, in the order it came in.

    SPP and the other BLM proposals are ranked apart.
    """
    found, ranks = [], Counter[str]()
    for one in incoming(session, opened, KECAMATAN):
        if one.daftar != daftar:
            continue
        ranks[list_key(one)] += 1
        row = {"usulan_id": str(one.usulan_id), "putusan": "disepakati", "alasan": "",
               "peringkat": str(ranks[list_key(one)]), "volume": "", "biaya": ""}  # fmt: skip
        found.append(row | changed)
    return found


def renumber(
    session: Session, opened: Tahun, rows: Sequence[dict[str, Any]], chance: Random
) -> None:
    """Give what is agreed ranks without a gap, list by list, in an order chance makes."""
    lists = {str(o.usulan_id): list_key(o) for o in incoming(session, opened, KECAMATAN)}
    for kunci in sorted(set(lists.values())):
        own = [r for r in rows if lists[r["usulan_id"]] == kunci and r["putusan"] == "disepakati"]
        chance.shuffle(own)
        for number, row in enumerate(own, 1):
            row["peringkat"] = str(number)


def musrenbang_kecamatan(session: Session, opened: Tahun, **changed: Any) -> dict[str, Any]:
    """Answers of a Musrenbang Kecamatan where the wakil desa came and all was agreed."""
    started, _ = answers_for(session, flow("musrenbang-kecamatan"), opened, KECAMATAN, "")
    present = started["hadir"]
    base = musrenbangdes([], hadir=present, tempat="Aula Kantor Camat", tanggal="14/2/2011")
    for name in ("keputusan", "wakil_masyarakat", "wakil_desa", "evaluasi_ada"):
        del base[name]
    return base | {
        "prioritas_blm": rank(session, opened, "blm"),
        "prioritas_apbd": rank(session, opened, "apbd"),
        "wakil_utusan": [attendee(row) for row in present[:3]],
        "delegasi": [attendee(row) for row in present[3:6]],
        "pimpinan_nama": present[3]["nama"], "pimpinan_unsur": "BKAD",
        "notulis_nama": present[4]["nama"], "notulis_unsur": "BKAD",
    } | changed  # fmt: skip


def hold_kecamatan(session: Session, opened: Tahun, **changed: Any) -> Musyawarah:
    """The Musrenbang Kecamatan, through its form; the office is filled in first."""
    who = act(session, Peran.CAMAT, pada=LATER)
    if session.get(ProfilKecamatan, str(KECAMATAN)) is None:
        fill(session, who, "profil-kecamatan", opened, KECAMATAN, CAMAT)
    answers = musrenbang_kecamatan(session, opened, **changed)
    told = fill(session, who, "musrenbang-kecamatan", opened, KECAMATAN, answers)
    if dana.needed(session, opened, KECAMATAN):
        fund(session, opened)
    return session.get_one(Musyawarah, int(told.removeprefix("musyawarah:")))


def fund(session: Session, opened: Tahun, **changed: Any) -> Dana:
    """The BLM shared out through its form; what is left goes back unless said otherwise."""
    expected = dana.expected(session, opened, KECAMATAN)
    left = expected is not None and bool(expected.dasar.sisa_awal)
    choice = {"pilihan_sisa": "kembali", "alasan": "Tidak cukup untuk usulan berikutnya"}
    answers = (choice if left else {"pilihan_sisa": "", "alasan": ""}) | {"tambahan": []}
    who = act(session, Peran.CAMAT, pada=LATER)
    fill(session, who, "pendanaan", opened, KECAMATAN, answers | changed)
    found = dana.of(session, opened, KECAMATAN)
    assert found is not None
    return found


@dataclass
class Kantor:
    """Issues and signs papers inside the session of one test, each act a savepoint.

    `templates` is the office's own folder of templates; None means the shipped ones.
    """

    session: Session
    store: Gudang
    templates: Path | None = None

    @property
    def office(self) -> terbit.Office:
        return terbit.Office(work=self.work, store=self.store, templates=self.templates)

    @contextmanager
    def work(self) -> Iterator[Session]:
        with self.session.begin_nested():
            yield self.session

    def issue(
        self, opened: Tahun, jenis: str, place: RegionCode = SUKAMAJU, *,
        who: Act | None = None, **order: Any,
    ) -> Naskah:  # fmt: skip
        """The paper, in force."""
        day = DAYS.get(jenis if place.level is Level.DESA else f"{jenis}@kecamatan", USUAL_DAY)
        given = naskah.Order(**{"jenis": jenis, "tanggal": day, "kunci": key()} | order)
        paper_id = terbit.issue(
            self.office, who or self.issuer(place), opened.id, place, given
        )  # fmt: skip
        return naskah.get(self.session, paper_id)

    def issuer(self, place: RegionCode) -> Act:
        if place.level is Level.DESA:
            return act(self.session, Peran.KEPALA_DESA, place)
        return act(self.session, Peran.CAMAT, place, pada=LATER)

    def sign(self, paper: Naskah, only: Sequence[int] | None = None, **more: Any) -> Naskah:
        """Everybody (or the signers at these positions) signs on the day of the paper."""
        chosen = [t for n, t in enumerate(paper.tanda_tangan) if only is None or n in only]
        days = {t.id: paper.tanggal for t in chosen}
        who = self.issuer(RegionCode.parse(paper.wilayah_kode))
        terbit.record_signatures(self.session, who, paper, SCAN, days, **more)
        self.session.flush()
        return paper

    def signed(self, opened: Tahun, jenis: str, place: RegionCode = SUKAMAJU) -> Naskah:
        return self.sign(self.issue(opened, jenis, place))

    def village_signed(
        self, opened: Tahun, place: RegionCode = SUKAMAJU,
        given: Sequence[dict[str, Any]] | None = None,
    ) -> list[Usulan]:  # fmt: skip
        """A village up to its signed Berita Acara; its proposals are at the kecamatan."""
        made = village(self.session, opened, place, given)
        hold(self.session, opened, agree(made), place)
        self.signed(opened, "ba_musrenbangdes", place)
        return made


def short_templates(folder: Path) -> Path:
    """An office whose papers are one line long, for tests that are about something else."""
    for kind, one in kinds_of_paper().items():
        word = Document()
        word.add_paragraph("{{ wilayah.kabupaten }} {{ tahun }} {{ nomor }}"
                           if one.register else "{{ tahun }}")  # fmt: skip
        (folder / kind).mkdir(parents=True)
        word.save(str(folder / kind / "template.docx"))
    return folder


SCAN = terbit.Scan(sha256="0" * 64, tipe="application/pdf", ukuran=3)
USUAL_DAY = date(2011, 1, 18)
DAYS = {
    "ba_mkp": date(2011, 1, 13),
    "daftar_hadir": date(2011, 1, 17), "ba_musrenbangdes": date(2011, 1, 17),
    "sk_rkp_desa": date(2011, 1, 19), "daftar_hadir@kecamatan": date(2011, 2, 14),
    "ba_musrenbang_kecamatan@kecamatan": date(2011, 2, 14), "spc@kecamatan": date(2011, 2, 21),
}  # fmt: skip
