"""Damaged exports: each is imported with every row accounted for, or refused in one sentence."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from ppm_xl.book.change import applied
from ppm_xl.book.tables import Tables
from ppm_xl.errors import DataError, FileError
from ppm_xl.mis.planning import Request, plan_import
from ppm_xl.mis.reading import read_export
from ppm_xl.school.calendar import HalfTerm

EXPORTS = Path(__file__).parent.parent / "exports"
FILES = {p.name: p.read_bytes() for p in sorted(EXPORTS.iterdir()) if p.suffix in {".csv", ".xlsx"}}
PIECES = [
    b",",
    b'"',
    b"\n",
    b";",
    b"\t",
    b"\0",
    b"\xff",
    b"UPN",
    b"=1+1",
    b"9" * 30,
    b"\xe2\x9c\x93",
]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    name = draw(st.sampled_from(sorted(FILES)))
    data = bytearray(FILES[name])
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(data)))
        kind = draw(st.sampled_from(["byte", "cut", "put", "lose", "repeat"]))
        if kind == "byte" and at < len(data):
            data[at] = draw(st.integers(0, 255))
        elif kind == "cut":
            del data[at:]
        elif kind == "put":
            data[at:at] = draw(st.sampled_from(PIECES))
        elif kind == "lose":
            del data[at : at + draw(st.integers(1, 40))]
        else:
            data[at:at] = data[at : at + draw(st.integers(1, 200))]
    return name, bytes(data)


@given(damaged())
def test_a_damaged_export_is_imported_or_refused(school: Tables, file: tuple[str, bytes]) -> None:
    name, data = file
    try:
        plan = plan_import(
            school,
            [Request(read_export(name, data))],
            date(2026, 11, 23),
            HalfTerm("2026-27", "Autumn 2"),
        )
    except (FileError, DataError) as error:
        refusal = error
    else:
        refusal = None
    if refusal is not None:
        assert refusal.message.endswith(".")
        assert "\n" not in refusal.message
        return
    [counts] = plan.counts
    assert counts.added + counts.changed + counts.same + counts.refused == counts.rows
    after = applied(school, plan.with_list(done=True))
    upns = [r["UPN"] for r in after["Pupils"].records()]
    assert len(upns) == len(set(upns)) >= len(school["Pupils"].rows)
