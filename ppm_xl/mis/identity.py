"""Whom each row of a file says it is about, and rows that are about the same pupil."""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import Final, NamedTuple, TypeVar

from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Severity
from ppm_xl.mis.answers import Decision
from ppm_xl.mis.cells import Unreadable, as_text
from ppm_xl.mis.days import as_date
from ppm_xl.mis.export import GridRow
from ppm_xl.mis.fields import NAME, PREFERRED_FORENAME, PREFERRED_SURNAME, SURNAME_FIRST
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import WHICH_ROW, Line
from ppm_xl.mis.matching import Identity
from ppm_xl.mis.naming import PersonName, folded, split_name, tidy_case
from ppm_xl.mis.row_outcomes import Outcome, Source
from ppm_xl.mis.upn import compact, faults, is_upn
from ppm_xl.sentences import listed

_A_FEW: Final = 3
_TWO: Final = 2


class Row(NamedTuple):
    """One row of a file with what it says of whom it is about."""

    source: Source
    cells: GridRow
    identity: Identity
    sure_of_name: bool = True


def rows_of(
    number: int, file: Recognised, known_upns: Collection[str], ledger: Ledger
) -> list[Row]:
    """Read the identity of each row, and warn of odd UPNs that are new, once a file."""
    rows = []
    new: set[str] = set()
    name = file.name
    for row, upn, admission_no, (person, written), born in zip(
        file.rows,
        _texts(file, "UPN"),
        _texts(file, "Admission no"),
        _names(file),
        column_cells(file, "DOB"),
        strict=True,
    ):
        source = Source(number, name, row.number)
        if upn:
            upn = compact(upn)  # noqa: PLW2901 - the same UPN, in one form
            if upn not in known_upns:
                if is_upn(upn):
                    new.add(upn)
                else:
                    _say_it_is_none(upn, source, ledger)
                    upn = ""  # noqa: PLW2901 - what is no UPN is none
        day = born if born is None else as_day(born)
        identity = Identity(
            upn,
            admission_no,
            person.surname,
            person.forename,
            person.known_as,
            written,
            day,
        )
        rows.append(Row(source, row, identity, person.sure))
        ledger.names[source] = identity.shown
    _warn_of_upns(name, sorted(new), ledger)
    return rows


def _say_it_is_none(upn: str, source: Source, ledger: Ledger) -> None:
    ledger.problems.append(
        Problem(
            "no-upn",
            str(source),
            f"\u201c{upn[:20]}\u201d is no UPN and is left out.",
            "A UPN is a letter and twelve figures; correct it in the MIS.",
        )
    )


def as_day(cell: Cell) -> date | None:
    """Read a date of birth; None where it cannot be read."""
    day = _day_in(cell) if isinstance(cell, str) else as_date(cell)
    return day if isinstance(day, date) else None


@lru_cache(maxsize=1 << 14)
def _day_in(words: str) -> Cell | Unreadable:
    return as_date(words)


def column_cells(file: Recognised, field: str) -> list[Cell]:
    """Give a whole column, for what only the column as a whole can tell."""
    heading = file.column(field)
    if heading is None:
        return [None] * len(file.rows)
    place = heading.place
    return [row.cells[place] if place < len(row.cells) else None for row in file.rows]


def _texts(file: Recognised, field: str) -> list[str]:
    return ["" if cell is None else as_text(cell) for cell in column_cells(file, field)]


def _names(file: Recognised) -> Iterator[tuple[PersonName, str]]:
    """Read each row's name from its columns; also as written where it stands in one."""
    columns = (
        "Surname",
        PREFERRED_SURNAME,
        "Forename",
        PREFERRED_FORENAME,
        SURNAME_FIRST,
        NAME,
    )
    return map(_name, *(_texts(file, column) for column in columns))


@lru_cache(maxsize=1 << 14)
def _name(
    surname: str,
    preferred_surname: str,
    forename: str,
    preferred: str,
    surname_first: str,
    in_one: str,
) -> tuple[PersonName, str]:
    known_as = tidy_case(preferred)
    last = tidy_case(surname or preferred_surname)
    first = tidy_case(forename) or known_as
    for written, backwards in ((surname_first, True), (in_one, False)):
        if written and not (last and first):
            split = split_name(written, surname_first=backwards)
            name = PersonName(
                tidy_case(split.surname),
                tidy_case(split.forename),
                known_as or split.known_as,
                split.sure,
            )
            return _without_echo(name), written
    return _without_echo(PersonName(last, first, known_as)), ""


