"""Whether a pupil meets a circle, as of a half-term: by marks, scores, results, Early Years.

The answer is yes, no, or not known, and not known is never no. A test's codes count as the
DfE counts them: who was absent, below the test's level, just arrived, cheating or unable is of
the cohort and has not achieved; who left, and whose result is missing, is left out.
Source: key stage 2 results, codes A B H J Q U, and L M (kb.insighttracking.com, citing DfE).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Final

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import number
from ppm_xl.school.early_years import EXPECTED, ON_TRACK, good_level
from ppm_xl.school.focus import (
    PHONICS,
    SCALED,
    STANDARDISED,
    TABLES_CHECK,
    Earlier,
    GoalReached,
    GoodLevel,
    Judged,
    OnTrack,
    Rule,
    Scored,
)
from ppm_xl.school.model import PriorResult, Pupil, School, TestScore
from ppm_xl.venn.measures import rules_by_year

NOT_ACHIEVED: Final = frozenset(
    ("NS", "N", "WT", "A", "B", "D", "H", "J", "Q", "U", "X", "Z", "NAA")
)
"""Codes of a test that was not achieved: key stage 2, phonics (Wt), tables check."""

ACHIEVED: Final = frozenset(("AS", "WA"))
"""Outcomes without a score: achieved the standard, phonics at the standard."""

_LAST_DAYS: Final = ((10, 31), (12, 31), (2, 20), (4, 15), (5, 31), (8, 31))
"""When a half-term ends where the school's calendar does not say."""


def regions_as_of(
    school: School,
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    circles: Sequence[str],
    *,
    greater_depth: bool = False,
) -> dict[str, frozenset[str] | None]:
    """Say which circles each pupil is in by what is known up to a half-term.

    A pupil is assessed when every circle has an answer for them: the DfE, too, counts apart
    who is not assessed in all of reading, writing and maths. A circle about which nothing is
    known of anybody here, such as phonics before June, is not waited for.

    Returns
    -------
    dict
        UPN to circles; None where not assessed.
    """
    known = answers(school, pupils, half_term, circles, greater_depth=greater_depth)
    waited_for = asked_by(known, circles)
    return {
        upn: None
        if not waited_for or any(found[circle] is None for circle in waited_for)
        else frozenset(circle for circle in circles if found[circle])
        for upn, found in known.items()
    }


def asked_by(
    known: Mapping[str, Mapping[str, bool | None]], circles: Sequence[str]
) -> tuple[str, ...]:
    """Give the circles that have an answer for anybody."""
    return tuple(
        circle for circle in circles if any(found[circle] is not None for found in known.values())
    )


def answers(
    school: School,
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    circles: Sequence[str],
    *,
    greater_depth: bool = False,
) -> dict[str, dict[str, bool | None]]:
    """Answer for each pupil and circle: met, not met, or not known."""
    rules = rules_by_year(school, pupils, circles)
    wanted = {pupil.upn for pupil in pupils}
    tests: dict[str, list[TestScore]] = {}
    for score in school.tests:
        if score.upn in wanted and score.half_term <= half_term:
            tests.setdefault(score.upn, []).append(score)
    prior: dict[str, list[PriorResult]] = {}
    for result in school.prior.values():
        if result.upn in wanted:
            prior.setdefault(result.upn, []).append(result)
    out: dict[str, dict[str, bool | None]] = {}
    for pupil in pupils:
        held = tests.get(pupil.upn, ()), prior.get(pupil.upn, ())
        of_year = rules.get(pupil.year, {})
        out[pupil.upn] = {
            circle: _answer(school, pupil, of_year[circle], half_term, held, greater_depth)
            if circle in of_year
            else None
            for circle in circles
        }
    return out


def _answer(
    school: School,
    pupil: Pupil,
    rule: Rule,
    half_term: HalfTerm,
    held: tuple[Sequence[TestScore], Sequence[PriorResult]],
    greater_depth: bool,  # noqa: FBT001 - which of the two diagrams
) -> bool | None:
    match rule:
        case Judged():
            return _judged(school, pupil, rule, half_term, deeper=greater_depth or rule.deeper)
        case Scored():
            least = rule.deeper if greater_depth else rule.least
            newest = max(_scores(school, rule, half_term, held), default=None)
            if least is None or newest is None:
                return None
            return reaches(newest[-1], least, above=rule.above and not greater_depth)
        case Earlier():
            return _earlier(school, rule, held[1], greater_depth=greater_depth)
        case OnTrack() | GoalReached() | GoodLevel():
            return _of_early_years(school, pupil, rule, half_term, held[1])


def _judged(
    school: School, pupil: Pupil, rule: Judged, half_term: HalfTerm, *, deeper: bool
) -> bool | None:
    """Answer by the newest mark; one that does not stand on the scale says nothing."""
    history = school.history(pupil.upn, half_term)
    row = next((j for j in history if j.marks.get(rule.subject)), None)
    mark = school.meaning(row, rule.subject) if row is not None else None
    if mark is None:
        return None
    return mark.meets_greater_depth if deeper else mark.meets_expected


