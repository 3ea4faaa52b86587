"""The school, its grown-ups and its calendar."""

from __future__ import annotations

from datetime import date
from typing import Final

from demo_school.exports import SCHOOL

Row = dict[str, object]

HEAD: Final = "Mrs Ashdown"
SENCO: Final = "Miss Whitcombe"
SENCO_ROLE: Final = "SENCO"
TEAMS: Final = {  # class -> teacher, teaching assistant, leader
    "Acorn": ("Mrs Pemberton", "Miss Mulcahy", "Mrs Bhattacharya"),
    "Beech": ("Mr Lindqvist", "Mrs Penhaligon", "Mrs Bhattacharya"),
    "Cedar": ("Miss Okafor", "Mr Delaney", "Mrs Bhattacharya"),
    "Elm": ("Mrs Trelawney", "Miss Ferreira", "Mr Adeyemi"),
    "Hazel": ("Mr Hargreave", "Mrs Castellanos", "Mr Adeyemi"),
    "Maple": ("Miss Sørensen", "Mr Thornbury", HEAD),
    "Oak": ("Mr Oyelowo", "Mrs Kirkbride", HEAD),
}
PEOPLE: Final = {
    HEAD: "leadership",
    "Mr Adeyemi": "leadership",
    "Mrs Bhattacharya": "leadership",
    SENCO: SENCO_ROLE,
    **{teacher: "teacher" for teacher, _, _ in TEAMS.values()},
    **{assistant: "TA" for _, assistant, _ in TEAMS.values()},
    "Mrs Vasilenko": "other staff",
    "Ms Quartermaine": "agency",
}
"""Mrs Vasilenko looks after attendance in the office; Ms Quartermaine is the speech therapist."""

_CALENDAR: Final = (
    ("2025-26", "Autumn 1", date(2025, 9, 2), date(2025, 10, 24)),
    ("2025-26", "Autumn 2", date(2025, 11, 3), date(2025, 12, 19)),
    ("2025-26", "Spring 1", date(2026, 1, 5), date(2026, 2, 13)),
    ("2025-26", "Spring 2", date(2026, 2, 23), date(2026, 3, 27)),
    ("2025-26", "Summer 1", date(2026, 4, 13), date(2026, 5, 22)),
    ("2025-26", "Summer 2", date(2026, 6, 1), date(2026, 7, 21)),
    ("2026-27", "Autumn 1", date(2026, 9, 3), date(2026, 10, 23)),
    ("2026-27", "Autumn 2", date(2026, 11, 2), date(2026, 12, 18)),
    ("2026-27", "Spring 1", date(2027, 1, 4), date(2027, 2, 12)),
    ("2026-27", "Spring 2", date(2027, 2, 22), date(2027, 3, 25)),
    ("2026-27", "Summer 1", date(2027, 4, 12), date(2027, 5, 28)),
    ("2026-27", "Summer 2", date(2027, 6, 7), date(2027, 7, 21)),
)


def settings_rows() -> dict[str, list[Row]]:
    """Give the rows of Settings that the school has filled."""
    school = {
        "Name": SCHOOL,
        "Headteacher": "Mrs Thandeka Ashdown",
        "Address": "Chapel Lane, Larkrise Meadow",
        "Telephone": "01632 960517",
        "Email": "office@larkrisemeadow.example",
        "Website": "larkrisemeadow.example",
    }
    return {
        "School": [{"What": what, "Value": value} for what, value in school.items()],
        "Calendar": [
            {
                "School year": year,
                "Half-term": name,
                "Starts": starts,
                "Ends": ends,
                "Collects": "marks, progress, attendance, attitude",
                "Meeting": "Y",
                "Conversation": "Y",
                "Report": "Y",
            }
            for year, name, starts, ends in _CALENDAR
        ],
        "People": [{"Name": name, "Role": role} for name, role in PEOPLE.items()],
        "Classes": [
            {"Class": name, "Teacher": team[0], "Teaching assistant": team[1], "Leader": team[2]}
            for name, team in TEAMS.items()
        ],
    }
