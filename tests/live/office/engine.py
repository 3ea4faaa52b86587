"""The engine and the application: what xlwings asks of Excel itself."""

# ruff: noqa: FBT001, FBT002 - UNO objects have no types; the signatures are xlwings'
from __future__ import annotations

import datetime as dt
from collections import deque
from typing import TYPE_CHECKING, Any

from xlwings import base_classes

from .books import Books
from .bridge import Border, OfficeError
from .process import resolve
from .record import CALLS, Alert, Calls, Traffic

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from .strictness import Conversion

NAME = "libreoffice"
ERRORS = {  # xlwings reads COM's numbers for a cell's error
    -2146826281: "#DIV/0!",
    -2146826246: "#N/A",
    -2146826259: "#NAME?",
    -2146826288: "#NULL!",
    -2146826252: "#NUM!",
    -2146826265: "#REF!",
    -2146826273: "#VALUE!",
}


class Engine(Border):
    """The engine; `attach` joins it to a running LibreOffice.

    Attributes
    ----------
    cell_traffic
        Counts cell reads and writes.
    calls
        Counts all calls, and turns away those a test names as Excel does when it is busy.
    conversions
        Strings that Excel would not keep as written, with what they became.
    alerts
        Message boxes shown; `answers` holds what to press next, or one function of
        `(prompt, buttons)`. A question nobody answers is an error: Excel would wait.
    macros
        Functions of the workbook and the arguments that answer for a macro LibreOffice cannot run.
    status_bars
        Every text the status bar has shown.
    """

    name = NAME
    type = "desktop"

    def __init__(self) -> None:
        self.cell_traffic = Traffic()
        self.calls: Calls = CALLS
        self.conversions: list[Conversion] = []
        self.alerts: list[Alert] = []
        self.answers: deque[str] | Callable[[str, str], str] = deque()
        self.status_bars: list[str] = []
        self.unlocked_pictures: set[tuple[str, str]] = set()
        self.macros: dict[str, Callable[..., Any]] = {}
        self._apps: list[App] = []

    def attach(self, pipe: str, pid: int = 0) -> App:
        """Join the LibreOffice that listens on `pipe`."""
        app = App(self, resolve(pipe), pid or abs(hash(pipe)) % 100_000)
        self._apps = [app]
        return app

    def detach(self) -> None:
        self._apps = []

    def forget(self) -> None:
        """Empty the counts and lists, as before each test."""
        self.calls.clear()
        self.cell_traffic.clear()
        self.conversions.clear()
        self.alerts.clear()
        self.answers = deque()
        self.status_bars.clear()
        self.unlocked_pictures.clear()
        self.macros.clear()
        for app in self._apps:
            app.reset()

    @property
    def apps(self) -> Apps:
        return Apps(self)

    def answer(self, *buttons: str) -> None:
        """What will be pressed in the next message boxes."""
        self.answers = deque(buttons)

    @staticmethod
    def prepare_xl_data_element(x: Any, options: Any) -> Any:  # noqa: ARG004  xlwings' signature
        if x is None or x != x:  # noqa: PLR0124  NaN and NaT
            return ""
        if hasattr(x, "item") and not isinstance(x, dt.date):  # numpy's numbers
            return x.item()
        return x

    @staticmethod
    def clean_value_data(
        data: Any, datetime_builder: Any, empty_as: Any, number_builder: Any, err_to_str: bool
    ) -> list[list[Any]]:
        def clean(value: Any) -> Any:
            if value is None or value == "":
                return empty_as
            if isinstance(value, dt.datetime):
                parts = value.timetuple()[:6]
                names = ("year", "month", "day", "hour", "minute", "second")
                whole = dict(zip(names, parts, strict=True), microsecond=value.microsecond)
                return datetime_builder(**whole, tzinfo=None)
            if isinstance(value, bool):
                return value
            if isinstance(value, int) and value in ERRORS:
                return ERRORS[value] if err_to_str else None
            if number_builder is not None and isinstance(value, float):
                return number_builder(value)
            return value

        return [[clean(value) for value in row] for row in data]


