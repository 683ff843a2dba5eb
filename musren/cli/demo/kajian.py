"""The PKD at play: hamlets and women draw and tell, the village ranks and weighs (II.D.1)."""

import tomllib
from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from functools import cache, partial
from pathlib import Path
from random import Random
from textwrap import shorten
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.adapters.foto import LONGEST
from musren.adapters.foto_isi import shrunk
from musren.cli.demo import plano, rapat
from musren.cli.demo.desa import DUSUN, PER_DUSUN, shared_out
from musren.cli.demo.lakon import EVENING, Lakon
from musren.domain.peran import Peran
from musren.forms.musyawarah import attendee_key
from musren.forms.pkd import ALAT
from musren.models.pkd import Masalah, Tindakan
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilDesa
from musren.services import foto
from musren.services.pkd.masalah import actions_of, problems, standing
from musren.services.tahun import profile_of

Row = dict[str, Any]
Group = Mapping[str, Any]

FIRST = date(2010, 9, 20)
PER_KELAS = (10, 57, 25, 8)
"""Percent of families per welfare class."""


@cache
def material() -> Mapping[str, Any]:
    return tomllib.loads((Path(__file__).parent / "pkd.toml").read_text("utf-8"))


def groups() -> Sequence[Group]:
    found: Sequence[Group] = material()["kelompok"]
    return found


def told_problems() -> dict[str, Row]:
    """Every problem of the material by its words."""
    return {row["masalah"]: row for one in groups() for row in one["masalah"]}


# --- the meetings of the groups -----------------------------------------------------------------


def meet(lakon: Lakon, number: int, group: Group, day: date, *, photos: bool = True) -> str:
    """One group's meeting; returns its key."""
    acara = f"pertemuan_pkd.{number}"
    desa = lakon.desa
    female = group["jenis"] == "perempuan"
    hadir = [desa.officials()[4], *rapat.women(desa)] if female else _present(lakon, group)
    answers = {
        **rapat.record(
            lakon, day, hadir, tempat=f"{group['tempat']}, Desa {desa.nama}",
            jam=("13:30", "16:30"), pimpinan=(desa.kpmd[0], "KPMD"),
        ),
        "notulis_nama": hadir[1]["nama"], "notulis_unsur": hadir[1]["unsur"],
        "agenda": [{"acara": one} for one in ("Pembukaan", "Pengkajian bersama", "Gagasan")],
        "kelompok_jenis": group["jenis"], "dusun": group["dusun"],
        "kelompok_nama": group["nama"],
        "wakil_kelompok": [attendee_key(row) for row in hadir[2:5]],
        **drawn(group),
    }  # fmt: skip
    held = lakon.fill("penggalian-gagasan", day, answers, objek=acara, hour=EVENING)
    if photos:
        photograph(lakon, held, group, number, day)
    return acara


def _present(lakon: Lakon, group: Group) -> list[Row]:
    return rapat.hamlet(lakon.desa, group["dusun"])


def drawn(group: Group) -> Row:
    """The three tools with their problems, and the ideas of the group, as answers."""
    told: Row = {name: [] for name in ALAT.values()}
    for row in group["masalah"]:
        kept = {k: row[k] for k in ("masalah", "penyebab", "potensi", "lembaga") if k in row}
        if "bulan" in row:
            kept["bulan"] = row["bulan"]
        told[ALAT[row["alat"]]].append(kept)
    return told | {
        "sketsa": [
            dict(zip(("simbol", "nama", "jenis", "x", "y"), row, strict=True))
            for row in group["sketsa"]
        ],
        "kalender": [
            {"faktor": name, **{f"b{n}": level for n, level in enumerate(months, 1)}}
            for name, months in group["kalender"]
        ],
        "lembaga": [
            dict(zip(("nama", "ukuran", "jarak"), row, strict=True)) for row in group["lembaga"]
        ],
        "gagasan": [_idea(row, number) for number, row in enumerate(group["gagasan"], 1)],
    }


