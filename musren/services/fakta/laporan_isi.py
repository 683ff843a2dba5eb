"""Rows of Laporan Musrenbang: meetings, priorities, funding, absorption, what was not agreed."""

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import Select, case, func, select
from sqlalchemy.orm import Session, aliased

from musren.domain.rupiah import format_rupiah
from musren.domain.wilayah import Level, RegionCode
from musren.integration.corong import TAHAP
from musren.integration.forum import DITERIMA, DITERIMA_PERUBAHAN, PUTUSAN
from musren.integration.serapan import Laju
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.models.wilayah import Wilayah
from musren.services import peta, serapan
from musren.services.dihitung import counted
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import size
from musren.services.pertemuan import all_held, key_of, meeting_name
from musren.services.prioritas import dana
from musren.services.susunan.berlaku import IN_FORCE
from musren.services.wilayah import children

MOST_ROWS = 25
"""Of each list; the whole list stands in the workbook and in the decrees."""

AGREED = {Level.KECAMATAN: ("disepakati",), Level.KABUPATEN: (DITERIMA, DITERIMA_PERUBAHAN)}
DECIDED_AT = {Level.KECAMATAN: "kecamatan", Level.KABUPATEN: "kabupaten"}
WORDS = {
    "cadangan": "Cadangan", "ditunda": "Ditunda", "ditolak": "Tidak disepakati", **PUTUSAN,
}  # fmt: skip
NO_REASON = "Alasan belum dicatat"
_BA = {
    "musrenbang_kecamatan": "ba_musrenbang_kecamatan",
    "musrenbang_kabupaten": "ba_musrenbang_kabupaten",
}


def meetings(session: Session, year: Tahun, place: RegionCode) -> list[Facts]:
    """The place's own meetings, then those below it as one line each kind."""
    papers = {
        jenis: (nomor, tanggal)
        for jenis, nomor, tanggal in session.execute(
            select(Naskah.jenis, Naskah.nomor, Naskah.tanggal).where(
                Naskah.tahun_id == year.id, Naskah.wilayah_kode == str(place),
                Naskah.status.in_(IN_FORCE),
            )
        )
    }  # fmt: skip
    own = [_meeting(year, one, papers) for one in all_held(session, year, place)]
    return [*own, *_below(session, year, place)]


def _meeting(year: Tahun, held: Musyawarah, papers: Mapping[str, Any]) -> Facts:
    key = key_of(held)
    paper = papers.get(_BA.get(held.jenis, f"ba_{held.jenis}~{key}"))
    if paper is None and (minutes := papers.get(f"notulen~{key}")) is not None:
        paper = (None, minutes[1])  # a meeting without Berita Acara has its minutes
    present = bersama.attendance(held.hadir)
    return {
        "nama": meeting_name(year, key, held), "tanggal": held.tanggal.isoformat(),
        "tempat": held.tempat,
        **{name: present[name] for name in ("laki_laki", "perempuan", "jumlah")},
        "nomor_ba": paper[0] if paper else None,
        "tanggal_ba": paper[1].isoformat() if paper and paper[1] else None,
    }  # fmt: skip


def _below(session: Session, year: Tahun, place: RegionCode) -> list[Facts]:
    """The meetings of the places below that this report rests on, counted together."""
    names = {"musrenbang_kecamatan": "Musrenbang Kecamatan", "musrenbangdes_rkp": "Musrenbangdes"}
    rows = session.execute(
        select(
            Musyawarah.jenis, func.count(Musyawarah.id.distinct()),
            func.min(Musyawarah.tanggal), func.sum(case((Hadir.jk == "L", 1), else_=0)),
            func.sum(case((Hadir.jk == "P", 1), else_=0)),
        )
        .join(Hadir, Hadir.musyawarah_id == Musyawarah.id)
        .where(
            Musyawarah.tahun_id == year.id, Musyawarah.jenis.in_(names),
            Musyawarah.wilayah_kode.startswith(f"{place}."),
        )
        .group_by(Musyawarah.jenis)
        .order_by(Musyawarah.jenis)
    )  # fmt: skip
    return [
        {
            "nama": f"{names[jenis]} ({count} kali, tanggal paling awal)",
            "tanggal": first.isoformat(), "tempat": None, "laki_laki": int(men),
            "perempuan": int(women), "jumlah": int(men) + int(women), "nomor_ba": None,
            "tanggal_ba": None,
        }
        for jenis, count, first, men, women in rows
    ]  # fmt: skip


