"""A toolkit as a line for each fact: what a line says, which headings there are, and what is left as it is."""

from __future__ import annotations

import re
from pathlib import Path
from textwrap import dedent

import pytest
from hypothesis import given

from prevent_cli.readable import readable
from prevent_cli.reports.facts import HEADING, facts
from tests.conftest import ROOT
from tests.store.odd_yaml import MAPPINGS, Odd, odd_files

HEAD = "format: toolkit/1\norganisation: {name: Testshire Council}\nperiod: Dec 2021\n"
SHOWN_HEAD = ["format: toolkit/1", "organisation: Testshire Council", "period: Dec 2021"]
NO_TOOLKITS = [
    b"",
    b"benchmarks: [\n",
    b"just words\n",
    b"format: framework/1\nid: x\n",
    b"format: toolkit/1\nformat: toolkit/1\n",
    b"\xff\xfe\x00",
    b"\xe9",
    b"format: toolkit/1\r\n<<<<<<< ours\r\n",
]


def shown(text: str) -> list[str]:
    """Give the lines below the head."""
    lines = readable((HEAD + dedent(text)).encode()).decode().splitlines()
    assert lines[:3] == SHOWN_HEAD
    return lines[3:]


def test_every_line_begins_with_what_it_is_about() -> None:
    lines = shown(
        """\
        roles:
          - name: CSP manager
            aka: [Safety manager]
        benchmarks:
          - id: 7
            title: Training
            rating: {value: amber, reason: Two gaps.}
            questions:
              - id: 7.1
                text: |
                  Are staff trained?
                  All of them?
                evidence: Workshops run. Online training too.
                actions:
                  - id: A1
                    text: Find a trainer.
                    owners: [Clerk, Board]
                    revised: [{due: Jun 2022, reason: Illness.}]
                  - text: No id yet.
                expectations:
                  - id: 7.1.1
                    text: Is it written down?
                    actions: []
                    evidence:
                      - The plan.
                      - {text: The minutes., link: "https://example.org"}
        """
    )

    assert lines == [
        "roles: CSP manager",
        "roles CSP manager aka: Safety manager",
        "Benchmark 7: Training",
        "7 rating: amber",
        "7 rating reason: Two gaps.",
        "Question 7.1: Are staff trained?",
        "7.1 text: All of them?",
        "7.1 evidence: Workshops run.",
        "7.1 evidence: Online training too.",
        "A1: Find a trainer.",
        "A1 owners: Clerk, Board",
        "A1 revised: Jun 2022",
        "A1 revised reason: Illness.",
        "7.1 action: No id yet.",
        "Expectation 7.1.1: Is it written down?",
        "7.1.1 actions: none",
        "7.1.1 evidence: The plan.",
        "7.1.1 evidence: The minutes.",
        "7.1.1 evidence link: https://example.org",
    ]


def test_an_item_without_words_is_named_by_the_framework() -> None:
    lines = shown('framework: home-office-2018\nbenchmarks:\n  - id: "7"\n    rating: green\n')

    assert lines == ["framework: home-office-2018", "Benchmark 7: Training programme", "7 rating: green"]


def test_an_unknown_framework_leaves_items_with_their_ids() -> None:
    assert shown("framework: ../else\nbenchmarks: [{id: 7}]\n") == ["framework: ../else", "Benchmark 7"]


def test_comments_stand_before_what_they_were_written_for() -> None:
    lines = shown(
        """\
        # On the title.
        title: A title  # beside it
        benchmarks:
          # On seven.
          - id: 7
            # On the rating.
            rating: green
        # The end.
        """
    )

    assert lines == [
        "# On the title.",
        "# beside it",
        "title: A title",
        "# On seven.",
        "Benchmark 7",
        "# On the rating.",
        "7 rating: green",
        "# The end.",
    ]


@pytest.mark.parametrize("content", NO_TOOLKITS)
def test_what_is_no_toolkit_is_given_as_it_is(content: bytes) -> None:
    assert readable(content) == content


@pytest.mark.parametrize("path", sorted((ROOT / "tests/cases").rglob("*.yaml")), ids=lambda path: Path(path).name)
def test_every_odd_file_is_given_as_facts_or_as_it_is(path: Path) -> None:
    content = path.read_bytes()

    made = readable(content)

    assert made == content or b"format: toolkit/1" in made.splitlines()


def test_a_file_in_conflict_is_shown_with_both_sides() -> None:
    lines = shown(
        """\
        benchmarks:
          - id: 7
        <<<<<<< HEAD
            rating: green
        =======
            rating: amber
        >>>>>>> other
            comments: Good.
        """
    )

    assert lines == [
        "Benchmark 7",
        "<<<<<<< ours",
        "7 rating: green",
        "=======",
        "7 rating: amber",
        ">>>>>>> theirs",
        "7 comments: Good.",
    ]


def test_the_headings_of_the_real_toolkit_are_its_items() -> None:
    made = readable((ROOT / "toolkits/thurrock/2021-12.yaml").read_bytes()).decode()

    headings = [line for line in made.splitlines() if re.match(HEADING, line)]

    assert (
        len(headings)
        == len(set(headings))
        == made.count("\nBenchmark ") + made.count("\nQuestion ") + made.count("\nExpectation ")
    )
    assert (
        "Question 1.1: Does the area have a process to assess local risk, which shapes an action plan and is shared with partners?"
        in headings
    )


@given(MAPPINGS)
def test_any_data_becomes_facts(data: dict[str, object]) -> None:
    assert facts(data, {}, {}).splitlines()


@given(odd_files())
def test_every_comment_of_a_toolkit_is_shown(odd: Odd) -> None:
    made = readable(odd.text.replace("\r\n", "\n").encode() + b"\nformat: toolkit/1\n").decode()

    assert [one for one in odd.comments if one not in made] == []
