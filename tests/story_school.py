"""The office, the teacher and the leader of Larch at work, by the commands, over a file."""

from __future__ import annotations

import contextlib
import io
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import TypeAlias

import pypdf
import pytest
import story_larch as larch
from story_larch import DAY, Form

from ppm_xl.book.change import Change
from ppm_xl.book.file import FileBook
from ppm_xl.book.tables import Cell, Tables
from ppm_xl.cli import main

Rows: TypeAlias = Iterable[tuple[str, dict[str, Cell]]]


@dataclass(frozen=True)
class Told:
    """One meeting.

    Attributes
    ----------
    form, pack, preparation
        As prepared, before anything is typed at the meeting: what was read there.
    again
        The form once needs were picked and it was prepared again.
    recorded
        The form as recording left it.
    said
        What the commands printed, by their names; of the last where one ran twice.
    papers
        File name to the words of a PDF, after recording.
    """

    form: Form
    pack: str
    again: Form
    recorded: Form
    tables: Tables
    said: Mapping[str, str]
    papers: Mapping[str, str]


class School:
    """The office, the teacher and the leader at work on one workbook."""

    def __init__(self, folder: Path, patch: pytest.MonkeyPatch) -> None:
        self.folder, self.book = folder, folder / "School.xlsm"
        self._patch = patch
        self.said: dict[str, str] = {}

    def on(self, day: date) -> None:
        """Let it be a day."""
        self._patch.setenv("PPM_XL_TODAY", day.isoformat())

    def run(self, command: str, *arguments: object) -> None:
        """Run a command of the workbook, which must do it."""
        out, err = io.StringIO(), io.StringIO()
        given = [command, str(self.book), *map(str, arguments)]
        with contextlib.redirect_stdout(out), contextlib.redirect_stderr(err):
            code = main(given)
        assert (code, err.getvalue()) == (0, ""), (command, err.getvalue())
        self.said[command] = out.getvalue()

    def for_larch(self, command: str, half_term: str) -> None:
        """Prepare or record the meeting of the class."""
        out = ("--out", self.folder / "out")
        self.run(command, "--class", larch.CLASS, "--half-term", half_term, *out)

    def import_files(self, half_term: str, **files: str) -> None:
        """Import what the office exported; agreed to."""
        paths = []
        for name, words in files.items():
            paths.append(self.folder / f"{name} {half_term}.csv")
            paths[-1].write_text(words, encoding="utf-8")
        full = ["--full"] if "pupils" in files else []
        self.run("import", *paths, "--half-term", half_term, "--yes", *full)

    def tables(self) -> Tables:
        return FileBook(self.book, to_write=False).read()

    def form(self) -> Form:
        return Form(self.tables())

    def type_rows(self, rows: Rows) -> None:
        """Type rows into their tables, as staff do between meetings."""
        FileBook(self.book).apply(larch.typed_rows(self.tables(), *rows))

    def type_on_form(self, typed: Callable[[Form], Iterable[Change]]) -> None:
        """Type into the white boxes of the sheet Meeting."""
        FileBook(self.book).apply(tuple(typed(self.form())))

    def paper(self, half_term: str, *names: str) -> str:
        """Read a PDF's words."""
        path = self.folder.joinpath("out", f"{larch.YEAR} {half_term}", *names)
        return words_of(path)

    def meeting(
        self,
        half_term: str,
        first: Callable[[Form], Iterable[Change]] | None = None,
        then: Callable[[Form], Iterable[Change]] | None = None,
    ) -> Told:
        """Prepare it, type, prepare again, type what is agreed, record it."""
        self.said = {}
        self.on(DAY[half_term])
        self.for_larch("prepare-meeting", half_term)
        form = self.form()
        pack = self.paper(half_term, larch.CLASS, "Meeting pack.pdf")
        if first is not None:
            self.type_on_form(first)
            self.for_larch("prepare-meeting", half_term)
        again = self.form()
        if then is not None:
            self.type_on_form(then)
        self.for_larch("record-meeting", half_term)
        folder = self.folder / "out" / f"{larch.YEAR} {half_term}"
        return Told(
            form=form,
            pack=pack,
            again=again,
            recorded=self.form(),
            tables=self.tables(),
            said=dict(self.said),
            papers={path.name: words_of(path) for path in sorted(folder.rglob("*.pdf"))},
        )


def words_of(path: Path) -> str:
    """Give all words of a PDF with one space between them."""
    pages = pypdf.PdfReader(path).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


def begin(school: School) -> None:
    """Bring the school to the morning of its first meeting."""
    school.on(date(2026, 9, 14))
    school.run("new", "--school", "Fernhollow School")
    school.type_rows(larch.setting_up())
    school.import_files("Autumn 1", pupils=larch.roll("Gil"))
    school.type_rows(larch.after_the_imports())
    school.on(date(2026, 9, 25))
    school.run("targets", "--yes", "--out", school.folder / "out")
    school.on(date(2026, 9, 28))
    school.run("plan-round", "--half-term", "Autumn 1", "--out", school.folder / "out")
    moved: dict[str, Cell] = {
        "ID": larch.meeting("Autumn 1"),
        "Date": DAY["Autumn 1"],
        "Place": "Library",
    }
    school.type_rows([("Meetings", moved)])
    school.on(date(2026, 10, 5))
    school.import_files("Autumn 1", marks=larch.marksheet("Autumn 1"))
    school.type_rows(larch.before_autumn_1())
