"""What becomes of each row of a file, and how many there are of each."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final, NamedTuple

from ppm_xl.mis.kinds import Recognised
from ppm_xl.sentences import counted


@dataclass(frozen=True, slots=True)
class Counts:
    """What became of a file's rows: the four add up to ``rows``."""

    file: str
    rows: int
    added: int
    changed: int
    same: int
    refused: int
    notes: int

    def in_words(self) -> str:
        """Say it in a few words, such as ``79 rows: 78 the same, 1 left out``."""
        parts = [
            f"{number} {word}"
            for number, word in (
                (self.added, "added"),
                (self.changed, "changed"),
                (self.same, "the same"),
                (self.refused, "left out"),
            )
            if number
        ]
        notes = f" ({counted(self.notes, 'row')} of notes passed over)" if self.notes else ""
        return f"{counted(self.rows, 'row')}, {', '.join(parts)}{notes}"


class Outcome(StrEnum):
    """What becomes of one row of a file."""

    ADDED = "added"
    CHANGED = "changed"
    SAME = "same"
    REFUSED = "refused"


STRONGEST: Final = {
    Outcome.ADDED: 0,
    Outcome.CHANGED: 1,
    Outcome.SAME: 2,
    Outcome.REFUSED: 3,
}


class Source(NamedTuple):
    """One row of one file."""

    file: int
    name: str
    row: int

    def __str__(self) -> str:
        """Say where it is, as people do."""
        return f"{self.name}, row {self.row}"


def counts_of(
    files: Iterable[Recognised], outcomes: Mapping[Source, Outcome]
) -> tuple[Counts, ...]:
    """Count each file's rows by what becomes of them."""
    out = []
    for number, file in enumerate(files):
        found = Counter(
            outcomes.get(Source(number, file.name, row.number), Outcome.REFUSED)
            for row in file.rows
        )
        out.append(
            Counts(
                file.name,
                len(file.rows),
                found[Outcome.ADDED],
                found[Outcome.CHANGED],
                found[Outcome.SAME],
                found[Outcome.REFUSED],
                file.notes,
            )
        )
    return tuple(out)
