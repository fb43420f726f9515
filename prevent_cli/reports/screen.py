"""Text for a terminal or a pipe: what may be printed, colour, tables that fit."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_UNFIT = (
    range(0x0A),
    range(0x0B, 0x20),
    range(0x7F, 0xA0),
    (0x061C, 0x200E, 0x200F),
    range(0x2028, 0x202F),
    range(0x2066, 0x206A),
    range(0xD800, 0xE000),
)


class _Fit(dict[int, str]):
    """What is printed for a character, worked out when it is first met: the table of all would take 1 ms to make."""

    def __missing__(self, code: int) -> str:
        escape = f"\\x{code:02x}" if code < 0x100 else f"\\u{code:04x}"
        self[code] = escape if any(code in some for some in _UNFIT) else chr(code)
        return self[code]


_HIDDEN = _Fit({9: " "})
_CODES = {"red": "31", "yellow": "33", "green": "32", "cyan": "36", "bold": "1", "dim": "2"}
_STYLES = {
    "red": "red",
    "amber": "yellow",
    "green": "green",
    "overdue": "red",
    "gap": "red",
    "due soon": "yellow",
    "in hand": "yellow",
    "no date": "yellow",
    "not assessed": "yellow",
    "not rated": "yellow",
    "complete": "green",
    "met": "green",
}
_WIDE = 18
_GAP = 2


class Screen(NamedTuple):
    """Where text will be shown: how wide, whether it is a terminal, whether colour may be used."""

    width: int = 80
    terminal: bool = False
    coloured: bool = False

    def paint(self, text: str, style: str) -> str:
        """Colour text; without colour it says the same."""
        return f"\x1b[{_CODES[style]}m{text}\x1b[0m" if self.coloured and style in _CODES else text

    def word(self, text: str) -> str:
        """Colour a rating or a state by what it means."""
        return self.paint(text, _STYLES.get(text.casefold(), ""))


def safe(text: str) -> str:
    """Make text fit to print: control, escape and direction characters become visible."""
    return text if text.isprintable() else text.translate(_HIDDEN)


def lines(said: str, mark: str, screen: Screen) -> list[str]:
    """Give a sentence behind a mark, in lines that fit a terminal; a pipe gets one line."""
    said = safe(" ".join(said.split()))
    if not screen.terminal:
        return [f"{mark}{said}"]
    room = max(20, min(screen.width, 100))
    return wrap(said, room, initial_indent=mark, subsequent_indent=" " * len(mark), break_on_hyphens=False)


def table(
    screen: Screen, columns: Sequence[str], rows: Iterable[Sequence[str]], *, wide: int, led: bool = False
) -> str:
    """Lay out a table: fitted to a terminal, or a line a row in a pipe.

    ``wide`` is the column that takes the room that is left. A narrow terminal gets a list.
    A cell that is a rating or a state is coloured; with ``led``, one that begins with it and a
    comma as well, in the columns that follow the wide one.
    """
    clean = [[safe(cell.strip()) for cell in row] for row in rows]
    if not screen.terminal:
        return _lines(columns, clean)
    widths = _widths(min(screen.width, 140), columns, clean, wide)
    styles = [[_style(cell, led=led and at > wide) for at, cell in enumerate(row)] for row in clean]
    if widths is None:
        return _list(screen, columns, clean, styles)
    return _fitted(screen, columns, clean, styles, widths)


def _style(cell: str, *, led: bool) -> str:
    return _STYLES.get((cell.partition(",")[0] if led else cell).casefold(), "")


def _widths(room: int, columns: Sequence[str], rows: Sequence[Sequence[str]], wide: int) -> list[int] | None:
    """Share a line's room out: each column what it needs, the wide one the rest; None where that does not fit."""
    cells = list(zip(*rows, strict=True)) or [()] * len(columns)
    narrowest = [min(16, _longest_word((name, *column))) for name, column in zip(columns, cells, strict=True)]
    widths = [min(24, max(narrow, *map(len, column), 1)) for narrow, column in zip(narrowest, cells, strict=True)]
    least = max(_WIDE, narrowest[wide])
    room -= _GAP * (len(columns) - 1)
    while room - sum(widths) + widths[wide] < least:
        spare = [
            width - narrow if i != wide else 0 for i, (width, narrow) in enumerate(zip(widths, narrowest, strict=True))
        ]
        if not any(spare):
            return None
        widths[spare.index(max(spare))] -= 1
    widths[wide] = room - sum(widths) + widths[wide]
    return widths


def _longest_word(cells: Iterable[str]) -> int:
    return max((len(word) for cell in cells for word in cell.split()), default=1)


def _lines(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    """Align columns without borders or wrapping: one line a row, fit for grep and awk."""
    flat = [[" ".join(cell.split()) for cell in row] for row in (columns, *rows)]
    widths = [max(len(row[i]) for row in flat) for i in range(len(columns))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) for row in flat]
    return "".join(line.rstrip() + "\n" for line in lines)


def _list(
    screen: Screen, columns: Sequence[str], rows: Sequence[Sequence[str]], styles: Sequence[Sequence[str]]
) -> str:
    blocks = []
    for row, given in zip(rows, styles, strict=True):
        cells = zip(columns, row, given, strict=True)
        blocks.append("\n".join(f"{name}: {screen.paint(cell, style)}" for name, cell, style in cells if cell))
    return "\n\n".join(blocks) + "\n"


def _fitted(
    screen: Screen,
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    styles: Sequence[Sequence[str]],
    widths: Sequence[int],
) -> str:
    from io import StringIO

    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    stream = StringIO()
    console = Console(
        file=stream,
        width=min(screen.width, 140),
        force_terminal=screen.coloured,
        no_color=not screen.coloured,
        color_system="standard" if screen.coloured else None,
        legacy_windows=False,
    )
    shown = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, collapse_padding=True)
    for name, width in zip(columns, widths, strict=True):
        shown.add_column(name, width=width, overflow="fold")
    for row, given in zip(rows, styles, strict=True):
        shown.add_row(*(Text(cell, style=style) for cell, style in zip(row, given, strict=True)))
    console.print(shown)
    return "\n".join(line.rstrip() for line in stream.getvalue().splitlines()) + "\n"
