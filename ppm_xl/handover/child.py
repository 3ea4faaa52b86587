"""One child's year, as the next teacher needs it: marks, what helped, what is still open.

Only what class staff may see: no barrier, no concern about SEND, nothing of care. Barriers stand
in the edition for the SENCO and leaders.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Final

from ppm_xl.schema import AREAS_OF_LEARNING, COLOURS, HALF_TERMS
from ppm_xl.school.action_states import is_open
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.early_years import EXPECTED, good_level
from ppm_xl.school.model import Action, EarlyYearsRecord, Judgement, Provision, Pupil, School
from ppm_xl.school.reaching import reaches
from ppm_xl.school.starting_points import starting_point
from ppm_xl.sentences import listed
from ppm_xl.status import colours
from ppm_xl.status.early_years import colours_of_areas

HELPED: Final = ("worked", "partly")
_SEND: Final = {"K": "SEND: SEN support", "E": "SEND: EHC plan"}


@dataclass(frozen=True, slots=True)
class Cell:
    """A mark, or words, with its colour; both empty where nothing was judged."""

    colour: str = ""
    words: str = ""


@dataclass(frozen=True, slots=True)
class SubjectYear:
    """One subject (or area of learning) over the six half-terms.

    Attributes
    ----------
    met
        Whether the end-of-year target was met; None where there is none, or no mark.
    """

    name: str
    half_terms: tuple[Cell, ...]
    began: str = ""
    target: str = ""
    met: bool | None = None

    @property
    def last(self) -> Cell:
        """The newest mark of the year."""
        return next((cell for cell in reversed(self.half_terms) if cell.words), Cell())


@dataclass(frozen=True, slots=True)
class ChildYear:
    """One child's school year."""

    pupil: Pupil
    year: str
    class_name: str
    flags: tuple[str, ...]
    subjects: tuple[SubjectYear, ...] = ()
    areas: tuple[SubjectYear, ...] = ()
    goals: str = ""
    """Early learning goals in words; empty where none is known."""
    good_level: bool | None = None
    every_day: tuple[str, ...] = ()
    attendance: str = ""
    helped: tuple[str, ...] = ()
    did_not_help: tuple[str, ...] = ()
    open_actions: tuple[Action, ...] = ()
    in_place: tuple[str, ...] = ()
    barriers: tuple[str, ...] = ()
    note: str = ""
    own_words: str = ""

    @property
    def targets_met(self) -> tuple[int, int]:
        """How many targets were met, and how many can be told."""
        known = [subject.met for subject in self.subjects if subject.met is not None]
        return sum(known), len(known)


@dataclass(frozen=True)
class Shelf:
    """What the workbook's longer tables hold, by child: looked up once for all pages."""

    helped: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    barriers: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @classmethod
    def of(cls, school: School, *, with_barriers: bool) -> Shelf:
        """Gather what meetings said helped and, where asked for, barriers that still stand."""
        helped: dict[str, list[str]] = {}
        for row in school.tables["Discussion"].records():
            if said := text(row.get("What helped")):
                helped.setdefault(text(row.get("UPN")), []).append(said)
        barriers: dict[str, list[str]] = {}
        for row in school.tables["Barriers"].records() if with_barriers else ():
            if (name := text(row.get("Barrier"))) and row.get("To") is None:
                barriers.setdefault(text(row.get("UPN")), []).append(name)
        return cls(
            {upn: tuple(dict.fromkeys(said)) for upn, said in helped.items()},
            {upn: tuple(dict.fromkeys(names)) for upn, names in barriers.items()},
        )


def child_year(
    school: School, pupil: Pupil, school_year: str, year: str, class_name: str, shelf: Shelf
) -> ChildYear:
    """Gather one child's school year.

    Parameters
    ----------
    year, class_name
        The year group and class the child was in.
    """
    rows = {
        row.half_term.name: row
        for row in school.judgements_of(pupil.upn)
        if row.half_term.school_year == school_year
    }
    records = {
        name: record
        for name in HALF_TERMS
        if (record := school.early_years.get((HalfTerm(school_year, name), pupil.upn)))
    }
    last = next((rows[name] for name in reversed(HALF_TERMS) if name in rows), None)
    newest = next((records[name] for name in reversed(HALF_TERMS) if name in records), None)
    mine = school.actions_for(pupil.upn)
    provision = [p for p in school.provision if p.upn == pupil.upn]
    return ChildYear(
        pupil=pupil,
        year=year,
        class_name=class_name,
        flags=_flags(pupil),
        subjects=tuple(_subjects(school, pupil, school_year, year, rows)),
        areas=tuple(_areas(records)) if school.settings.has_areas(year) else (),
        goals=_goals(newest),
        good_level=good_level(newest.areas, newest.goals) if newest else None,
        every_day=tuple(_every_day(rows)),
        attendance=_attendance(rows),
        helped=(
            *(_tried(p.name, p.working) for p in provision if p.working in HELPED),
            *(_done(a) for a in mine if a.impact in HELPED and _in(a, school_year)),
            *shelf.helped.get(pupil.upn, ()),
        ),
        did_not_help=(
            *(p.name for p in provision if p.working == "no"),
            *(a.action for a in mine if a.impact == "no" and _in(a, school_year)),
        ),
        open_actions=tuple(a for a in mine if is_open(a)),
        in_place=tuple(dict.fromkeys(_in_place(p) for p in provision if p.to is None)),
        barriers=shelf.barriers.get(pupil.upn, ()),
        note=last.staff_note if last else "",
        own_words=last.childs_words if last else "",
    )


