"""From the workbook's cells to a :class:`School`, with every cell that could not be read."""

from __future__ import annotations

from collections.abc import Iterator

from ppm_xl import schema
from ppm_xl.book.tables import Tables
from ppm_xl.errors import DataError, Problem
from ppm_xl.school import model
from ppm_xl.school.calendar import HalfTerm, parse_half_term
from ppm_xl.school.cells import flag, moment, text
from ppm_xl.school.early_years import GOALS
from ppm_xl.school.raising import read_raised
from ppm_xl.school.reading_settings import read_settings
from ppm_xl.school.row_reader import Record, RowReader
from ppm_xl.school.settings import Settings
from ppm_xl.school.spelling import ClassNames, year_group


def read_school(tables: Tables) -> tuple[model.School, tuple[Problem, ...]]:
    """Read the whole workbook.

    Returns
    -------
    tuple
        The school, and one problem for each cell that could not be read. Such a cell counts
        as empty, and stays in the workbook as it is.
    """
    settings = read_settings(tables)
    yellow = settings.words["Yellow is called"]
    reader = RowReader(tables, ClassNames(tables), yellow, settings.subjects)
    working = {text(r.get("What")): text(r.get("Value")) for _, r in reader.records("Working")}
    try:
        now = parse_half_term(working.get("Half-term", ""), working.get("School year", ""))
        _ = now.place
    except (DataError, ValueError):
        now = None
    actions = {action.id: action for action in _actions(reader)}
    school = model.School(
        tables=tables,
        settings=settings,
        working=now,
        working_class=reader.classes.named(working.get("Class", "")),
        pupils={pupil.upn: pupil for pupil in _pupils(reader)},
        judgements={(j.half_term, j.upn): j for j in _judgements(reader, settings)},
        early_years={(r.half_term, r.upn): r for r in _early_years(reader)},
        targets={(t.school_year, t.upn, t.subject): t for t in _targets(reader)},
        prior={(p.upn, p.stage, p.subject): p for p in _prior(reader)},
        tests=tuple(_tests(reader)),
        barriers=tuple(_barriers(reader)),
        actions=tuple(actions.values()),
        provision=tuple(_provision(reader)),
        groups=tuple(_groups(reader)),
        issues=tuple(_issues(reader)),
        conversations={(c.half_term, c.upn): c for c in _conversations(reader)},
        learning_targets=tuple(_learning_targets(reader)),
        report_choices=dict(_report_choices(reader)),
        meetings=tuple(_meetings(reader)),
        discussion={(d.meeting, d.upn, d.area): d for d in _discussion(reader)},
    )
    return school, tuple(reader.problems)


_ROUNDING = 0.5
"""Percentage points by which a figure may be rounded: to a whole per cent."""


def _pupils(reader: RowReader) -> Iterator[model.Pupil]:
    for n, r in reader.records("Pupils"):
        upn = text(r.get("UPN"))
        if not upn:
            reader.odd("Pupils", n, "UPN", "is empty", "Type the pupil's UPN.")
            continue
        year = year_group(text(r.get("Year")))
        if year and year not in schema.YEARS:
            reader.odd("Pupils", n, "Year", "is not a year group", "Write R or 1 to 6.")
        yield model.Pupil(
            upn=upn,
            name=text(r.get("Pupil")) or f"{text(r.get('Forename'))} {text(r.get('Surname'))}",
            surname=text(r.get("Surname")),
            forename=text(r.get("Forename")),
            known_as=text(r.get("Known as")),
            born=reader.day("Pupils", n, r, "DOB"),
            sex=text(r.get("Sex")),
            year=year,
            class_name=reader.classes.named(text(r.get("Class"))),
            pupil_premium=flag(r.get("Pupil Premium")),
            send=text(r.get("SEND")).upper(),
            eal=flag(r.get("EAL")),
            joined=reader.day("Pupils", n, r, "Joined"),
            left=reader.day("Pupils", n, r, "Left"),
            report_copies=_copies(reader, n, r),
            report_language=text(r.get("Report language")),
        )


def _copies(reader: RowReader, n: int, r: Record) -> int:
    """Read how many go home; what cannot be read holds the report, as somebody meant something."""
    found = reader.whole("Pupils", n, r, "Report copies")
    if found is None:
        return 1 if r.get("Report copies") is None else 0
    return max(0, found)


