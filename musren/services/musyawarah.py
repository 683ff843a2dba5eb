"""What both meetings have in common: storing who came and who was chosen."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.bahasa import daftar
from musren.domain.errors import Conflict, Invalid
from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.forms.musyawarah import attendee_key
from musren.integration.acara import Acara, check_banyak, check_hadir, check_tanggal
from musren.integration.profil import Profil
from musren.integration.usulan import Alasan
from musren.integration.wakil import Orang
from musren.integration.wakil import check_hadir as check_listed
from musren.models.draf import Draf
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.services.perubahan import refuse_stale
from musren.services.prefill import meeting
from musren.services.tahun import profile_of

PLAIN = (
    "undangan_nomor", "undangan_tanggal", "tanggal", "jam_mulai", "jam_selesai", "tempat",
    "pimpinan_nama", "pimpinan_unsur", "notulis_nama", "notulis_unsur", "narasumber",
    "cara_putusan", "suara_setuju", "suara_tidak", "suara_abstain",
    "keputusan_lain", "catatan",
)  # fmt: skip

CHOSEN = ("wakil_masyarakat", "wakil_desa", "wakil_utusan", "delegasi", "wakil_kelompok")


def paper_in_force(session: Session, held: Musyawarah) -> Naskah | None:
    """The Berita Acara of this meeting that was issued and not replaced."""
    return session.scalar(
        select(Naskah).where(
            Naskah.musyawarah_id == held.id,
            Naskah.jenis.startswith("ba_") | (Naskah.jenis == "keputusan_bpd"),
            Naskah.status.in_(["disusun", "terbit", "ditandatangani"]),
        )
    )


def refuse_after_paper(session: Session, held: Musyawarah) -> None:
    """What a Berita Acara tells is not changed behind its back."""
    paper = paper_in_force(session, held)
    if paper is None or held.dibuka_alasan:
        return
    raise Conflict(
        f"Berita Acara Nomor {paper.nomor} sudah diterbitkan dari musyawarah ini, jadi isinya "
        "tidak dapat diubah. Bila ada kekeliruan, buka halaman Berita Acara itu dan pilih "
        "“Ganti dengan yang baru”."
    )


def open_or_new(  # noqa: PLR0913, PLR0917  the shape every submit handler is called with
    session: Session, act: Act, jenis: str, year: Tahun, place: RegionCode,
    values: Mapping[str, Any], draft: Draf, kelompok: str = "",
) -> Musyawarah:  # fmt: skip
    """The meeting with its plain facts set. Raises Conflict when changed elsewhere or locked."""
    held = meeting(session, jenis, year, place, kelompok)
    refuse_stale(held.versi if held else None, draft.objek_versi, "Catatan musyawarah")
    if held is None:
        held = Musyawarah(
            jenis=jenis, tahun_id=year.id, wilayah_kode=str(place), kelompok=kelompok,
            dibuka_alasan="", evaluasi_ada=True,
        )  # fmt: skip
        session.add(held)
    else:
        refuse_after_paper(session, held)
    for name in PLAIN:
        setattr(held, name, values.get(name))
    held.agenda = [row["acara"] for row in values["agenda"]]
    held.draf_id = draft.id
    held.ditutup = act.pada
    return held


def replace_attendance(
    session: Session, held: Musyawarah, rows: Sequence[Mapping[str, Any]], values: Mapping[str, Any]
) -> None:
    """Write the attendance anew, marking whom the meeting chose."""
    chosen = {name: set(values.get(name, ())) for name in CHOSEN}
    held.hadir.clear()
    session.flush()
    for number, row in enumerate(rows, 1):
        key = attendee_key(dict(row))
        held.hadir.append(
            Hadir(
                urutan=number, nama=row["nama"], jk=row["jk"], unsur=row["unsur"],
                alamat=row.get("alamat") or "", rtm=bool(row.get("rtm")),
                telepon=row.get("telepon") or "", desa_kode=row.get("desa_kode") or None,
                **{name: key in keys for name, keys in chosen.items()},
            )
        )  # fmt: skip


def keep_meeting(  # noqa: PLR0913, PLR0917  the shape every submit handler is called with
    session: Session, act: Act, jenis: str, year: Tahun, place: RegionCode,
    values: Mapping[str, Any], draft: Draf, kelompok: str = "",
) -> Musyawarah:  # fmt: skip
    """The meeting with its plain facts and its attendance."""
    held = open_or_new(session, act, jenis, year, place, values, draft, kelompok)
    replace_attendance(session, held, values["hadir"], values)
    return held


def people(rows: Iterable[Mapping[str, Any]], keys: Sequence[str]) -> list[Orang]:
    """The chosen ones as the rules see them; somebody not present is marked so."""
    present = {attendee_key(dict(row)): row for row in rows}
    found = []
    for key in keys:
        row = present.get(key)
        found.append(
            Orang(
                nama=row["nama"] if row else key, jk=row["jk"] if row else "", hadir=bool(row),
                desa_kode=(row.get("desa_kode") or "") if row else "",
            )
        )  # fmt: skip
    return found


def complaints(jenis: str, year: Tahun, values: Mapping[str, Any]) -> dict[str, list[str]]:
    """What refuses any meeting of this kind, by field: its day, who came, its leaders, its votes.

    Hard only where the Panduan or the profile says so; see `soft_complaints` for the rest.
    """
    profile = profile_of(year)
    told = {
        field: [one.kalimat for one in found if one.keras]
        for field, found in _reasons(profile, jenis, year.tahun, values).items()
    }
    leaders = absent_leaders(values) if profile.batas_bool("pimpinan_harus_hadir") else {}
    return {**told, **leaders, **too_many_votes(values)}


def soft_complaints(jenis: str, year: Tahun, values: Mapping[str, Any]) -> list[str]:
    """What deserves a second look and refuses nothing; `values` may be incomplete."""
    profile = profile_of(year)
    told = [
        one.kalimat
        for found in _reasons(profile, jenis, year.tahun, values).values()
        for one in found
        if not one.keras
    ]
    if profile.batas_bool("pimpinan_harus_hadir"):
        return told
    return told + [one for found in absent_leaders(values).values() for one in found]


def _reasons(
    profile: Profil, jenis: str, tahun: int, values: Mapping[str, Any]
) -> dict[str, tuple[Alasan, ...]]:
    present = [str(row.get("jk") or "") for row in values.get("hadir") or ()]
    acara = Acara(
        jenis=jenis, tahun=tahun, tanggal=values.get("tanggal"),
        undangan_tanggal=values.get("undangan_tanggal"),
    )  # fmt: skip
    return {
        "tanggal": check_tanggal(profile, acara),
        "hadir": (
            *check_banyak(profile, jenis, len(present)), *check_hadir(profile, jenis, present)
        ),
    }  # fmt: skip


def absent_leaders(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """Complaints, by field, when the leader or the writer is not on the attendance list."""
    present = [row["nama"] for row in values.get("hadir") or ()]
    leaders = {"pimpinan_nama": "Pimpinan musyawarah", "notulis_nama": "Notulis"}
    return {
        field: check_listed(values[field], office, present)
        for field, office in leaders.items()
        if values.get(field)
    }


def too_many_votes(values: Mapping[str, Any]) -> dict[str, list[str]]:
    """A complaint, by field, when more votes were counted than people were there."""
    if values["cara_putusan"] != "voting":
        return {}
    votes = sum(values.get(f"suara_{kind}") or 0 for kind in ("setuju", "tidak", "abstain"))
    present = len(values["hadir"])
    if votes <= present:
        return {}
    told = (
        f"Jumlah suara {votes} melebihi yang hadir, yaitu {present} orang. Periksa jumlah suara, "
        "atau lengkapi daftar hadir."
    )
    return {"suara_setuju": [told]}


def refuse_complaints(complaints: Mapping[str, Sequence[str]]) -> None:
    """Turn complaints of the rules, by field, into one refusal that keeps every value."""
    told = {name: " ".join(found) for name, found in complaints.items() if found}
    if told:
        raise Invalid(f"Ada {len(told)} hal yang perlu diperbaiki: {daftar(list(told.values()))}",
                      told)  # fmt: skip
