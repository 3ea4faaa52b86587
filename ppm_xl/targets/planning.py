"""The plan of ``targets``: rows for every child and subject, proposals, and what is agreed.

What a person typed is never overwritten: staff's columns are written only where they are empty.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.plan import Plan, Question
from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.cells import text
from ppm_xl.school.model import Pupil, School
from ppm_xl.school.year_starts import Start
from ppm_xl.sentences import counted, listed
from ppm_xl.targets.marks import TERMS, Marks
from ppm_xl.targets.page import target_papers
from ppm_xl.targets.pupils import pupils_with_targets, subjects_of
from ppm_xl.targets.rows import start_of
from ppm_xl.targets.rule import Band, Proposal, propose, read_rule
from ppm_xl.targets.starts import standing_of

_TABLE: Final = "Targets"
Key = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Targets:
    """What proposing or agreeing would do, with longer lists beside the plan's sentences."""

    plan: Plan
    details: tuple[str, ...]
    done: str


@dataclass
class _Tally:
    """What is counted on the way, by class."""

    rows: Counter[str] = field(default_factory=Counter)
    new: Counter[str] = field(default_factory=Counter)
    agreed: Counter[str] = field(default_factory=Counter)
    open: Counter[str] = field(default_factory=Counter)
    marks: dict[str, Counter[str]] = field(default_factory=dict)


def plan_targets(
    school: School,
    half_term: HalfTerm,
    today: date,
    *,
    class_name: str = "",
    agreed_by: str = "",
) -> Targets:
    """Work out the targets of a school year, and a sheet to print for each class.

    Parameters
    ----------
    half_term
        Whose school year it is. Milestones of terms before it are left empty.
    class_name
        One class; every class where it is empty.
    agreed_by
        Who agrees the proposed targets where none is agreed yet; nobody where it is empty.
    """
    draft = Draft(school.tables)
    _complete_typed_rows(draft, school, half_term.school_year)
    work = _Work(school, draft, half_term, today, agreed_by)
    tally = _Tally()
    for pupil in pupils_with_targets(school, today, class_name):
        for subject in subjects_of(school, pupil):
            work.see_to(pupil, subject, tally)
    changes = draft.changes()
    papers = target_papers(school, draft.tables(), half_term, today, class_name=class_name)
    said = list(_said(tally, half_term.school_year, agreed_by, changed=bool(changes)))
    if papers:
        said.append(f"Target sheets: {counted(len(papers), 'class', 'classes')}.")
    plan = Plan(
        changes=changes,
        papers=papers,
        questions=(_question(tally, half_term.school_year, class_name, agreed_by),),
        said=tuple(said),
    )
    return Targets(plan, tuple(_details(tally)), _done(tally, agreed_by))


def _complete_typed_rows(draft: Draft, school: School, school_year: str) -> None:
    """Fill the UPN of rows that somebody began with a name from the list, and the school year."""
    by_name: dict[str, list[str]] = {}
    for pupil in school.pupils.values():
        by_name.setdefault(pupil.name, []).append(pupil.upn)
    there = set(_places(school.tables, school_year))
    for place, row in enumerate(school.tables[_TABLE].records()):
        subject, upn = text(row.get("Subject")), text(row.get("UPN"))
        upns = [upn] if upn else by_name.get(text(row.get("Pupil")), [])
        year = text(row.get("School year"))
        if not subject or len(upns) != 1 or (upn and year) or year not in {"", school_year}:
            continue
        if (upns[0], subject) in there:
            continue
        there.add((upns[0], subject))
        if not upn:
            draft.set(_TABLE, place, "UPN", upns[0])
        if not year:
            draft.set(_TABLE, place, "School year", school_year)


def _places(tables: Tables, school_year: str) -> dict[Key, int]:
    """Map UPN and subject to the row's place; of two alike the first."""
    found: dict[Key, int] = {}
    for place, row in enumerate(tables[_TABLE].records()):
        if text(row.get("School year")) == school_year:
            found.setdefault((text(row.get("UPN")), text(row.get("Subject"))), place)
    return found


