"""What a person has decided on the lines of the sheet Import."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ppm_xl.book.tables import Cell
from ppm_xl.school.cells import text


class Decision(StrEnum):
    """What is to happen with a line of the list."""

    YES = "Yes"
    NO = "No"
    UNDECIDED = "Undecided"
    DONE = "Done"


def decision_of(cell: Cell) -> Decision | None:
    """Read a cell of the column Decision; None where it says something else, or nothing."""
    words = text(cell).casefold()
    return next((known for known in Decision if known.casefold() == words), None)


@dataclass(frozen=True, slots=True)
class Answer:
    """What the sheet says of one line: the decision, and what stands under Becomes."""

    decision: Decision
    becomes: str

    @property
    def yes(self) -> bool:
        """Whether a person has said yes, now or at an earlier import."""
        return self.decision in {Decision.YES, Decision.DONE}


class Answers:
    """The lines as they stand on the sheet, by their IDs."""

    def __init__(self, records: Iterable[Mapping[str, Cell]] = ()) -> None:
        self._by_id: dict[str, Answer] = {}
        for record in records:
            decision = decision_of(record.get("Decision"))
            if decision is not None:
                self._by_id[text(record.get("ID"))] = Answer(
                    decision, " ".join(text(record.get("Becomes")).split())
                )

    def __bool__(self) -> bool:
        """Whether anything stands there."""
        return bool(self._by_id)

    def of(self, line_id: str) -> Answer | None:
        """Give what the sheet says of a line; None where it is not there."""
        return self._by_id.get(line_id)
