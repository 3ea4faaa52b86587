"""The classes of the workbook, and those that lists bring."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.mis.ledger import Ledger
from ppm_xl.mis.lines import Line
from ppm_xl.school.cells import text
from ppm_xl.school.spelling import ClassNames


class Classes:
    """The classes of the workbook, and those that lists bring, each in one spelling.

    Parameters
    ----------
    brought
        Classes as the files write them. Of one that the workbook lacks the commonest spelling
        is taken, so that the order of rows makes no difference.
    """

    def __init__(self, tables: Tables, brought: Iterable[str] = ()) -> None:
        self._known = ClassNames(tables)
        listed = (text(r.get("Class")) for r in tables["Classes"].records())
        self._in_settings = {self._known.named(name) for name in listed if name}
        counts = Counter(brought)
        self._named: dict[str, str] = {}
        self._new: dict[str, str] = {}
        for name in sorted(counts, key=lambda name: (-counts[name], name.isupper(), name)):
            self._new.setdefault(name.casefold(), name)

    def spelt(self, given: Mapping[str, Cell]) -> Mapping[str, Cell]:
        """Write a class as the workbook does: ``ELM`` is ``Elm`` where that is there."""
        name = text(given.get("Class"))
        spelt = self.named(name) if name else name
        return given if spelt == name else {**given, "Class": spelt}

    def named(self, name: str) -> str:
        """Give the workbook's spelling of a class, else that of the files."""
        if name not in self._named:
            self._named[name] = self._known.named(self._new.get(name.casefold(), name))
        return self._named[name]

    def add_new(self, draft: Draft, ledger: Ledger) -> None:
        """Add to Settings the classes of pupils that it lacks."""
        of_pupils = set(map(text, set(draft.tables()["Pupils"].column("Class")))) - {""}
        for name in sorted({self.named(name) for name in of_pupils} - self._in_settings):
            line = Line(
                "New class",
                "",
                "Class",
                "",
                name,
                why="Name its teachers on the sheet Settings, in the list Classes.",
            )
            if ledger.propose(line):
                draft.put("Classes", {"Class": name})
