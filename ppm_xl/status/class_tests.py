"""Where a class's tests and its teacher's judgements disagree, both ways, by name."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from ppm_xl.school.calendar import HalfTerm
from ppm_xl.school.model import Pupil, School
from ppm_xl.sentences import counted
from ppm_xl.status.against_tests import HIGHER, LOWER, TestVerdict, counted_both_ways
from ppm_xl.status.pupils import Statuses


def beside_judgements(
    school: School,
    pupils: Sequence[Pupil],
    half_term: HalfTerm,
    names: Mapping[str, str],
    known: Statuses | None = None,
) -> Iterator[tuple[str, str]]:
    """Say of each subject how the newest tests of the school year stand beside the judgements.

    A subject in which no test can be compared is left out.

    Parameters
    ----------
    names
        UPN to what the child is called here; who is not in it is left out.
    known
        Where several ask, what is worked out once for all.

    Yields
    ------
    tuple
        Such as ``Reading: 26 tests beside judgements`` and ``23 agree; 2 lower than judged:
        Ann, Ben; 1 higher: Cem; 2 not compared``.
    """
    known = known or Statuses(school)
    verdicts: dict[str, dict[str, TestVerdict | None]] = {}
    for pupil in pupils:
        if pupil.upn in names:
            for subject, found in known.of(pupil, half_term).subjects.items():
                verdicts.setdefault(subject, {})[pupil.upn] = found.test
    for subject in school.settings.subjects:
        of_subject = verdicts.get(subject, {})
        counts = counted_both_ways(tuple(of_subject.values()))
        compared = counts.lower + counts.agree + counts.higher
        if not compared:
            continue
        said = [f"{counts.agree} agree"]
        said += [
            f"{number} {words}{_named(of_subject, verdict, names)}"
            for number, words, verdict in (
                (counts.lower, "lower than judged", LOWER),
                (counts.higher, "higher", HIGHER),
            )
        ]
        if counts.not_compared:
            said.append(f"{counts.not_compared} not compared")
        yield f"{subject}: {counted(compared, 'test')} beside judgements", "; ".join(said)


def _named(
    verdicts: Mapping[str, TestVerdict | None], wanted: str, names: Mapping[str, str]
) -> str:
    found = sorted(
        (names[upn] for upn, v in verdicts.items() if v is not None and v.verdict == wanted),
        key=str.casefold,
    )
    return f": {', '.join(found)}" if found else ""
