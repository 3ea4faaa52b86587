"""The rule, by hand: on a flat scale, on a rising one, and on one with a year before its marks."""

from __future__ import annotations

import pytest

from ppm_xl.book.tables import EMPTY
from ppm_xl.school.model import School
from ppm_xl.school.scale_presets import preset
from ppm_xl.school.settings import Settings, Threshold
from ppm_xl.school.year_starts import Start
from ppm_xl.targets.marks import Marks
from ppm_xl.targets.rule import USUAL, Band, Proposal, propose
from ppm_xl.targets.starts import standing_of


def school_with(scale: str) -> School:
    chosen = preset(scale)
    assert chosen is not None
    settings = Settings(
        subjects=("Reading",),
        scale=chosen.scale(),
        thresholds={"Attainment": Threshold(0, chosen.yellow)},
    )
    return School(tables=EMPTY, settings=settings, working=None, working_class="")


def proposed(
    scale: str, start: Start, year: str = "4", rule: dict[Band, int | None] | None = None
) -> Proposal:
    school = school_with(scale)
    return propose(school, {**USUAL, **(rule or {})}, Marks(school.settings.scale), start, year)


def start(
    mark: str, year: str = "3", half_term: str = "Summer 2", what: str = "then", stage: str = ""
) -> Start:
    return Start(mark, what, year, half_term, stage)


@pytest.mark.parametrize(
    ("mark", "target"),
    [
        # flat: a mark kept is a year's progress; below comes one step nearer
        ("GDS", "GDS"),
        ("EXS", "EXS"),
        ("exp", "EXS"),  # another spelling of the scale
        ("WTS", "EXS"),
        ("BLW", "WTS"),
        ("SBLW", "BLW"),
        # small steps within pre-key stage, though the scale has them all at the same steps
        ("PK1", "PK2"),
        ("PKS3", "PK4"),
        ("PK6", "BLW"),  # after the last one come the marks of the year groups
        # nothing to climb, or not known: people decide
        ("EM", ""),
        ("Purple", ""),
    ],
)
def test_on_a_flat_scale(mark: str, target: str) -> None:
    found = proposed("flat", start(mark))
    assert found.mark == target
    assert found.why.startswith(f"{mark} (then)" if mark != "Purple" else "Purple is not on")
    assert found.why.endswith(".")


@pytest.mark.parametrize(
    ("mark", "when", "target"),
    [
        # at the end of Year 3 s is expected, steps b b+ w w+ s s+ = -4 .. +1
        ("s", "Summer 2", "s"),
        ("s+", "Summer 2", "s+"),
        ("w+", "Summer 2", "s"),  # -1: Yellow, one nearer
        ("w", "Summer 2", "w+"),  # -2: Yellow still (this scale's Yellow goes to -2)
        ("b", "Summer 2", "b+"),  # -4: Red
        ("b", "Autumn 1", "s"),  # what Autumn 1 expects: met, so meets it again in summer
        ("w", "Autumn 2", "s+"),  # Autumn 2 expects b+: one step above is this scale's deeper
        # with the year before the mark, targets have it too
        ("3s", "Summer 2", "4s"),
        ("3w+", "Summer 2", "4s"),
        ("2w+", "Summer 2", "3s"),  # a year and a step below (-7): nearer by one is -6
        ("2s", "Summer 2", "3s+"),  # -6: nearer by one is -5
    ],
)
def test_on_a_rising_scale(mark: str, when: str, target: str) -> None:
    assert proposed("target-tracker", start(mark, "3", when)).mark == target


@pytest.mark.parametrize(
    ("scale", "mark", "target"),
    [
        ("pita", "Below", "Expected"),  # nothing stands between: the next mark up
        ("sonar", "Below", "Just At"),
        ("sonar", "3 Just At", "4 Just At"),
        ("sonar", "At", "At"),  # stands like Just At, and is kept
        ("sonar", "3At", "4At"),
        ("bromcom", "3EXS", "4EXS"),
        ("bromcom", "3BXS", "4EXS"),
        ("emerging", "3s", "4s"),
    ],
)
def test_on_other_scales(scale: str, mark: str, target: str) -> None:
    assert proposed(scale, start(mark)).mark == target


