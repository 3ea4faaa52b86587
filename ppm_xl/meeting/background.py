"""What the meetings of all classes share: worked out once, however many are prepared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from ppm_xl.meeting.children.need_names import Spelling
from ppm_xl.meeting.children.standing import Standings
from ppm_xl.meeting.children.what_helped import WhatHelped
from ppm_xl.provision.in_place import Support
from ppm_xl.school.model import Action, Discussion, Issue, Meeting, School, TestScore
from ppm_xl.status.pupils import Statuses


class Background:
    """A school as meetings look at it, sorted once."""

    def __init__(self, school: School, today: date) -> None:
        self.school = school
        self.today = today
        self.statuses = Statuses(school)
        self.support = Support(school, today)
        self.standings = Standings(school)
        self.spelling = Spelling(school.settings)
        self.helped = WhatHelped(school, self.support, self.spelling)
        self.meetings: Mapping[str, Meeting] = {m.id: m for m in school.meetings}

    def when(self, meeting: str) -> tuple[int, int]:
        """Say when a meeting was, to order by; of one that is not known, before all others."""
        found = self.meetings.get(meeting)
        return found.half_term.place if found else (0, 0)

    @cached_property
    def actions(self) -> Mapping[str, Sequence[Action]]:
        """Each pupil's actions, newest first."""
        found: dict[str, list[Action]] = {}
        newest_first = sorted(
            self.school.actions, key=lambda a: a.agreed_on or date.min, reverse=True
        )
        for action in newest_first:
            for upn in action.pupils:
                found.setdefault(upn, []).append(action)
        return found

    @cached_property
    def discussion(self) -> Mapping[str, Sequence[Discussion]]:
        """What meetings said of each pupil, newest meeting first."""
        found: dict[str, list[Discussion]] = {}
        newest_first = sorted(
            self.school.discussion.values(), key=lambda said: self.when(said.meeting), reverse=True
        )
        for said in newest_first:
            found.setdefault(said.upn, []).append(said)
        return found

    @cached_property
    def issues(self) -> Mapping[str, Sequence[Issue]]:
        """The issues about each pupil, in the table's order."""
        found: dict[str, list[Issue]] = {}
        for issue in self.school.issues:
            if issue.upn:
                found.setdefault(issue.upn, []).append(issue)
        return found

    @cached_property
    def tests(self) -> Mapping[tuple[str, str], Sequence[TestScore]]:
        """Each pupil's tests in each subject."""
        found: dict[tuple[str, str], list[TestScore]] = {}
        for score in self.school.tests:
            found.setdefault((score.upn, score.subject), []).append(score)
        return found
