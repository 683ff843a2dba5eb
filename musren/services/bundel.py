"""Bundles: an issued paper with the papers that belong to it, as one zip, always the same."""

import hashlib
import io
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from sqlalchemy.orm import Session

from musren.adapters.pindaian import safe_filename
from musren.domain.bahasa import tanggal
from musren.domain.errors import Conflict
from musren.domain.peran import Act, Hak
from musren.domain.wilayah import RegionCode
from musren.models.naskah import Berkas, Naskah
from musren.models.tahun import Tahun
from musren.papers.kinds import kind
from musren.services import jejak
from musren.services.susunan.berlaku import IN_FORCE, of_place
from musren.services.susunan.jenis import kind_of, object_of
from musren.services.terbit import Store

LAMPIRAN: Mapping[str, tuple[str, ...]] = {
    "naskah_rpjm": (
        "perdes_rpjm", "keputusan_bpd", "ba_musrenbangdes_rpjm", "daftar_hadir~musrenbangdes_rpjm",
        "sk_tim_penyusun~rpjm", "pkd_desa", "pkd_kelompok~*", "formulir_rpjm", "matrik_rpjm",
        "matrik_rpjm_tahunan",
    ),
    "naskah_rkp": (
        "sk_rkp_desa", "ba_musrenbangdes", "daftar_hadir", "ba_mkp",
        "sk_tim_penyusun~rkp", "formulir_rkp", "du_rkp", "surat_usulan", "penyelarasan",
    ),
}  # fmt: skip
"""What goes along with a paper, in this order: the paper's key, or ``kind~*`` for all of it."""

EVERY = "~*"

MANIFEST, README = "manifest.json", "BACA-SAYA.txt"
_NO_MOMENT = (1980, 1, 1, 0, 0, 0)  # the first moment a zip can name
_PLAIN_FILE = 0o100644 << 16


@dataclass(frozen=True, kw_only=True)
class Isi:
    """One file of a bundle: its name inside, and the stored file with its paper."""

    nama: str
    naskah: Naskah
    berkas: Berkas


@dataclass(frozen=True, kw_only=True)
class Bundel:
    """What a bundle of this paper holds now; `tanpa_pdf`: papers whose PDF was not made yet."""

    naskah: Naskah
    tahun: int
    naskah_semua: Sequence[Naskah]
    isi: Sequence[Isi]
    belum_terbit: Sequence[str]

    @property
    def tanpa_pdf(self) -> list[Naskah]:
        return [one for one in self.naskah_semua if one.pdf is None]

    @property
    def nama(self) -> str:
        label = f"bundel-{self.naskah.jenis}-{self.naskah.wilayah_kode}-{self.tahun}"
        return safe_filename(label, ".zip")


def is_bundled(jenis: str) -> bool:
    """Whether papers of this kind are handed out with others."""
    return kind_of(jenis) in LAMPIRAN


def gather(session: Session, paper: Naskah) -> Bundel:
    """The paper and what belongs to it and is in force at its place and year.

    Raises Conflict for a paper that is not in force or not finished.
    """
    if paper.status not in IN_FORCE or paper.docx is None:
        raise Conflict(
            "Bundel hanya dibuat dari naskah yang terbit dan masih berlaku. Buka naskah yang "
            "terbaru dari daftar naskah."
        )
    year, place = session.get_one(Tahun, paper.tahun_id), RegionCode.parse(paper.wilayah_kode)
    held = [p for p in of_place(session, year, place) if p.status in IN_FORCE and p.docx]
    wanted = LAMPIRAN.get(kind_of(paper.jenis), ())
    found = [(name, _matching(held, name)) for name in wanted]
    every = [paper, *(one for _, ones in found for one in ones)]
    return Bundel(
        naskah=paper, tahun=year.tahun, naskah_semua=every, isi=list(_files(every)),
        belum_terbit=[title(name) for name, ones in found if not ones],
    )  # fmt: skip


def _matching(held: Sequence[Naskah], wanted: str) -> list[Naskah]:
    whole = wanted.removesuffix(EVERY)
    found = [p for p in held if (p.jenis if whole == wanted else kind_of(p.jenis)) == whole]
    return sorted(found, key=lambda p: (_numbers_as_numbers(p.jenis), p.id))


