"""Text files: which encoding, which delimiter, which cells."""

from __future__ import annotations

import codecs
import csv
import io
from typing import Final

from ppm_xl.errors import FileError
from ppm_xl.mis.export import Grid, GridRow
from ppm_xl.mis.synonyms import is_known

MAX_CELL: Final = 32_767
"""Characters in a cell: Excel's own limit."""
MAX_COLUMNS: Final = 2_000
MAX_ROWS: Final = 200_000
"""Rows that hold anything."""

_BOMS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DELIMITERS: Final = ",;\t|"
_EXPORT_AGAIN: Final = "Export it from your MIS again, as CSV or as an Excel workbook (.xlsx)."
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
    number = 1
    try:
        for cells in reader:
            kept = tuple(cell.strip() or None for cell in cells)
            if any(kept):
                rows.append(GridRow(number, kept))
                check_limits(name, len(rows), len(kept))
            number = reader.line_num + 1
    except csv.Error as error:
        if "expected after" in str(error):
            raise _QuoteError from None
        raise _refusal(name, error, number) from None
    return Grid("", tuple(rows))


def check_limits(name: str, rows: int, columns: int) -> None:
    """Refuse a table that no school has.

    Raises
    ------
    FileError
        Where there are more rows or columns than an export can have.
    """
    if rows > MAX_ROWS or columns > MAX_COLUMNS:
        what = f"{MAX_ROWS:,} rows" if rows > MAX_ROWS else f"{MAX_COLUMNS:,} columns"
        raise FileError(f"{name} has more than {what}.", _EXPORT_AGAIN)


def decode(name: str, data: bytes) -> str:
    """Decode by the mark at the start, else as UTF-8, else as Windows-1252, else by its look.

    Raises
    ------
    FileError
        Where the bytes are no text.
    """
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            return _decoded(name, data, encoding)
    head = data[:4096]
    if b"\0" in head:
        # UTF-16 without its mark: every other byte of Western text is zero.
        even, odd = head[::2].count(0), head[1::2].count(0)
        if max(even, odd) > len(head) // 4 and min(even, odd) == 0:
            return _decoded(name, data, "utf-16-le" if odd else "utf-16-be")
        raise _no_text(name)
    for encoding in ("utf-8", "cp1252"):
        try:
            return _looked_at(name, data.decode(encoding))
        except UnicodeDecodeError:
            continue
    from charset_normalizer import from_bytes

    best = from_bytes(data[:_SAMPLE]).best()
    if best is None:
        raise _no_text(name)
    return _decoded(name, data, best.encoding)


def _decoded(name: str, data: bytes, encoding: str) -> str:
    try:
        return _looked_at(name, data.decode(encoding))
    except UnicodeError:
        raise FileError(f"{name} is damaged or cut short.", _EXPORT_AGAIN) from None


def _looked_at(name: str, text: str) -> str:
    """Refuse bytes that happen to decode: text has hardly any control characters."""
    sample = text[:_SAMPLE]
    odd = sum(1 for c in sample if (c < " " and c not in "\t\r\n\x0c") or c == "\x7f")
    if "\0" in text or odd > max(1, len(sample) // 100):
        raise _no_text(name)
    return text


def _no_text(name: str) -> FileError:
    return FileError(f"{name} is not a table of pupils: it is not text.", _EXPORT_AGAIN)


def _refusal(name: str, error: csv.Error, number: int) -> FileError:
    if "field limit" in str(error):
        return FileError(
            f"{name} has a cell of more than {MAX_CELL:,} characters near line {number}, "
            "or a quotation mark that is never closed.",
            _EXPORT_AGAIN,
        )
    if "end of data" in str(error):
        return FileError(
            f"{name} has a quotation mark near line {number} that is never closed.",
            _EXPORT_AGAIN,
        )
    return FileError(f"{name} has a quotation mark out of place near line {number}.", _EXPORT_AGAIN)


def _delimiter(text: str) -> tuple[str, str]:
    """Choose the delimiter under which the headings are best known.

    Excel's own first line ``sep=;`` decides, and is left out.
    """
    first, _, rest = text.partition("\n")
    stated = first.strip().strip('"').lower()
    if stated.startswith("sep=") and len(stated) <= len("sep=;"):
        given = first.strip().strip('"')[4:] or "\t"
        if given in _DELIMITERS:
            # The line stays, emptied, so that line numbers are those of the file.
            return given, "\n" + rest
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
