"""What the tests of checks share: lines put where they belong in a toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from prevent_cli.model.finding import Loc

EXPECTATION: Loc = ("benchmarks", 0, "questions", 0, "expectations", 0)


def item(lines: str) -> str:
    """Put lines under one expectation."""
    indent = "\n          ".join(lines.splitlines())
    return f"""\
benchmarks:
  - id: "1"
    rating: green
    questions:
      - id: "1.1"
        expectations:
        - id: "1.1.1"
          {indent}
"""
