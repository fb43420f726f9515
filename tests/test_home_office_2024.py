"""The outline of the 2024 toolkit, and the way to it: nothing in it is invented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest

from prevent_cli.checks import crosswalks
from prevent_cli.model import framework_ids
from prevent_cli.resources import CROSSWALKS, FRAMEWORKS
from prevent_cli.store.load import load_crosswalk, load_framework

if TYPE_CHECKING:
    from prevent_cli.model.crosswalk import Crosswalk
    from prevent_cli.model.framework import Framework

TITLES = [
    "Multi-agency partnership group",
    "Local risk assessment process",
    "Partnership plan",
    "Referral pathway",
    "Channel panel",
    "Training programme",
    "Reducing permissive environments",
    "Communications and engagement",
]
MOVED_WORDS = {"group", "groups", "pathway", "susceptible"}


def read(name: str) -> Framework:
    record = load_framework(FRAMEWORKS / f"{name}.yaml").record
    assert record is not None
    return record


@pytest.fixture(scope="module")
def older() -> Framework:
    return read("home-office-2018")


@pytest.fixture(scope="module")
def newer() -> Framework:
    return read("home-office-2024")


@pytest.fixture(scope="module")
def crosswalk() -> Crosswalk:
    record = load_crosswalk(CROSSWALKS / "home-office-2018-to-2024.yaml").record
    assert record is not None
    return record


def texts(framework: Framework) -> dict[str, str]:
    found = {}
    for benchmark in framework.benchmarks:
        for question in benchmark.questions:
            found[question.id] = question.text
            found |= {one.id: one.text for one in question.expectations}
    return found


def words(text: str) -> set[str]:
    return set(re.findall(r"\w+", text))


def test_it_has_the_eight_sections(newer: Framework) -> None:
    assert [one.title for one in newer.benchmarks] == TITLES
    assert [one.id for one in newer.benchmarks] == [str(number) for number in range(1, 9)]


def test_its_ids_stand_where_they_belong(newer: Framework) -> None:
    assert list(framework_ids.check(newer)) == []


def test_ids_count_up_within_what_they_stand_in(newer: Framework) -> None:
    for benchmark in newer.benchmarks:
        assert [one.id for one in benchmark.questions] == [
            f"{benchmark.id}.{number}" for number in range(1, len(benchmark.questions) + 1)
        ]


def test_its_head_says_what_it_is_not(newer: Framework) -> None:
    about = newer.about or ""

    assert "It is not the Home Office's text, and it is not complete." in about
    assert "read the official toolkit" in about


def test_every_question_and_expectation_is_one_of_2018(newer: Framework, crosswalk: Crosswalk) -> None:
    assert [ref for ref in texts(newer) if len(crosswalk.sources[ref]) != 1] == []


def test_wording_differs_only_where_the_vocabulary_moved(
    older: Framework, newer: Framework, crosswalk: Crosswalk
) -> None:
    before, after = texts(older), texts(newer)
    changed = {new: words(after[new]) - words(before[crosswalk.sources[new][0]]) for new in after}

    assert [ref for ref, other in changed.items() if other and not other & MOVED_WORDS] == []
    assert sum(map(bool, changed.values())) == 21


def test_two_pairs_of_benchmarks_merge(crosswalk: Crosswalk) -> None:
    assert [(one.old, one.new) for one in crosswalk.mappings if len(one.old) > 1] == [
        (("6", "8"), "7"),
        (("9", "10"), "8"),
    ]


def test_the_crosswalk_has_no_findings(crosswalk: Crosswalk, older: Framework, newer: Framework) -> None:
    assert list(crosswalks.check(crosswalk, older, newer, ())) == []
