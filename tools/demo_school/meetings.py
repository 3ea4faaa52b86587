"""Last round's meetings, what was said there, and what was agreed then and since."""

# ruff: noqa: PLR2004 - the numbers shape an invented school and mean nothing elsewhere
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from demo_school.bank import BANDS, Idea, ideas, lines
from demo_school.chance import Chance
from demo_school.history import AREAS, AUTUMN_1, AUTUMN_2, SUBJECTS, Record
from demo_school.roster import CLASSES, TODAY, Child
from demo_school.staffing import SENCO, TEAMS
from demo_school.targets_and_progress import STEPS

Row = dict[str, object]
Records = dict[tuple[str, str], Record]
Progress = dict[tuple[str, str], dict[str, str]]
HELD: Final = {
    "Acorn": (date(2026, 10, 20), "13:15"),
    "Beech": (date(2026, 10, 12), "09:00"),
    "Cedar": (date(2026, 10, 12), "10:45"),
    "Elm": (date(2026, 10, 13), "09:00"),
    "Hazel": (date(2026, 10, 13), "10:45"),
    "Maple": (date(2026, 10, 15), "09:00"),
    "Oak": (date(2026, 10, 15), "10:45"),
}
NEXT: Final = {  # this round's, planned
    "Acorn": (date(2026, 12, 3), "13:15"),
    "Beech": (date(2026, 11, 30), "09:00"),
    "Cedar": (date(2026, 11, 30), "10:45"),
    "Elm": (date(2026, 12, 1), "09:00"),
    "Hazel": (date(2026, 12, 1), "10:45"),
    "Maple": (date(2026, 12, 2), "09:00"),
    "Oak": (date(2026, 12, 2), "10:45"),
}
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

_AREA_OF_LEARNING: Final = {
    "Literacy": "Literacy",
    "Communication": "Communication and language",
    "Mathematics": "Mathematics",
    "Social": "Personal, social and emotional",
    "Physical": "Physical",
}
_NO_CHANGE: Final = (
    "Little difference so far. Try it before the lesson instead of after.",
    "Sessions kept being lost to rehearsals; start again with a fixed time.",
)
_TOO_SOON: Final = "Began after half-term; look again in December."


@dataclass
class Agreed:
    """Rows of the meetings' tables, as they grow."""

    meetings: list[Row]
    discussion: list[Row]
    actions: list[Row]
    action_pupils: list[Row]
    issues: list[Row]


def meeting_id(class_: str, half_term: str) -> str:
    """Give the meeting's ID."""
    return f"2026-27 {half_term} {class_}"


def agreed(children: Sequence[Child], records: Records, progress: Progress) -> Agreed:
    """Give the last round, recorded, this round, planned, and the actions on the reports now."""
    chance = Chance(640)
    out = Agreed(_meetings(), [], [], [], _issues())
    for class_ in CLASSES:
        here = [child for child in children if child.class_ == class_]
        _last_meeting(chance, out, class_, here, records, progress)
        _since_then(chance, out, class_, here, records, progress)
    return out


def _meetings() -> list[Row]:
    out: list[Row] = []
    for half_term, planned in (("Autumn 1", HELD), ("Autumn 2", NEXT)):
        for class_, (day, start) in planned.items():
            teacher, _, leader = TEAMS[class_]
            row: Row = {
                "ID": meeting_id(class_, half_term),
                "Kind": "progress",
                "Class": class_,
                "School year": "2026-27",
                "Half-term": half_term,
                "Date": day,
                "Start": start,
                "Minutes": 75,
                "Place": "Leaders' office" if class_ != "Acorn" else "Acorn classroom",
                "Leader": leader,
                "Attending": f"{teacher}, {leader}, {SENCO}",
                "Cover": "Mr Delaney" if class_ != "Cedar" else "Mrs Penhaligon",
                "Bring": "Reports, assessment grids, target sheet, English and maths books",
                "Invited": date(2026, 9, 21) if half_term == "Autumn 1" else date(2026, 11, 9),
            }
            if half_term == "Autumn 1":
                row |= {"Held": day, "Recorded": day}
            out.append(row)
    return out


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
    if record.areas:
        for short, area in _AREA_OF_LEARNING.items():
            if record.areas[AREAS.index(area)] == "Not on track":
                out[short] = "Not on track"
    if "Red" in record.attitude[:2]:
        out["Attitude"] = "Behaviour or effort Red"
    if record.register.per_cent <= 90:
        out["Attendance"] = f"Attendance {record.register.per_cent:g} %"
    return out


