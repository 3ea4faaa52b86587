"""What a test asks the engine afterwards: message boxes shown, cells read and written."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Alert:
    """One message box as it was shown, and what was pressed."""

    prompt: str
    title: str | None
    buttons: str
    mode: str | None
    answer: str


@dataclass
class Traffic:
    """Cell reads and writes: the calls that are slow over COM, whatever their size.

    `log` holds each as `(read | write | format, Sheet!A1:B2)`.
    """

    log: list[tuple[str, str]] = field(default_factory=list)

    @property
    def reads(self) -> int:
        return sum(kind == "read" for kind, _ in self.log)

    @property
    def writes(self) -> int:
        return sum(kind == "write" for kind, _ in self.log)

    @property
    def formats(self) -> int:
        return sum(kind == "format" for kind, _ in self.log)

    @property
    def total(self) -> int:
        return self.reads + self.writes

    def clear(self) -> None:
        self.log.clear()
