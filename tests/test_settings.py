"""Settings from the environment: defaults, the key that is made once, names that are refused."""

import stat
from pathlib import Path

import pytest

from musren.settings import NAMES, BadSetting, load


def loaded(tmp_path: Path, **env: str):
    return load({"MUSREN_DATA_DIR": str(tmp_path), **env})


def test_one_folder_is_enough(tmp_path: Path):
    found = loaded(tmp_path)
    assert found.database_url == f"sqlite:///{tmp_path / 'musren.db'}"
    assert found.files_dir == tmp_path / "berkas"
    assert found.templates_dir is None


def test_the_secret_key_is_made_once_and_for_the_owner_alone(tmp_path: Path):
    first = loaded(tmp_path / "new")
    assert loaded(tmp_path / "new").secret_key == first.secret_key
    assert len(first.secret_key) == 64
    assert stat.S_IMODE((tmp_path / "new" / "kunci_rahasia").stat().st_mode) == 0o600
    assert first.secret_key not in repr(first)


def test_a_key_of_ones_own_is_not_written_down(tmp_path: Path):
    assert loaded(tmp_path, MUSREN_SECRET_KEY="k" * 40).secret_key == "k" * 40
    assert not (tmp_path / "kunci_rahasia").exists()


@pytest.mark.parametrize("plain", ["postgres", "postgresql", "postgresql+psycopg"])
def test_the_plain_address_of_postgresql_is_understood(tmp_path: Path, plain: str):
    found = loaded(tmp_path, MUSREN_DATABASE_URL=f"{plain}://a:b@c/d")
    assert found.database_url == "postgresql+psycopg://a:b@c/d"


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("MUSREN_DATABSE_URL", "sqlite://"),
        ("MUSREN_DATABASE_URL", "mysql://a/b"),
        ("MUSREN_DATABASE_URL", "postgresql://a:geheim@b:port/c"),
        ("MUSREN_REDIS_URL", "http://a:geheim@b"),
        ("MUSREN_UPLOAD_LIMIT", "0"),
        ("MUSREN_UPLOAD_LIMIT", "10 MB"),
        ("MUSREN_SESSION_HOURS", "-1"),
        ("MUSREN_PDF_SECONDS", "1.5"),
    ],
)
def test_a_setting_that_cannot_be_used_is_named_without_its_secrets(
    tmp_path: Path, name: str, value: str
):
    with pytest.raises(BadSetting, match=name) as refused:
        loaded(tmp_path, **{name: value})
    assert "geheim" not in str(refused.value)


def test_other_names_of_the_environment_are_left_alone(tmp_path: Path):
    assert loaded(tmp_path, HOME="/root", LANG="C")


def test_every_setting_is_explained():
    assert all(name.startswith("MUSREN_") and told for name, told in NAMES.items())
