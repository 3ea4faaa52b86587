"""Preparing a meeting: its rows, its form, and that nothing typed is ever lost."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import meeting_school
import pytest
from meeting_school import NOW, TODAY

from ppm_xl.book.change import applied, inverse
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.meeting.form import grid
from ppm_xl.meeting.form.harvesting import FORM
from ppm_xl.meeting.prepare import plan_all, plan_prepare_meeting
from ppm_xl.plan import Plan

OAK = "PM 2026-27 Autumn 2 Oak"
CLASSES = ("Robins", "Acorn", "Oak")
Spot = tuple[str, tuple[Cell, ...], str]


def prepare(tables: Tables, class_name: str = "Oak") -> tuple[Tables, Plan]:
    plan = plan_prepare_meeting(meeting_school.school(tables), class_name, NOW, TODAY)
    return applied(tables, plan.changes), plan


def lines(tables: Tables) -> list[dict[str, Cell]]:
    return [r for r in tables[FORM].records() if r["Kind"] is not None]


def bound(tables: Tables) -> Iterator[tuple[int, str, Spot, Cell]]:
    """Every white box: its row, its column, where it belongs, and what it shows."""
    for place, record in enumerate(tables[FORM].records()):
        memory: dict[str, Any] = json.loads(str(record["Bound"] or "{}"))
        for entry in memory.get("b", ()):
            for letter, (column, _) in entry["f"].items():
                yield place, letter, (entry["t"], tuple(entry["k"]), column), record[letter]


def type_into(tables: Tables, *cells: tuple[Spot, Cell]) -> Tables:
    draft = Draft(tables)
    where = {spot: (place, letter) for place, letter, spot, _ in bound(tables)}
    for spot, value in cells:
        place, letter = where[spot]
        draft.set(FORM, place, letter, value)
    return draft.tables()


_NOT_CONTENT = {"gap", "page", "note", "need"}


def section(tables: Tables, title: str) -> list[dict[str, Cell]]:
    """The lines of a section, without its heading, its columns' heads and its bands."""
    out: list[dict[str, Cell]] = []
    inside = False
    for line in lines(tables):
        if line["Kind"] == "section":
            inside = str(line["B"]).startswith(title)
        elif (
            inside and line["Kind"] not in _NOT_CONTENT and not str(line["Kind"]).endswith("heads")
        ):
            out.append(line)
    return out


def shown(found: list[dict[str, Cell]], *letters: str) -> list[tuple[Cell, ...]]:
    """Some cells of some lines; of a child's cell only the name."""
    return [
        tuple(str(line["C"]).split("\n")[0] if c == "C" and line["C"] else line[c] for c in letters)
        for line in found
    ]


# ------------------------------------------------------------------------------ what it shows


def test_page_one_is_a_fixed_grid(small_tables: Tables) -> None:
    after, _ = prepare(small_tables)
    found = lines(after)
    assert [found[row - 1]["Kind"] for row in (1, 2, 3, 8)] == [
        "title", "facts", "captions", "moved"
    ]  # fmt: skip
    assert found[0]["D"] == "Progress meeting: Oak, Autumn 2 2026-27"
    assert found[1]["B"] == "No date set yet  ·  Teacher: Mrs Fell  ·  Leader: Mr Garth"
    assert found[2]["B"] == "Autumn 2 2026-27: 6 children, 5 assessed"
    assert found[2]["I"] == "Last meeting, Autumn 1 2026-27"
    assert found[grid.FLOW - 1]["B"] == ("Last time's actions, and what came of them: 3, 1 overdue")


def test_the_large_diagram_of_then_begins_page_two(small_tables: Tables) -> None:
    after, plan = prepare(small_tables)
    kinds = [line["Kind"] for line in lines(after)]
    start = kinds.index("page")
    assert kinds[start : start + 3] == ["page", "section", "before"]
    assert lines(after)[start + 1]["B"] == "At the last meeting, Autumn 1 2026-27: every name"
    assert plan.pictures[2].cell == (start + 3, 2)
    assert kinds.count("before") == grid.BEFORE_ROWS


