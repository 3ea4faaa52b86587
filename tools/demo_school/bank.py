"""Texts written by hand, kept in files beside this one, and their pronouns."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from demo_school.roster import Child

BANDS = {"R": "R", "1": "A", "2": "A", "3": "B", "4": "B", "5": "C", "6": "C"}


@dataclass(frozen=True)
class Written:
    """A text for a band of years, and what must hold of the child."""

    band: str
    conditions: frozenset[str]
    text: str


@dataclass(frozen=True)
class Idea:
    """An action as staff word it; ``need`` empty for children who are doing well."""

    band: str
    area: str
    need: str
    owner: str
    action: str
    measure: str
    outcome: str


def lines(name: str) -> list[str]:
    """Give a file's lines without remarks and blanks."""
    text = (Path(__file__).parent / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line.strip() and not line.startswith("#")]


@cache
def written(name: str) -> tuple[Written, ...]:
    """Read ``family.txt`` or ``childs_words.txt``."""
    out = []
    for line in lines(name):
        tags, _, text = line.partition(" | ")
        band, *conditions = tags.split()
        out.append(Written(band, frozenset(conditions), text.strip()))
    return tuple(out)


@cache
def ideas() -> tuple[Idea, ...]:
    """Read ``actions.txt``."""
    return tuple(Idea(*(part.strip() for part in line.split("|"))) for line in lines("actions.txt"))


def addressed(text: str, child: Child) -> str:
    """Put the child's name and pronouns into a text."""
    girl = child.sex == "F"
    words = {
        "{n}": child.called,
        "{s}": "she" if girl else "he",
        "{S}": "She" if girl else "He",
        "{h}": "her" if girl else "his",
        "{H}": "Her" if girl else "His",
        "{o}self": "herself" if girl else "himself",
        "{o}": "her" if girl else "him",
    }
    for mark, word in words.items():
        text = text.replace(mark, word)
    return text
