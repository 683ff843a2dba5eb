"""The register of guided forms."""

from musren.domain.errors import NotFound
from musren.forms.anggaran import FLOWS as ANGGARAN
from musren.forms.forum import FLOWS as FORUM
from musren.forms.kabupaten import FLOWS as KABUPATEN
from musren.forms.kecamatan import MUSRENBANG_KECAMATAN, PROFIL_KECAMATAN
from musren.forms.mkp import MKP
from musren.forms.musrenbangdes import MUSRENBANGDES
from musren.forms.narasi import NASKAH_RKP, PENGUNDANGAN, TEKS_LKPJ
from musren.forms.perbaikan import PERBAIKAN_USULAN
from musren.forms.pertemuan import FLOWS as PERTEMUAN
from musren.forms.pertemuan_atas import FLOWS as PERTEMUAN_ATAS
from musren.forms.pkd import PENGGALIAN_GAGASAN
from musren.forms.pkd_desa import FLOWS as PKD_DESA
from musren.forms.pokir import POKIR
from musren.forms.profil_desa import PROFIL_DESA
from musren.forms.rkp import FLOWS as RKP
from musren.forms.rpjm import RPJM
from musren.forms.rpjm_rapat import FLOWS as RPJM_RAPAT
from musren.forms.rpjm_usulan import FLOWS as RPJM_USULAN
from musren.forms.sidang import PENDANAAN, SIDANG_PRIORITAS
from musren.forms.silsilah import FLOWS as SILSILAH
from musren.forms.steps import Flow
from musren.forms.tim import FLOWS as TIM
from musren.forms.usulan import USULAN
from musren.forms.verifikasi import FLOWS as VERIFIKASI

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
        *VERIFIKASI,
        PERBAIKAN_USULAN,
        SIDANG_PRIORITAS,
        MUSRENBANG_KECAMATAN,
        PENDANAAN,
        *PERTEMUAN_ATAS,
        *KABUPATEN,
        *FORUM,
        *ANGGARAN,
        POKIR,
    )
}


def flow(slug: str) -> Flow:
    """The flow of that name; raises NotFound."""
    if slug not in FLOWS:
        raise NotFound("Formulir itu tidak ada. Kembali ke beranda dan pilih lagi.")
    return FLOWS[slug]
