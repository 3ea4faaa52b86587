"""New pupils: who may join, and the temporary UPN of one who has none."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Severity
from ppm_xl.mis.identity import Listed, Row, identity_key, in_order
from ppm_xl.mis.ledger import Ledger, Line, Outcome
from ppm_xl.mis.matching import Identity
from ppm_xl.mis.naming import folded
from ppm_xl.mis.upn import next_temporary, school_number
from ppm_xl.school.cells import text


def may_join(listed: Listed, today: date, ledger: Ledger) -> bool:
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


def without_namesakes(
    joiners: Sequence[Listed], rows: Iterable[Row], ledger: Ledger
) -> list[Listed]:
    """Leave out who has only a name and birthday, where another row has the same ones.

    Whether they are one child only a person can say; of such rows only those with a UPN join.

    Parameters
    ----------
    rows
        Every row of the lists, those that are left out among them.
    """
    groups: dict[object, set[tuple[str, ...]]] = defaultdict(set)
    for row in rows:
        groups[_name_and_birthday(row.identity)].add(_numbers(row.identity))
    kept = []
    for listed in joiners:
        identity = listed.row.identity
        group = groups[_name_and_birthday(identity)]
        if identity.upn or len(group) == 1 or _NO_NUMBERS not in group:
            kept.append(listed)
            continue
        ledger.refuse(
            listed.row.source,
            identity.shown,
            f"{identity.shown}: another row has the same name and date of birth",
            "Give the row the pupil's UPN in the MIS, and export again.",
            code="which-pupil",
            undecided=True,
        )
    return kept


_NO_NUMBERS: Final = ("", "")


def _numbers(identity: Identity) -> tuple[str, ...]:
    return identity.upn, identity.admission_no


def _name_and_birthday(identity: Identity) -> object:
    return folded(identity.surname), folded(identity.forename), identity.born


def _key(listed: Listed) -> object:
    return listed.row.identity.upn or identity_key(listed.row.identity)


def join(
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
        groups[_key(listed)].append(listed)
    for group in sorted(groups.values(), key=lambda g: in_order(g[0].row.identity)):
        listed = group[0]
        values_ = _together(group)
        if values_ is None:
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
        year = _year_in_words(text(values_.get("Year")))
        in_class = text(values_.get("Class"))
        ledger.lines.append(
            Line(
                "Joiner",
                listed.row.identity.shown,
                "Class",
                "",
                ", ".join(part for part in (in_class, year) if part),
                upn=text(values_["UPN"]),
                source=str(listed.row.source),
            )
        )


def _year_in_words(year: str) -> str:
    if year in {"N1", "N2"}:
        return f"Nursery {year[1]}"
    return "Reception" if year == "R" else f"Year {year}" if year else ""


def _together(group: Sequence[Listed]) -> dict[str, Cell] | None:
    """Put together what several files give of one new pupil; None where they disagree."""
    out: dict[str, Cell] = {}
    for listed in group:
        for column, value in listed.given.items():
            if out.setdefault(column, value) != value:
                return None
    return out
