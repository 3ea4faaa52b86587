"""Page one of the form: the diagrams, who moved, and last time's actions.

Its rows are a fixed grid, as pictures lie on them (:mod:`.grid`). What finds no room there
follows after the large diagram of then.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Final

from ppm_xl.book.tables import Cell, Tables
from ppm_xl.form import Binding, Line
from ppm_xl.meeting import grid
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.last_actions import LastAction
from ppm_xl.meeting.movers import ARROWS, Mover
from ppm_xl.venn.from_school import VENN_AREA

HOME: Final = "‹ Home"  # noqa: RUF001 - the sign in this corner of every sheet

_IMPACT: Final = {"J": "Impact", "K": "Done on", "L": "Impact note"}
_IMPACT_BELOW: Final = {"I": "Impact note", "J": "Impact", "K": "Done on"}
"""Below page one no picture fixes the rows' heights: what came of it has the widest column."""


def page_one(meeting: ClassMeeting, tables: Tables) -> list[Line]:
    """Lay out rows 1 to :data:`.grid.PAGE_ONE`."""
    cells: dict[int, dict[str, Cell]] = {row: {} for row in range(1, grid.FLOW)}
    kinds: dict[int, str] = dict.fromkeys(range(grid.PICTURE, grid.LAST_SECTION), "picture")
    bindings: dict[int, tuple[Binding, ...]] = {}
    kinds |= {grid.TITLE: "title", grid.FACTS: "facts", grid.CAPTIONS: "captions"}
    cells[grid.TITLE] = {"B": HOME, "D": meeting.title}
    cells[grid.FACTS] = {"B": facts_in_words(meeting)}
    if meeting.now is not None:
        assessed = sum(found is not None for found in meeting.now.members.values())
        cells[grid.CAPTIONS]["B"] = (
            f"{meeting.half_term}: {len(meeting.now.members)} children, {assessed} assessed"
        )
        cells[grid.CAPTIONS]["J"] = then_in_words(meeting)
    else:
        cells[grid.CAPTIONS]["B"] = meeting.without_a_venn
        _lay_areas(meeting, cells, kinds)
    _lay_movers(meeting, cells, kinds, bindings)
    _lay_last(meeting, tables, cells, kinds, bindings)
    return [
        Line(kinds.get(row, "gap"), found, bindings.get(row, ())) for row, found in cells.items()
    ]


def facts_in_words(meeting: ClassMeeting) -> str:
    """Say when and where the meeting is and who takes part, as far as it is known."""
    facts, team = meeting.facts, meeting.team
    when = f"{facts.day:%A} {facts.day.day} {facts.day:%B %Y}" if facts.day else "No date set yet"
    parts = [
        f"{when}, {facts.start}" if facts.day and facts.start else when,
        facts.place,
        f"Teacher: {team.teacher}" if team.teacher else "",
        f"Leader: {leader}" if (leader := facts.leader or team.leader) else "",
        f"With: {facts.attending}" if facts.attending else "",
    ]
    return "  ·  ".join(part for part in parts if part)


def then_in_words(meeting: ClassMeeting) -> str:
    """Name what now is compared with."""
    if meeting.then is None:
        return "No earlier marks to compare with"
    what = "Last meeting" if meeting.then.meetings else "Marks of"
    return f"{what}{',' if meeting.then.meetings else ''} {meeting.then.half_term}"


def _lay_areas(
    meeting: ClassMeeting, cells: dict[int, dict[str, Cell]], kinds: dict[int, str]
) -> None:
    """In place of the diagram: how the class stands in each area of learning, with names."""
    pairs = [(row, row + 1) for row in range(grid.PICTURE, grid.MOVED, 2)]
    pairs += [(row, row + 1) for row in range(grid.FIRST_PAIR, grid.LAST_SECTION, 2)]
    for area, (head, names) in zip(meeting.areas_of_learning, pairs, strict=False):
        kinds[head], kinds[names] = "area", "names"
        cells[head]["C"] = f"{area.name}: {area_in_words(area.on_track, len(area.not_on_track))}"
        off = ", ".join(area.not_on_track)
        cells[names]["C"] = f"Not on track: {off}" if off else None


