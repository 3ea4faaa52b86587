from __future__ import annotations

from datetime import date

import meeting_school
import pytest
from meeting_school import TODAY

from ppm_xl.book.draft import Draft
from ppm_xl.meeting.last_actions import LastAction, last_actions
from ppm_xl.school.calendar import HalfTerm

NOW = HalfTerm("2026-27", "Autumn 2")
LAST = "PM 2026-27 Autumn 1 Oak"
NAMES = {"A999000000001": "Ada", "A999000000002": "Bilal"}


def listed(*rows: tuple[str, dict[str, object]], whom: dict[str, str]) -> tuple[LastAction, ...]:
    draft = Draft(meeting_school.tables())
    draft.replace_rows("Actions", [])
    draft.replace_rows("ActionPupils", [])
    for ident, cells in rows:
        draft.put("Actions", {"ID": ident, "Action": ident, "Status": "open", **cells})
        if ident in whom:
            draft.put("ActionPupils", {"ID": ident, "UPN": whom[ident]})
    school = meeting_school.school(draft.tables())
    return last_actions(
        school, "Oak", NAMES, TODAY, meeting="now", half_term=NOW, last_meetings=(LAST,),
        since=date(2026, 9, 1),
    )  # fmt: skip


ADA, BILAL, OTHER = "A999000000001", "A999000000002", "A999000000011"
YESTERDAY, TOMORROW = date(2026, 11, 22), date(2026, 11, 24)


@pytest.mark.parametrize(
    ("cells", "upn", "found"),
    [
        ({}, ADA, True),
        ({"Class": "Oak"}, "", True),
        ({"Class": "Acorn"}, "", False),
        ({"Class": "Oak"}, OTHER, False),
        ({"Meeting": "now"}, ADA, False),
        ({"Status": "done"}, ADA, False),
        ({"Status": "Done", "Meeting": LAST}, ADA, True),
        ({"Status": "dropped"}, ADA, False),
        ({"Status": "dropped", "Meeting": LAST}, ADA, True),
        ({"Done on": date(2026, 10, 1)}, ADA, True),
        ({"Done on": date(2026, 7, 1)}, ADA, False),
        ({"Impact": "worked"}, ADA, True),
        ({"Impact": "worked", "Status": "done"}, ADA, False),
        ({"Impact": "worked", "Done on": date(2026, 7, 1)}, ADA, False),
        ({"School year": "2026-27", "Half-term": "Autumn 1"}, ADA, True),
        ({"School year": "2026-27", "Half-term": "Autumn 2"}, ADA, False),
        ({"School year": "2026-27", "Half-term": "Autumn 2", "Meeting": LAST}, ADA, True),
    ],
)
def test_which_actions_are_last_times(cells: dict[str, object], upn: str, found: bool) -> None:  # noqa: FBT001 - a column of the table above
    assert bool(listed(("X", cells), whom={"X": upn} if upn else {})) is found


def test_order_and_words() -> None:
    rows = listed(
        ("done", {"Done on": date(2026, 11, 1), "Meeting": LAST, "By when": YESTERDAY}),
        ("dropped", {"Status": "dropped", "Meeting": LAST, "Owner": "Mrs Fell"}),
        ("tomorrow", {"By when": TOMORROW, "Owner": "child"}),
        ("no day", {"Owner": "family"}),
        ("late", {"By when": YESTERDAY, "Owner": "Mr Garth"}),
        whom=dict.fromkeys(("done", "dropped", "tomorrow", "no day", "late"), BILAL),
    )
    assert [(row.action.id, row.owner_and_day) for row in rows] == [
        ("late", "Mr Garth, by 22/11/2026, overdue"),
        ("tomorrow", "The child, by 24/11/2026"),
        ("no day", "The family, no day set"),
        ("done", "Nobody named, by 22/11/2026"),
        ("dropped", "Mrs Fell, no day set, dropped"),
    ]


def test_what_has_an_impact_is_not_overdue_and_asks_for_its_day() -> None:
    found = {
        row.action.id: (row.overdue, row.owner_and_day)
        for row in listed(
            ("worked", {"By when": YESTERDAY, "Owner": "Mr Garth", "Impact": "worked"}),
            ("too soon", {"By when": YESTERDAY, "Owner": "Mr Garth", "Impact": "too soon"}),
            whom={"worked": ADA, "too soon": ADA},
        )
    }
    assert found == {
        "worked": (False, "Mr Garth, by 22/11/2026. Done on which day?"),
        "too soon": (False, "Mr Garth, by 22/11/2026"),
    }


def test_due_today_is_not_overdue_yet() -> None:
    (row,) = listed(("X", {"By when": TODAY}), whom={"X": ADA})
    assert not row.overdue


def test_only_children_of_the_class_are_named() -> None:
    draft = Draft(meeting_school.tables())
    draft.put("ActionPupils", {"ID": f"{LAST} A01", "UPN": OTHER})
    school = meeting_school.school(draft.tables())
    found = last_actions(
        school, "Oak", NAMES, TODAY, meeting="now", half_term=NOW, last_meetings=(LAST,)
    )
    assert [row.who for row in found if row.action.id == f"{LAST} A01"] == ["Bilal"]
