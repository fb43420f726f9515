"""Text made safe for Markdown: cells, blocks and addresses.

Every field goes through the reader of light Markdown and is written out anew, so that
nothing in a field can begin a heading, a table, a fence, a picture or raw HTML.
"""

from __future__ import annotations

import re
from textwrap import indent
from typing import TYPE_CHECKING

from prevent_cli.reports import prose

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from markdown_it.tree import SyntaxTreeNode

_SPECIAL = re.compile(r"[\\`*\[\]|~$]|(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_LINE_START = re.compile(r"^([ \t]*)(?:([-+>#=]|:(?=-))|(\d+)([.)])(?=[ \t]|$))", re.MULTILINE)


def plain(text: str) -> str:
    """Make what is no Markdown, such as a title or a name, fit for a table's cell or a heading: it reads as it is written."""
    return escape(" ".join(prose.clean(text).split()))


def as_line(text: str) -> str:
    """Make text a line by itself, such as an item of a list: it reads as it is written, and begins nothing else."""
    return _guarded(plain(text))


def cell(text: str) -> str:
    """Make a field's light Markdown fit for a table's cell or a heading: one line, with pipes and raw HTML as text."""
    text = prose.clean(text)
    if prose.is_plain(text):
        return plain(text)
    return " ".join(" ".join(_inline(node)) for node in _tree(text).walk() if node.type == "inline")


def row(cells: Iterable[str]) -> str:
    """Put cells into a table's row."""
    return f"| {' | '.join(cells)} |"


def escape(text: str) -> str:
    """Take its meaning from whatever Markdown or HTML would act on inside a line."""
    escaped = _SPECIAL.sub(lambda found: f"\\{found[0]}", text)
    return _ENTITY.sub("&amp;", escaped).replace("<", "&lt;")


def block(text: str | None) -> str:
    """Write light Markdown anew: paragraphs and lists, emphasis and links that are safe."""
    text = prose.clean((text or "").strip())
    if prose.is_plain(text):
        return "\n\n".join(_guarded(escape(part)) for part in prose.paragraphs(text))
    return "\n\n".join(_written(_tree(text).children))


def _tree(text: str) -> SyntaxTreeNode:
    from markdown_it.tree import SyntaxTreeNode

    return SyntaxTreeNode(prose.parser().parse(text))


def _written(nodes: Iterable[SyntaxTreeNode]) -> Iterator[str]:
    for node in nodes:
        if node.type in {"bullet_list", "ordered_list"}:
            yield "\n".join(_items(node))
        else:
            yield _guarded("\n".join(_inline(node.children[0])) if node.children else "")


def _items(node: SyntaxTreeNode) -> Iterator[str]:
    first = int(node.attrs.get("start", 1))
    for number, item in enumerate(node.children, first):
        mark = f"{number}. " if node.type == "ordered_list" else "- "
        tight = all(child.hidden for child in item.children if child.type == "paragraph")
        body = ("\n" if tight else "\n\n").join(_written(item.children))
        yield (mark + indent(body, " " * len(mark)).lstrip(" ")).rstrip(" ")


def _inline(node: SyntaxTreeNode) -> list[str]:
    """Write a paragraph's lines."""
    return "".join(_phrases(node.children)).split("\n")


def _phrases(nodes: Iterable[SyntaxTreeNode]) -> Iterator[str]:
    nodes = list(nodes)
    for node, following in zip(nodes, [*nodes[1:], None], strict=False):
        if node.type == "text":
            said = escape(node.content)
            # An exclamation mark before a link would make it a picture, fetched from elsewhere.
            picture = following is not None and following.type == "link" and said.endswith("!")
            yield f"{said[:-1]}\\!" if picture else said
        elif node.type in {"softbreak", "hardbreak"}:
            yield "\n"
        elif node.type == "link":
            yield f"[{''.join(_phrases(node.children))}](<{node.attrs['href']}>)"
        else:
            yield f"{node.markup}{''.join(_phrases(node.children))}{node.markup}"


def _guarded(lines: str) -> str:
    """Keep the beginning of a line from making a heading, a list, a quotation or a rule."""
    return _LINE_START.sub(
        lambda found: f"{found[1]}\\{found[2]}" if found[2] else f"{found[1]}{found[3]}\\{found[4]}", lines
    )


def labelled(label: str, text: str | None) -> str:
    """Put a label before text: on its line, or above it where the text is more than a paragraph."""
    written = block(text)
    if not written:
        return ""
    short = "\n\n" not in written and not written.startswith(("- ", "1. "))
    return f"**{label}:** {written}" if short else f"**{label}:**\n\n{written}"


def anchored(anchor: str, heading: str) -> str:
    """Put an anchor before a heading."""
    return f'<a id="{anchor}"></a>\n\n{heading}'


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Make a table of cells that are fit for one."""
    return "\n".join([row(columns), row(["---"] * len(columns)), *map(row, rows)])


def bullets(lines: Iterable[str]) -> str:
    """Make a list of lines."""
    return "\n".join(f"- {line}" for line in lines)


def autolinked(address: str) -> str:
    """Encode what would end an address in angle brackets."""
    return address.replace("<", "%3C").replace(">", "%3E").replace("\\", "%5C")
