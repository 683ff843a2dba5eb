"""The form of a session on priorities: its rows, what it tells meanwhile, keeping it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.bahasa import angka
from musren.domain.errors import Invalid, NotFound, NotReady
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.pilihan import Option
from musren.forms.sidang import CRITERIA, GROUPS, MOST_GROUPS, SERI
from musren.forms.skala import whole_of
from musren.forms.steps import numbered
from musren.integration import prioritas
from musren.integration.peringkat import picks_for
from musren.integration.prioritas import Calon
from musren.integration.profil import Profil
from musren.models.draf import Draf
from musren.models.prioritas import SidangPrioritas
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.services import jejak
from musren.services.musyawarah import refuse_after_paper
from musren.services.pengumuman import INFO, PERINGATAN, Pengumuman, Tabel
from musren.services.perubahan import refuse_stale
from musren.services.pilihan import Setting
from musren.services.prefill import Started, meeting
from musren.services.prioritas import hak_suara, putusan
from musren.services.prioritas.urutan import (
    MOST_AT_ONCE,
    UNNAMED_SKPD,
    Daftar,
    blocked,
    candidates,
    lists,
    ordered,
)
from musren.services.tahun import profile_of
from musren.services.usulan_masuk import (
    current,
    described,
    incoming,
    kode_of,
    of_list,
    size_and_cost,
    title,
)

Row = Mapping[str, Any]
GROUP = {
    "kelompok": "urutan_kelompok", "suara": "suara_usulan", "kriteria": "skor_usulan",
    "langsung": "urutan_langsung",
}  # fmt: skip
"""The rows each way of ranking fills."""

MOST_TOLD, MOST_FAULTS = 60, 5
EQUALS = (
    "Nilai sama diputus forum; sebelum itu menurut peringkat terbaik dari kelompok, jumlah suara, "
    "lalu kode usulan."
)
"""The stated rule among equals (integration.prioritas)."""


def known(objek: str) -> str:
    """The list a form is opened for; raises NotFound."""
    if objek not in prioritas.DAFTAR:
        raise NotFound("Daftar itu tidak ada. Pilih SPP, BLM selain SPP, atau APBD.")
    return objek


# --- opening ------------------------------------------------------------------------------------


def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """The session as it was kept; raises NotFound and NotReady."""
    all_of = lists(session, year, place)
    here = all_of[known(objek)]
    _refuse_closed(all_of, here)
    if here.sidang is None:
        return {}, None
    return _raw(here.sidang), here.sidang.versi


def _refuse_closed(all_of: Mapping[str, Daftar], here: Daftar) -> None:
    if not here.usulan:
        raise NotReady(
            f"Belum ada usulan desa pada daftar “{here.judul}”. Usulan masuk sesudah Berita Acara "
            "desanya ditandatangani lengkap."
        )
    if told := blocked(all_of, here.kunci):
        raise NotReady(told)


def _raw(kept: SidangPrioritas) -> dict[str, Any]:
    count = max((len(row["kelompok"] or ()) for row in kept.baris), default=0)
    rows = [_typed(kept.cara, row) for row in kept.baris]
    return {
        "cara": kept.cara, "catatan": kept.catatan,
        "banyak_kelompok": str(count) if count else "",
        "jumlah_pemilih": "" if kept.jumlah_pemilih is None else str(kept.jumlah_pemilih),
        GROUP[kept.cara]: rows,
    }  # fmt: skip


def _typed(cara: str, row: Row) -> dict[str, str]:
    found: dict[str, Any] = {"usulan_id": row["usulan_id"], "suara": row["suara"]}
    found |= dict(zip(GROUPS, row["kelompok"] or (), strict=False))
    found |= dict(zip(CRITERIA, row["skor"] or (), strict=False))
    found["peringkat" if cara == "langsung" else "seri"] = row["seri"]
    return {name: "" if value is None else str(value) for name, value in found.items()}


# --- rows, headings, notices ----------------------------------------------------------------------


def rows(here: Setting) -> list[dict[str, str]]:
    """One row per proposal of the list the form was opened for."""
    came = of_list(incoming(here.session, here.year, here.place), here.objek)
    parted = len(came) > MOST_AT_ONCE
    return [
        {
            "usulan_id": str(one.usulan_id), "uraian": described(one, size_and_cost(one)),
            "golongan": part_of(here.objek, current(one)) if parted else "",
        }
        for one in came
    ]  # fmt: skip


def part_of(kunci: str, own: Row) -> str:
    """Under what a long list is folded: the SKPD for the APBD, the village for the BLM."""
    if kunci == prioritas.APBD:
        return str(own.get("skpd") or UNNAMED_SKPD)
    return f"Desa {own['desa']}"


def group_columns(here: Setting) -> list[Option]:
    count = whole_of(here.answers.get("banyak_kelompok")) or MOST_GROUPS
    names = GROUPS[: max(1, min(count, MOST_GROUPS))]
    heads = [Option(name, f"Kelompok {n}") for n, name in enumerate(names, 1)]
    return [*heads, Option("seri", SERI)]


def criteria_columns(here: Setting) -> list[Option]:
    heads = [
        Option(f"k{n}", f"{nama} (bobot {bobot})" if bobot != 1 else nama)
        for n, (nama, bobot) in enumerate(prioritas.kriteria(here.profile), 1)
    ]
    return [*heads[: len(CRITERIA)], Option("seri", SERI)]


def told_rules(here: Setting) -> list[Pengumuman]:
    """How many proposals and voters there are, and what each way asks for."""
    count = len(of_list(incoming(here.session, here.year, here.place), here.objek))
    voters = sum(one.berhak for one in hak_suara.electorate(here.session, here.year, here.place))
    scale = ", ".join(map(str, prioritas.skala(here.profile)))
    lines = [
        f"Daftar: {prioritas.DAFTAR.get(here.objek, '')}, {angka(count)} usulan.",
        f"Berhak memberi suara: {angka(voters)} orang.",
        f"Pemungutan suara: tiap wakil memilih {picks_for(here.profile, count)} usulan berbeda.",
        f"Penilaian: tiap kriteria diberi nilai {scale}.",
        EQUALS,
    ]
    return [Pengumuman(judul="Aturan sidang", baris=lines)]


def told_result(here: Setting) -> list[Pengumuman]:
    """The order that follows from what is typed so far; what is wrong is told beside it."""
    if here.objek not in prioritas.DAFTAR:
        return []
    came = of_list(incoming(here.session, here.year, here.place), here.objek)
    cara = str(here.answers.get("cara") or "")
    kept = _unsaved(here.profile, cara, here.answers)
    order = ordered(here.profile, here.objek, came, kept).urutan
    names = {kode_of(one): title(one) for one in came}
    done = [one for one in order if one.peringkat is not None]
    ties = sum(one.seri for one in done)
    lines = [f"{angka(len(done))} dari {angka(len(came))} usulan sudah lengkap."]
    if ties:
        lines.append(f"{angka(ties)} usulan bernilai sama; forum menentukan urutan serinya.")
    wrong = _told_faults(here, cara, came) if done else []
    if len(done) > MOST_TOLD:
        lines.append(f"Ditampilkan {MOST_TOLD} teratas; selengkapnya pada halaman prioritas.")
    table = [(str(one.peringkat), names[one.kode], str(one.nilai), one.catatan)
             for one in done[:MOST_TOLD]]  # fmt: skip
    return [
        Pengumuman(
            judul="Hasil sementara", baris=[*lines, *wrong],
            nada=PERINGATAN if ties or wrong else INFO,
            tabel=Tabel(kepala=("Peringkat", "Usulan", "Nilai", "Catatan"), isi=table,
                        angka=(0, 2)) if table else None,
        )
    ]  # fmt: skip


def _told_faults(here: Setting, cara: str, came: Sequence[UsulanKecamatan]) -> list[str]:
    """What would be refused as it stands; each sentence once."""
    berhak = sum(one.berhak for one in hak_suara.electorate(here.session, here.year, here.place))
    sheet = _sheet(here.profile, cara, here.answers, came, berhak)
    return list(dict.fromkeys(_CHECK[cara](sheet).values()))[:MOST_FAULTS]


def _unsaved(profile: Profil, cara: str, answers: Row) -> SidangPrioritas:
    """The session as it would be kept, from answers that may be incomplete."""
    given = [row for row in answers.get(GROUP.get(cara, "")) or () if isinstance(row, Mapping)]
    count = whole_of(answers.get("banyak_kelompok")) or 0
    known = [row for row in given if whole_of(row.get("usulan_id")) is not None]
    baris = [_kept(profile, cara, count, row) for row in known]
    return SidangPrioritas(cara=cara, baris=baris)


def _kept(profile: Profil, cara: str, count: int, row: Row) -> dict[str, Any]:
    """One row as it is stored."""
    groups = [whole_of(row.get(name)) for name in GROUPS[:count]] if cara == "kelompok" else []
    criteria = CRITERIA[: len(prioritas.kriteria(profile))]
    scores = [whole_of(row.get(name)) for name in criteria] if cara == "kriteria" else []
    return {
        "usulan_id": whole_of(row["usulan_id"]), "kelompok": groups,
        "suara": whole_of(row.get("suara")) if cara == "suara" else None,
        "skor": scores or None,
        "seri": whole_of(row.get("peringkat" if cara == "langsung" else "seri")),
    }  # fmt: skip


# --- keeping ------------------------------------------------------------------------------------


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the session about one list. Raises Invalid, NotReady, Conflict and NotFound."""
    kunci, profile = known(draft.objek), profile_of(year)
    all_of = lists(session, year, place)
    here = all_of[kunci]
    _refuse_closed(all_of, here)
    held = meeting(session, hak_suara.JENIS, year, place)
    if held is not None:
        refuse_after_paper(session, held)
    kept = here.sidang
    refuse_stale(kept.versi if kept else None, draft.objek_versi, "Sidang prioritas ini")
    _refuse_faults(session, year, place, values, here)
    made = _unsaved(profile, values["cara"], values)
    if kept is None:
        kept = SidangPrioritas(tahun_id=year.id, kecamatan_kode=str(place), daftar=kunci)
        session.add(kept)
    kept.cara, kept.baris = values["cara"], made.baris
    voting = values["cara"] == "suara"
    kept.jumlah_pemilih = values["jumlah_pemilih"] if voting else None
    kept.pilihan = picks_for(profile, len(here.usulan)) if voting else None
    kept.catatan, kept.diubah = values["catatan"] or "", act.pada
    session.flush()
    if held is not None:
        putusan.recount(session, year, place, held)
    jejak.record(
        session, act, "catat_sidang_prioritas", f"sidang_prioritas:{kept.id}", place=place,
        hak=Hak.ISI_KECAMATAN, rincian={"daftar": kunci, "cara": kept.cara},
    )  # fmt: skip
    return f"sidang_prioritas:{kept.id}"