def test_who_moved_away_comes_first(small_tables: Tables) -> None:
    after, _ = prepare(small_tables)
    movers = [line["I"] for line in lines(after) if line["Kind"] == "mover"]
    assert movers == [
        "Bilal ↓ no longer in reading and maths",
        "Ada ↑ now in maths",
        "Femi ✦ new since Autumn 1",
    ]


def test_last_actions_overdue_first(small_tables: Tables) -> None:
    after, _ = prepare(small_tables)
    last = [line for line in lines(after) if line["Kind"] == "last"]
    assert shown(last, "C", "F", "H", "J") == [
        ("Dewi", "Reading: Read daily 2", "Mrs Fell, by 06/11/2026, overdue", None),
        ("Bilal", "Reading: Read daily 1", "Mrs Fell, by 04/12/2026", None),
        ("Łucja", "Reading: Read daily 3", "Mrs Fell, by 06/11/2026", date(2026, 11, 3)),
    ]


def test_a_pupil_has_one_whole_line_and_elsewhere_a_pointer(small_tables: Tables) -> None:
    after, _ = prepare(small_tables)
    assert shown(section(after, "Reading"), "Kind", "C", "D", "E") == [
        ("pupil", "Bilal Rowe", "Red", "Red"), ("own", "For Bilal", None, None),
        ("pupil", "Łucja Ulph", "Red", "Green"), ("own", "For Łucja", None, None),
    ]  # fmt: skip
    assert shown(section(after, "Writing"), "Kind", "C") == [
        ("pointer", "Łucja Ulph"), ("own", "For Łucja")
    ]  # fmt: skip
    maths = [line for line in section(after, "Maths") if line["Kind"] != "own"]
    assert shown(maths, "Kind", "C", "D", "E") == [
        ("pointer", "Bilal Rowe", "Red", "Yellow"),
        ("pupil", "Dewi Tarn", "Yellow", "Red"),
        ("pointer", "Łucja Ulph", "Red", "Green"),
    ]
    whole = str(section(after, "Reading")[0]["F"])
    assert whole.startswith("BLW is two steps below Year 4 expectation. Progress judged Red.")
    assert "Also maths." in whole
    pointer = section(after, "Writing")[0]
    assert str(pointer["F"]).endswith("See Reading.")
    assert pointer["C"] == "Łucja Ulph\nPupil Premium, SEND"
    assert section(after, "Attitude") == []
    notes = [line["B"] for line in lines(after) if line["Kind"] == "note"]
    assert "Attitude and attendance: not known for 6 of 6 children." in notes


def test_who_is_celebrated(small_tables: Tables) -> None:
    after, _ = prepare(small_tables)
    ada, cerys = section(after, "Children to celebrate")
    assert ada["C"] == "Ada Quill"
    assert str(ada["F"]).startswith("Moved in: now in maths.")
    assert (cerys["C"], cerys["F"]) == ("Cerys Sand", "Green in reading, writing and maths.")


def test_reception_is_listed_by_areas_of_learning_and_has_no_venn(small_tables: Tables) -> None:
    after, plan = prepare(small_tables, "Robins")
    found = lines(after)
    assert "no circles are set up for Reception" in str(found[grid.CAPTIONS - 1]["B"])
    assert [placed.venn for placed in plan.pictures] == [None, None, None]
    areas = [line["C"] for line in found if line["Kind"] == "area"]
    assert len(areas) == 7
    assert "Literacy: 1 on track, 1 not on track" in areas
    assert [line["C"] for line in found if line["Kind"] == "names" and line["C"]] == [
        "Not on track: Imre", "Not on track: Imre"
    ]  # fmt: skip
    imre = section(after, "Areas of learning")[0]
    assert (imre["Kind"], imre["C"]) == ("pupil", "Imre Zell")
    assert str(imre["F"]).startswith("Not on track in Literacy and Mathematics.")
    assert section(after, "Reading") == []


