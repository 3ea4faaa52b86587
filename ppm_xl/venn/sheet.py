"""The sheet Venn: now and then beside each other, expected standard above greater depth.

It follows Home's class. A class whose year groups have circles of different names has a
diagram for each of two year groups beside each other instead; arrows and lists still say who
moved since then.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import zip_longest
from typing import Final

from ppm_xl.book.tables import Cell, Row
from ppm_xl.plan import PlacedVenn, VennPicture
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import listed
from ppm_xl.venn import grid, saying
from ppm_xl.venn.from_school import Then, picture, then_for, venn_of
from ppm_xl.venn.judging import answers, asked_by
from ppm_xl.venn.list_rows import Line, rows_of
from ppm_xl.venn.measures import of_one_focus, rules_in_words, year_in_words
from ppm_xl.venn.national import in_words, national_figure

NAMES: Final = (
    ("Venn expected", "Venn expected beside"),
    ("Venn greater depth", "Venn greater depth beside"),
)
"""What the four pictures are called, down and across."""

_STANDARDS: Final = ("Expected standard", "Greater depth")

OnCourse = Callable[[Sequence[Pupil], HalfTerm], Collection[str]]
MoreLines = Callable[[Sequence[Pupil], HalfTerm, Mapping[str, str]], Iterable[tuple[str, str]]]
"""Pupils, the half-term, and UPN to name in the picture; gives what and who of each line."""


@dataclass(frozen=True, slots=True)
class Quarter:
    """One diagram of the sheet with what stands around it; without a diagram it is empty."""

    heading: str = ""
    figures: str = ""
    venn: VennPicture | None = None
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class VennSheet:
    """The sheet as it will be: the form's rows, the pictures, and what there is to say."""

    rows: tuple[Row, ...]
    pictures: tuple[PlacedVenn, ...]
    said: tuple[str, ...] = field(default=())


def nobody_on_course(_pupils: Sequence[Pupil], _half_term: HalfTerm) -> Collection[str]:
    """Mark nobody: where progress from starting points is not asked."""
    return ()


def nothing_more(
    _pupils: Sequence[Pupil], _half_term: HalfTerm, _names: Mapping[str, str]
) -> Iterable[tuple[str, str]]:
    """Add no line to the list under a diagram."""
    return ()


def venn_sheet(
    school: School,
    half_term: HalfTerm,
    today: date,
    on_course: OnCourse = nobody_on_course,
    more: MoreLines = nothing_more,
) -> VennSheet:
    """Lay out the diagrams of the class on Home.

    Where Home names no class, the first class that has circles is taken.

    Parameters
    ----------
    on_course
        Says who made expected progress from their start.
    more
        Gives further lines for the list under the diagram of the expected standard now.
    """
    class_name = school.working_class or _first_with_circles(school, today)
    pupils = school.on_roll(today, class_name)
    parts = of_one_focus(school, pupils)
    quarters = [
        _across(
            school, parts, class_name, half_term, on_course,
            nothing_more if deeper else more, greater_depth=deeper,
        )
        for deeper in (False, True)
    ]  # fmt: skip
    pictures = tuple(
        _placed(quarter, below, beside)
        for below, pair in enumerate(quarters)
        for beside, quarter in enumerate(pair)
    )
    rows = tuple(row for pair in quarters for row in _block(*pair))
    if not parts and school.on_roll(today):
        return VennSheet(rows, pictures, (_why_none(class_name, pupils),))
    return VennSheet(rows, pictures, tuple(_left_out(parts)))


def _first_with_circles(school: School, today: date) -> str:
    for name in school.classes_on_roll(today):
        if of_one_focus(school, school.on_roll(today, name)):
            return name
    return ""


def _why_none(class_name: str, pupils: Sequence[Pupil]) -> str:
    if not class_name:
        return "No Venn: no circles are set up for the years of any class."
    why = "no circles are set up for its year" if pupils else "nobody on roll is in it"
    return f"No Venn for {class_name}: {why}."


def _left_out(parts: Sequence[Sequence[Pupil]]) -> Iterator[str]:
    """Say which year groups of a class have circles of their own and no room on the sheet."""
    for part in parts[2:]:
        years = listed([year_in_words(y) for y in dict.fromkeys(p.year for p in part)])
        yield f"The sheet Venn has no room for {years}, whose circles differ again."


def _across(
    school: School,
    parts: Sequence[Sequence[Pupil]],
    class_name: str,
    half_term: HalfTerm,
    on_course: OnCourse,
    more: MoreLines,
    *,
    greater_depth: bool,
) -> tuple[Quarter, Quarter]:
    """Lay out two diagrams beside each other: now and then, or two year groups now."""
    found: list[tuple[Quarter, Quarter]] = []
    for part in parts[:2]:
        name = class_name
        if len(parts) > 1:
            years = dict.fromkeys(pupil.year for pupil in part)
            name = f"{listed([year_in_words(year) for year in years])} in {class_name}"
        then = then_for(school, part, half_term, greater_depth=greater_depth)
        now = _now(
            school, part, name, half_term, then, on_course, more, greater_depth=greater_depth
        )
        before = _then(part, name, now.venn, then, greater_depth=greater_depth)
        found.append((now, before))
    if not found:
        return Quarter(), Quarter()
    return found[0] if len(found) == 1 else (found[0][0], found[1][0])


