"""The fonts that travel with the package, and which characters they can show."""

from __future__ import annotations

import re
import struct
from functools import cache
from typing import TYPE_CHECKING

from prevent_cli.resources import FONTS

if TYPE_CHECKING:
    from collections.abc import Iterator

FAMILIES = {"Liberation Sans": "LiberationSans-Regular.ttf", "DejaVu Sans": "DejaVuSans.ttf"}
MISSING = "\ufffd"


def printable(text: str) -> str:
    """Put U+FFFD where no font has a character: PDF/UA allows no character without a shape."""
    if text.isascii():
        return text
    return _lacking().sub(MISSING, text)


@cache
def _lacking() -> re.Pattern[str]:
    """Make a pattern of every character above ASCII that the fonts lack. Private ones count as lacking."""
    found = sorted({code for file in FAMILIES.values() for code in _codes((FONTS / file).read_bytes())})
    gaps, begin = [], 0x80
    for code in (*(code for code in found if code >= 0x80 and not _is_private(code)), 0x110000):
        if code > begin:
            gaps.append(f"\\U{begin:08x}-\\U{code - 1:08x}")
        begin = code + 1
    return re.compile(f"[{''.join(gaps)}]")


def _is_private(code: int) -> bool:
    return 0xE000 <= code <= 0xF8FF or code >= 0xF0000


def _codes(font: bytes) -> Iterator[int]:
    """Give the characters that a TrueType font has, from the parts of its cmap table that are in Unicode."""
    tables = struct.unpack_from(">H", font, 4)[0]
    places = {font[at : at + 4]: struct.unpack_from(">I", font, at + 8)[0] for at in range(12, 12 + 16 * tables, 16)}
    start = places[b"cmap"]
    for number in range(struct.unpack_from(">H", font, start + 2)[0]):
        platform, _, offset = struct.unpack_from(">HHI", font, start + 4 + 8 * number)
        form = struct.unpack_from(">H", font, start + offset)[0]
        if platform in {0, 3} and form == 4:
            yield from _segments(font, start + offset)
        elif platform in {0, 3} and form == 12:
            yield from _groups(font, start + offset)


def _segments(font: bytes, at: int) -> Iterator[int]:
    """Read a table of format 4: runs of characters, each by a shift or by a list of shapes."""
    count = struct.unpack_from(">H", font, at + 6)[0] // 2
    ends = struct.unpack_from(f">{count}H", font, at + 14)
    starts = struct.unpack_from(f">{count}H", font, at + 16 + 2 * count)
    shifts = struct.unpack_from(f">{count}H", font, at + 16 + 4 * count)
    ranges = at + 16 + 6 * count
    for number, (first, last, shift) in enumerate(zip(starts, ends, shifts, strict=True)):
        place = ranges + 2 * number
        offset = struct.unpack_from(">H", font, place)[0]
        for code in range(first, last + 1):
            if not offset:
                shape = (code + shift) % 0x10000
            else:
                shape = struct.unpack_from(">H", font, place + offset + 2 * (code - first))[0]
            if shape and code != 0xFFFF:
                yield code


def _groups(font: bytes, at: int) -> Iterator[int]:
    """Read a table of format 12: runs of characters with shapes that follow one another."""
    count = struct.unpack_from(">I", font, at + 12)[0]
    for number in range(count):
        first, last, shape = struct.unpack_from(">III", font, at + 16 + 12 * number)
        yield from range(first if shape else first + 1, last + 1)
