"""Where one goes on after a form was sent: the page that shows what it led to."""

from dataclasses import dataclass

from musren.forms import mkp, narasi, pertemuan, pkd, pkd_desa, rkp, rpjm, rpjm_rapat, rpjm_usulan
from musren.forms.steps import Flow


@dataclass(frozen=True, kw_only=True)
class Sesudah:
    """A page of the village: its name, and what follows the village's address."""

    nama: str
    alamat: str


_PAGES: tuple[tuple[Sesudah, tuple[Flow, ...]], ...] = (
    (Sesudah(nama="Musyawarah dan undangan", alamat="/pertemuan"), pertemuan.FLOWS),
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
)

AFTER = {form.slug: place for place, forms in _PAGES for form in forms}
"""Form to the page where one goes on; the village's home for any other."""
