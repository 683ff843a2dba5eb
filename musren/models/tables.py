"""Every table in one place, so that the metadata is whole wherever it is needed."""

from musren.models.base import Base
from musren.models.draf import Draf
from musren.models.jejak import Jejak
from musren.models.musyawarah import Evaluasi, Hadir, Musyawarah, Undangan
from musren.models.narasi import NarasiLkpj, NarasiRkp, Pengundangan
from musren.models.naskah import Berkas, Naskah, Pindaian, Register, TandaTangan
from musren.models.orang import Pengguna, PercobaanMasuk, Sesi, Token, Tugas
from musren.models.pkd import (
    Foto,
    Gagasan,
    KalenderFaktor,
    KelasKesejahteraan,
    KesejahteraanDusun,
    Lembaga,
    Masalah,
    SketsaSimbol,
    Tindakan,
)
from musren.models.rpjm import (
    AnggotaTim,
    PaguDesa,
    Rpjm,
    TimPenyusun,
    UsulanRpjm,
    UsulanRpjmDana,
    UsulanRpjmTahun,
)
from musren.models.tahun import PaguKecamatan, PerubahanParameter, PetaSumber, Tahun
from musren.models.usulan import (
    Keputusan,
    Realisasi,
    RiwayatStatus,
    Silsilah,
    Usulan,
    UsulanDana,
    UsulanKecamatan,
)
from musren.models.wilayah import Dusun, ProfilDesa, ProfilKecamatan, Wilayah

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "AnggotaTim",
    "Berkas",
    "Draf",
    "Dusun",
    "Evaluasi",
    "Foto",
    "Gagasan",
    "Hadir",
    "Jejak",
    "KalenderFaktor",
    "KelasKesejahteraan",
    "Keputusan",
    "KesejahteraanDusun",
    "Lembaga",
    "Masalah",
    "Musyawarah",
    "NarasiLkpj",
    "NarasiRkp",
    "Naskah",
    "PaguDesa",
    "PaguKecamatan",
    "Pengguna",
    "Pengundangan",
    "PercobaanMasuk",
    "PerubahanParameter",
    "PetaSumber",
    "Pindaian",
    "ProfilDesa",
    "ProfilKecamatan",
    "Realisasi",
    "Register",
    "RiwayatStatus",
    "Rpjm",
    "Sesi",
    "Silsilah",
    "SketsaSimbol",
    "Tahun",
    "TandaTangan",
    "TimPenyusun",
    "Tindakan",
    "Token",
    "Tugas",
    "Undangan",
    "Usulan",
    "UsulanDana",
    "UsulanKecamatan",
    "UsulanRpjm",
    "UsulanRpjmDana",
    "UsulanRpjmTahun",
    "Wilayah",
]
