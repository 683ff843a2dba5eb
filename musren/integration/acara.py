"""Meetings against their planning year, their invitation and those present (Panduan II.D.3.c)."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from musren.domain.bahasa import angka, tanggal
from musren.integration.jenis_musyawarah import JENIS
from musren.integration.profil import Profil
from musren.integration.usulan import Alasan

MKP = "mkp"
"""The meeting that is the women's own, and so cannot be held without them."""

_WAKTU = "kaidah waktu musyawarah"


@dataclass(frozen=True, slots=True)
class Acara:
    """One meeting of the planning year `tahun`; dates are None while unknown.

    `undangan_tanggal` is the date of the letter of invitation.
    """

    jenis: str
    tahun: int
    tanggal: date | None = None
    undangan_tanggal: date | None = None


def check_tanggal(profil: Profil, acara: Acara) -> tuple[Alasan, ...]:
    """Return what speaks against the date of a meeting.

    Hard while the profile says so: outside the years this kind of meeting is held in
    (`tanggal_di_luar_tahun_ditolak`), or before its own invitation
    (`undangan_sesudah_acara_ditolak`). Soft: fewer days after the invitation than the profile
    asks for.
    """
    if acara.tanggal is None:
        return ()
    return (*_tahun(profil, acara, acara.tanggal), *_undangan(profil, acara, acara.tanggal))


def check_banyak(profil: Profil, jenis: str, hadir: int) -> tuple[Alasan, ...]:
    """Return what speaks against the number of those present.

    Hard: fewer than the profile asks for, in a small meeting (`min_hadir_pertemuan`) or any
    other one (`min_hadir_musyawarah`).
    """
    kecil = jenis in JENIS and JENIS[jenis].kecil
    perlu = profil.batas_int("min_hadir_pertemuan" if kecil else "min_hadir_musyawarah")
    if hadir >= perlu:
        return ()
    kalimat = (
        f"Daftar hadir memuat {angka(hadir)} orang, paling sedikit {angka(perlu)} orang. Lengkapi "
        "daftar hadir."
    )
    return (Alasan("hadir_kurang", kalimat, "jumlah yang hadir", "D", keras=hadir < perlu),)


def check_hadir(profil: Profil, jenis: str, jk: Iterable[str]) -> tuple[Alasan, ...]:
    """Return what speaks against those present; each item is "L", "P" or "" while unknown.

    Without women an MKP is refused (it is the women's meeting). Any other meeting is warned
    of, and refused when the profile says so (`hadir_wajib_perempuan`). An attendance list
    without anybody is left to the form.
    """
    hadir = tuple(jk)
    if "P" in hadir:
        return ()
    if jenis == MKP:
        kalimat = (
            "MKP adalah musyawarah perempuan, tetapi belum ada perempuan dalam daftar hadir. "
            "Lengkapi daftar hadir dan jenis kelamin pesertanya."
        )
        return (Alasan("mkp_tanpa_perempuan", kalimat, "Panduan II.D.3", "P", keras=True),)
    if not hadir:
        return ()
    kalimat = (
        "Belum ada perempuan dalam daftar hadir. Undang perempuan, atau lengkapi jenis kelamin "
        "pesertanya bila mereka sudah hadir."
    )
    keras = profil.batas_bool("hadir_wajib_perempuan")
    return (Alasan("hadir_tanpa_perempuan", kalimat, "keterwakilan perempuan", "D", keras),)


def years_of(acara: Acara) -> range:
    """The years this kind of meeting is held in.

    A plan is discussed in its year or the year before; what tells of a year that has passed
    (the report to the BPD) in that year or as many after it as the kind allows.
    """
    sesudah = JENIS[acara.jenis].tahun_sesudah if acara.jenis in JENIS else 0
    awal = acara.tahun if sesudah else acara.tahun - 1
    return range(awal, acara.tahun + sesudah + 1)


def _tahun(profil: Profil, acara: Acara, hari: date) -> Iterator[Alasan]:
    boleh = years_of(acara)
    if hari.year not in boleh:
        kalimat = (
            f"Tanggal musyawarah {tanggal(hari)} di luar tahun perencanaan {acara.tahun}. Isi "
            f"tanggal dalam tahun {' atau '.join(map(str, boleh))}."
        )
        keras = profil.batas_bool("tanggal_di_luar_tahun_ditolak")
        yield Alasan("acara_di_luar_tahun", kalimat, _WAKTU, "D", keras)


def _undangan(profil: Profil, acara: Acara, hari: date) -> Iterator[Alasan]:
    surat = acara.undangan_tanggal
    if surat is None:
        return
    jarak, perlu = (hari - surat).days, profil.batas_int("undangan_min_hari")
    if jarak < 0:
        kalimat = (
            f"Musyawarah tanggal {tanggal(hari)} mendahului undangannya tanggal {tanggal(surat)}. "
            "Perbaiki salah satu tanggal."
        )
        keras = profil.batas_bool("undangan_sesudah_acara_ditolak")
        yield Alasan("acara_sebelum_undangan", kalimat, _WAKTU, "D", keras)
    elif jarak < perlu:
        kalimat = (
            f"Undangan tanggal {tanggal(surat)} hanya {jarak} hari sebelum musyawarah; sebaiknya "
            f"paling lambat {perlu} hari sebelumnya."
        )
        yield Alasan("undangan_terlambat", kalimat, _WAKTU, "D", keras=False)
