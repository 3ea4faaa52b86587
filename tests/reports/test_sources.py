"""Where every field of a family's page comes from: nothing that the schema hides from families.

The page model's types are walked, so that a new field fails here until somebody says which
columns it comes from; and the schema says whether a family may see these.
"""

from __future__ import annotations

import dataclasses
import inspect
import types
import typing
from collections.abc import Callable, Iterator, Mapping

import pytest

from ppm_xl import schema
from ppm_xl.reports import page
from ppm_xl.reports.family import FamilyReport
from ppm_xl.reports.tongues import Tongue
from ppm_xl.schema import Audience

OWN_WORDS = "Assessments.Child's words"
MARKS = ("Assessments.{subject}", "Assessments.{subject} progress")
WORDS = ("Words.Value",)
NAMES = ("Pupils.Known as", "Pupils.Forename")

SOURCES: Mapping[str, tuple[str, ...]] = {
    "FamilyReport.school": ("School.Value",),
    "FamilyReport.headteacher": ("School.Value",),
    "FamilyReport.contact": ("School.Value",),
    "FamilyReport.child": (*NAMES, "Pupils.Surname"),
    "FamilyReport.about_the_child": ("Pupils.Class", "Pupils.Year"),
    "FamilyReport.teacher": ("Classes.Teacher",),
    "FamilyReport.half_term": ("Assessments.Half-term",),
    "FamilyReport.date": (),
    "FamilyReport.went_well": ("Assessments.For the family", *WORDS),
    "FamilyReport.own_words": (OWN_WORDS,),
    "FamilyReport.see_you": ("Calendar.Starts", *WORDS),
    "FamilyReport.much_text": (),
    "FamilyReport.newcomer": WORDS,
    "Logo.svg": ("School.Value",),
    "Logo.across": (),
    "Logo.high": (),
    "OwnPages.fingerprint": (),
    "OwnPages.sizes": (),
    "Wording.words": WORDS,
    "Wording.child": NAMES,
    "Subject.name": ("Subjects.Subject",),
    "Subject.area": ("Subjects.Subject",),
    "Area.name": (),
    "Told.colour": (*MARKS, "EarlyYears.{area}", "Scale.Steps", "Assessments.Behaviour",
                    "Assessments.Attendance %", "Assessments.Lates"),
    "Told.words": (*WORDS, "ReportChoices.Instead", "Assessments.Attendance %",
                   "Assessments.Lates"),
    "Told.note": (*WORDS, "Assessments.Possible", "Assessments.Attended",
                  "Assessments.Unauthorised", "Assessments.Attendance basis",
                  "Assessments.Attendance to", "Assessments.Half-term"),
    "Measure.name": WORDS,
    "Measure.area": (),
    "Measure.what": (),
    "Agreed.i_will": ("Actions.Action", "Actions.By when", *WORDS),
    "Agreed.at_school": ("Actions.Action", "Actions.By when", *WORDS),
    "Agreed.at_home_agreed": ("Actions.Action", "Actions.By when", *WORDS),
    "Agreed.at_home_suggested": ("Actions.Action", "Actions.By when", *WORDS),
    "Agreed.nothing": WORDS,
    "Record.subjects": ("Subjects.Subject",),
    "Record.areas_when": ("EarlyYears.School year", "EarlyYears.Half-term"),
    "Record.areas": ("EarlyYears.{area}", *WORDS),
    "Point.when": ("Assessments.School year", "Assessments.Half-term"),
    "Point.steps": ("Assessments.{subject}", "Scale.Steps"),
    "Target.subject": ("LearningTargets.Subject",),
    "Target.learned": ("LearningTargets.Learned",),
    "Target.next": ("LearningTargets.Next",),
    "Target.when": ("LearningTargets.By when", "LearningTargets.Met", *WORDS),
}  # fmt: skip
"""Every field that holds a value, and the columns its value is made from; none: from no column."""

WITH_LEAVE = {OWN_WORDS: "only where Share child's words says Y"}
"""Columns that a family does not see as they stand."""

NEVER = (
    "Pupil Premium", "FSM", "Ever 6", "Service child", "Looked after", "Previously looked after",
    "SEND", "EAL", "Staff note", "Owner", "Notes", "Judged by", "Incidents", "Suspensions",
    "Barrier", "SEND concern", "Teacher's reason",
)  # fmt: skip


def fields(found: type, seen: set[type]) -> Iterator[tuple[str, object]]:
    """Give every field that is reached from a type and holds a value, by ``Type.field``."""
    if found in seen:
        return
    seen.add(found)
    hints = typing.get_type_hints(found)
    for field in dataclasses.fields(found):
        inner = [part for part in parts_of(hints[field.name]) if dataclasses.is_dataclass(part)]
        if not inner:
            yield f"{found.__name__}.{field.name}", hints[field.name]
        for part in inner:
            if part is not Tongue:  # the words of a language: a module of ours, about nobody
                yield from fields(typing.cast("type", part), seen)


def parts_of(hint: object) -> Iterator[object]:
    if isinstance(hint, type) and not isinstance(hint, types.GenericAlias):
        yield hint
    for part in typing.get_args(hint):
        if part is not Ellipsis:
            yield from parts_of(part)


REACHED = dict(fields(FamilyReport, set()))


def test_every_field_is_said_where_it_comes_from() -> None:
    assert set(REACHED) == set(SOURCES)


def test_a_field_holds_text_and_numbers_alone() -> None:
    for name, hint in REACHED.items():
        kinds = {part for part in parts_of(hint) if isinstance(part, type)}
        assert kinds <= {str, int, bool, type(None), tuple}, name


def about_children(table: schema.Table) -> bool:
    return bool({"UPN", "Pupil"} & set(table.headings())) or table.name == "Actions"


def column_of(source: str) -> tuple[schema.Table, list[schema.Column]]:
    name, _, heading = source.partition(".")
    table = schema.TABLES[name]
    if heading == "{area}":
        found = [c for c in table.columns if c.name in schema.AREAS_OF_LEARNING]
    else:
        found = [c for c in table.columns if c.name == heading]
    assert found, f"{source} is no column"
    return table, found


@pytest.mark.parametrize("source", sorted({s for found in SOURCES.values() for s in found}))
def test_a_family_may_see_every_column_that_a_page_is_made_from(source: str) -> None:
    table, columns = column_of(source)
    if not about_children(table):
        assert table.sheet == "Settings", "a school's own facts"
        return
    for column in columns:
        assert column.seen_by is Audience.FAMILY or source in WITH_LEAVE


@pytest.mark.parametrize("heading", NEVER)
def test_nothing_is_made_from_what_families_never_see(heading: str) -> None:
    columns = [
        column
        for table in schema.TABLES.values()
        for column in table.columns
        if column.name == heading
    ]
    assert columns, "no such column"
    assert all(column.seen_by is not Audience.FAMILY for column in columns)
    assert not [s for found in SOURCES.values() for s in found if s.endswith(f".{heading}")]


def test_a_page_is_made_from_the_report_alone() -> None:
    """What is not in the model cannot be printed: this is all that reaches the template."""
    makes: Callable[..., object] = page.page_of
    assert list(inspect.signature(makes).parameters) == ["report"]
    assert not {"School", "Pupil", "Judgement", "Action"} & set(vars(page))
