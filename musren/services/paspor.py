"""The passport of a proposal: its whole life over the years, as plain data (Panduan II.D.3.d)."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session, joinedload, selectinload

from musren.domain.bahasa import romawi
from musren.domain.waktu import day_of
from musren.domain.wilayah import Level, RegionCode
from musren.integration.forum import PUTUSAN as PUTUSAN_ATAS
from musren.integration.serapan import alasan_tidak_terserap
from musren.integration.status import LABEL_STATUS, StatusUsulan
from musren.integration.umur import TahunUsulan, age
from musren.models.naskah import Naskah
from musren.models.pkd import Foto
from musren.models.rpjm import UsulanRpjm
from musren.models.usulan import Keputusan, Usulan
from musren.models.verifikasi import Pengembalian
from musren.services.fakta.bersama import short
from musren.services.kabar import told
from musren.services.keturunan import GABUNG, PECAH, Keturunan, family
from musren.services.klasifikasi import main_source
from musren.services.pkd.jadi_usulan import origin_of
from musren.services.rekam import (
    SK,
    SPC,
    Putusan,
    Rekam,
    Surat,
    budget_name,
    read,
    wishes,
)
from musren.services.tahun import profile_of
from musren.services.verifikasi.kembali import compared

PUTUSAN: Mapping[str, str] = {
    "disepakati": "Disepakati", "ditunda": "Ditunda", "ditolak": "Tidak disepakati",
    "cadangan": "Cadangan", **{k: v for k, v in PUTUSAN_ATAS.items() if k != "ditolak"},
}  # fmt: skip
INI, ASAL, LANJUTAN = "ini", "asal", "lanjutan"
DONE = {"selesai": "Selesai", "sebagian": "Selesai sebagian", "belum": "Belum dilaksanakan"}
_LISTS = ("blm", "apbd", "daftar", "kelompok", "belum_disepakati", "cadangan", "belum_didanai")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rujukan:
    """The paper that proves it: `baris` is the line there, such as ``Kegiatan bukan SPP I.3``."""

    naskah_id: int
    nomor: str
    tanggal: date
    baris: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Ubahan:
    """One field that was mended when the proposal came back: in words."""

    kolom: str
    semula: str
    menjadi: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Peristiwa:
    """One event: which level, which body, what it said; money is whole rupiah."""

    tingkat: str
    judul: str
    tanggal: date | None = None
    putusan: str = ""
    volume: Decimal | None = None
    satuan: str = ""
    biaya: int | None = None
    sumber: str = ""
    peringkat: int | None = None
    peringkat_hitung: int | None = None
    skpd: str = ""
    alasan: str = ""
    alasan_urutan: str = ""
    naskah: Rujukan | None = None
    ubahan: Sequence[Ubahan] = ()
    persen: int | None = None
    catatan: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TahunPaspor:
    """One proposal of the family in its year: `hubungan` ini, asal or lanjutan."""

    tahun: int
    usulan_id: int
    kode: str
    kegiatan: str
    hubungan: str
    jadi: str
    kedudukan: str
    kabar: Sequence[str]
    peristiwa: Sequence[Peristiwa]
    foto: Sequence[int]


@dataclass(frozen=True, slots=True, kw_only=True)
class Paspor:
    """The whole life, oldest year first; `umur` says how often it was proposed, `asal` of what."""

    kode: str
    kegiatan: str
    desa_kode: str
    umur: str
    asal: Sequence[str] = field(default=())
    tahun: Sequence[TahunPaspor] = field(default=())


@dataclass(frozen=True, kw_only=True)
class _Bahan:
    """What the years are told from."""

    usulan: Usulan
    keluarga: Keturunan
    anggota: Sequence[Usulan]
    rekam: Rekam
    fakta: Mapping[int, Mapping[str, Any]]
    pokir: Mapping[int, Sequence[Any]]
    foto: Mapping[int, Sequence[int]]
    nama: tuple[str, str]


def passport(session: Session, usulan: Usulan) -> Paspor:
    """The life of one proposal; the number of statements does not grow with the years."""
    bahan = _gather(session, usulan)
    years = [_year(bahan, one) for one in bahan.anggota]
    return Paspor(
        kode=usulan.kode, kegiatan=usulan.kegiatan, desa_kode=usulan.desa_kode,
        umur=age(_years_until(bahan)), asal=_origins(session, bahan), tahun=years,
    )  # fmt: skip


def _gather(session: Session, usulan: Usulan) -> _Bahan:
    keluarga, desa = family(session, usulan.id), RegionCode.parse(usulan.desa_kode)
    ids = sorted({usulan.id, *keluarga.asal, *keluarga.hasil})
    members = list(
        session.scalars(
            select(Usulan)
            .where(Usulan.id.in_(ids))
            .options(
                joinedload(Usulan.tahun), selectinload(Usulan.dana),
                selectinload(Usulan.pengembalian),
            )
        )
    )  # fmt: skip
    members.sort(key=lambda one: (one.tahun.tahun, one.nomor_urut, one.id))
    rekam = read(session, ids, desa, {one.tahun_id for one in members})
    return _Bahan(
        usulan=usulan, keluarga=keluarga, anggota=members, rekam=rekam,
        fakta=_facts(session, rekam.surat), pokir=wishes(session, ids),
        foto=_photos(session, ids, rekam),
        nama=(short(session, desa, Level.DESA), short(session, desa, Level.KECAMATAN)),
    )  # fmt: skip


def _facts(session: Session, papers: Iterable[Surat]) -> dict[int, Mapping[str, Any]]:
    """What these papers say, to find the line of a proposal in them."""
    ids = [one.id for one in papers]
    rows = session.execute(select(Naskah.id, Naskah.fakta).where(Naskah.id.in_(ids)))
    return {row.id: row.fakta for row in rows}


def _photos(session: Session, ids: Sequence[int], rekam: Rekam) -> dict[int, list[int]]:
    """Ids of the photos of each proposal and of its progress."""
    owners = {f"usulan:{one}": one for one in ids}
    for one, steps in rekam.kemajuan.items():
        owners |= {f"kemajuan:{step.id}": one for step in steps}
    rows = session.execute(
        select(Foto.objek, Foto.id).where(Foto.objek.in_(owners)).order_by(Foto.id)
    )
    found: dict[int, list[int]] = {}
    for row in rows:
        found.setdefault(owners[row.objek], []).append(row.id)
    return found


def _years_until(bahan: _Bahan) -> list[TahunUsulan]:
    """The years up to this proposal, for its age."""
    until = {bahan.usulan.id, *bahan.keluarga.asal}
    return [
        TahunUsulan(one.tahun.tahun, one.status, _last_reason(bahan.rekam, one))
        for one in bahan.anggota
        if one.id in until
    ]


def _last_reason(rekam: Rekam, one: Usulan) -> str:
    refused = rekam.tidak_terserap.get(one.id)
    if refused is not None:
        return alasan_tidak_terserap(profile_of(one.tahun)).get(refused.alasan, "")
    decided = rekam.putusan.get(one.id, ())
    return decided[-1].keputusan.alasan if decided else ""


# --- where it comes from ------------------------------------------------------------------------


def _origins(session: Session, bahan: _Bahan) -> list[str]:
    """In sentences: the women's meeting, problem and action, the row of the RPJM-Desa."""
    roots = [
        one for one in bahan.anggota
        if one.id == bahan.usulan.id or one.id in bahan.keluarga.asal
    ]  # fmt: skip
    found = [
        "Berasal dari Musyawarah Khusus Perempuan (MKP)."
        for one in roots
        if one.forum_awal == "mkp"
    ]
    found += [_planned(one) for one in _picked(session, roots)]
    found += [origin.kalimat for one in roots if (origin := origin_of(session, one)) is not None]
    replaced = [one.menggantikan_id for one in roots if one.menggantikan_id]
    if replaced:
        rows = session.execute(
            select(Usulan.kode, Usulan.kegiatan).where(Usulan.id.in_(replaced)).order_by(Usulan.id)
        )
        found += [f"Menggantikan usulan {row.kode} “{row.kegiatan}”." for row in rows]
    return list(dict.fromkeys(found))


