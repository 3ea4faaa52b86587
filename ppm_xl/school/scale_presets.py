"""Scales to choose from, as data: the ones that schools and trackers use most.

Each says where it comes from. A school's own table Scale is what counts: a preset only fills it.

Steps are those at the end of the year. On a rising scale less is expected earlier: ``expected``
says, for each half-term that differs, the steps of the mark that is expected by then, and a mark
stands as many steps higher as that is below the expectation of the year's end.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

from ppm_xl.schema import HALF_TERMS
from ppm_xl.school.scale import Mark, Scale

_FAR_BELOW: Final = -3
"""Steps of the marks for pupils whose work is not of any year group's curriculum."""


@dataclass(frozen=True, slots=True)
class Preset:
    """One scale to choose.

    Attributes
    ----------
    code
        What is typed to choose it.
    about
        How it works, in a sentence or two, for whoever chooses.
    source
        Where it comes from.
    marks
        Mark, meaning, steps at the end of the year, other spellings; from lowest to highest.
    expected
        Half-term to the steps of the mark that is expected by then; half-terms that are left
        out expect what the end of the year does.
    yellow
        Steps from which attainment is Yellow and no longer Red.
    adds
        Whether its marks join those of another scale rather than replacing them.
    """

    code: str
    title: str
    about: str
    source: str
    marks: tuple[tuple[str, str, int, str], ...]
    expected: Mapping[str, int] = field(default_factory=dict)
    steps_a_year: int | None = None
    greater_depth_from: int = 1
    yellow: int = -1
    adds: bool = False

    @property
    def far_below(self) -> int:
        """Steps of marks that are of no year's curriculum: two years below, where years count."""
        return _FAR_BELOW if self.steps_a_year is None else -2 * self.steps_a_year

    @property
    def rising(self) -> bool:
        """Whether more is expected as the year goes on."""
        return bool(self.expected)

    def rows(self) -> tuple[Mark, ...]:
        """Give the rows of the table Scale, each mark's together.

        A mark's plain row is the one for the end of the year; where a mark is not tied to a year
        group's curriculum (pre-key stage), it is the only one.
        """
        apart = () if self.adds else _apart_from_the_years(self.far_below)
        out = [self._row(*mark, half_term="") for mark in apart]
        for mark, meaning, steps, also in self.marks:
            out.append(self._row(mark, meaning, steps, also, half_term=""))
            out.extend(
                self._row(mark, meaning, steps - self.expected[name], also, half_term=name)
                for name in HALF_TERMS
                if name in self.expected
            )
        return tuple(out)

    def scale(self) -> Scale:
        """Give the scale that a workbook with these rows has."""
        return Scale(self.rows(), self.steps_a_year, self.greater_depth_from, self.title)

    def _row(self, mark: str, meaning: str, steps: int, also: str, *, half_term: str) -> Mark:
        return Mark(
            mark=mark,
            meaning=meaning,
            steps=steps,
            meets_expected=steps >= 0,
            meets_greater_depth=steps >= self.greater_depth_from,
            half_term=half_term,
            also=tuple(part.strip() for part in also.split(",") if part.strip()),
        )


def _apart_from_the_years(steps: int) -> tuple[tuple[str, str, int, str], ...]:
    """Give the marks of pupils below any year's curriculum.

    Source: STA, pre-key stage standards 1 to 6 and the engagement model.
    """
    return (
        *((f"PK{n}", f"Pre-key stage standard {n}", steps, f"PKS{n}") for n in range(1, 7)),
        ("EM", "Engagement model", steps, ""),
    )


_KEPT: Final = "A child who keeps a mark makes expected progress."

_BY_TERM: Final = {"Autumn 1": -2, "Autumn 2": -2, "Spring 1": -1, "Spring 2": -1}
"""Thirds of a year: the first by the end of autumn, the second by the end of spring."""