class Apps(Border, base_classes.Apps):
    """The one application."""

    def __init__(self, engine: Engine) -> None:
        self.engine = engine

    def keys(self) -> list[int]:
        return [app.pid for app in self.engine._apps]

    def add(self, **kwargs: Any) -> App:  # noqa: ARG002  xlwings' signature
        raise OfficeError("no LibreOffice is attached: ask for the fixture `office`")

    def cleanup(self) -> None:
        """Nothing: the fixture ends its own process."""

    def __iter__(self) -> Iterator[App]:
        return iter(list(self.engine._apps))

    def __len__(self) -> int:
        return len(self.engine._apps)

    def __getitem__(self, pid: int) -> App:
        for app in self.engine._apps:
            if app.pid == pid:
                return app
        raise KeyError(pid)


_BUTTONS = {
    "ok": ("ok",),
    "ok_cancel": ("ok", "cancel"),
    "yes_no": ("yes", "no"),
    "yes_no_cancel": ("yes", "no", "cancel"),
}


class App(Border, base_classes.App):
    # Plain attributes where xlwings' base class has properties without setters.
    version = "16.0"
    path = "/usr/lib/libreoffice/program"
    engine: Any = None
    pid: int = 0
    screen_updating: bool = True
    enable_events: bool = True
    display_alerts: bool = True
    interactive: bool = True
    visible: bool = True
    cut_copy_mode: Any = None

    def __init__(self, engine: Engine, context: Any, pid: int) -> None:
        self.engine = engine
        self.context = context
        self.pid = pid
        self.services = context.ServiceManager
        self.desktop = self.service("frame.Desktop")
        self.table_sheets: dict[str, Any] = {}  # where each document's tables are: see tables.py
        self.reset()

    def reset(self) -> None:
        self.screen_updating = True
        self.enable_events = True
        self.display_alerts = True
        self.interactive = True
        self.visible = True
        self.cut_copy_mode = None
        self._status_bar: str | bool = False

    def service(self, name: str) -> Any:
        return self.services.createInstanceWithContext(f"com.sun.star.{name}", self.context)

    @property
    def hwnd(self) -> int:
        return self.pid

    @property
    def books(self) -> Books:
        return Books(self)

    @property
    def selection(self) -> Any:
        from .ranges import Range

        book = self.books.active
        chosen = book.doc.CurrentSelection
        if chosen is None or not hasattr(chosen, "RangeAddress"):
            return None
        return Range.of(book, chosen.RangeAddress)

    def activate(self, steal_focus: bool = False) -> None:
        """Nothing to bring to the front."""

    @property
    def calculation(self) -> str:
        return "automatic"

    @calculation.setter
    def calculation(self, value: str) -> None:
        raise OfficeError(f"calculation = {value}: the calculation mode is the user's own")

    def calculate(self) -> None:
        for book in self.books:
            book.doc.calculateAll()

    @property
    def status_bar(self) -> str | bool:
        return self._status_bar

    @status_bar.setter
    def status_bar(self, value: str | bool) -> None:
        if isinstance(value, str):
            self.engine.status_bars.append(value)
        self._status_bar = value

    def alert(
        self, prompt: str, title: str | None, buttons: str, mode: str | None, callback: Any
    ) -> str:
        if mode not in (None, "info", "critical"):
            raise KeyError(mode)
        choices = _BUTTONS[buttons or "ok"]
        if callback is not None:
            raise OfficeError("callbacks belong to xlwings Server")
        answers = self.engine.answers
        if callable(answers):
            answer = answers(prompt, buttons)
        elif answers:
            answer = answers.popleft()
        elif len(choices) == 1:
            answer = choices[0]
        else:
            raise OfficeError(f"nobody answers this question: {prompt!r} ({buttons})")
        if answer not in choices:
            raise OfficeError(f"{answer!r} is no button of {prompt!r} ({buttons})")
        self.engine.alerts.append(Alert(prompt, title, buttons, mode, answer))
        return answer

    def run(self, macro: str, args: list[Any]) -> Any:
        """Run a procedure of the workbook's own VBA; `'Book.xlsm'!Name` as xlwings writes it."""
        book_name, _, name = macro.rpartition("!")
        quoted = book_name.removeprefix("'").removesuffix("'")
        if "'" in quoted.replace("''", ""):
            raise OfficeError(f"cannot run the macro {macro}: an apostrophe stands alone")
        book = self.books(quoted.replace("''", "'")) if book_name else self.books.active
        stand_in = self.engine.macros.get(name)
        return stand_in(book, *args) if stand_in else book.run(name, tuple(args))

    def quit(self) -> None:
        raise OfficeError("App.quit() would close the user's other workbooks")

    def kill(self) -> None:
        raise OfficeError("App.kill() would close the user's other workbooks")
