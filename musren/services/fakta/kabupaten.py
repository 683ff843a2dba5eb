"""Facts of the kabupaten's papers: Forum SKPD, Musrenbang Kabupaten, form R4 (Panduan V.D-E)."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from musren.domain.errors import NotReady
from musren.domain.wilayah import Level, RegionCode
from musren.integration.forum import DIALIHKAN, DITERIMA, DITERIMA_PERUBAHAN, DITOLAK
from musren.integration.klasifikasi import rekap_group
from musren.integration.profil import Profil
from musren.integration.status import StatusUsulan as S
from musren.models.musyawarah import Hadir, Musyawarah
from musren.models.naskah import Naskah
from musren.models.prioritas import PaguIndikatif
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan
from musren.models.wilayah import SkpdProfil
from musren.papers.contracts.kabupaten import DECISIONS, counted
from musren.services.fakta import bersama, kantor
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import group_of, place_text, recap_row, size
from musren.services.kabupaten.musrenbang import JENIS
from musren.services.kabupaten.skpd import DaftarSkpd, key_of, register
from musren.services.kabupaten.usulan import Masuk, incoming, of_agency
from musren.services.prefill import meeting, meeting_of_key
from musren.services.susunan.berlaku import IN_FORCE
from musren.services.tahun import profile_of
from musren.services.wilayah import children

NO_SKPD = "SKPD belum ditentukan"
WITHOUT_SPC = "Surat Penetapan Camat belum ditandatangani lengkap"

Row = Facts


@dataclass(frozen=True, kw_only=True)
class Diputus:
    """One proposal with what the meeting decided of it."""

    masuk: Masuk
    putusan: Keputusan


def need_forum(session: Session, year: Tahun, place: RegionCode, acara: str) -> Musyawarah:
    held = meeting_of_key(session, acara, year, place)
    if held is None:
        raise NotReady("Isian Forum SKPD belum dikirim. Selesaikan dahulu formulirnya.")
    return held


def need_musrenbang(session: Session, year: Tahun, place: RegionCode) -> Musyawarah:
    held = meeting(session, JENIS, year, place)
    if held is None:
        raise NotReady("Isian Musrenbang Kabupaten belum dikirim. Selesaikan dahulu formulirnya.")
    return held


# --- rows ---------------------------------------------------------------------------------------


def base(one: Diputus) -> Row:
    """What every list of the kabupaten says of a proposal."""
    u, k = one.masuk.usulan, one.putusan
    return {
        "kode": u.kode, "asal": "kecamatan", "kegiatan": u.kegiatan,
        "kecamatan": one.masuk.kecamatan, "desa": one.masuk.desa, "lokasi": place_text(u),
        "peringkat": k.peringkat, "volume": size(k.volume), "satuan": k.satuan or None,
        "biaya": k.biaya,
    }  # fmt: skip


def accepted(one: Diputus) -> Row:
    k = one.putusan
    return base(one) | {
        "prioritas_daerah": k.prioritas_daerah or None, "sasaran_daerah": k.sasaran_daerah or None,
        "program": k.program or None, "sasaran": one.masuk.usulan.sasaran or None,
        "keterangan": k.alasan if k.putusan == DITERIMA and k.alasan else None,
    }  # fmt: skip


def changed(one: Diputus) -> Row:
    before = one.masuk.kecamatan_putusan
    return base(one) | {
        "volume_semula": size(before.volume),
        "biaya_semula": before.biaya, "alasan": one.putusan.alasan,
    }  # fmt: skip


def refused(one: Diputus) -> Row:
    return base(one) | {"skpd": one.putusan.skpd or NO_SKPD, "alasan": one.putusan.alasan}


def passed(one: Diputus) -> Row:
    return refused(one) | {"skpd_tujuan": one.putusan.skpd_tujuan}


def of_kind(rows: Iterable[Diputus], putusan: str) -> list[Diputus]:
    return [one for one in rows if one.putusan.putusan == putusan]


def sums(rows: Sequence[Diputus]) -> Facts:
    parts = {kind: counted(map(base, of_kind(rows, kind))) for kind in DECISIONS}
    return parts | {"dibahas": len(rows)}


def _decided(held: Musyawarah, came: Sequence[Masuk]) -> list[Diputus]:
    """The decisions of the meeting in the order of the list; each with its proposal."""
    kept = {one.usulan_id: one for one in held.keputusan}
    return [
        Diputus(masuk=one, putusan=kept[one.usulan.id]) for one in came if one.usulan.id in kept
    ]


def by_element(present: Sequence[Hadir]) -> list[Facts]:
    men = Counter(h.unsur for h in present if h.jk == "L")
    women = Counter(h.unsur for h in present if h.jk == "P")
    return [
        {"unsur": n, "laki_laki": men[n], "perempuan": women[n], "jumlah": men[n] + women[n]}
        for n in dict.fromkeys(h.unsur for h in present)
    ]


def _recorded(
    session: Session, year: Tahun, place: RegionCode, held: Musyawarah, rows: Sequence[Diputus]
) -> Facts:
    """What both Berita Acara of the kabupaten tell."""
    return {
        **kantor.head(session, year, place),
        "musyawarah": bersama.meeting(held),
        "kehadiran": bersama.attendance(held.hadir),
        "unsur_hadir": by_element(held.hadir),
        "hadir": [bersama.attendee(session, h) for h in held.hadir],
        "asal": {"kecamatan": len(rows), "pokir": 0},
        "jumlah": sums(rows),
        "diterima_perubahan": [changed(one) for one in of_kind(rows, DITERIMA_PERUBAHAN)],
        "ditolak": [refused(one) for one in of_kind(rows, DITOLAK)],
        "dialihkan": [passed(one) for one in of_kind(rows, DIALIHKAN)],
        "keputusan": bersama.further_decisions(held),
    }


def _signing(session: Session, held: Musyawarah) -> list[Facts]:
    return [
        bersama.chosen(session, h, "nama", "unsur", "alamat")
        for h in held.hadir
        if h.wakil_utusan
    ]  # fmt: skip


def _leader(held: Musyawarah) -> Facts:
    return {
        "jabatan": "Pimpinan Sidang", "nama": held.pimpinan_nama, "nip": None, "pangkat": None,
    }  # fmt: skip


# --- Forum SKPD ---------------------------------------------------------------------------------


def ba_forum_skpd(session: Session, year: Tahun, place: RegionCode, acara: str) -> Facts:
    """Panduan V.D; signed by Kepala SKPD, who led, and three delegates."""
    held, known = need_forum(session, year, place, acara), register(session, place)
    own = known.of_forum(acara)
    if own is None:
        raise NotReady("SKPD forum ini tidak ada lagi dalam daftar SKPD.")
    rows = _decided(held, of_agency(session, year, place, known, own))
    return {
        **_recorded(session, year, place, held, rows),
        "skpd": own.nama,
        "pagu": ceilings(session, year, known).get(own.nama),
        "diterima": [accepted(one) for one in of_kind(rows, DITERIMA)],
        "tembusan": bersama.copies(session, place, profile_of(year), "ba_forum_skpd"),
        "penandatangan": {
            "kepala_skpd": _head_of(own),
            "pimpinan": _leader(held),
            "delegasi": _signing(session, held),
        },
    }


def _head_of(own: SkpdProfil) -> Facts:
    return {
        "jabatan": f"Kepala {own.nama}", "nama": own.kepala_nama, "nip": own.kepala_nip or None,
        "pangkat": None,
    }  # fmt: skip


def ceilings(session: Session, year: Tahun, known: DaftarSkpd) -> dict[str, int]:
    """By SKPD, what it set aside for all kecamatan together, rupiah."""
    found: dict[str, int] = {}
    for skpd, pagu in session.execute(
        select(PaguIndikatif.skpd, func.sum(PaguIndikatif.pagu))
        .where(PaguIndikatif.tahun_id == year.id)
        .group_by(PaguIndikatif.skpd)
    ):
        said = known.canonical(skpd)
        found[said] = found.get(said, 0) + int(pagu)
    return found


# --- Musrenbang Kabupaten -----------------------------------------------------------------------


def ba_musrenbang_kabupaten(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Panduan V.E; what was accepted stands by SKPD, changed rows with what was agreed."""
    held, known = need_musrenbang(session, year, place), register(session, place)
    came = incoming(session, year, place)
    rows = _decided(held, came)
    groups = _by_agency(known, rows)
    recap = _recap(session, year, place, known, groups)
    return {
        **_recorded(session, year, place, held, rows),
        "diterima_perubahan": [
            changed(one) | {"skpd": one.putusan.skpd or NO_SKPD}
            for one in of_kind(rows, DITERIMA_PERUBAHAN)
        ],
        **_from_kecamatan(session, year, place, came),
        "kelompok": groups,
        "rekap": recap,
        "jumlah_rekap": {
            n: sum(one[n] or 0 for one in recap) for n in ("usulan", "biaya", "pagu")
        },
        "tembusan": bersama.copies(session, place, profile_of(year), "ba_musrenbang_kabupaten"),
        "penandatangan": {
            "kepala_bappeda": kantor.kepala_bappeda(session, place),
            "pimpinan": _leader(held),
            "wakil_peserta": _signing(session, held),
        },
    }  # fmt: skip


