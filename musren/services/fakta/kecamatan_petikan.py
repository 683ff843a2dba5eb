"""Facts of what follows from the Camat's decree: petikan per village, mandate, Form R3."""

from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.bahasa import romawi
from musren.domain.wilayah import Level, RegionCode
from musren.models.naskah import Naskah
from musren.models.tahun import Tahun
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.fakta.desa import pimpinan
from musren.services.fakta.kantor import head, officer
from musren.services.prioritas.hak_suara import need_meeting
from musren.services.susunan.berlaku import IN_FORCE
from musren.services.tahun import profile_of

LEFT_OUT = (
    ("belum_didanai", "Belum terdanai BLM"), ("cadangan", "Cadangan"),
)  # fmt: skip
UNTIL = "sampai dengan selesainya Musrenbang Kabupaten"


def petikan_spc(
    session: Session, year: Tahun, place: RegionCode, desa: RegionCode, spc: Naskah, ba: Naskah
) -> Facts:
    """The lines of one village in the decree as it was issued, with group and number there."""
    own = next(one for one in spc.fakta["desa_masuk"] if one["kode"] == str(desa))
    blm, apbd = (list(_lines(spc.fakta, name, desa)) for name in ("blm", "apbd"))
    return {
        **head(session, year, place),
        "spc": {"nomor": spc.nomor, "tanggal": spc.tanggal.isoformat()},
        "tentang": spc.fakta["tentang"], "desa": own["desa"], "desa_kode": str(desa),
        "berita_acara": {"nomor": own["nomor_ba"], "tanggal": own["tanggal_ba"]},
        "berita_acara_kecamatan": dict(spc.fakta["berita_acara"]),
        "diktum": spc.fakta["diktum"], "tugas": spc.fakta.get("tugas") or [],
        "blm": {"baris": blm, "jumlah": bersama.sums(blm)},
        "apbd": {"baris": apbd, "jumlah": bersama.sums(apbd)},
        "tidak_ditetapkan": _left_out(spc, ba, desa),
        "tembusan": _copies(session, year, place, own["desa"]),
        "penandatangan": {"camat": officer(session, place)},
    }  # fmt: skip


SAME = (
    "kode", "kegiatan", "lokasi", "volume", "satuan", "dari_sumber", "swadaya", "biaya",
    "keterangan", "baris_ba", "peringkat", "peringkat_desa",
)  # fmt: skip


def of_village(kode: str, desa: RegionCode) -> bool:
    """Whether a proposal with this code was made there; codes begin with their village's."""
    return kode.startswith(f"{desa}-")


def _lines(facts: Mapping[str, Any], name: str, desa: RegionCode) -> Iterator[Facts]:
    for number, group in enumerate(facts[name]["kelompok"], 1):
        for line, row in enumerate(group["baris"], 1):
            if of_village(row["kode"], desa):
                more = {"skpd": group["skpd"]} if name == "apbd" else {}
                yield {
                    **{key: row.get(key) for key in SAME},
                    "baris_lampiran": f"{romawi(number)}.{line}", **more,
                }  # fmt: skip


def _left_out(spc: Naskah, ba: Naskah, desa: RegionCode) -> list[Facts]:
    """What the village brought and the decree does not put on a list, with what became of it."""
    names = ("kode", "kegiatan", "lokasi", "volume", "satuan", "alasan")
    found = [(spc.fakta.get(name) or [], putusan) for name, putusan in LEFT_OUT]
    found.append((ba.fakta["belum_disepakati"], "Belum disepakati"))
    return [
        {**{name: row.get(name) for name in names}, "putusan": putusan}
        for rows, putusan in found
        for row in rows
        if of_village(row["kode"], desa)
    ]


def _copies(session: Session, year: Tahun, place: RegionCode, desa: str) -> list[str]:
    """Who in the village gets a copy; an archive has no village."""
    named = bersama.copies(session, place, profile_of(year), "petikan_spc")
    return [one if one == "Arsip" or desa in one else f"{one} Desa {desa}" for one in named]


def villages_of(spc: Naskah) -> list[tuple[str, str]]:
    """Code and name of the villages that were heard, for a petikan each."""
    return [(one["kode"], one["desa"]) for one in spc.fakta["desa_masuk"]]


def surat_mandat(session: Session, year: Tahun, place: RegionCode, ba: Naskah) -> Facts:
    """The mandate of the delegates to Forum SKPD and Musrenbang Kabupaten (Panduan V.E)."""
    held, profile = need_meeting(session, year, place), profile_of(year)
    kabupaten = bersama.entry(session, place.at(Level.KABUPATEN)).nama_lengkap
    return {
        **head(session, year, place),
        "berita_acara": {"nomor": ba.nomor, "tanggal": ba.tanggal.isoformat()},
        "delegasi": [
            bersama.chosen(session, h, "nama", "jk", "unsur", "alamat", "telepon")
            for h in held.hadir
            if h.delegasi
        ],
        "kegiatan": [
            f"Forum SKPD {kabupaten} Tahun {year.tahun}",
            f"Musrenbang {kabupaten} Tahun {year.tahun}",
        ],
        "mandat": list(profile.tugas("mandat")), "berlaku": UNTIL,
        "tembusan": bersama.copies(session, place, profile, "surat_mandat"),
        "penandatangan": {"camat": officer(session, place), "pimpinan": pimpinan(held)},
    }  # fmt: skip


# --- Form R3 ------------------------------------------------------------------------------------


def decrees(session: Session, year: Tahun, place: RegionCode) -> list[Naskah]:
    """The SK RKP-Desa of the villages that are in force, village by village."""
    found = session.scalars(
        select(Naskah)
        .where(
            Naskah.tahun_id == year.id, Naskah.jenis == "sk_rkp_desa",
            Naskah.wilayah_kode.startswith(f"{place}."), Naskah.status.in_(IN_FORCE),
        )
        .order_by(Naskah.wilayah_kode)
    )  # fmt: skip
    return list(found)


def formulir_r3(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Form R3, lembar Kecamatan: the rows of every decree of the villages, group by group."""
    papers = decrees(session, year, place)
    groups = [
        _recap(session, papers, one.kunci, one.nama) for one in profile_of(year).kelompok_rekap
    ]
    names = bersama.wilayah(session, place)
    return {
        **head(session, year, place),
        "kelompok": groups, "jumlah": sum(one["jumlah"] for one in groups),
        "lembar": len(papers),
        "tembusan": [
            f"Arsip {names['kecamatan']}", f"Pemerintah {names['kabupaten']}",
            f"Pemerintah {names['provinsi']}", "Pemerintah Pusat",
        ],
        "penandatangan": {"camat": officer(session, place)},
    }  # fmt: skip


def _recap(session: Session, papers: list[Naskah], kunci: str, nama: str) -> Facts:
    rows = [
        {**row, "lokasi": _in_village(session, paper, row)}
        for paper in papers
        for group in paper.fakta["kelompok"]
        if group["kunci"] == kunci
        for row in group["baris"]
    ]
    return {
        "kunci": kunci, "nama": nama, "baris": rows,
        "jumlah": sum(row["biaya"] or 0 for row in rows),
    }  # fmt: skip


def _in_village(session: Session, paper: Naskah, row: Mapping[str, Any]) -> str:
    desa = bersama.short(session, RegionCode.parse(paper.wilayah_kode), Level.DESA)
    return f"{desa}, {row['lokasi']}" if row.get("lokasi") else desa
