"""The snapshot beside the record cannot be relied on.

`prevent snapshot` writes what was frozen into a file named like the record, such as
`2021-12.snapshot.json`. The file is cut off, was changed after it was written, or was not
written by `prevent snapshot`; nothing can be held against it.

Example: a merge left its marks in the file.

Mend it by bringing the file back from git (`git checkout -- FILE`), or by making it anew with
`prevent snapshot --again`. A file of your own needs another name.
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

CODE = "damaged-snapshot"
LEVEL: Level = "warning"


def check(toolkit: Toolkit, context: Context) -> Iterator[Problem]:
    """Yield a problem for a snapshot that cannot be read, or does not say what the record said."""
    snapshot = context.snapshot
    if snapshot is None:
        return
    why = snapshot.damage
    if not why and snapshot.sha256 == digest(toolkit):
        other = differences(context, snapshot.report)
        why = f"it does not say what the record said when it was made: {other}" if other else ""
    if why:
        yield Problem(
            CODE,
            f"the snapshot {snapshot.file} is damaged: {why}",
            "bring it back from git, or make it anew with 'prevent snapshot --again'",
            ("as_of",),
            LEVEL,
        )