@pytest.mark.parametrize(
    ("result", "stage", "target"),
    [
        # words and scores of statutory assessment, where the school's scale is another
        ("GDS", "KS1", "s+"),
        ("EXS", "KS1", "s"),
        ("WTS", "KS1", "s"),
        ("99", "KS1", "s"),
        ("100", "KS1", "s"),
        ("110", "KS1", "s+"),
        ("110", "", ""),  # a figure that nothing says is a scaled score
        ("Emerging", "EYFSP", "s"),
        ("On track", "EYFSP", "s"),
    ],
)
def test_results_that_the_scale_does_not_have(result: str, stage: str, target: str) -> None:
    began = start(result, "2", "Summer 2", stage=stage)
    assert proposed("target-tracker", began, "3").mark == target


@pytest.mark.parametrize(
    ("band", "mark", "steps", "target"),
    [
        (Band.EXPECTED, "EXS", 1, "GDS"),
        (Band.EXPECTED, "EXS", 5, "GDS"),  # no higher than the scale goes
        (Band.JUST_BELOW, "WTS", 2, "GDS"),
        (Band.WELL_BELOW, "BLW", 0, "BLW"),
        (Band.WELL_BELOW, "BLW", 2, "EXS"),
        (Band.PRE_KEY_STAGE, "PK2", 2, "PK4"),
        (Band.PRE_KEY_STAGE, "PK2", 0, "PK2"),
        (Band.GREATER_DEPTH, "GDS", None, ""),  # left open: people decide
    ],
)
def test_a_school_may_set_its_own_steps(
    band: Band, mark: str, steps: int | None, target: str
) -> None:
    assert proposed("flat", start(mark), rule={band: steps}).mark == target


def test_the_reason_says_from_what_and_how_far() -> None:
    assert proposed("flat", start("WTS", what="Summer 2 2025-26")).why == (
        "WTS (Summer 2 2025-26): just below, 1 step up."
    )
    assert proposed("flat", start("EXS", what="KS1")).why == ("EXS (KS1): expected again.")
    assert proposed("flat", start("PK3")).why == "PK3 (then): 1 standard on."


@pytest.mark.parametrize(
    ("scale", "began", "agreed", "expected"),
    [
        ("flat", "EXS", "EXS", ("EXS", "EXS", "EXS")),
        ("flat", "WTS", "EXS", ("WTS", "WTS", "EXS")),  # a step is due when all of it can be made
        ("flat", "BLW", "EXS", ("BLW", "WTS", "EXS")),  # two steps over three terms
        ("flat", "SBLW", "EXS", ("BLW", "WTS", "EXS")),
        ("flat", "GDS", "EXS", ("EXS", "EXS", "EXS")),  # never above the target on the way
        ("flat", "PK2", "PK3", ("PK2", "PK2", "PK3")),
        ("flat", "", "GDS", ("GDS", "GDS", "GDS")),
        # Autumn 2 expects b+, Spring 2 w+, the year's end s
        ("target-tracker", "3s", "4s", ("4b+", "4w+", "4s")),
        ("target-tracker", "s", "s", ("b+", "w+", "s")),
        ("target-tracker", "2w+", "3s", ("3b", "3w", "3s")),
        ("arbor-rising", "EXS", "EXS", ("WTS", "WTS", "EXS")),
    ],
)
def test_milestones_lead_to_the_target(
    scale: str, began: str, agreed: str, expected: tuple[str, ...]
) -> None:
    school = school_with(scale)
    standing = standing_of(school, start(began)) if began else None
    found = Marks(school.settings.scale).milestones(
        standing.steps if standing else None, began, agreed, "4"
    )
    assert tuple(found.values()) == expected
    assert tuple(found) == ("Autumn", "Spring", "Summer")


def test_a_target_that_is_no_mark_has_no_milestones() -> None:
    assert Marks(school_with("flat").settings.scale).milestones(0, "EXS", "Purple", "4") == {}


@pytest.mark.parametrize(
    ("mark", "goal", "reached"),
    [
        ("EXS", "EXS", True),
        ("GDS", "EXS", True),
        ("WTS", "EXS", False),
        ("PK3", "PK4", False),
        ("PK5", "PK4", True),
        ("PK6", "SBLW", False),  # alike in steps, but of no year's curriculum
        ("SBLW", "PK6", True),
        ("Purple", "EXS", None),
    ],
)
def test_reaching_a_mark(mark: str, goal: str, *, reached: bool | None) -> None:
    assert Marks(school_with("flat").settings.scale).reaches(mark, goal, "4") is reached
