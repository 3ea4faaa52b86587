"""What each will do next: the child, the school and the family; and no Red without the school."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date

from ppm_xl.errors import Problem
from ppm_xl.reports.every_day import Measure
from ppm_xl.reports.learning import Subject
from ppm_xl.reports.tongues import ENGLISH
from ppm_xl.reports.wording import Wording
from ppm_xl.school.action_states import drafts, is_open
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Action, Pupil, School
from ppm_xl.sentences import listed, within_a_sentence


@dataclass(frozen=True, slots=True)
class Agreed:
    """Actions by who does them; who that is by name stays in school."""

    i_will: tuple[str, ...] = ()
    at_school: tuple[str, ...] = ()
    at_home_agreed: tuple[str, ...] = ()
    at_home_suggested: tuple[str, ...] = ()
    nothing: str = ""
    """The school's words where there is no action at all."""

    @property
    def lists(self) -> tuple[tuple[str, ...], ...]:
        """The four lists in the order in which they are read."""
        return self.i_will, self.at_school, self.at_home_agreed, self.at_home_suggested


@dataclass(frozen=True, slots=True)
class AgreedWithProblems:
    """The actions to print, and what a person should look at."""

    agreed: Agreed
    problems: tuple[Problem, ...]


def agreed_for(
    school: School,
    pupil: Pupil,
    now: HalfTerm,
    today: date,
    wording: Wording,
    passed: Callable[[str, str], str],
    *,
    subjects: Sequence[Subject],
    measures: Sequence[Measure | None],
) -> AgreedWithProblems:
    """Gather a child's open actions that belong on the report, oldest first, each text once.

    What was typed for a meeting that is still to come was not agreed yet, and is not promised.

    Parameters
    ----------
    passed
        Gives a typed text if it may go home, else nothing.
    subjects, measures
        What the report says; each Red of them needs a school action.
    """
    kinds: dict[str, dict[str, date]] = {"child": {}, "school": {}, "agreed": {}, "suggested": {}}
    covered: list[str] = []
    to_come = drafts(school, today)
    for action in reversed(school.actions_for(pupil.upn)):
        if not _belongs(action, now, to_come):
            continue
        text = passed(action.action, "Action")
        if not text:
            continue
        owner = action.owner.strip().casefold()
        if owner == "family":
            kind = "agreed" if action.discussed_with_family else "suggested"
        else:
            kind = "child" if owner == "child" else "school"
        if kind == "school":
            covered.append(action.area.casefold())
        kinds[kind][text] = max(kinds[kind].get(text, date.min), action.by_when or date.min)
    standard, problems = _standard(pupil, wording, covered, subjects, measures)
    child, at_school, home_agreed, suggested = (
        tuple(_with_date(text, day, today, wording) for text, day in kind.items())
        for kind in kinds.values()
    )
    nothing = "" if standard or any(kinds.values()) else wording.say("Report: nothing agreed")
    agreed = Agreed(child, (*at_school, *standard), home_agreed, suggested, nothing)
    return AgreedWithProblems(agreed, tuple(problems))


def _belongs(action: Action, now: HalfTerm, to_come: Collection[str]) -> bool:
    timely = action.half_term is None or action.half_term <= now
    return action.on_report and is_open(action) and timely and action.meeting not in to_come


def _with_date(text: str, by_when: date, today: date, wording: Wording) -> str:
    """Add the day by which, unless it is past; it stays together on a line."""
    if by_when < today:
        return text
    ends = text[-1] if text[-1] in ".!?" else ""
    day = wording.say("Report: by", date=wording.tongue.short(by_when))
    day = wording.apart(day.replace(" ", "\N{NO-BREAK SPACE}"))
    return f"{text.removesuffix(ends)} {day}{ends}"


def _standard(
    pupil: Pupil,
    wording: Wording,
    covered: Sequence[str],
    subjects: Sequence[Subject],
    measures: Sequence[Measure | None],
) -> tuple[list[str], list[Problem]]:
    """Give the school's standard action for every Red that has no school action of its own.

    An action without an area covers every Red; else its area must name the subject or measure.
    """

    def is_covered(area: str) -> bool:
        return any(not found or area.casefold() in found for found in covered)

    red = [
        subject
        for subject in subjects
        if "Red" in {subject.attainment.colour, subject.progress.colour}
        and not is_covered(subject.area)
    ]
    every_day = [
        measure
        for measure in measures
        if measure is not None and measure.now.colour == "Red" and not is_covered(measure.area)
    ]
    found = []
    if red:
        names = wording.tongue.listed([within_a_sentence(subject.name) for subject in red])
        found.append(wording.apart(wording.say("Standard action", subjects=names)))
    if every_day:
        names = wording.tongue.listed([within_a_sentence(measure.name) for measure in every_day])
        found.append(wording.apart(wording.say("Standard action, every day", measures=names)))
    if not found:
        return [], []
    staff = replace(wording, tongue=ENGLISH)
    where = [s.area for s in red] + [staff.say(f"Report: {m.what}") for m in every_day]
    problem = Problem(
        "red-without-action",
        f"{pupil.name}, {', '.join(where)}",
        f"{pupil.name} is Red in {listed(where)} and no action of the school is on the report. "
        "The standard action is printed.",
        "Add an action on the sheet Actions with On report = Y, and make the report again.",
    )
    return found, [problem]
