"""Movement since the last meeting, as the meeting saw it, and Red at meetings running.

A meeting keeps the colours it showed; what they are compared with is what was seen that day.
Where the marks of that half-term say something else by now, they were corrected since: said so.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from ppm_xl.schema import COLOURS
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Meeting, Pupil, School
from ppm_xl.status.bands import steps_between
from ppm_xl.status.evidence import Evidence, Timeline, Timelines, place_in_time

IMPROVED: Final = "Improved"
SLIPPED: Final = "Slipped"
MIXED: Final = "Mixed"
SAME: Final = "Same"
STEPS_UP: Final = "Small steps up"
STEPS_DOWN: Final = "Small steps down"


@dataclass(frozen=True, slots=True)
class Trend:
    """How a pupil moved in a subject since the last meeting.

    Attributes
    ----------
    move
        One of the words above; empty where there is nothing to compare.
    why
        What moved, and since when.
    corrected
        What the meeting saw and the marks no longer say; empty where they still do.
    """

    move: str = ""
    why: str = ""
    corrected: str = ""


NOTHING: Final = Trend()


def moved(before: str, now: str) -> int:
    """Tell whether a colour is better than before: 1 better, -1 worse, 0 alike.

    Not assessed is neither better nor worse than any colour.

    >>> moved("Yellow", "Green"), moved("Green", "Red"), moved("Red", "Not assessed")
    (1, -1, 0)
    """
    if before not in COLOURS or now not in COLOURS:
        return 0
    was, stands = COLOURS.index(before), COLOURS.index(now)
    return (was > stands) - (was < stands)


def direction(moves: Sequence[int], small_steps: int) -> str:
    """Name a movement of colours, or of steps where no colour moved.

    >>> direction((1, 0), 0), direction((1, -1), 0), direction((0, 0), -2)
    ('Improved', 'Mixed', 'Small steps down')
    """
    better, worse = 1 in moves, -1 in moves
    if better or worse:
        return MIXED if better and worse else IMPROVED if better else SLIPPED
    if small_steps:
        return STEPS_UP if small_steps > 0 else STEPS_DOWN
    return SAME


class Meetings:
    """What recorded meetings saw of each pupil."""

    def __init__(self, school: School, timelines: Timelines) -> None:
        self._school = school
        self._timelines = timelines
        self._recorded = sorted(
            (m for m in school.meetings if m.recorded is not None and m.kind == "progress"),
            key=lambda m: place_in_time(m.half_term),
            reverse=True,
        )
        kept: dict[str, set[str]] = {}
        for meeting, upn, _ in school.discussion:
            kept.setdefault(upn, set()).add(meeting)
        self._kept: Mapping[str, Collection[str]] = kept
        self._of: dict[str, tuple[tuple[int, Meeting], ...]] = {}
        self._trends: dict[tuple[object, ...], Trend] = {}

    def before(self, pupil: Pupil, half_term: HalfTerm) -> tuple[Meeting, ...]:
        """Give the meetings of earlier half-terms that saw a pupil, newest first.

        A meeting saw a pupil of whom it kept anything, or who was in its class then.
        """
        if not self._recorded:
            return ()
        if pupil.upn not in self._of:
            known = self._kept.get(pupil.upn, ())
            rows = self._timelines.of(pupil)
            self._of[pupil.upn] = tuple(
                (place_in_time(m.half_term), m)
                for m in self._recorded
                if m.id in known or _class_then(rows, m.half_term) == m.class_name
            )
        now = place_in_time(half_term)
        return tuple(m for place, m in self._of[pupil.upn] if place < now)

    def red_running(self, seen: Sequence[Meeting], pupil: Pupil, area: str) -> int:
        """Count at how many meetings running, up to the last, a pupil was shown Red in an area."""
        count = 0
        for meeting in seen:
            said = self._school.discussion.get((meeting.id, pupil.upn, area))
            if said is None or "Red" not in {said.attainment_shown, said.progress_shown}:
                break
            count += 1
        return count

    def trend(
        self, seen: Sequence[Meeting], pupil: Pupil, subject: str, now: Evidence | None
    ) -> Trend:
        """Compare with what the last meeting saw; before any meeting, with the evidence before.

        Parameters
        ----------
        seen
            The meetings that saw the pupil, newest first.
        """
        if now is None:
            return NOTHING
        timeline = self._timelines.of(pupil)
        if not seen:
            before = timeline.evidence_at(subject, place_in_time(now.row.half_term) - 1)
            if before is None or before is now:
                return NOTHING
            return self._compared(before, now, ("", ""), f"since {before.row.half_term}")
        last = seen[0]
        said = self._school.discussion.get((last.id, pupil.upn, subject))
        shown = (said.attainment_shown, said.progress_shown) if said else ("", "")
        before = timeline.evidence(subject, last.half_term)
        return self._compared(before, now, shown, f"since the meeting of {last.half_term}")

    def _compared(
        self, before: Evidence | None, now: Evidence, shown: tuple[str, str], since: str
    ) -> Trend:
        """Compare; alike ones once, as a school holds few that differ."""
        key = (_seen(before), _seen(now), shown, since)
        found = self._trends.get(key)
        if found is None:
            found = self._trends[key] = _compared(before, now, shown, since)
        return found


def _seen(evidence: Evidence | None) -> tuple[object, ...]:
    """Give all of a piece of evidence that a comparison looks at."""
    if evidence is None:
        return ()
    meant = evidence.meaning
    standing = (meant.mark, meant.steps) if meant else None
    return evidence.mark, standing, evidence.attainment.name, evidence.progress.name


def _class_then(timeline: Timeline, half_term: HalfTerm) -> str:
    row = timeline.at(half_term)
    return row.class_name if row else ""


def _compared(before: Evidence | None, now: Evidence, shown: tuple[str, str], since: str) -> Trend:
    if before is None and not any(shown):
        return NOTHING
    by_now = (before.attainment.name, before.progress.name) if before else ("", "")
    pairs = [
        (saw or says, colour.name, what)
        for saw, says, colour, what in zip(
            shown, by_now, (now.attainment, now.progress), ("attainment", "progress"), strict=True
        )
    ]
    if not any(was in COLOURS and stands in COLOURS for was, stands, _ in pairs):
        return NOTHING
    steps = 0
    if before is not None and before.meaning is not None and now.meaning is not None:
        steps = steps_between(before.meaning, now.meaning)
    move = direction([moved(was, stands) for was, stands, _ in pairs], steps)
    return Trend(
        move=move,
        why="" if move == SAME else _why(move, pairs, before, now, since),
        corrected=_corrected(shown, by_now, since),
    )


def _why(
    move: str,
    pairs: Sequence[tuple[str, str, str]],
    before: Evidence | None,
    now: Evidence,
    since: str,
) -> str:
    if move in {STEPS_UP, STEPS_DOWN} and before is not None:
        return f"{move.casefold()} {since}: {before.mark} to {now.mark}"
    said = [f"{what} {was} to {stands}" for was, stands, what in pairs if moved(was, stands)]
    return f"{move.casefold()} {since}: {', '.join(said)}"


def _corrected(shown: tuple[str, str], by_now: tuple[str, str], since: str) -> str:
    """Say what a meeting saw that the marks of its half-term do not say any more."""
    if not any(shown):
        return ""
    said = [
        f"{what} {saw}, and its marks say {says} now"
        for saw, says, what in zip(shown, by_now, ("attainment", "progress"), strict=True)
        if saw in COLOURS and says in COLOURS and saw != says
    ]
    if not said:
        return ""
    return f"corrected since: {since.removeprefix('since ')} saw {', '.join(said)}"
