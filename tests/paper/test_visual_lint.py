"""The lint sees each fault on a page made to have it, and none on a page without."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from paper.visual_lint import contrast_of, distinct_in_grey, grey_of, lint
from reportlab.lib.colors import HexColor
from reportlab.pdfgen.canvas import Canvas

from ppm_xl import palette

A4 = (595, 842)


def drawn(draw: Callable[[Canvas], None], pages: int = 1) -> bytes:
    out = BytesIO()
    canvas = Canvas(out, pagesize=A4)
    for _ in range(pages):
        canvas.setFont("Helvetica", 10)
        draw(canvas)
        canvas.showPage()
    canvas.save()
    return out.getvalue()


def plain(canvas: Canvas) -> None:
    canvas.drawString(100, 700, "Reading is going well")
    canvas.drawString(100, 687, "and so is writing")
    canvas.setFillColor(HexColor(palette.GREEN.fill))
    canvas.rect(95, 640, 120, 20, stroke=0, fill=1)
    canvas.setFillColor(HexColor(palette.GREEN.text))
    canvas.drawString(100, 646, "On course")


def small(canvas: Canvas) -> None:
    canvas.setFont("Helvetica", 8.5)
    canvas.drawString(100, 700, "small print")


def beyond(canvas: Canvas) -> None:
    canvas.drawString(560, 700, "cut at the edge of the page")


def piled(canvas: Canvas) -> None:
    canvas.drawString(100, 700, "one text over")
    canvas.drawString(120, 703, "another text")


def pale(canvas: Canvas) -> None:
    canvas.setFillColor(HexColor("#999999"))
    canvas.drawString(100, 700, "hard to read")


def pale_on_a_fill(canvas: Canvas) -> None:
    canvas.setFillColor(HexColor(palette.RED.fill))
    canvas.rect(95, 690, 200, 20, stroke=0, fill=1)
    canvas.setFillColor(HexColor("#FFFFFF"))
    canvas.drawString(100, 696, "white on red")


def outgrown(canvas: Canvas) -> None:
    canvas.setFillColor(HexColor(palette.GREEN.fill))
    canvas.rect(95, 690, 60, 20, stroke=0, fill=1)
    canvas.setFillColor(HexColor(palette.GREEN.text))
    canvas.drawString(100, 696, "longer than its box")


def test_a_sound_page_has_no_findings() -> None:
    assert lint(drawn(plain), pages=1) == []


@pytest.mark.parametrize(
    ("draw", "code"),
    [
        (small, "small-type"),
        (beyond, "outside"),
        (piled, "piled-up"),
        (pale, "contrast"),
        (pale_on_a_fill, "contrast"),
        (outgrown, "outgrown"),
    ],
)
def test_each_fault_is_seen_and_nothing_else(draw: Callable[[Canvas], None], code: str) -> None:
    assert {finding.code for finding in lint(drawn(draw), pages=1)} == {code}


def test_a_page_too_many_is_seen() -> None:
    assert [finding.code for finding in lint(drawn(plain, pages=2), pages=1)] == ["pages"]


def test_contrast_as_the_standard_counts_it() -> None:
    assert contrast_of((0, 0, 0), (1, 1, 1)) == pytest.approx(21)
    assert contrast_of((0x76 / 255,) * 3, (1, 1, 1)) == pytest.approx(4.54, abs=0.01)


def test_greys_of_the_palette() -> None:
    fills = [palette.GREEN.fill, palette.YELLOW.fill, palette.RED.fill]
    assert [grey_of(fill) for fill in fills] == [213, 236, 166]
    assert distinct_in_grey(fills)
    assert not distinct_in_grey(["#00FF00", "#969696"])
