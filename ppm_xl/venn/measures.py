"""Which circles a group of pupils has: from the year groups' Focus in Settings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ppm_xl.school.focus import Earlier, Judged, Rule, Scored, has_greater_depth, rule_of
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.settings import Settings
from ppm_xl.sentences import listed
from ppm_xl.venn.membership import MOST_CIRCLES


@dataclass(frozen=True, slots=True)
class Measure:
    """One circle of a year group, its words read.

    Attributes
    ----------
    meets
        As it stands in Settings.
    """

    name: str
    meets: str
    rule: Rule


def measures_of(
    settings: Settings, year: str, *, greater_depth: bool = False
) -> tuple[Measure, ...]:
    """Give the circles of a year group that can be read, at most three, in the order of Settings.

    Parameters
    ----------
    greater_depth
        Only those that say what greater depth is.
    """
    found: dict[str, Measure] = {}
    early = settings.has_areas(year)
    for circle in settings.focus.get(year, ()):
        rule = rule_of(circle.name, circle.meets, settings.subjects, early=early)
        if rule is not None:
            found.setdefault(circle.name, Measure(circle.name, circle.meets, rule))
    first = tuple(found.values())[:MOST_CIRCLES]
    return tuple(m for m in first if not greater_depth or has_greater_depth(m.rule))


def circles_of(
    school: School, pupils: Sequence[Pupil], *, greater_depth: bool = False
) -> tuple[str, ...]:
    """Give the circles common to the years of these pupils, in the order of Settings.

    A year without circles of its own takes no part.
    """
    sets = [
        names
        for year in dict.fromkeys(pupil.year for pupil in pupils)
        if (names := _names(school.settings, year, greater_depth=greater_depth))
    ]
    if not sets:
        return ()
    return tuple(name for name in sets[0] if all(name in other for other in sets[1:]))


def _names(settings: Settings, year: str, *, greater_depth: bool = False) -> tuple[str, ...]:
    return tuple(m.name for m in measures_of(settings, year, greater_depth=greater_depth))


def pupils_in_the_venn(school: School, pupils: Sequence[Pupil]) -> tuple[Pupil, ...]:
    """Give the pupils whose year has circles."""
    with_circles = {
        year
        for year in dict.fromkeys(pupil.year for pupil in pupils)
        if measures_of(school.settings, year)
    }
    return tuple(pupil for pupil in pupils if pupil.year in with_circles)


def of_one_focus(school: School, pupils: Sequence[Pupil]) -> tuple[tuple[Pupil, ...], ...]:
    """Part pupils into groups of the same circles, youngest first.

    Year groups with circles of the same names stand in one diagram, whatever meets them.
    """
    parts: dict[frozenset[str], list[Pupil]] = {}
    for pupil in sorted(pupils_in_the_venn(school, pupils), key=lambda p: p.year.replace("R", "0")):
        parts.setdefault(frozenset(_names(school.settings, pupil.year)), []).append(pupil)
    return tuple(tuple(part) for part in parts.values())


def rules_in_words(
    school: School, pupils: Sequence[Pupil], circles: Sequence[str]
) -> Iterator[str]:
    """Say what meets a circle, where that is more than a mark in the subject it is called.

    Such as ``Phonics: phonics >= 32 (Year 1); KS1 reading: EXS (Year 2)``.
    """
    years = list(dict.fromkeys(pupil.year for pupil in pupils))
    for name in circles:
        said: dict[str, list[str]] = {}
        plain = True
        for year in years:
            for measure in measures_of(school.settings, year):
                if measure.name == name:
                    said.setdefault(measure.meets or "expected standard", []).append(year)
                    plain &= measure.rule == Judged(measure.name)
        if plain:
            continue
        if len(said) == 1:
            yield f"{name}: {next(iter(said))}"
        else:
            parts = (
                f"{meets} ({listed([year_in_words(y) for y in of])})" for meets, of in said.items()
            )
            yield f"{name}: {'; '.join(parts)}"


def year_in_words(year: str) -> str:
    """Name a year group: ``Reception``, ``Year 4``."""
    return {"R": "Reception", "N1": "Nursery 1", "N2": "Nursery 2"}.get(year, f"Year {year}")


def subject_of(rule: Rule) -> str:
    """Give the subject a rule is about; empty where it is of none."""
    return rule.subject if isinstance(rule, Judged | Scored | Earlier) else ""


def rules_by_year(
    school: School, pupils: Sequence[Pupil], circles: Sequence[str]
) -> Mapping[str, Mapping[str, Rule]]:
    """Give each year group's rule for each of these circles."""
    return {
        year: {m.name: m.rule for m in measures_of(school.settings, year) if m.name in circles}
        for year in dict.fromkeys(pupil.year for pupil in pupils)
    }
