"""Facts of the village's papers: Daftar Hadir, Berita Acara Musrenbangdes, SK RKP-Desa."""

from collections.abc import Sequence
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from musren.domain.bahasa import angka
from musren.domain.errors import NotReady
from musren.domain.wilayah import Level, RegionCode
from musren.integration.klasifikasi import rekap_group
from musren.integration.profil import Profil, SumberDana
from musren.integration.profil.teks import sederhana
from musren.models.musyawarah import Evaluasi, Musyawarah
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.models.usulan import Keputusan, Usulan, UsulanDana
from musren.services import pengesahan, silsilah
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.klasifikasi import counted_under
from musren.services.prefill import meeting
from musren.services.profil import need_village
from musren.services.rkp.lalu import evaluated_year
from musren.services.tahun import profile_of

FOLLOW_UP = {
    "tidak_perlu": "Tidak perlu tindak lanjut",
    "diusulkan_kembali": "Diusulkan kembali",
    "swadaya": "Dilanjutkan dengan swadaya",
    "dihapus": "Dihapus dari rencana",
}
DONE = {"selesai": "Selesai 100%", "sebagian": "Sebagian", "belum": "Belum dilaksanakan"}


def need_meeting(session: Session, year: Tahun, place: RegionCode) -> Musyawarah:
    held = meeting(session, "musrenbangdes_rkp", year, place)
    if held is None:
        raise NotReady("Isian Musrenbangdes belum dikirim. Selesaikan dahulu formulirnya.")
    return held


def decisions(session: Session, held: Musyawarah) -> list[Keputusan]:
    """All decisions, each list in its printed order: by priority, then as they came."""
    found = session.scalars(
        select(Keputusan)
        .join(Keputusan.usulan)
        .where(Keputusan.musyawarah_id == held.id)
        .options(selectinload(Keputusan.usulan).selectinload(Usulan.dana))
    )
    return sorted(found, key=lambda k: (k.peringkat or 10**6, k.usulan.nomor_urut))


def head(session: Session, year: Tahun, place: RegionCode, profile: Profil) -> Facts:
    village = need_village(session, place)
    return {
        "wilayah": bersama.wilayah(session, place),
        "kop": bersama.kop_desa(session, place, profile, village),
        "tahun": year.tahun,
        "tempat_surat": bersama.short(session, place, Level.DESA),
    }


def kepala_desa(session: Session, place: RegionCode) -> Facts:
    village = need_village(session, place)
    return {
        "jabatan": f"Kepala Desa {bersama.short(session, place, Level.DESA)}",
        "nama": village.kepala_desa_nama, "nip": None, "pangkat": None,
    }  # fmt: skip


def pimpinan(held: Musyawarah) -> Facts:
    return {
        "jabatan": "Pimpinan Musyawarah", "nama": held.pimpinan_nama, "nip": None, "pangkat": None,
    }  # fmt: skip


def times(held: Musyawarah) -> Facts:
    whole = bersama.meeting(held)
    names = ("tanggal", "jam_mulai", "jam_selesai", "zona_waktu", "tempat")
    return {name: whole[name] for name in names}


