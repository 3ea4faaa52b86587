"""What a screen reader says of a PDF: every piece of content in its order, with its language."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from typing import Any

import pikepdf
from pdfminer.pdfdevice import PDFDevice
from pdfminer.pdffont import PDFFont
from pdfminer.pdfinterp import PDFPageInterpreter, PDFResourceManager
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import PDFObjRef

PAINTS = frozenset(
    "Tj TJ ' \" S s f F f* B B* b b* Do sh BI INLINE IMAGE".split()  # noqa: SIM905 - as PDF names them
)


@dataclass(frozen=True)
class Said:
    """One piece: the kinds of the elements it lies in, outermost first, its language, its text."""

    path: tuple[str, ...]
    language: str
    text: str


def untagged(pdf: bytes) -> list[str]:
    """Find what is painted outside every tag, and tags that no element holds, or that two hold."""
    found = []
    with pikepdf.open(BytesIO(pdf)) as document:
        held = [key for key, _, _ in _leaves(document)]
        drawn = []
        for number, page in enumerate(document.pages):
            inside: list[bool] = []
            for instruction in pikepdf.parse_content_stream(page):
                operator = str(instruction.operator)
                if operator in {"BDC", "BMC"}:
                    tag = str(instruction.operands[0])
                    props: Any = instruction.operands[1] if operator == "BDC" else {}
                    if "/MCID" in props:
                        drawn.append((number, int(props["/MCID"])))
                    inside.append(tag == "/Artifact" or "/MCID" in props)
                elif operator == "EMC":
                    inside.pop()
                elif operator in PAINTS and not any(inside):
                    found.append(f"page {number + 1}: {operator} outside every tag")
        if len(set(held)) != len(held):
            found.append("a piece of content is said twice")
        found += [f"nobody says {key}" for key in set(drawn) - set(held)]
        found += [f"{key} is not there" for key in set(held) - set(drawn)]
    return found


def said(pdf: bytes) -> list[Said]:
    """Give every piece of content in the order of the structure tree."""
    drawn = _drawn(pdf)
    with pikepdf.open(BytesIO(pdf)) as document:
        leaves = list(_leaves(document))
    out = []
    for key, path, language in leaves:
        own, text = drawn.get(key, ("", ""))
        out.append(Said(path, own or language, text))
    return out


def _leaves(document: pikepdf.Pdf) -> Iterator[tuple[tuple[int, int], tuple[str, ...], str]]:
    numbers = {page.objgen: n for n, page in enumerate(document.pages)}

    def walk(
        node: object, path: tuple[str, ...], language: str, page: int
    ) -> Iterator[tuple[tuple[int, int], tuple[str, ...], str]]:
        if isinstance(node, pikepdf.Array):
            for kid in node:
                yield from walk(kid, path, language, page)
        elif isinstance(node, pikepdf.Dictionary):
            if "/Pg" in node:
                page = numbers[node.Pg.objgen]
            if "/S" in node:
                language = str(node.get("/Lang", language))
                path = (*path, str(node.S)[1:])
                yield from walk(node.get("/K", pikepdf.Array()), path, language, page)
            elif "/MCID" in node:
                yield (page, int(node.MCID)), path, language
        elif isinstance(node, int):
            yield (page, node), path, language

    root = document.Root
    yield from walk(root.StructTreeRoot.K, (), str(root.get("/Lang", "")), -1)


class _Listener(PDFDevice):
    """Notes the text of every marked piece, with the language marked on it."""

    def __init__(self, manager: PDFResourceManager) -> None:
        super().__init__(manager)
        self.page = -1
        self.found: dict[tuple[int, int], tuple[str, str]] = {}
        self._open: list[tuple[int | None, str | None]] = []

    def begin_page(self, page: PDFPage, ctm: object) -> None:
        del page, ctm
        self.page += 1

    def begin_tag(self, tag: object, props: object = None) -> None:
        del tag
        given = props.resolve() if isinstance(props, PDFObjRef) else props
        about = given if isinstance(given, dict) else {}
        mcid, actual = about.get("MCID"), about.get("ActualText")
        self._open.append((mcid, _string(actual) if actual is not None else None))
        if mcid is not None:
            self.found.setdefault((self.page, mcid), (_string(about.get("Lang", b"")), ""))
        if actual is not None:
            self._say(_string(actual))

    def end_tag(self) -> None:
        self._open.pop()

    def render_string(
        self, textstate: object, seq: object, ncs: object, graphicstate: object
    ) -> None:
        del ncs, graphicstate
        if any(actual is not None for _, actual in self._open):
            return
        font: PDFFont = textstate.font  # type: ignore[attr-defined]
        for part in seq:  # type: ignore[attr-defined]
            if isinstance(part, bytes):
                self._say("".join(font.to_unichr(cid) for cid in font.decode(part)))

    def _say(self, text: str) -> None:
        mcid = next((m for m, _ in reversed(self._open) if m is not None), None)
        if mcid is not None:
            language, before = self.found[self.page, mcid]
            self.found[self.page, mcid] = (language, before + text)


def _string(value: object) -> str:
    if isinstance(value, bytes):
        return value.decode("utf-16") if value.startswith(b"\xfe\xff") else value.decode("latin-1")
    return str(value)


def _drawn(pdf: bytes) -> dict[tuple[int, int], tuple[str, str]]:
    manager = PDFResourceManager()
    listener = _Listener(manager)
    interpreter = PDFPageInterpreter(manager, listener)
    for page in PDFPage.get_pages(BytesIO(pdf)):
        interpreter.process_page(page)
    return listener.found
