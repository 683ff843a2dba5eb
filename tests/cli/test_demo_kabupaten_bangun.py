"""Building the whole kabupaten: the same on both engines, once more, and after a stop."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from musren.cli.demo.kabupaten.bangun import build
from musren.cli.demo.kabupaten.ukuran import Ukuran
from musren.cli.ruang import ruang
from musren.models.database import Database
from musren.models.tables import (
    BarisAnggaran,
    Kemajuan,
    Naskah,
    PetaWilayah,
    Pokir,
    PokirUsulan,
    Serapan,
    TidakTerserap,
    Usulan,
)
from musren.settings import load
from tests.cli.conftest import Run
from tests.fixtures.database import empty
from tests.fixtures.demo import SIZE, Play, play


def kept(session: Session) -> dict[str, list[tuple[Any, ...]]]:
    """What a build wrote, without the numbers and moments that only a run of its own has."""
    wanted = {
        "naskah": select(Naskah.jenis, Naskah.wilayah_kode, Naskah.nomor, Naskah.fakta_sha256),
        "usulan": select(Usulan.kode, Usulan.status, Usulan.biaya),
        "pokir": select(Pokir.kode, Pokir.kegiatan, Pokir.anggota_nama, Pokir.biaya),
        "sandingan": select(Pokir.kode, Usulan.kode, PokirUsulan.kawal)
        .join(PokirUsulan, PokirUsulan.pokir_id == Pokir.id)
        .join(Usulan, Usulan.id == PokirUsulan.usulan_id),
        "anggaran": select(
            BarisAnggaran.wilayah_kode, BarisAnggaran.kunci, BarisAnggaran.keadaan,
            BarisAnggaran.pagu, BarisAnggaran.alasan,
        ),
        "serapan": select(BarisAnggaran.kunci, Usulan.kode, Serapan.jumlah, Serapan.cara)
        .join(Serapan, Serapan.baris_id == BarisAnggaran.id)
        .join(Usulan, Usulan.id == Serapan.usulan_id),
        "alasan": select(Usulan.kode, TidakTerserap.alasan, TidakTerserap.keterangan).join(
            Usulan, Usulan.id == TidakTerserap.usulan_id
        ),
        "kemajuan": select(
            Usulan.kode, Kemajuan.tanggal, Kemajuan.persen, Kemajuan.realisasi
        ).join(Usulan, Usulan.id == Kemajuan.usulan_id),
        "peta": select(PetaWilayah.wilayah_kode, PetaWilayah.bentuk),
    }  # fmt: skip
    return {
        name: sorted(map(tuple, session.execute(one)), key=repr) for name, one in wanted.items()
    }


def kept_in(settings: dict[str, str]) -> dict[str, list[tuple[Any, ...]]]:
    with ruang(load(settings)) as room, room.database.read() as session:
        return kept(session)


def test_both_engines_keep_and_list_the_same(
    luas: Play, tmp_path: Path, postgres_database: Database
):
    url = postgres_database.engine.url.render_as_string(hide_password=False)
    try:
        other = play(tmp_path, *SIZE, url=url)
        assert other.manifest == luas.manifest
        assert kept_in(other.settings | {"MUSREN_DATABASE_URL": url}) == kept_in(luas.settings)
    finally:
        empty(postgres_database)


def test_a_second_run_changes_nothing(luas: Play, tmp_path: Path):
    before = luas.manifest, kept_in(luas.settings)
    again = luas.copied(tmp_path)
    assert play(tmp_path, *SIZE).manifest == before[0]
    assert kept_in(again.settings) == before[1]


class Stopped(Exception):
    """Somebody pulls the plug."""


STOPS = ("  1/", "Musrenbang Kabupaten", "APBD", "Kemajuan")
"""Where the plug is pulled: in the villages, and before a step."""


def test_a_run_that_was_stopped_goes_on_to_the_same_end(tmp_path: Path):
    def stop_at(words: str) -> Callable[[str], None]:
        def tell(told: str) -> None:
            if told.startswith(words):
                raise Stopped

        return tell

    small, seen = Ukuran(kecamatan=2, desa=4, usulan=60), []
    for folder, stops in (("sekaligus", ()), ("terputus", STOPS)):
        with ruang(load({"MUSREN_DATA_DIR": str(tmp_path / folder)})) as room:
            for words in stops:
                with pytest.raises(Stopped):
                    build(room, small, tell=stop_at(words))
            build(room, small)
            with room.database.read() as session:
                seen.append(kept(session))
    assert seen[0] == seen[1]
    assert all(seen[0].values())


@pytest.mark.parametrize(
    ("more", "told"),
    [
        (["--desa", "6"], "--desa hanya untuk kabupaten contoh"),
        (["--kabupaten", "--pdf"], "--pdf hanya untuk kecamatan contoh"),
        (["--kabupaten", "--kecamatan", "2", "--desa", "300"], "Jumlah desa 300: isi 4 sampai 80"),
        (["--kabupaten", "--kecamatan", "2", "--desa", "4", "--usulan", "9"], "Jumlah usulan 9"),
        ([], "Pilihan --out belum diisi"),
    ],
)
def test_what_cannot_be_built_is_refused_before_anything_is_written(
    run: Run, plain_home: Path, more: list[str], told: str
):
    found = run("demo", *more)
    assert found.code != 0
    assert told in found.err
    assert not plain_home.exists()