def _flags(pupil: Pupil) -> tuple[str, ...]:
    found = []
    if pupil.pupil_premium:
        found.append("Pupil Premium")
    if pupil.send in _SEND:
        found.append(_SEND[pupil.send])
    if pupil.eal:
        found.append("EAL")
    return tuple(found)


def _in(action: Action, school_year: str) -> bool:
    return action.half_term is None or action.half_term.school_year == school_year


def _tried(name: str, working: str) -> str:
    return name if working == "worked" else f"{name} (partly)"


def _done(action: Action) -> str:
    note = f": {action.impact_note}" if action.impact_note else ""
    return f"{_tried(action.action.rstrip('.'), action.impact)}{note}"


def _in_place(provision: Provision) -> str:
    return f"{provision.name} ({provision.area})" if provision.area else provision.name


def _subjects(
    school: School, pupil: Pupil, school_year: str, year: str, rows: Mapping[str, Judgement]
) -> Iterator[SubjectYear]:
    for subject in school.settings.subjects:
        marked = any(row.marks.get(subject) for row in rows.values())
        if not marked and not (
            school.settings.has_subjects(year) and school.settings.taught(subject, year)
        ):
            continue
        target = school.targets.get((school_year, pupil.upn, subject))
        agreed = target.agreed if target else ""
        began = target.starting_point if target else ""
        if not began:
            found = starting_point(school, pupil, subject)
            began = found.result if found else ""
        yield SubjectYear(
            subject,
            tuple(_marked(school, rows.get(name), subject) for name in HALF_TERMS),
            began,
            agreed,
            _met(school, agreed, subject, rows),
        )


def _marked(school: School, row: Judgement | None, subject: str) -> Cell:
    mark = row.marks.get(subject, "") if row else ""
    if row is None or not mark:
        return Cell()
    colour = colours.attainment(
        mark,
        school.settings.scale,
        school.settings.thresholds["Attainment"],
        school.year_in(row),
        row.half_term.name,
    )
    return Cell(colour.name if colour.name in COLOURS else "", mark)


def _met(school: School, agreed: str, subject: str, rows: Mapping[str, Judgement]) -> bool | None:
    """Say whether the newest mark is the target or better, both as of the year's end."""
    newest = next(
        (rows[n] for n in reversed(HALF_TERMS) if n in rows and rows[n].marks.get(subject)), None
    )
    if newest is None:
        return None
    return reaches(school.settings.scale, newest.marks[subject], agreed, school.year_in(newest))


def _areas(records: Mapping[str, EarlyYearsRecord]) -> Iterator[SubjectYear]:
    found = {name: colours_of_areas(record, red=False) for name, record in records.items()}
    for area in AREAS_OF_LEARNING:
        cells = []
        for name in HALF_TERMS:
            colour = found.get(name, {}).get(area)
            said = "" if colour is None else "On track" if colour.name == "Green" else "Not yet"
            cells.append(Cell(colour.name if colour else "", said))
        yield SubjectYear(area, tuple(cells))


def _goals(record: EarlyYearsRecord | None) -> str:
    if record is None or not record.goals:
        return ""
    emerging = [goal for goal, said in record.goals.items() if said != EXPECTED]
    met = len(record.goals) - len(emerging)
    words = f"Early learning goals: {met} of {len(record.goals)} expected"
    return f"{words}; not yet {listed(emerging)}" if emerging else words


def _attendance(rows: Mapping[str, Judgement]) -> str:
    newest = next(
        (r for n in reversed(HALF_TERMS) if (r := rows.get(n)) and r.attendance is not None), None
    )
    if newest is None or newest.attendance is None or newest.attendance.per_cent is None:
        return ""
    return colours.shown_per_cent(newest.attendance.per_cent)


def _every_day(rows: Mapping[str, Judgement]) -> Iterator[str]:
    """Say how days at school go, each by the newest half-term that has it."""
    newest = [rows[name] for name in reversed(HALF_TERMS) if name in rows]
    for row in newest:
        found = row.attendance
        if found is not None and found.per_cent is not None:
            yield (
                f"Attendance {colours.shown_per_cent(found.per_cent)} ({found.basis}, "
                f"{row.half_term.name})"
            )
            break
    attitude: Sequence[tuple[str, str]] = (
        ("Behaviour", next((r.behaviour for r in newest if r.behaviour), "")),
        ("Effort", next((r.effort for r in newest if r.effort), "")),
        ("Homework", next((r.homework for r in newest if r.homework), "")),
    )
    for name, colour in attitude:
        if colour:
            yield f"{name} {colour}"
