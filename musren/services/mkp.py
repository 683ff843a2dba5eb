"""Keeping the women's meeting: who decided, which proposals go to BLM, replacements (II.D.3.a)."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.bahasa import angka, daftar
from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.mkp import MKP
from musren.forms.musyawarah import attendee_key
from musren.forms.pilihan import Option
from musren.forms.usulan import USULAN
from musren.integration import mkp as rule
from musren.integration.acara import check_hadir
from musren.integration.mkp import Pengganti
from musren.integration.usulan import FaktaUsulan
from musren.integration.wakil import Orang
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.services import jejak, klasifikasi, pertemuan
from musren.services import musyawarah as shared
from musren.services.baris_tetap import DECIDABLE, described
from musren.services.dihitung import counted, from_women, not_replaced
from musren.services.musyawarah import people, refuse_complaints
from musren.services.pengesahan import BLM, JENIS, agreed_of, candidates, meeting_of
from musren.services.pengumuman import PERINGATAN, Pengumuman
from musren.services.pilihan import PROVIDERS, Setting, attendees
from musren.services.prefill import Started, usulan_of
from musren.services.tahun import profile_of
from musren.services.usulan import Permulaan, incomplete

Row = Mapping[str, Any]
AGREED = "disepakati"
PENGGANTI = "pengganti"


def proposals(session: Session, year: Tahun, place: RegionCode) -> list[Usulan]:
    """The women's proposals of the year that no Berita Acara of the village names yet."""
    found = session.scalars(
        select(Usulan)
        .where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(place), from_women(),
            Usulan.status.in_([s.value for s in DECIDABLE]),
        )
        .order_by(Usulan.nomor_urut)
        .options(selectinload(Usulan.dana), selectinload(Usulan.keputusan))
    )  # fmt: skip
    return not_replaced(found)


def womens(session: Session, year: Tahun, place: RegionCode) -> list[Usulan]:
    """All counted proposals of the women, whatever became of them."""
    found = session.scalars(
        select(Usulan)
        .where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(place), from_women(),
            counted(),
        )
        .order_by(Usulan.nomor_urut)
    )  # fmt: skip
    return list(found)


def group_of(usulan: Usulan) -> str:
    return "SPP" if usulan.jenis == "spp" else "Non-SPP"


def laid_out(here: Setting) -> list[dict[str, str]]:
    return [
        {"usulan_id": str(u.id), "uraian": described(u), "kelompok": group_of(u)}
        for u in proposals(here.session, here.year, here.place)
    ]


