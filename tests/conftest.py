"""What every test shares: a day that stands still, the demo school, and an honest end.

Where a program is missing, tests that need it skip and are named once more at the end; with
``CI=true`` a missing program is a failure. The end also names the files that took longest.
"""

from __future__ import annotations

import contextlib
import io
import os
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from collections.abc import Iterator

    from _pytest.terminal import TerminalReporter

    from ppm_xl.plan import VennPicture

TESTS = Path(__file__).parent
SLOWEST = 10
"""So many files are named at the end."""

settings.register_profile(
    "ppm-xl",
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
    max_examples=60,
    derandomize=True,  # the same examples every time; `make fuzz` asks thousands of others
)
settings.register_profile(
    "fuzz", parent=settings.get_profile("ppm-xl"), max_examples=3000, derandomize=False
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ppm-xl"))


@pytest.fixture(autouse=True)
def _a_day_that_stands_still(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PPM_XL_TODAY", "2026-11-23")


@pytest.fixture(scope="session", autouse=True)
def _a_diagram_is_drawn_once() -> Iterator[None]:
    """Let actions have a diagram again that they have drawn already, the same to the byte.

    That the same picture is the same file is what ``tests/venn/test_drawing.py`` shows; to draw it
    takes as long as the rest of a press, and most tests press for the same few classes.
    """
    from ppm_xl.actions import carrying_out

    draw, drawn = carrying_out.draw, dict[str, bytes]()

    def once(venn: VennPicture, kind: str, title: str) -> bytes:
        asked = repr((venn, kind, title))
        if asked not in drawn:
            drawn[asked] = draw(venn, kind, title)
        return drawn[asked]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(carrying_out, "draw", once)
        yield


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``ppm-xl demo`` fills, made once for all tests: read it, do not write.

    What the command said lies in ``said.txt``.

    It takes half a minute, so tests that run beside each other in several processes share it:
    the first makes it, and who needs it meanwhile waits.
    """
    place = tmp_path_factory.getbasetemp()
    if "PYTEST_XDIST_WORKER" in os.environ:
        place = place.parent
    folder = place / "demo"
    with FileLock(place / "demo.lock"):
        if not folder.exists():
            _make_demo(folder)
    return folder


def _make_demo(folder: Path) -> None:
    """Make it beside its place: a folder of that name is always whole."""
    from ppm_xl.cli import main

    unfinished = folder.with_name("unfinished demo")
    shutil.rmtree(unfinished, ignore_errors=True)
    said = io.StringIO()
    with contextlib.redirect_stdout(said):
        assert main(["demo", str(unfinished)]) == 0, said.getvalue()
    (unfinished / "said.txt").write_text(said.getvalue(), encoding="utf-8")
    unfinished.rename(folder)


LONGEST = (
    "workbook/test_lint.py",
    "live/test_story_live.py",
    "live/test_traffic_live.py",
    "live/test_buttons_live.py",
    "live/test_steps_live.py",
    "live/test_books_live.py",
    "live/test_busy_live.py",
    "live/test_imports_live.py",
    "visual/test_sheets.py",
    "actions/test_undo.py",
    "actions/test_import.py",
    "story/test_four_meetings.py",
    "mis/test_bombs.py",
    "venn/test_sizes.py",
    "venn/test_drawing.py",
    "meeting/test_pack.py",
    "live/test_strings_live.py",
    "live/test_click.py",
    "reports/test_accessible.py",
    "mis/test_exports.py",
    "live/test_xlwings_module_live.py",
    "reports/test_pages.py",
    "packaging/test_wheel.py",
)
"""Files that take longest, the longest first; none is left to one process alone at the end.

Only the first makes the demo school, so that no other process waits for it.
"""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Begin with the longest files; each keeps the order of its tests."""
    places = {TESTS / name: place for place, name in enumerate(LONGEST)}
    items.sort(key=lambda item: places.get(item.path, len(places)))


def pytest_sessionfinish(session: pytest.Session) -> None:
    """With ``CI=true``, let a run in which something was skipped fail."""
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    skipped = reporter.stats.get("skipped", []) if reporter else []
    if os.environ.get("CI") == "true" and skipped and session.exitstatus == 0:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Name what could not be run here, and why."""
    reasons = Counter(
        str(report.longrepr[2]).removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple)
    )
    if reasons:
        terminalreporter.section("not run on this machine")
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count} test{'s' if count > 1 else ''}: {reason}")
    _tell_what_took_longest(terminalreporter)


def _tell_what_took_longest(terminalreporter: TerminalReporter) -> None:
    seconds: Counter[str] = Counter()
    for reports in terminalreporter.stats.values():
        for report in reports:
            if isinstance(report, pytest.TestReport):
                seconds[report.nodeid.partition("::")[0]] += report.duration
    if len(seconds) > SLOWEST:
        terminalreporter.section(f"{sum(seconds.values()):.0f} s in {len(seconds)} files")
        for file, taken in seconds.most_common(SLOWEST):
            terminalreporter.line(f"{taken:5.0f} s  {file}")
