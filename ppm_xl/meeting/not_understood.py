"""What was typed for a meeting and cannot be read: pointed out for as long as it stands."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from typing import Final

from ppm_xl import schema
from ppm_xl.book.tables import Tables
from ppm_xl.errors import Problem, Spot
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.school.cells import text
from ppm_xl.typed import converted

_LOOKED_AT: Final = {
    "Actions": ("By when", "Done on", "Impact", "Status", "On report", "Discussed with family"),
    "Issues": ("By when", "Status"),
}
_WORDS: Final = {"Actions": "Action", "Issues": "Text"}
_SHORT: Final = 40
"""Letters of an action by which it is told from others."""


def not_understood(
    tables: Tables,
    meeting: ClassMeeting,
    said: Iterable[Problem] = (),
    today: date | None = None,
) -> Iterator[Problem]:
    """Say of each cell that is no date or none of the choices what it is; in the meeting's order.

    So of a day on which something was done that is still to come.

    Parameters
    ----------
    tables
        With what was typed on the form in them.
    said
        Problems found as it was typed: what they say is not said twice.
    today
        A day after it is still to come.
    """
    before = {problem.message for problem in said}
    own = [agreed.id for agreed in meeting.kept.agreed]
    asked = [ident for ids in meeting.kept.issues.values() for ident in ids]
    rows = {
        "Actions": [*(last.action.id for last in meeting.last_actions), *own],
        "Issues": [*(last.id for last in meeting.last_issues), *asked],
    }
    for name, idents in rows.items():
        table, known = tables[name], schema.TABLES[name]
        for ident in dict.fromkeys(idents):
            place = table.row_of.get((ident,))
            if place is None:
                continue
            for column in _LOOKED_AT[name]:
                value, fault = converted(table.get((ident,), column), known.column(column))
                if column == "Done on" and today and isinstance(value, date) and value > today:
                    fault = (
                        f"{value:%d/%m/%Y} is still to come.",
                        "Correct the day, or clear it until the action is done.",
                    )
                if fault is None or fault[0] in before:
                    continue
                words = text(table.get((ident,), _WORDS[name]))
                short = words if len(words) <= _SHORT else f"{words[:_SHORT].rstrip()}…"
                yield Problem(
                    "typed-not-understood",
                    f"{name}, {ident}",
                    f"{column} of “{short}”: {fault[0]}",
                    fault[1],
                    spot=Spot(name, place, column),
                )
