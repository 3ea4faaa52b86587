"""Groups: who is in which, from lists of groups and from columns such as ``Maths Set``."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, TableCells
from ppm_xl.mis.cells import Unreadable, as_text
from ppm_xl.mis.days import as_date
from ppm_xl.mis.fields import GROUP, GROUP_KIND, TEST_SUBJECT, FileKind, group_of
from ppm_xl.mis.found import Found
from ppm_xl.mis.heading_words import subject_tested
from ppm_xl.mis.identity import Row
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import Line
from ppm_xl.mis.matching import Known
from ppm_xl.mis.row_outcomes import Outcome, Source
from ppm_xl.mis.synonyms import words_of
from ppm_xl.mis.upn import compact
from ppm_xl.school.cells import text

_NOBODY: Final = frozenset({"", "-", "none", "n/a", "no group", "not in a group"})


@dataclass(frozen=True, slots=True)
class Membership:
    """That a pupil is in a group.

    Attributes
    ----------
    starts, ends
        As the file says; None where it does not.
    only
        Whether a pupil is in one group of the subject and kind at a time, as with sets.
    """

    pupil: Known
    name: str
    subject: str
    kind: str
    starts: date | None
    ends: date | None
    source: Source
    only: bool


def gather_groups(
    found: Found, subjects: tuple[str, ...], ledger: Ledger
) -> tuple[list[Membership], set[Source]]:
    """Gather who is in which group.

    Returns
    -------
    tuple
        The memberships, and the rows that give any.
    """
    file = found.file
    if FileKind.GROUPS not in file.parts:
        return [], set()
    out: list[Membership] = []
    for row, pupil in found.rows:
        for heading in file.headings:
            cells = row.cells.cells
            cell = as_text(cells[heading.place]) if heading.place < len(cells) else ""
            if cell.casefold() in _NOBODY:
                continue
            column = group_of(heading.field)
            if column is not None:
                subject, kind = column
                name = _named(cell, subject, kind)
                out.append(
                    Membership(pupil, name, subject, kind, None, None, row.source, only=True)
                )
            elif heading.field == GROUP:
                out.append(_of_row(found, row, pupil, cell, subjects, ledger))
    return out, {membership.source for membership in out}


def _of_row(
    found: Found,
    row: Row,
    pupil: Known,
    name: str,
    subjects: tuple[str, ...],
    ledger: Ledger,
) -> Membership:
    file = found.file
    written = as_text(file.cell(row.cells, TEST_SUBJECT))
    subject = subject_tested(words_of(written), subjects) or written
    subject = subject or subject_tested(words_of(name), subjects)
    return Membership(
        pupil,
        name,
        subject,
        as_text(file.cell(row.cells, GROUP_KIND)),
        _day(found, row, "Period starts", ledger),
        _day(found, row, "Period ends", ledger),
        row.source,
        only=False,
    )


def _day(found: Found, row: Row, field: str, ledger: Ledger) -> date | None:
    cell = found.file.cell(row.cells, field)
    day = as_date(cell)
    if isinstance(day, Unreadable):
        ledger.unreadable(row.source, field, as_text(cell), "Dates are read day first.")
        return None
    return day if isinstance(day, date) else None


def _named(written: str, subject: str, kind: str) -> str:
    """Name a group so that it is told from one of another subject.

    >>> [_named(name, "Maths", "set") for name in ("1", "Set 2", "Maths A")]
    ['Maths set 1', 'Maths Set 2', 'Maths A']
    """
    if subject.casefold() in written.casefold():
        return written
    has_kind = kind in words_of(written)
    return f"{subject} {written}" if has_kind else f"{subject} {kind} {written}"


@dataclass(frozen=True)
class _There:
    """The rows of Groups as they stand, by what finds them again."""

    table: TableCells
    open_now: Mapping[tuple[str, str], int]
    begun: Mapping[tuple[str, str, date], int]
    of_kind: Mapping[tuple[str, str, str], list[tuple[str, int]]]

    @classmethod
    def of(cls, table: TableCells, today: date) -> _There:
        open_now: dict[tuple[str, str], int] = {}
        begun: dict[tuple[str, str, date], int] = {}
        of_kind: dict[tuple[str, str, str], list[tuple[str, int]]] = {}
        for place, record in enumerate(table.records()):
            upn, name = compact(text(record.get("UPN"))), text(record.get("Name"))
            ends, starts = record.get("To"), record.get("From")
            if isinstance(starts, date):
                begun[upn, name.casefold(), starts] = place
            if not isinstance(ends, date) or ends > today:
                open_now.setdefault((upn, name.casefold()), place)
                kind = (upn, text(record.get("Subject")), text(record.get("Kind")))
                of_kind.setdefault(kind, []).append((name, place))
        return cls(table, open_now, begun, of_kind)

    def place(self, member: Membership) -> int | None:
        """Give the row of a membership: of that first day, else the open one."""
        upn, name = compact(member.pupil.upn), member.name.casefold()
        if member.starts is not None and (upn, name, member.starts) in self.begun:
            return self.begun[upn, name, member.starts]
        return self.open_now.get((upn, name))


def take_groups(
    memberships: list[Membership],
    draft: Draft,
    pupils: Mapping[str, Mapping[str, Cell]],
    today: date,
    ledger: Ledger,
) -> None:
    """Take memberships into Groups.

    One that is there and open is the same, whenever it began. A new one begins today where the
    file does not say. A set changes: the pupil's open one of the same subject and kind ends.
    """
    if not memberships:
        return
    there = _There.of(draft.tables()["Groups"], today)
    seen: set[tuple[str, str, date | None]] = set()
    order = sorted(memberships, key=lambda m: (m.name.casefold(), m.pupil.surname, m.pupil.upn))
    for member in order:
        key = (compact(member.pupil.upn), member.name.casefold(), member.starts)
        place = there.place(member)
        ledger.given.add((member.pupil.shown, member.name))
        if place is not None:
            _update(draft, there.table.cell(place, "To"), place, member, ledger)
            continue
        if key in seen:
            continue
        seen.add(key)
        line = Line("Group added", member.pupil.shown, member.name, "", "in the group",
                    upn=member.pupil.upn, source=str(member.source))  # fmt: skip
        if not ledger.propose(line):
            continue
        if member.only:
            _end_others(draft, there, member, today, ledger)
        draft.put(
            "Groups",
            {
                "Name": member.name,
                "UPN": member.pupil.upn,
                "Pupil": pupils[member.pupil.upn].get("Pupil"),
                "From": member.starts or today,
                "Subject": member.subject or None,
                "Kind": member.kind or None,
                "To": member.ends,
            },
        )
        ledger.note(member.source, Outcome.ADDED)


def _end_others(
    draft: Draft, there: _There, member: Membership, today: date, ledger: Ledger
) -> None:
    """End the pupil's other groups of the same subject and kind: a child is in one set."""
    kind = (compact(member.pupil.upn), member.subject, member.kind)
    for name, old in there.of_kind.get(kind, []):
        line = Line("Group ended", member.pupil.shown, name, "", f"{today:%d/%m/%Y}",
                    upn=member.pupil.upn, source=str(member.source))  # fmt: skip
        if ledger.propose(line):
            draft.set("Groups", old, "To", today)


def _update(draft: Draft, was: Cell, place: int, member: Membership, ledger: Ledger) -> None:
    """Write the day on which a membership that is there ends, where the file says it."""
    if member.ends is None or member.ends == was:
        return
    line = Line("Group ended", member.pupil.shown, member.name, text(was),
                f"{member.ends:%d/%m/%Y}", upn=member.pupil.upn,
                source=str(member.source))  # fmt: skip
    if ledger.propose(line):
        draft.set("Groups", place, "To", member.ends)
        ledger.note(member.source, Outcome.CHANGED)
