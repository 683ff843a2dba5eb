"""Whether the parts of a profile fit together: references, ranges, places to fill in."""

from collections import Counter
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from musren.domain.nomor import Pattern, PatternError
from musren.integration.profil.skema import (
    JENIS_NILAI,
    TANDA,
    Batas,
    Nilai,
    Parameter,
    ProfileError,
    Surat,
)
from musren.integration.profil.teks import berbobot, isian, kamus, sederhana

if TYPE_CHECKING:
    from musren.integration.profil.utuh import Profil

TINGKAT = frozenset({"desa", "kecamatan"})
_BERKUNCI = (
    "sumber_dana", "kelompok_rekap", "sifat", "asal", "jenis_blm", "bidang", "unsur", "batas",
    "larangan", "suara", "dasar_hukum", "surat", "kalender", "syarat_desa", "agenda_baku",
    "tugas_tim", "lembar",
)  # fmt: skip


def periksa(profil: "Profil") -> None:
    """Raise ProfileError for the first part that does not fit the others."""
    for pemeriksa in (
        _unik, _sumber, _tanda, _batas, _suara, _surat, _bulan, _alias, _agenda, _wakil,
        _lembar, _berkunci, _bobot,
    ):  # fmt: skip
        for keluhan in pemeriksa(profil):
            raise ProfileError(f"{profil.slug}.toml: {keluhan}")


def _unik(profil: "Profil") -> Iterator[str]:
    for nama in _BERKUNCI:
        isi = getattr(profil, nama)
        if not isi:
            yield f"{nama} tidak boleh kosong."
        for kunci, kali in Counter(satu.kunci for satu in isi).items():
            if kali > 1:
                yield f"{nama}: kunci '{kunci}' tertulis {kali} kali."


def _sumber(profil: "Profil") -> Iterator[str]:
    kelompok = {k.kunci for k in profil.kelompok_rekap}
    sumber = {s.kunci for s in profil.sumber_dana}
    for s in profil.sumber_dana:
        yield from _dikenal(f"sumber_dana[{s.kunci}].kelompok_rekap", [s.kelompok_rekap], kelompok)
        yield from _dikenal(f"sumber_dana[{s.kunci}].tingkat", s.tingkat, TINGKAT)
    for urut, peta in enumerate(profil.peta_rekap, 1):
        yield from _dikenal(f"peta_rekap[{urut}].kelompok", [peta.kelompok], kelompok)
        yield from _dikenal(f"peta_rekap[{urut}].sumber", peta.sumber, sumber)
    for alias in profil.alias_sumber:
        yield from _dikenal("alias_sumber", [alias.sumber], sumber)
    for u in profil.unsur:
        yield from _dikenal(f"unsur[{u.kunci}].tingkat", u.tingkat, TINGKAT)


def _tanda(profil: "Profil") -> Iterator[str]:
    for nama in ("batas", "larangan", "dasar_hukum", "kalender", "lembar"):
        for satu in getattr(profil, nama):
            yield from _dikenal(f"{nama}[{satu.kunci}].tanda", [satu.tanda], TANDA)


def _batas(profil: "Profil") -> Iterator[str]:
    for batas in profil.batas:
        yield from _dikenal(f"batas[{batas.kunci}].jenis", [batas.jenis], JENIS_NILAI)
        keluhan = di_luar(batas, batas.nilai)
        if keluhan:
            yield f"batas[{batas.kunci}].nilai: {keluhan}"


def di_luar(batas: "Batas | Parameter", nilai: Nilai) -> str:
    """Return what is wrong with a value's size, or an empty text."""
    ukuran = len(nilai) if isinstance(nilai, tuple) else nilai
    if ukuran is None or isinstance(ukuran, str | bool):
        return ""
    if batas.min is not None and not ukuran >= batas.min:
        return f"nilai {ukuran:g} di bawah batas terkecil {batas.min:g}."
    if batas.max is not None and not ukuran <= batas.max:
        return f"nilai {ukuran:g} di atas batas terbesar {batas.max:g}."
    return ""


def _suara(profil: "Profil") -> Iterator[str]:
    batas = [s.sampai for s in profil.suara]
    if batas[-1] is not None or None in batas[:-1]:
        yield "suara: hanya baris terakhir yang tanpa 'sampai'."
    angka = [b for b in batas if b is not None]
    if angka != sorted(set(angka)):
        yield "suara: 'sampai' harus naik dari baris ke baris."
    if any(s.pilihan < 1 for s in profil.suara):
        yield "suara: 'pilihan' paling sedikit 1."


