"""Which of last year's proposals are offered again, and as what (Panduan II.D.3.c and II.D.3.d)."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from musren.domain.bahasa import angka
from musren.domain.rupiah import format_rupiah


@dataclass(frozen=True, slots=True)
class UsulanLalu:
    """One proposal of an earlier year with its decision and its evaluation.

    `status` is a status of the usulan; `status_pelaksanaan` is selesai, sebagian, belum or ""
    when nobody has evaluated it; `tindak_lanjut` is tidak_perlu, diusulkan_kembali, swadaya,
    dihapus or "". Money is whole rupiah. `asal_usulan_lama_tahun` is set when the proposal was
    itself carried over.
    """

    kode: str
    tahun: int
    kegiatan: str
    status: str
    sifat: str = "B"
    alasan: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    biaya: int | None = None
    volume_realisasi: Decimal | None = None
    biaya_realisasi: int | None = None
    status_pelaksanaan: str = ""
    sebab: str = ""
    tindak_lanjut: str = ""
    asal_usulan_lama_tahun: int | None = None


@dataclass(frozen=True, slots=True)
class Lanjutan:
    """What becomes of a proposal of an earlier year.

    `ditawarkan` says whether it is offered for the new plan; `alasan` says why or why not;
    `riwayat` tells its history. The rest is what the new proposal starts with: `asal_kode` is
    the proposal it continues, `volume` and `biaya` are what is left of them.
    """

    asal_kode: str
    ditawarkan: bool
    alasan: str
    riwayat: str
    sifat: str
    asal_usulan_lama_tahun: int
    volume: Decimal | None
    biaya: int | None
    keterangan: str


_RIWAYAT: Mapping[str, str] = {
    "belum_lengkap": "dicatat, tetapi datanya belum lengkap",
    "diajukan": "diajukan, tetapi belum diputuskan",
    "disepakati": "disepakati Musrenbangdes",
    "ditunda": "ditunda Musrenbangdes",
    "ditolak": "tidak disepakati Musrenbangdes",
    "ditetapkan": "ditetapkan dalam RKP-Desa",
    "diteruskan": "diteruskan ke kecamatan",
    "disepakati_kecamatan": "disepakati Musrenbang Kecamatan",
    "ditunda_kecamatan": "belum disepakati Musrenbang Kecamatan",
    "ditetapkan_camat": "ditetapkan Camat",
    "dikembalikan": "dikembalikan Tim Verifikasi dan belum diperbaiki",
    "cadangan_kecamatan": "menjadi cadangan kecamatan",
    "belum_didanai": "disepakati kecamatan, tetapi BLM tidak mencukupi",
    "diterima_forum": "diterima Forum SKPD",
    "ditolak_forum": "tidak diterima Forum SKPD",
    "diterima_kabupaten": "diterima Musrenbang Kabupaten",
    "ditolak_kabupaten": "tidak diterima Musrenbang Kabupaten",
    "masuk_anggaran": "masuk anggaran",
    "tidak_masuk_anggaran": "tidak masuk anggaran",
    "digabung": "digabung ke usulan lain",
    "dipecah": "dipecah menjadi beberapa usulan",
    "dibatalkan": "penggabungan atau pemecahannya dibatalkan",
    "ditarik": "dikeluarkan dari rancangan RKP-Desa",
}

_BELUM_DIPUTUS = {"belum_lengkap", "diajukan"}
_DITUNDA = {"ditunda", "ditunda_kecamatan", "cadangan_kecamatan", "dikembalikan"}
_TIDAK_TERSERAP = {"belum_didanai", "ditolak_forum", "ditolak_kabupaten", "tidak_masuk_anggaran"}
_TIDAK_LAGI: Mapping[str, str] = {
    "digabung": "Tidak ditawarkan lagi karena sudah digabung ke usulan lain.",
    "dipecah": "Tidak ditawarkan lagi karena bagian-bagiannya sudah menjadi usulan sendiri.",
    "dibatalkan": "Tidak ditawarkan lagi karena usulan asalnya yang berlaku.",
    "ditarik": "Tidak ditawarkan lagi karena dikeluarkan dari rancangan tahun lalu.",
}


def carry_over(usulan: UsulanLalu) -> Lanjutan:
    """Say whether a proposal of an earlier year is offered again, with its history.

    Unfinished is: agreed or determined but not done, postponed at either level, never decided,
    or never evaluated. What is done, struck off, needs no follow-up, was refused, or lives on
    in a merged or split proposal is not offered. Sifat is L once work has begun (some volume
    realised, or done in part); else B, but what was already R, P or L stays so, for a repair
    that did not begin is not new work. Volume and cost are what is left, never below zero.
    """
    ditawarkan, alasan = _putusan(usulan)
    mulai = _sudah_mulai(usulan)
    asal_tahun = usulan.asal_usulan_lama_tahun or usulan.tahun
    return Lanjutan(
        asal_kode=usulan.kode,
        ditawarkan=ditawarkan,
        alasan=alasan,
        riwayat=riwayat(usulan),
        sifat="L" if mulai else usulan.sifat or "B",
        asal_usulan_lama_tahun=asal_tahun,
        volume=_sisa_volume(usulan),
        biaya=_sisa_biaya(usulan),
        keterangan=_keterangan(usulan, asal_tahun, mulai=mulai),
    )


def riwayat(usulan: UsulanLalu) -> str:
    """Tell the history of one proposal in a few sentences, from decision to follow-up."""
    putusan = _RIWAYAT.get(usulan.status, "dicatat")
    alasan = usulan.alasan.strip().rstrip(".")
    kalimat = [f"Tahun {usulan.tahun}: {putusan}{f' ({alasan})' if alasan else ''}."]
    if usulan.asal_usulan_lama_tahun:
        kalimat.insert(0, f"Pertama diusulkan tahun {usulan.asal_usulan_lama_tahun}.")
    pelaksanaan = _pelaksanaan(usulan)
    if pelaksanaan:
        kalimat.append(pelaksanaan)
    if usulan.sebab.strip():
        kalimat.append(f"Sebab: {usulan.sebab.strip().rstrip('.')}.")
    return " ".join(kalimat)


def _putusan(u: UsulanLalu) -> tuple[bool, str]:
    if tidak := _tidak_ditawarkan(u):
        return False, tidak
    sebab = (
        (u.tindak_lanjut == "swadaya", "untuk dilanjutkan dengan swadaya, sesuai hasil evaluasi"),
        (u.tindak_lanjut == "diusulkan_kembali", "lagi sesuai hasil evaluasi"),
        (_sudah_mulai(u), "lagi karena pekerjaannya belum selesai"),
        (u.status in _DITUNDA, "lagi karena ditunda tahun lalu"),
        (u.status in _TIDAK_TERSERAP, "lagi karena tidak mendapat dana tahun lalu"),
        (u.status in _BELUM_DIPUTUS, "lagi karena belum pernah diputuskan"),
        (bool(u.status_pelaksanaan), "lagi karena disepakati tetapi belum terlaksana"),
        (True, "lagi karena pelaksanaannya belum dievaluasi"),
    )
    return True, f"Ditawarkan {next(teks for berlaku, teks in sebab if berlaku)}."


def _tidak_ditawarkan(u: UsulanLalu) -> str:
    if u.status_pelaksanaan == "selesai":
        return "Tidak ditawarkan lagi karena sudah selesai."
    if u.tindak_lanjut == "dihapus":
        return "Tidak ditawarkan lagi karena dihapus dalam evaluasi."
    if u.tindak_lanjut == "tidak_perlu":
        return "Tidak ditawarkan lagi karena menurut evaluasi tidak perlu tindak lanjut."
    if u.status == "ditolak" and u.tindak_lanjut != "diusulkan_kembali":
        return "Tidak ditawarkan lagi karena tidak disepakati. Ajukan lagi bila masih perlu."
    return _TIDAK_LAGI.get(u.status, "")


def _sudah_mulai(u: UsulanLalu) -> bool:
    return bool(u.volume_realisasi and u.volume_realisasi > 0) or u.status_pelaksanaan == "sebagian"


def _sisa_volume(u: UsulanLalu) -> Decimal | None:
    if u.volume is None:
        return None
    return max(u.volume - (u.volume_realisasi or Decimal(0)), Decimal(0))


def _sisa_biaya(u: UsulanLalu) -> int | None:
    return None if u.biaya is None else max(u.biaya - (u.biaya_realisasi or 0), 0)


def _keterangan(u: UsulanLalu, asal_tahun: int, *, mulai: bool) -> str:
    awal = f"{'Lanjutan' if mulai else 'Usulan lama'} tahun {asal_tahun}"
    return f"{awal}; dilanjutkan dengan swadaya" if u.tindak_lanjut == "swadaya" else awal


def _pelaksanaan(u: UsulanLalu) -> str:
    if u.status_pelaksanaan == "selesai":
        kata = "Selesai"
    elif _sudah_mulai(u):
        kata = "Terlaksana sebagian"
    else:
        return "Belum terlaksana." if u.status_pelaksanaan == "belum" else ""
    rinci = [teks for teks in (_rinci_volume(u), _rinci_biaya(u)) if teks]
    return f"{kata}: {', '.join(rinci)}." if rinci else f"{kata}."


def _rinci_volume(u: UsulanLalu) -> str:
    if u.volume_realisasi is None:
        return ""
    dari = f" dari {angka(u.volume)}" if u.volume is not None else ""
    return f"{angka(u.volume_realisasi)}{dari} {u.satuan}".strip()


def _rinci_biaya(u: UsulanLalu) -> str:
    if u.biaya_realisasi is None:
        return ""
    dari = f" dari {format_rupiah(u.biaya)}" if u.biaya is not None else ""
    return f"biaya {format_rupiah(u.biaya_realisasi)}{dari}"
