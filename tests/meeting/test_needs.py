"""Children with the same need stand together; needs are suggested, each with why."""

from __future__ import annotations

from collections import Counter

import meeting_school
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meeting_school import NOW, gathered

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Tables
from ppm_xl.meeting.children.need_names import Spelling
from ppm_xl.meeting.children.needs import in_order_of_needs, need_groups, said_alike
from ppm_xl.meeting.shown import Concern
from ppm_xl.school.model import Pupil
from ppm_xl.school.settings import Settings

HERE, THEN = "PM 2026-27 Autumn 2 Oak", "PM 2026-27 Autumn 1 Oak"
BILAL, DEWI, LUCJA = "A999000000002", "A999000000004", "A999000000005"


def with_reds(*picked: tuple[str, str, str], meeting: str = HERE) -> Draft:
    """Bilal, Dewi and Łucja Red in reading; picked: UPN, area, need."""
    draft = Draft(meeting_school.tables())
    for upn in (BILAL, DEWI, LUCJA):
        row = {"School year": "2026-27", "Half-term": NOW.name, "UPN": upn}
        draft.put("Assessments", {**row, "Reading progress": "Red"})
    for upn, area, need in picked:
        draft.put("Discussion", {"Meeting": meeting, "UPN": upn, "Area": area, "Need": need})
    return draft


def groups(tables: Tables, area: str = "Reading") -> list[tuple[str, list[str]]]:
    return [
        (group.need, [c.pupil.first_name for c in group.concerns])
        for group in gathered(tables).groups
        if group.area == area
    ]


def suggested(tables: Tables, name: str, area: str = "Reading") -> tuple[str, ...]:
    return next(
        c.suggested
        for c in gathered(tables).concerns
        if (c.pupil.first_name, c.area) == (name, area)
    )


def test_nobody_has_a_need_yet() -> None:
    assert groups(with_reds().tables()) == [("", ["Bilal", "Dewi", "Łucja"])]


def test_the_same_need_whatever_its_case_spelt_as_settings_spells_it() -> None:
    draft = with_reds((BILAL, "Reading", "reading fluency"), (LUCJA, "Reading", "READING FLUENCY "))
    assert groups(draft.tables()) == [("Reading fluency", ["Bilal", "Łucja"]), ("", ["Dewi"])]


def test_a_need_of_the_schools_own_is_spelt_as_it_was_first_typed() -> None:
    draft = with_reds((BILAL, "Reading", "Own need"), (DEWI, "Reading", "own NEED"))
    assert groups(draft.tables()) == [("Own need", ["Bilal", "Dewi"]), ("", ["Łucja"])]


def test_largest_group_first_then_as_settings_lists_the_needs() -> None:
    draft = with_reds(
        (BILAL, "Reading", "Vocabulary"),
        (DEWI, "Reading", "Zebra"),
        (LUCJA, "Reading", "Reading fluency"),
    )
    assert [need for need, _ in groups(draft.tables())] == [
        "Reading fluency", "Vocabulary", "Zebra"
    ]  # fmt: skip
    draft.put("Discussion", {"Meeting": HERE, "UPN": DEWI, "Area": "Reading", "Need": "Vocabulary"})
    assert groups(draft.tables()) == [
        ("Vocabulary", ["Bilal", "Dewi"]), ("Reading fluency", ["Łucja"])
    ]  # fmt: skip


def test_a_pointer_is_grouped_in_its_own_area() -> None:
    draft = with_reds((BILAL, "Maths", "Place value"))
    assert groups(draft.tables(), "Maths") == [
        ("Place value", ["Bilal"]), ("", ["Dewi", "Łucja"])
    ]  # fmt: skip


def test_the_need_of_last_time_comes_first() -> None:
    draft = with_reds((BILAL, "Reading", "vocabulary"), meeting=THEN)
    draft.put(
        "Discussion",
        {"Meeting": HERE, "UPN": BILAL, "Area": "Reading", "Teacher's reason": "Not yet fluent"},
    )
    assert suggested(draft.tables(), "Bilal") == (
        "Vocabulary (named last time)",
        "Reading fluency (the teacher's reason: “fluent”)",
    )


