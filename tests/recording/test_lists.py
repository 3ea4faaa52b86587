"""Lists for owners: what is on them, in which order, and what they may never hold."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, timedelta

import meeting_school
import pytest
from meeting_school import NOW, TODAY
from recorded_school import PEOPLE, staffed

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.recording.list_papers import list_papers, superseded
from ppm_xl.recording.list_sheet import sheet_rows
from ppm_xl.recording.lists import WITHHELD, OwnerList, owner_lists
from ppm_xl.recording.owners import GROUPS, OUTSIDE, SHOWN, classes_of, may_see, role_of
from ppm_xl.recording.short_names import short_names
from ppm_xl.school.model import Pupil

BILAL, DEWI, LUCJA, GWEN = "A999000000002", "A999000000004", "A999000000005", "A999000000011"
SEES = {
    "teacher": set(SHOWN),
    "TA": set(SHOWN),
    "SENCO": set(SHOWN),
    "leadership": set(SHOWN),
    "other staff": {"action", "issue", "by when", "measure"},
    "agency": {"action", "issue", "by when", "measure"},
    "": {"action", "issue", "by when", "measure"},
}


def agreed(*actions: Mapping[str, Cell], tables: Tables | None = None) -> Tables:
    """The school with these actions; ``For`` names one pupil or several."""
    draft = Draft(tables or staffed())
    for number, given in enumerate(actions):
        row = {"ID": f"X{number}", "Action": "Blend sounds", "Status": "open", **given}
        for upn in str(row.pop("For", "") or "").split():
            draft.put("ActionPupils", {"ID": row["ID"], "UPN": upn})
        draft.put("Actions", row)
    return draft.tables()


def lists(tables: Tables) -> dict[str, OwnerList]:
    found = owner_lists(meeting_school.school(tables), TODAY)
    return {one.owner: one for one in found}


def told(one: OwnerList) -> str:
    """All the words of an owner's list: of its page and of its block on the sheet."""
    settings = meeting_school.school(staffed()).settings
    pages = [page.data for p in list_papers([one], NOW, settings, TODAY) for page in p.pages]
    return json.dumps([pages, sheet_rows([one], TODAY)], ensure_ascii=False, default=str)


@pytest.mark.parametrize("role", SEES)
def test_what_each_role_sees(role: str) -> None:
    assert may_see(role) == SEES[role]


def test_every_role_of_people_is_decided() -> None:
    role = schema.TABLES["People"].column("Role")
    assert role is not None
    assert set(GROUPS) | {"other staff", "agency"} == set(role.choices)


def test_what_a_list_shows_is_a_column_that_its_group_may_see() -> None:
    for table, heading in SHOWN.values():
        column = schema.TABLES[table].column(heading)
        assert column is not None
        assert column.seen_by.includes("class staff")


def test_a_list_says_what_for_whom_by_when_and_how_it_is_known() -> None:
    tables = agreed(
        {"For": BILAL, "Owner": "Mrs Fell", "Area": "Reading", "Need": "Fluency",
         "By when": date(2026, 12, 1), "Measure": "Ten books"},
    )  # fmt: skip
    entry = next(e for e in lists(tables)["Mrs Fell"].entries if e.id == "X0")
    assert (entry.whom, entry.about, entry.what) == (
        "Bilal Rowe (Oak)", "Reading: Fluency", "Blend sounds"
    )  # fmt: skip
    assert (entry.day, entry.measure) == ("01/12/2026", "Ten books")


def test_overdue_first_then_by_day_and_without_a_day_last() -> None:
    tables = agreed(
        {"For": BILAL, "Owner": "Mr Garth"},
        {"For": DEWI, "Owner": "Mr Garth", "By when": date(2026, 12, 1)},
        {"For": LUCJA, "Owner": " mr garth", "By when": date(2026, 11, 22)},
        {"For": BILAL, "Owner": "Mr Garth", "By when": date(2026, 11, 2)},
    )
    found = lists(tables)["Mr Garth"]
    assert [entry.id for entry in found.entries] == ["X3", "X2", "X1", "X0"]
    assert [entry.day for entry in found.entries] == [
        "02/11/2026 overdue", "22/11/2026 overdue", "01/12/2026", "no day set"
    ]  # fmt: skip
    assert found.summary == "4 to do, 2 overdue"


def test_what_somebody_has_answered_for_is_not_overdue() -> None:
    """Too soon to say: it is still to do, as on every other sheet and page."""
    action = {"For": BILAL, "Owner": "Mr Garth", "By when": date(2026, 11, 2)}
    found = lists(agreed({**action, "Impact": "too soon"}))["Mr Garth"]
    assert found.summary == "1 to do"


