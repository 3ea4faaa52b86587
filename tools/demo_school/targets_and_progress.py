"""What teachers judged: end-of-year targets, and progress towards them in colours."""

# ruff: noqa: PLR2004 - the numbers shape an invented school and mean nothing elsewhere
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from demo_school.chance import Chance
from demo_school.history import AUTUMN_1, AUTUMN_2, SUBJECTS, SUMMER_2, HalfTerm, Record
from demo_school.roster import Child
from demo_school.staffing import HEAD, TEAMS

Row = dict[str, object]
Records = dict[tuple[str, str], Record]
SCALE: Final = ("PK1", "PK2", "PK3", "PK4", "PK5", "PK6", "SBLW", "BLW", "WTS", "EXS", "GDS")
STEPS: Final = {
    **dict.fromkeys(SCALE[:7], -3),
    "BLW": -2,
    "WTS": -1,
    "EXS": 0,
    "GDS": 1,
}
JUDGED_ON: Final = {
    SUMMER_2.key: date(2026, 7, 3),
    AUTUMN_1.key: date(2026, 10, 9),
    AUTUMN_2.key: date(2026, 11, 18),
}
NOTHING_TYPED: Final = (
    ("Beech", "Reuben Molyneux"),
    ("Elm", "Louis Kavanagh"),
    ("Hazel", "Ezra Dalgleish"),
    ("Maple", "Elif Petrenko"),
    ("Oak", "Chidi Ndlovu"),
    ("Acorn", "Xavier Vickerstaff"),
)
"""Children about whom nobody has typed anything yet in Autumn 2."""


_JUDGED_IN_FULL: Final = ("Tadhg O'Shaughnessy", "Anastasia Fitzwilliam-Ravenscroft")


def targets(children: Sequence[Child], records: Records) -> dict[tuple[str, str], Row]:
    """Give each target of Years 1 to 6, by UPN and subject.

    From the last mark of the year before, or Autumn 1's for who had none. Newcomers of this
    half-term have none yet.
    """
    chance = Chance(77)
    out = {}
    for child in children:
        for place, subject in enumerate(SUBJECTS):
            draw, skipped = chance.unit(), chance.whether(0.012)
            start = ""
            for term in (SUMMER_2, AUTUMN_1):
                record = records.get((child.upn, term.key))
                start = start or (record.marks[place] if record else "")
            if not start or skipped:
                continue
            agreed = start
            if draw < {"WTS": 0.6, "BLW": 0.75, "EXS": 0.16}.get(start, 0.5) and start != "GDS":
                agreed = "BLW" if start == "PK6" else SCALE[SCALE.index(start) + 1]
            spring = agreed if draw < 0.25 else start
            row: Row = {
                "School year": "2026-27",
                "UPN": child.upn,
                "Subject": subject,
                "Starting point": start,
                "Agreed": agreed,
                "Autumn milestone": start,
                "Spring milestone": spring,
                "Summer milestone": agreed,
                "Agreed on": date(2026, 9, 25),
                "Agreed by": HEAD,
                "Original": agreed,
            }
            if draw < 0.02 and agreed != "GDS":
                row["Original"] = start
                row["Reason changed"] = "Moved on quickly in September; raised with the family."
            out[child.upn, subject] = row
    return out


_UP_BY_THE_RULE: Final = {
    "PK1": "PK2", "PK2": "PK3", "PK3": "PK4", "PK4": "PK5", "PK5": "PK6", "PK6": "BLW",
    "SBLW": "BLW", "BLW": "WTS", "WTS": "EXS",
}  # fmt: skip
"""What the rule of a new workbook proposes; who meets the expectation is to meet it again."""
_LOWER: Final = "Long absence in the autumn; agreed with the family, looked at again in spring."
_LOWER_FROM: Final = 0.985


def agreed_targets(aims: dict[tuple[str, str], Row]) -> list[Row]:
    """Give what the head agreed in September: the rule's target or a higher one.

    A few are lower, with a reason. Proposals and milestones are the workbook's to fill.
    """
    chance = Chance(78)
    out = []
    for aim in aims.values():
        start, hoped = str(aim["Starting point"]), str(aim["Agreed"])
        proposed = _UP_BY_THE_RULE.get(start, start)
        agreed = max(hoped, proposed, key=SCALE.index)
        row: Row = {
            "School year": aim["School year"],
            "UPN": aim["UPN"],
            "Subject": aim["Subject"],
            "Starting point": start,
            "Agreed": agreed,
            "Agreed on": aim["Agreed on"],
            "Agreed by": aim["Agreed by"],
            "Original": agreed,
        }
        if chance.unit() > _LOWER_FROM and proposed != start:
            row |= {"Agreed": start, "Original": proposed, "Reason changed": _LOWER}
        elif "Reason changed" in aim and agreed not in {start, proposed}:
            row |= {"Original": proposed, "Reason changed": aim["Reason changed"]}
        out.append(row)
    return out


def progress(
    children: Sequence[Child], records: Records, aims: dict[tuple[str, str], Row]
) -> dict[tuple[str, str], dict[str, str]]:
    """Give the teacher's colour for each subject, by UPN and half-term; empty: not judged yet."""
    chance = Chance(909)
    out: dict[tuple[str, str], dict[str, str]] = {}
    for child in children:
        for term in (SUMMER_2, AUTUMN_1, AUTUMN_2):
            draws = [(chance.normal(), chance.unit()) for _ in SUBJECTS]
            record = records.get((child.upn, term.key))
            if record is None or record.year == "R" or not child.on_roll(term.last):
                continue
            colours = {}
            for subject, mark, (draw, left_out) in zip(SUBJECTS, record.marks, draws, strict=True):
                forgotten = left_out < (0.06 if term is AUTUMN_2 else 0.01)
                if not mark or (forgotten and child.full not in _JUDGED_IN_FULL):
                    continue
                colours[subject] = _colour(child, term, mark, draw, aims.get((child.upn, subject)))
            if term is AUTUMN_2 and (child.class_, child.full) in NOTHING_TYPED:
                continue
            out[child.upn, term.key] = colours
    return out


def _colour(child: Child, term: HalfTerm, mark: str, draw: float, aim: Row | None) -> str:
    if child.full == "Anastasia Fitzwilliam-Ravenscroft" and term is AUTUMN_2:
        return "Red" if mark == "GDS" else "Yellow"
    if child.full == "Tadhg O'Shaughnessy":
        return "Green"
    pull = 5 * child.trend + 0.38 * draw + 0.35
    if aim is not None and term is not SUMMER_2:
        behind = STEPS[str(aim["Agreed"])] - STEPS[mark]
        pull -= 0.28 * max(0, behind) - 0.12 * (behind <= 0)
    return "Green" if pull > 0.05 else "Yellow" if pull > -0.42 else "Red"


def teacher_of(class_: str) -> str:
    """Give the class teacher."""
    return TEAMS[class_][0]
