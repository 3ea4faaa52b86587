"""The school's own PDF of objectives, behind a child's report in place of the tracking record.

Whose a file is, its name says: a child's UPN, surname and forename as the reports themselves are
named, a class, or a year group. What stands in it nobody can read but a person, so it goes home
only once somebody has put Pass beside it; a file that was changed asks again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from ppm_xl.errors import Problem, Severity
from ppm_xl.reports.beside import Beside, OwnFile
from ppm_xl.reports.file_names import folded, names_of, of_many
from ppm_xl.reports.passes import as_compared, passed_texts
from ppm_xl.reports.privacy import TextToPass
from ppm_xl.school.folders import file_stem
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import counted, listed

WHERE: Final = "Objectives"
TO_LOOK_AT: Final = "objectives-to-look-at"
"""The code of the line that asks a person to look at a file."""
_USUAL: Final = 1
"""Pages behind the first that make two together: one leaf."""


@dataclass(frozen=True, slots=True)
class OwnPages:
    """The school's own pages behind one child's report: which file's, and their shapes."""

    fingerprint: str
    sizes: tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class SharedText(TextToPass):
    """A file for many children: one line on the list, and one Pass, for all of them."""


@dataclass(frozen=True, slots=True)
class SharedFault(Problem):
    """What is wrong with a file for many children."""


def is_shared(problem: Problem) -> bool:
    """Whether a problem is about a file for many children, and is said once of all of them."""
    return isinstance(problem, SharedText | SharedFault)


class OwnPagesOf:
    """Knows which of the school's files belongs to whom, and which may go home.

    Parameters
    ----------
    beside
        What lies beside the workbook.
    today
        Classes and year groups are of who is on roll by then.
    """

    def __init__(self, school: School, beside: Beside, today: date) -> None:
        self._folder = beside.folder
        self._passed = passed_texts(school.tables)
        named: dict[str, list[OwnFile]] = {}
        for file in beside.files:
            named.setdefault(folded(file.stem), []).append(file)
        self._files = {stem: files[0] for stem, files in named.items() if len(files) == 1}
        self._alike = tuple(files for files in named.values() if len(files) > 1)
        known = names_of(school, today)
        self._shared = known.shared
        self._several = known.several
        self._children = known.children
        self.not_recognised = tuple(
            file
            for stem, file in self._files.items()
            if stem not in self._shared and len(known.children.get(stem, ())) != 1
        )
        self._second = tuple(self._seconds(school))
        self._some_have = {
            pupil.class_name for pupil in school.pupils.values() if self._file_of(pupil)
        }
        self._waiting: dict[str, int] = {}
        self._twice = {stem for stem, upns in known.children.items() if len(upns) > 1}

    def of(self, pupil: Pupil) -> tuple[OwnPages | None, OwnFile | None, tuple[Problem, ...]]:
        """Give what lies behind a child's report, its file, and what a person should look at."""
        if not self._folder or not (self._files or self._alike):
            return None, None, ()
        found = self._file_of(pupil)
        if found is None:
            some = pupil.class_name in self._some_have
            return None, None, (self._none(pupil),) if some else ()
        file, shared = found
        where = f"{pupil.name}, {WHERE}"
        if file.fault:
            return None, None, (_fault(file, where, shared=shared),)
        passed = self._was_passed(pupil, file, shared=shared)
        problems: list[Problem] = [self._to_look_at(file, pupil, shared=shared, passed=passed)]
        if not passed:
            self._waiting[file.name] = self._waiting.get(file.name, 0) + 1
            return None, None, tuple(problems)
        if len(file.sizes) > _USUAL:
            problems.append(_long(file, where, pupil))
        return OwnPages(file.fingerprint, file.sizes), file, tuple(problems)

    def said(self) -> str:
        """Say how many reports went without a file that nobody has looked at; empty where none."""
        if not self._waiting:
            return ""
        files, reports = len(self._waiting), sum(self._waiting.values())
        return (
            f"{counted(reports, 'report')} went without {counted(files, 'PDF')} of the school's "
            "own, until somebody has put Pass beside it."
        )

    def told(self) -> tuple[Problem, ...]:
        """Say what is wrong with the folder as a whole: it is empty, or holds what is nobody's."""
        if self._folder and not (self._files or self._alike):
            return (_empty(self._folder),)
        nobodys = (_nobodys(file, self._twice, self._several) for file in self.not_recognised)
        seconds = (_second(file, first) for file, first in self._second)
        return *nobodys, *map(_alike, self._alike), *seconds

    def _seconds(self, school: School) -> Iterator[tuple[OwnFile, OwnFile]]:
        """Give each file of a child's own beside which there is another for the same child."""
        for stem, file in self._files.items():
            upns = self._children.get(stem, set())
            if len(upns) == 1 and stem not in self._shared:
                found = self._file_of(school.pupils[next(iter(upns))])
                if found is not None and found[0] is not file:
                    yield file, found[0]

    def _none(self, pupil: Pupil) -> Problem:
        alone = len(self._children[folded(file_stem(pupil))]) == 1
        name = file_stem(pupil) if alone else pupil.upn
        return Problem(
            "no-objectives",
            f"{pupil.name}, {WHERE}",
            f"The folder “{self._folder}” has no PDF for {pupil.name}.",
            f"Put it there as “{name}.pdf”, or one for the class or the year group.",
        )

    def _file_of(self, pupil: Pupil) -> tuple[OwnFile, bool] | None:
        own = folded(pupil.upn), folded(file_stem(pupil))
        for stem in own:
            if stem in self._files and self._children.get(stem) == {pupil.upn}:
                return self._files[stem], False
        for stem in of_many(pupil):
            if stem in self._files and stem in self._shared:
                return self._files[stem], True
        return None

    def _to_look_at(self, file: OwnFile, pupil: Pupil, *, shared: bool, passed: bool) -> TextToPass:
        kind = SharedText if shared else TextToPass
        whose = "every child it is for" if shared else pupil.name
        message = f"“{file.name}” was passed and lies behind the report of {whose}."
        do = ""
        if not passed:
            message = (
                f"“{file.name}” is the school's own PDF, and only a person can see whom it names. "
                f"It was not put behind the report of {whose}."
            )
            one = " One Pass is enough for all of them." if shared else ""
            do = (
                f"Open it in the folder “{self._folder}”. Put Pass beside it if it names no other "
                f"child and nothing that is for staff only.{one}"
            )
        return kind(
            TO_LOOK_AT,
            f"{pupil.name}, {WHERE}",
            message,
            do,
            Severity.NOTE if passed else Severity.WARNING,
            text=as_listed(file),
            passed=passed,
        )

    def _was_passed(self, pupil: Pupil, file: OwnFile, *, shared: bool) -> bool:
        said = as_compared(as_listed(file))
        if shared:
            return any(words == said for _, words in self._passed)
        return (pupil.upn, said) in self._passed