def test_without_earlier_marks_it_says_so(small_tables: Tables) -> None:
    draft = Draft(small_tables)
    kept = [r for r in small_tables["Assessments"].records() if r["Half-term"] == NOW.name]
    draft.replace_rows("Assessments", kept)
    draft.replace_rows("Meetings", [])
    after, plan = prepare(draft.tables())
    assert lines(after)[grid.CAPTIONS - 1]["I"] == "No earlier marks to compare with"
    assert [placed.venn is None for placed in plan.pictures] == [False, True, True]
    assert plan.pictures[0].venn is not None
    assert plan.pictures[0].venn.moved == {}


def test_sections_follow_the_agenda(small_tables: Tables) -> None:
    draft = Draft(small_tables)
    for title, place in (("Maths", 1), ("Targets the teacher sets", 2), ("Reading", 3)):
        draft.put("Agenda", {"Section": title, "Order": place})
    draft.put("Agenda", {"Section": "Children to celebrate", "Used": "N"})
    draft.put("Agenda", {"Section": "Writing", "Used": "N"})
    after, _ = prepare(draft.tables())
    titles = [str(line["B"]).split(":")[0] for line in lines(after) if line["Kind"] == "section"]
    in_this_order = [
        "Last time's actions, and what came of them", "Maths", "Targets the teacher sets",
        "Reading", "Writing", "Issues for the leadership team",
    ]  # fmt: skip
    assert [title for title in titles if title in in_this_order] == in_this_order
    assert "Children to celebrate" not in titles
    assert [str(placed.name) for placed in plan_of(draft.tables()).pictures] == [
        "Meeting now", "Meeting then", "Meeting then names"
    ]  # fmt: skip


def plan_of(tables: Tables) -> Plan:
    return prepare(tables)[1]


@pytest.mark.parametrize(
    ("title", "kinds"),
    [
        ("Who moved", {"moved", "mover", "moved more"}),
        ("Last actions and their impact", {"last", "last heads"}),
    ],
)
def test_what_agenda_does_not_use_is_not_on_page_one_either(
    small_tables: Tables, title: str, kinds: set[str]
) -> None:
    whole, _ = prepare(small_tables)
    assert kinds & {line["Kind"] for line in lines(whole)}
    draft = Draft(small_tables)
    draft.put("Agenda", {"Section": title, "Used": "N"})
    after, _ = prepare(draft.tables())
    assert not kinds & {line["Kind"] for line in lines(after)}


def test_more_than_page_one_holds_follows_after_the_diagrams(small_tables: Tables) -> None:
    draft = Draft(small_tables)
    for number in range(4, 9):
        ident = f"PM 2026-27 Autumn 1 Oak A{number:02d}"
        draft.put(
            "Actions",
            {"ID": ident, "Meeting": "PM 2026-27 Autumn 1 Oak", "Class": "Oak", "Area": "Maths",
             "Action": f"Count {number}", "Status": "open"},
        )  # fmt: skip
    after, plan = prepare(draft.tables())
    kinds = [line["Kind"] for line in lines(after)]
    assert kinds.count("last") == 8
    assert 1 <= kinds[: kinds.index("page")].count("last") < 8
    assert "last" in kinds[kinds.index("before") :]
    assert "8 actions from last time, 1 overdue" in plan.said[0]


def test_an_action_without_an_id_gets_one_and_so_a_box_for_its_impact(
    small_tables: Tables,
) -> None:
    draft = Draft(small_tables)
    draft.put(
        "Actions",
        {"ID": None, "Class": "Oak", "Action": "Ask the library", "School year": "2026-27",
         "Half-term": "Autumn 1", "Status": "open"},
    )  # fmt: skip
    after, _ = prepare(draft.tables())
    assert after["Actions"].get(("Action 1",), "Action") == "Ask the library"
    assert ("Actions", ("Action 1",), "Impact") in {spot for _, _, spot, _ in bound(after)}
    assert prepare(after)[1].changes == ()


# ------------------------------------------------------------------------------ what it keeps


def test_the_meeting_gets_its_row_once(small_tables: Tables) -> None:
    after, _ = prepare(small_tables)
    again, plan = prepare(after)
    meetings = [r for r in again["Meetings"].records() if r["Class"] == "Oak"]
    assert [(r["ID"], r["Half-term"]) for r in meetings] == [
        ("PM 2026-27 Autumn 1 Oak", "Autumn 1"), (OAK, "Autumn 2")
    ]  # fmt: skip
    assert again["Meetings"].get((OAK,), "Leader") == "Mr Garth"
    assert plan.changes == ()


