"""What the tests of packs share: a project with a toolkit, and a pack of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from tests.packing.filled import Filled

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject, Run

TOOLKIT = """\
format: toolkit/1
organisation: {name: Testshire Council}
period: Dec 2021
audience: public
roles: [{name: Prevent Board, aka: Board}, {name: CSP manager}]
benchmarks:
  - id: "7"
    title: Training
    rating: {value: amber, reason: There is no plan., by: Prevent Board}
    questions:
      - id: "7.1"
        text: Is there training?
        evidence: A plan.
        expectations:
          - id: "7.1.1"
            text: Staff are trained.
            answer: partly  # as agreed
            evidence:
              - Workshops ran.
              - {text: The programme., link: https://example.org/a, on: Nov 2021}
            actions:
              - id: A1
                text: Find a trainer.
                owners: [Prevent Board]
                due: Mar 2022
                status: open
              - id: A2
                text: Print it.
                owners: [CSP manager]
                status: in progress
          - id: "7.1.2"
            text: Partners are trained.
            answer: met
            audience: partners
            reason: The secret of partners.
  - id: "8"
    title: Venues
    questions:
      - id: "8.1"
        text: Is there a policy?
        actions:
          - {id: A3, text: Adopt it., owners: [CSP manager], status: open, audience: officers}
"""
FILE = "toolkits/a.yaml"


class MakePack(Protocol):
    """What the fixture ``packed`` gives."""

    def __call__(self, *options: str) -> Filled:
        """Make a pack and open it."""


@pytest.fixture
def place(project: MakeProject) -> Path:
    """Make a project with one toolkit, and go there."""
    return project({FILE: TOOLKIT})


@pytest.fixture
def packed(place: Path, run: Run) -> MakePack:
    """Pack the project's toolkit."""

    def make(*options: str) -> Filled:
        done = run("pack", *options, "-o", "pack.xlsx")
        assert done.code == 0, done.stderr
        return Filled(place / "pack.xlsx")

    return make
