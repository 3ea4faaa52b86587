"""The SENCO's copy of a meeting: what concerns special needs, and nothing else (mission row D9).

It goes to the SENCO alone, so it may hold what the schema shows only to the SENCO: the concern
that a child may have SEND, and the notes of barriers.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Final

from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.last_actions import owner_in_words
from ppm_xl.meeting.shown import SendLine
from ppm_xl.plan import Page, Paper
from ppm_xl.provision.wording import effect_in_words
from ppm_xl.recording.owners import role_of
from ppm_xl.reports.wording import class_label
from ppm_xl.school.action_states import is_done, is_dropped, is_open, is_overdue
from ppm_xl.school.folders import folder_in
from ppm_xl.school.model import Action, Discussion, Issue, Pupil, School
from ppm_xl.school.words import DEFAULTS
from ppm_xl.sentences import listed

TEMPLATE: Final = "senco_copy"
FILE: Final = "SENCO copy.pdf"
ASKED: Final = "asked of SENCO"
_SENCO: Final = "SENCO"
_CONCERN: Final = "Teacher's concern"
_OTHERS: Final = "Also spoken of"
_STAGES: Final = {"K": "SEN support", "E": "EHC plan"}

Data = dict[str, object]


def senco_path(school: School, meeting: ClassMeeting) -> tuple[str, ...]:
    """Give the place of a meeting's copy below the output folder."""
    return *folder_in(school, meeting.half_term, meeting.class_name), FILE


def senco_copy(school: School, meeting: ClassMeeting, held: date, today: date) -> Paper | None:
    """Make the copy of one meeting; None where nothing of it concerns the SENCO.

    Parameters
    ----------
    school
        As it is with what was just recorded.
    held
        When the meeting was held.
    """
    word = school.settings.words.get("SENCO is called") or DEFAULTS["SENCO is called"]
    facts = _Facts(school, meeting, today)
    data: Data = {
        "school": school.settings.school_name,
        "class": class_label(meeting.class_name),
        "half-term": str(meeting.half_term),
        "word": word,
        "held": f"{held:%d/%m/%Y}",
        "as of": f"{today:%d/%m/%Y}",
        "team": _team(meeting),
        "children": [facts.child(pupil) for pupil in facts.pupils],
        "asked": [_asked(issue) for issue in facts.asked if not issue.upn],
        "to do": [facts.action(action, named=True) for action in facts.to_do],
    }
    if not (data["children"] or data["asked"] or data["to do"]):
        return None
    title = f"Copy for the {word}: {meeting.class_name}, {meeting.half_term}"
    return Paper(senco_path(school, meeting), title, (Page(TEMPLATE, data),))


def _team(meeting: ClassMeeting) -> str:
    leader = meeting.facts.leader or meeting.team.leader
    parts = (("Teacher", meeting.team.teacher), ("Leader", leader))
    return "  ·  ".join(f"{what}: {who}" for what, who in parts if who)


class _Facts:
    """What the meeting and the school's records say of special needs in one class."""

    def __init__(self, school: School, meeting: ClassMeeting, today: date) -> None:
        self._school = school
        self._today = today
        here = {pupil.upn: pupil for pupil in meeting.pupils}
        self._lines = {line.pupil.upn: line for line in meeting.send}
        self._said: dict[str, list[Discussion]] = {}
        for (ident, upn, _), found in school.discussion.items():
            if ident == meeting.id and upn in here:
                self._said.setdefault(upn, []).append(found)
        self.asked = [
            issue for issue in school.issues if (issue.meeting, issue.kind) == (meeting.id, ASKED)
        ]
        self.to_do = [
            action
            for action in school.actions
            if _of(action, meeting.class_name, here)
            and is_open(action)
            and role_of(school.settings, action.owner) == _SENCO
        ]
        self._agreed = [action for action in school.actions if action.meeting == meeting.id]
        wanted = dict.fromkeys(self._lines)
        wanted |= dict.fromkeys(u for u, said in self._said.items() if _worries(said))
        wanted |= dict.fromkeys(issue.upn for issue in self.asked)
        self.pupils = [here[upn] for upn in wanted if upn in here]
        self._names = {upn: pupil.name for upn, pupil in here.items()}

    def child(self, pupil: Pupil) -> Data:
        said = self._said.get(pupil.upn, [])
        line = self._lines.get(pupil.upn)
        why = line.why if line else ""
        return {
            "name": pupil.name,
            "facts": _facts(pupil),
            "stage": _stage(line, said),
            "why": why,
            "teacher": list(_of_teacher(said, why)),
            "concern": _worries(said) and line is None,
            "asked": [_asked(issue) for issue in self.asked if issue.upn == pupil.upn],
            "before": [line.asked, line.reply] if line and (line.asked or line.reply) else [],
            "barriers": list(self._barriers(pupil)),
            "actions": [
                self.action(action) for action in self._agreed if pupil.upn in action.pupils
            ],
        }

    def action(self, action: Action, *, named: bool = False) -> Data:
        names = [self._names[upn] for upn in action.pupils if upn in self._names]
        return {
            "area": action.area,
            "whom": listed(names) if named else "",
            "action": action.action,
            "owner": owner_in_words(action.owner),
            "day": _state(action),
            "overdue": is_overdue(action, self._today),
            "measure": action.measure,
        }

    def _barriers(self, pupil: Pupil) -> Iterator[Data]:
        for barrier in self._school.barriers:
            if barrier.upn == pupil.upn and (barrier.to is None or barrier.to > self._today):
                since = f"since {barrier.since:%d/%m/%Y}" if barrier.since else ""
                yield {"barrier": barrier.barrier, "since": since, "note": barrier.note}


def _state(action: Action) -> str:
    """Say when an action is due; or that it is done, and what came of it."""
    if is_dropped(action):
        return "dropped"
    if is_done(action):
        done = f"done {action.done_on:%d/%m/%Y}" if action.done_on else "done"
        impact = effect_in_words(action.impact, ended=True)
        return f"{done}, {impact}" if impact else done
    return f"{action.by_when:%d/%m/%Y}" if action.by_when else "no day set"


def _of(action: Action, class_name: str, here: dict[str, Pupil]) -> bool:
    if action.pupils:
        return any(upn in here for upn in action.pupils)
    return action.class_name == class_name


def _worries(said: Sequence[Discussion]) -> bool:
    return any(found.send_concern for found in said)


def _stage(line: SendLine | None, said: Sequence[Discussion]) -> str:
    if line is not None:
        return line.stage
    return _CONCERN if _worries(said) else _OTHERS


def _facts(pupil: Pupil) -> str:
    stage = _STAGES.get(pupil.send, "not on the register" if pupil.send == "N" else "")
    year = f"Year {pupil.year}" if pupil.year.isdecimal() else pupil.year
    return ", ".join(filter(None, (year, stage)))


def _of_teacher(said: Sequence[Discussion], why: str) -> Iterator[Data]:
    """Give what was typed of a child, area by area, but for what stands in the reason already."""
    for found in said:
        typed = (part.rstrip(" .") for part in (found.need, found.reason, found.note))
        parts = [part for part in typed if part and part not in why]
        if parts:
            words = ". ".join(parts)
            yield {"area": found.area, "words": f"{words}."}


def _asked(issue: Issue) -> Data:
    return {
        "text": issue.text,
        "day": f"by {issue.by_when:%d/%m/%Y}" if issue.by_when else "",
        "reply": issue.reply,
    }