def test_a_meeting_planned_in_the_round_is_the_one_prepared(small_tables: Tables) -> None:
    draft = Draft(small_tables)
    planned = {"Kind": "progress", "Class": "Oak", "School year": "2026-27",
               "Half-term": NOW.name, "Date": date(2026, 11, 30), "Start": "15:30"}  # fmt: skip
    draft.put("Meetings", {"ID": None, **planned})
    after, _ = prepare(draft.tables())
    assert after["Meetings"].get((OAK,), "Start") == "15:30"
    assert str(lines(after)[1]["B"]).startswith("Monday 30 November 2026, 15:30")
    named = Draft(small_tables)
    named.put("Meetings", {"ID": "Round 7", **planned})
    other, _ = prepare(named.tables())
    assert (OAK,) not in other["Meetings"].row_of
    assert {r["Meeting"] for r in other["Discussion"].records()} == {"Round 7"}


def test_what_was_shown_is_kept_with_places_in_the_venn(small_tables: Tables) -> None:
    after, _ = prepare(small_tables)
    talk = after["Discussion"]
    bilal = (OAK, "A999000000002", "Reading")
    assert talk.get(bilal, "Attainment shown") == "Red"
    assert talk.get(bilal, "Progress shown") == "Red"
    regions = {str(r["UPN"])[-1]: r["Region shown"] for r in talk.records() if r["Area"] == "Venn"}
    assert regions == {
        "1": "111", "2": "010", "3": "111", "4": "000", "5": "000", "6": "not-assessed"
    }  # fmt: skip


def test_once_recorded_what_was_shown_that_day_stays(small_tables: Tables) -> None:
    after, _ = prepare(small_tables)
    draft = Draft(after)
    draft.set("Meetings", (OAK,), "Recorded", TODAY)
    meeting_school.assess(draft, NOW, "A999000000002", "EXS EXS EXS", "Oak", "Green Green Green")
    later, _ = prepare(draft.tables())
    assert later["Discussion"] == after["Discussion"]
    unrecorded = Draft(draft.tables())
    unrecorded.set("Meetings", (OAK,), "Recorded", None)
    now, _ = prepare(unrecorded.tables())
    bilal = (OAK, "A999000000002", "Reading")
    assert now["Discussion"].get(bilal, "Attainment shown") is None
    assert now["Discussion"].get(bilal, "Why listed") is None


def test_typed_cells_go_to_their_tables_and_come_back(small_tables: Tables) -> None:
    first, _ = prepare(small_tables)
    action = (f"{OAK} A01",)
    typed = type_into(
        first,
        (("Discussion", (OAK, "A999000000002", "Reading"), "Need"), "Reading fluency"),
        (("Discussion", (OAK, "A999000000002", "Venn"), "Note"), "Away for three weeks"),
        (("Discussion", (OAK, "A999000000001", "Celebrate"), "What helped"), "Number talk"),
        (("Actions", action, "Action"), "Read with Mrs Fell"),
        (("Actions", action, "By when"), "11/12/2026"),
        (("Actions", ("PM 2026-27 Autumn 1 Oak A02",), "Impact"), "Partly"),
        (("Issues", (f"{OAK} L1",), "Text"), "More reading books"),
    )
    elsewhere, plan = prepare(typed, "Acorn")
    assert plan.said[1] == "Kept what was typed on the form: 7 cells."
    assert elsewhere["Actions"].get(action, "By when") == date(2026, 12, 11)
    assert elsewhere["Actions"].get(action, "Area") == "Reading"
    assert elsewhere["ActionPupils"].get((*action, "A999000000002"), "Pupil") == "Bilal Rowe"
    assert elsewhere["Issues"].get((f"{OAK} L1",), "Kind") == "leadership"
    back, _ = prepare(elsewhere, "Oak")
    boxes = {spot: value for _, _, spot, value in bound(back)}
    assert boxes["Discussion", (OAK, "A999000000002", "Reading"), "Need"] == "Reading fluency"
    assert boxes["Discussion", (OAK, "A999000000002", "Venn"), "Note"] == "Away for three weeks"
    assert boxes["Actions", action, "By when"] == date(2026, 12, 11)
    assert boxes["Actions", ("PM 2026-27 Autumn 1 Oak A02",), "Impact"] == "partly"


