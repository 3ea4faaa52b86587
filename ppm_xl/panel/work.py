"""What the panel starts for each thing it does: ``python -I -m ppm_xl.panel.work``.

The first line of its input says what to do, as JSON; see :func:`respond`. It answers with the
messages of :mod:`ppm_xl.desk.panel`, the last of them :class:`~ppm_xl.desk.panel.Ended`. It always
ends with 0; what goes wrong is a sentence.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

from ppm_xl.desk.panel import Ended, Listed, PanelDesk, Workbook
from ppm_xl.errors import FileError, PpmError

if TYPE_CHECKING:
    import xlwings

    from ppm_xl.book import Book
    from ppm_xl.book.tables import Tables


def main() -> int:
    """Do what the first line of the input asks for."""
    out = _own_output()
    answers = open(0, encoding="utf-8", closefd=False)  # noqa: SIM115 - lives as long as we
    respond(answers.readline(), out, answers)
    return 0


def respond(request: str, out: TextIO, answers: TextIO) -> None:
    """Do one thing, and say how it went; never raises.

    Parameters
    ----------
    request
        ``{"do": "list"}``: the workbooks open in Excel; ``{"do": "look", "path": …}``: one file;
        ``{"do": "press", "action": …, "name": …, "pid": …, "path": …, "files": […]}``.
    """
    desk = PanelDesk(out, answers)
    try:
        end = _do(json.loads(request), desk)
    except PpmError as error:
        end = Ended(ok=False, sentence=str(error))
    except Exception as fault:  # noqa: BLE001 - a fault of ours: the user gets a sentence, the log the place
        from ppm_xl.desk.faults import remember

        end = Ended(ok=False, sentence=f"Something went wrong inside ppm-xl. {remember(fault)}")
    desk.send(end)


def _own_output() -> TextIO:
    """Keep the output for messages: what a library prints goes nowhere."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8", newline="\n")
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, 1)
    sys.stdout = sys.stderr = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives as long as we
    return out


def _do(request: Mapping[str, Any], desk: PanelDesk) -> Ended:
    if request["do"] == "list":
        desk.send(Listed(tuple(_open_workbooks())))
        return Ended(ok=True)
    if request["do"] == "look":
        desk.send(Listed((_chosen(Path(request["path"])),)))
        return Ended(ok=True)
    return _press(request, desk)


def _press(request: Mapping[str, Any], desk: PanelDesk) -> Ended:
    from ppm_xl.actions import pressing
    from ppm_xl.actions.clock import today

    files = tuple(map(Path, request.get("files", ())))
    outcome = pressing.press(request["action"], _book(request, desk), desk, today(), files=files)
    sentence = "" if outcome.ok or not outcome.said else outcome.said[-1]
    return Ended(ok=outcome.ok, sentence=sentence, files=outcome.files)


def _book(request: Mapping[str, Any], desk: PanelDesk) -> Book:
    """Give the workbook that was chosen in the list.

    Raises
    ------
    FileError
        Where it is no longer open.
    """
    from ppm_xl.book.opening import open_book, open_books

    if request.get("path"):
        return open_book(Path(request["path"]))
    from ppm_xl.book.live import LiveBook

    for book in open_books():
        if book.name == request["name"] and book.app.pid == request["pid"]:
            desk.detail(_about(book))  # Home may have been changed since the list was made
            return LiveBook(book)
    raise FileError(
        f"{request['name']} is no longer open in Excel.", "Open it, then press Refresh."
    )


def _open_workbooks() -> Iterator[Workbook]:
    from ppm_xl.book.excel import patiently
    from ppm_xl.book.opening import open_books

    for book in open_books():
        if patiently(lambda book=book: "ppm_schema" in book.names):  # type: ignore[misc]
            yield Workbook(book.name, _about(book), _where(book), book.app.pid)


def _about(book: xlwings.Book) -> str:
    """Give what Home is set to and the school; as much as the workbook says at once."""
    school, working = "", ""
    with suppress(Exception):  # a workbook that someone has rearranged is still listed
        named = book.names["ppm_school"].refers_to_range
        school = str(named.value or "") if named else ""
        rows = book.sheets["Home"].tables["Working"].data_body_range
        found = {str(what): str(value or "") for what, value in (rows.value if rows else ())}
        working = _set_to(found)
    return " · ".join(filter(None, (working, school)))


def _where(book: xlwings.Book) -> str:
    from ppm_xl.book.cloud import is_address
    from ppm_xl.book.excel import full_name

    name = full_name(book)
    if is_address(name):
        return "OneDrive or SharePoint"
    return str(Path(name).parent) if name else "not saved yet"


def _chosen(path: Path) -> Workbook:
    """Look into a chosen file: whether it is a workbook of ours, and what it is set to."""
    from ppm_xl.book.file import FileBook

    tables = FileBook(path, to_write=False).read()
    return Workbook(path.name, _of_tables(tables), str(path.parent), path=str(path))


def _of_tables(tables: Tables) -> str:
    found = {
        str(what): str(value or "")
        for name in ("School", "Working")
        for what, value, *_ in tables[name].rows
    }
    return " · ".join(filter(None, (_set_to(found), found.get("Name", ""))))


def _set_to(found: Mapping[str, str]) -> str:
    half_term = f"{found.get('Half-term', '')} {found.get('School year', '')}".strip()
    class_name = found.get("Class", "")
    return " · ".join(filter(None, (half_term, f"class {class_name}" if class_name else "")))


if __name__ == "__main__":
    sys.exit(main())