def _judgements(reader: RowReader, settings: Settings) -> Iterator[model.Judgement]:
    table, subjects = "Assessments", settings.subjects
    spelt: dict[tuple[str, str], str] = {}

    def mark(written: str, year: str) -> str:
        """Give a mark as the scale spells it; what is not on it stays, in capitals."""
        if (written, year) not in spelt:
            spelt[written, year] = settings.scale.spelt(written, year) or written.upper()
        return spelt[written, year]

    for n, r in reader.records(table):
        half_term, upn = reader.half_term(table, n, r), text(r.get("UPN"))
        if half_term is None or not upn:
            continue
        year = year_group(text(r.get("Year")))
        marks = {s: mark(written, year) for s in subjects if (written := text(r.get(s)))}
        progress = {s: reader.colour(table, n, r, f"{s} progress") for s in subjects}
        yield model.Judgement(
            half_term=half_term,
            upn=upn,
            year=year,
            class_name=reader.classes.named(text(r.get("Class"))),
            pupil_premium=flag(r.get("Pupil Premium")),
            send=text(r.get("SEND")).upper(),
            marks=marks,
            progress={s: colour for s, colour in progress.items() if colour},
            judged_by=text(r.get("Judged by")),
            judged_on=reader.day(table, n, r, "Judged on"),
            attendance=_attendance(reader, n, r),
            lates=reader.whole(table, n, r, "Lates"),
            behaviour=reader.colour(table, n, r, "Behaviour"),
            effort=reader.colour(table, n, r, "Effort"),
            homework=reader.colour(table, n, r, "Homework"),
            uniform=reader.colour(table, n, r, "Uniform"),
            for_the_family=text(r.get("For the family")),
            staff_note=text(r.get("Staff note")),
            raised=read_raised(r.get("Raise at the meeting")),
            childs_words=text(r.get("Child's words")),
            share_childs_words=flag(r.get("Share child's words")) is True,
        )


def _attendance(reader: RowReader, n: int, r: Record) -> model.Attendance | None:
    table = "Assessments"
    possible = reader.whole(table, n, r, "Possible")
    attended = reader.whole(table, n, r, "Attended")
    per_cent = reader.number(table, n, r, "Attendance %")
    if possible and attended is not None:
        exact = 100 * attended / possible
        # What stands on the sheet counts; sessions only make a rounded figure exact.
        if per_cent is None or abs(per_cent - exact) <= _ROUNDING:
            per_cent = exact
    if per_cent is None:
        return None
    return model.Attendance(
        per_cent=per_cent,
        possible=possible,
        attended=attended,
        unauthorised=reader.whole(table, n, r, "Unauthorised"),
        basis=text(r.get("Attendance basis")) or "year to date",
        to=reader.day(table, n, r, "Attendance to"),
    )


def _early_years(reader: RowReader) -> Iterator[model.EarlyYearsRecord]:
    for n, r in reader.records("EarlyYears"):
        half_term, upn = reader.half_term("EarlyYears", n, r), text(r.get("UPN"))
        if half_term is not None and upn:
            areas = {area: text(r.get(area)) for area in schema.AREAS_OF_LEARNING}
            goals = {goal: text(r.get(f"ELG {goal}")).capitalize() for goal in GOALS}
            yield model.EarlyYearsRecord(
                half_term,
                upn,
                {area: found for area, found in areas.items() if found},
                {goal: found for goal, found in goals.items() if found},
                year_group(text(r.get("Year"))),
                reader.classes.named(text(r.get("Class"))),
            )


def _prior(reader: RowReader) -> Iterator[model.PriorResult]:
    for n, r in reader.records("Prior"):
        upn, stage, result = (text(r.get(name)) for name in ("UPN", "Stage", "Result"))
        if upn and stage and result:
            yield model.PriorResult(
                upn=upn,
                stage=stage,
                subject=text(r.get("Subject")),
                result=result,
                day=reader.day("Prior", n, r, "Date"),
                source=text(r.get("Source")),
            )


def _tests(reader: RowReader) -> Iterator[model.TestScore]:
    for n, r in reader.records("Tests"):
        half_term, upn, score = reader.half_term("Tests", n, r), text(r.get("UPN")), r.get("Score")
        if half_term is not None and upn and score is not None:
            yield model.TestScore(
                half_term=half_term,
                upn=upn,
                subject=text(r.get("Subject")),
                test=text(r.get("Test")),
                score=text(score),
                kind=text(r.get("Kind")).casefold(),
                year=year_group(text(r.get("Year"))),
                day=reader.day("Tests", n, r, "Date"),
            )


