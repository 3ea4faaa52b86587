"""What is agreed for this half-term: who needs it, and what goes on the reports."""

# ruff: noqa: PLR2004 - the numbers shape an invented school and mean nothing elsewhere
from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Final

from demo_school.bank import BANDS, Idea, ideas
from demo_school.chance import Chance
from demo_school.history import AREAS, AUTUMN_2, SUBJECTS, Record
from demo_school.roster import TODAY, Child
from demo_school.staffing import SENCO, TEAMS
from demo_school.targets_and_progress import STEPS

Row = dict[str, object]
Records = dict[tuple[str, str], Record]
Progress = dict[tuple[str, str], dict[str, str]]
RED_WITHOUT_SCHOOL_ACTION: Final = (
    ("Beech", "Ștefan Dumitrescu"),
    ("Cedar", "Bilal Chaudhry"),
    ("Elm", "Edward Wrigglesworth"),
    ("Hazel", "Diya Sandhu"),
    ("Maple", "Rachel Widdowson"),
    ("Oak", "Jasleen Dhaliwal"),
)
"""Children who are Red in a subject and for whom no action of the school's is on the report."""
NO_ACTION_AT_ALL: Final = (("Elm", "Louis Kavanagh"), ("Oak", "Chidi Ndlovu"))

EARLY_YEARS: Final = "Early Years"
AREA_OF_LEARNING: Final = {
    "Literacy": "Literacy",
    "Communication": "Communication and language",
    "Mathematics": "Mathematics",
    "Social": "Personal, social and emotional",
    "Physical": "Physical",
}


def colour(mark: str) -> str:
    """Give attainment's colour with the scale and thresholds of a new workbook."""
    if not mark:
        return "Not assessed"
    steps = STEPS[mark]
    return "Green" if steps >= 0 else "Yellow" if steps == -1 else "Red"


def concerns(record: Record, colours: dict[str, str]) -> dict[str, str]:
    """Give the areas in which a child was talked about, each with why."""
    out = {}
    for subject, mark in zip(SUBJECTS, record.marks, strict=True):
        shown, judged = colour(mark), colours.get(subject, "")
        if judged == "Red":
            out[subject] = f"Progress Red, {mark}"
        elif shown == "Red":
            out[subject] = f"Attainment Red, {mark}"
    if record.areas:  # each area has actions of its own; the form has one line for them all
        for short, area in AREA_OF_LEARNING.items():
            if record.areas[AREAS.index(area)] == "Not on track":
                out[short] = "Not on track"
    if "Red" in record.attitude[:2]:
        out["Attitude"] = "Behaviour or effort Red"
    if record.register.per_cent <= 90:
        out["Attendance"] = f"Attendance {record.register.per_cent:g} %"
    return out


def action(id_: str, idea: Idea, class_: str, day: date, half_term: str, meeting: str = "") -> Row:
    """Give a row of Actions, without who it is for."""
    teacher, assistant, _ = TEAMS[class_]
    owner = {"teacher": teacher, "ta": assistant, "senco": SENCO}.get(idea.owner, idea.owner)
    row: Row = {"ID": id_}
    if meeting:
        row["Meeting"] = meeting
    row |= {
        "Agreed on": day,
        "School year": "2026-27",
        "Half-term": half_term,
        "Class": class_,
        "Area": AREA_OF_LEARNING.get(idea.area, idea.area),
        "Need": idea.need,
        "Action": idea.action,
        "Owner": owner,
        "By when": date(2026, 11, 13) if half_term == "Autumn 1" else date(2026, 12, 16),
        "Measure": idea.measure,
        "Status": "open",
    }
    return row


def next_steps(
    chance: Chance,
    class_: str,
    here: Sequence[Child],
    records: Records,
    progress: Progress,
) -> list[tuple[Row, list[Child]]]:
    """Give the actions on this half-term's reports: for nearly everybody, one to three each.

    Children with the same need share a row; family actions stand apart by whether they have
    been talked over.
    """
    shared: dict[tuple[Idea, str], list[Child]] = {}
    menu = _menu(chance, BANDS[here[0].year])
    for child in here:
        draws = [chance.unit() for _ in range(4)]
        if not child.on_roll(TODAY) or (class_, child.full) in NO_ACTION_AT_ALL:
            continue
        key = (child.upn, AUTUMN_2.key)
        for idea in _on_report(
            chance, menu, child, records[key], progress.get(key, {}), draws=draws
        ):
            talked = ("Y" if draws[3] < 0.6 else "N") if idea.owner == "family" else ""
            shared.setdefault((idea, talked), []).append(child)
    day = date(2026, 11, 19)
    rows = []
    for number, ((idea, talked), group) in enumerate(shared.items(), 1):
        row = action(f"2026-27 Autumn 2 {class_} {number}", idea, class_, day, "Autumn 2")
        row["On report"] = "Y"
        if talked:
            row["Discussed with family"] = talked
        rows.append((row, group))
    return rows


def _menu(chance: Chance, band: str) -> list[Idea]:
    """Choose what this class works on: for each area one idea of the school's, child's, family's.

    Two where the child does well, so that not everybody is stretched alike.
    """
    out: list[Idea] = []
    mine = chance.shuffled([idea for idea in ideas() if idea.band == band])
    for idea in mine:
        who = {"child": "child", "family": "family"}.get(idea.owner, "school")
        alike = [
            i
            for i in out
            if bool(i.need) == bool(idea.need)
            and (not idea.need or i.area == idea.area)
            and {"child": "child", "family": "family"}.get(i.owner, "school") == who
        ]
        several = not idea.need or (who == "school" and idea.area in SUBJECTS)
        if len(alike) < (2 if several else 1):
            out.append(idea)
    return out


def _on_report(
    chance: Chance,
    mine: Sequence[Idea],
    child: Child,
    record: Record,
    colours: dict[str, str],
    *,
    draws: Sequence[float],
) -> list[Idea]:
    """Choose a child's actions: for each concern one of the school's, then child and family."""
    areas = list(concerns(record, colours))
    areas += ["Attitude"] if "Red" in record.attitude else []
    yellow = [s for s in SUBJECTS if colours.get(s) == "Yellow"]
    weak = [s for s, m in zip(SUBJECTS, record.marks, strict=True) if colour(m) == "Yellow"]
    wanted = list(dict.fromkeys([*areas, *yellow, *weak]))
    school, chosen = {"teacher", "ta", "senco"}, []
    if (child.class_, child.full) in RED_WITHOUT_SCHOOL_ACTION:
        school = set()
    for area in wanted[:4]:
        fitting = [i for i in mine if i.area == area and i.need and i.owner in school]
        if fitting:
            chosen.append(chance.pick(fitting))
    for owner, draw, least in (("child", draws[0], 0.62), ("family", draws[1], 0.6)):
        fitting = [i for i in mine if i.owner == owner and i.need and i.area in wanted]
        if not wanted:
            fitting = [i for i in mine if i.owner == owner and not i.need]
        if fitting and draw < least:
            chosen.append(chance.pick(fitting))
    if not wanted and draws[2] < 0.55:
        fitting = [i for i in mine if i.owner == "teacher" and not i.need]
        chosen += [chance.pick(fitting)] if fitting else []
    return chosen
