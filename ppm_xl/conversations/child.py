"""One child's page to talk from, and their target sheet: nothing of any other child."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Final

from ppm_xl.conversations.day_plan import DayPlan
from ppm_xl.conversations.questions import QUESTIONS
from ppm_xl.conversations.timetable import Talk
from ppm_xl.errors import Problem
from ppm_xl.reports.learning import Told, areas_of, subjects_of
from ppm_xl.reports.privacy import Gate
from ppm_xl.reports.wording import Wording, class_label, year_name
from ppm_xl.round.times import spelt
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Conversation, LearningTarget, Pupil, School
from ppm_xl.status.pupils import Statuses

_LONGEST: Final = 240
"""Characters of one typed text that a page has room for; a target has fewer."""
_LONGEST_TARGET: Final = 90
_MOST: Final = 4
"""Targets on a page, or on one of a child's sheets."""
_FEWEST: Final = 3
"""Lines for targets on a sheet: what is not typed yet is written by hand."""
_LEFT_OUT: Final = {
    "names-another-pupil": "seems to name another child",
    "names-a-flag": "seems to name a matter for staff only",
}


class ChildPages:
    """Writes the pages of a class; what may not stand on them is left out and listed."""

    def __init__(self, school: School, half_term: HalfTerm, today: date) -> None:
        self._school = school
        self._now = half_term
        self._today = today
        self._gate = Gate(school)
        self._statuses = Statuses(school)
        self._targets: dict[str, list[LearningTarget]] = {}
        for target in school.learning_targets:
            if target.half_term <= half_term:
                self._targets.setdefault(target.upn, []).append(target)
        self._earlier: dict[str, Conversation] = {}
        for (when, upn), row in sorted(
            school.conversations.items(), key=lambda item: item[0][0].place
        ):
            if when < half_term and (row.agreed or row.held):
                self._earlier[upn] = row
        self.problems: list[Problem] = []

    def page(self, talk: Talk, plan: DayPlan) -> Mapping[str, object]:
        """Give the page to hold a child's conversation from."""
        pupil, settings = talk.pupil, self._school.settings
        wording = Wording(settings.words, pupil.first_name)
        status = self._statuses.of(pupil, self._now)
        early = settings.has_areas(pupil.year)
        told = _Teller(wording)
        heads = ("area", "area now") if early else ("subject", "attainment", "progress")
        rows: list[tuple[object, ...]] = (
            [(area.name, told(area.now)) for area in areas_of(self._school, status, wording)]
            if early
            else [
                (subject.name, told(subject.attainment), told(subject.progress))
                for subject in subjects_of(self._school, status, wording)
            ]
        )
        row = self._school.judgements.get((self._now, pupil.upn))
        last = self._earlier.get(pupil.upn)
        before = self._told_targets(pupil, self._before(pupil))
        new = self._told_targets(pupil, self._new(pupil))
        team = settings.classes.get(pupil.class_name)
        return {
            "kind": "child",
            "school": settings.school_name,
            "half-term": str(self._now),
            "name": _name(pupil),
            "about": [
                part
                for part in (
                    class_label(pupil.class_name),
                    year_name(pupil.year),
                    f"with {team.teacher}" if team and team.teacher else "",
                )
                if part
            ],
            "when": _when(talk, plan),
            "headings": [wording.say(f"Report: {what}") for what in heads],
            "rows": rows,
            "went well": self._passed(pupil, "For the family", row.for_the_family if row else ""),
            "last": self._last(pupil, last),
            "targets": before[:_MOST],
            "more targets": _more(before, "from before"),
            "new targets": new[:_MOST],
            "more new targets": _more(new, "on the target sheet"),
            "questions": [question.words for question in QUESTIONS],
            "own words": self._passed(pupil, "Child's words", row.childs_words if row else ""),
        }

    def target_sheets(self, pupil: Pupil) -> list[Mapping[str, object]]:
        """Give a child's own sheet: what comes next, by when, and a box to tick.

        Who has more targets than one sheet holds has another.
        """
        new, open_ = self._new(pupil), [t for t in self._before(pupil) if t.met is None]
        found = self._told_targets(pupil, [*new, *open_])
        talked = self._school.conversations.get((self._now, pupil.upn))
        learned = [
            self._passed(pupil, "Learned", target.learned, _LONGEST_TARGET)
            for target in new
            if target.learned
        ]
        agreed = self._passed(pupil, "Agreed", talked.agreed if talked else "", 220)
        parts = [found[first : first + _MOST] for first in range(0, len(found), _MOST)] or [[]]
        return [
            {
                "school": self._school.settings.school_name,
                "class": class_label(pupil.class_name),
                "half-term": str(self._now),
                "name": _name(pupil),
                "first": pupil.first_name,
                "part": f"{number} of {len(parts)}" if len(parts) > 1 else "",
                "learned": [] if number > 1 else [words for words in learned if words][:_FEWEST],
                "targets": part,
                "blank": max(_FEWEST - len(found), 0),
                "agreed": agreed if number == 1 else "",
            }
            for number, part in enumerate(parts, start=1)
        ]

    def _new(self, pupil: Pupil) -> list[LearningTarget]:
        rows = self._targets.get(pupil.upn, ())
        return [t for t in rows if t.half_term == self._now and (t.next or t.learned)]

    def _before(self, pupil: Pupil) -> list[LearningTarget]:
        """Give the targets of the last half-term that has any, and older ones still open."""
        rows = [t for t in self._targets.get(pupil.upn, ()) if t.half_term < self._now and t.next]
        newest = max((t.half_term for t in rows), default=None)
        kept = [t for t in rows if t.half_term == newest or t.met is None]
        return sorted(kept, key=lambda t: t.half_term.place, reverse=True)

    def _told_targets(
        self, pupil: Pupil, targets: Sequence[LearningTarget]
    ) -> list[Mapping[str, object]]:
        out: list[Mapping[str, object]] = []
        for target in targets:
            words = self._passed(pupil, "Next", target.next, _LONGEST_TARGET)
            if words:
                out.append(
                    {
                        "subject": target.subject,
                        "next": words,
                        "by": _day(target.by_when),
                        "met": _day(target.met),
                        "late": target.met is None
                        and target.by_when is not None
                        and target.by_when < self._today,
                    }
                )
        return out

    def _last(self, pupil: Pupil, row: Conversation | None) -> Mapping[str, str]:
        if row is None:
            return {}
        when = _day(row.held) if row.held else str(row.half_term)
        agreed = self._passed(pupil, "Agreed", row.agreed)
        return {"when": when, "agreed": agreed}

    def _passed(self, pupil: Pupil, column: str, words: str, most: int = _LONGEST) -> str:
        """Give a text where only this child is in it, or a person passed it, cut to the room."""
        words = " ".join(words.split())
        code = self._gate.refuses(words, pupil) if words else ""
        if not code or self._gate.was_passed(words, pupil):
            return _shortened(words, most)
        problem = Problem(
            code,
            f"{pupil.name}, {column}",
            f"{column} for {pupil.name} {_LEFT_OUT[code]}. It was left out of the page.",
            "Change the text, or pass it on the sheet Reports where it is listed, and press Plan "
            "conversations again.",
        )
        if problem not in self.problems:
            self.problems.append(problem)
        return ""


