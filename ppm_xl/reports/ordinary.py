"""Names of children that are ordinary words too, so that innocent sentences stay innocent."""

from __future__ import annotations

from typing import Final

OPENERS: Final = frozenset(
    """
    amber an april art august autumn bill chance charity do drew faith grace ha happy hope honour
    joy june love mark may mercy merry my no patience pat rose sky so spring star summer sunny
    true van wade ward well will winter
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words that may open a sentence with a capital: "Will you read with us?"."""

THINGS: Final = frozenset(
    """
    ace angel archer basil bay bear blossom blue bonny brook buddy cash christian clay cliff dale
    daisy dawn dean diamond dot duke earl eden eve fern finn forest frank gene glen grant hazel
    heath heather holly hunter iris ivy jade jasmine jay jet jewel job king lance lark leaf lily
    major mason melody miles nick noble olive opal pansy pearl penny pierce poppy prince princess
    ray red reed rich river rob robin rocky rosemary rowan ruby rusty saffron sage sandy scout skip
    sterling stone storm tally teal trinity victor violet willow wren
    """.split()  # noqa: SIM905 - a list of words reads better as words
)
"""Words that mean a child only with a capital: "A robin came" but "Robin came"."""
