"""The heart of the story of Larch in a running application: two meetings, by the buttons.

``tests/story`` tells all four by the commands. What is typed is the same, and so is what is read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import story_larch as larch
from story_larch import DAY, NEED, TOGETHER, UPN, Form
from story_school import School, begin

from ppm_xl.book.change import Change
from ppm_xl.book.live import LiveBook
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.buttons import press

if TYPE_CHECKING:
    import xlwings as xw
    from office import Engine
    from office.fixtures import LiveBook as OpenCopy

pytestmark = pytest.mark.office


class Live:
    """The workbook as it is open, with somebody at it."""

    def __init__(self, book: xw.Book, office: Engine, patch: pytest.MonkeyPatch) -> None:
        self._book, self._office, self._patch = book, office, patch

    @property
    def tables(self) -> Tables:
        return LiveBook(self._book).read()

    @property
    def form(self) -> Form:
        return Form(self.tables)

    def work_on(self, half_term: str) -> None:
        """Let it be the day of a meeting, and choose class and half-term on Home."""
        self._patch.setenv("PPM_XL_TODAY", DAY[half_term].isoformat())
        for what, value in (("Half-term", half_term), ("Class", larch.CLASS)):
            self.type_rows([("Working", {"What": what, "Value": value})])

    def type_rows(self, rows: Iterable[tuple[str, dict[str, Cell]]]) -> None:
        LiveBook(self._book).apply(larch.typed_rows(self.tables, *rows))

    def type_on_form(self, typed: Callable[[Form], Iterable[Change]]) -> None:
        LiveBook(self._book).apply(tuple(typed(self.form)))

    def press(self, action: str) -> str:
        self._office.alerts.clear()
        press(action, self._book)
        said = " ".join(alert.prompt for alert in self._office.alerts)
        assert said
        assert "went wrong" not in said, said
        return said


def marks_of_autumn_2() -> Iterable[tuple[str, dict[str, Cell]]]:
    """Give what the import would bring: Gil on the roll, and everybody's marks with their class."""
    gil: dict[str, Cell] = {"UPN": UPN["Gil"], "Pupil": "Gil Hart", "Surname": "Hart"}
    yield "Pupils", gil | {"Forename": "Gil", "Year": "4", "Class": larch.CLASS, "SEND": "N"}
    for name, (marks, _) in larch.MARKS["Autumn 2"].items():
        row: dict[str, Cell] = {"School year": larch.YEAR, "Half-term": "Autumn 2"}
        row |= {"UPN": UPN[name], "Class": "Ash" if name == "Kit" else larch.CLASS}
        yield "Assessments", row | dict(zip(larch.SUBJECTS, marks.split(), strict=True))


def test_two_meetings_by_the_buttons(
    live_book: OpenCopy, office: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from office.tables import table_facts

    monkeypatch.setenv("XDG_DOCUMENTS_DIR", str(tmp_path / "documents"))
    school = School(tmp_path, monkeypatch)
    begin(school)
    at_work = Live(live_book(school.book), office, monkeypatch)
    office.macros["TableFacts"] = table_facts

    at_work.work_on("Autumn 1")
    assert "5 listed, 3 to celebrate" in at_work.press("prepare_meeting")
    assert "Need not chosen yet: 3 children" in at_work.form.section("Reading")
    at_work.type_on_form(larch.needs_of_autumn_1)
    at_work.press("prepare_meeting")
    reading = at_work.form.section("Reading")
    assert f"{NEED}: 3 children" in reading
    assert "Reads at home with nobody" in reading
    at_work.type_on_form(larch.agreed_in_autumn_1)
    assert "is recorded, with 2 actions, needs of 4 children" in at_work.press("record_meeting")
    once = at_work.tables
    whom = {r["UPN"] for r in once["ActionPupils"].records() if r["ID"] == TOGETHER}
    assert whom == {UPN["Amir"], UPN["Bea"], UPN["Cal"]}
    at_work.press("record_meeting")
    for name in ("Actions", "ActionPupils", "Discussion", "Issues", "Meetings", "MeetingForm"):
        assert at_work.tables[name] == once[name], name
    lists = "\n".join(str(row) for row in once["OwnerLists"].rows if any(row))
    assert "Read aloud in pairs each morning" in lists
    assert "Reads at home with nobody" not in lists

    at_work.type_rows([*marks_of_autumn_2(), *larch.between_autumn_1_and_2(once)])
    at_work.work_on("Autumn 2")
    assert "6 listed, 2 to celebrate, 2 moved, 2 actions" in at_work.press("prepare_meeting")
    form = at_work.form
    assert "Jon ↓ no longer in writing" in form.words
    assert "Gil ✦ new since Autumn 1" in form.words
    assert "Amir, Bea, Cal | Reading: Read aloud in pairs each morning" in form.words
    assert "Perhaps: Reading fluency (named last time)" in form.section("Reading")
    assert "Reply: Bead strings, ten minutes a day" in form.section("SEND")
    assert "Twenty came on 9 November" in form.section("Issues for the leadership team")
    assert "Hear every child read" in form.section("Targets the teacher sets")
    assert "Hal Ince" in form.section("Not spoken of lately")
    assert "Kit" not in form.words
    at_work.type_on_form(larch.came_of_autumn_1)
    at_work.press("record_meeting")
    (impact,) = [r for r in at_work.tables["Actions"].records() if r["ID"] == TOGETHER]
    assert (impact["Impact"], impact["Impact note"]) == ("partly", "Amir and Bea, not Cal")
    assert "was put back" in at_work.press("undo")
    (impact,) = [r for r in at_work.tables["Actions"].records() if r["ID"] == TOGETHER]
    assert impact["Impact"] is None
    # The words themselves stand on the form again, where they were typed.
    assert "Amir and Bea, not Cal" in at_work.form.words
