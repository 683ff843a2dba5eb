"""Proposals of a village: the list with its filters, and everything about one of them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from flask import Blueprint, request
from flask.typing import ResponseReturnValue

from musren.domain.bahasa import angka
from musren.domain.peran import Hak
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level, RegionCode
from musren.forms.usulan import USULAN
from musren.integration.klasifikasi import Alasan, Saran
from musren.integration.profil import TANDA, Profil
from musren.integration.tahapan import LABEL_STATUS, StatusUsulan
from musren.integration.verifikasi import REKOMENDASI
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.models.verifikasi import Verifikasi
from musren.services import alur, daftar, klasifikasi, perempuan, riwayat
from musren.services import usulan as stored
from musren.services.anggaran import kemajuan
from musren.services.anggaran.alasan import reason_of
from musren.services.anggaran.daftar import shares_of
from musren.services.daftar import Halaman, Saring
from musren.services.foto import photos_of
from musren.services.impor_sumber import unknown_sources
from musren.services.paspor import PUTUSAN
from musren.services.pilihan import Setting, options_for
from musren.services.pkd.jadi_usulan import origin_of
from musren.services.pokir.sanding import wishes_for
from musren.services.rkp.lalu import chain, continued_by, picked_from
from musren.services.verifikasi import papan as verifikasi
from musren.web import saringan
from musren.web.access import by_kode, by_usulan, need
from musren.web.halaman import page
from musren.web.periksa import sections
from musren.web.silsilah import hints_by_row, related
from musren.web.tempat import Di, at
from musren.web.unit_of_work import current, current_act, current_session

usulan = Blueprint("usulan", __name__)

OPEN = frozenset(s.value for s in stored.OPEN)
HIDDEN = ("desa", "kecamatan")
MOST_PRINTED = 2000


# --- the list -----------------------------------------------------------------------------------


@usulan.get("/desa/<kode>/<int:tahun>/usulan")
@need(Hak.LIHAT_DESA, place=by_kode)
def daftar_usulan(kode: str, tahun: int) -> ResponseReturnValue:
    """The proposals of a village; the filters stay in the address."""
    di = at(current_session(), kode, tahun, Level.DESA)
    saring = saringan.read(desa=str(di.place), kecamatan="")
    places = (di.place,)
    found = _all(di, saring) if request.args.get("cetak") else _page(di, saring)
    words = daftar.in_words(di.profile)
    may_fill = di.may(Hak.ISI_DESA)
    return page(
        "usulan/daftar.html", "Usulan kegiatan", **di.context(), halaman=found, kata=words,
        kurang=[(missing(row) if row.status in OPEN else "") for row in found.baris],
        rekap=daftar.totals(di.session, di.year, saring, places), boleh_isi=may_fill,
        saring=saringan.choices(di.profile, saring, ("tahap", "status", "sumber", "teks")),
        dipakai=any(name not in HIDDEN for name in saring.used()),
        berikut=saringan.next_query(saring, found.berikut, HIDDEN),
        asing=len(unknown_sources(di.session, di.year, di.place)) if may_fill else 0,
        awal=saringan.query(saring, HIDDEN) if "sesudah" in request.args else "",
        mirip={} if "cetak" in request.args else hints_by_row(di, (r.id for r in found.baris)),
        andil=perempuan.shares(di.session, di.year, di.place),
        lanjutan="sesudah" in request.args, cetak="cetak" in request.args,
        cari_cetak=saringan.query(saring, HIDDEN, cetak="ya"),
    )  # fmt: skip


def _page(di: Di, saring: Saring) -> Halaman:
    return daftar.page(di.session, di.year, saring, (di.place,), saringan.after())


def _all(di: Di, saring: Saring) -> Halaman:
    """Every row, for the printer; up to `MOST_PRINTED`."""
    rows: list[Any] = []
    after = None
    while len(rows) < MOST_PRINTED:
        part = daftar.page(di.session, di.year, saring, (di.place,), after)
        rows.extend(part.baris)
        after = part.berikut
        if after is None:
            break
    return Halaman(rows, after)


def missing(row: Any) -> str:
    """What a proposal still lacks, in words; empty when it lacks nothing."""
    known = {
        "biaya": row.biaya is not None,
        "volume": row.volume is not None,
        "sumber dana": bool(row.sumber or row.rincian),
        "padanan sumber dana": bool(row.sumber or not row.rincian),
    }
    return ", ".join(name for name, there in known.items() if not there)


# --- one proposal -------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Dasar:
    """One rule that fired, with where it comes from and how sure it is."""

    kalimat: str
    asal: str
    yakin: str
    keras: bool


@dataclass(frozen=True, kw_only=True)
class Kolom:
    """What one level says about the proposal: label to text."""

    judul: str
    isi: Mapping[str, str | int | None]


@usulan.get("/usulan/<int:usulan_id>")
@need(Hak.LIHAT_DESA, place=by_usulan)
def satu(usulan_id: int) -> ResponseReturnValue:
    session = current_session()
    found = stored.get(session, usulan_id)
    year = session.get_one(Tahun, found.tahun_id)
    di = Di(session=session, place=RegionCode.parse(found.desa_kode), year=year)
    suggestion = klasifikasi.suggestion(session, year, found)
    speaks_against = klasifikasi.own_objections(session, year, found)
    return page(
        "usulan/satu.html", found.kegiatan, **di.context(), usulan=found,
        asal_pkd=origin_of(session, found), silam=chain(session, found),
        lanjut=continued_by(session, found), dari_rpjm=picked_from(session, found),
        kedudukan=LABEL_STATUS[StatusUsulan(found.status)], kaitan=related(di, found),
        kurang=missing(_Lacks(found)) if found.status in OPEN else "",
        dapat_diubah=di.may(Hak.ISI_DESA) and stored.may_change(session, found),
        terbuka=found.status in OPEN, bagian=_answers(di, found), saran=suggestion,
        dasar=[_reason(one) for one in suggestion.alasan], tertutup=_closed(di.profile, suggestion),
        perhatian=[_reason(one) for one in speaks_against if not one.keras],
        melarang=[_reason(one) for one in speaks_against if one.keras],
        nama_sumber={s.kunci: s.nama for s in di.profile.sumber_dana},
        tingkat=_levels(di.profile, found), riwayat=riwayat.of_proposal(session, found),
        timbangan=[told for k in found.keputusan if (told := _weighed(di.profile, k))],
        foto=photos_of(session, year, di.place, f"usulan:{found.id}"),
        pokir=wishes_for(session, [found.id]).get(found.id, ()),
        **_verified(di, found), **_paid(di, found),
    )  # fmt: skip


def _verified(di: Di, one: Usulan) -> Mapping[str, Any]:
    """What Tim Verifikasi found, what it sent back, and whether this person may mend it."""
    sheet = di.session.get(Verifikasi, one.id)
    return {
        "pengembalian": verifikasi.history(di.profile, one, day_of(current().pada, di.place)),
        "periksa": sheet, "boleh_perbaiki": di.may(Hak.ISI_DESA),
        "rekomendasi": REKOMENDASI.get(sheet.rekomendasi, "") if sheet else "",
    }  # fmt: skip


def _paid(di: Di, one: Usulan) -> Mapping[str, Any]:
    """What budgets gave it or why none did, and how far its work is."""
    return {
        "serapan": shares_of(di.session, one.id), "tanpa_dana": reason_of(di.session, one),
        "kemajuan": kemajuan.timeline(di.session, di.year, one),
        "boleh_kemajuan": one.status in kemajuan.UNDER_WAY
        and kemajuan.may_tell(di.session, current_act(), one),
    }  # fmt: skip


class _Lacks:
    """A stored proposal seen as a row of the list."""

    def __init__(self, one: Usulan) -> None:
        self.biaya, self.volume = one.biaya, one.volume
        self.sumber = next((d.sumber for d in one.dana if d.sumber), "")
        self.rincian = next((d.rincian for d in one.dana if d.rincian), "")


def _answers(di: Di, one: Usulan) -> Sequence[Any]:
    """All fields of the form as a paper prints them."""
    raw, _version = alur.answers_for(di.session, USULAN, di.year, di.place, f"usulan:{one.id}")
    here = Setting(session=di.session, year=di.year, place=di.place, answers=raw)
    lists = options_for(here, USULAN.lists())
    return sections(USULAN, raw, {}, lists, [])


def _reason(one: Alasan) -> Dasar:
    return Dasar(kalimat=one.kalimat, asal=one.asal, yakin=TANDA[one.tanda], keras=one.keras)


def _closed(profile: Profil, suggestion: Saran) -> list[tuple[str, list[Dasar]]]:
    names = {s.kunci: s.nama for s in profile.sumber_dana}
    return [
        (names.get(key, key), [_reason(one) for one in reasons])
        for key, reasons in suggestion.tertutup.items()
    ]


def _levels(profile: Profil, one: Usulan) -> list[Kolom]:
    """The village's own values beside what each meeting decided; nothing is overwritten."""
    names = {s.kunci: s.nama for s in profile.sumber_dana}
    main = next((d for d in one.dana if d.sumber != "swadaya"), one.dana[0] if one.dana else None)
    own = Kolom(
        judul="Usulan desa",
        isi={
            "putusan": "", "sumber": names.get(main.sumber or "", main.rincian) if main else "",
            "peringkat": None, "volume": _size(one.volume, one.satuan), "biaya": one.biaya,
            "skpd": one.skpd, "alasan": "",
        },
    )  # fmt: skip
    label = profile.label
    titles = {
        "mkp": label.mkp, "desa": label.musrenbangdes, "kecamatan": label.musrenbang_kecamatan,
        "forum_skpd": f"Forum {label.skpd}", "kabupaten": label.musrenbang_kabupaten,
    }  # fmt: skip
    return [own, *(_decided(titles[k.tingkat], names, k) for k in one.keputusan)]


