"""The session on priorities in tests: proposals at the kecamatan and the ways to rank them."""

import pytest

from musren.domain.errors import Invalid
from musren.domain.peran import Peran
from musren.models.prioritas import SidangPrioritas
from musren.services.prioritas.urutan import lists
from musren.services.usulan_masuk import incoming, list_key
from tests import dunia
from tests.dunia import KECAMATAN, SUKAMAJU, SUKAMULYA, kinds

LISTS = ("spp", "bukan_spp", "apbd")


def two_villages(kantor, tahun):
    """Two villages, each with an SPP, two other BLM and two APBD proposals at the kecamatan."""
    for place in (SUKAMAJU, SUKAMULYA):
        kantor.village_signed(tahun, place, kinds("spp", "blm", "mkp", "apbd", "apbd"))
    who = dunia.act(kantor.session, Peran.CAMAT)
    dunia.fill(kantor.session, who, "profil-kecamatan", tahun, KECAMATAN, dunia.CAMAT)
    return tahun


def ids(session, tahun, daftar):
    return [str(o.usulan_id) for o in incoming(session, tahun, KECAMATAN) if list_key(o) == daftar]


def hold_session(session, tahun, daftar, **answers):
    who = dunia.act(session, Peran.FK, pada=dunia.LATER)
    told = dunia.fill(session, who, "sidang-prioritas", tahun, KECAMATAN, answers, objek=daftar)
    return session.get_one(SidangPrioritas, int(told.removeprefix("sidang_prioritas:")))


def groups(session, tahun, daftar, *orders, **more):
    """Group orders: each names the places of the proposals in the order they came in."""
    rows = [
        {"usulan_id": key, **{f"g{n}": str(order[at]) for n, order in enumerate(orders, 1)}}
        for at, key in enumerate(ids(session, tahun, daftar))
    ]
    return {
        "cara": "kelompok",
        "banyak_kelompok": str(len(orders)),
        "urutan_kelompok": rows,
        **more,
    }


def votes(session, tahun, daftar, jumlah_pemilih, *counts):
    rows = [
        {"usulan_id": key, "suara": str(n)}
        for key, n in zip(ids(session, tahun, daftar), counts, strict=True)
    ]
    return {"cara": "suara", "jumlah_pemilih": str(jumlah_pemilih), "suara_usulan": rows}


def directly(session, tahun, daftar):
    keys = ids(session, tahun, daftar)
    rows = [{"usulan_id": key, "peringkat": str(n)} for n, key in enumerate(keys, 1)]
    return {"cara": "langsung", "urutan_langsung": rows}


def refused(session, tahun, daftar, error=Invalid, **answers):
    with pytest.raises(error) as told, session.begin_nested():
        hold_session(session, tahun, daftar, **answers)
    return told.value


def spp_done(session, tahun):
    hold_session(session, tahun, "spp", **directly(session, tahun, "spp"))


def ranks(session, tahun, daftar):
    saran = lists(session, tahun, KECAMATAN)[daftar].saran
    return [saran.get(int(key)) for key in ids(session, tahun, daftar)]
