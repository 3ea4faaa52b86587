"""Four meetings of Larch: what the sheet, the pack and the lists say of each child, and do not.

Every expectation is worked out by hand from what ``story_larch`` says was typed; the rule that it
follows from stands beside it where it is not plain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, TypeAlias

import pytest
import story_larch as larch
from story_larch import NEED, REREADING, TOGETHER, UPN

from ppm_xl.book.tables import Tables

Story: TypeAlias = Mapping[str, Any]
"""Half-term to the meeting as it was told."""

MEETINGS = ("Autumn 1", "Autumn 2", "Spring 1", "Spring 2")


def rows(tables: Tables, table: str, **wanted: object) -> list[dict[str, Any]]:
    """Give the rows that hold these values; ``_`` in a heading stands for a space."""
    found = {heading.replace("_", " "): value for heading, value in wanted.items()}
    return [
        record
        for record in tables[table].records()
        if all(record[heading] == value for heading, value in found.items())
    ]


def named_in(words: str) -> set[str]:
    """Say which children words name."""
    return {name for name in UPN if re.search(rf"\b{name}\b", words)}


# ------------------------------------------------------------------------- at every meeting


@pytest.mark.parametrize("half_term", MEETINGS)
def test_no_other_class_and_no_sentence_without_words(story: Story, half_term: str) -> None:
    told = story[half_term]
    for words in (told.form.words, told.recorded.words, told.pack, *told.papers.values()):
        assert "Kit" not in words
        assert "Lowe" not in words
        for wrong in ("None", "nan", "  ,", "[]", "{", "SENCO concern"):
            assert wrong not in words


@pytest.mark.parametrize("half_term", MEETINGS)
def test_every_agenda_section_is_there_in_the_schools_order(story: Story, half_term: str) -> None:
    wanted = (
        "Last time's actions", "Children to celebrate", "Reading", "Writing", "Maths",
        "Attitude and attendance", "SEND", "Issues for the leadership team",
        "Targets the teacher sets",
    )  # fmt: skip
    headings = [line.cells.get("B", "") for line in story[half_term].form.lines]
    places = [
        next(n for n, title in enumerate(headings) if title.startswith(begins)) for begins in wanted
    ]
    assert places == sorted(places)


@pytest.mark.parametrize("half_term", MEETINGS)
def test_a_recorded_meeting_knows_its_day_and_every_colour_shown(
    story: Story, half_term: str
) -> None:
    tables = story[half_term].tables
    (meeting,) = rows(tables, "Meetings", ID=larch.meeting(half_term))
    assert meeting["Held"] == meeting["Recorded"] == larch.DAY[half_term]
    in_the_venn = {r["UPN"] for r in rows(tables, "Discussion", Meeting=meeting["ID"], Area="Venn")}
    absent = {"Kit"} | ({"Gil"} if half_term == "Autumn 1" else set())
    absent |= {"Finn"} if half_term.startswith("Spring") else set()
    assert in_the_venn == {upn for name, upn in UPN.items() if name not in absent}


# ------------------------------------------------------------------------- Autumn 1


def test_autumn_1_has_nothing_from_before(story: Story) -> None:
    form = story["Autumn 1"].form
    assert "No actions are open from earlier meetings." in form.section("Last time's actions")
    assert "No earlier marks to compare with" in form.words
    assert "Last time" not in form.section("Issues for the leadership team")
    assert "Last time" not in form.section("Targets the teacher sets")


def test_autumn_1_finds_three_red_in_reading_whose_need_is_not_picked(story: Story) -> None:
    form = story["Autumn 1"].form
    assert form.title("Reading") == "Reading: 3 children"
    reading = form.section("Reading")
    # Of a child whom no milestone or target is agreed for, none is said.
    assert named_in(reading) == {"Amir", "Bea", "Cal"}
    assert "Need not chosen yet: 3 children" in reading
    assert "Raised by the teacher: “Reads word by word, not yet fluent”" in reading
    # “fluent” and “fluency” begin with the same five letters: the workbook says why it offers it.
    assert reading.count("Perhaps: ") == 1
    assert "Perhaps: Reading fluency (raised by the teacher: “fluent”)" in reading
    assert "Helped others" not in form.words


def test_autumn_1_lists_the_others_where_they_are_red(story: Story) -> None:
    form = story["Autumn 1"].form
    assert named_in(form.section("Writing")) == {"Finn"}
    assert named_in(form.section("Maths")) == {"Ivy"}
    # Only Dot's attitude was judged, and no attendance was imported.
    assert (
        "Attitude and attendance: nobody is Red in attitude; attitude is not known for 8 of 9 "
        "children; attendance is not known for 9 of 9 children."
    ) in form.words


def test_autumn_1_celebrates_who_is_green_everywhere(story: Story) -> None:
    told = story["Autumn 1"]
    assert named_in(told.form.section("Children to celebrate")) == {"Dot", "Eve", "Jon"}
    assert "Bring" not in told.papers["Celebration list.pdf"]
    assert named_in(told.papers["Celebration list.pdf"]) == {"Dot", "Eve", "Jon"}


def test_autumn_1_has_only_ivy_in_send(story: Story) -> None:
    send = story["Autumn 1"].form.section("SEND")
    assert named_in(send) == {"Ivy"}
    assert "SEN support. Progress judged Red in maths. Nothing in place." in send
    assert "On the register" in send
    # The school says Inclusion Manager, and so does the form.
    assert "Ask the Inclusion Manager" in send
    assert "SENCO" not in story["Autumn 1"].form.words


def test_autumn_1_names_who_is_in_no_other_part_though_there_was_no_meeting_before(
    story: Story,
) -> None:
    (title,) = [t for t in story["Autumn 1"].form.sections if t.startswith("Not spoken of")]
    there = story["Autumn 1"].form.section("Not spoken of lately")
    assert (title, named_in(there)) == ("Not spoken of lately: 1 child", {"Hal"})
    assert "In no other part of this first meeting." in there


def test_autumn_1_brings_together_who_shares_a_need(story: Story) -> None:
    again = story["Autumn 1"].again.section("Reading")
    assert "Reading fluency: 3 children" in again
    assert "For all 3" in again
    assert "Need not chosen yet" not in again
    assert "Reads at home with nobody" in again
    # Finn's need is his alone: its action is for him, and needs no word of “all”.
    assert "For Finn" in story["Autumn 1"].again.section("Writing")


def test_an_action_typed_once_is_for_all_three(story: Story) -> None:
    tables = story["Autumn 1"].tables
    (action,) = rows(tables, "Actions", Action="Read aloud in pairs each morning")
    assert action["ID"] == TOGETHER
    assert (action["Owner"], action["Status"], action["Need"], action["Area"]) == (
        "Mr Pask", "open", NEED, "Reading"
    )  # fmt: skip
    assert action["Agreed on"] == larch.DAY["Autumn 1"]
    whom = {r["UPN"] for r in rows(tables, "ActionPupils", ID=TOGETHER)}
    assert whom == {UPN["Amir"], UPN["Bea"], UPN["Cal"]}


def test_autumn_1_points_out_what_the_spelling_action_lacks_and_no_more(story: Story) -> None:
    said = story["Autumn 1"].said["record-meeting"]
    assert "The action for Finn Gale in Writing has no day and no measure." in said
    assert said.count(" has no ") == 1
    assert "with 2 actions, needs of 4 children, 1 issue for leaders, 1 target of the" in said
    assert "1 question to the Inclusion Manager." in said


def test_autumn_1_gives_each_owner_a_list_of_their_own(story: Story) -> None:
    papers = story["Autumn 1"].papers
    lists = {"Mr Pask.pdf", "Mrs Oriel.pdf", "Ms Quarry.pdf", "Dr Rudd.pdf"}
    assert lists <= set(papers)
    assert "family.pdf" not in papers
    # Mr Pask assists in Larch: he sees names and the need; never the teacher's reason.
    assert named_in(papers["Mr Pask.pdf"]) == {"Amir", "Bea", "Cal"}
    assert "Read aloud in pairs each morning" in papers["Mr Pask.pdf"]
    assert "Reads at home with nobody" not in papers["Mr Pask.pdf"]
    assert named_in(papers["Ms Quarry.pdf"]) == set()
    assert "More short books for Year 4" in papers["Ms Quarry.pdf"]
    assert "Hear every child read once a fortnight" in papers["Mrs Oriel.pdf"]
    assert "What would help Ivy with number?" in papers["Dr Rudd.pdf"]


def test_autumn_1_copy_for_the_inclusion_manager_is_of_ivy_alone(story: Story) -> None:
    copy = story["Autumn 1"].papers["SENCO copy.pdf"]
    assert "Copy for the Inclusion Manager" in copy
    assert named_in(copy) == {"Ivy"}
    assert "What would help Ivy with number?" in copy


# ------------------------------------------------------------------------- Autumn 2


def test_autumn_2_says_who_moved_and_who_is_new(story: Story) -> None:
    form = story["Autumn 2"].form
    page_one = "\n".join(line.words for line in form.sections[""])
    assert "Jon ↓ no longer in writing" in page_one
    assert "Gil ✦ new since Autumn 1" in page_one
    assert "Amir" not in page_one
    assert "10 children, 9 assessed" in page_one
    assert "Last meeting, Autumn 1 2026-27" in page_one


def test_autumn_2_asks_what_came_of_the_last_actions(story: Story) -> None:
    last = story["Autumn 2"].form.section("Last time's actions")
    assert "Amir, Bea, Cal | Reading: Read aloud in pairs each morning" in last
    assert "Mr Pask, by 04/12/2026" in last
    assert "overdue" not in last  # the day is still to come
    assert "Finn | Writing: Practise ten spellings a week | The family, no day set" in last
    recorded = rows(story["Autumn 2"].tables, "Actions", ID=TOGETHER)[0]
    assert (recorded["Impact"], recorded["Impact note"]) == ("partly", "Amir and Bea, not Cal")
    assert recorded["Status"] == "open"


def test_autumn_2_lists_who_is_still_red_with_what_was_tried(story: Story) -> None:
    reading = story["Autumn 2"].form.section("Reading")
    assert named_in(reading) == {"Amir", "Cal"}  # Bea is Yellow now
    assert reading.count("Red at the last meeting too.") == 2
    assert reading.count("Perhaps: Reading fluency (named last time)") == 2
    club = "Fluency club, group with Mr Pask, since 19 Oct: 10 of 12 sessions"
    assert f"In place: {club}; entry 61 (words a minute); partly working" in reading
    assert f"In place: {club}; entry 38 (words a minute); not working" in reading
    assert (
        "Amir has been WTS in reading since Autumn 1, and we spoke of it at the last meeting too. "
        "Fluency club since October, 10 of 12 sessions, is helping in part: what carries over "
        "into lessons?"
    ) in reading
    assert "is not helping yet: what would suit Cal better?" in reading


def test_autumn_2_speaks_of_a_raised_child_where_he_is_yellow(story: Story) -> None:
    writing = story["Autumn 2"].form.section("Writing")
    assert named_in(writing) == {"Finn", "Jon"}
    assert "Raised by the teacher: “Tired since the baby came”." in writing
    assert "Perhaps: Spelling (named last time)" in writing
    assert "Jon went from EXS (Autumn 1) to WTS in writing" in writing


def test_autumn_2_met_the_target_but_causes_concern(story: Story) -> None:
    told = story["Autumn 2"]
    attitude = told.form.section("Attitude and attendance")
    assert named_in(attitude) == {"Dot"}
    assert "Behaviour Red." in attitude
    assert "Every target met: reading EXS, writing EXS and maths GDS." in attitude
    # All of it stands there. Amir's target is not met, and Cal's is not either: neither is named.
    words = "very target met, and spoken of elsewhere: Dot Eames (attitude)."
    assert f"Met the target but causing concern: e{words}" in told.form.words
    assert f"Met the target but causing concern E{words}" in told.pack


def test_autumn_2_gives_the_leaders_reply_and_the_own_target_back(story: Story) -> None:
    told = story["Autumn 2"]
    for words in (told.form.section("Issues for the leadership team"), told.pack):
        assert "More short books for Year 4" in words
        assert "Twenty came on 9 November" in words
    assert "Settled" in told.form.section("Issues for the leadership team")
    own = told.form.section("Targets the teacher sets")
    assert "Still open" in own
    assert "Hear every child read once a fortnight" in own
    assert "Hear every child read once a fortnight" in told.pack


def test_autumn_2_shows_the_inclusion_managers_reply_though_ivy_is_red_no_more(
    story: Story,
) -> None:
    """Ivy's progress is Yellow: nothing else would bring her to this section, but the reply."""
    told = story["Autumn 2"]
    send = told.form.section("SEND")
    assert named_in(send) == {"Ivy"}
    assert "Asked: What would help Ivy with number?" in send
    assert "Reply: Bead strings, ten minutes a day" in send
    assert "Bead strings, ten minutes a day" in told.pack


