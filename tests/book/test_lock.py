"""The one lock of a workbook: one action at a time, whatever the door, gone with its program."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ppm_xl.book import lock
from ppm_xl.book.lock import only_one, path_identity
from ppm_xl.errors import FileError, OpenElsewhereError, StillRunningError

HOLDER = """
import sys, time
from ppm_xl.book.lock import only_one
with only_one(sys.argv[1], "School.xlsm", action=sys.argv[2], since="14:03"):
    print("held", flush=True)
    sys.stdin.readline()
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The user's own folder: for this program and those it starts."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HOME", str(tmp_path))
    return tmp_path / "cache" / "ppm-xl" / "locks"


@contextmanager
def another_program(
    identity: str, action: str = "", **more: str
) -> Iterator[subprocess.Popen[str]]:
    holder = subprocess.Popen(
        [sys.executable, "-c", HOLDER, identity, action],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, **more},
    )
    assert holder.stdin
    assert holder.stdout
    try:
        assert holder.stdout.readline() == "held\n"
        yield holder
        if holder.poll() is None:
            holder.stdin.write("\n")
            holder.stdin.close()
    finally:
        holder.stdin.close()
        holder.stdout.close()
        holder.wait(20)


def test_a_second_start_is_told_at_once_what_runs_and_since_when() -> None:
    with another_program("book", "Update status and Venns"):
        began = time.monotonic()
        with (
            pytest.raises(StillRunningError) as told,
            only_one("book", "School.xlsm", action="Check data", since="14:04"),
        ):
            pass
        assert time.monotonic() - began < 1
    assert str(told.value) == (
        "Update status and Venns is still running in this workbook (since 14:03). "
        "Wait for its message, then try again."
    )
    with only_one("book", "School.xlsm", action="Check data", since="14:05"):
        pass


def test_writing_alone_does_not_wait_for_an_action_either() -> None:
    with another_program("book", "Update status and Venns"):
        began = time.monotonic()
        with pytest.raises(StillRunningError), only_one("book", "School.xlsm"):
            pass
        assert time.monotonic() - began < 1


def test_another_workbook_is_free() -> None:
    with (
        another_program("book", "Update status and Venns"),
        only_one("other", "Other.xlsm", action="Check data", since="14:04"),
    ):
        pass


def test_a_temporary_folder_of_its_own_lets_nobody_past(tmp_path: Path) -> None:
    (tmp_path / "t").mkdir()
    with (
        another_program("book", "Update status and Venns", TMPDIR=str(tmp_path / "t")),
        pytest.raises(StillRunningError),
        only_one("book", "School.xlsm", action="Check data", since="14:04"),
    ):
        pass


def test_a_killed_program_holds_nothing(folder: Path) -> None:
    with another_program("book", "Update status and Venns") as holder:
        holder.kill()
        holder.wait(20)
        (words,) = [path.read_text(encoding="utf-8") for path in folder.iterdir()]
        assert words == "Update status and Venns\n14:03"  # what it said of itself is left
        with only_one("book", "School.xlsm", action="Check data", since="14:04"):
            pass


def test_the_thread_that_holds_it_holds_it_again_and_no_other_does(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(lock, "PATIENCE", 0.1)
    told: list[OpenElsewhereError] = []

    def other() -> None:
        with pytest.raises(OpenElsewhereError) as found, only_one("book", "School.xlsm"):
            pass
        told.append(found.value)

    def ask() -> None:
        thread = threading.Thread(target=other)
        thread.start()
        thread.join(5)

    with only_one("book", "School.xlsm", action="Update", since="14:03"):
        with only_one("book", "School.xlsm"):
            ask()
        ask()
    with only_one("book", "School.xlsm"):
        ask()
    assert [str(one).split(".")[0] for one in told] == [
        "Update is still running in this workbook (since 14:03)",
        "Update is still running in this workbook (since 14:03)",
        "Another ppm-xl program is working on School",
    ]


def test_it_is_let_go_where_the_action_fails(folder: Path) -> None:
    with pytest.raises(ZeroDivisionError), only_one("book", "S", action="Update", since="14:03"):
        _ = 1 / 0
    assert list(folder.iterdir()) == []
    with only_one("book", "S", action="Update", since="14:04"):
        pass


def test_many_programs_take_turns_and_never_two_at_once(tmp_path: Path) -> None:
    """Each adds to a number in a file, which two at once would spoil; files come and go."""
    (tmp_path / "number").write_text("0")
    code = (
        "import sys, pathlib, time\n"
        "from ppm_xl.book.lock import only_one\n"
        "number = pathlib.Path(sys.argv[1])\n"
        "for _ in range(60):\n"
        "    with only_one('book', 'School.xlsm'):\n"
        "        was = int(number.read_text())\n"
        "        time.sleep(0.0005)\n"
        "        number.write_text(str(was + 1))\n"
    )
    programs = [
        subprocess.Popen([sys.executable, "-c", code, str(tmp_path / "number")], env=os.environ)
        for _ in range(3)
    ]
    assert [program.wait(60) for program in programs] == [0, 0, 0]
    assert (tmp_path / "number").read_text() == "180"


def test_a_user_without_a_folder_of_their_own_uses_the_temporary_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("no folder")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path))
    with only_one("book", "S", action="Update", since="14:03"):
        assert len(list((tmp_path / "ppm-xl-locks").iterdir())) == 1
    monkeypatch.setattr("tempfile.gettempdir", lambda: str(tmp_path / "file"))
    with pytest.raises(FileError, match="no folder of its own"), only_one("book", "S"):
        pass


def test_a_workbook_is_told_by_its_whole_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").symlink_to(tmp_path / "a")
    monkeypatch.chdir(tmp_path)
    assert path_identity(Path("b/School.xlsm")) == path_identity(tmp_path / "a" / "School.xlsm")
    assert path_identity(Path("a/School.xlsm")) != path_identity(Path("School.xlsm"))
