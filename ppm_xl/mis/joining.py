"""New pupils: who may join, and the temporary UPN of one who has none."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell
from ppm_xl.errors import Problem, Severity
from ppm_xl.mis.disputes import joiner_key
from ppm_xl.mis.identity import Listed, Row, identity_key, in_order
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import JOINER, Line
from ppm_xl.mis.matching import Identity
from ppm_xl.mis.naming import folded
from ppm_xl.mis.row_outcomes import Outcome, Source
from ppm_xl.mis.upn import next_temporary, school_number
from ppm_xl.school.cells import text


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why a row cannot be a new pupil, and what to do about it."""

    code: str
    why: str
    do: str = ""


_NO_NAME: Final = Refusal(
    "no-name",
    "a new pupil needs a surname and a forename",
    "Export the list again with both.",
)
_NO_NUMBER: Final = Refusal(
    "no-number",
    "a new pupil needs a UPN, an admission number or a date of birth",
    "Export the list again with one of them.",
)
NAMESAKE: Final = Refusal(
    "which-pupil",
    "another row has the same name and date of birth",
    "Give the row the pupil's UPN in the MIS, and export again.",
)
MIXED_UP: Final = Refusal(
    "rows-disagree",
    "another row of the list could be about this new pupil too",
    "Give both rows their UPN or whole admission number in the MIS, and export again.",
)


def why_not(listed: Listed, today: date) -> Refusal | None:
    """Say why a row cannot be a new pupil: nameless, unknowable next time, or gone already."""
    identity = listed.row.identity
    left = listed.given.get("Left")
    if isinstance(left, date) and left <= today:
        return Refusal("left-already", f"has left on {left:%d/%m/%Y} and was never in the workbook")
    if not (identity.surname and identity.forename):
        return _NO_NAME
    if not (identity.upn or identity.admission_no or identity.born):
        return _NO_NUMBER
    return None


def without_namesakes(
    joiners: Sequence[Listed], rows: Iterable[Row], decided: Callable[[Row], bool]
) -> tuple[list[Listed], list[Listed]]:
    """Leave out who has only a name and birthday, where another row has the same ones.

    Whether they are one child only a person can say; of such rows only those with a UPN join.

    Parameters
    ----------
    rows
        Every row of the lists, those that are left out among them.
    decided
        Whether a person has said that a row is a new pupil.

    Returns
    -------
    tuple
        Who joins, and who does not.
    """
    if all(listed.row.identity.upn for listed in joiners):
        return list(joiners), []
    groups: dict[object, set[tuple[str, ...]]] = {}
    for row in rows:
        groups.setdefault(_name_and_birthday(row.identity), set()).add(_numbers(row.identity))
    kept: list[Listed] = []
    others: list[Listed] = []
    for listed in joiners:
        identity = listed.row.identity
        group = groups[_name_and_birthday(identity)]
        alone = len(group) == 1 or _NO_NUMBERS not in group
        (kept if identity.upn or alone or decided(listed.row) else others).append(listed)
    return kept, others


_NO_NUMBERS: Final = ("", "")


def _numbers(identity: Identity) -> tuple[str, ...]:
    return identity.upn, identity.admission_no


def _name_and_birthday(identity: Identity) -> object:
    return folded(identity.surname), folded(identity.forename), identity.born


def wanted(joiners: Sequence[Listed], ledger: Ledger) -> tuple[list[Listed], list[Listed]]:
    """Part those who may join from those against whom a person has decided."""
    if not ledger.answers:
        return list(joiners), []
    kept: list[Listed] = []
    declined: list[Listed] = []
    for listed in joiners:
        (declined if ledger.declined(_line(listed, "", listed.given)) else kept).append(listed)
    return kept, declined


def turn_away(declined: Sequence[Listed], ledger: Ledger) -> None:
    """List new pupils against whom a person has decided; their rows are left out."""
    seen: set[object] = set()
    for listed in declined:
        identity = listed.row.identity
        ledger.outcomes.setdefault(listed.row.source, Outcome.REFUSED)
        ledger.turned_away.add(identity.upn or identity.shown)
        if joiner_key(listed) not in seen:
            seen.add(joiner_key(listed))
            ledger.propose(_line(listed, "", listed.given))


def join(
    draft: Draft,
    joiners: Sequence[Listed],
    taken: set[str],
    dfe_number: str,
    today: date,
    ledger: Ledger,
) -> dict[Source, str]:
    """Add new pupils; one without a UPN gets a temporary one, in the order of names.

    Returns
    -------
    dict
        The UPN of each row's new pupil.
    """
    taken = taken | {listed.row.identity.upn for listed in joiners}
    groups: dict[object, list[Listed]] = {}
    for listed in joiners:
        groups.setdefault(joiner_key(listed), []).append(listed)
    school = school_number(dfe_number)
    upns: dict[Source, str] = {}
    for group in sorted(groups.values(), key=lambda g: in_order(g[0].row.identity)):
        first = group[0]
        cells = first.given if len(group) == 1 else _together(group)
        if cells is None:
            _refuse_all(group, ledger)
            continue
        upn = first.row.identity.upn
        if not upn:
            upn = next_temporary(taken, school, today)
            taken.add(upn)
            cells = {**cells, "UPN": upn}
            ledger.problems.append(
                Problem(
                    "temporary-upn",
                    str(first.row.source),
                    f"{first.row.identity.shown} has no UPN and gets the temporary one {upn}.",
                    "It gives way to the real one at the next import.",
                    Severity.NOTE,
                )
            )
        draft.put("Pupils", cells)
        for listed in group:
            upns[listed.row.source] = upn
            ledger.note(listed.row.source, Outcome.ADDED)
            _say_how_read(listed, ledger)
        ledger.propose(_line(first, upn, cells))
    return upns


def _line(listed: Listed, upn: str, cells: Mapping[str, Cell]) -> Line:
    in_class, year = text(cells.get("Class")), _year_in_words(text(cells.get("Year")))
    identity = listed.row.identity
    return Line(
        JOINER,
        identity.shown,
        "Class",
        "",
        f"{in_class}, {year}" if in_class and year else in_class or year,
        upn=upn,
        source=str(listed.row.source),
        key=(identity.upn,) if identity.upn else identity_key(identity),
    )


def _say_how_read(listed: Listed, ledger: Ledger) -> None:
    if listed.row.sure_of_name:
        return
    identity = listed.row.identity
    ledger.problems.append(
        Problem(
            "name-guessed",
            str(listed.row.source),
            f"\u201c{identity.written}\u201d is read as forename {identity.forename}, surname "
            f"{identity.surname}.",
            "Correct it on Pupils, or export surname and forename in two columns.",
        )
    )


def _refuse_all(group: Sequence[Listed], ledger: Ledger) -> None:
    for listed in group:
        ledger.refuse(
            listed.row.source,
            listed.row.identity.shown,
            "two files give different details of this new pupil",
            "Correct the MIS and export again.",
            code="files-disagree",
            undecided=True,
            severity=Severity.ERROR,
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
