"""The plan of ``scale``: another scale in Settings, and what that means for marks already there."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.errors import DataError, Problem
from ppm_xl.plan import Plan, Question
from ppm_xl.school.cells import text
from ppm_xl.school.model import School
from ppm_xl.school.reading_settings import read_scale
from ppm_xl.school.scale import folded
from ppm_xl.school.scale_presets import PRESETS, Preset
from ppm_xl.school.scale_tables import rule_rows, scale_rows
from ppm_xl.sentences import counted, listed

_MOST_MARKS = 12
"""Marks named in one sentence."""


def presets_in_words() -> Iterator[str]:
    """Describe every scale that can be chosen, a line or two each."""
    for chosen in PRESETS:
        kind = "Added to the scale" if chosen.adds else "Rising" if chosen.rising else "Flat"
        yield f"{chosen.code}: {chosen.title}. {kind}. {chosen.about}"


def scale_in_words(school: School) -> str:
    """Say which scale the workbook has."""
    scale = school.settings.scale
    name = f"The scale is {scale.name}. " if scale.name else ""
    return f"{name}Its marks, from lowest to highest: {', '.join(scale.marks) or 'none yet'}."


def plan_scale(school: School, chosen: Preset) -> Plan:
    """Work out the tables Scale, ScaleRules and Thresholds with a scale of the list.

    No mark of a child is changed. Marks that the new scale does not have are named.

    Raises
    ------
    DataError
        Where the workbook is too old to hold it.
    """
    tables = school.tables
    if "ScaleRules" not in tables and not chosen.adds:
        raise DataError(
            "This workbook was made before scales could be chosen.",
            "Make a new workbook, or change the table Scale in Settings by hand.",
        )
    draft = Draft(tables)
    draft.replace_rows("Scale", _rows(school, chosen))
    said = [f"The table Scale would hold: {chosen.title}."]
    if chosen.adds:
        said = [f"The table Scale would also hold {listed([m for m, *_ in chosen.marks])}."]
    else:
        headings = schema.TABLES["ScaleRules"].headings()
        for row in rule_rows(chosen):
            draft.put("ScaleRules", dict(zip(headings, row, strict=True)))
        said.append(chosen.about)
        said.extend(_thresholds(school, draft, chosen))
    changes = draft.changes()
    if not changes:
        return Plan(said=("The workbook has this scale already: nothing to change.",))
    problems = tuple(_strange(school, draft.tables()))
    return Plan(
        changes=changes,
        questions=(
            Question("choose-scale", "Change the scale? No child's mark is changed by it."),
        ),
        problems=problems,
        said=tuple(said),
    )


def _rows(school: School, chosen: Preset) -> list[dict[str, Cell]]:
    headings = schema.TABLES["Scale"].headings()
    wanted: list[dict[str, Cell]] = [
        dict(zip(headings, row, strict=True)) for row in scale_rows(chosen)
    ]
    if not chosen.adds:
        return wanted
    there = list(school.tables["Scale"].records())
    known = {folded(text(row.get("Mark"))) for row in there}
    return [*(row for row in wanted if folded(text(row["Mark"])) not in known), *there]


def _thresholds(school: School, draft: Draft, chosen: Preset) -> Iterator[str]:
    now = school.settings.thresholds["Attainment"]
    wanted = replace(now, green=0, yellow=chosen.yellow)
    if now == wanted:
        return
    draft.put("Thresholds", {"Measure": "Attainment", "Green": 0, "Yellow": chosen.yellow})
    yield (
        f"Attainment would be Green from 0 steps and Yellow from {chosen.yellow}, "
        f"instead of {now.green:g} and {now.yellow:g}."
    )


def _strange(school: School, after: Tables) -> Iterator[Problem]:
    """Name the marks of Assessments and Targets that the new scale does not have."""
    scale = read_scale(after)
    found: dict[str, Counter[str]] = {"Assessments": Counter(), "Targets": Counter()}
    for row in school.judgements.values():
        year = school.year_in(row)
        for mark in row.marks.values():
            if scale.spelt(mark, year) is None:
                found["Assessments"][mark] += 1
    for target in school.targets.values():
        for mark in (target.agreed, *target.milestones.values()):
            if mark and scale.spelt(mark) is None:
                found["Targets"][mark] += 1
    for table, marks in found.items():
        if marks:
            shown = [f"{mark} ({count})" for mark, count in marks.most_common(_MOST_MARKS)]
            more = f" and {len(marks) - _MOST_MARKS} more" if len(marks) > _MOST_MARKS else ""
            yield Problem(
                "mark-not-on-scale",
                table,
                f"{counted(sum(marks.values()), 'mark')} in {table} would not be on the scale: "
                f"{', '.join(shown)}{more}.",
                "They stay as they are, and count as not assessed until they are changed or added "
                "to the table Scale.",
            )
