"""LibreOffice's Python bridge, loaded into a virtual environment, and the border to it.

`uno` belongs to the system's Python. Its folder is put on the path for the one
import and taken away again, so that nothing else is found there; the import hook
that `uno` installs is taken away too.
"""

from __future__ import annotations

import builtins
import functools
import importlib
import sys
import types
from pathlib import Path
from typing import TYPE_CHECKING, Any

from .record import CALLS, com_error

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SYSTEM_PACKAGES = "/usr/lib/python3/dist-packages"


class OfficeError(Exception):
    """What the application refused: stands where `pywintypes.com_error` stands on Windows."""


class BridgeMissingError(ImportError):
    """LibreOffice's Python bridge is not on this computer."""


@functools.cache
def load_uno() -> Any:
    """The module `uno`.

    Raises
    ------
    BridgeMissingError
        Where the package `python3-uno` is not installed.
    """
    if not (Path(SYSTEM_PACKAGES) / "uno.py").exists():
        raise BridgeMissingError("LibreOffice's Python bridge (package python3-uno) is missing")
    plain_import = builtins.__import__
    sys.path.append(SYSTEM_PACKAGES)
    try:
        uno = importlib.import_module("uno")
    except ImportError as error:
        raise BridgeMissingError(f"python3-uno does not load: {error}") from error
    finally:
        sys.path.remove(SYSTEM_PACKAGES)
        builtins.__import__ = plain_import
    return uno


@functools.cache
def uno_class(name: str) -> Any:
    """A UNO struct or exception class by the part of its name after `com.sun.star.`."""
    return load_uno().getClass(f"com.sun.star.{name}")


def constant(name: str) -> Any:
    """A UNO constant, such as `sheet.CellFlags.STRING`."""
    return load_uno().getConstantByName(f"com.sun.star.{name}")


def enum(type_name: str, value: str) -> Any:
    """A UNO enum value, such as `sheet.CellInsertMode`, `DOWN`."""
    return load_uno().Enum(f"com.sun.star.{type_name}", value)


def struct(name: str, **fields: Any) -> Any:
    """A filled UNO struct, such as `table.CellAddress`."""
    made = uno_class(name)()
    for field, value in fields.items():
        setattr(made, field, value)
    return made


def properties(**values: Any) -> tuple[Any, ...]:
    """Named arguments as UNO wants them."""
    return tuple(struct("beans.PropertyValue", Name=k, Value=v) for k, v in values.items())


def url_of(path: Path | str) -> str:
    """A path as LibreOffice's URL."""
    return str(load_uno().systemPathToFileUrl(str(Path(path).absolute())))


def path_of(url: str) -> str:
    """A LibreOffice URL as a path; empty for a document never saved."""
    return str(load_uno().fileUrlToSystemPath(url)) if url else ""


_BY_NAME = {"Tables.__call__", "_Collection.__call__"}
"""Where xlwings says KeyError whatever Excel had against it."""


def _enter(name: str, args: tuple[Any, ...]) -> None:
    try:
        CALLS.enter(name)
    except com_error:
        if name not in _BY_NAME:
            raise
        raise KeyError(args[-1])  # noqa: B904 - as xlwings does


_OWN = {"__init__", "__bool__", "api", "sheet", "parent", "book"}
"""Answered within Python, without a call to the application."""


def _translated(function: Callable[..., Any]) -> Callable[..., Any]:
    called = function.__name__ not in _OWN

    @functools.wraps(function)
    def guarded(*args: Any, **kwargs: Any) -> Any:
        if called:
            _enter(function.__qualname__, args)
        try:
            return function(*args, **kwargs)
        except uno_class("uno.Exception") as error:
            # UNO's exceptions upset `contextlib`, which sets attributes on what it catches.
            said = getattr(error, "Message", "") or str(error)
            kind = type(error).__name__.rsplit(".", 1)[-1]
            failure = OfficeError(f"{kind} in {function.__qualname__}: {said}")
        finally:
            if called:
                CALLS.leave()
        raise failure

    return guarded


class Border:
    """Base of every engine class: UNO's exceptions leave it as `OfficeError`."""

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        for name, member in list(vars(cls).items()):
            if isinstance(member, property):
                parts = (member.fget, member.fset, member.fdel)
                setattr(cls, name, property(*(p and _translated(p) for p in parts)))
            elif isinstance(member, types.FunctionType):
                setattr(cls, name, _translated(member))

    @property
    def api(self) -> Any:
        """Only xlwings itself may ask (it tests whether a range is empty); nobody else.

        `.api` is COM on Windows and AppleScript on a Mac: code that uses it works on one
        of them. This is an error here, so that no test passes with it.
        """
        frame = sys._getframe(1)
        while frame is not None and frame.f_globals.get("__name__") in (__name__, "xlwings.main"):
            frame = frame.f_back  # type: ignore[assignment]
        if frame is not None and str(frame.f_globals.get("__name__")).startswith("xlwings."):
            return self
        raise OfficeError(
            f"{type(self).__name__}.api: not the same on Windows and a Mac, so not used"
        )


def by_name(container: Any) -> Iterator[tuple[str, Any]]:
    """The pairs of a UNO name container."""
    for name in container.ElementNames:
        yield str(name), container.getByName(name)