def _picked(session: Session, roots: Iterable[Usulan]) -> list[UsulanRpjm]:
    ids = {one.usulan_rpjm_id for one in roots if one.usulan_rpjm_id}
    if not ids:
        return []
    return list(
        session.scalars(
            select(UsulanRpjm)
            .where(UsulanRpjm.id.in_(ids))
            .order_by(UsulanRpjm.id)
            .options(joinedload(UsulanRpjm.rpjm))
        )
    )


def _planned(one: UsulanRpjm) -> str:
    plan = one.rpjm
    return (
        f"Dipetik dari RPJM-Desa {plan.periode_awal}–{plan.periode_akhir}, baris "
        f"{one.nomor_urut} ({one.kode})."
    )


# --- one year -----------------------------------------------------------------------------------


def _year(bahan: _Bahan, one: Usulan) -> TahunPaspor:
    profile = profile_of(one.tahun)
    news = told(profile, one.tahun, bahan.nama, one, bahan.rekam).kabar
    relation = ASAL if one.id in bahan.keluarga.asal else LANJUTAN
    return TahunPaspor(
        tahun=one.tahun.tahun, usulan_id=one.id, kode=one.kode, kegiatan=one.kegiatan,
        hubungan=INI if one.id == bahan.usulan.id else relation, jadi=_became(bahan, one),
        kedudukan=LABEL_STATUS[StatusUsulan(one.status)], kabar=news.kalimat,
        peristiwa=list(_events(bahan, one)), foto=bahan.foto.get(one.id, []),
    )  # fmt: skip


