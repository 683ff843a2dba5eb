"""The papers musren makes, as their folders in ``doc_templates`` describe them."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from types import MappingProxyType
from typing import Any

from musren.domain.errors import NotFound
from musren.papers.contracts import CONTRACTS


@dataclass(frozen=True, kw_only=True)
class Kind:
    """One paper: its names, its register and who signs it.

    `register` is the key of the number pattern in the profile, or None for a paper without
    a number; `level` is "desa", "kecamatan" or both; `clause` names the Panduan.
    """

    code: str
    title: str
    instrument: str
    level: tuple[str, ...]
    page: str
    register: str | None
    contract: str
    signers: tuple[str, ...]
    clause: str


def templates_root() -> Path:
    """The folder of the shipped papers, beside the package in a source checkout."""
    return Path(__file__).resolve().parents[2] / "doc_templates"


@cache
def kinds() -> Mapping[str, Kind]:
    """All papers by their code, in alphabetical order."""
    folders = sorted(path.parent for path in templates_root().glob("*/paper.toml"))
    return MappingProxyType({folder.name: _read(folder) for folder in folders})


def kind(code: str) -> Kind:
    """The kind of a paper by its code or by a paper's key (``daftar_hadir~mkp``).

    Raises NotFound.
    """
    try:
        return kinds()[code.partition("~")[0]]
    except KeyError:
        raise NotFound(f"Jenis naskah “{code}” tidak dikenal.") from None


def template_path(code: str, office: Path | None = None) -> Path:
    """The Word file to fill: the office's own ``<office>/<code>/template.docx``, else ours."""
    shipped = templates_root() / kind(code).code / "template.docx"
    if office is not None and (own := office / kind(code).code / "template.docx").is_file():
        return own
    return shipped


def template(code: str, office: Path | None = None) -> bytes:
    return template_path(code, office).read_bytes()


def sample(code: str) -> dict[str, Any]:
    """The sample facts of a paper, complete and fictional."""
    path = templates_root() / kind(code).code / "sample.toml"
    return tomllib.loads(path.read_text("utf-8"))


def _read(folder: Path) -> Kind:
    """Read paper.toml; an unknown or missing key, or a contract nobody wrote, is an error."""
    data = tomllib.loads((folder / "paper.toml").read_text("utf-8"))
    level, signers = tuple(data.pop("level")), tuple(data.pop("signers"))
    register: str | None = data.pop("register", None)
    found = Kind(code=folder.name, register=register, level=level, signers=signers, **data)
    if found.contract not in CONTRACTS:
        raise LookupError(f"{folder.name}: no contract named {found.contract}")
    return found
