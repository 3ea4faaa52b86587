"""Pictures and other shapes on a sheet; places and sizes in points."""

# ruff: noqa: FBT001 - UNO objects have no types; the signatures are xlwings'
from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from xlwings import base_classes, utils

from .bridge import Border, OfficeError, properties, struct, url_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from .sheets import Sheet

POINT = 2540 / 72
_PICTURE = "com.sun.star.drawing.GraphicObjectShape"
_TYPES = {
    _PICTURE: "picture",
    "com.sun.star.drawing.ControlShape": "form_control",
    "com.sun.star.drawing.CustomShape": "auto_shape",
    "com.sun.star.drawing.TextShape": "text_box",
    "com.sun.star.drawing.OLE2Shape": "chart",
    "com.sun.star.drawing.GroupShape": "group",
    "com.sun.star.drawing.LineShape": "line",
    "com.sun.star.drawing.ConnectorShape": "line",
}


class _Drawn(Border):
    """Place, size and name of anything drawn on a sheet."""

    def __init__(self, sheet: Sheet, shape: Any) -> None:
        self._sheet = sheet
        self.uno = shape

    @property
    def parent(self) -> Sheet:
        return self._sheet

    @property
    def name(self) -> str:
        own = str(self.uno.Name)
        if not own and self.uno.ShapeType == "com.sun.star.drawing.ControlShape":
            own = str(self.uno.Control.Name)
        return own

    @name.setter
    def name(self, value: str) -> None:
        self.uno.Name = value

    @property
    def left(self) -> float:
        return round(self.uno.Position.X / POINT, 2)

    @left.setter
    def left(self, value: float) -> None:
        self.uno.setPosition(struct("awt.Point", X=round(value * POINT), Y=self.uno.Position.Y))

    @property
    def top(self) -> float:
        return round(self.uno.Position.Y / POINT, 2)

    @top.setter
    def top(self, value: float) -> None:
        self.uno.setPosition(struct("awt.Point", X=self.uno.Position.X, Y=round(value * POINT)))

    @property
    def width(self) -> float:
        return round(self.uno.Size.Width / POINT, 2)

    @width.setter
    def width(self, value: float) -> None:
        ratio = self.height / self.width if self.lock_aspect_ratio and self.width else None
        self._size(value, self.height if ratio is None else value * ratio)

    @property
    def height(self) -> float:
        return round(self.uno.Size.Height / POINT, 2)

    @height.setter
    def height(self, value: float) -> None:
        ratio = self.width / self.height if self.lock_aspect_ratio and self.height else None
        self._size(self.width if ratio is None else value * ratio, value)

    def _size(self, width: float, height: float) -> None:
        size = struct("awt.Size", Width=round(width * POINT), Height=round(height * POINT))
        self.uno.setSize(size)

    @property
    def lock_aspect_ratio(self) -> bool:
        return False

    def delete(self) -> None:
        self._sheet.uno.DrawPage.remove(self.uno)


class Shape(_Drawn, base_classes.Shape):
    @property
    def type(self) -> str:
        return _TYPES.get(str(self.uno.ShapeType), "auto_shape")

    @property
    def text(self) -> str:
        if self.type == "form_control":
            return str(getattr(self.uno.Control, "Label", ""))
        return str(self.uno.String)

    @text.setter
    def text(self, value: str) -> None:
        self.uno.setString(value)


class Picture(_Drawn, base_classes.Picture):
    @property
    def _key(self) -> tuple[str, str]:
        return self._sheet.name, self.name

    @property
    def lock_aspect_ratio(self) -> bool:
        """As Excel makes pictures: locked, until a program says otherwise."""
        return self._key not in self._sheet.book.app.engine.unlocked_pictures

    @lock_aspect_ratio.setter
    def lock_aspect_ratio(self, value: bool) -> None:
        unlocked = self._sheet.book.app.engine.unlocked_pictures
        (unlocked.discard if value else unlocked.add)(self._key)

    def update(self, filename: str) -> Picture:
        return utils.excel_update_picture(self, filename)  # type: ignore[no-any-return]


class _Collection(Border):
    def __init__(self, sheet: Sheet) -> None:
        self._sheet = sheet

    @property
    def parent(self) -> Sheet:
        return self._sheet

    def _all(self) -> list[Any]:
        raise NotImplementedError

    def __call__(self, name_or_index: str | int) -> Any:
        found = self._all()
        if isinstance(name_or_index, int):
            if not 1 <= name_or_index <= len(found):
                raise KeyError(name_or_index)
            return found[name_or_index - 1]
        for drawn in found:
            if drawn.name.lower() == str(name_or_index).lower():
                return drawn
        raise KeyError(name_or_index)

    def __contains__(self, name: str) -> bool:
        return any(drawn.name.lower() == str(name).lower() for drawn in self._all())

    def __len__(self) -> int:
        return len(self._all())

    def __iter__(self) -> Iterator[Any]:
        return iter(self._all())


class Shapes(_Collection, base_classes.Collection):
    def _all(self) -> list[Shape]:
        page = self._sheet.uno.DrawPage
        return [Shape(self._sheet, page.getByIndex(i)) for i in range(page.Count)]


class Pictures(_Collection, base_classes.Pictures):
    def _all(self) -> list[Picture]:
        page = self._sheet.uno.DrawPage
        shapes = (page.getByIndex(i) for i in range(page.Count))
        return [Picture(self._sheet, shape) for shape in shapes if shape.ShapeType == _PICTURE]

    def add(
        self,
        filename: str,
        link_to_file: bool,
        save_with_document: bool,
        left: float | None,
        top: float | None,
        width: float,
        height: float,
        anchor: Any,
    ) -> Picture:
        if link_to_file or not save_with_document:
            raise OfficeError("a linked picture is lost with its file")
        if not Path(filename).is_absolute() or not Path(filename).exists():
            raise OfficeError(f"no picture at {filename}: Excel needs a whole path")
        if anchor:
            left, top = anchor.left, anchor.top
        document, app = self._sheet.book.doc, self._sheet.book.app
        graphic = app.service("graphic.GraphicProvider").queryGraphic(
            properties(URL=url_of(filename))
        )
        if graphic is None:
            raise OfficeError(f"not a picture: {filename}")
        natural = graphic.Size100thMM
        if not natural.Width:
            pixels = graphic.SizePixel
            natural = struct(
                "awt.Size",
                Width=round(pixels.Width * 2540 / 96),
                Height=round(pixels.Height * 2540 / 96),
            )
        shape = document.createInstance(_PICTURE)
        shape.Graphic = graphic
        self._sheet.uno.DrawPage.add(shape)
        made = Picture(self._sheet, shape)
        made._size(
            natural.Width / POINT if width == -1 else width,
            natural.Height / POINT if height == -1 else height,
        )
        made.left, made.top = left or 0, top or 0
        taken = {drawn.name for drawn in Shapes(self._sheet)._all()}
        made.name = next(f"Picture {n}" for n in range(1, 10_000) if f"Picture {n}" not in taken)
        return made
