"""Facts of the kecamatan's papers: Daftar Hadir, Berita Acara, Surat Penetapan Camat."""

from collections import Counter
from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import accumulate
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.bahasa import daftar as listed
from musren.domain.errors import NotReady
from musren.domain.wilayah import Level, RegionCode
from musren.integration.profil import Profil
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan, UsulanKecamatan
from musren.services import desa_kecamatan
from musren.services.fakta import bersama, kecamatan_dana, kecamatan_prioritas, verifikasi
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import base_row, pimpinan, times
from musren.services.prefill import meeting
from musren.services.prioritas import dana
from musren.services.profil import need_kecamatan
from musren.services.tahun import blm_ceiling, profile_of
from musren.services.usulan_masuk import current

UNNAMED_SKPD = "SKPD belum ditentukan"
UNFUNDED = "Belum terdanai"


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
        .options(
            selectinload(Keputusan.usulan).selectinload(Usulan.dana),
            selectinload(Keputusan.usulan).selectinload(Usulan.pengembalian),
        )
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
    return base_row(profile, k) | {
        "desa": u.salinan["desa"], "peringkat": k.peringkat,
        "peringkat_desa": u.salinan.get("peringkat_desa"), "peringkat_hitung": k.peringkat_hitung,
    }  # fmt: skip


def _skpd_row(profile: Profil, k: Keputusan, u: UsulanKecamatan) -> Facts:
    row = _row(profile, k, u)
    return row | _before(row, u.salinan) | {
        "prioritas_daerah": k.prioritas_daerah or None, "sasaran_daerah": k.sasaran_daerah or None,
        "program": k.program or None,  # a bidang is no programme
        "sasaran": current(u).get("sasaran") or None,
    }  # fmt: skip


def _before(row: Facts, brought: Mapping[str, Any]) -> Facts:
    """What the village proposed, where the kecamatan agreed to something else."""
    size, cost = brought.get("volume"), brought.get("biaya")
    same_size = size is None or row["volume"] is None or Decimal(size) == Decimal(row["volume"])
    return {
        "volume_semula": None if same_size else size,
        "satuan_semula": None if same_size else brought.get("satuan") or None,
        "biaya_semula": None if cost in {None, row["biaya"]} else cost,
    }


def changed_ranks(profile: Profil, pairs: Pairs, *, cite: bool) -> list[Facts]:
    """Agreed proposals whose decided rank is not the computed one, in printed order."""
    return [
        _moved(profile, k, u, k.alasan_urutan or None) | (_cited(u) if cite else {})
        for daftar in ("blm", "apbd")
        for k, u in agreed(pairs, daftar)
        if k.peringkat and _differs(k)
    ]


def _differs(k: Keputusan) -> bool:
    return k.peringkat_hitung not in {None, k.peringkat}


def _moved(profile: Profil, k: Keputusan, u: UsulanKecamatan, alasan: str | None) -> Facts:
    return {
        "kode": u.salinan["kode"], "kegiatan": u.salinan["kegiatan"],
        "desa": u.salinan["desa"], "daftar": _list_name(profile, k, u),
        "peringkat_desa": u.salinan.get("peringkat_desa"),
        "peringkat_hitung": k.peringkat_hitung, "peringkat": k.peringkat, "alasan": alasan,
    }  # fmt: skip


def turned_round(profile: Profil, pairs: Pairs) -> list[Facts]:
    """Agreed proposals that passed one their village had put before them, in the same list.

    What `changed_ranks` tells is left out.
    """
    lists: dict[tuple[str, str], list[tuple[Keputusan, UsulanKecamatan]]] = {}
    for daftar in ("blm", "apbd"):
        for k, u in agreed(pairs, daftar):
            if k.peringkat and u.salinan.get("peringkat_desa"):
                key = (_list_name(profile, k, u), str(u.salinan["desa_kode"]))
                lists.setdefault(key, []).append((k, u))
    return [
        _moved(profile, k, u, _passed(k, passed)) | _cited(u)
        for own in lists.values()
        for k, u in own
        if not _differs(k) and (passed := _behind(own, k, u))
    ]


def _behind(own: Pairs, k: Keputusan, u: UsulanKecamatan) -> list[UsulanKecamatan]:
    """What the village put first and the kecamatan later."""
    mine = u.salinan["peringkat_desa"]
    return [
        other
        for beside, other in own
        if other.salinan["peringkat_desa"] < mine and (beside.peringkat or 0) > (k.peringkat or 0)
    ]


def _passed(k: Keputusan, passed: Sequence[UsulanKecamatan]) -> str:
    ranked = k.peringkat_hitung is not None
    by = "hasil sidang prioritas" if ranked else "keputusan Musrenbang Kecamatan"
    names = listed([f"“{one.salinan['kegiatan']}”" for one in passed])
    return f"Mendahului {names} dari desa yang sama menurut {by}."


def reserve(profile: Profil, pairs: Pairs, *, cite: bool) -> list[Facts]:
    """The reserve list (putusan `cadangan`), in printed order."""
    return [
        _not_agreed(profile, k, u)
        | {
            "daftar": _list_name(profile, k, u), "peringkat": k.peringkat or k.peringkat_hitung,
            "biaya": base_row(profile, k)["biaya"],
        }
        | (_cited(u) if cite else {})
        for k, u in pairs
        if k.putusan == "cadangan"
    ]  # fmt: skip


