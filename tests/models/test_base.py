"""Exact types: moments with a zone, quantities to the thousandth, constraints with names."""

from datetime import UTC, datetime, timedelta, timezone
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import CheckConstraint, ForeignKeyConstraint, PrimaryKeyConstraint, Table
from sqlalchemy.dialects import sqlite
from sqlalchemy.exc import IntegrityError, StatementError
from sqlalchemy.orm import Session

from musren.models.base import Thousandths
from musren.models.orang import PercobaanMasuk, Tugas
from musren.models.tables import METADATA, Dusun, Usulan, Wilayah
from musren.models.wilayah import columns_of

SQLITE = sqlite.dialect()


@pytest.mark.parametrize("table", METADATA.sorted_tables, ids=lambda table: table.name)
def test_every_constraint_has_a_name(table: Table):
    assert [c for c in table.constraints if not c.name] == []
    assert all(index.name for index in table.indexes)
    for constraint in table.constraints:
        if isinstance(constraint, CheckConstraint | ForeignKeyConstraint | PrimaryKeyConstraint):
            assert table.name in str(constraint.name)


def test_a_moment_without_a_zone_is_refused(session: Session):
    session.add(PercobaanMasuk(nama_pengguna="a", alamat="b", pada=datetime(2011, 1, 17)))  # noqa: DTZ001
    with pytest.raises(StatementError, match="without a time zone"):
        session.flush()


def test_a_moment_comes_back_as_the_same_instant_in_utc(session: Session):
    wib = datetime(2011, 1, 17, 9, 30, 15, 123456, tzinfo=timezone(timedelta(hours=7)))
    session.add(PercobaanMasuk(nama_pengguna="a", alamat="b", pada=wib))
    session.flush()
    session.expire_all()
    (found,) = session.query(PercobaanMasuk).all()
    assert found.pada == wib
    assert found.pada.tzinfo is UTC


@given(st.decimals(-(10**9), 10**9, places=3))
def test_a_quantity_comes_back_exactly(value: Decimal):
    kept = Thousandths().process_bind_param(value, SQLITE)
    assert isinstance(kept, int)
    assert Thousandths().process_result_value(kept, SQLITE) == value


@pytest.mark.parametrize(("kept", "text"), [(1_800_000, "1800"), (2500, "2.5"), (-1500, "-1.5")])
def test_a_quantity_has_no_zeros_behind_and_no_exponent(kept: int, text: str):
    assert str(Thousandths().process_result_value(kept, SQLITE)) == text


def test_an_unknown_quantity_stays_unknown():
    assert Thousandths().process_bind_param(None, SQLITE) is None
    assert Thousandths().process_result_value(None, SQLITE) is None


@pytest.mark.parametrize(
    "row",
    [
        Wilayah(kode="99.01.01", nama="X", tingkat=3, induk_kode="99.01"),
        Dusun(desa_kode="99.01.01.2001", nama="I", urutan=1),
        Wilayah(kode="99", nama="X", tingkat=5),
    ],
    ids=["a region without its parent", "a hamlet without its village", "a fifth level"],
)
def test_the_database_itself_refuses_what_cannot_be(session: Session, row: Wilayah | Dusun):
    session.add(row)
    with pytest.raises(IntegrityError):
        session.flush()


def test_columns_of_a_row_are_told_by_name():
    row = Wilayah(kode="99", nama="Provinsi Contoh", tingkat=1)
    assert columns_of(row)["nama"] == "Provinsi Contoh"
    assert "kunci" in {column.key for column in Usulan.__mapper__.column_attrs}
    assert "mulai" in {column.key for column in Tugas.__mapper__.column_attrs}