def _decided(title: str, names: Mapping[str, str], k: Keputusan) -> Kolom:
    return Kolom(
        judul=title,
        isi={
            "putusan": PUTUSAN.get(k.putusan, k.putusan), "sumber": names.get(k.sumber, k.sumber),
            "peringkat": k.peringkat, "volume": _size(k.volume, k.satuan), "biaya": k.biaya,
            "skpd": k.skpd, "alasan": k.alasan,
        },
    )  # fmt: skip


def _weighed(profile: Profil, k: Keputusan) -> str:
    """What the program advised when the meeting decided, and why the meeting went past it."""
    if k.saran is None:
        return ""
    names = {s.kunci: s.nama for s in profile.sumber_dana}
    advised = k.saran.get("saran")
    warned = " ".join(rule["kalimat"] for rule in k.saran.get("aturan", ()))
    return (
        f"Saran aplikasi: {names.get(advised, advised) if advised else 'tidak ada'}; "
        f"peringatan yang dilampaui: {warned.rstrip('.') or 'tidak ada'}; "
        f"alasan musyawarah: {k.alasan.rstrip('.') or 'tidak ditulis'}."
    )


def _size(volume: Any, satuan: str) -> str:
    return f"{angka(volume)} {satuan}".strip() if volume is not None else ""
