"""Every paper of one or more meetings."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from ppm_xl.book.tables import Tables
from ppm_xl.errors import Problem, Severity, Spot
from ppm_xl.meeting.gathering import ClassMeeting, who_else
from ppm_xl.meeting.paper.assembly import celebration_list
from ppm_xl.meeting.paper.child_page import child_page
from ppm_xl.meeting.paper.pack import pack_of, pack_path
from ppm_xl.meeting.paper.preparation import others_of, preparation_list
from ppm_xl.plan import Paper
from ppm_xl.school.folders import folder_in
from ppm_xl.school.model import School


def papers_of(
    school: School,
    meetings: Sequence[ClassMeeting],
    tables: Tables,
    today: date,
    *,
    of_round: bool = False,
) -> tuple[Paper, ...]:
    """Make the papers of some meetings: packs or single pages, and the two lists.

    Where a meeting is about one child, its paper is that child's page alone.

    Parameters
    ----------
    tables
        With what was typed on the form in them.
    of_round
        Whether the two lists are of the whole round, in the half-term's folder; else they lie in
        the class's.
    """
    papers: list[Paper] = []
    for meeting in meetings:
        if not meeting.facts.for_child:
            papers.append(pack_of(school, meeting, tables, today))
        papers.extend(_pages(school, meeting, tables, today))
    if meetings:
        folder = folder_in(school, meetings[0].half_term, meetings[0].class_name)
        if of_round:
            folder = folder[:1]
        papers.append(preparation_list(school, meetings, tables, folder))
        kind = celebration_list(meetings, school.settings, folder)
        papers.extend([kind] if kind is not None else [])
    return tuple(papers)


def superseded(school: School, meetings: Sequence[ClassMeeting]) -> tuple[tuple[str, ...], ...]:
    """Give where packs of an earlier time may lie of meetings that are about one child now."""
    return tuple(pack_path(school, meeting) for meeting in meetings if meeting.facts.for_child)


def visits_pointed_out(
    school: School, meeting: ClassMeeting, tables: Tables, today: date
) -> Iterator[Problem]:
    """Say where a parent or child comes, and it is not said whose page is opened, or of nobody."""
    names = {pupil.name for pupil in school.on_roll(today)}
    for facts in (meeting.facts, *others_of(school, meeting)):
        if facts.visitors and not facts.for_child:
            said = "does not say for which child"
        elif facts.for_child and facts.for_child not in names:
            said = f"is for “{facts.for_child}”, who is not on roll under this name"
        else:
            continue
        place = tables["Meetings"].row_of.get((facts.id,))
        yield Problem(
            "visit-without-child",
            f"Meetings, {facts.id}",
            f"A parent or pupil comes to a meeting of {meeting.class_name}, and Round {said}: "
            "there is no page to open with them.",
            "Choose the child in For child, then prepare again.",
            Severity.WARNING,
            None if place is None else Spot("Meetings", place, "For child"),
        )


def _pages(school: School, meeting: ClassMeeting, tables: Tables, today: date) -> Iterator[Paper]:
    for facts in (meeting.facts, *others_of(school, meeting)):
        for pupil in school.on_roll(today):
            if facts.for_child and pupil.name == facts.for_child:
                others = who_else(school.settings, facts, meeting.team)
                own = replace(meeting, facts=facts, others=others)
                yield child_page(school, own, pupil, tables)
