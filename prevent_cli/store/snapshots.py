"""Snapshots on disk: the frozen JSON beside a toolkit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from prevent_cli.errors import why
from prevent_cli.model.snapshot import Snapshot, parse_snapshot
from prevent_cli.store.seen import MAX_SNAPSHOT, see, shown_path, snapshot_path

if TYPE_CHECKING:
    from pathlib import Path


def snapshot_of(toolkit: Path) -> Snapshot | None:
    """Read a toolkit's snapshot; None where there is none. One that cannot be read says why."""
    path = snapshot_path(toolkit)
    try:
        return snapshot_in(see(path, MAX_SNAPSHOT).content, path)
    except OSError as error:
        return Snapshot(shown_path(path), damage=f"it cannot be read: {why(error)}")


def snapshot_in(content: bytes | None, path: Path) -> Snapshot | None:
    """Read a snapshot from the bytes of its file; None where there were none."""
    if content is None:
        return None
    shown = shown_path(path)
    if len(content) > MAX_SNAPSHOT:
        return Snapshot(shown, damage="it is far larger than a snapshot can be")
    return parse_snapshot(shown, content)
