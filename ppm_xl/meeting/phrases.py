"""What the sheet, the pack and the lists of a meeting say alike, word for word."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from ppm_xl.meeting.children.movers import Mover
from ppm_xl.meeting.shown import Celebrated, MetButConcern
from ppm_xl.schema import NOT_ASSESSED
from ppm_xl.sentences import counted, listed, within_a_sentence

SEVEN_QUESTIONS: Final = (
    "What has been learned?",
    "What needs to be learned?",
    "When will it be learned?",
    "What does the child need to do?",
    "What does the teacher need to do, and by when?",
    "What could the family do to help?",
    "What can the school's leaders do to help?",
)
"""What every progress meeting and conversation comes back to (mission row D15)."""

LISTED_BEFORE: Final = "Listed when this was typed."
"""Beside a word about a child whom a section lists no more: it is never out of sight."""
MET_MEANS: Final = (
    "These children are at their target already. Beside that something is worth a question: a "
    "slip, a test that says something else, attitude, attendance."
)
"""What the section of who met the target and causes concern is, for who never saw one."""
QUESTION_TOO: Final = ", with the question to ask"
"""Behind where a child's whole line is, where the question there is about this area."""
EVERYBODY: Final = "Every child was spoken of, celebrated or acted for lately."
EVERYBODY_AT_FIRST: Final = "This is the first meeting, and every child is in another part of it."
NO_LAST_ACTIONS: Final = "No actions are open from earlier meetings."


def children(count: int) -> str:
    """Count children in words.

    >>> children(0), children(1), children(12)
    ('no children', '1 child', '12 children')
    """
    return counted(count, "child", "children") if count else "no children"


def red_before(meetings: int) -> str:
    """Say at how many meetings running a child was Red before this one; empty for none.

    >>> red_before(1), red_before(3), red_before(0)
    ('Red at the last meeting too', 'Red at the last 3 meetings too', '')
    """
    if meetings < 1:
        return ""
    return f"Red at the last {'meeting' if meetings == 1 else f'{meetings} meetings'} too"


def colour_or(name: str, instead: str) -> str:
    """Give a colour's word, or what stands where nothing was assessed.

    >>> colour_or("Red", "no mark"), colour_or("Not assessed", "no mark")
    ('Red', 'no mark')
    """
    return instead if name in {"", NOT_ASSESSED} else name


def together(
    found: Iterable[Celebrated], movers: Iterable[Mover]
) -> tuple[tuple[str, tuple[Celebrated, ...]], ...]:
    """Bring together those who are celebrated for the same, with what for.

    Whoever moved towards the centre, or shares it with nobody, stands alone with nothing before.
    """
    moved = {mover.upn for mover in movers if mover.move == "in"}
    alike: dict[str, list[Celebrated]] = {}
    for one in found:
        of = one.shared if one.pupil.upn not in moved else ""
        alike.setdefault(of or one.pupil.upn, []).append(one)
    return tuple(
        (ones[0].shared.rstrip(".") if len(ones) > 1 else "", tuple(ones))
        for ones in alike.values()
    )


_NAMED: Final = 4
"""Children named in one line, with a count of the others as the last."""


def told_elsewhere(found: Iterable[MetButConcern]) -> str:
    """Name those who met their targets and of whom all is said elsewhere; empty for none.

    >>> told_elsewhere(())
    ''
    """
    names = [f"{one.pupil.name} ({within_a_sentence(one.see)})" for one in found if one.told]
    if len(names) > _NAMED:
        names[_NAMED - 1 :] = [f"{len(names) - _NAMED + 1} more"]
    return f"Every target met, and spoken of elsewhere: {listed(names)}." if names else ""