def _idea(row: Mapping[str, Any], number: int) -> Row:
    men, female, poor = row["heads"]
    return {
        **{k: row[k] for k in ("gagasan", "masalah", "lokasi", "potensi")}, "prioritas": number,
        "pemanfaat_l": men, "pemanfaat_p": female, "pemanfaat_rtm": poor,
    }  # fmt: skip


def photograph(lakon: Lakon, held: str, group: Group, number: int, day: date) -> None:
    """The drawn sheet below the symbols, and one flip chart of the meeting."""
    homes = [(x, y) for simbol, _, _, x, y in group["sketsa"] if simbol == "rumah"]
    lines = [shorten(row["masalah"], 46, placeholder=" …") for row in group["masalah"]]
    shots = (
        (f"{held}/sketsa", plano.sketch(homes, number), f"Sketsa {group['nama']}"),
        (held, plano.flip_chart(f"Masalah {group['nama']}", lines), "Hasil di kertas plano"),
    )
    for objek, picture, words in shots:
        attach(lakon, objek, picture, words, day)


def attach(lakon: Lakon, objek: str, picture: bytes, words: str, day: date) -> None:
    """Hand in a photo as the page does: cleaned, kept, attached."""
    content = shrunk(picture, LONGEST).content  # our own picture needs no walls
    kept = foto.Gambar(sha256=lakon.room.gudang.put(content), ukuran=len(content))
    act = lakon.cast.act(Peran.KPMD, lakon.kode, day, EVENING + 1)
    with lakon.room.database.write() as session:
        foto.add(session, act, foto.find(session, objek), kept, words)


# --- the village's part -------------------------------------------------------------------------


def group_problems(session: Session, year: Tahun, lakon: Lakon) -> Row:
    """Bidang and merging of every problem."""
    known = told_problems()
    names = {b.kunci: b.nama for b in profile_of(year).bidang}
    found = problems(session, year, lakon.kode)
    codes = {one.masalah: one.kode for one in found}
    rows = [
        {
            "masalah_id": one.id, "bidang": names[known[one.masalah]["bidang"]],
            "penyebab": one.penyebab,
            "induk_kode": codes.get(known[one.masalah].get("induk", ""), ""),
        }
        for one in found
    ]  # fmt: skip
    return {"pengelompokan": rows}


def scored(skor: str) -> Row:
    return {f"k{n}": value for n, value in enumerate(skor, 1)}


def rank_problems(session: Session, year: Tahun, lakon: Lakon) -> Row:
    known = told_problems()
    rows = [
        {
            "masalah_id": one.id, **scored(known[one.masalah]["skor"]),
            "seri": known[one.masalah].get("seri", ""),
        }
        for one in standing(problems(session, year, lakon.kode))
    ]  # fmt: skip
    return {"peringkat_masalah": rows}


def weigh_actions(session: Session, year: Tahun, lakon: Lakon) -> Row:
    known = told_problems()
    rows = [
        {
            "masalah_kode": one.kode, "alternatif": way["alternatif"],
            "tindakan": way.get("tindakan", ""), "layak": "skor" in way,
            "alasan": way.get("alasan", ""),
        }
        for one in standing(problems(session, year, lakon.kode))
        for way in known[one.masalah]["tindakan"]
    ]  # fmt: skip
    return {"pengkajian": rows}


def rank_actions(session: Session, year: Tahun, lakon: Lakon) -> Row:
    """Scores of the feasible actions; the best tie follows the order in which they were told."""
    told = told_problems().values()
    ways = {way["alternatif"]: way for row in told for way in row.get("tindakan", ())}
    found = [one for one in actions_of(session, year, lakon.kode) if one.layak]
    order = tie_order([ways[one.alternatif]["skor"] for one in found])
    rows = [
        {"tindakan_id": one.id, **scored(ways[one.alternatif]["skor"]), "seri": place}
        for one, place in zip(found, order, strict=True)
    ]
    return {"peringkat_tindakan": rows}


