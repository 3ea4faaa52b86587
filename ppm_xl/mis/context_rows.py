"""What marksheets and the pupil premium list tell of pupils we know; nobody joins or leaves."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Severity
from ppm_xl.mis.cells import Unreadable, as_text
from ppm_xl.mis.context import read_context
from ppm_xl.mis.fields import (
    ADOPTED,
    BY_THE_WAY,
    DEPRIVATION,
    IN_CARE,
    PREMIUMS,
    SERVICE,
    FileKind,
)
from ppm_xl.mis.found import Found
from ppm_xl.mis.half_terms import Clock
from ppm_xl.mis.identity import Row
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import Line
from ppm_xl.mis.matching import Known
from ppm_xl.mis.row_outcomes import Outcome, Source
from ppm_xl.mis.values import as_number
from ppm_xl.school.cells import text

_WHAT: Final = {"SEND": "SEND change", "Pupil Premium": "Pupil Premium change"}
_NOT_IN_LIST: Final = ("Pupil Premium", "Ever 6", "Service child")
"""What a child who is not in the whole list has not.

The premium for looked-after children goes to the local authority: the school's list need not
name them, so it never says that a child is not looked after.
"""


class Told:
    """What files tell of pupils, by pupil and column."""

    def __init__(self) -> None:
        self._cells: dict[tuple[Known, str], dict[Cell, list[Source | str]]] = defaultdict(dict)

    def add(self, pupil: Known, cells: dict[str, Cell], where: Source | str) -> None:
        """Add what one row of a file tells, or what a whole list tells of who is not in it."""
        for column, value in cells.items():
            self._cells[pupil, column].setdefault(value, []).append(where)

    def take(self, draft: Draft, ledger: Ledger) -> None:
        """Write what differs; where files disagree on a cell, neither is taken.

        What a pupil list of the same import says stands.
        """
        pupils = draft.tables()["Pupils"]
        by_lists = frozenset(ledger.given)
        for (pupil, column), by_value in self._cells.items():
            was = pupils.cell(pupil.place, column)
            if (pupil.shown, column) in by_lists:
                self._beside_a_list(pupil, column, was, by_value, ledger)
                continue
            if len(by_value) > 1:
                places = sorted({str(w) for wheres in by_value.values() for w in wheres})
                ledger.leave_out(
                    "Two files disagree",
                    " and ".join(places),
                    pupil.shown,
                    pupil.upn,
                    column,
                    was=was,
                    offered=" or ".join(sorted(text(value) for value in by_value)),
                    why=f"the files give two values for {column}",
                    code="files-disagree",
                )
                continue
            [(value, wheres)] = by_value.items()
            ledger.given.add((pupil.shown, column))
            if value == was:
                continue
            sources = [where for where in wheres if isinstance(where, Source)]
            line = Line(
                _WHAT.get(column, "Detail change"),
                pupil.shown,
                column,
                text(was),
                text(value),
                why="" if sources else f"{wheres[0]}.",
                upn=pupil.upn,
                source=str(wheres[0]) if sources else "",
            )
            if not ledger.propose(line):
                continue
            draft.set("Pupils", pupil.place, column, value)
            for source in sources:
                ledger.note(source, Outcome.CHANGED)

    @staticmethod
    def _beside_a_list(
        pupil: Known,
        column: str,
        said: Cell,
        by_value: dict[Cell, list[Source | str]],
        ledger: Ledger,
    ) -> None:
        other = [w for value, wheres in by_value.items() if value != said for w in wheres]
        if other:
            ledger.problems.append(
                Problem(
                    "list-stands",
                    str(other[0]),
                    f"{pupil.shown}: the pupil list says {column} {text(said) or 'nothing'}, "
                    "another file says otherwise; the pupil list's stands.",
                    "Correct it in the MIS if the list is wrong.",
                    Severity.NOTE,
                )
            )


def tell_context(found: Found, told: Told, clock: Clock, ledger: Ledger) -> set[Source]:
    """Gather flags and SEND that a marksheet or an attendance file tells by the way.

    A file of another school year is passed over: its flags may be of then.

    Returns
    -------
    set of Source
        The rows that tell anything.
    """
    file = found.file
    if file.is_list or FileKind.PUPILS not in file.parts:
        return set()
    years = {h.when.school_year for h in file.headings} | {
        file.when.school_year,
        file.when_of_name.school_year,
    }
    if years - {"", clock.pupils_year}:
        return set()
    rows = [row for row, _ in found.rows]
    used = set()
    for (row, pupil), cells in zip(
        found.rows, read_context(file, rows, ledger, BY_THE_WAY), strict=True
    ):
        told.add(pupil, cells, row.source)
        if cells:
            used.add(row.source)
    return used


def tell_premiums(
    found: Found, everybody: Iterable[Known], told: Told, ledger: Ledger, *, full: bool
) -> set[Source]:
    """Gather what the DfE's pupil premium list says.

    A premium that is paid says what the child is: deprivation means free school meals at any
    time in six years, and with adoption or care it makes the child one with Pupil Premium. A
    service child's is for pastoral support and does not. A premium that is not paid says
    nothing of the child, unless the list is the whole one.

    Parameters
    ----------
    everybody
        The pupils on roll.
    full
        Whether the user said that the list is the whole one: then who is not in it has none.

    Returns
    -------
    set of Source
        The rows that say anything.
    """
    file = found.file
    if FileKind.PUPIL_PREMIUM not in file.parts:
        return set()
    used = set()
    for row, pupil in found.rows:
        cells = _premiums(found, row, ledger, full=full)
        told.add(pupil, cells, row.source)
        if cells:
            used.add(row.source)
    if full:
        named = {pupil.upn for _, pupil in found.rows}
        for pupil in everybody:
            if pupil.upn not in named:
                why = f"Not in the whole list {file.name}"
                told.add(pupil, dict.fromkeys(_NOT_IN_LIST, "N"), why)
    return used


def _premiums(found: Found, row: Row, ledger: Ledger, *, full: bool) -> dict[str, Cell]:
    paid: dict[str, bool] = {}
    for premium in PREMIUMS:
        cell = found.file.cell(row.cells, premium)
        number = as_number(cell)
        if isinstance(number, Unreadable):
            ledger.unreadable(row.source, premium, as_text(cell), "It is 1 or 0.")
        elif number is not None:
            paid[premium] = number > 0
    out: dict[str, Cell] = {}
    for premium, column in (
        (DEPRIVATION, "Ever 6"),
        (SERVICE, "Service child"),
        (ADOPTED, "Previously looked after"),
        (IN_CARE, "Looked after"),
    ):
        if paid.get(premium):
            out[column] = "Y"
        elif full and premium in paid and column in _NOT_IN_LIST:
            out[column] = "N"
    if any(paid.get(premium) for premium in (DEPRIVATION, ADOPTED, IN_CARE)):
        out["Pupil Premium"] = "Y"
    elif full and paid:
        out["Pupil Premium"] = "N"
    return out
