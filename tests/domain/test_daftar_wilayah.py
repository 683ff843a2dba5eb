"""The directory of regions and the tool that packs it."""

import lzma
import subprocess
import sys
from importlib.resources import files
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from musren.domain import daftar_wilayah
from musren.domain.daftar_wilayah import Entry, UnknownRegion, entries_of, get, path_name, search
from musren.domain.errors import NotFound
from musren.domain.wilayah import Level, RegionCode

TOOL = Path(__file__).parents[2] / "tools" / "pack_wilayah.py"
DEMO_DESA = (
    *("Sukamaju", "Sukamulya", "Tanjung Harapan", "Karang Rejo", "Sumber Makmur", "Muara Tenang"),
    *("Bukit Sari", "Air Bening", "Mekar Jaya", "Padang Luas", "Rantau Indah", "Lubuk Permai"),
)


def names(found: tuple[Entry, ...]) -> list[str]:
    return [entry.nama_lengkap for entry in found]


def test_all_regions_of_the_ministry_are_there_and_the_fictional_ones_are_not_counted():
    assert daftar_wilayah.counts() == {
        Level.PROVINSI: 38,
        Level.KABUPATEN: 514,
        Level.KECAMATAN: 7_285,
        Level.DESA: 83_762,
    }


def test_a_known_village_is_found_with_its_path():
    code = RegionCode.parse("3507212012")
    assert get(code) == Entry(code, "Pandanlandung")
    assert path_name(code) == "Desa Pandanlandung, Kecamatan Wagir, Kabupaten Malang"


def test_every_region_has_a_parent_and_a_well_formed_code():
    for text in daftar_wilayah._all_names():
        parent = RegionCode(text).parent
        assert parent is None or str(parent) in daftar_wilayah._all_names()


@pytest.mark.parametrize(
    ("code", "sebutan", "nama", "nama_pendek"),
    [
        ("35", "Provinsi", "Jawa Timur", "Jawa Timur"),
        ("35.07", "Kabupaten", "Kabupaten Malang", "Malang"),
        ("35.73", "Kota", "Kota Malang", "Malang"),
        ("31.71", "Kota Administrasi", "Kota Administrasi Jakarta Pusat", "Jakarta Pusat"),
        (
            "31.01",
            "Kabupaten Administrasi",
            "Kabupaten Administrasi Kepulauan Seribu",
            "Kepulauan Seribu",
        ),
        ("35.07.21", "Kecamatan", "Wagir", "Wagir"),
        ("35.07.21.2012", "Desa", "Pandanlandung", "Pandanlandung"),
        ("12.72.05.1007", "Kelurahan", "Sukamaju", "Sukamaju"),
        ("99", "Provinsi", "Provinsi Contoh", "Contoh"),
    ],
)
def test_a_region_is_called_what_it_is(code, sebutan, nama, nama_pendek):
    entry = get(RegionCode(code))
    assert (entry.sebutan, entry.nama, entry.nama_pendek) == (sebutan, nama, nama_pendek)
    assert daftar_wilayah.sebutan(RegionCode(code)) == sebutan
    assert entry.nama_lengkap == f"{sebutan} {nama_pendek}"


def test_every_kabupaten_and_kota_splits_into_title_and_short_name():
    kabupaten = [
        Entry(RegionCode(c), n) for c, n in daftar_wilayah._all_names().items() if len(c) == 5
    ]
    assert len(kabupaten) == 516
    assert all(entry.nama_lengkap == entry.nama != entry.nama_pendek for entry in kabupaten)


@pytest.mark.parametrize("code", ["98", "35.99", "35.07.21.9999", "99.03", "99.01.01.2013"])
def test_a_code_outside_the_directory_is_refused(code):
    with pytest.raises(UnknownRegion, match="Periksa angkanya") as refused:
        get(RegionCode(code))
    assert isinstance(refused.value, LookupError)
    assert isinstance(refused.value, NotFound)


def test_the_fictional_kecamatan_has_twelve_villages_and_says_that_it_is_fictional():
    demo = entries_of(RegionCode("99.01"))
    assert names(demo[:3]) == ["Provinsi Contoh", "Kabupaten Bina Makmur", "Kecamatan Sukaraya"]
    assert tuple(entry.nama for entry in demo[3:]) == DEMO_DESA
    assert str(demo[3].kode) == "99.01.01.2001"
    assert all(entry.fiktif for entry in demo)
    assert path_name(demo[3].kode) == "Desa Sukamaju, Kecamatan Sukaraya, Kabupaten Bina Makmur"
    assert not get(RegionCode("35.07")).fiktif


def test_a_province_is_named_alone():
    assert path_name(RegionCode("35")) == "Provinsi Jawa Timur"
    assert path_name(RegionCode("99")) == "Provinsi Contoh"


def test_a_kabupaten_comes_with_its_province_and_all_below_parents_first():
    found = entries_of(RegionCode("35.07"))
    codes = [entry.kode for entry in found]
    assert [str(code) for code in codes[:3]] == ["35", "35.07", "35.07.01"]
    assert codes == sorted(codes)
    below = {text for text in daftar_wilayah._all_names() if text.startswith("35.07.")}
    assert {str(code) for code in codes} == below | {"35", "35.07"}
    assert len(codes) == len(set(codes)) == 425


