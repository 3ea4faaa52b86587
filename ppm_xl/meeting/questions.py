"""A question for the leader about a pupil who makes little progress (mission row D3).

Little progress is: the teacher judges progress Red; or Red at this meeting and the one before; or
less than expected from the start; or slipped since the last meeting; or a test says something
else than the teacher. The question says what is so, what was tried and what came of it, and then
asks; what it asks depends on the evidence. It names the child, never a colour, and blames nobody.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.meeting.class_view import ClassView
from ppm_xl.provision.look_at import MOSTLY, in_numbers
from ppm_xl.provision.wording import (
    LONG_MONTHS,
    NO,
    PARTLY,
    TOO_SOON,
    WORKED,
    effect_of,
    has_ended,
    month_in_words,
    sessions_in_words,
)
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Action, Provision, TestScore
from ppm_xl.school.scale import folded
from ppm_xl.sentences import within_a_sentence
from ppm_xl.status.against_tests import HIGHER, LOWER
from ppm_xl.status.colours import shown_per_cent
from ppm_xl.status.from_start import LESS
from ppm_xl.status.pupils import PupilStatus, SubjectStatus
from ppm_xl.status.trends import SLIPPED, STEPS_DOWN

LONGEST: Final = 240
"""Letters of a question at most: two lines of the form."""
_SHORT: Final = 60
"""Letters up to which an action's own words are repeated."""
ATTENDANCE: Final = "Attendance"
ATTITUDE: Final = "Attitude"


@dataclass(frozen=True, slots=True)
class Scored:
    """A test that says something else than the teacher.

    Attributes
    ----------
    when
        Such as ``in December``.
    """

    score: str
    when: str
    higher: bool = False


@dataclass(frozen=True, slots=True)
class Evidence:
    """What is known of a pupil's little progress in one area.

    Attributes
    ----------
    area
        As within a sentence: ``maths``.
    mark
        The newest; empty for attitude and attendance.
    since
        The half-term since which the mark is the same, where it has been for two or more.
    was, then
        The mark before, and when, where the pupil slipped from it.
    progress_red
        The teacher judges that progress is not enough.
    running
        At how many meetings running, this one among them, the pupil was a concern here.
    began
        Where the pupil began, where progress from there is less than expected: ``EXS (KS1)``.
    provision
        What is in place or was tried, the newest.
    action
        The newest action for the area of which somebody said what it did.
    need
        Named at the last meeting.
    figure
        Attendance, or the parts of attitude: ``84.3 %``.
    """

    name: str
    area: str
    mark: str = ""
    since: str = ""
    was: str = ""
    then: str = ""
    progress_red: bool = False
    running: int = 1
    began: str = ""
    test: Scored | None = None
    provision: Provision | None = None
    action: Action | None = None
    need: str = ""
    figure: str = ""

    @property
    def is_little(self) -> bool:
        """Whether it is little progress at all."""
        return any(
            (self.progress_red, self.running > 1, self.was, self.began, self.test is not None)
        )

    @property
    def strength(self) -> tuple[bool, int, bool, bool, bool, bool]:
        """How much it weighs beside what is known of the same pupil in another area."""
        lower = self.test is not None and not self.test.higher
        return (
            self.progress_red,
            self.running,
            bool(self.was),
            bool(self.began),
            lower,
            self.test is not None,
        )


def question_for(view: ClassView, status: PupilStatus) -> str:
    """Ask about the area in which a pupil makes least progress; empty where none is little."""
    found = [one for one in _evidence(view, status) if one.is_little]
    if not found:
        return ""
    strongest = max(found, key=lambda one: one.strength)
    return question(strongest, view.today)


def question(evidence: Evidence, today: date) -> str:
    """Put a question in words: what is so, what was tried, what to ask.

    >>> amir = Evidence("Amir", "maths", "EXS", "Autumn 1", test=Scored("88", "in December"))
    >>> question(amir, date(2026, 12, 14))
    'Amir has been EXS in maths since Autumn 1 and scored 88 in December: what does Amir find \
hard, and what have we not tried?'
    """
    so = _what_is_so(evidence)
    tried = _what_was_tried(evidence, today)
    if tried:
        whole = f"{so}. {tried[:1].upper()}{tried[1:]}"
        if len(whole) <= LONGEST:
            return whole
    whole = f"{so}: {_ask(evidence)}"
    if len(whole) <= LONGEST:
        return whole
    return f"{evidence.name}, {evidence.area}: what is the next step, and what would help?"


