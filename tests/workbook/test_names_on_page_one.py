"""Names on page one of the demo's meetings are read across a table, printed a little larger or not.

A printer's scale, a typeface of another computer or a row that is a pixel higher must not cost
them a point.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

from ppm_xl.book.file import FileBook
from ppm_xl.demo import staff_rows
from ppm_xl.meeting.form import grid
from ppm_xl.meeting.gathering import gather
from ppm_xl.meeting.records import meeting_of
from ppm_xl.school.reading import read_school
from ppm_xl.venn.layout import lay_out
from ppm_xl.venn.sizing import ACROSS_A_TABLE

FUZZ = os.environ.get("HYPOTHESIS_PROFILE") == "fuzz"
LARGER = [step / 1000 for step in range(-30, 31, 5 if FUZZ else 30)]


def test_every_class_of_the_demo_keeps_nine_points(demo_folder: Path) -> None:
    school, _ = read_school(FileBook(demo_folder / "Demo school.xlsm", to_write=False).read())
    today = staff_rows().today
    assert school.working is not None
    width, height = grid.inches(grid.NOW_SIZE, enlarged=grid.ENLARGED)
    small: dict[tuple[str, float], float] = {}
    shown = 0
    for class_name in school.classes_on_roll(today):
        venn = gather(school, meeting_of(school, class_name, school.working), today).now
        if venn is None:
            continue
        shown += 1
        given: dict[str, Any] = {
            "circles": venn.circles, "members": venn.members, "names": venn.names,
            "marks": venn.marks, "moved": venn.moved, "none_label": venn.none_label,
        }  # fmt: skip
        for larger in LARGER:
            size = (round(width * (1 + larger), 3), round(height * (1 + larger), 3))
            points = lay_out(**given, size=size).name_size
            if points < ACROSS_A_TABLE:
                small[class_name, larger] = points
    assert shown == 6
    assert small == {}
