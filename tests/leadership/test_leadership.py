"""What leaders read of the whole school, worked out by hand."""

from __future__ import annotations

from datetime import date

import pytest
from meeting_school import LAST, NOW, TODAY, school, tables

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import EMPTY, Tables
from ppm_xl.leadership.class_rounds import Agreed, Reds, class_rounds
from ppm_xl.leadership.sheet import leadership_rows
from ppm_xl.status.attention import attention_rows

MEETING = f"PM 2026-27 {LAST.name} Oak"


def oak(of: Tables) -> tuple[Reds, Agreed]:
    (found,) = (r for r in class_rounds(school(of), NOW, TODAY) if r.class_name == "Oak")
    return found.reds, found.agreed


def shown(of: Tables, *rows: tuple[str, str, str]) -> Tables:
    """What the last meeting of Oak showed: the end of a UPN, an area, a colour of progress."""
    draft = Draft(of)
    for end, area, colour in rows:
        draft.put(
            "Discussion",
            {"Meeting": MEETING, "UPN": f"A99900000000{end}", "Area": area,
             "Progress shown": colour},
        )  # fmt: skip
    return draft.tables()


def said(of: Tables, today: date = TODAY) -> list[str]:
    rows = _rows(of, today)
    assert all(len(row) == len(schema.LEADERSHIP_FORM.columns) for row in rows)
    return [" | ".join(str(cell) for cell in row[1:] if cell is not None) for row in rows]


def _rows(of: Tables, today: date) -> list[tuple[object, ...]]:
    return [row for row in leadership_rows(school(of), today) if row[0] != "gap"]


def under(heading: str, of: Tables, today: date = TODAY) -> list[str]:
    """The lines below a heading, up to the next."""
    rows = _rows(of, today)
    starts = [n for n, row in enumerate(rows) if row[0] == "heading"]
    begin = next(n for n in starts if str(rows[n][1]).startswith(heading))
    end = next((n for n in starts if n > begin), len(rows))
    return said(of, today)[begin + 1 : end]


def test_what_became_of_each_red() -> None:
    """Now: Bilal (2) is Red in reading and, BLW, in writing not; Dewi (4) in maths; Łucja is SBLW.

    Then: Bilal Red in reading (still) and writing (EXS, Green now: gone), Cerys (3) in maths
    (gone), Femi (6), who has no mark, in reading (unknown). New: Bilal in maths (BLW), Dewi in
    maths (Red), Łucja in all three (SBLW).
    """
    of = shown(
        tables(),
        ("2", "Reading", "Red"), ("2", "Writing", "Red"), ("3", "Maths", "Red"),
        ("6", "Reading", "Red"), ("4", "Reading", "Yellow"),
    )  # fmt: skip
    reds, _ = oak(of)
    assert reds == Reds(then=4, gone=2, still=1, unknown=1, left=0, new=5)


def test_a_child_who_left_is_counted_as_that() -> None:
    draft = Draft(shown(tables(), ("2", "Reading", "Red")))
    draft.set("Pupils", ("A999000000002",), "Left", date(2026, 11, 1))
    assert oak(draft.tables())[0].left == 1


def test_a_red_who_changed_class_is_still_red_and_not_new() -> None:
    of = shown(tables(), ("4", "Maths", "Red"), ("2", "Reading", "Red"), ("2", "Maths", "Red"))
    draft = Draft(of)
    draft.put(
        "Meetings",
        {"ID": "Acorn-last", "Kind": "progress", "Class": "Acorn", "School year": LAST.school_year,
         "Half-term": LAST.name, "Held": date(2026, 10, 12)},
    )  # fmt: skip
    before = {r.class_name: r.reds for r in class_rounds(school(draft.tables()), NOW, TODAY)}
    draft.set("Pupils", ("A999000000002",), "Class", "Acorn")
    after = {r.class_name: r.reds for r in class_rounds(school(draft.tables()), NOW, TODAY)}
    assert (before["Oak"].then, before["Oak"].still) == (3, 3)
    assert after["Oak"] == before["Oak"]
    assert after["Acorn"] == before["Acorn"]


def test_what_nobody_has_judged_since_is_no_success() -> None:
    draft = Draft(shown(tables(), ("2", "Reading", "Red"), ("3", "Maths", "Red")))
    kept = [r for r in tables()["Assessments"].records() if r["Half-term"] == LAST.name]
    draft.replace_rows("Assessments", kept)
    reds, _ = oak(draft.tables())
    assert reds == Reds(then=2, unknown=2)


def test_what_became_of_the_actions() -> None:
    """One done without an impact, one overdue since 6 November, one open until 4 December."""
    assert oak(tables())[1] == Agreed(count=3, done=1, overdue=1, impacts={}, unsaid=1)
    draft = Draft(tables())
    draft.set("Actions", (f"{MEETING} A03",), "Impact", "partly")
    draft.set("Actions", (f"{MEETING} A02",), "Status", "dropped")
    found = oak(draft.tables())[1]
    assert found == Agreed(count=3, done=1, dropped=1, impacts={"partly": 1})


