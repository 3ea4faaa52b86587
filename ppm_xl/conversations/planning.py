"""``conversations``: a time for every child of a class, rows to type in, papers to talk from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.conversations.day_plan import TABLE as PLAN
from ppm_xl.conversations.day_plan import DayPlan, What, read_day_plan
from ppm_xl.conversations.papers import class_papers
from ppm_xl.conversations.pointed_out import pointed_out
from ppm_xl.conversations.rows import CONVERSATIONS, add_target_rows, complete_rows
from ppm_xl.conversations.timetable import (
    Talk,
    by_time,
    given_times,
    in_order,
    next_school_day,
    planned_cells,
    talks_of,
)
from ppm_xl.errors import DataError, worst_first
from ppm_xl.plan import Plan, Question
from ppm_xl.reports.wording import class_label
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import flag, text
from ppm_xl.school.conversations import took_place
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.reading import read_school
from ppm_xl.school.school_days import why_no_school
from ppm_xl.sentences import counted


def plan_conversations(
    school: School,
    class_name: str,
    half_term: HalfTerm,
    today: date,
    *,
    day: date | None = None,
) -> Plan:
    """Plan the learning conversations of a class in a half-term, and its papers.

    Every child on roll gets a row, and every row without a time the next free one. What stands
    in Planned is never changed; who has talked already needs no time.

    Parameters
    ----------
    day
        The first day; else as ConversationPlan says, else the next school day.

    Raises
    ------
    DataError
        Where nobody is in the class, or the day is in the past or no school day.
    """
    if not school.on_roll(today, class_name):
        raise DataError(
            f"There is no pupil on roll in {class_label(class_name)}.", "Import the pupils first."
        )
    asked = None if day is None else _possible(day, today, school)
    plan, problems = read_day_plan(school.tables)
    draft = Draft(school.tables)
    found = [*problems, *complete_rows(draft, school, half_term)]
    pupils = in_order(school, school.on_roll(today, class_name), plan.order)
    filling = _Filling(school, plan, class_name, half_term, today)
    given, said = filling.fill(draft, pupils, asked)
    talks = by_time(talks_of(draft.tables(), half_term, pupils))
    if plan.with_target_rows:
        add_target_rows(draft, school, half_term, tuple(talk.pupil for talk in talks))
    after, _ = read_school(draft.tables())
    papers, left_out = class_papers(after, plan, class_name, half_term, today, talks)
    found.extend(pointed_out(after, plan, class_name, half_term, today, talks))
    found.extend(left_out)
    return Plan(
        changes=draft.changes(),
        papers=papers,
        problems=worst_first(found),
        said=(_summary(class_name, half_term, talks, given), *said),
    )


def not_in_this_half_term(
    school: School, class_name: str, half_term: HalfTerm, today: date
) -> Question | None:
    """Give what to ask first, where Calendar says N and the class has no plan yet."""
    key = (half_term.school_year, half_term.name)
    if flag(school.tables["Calendar"].get(key, "Conversation")) is not False:
        return None
    talks = talks_of(school.tables, half_term, school.on_roll(today, class_name))
    if any(talk.at for talk in talks):
        return None
    return Question(
        "no-conversations-now",
        f"The Calendar in Settings has no learning conversations in {half_term}. "
        f"Plan them for {class_label(class_name)} all the same?",
        yes="plan them",
        no="leave it",
    )


def _possible(day: date, today: date, school: School) -> date:
    if day < today:
        raise DataError(f"{day:%d/%m/%Y} has passed.", "Name a day from today on.")
    if why := why_no_school(day, school.settings.calendar):
        raise DataError(
            f"{day:%d/%m/%Y} is no school day ({why}).",
            "Name another day, or correct the Calendar in Settings.",
        )
    return day


@dataclass(frozen=True, slots=True)
class _Filling:
    """Fills rows and times of one class in one half-term."""

    school: School
    plan: DayPlan
    class_name: str
    half_term: HalfTerm
    today: date

    def fill(
        self, draft: Draft, pupils: Sequence[Pupil], asked: date | None
    ) -> tuple[tuple[Talk, ...], tuple[str, ...]]:
        """Write rows and times into the draft; give who got a time, and what to say of the day."""
        cells = planned_cells(draft.tables(), self.half_term)
        talks = talks_of(draft.tables(), self.half_term, pupils)
        heeded = [talk for talk in talks if talk.at or self._waits(cells, talk.pupil)]
        times: dict[str, Talk] = {}
        said: tuple[str, ...] = ()
        if any(talk.at is None for talk in heeded):
            first, said = self._first_day(draft, asked)
            given = given_times(heeded, self.plan, self.school, self.class_name, first)
            times = {talk.pupil.upn: talk for talk in given if talk.at}
            said = (*said, *self._goes_on(tuple(times.values()), first))
        for talk in by_time([times.get(pupil.upn, Talk(pupil)) for pupil in pupils]):
            pupil = talk.pupil
            if pupil.upn not in cells:
                draft.put(CONVERSATIONS, self._row(pupil) | {"Planned": talk.at})
            elif talk.at is not None:
                draft.set(CONVERSATIONS, cells[pupil.upn][0], "Planned", talk.at)
        return tuple(times.values()), said

    def _waits(self, cells: dict[str, tuple[int, Cell]], pupil: Pupil) -> bool:
        """Whether a child without a time needs one: nothing is typed, and they have not talked."""
        row = self.school.conversations.get((self.half_term, pupil.upn))
        talked = row is not None and took_place(row)
        return not talked and not (pupil.upn in cells and text(cells[pupil.upn][1]))

    def _row(self, pupil: Pupil) -> dict[str, Cell]:
        return {
            "School year": self.half_term.school_year,
            "Half-term": self.half_term.name,
            "UPN": pupil.upn,
            "Pupil": pupil.name,
            "Class": pupil.class_name or None,
        }

    def _first_day(self, draft: Draft, asked: date | None) -> tuple[date, tuple[str, ...]]:
        """Give the day from which times are given; one that nobody named is noted in the plan."""
        if asked is not None:
            return asked, ()
        day = self.plan.day
        if day is not None and day >= self.today:
            return _possible(day, self.today, self.school), ()
        passed = () if day is None else (f"The day in the plan, {day:%d/%m/%Y}, has passed.",)
        tomorrow = self.today + timedelta(days=1)
        found = next_school_day(tomorrow, self.school.settings.calendar)
        if found is None:
            raise DataError(
                "The Calendar in Settings has no school day to come.",
                "Write the dates of the half-terms there.",
            )
        if PLAN in self.school.tables:
            draft.put(PLAN, {"What": What.DAY.value, "Value": f"{found:%d/%m/%Y}"})
        return found, (*passed, f"They begin on {found:%A %d/%m/%Y}, as no other day was named.")

    def _goes_on(self, given: Sequence[Talk], first: date) -> Iterator[str]:
        later: dict[date, int] = {}
        for talk in given:
            if talk.at and talk.at.date() != first:
                later[talk.at.date()] = later.get(talk.at.date(), 0) + 1
        for day, count in later.items():
            verb = "talks" if count == 1 else "talk"
            yield (
                f"One day has no room for all: {counted(count, 'child', 'children')} {verb} on "
                f"{day:%A %d/%m/%Y}."
            )


def _summary(
    class_name: str, half_term: HalfTerm, talks: Sequence[Talk], given: Sequence[Talk]
) -> str:
    whom = f"{class_label(class_name)}, {half_term}: {counted(len(talks), 'child', 'children')}"
    if not given:
        return f"{whom}, and no new time was needed."
    if len(given) == len(talks):
        return f"{whom}, each with a time."
    return f"{whom}, {len(given)} of them with a new time; those that were planned stay."
