"""Whatever a school does in whatever order: nothing typed is lost, nothing is there twice.

A school presses buttons, types into white boxes and into tables, imports in between, moves on to
the next half-term and takes steps back, through the journal as the program keeps it. What was
typed is known to the test by the cell it belongs to, and looked for after every step: in its
table, or on the form and not yet harvested, or named in words where two of them were typed for
one cell.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Final

import meeting_school
import pytest
from hypothesis import assume, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule
from meeting_school import NOW, TODAY, assess
from recorded_school import Spot, prepared, staffed

from ppm_xl import schema
from ppm_xl.actions.undo import worked_out
from ppm_xl.book import journal
from ppm_xl.book.change import Change, applied, changes_between
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, TableCells, Tables
from ppm_xl.errors import DataError, Problem
from ppm_xl.form import harvest, refreshed
from ppm_xl.meeting.form.harvesting import FORM
from ppm_xl.meeting.prepare import plan_all, plan_prepare_meeting
from ppm_xl.mis.everywhere import with_real_upns
from ppm_xl.recording.planning import plan_record_meeting
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.renaming import rename_pupils
from ppm_xl.typed import converted

HALF_TERMS: Final = (NOW, HalfTerm("2026-27", "Spring 1"), HalfTerm("2026-27", "Spring 2"))
DAYS: Final = (TODAY, date(2027, 1, 18), date(2027, 3, 8))
CLASSES: Final = ("Oak", "Acorn", "Robins")
TEMPORARY, REAL = "T999000000031", "A999000000031"
UPNS: Final = (*(pupil[0] for pupil in meeting_school.PUPILS), TEMPORARY)
SHOWN: Final = ("Why listed", "Attainment shown", "Progress shown", "Region shown")
TYPED_IN: Final[Mapping[str, Sequence[str]]] = {
    "Discussion": ("Need", "Teacher's reason", "Leader's question", "What helped", "Note"),
    "Actions": ("Action", "Owner", "Measure", "By when", "Need", "Impact note", "Status"),
    "Issues": ("Text", "Owner", "Reply"),
}

IMPORT: Final = "Import MIS data"
MOMENT: Final = datetime(2026, 11, 23, 9, 0)  # noqa: DTZ001 - a cell's, which knows no time zone
NEEDS = ("Reading fluency", "reading fluency ", "Vocabulary", "READING FLUENCY")
ODD = (
    "  ", "=1+1", "'", "-", "Zoë “ah”", "ß", "İi", "two\nlines", "a\r\nb", "\u200fאב", "\U0001d518",
    "long " * 60, '{"b": []}', "0", "31/02/2027", "4/12/26", "y", "worked", "DONE", 0, 7, 2.5,
    True, date(2026, 12, 4), MOMENT,
)  # fmt: skip
WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=12
)
VALUES = st.one_of(WORDS, st.sampled_from(ODD), st.none())
WHERE = st.integers(0, 10_000)
MARKS = st.sampled_from(("EXS EXS EXS", "BLW BLW BLW", "WTS BLW EXS", "EXS GDS SBLW"))


def school_of_the_year() -> Tables:
    """The small school, with the half-terms to come and a child whose UPN is not known yet."""
    draft = Draft(staffed())
    for half_term, starts in zip(
        HALF_TERMS[1:], (date(2027, 1, 4), date(2027, 2, 22)), strict=True
    ):
        row = {"School year": half_term.school_year, "Half-term": half_term.name}
        draft.put("Calendar", {**row, "Starts": starts, "Ends": date(starts.year, 4, 1)})
    draft.put(
        "Pupils",
        {"UPN": TEMPORARY, "Pupil": "Kit Yarn", "Surname": "Yarn", "Forename": "Kit", "Year": "4",
         "Class": "Oak"},
    )  # fmt: skip
    assess(draft, NOW, TEMPORARY, "BLW WTS BLW", "Oak", "Red Green Red")
    return prepared(draft.tables(), "Oak")


START: Final = school_of_the_year()


@dataclass(frozen=True)
class Box:
    """One white box of the form: where it lies, what it belongs to, what it shows."""

    place: int
    letter: str
    spot: Spot
    shows: Cell


def boxes(tables: Tables) -> list[Box]:
    found = []
    table = tables[FORM]
    for place, row in enumerate(table.rows):
        memory = json.loads(str(row[-1])) if row[-1] else {}
        for entry in memory.get("b", ()):
            for letter, (column, _) in entry["f"].items():
                spot = (entry["t"], tuple(entry["k"]), column)
                found.append(Box(place, letter, spot, table.cell(place, letter)))
    return found


def as_held(spot: Spot, value: Cell) -> str:
    """Give what a cell is to read as once something is typed for it."""
    column = schema.TABLES[spot[0]].column(spot[2])
    return text(converted(value, column)[0])


def held(tables: Tables, spot: Spot) -> str:
    table, key, column = spot
    return text(tables[table].get(key, column))


def not_yet_harvested(tables: Tables) -> dict[Spot, str]:
    """Give what stands typed on the form and nowhere else yet, by the cell it belongs to."""
    changed = {(c.table, c.key, c.column) for c in harvest(tables[FORM], tables).changes}
    return {box.spot: as_held(box.spot, box.shows) for box in boxes(tables) if box.spot in changed}


def newly_agreed(tables: Tables) -> dict[str, set[str]]:
    """Give the actions typed on the form that have no row yet, each with whom it is for.

    An action of a group is for whoever shares its need, which another test holds.
    """
    waiting = {spot[1] for spot, words in not_yet_harvested(tables).items() if words}
    found: dict[str, set[str]] = {}
    for row in tables[FORM].rows:
        for entry in (json.loads(str(row[-1])) if row[-1] else {}).get("b", ()):
            key = tuple(entry["k"])
            new = entry["t"] == "Actions" and key not in tables["Actions"].row_of
            if new and key in waiting and not entry.get("n", {}).get("Need"):
                found[key[0]] = {cells["UPN"] for _, cells in entry.get("a", ())}
    return {ident: whom for ident, whom in found.items() if whom}


def but_for_the_journal(tables: Tables) -> dict[str, TableCells]:
    return {
        name: table for name, table in tables.tables.items() if name != journal.TABLE if table.rows
    }


@dataclass
class Step:
    """What stood before a step, and whether anybody did anything since."""

    before: Tables
    typed: dict[Spot, str]
    frozen: dict[str, Any]
    when: int
    later: bool = False


@dataclass
class Model:
    """What the test knows beside the tables."""

    typed: dict[Spot, str] = field(default_factory=dict)
    contested: dict[Spot, str] = field(default_factory=dict)
    """Typed in a table while the form held something else for the cell: one of them gives way."""
    frozen: dict[str, Any] = field(default_factory=dict)
    steps: list[Step] = field(default_factory=list)
    when: int = 0


class Meetings(RuleBasedStateMachine):
    """A school and its meetings."""

    @initialize()
    def begin(self) -> None:
        self.tables = START
        self.model = Model()

    # ------------------------------------------------------------------------- buttons

    @rule(class_name=st.sampled_from((*CLASSES, "all")))
    def prepare(self, class_name: str) -> None:
        school = meeting_school.school(self.tables)
        when, day = HALF_TERMS[self.model.when], DAYS[self.model.when]
        plan = (
            plan_all(school, when, day)
            if class_name == "all"
            else plan_prepare_meeting(school, class_name, when, day)
        )
        self.press("Prepare meeting", plan.changes, plan.problems)
        self.form_agrees_with_tables()
        again = meeting_school.school(self.tables)
        if class_name != "all":
            assert plan_prepare_meeting(again, class_name, when, day).changes == ()

    @rule(class_name=st.sampled_from(CLASSES))
    def record(self, class_name: str) -> None:
        when, day = HALF_TERMS[self.model.when], DAYS[self.model.when]
        if not any(
            (row["Class"], row["School year"], row["Half-term"])
            == (class_name, when.school_year, when.name)
            for row in self.tables["Meetings"].records()
        ):
            with pytest.raises(DataError, match=f"no meeting of {class_name} in {when}"):
                plan_record_meeting(meeting_school.school(self.tables), class_name, when, day)
            return
        plan = plan_record_meeting(meeting_school.school(self.tables), class_name, when, day)
        self.press("Record meeting", plan.changes, plan.problems)
        self.form_agrees_with_tables()
        again = plan_record_meeting(meeting_school.school(self.tables), class_name, when, day)
        assert again.changes == ()
        for row in self.tables["Meetings"].records():
            if row["Recorded"] is not None:
                self.model.frozen.setdefault(str(row["ID"]), self.as_shown(str(row["ID"])))

    @rule()
    def undo(self) -> None:
        step = journal.to_put_back(self.tables)
        if step is None:
            return
        found = worked_out(self.tables, step)
        closing = journal.entry_for_putting_back(step).at_once
        self.tables = applied(self.tables, (*found.changes, *closing))
        was = self.model.steps.pop()
        if not was.later:
            assert found.left == ()
            assert but_for_the_journal(self.tables) == but_for_the_journal(was.before)
            self.model.typed = dict(was.typed)
            self.model.frozen = dict(was.frozen)
        else:
            self.model.frozen = {
                ident: shown
                for ident, shown in self.model.frozen.items()
                if self.tables["Meetings"].get((ident,), "Recorded") is not None
            }
        self.model.contested = {}
        if self.model.steps:
            self.model.steps[-1].later |= was.later

    @rule(when=st.sampled_from(range(len(HALF_TERMS))))
    def turn_to_half_term(self, when: int) -> None:
        self.model.when = when

    def press(
        self, words: str, changes: tuple[Change, ...], problems: Sequence[Problem] = ()
    ) -> None:
        """Apply a plan as an action does, with its entry in the journal."""
        before = self.tables
        entry = journal.entry_for(before, MOMENT, words, changes)
        pending = not_yet_harvested(before) if self.model.contested else {}
        agreed = newly_agreed(before)
        self.tables = applied(before, (*changes, *entry.at_once))
        model = self.model
        model.steps.append(Step(before, dict(model.typed), dict(model.frozen), model.when))
        told = "\n".join(problem.message for problem in problems)
        for spot, words_there in model.contested.items():
            if spot in pending and held(self.tables, spot) != words_there:
                assert f"“{words_there}”" in told, (spot, words_there)
        model.contested = {}
        there = self.tables["Actions"].row_of
        for ident, whom in agreed.items() if words != IMPORT else ():
            assert (ident,) in there
            rows = self.tables["ActionPupils"].records()
            assert {row["UPN"] for row in rows if row["ID"] == ident} == whom

    # ------------------------------------------------------------------------- typing

    @rule(where=WHERE, value=VALUES)
    def type_anywhere(self, where: int, value: Cell) -> None:
        self.type_into(boxes(self.tables), where, value)

    @rule(where=WHERE, words=WORDS, number=st.integers(1, 99))
    def agree(self, where: int, words: str, number: int) -> None:
        found = [box for box in boxes(self.tables) if box.spot[::2] == ("Actions", "Action")]
        self.type_into(found, where, f"Read {words} {number}")

    @rule(where=WHERE, need=st.sampled_from((*NEEDS, None)))
    def pick_need(self, where: int, need: Cell) -> None:
        found = [box for box in boxes(self.tables) if box.spot[::2] == ("Discussion", "Need")]
        self.type_into(found, where, need)

    @rule(where=WHERE, words=st.sampled_from(("worked", "No", "too soon", date(2027, 1, 15))))
    def say_what_came_of_it(self, where: int, words: Cell) -> None:
        columns = {"Impact", "Impact note", "Done on", "Status", "Reply"}
        found = [box for box in boxes(self.tables) if box.spot[2] in columns]
        self.type_into(found, where, words)

    @rule(where=WHERE, words=WORDS.filter(str.strip))
    def ask(self, where: int, words: str) -> None:
        found = [box for box in boxes(self.tables) if box.spot[::2] == ("Issues", "Text")]
        self.type_into(found, where, words)

    def type_into(self, found: Sequence[Box], where: int, value: Cell) -> None:
        assume(found)
        box = found[where % len(found)]
        draft = Draft(self.tables)
        draft.set(FORM, box.place, box.letter, value if value != "" else None)
        self.tables = draft.tables()
        waiting = not_yet_harvested(self.tables)
        if box.spot in waiting:
            self.model.typed[box.spot] = waiting[box.spot]
        else:  # as it was shown: then the table holds good
            self.model.typed[box.spot] = held(self.tables, box.spot)
        self.somebody_was_here()

    @rule(table=st.sampled_from(tuple(TYPED_IN)), column=WHERE, where=WHERE, value=VALUES)
    def type_in_a_table(self, table: str, column: int, where: int, value: Cell) -> None:
        rows = self.tables[table].rows
        assume(rows)
        place, heading = where % len(rows), TYPED_IN[table][column % len(TYPED_IN[table])]
        spot: Spot = (table, self.tables[table].key(rows[place]), heading)
        value = converted(value, schema.TABLES[table].column(heading))[0]
        waiting = not_yet_harvested(self.tables)
        draft = Draft(self.tables)
        draft.set(table, place, heading, value)
        self.tables = draft.tables()
        if spot in waiting:
            if text(value) not in {waiting[spot], ""}:
                self.model.contested[spot] = text(value)
            else:
                self.model.contested.pop(spot, None)
        elif None not in spot[1]:
            self.model.typed[spot] = text(value)
        self.somebody_was_here()

    @rule(where=WHERE, number=st.integers(1, 99))
    def add_an_action_in_its_table(self, where: int, number: int) -> None:
        draft = Draft(self.tables)
        ident = f"By hand {number}"
        meetings = [row["ID"] for row in self.tables["Meetings"].records()]
        row = {"ID": ident, "Action": f"Added {number}", "Class": CLASSES[where % 3]}
        row["Meeting"] = meetings[where % len(meetings)]
        draft.put("Actions", row)
        draft.put("ActionPupils", {"ID": ident, "UPN": UPNS[where % len(UPNS)]})
        self.tables = draft.tables()
        self.model.typed["Actions", (ident,), "Action"] = f"Added {number}"
        self.somebody_was_here()

    @rule(table=st.sampled_from(("Actions", "Issues", "Discussion")), where=WHERE)
    def take_a_row_out_of_its_table(self, table: str, where: int) -> None:
        cells = self.tables[table]
        assume(cells.rows)
        place = where % len(cells.rows)
        key = cells.key(cells.rows[place])
        assume(cells.cell(place, "Meeting") not in self.model.frozen)
        waiting = not_yet_harvested(self.tables)
        rows = tuple(row for at, row in enumerate(cells.rows) if at != place)
        self.tables = self.tables.with_table(TableCells(table, cells.headings, rows))
        for spot in [spot for spot in self.model.typed if spot[:2] == (table, key)]:
            if spot not in waiting:
                del self.model.typed[spot]
        self.model.contested = {
            s: w for s, w in self.model.contested.items() if s[:2] != (table, key)
        }
        self.somebody_was_here()

    @rule(where=WHERE)
    def type_outside_the_boxes_and_be_told(self, where: int) -> None:
        white = {(box.place, box.letter) for box in boxes(self.tables)}
        letters = self.tables[FORM].headings[1:-1]
        place, letter = where % 80, letters[where % len(letters)]
        assume((place, letter) not in white)
        draft = Draft(self.tables)
        draft.set(FORM, place, letter, "Here?")
        school = meeting_school.school(draft.tables())
        when, day = HALF_TERMS[self.model.when], DAYS[self.model.when]
        with pytest.raises(DataError, match=rf"Meeting!{letter}{place + 1}\b"):
            plan_prepare_meeting(school, "Acorn", when, day)

    def somebody_was_here(self) -> None:
        if self.model.steps:
            self.model.steps[-1].later = True

    # ------------------------------------------------------------------------- imports

    @rule(upn=st.sampled_from(UPNS), marks=MARKS)
    def import_marks(self, upn: str, marks: str) -> None:
        upn = self.known(upn)
        draft = Draft(self.tables)
        class_name = str(self.tables["Pupils"].get((upn,), "Class"))
        assess(draft, HALF_TERMS[self.model.when], upn, marks, class_name)
        self.imported(draft)

    @rule(
        upn=st.sampled_from(UPNS),
        cell=st.sampled_from(
            (
                ("Left", date(2026, 11, 20)),
                ("Left", None),
                ("Class", "Acorn"),
                ("Class", "Oak"),
                ("Forename", "Ada"),
                ("Surname", "Quill"),
            )
        ),
    )
    def import_pupil(self, upn: str, cell: tuple[str, Cell]) -> None:
        draft = Draft(self.tables)
        draft.set("Pupils", (self.known(upn),), *cell)
        self.imported(draft)

    @rule()
    def the_real_upn_comes(self) -> None:
        assume(self.known(TEMPORARY) == TEMPORARY)
        draft = Draft(with_real_upns(self.tables, {TEMPORARY: REAL}))
        was = self.model.typed
        self.imported(draft)

        def real(spot: Spot) -> Spot:
            table, key, column = spot
            return table, tuple(REAL if part == TEMPORARY else part for part in key), column

        self.model.typed = {real(spot): words for spot, words in was.items()}
        self.model.frozen = {ident: self.as_shown(ident) for ident in self.model.frozen}

    def known(self, upn: str) -> str:
        there = self.tables["Pupils"].row_of
        return upn if (upn,) in there else REAL

    def imported(self, draft: Draft) -> None:
        rename_pupils(draft)
        self.press(IMPORT, changes_between(self.tables, draft.tables()))

    # ------------------------------------------------------------------------- what holds

    def form_agrees_with_tables(self) -> None:
        """Right after a press, each box shows what its cell holds, and nothing is to harvest."""
        form = self.tables[FORM]
        found = harvest(form, self.tables)
        assert (found.changes, found.problems) == ((), ())
        assert refreshed(form, self.tables) == form.rows

    def as_shown(self, ident: str) -> Any:
        """Give what a meeting showed on its day: colours and places, by child and area."""
        return {
            key: [self.tables["Discussion"].get(key, column) for column in SHOWN]
            for key in self.tables["Discussion"].row_of
            if key[0] == ident
        }

    @invariant()
    def nothing_typed_is_lost(self) -> None:
        waiting: dict[Spot, str] | None = None
        for spot, words in self.model.typed.items():
            if not words or held(self.tables, spot) == words:
                continue
            waiting = not_yet_harvested(self.tables) if waiting is None else waiting
            assert waiting.get(spot) == words, spot

    @invariant()
    def nothing_is_there_twice(self) -> None:
        for name in ("Actions", "ActionPupils", "Issues", "Discussion", "Meetings", "Pupils"):
            table = self.tables[name]
            keys = Counter(table.key(row) for row in table.rows)
            assert not [key for key, times in keys.items() if times > 1], name
        spots = Counter(box.spot for box in boxes(self.tables))
        assert not [spot for spot, times in spots.items() if times > 1]

    @invariant()
    def a_recorded_day_stays_as_it_was(self) -> None:
        for ident, shown in self.model.frozen.items():
            now = self.as_shown(ident)
            assert {key: now.get(key) for key in shown} == shown


LONG = settings().max_examples > 100  # `make fuzz`
Meetings.TestCase.settings = settings(
    max_examples=settings().max_examples // (3 if LONG else 5),
    stateful_step_count=30 if LONG else 14,
)
TestMeetings = Meetings.TestCase


def test_a_new_action_is_not_for_whom_one_that_was_taken_out_was_for() -> None:
    """Staff deleted a row of Actions, and nobody thinks of the rows of ActionPupils."""
    draft = Draft(START)
    (first, *_) = [box for box in boxes(START) if box.spot[::2] == ("Actions", "Action")]
    draft.set(FORM, first.place, first.letter, "Read daily")
    agreed = prepared(draft.tables())
    ident = first.spot[1]
    rows = tuple(row for row in agreed["Actions"].rows if (row[0],) != ident)
    without = agreed.with_table(TableCells("Actions", agreed["Actions"].headings, rows))
    assert ident not in {box.spot[1] for box in boxes(prepared(without))}
