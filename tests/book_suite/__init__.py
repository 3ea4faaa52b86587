"""What every Book must do: one suite, run over both adapters.

A test module derives a class from :class:`BookSuite` and gives a fixture ``fresh``: a function
that opens a new copy of the fixture workbook (or of the path it is given).
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st

from ppm_xl import schema
from ppm_xl.book import Book, Picture
from ppm_xl.book.change import Change, applied, changes_between, inverse
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import TableCells, Tables
from ppm_xl.errors import ConflictError, DataError, FileError

from .workbook import PEOPLE, make_workbook, png

Fresh = Callable[..., Book]

HOSTILE = (
    "007",
    "3-4",
    "1/2",
    "=1+1",
    '=HYPERLINK("http://x")',
    "+44",
    "-",
    "-1",
    "@x",
    "1E5",
    "TRUE",
    "NA",
    "#N/A",
    "'x",
    "''",
    "\ttab",
    "\nline",
    "two\nlines",
    " edges ",
    "2026-01-01",
    "4 Mar",
    "12:30",
    "50%",
    "£5",
    "Zoë Łukasz Nguyễn 🎈👩‍👧",
    '<&>"]]>',
    "_x0041_",
    "x" * 32_767,
)

_text = st.one_of(
    st.none(),
    st.sampled_from(HOSTILE[:-1]),
    st.text(
        st.characters(exclude_categories=("Cs", "Cc"), exclude_characters="\ufffe\uffff"),
        min_size=1,
        max_size=8,
    ),
)
_dates = st.one_of(st.none(), st.dates(date(1901, 1, 1), date(2199, 12, 31)), st.just("soon"))
_numbers = st.one_of(
    st.none(),
    st.integers(-(10**9), 10**9),
    st.sampled_from((0.5, 94.5, -0.25, 1e-7)),
    st.just("n/a"),
)
_moments = st.one_of(
    st.none(),
    st.datetimes(datetime(1901, 1, 1, 0, 0, 1), datetime(2199, 1, 1)).map(  # noqa: DTZ001
        lambda moment: moment.replace(microsecond=0)
    ).filter(lambda moment: moment.hour > 0),
)  # fmt: skip
_anything = st.one_of(_text, _dates, _numbers, st.booleans())
_KEYS = st.text("abcdefgh", min_size=3, max_size=6)


def _values(table: str, heading: str) -> st.SearchStrategy[Any]:
    column = schema.TABLES[table].column(heading)
    if column is None:
        return _anything
    by_kind = {schema.Kind.DATE: _dates, schema.Kind.MOMENT: _moments}
    return by_kind.get(column.kind, _text if column.kind.is_text else _numbers)


@st.composite
def edited(draw: st.DrawFn, before: Tables) -> Tables:
    """Another state of the tables: rows gone, come and changed, cells of forms changed."""
    after = before
    for name in draw(
        st.sets(
            st.sampled_from(("People", "Scale", "Pupils", "Log", "Assessments", "Working")),
            min_size=1,
            max_size=3,
        )
    ):
        table = before[name]
        rows = [list(row) for row in table.rows]
        for place in sorted(draw(st.sets(st.integers(0, 5), max_size=2)), reverse=True):
            if place < len(rows) and not schema.TABLES[name].append_only:
                del rows[place]
        for row in rows:
            heading = draw(st.sampled_from(table.headings))
            if heading != "Length" and table.place_of[heading] not in table.key_columns:
                row[table.place_of[heading]] = draw(_values(name, heading))
        for key in draw(st.lists(_KEYS, unique=True, max_size=3)):
            new: list[Any] = [None] * len(table.headings)
            for place in table.key_columns or (0,):
                new[place] = key if table.key_columns else datetime(2026, 12, 1, 9, 30)  # noqa: DTZ001
            heading = draw(st.sampled_from(table.headings[3:] or table.headings[-1:]))
            if heading != "Length" and table.place_of[heading] not in table.key_columns:
                new[table.place_of[heading]] = draw(_values(name, heading))
            end = len(rows)
            at = end if schema.TABLES[name].append_only else draw(st.integers(0, end))
            rows.insert(at, new)
        cells = TableCells(name, table.headings, tuple(tuple(row) for row in rows))
        after = after.with_table(cells)
    return after


def same(a: Tables, b: Tables) -> None:
    """Both hold the very same cells; where not, the first difference is shown."""
    assert set(a.tables) == set(b.tables)
    for name, table in a.tables.items():
        other = b[name]
        assert table.headings == other.headings
        assert len(table.rows) == len(other.rows), (name, table.rows, other.rows)
        for place, (row, twin) in enumerate(zip(table.rows, other.rows, strict=True)):
            for heading, x, y in zip(table.headings, row, twin, strict=True):
                assert x == y, (name, place, heading, x, y)
                assert type(x) is type(y), (name, place, heading, x, y)


def write(book: Book, edit: Callable[[Draft], Any]) -> tuple[Change, ...]:
    """Draft, apply, and see that the workbook then holds what was drafted."""
    draft = Draft(book.read())
    edit(draft)
    changes = draft.changes()
    book.apply(changes)
    same(book.read(), draft.tables())
    return changes


FEW = settings(
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)


def there_and_back(book: Book, data: st.DataObject) -> None:
    """Apply what hypothesis thinks of, then its inverse: the workbook holds the same tables."""
    before = book.read()
    after = data.draw(edited(before))
    changes = changes_between(before, after)
    book.apply(changes)
    same(book.read(), applied(before, changes))
    book.apply(inverse(changes))
    same(book.read(), before)


class BookSuite:
    """The tests; ``fresh`` opens a new copy of the fixture workbook."""

    def test_reads_cells_as_they_stand(self, fresh: Fresh) -> None:
        tables = fresh().read()
        assert tables.schema_version == schema.SCHEMA_VERSION
        pupils = tables["Pupils"]
        assert pupils.headings == (*schema.PUPILS.headings(), "Bus", "Length")
        assert pupils.get(("A999000000003",), "Forename") == "007"
        assert pupils.get(("A999000000004",), "Forename") == "=1+1"
        assert pupils.get(("A999000000002",), "DOB") == date(2017, 1, 31)
        assert pupils.get(("A999000000004",), "DOB") is None
        assert pupils.get(("A999000000004",), "Notes") == "two\nlines"
        assert pupils.get(("A999000000001",), "Bus") == "a"
        assert pupils.get(("A999000000001",), "Length") == 13
        assert tables["Scale"].get(("WTS",), "Steps") == -1
        assert tables["Log"].rows[0][0] == datetime(2026, 11, 23, 15, 41, 7)  # noqa: DTZ001
        assert [row[0] for row in tables["People"].rows] == [name for name, _ in PEOPLE]
        assert tables["Assessments"].rows == ()
        assert tables["Assessments"].headings == schema.ASSESSMENTS.headings()
        assert tables["HomeAttention"].rows[0] == ("Three marks are missing", None)
        assert len(tables["HomeAttention"].rows) == schema.HOME_ATTENTION.rows
        assert "Status" not in tables
        assert "MeetingForm" not in tables

    @pytest.mark.parametrize(
        "column", ["Forename", "Notes", "Admission no", "Bus", "DOB", "Report copies"]
    )
    def test_hostile_text_stays_the_very_text(self, fresh: Fresh, column: str) -> None:
        book = fresh()
        write(
            book,
            lambda draft: [
                draft.put("Pupils", {"UPN": f"X{n}", column: text})
                for n, text in enumerate(HOSTILE)
            ],
        )
        pupils = book.read()["Pupils"]
        assert tuple(pupils.get((f"X{n}",), column) for n in range(len(HOSTILE))) == HOSTILE

    def test_hostile_text_stays_in_settings_and_forms(self, fresh: Fresh) -> None:
        book = fresh()
        texts = HOSTILE[:7]
        write(
            book,
            lambda draft: (
                [draft.put("People", {"Name": text, "Role": text}) for text in HOSTILE],
                [draft.set("HomeAttention", n, "Text", text) for n, text in enumerate(texts)],
                draft.set("Working", ("Class",), "Value", "1E5"),
            ),
        )

    def test_values_of_every_kind_in_an_own_column(self, fresh: Fresh) -> None:
        book = fresh()
        moment = datetime(2027, 1, 31, 23, 59, 59)  # noqa: DTZ001
        for values in (
            (date(2026, 11, 23), True, 94.5, "text"),
            (7, date(2026, 2, 28), False, None),
            (None, moment, -3, "=x"),
            ("3-4", "TRUE", date(1901, 1, 1), 0),
        ):
            keys = [row[0] for row in book.read()["Pupils"].rows]
            write(
                book,
                lambda draft, keys=keys, values=values: [
                    draft.set("Pupils", (key,), "Bus", value)
                    for key, value in zip(keys, values, strict=True)
                ],
            )

    @pytest.mark.parametrize(
        "value", ["half \ud83d", "x" * 32_768, float("nan"), float("inf"), date(1850, 1, 1)]
    )
    def test_what_no_cell_can_hold_is_refused(self, fresh: Fresh, value: object) -> None:
        book = fresh()
        before = book.read()
        change = Change("Pupils", ("A999000000001",), "Bus", "a", value)  # type: ignore[arg-type]
        good = Change("Pupils", ("A999000000002",), "Bus", "b", "B")
        with pytest.raises(DataError):
            book.apply((good, change))
        same(book.read(), before)

    def test_rows_come_to_an_empty_table(self, fresh: Fresh) -> None:
        book = fresh()
        row = {"School year": "2026-27", "Half-term": "Autumn 1", "Reading": "EXS"}
        changes = write(
            book,
            lambda draft: [
                draft.put(
                    "Assessments", {**row, "UPN": f"U{n}", "Judged on": date(2026, 11, n + 1)}
                )
                for n in range(3)
            ],
        )
        book.apply(inverse(changes))
        assert book.read()["Assessments"].rows == ()
        write(book, lambda draft: draft.put("Assessments", {**row, "UPN": "U9"}))

    def test_a_hundred_rows_come_and_go_beside_other_tables(self, fresh: Fresh) -> None:
        book = fresh()
        before = book.read()
        changes = write(
            book,
            lambda draft: [
                draft.put("People", {"Name": f"N{n}", "Role": "TA"}) for n in range(100)
            ],
        )
        assert len(book.read()["People"].rows) == 103
        book.apply(inverse(changes))
        same(book.read(), before)

    def test_middle_rows_go_and_own_columns_stay_with_theirs(self, fresh: Fresh) -> None:
        book = fresh()
        before = book.read()
        rows = before["Pupils"].rows
        after = before.with_table(
            TableCells("Pupils", before["Pupils"].headings, (rows[0], rows[3]))
        )
        changes = changes_between(before, after)
        book.apply(changes)
        same(book.read(), after)
        assert [row[-2:] for row in book.read()["Pupils"].rows] == [("a", 13), ("d", 13)]
        book.apply(inverse(changes))
        same(book.read(), before)

    def test_all_rows_go_and_others_come(self, fresh: Fresh) -> None:
        book = fresh()
        write(book, lambda draft: draft.replace_rows("People", ()))
        write(book, lambda draft: draft.replace_rows("People", ({"Name": "Only"},)))
        write(book, lambda draft: draft.replace_rows("People", ({"Name": "B"}, {"Name": "Only"})))

    def test_a_form_is_filled_and_cleared(self, fresh: Fresh) -> None:
        book = fresh()
        lines = (("One", "Status!A5"), ("Two", None), ("=3", "x"))
        write(book, lambda draft: draft.fill_form("HomeAttention", lines))
        write(book, lambda draft: draft.fill_form("HomeAttention", (("Last", None),)))
        write(book, lambda draft: draft.fill_form("HomeSteps", ((None,), ("today",))))

    def test_what_changed_meanwhile_stops_everything(self, fresh: Fresh) -> None:
        book = fresh()
        before = book.read()
        good = Change("People", ("Ms Vale",), "Role", "Head teacher", "leadership")
        stale = Change("Pupils", ("A999000000001",), "Surname", "Adda", "Ada")
        gone = Change("Pupils", ("A999000000009",), "Surname", "X", "Y")
        for bad in (stale, gone):
            with pytest.raises(ConflictError):
                book.apply((good, bad), (venn(b"x"),))
            same(book.read(), before)

    def test_a_table_or_a_column_that_is_gone_is_said(self, fresh: Fresh) -> None:
        book = fresh()
        before = book.read()
        with pytest.raises(FileError, match="Status"):
            book.apply((Change("Status", ("U",), "UPN", None, "U"),))
        with pytest.raises(ConflictError, match="Shoe size"):
            book.apply((Change("Pupils", ("A999000000001",), "Shoe size", None, "2"),))
        same(book.read(), before)

    def test_a_picture_on_no_sheet_is_said(self, fresh: Fresh) -> None:
        book = fresh()
        picture = Picture("Nowhere", "p", (1, 1), 10, 10, png(), "words")
        with pytest.raises(FileError, match="Nowhere"):
            book.place(picture)

    @pytest.mark.parametrize("version", [schema.SCHEMA_VERSION + 1, 99])
    def test_a_newer_workbook_is_refused(self, fresh: Fresh, tmp_path: Path, version: int) -> None:
        book = fresh(make_workbook(tmp_path / f"Newer {version}.xlsx", version=version))
        with pytest.raises(FileError, match="newer version of ppm-xl") as refused:
            book.read()
        assert "Update ppm-xl" in refused.value.do

    def test_a_trial_workbook_is_refused(self, fresh: Fresh, tmp_path: Path) -> None:
        older = schema.SCHEMA_VERSION - 1
        book = fresh(make_workbook(tmp_path / "Older.xlsx", version=older))
        with pytest.raises(FileError, match="before its first release") as refused:
            book.read()
        assert "ppm-xl new" in refused.value.do

    def test_another_workbook_is_refused(self, fresh: Fresh, tmp_path: Path) -> None:
        book = fresh(make_workbook(tmp_path / "Other.xlsx", version=None))
        with pytest.raises(FileError, match="not a ppm-xl workbook"):
            book.read()

    def test_nothing_to_write_writes_nothing(self, fresh: Fresh) -> None:
        book = fresh()
        before = book.read()
        book.apply(())
        same(book.read(), before)


def venn(content: bytes, *, width: float = 300, name: str = "Venn now") -> Picture:
    """A picture for the sheet `Venn`."""
    return Picture("Venn", name, (4, 2), width, 200, content, "Five pupils: <3> meet both & more")
