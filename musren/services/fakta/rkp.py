"""Facts of the RKP-Desa papers: R1 and R2, DU-RKP with its letter, penyelarasan, the document."""

from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from musren.domain import rupiah
from musren.domain.wilayah import Level, RegionCode
from musren.integration.penyelarasan import KeadaanDana, Selaras
from musren.integration.profil import Profil, SumberDana
from musren.models.naskah import Naskah
from musren.models.rpjm import PaguDesa
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, UsulanDana
from musren.services.fakta import bersama
from musren.services.fakta.bersama import DOTTED, Facts
from musren.services.fakta.desa import (
    agreed,
    decisions,
    group_of,
    head,
    kepala_desa,
    need_meeting,
    place_text,
    recap_row,
    recap_rows,
    size,
)
from musren.services.klasifikasi import counted_under
from musren.services.profil import need_village
from musren.services.rkp import pagu
from musren.services.tahun import profile_of
from musren.services.wilayah import dusun_of

WHOLE_VILLAGE = "Desa"
"""The sheet R1 of what belongs to no dusun."""

OWN_GROUP = "apb_desa"
"""The recap group of the money the village itself disposes of."""

SIFAT_SURAT = "Penting"


def plan_of(session: Session, year: Tahun, place: RegionCode) -> list[Keputusan]:
    """What the Musrenbangdes agreed on, by priority; raises NotReady before the meeting."""
    return agreed(decisions(session, need_meeting(session, year, place)))


def upward(profile: Profil) -> list[SumberDana]:
    """The sources that go through the kecamatan and above, in printed order."""
    return [s for s in profile.sumber_tingkat("desa") if s.kelompok_rekap != OWN_GROUP]


def own(profile: Profil) -> list[SumberDana]:
    """The sources the village itself disposes of."""
    return [s for s in profile.sumber_tingkat("desa") if s.kelompok_rekap == OWN_GROUP]


def sources_told(profile: Profil, k: Keputusan) -> str:
    """Every source of an activity once, in the village's own words where it has some."""
    told = (text for _, row in recap_rows(profile, k) for text in [row["sumber"]] if text)
    return ", ".join(dict.fromkeys(told))


# --- R1 and R2 ----------------------------------------------------------------------------------


