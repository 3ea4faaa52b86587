"""Names within a sentence keep the capitals that are theirs."""

from __future__ import annotations

import pytest

from ppm_xl.sentences import within_a_sentence


@pytest.mark.parametrize(
    ("heading", "within"),
    [
        ("Reading", "reading"),
        ("Personal, social and emotional", "personal, social and emotional"),
        ("English", "English"),
        ("Welsh second language", "Welsh second language"),
        ("RE", "RE"),
        ("SPaG", "SPaG"),
        ("", ""),
    ],
)
def test_a_heading_within_a_sentence(heading: str, within: str) -> None:
    assert within_a_sentence(heading) == within
