"""What each half-term's files say: marks, areas of learning, attendance, lateness, attitude."""

# ruff: noqa: PLR2004 - the numbers shape an invented school and mean nothing elsewhere
from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from demo_school.chance import Chance
from demo_school.roster import TODAY, Child

SUBJECTS: Final = ("Reading", "Writing", "Maths")
AREAS: Final = (
    "Communication and language",
    "Personal, social and emotional",
    "Physical",
    "Literacy",
    "Mathematics",
    "Understanding the world",
    "Expressive arts and design",
)


@dataclass(frozen=True)
class HalfTerm:
    """A half-term; ``first`` to ``last`` are the days its attendance files cover."""

    school_year: str
    name: str
    first: date
    last: date
    possible: int  # sessions from first to last, two a day

    @property
    def key(self) -> str:
        """Give the half-term as the command line writes it."""
        return f"{self.name} {self.school_year}"


SUMMER_1: Final = HalfTerm("2025-26", "Summer 1", date(2026, 4, 13), date(2026, 5, 22), 58)
SUMMER_2: Final = HalfTerm("2025-26", "Summer 2", date(2026, 6, 1), date(2026, 7, 17), 70)
AUTUMN_1: Final = HalfTerm("2026-27", "Autumn 1", date(2026, 9, 7), date(2026, 10, 23), 70)
AUTUMN_2: Final = HalfTerm("2026-27", "Autumn 2", date(2026, 11, 2), date(2026, 11, 20), 30)
HALF_TERMS: Final = (SUMMER_1, SUMMER_2, AUTUMN_1, AUTUMN_2)


@dataclass(frozen=True)
class Register:
    """A child's sessions from one day to another."""

    first: date
    last: date
    possible: int
    attended: int
    authorised: int
    unauthorised: int
    lates: int

    @property
    def per_cent(self) -> float:
        """Give attended over possible, to one decimal."""
        return round(100 * self.attended / self.possible, 1)

    def plus(self, later: Register) -> Register:
        """Give the register of both stretches together."""
        return Register(
            self.first,
            later.last,
            self.possible + later.possible,
            self.attended + later.attended,
            self.authorised + later.authorised,
            self.unauthorised + later.unauthorised,
            self.lates + later.lates,
        )


@dataclass(frozen=True)
class Record:
    """One child in one half-term, as the school's systems hold it."""

    year: str
    class_: str
    marks: tuple[str, ...]  # reading, writing, maths; empty: not assessed
    areas: tuple[str, ...]  # Reception only
    register: Register
    attitude: tuple[str, str, str, str]  # behaviour, effort, homework, uniform
    rising: float  # how the child moves, for what the teacher says of progress


NOT_ASSESSED: Final = {  # (name, half-term) -> the subjects without a mark, and why
    ("Millie Entwistle", "Autumn 2"): (0, 1, 2),  # in hospital
    ("Declan Galbraith", "Autumn 2"): (1,),
    ("Sumaiya Mahmood", "Autumn 2"): (0, 1, 2),  # abroad
    ("Håkon Özdemir", "Autumn 2"): (0, 1, 2),  # joined last week
    ("Martha Merriweather", "Autumn 2"): (1,),  # joined this month
    ("Kabir Kumar", "Autumn 1"): (2,),
    ("Elijah Ravenscroft", "Summer 2"): (0, 1),
}
EXACTLY_90: Final = (("Elm", "Zoë Micklethwaite"), ("Beech", "Oscar Ratcliffe"))


