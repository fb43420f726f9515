"""Snapshots on disk: the frozen JSON beside a toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.model.snapshot import Snapshot, parse_snapshot
from prevent_cli.store.source import shown_path

if TYPE_CHECKING:
    from pathlib import Path

ENDING = ".snapshot.json"
_MOST_BYTES = 50_000_000
"""A report is a few times as large as its toolkit, and toolkits end at 5 MB."""


def snapshot_path(toolkit: Path) -> Path:
    """Give the place of a toolkit's snapshot: 2021-12.snapshot.json beside 2021-12.yaml."""
    return toolkit.with_suffix(ENDING)


def snapshot_of(toolkit: Path) -> Snapshot | None:
    """Read a toolkit's snapshot; None where there is none. One that cannot be read says why."""
    path = snapshot_path(toolkit)
    shown = shown_path(path)
    try:
        with path.open("rb") as stream:
            content = stream.read(_MOST_BYTES + 1)
    except FileNotFoundError:
        return None
    except OSError as error:
        return Snapshot(shown, damage=f"it cannot be read: {(error.strerror or str(error)).lower()}")
    if len(content) > _MOST_BYTES:
        return Snapshot(shown, damage="it is far larger than a snapshot can be")
    return parse_snapshot(shown, content)
