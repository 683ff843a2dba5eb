"""Facts of the verification papers: the team's decree, one sheet, and the two recaps."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.errors import NotReady
from musren.domain.waktu import day_of
from musren.domain.wilayah import RegionCode
from musren.forms.verifikasi import KEDUDUKAN
from musren.integration import verifikasi as aturan
from musren.integration.profil import Profil
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.models.verifikasi import Pengembalian, Verifikasi
from musren.services.fakta import bersama
from musren.services.fakta.bersama import Facts
from musren.services.fakta.kantor import head, officer
from musren.services.susunan.berlaku import in_force
from musren.services.tahun import profile_of
from musren.services.usulan_masuk import current
from musren.services.verifikasi import kembali, papan, tim
from musren.services.verifikasi.kembali import incoming_one, key_of
from musren.services.verifikasi.lembar import sheet_of
from musren.services.verifikasi.papan import Baris

LETTER = {"baik": "B", "cukup": "C", "kurang": "K"}
NOT_YET = "belum"
SK = "sk_tim_verifikasi"
ANY_DAY = date.min
"""Which answers are late is not printed."""


# --- the team -----------------------------------------------------------------------------------


def _seat(one: Mapping[str, Any]) -> str:
    return KEDUDUKAN[one["kedudukan"]]


def signers(session: Session, year: Tahun, place: RegionCode) -> list[Facts]:
    """Everybody of the team signs, the head first."""
    return [
        {"nama": one["nama"], "jabatan": f"{_seat(one)} – {one['keahlian']}"}
        for one in tim.members(session, year, place)
    ]


def sk_tim(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Keputusan Camat that forms the team; raises NotReady without one."""
    found = tim.team(session, year, place)
    if found is None:
        raise NotReady("Susunan Tim Verifikasi belum diisi. Isi dahulu formulirnya.")
    values = {**bersama.names_for(session, place), "tahun": str(year.tahun)}
    return {
        **head(session, year, place),
        **bersama.konsiderans(profile_of(year), SK, values),
        "tugas": list(found.tugas),
        "anggota": [
            {
                "nama": one["nama"], "jk": one["jk"], "keahlian": one["keahlian"],
                "kedudukan": _seat(one), "alamat": one["alamat"],
            }
            for one in tim.members(session, year, place)
        ],
        "penandatangan": {"camat": officer(session, place)},
    }  # fmt: skip


# --- one sheet ----------------------------------------------------------------------------------


def lembar(session: Session, year: Tahun, place: RegionCode, usulan_id: int) -> Facts:
    """Form.11 with Form.10 and the part of Form.12 of its kind; raises NotReady and NotFound."""
    one = incoming_one(session, year, place, key_of(usulan_id))
    found, profile = sheet_of(session, one), profile_of(year)
    if found is None:
        raise NotReady("Lembar verifikasi usulan ini belum diisi.")
    kind = profile.lembar_verifikasi(found.lembar)
    asked = aturan.pertanyaan(profile, found.lembar)
    return {
        **head(session, year, place),
        "formulir": kind.formulir,
        "judul_lembar": f"Verifikasi {kind.nama}",
        "usulan": _examined(profile, one),
        "tanggal_kunjungan": found.tanggal_kunjungan and found.tanggal_kunjungan.isoformat(),
        "pemeriksa": list(found.pemeriksa),
        "kelengkapan": _lines(found.kelengkapan, "butir", _documents(profile, found.lembar)),
        "aspek": _lines(found.aspek, "aspek", aturan.aspek(profile)),
        "khusus": [
            {"butir": text, "isi": found.khusus[key]}
            for key, text in asked.items()
            if found.khusus.get(key)
        ],
        "pengembalian": [_return(profile, back, place) for back in one.usulan.pengembalian],
        "rekomendasi": found.rekomendasi or None, "alasan": found.alasan or None,
        "penandatangan": {"tim": signers(session, year, place)},
    }  # fmt: skip


