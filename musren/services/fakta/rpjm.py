"""Facts of the RPJM-Desa tables: forms F1 to F6, the Matrik and its yearly variant."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.bahasa import angka
from musren.domain.wilayah import Level, RegionCode
from musren.integration import penilaian
from musren.integration import rpjm_rencana as rencana
from musren.integration.profil import Profil
from musren.integration.profil.teks import sederhana
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.models.tahun import Tahun
from musren.papers.contracts.pkd import BANYAK_KRITERIA_MASALAH
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import head, kepala_desa
from musren.services.fakta.pkd import headings, scored
from musren.services.prefill import meeting
from musren.services.profil import need_village
from musren.services.rpjm.baris import planned, ranked, row_of
from musren.services.rpjm.dokumen import MUSYAWARAH, need_drafted, years_of
from musren.services.rpjm.peringkat import named
from musren.services.rpjm.usulan import of_rpjm
from musren.services.susunan.berlaku import in_force
from musren.services.tahun import profile_of

UNGROUPED = "Bidang belum diisi"
F = rencana.Formulir
COLUMN = {rencana.PIHAK_KETIGA: "pihak_ketiga"}
"""Recap group to the name of its column in the yearly variant, where they differ."""

# --- rows ---------------------------------------------------------------------------------------


def place_text(one: UsulanRpjm) -> str | None:
    """Hamlet and location, once each."""
    parts = [one.dusun] if one.dusun and one.dusun not in one.lokasi else []
    return ", ".join([*parts, one.lokasi] if one.lokasi else parts) or None


def years_text(one: UsulanRpjm) -> str | None:
    """When it is carried out: in the village's words, else the years it is split over."""
    if one.waktu:
        return one.waktu
    spans: list[tuple[int, int]] = []
    for share in one.tahunan:
        if spans and spans[-1][1] == share.tahun - 1:
            spans[-1] = (spans[-1][0], share.tahun)
        else:
            spans.append((share.tahun, share.tahun))
    return ", ".join(str(a) if a == b else f"{a}–{b}" for a, b in spans) or None


def sources_text(profile: Profil, one: UsulanRpjm) -> str | None:
    """Every source once, in the village's own words where it has some."""
    names = {s.kunci: s.singkatan for s in profile.sumber_dana}
    told = [d.rincian or names.get(d.sumber or "", "") for d in one.dana if d.jumlah != 0]
    return ", ".join(dict.fromkeys(text for text in told if text)) or None


def target_text(one: UsulanRpjm) -> str | None:
    if one.target:
        return one.target
    return f"{angka(one.volume)} {one.satuan}".strip() if one.volume is not None else None


def _program(profile: Profil, one: UsulanRpjm) -> Facts:
    return {
        "kegiatan": one.kegiatan, "tujuan": one.tujuan or None, "lokasi": place_text(one),
        "sasaran": one.sasaran or None, "target": target_text(one), "sifat": one.sifat or None,
        "waktu": years_text(one), "biaya": one.biaya, "sumber": sources_text(profile, one),
        "keterangan": one.keterangan or None,
    }  # fmt: skip


def _matrix_row(profile: Profil, one: UsulanRpjm) -> Facts:
    return {
        "kegiatan": one.kegiatan, "lokasi": place_text(one), "sifat": one.sifat or None,
        "sasaran": one.sasaran or one.manfaat or None, "waktu": years_text(one),
        "biaya": one.biaya, "sumber": sources_text(profile, one),
        "keterangan": one.keterangan or None,
    }  # fmt: skip


def _counted(rows: Sequence[Mapping[str, Any]]) -> Facts:
    return {
        "jumlah": sum(row["biaya"] or 0 for row in rows),
        "tanpa_biaya": sum(row["biaya"] is None for row in rows),
        "baris": list(rows),
    }


