"""Runs the independent readers of Office files; each gives its findings as lines, none if clean.

For the template and for every workbook the product fills.
"""

from __future__ import annotations

import json
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

_SDK = Path(__file__).parent / "tools/node_modules/.bin/ooxml-validator"
_OFFICE = "Office2016"


def findings_of_open_xml_sdk(book: Path) -> list[str]:
    """Microsoft's own validator, the Open XML SDK, as npm packs it; skips where it is missing."""
    node = shutil.which("node")
    if node is None or not _SDK.exists():
        pytest.skip("Microsoft's validator is missing (Node.js, then npm install in tests/tools)")
    ran = subprocess.run(
        [node, _SDK, book, "--officeVersion", _OFFICE],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    said = json.loads(ran.stdout)
    lines = [
        f"{fault['path']} {fault['xPath']}: {fault['description']}" for fault in said["errors"]
    ]
    return lines if said["ok"] is not False or lines else [ran.stdout]


def findings_of_openxml_audit(book: Path) -> list[str]:
    """openxml-audit: schema, relationships, content types."""
    ran = subprocess.run(
        [sys.executable, "-m", "openxml_audit", "-f", "office2016", "-o", "json", book],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    (said,) = json.loads(ran.stdout)
    lines = [str(fault) for fault in said["errors"]]
    return lines if said["valid"] or lines else [ran.stdout]


def findings_of_pyvbaanalysis(book: Path) -> list[str]:
    """pyvbaanalysis: undeclared names, argument counts, duplicate procedures, wrong types."""
    ran = subprocess.run(
        [sys.executable, "-m", "pyvbaanalysis", book, "--fail-level", "error"],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    if ran.returncode == 0:
        return []
    return [line for line in ran.stdout.splitlines() if " error " in line] or [
        ran.stdout + ran.stderr
    ]
