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
    """Built with the tools that are here: ``make`` itself installs with those declared alone."""
    out = tmp_path_factory.mktemp("wheel")
    subprocess.run(
        [sys.executable, "-m", "build", "--no-isolation", "--wheel", "--outdir", out, ROOT],
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


def test_every_file_of_the_package_is_in_it(wheel: Path) -> None:
    """So what the demo and the other commands make of them is what other tests see them make."""
    ours = {
        path.relative_to(ROOT).as_posix(): path
        for path in (ROOT / "ppm_xl").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    ours["ppm_xl/workbook_template.xlsm"] = ROOT / "workbook_template.xlsm"
    with zipfile.ZipFile(wheel) as built:
        held = {name for name in built.namelist() if name.startswith("ppm_xl/")}
        assert held == set(ours)
        assert [name for name, path in ours.items() if built.read(name) != path.read_bytes()] == []


THE_NEWEST_EXPORTS = """
import pathlib
from ppm_xl import demo
exports = list(demo.exports())
for export in exports:
    if export.half_term == exports[-1].half_term:
        pathlib.Path("exports", export.name).write_bytes(export.data)
"""


def test_it_does_the_main_job_elsewhere(wheel: Path, tmp_path: Path) -> None:
    """Its dependencies are the locked ones; only ppm-xl itself is installed anew.

    The new environment sees this one's packages through a path file, so that the test needs no
    second download; the checkout itself is not on it, as an editable install is a path file too
    and those are not followed twice.
    """
    venv.create(tmp_path / "env")
    python = tmp_path / "env" / "bin" / "python"
    clean = {k: v for k, v in os.environ.items() if k not in {"PYTHONPATH", "VIRTUAL_ENV"}}
    pip = [sys.executable, "-m", "pip", "--python", python]
    subprocess.run(
        [*pip, "install", "--quiet", "--no-deps", "--no-index", wheel],
        check=True,
        capture_output=True,
        env=clean,
        timeout=120,
    )
    own = next((tmp_path / "env" / "lib").glob("python3*/site-packages"))
    theirs = next(Path(p) for p in sys.path if p.endswith("site-packages"))
    (own / "dependencies.pth").write_text(f"{theirs}\n", encoding="utf-8")
    elsewhere = tmp_path / "elsewhere"
    (elsewhere / "exports").mkdir(parents=True)

    def run(*arguments: str) -> str:
        return subprocess.run(
            arguments, check=True, capture_output=True, text=True, cwd=elsewhere, env=clean
        ).stdout

    where = run(str(python), "-I", "-c", "import ppm_xl; print(ppm_xl.__file__)")
    assert Path(where.strip()).is_relative_to(tmp_path / "env")
    command = str(tmp_path / "env" / "bin" / "ppm-xl")
    assert "Made Book.xlsm." in run(command, "new", "Book.xlsm", "--school", "Elsewhere School")
    assert (elsewhere / "Book.xlsm").stat().st_size > 50_000
    run(str(python), "-I", "-c", THE_NEWEST_EXPORTS)
    files = [str(path) for path in (elsewhere / "exports").iterdir()]
    assert "Imported" in run(command, "import", "Book.xlsm", *files, "--yes")
    run(command, "prepare-meeting", "Book.xlsm", "--class", "Oak", "--out", ".")
    (pack,) = elsewhere.rglob("Meeting pack.pdf")
    assert pack.read_bytes().startswith(b"%PDF-")
    assert pack.stat().st_size > 20_000
