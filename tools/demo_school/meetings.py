"""Last round's meetings, what was said there, and what was agreed."""

# ruff: noqa: PLR2004 - the numbers shape an invented school and mean nothing elsewhere
from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from demo_school import elm
from demo_school.bank import BANDS, Idea, ideas, lines
from demo_school.chance import Chance
from demo_school.history import AUTUMN_1, SUBJECTS, Record
from demo_school.next_steps import (
    AREA_OF_LEARNING,
    EARLY_YEARS,
    action,
    colour,
    concerns,
    next_steps,
)
from demo_school.roster import CLASSES, Child
from demo_school.staffing import SENCO, TEAMS

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
_NO_CHANGE: Final = (
    "Little difference so far. Try it before the lesson instead of after.",
    "Sessions kept being lost to rehearsals; start again with a fixed time.",
)
_PARTLY: Final = (
    "Better with a grown-up near than alone. Carry on.",
    "On good days. Keep going until Christmas.",
    "Slow but steady; halve the number and keep the habit.",
    "Helps in class, not yet in tests.",
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
        for row, group in next_steps(chance, class_, here, records, progress):
            _add(out, row, group)
    out.discussion.extend(elm.picked(children))
    for row, group in elm.agreed_for_needs(children):
        _add(out, row, list(group))
    out.issues.extend(elm.issues(children))
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


def _last_meeting(
    chance: Chance,
    out: Agreed,
    class_: str,
    here: Sequence[Child],
    records: Records,
    progress: Progress,
) -> None:
    """Write what the meeting of Autumn 1 said of each child listed, and what it agreed."""
    meeting = meeting_id(class_, "Autumn 1")
    listed: dict[str, list[Child]] = {}
    for child in here:
        key = (child.upn, AUTUMN_1.key)
        record = records.get(key)
        if record is None:
            continue
        found = concerns(record, progress.get(key, {}))
        for area in found:
            listed.setdefault(area, []).append(child)
        for area, why in _lines_of_form(found).items():
            row: Row = {"Meeting": meeting, "UPN": child.upn, "Area": area, "Why listed": why}
            row |= {"Need": "", "Teacher's reason": ""}
            if chance.whether(0.5):
                row["Leader's question"] = chance.pick(lines("questions.txt"))
            if child.send == "N" and why.startswith("Attainment") and chance.whether(0.3):
                row["SEND concern"] = "Y"
            out.discussion.append(row | _shown(area, record, progress.get(key, {})))
    _agree(chance, out, class_, listed)


def _agree(chance: Chance, out: Agreed, class_: str, listed: dict[str, list[Child]]) -> None:
    """Name each group's need, and write what the meeting agreed for it."""
    meeting, day = meeting_id(class_, "Autumn 1"), HELD[class_][0]
    said = [row for row in out.discussion if row["Meeting"] == meeting]
    number = 0
    for area, pupils in listed.items():
        for place, (need, group) in enumerate(_by_need(chance, area, pupils)):
            for child in group:
                _set_need(chance, said, child, area, need)
            for idea in _for_need(area, need, group)[: 2 if place == 0 else 1]:
                number += 1
                row = action(f"{meeting} {number}", idea, class_, day, "Autumn 1", meeting)
                _add(out, row | _what_came(chance, idea), group)


def _shown(area: str, record: Record, colours: dict[str, str]) -> Row:
    """Give the colours of that day."""
    if area not in SUBJECTS:
        return {}
    return {
        "Attainment shown": colour(record.marks[SUBJECTS.index(area)]),
        "Progress shown": colours.get(area, "not judged yet"),
    }


def _reason(chance: Chance, line: str, need: str, said: Sequence[Row]) -> str:
    """Give the teacher's reason for a need, one not given yet in this meeting if there is one."""
    given = {row["Teacher's reason"] for row in said}
    reasons = [text.split(" | ") for text in lines("reasons.txt")]
    fitting = [text for area, of, text in reasons if area == line and of in {need, "*"}]
    fresh = [text for text in fitting if text not in given]
    return chance.pick(fresh or fitting)


def _by_need(
    chance: Chance, area: str, pupils: Sequence[Child]
) -> Iterable[tuple[str, list[Child]]]:
    """Group children by a common need, in two groups at most."""
    band = BANDS[pupils[0].year]
    needs = sorted({i.need for i in ideas() if (i.band, i.area) == (band, area) and i.need})
    size = max(3, (len(pupils) + 1) // 2)
    for need, start in zip(chance.shuffled(needs), range(0, len(pupils), size), strict=False):
        yield need, list(pupils[start : start + size])


def _set_need(chance: Chance, said: Sequence[Row], child: Child, area: str, need: str) -> None:
    line = EARLY_YEARS if area in AREA_OF_LEARNING else area
    for row in said:
        if (row["UPN"], row["Area"]) == (child.upn, line) and not row["Need"]:
            row["Need"] = need
            row["Teacher's reason"] = _reason(chance, line, need, said)


def _lines_of_form(found: dict[str, str]) -> dict[str, str]:
    """Give the lines of the form: a Reception child's areas of learning share one."""
    off = [AREA_OF_LEARNING[area].lower() for area in found if area in AREA_OF_LEARNING]
    rest = {area: why for area, why in found.items() if area not in AREA_OF_LEARNING}
    return {EARLY_YEARS: f"Not on track in {', '.join(off)}"} | rest if off else rest


def _for_need(area: str, need: str, group: Sequence[Child]) -> list[Idea]:
    """Give the ideas for a need, those of the school first."""
    band = BANDS[group[0].year]
    fitting = [i for i in ideas() if (i.band, i.area, i.need) == (band, area, need)]
    return sorted(fitting, key=lambda i: i.owner in {"child", "family"})


def _what_came(chance: Chance, idea: Idea) -> Row:
    """Say what came of an action of the last meeting: most done, some late, some dropped."""
    draw, other = chance.unit(), chance.unit()
    out: Row = {"On report": "Y" if other < 0.75 else "N"}
    if idea.owner == "family":
        out["Discussed with family"] = "Y" if draw < 0.8 else "N"
    if draw < 0.34:
        done = {"Impact": "worked", "Impact note": _sentence(idea.outcome)}
    elif draw < 0.50:
        done = {"Impact": "partly", "Impact note": chance.pick(_PARTLY)}
    elif draw < 0.58:
        done = {"Impact": "no", "Impact note": chance.pick(_NO_CHANGE)}
    elif draw < 0.63:
        done = {"Impact": "too soon", "Impact note": _TOO_SOON}
    elif draw < 0.67:
        return out | {"Status": "dropped", "On report": "N"}
    else:  # still open: some past their day, some given longer
        return out | ({} if draw < 0.87 else {"By when": date(2026, 12, 4)})
    return out | done | {"Status": "done", "Done on": chance.pick(_DONE_ON)}


_DONE_ON: Final = (date(2026, 11, 6), date(2026, 11, 10), date(2026, 11, 12), date(2026, 11, 18))


def _sentence(text: str) -> str:
    return f"{text[0].upper()}{text[1:]}." if text else ""


def _add(out: Agreed, row: Row, group: Sequence[Child]) -> None:
    out.actions.append(row)
    out.action_pupils += [{"ID": row["ID"], "UPN": child.upn} for child in group]


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
