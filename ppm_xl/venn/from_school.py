"""From a School to a Venn diagram: which circles a class has, and who is in them, now and then.

A circle is met by a mark that the school's scale says meets the expected standard, or greater
depth. What a pupil's place is taken from is the newest mark up to the half-term, as for the
colours. "Then" is the last recorded meeting, with the places it showed; or else the last
earlier half-term that has marks.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final, TypeAlias

from ppm_xl.plan import VennPicture
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Meeting, Pupil, School
from ppm_xl.sentences import listed
from ppm_xl.venn.membership import (
    MOST_CIRCLES,
    NOT_ASSESSED,
    movement,
    per_cent,
    region_code,
    region_codes,
    tally,
)
from ppm_xl.venn.names import drawn_names

Regions: TypeAlias = Mapping[str, frozenset[str] | None]
"""UPN to the circles the pupil is in; None where not assessed. Who was not there is left out."""

VENN_AREA: Final = "Venn"
"""The ``Area`` of a row of Discussion that holds a pupil's place in the diagram that day."""

NOT_YET: Final = "Not yet at the standard"
NOT_YET_DEEPER: Final = "Not yet at greater depth"

_MEETS: Final = ("expected standard", "greater depth")


@dataclass(frozen=True, slots=True)
class Then:
    """What a diagram of now is compared with.

    Attributes
    ----------
    half_term
        Of the meeting, or of the marks.
    regions
        Who was where; a pupil who was not in the school yet is left out.
    meetings
        IDs of the recorded meetings that are compared with; empty where it is only marks.
    """

    half_term: HalfTerm
    regions: Regions = field(default_factory=dict)
    meetings: tuple[str, ...] = ()


def circles_of(school: School, pupils: Sequence[Pupil]) -> tuple[str, ...]:
    """Give the circles common to the years of these pupils, in the order of Settings.

    A year without circles of its own (Reception) takes no part. In this version a circle is a
    subject at the expected standard; other measures are passed over.
    """
    focus = school.settings.focus
    years = [year for year in dict.fromkeys(p.year for p in pupils) if focus.get(year)]
    if not years:
        return ()
    sets = [
        [c.name for c in focus[year] if c.name in school.settings.subjects and _marked(c.meets)]
        for year in years
    ]
    common = [name for name in sets[0] if all(name in other for other in sets[1:])]
    return tuple(dict.fromkeys(common))[:MOST_CIRCLES]


def _marked(meets: str) -> bool:
    return meets.strip().casefold() in ("", *_MEETS)


def pupils_in_the_venn(school: School, pupils: Sequence[Pupil]) -> tuple[Pupil, ...]:
    """Give the pupils whose year has circles."""
    return tuple(pupil for pupil in pupils if school.settings.focus.get(pupil.year))


def regions_as_of(
    school: School,
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    circles: Sequence[str],
    *,
    greater_depth: bool = False,
) -> dict[str, frozenset[str] | None]:
    """Say which circles each pupil is in by the newest marks up to a half-term.

    A pupil without any mark, or with none that stands on the school's scale, is not assessed.
    """
    out: dict[str, frozenset[str] | None] = {}
    for pupil in pupils:
        history = school.history(pupil.upn, half_term)
        newest = {c: next((j for j in history if j.marks.get(c)), None) for c in circles}
        known = {c: school.meaning(row, c) for c, row in newest.items() if row is not None}
        met = frozenset(
            circle
            for circle, mark in known.items()
            if mark and (mark.meets_greater_depth if greater_depth else mark.meets_expected)
        )
        out[pupil.upn] = met if any(known.values()) else None
    return out


def then_of(
    school: School, class_name: str, half_term: HalfTerm, *, greater_depth: bool = False
) -> Then | None:
    """Say what a class of today is compared with; see :func:`then_for`."""
    pupils = [pupil for pupil in school.pupils.values() if pupil.class_name == class_name]
    return then_for(school, pupils, half_term, greater_depth=greater_depth)


