"""The family's two pages drawn with ReportLab's platypus: the same words, fills and shapes.

In the same typeface, in the same three weights, each document with the letters it uses.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from reportlab.graphics.shapes import Circle, Drawing, Line, PolyLine, String
from reportlab.lib.colors import HexColor, white
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont
from reportlab.platypus import (
    Flowable,
    HRFlowable,
    ListFlowable,
    PageBreak,
    Paragraph,
    SimpleDocTemplate,
    Spacer,
    Table,
    TableStyle,
)

from ppm_xl import palette
from ppm_xl.paper.fonts import font_folders

WEIGHTS = {"Body": 400, "Medium": 500, "Bold": 600}
"""The weights that our template uses."""
WIDTH = A4[0] - 38 * mm


def weigh_letters(folder: Path) -> None:
    """Write Lexend in each weight to a folder: ReportLab knows no typeface of many weights."""
    from fontTools.ttLib import TTFont as Typeface
    from fontTools.varLib.instancer import instantiateVariableFont

    file = next(font_folders()[0].glob("Lexend*.ttf"))
    for name, weight in WEIGHTS.items():
        with Typeface(file) as typeface:
            one = instantiateVariableFont(typeface, {"wght": weight})
            for known_as in (1, 4, 6):  # else ReportLab takes all three for one
                one["name"].setName(f"Lexend{name}", known_as, 3, 1, 0x409)
            one.save(folder / f"{name}.ttf")


@cache
def styles(letters: Path) -> dict[str, ParagraphStyle]:
    """Register the typeface's weights once, and give the styles."""
    for name in WEIGHTS:
        pdfmetrics.registerFont(TTFont(name, str(letters / f"{name}.ttf")))
        pdfmetrics.registerFontFamily(name, name, name, name, name)

    def style(size: float, colour: str, after: float = 3, weight: str = "Body") -> ParagraphStyle:
        return ParagraphStyle(
            f"{size}{colour}{weight}",
            fontName=weight,
            fontSize=size,
            leading=size * 1.3,
            textColor=HexColor(colour),
            spaceAfter=after,
        )

    return {
        "body": style(10, palette.INK),
        "label": style(10, palette.INK, weight="Bold"),
        "quiet": style(9, palette.QUIET),
        "h1": style(22, palette.INK, 6, "Bold"),
        "h2": style(12, palette.ACCENT, 4, "Bold"),
        **{name: style(9.5, paint.text, 0, "Medium") for name, paint in palette.STATUS.items()},
    }


class Mark(Flowable):
    """The shape with its letter."""

    def __init__(self, colour: str) -> None:
        super().__init__()
        self.colour, self.width, self.height = colour, 14, 14

    def draw(self) -> None:
        """Draw circle, diamond or square."""
        canvas = self.canv
        canvas.setFillColor(HexColor(palette.STATUS[self.colour].text))
        if self.colour == "Green":
            canvas.circle(7, 7, 6.6, stroke=0, fill=1)
        elif self.colour == "Red":
            canvas.roundRect(1, 1, 12, 12, 1.4, stroke=0, fill=1)
        else:
            path = canvas.beginPath()
            path.moveTo(7, 0)
            for x, y in ((14, 7), (7, 14), (0, 7)):
                path.lineTo(x, y)
            path.close()
            canvas.drawPath(path, stroke=0, fill=1)
        canvas.setFillColor(white)
        canvas.setFont("Bold", 9)
        canvas.drawCentredString(7, 3.8, self.colour[0])


def status(told: Mapping[str, str], s: Mapping[str, ParagraphStyle]) -> list[Flowable]:
    """Draw words on their fill, after the shape."""
    colour = told["colour"] or "Not assessed"
    words = Paragraph(told["words"], s[colour])
    wide = min(words.minWidth() * 4 + 24, 70 * mm)
    row = [Mark(colour), words] if told["colour"] else ["", words]
    table = Table([row], colWidths=[18, wide], hAlign="LEFT")
    table.setStyle(
        TableStyle(
            [
                ("BACKGROUND", (0, 0), (-1, -1), HexColor(palette.STATUS[colour].fill)),
                ("ROUNDEDCORNERS", [4, 4, 4, 4]),
                ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
                ("TOPPADDING", (0, 0), (-1, -1), 2),
                ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
                ("LEFTPADDING", (0, 0), (-1, -1), 3),
            ]
        )
    )
    note = [Paragraph(told["note"], s["quiet"])] if told["note"] else []
    return [table, *note]


