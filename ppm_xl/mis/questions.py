"""Whose a row is, where only a person can say: a line for each pupil it may be."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from ppm_xl.mis.answers import Decision
from ppm_xl.mis.identity import Row
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import WHICH_PUPIL, Line
from ppm_xl.mis.matching import Known, Match, Roll
from ppm_xl.mis.upn import compact, is_temporary

NEW: Final = "new"
_SAID: Final = "as was decided on the sheet Import"


def find(roll: Roll, row: Row, ledger: Ledger, *, may_join: bool = False) -> Match:
    """Find whom a row is about; where that is a question, as a person has answered it.

    Parameters
    ----------
    may_join
        Whether the row may be a pupil whom the workbook lacks: so only in a pupil list.
    """
    match = roll.find(row.identity)
    if match.pupil is not None or not match.candidates or not ledger.answers:
        return match
    asked = options(row, match, ledger, may_join=may_join)
    chosen = ledger.chosen(asked)
    if chosen is None:
        return match
    ledger.list_options(asked, chosen)
    ledger.set_aside |= {
        pupil.upn for place, pupil in enumerate(match.candidates) if place != chosen
    }
    if chosen == len(match.candidates):
        return match._replace(candidates=(), why=_SAID, decided=True)
    pupil, upn = match.candidates[chosen], row.identity.upn
    real = upn if upn not in roll.by_upn and not is_temporary(upn) else ""
    new_upn = real if real != compact(pupil.upn) else ""
    return match._replace(pupil=pupil, why=_SAID, new_upn=new_upn, decided=True)


def options(
    row: Row,
    match: Match,
    ledger: Ledger,
    *,
    may_join: bool = False,
    now: Callable[[Known], Known] = lambda pupil: pupil,
) -> list[Line]:
    """Give the lines that ask whose a row is: one a candidate, and one for a new pupil.

    Parameters
    ----------
    now
        Gives a candidate as the import leaves them.
    """
    about = (ledger.file_mark(row.source), str(row.source.row))
    candidates = [now(candidate) for candidate in match.candidates]
    yes = "Yes on the right one" if len(candidates) > 1 else "Yes if it is this pupil"
    why = f"{match.why[:1].upper()}{match.why[1:]}. {yes}."
    found = [
        (
            f"Is {pupil.described}",
            compact(pupil.upn),
            why,
        )
        for pupil in candidates
    ]
    if may_join and can_be_new(row, match):
        found.append(("Is a new pupil", NEW, why))
    return [
        Line(
            WHICH_PUPIL,
            row.identity.shown,
            "",
            "",
            becomes,
            Decision.UNDECIDED,
            words,
            source=str(row.source),
            key=(*about, who),
        )
        for becomes, who, words in found
    ]


def can_be_new(row: Row, match: Match) -> bool:
    """Whether a new pupil of this row would be known again at the next import.

    By a UPN of their own; or by name and date of birth, where nobody has the same or none.
    """
    identity = row.identity
    if not (identity.surname and identity.forename):
        return False
    if identity.upn:
        return all(compact(c.upn) != identity.upn for c in match.candidates)
    return (
        identity.born is not None
        and not identity.admission_no
        and all(c.born is not None and c.born != identity.born for c in match.candidates)
    )
