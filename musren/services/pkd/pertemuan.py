"""The meetings of hamlets and groups: what they drew, told and proposed (II.D.1)."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import delete, select
from sqlalchemy.orm import Session

from musren.domain.errors import Invalid, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.pilihan import Option
from musren.forms.pkd import ALAT, PENGGALIAN_GAGASAN
from musren.forms.steps import numbered
from musren.integration.profil import Profil
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.pkd import Foto, Gagasan, KalenderFaktor, Lembaga, Masalah, SketsaSimbol
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan
from musren.models.wilayah import columns_of
from musren.services import jejak, pertemuan
from musren.services.pilihan import Setting
from musren.services.pkd.masalah import code_of, next_number
from musren.services.prefill import Started, again, meeting_of_key, new_meeting
from musren.services.tahun import profile_of

JENIS = "pertemuan_pkd"
Numbered = list[tuple[int, dict[str, Any]]]


def groups(session: Session, year: Tahun, place: RegionCode) -> list[Musyawarah]:
    """The meetings held, in the order of their numbers."""
    held = pertemuan.all_held(session, year, place)
    return [one for one in held if one.jenis == JENIS]


def usual_factors(profil: Profil) -> list[str]:
    """Factors a season calendar begins with; a group takes them away or adds its own."""
    return [str(one) for one in profil.batas_daftar("faktor_kalender")]


def factors(here: Setting) -> list[Option]:
    others = map(str, here.profile.batas_daftar("faktor_kalender_lain"))
    return [Option(one, one) for one in (*usual_factors(here.profile), *others)]


def institutions(here: Setting) -> list[Option]:
    """The institutions the group has drawn so far."""
    rows = [row for row in here.answers.get("lembaga") or () if isinstance(row, Mapping)]
    names = dict.fromkeys(str(row.get("nama") or "").strip() for row in rows)
    return [Option(one, one) for one in names if one]


# --- how the form begins ------------------------------------------------------------------------


def start(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """A new meeting with the usual factors, or the answers of a recorded one; raises NotFound."""
    if objek and objek.partition(".")[0] != JENIS:
        raise NotFound("Pertemuan itu tidak ada. Kembali ke beranda dan pilih lagi.")
    held = meeting_of_key(session, objek, year, place) if objek else None
    if held is None:
        acara = objek or f"{JENIS}.{pertemuan.next_kelompok(session, JENIS, year, place)}"
        fresh = new_meeting(session, PENGGALIAN_GAGASAN, year, place, acara)
        usual = usual_factors(profile_of(year))
        return {**fresh, "kalender": [{"faktor": one} for one in usual]}, None
    sent, versi = again(session, held)
    return {**sent, **PENGGALIAN_GAGASAN.write(_told(session, held))}, versi


def _told(session: Session, held: Musyawarah) -> dict[str, Any]:
    """Problems and ideas as they are now, each row with the thing it stands for."""
    told: dict[str, Any] = {group: [] for group in ALAT.values()}
    for one in problems_of(session, held):
        told[ALAT[one.alat]].append({**columns_of(one), "masalah_id": str(one.id)})
    ideas = [{**columns_of(one), "gagasan_id": str(one.id)} for one in ideas_of(session, held)]
    return {**told, "gagasan": ideas}


def problems_of(session: Session, held: Musyawarah) -> list[Masalah]:
    """The problems this group told, tool by tool, in their order."""
    found = session.scalars(
        select(Masalah).where(Masalah.musyawarah_id == held.id).order_by(Masalah.urutan, Masalah.id)
    )
    order = list(ALAT)
    return sorted((m for m in found if m.alat in ALAT), key=lambda m: order.index(m.alat))


def ideas_of(session: Session, held: Musyawarah) -> list[Gagasan]:
    """The ideas of this group, as they were written down."""
    return list(
        session.scalars(
            select(Gagasan).where(Gagasan.musyawarah_id == held.id).order_by(Gagasan.urutan)
        )
    )


# --- what sending does --------------------------------------------------------------------------


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the meeting with everything it drew and told; raises Invalid and Conflict.

    What was used further on (problems with actions, ideas that became proposals) is matched by
    its row and survives; it cannot be taken out here.
    """
    _refuse_nothing_told(values)
    held = pertemuan.keep(session, act, JENIS, year, place, values, draft)
    for name in ("kelompok_jenis", "kelompok_nama", "dusun"):
        setattr(held, name, values[name])
    _draw(session, held, values)
    _keep_ideas(session, held, numbered_rows(values, "gagasan"))
    _keep_problems(session, held, year, place, values)
    jejak.record(
        session, act, "catat_musyawarah", f"musyawarah:{held.id}", place=place, hak=Hak.ISI_DESA,
        rincian={"jenis": JENIS, "hadir": len(values["hadir"]), "gagasan": len(values["gagasan"])},
    )  # fmt: skip
    return f"musyawarah:{held.id}"


def numbered_rows(values: Mapping[str, Any], group: str) -> Numbered:
    return list(numbered(values.get(group) or []))


def _refuse_nothing_told(values: Mapping[str, Any]) -> None:
    if any(values.get(group) for group in (*ALAT.values(), "gagasan")):
        return
    told = (
        "Belum ada masalah atau gagasan yang diisi. Isi paling sedikit satu masalah pada sketsa "
        "desa, kalender musim, atau bagan kelembagaan, atau satu gagasan."
    )
    raise Invalid(told, {"gagasan": told})


