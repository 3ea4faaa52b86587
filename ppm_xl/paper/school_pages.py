"""PDFs of the school's own: looked at, and put behind the pages that keep a place for them.

A page is put as a picture of its own into its place, scaled whole; links, scripts and attachments
do not come along. What it holds is not tagged, so a paper with such pages no longer says that it
conforms to PDF/UA: its places say in words what lies there.
"""

from __future__ import annotations

import hashlib
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppm_xl.errors import FileError
from ppm_xl.paper.unchanged import marked
from ppm_xl.plan import Page, SchoolPage
from ppm_xl.reports.beside import OwnFile

if TYPE_CHECKING:
    from pikepdf import Object, Pdf
    from pikepdf import Page as PdfPage

_LARGEST: Final = 10_000_000
"""Bytes of a file: four hundred of them are one folder."""
_MOST_PAGES: Final = 12
_SIGN: Final = b"ppm-xl"
"""Begins the dots of a picture that keeps a place."""
_DOTS: Final = 6
_EDGE: Final = 1
"""Points by which a page may be cut: rounding, and no text."""
_BROKEN: Final = ValueError, TypeError, KeyError, AttributeError, IndexError, RuntimeError
"""What pikepdf raises, beside its own, for documents that are not as they should be."""
_UA_CLAIM: Final = "{http://www.aiim.org/pdfua/ns/id/}part"


def read_own_file(path: Path) -> OwnFile:
    """Look at one PDF: its pages, or why it cannot be used."""
    try:
        if path.stat().st_size > _LARGEST:
            return OwnFile(
                path.name,
                fault=f"has more than {_LARGEST // 1_000_000} MB",
                do="Save it in a smaller size, or one file a child.",
            )
        data = path.read_bytes()
    except OSError:
        return OwnFile(path.name, fault="cannot be read", do="Close it in other programs.")
    found = OwnFile(path.name, str(path), hashlib.sha256(data).hexdigest()[:10])
    return _looked_at(found, data)


def _looked_at(found: OwnFile, data: bytes) -> OwnFile:
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            fault, do = _fault(document)
            if not fault:
                _flatten(document)
            sizes = () if fault else tuple(_size(page) for page in document.pages)
    except pikepdf.PasswordError:
        fault, do, sizes = "is locked", "Save it without a password.", ()
    except (pikepdf.PdfError, *_BROKEN):
        fault, do = "is damaged, or is no PDF", "Save it as a PDF again, and put that there."
        sizes = ()
    return replace(found, sizes=sizes, fault=fault, do=do)


def _fault(document: Pdf) -> tuple[str, str]:
    """Say why a document cannot be used, and what to do; nothing where it can."""
    if document.is_encrypted:
        return "is protected", "Save it without protection."
    pages = len(document.pages)
    if not pages:
        return "has no page", "Save it as a PDF again."
    if pages > _MOST_PAGES:
        return f"has {pages} pages", f"Keep it to {_MOST_PAGES} pages, or one file a child."
    why = _cannot_be_shown(document)
    return why, "Print it to a PDF, and put that there." if why else ""


def _cannot_be_shown(document: Pdf) -> str:
    """Say what would look otherwise in another program; empty where nothing would."""
    form = document.Root.get("/AcroForm")
    if form is not None and "/XFA" in form:
        return "is a form that few programs show"
    layers = document.Root.get("/OCProperties")
    usual = layers.get("/D") if layers is not None else None
    hidden = usual.get("/OFF") if usual is not None else None
    off = usual is not None and usual.get("/BaseState", "/ON") == "/OFF"
    if off or (hidden is not None and len(hidden)):
        return "has hidden layers"
    return "has something hidden at a page's edge" if any(map(_cut, document.pages)) else ""


def _cut(page: PdfPage) -> bool:
    """Whether a page is larger than what is seen of it: what is cut off can still be read."""
    whole = [float(side) for side in page.mediabox]
    return any(
        any(abs(float(a) - b) > _EDGE for a, b in zip(inner, whole, strict=True))
        for inner in (page.cropbox, page.trimbox)
    )


def _flatten(document: Pdf) -> None:
    """Draw into its pages what is typed into a form or put on a page as a note."""
    document.generate_appearance_streams()
    document.flatten_annotations("print")


def _size(page: PdfPage) -> tuple[int, int]:
    """Give a page's size, having read all that is drawn on it: what is damaged shows now."""
    form = page.as_form_xobject()
    form.read_bytes()
    left, low, right, top = _shown(form)
    across, high = round(right - left), round(top - low)
    if across < 1 or high < 1:
        raise ValueError("a page without size")
    return across, high