def ba_musrenbangdes(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Panduan II.D.3.e: the five lists, signed by Kepala Desa, Pimpinan and three wakil."""
    held, profile = need_meeting(session, year, place), profile_of(year)
    found = decisions(session, held)
    lists = [
        list_of(profile, one, [k for k in found if k.sumber == one.kunci])
        for one in profile.sumber_tingkat("desa")
    ]
    evaluation = [evaluated(one) for one in held.evaluasi]
    return {
        **head(session, year, place, profile),
        "musyawarah": bersama.meeting(held),
        "kehadiran": bersama.attendance(held.hadir),
        "tahun_evaluasi": evaluated_year(session, year, place),
        "evaluasi": evaluation,
        "jumlah_evaluasi": {
            name: sum(row[name] or 0 for row in evaluation)
            for name in ("biaya_rencana", "biaya_realisasi")
        },
        "daftar": lists,
        "jumlah": bersama.added([one["jumlah"] for one in lists]),
        "belum_disepakati": [not_agreed(k) for k in found if k.putusan != "disepakati"],
        "wakil_desa": [
            bersama.chosen(session, h, "nama", "jk", "unsur", "alamat")
            for h in held.hadir
            if h.wakil_desa
        ],
        **_from_the_women(session, year, place, held, found),
        "silsilah": silsilah.facts(session, [k.usulan_id for k in found]),
        "keputusan": bersama.further_decisions(held),
        "tembusan": bersama.copies(session, place, profile, "ba_musrenbangdes"),
        "penandatangan": {
            "kepala_desa": kepala_desa(session, place),
            "pimpinan": pimpinan(held),
            "wakil_masyarakat": [
                bersama.chosen(session, h, "nama", "unsur", "alamat")
                for h in held.hadir
                if h.wakil_masyarakat
            ],
        },
    }


def _from_the_women(
    session: Session, year: Tahun, place: RegionCode, held: Musyawarah, found: Sequence[Keputusan]
) -> Facts:
    """What was legalised of the MKP and the women's share; nothing where no MKP was recorded."""
    if pengesahan.meeting_of(session, year, place) is None:
        return {}
    sah = pengesahan.of_village(session, year, place)
    women = [k for k in agreed(found) if k.usulan.asal == pengesahan.JENIS]
    legalised = [k for k in women if sah.fixed(k.usulan_id)]
    ba = sah.ba if legalised else None
    return {
        "mkp_disahkan": [{"kode": k.usulan.kode, "kegiatan": k.usulan.kegiatan} for k in legalised],
        "berita_acara_mkp": ba and {"nomor": ba.nomor, "tanggal": ba.tanggal.isoformat()},
        "perempuan": {
            "hadir": sum(h.jk == "P" for h in held.hadir),
            "usulan": len(women),
            "biaya": sum(k.biaya or 0 for k in women),
        },
    }


def agreed(found: Sequence[Keputusan]) -> list[Keputusan]:
    return [k for k in found if k.putusan == "disepakati"]


def list_of(profile: Profil, one: SumberDana, found: Sequence[Keputusan]) -> Facts:
    rows = [_row(profile, k) for k in agreed(found)]
    return {
        "kunci": one.kunci, "nama": one.nama, "judul": one.judul_daftar, "baris": rows,
        "jumlah": bersama.sums(rows),
    }  # fmt: skip


def size(volume: Any) -> str | None:
    return None if volume is None else format(volume, "f")


def place_text(usulan: Usulan) -> str | None:
    """Hamlet and location, once each."""
    parts = [usulan.dusun] if usulan.dusun and usulan.dusun not in usulan.lokasi else []
    return ", ".join([*parts, usulan.lokasi] if usulan.lokasi else parts) or None


def base_row(profile: Profil, k: Keputusan) -> Facts:
    """What every list says about a proposal at this level."""
    return {
        "kode": k.usulan.kode, "kegiatan": k.usulan.kegiatan, "lokasi": place_text(k.usulan),
        "volume": size(k.volume), "satuan": k.satuan or None, "dari_sumber": k.biaya_sumber,
        "swadaya": k.swadaya, "biaya": k.biaya, "keterangan": _note(profile, k),
    }  # fmt: skip


def _note(profile: Profil, k: Keputusan) -> str | None:
    """The source in the village's own words when it says more than the list's heading."""
    told = "; ".join(
        d.rincian
        for d in k.usulan.dana
        if d.rincian and d.sumber != "swadaya" and not _says_the_source(profile, k, d.rincian)
    )
    old = k.usulan.asal_usulan_lama_tahun
    why = f"Alasan: {k.alasan}" if k.putusan == "disepakati" and k.alasan else ""
    remark = f"usulan lama tahun {old}" if old and str(old) not in k.usulan.keterangan else ""
    parts = [told, remark, k.usulan.keterangan, why]
    return "; ".join(p for p in parts if p) or None


def _says_the_source(profile: Profil, k: Keputusan, rincian: str) -> bool:
    """Whether these words only name the decided source; words for "lain" name a programme."""
    one = profile.sumber(k.sumber) if k.sumber else None
    if one is None:
        return False
    if sederhana(rincian) in {sederhana(one.nama), sederhana(one.singkatan)}:
        return True
    return one.kunci != "lain" and profile.sumber_dari_teks(rincian) == one.kunci


def _row(profile: Profil, k: Keputusan) -> Facts:
    u = k.usulan
    return base_row(profile, k) | {
        "sifat": u.sifat or None, "pengusul": u.pengusul or None, "pemanfaat_l": u.pemanfaat_l,
        "pemanfaat_p": u.pemanfaat_p, "pemanfaat_rtm": u.pemanfaat_rtm,
    }  # fmt: skip


def not_agreed(k: Keputusan) -> Facts:
    return {
        "kode": k.usulan.kode, "kegiatan": k.usulan.kegiatan, "lokasi": place_text(k.usulan),
        "volume": size(k.volume), "satuan": k.satuan or None, "pengusul": k.usulan.pengusul or None,
        "putusan": k.putusan, "alasan": k.alasan,
    }  # fmt: skip


def evaluated(one: Evaluasi) -> Facts:
    return {
        "kegiatan": one.kegiatan, "lokasi": one.lokasi or None, "satuan": one.satuan or None,
        "volume_rencana": size(one.volume_rencana),
        "volume_realisasi": size(one.volume_realisasi),
        "biaya_rencana": one.biaya_rencana, "biaya_realisasi": one.biaya_realisasi,
        "sumber": one.sumber_dana or None, "status": DONE[one.status_pelaksanaan],
        "sebab": one.sebab or None, "tindak_lanjut": FOLLOW_UP.get(one.tindak_lanjut),
    }  # fmt: skip


def sk_rkp_desa(session: Session, year: Tahun, place: RegionCode, ba: Naskah) -> Facts:
    """Form R2: rows grouped by recap group; a proposal with several sources stands in each."""
    held, profile = need_meeting(session, year, place), profile_of(year)
    values = bersama.texts(
        session, place, profile, year.tahun, nomor_ba=ba.nomor or "", tanggal_ba=ba.tanggal
    )
    rows = [pair for k in agreed(decisions(session, held)) for pair in recap_rows(profile, k)]
    groups = [
        group_of(one.kunci, one.nama, [row for group, row in rows if group == one.kunci])
        for one in profile.kelompok_rekap
    ]
    return {
        **head(session, year, place, profile),
        "berita_acara": {"nomor": ba.nomor, "tanggal": ba.tanggal.isoformat()},
        **bersama.konsiderans(profile, "sk_rkp_desa", values),
        "kelompok": groups,
        "jumlah": sum(group["jumlah"] for group in groups),
        "penandatangan": kepala_desa(session, place),
    }


def group_of(kunci: str, nama: str, rows: Sequence[Facts]) -> Facts:
    return {
        "kunci": kunci, "nama": nama, "baris": list(rows),
        "jumlah": sum(row["biaya"] or 0 for row in rows),
    }  # fmt: skip


def recap_rows(profile: Profil, k: Keputusan) -> list[tuple[str, Facts]]:
    names = {s.kunci: s.singkatan for s in profile.sumber_dana}
    parts: dict[str, tuple[int | None, list[str]]] = {}
    shares = k.usulan.dana or [UsulanDana(urutan=1, sumber=k.sumber, rincian="", jumlah=k.biaya)]
    for share in shares:
        sumber = counted_under(k.usulan, share, k.sumber)
        group = rekap_group(profile, sumber, share.rincian)
        amount, told = parts.get(group, (None, []))
        if share.jumlah is not None:
            amount = (amount or 0) + share.jumlah
        parts[group] = (amount, [*told, share.rincian or names[sumber]])
    return [
        (group, recap_row(k.usulan, amount, ", ".join(dict.fromkeys(told))))
        for group, (amount, told) in parts.items()
    ]


def recap_row(u: Usulan, amount: int | None, sumber: str) -> Facts:
    target = u.target
    if not target and u.volume is not None:
        target = f"{angka(u.volume)} {u.satuan}"
    return {
        "kegiatan": u.kegiatan, "tujuan": u.tujuan or None, "lokasi": place_text(u),
        "sasaran": u.sasaran or None, "target": target or None, "sifat": u.sifat or None,
        "waktu": u.waktu or None, "biaya": amount, "sumber": sumber or None,
        "penanggung_jawab": u.penanggung_jawab or None, "keterangan": u.keterangan or None,
    }  # fmt: skip
