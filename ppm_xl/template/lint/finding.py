"""What the lint says of a fault."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Finding:
    """One fault.

    Attributes
    ----------
    code
        The class of fault, in a word or three, such as ``table-heading``.
    where
        The part of the package, or sheet and cell.
    message
        What is wrong there.
    """

    code: str
    where: str
    message: str

    def __str__(self) -> str:
        """Spell it as one line."""
        return f"{self.code}: {self.where}: {self.message}"
