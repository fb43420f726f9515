"""Changing a text so that it says something else, touching only what has to change.

``rewrite`` compares what a text says with what it should say and splices the difference
in at the marks. Comments, order, quotes, blank lines and line ends of everything else stay
byte for byte; a comment beside something that goes is kept on a line of its own. The result
is read again and compared before it is given out.
"""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, TypeVar

from prevent_cli.store import emit
from prevent_cli.store.nodes import Node, comments, newline, tree
from prevent_cli.store.reader import read

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator, Sequence

    from prevent_cli.model.finding import Loc

K = TypeVar("K", str, int)
_NAMES = ("id", "name")
"""Keys by which an item of a list is known."""


class RewriteError(Exception):
    """The text could not be changed without harm; a bug of ours, and nothing was written."""


def rewrite(text: str, wanted: Any) -> str:
    """Give a text that says what is wanted: nested dicts, lists and text, None for a value that is left out.

    New keys stand after the key that comes before them in ``wanted``. Raises RewriteError
    where the result would not read as wanted.
    """
    root = tree(text)
    if root.data == pruned(wanted):
        return text
    changed = _Rewriting(text).run(root, wanted)
    found, refusals = read(changed)
    if any(one.level == "error" for one in refusals) or not _same(found, pruned(wanted), text):
        raise RewriteError
    return changed


def _same(found: Any, wanted: Any, before: str) -> bool:
    """Whether the result says what is wanted.

    A block at the very end of a file without a last line break gains one when lines follow it.
    """
    return bool(found == wanted) or (
        not before.endswith("\n") and _without_last_break(found) == _without_last_break(wanted)
    )


def _without_last_break(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without_last_break(one) for key, one in value.items()}
    if isinstance(value, list):
        return [_without_last_break(one) for one in value]
    return value.removesuffix("\n") if isinstance(value, str) else value


def pruned(value: Any) -> Any:
    """Leave out of mappings what is None, as the reader does."""
    if isinstance(value, dict):
        return {key: pruned(one) for key, one in value.items() if one is not None}
    return [pruned(one) for one in value] if isinstance(value, list) else value


@dataclass(frozen=True, slots=True)
class _Edit:
    start: int
    end: int
    text: str