_desa, _kecamatan = aliased(Wilayah), aliased(Wilayah)


def _decisions(year: Tahun, place: RegionCode, *columns: Any) -> Select[Any]:
    """What the meeting of this level decided, each with its proposal and village."""
    return (
        select(*columns)
        .select_from(Keputusan)
        .join(Usulan, Usulan.id == Keputusan.usulan_id)
        .join(_desa, _desa.kode == Usulan.desa_kode)
        .join(_kecamatan, _kecamatan.kode == _desa.induk_kode)
        .where(
            Usulan.tahun_id == year.id, Usulan.desa_kode.startswith(f"{place}."), counted(),
            Keputusan.tingkat == DECIDED_AT[place.level],
        )
    )  # fmt: skip


_SHOWN = (
    Usulan.kode, Usulan.kegiatan, _desa.nama.label("desa"), _kecamatan.nama.label("kecamatan"),
    Keputusan.peringkat, Keputusan.putusan, Keputusan.alasan,
    func.coalesce(Keputusan.volume, Usulan.volume).label("volume"),
    func.coalesce(func.nullif(Keputusan.satuan, ""), Usulan.satuan).label("satuan"),
    func.coalesce(Keputusan.biaya, Usulan.biaya).label("biaya"),
)  # fmt: skip


def _row(place: RegionCode, one: Any) -> Facts:
    where = one.desa if place.level is Level.KECAMATAN else f"{one.desa}, {one.kecamatan}"
    return {
        "kode": one.kode, "kegiatan": one.kegiatan, "wilayah": where, "volume": size(one.volume),
        "satuan": one.satuan or None, "biaya": one.biaya,
    }  # fmt: skip


def priorities(session: Session, year: Tahun, place: RegionCode) -> list[Facts]:
    """Each priority list with its first rows; counts and rupiah are those of the whole list."""
    spp = Usulan.jenis == "spp"
    lists: Sequence[tuple[str, tuple[Any, ...]]] = (
        ("BLM: Simpan Pinjam Perempuan (SPP)", (Keputusan.sumber == "blm", spp)),
        ("BLM: selain SPP", (Keputusan.sumber == "blm", ~spp)),
        ("Diajukan untuk didanai APBD", (Keputusan.sumber == "apbd",)),
    )
    if place.level is Level.KABUPATEN:
        lists = (("Diterima Musrenbang Kabupaten", ()),)
    found = (_list(session, year, place, title, where) for title, where in lists)
    return [one for one in found if one["usulan"]]


def _list(
    session: Session, year: Tahun, place: RegionCode, title: str, where: tuple[Any, ...]
) -> Facts:
    agreed = (Keputusan.putusan.in_(AGREED[place.level]), *where)
    count, total = session.execute(
        _decisions(
            year, place, func.count(),
            func.coalesce(func.sum(func.coalesce(Keputusan.biaya, Usulan.biaya)), 0),
        ).where(*agreed)
    ).one()  # fmt: skip
    rows = session.execute(
        _decisions(year, place, *_SHOWN)
        .where(*agreed)
        .order_by(func.coalesce(Keputusan.peringkat, 10**6), Usulan.kode)
        .limit(MOST_ROWS)
    ).all()
    more = count > len(rows)
    return {
        "judul": title, "usulan": int(count), "biaya": int(total),
        "baris": [_row(place, one) | {"peringkat": one.peringkat} for one in rows],
        "catatan": f"Ditampilkan {len(rows)} dari {count} usulan." if more else None,
    }  # fmt: skip