def history(children: Sequence[Child]) -> dict[tuple[str, str], Record]:
    """Give every record: (UPN, half-term's key) -> record; none before a child joined."""
    chance = Chance(415)
    out = {}
    for child in children:
        moved = 0.0
        for place, term in enumerate(HALF_TERMS):
            moved += child.trend + 0.06 * chance.normal()
            noise = tuple(0.16 * chance.normal() for _ in SUBJECTS)
            areas = tuple(chance.normal() for _ in AREAS)
            register = _register(chance, child, term)
            attitude = _attitude(chance, child)
            last_year = term.school_year == "2025-26"
            year = child.last_year if last_year else child.year
            if not year or register is None or (last_year and not child.was):
                continue
            class_ = child.was if last_year else child.class_
            marks = tuple(
                _mark(child.ability + bent + moved + wobble + (0.12 if place == 1 else 0.0), child)
                for bent, wobble in zip(child.bent, noise, strict=True)
            )
            missing = NOT_ASSESSED.get((child.full, term.name), ())
            marks = tuple("" if n in missing else mark for n, mark in enumerate(marks))
            out[child.upn, term.key] = Record(
                year,
                class_,
                marks if year != "R" else ("", "", ""),
                _areas(child, areas, place) if year == "R" else (),
                register,
                attitude,
                child.trend + (moved - child.trend * (place + 1)) / (place + 1),
            )
    return out


def _mark(score: float, child: Child) -> str:
    """Give the mark of the flat scale; children far below it have a pre-key stage mark."""
    if child.send == "E" and score < -1.25:
        step = max(1, min(6, 6 + int((score + 1.25) * 2.2)))
        return f"PK{step}"
    for least, mark in ((0.80, "GDS"), (-0.62, "EXS"), (-1.25, "WTS"), (-1.8, "BLW")):
        if score >= least:
            return mark
    return "SBLW"


def _areas(child: Child, draws: Sequence[float], place: int) -> tuple[str, ...]:
    ease = (-0.95, -0.8, -1.15, -0.35, -0.55, -1.0, -1.2)  # literacy is reached last
    reached = 0.2 * (place - 2)
    return tuple(
        "On track" if child.ability + 0.35 * draw + reached > least else "Not on track"
        for draw, least in zip(draws, ease, strict=True)
    )


def _register(chance: Chance, child: Child, term: HalfTerm) -> Register | None:
    """Give the child's register of a half-term; none where the child was not on roll."""
    wobble = 0.012 * chance.normal()
    share_unauthorised = chance.unit() * (0.75 if child.attending < 0.93 else 0.25)
    lates = _count(chance, 0.5 + 30 * max(0.0, 0.955 - child.attending))
    if child.joined > term.last or (child.left and child.left <= term.first):
        return None
    first, possible = term.first, term.possible
    if child.joined > term.first:
        first = child.joined
        possible -= 2 * _school_days(term.first, child.joined)
    rate = 0.9 if (child.class_, child.full) in EXACTLY_90 else min(1.0, child.attending + wobble)
    missed = round(possible * (1 - rate))
    unauthorised = int(missed * share_unauthorised)
    scaled = round(lates * possible / 70)
    return Register(
        first, term.last, possible, possible - missed, missed - unauthorised, unauthorised, scaled
    )


def _school_days(first: date, until: date) -> int:
    days = (until - first).days
    return sum(1 for n in range(days) if (first.toordinal() + n - 1) % 7 < 5)


def _count(chance: Chance, mean: float) -> int:
    """Give a count that is on average ``mean``, at most 12."""
    return sum(1 for _ in range(12) if chance.whether(min(0.9, mean / 12)))


def _attitude(chance: Chance, child: Child) -> tuple[str, str, str, str]:
    lean = (0.25, 0.1, -0.15, 0.45)
    colours = []
    for bonus in lean:
        score = child.effort + bonus + 0.45 * chance.normal()
        colours.append("Green" if score > -0.95 else "Yellow" if score > -1.75 else "Red")
    return (colours[0], colours[1], colours[2], colours[3])


def year_to_date(records: dict[tuple[str, str], Record], upn: str) -> Register:
    """Give a child's register of 2026-27, up to the last day of Autumn 2's files."""
    now = records[upn, AUTUMN_2.key].register
    before = records.get((upn, AUTUMN_1.key))
    return before.register.plus(now) if before else now


def on_roll(children: Sequence[Child]) -> tuple[Child, ...]:
    """Give the children on roll today."""
    return tuple(child for child in children if child.on_roll(TODAY))
