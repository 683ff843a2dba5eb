"""The state of every stage of a village and of a kecamatan, as their task lists show it."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from itertools import zip_longest

from musren.integration.tahapan import (
    TAHAP_DESA,
    TAHAP_KECAMATAN,
    FaktaDesa,
    FaktaKecamatan,
    Tahap,
    gate_ba,
    gate_ba_kecamatan,
    gate_musrenbangdes,
    gate_promosi,
    gate_sk,
    gate_spc,
)


class Keadaan(StrEnum):
    """State of one stage as the task list shows it."""

    BELUM = "belum"
    DRAF = "draf"
    MENUNGGU = "menunggu"
    SELESAI = "selesai"
    TERHALANG = "terhalang"


LABEL_KEADAAN: Mapping[Keadaan, str] = {
    Keadaan.BELUM: "Belum",
    Keadaan.DRAF: "Draf",
    Keadaan.MENUNGGU: "Menunggu",
    Keadaan.SELESAI: "Selesai",
    Keadaan.TERHALANG: "Terhalang",
}


@dataclass(frozen=True, slots=True)
class KeadaanTahap:
    """A stage with its state, one sentence why, and who has to act next (empty when done)."""

    tahap: Tahap
    keadaan: Keadaan
    alasan: str
    pelaku: str


_Hasil = tuple[Keadaan, str]


def keadaan_desa(fakta: FaktaDesa) -> tuple[KeadaanTahap, ...]:
    """Return the state of every village stage, in order."""
    hitung: Mapping[str, Callable[[FaktaDesa], _Hasil]] = {
        "profil": _profil, "usulan": _usulan, "musrenbangdes": _musrenbangdes,
        "berita_acara": _ba, "tanda_tangan_ba": _ttd_ba, "sk": _sk,
        "tanda_tangan_sk": _ttd_sk, "diteruskan": _diteruskan,
    }  # fmt: skip
    return tuple(_susun(t, *hitung[t.kunci](fakta)) for t in TAHAP_DESA)


def keadaan_kecamatan(fakta: FaktaKecamatan) -> tuple[KeadaanTahap, ...]:
    """Return the state of every kecamatan stage, in order."""
    hitung: Mapping[str, Callable[[FaktaKecamatan], _Hasil]] = {
        "profil_kecamatan": _profil_kec, "usulan_masuk": _masuk, "verifikasi": _verifikasi,
        "sidang_prioritas": _sidang, "musrenbang_kecamatan": _musrenbang_kec,
        "pendanaan": _pendanaan, "berita_acara": _ba_kec,
        "tanda_tangan_ba": _ttd_ba_kec, "spc": _spc, "tanda_tangan_spc": _ttd_spc,
        "daftar_kabupaten": _daftar,
    }  # fmt: skip
    return tuple(_susun(t, *hitung[t.kunci](fakta)) for t in TAHAP_KECAMATAN)


def berikutnya(semua: Iterable[KeadaanTahap]) -> KeadaanTahap | None:
    """Return the first stage that is not done: what the top of the page talks about."""
    return next((k for k in semua if k.keadaan != Keadaan.SELESAI), None)


def _susun(tahap: Tahap, keadaan: Keadaan, alasan: str) -> KeadaanTahap:
    return KeadaanTahap(tahap, keadaan, alasan, "" if keadaan == Keadaan.SELESAI else tahap.pelaku)


def _terhalang(kurang: list[str]) -> _Hasil:
    return Keadaan.TERHALANG, " ".join(kurang)


def _tanda_tangan(*, terbit: bool, lengkap: bool, surat: str, kurang: int) -> _Hasil:
    if lengkap:
        return Keadaan.SELESAI, f"{surat} sudah ditandatangani lengkap."
    if not terbit:
        return Keadaan.BELUM, f"{surat} belum diterbitkan."
    sisa = f" Masih kurang {kurang} tanda tangan." if kurang else ""
    return Keadaan.MENUNGGU, f"Unggah pindaian {surat} yang sudah ditandatangani.{sisa}"


def _profil(f: FaktaDesa) -> _Hasil:
    if f.syarat_kurang:
        told = zip_longest(f.syarat_kurang, f.akibat_syarat, fillvalue="")
        return _terhalang(
            [
                f"Belum terpenuhi: {syarat}." + (f" Akibatnya: {akibat}" if akibat else "")
                for syarat, akibat in told
            ]
        )
    if f.profil_lengkap:
        return Keadaan.SELESAI, "Profil lengkap dan semua syarat terpenuhi."
    if f.profil_ada:
        return Keadaan.DRAF, "Lanjutkan pengisian profil desa."
    return Keadaan.BELUM, "Isi profil desa dan daftar periksa syarat."


def _usulan(f: FaktaDesa) -> _Hasil:
    if not f.usulan:
        return Keadaan.BELUM, "Belum ada usulan. Tambahkan usulan dari MKP, Musdes, dan dusun."
    if f.usulan_belum_lengkap:
        return Keadaan.DRAF, f"{f.usulan_belum_lengkap} dari {f.usulan} usulan belum lengkap."
    return Keadaan.SELESAI, f"{f.usulan} usulan lengkap."


def _musrenbangdes(f: FaktaDesa) -> _Hasil:
    if f.musrenbang_selesai and not f.usulan_belum_diputus:
        return Keadaan.SELESAI, "Semua usulan sudah diputuskan."
    kurang = gate_musrenbangdes(f)
    if kurang:
        return _terhalang(kurang)
    if f.usulan_belum_diputus and f.musrenbang_ada:
        return Keadaan.DRAF, f"{f.usulan_belum_diputus} usulan belum diputuskan."
    if f.musrenbang_ada:
        return Keadaan.DRAF, "Lanjutkan isian Musrenbangdes."
    return Keadaan.BELUM, "Musrenbangdes dapat dimulai."


def _ba(f: FaktaDesa) -> _Hasil:
    if f.ba_terbit:
        return Keadaan.SELESAI, "Berita Acara sudah bernomor."
    if not f.musrenbang_ada:
        return Keadaan.BELUM, "Menyusul setelah Musrenbangdes."
    kurang = gate_ba(f)
    if kurang:
        return _terhalang(kurang)
    return Keadaan.MENUNGGU, "Berita Acara siap diterbitkan."


def _ttd_ba(f: FaktaDesa) -> _Hasil:
    return _tanda_tangan(
        terbit=f.ba_terbit, lengkap=f.ba_ttd, surat="Berita Acara", kurang=f.ba_tanda_tangan_kurang
    )


def _sk(f: FaktaDesa) -> _Hasil:
    if f.sk_terbit:
        return Keadaan.SELESAI, "SK RKP-Desa sudah bernomor."
    kurang = gate_sk(f)
    if kurang:
        return _terhalang(kurang)
    return Keadaan.MENUNGGU, "SK RKP-Desa siap diterbitkan."


def _ttd_sk(f: FaktaDesa) -> _Hasil:
    return _tanda_tangan(terbit=f.sk_terbit, lengkap=f.sk_ttd, surat="SK RKP-Desa", kurang=0)


def _diteruskan(f: FaktaDesa) -> _Hasil:
    if f.usulan_diteruskan and f.usulan_diteruskan >= f.usulan_untuk_kecamatan:
        return Keadaan.SELESAI, f"{f.usulan_diteruskan} usulan sudah di kecamatan."
    if f.ba_ttd and not f.usulan_untuk_kecamatan:
        return Keadaan.SELESAI, "Tidak ada usulan BLM atau APBD tahun ini."
    kurang = gate_promosi(f)
    if kurang:
        return _terhalang(kurang)
    sisa = f.usulan_untuk_kecamatan - f.usulan_diteruskan
    return Keadaan.MENUNGGU, f"{sisa} usulan siap diteruskan ke kecamatan."


def _profil_kec(f: FaktaKecamatan) -> _Hasil:
    if f.profil_lengkap:
        return Keadaan.SELESAI, "Pejabat kecamatan dan pagu sudah diisi."
    return Keadaan.BELUM, "Isi nama Camat, pejabat, dan pagu BLM kecamatan."


def _masuk(f: FaktaKecamatan) -> _Hasil:
    if f.desa and f.desa_diteruskan >= f.desa:
        return Keadaan.SELESAI, f"Usulan dari {f.desa} desa sudah masuk."
    if not f.desa_diteruskan:
        return Keadaan.BELUM, "Belum ada desa yang meneruskan usulan."
    sisa = f.desa - f.desa_diteruskan
    return Keadaan.MENUNGGU, f"{sisa} dari {f.desa} desa belum meneruskan usulan."


def _verifikasi(f: FaktaKecamatan) -> _Hasil:
    """Advice to the meeting, so it is over once the meeting decided."""
    if not f.usulan_masuk:
        return Keadaan.BELUM, "Menyusul setelah usulan desa masuk."
    if f.dikembalikan:
        return Keadaan.MENUNGGU, f"{f.dikembalikan} usulan menunggu perbaikan desa."
    if not f.perlu_verifikasi:
        return Keadaan.SELESAI, "Tidak ada usulan yang menunggu Tim Verifikasi."
    if not f.belum_verifikasi:
        return Keadaan.SELESAI, f"{f.perlu_verifikasi} usulan sudah mendapat rekomendasi."
    sisa = f"{f.belum_verifikasi} dari {f.perlu_verifikasi} usulan belum mendapat rekomendasi"
    if f.musrenbang_selesai:
        return Keadaan.SELESAI, f"Musrenbang Kecamatan sudah memutuskan; {sisa}."
    mulai = f.belum_verifikasi < f.perlu_verifikasi
    return (Keadaan.DRAF if mulai else Keadaan.BELUM), f"{sisa} Tim Verifikasi."


def _sidang(f: FaktaKecamatan) -> _Hasil:
    if not f.usulan_masuk:
        return Keadaan.BELUM, "Menyusul setelah usulan desa masuk."
    if f.daftar_diperingkat >= f.daftar:
        return Keadaan.SELESAI, f"{f.daftar} daftar sudah diurutkan."
    if f.musrenbang_selesai:
        return Keadaan.SELESAI, "Peringkat ditulis langsung pada isian Musrenbang Kecamatan."
    if f.daftar_diperingkat:
        return Keadaan.DRAF, f"{f.daftar_diperingkat} dari {f.daftar} daftar sudah diurutkan."
    return Keadaan.BELUM, "Urutkan usulan SPP lebih dahulu, lalu daftar yang lain."


def _pendanaan(f: FaktaKecamatan) -> _Hasil:
    if not f.musrenbang_selesai:
        return Keadaan.BELUM, "Menyusul setelah Musrenbang Kecamatan."
    if f.pendanaan_ada:
        return Keadaan.SELESAI, "Usulan BLM yang didanai sudah dihitung."
    if not f.perlu_pendanaan:
        return Keadaan.SELESAI, "Tidak ada usulan BLM yang disepakati, atau pagunya belum diisi."
    return Keadaan.MENUNGGU, "Isi bagian tetap BLM dan putusan forum atas sisanya."


def _musrenbang_kec(f: FaktaKecamatan) -> _Hasil:
    if f.musrenbang_selesai and not f.usulan_belum_diputus:
        return Keadaan.SELESAI, "Semua usulan desa sudah diputuskan."
    if not f.usulan_masuk:
        return _terhalang(["Belum ada usulan desa yang masuk dengan Berita Acara bertanda tangan."])
    if f.musrenbang_ada:
        return Keadaan.DRAF, f"{f.usulan_belum_diputus} usulan belum diputuskan."
    return Keadaan.BELUM, "Musrenbang Kecamatan dapat dimulai."


def _ba_kec(f: FaktaKecamatan) -> _Hasil:
    if f.ba_terbit:
        return Keadaan.SELESAI, "Berita Acara sudah bernomor."
    if not f.musrenbang_ada:
        return Keadaan.BELUM, "Menyusul setelah Musrenbang Kecamatan."
    kurang = gate_ba_kecamatan(f)
    if kurang:
        return _terhalang(kurang)
    return Keadaan.MENUNGGU, "Berita Acara siap diterbitkan."


def _ttd_ba_kec(f: FaktaKecamatan) -> _Hasil:
    return _tanda_tangan(
        terbit=f.ba_terbit, lengkap=f.ba_ttd, surat="Berita Acara", kurang=f.ba_tanda_tangan_kurang
    )


def _spc(f: FaktaKecamatan) -> _Hasil:
    if f.spc_terbit:
        return Keadaan.SELESAI, "Surat Penetapan Camat sudah bernomor."
    kurang = gate_spc(f)
    if kurang:
        return _terhalang(kurang)
    return Keadaan.MENUNGGU, "Surat Penetapan Camat siap diterbitkan."


def _ttd_spc(f: FaktaKecamatan) -> _Hasil:
    return _tanda_tangan(
        terbit=f.spc_terbit, lengkap=f.spc_ttd, surat="Surat Penetapan Camat", kurang=0
    )


def _daftar(f: FaktaKecamatan) -> _Hasil:
    if not f.spc_ttd:
        return Keadaan.BELUM, "Menyusul setelah Surat Penetapan Camat ditandatangani."
    if f.daftar_diambil:
        return Keadaan.SELESAI, "Daftar sudah diambil Bappeda."
    return Keadaan.MENUNGGU, "Daftar siap diambil Bappeda."
