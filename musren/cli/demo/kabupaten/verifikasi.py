"""Tim Verifikasi of one kecamatan: the team with its decree, and a sheet for each BLM proposal."""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo.kabupaten.kecamatan import Kecamatan, held_on
from musren.cli.demo.kabupaten.surat import Meja
from musren.cli.demo.kabupaten.tahap import RencanaKecamatan, TahapKecamatan
from musren.cli.demo.langkah import begin, fill, raw
from musren.cli.demo.nama import Warga
from musren.cli.demo.orang import Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Act, Peran
from musren.integration import verifikasi as aturan
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.services import kirim
from musren.services.tahun import profile_of
from musren.services.usulan_masuk import incoming
from musren.services.verifikasi.kembali import key_of
from musren.services.verifikasi.tim import team

Row = dict[str, Any]

SEATS = (
    ("L", "Teknik sipil", "ketua"), ("P", "Simpan pinjam", "sekretaris"),
    ("P", "Kesehatan", "anggota"), ("L", "Pendidikan", "anggota"), ("P", "Pertanian", "anggota"),
)  # fmt: skip
REPAIR, UNFIT, RETURNED = 0.12, 0.15, 0.19
"""Below each: fit with repairs, unfit, returned to its village (only where nobody met yet)."""

REASONS = {
    aturan.LAYAK_PERBAIKAN: "Gambar dan perhitungan biaya perlu dilengkapi sebelum pelaksanaan.",
    aturan.TIDAK_LAYAK: "Lahan masih dipersengketakan dan air sumbernya tidak mencukupi.",
}
SHORT_VISIT, DEADLINE = timedelta(days=3), timedelta(days=6)


def play(room: Ruang, year_id: int, rencana: RencanaKecamatan, here: Kecamatan, seed: int) -> None:
    """Form the team and judge what the villages brought for BLM, in one transaction."""
    with room.database.write() as session:
        year = session.get_one(Tahun, year_id)
        if team(session, year, here.kode) is not None:
            return
        chance = Random(f"{seed}/{here.kode}/verifikasi")  # noqa: S311  a repeatable play
        cast = Pemeran(session)
        names = _form_team(session, cast, year, here, chance)
        meja = Meja(room=room, session=session, year=year, place=here.kode)
        day = date(year.tahun, 1, 13)
        decree = meja.issue(cast.act(Peran.CAMAT, here.kode, day), "sk_tim_verifikasi", day)
        meja.sign(cast.act(Peran.CAMAT, here.kode, day, 5), decree, day)
        judged = held_on(year.tahun, here.nomor) - timedelta(days=1)
        act = cast.act(Peran.STAF_KECAMATAN, here.kode, judged)
        returns = rencana.tahap is TahapKecamatan.BELUM
        for one in incoming(session, year, here.kode):
            if one.daftar == "blm":
                _judge(session, act, year, here, one, _told(chance, names, judged, returns=returns))


def _form_team(
    session: Session, cast: Pemeran, year: Tahun, here: Kecamatan, chance: Random
) -> list[str]:
    warga = Warga(chance)
    rows = [
        {"nama": warga.person(jk), "jk": jk, "keahlian": skill, "kedudukan": seat,
         "alamat": f"Kecamatan {here.nama}"}
        for jk, skill, seat in SEATS
    ]  # fmt: skip
    act = cast.act(Peran.STAF_KECAMATAN, here.kode, date(year.tahun, 1, 12))
    fill(session, act, "tim-verifikasi", year, here.kode, {"anggota": rows})
    return [row["nama"] for row in rows]


def _told(chance: Random, names: Sequence[str], day: date, *, returns: bool) -> Row:
    """The visit and the word of the team, or what is asked of the village first."""
    found: Row = {
        "tanggal_kunjungan": day - SHORT_VISIT * chance.randint(1, 3),
        "pemeriksa": sorted(chance.sample(names, 3), key=names.index),
        "rekomendasi": aturan.LAYAK, "alasan": "", "kembalikan": False,
    }  # fmt: skip
    lucky = chance.random()
    if lucky < UNFIT:
        word = aturan.LAYAK_PERBAIKAN if lucky < REPAIR else aturan.TIDAK_LAYAK
        return found | {"rekomendasi": word, "alasan": REASONS[word]}
    if returns and lucky < RETURNED:
        return found | {
            "rekomendasi": "", "kembalikan": True, "kolom": ["volume", "lokasi"],
            "catatan": "Ukur ulang volumenya bersama KPMD dan sebutkan titik awal dan akhirnya.",
            "tenggat": day + DEADLINE,
        }  # fmt: skip
    return found


def _judge(
    session: Session, act: Act, year: Tahun, here: Kecamatan, one: UsulanKecamatan, told: Row
) -> None:
    draft = begin(session, act, "verifikasi", year, here.kode, objek=key_of(one.usulan_id))
    sheet, profile = str(draft.jawaban["lembar"]), profile_of(year)
    weak = "cukup" if told["rekomendasi"] == aturan.LAYAK_PERBAIKAN else "baik"
    answers = told | {
        "kelengkapan": [
            {"butir": butir.kunci, "keadaan": "ada"} for butir in aturan.checklist(profile, sheet)
        ],
        "khusus": [
            {"pertanyaan": key, "isi": "Sudah dilihat di lapangan dan sesuai usulan."}
            for key in aturan.pertanyaan(profile, sheet)
        ],
        "aspek": [{"aspek": key, "keadaan": weak} for key in aturan.aspek(profile)],
    }
    draft.jawaban = {**draft.jawaban, **{name: raw(value) for name, value in answers.items()}}
    kirim.submit(session, act, draft)
