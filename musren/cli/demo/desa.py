"""One invented village through its year: profile, proposals, meeting, Berita Acara, SK."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo import bahan
from musren.cli.demo.langkah import fill, form_key, issue, raw, sign
from musren.cli.demo.nama import Warga
from musren.cli.demo.orang import Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.forms.musyawarah import attendee_key
from musren.forms.usulan import USULAN
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.services import usulan
from musren.services.pilihan import Setting, options_for
from musren.services.tahun import profile_of

Row = dict[str, Any]

DUSUN = ("Dusun I", "Dusun II", "Dusun III", "Dusun IV")
PER_DUSUN = (30, 26, 24, 20)
"""Percent of the people and families of a village in each hamlet."""

KAUR = ("Pemerintahan", "Pembangunan", "Umum")
UNSUR = (
    "Tokoh masyarakat", "RT, RW, Kepala Dusun", "Rumah tangga miskin", "Tokoh agama",
    "Kelompok tani, nelayan, perajin", "Pemuda, Karang Taruna",
    "Guru, bidan, kader kesehatan", "Warga masyarakat",
)  # fmt: skip


@dataclass
class Desa:
    """The cast of one village, drawn by chance from its own seed."""

    kode: RegionCode
    nama: str
    chance: Random
    warga: Warga
    kades: str
    sekdes: str
    sekdes_jk: str
    bpd: str
    lpmd: str
    kpmd: tuple[str, str]
    warga_hadir: list[Row] = field(default_factory=list)
    kaur: list[str] = field(default_factory=list)

    @classmethod
    def draw(cls, kode: RegionCode, nama: str, seed: int) -> "Desa":
        chance = Random(f"{seed}/{kode}")  # noqa: S311  a repeatable play, not a secret
        warga = Warga(chance)
        kades, jk = warga.person("L"), chance.choice("LP")
        drawn = cls(
            kode=kode, nama=nama, chance=chance, warga=warga, kades=kades,
            sekdes=warga.person(jk), sekdes_jk=jk, bpd=warga.person("L"),
            lpmd=warga.person("L"), kpmd=(warga.person("P"), warga.person("L")),
        )  # fmt: skip
        drawn.warga_hadir = [_resident(drawn, number) for number in range(RESIDENTS)]
        for head in drawn.hamlet_heads():
            head["unsur"], head["rtm"] = "RT, RW, Kepala Dusun", False
        drawn.kaur = [warga.person(one) for one in "LPL"]
        return drawn

    def names(self) -> dict[tuple[Peran, RegionCode], str]:
        return {
            (Peran.KEPALA_DESA, self.kode): self.kades,
            (Peran.SEKDES, self.kode): self.sekdes,
            (Peran.KPMD, self.kode): self.kpmd[0],
            (Peran.BPD, self.kode): self.bpd,
        }

    def hamlet_heads(self) -> list[Row]:
        """The first man of each hamlet on the attendance."""
        men = [row for row in self.warga_hadir if row["jk"] == "L"]
        return [next(row for row in men if row["alamat"] == dusun) for dusun in DUSUN]

    def officials(self) -> list[Row]:
        """Those who come to every meeting of the village, as rows of its attendance."""
        known = (
            (self.kades, "L", "Pemerintah Desa"), (self.sekdes, self.sekdes_jk, "Pemerintah Desa"),
            (self.bpd, "L", "BPD"), (self.lpmd, "L", "LPMD"),
            (self.kpmd[0], "P", "KPMD"), (self.kpmd[1], "L", "KPMD"),
        )  # fmt: skip
        return [
            {"nama": n, "jk": jk, "unsur": u, "rtm": False, "alamat": DUSUN[i % len(DUSUN)]}
            for i, (n, jk, u) in enumerate(known)
        ]


RESIDENTS = 48
"""Villagers who come to meetings, a fourth of them from each hamlet, two in five women."""


def _resident(desa: Desa, number: int) -> Row:
    jk = "P" if number % 5 in {0, 2} else "L"
    unsur = "Kelompok perempuan" if number % 10 in {0, 2} else UNSUR[number % len(UNSUR)]
    poor = unsur == "Rumah tangga miskin" or desa.chance.random() < 0.2  # noqa: PLR2004
    return {
        "nama": desa.warga.person(jk), "jk": jk, "unsur": unsur, "rtm": poor,
        "alamat": DUSUN[(number + number // len(UNSUR) + 2) % len(DUSUN)],
    }  # fmt: skip


def profile(session: Session, cast: Pemeran, year: Tahun, desa: Desa, day: date) -> None:
    households = desa.chance.randint(280, 720)
    fill(
        session, cast.act(Peran.SEKDES, desa.kode, day), "profil-desa", year, desa.kode,
        {
            "alamat_kantor": f"Jalan Poros Desa Nomor {desa.chance.randint(1, 40)} {desa.nama}",
            "kode_pos": "99" + str(desa.kode)[-3:],
            "penduduk_l": households * 2 - 31, "penduduk_p": households * 2 - 12,
            "jumlah_kk": households, "jumlah_rtm": households // 3,
            "dusun": _hamlets(desa, households), **_land(desa),
            "kepala_desa_nama": desa.kades, "sekdes_nama": desa.sekdes,
            "ketua_bpd_nama": desa.bpd, "ketua_lpmd_nama": desa.lpmd,
            "kpmd_nama": ", ".join(desa.kpmd),
            "jumlah_anggota_bpd": 7,
            "perangkat": [
                {"jabatan": f"Kepala Urusan {what}", "nama": who}
                for what, who in zip(KAUR, desa.kaur, strict=True)
            ],
            "kantor_layak": True, "jumlah_kaur": 3, "bpd_terbentuk": True,
        },
    )  # fmt: skip


def shared_out(many: int, percent: Sequence[int]) -> list[int]:
    """Whole parts of a number; what dividing leaves over goes to the second part."""
    parts = [many * share // 100 for share in percent]
    parts[1] += many - sum(parts)
    return parts


def _hamlets(desa: Desa, households: int) -> list[Row]:
    """The people of the village, hamlet by hamlet, under their heads."""
    counts = {
        "penduduk_l": households * 2 - 31, "penduduk_p": households * 2 - 12,
        "jumlah_kk": households, "jumlah_rtm": households // 3,
    }  # fmt: skip
    shares = {name: shared_out(many, PER_DUSUN) for name, many in counts.items()}
    return [
        {
            "nama": dusun, "rt_rw": "RT 01–04", "kepala_dusun": head["nama"],
            **{name: parts[at] for name, parts in shares.items()},
        }
        for at, (dusun, head) in enumerate(zip(DUSUN, desa.hamlet_heads(), strict=True))
    ]  # fmt: skip


def _land(desa: Desa) -> Row:
    whole = str(desa.kode) == bahan.sukamaju()["desa"]["kode"]
    far = 11 if whole else desa.chance.randint(3, 24)
    return {
        "luas": 1240 if whole else desa.chance.randint(60, 190) * 10,
        "jarak_kecamatan": far, "jarak_kabupaten": far + 32,
        "batas_utara": "Sungai", "batas_timur": "Kebun karet", "batas_selatan": "Hutan desa",
        "batas_barat": "Jalan kabupaten",
    }  # fmt: skip


def proposals(
    session: Session, cast: Pemeran, year: Tahun, desa: Desa, day: date
) -> list[tuple[Usulan, str]]:
    """Submit the village's proposals; each beside the list it belongs on."""
    act = cast.act(Peran.KPMD, desa.kode, day)
    bidang = {b.kunci: b.nama for b in profile_of(year).bidang}
    here = Setting(session=session, year=year, place=desa.kode, answers={})
    lists = options_for(here, USULAN.lists())
    made = []
    for number, row in enumerate(bahan.rows_of(str(desa.kode), desa.chance), 1):
        values = USULAN.read(raw(bahan.answers(row, bidang)), lists)
        kunci = form_key("peragaan", "usulan", year.tahun, desa.kode, number)
        one = usulan.create(session, act, year, desa.kode, values, kunci=kunci)
        made.append((one, str(row["kategori"])))
    return made


