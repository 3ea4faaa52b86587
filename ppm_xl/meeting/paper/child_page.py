"""The page of one child, for a meeting to which a parent or the child comes (mission row D1).

It holds nobody else's name, and no Pupil Premium, SEND or barrier: typed words that name another
child or one of these are left out.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Final

from ppm_xl.book.tables import Tables
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.headline import facts_in_words
from ppm_xl.meeting.last_actions import LastAction
from ppm_xl.meeting.paper.pack_actions import Data, last_time
from ppm_xl.meeting.phrases import SEVEN_QUESTIONS, colour_or
from ppm_xl.plan import Page, Paper
from ppm_xl.printable import readable
from ppm_xl.reports.privacy import Gate
from ppm_xl.school.folders import folder_in, pupil_stems
from ppm_xl.school.model import Pupil, School

LEFT_OUT: Final = "Something is left out here, as it is not for this page."

_OPEN_ACTIONS: Final = 8
"""Last actions on the page, at most: it is one page, and the newest matter."""


def child_page(school: School, meeting: ClassMeeting, pupil: Pupil, tables: Tables) -> Paper:
    """Make ``<school year> <half-term>/<class>/Meeting page, <Surname Forename>.pdf``."""
    when = meeting.half_term
    title = f"Meeting about {pupil.first_name} {pupil.surname}, {when}"
    return Paper(
        path=(
            *folder_in(school, when, meeting.class_name),
            f"Meeting page, {pupil_stems(school.pupils.values())[pupil.upn]}.pdf",
        ),
        title=title,
        pages=(Page("meeting_page", _Page(school, meeting, pupil, tables).data()),),
    )


class _Page:
    def __init__(self, school: School, meeting: ClassMeeting, pupil: Pupil, tables: Tables) -> None:
        self._school = school
        self._meeting = meeting
        self._pupil = pupil
        self._tables = tables
        self._gate = Gate(school)

    def data(self) -> Data:
        settings = self._school.settings
        meeting, pupil = self._meeting, self._pupil
        own = self._school.judgements.get((meeting.half_term, pupil.upn))
        words = own.childs_words if own is not None and own.share_childs_words else ""
        return {
            "child": f"{pupil.first_name} {pupil.surname}",
            "first": pupil.first_name,
            "school": settings.school_name,
            "class": meeting.class_name,
            "half-term": str(meeting.half_term),
            "facts": facts_in_words(self._without_others()),
            "yellow": settings.words.get("Yellow is called") or "Yellow",
            "colours": self._colours(),
            "last": [self._last(a) for a in self._last_actions()[:_OPEN_ACTIONS]],
            "in place": self._in_place(),
            "own words": self._may(words),
            "questions": list(SEVEN_QUESTIONS),
        }

    def _without_others(self) -> ClassMeeting:
        """Leave out a place, and who else comes, where they tell of another child or of a flag."""
        facts = self._meeting.facts
        refused = self._gate.refuses
        place = "" if refused(facts.place, self._pupil) else facts.place
        others = "" if refused(self._meeting.others, self._pupil) else self._meeting.others
        return replace(self._meeting, facts=replace(facts, place=place), others=others)

    def _may(self, words: str) -> str:
        """Give words as they are, or in their place that something is left out."""
        words = readable(words)  # a sign within a name must not hide it
        return LEFT_OUT if words and self._gate.refuses(words, self._pupil) else words

    def _colours(self) -> list[Data]:
        line = next((g for g in self._meeting.grid if g.pupil.upn == self._pupil.upn), None)
        if line is None:
            return []
        return [
            {
                "name": area,
                "attainment": colour_or(attainment, ""),
                "progress": colour_or(progress, ""),
                "judged": area in self._school.settings.subjects,
            }
            for area, _, attainment, progress in line.cells
        ]

    def _last_actions(self) -> list[LastAction]:
        upn = self._pupil.upn
        return [last for last in self._meeting.last_actions if upn in last.action.pupils]

    def _last(self, last: LastAction) -> Data:
        data = last_time(last, self._tables)
        return {
            key: self._may(value) if isinstance(value, str) else value
            for key, value in data.items()
            if key != "who"
        }

    def _in_place(self) -> list[str]:
        found = self._meeting.in_place.get(self._pupil.upn, ())
        return list(dict.fromkeys(self._may(one.words) for one in found))