def _surat(profil: "Profil") -> Iterator[str]:
    hukum = {d.kunci for d in profil.dasar_hukum}
    jenis = {s.jenis for s in profil.surat}
    for surat in profil.surat:
        tempat = f"surat[{surat.jenis}]"
        yield from _dikenal(f"{tempat}.mengingat", surat.mengingat, hukum)
        yield from _dikenal(f"{tempat}.butuh", surat.butuh, jenis)
        if surat.jenis in surat.butuh:
            yield f"{tempat}.butuh: surat tidak dapat menunggu dirinya sendiri."
        if not surat.penandatangan or any(p.jumlah < 1 for p in surat.penandatangan):
            yield f"{tempat}.penandatangan: setiap surat ditandatangani paling sedikit satu orang."
        if bool(surat.register) != bool(surat.pola_nomor):
            yield f"{tempat}: register dan pola_nomor diisi bersama atau kosong bersama."
        yield from _pola(tempat, surat)
        yield from _isian(profil, tempat, surat)


def _pola(tempat: str, surat: Surat) -> Iterator[str]:
    if not surat.pola_nomor:
        return
    try:
        pola = Pattern.parse(surat.pola_nomor)
    except PatternError as salah:
        yield f"{tempat}.pola_nomor: {salah}"
        return
    if "kode" in pola.names and not surat.klasifikasi:
        yield f"{tempat}.klasifikasi: isi kode klasifikasi, karena pola nomornya memuat {{kode}}."


def _isian(profil: "Profil", tempat: str, surat: Surat) -> Iterator[str]:
    teks = (
        surat.tentang, surat.tentang_tinjau, *surat.menimbang, *surat.menimbang_tinjau,
        *surat.memperhatikan, *surat.diktum, *surat.tembusan,
    )  # fmt: skip
    for satu in teks:
        try:
            nama = isian(satu)
        except ProfileError as salah:
            yield f"{tempat}: {salah}"
            continue
        yield from _dikenal(f"{tempat} isian", sorted(nama), profil.isian_teks)


def _bulan(profil: "Profil") -> Iterator[str]:
    for k in profil.kalender:
        if not k.bulan or not set(k.bulan) <= set(range(1, 13)):
            yield f"kalender[{k.kunci}].bulan: isi dengan bulan 1 sampai 12."


def _alias(profil: "Profil") -> Iterator[str]:
    pemilik: dict[str, str] = {}
    for alias in profil.alias_sumber:
        for teks in alias.teks:
            lain = pemilik.setdefault(sederhana(teks), alias.sumber)
            if lain != alias.sumber:
                yield f"alias_sumber: '{teks}' menunjuk {lain} dan {alias.sumber} sekaligus."


def _agenda(profil: "Profil") -> Iterator[str]:
    for agenda in profil.agenda_baku:
        yield from (
            f"agenda_baku[{agenda.kunci}]: baris wajib '{baris}' tidak ada dalam baris baku."
            for baris in agenda.wajib
            if baris not in agenda.baku
        )


def _lembar(profil: "Profil") -> Iterator[str]:
    jenis = {j.kunci for j in profil.jenis_blm}
    for lembar in profil.lembar:
        tempat = f"lembar[{lembar.kunci}]"
        yield from _dikenal(f"{tempat}.jenis", lembar.jenis, jenis)
        for nama in ("dokumen", "pertanyaan"):
            yield from _kunci_ganda(f"{tempat}.{nama}", getattr(lembar, nama))
        yield from _dikenal(f"{tempat}.dokumen_wajib", lembar.dokumen_wajib, kamus(lembar.dokumen))


def _berkunci(profil: "Profil") -> Iterator[str]:
    for nama in ("aspek_verifikasi", "alasan_tidak_terserap"):
        yield from _kunci_ganda(f"batas[{nama}]", tuple(map(str, profil.batas_daftar(nama))))


def _kunci_ganda(tempat: str, baris: tuple[str, ...]) -> Iterator[str]:
    if len(kamus(baris)) != len(baris) or "" in kamus(baris):
        yield f"{tempat}: setiap baris memerlukan kunci yang berbeda, titik dua, lalu sebutannya."


def _bobot(profil: "Profil") -> Iterator[str]:
    baris = map(str, profil.batas_daftar("kriteria_prioritas_kecamatan"))
    nama = []
    for satu in baris:
        try:
            nama.append(berbobot(satu)[0])
        except ProfileError as salah:
            yield f"batas[kriteria_prioritas_kecamatan]: {salah}"
    if len(set(nama)) != len(nama) or "" in nama:
        yield "batas[kriteria_prioritas_kecamatan]: setiap kriteria memerlukan nama yang berbeda."


def _wakil(profil: "Profil") -> Iterator[str]:
    for kecil, besar in (
        ("min_perempuan_wakil_desa", "wakil_desa_mad"),
        ("delegasi_desa_min", "delegasi_desa_maks"),
        ("min_usulan_mkp", "max_usulan_blm_per_desa"),
        ("tim_min_anggota", "tim_max_anggota"),
        ("tim_min_perempuan", "tim_max_anggota"),
    ):
        if profil.batas_int(kecil) > profil.batas_int(besar):
            yield f"batas '{kecil}' tidak boleh melebihi '{besar}'."


def _dikenal(tempat: str, dipakai: Iterable[str], dikenal: Iterable[str]) -> Iterator[str]:
    asing = [satu for satu in dipakai if satu not in set(dikenal)]
    if asing:
        yield f"{tempat}: '{asing[0]}' tidak dikenal."
