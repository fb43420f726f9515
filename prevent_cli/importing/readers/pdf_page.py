"""One page of a PDF: its letters, rules, fills and links, by pdfium; places in points from the top left."""

from __future__ import annotations

import ctypes
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from prevent_cli.importing import lines

if TYPE_CHECKING:
    from collections.abc import Iterator

_THIN = 3.0
MOST_LETTERS = 60_000
Box = tuple[float, float, float, float]
"""Left, top, right, bottom."""


@dataclass(frozen=True, slots=True)
class Letter:
    """One character; ``base`` is the line it stands on, ``size`` the height of its font's box."""

    text: str
    x0: float
    x1: float
    base: float
    size: float
    bold: bool
    italic: bool


@dataclass(frozen=True, slots=True)
class Page:
    """What a page holds. ``rules`` are straight lines that run across or down, ``fills`` coloured areas."""

    number: int
    width: float
    height: float
    letters: tuple[Letter, ...]
    rules: tuple[Box, ...]
    fills: tuple[tuple[Box, str], ...]
    links: tuple[tuple[Box, str], ...]
    pictures: int
    notes: tuple[str, ...]


def look(page: Any, number: int) -> Page:
    """Take a page of pdfium's."""
    turn = _Turn(page)
    text = page.get_textpage()
    letters = tuple(_letters(text, turn))
    rules, fills, pictures = _drawn(page, turn)
    made = Page(
        number,
        turn.width,
        turn.height,
        letters,
        rules,
        fills,
        tuple(_links(page, turn)),
        pictures,
        tuple(_pinned(page)),
    )
    text.close()
    return made


class _Turn:
    """Turns a place on the page as it is stored into one as it is seen."""

    def __init__(self, page: Any) -> None:
        self.left, self.low, self.right, self.high = page.get_cropbox()
        self.quarter = page.get_rotation() // 90 % 4
        across, down = self.right - self.left, self.high - self.low
        self.width, self.height = (down, across) if self.quarter % 2 else (across, down)

    def point(self, x: float, y: float) -> tuple[float, float]:
        left, top = x - self.left, self.high - y
        if self.quarter == 1:
            return y - self.low, left
        if self.quarter == 2:
            return self.right - x, y - self.low
        if self.quarter == 3:
            return top, self.right - x
        return left, top

    def box(self, left: float, low: float, right: float, high: float) -> Box:
        if not self.quarter:  # nearly every page, for each of its letters
            return left - self.left, self.high - high, right - self.left, self.high - low
        (x0, y0), (x1, y1) = self.point(left, low), self.point(right, high)
        return min(x0, x1), min(y0, y1), max(x0, x1), max(y0, y1)


def _letters(text: Any, turn: _Turn) -> Iterator[Letter]:
    from pypdfium2 import raw

    fonts = _Fonts(text)
    x, y = ctypes.c_double(), ctypes.c_double()
    high = 0
    for at in range(min(text.count_chars(), MOST_LETTERS)):
        code = raw.FPDFText_GetUnicode(text, at)
        if 0xD800 <= code < 0xDC00:
            high = code
            continue
        if 0xDC00 <= code < 0xE000 and high:
            code = 0x10000 + ((high - 0xD800) << 10) + code - 0xDC00
        elif 0xDC00 <= code < 0xE000:
            code = 0xFFFD
        high = 0
        if code in {2, 0xFFFE}:  # pdfium's sign for a hyphen at the end of a line
            code = 0x2D
        if code < 32 or raw.FPDFText_IsGenerated(text, at) == 1:
            continue
        raw.FPDFText_GetCharOrigin(text, at, x, y)
        box = turn.box(*text.get_charbox(at, loose=True))
        bold, italic, size = fonts.look(at)
        base = turn.point(x.value, y.value)[1]
        yield Letter(chr(code), box[0], box[2], base, size or box[3] - box[1], bold, italic)


class _Fonts:
    """What letters look like, by the text that they are part of: bold and slanted by the font's name, and their size."""

    def __init__(self, text: Any) -> None:
        from pypdfium2 import raw

        self._known: dict[int, tuple[bool, bool, float]] = {}
        self._text, self._object_at = text, raw.FPDFText_GetTextObject

    def look(self, at: int) -> tuple[bool, bool, float]:
        one = self._object_at(self._text, at)
        if not one:
            return False, False, 0
        key = ctypes.addressof(one.contents)
        if key not in self._known:
            self._known[key] = self._look(one)
        return self._known[key]

    @staticmethod
    def _look(one: Any) -> tuple[bool, bool, float]:
        from pypdfium2 import raw

        size, matrix = ctypes.c_float(), raw.FS_MATRIX()
        raw.FPDFTextObj_GetFontSize(one, size)
        raw.FPDFPageObj_GetMatrix(one, matrix)
        font = raw.FPDFTextObj_GetFont(one)
        name = _name(font) if font else ""
        bold = any(word in name for word in ("bold", "black", "heavy", "demi"))
        return bold, "italic" in name or "oblique" in name, size.value * max(abs(matrix.d), abs(matrix.b))


