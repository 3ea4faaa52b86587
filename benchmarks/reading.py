"""Reading exports: CSV as a ratio to ``pandas.read_csv``, XLSX to python-calamine, same bytes.

Run with ``make bench``. Seconds are this computer's; compare the ratios, each the median of
ratios taken in one round, so that a busy moment slows both.
"""

from __future__ import annotations

import csv
import io
import sys
import time
from collections.abc import Callable, Sequence
from datetime import date, timedelta

from ppm_xl.mis.reading import read_export

ROUNDS = 5
SIZES = {"a school of 420 pupils": 420, "a trust of 40,000": 40_000}
AIMS = {"CSV": 8, "XLSX": 2.5}
"""Of what importing may take with planning (25 and 5), what reading leaves for it."""
HEADINGS = (
    "UPN",
    "Adno",
    "Legal Surname",
    "Legal Forename",
    "DOB",
    "Sex",
    "Year",
    "Reg",
    "Pupil Premium",
    "FSM",
    "SEN Status",
    "EAL",
    "Attendance",
)
SURNAMES = ("Lee", "Brook", "van der Berg", "O'Neil", "Ørsted", "Smith-Jones", "Nguyễn")
FORENAMES = ("Ann", "Zoë", "Thị Hoa", "Omar", "Ivy", "Łukasz")


def rows(pupils: int) -> list[Sequence[object]]:
    """Make that many invented pupils; UPNs of the invented authority 999."""
    first = date(2015, 9, 1)
    return [
        HEADINGS,
        *(
            (
                f"A999{n:09d}",
                f"{n:06d}",
                SURNAMES[n % len(SURNAMES)],
                FORENAMES[n % len(FORENAMES)],
                first + timedelta(days=n % 2500),
                "FM"[n % 2],
                f"Year {n % 6 + 1}",
                f"{n % 6 + 1}{'ABC'[n % 3]}",
                "YN"[n % 4 > 0],
                "YN"[n % 5 > 0],
                "NKE"[n % 3],
                "YN"[n % 7 > 0],
                round(80 + n % 200 / 10, 1),
            )
            for n in range(pupils)
        ),
    ]


def as_csv(table: Sequence[Sequence[object]]) -> bytes:
    """Write the table as a CSV, dates day first."""
    out = io.StringIO(newline="")
    csv.writer(out).writerows(
        [f"{cell:%d/%m/%Y}" if isinstance(cell, date) else cell for cell in row] for row in table
    )
    return out.getvalue().encode()


def as_xlsx(table: Sequence[Sequence[object]]) -> bytes:
    """Write the table as Excel would: shared texts, real dates."""
    from xlsxwriter import Workbook

    out = io.BytesIO()
    with Workbook(out, {"default_date_format": "dd/mm/yyyy"}) as book:
        sheet = book.add_worksheet("Pupils")
        for number, row in enumerate(table):
            sheet.write_row(number, 0, row)
    return out.getvalue()


def seconds(work: Callable[[], object]) -> float:
    """Say how long a piece of work took, of one processor."""
    began = time.process_time()
    work()
    return time.process_time() - began


def main() -> int:
    """Print what reading takes beside the measure, and whether it is within the aim."""
    import pandas as pd
    from python_calamine import CalamineWorkbook

    def with_calamine(data: bytes) -> object:
        return CalamineWorkbook.from_filelike(io.BytesIO(data)).get_sheet_by_index(0).to_python()

    missed = 0
    print(f"{'':<26}{'':<6}{'measure':>10}{'reading':>10}{'ratio':>8}{'aim':>6}")
    for what, pupils in SIZES.items():
        table = rows(pupils)
        for kind, data, measure in (
            ("CSV", as_csv(table), lambda data: pd.read_csv(io.BytesIO(data))),
            ("XLSX", as_xlsx(table), with_calamine),
        ):
            read_export("pupils", data)
            taken = sorted(
                (
                    (
                        seconds(lambda data=data, measure=measure: measure(data)),
                        seconds(lambda data=data: read_export("pupils", data)),
                    )
                    for _ in range(ROUNDS)
                ),
                key=lambda pair: pair[1] / max(pair[0], 1e-9),
            )
            theirs, ours = taken[ROUNDS // 2]
            ratio = ours / max(theirs, 1e-9)
            missed += ratio > AIMS[kind]
            print(f"{what:<26}{kind:<6}{theirs:>9.4f}s{ours:>9.4f}s{ratio:>8.1f}{AIMS[kind]:>5}x")
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main())