def _documents(profile: Profil, key: str) -> dict[str, str]:
    return {one.kunci: one.nama for one in aturan.checklist(profile, key)}


def _lines(
    rows: Iterable[Mapping[str, Any]], key: str, names: Mapping[str, str]
) -> list[Facts]:  # fmt: skip
    """Rows of a checklist in the order of the profile; what it no longer names comes last."""
    order = list(names)
    listed = sorted(rows, key=lambda r: order.index(r[key]) if r[key] in names else len(order))
    return [
        {
            key: names.get(row[key], row[key]), "keadaan": row["keadaan"],
            "catatan": row["catatan"] or None,
        }
        for row in listed
    ]  # fmt: skip


def _return(profile: Profil, back: Pengembalian, place: RegionCode) -> Facts:
    why = back.keterangan
    if kembali.withdrawn(back):
        why = f"Pengembalian dicabut kecamatan: {why}"
    return {
        "tenggat": back.tenggat.isoformat(), "tanggal": day_of(back.pada, place).isoformat(),
        "catatan": back.catatan, "keterangan": why or None,
        "dijawab": back.dijawab and day_of(back.dijawab, place).isoformat(),
        "kolom": kembali.compared(profile, back),
    }  # fmt: skip


def _kind(profile: Profil, own: Mapping[str, Any]) -> str:
    names = {one.kunci: one.nama for one in profile.jenis_blm}
    return names.get(str(own.get("jenis") or ""), "Lainnya")


def _proposal(profile: Profil, own: Mapping[str, Any]) -> Facts:
    """What every list says of it, with its kind and who benefits."""
    return {
        **{name: own[name] for name in ("kode", "kegiatan")},
        **{name: own.get(name) or None for name in ("lokasi", "satuan")},
        **{name: own.get(name) for name in
           ("volume", "swadaya", "biaya", "pemanfaat_l", "pemanfaat_p", "pemanfaat_rtm")},
        "dari_sumber": own.get("biaya_sumber"), "jenis": _kind(profile, own),
    }  # fmt: skip


def _examined(profile: Profil, one: UsulanKecamatan) -> Facts:
    own, origin = current(one), {a.kunci: a.nama for a in profile.asal}
    return {
        **_proposal(profile, own),
        "desa": own["desa"],
        "asal": origin.get(str(own.get("asal") or "")),
        **{name: own.get(name) or None for name in ("pengusul", "tujuan", "sasaran")},
        **{name: own.get(name) for name in ("peringkat_desa", "nomor_ba", "tanggal_ba")},
        "baris_ba": one.baris,
    }


# --- recaps ---------------------------------------------------------------------------------------


def _by_village(rows: Sequence[Baris]) -> dict[tuple[str, str], list[Baris]]:
    found: dict[tuple[str, str], list[Baris]] = {}
    for row in rows:
        found.setdefault((str(row.isi["desa"]), str(row.isi["desa_kode"])), []).append(row)
    return found


def _listed(session: Session, year: Tahun, place: RegionCode) -> list[Baris]:
    rows = papan.rows(session, year, place, ANY_DAY)
    return [row for row in rows if papan.in_recap(profile_of(year), row)]


