"""The pack says what the form says, and prints whatever was typed."""

from __future__ import annotations

import io
from dataclasses import replace
from functools import cache
from typing import Any

import invented_meeting
import meeting_school
import pypdf
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from meeting_school import NOW, TODAY
from paper.structure import tags
from paper.visual_lint import lint

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Tables
from ppm_xl.errors import DataError
from ppm_xl.meeting.agenda import Part, Section
from ppm_xl.meeting.children.movers import Mover
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.kept import kept_for
from ppm_xl.meeting.paper.pack import pack_of
from ppm_xl.meeting.prepare import plan_prepare_meeting
from ppm_xl.meeting.shown import Celebrated, InPlace
from ppm_xl.paper.typesetting import Typesetter, unprintable
from ppm_xl.plan import Paper

COLOURS_LETTERS = ("G", "Y", "R")
OAK = "PM 2026-27 Autumn 2 Oak"
SQUARE = b"<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 9 6' width='9in' height='6in'/>"


def pack(tables: Tables | None = None, class_name: str = "Oak") -> Paper:
    plan = plan_prepare_meeting(meeting_school.school(tables), class_name, NOW, TODAY)
    return next(paper for paper in plan.papers if paper.path[-1] == "Meeting pack.pdf")


def by_hand(meeting: ClassMeeting, tables: Tables | None = None) -> Paper:
    school = meeting_school.school()
    return pack_of(school, meeting, tables or school.tables, TODAY)


def data(paper: Paper) -> dict[str, Any]:
    return dict(paper.pages[0].data)


def section(paper: Paper, title: str) -> dict[str, Any]:
    return next(s for s in data(paper)["sections"] if s["title"] == title)


def in_section(paper: Paper, title: str) -> list[dict[str, Any]]:
    return [c for group in section(paper, title)["groups"] for c in group["concerns"]]


def with_typed() -> Tables:
    draft = Draft(meeting_school.tables())
    bilal = {"Meeting": OAK, "UPN": "A999000000002"}
    said = {"Need": "Reading fluency", "Teacher's reason": "Away 😷 a lot"}
    draft.put("Discussion", {**bilal, "Area": "Reading", **said})
    draft.put("Discussion", {**bilal, "Area": "Venn", "Note": "Missed three weeks"})
    agreed = {"Owner": "family", "Action": "Read at bedtime", "Measure": "Diary signed"}
    draft.put("Actions", {"ID": f"{OAK} A01", "Meeting": OAK, "Area": "Reading", **agreed})
    draft.put("ActionPupils", {"ID": f"{OAK} A01", "UPN": "A999000000002"})
    draft.put("Issues", {"ID": f"{OAK} L1", "Meeting": OAK, "Kind": "leadership", "Text": "Books"})
    return draft.tables()


def typeset(paper: Paper) -> bytes:
    pictures = {
        name: SQUARE.replace(b"9in", b"%.2fin" % venn.size[0]).replace(
            b"6in", b"%.2fin" % venn.size[1]
        )
        for name, venn in paper.pages[0].pictures.items()
    }
    return Typesetter(TODAY).pdf(paper.title, paper.pages, pictures)


def texts(pdf: bytes) -> list[str]:
    """Give each page's words, with single blanks and without hyphens at the ends of lines."""
    pages = pypdf.PdfReader(io.BytesIO(pdf)).pages
    return [" ".join(page.extract_text().split()).replace("- ", "-") for page in pages]


@cache
def invented(size: int, listed: int) -> tuple[ClassMeeting, bytes, tuple[str, ...]]:
    meeting = invented_meeting.meeting(size, listed)
    pdf = typeset(by_hand(meeting))
    return meeting, pdf, tuple(texts(pdf))


# --------------------------------------------------------------------------------- what it says


def test_it_is_filed_by_half_term_and_class() -> None:
    paper = pack()
    assert paper.path == ("2026-27 Autumn 2", "Oak", "Meeting pack.pdf")
    assert paper.title == "Progress meeting: Oak, Autumn 2 2026-27"


def test_page_one_holds_diagrams_movers_and_last_actions() -> None:
    paper = pack(with_typed())
    found = data(paper)
    assert set(paper.pages[0].pictures) == {"now", "then", "before"}
    assert paper.pages[0].pictures["then"].counts_only
    assert not paper.pages[0].pictures["before"].counts_only
    assert found["movers"][0] == [
        "Bilal", "moved away", "no longer in reading and maths", "Missed three weeks"
    ]  # fmt: skip
    assert [(last["who"], last["overdue"]) for last in found["last"]] == [
        ("Dewi", True), ("Bilal", False), ("Łucja", False)
    ]  # fmt: skip
    (page, *_) = texts(typeset(paper))
    assert "Who moved, and why" in page
    assert "Overdue" in page
    assert "Read daily 1" in page


