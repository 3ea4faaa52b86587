"""The sections beside the concerns, laid out from values made by hand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Any

import meeting_school
import pytest
from meeting_school import NOW, TODAY

from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import TableCells, Tables
from ppm_xl.form import Line, harvest, lay_out, shown
from ppm_xl.meeting.agenda import Part
from ppm_xl.meeting.form import grid
from ppm_xl.meeting.form.flowing import Flow, height, nothing, paged
from ppm_xl.meeting.form.harvesting import FORM
from ppm_xl.meeting.form.sheet import form_lines
from ppm_xl.meeting.gathering import ClassMeeting, gather
from ppm_xl.meeting.phrases import told_elsewhere
from ppm_xl.meeting.records import ensure_meeting
from ppm_xl.meeting.shown import (
    Celebrated,
    LastIssue,
    LookAt,
    MetButConcern,
    SendLine,
    Unmentioned,
)

OAK = "PM 2026-27 Autumn 2 Oak"


@pytest.fixture
def tables() -> Tables:
    draft = Draft(meeting_school.tables())
    ensure_meeting(draft, meeting_school.school(), "Oak", NOW)
    return draft.tables()


@pytest.fixture
def meeting(tables: Tables) -> ClassMeeting:
    """Nobody listed, nothing agreed: each test puts in what it is about."""
    school = meeting_school.school(tables)
    facts = next(m for m in school.meetings if m.id == OAK)
    return replace(
        gather(school, facts, TODAY), concerns=(), groups=(), celebrated=(), met_but_concern=(),
        send=(), look_at=(), last_issues=(), unmentioned=(), last_actions=(),
    )  # fmt: skip


def laid(meeting: ClassMeeting, tables: Tables) -> list[Line]:
    return form_lines(meeting, tables, meeting_school.school(tables).settings, TODAY)


def of_kind(lines: Sequence[Line], *kinds: str) -> list[Line]:
    return [line for line in lines if line.kind in kinds]


def after_typing(
    lines: Sequence[Line], tables: Tables, typed: dict[tuple[str, int, str], Any]
) -> Tables:
    """Type into boxes, named by kind of line, its number and column, and harvest."""
    rows = [list(row) for row in lay_out(FORM, lines, tables)]
    letters = tables[FORM].headings
    for (kind, number, letter), value in typed.items():
        place = [n for n, line in enumerate(lines) if line.kind == kind][number]
        rows[place][letters.index(letter)] = value
    form = TableCells(FORM, letters, tuple(tuple(row) for row in rows))
    return applied(tables, harvest(form, tables).changes)


def test_sections_without_anything_say_so_line_by_line_or_are_left_out(
    meeting: ClassMeeting, tables: Tables
) -> None:
    lines = laid(meeting, tables)
    notes = [line.cells["B"] for line in of_kind(lines, "note")]
    assert notes[-6:] == [
        "Children to celebrate: nobody moved in this time, and nobody is Green in every subject.",
        *(f"{subject}: nobody is Red; 1 of 6 children is not assessed."
          for subject in ("Reading", "Writing", "Maths")),
        "Attitude and attendance: not known for 6 of 6 children.",
        "SEND: nobody is listed.",
    ]  # fmt: skip
    titles = [str(line.cells["B"]) for line in of_kind(lines, "section")]
    assert titles[-2:] == ["Issues for the leadership team", "Targets the teacher sets"]


def test_who_is_celebrated_has_books_to_bring_and_room_for_what_helped(
    meeting: ClassMeeting, tables: Tables
) -> None:
    ada = meeting.pupils[0]
    happy = Celebrated(ada, "Green in maths.", ("Maths",), ("Number talk worked",))
    lines = laid(replace(meeting, celebrated=(happy,)), tables)
    (line,) = of_kind(lines, "celebrate")
    assert line.cells == {
        "C": "Ada Quill", "F": "Green in maths.", "G": "Maths", "I": "Number talk worked"
    }  # fmt: skip
    after = after_typing(lines, tables, {("celebrate", 0, "H"): "Talk partners"})
    key = (OAK, ada.upn, "Celebrate")
    assert after["Discussion"].get(key, "What helped") == "Talk partners"


def test_who_is_celebrated_for_the_same_stands_below_one_band(
    meeting: ClassMeeting, tables: Tables
) -> None:
    shared = "Green in maths."
    happy = [Celebrated(p, f"{shared} {o}", shared=shared, own=o)
             for p, o in zip(meeting.pupils, ("“Well swum!”", ""), strict=False)]  # fmt: skip
    alone = Celebrated(meeting.pupils[2], "Green in art.", shared="Green in art.")
    lines = laid(replace(meeting, celebrated=(*happy, alone), movers=()), tables)
    assert [line.cells.get("F", line.cells.get("B")) for line in of_kind(
        lines, "need", "celebrate")] == [
        "Green in maths: 2 children", "“Well swum!”", "", "Green in art."
    ]  # fmt: skip
    (heads,) = of_kind(lines, "celebrate heads")
    assert "G" not in heads.cells, "nobody's books are to be brought"


def test_who_met_the_target_and_causes_concern_has_an_action(
    meeting: ClassMeeting, tables: Tables
) -> None:
    ada = meeting.pupils[0]
    found = MetButConcern(ada, "Reading target EXS met.", "Maths slipped.", see="Maths")
    lines = laid(replace(meeting, met_but_concern=(found,)), tables)
    (line,) = of_kind(lines, "met")
    assert line.cells["F"] == (
        "Reading target EXS met.\nMaths slipped.\nSpoken of under Maths too."
    )
    after = after_typing(lines, tables, {("met", 0, "H"): "Check place value"})
    (action,) = [r for r in after["Actions"].records() if r["Meeting"] == OAK]
    assert (action["Area"], action["Need"]) == ("Met the target", None)
    assert after["ActionPupils"].get((action["ID"], ada.upn), "Pupil") == "Ada Quill"


def test_of_whom_all_is_said_elsewhere_only_the_name_stands_there(
    meeting: ClassMeeting, tables: Tables
) -> None:
    ada, *others = meeting.pupils
    told = MetButConcern(ada, "Target met.", "Effort Red.", see="Attitude", told=True)
    words = "Every target met, and spoken of elsewhere: Ada Quill (attitude)."
    (title,) = (s.title for s in meeting.sections if s.part is Part.MET_BUT_CONCERN)
    notes = [line.cells["B"] for line in of_kind(laid(
        replace(meeting, met_but_concern=(told,)), tables), "note")]  # fmt: skip
    assert f"{title}: e{words[1:]}" in notes
    both = (told, MetButConcern(others[0], "Target met.", "Maths slipped."))
    lines = laid(replace(meeting, met_but_concern=both), tables)
    assert [line.cells["C"] for line in of_kind(lines, "met")] == ["Bilal Rowe"]
    assert words in [line.cells["B"] for line in of_kind(lines, "note")]
    every = [replace(told, pupil=pupil) for pupil in meeting.pupils]
    assert told_elsewhere(every).endswith("Sand (attitude) and 3 more.")


def test_a_question_to_the_senco_becomes_an_issue_with_the_child(
    meeting: ClassMeeting, tables: Tables
) -> None:
    bilal = meeting.pupils[1]
    on = SendLine(bilal, "On the register", "SEN support.", "More time?", "Yes, from May.")
    lines = laid(replace(meeting, send=(on,)), tables)
    (line,) = of_kind(lines, "send")
    assert line.cells["G"] == "On the register"
    assert line.cells["I"] == "Asked: More time?\nReply: Yes, from May."
    typed = {("send", 0, "H"): "Assess her hearing?", ("send", 0, "K"): "y"}
    after = after_typing(lines, tables, typed)
    issue = next(r for r in after["Issues"].records() if r["Meeting"] == OAK)
    assert [issue[c] for c in ("ID", "Kind", "UPN", "Pupil", "Text", "Status")] == [
        f"{OAK} S1", "asked of SENCO", bilal.upn, "Bilal Rowe", "Assess her hearing?", "open"
    ]  # fmt: skip
    key = (OAK, bilal.upn, "SEND")
    assert after["Discussion"].get(key, "SEND concern") == "Y"


def test_a_child_with_a_line_of_concern_has_the_send_box_there_only(tables: Tables) -> None:
    school = meeting_school.school(tables)
    facts = next(m for m in school.meetings if m.id == OAK)
    found = gather(school, facts, TODAY)
    bilal = found.pupils[1]
    on = SendLine(bilal, "On the register", "SEN support.")
    lines = laid(replace(found, send=(on,)), tables)
    assert of_kind(lines, "send") == []
    assert len(of_kind(lines, "send said")) == 1
    concern = next(line for line in of_kind(lines, "pupil") if "Bilal" in str(line.cells["C"]))
    assert concern.bindings[0].fields["K"] == "SEND concern"


def test_provision_and_who_is_not_spoken_of_have_room_for_a_word(
    meeting: ClassMeeting, tables: Tables
) -> None:
    ada, bilal, *_ = meeting.pupils
    full = replace(
        meeting,
        look_at=(
            LookAt(ada, "Reading", "Red three times and no intervention."),
            LookAt(ada, "Maths", "Tables club did not work."),
        ),
        unmentioned=(Unmentioned(bilal, "Not spoken of since Summer 1."),),
    )
    lines = laid(full, tables)
    first, second = of_kind(lines, "said")
    assert first.cells["F"] == (
        "Reading: Red three times and no intervention.\nMaths: Tables club did not work."
    )
    assert second.cells["C"] == "Bilal Rowe"
    after = after_typing(lines, tables, {("said", 0, "H"): "Start", ("said", 1, "H"): "Kind"})
    notes = {r["Area"]: r["Note"] for r in after["Discussion"].records() if r["Note"]}
    assert notes == {"Provision": "Start", "Spoken of": "Kind"}


def test_the_last_issues_stand_before_the_new_ones_with_their_reply(
    meeting: ClassMeeting, tables: Tables
) -> None:
    draft = Draft(tables)
    draft.put("Issues", {"ID": "old L1", "Kind": "leadership", "Text": "Books", "Reply": "Bought"})
    tables = draft.tables()
    last = LastIssue("old L1", "leadership", "Books", "Mr Garth", date(2026, 12, 1), "Bought", True)  # noqa: FBT003 - settled
    lines = laid(replace(meeting, last_issues=(last,)), tables)
    (line,) = of_kind(lines, "issue last")
    assert line.cells["C"] == "Last time\nSettled"
    assert shown(line, tables)["H"] == "Bought"
    assert len(of_kind(lines, "issue")) == 3


def test_what_was_agreed_for_a_child_who_left_is_not_out_of_sight(tables: Tables) -> None:
    draft = Draft(tables)
    draft.put("Actions", {"ID": f"{OAK} A09", "Meeting": OAK, "Area": "Art", "Action": "Clay"})
    draft.put("ActionPupils", {"ID": f"{OAK} A09", "UPN": "A999000000099"})
    tables = draft.tables()
    school = meeting_school.school(tables)
    facts = next(m for m in school.meetings if m.id == OAK)
    lines = laid(gather(school, facts, TODAY), tables)
    (line,) = of_kind(lines, "met")
    assert line.cells["C"] == "a child who left"
    assert shown(line, tables)["H"] == "Clay"


# ------------------------------------------------------------------------------- printed pages


def pages(lines: Sequence[Line]) -> list[list[Line]]:
    out: list[list[Line]] = [[]]
    for line in lines:
        if line.kind == "page":
            out.append([])
        out[-1].append(line)
    return out


def section(number: int, rows: int, words: str) -> Flow:
    title = f"Section {number}"
    blocks = tuple((Line("pupil", {"F": words}), Line("own")) for _ in range(rows))
    return Flow(title, (Line("section", {"B": title}),), Line("heads", {"C": "Child"}), blocks)


@pytest.mark.parametrize("rows", range(1, 40, 3))
@pytest.mark.parametrize("words", ["short", "a few words more than one line holds, " * 6])
def test_no_page_is_too_long_and_none_ends_with_a_heading(
    rows: int, words: str, tables: Tables
) -> None:
    flows = [section(number, rows, words) for number in range(4)]
    lines = list(paged(flows, tables, 0.0))
    found = pages(lines)
    for page in found:
        assert sum(height(line, tables) for line in page) <= grid.PAGE
        assert page[-1].kind == "own"
    for page in found[1:]:
        kinds = [line.kind for line in page[:3]]
        assert kinds in (["page", "heads", "pupil"], ["page", "section", "heads"])
        if kinds[1] == "heads":
            assert str(page[0].cells["B"]).endswith(", continued")
    assert len(of_kind(lines, "pupil")) == 4 * rows


def test_quiet_sections_stand_line_by_line(tables: Tables) -> None:
    flows = [nothing("Reading", "nobody."), nothing("Maths", "nobody.")]
    assert [line.kind for line in paged(flows, tables, 0.0)] == ["gap", "note", "note"]


def test_agenda_parts_on_page_one_are_sections_too(meeting: ClassMeeting) -> None:
    assert {Part.WHO_MOVED, Part.LAST_ACTIONS} <= {s.part for s in meeting.sections}
