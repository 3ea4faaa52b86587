"""The demo's workbook after three more updates: what staff use, not what was shipped."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from ppm_xl.actions import prepare_meeting, update
from ppm_xl.book.draft import Draft
from ppm_xl.book.file import FileBook
from ppm_xl.demo import staff_rows
from ppm_xl.desk.terminal import SilentDesk
from ppm_xl.school.reading import read_school


@pytest.fixture(scope="session")
def filled(demo_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's workbook, turned to three classes, each updated and its meeting prepared."""
    folder = tmp_path_factory.mktemp("filled")
    path = folder / "Filled.xlsm"
    shutil.copyfile(demo_folder / "Demo school.xlsm", path)
    desk, today = SilentDesk(agreed=True), staff_rows().today
    school, _ = read_school(FileBook(path).read())
    for class_name in school.classes_on_roll(today)[:3]:
        book = FileBook(path)
        draft = Draft(book.read())
        draft.set("Working", ("Class",), "Value", class_name)
        book.apply(draft.changes())
        update.run(FileBook(path), desk, today)
        prepare_meeting.run(FileBook(path), desk, today, class_name=class_name, out=folder)
    return path
