"""The kecamatan's part: profile, Musrenbang Kecamatan, Berita Acara and Surat Penetapan Camat."""

from dataclasses import dataclass
from datetime import date, timedelta
from random import Random
from typing import Any

from sqlalchemy.orm import Session

from musren.cli.demo.langkah import fill, issue, raw, sign
from musren.cli.demo.nama import Warga
from musren.cli.demo.orang import Pemeran
from musren.cli.ruang import Ruang
from musren.domain.peran import Peran
from musren.domain.wilayah import RegionCode
from musren.forms.alur import flow
from musren.forms.musyawarah import attendee_key
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.services.alur import answers_for
from musren.services.kecamatan import incoming
from musren.services.tahun import profile_of

Row = dict[str, Any]

CAMAT = "Drs. Haryono Wibowo, M.Si."
PER_VILLAGE = 210_000_000  # BLM ceiling for each village of the kecamatan, rupiah
LATE = {
    "spp": "Jumlah SPP sudah mencapai batas bagian SPP dari BLM kecamatan.",
    "blm": "Pagu BLM kecamatan tidak mencukupi menurut urutan peringkat.",
    "apbd": "Belum menjadi prioritas; dokumen teknis belum lengkap.",
}
GUESTS = (
    ("L", "Perangkat kecamatan"), ("P", "Perangkat kecamatan"), ("P", "Fasilitator dan Setrawan"),
    ("L", "Fasilitator dan Setrawan"), ("L", "BKAD dan UPK"), ("P", "BKAD dan UPK"),
    ("L", "SKPD, UPTD, Bappeda"), ("P", "SKPD, UPTD, Bappeda"), ("L", "Anggota DPRD"),
    ("P", "TP-PKK"), ("L", "LSM dan organisasi masyarakat"),
)  # fmt: skip


@dataclass(frozen=True, kw_only=True)
class Kecamatan:
    """One invented kecamatan and how many villages it has."""

    kode: RegionCode
    nama: str
    desa: int
    seed: int


def profile(session: Session, cast: Pemeran, year: Tahun, here: Kecamatan, day: date) -> None:
    place, nama = here.kode, here.nama
    fill(
        session, cast.act(Peran.STAF_KECAMATAN, place, day), "profil-kecamatan", year, place,
        {
            "camat_nama": CAMAT, "camat_nip": "19640817 199103 1 005",
            "camat_pangkat": "Pembina Tingkat I (IV/b)", "ibu_kota": nama,
            "alamat_kantor": f"Jalan Raya {nama} Nomor 10", "kode_pos": "99101",
            "telepon": "(0999) 123456", "fk_nama": "Rina Puspita", "ketua_bkad_nama": "Sutarjo",
            "blm": here.desa * PER_VILLAGE,
        },
    )  # fmt: skip


def hold(session: Session, cast: Pemeran, year: Tahun, here: Kecamatan, day: date) -> None:
    """Rank, agree or put off every proposal that came in."""
    place, nama = here.kode, here.nama
    chance = Random(f"{here.seed}/{place}/{year.tahun}")  # noqa: S311  a repeatable play
    started, _ = answers_for(session, flow("musrenbang-kecamatan"), year, place, "")
    envoys = started["hadir"]
    guests = _guests(Warga(chance), nama)
    came = incoming(session, year, place)
    ceiling = PER_VILLAGE * len({one.salinan["desa_kode"] for one in came})
    women = [r for r in envoys if r["jk"] == "P"]
    men = [r for r in envoys if r["jk"] == "L"]
    fill(
        session, cast.act(Peran.STAF_KECAMATAN, place, day, hour=9), "musrenbang-kecamatan", year,
        place,
        {
            "undangan_nomor": f"005/{chance.randint(10, 40)}/Kec.{nama}/II/{day.year}",
            "undangan_tanggal": (day - timedelta(days=10)).isoformat(),
            "tanggal": day.isoformat(), "jam_mulai": "08:30", "jam_selesai": "15:00",
            "tempat": f"Aula Kantor Camat {nama}", "agenda": started["agenda"],
            "hadir": envoys + guests,
            "pimpinan_nama": "Sutarjo", "pimpinan_unsur": "BKAD dan UPK",
            "notulis_nama": guests[1]["nama"], "notulis_unsur": guests[1]["unsur"],
            "narasumber": [{"nama": "Rina Puspita", "unsur": "Fasilitator Kecamatan"}],
            "cara_putusan": "mufakat",
            "prioritas_blm": _blm(profile_of(year).batas_float("spp_max_share_blm"), ceiling,
                                  _shuffled(chance, came, "blm")),
            "prioritas_apbd": _apbd(chance, _shuffled(chance, came, "apbd")),
            "wakil_utusan": [attendee_key(raw(r)) for r in (men[0], women[0], women[-1])],
            "delegasi": [attendee_key(raw(r)) for r in (guests[4], women[1], men[1])],
        },
    )  # fmt: skip


