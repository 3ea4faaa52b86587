"""A workbook's own parts: which sheets it has, and which number formats matter."""

from __future__ import annotations

import posixpath
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from ppm_xl.mis.limits import MAX_SMALL_PART, check_tags, damaged
from ppm_xl.mis.number_formats import shows


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet for cells: its name and the part that holds it."""

    name: str
    part: str


def visible_sheets(name: str, parts: Mapping[str, bytes]) -> tuple[Sheet, ...]:
    """Give the sheets for cells that a person sees, in the workbook's order.

    Raises
    ------
    FileError
        Where the workbook's list of sheets is damaged.
    """
    related = {
        _attribute(e, "Id"): (_attribute(e, "Target"), _attribute(e, "Type"))
        for e in parsed(name, parts.get("xl/_rels/workbook.xml.rels", b""))
    }
    found = []
    for sheet in parsed(name, parts["xl/workbook.xml"]).iter():
        if _local(sheet.tag) != "sheet":
            continue
        target, kind = related.get(_attribute(sheet, "id"), ("", ""))
        if not kind.endswith("/worksheet") or _attribute(sheet, "state").startswith(
            ("hidden", "veryHidden")
        ):
            continue
        part = posixpath.normpath(posixpath.join("/xl", target)).lstrip("/")
        if part not in parts:
            raise damaged(name)
        found.append(Sheet(_attribute(sheet, "name"), part))
    return tuple(found)


def formats_that_matter(name: str, parts: Mapping[str, bytes]) -> Mapping[int, str]:
    """Give the cell styles whose number format changes what a number means.

    Raises
    ------
    FileError
        Where the styles are damaged.
    """
    if "xl/styles.xml" not in parts:
        return {}
    root = parsed(name, parts["xl/styles.xml"])
    formats = {
        # Those that Excel has built in: ECMA-376 part 1, 18.8.30.
        "9": "0%",
        "10": "0.00%",
        **{
            _attribute(e, "numFmtId"): _attribute(e, "formatCode")
            for e in root.iter()
            if _local(e.tag) == "numFmt"
        },
    }
    styles = next((e for e in root.iter() if _local(e.tag) == "cellXfs"), ())
    of_style = {n: formats.get(_attribute(e, "numFmtId"), "") for n, e in enumerate(styles)}
    return {style: shown for style, shown in of_style.items() if shows(shown) != (False, 0)}


def parsed(name: str, part: bytes) -> Element:
    """Parse a part, without document types or entities.

    Raises
    ------
    FileError
        Where it is damaged.
    """
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    if len(part) > MAX_SMALL_PART:
        raise damaged(name)
    check_tags(name, part)
    try:
        root: Element = fromstring(part, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError, LookupError):
        raise damaged(name) from None
    return root


def _attribute(element: Element, local: str) -> str:
    """Give an attribute by its name, whatever its namespace; empty where there is none."""
    return next((v for k, v in element.attrib.items() if _local(k) == local), "")


def _local(tag: object) -> str:
    return str(tag).rpartition("}")[2]
