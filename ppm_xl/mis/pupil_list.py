"""Pupil lists: joiners, leavers and what changed about those who stay."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, TableCells, Tables
from ppm_xl.errors import Problem, Severity
from ppm_xl.mis import values
from ppm_xl.mis.fields import CONTEXT, FLAGS, PREFERRED_FORENAME
from ppm_xl.mis.identity import Row, column_cells, rows_of, without_duplicates
from ppm_xl.mis.kinds import Recognised
from ppm_xl.mis.ledger import Ledger, Line, Outcome, Source
from ppm_xl.mis.matching import Identity, Known, Match, Roll
from ppm_xl.mis.upn import next_temporary, school_number
from ppm_xl.mis.values import Unreadable, Value
from ppm_xl.school.cells import text
from ppm_xl.school.names import NamedPupil, school_names

_WHAT: Final = {
    "Class": "Class change",
    "Year": "Year change",
    "SEND": "SEND change",
    "Pupil Premium": "Pupil Premium change",
}
_MANY_LEAVERS: Final = 0.2
"""A share of the roll that leaves at once only in July."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A row of a pupil list with the values it gives, by column of Pupils."""

    row: Row
    given: Mapping[str, Cell]


@dataclass
class PupilsPlan:
    """What the pupil lists make of the tables.

    Attributes
    ----------
    tables
        With temporary UPNs replaced by real ones wherever they stand.
    draft
        Of those tables, with the pupils as they become.
    """

    tables: Tables
    draft: Draft
    full: bool = False
    present: set[str] = field(default_factory=set)


def plan_pupils(
    tables: Tables,
    files: Sequence[tuple[int, Recognised]],
    today: date,
    ledger: Ledger,
    *,
    full: bool | None,
    dfe_number: str,
) -> PupilsPlan:
    """Work out what pupil lists change: see :class:`PupilsPlan`.

    Parameters
    ----------
    full
        Whether the lists are the whole roll; None where their classes are to say.
    dfe_number
        The school's own, for temporary UPNs; empty where it is not known.
    """
    known = [Known.of(r) for r in tables["Pupils"].records() if text(r.get("UPN"))]
    roll = Roll(known)
    rows: list[Row] = []
    given: dict[object, dict[str, Cell]] = {}
    for number, file in files:
        read = rows_of(number, file, roll.by_upn, ledger)
        read_values = _values_of(file, read, ledger)
        given.update({row.source: v for row, v in zip(read, read_values, strict=True)})
        rows.extend(read)
    kept, doubled = without_duplicates(rows, lambda r: r.identity.upn or None, "UPN", ledger)
    matches = {row.source: roll.find(row.identity) for row in rows}
    kept = _one_row_each(kept, matches, ledger)
    plan = _with_real_upns(tables, kept, matches, ledger)
    present = {m.pupil.upn for m in matches.values() if m.pupil}
    present |= {c.upn for m in matches.values() for c in m.candidates}
    present |= {r.identity.upn for r in doubled}
    classes = _Classes(tables)
    joiners: list[Listed] = []
    stayers: list[tuple[Known, Listed]] = []
    for row in kept:
        match, listed = matches[row.source], Listed(row, classes.spelt(given[row.source]))
        if match.pupil is not None:
            stayers.append((match.pupil, listed))
        elif match.candidates:
            ledger.refuse(
                row.source,
                row.identity.shown,
                match.why,
                "Say which pupil it is in the MIS: give the row its UPN.",
                code="which-pupil",
                candidates=[c.shown for c in match.candidates],
                undecided=True,
            )
        elif _may_join(listed, today, ledger):
            joiners.append(listed)
    new_upn_of = {m.pupil.upn: m.new_upn for m in matches.values() if m.pupil and m.new_upn}
    _change(plan.draft, stayers, new_upn_of, today, ledger)
    _join(
        plan.draft, joiners, set(roll.by_upn) | set(new_upn_of.values()), dfe_number, today, ledger
    )
    plan.full = _is_full(known, files, today, ledger, full=full, classes=classes)
    if plan.full:
        _leave(plan.draft, [k for k in known if k.upn not in present], known, today, ledger)
    classes.add_new(plan.draft, ledger)
    rename(plan.draft, ledger)
    return plan


_READERS: Final[dict[str, Callable[[Cell], Value]]] = {
    "DOB": values.as_date,
    "Sex": values.as_sex,
    "Year": values.as_year_group,
    "SEND": values.as_send,
    "Joined": values.as_date,
    "Left": values.as_date,
    "Class": lambda cell: values.as_text(cell) or None,
    **dict.fromkeys(FLAGS, values.as_yes_no),
}