def _what_is_so(e: Evidence) -> str:  # noqa: PLR0911 - one line a shape
    if e.area == ATTENDANCE.casefold():
        return f"{_whose(e.name)} attendance is {e.figure}, and we spoke of it {_last(e.running)}"
    if e.area == ATTITUDE.casefold():
        return f"We spoke of {_whose(e.name)} {e.figure or 'attitude'} {_last(e.running)}"
    if e.test is not None and e.test.higher and not e.progress_red:
        return f"{e.name} scored {e.test.score} in {e.area} {e.test.when} and is judged {e.mark}"
    if e.was:
        return f"{e.name} went from {e.was} ({e.then}) to {e.mark} in {e.area}"
    stands = f"is {e.mark} in {e.area} now"
    if e.since:
        stands = f"has been {e.mark} in {e.area} since {e.since}"
    if e.test is not None and not e.test.higher:
        return f"{e.name} {stands.removesuffix(' now')} and scored {e.test.score} {e.test.when}"
    if e.began:
        return f"{e.name} began at {e.began} and {stands}"
    if e.running > 1:
        return f"We spoke of {_whose(e.name)} {e.area} {_last(e.running)}; {e.name} {stands}"
    return f"{e.name} {stands}" if e.mark else f"{_whose(e.name)} progress in {e.area} is slow"


def _last(running: int) -> str:
    before = running - 1
    return (
        "at the last meeting too" if before == 1 else f"at the last {in_numbers(before)} meetings"
    )


def _whose(name: str) -> str:
    return f"{name}'s"


def _what_was_tried(e: Evidence, today: date) -> str:
    if e.provision is not None:
        return _of_provision(e, e.provision, today)
    action = e.action
    if action is None or len(action.action) > _SHORT:
        return ""
    words = f"“{action.action.rstrip('.')}”"
    if action.impact == WORKED:
        return f"{words} worked: what would build on it?"
    if action.impact == PARTLY:
        return f"{words} worked in part: what would make more of it?"
    return f"{words} has not helped so far: what might suit {e.name} better?"


def _of_provision(e: Evidence, row: Provision, today: date) -> str:  # noqa: C901, PLR0911 - a shape a line
    name, effect, sessions = row.name, effect_of(row), sessions_in_words(row)
    begun = f" since {month_in_words(row.since, today)}" if row.since else ""
    if has_ended(row, today):
        end = f" ended in {month_in_words(row.to, today)}" if row.to else " has ended"
        if effect == NO:
            return f"{name}{end} and did not help enough: what would suit {e.name} better?"
        if effect == WORKED:
            return f"{name} worked and{end}: what would carry it on in class?"
        helped = " and helped in part" if effect == PARTLY else ""
        return f"{name}{end}{helped}: what should follow it?"
    had, planned = row.sessions_had, row.sessions_planned
    if had is not None and planned and had < MOSTLY * planned:
        if effect in {"", TOO_SOON}:
            return f"{name}{begun}, {sessions}: is it the right help, and can the rest take place?"
        return f"{name}{begun}, {sessions}: what would make room for the rest?"
    many = f", {sessions}," if sessions else ""
    if effect == NO and row.changed_to:
        changed = f"{row.changed_to[:1].lower()}{row.changed_to[1:]}".rstrip(".")
        return f"{name}{begun} was changed ({changed}): what is different for {e.name} now?"
    if effect == NO:
        return f"{name}{begun}{many} is not helping yet: what would suit {e.name} better?"
    if effect == PARTLY:
        return f"{name}{begun}{many} is helping in part: what carries over into lessons?"
    if effect == WORKED:
        return f"{name}{begun}{many} is working: how can lessons build on it?"
    if effect == TOO_SOON:
        began = f"began in {month_in_words(row.since, today)}" if row.since else "has just begun"
        return f"{name} {began}: how shall we know that it helps?"
    return f"{name}{begun}{many.rstrip(',')}: is it the right help for {e.name}?"


def _ask(e: Evidence) -> str:  # noqa: PLR0911 - one line a shape
    if e.area == ATTENDANCE.casefold():
        return "what makes mornings hard, and whom does the family like to talk to?"
    if e.area == ATTITUDE.casefold():
        return "when does it go well, and what is different then?"
    if e.need:
        need = within_a_sentence(e.need)
        return f"we named {need} last time; is that still what is hard, and what have we not tried?"
    if e.test is not None and e.test.higher and not e.progress_red:
        return f"what can {e.name} do in a test that we do not see in lessons yet?"
    if e.was:
        return "what changed, and what would bring it back?"
    if e.test is not None:
        return f"what does {e.name} find hard, and what have we not tried?"
    if e.began:
        return "where did it become hard, and who could help with that?"
    if e.running > 1:
        return "what have we not tried yet?"
    return f"what is the next small step, and what would help {e.name} to take it?"


# ------------------------------------------------------------------------------ the evidence


