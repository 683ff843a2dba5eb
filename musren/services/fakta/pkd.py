"""Facts of the PKD papers: the sheets of one group, and the lists of the whole village."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain import bahasa
from musren.domain.wilayah import Level, RegionCode
from musren.integration import penilaian
from musren.integration.penilaian import Urutan, tie_sentences
from musren.models.musyawarah import Musyawarah
from musren.models.pkd import Gagasan, KalenderFaktor, Lembaga, Masalah, SketsaSimbol, Tindakan
from musren.models.tahun import Tahun
from musren.papers.contracts.pkd import BANYAK_KRITERIA_MASALAH, BANYAK_KRITERIA_TINDAKAN
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import head, kepala_desa
from musren.services.fakta.pertemuan import need_held
from musren.services.foto import facts as photo_facts
from musren.services.foto import photos_of
from musren.services.pkd.kesejahteraan import classes_of, hamlets_of
from musren.services.pkd.masalah import group_of, problems
from musren.services.pkd.nilai import ranked_actions, ranked_problems
from musren.services.pkd.pertemuan import groups, ideas_of, problems_of
from musren.services.profil import need_village
from musren.services.tahun import profile_of

LOKAKARYA = "lokakarya_desa"
UNGROUPED = "Belum dikelompokkan"
UNUSED = "(tidak dipakai)"
PHOTOGRAPHED = ("sketsa", "kalender", "bagan", "plano")
LAST = 10**6


# --- one group ----------------------------------------------------------------------------------


def pkd_kelompok(session: Session, year: Tahun, place: RegionCode, acara: str) -> Facts:
    """What one hamlet or group drew and told; raises NotReady."""
    held = need_held(session, year, place, acara)
    told: defaultdict[str, list[Masalah]] = defaultdict(list)
    for one in problems_of(session, held):
        told[one.alat].append(one)
    drawn = tools(session, year, place, held)
    return {
        **head(session, year, place, profile_of(year)),
        "kelompok": held.kelompok_nama, "kelompok_jenis": kind_of_group(held),
        "dusun": held.dusun or None,
        "tanggal": held.tanggal.isoformat(), "tempat": held.tempat,
        "kehadiran": bersama.attendance(held.hadir),
        "fasilitator": [
            {"nama": held.pimpinan_nama, "unsur": held.pimpinan_unsur},
            *(dict(one) for one in held.narasumber),
        ],
        **drawn,
        "masalah_sketsa": [_pair(m) for m in told["sketsa"]],
        "masalah_kalender": [
            {**_pair(m), "bulan": months_in_words(m.bulan) or None} for m in told["kalender"]
        ],
        "masalah_lembaga": [{"lembaga": m.lembaga or None, **_pair(m)} for m in told["bagan"]],
        "gagasan": [_idea(g) for g in ideas_of(session, held)],
        "foto": photos(session, year, place, held),
        "penandatangan": _group_signers(session, place, held),
    }  # fmt: skip


def kind_of_group(held: Musyawarah) -> str:
    """Whether women met alone or women and men together, as Form.2 and Form.5 tell apart."""
    return "kelompok perempuan" if held.kelompok_jenis == "perempuan" else "kelompok campuran"


def tools(session: Session, year: Tahun, place: RegionCode, held: Musyawarah) -> Facts:
    """The three pictures: `sketsa` (with the photo below it), `kalender`, `lembaga`."""
    below = photos_of(session, year, place, f"musyawarah:{held.id}/sketsa")
    return {
        "sketsa": {
            "foto": below[0].berkas.sha256 if below else None,
            "simbol": _plain(session, held, SketsaSimbol, "simbol", "nama", "jenis", "x", "y"),
        },
        "kalender": _plain(session, held, KalenderFaktor, "faktor", "bulan"),
        "lembaga": _plain(session, held, Lembaga, "nama", "ukuran", "jarak", "sudut"),
    }


def _plain(session: Session, held: Musyawarah, table: Any, *names: str) -> list[Facts]:
    rows = session.scalars(
        select(table).where(table.musyawarah_id == held.id).order_by(table.urutan)
    )
    return [
        {**{name: getattr(row, name) for name in names}, "keterangan": row.keterangan or None}
        for row in rows
    ]


def _pair(one: Masalah) -> Facts:
    return {"masalah": one.masalah, "potensi": one.potensi or None}


def _idea(one: Gagasan) -> Facts:
    return {
        "masalah": one.masalah or None, "gagasan": one.gagasan, "lokasi": one.lokasi or None,
        "pemanfaat_l": one.pemanfaat_l, "pemanfaat_p": one.pemanfaat_p,
        "pemanfaat_rtm": one.pemanfaat_rtm, "potensi": one.potensi or None,
        "prioritas": one.prioritas,
    }  # fmt: skip


def months_in_words(months: Sequence[int]) -> str:
    """Months in a row as a span: "Agustus–Oktober, Desember"."""
    spans: list[list[int]] = []
    for month in sorted(set(months)):
        if spans and spans[-1][-1] == month - 1:
            spans[-1].append(month)
        else:
            spans.append([month])
    named = [[bahasa.BULAN[n - 1] for n in (span[0], span[-1])] for span in spans]
    return ", ".join(a if a == b else f"{a}–{b}" for a, b in named)


def photos(session: Session, year: Tahun, place: RegionCode, held: Musyawarah) -> list[Facts]:
    """The photos of the meeting, tool by tool, each once."""
    whole = f"musyawarah:{held.id}"
    things = [*(f"{whole}/{tool}" for tool in PHOTOGRAPHED), whole]
    found = [photo_facts(one) for key in things for one in photos_of(session, year, place, key)]
    return list({one["sha256"]: one for one in found}.values())


def _group_signers(session: Session, place: RegionCode, held: Musyawarah) -> Facts:
    village = need_village(session, place)
    chosen = [h.nama for h in held.hadir if h.wakil_kelompok]
    return {
        "kpmd": _signer(
            f"KPMD Desa {bersama.short(session, place, Level.DESA)}",
            _one_of(village.kpmd_nama, held.pimpinan_nama),
        ),
        "wakil_kelompok": [_signer(f"Wakil {held.kelompok_nama}", one) for one in chosen],
    }


def _one_of(names: str, leader: str) -> str:
    """Who signs of several named with commas: the one who led the meeting, else the first."""
    known = [one.strip() for one in names.split(",") if one.strip()]
    return leader if leader in known else next(iter(known), "")


def _signer(jabatan: str, nama: str) -> Facts:
    return {"jabatan": jabatan, "nama": nama, "nip": None, "pangkat": None}


# --- the village --------------------------------------------------------------------------------


def pkd_desa(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """What the lokakarya desa put together; raises NotReady."""
    held = need_held(session, year, place, LOKAKARYA)
    village = need_village(session, place)
    lists = village_lists(session, year, place)
    return {
        **head(session, year, place, profile_of(year)),
        "tanggal": held.tanggal.isoformat(), "tempat": held.tempat,
        "kehadiran": bersama.attendance(held.hadir),
        **lists,
        "penandatangan": {
            "kepala_desa": kepala_desa(session, place),
            "lpmd": _signer(
                f"Ketua LPMD {bersama.short(session, place, Level.DESA)}", village.ketua_lpmd_nama
            ),
        },
    }  # fmt: skip


def village_lists(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Grouping, ranks, actions, ideas and welfare, as the papers of the village print them."""
    profile = profile_of(year)
    every, order = problems(session, year, place), ranked_problems(session, year, place)
    actions = ranked_actions(session, year, place)
    of_problems, of_actions = (
        penilaian.kriteria_masalah(profile), penilaian.kriteria_tindakan(profile),
    )  # fmt: skip
    return {
        "kelompok_masalah": _grouped(every, [one.nama for one in profile.bidang]),
        "skala": ", ".join(map(str, penilaian.skala(profile))),
        "kriteria_masalah": headings(of_problems, BANYAK_KRITERIA_MASALAH),
        "peringkat_masalah": _scored_problems(order, len(of_problems)),
        "pengkajian": [_weighed(m) for m, _ in order],
        "kriteria_tindakan": headings(of_actions, BANYAK_KRITERIA_TINDAKAN),
        "peringkat_tindakan": _scored_actions(actions, len(of_actions)),
        "gagasan": _recap(session, groups(session, year, place)),
        "kesejahteraan": _welfare(session, year, place),
        "catatan": [
            *tie_sentences([u for _, u in order], {m.kode: m.masalah for m, _ in order}),
            *tie_sentences([u for _, u in actions], _names(actions)),
        ],
    }


