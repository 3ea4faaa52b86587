"""Who is on course from their start, among those not yet at the standard."""

from __future__ import annotations

import meeting_school
from meeting_school import NOW, TODAY

from ppm_xl.book.draft import Draft
from ppm_xl.status.on_course import on_course
from ppm_xl.venn import from_school


def test_who_keeps_the_distance_of_their_start_is_on_course_and_who_falls_is_not() -> None:
    school = meeting_school.school()
    pupils = school.on_roll(TODAY, "Oak")
    found = {upn[-1] for upn in on_course(school, pupils, NOW)}
    # Flat scale: Łucja keeps SBLW; Dewi keeps WTS, but his progress is judged Red in maths; Bilal
    # fell in two subjects; of Femi nothing is known.
    assert {"1", "3", "5"} == found


def test_red_progress_in_any_subject_of_the_circles_is_not_on_course() -> None:
    draft = Draft(meeting_school.tables())
    meeting_school.assess(draft, NOW, "A999000000004", "WTS WTS WTS", "Oak", "Yellow Yellow Yellow")
    school = meeting_school.school(draft.tables())
    assert "A999000000004" in on_course(school, school.on_roll(TODAY, "Oak"), NOW)
    meeting_school.assess(draft, NOW, "A999000000004", "WTS WTS WTS", "Oak", "Yellow Red Yellow")
    school = meeting_school.school(draft.tables())
    assert "A999000000004" not in on_course(school, school.on_roll(TODAY, "Oak"), NOW)


def test_one_subject_that_falls_behind_is_enough_not_to_be() -> None:
    draft = Draft(meeting_school.tables())
    meeting_school.assess(draft, NOW, "A999000000004", "WTS WTS SBLW", "Oak")
    school = meeting_school.school(draft.tables())
    pupils = school.on_roll(TODAY, "Oak")
    assert "A999000000004" not in on_course(school, pupils, NOW)


def test_only_the_box_of_those_not_yet_at_the_standard_is_marked() -> None:
    school = meeting_school.school()
    pupils = school.on_roll(TODAY, "Oak")
    venn = from_school.venn_of(school, pupils, NOW, on_course=on_course(school, pupils, NOW))
    assert venn is not None
    assert {upn[-1] for upn, marks in venn.marks.items() if "on course" in marks} == {"5"}
