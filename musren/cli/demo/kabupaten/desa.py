"""One village of the fictional kabupaten, brought in one transaction to the stage it reaches."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy.orm import Session

from musren.cli.demo import bahan
from musren.cli.demo import desa as village
from musren.cli.demo.desa import Desa, Row
from musren.cli.demo.kabupaten.kegiatan import Gagasan, drawn
from musren.cli.demo.kabupaten.surat import Meja
from musren.cli.demo.kabupaten.tahap import RencanaDesa, TahapDesa
from musren.cli.demo.kabupaten.tulis import keep_usulan
from musren.cli.demo.langkah import begin, raw
from musren.cli.demo.orang import DESA_ROLES, Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Act, Peran
from musren.forms.alur import flow
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilDesa
from musren.services import kirim
from musren.services.tahun import profile_of

LATE_SHARE, REFUSED_SHARE = 0.09, 0.13
"""Below the first a proposal is put off, below the second refused; BLM seldom either."""

BLM_LATE = 0.02
POSTPONED = (
    *bahan.REASONS,
    "Lokasi atau lahan belum jelas kepemilikannya.",
    "Perlu kajian teknis lebih dahulu.",
    "Didahulukan dusun yang belum pernah mendapat kegiatan.",
)
REFUSED = (
    "Sudah dibiayai sumber lain tahun ini.",
    "Pemilik lahan tidak bersedia.",
    "Dapat dikerjakan warga sendiri tanpa dana desa.",
    "Tidak sesuai dengan kebutuhan kebanyakan warga.",
)


@dataclass(frozen=True, kw_only=True)
class Adegan:
    """One village at play: its session, its cast, what it is to reach."""

    meja: Meja
    cast: Pemeran
    desa: Desa
    rencana: RencanaDesa
    fk: str

    @property
    def session(self) -> Session:
        return self.meja.session

    @property
    def year(self) -> Tahun:
        return self.meja.year

    def act(self, peran: Peran, day: date, hour: int = 3) -> Act:
        return self.cast.act(peran, self.desa.kode, day, hour)


def play(room: Ruang, year_id: int, rencana: RencanaDesa, seed: int, fk: str) -> None:
    """Bring the village to its stage; one that was played already stays as it is."""
    desa = Desa.draw(rencana.kode, rencana.nama, seed)
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        cast = Pemeran(session, names=desa.names())
        for peran in DESA_ROLES:
            cast.actor(peran, desa.kode)
        if rencana.tahap < TahapDesa.PROFIL or session.get(ProfilDesa, str(desa.kode)) is not None:
            return
        meja = Meja(room=room, session=session, year=year, place=desa.kode)
        scene = Adegan(meja=meja, cast=cast, desa=desa, rencana=rencana, fk=fk)
        village.profile(session, cast, year, desa, date(year.tahun - 1, 7, 12))
        if rencana.tahap >= TahapDesa.USULAN:
            _plan(scene)


def _plan(scene: Adegan) -> None:
    year, desa = scene.year, scene.desa
    bidang = {one.kunci: one.nama for one in profile_of(year).bidang}
    found = drawn(desa.chance, scene.rencana.usulan, year.tahun, bidang)
    act = scene.act(Peran.KPMD, date(year.tahun, 1, 5))
    ids = keep_usulan(scene.session, act, year, desa.kode, found)
    if scene.rencana.tahap >= TahapDesa.MUSRENBANGDES:
        day = held_on(year.tahun, scene.rencana.nomor)
        _meet(scene, day, list(zip(ids, found, strict=True)))
        _papers(scene, day)


def held_on(tahun: int, nomor: int) -> date:
    """Villages meet on the working days of January."""
    days = [date(tahun, 1, 10) + timedelta(days=n) for n in range(19)]
    working = [day for day in days if day.weekday() < 5]  # noqa: PLR2004  Saturday
    return working[nomor % len(working)]


def _meet(scene: Adegan, day: date, found: Sequence[tuple[int, Gagasan]]) -> None:
    """Send the form of the Musrenbangdes whole, as the service reads and weighs it."""
    act = scene.act(Peran.KPMD, day, 8)
    draft = begin(scene.session, act, "musrenbangdes", scene.year, scene.desa.kode)
    told = village.record(scene.desa, day, scene.fk) | {"keputusan": _decisions(scene, found)}
    draft.jawaban = {**draft.jawaban, **{name: raw(value) for name, value in told.items()}}
    draft.langkah_selesai = [step.slug for step in flow("musrenbangdes").steps]
    kirim.submit(scene.session, act, draft)


def _decisions(scene: Adegan, found: Sequence[tuple[int, Gagasan]]) -> list[Row]:
    """Most are agreed on, each list in an order of its own; the others have their reason."""
    chance = scene.desa.chance
    order = list(found)
    chance.shuffle(order)
    rank: dict[str, int] = {}
    rows: dict[int, Row] = {}
    for usulan_id, one in order:
        putusan, alasan = _decided(scene, one)
        row = {"usulan_id": usulan_id, "sumber": one.kategori, "putusan": putusan, "alasan": alasan}
        if putusan == "disepakati":
            rank[one.kategori] = row["peringkat"] = rank.get(one.kategori, 0) + 1
        rows[usulan_id] = row
    return [rows[usulan_id] for usulan_id, _ in found]


def _decided(scene: Adegan, one: Gagasan) -> tuple[str, str]:
    chance, lucky = scene.desa.chance, scene.desa.chance.random()
    if lucky < (BLM_LATE if one.kategori == "blm" else LATE_SHARE):
        return "ditunda", chance.choice(POSTPONED)
    if one.kategori != "blm" and lucky < REFUSED_SHARE:
        return "ditolak", chance.choice(REFUSED)
    return "disepakati", ""


def _papers(scene: Adegan, day: date) -> None:
    """Berita Acara on the day, signed the day after; the decree a week later."""
    meja, tahap = scene.meja, scene.rencana.tahap
    after, later = day + timedelta(days=1), day + timedelta(days=7)
    kades = Peran.KEPALA_DESA
    if tahap >= TahapDesa.BERITA_ACARA:
        ba = meja.issue(scene.act(kades, day, 9), "ba_musrenbangdes", day)
        if tahap >= TahapDesa.TANDA_TANGAN:
            meja.sign(scene.act(kades, after), ba, after)
    if tahap >= TahapDesa.SK:
        sk = meja.issue(scene.act(kades, later), "sk_rkp_desa", later)
        if tahap >= TahapDesa.SELESAI:
            meja.sign(scene.act(kades, later, 5), sk, later)
