"""The school's own order of sections, whatever the table Agenda says."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.meeting.agenda import DEFAULT_TITLES, Part, default_agenda, sections
from ppm_xl.template.defaults import DEFAULT_ROWS

SUBJECTS = ("Reading", "Writing", "Maths")
AREAS = sorted((*SUBJECTS, "Attitude", "Attendance", "Early Years", "Raised by the teacher"))


def titles(*agenda: str, subjects: tuple[str, ...] = SUBJECTS) -> list[str]:
    return [section.title for section in sections(agenda, subjects)]


def test_without_an_agenda_there_is_a_good_order() -> None:
    assert titles() == [
        "Who moved", "Last actions and their impact", "Children to celebrate",
        "Areas of learning", "Reading", "Writing", "Maths", "Attitude and attendance",
        "Raised by the teacher", "Met the target but causing concern", "SEND",
        "Provision to look at", "Issues for the leadership team", "Targets the teacher sets",
        "Not spoken of lately",
    ]  # fmt: skip


def test_a_new_workbook_has_that_order() -> None:
    assert tuple(row[0] for row in DEFAULT_ROWS["Agenda"]) == default_agenda(SUBJECTS)


def test_every_part_is_known_by_its_usual_title() -> None:
    for part, title in DEFAULT_TITLES.items():
        assert sections((title,), SUBJECTS)[0 if part is not Part.CONCERNS else 1].part in {
            part, Part.CONCERNS
        }  # fmt: skip
        assert part in {section.part for section in sections((title,), SUBJECTS)}


def test_a_school_may_word_a_section_its_own_way() -> None:
    own = (
        ("Inclusion Manager", Part.SEND),
        ("SEN concerns", Part.SEND),
        ("Leadership: what we ask for", Part.LEADERSHIP),
        ("Interventions", Part.LOOK_AT),
        ("Who did we not mention? Not spoken of", Part.UNMENTIONED),
        ("Celebrations", Part.CELEBRATE),
    )
    for title, part in own:
        assert any(s.part is part and s.title == title for s in sections((title,), SUBJECTS))


def test_a_title_that_says_nothing_known_is_passed_over() -> None:
    assert titles("Coffee", "Maths")[:2] == ["Areas of learning", "Maths"]


def test_what_agenda_leaves_out_is_left_out_but_areas_of_concern_keep_a_place() -> None:
    found = sections(("Attendance", "maths", "Issues for the leadership team"), SUBJECTS)
    areas = [area for section in found for area in section.areas]
    assert sorted(areas) == AREAS
    assert found[-1].title == "Issues for the leadership team"
    assert {s.part for s in found} == {Part.CONCERNS, Part.LEADERSHIP}
    assert [s.title for s in found if not s.named] == [
        "Reading", "Writing", "Attitude", "Raised by the teacher"
    ]  # fmt: skip


def test_a_section_named_twice_stands_once() -> None:
    assert titles("SEND", "SEND").count("SEND") == 1


def test_a_subject_of_the_schools_own_gets_its_section() -> None:
    assert "Science" in titles("Children to celebrate", subjects=("Reading", "Science"))


@given(st.lists(st.sampled_from((*default_agenda(SUBJECTS), "Coffee", "Attendance", "Attitude"))))
def test_every_area_has_a_section_whatever_agenda_names(agenda: list[str]) -> None:
    areas = {area for section in sections(agenda, SUBJECTS) for area in section.areas}
    assert sorted(areas) == AREAS
