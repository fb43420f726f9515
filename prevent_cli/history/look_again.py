"""What people have to look at again after an upgrade, and what it could not place."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, Literal, get_args

from prevent_cli.history.older import as_text

if TYPE_CHECKING:
    from collections.abc import Sequence

    from prevent_cli.history.older import Plain

Kind = Literal[
    "rating",
    "moderated",
    "answer",
    "merged",
    "unplaced",
    "reference",
    "audience",
    "evidence",
    "wording",
    "reworded",
    "new",
]
KINDS: tuple[Kind, ...] = get_args(Kind)
"""The kinds, in the order in which they are listed."""


@dataclass(frozen=True, slots=True)
class LookAgain:
    """Something that people have to look at again after an upgrade.

    ``old`` are ids of the older framework, or of actions; ``new`` is the id in the newer
    one, None where it has none.
    """

    kind: Kind
    old: tuple[str, ...]
    new: str | None
    message: str


@dataclass(slots=True)
class Notes:
    """What an upgrade gathers on its way; ``framework`` is the id of the older one."""

    framework: str
    again: list[LookAgain] = field(default_factory=list)
    unparsed: list[Plain] = field(default_factory=list)

    def look(self, kind: Kind, old: str | Sequence[str], new: str | None, message: str) -> None:
        """Note something to look at again."""
        self.again.append(LookAgain(kind, (old,) if isinstance(old, str) else tuple(old), new, message))

    def park(self, source: str, data: Any) -> None:
        """Keep what has no place, with where it stood."""
        self.unparsed.append({"source": f"{self.framework} {source}", "text": as_text(data)})

    def listed(self) -> list[LookAgain]:
        """Give what was noted, by kind, in the order in which it was met."""
        return sorted(self.again, key=lambda one: KINDS.index(one.kind))
