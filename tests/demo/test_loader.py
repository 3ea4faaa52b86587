"""What the demo ships can be loaded, is complete, and fits the schema."""

from __future__ import annotations

import zipfile
from collections import Counter
from datetime import date
from importlib.resources import files
from io import BytesIO

import pytest

from ppm_xl import schema
from ppm_xl.demo import DemoExport, exports, staff_rows
from ppm_xl.school.calendar import parse_half_term


def test_exports_come_half_term_by_half_term_with_pupils_first() -> None:
    terms = [export.half_term for export in exports()]
    assert list(dict.fromkeys(terms)) == [
        "Summer 1 2025-26",
        "Summer 2 2025-26",
        "Autumn 1 2026-27",
        "Autumn 2 2026-27",
    ]
    assert terms == sorted(terms, key=lambda term: parse_half_term(term, ""))
    for term in set(terms):
        kinds = [export.kind for export in exports() if export.half_term == term]
        pupils = kinds.count("pupils")
        assert kinds[:pupils] == ["pupils"] * pupils


def test_every_style_has_every_kind() -> None:
    found = {(export.style, export.kind) for export in exports()}
    assert found == {
        (style, kind)
        for style in ("SIMS", "Bromcom", "Arbor")
        for kind in ("pupils", "judgements", "attendance")
    } | {("NFER", "tests")}


def test_no_file_is_shipped_that_the_manifest_does_not_name() -> None:
    shipped = {entry.name for entry in (files("ppm_xl.demo") / "exports").iterdir()}
    names = [export.name for export in exports()]
    assert shipped == set(names)
    assert len(names) == len(set(names))


@pytest.mark.parametrize("export", exports(), ids=lambda export: export.name)
def test_files_are_what_their_names_say(export: DemoExport) -> None:
    if export.name.endswith(".xlsx"):
        assert zipfile.ZipFile(BytesIO(export.data)).testzip() is None
    else:
        encoding = "cp1252" if export.style == "SIMS" else "utf-8-sig"
        text = export.data.decode(encoding)
        assert text.count("\r\n") == text.count("\n") > 20


def test_sims_files_hold_letters_that_are_not_utf_8() -> None:
    lists = [e.data for e in exports() if (e.style, e.kind) == ("SIMS", "pupils")]
    for data in lists:
        with pytest.raises(UnicodeDecodeError):
            data.decode("utf-8")


def test_the_demo_stands_on_its_own_day_in_autumn_2() -> None:
    staff = staff_rows()
    assert (staff.today, staff.school_year, staff.half_term) == (
        date(2026, 11, 23),
        "2026-27",
        "Autumn 2",
    )
    [now] = [
        row
        for row in staff.tables["Calendar"]
        if (row["School year"], row["Half-term"]) == ("2026-27", "Autumn 2")
    ]
    assert now["Starts"] <= staff.today <= now["Ends"]


@pytest.mark.parametrize("name", sorted(staff_rows().tables))
def test_typed_rows_fit_the_schema(name: str) -> None:
    table = schema.TABLES[name]
    columns = dict(table.spelt_out())
    rows = staff_rows().tables[name]
    assert rows
    keys = Counter(tuple(row.get(part) for part in table.key) for row in rows)
    assert all(None not in key for key in keys)
    assert max(keys.values()) == 1
    for row in rows:
        assert row.keys() <= columns.keys()
        for heading, value in row.items():
            column = columns[heading]
            expected = {
                schema.Kind.DATE: date,
                schema.Kind.WHOLE: int,
                schema.Kind.NUMBER: int,
            }.get(column.kind, str)
            assert type(value) is expected, (heading, value)
            if column.choices and column.strict:
                assert value in column.choices, (heading, value)


def test_staff_typed_nothing_that_the_exports_bring() -> None:
    brought = {
        "Reading", "Writing", "Maths", "Possible", "Attended", "Unauthorised", "Lates",
        "Attendance %", "Attendance basis", "Attendance to", "Behaviour", "Effort", "Homework",
        "Uniform", "Pupil", "Year", "Class", "Pupil Premium", "SEND",
    }  # fmt: skip
    for row in staff_rows().tables["Assessments"]:
        assert not row.keys() & brought


def test_every_owner_judge_and_adult_is_one_of_the_schools_people() -> None:
    tables = staff_rows().tables
    people = {row["Name"] for row in tables["People"]}
    named = {row["Owner"] for row in (*tables["Actions"], *tables["Issues"])}
    named |= {row["Judged by"] for row in tables["Assessments"] if "Judged by" in row}
    named |= {row["Staff"] for row in tables["Interventions"]}
    named |= {
        value for row in tables["Classes"] for heading, value in row.items() if heading != "Class"
    }
    assert named <= people | set(schema.OWNERS_WITHOUT_A_NAME)


def test_rows_lead_to_each_other() -> None:
    tables = staff_rows().tables
    meetings = {row["ID"] for row in tables["Meetings"]}
    actions = {row["ID"] for row in tables["Actions"]}
    assert {row["Meeting"] for row in tables["Discussion"]} <= meetings
    assert {row["Meeting"] for row in tables["Actions"] if "Meeting" in row} <= meetings
    assert {row["ID"] for row in tables["ActionPupils"]} == actions
    assert {row["Name"] for row in tables["Provision"]} <= {
        row["Name"] for row in tables["Interventions"]
    }


def test_what_is_done_says_so_in_full() -> None:
    today = staff_rows().today
    for row in staff_rows().tables["Actions"]:
        done = row["Status"] == "done"
        assert ("Done on" in row) == ("Impact" in row) == done
        assert not done or row["Agreed on"] <= row["Done on"] <= today


def test_actions_are_open_done_overdue_and_dropped() -> None:
    tables = staff_rows().tables
    states = Counter(row["Status"] for row in tables["Actions"])
    overdue = [
        row
        for row in tables["Actions"]
        if row["Status"] == "open" and row["By when"] < staff_rows().today
    ]
    assert set(states) == {"open", "done", "dropped"}
    assert len(overdue) >= 5
    assert {row["Impact"] for row in tables["Actions"] if "Impact" in row} == set(schema.IMPACTS)
    owners = {row["Owner"] for row in tables["Actions"]}
    assert {"child", "family"} < owners
    talked = Counter(
        row.get("Discussed with family") for row in tables["Actions"] if row["Owner"] == "family"
    )
    assert talked["Y"] >= 20
    assert talked["N"] >= 20
