"""What headings are called in other systems.

No system has a standard export: schools design their own. So headings are matched by the
words in use in SIMS, Arbor, Bromcom, RM Integris, Juniper and the DfE's downloads.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from typing import Final

from ppm_xl.mis.fields import (
    ADOPTED,
    DATE,
    DEPRIVATION,
    GROUP,
    GROUP_KIND,
    IN_CARE,
    INCIDENT,
    NAME,
    OUTCOME,
    PREFERRED_FORENAME,
    PREFERRED_SURNAME,
    RESULTS,
    SERVICE,
    SURNAME_FIRST,
    TEST_NAME,
    TEST_SUBJECT,
)
from ppm_xl.mis.profile import COLUMN_OF, GOALS
from ppm_xl.schema import AREAS_OF_LEARNING

_WRITTEN: Final[dict[str, str]] = {
    "UPN": "upn, unique pupil number, pupil upn, student upn, upn no, upn number",
    "Admission no": (
        "adno, admission no, admission number, admno, adm no, adm number, admissions number, "
        "student id, pupil id, mis id, admission"
    ),
    NAME: (
        "name, full name, pupil name, student name, legal name, pupil, student, child, "
        "learner, pupil full name, student full name, forename surname"
    ),
    SURNAME_FIRST: (
        "surname forename, surname and forename, legal surname forename, "
        "preferred surname forename, surname first name, last name first name"
    ),
    "Forename": (
        "forename, first name, legal forename, legal first name, given name, forenames, firstname"
    ),
    "Surname": "surname, last name, legal surname, family name, legal last name, lastname",
    PREFERRED_FORENAME: (
        "preferred forename, preferred first name, known as, known name, knownname, "
        "chosen name, known as forename, preferred name"
    ),
    PREFERRED_SURNAME: "preferred surname, preferred last name, chosen surname",
    "DOB": "dob, date of birth, birth date, birthdate, d o b",
    "Sex": "sex, gender, legal sex, sex at birth",
    "Year": (
        "year, year group, nc year, ncyearactual, yr, nc year actual, current nc year, "
        "curriculum year, national curriculum year, year grp, yeargroup, year group code"
    ),
    "Class": (
        "class, reg, reg group, registration group, registration form, form, tutor group, "
        "registration, form group, class name, reg form, form tutor group, "
        "current registration form"
    ),
    "Pupil Premium": (
        "pp, pupil premium, pupil premium indicator, disadvantaged, premium, "
        "pupil premium eligible, "
        "pupil premium recipient, pupil premium flag, premium pupil indicator, "
        "pupil premium status, eligible for pupil premium"
    ),
    "FSM": (
        "fsm, eligible for free meals, eligible for free school meals, free school meals, "
        "free meals, fsm eligible, fsm eligibility, free school meal, currently fsm"
    ),
    "Ever 6": "ever 6, fsm ever 6, ever6, ever 6 fsm, everfsm 6, fsm6, fsm 6, free school meals 6",
    "Service child": (
        "service child, service children, service child indicator, service, service children "
        "indicator, service children in education, service children in education indicator"
    ),
    "Looked after": (
        "lac, cla, looked after, in care, in lea care, looked after child, looked after children, "
        "child looked after, in local authority care, in la care"
    ),
    "Previously looked after": (
        "previously looked after, ever in care, post lac, plac, previously looked after child, "
        "post looked after, post looked after arrangements, adopted from care"
    ),
    "SEND": (
        "sen, send, sen status, sen status code, sen provision, send status, senprovision, "
        "sen code, special educational needs, sen stage, send provision, current sen status"
    ),
    "EAL": (
        "eal, english as additional language, english as an additional language, "
        "english additional language, eal status, english as additional language status, "
        "mother tongue code, first language, home language, language, language code"
    ),
    "Joined": (
        "joined, date of admission, admission date, doa, date joined, start date at school, "
        "joining date, admissions date, date of entry, entry date, enrolment date"
    ),
    "Left": "left, date of leaving, leaving date, dol, date left, leaving"
    ", end date at school, leave date",
    "Possible": (
        "possible, possible sessions, sessions possible, possible marks, possible attendances, "
        "possible attendance, total possible, total possible sessions"
    ),
    "Attended": (
        "attended, attendances, sessions attended, sessionsattended, attended sessions, "
        "actual attendances, total attended, attendances made"
    ),
    "Present": "present, present sessions, present marks, sessions present, total present",
    "Approved activity": (
        "aea, approved educational activity, approved education activity, "
        "attending approved educational activity"
    ),
    "Authorised": (
        "authorised, authorised absence, authorised absences, sessions authorised, auth absence, "
        "authorised absent, sessions authorised absent, auth absences, authorised absence sessions"
    ),
    "Unauthorised": (
        "unauthorised, unauthorised absence, unauthorised absences, sessions unauthorised, "
        "unauth absence, unauthorised absent, unauth absences, unauthorised absence sessions, "
        "unauth"
    ),
    "Lates": (
        "late, lates, late marks, number of lates, late before registers closed, late count, "
        "late sessions, times late, l code, late before reg closed, lates before registers close, "
        "total lates"
    ),
    "Attendance %": (
        "attendance, % attendance, percentage attendance, overall attendance, "
        "attendance percentage, "
        "attendance percent, % attended, attendance % ytd, % attend, per cent attendance, "
        "attendance %, % att, att %, att, percent present, % present, year to date attendance"
    ),
    "Period starts": "start date, from, date from, period start, from date, start",
    "Period ends": "end date, to, date to, period end, to date, as at, end",
    "Behaviour": "behaviour, attitude behaviour, behaviour grade, behaviour for learning, conduct",
    "Effort": "effort, effort grade, attitude to learning, atl, attitude",
    "Homework": "homework, home learning, homework grade, home work",
    "Uniform": "uniform, uniform grade",
    "Incidents": (
        "incidents, behaviour incidents, number of incidents, negative incidents, total incidents, "
        "incident count, no of incidents, behaviour events, negative events, "
        "number of behaviour incidents, negative behaviour incidents"
    ),
    "Suspensions": (
        "suspensions, exclusions, fixed term exclusions, number of suspensions, "
        "fixed period exclusions, total suspensions, suspension count, number of exclusions"
    ),
    INCIDENT: (
        "incident, incident type, type of incident, behaviour type, behaviour event, event type, "
        "behaviour incident, behaviour incident type, negative event, incident category, "
        "behaviour category"
    ),
    OUTCOME: "action taken, sanction, consequence, outcome, what was done, incident outcome",
    DATE: (
        "date, test date, date of test, date taken, date of assessment, assessment date, "
        "incident date, date of incident, event date, date of event, taken on, completed on"
    ),
    TEST_NAME: (
        "test, test name, assessment name, paper, assessment, test paper, name of test, test title"
    ),
    TEST_SUBJECT: "subject, subject name, test subject",
    "Test": "score, test score, total score",
    "Test: standardised": (
        "standardised score, standardized score, sas, ss, standard age score, standardised, "
        "std score, mean sas"
    ),
    "Test: age-standardised": (
        "age standardised score, age standardized score, age standardised, asss"
    ),
    "Test: scaled": "scaled score, scaled, scale score",
    "Test: raw": "raw score, raw mark, raw, total marks, marks scored, raw total",
    "Reading test: age": "reading age, ra",
    "Maths test: age": "maths age, mathematics age, ma age",
    "Spelling test: age": "spelling age, sa",
    GROUP: (
        "group, group name, intervention group, teaching group, set, name of group, set name, "
        "groups"
    ),
    GROUP_KIND: "group type, kind of group, type of group",
    DEPRIVATION: "deprivation pupil premium, deprivation premium, deprivation",
    SERVICE: "service child premium, service premium, service children premium",
    ADOPTED: (
        "adopted from care premium, post lac premium, post looked after premium, adopted premium"
    ),
    IN_CARE: "looked after premium, lac premium, looked after child premium",
    "KS2 result: Reading": "readoutcome, ks2 reading outcome, ks2 reading result",
    "KS2 result: Writing": (
        "writtaoutcome, ks2 writing, ks2 writing outcome, ks2 writing ta, ks2 writing result"
    ),
    "KS2 result: Maths": "matoutcome, ks2 maths outcome, ks2 maths result",
    "KS2 result: GPS": "gpsoutcome, ks2 gps outcome, ks2 gps result",
    "KS2 result: Science": "scitaoutcome, ks2 science, ks2 science ta, ks2 science outcome",
    "KS2 score: Reading": "readscore, ks2 reading score, ks2 reading scaled score",
    "KS2 score: Maths": "matscore, ks2 maths score, ks2 maths scaled score",
    "KS2 score: GPS": "gpsscore, ks2 gps score, ks2 gps scaled score",
    "Phonics mark": (
        "phonics mark, phonics score, phonics, phonics screening mark, phonics check mark, "
        "phonics screening check mark, phonics screening check, phonics check"
    ),
    "Phonics outcome": (
        "phonics outcome, phonics result, phonics screening outcome, phonics grade, "
        "phonics screening check outcome"
    ),
    "MTC mark": (
        "formmark, form mark, mtc, mtc mark, mtc score, multiplication tables check, "
        "times tables check, multiplication check score, multiplication tables check mark"
    ),
    "MTC reason not taken": "reasonnottakingcheck, reason not taking check, mtc reason not taken",
    "Reading": "reading, read, rea, english reading, eng reading, en reading, en rea",
    "Writing": "writing, writ, wri, english writing, eng writing, en writing, en wri",
    "Maths": "maths, mathematics, math, mat, ma, mat mat",
    AREAS_OF_LEARNING[0]: "communication and language, c and l, cl, cal, com",
    AREAS_OF_LEARNING[1]: (
        "personal social and emotional, personal social and emotional development, psed, pse"
    ),
    AREAS_OF_LEARNING[2]: "physical, physical development, pd, phy",
    AREAS_OF_LEARNING[3]: "literacy, lit",
    AREAS_OF_LEARNING[4]: "mathematics eyfs, eyfs mathematics, eyfs maths",
    AREAS_OF_LEARNING[5]: "understanding the world, utw, uw, understanding of the world",
    AREAS_OF_LEARNING[6]: "expressive arts and design, ead, exad, expressive arts, exp",
}

_SUBJECT_WORDS: Final = {
    "reading": "Reading",
    "rea": "Reading",
    "read": "Reading",
    "writing": "Writing",
    "wri": "Writing",
    "writ": "Writing",
    "maths": "Maths",
    "mathematics": "Maths",
    "mat": "Maths",
    "math": "Maths",
}


def normalise(heading: str) -> str:
    """Bring a heading to one form: small letters and figures, ``%`` as per cent.

    >>> normalise("  % Attendance ")
    'percentattendance'
    >>> normalise("SEN_Status (code)")
    'senstatuscode'
    """
    plain = unicodedata.normalize("NFKD", heading).casefold().replace("%", " percent ")
    plain = plain.replace("&", " and ")
    return re.sub(r"[^a-z0-9]+", "", plain)


def words_of(text: str) -> list[str]:
    """Give a heading's words in small letters, figures apart from letters.

    >>> words_of("EN Reading_TA (Y4)")
    ['en', 'reading', 'ta', 'y', '4']
    """
    plain = unicodedata.normalize("NFKD", text).casefold().replace("&", " and ")
    return re.findall(r"[a-z]+|\d+", plain)


_GOALS_BY_NAME: Final = {GOALS[c]: COLUMN_OF[c] for c in GOALS if c not in {"E10", "E11"}}
"""Goals whose names nothing else has; ``Writing`` and ``Number`` alone may be anything."""

SYNONYMS: Final[dict[str, str]] = {
    **{normalise(word): field for field, words in _WRITTEN.items() for word in words.split(", ")},
    **{normalise(area): area for area in AREAS_OF_LEARNING if area != "Mathematics"},
    **{normalise(goal): column for goal, column in _GOALS_BY_NAME.items()},
    **{normalise(column): column for column in (*COLUMN_OF.values(), *RESULTS)},
}
"""Normalised heading to field. ``Mathematics`` alone is the subject; beside other areas of
learning it is the area: see :func:`ppm_xl.mis.headings.match_headings`."""


@lru_cache(maxsize=4096)
def field_named(heading: str) -> str | None:
    """Give the field that a heading names outright; None where it names none."""
    return SYNONYMS.get(normalise(heading))


def is_known(cell: object) -> bool:
    """Whether a cell is a heading that names a field outright, also ``Type$Term$Year$Subject``."""
    if not isinstance(cell, str) or not cell.strip():
        return False
    named = field_named(cell) or field_named(unprefixed(cell)[1])
    return named is not None or cell.count("$") == BROMCOM_PARTS - 1


_PREFIX: Final = re.compile(r"(phonics|fsp|ks1|ks2|mtc)_", re.IGNORECASE)


def unprefixed(text: str) -> tuple[str, str]:
    """Split what a DfE download puts before every heading from the heading.

    >>> unprefixed("Phonics_UPN"), unprefixed("UPN")
    (('PHONICS', 'UPN'), ('', 'UPN'))
    """
    found = _PREFIX.match(text)
    return (found[1].upper(), text[found.end() :]) if found else ("", text)


_GOAL: Final = re.compile(
    r"(?:com|pse|phy|lit|mat|utw|exp)?[\s_:-]*(e(?:0?[1-9]|1[0-7])|g(?:0?[1-9]|1[0-7]))\b[\s:.-]*(.*)",
    re.IGNORECASE,
)


def goal_code(text: str) -> str:
    """Give the code of the early learning goal that a heading names; empty where none.

    >>> goal_code("COM_E01"), goal_code("E11 Number"), goal_code("E-mail"), goal_code("E1 room")
    ('E01', 'E11', '', '')
    """
    found = _GOAL.fullmatch(text.strip())
    if found is None:
        return ""
    code = f"{found[1][0].upper()}{int(found[1][1:]):02d}"
    name = normalise(found[2])
    named = code in GOALS and name == normalise(GOALS[code])
    return code if not name or named else ""


BROMCOM_PARTS: Final = 4
"""Bromcom heads a column ``Assessment Type$Term$Year Group$Subject``."""


def subject_word(word: str) -> str | None:
    """Give the usual subject a word stands for."""
    return _SUBJECT_WORDS.get(word)
