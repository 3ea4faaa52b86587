"""What a school lays beside its workbook for reports: found by Settings, and looked at."""

from __future__ import annotations

from collections.abc import Callable, Collection
from contextlib import suppress
from pathlib import Path
from typing import Final, TypeVar

from ppm_xl.book import Book
from ppm_xl.errors import FileError, Problem
from ppm_xl.reports.beside import FOLDER_SETTING, LOGO_SETTING, Beside, Logo, OwnFile
from ppm_xl.reports.file_names import is_named, stems_for
from ppm_xl.school.model import School

_MOST_FILES: Final = 2000

_Found = TypeVar("_Found")


def beside_reports(book: Book, school: School, *, class_name: str = "", upn: str = "") -> Beside:
    """Give the logo and the PDFs that Settings names; what cannot be used is a problem, no more.

    A name without a folder is looked for beside the workbook. Of PDFs that are not for this class
    or this child no more is known than the name.
    """
    stems = stems_for(
        pupil
        for pupil in school.pupils.values()
        if class_name in {"", pupil.class_name} and upn.strip().upper() in {"", pupil.upn}
    )
    problems: list[Problem] = []

    def tried(setting: str, look: Callable[[Path], _Found]) -> _Found | None:
        said = school.settings.school.get(setting, "").strip().strip('"')
        if not said:
            return None
        try:
            return look(_place(book, said))
        except FileError as problem:
            code = f"{setting.casefold().replace(' ', '-')}-not-used"
            where = f"Settings, School, {setting}"
            problems.append(Problem(code, where, problem.message, problem.do))
            return None

    logo: Logo | None = tried(LOGO_SETTING, _logo)
    files = tried(FOLDER_SETTING, lambda folder: _files(folder, stems))
    folder = school.settings.school.get(FOLDER_SETTING, "").strip() if files is not None else ""
    return Beside(logo, folder, files or (), tuple(problems))


def _place(book: Book, said: str) -> Path:
    path = Path(said)
    with suppress(RuntimeError):  # a name that only begins with ~ is nobody's own folder
        path = path.expanduser()
    if path.is_absolute():
        return path
    if book.path is None:
        raise FileError(
            f"“{said}” cannot be looked for beside the workbook, which lies in no folder here.",
            "Write its whole place in Settings, School, such as C:\\School\\Reports.",
        )
    return book.path.absolute().parent / path


def _logo(path: Path) -> Logo:
    from ppm_xl.paper.logo import read_logo

    return read_logo(path)


def _files(folder: Path, stems: Collection[str]) -> tuple[OwnFile, ...]:
    from ppm_xl.paper.school_pages import read_own_file

    try:
        found = sorted(
            path
            for path in folder.iterdir()
            if path.suffix.casefold() == ".pdf" and not path.name.startswith((".", "~"))
        )
    except OSError:
        raise FileError(
            f"The folder “{folder}” was not found, so nothing was put behind any report.",
            "Make it, or write its place on the row Objectives folder of Settings, School.",
        ) from None
    if len(found) > _MOST_FILES:
        raise FileError(
            f"The folder “{folder}” holds {len(found):,} PDFs.",
            "Name a folder that holds nothing but the PDFs for this half-term's reports.",
        )
    named = ((path, OwnFile(path.name, str(path))) for path in found)
    return tuple(read_own_file(path) if is_named(file, stems) else file for path, file in named)
