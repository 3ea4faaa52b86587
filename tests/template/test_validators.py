"""What other people's readers say of the template."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from office_validators import (
    findings_of_open_xml_sdk,
    findings_of_openxml_audit,
    findings_of_pyvbaanalysis,
)


@pytest.mark.node
def test_microsofts_validator_accepts_the_template(built: Path) -> None:
    assert findings_of_open_xml_sdk(built) == []


def test_openxml_audit_accepts_the_template(built: Path) -> None:
    assert findings_of_openxml_audit(built) == []


def test_pyvbaanalysis_accepts_the_vba(built: Path) -> None:
    assert findings_of_pyvbaanalysis(built) == []


@pytest.fixture
def broken(built: Path, tmp_path: Path) -> Path:
    """The template with an element in a sheet that has no business there."""
    path = tmp_path / "broken.xlsm"
    with zipfile.ZipFile(built) as sound, zipfile.ZipFile(path, "w") as out:
        for name in sound.namelist():
            content = sound.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.replace(b"<sheetData>", b"<nonsense/><sheetData>")
            out.writestr(name, content)
    return path


@pytest.mark.node
def test_microsofts_validator_sees_a_fault(broken: Path) -> None:
    assert any("nonsense" in line for line in findings_of_open_xml_sdk(broken))


def test_openxml_audit_sees_a_fault(broken: Path) -> None:
    assert findings_of_openxml_audit(broken) != []
