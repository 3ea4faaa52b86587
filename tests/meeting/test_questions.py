"""A question for the leader, by its evidence: every shape by hand, and what all have in common."""

# ruff: noqa: E501 - sentences in tables read better whole

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date

import meeting_school
import pytest
from hypothesis import given
from hypothesis import strategies as st
from meeting_school import LAST, NOW, gathered

from ppm_xl.book.draft import Draft
from ppm_xl.meeting.children.evidence import Evidence, Scored
from ppm_xl.meeting.children.questions import LONGEST, question
from ppm_xl.school.model import Action, Provision

TODAY = date(2026, 12, 14)
AMIR = Evidence("Amir", "maths", "EXS", "Autumn 1")
CLUB = Provision(
    "Reading aloud club",
    "A1",
    date(2026, 10, 5),
    "group",
    "Reading",
    sessions_planned=12,
    sessions_had=10,
)
SO = "Amir has been EXS in maths since Autumn 1"


@pytest.mark.parametrize(
    ("evidence", "words"),
    [
        (
            replace(AMIR, test=Scored("88", "in December")),
            (
                f"{SO} and scored 88 in December: what does Amir find hard, and what have we not "
                "tried?"
            ),
        ),
        (
            replace(AMIR, test=Scored("118", "in December", higher=True)),
            (
                "Amir scored 118 in maths in December and is judged EXS: what can Amir do in a test "
                "that we do not see in lessons yet?"
            ),
        ),
        (
            replace(AMIR, since="", mark="WTS", was="EXS", then="Autumn 1"),
            (
                "Amir went from EXS (Autumn 1) to WTS in maths: what changed, and what would bring it "
                "back?"
            ),
        ),
        (
            replace(AMIR, mark="WTS", began="EXS (KS1)"),
            (
                "Amir began at EXS (KS1) and has been WTS in maths since Autumn 1: where did it become "
                "hard, and who could help with that?"
            ),
        ),
        (
            replace(AMIR, mark="PK6", began="PK6 in Summer 2 2025-26", need="Spelling"),
            (
                "Amir began at PK6 in Summer 2 2025-26 in maths and is there still. Last time we named "
                "“Spelling”: is that still what is hard, and what have we not tried?"
            ),
        ),
        (
            replace(AMIR, running=2),
            f"{SO}, and we spoke of it at the last meeting too: what have we not tried yet?",
        ),
        (
            replace(AMIR, running=3, need="Place value"),
            (
                f"{SO}, and we spoke of it at the last two meetings too. Last time we named “Place "
                "value”: is that still what is hard, and what have we not tried?"
            ),
        ),
        (
            replace(AMIR, running=2, need="Place value"),
            (
                f"{SO}. Last time we named “Place value”: is that still what is hard, and what have we "
                "not tried?"
            ),
        ),
        (
            replace(AMIR, since="", rose_from="WTS", then="Autumn 1", running=2, need="Spelling"),
            "Amir went up from WTS (Autumn 1) to EXS in maths: what helped, and what comes next?",
        ),
        (
            replace(AMIR, progress_red=True),
            f"{SO}: what is the next small step, and what would help Amir to take it?",
        ),
        (
            replace(AMIR, progress_red=True, since="", on_target=True, secure=True),
            (
                "Amir is EXS in maths and on target, yet progress is judged too slow: what do the "
                "books show, and what would stretch Amir?"
            ),
        ),
        (
            replace(AMIR, progress_red=True, on_target=True, mark="WTS"),
            (
                "Amir has been WTS in maths since Autumn 1 and on target, yet progress is judged too "
                "slow: what do the books show, and what is in the way?"
            ),
        ),
        (
            replace(AMIR, progress_red=True, mark="", since=""),
            (
                "Progress in maths is slow for Amir: what is the next small step, and what would help "
                "Amir to take it?"
            ),
        ),
        (
            Evidence("Amir", "attendance", running=2, figure="84.3 %"),
            (
                "Amir's attendance is 84.3 %, and we spoke of it at the last meeting too: what makes "
                "mornings hard, and whom does the family like to talk to?"
            ),
        ),
        (
            Evidence("Amir", "attitude", running=4, figure="behaviour and effort"),
            (
                "We spoke of Amir's behaviour and effort at the last three meetings too: when does it "
                "go well, and what is different then?"
            ),
        ),
        (
            replace(AMIR, progress_red=True, voice="A number line", need="Place value"),
            f"{SO}. Amir says what would help: “A number line”. How can we make it happen?",
        ),
    ],
)
def test_shapes_where_nothing_was_tried(evidence: Evidence, words: str) -> None:
    assert question(evidence, TODAY) == words


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (
            replace(CLUB, sessions_had=6),
            (
                "Reading aloud club since October, 6 of 12 sessions: is it the right help, and what "
                "would make room for the rest?"
            ),
        ),
        (
            replace(CLUB, sessions_had=6, working="partly"),
            (
                "Reading aloud club since October, 6 of 12 sessions: what would make room for the "
                "rest?"
            ),
        ),
        (
            CLUB,
            "Reading aloud club since October, 10 of 12 sessions: is it the right help for Amir?",
        ),
        (
            replace(CLUB, working="no"),
            (
                "Reading aloud club since October, 10 of 12 sessions, is not helping yet: what would "
                "suit Amir better?"
            ),
        ),
        (
            replace(CLUB, working="no", changed_to="Moved to before the lesson."),
            (
                "Reading aloud club since October was changed (moved to before the lesson): what is "
                "different for Amir now?"
            ),
        ),
        (
            replace(CLUB, working="partly"),
            (
                "Reading aloud club since October, 10 of 12 sessions, is helping in part: what "
                "carries over into lessons?"
            ),
        ),
        (
            replace(CLUB, working="worked"),
            (
                "Reading aloud club since October, 10 of 12 sessions, is working: how can lessons "
                "build on it?"
            ),
        ),
        (
            replace(CLUB, working="too soon", sessions_had=None, sessions_planned=None),
            "Reading aloud club began in October: how shall we know that it helps?",
        ),
        (
            replace(CLUB, working="too soon"),
            "Reading aloud club since October, 10 of 12 sessions: how shall we know that it helps?",
        ),
        (
            replace(CLUB, to=date(2026, 11, 13), working="no"),
            (
                "Reading aloud club ended in November and did not help enough: what would suit Amir "
                "better?"
            ),
        ),
        (
            replace(CLUB, to=date(2026, 11, 13), working="worked"),
            "Reading aloud club worked and ended in November: what would carry it on in class?",
        ),
        (
            replace(CLUB, to=date(2026, 11, 13), working="partly"),
            "Reading aloud club ended in November and helped in part: what should follow it?",
        ),
        (
            replace(CLUB, to=date(2026, 11, 13)),
            "Reading aloud club ended in November: what should follow it?",
        ),
    ],
)
def test_what_was_tried_makes_the_question(row: Provision, words: str) -> None:
    found = question(replace(AMIR, progress_red=True, provision=row, need="Spelling"), TODAY)
    assert found == f"{SO}. {words}"