def test_autumn_2_has_the_one_who_was_passed_over(story: Story) -> None:
    told = story["Autumn 2"]
    forgotten = told.form.section("Not spoken of lately")
    # Gil is new and Bea was spoken of last time; Ivy and Jon are listed.
    assert named_in(forgotten) == {"Hal"}
    assert "Not spoken of at this meeting or the last." in forgotten
    assert "Not spoken of at this meeting or the last." in told.pack


def test_autumn_2_looks_at_what_is_in_place(story: Story) -> None:
    look = story["Autumn 2"].form.section("Provision to look at")
    assert "Fluency club is not working, and has not been changed." in look
    assert named_in(look) == {"Cal", "Finn", "Ivy"}  # Amir's helps in part
    assert (
        "Red in writing at two meetings running, and no writing intervention since Autumn 1."
    ) in look


def test_autumn_2_offers_what_helped_another_with_that_need(story: Story) -> None:
    again = story["Autumn 2"].again.section("Reading")
    assert "Reading fluency: 2 children" in again
    assert "For both" in again
    # Of others with the need, only Bea: the club and the action have helped her in part.
    assert (
        "Helped others: Fluency club: partly worked for 1 of 1; "
        "Read aloud in pairs each morning: partly worked for 1 of 1."
    ) in again


