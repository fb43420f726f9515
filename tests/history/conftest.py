"""Two sides written as YAML, and what changed from one to the other."""

from __future__ import annotations

from textwrap import dedent, indent
from typing import TYPE_CHECKING, Protocol

import pytest

from prevent_cli.history.changes import compare

if TYPE_CHECKING:
    from prevent_cli.history.kinds import Change, Comparison
    from tests.conftest import Assess

THEN, NOW = "2021-12-31", "2022-03-31"


class Compared(Protocol):
    """What the fixture ``compared`` gives."""

    def __call__(self, old: str, new: str, *, framework: str = "", then: str = THEN, now: str = NOW) -> Comparison:
        """Compare two toolkits given as YAML."""


class Changed(Protocol):
    """What the fixtures that look at one expectation give."""

    def __call__(self, old: str, new: str, *, then: str = THEN, now: str = NOW) -> list[Change]:
        """Give the changes between two ways of writing expectation 1.1.1."""


@pytest.fixture
def compared(assessed: Assess) -> Compared:
    """Compare two toolkits given as YAML."""

    def make(old: str, new: str, *, framework: str = "", then: str = THEN, now: str = NOW) -> Comparison:
        return compare(assessed(old, framework, as_of=then), assessed(new, framework, as_of=now))

    return make


@pytest.fixture
def within(compared: Compared) -> Changed:
    """Compare two ways of writing what stands in expectation 1.1.1."""

    def make(old: str, new: str, *, then: str = THEN, now: str = NOW) -> list[Change]:
        return list(compared(_around(old), _around(new), then=then, now=now).changes)

    return make


@pytest.fixture
def of_actions(within: Changed) -> Changed:
    """Compare two lists of actions of expectation 1.1.1, and leave aside what follows for its rating."""

    def make(old: str, new: str, *, then: str = THEN, now: str = NOW) -> list[Change]:
        found = within(_actions(old), _actions(new), then=then, now=now)
        return [change for change in found if change.kind.startswith("action-")]

    return make


def _actions(text: str) -> str:
    return "actions:\n" + indent(dedent(text), "  ") if text.strip() else "text: Nothing."


def _around(text: str) -> str:
    head = "benchmarks:\n  - id: 1\n    questions:\n      - id: 1.1\n        expectations:\n          - id: 1.1.1\n"
    return head + indent(dedent(text), " " * 12)
