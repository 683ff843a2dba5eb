"""`python -m tools.draft_templates [FOLDER]` writes every shipped template.docx anew."""

import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from musren.papers.kinds import templates_root
from tools.draft_templates import desa, kecamatan
from tools.draft_templates.package import Draft, word_file

DRAFTS: Mapping[str, Callable[[], Draft]] = {
    "daftar_hadir": desa.daftar_hadir,
    "ba_musrenbangdes": desa.ba_musrenbangdes,
    "sk_rkp_desa": desa.sk_rkp_desa,
    "ba_musrenbang_kecamatan": kecamatan.ba_musrenbang_kecamatan,
    "spc": kecamatan.spc,
}


def main(root: Path) -> None:
    for kind, draft in DRAFTS.items():
        path = root / kind / "template.docx"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(word_file(draft()))
        print(path)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else templates_root())
