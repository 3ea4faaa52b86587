"""Words of matters for staff only: Pupil Premium, SEND, free meals, care and the like."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final

_FLAGS_AS_TYPED: Final = re.compile(
    r"\bPPG?\b(?!\s*\d)|\bSEND?\b|\bS\.E\.N\b|\bsen\b|\bP?LAC\b|\bCLA\b|\bEAL\b"
)
"""Short forms that mean a flag only in these letters: "send his book" is innocent."""

_FLAGS: Final = re.compile(
    r"""
      \bpupil[\s-]+premium\b | \bppg\b | \bpp\s+(money|funding|grant|child|children|pupils?)\b
    | \bfsm\d?\b | \bfree[\s-]+school[\s-]+(meal|lunch|dinner)
    | \bever[\s-]?(6|six)\b
    | \bspecial(\s+educational)?\s+needs?\b | \behcp?s?\b | \beal\b
    | \beducation,?\s+health\s+(and|&)\s+care\b | \bsend?co\b | \binclusion\s+(manager|lead)
    | \bsend?\s+(register|list|needs?|pupils?|child|children|provision|review|support|plan)\b
    | \blooked-after\b | \badopted\s+from\s+care\b
    | \b(previously|is|are|was|were|be|been|being)\s+looked\s+after\b
    | \blooked\s+after\s+(child|pupil|status) | \blooked\s+after(?=\s*([.,;:!?)]|$))
    | \bin\s+(local\s+authority\s+)?care\b(?!\s+of)
    | \bfostered\b | \bfoster\s+(care|parent|famil|child|mum|dad|home|placement)
    | \bsocial\s+(worker|services?|care)\b | \bchild\s+(protection|in\s+need)\b
    | \bsafeguarding\b | \badditional\s+language\b
    | \brecovery\s+premium\b | \bcpoms\b | \bearly\s+help\s+(plan|assessment|team|worker)
    | \bfree\s+(dinners?|lunch(es)?)\b | \bvirtual\s+school\b
    | \bservice\s+(child|premium|pupil|famil) | \bdisadvantaged\b
    """,
    re.VERBOSE | re.IGNORECASE,
)


def names_a_flag(text: str, also: Iterable[str] = ()) -> bool:
    """Whether text holds a word of Pupil Premium, SEND, free meals, care or the like.

    Parameters
    ----------
    text
        What somebody typed for a family.
    also
        The school's own words to look for, such as what it calls its SENCO.

    >>> names_a_flag("He is on the SEND register"), names_a_flag("Please send his book back")
    (True, False)
    """
    if _FLAGS.search(text):
        return True
    shouted = text.upper() == text and " " in text.strip()
    for found in _FLAGS_AS_TYPED.finditer(text):
        if not (shouted and found.group() == "SEND"):
            return True
    return any(re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) for word in also if word)