def as_listed(file: OwnFile) -> str:
    """Give a file as the list names it: a Pass holds for these bytes alone.

    >>> as_listed(OwnFile("Elm.pdf", fingerprint="5ab5c0de12", sizes=((595, 842),)))
    'Elm.pdf, 1 page, version 5ab5c0de12'
    """
    return f"{file.name}, {counted(len(file.sizes), 'page')}, version {file.fingerprint}"


def file_of(said: str) -> str:
    """Give the name of the file that a line of the list names.

    >>> file_of("Elm, 2026.pdf, 1 page, version 5ab5c0de12")
    'Elm, 2026.pdf'
    """
    return said.rsplit(", ", 2)[0]


def _long(file: OwnFile, where: str, pupil: Pupil) -> Problem:
    pages = len(file.sizes)
    return Problem(
        "more-than-two-pages",
        where,
        f"The report of {pupil.name} has {pages + 1} pages: “{file.name}” has {pages}.",
        "Print two pages on a side, or shorten the file, if two pages are to be enough.",
        Severity.NOTE,
    )


def _fault(file: OwnFile, where: str, *, shared: bool) -> Problem:
    kind = SharedFault if shared else Problem
    where = f"{where}, {file.name}" if shared else where
    return kind("objectives-unusable", where, f"“{file.name}” {file.fault}.", file.do)


def _empty(folder: str) -> Problem:
    return Problem(
        "objectives-folder",
        f"Settings, School, {WHERE} folder",
        f"The folder “{folder}” holds no PDF, so nothing was put behind any report.",
        "Put the PDFs there, or empty the row Objectives folder in Settings, School.",
    )


def _nobodys(file: OwnFile, twice: Collection[str], several: Collection[str]) -> Problem:
    two = folded(file.stem) in {*twice, *several}
    why = "no child, class or year is called so"
    if two:
        what = "child" if folded(file.stem) in twice else "class or year"
        why = f"more than one {what} is called so"
    by_upn = "Put one there for each child, named by UPN."
    if folded(file.stem) in twice:
        by_upn = "Name it by the child's UPN."
    return Problem(
        "objectives-not-recognised",
        f"{WHERE}, {file.name}",
        f"“{file.name}” was put behind no report: {why}.",
        by_upn
        if two
        else "Name it as a report is named (surname, then forename), by UPN, class or year group.",
    )


def _alike(files: Sequence[OwnFile]) -> Problem:
    names = listed([f"“{file.name}”" for file in files])
    return Problem(
        "objectives-not-recognised",
        f"{WHERE}, {files[0].name}",
        f"{names} were put behind no report: they have the same name.",
        "Keep one of them.",
    )


def _second(file: OwnFile, first: OwnFile) -> Problem:
    return Problem(
        "objectives-not-recognised",
        f"{WHERE}, {file.name}",
        f"“{file.name}” was put behind no report: “{first.name}” is for the same child.",
        "Keep one of the two.",
    )