# --- sending ------------------------------------------------------------------------------------


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the meeting, its decisions and its candidates; no proposal changes its state by it.

    An old proposal of the women that they agree on again gets the MKP as its origin.

    Raises Invalid without women, for more votes than women, for more than one SPP or non-SPP to
    BLM, for what a hard rule forbids; Conflict once its Berita Acara is issued.
    """
    rows = values["keputusan"]
    _refuse_wrong_people(year, values)
    pairs = _pairs(session, year, place, rows)
    _take_up(pairs)
    _refuse_wrong_decisions(session, year, pairs)
    kept = {**values, "wakil_desa": values["calon_wakil"]}
    held = pertemuan.keep(session, act, JENIS, year, place, kept, draft)
    held.keputusan.clear()
    session.flush()
    held.keputusan.extend(_decision(usulan, row) for row, usulan in pairs)
    session.flush()
    jejak.record(
        session, act, "catat_mkp", f"musyawarah:{held.id}", place=place, hak=Hak.ISI_DESA,
        rincian={"usulan": len(rows), "hadir": len(values["hadir"])},
    )  # fmt: skip
    return f"musyawarah:{held.id}"


def _take_up(pairs: Sequence[tuple[Row, Usulan]]) -> None:
    """What women once proposed and now agree on again is theirs again, though it is an old one."""
    for row, usulan in pairs:
        if row["putusan"] == AGREED:
            usulan.asal = JENIS


def _facts(usulan: Usulan) -> FaktaUsulan:
    return replace(klasifikasi.facts_of(usulan), asal=JENIS)


def _refuse_wrong_people(year: Tahun, values: Mapping[str, Any]) -> None:
    present = _present(values["hadir"])
    votes = [values.get(f"suara_{kind}") or 0 for kind in ("setuju", "tidak", "abstain")]
    voting = values["cara_putusan"] == "voting"
    chosen = people(values["hadir"], values["calon_wakil"])
    refuse_complaints(
        {
            "suara_setuju": rule.vote_errors(present, *votes) if voting else [],
            "calon_wakil": _wrong_candidates(year, chosen),
        }
    )


def _present(rows: Sequence[Row]) -> list[rule.Peserta]:
    return [
        rule.Peserta(str(r.get("nama") or ""), str(r.get("jk") or ""), _element(r)) for r in rows
    ]


def _element(row: Row) -> str:
    """The kind of guest, as far as the written office says it."""
    told = str(row.get("unsur") or "").casefold()
    office = ("kepala desa", "sekretaris desa", "perangkat", "fasilitator", "setrawan", "camat")
    return "pemdes" if any(word in told for word in office) else ""


def _wrong_candidates(year: Tahun, chosen: Sequence[Orang]) -> list[str]:
    most = profile_of(year).batas_int("wakil_desa_mad")
    told = [f"{o.nama} tidak ada dalam daftar hadir." for o in chosen if not o.hadir]
    men = [o.nama for o in chosen if o.hadir and o.jk != "P"]
    if men:
        told.append(f"Calon dari MKP adalah perempuan; ganti {daftar(men)}.")
    if len(chosen) > most:
        told.append(f"Calon wakil desa paling banyak {most} orang; sekarang {len(chosen)}.")
    return told


def _pairs(
    session: Session, year: Tahun, place: RegionCode, rows: Sequence[Row]
) -> list[tuple[Row, Usulan]]:
    known = {str(u.id): u for u in proposals(session, year, place)}
    return [(row, known[row["usulan_id"]]) for row in rows if row["usulan_id"] in known]


def _refuse_wrong_decisions(
    session: Session, year: Tahun, pairs: Sequence[tuple[Row, Usulan]]
) -> None:
    to_blm = [(n, u) for n, (row, u) in enumerate(pairs) if row["putusan"] == AGREED]
    facts = [_facts(u) for _, u in to_blm]
    told = rule.check_usulan(profile_of(year), facts)
    refuse_complaints({"keputusan": [one.kalimat for one in told if one.keras]})
    wrong = {
        f"keputusan.{number}.putusan": sentence
        for number, usulan in to_blm
        if (sentence := _forbidden(session, year, usulan))
    }
    if wrong:
        raise Invalid(
            f"Ada {len(wrong)} usulan yang tidak dapat dibawa ke BLM. Perbaiki yang ditandai.",
            wrong,
        )


def _forbidden(session: Session, year: Tahun, usulan: Usulan) -> str:
    if incomplete(usulan):
        return (
            f"Usulan “{usulan.kegiatan}” belum lengkap. Lengkapi dahulu, atau serahkan ke Musdes "
            "dengan alasan."
        )
    found = klasifikasi.objections(session, year, usulan, BLM, ())
    return " ".join(one.kalimat for one in found if one.keras)


def _decision(usulan: Usulan, row: Row) -> Keputusan:
    paid = klasifikasi.from_source(usulan, BLM)
    agreed, biaya = row["putusan"] == AGREED, usulan.biaya
    return Keputusan(
        usulan_id=usulan.id, tingkat=JENIS, putusan=row["putusan"],
        sumber=BLM if agreed else klasifikasi.main_source(usulan), peringkat=row.get("peringkat"),
        volume=usulan.volume, satuan=usulan.satuan, biaya=biaya,
        biaya_sumber=None if biaya is None else paid,
        swadaya=None if biaya is None else biaya - paid, skpd=usulan.skpd,
        alasan=row["alasan"] or "",
    )  # fmt: skip


def soft_complaints(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """Men who are no guests by office, fewer proposals than expected, a late invitation."""
    profile = profile_of(year)
    told = shared.soft_complaints(JENIS, year, values)
    told += [one.kalimat for one in rule.check_guests(_present(values.get("hadir") or ()))]
    pairs = _pairs(session, year, place, values.get("keputusan") or ())
    facts = [_facts(u) for row, u in pairs if row["putusan"] == AGREED]
    return told + [o.kalimat for o in rule.check_usulan(profile, facts) if not o.keras]


# --- notices ------------------------------------------------------------------------------------


def told_present(here: Setting) -> list[Pengumuman]:
    """How many women decide, who is a guest; a warning while no woman is on the list."""
    rows = attendees(here.answers)
    if not rows:
        return []
    present = _present(rows)
    lines = [f"Perempuan: {rule.share_of_people(p.jk for p in present).teks}."]
    lines += [one.kalimat for one in rule.check_guests(present)]
    against = [one.kalimat for one in check_hadir(here.profile, JENIS, [p.jk for p in present])]
    nada = PERINGATAN if against else "info"
    return [Pengumuman(judul="Yang memutuskan dalam MKP", baris=[*lines, *against], nada=nada)]


def told_places(here: Setting) -> list[Pengumuman]:
    """What the MKP may bring to BLM, and whether what is marked so far fits."""
    most = here.profile.batas_int("max_usulan_blm_per_desa")
    rule_told = (
        "MKP membawa ke BLM paling banyak satu usulan SPP dan satu usulan non-SPP; bersama satu "
        f"usulan campuran menjadi paling banyak {angka(most)} usulan desa."
    )
    rows = [r for r in here.answers.get("keputusan") or () if isinstance(r, Mapping)]
    marked = [
        u for row, u in _pairs(here.session, here.year, here.place, _with_ids(rows))
        if row.get("putusan") == AGREED
    ]  # fmt: skip
    told = rule.check_usulan(here.profile, [_facts(u) for u in marked])
    hard = [one.kalimat for one in told if one.keras]
    nada = PERINGATAN if hard else "info"
    return [Pengumuman(judul="Usulan MKP untuk BLM", baris=[rule_told, *hard], nada=nada)]


def _with_ids(rows: Sequence[Row]) -> list[Row]:
    return [{**row, "usulan_id": str(row.get("usulan_id"))} for row in rows]


def told_replacements(here: Setting) -> list[Pengumuman]:
    """MKP proposals that coincide with mixed ones, on the page where all is decided."""
    found = offers(here.session, here.year, here.place)
    if not found:
        return []
    lines = [one.kalimat for one in found]
    lines.append("Usulan pengganti diajukan dari halaman usulan MKP itu.")
    return [Pengumuman(judul="Usulan MKP serupa dengan usulan campuran", baris=lines)]


# --- replacement --------------------------------------------------------------------------------


def offers(session: Session, year: Tahun, place: RegionCode) -> tuple[Pengganti, ...]:
    """MKP proposals for BLM, not replaced yet, that are the same work as a mixed one."""
    found = session.scalars(
        select(Usulan)
        .where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(place), counted(),
            Usulan.asal.in_((JENIS, "campuran")), Usulan.status != "ditolak",
        )
        .options(selectinload(Usulan.dana))
    )  # fmt: skip
    on_blm = [u for u in not_replaced(found) if klasifikasi.main_source(u) == BLM]
    return rule.replacements(profile_of(year), [klasifikasi.facts_of(u) for u in on_blm])


def offer_for(session: Session, year: Tahun, usulan: Usulan) -> Pengganti | None:
    """The offer to replace this very proposal; only while no meeting of the village decided."""
    if usulan.asal != JENIS or usulan.status not in {"belum_lengkap", "diajukan"}:
        return None
    place = RegionCode.parse(usulan.desa_kode)
    return next((o for o in offers(session, year, place) if o.mkp_kode == usulan.kode), None)


def _replaced(session: Session, year: Tahun, place: RegionCode, objek: str) -> Usulan:
    found = usulan_of(session, objek.removeprefix(f"{PENGGANTI}:"))
    if found.tahun_id != year.id or found.desa_kode != str(place):
        raise NotFound("Usulan yang akan diganti tidak ada di desa dan tahun ini.")
    if session.scalar(select(Usulan.id).where(Usulan.menggantikan_id == found.id)) is not None:
        raise Conflict(f"Usulan “{found.kegiatan}” sudah pernah diberi usulan pengganti.")
    if offer_for(session, year, found) is None:
        raise Conflict(
            f"Usulan “{found.kegiatan}” tidak serupa dengan usulan campuran, atau sudah "
            "diputuskan, jadi tidak perlu diganti."
        )
    return found


def start_replacement(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """A proposal of the women in place of the one that coincides; the work itself is theirs."""
    old = _replaced(session, year, place, objek)
    values = {"asal": JENIS, "pengusul": old.pengusul, "sifat": "B", "jenis": old.jenis}
    return USULAN.write(values), None


def replacement_columns(
    session: Session, year: Tahun, place: RegionCode, objek: str
) -> Mapping[str, Any]:
    return {"menggantikan_id": _replaced(session, year, place, objek).id}


def check_replacement(
    session: Session, year: Tahun, place: RegionCode, objek: str, values: Mapping[str, Any]
) -> None:
    """Refuse a replacement that is SPP, or again like a mixed proposal; raises Invalid."""
    old = _replaced(session, year, place, objek)
    others = session.scalars(
        select(Usulan)
        .where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(place), Usulan.asal == "campuran",
            Usulan.status != "ditolak", counted(),
        )
        .options(selectinload(Usulan.dana))
    )  # fmt: skip
    held = meeting_of(session, year, place)
    mixed = [klasifikasi.facts_of(u) for u in others]
    women = [klasifikasi.facts_of(u) for u in agreed_of(session, held)] if held else []
    new = FaktaUsulan(
        kode="", kegiatan=values["kegiatan"], jenis=values["jenis"], asal=values["asal"]
    )
    profile = profile_of(year)
    told = [
        complaint
        for others_on_blm in (women, *([one] for one in mixed))
        for complaint in rule.replacement_errors(
            profile, klasifikasi.facts_of(old), new, others_on_blm
        )
    ]
    refuse_complaints({"kegiatan": list(dict.fromkeys(told))})


# --- candidates ---------------------------------------------------------------------------------


def marked_options(here: Setting) -> list[Option]:
    """Those present, the women the MKP put forward first and marked."""
    wanted = {_plain(n) for n in candidates(here.session, here.year, here.place)}
    options = PROVIDERS["hadir"](here)
    names = {attendee_key(dict(row)): _plain(str(row["nama"])) for row in attendees(here.answers)}
    told = [
        Option(o.value, o.label, f"{o.hint}, calon dari MKP".lstrip(", "))
        if names.get(o.value) in wanted else o
        for o in options
    ]  # fmt: skip
    return sorted(told, key=lambda o: names.get(o.value) not in wanted)


def overlooked(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """A reminder when a candidate of the MKP was there and was not chosen as wakil desa."""
    wanted = {_plain(n) for n in candidates(session, year, place)}
    chosen = set(values.get("wakil_desa") or ())
    if not wanted or not chosen:
        return []
    left = [
        row["nama"] for row in values.get("hadir") or ()
        if _plain(row["nama"]) in wanted and attendee_key(dict(row)) not in chosen
    ]  # fmt: skip
    if not left:
        return []
    told = (
        f"Calon wakil desa dari MKP yang hadir belum terpilih: {daftar(left)}. Perempuan yang "
        "dicalonkan MKP diutamakan."
    )
    return [told]


def _plain(nama: str) -> str:
    return " ".join(nama.split()).casefold()


STARTS = {MKP.slug: pertemuan.start_of(MKP, JENIS)}
HANDLERS = {MKP.slug: submit}
ATTENTION = {MKP.slug: soft_complaints}
LAYOUTS = {"usulan_mkp": laid_out}
PILIHAN = {"hadir_calon": marked_options}
PENGUMUMAN = {
    "hadir_mkp": told_present,
    "tempat_mkp": told_places,
    "pengganti_mkp": told_replacements,
}
PERMULAAN = {
    PENGGANTI: Permulaan(
        mulai=start_replacement, kolom=replacement_columns, periksa=check_replacement
    )
}
