"""The kecamatan's Tim Verifikasi at play: its decree and sheets, one repair, one refusal."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo.langkah import fill, issue, sign
from musren.cli.demo.orang import Pemeran
from musren.cli.ruang import Ruang
from musren.domain.bahasa import angka
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.integration.verifikasi import aspek, checklist, pertanyaan
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.models.verifikasi import Verifikasi
from musren.services.tahun import profile_of
from musren.services.usulan_masuk import incoming
from musren.services.verifikasi.kembali import key_of
from musren.services.verifikasi.lembar import suited
from musren.services.verifikasi.papan import BLM, sheets

Row = dict[str, Any]

TEAM = (
    ("Ir. Darsono", "L", "Teknik sipil", "ketua"),
    ("Siti Rahayu, S.Pd.", "P", "Pendidikan", "sekretaris"),
    ("Wahyuni, A.Md.Keb.", "P", "Kesehatan ibu dan anak", "anggota"),
    ("Sri Mulyati", "P", "Simpan pinjam kelompok perempuan", "anggota"),
    ("Bagus Santoso", "L", "Pertanian dan kelompok usaha", "anggota"),
)
LOOKS = {
    "prasarana": "Ir. Darsono", "simpan_pinjam": "Sri Mulyati", "kesehatan": "Wahyuni, A.Md.Keb.",
    "pendidikan": "Siti Rahayu, S.Pd.", "kapasitas": "Bagus Santoso",
}  # fmt: skip
FOUND = {
    "status_lahan": "Tanah desa, tidak bersengketa", "ukuran": "Sesuai sketsa dan ukuran lapangan",
    "bahan_lokal": "Pasir dan batu tersedia di desa", "umur_kelompok": "3",
    "dampak_lingkungan": "Kecil; air dialirkan ke saluran yang ada",
    "pemelihara": "Tim pemelihara dusun", "tunggakan": "Tidak ada",
    "pinjaman_berjalan": "Lancar", "administrasi": "Buku kas dan daftar anggota lengkap",
}  # fmt: skip
SEEN = "Sudah diperiksa di lapangan"
LATER = "Volume sudah diukur ulang; sketsa menyusul sebelum pencairan dana."
UNFIT = "Status lahan belum jelas dan swadaya tidak disanggupi."
MEND = ("volume", "rencana_pelestarian")
NOTE = (
    "Volume pada sketsa berbeda dari usulan. Ukur ulang, lalu tulis siapa yang memelihara dan "
    "dengan iuran berapa."
)
UPKEEP = "Iuran Rp2.000 per rumah tangga setiap bulan, dikelola tim pemelihara dusun."
FEW = 2
"""With fewer villages nothing is called unfit, so that something is left to rank."""


def play(session: Session, cast: Pemeran, year: Tahun, place: RegionCode) -> None:
    """The team looks at everything meant for BLM, ten days before the Musrenbang Kecamatan."""
    staff = cast.act(Peran.STAF_KECAMATAN, place, date(year.tahun, 1, 10))
    duties = [{"uraian_tugas": one} for one in profile_of(year).tugas("verifikasi")]
    fill(session, staff, "tim-verifikasi", year, place, {"anggota": _team(), "tugas": duties})
    came = [one for one in incoming(session, year, place) if one.daftar == BLM]
    works = [one for one in came if one.salinan["jenis"] != "spp"]
    mended = next((one for one in works if (one.usulan.volume or 0) > 1), None)
    villages = {one.salinan["desa_kode"] for one in came}
    unfit = works[-1] if len(villages) > FEW and works[-1] is not mended else None
    if mended is not None:
        _send_back(session, cast, year, place, mended)
        _mend(session, cast, year, mended)
    fk = cast.act(Peran.FK, place, date(year.tahun, 2, 9))
    for one in came:
        answers = _sheet(year, one)
        if one is mended:
            answers |= {
                "rekomendasi": "layak_perbaikan", "alasan": LATER, "kembalikan": False,
            }  # fmt: skip
        elif one is unfit:
            answers |= {"rekomendasi": "tidak_layak", "alasan": UNFIT, "kembalikan": False}
            answers |= _doubtful(answers)
        fill(session, fk, "verifikasi", year, place, answers, objek=key_of(one.usulan_id),
             kali="akhir")  # fmt: skip


def _team() -> list[Row]:
    return [
        {"nama": nama, "jk": jk, "keahlian": skill, "kedudukan": seat, "alamat": f"Desa {desa}"}
        for (nama, jk, skill, seat), desa in zip(
            TEAM, ("Karang Rejo", "Sukamaju", "Air Bening", "Bukit Sari", "Sukamulya"), strict=True
        )
    ]


def _sheet(year: Tahun, one: UsulanKecamatan) -> Row:
    """A sheet on which all is well."""
    profile = profile_of(year)
    key = suited(profile, one)
    return {
        "lembar": key,
        "kelengkapan": [
            {"butir": b.kunci, "keadaan": "ada", "catatan": ""} for b in checklist(profile, key)
        ],
        "khusus": [
            {"pertanyaan": name, "isi": FOUND.get(name, SEEN)} for name in pertanyaan(profile, key)
        ],
        "aspek": [{"aspek": name, "keadaan": "baik", "catatan": ""} for name in aspek(profile)],
        "tanggal_kunjungan": date(year.tahun, 2, 2).isoformat(), "pemeriksa": [LOOKS[key]],
        "rekomendasi": "layak", "alasan": "",
    }  # fmt: skip


def _doubtful(answers: Row) -> Row:
    """What the sheet of the unfit proposal says, so that it bears out the reason."""
    papers = [
        row | {"keadaan": "tidak", "catatan": "Belum ada surat pernyataan pemilik lahan."}
        if "lahan" in row["butir"] else row
        for row in answers["kelengkapan"]
    ]  # fmt: skip
    looked = [
        row | {"isi": "Belum jelas pemiliknya"} if row["pertanyaan"] == "status_lahan" else row
        for row in answers["khusus"]
    ]
    seen = [
        row | {"keadaan": "kurang", "catatan": "Swadaya tidak disanggupi."}
        if "swadaya" in row["aspek"] else row
        for row in answers["aspek"]
    ]  # fmt: skip
    return {"kelengkapan": papers, "khusus": looked, "aspek": seen}


def _send_back(
    session: Session, cast: Pemeran, year: Tahun, place: RegionCode, one: UsulanKecamatan
) -> None:
    fill(
        session, cast.act(Peran.FK, place, date(year.tahun, 2, 3)), "verifikasi", year, place,
        _sheet(year, one)
        | {
            "rekomendasi": "", "kembalikan": True, "kolom": list(MEND), "catatan": NOTE,
            "tenggat": date(year.tahun, 2, 8).isoformat(),
        },
        objek=key_of(one.usulan_id), kali="kembali",
    )  # fmt: skip


def _mend(session: Session, cast: Pemeran, year: Tahun, one: UsulanKecamatan) -> None:
    """The village measures again and says who keeps the work in order."""
    desa, volume = RegionCode(str(one.salinan["desa_kode"])), one.usulan.volume
    again = angka(round(volume * 97 / 100)) if volume is not None else ""
    fill(
        session, cast.act(Peran.KPMD, desa, date(year.tahun, 2, 7)), "perbaikan-usulan", year,
        desa,
        {
            "jawaban": [
                {"kolom": "volume", "menjadi": again},
                {"kolom": "rencana_pelestarian", "menjadi": UPKEEP},
            ],
            "keterangan": "Diukur ulang bersama KPMD dan kepala dusun.",
        },
        objek=key_of(one.usulan_id),
    )  # fmt: skip


def heeded(session: Session, year: Tahun, place: RegionCode, rows: Sequence[Row]) -> list[Row]:
    """Decisions on the BLM list that put off what the team calls unfit; the ranks close up."""
    found = sheets(session, year, place)
    gone: dict[bool, list[int]] = {True: [], False: []}
    for row in rows:
        if _is_unfit(sheet := found.get(int(row["usulan_id"]))):
            gone[_is_spp(sheet)].append(row["peringkat"])
    kept: list[Row] = []
    for row in rows:
        sheet, rank = found.get(int(row["usulan_id"])), row["peringkat"]
        if _is_unfit(sheet):
            kept.append(row | {"putusan": "ditunda", "peringkat": None, "alasan": UNFIT})
        else:
            above = sum(one < rank for one in gone[_is_spp(sheet)])
            kept.append(row | {"peringkat": rank - above})
    return kept


def _is_spp(sheet: Verifikasi | None) -> bool:
    return sheet is not None and sheet.lembar == "simpan_pinjam"


def _is_unfit(sheet: Verifikasi | None) -> bool:
    return sheet is not None and sheet.rekomendasi == "tidak_layak"


def papers(room: Ruang, cast: Pemeran, year: Tahun, place: RegionCode) -> None:
    """The signed decree, the sheets that tell something, and both recaps."""
    formed, done = date(year.tahun, 1, 10), date(year.tahun, 2, 10)
    camat = cast.act(Peran.CAMAT, place, formed, 5)
    sign(room, camat, issue(room, camat, year, place, "sk_tim_verifikasi", formed), formed)
    clerk = cast.act(Peran.CAMAT, place, done, 5)
    for key in (*_told(room, year, place), "rekap_verifikasi", "rekap_usulan_desa"):
        sign(room, clerk, issue(room, clerk, year, place, key, done), done)


def _told(room: Ruang, year: Tahun, place: RegionCode) -> list[str]:
    """The sheets of what is not simply fit, or the first one."""
    with room.database.read() as session:
        kept = sheets(session, year, place)
        said = {key: kept[key].rekomendasi for key in sorted(kept)}
    wanted = [key for key, word in said.items() if word != "layak"] or list(said)[:1]
    return [f"lembar_verifikasi~U.{key}" for key in wanted]
