"""What is missing or odd in the workbook, as problems: the command ``check``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Final, TypeVar

from ppm_xl import schema
from ppm_xl.book.tables import Key
from ppm_xl.errors import Problem, Severity, Spot, worst_first
from ppm_xl.school.action_states import is_done_in_the_future, is_open
from ppm_xl.school.before_a_round import MARKS, PROGRESS, collects, odd_or_unchanged
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import flag, text
from ppm_xl.school.checks_of_focus import tests_without_scores, unreadable_circles
from ppm_xl.school.conversations import missed
from ppm_xl.school.model import Judgement, School
from ppm_xl.school.spelling import year_group
from ppm_xl.school.starting_points import has_baseline
from ppm_xl.sentences import counted, listed

_What = TypeVar("_What")
_Row = TypeVar("_Row")

_READ_ALONE: Final = tuple(
    column
    for table, names in (("Assessments", ("Half-term",)), ("Pupils", ("Year",)))
    for column in schema.TABLES[table].columns
    if column.kind is schema.Kind.COLOUR or column.name in names
)
"""Cells of these are listed one by one where they cannot be read: see :mod:`.reading`."""


def check_school(
    school: School, unreadable: tuple[Problem, ...], today: date
) -> tuple[Problem, ...]:
    """Look through the whole workbook, worst first."""
    found = [
        *unreadable,
        *_nobody(school, today),
        *_pupils(school),
        *_twice(school),
        *_not_on_lists(school),
        *_settings(school, today),
        *unreadable_circles(school),
        *tests_without_scores(school),
        *_marks(school),
        *_strangers(school),
        *_actions(school),
        *_done_in_the_future(school, today),
        *_joiners(school, today),
        *_missing(school, today),
        *odd_or_unchanged(school, today),
        *_missed_conversations(school, today),
    ]
    return worst_first(found)


def _nobody(school: School, today: date) -> Iterator[Problem]:
    if not school.on_roll(today):
        yield Problem(
            "no-pupils", "Pupils", "There is no pupil on roll.",
            "Import the pupil list from your MIS.", Severity.ERROR, Spot("Pupils"),
        )  # fmt: skip


def _missed_conversations(school: School, today: date) -> Iterator[Problem]:
    """Name, class by class, who was to talk on a day that has passed, and nothing is noted."""
    by_class: dict[str, list[str]] = {}
    for pupil, _ in missed(school, school.working, today) if school.working else ():
        by_class.setdefault(pupil.class_name, []).append(pupil.name)
    for name, pupils in by_class.items():
        yield Problem(
            "conversation-missed",
            f"Conversations, {name or 'no class'}, Planned",
            f"The planned day has passed, and nothing is noted, for {listed(pupils)}.",
            "Fill in Held; or empty Planned and press Plan conversations for a new time.",
            Severity.NOTE,
            Spot("Conversations"),
        )


def _pupils(school: School) -> Iterator[Problem]:
    rows: dict[str, list[int]] = {}
    for number, record in enumerate(school.tables["Pupils"].records(), start=1):
        if upn := text(record.get("UPN")):
            rows.setdefault(upn, []).append(number)
    for upn, numbers in rows.items():
        if len(numbers) > 1:
            places = " and ".join(map(str, numbers))
            yield Problem(
                "duplicate-upn",
                f"Pupils, rows {places}",
                f"The UPN {upn} stands there more than once.",
                "Delete the row that is wrong.",
                Severity.ERROR,
                Spot("Pupils", numbers[1] - 1, "UPN"),
            )
    for pupil in school.pupils.values():
        missing = [
            name
            for name, value in (
                ("surname", pupil.surname),
                ("year", pupil.year),
                ("class", pupil.class_name),
            )
            if not value
        ]
        if missing:
            yield Problem(
                "pupil-incomplete",
                f"Pupils, {pupil.name}",
                f"The {' and the '.join(missing)} {'is' if len(missing) == 1 else 'are'} missing.",
                "Fill it in, or import the pupil list again.",
                spot=_at(school, "Pupils", (pupil.upn,), missing[0].capitalize()),
            )


_FURTHER_KEY: Final = {"Scale": ("Year", "Half-term"), "TestThresholds": ("Year groups",)}
"""A mark may have a row for each time; without a time its row is the plain one. A test's scores
may mean something else in other year groups."""


def _twice(school: School) -> Iterator[Problem]:
    """Find rows of one key: a table's reader can heed but one of them."""
    for table in schema.TABLES.values():
        cells = school.tables[table.name]
        if table.name == "Pupils" or not cells.key_columns:
            continue
        more = _FURTHER_KEY.get(table.name, ())
        further = [cells.place_of[column] for column in more if column in cells.place_of]
        rows: dict[tuple[str, ...], list[int]] = {}
        for number, row in enumerate(cells.rows, start=1):
            key = tuple(text(part) for part in cells.key(row))
            if all(key):
                key += tuple(text(row[place]) for place in further)
                rows.setdefault(key, []).append(number)
        columns = (*table.key, *more)
        for numbers in rows.values():
            if len(numbers) > 1:
                yield Problem(
                    "duplicate-row",
                    f"{table.name}, rows {' and '.join(map(str, numbers))}",
                    f"These rows have the same {listed(columns)}.",
                    "Delete the row that is wrong.",
                    Severity.ERROR,
                    Spot(table.name, numbers[1] - 1, table.key[0]),
                )


