"""Facts of the kecamatan's papers: Daftar Hadir, Berita Acara, Surat Penetapan Camat."""

from collections import Counter
from collections.abc import Sequence
from itertools import accumulate
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.errors import NotReady
from musren.domain.wilayah import Level, RegionCode
from musren.integration.profil import Profil
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan, UsulanKecamatan
from musren.services import desa_kecamatan
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import base_row, pimpinan, times
from musren.services.prefill import meeting
from musren.services.profil import need_kecamatan
from musren.services.tahun import blm_ceiling, profile_of

UNNAMED_SKPD = "SKPD belum ditentukan"


def need_meeting(session: Session, year: Tahun, place: RegionCode) -> Musyawarah:
    held = meeting(session, "musrenbang_kecamatan", year, place)
    if held is None:
        raise NotReady("Isian Musrenbang Kecamatan belum dikirim. Selesaikan dahulu formulirnya.")
    return held


def _head(session: Session, year: Tahun, place: RegionCode) -> Facts:
    office = need_kecamatan(session, place)
    return {
        "wilayah": bersama.wilayah(session, place),
        "kop": bersama.kop_kecamatan(session, place, office),
        "tahun": year.tahun,
        "tempat_surat": office.ibu_kota or bersama.short(session, place, Level.KECAMATAN),
    }


def _camat(session: Session, place: RegionCode) -> Facts:
    name = bersama.short(session, place, Level.KECAMATAN)
    return bersama.camat(need_kecamatan(session, place), name)


def daftar_hadir(session: Session, year: Tahun, place: RegionCode) -> Facts:
    held = need_meeting(session, year, place)
    return {
        **_head(session, year, place),
        "acara": f"Musrenbang Kecamatan Tahun {year.tahun}",
        **times(held),
        "hadir": [bersama.attendee(session, h) for h in held.hadir],
        "kehadiran": bersama.attendance(held.hadir),
        "mengetahui": _camat(session, place),
        "pimpinan": pimpinan(held),
    }


def decided(session: Session, held: Musyawarah) -> list[tuple[Keputusan, UsulanKecamatan]]:
    """Every decision beside the snapshot that came in: SPP first, by rank, then as they came."""
    rows = session.execute(
        select(Keputusan, UsulanKecamatan)
        .join(UsulanKecamatan, UsulanKecamatan.usulan_id == Keputusan.usulan_id)
        .where(Keputusan.musyawarah_id == held.id)
        .options(selectinload(Keputusan.usulan).selectinload(Usulan.dana))
    )
    pairs = [(k, u) for k, u in rows]
    return sorted(pairs, key=lambda p: (not is_spp(p[1]), p[0].peringkat or 10**6, p[1].id))


def is_spp(one: UsulanKecamatan) -> bool:
    """SPP is ranked before, and apart from, the other BLM proposals."""
    return one.salinan.get("jenis") == "spp"


Pairs = Sequence[tuple[Keputusan, UsulanKecamatan]]


def agreed(pairs: Pairs, daftar: str) -> Pairs:
    return [(k, u) for k, u in pairs if k.putusan == "disepakati" and u.daftar == daftar]


def _row(profile: Profil, k: Keputusan, u: UsulanKecamatan) -> Facts:
    return base_row(profile, k) | {"desa": u.salinan["desa"], "peringkat": k.peringkat}


def _skpd_row(profile: Profil, k: Keputusan, u: UsulanKecamatan) -> Facts:
    return _row(profile, k, u) | {
        "prioritas_daerah": None, "sasaran_daerah": None,
        "program": None,  # a bidang is no programme; the SKPD fills it in
        "sasaran": u.salinan.get("sasaran") or None,
    }  # fmt: skip


def _cited(u: UsulanKecamatan) -> Facts:
    return {"nomor_ba": u.salinan["nomor_ba"], "baris_ba": u.baris}


def _blm_groups(profile: Profil, pairs: Pairs, *, cite: bool) -> list[Facts]:
    """SPP first, then the others; a group without rows is not printed."""
    label = profile.label
    groups = []
    for judul, spp in (
        (f"{label.spp_panjang} ({label.spp})", True), (f"Kegiatan bukan {label.spp}", False),
    ):  # fmt: skip
        rows = [
            _row(profile, k, u) | (_cited(u) if cite else {})
            for k, u in agreed(pairs, "blm")
            if is_spp(u) is spp
        ]
        if rows:
            groups.append({"judul": judul, "baris": rows, "jumlah": bersama.sums(rows)})
    return groups


def _skpd_groups(profile: Profil, pairs: Pairs, *, cite: bool) -> list[Facts]:
    by_skpd: dict[str, list[Facts]] = {}
    for k, u in agreed(pairs, "apbd"):
        row = _skpd_row(profile, k, u) | (_cited(u) if cite else {})
        by_skpd.setdefault(k.skpd or UNNAMED_SKPD, []).append(row)
    return [
        {"skpd": skpd, "baris": rows, "jumlah": bersama.sums(rows)}
        for skpd, rows in sorted(by_skpd.items(), key=lambda item: item[0].casefold())
    ]


