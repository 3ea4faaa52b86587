"""The staff edition: what stands beside the family's page, and that none of it goes home."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from io import BytesIO

import pytest
from paper.structure import tags
from paper.visual_lint import Finding, lint
from pypdf import PdfReader
from reports.school_by_hand import BEFORE, FIRST, NOW, PUPILS, TODAY, make_school, row, upn

from ppm_xl.errors import DataError
from ppm_xl.one_child.lines import Look
from ppm_xl.paper.typesetting import Typesetter
from ppm_xl.plan import Paper
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.staff import MARK, StaffReport, StaffReports
from ppm_xl.reports.staff_beside import Beside, Note
from ppm_xl.reports.staff_planning import plan_staff_reports, staff_paths
from ppm_xl.school.earlier_results import BASELINE
from ppm_xl.school.model import (
    Action,
    Barrier,
    Conversation,
    Discussion,
    EarlyYearsRecord,
    FocusGroup,
    Issue,
    Meeting,
    PriorResult,
    Provision,
    School,
    Target,
    TestScore,
)
from ppm_xl.school.settings import TestThreshold

ZOE = upn("everything")


def known_school() -> School:
    """The school by hand, with everything that can be known of Zoë but no family may read."""
    school = make_school()
    now = school.judgements[NOW, ZOE]
    judgements = {
        **school.judgements,
        (NOW, ZOE): replace(
            now,
            judged_by="Mrs Alder",
            judged_on=date(2026, 11, 20),
            staff_note="tires after lunch",
            raised="grandmother is ill",
        ),
        (FIRST, ZOE): row("everything", FIRST, lates=0, marks={"Maths": "EXS"}),
        (BEFORE, ZOE): row("everything", BEFORE, staff_note="sat alone in June"),
    }
    settings = replace(
        school.settings, test_thresholds=(TestThreshold("New PiRA", expected_from=93),)
    )
    milestones = {"Autumn": "EXS", "Spring": "EXS", "Summer": "GDS"}
    about_maths = {"need": "Number bonds", "reason": "counts on fingers"}
    return replace(
        school,
        settings=settings,
        judgements=judgements,
        targets={
            ("2026-27", ZOE, "Reading"): Target(
                "2026-27", ZOE, "Reading", "GDS", milestones, "EXS"
            ),
            ("2026-27", ZOE, "Writing"): Target("2026-27", ZOE, "Writing", "EXS", milestones),
        },
        prior={
            (ZOE, BASELINE, "Reading"): PriorResult(
                ZOE, BASELINE, "Reading", "WTS", date(2025, 9, 10)
            )
        },
        tests=(TestScore(NOW, ZOE, "Writing", "New PiRA", "115", "standardised"),),
        barriers=(Barrier(ZOE, "Emotional and social", date(2026, 9, 7), note="MOTHER IN PRISON"),),
        provision=(
            Provision(
                "Number club", ZOE, date(2026, 9, 14), "group", "Maths", "Mr Finch",
                working="no", sessions_planned=12, sessions_had=8, entry="5",
                measure="Quiz out of 20", reviewed=date(2026, 11, 12),
            ),
        ),
        groups=(FocusGroup("Lighthouse readers", ZOE, date(2026, 9, 7), "Reading"),),
        meetings=(Meeting("M1", "progress", "Oak", FIRST, recorded=date(2026, 10, 20)),),
        discussion={
            ("M1", ZOE, "Maths"): Discussion(
                "M1", ZOE, "Maths", progress_shown="Red", attainment_shown="Green", **about_maths
            )
        },
        issues=(Issue("I1", "leadership", "needs a quiet room", "M1", ZOE, reply="from January"),),
        conversations={
            (FIRST, ZOE): Conversation(
                FIRST, ZOE, None, date(2026, 10, 15), "drawing maps"
            )
        },
        actions=(
            *school.actions,
            Action("D1", "Count coins together", (ZOE,), half_term=FIRST, area="Maths",
                   owner="Mr Finch", status="done", done_on=date(2026, 10, 19), impact="no",
                   impact_note="lost count each time"),
        ),
    )  # fmt: skip


def report(school: School, who: str) -> StaffReport:
    return StaffReports(school, NOW, TODAY).of(school.pupils[upn(who)])


def beside(found: StaffReport, name: str) -> dict[str, str]:
    return {note.label: note.words for note in found.beside.learning[name]}


def block(found: StaffReport, heading: str) -> list[str]:
    entries = next((b.entries for b in found.blocks if b.heading.startswith(heading)), ())
    return [" ".join(said.words for said in entry) for entry in entries]


def text_of(pdf: bytes) -> str:
    return flat(" ".join(page.extract_text() for page in PdfReader(BytesIO(pdf)).pages))


def flat(text: str) -> str:
    return " ".join(text.split())


# ---------------------------------------------------------------- beside what the family reads


def test_behind_the_words_stand_mark_judgement_target_milestones_start() -> None:
    assert beside(report(known_school(), "everything"), "Reading") == {
        "Mark": "GDS is one step above Year 4 expectation",
        "Progress": "Green by Mrs Alder, 20/11/2026; suggested Green",
        "Target": "GDS, began the year at EXS",
        "From the start": f"WTS ({BASELINE}, 10/09/2025), now GDS: more than expected",
        "Milestones": "Autumn EXS reached · Spring EXS · Summer GDS",
    }


def test_a_milestone_missed_and_a_test_that_differs_stand_out() -> None:
    found = report(known_school(), "everything")
    notes = {note.label: note for note in found.beside.learning["Writing"]}
    assert notes["Milestones"].words == "Autumn EXS not reached · Spring EXS · Summer GDS"
    assert notes["Test"].words == "judged WTS, New PiRA 115: test higher"
    assert notes["Progress"].words.endswith("; suggested Yellow")
    assert notes["Milestones"].look is notes["Test"].look is Look.BOLD
    assert notes["Progress"].look is Look.PLAIN


def test_a_suggestion_unlike_the_teacher_and_red_at_meetings() -> None:
    found = report(known_school(), "everything")
    notes = {note.label: note for note in found.beside.learning["Maths"]}
    assert notes["Progress"].words == (
        "Red by Mrs Alder, 20/11/2026; suggested Green (EXS before, EXS now)"
    )
    assert notes["Progress"].look is Look.BOLD
    assert notes["Meetings"].words == "Red at the last meeting too"
    assert notes["Target"].words == "none agreed yet"
    assert found.standing.words == "Red in Maths, at the last meeting too"


@pytest.mark.parametrize(
    ("now", "words"),
    [
        ("Autumn 1", "Autumn EXS not yet · Spring EXS · Summer GDS"),
        ("Autumn 2", "Autumn EXS not reached · Spring EXS · Summer GDS"),
        ("Spring 1", "Autumn EXS not reached · Spring EXS not yet · Summer GDS"),
    ],
)
def test_a_milestone_is_held_against_the_mark_of_its_term(now: str, words: str) -> None:
    school = known_school()
    when = replace(NOW, name=now)
    moved = replace(school.judgements[NOW, ZOE], half_term=when)
    school = replace(school, judgements={(when, ZOE): moved})
    if now == "Spring 1":
        first = replace(moved, half_term=NOW, marks={"Writing": "WTS"})
        school = replace(school, judgements={(when, ZOE): moved, (NOW, ZOE): first})
    found = StaffReports(school, when, TODAY).of(school.pupils[ZOE])
    assert beside(found, "Writing")["Milestones"] == words


def test_an_old_judgement_says_when_it_is_from() -> None:
    notes = beside(report(make_school(), "old"), "Reading")
    assert notes["Progress"] == "Green, in Summer 2 2025-26"


def test_every_day_says_why_a_colour_is_so() -> None:
    days = report(known_school(), "everything").beside.days
    assert [note.words for note in days["Attendance"]] == [
        "attendance 96.4 % (year to date); Green from 95 %, Yellow above 90 %"
    ]
    assert [note.words for note in days["Behaviour"]] == [
        "Green, as behaviour and effort Green; behaviour and effort count"
    ]
    red = report(known_school(), "red").beside.days["Attendance"]
    assert red[0].label == "Why Red"
    assert "persistent absence" in red[0].words


def test_behind_each_action_stands_who_and_when_and_what_is_not_printed_is_listed() -> None:
    found = report(known_school(), "everything")
    words = {text[:16]: [n.words for n in notes] for text, notes in found.beside.actions.items()}
    assert words == {
        "Read one chapter": ["The child, no day set"],
        "Mrs Alder and I ": ["Mrs Alder, agreed 09/11/2026"],
        "Sign the homewor": ["The family, discussed, no day set"],
        "Play the times t": ["The family, not discussed with them yet, no day set"],
    }
    listed = block(found, "To do, but not on the page")
    assert [line.split(" The child")[0] for line in listed] == ["NOT ON THE REPORT", "FROM LATER"]


def test_what_the_workbook_printed_itself_is_said() -> None:
    found = report(make_school(), "red")
    standard = [notes[0].words for notes in found.beside.actions.values()]
    assert standard == ["Printed by the workbook: a Red had no action of the school's."] * 2


def test_notes_for_staff_stand_beside_what_went_well() -> None:
    found = report(known_school(), "everything")
    assert [(note.label, note.words) for note in found.beside.went_well] == [
        ("Staff note", "Tires after lunch."),
        ("To raise", "Grandmother is ill."),
    ]


def test_reception_has_its_areas_when_judged_and_what_moved() -> None:
    who = upn("reception")
    before = EarlyYearsRecord(FIRST, who, {"Physical": "Not on track"})
    school = make_school()
    school = replace(school, early_years={**school.early_years, (FIRST, who): before})
    found = report(school, "reception")
    assert beside(found, "Physical") == {
        "Judged": "on track, Autumn 2",
        "Trend": "not on track in Autumn 1",
    }
    assert not found.beside.not_shown


# ---------------------------------------------------------------- what else is known


def test_flags_and_when_the_child_came() -> None:
    assert report(known_school(), "everything").flags == ("Pupil Premium", "SEND: SEN support")
    assert report(known_school(), "everything").facts == ("in Lighthouse readers",)
    assert report(make_school(), "newcomer").facts == ("joined 18/11/2026",)


def test_blocks_say_provision_impact_barriers_meetings() -> None:
    found = report(known_school(), "everything")
    in_place = " ".join(block(found, "In place"))
    assert "Number club (Maths)" in in_place
    assert "8 of 12 sessions" in in_place
    assert "Not working (12/11/2026)." in in_place
    assert "Did not work: Lost count each time." in " ".join(block(found, "Last actions"))
    assert block(found, "Barriers") == ["Emotional and social, since 07/09/2026."]
    said = " ".join(block(found, "What meetings said"))
    assert "Counts on fingers." in said
    assert "Needs a quiet room. Reply: From January." in said
    assert "To raise" not in said
    assert block(found, "What was written before") == [
        "Summer 2 2025-26, for staff: Sat alone in June."
    ]
    assert "drawing maps" in " ".join(block(found, "Learning conversations")).casefold()


def test_what_is_left_out_for_the_family_is_said_with_why() -> None:
    school = known_school()
    now = replace(
        school.judgements[NOW, ZOE],
        for_the_family="Sits beside Bo.",
        childs_words="I miss Gran",
        share_childs_words=False,
    )
    school = replace(school, judgements={**school.judgements, (NOW, ZOE): now})
    found = block(report(school, "everything"), "Left out")
    assert any("another child" in said and "“Sits beside Bo.”" in said for said in found)
    assert "The child's words are not shared: “I miss Gran”" in found
    assert block(report(make_school(), "longest"), "Left out") == [
        "The child's words are not shared: “Not for home.”"
    ]
    assert block(report(make_school(), "newcomer"), "Left out") == ["Nothing is left out."]


def test_what_was_chosen_for_one_child_is_said_with_what_stands_behind_it() -> None:
    chosen = {(NOW, ZOE, "Reading"): "", (NOW, ZOE, "Writing"): "We are reading it again."}
    other = {(NOW, upn("red"), "Maths"): "", (FIRST, ZOE, "Maths"): ""}
    found = report(replace(known_school(), report_choices=chosen | other), "everything")
    said = block(found, "Left out")
    assert "Of Reading the family reads nothing, as chosen on the sheet Reports." in said
    assert "Of Writing the family reads another sentence, as chosen on the sheet Reports." in said
    assert not any("Maths" in line for line in said)
    assert any(line.startswith("Reading: Mark GDS is one step above") for line in said)
    assert beside(found, "Writing")["Test"] == "judged WTS, New PiRA 115: test higher"


def test_a_report_that_is_held_says_so() -> None:
    found = block(report(make_school(), "held"), "Left out")
    assert "The report is held for the head: no copy goes home." in found


@pytest.mark.parametrize(
    ("checked", "words"),
    [
        ((), "It goes home in English: Polish is not checked in Settings."),
        (("Polish",), "The family reads it in Polish."),
    ],
)
def test_staff_read_english_whatever_the_family_reads(checked: tuple[str, ...], words: str) -> None:
    school = make_school()
    polish = replace(school.pupils[ZOE], report_language="Polish")
    settings = replace(school.settings, languages_checked=checked)
    school = replace(school, settings=settings, pupils={**school.pupils, ZOE: polish})
    found = report(school, "everything")
    assert words in block(found, "Left out")
    assert [subject.name for subject in found.family.subjects] == ["Reading", "Writing", "Maths"]


# ---------------------------------------------------------------- on paper


@pytest.fixture(scope="module")
def typesetter() -> Typesetter:
    return Typesetter(TODAY)


def pdf_of(typesetter: Typesetter, paper: Paper) -> bytes:
    return typesetter.pdf(paper.title, paper.pages, {})


def one(school: School, who: str) -> Paper:
    return plan_staff_reports(school, NOW, TODAY, upn=upn(who)).papers[0]


def test_every_page_title_and_file_name_says_it_is_not_for_families(
    typesetter: Typesetter,
) -> None:
    papers = plan_staff_reports(known_school(), NOW, TODAY).papers
    assert {paper.path[-2] for paper in papers} == {"Staff"}
    for paper in papers:
        assert paper.path[-1].endswith(" (staff).pdf")
        assert paper.title.startswith(MARK)
        pdf = PdfReader(BytesIO(pdf_of(typesetter, paper)))
        assert pdf.metadata is not None
        assert pdf.metadata.title == paper.title
        texts = [flat(page.extract_text()) for page in pdf.pages]
        blank = [number for number, text in enumerate(texts, start=1) if not text]
        assert all(MARK in text for text in texts if text)
        assert all(number % 2 == 0 for number in blank)  # backs, where a child has one page


def looks_wrong(pdf: bytes, pages: int) -> list[Finding]:
    """Findings, but for the letters within shapes: their words stand beside them."""
    found = lint(pdf, pages=pages, smallest=8.0)
    return [f for f in found if f.code != "small-type" or not f.message.startswith("7.3 pt: ")]


def test_each_child_has_one_page_or_two_that_look_right(typesetter: Typesetter) -> None:
    for paper in plan_staff_reports(known_school(), NOW, TODAY).papers:
        if len(paper.pages) > 1:
            continue
        pdf = pdf_of(typesetter, paper)
        pages = len(PdfReader(BytesIO(pdf)).pages)
        assert pages <= 2, paper.path
        assert looks_wrong(pdf, pages) == [], paper.path


def test_the_family_page_comes_first_word_for_word() -> None:
    family = plan_family_reports(known_school(), NOW, TODAY, upn=ZOE).papers[0]
    theirs = dict(family.pages[0].data)
    ours = one(known_school(), "everything").pages[0].data["family"]
    assert isinstance(ours, dict)
    assert {key: ours[key] for key in theirs} == theirs


@pytest.mark.parametrize("who", sorted(set(PUPILS) - {"leaver"}))
def test_nothing_that_is_beside_the_page_is_in_the_family_s(
    typesetter: Typesetter, who: str
) -> None:
    school = known_school()
    paper = plan_family_reports(school, NOW, TODAY, upn=upn(who)).papers[0]
    home = text_of(pdf_of(typesetter, paper)).casefold()
    found = report(school, who)
    for said in annotations(found):
        assert flat(said).casefold() not in home
    assert not re.search(r"staff|suggested|milestone|\bpp\b|\bsend\b|\b(gds|exs|wts|blw)\b", home)


def all_notes(found: Beside) -> Iterator[Note]:
    for group in (found.learning, found.days, found.actions, found.not_shown):
        for notes in group.values():
            yield from notes
    yield from found.went_well
    yield from found.own_words


def annotations(found: StaffReport) -> Iterator[str]:
    yield from found.flags
    yield f"{MARK}"
    for note in all_notes(found.beside):
        yield f"{note.label}: {note.words}"
        yield from [note.words] if len(note.words) > len("not judged yet") else []
    for block_ in found.blocks:
        yield from (said.words for entry in block_.entries for said in entry)


@pytest.mark.parametrize("secret", ["MOTHER IN PRISON", "STAFF ONLY"])
def test_what_class_staff_may_not_see_is_not_there(typesetter: Typesetter, secret: str) -> None:
    text = text_of(pdf_of(typesetter, one(known_school(), "everything")))
    assert secret not in text
    assert "Emotional and social" in text


def test_much_text_flows_and_stays_on_two_pages(typesetter: Typesetter) -> None:
    school = known_school()
    long = "has found ways of his own to remember what he reads, and told us about them. " * 3
    many = tuple(
        Action(f"X{n}", f"{n} {long}", (ZOE,), half_term=FIRST, owner="Mr Finch", status="done",
               done_on=date(2026, 10, 19), impact="worked", impact_note=long)
        for n in range(40)
    )  # fmt: skip
    school = replace(school, actions=(*school.actions, *many))
    pdf = pdf_of(typesetter, one(school, "everything"))
    assert len(PdfReader(BytesIO(pdf)).pages) == 2
    assert re.search(r"And \d+ more on the sheet Actions", flat(text_of(pdf)))
    assert looks_wrong(pdf, 2) == []


def test_headings_are_in_order_and_colours_have_words(typesetter: Typesetter) -> None:
    found = tags(pdf_of(typesetter, one(known_school(), "everything")))
    levels = [tag.kind for tag in found if re.fullmatch(r"H\d", tag.kind)]
    assert levels[0] == "H1"
    assert levels.count("H1") == 1
    assert {tag.says for tag in found if tag.kind == "Figure"} == {"Green", "Yellow", "Red"}


# ---------------------------------------------------------------- files


def test_files_are_named_as_the_family_s_and_numbered_alike() -> None:
    found = staff_paths(NOW, PUPILS.values())
    folder = ("2026-27 Autumn 2", "Oak", "Staff")
    assert found[ZOE] == (*folder, "Fairweather Zoë (staff).pdf")
    assert found[upn("red")] == (*folder, "Pemberly Ottoline 1 (staff).pdf")
    assert found[upn("twice")] == (*folder, "Pemberly Ottoline 2 (staff).pdf")
    assert found[upn("held")] == (*folder, "Quill Ignatius (staff).pdf")


def test_a_class_has_one_pdf_with_a_page_a_child() -> None:
    plan = plan_staff_reports(make_school(), NOW, TODAY)
    classes = {paper.path: len(paper.pages) for paper in plan.papers if len(paper.pages) > 1}
    assert classes == {
        ("2026-27 Autumn 2", "Acorn", "Staff", "Acorn staff reports (staff).pdf"): 2,
        ("2026-27 Autumn 2", "Oak", "Staff", "Oak staff reports (staff).pdf"): 8,
    }
    assert plan.said == (
        "10 staff reports for Autumn 2 2026-27, and 2 PDFs, one a class. Not for families.",
    )
    assert not plan.changes


def test_nobody_to_report_on() -> None:
    with pytest.raises(DataError):
        plan_staff_reports(make_school(), NOW, TODAY, class_name="Elm")


def test_two_classes_whose_names_share_a_folder_keep_apart(school: School) -> None:
    moved = {
        pupil.upn: replace(pupil, class_name="3/4 Oak" if n % 2 else "3-4 Oak")
        for n, pupil in enumerate(school.pupils.values())
    }
    plan = plan_staff_reports(replace(school, pupils=moved), NOW, TODAY)
    folders: dict[str, set[str]] = {}
    for paper in plan.papers:
        folders.setdefault(paper.path[1], set()).add(paper.path[-1])
    assert len(folders) == 2
    assert len({paper.path for paper in plan.papers}) == len(plan.papers)
    alone = plan_staff_reports(replace(school, pupils=moved), NOW, TODAY, class_name="3/4 Oak")
    assert {paper.path for paper in alone.papers} <= {paper.path for paper in plan.papers}