def _values_of(file: Recognised, rows: Sequence[Row], ledger: Ledger) -> list[dict[str, Cell]]:
    """Read every column of Pupils that the file has; what it leaves blank is not given.

    A blank flag is ``N`` where the column holds no ``N`` of its own: such systems tick those
    who have it and leave the others blank.
    """
    out: list[dict[str, Cell]] = [_names(file, row) for row in rows]
    for column in CONTEXT:
        if file.column(column) is None:
            continue
        read = [_READERS[column](cell) for cell in column_cells(file, column)]
        blank: Cell = None
        if column in {*FLAGS, "SEND"}:
            said = {v for v in read if isinstance(v, str)}
            blank = "N" if said and "N" not in said else None
        for row, value, into in zip(rows, read, out, strict=True):
            if isinstance(value, Unreadable):
                cell = values.as_text(file.cell(row.cells, column))
                do = "Dates are read day first." if column in {"DOB", "Joined", "Left"} else ""
                ledger.unreadable(row.source, column, cell, do)
            elif value is not None or blank is not None:
                into[column] = value if value is not None else blank
    return out


def _names(file: Recognised, row: Row) -> dict[str, Cell]:
    identity = row.identity
    named: dict[str, Cell] = {
        "UPN": identity.upn,
        "Surname": identity.surname,
        "Forename": identity.forename,
        "Known as": identity.known_as,
        "Admission no": identity.admission_no,
    }
    given: dict[str, Cell] = {column: value for column, value in named.items() if value}
    if file.cell(row.cells, PREFERRED_FORENAME) is not None and not identity.known_as:
        # The file says the forename over again: the child is known by no other name.
        given["Known as"] = None
    return given


def _one_row_each(rows: list[Row], matches: Mapping[Source, Match], ledger: Ledger) -> list[Row]:
    """Leave out rows of one file that are about one pupil though their UPNs are not the same."""

    def whom(row: Row) -> str | None:
        identity, pupil = row.identity, matches[row.source].pupil
        if pupil is not None:
            return pupil.upn
        if identity.admission_no:
            return f"number {identity.admission_no}"
        return None if identity.upn else "|".join(_order(identity))

    kept, _ = without_duplicates(rows, whom, "pupil", ledger)
    return kept


def _with_real_upns(
    tables: Tables, rows: Sequence[Row], matches: Mapping[Source, Match], ledger: Ledger
) -> PupilsPlan:
    """Put real UPNs in the place of temporary ones, in every table that holds them."""
    real: dict[Cell, str] = {}
    for row in rows:
        match = matches[row.source]
        if match.pupil is not None and match.new_upn:
            real[match.pupil.upn] = match.new_upn
            ledger.note(row.source, Outcome.CHANGED)
            ledger.lines.append(
                Line(
                    "UPN change",
                    match.pupil.shown,
                    "UPN",
                    match.pupil.upn,
                    match.new_upn,
                    why=f"The real UPN in place of a temporary one, found {match.why}.",
                    upn=match.new_upn,
                    source=str(row.source),
                )
            )
    for name, table in tables.tables.items() if real else ():
        place = table.place_of.get("UPN")
        if place is not None:
            tables = tables.with_table(
                TableCells(
                    name,
                    table.headings,
                    tuple(
                        (*row[:place], real.get(row[place], row[place]), *row[place + 1 :])
                        for row in table.rows
                    ),
                )
            )
    return PupilsPlan(tables, Draft(tables))


def _may_join(listed: Listed, today: date, ledger: Ledger) -> bool:
    """Refuse who cannot be a new pupil: nameless, unknowable next time, or gone already."""
    row, identity = listed.row, listed.row.identity
    left = listed.given.get("Left")
    if isinstance(left, date) and left <= today:
        ledger.refuse(
            row.source,
            identity.shown,
            f"has left on {left:%d/%m/%Y} and was never on the list",
            code="left-already",
        )
        return False
    if not (identity.surname and identity.forename):
        ledger.refuse(
            row.source,
            identity.shown,
            "a new pupil needs a surname and a forename",
            "Export the list again with both.",
            code="no-name",
        )
        return False
    if not (identity.upn or identity.admission_no or identity.born):
        ledger.refuse(
            row.source,
            identity.shown,
            "a new pupil needs a UPN, an admission number or a date of birth",
            "Export the list again with one of them.",
            code="no-number",
        )
        return False
    if not row.sure_of_name:
        ledger.problems.append(
            Problem(
                "name-guessed",
                str(row.source),
                f"\u201c{identity.written}\u201d is read as forename {identity.forename}, surname "
                f"{identity.surname}.",
                "Correct it on Pupils, or export surname and forename in two columns.",
            )
        )
    return True


