"""Pupils, judgements, actions and meetings, as plain frozen values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from functools import cached_property

from ppm_xl.book.tables import Tables
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.scale import Mark
from ppm_xl.school.settings import Settings


@dataclass(frozen=True, slots=True)
class Pupil:
    """One child.

    Attributes
    ----------
    name
        What lists offer and every ``Pupil`` column holds; unlike any other pupil's.
    send
        ``N``, ``K``, ``E``, or empty where not known.
    report_copies
        How many copies of the report go home; 0 holds it for the head.
    """

    upn: str
    name: str
    surname: str
    forename: str
    known_as: str = ""
    born: date | None = None
    sex: str = ""
    year: str = ""
    class_name: str = ""
    pupil_premium: bool | None = None
    send: str = ""
    eal: bool | None = None
    joined: date | None = None
    left: date | None = None
    report_copies: int = 1
    report_language: str = ""
    """As written; empty for English."""

    @property
    def first_name(self) -> str:
        """The name the child goes by."""
        return self.known_as or self.forename

    @property
    def has_send(self) -> bool:
        """Whether the child is on the SEND register (K or E)."""
        return self.send in {"K", "E"}

    def on_roll(self, today: date) -> bool:
        """On roll: ``Left`` is empty or after today."""
        return self.left is None or self.left > today


@dataclass(frozen=True, slots=True)
class Attendance:
    """Sessions and percentage, with the period they cover.

    Attributes
    ----------
    per_cent
        Attended of possible, 0 to 100; None where neither is known.
    basis
        ``half-term`` or ``year to date``.
    """

    per_cent: float | None
    possible: int | None = None
    attended: int | None = None
    unauthorised: int | None = None
    basis: str = "year to date"
    to: date | None = None


@dataclass(frozen=True, slots=True)
class Judgement:
    """One row of Assessments: a pupil in a half-term, stamped as they were then."""

    half_term: HalfTerm
    upn: str
    year: str = ""
    class_name: str = ""
    pupil_premium: bool | None = None
    send: str = ""
    marks: Mapping[str, str] = field(default_factory=dict)
    progress: Mapping[str, str] = field(default_factory=dict)
    judged_by: str = ""
    judged_on: date | None = None
    attendance: Attendance | None = None
    lates: int | None = None
    behaviour: str = ""
    effort: str = ""
    homework: str = ""
    uniform: str = ""
    for_the_family: str = ""
    staff_note: str = ""
    raised: str = ""
    """Why the teacher wants the child spoken of at the meeting; empty where not, ``Y`` without a
    reason."""
    childs_words: str = ""
    share_childs_words: bool = False


@dataclass(frozen=True, slots=True)
class EarlyYearsRecord:
    """One row of EarlyYears.

    Attributes
    ----------
    areas
        Each area of learning, ``On track`` or ``Not on track``.
    goals
        Early learning goals at the end of Reception, ``Emerging``, ``Expected`` or ``Exempt``.
    """

    half_term: HalfTerm
    upn: str
    areas: Mapping[str, str]
    goals: Mapping[str, str] = field(default_factory=dict)
    year: str = ""
    class_name: str = ""


@dataclass(frozen=True, slots=True)
class PriorResult:
    """One row of Prior: an earlier result, such as a baseline on entry or key stage 1."""

    upn: str
    stage: str
    subject: str
    result: str
    day: date | None = None
    source: str = ""


@dataclass(frozen=True, slots=True)
class TestScore:
    """One row of Tests.

    Attributes
    ----------
    score
        As written: a number, or a code such as ``A`` for absent, which is no score.
    kind
        ``standardised``, ``scaled``, ``raw``, ``age``, or empty where the file did not say.
    """

    __test__ = False  # a score, not a test for pytest to collect

    half_term: HalfTerm
    upn: str
    subject: str
    test: str
    score: str
    kind: str = ""
    year: str = ""
    day: date | None = None


@dataclass(frozen=True, slots=True)
class Barrier:
    """One row of Barriers: what stands in a pupil's way, from the school's list."""

    upn: str
    barrier: str
    since: date | None = None
    to: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Target:
    """A pupil's end-of-year target in a subject, with its termly milestones."""

    school_year: str
    upn: str
    subject: str
    agreed: str = ""
    milestones: Mapping[str, str] = field(default_factory=dict)
    """Term (Autumn, Spring, Summer) to mark."""
    starting_point: str = ""


@dataclass(frozen=True, slots=True)
class Action:
    """What was agreed, whom it is for, who does it, and what came of it."""

    id: str
    action: str
    pupils: tuple[str, ...] = ()
    meeting: str = ""
    agreed_on: date | None = None
    half_term: HalfTerm | None = None
    class_name: str = ""
    area: str = ""
    need: str = ""
    owner: str = ""
    by_when: date | None = None
    measure: str = ""
    on_report: bool = False
    discussed_with_family: bool = False
    status: str = "open"
    done_on: date | None = None
    impact: str = ""
    impact_note: str = ""


