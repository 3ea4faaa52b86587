"""What stands beside each part of the family's page in the staff edition.

Marks behind the words, who judged and when, what the workbook would suggest, targets and
milestones, the test beside the judgement, movement; behind each action who does it and by when.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ppm_xl.one_child.lines import Look
from ppm_xl.one_child.page import Page
from ppm_xl.one_child.words import day, sentence, time_of
from ppm_xl.reports.family import FamilyReport
from ppm_xl.schema import AREAS_OF_LEARNING, COLOURS, EARLY_LEARNING_GOALS
from ppm_xl.school.action_states import is_open, is_overdue
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.early_years import EXPECTED
from ppm_xl.school.model import Action
from ppm_xl.school.raising import reason_of
from ppm_xl.school.reaching import reaches
from ppm_xl.school.settings import IN_ATTITUDE
from ppm_xl.school.starting_points import starting_point
from ppm_xl.sentences import listed
from ppm_xl.status.against_tests import AGREES
from ppm_xl.status.evidence import Timeline
from ppm_xl.status.from_start import EXPECTED as EXPECTED_PROGRESS
from ppm_xl.status.from_start import LESS
from ppm_xl.status.pupils import SubjectStatus

_OWNERS: Final = {"child": "The child", "family": "The family"}
_TERMS: Final = ("Autumn", "Spring", "Summer")


@dataclass(frozen=True, slots=True)
class Note:
    """A line for staff: what it is about, and what it says."""

    label: str
    words: str
    look: Look = Look.PLAIN


Notes = tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Beside:
    """Notes by the part of the family's page they stand beside.

    Attributes
    ----------
    learning, days
        By the name of the subject, area or measure as the page has it.
    actions
        By the text of the action as the page has it.
    not_shown
        Subjects that the family's page leaves out, with their notes.
    """

    learning: Mapping[str, Notes] = field(default_factory=dict)
    days: Mapping[str, Notes] = field(default_factory=dict)
    went_well: Notes = ()
    actions: Mapping[str, Notes] = field(default_factory=dict)
    own_words: Notes = ()
    not_shown: Mapping[str, Notes] = field(default_factory=dict)
    not_printed: tuple[Action, ...] = ()
    """Open actions that the family's page does not hold."""


def beside(page: Page, timeline: Timeline, family: FamilyReport) -> Beside:
    """Gather the notes for one child.

    Parameters
    ----------
    timeline
        What counted for the child at each half-term.
    family
        The page they stand beside.
    """
    subjects = {
        name: tuple(_subject(page, timeline, name, status, family))
        for name, status in page.status.subjects.items()
    }
    shown = {subject.name for subject in family.subjects}
    areas = {area.name: tuple(_area(page, area.name)) for area in family.areas}
    actions, not_printed = _actions(page, family)
    return Beside(
        learning={**{n: notes for n, notes in subjects.items() if n in shown}, **areas},
        days=_days(page, family),
        went_well=tuple(_went_well(page, family)),
        actions=actions,
        own_words=tuple(_own_words(page)),
        not_shown={} if areas else {n: s for n, s in subjects.items() if n not in shown},
        not_printed=not_printed,
    )


# ---------------------------------------------------------------- how the child is getting on


def _subject(
    page: Page, timeline: Timeline, name: str, status: SubjectStatus, family: FamilyReport
) -> Iterator[Note]:
    called = family.wording.called
    if status.mark:
        yield Note("Mark", status.attainment.why.partition("; milestone was")[0])
    yield _judged(page, status, called)
    yield from _target(page, timeline, name)
    if status.test is not None:
        agrees = status.test.verdict == AGREES
        yield Note("Test", status.test.why, Look.PLAIN if agrees else Look.BOLD)
    for moved in (status.trend.why, status.trend.corrected):
        if moved:
            yield Note("Trend", moved)
    yield from _meetings(page, name)


