"""Tables of comma-separated values, as spreadsheets and databases write them."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING

from prevent_cli.errors import PreventError
from prevent_cli.importing import lines
from prevent_cli.importing.cells import Document, Table

if TYPE_CHECKING:
    from collections.abc import Iterator

_DELIMITERS = ",;\t|"
_SAMPLE = 200
_SMALLER = "a toolkit needs a few hundred rows: save what belongs to it as a file of its own"
MOST_ROWS = 20_000
MOST_CELLS = 200_000
_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)


def read(data: bytes, name: str) -> Document:
    """Read a table; the delimiter is the one that makes rows of one width.

    Raises PreventError for what is no text, and past ``MOST_ROWS`` rows or ``MOST_CELLS`` cells.
    """
    text, notes = decode(data, name)
    said, body, skipped = _said_delimiter(text)
    delimiter = said or _delimiter(body)
    rows, more = _rows(body, delimiter, name)
    numbered = [(line + skipped, row) for line, row in rows if any(value.strip() for value in row)]
    width = max((len(row) for _, row in numbered), default=0)
    if width * len(numbered) > MOST_CELLS:
        raise PreventError(f"{name} has more than {MOST_CELLS:,} cells", _SMALLER)
    cells = tuple(
        tuple(lines.cell(value, f"line {line}, column {at}") for at, value in enumerate(_padded(row, width), 1))
        for line, row in numbered
    )
    blocks = (Table(cells, "line 1"),) if cells else ()
    return Document("csv", blocks, notes=(*notes, *more))


def decode(data: bytes, name: str) -> tuple[str, tuple[str, ...]]:
    """Make text of bytes: by a byte-order mark, as UTF-8, or as Windows' Western letters, which a note says."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _decoded(data[len(mark) :], encoding, name), ()
    if b"\0" in data:
        raise PreventError(f"{name} holds bytes that are no text", "save it as CSV in UTF-8")
    try:
        return data.decode(), ()
    except UnicodeDecodeError:
        note = "it is not UTF-8; it was read in Windows' Western encoding (cp1252): look at £, quotes and accents"
        return data.decode("cp1252", errors="surrogateescape").translate(_UNDEFINED), (note,)


# The five bytes that cp1252 leaves undefined are control characters, as browsers read them.
_UNDEFINED = {0xDC00 + byte: byte for byte in (0x81, 0x8D, 0x8F, 0x90, 0x9D)}


def _decoded(data: bytes, encoding: str, name: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise PreventError(
            f"{name} begins as {encoding.upper()} and is not: byte {error.start}", "save it as CSV in UTF-8"
        ) from error


def _said_delimiter(text: str) -> tuple[str | None, str, int]:
    """Take off the line ``sep=;`` that Excel writes and understands."""
    first, newline, rest = text.partition("\n")
    first = first.rstrip("\r")
    if first.lower().startswith("sep=") and len(first) == 5:
        return first[4], rest, 1 if newline else 0
    return None, text, 0


def _delimiter(text: str) -> str:
    """Give the delimiter by which most rows of the beginning have one width, the wider first.

    One by which quotes stand where they should comes before all others: those of another part words at random.
    """
    return max(_DELIMITERS, key=lambda one: _clean(text, one) or (0, *_score(text, one, strict=False)))


def _clean(text: str, delimiter: str) -> tuple[float, int] | None:
    """Give the score of a delimiter by which all quotes stand where they should and most rows have one width, else None."""
    share, width = _score(text, delimiter, strict=True)
    return (share, width) if share > 1 / 2 else None


def _score(text: str, delimiter: str, *, strict: bool) -> tuple[float, int]:
    """Give how many rows have the commonest width over one, as a share, and that width."""
    widths: Counter[int] = Counter()
    try:
        for row in islice(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict), _SAMPLE):
            widths[len(row)] += bool(row)
    except csv.Error:
        return 0, 0
    wide = {width: count for width, count in widths.items() if width > 1}
    if not wide:
        return 0, 0
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    return count / sum(widths.values()), width


def _rows(text: str, delimiter: str, name: str) -> tuple[list[tuple[int, list[str]]], tuple[str, ...]]:
    """Give the rows with the line they begin on. Quotes that are not as they should be are said."""
    try:
        return list(_parsed(text, delimiter, name, strict=True)), ()
    except csv.Error as error:
        note = f"its quotes are not as CSV has them ({error}); look at the cells with quotes"
    try:
        return list(_parsed(text, delimiter, name, strict=False)), (note,)
    except csv.Error as error:
        raise PreventError(f"{name} is no CSV that can be read: {error}", "save it again as CSV in UTF-8") from error


def _parsed(text: str, delimiter: str, name: str, *, strict: bool) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)
    line = 1
    for number, row in enumerate(reader):
        if number >= MOST_ROWS:
            raise PreventError(f"{name} has more than {MOST_ROWS:,} rows", _SMALLER)
        yield line, row
        line = reader.line_num + 1


def _padded(row: list[str], width: int) -> list[str]:
    return row + [""] * (width - len(row))
