"""A school of six, made by the commands themselves, for tests of the commands."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from ppm_xl.cli import main

PUPILS = """UPN,Surname,Forename,DOB,Gender,Year,Reg,Pupil Premium Indicator,SEN Status,Adno
A999000125001,Quill,Zoë,03/09/2017,F,Year 4,Oak,N,N,000101
B999000125002,Tarn,Łukasz,11/01/2018,M,Year 4,Oak,Y,N,000102
C999000125003,O'Rourke,Niamh,23/05/2018,F,Year 4,Oak,N,K,000103
D999000125004,Nguyễn,Minh,02/12/2017,M,Year 4,Oak,N,N,000104
E999000125005,Quill,Ada,14/06/2021,F,Reception,Elm,N,N,000105
F999000125006,Vance,Ibrahim,30/10/2020,M,Reception,Elm,Y,E,000106
"""
MARKS = """UPN,Reading,Writing,Maths
A999000125001,EXS,EXS,GDS
B999000125002,BLW,WTS,EXS
C999000125003,WTS,BLW,BLW
D999000125004,EXS,EXS,EXS
"""
Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    """Run a command as the shell would; give its exit code, stdout and stderr."""

    def command(*arguments: object) -> tuple[int, str, str]:
        capsys.readouterr()
        code = main([str(a) for a in arguments])
        out, err = capsys.readouterr()
        return code, out, err

    return command


@pytest.fixture
def as_json(run: Run) -> Callable[..., tuple[int, dict[str, Any]]]:
    """Run a command with ``--json``; stdout must be one object and nothing else."""

    def command(*arguments: object) -> tuple[int, dict[str, Any]]:
        code, out, _ = run(*arguments, "--json")
        return code, json.loads(out)

    return command


@pytest.fixture(scope="session")
def _school(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("school")
    book = folder / "School.xlsm"
    (folder / "pupils.csv").write_text(PUPILS, encoding="utf-8")
    (folder / "marks.csv").write_text(MARKS, encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PPM_XL_TODAY", "2026-11-23")
        assert main(["new", str(book), "--school", "Fernhollow School"]) == 0
        files = [str(folder / "marks.csv"), str(folder / "pupils.csv")]
        assert main(["import", str(book), *files, "--yes"]) == 0
    return folder


@pytest.fixture
def school(_school: Path, tmp_path: Path) -> Path:
    """A folder with ``School.xlsm`` and the two files it was filled from."""
    folder = tmp_path / "school"
    shutil.copytree(_school, folder)
    return folder
