"""What helped others with the same need, in plain counts, and no child by name."""

from __future__ import annotations

from datetime import date

import meeting_school
from meeting_school import gathered

from ppm_xl.book.draft import Draft

HERE, THEN = "PM 2026-27 Autumn 2 Oak", "PM 2026-27 Autumn 1 Oak"
ADA, BILAL, CERYS, DEWI, LUCJA, FEMI, GWEN, HARI = (
    f"A9990000000{n}" for n in ("01", "02", "03", "04", "05", "06", "11", "12")
)


def school() -> Draft:
    """Bilal and Dewi share a need in reading."""
    draft = Draft(meeting_school.tables())
    for upn in (BILAL, DEWI):
        need(draft, upn, HERE)
    row = {"School year": "2026-27", "Half-term": "Autumn 2", "UPN": DEWI}
    draft.put("Assessments", {**row, "Reading progress": "Red"})
    return draft


def need(draft: Draft, upn: str, meeting: str = THEN, what_helped: str | None = None) -> None:
    cells = {"Meeting": meeting, "UPN": upn, "Area": "Reading", "Need": "reading Fluency"}
    draft.put("Discussion", {**cells, "What helped": what_helped})


def had(draft: Draft, name: str, working: str, *upns: str, area: str = "Reading") -> None:
    draft.put("Interventions", {"Name": name, "Area": area})
    for upn in upns:
        row = {"Name": name, "UPN": upn, "From": date(2026, 9, 8), "Working": working}
        draft.put("Provision", row)


def action(draft: Draft, ident: str, words: str, impact: str, *upns: str) -> None:
    cells = {"ID": ident, "Action": words, "Impact": impact, "Need": "Reading fluency"}
    draft.put("Actions", {**cells, "Area": "Reading"})
    for upn in upns:
        draft.put("ActionPupils", {"ID": ident, "UPN": upn})


def helped(draft: Draft) -> tuple[str, ...]:
    found = gathered(draft.tables()).groups
    return next(g.helped for g in found if g.need == "Reading fluency")


def test_nothing_is_known() -> None:
    assert helped(school()) == ()


def test_interventions_and_actions_best_borne_out_first() -> None:
    draft = school()
    for upn in (ADA, CERYS, LUCJA, FEMI):
        need(draft, upn)
    had(draft, "Reading aloud club", "worked", ADA, CERYS, LUCJA)
    had(draft, "Reading aloud club", "no", FEMI)
    action(draft, "X1", "Five-minute phonics at register.", "worked", FEMI)
    action(draft, "X2", "five-minute phonics at register", "Worked", HARI)
    assert helped(draft) == (
        "Reading aloud club: worked for 3 of 4",
        "Five-minute phonics at register: worked for 2 of 2",
    )


def test_what_helped_fewer_than_half_is_not_offered() -> None:
    draft = school()
    need(draft, ADA)
    action(draft, "X1", "Copy it out", "no", ADA, CERYS)
    action(draft, "X2", "Copy it out", "worked", LUCJA)
    assert helped(draft) == ()
    action(draft, "X3", "Copy it out", "partly", FEMI)
    assert helped(draft) == ("Copy it out: worked for 1 of 4, partly for 1",)


def test_what_helped_these_children_is_no_news_to_them() -> None:
    draft = school()
    action(draft, "X1", "Read daily", "worked", BILAL)
    had(draft, "Club", "worked", DEWI)
    assert helped(draft) == ()


def test_what_helped_in_the_area_where_nothing_is_known_of_the_need() -> None:
    draft = school()
    had(draft, "Popular", "worked", CERYS, LUCJA, FEMI)
    had(draft, "Maths only", "worked", CERYS, area="Maths")
    assert helped(draft) == ("Popular: worked for 3 of 3",)
    need(draft, ADA)
    had(draft, "Club", "worked", ADA)
    assert helped(draft) == ("Club: worked for 1 of 1",)


def test_what_helped_children_of_another_age_is_not_offered() -> None:
    # Oak is Year 4; Gwen is in Year 1, Hari in Year 2.
    draft = school()
    action(draft, "X1", "Threading", "worked", GWEN)
    action(draft, "X2", "Echo reading", "worked", HARI)
    assert helped(draft) == ("Echo reading: worked for 1 of 1",)


def test_what_teachers_wrote_without_the_names_of_children() -> None:
    draft = school()
    need(draft, ADA, what_helped="Echo reading")
    need(draft, CERYS, what_helped="Echo reading")
    need(draft, LUCJA, what_helped="Łucja reads with Ada")
    assert helped(draft) == ("Echo reading: worked for 2 of 2",)


def test_at_most_three_lines() -> None:
    draft = school()
    for number in range(5):
        action(draft, f"X{number}", f"Action {number}", "worked", HARI)
    assert len(helped(draft)) == 3


def test_what_worked_for_who_is_celebrated() -> None:
    draft = school()
    had(draft, "Club", "worked", ADA)
    had(draft, "Tables", "no", ADA, area="Maths")
    said = {"Meeting": THEN, "UPN": ADA, "Area": "Celebrate", "What helped": "Number talk"}
    draft.put("Discussion", said)
    found = gathered(draft.tables()).celebrated
    assert [c.helped for c in found if c.pupil.upn == ADA] == [("Number talk", "Club worked")]
