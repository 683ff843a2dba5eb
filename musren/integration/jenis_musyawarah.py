"""The kinds of meetings the Panduan knows, with their clause, their form and their record."""

from collections.abc import Mapping
from dataclasses import dataclass

from musren.domain.errors import NotFound
from musren.domain.wilayah import Level


@dataclass(frozen=True, kw_only=True)
class JenisMusyawarah:
    """One kind of meeting.

    `nama` may hold ``{tahun}`` and ``{mkp}`` (the profile's long name of MKP); `banyak`: held
    several times a year, each with a number; `ba`: the kind of paper that records what was
    agreed, empty where the Panduan demands none; `wakil`: three representatives sign it;
    `tahun_sesudah`: how many years after the year it tells of it may be held, 0 for a meeting that
    plans; `kecil`: few people come, so the profile's `min_hadir_pertemuan` counts; `tingkat`: the
    level of the place that holds it.
    """

    kunci: str
    nama: str
    dasar: str
    formulir: str
    ba: str = ""
    banyak: bool = False
    wakil: bool = False
    tahun_sesudah: int = 0
    kecil: bool = False
    tingkat: Level = Level.DESA


JENIS: Mapping[str, JenisMusyawarah] = {
    one.kunci: one
    for one in (
        JenisMusyawarah(
            kunci="sosialisasi", nama="Musdes Sosialisasi", dasar="III.C.1",
            formulir="sosialisasi", ba="ba_pertemuan", banyak=True, wakil=True,
        ),
        JenisMusyawarah(
            kunci="pelatihan", nama="Pelatihan Pelaku", dasar="III.C.2",
            formulir="pelatihan", ba="ba_pertemuan", banyak=True, wakil=True, kecil=True,
        ),
        JenisMusyawarah(
            kunci="pertemuan_pkd", nama="Pertemuan Penggalian Gagasan", dasar="II.D.1",
            formulir="penggalian-gagasan", banyak=True, kecil=True,
        ),
        JenisMusyawarah(
            kunci="lokakarya_desa", nama="Lokakarya Desa", dasar="II.D.1",
            formulir="lokakarya-desa", ba="ba_pertemuan", wakil=True,
        ),
        JenisMusyawarah(
            kunci="musrenbangdes_rpjm", nama="Musrenbangdes RPJM-Desa", dasar="II.D.2",
            formulir="musrenbangdes-rpjm", ba="ba_musrenbangdes_rpjm", wakil=True,
        ),
        JenisMusyawarah(
            kunci="rapat_bpd_rpjm", nama="Rapat BPD tentang Rancangan Peraturan Desa RPJM-Desa",
            dasar="VI.B.2.f", formulir="rapat-bpd-rpjm", ba="keputusan_bpd", kecil=True,
        ),
        JenisMusyawarah(
            kunci="mkp", nama="{mkp}", dasar="II.D.3", formulir="mkp", ba="ba_mkp", wakil=True,
        ),
        JenisMusyawarah(
            kunci="musrenbangdes_rkp", nama="Musrenbangdes RKP-Desa Tahun {tahun}",
            dasar="II.D.3.c", formulir="musrenbangdes", ba="ba_musrenbangdes", wakil=True,
        ),
        JenisMusyawarah(
            kunci="rapat_bpd_lkpj",
            nama="Rapat BPD tentang Laporan Keterangan Pertanggungjawaban Kepala Desa",
            dasar="III.C.3.g", formulir="rapat-bpd-lkpj", ba="ba_pertemuan", wakil=True,
            tahun_sesudah=1, kecil=True,
        ),
        JenisMusyawarah(
            kunci="musrenbang_kecamatan", nama="Musrenbang Kecamatan Tahun {tahun}",
            dasar="II.D.4", formulir="musrenbang-kecamatan", ba="ba_musrenbang_kecamatan",
            wakil=True, tingkat=Level.KECAMATAN,
        ),
        JenisMusyawarah(
            kunci="rakor_perencana", nama="Rapat Koordinasi Unit Perencana SKPD Tahun {tahun}",
            dasar="V.C", formulir="rakor-perencana", kecil=True, tingkat=Level.KABUPATEN,
        ),
        JenisMusyawarah(
            kunci="forum_skpd", nama="Forum SKPD Tahun {tahun}", dasar="V.D",
            formulir="forum-skpd", ba="ba_forum_skpd", banyak=True, wakil=True, kecil=True,
            tingkat=Level.KABUPATEN,
        ),
        JenisMusyawarah(
            kunci="musrenbang_kabupaten", nama="Musrenbang Kabupaten Tahun {tahun}",
            dasar="V.E", formulir="musrenbang-kabupaten", ba="ba_musrenbang_kabupaten",
            wakil=True, tingkat=Level.KABUPATEN,
        ),
        JenisMusyawarah(
            kunci="hearing_dprd", nama="Dengar Pendapat dengan DPRD Tahun {tahun}", dasar="V.B",
            formulir="hearing-dprd", banyak=True, kecil=True, tingkat=Level.KABUPATEN,
        ),
    )
}  # fmt: skip

DI_DESA = tuple(one for one in JENIS.values() if one.tingkat is Level.DESA)
DI_KABUPATEN = tuple(one for one in JENIS.values() if one.tingkat is Level.KABUPATEN)


def jenis_of(acara: str) -> JenisMusyawarah:
    """The kind in a meeting's key such as ``pertemuan_pkd.3``; raises NotFound."""
    found = JENIS.get(acara.partition(".")[0])
    if found is None:
        raise NotFound("Jenis musyawarah itu tidak ada. Kembali ke beranda dan pilih lagi.")
    return found


def name_of(acara: str, *, tahun: int, mkp: str, kelompok: str = "") -> str:
    """The meeting's name as papers and pages say it."""
    said = jenis_of(acara).nama.format(tahun=tahun, mkp=mkp)
    return f"{said} {kelompok}".strip()
