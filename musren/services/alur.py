"""What each guided form does beside asking: how it begins, what sending does, its lists and rows.

Every stage brings its own tables; this module is where they come together.
"""

from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy.orm import Session

from musren.domain.peran import Act
from musren.domain.wilayah import RegionCode
from musren.forms.steps import Flow
from musren.models.draf import Draf
from musren.models.tahun import Tahun
from musren.services import (
    baris_tetap,
    kecamatan,
    kemiripan,
    mkp,
    musrenbangdes,
    narasi,
    pengumuman,
    pertemuan,
    pilihan,
    prefill,
    profil,
    silsilah,
    undangan,
    usulan,
)
from musren.services.pkd import alur as pkd
from musren.services.pkd import jadi_usulan
from musren.services.prefill import Start, Started
from musren.services.rkp import alur as rkp
from musren.services.rpjm import alur as rpjm

Handler = Callable[[Session, Act, Tahun, RegionCode, Mapping[str, Any], Draf], str]
Attention = Callable[[Session, Tahun, RegionCode, Mapping[str, Any]], list[str]]

STARTS: dict[str, Start] = {
    **prefill.STARTS,
    **pertemuan.STARTS,
    **undangan.STARTS,
    **pkd.STARTS,
    **rpjm.STARTS,
    **rkp.STARTS,
    **mkp.STARTS,
    **silsilah.STARTS,
    **narasi.STARTS,
    "usulan": usulan.start,
}

HANDLERS: dict[str, Handler] = {
    "profil-desa": profil.submit_desa,
    "usulan": usulan.submit,
    "musrenbangdes": musrenbangdes.submit,
    "profil-kecamatan": profil.submit_kecamatan,
    "musrenbang-kecamatan": kecamatan.submit,
    **pertemuan.HANDLERS,
    **undangan.HANDLERS,
    **pkd.HANDLERS,
    **rpjm.HANDLERS,
    **rkp.HANDLERS,
    **mkp.HANDLERS,
    **silsilah.HANDLERS,
    **narasi.HANDLERS,
}


def _all_of(*tellers: Attention) -> Attention:
    """What several stages have to say about one form, one after the other."""

    def told(
        session: Session, year: Tahun, place: RegionCode, values: Mapping[str, Any]
    ) -> list[str]:
        return [said for one in tellers for said in one(session, year, place, values)]

    return told


PERINGATAN: dict[str, Attention] = {
    "musrenbangdes": _all_of(
        pertemuan.attention_of(musrenbangdes.JENIS), rkp.musrenbangdes_attention, mkp.overlooked
    ),
    "musrenbang-kecamatan": pertemuan.attention_of(kecamatan.JENIS),
    **pertemuan.PERINGATAN,
    **undangan.PERINGATAN,
    **pkd.PERINGATAN,
    **rpjm.PERINGATAN,
    **rkp.PERINGATAN,
    **mkp.ATTENTION,
    **narasi.PERINGATAN,
    "profil-desa": profil.attention,
}
"""What deserves a second look before sending and blocks nothing; told the readable values."""

# the stages' own lists, laid-out rows and notices join the shared ones
pilihan.PROVIDERS |= {**undangan.PROVIDERS, **pkd.PROVIDERS, **rpjm.PROVIDERS, **mkp.PILIHAN}
baris_tetap.LAYOUTS |= {**pkd.LAYOUTS, **rpjm.LAYOUTS, **rkp.LAYOUTS, **mkp.LAYOUTS}
pengumuman.PENGUMUMAN |= {**pkd.PENGUMUMAN, **rpjm.PENGUMUMAN, **rkp.PENGUMUMAN}
pengumuman.PENGUMUMAN |= {
    **mkp.PENGUMUMAN, **silsilah.PENGUMUMAN, "mirip": kemiripan.told,
    "keputusan_desa": pengumuman.several("saldo_pagu", "pengganti_mkp", "mirip"),
}  # fmt: skip
usulan.PERMULAAN |= {**jadi_usulan.PERMULAAN, **mkp.PERMULAAN}


def answers_for(
    session: Session, form: Flow, year: Tahun, place: RegionCode, objek: str
) -> Started:
    """The answers a draft begins with, and the version of the thing it will change."""
    return STARTS[form.slug](session, year, place, objek)
