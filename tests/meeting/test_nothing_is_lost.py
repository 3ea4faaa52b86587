"""Whatever is typed on the form, whatever happens in between, is there on coming back."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator
from datetime import date
from typing import Any

import meeting_school
from hypothesis import given, settings
from hypothesis import strategies as st
from meeting_school import NOW, TODAY

from ppm_xl.book.change import applied, inverse
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.meeting.form.harvesting import FORM
from ppm_xl.meeting.prepare import plan_all, plan_prepare_meeting
from ppm_xl.plan import Plan
from ppm_xl.school.renaming import rename_pupils

CLASSES = ("Robins", "Acorn", "Oak")
EXAMPLES = max(25, settings().max_examples // 2)
Spot = tuple[str, tuple[Cell, ...], str]

WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cs", "Cc", "Zl", "Zp")), max_size=20
)
DAYS = st.dates(date(2026, 11, 2), date(2027, 3, 1))
NEEDS = st.sampled_from(("Reading fluency", "reading fluency", "Vocabulary", "Spelling", None))
UPNS = st.sampled_from([pupil[0] for pupil in meeting_school.PUPILS])
WHERE = st.integers(0, 10_000)
PREPARE = st.tuples(st.just("prepare"), st.sampled_from((*CLASSES, "all")), st.none())
TYPE = st.tuples(st.just("type"), WHERE, st.one_of(st.none(), WORDS, DAYS))
PICK = st.tuples(st.just("pick"), WHERE, NEEDS)
AGREE = st.tuples(st.just("agree"), WHERE, WORDS)
IMPORT = st.one_of(
    st.tuples(
        st.just("marks"),
        UPNS,
        st.sampled_from(["EXS EXS EXS", "BLW BLW BLW", "WTS BLW EXS", "EXS GDS SBLW"]),
    ),
    st.tuples(st.just("leaves"), UPNS, st.none()),
    st.tuples(st.just("comes back"), UPNS, st.none()),
    st.tuples(st.just("moves"), UPNS, st.sampled_from(CLASSES)),
    st.tuples(st.just("is named"), UPNS, st.sampled_from(["Zoë", "Ada", "Ng"])),
)
STEPS = st.lists(st.one_of(PREPARE, TYPE, PICK, AGREE, IMPORT), min_size=1, max_size=10)


def as_text(value: Cell) -> str:
    return f"{value:%d/%m/%Y}" if isinstance(value, date) else str(value or "").strip()


def boxes(tables: Tables) -> Iterator[tuple[int, str, Spot, Cell]]:
    """Give every white box: its row, its column, where it belongs, and what it shows."""
    for place, record in enumerate(tables[FORM].records()):
        memory: dict[str, Any] = json.loads(str(record["Bound"] or "{}"))
        for entry in memory.get("b", ()):
            for letter, (column, _) in entry["f"].items():
                yield place, letter, (entry["t"], tuple(entry["k"]), column), record[letter]


def plan(tables: Tables, what: str) -> Plan:
    school = meeting_school.school(tables)
    if what == "all":
        return plan_all(school, NOW, TODAY)
    return plan_prepare_meeting(school, what, NOW, TODAY)


def prepared(tables: Tables, what: str) -> Tables:
    return applied(tables, plan(tables, what).changes)


def imported(tables: Tables, what: str, upn: str, value: Any) -> Tables:
    draft = Draft(tables)
    match what:
        case "marks":
            class_name = str(tables["Pupils"].get((upn,), "Class"))
            meeting_school.assess(draft, NOW, upn, value, class_name)
        case "leaves":
            draft.set("Pupils", (upn,), "Left", date(2026, 11, 20))
        case "comes back":
            draft.set("Pupils", (upn,), "Left", None)
        case "moves":
            draft.set("Pupils", (upn,), "Class", value)
        case _:
            draft.set("Pupils", (upn,), "Forename", value)
    rename_pupils(draft)
    return draft.tables()


def after_step(tables: Tables, step: tuple[str, Any, Any], typed: dict[Spot, str]) -> Tables:
    what, where, value = step
    if what == "prepare":
        return prepared(tables, where)
    if what not in {"type", "pick", "agree"}:
        return imported(tables, what, where, value)
    wanted = {"pick": ("Discussion", "Need"), "agree": ("Actions", "Action")}.get(what)
    found = [box for box in boxes(tables) if wanted in {None, (box[2][0], box[2][2])}]
    if not found:
        return tables
    place, letter, spot, _ = found[where % len(found)]
    draft = Draft(tables)
    draft.set(FORM, place, letter, value)
    typed[spot] = as_text(value)
    return draft.tables()


def is_here(tables: Tables, spot: Spot) -> bool:
    """Whether what a box is about is still on the roll of the meeting's class."""
    if spot[0] != "Discussion":
        return True
    meeting, upn, _ = spot[1]
    row = meeting_school.school(tables).pupils.get(str(upn))
    return row is not None and row.left is None and str(meeting).endswith(row.class_name)


