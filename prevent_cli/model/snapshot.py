"""A snapshot: the report of a whole record as it was on a day, with the digest of the record it was made from."""

from __future__ import annotations

import json
import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping

FORMAT = "snapshot/1"
_DIGEST = r"[0-9a-f]{64}"
_DAY = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"


class Snapshot(NamedTuple):
    """What a snapshot's file holds.

    ``file`` is its name; ``sha256`` the digest of the record; ``as_of`` the day it speaks for, as text;
    ``report`` the report itself. ``damage`` says why it cannot be used, and is empty where it can.
    """

    file: str
    sha256: str = ""
    as_of: str = ""
    report: Mapping[str, Any] = MappingProxyType({})
    damage: str = ""


def parse_snapshot(file: str, content: bytes) -> Snapshot:
    """Read a snapshot from its file's bytes; what is damaged says why."""
    try:
        report = json.loads(content)
    except (ValueError, RecursionError):
        return Snapshot(file, damage="it is not JSON: it was cut off or changed by hand")
    head = report.get("snapshot") if isinstance(report, dict) else None
    if not isinstance(head, dict):
        return Snapshot(file, damage="it has no key 'snapshot', so it was not written by 'prevent snapshot'")
    if head.get("format") != FORMAT:
        return Snapshot(file, damage=f"it is not of the format {FORMAT}")
    digest, day = head.get("sha256"), report.get("as_of")
    if not (
        isinstance(digest, str) and re.fullmatch(_DIGEST, digest) and isinstance(day, str) and re.fullmatch(_DAY, day)
    ):
        return Snapshot(file, damage="its key 'snapshot' or 'as_of' is not as it was written")
    return Snapshot(file, digest, day, report)
