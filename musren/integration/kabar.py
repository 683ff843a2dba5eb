"""Kabar usulan: where a proposal is, who decided, why, what to repair, when the next door opens."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from musren.domain.bahasa import daftar, nama_bulan, tanggal
from musren.domain.rupiah import format_rupiah
from musren.integration.profil import Profil
from musren.integration.status import StatusUsulan as S

SMS, PANJANG = 160, 300
"""Lengths of the two short messages, in characters."""

_SELESAI = 100
_DIBAWA = frozenset({"blm", "apbd"})


@dataclass(frozen=True, slots=True)
class PutusanKabar:
    """What one body decided; no names of persons.

    `nomor` is the number of its paper, `sumber` the printed name of the funding source,
    `perubahan` phrases such as "volume 620 menjadi 500 meter".
    """

    putusan: str = ""
    tanggal: date | None = None
    nomor: str = ""
    alasan: str = ""
    sumber: str = ""
    peringkat: int | None = None
    skpd: str = ""
    skpd_tujuan: str = ""
    perubahan: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FaktaKabar:
    """Everything the news of one proposal is made of.

    Keys of `putusan`: desa, sk, verifikasi, kecamatan, spc, forum_skpd, kabupaten, anggaran.
    `sumber` is the funding category; `kolom` what is to be repaired until `tenggat`; `terserap`
    the budget money in rupiah, `anggaran` the name of the budget; `persen` the last progress.
    """

    kode: str
    kegiatan: str
    status: str
    desa: str
    kecamatan: str = ""
    sumber: str = ""
    putusan: Mapping[str, PutusanKabar] = field(default_factory=dict)
    kolom: tuple[str, ...] = ()
    tenggat: date | None = None
    anggaran: str = ""
    terserap: int = 0
    persen: int = 0


@dataclass(frozen=True, slots=True)
class Kabar:
    """The answer to those who proposed; empty texts where there is nothing to say."""

    kode: str
    kegiatan: str
    keadaan: str
    oleh: str
    kapan: date | None
    nomor: str
    alasan: str
    perbaikan: str
    pintu: str

    @property
    def diputuskan(self) -> str:
        """Who decided and when: "Oleh Musrenbangdes Desa Sukamaju, 17 Januari 2011, Nomor 7."."""
        if not self.oleh:
            return ""
        kapan = tanggal(self.kapan) if self.kapan else ""
        nomor = f"Nomor {self.nomor}" if self.nomor else ""
        return f"Oleh {', '.join(filter(None, (self.oleh, kapan, nomor)))}."

    @property
    def kalimat(self) -> tuple[str, ...]:
        """The whole news in sentences, for the poster."""
        alasan = f"Alasan: {self.alasan}." if self.alasan else ""
        semua = (self.keadaan, self.diputuskan, alasan, self.perbaikan, self.pintu)
        return tuple(satu for satu in semua if satu)


def news(profil: Profil, fakta: FaktaKabar) -> Kabar:
    """Return the news of one proposal as it stands now."""
    tingkat = _tingkat(fakta)
    putusan = fakta.putusan.get(tingkat, PutusanKabar())
    alasan = "" if fakta.persen >= _SELESAI else putusan.alasan.strip().rstrip(".")
    return Kabar(
        fakta.kode,
        fakta.kegiatan,
        _keadaan(fakta, tingkat, putusan),
        _oleh(profil, fakta, tingkat, putusan),
        putusan.tanggal,
        putusan.nomor,
        alasan,
        _perbaikan(fakta, alasan),
        _pintu(profil, fakta),
    )


def message(kabar: Kabar, most: int = SMS) -> str:
    """Return a short message of at most `most` characters, plain signs only (one SMS holds 160).

    What it is and where it stands always comes; then, as far as whole sentences fit, the
    reason, the next door, what to repair, and who decided.
    """
    alasan = f"Alasan: {kabar.alasan}." if kabar.alasan else ""
    pokok = _polos(kabar.keadaan)
    ruang = most - len(pokok) - len("Usulan : ")
    teks = f"Usulan {_potong(_polos(kabar.kegiatan), max(ruang, 20))}: {pokok}"
    for satu in (alasan, _singkat(kabar.pintu), kabar.perbaikan, kabar.diputuskan):
        tambah = _polos(satu)
        if tambah and len(teks) + 1 + len(tambah) <= most:
            teks = f"{teks} {tambah}"
    return _potong(teks, most)


# --- where it stands ---------------------------------------------------------------------------

_TINGKAT: Mapping[str, str] = {
    S.DISEPAKATI: "desa",
    S.DITUNDA: "desa",
    S.DITOLAK: "desa",
    S.DITETAPKAN: "sk",
    S.DITERUSKAN: "sk",
    S.DIKEMBALIKAN: "verifikasi",
    S.DISEPAKATI_KECAMATAN: "kecamatan",
    S.CADANGAN_KECAMATAN: "kecamatan",
    S.DITUNDA_KECAMATAN: "kecamatan",
    S.DITETAPKAN_CAMAT: "spc",
    S.BELUM_DIDANAI: "spc",
    S.DITERIMA_FORUM: "forum_skpd",
    S.DITOLAK_FORUM: "forum_skpd",
    S.DITERIMA_KABUPATEN: "kabupaten",
    S.DITOLAK_KABUPATEN: "kabupaten",
    S.MASUK_ANGGARAN: "anggaran",
    S.TIDAK_MASUK_ANGGARAN: "anggaran",
}
_KEADAAN: Mapping[str, str] = {
    S.BELUM_LENGKAP: "Sudah dicatat, tetapi datanya belum lengkap",
    S.DIAJUKAN: "Sudah diajukan dan menunggu Musrenbangdes",
    S.DISEPAKATI: "Disepakati Musrenbangdes",
    S.DITUNDA: "Ditunda Musrenbangdes",
    S.DITOLAK: "Tidak disepakati Musrenbangdes",
    S.DITETAPKAN: "Ditetapkan dalam RKP-Desa",
    S.DITERUSKAN: "Sudah dibawa ke kecamatan",
    S.DIKEMBALIKAN: "Dikembalikan ke desa untuk diperbaiki",
    S.DISEPAKATI_KECAMATAN: "Disepakati Musrenbang Kecamatan",
    S.CADANGAN_KECAMATAN: "Menjadi cadangan di kecamatan",
    S.DITUNDA_KECAMATAN: "Belum disepakati Musrenbang Kecamatan",
    S.DITETAPKAN_CAMAT: "Ditetapkan Camat",
    S.BELUM_DIDANAI: "Disepakati kecamatan, tetapi BLM habis sebelum peringkatnya",
    S.DITERIMA_FORUM: "Diterima Forum SKPD",
    S.DITOLAK_FORUM: "Tidak diterima Forum SKPD",
    S.DITERIMA_KABUPATEN: "Diterima Musrenbang Kabupaten",
    S.DITOLAK_KABUPATEN: "Tidak diterima Musrenbang Kabupaten",
    S.MASUK_ANGGARAN: "Mendapat dana",
    S.TIDAK_MASUK_ANGGARAN: "Tidak masuk anggaran tahun ini",
    S.DIGABUNG: "Digabung ke usulan lain; kabarnya ada pada usulan itu",
    S.DIPECAH: "Dipecah menjadi beberapa usulan; kabarnya ada pada masing-masing",
    S.DIBATALKAN: "Tidak dipakai; usulan asalnya yang berlaku",
    S.DITARIK: "Dikeluarkan dari rancangan RKP-Desa",
}


def _tingkat(f: FaktaKabar) -> str:
    return "forum_skpd" if _dialihkan(f) else _TINGKAT.get(f.status, "")


def _dialihkan(f: FaktaKabar) -> bool:
    forum = f.putusan.get("forum_skpd")
    return f.status == S.DITETAPKAN_CAMAT and forum is not None and forum.putusan == "dialihkan"


def _keadaan(f: FaktaKabar, tingkat: str, p: PutusanKabar) -> str:
    if _dialihkan(f):
        return f"Ditetapkan Camat, lalu dialihkan ke {p.skpd_tujuan or 'SKPD lain'}."
    if f.status == S.MASUK_ANGGARAN:
        return _dana(f)
    if f.status == S.TIDAK_MASUK_ANGGARAN and f.persen >= _SELESAI:
        return "Selesai dikerjakan, meskipun tidak ada dalam anggaran yang tercatat."
    awal = _KEADAAN.get(f.status, "Sudah dicatat")
    if p.peringkat and tingkat in {"kecamatan", "spc"}:
        awal += f", peringkat {p.peringkat}"
    if p.sumber:
        awal += f" untuk {p.sumber}"
    if p.perubahan:
        awal += f", dengan perubahan: {daftar(p.perubahan)}"
    return f"{awal}{_kerja(f)}."


def _kerja(f: FaktaKabar) -> str:
    """How far the work is, in a few words; also where no budget line was recorded."""
    if f.persen >= _SELESAI:
        return " dan selesai dikerjakan"
    return f", pengerjaan {f.persen}%" if f.persen > 0 else ""


def _dana(f: FaktaKabar) -> str:
    dari = f" dari {f.anggaran}" if f.anggaran else ""
    jumlah = f" {format_rupiah(f.terserap)}" if f.terserap else ""
    return f"Mendapat dana{jumlah}{dari}{_kerja(f)}."


def _oleh(profil: Profil, f: FaktaKabar, tingkat: str, p: PutusanKabar) -> str:
    badan = {
        "desa": f"{profil.label.musrenbangdes} Desa {f.desa}",
        "sk": f"Kepala Desa {f.desa}",
        "verifikasi": f"Tim Verifikasi Kecamatan {f.kecamatan}",
        "kecamatan": f"{profil.label.musrenbang_kecamatan} {f.kecamatan}",
        "spc": f"Camat {f.kecamatan}",
        "forum_skpd": f"Forum {profil.label.skpd} {p.skpd}",
        "kabupaten": profil.label.musrenbang_kabupaten,
        "anggaran": f.anggaran,
    }
    return badan.get(tingkat, "").strip()


# --- what to repair, and the next door ---------------------------------------------------------

_USULKAN_LAGI = frozenset(
    {S.DITUNDA, S.DITOLAK, S.DITUNDA_KECAMATAN, S.BELUM_DIDANAI, S.DITOLAK_KABUPATEN}
    | {S.TIDAK_MASUK_ANGGARAN, S.DITARIK}
)
_SEBELUM_LANJUT: Mapping[str, str] = {
    S.BELUM_LENGKAP: "Lengkapi data usulan bersama KPMD atau kantor desa.",
    S.DITOLAK_FORUM: "Titipkan keterangan tambahan kepada delegasi kecamatan.",
}
"""What helps a proposal that is still on its way."""

_PINTU: Mapping[str, str] = {
    S.BELUM_LENGKAP: "musrenbangdes",
    S.DIAJUKAN: "musrenbangdes",
    S.DITERUSKAN: "musrenbang_kecamatan",
    S.DIKEMBALIKAN: "musrenbang_kecamatan",
    S.DITERIMA_FORUM: "musrenbang_kabupaten",
    S.DITOLAK_FORUM: "musrenbang_kabupaten",
    S.DITERIMA_KABUPATEN: "apbd",
}


def _perbaikan(f: FaktaKabar, alasan: str) -> str:
    if f.persen >= _SELESAI:
        return ""
    if f.status == S.DIKEMBALIKAN:
        kolom = f": {daftar(f.kolom)}" if f.kolom else ""
        sampai = f", paling lambat {tanggal(f.tenggat)}" if f.tenggat else ""
        return f"Perbaiki di kantor desa{kolom}{sampai}."
    if f.status not in _USULKAN_LAGI:
        return _SEBELUM_LANJUT.get(f.status, "")
    if not alasan:
        return "Tanyakan alasannya di kantor desa, lalu usulkan kembali bila masih perlu."
    return "Perbaiki yang menjadi alasan, lalu usulkan kembali bila masih perlu."


def _pintu(profil: Profil, f: FaktaKabar) -> str:
    if f.persen >= _SELESAI:
        return ""
    if f.persen > 0:
        return "Pintu berikutnya: pelaksanaan kegiatan."
    tujuan = _tujuan(profil, f)
    return f"Pintu berikutnya: {tujuan}." if tujuan else ""


def _tujuan(profil: Profil, f: FaktaKabar) -> str:
    """What comes next while nothing was built yet."""
    if f.status in _USULKAN_LAGI | {S.CADANGAN_KECAMATAN}:
        lagi = _acara(profil, "musrenbangdes", " tahun berikutnya")
        dana = "bila ada dana yang tersedia, atau "
        return f"{dana}{lagi}" if f.status == S.CADANGAN_KECAMATAN else lagi
    if f.status == S.DISEPAKATI_KECAMATAN:
        return profil.label.spc
    if f.status == S.DITETAPKAN_CAMAT and f.sumber == "blm":
        return "persiapan pelaksanaan di desa"
    if f.status == S.MASUK_ANGGARAN:
        return "pelaksanaan kegiatan"
    tahap = _tahap(f)
    return _acara(profil, tahap) if tahap else ""


def _tahap(f: FaktaKabar) -> str:
    if f.status == S.DITETAPKAN_CAMAT:
        return "forum_skpd"
    if f.status in {S.DISEPAKATI, S.DITETAPKAN}:
        desa = "sk_rkp_desa" if f.status == S.DISEPAKATI else "apb_desa"
        return "musrenbang_kecamatan" if f.sumber in _DIBAWA else desa
    return _PINTU.get(f.status, "")


def _acara(profil: Profil, tahap: str, lanjut: str = "") -> str:
    """The stage with its usual months; the calendar is a habit, so it says "biasanya"."""
    kalender = profil.kalender_tahap(tahap)
    bulan = [nama_bulan(b) for b in kalender.bulan]
    return f"{kalender.nama}{lanjut}, biasanya bulan {' atau '.join(bulan)}"


def _singkat(pintu: str) -> str:
    return pintu.replace("Pintu berikutnya", "Berikutnya").replace(", biasanya bulan ", " sekitar ")


def _polos(teks: str) -> str:
    for tanda, ganti in (("“", '"'), ("”", '"'), ("’", "'"), ("–", "-"), ("…", "...")):
        teks = teks.replace(tanda, ganti)
    return " ".join(teks.split())


def _potong(teks: str, most: int) -> str:
    return teks if len(teks) <= most else f"{teks[: most - 3].rstrip()}..."
