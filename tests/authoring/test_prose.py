"""Prose in files: one sentence a line, and nothing else changes."""

from __future__ import annotations

import re
from textwrap import dedent

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.authoring.prose import SHORT, lines, written
from prevent_cli.reports.prose import parser

PIECES = (
    "One is done.",
    "Is it so?",
    "It is!",
    "The plan (see p. 4) holds.",
    "Dr. Jones agreed.",
    '"Quoted." It goes on.',
    "No. 5 is",
    "2021 was a year.",
    "e.g. this",
    "word",
    "*emphasis.* And",
    "**strong** words.",
    "[a link. With two](https://example.org/a)",
    '[titled](https://example.org "A title. Of two")',
    "[odd](<https://example.org/a. B>)",
    "<https://example.org>",
    "back\\slash",
    "ends\\",
    "- dash",
    "-",
    "* star",
    "1. first",
    "2) second",
    "1.",
    "# hash",
    "> quoted",
    "| cell |",
    "---",
    "===",
    "```",
    "[ref]: https://example.org",
    "<b>raw</b>",
    "Ünï. Élan",
    "😀. Smile",
)
GAPS = (
    " ",
    " ",
    "  ",
    "\n",
    "\n",
    "  \n",
    "\n  ",
    "\n    ",
    "\n\n",
    "\n\n\n",
    "\n \n",
    "\n\n  ",
    "\n- ",
    "\n  - ",
    "\n1. ",
    "\t",
)
TEXTS = st.lists(st.tuples(st.sampled_from(PIECES), st.sampled_from(GAPS)), min_size=1, max_size=9).map(
    lambda parts: "".join(f"{piece}{gap}" for piece, gap in parts)
)


def meaning(text: str) -> str:
    """Give what light Markdown makes of a text, one space for any blank space."""
    return re.sub(r"\s+", " ", parser().render(text)).strip()


@given(TEXTS)
def test_what_it_means_does_not_change(text: str) -> None:
    assert meaning(lines(text)) == meaning(text)


@given(TEXTS)
def test_a_second_time_changes_nothing(text: str) -> None:
    assert lines(lines(text)) == lines(text)
    assert written(written(text)) == written(text)


@given(TEXTS)
def test_only_blank_space_changes(text: str) -> None:
    assert lines(text).split() == text.split()


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("One. Two.", "One.\nTwo."),
        ("One\ngoes on. Two.", "One goes on.\nTwo."),
        ("Is it? Yes! So.", "Is it?\nYes!\nSo."),
        ("He said “no.” She left.", "He said “no.”\nShe left."),
        ("It held (so far.) Then not.", "It held (so far.)\nThen not."),
        ("In 2020. 2021 was better.", "In 2020.\n2021 was better."),
    ],
)
def test_each_sentence_has_its_line(before: str, after: str) -> None:
    assert lines(before) == after


@pytest.mark.parametrize(
    "text",
    [
        "See e.g. Annex A, i.e. The annex.",
        "Dr. Jones and Cllr. Smith agreed.",
        "No. 5 and para. 12 apply.",
        "It begins on Mon. 3 Jan. 2022.",
        "J. R. Hartley wrote it for the U.K. Government.",
        "It costs 3.5 million.",
        "version 1.2 is out... and in use.",
    ],
)
def test_an_abbreviation_ends_no_sentence(text: str) -> None:
    assert lines(text) == text


def test_the_sentences_of_a_list_stand_under_each_other() -> None:
    text = "What was done:\nit is this.\n- One. Two\n  goes on.\n  - Three. Four.\n1. Five. Six."

    assert lines(text) == dedent("""\
        What was done: it is this.
        - One.
          Two goes on.
          - Three.
            Four.
        1. Five.
           Six.""")


@pytest.mark.parametrize(
    "text",
    [
        "A break  \nthat is meant. And more.",
        "A break\\\nthat is meant. And more.",
        "| a | b |\n|---|---|\n| One. Two. | c |",
        "```\nOne. Two.\n\n\nThree.\n```",
        "> One. Two.",
        "# One. Two.",
        "- One.\n\n  Two. Three.",
        "[a]: https://example.org/a\n[b]: https://example.org/b",
    ],
)
def test_what_means_something_by_its_lines_stays(text: str) -> None:
    assert lines(text) == text


def test_paragraphs_stay_apart_by_one_blank_line() -> None:
    assert lines("\n\nOne.\n \n\n\nTwo.\n\n") == "One.\n\nTwo."


def test_a_margin_of_all_lines_goes() -> None:
    assert lines("  - One.\n  - Two.\n") == "- One.\n- Two."


def test_one_short_sentence_needs_no_line_break_and_a_long_one_has_one() -> None:
    assert written("One.\n") == "One."
    assert written("x" * SHORT) == "x" * SHORT
    assert written("x" * (SHORT + 1)) == "x" * (SHORT + 1) + "\n"
    assert written("One. Two.") == "One.\nTwo.\n"
