"""Draws a :class:`~ppm_xl.panel.model.Panel`: widgets, and nothing that decides."""

from __future__ import annotations

import sys
import tkinter as tk
from functools import partial
from tkinter import ttk
from typing import Final, Protocol

from ppm_xl import palette
from ppm_xl.desk.panel import Asked
from ppm_xl.panel import model
from ppm_xl.panel.looks import SIGNS, Looks
from ppm_xl.panel.model import Panel, State
from ppm_xl.schema.shapes import Button

_SENTENCE: Final = (
    "The buttons of the workbook, in a window of their own: for computers where Excel may not "
    "start programs."
)
_WIDE, _HIGH = 1040, 660
"""Of the window at 100 %: fits a screen of 1366 by 768."""
_MARGIN: Final = 20
_COLUMNS: Final = (("name", "Workbook", 160), ("about", "Set to", 390), ("where", "Where", 160))
_STEADY: Final = 100
"""Of the progress bar, while nothing is counted."""


class Hears(Protocol):
    """What the user can do."""

    def refresh(self) -> None:
        """Look for open workbooks again."""

    def open_file(self) -> None:
        """Choose a closed workbook."""

    def choose(self, place: int) -> None:
        """Choose a workbook by its place in the list."""

    def press(self, button: Button) -> None:
        """Do what a button says."""

    def answer(self, *, agreed: bool) -> None:
        """Answer the question that stands."""

    def show_files(self) -> None:
        """Show the folder of what was written."""


