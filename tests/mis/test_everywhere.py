"""A temporary UPN gives way to the real one wherever the workbook holds it."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from tables_by_hand import with_rows

from ppm_xl import schema
from ppm_xl.book.change import applied
from ppm_xl.book.tables import Tables
from ppm_xl.mis.everywhere import with_real_upns
from ppm_xl.mis.planning import ImportPlan

TEMPORARY, REAL, OTHER = "Y99912342106A", "U999123421018", "V999123422001"
PAST = {name for name, table in schema.TABLES.items() if table.append_only}


def test_every_column_of_upns_in_the_schema_is_followed() -> None:
    """A table that is added later cannot be forgotten: the schema is walked, not a list."""
    tables = Tables(1)
    holding = [name for name, table in schema.TABLES.items() if "UPN" in table.headings()]
    assert len(holding) >= 13
    for name in holding:
        others = {column: f"K{n}" for n, column in enumerate(schema.TABLES[name].key)}
        one = {**others, "UPN": TEMPORARY}
        two = {**others, "UPN": OTHER}
        typed = {**others, "UPN": f" {TEMPORARY.lower()} "}
        tables = with_rows(tables, name, one, two, typed)
    after = with_real_upns(tables, {TEMPORARY: REAL})
    for name in holding:
        assert list(after[name].column("UPN")) == [REAL, OTHER, REAL], name


@pytest.mark.parametrize("name", sorted(set(schema.TABLES) - PAST))
def test_a_upn_within_a_text_is_followed_in_every_table(name: str) -> None:
    """Such as where a form's typed cell belongs, or whom a picture shows."""
    column = [heading for heading in schema.TABLES[name].headings() if heading != "UPN"][-1]
    told = json.dumps([["Discussion", ["M1", TEMPORARY, "Reading"], "Note"]])
    tables = with_rows(Tables(1), name, {column: told}, {column: "Nothing of the kind"})
    cells = list(with_real_upns(tables, {TEMPORARY: REAL})[name].column(column))
    assert cells == [told.replace(TEMPORARY, REAL), "Nothing of the kind"]


@pytest.mark.parametrize("name", sorted(PAST))
def test_the_past_is_not_written_anew(name: str) -> None:
    column = schema.TABLES[name].headings()[-1]
    tables = with_rows(Tables(1), name, {column: f"Was {TEMPORARY}"})
    assert with_real_upns(tables, {TEMPORARY: REAL}) is tables


def test_an_import_writes_the_real_upn_in_every_table_and_undoes_it(
    school: Tables, plan: Callable[..., ImportPlan]
) -> None:
    for name, table in schema.TABLES.items():
        if "UPN" in table.headings() and name not in {"Pupils", "Assessments", "ActionPupils"}:
            keys = {column: f"K{n}" for n, column in enumerate(table.key)}
            school = with_rows(school, name, {**keys, "UPN": TEMPORARY})
    rows = [["UPN", "Surname", "Forename", "DOB"], [REAL, "Park", "Lily", "1/5/2017"]]
    after = applied(school, plan(school, rows).with_list(done=True))
    left = {
        name
        for name, table in after.tables.items()
        for row in table.rows
        if TEMPORARY in map(str, row) and name != "ImportList"
    }
    assert left == set()
    assert (REAL,) in after["Pupils"].row_of
    assert plan(after, rows).with_list(done=True) == ()