def chart(record: Mapping[str, Any]) -> Drawing:
    """Draw a line a subject over the half-terms, with a dot at each."""
    wide, high, left = WIDTH, 62 * mm, 42 * mm
    drawing = Drawing(wide, high + 24)
    across = (wide - left - 20) / max(len(record["points"]) - 1, 1)
    up = high / len(record["steps"])
    colours = [HexColor(c) for c in (palette.ACCENT, palette.SECOND_ACCENT, palette.INK)]
    for step, words in enumerate(record["steps"]):
        y = 24 + up * (step + 0.5)
        drawing.add(Line(left, y, wide, y, strokeColor=HexColor(palette.HAIRLINE)))
        drawing.add(String(0, y - 3, words[:34], fontName="Body", fontSize=8))
    for n, (when, _) in enumerate(record["points"]):
        for line, words in enumerate(when):
            drawing.add(
                String(left + across * n, 12 - 10 * line, words, fontName="Body", fontSize=7)
            )
    for subject, colour in enumerate(colours[: len(record["subjects"])]):
        dots = [
            (left + across * n + 3, 24 + up * (steps[subject] + 0.5) + 3 * subject)
            for n, (_, steps) in enumerate(record["points"])
            if steps[subject] is not None
        ]
        drawing.add(PolyLine([c for dot in dots for c in dot], strokeColor=colour))
        for x, y in dots:
            drawing.add(Circle(x, y, 3, fillColor=colour, strokeColor=white))
    return drawing


def record(found: Mapping[str, Any], s: Mapping[str, ParagraphStyle]) -> list[Flowable]:
    """Draw the second page: chart, table, targets."""
    ruled = TableStyle([("LINEBELOW", (0, 0), (-1, -1), 0.5, HexColor(palette.HAIRLINE))])

    def table(headings: list[str], rows: list[list[str]]) -> Table:
        cells = [[Paragraph(h, s["quiet"]) for h in headings]]
        cells += [
            [Paragraph(cell, s["body" if place else "label"]) for place, cell in enumerate(row)]
            for row in rows
        ]
        return Table(cells, colWidths=[WIDTH / len(headings)] * len(headings), style=ruled)

    return [
        Paragraph(found["title"], s["h1"]),
        Paragraph(found["how"], s["body"]),
        Paragraph(" · ".join(found["subjects"]), s["label"]),
        chart(found),
        table(found["headings"], found["rows"]),
        Paragraph(found["targets heading"], s["h2"]),
        table(found["target headings"], found["targets"]),
    ]


def draw(data: Mapping[str, Any], path: Path, letters: Path) -> None:
    """Draw one child's pages, in the typeface that lies in a folder."""
    s = styles(letters)
    flat = TableStyle(
        [
            ("VALIGN", (0, 0), (-1, -1), "MIDDLE"),
            ("LEFTPADDING", (0, 0), (-1, -1), 0),
            ("TOPPADDING", (0, 0), (-1, -1), 2),
            ("BOTTOMPADDING", (0, 0), (-1, -1), 2),
        ]
    )

    def rows(found: list[Any], widths: list[float]) -> Table:
        cells = [[Paragraph(r[0], s["label"]), *(status(told, s) for told in r[1:])] for r in found]
        return Table(cells, colWidths=widths, style=flat, hAlign="LEFT")

    story: list[Flowable] = [
        Paragraph(f"{data['school']} · {data['title']} · {data['half-term']}", s["h2"]),
        HRFlowable(width="100%", color=HexColor(palette.ACCENT)),
        Paragraph(data["name"], s["h1"]),
        Paragraph(" · ".join([*data["about"], *data["teacher"], data["date"]]), s["quiet"]),
        Paragraph(data["hello"], s["body"]),
        Paragraph(data["learning"], s["h2"]),
        Table(
            [[Paragraph(h, s["quiet"]) for h in data["headings"]]],
            colWidths=[25 * mm, (WIDTH - 25 * mm) / 2, (WIDTH - 25 * mm) / 2],
            style=flat,
        ),
        rows(data["rows"], [25 * mm, (WIDTH - 25 * mm) / 2, (WIDTH - 25 * mm) / 2]),
        Paragraph(data["every day"], s["h2"]),
        rows([data["attendance"]], [25 * mm, WIDTH - 25 * mm]),
    ]
    half = (len(data["measures"]) + 1) // 2
    columns = [
        rows(part, [25 * mm, WIDTH / 2 - 25 * mm])
        for part in (data["measures"][:half], data["measures"][half:])
        if part
    ]
    story += [
        Table([columns], colWidths=[WIDTH / 2] * len(columns), style=flat),
        Paragraph(data["what went well heading"], s["h2"]),
        Paragraph(data["what went well"], s["body"]),
        Paragraph(data["next"], s["h2"]),
        Table(
            [
                [
                    Paragraph(who, s["label"]),
                    ListFlowable([Paragraph(x, s["body"]) for x in what], bulletType="bullet"),
                ]
                for who, what in data["actions"]
            ],
            colWidths=[36 * mm, WIDTH - 36 * mm],
            style=flat,
        ),
        Paragraph(data["own words heading"], s["h2"]),
        Paragraph(f"“{data['own words']}”", s["body"]),
        Spacer(1, 12),
        Paragraph(data["see you"], s["h2"]),
        HRFlowable(width="100%", color=HexColor(palette.HAIRLINE)),
        Paragraph(" · ".join([*data["contact"], *data["headteacher"]]), s["quiet"]),
    ]
    if "record" in data:
        story += [PageBreak(), *record(data["record"], s)]
    SimpleDocTemplate(
        str(path), pagesize=A4, leftMargin=19 * mm, rightMargin=19 * mm,
        topMargin=15 * mm, bottomMargin=14 * mm, title=data["name"], lang="en-GB",
    ).build(story)  # fmt: skip