def _by_agency(known: DaftarSkpd, rows: Sequence[Diputus]) -> list[Facts]:
    """What was accepted, with and without a change, in the order of the register."""
    found: dict[str, list[Row]] = {}
    for one in rows:
        if one.putusan.putusan in {DITERIMA, DITERIMA_PERUBAHAN}:
            named = known.canonical(one.putusan.skpd) or NO_SKPD
            found.setdefault(named, []).append(accepted(one))
    order = {one.nama: one.urutan for one in known.semua}
    return [
        {"skpd": skpd, "baris": ones, "jumlah": counted(ones)}
        for skpd, ones in sorted(found.items(), key=lambda i: (order.get(i[0], 10**6), i[0]))
    ]


def _recap(
    session: Session, year: Tahun, place: RegionCode, known: DaftarSkpd, groups: Sequence[Facts]
) -> list[Facts]:
    """Each SKPD with the Berita Acara of its forum and its ceiling."""
    papers = _papers(session, year, place, "ba_forum_skpd~")
    limits = ceilings(session, year, known)
    rows = []
    for group in groups:
        own = known.find(group["skpd"])
        paper = papers.get(f"ba_forum_skpd~{key_of(own)}") if own is not None else None
        cost, limit = group["jumlah"]["biaya"], limits.get(group["skpd"])
        rows.append(
            {
                "skpd": group["skpd"], "nomor_ba": paper.nomor if paper else None,
                "tanggal_ba": paper.tanggal.isoformat() if paper else None,
                "usulan": group["jumlah"]["usulan"], "biaya": cost, "pagu": limit,
                "lebih": None if limit is None else max(cost - limit, 0) or None,
                "kurang": None if limit is None else max(limit - cost, 0) or None,
            }
        )  # fmt: skip
    return rows


