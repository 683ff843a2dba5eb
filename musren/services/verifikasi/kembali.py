"""What goes back to a village for repair: sending, withdrawing, and telling it (II.D.4.a)."""

from collections.abc import Iterable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.bahasa import angka, tanggal
from musren.domain.errors import Conflict, Invalid, NotFound, NotReady
from musren.domain.peran import Act, Hak
from musren.domain.rupiah import format_rupiah
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level, RegionCode
from musren.forms.usulan import USULAN
from musren.integration import verifikasi as aturan
from musren.integration.profil import Profil
from musren.integration.tahapan import StatusUsulan
from musren.integration.verifikasi import DAPAT_DIKEMBALIKAN
from musren.models.draf import Draf
from musren.models.musyawarah import Undangan
from musren.models.tahun import Tahun
from musren.models.usulan import Usulan, UsulanDana, UsulanKecamatan
from musren.models.verifikasi import Pengembalian
from musren.services import jejak
from musren.services.musyawarah import refuse_after_paper
from musren.services.perubahan import move, refuse_stale
from musren.services.prefill import Started, meeting, usulan_of
from musren.services.tahun import profile_of

JENIS = "musrenbang_kecamatan"
PREFIX = "usulan:"
OPEN = frozenset({StatusUsulan.DITERUSKAN.value, StatusUsulan.DIKEMBALIKAN.value})
RETURNED = StatusUsulan.DIKEMBALIKAN.value
MONEY = frozenset({"biaya", "dana"})
FIELD_OF = {"pengembalian_catatan": "catatan", "pengembalian_tenggat": "tenggat"}


def key_of(usulan_id: int) -> str:
    """The object the forms about one proposal are opened for."""
    return f"{PREFIX}{usulan_id}"


# --- finding ------------------------------------------------------------------------------------


def incoming_one(
    session: Session, year: Tahun, place: RegionCode, objek: str
) -> UsulanKecamatan:  # fmt: skip
    """The proposal that came to this kecamatan in this year; raises NotFound."""
    found = None
    if objek.startswith(PREFIX):
        found = session.scalar(
            select(UsulanKecamatan).where(
                UsulanKecamatan.usulan_id == usulan_of(session, objek).id,
                UsulanKecamatan.tahun_id == year.id,
                UsulanKecamatan.kecamatan_kode == str(place),
            )
        )
    if found is None:
        raise NotFound(
            "Usulan itu tidak masuk ke kecamatan ini pada tahun ini. Pilih dari halaman verifikasi."
        )
    return found


def refuse_closed(session: Session, year: Tahun, place: RegionCode, usulan: Usulan) -> None:
    """Verification ends with the decision and the Berita Acara of the kecamatan."""
    held = meeting(session, JENIS, year, place)
    if held is not None:
        refuse_after_paper(session, held)
    if usulan.status not in OPEN:
        raise Conflict(
            f"Usulan “{usulan.kegiatan}” sudah diputuskan Musrenbang Kecamatan, jadi tidak dapat "
            "diverifikasi lagi. Buka kembali keputusannya pada isian musyawarah bila perlu."
        )


def open_return(usulan: Usulan) -> Pengembalian | None:
    """The return the village has not answered yet."""
    return next((one for one in usulan.pengembalian if one.dijawab is None), None)


def need_open(usulan: Usulan) -> Pengembalian:
    """The open return; raises NotReady."""
    found = open_return(usulan)
    if found is None or usulan.status != RETURNED:
        raise NotReady(
            f"Usulan “{usulan.kegiatan}” tidak sedang dikembalikan ke desa: sudah dijawab, atau "
            "pengembaliannya sudah dicabut."
        )
    return found


def withdrawn(back: Pengembalian) -> bool:
    """Closed by the kecamatan before the village answered."""
    return back.dijawab is not None and not back.jawaban


def is_late(back: Pengembalian, today: date) -> bool:
    return back.dijawab is None and today > back.tenggat


def open_of_village(session: Session, year: Tahun, desa: RegionCode) -> list[Pengembalian]:
    """What the village still has to answer, the nearest deadline first."""
    return list(
        session.scalars(
            select(Pengembalian)
            .join(Pengembalian.usulan)
            .where(
                Usulan.tahun_id == year.id, Usulan.desa_kode == str(desa),
                Usulan.status == RETURNED, Pengembalian.dijawab.is_(None),
            )
            .order_by(Pengembalian.tenggat, Pengembalian.id)
        )
    )  # fmt: skip


def meeting_day(session: Session, year: Tahun, place: RegionCode) -> date | None:
    """The day of the Musrenbang Kecamatan as it was recorded, or as it was invited to."""
    held = meeting(session, JENIS, year, place)
    if held is not None:
        return held.tanggal
    return session.scalar(
        select(Undangan.tanggal).where(
            Undangan.acara == JENIS, Undangan.tahun_id == year.id,
            Undangan.wilayah_kode == str(place),
        )
    )  # fmt: skip


# --- sending back and withdrawing ---------------------------------------------------------------


def return_errors(
    session: Session, act: Act, year: Tahun, place: RegionCode, asked: aturan.Pengembalian
) -> dict[str, str]:
    """What refuses a return, by field of the form."""
    wrong = aturan.return_errors(asked)
    today, day = day_of(act.pada, place), meeting_day(session, year, place)
    for one in aturan.check_return(profile_of(year), asked, today, day):
        if one.keras:
            wrong.setdefault(FIELD_OF[one.aturan], one.kalimat)
    if not asked.catatan.strip():  # a return that says nothing is not kept
        wrong.setdefault("catatan", "Tulis catatan untuk desa.")
    return wrong


