"""The folders of the papers and an office's own version in front of them."""

import pytest

from musren.domain.errors import NotFound
from musren.papers import contracts, kinds
from musren.papers.contracts import CONTRACTS


def test_every_contract_has_its_folder_and_every_folder_its_contract():
    assert set(kinds.kinds()) == set(CONTRACTS)


def test_a_folder_is_complete(kind):
    folder = kinds.templates_root() / kind
    assert {path.name for path in folder.iterdir()} == {
        *("template.docx", "paper.toml", "sample.toml")
    }


def test_a_paper_has_a_register_when_its_contract_knows_a_number(kind):
    assert bool(kinds.kind(kind).register) == ("nomor" in contracts.contract(kind).fields)


def test_an_unknown_paper_is_refused():
    with pytest.raises(NotFound, match="tidak dikenal"):
        kinds.template("surat_cinta")


def test_an_offices_own_file_stands_in_front_of_the_shipped_one(tmp_path):
    own = tmp_path / "spc" / "template.docx"
    own.parent.mkdir()
    own.write_bytes(b"milik kantor")
    assert kinds.template("spc", tmp_path) == b"milik kantor"
    assert kinds.template("sk_rkp_desa", tmp_path) == kinds.template("sk_rkp_desa")
