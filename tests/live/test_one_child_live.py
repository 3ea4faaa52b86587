"""The sheet One child in a running application: its formulas find the child that is chosen."""

from __future__ import annotations

import shutil
from typing import TYPE_CHECKING, Any

import pytest

from ppm_xl.actions.new import template_path
from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook
from ppm_xl.one_child.grid import CELL_FIELD, HEADS, LABEL_FIELD, LEFT_FROM
from ppm_xl.template.frame import button
from ppm_xl.template.one_child_sheet import FIRST_LINE

if TYPE_CHECKING:
    import xlwings as xw
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office

PUPILS = {
    # name to class, as update leaves them: by class
    "Ada Quill": "Oak",
    'Ben "Bo" O\u2019Neil': "Oak",
    "Cy Lee (Oak)": "Oak",
    "Cy Lee (Elm)": "Elm",
    "Zo* Wh?t~": "Elm",
    "Zoë What": "Elm",
    "Dee Gone": "(left)",
}
"""Names with quotes, two alike, and one that would find others in a search."""


def row(number: int, name: str, class_name: str) -> dict[str, str | None]:
    cells = "".join(cell.ljust(CELL_FIELD) for cell in ("G EXS", "Y", "", "", "R BLW", "R?"))
    colours = "\n".join(
        ("Y".ljust(1 + LABEL_FIELD) + "2026-27", "N", "SReading".ljust(1 + LABEL_FIELD) + cells)
    )
    return {
        "UPN": f"A99900000000{number}",
        "Pupil": name,
        "Class": class_name,
        "Facts": f"Year 4  ·  {class_name}",
        "Standing": f"RRed, {name}",
        "Colours": colours.rstrip(),
        "Left": f"HWhy\nTBecause of {name}.\n\nQNothing  else.",
        "Middle": "HActions\nGWorked.",
        "Right": None,
    }


@pytest.fixture(scope="module")
def sheet(shared_live_book: OpenCopy, tmp_path_factory: pytest.TempPathFactory) -> xw.Sheet:
    """The sheet as it is opened; every test chooses a child, and nothing else is typed."""
    path = tmp_path_factory.mktemp("one child") / "School.xlsm"
    shutil.copyfile(template_path(), path)
    book = FileBook(path)
    draft = Draft(book.read())
    rows = [row(n, name, of) for n, (name, of) in enumerate(PUPILS.items())]
    draft.replace_rows("ChildView", rows)
    book.apply(draft.changes())
    return shared_live_book(path).sheets["One child"]


def choose(sheet: xw.Sheet, name: str | None, class_name: str | None = None) -> None:
    sheet["R2"].value, sheet["P2"].value = name, class_name
    sheet.book.app.calculate()


def column(sheet: xw.Sheet, letter: str, first: int, many: int) -> list[Any]:
    return [sheet[f"{letter}{n}"].value or "" for n in range(first + 1, first + 1 + many)]


@pytest.mark.parametrize("name", PUPILS)
def test_the_chosen_childs_lines_are_found(sheet: xw.Sheet, name: str) -> None:
    choose(sheet, name)
    assert sheet["B4"].value == name
    assert sheet["B5"].value == f"Year 4  ·  {PUPILS[name]}"
    assert sheet["P4"].value == f"Red, {name}"
    assert column(sheet, "B", FIRST_LINE + LEFT_FROM, 5) == [
        "Why", f"Because of {name}.", "", "Nothing  else.", "",
    ]  # fmt: skip
    assert column(sheet, "P", FIRST_LINE, 3) == ["Actions", "Worked.", ""]
    assert column(sheet, "R", FIRST_LINE, 2) == ["", ""]
    subject = FIRST_LINE + HEADS + 1
    assert sheet[f"C{FIRST_LINE + 1}"].value == "2026-27"
    assert [sheet[f"{letter}{subject}"].value or "" for letter in "BCDEFGHI"] == [
        "Reading", "G EXS", "Y", "", "", "R BLW", "R?", "",
    ]  # fmt: skip


def errors(sheet: xw.Sheet) -> str:
    from office.bridge import constant

    found = sheet.impl.uno.queryFormulaCells(constant("sheet.FormulaResult.ERROR"))
    return str(found.RangeAddressesAsString)


def offered(sheet: xw.Sheet) -> tuple[int, int]:
    """Whom the list of children offers: how many are passed over, and how many there are."""
    return int(sheet["T2"].value), int(sheet["T3"].value)


def test_nobody_chosen_says_what_to_do(sheet: xw.Sheet) -> None:
    choose(sheet, None)
    assert sheet["B4"].value == "No child chosen"
    assert "white box" in sheet["B5"].value
    assert errors(sheet) == ""
    choose(sheet, "Zo")
    assert sheet["B4"].value == "Not in the list"
    assert errors(sheet) == ""
    choose(sheet, "Zo*")  # in a search it would find two children
    assert sheet["B4"].value == "Not in the list"


def test_a_class_first_makes_the_list_short(sheet: xw.Sheet) -> None:
    for class_name, wanted in (
        (None, (0, 7)), ("Oak", (0, 3)), ("Elm", (3, 3)), ("No such class", (0, 7))
    ):  # fmt: skip
        choose(sheet, "Ada Quill", class_name)
        assert offered(sheet) == wanted, class_name
        assert sheet["B4"].value == "Ada Quill"
    assert errors(sheet) == ""


def test_a_new_workbook_says_which_button_to_press(live_book: OpenCopy) -> None:
    sheet = live_book(template_path()).sheets["One child"]
    choose(sheet, None)
    assert sheet["B4"].value == "Nothing worked out yet"
    assert button("update") in sheet["B5"].value
    assert offered(sheet) == (0, 1)
    assert errors(sheet) == ""