def _judged(page: Page, status: SubjectStatus, called: Callable[[str], str]) -> Note:
    """Say who judged progress and when, and what the workbook suggests, which never goes home."""
    judged, suggested = status.progress.name, status.suggested.name
    words = "not judged yet"
    if judged in COLOURS:
        by = f" by {status.judged_by}" if status.judged_by else ""
        on = f", {day(status.judged_on)}" if status.judged_on else ""
        words = f"{called(judged)}{by}{on}"
        if status.evidence is not None and status.evidence < page.now:
            words += f", in {time_of(status.evidence, page.now)}"
    if suggested not in COLOURS:
        return Note("Progress", words, Look.PLAIN if judged in COLOURS else Look.QUIET)
    differs = judged in COLOURS and judged != suggested
    if judged == suggested:
        return Note("Progress", f"{words}; suggested {called(suggested)}")
    words += f"; suggested {called(suggested)} ({status.suggested.why})"
    return Note("Progress", words, Look.BOLD if differs else Look.PLAIN)


def _meetings(page: Page, area: str) -> Iterator[Note]:
    running = page.status.red_meetings.get(area, 0)
    if running:
        at = "the last meeting too" if running == 1 else f"the last {running} meetings too"
        yield Note("Meetings", f"Red at {at}", Look.BAD)


def _target(page: Page, timeline: Timeline, subject: str) -> Iterator[Note]:
    target = page.school.targets.get((page.now.school_year, page.pupil.upn, subject))
    words = target.agreed if target and target.agreed else "none agreed yet"
    if target and target.starting_point:
        words += f", began the year at {target.starting_point}"
    yield Note("Target", words, Look.PLAIN if target and target.agreed else Look.QUIET)
    start = page.status.subjects[subject].from_start
    point = starting_point(page.school, page.pupil, subject)
    here = point is not None and not point.stage
    if start is not None and not (here and start.made == EXPECTED_PROGRESS):
        less = start.made == LESS
        yield Note(
            "From the start",
            start.why.removesuffix(" progress from the start"),
            Look.BOLD if less else Look.PLAIN,
        )
    elif start is None and point is not None and point.stage:
        yield Note("From the start", f"{point.result} ({point.what})")
    if target is None:
        return
    said = [
        f"{term} {mark}{_reached(page, timeline, subject, term, mark)}"
        for term in _TERMS
        if (mark := target.milestones.get(term, ""))
    ]
    if said:
        missed = any("not reached" in part for part in said)
        yield Note("Milestones", " · ".join(said), Look.BOLD if missed else Look.PLAIN)


def _reached(page: Page, timeline: Timeline, subject: str, term: str, goal: str) -> str:
    """Say whether a milestone was reached by its end; nothing of one still to come."""
    ends = HalfTerm(page.now.school_year, f"{term} 2")
    if _TERMS.index(term) > _TERMS.index(page.now.term):
        return ""
    found = timeline.evidence(subject, min(ends, page.now))
    if found is None or found.marked is None:
        return ""
    if found.marked.half_term.school_year != page.now.school_year:
        return ""
    year = page.school.year_in(found.marked)
    reached = reaches(page.school.settings.scale, found.mark, goal, year, ends.name)
    if reached is None:
        return ""
    return " reached" if reached else " not yet" if page.now < ends else " not reached"


def _area(page: Page, name: str) -> Iterator[Note]:
    if name not in AREAS_OF_LEARNING:
        return
    records = page.school.early_years_of(page.pupil.upn, page.now)
    record = next((r for r in records if r.areas.get(name)), None)
    if record is not None:
        yield Note("Judged", f"{record.areas[name].lower()}, {time_of(record.half_term, page.now)}")
    before = [r for r in records if r is not record and r.areas.get(name)]
    if record is not None and before and before[0].areas[name] != record.areas[name]:
        then = time_of(before[0].half_term, page.now)
        yield Note("Trend", f"{before[0].areas[name].lower()} in {then}")
    goals = records[0].goals if records else {}
    emerging = [g for g in EARLY_LEARNING_GOALS[name] if goals.get(g, EXPECTED) != EXPECTED]
    if emerging:
        yield Note("Goals", f"emerging in {listed(emerging)}", Look.BOLD)


# ---------------------------------------------------------------- every day


