"""The list before the change as a terminal shows it: groups, the first few lines of each."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from ppm_xl.mis.answers import Decision
from ppm_xl.mis.lines import LEFT_OUT, QUESTIONS, Line

_SHOWN_OF_EACH: Final = 6
_DECIDE: Final = "To decide"
_HEADS: Final = {
    Decision.YES: "",
    Decision.DONE: "Decided before",
    Decision.NO: "Left alone, as decided",
    Decision.UNDECIDED: _DECIDE,
}


def listed_lines(lines: Sequence[Line]) -> Iterator[str]:
    """Show the list in groups, the first few lines of each; what needs a person comes first."""
    groups: dict[tuple[str, str], list[Line]] = {}
    for line in lines:
        head = "" if line.what == LEFT_OUT else _HEADS[line.decision]
        if line.what in QUESTIONS and line.decision is Decision.YES:
            head = "Decided"
        groups.setdefault((head, line.what), []).append(line)
    for (head, what), found in groups.items():
        words = what.rstrip("?")
        yield (
            f"{head}: {words[:1].lower()}{words[1:]} ({len(found)})"
            if head
            else (f"{words} ({len(found)})")
        )
        for line in found[:_SHOWN_OF_EACH]:
            yield "    " + _in_words(line)
        if len(found) > _SHOWN_OF_EACH:
            yield f"    … and {len(found) - _SHOWN_OF_EACH} more"


def _in_words(line: Line) -> str:
    becomes = f"{line.was or 'empty'} → {line.becomes or 'empty'}" if line.was else line.becomes
    asked = line.what in QUESTIONS or line.what == LEFT_OUT
    parts = [
        f"{line.source}:" if asked and line.source else "",
        line.pupil,
        line.column,
        becomes,
        f"({line.why})" if line.why and asked else "",
    ]
    return "  ".join(part for part in parts if part)
