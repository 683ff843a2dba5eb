"""What the forms of the yearly plan bring to the shared tables."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.wilayah import RegionCode
from musren.models.tahun import Tahun
from musren.services.pengumuman import Pengumuman
from musren.services.pilihan import Setting
from musren.services.prefill import Start
from musren.services.rkp import evaluasi, pagu, rancangan, realisasi, tawaran

STARTS: dict[str, Start] = {
    "rancangan-rkp": tawaran.start,
    "pagu-desa": pagu.start,
    "realisasi-rkp": realisasi.start,
    "musrenbangdes": evaluasi.start,
}

HANDLERS = {
    "rancangan-rkp": rancangan.submit,
    "pagu-desa": pagu.submit,
    "realisasi-rkp": realisasi.submit,
}


def musrenbangdes_attention(
    session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
) -> list[str]:
    """What deserves a second look in the decisions and in the evaluation of last year."""
    return [
        *evaluasi.attention(session, year, place, values),
        *pagu.over_pagu(session, year, place, values),
    ]


PERINGATAN = {
    "rancangan-rkp": rancangan.attention,
    "realisasi-rkp": realisasi.attention,
}

LAYOUTS: dict[str, Callable[[Setting], list[dict[str, str]]]] = {
    "petik_rpjm": tawaran.petik_rpjm,
    "usulan_lama": tawaran.usulan_lama,
    "pagu_desa": pagu.laid_out,
    "realisasi_rkp": realisasi.laid_out,
}

PENGUMUMAN: dict[str, Callable[[Setting], Sequence[Pengumuman]]] = {
    "petik_rpjm": tawaran.no_plan,
    "usulan_lama": tawaran.not_offered,
    "saldo_pagu": pagu.saldo_pagu,
}
