"""How a comparison is told: as text, Markdown and HTML."""

from __future__ import annotations

import json
import re
from base64 import b64encode
from dataclasses import replace
from hashlib import sha256
from html import escape
from typing import TYPE_CHECKING

import pytest
from markdown_it import MarkdownIt

from prevent_cli.history.changes import compare
from prevent_cli.history.kinds import KINDS, Diff
from prevent_cli.reports import minutes, sentences
from prevent_cli.reports.diffs import html, markdown, text
from prevent_cli.reports.screen import Screen

if TYPE_CHECKING:
    from prevent_cli.history.kinds import Comparison
    from tests.conftest import Assess

OLD = """
    audience: public
    marking: OFFICIAL
    benchmarks:
      - id: 7
        title: Training
        rating: green
        questions:
          - id: 7.1
            answer: met
            actions:
              - {id: A1, text: Train the front desk, owners: Clerk, due: Jan 2022}
              - {id: A2, text: Buy chairs}
    """
NEW = """
    audience: public
    marking: OFFICIAL
    benchmarks:
      - id: 7
        title: Training
        rating: {value: red, reason: Nobody came.}
        questions:
          - id: 7.1
            answer: met
            actions:
              - {id: A1, text: Train the front desk, owners: Clerk, due: Mar 2022, status: in progress}
    """
HOSTILE = "<script>alert(1)</script> [x](javascript:alert(1)) \x1b[31m **bold** | ![p](https://example.org/p.png)"


@pytest.fixture
def quarter(assessed: Assess) -> Diff:
    return Diff((compare(assessed(OLD), assessed(NEW, as_of="2022-03-01")),))


def hostile(assessed: Assess) -> Diff:
    """Give a comparison whose every text tries to be something else."""
    written = json.dumps(HOSTILE)
    body = f"benchmarks: [{{id: 7, title: {written}, rating: RATING, actions: [{{id: A1, text: {written}, owners: {written}, status: STATUS, outcome: {written}}}]}}]"
    old = assessed(body.replace("RATING", "green").replace("STATUS", "open"))
    new = assessed(body.replace("RATING", "{value: red, reason: " + written + "}").replace("STATUS", "complete"))
    return Diff((compare(old, new),))


def test_the_headline_counts_in_a_boards_words(quarter: Diff) -> None:
    assert minutes.headline(quarter.comparisons[0]) == (
        "Testshire Council, Dec 2021: 1 rating worse; 1 action slipped, 1 dropped without a trace, 1 changed in other ways"
    )


def test_a_noun_stands_once(assessed: Assess) -> None:
    old = assessed("benchmarks: [{id: 1, rating: red}, {id: 2, rating: red}, {id: 3, rating: green}]")
    new = assessed("benchmarks: [{id: 1, rating: green}, {id: 2, rating: amber}, {id: 3, rating: amber}]")

    assert minutes.headline(compare(old, new)) == "Testshire Council, Dec 2021: 1 rating worse, 2 better"


def test_nothing_is_said_to_have_changed_where_nothing_did(assessed: Assess) -> None:
    one = assessed(OLD)

    assert text(Diff((compare(one, one),))) == (
        "Testshire Council, Dec 2021: nothing changed\n"
        "From test.yaml, as of 31 December 2021, to test.yaml, as of 31 December 2021. Audience: public. Marking: OFFICIAL.\n"
    )


def test_text_reads_like_minutes(quarter: Diff) -> None:
    assert text(quarter).partition("\n\n")[2] == (
        "Ratings that got worse\n"
        "- Benchmark 7, Training, is judged Red; it was Green.\n"
        "    Nobody came.\n"
        "\n"
        "Actions dropped without a trace\n"
        "- A2 (7.1), Buy chairs, was open and is gone without a trace; it was owned by nobody, without a due date.\n"
        "\n"
        "Slipped\n"
        "- A1 (7.1), Train the front desk, slipped 59 days, from Jan 2022 (31 Jan 2022) to Mar 2022 (31 Mar 2022).\n"
        "    The earlier date was written over, so the record itself does not show the move.\n"
        "\n"
        "Other changes to actions\n"
        "- A1 (7.1), Train the front desk, is in progress; it was open.\n"
    )


def test_a_terminal_gets_lines_that_fit_and_a_pipe_a_line_for_each(quarter: Diff) -> None:
    assert max(map(len, text(quarter, Screen(40, terminal=True)).splitlines())) <= 40
    assert len(text(quarter).splitlines()) < len(text(quarter, Screen(40, terminal=True)).splitlines())