def _names(actions: Sequence[tuple[Tindakan, Urutan]]) -> dict[str, str]:
    return {u.kode: t.tindakan for t, u in actions}


def _grouped(every: Sequence[Masalah], bidang: Sequence[str]) -> list[Facts]:
    """By bidang in the order of the profile, then the village's own, the ungrouped last."""
    rows: dict[str, list[Facts]] = {name: [] for name in bidang}
    merged: defaultdict[int, list[Masalah]] = defaultdict(list)
    for one in every:
        if one.induk_id is not None:
            merged[one.induk_id].append(one)
    for one in every:
        if one.induk_id is None and one.bidang:
            rows.setdefault(one.bidang, []).append(_problem(one, merged[one.id]))
    loose = [_problem(m, merged[m.id]) for m in every if m.induk_id is None and not m.bidang]
    rows[UNGROUPED] = [*rows.get(UNGROUPED, []), *loose]
    return [{"bidang": name, "baris": found} for name, found in rows.items() if found]


def _problem(one: Masalah, merged: Iterable[Masalah]) -> Facts:
    return {
        "kode": one.kode, **_pair(one), "kelompok": group_of(one) or None,
        "gabungan": [
            {"kode": m.kode, "masalah": m.masalah, "kelompok": group_of(m) or None}
            for m in merged
        ],
    }  # fmt: skip