def _without_echo(name: PersonName) -> PersonName:
    """Leave the known-as name out where it says the forename over again, and its surname."""
    if not name.known_as:
        return name
    first, _, last = name.known_as.partition(" ")
    if last and folded(last) == folded(name.surname):
        name = PersonName(name.surname, name.forename, first, name.sure)
    if folded(name.known_as) == folded(name.forename):
        return PersonName(name.surname, name.forename, "", name.sure)
    return name


def _warn_of_upns(name: str, upns: list[str], ledger: Ledger) -> None:
    _, letters, authorities = faults(upns)
    if letters:
        some = ", ".join(sorted(letters)[:_A_FEW]) + (" \u2026" if len(letters) > _A_FEW else "")
        ledger.problems.append(
            Problem(
                "upn-check-letter",
                name,
                f"Wrong check letter in {_upns(letters)} ({some}), used all the same.",
                "Look for typing mistakes in the MIS.",
            )
        )
    if authorities:
        ledger.problems.append(
            Problem(
                "upn-authority",
                name,
                f"The first three digits of {_upns(authorities)} are no local authority that we "
                "know; used all the same.",
                "Nothing to do if the MIS says the same.",
                Severity.NOTE,
            )
        )


def _upns(found: list[str]) -> str:
    return "one UPN" if len(found) == 1 else f"{len(found)} UPNs"


_Key = TypeVar("_Key", bound=Hashable)


def without_duplicates(
    rows: Iterable[Row], key: Callable[[Row], _Key | None], what: str, ledger: Ledger
) -> tuple[list[Row], list[Row]]:
    """Leave out every row of a file that another row of it repeats.

    A person may say which row counts: each has a line of its own that asks. Where exactly one
    line says yes, that row is kept.

    Returns
    -------
    tuple
        The rows kept, and those left out.
    """
    rows = list(rows)
    groups: dict[tuple[int, _Key], list[Row]] = {}
    for row in rows:
        found = key(row)
        if found is not None:
            groups.setdefault((row.source.file, found), []).append(row)
    out: set[Source] = set()
    if len(groups) < len(rows):
        for group in groups.values():
            if len(group) > 1:
                out.update(_all_but_one(group, what, ledger))
    for row in rows if ledger.answers else ():
        option = _option(row, what, "", "", ledger)
        if row.source not in out and ledger.said_no(option):
            # It does not count either once the row that does has changed whom it repeats.
            ledger.lines.append(option._replace(decision=Decision.NO))
            ledger.outcomes.setdefault(row.source, Outcome.REFUSED)
            out.add(row.source)
    if not out:
        return rows, []
    return [r for r in rows if r.source not in out], [r for r in rows if r.source in out]


def _all_but_one(group: Sequence[Row], what: str, ledger: Ledger) -> Iterator[Source]:
    """Give the rows that do not count: all of them, until a person says which does."""
    name = group[0].source.name
    same = f"rows {listed([str(row.source.row) for row in group])} of {name} have the same {what}"
    options = []
    for row in group:
        others = listed([str(other.source.row) for other in group if other is not row])
        why = (
            f"The same {what} as row {others}, so neither is used. Yes on the right one."
            if len(group) == _TWO
            else f"The same {what} as rows {others}, so none is used. Yes on the right one."
        )
        options.append(_option(row, what, f", not {others}", why, ledger))
    chosen = ledger.chosen(options)
    still_open = ledger.list_options(options, chosen)
    for place, row in enumerate(group):
        if place == chosen:
            continue
        if chosen is not None:
            ledger.outcomes.setdefault(row.source, Outcome.REFUSED)
        else:
            ledger.refuse(
                row.source,
                row.identity.shown,
                f"{same}, so none of them is used",
                "Correct the MIS and export again.",
                code="duplicate-upn" if what == "UPN" else "duplicate-row",
                undecided=still_open,
                severity=Severity.ERROR,
                listed=False,
            )
        yield row.source


def _option(row: Row, what: str, instead: str, why: str, ledger: Ledger) -> Line:
    """Give the line by which a person says that a row counts, or does not."""
    return Line(
        WHICH_ROW,
        row.identity.shown,
        "",
        "",
        f"Use row {row.source.row}{instead}",
        Decision.UNDECIDED,
        why,
        source=str(row.source),
        key=(ledger.file_mark(row.source), str(row.source.row), what),
    )


class Listed(NamedTuple):
    """A row of a pupil list with the values it gives, by column of Pupils."""

    row: Row
    given: Mapping[str, Cell]


def in_order(identity: Identity) -> tuple[str, ...]:
    """Give a key that sorts pupils by name whatever the order of rows."""
    born = identity.born.isoformat() if identity.born else ""
    return identity.surname, identity.forename, born, identity.admission_no, identity.upn


def identity_key(identity: Identity) -> tuple[str, ...]:
    """Give a key by which two rows without a UPN are of one pupil."""
    return identity.admission_no, *in_order(identity)