PRESETS: Final = (
    Preset(
        "flat",
        "Below to greater depth (SBLW to GDS)",
        _KEPT,
        "Arbor, flat-scale summative assessments; the words of key stage 1 and 2 assessment (STA)",
        (
            ("SBLW", "Significantly below expectations", -3, ""),
            ("BLW", "Below expectations", -2, "WB"),
            ("WTS", "Working towards the expected standard", -1, "WT"),
            ("EXS", "Working at the expected standard", 0, "EXP, WA, WAS"),
            ("GDS", "Working at greater depth", 1, "GD"),
        ),
    ),
    Preset(
        "target-tracker",
        "Target Tracker (b to s+ in each year's band)",
        "Six steps a year, with the year before the mark, as 3w+. Each half-term expects a step "
        "more: b, b+, w, w+, then s from Summer 1.",
        "Target Tracker's bands and steps, as schools explain them to families",
        (
            ("b", "Beginning", -4, ""),
            ("b+", "Beginning +", -3, ""),
            ("w", "Working within", -2, ""),
            ("w+", "Working within +", -1, ""),
            ("s", "Secure", 0, ""),
            ("s+", "Secure +", 1, ""),
        ),
        expected={"Autumn 1": -4, "Autumn 2": -3, "Spring 1": -2, "Spring 2": -1},
        steps_a_year=6,
        yellow=-2,
    ),
    Preset(
        "sonar",
        "Sonar (Below, Just At, At, Above)",
        f"{_KEPT} A child who works in another year's curriculum has that year before the mark, "
        "as 3B or 3 Just At.",
        "Juniper, Sonar Tracker: age-related overview; out-of-year marks by schools' requests",
        (
            ("B", "Below", -1, "Below"),
            ("Just At", "Just at", 0, "JA"),
            ("At", "At", 0, "Securely At"),
            ("Above", "Above", 1, "Ab"),
        ),
        steps_a_year=3,
    ),
    Preset(
        "pupil-asset",
        "Pupil Asset (Beg, Dev, Sec in each year)",
        "Three steps a year, with the year before the mark, as 4 Dev: Beg is expected in autumn, "
        "Dev in spring, Sec in summer.",
        "Pupil Asset, assessment approaches: linear",
        (
            ("Beg", "Beginning", -2, "Beginning"),
            ("Dev", "Developing", -1, "Developing"),
            ("Sec", "Secure", 0, "Secure"),
        ),
        expected=_BY_TERM,
        steps_a_year=3,
    ),
    Preset(
        "pita",
        "Point in time (Below, Expected, Above)",
        f"{_KEPT} With nothing between Below and Expected, Below is Red, so that nobody is "
        "overlooked.",
        "Pupil Asset, assessment approaches: point in time (PITA)",
        (
            ("Below", "Below what is taught so far", -2, "B"),
            ("Expected", "At what is taught so far", 0, "E, Exp"),
            ("Above", "Above what is taught so far", 1, "A"),
        ),
    ),
    Preset(
        "arbor-rising",
        "Arbor rising (WTS, EXS, GDS in each year)",
        "Marks of a year's curriculum, as 3WTS: WTS is expected in autumn and spring, EXS in "
        "summer.",
        "Arbor, rising-scale summative assessments: WTS in autumn, WTS or EXS in spring, EXS or "
        "GDS in summer",
        (
            ("WTS", "Working towards the year's expectations", -1, "WT"),
            ("EXS", "At the year's expectations", 0, "EXP, WA, WAS"),
            ("GDS", "Deeper than the year's expectations", 1, "GD"),
        ),
        expected={"Autumn 1": -1, "Autumn 2": -1, "Spring 1": -1, "Spring 2": -1},
        steps_a_year=3,
    ),
    Preset(
        "bromcom",
        "Bromcom (BXS, EXS, GDS with the year before)",
        "A child who keeps a mark within their year makes expected progress: 3EXS, then 4EXS.",
        "Bromcom, importing primary assessment data: grades such as 3BXS, 3EXS, 3GDS",
        (
            ("BXS", "Below the expected standard", -1, ""),
            ("EXS", "At the expected standard", 0, "EXP"),
            ("GDS", "At greater depth", 1, "GD"),
        ),
        steps_a_year=3,
    ),
    Preset(
        "fft",
        "FFT (B, W, N, A)",
        _KEPT,
        "FFT Aspire, target setting: below, working towards, national standard, above",
        (
            ("B", "Below", -2, "Below"),
            ("W", "Working towards", -1, "WT, WTS"),
            ("N", "National standard", 0, "EXS"),
            ("A", "Above", 1, "Above, GDS"),
        ),
    ),
    Preset(
        "classroom-monitor",
        "Classroom Monitor (Sig. Below to Sig. Above)",
        _KEPT,
        "Classroom Monitor: five categories of attainment",
        (
            ("Sig. Below", "Significantly below", -2, "SB, Significantly Below"),
            ("Below", "Below", -1, "B"),
            ("At", "At", 0, ""),
            ("Above", "Above", 1, "A"),
            ("Sig. Above", "Significantly above", 2, "SA, Significantly Above"),
        ),
    ),
    Preset(
        "emerging",
        "Emerging, developing, secure (e, d, s in each year)",
        "Thirds of a year's curriculum, with the year before the mark, as 3d: e is expected in "
        "autumn, d in spring, s in summer.",
        "Schools' own: a third, two thirds and all of the year's objectives",
        (
            ("e", "Emerging", -2, "Emerging"),
            ("d", "Developing", -1, "Developing, Dev"),
            ("s", "Secure", 0, "Secure, Sec"),
        ),
        expected=_BY_TERM,
        steps_a_year=3,
    ),
    Preset(
        "p-scales",
        "P scales (P4 to P8), beside the school's own scale",
        "Adds the marks for pupils below the national curriculum, as older records have them.",
        "DfE, performance P scale attainment targets (2017); since then the pre-key stage "
        "standards and the engagement model",
        tuple((f"P{n}", f"P scale {n}", _FAR_BELOW, f"P scale {n}") for n in range(4, 9)),
        adds=True,
    ),
)

DEFAULT: Final = PRESETS[0]


def preset(words: str) -> Preset | None:
    """Find a preset by its code or title, whatever the case; None where there is none."""
    wanted = words.strip().casefold()
    return next((p for p in PRESETS if wanted in {p.code, p.title.casefold()}), None)
