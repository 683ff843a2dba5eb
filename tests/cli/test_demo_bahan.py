"""The material of the demo kabupaten: sizes, places, drawn proposals, and rows written in bulk."""

from collections import Counter
from random import Random
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.cli.demo.kabupaten.kegiatan import LISTS, drawn
from musren.cli.demo.kabupaten.tahap import TahapDesa, TahapKecamatan, plan
from musren.cli.demo.kabupaten.tempat import places
from musren.cli.demo.kabupaten.tulis import keep_usulan
from musren.cli.demo.kabupaten.ukuran import (
    FEWEST_DESA,
    FEWEST_USULAN,
    MOST_USULAN,
    Ukuran,
    shared_out,
)
from musren.domain.peran import Peran
from musren.integration.klasifikasi import FaktaUsulan, Konteks, check
from musren.integration.profil import load
from musren.models.tables import Jejak, RiwayatStatus, Usulan, UsulanDana
from musren.models.wilayah import columns_of
from musren.services import usulan
from tests import dunia

PROFIL = load("pnpm-2010")
BIDANG = {one.kunci: one.nama for one in PROFIL.bidang}
SEEDS = st.integers(0, 10_000)


@given(st.integers(1, 40), st.integers(0, 2000), SEEDS)
def test_a_number_is_shared_out_to_the_last_one_and_within_its_bounds(parts, more, seed):
    least, most = 3, 3 + more // parts + 40
    total = least * parts + more
    found = shared_out(total, parts, Random(seed), least=least, most=most)
    assert sum(found) == total
    assert len(found) == parts
    assert all(least <= part <= most for part in found)


@pytest.mark.parametrize(("kecamatan", "desa"), [(20, 300), (2, 6), (1, 2), (60, 900), (5, 120)])
def test_places_are_unequal_in_size_and_no_two_villages_have_one_name(kecamatan: int, desa: int):
    found = places(Ukuran(kecamatan=kecamatan, desa=desa))
    villages = [one for place in found for one in place.desa]
    assert (len(found), len(villages)) == (kecamatan, desa)
    assert len({nama for _, nama in villages}) == desa
    assert len({one.nama for one in found}) == kecamatan
    assert all(place.kode.contains(kode) for place in found for kode, _ in place.desa)
    sizes = {len(place.desa) for place in found}
    assert min(sizes) >= FEWEST_DESA
    assert len(sizes) > 1 or kecamatan == 1


def test_the_large_kabupaten_shows_every_stage_and_has_all_its_proposals():
    ukuran = Ukuran()
    found = plan(ukuran, places(ukuran))
    assert {one.tahap for one in found} == set(TahapKecamatan)
    villages = [village for one in found for village in one.desa]
    assert {village.tahap for village in villages} == set(TahapDesa)
    assert sum(village.usulan for village in villages) == ukuran.usulan
    assert all(
        FEWEST_USULAN <= village.usulan <= MOST_USULAN
        for village in villages
        if village.tahap >= TahapDesa.USULAN
    )
    done = sum(village.tahap is TahapDesa.SELESAI for village in villages)
    assert done > len(villages) * 3 // 4


def facts(nilai: dict[str, Any]) -> FaktaUsulan:
    return FaktaUsulan(
        kode=f"{nilai['kegiatan']}/{nilai['lokasi']}", kegiatan=nilai["kegiatan"],
        jenis=nilai["jenis"], asal=nilai["asal"], sifat=nilai["sifat"], biaya=nilai["biaya"],
        dana={d["sumber"]: d["jumlah"] for d in nilai["dana"]},
        rincian={d["sumber"]: d["rincian"] for d in nilai["dana"]}, skpd=nilai["skpd"],
        pemanfaat_rtm=nilai["pemanfaat_rtm"],
    )  # fmt: skip


@settings(max_examples=25, deadline=None)
@given(SEEDS, st.integers(FEWEST_USULAN, MOST_USULAN))
def test_drawn_proposals_differ_add_up_and_no_hard_rule_is_against_them(seed, banyak):
    found = drawn(Random(seed), banyak, 2011, BIDANG)
    assert len(found) == banyak
    assert len({(one.nilai["kegiatan"], one.nilai["lokasi"]) for one in found}) == banyak
    assert Counter(one.kategori for one in found)["blm"] <= 3
    blm = tuple(facts(one.nilai) for one in found if one.kategori == "blm")
    for one in found:
        nilai = one.nilai
        assert nilai["biaya"] == sum(d["jumlah"] for d in nilai["dana"])
        assert nilai["biaya"] % int(nilai["volume"]) == 0
        assert all(d["jumlah"] > 0 for d in nilai["dana"])
        assert 0 < nilai["pemanfaat_rtm"] <= nilai["pemanfaat_l"] + nilai["pemanfaat_p"]
        assert nilai["bidang"] in BIDANG.values()
        told = check(PROFIL, facts(nilai), one.kategori, Konteks(usulan_blm=blm))
        assert [a.kalimat for a in told if a.keras] == []
    assert {one.kategori for one in found} <= {"blm", *LISTS}


GENERATED = {"id", "kunci", "usulan_id", "nomor_urut", "kode", "objek"}


def told(row: Any) -> dict[str, Any]:
    return {name: value for name, value in columns_of(row).items() if name not in GENERATED}


def test_what_is_written_in_bulk_is_what_sending_the_form_writes(session: Session):
    opened = dunia.year(session)
    act = dunia.act(session, Peran.KPMD)
    found = drawn(Random(7), 12, 2011, BIDANG)
    neighbour = dunia.act(session, Peran.KPMD, dunia.SUKAMULYA)
    for number, one in enumerate(found):
        usulan.create(
            session, neighbour, opened, dunia.SUKAMULYA, one.nilai, kunci=f"satu-{number}"
        )
    session.flush()
    ids = keep_usulan(session, act, opened, dunia.SUKAMAJU, found)
    session.expire_all()
    bulk = [session.get_one(Usulan, one) for one in ids]
    single = usulan.of_village(session, opened, dunia.SUKAMULYA)
    assert [one.nomor_urut for one in bulk] == list(range(1, 13))
    assert usulan.next_number(session, opened, dunia.SUKAMAJU) == 13
    place = {"desa_kode": "", "wilayah_kode": "", "pelaku_id": 0, "pengguna_id": 0}
    for left, right in zip(bulk, single, strict=True):
        assert told(left) | place == told(right) | place
        for table in (UsulanDana, RiwayatStatus):
            pair = [
                [
                    told(row) | place
                    for row in session.scalars(
                        select(table).where(table.usulan_id == one.id).order_by(table.id)
                    )
                ]
                for one in (left, right)
            ]
            assert pair[0] == pair[1] != []
        traces = [
            told(session.scalars(select(Jejak).where(Jejak.objek == f"usulan:{one.kode}")).one())
            | place
            for one in (left, right)
        ]
        assert traces[0] == traces[1]