def _shown(form: Object) -> tuple[float, float, float, float]:
    """Give the box of a page as it is looked at: turned, if it is to be turned."""
    a, b, c, d, e, f = (float(n) for n in form.get("/Matrix", [1, 0, 0, 1, 0, 0]))
    left, low, right, top = (float(n) for n in form["/BBox"])
    corners = [(a * x + c * y + e, b * x + d * y + f) for x in (left, right) for y in (low, top)]
    xs, ys = zip(*corners, strict=True)
    return min(xs), min(ys), max(xs), max(ys)


def places(pages: Sequence[Page]) -> Mapping[str, bytes]:
    """Give a picture for every place that these pages keep, each with a sign of its own."""
    found = {name: behind for page in pages for name, behind in page.behind.items()}
    return {name: _sign_picture(behind) for name, behind in found.items()}


def _sign(page: SchoolPage) -> bytes:
    said = hashlib.sha256(f"{page.fingerprint} {page.place}".encode()).digest()
    return _SIGN + said[: _DOTS * 3 - len(_SIGN)]


def _sign_picture(page: SchoolPage) -> bytes:
    from PIL import Image

    out = io.BytesIO()
    Image.frombytes("RGB", (_DOTS, 1), _sign(page)).save(out, "PNG")
    return out.getvalue()


def with_school_pages(pdf: bytes, pages: Sequence[Page], mark: str) -> bytes:
    """Put the school's own pages into the places that a paper keeps for them.

    The same bytes for the same paper and the same files. Children's papers whose places are filled
    are never joined: a class's keeps its own places, and has them filled here.

    Parameters
    ----------
    pages
        What the paper was made from.
    mark
        The paper's, which is put behind its end anew.

    Raises
    ------
    FileError
        Where a file is no longer as it was when it was looked at.
    """
    import pikepdf

    wanted = {_sign(behind): behind for page in pages for behind in page.behind.values()}
    if not wanted:
        return pdf
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf)) as document:
        forms = _Forms(document)
        for page in document.pages:
            for name, sign in _signs_on(page):
                page.Resources.XObject[name] = forms.of(wanted[sign])
        with document.open_metadata(
            set_pikepdf_as_editor=False, update_docinfo=False
        ) as metadata:  # or it would say the moment at which this was done
            metadata.pop(_UA_CLAIM, None)
        document.save(
            out, object_stream_mode=pikepdf.ObjectStreamMode.generate, deterministic_id=True
        )
        forms.close()
    return marked(out.getvalue(), mark)


def _signs_on(page: PdfPage) -> Iterator[tuple[str, bytes]]:
    pictures = page.Resources.get("/XObject")
    for name, picture in list(pictures.items()) if pictures is not None else ():
        if picture.get("/Width") == _DOTS and picture.get("/Height") == 1:
            dots = picture.read_bytes()
            if dots.startswith(_SIGN):
                yield name, dots


class _Forms:
    """Brings pages of other documents into one, each file opened and each page brought once."""

    def __init__(self, document: Pdf) -> None:
        self._document = document
        self._open: dict[str, Pdf] = {}
        self._made: dict[tuple[str, int], Object] = {}

    def of(self, page: SchoolPage) -> Object:
        """Give a page as a picture one unit across and high."""
        import pikepdf

        key = page.path, page.place
        if key not in self._made:
            try:
                form = self._source(page).pages[page.place].as_form_xobject()
                self._made[key] = self._one_unit(self._document.copy_foreign(form))
            except OSError:
                raise _changed(page) from None
            except (pikepdf.PdfError, *_BROKEN):
                raise FileError(
                    f"“{Path(page.path).name}” cannot be put behind a report: it is damaged.",
                    "Print it to a PDF, and put that there.",
                ) from None
        return self._made[key]

    def close(self) -> None:
        """Let the files go, once the document is saved."""
        for source in self._open.values():
            source.close()

    def _source(self, page: SchoolPage) -> Pdf:
        import pikepdf

        if page.path not in self._open:
            data = Path(page.path).read_bytes()
            if hashlib.sha256(data).hexdigest()[: len(page.fingerprint)] != page.fingerprint:
                raise _changed(page)
            source = pikepdf.open(io.BytesIO(data))
            self._open[page.path] = source
            _flatten(source)
        return self._open[page.path]

    def _one_unit(self, form: Object) -> Object:
        import pikepdf

        left, low, right, top = _shown(form)
        x, y = 1 / (right - left), 1 / (top - low)
        drawn = f"q {x:.8f} 0 0 {y:.8f} {-left * x:.8f} {-low * y:.8f} cm /Own Do Q"
        return self._document.make_stream(
            drawn.encode(),
            {
                "/Type": pikepdf.Name.XObject,
                "/Subtype": pikepdf.Name.Form,
                "/BBox": [0, 0, 1, 1],
                "/Resources": pikepdf.Dictionary(
                    XObject=pikepdf.Dictionary(Own=self._document.make_indirect(form))
                ),
            },
        )


def _changed(page: SchoolPage) -> FileError:
    return FileError(
        f"“{Path(page.path).name}” was changed or taken away while the reports were made.",
        "Make the reports again.",
    )
