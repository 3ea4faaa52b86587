"""Notes, comments and links that lie on cells: they go where their cell's row goes.

A note on one child must never come to lie on another.
"""

from __future__ import annotations

import re
from typing import Final

from lxml import etree

from ppm_xl.book.addresses import column_letters, corners
from ppm_xl.book.formulas import RowMap
from ppm_xl.book.parts import Package
from ppm_xl.book.styles_xml import MAIN

_SHAPE: Final = re.compile(r"<v:shape\b.*?</v:shape>", re.DOTALL)
_ROW: Final = re.compile(r"<x:Row>\s*(\d+)\s*</x:Row>")
_COLUMN: Final = re.compile(r"<x:Column>\s*(\d+)\s*</x:Column>")
_NUMBERS_OF_AN_ANCHOR: Final = 8
_ANCHOR: Final = re.compile(r"<x:Anchor>([^<]*)</x:Anchor>")


def move_notes(
    package: Package, sheet: str, columns: tuple[int, int], rows: tuple[int, int], to: RowMap
) -> None:
    """Let notes and threaded comments on a block of cells follow its rows.

    Parameters
    ----------
    sheet
        The sheet's part.
    columns, rows
        The block's first and last column and row as they were, from 1.
    to
        Where each row is now; a note on a row that has gone goes too.
    """
    for relation in package.relations(sheet):
        if relation.kind in {"comments", "threadedComment"}:
            root = package.xml(relation.target)
            if move_references(root, columns, rows, to):
                package.write(relation.target, root)
        elif relation.kind == "vmlDrawing":
            text = package.read(relation.target).decode("utf-8")

            def moved(found: re.Match[str]) -> str:
                return _moved_shape(found[0], columns, rows, to)

            package.write(relation.target, _SHAPE.sub(moved, text).encode())


def move_links(
    sheet: etree._Element, columns: tuple[int, int], rows: tuple[int, int], to: RowMap
) -> None:
    """Let links on a block of cells follow its rows."""
    links = sheet.find(f"{MAIN}hyperlinks")
    if links is not None and move_references(links, columns, rows, to) and not len(links):
        sheet.remove(links)


def move_references(
    root: etree._Element, columns: tuple[int, int], rows: tuple[int, int], to: RowMap
) -> bool:
    """Move every element that says in ``ref`` on which single cell it lies."""
    changed = False
    for element in list(root.iter(etree.Element)):
        try:
            top, left, bottom, right = corners(element.get("ref", ""))
        except ValueError:
            continue
        inside = rows[0] <= top <= rows[1] and columns[0] <= left <= columns[1]
        if not inside or (top, left) != (bottom, right):
            continue
        now = to(top)
        if now is None:
            parent = element.getparent()
            if parent is not None:
                parent.remove(element)
        else:
            element.set("ref", f"{column_letters(left)}{now}")
        changed = changed or now != top
    return changed


def _moved_shape(shape: str, columns: tuple[int, int], rows: tuple[int, int], to: RowMap) -> str:
    """Move the box in which Excel shows a note; other shapes, such as buttons, stay."""
    row, column = _ROW.search(shape), _COLUMN.search(shape)
    if 'ObjectType="Note"' not in shape or not row or not column:
        return shape
    top, left = int(row[1]) + 1, int(column[1]) + 1
    if not (rows[0] <= top <= rows[1] and columns[0] <= left <= columns[1]):
        return shape
    now = to(top)
    if now is None:
        return ""
    shape = _ROW.sub(f"<x:Row>{now - 1}</x:Row>", shape)

    def shifted(found: re.Match[str]) -> str:
        parts = [int(part) for part in re.findall(r"-?\d+", found[1])]
        if len(parts) != _NUMBERS_OF_AN_ANCHOR:
            return found[0]
        for place in (2, 6):  # the rows of its upper and lower edge
            parts[place] = max(0, parts[place] + now - top)
        return f"<x:Anchor>{', '.join(map(str, parts))}</x:Anchor>"

    return _ANCHOR.sub(shifted, shape)
