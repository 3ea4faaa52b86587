"""The last step on the built package: buttons that press, the ribbon, formulas to calculate."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Final

from lxml import etree

from ppm_xl.template import ribbon
from ppm_xl.template.drawn_button import BUTTON_NAME

_DRAWING: Final = re.compile(r"xl/drawings/drawing\d+\.xml")
_SHEET: Final = re.compile(r"xl/worksheets/sheet\d+\.xml")
_XDR: Final = "{http://schemas.openxmlformats.org/drawingml/2006/spreadsheetDrawing}"
_A: Final = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_MAIN: Final = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_WORKBOOK: Final = "xl/workbook.xml"
_WHOLE_COLUMNS: Final = re.compile(rb"(_xlnm\.Print_Area[^>]*>[^<]*!\$[A-Z]+):(\$[A-Z]+)<")
_ROOT_RELATIONSHIPS: Final = "_rels/.rels"
_RELATIONSHIPS: Final = "{http://schemas.openxmlformats.org/package/2006/relationships}"
_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)


def finish(package: bytes) -> bytes:
    """Finish the workbook that XlsxWriter wrote; the parts depend on nothing but its parts."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as written:
        for name, content in _finished(package):
            written.writestr(_entry(name), content)
    return out.getvalue()


def _entry(name: str) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name, _EARLIEST)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = 0o600 << 16
    return info


def _finished(package: bytes) -> Iterator[tuple[str, bytes]]:
    with zipfile.ZipFile(io.BytesIO(package)) as read:
        for name in read.namelist():
            content = read.read(name)
            if _DRAWING.fullmatch(name):
                content = _draw_buttons(content)
            elif _SHEET.fullmatch(name):
                content = _forget_results(content)
            elif name == _WORKBOOK:
                content = _name_rows_of_print_areas(content)
            elif name == _ROOT_RELATIONSHIPS:
                content = _relate_ribbon(content)
            yield name, content
    yield ribbon.PART, ribbon.custom_ui()


def _name_rows_of_print_areas(content: bytes) -> bytes:
    """Write a print area of whole columns with its rows: some readers know no other.

    It means the same to Excel, which prints whole columns down to the last row in use.
    """
    return _WHOLE_COLUMNS.sub(rb"\1$1:\2$1048576<", content)


def _draw_buttons(content: bytes) -> bytes:
    """Round every drawn shape, and let the buttons press their macro."""
    root = etree.fromstring(content)
    for shape in root.iter(f"{_XDR}sp"):
        for geometry in shape.iter(f"{_A}prstGeom"):
            geometry.set("prst", "roundRect")
        properties = next(shape.iter(f"{_XDR}cNvPr"))
        description = str(properties.get("descr", ""))
        if description.startswith(BUTTON_NAME):
            action = description.removeprefix(BUTTON_NAME)
            shape.set("macro", f"[0]!Press_{action}")
            properties.set("name", f"Press_{action}")
            words = "".join(text.text or "" for text in shape.iter(f"{_A}t"))
            properties.set("descr", f"Button: {words}")
    return _text(root)


def _forget_results(content: bytes) -> bytes:
    """Leave formulas without a stored result, so that every reader works them out."""
    root = etree.fromstring(content)
    for cell in root.iter(f"{_MAIN}c"):
        result = cell.find(f"{_MAIN}v")
        if cell.find(f"{_MAIN}f") is not None and result is not None:
            cell.remove(result)
            cell.attrib.pop("t", "")
    return _text(root)


def _relate_ribbon(content: bytes) -> bytes:
    root = etree.fromstring(content)
    etree.SubElement(
        root,
        f"{_RELATIONSHIPS}Relationship",
        Id="ppmRibbon",
        Type=ribbon.RELATIONSHIP,
        Target=ribbon.PART,
    )
    return _text(root)


def _text(root: etree._Element) -> bytes:
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