def attendance(desa: Desa) -> list[Row]:
    return desa.officials() + desa.warga_hadir[: desa.chance.randint(22, 38)]


def decisions(desa: Desa, made: Sequence[tuple[Usulan, str]]) -> list[Row]:
    """Agree on nearly all; Sukamaju on all, so that its sums are the known ones."""
    whole = str(desa.kode) == bahan.sukamaju()["desa"]["kode"]
    late = set() if whole else {desa.chance.randrange(4, len(made))}
    rank: dict[str, int] = {}
    rows = []
    for number, (one, kategori) in enumerate(made):
        row: Row = {"usulan_id": one.id, "sumber": kategori, "putusan": "disepakati", "alasan": ""}
        if number in late and kategori != "blm":
            row |= {"putusan": "ditunda", "alasan": desa.chance.choice(bahan.REASONS)}
        else:
            rank[kategori] = rank.get(kategori, 0) + 1
            row["peringkat"] = rank[kategori]
        rows.append(row)
    return rows


def last_year(desa: Desa) -> list[Row]:
    done = desa.chance.randint(18, 45) * 1_000_000
    part = desa.chance.randint(10, 25) * 1_000_000
    return [
        {"kegiatan": "Pengerasan jalan lingkungan", "lokasi": "Dusun I", "volume_rencana": "350",
         "volume_realisasi": "350", "satuan": "meter", "biaya_rencana": done,
         "biaya_realisasi": done, "sumber_dana": "ADD", "status_pelaksanaan": "selesai",
         "sebab": "", "tindak_lanjut": "tidak_perlu"},
        {"kegiatan": "Perbaikan saluran air", "lokasi": "Dusun III", "volume_rencana": "200",
         "volume_realisasi": "120", "satuan": "meter", "biaya_rencana": part,
         "biaya_realisasi": part * 6 // 10, "sumber_dana": "ADD",
         "status_pelaksanaan": "sebagian", "sebab": "Bahan terlambat datang pada musim hujan",
         "tindak_lanjut": "diusulkan_kembali"},
        {"kegiatan": "Jembatan kayu menuju kebun", "lokasi": "Dusun IV", "volume_rencana": "1",
         "volume_realisasi": "0", "satuan": "unit", "biaya_rencana": part * 3,
         "biaya_realisasi": 0, "sumber_dana": "APBD Kab", "status_pelaksanaan": "belum",
         "sebab": "Belum terakomodasi dalam APBD", "tindak_lanjut": "diusulkan_kembali"},
    ]  # fmt: skip


