"""A Venn diagram in words, without names: for screen readers and for alt text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ppm_xl.sentences import counted, listed, within_a_sentence
from ppm_xl.venn.membership import NOT_ASSESSED, Tally, region_codes

if TYPE_CHECKING:
    from ppm_xl.venn.picture import VennLayout


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
        if diagram.caption:
            return f"{describe(counts, below)} {diagram.caption}"
    missing = counts.regions[NOT_ASSESSED]
    ending = f" {counted(missing, 'pupil')} not assessed." if missing else ""
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
        start = within_a_sentence(below)
        parts.append(f"{nowhere} {start} ({counts.share(counts.nowhere)} %)")
    return f"{counted(counts.assessed, 'pupil')} assessed: {'; '.join(parts)}.{ending}"