def _last_meeting(
    chance: Chance,
    out: Agreed,
    class_: str,
    here: Sequence[Child],
    records: Records,
    progress: Progress,
) -> None:
    """Write what the meeting of Autumn 1 said of each child listed, and what it agreed."""
    meeting, day = meeting_id(class_, "Autumn 1"), HELD[class_][0]
    listed: dict[str, list[Child]] = {}
    reasons = [line.split(" | ") for line in lines("reasons.txt")]
    used: set[str] = set()
    for child in here:
        key = (child.upn, AUTUMN_1.key)
        record = records.get(key)
        if record is None:
            continue
        for area, why in concerns(record, progress.get(key, {})).items():
            listed.setdefault(area, []).append(child)
            fitting = [text for of, text in reasons if of == area and text not in used]
            fitting = fitting or [text for of, text in reasons if of == area]
            reason = chance.pick(fitting) if fitting else ""
            used.add(reason)
            question = chance.pick(lines("questions.txt")) if chance.whether(0.5) else ""
            row: Row = {
                "Meeting": meeting, "UPN": child.upn,
                "Area": _AREA_OF_LEARNING.get(area, area), "Why listed": why,
                "Need": "", "Teacher's reason": reason, "Leader's question": question,
            }  # fmt: skip
            if child.send == "N" and why.startswith("Attainment") and chance.whether(0.3):
                row["SEND concern"] = "Y"
            if area in SUBJECTS:
                row["Attainment shown"] = colour(record.marks[SUBJECTS.index(area)])
                row["Progress shown"] = progress.get(key, {}).get(area, "not judged yet")
            out.discussion.append(row)
    number = 0
    for area, pupils in listed.items():
        for need, group in _by_need(chance, area, pupils):
            for child in group:
                _set_need(out.discussion, meeting, child, area, need)
            for idea in _for_need(area, need, group, at_most=2):
                number += 1
                row = _action(f"{meeting} {number}", idea, class_, day, "Autumn 1", meeting)
                row |= _what_came(chance, idea)
                _add(out, row, group)


def _by_need(
    chance: Chance, area: str, pupils: Sequence[Child]
) -> Iterable[tuple[str, list[Child]]]:
    """Group children by a common need, three or so to a group."""
    by_band: dict[str, list[Child]] = {}
    for child in pupils:
        by_band.setdefault(BANDS[child.year], []).append(child)
    for band, some in by_band.items():
        needs = sorted({i.need for i in ideas() if (i.band, i.area) == (band, area) and i.need})
        needs = chance.shuffled(needs)
        for place in range(0, len(some), 3):
            if needs:
                yield needs[place // 3 % len(needs)], some[place : place + 3]


def _set_need(discussion: list[Row], meeting: str, child: Child, area: str, need: str) -> None:
    for row in discussion:
        if (row["Meeting"], row["UPN"], row["Area"]) == (
            meeting,
            child.upn,
            _AREA_OF_LEARNING.get(area, area),
        ):
            row["Need"] = need


def _for_need(area: str, need: str, group: Sequence[Child], *, at_most: int) -> list[Idea]:
    """Give the ideas for a need, those of the school first."""
    band = BANDS[group[0].year]
    fitting = [i for i in ideas() if (i.band, i.area, i.need) == (band, area, need)]
    return sorted(fitting, key=lambda i: i.owner in {"child", "family"})[:at_most]


def _action(id_: str, idea: Idea, class_: str, day: date, half_term: str, meeting: str = "") -> Row:
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
        "Area": _AREA_OF_LEARNING.get(idea.area, idea.area),
        "Need": idea.need,
        "Action": idea.action,
        "Owner": owner,
        "By when": date(2026, 11, 13) if half_term == "Autumn 1" else date(2026, 12, 16),
        "Measure": idea.measure,
        "Status": "open",
    }
    return row


def _what_came(chance: Chance, idea: Idea) -> Row:
    """Say what came of an action of the last meeting: most done, some late, some dropped."""
    draw, other = chance.unit(), chance.unit()
    out: Row = {"On report": "Y" if other < 0.75 else "N"}
    if idea.owner == "family":
        out["Discussed with family"] = "Y" if draw < 0.8 else "N"
    if draw < 0.42:
        done = {"Impact": "worked", "Impact note": _sentence(idea.outcome)}
    elif draw < 0.62:
        done = {"Impact": "partly", "Impact note": _sentence(idea.outcome)}
    elif draw < 0.72:
        done = {"Impact": "no", "Impact note": chance.pick(_NO_CHANGE)}
    elif draw < 0.78:
        done = {"Impact": "too soon", "Impact note": _TOO_SOON}
    elif draw < 0.82:
        return out | {"Status": "dropped", "On report": "N"}
    else:  # still open: some past their day, some given longer
        return out | ({} if draw < 0.92 else {"By when": date(2026, 12, 4)})
    return out | done | {"Status": "done", "Done on": chance.pick(_DONE_ON)}


