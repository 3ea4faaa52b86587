"""What the panel shows, as a value: no window, no program, no clock.

Every event gives a new :class:`Panel`; :mod:`.window` draws it.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import Enum, StrEnum
from pathlib import Path
from typing import Final

from ppm_xl import schema
from ppm_xl.actions import pressing
from ppm_xl.desk.panel import Asked, Ended, Found, Listed, Message, Moved, Said, Workbook
from ppm_xl.errors import Severity
from ppm_xl.schema.shapes import Button

NOTHING_OPEN: Final = "No ppm-xl workbook is open in Excel: open one, then press Refresh."
OR_A_FILE: Final = "A workbook that is closed can be opened here as a file."
LOOKING: Final = "Looking for workbooks that are open in Excel …"
CHOOSE: Final = "Choose a workbook, then press what you want to do."
BROKE_OFF: Final = (
    "It stopped before it had finished. Open the workbook and look whether all is well; "
    "then try again."
)


class State(Enum):
    """What the panel is at."""

    READY = "ready"
    LOOKING = "looking for workbooks"
    RUNNING = "an action runs"
    ASKING = "an action waits for an answer"


class Tone(StrEnum):
    """How a line is meant; the window has a look for each."""

    STEP = "step"
    SAID = "said"
    QUIET = "quiet"
    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"
    DONE = "done"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of what happened."""

    text: str
    tone: Tone = Tone.SAID


@dataclass(frozen=True, slots=True)
class Panel:
    """All that the window shows.

    Attributes
    ----------
    chosen
        The place in ``workbooks`` of the one to work in; None where there is none.
    lines
        What happened, oldest first.
    progress
        Words, how many are done, and of how many; None where nothing is counted.
    question
        What is asked; None where nothing is.
    files
        What the last action wrote.
    status
        One sentence on how things stand.
    """

    state: State = State.READY
    workbooks: tuple[Workbook, ...] = ()
    chosen: int | None = None
    lines: tuple[Line, ...] = ()
    progress: tuple[str, int, int] | None = None
    question: Asked | None = None
    files: tuple[str, ...] = ()
    status: str = CHOOSE
    doing: str = ""

    @property
    def workbook(self) -> Workbook | None:
        """The workbook to work in."""
        return None if self.chosen is None else self.workbooks[self.chosen]

    @property
    def may_press(self) -> bool:
        """Whether the buttons can be pressed."""
        return self.state is State.READY and self.chosen is not None

    @property
    def is_busy(self) -> bool:
        """Whether something runs that a closed window would leave alone."""
        return self.state in {State.RUNNING, State.ASKING}


def groups() -> Iterator[tuple[str, tuple[Button, ...]]]:
    """Give the buttons of this version in the workbook's order, group by group."""
    there = [button for button in schema.BUTTONS if pressing.exists(button.action)]
    for group in dict.fromkeys(button.group for button in there):
        yield str(group), tuple(button for button in there if button.group is group)


def looking(panel: Panel) -> Panel:
    """Begin to look for workbooks."""
    return replace(panel, state=State.LOOKING, status=LOOKING)


def choose(panel: Panel, place: int) -> Panel:
    """Choose a workbook by its place in the list."""
    if panel.is_busy or not 0 <= place < len(panel.workbooks):
        return panel
    return replace(panel, chosen=place, status=_ready(panel.workbooks[place]))


def pressed(panel: Panel, button: Button, files: Sequence[str] = ()) -> Panel:
    """Begin an action."""
    assert panel.workbook is not None
    names = f": {', '.join(Path(file).name for file in files)}" if files else ""
    gap = (Line(""),) if panel.lines else ()
    title = Line(f"{button.words} · {panel.workbook.name}{names}", Tone.STEP)
    return replace(
        panel,
        state=State.RUNNING,
        lines=(*panel.lines, *gap, title),
        progress=None,
        files=(),
        doing=button.words,
        status=f"{button.words} …",
    )


def answered(panel: Panel, *, agreed: bool) -> Panel:
    """Give an answer to the question."""
    assert panel.question is not None
    answer = panel.question.yes if agreed else panel.question.no
    line = Line(f"{panel.question.text}  {answer}", Tone.QUIET)
    return replace(
        panel,
        state=State.RUNNING,
        question=None,
        lines=(*panel.lines, line),
        status=f"{panel.doing} …",
    )


def received(panel: Panel, message: Message) -> Panel:
    """Take in what the action, or the search for workbooks, says."""
    match message:
        case Said(lines, quiet):
            tone = Tone.QUIET if quiet else Tone.SAID
            return replace(panel, lines=(*panel.lines, *(Line(line, tone) for line in lines)))
        case Found(severity, where, words):
            tone = _TONES.get(severity, Tone.NOTE)
            line = Line(f"{where}: {words}" if where else words, tone)
            return replace(panel, lines=(*panel.lines, line))
        case Asked():
            status = f"{panel.doing}: an answer is needed."
            return replace(panel, state=State.ASKING, question=message, status=status)
        case Moved(label, done, total):
            return replace(panel, progress=(label, done, total))
        case Listed(workbooks):
            return _with(panel, workbooks)
        case Ended():
            return _ended(panel, message)


def broke_off(panel: Panel) -> Panel:
    """Note that the action's program has gone without a last word."""
    if panel.state is State.READY:
        return panel
    return _ended(panel, Ended(ok=False, sentence=BROKE_OFF))


_TONES: Final = {
    int(Severity.ERROR): Tone.ERROR,
    int(Severity.WARNING): Tone.WARNING,
    int(Severity.NOTE): Tone.NOTE,
}


def _with(panel: Panel, found: Sequence[Workbook]) -> Panel:
    """Put the workbooks found into the list, the one chosen before still chosen.

    A search for open ones leaves chosen files in the list; a chosen file becomes the choice.
    """
    opened = all(not one.path for one in found)
    kept = [
        one
        for one in panel.workbooks
        if (bool(one.path) if opened else one.path not in {new.path for new in found})
    ]
    workbooks = (*found, *kept) if opened else (*kept, *found)
    wanted = panel.workbook if opened else found[-1]
    places = [place for place, one in enumerate(workbooks) if wanted and _is(one, wanted)]
    chosen = places[0] if places else 0 if workbooks else None
    status = OR_A_FILE if chosen is None else _ready(workbooks[chosen])
    return replace(panel, workbooks=workbooks, chosen=chosen, status=status)


def _is(one: Workbook, other: Workbook) -> bool:
    return (one.name, one.pid, one.path) == (other.name, other.pid, other.path)


def _ready(workbook: Workbook) -> str:
    if workbook.path:
        return f"Ready. {workbook.name} is a closed file: what you do is saved in it at once."
    return f"Ready. {workbook.name} is open in Excel: save it there."


def _ended(panel: Panel, end: Ended) -> Panel:
    after = replace(panel, state=State.READY, progress=None, question=None, doing="")
    if panel.state is State.LOOKING:
        if end.ok:
            return after
        refused = Line(end.sentence, Tone.REFUSED)
        return replace(after, status=end.sentence, lines=(*panel.lines, refused))
    if not end.ok:
        line = Line(end.sentence or "Nothing was changed.", Tone.REFUSED)
        status = f"{panel.doing} was not done."
    else:
        line = Line(end.sentence or "Done.", Tone.DONE)
        status = f"{panel.doing}: done."
    return replace(after, lines=(*panel.lines, line), files=end.files, status=status)
