"""Whom to celebrate, for what, and which books to bring."""

from __future__ import annotations

import meeting_school
from meeting_school import LAST, NOW, gathered

from ppm_xl import schema
from ppm_xl.book.draft import Draft

NAMES = ("Abe", "Bea", "Cal", "Dot", "Eve", "Fay")


def of_six(*marks: str, premium: str = "") -> Draft:
    """Six children of Elm, Year 4, all Green; marks now in reading, writing and maths."""
    draft = Draft(meeting_school.tables())
    for number, (name, now) in enumerate(zip(NAMES, marks, strict=True)):
        upn = f"A9990000001{number:02d}"
        draft.put(
            "Pupils",
            {"UPN": upn, "Pupil": f"{name} Moss", "Surname": f"Moss{number}", "Forename": name,
             "Year": "4", "Class": "Elm", "Pupil Premium": "Y" if name == premium else "N"},
        )  # fmt: skip
        meeting_school.assess(draft, LAST, upn, "EXS EXS EXS", "Elm")
        meeting_school.assess(draft, NOW, upn, now, "Elm", "Green Green Green")
    return draft


def bring(draft: Draft, subject: str = "Reading") -> list[str]:
    found = gathered(draft.tables(), "Elm").celebrated
    return [c.pupil.forename for c in found if subject in c.bring]


def test_for_what_without_a_mark_or_a_colour() -> None:
    found = {c.pupil.forename: (c.why, c.kindly) for c in gathered().celebrated}
    assert found == {
        "Ada": ("Moved in: now in maths. Green in reading, writing and maths.",
                "great steps in maths"),
        "Cerys": ("Green in reading, writing and maths.",
                  "steady work in reading, writing and maths"),
    }  # fmt: skip


def test_reception_is_celebrated_for_its_areas() -> None:
    (juno,) = gathered(class_name="Robins").celebrated
    assert (juno.pupil.forename, juno.kindly) == ("Juno", "growing in every part of learning")
    assert juno.bring == ()


def test_only_what_was_judged_in_this_half_term_praises() -> None:
    draft = of_six(*["EXS EXS EXS"] * 6)
    of_now = {"School year": "2026-27", "Half-term": NOW.name}
    ill = {f"{s}{p}": None for s in ("Reading", "Writing", "Maths") for p in ("", " progress")}
    draft.put("Assessments", {**of_now, "UPN": "A999000000100", **ill})
    draft.put("Assessments", {**of_now, "UPN": "A999000000101", "Maths progress": None})
    found = gathered(draft.tables(), "Elm").celebrated
    assert [c.pupil.forename for c in found] == ["Cal", "Dot", "Eve", "Fay"]
    # Where nobody's progress is judged yet, or nobody has a mark yet, nobody waits for it.
    for number in range(1, 6):
        none = {f"{s} progress": None for s in ("Reading", "Writing", "Maths")}
        draft.put("Assessments", {**of_now, "UPN": f"A9990000001{number:02d}", **none})
    found = gathered(draft.tables(), "Elm").celebrated
    assert [c.pupil.forename for c in found] == ["Bea", "Cal", "Dot", "Eve", "Fay"]
    for number in range(1, 6):
        draft.put("Assessments", {**of_now, "UPN": f"A9990000001{number:02d}", **ill})
    assert len(gathered(draft.tables(), "Elm").celebrated) == 6


def test_an_old_record_of_areas_praises_nobody_where_others_have_a_new_one() -> None:
    draft = Draft(meeting_school.tables())
    late = {"UPN": "A999000000023", "Pupil": "Kit Bell", "Surname": "Bell", "Forename": "Kit",
            "Year": "R", "Class": "Robins"}  # fmt: skip
    draft.put("Pupils", late)
    draft.put(
        "EarlyYears",
        {"School year": LAST.school_year, "Half-term": LAST.name, "UPN": late["UPN"],
         **dict.fromkeys(schema.AREAS_OF_LEARNING, "On track")},
    )  # fmt: skip
    assert [c.pupil.forename for c in gathered(draft.tables(), "Robins").celebrated] == ["Juno"]