def _name(font: Any) -> str:
    from pypdfium2 import raw

    room = ctypes.create_string_buffer(200)
    raw.FPDFFont_GetBaseFontName(font, room, len(room))
    return room.value.decode("ascii", "replace").lower()


def _drawn(page: Any, turn: _Turn) -> tuple[tuple[Box, ...], tuple[tuple[Box, str], ...], int]:
    from pypdfium2 import raw

    rules: list[Box] = []
    fills: list[tuple[Box, str]] = []
    pictures = 0
    for one in page.get_objects(filter=(raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE), max_depth=10):
        if one.type == raw.FPDF_PAGEOBJ_IMAGE:
            left, low, right, high = one.get_bounds()
            pictures += right - left > 8 and high - low > 8
            continue
        filled, stroked = _mode(one)
        for box in _boxes(one, turn):
            if min(box[2] - box[0], box[3] - box[1]) <= _THIN:
                rules.append(box)
            elif stroked:
                rules += _sides(box)
            elif filled and (colour := _colour(one)):
                fills.append((box, colour))
    return tuple(rules), tuple(fills), pictures


def _mode(path: Any) -> tuple[bool, bool]:
    from pypdfium2 import raw

    fill, stroke = ctypes.c_int(), ctypes.c_int()
    raw.FPDFPath_GetDrawMode(path, fill, stroke)
    return bool(fill.value), bool(stroke.value)


def _boxes(path: Any, turn: _Turn) -> Iterator[Box]:
    """Give the boxes of a path's pieces; pieces that are neither rectangles nor straight lines are left out."""
    from pypdfium2 import raw

    matrix = path.get_matrix()
    x, y = ctypes.c_float(), ctypes.c_float()
    piece: list[tuple[float, float]] = []
    straight = True
    for at in range(raw.FPDFPath_CountSegments(path)):
        segment = raw.FPDFPath_GetPathSegment(path, at)
        kind = raw.FPDFPathSegment_GetType(segment)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            if piece and straight:
                yield from _piece(piece)
            piece, straight = [], True
        straight = straight and kind != raw.FPDF_SEGMENT_BEZIERTO
        piece.append(turn.point(*matrix.on_point(x.value, y.value)))
    if piece and straight:
        yield from _piece(piece)


def _piece(points: list[tuple[float, float]]) -> Iterator[Box]:
    across = [x for x, _ in points]
    down = [y for _, y in points]
    box = min(across), min(down), max(across), max(down)
    corners = all(_near(x, box[0], box[2]) and _near(y, box[1], box[3]) for x, y in points)
    if len(points) > 1 and corners:
        yield box


def _near(value: float, first: float, last: float) -> bool:
    return abs(value - first) < 1 or abs(value - last) < 1


def _sides(box: Box) -> list[Box]:
    left, top, right, bottom = box
    return [
        (left, top, right, top),
        (left, bottom, right, bottom),
        (left, top, left, bottom),
        (right, top, right, bottom),
    ]


def _colour(path: Any) -> str | None:
    from pypdfium2 import raw

    red, green, blue, alpha = (ctypes.c_uint() for _ in range(4))
    raw.FPDFPageObj_GetFillColor(path, red, green, blue, alpha)
    return lines.colour(f"{red.value:02X}{green.value:02X}{blue.value:02X}")


def _links(page: Any, turn: _Turn) -> Iterator[tuple[Box, str]]:
    from pypdfium2 import raw

    start, link = ctypes.c_int(0), raw.FPDF_LINK()
    while raw.FPDFLink_Enumerate(page, start, link):
        action = raw.FPDFLink_GetAction(link)
        rectangle = raw.FS_RECTF()
        if not action or not raw.FPDFLink_GetAnnotRect(link, rectangle):
            continue
        room = ctypes.create_string_buffer(4000)
        raw.FPDFAction_GetURIPath(page.pdf, action, room, len(room))
        address = room.value.decode("utf-8", "replace")
        if address:
            yield turn.box(rectangle.left, rectangle.bottom, rectangle.right, rectangle.top), address


def _pinned(page: Any) -> Iterator[str]:
    """Give the texts of comments that somebody put onto the page, and of form fields that were filled in."""
    from pypdfium2 import raw

    for at in range(min(raw.FPDFPage_GetAnnotCount(page), 1000)):
        annotation = raw.FPDFPage_GetAnnot(page, at)
        for key in (b"Contents", b"V"):
            size = raw.FPDFAnnot_GetStringValue(annotation, key, None, 0)
            if not 2 < size <= 1_000_000:
                continue
            room = (ctypes.c_ushort * (size // 2))()
            raw.FPDFAnnot_GetStringValue(annotation, key, room, size)
            text = bytes(room).decode("utf-16-le", "replace").rstrip("\0").strip()
            if text and raw.FPDFAnnot_GetSubtype(annotation) != raw.FPDF_ANNOT_LINK:
                yield text
        raw.FPDFPage_CloseAnnot(annotation)
