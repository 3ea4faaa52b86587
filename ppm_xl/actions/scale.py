"""``scale``: choose the school's marks from the scales that schools use most."""

from __future__ import annotations

from datetime import date

from ppm_xl.actions import Outcome
from ppm_xl.actions.agreeing import agree_and_carry_out
from ppm_xl.book import Book
from ppm_xl.desk import Desk
from ppm_xl.errors import DataError
from ppm_xl.school.reading import read_school
from ppm_xl.school.scale_presets import PRESETS, preset
from ppm_xl.sentences import listed
from ppm_xl.status.choosing_scale import plan_scale, presets_in_words, scale_in_words


def run(book: Book, desk: Desk, today: date, *, name: str = "", dry_run: bool = False) -> Outcome:
    """Describe the scales to choose from; or, with a name, put that one into Settings.

    Parameters
    ----------
    name
        A scale's code or title; empty lists them all and changes nothing.

    Raises
    ------
    DataError
        Where there is no scale of that name.
    """
    tables = book.read()
    school, _ = read_school(tables)
    if not name:
        said = (scale_in_words(school), *presets_in_words())
        desk.tell(*said)
        return Outcome(ok=True, said=said)
    chosen = preset(name)
    if chosen is None:
        raise DataError(
            f"There is no scale “{name}”.", f"Choose {listed([p.code for p in PRESETS])}."
        )
    plan = plan_scale(school, chosen)
    return agree_and_carry_out(
        plan,
        tables,
        book,
        desk,
        action="scale",
        today=today,
        done=f"The scale is now {chosen.title}. Press Update status and Venns next."
        if not chosen.adds
        else "Added to the scale. Press Update status and Venns next.",
        dry_run=dry_run,
    )
