"""The APBD of a kabupaten and the APB Desa of a village: lines, import, shares, reasons (V.B)."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

from flask import Blueprint, redirect, request
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from musren.adapters.berkas_tabel import read_table
from musren.domain import teks
from musren.domain.errors import Invalid, MusrenError
from musren.domain.peran import Hak
from musren.domain.rupiah import format_angka, parse_rupiah
from musren.domain.wilayah import Level, RegionCode
from musren.integration.serapan import alasan_tidak_terserap
from musren.integration.tahapan import LABEL_STATUS, StatusUsulan
from musren.models.serapan import BarisAnggaran
from musren.services import wilayah
from musren.services.anggaran import alasan, calon, daftar, kaitan
from musren.services.anggaran.impor import JENIS, import_lines, jenis_at
from musren.services.anggaran.kaitan import KEADAAN, Pembagian
from musren.web.access import by_kode, need
from musren.web.halaman import page
from musren.web.impor import MOST_SHOWN, NO_FILE
from musren.web.saringan import Pilih
from musren.web.tempat import Di, at, sees_kode
from musren.web.unit_of_work import current, current_act, current_session, work

T = TypeVar("T")
LEVELS = (Level.KABUPATEN, Level.DESA)
BLANK_ROWS = 2
UNKNOWN_CODE = "Kode usulan itu tidak ada di wilayah dan tahun ini. Periksa kodenya."
NO_CODE = "Isi kode usulan yang mendapat jumlah ini, atau kosongkan jumlahnya."
NO_BUTTON = "Pilih salah satu tombol pada halaman ini; tidak ada yang berubah."
LONGEST_NOTE = 500
MOST_DIGITS = 18


def _here(session: Session, kode: str, tahun: int) -> Di:
    return at(session, kode, tahun, *LEVELS)


def _context(di: Di) -> dict[str, Any]:
    jenis = jenis_at(di.place)
    form = "baris-anggaran" if jenis == "apbd" else "baris-apb-desa"
    return {**di.context(), "nama_anggaran": JENIS[jenis], "formulir": form,
            "boleh": di.may(Hak.ISI_ANGGARAN)}  # fmt: skip


def _number(text: str) -> int:
    plain = text.isascii() and text.isdigit() and len(text) <= MOST_DIGITS
    return int(text) if plain else 0


# --- the list -----------------------------------------------------------------------------------


@need(sees_kode, place=by_kode)
def lihat(kode: str, tahun: int) -> ResponseReturnValue:
    """The lines by state; what waits comes first."""
    di = _here(current_session(), kode, tahun)
    counts = daftar.counts(di.session, di.year, di.place)
    filled = next((one.keadaan for one in counts if one.keadaan == "parkir" and one.baris), "cocok")
    keadaan = request.args.get("keadaan", "")
    keadaan = keadaan if keadaan in KEADAAN else filled
    names = daftar.agencies(di.session, di.year, di.place)
    skpd = request.args.get("skpd", "")
    skpd = skpd if skpd in names else ""
    found = daftar.page(
        di.session, di.year, di.place, keadaan, skpd, _number(request.args.get("halaman", ""))
    )
    return page(
        "anggaran/daftar.html", JENIS[jenis_at(di.place)], **_context(di), ringkas=counts,
        keadaan=keadaan, isi=found, skpd=skpd,
        saring=[Pilih(nama="skpd", label="SKPD", nilai=skpd, pilihan=[(n, n) for n in names])],
    )  # fmt: skip


# --- import -------------------------------------------------------------------------------------


@need(Hak.ISI_ANGGARAN, place=by_kode)
def unggah(kode: str, tahun: int) -> ResponseReturnValue:
    return _upload_page(_here(current_session(), kode, tahun))


def _upload_page(di: Di, status: int = 200, **galat: str) -> tuple[str, int]:
    title = f"Impor {JENIS[jenis_at(di.place)]}"
    return page("anggaran/impor.html", title, status, **_context(di), galat=galat)


@need(Hak.ISI_ANGGARAN, place=by_kode)
def ambil(kode: str, tahun: int) -> ResponseReturnValue:
    """Keep the good lines and tell about the others; the same file again changes nothing."""
    given = request.files.get("berkas")
    try:
        if given is None or not given.filename:
            raise Invalid(NO_FILE)
        table = read_table(given.stream.read())
        with work() as session:
            di = _here(session, kode, tahun)
            result = import_lines(
                session, current_act(), di.year, di.place, table, nama_berkas=given.filename[:200]
            )
    except MusrenError as reason:
        di = _here(current().reading(), kode, tahun)
        return _upload_page(di, reason.status, berkas=reason.message)
    di = _here(current().reading(), kode, tahun)
    return page(
        "anggaran/hasil_impor.html", "Hasil impor anggaran", **_context(di), hasil=result,
        berkas=given.filename, galat=result.errors[:MOST_SHOWN],
        lebih=max(len(result.errors) - MOST_SHOWN, 0),
    )  # fmt: skip


# --- one line -----------------------------------------------------------------------------------


@dataclass(frozen=True, kw_only=True)
class Isian:
    """One row of the form of shares, as stored, offered or typed."""

    usulan: calon.Didapat | None
    kode: str
    jumlah: str = ""
    catatan: str = ""
    petunjuk: str = ""


@need(sees_kode, place=by_kode)
def satu(kode: str, tahun: int, baris_id: int) -> ResponseReturnValue:
    di = _here(current_session(), kode, tahun)
    return _line_page(di, kaitan.find(di.session, di.year, di.place, baris_id))


def _line_page(
    di: Di, line: BarisAnggaran, status: int = 200, message: str = "",
    errors: Mapping[str, str] | None = None, typed: Sequence[Isian] | None = None,
) -> tuple[str, int]:  # fmt: skip
    rows = _stored(di, line) if typed is None else list(typed)
    names = {
        code: wilayah.name(di.session, RegionCode.parse(code))
        for code in (line.kecamatan_kode, line.desa_kode) if code
    }  # fmt: skip
    return page(
        "anggaran/satu.html", line.kegiatan, status, **_context(di), baris=line,
        isian=[*rows, *[Isian(usulan=None, kode="")] * BLANK_ROWS], sebab=message,
        galat=dict(errors or {}), keadaan=KEADAAN[line.keadaan], cara=kaitan.CARA,
        terbagi=sum(one.jumlah for one in line.serapan), tempat=names, label=_labels(),
        milik=di.place == kaitan.home_of(line), alasan_ketik=request.form.get("alasan", ""),
    )  # fmt: skip


def _labels() -> dict[str, str]:
    return {one.value: LABEL_STATUS[one] for one in StatusUsulan}


def _stored(di: Di, line: BarisAnggaran) -> list[Isian]:
    """The shares there are, then the proposals that are offered."""
    told = calon.of_ids(di.session, (one.usulan_id for one in line.serapan))
    rows = [
        Isian(
            usulan=told[one.usulan_id], kode=told[one.usulan_id].kode,
            jumlah=format_angka(one.jumlah), catatan=one.catatan, petunjuk=kaitan.CARA[one.cara],
        )
        for one in line.serapan
    ]  # fmt: skip
    if line.keadaan != "parkir":
        return rows
    offered = kaitan.suggestions(di.session, di.year, line)
    return [*rows, *(Isian(usulan=one, kode=one.kode, petunjuk=why) for one, why in offered)]


@need(Hak.ISI_ANGGARAN, place=by_kode)
def simpan(kode: str, tahun: int, baris_id: int) -> ResponseReturnValue:
    """What the pressed button says: share out, put aside, take up again."""
    aksi = request.form.get("aksi", "")
    try:
        with work() as session:
            di = _here(session, kode, tahun)
            line = kaitan.find(session, di.year, di.place, baris_id)
            told = _done(di, line, aksi)
    except MusrenError as reason:
        di = _here(current().reading(), kode, tahun)
        line = kaitan.find(di.session, di.year, di.place, baris_id)
        typed = _typed(di, line)[0] if aksi == "bagi" else None
        return _line_page(di, line, reason.status, reason.message, reason.errors, typed)
    if told:
        di = _here(current().reading(), kode, tahun)
        line = kaitan.find(di.session, di.year, di.place, baris_id)
        return _line_page(di, line, message=f"Sudah disimpan. {' '.join(told)}")
    return redirect(f"{di.beranda}/anggaran/{baris_id}?pesan=anggaran", 303)


def _done(di: Di, line: BarisAnggaran, aksi: str) -> Sequence[str]:
    versi = _number(request.form.get("versi", ""))
    if aksi == "abaikan":
        kaitan.ignore(di.session, current_act(), line, request.form.get("alasan", ""), versi)
    elif aksi == "pulihkan":
        kaitan.restore(di.session, current_act(), di.year, line, versi)
    elif aksi == "bagi":
        _rows, given, wrong = _typed(di, line)
        if wrong:
            raise Invalid(next(iter(wrong.values())), wrong)
        return kaitan.set_shares(di.session, current_act(), di.year, line, given, versi=versi)
    else:
        raise Invalid(NO_BUTTON)
    return ()


def _typed(di: Di, line: BarisAnggaran) -> tuple[list[Isian], list[Pembagian], dict[str, str]]:
    """The rows of the form that say something, what they mean, and what is wrong with them."""
    sent = request.form
    columns = (sent.getlist("kode"), sent.getlist("jumlah"), sent.getlist("catatan"))
    rows: list[Isian] = []
    given: list[Pembagian] = []
    wrong: dict[str, str] = {}
    for kode, jumlah, catatan in zip(*columns, strict=False):
        if not jumlah.strip():
            continue  # a row without an amount is not shared out
        at_ = len(rows)
        found = calon.of_code(di.session, di.year, kaitan.home_of(line), kode[:60])
        rows.append(Isian(usulan=found, kode=kode, jumlah=jumlah, catatan=catatan))
        if found is None:
            wrong[f"{at_}.usulan_id"] = UNKNOWN_CODE if kode.strip() else NO_CODE
        amount = _read(wrong, f"{at_}.jumlah", parse_rupiah, jumlah)
        note = _read(wrong, f"{at_}.catatan", _note, catatan)
        given.append(
            Pembagian(usulan_id=found.id if found else 0, jumlah=amount, catatan=note or "")
        )
    return rows, given, wrong


def _note(typed: str) -> str:
    return teks.clean(typed, limit=LONGEST_NOTE)


def _read(wrong: dict[str, str], path: str, read: Callable[[str], T], typed: str) -> T | None:
    """What was typed; None with the sentence kept under its field where it cannot be."""
    try:
        return read(typed)
    except Invalid as reason:
        wrong[path] = reason.message
        return None


# --- reasons ------------------------------------------------------------------------------------


@need(sees_kode, place=by_kode)
def tanpa_dana(kode: str, tahun: int) -> ResponseReturnValue:
    """What this budget did not pay, by SKPD; one reason for those that are ticked."""
    return _reasons_page(_here(current_session(), kode, tahun))


def _reasons_page(
    di: Di, status: int = 200, message: str = "", errors: Mapping[str, str] | None = None
) -> tuple[str, int]:
    every = alasan.waiting(di.session, di.year, di.place)
    names = sorted({one.skpd for one in every if one.skpd})
    skpd = request.values.get("skpd", "")
    skpd = skpd if skpd in names else ""
    shown = [one for one in every if skpd in {"", one.skpd}]
    number = max(1, min(_number(request.values.get("halaman", "")), -(-len(shown) // 100)))
    return page(
        "anggaran/alasan.html", "Usulan yang tidak masuk anggaran", status, **_context(di),
        baris=shown[(number - 1) * 100 : number * 100], banyak=len(shown), halaman=number,
        halaman_semua=max(1, -(-len(shown) // 100)), skpd=skpd, label=_labels(),
        pilihan=alasan_tidak_terserap(di.profile), sebab=message,
        galat=dict(errors or {}) if shown else {}, dicentang=set(request.form.getlist("usulan")),
        ketikan=request.form,
        tercatat=sum(bool(one.alasan) for one in every), semua=len(every),
        saring=[Pilih(nama="skpd", label="SKPD", nilai=skpd, pilihan=[(n, n) for n in names])],
    )  # fmt: skip


@need(Hak.ISI_ANGGARAN, place=by_kode)
def catat_alasan(kode: str, tahun: int) -> ResponseReturnValue:
    ids = [_number(one) for one in request.form.getlist("usulan")[:2000]]
    try:
        with work() as session:
            di = _here(session, kode, tahun)
            if request.form.get("aksi") == "tarik":
                alasan.take_back(session, current_act(), di.year, di.place, ids)
            else:
                alasan.set_reason(
                    session, current_act(), di.year, di.place, ids,
                    alasan=request.form.get("alasan", ""),
                    keterangan=request.form.get("keterangan", ""),
                )  # fmt: skip
    except MusrenError as reason:
        di = _here(current().reading(), kode, tahun)
        return _reasons_page(di, reason.status, reason.message, reason.errors)
    return redirect(f"{di.beranda}/anggaran/alasan?pesan=anggaran", 303)


# --- two addresses for the same pages -----------------------------------------------------------

_RULES: Sequence[tuple[str, str, Callable[..., ResponseReturnValue]]] = (
    ("GET", "", lihat), ("GET", "/impor", unggah), ("POST", "/impor", ambil),
    ("GET", "/alasan", tanpa_dana), ("POST", "/alasan", catat_alasan),
    ("GET", "/<int:baris_id>", satu), ("POST", "/<int:baris_id>", simpan),
)  # fmt: skip


def _pages(name: str, prefix: str) -> Blueprint:
    """The pages under one prefix."""
    made = Blueprint(name, __name__, url_prefix=f"{prefix}/<kode>/<int:tahun>/anggaran")
    for method, rule, view in _RULES:
        made.add_url_rule(rule, view.__name__, view, methods=[method])
    return made


anggaran = _pages("anggaran", "/kabupaten")
apb_desa = _pages("apb_desa", "/desa")
