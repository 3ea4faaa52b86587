"""The form of one class on the sheet Meeting, line by line.

Every line has a kind, which the sheet's formats follow, and its typed cells are bound to the
tables behind them. Which column holds what is said in :mod:`.grid`.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Final

from ppm_xl.book.tables import Tables
from ppm_xl.form import Line
from ppm_xl.meeting.agenda import ON_PAGE_ONE, RAISED_AREA, Part, Section
from ppm_xl.meeting.form import grid
from ppm_xl.meeting.form.bound import Sheet
from ppm_xl.meeting.form.concern_lines import concern_flow
from ppm_xl.meeting.form.flowing import Flow, paged
from ppm_xl.meeting.form.page_one import last_actions, more_movers, page_one
from ppm_xl.meeting.form.section_lines import also_kept, section_flow
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.identifiers import Numbers
from ppm_xl.school.settings import Settings

PROMPT: Final = (
    "For each child: what has been learned, what needs to be learned, and by when? What do child, "
    "teacher, family and leaders do for it?"
)
"""The seven questions (mission row D15), asked once, above the first concern."""


def form_lines(
    meeting: ClassMeeting, tables: Tables, settings: Settings, today: date
) -> list[Line]:
    """Lay out the whole form."""
    sheet = Sheet(meeting, tables, settings, today, Numbers(tables, meeting.id))
    lines = page_one(meeting)
    then = tuple(_then(meeting))
    first, rest = last_actions(sheet, parted=bool(then))
    flows = [flow for flow in (first, *then, *more_movers(sheet), rest) if flow is not None]
    flows.extend(_sections(sheet))
    laid = [line for flow in flows for block in flow.blocks for line in block]
    others = also_kept(sheet, [*lines, *laid])
    if others is not None:
        flows.append(others)
    lines.extend(paged(flows, tables, sum(grid.HEIGHTS.values())))
    return lines


def then_row(lines: list[Line]) -> int:
    """Give the row on which the large diagram of then lies; 0 where it has no place."""
    return next((row for row, line in enumerate(lines, start=1) if line.kind == "before"), 0)


def _then(meeting: ClassMeeting) -> Iterator[Flow]:
    if meeting.before is None or meeting.then is None:
        return
    title = f"At the last meeting, {meeting.then.half_term}: every name"
    picture = tuple(Line("before") for _ in range(grid.BEFORE_ROWS))
    yield Flow(title, (Line("section", {"B": title}),), None, (picture,), own_page=True)


def _sections(sheet: Sheet) -> Iterator[Flow]:
    prompt = PROMPT
    for section in sheet.meeting.sections:
        if section.part in ON_PAGE_ONE:
            continue
        if section.part is not Part.CONCERNS:
            flow = section_flow(sheet, section)
            if flow is not None:
                yield flow
        elif not _is_left_out(sheet.meeting, section):
            listed = bool(sheet.meeting.about(section))
            yield concern_flow(sheet, section, prompt=prompt if listed else "")
            prompt = "" if listed else prompt


def _is_left_out(meeting: ClassMeeting, section: Section) -> bool:
    """Whether a section of concerns is passed over: Agenda does not ask for it, nobody is in it."""
    if meeting.about(section) or any(a.area in section.areas for a in meeting.kept.agreed):
        return False
    return not section.named or section.areas == (RAISED_AREA,)