def rekap_verifikasi(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Form.13: what the team recommends, village by village."""
    profile, rows = profile_of(year), _listed(session, year, place)
    named = aturan.aspek(profile)
    villages: list[Facts] = []
    for (desa, kode), ones in _by_village(rows).items():
        lines = [_recap(profile, list(named), one) for one in ones]
        villages.append({"desa": desa, "kode": kode, "baris": lines, "jumlah": tally(lines)})
    return {
        **head(session, year, place), "nama_aspek": list(named.values()), "desa": villages,
        "jumlah": tally([line for one in villages for line in one["baris"]]),
        "penandatangan": {"tim": signers(session, year, place)},
    }  # fmt: skip


def _recap(profile: Profil, aspects: Sequence[str], row: Baris) -> Facts:
    found = row.periksa
    judged = {one["aspek"]: one["keadaan"] for one in (found.aspek if found else ())}
    there, needed = _documents_there(profile, row)
    return {
        **{name: row.isi[name] for name in ("kode", "kegiatan")},
        "jenis": _kind(profile, row.isi), "biaya": row.isi.get("biaya"),
        "dokumen_ada": there, "dokumen_perlu": needed,
        "aspek": [LETTER.get(judged.get(key, ""), "–") for key in aspects],
        "dikembalikan": len(row.masuk.usulan.pengembalian),
        "rekomendasi": (found.rekomendasi if found else "") or NOT_YET,
        "catatan": (found.alasan if found else "") or _waiting(row),
    }  # fmt: skip


def _waiting(row: Baris) -> str | None:
    return row.label if row.kembali is not None else None


def _documents_there(profile: Profil, row: Baris) -> tuple[int, int]:
    """How many of the documents that are needed are there."""
    found = row.periksa
    if found is None:
        kind = aturan.lembar_of(
            profile, *(str(row.isi.get(n) or "") for n in ("jenis", "bidang", "kegiatan"))
        )
        return 0, len(aturan.checklist(profile, kind))
    states = [one["keadaan"] for one in found.kelengkapan]
    return states.count("ada"), len(states) - states.count("tidak_perlu")


def tally(rows: Sequence[Facts]) -> Facts:
    """How many proposals were judged how."""
    said = [row["rekomendasi"] for row in rows]
    return {
        "usulan": len(rows), **{name: said.count(name) for name in aturan.REKOMENDASI},
        NOT_YET: said.count(NOT_YET), "dikembalikan": sum(row["dikembalikan"] > 0 for row in rows),
    }  # fmt: skip


def rekap_usulan_desa(session: Session, year: Tahun, place: RegionCode) -> Facts:
    """Form.14: what every village asks from BLM, as it stands after repair."""
    profile = profile_of(year)
    every = papan.rows(session, year, place, ANY_DAY)
    asked = [row for row in every if row.masuk.daftar == papan.BLM]
    villages: list[Facts] = []
    for (desa, kode), ones in _by_village(asked).items():
        lines = [
            _proposal(profile, one.isi)
            | {"rekomendasi": (one.periksa.rekomendasi if one.periksa else "") or NOT_YET}
            for one in ones
        ]
        villages.append({"desa": desa, "kode": kode, "baris": lines, "jumlah": bersama.sums(lines)})
    leader = tim.head(session, year, place)
    return {
        **head(session, year, place), "desa": villages,
        "jumlah": bersama.added([one["jumlah"] for one in villages]),
        "penandatangan": {
            "ketua_tim": {
                "jabatan": "Ketua Tim Verifikasi", "nama": leader["nama"] if leader else None,
            },
            "camat": officer(session, place),
        },
    }  # fmt: skip


# --- for the Berita Acara of the kecamatan --------------------------------------------------------


def summary(session: Session, year: Tahun, place: RegionCode) -> Facts | None:
    """What the team recommended in all (`RingkasanVerifikasi`); None when it looked at nothing."""
    rows = papan.rows(session, year, place, ANY_DAY)
    sheets = [r.periksa for r in rows if r.periksa is not None and r.periksa.rekomendasi]
    if not sheets:
        return None
    decree = in_force(session, year, place, SK)
    backs = [row.masuk.usulan.pengembalian for row in rows if row.masuk.usulan.pengembalian]
    return {
        "sk": decree and {"nomor": decree.nomor, "tanggal": decree.tanggal.isoformat()},
        "usulan": len(sheets), **_recommended(sheets), "dikembalikan": len(backs),
        "diperbaiki": sum(any(one.jawaban for one in ones) for ones in backs),
    }  # fmt: skip


def _recommended(sheets: Sequence[Verifikasi]) -> dict[str, int]:
    return {name: sum(s.rekomendasi == name for s in sheets) for name in aturan.REKOMENDASI}
