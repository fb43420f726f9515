"""What a toolkit says, whatever its layout."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from prevent_cli.model.toolkit import Toolkit


def said(value: Any) -> Any:
    """Give data with every text on one line: where its lines end makes no difference to what it says."""
    if isinstance(value, dict):
        return {key: said(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [said(one) for one in value]
    return " ".join(value.split()) if isinstance(value, str) else value


def digest(toolkit: Toolkit) -> str:
    """Give the sha256 of what a toolkit says, in hexadecimal.

    Layout, comments, the order of keys, the ends of lines and keys without a value make no
    difference, so laying a file out anew does not change it.
    """
    import json
    from hashlib import sha256  # loads OpenSSL, which takes longer than a toolkit; not every command wants a digest

    data = said(toolkit.model_dump(exclude_defaults=True))
    return sha256(json.dumps(data, sort_keys=True, default=_date).encode()).hexdigest()


def _date(when: object) -> str:
    return " ".join(str(when).split())
