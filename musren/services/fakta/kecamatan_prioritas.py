"""Facts of Form.15: how MAD Prioritas put each list in order, and what people changed."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.wilayah import Level, RegionCode
from musren.integration import prioritas
from musren.integration.profil import Profil
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, UsulanKecamatan
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import base_row, pimpinan
from musren.services.fakta.kantor import head, officer
from musren.services.prioritas.hak_suara import need_meeting
from musren.services.prioritas.sidang import EQUALS
from musren.services.prioritas.urutan import LANGSUNG, Daftar, lists
from musren.services.tahun import profile_of
from musren.services.usulan_masuk import current, kode_of

ATURAN = {
    "kelompok": "Urutan tiap kelompok dijumlahkan; jumlah terkecil menempati peringkat pertama",
    "suara": "Suara terbanyak menempati peringkat pertama",
    "kriteria": "Nilai tiap kriteria dikalikan bobotnya dan dijumlahkan; nilai tertinggi menempati "
    "peringkat pertama",
    LANGSUNG: "Urutan disepakati langsung oleh forum",
}


def ways(session: Session, year: Tahun, place: RegionCode) -> list[str]:
    """One sentence per list: by which way it was ranked."""
    return [
        f"{part.judul}: {_way(part)}."
        for part in lists(session, year, place).values()
        if part.usulan
    ]


def _way(part: Daftar) -> str:
    kept = part.sidang
    if kept is None or kept.cara == LANGSUNG:
        return "urutan disepakati langsung oleh forum"
    if kept.cara == "suara":
        return (
            f"pemungutan suara, {kept.jumlah_pemilih} kartu suara dengan {kept.pilihan} pilihan "
            "usulan yang berbeda"
        )
    if kept.cara == "kelompok":
        count = max((len(row["kelompok"] or ()) for row in kept.baris), default=0)
        return f"urutan {count} kelompok digabung"
    return "penilaian menurut kriteria kecamatan"


def daftar_prioritas(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Every list that has agreed proposals, by the decided ranks (pnpm.md 5.3)."""
    held, profile = need_meeting(session, year, place), profile_of(year)
    decided = {k.usulan_id: k for k in held.keputusan if k.putusan == "disepakati"}
    parts = [
        _listed(profile, part, pairs)
        for part in lists(session, year, place).values()
        if (pairs := [(decided[u.usulan_id], u) for u in part.usulan if u.usulan_id in decided])
    ]
    voters = _voters(session, held)
    return {
        **head(session, year, place),
        "tanggal": held.tanggal.isoformat(), "tempat": held.tempat,
        "hak_suara": voters,
        "jumlah_hak_suara": {
            name: sum(one[name] for one in voters)
            for name in ("pemilih", "perempuan", "surat_kuasa")
        },
        "daftar": parts,
        "penandatangan": {"pimpinan": pimpinan(held), "camat": officer(session, place)},
    }  # fmt: skip


def _voters(session: Session, held: Musyawarah) -> list[Facts]:
    """Those who vote, village by village."""
    voting: dict[str, list[Hadir]] = {}
    for one in held.hadir:
        if one.hak_suara and one.desa_kode:
            voting.setdefault(one.desa_kode, []).append(one)
    return [
        {
            "desa": bersama.short(session, RegionCode.parse(kode), Level.DESA),
            "pemilih": len(own), "perempuan": sum(h.jk == "P" for h in own),
            "surat_kuasa": sum(bool(h.mewakili) for h in own),
        }
        for kode, own in sorted(voting.items())
    ]  # fmt: skip


_AMONG_EQUALS = EQUALS.removeprefix("Nilai sama ").rstrip(".")
Pairs = Sequence[tuple[Keputusan, UsulanKecamatan]]


def _listed(profile: Profil, part: Daftar, pairs: Pairs) -> Facts:
    kept = part.sidang
    cara = kept.cara if kept is not None else LANGSUNG
    rows = [
        _row(profile, part, k, u)
        for k, u in sorted(pairs, key=lambda pair: pair[0].peringkat or 10**6)
    ]
    voting = cara == "suara" and kept is not None
    return {
        "kunci": part.kunci, "judul": part.judul, "cara": cara,
        "penilai": _judges(profile, part),
        "aturan": ATURAN[cara] + (_elsewhere(part, pairs) if voting else ""),
        "aturan_seri": _AMONG_EQUALS if any(row["seri"] for row in rows) else None,
        "jumlah_pemilih": kept.jumlah_pemilih if kept is not None and voting else None,
        "pilihan": kept.pilihan if kept is not None and voting else None,
        "jumlah_suara": sum(row["nilai"] or 0 for row in rows) if voting else None,
        "baris": rows, "jumlah": bersama.sums(rows),
    }  # fmt: skip


def _elsewhere(part: Daftar, pairs: Pairs) -> str:
    """Votes that went to what is not on the list, so that the ballots can be counted again."""
    listed = {u.usulan_id for _, u in pairs}
    rows = part.sidang.baris if part.sidang is not None else []
    lost = sum(row["suara"] or 0 for row in rows if int(row["usulan_id"]) not in listed)
    return f"; {lost} suara lainnya untuk usulan yang tidak disepakati" if lost else ""


def _judges(profile: Profil, part: Daftar) -> list[Facts]:
    """The groups, or the criteria with their weights."""
    kept = part.sidang
    if kept is None or kept.cara not in {"kelompok", "kriteria"}:
        return []
    if kept.cara == "kriteria":
        return [{"nama": nama, "bobot": bobot} for nama, bobot in prioritas.kriteria(profile)]
    count = max((len(row["kelompok"] or ()) for row in kept.baris), default=0)
    return [{"nama": f"Kelompok {n}", "bobot": 1} for n in range(1, count + 1)]


def _row(profile: Profil, part: Daftar, k: Keputusan, u: UsulanKecamatan) -> Facts:
    rule = part.hitungan.get(kode_of(u))
    return base_row(profile, k) | {
        "desa": current(u)["desa"], "rincian": _details(part, u), "nilai": rule and rule.nilai,
        "peringkat_hitung": k.peringkat_hitung, "peringkat": k.peringkat,
        "seri": rule is not None and (rule.seri or rule.dipecahkan),
        "alasan": k.alasan_urutan or None,
    }  # fmt: skip


def _details(part: Daftar, u: UsulanKecamatan) -> list[int]:
    """What each group or criterion gave; nothing where one is missing."""
    rows = part.sidang.baris if part.sidang is not None else []
    own: dict[str, Any] = next((row for row in rows if int(row["usulan_id"]) == u.usulan_id), {})
    given = list(own.get("kelompok") or own.get("skor") or ())
    return given if None not in Counter(given) else []
