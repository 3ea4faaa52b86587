"""What each picture of the workbook shows, kept in the hidden table ``Drawn``.

A picture is no cell, so a step put back could not bring the one before it back; from this it is
drawn again. It names pupils, as the picture does.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any, Final

from ppm_xl.book.change import Change, applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.packing import packed, unpacked
from ppm_xl.book.tables import TableCells, Tables
from ppm_xl.plan import PlacedVenn, VennPicture

TABLE: Final = "Drawn"


def note(draft: Draft, pictures: Sequence[PlacedVenn]) -> None:
    """Write down what pictures will show."""
    for placed in pictures:
        row = {"Name": placed.name, "Sheet": placed.sheet, "Drawing": packed(_as_json(placed))}
        draft.put(TABLE, row)


def to_draw_again(tables: Tables, changes: Sequence[Change]) -> tuple[PlacedVenn, ...]:
    """Give the pictures that changes of ``Drawn`` ask for; one that was not there goes blank."""
    if not any(change.table == TABLE for change in changes):
        return ()
    before = _by_name(tables[TABLE])
    after = _by_name(applied(tables, changes)[TABLE])
    out = []
    for name in dict.fromkeys((*before, *after)):
        if before.get(name) != after.get(name):
            placed = _read(after[name]) if name in after else _blank(_read(before[name]))
            if placed is not None:
                out.append(placed)
    return tuple(out)


def _by_name(table: TableCells) -> dict[str, str]:
    return {str(row.get("Name")): str(row.get("Drawing") or "") for row in table.records()}


def _blank(placed: PlacedVenn | None) -> PlacedVenn | None:
    if placed is None:
        return None
    return PlacedVenn(
        placed.sheet, placed.name, placed.cell, placed.width, placed.height, None, ""
    )  # fmt: skip


def _as_json(placed: PlacedVenn) -> str:
    whole: dict[str, Any] = {
        "place": [placed.sheet, placed.name, *placed.cell, placed.width, placed.height],
        "words": placed.alt_text,
    }
    venn = placed.venn
    if venn is not None:
        whole["venn"] = {
            "circles": venn.circles,
            "size": venn.size,
            "counts_only": venn.counts_only,
            "none_label": venn.none_label,
            "title": venn.title,
            "caption": venn.caption,
        }
        whole["pupils"] = [
            [
                key,
                venn.names.get(key),
                None if inside is None else sorted(inside),
                sorted(venn.marks.get(key, ())),
                venn.moved.get(key),
            ]
            for key, inside in venn.members.items()
        ]
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"))


def _read(drawing: str) -> PlacedVenn | None:
    """Read what a picture shows; None where that was spoilt: then the picture stays as it is."""
    try:
        whole = json.loads(unpacked(drawing))
        sheet, name, row, column, width, height = whole["place"]
        venn = _venn(whole) if "venn" in whole else None
        return PlacedVenn(sheet, name, (row, column), width, height, venn, whole["words"])
    except (ValueError, KeyError, TypeError):
        return None


def _venn(whole: dict[str, Any]) -> VennPicture:
    facts, pupils = whole["venn"], whole["pupils"]
    return VennPicture(
        circles=tuple(facts["circles"]),
        members={key: None if i is None else frozenset(i) for key, _, i, _, _ in pupils},
        names={key: name for key, name, _, _, _ in pupils if name is not None},
        marks={key: frozenset(marks) for key, _, _, marks, _ in pupils if marks},
        moved={key: moved for key, _, _, _, moved in pupils if moved is not None},
        size=tuple(facts["size"]),
        counts_only=facts["counts_only"],
        none_label=facts["none_label"],
        title=facts.get("title", ""),
        # Drawn before pictures had one: none.
        caption=facts.get("caption", ""),
    )