class _Teller:
    """Gives a status as the template wants it: colour, the school's word for it, words, note."""

    def __init__(self, wording: Wording) -> None:
        self._wording = wording

    def __call__(self, told: Told) -> Mapping[str, str]:
        return {
            "colour": told.colour,
            "called": self._wording.called(told.colour),
            "words": told.words,
            "note": told.note,
        }


def _more(targets: Sequence[object], where: str) -> str:
    """Say how many targets a page has no room for.

    >>> _more("abcdef", "on the target sheet"), _more("abcd", "from before")
    ('and 2 more on the target sheet', '')
    """
    left = len(targets) - _MOST
    return f"and {left} more {where}" if left > 0 else ""


def _name(pupil: Pupil) -> str:
    return f"{pupil.first_name} {pupil.surname}".strip()


def _day(day: date | None) -> str:
    return "" if day is None else f"{day.day} {day:%B}"


def _when(talk: Talk, plan: DayPlan) -> str:
    span = talk.span(plan)
    if talk.at is None or span is None:
        return "No time yet"
    day = talk.at.date()
    return f"{day:%A} {_day(day)}, {spelt(span.start)} to {spelt(span.end)}"


def _shortened(words: str, most: int) -> str:
    """Cut a text at a word, and say so with dots."""
    if len(words) <= most:
        return words
    return f"{words[:most].rsplit(' ', 1)[0].rstrip(' ,;:.')} …"