def test_what_page_one_has_no_room_for_follows_overdue_first() -> None:
    draft = Draft(meeting_school.tables())
    for number in range(20):
        draft.put("Actions", {"ID": f"X{number}", "Class": "Oak", "Action": f"Count{number}x"})
    pages = texts(typeset(pack(draft.tables())))
    assert "of 23, overdue first)" in pages[0]
    assert "Overdue" in pages[0]
    assert "actions: the rest" in " ".join(pages[1:])
    for number in range(20):
        assert sum(page.count(f"Count{number}x") for page in pages) == 1


def test_what_was_typed_stands_in_it_without_pictographs() -> None:
    paper = pack(with_typed())
    (bilal, *_) = in_section(paper, "Reading")
    assert (bilal["child"], bilal["marks"]) == ("Bilal Rowe", ["SEND"])
    assert bilal["need"] == "Reading fluency"
    assert "Away a lot" in " ".join(texts(typeset(paper)))
    (group, *_) = section(paper, "Reading")["groups"]
    assert [(a["for"], a["action"], a["owner"], a["measure"]) for a in group["actions"]] == [
        ("Bilal", "Read at bedtime", "the family", "Diary signed")
    ]
    assert group["actions"][0]["lacks"] == "Has no day"
    assert data(paper)["agreed"] == group["actions"]
    assert section(paper, "Issues for the leadership team")["rows"][0]["text"] == "Books"


def test_a_pointer_says_where_the_whole_line_is() -> None:
    (maths,) = [row for row in in_section(pack(), "Maths") if row["child"] == "Bilal Rowe"]
    assert (maths["see"], maths["attainment"], maths["progress"]) == ("Reading", "Red", "Yellow")


def test_an_action_for_a_need_stands_once_for_all_who_share_it() -> None:
    meeting = invented_meeting.meeting(9, 7)
    draft = Draft(meeting_school.tables())
    shared = {"ID": "M A01", "Meeting": "M", "Area": "Reading", "Need": "Need of reading"}
    draft.put("Actions", {**shared, "Action": "Read in a group of six", "Owner": "Mrs Fell"})
    group = next(g for g in meeting.groups if g.need == "Need of reading")
    for concern in group.concerns:
        draft.put("ActionPupils", {"ID": "M A01", "UPN": concern.pupil.upn})
    tables = draft.tables()
    meeting = replace(meeting, kept=kept_for(tables, "M"))
    paper = by_hand(meeting, tables)
    (shown, *others) = section(paper, "Reading")["groups"]
    assert (shown["need"], shown["room"], len(shown["actions"])) == ("Need of reading", False, 1)
    assert [other["actions"] for other in others] == [[] for _ in others]
    whole = " ".join(texts(typeset(paper)))
    assert whole.count("Read in a group of six") == 2, "in its group, and among what is agreed"
    assert "Has no day and no measure" in whole


def test_who_is_celebrated_for_the_same_stands_below_one_heading() -> None:
    meeting = invented_meeting.meeting(9, 1)
    moved, *rest = meeting.pupils[2:8]
    shared = "Green in reading, writing and maths."
    found = [
        Celebrated(moved, f"Moved in: now in maths. {shared}", shared=shared, own="Moved in."),
        *(Celebrated(p, f"{shared} {own}", shared=shared, own=own)
          for p, own in zip(rest, ("“Well swum!”", "", "", "", ""), strict=True)),
    ]  # fmt: skip
    found[2] = replace(found[2], bring=("Maths",))
    mover = Mover(moved.upn, moved.first_name, "in", "now in maths")
    paper = by_hand(replace(meeting, celebrated=tuple(found), movers=(mover,)))
    assert [
        (row["kind"], row.get("child") or row.get("words") or row["first"] + row["names"],
         row.get("why"))
        for row in section(paper, "Children to celebrate")["rows"]
    ] == [
        ("child", moved.name, f"Moved in: now in maths. {shared}"),
        ("head", shared.rstrip("."), None),
        ("child", rest[0].name, "“Well swum!”"),
        ("child", rest[1].name, ""),  # the books to bring
        ("rest", f"And {rest[2].name}, {rest[3].name} and {rest[4].name}", None),
    ]  # fmt: skip
    whole = " ".join(texts(typeset(paper)))
    assert whole.count("Green in reading, writing and maths") == 2


