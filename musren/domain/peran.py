"""Roles of the Panduan (chapter VI), rights, and the one table that joins them.

A person holds a role at a place for a period. A right at a place is granted when one of the
person's roles carries the right and its place contains the place in question.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from musren.domain.wilayah import Level, RegionCode


class Peran(StrEnum):
    """Who takes part; Panduan VI.A, with the staff each office needs."""

    ADMINISTRATOR = "administrator"
    BAPPEDA = "bappeda"
    BUPATI = "bupati"
    DPRD = "dprd"
    SKPD = "skpd"
    INSPEKTORAT = "inspektorat"
    FASKAB = "faskab"
    SETRAWAN_KABUPATEN = "setrawan_kabupaten"
    CAMAT = "camat"
    STAF_KECAMATAN = "staf_kecamatan"
    SETRAWAN_KECAMATAN = "setrawan_kecamatan"
    FK = "fk"
    BKAD = "bkad"
    KEPALA_DESA = "kepala_desa"
    SEKDES = "sekdes"
    BPD = "bpd"
    LPMD = "lpmd"
    KPMD = "kpmd"


NAMA_PERAN: dict[Peran, str] = {
    Peran.ADMINISTRATOR: "Administrator",
    Peran.BAPPEDA: "Bappeda",
    Peran.BUPATI: "Bupati",
    Peran.DPRD: "DPRD",
    Peran.SKPD: "SKPD",
    Peran.INSPEKTORAT: "Inspektorat",
    Peran.FASKAB: "Fasilitator Kabupaten",
    Peran.SETRAWAN_KABUPATEN: "Setrawan Kabupaten",
    Peran.CAMAT: "Camat",
    Peran.STAF_KECAMATAN: "Staf kecamatan",
    Peran.SETRAWAN_KECAMATAN: "Setrawan Kecamatan",
    Peran.FK: "Fasilitator Kecamatan",
    Peran.BKAD: "BKAD",
    Peran.KEPALA_DESA: "Kepala Desa",
    Peran.SEKDES: "Sekretaris Desa",
    Peran.BPD: "BPD",
    Peran.LPMD: "LPMD",
    Peran.KPMD: "KPMD",
}

_AT_KABUPATEN = frozenset(
    {
        Peran.ADMINISTRATOR,
        Peran.BAPPEDA,
        Peran.BUPATI,
        Peran.DPRD,
        Peran.SKPD,
        Peran.INSPEKTORAT,
        Peran.FASKAB,
        Peran.SETRAWAN_KABUPATEN,
    }
)
_AT_KECAMATAN = frozenset(
    {Peran.CAMAT, Peran.STAF_KECAMATAN, Peran.SETRAWAN_KECAMATAN, Peran.FK, Peran.BKAD}
)
_AT_DESA = frozenset({Peran.KEPALA_DESA, Peran.SEKDES, Peran.BPD, Peran.LPMD, Peran.KPMD})

TINGKAT_PERAN: dict[Peran, Level] = {
    **dict.fromkeys(_AT_KABUPATEN, Level.KABUPATEN),
    **dict.fromkeys(_AT_KECAMATAN, Level.KECAMATAN),
    **dict.fromkeys(_AT_DESA, Level.DESA),
}
"""The level of the place at which a role is held."""


class Hak(StrEnum):
    """What a page or an endpoint asks for."""

    PUBLIK = "publik"  # anybody, not signed in
    MASUK = "masuk"  # anybody who is signed in, about oneself only
    LIHAT_DESA = "lihat_desa"
    ISI_DESA = "isi_desa"
    TERBITKAN_BA_DESA = "terbitkan_ba_desa"
    TERBITKAN_SK = "terbitkan_sk"
    CATAT_TTD_DESA = "catat_ttd_desa"
    SUSUN_NASKAH_DESA = "susun_naskah_desa"
    ISI_RAPAT_BPD = "isi_rapat_bpd"
    TERBITKAN_KEPUTUSAN_BPD = "terbitkan_keputusan_bpd"
    CATAT_TTD_BPD = "catat_ttd_bpd"
    TERBITKAN_PERDES = "terbitkan_perdes"
    LIHAT_KECAMATAN = "lihat_kecamatan"
    ISI_KECAMATAN = "isi_kecamatan"
    TERBITKAN_BA_KECAMATAN = "terbitkan_ba_kecamatan"
    TERBITKAN_SPC = "terbitkan_spc"
    CATAT_TTD_KECAMATAN = "catat_ttd_kecamatan"
    LIHAT_KABUPATEN = "lihat_kabupaten"
    ISI_KABUPATEN = "isi_kabupaten"
    ISI_FORUM_SKPD = "isi_forum_skpd"
    ISI_POKIR = "isi_pokir"
    ISI_ANGGARAN = "isi_anggaran"
    ISI_KEMAJUAN = "isi_kemajuan"
    TERBITKAN_KABUPATEN = "terbitkan_kabupaten"
    CATAT_TTD_KABUPATEN = "catat_ttd_kabupaten"
    UNDUH_DAFTAR = "unduh_daftar"
    UBAH_PARAMETER = "ubah_parameter"
    KELOLA_PENGGUNA = "kelola_pengguna"
    BACA_JEJAK = "baca_jejak"


_MEMBACA_KABUPATEN = _AT_KABUPATEN
_MEMBACA_KECAMATAN = _MEMBACA_KABUPATEN | _AT_KECAMATAN
_MEMBACA_DESA = _MEMBACA_KECAMATAN | _AT_DESA

HAK: dict[Hak, frozenset[Peran]] = {
    Hak.PUBLIK: frozenset(Peran),
    Hak.MASUK: frozenset(Peran),
    Hak.LIHAT_DESA: _MEMBACA_DESA,
    # KPMD, LPMD and the village office fill in (VI.B.2.e-h); FK guides (VI.B.3.b)
    Hak.ISI_DESA: frozenset({Peran.KPMD, Peran.LPMD, Peran.SEKDES, Peran.KEPALA_DESA, Peran.FK}),
    Hak.TERBITKAN_BA_DESA: frozenset({Peran.KEPALA_DESA, Peran.SEKDES}),
    Hak.TERBITKAN_SK: frozenset({Peran.KEPALA_DESA}),  # VI.B.2.e.15
    Hak.CATAT_TTD_DESA: frozenset({Peran.KEPALA_DESA, Peran.SEKDES}),
    # the papers of the village assessment and of the drafts are made by those who draft
    Hak.SUSUN_NASKAH_DESA: frozenset({Peran.KPMD, Peran.LPMD, Peran.SEKDES, Peran.KEPALA_DESA}),
    # BPD holds its own meeting (VI.B.2.f); the village office writes for it
    Hak.ISI_RAPAT_BPD: frozenset({Peran.BPD, Peran.SEKDES}),
    Hak.TERBITKAN_KEPUTUSAN_BPD: frozenset({Peran.BPD}),
    # the village office keeps the scans, also for the BPD
    Hak.CATAT_TTD_BPD: frozenset({Peran.BPD, Peran.SEKDES, Peran.KEPALA_DESA}),
    Hak.TERBITKAN_PERDES: frozenset({Peran.KEPALA_DESA}),
    Hak.LIHAT_KECAMATAN: _MEMBACA_KECAMATAN,
    # Setrawan, BKAD and FK facilitate the Musrenbang Kecamatan (VI.B.2.c-d, VI.B.3.b)
    Hak.ISI_KECAMATAN: _AT_KECAMATAN,
    Hak.TERBITKAN_BA_KECAMATAN: frozenset({Peran.CAMAT, Peran.STAF_KECAMATAN}),
    Hak.TERBITKAN_SPC: frozenset({Peran.CAMAT}),  # II.D.4.e
    Hak.CATAT_TTD_KECAMATAN: frozenset({Peran.CAMAT, Peran.STAF_KECAMATAN}),
    Hak.LIHAT_KABUPATEN: _MEMBACA_KABUPATEN,
    # Bappeda holds the meetings of the kabupaten and keeps its references (V.C-E)
    Hak.ISI_KABUPATEN: frozenset({Peran.BAPPEDA}),
    # an SKPD decides for itself alone (V.D); see `Penugasan.skpd`
    Hak.ISI_FORUM_SKPD: frozenset({Peran.SKPD, Peran.BAPPEDA}),
    Hak.ISI_POKIR: frozenset({Peran.DPRD, Peran.BAPPEDA}),  # V.A-B
    Hak.ISI_ANGGARAN: frozenset({Peran.BAPPEDA, Peran.KEPALA_DESA, Peran.SEKDES}),
    Hak.ISI_KEMAJUAN: frozenset({Peran.SKPD, Peran.BAPPEDA, Peran.KEPALA_DESA, Peran.SEKDES}),
    Hak.TERBITKAN_KABUPATEN: frozenset({Peran.BAPPEDA}),
    Hak.CATAT_TTD_KABUPATEN: frozenset({Peran.BAPPEDA}),
    Hak.UNDUH_DAFTAR: _MEMBACA_KECAMATAN,
    Hak.UBAH_PARAMETER: frozenset({Peran.BAPPEDA, Peran.ADMINISTRATOR}),
    Hak.KELOLA_PENGGUNA: frozenset({Peran.ADMINISTRATOR}),
    Hak.BACA_JEJAK: frozenset({Peran.INSPEKTORAT, Peran.ADMINISTRATOR}),
}


@dataclass(frozen=True, kw_only=True)
class Penugasan:
    """A role held at a place from `mulai` to `selesai` (both included; no end when None).

    `skpd` names the agency of somebody who acts for one.
    """

    peran: Peran
    wilayah: RegionCode
    mulai: date
    selesai: date | None = None
    skpd: str = ""

    def holds_on(self, day: date) -> bool:
        return self.mulai <= day and (self.selesai is None or day <= self.selesai)

    def grants(self, hak: Hak, place: RegionCode) -> bool:
        return self.peran in HAK[hak] and self.wilayah.contains(place)


@dataclass(frozen=True, kw_only=True)
class Pelaku:
    """Who acts now: a signed-in person (or a token) with the roles in force today."""

    id: int
    nama: str
    penugasan: tuple[Penugasan, ...] = ()

    def may(self, hak: Hak, place: RegionCode) -> bool:
        return any(one.grants(hak, place) for one in self.penugasan)

    def may_anywhere(self, hak: Hak) -> bool:
        return any(one.peran in HAK[hak] for one in self.penugasan)

    def places(self, hak: Hak) -> tuple[RegionCode, ...]:
        """The widest places at which the right is held, none inside another."""
        found = {one.wilayah for one in self.penugasan if one.peran in HAK[hak]}
        return tuple(sorted(p for p in found if not any(q != p and q.contains(p) for q in found)))

    def roles_at(self, place: RegionCode) -> tuple[Peran, ...]:
        return tuple(dict.fromkeys(o.peran for o in self.penugasan if o.wilayah.contains(place)))

    def agencies(self, hak: Hak, place: RegionCode) -> frozenset[str] | None:
        """For which SKPD the right is held here; None when it is held for all of them."""
        held = [o for o in self.penugasan if o.grants(hak, place)]
        if any(o.peran is not Peran.SKPD for o in held):
            return None
        return frozenset(o.skpd for o in held)

    def role_for(self, hak: Hak, place: RegionCode) -> Peran | None:
        """The role under which the person uses a right; recorded in the trace."""
        return next((o.peran for o in self.penugasan if o.grants(hak, place)), None)


def in_force(all_of: Iterable[Penugasan], day: date) -> tuple[Penugasan, ...]:
    return tuple(one for one in all_of if one.holds_on(day))


@dataclass(frozen=True, kw_only=True)
class Act:
    """Somebody does something at a moment; the edge knows both, services take them."""

    oleh: Pelaku
    pada: datetime
