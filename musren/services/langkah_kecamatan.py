"""What each kecamatan did between the proposals that came in and its Berita Acara, in numbers."""

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.integration.tahapan import StatusUsulan
from musren.models.musyawarah import Musyawarah
from musren.models.prioritas import Pendanaan, SidangPrioritas
from musren.models.tahun import PaguKecamatan, Tahun
from musren.models.usulan import Keputusan, Usulan, UsulanKecamatan
from musren.models.verifikasi import Verifikasi
from musren.services.tahun import profile_of
from musren.services.wilayah import inside

BLM = "blm"


@dataclass(frozen=True, slots=True, kw_only=True)
class LangkahKecamatan:
    """Numbers of one kecamatan: proposals that came in, verified, sent back, lists ranked.

    `perlu` counts the proposals Tim Verifikasi is waited for, `belum` those of them it gave no
    recommendation; `daftar` the lists with proposals; `perlu_dana`: the ceiling is known and
    proposals were agreed for it.
    """

    masuk: int = 0
    perlu: int = 0
    belum: int = 0
    diverifikasi: int = 0
    dikembalikan: int = 0
    daftar: int = 0
    daftar_diperingkat: int = 0
    perlu_dana: bool = False
    pendanaan: bool = False

    @property
    def kalimat(self) -> str:
        """The steps between arriving and deciding, in words; empty while nothing came in."""
        if not self.masuk:
            return ""
        back = f", {self.dikembalikan} menunggu perbaikan desa" if self.dikembalikan else ""
        ranked = f"{self.daftar_diperingkat} daftar diperingkat" if self.daftar_diperingkat else (
            "peringkat belum disusun"
        )  # fmt: skip
        paid = "pendanaan BLM tersusun" if self.pendanaan else "pendanaan BLM belum disusun"
        return f"Verifikasi {self.diverifikasi} dari {self.masuk}{back}; {ranked}; {paid}."


def kecamatan_steps(
    session: Session, year: Tahun, place: RegionCode
) -> Mapping[str, LangkahKecamatan]:
    """Per kecamatan code at or below a place, in a fixed number of statements."""
    ranked = _ranked(session, year, place)
    paid, ready = _paid(session, year, place), _ready_for_money(session, year, place)
    everything = profile_of(year).batas_bool("verifikasi_apbd")
    blm, looked = UsulanKecamatan.daftar == BLM, Verifikasi.rekomendasi != ""
    spp = Usulan.jenis == "spp"
    came = session.execute(
        select(
            UsulanKecamatan.kecamatan_kode, func.count(), func.count().filter(looked),
            func.count().filter(blm), func.count().filter(blm, looked),
            func.count().filter(Usulan.status == StatusUsulan.DIKEMBALIKAN.value),
            func.count().filter(blm, spp), func.count().filter(blm, ~spp),
            func.count().filter(~blm),
        )
        .join(Usulan, Usulan.id == UsulanKecamatan.usulan_id)
        .outerjoin(Verifikasi, Verifikasi.usulan_id == UsulanKecamatan.usulan_id)
        .where(
            UsulanKecamatan.tahun_id == year.id, inside(UsulanKecamatan.kecamatan_kode, place)
        )
        .group_by(UsulanKecamatan.kecamatan_kode)
    )  # fmt: skip
    return {
        kode: LangkahKecamatan(
            masuk=count, diverifikasi=done, dikembalikan=back, perlu=count if everything else own,
            belum=count - done if everything else own - own_done,
            daftar=sum(n > 0 for n in lists), daftar_diperingkat=ranked.get(kode, 0),
            perlu_dana=kode in ready, pendanaan=kode in paid,
        )
        for kode, count, done, own, own_done, back, *lists in came
    }  # fmt: skip


def _ranked(session: Session, year: Tahun, place: RegionCode) -> Mapping[str, int]:
    found: dict[str, int] = defaultdict(int)
    kept = select(SidangPrioritas.kecamatan_kode).where(
        SidangPrioritas.tahun_id == year.id, inside(SidangPrioritas.kecamatan_kode, place)
    )
    for kode in session.scalars(kept):
        found[kode] += 1
    return found


def _paid(session: Session, year: Tahun, place: RegionCode) -> set[str]:
    kept = select(Pendanaan.kecamatan_kode).where(
        Pendanaan.tahun_id == year.id, inside(Pendanaan.kecamatan_kode, place)
    )
    return set(session.scalars(kept))


def _ready_for_money(session: Session, year: Tahun, place: RegionCode) -> set[str]:
    """Kecamatan that know their BLM and agreed on proposals for it."""
    agreed = (
        select(Musyawarah.wilayah_kode)
        .join(Keputusan, Keputusan.musyawarah_id == Musyawarah.id)
        .join(
            PaguKecamatan,
            (PaguKecamatan.kecamatan_kode == Musyawarah.wilayah_kode)
            & (PaguKecamatan.tahun_id == Musyawarah.tahun_id),
        )
        .where(
            Musyawarah.tahun_id == year.id, Musyawarah.jenis == "musrenbang_kecamatan",
            inside(Musyawarah.wilayah_kode, place), Keputusan.putusan == "disepakati",
            Keputusan.sumber == BLM,
        )
        .distinct()
    )  # fmt: skip
    return set(session.scalars(agreed))
