"""The invented school's exports: every file imports, every row is accounted for."""

from __future__ import annotations

import json
from collections import defaultdict
from importlib.resources import files

from ppm_xl.book.change import applied
from ppm_xl.book.tables import Tables
from ppm_xl.errors import Severity
from ppm_xl.mis.planning import Request, plan_import
from ppm_xl.mis.reading import read_export
from ppm_xl.school.calendar import parse_half_term, usual_dates

DEMO = files("ppm_xl") / "demo"


def test_every_file_of_the_invented_school_imports_as_the_manifest_says(
    empty_school: Tables,
) -> None:
    by_half_term = defaultdict(list)
    for entry in json.loads((DEMO / "manifest.json").read_text(encoding="utf-8"))["files"]:
        by_half_term[parse_half_term(entry["half_term"], "")].append(entry)
    tables = with_scale(empty_school)
    assert len(by_half_term) >= 3
    for half_term in sorted(by_half_term):
        entries = by_half_term[half_term]
        ends = {p.half_term: p.ends for p in usual_dates(half_term.school_year)}
        requests = [
            Request(read_export(e["file"], (DEMO / "exports" / e["file"]).read_bytes()))
            for e in entries
        ]
        plan = plan_import(tables, requests, ends[half_term], half_term)
        assert [file.kind for file in plan.files] == [e["kind"] for e in entries]
        assert not [p for p in plan.problems if p.severity > Severity.NOTE]
        assert not plan.questions
        for counts in plan.counts:
            assert counts.refused == 0, counts
            assert counts.added + counts.changed + counts.same == counts.rows > 0
        half_terms = {
            (r["School year"], r["Half-term"])
            for name in ("Assessments", "EarlyYears")
            for r in plan.after[name].records()
        }
        assert max(half_terms) == (half_term.school_year, half_term.name)
        before, tables = tables, applied(tables, plan.with_list(done=True))
        assert tables["Assessments"].rows != before["Assessments"].rows
        again = plan_import(tables, requests, ends[half_term], half_term)
        assert again.with_list(done=True) == ()
    assert len(tables["Pupils"].rows) >= 190
    assert len(tables["Classes"].rows) == 7


def with_scale(tables: Tables) -> Tables:
    """The demo uses every mark of a new workbook."""
    from ppm_xl.book.tables import TableCells

    scale = tables["Scale"]
    more = [f"PK{n}" for n in range(2, 7)] + ["EM"]
    rows = [
        tuple(m if h == "Mark" else -3 if h == "Steps" else None for h in scale.headings)
        for m in more
    ]
    classes = tables["Classes"]
    return tables.with_table(TableCells("Scale", scale.headings, (*scale.rows, *rows))).with_table(
        TableCells("Classes", classes.headings)
    )