def test_a_pupil_who_is_red_no_more_keeps_the_line_that_was_typed_in(small_tables: Tables) -> None:
    first, _ = prepare(small_tables)
    reason = ("Discussion", (OAK, "A999000000004", "Maths"), "Teacher's reason")
    draft = Draft(type_into(first, (reason, "Missed place value")))
    meeting_school.assess(draft, NOW, "A999000000004", "EXS EXS EXS", "Oak", "Green Green Green")
    after, _ = prepare(draft.tables())
    dewi = next(line for line in section(after, "Maths") if line["C"] == "Dewi Tarn")
    assert str(dewi["F"]).startswith("Listed before; not Red any more.")
    assert dewi["H"] == "Missed place value"


def test_a_second_action_for_a_pupil_has_a_line_of_its_own(small_tables: Tables) -> None:
    first, _ = prepare(small_tables)
    draft = Draft(type_into(first, (("Actions", (f"{OAK} A01",), "Action"), "Read")))
    tables, _ = prepare(draft.tables())
    more = Draft(tables)
    ident = f"{OAK} A40"
    more.put("Actions", {"ID": ident, "Meeting": OAK, "Area": "Reading", "Action": "Phonics"})
    more.put("ActionPupils", {"ID": ident, "UPN": "A999000000002"})
    after, _ = prepare(more.tables())
    assert shown(section(after, "Reading"), "Kind", "C", "H") == [
        ("pupil", "Bilal Rowe", None),
        ("own", "For Bilal", "Read"), ("own", "For Bilal", "Phonics"),
        ("pupil", "Łucja Ulph", None), ("own", "For Łucja", None),
    ]  # fmt: skip
    numbers = {spot[1][0] for _, _, spot, _ in bound(after) if spot[0] == "Actions"}
    assert f"{OAK} A41" in numbers


def test_actions_that_lack_something_are_pointed_out(small_tables: Tables) -> None:
    first, _ = prepare(small_tables)
    typed = type_into(first, (("Actions", (f"{OAK} A01",), "Action"), "Read"))
    _, plan = prepare(typed)
    assert [(p.code, p.message) for p in plan.problems] == [
        ("action-incomplete",
         "The action for Bilal Rowe in Reading has no owner, no day and no measure.")
    ]  # fmt: skip


def test_undo_puts_back_form_and_tables(small_tables: Tables) -> None:
    first, _ = prepare(small_tables)
    typed = type_into(first, (("Actions", (f"{OAK} A01",), "Action"), "Read"))
    plan = plan_prepare_meeting(meeting_school.school(typed), "Acorn", NOW, TODAY)
    after = applied(typed, plan.changes)
    assert applied(after, inverse(plan.changes)) == typed


def test_all_prepares_every_class_and_shows_homes(small_tables: Tables) -> None:
    plan = plan_all(meeting_school.school(small_tables), NOW, TODAY)
    after = applied(small_tables, plan.changes)
    assert lines(after)[0]["D"] == "Progress meeting: Oak, Autumn 2 2026-27"
    packs = [paper.path for paper in plan.papers if paper.path[-1] == "Meeting pack.pdf"]
    assert packs == [("2026-27 Autumn 2", name, "Meeting pack.pdf") for name in CLASSES]
    assert len([r for r in after["Meetings"].records() if r["Half-term"] == NOW.name]) == 3
    assert after["Working"].get(("Class",), "Value") == "Oak"
    assert len(plan.said) == 3


def test_preparing_a_class_turns_home_to_it(small_tables: Tables) -> None:
    after, _ = prepare(small_tables, "Acorn")
    assert after["Working"].get(("Class",), "Value") == "Acorn"