def test_autumn_2_has_the_teachers_own_concern_in_send_once_it_is_ticked(story: Story) -> None:
    send = story["Autumn 2"].again.section("SEND")
    assert named_in(send) == {"Cal", "Ivy"}
    assert "The teacher's concern, reading." in send
    copy = story["Autumn 2"].papers["SENCO copy.pdf"]
    assert "Could Cal have his hearing looked at?" in copy
    assert "Amir" not in copy
    assert "Dot" not in copy


# ------------------------------------------------------------------------- Spring 1


def test_spring_1_moves_in_and_celebrates(story: Story) -> None:
    told = story["Spring 1"]
    page_one = "\n".join(line.words for line in told.form.sections[""])
    for words in ("Amir ↑ now in reading", "Bea ↑ now in reading", "Jon ↑ now in writing"):
        assert words in page_one
    happy = told.form.section("Children to celebrate")
    assert named_in(happy) == {"Amir", "Bea", "Jon", "Dot", "Eve"}
    # First who moved in, by surname; then who is Green everywhere.
    assert happy.index("Bea Crane") < happy.index("Jon Kerr") < happy.index("Dot Eames")
    assert happy.count("Fluency club worked") == 2
    aloud = told.papers["Celebration list.pdf"]
    assert "Great steps in reading: Amir Bose and Bea Crane" in aloud


