"""The shipped files are what the generator makes."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SHIPPED = ROOT / "ppm_xl" / "demo"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("demo")
    subprocess.run(
        [sys.executable, str(ROOT / "tools" / "make_demo_school.py"), str(folder)],
        check=True,
        capture_output=True,
        timeout=120,
    )
    return folder


def contents(path: Path) -> bytes | dict[str, bytes]:
    """Give a file's bytes; a workbook's part by part, as deflate differs between machines."""
    if path.suffix != ".xlsx":
        return path.read_bytes()
    with zipfile.ZipFile(path) as package:
        return {name: package.read(name) for name in package.namelist()}


def test_the_generator_makes_the_shipped_files(made: Path) -> None:
    def listed(folder: Path) -> dict[str, Path]:
        return {
            str(path.relative_to(folder)): path
            for path in folder.rglob("*")
            if path.suffix in {".csv", ".xlsx", ".json"}
        }

    shipped, again = listed(SHIPPED), listed(made)
    assert shipped.keys() == again.keys()
    assert len(shipped) >= 20
    for name, path in shipped.items():
        assert contents(path) == contents(again[name]), name
