"""The list people bring to the hearing of the DPRD (Panduan V.B)."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from musren.domain.peran import Hak, Peran
from musren.domain.wilayah import Level, RegionCode
from musren.models.tahun import Tahun
from musren.models.wilayah import ProfilKabupaten
from musren.services.fakta import hearing
from musren.services.kabupaten.usulan import incoming
from musren.services.susunan.jenis import Butir, JenisNaskah, Kurang, Pokok, Tujuan
from musren.services.wilayah import children


def _ready(about: Pokok) -> list[Kurang]:
    """The office whose letterhead it has, and something to bring forward."""
    found = []
    if about.session.get(ProfilKabupaten, str(about.place)) is None:
        found.append(
            Kurang(
                kalimat="Profil kabupaten belum diisi.", peran=(Peran.BAPPEDA,),
                tujuan=Tujuan(formulir="profil-kabupaten", tautan="Isi profil kabupaten"),
            )
        )  # fmt: skip
    came = incoming(about.session, about.year, about.place)
    if not any(about.objek in {"", one.kecamatan_kode} for one in came):
        found.append(
            Kurang(
                kalimat="Belum ada prioritas kecamatan yang ditetapkan dengan Surat Penetapan "
                "Camat.",
                peran=(Peran.CAMAT,),
                tujuan=Tujuan(halaman="papan", tautan="Lihat papan musyawarah"),
            )
        )
    return found


def _parts(session: Session, _year: Tahun, place: RegionCode) -> Sequence[Butir]:
    """The whole kabupaten, and each kecamatan for itself."""
    return [
        Butir(objek="", nama=""),
        *(Butir(objek=one.kode, nama=f"Kecamatan {one.nama}") for one in children(session, place)),
    ]


NASKAH = (
    JenisNaskah(
        kode="daftar_hearing", tingkat=Level.KABUPATEN, bagian="Dengar pendapat DPRD",
        hak=Hak.TERBITKAN_KABUPATEN, hak_ttd=Hak.CATAT_TTD_KABUPATEN, kurang=_ready, objek=_parts,
        fakta=lambda a: hearing.daftar_hearing(a.session, a.year, a.place, a.objek),
    ),
)  # fmt: skip