def test_the_key_explains_the_number_behind_a_name() -> None:
    meeting = invented_meeting.meeting(4, 2)
    assert not any(
        "tells them apart" in means for _, means in data(by_hand(meeting))["key"]["terms"]
    )
    alike = [
        replace(p, forename="Zoë", surname="Quill", name=f"Zoë Quill (Willow {n})")
        for n, p in enumerate(meeting.pupils[:2], start=1)
    ]
    same = replace(meeting, pupils=(*alike, *meeting.pupils[2:]))
    assert data(by_hand(same))["key"]["terms"][-1] == [
        "Zoë Quill",
        "children of one name; the number behind it tells them apart: Zoë Quill (Willow 1)",
    ]


def test_short_words_are_explained_where_they_stand() -> None:
    meeting = invented_meeting.meeting(6, 2)
    assert data(by_hand(meeting))["grid"]["short"] == (
        "PP: Pupil Premium, SEND K: support in school"
    )
    bare = replace(meeting, grid=tuple(replace(line, context="") for line in meeting.grid))
    assert data(by_hand(bare))["grid"]["short"] == ""
    assert meeting.now is not None
    now = replace(meeting.now, marks={meeting.pupils[0].upn: frozenset({"on course"})})
    terms = dict(data(by_hand(replace(meeting, now=now)))["key"]["terms"])
    assert terms["Tick in the diagram"].startswith("not yet at the standard; expected progress")


def test_what_has_ended_is_not_said_to_be_in_place() -> None:
    meeting = invented_meeting.meeting(9, 7)
    first, *others = meeting.groups[0].concerns
    club = InPlace("Club", "Reading", "Club, since 8 Sept: working")
    over = InPlace("Words", "Reading", "Words, ended 12 Oct: 14 → 22, worked", ended=True)
    both = replace(first, provision=(club, over), elsewhere=("Pens (working)", "Tables"))
    ended = replace(others[0], provision=(over,))
    shown = replace(meeting.groups[0], concerns=(both, ended))
    whole = " ".join(texts(typeset(by_hand(replace(meeting, groups=(shown,))))))
    assert "In place: Club, since 8 Sept: working Before: Words, ended 12 Oct" in whole
    assert "In place for other areas: Pens (working) and Tables" in whole
    assert "Nothing in place for this now. Before: Words, ended 12 Oct: 14 → 22, worked" in whole


def test_nobody_who_is_listed_is_lost_where_the_groups_leave_them_out() -> None:
    meeting = replace(invented_meeting.meeting(9, 7), groups=())
    children = {c["child"] for s in ("Reading", "Writing", "Maths") for c in in_section(
        by_hand(meeting), s)}  # fmt: skip
    assert children == {c.pupil.name for c in meeting.concerns}


def test_sections_are_those_of_the_form_in_the_schools_order() -> None:
    meeting = invented_meeting.meeting(20, 8)
    order = (
        Section(Part.LEADERSHIP, "For leaders"),
        Section(Part.CONCERNS, "Maths", ("Maths",)),
        Section(Part.CELEBRATE, "Well done"),
    )
    paper = by_hand(replace(meeting, sections=order))
    titles = [s["title"] for s in data(paper)["sections"]]
    assert titles == ["For leaders", "Maths", "Well done"]


def test_what_was_typed_for_a_section_that_the_school_leaves_out_stands_at_the_end() -> None:
    draft = Draft(meeting_school.tables())
    asked = {"Meeting": "M", "Kind": "asked of SENCO", "Text": "Could you observe a lesson?"}
    draft.put("Issues", {"ID": "M S1", **asked})
    meeting = invented_meeting.meeting(9, 4)
    order = (Section(Part.CONCERNS, "Maths", ("Maths",)),)
    kept = kept_for(draft.tables(), "M")
    paper = by_hand(replace(meeting, sections=order, kept=kept), draft.tables())
    assert [s["title"] for s in data(paper)["sections"]] == ["Maths", "SEND"]
    assert section(paper, "SEND")["rows"][-1]["now"] == "Could you observe a lesson?"


