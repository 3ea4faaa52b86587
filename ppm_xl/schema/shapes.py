"""What a column, a table, a sheet and a button are."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum, StrEnum

from ppm_xl.schema.values import DEFAULT_SUBJECTS


class Kind(StrEnum):
    """What a cell of a column holds."""

    TEXT = "text"
    LONG_TEXT = "long text"
    CODE = "code"
    """Text, never a number or a date, whatever it looks like: UPN, marks, Year."""
    WHOLE = "whole number"
    NUMBER = "number"
    PERCENT = "per cent, 0 to 100"
    DATE = "date"
    TIME = "time, as text HH:MM"
    MOMENT = "date and time"
    YES_NO = "Y or N"
    COLOUR = "Green, Yellow or Red"

    @property
    def is_text(self) -> bool:
        """Whether cells are stored as text (number format ``@``)."""
        return self not in {Kind.WHOLE, Kind.NUMBER, Kind.PERCENT, Kind.DATE, Kind.MOMENT}


class Writer(StrEnum):
    """Who writes a column."""

    STAFF = "staff"
    MIS = "MIS"
    """Filled by imports; staff may correct it."""
    CALCULATED = "calculated"


class Audience(Enum):
    """Who may see a column. Each lists the groups that may; families see the least."""

    FAMILY = ("family", "class staff", "SENCO", "leaders")
    CLASS_STAFF = ("class staff", "SENCO", "leaders")
    SENCO = ("SENCO", "leaders")
    LEADERS = ("leaders",)

    def includes(self, group: str) -> bool:
        """Whether ``group`` (``family``, ``class staff``, ``SENCO``, ``leaders``) may see it."""
        return group in self.value


@dataclass(frozen=True, slots=True)
class Column:
    """One column: its heading is its name, spelt in full.

    Attributes
    ----------
    choices
        Allowed values, offered as a list; empty where anything of ``kind`` goes.
    choices_from
        ``Table.Column`` whose values are offered as a list, such as ``Scale.Mark``; after the
        choices, where there are any.
    strict
        Whether a value outside the choices is refused while typing.
    width
        In characters of the body font: fits the longest likely content.
    """

    name: str
    kind: Kind = Kind.TEXT
    writer: Writer = Writer.STAFF
    seen_by: Audience = Audience.CLASS_STAFF
    choices: tuple[str, ...] = ()
    choices_from: str = ""
    strict: bool = True
    width: float = 14
    help: str = ""

    @property
    def per_subject(self) -> bool:
        """Whether the column repeats for each subject."""
        return "{subject}" in self.name


@dataclass(frozen=True, slots=True)
class Table:
    """One Excel table, or (``form`` true) a fixed block of cells laid out for people.

    A form has no Excel table behind it: it lies at ``anchor`` (row, column; from 1),
    has no header row, and ``rows`` rows, each addressed by its place.
    """

    name: str
    sheet: str
    key: tuple[str, ...]
    columns: tuple[Column, ...]
    title: str = ""
    help: str = ""
    form: bool = False
    anchor: tuple[int, int] = (1, 1)
    rows: int = 0
    append_only: bool = False
    page_starts: tuple[str, ...] = ()
    """Of a form whose first column says what kind a row is: the kinds that begin a printed page."""

    def headings(self, subjects: tuple[str, ...] = DEFAULT_SUBJECTS) -> tuple[str, ...]:
        """Give every heading in order, groups spelt out for each subject."""
        return tuple(name for name, _ in self.spelt_out(subjects))

    def spelt_out(
        self, subjects: tuple[str, ...] = DEFAULT_SUBJECTS
    ) -> tuple[tuple[str, Column], ...]:
        """Pair every heading with its column; ``{subject}`` columns repeat as one group."""
        out: list[tuple[str, Column]] = []
        group: list[Column] = []

        def close() -> None:
            for subject in subjects:
                out.extend((column.name.format(subject=subject), column) for column in group)
            group.clear()

        for column in self.columns:
            if column.per_subject:
                group.append(column)
            else:
                close()
                out.append((column.name, column))
        close()
        return tuple(out)

    def column(self, heading: str, subjects: tuple[str, ...] = DEFAULT_SUBJECTS) -> Column | None:
        """Find the column behind a heading; None for a column that staff added."""
        for name, column in self.spelt_out(subjects):
            if name == heading:
                return column
        return None


class Purpose(StrEnum):
    """What a sheet is for; its tab colour says so."""

    START = "start"
    TYPE = "type here"
    READ = "read"
    SET_UP = "set up"
    HIDDEN = "hidden"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its tab, its title in row 1 and its sentence in row 2.

    Attributes
    ----------
    left
        The column, from 1, at which its first table begins; others stand to the right of it,
        one empty column between.
    """

    name: str
    purpose: Purpose
    title: str
    sentence: str
    landscape: bool = True
    left: int = 1


class Group(StrEnum):
    """Which buttons stand together, on their sheet and in the ribbon."""

    STEPS = "Steps of the half-term"
    ANY_TIME = "Check and undo"
    SET_UP = "Set up"


@dataclass(frozen=True, slots=True)
class Button:
    """One action as a button and in the ribbon: one verb and its object.

    Attributes
    ----------
    action
        The module in :mod:`ppm_xl.actions`; its macro is ``Press_<action>``.
    words
        What stands on the button.
    does
        What it does, in about six words.
    sheet
        The sheet it is drawn on.
    takes_files
        Whether pressing it begins with choosing files.
    """

    action: str
    words: str
    does: str
    group: Group = Group.STEPS
    sheet: str = "Home"
    takes_files: bool = False
