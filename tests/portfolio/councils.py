"""Toolkits of several councils, as people write them."""

from __future__ import annotations

HEAD = """\
format: toolkit/1
organisation: {{name: {name}, code: {code}}}
period: {period}
audience: public
"""

OURS = """\
format: framework/1
id: ours
title: Our own
benchmarks:
  - {id: 1, title: Training, questions: [{id: 1.1, text: Are staff trained?}]}
  - {id: 2, title: Venues, questions: [{id: 2.1, text: Is there a policy?}]}
"""


def council(
    name: str = "Ashford Council",
    code: str = "E06000901",
    period: str = "Q2 2025/26",
    ratings: str = "green red",
    answer: str = "met",
    extra: str = "",
) -> str:
    """Write a toolkit of two benchmarks with their ratings; 1.1 is answered as asked, 2.1 is met."""
    first, second = ratings.split()
    return (
        HEAD.format(name=name, code=code, period=period)
        + f"""\
{extra}benchmarks:
  - id: 1
    title: Training
    rating: {first}
    questions:
      - {{id: 1.1, text: Are staff trained?, answer: {answer}, evidence: The register.}}
  - id: 2
    title: Venues
    rating: {second}
    questions:
      - id: 2.1
        text: Is there a policy?
        answer: met
        evidence: The policy.
        actions:
          - {{id: A1, text: Print it., owners: Clerk, due: Jun 2025, revised: [{{due: Nov 2025, on: Jun 2025, reason: Paper.}}]}}
"""
    )


def councils(number: int, **given: str) -> dict[str, str]:
    """Write toolkits of so many councils, whose first letters are those of the alphabet."""
    return {
        f"toolkits/{chr(97 + at)}.yaml": council(f"{chr(65 + at)} Council", f"E06{at + 1:06d}", **given)
        for at in range(number)
    }


def withholding(number: int) -> dict[str, str]:
    """Write toolkits of so many councils that keep benchmark 2 from the public, and of benchmark 1 all but its frame."""
    frame = "  - id: 1\n    audience: officers\n    withheld: {reason: A case.}\n"
    return {
        f"toolkits/w{at}.yaml": council(f"W{at} Council", f"E06{at + 101:06d}")
        .replace("  - id: 1\n", frame)
        .replace("  - id: 2\n", "  - id: 2\n    audience: officers\n")
        for at in range(number)
    }


def compared(toolkits: dict[str, str]) -> dict[str, str]:
    """Let toolkits answer one framework, which is among the files then, so that they can be compared."""
    found = {path: text.replace("benchmarks:", "framework: ours\nbenchmarks:", 1) for path, text in toolkits.items()}
    return found | {"frameworks/ours.yaml": OURS}