class _Rewriting:
    """The edits of one text. Their line breaks become those of the text at the end."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.newline = newline(text)
        self.edits: list[_Edit] = []

    def run(self, root: Node, wanted: Any) -> str:
        self.scalars = list(root.scalars())
        self.change(root, pruned(wanted))
        # At one place, what is put in comes before what is taken out, else the order in which it was asked.
        ordered = sorted(self.edits, key=lambda edit: (edit.start, edit.end > edit.start))
        parts, at = [], 0
        for edit in ordered:
            parts += [self.text[at : edit.start], edit.text.replace("\n", self.newline)]
            at = max(at, edit.end)
        if at == len(self.text) and not self.text.endswith("\n"):
            parts.append(self.newline)  # a block that now stands last needs it
        return "".join([*parts, self.text[at:]])

    def change(self, node: Node, wanted: Any, column: int = 0, key: str = "", *, inside: bool = False) -> None:
        """Turn a node into what is wanted.

        ``column`` is that of the key or the '-' before it; ``inside`` says that it stands in brackets.
        """
        if node.data == wanted:
            return
        if isinstance(node.data, dict) and isinstance(wanted, dict) and node.data.keys() & wanted.keys():
            self.mapping(node, wanted)
        elif isinstance(node.data, list) and isinstance(wanted, list) and (pairs := _pairs(node.data, wanted)):
            self.sequence(node, wanted, dict(pairs), key)
        elif inside:
            self.replace_inside(node, wanted, key)
        else:
            self.replace(node, wanted, column, key)

    def mapping(self, node: Node, wanted: dict[str, Any]) -> None:
        column = self.column(node.start)
        for key, child in node.entries.items():
            if key in wanted:
                self.change(child, wanted[key], column, key, inside=node.flow)
        for anchor, keys in _after_known(list(wanted), node.entries):
            if node.flow:
                made = [emit.pair(key, wanted[key]) for key in keys]
            else:
                made = [emit.entry(key, wanted[key], column) for key in keys]
            self.insert(node, node.entries[anchor] if anchor is not None else None, made, column)
        gone = [number for number, key in enumerate(node.entries) if key in node.data and key not in wanted]
        self.remove(node, gone, column)

    def sequence(self, node: Node, wanted: list[Any], pairs: dict[int, int], key: str) -> None:
        column = self.column(node.start)
        for old, new in pairs.items():
            self.change(node.items[old], wanted[new], column, inside=node.flow)
        known = {new: old for old, new in pairs.items()}
        for anchor, added in _after_known(list(range(len(wanted))), known):
            if node.flow:
                made = [emit.inline(wanted[number], flow=True) for number in added]
            else:
                made = [emit.item(wanted[number], column, key) for number in added]
            self.insert(node, node.items[known[anchor]] if anchor is not None else None, made, column)
        self.remove(node, [number for number in range(len(node.items)) if number not in pairs], column)

    def insert(self, node: Node, anchor: Node | None, made: Sequence[str], column: int) -> None:
        """Put new children in after one that stays, or before the first."""
        between = ", " if node.flow else "\n" + " " * column
        if anchor is None:
            self.put(self.begin(node, 0), "".join(f"{one}{between}" for one in made))
        else:
            end = max(anchor.end, anchor.head)
            self.put(end if node.flow else self.past_comments(end, column), "".join(f"{between}{one}" for one in made))

    def remove(self, node: Node, gone: Sequence[int], column: int) -> None:
        """Take children out, all but their comments; one at least stays."""
        children = node.children
        for first, last in _runs(gone):
            end = max(children[last].end, children[last].head)
            if node.flow and last + 1 == len(children):
                before = children[first - 1]
                self.cut(max(before.end, before.head), end, column + emit.STEP)
            elif node.flow or first == 0:
                self.cut(self.begin(node, first), self.begin(node, last + 1), column)
            else:
                start, end = (
                    self.line_begin(self.begin(node, first)) - len(self.newline),
                    self.past_comments(end, column),
                )
                self.edits.append(_Edit(start, end, _own_lines(self.comments(start, end), column)))

    def cut(self, start: int, end: int, column: int) -> None:
        """Take out what stands before something else on its line; comments come before that on lines of their own."""
        kept = self.comments(start, end)
        lead = "" if self.text[start - 1 : start].isspace() else " "
        text = lead + "".join(f"{one}\n{' ' * column}" for one in kept) if kept else ""
        self.edits.append(_Edit(start, end, text))

    def replace_inside(self, node: Node, wanted: Any, key: str) -> None:
        """Put a new value in brackets into the place of an old one."""
        text = emit.inline(wanted, key, flow=True, quote=node.quote)
        if node.empty:
            sign = "" if self.text[node.head - 1 : node.head] in {":", "-"} else ":"
            self.put(node.head, f"{sign} {text}")
            return
        self.cut(node.start, node.end, self.column(node.start))
        self.put(node.end, text)

    def replace(self, node: Node, wanted: Any, column: int, key: str) -> None:
        """Put a new value into the place of an old one that stands on lines of its own."""
        text = emit.after(wanted, column, key, quote=node.quote)
        block = node.style in {"|", ">"}
        last = max(node.end, node.head)
        end = self.past_comments(last, column) if "\n" in text else self.line_end(last)
        kept = self.comments(node.head, end)
        collection = isinstance(node.data, dict | list)
        if "\n" not in text and not (node.empty or block or (collection and (not node.flow or kept))):
            self.edits.append(_Edit(node.start, node.end, text.lstrip(" ")))
            return
        if block and isinstance(wanted, str) and emit.is_block(wanted):
            text = emit.block(wanted, self.block_column(node, column))
            head, _, body = text.partition("\n")
            written = self.text[node.start : self.line_end(node.start)]
            if written.split("#")[0].strip() == head.strip():
                self.edits.append(_Edit(node.start + len(written), end, f"\n{body}"))
                return
        first, *rest = text.split("\n", 1)
        on_line = kept and self.line_end(node.head) > self.text.find(kept[0], node.head)
        first += f" {kept.pop(0)}" if on_line else ""
        self.edits.append(_Edit(node.head, end, "\n".join([first, *rest]) + _own_lines(kept, column)))

    def block_column(self, node: Node, column: int) -> int:
        """Give the column of the lines of a block, or the one new lines would have."""
        for line in self.text[node.start : node.end].split("\n")[1:]:
            if line.strip():
                return max(column + 1, len(line) - len(line.lstrip(" ")))
        return column + emit.STEP

    def comments(self, start: int, end: int) -> list[str]:
        """Give the comments between two places."""
        inside = [one for one in self.scalars if one.end > start and one.start < end]
        return [text for _, text in comments(self.text, inside, start, end)]

    def begin(self, node: Node, number: int) -> int:
        """Give the place where a child begins: its key, its '-', or itself."""
        child = node.children[number] if node.children else None
        if child is None:
            return node.start + 1
        if child.key:
            return child.key.start
        return child.start if node.flow else child.head - 1

    def put(self, index: int, text: str) -> None:
        self.edits.append(_Edit(index, index, text))

    def line_begin(self, index: int) -> int:
        return self.text.rfind("\n", 0, index) + 1

    def line_end(self, index: int) -> int:
        found = self.text.find("\n", index)
        if found < 0:
            return len(self.text)
        return found - 1 if found > index and self.text[found - 1] == "\r" else found

    def past_comments(self, index: int, column: int) -> int:
        """Give the end of a line, or of the comments below it that stand further in than a column.

        Those belong to what is above, and a block of text that came to stand before them would take them in.
        """
        end = probe = self.line_end(index)
        while probe < len(self.text):
            start = self.text.find("\n", probe) + 1
            probe = self.line_end(start)
            line = self.text[start:probe]
            if line.lstrip(" ").startswith("#") and len(line) - len(line.lstrip(" ")) > column:
                end = probe
            elif line.strip() or not start:
                break
        return end

    def column(self, index: int) -> int:
        return index - self.line_begin(index)


def _own_lines(kept: Sequence[str], column: int) -> str:
    return "".join(f"\n{' ' * column}{one}" for one in kept)


def _after_known(wanted: Sequence[K], known: Collection[K]) -> Iterator[tuple[K | None, list[K]]]:
    """Group what is new by the known one that it comes after; None: it comes first."""
    anchor: K | None = None
    groups: dict[K | None, list[K]] = {}
    for one in wanted:
        if one in known:
            anchor = one
        else:
            groups.setdefault(anchor, []).append(one)
    yield from groups.items()


def _runs(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Join neighbours: 1, 2, 5 are the runs 1 to 2 and 5 to 5."""
    runs: list[tuple[int, int]] = []
    for number in numbers:
        if runs and runs[-1][1] + 1 == number:
            runs[-1] = (runs[-1][0], number)
        else:
            runs.append((number, number))
    return runs