def tie_order(skor: Sequence[str]) -> list[int | str]:
    """The place among equals of each score for the best tie there is, in the order given.

    All other ties stay open: they share their rank.
    """
    totals = [sum(map(int, one)) for one in skor]
    best = max((total for total, many in Counter(totals).items() if many > 1), default=None)
    seen = 0
    places: list[int | str] = []
    for total in totals:
        seen += total == best
        places.append(seen if total == best else "")
    return places


def welfare(session: Session, _year: Tahun, lakon: Lakon) -> Row:
    """Classes with their criteria, and every family of the village in one of them."""
    families = session.get_one(ProfilDesa, str(lakon.kode)).jumlah_kk or 0
    rows = []
    for dusun, here in zip(DUSUN, shared_out(families, PER_DUSUN), strict=True):
        counts = shared_out(here, PER_KELAS)
        rows.append({"dusun": dusun, **{f"kk{n}": many for n, many in enumerate(counts, 1)}})
    return {"kelas": material()["kelas"], "jumlah_kk": rows}


VILLAGE = (
    ("pengelompokan-masalah", group_problems), ("peringkat-masalah", rank_problems),
    ("pengkajian-tindakan", weigh_actions), ("peringkat-tindakan", rank_actions),
    ("kesejahteraan", welfare),
)  # fmt: skip


def village_forms(lakon: Lakon, day: date) -> None:
    """Grouping, ranks, actions and welfare, one after the other."""
    for slug, made in VILLAGE:
        lakon.fill(slug, day, partial(made, lakon=lakon), hour=EVENING)


# --- the whole ----------------------------------------------------------------------------------


def play(lakon: Lakon) -> None:
    """All groups, the workshop, and the papers of the PKD (II.D.1)."""
    for number, group in enumerate(groups(), 1):
        day = FIRST + timedelta(days=number - 1)
        acara = meet(lakon, number, group, day)
        lakon.issue(f"daftar_hadir~{acara}", day)
        lakon.issue(f"pkd_kelompok~{acara}", day, Peran.KPMD)
    told = rapat.rapat("lokakarya")
    hadir = rapat.all_of(lakon.desa)
    ba = f"ba_pertemuan~{told['acara']}"
    rapat.hold(lakon, "lokakarya", "lokakarya-desa", hadir, ba=ba)
    after = told["tanggal"] + timedelta(days=2)
    village_forms(lakon, after)
    lakon.issue("pkd_desa", after + timedelta(days=1), Peran.SEKDES)


def play_light(lakon: Lakon, chosen: Sequence[int], first: date) -> None:
    """Some groups only, what they told varied a little, and the village's part; no papers."""
    for number, at in enumerate(chosen, 1):
        day = first + timedelta(days=number - 1)
        meet(lakon, number, varied(groups()[at], lakon.desa.chance), day, photos=False)
    village_forms(lakon, first + timedelta(days=len(chosen)))


def varied(group: Group, chance: Random) -> Group:
    """The group with one problem and one idea less, its map redrawn."""
    told = [row for row in group["masalah"] if "induk" not in row]
    signs = [
        [*sign[:3], sign[3] + chance.randint(-60, 60), sign[4] + chance.randint(-60, 60)]
        for sign in group["sketsa"]
    ]
    return {
        **group, "sketsa": signs, "masalah": without_one(told, chance),
        "gagasan": without_one(group["gagasan"], chance),
    }  # fmt: skip


def without_one(rows: Sequence[Any], chance: Random) -> list[Any]:
    gone = chance.randrange(len(rows))
    return [row for number, row in enumerate(rows) if number != gone]


def action_named(session: Session, year: Tahun, lakon: Lakon, nama: str) -> Tindakan | None:
    """The feasible action of this name that the village weighed."""
    found = session.scalars(
        select(Tindakan)
        .join(Tindakan.masalah)
        .where(
            Masalah.tahun_id == year.id, Masalah.desa_kode == str(lakon.kode),
            Tindakan.tindakan == nama, Tindakan.layak.is_(True),
        )
    )  # fmt: skip
    return found.first()
