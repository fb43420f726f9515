"""``prevent evidence add``: what shows that an expectation is met."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.commands.conftest import PAPER
from tests.commands.editing import FILE, changed, content

if TYPE_CHECKING:
    from tests.conftest import Run

pytestmark = pytest.mark.usefixtures("paper")


def test_the_first_piece_is_plain_text(run: Run) -> None:
    assert run("evidence", "add", "7.1.1", "It is in the handbook.").stdout == f"{FILE}: evidence is added to 7.1.1\n"
    assert changed(PAPER) == ["+            evidence: It is in the handbook."]


def test_a_second_piece_makes_a_list_and_keeps_the_first(run: Run) -> None:
    done = run("evidence", "add", "7.1", "The minutes. Item 4.", "--on", "Jul 2021", "--link", "https://example.org/a")

    assert done.stdout == f"{FILE}: evidence is added to 7.1, which has 2 pieces now\n"
    assert changed(PAPER) == [
        "-        evidence: The programme",
        "+        evidence:",
        "+          - text: The programme",
        "+          - text: |",
        "+              The minutes.",
        "+              Item 4.",
        "+            link: https://example.org/a",
        "+            on: Jul 2021",
    ]


def test_the_same_piece_is_added_once(run: Run) -> None:
    words = ("evidence", "add", "7.1", "The minutes.", "--expires", "2022", "--audience", "Officers")
    run(*words)
    before = content()

    assert run(*words).stdout == f"{FILE}: 7.1 has this evidence; the file says so already\n"
    assert content() == before


def test_awkward_text_comes_back_as_it_was_given(run: Run) -> None:
    run("evidence", "add", "7.1.1", "no: #1 'says' \"so\" 😀 {a} [b] \\ *c*")

    assert '"no: #1 \'says\' \\"so\\" 😀 {a} [b] \\\\ *c*"' in content()
    assert run("validate", "-q").code == 0


@pytest.mark.parametrize(
    ("words", "why"),
    [
        (("7", "x"), "7 is a benchmark: evidence stands on questions and expectations"),
        (("7.9", "x"), "there is no item '7.9'"),
        (("7.1", ""), "TEXT is empty"),
        (("7.1", "x", "--expires", "soon"), "--expires: 'soon' is not a date"),
        (("7.1", "x", "--on", "none"), "--on: 'none' is not a date"),
        (("7.1", "x", "--link", ""), "--link is empty"),
        (("7.1", "x", "--audience", "secret"), "--audience does not know 'secret'"),
    ],
)
def test_what_makes_no_sense_is_refused(run: Run, words: tuple[str, ...], why: str) -> None:
    done = run("evidence", "add", *words)

    assert done.code == 2
    assert why in done.stderr
    assert "help: " in done.stderr
    assert content() == PAPER