def _refuse_faults(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any], here: Daftar
) -> None:
    cara, profile = values["cara"], profile_of(year)
    hak = hak_suara.electorate(session, year, place)
    sheet = _sheet(profile, cara, values, here.usulan, sum(one.berhak for one in hak))
    wrong = _CHECK[cara](sheet)
    if cara != "langsung" and not wrong:
        ties = prioritas.tie_errors(sheet.calon, prioritas.order(profile, cara, sheet.calon))
        wrong = {sheet.path(kode, "seri"): told for kode, told in ties.items()}
    if hard := hak_suara.missing(session, year, place, hak, keras=True):
        wrong["cara"] = " ".join(hard)
    if wrong:
        raise Invalid("Ada isian sidang yang belum benar.", wrong)


@dataclass(frozen=True, kw_only=True)
class Lembar:
    """What was typed about one list, for checking: the proposals, and where each row stands."""

    profile: Profil
    berhak: int
    pemilih: int
    group: str
    calon: Sequence[Calon]
    where: Mapping[str, int]

    def path(self, kode: str, column: str) -> str:
        return f"{self.group}.{self.where[kode]}.{column}"


def _sheet(
    profile: Profil, cara: str, values: Mapping[str, Any], came: Sequence[UsulanKecamatan],
    berhak: int,
) -> Lembar:  # fmt: skip
    kodes = {str(one.usulan_id): kode_of(one) for one in came}
    return Lembar(
        profile=profile, berhak=berhak, group=GROUP[cara],
        pemilih=whole_of(values.get("jumlah_pemilih")) or 0,
        calon=candidates(_unsaved(profile, cara, values), came),
        where={
            kodes[row["usulan_id"]]: number
            for number, row in numbered(values[GROUP[cara]])
            if row["usulan_id"] in kodes
        },
    )  # fmt: skip