def _list_name(profile: Profil, k: Keputusan, u: UsulanKecamatan) -> str:
    if u.daftar == "apbd":
        return f"APBD – {k.skpd or UNNAMED_SKPD}"
    spp = profile.label.spp
    return f"BLM – {spp}" if is_spp(u) else f"BLM – bukan {spp}"


def _cited(u: UsulanKecamatan) -> Facts:
    return {"nomor_ba": u.salinan["nomor_ba"], "baris_ba": u.baris}


def _blm_groups(
    profile: Profil, pairs: Pairs, *, cite: bool, money: Mapping[int, Facts] | None = None
) -> list[Facts]:
    """SPP first, then the others; a group without rows is not printed.

    `money` is what the funding gives or says of each row, by id of the proposal.
    """
    label = profile.label
    groups = []
    for judul, spp in (
        (f"{label.spp_panjang} ({label.spp})", True), (f"Kegiatan bukan {label.spp}", False),
    ):  # fmt: skip
        rows = [
            _row(profile, k, u) | (_cited(u) if cite else {}) | (money or {}).get(k.usulan_id, {})
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
    funding = kecamatan_dana.summary(session, year, place)
    beyond = dana.unfunded(session, year, place) if funding else {}
    marks = {usulan_id: {"keterangan": UNFUNDED} for usulan_id in beyond}
    groups = _blm_groups(profile, pairs, cite=False, money=marks)
    _run_up([row for group in groups for row in group["baris"]])
    return {
        **_head(session, year, place),
        "musyawarah": bersama.meeting(held),
        "kehadiran": bersama.attendance(held.hadir),
        "unsur_hadir": _by_element(held.hadir),
        "hadir": [bersama.attendee(session, h) for h in held.hadir],
        **villages(session, year, place),
        "blm": _whole(groups),
        "apbd": _whole(_skpd_groups(profile, pairs, cite=False)),
        "belum_disepakati": [
            _not_agreed(profile, k, u)
            for k, u in pairs
            if k.putusan not in {"disepakati", "cadangan"}
        ],
        "cadangan": reserve(profile, pairs, cite=False),
        "perubahan_urutan": changed_ranks(profile, pairs, cite=False),
        "cara_prioritas": kecamatan_prioritas.ways(session, year, place),
        "pendanaan": funding,
        "delegasi": [
            bersama.chosen(session, h, "nama", "jk", "unsur", "alamat", "telepon")
            for h in held.hadir
            if h.delegasi
        ],
        "keputusan": bersama.further_decisions(held),
        "verifikasi": verifikasi.summary(session, year, place),
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
    pairs, money = decided(session, held), kecamatan_dana.granted(session, year, place)
    groups = _blm_groups(profile, _funded(pairs, money), cite=True, money=money)
    _run_up([row for group in groups for row in group["baris"]])
    funding = kecamatan_dana.summary(session, year, place)
    return {
        **_head(session, year, place),
        "berita_acara": {"nomor": ba.nomor, "tanggal": ba.tanggal.isoformat()},
        **bersama.konsiderans(profile, "spc", values),
        "blm": {
            "pagu": funding["pagu"] if funding else blm_ceiling(session, year, place),
            **_whole(groups),
        },
        "pendanaan": funding,
        "belum_didanai": _beyond(profile, pairs, dana.unfunded(session, year, place)),
        "apbd": _whole(_skpd_groups(profile, pairs, cite=True)),
        "tugas": list(profile.tugas("spc")),
        "perubahan_urutan": [
            *changed_ranks(profile, pairs, cite=True),
            *turned_round(profile, pairs),
        ],
        "cadangan": reserve(profile, pairs, cite=True),
        **{name: ba.fakta[name] for name in ("desa_masuk", "desa_tertahan")},
        "penandatangan": _camat(session, place),
    }


def _funded(pairs: Pairs, money: Mapping[int, Facts] | None) -> Pairs:
    """Without what the BLM does not reach; everything while the funding is not recorded."""
    if money is None:
        return pairs
    return [(k, u) for k, u in pairs if u.daftar != "blm" or k.usulan_id in money]


def _beyond(profile: Profil, pairs: Pairs, reasons: Mapping[int, str]) -> list[Facts]:
    """What was agreed and the BLM does not reach, each with its reason."""
    return [
        _not_agreed(profile, k, u)
        | {
            "daftar": _list_name(profile, k, u), "peringkat": k.peringkat, "biaya": k.biaya,
            "alasan": reasons[k.usulan_id],
        }
        | _cited(u)
        for k, u in agreed(pairs, "blm")
        if k.usulan_id in reasons
    ]  # fmt: skip


def _run_up(rows: list[dict[str, Any]]) -> None:
    """Write the running sum of BLM beside each row, in printed order."""
    running = accumulate(row["dari_sumber"] or 0 for row in rows)
    for row, total in zip(rows, running, strict=True):
        row["kumulatif"] = total
