"""What an agreed action lacks, by hand."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import meeting_school
import pytest
from meeting_school import NOW, TODAY

from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.errors import Spot
from ppm_xl.meeting.lacking import lacking
from ppm_xl.meeting.prepare import plan_prepare_meeting
from ppm_xl.recording.planning import plan_record_meeting

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
            ("no talk with the family yet, though it goes on the report",),
        ),
        ({"Owner": "child", "On report": "Y"}, ()),
    ],
)
def test_what_an_action_lacks(changed: dict[str, Cell], expected: tuple[str, ...]) -> None:
    assert lacking({**WHOLE, **changed}, {"Mrs Fell"}, TODAY) == expected


def test_where_settings_names_nobody_no_owner_is_missed_there() -> None:
    assert lacking({**WHOLE, "Owner": "Mr X"}, (), TODAY) == ()


def test_what_cannot_be_read_is_said_as_long_as_it_stands() -> None:
    draft = Draft(meeting_school.tables())
    last, here = "PM 2026-27 Autumn 1 Oak", "PM 2026-27 Autumn 2 Oak"
    draft.put("Actions", {"ID": f"{last} A02", "Done on": "12th Nov", "Impact": "brilliant"})
    new = {"Meeting": here, "Action": "Read", "By when": "next Friday"}
    draft.put("Actions", {"ID": f"{here} A01", **new})
    draft.put("Issues", {"ID": f"{here} L1", "Meeting": here, "Kind": "leadership",
                         "Text": "Books", "By when": "soon"})  # fmt: skip
    school = meeting_school.school(draft.tables())
    expected = [
        "Done on of “Read daily 2”: “12th Nov” is not a date.",
        "Impact of “Read daily 2”: “brilliant” is not one of the choices.",
        "By when of “Read”: “next Friday” is not a date.",
        "By when of “Books”: “soon” is not a date.",
    ]
    first = plan_prepare_meeting(school, "Oak", NOW, TODAY)
    again = meeting_school.school(applied(school.tables, first.changes))
    for plan in (
        first,
        plan_prepare_meeting(again, "Oak", NOW, TODAY),
        plan_record_meeting(again, "Oak", NOW, TODAY),
    ):
        found = [p for p in plan.problems if p.code == "typed-not-understood"]
        assert [problem.message for problem in found] == expected
    assert found[0].do == "Write it as dd/mm/yyyy."
    assert found[0].spot == Spot("Actions", 1, "Done on")
