"""The meeting pack: the same meeting as one PDF, to be read across a table.

Page one alone is enough to begin: the diagram of now, who moved, last time's actions. What was
typed on the form stands in it; where nothing was typed yet there is room to write.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Final

from ppm_xl.book.tables import Cell, Key, Tables
from ppm_xl.meeting.agenda import Part, Section
from ppm_xl.meeting.gathering import ClassMeeting
from ppm_xl.meeting.kept import CELEBRATE_AREA
from ppm_xl.meeting.last_actions import LastAction, is_done, owner_in_words
from ppm_xl.meeting.listing import (
    EARLY_YEARS_AREA,
    NOBODY_TO_CELEBRATE,
    marks_of,
)
from ppm_xl.meeting.page_one import area_in_words, facts_in_words, then_in_words
from ppm_xl.meeting.shown import Concern
from ppm_xl.plan import Page, Paper, VennPicture
from ppm_xl.schema import NOT_ASSESSED
from ppm_xl.school.cells import text
from ppm_xl.school.settings import Settings
from ppm_xl.venn.from_school import VENN_AREA, alt_text

Data = dict[str, object]

_SIZES: Final = {22: (7.9, 4.6), 27: (7.9, 4.95), 30: (7.9, 5.3), 999: (8.1, 5.7)}
"""Pupils, at most, to width and height of the diagram of now in inches: names of 9 points and
more wherever they stand, and typical classes in the usual circles."""
_ROOM: Final = 6.0
"""Inches on page one for the diagram and the lines of last time's actions together."""
_LINE: Final = 0.165
_ROW: Final = 0.14
_SMALL: Final = (2.42, 1.62)
_LARGE: Final = (7.9, 6.0)
_MOVES: Final = {"out": "moved away", "in": "moved in", "new": "new", "": ""}


def pack_of(meeting: ClassMeeting, tables: Tables, settings: Settings) -> Paper:
    """Make the pack of one class: ``<school year> <half-term>/<class>/Meeting pack.pdf``."""
    when = meeting.half_term
    size = next(size for most, size in _SIZES.items() if len(meeting.pupils) <= most)
    pictures = _pictures(meeting, size)
    last = [_last(found, tables) for found in meeting.last_actions]
    first = _that_fit(meeting.last_actions, _ROOM - size[1] if meeting.now is not None else 2.6)
    data: Data = {
        "title": meeting.title,
        "school": settings.school_name,
        "class": meeting.class_name,
        "half-term": str(when),
        "facts": facts_in_words(meeting),
        "no venn": meeting.without_a_venn,
        "areas": [
            [a.name, area_in_words(a.on_track, len(a.not_on_track)), ", ".join(a.not_on_track)]
            for a in meeting.areas_of_learning
        ],
        "then": then_in_words(meeting),
        "pictures": {
            name: {"alt": alt_text(venn, f"{meeting.class_name}, {name}")}
            for name, venn in pictures.items()
        },
        "compared": meeting.then is not None and meeting.now is not None,
        "movers": [
            [m.name, _MOVES[m.move], m.words, _said(tables, meeting, m.upn, VENN_AREA, "Note")]
            for m in meeting.movers
        ],
        "last": last[:first],
        "last more": last[first:],
        "bring": meeting.facts.bring,
        "yellow": settings.words.get("Yellow is called", "Yellow"),
        "sections": [_section(meeting, section, tables) for section in meeting.sections],
    }
    clean = _printed(data)
    assert isinstance(clean, dict)
    return Paper(
        path=(f"{when.school_year} {when.name}", meeting.class_name, "Meeting pack.pdf"),
        title=meeting.title,
        pages=(Page("meeting_pack", clean, pictures),),
    )


def _pictures(meeting: ClassMeeting, size: tuple[float, float]) -> dict[str, VennPicture]:
    found = {}
    if meeting.now is not None:
        found["now"] = replace(meeting.now, size=size)
        if meeting.before is not None:
            found["then"] = replace(meeting.before, size=_SMALL, counts_only=True)
            found["before"] = replace(meeting.before, size=_LARGE)
    return found


def _said(tables: Tables, meeting: ClassMeeting, upn: str, area: str, column: str) -> str:
    return text(tables["Discussion"].get((meeting.id, upn, area), column))