def _draw(session: Session, held: Musyawarah, values: Mapping[str, Any]) -> None:
    """Write the three pictures anew; nothing else points at their parts."""
    for table in (SketsaSimbol, KalenderFaktor, Lembaga):
        session.execute(delete(table).where(table.musyawarah_id == held.id))
    session.flush()
    signs = values.get("sketsa") or ()
    session.add_all(
        SketsaSimbol(musyawarah_id=held.id, urutan=n, **row) for n, row in enumerate(signs, 1)
    )
    used = [row for row in values.get("kalender") or () if _strengths(row) or row["keterangan"]]
    session.add_all(
        KalenderFaktor(
            musyawarah_id=held.id, urutan=n, faktor=row["faktor"], bulan=_months(row),
            keterangan=row["keterangan"],
        )
        for n, row in enumerate(used, 1)
    )  # fmt: skip
    circles = values.get("lembaga") or ()
    session.add_all(
        Lembaga(musyawarah_id=held.id, urutan=n, **row) for n, row in enumerate(circles, 1)
    )


def _months(row: Mapping[str, Any]) -> list[int]:
    return [row[f"b{month}"] or 0 for month in range(1, 13)]


def _strengths(row: Mapping[str, Any]) -> bool:
    """Whether the factor shows in any month; one that never does was not discussed."""
    return any(_months(row))


# --- problems -----------------------------------------------------------------------------------


def _keep_problems(
    session: Session, held: Musyawarah, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> None:
    known = {str(one.id): one for one in problems_of(session, held)}
    following = next_number(session, year, place)
    for alat, group in ALAT.items():
        for urutan, (_, row) in enumerate(numbered_rows(values, group), 1):
            one = known.get(row["masalah_id"])
            if one is not None and one.alat == alat:
                del known[row["masalah_id"]]
            else:
                one = _new_problem(held, year, place, alat, code_of(following))
                following += 1
                session.add(one)
            one.urutan, one.masalah = urutan, row["masalah"]
            one.penyebab, one.potensi = row["penyebab"], row["potensi"]
            one.lembaga, one.bulan = row.get("lembaga") or "", row.get("bulan") or []
    _drop_problems(session, list(known.values()))


def _new_problem(
    held: Musyawarah, year: Tahun, place: RegionCode, alat: str, kode: str
) -> Masalah:  # fmt: skip
    return Masalah(
        kode=kode, tahun_id=year.id, desa_kode=str(place), musyawarah_id=held.id, alat=alat,
        bidang="",
    )  # fmt: skip


def _drop_problems(session: Session, gone: Sequence[Masalah]) -> None:
    """Forget problems the group took back; raises Invalid for those that are built upon."""
    ids = [one.id for one in gone]
    children = session.scalars(
        select(Masalah).where(Masalah.induk_id.in_(ids), Masalah.id.not_in(ids))
    )
    wrong: dict[str, list[str]] = {}
    for child in children:
        wrong.setdefault(_group_of(gone, child.induk_id), []).append(_has_merged(gone, child))
    for one in gone:
        if one.tindakan:
            wrong.setdefault(ALAT[one.alat], []).append(_has_actions(one))
    if wrong:
        raise Invalid(
            "Ada masalah yang sudah dipakai, jadi tidak dapat dihapus dari sini.",
            {group: " ".join(told) for group, told in wrong.items()},
        )
    session.execute(delete(Foto).where(Foto.objek.in_([f"masalah:{one}" for one in ids])))
    for one in gone:
        one.induk_id = None
    session.flush()
    for one in gone:
        session.delete(one)
    session.flush()


def _group_of(gone: Sequence[Masalah], id_: int | None) -> str:
    return next(ALAT[one.alat] for one in gone if one.id == id_)


def _has_actions(one: Masalah) -> str:
    return (
        f"Masalah {one.kode} “{one.masalah}” sudah punya {len(one.tindakan)} tindakan, jadi tidak "
        "dapat dihapus. Hapus dahulu tindakannya pada Pengkajian tindakan."
    )


def _has_merged(gone: Sequence[Masalah], child: Masalah) -> str:
    one = next(m for m in gone if m.id == child.induk_id)
    return (
        f"Masalah {child.kode} digabung ke {one.kode} “{one.masalah}”. Ubah dahulu gabungannya "
        "pada Pengelompokan masalah."
    )


# --- ideas --------------------------------------------------------------------------------------


def _keep_ideas(session: Session, held: Musyawarah, rows: Numbered) -> None:
    known = {str(one.id): one for one in ideas_of(session, held)}
    for urutan, (_, row) in enumerate(rows, 1):
        one = known.pop(row["gagasan_id"], None)
        if one is None:
            one = Gagasan(musyawarah_id=held.id)
            session.add(one)
        one.urutan = urutan
        for name in IDEA:
            setattr(one, name, row[name])
    for one in known.values():
        _refuse_if_proposed(session, one)
        session.delete(one)
    session.flush()


IDEA = (
    "masalah", "gagasan", "lokasi", "pemanfaat_l", "pemanfaat_p", "pemanfaat_rtm", "potensi",
    "prioritas",
)  # fmt: skip


def _refuse_if_proposed(session: Session, one: Gagasan) -> None:
    proposal = session.scalar(select(Usulan).where(Usulan.kunci == f"gagasan:{one.id}"))
    if proposal is None:
        return
    told = (
        f"Gagasan “{one.gagasan}” sudah menjadi usulan {proposal.kode}, jadi tidak dapat dihapus. "
        "Kembalikan barisnya."
    )
    raise Invalid(told, {"gagasan": told})
