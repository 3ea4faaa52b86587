"""Typst: one compiler for many documents, which is what makes it quick.

Typst keeps what it worked out for the last ten documents. It can use that again only where nothing
it was worked out from has changed, so what changes from document to document is handed over as the
document itself, and never beside it: its inputs hold nothing but our colours.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import UTC, date, datetime
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final

from ppm_xl import palette
from ppm_xl.paper.fonts import FAMILIES, diagram_folder, families, font_folders

if TYPE_CHECKING:
    from typst import Compiler

LOOK: Final = json.dumps(
    {
        "status": {name: asdict(paint) for name, paint in palette.STATUS.items()},
        "ink": palette.INK,
        "accent": palette.ACCENT,
        "second-accent": palette.SECOND_ACCENT,
        "hairline": palette.HAIRLINE,
        "quiet": palette.QUIET,
        "pupil-premium": palette.PUPIL_PREMIUM,
        "send": palette.SEND,
        "both": palette.PUPIL_PREMIUM_AND_SEND,
        "greater-depth": asdict(palette.GREATER_DEPTH),
    }
)
"""Our colours, as the templates read them."""

_FONTS: Final = {name: families(name) for name in FAMILIES}


class Compiling:
    """Makes documents from the templates of one folder, all of one day.

    Parameters
    ----------
    templates
        The folder.
    today
        The date in every document.
    """

    def __init__(self, templates: Path, today: date) -> None:
        self._templates = templates
        self._today = today
        self._compiler: Compiler | None = None

    def pdf(self, template: str, given: Mapping[str, object]) -> bytes:
        """Make one document.

        Parameters
        ----------
        given
            Its ``title``, ``pages`` and ``pictures``; only what JSON can hold.

        Raises
        ------
        RuntimeError
            Where Typst warns of something.
        """
        if self._compiler is None:
            self._compiler = self._started()
        day = [self._today.year, self._today.month, self._today.day]
        said = json.dumps({**given, "date": day, "fonts": _FONTS})
        pdf, warnings = self._compiler.compile_with_warnings(
            input=_document(template, said),
            format="pdf",
            pdf_standards="ua-1",
            timestamp=datetime(self._today.year, self._today.month, self._today.day, tzinfo=UTC),
        )
        if warnings:
            raise RuntimeError("; ".join(warning.diagnostic for warning in warnings))
        if not isinstance(pdf, bytes):
            raise TypeError("Typst gave no PDF.")
        return pdf

    def _started(self) -> Compiler:
        import typst

        fonts = typst.Fonts(
            include_system_fonts=False,
            include_embedded_fonts=False,
            font_paths=[str(folder) for folder in (*font_folders(), diagram_folder())],
        )
        return typst.Compiler(
            root=str(self._templates),
            font_paths=fonts,
            ignore_system_fonts=True,
            sys_inputs={"look": LOOK},
        )


def _document(template: str, said: str) -> bytes:
    r"""Write a document that hands its data to its template.

    >>> print(_document("list", '{"title": "\\u00e9"}').decode().splitlines()[-1])
    #paper(json(bytes("{\"title\": \"\\u00e9\"}")), list)
    """
    quoted = said.replace("\\", "\\\\").replace('"', '\\"')
    return (
        f'#import "/paper.typ": paper\n#import "/{template}.typ"\n'
        f'#paper(json(bytes("{quoted}")), {template})\n'
    ).encode()


def forget_what_was_laid_out() -> None:
    """Make Typst drop what it keeps of a long document.

    It keeps each layout for the next ten documents, in case one is alike. Packs of classes are
    not, and fourteen of them would take 350 MB; a dozen empty documents cost nothing.
    """
    compiler = _of_nothing()
    for _ in range(12):
        compiler.compile(b" ", format="pdf")


@cache
def _of_nothing() -> Compiler:
    import typst

    return typst.Compiler(ignore_system_fonts=True)
