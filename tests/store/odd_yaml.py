"""Hand-formatted YAML, generated: every style, odd quotes and spacing, comments everywhere."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from hypothesis import strategies as st

from prevent_cli.store.reader import read

KEYS = ("id", "name", "text", "on", "rating", "moderated", "evidence", "actions", "organisation", "7.1", "a b")
WORDS = st.sampled_from(
    [
        "met",
        "CSP manager",
        "no",
        "7.10",
        "12:30",
        "007",
        "😀 emoji",
        "it's",
        'say "so"',
        "a: b",
        "a #b",
        "- dash",
        "[x]",
        "Nov 21",
        "2021-12-31",
        "null",
        "~",
        "",
        "Ünï \N{EN DASH} dash",
        "x, y",
        "{z}",
        "ends:",
        "100%",
        "@home",
        "*star",
        "back\\slash",
    ]
)
PROSE = st.sampled_from(
    [
        "One.\nTwo.\n",
        "One.\n\n- a\n- b\n",
        "# no comment\nx\n",
        "no end\nat all",
        "Many ends.\n\n\n",
        "😀\n  indented\nback\n",
    ]
)
TEXT = st.one_of(WORDS, PROSE)


def data() -> st.SearchStrategy[Any]:
    """Give nested mappings, lists and text; what the reader would take for nothing is left out."""
    leaf = TEXT.filter(bool)
    return st.recursive(
        leaf,
        lambda inner: st.one_of(
            st.lists(inner, max_size=4), st.dictionaries(st.sampled_from(KEYS), inner, min_size=1, max_size=5)
        ),
        max_leaves=14,
    )


MAPPINGS = st.dictionaries(st.sampled_from(KEYS), data(), min_size=1, max_size=6)


@dataclass
class Writer:
    """Writes data as a person in a hurry might. ``draw`` makes its choices; ``comments`` are those it wrote."""

    draw: st.DrawFn
    comments: list[str] = field(default_factory=list)

    def document(self, value: dict[str, Any]) -> str:
        head = self.own_lines(0) if self.chance(3) else ""
        text = head + self.mapping(value, 0).lstrip("\n") + "\n"
        text += "".join(f"{one}\n" for one in [self.own_lines(0).rstrip("\n")] if one)
        if self.chance(5) and read(text.rstrip("\n"))[0] == value:  # a block at the end needs its line break
            text = text.rstrip("\n")
        return text.replace("\n", "\r\n") if self.chance(3) else text

    def chance(self, one_in: int) -> bool:
        return self.draw(st.integers(1, one_in)) == 1

    def own_lines(self, column: int) -> str:
        kind = self.draw(st.integers(0, 7))
        if kind == 0:
            return f"{' ' * column}{self.comment()}\n"
        return "\n" if kind == 1 else ""

    def comment(self) -> str:
        self.comments.append(f'# note-{len(self.comments)}: it\'s [a] "b" {{c}} - d')
        return self.comments[-1]

    def tail(self) -> str:
        return f"{' ' * self.draw(st.integers(1, 3))}{self.comment()}" if self.chance(5) else ""

    def mapping(self, value: dict[str, Any], column: int) -> str:
        """Give a block mapping; it begins with a line break."""
        parts = []
        for key, one in value.items():
            parts.append(f"\n{self.own_lines(column)}{' ' * column}{self.key(key)}:{self.after(one, column)}")
        return "".join(parts)

    def key(self, key: str) -> str:
        return self.draw(st.sampled_from([f'"{key}"', f"'{key}'", key])) + (" " if self.chance(6) else "")

    def after(self, value: Any, column: int, least: int = 0) -> str:
        if isinstance(value, str):
            return self.scalar(value, column)
        if not value or self.chance(3):
            return f"{self.space()}{self.flow(value, column)}{self.tail()}"
        tail = self.tail()
        if isinstance(value, dict):
            return tail + self.mapping(value, column + self.draw(st.integers(1, 4)))
        return tail + self.sequence(value, column + self.draw(st.integers(least, 3)))

    def space(self) -> str:
        return " " * self.draw(st.sampled_from([1, 1, 1, 2, 4]))

    def sequence(self, value: list[Any], column: int) -> str:
        """Give a block list; it begins with a line break."""
        parts = []
        for one in value:
            lead = f"\n{self.own_lines(column)}{' ' * column}-"
            if isinstance(one, dict) and one and not self.chance(4):
                gap = self.draw(st.integers(1, 3))
                inner = self.mapping(one, column + 1 + gap)
                first = inner.lstrip("\n")
                # A comment or blank line before the first key cannot stand on the line of the '-'.
                plain = not first.lstrip(" ").startswith("#") and inner.startswith(f"\n{' ' * (column + 1 + gap)}")
                parts.append(lead + (" " * gap + first.lstrip(" ") if plain else inner))
            else:
                parts.append(lead + self.after(one, column, 1))
        return "".join(parts)

    def scalar(self, value: str, column: int) -> str:
        """Give a scalar in a block context, with the space before it."""
        styles = [self.quoted(value)]
        if "\n" in value:
            # Blank lines at the end would need '|+', which would count those that this writer strews in.
            styles += [] if value.endswith("\n\n") else [self.block(value, column)] * 3
        else:
            styles += [f"'{value.replace(chr(39), chr(39) * 2)}'"]
            if is_plain(value):
                styles += [value] * 3
        chosen = self.draw(st.sampled_from(styles))
        if chosen.startswith("|"):
            return self.space() + chosen
        if self.chance(8):
            return f"{self.tail()}\n{' ' * (column + 2)}{chosen}{self.tail()}"
        return f"{self.space()}{chosen}{self.tail()}"

    def block(self, value: str, column: int) -> str:
        body = value.rstrip("\n")
        margin = " " * (column + self.draw(st.integers(1, 4)))
        lines = "\n".join(margin + line if line else "" for line in body.split("\n"))
        sign = "" if value.endswith("\n") else "-"
        return f"|{sign}{self.tail()}\n{lines}" + "\n" * self.draw(st.integers(0, 1))

    def quoted(self, value: str) -> str:
        escaped = value.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")
        return f'"{escaped}"'

    def flow(self, value: Any, column: int) -> str:
        """Give a value in brackets, now and then over several lines with comments."""
        if isinstance(value, str):
            return (
                value if is_plain(value) and not set(value) & set(",[]{}:") and self.chance(2) else self.quoted(value)
            )
        parts = (
            [f"{self.quoted(key)}: {self.flow(one, column)}" for key, one in value.items()]
            if isinstance(value, dict)
            else [self.flow(one, column) for one in value]
        )
        left, right = "{}" if isinstance(value, dict) else "[]"
        joined = ""
        for number, part in enumerate(parts):
            last = number + 1 == len(parts)
            comma = "" if last and not self.chance(4) else ","
            joined += part + comma + ("" if last else self.gap(column))
        opening = self.gap(column) if self.chance(4) else ""
        closing = self.gap(column) if parts and self.chance(4) else ""
        return f"{left}{opening}{joined}{closing}{right}"

    def gap(self, column: int) -> str:
        kind = self.draw(st.integers(0, 5))
        margin = f"\n{' ' * (column + 3)}"
        if kind == 0:
            return f" {self.comment()}{margin}"
        return margin if kind == 1 else " " * (kind % 2 + 1)


def is_plain(value: str) -> bool:
    """Whether a word may stand without quotes in this generator's hands."""
    special = value[0] in "-?:,[]{}#&*!|>'\"%@`~ " or value == "null"
    return not special and ": " not in value and " #" not in value and not value.endswith(":") and "\n" not in value