def test_what_helped_is_not_told_back_beside_the_box_it_was_typed_in(story: Story) -> None:
    happy = story["Spring 1"].recorded.section("Children to celebrate")
    assert happy.count("Rereading with a friend") == 1


def test_spring_1_has_forgotten_the_leaver(story: Story) -> None:
    told = story["Spring 1"]
    assert "Finn" not in told.form.words
    assert "Finn" not in told.pack
    assert "9 children, 9 assessed" in told.form.words
    # What was done stays in the tables.
    assert rows(told.tables, "Actions", Action="Practise ten spellings a week")


def test_spring_1_counts_what_is_overdue(story: Story) -> None:
    title = story["Spring 1"].form.title("Last time's actions")
    # Reading in pairs has an impact since the last meeting, and nobody said on which day.
    assert title == "Last time's actions, and what came of them: 2, 1 overdue"
    assert "Done on which day?" in story["Spring 1"].form.words
    recorded = rows(story["Spring 1"].tables, "Actions", ID=REREADING)[0]
    assert recorded["Impact"] == "worked"
    assert recorded["Done on"].isoformat() == "2027-01-15"


def test_spring_1_offers_the_newcomer_what_helped_those_before_him(story: Story) -> None:
    first = story["Spring 1"].form.section("Reading")
    assert named_in(first) == {"Cal", "Gil"}
    assert "Perhaps: Reading fluency (the teacher's note: “fluent”)" in first
    again = story["Spring 1"].again.section("Reading")
    # Amir, Bea and Cal had the need. The club worked for two of the three; rereading was
    # agreed for Amir and Cal, and worked; a friend helped Amir. Reading in pairs helped in part,
    # which is the fourth: three lines are offered.
    assert (
        "Helped others: Reread one page until it flows: worked for 2 of 2; "
        "Fluency club: worked for 2 of 3; Rereading with a friend: worked for 1 of 1."
    ) in again
    assert "Read aloud in pairs" not in again


