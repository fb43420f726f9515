"""The elements that charts are drawn with: text and attributes are escaped, numbers kept short."""

from __future__ import annotations

from functools import cache
from textwrap import wrap
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

if TYPE_CHECKING:
    from collections.abc import Iterable

WIDTH = 320
LINE = 15
LETTER = 6.2  # the usual width of a letter, for what has to fit
_GROWS = 1.3
_TEXTURES = {"slant": "M-1 7L7 -1M2 10L10 2", "dots": "M2 3h2.5M6 7h2.5", "grid": "M0 4h8M4 0v8"}


@cache
def textures(name: str) -> Markup:
    """Define the textures of a chart: drawn over a colour, in the colour of the page."""
    return element(
        "defs",
        *(
            element(
                "pattern",
                element("path", d=path, class_="texture"),
                id=f"{name}-{texture}",
                width=8,
                height=8,
                patternUnits="userSpaceOnUse",
            )
            for texture, path in _TEXTURES.items()
        ),
    )


def textured(name: str, at: int, place: tuple[float, float, float, float], kind: str) -> list[Markup]:
    """Draw a box (x, y, width, height) with the texture of its place in a series, and an edge."""
    texture = ("plain", *_TEXTURES)[at % 4]
    parts = [box(*place, f"fill {kind}")]
    x, y, width, height = place
    if texture != "plain":
        fill = f"url(#{name}-{texture})"
        parts.append(element("rect", x=x, y=y, width=width, height=height, fill=fill))
    return [*parts, box(*place, f"edge {kind}")]


def box(x: float, y: float, width: float, height: float, kind: str) -> Markup:
    """Draw a box of a kind."""
    return element("rect", x=x, y=y, width=width, height=height, class_=kind.strip())


def wrapped(said: str, room: float) -> list[str]:
    """Break a label into lines that fit."""
    return wrap(" ".join(said.split()), max(4, int(room / LETTER))) or [""]


def lines(texts: Iterable[str], x: float, y: float, kind: str = "") -> Markup:
    """Write lines below each other."""
    return Markup().join(text(said, x, y + LINE * at, kind) for at, said in enumerate(texts))


def text(said: str, x: float, y: float, kind: str = "") -> Markup:
    """Write text at a place."""
    return element("text", said, x=x, y=y, class_=kind.strip() or None)


def picture(name: str, title: str, said: str, width: float, height: float, parts: Iterable[Markup]) -> Markup:
    """Put parts together as a picture that says what it shows: its title, and in a sentence its data."""
    return element(
        "svg",
        element("title", title, id=f"{name}-title"),
        element("desc", f"{said}.", id=f"{name}-desc"),
        *parts,
        id=name,
        class_="chart" if width <= WIDTH else "chart wide",
        viewBox=f"0 0 {number(width)} {number(height)}",
        width=number(width * _GROWS),
        preserveAspectRatio="xMinYMin meet",
        role="img",
        aria_labelledby=f"{name}-title {name}-desc",
    )


def element(tag: str, *inside: str, **attributes: str | float | None) -> Markup:
    """Write an element; a name's last underscore goes, the others are dashes, and None leaves an attribute out."""
    given = "".join(
        f' {name.rstrip("_").replace("_", "-")}="{escape(value) if isinstance(value, str) else number(value)}"'
        for name, value in attributes.items()
        if value is not None
    )
    made = f"<{tag}{given}>{''.join(map(escape, inside))}</{tag}>" if inside else f"<{tag}{given}/>"
    return Markup(made)  # noqa: S704 - each part is escaped above; a page draws thousands, and format is slow


def number(value: float) -> str:
    """Give a number with a decimal place at most."""
    return f"{value:.1f}".removesuffix(".0")