def area_in_words(on_track: int, not_on_track: int) -> str:
    """Count who is on track and who is not."""
    return f"{on_track} on track, {not_on_track} not on track"


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
    cells[grid.MOVED]["J"] = heading
    for place, mover in enumerate(meeting.movers[: grid.WHO_PAIRS]):
        row = grid.FIRST_PAIR + 2 * place
        kinds[row], kinds[row + 1] = "mover", "why"
        cells[row]["J"] = mover.line
        bindings[row + 1] = (_why_moved(meeting, mover, "J"),)


def _why_moved(meeting: ClassMeeting, mover: Mover, letter: str) -> Binding:
    key = (meeting.id, mover.upn, VENN_AREA)
    new = {"Pupil": meeting.children.get(mover.upn)}
    return Binding("Discussion", key, {letter: "Note"}, new)


def _lay_last(
    meeting: ClassMeeting,
    tables: Tables,
    cells: dict[int, dict[str, Cell]],
    kinds: dict[int, str],
    bindings: dict[int, tuple[Binding, ...]],
) -> None:
    listed = meeting.last_actions
    kinds[grid.LAST_SECTION] = "section"
    heading = "Last time's actions, and what came of them"
    if len(listed) > grid.LAST_LINES:
        heading += f" ({grid.LAST_LINES} of {len(listed)}, overdue first; the rest follow)"
    cells[grid.LAST_SECTION]["B"] = heading
    if not listed:
        kinds[grid.LAST_HEADS] = "note"
        cells[grid.LAST_HEADS]["B"] = "No actions are open from earlier meetings."
        return
    kinds[grid.LAST_HEADS] = "last heads"
    cells[grid.LAST_HEADS] = {
        "C": "For", "F": "Action", "I": "Who and by when", "J": "Impact", "K": "Done on",
        "L": "What came of it",
    }  # fmt: skip
    for row, last in enumerate(listed[: grid.LAST_LINES], start=grid.FIRST_LAST):
        kinds[row] = "last"
        cells[row] = {"C": last.who, "F": _action_in_words(last), "I": last.owner_and_day}
        bindings[row] = _impact(last, tables, _IMPACT)


def _action_in_words(last: LastAction) -> str:
    area = f"{last.action.area}: " if last.action.area else ""
    return f"{area}{last.action.action}"


def _impact(last: LastAction, tables: Tables, letters: Mapping[str, str]) -> tuple[Binding, ...]:
    key = (last.action.id,)
    return (Binding("Actions", key, letters),) if key in tables["Actions"].row_of else ()


def rest_of_page_one(meeting: ClassMeeting, tables: Tables) -> Iterator[Line]:
    """Lay out who moved and what was agreed as far as page one had no room for it."""
    movers = meeting.movers[grid.WHO_PAIRS :]
    if movers:
        yield Line("gap")
        yield Line("section", {"B": f"Who moved: {len(movers)} more"})
        yield Line("mover heads", {"C": "Child", "F": "What changed", "I": "Why"})
        for mover in movers:
            cells = {"C": f"{mover.name} {ARROWS[mover.move]}", "F": mover.words}
            yield Line("moved more", cells, (_why_moved(meeting, mover, "I"),))
    rest = meeting.last_actions[grid.LAST_LINES :]
    if rest:
        yield Line("gap")
        yield Line("section", {"B": f"Last time's actions: {len(rest)} more"})
        yield Line(
            "last heads",
            {"C": "For", "F": "Action", "H": "Who and by when", "I": "What came of it",
             "J": "Impact", "K": "Done on"},
        )  # fmt: skip
        for last in rest:
            cells = {"C": last.who, "F": _action_in_words(last), "H": last.owner_and_day}
            yield Line("last more", cells, _impact(last, tables, _IMPACT_BELOW))
