"""The papers of Tim Verifikasi: its decree, the sheets, the two recaps (II.D.4.a)."""

from collections.abc import Callable, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.domain.peran import Hak, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.models.tahun import Tahun
from musren.models.usulan import UsulanKecamatan
from musren.models.verifikasi import Verifikasi
from musren.models.wilayah import ProfilKecamatan
from musren.services.fakta import verifikasi
from musren.services.susunan.jenis import Butir, JenisNaskah, Kurang, Pokok, Tujuan
from musren.services.verifikasi.kembali import key_of
from musren.services.verifikasi.papan import BLM
from musren.services.verifikasi.tim import head, members

BAGIAN = "Verifikasi usulan"
PENGISI = (Peran.FK, Peran.BKAD, Peran.SETRAWAN_KECAMATAN, Peran.STAF_KECAMATAN)
PREFIX = "U."
Check = Callable[[Pokok], list[Kurang]]

NO_OFFICE = Kurang(
    kalimat="Profil kecamatan belum diisi.", peran=PENGISI,
    tujuan=Tujuan(formulir="profil-kecamatan", tautan="Isi profil kecamatan"),
)  # fmt: skip
NO_TEAM = Kurang(
    kalimat="Susunan Tim Verifikasi belum diisi.", peran=PENGISI,
    tujuan=Tujuan(formulir="tim-verifikasi", tautan="Susun Tim Verifikasi"),
)  # fmt: skip
NO_HEAD = Kurang(
    kalimat="Ketua Tim Verifikasi belum ditunjuk.", peran=PENGISI,
    tujuan=Tujuan(formulir="tim-verifikasi", langkah="anggota", tautan="Tunjuk ketua tim"),
)  # fmt: skip
NOTHING_CAME = Kurang(
    kalimat="Belum ada usulan BLM desa yang masuk dengan Berita Acara bertanda tangan.",
    peran=(Peran.KEPALA_DESA,), tujuan=Tujuan(halaman="masuk", tautan="Lihat usulan masuk"),
)  # fmt: skip


def _office(about: Pokok) -> list[Kurang]:
    there = about.session.get(ProfilKecamatan, str(about.place)) is not None
    return [] if there else [NO_OFFICE]


def _team(about: Pokok) -> list[Kurang]:
    there = members(about.session, about.year, about.place)
    return [*_office(about), *([] if there else [NO_TEAM])]


def _led(about: Pokok) -> list[Kurang]:
    if lacking := _team(about):
        return lacking
    return [] if head(about.session, about.year, about.place) is not None else [NO_HEAD]


def _with_proposals(check: Check) -> Check:
    def found(about: Pokok) -> list[Kurang]:
        came = about.session.scalar(
            select(UsulanKecamatan.id)
            .where(
                UsulanKecamatan.tahun_id == about.year.id,
                UsulanKecamatan.kecamatan_kode == str(about.place), UsulanKecamatan.daftar == BLM,
            )
            .limit(1)
        )  # fmt: skip
        return [*check(about), *([] if came is not None else [NOTHING_CAME])]

    return found


def usulan_id(about: Pokok) -> int:
    return int(about.objek.removeprefix(PREFIX))


def _judged(about: Pokok) -> list[Kurang]:
    found = about.session.get(Verifikasi, usulan_id(about))
    if found is not None and found.rekomendasi:
        return _team(about)
    return [
        *_team(about),
        Kurang(
            kalimat="Rekomendasi Tim Verifikasi belum diisi.", peran=PENGISI,
            tujuan=Tujuan(
                formulir="verifikasi", langkah="rekomendasi", objek=key_of(usulan_id(about)),
                tautan="Isi lembar verifikasi",
            ),
        ),
    ]  # fmt: skip


def _sheets(session: Session, year: Tahun, place: RegionCode) -> Sequence[Butir]:
    """One paper for every sheet that was filled in, in the order in which proposals came."""
    rows = session.execute(
        select(UsulanKecamatan.usulan_id, UsulanKecamatan.salinan)
        .join(Verifikasi, Verifikasi.usulan_id == UsulanKecamatan.usulan_id)
        .where(
            UsulanKecamatan.tahun_id == year.id, UsulanKecamatan.kecamatan_kode == str(place)
        )
        .order_by(UsulanKecamatan.id)
    )  # fmt: skip
    return [
        Butir(objek=f"{PREFIX}{key}", nama=f"{own['desa']}: {own['kegiatan']}") for key, own in rows
    ]


NASKAH = (
    JenisNaskah(
        kode="sk_tim_verifikasi", tingkat=Level.KECAMATAN, bagian=BAGIAN, hak=Hak.TERBITKAN_SPC,
        hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_team,
        fakta=lambda a: verifikasi.sk_tim(a.session, a.year, a.place),
    ),
    JenisNaskah(
        kode="lembar_verifikasi", tingkat=Level.KECAMATAN, bagian=BAGIAN, hak=Hak.ISI_KECAMATAN,
        hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_judged, objek=_sheets,
        fakta=lambda a: verifikasi.lembar(a.session, a.year, a.place, usulan_id(a)),
    ),
    JenisNaskah(
        kode="rekap_verifikasi", tingkat=Level.KECAMATAN, bagian=BAGIAN, hak=Hak.ISI_KECAMATAN,
        hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_with_proposals(_team),
        fakta=lambda a: verifikasi.rekap_verifikasi(a.session, a.year, a.place),
    ),
    JenisNaskah(
        kode="rekap_usulan_desa", tingkat=Level.KECAMATAN, bagian=BAGIAN, hak=Hak.ISI_KECAMATAN,
        hak_ttd=Hak.CATAT_TTD_KECAMATAN, kurang=_with_proposals(_led),
        fakta=lambda a: verifikasi.rekap_usulan_desa(a.session, a.year, a.place),
    ),
)  # fmt: skip
