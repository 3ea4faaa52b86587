"""From the small tables on the sheet Settings to :class:`Settings`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final

from ppm_xl import schema
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.errors import DataError
from ppm_xl.school.calendar import Calendar, HalfTerm, Period, parse_half_term
from ppm_xl.school.cells import flag, number, text
from ppm_xl.school.roles import role_named
from ppm_xl.school.scale import Mark, Scale
from ppm_xl.school.settings import (
    EARLY_YEARS_RED,
    IN_ATTITUDE,
    SHORT_OF_MILESTONE,
    Circle,
    ClassTeam,
    NationalFigure,
    Settings,
    TestThreshold,
    Threshold,
)
from ppm_xl.school.spelling import year_group
from ppm_xl.school.words import DEFAULTS


def read_settings(tables: Tables) -> Settings:
    """Read the school's settings; where a table is empty, what a new workbook would hold.

    A row that says nothing usable is passed over: ``check`` names such rows.
    """
    words = {**DEFAULTS, **_pairs(tables, "Words")}
    return Settings(
        school=_pairs(tables, "School"),
        calendar=Calendar(tuple(sorted(_periods(tables), key=lambda p: p.starts))),
        subjects=tuple(_words(tables, "Subjects", "Subject")) or schema.DEFAULT_SUBJECTS,
        years_of=_years_of(tables),
        scale=read_scale(tables),
        thresholds=_thresholds(tables),
        test_thresholds=tuple(_test_thresholds(tables)),
        focus=_focus(tables),
        national=tuple(_national(tables)),
        classes=_classes(tables),
        class_moves={
            (text(r["Class"]), year_group(text(r["Year"]))): text(r["Next class"])
            for r in _rows(tables, "ClassMoves", "Class")
            if text(r["Next class"])
        },
        starting_stages={
            year_group(text(r["Year"])): text(r["Stage"])
            for r in _rows(tables, "StartingPoints", "Year")
            if text(r["Stage"])
        },
        needs={text(r["Need"]): text(r["Area"]) for r in _rows(tables, "Needs", "Need")},
        people={
            text(r["Name"]): role_named(text(r["Role"]), words.get("SENCO is called", ""))
            for r in _rows(tables, "People", "Name")
        },
        agenda=_agenda(tables),
        languages_checked=frozenset(
            text(r["Language"])
            for r in _rows(tables, "Languages", "Language")
            if text(r["Checked by"])
        ),
        words=words,
    )


def _rows(tables: Tables, table: str, needed: str) -> list[dict[str, Cell]]:
    empty = dict.fromkeys(schema.TABLES[table].headings())
    return [{**empty, **r} for r in tables[table].records() if text(r.get(needed))]


def _words(tables: Tables, table: str, column: str) -> list[str]:
    return [text(r[column]) for r in _rows(tables, table, column)]


def _years_of(tables: Tables) -> Mapping[str, frozenset[str]]:
    found = {
        text(r["Subject"]): years_in(text(r["Year groups"]))
        for r in _rows(tables, "Subjects", "Subject")
    }
    return {subject: years for subject, years in found.items() if years}


def years_in(words: str) -> frozenset[str]:
    """Read year groups as people write them; empty where nothing names one.

    >>> sorted(years_in("3-6")), sorted(years_in("R, 1 and 2"))
    (['3', '4', '5', '6'], ['1', '2', 'R'])
    """
    found: set[str] = set()
    for first, last in re.findall(
        r"\b(N[12]|R|[1-6])\b(?:\s*[-\u2013]\s*(N[12]|R|[1-6])\b)?", words.upper()
    ):
        start = schema.YEARS.index(first)
        found |= set(schema.YEARS[start : schema.YEARS.index(last or first) + 1])
    return frozenset(found)


def _pairs(tables: Tables, table: str) -> Mapping[str, str]:
    rows = _rows(tables, table, "What")
    return {text(r["What"]): text(r["Value"]) for r in rows if text(r["Value"])}


def half_term_of(record: Mapping[str, Cell]) -> HalfTerm | None:
    """Read a row's School year and Half-term; None where they name no half-term."""
    try:
        found = parse_half_term(text(record["Half-term"]), text(record["School year"]))
        _ = found.place
    except (DataError, ValueError):
        return None
    return found


def _periods(tables: Tables) -> list[Period]:
    out = []
    for r in _rows(tables, "Calendar", "Half-term"):
        half_term, starts, ends = half_term_of(r), r["Starts"], r["Ends"]
        if half_term is not None and isinstance(starts, date) and isinstance(ends, date):
            collects = frozenset(re.findall(r"[a-z]+", text(r["Collects"]).casefold()))
            out.append(Period(half_term, starts, ends, collects))
    return out