def reaches(result: str, least: float, *, above: bool = False) -> bool | None:
    """Say whether a score or a test's code reaches a number; None where it is left out.

    >>> reaches("32", 32), reaches("31", 32), reaches("A", 32), reaches("L", 32)
    (True, False, False, None)
    """
    score = number(result)
    if score is not None:
        return score > least if above else score >= least
    code = result.strip().upper()
    if code in ACHIEVED:
        return True
    return False if code in NOT_ACHIEVED else None


def _scores(
    school: School,
    rule: Scored,
    half_term: HalfTerm,
    held: tuple[Sequence[TestScore], Sequence[PriorResult]],
) -> Iterator[tuple[date, int, str]]:
    """Give the results of a test up to a half-term with their days; whoever left has none."""
    ends = _last_day(school, half_term)
    for place, score in enumerate(held[0]):
        if _is_of(rule, score) and _says(score.score):
            day = score.day or _last_day(school, score.half_term)
            yield day, place, score.score
    for place, result in enumerate(held[1]):
        if _is_earlier(rule, result) and _says(result.result):
            day = result.day or date.min
            if day <= ends:
                yield day, place, result.result


def _says(result: str) -> bool:
    return reaches(result, 0) is not None


def _last_day(school: School, half_term: HalfTerm) -> date:
    dates = school.settings.calendar.dates(half_term)
    if dates is not None:
        return dates.ends
    start, which = half_term.place
    month, day = _LAST_DAYS[which]
    return date(start if month > 8 else start + 1, month, day)  # noqa: PLR2004 - from September


_NAMES: Final = {
    PHONICS: ("phonics",),
    TABLES_CHECK: ("mtc", "multiplication tables check", "times tables", "tables check"),
}


def _is_of(rule: Scored, score: TestScore) -> bool:
    """Whether a score is of the test that a rule means."""
    named = (score.test.casefold(), score.subject.casefold())
    if rule.test in _NAMES:
        return any(word.startswith(_NAMES[rule.test]) for word in named)
    same = not rule.subject or score.subject.casefold() == rule.subject.casefold()
    if rule.test in {SCALED, STANDARDISED}:
        return same and f"{score.kind} score" == rule.test
    if not rule.test:
        return same
    if named[1] == rule.test:
        return True
    return same and named[0].startswith(rule.test)


def _is_earlier(rule: Scored, result: PriorResult) -> bool:
    """Whether an earlier result is of the test that a rule means."""
    stage, subject = result.stage.casefold(), result.subject.casefold()
    if rule.test == PHONICS:
        return stage == "phonics"
    if rule.test == TABLES_CHECK:
        return stage == "mtc"
    if rule.test == SCALED:
        return stage == "ks2" and subject == rule.subject.casefold()
    return bool(rule.test) and stage == rule.test and rule.subject.casefold() in {"", subject}


def _earlier(
    school: School, rule: Earlier, prior: Sequence[PriorResult], *, greater_depth: bool
) -> bool | None:
    found = next((r for r in prior if (r.stage, r.subject) == (rule.stage, rule.subject)), None)
    if found is None:
        return None
    least = rule.deeper if greater_depth else rule.least
    if rule.least is not None:
        above = rule.above and not greater_depth
        return None if least is None else reaches(found.result, least, above=above)
    mark = school.settings.scale.find(found.result)
    if mark is None:
        return reaches(found.result, 0) if number(found.result) is None else None
    if rule.mark:
        wanted = school.settings.scale.find(rule.mark)
        return None if wanted is None else mark.steps >= wanted.steps
    return mark.meets_greater_depth if greater_depth else mark.meets_expected


def _of_early_years(
    school: School,
    pupil: Pupil,
    rule: OnTrack | GoalReached | GoodLevel,
    half_term: HalfTerm,
    prior: Sequence[PriorResult],
) -> bool | None:
    """Answer by the newest record that says anything of it; else by the profile's result."""
    for record in school.early_years_of(pupil.upn, half_term):
        match rule:
            case OnTrack(area=area):
                said = record.areas.get(area, "").casefold()
                if said:
                    return said == ON_TRACK.casefold()
            case GoalReached(goal=goal):
                if record.goals.get(goal):
                    # An exempt child has not reached the goal: so the good level counts it, too.
                    return record.goals[goal] == EXPECTED
            case GoodLevel():
                found = good_level(record.areas, record.goals)
                if found is not None:
                    return found
    return _profile(rule, prior)


def _profile(rule: OnTrack | GoalReached | GoodLevel, prior: Sequence[PriorResult]) -> bool | None:
    """Answer by a result of the early years profile: 2 expected (3 exceeding, until 2021)."""
    if isinstance(rule, OnTrack):
        return None
    subject = "GLD" if isinstance(rule, GoodLevel) else rule.goal
    for result in prior:
        if (result.stage, result.subject) == ("EYFSP", subject):
            said = result.result.strip().upper()
            if said in {"Y", "2", "3", "EXPECTED", "EXCEEDING"}:
                return True
            return False if said in {"N", "1", "A", "EMERGING", "EXEMPT"} else None
    return None
