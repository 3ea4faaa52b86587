"""What the panel shows after each thing that can happen; no window."""

from __future__ import annotations

import pytest

from ppm_xl import schema
from ppm_xl.desk.panel import Asked, Ended, Found, Listed, Message, Moved, Said, Workbook
from ppm_xl.errors import Severity
from ppm_xl.panel import model
from ppm_xl.panel.model import Line, Panel, State, Tone

HEADS = Workbook("School.xlsm", "Fernhollow", "C:/Heads", pid=7)
OTHER = Workbook("Other.xlsm", "Larkrise", "C:/Heads", pid=7)
FILE = Workbook("Closed.xlsm", "", "C:/Old", path="C:/Old/Closed.xlsm")
UPDATE = next(button for button in schema.BUTTONS if button.action == "update")


def after(*messages: Message, start: Panel | None = None) -> Panel:
    panel = start or Panel()
    for message in messages:
        panel = model.received(panel, message)
    return panel


def ready(*workbooks: Workbook) -> Panel:
    return after(Listed(workbooks), Ended(ok=True), start=model.looking(Panel()))


def running() -> Panel:
    return model.pressed(ready(HEADS), UPDATE)


def test_the_buttons_are_the_workbooks_in_order_and_each_has_its_action() -> None:
    found = [button for _, buttons in model.groups() for button in buttons]
    assert [b.action for b in found if b.group is UPDATE.group][:2] == ["import_files", "update"]
    assert set(found) <= set(schema.BUTTONS)
    assert {"import_files", "update", "prepare_meeting", "family_reports", "check"} <= {
        b.action for b in found
    }


def test_nothing_can_be_pressed_before_a_workbook_is_there() -> None:
    assert not Panel().may_press
    assert not model.looking(Panel()).may_press
    assert not ready().may_press
    assert ready().status == model.OR_A_FILE
    assert ready(HEADS).may_press


def test_the_first_workbook_is_chosen_and_another_can_be() -> None:
    panel = ready(HEADS, OTHER)
    assert panel.workbook == HEADS
    assert "open in Excel: save it there" in panel.status
    assert model.choose(panel, 1).workbook == OTHER
    assert model.choose(panel, 2) == panel


def test_refreshing_keeps_the_choice_and_the_files() -> None:
    panel = after(Listed((FILE,)), start=ready(HEADS, OTHER))
    assert panel.workbook == FILE
    assert "saved in it at once" in panel.status
    again = after(Listed((OTHER,)), start=panel)
    assert again.workbooks == (OTHER, FILE)
    assert again.workbook == FILE


def test_a_workbook_that_was_closed_gives_way_to_the_next() -> None:
    panel = model.choose(ready(HEADS, OTHER), 1)
    assert after(Listed((HEADS,)), start=panel).workbook == HEADS
    assert after(Listed(()), start=panel).workbook is None


def test_what_home_is_set_to_may_change_between_two_looks() -> None:
    panel = model.choose(ready(HEADS, OTHER), 1)
    moved = Workbook("Other.xlsm", "class Oak · Larkrise", "C:/Heads", pid=7)
    assert after(Listed((HEADS, moved)), start=panel).workbook == moved


def test_the_same_file_chosen_twice_stands_once() -> None:
    assert after(Listed((FILE,)), start=ready(FILE)).workbooks == (FILE,)


def test_while_an_action_runs_nothing_else_can_be_started() -> None:
    panel = running()
    assert panel.is_busy
    assert not panel.may_press
    assert model.choose(panel, 0) is panel
    assert panel.lines == (Line("Update status and Venns · School.xlsm", Tone.STEP),)


def test_files_are_named_without_their_folders() -> None:
    panel = model.pressed(ready(HEADS), UPDATE, ("/office/a.csv", "/office/b.csv"))
    assert panel.lines[-1].text == "Update status and Venns · School.xlsm: a.csv, b.csv"


def test_what_is_said_stands_in_its_tone() -> None:
    panel = after(
        Said(("One.", "Two.")),
        Said(("small",), quiet=True),
        Found(int(Severity.ERROR), "Pupils, row 3", "No UPN. Type it."),
        Found(int(Severity.WARNING), "Pupils", "Odd."),
        Found(int(Severity.NOTE), "", "… and 3 more."),
        start=running(),
    )
    assert panel.lines[1:] == (
        Line("One."),
        Line("Two."),
        Line("small", Tone.QUIET),
        Line("Pupils, row 3: No UPN. Type it.", Tone.ERROR),
        Line("Pupils: Odd.", Tone.WARNING),
        Line("… and 3 more.", Tone.NOTE),
    )


def test_progress_is_shown_and_goes() -> None:
    panel = after(Moved("Writing", 3, 10), start=running())
    assert panel.progress == ("Writing", 3, 10)
    assert after(Ended(ok=True), start=panel).progress is None


@pytest.mark.parametrize(("agreed", "word"), [(True, "Yes"), (False, "No")])
def test_a_question_waits_and_its_answer_is_kept(word: str, *, agreed: bool) -> None:
    asking = after(Asked("Make these 3 changes?"), start=running())
    assert (asking.state, asking.question) == (State.ASKING, Asked("Make these 3 changes?"))
    assert asking.is_busy
    panel = model.answered(asking, agreed=agreed)
    assert (panel.state, panel.question) == (State.RUNNING, None)
    assert panel.lines[-1] == Line(f"Make these 3 changes?  {word}", Tone.QUIET)


def test_an_action_ends_well() -> None:
    panel = after(Ended(ok=True, files=("/out/a.pdf",)), start=running())
    assert panel.state is State.READY
    assert panel.lines[-1] == Line("Done.", Tone.DONE)
    assert panel.files == ("/out/a.pdf",)
    assert panel.status == "Update status and Venns: done."
    assert model.pressed(panel, UPDATE).files == ()


def test_an_action_that_was_stopped_says_why() -> None:
    panel = after(Ended(ok=False, sentence="Home has no class."), start=running())
    assert panel.lines[-1] == Line("Home has no class.", Tone.REFUSED)
    assert panel.status == "Update status and Venns was not done."
    assert panel.may_press


def test_looking_in_vain_says_why() -> None:
    panel = after(Ended(ok=False, sentence="Excel is busy."), start=model.looking(Panel()))
    assert panel.status == "Excel is busy."
    assert panel.lines == (Line("Excel is busy.", Tone.REFUSED),)


@pytest.mark.parametrize("start", [running(), after(Asked("Sure?"), start=running())])
def test_a_program_that_has_gone_is_noticed(start: Panel) -> None:
    panel = model.broke_off(start)
    assert panel.state is State.READY
    assert panel.question is None
    assert panel.lines[-1] == Line(model.BROKE_OFF, Tone.REFUSED)
    assert model.broke_off(panel) == panel