def test_what_is_done_or_dropped_or_of_the_child_and_family_is_on_no_list() -> None:
    tables = agreed(
        {"For": BILAL, "Owner": "Ms Ivo", "Status": "done"},
        {"For": BILAL, "Owner": "Ms Ivo", "Status": "dropped"},
        {"For": BILAL, "Owner": "Ms Ivo", "Done on": date(2026, 11, 20)},
        {"For": BILAL, "Owner": "Child"},
        {"For": BILAL, "Owner": "family"},
        {"For": BILAL, "Owner": None},
    )
    assert list(lists(tables)) == ["Mrs Fell"]  # of last time


def test_what_a_meeting_that_was_not_held_is_to_agree_is_on_no_list() -> None:
    tables = agreed({"For": BILAL, "Owner": "Mr Garth", "Meeting": "M"})
    draft = Draft(tables)
    draft.put("Issues", {"ID": "I", "Meeting": "M", "Owner": "Mr Garth", "Status": "open",
                         "Kind": "leadership", "Text": "New carpets"})  # fmt: skip
    draft.put("Meetings", {"ID": "M", "Class": "Oak", "Kind": "progress",
                           "School year": NOW.school_year, "Half-term": NOW.name})  # fmt: skip
    assert "Mr Garth" not in lists(draft.tables())
    draft.set("Meetings", ("M",), "Date", TODAY)
    assert "Mr Garth" not in lists(draft.tables())
    draft.set("Meetings", ("M",), "Date", TODAY - timedelta(days=1))  # nobody filled Held
    assert "Mr Garth" in lists(draft.tables())
    draft.set("Meetings", ("M",), "Date", None)
    draft.set("Meetings", ("M",), "Held", TODAY)
    assert {entry.id for entry in lists(draft.tables())["Mr Garth"].entries} == {"X0", "I"}


def test_a_child_who_has_left_is_on_no_list() -> None:
    tables = agreed(
        {"For": f"{BILAL} {DEWI}", "Owner": "Ms Ivo"}, {"For": BILAL, "Owner": "Mr Joss"}
    )
    draft = Draft(tables)
    draft.set("Pupils", (BILAL,), "Left", date(2026, 11, 1))
    found = lists(draft.tables())
    assert [entry.whom for entry in found["Ms Ivo"].entries] == ["Dewi T"]
    assert "Mr Joss" not in found


def test_issues_and_own_targets_are_on_their_owners_list() -> None:
    draft = Draft(staffed())
    ident = "PM 2026-27 Autumn 1 Oak"
    for number, (kind, owner, upn, status) in enumerate(
        (
            ("leadership", "Mr Garth", None, "open"),
            ("own target", "Mrs Fell", None, None),
            ("asked of SENCO", "Miss Hale", BILAL, "open"),
            ("leadership", "Mr Garth", None, "done"),
        )
    ):
        draft.put(
            "Issues",
            {"ID": f"I{number}", "Meeting": ident, "Kind": kind, "Text": f"Do {number}",
             "Owner": owner, "UPN": upn, "Status": status},
        )  # fmt: skip
    found = lists(draft.tables())
    got = {(o, e.whom, e.about, e.what) for o, one in found.items() for e in one.entries}
    assert got >= {
        ("Mr Garth", "Oak", "For the leadership team", "Do 0"),
        ("Mrs Fell", "Oak", "Own target", "Do 1"),
        ("Miss Hale", "Bilal Rowe (Oak)", "Asked at the meeting", "Do 2"),
    }
    assert not any(what == "Do 3" for *_, what in got)


def test_a_question_with_a_reply_is_answered_and_on_no_list() -> None:
    """A target of the teacher's own stays until it is settled, but nobody is late with it."""
    draft = Draft(staffed())
    for ident, kind, owner, reply in (
        ("1", "leadership", "Mr Garth", "Ordered, come in December"),
        ("2", "leadership", "Mr Garth", None),
        ("3", "asked of SENCO", "Miss Hale", "Seen on Monday"),
        ("4", "own target", "Mrs Fell", "Half of it"),
    ):
        draft.put(
            "Issues",
            {"ID": ident, "Meeting": "PM 2026-27 Autumn 1 Oak", "Kind": kind, "Text": "More books",
             "Owner": owner, "By when": date(2026, 11, 2), "Reply": reply, "Status": "open"},
        )  # fmt: skip
    found = lists(draft.tables())
    assert [(e.id, e.overdue) for e in found["Mr Garth"].entries] == [("2", True)]
    assert "Miss Hale" not in found
    assert [e.overdue for e in found["Mrs Fell"].entries if e.id == "4"] == [False]


