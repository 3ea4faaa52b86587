"""Whether a workbook is one of ours, and whether this ppm-xl is new enough for it."""

from __future__ import annotations

from ppm_xl import schema
from ppm_xl.errors import FileError


def checked_version(name: str, refers_to: str | None) -> int:
    """Give the schema's version from what the defined name ``ppm_schema`` refers to.

    Raises
    ------
    FileError
        Where there is no such name, or the workbook is newer than this program, or
        older: until the first release no workbook is carried over.
    """
    text = (refers_to or "").strip().lstrip("=").strip('"')
    if not text.isdecimal() or int(text) < 1:
        raise FileError(
            f"{name} is not a ppm-xl workbook.", "Make one with: ppm-xl new, then work in that."
        )
    version = int(text)
    if version > schema.SCHEMA_VERSION:
        raise FileError(
            f"{name} was made by a newer version of ppm-xl than the one on this computer.",
            "Update ppm-xl on this computer, then try again.",
        )
    if version < schema.SCHEMA_VERSION:
        raise FileError(
            f"{name} was made by a trial version of ppm-xl, from before its first release.",
            "Make a new one with: ppm-xl new, and import the files from your MIS into that.",
        )
    return version