def _not_on_lists(school: School) -> Iterator[Problem]:
    """Find what a list would have refused: pasted, such a word means nothing to the workbook."""
    for table in schema.TABLES.values():
        cells = school.tables[table.name]
        for place, heading in enumerate(cells.headings):
            column = table.column(heading, school.settings.subjects)
            if column is None or not (column.choices and column.strict) or column in _READ_ALONE:
                continue
            rows: dict[str, list[int]] = {}
            for number, row in enumerate(cells.rows):
                if (word := text(row[place])) and not _understood(word, column):
                    rows.setdefault(word, []).append(number)
            for word, numbers in _most_first(rows):
                yield Problem(
                    "not-on-the-list",
                    f"{table.name}, {heading}",
                    f"“{word}” is none of {', '.join(column.choices)}; "
                    f"it stands {_times(len(numbers))}.",
                    "Choose from the list of the cell.",
                    spot=Spot(table.name, numbers[0], heading),
                )


def _most_first(found: Mapping[_What, list[_Row]]) -> list[tuple[_What, list[_Row]]]:
    """Order what was found in rows: what stands most often first, else as found."""
    return sorted(found.items(), key=lambda item: -len(item[1]))


def _at(school: School, table: str, key: Key, column: str) -> Spot:
    """Give the place of a row's cell; the table's first where the row is not found by its key."""
    return Spot(table, school.tables[table].row_of.get(key, 0), column)


def _understood(word: str, column: schema.Column) -> bool:
    if column.kind is schema.Kind.YES_NO:
        return flag(word) is not None
    meant = year_group(word) if column.choices == schema.YEARS else word
    return meant.casefold() in {choice.casefold() for choice in column.choices}


def _settings(school: School, today: date) -> Iterator[Problem]:
    settings = school.settings
    if not settings.school.get("Name"):
        yield Problem(
            "no-school-name", "Settings, School", "The school's name is missing.",
            "Type it in Settings: it stands on every report.",
            spot=_at(school, "School", ("Name",), "Value"),
        )  # fmt: skip
    if not settings.scale.rows:
        yield Problem(
            "no-scale", "Settings, Scale", "There are no marks with steps.",
            "Fill the table Scale: without it no mark has a colour.", Severity.ERROR,
            Spot("Scale"),
        )  # fmt: skip
    for name in school.classes_on_roll(today):
        team = settings.classes.get(name)
        if team is None or not team.teacher:
            yield Problem(
                "class-without-teacher", f"Settings, Classes, {name}",
                "The class has no teacher yet.", "Choose the teacher in Settings.",
                spot=_at(school, "Classes", (name,), "Teacher"),
            )  # fmt: skip


def _marks(school: School) -> Iterator[Problem]:
    scale = school.settings.scale
    strange: dict[tuple[str, str], list[Judgement]] = {}
    without: dict[tuple[str, str], list[Judgement]] = {}
    for judgement in school.judgements.values():
        for subject, mark in judgement.marks.items():
            if school.meaning(judgement, subject) is None:
                known = scale.spelt(mark, school.year_in(judgement)) is not None
                kind = without if known else strange
                kind.setdefault((subject, mark), []).append(judgement)
    for (subject, mark), found in _most_first(without):
        yield Problem(
            "mark-without-steps",
            f"Assessments, {subject}",
            f"{mark} has no steps for {found[0].half_term.name} on the school's scale; it stands "
            f"{_times(len(found))}.",
            "Add a row of that mark to the table Scale in Settings, without a half-term and year.",
            spot=_judged_at(school, found[0].half_term, found[0].upn, subject),
        )
    for (subject, mark), found in _most_first(strange):
        yield Problem(
            "mark-not-on-scale",
            f"Assessments, {subject}",
            f"{mark} is not on the school's scale; it stands {_times(len(found))}.",
            "Correct it, or add the mark to the table Scale in Settings.",
            spot=_judged_at(school, found[0].half_term, found[0].upn, subject),
        )


