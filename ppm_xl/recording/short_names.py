"""Children by first name and initial, for those who may know no more; and typed words likewise."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from ppm_xl.reports.flags import names_a_flag
from ppm_xl.reports.names import folded, tokens
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
            typed = _shortened(typed, pupil, short[pupil.upn])
        return typed

    def _names_another(self, typed: str, pupils: Sequence[Pupil]) -> bool:
        about = pupils or (Pupil("", "", "", ""),)
        return all(self._gate.refuses(typed, p) == "names-another-pupil" for p in about)


def _shortened(typed: str, pupil: Pupil, short: str) -> str:
    """Bring one child's whole name to the short one, and the surname alone to its letter.

    However it is spelt: in capitals, without its accents, with another apostrophe. A word of small
    letters is no surname: Rose may rose.
    """
    surname = [token.word for token in tokens(pupil.surname)]
    if not surname:
        return typed
    given = [[t.word for t in tokens(name)] for name in (pupil.forename, pupil.known_as) if name]
    forms = [*((name, short) for name in given), ([], f"{pupil.surname[:1]}.")]
    text = unicodedata.normalize("NFC", typed)
    found, out, done, place = tokens(text), [], 0, 0
    while place < len(found):
        for before, instead in forms:
            span = found[place : place + len(before) + len(surname)]
            is_named = [token.word for token in span] == [*before, *surname]
            if is_named and (before or any(token.capital for token in span)):
                out += [text[done : span[0].start], instead]
                done, place = span[-1].end, place + len(span)
                break
        else:
            place += 1
    return "".join((*out, text[done:]))