@dataclass(frozen=True)
class Odd:
    """A text, what it says, and the comments in it."""

    text: str
    data: dict[str, Any]
    comments: tuple[str, ...]


@st.composite
def odd_files(draw: st.DrawFn) -> Odd:
    """Generate a file with what it says."""
    value = draw(MAPPINGS)
    writer = Writer(draw)
    text = writer.document(value)
    return Odd(text, value, tuple(one for one in writer.comments if one in text))  # some styles were not chosen


@st.composite
def changed(draw: st.DrawFn, value: Any) -> Any:
    """Generate a changed copy of data: keys and items set, added, taken out, moved."""
    if isinstance(value, dict):
        made = {key: draw(changed(one)) if draw(st.integers(0, 2)) == 0 else one for key, one in value.items()}
        for _ in range(draw(st.integers(0, 2))):
            made[draw(st.sampled_from(KEYS))] = draw(data())
        for key in draw(st.lists(st.sampled_from(sorted(made)), max_size=2)) if len(made) > 1 else []:
            if len(made) > 1:
                made.pop(key, None)
        return made
    if isinstance(value, list):
        made_list = [draw(changed(one)) if draw(st.integers(0, 2)) == 0 else one for one in value]
        for _ in range(draw(st.integers(0, 2))):
            made_list.insert(draw(st.integers(0, len(made_list))), draw(data()))
        if len(made_list) > draw(st.integers(0, 1)):
            made_list.pop(draw(st.integers(0, len(made_list) - 1)))
        return made_list
    return draw(TEXT.filter(bool)) if draw(st.booleans()) else draw(data())
