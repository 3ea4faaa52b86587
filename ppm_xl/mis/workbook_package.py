"""A workbook's package: its parts unpacked within bounds, whatever their sizes claim.

Parts are unpacked here and nowhere else. What the library then reads holds only them, stored
and not compressed, so that nothing can unfold in its hands.
"""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from typing import Final

from ppm_xl.errors import FileError
from ppm_xl.mis.limits import (
    EXPORT_AGAIN,
    MAX_UNPACKED,
    SAVE_AS,
    cut_short,
    damaged,
    protected,
)

_MAX_PARTS: Final = 2_000
"""A workbook of 200 sheets with a picture on each has some 1,000."""
_NOT_NEEDED: Final = (
    "xl/charts/",
    "xl/chartsheets/",
    "xl/comments",
    "xl/ctrlProps/",
    "xl/drawings/",
    "xl/externalLinks/",
    "xl/media/",
    "xl/persons/",
    "xl/pivotCache/",
    "xl/pivotTables/",
    "xl/printerSettings/",
    "xl/theme/",
    "xl/calcChain.xml",
    "xl/tables/",
    "xl/threadedComments/",
    "xl/worksheets/_rels/",
)


class Kind:
    """What is in a zip file."""

    OOXML: Final = "xlsx"
    ODS: Final = "ods"


def unpack(name: str, data: bytes) -> tuple[str, Mapping[str, bytes]]:
    """Unpack the parts that hold sheets.

    Returns
    -------
    tuple
        ``Kind.OOXML`` or ``Kind.ODS``, and its parts.

    Raises
    ------
    FileError
        Where it is no workbook, is damaged, protected, or unpacks to more than an export can.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            kind = _kind(name, package)
            return kind, _parts(name, package, kind)
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError):
        raise cut_short(name) from None
    except (NotImplementedError, RuntimeError, ValueError, OverflowError):
        # A way of packing that no spreadsheet program uses, or figures that cannot be.
        raise damaged(name) from None


def _kind(name: str, package: zipfile.ZipFile) -> str:
    names = package.namelist()
    if any(part.flag_bits & 1 for part in package.infolist()):
        raise protected(name)
    if "xl/workbook.xml" in names:
        return Kind.OOXML
    if "xl/workbook.bin" in names:
        raise FileError(f"{name} is a binary workbook (.xlsb).", SAVE_AS)
    if any(part.startswith("word/") for part in names):
        raise FileError(f"{name} is a Word document, not a table of pupils.", EXPORT_AGAIN)
    if any(part.startswith("ppt/") for part in names):
        raise FileError(f"{name} is a presentation, not a table of pupils.", EXPORT_AGAIN)
    if "content.xml" in names:
        return Kind.ODS
    raise FileError(
        f"{name} is a zip file, but not a workbook.", "Unpack it and import what is in it."
    )


def _parts(name: str, package: zipfile.ZipFile, kind: str) -> Mapping[str, bytes]:
    wanted = [part for part in package.infolist() if _is_wanted(part.filename, kind)]
    too_large = FileError(f"{name} is too large to be an export once unpacked.", EXPORT_AGAIN)
    if sum(part.file_size for part in wanted) > MAX_UNPACKED or len(wanted) > _MAX_PARTS:
        raise too_large
    parts: dict[str, bytes] = {}
    for part in wanted:
        if part.filename in parts:
            raise damaged(name)
        # zipfile unpacks no more than the size that a part claims, and those are within bounds;
        # what claims less than it holds fails its checksum.
        content = package.read(part)
        if kind == Kind.OOXML:
            _check_xml(name, content)
        parts[part.filename] = content
    return parts


def _check_xml(name: str, content: bytes) -> None:
    """Refuse a part that is not whole XML, or that declares a document type.

    python-calamine reads what it can of a part that is cut or spoiled, and the pupils below
    would be lost without a word.
    """
    # Nothing but a check of form: it takes no elements, and a document type ends it.
    from xml.parsers import expat

    def refuse(*_: object) -> None:
        raise damaged(name)

    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = refuse
    try:
        parser.Parse(content, True)  # noqa: FBT003 - the library's way to say that this is all
    except (expat.ExpatError, LookupError):
        raise damaged(name) from None


def _is_wanted(part: str, kind: str) -> bool:
    if kind == Kind.ODS:
        return part in {"content.xml", "META-INF/manifest.xml"}
    if not part.endswith((".xml", ".rels")) or part.startswith(_NOT_NEEDED):
        return False
    return part.startswith(("xl/", "_rels/", "[Content_Types]"))


def stored(parts: Mapping[str, bytes]) -> io.BytesIO:
    """Pack parts again without compressing them."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_STORED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    out.seek(0)
    return out