def test_spring_1_sends_cal_to_the_inclusion_manager(story: Story) -> None:
    told = story["Spring 1"]
    send = told.form.section("SEND")
    assert named_in(send) == {"Cal"}  # Ivy was answered, shown once, and is well
    assert "For the Inclusion Manager" in send
    assert "Sounds again and Fluency club reviewed, not working." in send
    assert "Could Cal have his hearing looked at?" in send
    assert "No reply yet" in send
    assert "For the Inclusion Manager" in told.pack
    copy = told.papers["SENCO copy.pdf"]
    assert "Two things have not helped: please see Cal" in copy
    assert named_in(copy) == {"Cal"}


def test_spring_1_does_not_say_that_nothing_followed_what_something_followed(
    story: Story,
) -> None:
    """The club ended on 27 November, and Sounds again began on 30 November."""
    look = story["Spring 1"].form.section("Provision to look at")
    assert "Sounds again did not work, and nothing has followed it." in look
    assert "Fluency club did not work" not in look
    assert named_in(look) == {"Cal", "Gil"}


def test_spring_1_has_hal_for_the_second_time(story: Story) -> None:
    forgotten = story["Spring 1"].form.section("Not spoken of lately")
    assert named_in(forgotten) == {"Hal"}
    assert "Not spoken of at this meeting or the last two." in forgotten
    recorded = story["Spring 1"].recorded.section("Not spoken of lately")
    assert "Steady; ask him what he would like" in recorded


def test_spring_1_shows_what_an_agency_may_read_and_no_more(story: Story) -> None:
    seen = story["Spring 1"].papers["Ms Vane.pdf"]
    assert "Look at how Cal hears sounds" in seen
    assert "Cal D" in seen
    for hidden in ("Dunn", "Phonics", "Larch", "SEND", "Reading"):
        assert hidden not in seen


def test_spring_1_settles_the_own_target_on_the_form(story: Story) -> None:
    (target,) = rows(story["Spring 1"].tables, "Issues", Kind="own target")
    assert (target["Reply"], target["Status"]) == ("Yes, since Christmas", "done")
    assert "Hear every child read" not in story["Spring 1"].papers.get("Mrs Oriel.pdf", "")


# ------------------------------------------------------------------------- Spring 2


