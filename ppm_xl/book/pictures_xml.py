"""Pictures in a workbook's package: put on a sheet, or replaced in place by name."""

from __future__ import annotations

from typing import Final

from lxml import etree

from ppm_xl.book import Picture
from ppm_xl.book.escaping import to_xml
from ppm_xl.book.parts import Package
from ppm_xl.book.styles_xml import MAIN
from ppm_xl.book.workbook_xml import WorkbookXml
from ppm_xl.errors import FileError

_OFFICE: Final = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_DRAW_NS: Final = "http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing"
_ART_NS: Final = "http://schemas.openxmlformats.org/drawingml/2006/main"
_DRAW: Final = f"{{{_DRAW_NS}}}"
_ART: Final = f"{{{_ART_NS}}}"
_RID: Final = f"{{{_OFFICE}}}id"
_EMBED: Final = f"{{{_OFFICE}}}embed"

EMU_PER_POINT: Final = 12_700
_ANCHORS: Final = {f"{_DRAW}{kind}Anchor" for kind in ("oneCell", "twoCell", "absolute")}
_DRAWING_TYPE: Final = "application/vnd.openxmlformats-officedocument.drawing+xml"

_AFTER_DRAWING: Final = (
    "legacyDrawing",
    "legacyDrawingHF",
    "drawingHF",
    "picture",
    "oleObjects",
    "controls",
    "webPublishItems",
    "tableParts",
    "extLst",
)
"""What a worksheet holds behind its drawing, by the standard's order."""


def place_picture(book: WorkbookXml, picture: Picture) -> None:
    """Put a picture on its sheet; one of that name gives its place to it.

    Raises
    ------
    FileError
        Where the workbook has no such sheet.
    """
    if picture.sheet not in book.sheet_parts:
        raise FileError(
            f"{book.path.name} has no sheet named {picture.sheet}.",
            "Give the sheet its name back, then try again.",
        )
    package = book.package
    part = _drawing_of(book, picture.sheet)
    drawing = package.xml(part)
    old = _named(drawing, picture.name)
    rid, identity, gone = "", _free_id(drawing), ""
    if old is not None:
        shape = next(old.iter(f"{_DRAW}cNvPr"))
        identity = int(shape.get("id", "0")) or identity
        blip = next(old.iter(f"{_ART}blip"), None)
        rid = "" if blip is None else blip.get(_EMBED, "")
        gone = next((r.target for r in package.relations(part) if r.rid == rid), "")
        if rid and sum(b.get(_EMBED) == rid for b in drawing.iter(f"{_ART}blip")) > 1:
            rid = gone = ""
    if gone and package.read(gone) == picture.png:
        media = gone
    else:
        media = package.free_name("xl/media/image{}.png")
        package.write(media, picture.png)
        package.declare(extension="png", content_type="image/png")
    rid = package.relate(part, f"{_OFFICE}/image", media, rid)
    if gone and not package.is_named(gone):
        package.drop(gone)
    anchor = _anchor(picture, rid, identity)
    if old is None:
        drawing.append(anchor)
    else:
        drawing.replace(old, anchor)
    package.write(part, drawing)


def _named(drawing: etree._Element, name: str) -> etree._Element | None:
    """Find the anchor of the picture of this name."""
    for anchor in drawing:
        if anchor.tag in _ANCHORS:
            for picture in anchor.iterchildren(f"{_DRAW}pic"):
                shape = next(picture.iter(f"{_DRAW}cNvPr"), None)
                if shape is not None and shape.get("name") == name:
                    return anchor
    return None


def _free_id(drawing: etree._Element) -> int:
    taken = [int(shape.get("id", "0")) for shape in drawing.iter(f"{_DRAW}cNvPr")]
    return max(taken, default=1) + 1


def _drawing_of(book: WorkbookXml, sheet: str) -> str:
    """Give the drawing part of a sheet, making one where there is none."""
    package, part = book.package, book.sheet_parts[sheet]
    for relation in package.relations(part):
        if relation.kind == "drawing":
            return relation.target
    drawing = package.free_name("xl/drawings/drawing{}.xml")
    spaces = {"xdr": _DRAW_NS, "a": _ART_NS}
    package.write(drawing, etree.Element(f"{_DRAW}wsDr", None, spaces))
    package.declare(part=drawing, content_type=_DRAWING_TYPE)
    rid = package.relate(part, f"{_OFFICE}/drawing", drawing)
    _name_drawing(package, part, rid)
    return drawing


def _name_drawing(package: Package, part: str, rid: str) -> None:
    root = package.xml(part)
    element = etree.Element(f"{MAIN}drawing", {_RID: rid}, {"r": _OFFICE})
    behind = [root.find(f"{MAIN}{name}") for name in _AFTER_DRAWING]
    places = [root.index(found) for found in behind if found is not None]
    alternate = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
    places += [root.index(found) for found in root.findall(alternate)]  # Excel wraps controls so
    root.insert(min(places, default=len(root)), element)
    package.write(part, root)


def _anchor(picture: Picture, rid: str, identity: int) -> etree._Element:
    """Lay out one picture, its corner on its cell and its size its own, not the cells'."""
    spaces = {"xdr": _DRAW_NS, "a": _ART_NS, "r": _OFFICE}
    width, height = (
        str(round(points * EMU_PER_POINT)) for points in (picture.width, picture.height)
    )
    anchor = etree.Element(f"{_DRAW}oneCellAnchor", None, spaces)
    corner = etree.SubElement(anchor, f"{_DRAW}from")
    row, column = picture.cell
    for name, value in (("col", column - 1), ("colOff", 0), ("row", row - 1), ("rowOff", 0)):
        etree.SubElement(corner, f"{_DRAW}{name}").text = str(value)
    etree.SubElement(anchor, f"{_DRAW}ext", cx=width, cy=height)
    pic = etree.SubElement(anchor, f"{_DRAW}pic")
    about = etree.SubElement(pic, f"{_DRAW}nvPicPr")
    words = {
        "id": str(identity),
        "name": picture.name,
        "descr": to_xml(picture.alt_text),
        "title": picture.name,
    }
    etree.SubElement(about, f"{_DRAW}cNvPr", words)
    locks = etree.SubElement(about, f"{_DRAW}cNvPicPr")
    etree.SubElement(locks, f"{_ART}picLocks", noChangeAspect="1")
    fill = etree.SubElement(pic, f"{_DRAW}blipFill")
    etree.SubElement(fill, f"{_ART}blip", {_EMBED: rid})
    etree.SubElement(etree.SubElement(fill, f"{_ART}stretch"), f"{_ART}fillRect")
    shape = etree.SubElement(pic, f"{_DRAW}spPr")
    frame = etree.SubElement(shape, f"{_ART}xfrm")
    etree.SubElement(frame, f"{_ART}off", x="0", y="0")
    etree.SubElement(frame, f"{_ART}ext", cx=width, cy=height)
    outline = etree.SubElement(shape, f"{_ART}prstGeom", prst="rect")
    etree.SubElement(outline, f"{_ART}avLst")
    etree.SubElement(anchor, f"{_DRAW}clientData")
    return anchor
