"""Meeting packs of 14 classes: time as a ratio to the family reports of the same children.

Run from the checkout: ``python -m benchmarks.meeting_packs``. Both are planned, typeset, tagged
and written, in processes of their own that take turns; the table shows medians. The reports are
one file a child and one a class; the packs are one a class, with three diagrams drawn for each
and every section filled, and the two lists of the round.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from benchmarks.family_reports import NOW, TODAY, making, school_of
from ppm_xl.meeting.gathering import gather
from ppm_xl.meeting.paper.papers import papers_of
from ppm_xl.school.model import Discussion, Meeting, School
from ppm_xl.school.settings import Circle

SIZE = 420
ROUNDS = 3
CLASS = 30
CIRCLES = tuple(Circle(name, "expected") for name in ("Reading", "Writing", "Maths"))


def school_with_meetings() -> School:
    """Take the reports' school, with circles and with what teachers typed for a third of it."""
    school = school_of(SIZE)
    typed = {
        (f"M {pupil.class_name}", pupil.upn, "Reading"): Discussion(
            f"M {pupil.class_name}", pupil.upn, "Reading", reason="Away for most of October."
        )
        for pupil in list(school.pupils.values())[::3]
    }
    settings = replace(school.settings, focus={str(year): CIRCLES for year in range(1, 7)})
    return replace(school, settings=settings, discussion=typed)


def family_reports(folder: Path) -> None:
    """Plan, typeset, tag and write the reports, as their command does."""
    making(school_of(SIZE), folder)


def packs(folder: Path) -> None:
    """Gather, draw, typeset, tag and write the papers of a round, as its command does."""
    from ppm_xl.actions.carrying_out import draw
    from ppm_xl.paper.typesetting import Typesetter
    from ppm_xl.paper.writing import write

    school = school_with_meetings()
    meetings = [
        gather(school, Meeting(f"M {name}", "progress", name, NOW), TODAY)
        for name in school.classes_on_roll(TODAY)
    ]
    typesetter = Typesetter(TODAY)
    for paper in papers_of(school, meetings, school.tables, TODAY, of_round=True):
        pictures = {
            name: draw(venn, "svg", paper.title)
            for page in paper.pages
            for name, venn in page.pictures.items()
        }
        write(typesetter.pdf(paper.title, paper.pages, pictures), folder, paper.path)


CASES: Mapping[str, Callable[[Path], None]] = {"reports": family_reports, "packs": packs}


def measure(case: str) -> dict[str, float]:
    """Run one case in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.meeting_packs", "--case", case],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def run_case(case: str) -> None:
    """Run in this process and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        wall, cpu = time.perf_counter(), time.process_time()
        CASES[case](Path(folder))
        took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        sizes = list(_sizes(Path(folder)))
    print(json.dumps({**took, "files": len(sizes), "kilobytes": sum(sizes)}))


def _sizes(folder: Path) -> Iterator[float]:
    for path in folder.rglob("*.pdf"):
        yield path.stat().st_size / 1024


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--case", choices=CASES)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    if given.case:
        run_case(given.case)
        return
    runs = [{case: measure(case) for case in CASES} for _ in range(given.rounds)]

    def median(case: str, what: str) -> float:
        return statistics.median(run[case][what] for run in runs)

    print(f"{SIZE} children in {SIZE // CLASS} classes, median of {given.rounds} rounds")
    print(f"{'case':10} {'wall s':>7} {'cpu s':>7} {'ratio':>6} {'files':>6} {'kB':>8}")
    for case in CASES:
        print(
            f"{case:10} {median(case, 'wall'):7.2f} {median(case, 'cpu'):7.2f} "
            f"{median(case, 'cpu') / median('reports', 'cpu'):6.2f} "
            f"{median(case, 'files'):6.0f} {median(case, 'kilobytes'):8.0f}"
        )
    print("ratio: processor time to that of the family reports")


if __name__ == "__main__":
    main()
