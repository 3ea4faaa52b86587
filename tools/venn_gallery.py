"""Draw twelve telling classes, in colour and in grey: ``python tools/venn_gallery.py [FOLDER]``.

For whoever changes the diagrams: look at all of them before and after. Names are invented.
Without a folder, the two pictures of ``docs/venn.md`` are made anew.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, Final

from PIL import Image

from ppm_xl.venn.drawing import draw_venn, save

PICTURES: Final = Path(__file__).resolve().parents[1] / "docs" / "pictures"
RWM: Final = ("Reading", "Writing", "Maths")
FIRST: Final = (
    "Amelia Olivia Isla Ava Mia Freya Lily Florence Ivy Rosie Willow Elsie Poppy Evie Grace "
    "Noah Oliver George Arthur Leo Muhammad Theodore Jack Henry Oscar Archie Alfie Freddie Harry "
    "Thomas Zoë Łukasz Zuzanna Aleksandra Christopher Maximilian Oluwaseun Zbigniew Anastasia Tom "
    "Jo Siân Priya Aisha Ibrahim Yusuf Chloe Ella Harriet Jude Kit Max Nia Owen Rafael Ruby Sam "
    "Sophia"
)
LONG: Final = (
    "Maximilian-Alexander Featherstonehaugh",
    "Anastasia-Wilhelmina Cholmondeley",
    "Christopher-Sebastian Bartholomew",
    "Oluwadamilola Adebayo-Thornton",
    "Isabella-Rose Montgomery-Smythe",
    "Konstantinos Papadimitrakopoulos",
)
SCRIPTS: Final = (
    "Zoë Łukasz Żaneta Świętosława Оленка Ярослав Μυρτώ Αλέξανδρος محمد فاطمة ליאור Nguyễn Thị "
    "Հայկ ნინო Đorđe Ştefan Þóra Ørjan Ñuño"
)
CAPTION: Final = "Combined: {}. National, end of Year 6, 2025: 62 %."


def _class(
    counts: Mapping[str, int],
    names: Sequence[str] = (),
    *,
    marked: float = 0.22,
    circles: tuple[str, ...] = RWM,
    seed: int = 5,
) -> dict[str, Any]:
    """Make the arguments of :func:`ppm_xl.venn.draw_venn` for so many pupils in each region."""
    rng = random.Random(seed)  # noqa: S311 - invented names need no secrecy
    pool = list(names or FIRST.split())
    rng.shuffle(pool)
    members: dict[str, set[str] | None] = {}
    drawn: dict[str, str] = {}
    marks: dict[str, set[str]] = {}
    moved: dict[str, str] = {}
    for code, count in counts.items():
        for _ in range(count):
            key = f"k{len(members):03}"
            lap, place = divmod(len(members), len(pool))
            drawn[key] = pool[place] + (f" {'ABCDEFG'[lap]}" if lap else "")
            members[key] = (
                None
                if code == "not-assessed"
                else {circle for circle, bit in zip(circles, code, strict=True) if bit == "1"}
            )
            marks[key] = {mark for mark in ("PP", "SEND") if rng.random() < marked}
            if "1" not in code and code != "not-assessed" and rng.random() < marked:
                marks[key].add("on course")
            if rng.random() < marked:
                moved[key] = rng.choice(["in", "in", "out", "new"])
    return {
        "circles": circles,
        "members": members,
        "names": drawn,
        "marks": marks,
        "moved": moved,
    }


TYPICAL: Final = {
    "111": 14, "110": 3, "101": 2, "011": 1, "100": 1, "001": 2, "000": 6, "not-assessed": 1,
}  # fmt: skip
MANY: Final = {
    "111": 52, "110": 8, "101": 9, "011": 7, "100": 7, "010": 4, "001": 8, "000": 21,
    "not-assessed": 4,
}  # fmt: skip

CLASSES: Final[dict[str, dict[str, Any]]] = {
    "typical": _class(TYPICAL) | {"caption": CAPTION.format("14 of 29 assessed, 48 %")},
    "all-in-the-centre": _class({"111": 30}),
    "all-in-none": _class({"000": 30}),
    "thirty-five-in-one-overlap": _class({"101": 35}),
    "a-hundred-and-twenty": _class(MANY),
    "three": _class({"111": 1, "100": 1, "000": 1}, marked=0.5),
    "long-names": _class({"111": 8, "110": 4, "011": 3, "100": 2, "000": 5}, LONG),
    "two-circles": _class(
        {"11": 12, "10": 5, "01": 3, "00": 9, "not-assessed": 1}, circles=("Phonics ≥ 32", "GLD")
    ),
    "one-circle": _class(
        {"1": 21, "0": 7, "not-assessed": 2}, circles=("Multiplication check ≥ 20",)
    ),
    "many-marks": _class(TYPICAL, marked=0.75),
    "nobody-assessed": _class({"not-assessed": 28}),
    "many-scripts": _class({"111": 9, "110": 3, "101": 2, "100": 2, "000": 5}, SCRIPTS.split()),
}
SHOWN: Final = ("typical", "thirty-five-in-one-overlap")


def main() -> int:
    """Draw into the folder given, or what the documentation shows."""
    folder = Path(sys.argv[1]) if len(sys.argv) > 1 else PICTURES
    folder.mkdir(parents=True, exist_ok=True)
    for name, given in CLASSES.items():
        if folder == PICTURES and name not in SHOWN:
            continue
        with tempfile.TemporaryDirectory() as scratch:
            drawn = save(draw_venn(**given, title="Class 4"), Path(scratch) / "a.png")
            with Image.open(drawn) as large:
                small = large.convert("RGB").resize((1210, 836), Image.Resampling.LANCZOS)
        small.quantize(128).save(folder / f"venn-{name}.png", optimize=True)
        if folder != PICTURES:
            small.convert("L").save(folder / f"venn-{name}-grey.png")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
