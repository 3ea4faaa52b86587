"""Chance that falls the same way on every Python and every machine.

Only ``random.Random.random()`` is promised to stay the same between Python versions, so
everything here is made from it.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from typing import TypeVar

T = TypeVar("T")


class Chance:
    """A seeded source of choices."""

    def __init__(self, seed: int) -> None:
        self._random = random.Random(seed)  # noqa: S311 - an invented school needs no secrets

    def unit(self) -> float:
        """Give a number from 0 up to 1."""
        return self._random.random()

    def whether(self, share: float) -> bool:
        """Say yes in that share of cases."""
        return self.unit() < share

    def between(self, low: int, high: int) -> int:
        """Give a whole number from ``low`` to ``high``, both included."""
        return low + int(self.unit() * (high - low + 1))

    def normal(self) -> float:
        """Give a number with mean 0 and standard deviation 1, near enough; no libm needed."""
        return sum(self.unit() for _ in range(12)) - 6.0

    def pick(self, among: Sequence[T]) -> T:
        """Give one of them."""
        return among[int(self.unit() * len(among))]

    def shuffled(self, among: Sequence[T]) -> list[T]:
        """Give all of them in another order."""
        return [
            item for _, _, item in sorted((self.unit(), n, item) for n, item in enumerate(among))
        ]
