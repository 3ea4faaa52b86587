"""The invented school: its MIS exports, and what its staff would have typed.

Everything here is made by ``tools/make_demo_school.py`` and read as package data. Nobody in it
exists: pupils' numbers are of local authority 999, which there is not.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any

Value = str | int | float | date | None


@dataclass(frozen=True, slots=True)
class DemoExport:
    """One file as an MIS gave it out.

    Attributes
    ----------
    name
        File name, without a folder.
    kind
        As ``import --as`` names it: ``pupils``, ``judgements`` or ``attendance``.
    half_term
        What it is about, such as ``Summer 2 2025-26``.
    style
        The system it came from: ``SIMS``, ``Bromcom`` or ``Arbor``.
    """

    name: str
    kind: str
    half_term: str
    style: str
    data: bytes


@dataclass(frozen=True, slots=True)
class DemoStaff:
    """What staff would have typed, and the day on which the demo stands.

    ``tables`` maps a table to its rows, each a mapping from heading to value: key columns and
    typed columns only. Rows about a pupil carry the UPN and no name.
    """

    today: date
    school_year: str
    half_term: str
    tables: Mapping[str, tuple[Mapping[str, Value], ...]]


def exports() -> tuple[DemoExport, ...]:
    """Give the files in the order of import: half-term by half-term, pupils first in each."""
    folder = files(__name__)
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    return tuple(
        DemoExport(
            name=entry["file"],
            kind=entry["kind"],
            half_term=entry["half_term"],
            style=entry["style"],
            data=(folder / "exports" / entry["file"]).read_bytes(),
        )
        for entry in manifest["files"]
    )


@cache
def staff_rows() -> DemoStaff:
    """Give what staff would have typed; dates are dates."""
    text = (files(__name__) / "staff.json").read_text(encoding="utf-8")
    read: dict[str, Any] = json.loads(text, object_hook=_dates)
    return DemoStaff(
        today=read["today"],
        school_year=read["school_year"],
        half_term=read["half_term"],
        tables={name: tuple(rows) for name, rows in read["tables"].items()},
    )


def _dates(found: dict[str, Any]) -> Any:  # noqa: ANN401 - JSON holds anything
    """Turn ``{"date": "2026-10-12"}`` into a date; leave every other object as it is."""
    return date.fromisoformat(found["date"]) if found.keys() == {"date"} else found