def test_every_question_to_the_senco_is_shown_of_whomever_it_is() -> None:
    """Two of one child, one of a child who is not listed, one of nobody by name."""
    meeting = invented_meeting.meeting(9, 7)
    listed = meeting.send[0].pupil
    other = next(p for p in meeting.pupils if p.upn not in {s.pupil.upn for s in meeting.send})
    draft = Draft(meeting_school.tables())
    questions = ((listed.upn, "Glasses?"), (listed.upn, "Hearing?"), (other.upn, "Speech?"),
                 (None, "Who trains the TAs?"))  # fmt: skip
    for number, (upn, words) in enumerate(questions, start=1):
        draft.put("Issues", {"ID": f"M S{number}", "Meeting": "M", "Kind": "asked of SENCO",
                             "UPN": upn, "Text": words})  # fmt: skip
    children = {p.upn: p.name for p in meeting.pupils}
    kept = kept_for(draft.tables(), "M")
    paper = by_hand(replace(meeting, kept=kept, children=children), draft.tables())
    rows = {row["child"]: row["now"] for row in section(paper, "SEND")["rows"]}
    assert rows[listed.name] == "Glasses? Hearing?"
    assert (rows[other.name], rows["The class"]) == ("Speech?", "Who trains the TAs?")
    assert "Who trains the TAs?" in " ".join(texts(typeset(paper)))


def test_what_was_typed_beside_the_other_sections_stands_there() -> None:
    meeting = invented_meeting.meeting(28, 12)
    draft = Draft(meeting_school.tables())
    for area, one in (("Provision", meeting.look_at[0]), ("Spoken of", meeting.unmentioned[0])):
        draft.put("Discussion", {"Meeting": "M", "UPN": one.pupil.upn, "Area": area,
                                 "Note": f"Typed of {area}"})  # fmt: skip
    met = meeting.met_but_concern[0].pupil
    action = {"ID": "M A01", "Meeting": "M", "Area": "Met the target", "Action": "Harder books"}
    draft.put("Actions", action)
    draft.put("ActionPupils", {"ID": "M A01", "UPN": met.upn})
    paper = by_hand(replace(meeting, kept=kept_for(draft.tables(), "M")), draft.tables())
    whole = " ".join(texts(typeset(paper)))
    assert "Typed of Provision" in whole
    assert "Typed of Spoken of" in whole
    assert section(paper, "Met the target but causing concern")["rows"][0]["agreed"] == (
        "Harder books"
    )


def test_a_groups_action_stands_with_it_however_its_need_is_spelt() -> None:
    meeting = invented_meeting.meeting(9, 7)
    draft = Draft(meeting_school.tables())
    draft.put("Actions", {"ID": "M A01", "Meeting": "M", "Area": "Reading",
                          "Need": "need of READING", "Action": "Read in a group"})  # fmt: skip
    paper = by_hand(replace(meeting, kept=kept_for(draft.tables(), "M")), draft.tables())
    (group, *_) = section(paper, "Reading")["groups"]
    assert [action["action"] for action in group["actions"]] == ["Read in a group"]


def test_every_part_is_said_in_words() -> None:
    meeting, _, pages = invented(28, 12)
    whole = " ".join(pages)
    for words in (
        "To bring: Reports, grids and books",
        "Reading aloud club worked for 3 of 4",
        "Red at the last meeting too.",
        "Red at the last 3 meetings too.",
        "Mr Garth asks: Since Autumn 1 nothing moved",
        "Barriers: Attendance",
        "See Reading.",
        "EXS in maths",
        "SENCO: Booked for January",
        "Red in reading three meetings running, and no intervention",
        "Ordered",
        "Teach vocabulary before each text",
        "Not since Summer 2",
        "Seven questions for every child",
        "How to read this pack",
    ):
        assert words in whole, words
    for child in meeting.pupils:
        assert child.name in whole


def test_it_says_that_it_is_for_staff_where_a_parent_comes() -> None:
    meeting = invented_meeting.meeting(6, 2)
    visited = replace(meeting, facts=replace(meeting.facts, visitors=True))
    assert "For staff only: a parent or child comes" in texts(typeset(by_hand(visited)))[0]
    assert "For staff only" not in texts(typeset(by_hand(meeting)))[0]


# ------------------------------------------------------------------------------- how it is set


@pytest.mark.parametrize(("size", "listed", "most"), [(28, 14, 8), (34, 20, 10), (3, 1, 5)])
def test_it_is_as_short_as_a_table_can_bear(size: int, listed: int, most: int) -> None:
    _, _, pages = invented(size, listed)
    assert len(pages) <= most


@pytest.mark.parametrize("size", [1, 28, 35])
def test_the_whole_class_stands_on_one_page(size: int) -> None:
    meeting, _, pages = invented(size, min(size, 12))
    (grid,) = [page for page in pages if "What to know" in page]
    assert [p.name for p in meeting.pupils if p.name not in grid] == []


