"""What an agreed action lacks, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest

from ppm_xl.book.tables import Cell
from ppm_xl.meeting.lacking import lacking

TODAY = date(2026, 11, 23)
WHOLE: Mapping[str, Cell] = {
    "Action": "Read", "Owner": "Mrs Fell", "By when": date(2026, 12, 4), "Measure": "Ten books"
}  # fmt: skip
LATER = date(2026, 11, 2)


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, ()),
        ({"Action": None}, ()),
        ({"Owner": None, "By when": None, "Measure": " "}, ("no owner", "no day", "no measure")),
        ({"Owner": " mrs FELL "}, ()),
        ({"Owner": "Child"}, ()),
        ({"Owner": "Mr X"}, ("an owner who is not in Settings, People (Mr X)",)),
        ({"By when": date(2026, 11, 22)}, ("a day that was past already",)),
        ({"By when": TODAY}, ()),
        ({"By when": date(2026, 11, 5), "Agreed on": date(2026, 11, 2)}, ()),
        ({"By when": date(2026, 11, 1), "Agreed on": LATER}, ("a day that was past already",)),
        ({"By when": "before Christmas"}, ()),
        ({"Owner": "family", "On report": "N"}, ()),
        ({"Owner": "family", "On report": "Y", "Discussed with family": "Y"}, ()),
        (
            {"Owner": "Family", "On report": "Y"},
            ("not been discussed with the family yet, though it goes on the report",),
        ),
        ({"Owner": "child", "On report": "Y"}, ()),
    ],
)
def test_what_an_action_lacks(changed: dict[str, Cell], expected: tuple[str, ...]) -> None:
    assert lacking({**WHOLE, **changed}, {"Mrs Fell"}, TODAY) == expected


def test_where_settings_names_nobody_no_owner_is_missed_there() -> None:
    assert lacking({**WHOLE, "Owner": "Mr X"}, (), TODAY) == ()