@dataclass(frozen=True, slots=True)
class Provision:
    """A strategy or intervention one pupil has, and what it achieved."""

    name: str
    upn: str
    since: date | None
    kind: str = ""
    area: str = ""
    staff: str = ""
    to: date | None = None
    working: str = ""
    minutes_a_week: int | None = None
    sessions_planned: int | None = None
    sessions_had: int | None = None
    entry: str = ""
    exit: str = ""
    measure: str = ""
    reviewed: date | None = None
    changed_to: str = ""

    def in_place(self, today: date) -> bool:
        """Whether it has begun and not ended."""
        return (self.since is None or self.since <= today) and (self.to is None or self.to > today)


@dataclass(frozen=True, slots=True)
class FocusGroup:
    """A pupil's place in a group, such as a focus group for a subject."""

    name: str
    upn: str
    since: date | None = None
    subject: str = ""
    kind: str = ""
    to: date | None = None


@dataclass(frozen=True, slots=True)
class Issue:
    """What was asked of leaders or the SENCO, or what a teacher set themselves.

    Attributes
    ----------
    kind
        ``leadership``, ``own target`` or ``asked of SENCO``.
    upn
        Whom it is about; empty where nobody.
    """

    id: str
    kind: str
    text: str
    meeting: str = ""
    upn: str = ""
    owner: str = ""
    by_when: date | None = None
    reply: str = ""
    status: str = "open"


@dataclass(frozen=True, slots=True)
class Conversation:
    """One row of Conversations: what a child said of a half-term, and what was agreed."""

    half_term: HalfTerm
    upn: str
    planned: datetime | None = None
    held: date | None = None
    going_well: str = ""
    hard: str = ""
    would_help: str = ""
    agreed: str = ""


@dataclass(frozen=True, slots=True)
class LearningTarget:
    """One row of LearningTargets: what a child learned, and what comes next by when."""

    id: str
    half_term: HalfTerm
    upn: str
    subject: str = ""
    learned: str = ""
    next: str = ""
    by_when: date | None = None
    met: date | None = None


@dataclass(frozen=True, slots=True)
class Meeting:
    """One meeting of a round."""

    id: str
    kind: str
    class_name: str
    half_term: HalfTerm
    day: date | None = None
    start: str = ""
    place: str = ""
    leader: str = ""
    attending: str = ""
    bring: str = ""
    minutes: int | None = None
    senco_joins: str = ""
    senco_minutes: int | None = None
    visitors: bool = False
    """Whether a parent or the child comes."""
    for_child: str = ""
    """The name, as lists offer it, of the child whose page alone is opened; else empty."""
    cover: str = ""
    invited: date | None = None
    held: date | None = None
    recorded: date | None = None


@dataclass(frozen=True, slots=True)
class Discussion:
    """What a meeting said of one pupil in one area, with what was shown that day."""

    meeting: str
    upn: str
    area: str
    why_listed: str = ""
    need: str = ""
    reason: str = ""
    question: str = ""
    question_proposed: str = ""
    send_concern: bool = False
    what_helped: str = ""
    note: str = ""
    attainment_shown: str = ""
    progress_shown: str = ""
    region_shown: str = ""


