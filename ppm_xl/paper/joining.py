"""Tagged documents behind one another in one: with their tags, their outlines, their languages.

Each begins a new leaf of paper, for a printer that prints on both sides. What each document says
is as it was: its elements lie in a part of their own, marked with its language where that is not
the language of the whole.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppm_xl.paper.compact import opened, saved
from ppm_xl.paper.sharing import share

if TYPE_CHECKING:
    from pikepdf import Object, Pdf

ENGLISH: Final = "en-GB"
"""The language of a document whose parts are in several."""
_PAGES: Final = "{http://ns.adobe.com/xap/1.0/t/pg/}NPages"


def joined(title: str, parts: Sequence[bytes | Path]) -> bytes:
    """Join documents that Typst made.

    Parameters
    ----------
    title
        Of the whole.
    parts
        At least one, or where it lies; tagged, of one typesetter.
    """
    import pikepdf

    sign = hashlib.sha256(title.encode())
    with ExitStack() as stack:
        documents = []
        for part in parts:
            sign.update(part if isinstance(part, bytes) else part.read_bytes())
            document = pikepdf.open(BytesIO(part)) if isinstance(part, bytes) else opened(part)
            documents.append(stack.enter_context(document))
        whole = stack.enter_context(pikepdf.new())
        _share_what_they_say(whole, documents)
        tree = _Tree(whole, documents[0])
        for document in documents:
            _begin_a_leaf(whole)
            tree.add(document)
        tree.close()
        share(whole)
        _say_what_it_is(whole, title, documents[0], sign.hexdigest()[:32])
        return saved(whole)


def _share_what_they_say(whole: Pdf, parts: Sequence[Pdf]) -> None:
    """Give the whole the language that its parts share, and its direction."""
    from pikepdf import Dictionary, Name, String

    languages = {str(part.Root.Lang) for part in parts}
    shared = len(languages) == 1
    whole.Root.Lang = String(languages.pop() if shared else ENGLISH)
    whole.Root.MarkInfo = Dictionary(Marked=True, Suspects=False)
    direction = parts[0].Root.ViewerPreferences.Direction if shared else Name.L2R
    whole.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True, Direction=direction)


def _say_what_it_is(whole: Pdf, title: str, first: Pdf, sign: str) -> None:
    """Give the whole its title and its sign, and else what its first part says of itself."""
    from pikepdf import String

    whole.Root.Metadata = whole.copy_foreign(first.Root.Metadata)
    with whole.open_metadata(set_pikepdf_as_editor=False, update_docinfo=False) as about:
        about["dc:title"] = title
        about["dc:language"] = {str(whole.Root.Lang)}
        about[_PAGES] = str(len(whole.pages))
        about["xmpMM:DocumentID"] = about["xmpMM:InstanceID"] = sign
    for key, value in first.docinfo.items():
        whole.docinfo[key] = value
    whole.docinfo.Title = String(title)


def _begin_a_leaf(whole: Pdf) -> None:
    """Put an empty page behind a part that ends on the front of a leaf."""
    if len(whole.pages) % 2:
        box = [float(side) for side in whole.pages[-1].mediabox]
        whole.add_blank_page(page_size=(box[2] - box[0], box[3] - box[1]))


class _Tree:
    """The whole's structure and outline, which grow part by part."""

    def __init__(self, whole: Pdf, first: Pdf) -> None:
        from pikepdf import Array, Dictionary, Name

        self._whole = whole
        self._root = whole.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        roles = first.Root.StructTreeRoot.get("/RoleMap")
        if roles is not None:
            self._root.RoleMap = whole.copy_foreign(first.make_indirect(roles))
        self._document = whole.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name.Document, P=self._root)
        )
        self._parts = Array()
        self._parents = Array()
        self._next = 0
        self._outline = whole.make_indirect(Dictionary(Type=Name.Outlines))
        self._headings: list[Object] = []

    def add(self, part: Pdf) -> None:
        """Put a part's pages, elements and headings behind those that are there."""
        from pikepdf import Name, String

        tree = part.Root.StructTreeRoot
        for _, element in _pairs(tree.get("/IDTree"), "/Names"):
            del element["/ID"]  # two parts have the same ones, and nothing asks for any
        for number, holder in _numbered(part):
            holder[number] = int(holder[number]) + self._next
        self._whole.pages.extend(part.pages)
        [element] = tree.K
        del element["/P"]  # or all of the part's tree would come along
        found = self._whole.copy_foreign(element)
        found.P, found.S = self._document, Name.Part
        if str(part.Root.Lang) != str(self._whole.Root.Lang):
            found.Lang = String(str(part.Root.Lang))
        self._parts.append(found)
        last = -1
        for key, parents in _pairs(tree.ParentTree, "/Nums"):
            last = int(key)
            indirect = parents if parents.is_indirect else part.make_indirect(parents)
            self._parents.append(last + self._next)
            self._parents.append(self._whole.copy_foreign(indirect))
        self._next += last + 1
        self._headings.extend(self._headings_of(part))

    def _headings_of(self, part: Pdf) -> Iterator[Object]:
        if "/Outlines" not in part.Root:
            return
        outline = part.Root.Outlines
        heading = outline.get("/First")
        while heading is not None:
            following = heading.get("/Next")
            for key in ("/Parent", "/Prev", "/Next"):
                if key in heading:
                    del heading[key]
            yield self._whole.copy_foreign(heading)
            heading = following

    def close(self) -> None:
        """Tie the parts together, once all are there."""
        from pikepdf import Array, Dictionary

        self._document.K = self._parts
        self._root.K = Array([self._document])
        self._root.ParentTree = Dictionary(Nums=self._parents)
        self._root.ParentTreeNextKey = self._next
        self._whole.Root.StructTreeRoot = self._root
        if not self._headings:
            return
        for before, after in zip(self._headings, self._headings[1:], strict=False):
            before.Next, after.Prev = after, before
        for heading in self._headings:
            heading.Parent = self._outline
        self._outline.First, self._outline.Last = self._headings[0], self._headings[-1]
        self._outline.Count = len(self._headings)
        self._whole.Root.Outlines = self._outline


def _pairs(tree: Object | None, key: str) -> Iterator[tuple[Object, Object]]:
    """Give the keys and values of a tree of names or numbers."""
    if tree is None:
        return
    for kid in tree.get("/Kids", ()):
        yield from _pairs(kid, key)
    found = tree.get(key, ())
    for place in range(0, len(found), 2):
        yield found[place], found[place + 1]


def _numbered(part: Pdf) -> Iterator[tuple[str, Object]]:
    """Give what says with a number where its elements stand: pages, links and the like."""
    for page in part.pages:
        if "/StructParents" in page.obj:
            yield "/StructParents", page.obj
        for note in page.obj.get("/Annots", ()):
            if "/StructParent" in note:
                yield "/StructParent", note
