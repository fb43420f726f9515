"""YAML in, plain text values out, every refusal with its place.

What is plain to see is read at speed by ``quick``; all else, and all that is wrong, by
``events``. Where both read a text they give the same.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from prevent_cli.store import quick
from prevent_cli.store.marks import Refusal
from prevent_cli.store.seen import MAX_BYTES

if TYPE_CHECKING:
    from prevent_cli.store.marks import Mark


def decode(content: bytes) -> tuple[str, Refusal | None]:
    """Give the text of UTF-8 bytes, without a byte-order mark.

    Where the bytes are not UTF-8 the text ends there and a refusal says so.
    """
    if len(content) > MAX_BYTES:
        return "", Refusal(
            0,
            "too-large",
            f"the file is larger than {MAX_BYTES // 1_000_000} MB, the limit",
            "a toolkit is text: keep documents elsewhere and link to them",
        )
    if content[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "", Refusal(0, "not-utf8", "the file is UTF-16, not UTF-8", "save it again with the encoding UTF-8")
    try:
        return content.decode("utf-8").removeprefix("\ufeff"), None
    except UnicodeDecodeError as error:
        text = content[: error.start].decode("utf-8").removeprefix("\ufeff")
        return text, Refusal(
            len(text),
            "not-utf8",
            f"the byte 0x{content[error.start]:02x} is not UTF-8",
            "save the file again with the encoding UTF-8",
        )


def read(text: str) -> tuple[Any, list[Refusal]]:
    """Turn YAML into nested dicts, lists, text and None; note every refusal.

    The value is None where nothing could be read. A null or empty value leaves its key out.
    """
    data, refusals, _ = marked(text)
    return data, refusals


def marked(text: str) -> tuple[Any, list[Refusal], Mark]:
    """Read as ``read`` does, and give the place of the whole, with that of every key and value in it."""
    plainest = quick.read(text)
    if plainest is not None:
        data, mark = plainest
        return data, [], mark
    from prevent_cli.store import events

    return events.read(text)
