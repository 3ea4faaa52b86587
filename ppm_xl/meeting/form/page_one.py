"""Page one of the form: the diagrams, who moved, and last time's actions.

Its upper rows are a fixed grid, as pictures lie on them (:mod:`.grid`). Of last time's actions
as many follow as the page holds; the others come after the large diagram of then.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ppm_xl import calibri
from ppm_xl.book.tables import Cell
from ppm_xl.form import Binding, Line
from ppm_xl.meeting.agenda import Part
from ppm_xl.meeting.children.movers import ARROWS, Mover
from ppm_xl.meeting.form import grid
from ppm_xl.meeting.form.bound import Sheet
from ppm_xl.meeting.form.flowing import Block, Flow, height
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.headline import area_in_words, facts_in_words, then_in_words
from ppm_xl.meeting.last_actions import LastAction
from ppm_xl.meeting.phrases import NO_LAST_ACTIONS
from ppm_xl.venn.from_school import VENN_AREA

HOME: Final = "‹ Home"  # noqa: RUF001 - the sign in this corner of every sheet

_IMPACT: Final = {"I": "Impact note", "J": "Done on", "K": "Impact"}
_LINES_OF_NAMES: Final = 2
_LAST_TITLE: Final = "Last time's actions, and what came of them"


def page_one(meeting: ClassMeeting) -> list[Line]:
    """Lay out the rows above :data:`.grid.FLOW`."""
    cells: dict[int, dict[str, Cell]] = {row: {} for row in range(1, grid.FLOW)}
    kinds: dict[int, str] = dict.fromkeys(range(grid.PICTURE, grid.FLOW), "picture")
    bindings: dict[int, tuple[Binding, ...]] = {}
    kinds |= {grid.TITLE: "title", grid.FACTS: "facts", grid.CAPTIONS: "captions"}
    cells[grid.TITLE] = {"B": HOME, "D": meeting.title}
    cells[grid.FACTS] = {
        "B": "  ·  ".join(filter(None, (facts_in_words(meeting), _visit(meeting))))
    }
    if meeting.now is not None:
        assessed = sum(found is not None for found in meeting.now.members.values())
        cells[grid.CAPTIONS]["B"] = (
            f"{meeting.half_term}: {len(meeting.now.members)} children, {assessed} assessed"
        )
        cells[grid.CAPTIONS]["I"] = then_in_words(meeting)
    else:
        cells[grid.CAPTIONS]["B"] = meeting.without_a_venn
        _lay_areas(meeting, cells, kinds)
    if _has(meeting, Part.WHO_MOVED):
        _lay_movers(meeting, cells, kinds, bindings)
    return [
        Line(kinds.get(row, "gap"), found, bindings.get(row, ())) for row, found in cells.items()
    ]


def _has(meeting: ClassMeeting, part: Part) -> bool:
    return any(section.part is part for section in meeting.sections)


def _visit(meeting: ClassMeeting) -> str:
    """Tell staff that a parent or the child comes; for this sheet, and never for their page."""
    facts = meeting.facts
    if not (facts.visitors or facts.for_child):
        return ""
    whose = f"the page of {facts.for_child}" if facts.for_child else "that child's page"
    return f"A parent or the child comes: open only {whose}"


def _lay_areas(
    meeting: ClassMeeting, cells: dict[int, dict[str, Cell]], kinds: dict[int, str]
) -> None:
    """In place of the diagram: how the class stands in each area of learning, with names."""
    pairs = [(row, row + 1) for row in range(grid.PICTURE, grid.MOVED, 2)]
    pairs += [(row, row + 1) for row in range(grid.FIRST_PAIR, grid.FLOW, 2)]
    for area, (head, names) in zip(meeting.areas_of_learning, pairs, strict=False):
        kinds[head], kinds[names] = "area", "names"
        cells[head]["C"] = f"{area.name}: {area_in_words(area.on_track, len(area.not_on_track))}"
        cells[names]["C"] = _who_is_not(area.not_on_track)


def _who_is_not(names: Sequence[str]) -> str | None:
    """Name who is not on track, as many as two lines hold; all are listed further down."""
    width = calibri.room(sum(grid.pixels(letter) for letter in "CDEFGH"))
    for count in range(len(names), 0, -1):
        rest = len(names) - count
        words = f"Not on track: {', '.join(names[:count])}" + (f" and {rest} more" if rest else "")
        if calibri.lines(words, width, grid.BODY) <= _LINES_OF_NAMES:
            return words
    return None


def _lay_movers(
    meeting: ClassMeeting,
    cells: dict[int, dict[str, Cell]],
    kinds: dict[int, str],
    bindings: dict[int, tuple[Binding, ...]],
) -> None:
    if meeting.then is None or meeting.now is None:
        return
    kinds[grid.MOVED] = "moved"
    heading = "Who moved, and why"
    if not meeting.movers:
        heading = "Nobody moved in or out"
    elif len(meeting.movers) > grid.WHO_PAIRS:
        heading += f" ({grid.WHO_PAIRS} of {len(meeting.movers)}, the rest follow)"
    cells[grid.MOVED]["I"] = heading
    for place, mover in enumerate(meeting.movers[: grid.WHO_PAIRS]):
        row = grid.FIRST_PAIR + 2 * place
        kinds[row], kinds[row + 1] = "mover", "why"
        cells[row]["I"] = mover.line
        bindings[row + 1] = (_why_moved(meeting, mover, "I"),)


def _why_moved(meeting: ClassMeeting, mover: Mover, letter: str) -> Binding:
    key = (meeting.id, mover.upn, VENN_AREA)
    new = {"Pupil": meeting.children.get(mover.upn)}
    return Binding("Discussion", key, {letter: "Note"}, new)


def last_actions(sheet: Sheet, *, parted: bool) -> tuple[Flow | None, Flow | None]:
    """Lay out last time's actions.

    Parameters
    ----------
    parted
        Whether only those that page one holds come first, and the others in a section of their
        own after the diagram of then.
    """
    meeting = sheet.meeting
    if not _has(meeting, Part.LAST_ACTIONS):
        return None, None
    if not meeting.last_actions:
        nothing = Line("note", {"B": NO_LAST_ACTIONS})
        return Flow(_LAST_TITLE, (Line("section", {"B": _LAST_TITLE}), nothing), gap=False), None
    heads = Line(
        "last heads",
        {"C": "For", "F": "Action", "H": "Who, by when", "I": "What came of it",
         "J": "Done on", "K": "Impact"},
    )  # fmt: skip
    blocks: list[Block] = [(_last(sheet, last),) for last in meeting.last_actions]
    fit = _that_fit(sheet, blocks) if parted else len(blocks)
    rest = len(blocks) - fit
    overdue = sum(last.overdue for last in meeting.last_actions)
    title = f"{_LAST_TITLE}: {len(blocks)}"
    title += f", {overdue} overdue" if overdue else ""
    title += f"; {rest} on a later page" if rest else ""
    opening = (Line("section", {"B": title}),)
    first = Flow(_LAST_TITLE, opening, heads, tuple(blocks[:fit]), gap=False)
    if not rest:
        return first, None
    title = f"Last time's actions: {rest} more"
    return first, Flow(title, (Line("section", {"B": title}),), heads, tuple(blocks[fit:]))


def _that_fit(sheet: Sheet, blocks: list[Block]) -> int:
    """Count those that page one holds below its grid, heading and heads; at least one."""
    room = grid.PAGE - sum(grid.HEIGHTS.values()) - 2 * grid.DEFAULT_HEIGHT
    for count, block in enumerate(blocks):
        room -= sum(height(line, sheet.tables) for line in block)
        if room < 0:
            return max(count, 1)
    return len(blocks)


def _last(sheet: Sheet, last: LastAction) -> Line:
    area = f"{last.action.area}: " if last.action.area else ""
    key = (last.action.id,)
    there = key in sheet.tables["Actions"].row_of
    return Line(
        "last",
        {"C": last.who, "F": f"{area}{last.action.action}", "H": last.owner_and_day},
        (Binding("Actions", key, _IMPACT),) if there else (),
    )


def more_movers(sheet: Sheet) -> Iterator[Flow]:
    """Lay out who moved as far as page one had no room for it."""
    meeting = sheet.meeting
    movers = meeting.movers[grid.WHO_PAIRS :]
    if not movers or not _has(meeting, Part.WHO_MOVED):
        return
    title = f"Who moved: {len(movers)} more"
    heads = Line("mover heads", {"C": "Child", "F": "What changed", "H": "Why"})
    blocks = tuple(
        (
            Line(
                "moved more",
                {"C": f"{mover.name} {ARROWS[mover.move]}", "F": mover.words},
                (_why_moved(meeting, mover, "H"),),
            ),
        )
        for mover in movers
    )
    yield Flow(title, (Line("section", {"B": title}),), heads, blocks)
