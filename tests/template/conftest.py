"""The template as the sources build it now, once for all tests here."""

from __future__ import annotations

from pathlib import Path

import openpyxl
import pytest

from ppm_xl.template import build


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "built.xlsm"
    build(path)
    return path


@pytest.fixture(scope="session")
def book(built: Path) -> openpyxl.Workbook:
    return openpyxl.load_workbook(built, keep_vba=True)