def test_spring_2_shows_the_inclusion_managers_reply(story: Story) -> None:
    told = story["Spring 2"]
    send = told.form.section("SEND")
    assert named_in(send) == {"Cal"}
    assert "Asked: Two things have not helped: please see Cal" in send
    assert "Reply: Seen on 3 February; hearing aids" in send
    assert "Seen on 3 February; hearing aids" in told.pack
    # He is Red no more, and both things have ended: nobody asks for him again.
    assert "For the Inclusion Manager" not in send


def test_spring_2_has_nobody_red_and_nobody_forgotten(story: Story) -> None:
    form = story["Spring 2"].form
    for area in ("Reading", "Writing", "Maths"):
        assert f"{area}: nobody is Red." in form.words
    assert "Attitude and attendance: not known for 9 of 9 children." in form.words
    # Hal had a word in Spring 1; Ivy was spoken of in Autumn 2; Gil is in no list, but was.
    assert not [t for t in form.sections if t.startswith("Not spoken of")]
    assert "Nobody moved in or out" in form.words


def test_spring_2_follows_up_what_was_agreed_for_gil_and_cal(story: Story) -> None:
    form = story["Spring 2"].form
    every = "\n".join(
        form.section(title)
        for title in form.sections
        if title.startswith(("Last time's actions, and", "Last time's actions: "))
    )
    assert "Gil | Reading: Join the fluency club | Mr Pask, by 05/03/2027, overdue" in every
    assert "Cal | Reading: Look at how Cal hears sounds | Ms Vane" in every
    assert "Read aloud in pairs" not in every  # done before the last meetings' half-term


def test_spring_2_no_longer_asks_after_the_target_that_was_settled(story: Story) -> None:
    form = story["Spring 2"].form
    assert "Hear every child read" not in form.words


# ------------------------------------------------------------------------- the whole story


def test_the_round_gave_the_first_meeting_its_slot_and_staff_moved_it(story: Story) -> None:
    first = story["Autumn 1"].form.words
    assert "Monday 12 October 2026" in first
    assert "Library" in first
    assert "Teacher: Mrs Oriel" in first
    assert "Leader: Ms Quarry" in first


def test_every_meeting_names_who_is_red_meeting_after_meeting_and_nobody_else(
    story: Story,
) -> None:
    """Cal is Red at three meetings running, Ivy and Finn at two; each is counted by meetings."""
    assert "Red at the last 2 meetings too." in story["Spring 1"].form.section("Reading")
    assert "Red three meetings running" in story["Spring 1"].pack
    assert story["Autumn 2"].form.words.count("Red at the last meeting too.") == 4
    assert "Red at the last" not in story["Spring 2"].form.words


def test_what_was_typed_at_any_meeting_is_in_its_table_at_the_end(story: Story) -> None:
    tables = story["Spring 2"].tables
    needs = {
        (r["Meeting"].split(" Larch")[0][11:], r["Pupil"].split()[0], r["Area"], r["Need"])
        for r in tables["Discussion"].records()
        if r["Need"]
    }
    assert needs == {
        ("Autumn 1", "Amir", "Reading", NEED),
        ("Autumn 1", "Bea", "Reading", NEED),
        ("Autumn 1", "Cal", "Reading", NEED),
        ("Autumn 1", "Finn", "Writing", "Spelling"),
        ("Autumn 2", "Amir", "Reading", NEED),
        ("Autumn 2", "Cal", "Reading", NEED),
        ("Autumn 2", "Dot", "Attitude", "Confidence and independence"),
        ("Spring 1", "Gil", "Reading", NEED),
        ("Spring 1", "Cal", "Reading", "Phonics: sounds and blending"),
    }
    assert {r["Action"] for r in tables["Actions"].records()} == {
        "Read aloud in pairs each morning", "Practise ten spellings a week",
        "Reread one page until it flows", "Join the fluency club",
        "Look at how Cal hears sounds",
    }  # fmt: skip
    assert sorted(r["Kind"] for r in tables["Issues"].records()) == [
        "asked of SENCO", "asked of SENCO", "asked of SENCO", "leadership", "own target",
    ]  # fmt: skip