@pytest.mark.parametrize(
    ("cells", "words"),
    [
        ({}, "No date yet"),
        ({"Date": date(2026, 11, 30), "Start": "09:00"}, "Mon 30/11/2026, 09:00"),
        ({"Date": TODAY}, "Mon 23/11/2026"),
        ({"Date": date(2026, 11, 20)}, "Was to be on Fri 20/11/2026: held?"),
        ({"Date": date(2026, 11, 20), "Held": date(2026, 11, 20)},
         "Held on 20/11/2026, not recorded yet"),
        ({"Held": date(2026, 11, 20), "Recorded": date(2026, 11, 21)}, "Recorded on 21/11/2026"),
    ],
)  # fmt: skip
def test_where_this_rounds_meeting_stands(cells: dict[str, date], words: str) -> None:
    draft = Draft(tables())
    row = {"ID": "x", "Kind": "progress", "Class": "Oak", "School year": NOW.school_year,
           "Half-term": NOW.name, **cells}  # fmt: skip
    draft.put("Meetings", row)
    lines = under("This round", draft.tables())
    assert next(line for line in lines if line.startswith("Oak")).split(" | ")[1] == words


def test_classes_stand_in_the_schools_order_and_the_school_below() -> None:
    lines = under("This round", shown(tables(), ("2", "Reading", "Red")))
    assert [line.split(" | ")[0] for line in lines] == [
        "Class", "Robins", "Acorn", "Oak", "School"
    ]  # fmt: skip
    assert lines[1] == "Robins | No date yet | No meeting before this"
    assert lines[3] == (
        "Oak | No date yet | 1: 0 no longer, 1 still, 5 new | 1 of 3 done | 1 not said yet | 1"
    )
    assert lines[4] == (
        "School | 0 of 3 held | 1: 0 no longer, 1 still, 5 new | 1 of 3 done | 1 not said yet | 1"
    )


def test_issues_of_leaders_with_owner_and_reply() -> None:
    draft = Draft(tables())
    for ident, kind, text, owner, day, reply, status in (
        ("1", "leadership", "More readers", "Mr Garth", date(2026, 12, 1), None, "open"),
        ("2", "leadership", "A quiet room", None, date(2026, 11, 20), "In June", None),
        ("5", "leadership", "A cupboard", None, date(2026, 11, 20), None, None),
        ("3", "leadership", "New books", "Mr Garth", None, "Bought", "done"),
        ("4", "own target", "Model more", "Mrs Fell", date(2026, 11, 1), None, "open"),
    ):
        draft.put(
            "Issues",
            {"ID": ident, "Meeting": MEETING, "Kind": kind, "Text": text, "Owner": owner,
             "By when": day, "Reply": reply, "Status": status},
        )  # fmt: skip
    of = draft.tables()
    assert under("Issues for the leadership team", of) == [
        "Class | Issue | Owner | By when | Reply | Status",
        "Oak | A cupboard | nobody named | 20/11/2026 | open",
        "Oak | More readers | Mr Garth | 01/12/2026 | open",
        "Oak | A quiet room | nobody named | 20/11/2026 | In June | answered",
        "Oak | New books | Mr Garth | Bought | done",
    ]
    kinds = {row[2]: row[0] for row in leadership_rows(school(of), TODAY)}
    assert (kinds["A cupboard"], kinds["More readers"]) == ("late", "line")
    assert kinds["A quiet room"] == "line"  # who has a reply is waiting for nobody
    assert "2 issues open for the leadership team, 1 past its day." in said(of)


def test_overdue_actions_with_class_owner_and_days() -> None:
    assert under("Overdue actions", tables()) == [
        "Class | Action | Owner | By when | For | Days late",
        "Oak | Read daily 2 | Mrs Fell | 06/11/2026 | Dewi Tarn | 17",
    ]
    assert under("Overdue actions", tables(), date(2026, 11, 6)) == ["None."]


def test_what_waits_for_a_word_on_its_impact() -> None:
    assert under("Done, and nobody", tables()) == [
        "Class | Done without an impact | Owners",
        "Oak | 1 action | Mrs Fell 1",
    ]


def test_in_short() -> None:
    of = shown(tables(), ("2", "Reading", "Red"), ("3", "Maths", "Red"))
    assert under("In short", of) == [
        "Autumn 2 2026-27: 0 of 3 meetings held, 3 without a date.",
        (
            "4 pupils Red in something, 2 of them in more than one: 7 Reds, each one child in "
            "one area."
        ),
        "Did the last round help? Of 2 Reds then, 1 is Red no longer and 1 is still; 5 new.",
        "Of 3 actions agreed then, 1 is done and 1 is overdue. Impact: 1 not said yet.",
    ]


def test_nothing_is_said_before_there_is_anything() -> None:
    assert leadership_rows(school(EMPTY), TODAY) == ()


def test_a_school_with_very_much_to_say_still_fits_its_form() -> None:
    draft = Draft(tables())
    for number in range(300):
        draft.put("Issues", {"ID": f"i{number}", "Kind": "leadership", "Text": f"Issue {number}"})
        draft.put(
            "Actions",
            {"ID": f"a{number}", "Class": f"Class {number}", "Action": f"Do {number}",
             "Status": "done" if number % 2 else "open", "By when": date(2026, 11, 1)},
        )  # fmt: skip
    rows = leadership_rows(school(draft.tables()), TODAY)
    assert len(rows) <= schema.LEADERSHIP_FORM.rows
    assert "260 more on the sheet Actions." in said(draft.tables())


def test_home_names_the_meetings_that_are_due() -> None:
    draft = Draft(tables())
    row = {"Kind": "progress", "School year": NOW.school_year, "Half-term": NOW.name}
    for name, day in (("Oak", date(2026, 11, 20)), ("Acorn", TODAY), ("Robins", None)):
        draft.put("Meetings", {"ID": name, "Class": name, "Date": day, **row})
    lines = attention_rows(school(draft.tables()), (), TODAY)
    assert ("1 meeting due and not held yet: Oak.", "Round!A5") in lines