def formulir_rkp(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Form R1 per dusun and R2, the lembar Desa (Permendagri 66/2007)."""
    profile, found = profile_of(year), plan_of(session, year, place)
    sheets = _sheets(session, place, profile, found)
    groups = recap(profile, found)
    return {
        **head(session, year, place, profile),
        "dusun": sheets,
        "jumlah_dusun": sum(one["jumlah"] for one in sheets),
        "kelompok": groups,
        "jumlah": sum(one["jumlah"] for one in groups),
        "lembar": None,
        "tembusan": bersama.copies(session, place, profile, "formulir_rkp"),
        "penandatangan": {"kepala_desa": kepala_desa(session, place)},
    }


def recap(profile: Profil, found: Iterable[Keputusan]) -> list[Facts]:
    """The groups of R2 as the SK lists them; several sources, several rows."""
    rows = [pair for k in found for pair in recap_rows(profile, k)]
    return [
        group_of(one.kunci, one.nama, [row for group, row in rows if group == one.kunci])
        for one in profile.kelompok_rekap
    ]


def _sheets(
    session: Session, place: RegionCode, profile: Profil, found: Sequence[Keputusan]
) -> list[Facts]:
    """Hamlets as the profile orders them, then others as they come, then the whole village."""
    names = [d.nama for d in dusun_of(session, place)]
    told = [k.usulan.dusun for k in found if k.usulan.dusun]
    sheets = []
    for name in [*dict.fromkeys([*names, *told]), ""]:
        rows = [_dusun_row(profile, k) for k in found if k.usulan.dusun == name]
        if rows:
            total = sum(row["biaya"] or 0 for row in rows)
            sheets.append({"nama": name or WHOLE_VILLAGE, "baris": rows, "jumlah": total})
    return sheets


def _dusun_row(profile: Profil, k: Keputusan) -> Facts:
    row = recap_row(k.usulan, k.biaya, sources_told(profile, k))
    del row["penanggung_jawab"]
    return row


# --- DU-RKP and its letter ----------------------------------------------------------------------


def du_rkp(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """What is carried to the Bupati through the Camat."""
    return {
        **head(session, year, place, profile_of(year)),
        **_carried_up(session, year, place),
        "penandatangan": {"kepala_desa": kepala_desa(session, place)},
    }


def surat_usulan(
    session: Session, year: Tahun, place: RegionCode, sk: Naskah, ba: Naskah
) -> Facts:  # fmt: skip
    """The letter to the Camat (Panduan VI.B.2.e.16), resting on the SK and its Berita Acara."""
    profile = profile_of(year)
    kecamatan = bersama.short(session, place, Level.KECAMATAN)
    return {
        **head(session, year, place, profile),
        "hal": f"Usulan {profile.label.rkp} Tahun {year.tahun}",
        "sifat_surat": SIFAT_SURAT,
        "kepada": {"jabatan": f"Camat {kecamatan}", "tempat": kecamatan},
        "sk": cited(sk),
        "berita_acara": cited(ba),
        **_carried_up(session, year, place),
        "tembusan": bersama.copies(session, place, profile, "surat_usulan"),
        "penandatangan": {"kepala_desa": kepala_desa(session, place)},
    }


def cited(paper: Naskah) -> Facts:
    """A paper by its number and date."""
    return {"nomor": paper.nomor, "tanggal": paper.tanggal.isoformat()}


def _carried_up(session: Session, year: Tahun, place: RegionCode) -> Facts:
    profile, found = profile_of(year), plan_of(session, year, place)
    groups = [
        group_of(
            one.kunci, _addressee(profile, one),
            [_asked(profile, k) for k in found if k.sumber == one.kunci],
        )
        for one in upward(profile)
    ]  # fmt: skip
    return {
        "kelompok": groups,
        "jumlah_usulan": sum(len(one["baris"]) for one in groups),
        "jumlah": sum(one["jumlah"] for one in groups),
    }


def _addressee(profile: Profil, one: SumberDana) -> str:
    through = {
        "blm": profile.label.musrenbang_kecamatan, "apbd": profile.label.musrenbang_kabupaten,
    }.get(one.kunci)  # fmt: skip
    return f"{one.nama} melalui {through}" if through else one.nama


def _asked(profile: Profil, k: Keputusan) -> Facts:
    """What is asked of the decided source; what swadaya and others bring stands beside it."""
    shares = pagu.shares(k.usulan, k.sumber)
    beside = [
        f"{profile.sumber(key).singkatan} {rupiah.format_rupiah(amount)}"
        for key, amount in shares.items()
        if amount and key != k.sumber
    ]
    told = [d.rincian for d in k.usulan.dana if d.rincian and _under(k, d)]
    names = told or [profile.sumber(k.sumber).singkatan]
    row = recap_row(k.usulan, k.biaya_sumber, ", ".join(dict.fromkeys(names)))
    notes = [*beside, *([row["keterangan"]] if row["keterangan"] else [])]
    return row | {"kode": k.usulan.kode, "keterangan": "; ".join(notes) or None}


def _under(k: Keputusan, share: UsulanDana) -> bool:
    return counted_under(k.usulan, share, k.sumber) == k.sumber


# --- penyelarasan -------------------------------------------------------------------------------


def penyelarasan(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Income of each source against what is planned from it (Panduan III.C.3.f)."""
    profile, found = profile_of(year), plan_of(session, year, place)
    village = need_village(session, place)
    lines = balance(session, year, place, found)
    over = [one.kalimat for one in lines if one.keadaan is KeadaanDana.LEBIH]
    rows = [
        one | {"baris": [_taken(k, d) for k, d in _paid_by(found, one["kunci"])]}
        for one in balanced(session, year, place, lines)
    ]
    return {
        **head(session, year, place, profile),
        "sumber": rows,
        "jumlah": balance_total(rows),
        "catatan": " ".join(over) or None,
        "penandatangan": {
            "kepala_desa": kepala_desa(session, place),
            "ketua_bpd": {
                "jabatan": f"Ketua BPD Desa {bersama.short(session, place, Level.DESA)}",
                "nama": village.ketua_bpd_nama or DOTTED, "nip": None, "pangkat": None,
            },
        },
    }  # fmt: skip


def balance(
    session: Session, year: Tahun, place: RegionCode, found: Sequence[Keputusan]
) -> Sequence[Selaras]:
    """One line per source: its money against the agreed activities."""
    return pagu.balance(session, year, place, [(k.usulan, k.sumber) for k in found])


def balanced(
    session: Session, year: Tahun, place: RegionCode, lines: Sequence[Selaras]
) -> list[Facts]:
    """The lines as papers print them: `lebih` is unspent income, `kurang` what the plan lacks."""
    stored = pagu.stored(session, year, place)
    return [_line(one, stored.get(one.sumber)) for one in lines]


def _line(one: Selaras, row: PaguDesa | None) -> Facts:
    rest = one.selisih
    return {
        "kunci": one.sumber, "nama": one.nama, "pagu": one.pagu, "anggaran": one.anggaran,
        "direncanakan": one.direncanakan,
        "lebih": None if rest is None else max(rest, 0),
        "kurang": None if rest is None else max(-rest, 0),
        "keterangan": (row.keterangan or None) if row else None,
    }  # fmt: skip


def balance_total(rows: Sequence[Facts]) -> Facts:
    names = ("pagu", "anggaran", "direncanakan", "lebih", "kurang")
    return {name: sum(row[name] or 0 for row in rows) for name in names}


def _paid_by(found: Sequence[Keputusan], sumber: str) -> list[tuple[Keputusan, int]]:
    """Activities that take from this source, each with what it takes."""
    taken = [(k, pagu.shares(k.usulan, k.sumber)) for k in found]
    return [(k, shares[sumber]) for k, shares in taken if sumber in shares]


def _taken(k: Keputusan, amount: int) -> Facts:
    return {
        "kode": k.usulan.kode, "kegiatan": k.usulan.kegiatan, "lokasi": place_text(k.usulan),
        "volume": size(k.volume), "satuan": k.satuan or None, "biaya": amount,
        "keterangan": k.usulan.keterangan or None,
    }  # fmt: skip