def _guests(warga: Warga, nama: str) -> list[Row]:
    rows = [
        {"nama": warga.person(jk), "jk": jk, "unsur": unsur, "alamat": f"Kecamatan {nama}"}
        for jk, unsur in GUESTS
    ]
    rows[4]["nama"] = "Sutarjo"
    return rows


def _shuffled(chance: Random, came: list[UsulanKecamatan], daftar: str) -> list[UsulanKecamatan]:
    own = [one for one in came if one.daftar == daftar]
    chance.shuffle(own)
    return own


def _blm(share: float, ceiling: int, ranked: list[UsulanKecamatan]) -> list[Row]:
    """SPP first, then the others, as long as the money lasts; each strictly by its own rank."""
    ordered = sorted(ranked, key=lambda one: one.salinan["jenis"] != "spp")
    left = {"spp": int(ceiling * share), "blm": ceiling}
    closed: set[str] = set()
    rank = {"spp": 0, "blm": 0}
    rows = []
    for one in ordered:
        kind = "spp" if one.salinan["jenis"] == "spp" else "blm"
        cost = one.salinan["biaya_sumber"] or 0
        if kind in closed or cost > min(left[kind], left["blm"]):
            closed.add(kind)
            rows.append(_row(one, LATE[kind]))
            continue
        left["blm"] -= cost
        if kind == "spp":
            left["spp"] -= cost
        rank[kind] += 1
        rows.append(_row(one, "", rank[kind]))
    return rows


def _apbd(chance: Random, ranked: list[UsulanKecamatan]) -> list[Row]:
    late = {one.id for one in ranked if chance.random() < 0.15}  # noqa: PLR2004
    rows, rank = [], 0
    for one in ranked:
        if one.id in late:
            rows.append(_row(one, LATE["apbd"]))
            continue
        rank += 1
        rows.append(_row(one, "", rank) | {"skpd": one.salinan["skpd"]})
    return rows


def _row(one: UsulanKecamatan, reason: str, rank: int | None = None) -> Row:
    return {
        "usulan_id": one.usulan_id, "putusan": "ditunda" if reason else "disepakati",
        "peringkat": rank, "alasan": reason,
    }  # fmt: skip


def papers(room: Ruang, cast: Pemeran, year: Tahun, place: RegionCode, day: date) -> None:
    camat = Peran.CAMAT
    issue(room, cast.act(camat, place, day, 9), year, place, "daftar_hadir", day)
    ba = issue(room, cast.act(camat, place, day, 9), year, place, "ba_musrenbang_kecamatan", day)
    after = day + timedelta(days=1)
    sign(room, cast.act(camat, place, after), ba, after)
    later = day + timedelta(days=7)
    spc = issue(room, cast.act(camat, place, later), year, place, "spc", later)
    sign(room, cast.act(camat, place, later, 5), spc, later)
