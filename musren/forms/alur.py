"""The register of guided forms."""

from musren.domain.errors import NotFound
from musren.forms.kecamatan import MUSRENBANG_KECAMATAN, PROFIL_KECAMATAN
from musren.forms.mkp import MKP
from musren.forms.musrenbangdes import MUSRENBANGDES
from musren.forms.narasi import NASKAH_RKP, PENGUNDANGAN, TEKS_LKPJ
from musren.forms.pertemuan import FLOWS as PERTEMUAN
from musren.forms.pkd import PENGGALIAN_GAGASAN
from musren.forms.pkd_desa import FLOWS as PKD_DESA
from musren.forms.profil_desa import PROFIL_DESA
from musren.forms.rkp import FLOWS as RKP
from musren.forms.rpjm import RPJM
from musren.forms.rpjm_rapat import FLOWS as RPJM_RAPAT
from musren.forms.rpjm_usulan import FLOWS as RPJM_USULAN
from musren.forms.silsilah import FLOWS as SILSILAH
from musren.forms.steps import Flow
from musren.forms.tim import FLOWS as TIM
from musren.forms.usulan import USULAN

FLOWS: dict[str, Flow] = {
    flow.slug: flow
    for flow in (
        PROFIL_DESA,
        *PERTEMUAN,
        PENGGALIAN_GAGASAN,
        *PKD_DESA,
        *TIM,
        RPJM,
        *RPJM_USULAN,
        *RPJM_RAPAT,
        PENGUNDANGAN,
        USULAN,
        *SILSILAH,
        MKP,
        *RKP,
        MUSRENBANGDES,
        NASKAH_RKP,
        TEKS_LKPJ,
        PROFIL_KECAMATAN,
        MUSRENBANG_KECAMATAN,
    )
}


def flow(slug: str) -> Flow:
    """The flow of that name; raises NotFound."""
    if slug not in FLOWS:
        raise NotFound("Formulir itu tidak ada. Kembali ke beranda dan pilih lagi.")
    return FLOWS[slug]