class Face:
    """The widgets of one window.

    Parameters
    ----------
    root
        An empty Tk root.
    hears
        Told what the user does.
    """

    def __init__(self, root: tk.Tk, hears: Hears) -> None:
        self._root, self._hears = root, hears
        self._looks = Looks(root)
        self._drawn: tuple[model.Line, ...] = ()
        self._listed: tuple[object, ...] = ()
        self._asked: Asked | None = None
        self._size()
        self._heading()
        self._workbooks()
        body = ttk.Frame(root)
        self.status = ttk.Label(root, style="Status.TLabel")
        self.status.pack(side="bottom", fill="x")
        body.pack(fill="both", expand=True, padx=self._px(_MARGIN), pady=(0, self._px(14)))
        self._actions(body)
        self._happened(body)

    def draw(self, panel: Panel) -> None:
        """Show a panel; what already stands is left alone."""
        self._draw_workbooks(panel)
        for button in self.actions.values():
            button.state(["!disabled" if panel.may_press else "disabled"])
        for button in (self.refresh, self.open):
            button.state(["!disabled" if panel.state is State.READY else "disabled"])
        self._draw_lines(panel)
        self._draw_question(panel)
        self._draw_progress(panel)
        if panel.files and panel.state is State.READY:
            self.files.pack(side="right")
        else:
            self.files.pack_forget()
        self.status.configure(text=panel.status)

    # Laying out

    def _px(self, pixels: float) -> int:
        return self._looks.px(pixels)

    def _size(self) -> None:
        root = self._root
        wide = min(self._px(_WIDE), root.winfo_screenwidth())
        high = min(self._px(_HIGH), root.winfo_screenheight() - self._px(70))
        root.geometry(f"{wide}x{high}")
        root.minsize(min(wide, self._px(760)), min(high, self._px(420)))

    def _heading(self) -> None:
        head = ttk.Frame(self._root)
        head.pack(fill="x", padx=self._px(_MARGIN), pady=(self._px(14), self._px(8)))
        ttk.Label(head, text="Pupil progress", style="Title.TLabel").pack(anchor="w")
        ttk.Label(head, text=_SENTENCE, style="Quiet.TLabel").pack(anchor="w")

    def _caption(self, inside: ttk.Frame, words: str) -> None:
        ttk.Label(inside, text=words, style="Caption.TLabel").pack(anchor="w")
        ttk.Frame(inside, style="Line.TFrame", height=1).pack(fill="x", pady=(0, self._px(6)))

    def _workbooks(self) -> None:
        block = ttk.Frame(self._root)
        block.pack(fill="x", padx=self._px(_MARGIN), pady=(0, self._px(12)))
        keys = ttk.Frame(block)
        keys.pack(side="right", anchor="n", padx=(self._px(14), 0))
        self.refresh = ttk.Button(
            keys, text="Refresh (F5)", underline=0, command=self._hears.refresh
        )
        self.open = ttk.Button(
            keys, text="Open a workbook file …", underline=0, command=self._hears.open_file
        )
        for button in (self.refresh, self.open):
            button.pack(fill="x", pady=(0, self._px(8)))
            _bind_return(button)
        names = [name for name, _, _ in _COLUMNS]
        self.list = ttk.Treeview(
            block, columns=names, show="headings", height=3, selectmode="browse"
        )
        for name, words, wide in _COLUMNS:
            self.list.heading(name, text=words, anchor="w")
            self.list.column(name, width=self._px(wide), minwidth=self._px(90), anchor="w")
        self.list.pack(side="left", fill="x", expand=True)
        self.list.bind("<<TreeviewSelect>>", lambda _: self._selected())
        self._empty = ttk.Label(block, style="Quiet.TLabel", wraplength=self._px(640))

    def _actions(self, body: ttk.Frame) -> None:
        """Lay out the buttons, group by group, in a column that scrolls where it must."""
        column = ttk.Frame(body)
        column.pack(side="left", fill="y")
        canvas = tk.Canvas(column, background=palette.WHITE, highlightthickness=0)
        bar = ttk.Scrollbar(column, orient="vertical", command=canvas.yview)
        inside = ttk.Frame(canvas)
        canvas.create_window(0, 0, anchor="nw", window=inside)
        self.actions: dict[str, ttk.Button] = {}
        wide = max(len(b.words) for _, found in model.groups() for b in found) + 1
        for number, (group, buttons) in enumerate(model.groups()):
            block = ttk.Frame(inside)
            block.pack(fill="x", pady=(self._px(12) if number else 0, 0))
            self._caption(block, group)
            for button in buttons:
                row = ttk.Frame(block)
                row.pack(fill="x", pady=(0, self._px(5)))
                key = ttk.Button(
                    row, text=button.words, width=wide, style="Action.TButton",
                    command=partial(self._hears.press, button),
                )  # fmt: skip
                key.pack(side="left")
                does = ttk.Label(row, text=button.does, style="Quiet.TLabel")
                does.pack(side="left", padx=(self._px(10), 0))
                _bind_return(key)
                key.bind("<FocusIn>", lambda event: _bring_into_view(canvas, inside, event.widget))
                self.actions[button.action] = key
        inside.update_idletasks()
        canvas.configure(
            width=inside.winfo_reqwidth(),
            scrollregion=(0, 0, inside.winfo_reqwidth(), inside.winfo_reqheight()),
            yscrollcommand=partial(_show_where_needed, bar),
        )
        canvas.pack(side="left", fill="both", expand=True)
        for widget in (canvas, inside):
            widget.bind("<MouseWheel>", partial(_wheel, canvas))

    def _happened(self, body: ttk.Frame) -> None:
        side = ttk.Frame(body)
        side.pack(side="left", fill="both", expand=True, padx=(self._px(24), 0))
        self._caption(side, "What happened")
        self._foot(side)
        self._question(side)
        bar = ttk.Scrollbar(side, orient="vertical")
        self.text = tk.Text(
            side, wrap="word", state="disabled", font=self._looks.body, relief="flat",
            foreground=palette.INK, background=palette.WHITE, borderwidth=0, width=20, height=4,
            highlightthickness=1, highlightbackground=palette.HAIRLINE,
            highlightcolor=palette.ACCENT, padx=self._px(10), pady=self._px(8),
            spacing1=self._px(1), spacing3=self._px(3), takefocus=True,
            yscrollcommand=partial(_show_where_needed, bar),
        )  # fmt: skip
        bar.configure(command=self.text.yview)
        self.text.pack(side="left", fill="both", expand=True)
        self._looks.tag(self.text)

    def _foot(self, side: ttk.Frame) -> None:
        foot = ttk.Frame(side)
        foot.pack(side="bottom", fill="x", pady=(self._px(8), 0))
        self.files = ttk.Button(foot, text="Show the files", command=self._hears.show_files)
        _bind_return(self.files)
        self._counted = ttk.Label(foot, style="Quiet.TLabel")
        self._counted.pack(side="top", anchor="w")
        self._bar = ttk.Progressbar(foot)

    def _question(self, side: ttk.Frame) -> None:
        ask = ttk.Frame(side, style="Ask.TFrame", padding=self._px(12))
        self._ask = ask
        self._ask_words = ttk.Label(ask, style="Ask.TLabel", wraplength=self._px(300))
        keys = ttk.Frame(ask, style="Ask.TFrame")
        keys.pack(side="right", padx=(self._px(12), 0))
        self.yes = ttk.Button(
            keys, text="Yes", style="Action.TButton",
            command=partial(self._hears.answer, agreed=True),
        )  # fmt: skip
        self.no = ttk.Button(keys, text="No", command=partial(self._hears.answer, agreed=False))
        for button in (self.yes, self.no):
            button.pack(side="left", padx=(self._px(6), 0))
            _bind_return(button)
        self._ask_words.pack(side="left", fill="x", expand=True)
        ask.bind(
            "<Configure>",
            lambda event: self._ask_words.configure(
                wraplength=max(self._px(160), event.width - keys.winfo_reqwidth() - self._px(40))
            ),
        )

    # Drawing

    def _selected(self) -> None:
        chosen = self.list.selection()
        if chosen:
            self._hears.choose(int(chosen[0]))

    def _draw_workbooks(self, panel: Panel) -> None:
        if self._listed != panel.workbooks:
            self.list.delete(*self.list.get_children())
            for place, one in enumerate(panel.workbooks):
                self.list.insert("", "end", str(place), values=(one.name, one.about, one.where))
            self._listed = panel.workbooks
        wanted = () if panel.chosen is None else (str(panel.chosen),)
        if self.list.selection() != wanted:
            self.list.selection_set(wanted)
        if wanted:
            self.list.focus(wanted[0])
            self._empty.place_forget()
        else:
            looking = panel.state is State.LOOKING
            self._empty.configure(text=model.LOOKING if looking else model.NOTHING_OPEN)
            self._empty.place(
                in_=self.list, x=self._px(8), rely=0.6, anchor="w", bordermode="inside"
            )

    def _draw_lines(self, panel: Panel) -> None:
        new = panel.lines[len(self._drawn) :]
        if not new:
            return
        self.text.configure(state="normal")
        for place, line in enumerate(new, len(self._drawn)):
            if place:
                self.text.insert("end", "\n")
            if line.tone is model.Tone.STEP:
                self.text.mark_set("step", "end-1c")
                self.text.mark_gravity("step", "left")
            self.text.insert("end", f"{SIGNS.get(line.tone, '')}{line.text}", line.tone)
        self.text.configure(state="disabled")
        self._drawn = panel.lines
        self._scroll(panel)

    def _scroll(self, panel: Panel) -> None:
        """Show the end while something runs, and its beginning once there is time to read."""
        if panel.state is State.RUNNING or "step" not in self.text.mark_names():
            self.text.see("end")
        else:
            self.text.update_idletasks()
            self.text.yview("step")

    def _draw_question(self, panel: Panel) -> None:
        if panel.question == self._asked:
            return
        self._asked = panel.question
        if panel.question is None:
            self._ask.pack_forget()
            return
        self._ask_words.configure(text=panel.question.text)
        for button, words in ((self.yes, panel.question.yes), (self.no, panel.question.no)):
            letter = 0 if words in {"Yes", "No"} else -1  # the one that Alt chooses
            button.configure(text=words, underline=letter, width=max(6, len(words)))
        self._ask.pack(side="bottom", fill="x", pady=(self._px(8), 0), before=self.text)
        self.yes.focus_set()
        self._root.bell()
        self._scroll(panel)

    def _draw_progress(self, panel: Panel) -> None:
        if not panel.is_busy and panel.state is not State.LOOKING:
            self._bar.stop()
            self._bar.pack_forget()
            self._counted.configure(text="")
            return
        if panel.state is State.ASKING:
            self._bar.stop()
            self._bar.pack_forget()
            return
        if panel.state is State.RUNNING:
            self._bar.pack(side="top", fill="x", pady=(self._px(4), 0))
        if panel.progress is None:
            self._bar.configure(mode="indeterminate", maximum=_STEADY)
            self._bar.start()
            self._counted.configure(text="")
            return
        label, done, total = panel.progress
        self._bar.stop()
        self._bar.configure(mode="determinate", maximum=max(1, total), value=done)
        self._counted.configure(text=f"{label}: {done} of {total}")


def _bind_return(button: ttk.Button) -> None:
    """Let Enter press the button as the space bar does."""
    button.bind("<Return>", lambda _: button.invoke())


def _show_where_needed(bar: ttk.Scrollbar, first: str, last: str) -> None:
    bar.set(first, last)
    if float(first) <= 0 and float(last) >= 1:
        bar.pack_forget()
    else:
        bar.pack(side="right", fill="y")


def _bring_into_view(canvas: tk.Canvas, inside: ttk.Frame, widget: tk.Misc) -> None:
    """Scroll so that the button which has the keyboard is seen."""
    top = widget.winfo_rooty() - inside.winfo_rooty()
    whole = max(1, inside.winfo_height())
    seen_from, seen_to = (part * whole for part in canvas.yview())
    if top < seen_from or top + widget.winfo_height() > seen_to:
        canvas.yview_moveto(max(0, top - widget.winfo_height()) / whole)


def _wheel(canvas: tk.Canvas, event: tk.Event[tk.Misc]) -> None:
    step = 1 if sys.platform == "darwin" else 120
    canvas.yview_scroll(-event.delta // step, "units")
