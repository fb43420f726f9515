"""A small project that the tests of commands share."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import MakeProject

PAPER = """\
format: toolkit/1
title: Prevent duty toolkit
organisation: {name: Testshire Council, code: E06000999}
period: Dec 2021
as_of: 2021-12-31
audience: public
roles:
  - name: CSP manager
    aka: [Community safety manager]
  - name: Prevent Board
benchmarks:
  - id: 7
    title: Training programme
    statement: Staff are trained.
    rating: {value: green, reason: Good progress}
    actions:
      - {id: A9, text: Buy a system, owners: Prevent Board, status: withdrawn, reason: Too dear}
    questions:
      - id: 7.1
        text: Is there a programme?
        evidence: The programme
        expectations:
          - id: 7.1.1
            text: Is it written down?
            actions:
              - {id: A1, text: Finish the draft, owners: CSP manager, due: Nov 21, also: [8.1]}
          - id: 7.1.2
            text: Is it kept up to date?
            actions:
              - {id: A2, text: Review it, owners: [Prevent Board, CSP manager], due: Mar 2022, status: in progress}
              - {id: A3, text: Print it, owners: Prevent Board, status: complete, completed: Oct 2021}
  - id: 8
    title: Venue hire
    rating: amber
    questions:
      - id: 8.1
        text: Is there a policy?
        evidence: The policy
        actions:
          - {id: A10, text: Publish it, owners: CSP manager, awaiting: new guidance, status: deferred, reason: Wait}
          - {id: A4, text: =2+2, audience: officers}
"""


@pytest.fixture
def paper(project: MakeProject) -> Path:
    """Make a project with one toolkit, toolkits/paper.yaml, and go there."""
    return project({"toolkits/paper.yaml": PAPER})
