"""IDs of meetings and of the lines that are laid out on a form before anything is typed."""

from __future__ import annotations

import re
from typing import Final

from ppm_xl.book.tables import Tables
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text

_LETTER: Final = {"leadership": "L", "own target": "T", "asked of SENCO": "S"}


def meeting_id(half_term: HalfTerm, class_name: str) -> str:
    """Name the progress meeting of a class, such as ``PM 2026-27 Autumn 2 Acorn``."""
    return f"PM {half_term.school_year} {half_term.name} {class_name}"


class Numbers:
    """Gives the next free IDs of one meeting, so that recording a line twice records it once."""

    def __init__(self, tables: Tables, meeting: str) -> None:
        self._meeting = meeting
        # Who deletes an action leaves its children behind: the next one is not for them.
        self._actions = max(
            _highest(tables, name, meeting, "A") for name in ("Actions", "ActionPupils")
        )
        self._issues = {
            kind: _highest(tables, "Issues", meeting, letter) for kind, letter in _LETTER.items()
        }

    def next_action(self) -> str:
        """Give the ID of a new action."""
        self._actions += 1
        return f"{self._meeting} A{self._actions:02d}"

    def next_issue(self, kind: str) -> str:
        """Give the ID of a new issue: ``leadership``, ``own target``, ``asked of SENCO``."""
        self._issues[kind] += 1
        return f"{self._meeting} {_LETTER[kind]}{self._issues[kind]}"


def _highest(tables: Tables, table: str, meeting: str, letter: str) -> int:
    ours = re.compile(re.escape(f"{meeting} {letter}") + r"(\d{1,9})")
    found = (ours.fullmatch(text(record.get("ID"))) for record in tables[table].records())
    return max((int(match[1]) for match in found if match), default=0)
