"""Where papers go when nobody says: the user's documents."""

from __future__ import annotations

from pathlib import Path

from ppm_xl.errors import FileError
from ppm_xl.school.model import School


def output_folder(school: School, asked: Path | None) -> Path:
    """Give ``asked``, else ``Documents/Pupil progress/<school>``, made where it is missing.

    Raises
    ------
    FileError
        Where it cannot be made.
    """
    if asked is None:
        from platformdirs import user_documents_path

        from ppm_xl.school.folders import safe_name

        asked = user_documents_path() / "Pupil progress" / safe_name(school.settings.school_name)
    folder = asked.absolute()
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        raise FileError(
            f"The folder “{folder}” cannot be made.", "Choose another folder with --out."
        ) from None
    return folder
