"""A Venn diagram in words, without names: for screen readers and for alt text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ppm_xl.venn.membership import NOT_ASSESSED, Tally, region_codes

if TYPE_CHECKING:
    from ppm_xl.venn.picture import VennLayout


def _pupils(count: int) -> str:
    return "1 pupil" if count == 1 else f"{count} pupils"


def listed(words: list[str]) -> str:
    """Join words as people do.

    Examples
    --------
    >>> listed(["Reading", "Writing", "Maths"])
    'Reading, Writing and Maths'
    """
    return " and ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


def describe(diagram: VennLayout | Tally, none_label: str = "Not yet at the standard") -> str:
    """Say what a diagram shows, in one paragraph, naming nobody.

    Parameters
    ----------
    diagram
        A layout, or counts from :func:`ppm_xl.venn.membership.tally`.
    none_label
        What being in no circle is called, where only counts are given.

    Examples
    --------
    >>> from ppm_xl.venn.membership import tally
    >>> describe(tally(("Reading",), {"a": {"Reading"}, "b": {"Reading"}, "c": None}))
    '2 pupils assessed: 2 meet Reading (100 %). 1 pupil not assessed.'
    """
    if isinstance(diagram, Tally):
        counts, below = diagram, none_label
    else:
        counts, below = diagram.tally, diagram.none_label
    missing = counts.regions[NOT_ASSESSED]
    ending = f" {_pupils(missing)} not assessed." if missing else ""
    if not counts.assessed:
        return f"No pupils assessed.{ending}"
    parts: list[str] = []
    for code in region_codes(counts.circles):
        count = counts.regions[code]
        if not count and "0" in code:
            continue
        inside = [name for name, bit in zip(counts.circles, code, strict=True) if bit == "1"]
        only = " only" if "0" in code else ""
        verb = "meets" if count == 1 else "meet"
        parts.append(f"{count} {verb} {listed(inside)}{only} ({counts.share(code)} %)")
    nowhere = counts.regions[counts.nowhere]
    if nowhere:
        # The label is a heading; inside a sentence it begins small, unless it is a name.
        start = below[:1].lower() + below[1:] if below[1:2].islower() else below
        parts.append(f"{nowhere} {start} ({counts.share(counts.nowhere)} %)")
    return f"{_pupils(counts.assessed)} assessed: {'; '.join(parts)}.{ending}"
