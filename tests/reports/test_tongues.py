"""Reports in other languages: whole, and only once somebody has checked them."""

from __future__ import annotations

import string
from dataclasses import replace
from datetime import date, timedelta

import pytest
from reports.school_by_hand import NOW, TODAY, upn

from ppm_xl.errors import Severity
from ppm_xl.reports.family import FamilyReport, family_report, written
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.privacy import Gate
from ppm_xl.reports.spoken import pieces, typed
from ppm_xl.reports.tongues import ENGLISH, Tongue, tongue_called, tongues
from ppm_xl.reports.wording import APART, Wording, year_name
from ppm_xl.schema import AREAS_OF_LEARNING, COLOURS, DEFAULT_SUBJECTS, HALF_TERMS, YEARS
from ppm_xl.school.model import School
from ppm_xl.school.words import DEFAULTS
from ppm_xl.status.pupils import status_of

ALL = tuple(tongues().values())
NAMES = [tongue.name for tongue in ALL]


def report_in(school: School, language: str, checked: str, who: str = "red") -> FamilyReport:
    pupil = replace(school.pupils[upn(who)], report_language=language)
    settings = replace(school.settings, languages_checked=frozenset(filter(None, [checked])))
    school = replace(school, settings=settings, pupils={**school.pupils, pupil.upn: pupil})
    return family_report(school, status_of(school, pupil, NOW), TODAY)


