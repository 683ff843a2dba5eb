"""The rules for putting a usulan on a funding source, one small function each, in one table."""

from collections.abc import Callable
from dataclasses import dataclass

from musren.domain.rupiah import format_rupiah
from musren.integration import larangan
from musren.integration.kemiripan import nama_serupa
from musren.integration.profil import Profil
from musren.integration.usulan import BELUM_TERINCI, FaktaUsulan, Konteks


@dataclass(frozen=True, slots=True)
class Kasus:
    """Everything one rule may look at when `usulan` is put on `sumber`."""

    profil: Profil
    usulan: FaktaUsulan
    sumber: str
    konteks: Konteks


@dataclass(frozen=True, slots=True)
class Aturan:
    """One rule. `sumber` empty means every source; `periksa` returns a sentence or None."""

    kunci: str
    teks: str
    sumber: frozenset[str]
    keras: bool
    tanda: str
    asal: str
    periksa: Callable[[Kasus], str | None]


_MKP_CAMPURAN = ("mkp", "campuran")
_PNPM = "ketentuan PNPM-MP"


def _dikenal(k: Kasus) -> str | None:
    if k.sumber in {s.kunci for s in k.profil.sumber_dana}:
        return None
    return "Sumber dana ini tidak ada dalam profil aturan. Pilih salah satu dari daftar."


def _jumlah_dana(k: Kasus) -> str | None:
    u = k.usulan
    if u.biaya is None or not u.dana or not u.dana_lengkap:
        return None
    selisih = u.biaya - sum(u.dana.values())
    if not selisih:
        return None
    return (
        f"Biaya usulan “{u.kegiatan}” belum sama dengan jumlah sumber dananya: selisih "
        f"{format_rupiah(abs(selisih))}. Ubah biaya atau sumber dana."
    )


def _blm_maksimal(k: Kasus) -> str | None:
    boleh = k.profil.batas_int("max_usulan_blm_per_desa")
    ada = len(k.konteks.lain(k.usulan))
    if ada < boleh:
        return None
    return (
        f"Desa ini sudah memiliki {ada} usulan BLM, paling banyak {boleh}. Pilih sumber lain atau "
        "keluarkan salah satu usulan BLM."
    )


def _blm_asal(k: Kasus) -> str | None:
    if k.usulan.asal in _MKP_CAMPURAN or k.usulan.jenis == "spp":
        return None
    return (
        "Usulan BLM berasal dari MKP atau Musdes Perencanaan (campuran). Putuskan dahulu di salah "
        "satunya, lalu ubah asal usulan."
    )


def _blm_spp_asal(k: Kasus) -> str | None:
    if k.usulan.jenis != "spp" or k.usulan.asal == "mkp":
        return None
    return "SPP hanya dapat diusulkan oleh MKP. Ubah asal usulan bila memang keputusan MKP."


def _blm_satu_per_asal(k: Kasus) -> str | None:
    """The three places of the PTO; a kabupaten that allows more has its own division."""
    tempat = _tempat(k.usulan)
    lebih = k.profil.batas_int("max_usulan_blm_per_desa") > len(_NAMA_TEMPAT)
    if tempat not in _NAMA_TEMPAT or lebih:
        return None
    sama = [u for u in k.konteks.lain(k.usulan) if _tempat(u) == tempat]
    if not sama:
        return None
    return (
        f"Tempat untuk {_NAMA_TEMPAT[tempat]} sudah dipakai usulan "
        f"“{sama[0].kegiatan}”. Setiap desa hanya satu."
    )


def _tempat(u: FaktaUsulan) -> str:
    return "spp" if u.jenis == "spp" else u.asal


_NAMA_TEMPAT = {
    "spp": "usulan SPP dari MKP",
    "mkp": "usulan non-SPP dari MKP",
    "campuran": "usulan Musdes Perencanaan (campuran)",
}


def _blm_jenis(k: Kasus) -> str | None:
    jenis = {j.kunci: j.nama for j in k.profil.jenis_blm}
    if k.usulan.jenis in jenis:
        return None
    return f"BLM membiayai jenis kegiatan: {'; '.join(jenis.values())}. Ubah jenis kegiatannya."


def _blm_spp_pagu(k: Kasus) -> str | None:
    pagu = k.konteks.blm_kecamatan
    if k.usulan.jenis != "spp" or pagu is None:
        return None
    batas = int(pagu * k.profil.batas_float("spp_max_share_blm"))
    jumlah = k.konteks.spp_kecamatan + k.usulan.nilai_blm()
    if jumlah <= batas:
        return None
    return (
        f"Jumlah SPP di kecamatan menjadi {format_rupiah(jumlah)}, melebihi batas "
        f"{format_rupiah(batas)} dari BLM kecamatan {format_rupiah(pagu)}."
    )


