"""A rating policy: the rule that turns states of expectations into a colour, as data."""

from __future__ import annotations

from pydantic import Field

from prevent_cli.model.fields import Percent, Record, Weight, YesNo


class Red(Record):
    """When a benchmark is red."""

    gap_over: Percent = Field(25, description="Red when gaps are over this share of what is in scope.")
    essential_gap: YesNo = Field(True, description="yes: red when an essential expectation is a gap.")


class Amber(Record):
    """When a benchmark that is not red is amber."""

    short_over: Percent = Field(
        25, description="Amber when gap, in hand and not assessed together are over this share."
    )


class NotRated(Record):
    """When a benchmark has too little in it to be given a colour."""

    not_assessed_over: Percent = Field(50, description="Not rated when what nobody has assessed is over this share.")


class Words(Record):
    """What each colour says, in words a reader of the report can hold it to."""

    green: str | None = Field(None, description="What green means under this policy.")
    amber: str | None = Field(None, description="What amber means under this policy.")
    red: str | None = Field(None, description="What red means under this policy.")


class Policy(Record):
    """A policy written out; what it leaves out is as in share.

    The tests come in this order: nothing in scope, not rated; red; not rated; amber; else green.
    """

    name: str = Field("share", description="The policy's name: share, worst, weighted, or one of your own.")
    version: str = Field("1", description="The policy's version, printed with every rating.")
    red: Red = Field(Red(), description="What makes a benchmark red.")
    amber: Amber = Field(Amber(), description="What makes a benchmark amber that is not red.")
    not_rated: NotRated = Field(NotRated(), description="When a benchmark is given no colour.")
    weights: dict[str, Weight] = Field({}, description="How many times an expectation counts, by its id; else once.")
    words: Words = Field(Words(), description="What each colour means, in words.")


SHARE = Policy()
WORST = Policy(name="worst", red=Red(gap_over=0), amber=Amber(short_over=0))
WEIGHTED = Policy(name="weighted")
POLICIES = {policy.name: policy for policy in (SHARE, WORST, WEIGHTED)}
"""The policies on board. ``weighted`` is ``share`` with the weights a toolkit or framework gives."""
