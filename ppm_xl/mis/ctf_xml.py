"""A Common Transfer File's XML, one pupil at a time, with nothing in it that can do harm.

Document types, entities and external references are off; how deep and how many elements are
bounded. A pupil's elements are let go once read, so that memory does not grow with the file.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from typing import Any, Final
from xml.etree.ElementTree import Element

from ppm_xl.errors import FileError
from ppm_xl.mis.limits import MAX_DEPTH, MAX_ELEMENTS, check_tags
from ppm_xl.mis.text_file import decode

_AGAIN: Final = "Export the CTF from your MIS again, or ask who sent it to send it again."
_DECLARATION: Final = re.compile(r"\s*<\?xml\s[^>]{0,200}\?>")
_STATED: Final = re.compile(rb"<\?xml[^>]{0,150}encoding\s*=\s*[\"']([A-Za-z0-9_.-]{1,40})")
_NEVER_READ: Final = frozenset(
    {"Address", "Addresses", "Phones", "Email", "Contacts", "Disabilities", "Ethnicity"}
)
"""Dropped as soon as they end: the workbook has no use for them, so it never holds them."""


def header_and_pupils(name: str, data: bytes) -> Iterator[tuple[str, Element]]:
    """Give ``("Header", element)`` and then ``("Pupil", element)`` for each pupil.

    An element is empty again once the next one has been asked for.

    Raises
    ------
    FileError
        Where the XML is damaged or unsafe, or is not a Common Transfer File.
    """
    # Bandit's advice, followed: the standard library's parser is reached through defusedxml.
    from defusedxml import DefusedXmlException
    from defusedxml.ElementTree import ParseError, iterparse

    text = _without_declaration(name, _text(name, data))
    xml = text.encode("utf-8", "surrogatepass")
    del text
    check_tags(name, xml)
    try:
        yield from _walk(name, iterparse(io.BytesIO(xml), events=("start", "end"), forbid_dtd=True))
    except DefusedXmlException:
        raise FileError(
            f"{name} declares a document type, which a Common Transfer File never does.", _AGAIN
        ) from None
    except (ParseError, ValueError) as error:
        line = getattr(error, "position", (0, 0))[0]
        where = f" near line {line}" if line else ""
        raise FileError(f"{name} is damaged or cut short{where}.", _AGAIN) from None


def _text(name: str, data: bytes) -> str:
    """Decode by the bytes themselves, then by what the file states."""
    stated = _STATED.search(data[:400])
    if stated and stated[1].lower() not in {b"utf-8", b"utf-16"}:
        try:
            return data.decode(stated[1].decode("ascii"))
        except (LookupError, UnicodeError):
            pass
    return decode(name, data)


def _without_declaration(name: str, text: str) -> str:
    """Leave out the XML declaration: the text is decoded, and what it states may be wrong."""
    text = text.lstrip("\ufeff")
    first = _DECLARATION.match(text)
    if first is None:
        return text.lstrip()
    rest = text[first.end() :]
    if _DECLARATION.match(rest):
        raise FileError(
            f"{name} begins twice: it holds two XML declarations, as faulty programs write them.",
            _AGAIN,
        )
    # Its line breaks stay, so that a line number in a message is that of the file.
    return "\n" * first[0].count("\n") + rest


def _walk(name: str, events: Any) -> Iterator[tuple[str, Element]]:  # noqa: ANN401 - untyped library
    path: list[Element] = []
    elements = 0
    for event, element in events:
        if event == "start":
            element.tag = element.tag.rpartition("}")[2]
            path.append(element)
            elements += 1
            _check(name, path, elements)
            continue
        path.pop()
        if element.tag in _NEVER_READ:
            element.clear()
        elif len(path) == 1 and element.tag == "Header":
            yield "Header", element
            element.clear()
        elif len(path) == 2 and element.tag == "Pupil":  # noqa: PLR2004 - root and CTFpupilData
            yield "Pupil", element
            path[-1].clear()
            elements = 0


def _check(name: str, path: list[Element], elements: int) -> None:
    if len(path) == 1 and path[0].tag != "CTfile":
        if path[0].tag == "ATfile":
            raise FileError(
                f"{name} is an admissions file (ATF), not a Common Transfer File.",
                "Take it into your MIS, then export the pupils from there.",
            )
        raise FileError(
            f"{name} is an XML file, but not a Common Transfer File.",
            "Choose the CTF that your MIS or another school wrote, or export a CSV.",
        )
    if len(path) > MAX_DEPTH or elements > MAX_ELEMENTS:
        raise FileError(f"{name} holds more about a pupil than any record of a school.", _AGAIN)