@pytest.mark.parametrize("code", ["35", "35.07.21", "35.07.21.2012", "35.99", "99.03"])
def test_only_a_known_kabupaten_can_be_listed(code):
    with pytest.raises(UnknownRegion):
        entries_of(RegionCode(code))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("pandanlandung", "Desa Pandanlandung"),
        ("PANDANLANDUNG", "Desa Pandanlandung"),
        ("kecamatan wagir", "Kecamatan Wagir"),
        ("wagir", "Kecamatan Wagir"),
        ("malang", "Kabupaten Malang"),
        ("kota malang", "Kota Malang"),
        ("jawa timur", "Provinsi Jawa Timur"),
        ("3507", "Kabupaten Malang"),
        ("35.07.21.2012", "Desa Pandanlandung"),
        ("3507212012", "Desa Pandanlandung"),
        ("bina makmur", "Kabupaten Bina Makmur"),
        ("yogyakarta istimewa", "Provinsi Daerah Istimewa Yogyakarta"),
    ],
)
def test_the_best_match_comes_first(text, first):
    assert names(search(text))[0] == first


def test_other_words_may_be_in_the_names_above():
    assert names(search("pandanlandung malang")) == ["Desa Pandanlandung"]
    assert names(search("desa sukamaju sukaraya contoh")) == ["Desa Sukamaju"]


def test_all_words_must_match():
    assert search("pandanlandung bandung") == ()
    assert search("malang timur", level=Level.KABUPATEN)  # Malang in Jawa Timur
    assert search("malang barat", level=Level.KABUPATEN) == ()


def test_a_search_keeps_to_one_level_and_to_its_limit():
    assert names(search("malang", level=Level.KABUPATEN)) == [
        "Kabupaten Malang",
        "Kota Malang",
        "Kabupaten Pemalang",
    ]
    assert len(search("suka")) == 20
    assert len(search("suka", limit=3)) == 3
    assert search("suka", limit=0) == ()
    assert {entry.kode.level for entry in search("35.07", level=Level.DESA)} == {Level.DESA}


def test_the_first_figures_of_a_code_find_what_begins_with_them():
    assert [str(entry.kode) for entry in search("35.07.21.20", limit=2)] == [
        "35.07.21.2001",
        "35.07.21.2002",
    ]
    assert all(entry.kode.text.startswith("35.7") for entry in search("357", limit=200))
    assert search("9901", limit=1)[0].nama == "Kabupaten Bina Makmur"


def test_a_single_letter_finds_names_in_which_a_word_begins_with_it():
    found = search("z", limit=200)
    assert found
    assert all(f" {entry.nama}".casefold().count(" z") for entry in found)


@pytest.mark.parametrize(
    "text", ["", "  ", "%", "_", "'; drop table", "xyzzyx", "12345678901", "(.*"]
)
def test_a_search_that_fits_nothing_finds_nothing(text):
    assert search(text) == ()


@settings(max_examples=40)
@given(st.text(st.sampled_from("abinmkrs 0123.'%"), max_size=12))
def test_no_search_fails(text):
    assert len(search(text, limit=5)) <= 5


def test_the_licence_of_the_data_travels_with_it():
    licence = files("musren.domain").joinpath("WILAYAH-LICENSE.txt").read_text(encoding="utf-8")
    assert "Data wilayah: idn-area-data, ODbL 1.0" in licence
    assert "share-alike" in licence
    assert "300.2.2-2138" in licence


# --- the tool


def pack(folder: Path) -> "subprocess.CompletedProcess[str]":
    arguments = [sys.executable, str(TOOL), str(folder), str(folder / "out.xz")]
    return subprocess.run(arguments, capture_output=True, text=True, check=False)


def write_sources(folder: Path, villages: str) -> None:
    (folder / "provinces.csv").write_text("code,name\n35,Jawa Timur\n", encoding="utf-8")
    (folder / "regencies.csv").write_text("code,province_code,name\n35.07,35,Kabupaten Malang\n")
    (folder / "districts.csv").write_text('code,regency_code,name\n35.07.21,35.07,"Ra""as"\n')
    (folder / "villages.csv").write_text(f"code,district_code,name\n{villages}", encoding="utf-8")


def test_what_the_tool_packs_is_what_the_directory_reads(tmp_path):
    write_sources(tmp_path, "35.07.21.2002,35.07.21,Du’en\n35.07.21.2001,35.07.21,Satu  Dua \n")
    done = pack(tmp_path)
    assert done.returncode == 0, done.stderr
    lines = lzma.decompress((tmp_path / "out.xz").read_bytes()).decode()
    assert dict(daftar_wilayah._unpacked(lines)) == {
        "35": "Jawa Timur",
        "35.07": "Kabupaten Malang",
        "35.07.21": 'Ra"as',
        "35.07.21.2001": "Satu Dua",
        "35.07.21.2002": "Du’en",
    }


@pytest.mark.parametrize(
    "villages",
    [
        "35.08.21.2001,35.08.21,Yatim\n",
        "35.07.21.2001,35.07.21,Satu\n35.07.21.2001,35.07.21,Dua\n",
        "35.07.21.2001,35.07.21,\n",
    ],
)
def test_the_tool_refuses_orphans_duplicates_and_nameless_regions(tmp_path, villages):
    write_sources(tmp_path, villages)
    done = pack(tmp_path)
    assert done.returncode != 0
    assert "villages.csv" in done.stderr
    assert not (tmp_path / "out.xz").exists()