def _groups(sheet: Lembar) -> dict[str, str]:
    found = prioritas.group_errors(sheet.calon)
    return {sheet.group: " ".join(found.values())} if found else {}


def _votes(sheet: Lembar) -> dict[str, str]:
    votes = {c.kode: c.suara for c in sheet.calon}
    found = prioritas.tally_errors(sheet.profile, sheet.pemilih, sheet.berhak, votes)
    return {
        sheet.path(kode, "suara") if kode else "jumlah_pemilih": told
        for kode, told in found.items()
    }


def _scores(sheet: Lembar) -> dict[str, str]:
    return {
        sheet.path(c.kode, CRITERIA[n]): told
        for c in sheet.calon
        for n, told in prioritas.score_errors(sheet.profile, c.skor).items()
    }


def _direct(sheet: Lembar) -> dict[str, str]:
    names = {c.kode: c.kegiatan for c in sheet.calon}
    found = prioritas.rank_errors({c.kode: c.seri for c in sheet.calon}, names)
    return {sheet.path(kode, "peringkat"): told for kode, told in found.items()}


_CHECK: Mapping[str, Callable[[Lembar], dict[str, str]]] = {
    "kelompok": _groups, "suara": _votes, "kriteria": _scores, "langsung": _direct,
}  # fmt: skip


def attention(
    session: Session, year: Tahun, place: RegionCode, _values: Mapping[str, Any]
) -> list[str]:
    """What deserves a second look in every session: the quorum."""
    hak = hak_suara.electorate(session, year, place)
    return hak_suara.missing(session, year, place, hak, keras=False)
