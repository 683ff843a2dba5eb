"""Invitations before a meeting, and the minutes that are added to a meeting afterwards."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session
from sqlalchemy.orm.attributes import flag_modified

from musren.domain.errors import Conflict, Invalid
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import Level, RegionCode
from musren.forms.pertemuan import NOTULEN, UNDANGAN
from musren.forms.pertemuan_atas import NOTULEN_DI, UNDANGAN_DI
from musren.forms.pilihan import Option
from musren.integration.acara import Acara, check_tanggal
from musren.integration.jenis_musyawarah import JENIS
from musren.models.draf import Draf
from musren.models.musyawarah import Undangan
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.models.wilayah import columns_of
from musren.services import jejak
from musren.services.kabupaten import skpd
from musren.services.kabupaten.penerima import invited_above
from musren.services.pertemuan import (
    all_held,
    key_of,
    kind_name,
    meeting_name,
    next_kelompok,
)
from musren.services.perubahan import refuse_stale
from musren.services.pilihan import Setting
from musren.services.prefill import Start, Started, agenda, meeting_of_key, officials
from musren.services.tahun import profile_of

HAK = {
    Level.DESA: Hak.ISI_DESA, Level.KECAMATAN: Hak.ISI_KECAMATAN,
    Level.KABUPATEN: Hak.ISI_KABUPATEN,
}  # fmt: skip
"""Who writes letters and minutes at each level."""


def letter_for(session: Session, year: Tahun, place: RegionCode, acara: str) -> Undangan | None:
    """The invitation to this meeting, as it is kept."""
    return session.scalar(
        select(Undangan).where(
            Undangan.acara == acara,
            Undangan.tahun_id == year.id,
            Undangan.wilayah_kode == str(place),
        )
    )


def letters(session: Session, year: Tahun, place: RegionCode) -> list[Undangan]:
    """All invitations of the place in the year."""
    return list(
        session.scalars(
            select(Undangan)
            .where(Undangan.tahun_id == year.id, Undangan.wilayah_kode == str(place))
            .order_by(Undangan.id)
        )
    )


def name_for(session: Session, year: Tahun, place: RegionCode, acara: str) -> str:
    """The meeting's name: as the letter says it, else the usual one."""
    letter = letter_for(session, year, place, acara)
    if letter is not None and letter.acara_nama:
        return letter.acara_nama
    held = meeting_of_key(session, acara, year, place)
    agency = skpd.register(session, place).of_forum(acara) if held is None else None
    said = meeting_name(year, acara, held)
    return f"{said} {agency.nama}" if agency is not None else said


def _meetings(here: Setting) -> list[Option]:
    """What one can invite to: each kind once, those held several times also as the next one."""
    found: dict[str, str] = {}
    for kind in (one for one in JENIS.values() if one.tingkat is here.place.level):
        key = kind.kunci
        if key == skpd.FORUM:
            found |= _forums(here)
            continue
        if kind.banyak:
            key = f"{key}.{next_kelompok(here.session, kind.kunci, here.year, here.place)}"
        found[key] = kind_name(here.year, kind.kunci)
    for letter in letters(here.session, here.year, here.place):
        found[letter.acara] = name_for(here.session, here.year, here.place, letter.acara)
    return [Option(key, name) for key, name in found.items()]


def _forums(here: Setting) -> dict[str, str]:
    """The forum of every SKPD, held or not."""
    name = kind_name(here.year, skpd.FORUM)
    known = skpd.register(here.session, here.place).semua
    return {skpd.key_of(one): f"{name} {one.nama}" for one in known}


def _held(here: Setting) -> list[Option]:
    return [
        Option(key_of(one), meeting_name(here.year, key_of(one), one))
        for one in all_held(here.session, here.year, here.place)
    ]


def _present(here: Setting) -> list[Option]:
    """Names on the attendance list of the meeting whose minutes are written."""
    acara = str(here.answers.get("acara") or "")
    held = meeting_of_key(here.session, acara, here.year, here.place) if acara else None
    return [Option(h.nama, h.nama, h.unsur) for h in held.hadir] if held else []


PROVIDERS = {"acara": _meetings, "acara_berlangsung": _held, "hadir_nama": _present}


# --- the invitation -----------------------------------------------------------------------------