def test_no_page_parts_a_childs_rows_or_a_heading_from_them() -> None:
    meeting, _, pages = invented(34, 20)
    for number in range(20):
        assert any(f"Begin{number}x" in p and f"End{number}x" in p for p in pages), number
    for group in meeting.groups:
        if group.need:
            first = group.concerns[0].pupil.name
            at = [page for page in pages if group.need in page]
            assert any(first in page.partition(group.need)[2] for page in at), group.need


def test_a_reason_longer_than_a_page_is_not_cut() -> None:
    draft = Draft(meeting_school.tables())
    words = " ".join(f"word{n}x" for n in range(1500))
    draft.put(
        "Discussion",
        {"Meeting": OAK, "UPN": "A999000000002", "Area": "Reading", "Teacher's reason": words},
    )
    whole = " ".join(texts(typeset(pack(draft.tables()))))
    assert "word0x" in whole
    assert "word1499x" in whole


@pytest.mark.parametrize("size", [28, 34])
def test_eyes_find_no_fault_on_any_page(size: int) -> None:
    """Words have 9 points but for the line of context beside a full class; its letters in shapes
    stand beside a fill and a form that say the same."""
    _, pdf, _ = invented(size, 14 if size == 28 else 20)
    letters = "".join(COLOURS_LETTERS)
    found = [
        f for f in lint(pdf, smallest=8.0) if not set(f.message.split(": ")[-1]) <= set(letters)
    ]
    assert found == []


def test_no_name_breaks_within_a_word() -> None:
    meeting, pdf, _ = invented(34, 20)
    lines = {
        line.strip()
        for page in pypdf.PdfReader(io.BytesIO(pdf)).pages
        for line in page.extract_text().splitlines()
    }
    words = {word for line in lines for word in line.replace("-", "- ").split()}
    for child in meeting.pupils:
        for piece in child.name.replace("-", "- ").split():
            assert piece in words


def test_readers_are_told_headings_tables_and_colours() -> None:
    _, pdf, _ = invented(28, 12)
    found = tags(pdf)
    document = pypdf.PdfReader(io.BytesIO(pdf))
    assert document.metadata is not None
    assert document.metadata.title == "Progress meeting: Willow, Autumn 2 2026-27"
    kinds = [tag.kind for tag in found]
    assert kinds.count("H1") == 1
    assert "H2" in kinds
    assert {tag.scope for tag in found if tag.kind == "TH"} == {"Row", "Column"}
    said = {tag.says for tag in found if tag.kind == "Figure"}
    assert {"Green", "Yellow", "Red"} <= said
    assert all(tag.says for tag in found if tag.kind == "Figure")


@pytest.mark.parametrize("class_name", ["Oak", "Acorn", "Robins"])
def test_it_is_typeset_tagged_and_confidential_on_every_page(class_name: str) -> None:
    pdf = typeset(pack(with_typed(), class_name))
    document = pypdf.PdfReader(io.BytesIO(pdf))
    assert document.trailer["/Root"]["/MarkInfo"]["/Marked"]  # type: ignore[index]  # pypdf's types
    pages = texts(pdf)
    assert all("Confidential: pupil data" in page for page in pages)
    whole = " ".join(pages)
    for upn, forename, surname, _, of, *_ in meeting_school.PUPILS:
        full = f"{forename} {surname}"
        assert of == class_name or full not in whole, upn
    if class_name == "Robins":
        assert "no circles are set up for Reception" in whole
        assert "ot on track in Literacy and Mathematics" in whole


def test_a_class_without_children_is_set_too() -> None:
    pages = texts(typeset(by_hand(invented_meeting.meeting(0, 0))))
    assert "No actions are open from earlier meetings." in pages[0]
    assert len(pages) <= 2


@settings(
    max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.text(max_size=60))
@example("שלום")
@example("🎉 Well done! 👩🏽‍🏫")
@example("“#import” $x$ \\ *bold* _under_ @ref <label> [x]")
@example("Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft")
def test_whatever_was_typed_is_printed_or_kindly_refused(typed: str) -> None:
    meeting = invented_meeting.meeting(4, 3)
    first, *rest = meeting.concerns
    odd = replace(first, why=typed, question=typed, barriers=(typed,), suggested=(typed,))
    groups = (replace(meeting.groups[0], concerns=(odd,), helped=(typed,)), *meeting.groups[1:])
    paper = by_hand(replace(meeting, concerns=(odd, *rest), groups=groups))
    if unprintable(paper.pages[0]):
        with pytest.raises(DataError, match="cannot be printed"):
            typeset(paper)
    else:
        assert len(texts(typeset(paper))) >= 3