def _that_fit(listed: Sequence[LastAction], room: float) -> int:
    """Count the actions that page one has room for, by how many lines each takes; at least one."""
    for count, last in enumerate(listed):
        action = last.action
        words = len(action.area) + 2 + len(action.action)
        owner = len(last.owner_and_day) - len(", overdue") * last.overdue
        lines = max(1 + len(last.who) // 24, 1 + words // 52, 1 + owner // 27 + last.overdue)
        room -= lines * _LINE + _ROW
        if room < 0 and count:
            return count
    return len(listed)


def _last(last: LastAction, tables: Tables) -> Data:
    action = last.action
    done = f"done {action.done_on:%d/%m/%Y}" if action.done_on else ""
    return {
        "who": last.who,
        "area": action.area,
        "action": action.action,
        "owner": last.owner_and_day.removesuffix(", overdue"),
        "overdue": last.overdue,
        "done": done or ("done" if is_done(action) else ""),
        "impact": text(tables["Actions"].get((action.id,), "Impact")),
        "note": text(tables["Actions"].get((action.id,), "Impact note")),
    }


def _section(meeting: ClassMeeting, section: Section, tables: Tables) -> Data:
    rows: list[Data]
    empty = ""
    if section.part is Part.CELEBRATE:
        rows = [
            {
                "child": found.pupil.name,
                "why": found.why,
                "helped": _said(tables, meeting, found.pupil.upn, CELEBRATE_AREA, "What helped"),
            }
            for found in meeting.celebrated
        ]
        empty = NOBODY_TO_CELEBRATE
    elif section.part is Part.CONCERNS:
        several = len(section.areas) > 1
        rows = [_concern(meeting, c, tables, several=several) for c in meeting.about(section)]
        what = "Not on track" if section.areas == (EARLY_YEARS_AREA,) else "Red"
        empty = f"Nobody is {what} in {section.title.lower()}."
    else:
        kind = "leadership" if section.part is Part.LEADERSHIP else "own target"
        rows = list(_issues(meeting, kind, tables))
    return {"part": str(section.part), "title": section.title, "rows": rows, "empty": empty}


def _concern(meeting: ClassMeeting, concern: Concern, tables: Tables, *, several: bool) -> Data:
    pupil, area = concern.pupil, concern.area
    own = [a for a in meeting.kept.agreed if a.area == area and pupil.upn in a.upns]
    where = "Areas of learning" if concern.see == EARLY_YEARS_AREA else concern.see
    return {
        "child": pupil.name,
        "marks": list(marks_of(pupil)),
        "area": area if several else "",
        "attainment": "" if concern.attainment == NOT_ASSESSED else concern.attainment,
        "progress": "" if concern.progress == NOT_ASSESSED else concern.progress,
        "judged": area not in {EARLY_YEARS_AREA, "Attitude", "Attendance"},
        "why": concern.why,
        "see": where,
        "need": _said(tables, meeting, pupil.upn, area, "Need"),
        "reason": _said(tables, meeting, pupil.upn, area, "Teacher's reason"),
        "actions": [_action(tables, (agreed.id,)) for agreed in own],
    }


def _action(tables: Tables, key: Key) -> Data:
    def cell(column: str) -> Cell:
        return tables["Actions"].get(key, column)

    return {
        "action": text(cell("Action")),
        "owner": owner_in_words(owner) if (owner := text(cell("Owner"))) else "",
        "day": text(cell("By when")),
        "measure": text(cell("Measure")),
    }


def _issues(meeting: ClassMeeting, kind: str, tables: Tables) -> Iterator[Data]:
    for ident in meeting.kept.issues.get(kind, ()):
        words = {c: text(tables["Issues"].get((ident,), c)) for c in ("Text", "Owner", "Reply")}
        if any(words.values()):
            day = text(tables["Issues"].get((ident,), "By when"))
            yield {"text": words["Text"], "owner": words["Owner"], "day": day,
                   "reply": words["Reply"]}  # fmt: skip


def _printed(value: object) -> object:
    """Leave out pictographs, which no typeface of ours draws: an emoji must not stop a meeting."""
    if isinstance(value, str):
        return "".join(c for c in value if not _is_pictograph(c))
    if isinstance(value, dict):
        return {key: _printed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_printed(item) for item in value]
    return value


def _is_pictograph(character: str) -> bool:
    return (
        unicodedata.category(character) in {"So", "Sk", "Cs", "Co", "Cn"} and character > "\u2000"
    )
