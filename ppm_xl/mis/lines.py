"""One line of the list before the change: its words, its place, how it is told again."""

from __future__ import annotations

import hashlib
from typing import Final, NamedTuple

from ppm_xl.mis.answers import Decision

WHICH_PUPIL: Final = "Which pupil?"
WHICH_ROW: Final = "Which row counts?"
DISPUTE: Final = "Rows disagree"
QUESTIONS: Final = (
    WHICH_PUPIL,
    WHICH_ROW,
    "Mark not on the scale",
    "Two files disagree",
    DISPUTE,
)
"""What only a person can decide: such a line is Undecided until one does."""

HEADING_GUESSED: Final = "Heading guessed"
HEADING_IGNORED: Final = "Heading ignored"
HEADING_REMEMBERED: Final = "Heading remembered"
LEFT_OUT: Final = "Row left out"
JOINER: Final = "Joiner"

LINES_IN_ORDER: Final = (
    *QUESTIONS,
    LEFT_OUT,
    HEADING_GUESSED,
    JOINER,
    "Leaver",
    "Back on roll",
    "UPN change",
    "Class change",
    "Year change",
    "SEND change",
    "Pupil Premium change",
    "Detail change",
    "New class",
    "Mark overwritten",
    "Mark added",
    "Early learning goals changed",
    "Early learning goals added",
    "Attendance changed",
    "Attendance added",
    "Attitude changed",
    "Attitude added",
    "Incidents changed",
    "Incidents added",
    "Score changed",
    "Score added",
    "Result changed",
    "Result added",
    "Group ended",
    "Group added",
    HEADING_REMEMBERED,
    HEADING_IGNORED,
)
"""The words of the list's column ``What``, in the order in which the list shows them."""

HAVE_LINES: Final = frozenset(
    {
        "which-pupil",
        "duplicate-upn",
        "duplicate-row",
        "not-on-the-scale",
        "files-disagree",
        "rows-disagree",
        "no-such-pupil",
        "not-on-roll",
        "no-name",
        "no-number",
        "left-already",
    }
)
"""Codes of problems that stand on the list as lines of their own."""

_PLACE: Final = {what: place for place, what in enumerate(LINES_IN_ORDER)}
_ID_LENGTH: Final = 10


class Line(NamedTuple):
    """One line of the list before the change.

    Attributes
    ----------
    upn
        Whom it is about; empty where it is about nobody we know.
    source
        Where it comes from: a file and row.
    key
        What tells the line again at the next import, where that is not pupil, column and the
        new value.
    """

    what: str
    pupil: str
    column: str
    was: str
    becomes: str
    decision: Decision = Decision.YES
    why: str = ""
    upn: str = ""
    source: str = ""
    key: tuple[str, ...] = ()

    @property
    def order(self) -> tuple[int, str, str, str, str]:
        """Where it stands in the list, whatever the order of the file's rows."""
        place = _PLACE.get(self.what, len(_PLACE))
        return place, self.pupil.casefold(), self.upn, self.column, self.becomes

    @property
    def id(self) -> str:
        """Tell the line from others, and again at the next import: a letter and ten figures."""
        parts = self.key or (self.upn or self.pupil, self.column, self.becomes)
        told = "\x1f".join((self.what, *parts))
        return f"L{hashlib.sha256(told.encode()).hexdigest()[:_ID_LENGTH]}"
