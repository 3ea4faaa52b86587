"""The checklist: every line, who gets it, and who does not."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime

from reports.school_by_hand import NOW, PUPILS, TODAY, make_school, row, upn

from ppm_xl.errors import Severity
from ppm_xl.reports.checklist import Line
from ppm_xl.reports.planning import write_reports
from ppm_xl.school.model import Conversation, School


def lines(school: School, who: str) -> dict[str, Line]:
    pupil = school.pupils[upn(who)]
    return {line.code: line for line in write_reports(school, NOW, TODAY, [pupil]).lines}


def with_row(school: School, who: str, **cells: object) -> School:
    found = replace(school.judgements.get((NOW, upn(who)), row(who)), **cells)  # type: ignore[arg-type]
    return replace(school, judgements={**school.judgements, (NOW, upn(who)): found})


def as_pupil(school: School, who: str, **facts: object) -> School:
    pupil = replace(PUPILS[who], **facts)  # type: ignore[arg-type]
    return replace(school, pupils={**school.pupils, pupil.upn: pupil})


def test_a_full_report_has_no_line() -> None:
    assert lines(make_school(), "everything") == {}


def test_an_empty_one_says_all_that_is_missing() -> None:
    assert set(lines(make_school(), "empty")) == {
        "no-actions", "nothing-for-the-family", "no-childs-words", "no-judgements",
        "no-attendance",
    }  # fmt: skip
    found = lines(make_school(), "empty")
    notes = {code for code, line in found.items() if line.severity is Severity.NOTE}
    assert notes == {"no-childs-words"}, "one child of the class has theirs"
    assert {line.severity for line in found.values()} == {Severity.WARNING, Severity.NOTE}


def test_judgements_of_before_are_old_and_in_reception_areas_count() -> None:
    school = make_school()
    assert "old-judgements" in lines(school, "old")
    assert not {"old-judgements", "no-judgements"} & set(lines(school, "reception"))
    assert "no-judgements" in lines(school, "reception-empty")
    assert lines(school, "reception-empty")["no-judgements"].do.endswith("or import the marks.")


def test_nobody_is_asked_for_judgements_where_the_half_term_collects_none() -> None:
    school = make_school()
    calendar = school.settings.calendar
    periods = tuple(
        replace(p, words=frozenset({"attendance"})) if p.half_term == NOW else p
        for p in calendar.periods
    )
    quiet = replace(
        school, settings=replace(school.settings, calendar=replace(calendar, periods=periods))
    )
    assert "no-judgements" not in lines(quiet, "empty")


def test_the_childs_words_are_missed_only_where_the_school_shares_them() -> None:
    school = make_school()
    nobody = replace(
        school,
        judgements={k: replace(j, share_childs_words=False) for k, j in school.judgements.items()},
    )
    assert "no-childs-words" not in lines(nobody, "empty")
    most = school
    for who in ("longest", "red", "twice", "old", "newcomer"):
        most = with_row(most, who, childs_words="I can swim.", share_childs_words=True)
    assert lines(most, "empty")["no-childs-words"].severity is Severity.WARNING
    assert "most of the class" in lines(most, "empty")["no-childs-words"].do
    gone = most
    for who in ("longest", "red", "twice", "old"):
        gone = as_pupil(gone, who, left=TODAY)
    assert "others of the school" in lines(gone, "empty")["no-childs-words"].do
    said = with_row(school, "empty", childs_words="I can swim.")
    assert lines(said, "empty")["no-childs-words"].what == "The child's words are not shared."


def test_a_text_held_back_stands_first_with_its_words() -> None:
    school = with_row(make_school(), "empty", for_the_family="Sits beside Casimir.")
    pupil = school.pupils[upn("empty")]
    first = write_reports(school, NOW, TODAY, [pupil]).lines[0]
    assert (first.code, first.severity) == ("names-another-pupil", Severity.ERROR)
    assert first.text == "Sits beside Casimir."
    assert "Casimir" not in first.what
    assert "Casimir" not in first.do


def test_a_language_nobody_checked() -> None:
    school = as_pupil(make_school(), "everything", report_language="Polish")
    assert "Polish" in lines(school, "everything")["language-not-checked"].what
    checked = replace(
        school, settings=replace(school.settings, languages_checked=frozenset({"Polish"}))
    )
    assert "language-not-checked" not in lines(checked, "everything")
    english = as_pupil(make_school(), "everything", report_language="English")
    assert "language-not-checked" not in lines(english, "everything")


def test_a_language_nobody_knows_is_not_to_be_checked_but_spelt() -> None:
    found = lines(as_pupil(make_school(), "everything", report_language="Klingon"), "everything")
    assert "language-not-checked" not in found
    line = found["language-not-known"]
    assert line.what == "The report is in English: there are no words for reports in “Klingon”."
    assert line.do.startswith("Check how it is spelt in Pupils, Report language.")


def test_a_list_made_before_any_report_speaks_of_none_that_was_made() -> None:
    school = with_row(make_school(), "red", for_the_family="Sits beside Casimir.")
    school = with_row(school, "longest", childs_words="I like maps. " * 900)
    said = [line.what for who in ("red", "longest") for line in lines(school, who).values()]
    assert any(what.endswith("The standard action is printed.") for what in said)
    assert any(what.endswith("It is left out of the report.") for what in said)
    assert not [what for what in said if " was " in what and "judged" not in what]


def test_a_conversation_is_missed_where_the_class_has_them() -> None:
    school = make_school()
    talks = {(NOW, upn("red")): Conversation(NOW, upn("red"), datetime(2026, 11, 20, 9, 0))}  # noqa: DTZ001 - cells have no zone
    planned = replace(school, conversations=talks)
    assert "no-conversation" in lines(planned, "red")
    assert "no-conversation" in lines(planned, "everything")
    assert "no-conversation" not in lines(planned, "reception")
    held = {key: replace(talk, held=date(2026, 11, 20)) for key, talk in talks.items()}
    assert "no-conversation" not in lines(replace(school, conversations=held), "red")


def test_what_most_of_a_class_lack_is_one_line() -> None:
    school = make_school()
    without = {k: replace(j, attendance=None) for k, j in school.judgements.items()}
    found = write_reports(
        replace(school, judgements=without), NOW, TODAY, school.on_roll(TODAY, "Oak")
    )
    count = len(school.on_roll(TODAY, "Oak"))
    said = [line for line in found.lines if line.of_class == "Oak"]
    assert sorted(line.what for line in said) == [
        (
            f"Attendance is not on the report for {count} of {count} children; "
            "once a year it has to be."
        ),
        f"None of the child's words are on the report for {count - 1} of {count} children.",
    ]
    each = [line.pupil for line in found.of_each if line.code == "no-attendance"]
    assert len(each) == count
    elm = replace(said[0], of_class="Elm")
    assert elm.ident(NOW) != said[0].ident(NOW)


def test_a_decision_stays_with_a_line_and_a_text_whatever_the_half_term() -> None:
    pupil = PUPILS["empty"]
    text = Line("names-a-flag", Severity.ERROR, pupil, "Action", "…", text="Has  an EHC plan.")
    other = replace(text, text="Has an EHC plan!")
    assert text.ident(NOW) == replace(text, text="Has an EHC plan.").ident(NOW.before)
    assert text.ident(NOW) != other.ident(NOW)
    nothing = Line("no-actions", Severity.WARNING, pupil, "Actions", "…")
    assert nothing.ident(NOW) != nothing.ident(NOW.before)
