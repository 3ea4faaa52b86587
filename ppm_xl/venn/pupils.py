"""The pupils of a diagram as they will be drawn: their words, marks and region."""

from __future__ import annotations

import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from ppm_xl.venn.faults import VennError
from ppm_xl.venn.membership import Members, Tally, region_code
from ppm_xl.venn.metrics import POINTS_AN_INCH, clean, reach, width
from ppm_xl.venn.names import shortened
from ppm_xl.venn.page import figures
from ppm_xl.venn.picture import BOLD_ROLES, MOVE_MARKS, ON_COURSE_MARK, ROLE_MARKS, Role
from ppm_xl.venn.ruling import Setting

ON_COURSE: Final = "on course"
MARKS: Final = ("PP", "SEND", ON_COURSE)

# Letters that Unicode does not take apart, but people file under another.
FILED: Final = str.maketrans({"ł": "l", "ø": "o", "đ": "d", "æ": "ae", "œ": "oe", "\u0131": "i"})


@dataclass(frozen=True, slots=True)
class Pupil:
    """A pupil as drawn.

    Attributes
    ----------
    key, code
        Who, and the region.
    name
        In full, for the key.
    before, short, after
        Marks, the name as drawn, marks.
    role
        Gives the colour and weight.
    number
        Stands for the name where that has no room.
    text, bold, ems
        What is drawn, its weight and its width.
    """

    key: str
    code: str
    name: str
    before: str
    short: str
    after: str
    role: Role
    number: int | None = None
    text: str = field(init=False)
    bold: bool = field(init=False)
    ems: float = field(init=False)

    def __post_init__(self) -> None:
        """Work out once what a search for circles asks thousands of times."""
        middle = self.short if self.number is None else str(self.number)
        text = " ".join(part for part in (self.before, middle, self.after) if part)
        object.__setattr__(self, "text", text)
        object.__setattr__(self, "bold", self.role in BOLD_ROLES)
        object.__setattr__(self, "ems", width(text, bold=self.bold))

    def numbered(self, number: int) -> Pupil:
        """Give the same pupil, drawn as a number of the key."""
        return replace(self, number=number)


@dataclass(frozen=True, slots=True)
class Group:
    """All pupils of a diagram by region, sorted by name, with their counts."""

    tally: Tally
    regions: Mapping[str, tuple[Pupil, ...]]
    none_label: str
    above: float
    below: float

    @property
    def count(self) -> int:
        """Pupils."""
        return sum(len(pupils) for pupils in self.regions.values())

    def setting(self, size: float) -> Setting:
        """Type of the names at a size in points."""
        return Setting(size, self.above, self.below)

    def widths(self, code: str, size: float) -> list[float]:
        """Inches of each name of a region at a size in points."""
        em = size / POINTS_AN_INCH
        return [pupil.ems * em for pupil in self.regions[code]]

    def head(self, code: str) -> str:
        """Count and share of a region."""
        return figures(self.tally.regions[code], self.tally.share(code))

    def with_regions(self, regions: Mapping[str, tuple[Pupil, ...]]) -> Group:
        """Give the same group, its pupils drawn otherwise."""
        return replace(self, regions=regions)


def grouped(
    counts: Tally,
    members: Members,
    names: Mapping[str, str],
    marks: Mapping[str, Collection[str]],
    moved: Mapping[str, str],
    none_label: str,
) -> Group:
    """Give every pupil words and a region.

    Raises
    ------
    VennError
        If a pupil has no name, or a mark or move is unknown.
    MissingGlyphError
        If a name holds a character that cannot be drawn.
    """
    given: dict[str, str] = {}
    for key in members:
        name = clean(str(names.get(key) or ""))
        if not name:
            raise VennError(
                f"The pupil with the key {key} has no name to draw.",
                "Fill in the pupil's name on the Pupils sheet and draw again.",
            )
        width(name)
        given[key] = name
    short = shortened(given)
    pupils: list[Pupil] = []
    for key, member in members.items():
        role, on_course = _marked(key, marks.get(key, ()))
        parts = (_moved(moved.get(key)), ON_COURSE_MARK if on_course else "")
        pupils.append(
            Pupil(
                key=key,
                code=region_code(counts.circles, member),
                name=given[key],
                before=ROLE_MARKS[role],
                short=short[key],
                after=" ".join(part for part in parts if part),
                role=role,
            )
        )
    pupils.sort(key=lambda pupil: (sorting(pupil.name), pupil.key))
    above, below = reach(pupil.text for pupil in pupils)
    regions = {
        code: tuple(pupil for pupil in pupils if pupil.code == code) for code in counts.regions
    }
    return Group(counts, regions, none_label, above, below)


def sorting(name: str) -> str:
    """Fold a name so that Zoë stands with Zoe and Łukasz with L.

    Examples
    --------
    >>> sorted(["Mia", "Łukasz", "Zoë", "Leo"], key=sorting)
    ['Leo', 'Łukasz', 'Mia', 'Zoë']
    """
    parts = unicodedata.normalize("NFD", name.casefold().translate(FILED))
    return "".join(char for char in parts if not unicodedata.combining(char))


def _moved(move: str | None) -> str:
    if move is None:
        return ""
    if move not in MOVE_MARKS:
        raise VennError(
            f"“{move}” is no way a pupil can have moved.",
            f"Use one of {', '.join(MOVE_MARKS)}.",
        )
    return MOVE_MARKS[move]


def _marked(key: str, marks: Collection[str]) -> tuple[Role, bool]:
    given = {marks} if isinstance(marks, str) else set(marks)
    unknown = given - set(MARKS)
    if unknown:
        raise VennError(
            f"“{min(map(str, unknown))}” is no mark of a Venn diagram (pupil {key}).",
            f"Use {', '.join(MARKS)}.",
        )
    role: Role = "plain"
    if {"PP", "SEND"} <= given:
        role = "both"
    elif "PP" in given:
        role = "PP"
    elif "SEND" in given:
        role = "SEND"
    return role, ON_COURSE in given
