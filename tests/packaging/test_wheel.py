"""The wheel, built and installed in a clean environment outside the checkout, does the main job."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--wheel", "--outdir", str(out), str(ROOT)],
        check=True,
        capture_output=True,
        timeout=300,
    )
    (built,) = out.glob("*.whl")
    return built


def test_it_holds_what_is_needed_and_nothing_else(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()
    for needed in (
        "ppm_xl/workbook_template.xlsm",
        "ppm_xl/py.typed",
        "ppm_xl/demo/manifest.json",
        "ppm_xl/paper/templates/family_report.typ",
    ):
        assert needed in names
    assert any(name.endswith("licenses/THIRD-PARTY.md") for name in names)
    rooms = {name.split("/")[0] for name in names}
    assert rooms == {"ppm_xl", next(r for r in rooms if r.endswith(".dist-info"))}


def test_it_runs_new_and_demo_elsewhere(wheel: Path, tmp_path: Path) -> None:
    """Its dependencies are the locked ones; only ppm-xl itself is installed anew.

    The new environment sees this one's packages through a path file, so that the test needs no
    second download; the checkout itself is not on it, as an editable install is a path file too
    and those are not followed twice.
    """
    venv.create(tmp_path / "env", with_pip=True)
    python = tmp_path / "env" / "bin" / "python"
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    subprocess.run(
        [python, "-m", "pip", "install", "--quiet", "--no-deps", "--no-index", str(wheel)],
        check=True,
        capture_output=True,
        env=clean,
        timeout=120,
    )
    own = next((tmp_path / "env" / "lib").glob("python3*/site-packages"))
    theirs = next(Path(p) for p in sys.path if p.endswith("site-packages"))
    (own / "dependencies.pth").write_text(f"{theirs}\n", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()

    def run(*arguments: str) -> str:
        return subprocess.run(
            arguments, check=True, capture_output=True, text=True, cwd=elsewhere, env=clean
        ).stdout

    where = run(str(python), "-I", "-c", "import ppm_xl; print(ppm_xl.__file__)")
    assert Path(where.strip()).is_relative_to(tmp_path / "env")
    command = str(tmp_path / "env" / "bin" / "ppm-xl")
    assert "Made Book.xlsm." in run(command, "new", "Book.xlsm", "--school", "Elsewhere School")
    assert (elsewhere / "Book.xlsm").stat().st_size > 50_000
    said = run(command, "demo", "out")
    assert "191 pupils in 7 classes" in said
    assert len(list((elsewhere / "out").rglob("Meeting pack.pdf"))) == 7