def _blm_spp_pagu_belum(k: Kasus) -> str | None:
    if k.usulan.jenis != "spp" or k.konteks.blm_kecamatan is not None:
        return None
    bagian = k.profil.batas_float("spp_max_share_blm")
    return (
        f"Pagu BLM kecamatan belum diisi, sehingga batas SPP {bagian * 100:g} persen belum dapat "
        "diperiksa."
    )


def _blm_larangan(k: Kasus) -> str | None:
    kena = [x for x in larangan.kena(k.profil, k.usulan.kegiatan) if x.keras]
    if not kena:
        return None
    return (
        f"BLM tidak membiayai: {kena[0].teks}. Kegiatan ini boleh dengan swadaya, ADD, atau "
        "sumber lain."
    )


def _blm_larangan_periksa(k: Kasus) -> str | None:
    kena = [x for x in larangan.kena(k.profil, k.usulan.kegiatan) if not x.keras]
    if not kena:
        return None
    return f"Pastikan usulan ini tidak termasuk larangan BLM: {kena[0].teks}."


def _blm_nilai(k: Kasus) -> str | None:
    batas = k.profil.batas_int("max_nilai_usulan_blm")
    nilai = k.usulan.nilai_blm()
    if not k.profil.batas_bool("max_nilai_usulan_blm_berlaku") or nilai <= batas:
        return None
    return (
        f"Nilai BLM usulan ini {format_rupiah(nilai)}, melebihi batas {format_rupiah(batas)} untuk "
        "satu usulan. Kurangi volume, tambah swadaya, atau pilih sumber lain."
    )


def _blm_pengganti(k: Kasus) -> str | None:
    u = k.usulan
    if u.jenis == "spp" or u.asal not in _MKP_CAMPURAN:
        return None
    serupa = (
        lain
        for lain in k.konteks.lain(u)
        if lain.jenis != "spp"
        and {lain.asal, u.asal} == set(_MKP_CAMPURAN)
        and nama_serupa(k.profil, lain.kegiatan, u.kegiatan)
    )
    lain = next(serupa, None)
    if lain is None:
        return None
    boleh = k.profil.batas_int("max_usulan_blm_per_desa")
    return (
        f"Usulan MKP dan usulan campuran serupa (“{lain.kegiatan}”). Perempuan boleh mengajukan "
        f"usulan pengganti; jumlah usulan BLM desa tetap {boleh}."
    )


def _blm_tanpa_swadaya(k: Kasus) -> str | None:
    if k.usulan.jenis != "prasarana" or k.usulan.swadaya:
        return None
    return "Usulan prasarana BLM diharapkan memuat swadaya. Catat uang, bahan, tenaga, atau lahan."


def _blm_tanpa_rtm(k: Kasus) -> str | None:
    if k.usulan.pemanfaat_rtm != 0:
        return None
    return "Belum ada rumah tangga miskin di antara pemanfaat, padahal BLM mengutamakan mereka."


def _apbd_tanpa_skpd(k: Kasus) -> str | None:
    if k.usulan.skpd.strip():
        return None
    return "Isi SKPD yang akan mengerjakan, agar usulan dapat dibawa ke Musrenbang Kabupaten."


def _spp_bukan_blm(k: Kasus) -> str | None:
    if k.usulan.jenis != "spp":
        return None
    return "SPP adalah jenis kegiatan BLM. Periksa lagi jenis kegiatan atau sumber dananya."


def _swadaya_berdana(k: Kasus) -> str | None:
    if not k.usulan.dana_luar:
        return None
    luar = format_rupiah(k.usulan.dana_luar)
    return f"Masih tercatat dana luar {luar}. Kegiatan swadaya dibiayai warga sendiri."


def _lain_tanpa_rincian(k: Kasus) -> str | None:
    if any(k.usulan.rincian.get(s, "").strip() for s in ("lain", BELUM_TERINCI)):
        return None
    return "Tuliskan nama program atau pihak yang akan mendanai."


def _tanpa_biaya(k: Kasus) -> str | None:
    if k.usulan.biaya is not None:
        return None
    return "Biaya belum diisi; usulan tercatat sebagai belum lengkap."


def _sumber_berbeda(k: Kasus) -> str | None:
    dana = {s for s, n in k.usulan.dana.items() if n and s not in {"swadaya", BELUM_TERINCI}}
    if k.sumber == "swadaya" or not dana or k.sumber in dana:
        return None
    dikenal = {s.kunci: s.nama for s in k.profil.sumber_dana}
    nama = ", ".join(sorted(dikenal.get(s, s) for s in dana))
    return f"Rincian dana usulan masih menyebut {nama}. Sesuaikan rincian dananya."