def _change(
    draft: Draft,
    stayers: Sequence[tuple[Known, Listed]],
    new_upn_of: Mapping[str, str],
    today: date,
    ledger: Ledger,
) -> None:
    """Bring what the lists say of pupils we know; blank cells change nothing."""
    before = draft.tables()["Pupils"]
    offered: dict[tuple[Known, str], dict[Cell, list[Listed]]] = defaultdict(dict)
    for pupil, listed in stayers:
        ledger.note(listed.row.source, Outcome.SAME)
        for column, value in _comparable(pupil, listed, today).items():
            offered[pupil, column].setdefault(value, []).append(listed)
    for (pupil, column), by_value in offered.items():
        upn = new_upn_of.get(pupil.upn, pupil.upn)
        was = before.get((upn,), column)
        if len(by_value) > 1:
            places = [str(li.row.source) for lis in by_value.values() for li in lis]
            ledger.leave_out(
                "Two files disagree",
                " and ".join(places),
                pupil.shown,
                upn,
                column,
                was=was,
                offered=" or ".join(text(v) for v in by_value),
                why=f"the files give two values for {column}",
                code="files-disagree",
            )
            continue
        [(value, listeds)] = by_value.items()
        if value == was:
            continue
        draft.set("Pupils", (upn,), column, value)
        for listed in listeds:
            ledger.note(listed.row.source, Outcome.CHANGED)
        back = column == "Left" and value is None
        ledger.lines.append(
            Line(
                "Back on roll" if back else _leaver_or(column),
                pupil.shown,
                column,
                text(was),
                text(value),
                why="",
                upn=upn,
                source=str(listeds[0].row.source),
            )
        )


def _leaver_or(column: str) -> str:
    return "Leaver" if column == "Left" else _WHAT.get(column, "Detail change")


def _comparable(pupil: Known, listed: Listed, today: date) -> dict[str, Cell]:
    """Give what of a row is to be compared with the pupil's own row."""
    identity = listed.row.identity
    given = {column: value for column, value in listed.given.items() if column != "UPN"}
    if identity.written and identity.spellings & pupil.spellings:
        # One column cannot say better than two where the surname ends.
        given.pop("Surname", None)
        given.pop("Forename", None)
        if not identity.known_as:
            given.pop("Known as", None)
    elif "Forename" not in given or "Surname" not in given or not listed.row.sure_of_name:
        given.pop("Surname", None)
        given.pop("Forename", None)
    if "Left" not in given and pupil.left is not None and pupil.left <= today:
        given["Left"] = None
    if given.get("Admission no") and text(given["Admission no"]) != pupil.admission_no:
        short = text(given["Admission no"])
        if pupil.admission_no.lstrip("0") == short.lstrip("0") and len(short) < len(
            pupil.admission_no
        ):
            # A spreadsheet dropped the leading noughts; ours are the better ones.
            given.pop("Admission no")
    return given


def _join(
    draft: Draft,
    joiners: Sequence[Listed],
    taken: set[str],
    dfe_number: str,
    today: date,
    ledger: Ledger,
) -> None:
    """Add new pupils; one without a UPN gets a temporary one, in the order of names."""
    taken = taken | {listed.row.identity.upn for listed in joiners}
    groups: dict[object, list[Listed]] = defaultdict(list)
    for listed in joiners:
        groups[listed.row.identity.upn or _nameless_key(listed.row.identity)].append(listed)
    for group in sorted(groups.values(), key=lambda g: _order(g[0].row.identity)):
        listed = group[0]
        if any(other.given != listed.given for other in group[1:]):
            for other in group:
                ledger.refuse(
                    other.row.source,
                    other.row.identity.shown,
                    "two files give different details of this new pupil",
                    "Correct the MIS and export again.",
                    code="files-disagree",
                    undecided=True,
                    severity=Severity.ERROR,
                )
            continue
        values_ = dict(listed.given)
        if not values_.get("UPN"):
            upn = next_temporary(taken, school_number(dfe_number), today)
            taken.add(upn)
            values_["UPN"] = upn
            ledger.problems.append(
                Problem(
                    "temporary-upn",
                    str(listed.row.source),
                    f"{listed.row.identity.shown} has no UPN and gets the temporary one {upn}.",
                    "It gives way to the real one at the next import.",
                    Severity.NOTE,
                )
            )
        draft.put("Pupils", values_)
        for other in group:
            ledger.note(other.row.source, Outcome.ADDED)
        year = text(values_.get("Year"))
        in_class = text(values_.get("Class"))
        ledger.lines.append(
            Line(
                "Joiner",
                listed.row.identity.shown,
                "Class",
                "",
                in_class + (f" (Year {year})" if year else ""),
                upn=text(values_["UPN"]),
                source=str(listed.row.source),
            )
        )


def _nameless_key(identity: Identity) -> tuple[str, ...]:
    return identity.admission_no, *_order(identity)


