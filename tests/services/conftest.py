"""An opened planning year and an office with a real store, for tests of the services."""

from pathlib import Path

import pytest
from sqlalchemy.orm import Session

from musren.adapters.gudang import Gudang
from musren.models.tahun import Tahun
from tests import dunia


@pytest.fixture
def tahun(session: Session) -> Tahun:
    """The planning year 2011 of the fictional kabupaten."""
    return dunia.year(session)


@pytest.fixture(scope="session")
def templat_pendek(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return dunia.short_templates(tmp_path_factory.mktemp("templat"))


@pytest.fixture
def kantor(session: Session, tmp_path: Path, templat_pendek: Path) -> dunia.Kantor:
    """Issues and signs papers of one line within the test's own session."""
    return dunia.Kantor(session, Gudang(tmp_path / "gudang"), templat_pendek)


@pytest.fixture
def kantor_asli(session: Session, tmp_path: Path) -> dunia.Kantor:
    """The same with the shipped templates, which take their time."""
    return dunia.Kantor(session, Gudang(tmp_path / "gudang"))
