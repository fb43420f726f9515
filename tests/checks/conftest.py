"""How a check is tried: a toolkit as a user writes it in, problems out."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Protocol

import pytest

from prevent_cli.checks.context import Context
from prevent_cli.model.parse import parse
from prevent_cli.model.toolkit import Toolkit
from prevent_cli.store.load import Frameworks
from prevent_cli.store.reader import read

if TYPE_CHECKING:
    from prevent_cli.checks import Check
    from prevent_cli.model.finding import Problem

HEAD = """\
format: toolkit/1
organisation: {name: Example Borough}
period: Dec 2021
as_of: 2021-12-31
audience: public
"""


class Try(Protocol):
    """Runs one check over a toolkit."""

    def __call__(self, check: Check, text: str, *, head: str = HEAD) -> list[Problem]:
        """Give the problems it finds; ``head`` stands before the text."""


@pytest.fixture
def problems() -> Try:
    """Run one check over the text of a toolkit (its head is given unless told)."""

    def run(check: Check, text: str, *, head: str = HEAD) -> list[Problem]:
        data, refusals = read(head + text)
        assert not refusals
        toolkit, wrong = parse(Toolkit, data)
        assert toolkit is not None, wrong
        frameworks = Frameworks()
        framework = frameworks.get(toolkit.framework)
        day = toolkit.speaks_for(date(2022, 1, 15))
        context = Context(toolkit, framework, tuple(frameworks.all()), day, written=head + text)
        return list(check.check(toolkit, context))

    return run
