"""Interventions, who has them, and barriers to learning."""

# ruff: noqa: PLR2004 - the numbers shape an invented school and mean nothing elsewhere
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from demo_school.chance import Chance
from demo_school.history import AUTUMN_2, SUBJECTS, Record
from demo_school.roster import INFANTS, Child
from demo_school.targets_and_progress import STEPS

Row = dict[str, object]
Records = dict[tuple[str, str], Record]

INTERVENTIONS: Final = (
    # name, kind, area, staff, minutes a week, cost, years, measure, entry and exit like
    ("Sounds again", "group", "Reading", "Mrs Penhaligon", 75, 1480, "12", "Sounds known of 40"),
    ("Reading aloud club", "group", "Reading", "Miss Ferreira", 60, 1190, "34", "Words a minute"),
    ("Inference group", "group", "Reading", "Mr Thornbury", 45, 890, "56", "Quiz out of 20"),
    ("Spelling patterns", "group", "Writing", "Mrs Castellanos", 50, 990, "34", "Words of 50"),
    ("Write it again", "one-to-one", "Writing", "Mrs Kirkbride", 30, 620, "56", "Words of 50"),
    ("First numbers", "group", "Maths", "Mr Delaney", 60, 1190, "12", "Facts of 30"),
    ("Tables before school", "group", "Maths", "Mr Hargreave", 40, 0, "34", "Facts of 50"),
    ("Fractions clinic", "group", "Maths", "Mr Oyelowo", 30, 0, "56", "Quiz out of 20"),
)
_OTHERS: Final[tuple[Row, ...]] = (
    {"Name": "Speech and language visits", "Kind": "outside agency", "Area": "Communication",
     "Staff": "Ms Quartermaine", "Minutes a week": 30, "Cost": 2400},
    {"Name": "Talk partners in every lesson", "Kind": "class strategy", "Area": "Reading",
     "Staff": "Mrs Bhattacharya", "Minutes a week": 0, "Cost": 0},
    {"Name": "Morning welcome", "Kind": "one-to-one", "Area": "Attendance",
     "Staff": "Mrs Vasilenko", "Minutes a week": 25, "Cost": 310},
)  # fmt: skip
_CHANGES: Final = (
    "Smaller group, straight after register",
    "Same words, but from the child's own writing",
    "Moved to before the lesson",
)
_BARRIER_NOTES: Final = (
    ("Attendance", "The office rings on the first morning; walking bus offered."),
    ("Circumstances", "Moved house in August; two buses to school."),
    ("Emotional and social", "Finds changes of adult hard. Warned in advance, copes well."),
    ("Medical", "Hearing checked every half-term; sits at the front on the left."),
    ("Learning difficulty", "See the plan; small steps, much repetition."),
    ("Learning difficulty not yet recognised", "Screened in October, result awaited."),
    ("Behaviour", "Better since the quiet start after lunch."),
    ("Disengaged from school", "Comes alive in design and technology."),
    ("Circumstances", "Parent working away; grandparents collect."),
)


def intervention_rows() -> list[Row]:
    """Give the interventions."""
    named: list[Row] = [
        {"Name": name, "Kind": kind, "Area": area, "Staff": who, "Minutes a week": minutes,
         "Cost": cost}
        for name, kind, area, who, minutes, cost, _, _ in INTERVENTIONS
    ]  # fmt: skip
    return [*named, *_OTHERS]


def provision_rows(children: Sequence[Child], records: Records) -> list[Row]:
    """Give who has what since September, with entry and exit where there is one."""
    chance = Chance(88)
    rows: list[Row] = []
    for name, _, area, _, _, _, years, measure in INTERVENTIONS:
        place = SUBJECTS.index(area)
        weak = [
            child
            for child in children
            if child.year in years
            and (record := records.get((child.upn, AUTUMN_2.key)))
            and record.marks[place]
            and STEPS[record.marks[place]] < 0
        ]
        top = int(measure.rsplit(" ", 1)[1]) if measure[-1].isdigit() else 100
        rows += [
            _provided(chance, name, child, measure, top) for child in chance.shuffled(weak)[:6]
        ]
    rows.sort(key=lambda row: (str(row["Name"]), str(row["UPN"])))
    talk = [c for c in children if c.year in INFANTS and c.send == "E"][:3]
    rows += [
        {"Name": "Speech and language visits", "UPN": child.upn, "From": date(2026, 9, 14),
         "Sessions planned": 10, "Sessions had": 7, "Working": "partly",
         "Reviewed": date(2026, 11, 16)}
        for child in talk
    ]  # fmt: skip
    late = [c for c in children if c.attending < 0.905][:5]
    rows += [
        {"Name": "Morning welcome", "UPN": child.upn, "From": date(2026, 11, 2),
         "Sessions planned": 15, "Sessions had": 12, "Working": "too soon"}
        for child in late
    ]  # fmt: skip
    return rows


def _provided(chance: Chance, name: str, child: Child, measure: str, top: int) -> Row:
    began = max(date(2026, 9, 21), child.joined)
    ended = chance.whether(0.3) and began == date(2026, 9, 21)
    entry = chance.between(top // 5, top // 2)
    gain = chance.unit() + 2 * child.trend
    working = "worked" if gain > 0.55 else "partly" if gain > 0.25 else "no"
    planned = 24 if began == date(2026, 9, 21) else 9
    row: Row = {
        "Name": name,
        "UPN": child.upn,
        "From": began,
        "Sessions planned": planned,
        "Sessions had": planned - chance.between(0, 5),
        "Entry": str(entry),
        "Measure": measure,
        "Working": working if began == date(2026, 9, 21) else "too soon",
        "Reviewed": date(2026, 11, 12),
    }
    if ended:
        row |= {"To": date(2026, 11, 13), "Exit": str(min(top, entry + int(gain * top / 3) + 2))}
    elif working == "no":
        row["Changed to"] = chance.pick(_CHANGES)
    return row


def barrier_rows(children: Sequence[Child]) -> list[Row]:
    """Give some barriers to learning; the SENCO and leaders see them."""
    chance = Chance(19)
    likely = sorted(children, key=lambda c: (c.attending + 0.05 * c.ability, c.upn))
    rows: list[Row] = []
    for place, child in enumerate(likely[:18]):
        barrier, note = _BARRIER_NOTES[place % len(_BARRIER_NOTES)]
        if barrier == "Attendance" and child.attending > 0.93:
            continue
        row: Row = {
            "UPN": child.upn,
            "Barrier": barrier,
            "Since": date(2026, chance.pick((3, 4, 5, 6, 9, 10)), chance.between(2, 27)),
            "Note": note,
        }
        row["Since"] = max(row["Since"], child.joined)  # type: ignore[type-var]
        rows.append(row)
    return rows
