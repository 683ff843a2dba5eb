"""Merging, splitting and undoing it: proposals keep whose child they are (Panduan II.D.3.d)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.bahasa import daftar
from musren.domain.errors import Conflict, Invalid, NotFound
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.forms.silsilah import GABUNG_USULAN, PECAH_USULAN
from musren.integration.silsilah import (
    PALING_BANYAK,
    Share,
    merged,
    merged_shares,
    split_errors,
    split_shares,
)
from musren.integration.tahapan import LABEL_STATUS, StatusUsulan
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.models.usulan import Silsilah, Usulan
from musren.models.wilayah import columns_of
from musren.services import jejak
from musren.services.baris_tetap import described
from musren.services.dihitung import counts
from musren.services.musyawarah import refuse_complaints
from musren.services.pengesahan import agreed_in_mkp, replacing
from musren.services.pengumuman import Pengumuman
from musren.services.perubahan import clean_reason, move, refuse_stale
from musren.services.pilihan import Setting
from musren.services.prefill import Started, usulan_of
from musren.services.usulan import OPEN, create, incomplete
from musren.services.wilayah import lock_place

GABUNG, PECAH = "gabung", "pecah"
LINEAGE = (GABUNG, PECAH)
"""Kinds of lines that descend; a third one, "beda", only says that two are not the same work."""

_OPEN = frozenset(s.value for s in OPEN)
_COPIED = (
    "jenis", "bidang", "tujuan", "sasaran", "target", "waktu", "sifat", "asal",
    "asal_usulan_lama_tahun", "pengusul", "penanggung_jawab", "skpd", "latar_belakang", "manfaat",
    "keterlibatan_miskin", "potensi", "rencana_pelaksanaan", "rencana_pelestarian",
)  # fmt: skip
_UNCOUNTED = (
    "pemanfaat_l", "pemanfaat_p", "pemanfaat_rtm", "tidak_langsung_l", "tidak_langsung_p",
)  # fmt: skip
TOLD = "asal_usulan"
"""Beside the answers of a draft: the origins as they are told above its questions."""

STILL_INCOMPLETE = "Data belum lengkap sejak usulan asalnya."

Values = Mapping[str, Any]


# --- what may be merged or split ----------------------------------------------------------------


def obstacle(session: Session, usulan: Usulan) -> str:
    """Why this proposal cannot be merged or split; empty when it can."""
    year, place = session.get_one(Tahun, usulan.tahun_id), RegionCode.parse(usulan.desa_kode)
    return _obstacle(usulan, replacing(session, year, place))


def _obstacle(usulan: Usulan, replaced: Collection[int]) -> str:
    """`replaced`: ids of the proposals for which the women handed in another one."""
    if not counts(usulan):
        now = LABEL_STATUS[StatusUsulan(usulan.status)]
        return f"Usulan “{usulan.kegiatan}” tidak berlaku lagi ({now.lower()})."
    if usulan.status not in _OPEN or any(k.tingkat == "desa" for k in usulan.keputusan):
        return f"Usulan “{usulan.kegiatan}” sudah dibahas musyawarah."
    if agreed_in_mkp(usulan):
        return (
            f"Usulan “{usulan.kegiatan}” sudah diputuskan MKP; keputusan perempuan hanya "
            "disahkan, tidak digabung atau dipecah."
        )
    if usulan.menggantikan_id or usulan.id in replaced:
        return f"Usulan “{usulan.kegiatan}” terikat pada penggantian usulan MKP."
    return ""


def candidates(session: Session, year: Tahun, place: RegionCode) -> list[Usulan]:
    """The proposals of a village that may be merged, in the order of their numbers."""
    found = session.scalars(
        select(Usulan)
        .where(Usulan.tahun_id == year.id, Usulan.desa_kode == str(place), Usulan.status.in_(_OPEN))
        .order_by(Usulan.nomor_urut)
        .options(selectinload(Usulan.keputusan))
    )
    replaced = replacing(session, year, place)
    return [u for u in found if not _obstacle(u, replaced)]


def key_of(nomor: Iterable[int]) -> str:
    """What a draft of merging is about: ``gabung:3,7`` names the numbers of the proposals."""
    return f"{GABUNG}:{','.join(str(n) for n in sorted(set(nomor)))}"


def sources(session: Session, year: Tahun, place: RegionCode, objek: str) -> list[Usulan]:
    """The proposals named by the key; raises Invalid and NotFound."""
    named = objek.removeprefix(f"{GABUNG}:").split(",")
    numbers = {int(n) for n in named if n.isascii() and n.isdigit() and len(n) < 10}  # noqa: PLR2004
    if not 2 <= len(numbers) <= PALING_BANYAK:  # noqa: PLR2004
        told = f"Pilih 2 sampai {PALING_BANYAK} usulan yang akan digabung dari daftar usulan."
        raise Invalid(told, {"nomor": told})
    found = session.scalars(
        select(Usulan)
        .where(
            Usulan.tahun_id == year.id, Usulan.desa_kode == str(place),
            Usulan.nomor_urut.in_(numbers),
        )
        .order_by(Usulan.nomor_urut)
        .options(selectinload(Usulan.dana), selectinload(Usulan.keputusan))
        .execution_options(populate_existing=True)
    ).all()  # fmt: skip
    if len(found) != len(numbers):
        raise NotFound("Sebagian usulan itu tidak ada di desa dan tahun ini. Pilih lagi.")
    return list(found)


def _refuse_obstacles(session: Session, found: Iterable[Usulan]) -> None:
    told = [why for one in found if (why := obstacle(session, one))]
    if told:
        raise Conflict(f"{' '.join(told)} Buka daftar usulan dan pilih yang belum diputuskan.")


# --- merging ------------------------------------------------------------------------------------


def start_merge(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    found = sources(session, year, place, objek)
    _refuse_obstacles(session, found)
    values = merged([columns_of(one) for one in found])
    shares = merged_shares(s for one in found for s in _shares(one))
    dana = [{"sumber": s or "", "rincian": r, "jumlah": n} for s, r, n in shares]
    answers = GABUNG_USULAN.write(values | {"dana": dana})
    return {**answers, TOLD: [described(one) for one in found]}, _version(found)


def _version(found: Iterable[Usulan]) -> int:
    """One number that grows with every change of any of them."""
    return sum(one.versi for one in found)


def _shares(usulan: Usulan) -> list[Share]:
    return [(d.sumber, d.rincian, d.jumlah) for d in usulan.dana]


def submit_merge(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Values, draft: Draf
) -> str:  # fmt: skip
    """One new proposal in place of several; they stay, but count no more.

    Raises Conflict when one of them was changed, decided, merged or split meanwhile.
    """
    found = sources(session, year, place, draft.objek)
    _refuse_obstacles(session, found)
    refuse_stale(_version(found), draft.objek_versi, "Usulan yang digabung")
    reason = values["alasan"]
    own = {k: v for k, v in values.items() if k != "alasan"}
    codes = daftar([one.kode for one in found])
    own["keterangan"] = "; ".join(p for p in (own.get("keterangan"), f"gabungan dari {codes}") if p)
    made = create(session, act, year, place, own, kunci=f"draf:{draft.kunci}")
    for one in found:
        _descend(session, act, GABUNG, one, made, reason)
        move(session, act, one, StatusUsulan.DIGABUNG.value, hak=Hak.ISI_DESA, alasan=reason)
    jejak.record(
        session, act, "gabung_usulan", f"usulan:{made.kode}", place=place, hak=Hak.ISI_DESA,
        rincian={"asal": [one.kode for one in found]},
    )  # fmt: skip
    return f"usulan:{made.id}"


def _descend(
    session: Session, act: Act, jenis: str, asal: Usulan, hasil: Usulan, alasan: str
) -> None:
    session.add(
        Silsilah(
            jenis=jenis, asal_id=asal.id, hasil_id=hasil.id, alasan=alasan,
            status_asal=asal.status, pelaku_id=act.oleh.id or None, pada=act.pada,
        )
    )  # fmt: skip


# --- splitting ----------------------------------------------------------------------------------


def _whole(session: Session, year: Tahun, place: RegionCode, objek: str) -> Usulan:
    found = usulan_of(session, objek)
    if found.tahun_id != year.id or found.desa_kode != str(place):
        raise NotFound("Usulan itu tidak ada di desa dan tahun ini.")
    session.refresh(found)
    _refuse_obstacles(session, [found])
    return found


def start_split(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    """Two rows that say what the whole does; volume and cost are left to be shared out."""
    one = _whole(session, year, place, objek)
    row = {
        "kegiatan": one.kegiatan, "dusun": one.dusun, "lokasi": one.lokasi, "satuan": one.satuan,
        "volume": None, "biaya": None,
    }  # fmt: skip
    answers = PECAH_USULAN.write({"bagian": [row, dict(row)]})
    return {**answers, TOLD: [described(one)]}, one.versi


def submit_split(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Values, draft: Draf
) -> str:  # fmt: skip
    """New proposals in place of one; raises Invalid when the costs differ unexplained."""
    whole = _whole(session, year, place, draft.objek)
    refuse_stale(whole.versi, draft.objek_versi, f"Usulan “{whole.kegiatan}”")
    parts, note = values["bagian"], values.get("keterangan") or ""
    costs = [part["biaya"] for part in parts]
    refuse_complaints({"bagian": split_errors(whole.biaya, costs, note)})
    shared = split_shares(_shares(whole), costs)
    for number, (part, shares) in enumerate(zip(parts, shared, strict=True), 1):
        made = create(
            session, act, year, place, _part(whole, part, shares, note),
            kunci=f"draf:{draft.kunci}:{number}",
        )  # fmt: skip
        _descend(session, act, PECAH, whole, made, values["alasan"])
        if incomplete(made):
            move(session, act, made, StatusUsulan.BELUM_LENGKAP.value, hak=Hak.ISI_DESA,
                 alasan=STILL_INCOMPLETE)  # fmt: skip
    move(session, act, whole, StatusUsulan.DIPECAH.value, hak=Hak.ISI_DESA,
         alasan=values["alasan"])  # fmt: skip
    jejak.record(
        session, act, "pecah_usulan", f"usulan:{whole.kode}", place=place, hak=Hak.ISI_DESA,
        rincian={"bagian": len(parts)},
    )  # fmt: skip
    return f"usulan:{whole.id}"


def _part(whole: Usulan, part: Values, shares: Sequence[Share], note: str) -> dict[str, Any]:
    told = (f"pecahan dari {whole.kode}", whole.keterangan, note)
    return {
        **{name: getattr(whole, name) for name in _COPIED},
        **dict.fromkeys(_UNCOUNTED),
        **part,
        "keterangan": "; ".join(p for p in told if p),
        "dana": [{"sumber": s, "rincian": r, "jumlah": n} for s, r, n in shares],
    }


# --- undoing ------------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Pembatalan:
    """What undoing would do: `kembali` count again, `gugur` no longer; `halangan`: why not."""

    jenis: str
    kembali: Sequence[Usulan]
    gugur: Sequence[Usulan]
    garis: Sequence[Silsilah]
    halangan: str = ""


def undoing(session: Session, usulan: Usulan) -> Pembatalan | None:
    """What undoing the merger into, or the splitting of, this proposal means; None without one."""
    jenis = PECAH if usulan.status == StatusUsulan.DIPECAH.value else GABUNG
    mine = Silsilah.asal_id if jenis == PECAH else Silsilah.hasil_id
    lines = _lines(session, mine == usulan.id, Silsilah.jenis == jenis)
    if not lines:
        return None
    kembali = list({line.asal_id: line.asal for line in lines}.values())
    gugur = list({line.hasil_id: line.hasil for line in lines}.values())
    kept = [why for one in gugur if (why := obstacle(session, one))]
    return Pembatalan(
        jenis=jenis, kembali=kembali, gugur=gugur, garis=lines, halangan=" ".join(kept)
    )


def undo(session: Session, act: Act, usulan: Usulan, alasan: str) -> None:
    """Bring the origins back as they were; what was made of them counts no more.

    Raises Conflict once a meeting decided the result, or it was merged or split further; Invalid
    without a reason.
    """
    place = RegionCode.parse(usulan.desa_kode)
    lock_place(session, place)
    session.refresh(usulan)
    found = undoing(session, usulan)
    if found is None:
        raise Conflict("Penggabungan atau pemecahan itu sudah dibatalkan, atau tidak ada.")
    if found.halangan:
        raise Conflict(
            f"Tidak dapat dibatalkan lagi. {found.halangan} Batalkan dahulu langkah sesudahnya, "
            "atau ubah melalui musyawarah."
        )
    reason = clean_reason(alasan)
    if not reason:
        raise Invalid("Tulis alasan pembatalan.", {"alasan": "Tulis alasan pembatalan."})
    before = {line.asal_id: line.status_asal for line in found.garis}
    for one in found.kembali:
        move(session, act, one, before[one.id], hak=Hak.ISI_DESA, alasan=reason)
    for one in found.gugur:
        move(session, act, one, StatusUsulan.DIBATALKAN.value, hak=Hak.ISI_DESA, alasan=reason)
    for line in found.garis:
        line.dibatalkan, line.alasan_batal = act.pada, reason
    jejak.record(
        session, act, f"batal_{found.jenis}", f"usulan:{usulan.kode}", place=place,
        hak=Hak.ISI_DESA,
    )  # fmt: skip


# --- reading ------------------------------------------------------------------------------------


def _lines(session: Session, *conditions: Any) -> list[Silsilah]:
    return list(
        session.scalars(
            select(Silsilah)
            .where(Silsilah.dibatalkan.is_(None), Silsilah.jenis.in_(LINEAGE), *conditions)
            .order_by(Silsilah.id)
            .options(selectinload(Silsilah.asal), selectinload(Silsilah.hasil))
        )
    )


def around(session: Session, usulan: Usulan) -> tuple[list[Silsilah], list[Silsilah]]:
    """The lines this proposal comes from, and those that lead on from it; undone ones not."""
    return (
        _lines(session, Silsilah.hasil_id == usulan.id),
        _lines(session, Silsilah.asal_id == usulan.id),
    )


def origins(session: Session, ids: Iterable[int]) -> list[Silsilah]:
    """All lines that lead to these proposals, through every step; for the lampiran."""
    found: dict[int, Silsilah] = {}
    ask = set(ids)
    while ask:
        fresh = [s for s in _lines(session, Silsilah.hasil_id.in_(ask)) if s.id not in found]
        found |= {s.id: s for s in fresh}
        ask = {s.asal_id for s in fresh}
    return sorted(found.values(), key=lambda s: (s.hasil.nomor_urut, s.asal.nomor_urut))


def facts(session: Session, ids: Iterable[int]) -> list[dict[str, Any]]:
    """The lines as the papers print them."""
    return [
        {
            "kode_hasil": one.hasil.kode, "kegiatan_hasil": one.hasil.kegiatan,
            "jenis": one.jenis, "kode_asal": one.asal.kode, "kegiatan_asal": one.asal.kegiatan,
            "alasan": one.alasan or None,
        }
        for one in origins(session, ids)
    ]  # fmt: skip


def told_merger(here: Setting) -> list[Pengumuman]:
    """Which proposals become one, above the questions about the new one."""
    return _told(here, "Usulan yang digabung")


def told_split(here: Setting) -> list[Pengumuman]:
    return _told(here, "Usulan yang dipecah")


def _told(here: Setting, title: str) -> list[Pengumuman]:
    lines = [str(one) for one in here.answers.get(TOLD) or ()]
    return [Pengumuman(judul=title, baris=lines)] if lines else []


PENGUMUMAN = {"usulan_digabung": told_merger, "usulan_dipecah": told_split}
STARTS = {GABUNG_USULAN.slug: start_merge, PECAH_USULAN.slug: start_split}
HANDLERS = {GABUNG_USULAN.slug: submit_merge, PECAH_USULAN.slug: submit_split}