def _barriers(reader: RowReader) -> Iterator[model.Barrier]:
    for n, r in reader.records("Barriers"):
        upn, barrier = text(r.get("UPN")), text(r.get("Barrier"))
        if upn and barrier:
            yield model.Barrier(
                upn=upn,
                barrier=barrier,
                since=reader.day("Barriers", n, r, "Since"),
                to=reader.day("Barriers", n, r, "To"),
                note=text(r.get("Note")),
            )


def _targets(reader: RowReader) -> Iterator[model.Target]:
    for _, r in reader.records("Targets"):
        milestones = {t: text(r.get(f"{t} milestone")) for t in ("Autumn", "Spring", "Summer")}
        yield model.Target(
            school_year=text(r.get("School year")),
            upn=text(r.get("UPN")),
            subject=text(r.get("Subject")),
            starting_point=text(r.get("Starting point")),
            agreed=text(r.get("Agreed")),
            milestones={term: mark for term, mark in milestones.items() if mark},
        )


def _actions(reader: RowReader) -> Iterator[model.Action]:
    whom: dict[str, list[str]] = {}
    for _, r in reader.records("ActionPupils"):
        whom.setdefault(text(r.get("ID")), []).append(text(r.get("UPN")))
    table = "Actions"
    for n, r in reader.records(table):
        ident, words = text(r.get("ID")), text(r.get("Action"))
        if not words:
            continue
        yield model.Action(
            id=ident or f"row {n}",
            action=words,
            pupils=tuple(whom.get(ident, ())),
            meeting=text(r.get("Meeting")),
            agreed_on=reader.day(table, n, r, "Agreed on"),
            half_term=reader.half_term(table, n, r) if text(r.get("Half-term")) else None,
            class_name=reader.classes.named(text(r.get("Class"))),
            area=text(r.get("Area")),
            need=text(r.get("Need")),
            owner=text(r.get("Owner")),
            by_when=reader.day(table, n, r, "By when"),
            measure=text(r.get("Measure")),
            on_report=flag(r.get("On report")) is True,
            discussed_with_family=flag(r.get("Discussed with family")) is True,
            status=text(r.get("Status")).casefold() or "open",
            done_on=reader.day(table, n, r, "Done on"),
            impact=text(r.get("Impact")),
            impact_note=text(r.get("Impact note")),
        )


def _provision(reader: RowReader) -> Iterator[model.Provision]:
    rows = [(n, text(r.get("Name")), r) for n, r in reader.records("Interventions")]
    known = {name: r for _, name, r in rows}
    minutes = {name: reader.whole("Interventions", n, r, "Minutes a week") for n, name, r in rows}
    for n, r in reader.records("Provision"):
        name = text(r.get("Name"))
        about = known.get(name, {})
        yield model.Provision(
            name=name,
            upn=text(r.get("UPN")),
            since=reader.day("Provision", n, r, "From"),
            kind=text(about.get("Kind")),
            area=text(about.get("Area")),
            staff=text(about.get("Staff")),
            to=reader.day("Provision", n, r, "To"),
            working=text(r.get("Working")),
            minutes_a_week=minutes.get(name),
            sessions_planned=reader.whole("Provision", n, r, "Sessions planned"),
            sessions_had=reader.whole("Provision", n, r, "Sessions had"),
            entry=text(r.get("Entry")),
            exit=text(r.get("Exit")),
            measure=text(r.get("Measure")),
            reviewed=reader.day("Provision", n, r, "Reviewed"),
            changed_to=text(r.get("Changed to")),
        )


def _groups(reader: RowReader) -> Iterator[model.FocusGroup]:
    for n, r in reader.records("Groups"):
        name, upn = text(r.get("Name")), text(r.get("UPN"))
        if name and upn:
            yield model.FocusGroup(
                name=name,
                upn=upn,
                since=reader.day("Groups", n, r, "From"),
                subject=text(r.get("Subject")),
                kind=text(r.get("Kind")),
                to=reader.day("Groups", n, r, "To"),
            )


