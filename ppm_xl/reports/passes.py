"""Which typed texts a person let go home, as the table ReportCheck says."""

from __future__ import annotations

import unicodedata
from typing import Final

from ppm_xl.book.tables import Tables
from ppm_xl.school.cells import text

TABLE: Final = "ReportCheck"
GO_AHEAD: Final = "Pass"


def is_pass(decision: str) -> bool:
    """Whether a decision lets a line pass."""
    return decision.strip().casefold() == GO_AHEAD.casefold()


def as_compared(typed: str) -> str:
    r"""Give a text as two are compared: another word, letter or sign is another text.

    >>> as_compared("Read with  Zoë.\r\n") == as_compared("Read with Zoe\u0308.")
    True
    """
    return unicodedata.normalize("NFC", " ".join(typed.split()))


def passed_texts(tables: Tables) -> frozenset[tuple[str, str]]:
    """Give what was passed: a child's UPN and the text, for this child alone."""
    if TABLE not in tables:
        return frozenset()
    return frozenset(
        (text(row.get("UPN")), as_compared(said))
        for row in tables[TABLE].records()
        if is_pass(text(row.get("Decision"))) and (said := text(row.get("The text")))
    )