def test_what_the_teacher_wrote_is_read_for_words_of_the_areas_needs() -> None:
    draft = with_reds()
    row = {"School year": "2026-27", "Half-term": NOW.name, "UPN": DEWI}
    draft.put("Assessments", {**row, "Staff note": "Sounds and vocabulary; spelling too"})
    assert suggested(draft.tables(), "Dewi") == (
        "Phonics: sounds and blending (the teacher's note: “Sounds”)",
        "Vocabulary (the teacher's note: “vocabulary”)",
    )


def test_what_classmates_with_the_same_have_picked() -> None:
    draft = with_reds((BILAL, "Reading", "Vocabulary"), (LUCJA, "Reading", "Reading at home"))
    for upn in (LUCJA, DEWI):
        draft.put("Barriers", {"UPN": upn, "Barrier": "Medical"})
    assert suggested(draft.tables(), "Dewi") == (
        "Reading at home (1 other with the same barrier)",
        "Vocabulary (1 other in the class)",
    )


def test_at_most_three_and_none_once_a_need_is_picked() -> None:
    draft = with_reds((DEWI, "Reading", "Reading fluency"))
    draft.put(
        "Discussion",
        {"Meeting": HERE, "UPN": BILAL, "Area": "Reading",
         "Teacher's reason": "sounds, vocabulary, fluency, understanding"},
    )  # fmt: skip
    tables = draft.tables()
    assert len(suggested(tables, "Bilal")) == 3
    assert suggested(tables, "Dewi") == ()


def test_nothing_is_invented() -> None:
    assert suggested(with_reds().tables(), "Bilal") == ()


def test_homework_that_is_red_suggests_the_need_of_that_name() -> None:
    draft = Draft(meeting_school.tables())
    row = {"School year": "2026-27", "Half-term": NOW.name, "UPN": DEWI}
    draft.put("Assessments", {**row, "Behaviour": "Red", "Homework": "Red"})
    assert suggested(draft.tables(), "Dewi", "Attitude") == ("Homework (homework Red)",)


@pytest.mark.parametrize(
    ("need", "words", "word"),
    [
        ("Reading fluency", "Not fluent yet", "fluent"),
        ("Phonics: sounds and blending", "Cannot blend a sound", "blend"),
        ("Phonics: sounds and blending", "knows one sound", "sound"),
        ("Reading fluency", "Loves reading", ""),
        ("Times tables", "at times", ""),
        ("Times tables", "her tables", "tables"),
        ("Missed learning through absence", "Absent a lot", "Absent"),
        ("Spelling", "", ""),
    ],
)
def test_words_that_say_the_same(need: str, words: str, word: str) -> None:
    assert said_alike(need, words) == word


NEEDS = st.sampled_from(["", "Spelling", "SPELLING", "Handwriting", "Own", "own"])
CONCERNS = st.lists(st.tuples(st.sampled_from(["Reading", "Maths"]), NEEDS), max_size=12)


@given(CONCERNS)
def test_everybody_is_in_one_group_of_the_area_and_like_needs_are_together(
    picked: list[tuple[str, str]],
) -> None:
    concerns = [
        Concern(Pupil(f"A{n}", f"P{n}", "P", "P"), area, "Red", "", "", need=need)
        for n, (area, need) in enumerate(picked)
    ]
    spelling = Spelling(Settings(needs={"Handwriting": "Writing", "Spelling": "Writing"}))
    found = in_order_of_needs(need_groups(concerns), spelling)
    assert Counter(c for g in found for c in g.concerns) == Counter(concerns)
    keys = [(g.area, g.need.casefold()) for g in found]
    assert len(keys) == len(set(keys))
    for group in found:
        assert {(c.area, c.need.casefold()) for c in group.concerns} == {
            (group.area, group.need.casefold())
        }
        assert [c.pupil.upn for c in group.concerns] == [
            c.pupil.upn for c in concerns if c in group.concerns
        ]
    for area in ("Reading", "Maths"):
        of_area = [g for g in found if g.area == area]
        assert [not g.need for g in of_area] == sorted(not g.need for g in of_area)
        sizes = [len(g.concerns) for g in of_area if g.need]
        assert sizes == sorted(sizes, reverse=True)