def _papers(
    session: Session, year: Tahun, place: RegionCode, prefix: str
) -> dict[str, Naskah]:  # fmt: skip
    """The papers in force at this very place whose key begins so."""
    found = session.scalars(
        select(Naskah).where(
            Naskah.tahun_id == year.id, Naskah.wilayah_kode == str(place),
            Naskah.jenis.startswith(prefix), Naskah.status.in_(IN_FORCE),
        )
    )  # fmt: skip
    return {one.jenis: one for one in found}


def _from_kecamatan(
    session: Session, year: Tahun, place: RegionCode, came: Sequence[Masuk]
) -> Facts:
    """Kecamatan with a signed decree and what it sent; the others with the reason."""
    signed = {
        one.wilayah_kode: one
        for one in session.scalars(
            select(Naskah).where(
                Naskah.tahun_id == year.id, Naskah.jenis == "spc",
                Naskah.wilayah_kode.startswith(f"{place}."), Naskah.status == "ditandatangani",
            )
        )
    }  # fmt: skip
    sent: dict[str, list[Masuk]] = {}
    for one in came:
        sent.setdefault(one.kecamatan_kode, []).append(one)
    arrived, held_back = [], []
    for kecamatan in children(session, place):
        named = {"kecamatan": bersama.short(session, RegionCode.parse(kecamatan.kode),
                                            Level.KECAMATAN), "kode": kecamatan.kode}  # fmt: skip
        paper, ones = signed.get(kecamatan.kode), sent.get(kecamatan.kode, ())
        if paper is None:
            held_back.append({**named, "alasan": WITHOUT_SPC})
            continue
        arrived.append(
            {
                **named, "nomor_spc": paper.nomor, "tanggal_spc": paper.tanggal.isoformat(),
                "usulan": len(ones), "biaya": sum(m.kecamatan_putusan.biaya or 0 for m in ones),
            }
        )  # fmt: skip
    return {"kecamatan_masuk": arrived, "kecamatan_tertahan": held_back}


