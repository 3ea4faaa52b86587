"""Every child's name in lists, written wherever the child is named."""

from __future__ import annotations

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.school.cells import text
from ppm_xl.school.names import NamedPupil, school_names
from ppm_xl.school.spelling import ClassNames


def rename_pupils(draft: Draft) -> None:
    """Work out names anew: where two are alike, a name holds the class, which has changed."""
    tables = draft.tables()
    classes = ClassNames(tables)
    names = school_names(
        NamedPupil(
            text(r.get("UPN")),
            text(r.get("Surname")),
            text(r.get("Forename")),
            text(r.get("Known as")),
            classes.named(text(r.get("Class"))),
        )
        for r in tables["Pupils"].records()
        if text(r.get("UPN"))
    )
    was = {text(r.get("UPN")): text(r.get("Pupil")) for r in tables["Pupils"].records()}
    changed = {upn: name for upn, name in names.items() if name and name != was.get(upn)}
    for name, table in tables.tables.items():
        if not changed or name not in schema.TABLES:
            continue
        if not {"UPN", "Pupil"} <= set(table.place_of):
            continue
        for place, row in enumerate(table.rows):
            upn = text(row[table.place_of["UPN"]])
            if upn in changed and row[table.place_of["Pupil"]] != changed[upn]:
                draft.set(name, place, "Pupil", changed[upn])
