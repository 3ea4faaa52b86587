"""Children by first name and initial, for those who may know no more; and typed words likewise."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from ppm_xl.reports.flags import names_a_flag
from ppm_xl.reports.names import folded
from ppm_xl.reports.privacy import Gate
from ppm_xl.school.model import Pupil, School


def short_names(pupils: Iterable[Pupil]) -> Mapping[str, str]:
    """Give each pupil's first name with as little of the surname as tells two children apart.

    One letter at least; the whole of it, as lists offer it, where two are named alike.
    """
    alike: dict[str, list[Pupil]] = {}
    for pupil in pupils:
        alike.setdefault(folded(pupil.first_name), []).append(pupil)
    return {p.upn: _short(p, group) for group in alike.values() for p in group}


def _short(pupil: Pupil, group: Sequence[Pupil]) -> str:
    others = [folded(other.surname) for other in group if other is not pupil]
    for length in range(1, len(pupil.surname) + 1):
        begins = folded(pupil.surname[:length])
        if not any(other.startswith(begins) for other in others):
            return f"{pupil.first_name} {pupil.surname[:length]}".strip()
    return pupil.name if pupil.surname and others else pupil.first_name


class Reduced:
    """Brings what staff typed to what those may read who see no more than a first name.

    Parameters
    ----------
    school
        Knows every name in it, and what it calls its SENCO.
    """

    def __init__(self, school: School) -> None:
        self._gate = Gate(school)
        self._also = (school.settings.words.get("SENCO is called", ""),)

    def words(self, typed: str, pupils: Sequence[Pupil], short: Mapping[str, str]) -> str:
        """Give typed words with the children's surnames shortened.

        Empty where they name another child, or hold a word of SEND, Pupil Premium or the like.
        """
        if names_a_flag(typed, self._also) or self._names_another(typed, pupils):
            return ""
        for pupil in pupils:
            if not pupil.surname:
                continue
            given = "|".join(re.escape(n) for n in {pupil.forename, pupil.known_as} if n)
            surname = re.escape(pupil.surname)
            if given:
                whole = rf"\b(?:{given})\s+{surname}\b"
                typed = re.sub(whole, short[pupil.upn], typed, flags=re.IGNORECASE)
            typed = re.sub(rf"\b{surname}\b", f"{pupil.surname[:1]}.", typed)
        return typed

    def _names_another(self, typed: str, pupils: Sequence[Pupil]) -> bool:
        about = pupils or (Pupil("", "", "", ""),)
        return all(self._gate.refuses(typed, p) == "names-another-pupil" for p in about)
