"""What every test shares: a day that stands still, and an honest end.

Where a program is missing, tests that need it skip and are named once more at the end; with
``CI=true`` a missing program is a failure.
"""

from __future__ import annotations

import os
from collections import Counter
from typing import TYPE_CHECKING

import pytest
from hypothesis import HealthCheck, settings

if TYPE_CHECKING:
    from pathlib import Path

    from _pytest.terminal import TerminalReporter

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


@pytest.fixture(scope="session")
def demo_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that ``ppm-xl demo`` fills, made once for all tests: read it, do not write."""
    from ppm_xl.actions.demo import run
    from ppm_xl.desk.terminal import SilentDesk

    folder = tmp_path_factory.mktemp("demo")
    run(folder, SilentDesk(agreed=True))
    return folder


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
    if not reasons:
        return
    terminalreporter.section("not run on this machine")
    for reason, count in reasons.most_common():
        terminalreporter.line(f"{count} test{'s' if count > 1 else ''}: {reason}")
