"""A record from data with errors in it, so that checks can still look at the rest.

What does not fit is taken out, or stood in for where it has to be there; indexes stay as
they are, so that places found in the repaired record are those of the file.
"""

from __future__ import annotations

from copy import deepcopy
from typing import TYPE_CHECKING, Any, TypeVar

from pydantic import ValidationError

from prevent_cli.model.fields import Record

if TYPE_CHECKING:
    from prevent_cli.model.finding import Loc

R = TypeVar("R", bound=Record)

_PASSES = 6
_STAND_INS = {"id": "0", "value": "amber", "due": "2000", "until": "2199", "period": "2000", "format": "toolkit/1"}
_RECORDS = {"organisation", "rating", "withheld"}


def repaired(kind: type[R], data: Any) -> tuple[R | None, set[Loc]]:
    """Give a record of what fits, and the paths of what does not; None where too little is left."""
    data = deepcopy(data)
    wrong: set[Loc] = set()
    for _ in range(_PASSES):
        try:
            return kind.model_validate(data), wrong
        except ValidationError as error:
            for details in error.errors(include_url=False, include_input=False, include_context=False):
                loc: Loc = tuple(details["loc"])
                wrong.add(_mend(data, loc, missing=details["type"] == "missing"))
    return None, wrong


def _mend(data: Any, loc: Loc, *, missing: bool) -> Loc:
    """Take out what a path leads to, or put a stand-in there; give the path as far as the data has it."""
    node: Any = data
    reached: Loc = ()
    for number, step in enumerate(loc):
        last = number == len(loc) - 1
        if _holds(node, step) and not last and isinstance(node[step], dict | list):
            node, reached = node[step], (*reached, step)
        elif isinstance(node, dict):
            _set(node, step, missing=missing and last)
            return (*reached, step)
        elif _holds(node, step):
            node[step] = {}
            return (*reached, step)
    return reached


def _holds(node: Any, step: Any) -> bool:
    if isinstance(node, list):
        return isinstance(step, int) and step < len(node)
    return isinstance(node, dict) and step in node


def _set(node: dict[Any, Any], step: Any, *, missing: bool) -> None:
    if not missing:
        node.pop(step, None)
    elif step == "benchmarks":
        node[step] = []
    else:
        node[step] = {} if step in _RECORDS else _STAND_INS.get(step, "…")


def touches(loc: Loc, wrong: set[Loc]) -> bool:
    """Whether a path leads to, or into, something that was wrong."""
    return any(loc[: len(one)] == one for one in wrong)