def test_an_issue_says_which_class_it_is_of_whoever_has_to_see_to_it() -> None:
    draft = Draft(staffed())
    draft.put("Issues", {"ID": "1", "Meeting": "PM 2026-27 Autumn 1 Oak", "Kind": "leadership",
                         "Text": "Mend the laptops", "Owner": "Ms Ivo"})  # fmt: skip
    (entry,) = lists(draft.tables())["Ms Ivo"].entries
    assert (entry.whom, entry.about) == ("Oak", "")


# ------------------------------------------------------------------ who may see what

FULL: dict[str, Cell] = {
    "Area": "Reading", "Need": "Secretneed", "Measure": "Ten books", "By when": date(2026, 12, 1)
}  # fmt: skip


@pytest.mark.parametrize("owner", ["Ms Ivo", "Mrs Kerr", "A Stranger"])
def test_an_outsider_sees_a_first_name_what_to_do_by_when_and_no_more(owner: str) -> None:
    words = told(lists(agreed({"For": BILAL, "Owner": owner, **FULL}))[owner])
    for there in ("Bilal R", "Blend sounds", "01/12/2026", "Ten books"):
        assert there in words
    for hidden in ("Rowe", "Oak", "Reading", "Secretneed"):
        assert hidden not in words


def test_an_assistant_sees_only_the_children_of_their_own_classes_so() -> None:
    tables = agreed(
        {"For": BILAL, "Owner": "Mr Joss", **FULL},
        {"For": GWEN, "Owner": "Mr Joss", **FULL},
        {"For": f"{DEWI} {GWEN}", "Owner": "Mr Joss", **FULL},
        {"Class": "Acorn", "Owner": "Mr Joss", **FULL},
    )
    found = {e.id: (e.whom, e.about) for e in lists(tables)["Mr Joss"].entries}
    assert found == {
        "X0": ("Bilal Rowe (Oak)", "Reading: Secretneed"),
        "X1": ("Gwen W", ""),
        "X2": ("Dewi T and Gwen W", ""),
        "X3": ("Acorn", ""),  # whom it is for is no child's secret
    }


def test_nobody_sees_another_owners_children() -> None:
    tables = agreed(
        {"For": BILAL, "Owner": "Mrs Fell"}, {"For": DEWI, "Owner": "Mr Joss"},
        {"For": GWEN, "Owner": "Ms Ivo"},
    )  # fmt: skip
    found = lists(tables)
    for owner, others in (("Mr Joss", ("Bilal", "Gwen")), ("Ms Ivo", ("Bilal", "Dewi"))):
        assert not any(name in told(found[owner]) for name in others)


def secrets(tables: Tables) -> Tables:
    """The school with a secret in every cell of Pupils, Discussion, Barriers and Provision."""
    draft = Draft(tables)
    rows: list[tuple[str, dict[str, Cell]]] = [
        ("Pupils", {"UPN": BILAL}),
        ("Discussion", {"Meeting": "M", "UPN": BILAL, "Area": "Reading"}),
        ("Barriers", {"UPN": BILAL, "Barrier": "SECRET", "Since": date(2026, 9, 1)}),
        ("Provision", {"UPN": BILAL, "Name": "SECRET", "From": date(2026, 9, 1)}),
        ("Assessments", {"School year": "2026-27", "Half-term": "Autumn 2", "UPN": BILAL}),
    ]
    for name, key in rows:
        kept = {
            "Pupil",
            "Surname",
            "Forename",
            "Known as",
            "Class",
            "Left",
            "Year",
            "Pupil Premium",
            "SEND",
        }
        cells: dict[str, Cell] = {
            heading: f"SECRET {name} {heading}"
            for heading, column in schema.TABLES[name].spelt_out()
            if column.kind.is_text and heading not in {*kept, *key}
        }
        draft.put(name, {**key, **cells})
    return draft.tables()


@pytest.mark.parametrize("owner", [*PEOPLE, "A Stranger"])
def test_no_list_holds_a_secret_whatever_the_role(owner: str) -> None:
    """Needs are for class staff; all else that is known of a child is on no list at all."""
    action: dict[str, Cell] = {"For": BILAL, "Owner": owner, "Meeting": "M", "Area": "Reading"}
    words = told(lists(secrets(agreed(action)))[owner])
    role = role_of(meeting_school.school(staffed()).settings, owner)
    if "named need" in may_see(role):
        words = words.replace("SECRET Discussion Need", "")
    assert "SECRET" not in words
    assert "SEND" not in words
    assert "Premium" not in words