_WORDS = {GABUNG: "Digabung menjadi", PECAH: "Dipecah menjadi"}


def _became(bahan: _Bahan, one: Usulan) -> str:
    """What it became, with the reason: ``Digabung menjadi 99.…-012: lokasi sama.``."""
    codes = {u.id: u.kode for u in bahan.anggota}
    said = []
    for line in bahan.keluarga.garis:
        if line.asal_id == one.id:
            why = f": {line.alasan.rstrip('.')}" if line.alasan else ""
            word = _WORDS.get(line.jenis, "Diusulkan lagi sebagai")
            said.append(f"{word} {codes[line.hasil_id]}{why}.")
    return " ".join(said)


def _events(bahan: _Bahan, one: Usulan) -> Iterator[Peristiwa]:
    """Everything that happened to it, as the stages follow each other."""
    rekam = bahan.rekam
    yield _proposed(one)
    decided = rekam.putusan.get(one.id, ())
    below = [p for p in decided if p.keputusan.tingkat in {"mkp", "desa"}]
    yield from (_decision(bahan, one, p) for p in below)
    yield from _decree(bahan, one, SK, one.desa_kode, "SK RKP-Desa", "sk")
    if one.id in rekam.masuk:
        yield _brought(bahan, one)
    yield from (_returned(one, back) for back in rekam.kembali.get(one.id, ()))
    yield from (_decision(bahan, one, p) for p in decided if p.keputusan.tingkat == "kecamatan")
    kecamatan = str(RegionCode.parse(one.desa_kode).at(Level.KECAMATAN))
    yield from _decree(bahan, one, SPC, kecamatan, "Surat Penetapan Camat", "spc")
    yield from _wished(bahan, one)
    above = [p for p in decided if p.keputusan.tingkat in {"forum_skpd", "kabupaten"}]
    yield from (_decision(bahan, one, p) for p in above)
    yield from _budgeted(rekam, one)
    yield from _built(rekam, one)


