"""Facts of the complete RPJM-Desa document: its chapters, tables, pictures and lampiran."""

from collections.abc import Mapping, Sequence

from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.forms.rpjm import HAL, TINJAU
from musren.integration import rpjm_rencana as rencana
from musren.integration.profil import Profil
from musren.models.musyawarah import Musyawarah
from musren.models.rpjm import Rpjm, UsulanRpjm
from musren.models.tahun import Tahun
from musren.models.wilayah import Dusun, ProfilDesa
from musren.services.fakta import bersama, pkd
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import head, kepala_desa, size
from musren.services.fakta.rpjm import (
    matrix,
    period,
    place_text,
    sources_text,
    yearly,
    years_text,
)
from musren.services.fakta.rpjm_surat import members, old_plan
from musren.services.foto import facts as photo_facts
from musren.services.foto import photos_of
from musren.services.pertemuan import all_held, key_of, meeting_name
from musren.services.pkd.masalah import problems
from musren.services.pkd.pertemuan import groups
from musren.services.profil import need_village
from musren.services.rpjm.baris import planned, row_of
from musren.services.rpjm.dokumen import (
    CHAPTERS,
    MUSYAWARAH,
    RAPAT_BPD,
    need_drafted,
    years_of,
)
from musren.services.rpjm.tim import team
from musren.services.rpjm.usulan import of_rpjm
from musren.services.susunan.berlaku import in_force, rules_of
from musren.services.tahun import profile_of
from musren.services.undangan import letter_for
from musren.services.wilayah import dusun_of

MEETINGS = ("sosialisasi", "lokakarya_desa", MUSYAWARAH, RAPAT_BPD)
"""The meetings the lampiran tells of, beside those of the hamlets and groups."""

BASES = ("ba_musrenbangdes_rpjm", "keputusan_bpd", "perdes_rpjm")
PKD_LISTS = (
    "kelompok_masalah", "kriteria_masalah", "peringkat_masalah", "pengkajian", "kriteria_tindakan",
    "peringkat_tindakan", "gagasan", "kesejahteraan",
)  # fmt: skip
PKD_GROUP = (
    "kelompok", "kelompok_jenis", "dusun", "tanggal", "tempat", "kehadiran", "sketsa",
    "masalah_sketsa", "kalender", "masalah_kalender", "lembaga", "masalah_lembaga", "gagasan",
    "foto",
)  # fmt: skip
SIDES = ("utara", "timur", "selatan", "barat")
TOOLS = (
    ("masalah_sketsa", "Sketsa desa"), ("masalah_kalender", "Kalender musim"),
    ("masalah_lembaga", "Bagan kelembagaan"),
)  # fmt: skip


