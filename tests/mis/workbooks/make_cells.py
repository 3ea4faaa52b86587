"""Make ``cells.xlsx``, and from it ``cells.xls`` and ``cells.ods``: run by hand, with LibreOffice.

    python tests/mis/workbooks/make_cells.py

One of every kind of cell that an export can hold; ``tests/mis/test_workbooks.py`` says what each
must be read as, the same in every format.
"""

from __future__ import annotations

import subprocess
import tempfile
from datetime import date, datetime
from pathlib import Path

from xlsxwriter import Workbook

HERE = Path(__file__).parent


def main() -> None:
    """Write the three files beside this one."""
    with Workbook(str(HERE / "cells.xlsx")) as book:
        sheet = book.add_worksheet("Pupils")
        hidden = book.add_worksheet("Old list")
        hidden.write(0, 0, "UPN")
        hidden.hide()

        def shown(number_format: str) -> object:
            return book.add_format({"num_format": number_format})

        sheet.merge_range("B2:D2", "Pupils of Elm")
        for column, heading in enumerate(HEADINGS, start=1):
            sheet.write_string(3, column, heading)
        sheet.merge_range("B5:B7", "Elm")
        sheet.write_string("C5", "007")
        sheet.write_number("D5", 42, shown("000000"))
        sheet.write_number("E5", 0.945, shown("0.0%"))
        sheet.write_datetime("F5", date(2018, 4, 3), shown("dd/mm/yyyy"))
        sheet.write_row("G5", [True])
        sheet.write_formula("H5", "=NA()", None, "#N/A")
        sheet.write_string("C6", "1E5")
        sheet.write_number("D6", 1234567, shown("0"))
        sheet.write_number("E6", 94.5, shown('0.0"%"'))
        sheet.write_datetime("F6", datetime(2018, 4, 3, 9, 30), shown("dd/mm/yyyy hh:mm"))  # noqa: DTZ001 - cells have no zone
        sheet.write_row("G6", [False])
        sheet.write_formula("H6", "=1+1", None, 2)
        sheet.write_string("C7", " NA ")
        sheet.write_number("D7", 93.99)
        sheet.write_number("E7", 1, shown("0%"))
        sheet.write_number("F7", 43193)
        sheet.write_string("G7", "TRUE")
        sheet.write_string("H7", "Zoë\nŁucja")
        sheet.write_string("C9", "3-4")
        sheet.write_number("D9", 0.1 + 0.2)
        sheet.set_row(8, options={"hidden": True})
    for kind in ("xls", "ods"):
        with tempfile.TemporaryDirectory() as profile:
            subprocess.run(
                [
                    "soffice",
                    f"-env:UserInstallation=file://{profile}",
                    "--headless",
                    "--convert-to",
                    kind,
                    "--outdir",
                    str(HERE),
                    str(HERE / "cells.xlsx"),
                ],
                check=True,
                timeout=120,
                stdout=subprocess.DEVNULL,
            )


HEADINGS = ("Class", "Text", "Admission no", "Attendance", "DOB", "Pupil Premium", "Other")

if __name__ == "__main__":
    main()