def _evidence(view: ClassView, status: PupilStatus) -> Iterator[Evidence]:
    for subject in status.subjects.values():
        yield _of_subject(view, status, subject)
    upn, name = status.pupil.upn, view.names[status.pupil.upn]
    for area, colour in ((ATTITUDE, status.attitude), (ATTENDANCE, status.attendance)):
        running = status.red_meetings.get(area, 0) + 1
        if colour.is_red and running > 1:
            if area == ATTENDANCE:
                row = view.school.judgements.get((view.half_term, upn))
                per_cent = row.attendance.per_cent if row and row.attendance else None
                figure = "" if per_cent is None else shown_per_cent(per_cent)
            else:
                figure = colour.why.removesuffix(" Red")
            yield Evidence(
                name,
                area.casefold(),
                running=running,
                provision=_tried(view, upn, area),
                action=_acted(view, upn, area),
                figure=figure,
            )


def _of_subject(view: ClassView, status: PupilStatus, found: SubjectStatus) -> Evidence:
    upn, area = status.pupil.upn, found.subject
    was, then = _slipped_from(view, upn, found)
    last = view.said_last(upn, area)
    return Evidence(
        name=view.names[upn],
        area=within_a_sentence(area),
        mark=found.mark,
        since=_since(view, upn, found),
        was=was,
        then=then,
        progress_red=found.progress.is_red,
        running=status.red_meetings.get(area, 0) + 1,
        began=_began(found),
        test=_scored(view, upn, found),
        provision=_tried(view, upn, area),
        action=_acted(view, upn, area),
        need=next((said.need for said in last if said.need), ""),
    )


def _since(view: ClassView, upn: str, found: SubjectStatus) -> str:
    """Name the half-term since which the mark is the same, where it stood at two or more."""
    run: list[HalfTerm] = []
    for row in view.school.history(upn, view.half_term):
        mark = row.marks.get(found.subject)
        if not mark:
            continue
        if folded(mark) != folded(found.mark):
            break
        run.append(row.half_term)
    if len(run) < 2:  # noqa: PLR2004 - at two half-terms
        return ""
    return _in_words(run[-1], view.half_term)


def _in_words(when: HalfTerm, now: HalfTerm) -> str:
    return when.name if when.school_year == now.school_year else str(when)


def _slipped_from(view: ClassView, upn: str, found: SubjectStatus) -> tuple[str, str]:
    """Give the mark before the newest, and when, where the pupil slipped from it."""
    if found.trend.move not in {SLIPPED, STEPS_DOWN}:
        return "", ""
    for row in view.school.history(upn, view.half_term):
        mark = row.marks.get(found.subject)
        if mark and folded(mark) != folded(found.mark):
            before, now = view.school.meaning(row, found.subject), _now(view, upn, found)
            if before is None or now is None or before.steps <= now:
                return "", ""
            return mark, _in_words(row.half_term, view.half_term)
    return "", ""


def _now(view: ClassView, upn: str, found: SubjectStatus) -> int | None:
    for row in view.school.history(upn, view.half_term):
        if row.marks.get(found.subject):
            meaning = view.school.meaning(row, found.subject)
            return None if meaning is None else meaning.steps
    return None


def _began(found: SubjectStatus) -> str:
    if found.from_start is None or found.from_start.made != LESS:
        return ""
    return found.from_start.why.split(", now ")[0]


def _scored(view: ClassView, upn: str, found: SubjectStatus) -> Scored | None:
    if found.test is None or found.test.verdict not in {LOWER, HIGHER}:
        return None
    said = found.test.why
    newest = max(
        (
            score
            for score in view.background.tests.get((upn, found.subject), ())
            if f"{score.test or 'test'} {score.score}:" in said
            and score.half_term <= view.half_term
        ),
        key=lambda score: (score.half_term.place, score.day or date.min),
        default=None,
    )
    if newest is None:
        return None
    return Scored(newest.score, _when(newest, view), found.test.verdict == HIGHER)


def _when(score: TestScore, view: ClassView) -> str:
    if score.day is not None:
        return f"in {LONG_MONTHS[score.day.month - 1]}"
    return f"in {_in_words(score.half_term, view.half_term)}"


def _tried(view: ClassView, upn: str, area: str) -> Provision | None:
    """Give what is in place, else what ended last in the last months, most telling first."""
    rows: Sequence[Provision] = [
        row
        for row in view.support.of(upn, area)
        if row.kind.casefold() != "class strategy"
        and (row.to is None or (view.today - row.to).days < _LATELY)
    ]
    return next(iter(rows), None)


_LATELY: Final = 180
"""Days after which what has ended is not asked about any more."""


def _acted(view: ClassView, upn: str, area: str) -> Action | None:
    wanted = {WORKED, PARTLY, NO}
    return next((a for a in view.actions_for(upn, area) if a.impact.casefold() in wanted), None)