def meeting(
    session: Session, cast: Pemeran, year: Tahun, desa: Desa,
    made: Sequence[tuple[Usulan, str]], day: date,
) -> None:  # fmt: skip
    """Hold the Musrenbangdes and submit its form."""
    fill(
        session, cast.act(Peran.KPMD, desa.kode, day, hour=8), "musrenbangdes", year, desa.kode,
        record(desa, day) | {"keputusan": decisions(desa, made)},
    )  # fmt: skip


def record(desa: Desa, day: date, fk: str = "Rina Puspita") -> Row:
    """What the meeting answers beside its decisions."""
    present = attendance(desa)
    people = present[6:]
    women = [r for r in people if r["jk"] == "P"]
    men = [r for r in people if r["jk"] == "L"]
    envoys = [present[0], men[2], men[3], *women[2:5]]
    voted = desa.chance.random() < 0.25  # noqa: PLR2004
    against = desa.chance.randint(1, 5)
    return {
        "undangan_nomor": f"005/{desa.chance.randint(2, 19):02}/Ds.{desa.nama.replace(' ', '')}/"
        f"{'I'}/{day.year}",
        "undangan_tanggal": (day - timedelta(days=7)).isoformat(), "tanggal": day.isoformat(),
        "jam_mulai": "09:00", "jam_selesai": "13:30", "tempat": f"Balai Desa {desa.nama}",
        "hadir": present, "evaluasi_ada": True, "evaluasi": last_year(desa),
        "pimpinan_nama": desa.lpmd, "pimpinan_unsur": "LPMD",
        "notulis_nama": desa.kpmd[0], "notulis_unsur": "KPMD",
        "narasumber": [{"nama": fk, "unsur": "Fasilitator Kecamatan"}],
        "cara_putusan": "voting" if voted else "mufakat",
        "suara_setuju": len(present) - against if voted else None,
        "suara_tidak": against if voted else None, "suara_abstain": 0 if voted else None,
        "wakil_masyarakat": [attendee_key(r) for r in (men[0], women[0], women[1])],
        "wakil_desa": [attendee_key(r) for r in envoys],
    }  # fmt: skip


def papers(room: Ruang, cast: Pemeran, year: Tahun, desa: Desa, day: date) -> None:
    """Issue and sign: Daftar Hadir and Berita Acara on the day, the SK a week later."""
    kades = Peran.KEPALA_DESA
    issue(room, cast.act(kades, desa.kode, day, 9), year, desa.kode, "daftar_hadir", day)
    berita_acara(room, cast, year, desa, day)
    later = day + timedelta(days=7)
    sk = issue(room, cast.act(kades, desa.kode, later), year, desa.kode, "sk_rkp_desa", later)
    sign(room, cast.act(kades, desa.kode, later, 5), sk, later)


def berita_acara(room: Ruang, cast: Pemeran, year: Tahun, desa: Desa, day: date) -> None:
    kades = Peran.KEPALA_DESA
    ba = issue(room, cast.act(kades, desa.kode, day, 9), year, desa.kode, "ba_musrenbangdes", day)
    after = day + timedelta(days=1)
    sign(room, cast.act(kades, desa.kode, after), ba, after)
