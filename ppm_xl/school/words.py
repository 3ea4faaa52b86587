"""The school's own words: what each is called in Settings, and how it reads until changed.

``{child}`` stands for the name the child goes by; other words in braces are said beside the
entry. Everything a family reads that nobody typed for that child comes from here.
"""

from __future__ import annotations

from typing import Final

_REPORT: Final[dict[str, str]] = {
    "Report: title": "Half-termly report",
    "Report: hello": (
        "Here is how {child} is getting on, what went well, and what we will each do next."
    ),
    "Report: learning": "How {child} is getting on",
    "Report: subject": "Subject",
    "Report: attainment": "What is expected for the year",
    "Report: attainment Green": "At or above what is expected for the year",
    "Report: attainment Yellow": "Working towards it",
    "Report: attainment Red": "Working on earlier steps",
    "Report: progress": "Progress towards the target",
    "Report: progress Green": "On course",
    "Report: progress Yellow": "May need more help to get there",
    "Report: progress Red": "Not yet on course: here is what we are all doing",
    "Report: not judged": "Not judged yet",
    "Report: old judgement": "from {when}",
    "Report: area": "Area of learning",
    "Report: area now": "At this time of year",
    "Report: area on track": "On track",
    "Report: area not on track": "Building up to this, with our help",
    "Report: every day": "At school every day",
    "Report: measure": "What",
    "Report: measure now": "How it is going",
    "Report: attendance": "Attendance",
    "Report: since September": "since September",
    "Report: this half-term": "this half-term",
    "Report: up to": "{period}, up to {date}",
    "Report: counted": "Counted {period}.",
    "Report: there for": "There for {there} of {possible} half-days {period}.",
    "Report: without leave": "Away without the school's leave: {share}.",
    "Report: punctuality": "Punctuality",
    "Report: never late": "On time each day",
    "Report: late once": "Late once",
    "Report: late": "Late {times} times",
    "Report: behaviour": "Behaviour",
    "Report: behaviour Green": "Kind and ready to learn",
    "Report: behaviour Yellow": "Mostly ready to learn",
    "Report: behaviour Red": "Finding this hard: we are helping",
    "Report: effort": "Effort",
    "Report: effort Green": "Works hard",
    "Report: effort Yellow": "Works hard some of the time",
    "Report: effort Red": "Finding it hard to keep going",
    "Report: homework": "Homework",
    "Report: homework Green": "Done each time",
    "Report: homework Yellow": "Done some of the time",
    "Report: homework Red": "Not often done yet",
    "Report: uniform": "Uniform",
    "Report: uniform Green": "Right each day",
    "Report: uniform Yellow": "Right most days",
    "Report: uniform Red": "Not often right yet",
    "Report: went well": "What went well",
    "Report: nothing written": (
        "Please ask {child} what was best about this half-term. We would love to hear it too."
    ),
    "Report: next": "What we will each do",
    "Report: I will": "I will",
    "Report: at school": "At school",
    "Report: at home agreed": "At home we agreed",
    "Report: at home suggested": "At home we suggest",
    "Report: nothing agreed": (
        "{child} and the class teacher will talk about what to learn next and how to get there."
    ),
    "Standard action": "The class teacher plans extra help for {child} in {subjects}.",
    "Standard action, every day": "We talk with {child}, and with you, about {measures}.",
    "Report: by": "(by {date})",
    "Report: own words": "In my own words",
    "Report: see you": "The next half-term begins on {date}. See you then!",
    "Report: newcomer": "{child} joined us on {date}. We will write more next time.",
    "Report: nothing judged": "We have not judged this yet. Please ask us how it is going.",
    "Report: contact": "Questions? Please talk to us.",
    "Report: headteacher": "Headteacher",
    "Report: teacher": "Class teacher",
    "Report: record": "Class tracking record",
    "Report: record how": (
        "Each line shows how {child} did beside what was expected at the time. "
        "A line that stays level is good news: the work gets harder each term."
    ),
    "Report: record when": "Half-term",
    "Report: record Above": "Above it",
    "Report: record Green": "At what is expected",
    "Report: record Yellow": "Working towards it",
    "Report: record Red": "Working on earlier steps",
    "Report: record none": "Not judged",
    "Report: targets": "What {child} is learning",
    "Report: target subject": "Subject",
    "Report: target learned": "Learned",
    "Report: target next": "What comes next",
    "Report: target by": "By when",
    "Report: target met": "Met on {date}",
    "Report: objectives": "What our class is working on",
    "Report: objectives page": (
        "A page of the school's own, {page} of {pages}. Please ask us to read it to you."
    ),
    "Report: logo": "The badge of {school}",
}

DEFAULTS: Final[dict[str, str]] = {
    "Yellow is called": "Yellow",
    "SENCO is called": "SENCO",
    "Bring to a meeting": (
        "Half-termly reports, analysed assessment grids, target sheet, books, the last form"
    ),
    **_REPORT,
}
"""``What`` to ``Value`` of the table ``Words`` in a new workbook."""
