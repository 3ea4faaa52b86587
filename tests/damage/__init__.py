"""Exports of every format, damaged: bytes changed, cut, lost, put in, repeated, nested."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

from hypothesis import strategies as st

TESTS = Path(__file__).parent.parent
KINDS = {".csv", ".txt", ".xlsx", ".xls", ".ods", ".xml"}
FILES = {
    path.name: path.read_bytes()
    for folder in (TESTS / "exports", TESTS / "mis" / "workbooks")
    for path in sorted(folder.iterdir())
    if path.suffix in KINDS
}
PIECES = [
    b",",
    b'"',
    b"\n",
    b"\r",
    b";",
    b"\t",
    b"\0",
    b"\xff",
    b"\xc3",
    b"<",
    b"/>",
    b"</c>",
    b"<row>",
    b"&amp;",
    b"&#0;",
    b"&a;",
    b"<!DOCTYPE a>",
    b"<Pupil>",
    b"</table>",
    b'r="XFD1048576"',
    b'colspan="99999"',
    b"UPN",
    b"=1+1",
    b"9" * 30,
    b"\xe2\x9c\x93",
    b"PK\x03\x04",
]


@st.composite
def damaged(draw: st.DrawFn) -> tuple[str, bytes]:
    """Draw a file's name and its damaged bytes; of a package, its parts are damaged unpacked."""
    name = draw(st.sampled_from(sorted(FILES)))
    data = FILES[name]
    if data.startswith(b"PK") and draw(st.integers(0, 3)):
        return name, draw(_parts_damaged(data))
    return name, draw(_bytes_damaged(data))


@st.composite
def _bytes_damaged(draw: st.DrawFn, data: bytes) -> bytes:
    out = bytearray(data)
    for _ in range(draw(st.integers(1, 8))):
        at = draw(st.integers(0, len(out)))
        kind = draw(st.sampled_from(["byte", "cut", "put", "lose", "repeat", "move", "nest"]))
        if kind == "byte" and at < len(out):
            out[at] = draw(st.integers(0, 255))
        elif kind == "cut":
            del out[at:]
        elif kind == "put":
            out[at:at] = draw(st.sampled_from(PIECES))
        elif kind == "lose":
            del out[at : at + draw(st.integers(1, 40))]
        elif kind == "repeat":
            out[at:at] = out[at : at + draw(st.integers(1, 200))] * draw(st.integers(1, 3))
        elif kind == "move":
            piece = bytes(out[at : at + 60])
            del out[at : at + 60]
            to = draw(st.integers(0, len(out)))
            out[to:to] = piece
        elif draw(st.integers(0, 9)) == 0:
            out[at:at] = data
    return bytes(out)


@st.composite
def _parts_damaged(draw: st.DrawFn, data: bytes) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as whole, zipfile.ZipFile(out, "w") as made:
        names = [name for name in whole.namelist() if name.endswith((".xml", ".rels"))]
        hurt = draw(st.sampled_from(names))
        lost = draw(st.integers(0, 30)) == 0
        for name in whole.namelist():
            part = whole.read(name)
            if name == hurt:
                if lost:
                    continue
                part = draw(_bytes_damaged(part))
            made.writestr(name, part)
    return out.getvalue()