def braces(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


@pytest.mark.parametrize("tongue", ALL, ids=NAMES)
def test_a_language_says_everything_and_fills_the_same_places(tongue: Tongue) -> None:
    theirs = {what for what in DEFAULTS if what.startswith(("Report:", "Standard action"))}
    assert set(tongue.words) == theirs
    for what, words in tongue.words.items():
        assert words.strip() == words
        # A name may be left out where a language would have to bend it; nothing may be added.
        assert braces(words) <= braces(DEFAULTS[what]), what
        assert braces(DEFAULTS[what]) - braces(words) <= {"child"}, what


@pytest.mark.parametrize("tongue", [ENGLISH, *ALL], ids=["English", *NAMES])
def test_a_language_knows_every_day_of_the_year(tongue: Tongue) -> None:
    days = [date(2026, 9, 1) + timedelta(days=n) for n in range(365)]
    assert len({tongue.long(day) for day in days}) == len(days)
    assert len({tongue.short(day) for day in days}) == len(days)


@pytest.mark.parametrize("tongue", ALL, ids=NAMES)
def test_a_language_names_times_colours_subjects_and_areas(tongue: Tongue) -> None:
    years = {year_name(year) for year in YEARS}
    wanted = {*HALF_TERMS, *COLOURS, *DEFAULT_SUBJECTS, *AREAS_OF_LEARNING, *years}
    assert set(tongue.times) == wanted
    assert all(tongue.times.values())


@pytest.mark.parametrize("language", ["Polish", "polski", "PL", " polish "])
def test_a_checked_language_is_used_however_it_is_spelt(school: School, language: str) -> None:
    report = report_in(school, language, "Polish")
    assert report.hello.startswith("Oto jak radzi sobie Ottoline")
    assert report.half_term == "Jesień 2 2026-27"
    assert report.see_you == (
        "Po przerwie zaczynamy: poniedziałek, 4 stycznia 2027. Do zobaczenia!"
    )
    assert report.subjects[0].name == "Czytanie"


@pytest.mark.parametrize(
    ("language", "checked"),
    [("Polish", ""), ("Polish", "Arabic"), ("Welsh", "Welsh"), ("", "Polish"), ("English", "")],
)
def test_otherwise_the_report_is_in_english(school: School, language: str, checked: str) -> None:
    report = report_in(school, language, checked)
    assert report.hello == (
        "Here is how Ottoline is getting on, what went well, and what we will each do next."
    )
    assert report == report_in(school, "", "")


def test_what_people_typed_stays_as_they_typed_it(school: School) -> None:
    english = report_in(school, "", "", "everything")
    for name in NAMES:
        theirs = report_in(school, name, name, "everything")
        assert theirs.went_well == english.went_well
        assert theirs.own_words == english.own_words
        assert (
            theirs.agreed.i_will[0].split(" (")[0]
            == english.agreed.i_will[0].split("\xa0(")[0].split(" (")[0]
        )


def test_no_language_is_called_nothing() -> None:
    assert tongue_called("") is ENGLISH
    assert tongue_called("Klingon") is None
    assert [tongue_called(t.code) for t in ALL] == list(ALL)


@pytest.mark.parametrize("name", NAMES)
def test_an_action_of_the_school_covers_its_red_in_every_language(
    school: School, name: str
) -> None:
    """The action says Maths, the report Matematyka."""
    for language in ("", name):
        report = report_in(school, language, name, "everything")
        assert len(report.agreed.at_school) == 1
        assert "Mrs Alder" in report.agreed.at_school[0]


@pytest.mark.parametrize("name", NAMES)
def test_what_staff_are_told_is_in_english(school: School, name: str) -> None:
    pupil = replace(school.pupils[upn("red")], report_language=name)
    settings = replace(school.settings, languages_checked=frozenset([name]))
    school = replace(school, settings=settings, pupils={**school.pupils, pupil.upn: pupil})
    _, problems = written(school, status_of(school, pupil, NOW), TODAY, Gate(school))
    red = next(problem for problem in problems if problem.code == "red-without-action")
    assert "Reading, Writing, Maths, Attendance, Punctuality, Behaviour" in red.message


def parts(language: str, text: str) -> object:
    tongue = tongue_called(language)
    assert tongue is not None
    return typed(text, tongue)


def test_typed_text_says_its_language_and_ours_within_it_the_pages() -> None:
    by = Wording({}, "Ada", tongues()["arabic"]).apart("(حتى 4 يونيو)")
    assert parts("Arabic", f"Read {by}.") == {
        "code": "en-GB",
        "direction": "ltr",
        "quotes": ["“", "”"],
        "parts": [["Read ", False], ["(حتى 4 يونيو)", True], [".", False]],
    }
    assert parts("English", "Read.") == "Read."


@pytest.mark.parametrize(
    ("language", "text", "code"),
    [
        ("Arabic", "قرأت كتاب Zoë كله", "ar"),
        ("Arabic", "Zoë read كتاب", "en-GB"),
        ("Ukrainian", "Прочитала книжку", "uk"),
        ("Ukrainian", "Read a book", "en-GB"),
        ("Polish", "Read a book", "en-GB"),
        ("Arabic", f"{APART[0]}نتحدث{APART[1]}", "ar"),
        ("Arabic", f"{APART[0]}نتحد", "ar"),  # cut short
        ("Polish", "12 + 3", "pl"),
    ],
)
def test_the_language_of_typed_text(language: str, text: str, code: str) -> None:
    found = parts(language, text)
    assert isinstance(found, dict)
    assert found["code"] == code


@pytest.mark.parametrize(
    ("name", "called"), [("Oak", "Klasa Oak"), ("4B", "Klasa 4B"), ("Class 2", "Class 2")]
)
def test_a_class_is_named_once(name: str, called: str) -> None:
    assert Wording({}, "Ada", tongues()["polish"]).a_class(name) == called


def reading(school: School, checked: str, **languages: str) -> School:
    pupils = {
        upn(who): replace(school.pupils[upn(who)], report_language=language)
        for who, language in languages.items()
    }
    settings = replace(school.settings, languages_checked=frozenset(filter(None, [checked])))
    return replace(school, settings=settings, pupils={**school.pupils, **pupils})


@pytest.mark.parametrize(
    ("checked", "languages", "expected"),
    [
        ("", {}, []),
        ("Polish", {"red": "polski"}, []),
        ("", {"red": "English"}, []),
        (
            "Arabic",
            {"red": "polski"},
            [
                (
                    "Nobody has checked the Polish words yet, so the report of Ottoline Pemberly "
                    "is in English. Ask somebody who reads Polish to check a report, then write "
                    "their name in Settings, Languages, beside Polish."
                )
            ],
        ),
        (
            "",
            {"red": "pl", "old": "Polish", "empty": "Klingon"},
            [
                (
                    "There are no words for reports in “Klingon”, so the report of Bo Ash is in "
                    "English. Check how it is spelt in Pupils, Report language. There are words "
                    "for Arabic, Polish and Ukrainian."
                ),
                (
                    "Nobody has checked the Polish words yet, so the reports of 2 children are in "
                    "English. Ask somebody who reads Polish to check a report, then write their "
                    "name in Settings, Languages, beside Polish."
                ),
            ],
        ),
    ],
)
def test_a_language_that_cannot_be_used_is_said_once(
    school: School, checked: str, languages: dict[str, str], expected: list[str]
) -> None:
    plan = plan_family_reports(reading(school, checked, **languages), NOW, TODAY)
    found = [p for p in plan.problems if p.code.startswith("language-")]
    assert [f"{p.message} {p.do}" for p in found] == expected
    assert {p.severity for p in found} <= {Severity.NOTE}


def test_the_title_of_the_document_is_in_its_language(school: School) -> None:
    plan = plan_family_reports(reading(school, "Polish", red="pl"), NOW, TODAY, upn=upn("red"))
    assert plan.papers[0].title == "Raport półsemestralny: Ottoline Pemberly, Jesień 2 2026-27"


@pytest.mark.parametrize(
    ("language", "name", "shown"),
    [
        ("Arabic", "3/4 Oak", [["صف ", False], ["3/4 Oak", True]]),
        ("Arabic", "3/4 Class", [["3/4 Class", True]]),
        ("Polish", "3/4 Oak", "Klasa 3/4 Oak"),
        ("", "3/4 Oak", "Class 3/4 Oak"),
    ],
)
def test_a_class_reads_as_typed_on_a_page_from_the_right(
    language: str, name: str, shown: object
) -> None:
    wording = Wording({}, "Ada", tongue_called(language) or ENGLISH)
    assert pieces(wording.a_class(name)) == shown
