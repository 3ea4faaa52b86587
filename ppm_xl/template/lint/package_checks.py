"""The package: entries, content types and relationships."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import Final

from ppm_xl.template.lint.finding import Finding
from ppm_xl.template.lint.opened import CONTENT_TYPES, REL, WORKBOOK, Parts

_CT: Final = "{http://schemas.openxmlformats.org/package/2006/content-types}"
_MACRO_WORKBOOK: Final = "application/vnd.ms-excel.sheet.macroEnabled.main+xml"
_SPREADSHEET: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml."
_TYPES: Final = {
    "xl/worksheets/sheet": f"{_SPREADSHEET}worksheet+xml",
    "xl/tables/": f"{_SPREADSHEET}table+xml",
    "xl/drawings/drawing": "application/vnd.openxmlformats-officedocument.drawing+xml",
    "xl/sharedStrings.xml": f"{_SPREADSHEET}sharedStrings+xml",
    "xl/styles.xml": f"{_SPREADSHEET}styles+xml",
    "xl/vbaProject.bin": "application/vnd.ms-office.vbaProject",
    WORKBOOK: _MACRO_WORKBOOK,
}
"""How a part's name begins, to its content type."""
_SIGNATURES: Final = {
    ".png": b"\x89PNG\r\n\x1a\n",
    ".jpeg": b"\xff\xd8\xff",
    ".jpg": b"\xff\xd8\xff",
}


def check(parts: Parts) -> Iterator[Finding]:
    """Look at what ties parts together."""
    yield from _entries(parts)
    yield from _content_types(parts)
    yield from _relationships(parts)
    yield from _pictures(parts)


def _entries(parts: Parts) -> Iterator[Finding]:
    for name, times in Counter(name.lower() for name in parts.entries).items():
        if times > 1:
            yield Finding("entry-twice", name, f"the package lists it {times} times")
    for name in (CONTENT_TYPES, WORKBOOK, "xl/vbaProject.bin", "xl/styles.xml"):
        if name not in parts:
            yield Finding("part-missing", name, "the part is missing")


def _content_types(parts: Parts) -> Iterator[Finding]:
    if CONTENT_TYPES not in parts:
        return
    root = parts.root(CONTENT_TYPES)
    defaults = {
        e.get("Extension", "").lower(): e.get("ContentType") for e in root.iter(f"{_CT}Default")
    }
    overrides = [
        (e.get("PartName", "").lstrip("/"), e.get("ContentType", ""))
        for e in root.iter(f"{_CT}Override")
    ]
    for name, times in Counter(name for name, _ in overrides).items():
        if times > 1:
            yield Finding("content-type", name, "has two content types")
        if name not in parts:
            yield Finding("content-type", name, "has a content type but is missing")
    stated = dict(overrides)
    for name in dict.fromkeys(parts.entries):
        if name == CONTENT_TYPES or name.endswith("/"):
            continue
        given = stated.get(name) or defaults.get(name.rpartition(".")[2].lower())
        wanted = next((t for start, t in _TYPES.items() if name.startswith(start)), None)
        if given is None:
            yield Finding("content-type", name, "has no content type")
        elif wanted is not None and given != wanted:
            yield Finding("content-type", name, f"is said to be {given}")


def _relationships(parts: Parts) -> Iterator[Finding]:
    reached = {""}
    open_parts = [""]
    while open_parts:
        part = open_parts.pop()
        relations = parts.relations(part)
        ids = Counter(relation.rid for relation in relations)
        for rid, times in ids.items():
            if times > 1:
                yield Finding("relationship-twice", part or "package", f"{rid} stands twice")
        for relation in relations:
            if relation.external or relation.target in reached:
                continue
            if relation.target not in parts:
                message = f"{relation.rid} leads to {relation.target}, which is missing"
                yield Finding("relationship-missing-part", part or "package", message)
                continue
            reached.add(relation.target)
            open_parts.append(relation.target)
        yield from _unknown_ids(parts, part, set(ids))
    for name in dict.fromkeys(parts.entries):
        if name not in reached and name != CONTENT_TYPES and not name.endswith((".rels", "/")):
            yield Finding("part-unrelated", name, "no relationship leads to it")


def _unknown_ids(parts: Parts, part: str, known: set[str]) -> Iterator[Finding]:
    """Find ``r:id`` and ``r:embed`` that no relationship has."""
    if not part.endswith(".xml"):
        return
    for element in parts.root(part).iter():
        for attribute, value in element.attrib.items():
            if str(attribute).startswith(REL) and str(value) not in known:
                yield Finding("relationship-unknown", part, f"{value!s} is no relationship of it")


def _pictures(parts: Parts) -> Iterator[Finding]:
    for name in dict.fromkeys(parts.entries):
        for ending, signature in _SIGNATURES.items():
            if name.lower().endswith(ending) and not parts.read(name).startswith(signature):
                yield Finding("picture-garbage", name, "is not the picture its name says")
