"""Where one goes on after a form was sent: the page that shows what it led to."""

from dataclasses import dataclass

from musren.forms import (
    anggaran,
    forum,
    kabupaten,
    mkp,
    narasi,
    perbaikan,
    pertemuan,
    pertemuan_atas,
    pkd,
    pkd_desa,
    pokir,
    rkp,
    rpjm,
    rpjm_rapat,
    rpjm_usulan,
    verifikasi,
)
from musren.forms.steps import Flow


@dataclass(frozen=True, kw_only=True)
class Sesudah:
    """A page of the village: its name, and what follows the village's address."""

    nama: str
    alamat: str


_PAGES: tuple[tuple[Sesudah, tuple[Flow, ...]], ...] = (
    (
        Sesudah(nama="Musyawarah dan undangan", alamat="/pertemuan"),
        (*pertemuan.FLOWS, *pertemuan_atas.FLOWS),
    ),
    (
        Sesudah(nama="Baris anggaran", alamat="/anggaran"),
        (anggaran.BARIS_ANGGARAN, anggaran.BARIS_APB_DESA),
    ),
    (Sesudah(nama="Forum SKPD", alamat="/forum"), (*kabupaten.FLOWS, *forum.FLOWS)),
    (Sesudah(nama="Pokir dan jaring asmara", alamat="/pokir"), pokir.FLOWS),
    (
        Sesudah(nama="Pengkajian Keadaan Desa", alamat="/pkd"),
        (pkd.PENGGALIAN_GAGASAN, *pkd_desa.FLOWS),
    ),
    (
        Sesudah(nama="RPJM-Desa", alamat="/rpjm"),
        (rpjm.RPJM, *rpjm_usulan.FLOWS, *rpjm_rapat.FLOWS, narasi.PENGUNDANGAN),
    ),
    (Sesudah(nama="MKP", alamat="/mkp"), (mkp.MKP,)),
    (
        Sesudah(nama="RKP-Desa", alamat="/rkp"),
        (*rkp.FLOWS, narasi.NASKAH_RKP, narasi.TEKS_LKPJ),
    ),
    (Sesudah(nama="Verifikasi usulan", alamat="/verifikasi"), verifikasi.FLOWS),
    (
        Sesudah(nama="Usulan kegiatan", alamat="/usulan"),
        (perbaikan.PERBAIKAN_USULAN, anggaran.KEMAJUAN),
    ),
)

AFTER = {form.slug: place for place, forms in _PAGES for form in forms}
"""Form to the page where one goes on; the village's home for any other."""
