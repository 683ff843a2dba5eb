"""Musrenbang Kabupaten: what the forums passed is accepted, exceptions with their reason (V.E)."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.bahasa import angka
from musren.domain.errors import Invalid, NotReady
from musren.domain.peran import Act, Hak
from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import RegionCode
from musren.forms.forum import MUSRENBANG_KABUPATEN as FORM
from musren.forms.steps import numbered
from musren.integration import forum as aturan
from musren.integration.forum import DITERIMA, DITERIMA_PERUBAHAN, DITOLAK, KABUPATEN, Nilai
from musren.integration.status import StatusUsulan as S
from musren.integration.wakil import check_delegasi_penanda_tangan
from musren.models.draf import Draf
from musren.models.musyawarah import Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan
from musren.services import jejak
from musren.services.kabupaten.forum import amounts, decision, share
from musren.services.kabupaten.hadir import started
from musren.services.kabupaten.skpd import register
from musren.services.kabupaten.usulan import (
    KABUPATEN_MASIH,
    Dibahas,
    Masuk,
    forum_decisions,
    incoming,
    last_word,
)
from musren.services.musyawarah import (
    complaints,
    open_or_new,
    people,
    refuse_complaints,
    replace_attendance,
)
from musren.services.pengumuman import INFO, PERINGATAN, Pengumuman, Tabel
from musren.services.perubahan import move
from musren.services.pilihan import Setting
from musren.services.prefill import Started, again, meeting
from musren.services.tahun import profile_of

JENIS = "musrenbang_kabupaten"
HAK = Hak.ISI_KABUPATEN
REOPENED = "Isian Musrenbang Kabupaten diperbaiki sebelum Berita Acara diterbitkan."
GROUP = "putusan_kabupaten"
BUDGETED = "Usulan ini sudah tercatat dalam anggaran, jadi keputusannya tidak dapat diubah lagi."
ELSEWHERE = (
    "Kode ini bukan usulan dalam Surat Penetapan Camat tahun ini. Periksa kodenya pada daftar."
)

Row = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Dihadapi:
    """One proposal before the kabupaten: what its forum said; None while no forum decided."""

    masuk: Masuk
    forum: Dibahas | None

    @property
    def asal(self) -> Nilai:
        """What the level below agreed: its forum where it accepted, else the kecamatan."""
        k, f = self.masuk.kecamatan_putusan, self.forum
        below = f.putusan if f is not None and f.putusan.putusan != DITOLAK else k
        return Nilai(
            volume=below.volume, satuan=k.satuan, biaya=below.biaya,
            lokasi=self.masuk.usulan.lokasi, skpd=self.skpd,
        )  # fmt: skip

    @property
    def skpd(self) -> str:
        return self.forum.skpd if self.forum is not None else self.masuk.kecamatan_putusan.skpd

    @property
    def usual(self) -> Row | None:
        """The decision without an exception: what the forum decided; None without a forum."""
        if self.forum is None:
            return None
        said = self.forum.putusan
        return {"putusan": said.putusan, "alasan": "" if said.putusan == DITERIMA else said.alasan}


def before(session: Session, year: Tahun, place: RegionCode) -> list[Dihadapi]:
    """Everything the decrees of the camat sent to the kabupaten, with the word of its forum."""
    decided = forum_decisions(session, year)
    return [
        Dihadapi(masuk=one, forum=last_word(decided.get(one.usulan.id, ())))
        for one in incoming(session, year, place)
    ]


def start(session: Session, year: Tahun, place: RegionCode, _objek: str) -> Started:
    held = meeting(session, JENIS, year, place)
    if held is not None:
        return again(session, held)
    return started(session, FORM, year, place, JENIS), None


def submit(
    session: Session, act: Act, year: Tahun, place: RegionCode, values: Mapping[str, Any],
    draft: Draf,
) -> str:  # fmt: skip
    """Keep the meeting; every proposal its forum decided is decided. Raises Invalid, NotReady."""
    _refuse_wrong_people(year, values)
    came = before(session, year, place)
    if not came:
        raise NotReady("Belum ada usulan yang ditetapkan Camat untuk APBD tahun ini.")
    rows = _exceptions(year, came, values[GROUP])
    held = open_or_new(session, act, JENIS, year, place, values, draft)
    replace_attendance(session, held, values["hadir"], values)
    session.flush()
    kept = {one.usulan_id: one for one in held.keputusan}
    decided = [_decide(session, act, held, kept, one, rows.get(one.masuk.usulan.id))
               for one in came]  # fmt: skip
    session.flush()
    session.expire(held, ["keputusan"])
    jejak.record(
        session, act, "catat_musrenbang_kabupaten", f"musyawarah:{held.id}", place=place, hak=HAK,
        rincian={"usulan": sum(decided), "berbeda": len(rows)},
    )  # fmt: skip
    return f"musyawarah:{held.id}"


def _refuse_wrong_people(year: Tahun, values: Mapping[str, Any]) -> None:
    signing = {"Pimpinan Sidang": values["pimpinan_nama"]}
    chosen = people(values["hadir"], values["wakil_utusan"])
    profile = profile_of(year)
    refuse_complaints(
        {
            **complaints(JENIS, year, values),
            "wakil_utusan": check_delegasi_penanda_tangan(profile, chosen, signing),
        }
    )


def _exceptions(
    year: Tahun, came: Sequence[Dihadapi], rows: Sequence[dict[str, Any]]
) -> dict[int, Row]:
    """What is decided otherwise, by proposal; raises Invalid with the typed numbers of rows."""
    by_code = {one.masuk.usulan.kode.casefold(): one for one in came}
    profile = profile_of(year)
    found: dict[int, Row] = {}
    wrong: dict[str, str] = {}
    for number, row in numbered(rows):
        one = by_code.get(row["kode"].casefold())
        if one is None:
            wrong[f"{GROUP}.{number}.kode"] = ELSEWHERE
            continue
        told = aturan.decision_errors(profile, KABUPATEN, one.asal, decision(row))
        if S(one.masuk.usulan.status) not in KABUPATEN_MASIH:
            told = {"kode": BUDGETED}
        for field, sentence in told.items():
            wrong[f"{GROUP}.{number}.{'volume' if field == 'perubahan' else field}"] = sentence
        found[one.masuk.usulan.id] = row
    if wrong:
        raise Invalid("Ada keputusan yang perlu diperbaiki.", wrong)
    return found


def _decide(
    session: Session, act: Act, held: Musyawarah, kept: Mapping[int, Keputusan], one: Dihadapi,
    exception: Row | None,
) -> bool:  # fmt: skip
    """Keep the decision and move the proposal; whether it is decided."""
    usulan, row = one.masuk.usulan, exception or one.usual
    own = kept.get(usulan.id)
    if S(usulan.status) not in KABUPATEN_MASIH:
        return own is not None  # a budget already rests on it
    if row is None:
        _undo(session, act, one, own)
        return False
    volume, biaya = amounts(one.asal, row)
    told = (row["putusan"], volume, biaya, row.get("alasan") or "")
    if own is not None and (own.putusan, own.volume, own.biaya, own.alasan) == told:
        return True
    own = own or _fresh(session, held, one)
    own.putusan, own.volume, own.biaya, own.alasan = told
    own.skpd = one.skpd
    below = one.forum.putusan if one.forum is not None else one.masuk.kecamatan_putusan
    own.prioritas_daerah, own.sasaran_daerah = below.prioritas_daerah, below.sasaran_daerah
    own.program = below.program
    share(own, one.masuk.kecamatan_putusan)
    _settle(session, act, one, aturan.status_after(KABUPATEN, own.putusan), own.alasan)
    return True


def _fresh(session: Session, held: Musyawarah, one: Dihadapi) -> Keputusan:
    k = one.masuk.kecamatan_putusan
    made = Keputusan(
        usulan_id=one.masuk.usulan.id, musyawarah_id=held.id, tingkat=KABUPATEN, sumber=k.sumber,
        satuan=k.satuan, peringkat=k.peringkat, saran=None,
    )  # fmt: skip
    session.add(made)
    return made


def _undo(session: Session, act: Act, one: Dihadapi, own: Keputusan | None) -> None:
    """Nothing is decided of it any more: it stands where its forum left it."""
    if own is not None:
        session.delete(own)
        _settle(session, act, one, None, "")


def _settle(session: Session, act: Act, one: Dihadapi, ke: str | None, alasan: str) -> None:
    usulan, below = one.masuk.usulan, S.DITETAPKAN_CAMAT.value
    if one.forum is not None:
        below = aturan.status_after(aturan.FORUM_SKPD, one.forum.putusan.putusan) or below
    wanted = ke or below
    if usulan.status == wanted:
        return
    if usulan.status in {S.DITERIMA_KABUPATEN.value, S.DITOLAK_KABUPATEN.value}:
        move(session, act, usulan, below, hak=HAK, alasan=REOPENED)
    if usulan.status != wanted:
        move(session, act, usulan, wanted, hak=HAK, alasan=alasan)


# --- what the page tells ------------------------------------------------------------------------

UNDISCUSSED = "Belum dibahas Forum SKPD"


def told(here: Setting) -> list[Pengumuman]:
    """What the forums passed, by SKPD, and what no forum decided."""
    came = before(here.session, here.year, here.place)
    known = register(here.session, here.place)
    sums: dict[str, list[Dihadapi]] = {}
    for one in came:
        sums.setdefault(known.canonical(one.skpd) or UNDISCUSSED, []).append(one)
    rows = [
        (name, *_counted(ones))
        for name, ones in sorted(sums.items(), key=lambda i: i[0].casefold())
    ]
    table = Tabel(
        kepala=("SKPD", "Diterima forum", "Biaya", "Ditolak forum", "Belum dibahas"), isi=rows,
        angka=(1, 2, 3, 4),
    )  # fmt: skip
    open_ones = [one for one in came if one.forum is None]
    waits = (
        f"{angka(len(open_ones))} usulan belum dibahas Forum SKPD. Tanpa keputusan di sini, usulan "
        "itu tetap berstatus ditetapkan Camat."
    )
    lines = [waits] if open_ones else []
    nada = PERINGATAN if open_ones else INFO
    return [Pengumuman(judul="Hasil Forum SKPD", baris=lines, tabel=table, nada=nada)]


def _counted(ones: Sequence[Dihadapi]) -> tuple[str, str, str, str]:
    passed = [
        one for one in ones
        if one.forum and one.forum.putusan.putusan in {DITERIMA, DITERIMA_PERUBAHAN}
    ]  # fmt: skip
    refused = sum(one.forum is not None for one in ones) - len(passed)
    cost = sum(one.asal.biaya or 0 for one in passed)
    waiting = sum(one.forum is None for one in ones)
    return angka(len(passed)), format_rupiah(cost), angka(refused), angka(waiting)