def read_scale(tables: Tables) -> Scale:
    """Read the school's marks, and what holds for all of them."""
    rules = _pairs(tables, "ScaleRules")
    a_year, deeper = number(rules.get(STEPS_A_YEAR)), number(rules.get(GREATER_DEPTH_FROM))
    return Scale(
        tuple(_marks(tables)),
        steps_a_year=None if a_year is None or a_year <= 0 else round(a_year),
        greater_depth_from=1 if deeper is None else round(deeper),
        name=rules.get(SCALE_NAME, ""),
    )


SCALE_NAME: Final = "Scale"
STEPS_A_YEAR: Final = "Steps a year"
GREATER_DEPTH_FROM: Final = "Greater depth from"
"""What the rows of ScaleRules are called."""


def _marks(tables: Tables) -> list[Mark]:
    out = []
    for r in _rows(tables, "Scale", "Mark"):
        steps = number(r["Steps"])
        if steps is not None:
            out.append(
                Mark(
                    mark=text(r["Mark"]),
                    meaning=text(r["Meaning"]),
                    steps=round(steps),
                    meets_expected=flag(r["Meets expected"]) is True,
                    meets_greater_depth=flag(r["Meets greater depth"]) is True,
                    year=year_group(text(r["Year"])),
                    half_term=_half_term_name(text(r["Half-term"])),
                    also=tuple(filter(None, map(str.strip, text(r["Also written"]).split(",")))),
                )
            )
    return out


def _half_term_name(words: str) -> str:
    """Give a half-term's name in the workbook's spelling; what is none stays as it is."""
    try:
        return parse_half_term(words, "").name if words else ""
    except DataError:
        return words


_USUAL_THRESHOLDS = {
    "Attainment": Threshold(0, -1),
    "Progress": Threshold(0, 0),
    "Attendance": Threshold(95, 90),
    "Punctuality": Threshold(2, 5),
    "Attitude": Threshold(0, 0),
    **{row: Threshold(0, 0, used=False) for row in IN_ATTITUDE.values()},
    EARLY_YEARS_RED: Threshold(0, 0, used=False),
    SHORT_OF_MILESTONE: Threshold(0, 0, used=False),
}


def _thresholds(tables: Tables) -> Mapping[str, Threshold]:
    out = dict(_USUAL_THRESHOLDS)
    for r in _rows(tables, "Thresholds", "Measure"):
        name = text(r["Measure"])
        usual = out.get(name, Threshold(0, 0))
        green, yellow = number(r["Green"]), number(r["Yellow"])
        out[name] = Threshold(
            usual.green if green is None else green,
            usual.yellow if yellow is None else yellow,
            usual.used if flag(r["Used"]) is None else flag(r["Used"]) is True,
        )
    return out


def _test_thresholds(tables: Tables) -> Iterator[TestThreshold]:
    for r in _rows(tables, "TestThresholds", "Test"):
        yield TestThreshold(
            test=text(r["Test"]),
            subject=text(r["Subject"]),
            years=years_in(text(r["Year groups"])),
            expected_from=number(r["Expected from"]),
            greater_depth_from=number(r["Greater depth from"]),
        )


def _focus(tables: Tables) -> Mapping[str, tuple[Circle, ...]]:
    out: dict[str, tuple[Circle, ...]] = {}
    for r in _rows(tables, "Focus", "Circle"):
        year = year_group(text(r["Year"]))
        out[year] = (*out.get(year, ()), Circle(text(r["Circle"]), text(r["Meets"])))
    return out


def _national(tables: Tables) -> Iterator[NationalFigure]:
    for r in _rows(tables, "National", "Measure"):
        figure = number(r["Per cent"])
        if figure is not None:
            yield NationalFigure(
                measure=text(r["Measure"]),
                year=year_group(text(r["Year group"])),
                date=text(r["Date"]),
                per_cent=figure,
                source=text(r["Source"]),
            )


def _classes(tables: Tables) -> Mapping[str, ClassTeam]:
    return {
        text(r["Class"]): ClassTeam(
            text(r["Class"]),
            text(r["Teacher"]),
            text(r["Teaching assistant"]),
            text(r["Leader"]),
        )
        for r in _rows(tables, "Classes", "Class")
    }


def _agenda(tables: Tables) -> tuple[str, ...]:
    rows = [r for r in _rows(tables, "Agenda", "Section") if flag(r["Used"]) is not False]
    return tuple(text(r["Section"]) for r in sorted(rows, key=lambda r: number(r["Order"]) or 0))
