"""What Excel and staff leave in a workbook that a library's own save would drop."""

from __future__ import annotations

import zipfile
from pathlib import Path

OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
MICROSOFT = "http://schemas.microsoft.com/office"
MC = "http://schemas.openxmlformats.org/markup-compatibility/2006"

RIBBON = (
    b'<customUI xmlns="http://schemas.microsoft.com/office/2006/01/customui"><ribbon/></customUI>'
)
THREADED = (
    b'<ThreadedComments xmlns="http://schemas.microsoft.com/office/spreadsheetml/2018/'
    b'threadedcomments">'
    b'<threadedComment ref="C6" dT="2026-11-23T10:00:00" personId="{1}" id="{2}"><text>Ask</text>'
    b"</threadedComment></ThreadedComments>"
)
CONTROL = (
    b'<formControlPr xmlns="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    b'objectType="Button" lockText="1"/>'
)

PARTS: dict[str, bytes] = {
    "xl/vbaProject.bin": bytes(range(256)) * 8,
    "customUI/customUI.xml": RIBBON,
    "customUI/customUI14.xml": RIBBON.replace(b"2006/01", b"2009/07"),
    "xl/printerSettings/printerSettings1.bin": b"\x00P\x00r\x00i\x00n\x00t" * 20,
    "xl/threadedComments/threadedComment1.xml": THREADED,
    "xl/ctrlProps/ctrlProp1.xml": CONTROL,
    "docProps/custom.xml": b"<Properties xmlns='http://schemas.openxmlformats.org/x'/>",
}

_CONTROLS = f"""<mc:AlternateContent xmlns:mc="{MC}"><mc:Choice Requires="x14">
<controls><control shapeId="1025" r:id="rId93" name="Button 1">
<controlPr defaultSize="0" macro="[0]!Press"/></control>
</controls></mc:Choice></mc:AlternateContent>"""
_SPARKLINES = """<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}"
 xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main"><x14:sparklineGroups/>
</ext></extLst>"""
_IGNORED = '<ignoredErrors><ignoredError sqref="A5:A20000" numberStoredAsText="1"/></ignoredErrors>'


def part_of(path: Path, sheet: str) -> str:
    """The part of a sheet in a workbook made by XlsxWriter, which numbers them in order."""
    with zipfile.ZipFile(path) as book:
        names = book.read("xl/workbook.xml").decode().split("<sheet name=")[1:]
    order = [name.split('"')[1] for name in names]
    return f"xl/worksheets/sheet{order.index(sheet) + 1}.xml"


def add_extras(path: Path) -> Path:
    """Put the parts in, with their relationships and what names them on the sheet `Pupils`."""
    pupils = part_of(path, "Pupils")
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    rels = pupils.replace("worksheets/", "worksheets/_rels/") + ".rels"
    for number, kind, target in (
        (91, f"{OFFICE}/printerSettings", "../printerSettings/printerSettings1.bin"),
        (
            92,
            f"{MICROSOFT}/2017/10/relationships/threadedComment",
            "../threadedComments/threadedComment1.xml",
        ),
        (93, f"{OFFICE}/ctrlProp", "../ctrlProps/ctrlProp1.xml"),
    ):
        one = f'<Relationship Id="rId{number}" Type="{kind}" Target="{target}"/></Relationships>'
        parts[rels] = parts[rels].replace(b"</Relationships>", one.encode())
    setup = f'<pageSetup orientation="landscape" r:id="rId91"/>{_IGNORED}{_CONTROLS}<tableParts'
    sheet = parts[pupils].decode().replace("<tableParts", setup)
    parts[pupils] = sheet.replace("</worksheet>", f"{_SPARKLINES}</worksheet>").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in {**parts, **PARTS}.items():
            book.writestr(name, content)
    return path


def parts_of(path: Path) -> dict[str, bytes]:
    """Every part of a package, unpacked."""
    with zipfile.ZipFile(path) as book:
        assert book.testzip() is None
        names = book.namelist()
        assert len(names) == len(set(names))
        return {name: book.read(name) for name in names}
