"""The form of one class on the sheet Meeting, line by line.

Every line has a kind, which the sheet's formats follow, and its typed cells are bound to the
tables behind them. Which column holds what is said in :mod:`.grid`.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ppm_xl.book.tables import Cell, Tables
from ppm_xl.form import Binding, Line
from ppm_xl.meeting import grid
from ppm_xl.meeting.agenda import RAISED_AREA, Part, Section
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.identifiers import Numbers
from ppm_xl.meeting.kept import CELEBRATE_AREA
from ppm_xl.meeting.listing import (
    EARLY_YEARS_AREA,
    MEASURES,
    NOBODY_TO_CELEBRATE,
    marks_of,
)
from ppm_xl.meeting.page_one import page_one, rest_of_page_one
from ppm_xl.meeting.shown import Concern
from ppm_xl.schema import NOT_ASSESSED

_TALK: Final = {"G": "Need", "H": "Teacher's reason"}
_ACTION: Final = {
    "I": "Action",
    "J": "Owner",
    "K": "By when",
    "L": "Measure",
    "M": "On report",
}
_ISSUE: Final = {"H": "Reply", "I": "Text", "J": "Owner", "K": "By when"}
_TARGET: Final = {"I": "Text", "K": "By when"}

_CONCERN_HEADS: Final[dict[str, Cell]] = {
    "C": "Child", "D": "Attainment", "E": "Progress", "F": "Why",
    "G": "Need", "H": "Teacher's reason", "I": "Action", "J": "Owner",
    "K": "By when", "L": "How we shall know", "M": "On report",
}  # fmt: skip
_BLANK_LINES: Final = {Part.LEADERSHIP: 3, Part.OWN_TARGETS: 2}
_LAID_OUT: Final = (Part.CELEBRATE, Part.CONCERNS, Part.LEADERSHIP, Part.OWN_TARGETS)
_ISSUE_KIND: Final = {Part.LEADERSHIP: "leadership", Part.OWN_TARGETS: "own target"}


def form_lines(meeting: ClassMeeting, tables: Tables) -> list[Line]:
    """Lay out the whole form."""
    numbers = Numbers(tables, meeting.id)
    lines = page_one(meeting, tables)
    if meeting.before is not None and meeting.then is not None:
        title = f"At the last meeting, {meeting.then.half_term}: every name"
        lines.append(Line("section", {"B": title}))
        lines.extend(Line("before") for _ in range(grid.BEFORE_ROWS))
    lines.extend(rest_of_page_one(meeting, tables))
    for section in meeting.sections:
        if section.part not in _LAID_OUT or _is_left_out(meeting, section):
            continue
        lines.append(Line("gap"))
        if section.part is Part.CELEBRATE:
            lines.extend(_celebrate(meeting, section))
        elif section.part is Part.CONCERNS:
            lines.extend(_concerns(meeting, section, numbers))
        else:
            lines.extend(_issues(meeting, section, numbers))
    return lines


def _is_left_out(meeting: ClassMeeting, section: Section) -> bool:
    if section.part is not Part.CONCERNS or meeting.about(section):
        return False
    return not section.named or section.areas == (RAISED_AREA,)


def _celebrate(meeting: ClassMeeting, section: Section) -> Iterator[Line]:
    listed = meeting.celebrated
    yield Line("section", {"B": f"{section.title}: {_children(len(listed))}"})
    if meeting.facts.bring:
        yield Line("note", {"B": f"To bring: {meeting.facts.bring}"})
    if not listed:
        yield Line("note", {"B": NOBODY_TO_CELEBRATE})
        return
    yield Line("celebrate heads", {"C": "Child", "F": "Why", "I": "What helped"})
    for found in listed:
        key = (meeting.id, found.pupil.upn, CELEBRATE_AREA)
        new = {"Pupil": found.pupil.name, "Why listed": found.why}
        binding = Binding("Discussion", key, {"I": "What helped"}, new)
        yield Line("celebrate", {"C": found.pupil.name, "F": found.why}, (binding,))


def _children(count: int) -> str:
    return "1 child" if count == 1 else f"{count or 'no'} children"


def _concerns(meeting: ClassMeeting, section: Section, numbers: Numbers) -> Iterator[Line]:
    listed = meeting.about(section)
    yield Line(
        "section", {"B": f"{section.title}: {_children(len({c.pupil.upn for c in listed}))}"}
    )
    if not listed:
        what = "Not on track" if section.areas == (EARLY_YEARS_AREA,) else "Red"
        yield Line("note", {"B": f"Nobody is {what} in {section.title.lower()}."})
        return
    yield Line("heads", _heads(section))
    for concern in listed:
        yield from _concern(meeting, section, concern, numbers)


def _heads(section: Section) -> dict[str, Cell]:
    """Name the columns; measures have one colour, areas of learning none."""
    if section.areas == (EARLY_YEARS_AREA,):
        return {**_CONCERN_HEADS, "D": None, "E": None}
    if set(section.areas) <= set(MEASURES):
        return {**_CONCERN_HEADS, "D": "Colour", "E": None}
    return dict(_CONCERN_HEADS)


def _concern(
    meeting: ClassMeeting, section: Section, concern: Concern, numbers: Numbers
) -> Iterator[Line]:
    pupil, area = concern.pupil, concern.area
    own = [a for a in meeting.kept.agreed if a.area == area and pupil.upn in a.upns]
    cells: dict[str, Cell] = {
        "C": "\n".join((pupil.name, *filter(None, [", ".join(marks_of(pupil))]))),
        "D": _colour(concern.attainment, "no mark"),
        "E": _colour(concern.progress, "not judged"),
        "F": concern.told,
    }
    if len(section.areas) > 1:
        cells["F"] = f"{area}. {concern.told}"
    talk: tuple[Binding, ...] = ()
    if concern.see:
        cells["F"] = f"{cells['F']} See {_where(concern.see)}."
    else:
        new = {"Pupil": pupil.name, "Why listed": concern.why}
        talk = (Binding("Discussion", (meeting.id, pupil.upn, area), _TALK, new),)
    first = own[0].id if own else numbers.next_action()
    action = _action(meeting, concern, first)
    yield Line("pointer" if concern.see else "pupil", cells, (*talk, action))
    for more in own[1:]:
        yield Line("more", {}, (_action(meeting, concern, more.id),))


def _where(area: str) -> str:
    return "Areas of learning" if area == EARLY_YEARS_AREA else area


def _colour(name: str, instead: str) -> str:
    return instead if name == NOT_ASSESSED else name


def _action(meeting: ClassMeeting, concern: Concern, ident: str) -> Binding:
    new: Mapping[str, Cell] = {
        "Meeting": meeting.id,
        "School year": meeting.half_term.school_year,
        "Half-term": meeting.half_term.name,
        "Class": meeting.class_name,
        "Area": concern.area,
        "Status": "open",
    }
    whom = {"ID": ident, "UPN": concern.pupil.upn, "Pupil": concern.pupil.name}
    return Binding("Actions", (ident,), _ACTION, new, (("ActionPupils", whom),))


def _issues(meeting: ClassMeeting, section: Section, numbers: Numbers) -> Iterator[Line]:
    kind = _ISSUE_KIND[section.part]
    own = meeting.kept.issues.get(kind, ())
    blank = max(1, _BLANK_LINES[section.part] - len(own))
    ids = [*own, *(numbers.next_issue(kind) for _ in range(blank))]
    yield Line("section", {"B": section.title})
    if section.part is Part.LEADERSHIP:
        yield Line(
            "issue heads", {"H": "Reply", "I": "What is asked for", "J": "Who", "K": "By when"}
        )
    else:
        yield Line("target heads", {"I": "What I shall do", "K": "By when"})
    word = "Issue" if section.part is Part.LEADERSHIP else "Target"
    fields = _ISSUE if section.part is Part.LEADERSHIP else _TARGET
    new = {"Meeting": meeting.id, "Kind": kind, "Status": "open"}
    for number, ident in enumerate(ids, start=1):
        binding = Binding("Issues", (ident,), fields, new)
        kind_of_line = "issue" if section.part is Part.LEADERSHIP else "target"
        yield Line(kind_of_line, {"C": f"{word} {number}"}, (binding,))
