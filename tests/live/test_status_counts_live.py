"""The counts above Status follow the filter of a running application, colours and signs alike."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest

from ppm_xl import schema

if TYPE_CHECKING:
    from pathlib import Path

    import xlwings as xw
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office

HEADINGS = schema.STATUS.headings()
FIRST = schema.FIRST_ROW
SIGNED = {
    "Reading trend": (
        ("↑", ("Improved", "Small steps up")),
        ("= ↕", ("Same", "Mixed")),
        ("↓", ("Slipped", "Small steps down")),
    ),
    "Writing from start": (("+", ("More",)), ("=", ("Expected",)), ("–", ("Less",))),  # noqa: RUF001 - as shown
    "Maths test": (("T↑", ("Test higher",)), ("=", ("Agrees",)), ("T↓", ("Test lower",))),
}


@pytest.fixture(scope="module")
def opened(shared_live_book: OpenCopy, demo_folder: Path) -> xw.Book:
    return shared_live_book(demo_folder / "Demo school.xlsm")


@pytest.fixture
def status(opened: xw.Book) -> xw.Sheet:
    """The sheet unfiltered; every test reckons from the rows that it finds there."""
    sheet = opened.sheets["Status"]
    sheet.tables["Status"].autofilter.clear()
    opened.app.calculate()
    return sheet


def body(sheet: xw.Sheet) -> list[dict[str, Any]]:
    rows = sheet.tables["Status"].data_body_range.value
    return [dict(zip(HEADINGS, row, strict=True)) for row in rows]


def above(sheet: xw.Sheet, heading: str) -> list[Any]:
    """The four cells above a column."""
    place = HEADINGS.index(heading)
    return [sheet[row, place].value for row in range(4)]


def asked_for(sheet: xw.Sheet, field: str, *values: str) -> None:
    sheet.tables["Status"].autofilter.apply_values(HEADINGS.index(field) + 1, list(values))
    sheet.book.app.calculate()


def expected_colours(rows: list[dict[str, Any]], heading: str) -> list[Any]:
    found = Counter(row[heading] for row in rows)
    whole = sum(found[colour] for colour in schema.COLOURS)
    return [
        *(f"{found[c]}\n{int(100 * found[c] / whole + 0.5)}%" for c in schema.COLOURS),
        float(whole),
    ]


def expected_signs(rows: list[dict[str, Any]], heading: str) -> list[Any]:
    found = Counter(row[heading] for row in rows)
    counts = [(sign, sum(found[word] for word in words)) for sign, words in SIGNED[heading]]
    whole = sum(count for _, count in counts)
    if not whole:
        return [None] * 4
    return [*(f"{sign}\n{count}" for sign, count in counts), float(whole)]


def shown(sheet: xw.Sheet) -> str:
    return str(sheet[2, 1].value).partition(" shown")[0]


def test_the_counts_are_of_the_class_that_is_filtered(status: xw.Sheet) -> None:
    everybody = body(status)
    (name,) = {"Elm"} & {row["Class"] for row in everybody}
    class_only = [row for row in everybody if row["Class"] == name]
    for rows, how in ((everybody, None), (class_only, (name,))):
        if how:
            asked_for(status, "Class", *how)
        assert shown(status) == f"{len(rows)} of {len(everybody)} children"
        for heading in ("Reading attainment", "Maths progress", "Attendance"):
            assert above(status, heading) == expected_colours(rows, heading), heading
        for heading in SIGNED:
            assert above(status, heading) == expected_signs(rows, heading), heading
    assert 0 < len(class_only) < len(everybody)


def test_two_filters_and_none_left(status: xw.Sheet) -> None:
    everybody = body(status)
    asked_for(status, "Class", "Oak")
    asked_for(status, "Reading attainment", "Red")
    found = [
        row for row in everybody if row["Class"] == "Oak" and row["Reading attainment"] == "Red"
    ]
    assert found
    assert above(status, "Reading attainment")[2:] == [f"{len(found)}\n100%", float(len(found))]
    asked_for(status, "Reading attainment", "Nobody has this")
    assert above(status, "Reading attainment") == [None] * 4
    assert shown(status) == f"0 of {len(everybody)} children"


def test_the_counts_stand_when_rows_are_deleted(status: xw.Sheet) -> None:
    before = len(body(status))
    status.range(f"{FIRST + 1}:{FIRST + 3}").delete(shift="up")
    status.book.app.calculate()
    rows = body(status)
    assert len(rows) == before - 3
    assert above(status, "Writing attainment") == expected_colours(rows, "Writing attainment")
    asked_for(status, "Class", "Oak")
    rows = [row for row in rows if row["Class"] == "Oak"]
    assert above(status, "Writing attainment") == expected_colours(rows, "Writing attainment")
