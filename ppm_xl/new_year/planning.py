"""The plan of ``new-year``: years and classes move up, new rows begin, nothing is cleared."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Severity
from ppm_xl.new_year.moving import Move, last_day, moves_of, year_before
from ppm_xl.plan import Plan, Question
from ppm_xl.schema import HALF_TERMS, YEARS
from ppm_xl.school.calendar import HalfTerm, usual_dates
from ppm_xl.school.cells import text
from ppm_xl.school.model import School
from ppm_xl.school.renaming import rename_pupils
from ppm_xl.school.year_starts import year_start
from ppm_xl.sentences import counted, listed

_FLAGS: Final = {True: "Y", False: "N", None: None}


@dataclass(frozen=True, slots=True)
class NewYear:
    """What a new school year would do, with longer lists beside the plan's own sentences."""

    plan: Plan
    moves: tuple[Move, ...]
    details: tuple[str, ...]

    @property
    def moving(self) -> tuple[Move, ...]:
        """Who moves up or leaves now."""
        return tuple(move for move in self.moves if move.moves)


def plan_new_year(school: School, school_year: str, today: date) -> NewYear:
    """Work out what begins with a school year; done already, it is left as it is.

    Parameters
    ----------
    school_year
        The one that begins, such as ``2027-28``.
    today
        The day it is done: a child who has left by then is not moved.
    """
    moves = tuple(move for move in moves_of(school, school_year) if move.pupil.on_roll(today))
    staying = [move for move in moves if not move.leaves]
    draft = Draft(school.tables)
    leaving_on = last_day(school, year_before(school_year))
    _move(draft, [move for move in moves if move.moves], leaving_on)
    _add_classes(draft, school, staying)
    half_terms = _add_calendar(draft, school, school_year)
    turned = _turn_home(draft, school, school_year, staying)
    rows = _add_rows(draft, school, school_year, staying)
    targets = _add_targets(draft, school, school_year, staying)
    if any(move.moves and move.class_name != move.pupil.class_name for move in staying):
        rename_pupils(draft)
    changes = draft.changes()
    if not changes:
        done = f"{school_year} has begun already: there is nothing to add."
        return NewYear(Plan(said=(done,)), moves, ())
    said = list(_moves_in_words(moves, leaving_on))
    if half_terms:
        said.append(
            f"Calendar: {counted(half_terms, 'half-term')} of {school_year}, with likely dates to "
            "correct in Settings."
        )
    if turned:
        said.append(f"Home: Autumn 1 {school_year}.")
    if rows:
        said.append(f"{counted(rows, 'new row')} for Autumn 1 in Assessments and Early Years.")
    if targets:
        said.append(
            f"{counted(targets, 'new row')} in Targets, with last summer's mark as the starting "
            "point."
        )
    said.append("Nothing is cleared: earlier rows, open actions and provision stay.")
    plan = Plan(
        changes=changes,
        questions=(Question("start-new-year", f"Start the school year {school_year}?"),),
        problems=tuple(_look_at(school, moves, today)),
        said=tuple(said),
    )
    return NewYear(plan, moves, tuple(_details(moves)))


def _move(draft: Draft, moving: Sequence[Move], leaving_on: date) -> None:
    # By place: a UPN that stands twice, or with blanks around it, is no key.
    records = draft.tables()["Pupils"].records()
    place_of = {text(row.get("UPN")): place for place, row in enumerate(records)}
    for move in moving:
        place = place_of[move.pupil.upn]
        if move.leaves:
            if move.pupil.left is None:
                draft.set("Pupils", place, "Left", leaving_on)
            continue
        draft.set("Pupils", place, "Year", move.year)
        if move.class_name != move.pupil.class_name:
            draft.set("Pupils", place, "Class", move.class_name)


def _add_classes(draft: Draft, school: School, staying: Sequence[Move]) -> None:
    known = {name.casefold() for name in school.settings.classes}
    for name in dict.fromkeys(move.class_name for move in staying if move.moves):
        if name and name.casefold() not in known:
            draft.put("Classes", {"Class": name})


def _add_calendar(draft: Draft, school: School, school_year: str) -> int:
    """Add the half-terms that are missing, collecting what last year's collected."""
    there: dict[tuple[str, str], Mapping[str, Cell]] = {
        (text(r.get("School year")), text(r.get("Half-term"))): r
        for r in school.tables["Calendar"].records()
    }
    added = 0
    for period in usual_dates(school_year):
        name = period.half_term.name
        if (school_year, name) in there:
            continue
        before = there.get((year_before(school_year), name), {})
        draft.put(
            "Calendar",
            {
                "School year": school_year,
                "Half-term": name,
                "Starts": period.starts,
                "Ends": period.ends,
                "Collects": before.get("Collects", "marks, progress, attendance"),
                **{c: before.get(c, "Y") for c in ("Meeting", "Conversation", "Report")},
            },
        )
        added += 1
    return added


def _turn_home(draft: Draft, school: School, school_year: str, staying: Sequence[Move]) -> bool:
    """Turn Home to the new year, unless it is there already; its class only where it is gone."""
    if school.working is not None and school.working.school_year >= school_year:
        return False
    draft.put("Working", {"What": "School year", "Value": school_year})
    draft.put("Working", {"What": "Half-term", "Value": HALF_TERMS[0]})
    if school.working_class and school.working_class not in {m.class_name for m in staying}:
        draft.put("Working", {"What": "Class", "Value": None})
    return True


