"""Reports home for 420 children: time as a ratio to ReportLab, and memory.

Run from the checkout: ``python -m benchmarks.family_reports``. Each case runs in a process of
its own, three times, taking turns; the table shows medians. ReportLab draws the same words in
the same places from ready page models, untagged; ours plans, typesets, tags and writes. Every
child has two pages. ``again`` makes all anew after one child changed, in a process that has
written them before: planning the whole school, looking at every file, writing what changed.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from ppm_xl.book.tables import EMPTY
from ppm_xl.reports.planning import plan_family_reports
from ppm_xl.reports.record import SETTING as TRACKING_RECORD
from ppm_xl.school.calendar import Calendar, HalfTerm, usual_dates
from ppm_xl.school.model import (
    Action,
    Attendance,
    Judgement,
    LearningTarget,
    Pupil,
    School,
)
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.school.scale import Mark, Scale
from ppm_xl.school.settings import ClassTeam, Settings

TODAY = date(2026, 11, 23)
NOW = HalfTerm("2026-27", "Autumn 2")
COLOURS = ("Green", "Green", "Yellow", "Red")
FORENAMES = ("Zoë", "Łucja", "Nguyễn", "Araminta", "Casimir", "Ottoline", "Leopold", "Ignatius")
ROUNDS = 3
LETTERS = "PPM_XL_BENCHMARK_LETTERS"
"""Names the folder of ReportLab's typefaces, made ready before any case is timed."""