def send_back(
    session: Session, act: Act, one: UsulanKecamatan, asked: aturan.Pengembalian
) -> Pengembalian:
    """Return a proposal to its village; raises Conflict when it is there already, and Invalid."""
    usulan = one.usulan
    if usulan.status == RETURNED:
        back = open_return(usulan)
        until = f" sampai {tanggal(back.tenggat)}" if back is not None else ""
        raise Conflict(
            f"Usulan “{usulan.kegiatan}” sudah dikembalikan ke desa{until}. Tunggu jawabannya, "
            "atau cabut pengembaliannya dahulu."
        )
    if asked.tenggat is None:
        raise Invalid("Isi tanggal terakhir desa menjawab.", {"tenggat": "Isi tanggalnya."})
    chosen = set(asked.kolom)
    back = Pengembalian(
        usulan_id=usulan.id, kolom=[name for name in DAPAT_DIKEMBALIKAN if name in chosen],
        catatan=asked.catatan, tenggat=asked.tenggat, pada=act.pada,
        pelaku_id=act.oleh.id or None, jawaban={}, keterangan="",
    )  # fmt: skip
    usulan.pengembalian.append(back)
    move(session, act, usulan, RETURNED, hak=Hak.ISI_KECAMATAN, alasan=asked.catatan)
    session.flush()
    place = RegionCode.parse(one.kecamatan_kode)
    jejak.record(
        session, act, "kembalikan_usulan", f"usulan:{usulan.kode}", place=place,
        hak=Hak.ISI_KECAMATAN,
        rincian={"kolom": back.kolom, "tenggat": back.tenggat.isoformat()},
    )  # fmt: skip
    return back


def start_withdrawal(session: Session, year: Tahun, place: RegionCode, objek: str) -> Started:
    one = incoming_one(session, year, place, objek)
    return {}, need_open(one.usulan).versi


def withdraw(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Take a return back, with a reason; the proposal is discussed as it came."""
    usulan = incoming_one(session, year, place, draft.objek).usulan
    back = need_open(usulan)
    refuse_stale(back.versi, draft.objek_versi, "Pengembalian ini")
    reason = values["alasan_cabut"]
    back.dijawab, back.penjawab_id, back.keterangan = act.pada, act.oleh.id or None, reason
    move(session, act, usulan, StatusUsulan.DITERUSKAN.value, hak=Hak.ISI_KECAMATAN,
         alasan=f"Pengembalian dicabut: {reason}")  # fmt: skip
    jejak.record(
        session, act, "cabut_pengembalian", f"usulan:{usulan.kode}", place=place,
        hak=Hak.ISI_KECAMATAN, rincian={"pengembalian": back.id},
    )  # fmt: skip
    return key_of(usulan.id)


# --- telling ------------------------------------------------------------------------------------


def stored(usulan: Usulan, kolom: str) -> Any:
    """The value a field has now, as it is kept in an answer (JSON)."""
    if kolom == "dana":
        return shares(usulan.dana)
    value = getattr(usulan, kolom)
    return format(value, "f") if isinstance(value, Decimal) else value


def shares(rows: Iterable[UsulanDana]) -> list[dict[str, Any]]:
    """The shares of the cost as plain rows."""
    return [
        {"sumber": d.sumber or "", "rincian": d.rincian, "jumlah": d.jumlah} for d in rows
    ]  # fmt: skip


def told(profile: Profil, kolom: str, value: Any) -> str:
    """A kept value as people read it; "" for nothing."""
    if value is None or value == "":
        return ""
    if kolom == "dana":
        names = {s.kunci: s.nama for s in profile.sumber_dana}
        return "; ".join(_share(names, row) for row in value)
    if kolom == "volume":
        return angka(Decimal(value))
    return USULAN.fields[kolom].as_text(value)


def _share(names: Mapping[str, str], row: Mapping[str, Any]) -> str:
    name = row["rincian"] or names.get(row["sumber"], row["sumber"]) or "belum dipetakan"
    amount = row["jumlah"]
    return f"{name} {format_rupiah(amount) if amount is not None else '(belum diisi)'}"


def compared(profile: Profil, back: Pengembalian) -> list[dict[str, str | None]]:
    """{kolom, semula, menjadi} of one return in words; `menjadi` is None until it was answered."""
    if back.jawaban:
        return [
            {
                "kolom": DAPAT_DIKEMBALIKAN[kolom],
                "semula": told(profile, kolom, beda["semula"]) or None,
                "menjadi": told(profile, kolom, beda["menjadi"]) or "(dikosongkan)",
            }
            for kolom, beda in in_order(back.jawaban)
        ]
    return [
        {
            "kolom": DAPAT_DIKEMBALIKAN[kolom], "menjadi": None,
            "semula": told(profile, kolom, stored(back.usulan, kolom)) or None,
        }
        for kolom in back.kolom
    ]  # fmt: skip


def in_order(jawaban: Mapping[str, Any]) -> list[tuple[str, Any]]:
    """The answers in the order of the form; databases do not keep the order of keys."""
    return [(name, jawaban[name]) for name in DAPAT_DIKEMBALIKAN if name in jawaban]


def state_of(back: Pengembalian, today: date | None) -> str:
    """Where one return stands, in words."""
    place = RegionCode.parse(back.usulan.desa_kode).at(Level.KECAMATAN)
    if back.dijawab is not None:
        done = "Dicabut" if withdrawn(back) else "Dijawab desa"
        return f"{done} {tanggal(day_of(back.dijawab, place))}"
    late = " (terlambat)" if today is not None and is_late(back, today) else ""
    return f"Menunggu desa sampai {tanggal(back.tenggat)}{late}"
