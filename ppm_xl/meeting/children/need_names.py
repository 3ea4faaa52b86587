"""Common learning needs by name: spelt and ordered as the table Needs has them."""

from __future__ import annotations

from ppm_xl.school.settings import Settings


class Spelling:
    """Spells needs as Settings does, whatever case they were typed in; orders them as it does."""

    def __init__(self, settings: Settings) -> None:
        self._spelt = {need.casefold(): need for need in settings.needs}
        self._place = {need: place for place, need in enumerate(settings.needs)}

    def of(self, need: str) -> str:
        """Give a need as Settings spells it; one of the school's own as it was typed."""
        return self._spelt.get(need.strip().casefold(), need.strip())

    def place(self, need: str) -> tuple[int, str]:
        """Give where a need stands among all."""
        return self._place.get(need, len(self._place)), need.casefold()
