"""The SEND section: its stages, and what was asked of the SENCO last (mission row D9).

Who is on the register and makes too little progress is seen to with the SENCO; of
whom the teacher thinks it may be SEND, since teaching and interventions have not helped, the
Inclusion Manager is told.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ppm_xl.meeting.children.concerns import sentences
from ppm_xl.meeting.class_view import ClassView
from ppm_xl.meeting.shown import SendLine
from ppm_xl.provision.look_at import in_numbers
from ppm_xl.provision.wording import NO, PARTLY, effect_in_words, effect_of, has_ended
from ppm_xl.school.model import Issue
from ppm_xl.school.settings import Settings
from ppm_xl.sentences import listed, within_a_sentence
from ppm_xl.status.from_start import LESS
from ppm_xl.status.pupils import PupilStatus

ASKED: Final = "asked of SENCO"
"""The kind of issue that is a question to the SENCO."""
ON_REGISTER: Final = "On the register"
TEACHERS_CONCERN: Final = "Teacher's concern"
ASKED_BEFORE: Final = "Asked before"
_CODES: Final = {"K": "SEN support", "E": "EHC plan"}
_TWICE: Final = 2


def for_the_senco(settings: Settings) -> str:
    """Name the third stage in the school's own word: SENCO, or Inclusion Manager."""
    return f"For the {settings.words.get('SENCO is called') or 'SENCO'}"


def send_lines(view: ClassView) -> tuple[SendLine, ...]:
    """List pupils by stage, then by surname; each once, in the stage that says most.

    * On the register (K or E), and the teacher judges progress Red, or it is less than expected
      from the start, or the teacher has a concern.
    * The teacher's concern: ticked at this meeting or the last, not on the register.
    * For the SENCO: not on the register, and what was tried is not working: two reviews that
      say no, or an intervention that ended with no or partly while the pupil stays Red there
      at two meetings running. With the teacher's concern, where there is one.
    * Asked before: nothing of this, but the SENCO was asked, and has not settled it or replied
      since the last meeting. A reply comes back to the next form whatever became of the child.
    """
    stages: dict[str, list[SendLine]] = {
        ON_REGISTER: [],
        TEACHERS_CONCERN: [],
        (third := for_the_senco(view.school.settings)): [],
        ASKED_BEFORE: [],
    }
    for status in view.statuses:
        pupil = status.pupil
        concern = list(_teachers_concern(view, pupil.upn))
        if pupil.has_send:
            little = list(_little_progress(status))
            stage, why = ON_REGISTER, [*little, *concern]
            if why:
                why = [_CODES[pupil.send], *why, _in_place(view, pupil.upn)]
        else:
            failed = list(_not_working(view, status))
            stage = third if failed else TEACHERS_CONCERN
            why = [*failed, *concern]
        asked = last_asked(view, pupil.upn)
        if not why and asked is not None and _comes_back(view, asked):
            stage, why = ASKED_BEFORE, [_CODES.get(pupil.send, "not on the register")]
        if why:
            stages[stage].append(
                SendLine(
                    pupil,
                    stage,
                    sentences([part for part in why if part]),
                    asked.text if asked else "",
                    asked.reply if asked else "",
                )
            )
    return tuple(line for lines in stages.values() for line in lines)


def last_asked(view: ClassView, upn: str) -> Issue | None:
    """Give what was asked of the SENCO last about a pupil, before this meeting."""
    asked = [
        issue
        for issue in view.background.issues.get(upn, ())
        if issue.kind == ASKED and issue.meeting != view.meeting
    ]
    # Of several at one meeting the last in the table: max takes the first of those alike.
    return max(reversed(asked), key=lambda issue: view.background.when(issue.meeting), default=None)


def _comes_back(view: ClassView, asked: Issue) -> bool:
    """Whether what was asked is shown by itself: until it is settled, and once after that."""
    return asked.status not in {"done", "dropped"} or asked.meeting in view.last_meetings


def _little_progress(status: PupilStatus) -> Iterator[str]:
    red = [within_a_sentence(s) for s, found in status.subjects.items() if found.progress.is_red]
    if red:
        yield f"progress judged Red in {listed(red)}"
    less = [
        within_a_sentence(s)
        for s, found in status.subjects.items()
        if found.from_start is not None and found.from_start.made == LESS
    ]
    if less:
        yield f"less than expected from the start in {listed(less)}"


def _in_place(view: ClassView, upn: str) -> str:
    found = [
        f"{row.name} ({effect_in_words(effect, ended=False)})" if effect else row.name
        for row in view.support.of(upn)
        if not has_ended(row, view.today) and (effect := effect_of(row)) is not None
    ]
    return f"in place: {listed(found)}" if found else "nothing in place"


def _teachers_concern(view: ClassView, upn: str) -> Iterator[str]:
    for meeting in (view.meeting, *view.last_meetings):
        for said in view.background.discussion.get(upn, ()):
            if said.meeting == meeting and said.send_concern:
                when = "" if meeting == view.meeting else " at the last meeting"
                why = f": “{said.reason.rstrip('.')}”" if said.reason else ""
                name = within_a_sentence(said.area)
                yield f"the teacher's concern{when}, {name}{why}"
                return


def _not_working(view: ClassView, status: PupilStatus) -> Iterator[str]:
    """Say what was tried and is not working, of a pupil who is not on the register.

    What has ended says nothing any more of one who is Red in nothing now.
    """
    upn = status.pupil.upn
    rows = view.support.of(upn)
    failed = [
        row
        for row in rows
        if effect_of(row) == NO and (status.red_in or not has_ended(row, view.today))
    ]
    if len(failed) >= _TWICE:
        yield f"{listed([row.name for row in failed])} reviewed, not working"
        return
    for area, running in status.red_meetings.items():
        if area not in status.red_in or running < 1:
            continue
        for row in view.support.of(upn, area):
            if has_ended(row, view.today) and effect_of(row) in {NO, PARTLY}:
                words = effect_in_words(effect_of(row), ended=True)
                yield (
                    f"{row.name} {words} and has ended; Red in {within_a_sentence(area)} at "
                    f"{in_numbers(running + 1)} meetings running"
                )
                return
