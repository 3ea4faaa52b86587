"""Text files: which encoding, which delimiter, which cells."""

from __future__ import annotations

import codecs
import csv
import io
import re
from typing import Final

from ppm_xl.errors import FileError
from ppm_xl.mis.export import Grid, GridRow
from ppm_xl.mis.limits import EXPORT_AGAIN, MAX_CELL, MAX_LINE, MAX_LINES, check_limits
from ppm_xl.mis.synonyms import is_known

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS: Final = ",;\t|"
_UTF_8_LETTER: Final = re.compile(
    rb"[\xc3-\xdf][\x80-\xbf]|[\xe1-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
)
_NOT_ASCII: Final = re.compile(rb"[\x80-\xff]+")
_PADDING: Final = re.compile(rb"\0+(?=[,;\t|\"\r\n]|\Z)")
"""Zero bytes with which some systems fill a cell up to its width."""
_STATED: Final = re.compile(r"\"?sep=([,;|]|\t?)\"?[ ]*(?=\r|\n|\Z)", re.IGNORECASE)
_SAMPLE_ROWS: Final = 40
_SAMPLE: Final = 64 * 1024


def read_text_file(name: str, data: bytes) -> Grid:
    """Read a CSV or tab-separated file.

    Raises
    ------
    FileError
        Where it is no text, has an unclosed quotation mark, or is beyond the limits.
    """
    text = decode(name, data).lstrip("\ufeff")
    _check_lines(name, text)
    delimiter, text = _delimiter(text)
    csv.field_size_limit(MAX_CELL)
    try:
        return _rows(name, text, delimiter, strict=True)
    except _QuoteError:
        # Some systems write "Ann" Lee: read it as the spreadsheet programs do.
        return _rows(name, text, delimiter, strict=False)


class _QuoteError(Exception):
    """A quotation mark inside a cell that begins with one."""


def _rows(name: str, text: str, delimiter: str, *, strict: bool) -> Grid:
    rows: list[GridRow] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    number, filled = 1, 0
    try:
        for cells in reader:
            kept = [cell.strip() or None for cell in cells]
            while kept and kept[-1] is None:
                kept.pop()
            if kept:
                rows.append(GridRow(number, tuple(kept)))
                filled += len(kept)
                check_limits(name, len(rows), len(kept), filled)
            number = reader.line_num + 1
    except csv.Error as error:
        if "expected after" in str(error):
            raise _QuoteError from None
        raise _refusal(name, error, number) from None
    return Grid("", tuple(rows))


def _check_lines(name: str, text: str) -> None:
    """Refuse lines longer or more than those of any export, before they are taken apart."""
    if max(text.count("\n"), text.count("\r")) > MAX_LINES:
        raise FileError(f"{name} has more than {MAX_LINES:,} lines.", EXPORT_AGAIN)
    start = 0
    while start + MAX_LINE < len(text):
        end = max(text.rfind(mark, start, start + MAX_LINE) for mark in "\r\n")
        if end < 0:
            raise FileError(
                f"{name} has a line of more than {MAX_LINE:,} characters.", EXPORT_AGAIN
            )
        start = end + 1


def decode(name: str, data: bytes) -> str:
    """Decode by the mark at the start, else as UTF-8, else as the spreadsheet programs write.

    Raises
    ------
    FileError
        Where the bytes are no text, are cut within a letter, or are in two encodings at once.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(name, data, encoding)
    head = data[:4096]
    if b"\0" in head:
        # UTF-16 without its mark: every other byte of Western text is zero.
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) > len(head) // 4 and min(even, odd) <= len(head) // 100:
            return _decoded(name, data, "utf-16-le" if odd > even else "utf-16-be")
    if b"\0" in data:
        data = _PADDING.sub(b"", data)
    try:
        return _looked_at(name, data.decode("utf-8"))
    except UnicodeDecodeError as error:
        _check_not_mixed(name, data, error)
    # Excel for Mac's own CSV has its own encoding, and one carriage return a line.
    encoding = "cp1252" if b"\n" in data or b"\r" not in data else "mac_roman"
    try:
        return _looked_at(name, data.decode(encoding))
    except UnicodeDecodeError:
        return _guessed(name, data)


def _check_not_mixed(name: str, data: bytes, error: UnicodeDecodeError) -> None:
    """Refuse UTF-8 with a few bytes that are not: read as Windows-1252 all its names would break.

    Windows-1252 hardly ever has what looks like UTF-8, and then less often than what does not.
    """
    good = len(_UTF_8_LETTER.findall(data))
    if good and good >= len(_NOT_ASCII.findall(_UTF_8_LETTER.sub(b"", data))):
        line = data.count(b"\n", 0, error.start) + 1
        raise FileError(
            f"{name} is damaged near line {line}: most of its letters are in UTF-8, but not all.",
            EXPORT_AGAIN,
        )


def _guessed(name: str, data: bytes) -> str:
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise _no_text(name)
    return _decoded(name, data, best.encoding)


def _decoded(name: str, data: bytes, encoding: str) -> str:
    try:
        return _looked_at(name, data.decode(encoding))
    except UnicodeError:
        raise FileError(f"{name} is damaged or cut short.", EXPORT_AGAIN) from None


def _looked_at(name: str, text: str) -> str:
    """Refuse bytes that happen to decode: text has hardly any control characters."""
    sample = text[:_SAMPLE]
    odd = sum(1 for c in sample if (c < " " and c not in "\t\r\n\x0c") or c == "\x7f")
    if "\0" in text or odd > max(1, len(sample) // 100):
        raise _no_text(name)
    return text


def _no_text(name: str) -> FileError:
    return FileError(f"{name} is not a table of pupils: it is not text.", EXPORT_AGAIN)


def _refusal(name: str, error: csv.Error, number: int) -> FileError:
    if "field limit" in str(error):
        return FileError(
            f"{name} has a cell of more than {MAX_CELL:,} characters near line {number}, "
            "or a quotation mark that is never closed.",
            EXPORT_AGAIN,
        )
    if "end of data" in str(error):
        return FileError(
            f"{name} has a quotation mark near line {number} that is never closed.",
            EXPORT_AGAIN,
        )
    return FileError(f"{name} has a quotation mark out of place near line {number}.", EXPORT_AGAIN)


def _delimiter(text: str) -> tuple[str, str]:
    """Choose the delimiter under which the headings are best known.

    Excel's own first line ``sep=;`` decides, and is left out.
    """
    stated = _STATED.match(text)
    if stated:
        # The line stays, emptied, so that line numbers are those of the file.
        return stated[1] or "\t", text[stated.end() :]
    best, best_score = ",", (-1, -1)
    for delimiter in _DELIMITERS:
        score = _score(text[:_SAMPLE], delimiter)
        if score > best_score:
            best, best_score = delimiter, score
    return best, text


def _score(sample: str, delimiter: str) -> tuple[int, int]:
    """Count known headings in the best row, then filled cells in the fullest."""
    known = fullest = 0
    reader = csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter)
    try:
        for _, row in zip(range(_SAMPLE_ROWS), reader, strict=False):
            known = max(known, sum(is_known(cell) for cell in row))
            fullest = max(fullest, sum(bool(cell.strip()) for cell in row))
    except csv.Error:
        pass
    return known, fullest