@pytest.mark.parametrize(
    ("typed", "shown"),
    [
        ("Sounds with Bilal Rowe each day", "Sounds with Bilal R each day"),
        ("Ask bilal ROWE to read", "Ask Bilal R to read"),
        ("Rowe to sit in front", "R. to sit in front"),
        ("ROWE'S folder; bilal rowe's too", "R.'S folder; Bilal R's too"),
        ("Row the boat, bilal", "Row the boat, bilal"),
        ("See his SEND plan", WITHHELD),
        ("Pupil premium money for glasses", WITHHELD),
        ("Sit beside Cerys Sand", WITHHELD),
    ],
)
def test_typed_words_are_reduced_or_withheld_for_an_outsider(typed: str, shown: str) -> None:
    (entry,) = lists(agreed({"For": BILAL, "Owner": "Ms Ivo", "Action": typed}))["Ms Ivo"].entries
    assert (entry.what, entry.withheld) == (shown, shown == WITHHELD)
    (whole,) = lists(agreed({"For": BILAL, "Owner": "Miss Hale", "Action": typed}))[
        "Miss Hale"
    ].entries
    assert (whole.what, whole.withheld) == (typed, False)


@pytest.mark.parametrize("typed", ["Bilal O’Zuk-Lea", "Bilal O'Żuk Lea", "BILAL O'ZUK LEA"])  # noqa: RUF001 - as people type it
def test_a_surname_is_shortened_however_it_is_spelt(typed: str) -> None:
    draft = Draft(agreed({"For": BILAL, "Owner": "Ms Ivo", "Action": f"Hear {typed} read"}))
    draft.set("Pupils", (BILAL,), "Surname", "O'Żuk-Lea")
    (entry,) = lists(draft.tables())["Ms Ivo"].entries
    assert entry.what == "Hear Bilal O read"


def test_a_measure_that_says_too_much_is_left_out() -> None:
    action = {"For": BILAL, "Owner": "Ms Ivo", "Measure": "Off the SEND register"}
    (entry,) = lists(agreed(action))["Ms Ivo"].entries
    assert (entry.what, entry.measure) == ("Blend sounds", "")


def test_short_names_have_as_little_surname_as_tells_apart() -> None:
    def pupil(upn: str, forename: str, surname: str, name: str = "") -> Pupil:
        return Pupil(upn, name or f"{forename} {surname}", surname, forename)

    found = short_names(
        [
            pupil("1", "Amir", "Khan"),
            pupil("2", "Amir", "Kaur"),
            pupil("3", "Zoë", "Quill"),
            pupil("4", "Zoe", "Ash"),
            pupil("5", "Ann", "Lee", "Ann Lee (Oak)"),
            pupil("6", "Ann", "Lee", "Ann Lee (Elm)"),
            pupil("7", "Madonna", ""),
            pupil("8", "Ann", "Leeson"),
        ]
    )
    assert [found[upn] for upn in sorted(found)] == [
        "Amir Kh", "Amir Ka", "Zoë Q", "Zoe A", "Ann Lee (Oak)", "Ann Lee (Elm)", "Madonna",
        "Ann Lees",
    ]  # fmt: skip


def test_a_shared_place_in_a_class_is_both_peoples() -> None:
    draft = Draft(staffed())
    draft.put("Classes", {"Class": "Acorn", "Teacher": "Mrs Anders and Mr Joss"})
    settings = meeting_school.school(draft.tables()).settings
    assert classes_of(settings, "mr joss") == {"Acorn", "Oak"}
    assert classes_of(settings, "Mrs Anders") == {"Acorn"}
    assert classes_of(settings, "Mrs A") == set()


@pytest.mark.parametrize(
    ("owner", "role", "classes"),
    [
        ("Ms. Ivy", "TA", {"Acorn"}),
        ("ms  ivy", "TA", {"Acorn"}),
        ("Mr Ash", "teacher", {"Acorn"}),
        ("Mrs. Bell (Mon to Wed)", "teacher", {"Acorn"}),
        ("Mr Ash & Mrs Bell", "teacher", {"Acorn"}),
        ("SENCO", "SENCO", set()),
        ("Ash", "", set()),
    ],
)
def test_who_is_who_however_the_name_is_typed(owner: str, role: str, classes: set[str]) -> None:
    draft = Draft(staffed())
    draft.put("Classes", {"Class": "Acorn", "Teacher": "Mr Ash & Mrs Bell",
                          "Teaching assistant": "Ms Ivy"})  # fmt: skip
    settings = meeting_school.school(draft.tables()).settings
    assert role_of(settings, owner) == role
    assert classes_of(settings, owner) == classes


