"""Every child's name in lists, written wherever the child is named."""

from __future__ import annotations

from collections.abc import Mapping

from ppm_xl import schema
from ppm_xl.book.draft import Draft
from ppm_xl.school.cells import text
from ppm_xl.school.names import NamedPupil, school_names
from ppm_xl.school.spelling import ClassNames


def rename_pupils(draft: Draft) -> Mapping[str, str]:
    """Work out names anew: where two are alike, a name holds the class, which may have changed.

    Returns
    -------
    Mapping
        UPN to the name it has in lists now.
    """
    tables = draft.tables()
    classes = ClassNames(tables)
    pupils = [row for row in tables["Pupils"].records() if text(row.get("UPN"))]
    names = school_names(
        NamedPupil(
            text(row.get("UPN")),
            text(row.get("Surname")),
            text(row.get("Forename")),
            text(row.get("Known as")),
            classes.named(text(row.get("Class"))),
        )
        for row in pupils
    )
    was = {text(row.get("UPN")): text(row.get("Pupil")) for row in pupils}
    changed = {upn: name for upn, name in names.items() if name and name != was[upn]}
    for name, table in tables.tables.items() if changed else ():
        if name not in schema.TABLES or not {"UPN", "Pupil"} <= set(table.place_of):
            continue
        upns, shown = table.column("UPN"), table.column("Pupil")
        for place, (upn, now) in enumerate(zip(map(text, upns), shown, strict=True)):
            if upn in changed and now != changed[upn]:
                draft.set(name, place, "Pupil", changed[upn])
    return names
