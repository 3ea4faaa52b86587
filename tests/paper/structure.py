"""A PDF's tags as plain values: what a screen reader is told, in its order."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO

import pikepdf


@dataclass(frozen=True)
class Tag:
    """One element of the structure tree.

    ``scope`` is that of a table header (``Row`` or ``Column``), ``says`` the words for a picture,
    ``language`` what it is marked with itself; what it lies in may be marked.
    """

    kind: str
    scope: str = ""
    says: str = ""
    language: str = ""


def tags(pdf: bytes) -> list[Tag]:
    """Give every element of the structure tree, depth first."""
    with pikepdf.open(BytesIO(pdf)) as document:
        return list(_walk(document.Root.StructTreeRoot.K))


def kinds(pdf: bytes) -> list[str]:
    """Give only what each element is, such as ``H1`` or ``TH``."""
    return [tag.kind for tag in tags(pdf)]


def _walk(node: object) -> Iterator[Tag]:
    if isinstance(node, pikepdf.Array):
        for kid in node:
            yield from _walk(kid)
    elif isinstance(node, pikepdf.Dictionary) and "/S" in node:
        about = node.get("/A", pikepdf.Array())
        scope = next((str(part.Scope)[1:] for part in about if "/Scope" in part), "")
        says, language = str(node.get("/Alt", "")), str(node.get("/Lang", ""))
        yield Tag(str(node.S)[1:], scope, says, language)
        yield from _walk(node.get("/K", pikepdf.Array()))
