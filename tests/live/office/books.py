"""Open workbooks."""

# ruff: noqa: FBT003 - UNO objects have no types; the signatures are xlwings'
from __future__ import annotations

import re
import zipfile
from pathlib import Path
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

from xlwings import base_classes

from .bridge import Border, OfficeError, by_name, constant, path_of, properties, url_of
from .names import Names
from .sheets import Sheets

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .engine import App

_FILTERS = {".xlsm": "Calc MS Excel 2007 VBA XML", ".xlsx": "Calc MS Excel 2007 XML"}
_MAIN = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"


class Books(Border, base_classes.Books):
    def __init__(self, app: App) -> None:
        self.app = app

    def _documents(self) -> list[Any]:
        found = self.app.desktop.getComponents().createEnumeration()
        documents = []
        while found.hasMoreElements():
            document = found.nextElement()
            if hasattr(document, "DatabaseRanges"):
                documents.append(document)
        return documents

    @property
    def active(self) -> Book:
        documents = self._documents()
        if not documents:
            raise OfficeError("no workbook is open")
        current = self.app.desktop.getCurrentComponent()
        if current is not None and hasattr(current, "DatabaseRanges"):
            return Book(self.app, current)
        return Book(self.app, documents[0])

    def __call__(self, name_or_index: str | int) -> Book:
        books = list(self)
        if isinstance(name_or_index, int):
            return books[name_or_index - 1]
        for book in books:
            if book.name.lower() == name_or_index.lower():
                return book
        raise KeyError(name_or_index)

    def __contains__(self, name: str) -> bool:
        return any(book.name.lower() == name.lower() for book in self)

    def __len__(self) -> int:
        return len(self._documents())

    def __iter__(self) -> Iterator[Book]:
        return iter([Book(self.app, document) for document in self._documents()])

    def add(self) -> Book:
        arguments = properties(Hidden=True)
        return Book(
            self.app,
            self.app.desktop.loadComponentFromURL("private:factory/scalc", "_blank", 0, arguments),
        )

    def open(self, fullname: str, _links: Any = None, read_only: Any = None, *_: Any) -> Book:
        """Open a file hidden, with its macros allowed to run."""
        arguments = properties(
            Hidden=True,
            ReadOnly=bool(read_only),
            MacroExecutionMode=constant("document.MacroExecMode.ALWAYS_EXECUTE_NO_WARN"),
        )
        document = self.app.desktop.loadComponentFromURL(url_of(fullname), "_blank", 0, arguments)
        if document is None:
            raise OfficeError(f"LibreOffice could not open {fullname}")
        return Book(self.app, document)


class Book(Border, base_classes.Book):
    app: Any = None

    def __init__(self, app: App, document: Any) -> None:
        self.app = app
        self.doc = document

    @property
    def name(self) -> str:
        return Path(self.fullname).name or str(self.doc.Title)

    @property
    def fullname(self) -> str:
        return path_of(self.doc.URL)

    @property
    def sheets(self) -> Sheets:
        return Sheets(self)

    @property
    def names(self) -> Names:
        return Names(self)

    def activate(self) -> None:
        """Nothing to bring to the front."""

    def close(self) -> None:
        self.doc.close(True)

    def save(self, path: str | None = None, password: str | None = None) -> None:
        if password:
            raise OfficeError("saving with a password is not emulated")
        if path is None and self.doc.URL:
            if self.doc.isReadonly():
                raise OfficeError(f"{self.name} is open for reading only")
            self.doc.store()
            return
        target = Path(path) if path else Path.cwd() / f"{self.name}.xlsx"
        self.doc.storeAsURL(url_of(target), properties(FilterName=_FILTERS[target.suffix.lower()]))

    def very_hidden(self) -> set[str]:
        """Sheets the saved file calls very hidden: LibreOffice itself knows only hidden."""
        if not self.doc.URL:
            return set()
        with zipfile.ZipFile(self.fullname) as package:
            root = ET.fromstring(package.read("xl/workbook.xml"))
        return {
            str(sheet.get("name"))
            for sheet in root.iter(f"{_MAIN}sheet")
            if sheet.get("state") == "veryHidden"
        }

    def run(self, name: str, args: tuple[Any, ...]) -> Any:
        """Run a public procedure of one of the document's Basic modules.

        Raises
        ------
        OfficeError
            Where no module has it, or it fails: the bridge does not say more of a Basic error.
        """
        module, _, procedure = name.rpartition(".")
        head = re.compile(
            rf"^\s*(?:Public\s+)?(?:Sub|Function)\s+{re.escape(procedure)}\b",
            re.IGNORECASE | re.MULTILINE,
        )
        for library_name, library in by_name(self.doc.BasicLibraries):
            self.doc.BasicLibraries.loadLibrary(library_name)
            for module_name, source in by_name(library):
                if head.search(source) and module.lower() in ("", module_name.lower()):
                    url = f"vnd.sun.star.script:{library_name}.{module_name}.{procedure}"
                    script = self.doc.getScriptProvider().getScript(
                        f"{url}?language=Basic&location=document"
                    )
                    result, _, _ = script.invoke(args, (), ())
                    return result
        raise OfficeError(
            f"cannot run the macro {name!r}: the workbook's VBA has none of that name"
        )
