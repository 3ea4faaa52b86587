"""What stands in every table that is about pupils: their UPN, and their name in lists."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Cell, TableCells, Tables
from ppm_xl.mis.identity import Row
from ppm_xl.mis.ledger import Ledger, Line, Outcome, Source
from ppm_xl.mis.matching import Match
from ppm_xl.school.cells import text
from ppm_xl.school.names import NamedPupil, school_names
from ppm_xl.school.spelling import ClassNames


def with_real_upns(
    tables: Tables, rows: Sequence[Row], matches: Mapping[Source, Match], ledger: Ledger
) -> Tables:
    """Put real UPNs in the place of temporary ones, in every table that holds them."""
    real: dict[str, Cell] = {}
    for row in rows:
        match = matches[row.source]
        if match.pupil is not None and match.new_upn:
            real[match.pupil.upn] = match.new_upn
            ledger.note(row.source, Outcome.CHANGED)
            ledger.lines.append(
                Line(
                    "UPN change",
                    match.pupil.shown,
                    "UPN",
                    match.pupil.upn,
                    match.new_upn,
                    why=f"The real UPN in place of a temporary one, found {match.why}.",
                    upn=match.new_upn,
                    source=str(row.source),
                )
            )
    for name, table in tables.tables.items() if real else ():
        place = table.place_of.get("UPN")
        if place is not None:
            tables = tables.with_table(
                TableCells(
                    name,
                    table.headings,
                    tuple(
                        (*row[:place], real.get(text(row[place]), row[place]), *row[place + 1 :])
                        for row in table.rows
                    ),
                )
            )
    return tables


def rename(draft: Draft, ledger: Ledger) -> None:
    """Work out every pupil's name in lists, and write it wherever a pupil is named."""
    tables = draft.tables()
    classes = ClassNames(tables)
    pupils = [
        NamedPupil(
            text(r.get("UPN")),
            text(r.get("Surname")),
            text(r.get("Forename")),
            text(r.get("Known as")),
            classes.named(text(r.get("Class"))),
        )
        for r in tables["Pupils"].records()
        if text(r.get("UPN"))
    ]
    names = school_names(pupils)
    was = {text(r.get("UPN")): text(r.get("Pupil")) for r in tables["Pupils"].records()}
    changed = {upn: name for upn, name in names.items() if name and name != was.get(upn)}
    for name, table in tables.tables.items():
        if name not in schema.TABLES or not {"UPN", "Pupil"} <= set(table.place_of):
            continue
        for place, row in enumerate(table.rows):
            upn = text(row[table.place_of["UPN"]])
            if upn in changed and row[table.place_of["Pupil"]] != changed[upn]:
                draft.set(name, place, "Pupil", changed[upn])
    ledger.lines[:] = [
        replace(line, pupil=names.get(line.upn, line.pupil)) if line.what == "Joiner" else line
        for line in ledger.lines
    ]
