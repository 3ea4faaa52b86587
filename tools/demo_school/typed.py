"""What staff would have typed into the workbook, gathered for `staff.json`."""

# ruff: noqa: PLR2004 - the numbers shape an invented school and mean nothing elsewhere
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from demo_school import elm
from demo_school.chance import Chance
from demo_school.history import AUTUMN_1, AUTUMN_2, SUMMER_2, HalfTerm, Record, on_roll
from demo_school.meetings import agreed
from demo_school.provision import barrier_rows, intervention_rows, provision_rows
from demo_school.roster import TODAY, Child
from demo_school.staffing import settings_rows
from demo_school.targets_and_progress import (
    JUDGED_ON,
    agreed_targets,
    progress,
    targets,
    teacher_of,
)
from demo_school.words import childs_words, family_texts

Row = dict[str, object]
Records = dict[tuple[str, str], Record]

REPORT_COPIES: Final = {("Maple", "Jayden Lindley"): 0, ("Hazel", "Mabel Marchbanks"): 2}
"""One report is held for the head; two parents of one child live apart."""
NOTES: Final = {
    ("Maple", "Jayden Lindley"): "Hold the report: the head meets the family on 2 December.",
    ("Hazel", "Mabel Marchbanks"): "Two copies, one to each parent.",
}
STAFF_NOTES: Final = {
    ("Maple", "Millie Entwistle"): "In hospital since 5 November; hospital teaching has begun.",
    ("Cedar", "Sumaiya Mahmood"): "Abroad with family; expected back on 30 November.",
    ("Oak", "Håkon Özdemir"): "Joined on 16 November; baseline in the week of 23 November.",
    (
        "Elm",
        "Zoë Micklethwaite",
    ): "Exactly at the threshold for persistent absence. Letter drafted.",
    ("Maple", "Anastasia Fitzwilliam-Ravenscroft"): "Coasting since September; see last meeting.",
}


def staff(children: Sequence[Child], records: Records) -> dict[str, object]:
    """Give everything staff typed: table -> rows, dates as ``{"date": "2026-10-12"}``."""
    here = on_roll(children)
    aims = targets(children, records)
    colours = progress(children, records, aims)
    meetings = agreed(children, records, colours)
    tables: dict[str, list[Row]] = {
        **settings_rows(),
        "Pupils": [
            {"UPN": child.upn, "Report copies": REPORT_COPIES[key], "Notes": NOTES[key]}
            for child in here
            if (key := (child.class_, child.full)) in REPORT_COPIES
        ],
        "Targets": agreed_targets(aims),
        "Assessments": _assessments(children, records, colours),
        "EarlyYears": _early_years(children, records),
        "Interventions": intervention_rows(),
        "Provision": provision_rows(here, records),
        "Barriers": barrier_rows(here),
        "Meetings": meetings.meetings,
        "Discussion": meetings.discussion,
        "Actions": meetings.actions,
        "ActionPupils": meetings.action_pupils,
        "Issues": meetings.issues,
        "Conversations": elm.conversations(here),
        "LearningTargets": elm.learning_targets(here),
    }
    return {
        "today": _plain(TODAY),
        "school_year": "2026-27",
        "half_term": "Autumn 2",
        "tables": {
            table: [
                {column: _plain(value) for column, value in row.items() if value != ""}
                for row in rows
            ]
            for table, rows in tables.items()
        },
    }


def _plain(value: object) -> object:
    return {"date": value.isoformat()} if isinstance(value, date) else value


def _keys(term: HalfTerm, child: Child) -> Row:
    return {"School year": term.school_year, "Half-term": term.name, "UPN": child.upn}


def _assessments(
    children: Sequence[Child], records: Records, colours: dict[tuple[str, str], dict[str, str]]
) -> list[Row]:
    """Give the typed columns of Assessments; the rest came from the exports."""
    chance = Chance(5)
    here = on_roll(children)
    home = family_texts(here, records, colours)
    said = childs_words(here, records, colours)
    rows = []
    for term in (SUMMER_2, AUTUMN_1, AUTUMN_2):
        for child in children:
            share, moderated = chance.unit(), chance.whether(0.12)
            record = records.get((child.upn, term.key))
            if record is None:
                continue
            judged = colours.get((child.upn, term.key), {})
            typed: Row = {f"{subject} progress": colour for subject, colour in judged.items()}
            if judged:
                typed["Judged by"] = teacher_of(record.class_)
                typed["Judged on"] = JUDGED_ON[term.key]
                typed["Moderated"] = "Y" if moderated else ""
            if term is AUTUMN_2 and child.on_roll(TODAY):
                typed |= _in_words(child, home, said, share)
            if typed:
                rows.append(_keys(term, child) | typed)
    return rows


def _in_words(child: Child, home: dict[str, str], said: dict[str, str], share: float) -> Row:
    """Give what was written about the child; most children let their own words be shared."""
    out: Row = {}
    if child.upn in home:
        out["For the family"] = home[child.upn]
    if child.upn in said:
        out["Child's words"] = said[child.upn]
        out["Share child's words"] = "Y" if share < 0.82 else "N" if share < 0.94 else ""
    if (child.class_, child.full) in STAFF_NOTES:
        out["Staff note"] = STAFF_NOTES[child.class_, child.full]
    if child.class_ == elm.CLASS and child.full in elm.RAISED:
        out["Raise at the meeting"] = elm.RAISED[child.full]
    return out


def _early_years(children: Sequence[Child], records: Records) -> list[Row]:
    """Give who judged the areas of learning, and when; the judgements came from the exports."""
    return [
        _keys(term, child)
        | {"Judged by": teacher_of(record.class_), "Judged on": JUDGED_ON[term.key]}
        for term in (SUMMER_2, AUTUMN_1, AUTUMN_2)
        for child in children
        if (record := records.get((child.upn, term.key)))
        and record.year == "R"
        and child.on_roll(term.last)
    ]
