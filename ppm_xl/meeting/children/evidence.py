"""What is known of a pupil's little progress, by area: what a leader's question stands on.

Little progress is: the teacher judges progress Red; or Red at this meeting and the one before; or
less than expected from the start; or slipped since the last meeting; or a test says something
else than the teacher.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from ppm_xl.meeting.class_view import ClassView
from ppm_xl.provision.areas import ATTENDANCE, ATTITUDE
from ppm_xl.provision.wording import LONG_MONTHS, NO, PARTLY, WORKED, is_intervention
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Action, Provision, TestScore
from ppm_xl.school.scale import folded
from ppm_xl.sentences import within_a_sentence
from ppm_xl.status.against_tests import HIGHER, LOWER
from ppm_xl.status.bands import steps_between
from ppm_xl.status.colours import shown_per_cent
from ppm_xl.status.from_start import LESS
from ppm_xl.status.pupils import PupilStatus, SubjectStatus
from ppm_xl.status.trends import MIXED, SLIPPED, STEPS_DOWN

SHORT: Final = 60
"""Letters up to which somebody's own words are repeated."""
_LATELY: Final = 180
"""Days after which what has ended is not asked about any more."""

_MATTERS_MOST: Final = 3


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
    was, rose_from
        The mark before, where the pupil slipped from it, or rose from it.
    then
        When that was given.
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
    on_target
        The milestone that is due, or the target, is reached.
    secure
        Attainment is Green.
    voice
        What the child said would help, in this half-term's conversation or the last.
    elsewhere
        The question stands under another area than its own, and says first which it is about.
    """

    name: str
    area: str
    mark: str = ""
    since: str = ""
    was: str = ""
    rose_from: str = ""
    then: str = ""
    progress_red: bool = False
    running: int = 1
    began: str = ""
    test: Scored | None = None
    provision: Provision | None = None
    action: Action | None = None
    need: str = ""
    figure: str = ""
    on_target: bool = False
    secure: bool = False
    voice: str = ""
    elsewhere: bool = False

    @property
    def in_area(self) -> str:
        """Where it is, within a sentence; empty where the question begins with it."""
        return "" if self.elsewhere else f" in {self.area}"

    @property
    def is_little(self) -> bool:
        """Whether it is little progress at all."""
        return any(
            (self.progress_red, self.running > 1, self.was, self.began, self.test is not None)
        )

    @property
    def is_rising(self) -> bool:
        """Whether all there is to say is that it was a concern before, and that it gets better."""
        return bool(self.rose_from) and not (
            self.progress_red or self.began or self.test is not None
        )

    @property
    def strength(self) -> tuple[bool, bool, int, bool, bool, bool, bool]:
        """How much it weighs beside what is known of the same pupil in another area.

        The first :data:`_MATTERS_MOST` decide between the area of the whole line and others.
        """
        lower = self.test is not None and not self.test.higher
        return (
            not self.is_rising,
            self.progress_red,
            self.running,
            bool(self.was),
            bool(self.began),
            lower,
            self.test is not None,
        )


def strongest(view: ClassView, status: PupilStatus, area: str = "") -> Evidence | None:
    """Give what is known of the area in which a pupil makes least progress; None where none.

    Parameters
    ----------
    area
        The area that holds the pupil's whole line. It goes before another, unless there the
        teacher judges progress Red, or the pupil was a concern at more meetings running.
    """
    own = within_a_sentence(area) if area in status.subjects else area.casefold()
    little = [
        replace(one, elsewhere=bool(area) and one.area != own)
        for one in _evidence(view, status)
        if one.is_little
    ]
    return max(
        little,
        key=lambda one: (*one.strength[:_MATTERS_MOST], not one.elsewhere, *one.strength),
        default=None,
    )


def _evidence(view: ClassView, status: PupilStatus) -> Iterator[Evidence]:
    for subject in status.subjects.values():
        yield _of_subject(view, status, subject)
    upn, name = status.pupil.upn, status.pupil.first_name
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
    mark, when, steps = _moved_from(view, upn, found)
    slipped = steps < 0 and found.trend.move in {SLIPPED, MIXED, STEPS_DOWN}
    last = view.said_last(upn, area)
    return Evidence(
        name=status.pupil.first_name,
        area=within_a_sentence(area),
        mark=found.mark,
        since=_since(view, upn, found),
        was=mark if slipped else "",
        rose_from=mark if steps > 0 else "",
        then=when,
        progress_red=found.progress.is_red,
        running=status.red_meetings.get(area, 0) + 1,
        began=_began(found),
        test=_scored(view, upn, found),
        provision=_tried(view, upn, area),
        action=_acted(view, upn, area),
        need=next((said.need for said in last if said.need), ""),
        on_target=_on_target(view, status, area),
        secure=found.attainment.name == "Green",
        voice=_voice(view, upn),
    )


def _on_target(view: ClassView, status: PupilStatus, subject: str) -> bool:
    standing = view.standing(status.pupil, subject)
    return standing is not None and not standing.short and bool(standing.met or standing.milestone)


def _voice(view: ClassView, upn: str) -> str:
    """Give what the child said would help, where it is short enough to be repeated."""
    for half_term in (view.half_term, view.half_term.before):
        held = view.school.conversations.get((half_term, upn))
        if held is not None and held.would_help and len(held.would_help) <= SHORT:
            return held.would_help.rstrip(".")
    return ""


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


def _moved_from(view: ClassView, upn: str, found: SubjectStatus) -> tuple[str, str, int]:
    """Give the mark before the newest, and when it was given, with the steps moved since.

    No steps where the two mean the same, or the scale does not know one of them.
    """
    marked = [r for r in view.school.history(upn, view.half_term) if r.marks.get(found.subject)]
    if len(marked) < 2:  # noqa: PLR2004 - now and before
        return "", "", 0
    now, before = (view.school.meaning(row, found.subject) for row in marked[:2])
    if now is None or before is None:
        return "", "", 0
    when = _in_words(marked[1].half_term, view.half_term)
    return marked[1].marks[found.subject], when, steps_between(before, now)


def _began(found: SubjectStatus) -> str:
    """Name where a child began who made less progress than expected: ``EXS (KS1)``."""
    if found.from_start is None or found.from_start.made != LESS:
        return ""
    began = found.from_start.why.split(", now ")[0]
    return (
        began.replace(" (first judgement, ", " in ").removesuffix(")")
        if "(first judgement, " in began
        else began
    )


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
    rows = (
        row
        for row in view.support.of(upn, area)
        if is_intervention(row) and (row.to is None or (view.today - row.to).days < _LATELY)
    )
    return next(rows, None)


def _acted(view: ClassView, upn: str, area: str) -> Action | None:
    wanted = {WORKED, PARTLY, NO}
    return next((a for a in view.actions_for(upn, area) if a.impact.casefold() in wanted), None)
