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


@pytest.fixture
def kantor(session: Session, tmp_path: Path) -> dunia.Kantor:
    """Issues and signs papers within the test's own session."""
    return dunia.Kantor(session=session, store=Gudang(tmp_path / "gudang"))
