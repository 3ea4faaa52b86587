"""Which pupil a row is about: by UPN, then admission number; by name only as a question."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from functools import cached_property, lru_cache
from typing import Final, NamedTuple

from ppm_xl.book.tables import Cell, TableCells
from ppm_xl.mis.naming import folded
from ppm_xl.mis.upn import compact, is_temporary
from ppm_xl.school.cells import text


class Known(NamedTuple):
    """A pupil of the workbook, as far as matching needs."""

    upn: str
    name: str
    surname: str
    forename: str
    known_as: str
    born: date | None
    admission_no: str
    class_name: str
    left: date | None
    place: int = -1
    """The row of Pupils, from 0: a UPN typed by hand may stand there with blanks around it."""

    @classmethod
    def all_of(cls, pupils: TableCells) -> list[Known]:
        """Take everybody of Pupils who has a UPN."""
        columns = map(pupils.column, _COLUMNS)
        return [
            cls._of(place, *cells)
            for place, cells in enumerate(zip(*columns, strict=True))
            if cells[0] is not None and text(cells[0])
        ]

    @classmethod
    def of(cls, record: Mapping[str, Cell], place: int = -1) -> Known:
        """Take it from a row of Pupils."""
        return cls._of(place, *map(record.get, _COLUMNS))

    @classmethod
    def _of(cls, place: int, *cells: Cell) -> Known:
        upn, name, surname, forename, known_as, born, number, class_name, left = cells
        return cls(
            text(upn),
            text(name),
            text(surname),
            text(forename),
            text(known_as),
            born if isinstance(born, date) else None,
            text(number),
            text(class_name),
            left if isinstance(left, date) else None,
            place,
        )

    def on_roll(self, today: date) -> bool:
        """On roll: ``Left`` is empty or after today."""
        return self.left is None or self.left > today

    @property
    def shown(self) -> str:
        """The name for lists and sentences."""
        return self.name or f"{self.known_as or self.forename} {self.surname}".strip()

    @property
    def spellings(self) -> frozenset[str]:
        """Every way in which a file may write the name in one column."""
        return _spellings(self.surname, self.forename, self.known_as)

    @property
    def described(self) -> str:
        """The name with what tells children apart: class and date of birth."""
        parts = (
            self.shown,
            "" if f"({self.class_name}" in self.shown else self.class_name,
            f"born {self.born.day} {self.born:%B %Y}" if self.born else "",
            f"left {self.left:%d/%m/%Y}" if self.left else "",
        )
        return ", ".join(part for part in parts if part)


_COLUMNS: Final = (
    "UPN",
    "Pupil",
    "Surname",
    "Forename",
    "Known as",
    "DOB",
    "Admission no",
    "Class",
    "Left",
)


class Identity(NamedTuple):
    """What a row says of whom it is about."""

    upn: str = ""
    admission_no: str = ""
    surname: str = ""
    forename: str = ""
    known_as: str = ""
    written: str = ""
    """The name in one column, as written; empty where it has two."""
    born: date | None = None

    @property
    def shown(self) -> str:
        """The name for lists and sentences; the UPN where there is no name."""
        two = f"{self.known_as or self.forename} {self.surname}".strip()
        return two or self.written or self.upn or self.admission_no

    @property
    def spellings(self) -> frozenset[str]:
        """The ways in which the row writes the name."""
        return _written_as(self.surname, self.forename, self.known_as, self.written)


class Match(NamedTuple):
    """The outcome for one row.

    Attributes
    ----------
    pupil
        Whom it is about; None where nobody, or where it is a question.
    candidates
        Whom it may be about: only a person can decide.
    why
        The reason for a question, or how a pupil without the row's UPN was found.
    new_upn
        The row's real UPN, where the pupil found has a temporary one.
    decided
        Whether a person has said so on the sheet Import.
    """

    pupil: Known | None = None
    candidates: tuple[Known, ...] = ()
    why: str = ""
    new_upn: str = ""
    decided: bool = False


NOBODY: Final = Match()


@lru_cache(maxsize=1 << 16)
def _spellings(surname: str, forename: str, known_as: str) -> frozenset[str]:
    firsts = {forename, known_as, forename.split(" ", maxsplit=1)[0]} - {""}
    last = folded(surname)
    return frozenset(
        joined for first in map(folded, firsts) for joined in (first + last, last + first)
    )


@lru_cache(maxsize=1 << 16)
def _written_as(surname: str, forename: str, known_as: str, written: str) -> frozenset[str]:
    last = folded(surname)
    both = {folded(first) + last for first in {forename, known_as} - {""}}
    if written:
        both.add(folded(written))
    return frozenset(both - {""})


class Roll:
    """The pupils of the workbook, ready to be found.

    Attributes
    ----------
    by_upn
        By UPN in capitals without blanks, however the workbook writes it.
    """

    def __init__(self, pupils: Iterable[Known]) -> None:
        self._pupils = tuple(pupils)
        self.by_upn: dict[str, Known] = {compact(p.upn): p for p in self._pupils if p.upn}

    @cached_property
    def _by_number(self) -> Mapping[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for pupil in self._pupils:
            if pupil.admission_no:
                found.setdefault(pupil.admission_no, []).append(pupil)
        return found

    @cached_property
    def _by_bare_number(self) -> Mapping[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for number, pupils in self._by_number.items():
            found.setdefault(number.lstrip("0"), []).extend(pupils)
        return found

    @cached_property
    def _by_name(self) -> Mapping[str, list[Known]]:
        found: dict[str, list[Known]] = {}
        for pupil in self._pupils:
            for spelling in pupil.spellings:
                found.setdefault(spelling, []).append(pupil)
        return found

    def find(self, row: Identity) -> Match:
        """Find whom a row is about; an ambiguous pupil is never guessed."""
        pupil = self.by_upn.get(row.upn) if row.upn else None
        if pupil is not None:
            named_so = row.surname == pupil.surname and row.forename == pupil.forename
            nameless = not (row.surname or row.forename)
            if not row.written and (named_so or nameless):
                return Match(pupil)
            return self._by_upn(row, pupil)
        numbered = self._numbered(row)
        if len(numbered) == 1:
            return self._by_admission(row, numbered[0])
        if numbered:
            return Match(None, numbered, "several pupils have this admission number")
        bare = self._bare(row)
        if bare and row.spellings:
            # The file may have spoiled both the number's noughts and the name.
            whose = " or ".join(f"{pupil.shown}'s" for pupil in bare)
            return Match(None, tuple(bare), f"the admission number is {whose}, the name is not")
        return self._by_birthday(row, self.named(row))

    def _by_upn(self, row: Identity, pupil: Known) -> Match:
        if row.spellings & pupil.spellings or _alike(row, pupil):
            return Match(pupil)
        named = self.named(row)
        if named:
            return Match(None, (pupil, *named), "the UPN is one pupil's, the name another's")
        return Match(pupil)

    @staticmethod
    def _by_birthday(row: Identity, named: tuple[Known, ...]) -> Match:
        exact = [p for p in named if row.born is not None and p.born == row.born]
        if len(exact) == 1 and is_temporary(exact[0].upn) and not is_temporary(row.upn):
            return Match(exact[0], why="by name and date of birth", new_upn=row.upn)
        if exact:
            return Match(None, tuple(exact), "the name and date of birth are the same")
        unsure = tuple(p for p in named if row.born is None or p.born is None)
        if unsure or (named and not row.upn):
            return Match(None, unsure or named, "only the name is the same")
        return NOBODY

    def _by_admission(self, row: Identity, pupil: Known) -> Match:
        how = "by admission number"
        if row.spellings and not row.spellings & pupil.spellings and not _alike(row, pupil):
            why = f"the admission number is {pupil.shown}'s, the name is not"
            return Match(None, (pupil,), why)
        if not row.upn:
            return Match(pupil, why=how)
        if is_temporary(pupil.upn):
            return Match(pupil, why=how, new_upn="" if is_temporary(row.upn) else row.upn)
        return Match(None, (pupil,), "the admission number is the same, the UPN is not")

    def _numbered(self, row: Identity) -> tuple[Known, ...]:
        if not row.admission_no:
            return ()
        # Spreadsheets drop leading noughts; then the name must agree as well.
        bare = self._bare(row)
        agreeing = tuple(p for p in bare if row.spellings & p.spellings) if bare else ()
        return agreeing or tuple(self._by_number.get(row.admission_no, ()))

    def _bare(self, row: Identity) -> list[Known]:
        bare = row.admission_no.lstrip("0")
        return self._by_bare_number.get(bare, []) if bare and self._by_number else []

    def named(self, row: Identity) -> tuple[Known, ...]:
        """Give everybody of the row's name."""
        if not self._pupils:
            return ()
        found = {p.upn: p for spelling in row.spellings for p in self._by_name.get(spelling, ())}
        return tuple(found[upn] for upn in sorted(found))


def _alike(row: Identity, pupil: Known) -> bool:
    """Whether part of the name agrees: children change surnames, and clerks leave out names."""
    own = {folded(row.surname), folded(row.forename), folded(row.known_as)} - {""}
    if own & {folded(pupil.surname), folded(pupil.forename), folded(pupil.known_as)}:
        return True
    words = {folded(word) for word in row.written.replace(",", " ").split()}
    theirs = {
        folded(word)
        for part in (pupil.surname, pupil.forename, pupil.known_as)
        for word in part.split()
    }
    return bool(words & theirs)