@pytest.mark.parametrize(
    ("impact", "words"),
    [
        ("worked", "“Read daily” worked: what would build on it?"),
        ("Partly", "“Read daily” worked in part: what would make more of it?"),
        ("no", "“Read daily” has not helped so far: what might suit Amir better?"),
    ],
)
def test_an_action_and_its_impact(impact: str, words: str) -> None:
    action = Action("X", "Read daily.", impact=impact)
    assert question(replace(AMIR, progress_red=True, action=action), TODAY) == f"{SO}. {words}"


def test_a_long_action_is_not_repeated() -> None:
    action = Action("X", "Read " * 20, impact="worked")
    found = question(replace(AMIR, progress_red=True, action=action), TODAY)
    assert found.startswith(f"{SO}: what is the next small step")


TEXT = st.text("abc deé", max_size=90).map(str.strip)
TOO_MUCH = re.compile(r"\b(red|yellow|lazy|fail\w*|weak|poor|low)\b", re.IGNORECASE)


@given(
    st.builds(
        Evidence,
        name=st.sampled_from(["Amir", "Anastasia-Maria Theodora"]),
        area=st.sampled_from(["reading", "maths", "attitude", "attendance"]),
        mark=st.sampled_from(["", "EXS", "PK3"]),
        since=st.sampled_from(["", "Autumn 1", "Summer 2 2025-26"]),
        was=st.sampled_from(["", "GDS"]),
        rose_from=st.sampled_from(["", "WTS"]),
        then=st.just("Autumn 1"),
        progress_red=st.booleans(),
        running=st.integers(1, 9),
        began=st.sampled_from(["", "EXS (KS1)"]),
        test=st.sampled_from(
            [None, Scored("88", "in June"), Scored("120", "in June", higher=True)]
        ),
        provision=st.one_of(
            st.none(),
            st.builds(
                Provision,
                name=TEXT,
                upn=st.just("A1"),
                since=st.sampled_from([None, date(2026, 10, 5)]),
                to=st.sampled_from([None, date(2026, 11, 5)]),
                working=st.sampled_from(["", "worked", "partly", "no", "too soon"]),
                sessions_planned=st.sampled_from([None, 0, 12]),
                sessions_had=st.sampled_from([None, 0, 12]),
                changed_to=TEXT,
            ),
        ),
        need=TEXT,
        figure=st.just("84 %"),
        voice=TEXT,
        on_target=st.booleans(),
        elsewhere=st.booleans(),
    )
)
def test_every_question_asks_names_the_child_and_fits(evidence: Evidence) -> None:
    found = question(evidence, TODAY)
    assert found.endswith("?")
    assert len(found) <= LONGEST
    assert evidence.name in found
    assert not TOO_MUCH.search(found)
    assert evidence.area in found or evidence.figure in found
    if evidence.elsewhere and evidence.area in {"reading", "maths"}:
        assert found.startswith((f"In {evidence.area}: ", f"{evidence.name}, {evidence.area}: "))
        assert found.count(f"in {evidence.area}") == 0