def _start_letter(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    stored = letter_for(session, year, place, objek) if objek else None
    if stored is None:
        kind = objek.partition(".")[0]
        asked = {"acara": objek, "agenda": agenda(year, kind)} if kind in JENIS else {}
        return {**asked, "penerima": _usual(session, year, place, objek)}, None
    values = columns_of(stored) | {
        "agenda": [{"acara": one} for one in stored.agenda],
        "penerima": [recipient(one) for one in stored.penerima],
    }
    return UNDANGAN.write(values), stored.versi


def _usual(
    session: Session, year: Tahun, place: RegionCode, acara: str
) -> list[dict[str, str]]:  # fmt: skip
    """Who is usually invited, as far as it is known."""
    if place.level is not Level.DESA:
        return invited_above(session, year, place, acara)
    return [
        {"nama": one["nama"], "jabatan": one["unsur"]}
        for one in officials(session, place)
        if one["unsur"] != "Kepala Desa"  # who signs the letter
    ]


def recipient(row: Mapping[str, Any]) -> dict[str, Any]:
    """One who was invited, as stored, with the day of delivery as a date again."""
    given = row.get("diterima")
    return {**row, "diterima": date.fromisoformat(given) if given else None}


def _stored(row: Mapping[str, Any]) -> dict[str, Any]:
    given = row.get("diterima")
    return {**row, "diterima": given.isoformat() if given else None}


def submit_letter(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the invitation; raises Invalid and Conflict."""
    profile, acara = profile_of(year), values["acara"]
    held = Acara(
        jenis=acara.partition(".")[0], tahun=year.tahun, tanggal=values["tanggal"],
        undangan_tanggal=values["tanggal_surat"],
    )  # fmt: skip
    wrong = [one.kalimat for one in check_tanggal(profile, held) if one.keras]
    if wrong:
        raise Invalid(" ".join(wrong), {"tanggal": " ".join(wrong)})
    stored = letter_for(session, year, place, acara)
    refuse_stale(
        stored.versi if stored and draft.objek == acara else None,
        draft.objek_versi, "Undangan ini",
    )  # fmt: skip
    if stored is None:
        stored = Undangan(acara=acara, tahun_id=year.id, wilayah_kode=str(place))
        session.add(stored)
    for name in PLAIN:
        setattr(stored, name, values[name])
    stored.agenda = [row["acara"] for row in values["agenda"]]
    stored.penerima = [_stored(row) for row in values["penerima"]]
    stored.diubah = act.pada
    session.flush()
    jejak.record(
        session, act, "simpan_undangan", f"undangan:{stored.id}", place=place,
        hak=HAK[place.level],
        rincian={"acara": acara, "penerima": len(stored.penerima)},
    )  # fmt: skip
    return f"undangan:{stored.id}"


PLAIN = (
    "acara_nama", "tanggal_surat", "tanggal", "jam_mulai", "jam_selesai", "tempat", "catatan",
)  # fmt: skip


# --- the minutes --------------------------------------------------------------------------------


def _start_minutes(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    held = meeting_of_key(session, objek, year, place) if objek else None
    if held is None:
        return {"acara": objek}, None
    return NOTULEN.write({"acara": key_of(held), "pembahasan": held.pembahasan}), held.versi


def submit_minutes(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Add the minutes to a meeting that was recorded; raises Conflict once they are issued."""
    held = meeting_of_key(session, values["acara"], year, place)
    if held is None:
        told = "Isian musyawarah ini belum dikirim, jadi notulennya belum dapat disimpan."
        raise Invalid(told, {"acara": told})
    if draft.objek == values["acara"]:
        refuse_stale(held.versi, draft.objek_versi, "Catatan musyawarah")
    issued = session.scalar(
        select(Naskah.id).where(
            Naskah.tahun_id == year.id, Naskah.wilayah_kode == str(place),
            Naskah.jenis == f"notulen~{values['acara']}", Naskah.status == "ditandatangani",
        )
    )  # fmt: skip
    if issued is not None:
        raise Conflict("Notulen ini sudah ditandatangani, jadi isinya tidak dapat diubah.")
    held.pembahasan = [dict(row) for row in values["pembahasan"]]
    flag_modified(held, "pembahasan")
    session.flush()
    jejak.record(
        session,
        act,
        "simpan_notulen",
        f"musyawarah:{held.id}",
        place=place,
        hak=HAK[place.level],
    )
    return f"musyawarah:{held.id}"


STARTS: dict[str, Start] = {
    **{form.slug: _start_letter for form in UNDANGAN_DI.values()},
    **{form.slug: _start_minutes for form in NOTULEN_DI.values()},
}
HANDLERS = {
    **{form.slug: submit_letter for form in UNDANGAN_DI.values()},
    **{form.slug: submit_minutes for form in NOTULEN_DI.values()},
}


def warn(
    _session: Session, year: Tahun, _place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """A letter that is written too late or twice to one person; `values` may be incomplete."""
    twice = _invited_twice(values.get("penerima") or ())
    if not values.get("tanggal"):
        return twice
    acara = Acara(
        jenis=str(values.get("acara") or "").partition(".")[0], tahun=year.tahun,
        tanggal=values["tanggal"],
        undangan_tanggal=values.get("tanggal_surat"),
    )  # fmt: skip
    late = [one.kalimat for one in check_tanggal(profile_of(year), acara) if not one.keras]
    return [*late, *twice]


def _invited_twice(rows: Iterable[Mapping[str, Any]]) -> list[str]:
    seen = Counter(
        tuple(" ".join(str(row.get(name) or "").split()).casefold() for name in WHO) for row in rows
    )
    return [
        f"“{nama}” tertulis {times} kali pada daftar yang diundang dengan jabatan dan alamat yang "
        "sama. Hapus salah satu, atau beri pembeda bila orangnya berbeda."
        for (nama, *_), times in seen.items()
        if nama and times > 1
    ]


WHO = ("nama", "jabatan", "alamat")

PERINGATAN = {form.slug: warn for form in UNDANGAN_DI.values()}
