"""From the staff edition to what its template prints."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final

from ppm_xl.one_child.colours import Cells
from ppm_xl.one_child.lines import Block, Said
from ppm_xl.plan import Page
from ppm_xl.reports.page import page_of as family_page_of
from ppm_xl.reports.staff import MARK, StaffReport
from ppm_xl.reports.staff_beside import Notes

TEMPLATE: Final = "staff_report"
_MAY_BREAK: Final = "\u200b"

_Data = dict[str, object]


def page_of(report: StaffReport) -> Page:
    """Give a staff edition as a page: the family's own data, and what stands beside each part."""
    family = dict(family_page_of(report.family).data)
    notes = report.beside
    every_day = [family["attendance"], *_list(family["measures"])]
    blocks = report.blocks
    return Page(
        TEMPLATE,
        {
            "mark": MARK,
            "family": family,
            "yellow": report.family.wording.called("Yellow"),
            "flags": list(report.flags),
            "facts": list(report.facts),
            "standing": _said(report.standing),
            "learning": [
                [row, _beside(notes.learning, _name(row))] for row in _list(family["rows"])
            ],
            "days": [[row, _beside(notes.days, _name(row))] for row in every_day if row],
            "went well": _notes(notes.went_well),
            "actions": [
                [heading, [[text, _beside(notes.actions, _plain(text))] for text in _list(texts)]]
                for heading, texts in map(_list, _list(family["actions"]))
            ],
            "own words": _notes(notes.own_words),
            "half-terms": [
                [h.school_year, h.name] for h in report.half_terms[_empty_first(report) :]
            ],
            "history": _history(report),
            "blocks": [_block(block) for block in blocks if block.entries],
            "nothing": [block.missing for block in blocks if block.missing and not block.entries],
        },
    )


def _list(value: object) -> Sequence[object]:
    """Take a value of the family's data for the list it is."""
    if not isinstance(value, list | tuple):
        raise TypeError(f"A list is meant, not {value!r}.")
    return value


def _plain(text: object) -> str:
    """Take away the places where a long word may break: a name is looked up without them."""
    return str(text).replace(_MAY_BREAK, "")


def _name(row: object) -> str:
    return _plain(_list(row)[0])


def _beside(notes: Mapping[str, Notes], name: str) -> list[_Data]:
    return _notes(notes.get(name, ()))


def _notes(notes: Notes) -> list[_Data]:
    return [{"label": n.label, "words": _whole(n.words), "look": n.look.value} for n in notes]


def _said(said: Said) -> _Data:
    return {"words": _whole(said.words), "look": said.look.value}


def _whole(words: str) -> str:
    """Keep a figure and its sign on one line."""
    return words.replace(" %", "\N{NO-BREAK SPACE}%")


def _block(block: Block) -> _Data:
    entries = [[_said(said) for said in entry] for entry in block.entries]
    return {"heading": block.heading, "entries": entries, "sheet": block.sheet}


def _history(report: StaffReport) -> list[_Data]:
    """Give each line of colours: its name, and for each half-term a colour, words and judgement."""
    first, letters = _empty_first(report), report.letters
    return [
        {"name": name, "cells": [_cell(cell, judged, letters) for cell, judged in cells[first:]]}
        for name, cells in _rows(report)
        if _says_anything(cells)
    ]


def _rows(report: StaffReport) -> Sequence[tuple[str, Cells]]:
    return *report.subjects, *report.measures


def _empty_first(report: StaffReport) -> int:
    """Count the half-terms at the beginning from which nothing of this child is known."""
    places = [
        place
        for _, cells in _rows(report)
        for place, cell in enumerate(cells)
        if _says_anything((cell,))
    ]
    return min(places, default=0)


def _says_anything(cells: Cells) -> bool:
    return any(cell or judged for cell, judged in cells)


def _cell(cell: str, judged: str, letters: Mapping[str, str]) -> _Data:
    letter, _, words = cell.partition(" ")
    return {
        "colour": _coloured(letters.get(letter, "")),
        "words": words,
        "judged": _coloured(letters.get(judged.removesuffix("?"), "")),
        "suggested": judged.endswith("?"),
    }


def _coloured(colour: str) -> str:
    return colour if colour in {"Green", "Yellow", "Red"} else ""
