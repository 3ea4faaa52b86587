"""Children who share a need come together, and an action for it is typed once (D5, D8)."""

from __future__ import annotations

import json
from datetime import date

import meeting_school
from meeting_school import NOW, TODAY

from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.meeting.form.harvesting import FORM
from ppm_xl.meeting.prepare import plan_prepare_meeting

OAK = "PM 2026-27 Autumn 2 Oak"
BILAL, DEWI, LUCJA = "A999000000002", "A999000000004", "A999000000005"
Spot = tuple[str, tuple[Cell, ...], str]


def prepare(tables: Tables) -> Tables:
    school = meeting_school.school(tables)
    return applied(tables, plan_prepare_meeting(school, "Oak", NOW, TODAY).changes)


def lines(tables: Tables, title: str) -> list[dict[str, Cell]]:
    """Give the lines of a section, without its heading and heads."""
    out: list[dict[str, Cell]] = []
    inside = False
    for line in tables[FORM].records():
        if line["Kind"] == "section":
            inside = str(line["B"]).startswith(title)
        elif inside and line["Kind"] in {"need", "group", "pupil", "pointer", "own"}:
            out.append(line)
    return out


def kinds(tables: Tables, title: str) -> list[tuple[Cell, str]]:
    return [
        (line["Kind"], str(line["C"] or line["B"]).split("\n")[0]) for line in lines(tables, title)
    ]


def typed(tables: Tables, *cells: tuple[Spot, Cell]) -> Tables:
    draft = Draft(tables)
    wanted = dict(cells)
    for place, record in enumerate(tables[FORM].records()):
        for entry in json.loads(str(record["Bound"] or "{}")).get("b", ()):
            for letter, (column, _) in entry["f"].items():
                spot = (entry["t"], tuple(entry["k"]), column)
                if spot in wanted:
                    draft.set(FORM, place, letter, wanted.pop(spot))
    assert wanted == {}
    return draft.tables()


def need(upn: str, area: str = "Reading") -> Spot:
    return ("Discussion", (OAK, upn, area), "Need")


def grouped() -> Tables:
    first = prepare(meeting_school.tables())
    return prepare(typed(first, (need(BILAL), "Reading fluency"), (need(LUCJA), "reading fluency")))


def group_action(tables: Tables, column: str = "Action") -> Spot:
    """Where the first group's boxes belong."""
    line = next(r for r in tables[FORM].records() if r["Kind"] == "group")
    entry = json.loads(str(line["Bound"]))["b"][0]
    return (entry["t"], tuple(entry["k"]), column)


def whom(tables: Tables, ident: Cell) -> set[Cell]:
    return {r["UPN"] for r in tables["ActionPupils"].records() if r["ID"] == ident}


def test_until_needs_are_chosen_children_stand_together_with_suggestions() -> None:
    found = prepare(meeting_school.tables())
    assert kinds(found, "Reading")[0] == (
        "need",
        (
            "Need not chosen yet: 2 children. Choose each child's need, then press Prepare "
            "meeting: those who share one come together"
        ),
    )
    assert not any(kind == "group" for kind, _ in kinds(found, "Reading"))


def test_who_shares_a_need_has_one_line_for_what_is_agreed() -> None:
    assert kinds(grouped(), "Reading") == [
        ("need", "Reading fluency: 2 children"), ("group", "For both"),
        ("pupil", "Bilal Rowe"), ("own", "Only for Bilal"),
        ("pupil", "Łucja Ulph"), ("own", "Only for Łucja"),
    ]  # fmt: skip


def test_a_need_of_one_child_has_one_line_for_what_is_agreed() -> None:
    first = prepare(meeting_school.tables())
    after = prepare(typed(first, (need(BILAL), "Vocabulary")))
    assert kinds(after, "Reading")[:3] == [
        ("need", "Vocabulary"), ("group", "For Bilal"), ("pupil", "Bilal Rowe")
    ]  # fmt: skip
    assert ("own", "Only for Bilal") not in kinds(after, "Reading")


def test_an_action_typed_for_a_child_stays_theirs_when_the_need_is_chosen() -> None:
    first = prepare(meeting_school.tables())
    own = next(r for r in lines(first, "Reading") if r["Kind"] == "own")
    ident = json.loads(str(own["Bound"]))["b"][0]["k"][0]
    with_own = typed(
        first,
        (("Actions", (ident,), "Action"), "Glasses"),
        (need(BILAL), "Vocabulary"),
    )
    after = prepare(with_own)
    assert kinds(after, "Reading")[:3] == [
        ("need", "Vocabulary"), ("pupil", "Bilal Rowe"), ("own", "Only for Bilal")
    ]  # fmt: skip
    assert after["Actions"].get((ident,), "Need") is None
    assert whom(after, ident) == {BILAL}


def test_what_is_typed_for_a_group_is_one_action_for_all_of_it() -> None:
    first = grouped()
    spot = group_action(first)
    after = prepare(typed(first, (spot, "Read aloud daily")))
    ident = spot[1][0]
    assert [after["Actions"].get((ident,), c) for c in ("Area", "Need", "Meeting")] == [
        "Reading", "Reading fluency", OAK
    ]  # fmt: skip
    assert whom(after, ident) == {BILAL, LUCJA}
    assert [line["H"] for line in lines(after, "Reading") if line["Kind"] == "group"] == [
        "Read aloud daily"
    ]