def school_of(size: int) -> School:
    """Invent a school in which every page is full, and no two are alike."""
    pupils, judgements, actions = [], [], []
    targets: list[LearningTarget] = []
    for n in range(size):
        first = FORENAMES[n % len(FORENAMES)]
        pupil = Pupil(
            upn=f"Z999202{n:06d}",
            name=f"{first} Fairweather {n}",
            surname=f"Fairweather {n}",
            forename=first,
            year=str(n // 30 % 6 + 1),
            class_name=f"Class {n // 30 + 1}",
        )
        pupils.append(pupil)
        judgements.extend([_judgement(n, pupil), *_earlier(n, pupil)])
        targets.extend(_targets(pupil))
        actions.extend(_actions(n, pupil))
    return School(
        tables=EMPTY,
        settings=_settings(pupils),
        working=NOW,
        working_class="",
        pupils={p.upn: p for p in pupils},
        judgements={(j.half_term, j.upn): j for j in judgements},
        actions=tuple(actions),
        learning_targets=tuple(targets),
    )


def _earlier(n: int, pupil: Pupil) -> Iterator[Judgement]:
    """Give eight half-terms before this one, with a mark in each subject."""
    when, marks = NOW, ("BLW", "WTS", "EXS")
    for back in range(8):
        when = when.before
        given = (marks[(n + back // 3) % 3], marks[(n + back // 4 + 1) % 3], marks[(n + back) % 3])
        yield Judgement(
            when, pupil.upn, marks=dict(zip(("Reading", "Writing", "Maths"), given, strict=True))
        )


def _targets(pupil: Pupil) -> Iterator[LearningTarget]:
    for subject in ("Reading", "Writing", "Maths"):
        yield LearningTarget(
            f"{pupil.upn} {subject}", NOW, pupil.upn, subject,
            learned=f"{pupil.forename} can now explain how an answer was found.",
            next="Use this in three other places by the end of the term.",
        )  # fmt: skip


def _judgement(n: int, pupil: Pupil) -> Judgement:
    colour = [COLOURS[(n + k) % 4] for k in range(7)]
    return Judgement(
        NOW,
        pupil.upn,
        marks=dict(zip(("Reading", "Writing", "Maths"), ("EXS", "WTS", "BLW"), strict=True)),
        progress=dict(zip(("Reading", "Writing", "Maths"), colour, strict=False)),
        attendance=Attendance(
            100 * (130 - n % 9) / 134, 134, 130 - n % 9, n % 3, "year to date", date(2026, 11, 20)
        ),
        lates=n % 7,
        behaviour=colour[3],
        effort=colour[4],
        homework=colour[5],
        uniform=colour[6],
        for_the_family=f"{pupil.forename} has read {n} pages aloud to the class, helped younger "
        "children at lunch and written a story of three pages about a lighthouse.",
        childs_words=f"I liked page {n} best. I want to read to the little ones again.",
        share_childs_words=True,
    )


def _actions(n: int, pupil: Pupil) -> list[Action]:
    given = (
        ("child", f"Read chapter {n} and tell somebody about it."),
        ("Mrs Alder", f"Mrs Alder checks number bonds to {n % 20} every day."),
        ("family", "Sign the homework diary on Thursdays."),
    )
    return [
        Action(
            f"A{n}-{k}",
            words,
            (pupil.upn,),
            half_term=NOW,
            owner=owner,
            on_report=True,
            by_when=TODAY + timedelta(days=20),
            discussed_with_family=k == 2,
        )
        for k, (owner, words) in enumerate(given)
    ]


def _settings(pupils: Sequence[Pupil]) -> Settings:
    steps = {"BLW": -2, "WTS": -1, "EXS": 0}
    return replace(
        read_settings(EMPTY),
        school={
            "Name": "Larkfield Primary School",
            "Telephone": "01632 960123",
            TRACKING_RECORD: "Y",
        },
        calendar=Calendar(usual_dates(NOW.school_year)),
        scale=Scale(tuple(Mark(m, "", s, s >= 0, s > 0) for m, s in steps.items())),
        classes={name: ClassTeam(name, "Mrs Alder") for name in {p.class_name for p in pupils}},
    )


def making(school: School, folder: Path, *, classes: bool = True) -> None:
    """Plan, look for what cannot be printed, typeset, tag and write, as the command does."""
    from ppm_xl.paper.making import PaperMaker

    papers = plan_family_reports(school, NOW, TODAY).papers
    wanted = [paper for paper in papers if classes or "Reports" in paper.path]
    maker = PaperMaker(TODAY, folder, lambda *_: b"")
    maker.refuse_unprintable(wanted)
    for paper in wanted:
        maker.make(paper)


def reportlab(size: int, folder: Path) -> None:
    """Draw the same pages with ReportLab's platypus, one file a child."""
    from benchmarks.reportlab_page import draw

    letters = Path(os.environ[LETTERS])
    papers = plan_family_reports(school_of(size), NOW, TODAY).papers
    for n, paper in enumerate(p for p in papers if "Reports" in p.path):
        draw(paper.pages[0].data, folder / f"{n}.pdf", letters)


def again(size: int, folder: Path) -> tuple[float, float]:
    """Write all, then all again after one child changed; give the processor seconds of each."""
    school = school_of(size)

    def make(school: School) -> float:
        began = time.process_time()
        making(school, folder)
        return time.process_time() - began

    first = make(school)
    upn = next(iter(school.pupils))
    said = replace(school.judgements[(NOW, upn)], for_the_family="Learned to juggle.")
    changed = replace(school, judgements={**school.judgements, (NOW, upn): said})
    return first, make(changed)


def pandas_only(size: int, folder: Path) -> None:  # noqa: ARG001 - one shape for every case
    """Load what an interpreter with pandas holds, and nothing else."""
    import pandas as pd

    pd.DataFrame({"a": [1]})


def with_classes(size: int, folder: Path) -> None:
    """One file a child and one a class."""
    making(school_of(size), folder)


def children_only(size: int, folder: Path) -> None:
    """One file a child."""
    making(school_of(size), folder, classes=False)


CASES: Mapping[str, Callable[[int, Path], tuple[float, float] | None]] = {
    "reportlab": reportlab,
    "children": children_only,
    "children-and-classes": with_classes,
    "again": again,
    "pandas": pandas_only,
}


def measure(case: str, size: int) -> dict[str, float]:
    """Run one case in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.family_reports", "--case", case, "--size", str(size)],
        check=True,
        capture_output=True,
        text=True,
    )
    found: dict[str, float] = json.loads(done.stdout)
    return found


def run_case(case: str, size: int) -> None:
    """Run in this process and print what it took."""
    with tempfile.TemporaryDirectory() as folder:
        wall, cpu = time.perf_counter(), time.process_time()
        twice = CASES[case](size, Path(folder)) or (0.0, 0.0)
        took = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        files = list(Path(folder).rglob("*.pdf"))
        kilobytes = sum(f.stat().st_size for f in files) / 1024
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    took |= {"first": twice[0], "second": twice[1]}
    print(json.dumps({**took, "peak": peak, "files": len(files), "kilobytes": kilobytes}))


def main() -> None:
    """Measure and print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--case", choices=CASES)
    parser.add_argument("--size", type=int, default=420)
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    given = parser.parse_args()
    if given.case:
        run_case(given.case, given.size)
        return
    from benchmarks.reportlab_page import weigh_letters

    with tempfile.TemporaryDirectory() as letters:
        weigh_letters(Path(letters))
        os.environ[LETTERS] = letters
        runs = [{case: measure(case, given.size) for case in CASES} for _ in range(given.rounds)]

    def median(case: str, what: str) -> float:
        return statistics.median(run[case][what] for run in runs)

    print(f"{given.size} children, median of {given.rounds} rounds")
    print(
        f"{'case':22} {'wall s':>7} {'cpu s':>7} {'ratio':>6} {'peak MB':>8} {'files':>6} {'kB':>8}"
    )
    base, floor = median("reportlab", "cpu"), median("pandas", "peak")
    for case in CASES:
        print(
            f"{case:22} {median(case, 'wall'):7.2f} {median(case, 'cpu'):7.2f} "
            f"{median(case, 'cpu') / base:6.2f} {median(case, 'peak') - floor:+8.0f} "
            f"{median(case, 'files'):6.0f} {median(case, 'kilobytes'):8.0f}"
        )
    first, second = median("again", "first"), median("again", "second")
    print(f"after one change: {second:.2f} s of {first:.2f} s, ratio {second / first:.3f}")
    print("ratio: processor time to ReportLab's; peak: above an interpreter with pandas")


if __name__ == "__main__":
    main()