def _order(identity: Identity) -> tuple[str, ...]:
    born = identity.born.isoformat() if identity.born else ""
    return identity.surname, identity.forename, born, identity.admission_no, identity.upn


class _Classes:
    """The classes of the workbook, and those that lists bring."""

    def __init__(self, tables: Tables) -> None:
        listed = [text(r.get("Class")) for r in tables["Classes"].records()]
        of_pupils = [text(r.get("Class")) for r in tables["Pupils"].records()]
        self._spelling: dict[str, str] = {}
        for name in [*listed, *of_pupils]:
            if name:
                self._spelling.setdefault(name.casefold(), name)
        self._in_settings = {name.casefold() for name in listed if name}
        self._used: set[str] = set()

    def spelt(self, given: Mapping[str, Cell]) -> dict[str, Cell]:
        """Write a class as the workbook does: ``ELM`` is ``Elm`` where that is there."""
        out = dict(given)
        name = text(out.get("Class"))
        if name:
            out["Class"] = self.named(name)
            self._used.add(text(out["Class"]))
        return out

    def named(self, name: str) -> str:
        """Give the workbook's spelling of a class."""
        return self._spelling.get(name.casefold(), name)

    def add_new(self, draft: Draft, ledger: Ledger) -> None:
        """Add the classes that Settings lacks."""
        for name in sorted(self._used):
            if name.casefold() not in self._in_settings:
                self._in_settings.add(name.casefold())
                draft.put("Classes", {"Class": name})
                ledger.lines.append(Line("New class", "", "Class", "", name))


def _is_full(
    known: Sequence[Known],
    files: Sequence[tuple[int, Recognised]],
    today: date,
    ledger: Ledger,
    *,
    full: bool | None,
    classes: _Classes,
) -> bool:
    """Tell the whole roll by its having every class with pupils on roll, or by the user's word."""
    if not files:
        return False
    if full is not None:
        return full
    on_roll = [k for k in known if k.on_roll(today)]
    wanted = {k.class_name for k in on_roll} - {""}
    found = {
        classes.named(values.as_text(cell))
        for _, file in files
        for cell in column_cells(file, "Class")
        if cell is not None
    }
    missing = sorted(wanted - found)
    if missing:
        ledger.said.append(
            "The pupil list is taken as part of the roll, as it has nobody of "
            f"{', '.join(missing)}: nobody is marked as left. Use --full if it is the whole roll."
        )
    return bool(wanted or not on_roll) and not missing


def _leave(
    draft: Draft, gone: Sequence[Known], known: Sequence[Known], today: date, ledger: Ledger
) -> None:
    leavers = [pupil for pupil in gone if pupil.on_roll(today)]
    for pupil in leavers:
        draft.set("Pupils", (pupil.upn,), "Left", today)
        ledger.lines.append(
            Line(
                "Leaver",
                pupil.shown,
                "Left",
                text(pupil.left),
                f"{today:%d/%m/%Y}",
                why="On roll here, but not in the full pupil list.",
                upn=pupil.upn,
            )
        )
    on_roll = sum(k.on_roll(today) for k in known)
    if len(leavers) > max(1, on_roll * _MANY_LEAVERS):
        ledger.problems.append(
            Problem(
                "many-leavers",
                "the pupil list",
                f"{len(leavers)} of {on_roll} pupils on roll would be marked as left.",
                "If the list is only part of the roll, import it with --part.",
            )
        )


def rename(draft: Draft, ledger: Ledger) -> None:
    """Work out every pupil's name in lists, and write it wherever a pupil is named."""
    tables = draft.tables()
    pupils = [
        NamedPupil(
            text(r.get("UPN")),
            text(r.get("Surname")),
            text(r.get("Forename")),
            text(r.get("Known as")),
            text(r.get("Class")),
        )
        for r in tables["Pupils"].records()
        if text(r.get("UPN"))
    ]
    names = school_names(pupils)
    was = {text(r.get("UPN")): text(r.get("Pupil")) for r in tables["Pupils"].records()}
    changed = {upn: name for upn, name in names.items() if name and name != was.get(upn)}
    for name, table in tables.tables.items():
        if not ({"UPN", "Pupil"} <= set(table.place_of)) or schema.TABLES[name].append_only:
            continue
        for place, row in enumerate(table.rows):
            upn = text(row[table.place_of["UPN"]])
            if upn in changed and row[table.place_of["Pupil"]] != changed[upn]:
                draft.set(name, place, "Pupil", changed[upn])
    ledger.lines[:] = [
        Line(
            line.what,
            names.get(line.upn, line.pupil) if line.what == "Joiner" else line.pupil,
            line.column,
            line.was,
            line.becomes,
            line.decision,
            line.why,
            line.upn,
            line.source,
        )
        for line in ledger.lines
    ]
