"""From the name of a button to its action: the one registry that every door with buttons uses.

The workbook's buttons, its ribbon and the panel all press; what they may press is
:data:`ppm_xl.schema.BUTTONS`, and a button's action is the module of its name.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path
from typing import Final, cast

from ppm_xl import schema
from ppm_xl.actions import Outcome
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError, PpmError

_MORE: Final[Mapping[str, Mapping[str, object]]] = {
    "check": {"on_sheet": True},
    "import_files": {"list_only": True},
    "preview_report": {"show": True},
}
"""What pressing asks of an action beyond what its command does without options."""

_WITHOUT_A_BUTTON: Final = {"handover": "Write handover pages", "scale": "Choose the scale"}

FEW: Final = 8
"""Problems that a message box shows with room to spare; more go on the sheet Check as well."""

_SEE_TO_IT: Final = frozenset({"check", "undo"})
"""Actions that themselves tell of a step that was cut off, or put it back."""


def press(
    action: str, book: Book, desk: Desk, today: date, *, files: Sequence[Path] = ()
) -> Outcome:
    """Do what the button of this name does, as a person at the workbook means it.

    Only the module of that action is loaded, so that a click loads what it needs.

    Parameters
    ----------
    action
        A button's action, such as ``update``.
    files
        The files chosen, for a button that takes some.

    Raises
    ------
    PpmError
        Where the action stops; also where there is no such action.
    """
    button = next((known for known in schema.BUTTONS if known.action == action), None)
    if button is None:
        raise PpmError(
            f"This workbook has a button “{action}” that ppm-xl does not know.", "Update ppm-xl."
        )
    if not exists(action):
        raise PpmError(f"“{button.words}” is not in this version of ppm-xl yet.", "Update ppm-xl.")
    if button.takes_files and not files:
        raise DataError("No file was chosen.", "Choose one or more files exported from your MIS.")
    more = dict(_MORE.get(action, {}))
    if button.takes_files:
        more["files"] = tuple(files)
    module = import_module(_module(action))

    def act(book: Book) -> Outcome:
        outcome = cast("Outcome", module.run(book, desk, today, **more))
        return outcome if action == "check" else _listed(action, outcome, book, desk, today)

    return in_safety(action, book, desk, today, act)


def _listed(action: str, outcome: Outcome, book: Book, desk: Desk, today: date) -> Outcome:
    """Put what an action found on the sheet Check, where it is too much for a message box."""
    if len(outcome.problems) <= FEW:
        return outcome
    from ppm_xl.actions.check import WHERE, put_on_sheet

    put_on_sheet(book, outcome.problems, action, today)
    desk.tell(WHERE)
    said = (*outcome.said, WHERE) if outcome.ok else (*outcome.said[:-1], WHERE, *outcome.said[-1:])
    return replace(outcome, said=said)


def in_safety(
    action: str,
    book: Book,
    desk: Desk,
    today: date,
    act: Callable[[Book], Outcome],
    *,
    to_write: bool = True,
) -> Outcome:
    """Do an action in a workbook: under guard (:mod:`.guard`) where it may write.

    Every door comes through here.

    Raises
    ------
    PpmError
        Where the action stops, or another one is still at work in this workbook.
    """
    if not to_write:
        return act(book)
    from ppm_xl.actions.guard import guarded

    outcome = guarded(words_of(action), book, desk, today, act, settled=action in _SEE_TO_IT)
    remarks: Sequence[str] = getattr(book, "remarks", ())  # only a workbook open in Excel has any
    if not remarks:
        return outcome
    desk.tell(*remarks)
    return replace(outcome, said=(*outcome.said, *remarks)) if outcome.ok else outcome


def words_of(action: str) -> str:
    """Give what stands on the button; of a command that has none, its name as a person says it."""
    named = _WITHOUT_A_BUTTON.get(action, action)
    return next((known.words for known in schema.BUTTONS if known.action == action), named)


def takes_files(action: str) -> bool:
    """Whether pressing this button begins with choosing files."""
    return any(known.takes_files for known in schema.BUTTONS if known.action == action)


def exists(action: str) -> bool:
    """Whether this version has the action; found without loading it."""
    return find_spec(_module(action)) is not None


def _module(action: str) -> str:
    return f"ppm_xl.actions.{action}"