def test_for_what_is_their_own_as_far_as_anything_is_known() -> None:
    draft = of_six(*["EXS EXS EXS"] * 4, "GDS EXS GDS", "EXS EXS EXS")
    of_now = {"School year": "2026-27", "Half-term": NOW.name}
    long = "She read to the whole school without once looking up, " * 3
    for number, cells in (
        (1, {"For the family": "Bea has grown! She reads at home."}),
        (2, {"Possible": 30, "Attended": 30, "Attendance %": 100}),
        (3, {"For the family": long, "Behaviour": "Green"}),
        (5, {"For the family": "We miss her.", "Effort": "Red"}),
        (0, {"For the family": "Mr. Ash says Abe can swim. He dives."}),
    ):
        draft.put("Assessments", {**of_now, "UPN": f"A9990000001{number:02d}", **cells})
    then = {"School year": "2026-27", "Half-term": LAST.name, "UPN": "A999000000103"}
    draft.put("Assessments", {**then, "Behaviour": "Yellow"})
    found = gathered(draft.tables(), "Elm").celebrated
    assert {c.shared for c in found} == {"Green in reading, writing and maths."}
    assert {c.pupil.forename: c.own for c in found} == {
        "Abe": "“Mr. Ash says Abe can swim.”",
        "Bea": "“Bea has grown!”",
        "Cal": "At school every day.",
        "Dot": "Behaviour Green now. “She read to the whole school without once looking up, She "
        "read to the whole school without once looking up …”",
        "Eve": "Greater depth in reading and maths.",
        "Fay": "",  # what goes home may speak of what she is Red in
    }
    assert {c.pupil.forename: c.why for c in found}["Bea"] == (
        "Green in reading, writing and maths. “Bea has grown!”"
    )
    kindly = {c.pupil.forename: c.kindly for c in found}
    assert kindly["Eve"] == "deep thinking in reading and maths"


def test_reception_is_celebrated_for_what_is_newly_on_track() -> None:
    draft = Draft(meeting_school.tables())
    draft.put(
        "EarlyYears",
        {"School year": LAST.school_year, "Half-term": LAST.name, "UPN": "A999000000022",
         "Physical": "On track", "Literacy": "Not on track", "Mathematics": "Not on track"},
    )  # fmt: skip
    (juno,) = gathered(draft.tables(), class_name="Robins").celebrated
    assert juno.own == "Newly on track in literacy and mathematics."
    assert juno.why == f"On track in every area of learning. {juno.own}"
    assert juno.kindly == "great steps in literacy and mathematics"


def test_one_at_the_border_one_deeper_one_with_pupil_premium() -> None:
    draft = of_six(*["EXS EXS EXS"] * 4, "GDS EXS EXS", "GDS EXS EXS", premium="Cal")
    chosen = bring(draft)
    assert len(chosen) == 3
    assert "Cal" in chosen
    assert len({"Eve", "Fay"} & set(chosen)) == 1
    assert len({"Abe", "Bea", "Dot"} & set(chosen)) == 1


def test_no_more_books_than_kinds_of_children() -> None:
    assert len(bring(of_six(*["EXS EXS EXS"] * 6))) == 1
    assert len(bring(of_six(*["GDS GDS GDS"] * 6))) == 1


def test_a_child_whose_test_says_less_is_the_one_at_the_border() -> None:
    draft = of_six(*["EXS EXS EXS"] * 6)
    draft.put(
        "Tests",
        {"School year": "2026-27", "Half-term": NOW.name, "UPN": "A999000000103",
         "Subject": "Reading", "Test": "NFER", "Score": "90", "Kind": "standardised"},
    )  # fmt: skip
    assert bring(draft) == ["Dot"]


def test_the_same_books_each_time_it_is_prepared_and_others_next_time() -> None:
    draft = of_six(*["EXS EXS EXS"] * 6)
    first = bring(draft)
    assert bring(draft) == first
    found = meeting_school.school(draft.tables())
    from ppm_xl.meeting.gathering import gather
    from ppm_xl.meeting.records import meeting_of
    from ppm_xl.school.calendar import HalfTerm

    later = meeting_of(found, "Elm", HalfTerm("2026-27", "Spring 1"))
    again = gather(found, later, meeting_school.TODAY).celebrated
    assert [c.pupil.forename for c in again if "Reading" in c.bring] != first
