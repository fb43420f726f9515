"""YAML of the plainest kind, generated, and spoilt a little: a line too far to the right, twice, or not at all."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from hypothesis import strategies as st

if TYPE_CHECKING:
    from collections.abc import Callable

KEYS = st.sampled_from(
    [
        "id",
        "text",
        "on",
        "A/D",
        "Directors' Board",
        "é ü",
        "7",
        '"1.1"',
        "'1.2'",
        '"a: b"',
        "a-b.c",
        "due (est)",
        "null",
    ]
)
WORDS = st.sampled_from(
    [
        *(
            "met",
            "CSP manager",
            "null",
            "Null",
            "NULL",
            "7.10",
            "10:30",
            "2021-12-31",
            "it's",
            'say "so"',
            "a#b",
            "x, y",
        ),
        *("[x", "{y}", "https://a.b/c?d#e", "100%", "£ 5", "(a)", "a - b", "'null'", '"~"', '""', "' '", '"a: b # c"'),
        *(
            "'[x]'",
            "a|b",
            ".",
            "\\n",
            "...",
            "[]",
            "[a]",
            "[a, b c]",
            "[a, \"b, c\", 'd']",
            "[null, x]",
            "[10:30, a:b]",
        ),
        *("{a: b}", '{a: b c, d: "e, f", g: null}', "{a: https://b.c/d}"),
    ]
)
BODIES = st.lists(
    st.sampled_from(["One.", "two: three", "- four", "# five", "  six", "---", '"seven', "é", "null", "eight  ", "a: |"]),
    min_size=1, max_size=3,
)  # fmt: skip
GAPS = st.integers(1, 3).map(lambda width: " " * width)
Lines = list[str]


class _Writer:
    def __init__(self, draw: Callable[[st.SearchStrategy[Any]], Any]) -> None:
        self.draw = draw
        self.left = 14

    def chance(self, one_in: int) -> bool:
        return self.draw(st.integers(1, one_in)) == one_in  # type: ignore[no-any-return]

    def mapping(self, column: int, least: int = 1) -> Lines:
        lines: Lines = []
        for key in self.draw(st.lists(KEYS, min_size=least, max_size=4, unique=True)):
            if self.chance(8):
                lines.append(
                    self.draw(st.sampled_from(["", "# c", f"{' ' * column}# a: b", f"{' ' * (column + 5)}# - d"]))
                )
            first, *more = self.value(column)
            lines += [f"{' ' * column}{key}:{first}", *more]
        return lines

    def value(self, column: int) -> Lines:
        """Give what stands behind a key or a '-' at a column: the rest of its line, and the lines below."""
        self.left -= 1
        kind = self.draw(st.integers(0, 5 if self.left > 0 else 2))
        if kind <= 1:
            return [self.draw(GAPS) + self.draw(WORDS)]
        if kind == 2:
            margin = " " * (column + self.draw(st.integers(1, 4)))
            body = "\n".join(self.draw(BODIES)).replace("\n", self.draw(st.sampled_from(["\n", "\n\n"])))
            ends = [""] * self.draw(st.integers(0, 1))
            return [
                self.draw(st.sampled_from([" |", " |-"])),
                *(f"{margin}{one}" if one else "" for one in body.split("\n")),
                *ends,
            ]
        if kind == 3:
            return ["", *self.mapping(column + self.draw(st.integers(1, 4)))]
        return ["", *self.sequence(column + self.draw(st.integers(0, 3)))]

    def sequence(self, column: int) -> Lines:
        lines: Lines = []
        for _ in range(self.draw(st.integers(1, 3))):
            gap = self.draw(GAPS)
            if self.chance(2):
                first, *more = self.mapping(column + 1 + len(gap))
                lines += [f"{' ' * column}-{gap}{first.strip()}", *more]
            else:
                lines += [f"{' ' * column}-{gap}{self.draw(WORDS)}"]
        return lines


@st.composite
def plainest(draw: st.DrawFn) -> str:
    """Generate a text that is nearly always of the plainest kind."""
    return "\n".join(_Writer(draw).mapping(0)) + "\n"


@st.composite
def spoilt(draw: st.DrawFn) -> str:
    """Generate such a text with one or two slips in it."""
    lines = _Writer(draw).mapping(0, least=2)
    for _ in range(draw(st.integers(1, 2))):
        at = draw(st.integers(0, len(lines) - 1))
        end = draw(st.integers(at + 1, len(lines)))
        lines[at:end] = draw(st.sampled_from(_SLIPS))(lines[at:end])
        lines = lines or [""]
    return "\n".join(lines) + "\n"


_SLIPS: list[Callable[[Lines], Lines]] = [
    lambda lines: [f" {one}" for one in lines],
    lambda lines: [f"  {one}" for one in lines],
    lambda lines: [one.removeprefix(" ") for one in lines],
    lambda lines: [one.removeprefix("  ") for one in lines],
    lambda lines: [f" {lines[0]}", *lines[1:]],
    lambda lines: [lines[0].removeprefix(" "), *lines[1:]],
    lambda lines: lines[1:],
    lambda lines: lines[:1] + lines,
    lambda lines: lines[::-1],
    lambda lines: [lines[0].replace("- ", "  ", 1), *lines[1:]],
    lambda lines: [lines[0].replace("  ", "- ", 1), *lines[1:]],
    lambda lines: [f"{lines[0]} # c", *lines[1:]],
    lambda lines: [f"{lines[0]}:", *lines[1:]],
    lambda lines: [lines[0], "", *lines[1:]],
    lambda lines: [lines[0], "    ", *lines[1:]],
    lambda lines: [lines[0].partition(":")[0] + ":", *lines[1:]],
    lambda lines: [lines[0], "# c", *lines[1:]],
    lambda lines: [lines[0].replace("|", ">", 1), *lines[1:]],
]
