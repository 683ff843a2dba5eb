"""Every table in one place, so that the metadata is whole wherever it is needed."""

from musren.models.base import Base
from musren.models.draf import Draf
from musren.models.jejak import Jejak
from musren.models.musyawarah import Evaluasi, Hadir, Musyawarah
from musren.models.naskah import Berkas, Naskah, Pindaian, Register, TandaTangan
from musren.models.orang import Pengguna, PercobaanMasuk, Sesi, Token, Tugas
from musren.models.tahun import PaguKecamatan, PerubahanParameter, PetaSumber, Tahun
from musren.models.usulan import Keputusan, RiwayatStatus, Usulan, UsulanDana, UsulanKecamatan
from musren.models.wilayah import Dusun, ProfilDesa, ProfilKecamatan, Wilayah

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "Berkas",
    "Draf",
    "Dusun",
    "Evaluasi",
    "Hadir",
    "Jejak",
    "Keputusan",
    "Musyawarah",
    "Naskah",
    "PaguKecamatan",
    "Pengguna",
    "PercobaanMasuk",
    "PerubahanParameter",
    "PetaSumber",
    "Pindaian",
    "ProfilDesa",
    "ProfilKecamatan",
    "Register",
    "RiwayatStatus",
    "Sesi",
    "Tahun",
    "TandaTangan",
    "Token",
    "Tugas",
    "Usulan",
    "UsulanDana",
    "UsulanKecamatan",
    "Wilayah",
]
