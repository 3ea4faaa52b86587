"""What people typed, as it can be printed: an emoji must not stop a page."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping


def printed(data: Mapping[str, object]) -> dict[str, object]:
    """Leave out pictographs, which no typeface of ours draws, from all the texts of a page.

    >>> printed({"said": ["Well done \U0001f600", {"by": "Zoë ♥"}], "of": 3})
    {'said': ['Well done ', {'by': 'Zoë '}], 'of': 3}
    """
    return {key: _without_pictographs(value) for key, value in data.items()}


def _without_pictographs(value: object) -> object:
    if isinstance(value, str):
        if value.isascii():
            return value
        return "".join(c for c in value if not _is_pictograph(c))
    if isinstance(value, dict):
        return {key: _without_pictographs(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_without_pictographs(item) for item in value]
    return value


def _is_pictograph(character: str) -> bool:
    """Whether it is a symbol, or half of one, or nothing Unicode knows."""
    return (
        unicodedata.category(character) in {"So", "Sk", "Cs", "Co", "Cn"} and character > "\u2000"
    )