def _whole(groups: list[Facts]) -> Facts:
    return {"kelompok": groups, "jumlah": bersama.added([g["jumlah"] for g in groups])}


def villages(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Villages whose signed Berita Acara came in, and those that are held back, with why."""
    arrived, blocked = [], []
    for one in desa_kecamatan.states(session, year, place):
        name = bersama.short(session, one.kode, Level.DESA)
        if one.ba is not None and one.masuk:
            arrived.append(
                {
                    "desa": name, "kode": str(one.kode), "nomor_ba": one.ba.nomor,
                    "tanggal_ba": one.ba.tanggal.isoformat(),
                    "usulan_blm": one.blm, "usulan_apbd": one.apbd,
                }
            )  # fmt: skip
        else:
            blocked.append({"desa": name, "kode": str(one.kode), "alasan": one.alasan})
    return {"desa_masuk": arrived, "desa_tertahan": blocked}


def ba_musrenbang_kecamatan(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Panduan II.D.4.c-d: two ranked lists, signed by Camat, Pimpinan and three wakil utusan."""
    held, profile = need_meeting(session, year, place), profile_of(year)
    pairs = decided(session, held)
    return {
        **_head(session, year, place),
        "musyawarah": bersama.meeting(held),
        "kehadiran": bersama.attendance(held.hadir),
        "unsur_hadir": _by_element(held.hadir),
        "hadir": [bersama.attendee(session, h) for h in held.hadir],
        **villages(session, year, place),
        "blm": _whole(_blm_groups(profile, pairs, cite=False)),
        "apbd": _whole(_skpd_groups(profile, pairs, cite=False)),
        "belum_disepakati": [
            _not_agreed(profile, k, u) for k, u in pairs if k.putusan != "disepakati"
        ],
        "delegasi": [
            bersama.chosen(session, h, "nama", "jk", "unsur", "alamat", "telepon")
            for h in held.hadir
            if h.delegasi
        ],
        "keputusan": bersama.further_decisions(held),
        "tembusan": bersama.copies(session, place, profile, "ba_musrenbang_kecamatan"),
        "penandatangan": {
            "camat": _camat(session, place),
            "pimpinan": pimpinan(held),
            "wakil_utusan": [
                bersama.chosen(session, h, "nama", "unsur", "alamat")
                for h in held.hadir
                if h.wakil_utusan
            ],
        },
    }


def _by_element(present: Sequence[Hadir]) -> list[Facts]:
    men = Counter(h.unsur for h in present if h.jk == "L")
    women = Counter(h.unsur for h in present if h.jk == "P")
    names = dict.fromkeys(h.unsur for h in present)
    return [
        {"unsur": n, "laki_laki": men[n], "perempuan": women[n], "jumlah": men[n] + women[n]}
        for n in names
    ]


def _not_agreed(profile: Profil, k: Keputusan, u: UsulanKecamatan) -> Facts:
    row = base_row(profile, k)
    names = ("kode", "kegiatan", "lokasi", "volume", "satuan")
    return {**{n: row[n] for n in names}, "desa": u.salinan["desa"], "alasan": k.alasan}


def spc(session: Session, year: Tahun, place: RegionCode, ba: Naskah) -> Facts:
    """Panduan II.D.4.e: both lists, each line with the village's BA number and line there.

    Which villages were heard is what the Berita Acara of the kecamatan says; who came later was
    not discussed.
    """
    held, profile = need_meeting(session, year, place), profile_of(year)
    values = bersama.texts(
        session, place, profile, year.tahun, nomor_ba=ba.nomor or "", tanggal_ba=ba.tanggal
    )
    pairs = decided(session, held)
    groups = _blm_groups(profile, pairs, cite=True)
    _run_up([row for group in groups for row in group["baris"]])
    return {
        **_head(session, year, place),
        "berita_acara": {"nomor": ba.nomor, "tanggal": ba.tanggal.isoformat()},
        **bersama.konsiderans(profile, "spc", values),
        "blm": {"pagu": blm_ceiling(session, year, place), **_whole(groups)},
        "apbd": _whole(_skpd_groups(profile, pairs, cite=True)),
        **{name: ba.fakta[name] for name in ("desa_masuk", "desa_tertahan")},
        "penandatangan": _camat(session, place),
    }


def _run_up(rows: list[dict[str, Any]]) -> None:
    """Write the running sum of BLM beside each row, in printed order."""
    running = accumulate(row["dari_sumber"] or 0 for row in rows)
    for row, total in zip(rows, running, strict=True):
        row["kumulatif"] = total
