"""What came of a command, as the one JSON object that ``--json`` prints."""

from __future__ import annotations

import json
from datetime import date, datetime

from ppm_xl.actions import Outcome
from ppm_xl.errors import Problem, worst_first


def as_json_text(outcome: Outcome) -> str:
    """Say what came of a command as one JSON object, dates as ISO 8601."""
    return json.dumps(
        {
            "ok": outcome.ok,
            "said": list(outcome.said),
            "changes": [
                {
                    "table": change.table,
                    "key": [_plain(part) for part in change.key]
                    if isinstance(change.key, tuple)
                    else change.key,
                    "column": change.column,
                    "was": _plain(change.was),
                    "becomes": _plain(change.becomes),
                }
                for change in outcome.changes
            ],
            "problems": [
                {"code": p.code, "where": p.where, "message": p.message, "do": p.do}
                for p in worst_first(outcome.problems)
            ],
            "questions": [{"code": q.code, "text": q.text} for q in outcome.questions],
            "files": list(outcome.files),
        },
        ensure_ascii=False,
    )


def failure_as_json(code: str, message: str, do: str) -> str:
    """Say what stopped a command, and what to do about it, as the same JSON object."""
    said = f"{message} {do}".strip()
    return as_json_text(Outcome(ok=False, said=(said,), problems=(Problem(code, "", message, do),)))


def _plain(value: object) -> object:
    return value.isoformat() if isinstance(value, date | datetime) else value
