"""Verification before the Musrenbang Kecamatan: sheets, checklists, recommendation, and return."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date

from musren.domain.bahasa import daftar, tanggal
from musren.integration.profil import Lembar, Profil
from musren.integration.profil.teks import kamus, memuat
from musren.integration.usulan import Alasan

LAYAK, LAYAK_PERBAIKAN, TIDAK_LAYAK = "layak", "layak_perbaikan", "tidak_layak"

REKOMENDASI: Mapping[str, str] = {
    LAYAK: "Layak",
    LAYAK_PERBAIKAN: "Layak dengan perbaikan",
    TIDAK_LAYAK: "Tidak layak",
}
KEADAAN_DOKUMEN: Mapping[str, str] = {
    "ada": "Ada",
    "tidak": "Tidak ada",
    "tidak_perlu": "Tidak perlu",
}
KEADAAN_ASPEK: Mapping[str, str] = {"baik": "Baik", "cukup": "Cukup", "kurang": "Kurang"}

DAPAT_DIKEMBALIKAN: Mapping[str, str] = {
    "lokasi": "Lokasi",
    "dusun": "Dusun",
    "volume": "Volume",
    "satuan": "Satuan",
    "tujuan": "Tujuan",
    "sasaran": "Sasaran",
    "target": "Target",
    "waktu": "Waktu pelaksanaan",
    "penanggung_jawab": "Penanggung jawab",
    "latar_belakang": "Latar belakang",
    "manfaat": "Manfaat",
    "keterlibatan_miskin": "Keterlibatan warga miskin",
    "potensi": "Potensi dan swadaya",
    "rencana_pelaksanaan": "Rencana pelaksanaan",
    "rencana_pelestarian": "Rencana pelestarian",
    "pemanfaat_l": "Pemanfaat langsung laki-laki",
    "pemanfaat_p": "Pemanfaat langsung perempuan",
    "pemanfaat_rtm": "Pemanfaat dari rumah tangga miskin",
    "tidak_langsung_l": "Pemanfaat tidak langsung laki-laki",
    "tidak_langsung_p": "Pemanfaat tidak langsung perempuan",
    "biaya": "Biaya",
    "dana": "Rincian sumber dana",
    "keterangan": "Keterangan",
}
"""Fields a village may be asked to repair; what the village decided (kegiatan, jenis, asal,
pengusul) is not among them."""

KOLOM: Mapping[str, str] = {
    "verifikasi_alasan": "alasan",
    "verifikasi_dokumen": "kelengkapan",
    "verifikasi_aspek": "aspek",
    "verifikasi_aspek_kurang": "aspek",
    "verifikasi_pertanyaan": "khusus",
    "verifikasi_kunjungan": "tanggal_kunjungan",
    "verifikasi_pemeriksa": "pemeriksa",
    "pengembalian_catatan": "catatan",
    "pengembalian_tenggat": "tenggat",
}
"""Which form field a reason (`Alasan.aturan`) of this module stands beside."""

_TIM = "kebiasaan Tim Verifikasi"


@dataclass(frozen=True, slots=True)
class Butir:
    """One document of the checklist (Form.10)."""

    kunci: str
    nama: str
    wajib: bool


@dataclass(frozen=True, slots=True)
class Periksa:
    """A sheet as filled in; the mappings go from key to state (or, in `khusus`, to the answer)."""

    lembar: str
    kelengkapan: Mapping[str, str] = field(default_factory=dict)
    aspek: Mapping[str, str] = field(default_factory=dict)
    khusus: Mapping[str, object] = field(default_factory=dict)
    rekomendasi: str = ""
    alasan: str = ""
    tanggal_kunjungan: date | None = None
    pemeriksa: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Pengembalian:
    """What is sent back to the village: fields, a note, and the last day for the answer."""

    kolom: tuple[str, ...]
    catatan: str
    tenggat: date | None


def lembar_of(profil: Profil, jenis: str, bidang: str = "", kegiatan: str = "") -> str:
    """Return the sheet that suits a proposal; people may choose another one.

    The kind of work decides; where it leaves several sheets (or none, outside BLM) the words of
    the activity do, then those of the field, in the order of the profile; else the first one.
    """
    sejenis = [x for x in profil.lembar if jenis in x.jenis] or list(profil.lembar)
    if len(sejenis) == 1:
        return sejenis[0].kunci
    for teks in (kegiatan, bidang.replace("_", " ")):
        for lembar in sejenis:
            if any(memuat(teks, kata) for kata in lembar.kata):
                return lembar.kunci
    return sejenis[0].kunci


def checklist(profil: Profil, lembar: str) -> tuple[Butir, ...]:
    """Return the documents a sheet asks for, in printed order."""
    isi = profil.lembar_verifikasi(lembar)
    return tuple(Butir(k, n, k in isi.dokumen_wajib) for k, n in kamus(isi.dokumen).items())


def pertanyaan(profil: Profil, lembar: str) -> dict[str, str]:
    """Return the questions of one sheet: key to text, in printed order."""
    return kamus(profil.lembar_verifikasi(lembar).pertanyaan)


def aspek(profil: Profil) -> dict[str, str]:
    """Return the aspects every proposal is judged by: key to name, in printed order."""
    return profil.batas_kamus("aspek_verifikasi")


def check(profil: Profil, periksa: Periksa, hari_ini: date) -> tuple[Alasan, ...]:
    """Return what speaks against a recommendation; `KOLOM` tells beside which field.

    Hard while the profile says so: anything but "layak" without a reason
    (`verifikasi_alasan_wajib`), "layak" while a required document is not there
    (`verifikasi_dokumen_wajib`). The rest only warns. Without a recommendation nothing is said:
    the sheet is still being filled in.
    """
    if not periksa.rekomendasi:
        return ()
    return (
        *_alasan(profil, periksa),
        *_dokumen(profil, periksa),
        *_aspek(profil, periksa),
        *_pertanyaan(profil, periksa),
        *_kunjungan(periksa, hari_ini),
    )


def answer_errors(profil: Profil, periksa: Periksa) -> dict[str, str]:
    """Return one sentence per field that says something the sheet does not know."""
    lembar = {x.kunci: x.nama for x in profil.lembar}
    if periksa.lembar not in lembar:
        return {"lembar": f"Pilih lembar verifikasi: {'; '.join(lembar.values())}."}
    isi = profil.lembar_verifikasi(periksa.lembar)
    salah = {
        "kelengkapan": _asing(periksa.kelengkapan, kamus(isi.dokumen), KEADAAN_DOKUMEN),
        "aspek": _asing(periksa.aspek, aspek(profil), KEADAAN_ASPEK),
        "rekomendasi": ""
        if periksa.rekomendasi in {"", *REKOMENDASI}
        else f"Pilih salah satu rekomendasi: {'; '.join(REKOMENDASI.values())}.",
    }
    return {kolom: kalimat for kolom, kalimat in salah.items() if kalimat}


def return_errors(pengembalian: Pengembalian) -> dict[str, str]:
    """Return one sentence per field of a return that names none, or one not to be sent back."""
    if not pengembalian.kolom:
        return {"kolom": "Pilih paling sedikit satu isian yang harus diperbaiki desa."}
    asing = [k for k in pengembalian.kolom if k not in DAPAT_DIKEMBALIKAN]
    if asing:
        return {
            "kolom": f"Isian {daftar(asing)} tidak dapat dikembalikan: nama kegiatan, jenis, asal, "
            "dan pengusul adalah keputusan musyawarah desa. Tulis usul perubahannya dalam catatan."
        }
    if pengembalian.tenggat is None:
        return {"tenggat": "Isi tanggal terakhir desa menjawab."}
    return {}


def check_return(
    profil: Profil, pengembalian: Pengembalian, hari_ini: date, musyawarah: date | None = None
) -> tuple[Alasan, ...]:
    """Return what speaks against sending a proposal back; `musyawarah` is the kecamatan's day.

    Hard while the profile says so: no note (`verifikasi_alasan_wajib`), a last day that is over
    or not before the Musrenbang Kecamatan (`tenggat_pengembalian_diperiksa`).
    """
    hasil = []
    if not pengembalian.catatan.strip():
        kalimat = "Tulis apa yang harus diperbaiki, agar desa tahu apa yang diminta."
        keras = profil.batas_bool("verifikasi_alasan_wajib")
        hasil.append(Alasan("pengembalian_catatan", kalimat, _TIM, "D", keras))
    kalimat = _tenggat(pengembalian.tenggat, hari_ini, musyawarah)
    if kalimat:
        keras = profil.batas_bool("tenggat_pengembalian_diperiksa")
        hasil.append(Alasan("pengembalian_tenggat", kalimat, _TIM, "D", keras))
    return tuple(hasil)


def labels_of(kolom: Iterable[str]) -> tuple[str, ...]:
    """Return what people call the fields sent back, in the order of the form."""
    dipilih = set(kolom)
    return tuple(nama for kunci, nama in DAPAT_DIKEMBALIKAN.items() if kunci in dipilih)


# --- parts -------------------------------------------------------------------------------------


def _asing(isian: Mapping[str, str], kunci: Mapping[str, str], keadaan: Mapping[str, str]) -> str:
    if lain := [k for k in isian if k not in kunci]:
        return f"{daftar(lain)} tidak ada dalam lembar ini. Muat ulang lembarnya."
    salah = [kunci[k] for k, v in isian.items() if v and v not in keadaan]
    if salah:
        return f"Pilih {' atau '.join(keadaan.values())} untuk: {daftar(salah)}."
    return ""


def _alasan(profil: Profil, p: Periksa) -> Iterator[Alasan]:
    if p.rekomendasi != LAYAK and not p.alasan.strip():
        kalimat = (
            f"Rekomendasi “{REKOMENDASI.get(p.rekomendasi, p.rekomendasi)}” belum beralasan. "
            "Tulis alasannya, agar desa tahu apa yang harus diperbaiki."
        )
        keras = profil.batas_bool("verifikasi_alasan_wajib")
        yield Alasan("verifikasi_alasan", kalimat, _TIM, "D", keras)


def _dokumen(profil: Profil, p: Periksa) -> Iterator[Alasan]:
    kurang = [
        b.nama
        for b in checklist(profil, p.lembar)
        if b.wajib and p.kelengkapan.get(b.kunci) not in {"ada", "tidak_perlu"}
    ]
    if p.rekomendasi == LAYAK and kurang:
        kalimat = (
            f"Belum dapat dinyatakan layak: {daftar(kurang)} belum ada. Lengkapi dokumen, atau "
            "pilih “Layak dengan perbaikan” dengan alasan."
        )
        keras = profil.batas_bool("verifikasi_dokumen_wajib")
        yield Alasan("verifikasi_dokumen", kalimat, "Form.10", "D", keras)


def _aspek(profil: Profil, p: Periksa) -> Iterator[Alasan]:
    semua = aspek(profil)
    belum = [nama for kunci, nama in semua.items() if not p.aspek.get(kunci)]
    if belum:
        kalimat = f"Aspek yang belum dinilai: {daftar(belum)}."
        yield Alasan("verifikasi_aspek", kalimat, "Form.11", "D", keras=False)
    kurang = [nama for kunci, nama in semua.items() if p.aspek.get(kunci) == "kurang"]
    if p.rekomendasi == LAYAK and kurang:
        kalimat = (
            f"Usulan dinyatakan layak, padahal dinilai kurang pada: {daftar(kurang)}. Periksa "
            "kembali penilaian atau rekomendasinya."
        )
        yield Alasan("verifikasi_aspek_kurang", kalimat, "Form.11", "D", keras=False)


def _pertanyaan(profil: Profil, p: Periksa) -> Iterator[Alasan]:
    isi: Lembar = profil.lembar_verifikasi(p.lembar)
    kosong = [n for k, n in pertanyaan(profil, p.lembar).items() if _tanpa_isi(p.khusus.get(k))]
    if kosong:
        kalimat = f"Lembar {isi.nama} belum terjawab: {daftar(kosong)}."
        yield Alasan("verifikasi_pertanyaan", kalimat, isi.formulir, isi.tanda, keras=False)


def _tanpa_isi(jawaban: object) -> bool:
    return jawaban is None or not str(jawaban).strip()


def _kunjungan(p: Periksa, hari_ini: date) -> Iterator[Alasan]:
    kunjungan = p.tanggal_kunjungan
    if kunjungan is None or kunjungan > hari_ini:
        kalimat = (
            "Tanggal kunjungan lapangan belum diisi."
            if kunjungan is None
            else f"Tanggal kunjungan {tanggal(kunjungan)} belum lewat. Periksa tanggalnya."
        )
        yield Alasan("verifikasi_kunjungan", kalimat, _TIM, "G", keras=False)
    if not any(nama.strip() for nama in p.pemeriksa):
        kalimat = "Belum ada anggota Tim Verifikasi yang tercatat memeriksa usulan ini."
        yield Alasan("verifikasi_pemeriksa", kalimat, _TIM, "G", keras=False)


def _tenggat(tenggat: date | None, hari_ini: date, musyawarah: date | None) -> str:
    if tenggat is None:
        return ""
    if tenggat <= hari_ini:
        return (
            f"Tenggat {tanggal(tenggat)} sudah lewat atau hari ini. Beri desa waktu untuk menjawab."
        )
    if musyawarah is not None and tenggat >= musyawarah:
        return (
            f"Tenggat {tanggal(tenggat)} tidak sempat: Musrenbang Kecamatan berlangsung "
            f"{tanggal(musyawarah)}. Pilih tanggal sebelumnya."
        )
    return ""