def test_a_slip_after_others_is_told_with_how_late_it_is_in_all(quarter: Diff) -> None:
    [slip] = [one for one in quarter.comparisons[0].changes if one.kind == "action-slipped"]

    assert sentences.sentence(replace(slip, total_days=243, moves=2)).endswith(
        "; 243 days later than first due, in 2 moves."
    )


def test_every_kind_has_a_sentence() -> None:
    assert set(sentences._SAID) == set(KINDS)


def test_markdown_has_headings_and_bullets(quarter: Diff) -> None:
    lines = markdown(quarter).splitlines()

    assert lines[:3] == ["**OFFICIAL**", "", "# Testshire Council, Dec 2021: what changed"]
    assert "## Ratings that got worse" in lines
    assert "  - Nobody came." in lines


def test_html_names_its_style_by_hash_and_has_no_script(quarter: Diff) -> None:
    page = html(quarter)
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)[0]
    named = b64encode(sha256(style.encode()).digest()).decode()

    assert f"default-src &#39;none&#39;; style-src &#39;sha256-{named}&#39;; base-uri" in page
    assert "<script" not in page
    assert "http" not in page.replace("http-equiv", "")


def test_html_has_a_word_beside_every_colour(quarter: Diff) -> None:
    tags = re.findall(r'<span class="tag rating (\w+)">.*?</svg>(.*?)</span>', html(quarter), re.DOTALL)

    assert tags == [("green", "Green"), ("red", "Red")]


def test_html_is_marked_top_bottom_and_in_print(quarter: Diff) -> None:
    page = html(quarter)

    assert page.count('<p class="marking">OFFICIAL</p>') == 2
    assert '@bottom-center { font: 9pt sans-serif; content: "OFFICIAL"' in page


def test_text_lets_no_escape_code_through(assessed: Assess) -> None:
    made = text(hostile(assessed))

    assert "\x1b" not in made
    assert "\\x1b[31m" in made


def test_a_hostile_text_does_nothing_in_html(assessed: Assess) -> None:
    made = html(hostile(assessed))

    assert HOSTILE.partition("\x1b")[0].replace("<", "&lt;").replace(">", "&gt;") in made
    assert re.findall(r"<(?:script|img|b|strong)\b[^>]*>", made.partition("<section")[2]) == ["<strong>"]
    assert set(re.findall(r' href="([^"]*)"', made)) == {"#main", "#i-red", "#i-green"}


def test_markdown_tells_texts_as_they_are_written(assessed: Assess) -> None:
    head = "format: toolkit/1\norganisation: {name: A _b_ Council}\nperiod: Dec 2021\n"
    old, new = (
        assessed(f"{head}benchmarks: [{{id: 1, title: Fix _x_ and *y*, rating: {rating}}}]\n")
        for rating in ("green", '{value: red, reason: "# _r_ was *late*"}')
    )

    made = MarkdownIt("commonmark").render(markdown(Diff((compare(old, new),))))

    for said in ("Fix _x_ and *y*", "A _b_ Council", "# _r_ was *late*"):
        assert said in made
    assert "<em>" not in made
    assert made.count("<h1>") == 1


@pytest.mark.parametrize("name", ["# T", "1. T", "> T", "- T"])
def test_a_toolkit_that_is_gone_begins_nothing_in_markdown(quarter: Diff, name: str) -> None:
    side = quarter.comparisons[0].old
    one = Diff(quarter.comparisons, (replace(side, organisation=name),), worse_than="main")

    made = MarkdownIt("commonmark").render(markdown(one))

    assert f"<li>{escape(name)}, Dec 2021, is gone" in made


def test_a_hostile_text_does_nothing_in_markdown(assessed: Assess) -> None:
    made = MarkdownIt("commonmark").render(markdown(hostile(assessed)))

    assert re.findall(r"<(?:script|img)\b", made) == []
    assert re.findall(r' href="([^"]*)"', made) == []


def comparison_of_two(assessed: Assess) -> tuple[Comparison, Comparison]:
    first = compare(assessed(OLD), assessed(NEW))
    return first, first


def test_several_comparisons_stand_on_one_page(assessed: Assess) -> None:
    page = html(Diff(comparison_of_two(assessed)))

    assert page.count("<h1>") == 1
    assert page.count('<section class="comparison"') == 2


def test_only_what_got_worse_is_kept_for_the_gate(quarter: Diff) -> None:
    made = text(quarter.only_worse("main"))

    assert made.startswith(
        "Testshire Council, Dec 2021: worse than at main: 1 rating worse; 1 action dropped without a trace\n"
    )
    assert "slipped" not in made
