"""Whether a pupil meets a circle, as of a half-term: by marks, scores, results, Early Years.

The answer is yes, no, or not known, and not known is never no. A test's codes count as the
DfE counts them (:mod:`.scores`), and so do pupils below the level of the key stage 2 tests: they
have a pre-key stage standard instead of a score, and are of the cohort.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.earlier_results import BASELINE, meaning_of
from ppm_xl.school.early_years import EXPECTED, ON_TRACK, good_level
from ppm_xl.school.focus import (
    SCALED,
    Earlier,
    GoalReached,
    GoodLevel,
    Judged,
    OnTrack,
    Rule,
    Scored,
)
from ppm_xl.school.model import Judgement, PriorResult, Pupil, School, TestScore
from ppm_xl.school.pre_key_stage import pre_key_stage
from ppm_xl.venn.measures import rules_by_year
from ppm_xl.venn.scores import ACHIEVED, LEFT_OUT, NOT_ACHIEVED, has_a_row, reaches, scores_of

Held: TypeAlias = tuple[Sequence[TestScore], Sequence[PriorResult]]
"""A pupil's scores up to the half-term, and earlier results."""


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
    held = {p.upn: (tests.get(p.upn, ()), prior.get(p.upn, ())) for p in pupils}
    out: dict[str, dict[str, bool | None]] = {}
    for pupil in pupils:
        of_year = rules.get(pupil.year, {})
        out[pupil.upn] = {
            circle: _answer(
                school, pupil, of_year[circle], half_term, held[pupil.upn], greater_depth
            )
            if circle in of_year
            else None
            for circle in circles
        }
    for pupil in pupils:
        for circle, rule in rules.get(pupil.year, {}).items():
            tested = (
                other.upn for other in pupils if rules.get(other.year, {}).get(circle) == rule
            )
            if _is_below_the_test(school, pupil, rule, half_term, held[pupil.upn]) and any(
                out[upn][circle] is not None for upn in tested
            ):
                out[pupil.upn][circle] = False
    return out


def _is_below_the_test(
    school: School, pupil: Pupil, rule: Rule, half_term: HalfTerm, held: Held
) -> bool:
    """Whether a pupil has a pre-key stage standard where others have a score of key stage 2.

    Reading and maths are judged only of pupils below the standard of the test (STA, 2024): they
    are of the cohort, and have not achieved. A code of the test says more, and comes first.
    """
    if not isinstance(rule, Scored) or rule.test != SCALED or has_a_row(rule, held):
        return False
    row = _newest(school, pupil, rule.subject, half_term)
    return row is not None and pre_key_stage(row.marks[rule.subject]) is not None


def _newest(school: School, pupil: Pupil, subject: str, half_term: HalfTerm) -> Judgement | None:
    history = school.history(pupil.upn, half_term)
    return next((row for row in history if row.marks.get(subject)), None)


def _answer(
    school: School,
    pupil: Pupil,
    rule: Rule,
    half_term: HalfTerm,
    held: Held,
    greater_depth: bool,  # noqa: FBT001 - which of the two diagrams
) -> bool | None:
    match rule:
        case Judged():
            return _judged(school, pupil, rule, half_term, deeper=greater_depth or rule.deeper)
        case Scored():
            least = rule.deeper if greater_depth else rule.least
            newest = max(scores_of(school, rule, half_term, held), default=None)
            if least is None or newest is None:
                return None
            if greater_depth and newest[-1].strip().upper() in ACHIEVED:
                return None  # the standard was achieved; whether more was, it does not say
            return reaches(newest[-1], least, above=rule.above and not greater_depth)
        case Earlier():
            return _earlier(school, rule, held[1], greater_depth=greater_depth)
        case OnTrack() | GoalReached() | GoodLevel():
            return _of_early_years(school, pupil, rule, half_term, held[1])


def _judged(
    school: School, pupil: Pupil, rule: Judged, half_term: HalfTerm, *, deeper: bool
) -> bool | None:
    """Answer by the newest mark; one that does not stand on the scale says nothing."""
    row = _newest(school, pupil, rule.subject, half_term)
    mark = school.meaning(row, rule.subject) if row is not None else None
    if mark is None:
        return None
    return mark.meets_greater_depth if deeper else mark.meets_expected


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
    code = found.result.strip().upper()
    if rule.stage != BASELINE and code in NOT_ACHIEVED | LEFT_OUT:
        # Before the school's scale, which may have marks of the same letters.
        return None if code in LEFT_OUT else False
    mark = meaning_of(school.settings.scale, found.result, rule.stage)
    if mark is None:
        return None
    if rule.mark:
        wanted = meaning_of(school.settings.scale, rule.mark, rule.stage)
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
