"""How the panel looks: the product's palette, and sizes that follow the screen's scaling."""

from __future__ import annotations

import sys
import tkinter as tk
from tkinter import font, ttk
from typing import Final

from ppm_xl import palette
from ppm_xl.panel.model import Tone

_PIXELS_A_POINT: Final = 4 / 3
"""At 96 dots an inch, which screens call 100 %."""
_DEEPER: Final = "#144A70"
"""The accent under the mouse."""

SIGNS: Final = {
    Tone.ERROR: "✖ ",
    Tone.WARNING: "▲ ",
    Tone.NOTE: "• ",
    Tone.DONE: "✓ ",
    Tone.REFUSED: "✖ ",
}
"""What says in grey, and to the eye that sees no colours, how a line is meant."""


class Looks:
    """Fonts and styles of one window.

    Parameters
    ----------
    root
        The window; its screen's scaling counts.
    """

    def __init__(self, root: tk.Tk) -> None:
        scaling = float(root.tk.call("tk", "scaling"))
        self._ratio = 1.0 if sys.platform == "darwin" else max(1.0, scaling / _PIXELS_A_POINT)
        base = font.nametofont("TkDefaultFont")
        family = base.actual("family")
        self.body = font.Font(root, family=family, size=10)
        self.strong = font.Font(root, family=family, size=10, weight="bold")
        self.title = font.Font(root, family=family, size=17, weight="bold")
        root.configure(background=palette.WHITE)
        self._style(root)

    def px(self, pixels: float) -> int:
        """Give pixels at 100 % as this screen's."""
        return round(pixels * self._ratio)

    def _style(self, root: tk.Tk) -> None:
        style = ttk.Style(root)
        style.theme_use("clam")
        style.configure(
            ".",
            background=palette.WHITE,
            foreground=palette.INK,
            font=self.body,
            bordercolor=palette.HAIRLINE,
            lightcolor=palette.WHITE,
            darkcolor=palette.WHITE,
            troughcolor=palette.PAPER_GREY,
            focuscolor=palette.INK,
        )
        style.configure("Title.TLabel", font=self.title)
        style.configure("Caption.TLabel", font=self.strong, foreground=palette.ACCENT)
        style.configure("Quiet.TLabel", foreground=palette.QUIET)
        style.configure(
            "Status.TLabel", background=palette.PAPER_GREY, padding=(self.px(20), self.px(7))
        )
        style.configure("Line.TFrame", background=palette.HAIRLINE)
        self._buttons(style)
        self._list(style)
        style.configure(
            "Horizontal.TProgressbar",
            background=palette.ACCENT,
            lightcolor=palette.ACCENT,
            darkcolor=palette.ACCENT,
            thickness=self.px(8),
        )
        style.configure("Vertical.TScrollbar", arrowsize=self.px(12), background=palette.PAPER_GREY)
        style.configure("Ask.TFrame", background=palette.YELLOW.fill)
        style.configure(
            "Ask.TLabel", background=palette.YELLOW.fill, foreground=palette.YELLOW.text
        )

    def _buttons(self, style: ttk.Style) -> None:
        padding = (self.px(12), self.px(6))
        style.configure(
            "Action.TButton",
            background=palette.ACCENT,
            foreground=palette.WHITE,
            bordercolor=palette.ACCENT,
            lightcolor=palette.ACCENT,
            darkcolor=palette.ACCENT,
            focuscolor=palette.WHITE,
            font=self.strong,
            anchor="w",
            padding=padding,
        )
        states = [("disabled", palette.PAPER_GREY), ("active", _DEEPER)]
        style.map(
            "Action.TButton",
            background=states,
            bordercolor=states,
            lightcolor=states,
            darkcolor=states,
            foreground=[("disabled", palette.QUIET)],
        )
        style.configure(
            "TButton", background=palette.WHITE, bordercolor=palette.ACCENT,
            foreground=palette.ACCENT, padding=padding,
        )  # fmt: skip
        style.map(
            "TButton",
            background=[("disabled", palette.WHITE), ("active", palette.PAPER_GREY)],
            bordercolor=[("disabled", palette.HAIRLINE)],
            foreground=[("disabled", palette.QUIET)],
        )

    def _list(self, style: ttk.Style) -> None:
        style.configure(
            "Treeview",
            fieldbackground=palette.WHITE,
            background=palette.WHITE,
            rowheight=self.body.metrics("linespace") + self.px(9),
        )
        style.map(
            "Treeview",
            background=[("selected", palette.ACCENT)],
            foreground=[("selected", palette.WHITE)],
        )
        style.configure(
            "Treeview.Heading",
            background=palette.PAPER_GREY,
            foreground=palette.QUIET,
            relief="flat",
            padding=(self.px(4), self.px(3)),
        )
        style.map("Treeview.Heading", background=[("active", palette.PAPER_GREY)])

    def tag(self, text: tk.Text) -> None:
        """Give the text its looks, one for each tone."""
        inset = self.px(16)
        text.tag_configure(
            Tone.STEP, font=self.strong, foreground=palette.ACCENT, spacing1=self.px(4)
        )
        text.tag_configure(Tone.QUIET, foreground=palette.QUIET)
        for tone, paint in ((Tone.DONE, palette.GREEN), (Tone.REFUSED, palette.RED)):
            text.tag_configure(
                tone, background=paint.fill, foreground=paint.text, font=self.strong,
                lmargin1=0, lmargin2=inset,
            )  # fmt: skip
        for tone, paint in ((Tone.ERROR, palette.RED), (Tone.WARNING, palette.YELLOW)):
            text.tag_configure(tone, foreground=paint.text, lmargin2=inset)
        text.tag_configure(Tone.NOTE, lmargin2=inset)