# --- form R4 ------------------------------------------------------------------------------------


def formulir_r4(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """The lembar Kabupaten: BLM of the camat's decrees, and what the kabupaten accepted."""
    profile = profile_of(year)
    rows = [pair for k in _recapped(session, year, place) for pair in _recap_rows(profile, k)]
    groups = [
        group_of(one.kunci, one.nama, [row for group, row in rows if group == one.kunci])
        for one in profile.kelompok_rekap
    ]
    return {
        **kantor.head(session, year, place),
        "kelompok": groups,
        "jumlah": sum(one["jumlah"] for one in groups),
        "lembar": None,
        "tembusan": bersama.copies(session, place, profile, "formulir_r4"),
        "penandatangan": {"bupati": kantor.bupati(session, place)},
    }


def _recapped(session: Session, year: Tahun, place: RegionCode) -> list[Keputusan]:
    """The decisions that stand: BLM put down by the camat, APBD accepted by the kabupaten."""
    blm = (
        (Keputusan.tingkat == "kecamatan") & (Keputusan.sumber == "blm")
        & (Keputusan.putusan == "disepakati")
        & Usulan.status.in_([S.DITETAPKAN_CAMAT.value, S.MASUK_ANGGARAN.value])
    )  # fmt: skip
    apbd = (Keputusan.tingkat == "kabupaten") & Keputusan.putusan.in_(
        [DITERIMA, DITERIMA_PERUBAHAN]
    )
    return list(
        session.scalars(
            select(Keputusan)
            .join(Usulan, Usulan.id == Keputusan.usulan_id)
            .where(Usulan.tahun_id == year.id, Usulan.desa_kode.startswith(f"{place}."), blm | apbd)
            .order_by(Usulan.desa_kode, Usulan.nomor_urut)
            .options(selectinload(Keputusan.usulan).selectinload(Usulan.dana),
                     selectinload(Keputusan.usulan).selectinload(Usulan.desa))
        )
    )  # fmt: skip


def _recap_rows(profile: Profil, k: Keputusan) -> list[tuple[str, Facts]]:
    """The share of the source in its group, and that of the people in theirs."""
    names = {s.kunci: s.singkatan for s in profile.sumber_dana}
    told = next((d.rincian for d in k.usulan.dana if d.sumber == k.sumber and d.rincian), "")
    rows = [
        (rekap_group(profile, k.sumber, told), _r4_row(k, k.biaya_sumber, told or names[k.sumber]))
    ]
    if k.swadaya:
        rows.append((rekap_group(profile, "swadaya", ""), _r4_row(k, k.swadaya, names["swadaya"])))
    return rows


def _r4_row(k: Keputusan, amount: int | None, sumber: str) -> Facts:
    u = k.usulan
    place = place_text(u) or ""
    named = [] if place.casefold() in {"", "desa"} else [place]
    where = ", ".join([*named, f"Desa {u.desa.nama}"])
    return recap_row(u, amount, sumber) | {"lokasi": where}
