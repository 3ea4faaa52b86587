"""What a pupil has, in words."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ppm_xl.book.tables import EMPTY
from ppm_xl.provision.in_place import InPlace, Support, in_place
from ppm_xl.school.model import FocusGroup, Provision, School
from ppm_xl.school.settings import Settings

TODAY = date(2026, 11, 23)
CLUB = Provision(
    "Reading aloud club",
    "A1",
    date(2026, 9, 8),
    "group",
    "Reading",
    "Miss Ferreira",
    sessions_planned=12,
    sessions_had=6,
)


def support(*rows: Provision, groups: tuple[FocusGroup, ...] = ()) -> Support:
    settings = Settings(subjects=("Reading", "Writing", "Maths"))
    return Support(School(EMPTY, settings, None, "", provision=rows, groups=groups), TODAY)


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (CLUB, "Reading aloud club, group with Miss Ferreira, since 8 Sept: 6 of 12 sessions"),
        (
            replace(CLUB, entry="82", measure="Words a minute", working="too soon"),
            ("Reading aloud club, group with Miss Ferreira, since 8 Sept: 6 of 12 sessions; "
            "entry 82 (words a minute); too soon to say"),
        ),
        (
            replace(CLUB, to=date(2026, 11, 13), sessions_had=12, entry="82", exit="95",
                    working="Worked"),
            "Reading aloud club, ended 13 Nov: 82 → 95, worked",
        ),
        (
            replace(CLUB, working="no", changed_to="Before the lesson", sessions_had=None),
            ("Reading aloud club, group with Miss Ferreira, since 8 Sept: 12 sessions planned; "
            "not working; changed: Before the lesson"),
        ),
        (
            replace(CLUB, to=date(2026, 11, 13)),
            "Reading aloud club, ended 13 Nov: 6 of 12 sessions",
        ),
        (
            replace(CLUB, to=date(2026, 11, 13), entry="82", measure="Words", working="too soon"),
            "Reading aloud club, ended 13 Nov: entry 82 (words), too soon to say",
        ),
        (
            replace(CLUB, entry="82", exit="88", measure="Words", working="Worked"),
            ("Reading aloud club, group with Miss Ferreira, since 8 Sept: 6 of 12 sessions; "
            "82 → 88 (words); working"),
        ),
        (
            Provision("Talk partners", "A1", date(2026, 6, 8), "class strategy", staff="Mr A"),
            "Talk partners, for the whole class, since 8 June 2026",
        ),
        (
            Provision("Speech visits", "A1", None, "outside agency", staff="Ms Q", sessions_had=1),
            "Speech visits, outside agency: Ms Q: 1 session",
        ),
        (Provision("Club", "A1", None), "Club"),
    ],
)  # fmt: skip
def test_words(row: Provision, words: str) -> None:
    assert in_place(row, TODAY).words == words


def test_effect_and_end() -> None:
    ended = replace(CLUB, to=TODAY, working="Partly")
    assert in_place(ended, TODAY) == InPlace(
        "Reading aloud club",
        "Reading",
        "Reading aloud club, ended 23 Nov: partly worked",
        "partly",
        ended=True,
    )
    assert not in_place(replace(ended, to=date(2026, 11, 24)), TODAY).ended


def test_what_is_in_place_comes_before_what_ended_and_newest_first() -> None:
    rows = (
        replace(CLUB, name="Over", to=date(2026, 11, 1)),
        replace(CLUB, name="Old"),
        replace(CLUB, name="New", since=date(2026, 11, 1)),
        replace(CLUB, name="To come", since=date(2026, 12, 1)),
        replace(CLUB, name="Not mine", upn="A2"),
        replace(CLUB, name="Maths", area="Maths"),
        replace(CLUB, name="Long ago", to=date(2026, 3, 1)),
    )
    found = support(*rows).in_place("A1", "Reading", since=date(2026, 9, 1))
    assert [one.name for one in found] == ["New", "Old", "Over"]


def test_a_focus_group_is_in_place_too_unless_it_is_an_intervention_already() -> None:
    groups = (
        FocusGroup("Guided group", "A1", date(2026, 9, 14), "Reading", "focus"),
        FocusGroup("reading aloud club", "A1", None, "Reading"),
    )
    words = [one.words for one in support(CLUB, groups=groups).in_place("A1", "Reading")]
    assert words[1:] == ["Guided group, focus, since 14 Sept"]