def test_an_owner_typed_in_two_ways_has_one_list() -> None:
    tables = agreed({"For": BILAL, "Owner": "Ms Ivo"}, {"For": DEWI, "Owner": "Ms. Ivo"})
    assert len(lists(tables)["Ms Ivo"].entries) == 2


def test_who_is_not_in_people_has_the_role_of_their_place_in_a_class() -> None:
    draft = Draft(meeting_school.tables())
    settings = meeting_school.school(draft.tables()).settings
    assert [role_of(settings, n) for n in ("Mrs Fell", "Mr Garth", "Ms Ivo")] == [
        "teacher", "leadership", ""
    ]  # fmt: skip
    assert may_see("") == OUTSIDE


@pytest.mark.parametrize(
    ("typed", "role"),
    [
        ("Teacher", "teacher"),
        ("class teacher", "teacher"),
        ("Teaching assistant", "TA"),
        ("Headteacher", "leadership"),
        ("Deputy Head", "leadership"),
        ("Leader", "leadership"),
        ("SENDCo", "SENCO"),
        ("Agency", "agency"),
        ("Inclusion manager", "SENCO"),  # as Settings calls the SENCO below
        ("Caretaker", "Caretaker"),
    ],
)
def test_a_role_is_known_however_people_write_it(typed: str, role: str) -> None:
    draft = Draft(staffed())
    draft.put("Words", {"What": "SENCO is called", "Value": "Inclusion manager"})
    draft.put("People", {"Name": "Mx Other", "Role": typed})
    assert role_of(meeting_school.school(draft.tables()).settings, "Mx Other") == role


@pytest.mark.parametrize("role", ["other staff", "agency", "Floor lead", None, "TA"])
def test_whoever_teaches_a_class_may_read_of_its_children(role: str | None) -> None:
    draft = Draft(
        agreed(
            {"For": BILAL, "Owner": "Mr Joss", "Action": "Help Cerys Sand less", **FULL},
            {"For": GWEN, "Owner": "Mr Joss", **FULL},
        )
    )
    draft.put("Classes", {"Class": "Oak", "Teacher": "Mrs Fell and Mr Joss"})
    draft.put("Classes", {"Class": "Oak", "Teaching assistant": None})
    draft.put("People", {"Name": "Mr Joss", "Role": role})
    found = {e.id: (e.whom, e.what) for e in lists(draft.tables())["Mr Joss"].entries}
    assert found["X0"] == ("Bilal Rowe (Oak)", "Help Cerys Sand less")


# ------------------------------------------------------------------ sheet and papers


def test_each_owner_but_the_first_begins_a_page_of_the_sheet() -> None:
    tables = agreed({"For": BILAL, "Owner": "Ms Ivo"}, {"For": DEWI, "Owner": "Mr Joss"})
    rows = sheet_rows(owner_lists(meeting_school.school(tables), TODAY), TODAY)
    assert [row[0] for row in rows] == [
        "first",
        "action",
        "owner",
        "action",
        "action",
        "owner",
        "action",
    ]
    assert rows[0][1] == "Mr Joss, TA: 1 to do, as of 23/11/2026"
    assert set(schema.OWNER_LISTS.page_starts) == {"owner"}
    assert {len(row) for row in rows} == {len(schema.OWNER_LISTS.columns)}


def test_a_sheet_that_is_full_says_where_the_rest_is() -> None:
    many = agreed(*({"For": BILAL, "Owner": "Ms Ivo"} for _ in range(schema.OWNER_LISTS.rows + 5)))
    rows = sheet_rows(owner_lists(meeting_school.school(many), TODAY), TODAY)
    assert len(rows) == schema.OWNER_LISTS.rows
    shown = sum(row[0] == "action" for row in rows)
    left = schema.OWNER_LISTS.rows + 5 + 2 - shown  # two more are Mrs Fell's, of last time
    assert rows[-1][:2] == ("note", f"{left} more have no room here; the PDFs hold them.")


def test_each_owner_has_a_file_of_their_own() -> None:
    tables = agreed({"For": BILAL, "Owner": "A/B"}, {"For": DEWI, "Owner": "A-B"})
    school = meeting_school.school(tables)
    papers = list_papers(owner_lists(school, TODAY), NOW, school.settings, TODAY)
    assert [paper.path for paper in papers] == [
        ("2026-27 Autumn 2", "Action lists", f"{name}.pdf") for name in ("A-B", "A-B 2", "Mrs Fell")
    ]
    gone = {path[-1] for path in superseded(papers, NOW, school.settings)}
    assert gone == {f"{name}.pdf" for name in PEOPLE if name != "Mrs Fell"}
