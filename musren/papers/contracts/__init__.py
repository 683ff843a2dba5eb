"""One strict contract per paper: the facts its template may print, and nothing else."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any, cast

from marshmallow import Schema, ValidationError

from musren.domain.errors import Invalid, NotFound
from musren.papers.contracts.desa import BAMusrenbangdes, SKRKPDesa
from musren.papers.contracts.kabar import KabarUsulan
from musren.papers.contracts.kabupaten import (
    BAForumSKPD,
    BAMusrenbangKabupaten,
    DaftarHearing,
    FormulirR4,
)
from musren.papers.contracts.kecamatan import BAMusrenbangKecamatan
from musren.papers.contracts.kecamatan_dana import UsulanDidanai
from musren.papers.contracts.kecamatan_prioritas import DaftarPrioritas
from musren.papers.contracts.kecamatan_spc import SPC, FormulirR3, PetikanSPC, SuratMandat
from musren.papers.contracts.kecamatan_verifikasi import (
    LembarVerifikasi,
    RekapUsulanDesa,
    RekapVerifikasi,
    SKTimVerifikasi,
)
from musren.papers.contracts.kehadiran import DaftarHadir
from musren.papers.contracts.kosong import FormulirKosong
from musren.papers.contracts.laporan import LaporanMusrenbang
from musren.papers.contracts.lkpj import LKPJ
from musren.papers.contracts.musyawarah import (
    BAMKP,
    BAMusrenbangdesRPJM,
    BAPertemuan,
    Notulen,
    Undangan,
)
from musren.papers.contracts.naskah_rkp import NaskahRKP
from musren.papers.contracts.naskah_rpjm import NaskahRPJM
from musren.papers.contracts.perdes import KeputusanBPD, PerdesRPJM, RancanganPerdesRPJM
from musren.papers.contracts.pkd import PKDDesa, PKDKelompok
from musren.papers.contracts.rkp import DURKP, FormulirRKP, Penyelarasan, SuratUsulan
from musren.papers.contracts.rpjm import FormulirRPJM, MatrikRPJM, MatrikTahunan
from musren.papers.contracts.tim import SKTimPenyusun

CONTRACTS: Mapping[str, type[Schema]] = {
    "daftar_hadir": DaftarHadir,
    "ba_musrenbangdes": BAMusrenbangdes,
    "sk_rkp_desa": SKRKPDesa,
    "ba_musrenbang_kecamatan": BAMusrenbangKecamatan,
    "spc": SPC,
    "sk_tim_verifikasi": SKTimVerifikasi,
    "lembar_verifikasi": LembarVerifikasi,
    "rekap_verifikasi": RekapVerifikasi,
    "rekap_usulan_desa": RekapUsulanDesa,
    "daftar_prioritas": DaftarPrioritas,
    "usulan_didanai": UsulanDidanai,
    "petikan_spc": PetikanSPC,
    "surat_mandat": SuratMandat,
    "formulir_r3": FormulirR3,
    "ba_forum_skpd": BAForumSKPD,
    "ba_musrenbang_kabupaten": BAMusrenbangKabupaten,
    "daftar_hearing": DaftarHearing,
    "formulir_r4": FormulirR4,
    "laporan_musrenbang": LaporanMusrenbang,
    "kabar_usulan": KabarUsulan,
    "undangan": Undangan,
    "notulen": Notulen,
    "ba_pertemuan": BAPertemuan,
    "ba_mkp": BAMKP,
    "ba_musrenbangdes_rpjm": BAMusrenbangdesRPJM,
    "sk_tim_penyusun": SKTimPenyusun,
    "keputusan_bpd": KeputusanBPD,
    "rancangan_perdes_rpjm": RancanganPerdesRPJM,
    "perdes_rpjm": PerdesRPJM,
    "naskah_rpjm": NaskahRPJM,
    "naskah_rkp": NaskahRKP,
    "pkd_kelompok": PKDKelompok,
    "pkd_desa": PKDDesa,
    "formulir_rpjm": FormulirRPJM,
    "matrik_rpjm": MatrikRPJM,
    "matrik_rpjm_tahunan": MatrikTahunan,
    "formulir_rkp": FormulirRKP,
    "du_rkp": DURKP,
    "surat_usulan": SuratUsulan,
    "penyelarasan": Penyelarasan,
    "lkpj": LKPJ,
    "formulir_kosong": FormulirKosong,
}


def contract(kind: str) -> Schema:
    """The schema of the facts of a kind or of a paper's key; raises NotFound."""
    try:
        return _made(kind.partition("~")[0])
    except KeyError:
        raise NotFound(f"Jenis naskah “{kind}” tidak dikenal.") from None


@cache
def _made(kind: str) -> Schema:
    """Built once: a schema keeps nothing of what it loads, and its fields take long to lay out."""
    return CONTRACTS[kind]()


def freeze(kind: str, facts: Mapping[str, Any]) -> dict[str, Any]:
    """Checked facts as plain JSON data, every key present, ready to be stored and printed.

    Dates become ISO strings, volumes strings, what is missing becomes None. Freezing frozen
    facts changes nothing. Raises Invalid with the dotted name of every wrong fact.
    """
    schema = contract(kind)
    try:
        loaded = schema.load(cast("dict[str, Any]", facts))
    except ValidationError as wrong:
        errors = dict(_flatten(wrong.messages, ""))
        raise Invalid("Isi naskah belum lengkap atau belum benar.", errors) from wrong
    return cast("dict[str, Any]", schema.dump(loaded))


def _flatten(messages: Any, path: str) -> Iterator[tuple[str, str]]:
    if isinstance(messages, dict):
        for key, inner in messages.items():
            below = path if key == "_schema" else f"{path}.{key}".lstrip(".")
            yield from _flatten(inner, below)
    elif isinstance(messages, list):
        yield path, " ".join(str(message) for message in messages)
    else:
        yield path, str(messages)