def _proposed(one: Usulan) -> Peristiwa:
    names = {s.kunci: s.nama for s in profile_of(one.tahun).sumber_dana}
    source = main_source(one) or ""
    return Peristiwa(
        tingkat="usulan", judul="Diusulkan", tanggal=_day(one, one.dibuat), volume=one.volume,
        satuan=one.satuan, biaya=one.biaya, sumber=names.get(source, source), skpd=one.skpd,
    )  # fmt: skip


def _day(one: Usulan, moment: Any) -> date:
    return day_of(moment, RegionCode.parse(one.desa_kode))


def _body(one: Usulan, p: Putusan) -> str:
    label = profile_of(one.tahun).label
    names = {
        "mkp": label.mkp_panjang, "desa": label.musrenbangdes,
        "kecamatan": label.musrenbang_kecamatan, "kabupaten": label.musrenbang_kabupaten,
        "forum_skpd": f"Forum {p.kelompok_nama or label.skpd}",
    }  # fmt: skip
    return names.get(p.keputusan.tingkat, p.keputusan.tingkat)


def _decision(bahan: _Bahan, one: Usulan, p: Putusan) -> Peristiwa:
    k = p.keputusan
    names = {s.kunci: s.nama for s in profile_of(one.tahun).sumber_dana}
    return Peristiwa(
        tingkat=k.tingkat, judul=_body(one, p), tanggal=p.tanggal, putusan=_words(k),
        volume=k.volume, satuan=k.satuan, biaya=k.biaya, sumber=names.get(k.sumber, k.sumber),
        peringkat=k.peringkat, peringkat_hitung=k.peringkat_hitung, skpd=k.skpd, alasan=k.alasan,
        alasan_urutan=k.alasan_urutan, naskah=_cited(bahan, one, bahan.rekam.record_of(p)),
    )  # fmt: skip


def _words(k: Keputusan) -> str:
    if k.putusan == "ditolak" and k.tingkat in {"forum_skpd", "kabupaten"}:
        return PUTUSAN_ATAS["ditolak"]
    passed = f" ({k.skpd_tujuan})" if k.skpd_tujuan else ""
    return f"{PUTUSAN.get(k.putusan, k.putusan)}{passed}"


def _decree(
    bahan: _Bahan, one: Usulan, jenis: str, place: str, judul: str, tingkat: str
) -> Iterator[Peristiwa]:
    """The decree that names it, when there is one and it does."""
    paper = bahan.rekam.paper(jenis, place, one.tahun_id)
    cited = _cited(bahan, one, paper)
    if paper is not None and cited is not None and cited.baris:
        yield Peristiwa(
            tingkat=tingkat, judul=judul, tanggal=paper.tanggal, putusan="Ditetapkan", naskah=cited
        )


def _cited(bahan: _Bahan, one: Usulan, paper: Surat | None) -> Rujukan | None:
    if paper is None:
        return None
    return Rujukan(
        naskah_id=paper.id, nomor=paper.nomor, tanggal=paper.tanggal,
        baris=line_in(bahan.fakta.get(paper.id, {}), one.kode),
    )  # fmt: skip


def _brought(bahan: _Bahan, one: Usulan) -> Peristiwa:
    came = bahan.rekam.masuk[one.id]
    own = came.salinan
    number = own.get("nomor_ba") or ""
    return Peristiwa(
        tingkat="masuk", judul="Dibawa ke kecamatan", tanggal=_day(one, came.diteruskan),
        volume=Decimal(own["volume"]) if own.get("volume") is not None else None,
        satuan=own.get("satuan") or "", biaya=own.get("biaya"), peringkat=own.get("peringkat_desa"),
        catatan=f"Berita Acara desa Nomor {number}, baris {came.baris}." if number else "",
    )  # fmt: skip