def _days(page: Page, family: FamilyReport) -> Mapping[str, Notes]:
    say = family.wording.say
    status, settings = page.status, page.school.settings
    out: dict[str, Notes] = {}
    for measure, colour in (("attendance", status.attendance), ("punctuality", status.punctuality)):
        name = measure.capitalize()
        limit = settings.thresholds[name]
        yellow = family.wording.called("Yellow")
        bounds = (
            f"Green from {limit.green:g} %, {yellow} above {limit.yellow:g} %"
            if measure == "attendance"
            else f"Green to {limit.green:g}, {yellow} to {limit.yellow:g}"
        )
        if colour.name in COLOURS:
            look = Look.BAD if colour.is_red else Look.PLAIN
            label = f"Why {family.wording.called(colour.name)}"
            why = Note(label, f"{colour.why}; {bounds}", look)
            out[say(f"Report: {measure}")] = (why, *_meetings(page, name))
    if status.attitude.name in COLOURS:
        counts = [n for n, row in IN_ATTITUDE.items() if settings.uses(row)]
        also = f"; {listed([n.lower() for n in counts])} too" if counts else ""
        called = family.wording.called(status.attitude.name)
        words = f"{called}, as {status.attitude.why}; behaviour and effort count{also}"
        look = Look.BAD if status.attitude.is_red else Look.PLAIN
        first = next((m.name for m in family.measures if m.area == "Attitude"), "")
        if first:
            out[first] = (Note("Attitude", words, look), *_meetings(page, "Attitude"))
    return out


# ---------------------------------------------------------------- what was written and agreed


def _went_well(page: Page, family: FamilyReport) -> Iterator[Note]:
    row = page.school.judgements.get((page.now, page.pupil.upn))
    if family.went_well == family.wording.say("Report: nothing written"):
        yield Note(
            "", "Nothing of the teacher's is printed: these are the school's words.", Look.QUIET
        )
    if row is not None and row.staff_note:
        yield Note("Staff note", sentence(row.staff_note))
    if row is not None and row.raised:
        yield Note("To raise", sentence(reason_of(row.raised)), Look.BOLD)


def _own_words(page: Page) -> Iterator[Note]:
    row = page.school.judgements.get((page.now, page.pupil.upn))
    if row is not None and row.share_childs_words:
        yield Note("", "Printed, as the child shares them.", Look.QUIET)


def _actions(page: Page, family: FamilyReport) -> tuple[Mapping[str, Notes], tuple[Action, ...]]:
    """Give the notes of each printed action, and the open actions that are not printed."""
    printed = [text for texts in family.agreed.lists for text in texts]
    rest = [a for a in page.shelf.actions.get(page.pupil.upn, ()) if is_open(a)]
    out: dict[str, Notes] = {}
    for text in printed:
        found = [a for a in rest if _is(text, a)]
        rest = [a for a in rest if a not in found]
        out[text] = tuple(_behind(found, page.today)) or (
            Note("", "Printed by the workbook: a Red had no action of the school's.", Look.BOLD),
        )
    return out, tuple(sorted(rest, key=lambda a: a.by_when or date.max))


def _is(printed: str, action: Action) -> bool:
    """Whether a printed text is an action's: it may have a day after it, or be cut short."""
    mine, its = _letters(printed), _letters(action.action)
    return bool(its) and (mine.startswith(its) or (printed.endswith("…") and its.startswith(mine)))


def _letters(text: str) -> str:
    return "".join(c for c in text.casefold() if c.isalnum())


def _behind(found: Sequence[Action], today: date) -> Iterator[Note]:
    """Say of an action who does it, since when and how well; then of the same one agreed before."""
    for place, action in enumerate(found):
        said, late = _facts(action, today)
        look = Look.BAD if late else Look.PLAIN
        if place:
            yield Note("Before", said, look)
        else:
            about = ": ".join(part for part in (action.area, action.need) if part)
            measure = action.measure.strip().rstrip(".")
            yield Note(about, f"{said}; measure: {measure}" if measure else said, look)
        if action.impact or action.impact_note:
            yield Note("So far", ": ".join(filter(None, (action.impact, action.impact_note))))


def _facts(action: Action, today: date) -> tuple[str, bool]:
    """Say who does it, when it was agreed, whether it is late."""
    late = is_overdue(action, today)
    parts = [
        _OWNERS.get(action.owner.casefold(), action.owner or "Nobody named"),
        f"agreed {day(action.agreed_on)}" if action.agreed_on else "",
    ]
    if action.owner.casefold() == "family":
        parts.append("discussed" if action.discussed_with_family else "not discussed with them yet")
    if late or action.by_when is None:
        parts.append(f"overdue since {day(action.by_when)}" if action.by_when else "no day set")
    return ", ".join(part for part in parts if part), late
