"""Whatever a person decides on the list: it is done once, and the same files change no more."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.book.change import applied
from ppm_xl.book.tables import Cell, TableCells, Tables
from ppm_xl.mis.answers import Decision
from ppm_xl.mis.import_list import what_changed_since
from ppm_xl.mis.lines import QUESTIONS, WHICH_PUPIL, WHICH_ROW
from ppm_xl.mis.planning import ImportPlan

Planner = Callable[..., ImportPlan]
HEAD = ["UPN", "Adno", "Surname", "Forename", "DOB", "Class", "SEN Status"]
CHILDREN = [
    ["V999123422001", "000101", "Lee", "Ann", "3/10/2018"],
    ["J999123422002", "000102", "Brook", "Zoë", "20/1/2018"],
    ["Y999123422003", "000103", "Smith", "Tom", "9/12/2018"],
    ["U999123421018", "000106", "Park", "Lily", "1/5/2017"],
    ["H999123422011", "000777", "Quill", "Zia", "3/10/2018"],
    ["", "000778", "Smith", "Tom", "4/4/2018"],
]
"""Four whom the school knows, one of them under a temporary UPN, and two who are new."""


@st.composite
def lists(draw: st.DrawFn) -> list[list[str]]:
    """Rows about children: what tells them apart is there or left out, and never mixed up."""
    rows = []
    for _ in range(draw(st.integers(1, 6))):
        child = draw(st.sampled_from(CHILDREN))
        kept = [cell if draw(st.booleans()) else "" for cell in (child[0], child[1], child[4])]
        in_class = draw(st.sampled_from(["Elm", "Ash", "Fir", ""]))
        send = draw(st.sampled_from(["K", "N", "E", ""]))
        rows.append([*kept[:2], *child[2:4], kept[2], in_class, send])
    return [HEAD, *rows]


@st.composite
def marksheets(draw: st.DrawFn) -> list[list[str]]:
    rows = []
    for _ in range(draw(st.integers(1, 5))):
        child = draw(st.sampled_from(CHILDREN))
        upn = child[0] if draw(st.booleans()) else ""
        reading = draw(st.sampled_from(["EXS", "GDS", "NA"]))
        maths = draw(st.sampled_from(["WTS", "??", ""]))
        rows.append([upn, f"{child[3]} {child[2]}", reading, maths])
    return [["UPN", "Name", "Reading", "Maths"], *rows]


DECISIONS = st.sampled_from(["", "Yes", "Yes", "No", "Undecided"])


def decided(tables: Tables, draw: Callable[[], str]) -> Tables:
    """Write decisions on the sheet, and a mark of the scale where one is asked for."""
    old = tables["ImportList"]
    rows = []
    for record in old.records():
        said: dict[str, Cell] = {}
        decision = draw()
        if decision and record["Decision"] != "Done":
            said["Decision"] = decision
            if record["What"] == "Mark not on the scale":
                said["Becomes"] = "GDS"
        rows.append(tuple({**record, **said}[heading] for heading in old.headings))
    return tables.with_table(TableCells("ImportList", old.headings, tuple(rows)))


@given(lists(), marksheets(), st.sampled_from([None, True]), st.data())
def test_what_was_decided_is_done_once(
    school: Tables,
    plan: Planner,
    pupils: list[list[str]],
    marks: list[list[str]],
    full: bool | None,  # noqa: FBT001 - drawn
    data: st.DataObject,
) -> None:
    listed = applied(school, plan(school, pupils, marks, full=full).with_list(done=False))
    said = decided(listed, lambda: data.draw(DECISIONS))
    first = plan(said, pupils, marks, full=full)
    for counts in first.counts:
        assert counts.added + counts.changed + counts.same + counts.refused == counts.rows
    made = applied(said, first.with_list(done=True))
    again = plan(made, pupils, marks, full=full)
    assert again.changes == ()
    # Who joined may come into question for rows without numbers: the list may say so once.
    made = applied(made, again.with_list(done=True))
    assert plan(made, pupils, marks, full=full).with_list(done=True) == ()


@given(lists(), marksheets(), st.data())
def test_no_is_no(
    school: Tables,
    plan: Planner,
    pupils: list[list[str]],
    marks: list[list[str]],
    data: st.DataObject,
) -> None:
    """Where every line says No or Undecided nothing of the school changes.

    A No can settle what rows disputed; what then could be done has been seen by nobody, and is
    refused when the list is applied.
    """
    listed = applied(school, plan(school, pupils, marks).with_list(done=False))
    never = st.sampled_from(["No", "Undecided"])
    said = decided(listed, lambda: data.draw(never))
    found = plan(said, pupils, marks)
    records = list(said["ImportList"].records())
    unseen = what_changed_since(records, found.lines, {file.name for file in found.files})
    assert found.changes == () or unseen is not None


@given(lists(), st.data())
def test_a_question_has_one_answer_at_most(
    school: Tables, plan: Planner, pupils: list[list[str]], data: st.DataObject
) -> None:
    listed = applied(school, plan(school, pupils).with_list(done=False))
    said = decided(listed, lambda: data.draw(DECISIONS))
    found = plan(said, pupils)
    yes: dict[tuple[str, str], int] = {}
    for line in found.lines:
        assert line.what not in {WHICH_PUPIL, WHICH_ROW} or line.what in QUESTIONS
        if line.what in {WHICH_PUPIL, WHICH_ROW} and line.decision is Decision.YES:
            yes[line.what, line.source] = yes.get((line.what, line.source), 0) + 1
    assert all(number == 1 for number in yes.values())
    upns = [r["UPN"] for r in found.after["Pupils"].records()]
    assert len(upns) == len(set(upns)) >= len(school["Pupils"].rows)
