"""A recorded rating is not what the policy gives.

A file may record, under `computed`, what the policy gave on a day. When evidence, answers
or actions change afterwards, the record is out of date and would be published as if it held.

Example: `computed: {value: green, ...}` where the policy now gives amber.

Mend it with `prevent rag --write`, which records what the policy gives now, or by removing `computed`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.finding import Level, Problem
from prevent_cli.model.policy import POLICIES, Policy

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import RecordedRating, Toolkit

CODE = "computed-not-followed"
LEVEL: Level = "error"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for every recorded rating that does not follow from the file."""
    for number, benchmark in enumerate(toolkit.benchmarks):
        recorded = benchmark.computed
        if recorded and recorded.policy and recorded.policy not in _policies(toolkit):
            yield Problem(
                CODE,
                f"recorded by the policy '{recorded.policy}', which is neither on board nor the toolkit's",
                f"policies are: {', '.join(_policies(toolkit))}; or remove 'computed'",
                ("benchmarks", number, "computed", "policy"),
                LEVEL,
            )
        elif recorded:
            value = _value(toolkit, context, recorded, benchmark.id)
            if value != recorded.value:
                yield Problem(
                    CODE,
                    f"recorded as {recorded.value}, but the policy gives {value}",
                    "'prevent rag --write' records what it gives now; or remove 'computed'",
                    ("benchmarks", number, "computed", "value"),
                    LEVEL,
                )


def _policies(toolkit: Toolkit) -> tuple[str, ...]:
    own = (toolkit.policy.name,) if toolkit.policy else ()
    return tuple(dict.fromkeys((*POLICIES, *own)))


def _value(toolkit: Toolkit, context: Context, recorded: RecordedRating, ref: str) -> str:
    from prevent_cli.rating.assess import assess

    day = recorded.as_of.last if recorded.as_of else context.as_of
    named = recorded.policy and (toolkit.policy is None or toolkit.policy.name != recorded.policy)
    policy = Policy(name=recorded.policy) if named and recorded.policy in POLICIES else None
    assessment = assess(toolkit, context.framework, day, policy=policy)
    return next(one.computed.value for one in assessment.benchmarks if one.id == ref)