def _numbers_as_numbers(key: str) -> tuple[str, int, str]:
    """``pertemuan_pkd.10`` comes after ``pertemuan_pkd.9``."""
    acara, _, number = object_of(key).partition(".")
    return acara, int(number) if number.isascii() and number.isdigit() else 0, number


def _files(papers: Sequence[Naskah]) -> Iterator[Isi]:
    for number, one in enumerate(papers, 1):
        stem = f"{number:02d}-{one.jenis}"
        for berkas, suffix in ((one.docx, ".docx"), (one.pdf, ".pdf")):
            if berkas is not None:
                yield Isi(nama=safe_filename(stem, suffix), naskah=one, berkas=berkas)


def title(jenis: str) -> str:
    """How the paper is called, with what it is about: ``Daftar Hadir (mkp)``."""
    about = object_of(jenis.removesuffix(EVERY)).replace("_", " ").replace(".", " ")
    return f"{kind(jenis).title} ({about})" if about else kind(jenis).title


def packed(store: Store, bundel: Bundel) -> bytes:
    """The zip: the same papers give the same bytes. Raises Unavailable for a file that is gone."""
    out = io.BytesIO()
    with ZipFile(out, "w", ZIP_STORED) as made:
        _put(made, README, _readme(bundel).encode())
        _put(made, MANIFEST, _manifest(bundel).encode())
        for one in bundel.isi:
            _put(made, one.nama, store.get(one.berkas.sha256))
    return out.getvalue()


def _put(made: ZipFile, name: str, content: bytes) -> None:
    """A file without the moment, the machine and the person that packed it."""
    entry = ZipInfo(name, _NO_MOMENT)
    entry.create_system, entry.external_attr = 3, _PLAIN_FILE
    made.writestr(entry, content)


def _manifest(bundel: Bundel) -> str:
    """Every file with its paper and SHA-256, in the order of the bundle, as JSON."""
    readme = hashlib.sha256(_readme(bundel).encode()).hexdigest()
    told = {
        "naskah": bundel.naskah.jenis,
        "wilayah": bundel.naskah.wilayah_kode,
        "tahun": bundel.tahun,
        "berkas": [
            {"berkas": README, "sha256": readme},
            *(
                {
                    "berkas": one.nama, "naskah": one.naskah.jenis,
                    "judul": title(one.naskah.jenis), "nomor": one.naskah.nomor,
                    "tanggal": one.naskah.tanggal.isoformat(), "sha256": one.berkas.sha256,
                }
                for one in bundel.isi
            ),
        ],
    }  # fmt: skip
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"


def _readme(bundel: Bundel) -> str:
    """What lies in the bundle and what does not, for whoever opens it later."""
    lines = [f"{title(bundel.naskah.jenis)} beserta lampirannya", ""]
    for one in bundel.isi:
        number = f" Nomor {one.naskah.nomor}" if one.naskah.nomor else ""
        told = f"{title(one.naskah.jenis)}{number}, {tanggal(one.naskah.tanggal)}"
        lines.append(f"- {one.nama}: {told}")
    if bundel.tanpa_pdf:
        lines += ["", "PDF belum dibuat untuk naskah berikut; di sini hanya ada berkas Word-nya:"]
        lines += [f"- {title(one.jenis)}" for one in bundel.tanpa_pdf]
        lines.append("Buatlah PDF pada halaman naskahnya di musren, lalu unduh bundel lagi.")
    if bundel.belum_terbit:
        lines += ["", "Belum diterbitkan saat bundel ini dibuat, jadi belum ada di sini:"]
        lines += [f"- {name}" for name in bundel.belum_terbit]
    lines += ["", f"Sidik SHA-256 setiap berkas tercantum pada {MANIFEST}.", ""]
    return "\r\n".join(lines)


def record(session: Session, act: Act, bundel: Bundel, hak: Hak) -> None:
    """Keep who took the bundle, and how much was in it."""
    jejak.record(
        session, act, "unduh_bundel", f"naskah:{bundel.naskah.id}",
        place=RegionCode.parse(bundel.naskah.wilayah_kode), hak=hak,
        rincian={"jenis": bundel.naskah.jenis, "berkas": len(bundel.isi)},
    )  # fmt: skip