@dataclass(frozen=True)
class School:
    """Everything the workbook says, read once; ``tables`` are the cells it was read from."""

    tables: Tables
    settings: Settings
    working: HalfTerm | None
    """The half-term on Home; None where it is not filled."""
    working_class: str
    pupils: Mapping[str, Pupil] = field(default_factory=dict)
    judgements: Mapping[tuple[HalfTerm, str], Judgement] = field(default_factory=dict)
    early_years: Mapping[tuple[HalfTerm, str], EarlyYearsRecord] = field(default_factory=dict)
    targets: Mapping[tuple[str, str, str], Target] = field(default_factory=dict)
    """By school year, UPN and subject."""
    prior: Mapping[tuple[str, str, str], PriorResult] = field(default_factory=dict)
    """By UPN, stage and subject."""
    tests: tuple[TestScore, ...] = ()
    barriers: tuple[Barrier, ...] = ()
    actions: tuple[Action, ...] = ()
    provision: tuple[Provision, ...] = ()
    groups: tuple[FocusGroup, ...] = ()
    issues: tuple[Issue, ...] = ()
    conversations: Mapping[tuple[HalfTerm, str], Conversation] = field(default_factory=dict)
    learning_targets: tuple[LearningTarget, ...] = ()
    report_choices: Mapping[tuple[HalfTerm, str, str], str] = field(default_factory=dict)
    """Half-term, UPN and measure to what stands on the report instead; empty for nothing."""
    meetings: tuple[Meeting, ...] = ()
    discussion: Mapping[tuple[str, str, str], Discussion] = field(default_factory=dict)
    """By meeting, UPN and area."""

    def on_roll(self, today: date, class_name: str = "") -> tuple[Pupil, ...]:
        """Give the pupils on roll, of one class where it is named, by surname and forename."""
        found = [
            pupil
            for pupil in self.pupils.values()
            if pupil.on_roll(today) and class_name in {"", pupil.class_name}
        ]
        return tuple(sorted(found, key=_by_surname))

    def classes_on_roll(self, today: date) -> tuple[str, ...]:
        """Give the classes that have pupils, youngest first."""
        from ppm_xl.schema import YEARS

        youngest: dict[str, int] = {}
        for pupil in self.on_roll(today):
            if pupil.class_name:
                number = YEARS.index(pupil.year) if pupil.year in YEARS else len(YEARS)
                youngest[pupil.class_name] = min(number, youngest.get(pupil.class_name, number))
        return tuple(sorted(youngest, key=lambda name: (youngest[name], name)))

    @cached_property
    def class_names(self) -> frozenset[str]:
        """Every class that a pupil is in, whether still on roll or not, and those of Settings."""
        return frozenset({*(p.class_name for p in self.pupils.values()), *self.settings.classes})

    def history(self, upn: str, until: HalfTerm) -> tuple[Judgement, ...]:
        """Give a pupil's judgements up to a half-term, newest first."""
        return tuple(j for j in self.judgements_of(upn) if j.half_term <= until)

    def judgements_of(self, upn: str) -> tuple[Judgement, ...]:
        """Give all of a pupil's judgements, newest first."""
        return self._newest_first.get(upn, ())

    @cached_property
    def _newest_first(self) -> Mapping[str, tuple[Judgement, ...]]:
        """Every pupil's judgements, newest first, sorted once."""
        found: dict[str, list[Judgement]] = {}
        for judgement in sorted(
            self.judgements.values(), key=lambda j: j.half_term.place, reverse=True
        ):
            found.setdefault(judgement.upn, []).append(judgement)
        return {upn: tuple(judgements) for upn, judgements in found.items()}

    def year_in(self, row: Judgement) -> str:
        """Give the year group a pupil was in when a row was made; today's where it does not say."""
        if row.year or row.upn not in self.pupils:
            return row.year
        return self.pupils[row.upn].year

    def meaning(self, row: Judgement, subject: str) -> Mark | None:
        """Say what a row's mark means for its year group and half-term; None where unknown."""
        mark = row.marks.get(subject, "")
        if not mark:
            return None
        return self.settings.scale.find(mark, self.year_in(row), row.half_term.name)

    def was_here(self, pupil: Pupil, half_term: HalfTerm) -> bool:
        """Whether a pupil was on roll at any time in a half-term, as far as can be told."""
        if (half_term, pupil.upn) in self.judgements or (half_term, pupil.upn) in self.early_years:
            return True
        dates = self.settings.calendar.dates(half_term)
        if dates is None:
            return False
        joined = pupil.joined is None or pupil.joined <= dates.ends
        return joined and pupil.on_roll(dates.starts)

    def early_years_of(self, upn: str, until: HalfTerm) -> tuple[EarlyYearsRecord, ...]:
        """Give a child's records of the areas of learning up to a half-term, newest first."""
        return tuple(r for r in self._early_years_first.get(upn, ()) if r.half_term <= until)

    @cached_property
    def _early_years_first(self) -> Mapping[str, tuple[EarlyYearsRecord, ...]]:
        """Every child's records that say anything, newest first, sorted once."""
        found: dict[str, list[EarlyYearsRecord]] = {}
        for record in sorted(
            self.early_years.values(), key=lambda r: r.half_term.place, reverse=True
        ):
            if record.areas or record.goals:
                found.setdefault(record.upn, []).append(record)
        return {upn: tuple(records) for upn, records in found.items()}

    def actions_for(self, upn: str) -> tuple[Action, ...]:
        """Give the actions agreed for a pupil, newest first."""
        return self._actions_of.get(upn, ())

    @cached_property
    def _actions_of(self) -> Mapping[str, tuple[Action, ...]]:
        """Every pupil's actions, newest first, sorted once."""
        found: dict[str, list[Action]] = {}
        for action in sorted(self.actions, key=lambda a: a.agreed_on or date.min, reverse=True):
            for upn in dict.fromkeys(action.pupils):
                found.setdefault(upn, []).append(action)
        return {upn: tuple(actions) for upn, actions in found.items()}

    def learning_targets_of(self, upn: str) -> tuple[LearningTarget, ...]:
        """Give a pupil's learning targets, in the order of their rows."""
        return self._learning_targets_of.get(upn, ())

    @cached_property
    def _learning_targets_of(self) -> Mapping[str, tuple[LearningTarget, ...]]:
        found: dict[str, list[LearningTarget]] = {}
        for target in self.learning_targets:
            found.setdefault(target.upn, []).append(target)
        return {upn: tuple(targets) for upn, targets in found.items()}


def _by_surname(pupil: Pupil) -> tuple[str, str, str]:
    return pupil.surname.casefold(), pupil.first_name.casefold(), pupil.upn
