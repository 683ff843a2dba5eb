"""`python -m tools.draft_templates [FOLDER]` writes every shipped template.docx anew."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from musren.papers.kinds import templates_root
from tools.draft_templates import (
    desa,
    kabar,
    kabupaten,
    kabupaten_daftar,
    kecamatan,
    kecamatan_prioritas,
    kecamatan_spc,
    kecamatan_verifikasi,
    kehadiran,
    kosong,
    laporan,
    lkpj,
    musyawarah,
    naskah_rkp,
    naskah_rpjm,
    perdes,
    pkd,
    rkp_formulir,
    rpjm_formulir,
    rpjm_musyawarah,
    tim,
)
from tools.draft_templates.package import Draft, word_file

DRAFTS: Mapping[str, Callable[[], Draft]] = {
    "daftar_hadir": kehadiran.daftar_hadir,
    "ba_musrenbangdes": desa.ba_musrenbangdes,
    "sk_rkp_desa": desa.sk_rkp_desa,
    "ba_musrenbang_kecamatan": kecamatan.ba_musrenbang_kecamatan,
    "spc": kecamatan_spc.spc,
    "sk_tim_verifikasi": kecamatan_verifikasi.sk_tim_verifikasi,
    "lembar_verifikasi": kecamatan_verifikasi.lembar_verifikasi,
    "rekap_verifikasi": kecamatan_verifikasi.rekap_verifikasi,
    "rekap_usulan_desa": kecamatan_verifikasi.rekap_usulan_desa,
    "daftar_prioritas": kecamatan_prioritas.daftar_prioritas,
    "usulan_didanai": kecamatan_prioritas.usulan_didanai,
    "petikan_spc": kecamatan_spc.petikan_spc,
    "surat_mandat": kecamatan_spc.surat_mandat,
    "formulir_r3": kecamatan_spc.formulir_r3,
    "ba_forum_skpd": kabupaten.ba_forum_skpd,
    "ba_musrenbang_kabupaten": kabupaten.ba_musrenbang_kabupaten,
    "daftar_hearing": kabupaten_daftar.daftar_hearing,
    "formulir_r4": kabupaten_daftar.formulir_r4,
    "laporan_musrenbang": laporan.laporan_musrenbang,
    "kabar_usulan": kabar.kabar_usulan,
    "undangan": musyawarah.undangan,
    "notulen": musyawarah.notulen,
    "ba_pertemuan": musyawarah.ba_pertemuan,
    "ba_mkp": musyawarah.ba_mkp,
    "ba_musrenbangdes_rpjm": rpjm_musyawarah.ba_musrenbangdes_rpjm,
    "sk_tim_penyusun": tim.sk_tim_penyusun,
    "keputusan_bpd": perdes.keputusan_bpd,
    "rancangan_perdes_rpjm": perdes.rancangan_perdes_rpjm,
    "perdes_rpjm": perdes.perdes_rpjm,
    "pkd_kelompok": pkd.pkd_kelompok,
    "pkd_desa": pkd.pkd_desa,
    "formulir_rpjm": rpjm_formulir.formulir_rpjm,
    "matrik_rpjm": rpjm_formulir.matrik_rpjm,
    "matrik_rpjm_tahunan": rpjm_formulir.matrik_rpjm_tahunan,
    "formulir_rkp": rkp_formulir.formulir_rkp,
    "du_rkp": rkp_formulir.du_rkp,
    "surat_usulan": rkp_formulir.surat_usulan,
    "penyelarasan": rkp_formulir.penyelarasan,
    "lkpj": lkpj.lkpj,
    "formulir_kosong": kosong.formulir_kosong,
    "naskah_rpjm": naskah_rpjm.naskah_rpjm,
    "naskah_rkp": naskah_rkp.naskah_rkp,
}


def main(root: Path) -> None:
    for kind, draft in DRAFTS.items():
        path = root / kind / "template.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(word_file(draft()))
        print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else templates_root())