def _issues(reader: RowReader) -> Iterator[model.Issue]:
    for n, r in reader.records("Issues"):
        words = text(r.get("Text"))
        if words:
            yield model.Issue(
                id=text(r.get("ID")) or f"row {n}",
                kind=text(r.get("Kind")),
                text=words,
                meeting=text(r.get("Meeting")),
                upn=text(r.get("UPN")),
                owner=text(r.get("Owner")),
                by_when=reader.day("Issues", n, r, "By when"),
                reply=text(r.get("Reply")),
                status=text(r.get("Status")).casefold() or "open",
            )


def _conversations(reader: RowReader) -> Iterator[model.Conversation]:
    table = "Conversations"
    for n, r in reader.records(table):
        half_term, upn = reader.half_term(table, n, r), text(r.get("UPN"))
        if half_term is not None and upn:
            yield model.Conversation(
                half_term=half_term,
                upn=upn,
                planned=moment(r.get("Planned")),
                held=reader.day(table, n, r, "Held"),
                going_well=text(r.get("Going well")),
                hard=text(r.get("Hard")),
                would_help=text(r.get("What would help")),
                agreed=text(r.get("Agreed")),
            )


def _report_choices(reader: RowReader) -> Iterator[tuple[tuple[HalfTerm, str, str], str]]:
    for n, r in reader.records("ReportChoices"):
        half_term, upn = reader.half_term("ReportChoices", n, r), text(r.get("UPN"))
        if half_term is not None and upn and text(r.get("Measure")):
            yield (half_term, upn, text(r.get("Measure"))), text(r.get("Instead"))


def _learning_targets(reader: RowReader) -> Iterator[model.LearningTarget]:
    table = "LearningTargets"
    for n, r in reader.records(table):
        half_term, upn = reader.half_term(table, n, r), text(r.get("UPN"))
        said = any(text(r.get(column)) for column in ("Learned", "Next", "Met"))
        if half_term is not None and upn and said:  # else a row that waits to be typed in
            yield model.LearningTarget(
                id=text(r.get("ID")) or f"row {n}",
                half_term=half_term,
                upn=upn,
                subject=text(r.get("Subject")),
                learned=text(r.get("Learned")),
                next=text(r.get("Next")),
                by_when=reader.day(table, n, r, "By when"),
                met=reader.day(table, n, r, "Met"),
            )


def _meetings(reader: RowReader) -> Iterator[model.Meeting]:
    for n, r in reader.records("Meetings"):
        half_term = reader.half_term("Meetings", n, r)
        if half_term is not None:
            yield model.Meeting(
                id=text(r.get("ID")),
                kind=text(r.get("Kind")) or "progress",
                class_name=reader.classes.named(text(r.get("Class"))),
                half_term=half_term,
                day=reader.day("Meetings", n, r, "Date"),
                start=text(r.get("Start")),
                place=text(r.get("Place")),
                leader=text(r.get("Leader")),
                attending=text(r.get("Attending")),
                bring=text(r.get("Bring")),
                minutes=reader.whole("Meetings", n, r, "Minutes"),
                senco_joins=text(r.get("SENCO joins")),
                senco_minutes=reader.whole("Meetings", n, r, "SENCO minutes"),
                visitors=flag(r.get("Parent or pupil coming")) is True,
                for_child=text(r.get("For child")),
                cover=text(r.get("Cover")),
                invited=reader.day("Meetings", n, r, "Invited"),
                held=reader.day("Meetings", n, r, "Held"),
                recorded=reader.day("Meetings", n, r, "Recorded"),
            )


def _discussion(reader: RowReader) -> Iterator[model.Discussion]:
    for _, r in reader.records("Discussion"):
        yield model.Discussion(
            meeting=text(r.get("Meeting")),
            upn=text(r.get("UPN")),
            area=text(r.get("Area")),
            why_listed=text(r.get("Why listed")),
            need=text(r.get("Need")),
            reason=text(r.get("Teacher's reason")),
            question=text(r.get("Leader's question")),
            question_proposed=text(r.get("Question proposed")),
            send_concern=flag(r.get("SEND concern")) is True,
            what_helped=text(r.get("What helped")),
            note=text(r.get("Note")),
            attainment_shown=text(r.get("Attainment shown")),
            progress_shown=text(r.get("Progress shown")),
            region_shown=text(r.get("Region shown")),
        )