# ------------------------------------------------------------------------------ who is asked about


def asked(draft: Draft | None = None) -> dict[str, str]:
    meeting = gathered(draft.tables() if draft else None)
    return {c.pupil.first_name: c.question for c in meeting.concerns if c.question}


def test_only_those_who_make_little_progress() -> None:
    # Łucja is Red in everything, has kept her mark, and her teacher judges progress Green.
    assert asked() == {
        "Bilal": "Bilal went from EXS (Autumn 1) to BLW in reading: what changed, and what would "
        "bring it back?",
        "Dewi": "Dewi has been WTS in maths since Autumn 1: what is the next small step, and what "
        "would help Dewi to take it?",
    }


def test_red_at_the_last_meeting_too_is_little_progress() -> None:
    draft = Draft(meeting_school.tables())
    said = {"Meeting": "PM 2026-27 Autumn 1 Oak", "UPN": "A999000000005", "Area": "Writing"}
    draft.put("Discussion", {**said, "Attainment shown": "Red", "Need": "Handwriting"})
    assert asked(draft)["Łucja"] == (
        "In writing: Łucja has been SBLW since Autumn 1. Last time we named “Handwriting”: is that "
        "still what is hard, and what have we not tried?"
    )
    pointers = {c.area: c.asked_there for c in gathered(draft.tables()).concerns
                if c.pupil.first_name == "Łucja" and c.see}  # fmt: skip
    assert pointers == {"Writing": True, "Maths": False}
    # Under reading, which holds the whole line, reading is asked about where it is as little.
    draft.put("Discussion", {**said, "Area": "Reading", "Attainment shown": "Red"})
    assert asked(draft)["Łucja"] == (
        "Łucja has been SBLW in reading since Autumn 1, and we spoke of it at the last meeting "
        "too: what have we not tried yet?"
    )


def test_a_test_that_says_less_is_cited_with_its_month() -> None:
    draft = Draft(meeting_school.tables())
    score = {"School year": "2026-27", "Half-term": NOW.name, "UPN": "A999000000004"}
    draft.put(
        "Assessments",
        {"School year": "2026-27", "Half-term": NOW.name, "UPN": "A999000000004", "Maths": "EXS",
         "Maths progress": "Red"},
    )  # fmt: skip
    draft.put(
        "Assessments",
        {"School year": "2026-27", "Half-term": LAST.name, "UPN": "A999000000004", "Maths": "EXS"},
    )
    draft.put(
        "Tests",
        {**score, "Subject": "Maths", "Test": "NFER", "Score": "88", "Kind": "standardised",
         "Date": date(2026, 11, 12)},
    )  # fmt: skip
    assert asked(draft)["Dewi"] == (
        "Dewi has been EXS in maths since Autumn 1 and scored 88 in November: what does Dewi find "
        "hard, and what have we not tried?"
    )