def then_for(
    school: School,
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    *,
    greater_depth: bool = False,
) -> Then | None:
    """Say where these pupils were at the last recorded meeting, whatever class they were in.

    Where a meeting kept no place for a pupil, the marks as of its half-term say it. Without a
    recorded meeting that covers at least half of the pupils, the last earlier half-term with
    marks is taken.

    Returns
    -------
    Then or None
        None where no earlier half-term has a mark or a place for any of them.
    """
    inside = pupils_in_the_venn(school, pupils)
    circles = circles_of(school, inside)
    meetings = last_recorded_meetings(school, inside, half_term)
    when = meetings[0].half_term if meetings else _last_with_marks(school, inside, half_term)
    if when is None or not circles:
        return None
    there = [pupil for pupil in inside if _was_there(school, pupil, when)]
    regions = regions_as_of(school, there, when, circles, greater_depth=greater_depth)
    if not greater_depth:
        regions |= _shown(school, meetings, {pupil.upn for pupil in inside}, circles)
    if all(found is None for found in regions.values()):
        return None
    return Then(when, regions, tuple(m.id for m in meetings))


def last_recorded_meetings(
    school: School, pupils: Sequence[Pupil], half_term: HalfTerm
) -> tuple[Meeting, ...]:
    """Give the recorded progress meetings of the last half-term that cover half the pupils.

    A meeting covers a pupil whose place it kept, or who was in its class then.
    """
    recorded = [
        m
        for m in school.meetings
        if m.recorded is not None and m.kind == "progress" and m.half_term < half_term
    ]
    for when in sorted({m.half_term for m in recorded}, reverse=True):
        held = [m for m in recorded if m.half_term == when]
        covered = [
            pupil
            for pupil in pupils
            if any(
                (m.id, pupil.upn, VENN_AREA) in school.discussion
                or _class_in(school, pupil, when) == m.class_name
                for m in held
            )
        ]
        if covered and 2 * len(covered) >= len(pupils):
            return tuple(held)
    return ()


def _class_in(school: School, pupil: Pupil, half_term: HalfTerm) -> str:
    row = school.judgements.get((half_term, pupil.upn))
    return row.class_name if row else ""


def _shown(
    school: School, meetings: Sequence[Meeting], upns: set[str], circles: Sequence[str]
) -> dict[str, frozenset[str] | None]:
    """Read the places that meetings kept; one of other circles is passed over."""
    wanted = {meeting.id for meeting in meetings}
    out: dict[str, frozenset[str] | None] = {}
    for (meeting, upn, area), said in school.discussion.items():
        if meeting not in wanted or area != VENN_AREA or upn not in upns:
            continue
        code = said.region_shown
        if code == NOT_ASSESSED:
            out[upn] = None
        elif len(code) == len(circles) and set(code) <= {"0", "1"}:
            out[upn] = frozenset(c for c, bit in zip(circles, code, strict=True) if bit == "1")
    return out


def _last_with_marks(
    school: School, pupils: Sequence[Pupil], half_term: HalfTerm
) -> HalfTerm | None:
    wanted = {pupil.upn for pupil in pupils}
    found = (
        when
        for (when, upn), judgement in school.judgements.items()
        if upn in wanted and when < half_term and judgement.marks
    )
    return max(found, default=None)


def _was_there(school: School, pupil: Pupil, half_term: HalfTerm) -> bool:
    """Whether a pupil was in the school by the end of a half-term, as far as can be told."""
    dates = school.settings.calendar.dates(half_term)
    if pupil.joined is not None and dates is not None:
        return pupil.joined <= dates.ends
    if school.history(pupil.upn, half_term):
        return True
    return any(upn == pupil.upn and when <= half_term for when, upn in school.early_years)


def venn_of(
    school: School,
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    *,
    greater_depth: bool = False,
    then: Then | HalfTerm | Regions | None = None,
    size: tuple[float, float] = (11, 7.6),
) -> VennPicture | None:
    """Make the diagram of some pupils as of a half-term, moved since ``then`` where it is given.

    Returns
    -------
    VennPicture or None
        None where no circles are set up for any of their years. Pupils of a year without
        circles are left out.
    """
    inside = pupils_in_the_venn(school, pupils)
    circles = circles_of(school, inside)
    if not circles:
        return None
    now = regions_as_of(school, inside, half_term, circles, greater_depth=greater_depth)
    if isinstance(then, HalfTerm):
        there = [pupil for pupil in inside if _was_there(school, pupil, then)]
        before: Regions | None = regions_as_of(
            school, there, then, circles, greater_depth=greater_depth
        )
    else:
        before = then.regions if isinstance(then, Then) else then
    return picture(inside, circles, now, before, size=size, greater_depth=greater_depth)


