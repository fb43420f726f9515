"""Changing a text in place: what is asked changes, nothing else does, every comment stays."""

from __future__ import annotations

from difflib import unified_diff
from textwrap import dedent
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prevent_cli.store.nodes import tree
from prevent_cli.store.reader import read
from prevent_cli.store.rewrite import rewrite
from tests.store.odd_yaml import Odd, changed, odd_files

if TYPE_CHECKING:
    from collections.abc import Callable

HAND = """\
# head
format: toolkit/1   # f
organisation: {name: "Foo", code: E1} # org
period: 'Dec 2021'
roles:
  - name: CSP   # r1
    aka: [A, B]
  # about board
  - name: Board

benchmarks:
  - id: 7 # seven
    rating: amber # agreed
    questions:
    - id: 7.1
      text: |  # why
          One.
          Two.

      # before evidence
      evidence: >
        fold
        ed
      expectations:
        - {id: 7.1.1, answer: met, # c
           actions: []}
        - id: 7.1.2
          actions: [] # none
  - id: "8"
    rating:   # empty
"""


def said(text: str) -> Any:
    found, refusals = read(text)
    assert [one for one in refusals if one.level == "error"] == [], text
    return found


def changes(change: Callable[[Any], None], text: str = HAND) -> str:
    """Change what a text says and give the lines that are not as before."""
    value = said(text)
    change(value)
    made = rewrite(text, value)
    assert said(made) == value
    lines = unified_diff(text.splitlines(), made.splitlines(), lineterm="", n=0)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def expected(text: str) -> str:
    return dedent(text).strip("\n")


@given(odd_files())
def test_the_tree_says_what_the_reader_says(odd: Odd) -> None:
    assert said(odd.text) == odd.data
    assert tree(odd.text).data == odd.data


@given(odd_files(), st.data())
def test_any_change_reads_back_and_every_comment_stays(odd: Odd, data: st.DataObject) -> None:
    text, value = odd.text, odd.data
    for _ in range(data.draw(st.integers(1, 4))):
        value = data.draw(changed(value))
        text = rewrite(text, value)
        assert said(text) == value
    assert [comment for comment in odd.comments if comment not in text] == []


@given(odd_files())
def test_no_change_leaves_every_byte(odd: Odd) -> None:
    assert rewrite(odd.text, odd.data) is odd.text


@given(odd_files(), st.data())
def test_one_value_changed_leaves_all_before_and_after_it(odd: Odd, data: st.DataObject) -> None:
    key = data.draw(st.sampled_from(sorted(odd.data)))
    made = rewrite(odd.text, {**odd.data, key: "another"})

    node = tree(odd.text).entries[key]
    assert made.startswith(odd.text[: node.head])
    if isinstance(node.data, str) and node.style not in {"|", ">"}:
        assert made.endswith(odd.text[node.end :])


def test_a_value_is_changed_on_its_line() -> None:
    def change(value: Any) -> None:
        value["period"] = "Mar 2022"
        value["benchmarks"][0]["rating"] = "green"

    assert changes(change) == expected("""
        -period: 'Dec 2021'
        +period: 'Mar 2022'
        -    rating: amber # agreed
        +    rating: green # agreed
        """)


def test_an_empty_value_is_filled_before_its_comment() -> None:
    assert changes(lambda value: value["benchmarks"][1].update(rating="red")) == expected("""
        -    rating:   # empty
        +    rating: red # empty
        """)


def test_a_line_is_added_to_a_block_as_it_is_indented() -> None:
    def change(value: Any) -> None:
        value["benchmarks"][0]["questions"][0]["text"] = "One.\nTwo.\nThree.\n"

    assert changes(change) == "+          Three."


def test_what_stands_in_brackets_stays_in_brackets() -> None:
    def change(value: Any) -> None:
        found = value["benchmarks"][0]["questions"][0]["expectations"][0]
        found["answer"] = "not met"
        found["actions"] = [{"id": "A2", "text": "Do, it"}]

    assert changes(change) == expected("""
        -        - {id: 7.1.1, answer: met, # c
        -           actions: []}
        +        - {id: 7.1.1, answer: not met, # c
        +           actions: [{id: A2, text: "Do, it"}]}
        """)


def test_an_empty_list_opens_on_the_lines_below() -> None:
    def change(value: Any) -> None:
        value["benchmarks"][0]["questions"][0]["expectations"][1]["actions"] = [{"id": "A1", "text": "Do it"}]

    assert changes(change) == expected("""
        -          actions: [] # none
        +          actions: # none
        +            - id: A1
        +              text: Do it
        """)


def test_a_new_key_follows_the_one_before_it() -> None:
    def change(value: Any) -> None:
        value["benchmarks"][0] = {
            key: one
            for old, found in value["benchmarks"][0].items()
            for key, one in ((old, found), *([("comments", "Good.")] if old == "rating" else []))
        }

    assert changes(change) == "+    comments: Good."


def test_the_comments_of_what_goes_are_kept() -> None:
    def change(value: Any) -> None:
        del value["roles"][0]
        del value["benchmarks"][0]["rating"]

    assert changes(change) == expected("""
        -  - name: CSP   # r1
        -    aka: [A, B]
        +  # r1
        -    rating: amber # agreed
        +    # agreed
        """)


def test_a_block_put_before_a_comment_further_in_does_not_swallow_it() -> None:
    text = "a: x\nb:\n  - y\n    # further in\n"

    made = rewrite(text, {"a": "x", "b": ["y", "One.\nTwo.\n"]})

    assert said(made) == {"a": "x", "b": ["y", "One.\nTwo.\n"]}
    assert "    # further in\n" in made


@pytest.mark.parametrize("text", ["a: |+\n  x\n\n\nb: y\n", "a: |+\n  x\n\n"])
def test_a_text_whose_last_blank_lines_count_keeps_them(text: str) -> None:
    wanted = {**said(text), "c": "new"}

    assert said(rewrite(text, wanted)) == wanted


def test_line_ends_of_windows_stay() -> None:
    text = "a: x\r\nb:\r\n  - y\r\n"

    assert rewrite(text, {"a": "x", "b": ["y", "z"], "c": "One.\nTwo.\n"}) == (
        "a: x\r\nb:\r\n  - y\r\n  - z\r\nc: |\r\n  One.\r\n  Two.\r\n"
    )


def test_text_that_others_would_misread_is_quoted() -> None:
    wanted = {"a": "no", "b": ["7.10", "12:30", "2021-12-31", "Nov 21"], "c": "x # y", "d": "a: b"}

    assert rewrite("a: yes\n", wanted) == (
        'a: "no"\nb: ["7.10", "12:30", "2021-12-31", Nov 21]\nc: "x # y"\nd: "a: b"\n'
    )
