"""No file names a package registry or a folder of one machine: a clone works anywhere."""

import re

import pytest

from tests.guards.tree import contents, project_files

# Written in two halves, so that this file keeps its own rule.
REGISTRIES = (
    "pypi" + ".org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "deb" + ".debian.org",
    "security" + ".debian.org",
    "archive" + ".ubuntu.com",
    "crates" + ".io",
    "js" + "delivr",
    "un" + "pkg.com",
    "cdn" + "js",
)
OPTIONS = ("--" + "index-url", "--extra-" + "index-url", "--find" + "-links", "--trusted" + "-host")
MACHINE_PATH = rb"(?<![\w.}/-])/(?:work|root|home|Users)/\w"
FORBIDDEN = re.compile(
    b"|".join([*(re.escape(word.encode()) for word in (*REGISTRIES, *OPTIONS)), MACHINE_PATH])
)


def test_no_file_names_a_registry_or_a_machine():
    found = {
        name: match.group().decode()
        for path in project_files()
        for name, data in contents(path)
        if (match := FORBIDDEN.search(data))
    }
    assert found == {}


@pytest.mark.parametrize(
    "line",
    [
        b"https://" + REGISTRIES[0].encode() + b"/simple",
        OPTIONS[0].encode() + b" x",
        b'open("/' + b'root/x")',
        b"in /" + b"work/main",
    ],
)
def test_a_forbidden_name_is_seen(line: bytes):
    assert FORBIDDEN.search(line)


@pytest.mark.parametrize("line", [b"/usr/bin/env bash", b"docs/root/x", b"/kecamatan/root"])
def test_an_ordinary_path_is_left_alone(line: bytes):
    assert not FORBIDDEN.search(line)