def naskah(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Chapters I to VII and the lampiran (pnpm.md 3.2); raises NotReady."""
    rpjm, profile = need_drafted(session, year, place), profile_of(year)
    village, rows = need_village(session, place), planned(of_rpjm(session, rpjm))
    assessed = [pkd.pkd_kelompok(session, year, place, key_of(m))
                for m in groups(session, year, place)]  # fmt: skip
    lists = pkd.village_lists(session, year, place)
    return {
        **head(session, year, place, profile),
        **period(rpjm),
        **_chapters(rpjm),
        "dasar_hukum": list(profile.mengingat("naskah_rpjm")),
        "profil": _village(village),
        "dusun": [_hamlet(one) for one in dusun_of(session, place)],
        "perangkat": _officials(village, dusun_of(session, place)),
        **{name: lists[name] for name in PKD_LISTS},
        "potensi": _potentials(assessed, _fields_of(session, year, place)),
        "kelompok": [{name: one[name] for name in PKD_GROUP} for one in assessed],
        "tim": team_facts(session, "rpjm", year, place),
        "rujukan": _references(session, year, place, rpjm),
        "musyawarah": _meetings(session, year, place),
        "rktl": _work_plan(session, year, place),
        "program_masuk": _programmes(profile, rows),
        "matrik": matrix(profile, rows),
        "tahunan": yearly(profile, years_of(rpjm), rows),
        "jumlah_usulan": len(rows),
        "foto": [photo_facts(one) for one in photos_of(session, year, place, f"rpjm:{rpjm.id}")],
        "penandatangan": kepala_desa(session, place),
    }


# --- texts --------------------------------------------------------------------------------------


def _chapters(rpjm: Rpjm) -> Facts:
    texts: Facts = {name: getattr(rpjm, name) or None for name in CHAPTERS}
    texts["misi"] = list(rpjm.misi)
    if rpjm.cabang == TINJAU:
        told = (rpjm.latar_belakang, review_text(rpjm))
        texts["latar_belakang"] = "\n\n".join(part for part in told if part)
    return texts


def review_text(rpjm: Rpjm) -> str:
    """What was found when the old plan was reviewed, as paragraphs and lists (III.C.3.a)."""
    opening = f"RPJM-Desa ini merupakan hasil peninjauan ulang {old_plan(rpjm)}."
    blocks = [opening]
    for hal in HAL:
        found = [row for row in rpjm.tinjauan if row["hal"] == hal.value]
        if found:
            lines = [_reviewed(row) for row in found]
            blocks.append(f"{hal.label} yang ditinjau:\n" + "\n".join(lines))
    return "\n\n".join(blocks)


def _reviewed(row: Mapping[str, str]) -> str:
    old, now, then = (
        _one_line(row[name]).rstrip(".;")
        for name in ("uraian", "keadaan_sekarang", "tindak_lanjut")
    )
    return f"- {old}; sekarang: {now}; tindak lanjut: {then}."


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _village(village: ProfilDesa) -> Facts:
    men, women = village.penduduk_l, village.penduduk_p
    return {
        "luas": size(village.luas), "jarak_kecamatan": size(village.jarak_kecamatan),
        "jarak_kabupaten": size(village.jarak_kabupaten),
        "batas": {side: getattr(village, f"batas_{side}") or None for side in SIDES},
        "penduduk": {
            "laki_laki": men, "perempuan": women,
            "jumlah": None if men is None or women is None else men + women,
            "kk": village.jumlah_kk, "rtm": village.jumlah_rtm,
        },
    }  # fmt: skip


def _hamlet(one: Dusun) -> Facts:
    return {
        "nama": one.nama, "kepala": one.kepala_dusun or None, "rt_rw": one.rt_rw or None,
        "laki_laki": one.penduduk_l, "perempuan": one.penduduk_p, "kk": one.jumlah_kk,
        "rtm": one.jumlah_rtm,
    }  # fmt: skip


def _officials(village: ProfilDesa, hamlets: Sequence[Dusun]) -> list[Facts]:
    """The posts from the Kepala Desa down, then BPD and LPMD; a post told twice stands once."""
    known = [
        ("Kepala Desa", village.kepala_desa_nama, ""),
        ("Sekretaris Desa", village.sekdes_nama, ""),
        *((one["jabatan"], one["nama"], one["keterangan"]) for one in village.perangkat),
        *((f"Kepala {one.nama}", one.kepala_dusun, "") for one in hamlets),
        ("Ketua BPD", village.ketua_bpd_nama, ""), ("Ketua LPMD", village.ketua_lpmd_nama, ""),
    ]  # fmt: skip
    found: dict[tuple[str, str], Facts] = {}
    for office, who, note in known:
        post, name = _one_line(office), _one_line(who)
        if name:
            row = {"jabatan": post, "nama": name, "keterangan": note or None}
            found.setdefault((post.casefold(), name.casefold()), row)
    return list(found.values())


def _fields_of(session: Session, year: Tahun, place: RegionCode) -> dict[str, str]:
    """The bidang of each potential: that of the problem it was told with, or was merged into."""
    found: dict[str, str] = {}
    for one in problems(session, year, place):
        bidang = (one.induk or one).bidang
        if one.potensi and bidang:
            found.setdefault(_one_line(one.potensi).casefold(), bidang)
    return found


def _potentials(assessed: Sequence[Facts], bidang: Mapping[str, str]) -> list[Facts]:
    """Every potential the groups saw, once, with its bidang and the tool that showed it."""
    found: dict[str, Facts] = {}
    for group in assessed:
        for name, tool in TOOLS:
            for row in group[name]:
                if row["potensi"]:
                    key = _one_line(row["potensi"]).casefold()
                    told = {"potensi": row["potensi"], "bidang": bidang.get(key), "asal": tool}
                    found.setdefault(key, told)
    return list(found.values())


# --- lampiran -----------------------------------------------------------------------------------


def team_facts(session: Session, jenis: str, year: Tahun, place: RegionCode) -> Facts:
    """The team (rpjm or rkp) with the decree behind it, as far as both are there."""
    decree = in_force(session, year, place, f"sk_tim_penyusun~{jenis}")
    return {
        "nomor": decree.nomor if decree else None,
        "tanggal": decree.tanggal.isoformat() if decree else None,
        "anggota": members(session, jenis, year, place),
    }


def _work_plan(session: Session, year: Tahun, place: RegionCode) -> list[Facts]:
    """The steps the drafting team set itself (RKTL)."""
    found = team(session, "rpjm", year, place)
    return [
        {name: row.get(name) or None for name in ("kegiatan", "waktu", "pelaksana", "keterangan")}
        for row in (found.rktl if found else ())
    ]


def _references(
    session: Session, year: Tahun, place: RegionCode, rpjm: Rpjm
) -> list[Facts]:  # fmt: skip
    """The papers the plan rests on, the reviewed plan's law first."""
    found: list[Facts] = []
    if rpjm.cabang == TINJAU and rpjm.perdes_lama_nomor:
        day = rpjm.perdes_lama_tanggal
        found.append(
            {
                "nama": "Peraturan Desa tentang RPJM-Desa yang ditinjau ulang",
                "nomor": rpjm.perdes_lama_nomor, "tanggal": day.isoformat() if day else None,
            }
        )  # fmt: skip
    for jenis in BASES:
        paper = in_force(session, year, place, jenis)
        if paper is not None:
            found.append(
                {
                    "nama": rules_of(year, jenis).nama, "nomor": paper.nomor,
                    "tanggal": paper.tanggal.isoformat(),
                }
            )  # fmt: skip
    return found


def _meetings(session: Session, year: Tahun, place: RegionCode) -> list[Facts]:
    return [
        meeting_facts(session, year, place, held)
        for held in all_held(session, year, place)
        if held.jenis in MEETINGS
    ]


def meeting_facts(session: Session, year: Tahun, place: RegionCode, held: Musyawarah) -> Facts:
    """A meeting as the lampiran of either document tells of it."""
    key = key_of(held)
    letter = letter_for(session, year, place, key)
    return {
        "nama": meeting_name(year, key, held), "tanggal": held.tanggal.isoformat(),
        "tempat": held.tempat, "undangan_nomor": held.undangan_nomor or None,
        "undangan_tanggal": held.undangan_tanggal.isoformat() if held.undangan_tanggal else None,
        "diundang": len(letter.penerima) if letter else None,
        "kehadiran": bersama.attendance(held.hadir),
        "hadir": [
            bersama.chosen(session, one, "nama", "jk", "unsur", "alamat") for one in held.hadir
        ],
        "pembahasan": [
            {
                "pembicara": one["pembicara"], "uraian": one["uraian"],
                "tanggapan": one.get("tanggapan") or None,
            }
            for one in held.pembahasan
        ],
        "keputusan": bersama.further_decisions(held),
        "foto": pkd.photos(session, year, place, held),
    }  # fmt: skip


def _programmes(profile: Profil, rows: Sequence[UsulanRpjm]) -> list[Facts]:
    """Programmes from outside that are sure: they stand in F2 and in F6."""
    coming = {rencana.Formulir.F2, rencana.Formulir.F6}
    found = [one for one in rows if coming <= rencana.forms_of(profile, row_of(profile, one))]
    return [
        {
            "kegiatan": one.kegiatan, "lokasi": place_text(one), "volume": size(one.volume),
            "satuan": one.satuan or None, "waktu": years_text(one), "biaya": one.biaya,
            "sumber": sources_text(profile, one) or "Sumber lain",
            "keterangan": one.keterangan or None,
        }
        for one in found
    ]  # fmt: skip
