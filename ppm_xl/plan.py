"""What an action would do, as a value: nothing has been written yet.

Every action has a pure ``plan(school, request, today) -> Plan``; the shell shows it, asks,
draws its pictures, writes its papers and applies its changes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from ppm_xl.book.change import Change
from ppm_xl.errors import Problem


@dataclass(frozen=True, slots=True)
class VennPicture:
    """A Venn diagram to be drawn; the fields are the arguments of :func:`ppm_xl.venn.draw_venn`."""

    circles: tuple[str, ...]
    members: Mapping[str, frozenset[str] | None]
    names: Mapping[str, str]
    marks: Mapping[str, frozenset[str]] = field(default_factory=dict)
    moved: Mapping[str, str] = field(default_factory=dict)
    size: tuple[float, float] = (11, 7.6)
    counts_only: bool = False
    none_label: str = "Not yet at the standard"
    title: str = ""
    caption: str = ""


@dataclass(frozen=True, slots=True)
class PlacedVenn:
    """A Venn diagram and its place on a sheet: cell from (1, 1), width and height in points.

    Without a diagram the place is emptied, so that what another class left there goes.
    """

    sheet: str
    name: str
    cell: tuple[int, int]
    width: float
    height: float
    venn: VennPicture | None
    alt_text: str


@dataclass(frozen=True, slots=True)
class SchoolPage:
    """One page of a PDF of the school's own: where that lies, which page, and its fingerprint."""

    path: str
    place: int
    fingerprint: str


@dataclass(frozen=True, slots=True)
class Page:
    """What one typeset document says: a template of :mod:`ppm_xl.paper` and its data.

    Attributes
    ----------
    template
        Name of the Typst template, without its ending.
    data
        Everything the template prints; only what JSON can hold.
    pictures
        Venn diagrams by the file name under which ``data`` names them.
    images
        SVG by the file name under which ``data`` names them.
    behind
        The school's own pages by the file name under which ``data`` keeps a place for each.
    """

    template: str
    data: Mapping[str, object]
    pictures: Mapping[str, VennPicture] = field(default_factory=dict)
    images: Mapping[str, str] = field(default_factory=dict)
    behind: Mapping[str, SchoolPage] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Paper:
    """One PDF to write: where below the output folder, its title, and its pages in order."""

    path: tuple[str, ...]
    title: str
    pages: tuple[Page, ...]


@dataclass(frozen=True, slots=True)
class Document:
    """One file to write as it is, such as an invitation: where below the output folder."""

    path: tuple[str, ...]
    content: bytes


@dataclass(frozen=True, slots=True)
class Question:
    """Something only a person can decide; ``yes`` and ``no`` say what each answer does."""

    code: str
    text: str
    yes: str = "Yes"
    no: str = "No"


@dataclass(frozen=True, slots=True)
class Plan:
    """Changes, pictures, papers, questions, problems, and what to say.

    Attributes
    ----------
    superseded
        Where papers of an earlier time may lie that are true no more, and go.
    """

    changes: tuple[Change, ...] = ()
    pictures: tuple[PlacedVenn, ...] = ()
    papers: tuple[Paper, ...] = ()
    documents: tuple[Document, ...] = ()
    questions: tuple[Question, ...] = ()
    problems: tuple[Problem, ...] = ()
    said: tuple[str, ...] = ()
    superseded: tuple[tuple[str, ...], ...] = ()