def headings(criteria: Sequence[str], columns: int) -> list[str]:
    """The criteria as headings of the paper's columns; a column nobody uses says so."""
    return [*criteria, *[UNUSED] * (columns - len(criteria))]


def scored(skor: Sequence[Any] | None, many: int, columns: int) -> list[int | None]:
    """The scores under `headings`; those given under other criteria count as missing.

    `many` criteria are in use; the columns left over add 0 to what is scored.
    """
    if skor is None or len(skor) != many:
        return [None] * columns
    complete = all(one is not None for one in skor)
    return [*skor, *[0 if complete else None] * (columns - many)]


def _place(seri: int | None, order: Urutan) -> Facts:
    return {
        "jumlah": order.jumlah, "peringkat": order.peringkat,
        "seri": seri if order.dipecahkan else None,
    }  # fmt: skip


def _scored_problems(order: Sequence[tuple[Masalah, Urutan]], many: int) -> list[Facts]:
    return [
        {
            "kode": m.kode, "bidang": m.bidang or None, "masalah": m.masalah,
            "skor": scored(m.skor, many, BANYAK_KRITERIA_MASALAH), **_place(m.seri, u),
            "keterangan": None,
        }
        for m, u in order
    ]  # fmt: skip


def _weighed(one: Masalah) -> Facts:
    return {
        "masalah": one.masalah, "penyebab": one.penyebab or None, "potensi": one.potensi or None,
        "tindakan": [
            {
                "alternatif": t.alternatif, "tindakan": t.tindakan or None, "layak": t.layak,
                "alasan": t.alasan or None,
            }
            for t in one.tindakan
        ],
    }  # fmt: skip


def _scored_actions(actions: Sequence[tuple[Tindakan, Urutan]], many: int) -> list[Facts]:
    return [
        {
            "tindakan": t.tindakan, "skor": scored(t.skor, many, BANYAK_KRITERIA_TINDAKAN),
            **_place(t.seri, u),
        }
        for t, u in actions
    ]  # fmt: skip


def _recap(session: Session, held: Sequence[Musyawarah]) -> list[Facts]:
    """Form.3: the same idea of several groups is one row, that of most groups first."""
    same: dict[str, list[tuple[Musyawarah, Gagasan]]] = {}
    for one in held:
        for idea in ideas_of(session, one):
            same.setdefault(" ".join(idea.gagasan.split()).casefold(), []).append((one, idea))
    rows = sorted((_recap_row(found) for found in same.values()), key=_standing)
    keys = [_standing(row) for row in rows]
    return [{**row, "peringkat": keys.index(key) + 1} for row, key in zip(rows, keys, strict=True)]


def _recap_row(found: Sequence[tuple[Musyawarah, Gagasan]]) -> Facts:
    names = list(dict.fromkeys(held.kelompok_nama for held, _ in found))
    first = [g.prioritas for _, g in found if g.prioritas is not None]
    return {
        "kelompok": ", ".join(names), "masalah": found[0][1].masalah or None,
        "gagasan": found[0][1].gagasan, "jumlah_kelompok": len(names),
        "peringkat": min(first, default=LAST),
    }  # fmt: skip


def _standing(row: Mapping[str, Any]) -> tuple[int, int]:
    """More groups first, then the best priority any of them gave."""
    return -row["jumlah_kelompok"], row["peringkat"]


def _welfare(session: Session, year: Tahun, place: RegionCode) -> Facts:
    classes = classes_of(session, year, place)
    hamlets = hamlets_of(session, year, place) if classes else []
    counts = [[one.jumlah_kk.get(c.kelas) for c in classes] for one in hamlets]
    sums = [sum(row[n] or 0 for row in counts) for n, _ in enumerate(classes)]
    return {
        "kelas": [
            {"kelas": one.kelas, "kriteria": one.kriteria or None, "jumlah_kk": total}
            for one, total in zip(classes, sums, strict=True)
        ],
        "dusun": [
            {"dusun": one.dusun, "jumlah_kk": row, "jumlah": sum(n or 0 for n in row)}
            for one, row in zip(hamlets, counts, strict=True)
        ],
        "jumlah": sum(sums),
    }
