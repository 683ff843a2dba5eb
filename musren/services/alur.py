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
from musren.services.anggaran import alur as anggaran
from musren.services.kabupaten import alur as kabupaten
from musren.services.pkd import alur as pkd
from musren.services.pkd import jadi_usulan
from musren.services.pokir import catat as pokir
from musren.services.prefill import Start, Started
from musren.services.prioritas import alur as prioritas
from musren.services.rkp import alur as rkp
from musren.services.rpjm import alur as rpjm
from musren.services.verifikasi import alur as verifikasi
from musren.services.verifikasi import papan as papan_verifikasi

Handler = Callable[[Session, Act, Tahun, RegionCode, Mapping[str, Any], Draf], str]
Guard = Callable[[Session, Act, RegionCode, str], None]
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
    **prioritas.STARTS,
    **kabupaten.STARTS,
    "pokir": pokir.start,
    **verifikasi.STARTS,
    **anggaran.STARTS,
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
    **prioritas.HANDLERS,
    **kabupaten.HANDLERS,
    "pokir": pokir.submit,
    **verifikasi.HANDLERS,
    **anggaran.HANDLERS,
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
    "musrenbang-kecamatan": _all_of(
        pertemuan.attention_of(kecamatan.JENIS), kecamatan.attention, papan_verifikasi.attention
    ),
    **pertemuan.PERINGATAN,
    **undangan.PERINGATAN,
    **pkd.PERINGATAN,
    **rpjm.PERINGATAN,
    **rkp.PERINGATAN,
    **mkp.ATTENTION,
    **narasi.PERINGATAN,
    **prioritas.PERINGATAN,
    **kabupaten.PERINGATAN,
    **verifikasi.PERINGATAN,
    "profil-desa": profil.attention,
}
"""What deserves a second look before sending and blocks nothing; told the readable values."""

# the stages' own lists, laid-out rows and notices join the shared ones
pilihan.PROVIDERS |= {**prioritas.PROVIDERS, **kabupaten.PROVIDERS, **pokir.PROVIDERS}
baris_tetap.LAYOUTS |= {**prioritas.LAYOUTS, **kabupaten.LAYOUTS}
pengumuman.PENGUMUMAN |= {**prioritas.PENGUMUMAN, **kabupaten.PENGUMUMAN}
pilihan.PROVIDERS |= {**undangan.PROVIDERS, **pkd.PROVIDERS, **rpjm.PROVIDERS, **mkp.PILIHAN}
baris_tetap.LAYOUTS |= {**pkd.LAYOUTS, **rpjm.LAYOUTS, **rkp.LAYOUTS, **mkp.LAYOUTS}
pengumuman.PENGUMUMAN |= {**pkd.PENGUMUMAN, **rpjm.PENGUMUMAN, **rkp.PENGUMUMAN}
pengumuman.PENGUMUMAN |= {
    **mkp.PENGUMUMAN, **silsilah.PENGUMUMAN, "mirip": kemiripan.told,
    "keputusan_desa": pengumuman.several("saldo_pagu", "pengganti_mkp", "mirip"),
}  # fmt: skip
pilihan.PROVIDERS |= verifikasi.PROVIDERS
baris_tetap.LAYOUTS |= verifikasi.LAYOUTS
pengumuman.PENGUMUMAN |= verifikasi.PENGUMUMAN
usulan.PERMULAAN |= {**jadi_usulan.PERMULAAN, **mkp.PERMULAAN}


PENJAGA: dict[str, Guard] = {**kabupaten.PENJAGA, **anggaran.PENJAGA}
"""Who may touch the draft of a form beside what its right says."""


def refuse_others(
    session: Session, act: Act, slug: str, place: RegionCode, objek: str
) -> None:  # fmt: skip
    """Raises NotAllowed when this person may not fill in the form for this object."""
    guard = PENJAGA.get(slug)
    if guard is not None:
        guard(session, act, place, objek)


def answers_for(
    session: Session, form: Flow, year: Tahun, place: RegionCode, objek: str
) -> Started:
    """The answers a draft begins with, and the version of the thing it will change."""
    return STARTS[form.slug](session, year, place, objek)