def _returned(one: Usulan, back: Pengembalian) -> Peristiwa:
    rows = [
        Ubahan(
            kolom=row["kolom"] or "", semula=row["semula"] or "belum diisi",
            menjadi=row["menjadi"] or "belum dijawab",
        )
        for row in compared(profile_of(one.tahun), back)
    ]  # fmt: skip
    answered = "Dijawab desa" if back.jawaban else "Dicabut kecamatan"
    return Peristiwa(
        tingkat="verifikasi", judul="Dikembalikan Tim Verifikasi", tanggal=_day(one, back.pada),
        putusan="Menunggu jawaban desa" if back.dijawab is None else answered,
        alasan=back.catatan, ubahan=rows, catatan=back.keterangan,
    )  # fmt: skip


def _wished(bahan: _Bahan, one: Usulan) -> Iterator[Peristiwa]:
    for wish, link in bahan.pokir.get(one.id, ()):
        yield Peristiwa(
            tingkat="pokir", judul="Cocok dengan pokir atau jaring asmara DPRD",
            tanggal=wish.tanggal_reses, volume=wish.volume, satuan=wish.satuan, biaya=wish.biaya,
            putusan="Dikawal" if link.kawal else "", catatan=f"{wish.kode}: {wish.kegiatan}",
        )  # fmt: skip


def _budgeted(rekam: Rekam, one: Usulan) -> Iterator[Peristiwa]:
    for share in rekam.serapan.get(one.id, ()):
        line = share.baris
        yield Peristiwa(
            tingkat="anggaran", judul=f"Masuk {budget_name(line, one.tahun)}",
            tanggal=_day(one, share.pada), biaya=share.jumlah, volume=line.volume,
            satuan=line.satuan, skpd=line.skpd,
            catatan=" ".join(p for p in (line.kode_kegiatan, line.kegiatan) if p),
        )  # fmt: skip
    refused = rekam.tidak_terserap.get(one.id)
    if refused is not None:
        reasons = alasan_tidak_terserap(profile_of(one.tahun))
        yield Peristiwa(
            tingkat="anggaran", judul="Tidak masuk anggaran", tanggal=_day(one, refused.pada),
            alasan=reasons.get(refused.alasan, refused.alasan), catatan=refused.keterangan,
        )  # fmt: skip


def _built(rekam: Rekam, one: Usulan) -> Iterator[Peristiwa]:
    for step in rekam.kemajuan.get(one.id, ()):
        yield Peristiwa(
            tingkat="kemajuan", judul="Kemajuan pekerjaan", tanggal=step.tanggal,
            persen=step.persen, biaya=step.realisasi, catatan=step.catatan,
        )  # fmt: skip
    done = rekam.realisasi.get(one.id)
    if done is not None:
        yield Peristiwa(
            tingkat="realisasi", judul="Evaluasi pelaksanaan",
            putusan=DONE.get(done.status_pelaksanaan, done.status_pelaksanaan),
            volume=done.volume_realisasi, satuan=one.satuan, biaya=done.biaya_realisasi,
            alasan=done.sebab,
        )  # fmt: skip


# --- the line in a paper ------------------------------------------------------------------------


def line_in(facts: Mapping[str, Any], kode: str) -> str:
    """Where a paper names this proposal: ``Daftar usulan BLM nomor 3``; empty where it does not.

    The groups of a list are numbered with roman figures, as the papers print them.
    """
    for name in _LISTS:
        found = _line(facts.get(name), kode)
        if found:
            return found
    return ""


def _line(block: Any, kode: str) -> str:
    groups = block.get("kelompok") if isinstance(block, Mapping) else block
    if not isinstance(groups, list):
        return ""
    for number, group in enumerate(groups, 1):
        if group.get("kode") == kode:
            return f"nomor {number}"
        for line, row in enumerate(group.get("baris") or (), 1):
            if row.get("kode") == kode:
                title = group.get("judul") or group.get("skpd") or group.get("nama") or ""
                return f"{title} {romawi(number)}.{line}".strip()
    return ""