def _strangers(school: School) -> Iterator[Problem]:
    unknown: dict[str, list[int]] = {}
    for table in ("Assessments", "EarlyYears", "Targets", "Provision", "ActionPupils", "Prior"):
        for number, record in enumerate(school.tables[table].records()):
            if (upn := text(record.get("UPN"))) and upn not in school.pupils:
                unknown.setdefault(table, []).append(number)
    for table, numbers in unknown.items():
        yield Problem(
            "unknown-pupil",
            table,
            f"{table} has a UPN that Pupils does not have, {_times(len(numbers))}.",
            "Import the pupil list, or correct the UPN.",
            spot=Spot(table, numbers[0], "UPN"),
        )


def _actions(school: School) -> Iterator[Problem]:
    for action in school.actions:
        if not is_open(action):
            continue
        lacks = [
            words
            for words, there in (
                ("an owner", action.owner),
                ("a date", action.by_when),
                ("a measure", action.measure),
            )
            if not there
        ]
        if lacks:
            yield Problem(
                "action-incomplete",
                f"Actions, {action.id}",
                f"The action has no {' and no '.join(w.split(' ', 1)[1] for w in lacks)}.",
                "Add it, so that everyone knows who does what by when.",
                Severity.NOTE,
                _at(school, "Actions", (action.id,), "Action"),
            )


def _done_in_the_future(school: School, today: date) -> Iterator[Problem]:
    for action in school.actions:
        if is_done_in_the_future(action, today):
            yield Problem(
                "done-in-the-future",
                f"Actions, {action.id}",
                f"The action was done on {action.done_on:%d/%m/%Y}, and that day is still to come.",
                "Correct the day, or clear it until the action is done.",
                spot=_at(school, "Actions", (action.id,), "Done on"),
            )


def _joiners(school: School, today: date) -> Iterator[Problem]:
    """Find who joined in this half-term and has nothing yet to measure progress from."""
    dates = school.settings.calendar.dates(school.working) if school.working else None
    if dates is None:
        return
    new: dict[str, list[str]] = {}
    for pupil in school.on_roll(today):
        joined = pupil.joined
        if joined is None or not dates.starts <= joined <= min(dates.ends, today):
            continue
        if not has_baseline(school, pupil):
            new.setdefault(pupil.class_name, []).append(pupil.upn)
    for name, upns in new.items():
        have = "has" if len(upns) == 1 else "have"
        yield Problem(
            "no-baseline",
            f"Pupils, {name or 'no class'}",
            f"{counted(len(upns), 'pupil')} joined this half-term and {have} no baseline yet.",
            "Judge them within the half-term, or add a row to Earlier results on the sheet Tests "
            "with the stage Baseline.",
            Severity.NOTE,
            _at(school, "Pupils", (upns[0],), "Joined"),
        )


def _missing(school: School, today: date) -> Iterator[Problem]:
    if school.working is None:
        yield Problem(
            "no-half-term", "Home", "Home does not say which half-term to work in.",
            "Choose the school year and the half-term.", Severity.ERROR,
            _at(school, "Working", ("School year",), "Value"),
        )  # fmt: skip
        return
    for name in school.classes_on_roll(today):
        pupils = [p for p in school.on_roll(today, name) if school.settings.has_subjects(p.year)]
        rows = {p.upn: school.judgements.get((school.working, p.upn)) for p in pupils}
        for lacking, what, code in (
            (
                [upn for upn, row in rows.items() if row is None or not row.marks],
                "without a mark this half-term",
                "missing-marks",
            ),
            (
                [upn for upn, row in rows.items() if row is not None and is_unjudged(row)],
                "whose progress is not judged yet",
                "progress-not-judged",
            ),
        ):
            if lacking and collects(school, school.working, *_COLLECTED[code]):
                spot = _judged_at(school, school.working, lacking[0], "")
                yield _count(name, len(lacking), what, code, spot)


_COLLECTED: Final = {
    "missing-marks": MARKS,
    "progress-not-judged": PROGRESS,
}
"""Words of Calendar's Collects by which each is chased; where it says nothing, everything is."""


def _judged_at(school: School, half_term: HalfTerm, upn: str, column: str) -> Spot:
    return _at(school, "Assessments", (half_term.school_year, half_term.name, upn), column)


def is_unjudged(row: Judgement) -> bool:
    """Whether a row has a mark in a subject whose progress the teacher has not judged."""
    return not row.marks.keys() <= row.progress.keys()


def _count(class_name: str, count: int, what: str, code: str, spot: Spot) -> Problem:
    return Problem(
        code,
        f"Assessments, {class_name}",
        f"{counted(count, 'pupil')} {what}.",
        "The class teacher fills it in.",
        Severity.NOTE,
        spot,
    )


def _times(count: int) -> str:
    return "once" if count == 1 else f"{count} times"