def _pairs(old: list[Any], new: list[Any]) -> list[tuple[int, int]]:
    """Pair the items of two lists that are the same one, in an order that both have."""
    matcher = SequenceMatcher(None, [_known_by(one) for one in old], [_known_by(one) for one in new], autojunk=False)
    pairs: list[tuple[int, int]] = []
    for tag, start, end, begin, stop in matcher.get_opcodes():
        if tag == "equal" or (tag == "replace" and end - start == stop - begin):
            found = zip(range(start, end), range(begin, stop), strict=True)
            pairs += [(a, b) for a, b in found if tag == "equal" or _may_be_same(old[a], new[b])]
    return pairs


def _known_by(item: Any) -> str:
    """Give what an item of a list is known by: its id or name, else all of it."""
    if isinstance(item, dict):
        for key in _NAMES:
            if isinstance(item.get(key), str):
                return f"{key} {item[key]}"
    return repr(item)


def _may_be_same(old: Any, new: Any) -> bool:
    """Whether an item may be another one changed: of one kind, and not of two names."""
    if isinstance(old, dict) and isinstance(new, dict):
        return not any(key in old and key in new and old[key] != new[key] for key in _NAMES)
    return isinstance(old, str) and isinstance(new, str)


def respell(text: str, changes: Sequence[tuple[Loc, str, bool]]) -> str:
    """Write other words for keys and values: each a path, the new word, and whether the key is meant.

    Nothing else of the text changes. A path that leads nowhere is passed over.
    """
    edits = []
    root = tree(text)
    for loc, new, on_key in changes:
        node = _find(root, loc)
        target = node.key if node and on_key else node
        if target:
            key = "" if on_key else str(loc[-1])
            edits.append((target.start, target.end, emit.inline(new, key, quote=target.quote)))
    for start, end, new in sorted(edits, reverse=True):
        text = f"{text[:start]}{new}{text[end:]}"
    return text


def _find(node: Node, loc: Loc) -> Node | None:
    found: Node | None = node
    for step in loc:
        if found is None:
            return None
        if isinstance(step, int):
            found = found.items[step] if step < len(found.items) else None
        else:
            found = found.entries.get(step)
    return found
