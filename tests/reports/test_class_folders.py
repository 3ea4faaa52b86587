"""Papers of two classes never share a path, however alike their names are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from round_school import NOW, TODAY, school, tables

from ppm_xl.book.change import applied
from ppm_xl.book.draft import Draft
from ppm_xl.book.tables import Tables
from ppm_xl.conversations.planning import plan_conversations
from ppm_xl.handover.planning import plan_handover
from ppm_xl.meeting.prepare import plan_all
from ppm_xl.paper.writing import place_for
from ppm_xl.plan import Plan
from ppm_xl.recording.list_papers import FOLDER
from ppm_xl.recording.planning import plan_record_meeting
from ppm_xl.round.planning import plan_round
from ppm_xl.school.folders import class_stem
from ppm_xl.targets.planning import plan_targets

ODD = st.text(alphabet="aAß3/-:. ~é", max_size=4) | st.sampled_from(
    ["3/4 Oak", "3-4 Oak", "3:4 oak", "3-4 Oak~5ab5", "", "No class", "CON", "-CON", "e\u0301", "é"]
)
ALIKE = {"Ash": "3/4 Oak", "Birch": "3-4 Oak", "Cedar": "3:4 Oak", "Dell": "3?4 Oak"}


@given(st.sets(ODD, min_size=2))
@example({"3/4 Oak", "3-4 Oak", "3-4 Oak~5ab5"})
def test_no_two_names_give_one_stem(names: set[str]) -> None:
    stems = [class_stem(name, names) for name in names]
    places = {str(place_for(Path("/out"), (stem, "a.pdf"))).casefold() for stem in stems}
    assert len(places) == len(names)


@pytest.mark.parametrize("name", ["Oak", "3-4 Oak", "Höhe"])
def test_a_name_that_no_other_is_like_is_its_folder(name: str) -> None:
    assert class_stem(name, {name, "Elm"}) == name


def alike() -> Tables:
    """The school of four classes, all of whose names give one folder."""
    draft = Draft(tables())
    for table in ("Classes", "Pupils"):
        for place, record in enumerate(draft.tables()[table].records()):
            draft.set(table, place, "Class", ALIKE[str(record["Class"])])
    pupil, stage = "A999000000001", {"Subject": "Reading", "Stage": "Key Stage 1"}
    draft.put("Prior", {"UPN": pupil, **stage, "Result": "EXS"})
    for name in ALIKE.values():
        asked = {"Meeting": f"PM {NOW.school_year} {NOW.name} {name}", "Kind": "asked of SENCO"}
        draft.put("Issues", {"ID": f"Q {name}", **asked, "Text": "Who sits with the group?"})
    return draft.tables()


def paths(now: Tables) -> Iterator[tuple[str, ...]]:
    """Where papers of classes are written, what is of the whole school apart."""
    meetings = plan_all(school(now), NOW, TODAY)
    after = school(applied(now, meetings.changes))
    plans: list[Plan] = [
        meetings,
        plan_targets(after, NOW, TODAY).plan,
        plan_handover(after, NOW.school_year, TODAY),
        *(plan_record_meeting(after, name, NOW, TODAY) for name in ALIKE.values()),
        *(plan_conversations(after, name, NOW, TODAY) for name in ALIKE.values()),
    ]
    papers = (paper.path for plan in plans for paper in plan.papers)
    yield from (path for path in papers if len(path) > 2 and path[1] != FOLDER)
    yield from (document.path for document in plan_round(after, NOW, TODAY).documents)


def test_papers_of_classes_that_are_alike_lie_apart() -> None:
    found = [place_for(Path("/out"), path) for path in paths(alike())]
    kinds = Counter(path.name for path in found)
    for_each = {
        "Meeting pack.pdf", "Targets.pdf", "Handover.pdf", "Conversations.pdf",
        "Target sheets.pdf", "SENCO copy.pdf",
    }  # fmt: skip
    assert {name for name, number in kinds.items() if number == len(ALIKE)} == for_each
    assert sum(path.suffix == ".ics" for path in found) == len(ALIKE) + 1
    assert len({str(path).casefold() for path in found}) == len(found)
