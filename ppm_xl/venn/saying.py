"""A diagram in words, names included: its regions, who moved, the figures beside it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Final, TypeAlias

from ppm_xl.plan import VennPicture
from ppm_xl.sentences import listed
from ppm_xl.venn.membership import (
    NOT_ASSESSED,
    one_away,
    per_cent,
    region_code,
    region_codes,
    tally,
)

Regions: TypeAlias = Mapping[str, frozenset[str] | None]

NOT_YET: Final = "Not yet at the standard"
NOT_YET_DEEPER: Final = "Not yet at greater depth"


def region_in_words(circles: Sequence[str], code: str, none_label: str = NOT_YET) -> str:
    """Name a region as a heading.

    >>> region_in_words(("Reading", "Writing", "Maths"), "110")
    'Reading and Writing, not yet Maths'
    """
    if code == NOT_ASSESSED:
        return "Not assessed"
    met = [c for c, bit in zip(circles, code, strict=True) if bit == "1"]
    missing = [c for c, bit in zip(circles, code, strict=True) if bit == "0"]
    if not met:
        return none_label
    if not missing:
        return listed(met)
    return f"{listed(met)}, not yet {' or '.join(missing)}"


_MOVES: Final = {
    "in": "Moved towards the centre",
    "out": "Moved away from the centre",
    "new": "New since then",
}


def membership_in_words(
    venn: VennPicture, before: Regions | None = None
) -> Iterator[tuple[str, str]]:
    """Give each region with its count and its pupils, then who moved: what a table can say.

    Parameters
    ----------
    before
        Where they were: then it says of each who moved what changed.
    """
    codes = {upn: region_code(venn.circles, member) for upn, member in venn.members.items()}
    assessed = sum(code != NOT_ASSESSED for code in codes.values())
    for code in (*region_codes(venn.circles), "0" * len(venn.circles), NOT_ASSESSED):
        upns = [upn for upn, found in codes.items() if found == code]
        share = "" if code == NOT_ASSESSED else f", {per_cent(len(upns), assessed) or 0} %"
        words = f"{region_in_words(venn.circles, code, venn.none_label)} ({len(upns)}{share})"
        yield words, ", ".join(venn.names[upn] for upn in upns) or "nobody"
    yield from moves_in_words(venn, before or {})


def moves_in_words(venn: VennPicture, before: Regions) -> Iterator[tuple[str, str]]:
    """Say who moved towards the centre, who away, who came, and who changed place at one height."""
    for move, words in _MOVES.items():
        moved = [upn for upn, found in venn.moved.items() if found == move]
        if moved:
            said = (_what_changed(venn, upn, before) for upn in moved)
            yield f"{words} ({len(moved)})", "; ".join(said) if before else ", ".join(said)
    aside = [
        upn
        for upn, now in venn.members.items()
        if upn not in venn.moved and now is not None and before.get(upn) not in (None, now)
    ]
    if aside:
        said = (_what_changed(venn, upn, before) for upn in aside)
        yield f"As many, but others ({len(aside)})", "; ".join(said)


def _what_changed(venn: VennPicture, upn: str, before: Regions) -> str:
    then, now = before.get(upn), venn.members[upn]
    if then is None or now is None:
        return venn.names[upn]
    parts = [f"now in {listed(gained)}"] if (gained := _in_order(venn, now - then)) else []
    if lost := _in_order(venn, then - now):
        parts.append(f"no longer in {listed(lost)}")
    return f"{venn.names[upn]}, {' and '.join(parts)}"


def _in_order(venn: VennPicture, circles: frozenset[str]) -> list[str]:
    return [circle for circle in venn.circles if circle in circles]


def one_away_in_words(venn: VennPicture) -> Iterator[tuple[str, str]]:
    """Say who lacks one circle only, by the circle, and what the combined figure would become.

    With one circle there is nothing to be one away from that the picture does not show.
    """
    if len(venn.circles) == 1:
        return
    counts = tally(venn.circles, venn.members)
    whole, now = counts.assessed, counts.combined
    for circle, upns in one_away(venn.circles, venn.members).items():
        if upns:
            names = sorted((venn.names[upn] for upn in upns), key=str.casefold)
            then = now + len(upns)
            would_be = f"{per_cent(then, whole)} % ({then} of {whole})"
            yield (
                f"One circle away: {circle} ({len(upns)})",
                f"{listed(names)}. Combined would be {would_be}, now {per_cent(now, whole)} %.",
            )


def combined_in_words(venn: VennPicture, unknown: Sequence[str] = ()) -> str:
    """Give the combined figure: how many of those assessed are in every circle.

    Such as ``Reading, Writing and Maths: 60 % (15 of 25 assessed)``.

    Parameters
    ----------
    unknown
        Circles of which nothing is known of anybody yet.
    """
    counts = tally(venn.circles, venn.members)
    what = listed(venn.circles)
    if unknown and counts.assessed:
        return f"{what}: nobody has a result in {listed(unknown)} yet"
    if not counts.assessed:
        return f"{what}: nobody is assessed yet"
    share = per_cent(counts.combined, counts.assessed)
    return f"{what}: {share} % ({counts.combined} of {counts.assessed} assessed)"


def alt_text(venn: VennPicture, title: str) -> str:
    """Say in words what a diagram shows: its title, how many are where, and who moved."""
    counted = tally(venn.circles, venn.members)
    parts = [
        f"{count} in {region_in_words(venn.circles, code)}"
        for code, count in counted.regions.items()
        if count and code not in {counted.nowhere, NOT_ASSESSED}
    ]
    parts.append(f"{counted.regions[counted.nowhere]} {venn.none_label.lower()}")
    parts.append(f"{counted.regions[NOT_ASSESSED]} not assessed")
    moved = [
        f"{words}: {', '.join(names)}."
        for move, words in _MOVES.items()
        if (names := [venn.names[upn] for upn, found in venn.moved.items() if found == move])
    ]
    said = f"{title}. Venn diagram of {len(venn.members)} pupils: {'; '.join(parts)}."
    return " ".join((said, *moved)) if not venn.counts_only else said
