"""Texts that are not fit to be read."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import block_capitals, hidden_character, placeholder_text, raw_html
from tests.checks.items import EXPECTATION, item

if TYPE_CHECKING:
    from prevent_cli.checks import Check
    from prevent_cli.model.finding import Loc
    from tests.checks.conftest import Try


@pytest.mark.parametrize(
    ("check", "lines", "place", "word"),
    [
        (placeholder_text, 'evidence: "TBC"', ("evidence", 0, "text"), "TBC"),
        (placeholder_text, 'evidence: "To be confirmed."', ("evidence", 0, "text"), "To be confirmed."),
        (placeholder_text, 'evidence: "xxx"', ("evidence", 0, "text"), "xxx"),
        (placeholder_text, 'evidence: "???"', ("evidence", 0, "text"), "???"),
        (
            placeholder_text,
            'evidence: "Lorem ipsum dolor sit amet"',
            ("evidence", 0, "text"),
            "Lorem ipsum dolor sit amet",
        ),
        (placeholder_text, 'evidence: "[insert text here]"', ("evidence", 0, "text"), "[insert text here]"),
        (placeholder_text, 'answer: met\nevidence: "N/A"', ("evidence", 0, "text"), "N/A"),
        (
            block_capitals,
            'evidence: "COMPLETE FOR EDUCATION AND SHARED. More to come."',
            ("evidence", 0, "text"),
            "COMPLETE FOR EDUCATION",
        ),
        (raw_html, 'evidence: "Bookings <u>will not</u> be taken."', ("evidence", 0, "text"), "<u>"),
        (raw_html, 'evidence: "Terms &amp; conditions"', ("evidence", 0, "text"), "&amp;"),
        (hidden_character, 'evidence: "Pre\\u200bvent"', ("evidence", 0, "text"), "U+200B"),
        (hidden_character, 'evidence: "bell\\a"', ("evidence", 0, "text"), "U+0007"),
        (hidden_character, 'evidence: "safe \\u202egnp.exe"', ("evidence", 0, "text"), "U+202E"),
    ],
)
def test_finds(problems: Try, check: Check, lines: str, place: Loc, word: str) -> None:
    (found,) = problems(check, item(lines))
    assert (found.code, found.level, found.loc) == (check.CODE, "warning", (*EXPECTATION, *place))
    assert word in found.message


@pytest.mark.parametrize(
    ("check", "lines"),
    [
        (placeholder_text, 'evidence: "The date is to be confirmed by the board."'),
        (placeholder_text, 'answer: not applicable\nevidence: "N/A"'),
        (placeholder_text, 'evidence: "None of the sites could be reached."'),
        (placeholder_text, 'evidence: "Who asks? The board."'),
        (block_capitals, 'evidence: "The CTLP, CSP, WRAP, SET, MASH and PFH."'),
        (block_capitals, 'evidence: "DONE. ALL OF IT."'),
        (block_capitals, 'evidence: "CTLP, CSP, WRAP, SET, MASH"'),
        (raw_html, 'evidence: "Fewer than 5 (< 5), or a > b; T&Cs; <https://example.org>"'),
        (raw_html, 'evidence: "AT&T <name of school>"'),
        (raw_html, 'evidence: "If a<b and c>d, then a<d."'),
        (block_capitals, 'evidence: "A/D (CSP), EP, CCG, TBC"'),
        (hidden_character, 'evidence: "one\u00a0two co\u00adoperate"'),
        (hidden_character, 'evidence: "Café — naïve £5"'),
        (hidden_character, 'evidence: "क्\u200dष and 👩\u200d🏫"'),
    ],
)
def test_leaves_alone(problems: Try, check: Check, lines: str) -> None:
    assert problems(check, item(lines)) == []


def test_a_placeholder_that_the_glossary_has_is_a_name(problems: Try) -> None:
    assert problems(placeholder_text, "glossary: {TBC: Thurrock Borough Council}\n" + item("evidence: TBC")) == []


def test_hidden_characters_are_found_in_any_text(problems: Try) -> None:
    (found,) = problems(hidden_character, 'roles: [{name: "Bo\\u2060ard"}]\nbenchmarks: []\n')
    assert found.loc == ("roles", 0, "name")
    assert "U+2060 (word joiner)" in found.message
