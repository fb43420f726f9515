"""A crosswalk: which items of one framework became which of another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from pydantic import Field

from prevent_cli.model.fields import Record, Ref, Refs

if TYPE_CHECKING:
    from collections.abc import Iterable


class Mapping(Record):
    """What became of one item, or of several that merged.

    One id under ``from`` and a ``to`` is one-to-one, several are a merge. Without ``to``
    the items are retired; without ``from`` the item is new.
    """

    old: Refs = Field((), alias="from", description="Ids in the older framework: one, or several that merge.")
    new: Ref | None = Field(None, alias="to", description="The id in the newer framework. Absent: retired.")
    note: str | None = Field(None, description="What a reader should know about it.")


class Crosswalk(Record):
    """From one framework to another, at all three levels."""

    format: Literal["crosswalk/1"] = Field(description="crosswalk/1")
    id: str = Field(description="Its own id.", pattern=r"^[A-Za-z0-9][A-Za-z0-9.-]*$")
    title: str = Field(description="Its title.")
    old: str = Field(alias="from", description="The id of the older framework.")
    new: str = Field(alias="to", description="The id of the newer framework.")
    about: str | None = Field(None, description="Where it comes from, and how far it can be relied on.")
    mappings: tuple[Mapping, ...] = Field(description="What became of each item, at all three levels.")

    @property
    def targets(self) -> dict[str, str]:
        """The new id of every old one that has a place in the newer framework."""
        return {old: one.new for one in self.mappings if one.new for old in one.old}

    @property
    def sources(self) -> dict[str, tuple[str, ...]]:
        """The old ids of every new one; none for an item that is new."""
        return {one.new: one.old for one in self.mappings if one.new}


def leads(crosswalks: Iterable[Crosswalk], old: str | None, new: str | None) -> bool:
    """Whether crosswalks lead from one framework to another, in one step or several."""
    steps = [(one.old, one.new) for one in crosswalks]
    reached, waiting = set[str | None](), [old]
    while waiting:
        here = waiting.pop()
        further = {after for before, after in steps if before == here} - reached
        reached |= further
        waiting += further
    return new in reached