def picture(
    pupils: Sequence[Pupil],
    circles: tuple[str, ...],
    members: Regions,
    before: Regions | None = None,
    *,
    size: tuple[float, float] = (11, 7.6),
    counts_only: bool = False,
    greater_depth: bool = False,
) -> VennPicture:
    """Make a diagram of pupils whose places are known; who is not in ``members`` is left out."""
    shown = [pupil for pupil in pupils if pupil.upn in members]
    return VennPicture(
        circles=circles,
        members={pupil.upn: members[pupil.upn] for pupil in shown},
        names=drawn_names({p.upn: (p.first_name, p.surname) for p in pupils}),
        marks={p.upn: found for p in shown if (found := _marks(p))},
        moved={} if before is None else movement(before, {p.upn: members[p.upn] for p in shown}),
        size=size,
        counts_only=counts_only,
        none_label=NOT_YET_DEEPER if greater_depth else NOT_YET,
    )


def _marks(pupil: Pupil) -> frozenset[str]:
    premium = {"PP"} if pupil.pupil_premium else set()
    return frozenset(premium | ({"SEND"} if pupil.has_send else set()))


def region_in_words(circles: Sequence[str], code: str, none_label: str = NOT_YET) -> str:
    """Name a region as a heading.

    >>> region_in_words(("Reading", "Writing", "Maths"), "110")
    'Reading and Writing, not yet Maths'
    """
    if code == NOT_ASSESSED:
        return "Not assessed"
    met = [c for c, bit in zip(circles, code, strict=True) if bit == "1"]
    missing = [c for c, bit in zip(circles, code, strict=True) if bit == "0"]
    if not met:
        return none_label
    if not missing:
        return listed(met)
    return f"{listed(met)}, not yet {' or '.join(missing)}"


_MOVES: Final = {
    "in": "Moved towards the centre",
    "out": "Moved away from the centre",
    "new": "New since then",
}


def membership_in_words(venn: VennPicture) -> Iterator[tuple[str, str]]:
    """Give each region with its count and its pupils, then who moved: what a table can say."""
    codes = {upn: region_code(venn.circles, member) for upn, member in venn.members.items()}
    assessed = sum(code != NOT_ASSESSED for code in codes.values())
    for code in (*region_codes(venn.circles), "0" * len(venn.circles), NOT_ASSESSED):
        upns = [upn for upn, found in codes.items() if found == code]
        share = "" if code == NOT_ASSESSED else f", {per_cent(len(upns), assessed) or 0} %"
        words = f"{region_in_words(venn.circles, code, venn.none_label)} ({len(upns)}{share})"
        yield words, ", ".join(venn.names[upn] for upn in upns) or "nobody"
    for move, words in _MOVES.items():
        moved = [venn.names[upn] for upn, found in venn.moved.items() if found == move]
        if moved:
            yield f"{words} ({len(moved)})", ", ".join(moved)


def alt_text(venn: VennPicture, title: str) -> str:
    """Say in words what a diagram shows: its title, how many are where, and who moved."""
    counted = tally(venn.circles, venn.members)
    parts = [
        f"{count} in {region_in_words(venn.circles, code)}"
        for code, count in counted.regions.items()
        if count and code not in {counted.nowhere, NOT_ASSESSED}
    ]
    parts.append(f"{counted.regions[counted.nowhere]} {venn.none_label.lower()}")
    parts.append(f"{counted.regions[NOT_ASSESSED]} not assessed")
    moved = [
        f"{words}: {', '.join(names)}."
        for move, words in _MOVES.items()
        if (names := [venn.names[upn] for upn, found in venn.moved.items() if found == move])
    ]
    said = f"{title}. Venn diagram of {len(venn.members)} pupils: {'; '.join(parts)}."
    return " ".join((said, *moved)) if not venn.counts_only else said
