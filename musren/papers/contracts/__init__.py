"""One strict contract per paper: the facts its template may print, and nothing else."""

from collections.abc import Iterator, Mapping
from typing import Any, cast

from marshmallow import Schema, ValidationError

from musren.domain.errors import Invalid, NotFound
from musren.papers.contracts.desa import BAMusrenbangdes, SKRKPDesa
from musren.papers.contracts.kecamatan import SPC, BAMusrenbangKecamatan
from musren.papers.contracts.kehadiran import DaftarHadir
from musren.papers.contracts.kosong import FormulirKosong
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
        return CONTRACTS[kind.partition("~")[0]]()
    except KeyError:
        raise NotFound(f"Jenis naskah “{kind}” tidak dikenal.") from None


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
