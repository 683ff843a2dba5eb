"""Every table in one place, so that the metadata is whole wherever it is needed."""

from musren.models.base import Base
from musren.models.draf import Draf
from musren.models.jejak import Jejak
from musren.models.kerja import Pekerjaan
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
from musren.models.prioritas import (
    AcuanProgram,
    PaguIndikatif,
    Pendanaan,
    Pokir,
    PokirUsulan,
    SidangPrioritas,
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
from musren.models.serapan import (
    BarisAnggaran,
    Kemajuan,
    PotretDaftar,
    SaringTersimpan,
    Serapan,
    TidakTerserap,
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
from musren.models.verifikasi import Pengembalian, TimVerifikasi, Verifikasi
from musren.models.wilayah import (
    Dusun,
    PetaWilayah,
    ProfilDesa,
    ProfilKabupaten,
    ProfilKecamatan,
    SkpdProfil,
    Wilayah,
)

METADATA = Base.metadata

__all__ = [
    "METADATA",
    "AcuanProgram",
    "AnggotaTim",
    "BarisAnggaran",
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
    "Kemajuan",
    "Keputusan",
    "KesejahteraanDusun",
    "Lembaga",
    "Masalah",
    "Musyawarah",
    "NarasiLkpj",
    "NarasiRkp",
    "Naskah",
    "PaguDesa",
    "PaguIndikatif",
    "PaguKecamatan",
    "Pekerjaan",
    "Pendanaan",
    "Pengembalian",
    "Pengguna",
    "Pengundangan",
    "PercobaanMasuk",
    "PerubahanParameter",
    "PetaSumber",
    "PetaWilayah",
    "Pindaian",
    "Pokir",
    "PokirUsulan",
    "PotretDaftar",
    "ProfilDesa",
    "ProfilKabupaten",
    "ProfilKecamatan",
    "Realisasi",
    "Register",
    "RiwayatStatus",
    "Rpjm",
    "SaringTersimpan",
    "Serapan",
    "Sesi",
    "SidangPrioritas",
    "Silsilah",
    "SketsaSimbol",
    "SkpdProfil",
    "Tahun",
    "TandaTangan",
    "TidakTerserap",
    "TimPenyusun",
    "TimVerifikasi",
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
    "Verifikasi",
    "Wilayah",
]
