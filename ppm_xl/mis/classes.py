"""The classes of the workbook, and those that lists bring."""

from __future__ import annotations

from collections.abc import Mapping

from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.mis.ledger import Ledger, Line
from ppm_xl.school.cells import text


class Classes:
    """The classes of the workbook, and those that lists bring."""

    def __init__(self, tables: Tables) -> None:
        listed = [text(r.get("Class")) for r in tables["Classes"].records()]
        of_pupils = [text(r.get("Class")) for r in tables["Pupils"].records()]
        self._spelling: dict[str, str] = {}
        for name in [*listed, *of_pupils]:
            if name:
                self._spelling.setdefault(name.casefold(), name)
        self._in_settings = {name.casefold() for name in listed if name}

    def spelt(self, given: Mapping[str, Cell]) -> dict[str, Cell]:
        """Write a class as the workbook does: ``ELM`` is ``Elm`` where that is there."""
        out = dict(given)
        name = text(out.get("Class"))
        if name:
            out["Class"] = self.named(name)
        return out

    def named(self, name: str) -> str:
        """Give the workbook's spelling of a class."""
        return self._spelling.get(name.casefold(), name)

    def add_new(self, draft: Draft, ledger: Ledger) -> None:
        """Add to Settings the classes of pupils that it lacks."""
        of_pupils = {text(r.get("Class")) for r in draft.tables()["Pupils"].records()} - {""}
        for name in sorted(of_pupils):
            if name.casefold() not in self._in_settings:
                self._in_settings.add(name.casefold())
                draft.put("Classes", {"Class": name})
                ledger.lines.append(Line("New class", "", "Class", "", name))
