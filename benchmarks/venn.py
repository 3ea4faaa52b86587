"""One Venn diagram, as a ratio to matplotlib-venn, and how long laying out takes by itself.

Run with ``make bench`` or ``python -m benchmarks.venn``. *Ours* lays a class out, draws it and
saves it as PNG; *bare* is matplotlib-venn's ``venn3`` with its seven numbers and three labels,
saved at the same size and dots an inch, without a single name. *Names* is the same ``venn3``
with every name in its region, a line each, as far as it goes: they may overlap and leave it.
All take turns in one process; medians of processor time.
"""

from __future__ import annotations

import io
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from typing import Any

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib_venn import venn3

from ppm_xl.venn.drawing import DOTS, draw_venn, save
from ppm_xl.venn.layout import lay_out
from ppm_xl.venn.membership import region_codes
from ppm_xl.venn.page import USUAL_SIZE

ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 9
AIM = 3.0
RWM = ("Reading", "Writing", "Maths")
PLACES = (*region_codes(RWM), "000", "not-assessed")
TYPICAL = (45, 6, 6, 6, 6, 5, 6, 17, 3)
FIRST = "Amelia Noah Isla Leo Zoë Łukasz Christopher Aleksandra Oluwaseun Tom Jo Maximilian"
LETTERS = "abcdefghiklmnoprstuvwxyz"


def class_of(counts: dict[str, int], letters: int = 0) -> dict[str, Any]:
    """Invent a class: so many pupils in each region; names of so many letters, or as children's."""
    rng = random.Random(sum(counts.values()))  # noqa: S311 - invented
    members: dict[str, set[str] | None] = {}
    names: dict[str, str] = {}
    for code, count in counts.items():
        for _ in range(count):
            key = f"k{len(members)}"
            inside = {name for name, bit in zip(RWM, code, strict=False) if bit == "1"}
            members[key] = None if code == "not-assessed" else inside
            names[key] = (
                "".join(rng.choices(LETTERS, k=letters)).capitalize()
                if letters
                else f"{rng.choice(FIRST.split())} {rng.choice(LETTERS).upper()}"
            )
    marks = {key: {mark for mark in ("PP", "SEND") if rng.random() < 0.25} for key in members}
    return {"circles": RWM, "members": members, "names": names, "marks": marks}


def typical(size: int) -> dict[str, Any]:
    """Invent a class spread as classes are."""
    drawn = random.Random(size).choices(PLACES, TYPICAL, k=size)  # noqa: S311 - invented
    return class_of({place: drawn.count(place) for place in PLACES})


def ours(given: dict[str, Any]) -> None:
    """Lay out, draw, save."""
    with tempfile.TemporaryDirectory() as scratch:
        save(draw_venn(**given, title="Class 4"), f"{scratch}/a.png")


def bare(given: dict[str, Any], *, names: bool = False) -> None:
    """Draw with matplotlib-venn."""
    inside = {key: found for key, found in given["members"].items() if found}
    sets = [{key for key, found in inside.items() if circle in found} for circle in RWM]
    figure = Figure(figsize=USUAL_SIZE, dpi=DOTS)
    FigureCanvasAgg(figure)
    drawn = venn3(sets, set_labels=RWM, ax=figure.add_subplot())
    if names:
        for code in region_codes(RWM):
            label = drawn.get_label_by_id(code)
            if label:
                here = {circle for circle, bit in zip(RWM, code, strict=True) if bit == "1"}
                label.set_text(
                    "\n".join(given["names"][key] for key, found in inside.items() if found == here)
                )
    figure.savefig(io.BytesIO(), format="png")


def took(what: Callable[[], object]) -> float:
    """Processor time, seconds."""
    started = time.process_time()
    what()
    return time.process_time() - started


def main() -> int:
    """Measure and print; 1 if the aim is missed."""
    ours(typical(30))
    bare(typical(30))  # imports, typefaces and caches are warm from here on
    worst = 0.0
    print(
        f"{'typical class of':>18} {'layout s':>9} {'ours s':>8} {'bare s':>8} {'ratio':>6} names"
    )
    for size in (30, 60, 90, 120):
        given = typical(size)
        rounds = [
            (
                took(lambda given=given: lay_out(**given)),
                took(lambda given=given: ours(given)),
                took(lambda given=given: bare(given)),
                took(lambda given=given: bare(given, names=True)),
            )
            for _ in range(ROUNDS)
        ]
        layout, whole, theirs, named = (
            statistics.median(column) for column in zip(*rounds, strict=True)
        )
        worst = max(worst, whole / theirs)
        print(
            f"{size:18} {layout:9.3f} {whole:8.3f} {theirs:8.3f} {whole / theirs:6.2f}"
            f" {whole / named:5.2f}"
        )
    print(f"ratio to a bare venn3; names: to one with every name in it. Aim: {AIM:g} at most.")
    print("\nlayout of extreme classes, every name twenty letters: seconds, points")
    for size in (30, 60, 90, 120):
        for place in ("111", "110", "011", "100", "000"):
            given = class_of({place: size}, letters=20)
            found = lay_out(**given)
            seconds = took(lambda given=given: lay_out(**given))
            print(f"{size:6} all in {place}: {seconds:5.2f} s {found.name_size:6.2f} pt")
    return int(worst > AIM)


if __name__ == "__main__":
    raise SystemExit(main())