def _stamped(move: Move) -> dict[str, Cell]:
    """Give what every row about the child says of them when it is made."""
    pupil = move.pupil
    return {
        "UPN": pupil.upn,
        "Pupil": pupil.name,
        "Year": move.year or None,
        "Class": move.class_name or None,
        "Pupil Premium": _FLAGS[pupil.pupil_premium],
        "SEND": pupil.send or None,
    }


def _add_rows(draft: Draft, school: School, school_year: str, staying: Sequence[Move]) -> int:
    first = HalfTerm(school_year, HALF_TERMS[0])
    if school.working is not None and school.working > first:
        # Later in the year a row for Autumn 1 would ask for what nobody can give any more.
        return 0
    added = 0
    for move in staying:
        tables = [("Assessments", school.judgements)] + (
            [("EarlyYears", school.early_years)] if school.settings.has_areas(move.year) else []
        )
        for table, there in tables:
            if (first, move.pupil.upn) not in there:
                when = {"School year": school_year, "Half-term": first.name}
                draft.put(table, {**when, **_stamped(move)})
                added += 1
    return added


def _add_targets(draft: Draft, school: School, school_year: str, staying: Sequence[Move]) -> int:
    subjects = school.settings.subjects
    added = 0
    for move in staying:
        if not school.settings.has_subjects(move.year):
            continue
        pupil = replace(move.pupil, year=move.year)  # as the targets' own year group has it
        for subject in subjects:
            key = (school_year, move.pupil.upn, subject)
            if school.settings.taught(subject, move.year) and key not in school.targets:
                began = year_start(school, pupil, subject, school_year)
                draft.put(
                    "Targets",
                    {
                        "School year": school_year,
                        "UPN": move.pupil.upn,
                        "Pupil": move.pupil.name,
                        "Class": move.class_name or None,
                        "Subject": subject,
                        "Starting point": began.result if began else None,
                    },
                )
                added += 1
    return added


def _year(year: str) -> str:
    return {"R": "Reception", "N1": "Nursery 1", "N2": "Nursery 2"}.get(year, f"Year {year}")


def _moves_in_words(moves: Sequence[Move], leaving_on: date) -> Iterator[str]:
    up = Counter(m.pupil.year for m in moves if m.moves and not m.leaves)
    if up:
        parts = [
            f"{_year(year)} to {_year(YEARS[YEARS.index(year) + 1])} ({up[year]})"
            for year in YEARS
            if up[year]
        ]
        yield f"{counted(up.total(), 'pupil')} move up a year: {', '.join(parts)}."
    leavers = [m for m in moves if m.leaves and m.moves]
    if leavers:
        verb = "leaves" if len(leavers) == 1 else "leave"
        yield f"{counted(len(leavers), 'pupil')} of Year 6 {verb} on {leaving_on:%d/%m/%Y}."
    classes = Counter(
        (m.pupil.class_name, m.class_name)
        for m in moves
        if m.moves and not m.leaves and m.class_name != m.pupil.class_name
    )
    if classes:
        parts = [f"{was} to {becomes} ({count})" for (was, becomes), count in classes.items()]
        yield f"Classes move up: {', '.join(parts)}."
    kept = sorted(
        {m.class_name for m in moves if m.moves and m.class_name == m.pupil.class_name} - {""}
    )
    if kept:
        yield (
            f"Children of {listed(kept)} keep their class until the MIS's pupil list says "
            "otherwise, or the table Classes next year in Settings does."
        )
    done = sum(not m.moves for m in moves)
    if done and up:
        yield f"{counted(done, 'pupil')} moved up already, or joined since, and stay as they are."


def _details(moves: Sequence[Move]) -> Iterator[str]:
    leavers = [m.pupil.name for m in moves if m.leaves and m.moves]
    if leavers:
        yield f"Leaving: {', '.join(leavers)}"
    by_class: dict[tuple[str, str, str, str], list[str]] = {}
    for m in moves:
        if m.moves and not m.leaves:
            key = (m.pupil.year, m.pupil.class_name, m.year, m.class_name)
            by_class.setdefault(key, []).append(m.pupil.name)
    for (year, was, above, becomes), names in by_class.items():
        where = f", {was or 'no class'}" + (f" to {becomes}" if becomes != was else "")
        yield f"{_year(year)} to {_year(above)}{where}: {', '.join(names)}"


def _look_at(school: School, moves: Sequence[Move], today: date) -> Iterator[Problem]:
    """Name what a person should look at before agreeing."""
    for move in moves:
        if move.pupil.year not in YEARS:
            yield Problem(
                "year-not-known",
                f"Pupils, {move.pupil.name}",
                f"{move.pupil.name} has no year group and is not moved up.",
                "Fill in the year, or import the pupil list.",
            )
    ends = school.settings.calendar.dates(school.working) if school.working else None
    if ends is not None and today < ends.ends and any(m.moves for m in moves):
        yield Problem(
            "year-not-over",
            "Home",
            f"{school.working} ends on {ends.ends:%d/%m/%Y}: from now on Pupils has next year's "
            "year groups and classes.",
            "Write the last reports first; undo puts everything back.",
            Severity.NOTE,
        )