_DONE_ON: Final = (date(2026, 11, 6), date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 18))


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _add(out: Agreed, row: Row, group: Sequence[Child]) -> None:
    out.actions.append(row)
    out.action_pupils += [{"ID": row["ID"], "UPN": child.upn} for child in group]


def _since_then(
    chance: Chance,
    out: Agreed,
    class_: str,
    here: Sequence[Child],
    records: Records,
    progress: Progress,
) -> None:
    """Write the actions on this half-term's reports: for nearly everybody, one to three each.

    Children with the same need share a row; family actions stand apart by whether they have
    been talked over.
    """
    shared: dict[tuple[Idea, str], list[Child]] = {}
    for child in here:
        draws = [chance.unit() for _ in range(4)]
        if not child.on_roll(TODAY) or (class_, child.full) in NO_ACTION_AT_ALL:
            continue
        key = (child.upn, AUTUMN_2.key)
        for idea in _on_report(chance, child, records[key], progress.get(key, {}), draws):
            talked = ("Y" if draws[3] < 0.6 else "N") if idea.owner == "family" else ""
            shared.setdefault((idea, talked), []).append(child)
    day = date(2026, 11, 19)
    for number, ((idea, talked), group) in enumerate(shared.items(), 1):
        row = _action(f"2026-27 Autumn 2 {class_} {number}", idea, class_, day, "Autumn 2")
        row["On report"] = "Y"
        if talked:
            row["Discussed with family"] = talked
        _add(out, row, group)


def _on_report(
    chance: Chance,
    child: Child,
    record: Record,
    colours: dict[str, str],
    draws: Sequence[float],
) -> list[Idea]:
    """Choose a child's actions: for each concern one of the school's, then child and family."""
    band = BANDS[child.year]
    mine = [i for i in ideas() if i.band == band]
    areas = list(concerns(record, colours))
    yellow = [s for s in SUBJECTS if colours.get(s) == "Yellow"]
    weak = [s for s, m in zip(SUBJECTS, record.marks, strict=True) if colour(m) == "Yellow"]
    wanted = list(dict.fromkeys([*areas, *yellow, *weak]))
    school, chosen = {"teacher", "ta", "senco"}, []
    if (child.class_, child.full) in RED_WITHOUT_SCHOOL_ACTION:
        school = set()
    for area in wanted[:3]:
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
        chosen.append(chance.pick([i for i in mine if i.owner == "teacher" and not i.need]))
    return chosen


def _issues() -> list[Row]:
    texts = (
        ("Beech", "leadership", "Two sets of decodable books are worn out.", "Mrs Bhattacharya",
         "Ordered on 16 October.", "done"),
        ("Elm", "leadership", "Times tables program has run out of licences for Year 4.",
         "Mr Adeyemi", "Twenty more bought.", "done"),
        ("Elm", "asked of SENCO", "Is a coloured overlay worth trying before the eye test?", SENCO,
         "Yes, tinted sheets are in the SEND room. Try for three weeks.", "done"),
        ("Maple", "leadership", "Time for both upper junior teachers to moderate writing together.",
         "Mrs Ashdown", "", "open"),
        ("Hazel", "own target", "Begin every maths lesson with retrieval of last week's facts.",
         "Mr Hargreave", "", "open"),
        ("Cedar", "asked of SENCO", "Speech and language: may we have the next block of visits?",
         SENCO, "", "open"),
        ("Acorn", "own target", "Plan one outdoor writing activity each day.", "Mrs Pemberton", "",
         "open"),
    )  # fmt: skip
    return [
        {
            "ID": f"{meeting_id(class_, 'Autumn 1')} issue {number}",
            "Meeting": meeting_id(class_, "Autumn 1"),
            "Kind": kind,
            "Text": text,
            "Owner": owner,
            "By when": date(2026, 11, 27),
            "Reply": reply,
            "Status": status,
        }
        for number, (class_, kind, text, owner, reply, status) in enumerate(texts, 1)
    ]
