"""What Forum SKPD and Musrenbang Kabupaten may decide, and what each decision needs (V.D, V.E)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from musren.domain.bahasa import angka
from musren.domain.rupiah import format_rupiah
from musren.integration.profil import Profil
from musren.integration.profil.teks import sederhana

FORUM_SKPD, KABUPATEN = "forum_skpd", "kabupaten"
DITERIMA, DITERIMA_PERUBAHAN, DITOLAK, DIALIHKAN = (
    *("diterima", "diterima_perubahan"),
    *("ditolak", "dialihkan"),
)

PUTUSAN: Mapping[str, str] = {
    DITERIMA: "Diterima",
    DITERIMA_PERUBAHAN: "Diterima dengan perubahan",
    DITOLAK: "Tidak diterima",
    DIALIHKAN: "Dialihkan ke SKPD lain",
}

_STATUS: Mapping[tuple[str, str], str] = {
    (FORUM_SKPD, DITERIMA): "diterima_forum",
    (FORUM_SKPD, DITERIMA_PERUBAHAN): "diterima_forum",
    (FORUM_SKPD, DITOLAK): "ditolak_forum",
    (KABUPATEN, DITERIMA): "diterima_kabupaten",
    (KABUPATEN, DITERIMA_PERUBAHAN): "diterima_kabupaten",
    (KABUPATEN, DITOLAK): "ditolak_kabupaten",
}


@dataclass(frozen=True, slots=True)
class Nilai:
    """What a level decides about: volume, cost (whole rupiah), place, agency."""

    volume: Decimal | None = None
    satuan: str = ""
    biaya: int | None = None
    lokasi: str = ""
    skpd: str = ""


@dataclass(frozen=True, slots=True)
class Putusan:
    """One decision as recorded; None and "" mean "as the level below decided"."""

    putusan: str
    alasan: str = ""
    volume: Decimal | None = None
    biaya: int | None = None
    lokasi: str = ""
    skpd_tujuan: str = ""


def choices(tingkat: str) -> dict[str, str]:
    """Return what may be decided at a level; only the Forum SKPD hands on to another agency."""
    return {k: n for k, n in PUTUSAN.items() if tingkat == FORUM_SKPD or k != DIALIHKAN}


def status_after(tingkat: str, putusan: str) -> str | None:
    """Return the status a decision leads to; None where it stays (re-routing)."""
    return _STATUS.get((tingkat, putusan))


def changes(asal: Nilai, putusan: Putusan) -> tuple[str, ...]:
    """Return what a decision changes, one phrase each: "volume 620 menjadi 500 meter"."""
    hasil = []
    if putusan.volume is not None and putusan.volume != asal.volume:
        dahulu = "belum diisi" if asal.volume is None else angka(asal.volume)
        hasil.append(f"volume {dahulu} menjadi {angka(putusan.volume)} {asal.satuan}".strip())
    if putusan.biaya is not None and putusan.biaya != asal.biaya:
        dahulu = "belum diisi" if asal.biaya is None else format_rupiah(asal.biaya)
        hasil.append(f"biaya {dahulu} menjadi {format_rupiah(putusan.biaya)}")
    if putusan.lokasi.strip() and sederhana(putusan.lokasi) != sederhana(asal.lokasi):
        hasil.append(f"lokasi {asal.lokasi or 'belum diisi'} menjadi {putusan.lokasi.strip()}")
    return tuple(hasil)


def decision_errors(
    profil: Profil, tingkat: str, asal: Nilai, putusan: Putusan, skpd: Iterable[str] = ()
) -> dict[str, str]:
    """Return one sentence per field of a decision that lacks something.

    Fields: putusan, alasan, perubahan, skpd_tujuan. `skpd` are the agencies of the kabupaten,
    empty when no list is kept. A refusal always needs its reason (the list of what was not
    agreed has a column for it); a change or a re-routing while `alasan_putusan_wajib` holds.
    """
    boleh = choices(tingkat)
    if putusan.putusan not in boleh:
        return {"putusan": f"Pilih salah satu putusan: {'; '.join(boleh.values())}."}
    salah = {}
    if alasan := _tanpa_alasan(profil, putusan):
        salah["alasan"] = alasan
    if kalimat := _tanpa_perubahan(asal, putusan) or _nol(putusan):
        salah["perubahan"] = kalimat
    if putusan.putusan == DIALIHKAN and (kalimat := _tujuan(asal, putusan, tuple(skpd))):
        salah["skpd_tujuan"] = kalimat
    return salah


def _tanpa_alasan(profil: Profil, p: Putusan) -> str:
    perlu = p.putusan == DITOLAK or (
        p.putusan != DITERIMA and profil.batas_bool("alasan_putusan_wajib")
    )
    if not perlu or p.alasan.strip():
        return ""
    return f"Tulis alasan “{PUTUSAN[p.putusan]}”; desa membacanya dalam kabar usulan."


def _tanpa_perubahan(asal: Nilai, p: Putusan) -> str:
    berubah = changes(asal, p)
    if p.putusan == DITERIMA_PERUBAHAN and not berubah:
        return "Isi apa yang berubah: volume, biaya, atau lokasi. Bila tidak ada, pilih “Diterima”."
    if p.putusan == DITERIMA and berubah:
        return (
            f"Ada yang berubah: {'; '.join(berubah)}. Pilih “{PUTUSAN[DITERIMA_PERUBAHAN]}” dan "
            "tulis alasannya, atau kembalikan nilainya."
        )
    return ""


def _nol(p: Putusan) -> str:
    """Accepting nothing of it is a refusal, and a refusal says why."""
    if p.putusan != DITERIMA_PERUBAHAN:
        return ""
    if p.volume != 0 and p.biaya != 0:
        return ""
    return (
        "Volume dan biaya yang diterima harus lebih dari nol. Kosongkan bila tidak berubah, atau "
        f"pilih “{PUTUSAN[DITOLAK]}”."
    )


def _tujuan(asal: Nilai, p: Putusan, skpd: tuple[str, ...]) -> str:
    tujuan = sederhana(p.skpd_tujuan)
    if not tujuan:
        return "Pilih SKPD yang dituju."
    if tujuan == sederhana(asal.skpd):
        return f"{p.skpd_tujuan.strip()} adalah SKPD sekarang. Pilih SKPD lain."
    if skpd and tujuan not in {sederhana(s) for s in skpd}:
        return f"{p.skpd_tujuan.strip()} tidak ada dalam daftar SKPD. Pilih dari daftar."
    return ""
