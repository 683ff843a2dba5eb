"""The layers point down only, and the contracts that say so do bite."""

import subprocess
import sys
from pathlib import Path

from tests.guards.tree import ROOT

LINT = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

HOUSE = {
    "house/__init__.py": "",
    "house/domain.py": "import house.web",
    "house/web.py": "",
    ".importlinter": "[importlinter]\nroot_package = house\n"
    "[importlinter:contract:down]\nname = Down\ntype = layers\nlayers =\n  house.web\n  house.domain\n",
}


def lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(LINT, cwd=folder, capture_output=True, text=True, check=False)


def test_the_layers_point_down_only():
    result = lint(ROOT)
    assert result.returncode == 0, result.stdout + result.stderr
    assert "0 broken" in result.stdout


def test_an_import_that_points_up_is_refused(tmp_path: Path):
    for name, text in HOUSE.items():
        file = tmp_path / name
        file.parent.mkdir(exist_ok=True)
        file.write_text(text)
    assert "1 broken" in lint(tmp_path).stdout


def test_every_package_stands_in_a_layer():
    contracts = (ROOT / "pyproject.toml").read_text().split("[tool.importlinter]")[1]
    packages = {path.parent.name for path in (ROOT / "musren").glob("*/__init__.py")}
    layers = contracts.split("layers = [")[1].split("]")[0]
    outside = {"migrations"}
    assert {name for name in packages if name not in layers} <= outside