def _a(
    kunci: str,
    teks: str,
    sumber: str,
    tanda: str,
    asal: str,
    periksa: Callable[[Kasus], str | None],
) -> Aturan:
    """Write one row; a key that begins with "!" is a hard rule."""
    return Aturan(
        kunci.removeprefix("!"), teks, frozenset(sumber.split()), kunci.startswith("!"), tanda,
        asal, periksa,
    )  # fmt: skip


RULES: tuple[Aturan, ...] = (
    _a("!sumber_dikenal", "Sumber dana harus ada dalam profil.", "", "P", "Panduan II.D.3.e",
       _dikenal),
    _a("!jumlah_dana", "Jumlah sumber dana sama dengan biaya.", "", "D", "kaidah hitung",
       _jumlah_dana),
    _a("!blm_maksimal", "Jumlah usulan BLM per desa dibatasi.", "blm", "S", _PNPM, _blm_maksimal),
    _a("!blm_asal", "Usulan BLM berasal dari MKP atau Musdes Perencanaan.", "blm", "S", _PNPM,
       _blm_asal),
    _a("!blm_spp_asal", "SPP hanya dari MKP.", "blm", "S", _PNPM, _blm_spp_asal),
    _a("!blm_satu_per_asal",
       "Satu SPP dan satu non-SPP dari MKP, satu usulan campuran; tidak berlaku bila kabupaten "
       "menetapkan lebih dari tiga usulan BLM per desa.",
       "blm", "S", _PNPM, _blm_satu_per_asal),
    _a("!blm_jenis", "BLM membiayai empat jenis kegiatan.", "blm", "S", _PNPM, _blm_jenis),
    _a("!blm_spp_pagu", "Jumlah SPP kecamatan dibatasi terhadap BLM.", "blm", "S", _PNPM,
       _blm_spp_pagu),
    _a("!blm_larangan", "Kegiatan dalam daftar larangan tidak dibiayai BLM.", "blm", "G",
       "daftar larangan bawaan", _blm_larangan),
    _a("!blm_nilai", "Nilai BLM satu usulan dibatasi bila diberlakukan.", "blm", "G",
       "batas bawaan", _blm_nilai),
    _a("blm_pengganti_mkp", "Usulan MKP yang sama dengan campuran boleh diganti.", "blm", "S",
       _PNPM, _blm_pengganti),
    _a("blm_spp_pagu_belum", "Batas SPP perlu pagu BLM kecamatan.", "blm", "S", _PNPM,
       _blm_spp_pagu_belum),
    _a("blm_larangan_periksa", "Larangan yang perlu diperiksa ukurannya.", "blm", "G",
       "daftar larangan bawaan", _blm_larangan_periksa),
    _a("blm_tanpa_swadaya", "Prasarana BLM diharapkan berswadaya.", "blm", "S", _PNPM,
       _blm_tanpa_swadaya),
    _a("blm_tanpa_rtm", "BLM mengutamakan rumah tangga miskin.", "blm", "S", _PNPM,
       _blm_tanpa_rtm),
    _a("apbd_tanpa_skpd", "Usulan APBD menyebut SKPD.", "apbd", "S",
       "daftar prioritas menurut SKPD", _apbd_tanpa_skpd),
    _a("spp_bukan_blm", "SPP dibiayai BLM.", "apbd add swadaya lain", "S", _PNPM, _spp_bukan_blm),
    _a("swadaya_berdana", "Swadaya tanpa dana luar.", "swadaya", "P", "Panduan II.D.3.e",
       _swadaya_berdana),
    _a("lain_tanpa_rincian", "Sumber lain menyebut nama program.", "lain", "D", "kejelasan daftar",
       _lain_tanpa_rincian),
    _a("sumber_berbeda", "Sumber yang dipilih sama dengan rincian dana.", "", "D",
       "kejelasan daftar", _sumber_berbeda),
    _a("tanpa_biaya", "Biaya perlu diisi.", "", "P", "Panduan III.C.3.b", _tanpa_biaya),
)  # fmt: skip
"""Every rule, hard ones first; `klasifikasi.check` asks them in this order."""

PERLU_ALASAN = frozenset(
    {
        "blm_pengganti_mkp",
        "blm_larangan_periksa",
        "spp_bukan_blm",
        "swadaya_berdana",
        "sumber_berbeda",
    }
)
"""Soft rules whose overriding must be explained; the other soft ones only remind."""
