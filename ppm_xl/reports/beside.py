"""What a school lays beside its workbook for reports: a logo, and PDFs of its own.

Only what is known of the files: looking at them is for who may open files.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from ppm_xl.errors import Problem

LOGO_SETTING: Final = "Logo"
"""The row of Settings, School, that names the picture."""
FOLDER_SETTING: Final = "Objectives folder"
"""The row of Settings, School, that names the folder of PDFs."""


@dataclass(frozen=True, slots=True)
class Logo:
    """The school's logo, ready to be set.

    Attributes
    ----------
    svg
        The picture; one made of dots lies within.
    across, high
        Its shape, in units of its own.
    """

    svg: str
    across: int
    high: int


@dataclass(frozen=True, slots=True)
class OwnFile:
    """One PDF of the school's own.

    Attributes
    ----------
    name
        The file's, with its ending.
    path
        Where it lies.
    fingerprint
        Of its bytes: a changed file is another one.
    sizes
        Of each page as it is looked at: across and high, in points.
    fault, do
        Why it cannot be used, and what to do; both empty where it can.
    """

    name: str
    path: str = ""
    fingerprint: str = ""
    sizes: tuple[tuple[int, int], ...] = ()
    fault: str = ""
    do: str = ""

    @property
    def stem(self) -> str:
        """Its name without its ending."""
        return self.name[: -len(".pdf")] if self.name.casefold().endswith(".pdf") else self.name


@dataclass(frozen=True, slots=True)
class Beside:
    """All of it, and what could not be used.

    Attributes
    ----------
    folder
        As Settings names it; empty where it names none, or where it could not be read.
    """

    logo: Logo | None = None
    folder: str = ""
    files: tuple[OwnFile, ...] = ()
    problems: tuple[Problem, ...] = ()


NOTHING: Final = Beside()
"""Neither a logo nor a folder is named."""
