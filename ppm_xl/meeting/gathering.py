"""Everything one meeting shows, gathered once for the sheet and for the pack."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Final

from ppm_xl.meeting import listing
from ppm_xl.meeting.agenda import Section, sections
from ppm_xl.meeting.background import Background
from ppm_xl.meeting.children.celebrating import celebrated
from ppm_xl.meeting.children.concerns import concerns
from ppm_xl.meeting.children.met_but_concern import met_but_concern
from ppm_xl.meeting.children.movers import Mover, movers
from ppm_xl.meeting.children.needs import in_order_of_needs, need_groups
from ppm_xl.meeting.children.send import send_lines
from ppm_xl.meeting.children.unmentioned import unmentioned
from ppm_xl.meeting.children.what_helped import with_what_helped
from ppm_xl.meeting.class_grid import class_grid
from ppm_xl.meeting.class_view import ClassView
from ppm_xl.meeting.kept import CELEBRATE_AREA, Kept, kept_for
from ppm_xl.meeting.last_actions import LastAction, last_actions
from ppm_xl.meeting.last_issues import last_issues
from ppm_xl.meeting.not_known import not_known
from ppm_xl.meeting.shown import (
    Celebrated,
    Concern,
    GridLine,
    LastIssue,
    LookAt,
    MetButConcern,
    NeedGroup,
    SendLine,
    Unmentioned,
)
from ppm_xl.plan import VennPicture
from ppm_xl.provision.in_place import InPlace
from ppm_xl.provision.look_at import look_at
from ppm_xl.schema import AREAS_OF_LEARNING
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Meeting, Pupil, School
from ppm_xl.school.settings import ClassTeam, Settings
from ppm_xl.school.staff import Staff
from ppm_xl.status.on_course import on_course
from ppm_xl.venn import from_school
from ppm_xl.venn.from_school import Then
from ppm_xl.venn.names import drawn_names

_NOTHING: Final = Kept(frozenset(), (), {})


@dataclass(frozen=True, slots=True)
class AreaOfLearning:
    """How a Reception class stands in one area of learning: counts, and names of who is not."""

    name: str
    on_track: int
    not_on_track: tuple[str, ...]
    not_assessed: int


@dataclass(frozen=True, slots=True)
class ClassMeeting:
    """One class's meeting in one half-term.

    Attributes
    ----------
    now, before
        The diagram as of the half-term, and as it was; None where there is none.
    last_meetings
        IDs of the recorded meetings of last time.
    """

    id: str
    class_name: str
    half_term: HalfTerm
    facts: Meeting
    team: ClassTeam
    pupils: tuple[Pupil, ...]
    now: VennPicture | None
    before: VennPicture | None
    then: Then | None
    last_meetings: tuple[str, ...]
    movers: tuple[Mover, ...] = ()
    last_actions: tuple[LastAction, ...] = ()
    celebrated: tuple[Celebrated, ...] = ()
    concerns: tuple[Concern, ...] = ()
    sections: tuple[Section, ...] = ()
    groups: tuple[NeedGroup, ...] = ()
    """The concerns by area and common need."""
    met_but_concern: tuple[MetButConcern, ...] = ()
    send: tuple[SendLine, ...] = ()
    look_at: tuple[LookAt, ...] = ()
    last_issues: tuple[LastIssue, ...] = ()
    unmentioned: tuple[Unmentioned, ...] = ()
    grid: tuple[GridLine, ...] = ()
    areas_of_learning: tuple[AreaOfLearning, ...] = ()
    kept: Kept = _NOTHING
    children: dict[str, str] = field(default_factory=dict)
    """UPN to the name as lists offer it."""
    in_place: Mapping[str, tuple[InPlace, ...]] = field(default_factory=dict)
    """UPN to what each pupil has now, in every area, whether listed or not."""
    others: str = ""
    """Who is in it beside teacher and leader, as it was typed."""
    not_known: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    """Area to the number of children of whom nothing is known there, and of those who have it."""
    held_then: bool = True
    """Whether what now is compared with was shown at a meeting of this class, or of the children's
    classes of the school year before."""

    @property
    def leader(self) -> str:
        """Who leads it: who is named for this meeting, else who leads the class."""
        return self.facts.leader or self.team.leader

    @property
    def title(self) -> str:
        """What the meeting is, such as ``Progress meeting: Acorn, Autumn 2 2026-27``."""
        return f"Progress meeting: {self.class_name}, {self.half_term}"

    def about(self, section: Section) -> tuple[Concern, ...]:
        """Give the concerns of one section."""
        return tuple(concern for concern in self.concerns if concern.area in section.areas)

    def kept_in(self, area: str, there: Collection[str]) -> tuple[Pupil, ...]:
        """Give the pupils of whom something was typed in an area that lists them no more.

        Parameters
        ----------
        there
            UPNs of those whom it lists.
        """
        kept = self.kept.concerns
        return tuple(p for p in self.pupils if (p.upn, area) in kept and p.upn not in there)

    @property
    def without_a_venn(self) -> str:
        """Say why there is no diagram; empty where there is one."""
        if self.now is not None:
            return ""
        years = sorted({_year_in_words(p.year) for p in self.pupils if p.year})
        whom = " and ".join(years) or "this class"
        return (
            f"There is no Venn diagram for {self.class_name}: no circles are set up for {whom} "
            "in Settings, Focus."
        )


def gather(
    school: School, facts: Meeting, today: date, background: Background | None = None
) -> ClassMeeting:
    """Work out what one meeting shows.

    Parameters
    ----------
    facts
        The meeting's row of Meetings; its class and half-term say what is shown.
    background
        What the meetings of one school share: make it once where several are gathered.
    """
    background = background or Background(school, today)
    class_name, half_term = facts.class_name, facts.half_term
    team = school.settings.classes.get(class_name, ClassTeam(class_name))
    pupils = school.on_roll(today, class_name)
    then = from_school.then_for(school, pupils, half_term)
    now = from_school.venn_of(
        school,
        pupils,
        half_term,
        then=then,
        on_course=on_course(school, pupils, half_term, background.statuses),
    )
    last = tuple(m.id for m in from_school.last_recorded_meetings(school, pupils, half_term))
    kept = kept_for(school.tables, facts.id)
    moved = () if now is None or then is None else movers(now, then)
    moved = (*moved, *_moved_before(now, moved, kept))
    names = drawn_names({p.upn: (p.first_name, p.surname) for p in pupils})
    view = ClassView(
        background=background,
        meeting=facts.id,
        class_name=class_name,
        half_term=half_term,
        statuses=tuple([background.statuses.of(pupil, half_term) for pupil in pupils]),
        names=names,
        last_meetings=last,
    )
    listed = concerns(view, kept.concerns, kept.in_words)
    groups = in_order_of_needs(need_groups(listed), background.spelling)
    last_time = last_actions(
        school,
        class_name,
        names,
        today,
        meeting=facts.id,
        half_term=half_term,
        last_meetings=last,
        since=_since(school, half_term, then),
    )
    happy = celebrated(
        view,
        {mover.upn: mover.words for mover in moved if mover.move == "in"},
        background.helped,
        kept={upn for upn, area in kept.talk if area == CELEBRATE_AREA},
    )
    send = send_lines(view)
    met = met_but_concern(view, listed)
    here = {
        *(concern.pupil.upn for concern in listed),
        *(one.pupil.upn for one in happy),
        *(one.pupil.upn for one in met),
        *(line.pupil.upn for line in send),
        *(mover.upn for mover in moved),
    }
    return ClassMeeting(
        id=facts.id,
        class_name=class_name,
        half_term=half_term,
        facts=facts,
        team=team,
        pupils=pupils,
        now=now,
        before=None
        if now is None or then is None
        else from_school.picture(pupils, now.circles, then.regions),
        then=then,
        last_meetings=last,
        movers=moved,
        last_actions=last_time,
        celebrated=happy,
        concerns=listed,
        sections=_sections(school, pupils, {concern.area for concern in listed}),
        groups=with_what_helped(groups, background.helped),
        met_but_concern=met,
        send=send,
        last_issues=last_issues(view, {line.pupil.upn for line in send}),
        unmentioned=unmentioned(view, here),
        grid=class_grid(view, {concern.pupil.upn for concern in listed}),
        look_at=look_at(view.statuses, background.support, school.settings.calendar),
        areas_of_learning=_areas(school, pupils, half_term),
        kept=kept,
        children={pupil.upn: pupil.name for pupil in pupils},
        in_place={
            upn: tuple(one for one in background.support.in_place(upn) if not one.ended)
            for upn in view.upns
        },
        others=who_else(school.settings, facts, team),
        not_known=not_known(view.statuses),
        held_then=_held_then(school, class_name, half_term, then),
    )


def who_else(settings: Settings, facts: Meeting, team: ClassTeam) -> str:
    """Name who is in a meeting beside teacher and leader, as it was typed."""
    there = replace(team, leader=facts.leader or team.leader)
    return Staff(settings).besides(facts.attending, there, (there.teacher, there.leader))


def _held_then(school: School, class_name: str, now: HalfTerm, then: Then | None) -> bool:
    """Whether a meeting of then was the class's: else only children who came from others had one.

    In a new school year every child comes from another class, with its meeting.
    """
    if then is None or then.half_term.school_year != now.school_year:
        return True
    return any(m.id in then.meetings and m.class_name == class_name for m in school.meetings)


def _since(school: School, half_term: HalfTerm, then: Then | None) -> date | None:
    dates = school.settings.calendar.dates(then.half_term if then else half_term.before)
    return dates.starts if dates else None


def _moved_before(
    now: VennPicture | None, moved: tuple[Mover, ...], kept: Kept
) -> tuple[Mover, ...]:
    """Keep the lines of pupils about whose move something was typed, and who moved back since."""
    names = now.names if now is not None else {}
    listed = {mover.upn for mover in moved}
    return tuple(
        Mover(upn, names[upn], "", "moved back since")
        for upn, area in sorted(kept.talk)
        if area == from_school.VENN_AREA and upn in names and upn not in listed
    )


def _sections(school: School, pupils: tuple[Pupil, ...], listed: set[str]) -> tuple[Section, ...]:
    """Leave out areas of learning where every child has circles, and subjects where none has.

    A section with somebody listed in it stays.
    """
    settings = school.settings
    with_circles = [bool(settings.focus.get(pupil.year)) for pupil in pupils]
    out = []
    for section in sections(settings.agenda, settings.subjects):
        if listed & set(section.areas):
            out.append(section)
            continue
        if section.areas == (listing.RAISED_AREA,):
            continue
        if section.areas == (listing.EARLY_YEARS_AREA,) and all(with_circles):
            continue
        if set(section.areas) & set(settings.subjects) and not any(with_circles):
            continue
        out.append(section)
    return tuple(out)


def _areas(
    school: School, pupils: tuple[Pupil, ...], half_term: HalfTerm
) -> tuple[AreaOfLearning, ...]:
    young = [p for p in pupils if not school.settings.focus.get(p.year)]
    records = {p.upn: listing.newest_early_years(school, p, half_term) for p in young}
    if not any(records.values()):
        return ()
    out = []
    for area in AREAS_OF_LEARNING:
        found = {p: r.areas.get(area, "") for p in young if (r := records[p.upn]) is not None}
        off = tuple(p.first_name for p, said in found.items() if said == listing.NOT_ON_TRACK)
        on = sum(said == listing.ON_TRACK for said in found.values())
        out.append(AreaOfLearning(area, on, off, len(young) - on - len(off)))
    return tuple(out)


def _year_in_words(year: str) -> str:
    return {"R": "Reception", "N1": "Nursery", "N2": "Nursery"}.get(year, f"Year {year}")