def by_bidang(profile: Profil, rows: Iterable[UsulanRpjm]) -> list[tuple[str, list[UsulanRpjm]]]:
    """Bidang in the order of the profile, then the village's own as they came, unnamed ones last.

    A sub-bidang of the profile belongs to its bidang.
    """
    known = {sederhana(name): b.nama for b in profile.bidang for name in (b.nama, *b.sub)}
    groups: dict[str, list[UsulanRpjm]] = {b.nama: [] for b in profile.bidang}
    loose: list[UsulanRpjm] = []
    for one in rows:
        if one.bidang:
            groups.setdefault(known.get(sederhana(one.bidang), one.bidang), []).append(one)
        else:
            loose.append(one)
    return [(name, found) for name, found in [*groups.items(), (UNGROUPED, loose)] if found]


def matrix(profile: Profil, rows: Sequence[UsulanRpjm]) -> Facts:
    """F4, the Matrik RPJM-Desa, with subtotals and totals."""
    groups: list[Facts] = [
        {"bidang": name, **_counted([_matrix_row(profile, one) for one in found])}
        for name, found in by_bidang(profile, rows)
    ]
    return {
        "kelompok": groups,
        "jumlah": sum(one["jumlah"] for one in groups),
        "tanpa_biaya": sum(one["tanpa_biaya"] for one in groups),
    }


# --- the yearly variant -------------------------------------------------------------------------


def _money(profile: Profil, years: Sequence[int], row: rencana.BarisRpjm) -> Facts:
    """Both ways of adding up give the cost; what was not told stands apart."""
    per_year = rencana.per_year(years, row.tahunan)
    sources = rencana.per_source(profile, row.dana)
    columns = {
        COLUMN.get(name, name): amount
        for name, amount in sources.items()
        if name != rencana.BELUM_BERSUMBER
    }
    total = row.biaya or 0
    return {
        "tahunan": [per_year[n] for n in years],
        "belum_dirinci": total - sum(per_year.values()),
        **columns,
        "belum_bersumber": total - sum(columns.values()),
    }


def yearly(profile: Profil, years: Sequence[int], found: Sequence[UsulanRpjm]) -> Facts:
    """Rows and sums of the yearly variant, as in the contract's `RencanaTahunan`."""
    origins = {one.kunci: one.nama for one in profile.asal}
    rows: list[Facts] = [
        {
            "kegiatan": one.kegiatan, "lokasi": place_text(one), "biaya": one.biaya,
            "sumber_usulan": one.pengusul or origins.get(one.asal),
            **_money(profile, years, row_of(profile, one)),
        }
        for one in found
    ]  # fmt: skip
    names = [
        *(COLUMN.get(name, name) for name in rencana.source_columns(profile)), "belum_bersumber",
        "belum_dirinci",
    ]  # fmt: skip
    return {
        "tahun_periode": list(years),
        "baris": rows,
        "jumlah": {
            "biaya": sum(row["biaya"] or 0 for row in rows),
            "tanpa_biaya": sum(row["biaya"] is None for row in rows),
            "tahunan": [sum(row["tahunan"][n] for row in rows) for n, _ in enumerate(years)],
            **{name: sum(row[name] for row in rows) for name in names},
        },
    }


# --- the papers ---------------------------------------------------------------------------------


def signer(jabatan: str, nama: str) -> Facts:
    """Who signs; a dotted line while the profile names nobody."""
    return {"jabatan": jabatan, "nama": nama or bersama.DOTTED, "nip": None, "pangkat": None}


def lpmd(session: Session, place: RegionCode) -> Facts:
    where = bersama.short(session, place, Level.DESA)
    return signer(f"Ketua LPMD {where}", need_village(session, place).ketua_lpmd_nama)


def sekdes(session: Session, place: RegionCode) -> Facts:
    where = bersama.short(session, place, Level.DESA)
    return signer(f"Sekretaris Desa {where}", need_village(session, place).sekdes_nama)


def period(rpjm: Rpjm) -> Facts:
    return {"periode_awal": rpjm.periode_awal, "periode_akhir": rpjm.periode_akhir}


