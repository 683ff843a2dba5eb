"""The papers of Pengkajian Keadaan Desa: the sheets of each group, and the village's (II.D.1)."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from musren.domain.peran import Hak, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilDesa
from musren.services.fakta import pkd
from musren.services.pertemuan import key_of
from musren.services.pkd.nilai import ranked_problems
from musren.services.pkd.pertemuan import groups
from musren.services.prefill import meeting_of_key
from musren.services.susunan.jenis import Butir, JenisNaskah, Kurang, Pokok, Tujuan

BAGIAN = "Pengkajian Keadaan Desa"
PENGISI = (Peran.KPMD, Peran.LPMD, Peran.SEKDES, Peran.KEPALA_DESA)
GROUP_FORM = "penggalian-gagasan"
LOKAKARYA = "lokakarya_desa"


def _groups(session: Session, year: Tahun, place: RegionCode) -> Sequence[Butir]:
    return [
        Butir(objek=key_of(one), nama=one.kelompok_nama) for one in groups(session, year, place)
    ]


def _named(about: Pokok, column: str, what: str) -> list[Kurang]:
    """The village's profile does not name this signer yet."""
    village = about.session.get(ProfilDesa, str(about.place))
    if village is not None and getattr(village, column):
        return []
    return [
        Kurang(
            kalimat=f"Nama {what} belum diisi pada profil desa.", peran=PENGISI,
            tujuan=Tujuan(formulir="profil-desa", tautan="Buka profil desa"),
        )
    ]  # fmt: skip


def _group(about: Pokok) -> list[Kurang]:
    held = meeting_of_key(about.session, about.objek, about.year, about.place)
    lacking = _named(about, "kpmd_nama", "KPMD")
    if held is None or any(h.wakil_kelompok for h in held.hadir):
        return lacking
    chosen = Kurang(
        kalimat="Wakil kelompok penanda tangan belum dipilih.", peran=PENGISI,
        tujuan=Tujuan(
            formulir=GROUP_FORM, langkah="wakil", objek=about.objek, tautan="Pilih wakil kelompok"
        ),
    )  # fmt: skip
    return [*lacking, chosen]


def _village(about: Pokok) -> list[Kurang]:
    session, year, place = about.session, about.year, about.place
    if not groups(session, year, place):
        first = Kurang(
            kalimat="Belum ada pertemuan dusun atau kelompok yang dicatat.", peran=PENGISI,
            tujuan=Tujuan(formulir=GROUP_FORM, tautan="Catat pertemuan"),
        )  # fmt: skip
        return [first, *_workshop(about), *_named(about, "ketua_lpmd_nama", "Ketua LPMD")]
    return [*_ranked(about), *_workshop(about), *_named(about, "ketua_lpmd_nama", "Ketua LPMD")]


def _ranked(about: Pokok) -> list[Kurang]:
    order = ranked_problems(about.session, about.year, about.place)
    left = sum(one.jumlah is None for _, one in order)
    if order and not left:
        return []
    told = f"{left} masalah belum dinilai." if order else "Belum ada masalah yang dicatat."
    where = (
        Tujuan(formulir="peringkat-masalah", tautan="Beri nilai masalah")
        if order
        else Tujuan(formulir=GROUP_FORM, tautan="Catat pertemuan")
    )
    return [Kurang(kalimat=told, peran=PENGISI, tujuan=where)]


def _workshop(about: Pokok) -> list[Kurang]:
    if meeting_of_key(about.session, LOKAKARYA, about.year, about.place) is not None:
        return []
    return [
        Kurang(
            kalimat="Isian Lokakarya Desa belum dikirim.", peran=PENGISI,
            tujuan=Tujuan(formulir="lokakarya-desa", tautan="Buka isian Lokakarya Desa"),
        )
    ]  # fmt: skip


NASKAH = (
    JenisNaskah(
        kode="pkd_kelompok", tingkat=Level.DESA, bagian=BAGIAN, hak=Hak.SUSUN_NASKAH_DESA,
        hak_ttd=Hak.CATAT_TTD_DESA, kurang=_group, objek=_groups, pada_hari_acara=True,
        fakta=lambda a: pkd.pkd_kelompok(a.session, a.year, a.place, a.objek),
        acara=lambda a: a.objek,
    ),
    JenisNaskah(
        kode="pkd_desa", tingkat=Level.DESA, bagian=BAGIAN, hak=Hak.SUSUN_NASKAH_DESA,
        hak_ttd=Hak.CATAT_TTD_DESA, kurang=_village,
        fakta=lambda a: pkd.pkd_desa(a.session, a.year, a.place),
        acara=lambda _a: LOKAKARYA,
    ),
)  # fmt: skip
