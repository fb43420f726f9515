"""The record has changed since it was frozen.

`prevent snapshot` keeps a record as it was on a day, in a file beside the YAML. What a board
saw then should stay what the record says: a change that comes later belongs to the next
period. Layout and comments may change; `prevent fmt` does.

Example: `2021-12.snapshot.json` says that benchmark 8 is rated Amber, and `2021-12.yaml` now
says Green.

Mend it by taking the change back and making it in the next period's file. Where it is a
correction that the old period needs, snapshot again: `prevent snapshot FILE --again`. Both
stay in git's history.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.checks.frozen import differences
from prevent_cli.model.digest import digest
from prevent_cli.model.finding import Level, Problem

if TYPE_CHECKING:
    from collections.abc import Iterator

    from prevent_cli.checks.context import Context
    from prevent_cli.model.toolkit import Toolkit

CODE = "changed-after-snapshot"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem where a sound snapshot was made from other data."""
    snapshot = context.snapshot
    if snapshot is None or snapshot.damage or snapshot.sha256 == digest(toolkit):
        return
    where = differences(context, snapshot.report)
    message = f"the record has changed since its snapshot as of {snapshot.as_of}"
    yield Problem(
        CODE,
        f"{message}: {where}" if where else f"{message}, in its words or its head",
        "make the change in the next period's file, or snapshot this one again with 'prevent snapshot --again'",
        ("as_of",),
        LEVEL,
    )
