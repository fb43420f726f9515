"""A policy applied: from the states of a benchmark's expectations to a colour and its reasons."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from prevent_cli.model.assessment import ComputedRating, Counts
from prevent_cli.model.fields import Record
from prevent_cli.model.policy import POLICIES, SHARE, WEIGHTED, Policy

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.model.assessment import ActionView, ExpectationView, State

R = TypeVar("R", bound=Record)
SHORT: tuple[State, ...] = ("gap", "in hand", "not assessed")
_SAID: dict[State, tuple[str, str]] = {
    "gap": ("is a gap", "are gaps"),
    "in hand": ("is in hand, with work still open", "are in hand, with work still open"),
    "not assessed": ("is not assessed", "are not assessed"),
}


def resolve(*written: Policy | None) -> Policy:
    """Give the first policy that is there, completed from the one on board of the same name.

    Where that is ``weighted`` and gives no weights, those of a later one serve.
    """
    given = [policy for policy in written if policy is not None]
    if not given:
        return SHARE
    first = given[0]
    policy = _merged(POLICIES.get(first.name, SHARE), first)
    if policy.name != WEIGHTED.name or policy.weights:
        return policy
    weights = next((one.weights for one in given if one.weights), {})
    return policy.model_copy(update={"weights": weights})


def _merged(base: R, written: R) -> R:
    update = {}
    for name in written.model_fields_set:
        value = getattr(written, name)
        update[name] = _merged(getattr(base, name), value) if isinstance(value, Record) else value
    return base.model_copy(update=update)


def count(expectations: Sequence[ExpectationView]) -> Counts:
    """Count expectations by state."""
    states = [expectation.state for expectation in expectations]
    left_out = states.count("not applicable")
    return Counts(
        in_scope=len(states) - left_out,
        met=states.count("met"),
        in_hand=states.count("in hand"),
        gap=states.count("gap"),
        not_assessed=states.count("not assessed"),
        not_applicable=left_out,
    )


def rate(expectations: Sequence[ExpectationView], policy: Policy) -> ComputedRating:
    """Compute a benchmark's rating. The order of ``expectations`` does not matter to the value."""
    return _Weighing(expectations, policy).rating()


class _Weighing:
    """The expectations of one benchmark on the policy's scales."""

    def __init__(self, expectations: Sequence[ExpectationView], policy: Policy) -> None:
        self.counts = count(expectations)
        self.in_scope = [one for one in expectations if one.state != "not applicable"]
        self.policy = policy
        self.weights: dict[State, int] = {}
        for one in self.in_scope:
            self.weights[one.state] = self.weights.get(one.state, 0) + policy.weights.get(one.id, 1)
        self.total = sum(self.weights.values())

    def weight(self, *states: State) -> int:
        return sum([self.weights.get(state, 0) for state in states])

    def rating(self) -> ComputedRating:
        if not self.in_scope:
            return ComputedRating("not rated", self.counts, ("Nothing in it is in scope.",))
        policy, listed = self.policy, self.listed()
        essential = [one.id for one in self.in_scope if one.essential and one.state == "gap"]
        if essential and policy.red.essential_gap:
            reason = f"Red, because an essential expectation is a gap: {', '.join(essential)}."
            return ComputedRating("red", self.counts, (*listed, reason))
        tests = (
            ("red", ("gap",), policy.red.gap_over, "gaps make up"),
            ("not rated", ("not assessed",), policy.not_rated.not_assessed_over, "what nobody has assessed makes up"),
            ("amber", SHORT, policy.amber.short_over, "what falls short makes up"),
        )
        for value, states, limit, said in tests:
            weight = self.weight(*states)
            if _is_over(weight, self.total, limit):
                reason = f"{_title(value)}, because {said} {_share(weight, self.total)} of what is in scope, over the {_percent(limit)} that {policy.name} allows."
                return ComputedRating(value, self.counts, (*listed, reason))  # type: ignore[arg-type]
        share = _share(self.weight(*SHORT), self.total)
        reason = f"Green, because what falls short makes up {share} of what is in scope, not over the {_percent(policy.amber.short_over)} that {policy.name} allows."
        return ComputedRating("green", self.counts, (*listed, reason))

    def listed(self) -> tuple[str, ...]:
        """Say for each state that falls short how many are in it, and which."""
        total = len(self.in_scope)
        lines = []
        for state in SHORT:
            found = [one for one in self.in_scope if one.state == state]
            if found:
                said = _SAID[state][len(found) > 1]
                which = ", ".join(map(_why, found))
                lines.append(f"{len(found)} of {total} expectations in scope {said}: {which}.")
        return tuple(lines)


def _why(expectation: ExpectationView) -> str:
    """Name an expectation with what put it where it is, such as 4.1.2 (A08 overdue)."""
    causes = [f"answered {expectation.answer}"] if expectation.answer in {"not met", "partly"} else []
    causes += [f"{action.id or 'an action'} {_stage(action)}" for action in expectation.served_by if action.is_open]
    return f"{expectation.id} ({', '.join(causes)})" if causes else expectation.id


def _stage(action: ActionView) -> str:
    return "overdue" if action.overdue else action.status


def _title(value: str) -> str:
    return value.capitalize()


def _is_over(weight: int, total: int, limit: float) -> bool:
    """Whether a share is over a limit in per cent, reckoned without rounding."""
    over, under = limit.as_integer_ratio()
    return 100 * weight * under > over * total


def _share(weight: int, total: int) -> str:
    return _percent(100 * weight / total)


def _percent(share: float) -> str:
    return f"{share:.1f}".removesuffix(".0") + "%"