def not_agreed(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Reasons counted over all that was not agreed, and the first of them in full."""
    refused = Keputusan.putusan.not_in(AGREED[place.level])
    reason = func.coalesce(func.nullif(Keputusan.alasan, ""), NO_REASON).label("alasan")
    cost = func.coalesce(Keputusan.biaya, Usulan.biaya, 0).label("biaya")
    each = _decisions(year, place, reason, cost).where(refused).subquery()
    recap = session.execute(
        select(each.c.alasan, func.count(), func.sum(each.c.biaya))
        .group_by(each.c.alasan)
        .order_by(func.count().desc(), each.c.alasan)
    ).all()
    rows = session.execute(
        _decisions(year, place, *_SHOWN).where(refused).order_by(Usulan.kode).limit(MOST_ROWS)
    ).all()
    whole = sum(int(count) for _, count, _ in recap)
    return {
        "rekap_alasan": [
            {"alasan": why, "usulan": int(count), "biaya": int(total)}
            for why, count, total in recap
        ],
        "belum_disepakati": [
            _row(place, one)
            | {"putusan": WORDS.get(one.putusan, one.putusan), "alasan": one.alasan or NO_REASON}
            for one in rows
        ],
        "catatan_belum": f"Ditampilkan {len(rows)} dari {whole} usulan."
        if whole > len(rows) else None,
    }  # fmt: skip


def funding(session: Session, year: Tahun, place: RegionCode) -> list[Facts]:
    """How the BLM of each kecamatan is shared out, where that was recorded."""
    places = [place]
    if place.level is Level.KABUPATEN:
        places = [RegionCode(one.kode) for one in children(session, place)]
    found = ((one, dana.of(session, year, one)) for one in places)
    return [_funded(session, one, kept) for one, kept in found if kept is not None]


def _funded(session: Session, place: RegionCode, kept: dana.Dana) -> Facts:
    made, m = kept.alokasi, kept.masukan
    spp, other = made.jumlah_spp, made.jumlah_bukan_spp
    return {
        "kecamatan": bersama.short(session, place, Level.KECAMATAN), "pagu": m.pagu,
        "operasional": m.operasional,
        "spp_usulan": sum(b.didanai for b in made.spp), "spp_biaya": spp,
        "lain_usulan": sum(b.didanai for b in made.bukan_spp), "lain_biaya": other,
        "sisa": m.pagu - m.operasional - spp - other,
        "keterangan": "Sisa belum diputuskan forum" if kept.menunggu else None,
    }  # fmt: skip


FUNDED = ("pagu", "operasional", "spp_usulan", "spp_biaya", "lain_usulan", "lain_biaya", "sisa")


def absorption(session: Session, year: Tahun, place: RegionCode) -> list[Facts]:
    """Absorption by place and by SKPD, over what the decrees of the camat name."""
    place_name = "desa" if place.level is Level.KECAMATAN else "kecamatan"
    found = []
    for dimension in (place_name, "skpd"):
        table = serapan.rates(session, year, place, "spc", dimension)
        rates = [one for _, one in table.baris if one.usulan]
        if rates and any(one.terserap for one in rates):
            found.append(_absorbed(table.judul, rates))
    return found


def _absorbed(title: str, rates: Sequence[Laju]) -> Facts:
    whole = rates[0]
    for one in rates[1:]:
        whole = serapan.added(whole, one)
    return {
        "judul": title, "baris": [_rate(one.kelompok, one) for one in rates],
        "penyebut": f"Dibandingkan dengan {whole.penyebut}: {whole.usulan} usulan senilai "
        f"{format_rupiah(whole.rupiah)}.",
        "jumlah": _rate("Jumlah", whole),
    }  # fmt: skip


def _rate(name: str, one: Laju) -> Facts:
    return {
        "nama": name, "usulan": one.terserap, "dari_usulan": one.usulan,
        "persen_usulan": _text(one.persen_usulan), "biaya": one.rupiah_terserap,
        "dari_biaya": one.rupiah, "persen_biaya": _text(one.persen_rupiah),
    }  # fmt: skip


def _text(value: Any) -> str | None:
    return None if value is None else str(value)


def grid(session: Session, year: Tahun, place: RegionCode) -> Facts | None:
    """The villages by the last stage any of their proposals came to."""
    found = peta.villages(session, year, place)
    if not found:
        return None
    return {
        "tahap": [{"kunci": kunci, "nama": nama} for kunci, nama in TAHAP.items()],
        "desa": [
            {"kode": one.kode, "nama": one.nama, "kecamatan": one.kecamatan,
             "tahap": one.tahap or None}
            for one in found
        ],
    }  # fmt: skip
