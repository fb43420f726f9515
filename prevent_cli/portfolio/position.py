"""Where a body stands among its peers, without a word about any one of them.

A measure is compared where at least five bodies have it, the body itself among them; with fewer,
the quartiles would give single bodies away. Quartiles are those of the inclusive method (Hyndman and Fan's
type 7, as spreadsheets' QUARTILE): a quarter of the bodies lie at or below the first.
The body's *quarter*, 1 the best, is that of the share of bodies that do better than it.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from statistics import quantiles
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError
from prevent_cli.model.bodies import fold
from prevent_cli.model.parse import nearest
from prevent_cli.portfolio.records import LeftOut, Slip

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from prevent_cli.portfolio.records import Body, Group, Portfolio
    from prevent_cli.portfolio.sums import Rated, Sums

_FEW = 10
LEAST = 5
"""How many bodies have to be compared before anything is said of the others."""


@dataclass(frozen=True, slots=True)
class Quartiles:
    """What separates the quarters of the bodies: a quarter lie at or below the first, half at or below the median."""

    first: float
    median: float
    third: float


@dataclass(frozen=True, slots=True)
class Standing:
    """A body by one measure: its own value in percent, how many are compared, and where it stands.

    ``quartiles`` is None where fewer than five have the measure; ``quarter``, 1 the best, is None then too,
    where the body itself has no value, and where all are the same.
    """

    name: str
    better: str
    value: float | None
    of: int
    quartiles: Quartiles | None
    quarter: int | None


@dataclass(frozen=True, slots=True)
class Position:
    """A body among those whose latest toolkits answer the same framework."""

    name: str
    code: str | None
    of: int
    standings: tuple[Standing, ...]

    @property
    def enough(self) -> bool:
        """Whether there are bodies enough to say anything of the others."""
        return self.of >= LEAST


def _share(part: float, whole: float) -> float | None:
    return 100 * part / whole if whole else None


def _green(ratings: Sequence[Rated]) -> float | None:
    shown = [one.judged for one in ratings if not one.hollow]
    return _share(shown.count("green"), len(shown))


def _state(name: str) -> Callable[[Sums], float | None]:
    return lambda one: _share(one.states.get(name, 0), len(one.in_scope))  # type: ignore[call-overload]


MEASURES: tuple[tuple[str, str, Callable[[Sums], float | None]], ...] = (
    ("benchmarks judged green", "high", lambda one: _green(one.ratings)),
    ("expectations met", "high", _state("met")),
    ("expectations that are gaps", "low", _state("gap")),
    ("expectations not assessed", "low", _state("not assessed")),
    ("open actions overdue", "low", lambda one: _share(one.overdue, one.open)),
    ("dated actions that slipped", "low", lambda one: _share(one.slipped, one.dated)),
)
"""Each measure, whether high or low is better, and its value in percent of a toolkit: shares, so that size does not count."""


def standing(name: str, better: str, own: float | None, values: Sequence[float]) -> Standing:
    """Say where a value stands among all values, its own among them."""
    if len(values) < LEAST:
        return Standing(name, better, own, len(values), None, None)
    quartiles = Quartiles(*quantiles(values, n=4, method="inclusive"))
    if own is None or min(values) == max(values):
        return Standing(name, better, own, len(values), quartiles, None)
    ahead = sum(value > own if better == "high" else value < own for value in values)
    return Standing(name, better, own, len(values), quartiles, 1 + 4 * ahead // len(values))


def alone(portfolio: Portfolio, asked: str) -> Portfolio:
    """Keep of a comparison what one body may see: itself, and the others in numbers where there are enough.

    Raises PreventError where no body, or more than one, has the name or code.
    """
    group, body = _asked(portfolio, asked)
    position = Position(body.sums.name, body.sums.code, group.count, tuple(_standings(group, body)))
    own = [Slip(body.called, body.sums.name, body.sums.code, one) for one in body.sums.slips if one.open]
    enough = position.enough and group.comparable
    kept = replace(
        group,
        bodies=(body,),
        matrix=(body,),
        benchmarks=group.benchmarks if enough else (),
        gaps=tuple(one for one in group.gaps if one.of >= LEAST) if enough else (),
        slips=tuple(own),
        slipped=body.sums.slipped_open,
        periods=tuple(one for one in group.periods if one.bodies >= LEAST),
    )
    return replace(
        portfolio,
        groups=(kept,),
        left_out=tuple(LeftOut("", one.reason.partition(":")[0]) for one in portfolio.left_out),
        missing=(),
        position=position,
    )


def _standings(group: Group, body: Body) -> list[Standing]:
    found = []
    peers = group.bodies if group.comparable else ()
    for name, better, measure in MEASURES:
        values = [value for one in peers if (value := measure(one.sums)) is not None]
        found.append(standing(name, better, measure(body.sums), values))
    return found


def _asked(portfolio: Portfolio, asked: str) -> tuple[Group, Body]:
    wanted = fold(asked)
    every = [(group, one) for group in portfolio.groups for one in group.bodies]
    fits = [each for each in every if wanted in {fold(each[1].sums.name), fold(each[1].sums.code or "")}]
    if len(fits) == 1:
        return fits[0]
    if fits:
        raise _several(asked, fits)
    raise PreventError(f"no body is called '{asked}'", _names(asked, dict.fromkeys(one.sums.name for _, one in every)))


def _several(asked: str, fits: Iterable[tuple[Group, Body]]) -> PreventError:
    """Say that a name stands for several, and by what they are told apart."""
    codes = dict.fromkeys(one.sums.code for _, one in fits)
    if len(codes) > 1:
        return PreventError(
            f"'{asked}' stands for {len(codes)} bodies", f"ask by code: {', '.join(filter(None, codes))}"
        )
    names = ", ".join(f"--where framework={group.framework or ''}" for group, _ in fits)
    return PreventError(f"'{asked}' answers several frameworks", f"choose one: {names}")


def _names(asked: str, names: Iterable[str]) -> str:
    """Say which name is near, and a few of those there are."""
    known = list(names)
    near = nearest(asked, known)
    few = ", ".join(known[:_FEW]) + (f" and {len(known) - _FEW} more" if len(known) > _FEW else "")
    return f"did you mean '{near}'? " * bool(near) + f"there are: {few}"
