"""The column at the left: why the colours are so, targets, tests, barriers, earlier results."""

from __future__ import annotations

from collections.abc import Iterator

from ppm_xl.one_child.lines import Block, Entry, Look, Said
from ppm_xl.one_child.page import Page
from ppm_xl.one_child.words import day, sentence, time_of
from ppm_xl.school.early_years import EXPECTED, good_level
from ppm_xl.school.reaching import reaches
from ppm_xl.sentences import listed
from ppm_xl.status.against_tests import AGREES
from ppm_xl.status.from_start import EXPECTED as AS_EXPECTED
from ppm_xl.status.pupils import SubjectStatus


def left(page: Page) -> tuple[Block, ...]:
    """Why the colours are so, targets, tests, barriers, earlier results."""
    has_marks = bool(page.status.subjects)
    return (
        Block("Why", tuple(_why(page)), "Status", weight=2),
        Block(
            f"Targets for {page.now.school_year}",
            tuple(_targets(page)),
            "Targets",
            "targets" if has_marks else "",
        ),
        Block("Tests", tuple(tests(page)), "Tests", "test scores" if has_marks else ""),
        Block("Barriers to learning", tuple(barriers(page)), "Provision", "barriers"),
        Block("Earlier results", tuple(earlier(page)), "Tests", "earlier results"),
    )


def _why(page: Page) -> Iterator[Entry]:
    status = page.status
    for area in status.red_in:
        reasons = list(status.reasons(area))
        if running := status.red_meetings.get(area, 0):
            reasons.append(
                "Red at the last meeting too"
                if running == 1
                else f"Red at the last {running} meetings running"
            )
        why = "; ".join(reasons)
        said = [Said(f"{area}: {why}." if area in status.subjects else sentence(why))]
        if area in status.subjects:
            said += [Said(sentence(note), Look.QUIET) for note in _notes(status.subjects[area])]
        yield tuple(said)
    for name, subject in status.subjects.items():
        if not subject.is_red and (notes := tuple(_notes(subject))):
            yield (Said(f"{name}: {'; '.join(notes)}."),)


def _targets(page: Page) -> Iterator[Entry]:
    for subject, status in page.status.subjects.items():
        target = page.school.targets.get((page.now.school_year, page.pupil.upn, subject))
        if target is None or not (target.agreed or target.starting_point):
            continue
        words = f"{subject}: "
        words += f"target {target.agreed}" if target.agreed else "target not agreed yet"
        if target.starting_point:
            words += f", began at {target.starting_point}"
        milestone = target.milestones.get(page.now.term, "")
        if milestone:
            words += f"; milestone for {page.now.term.lower()} {milestone}"
            words += _reached(page, status, milestone)
        yield (Said(f"{words}."),)


def _reached(page: Page, status: SubjectStatus, milestone: str) -> str:
    """Say whether the mark would do for the milestone at the end of the term it is for."""
    scale, year = page.school.settings.scale, page.pupil.year
    found = reaches(scale, status.mark, milestone, year, f"{page.now.term} 2")
    if found is None:
        return ""
    return ": reached" if found else f": not yet, now {status.mark}"


def tests(page: Page) -> Iterator[Entry]:
    """Give the scores of each test together, and where one differs from the judgement."""
    sittings: dict[tuple[str, str, str], list[str]] = {}
    for score in page.shelf.tests.get(page.pupil.upn, ()):
        when = day(score.day) if score.day else time_of(score.half_term, page.now)
        scores = sittings.setdefault((score.test, score.kind, when), [])
        scores.append(f"{score.subject} {score.score}")
    for (test, kind, when), scores in sittings.items():
        of_kind = f" ({kind})" if kind else ""
        yield (Said(f"{test}{of_kind}, {when}: {', '.join(scores)}."),)
    for name, subject in page.status.subjects.items():
        if subject.test is not None and subject.test.verdict != AGREES:
            yield (Said(f"{name}: {sentence(subject.test.why)}"),)


def barriers(page: Page) -> Iterator[Entry]:
    """Name barriers to learning with their dates; their notes are for the SENCO."""
    for row in page.shelf.barriers.get(page.pupil.upn, ()):
        since = f", since {day(row.since)}" if row.since else ""
        until = f", until {day(row.to)}" if row.to else ""
        yield (Said(f"{row.barrier}{since}{until}."),)


def earlier(page: Page) -> Iterator[Entry]:
    """Give earlier results by stage, and the end of the Early Years."""
    stages: dict[str, list[str]] = {}
    for row in page.shelf.prior.get(page.pupil.upn, ()):
        heading = f"{row.stage} ({day(row.day)})" if row.day else row.stage
        stages.setdefault(heading, []).append(f"{row.subject} {row.result}")
    for heading, results in stages.items():
        yield (Said(f"{heading}: {', '.join(results)}."),)
    records = page.school.early_years_of(page.pupil.upn, page.now)
    if not records or page.status.areas:
        return
    record = records[0]
    level = good_level(record.areas, record.goals)
    if level is None:
        return
    words = f"Early Years, {time_of(record.half_term, page.now)}: "
    words += "a good level of development" if level else "not yet a good level of development"
    emerging = [goal for goal, said in record.goals.items() if said != EXPECTED]
    if emerging:
        words += f"; emerging in {listed(emerging)}"
    yield (Said(f"{words}."),)


def _notes(subject: SubjectStatus) -> Iterator[str]:
    """Say what a colour does not: movement, and progress from the start."""
    if subject.trend.why:
        yield subject.trend.why
    if subject.from_start is not None and subject.from_start.made != AS_EXPECTED:
        yield subject.from_start.why
