from __future__ import annotations

from ppm_xl.meeting.agenda import sections

SUBJECTS = ("Reading", "Writing", "Maths")


def titles(*agenda: str, subjects: tuple[str, ...] = SUBJECTS) -> list[str]:
    return [section.title for section in sections(agenda, subjects)]


def test_without_an_agenda_there_is_a_good_order() -> None:
    assert titles() == [
        "Children to celebrate", "Areas of learning", "Reading", "Writing", "Maths",
        "Attitude and attendance", "Issues for the leadership team", "Targets the teacher sets",
    ]  # fmt: skip


def test_page_one_and_what_is_not_there_yet_are_left_out() -> None:
    assert titles("Who moved", "Last actions and their impact", "SEND", "Maths")[:2] == [
        "Areas of learning", "Maths"
    ]  # fmt: skip


def test_every_area_has_one_section_whatever_the_agenda_names() -> None:
    found = sections(("Attendance", "maths", "Issues for the leadership team"), SUBJECTS)
    areas = [area for section in found for area in section.areas]
    assert sorted(areas) == sorted((*SUBJECTS, "Attitude", "Attendance", "Early Years"))
    assert found[-1].title == "Issues for the leadership team"


def test_a_subject_of_the_schools_own_gets_its_section() -> None:
    assert "Science" in titles("Children to celebrate", subjects=("Reading", "Science"))
