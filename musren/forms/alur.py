"""The register of guided forms."""

from musren.domain.errors import NotFound
from musren.forms.kecamatan import MUSRENBANG_KECAMATAN, PROFIL_KECAMATAN
from musren.forms.musrenbangdes import MUSRENBANGDES
from musren.forms.profil_desa import PROFIL_DESA
from musren.forms.steps import Flow
from musren.forms.usulan import USULAN

FLOWS: dict[str, Flow] = {
    flow.slug: flow
    for flow in (PROFIL_DESA, USULAN, MUSRENBANGDES, PROFIL_KECAMATAN, MUSRENBANG_KECAMATAN)
}


def flow(slug: str) -> Flow:
    """The flow of that name; raises NotFound."""
    if slug not in FLOWS:
        raise NotFound("Formulir itu tidak ada. Kembali ke beranda dan pilih lagi.")
    return FLOWS[slug]
