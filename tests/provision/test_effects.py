"""What works, in counts of children."""

from __future__ import annotations

from datetime import date

import pytest

from ppm_xl.provision.effects import Effect, effects
from ppm_xl.school.model import Provision


def row(name: str, upn: str, working: str, month: int = 9, **more: str) -> Provision:
    return Provision(name, upn, date(2026, month, 1), working=working, **more)  # type: ignore[arg-type]


def test_each_child_counts_once_by_the_newest_row_best_borne_out_first() -> None:
    found = effects(
        [
            row("Club", "A1", "no"),
            row("Club", "A1", "worked", 10),
            row("Club", "A2", "Worked"),
            row("Club", "A3", "no"),
            row("Club", "A4", ""),
            row("Tables", "A1", "worked", entry="12", exit="15"),
            row("Tables", "A2", "worked", entry="12", exit="9"),
            row("Tables", "A3", "worked", entry="12", exit="A"),
            row("Visits", "A1", "too soon"),
        ]
    )
    assert found == (
        Effect("Tables", worked=3, measured=2, higher=1),
        Effect("Club", worked=2, no=1, too_soon=1),
        Effect("Visits", too_soon=1),
    )


@pytest.mark.parametrize(
    ("effect", "words"),
    [
        (Effect("x", worked=3, no=1), "worked for 3 of 4"),
        (Effect("x", worked=2), "worked for 2 of 2"),
        (Effect("x", worked=3, partly=1, no=1), "worked for 3 of 5, partly for 1"),
        (Effect("x", partly=1, no=2), "partly worked for 1 of 3"),
        (Effect("x", no=2), "worked for 0 of 2"),
        (Effect("x", too_soon=2), "too soon to say"),
        (Effect("x"), ""),
    ],
)
def test_words(effect: Effect, words: str) -> None:
    assert effect.words == words


def test_entry_and_exit_in_words_only_where_both_are_figures() -> None:
    assert Effect("x", measured=6, higher=4).measured_words == (
        "4 of 6 were higher at exit than at entry"
    )
    assert not Effect("x", worked=1).measured_words