def _now(
    school: School,
    pupils: Sequence[Pupil],
    name: str,
    half_term: HalfTerm,
    then: Then | None,
    on_course: OnCourse,
    more: MoreLines,
    *,
    greater_depth: bool,
) -> Quarter:
    heading = f"{_STANDARDS[greater_depth]}: {name}, {half_term}"
    venn = venn_of(
        school, pupils, half_term, greater_depth=greater_depth, then=then,
        on_course=() if greater_depth else on_course(pupils, half_term), size=grid.inches(),
    )  # fmt: skip
    if venn is None:
        why = "None of the circles in Settings, Focus, says what greater depth is."
        return Quarter(heading, why)
    rules = rules_in_words(school, pupils, venn.circles)
    lines = [
        *(("region", *line) for line in _regions(school, pupils, half_term, venn, greater_depth)),
        *(("moved", *line) for line in saying.moves_in_words(venn, then.regions if then else {})),
        *(("away", *line) for line in saying.one_away_in_words(venn)),
        *(("note", *line) for line in more(pupils, half_term, venn.names)),
        *(("note", "What meets a circle", said) for said in rules),
    ]
    figures = figures_in_words(school, pupils, venn, half_term, greater_depth=greater_depth)
    return Quarter(heading, figures, venn, tuple(lines))


def figures_in_words(
    school: School,
    pupils: Sequence[Pupil],
    venn: VennPicture,
    half_term: HalfTerm,
    *,
    greater_depth: bool,
) -> str:
    """Give the combined figure, and the dated national one where Settings has it."""
    known = answers(school, pupils, half_term, venn.circles, greater_depth=greater_depth)
    asked = asked_by(known, venn.circles)
    unknown = [circle for circle in venn.circles if circle not in asked]
    years = tuple(dict.fromkeys(pupil.year for pupil in pupils))
    figure = national_figure(school.settings, venn.circles, years, greater_depth=greater_depth)
    said = [saying.combined_in_words(venn, unknown), in_words(figure) if figure else ""]
    return "  ·  ".join(part for part in said if part)


def _regions(
    school: School,
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    venn: VennPicture,
    greater_depth: bool,  # noqa: FBT001 - which of the two diagrams
) -> Iterator[tuple[str, str]]:
    """Give the regions with their pupils; of who is not assessed, what is missing."""
    known = answers(school, pupils, half_term, venn.circles, greater_depth=greater_depth)
    asked = asked_by(known, venn.circles)
    missing = {
        upn: [circle for circle in asked if found[circle] is None] for upn, found in known.items()
    }
    names = {
        upn: f"{venn.names[upn]} (no {listed(lacks)})"
        if venn.members[upn] is None and 0 < len(lacks) < len(asked)
        else venn.names[upn]
        for upn, lacks in missing.items()
        if upn in venn.members
    }
    still = replace(venn, names={**venn.names, **names}, moved={})
    return saying.membership_in_words(still)


def _then(
    pupils: Sequence[Pupil],
    name: str,
    now: VennPicture | None,
    then: Then | None,
    *,
    greater_depth: bool,
) -> Quarter:
    if now is None:
        return Quarter()
    if then is None:
        return Quarter("Nothing earlier to compare with yet")
    venn = picture(
        pupils, now.circles, then.regions, size=grid.inches(), greater_depth=greater_depth
    )
    # Meetings keep places at the expected standard only.
    at = "at the last meeting" if then.meetings and not greater_depth else "before"
    heading = f"{_STANDARDS[greater_depth]} {at}: {name}, {then.half_term}"
    lines = tuple(("region", *line) for line in saying.membership_in_words(venn))
    return Quarter(heading, saying.combined_in_words(venn), venn, lines)


def _placed(quarter: Quarter, below: int, beside: int) -> PlacedVenn:
    alt = "" if quarter.venn is None else saying.alt_text(quarter.venn, quarter.heading)
    return PlacedVenn(
        sheet="Venn",
        name=NAMES[below][beside],
        cell=grid.picture_cell(below, beside),
        width=grid.SIZE[0],
        height=grid.SIZE[1],
        venn=quarter.venn,
        alt_text=alt,
    )


def _block(left: Quarter, right: Quarter) -> list[Row]:
    """Give the rows of two diagrams beside each other: headings, figures, air, lists."""
    rows: list[tuple[Sequence[Cell], Sequence[Cell]]] = [
        (("title", left.heading or None, None), ("title", right.heading or None, None)),
        (("figures", left.figures or None, None), ("figures", right.figures or None, None)),
        *(((None,) * 3, (None,) * 3) for _ in range(grid.PICTURE_ROWS + 1)),
    ]
    lists = zip_longest(rows_of(left.lines), rows_of(right.lines), fillvalue=(None,) * 3)
    rows.extend(lists)
    rows.extend(((None,) * 3, (None,) * 3) for _ in range(grid.BLOCK - len(rows)))
    return [(*one, None, *other) for one, other in rows]
