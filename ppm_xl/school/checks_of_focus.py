"""What of Settings, Focus, cannot be read or drawn, as problems."""

from __future__ import annotations

from typing import Final

from ppm_xl.errors import Problem, Severity, Spot
from ppm_xl.schema import YEARS
from ppm_xl.school.cells import text
from ppm_xl.school.focus import PHONICS, SCALED, STANDARDISED, TABLES_CHECK, Scored, rule_of
from ppm_xl.school.model import School
from ppm_xl.school.spelling import year_group

MOST_CIRCLES: Final = 3
"""A Venn diagram has one, two or three circles."""

_EVERYWHERE: Final = frozenset(("", PHONICS, TABLES_CHECK, SCALED, STANDARDISED))


def unreadable_circles(school: School) -> tuple[Problem, ...]:
    """Find circles that say nothing that is known, and those beyond a year group's third."""
    found: list[Problem] = []
    drawn: dict[str, int] = {}
    for place, row in enumerate(school.tables["Focus"].records()):
        circle, meets = text(row.get("Circle")), text(row.get("Meets"))
        if not circle:
            continue
        year = year_group(text(row.get("Year")))
        where = f"Focus, {_named(year)}, {circle}"
        early = school.settings.has_areas(year)
        rule = rule_of(circle, meets, school.settings.subjects, early=early)
        if rule is None:
            found.append(
                Problem(
                    "circle-unreadable",
                    where,
                    f"“{meets or circle}” cannot be read: the Venn leaves this circle out.",
                    "Write it as 'expected standard', 'phonics >= 32' or 'scaled score >= 100'.",
                    Severity.WARNING,
                    Spot("Focus", place, "Meets"),
                )
            )
            continue
        drawn[year] = drawn.get(year, 0) + 1
        if drawn[year] == MOST_CIRCLES + 1:
            found.append(
                Problem(
                    "too-many-circles",
                    where,
                    f"{_named(year)} has more than three circles: the first three are drawn.",
                    "Take out those that matter less.",
                    Severity.WARNING,
                    Spot("Focus", place, "Circle"),
                )
            )
    return tuple(found)


def tests_without_scores(school: School) -> tuple[Problem, ...]:
    """Find circles that ask for a test of a name that no score has: it may be misspelt."""
    known = {words.casefold() for s in school.tests for words in (s.test, s.subject)}
    known |= {result.stage.casefold() for result in school.prior.values()}
    found = []
    for place, row in enumerate(school.tables["Focus"].records()):
        circle, year = text(row.get("Circle")), year_group(text(row.get("Year")))
        early = school.settings.has_areas(year)
        rule = rule_of(circle, text(row.get("Meets")), school.settings.subjects, early=early)
        if not isinstance(rule, Scored) or rule.test in _EVERYWHERE:
            continue
        if not any(name.startswith(rule.test) for name in known):
            found.append(
                Problem(
                    "test-without-scores",
                    f"Focus, {_named(year)}, {circle}",
                    f"There is no score of a test called “{rule.test}” yet.",
                    "Import its scores, or write the test's name as it stands on the sheet Tests.",
                    Severity.NOTE,
                    Spot("Focus", place, "Meets"),
                )
            )
    return tuple(found)


def _named(year: str) -> str:
    return {"R": "Reception"}.get(year, f"Year {year}" if year in YEARS else year or "no year")