class _Work:
    """Sees to one row after another."""

    def __init__(
        self, school: School, draft: Draft, half_term: HalfTerm, today: date, agreed_by: str
    ) -> None:
        self._school = school
        self._draft = draft
        self._half_term = half_term
        self._today = today
        self._agreed_by = agreed_by.strip()
        self._marks = Marks(school.settings.scale)
        self._rule: Mapping[Band, int | None] = read_rule(school.tables)
        begun = draft.tables()
        self._headings = frozenset(begun[_TABLE].headings)
        self._rows = tuple(begun[_TABLE].records())
        self._places = _places(begun, half_term.school_year)
        self._terms = TERMS[TERMS.index(half_term.term) :]

    def see_to(self, pupil: Pupil, subject: str, tally: _Tally) -> None:
        """Fill what is calculated in a row, or add the row."""
        place = self._places.get((pupil.upn, subject))
        there: Mapping[str, Cell] = {} if place is None else self._rows[place]
        start = start_of(
            self._school, pupil, subject, self._half_term.school_year,
            text(there.get("Starting point")),
        )  # fmt: skip
        proposal = propose(self._school, self._rule, self._marks, start, pupil.year)
        values: dict[str, Cell] = {
            "Class": pupil.class_name or None,
            "Proposed": proposal.mark or None,
            "Why proposed": proposal.why,
        }
        empty: dict[str, Cell] = {
            "Pupil": pupil.name,
            "Starting point": start.result if start else None,
        }
        agreed = text(there.get("Agreed"))
        agreeing = not agreed and bool(self._agreed_by) and bool(proposal.mark)
        if agreeing:
            agreed = proposal.mark
            empty |= {
                "Agreed": agreed, "Agreed on": self._today, "Agreed by": self._agreed_by,
            }  # fmt: skip
        if agreed:
            empty["Original"] = agreed
            empty |= self._milestones(pupil, agreed, start)
        values |= {name: cell for name, cell in empty.items() if not text(there.get(name))}
        self._write(pupil, subject, place, values)
        self._count(tally, pupil, proposal, new=place is None, agreed=agreed, agreeing=agreeing)

    def _milestones(self, pupil: Pupil, agreed: str, start: Start | None) -> dict[str, Cell]:
        standing = standing_of(self._school, start) if start else None
        found = self._marks.milestones(
            standing.steps if standing else None, start.result if start else "", agreed, pupil.year
        )
        return {f"{t} milestone": found[t] or None for t in self._terms if t in found}

    def _write(
        self, pupil: Pupil, subject: str, place: int | None, values: Mapping[str, Cell]
    ) -> None:
        if place is None:
            key = {"School year": self._half_term.school_year, "UPN": pupil.upn, "Subject": subject}
            self._draft.put(_TABLE, {**key, **values})
            return
        for name, value in values.items():
            if name in self._headings and text(self._rows[place].get(name)) != text(value):
                self._draft.set(_TABLE, place, name, value)

    def _count(
        self,
        tally: _Tally,
        pupil: Pupil,
        proposal: Proposal,
        *,
        new: bool,
        agreed: str,
        agreeing: bool,
    ) -> None:
        name = pupil.class_name or "No class"
        tally.rows[name] += 1
        tally.new[name] += new
        tally.agreed[name] += agreeing
        tally.open[name] += not agreed and not proposal.mark
        if proposal.mark:
            tally.marks.setdefault(name, Counter())[proposal.mark] += 1


def _said(tally: _Tally, school_year: str, agreed_by: str, *, changed: bool) -> Iterator[str]:
    if not tally.rows:
        yield "Nobody on roll here is in a year group with subjects: there are no targets to set."
        return
    new, left = tally.new.total(), tally.open.total()
    if agreed_by:
        yield f"{counted(tally.agreed.total(), 'proposed target')} agreed by {agreed_by}."
    elif not changed:
        yield f"Targets for {school_year} are up to date: nothing to add."
    elif new:
        proposed = tally.rows.total() - left
        yield (
            f"Targets for {school_year}: {counted(new, 'row')} to add in "
            f"{counted(len(+tally.new), 'class', 'classes')}; proposed in {proposed:,} of "
            f"{counted(tally.rows.total(), 'row')}."
        )
    else:
        yield f"Targets for {school_year}: proposals brought up to date."
    if left:
        yield f"{counted(left, 'row')} without a proposal: Why proposed says why."
    if changed:
        yield "What is typed on the sheet Targets stays as it is."


def _done(tally: _Tally, agreed_by: str) -> str:
    if agreed_by:
        return f"{counted(tally.agreed.total(), 'target')} agreed. Undo puts it back."
    return "Proposed. Next: agree them with each class teacher, in the column Agreed."


def _question(tally: _Tally, school_year: str, class_name: str, agreed_by: str) -> Question:
    of = f" of {class_name}" if class_name else ""
    if agreed_by:
        many = counted(tally.agreed.total(), "proposed target")
        return Question("agree-targets", f"Agree {many}{of} for {school_year}, by {agreed_by}?")
    return Question("propose-targets", f"Propose the targets{of} for {school_year}?")


def _details(tally: _Tally) -> Iterator[str]:
    for name, number in tally.rows.items():
        marks = tally.marks.get(name, Counter())
        parts = [f"{count} {mark}" for mark, count in marks.most_common()]
        left = tally.open[name]
        parts += [f"{left} without a proposal"] if left else []
        yield f"{name}: {counted(number, 'row')}: {listed(parts)}"
