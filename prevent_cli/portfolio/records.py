"""What a comparison of many bodies is made of; docs/portfolio.md says the definitions, and ``compare`` and ``grouping`` make it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from prevent_cli.model.fields import COLOURS

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from prevent_cli.model.fields import Audience
    from prevent_cli.portfolio.position import Position
    from prevent_cli.portfolio.sums import Slipped, Sums

RATINGS = (*reversed(COLOURS), "not judged", "not shown")
"""What is said of judged ratings, in the order in which they are counted: green, amber, red, not judged, not shown."""
Counts = tuple[int, int, int, int, int]
"""How many are green, amber, red, not judged, and not shown in an edition."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A toolkit that is not in the comparison, and why: ``findings`` errors, or in a sentence."""

    file: str
    reason: str


@dataclass(frozen=True, slots=True)
class Body:
    """A body's latest toolkit, its further fields, and by how many days its period is behind the common one.

    It is ``called`` by its name, and by its code too where another body has that name. ``worse`` are the ids of benchmarks
    that were judged better in its period before, of the same framework; None where there is none. ``unshown`` are those
    that an edition does not show in both, so that they cannot be compared; ``unknown`` says that there may be more of them.
    """

    sums: Sums
    called: str
    fields: Mapping[str, str]
    behind: int
    worse: tuple[str, ...] | None
    unshown: tuple[str, ...] = ()
    unknown: bool = False

    @property
    def got_worse(self) -> bool | None:
        """Whether any rating got worse; None where there is no period before, or where not all that could have is shown."""
        if self.worse:
            return True
        return None if self.worse is None or self.unshown or self.unknown else False

    @property
    def late(self) -> bool:
        """Whether its latest period ended before the common one."""
        return self.behind > 0


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark over the bodies: their judged ratings; and how many computed ones are another colour."""

    id: str
    title: str
    judged: Counts
    differ: int


@dataclass(frozen=True, slots=True)
class Gap:
    """An expectation that is a gap in ``bodies`` of the ``of`` that have it in scope."""

    id: str
    text: str
    bodies: int
    of: int

    @property
    def in_most(self) -> bool:
        """Whether more than half of the bodies lack it."""
        return 2 * self.bodies > self.of


@dataclass(frozen=True, slots=True)
class Slip:
    """An action that slipped, and whose it is: what the body is ``called``, as Body has it."""

    called: str
    name: str
    code: str | None
    action: Slipped


@dataclass(frozen=True, slots=True)
class Period:
    """All toolkits of a period: how many bodies, their judged ratings, their open and overdue actions."""

    period: str
    last: date
    bodies: int
    judged: Counts
    open: int
    overdue: int


@dataclass(frozen=True, slots=True)
class Group:
    """The bodies whose latest toolkits answer one framework. ``common`` is the period that half of them have reached.

    ``slips`` are the open actions that slipped most, of ``slipped`` that did. ``matrix`` are the bodies that are shown,
    one by one; whatever is counted is counted over all ``bodies``.
    """

    framework: str | None
    title: str | None
    common: tuple[str, date]
    count: int
    bodies: tuple[Body, ...]
    matrix: tuple[Body, ...]
    benchmarks: tuple[Benchmark, ...]
    gaps: tuple[Gap, ...]
    slips: tuple[Slip, ...]
    slipped: int
    periods: tuple[Period, ...]

    @property
    def comparable(self) -> bool:
        """Whether the bodies answer the same questions."""
        return self.framework is not None

    @property
    def late(self) -> tuple[Body, ...]:
        """The bodies that are late, the longest first."""
        return tuple(sorted((one for one in self.bodies if one.late), key=lambda one: -one.behind))

    @property
    def days(self) -> tuple[date, date]:
        """The first and the last of the days that the bodies' toolkits speak for."""
        found = [one.sums.as_of for one in self.bodies]
        return min(found), max(found)


@dataclass(frozen=True, slots=True)
class Portfolio:
    """Many bodies side by side.

    ``files`` counts the toolkits that were read and wanted, ``unwanted`` those that the conditions
    left out. ``missing`` are names of listed bodies without a toolkit. ``asked`` is the audience, if any;
    ``audience`` the narrowest of anything in it. ``worse`` says that only bodies with a rating that got worse are shown
    one by one. ``position`` is there where one body was asked for;
    then no other is named.
    """

    groups: tuple[Group, ...]
    fields: tuple[str, ...]
    files: int
    unwanted: int
    left_out: tuple[LeftOut, ...]
    missing: tuple[str, ...]
    where: tuple[str, ...]
    until: str | None
    as_of: date | None
    asked: Audience | None
    audience: Audience
    withholds: bool
    markings: tuple[str, ...]
    position: Position | None = None
    worse: bool = False

    def tells(self, group: Group) -> bool:
        """Whether anything is counted over a group's bodies: they answer the same questions, and are enough where one is asked for."""
        return group.comparable and (self.position is None or self.position.enough)

    @property
    def count(self) -> int:
        """How many bodies are compared."""
        return sum(one.count for one in self.groups)
