"""What the forms of verification and repair tell above their questions."""

from collections.abc import Mapping, Sequence
from typing import Any

from musren.domain.bahasa import angka, tanggal
from musren.domain.errors import MusrenError
from musren.domain.rupiah import format_rupiah
from musren.integration.verifikasi import KEADAAN_DOKUMEN, checklist, labels_of
from musren.models.usulan import UsulanKecamatan
from musren.models.verifikasi import Pengembalian
from musren.services.pengumuman import INFO, PERINGATAN, Pengumuman, Tabel
from musren.services.pilihan import Setting
from musren.services.prefill import usulan_of
from musren.services.usulan_masuk import current
from musren.services.verifikasi.kembali import (
    compared,
    incoming_one,
    meeting_day,
    open_return,
    state_of,
)

SHOWN = (
    ("desa", "Desa"), ("kegiatan", "Kegiatan"), ("lokasi", "Lokasi"), ("volume", "Volume"),
    ("satuan", "Satuan"), ("biaya", "Biaya"), ("biaya_sumber", "Dari sumber dana"),
    ("swadaya", "Swadaya dan lain-lain"), ("sasaran", "Sasaran"), ("tujuan", "Tujuan"),
    ("pengusul", "Pengusul"), ("pemanfaat_l", "Pemanfaat laki-laki"),
    ("pemanfaat_p", "Pemanfaat perempuan"), ("pemanfaat_rtm", "Pemanfaat RTM"),
    ("nomor_ba", "Berita Acara desa"),
)  # fmt: skip
MONEY = {"biaya", "biaya_sumber", "swadaya"}


def _one(here: Setting) -> UsulanKecamatan | None:
    """The proposal the form is about; None for a form that is about none here."""
    try:
        return incoming_one(here.session, here.year, here.place, here.objek)
    except MusrenError:
        return None


def worded(name: str, own: Mapping[str, Any]) -> str:
    value = own.get(name)
    if value is None or value == "":
        return "–"
    if name in MONEY:
        return format_rupiah(value)
    return angka(value) if name == "volume" or name.startswith("pemanfaat") else str(value)


def proposal(here: Setting) -> list[Pengumuman]:
    """What the village's Berita Acara brought, beside what was repaired since."""
    one = _one(here)
    if one is None:
        return []
    return [
        Pengumuman(judul=str(current(one)["kegiatan"]), tabel=_table(one)), *returns(here)
    ]  # fmt: skip


def _table(one: UsulanKecamatan) -> Tabel:
    own, brought = current(one), one.salinan
    if all(own.get(name) == brought.get(name) for name, _ in SHOWN):
        return Tabel(kepala=("Hal", "Isi"), isi=[(say, worded(n, own)) for n, say in SHOWN])
    return Tabel(
        kepala=("Hal", "Berita Acara desa", "Sesudah perbaikan"),
        isi=[
            (say, worded(n, brought), "tetap" if own.get(n) == brought.get(n) else worded(n, own))
            for n, say in SHOWN
        ],
    )


def returns(here: Setting) -> list[Pengumuman]:
    """Every return of this proposal, the open one as a warning; and the day of the meeting."""
    one = _one(here)
    if one is None:
        return []
    told = [_return(here, back) for back in one.usulan.pengembalian]
    day = meeting_day(here.session, here.year, here.place)
    if day is not None:
        said = f"Musrenbang Kecamatan berlangsung {tanggal(day)}; desa menjawab sebelum hari itu."
        told.append(Pengumuman(judul="Waktu", baris=[said]))
    return told


def _return(here: Setting, back: Pengembalian) -> Pengumuman:
    lines = [f"{state_of(back, None)}. Catatan: {back.catatan}"]
    if back.keterangan:
        lines.append(f"Penjelasan: {back.keterangan}")
    rows = [
        (row["kolom"] or "", row["semula"] or "–", row["menjadi"] or "–")
        for row in compared(here.profile, back)
    ]
    return Pengumuman(
        judul="Pengembalian ke desa", baris=lines,
        tabel=Tabel(kepala=("Isian", "Semula", "Menjadi"), isi=rows),
        nada=PERINGATAN if back.dijawab is None else INFO,
    )  # fmt: skip


def recommended(here: Setting) -> Sequence[Pengumuman]:
    """What the sheet says so far: the documents that are not there."""
    key = str(here.answers.get("lembar") or "")
    if key not in {one.kunci for one in here.profile.lembar}:
        return []
    rows = here.answers.get("kelengkapan") or ()
    state = {row.get("butir"): row.get("keadaan") for row in rows if isinstance(row, Mapping)}
    lines = [
        f"{one.nama}: {KEADAAN_DOKUMEN.get(str(state.get(one.kunci) or ''), 'belum diperiksa')}."
        for one in checklist(here.profile, key)
        if one.wajib and state.get(one.kunci) not in {"ada", "tidak_perlu"}
    ]
    if not lines:
        return []
    return [Pengumuman(judul="Dokumen wajib yang belum ada", baris=lines, nada=PERINGATAN)]


def asked_of_village(here: Setting) -> list[Pengumuman]:
    """The team's note and deadline, for the village that repairs."""
    try:
        usulan = usulan_of(here.session, here.objek)
    except MusrenError:
        return []
    back = open_return(usulan)
    if back is None:
        return []
    return [
        Pengumuman(
            judul=f"Dikembalikan Tim Verifikasi: perbaiki sebelum {tanggal(back.tenggat)}",
            baris=[
                f"{usulan.kegiatan} ({usulan.kode})",
                f"Catatan tim: {back.catatan}",
                f"Yang harus diperbaiki: {', '.join(labels_of(back.kolom))}.",
            ],
            nada=PERINGATAN,
        )
    ]  # fmt: skip