def test_a_groups_blank_line_makes_no_row() -> None:
    first = grouped()
    assert prepare(first)["Actions"] == first["Actions"]


def test_children_come_and_go_with_their_need_until_the_meeting_is_recorded() -> None:
    first = grouped()
    spot = group_action(first)
    ident = spot[1][0]
    with_action = prepare(typed(first, (spot, "Read aloud daily")))
    left = prepare(typed(with_action, (need(LUCJA), "Vocabulary")))
    assert whom(left, ident) == {BILAL}
    back = prepare(typed(left, (need(LUCJA), "Reading fluency")))
    assert whom(back, ident) == {BILAL, LUCJA}
    recorded = Draft(back)
    recorded.set("Meetings", (OAK,), "Recorded", TODAY)
    later = prepare(typed(prepare(recorded.tables()), (need(LUCJA), "Vocabulary")))
    assert whom(later, ident) == {BILAL, LUCJA}
    assert ("group", "For Bilal and Łucja") in kinds(later, "Reading")


def test_an_action_for_a_need_nobody_has_any_more_stays_on_the_form() -> None:
    first = grouped()
    spot = group_action(first)
    with_action = prepare(typed(first, (spot, "Read aloud daily")))
    after = prepare(typed(with_action, (need(LUCJA), "Vocabulary"), (need(BILAL), "Vocabulary")))
    assert ("need", "Reading fluency: no child has this need now") in kinds(after, "Reading")
    assert any(line["H"] == "Read aloud daily" for line in lines(after, "Reading"))
    assert whom(after, spot[1][0]) == {BILAL, LUCJA}


def test_what_an_action_lacks_is_said_beside_it() -> None:
    first = grouped()
    spot = group_action(first)
    after = prepare(typed(first, (spot, "Read aloud daily")))
    line = next(line for line in lines(after, "Reading") if line["Kind"] == "group")
    assert str(line["F"]).startswith("Has no owner, no day and no measure.")
    table, key, _ = spot
    whole = prepare(
        typed(
            after,
            ((table, key, "Owner"), "Mrs Fell"),
            ((table, key, "By when"), date(2027, 1, 15)),
            ((table, key, "Measure"), "90 words a minute"),
        )
    )
    line = next(line for line in lines(whole, "Reading") if line["Kind"] == "group")
    assert "Has no" not in str(line["F"] or "")
    odd = prepare(typed(whole, ((table, key, "Owner"), "Mr Nobody")))
    line = next(line for line in lines(odd, "Reading") if line["Kind"] == "group")
    assert "not in Settings, People (Mr Nobody)" in str(line["F"])


def test_an_action_of_two_children_has_its_boxes_once() -> None:
    draft = Draft(prepare(meeting_school.tables()))
    ident = f"{OAK} A40"
    draft.put("Actions", {"ID": ident, "Meeting": OAK, "Area": "Reading", "Action": "Phonics"})
    for upn in (BILAL, LUCJA):
        draft.put("ActionPupils", {"ID": ident, "UPN": upn})
    found = [line for line in lines(prepare(draft.tables()), "Reading") if line["Kind"] == "own"]
    assert [line["H"] for line in found] == ["Phonics", None]
    assert "With Bilal: Phonics" in str(found[1]["F"])


# ---------------------------------------------------------------------- the leader's question


def question(tables: Tables, column: str = "Leader's question") -> Cell:
    return tables["Discussion"].get((OAK, DEWI, "Maths"), column)


def test_a_question_follows_its_proposal_until_somebody_changes_it() -> None:
    first = prepare(meeting_school.tables())
    proposed = question(first, "Question proposed")
    assert proposed
    assert question(first) == proposed
    spot = ("Discussion", (OAK, DEWI, "Maths"), "Leader's question")
    own = prepare(typed(first, (spot, "What do the books show?")))
    assert question(own) == "What do the books show?"
    assert question(own, "Question proposed") == proposed
    draft = Draft(first)
    meeting_school.assess(draft, NOW, DEWI, "WTS WTS BLW", "Oak", "Yellow Yellow Red")
    other = prepare(draft.tables())
    assert question(other) == question(other, "Question proposed") != proposed


def test_a_question_that_was_cleared_stays_cleared() -> None:
    first = prepare(meeting_school.tables())
    spot = ("Discussion", (OAK, DEWI, "Maths"), "Leader's question")
    after = prepare(typed(first, (spot, None)))
    assert question(after) is None
    assert question(after, "Question proposed")


def test_a_proposed_question_alone_keeps_nobody_listed() -> None:
    draft = Draft(prepare(meeting_school.tables()))
    meeting_school.assess(draft, NOW, DEWI, "EXS EXS EXS", "Oak", "Green Green Green")
    after = prepare(draft.tables())
    assert not any(line["C"] == "Dewi Tarn" for line in lines(after, "Maths"))
    assert question(after) is None