@settings(max_examples=EXAMPLES, deadline=None)
@given(STEPS)
def test_whatever_is_typed_in_whatever_order_is_there_on_coming_back(
    steps: list[tuple[str, Any, Any]],
) -> None:
    tables = prepared(meeting_school.tables(), "Oak")
    typed: dict[Spot, str] = {}
    for step in steps:
        tables = after_step(tables, step, typed)
    at_the_end: dict[Spot, Cell] = {}
    for class_name in CLASSES:
        tables = prepared(tables, class_name)
        found = list(boxes(tables))
        spots = Counter(spot for _, _, spot, _ in found)
        assert max(spots.values()) == 1, "two boxes for one cell"
        at_the_end |= {spot: cell for _, _, spot, cell in found}
    for spot, words in typed.items():
        held = as_text(tables[spot[0]].get(spot[1], spot[2]))
        assert held.casefold() == words.casefold(), spot
        if words and is_here(tables, spot):
            assert as_text(at_the_end[spot]).casefold() == words.casefold(), spot


@settings(max_examples=EXAMPLES, deadline=None)
@given(STEPS)
def test_preparing_twice_changes_nothing_the_second_time(
    steps: list[tuple[str, Any, Any]],
) -> None:
    tables = prepared(meeting_school.tables(), "Oak")
    typed: dict[Spot, str] = {}
    for step in steps:
        tables = after_step(tables, step, typed)
    tables = prepared(tables, "Oak")
    assert plan(tables, "Oak").changes == ()
    for table in ("Actions", "Issues"):
        records = list(tables[table].records())
        assert len({record["ID"] for record in records}) == len(records)


@settings(max_examples=EXAMPLES, deadline=None)
@given(STEPS)
def test_a_row_comes_only_where_something_was_typed(steps: list[tuple[str, Any, Any]]) -> None:
    before = {r["ID"] for r in meeting_school.tables()["Actions"].records()}
    tables = prepared(meeting_school.tables(), "Oak")
    typed: dict[Spot, str] = {}
    for step in steps:
        tables = after_step(tables, step, typed)
    tables = prepared(tables, "Oak")
    asked = {spot[1][0] for spot, words in typed.items() if spot[0] == "Actions"}
    assert {r["ID"] for r in tables["Actions"].records()} <= before | asked


def with_a_group() -> Tables:
    """Bilal and Łucja share a need in reading, and something is agreed for both."""
    tables = prepared(meeting_school.tables(), "Oak")
    draft = Draft(tables)
    for place, letter, (table, key, column), _ in boxes(tables):
        if (table, key[-1], column) == ("Discussion", "Reading", "Need"):
            draft.set(FORM, place, letter, "Reading fluency")
    tables = prepared(draft.tables(), "Oak")
    draft = Draft(tables)
    for place, record in enumerate(tables[FORM].records()):
        if record["Kind"] == "group":
            draft.set(FORM, place, "H", "Read aloud daily")
    return prepared(draft.tables(), "Oak")


@settings(max_examples=EXAMPLES, deadline=None)
@given(STEPS)
def test_a_groups_action_is_for_whoever_shares_the_need(steps: list[tuple[str, Any, Any]]) -> None:
    tables = with_a_group()
    typed: dict[Spot, str] = {}
    for step in steps:
        tables = after_step(tables, step, typed)
    tables = prepared(tables, "Oak")
    meeting = f"PM {NOW.school_year} {NOW.name} Oak"
    here = {p.upn for p in meeting_school.school(tables).on_roll(TODAY, "Oak")}
    for action in tables["Actions"].records():
        need = str(action["Need"] or "").casefold()
        if action["Meeting"] != meeting or not need:
            continue
        sharing = {
            said["UPN"]
            for said in tables["Discussion"].records()
            if said["Meeting"] == meeting and said["Area"] == action["Area"]
            and str(said["Need"] or "").strip().casefold() == need and said["UPN"] in here
        }  # fmt: skip
        whom = {r["UPN"] for r in tables["ActionPupils"].records() if r["ID"] == action["ID"]}
        assert whom
        assert whom == sharing or not sharing


@settings(max_examples=EXAMPLES, deadline=None)
@given(STEPS, st.sampled_from((*CLASSES, "all")))
def test_undo_gives_form_and_tables_back(steps: list[tuple[str, Any, Any]], what: str) -> None:
    tables = prepared(meeting_school.tables(), "Oak")
    for step in steps:
        tables = after_step(tables, step, {})
    changes = plan(tables, what).changes
    assert applied(applied(tables, changes), inverse(changes)) == tables
