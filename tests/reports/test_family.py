"""The page model: the right words, and nothing that is not the family's to see."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import date

import pytest
from reports.school_by_hand import (
    BEFORE,
    JUDGEMENTS,
    NOW,
    PUPILS,
    TODAY,
    row,
    upn,
)

from ppm_xl.reports.family import FamilyReport, family_report, written
from ppm_xl.reports.learning import Told
from ppm_xl.reports.privacy import Gate
from ppm_xl.school.model import (
    Action,
    Attendance,
    EarlyYearsRecord,
    Judgement,
    Meeting,
    School,
)
from ppm_xl.school.settings import Threshold
from ppm_xl.status.pupils import status_of


def report_of(school: School, who: str) -> FamilyReport:
    return family_report(school, status_of(school, school.pupils[upn(who)], NOW), TODAY)


def problems_of(school: School, who: str) -> dict[str, str]:
    status = status_of(school, school.pupils[upn(who)], NOW)
    return {p.code: p.where for p in written(school, status, TODAY, Gate(school))[1]}


def with_row(school: School, judgement: Judgement) -> School:
    key = judgement.half_term, judgement.upn
    return replace(school, judgements={**school.judgements, key: judgement})


def with_actions(school: School, *actions: Action) -> School:
    return replace(school, actions=actions)


def action(who: str, text: str, **more: object) -> Action:
    base = Action("A", text, (upn(who),), half_term=NOW, owner="Mrs Alder", on_report=True)
    return replace(base, **more)  # type: ignore[arg-type]


def test_subjects_in_words_with_their_colours(school: School) -> None:
    reading, writing, maths = report_of(school, "everything").subjects
    assert reading.attainment == Told("Green", "At or above what is expected for the year")
    assert reading.progress == Told("Green", "On course")
    assert writing.attainment == Told("Yellow", "Working towards it")
    assert writing.progress == Told("Yellow", "May need more help to get there")
    assert maths.progress == Told("Red", "Not yet on course: here is what we are all doing")


def test_earlier_steps(school: School) -> None:
    told = {subject.attainment for subject in report_of(school, "red").subjects}
    assert told == {Told("Red", "Working on earlier steps")}


def test_what_nobody_judged_says_so_even_where_a_colour_is_suggested(school: School) -> None:
    marked = row("empty", marks={"Reading": "EXS"})
    status = status_of(with_row(school, marked), PUPILS["empty"], NOW)
    assert status.subjects["Reading"].suggested is not None
    reading = report_of(with_row(school, marked), "empty").subjects[0]
    assert reading.progress == Told("", "Not judged yet")
    assert reading.attainment.colour == "Green"


def test_old_evidence_says_from_when(school: School) -> None:
    subjects = report_of(school, "old").subjects
    assert {s.attainment.note for s in subjects} == {"from Summer 2 2025-26"}
    assert {s.progress.note for s in subjects} == {"from Summer 2 2025-26"}
    assert {s.attainment.note for s in report_of(school, "everything").subjects} == {""}


def test_attendance_as_the_law_asks(school: School) -> None:
    attendance = report_of(school, "everything").attendance
    assert attendance is not None
    assert attendance.now == Told(
        "Green",
        "96.4%",
        "There for 135 of 140 half-days since September, up to 20 November. "
        "Away without the school's leave: 1.4%.",
    )


@pytest.mark.parametrize(
    ("record", "words", "note"),
    [
        (Attendance(94.96), "94.9%", "Counted since September."),
        (
            Attendance(100.0, 60, 60, 0, "half-term"),
            "100%",
            "There for 60 of 60 half-days this half-term. Away without the school's leave: 0%.",
        ),
        (
            Attendance(90.0, 60, None, None, "half-term", date(2026, 11, 20)),
            "90%",
            "There for 54 of 60 half-days this half-term, up to 20 November.",
        ),
    ],
)
def test_attendance_with_less_known(
    school: School, record: Attendance, words: str, note: str
) -> None:
    attendance = report_of(with_row(school, row("empty", attendance=record)), "empty").attendance
    assert attendance is not None
    assert (attendance.now.words, attendance.now.note) == (words, note)


def test_every_day_measures_in_words(school: School) -> None:
    told = {m.name: (m.now.colour, m.now.words) for m in report_of(school, "everything").measures}
    assert told == {
        "Punctuality": ("Green", "Late once"),
        "Behaviour": ("Green", "Kind and ready to learn"),
        "Effort": ("Green", "Works hard"),
        "Homework": ("Yellow", "Done some of the time"),
        "Uniform": ("Green", "Right each day"),
    }
    assert report_of(school, "longest").measures[0].now.words == "On time each day"
    assert report_of(school, "red").measures[0].now.words == "Late 7 times"


def test_measures_of_another_half_term_do_not_come_along(school: School) -> None:
    assert report_of(school, "old").measures == ()


def test_what_the_school_does_not_use_is_not_told(school: School) -> None:
    off = {
        name: replace(school.settings.thresholds[name], used=False)
        for name in ("Attendance", "Punctuality", "Attitude")
    }
    thresholds: dict[str, Threshold] = {**school.settings.thresholds, **off}
    report = report_of(
        replace(school, settings=replace(school.settings, thresholds=thresholds)), "everything"
    )
    assert report.attendance is None
    assert report.measures == ()


def test_reception_has_areas_in_words_and_no_red(school: School) -> None:
    report = report_of(school, "reception")
    told = {area.name: area.now for area in report.areas}
    assert report.subjects == ()
    assert len(told) == 7
    assert told["Literacy"] == Told("Yellow", "Building up to this, with our help")
    assert told["Physical"] == Told("Green", "On track")
    assert told["Expressive arts and design"] == Told("", "Not judged yet")
    nothing = report_of(school, "reception-empty")
    assert {area.now.words for area in nothing.areas} == {"Not judged yet"}


def test_areas_from_an_earlier_half_term_say_so(school: School) -> None:
    who = upn("reception-empty")
    record = EarlyYearsRecord(BEFORE, who, {"Literacy": "On track"})
    report = report_of(replace(school, early_years={(BEFORE, who): record}), "reception-empty")
    notes = {area.name: area.now.note for area in report.areas}
    assert notes["Literacy"] == "from Summer 2 2025-26"


def test_actions_by_who_does_them(school: School) -> None:
    agreed = report_of(school, "everything").agreed
    assert agreed.i_will == ("Read one chapter a night and tell somebody about it.",)
    assert agreed.at_school == (
        "Mrs Alder and I check number bonds to 20 every day (by\xa018\xa0December).",
    )
    assert agreed.at_home_agreed == ("Sign the homework diary on Thursdays.",)
    assert agreed.at_home_suggested == ("Play the times table game on the way to school.",)
    assert agreed.nothing == ""
    assert report_of(school, "empty").agreed.nothing != ""


@pytest.mark.parametrize(
    ("text", "by_when", "printed"),
    [
        ("Read to me.", date(2026, 11, 23), "Read to me (by\xa023\xa0November)."),
        ("Read to me", date(2026, 12, 1), "Read to me (by\xa01\xa0December)"),
        ("Read to me?", None, "Read to me?"),
        ("Read to me.", date(2026, 11, 22), "Read to me."),
    ],
)
def test_the_day_by_which_unless_it_is_past(
    school: School, text: str, by_when: date | None, printed: str
) -> None:
    school = with_actions(school, action("empty", text, by_when=by_when))
    assert report_of(school, "empty").agreed.at_school == (printed,)


@pytest.mark.parametrize(
    ("said", "promised"),
    [
        ({"impact": "worked"}, False),
        ({"impact": "no"}, False),
        ({"done_on": date(2026, 11, 20)}, False),
        ({"impact": "too soon"}, True),
    ],
)
def test_what_is_done_is_not_promised_again(
    school: School, said: dict[str, object], *, promised: bool
) -> None:
    school = with_actions(school, action("empty", "Read to me.", **said))
    assert (report_of(school, "empty").agreed.at_school == ("Read to me.",)) == promised


@pytest.mark.parametrize(
    ("meeting", "promised"),
    [
        ({}, False),
        ({"day": TODAY}, False),
        ({"day": TODAY, "held": TODAY}, True),
        ({"day": date(2026, 11, 20)}, True),
    ],
)
def test_what_a_meeting_still_to_come_is_to_agree_is_not_promised(
    school: School, meeting: dict[str, date], *, promised: bool
) -> None:
    school = with_actions(school, action("empty", "Read to me.", meeting="M"))
    school = replace(school, meetings=(Meeting("M", "progress", "Oak", NOW, **meeting),))
    assert (report_of(school, "empty").agreed.at_school == ("Read to me.",)) == promised


def test_the_same_action_twice_is_printed_once_with_the_later_day(school: School) -> None:
    days = (date(2026, 12, 1), date(2026, 12, 18), None)
    school = with_actions(
        school, *(action("empty", "Read to me", id=f"A{n}", by_when=d) for n, d in enumerate(days))
    )
    assert report_of(school, "empty").agreed.at_school == ("Read to me (by\xa018\xa0December)",)


def test_a_red_without_a_school_action_prints_the_standard_one_and_is_listed(
    school: School,
) -> None:
    agreed = report_of(school, "red").agreed
    assert agreed.at_school == (
        "The class teacher plans extra help for Ottoline in reading, writing and maths.",
        (
            "We talk with Ottoline, and with you, about attendance, punctuality, behaviour, "
            "homework and uniform."
        ),
    )
    assert problems_of(school, "red")["red-without-action"].startswith("Ottoline Pemberly, Reading")
    assert "red-without-action" not in problems_of(school, "everything")


@pytest.mark.parametrize(
    ("given", "covered"),
    [
        (action("everything", "Count.", area="Maths"), True),
        (action("everything", "Count.", area="Reading, Maths"), True),
        (action("everything", "Count.", area=""), True),
        (action("everything", "Read.", area="Reading"), False),
        (action("everything", "Count.", area="Maths", owner="child"), False),
        (action("everything", "Count.", area="Maths", owner="family"), False),
        (action("everything", "Count.", area="Maths", on_report=False), False),
        (action("everything", "Count.", area="Maths", status="done"), False),
        (action("everything", "Count.", area="Maths", impact="worked"), False),
        (action("everything", "Count.", area="Maths", impact="too soon"), True),
        (action("everything", "Count.", area="Maths", done_on=date(2026, 11, 20)), False),
        (action("everything", "Count with Araminta.", area="Maths"), False),
    ],
)
def test_which_action_stands_beside_a_red(school: School, given: Action, *, covered: bool) -> None:
    school = with_actions(school, given)
    standard = "The class teacher plans extra help for Zoë in maths."
    assert (standard not in report_of(school, "everything").agreed.at_school) == covered
    assert ("red-without-action" not in problems_of(school, "everything")) == covered


def test_text_that_names_another_pupil_is_left_out_and_listed_without_its_words(
    school: School,
) -> None:
    base = next(j for j in JUDGEMENTS if j.upn == upn("everything"))
    bad = replace(base, for_the_family="Reads with Casimir.", childs_words="Casimir is my friend.")
    school = with_actions(
        with_row(school, bad), action("everything", "Casimir and I count.", owner="child")
    )
    status = status_of(school, PUPILS["everything"], NOW)
    report, problems = written(school, status, TODAY, Gate(school))
    assert "Casimir" not in str(report)
    listed = [p for p in problems if p.code == "names-another-pupil"]
    assert {p.where for p in listed} == {
        "Zoë Fairweather, For the family",
        "Zoë Fairweather, Child's words",
        "Zoë Fairweather, Action",
    }
    assert "Casimir" not in str(problems)


def test_text_that_names_a_flag_is_left_out_and_listed(school: School) -> None:
    school = with_row(school, row("empty", for_the_family="Bo has an EHC plan."))
    assert "EHC" not in str(report_of(school, "empty"))
    assert problems_of(school, "empty") == {"names-a-flag": "Bo Ash, For the family"}


def test_the_childs_words_only_where_they_are_shared(school: School) -> None:
    assert report_of(school, "everything").own_words.startswith("I liked the lighthouse.")
    assert report_of(school, "longest").own_words == ""


def test_leavers_names_stay_private_too(school: School) -> None:
    school = with_row(school, row("empty", for_the_family="Misses Gwendolen very much."))
    assert "names-another-pupil" in problems_of(school, "empty")


def test_emoji_are_left_out(school: School) -> None:
    school = with_row(school, row("empty", for_the_family="Well done \U0001f600 Bo \u2b50\ufe0f!"))
    assert report_of(school, "empty").went_well == "Well done  Bo !"
    school = with_row(school, row("empty", for_the_family="\U0001f600\u2b50"))
    alone = report_of(school, "empty").went_well
    school = with_row(school, row("empty", for_the_family=""))
    assert alone == report_of(school, "empty").went_well


def test_no_sign_within_a_name_hides_it(school: School) -> None:
    typed = "Misses Gwen\u200ddolen Yar\U0001f600row very much."
    school = with_row(school, row("empty", for_the_family=typed))
    assert "names-another-pupil" in problems_of(school, "empty")


def test_head_of_the_page(school: School) -> None:
    report = report_of(school, "everything")
    assert report.child == "Zoë Fairweather"
    assert report.about_the_child == ("Oak class", "Year 4")
    assert report.teacher == "Mrs Alder"
    assert report.half_term == "Autumn 2 2026-27"
    assert report.date == "23 November 2026"
    assert report.see_you == "The next half-term begins on Monday 4 January 2027. See you then!"
    assert report.contact[:2] == ("Mill Lane, Larkfield", "01632 960123")


def test_without_a_calendar_no_date_is_promised(school: School) -> None:
    calendar = replace(school.settings.calendar, periods=())
    school = replace(school, settings=replace(school.settings, calendar=calendar))
    assert report_of(school, "everything").see_you == ""


def test_the_known_as_name_is_the_childs_name(school: School) -> None:
    pupil = replace(PUPILS["empty"], known_as="Bobbie")
    school = replace(school, pupils={**school.pupils, pupil.upn: pupil})
    report = report_of(school, "empty")
    assert report.child == "Bobbie Ash"
    assert report.wording.say("Report: learning") == "How Bobbie is getting on"


def test_the_schools_own_words_are_used(school: School) -> None:
    words = {
        **school.settings.words,
        "Report: progress Green": "{child} is flying",
        "Report: hello": "Hi {child} {who}",
    }
    school = replace(school, settings=replace(school.settings, words=words))
    report = report_of(school, "everything")
    assert report.subjects[0].progress.words == "Zoë is flying"
    assert report.hello == "Hi Zoë {who}"


def test_too_long_a_text_is_cut_at_a_sentence_and_listed(school: School) -> None:
    sentence = "Bo has worked on the lighthouse story with care and read it to us. "
    school = with_row(school, row("empty", for_the_family=sentence * 80))
    text = report_of(school, "empty").went_well
    assert text.endswith("read it to us. …")
    assert len(text) < 4500
    assert problems_of(school, "empty") == {"text-cut": "Bo Ash, For the family"}


def test_the_model_has_no_room_for_what_families_may_not_see() -> None:
    named = " ".join(field.name for field in fields(FamilyReport))
    for hidden in ("premium", "fsm", "meal", "send", "care", "looked", "note", "owner", "upn"):
        assert hidden not in named