def formulir(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """F1 to F6 of the same proposals (pnpm.md 3.3); membership by integration.rpjm_rencana."""
    rpjm, profile = need_drafted(session, year, place), profile_of(year)
    rows = planned(of_rpjm(session, rpjm))
    forms = {one.kode: rencana.forms_of(profile, row_of(profile, one)) for one in rows}

    def listed(form: rencana.Formulir) -> Facts:
        return _counted([_program(profile, one) for one in rows if form in forms[one.kode]])

    return {
        **head(session, year, place, profile),
        **period(rpjm),
        "swadaya": listed(F.F1), "ada_dana": listed(F.F2), "paduan": listed(F.F3),
        "matrik": matrix(profile, rows),
        **_ranking(profile, [one for one in rows if F.F5 in forms[one.kode]]),
        "indikasi": [_indication(profile, one) for one in rows if F.F6 in forms[one.kode]],
        "penandatangan": {
            "kepala_desa": kepala_desa(session, place), "lpmd": lpmd(session, place),
        },
    }  # fmt: skip


def _ranking(profile: Profil, rows: Sequence[UsulanRpjm]) -> Facts:
    """F5: the proposals with complete scores, best first."""
    criteria = penilaian.kriteria_masalah(profile)
    return {
        "kriteria_masalah": headings(criteria, BANYAK_KRITERIA_MASALAH),
        "skala": ", ".join(map(str, penilaian.skala(profile))),
        "pemeringkatan": [
            {
                "masalah": named(one),
                "skor": scored(one.skor, len(criteria), BANYAK_KRITERIA_MASALAH),
                "jumlah": order.jumlah, "peringkat": order.peringkat,
                "seri": one.seri if order.dipecahkan else None, "keterangan": None,
            }
            for one, order in ranked(profile, rows)
        ],
    }  # fmt: skip


def _indication(profile: Profil, one: UsulanRpjm) -> Facts:
    return {
        "kegiatan": one.kegiatan, "lokasi": place_text(one),
        "sasaran": one.sasaran or target_text(one), "keterangan": sources_text(profile, one),
    }  # fmt: skip


def law_of(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Number and date of the Peraturan Desa, when it is there."""
    law = in_force(session, year, place, "perdes_rpjm")
    return {
        "perdes_nomor": law.nomor if law else None,
        "perdes_tanggal": law.tanggal.isoformat() if law else None,
    }


def matrik(session: Session, year: Tahun, place: RegionCode) -> Facts:
    rpjm, profile = need_drafted(session, year, place), profile_of(year)
    return {
        **head(session, year, place, profile),
        **period(rpjm),
        **law_of(session, year, place),
        "matrik": matrix(profile, planned(of_rpjm(session, rpjm))),
        "penandatangan": {"kepala_desa": kepala_desa(session, place)},
    }


def matrik_tahunan(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """The Matrik with one column of cost for each year of the period (pnpm.md 3.3)."""
    rpjm, profile = need_drafted(session, year, place), profile_of(year)
    held = meeting(session, MUSYAWARAH, year, place)
    seats = {
        p.kelompok: p.jabatan for p in profile.surat_jenis("matrik_rpjm_tahunan").penandatangan
    }
    village = need_village(session, place)
    return {
        **head(session, year, place, profile),
        **period(rpjm),
        **law_of(session, year, place),
        **yearly(profile, years_of(rpjm), planned(of_rpjm(session, rpjm))),
        "musrenbang_tanggal": held.tanggal.isoformat() if held else None,
        "penandatangan": {
            "kepala_desa": signer(seats["kepala_desa"], village.kepala_desa_nama),
            "sekdes": signer(seats["sekdes"], village.sekdes_nama),
        },
    }


def totals_by_bidang(profile: Profil, rows: Sequence[UsulanRpjm]) -> list[Facts]:
    """Number, cost and rows without a cost of each bidang, as the Berita Acara tells them."""
    return [
        {
            "nama": name, "usulan": len(found), "biaya": sum(one.biaya or 0 for one in found),
            "tanpa_biaya": sum(one.biaya is None for one in found),
        }
        for name, found in by_bidang(profile, rows)
    ]  # fmt: skip


def totals(groups: Sequence[Mapping[str, Any]]) -> Facts:
    return {n: sum(one[n] for one in groups) for n in ("usulan", "biaya", "tanpa_biaya")}
