"""Our lint: what it sees in broken copies of the template, and where it is silent."""

from __future__ import annotations

from pathlib import Path

import pytest
from broken_workbooks.breaking import (
    TEMPLATE,
    Break,
    before_end,
    sound,
    swap,
    swap_pattern,
    write,
)
from broken_workbooks.faults import FAULTS, PUPILS, PUPILS_SHEET
from office_validators import (
    findings_of_open_xml_sdk,
    findings_of_openxml_audit,
    findings_of_pyvbaanalysis,
)

from ppm_xl.template.lint import Finding, lint
from ppm_xl.template.lint.vba_checks import attributes
from ppm_xl.template.lint.vba_project import Project


def codes(found: tuple[Finding, ...]) -> set[str]:
    return {finding.code for finding in found}


@pytest.mark.parametrize(("fault", "code", "breaks"), FAULTS, ids=[name for name, _, _ in FAULTS])
def test_the_lint_sees(fault: str, code: str, breaks: Break, tmp_path: Path) -> None:
    parts = dict(sound())
    breaks(parts)
    assert parts != sound(), fault
    found = lint(write(parts, tmp_path / "broken.xlsm"))
    assert code in codes(found), [str(finding) for finding in found]
    assert all(finding.where and finding.message for finding in found)


NAME = 'Attribute VB_Name = "{}"\r\n'
CLASS = 'Attribute VB_Base = "0{FCFB3D2A-A0FA-1068-A738-08002B3371B5}"\r\n'
SHEET = 'Attribute VB_Base = "0{00020820-0000-0000-C000-000000000046}"\r\n'


@pytest.mark.parametrize(
    ("module", "source", "wrong"),
    [
        ("Buttons", NAME.format("Buttons"), False),
        ("Buttons", NAME.format("Button"), True),
        ("Buttons", "Option Explicit\r\n", True),
        ("Dictionary", NAME.format("Dictionary") + CLASS, False),
        ("Dictionary", NAME.format("Dictionary"), True),
        ("Dictionary", "VERSION 1.0 CLASS\r\n" + NAME.format("Dictionary") + CLASS, True),
        ("HomeSheet", NAME.format("HomeSheet") + SHEET, False),
        ("HomeSheet", NAME.format("HomeSheet") + CLASS, True),
    ],
)
def test_what_a_module_says_of_itself(module: str, source: str, *, wrong: bool) -> None:
    """pyOpenVBA writes these itself, so no project made with it can be broken here."""
    project = Project({module: source}, ("HomeSheet",), "")
    assert bool(list(attributes(project))) == wrong


def test_a_file_that_is_no_package(tmp_path: Path) -> None:
    path = tmp_path / "broken.xlsm"
    path.write_bytes(TEMPLATE.read_bytes()[:20_000])
    assert codes(lint(path)) == {"package-unreadable"}


def test_the_template_has_no_fault() -> None:
    assert [str(finding) for finding in lint(TEMPLATE)] == []


def test_the_template_written_anew_has_no_fault(tmp_path: Path) -> None:
    """What is broken above is broken by the case, not by writing the package again."""
    assert lint(write(sound(), tmp_path / "same.xlsm")) == ()


def test_a_workbook_in_use_has_no_fault(filled: Path) -> None:
    assert [str(finding) for finding in lint(filled)] == []


@pytest.mark.node
def test_microsofts_validator_accepts_a_workbook_in_use(filled: Path) -> None:
    assert findings_of_open_xml_sdk(filled) == []


def test_openxml_audit_accepts_a_workbook_in_use(filled: Path) -> None:
    assert findings_of_openxml_audit(filled) == []


def test_pyvbaanalysis_accepts_a_workbook_in_use(filled: Path) -> None:
    assert findings_of_pyvbaanalysis(filled) == []


def test_staffs_own_column_is_no_fault(tmp_path: Path) -> None:
    parts = dict(sound())
    swap(PUPILS, "A5:W6", "A5:X6", 2)(parts)
    swap(PUPILS, 'count="23"', 'count="24"')(parts)
    before_end(PUPILS, "tableColumns", '<tableColumn id="24" name="House"/>')(parts)
    swap_pattern(
        PUPILS_SHEET,
        r'(<c r="W5".*?</c>)',
        r'\1<c r="X5" s="17" t="inlineStr"><is><t>House</t></is></c>',
    )(parts)
    assert [str(f) for f in lint(write(parts, tmp_path / "own.xlsm"))] == []


MISSED_BY_THE_OTHERS = (
    "heading differs from its cell",
    "two tables of one name",
    "something below a table",
    "bracket not closed",
    "list of a table's column",
    "button of no procedure",
)


@pytest.fixture(params=MISSED_BY_THE_OTHERS)
def missed(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    parts = dict(sound())
    (breaks,) = (breaks for name, _, breaks in FAULTS if name == request.param)
    breaks(parts)
    return write(parts, tmp_path / "missed.xlsm")


@pytest.mark.node
def test_microsofts_validator_misses_it(missed: Path) -> None:
    """If this fails, the validator has learnt to see it: the better; shorten the list."""
    assert findings_of_open_xml_sdk(missed) == []


def test_openxml_audit_misses_it(missed: Path) -> None:
    assert findings_of_openxml_audit(missed) == []


def test_the_lint_changes_nothing(tmp_path: Path) -> None:
    copy = tmp_path / "copy.xlsm"
    copy.write_bytes(TEMPLATE.read_bytes())
    lint(copy)
    assert copy.read_bytes() == TEMPLATE.read_bytes()
